"""Sums an answer up in one plain sentence, from the sentences of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.vocabulary import FOLD, NO_FOLD_SHOWN, STANDING, VERDICT
from service.records import AttributionComparison, CitedDocument, Speaker
from service.verification.claims import Claim
from service.wording.comparison import Comparison

_DETERMINERS = frozenset("the a an one another some his her their its our".split())

_SHOWN_CHARACTERS = 200  # of a part of a quote


@dataclass(frozen=True, slots=True)
class Told:
    """The passage that an explanation tells of. `is_piece`: it holds only a piece of the claim's words."""

    comparison: Comparison
    speaker: Speaker | None
    document: CitedDocument
    is_piece: bool = False


def explain(claim: Claim, verdict: str, told: Told | None, attribution: AttributionComparison) -> str:
    """Return what a verdict means for a claim, for the people who read it. `told`: the best passage, or the one that accuses."""
    if verdict == "not_found" or told is None:
        closest = f" The closest passage is one by {_speaker(told.speaker)} in {_source(told.document)}." if told else ""
        return VERDICT["not_found"].sentence + closest
    tail = "" if verdict == "misattributed" else _attributed(claim, attribution)
    return _sentence(claim, verdict, told) + tail + _replaced(told.document)


def otherwise(told: CitedDocument, conflict: Told) -> str:
    """Return what to add of a source that has the words otherwise, with a space before it. `told`: the one that the answer is about."""
    changed = next((c.reason for c in conflict.comparison.changes if c.serious), "")
    if told.id == conflict.document.id:
        return " Another source has the words as quoted, but this one is the original."
    source = _source(conflict.document)
    return f" {source[:1].upper()}{source[1:]} has different words: {changed}."


def held_in_part(text: str, document: CitedDocument) -> str:
    """Return the explanation of a quote of which a source has a part, some text, word for word, and no source the rest."""
    part = text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…"
    return f"Part of this is in the archive word for word, in {_source(document)}: “{part.strip(' ,')}”. No source has the rest."


def rest_unknown() -> str:
    """Return what to add of a quote some sentences of which a source has otherwise, with a space before it."""
    return " No source has the rest of the quote."


def too_short() -> str:
    """Return the explanation of a claim with too few words to tell passages apart."""
    return "Too short to tell who said it: fewer than three distinctive words."


def common_words() -> str:
    """Return the explanation of words that are in sources, but that anybody may say."""
    return "These words are in the sources shown, but they are common: anybody may have said them."


def not_said(standing: str, document: CitedDocument) -> str:
    """Return the explanation of words that a source does not present as said."""
    return (
        f"These words are in {_source(document)}, but {STANDING[standing].shown} there, which doesn’t show that anybody said them."
    )


def another_s_words() -> str:
    """Return the reason of a cut that drops whose words a speaker passes on."""
    return "it cuts off the words by which they are given as somebody else’s"


def too_common(number: int) -> str:
    """Return the explanation of a claim whose words at least `number` quotations hold."""
    return f"These words are too common to point to one source: at least {number} quotations have them."


def _sentence(claim: Claim, verdict: str, told: Told) -> str:
    row, best, who = VERDICT[verdict], told.comparison, _speaker(told.speaker)
    serious = [change.reason for change in best.changes if change.serious]
    reasons = serious or [change.reason for change in best.changes]
    changes = len(best.changes)
    return (row.mild if row.mild and not serious else row.sentence).format(
        who=who,
        Who=f"{who[:1].upper()}{who[1:]}",
        where=_source(told.document),
        shown=_shown(best),
        change=reasons[0] if reasons else "",
        changes="one unmarked change" if changes == 1 else f"{changes} unmarked changes",
        cut=next((o.reason for o in best.omitted if o.serious and o.reason), "words that affect the meaning were cut"),
        words=_words(told),
        claimed=claim.speaker,
    )


def _words(told: Told) -> str:
    """Return how much of the claim stands in a passage."""
    if told.is_piece:
        return "Some of these words are"
    return "The words are" if told.comparison.is_said else "Words close to these are"


def _attributed(claim: Claim, attribution: AttributionComparison) -> str:
    """Return what to add about the attribution, with a space before it; empty if it agrees or is not claimed."""
    fields = attribution.fields
    wrong = next(((name, field) for name, field in fields.items() if field.status == "contradicted"), None)
    if wrong:
        name, field = wrong
        return f" The {name} differs: the sources say {field.found}, not {field.claimed}."
    if attribution.status == "disputed":
        return f" The sources disagree on who said it: {fields['speaker'].found}."
    if claim.speaker and attribution.speaker_status == "unknown":
        return _undecided(claim.speaker, fields["speaker"].found)
    return ""


def _undecided(claimed: str, found: str | None) -> str:
    """Return what to add where the sources neither confirm nor contradict the speaker that is claimed."""
    if found is None:
        return " No source says who said it."
    if found.casefold() == claimed.casefold():
        return f" That it was {claimed} is likely, but not certain."
    return f" The source points to {found}, but not clearly enough to confirm or rule out {claimed}."


def _replaced(document: CitedDocument) -> str:
    if document.superseded_by is None:
        return ""
    return " The publisher has since replaced this version of the document: check the later one."


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return "a speaker the source does not name"
    return _indefinite(speaker.name) if speaker.type == "unnamed" else speaker.name


def _indefinite(name: str) -> str:
    """Return a description with its article: "an official", "the chair"."""
    if name.partition(" ")[0].lower() in _DETERMINERS:
        return name[:1].lower() + name[1:]
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _source(document: CitedDocument) -> str:
    """Return a document's title with its outlet and date in brackets, as far as they are known."""
    name = f"“{document.title}”" if document.title else "a document without a title"
    known = ", ".join(filter(None, (document.outlet, document.published)))
    return f"{name} ({known})" if known else name


def _shown(best: Comparison) -> str:
    """Return what differs, in the order of the folds' names."""
    parts = [shown for fold in best.folds if (shown := FOLD[fold].shown)]
    return " and ".join(parts) if parts else NO_FOLD_SHOWN
