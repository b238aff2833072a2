"""The one plain sentence that an answer is summed up in."""

from __future__ import annotations

from typing import Any

from schemas.vocabulary import FOLD, NO_FOLD_SHOWN, VERDICT
from service.verification.claims import Claim
from service.wording.comparison import Comparison

_DETERMINERS = frozenset("the a an one another some his her their its our".split())


def explain(
    claim: Claim,
    verdict: str,
    best: Comparison | None,
    quotation: dict[str, Any] | None,
    document: dict[str, Any] | None,
    attribution: dict[str, Any],
    *,
    is_piece: bool = False,
) -> str:
    """What the verdict means for this claim, for the people who read it. `is_piece`: the best match has but a piece of the words."""
    if verdict == "not_found" or best is None or document is None:
        closest = f" The closest passage is one by {_speaker(quotation)} in {_source(document)}." if document else ""
        return VERDICT["not_found"].sentence + closest
    row, who = VERDICT[verdict], _speaker(quotation)
    serious = [c.reason for c in best.changes if c.serious]
    changes = len(best.changes)
    sentence = (row.mild if row.mild and not serious else row.sentence).format(
        who=who,
        Who=f"{who[:1].upper()}{who[1:]}",
        where=_source(document),
        shown=_shown(best),
        change=next(iter(serious or [c.reason for c in best.changes]), ""),
        changes="one change" if changes == 1 else f"{changes} changes",
        cut=_reason(best),
        words="A part of these words stands" if is_piece else "The words stand" if best.is_said else "Words close to these stand",
        claimed=claim.speaker,
    )
    if verdict == "misattributed":
        return sentence + _replaced(document)
    wrong = [name for name, f in attribution["fields"].items() if f["status"] == "contradicted"]
    if wrong:
        name = wrong[0]
        f = attribution["fields"][name]
        sentence += f" The {name} differs: {f['found']} in the sources, {f['claimed']} claimed."
    elif attribution["status"] == "disputed":
        sentence += f" The sources do not agree on who said it: {attribution['fields']['speaker']['found']}."
    elif claim.speaker and attribution["fields"]["speaker"]["status"] == "unknown":
        sentence += f" Whether it was {claim.speaker} the source does not tell."
    return sentence + _replaced(document)


def _replaced(document: dict[str, Any]) -> str:
    is_replaced = "superseded_by" in document
    return " The publisher has since replaced this version of the document: check the later one." if is_replaced else ""


def too_short() -> str:
    return "This is too short to tell who said it: fewer than three words that tell one passage from another."


def too_common(number: int) -> str:
    return f"These words are too common to point to one source: at least {number} quotations hold them."


def _speaker(quotation: dict[str, Any] | None) -> str:
    speaker = quotation.get("speaker") if quotation else None
    if not speaker:
        return "a speaker the source does not name"
    return _indefinite(speaker["name"]) if speaker["type"] == "unnamed" else str(speaker["name"])


def _indefinite(name: str) -> str:
    """A description with its article: "an official", "the chair"."""
    if name.partition(" ")[0].lower() in _DETERMINERS:
        return name[:1].lower() + name[1:]
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _source(document: dict[str, Any]) -> str:
    name = f"“{document['title']}”" if document.get("title") else "a document without a title"
    outlet = f" ({document['outlet']}" if document.get("outlet") else ""
    published = document.get("published")
    tail = f"{outlet}, {published})" if outlet and published else f"{outlet})" if outlet else f" ({published})" if published else ""
    return name + tail


def _shown(best: Comparison) -> str:
    parts = [shown for fold in best.folds if (shown := FOLD[fold].shown)]
    return " and ".join(parts) if parts else NO_FOLD_SHOWN


def _reason(best: Comparison) -> str:
    return next((o.reason for o in best.omitted if o.reason), "words that bear on the meaning were cut off")
