"""The one plain sentence that an answer is summed up in."""

from __future__ import annotations

from typing import Any

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
        return (
            "Nothing in the index is close enough to these words; that they were not found does not mean that they were not said."
            + closest
        )
    who = _speaker(quotation)
    where = _source(document)
    said = {
        "verbatim": f"These words stand in {where}, spoken by {who}.",
        "faithful": f"{who[:1].upper()}{who[1:]} said this, in {where}; what differs is {_shown(best)}.",
        "altered": _altered(best, who, where),
        "truncated": f"In {where} {who} said more: {_reason(best)}.",
        "paraphrased": f"Not these words: what {who} said in {where} comes to the same, but is put otherwise.",
        "spliced": f"This joins passages that stood apart, with no mark where they meet; the first is in {where}.",
    }
    if verdict == "misattributed":
        claimed = attribution["fields"]["speaker"]["claimed"]
        wording = (
            "A part of these words stands" if is_piece else "The words stand" if best.is_said else "Words close to these stand"
        )
        return f"{wording} in {where}, but spoken by {who}, not by {claimed}.{_replaced(document)}"
    sentence = said[verdict]
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
    names = {
        "bracket": "put in brackets", "ellipsis": "left out with an ellipsis", "contraction": "a contraction written out or drawn together",
        "number": "the style of a number", "spelling": "spelling", "filler": "a filler or false start dropped", "capitals": "capital letters",
    }  # fmt: skip
    parts = [names[fold] for fold in best.folds if fold in names]
    return " and ".join(parts) if parts else "typography"


def _altered(best: Comparison, who: str, where: str) -> str:
    serious = [c for c in best.changes if c.serious]
    n = len(best.changes)
    if serious:
        return f"The words differ from what {who} said in {where}, and the meaning may turn on it: {serious[0].reason}."
    count = "one change" if n == 1 else f"{n} changes"
    return (
        f"Close to what {who} said in {where}, with {count} that nothing shows: {best.changes[0].reason if best.changes else ''}."
    )


def _reason(best: Comparison) -> str:
    return next((o.reason for o in best.omitted if o.serious and o.reason), "words that bear on the meaning were cut off")
