"""Editors' corrections applied to passages: what an editor says stands above every rule. Pure.

A correction belongs to a quotation, not to its number: other rules may number the quotations of a document otherwise, and a
reader that reads more of a page gives its document another id. It is therefore found again by the words, next to where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from schemas.vocabulary import EDITOR, FIELDS
from service.records import Attribution, Correction, Date, Document, Outlet, Passage, Span, Speaker, Venue
from service.wording.tokens import keys

_LEAST_SHARED = 0.5  # of the longer of two stretches of one text: with less in common they are two quotations


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an editor did to a quotation.

    `by`, `at`, `reason`: who, when (UTC, ISO 8601) and why; `values`: by field, what the editor says, None for a field that nobody
    can tell; `checked`: the words were compared with a recording; `undoes`: everything said before is undone.
    """

    by: str
    at: str
    reason: str
    values: Mapping[str, str | None] = field(default_factory=dict)
    checked: bool = False
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that editors did to one quotation, in order.

    `document`: the id of its document at that time; `url`, `sha256`: the address and the SHA-256 of the text of that document; `words`:
    those of the quotation, folded and separated by spaces; [start, end): where they stood in the text.
    """

    document: str
    url: str | None
    sha256: str
    words: str
    start: int
    end: int
    entries: tuple[Entry, ...] = ()

    @property
    def correction(self) -> Correction | None:
        """What is in force of it; None if it was undone."""
        values: dict[str, str | None] = {}
        checked, last = False, None
        for entry in self.entries:
            if entry.undoes:
                values, checked, last = {}, False, None
                continue
            values |= entry.values
            checked, last = checked or entry.checked, entry
        return Correction(last.by, last.at, last.reason, values, checked) if last else None

    def concerns(self, document: Document) -> bool:
        """Return whether a document is the one that it was given for, or a later version at the same address."""
        if self.url and document.url:
            return self.url == document.url
        return self.sha256 == document.sha256


def folded(text: str) -> str:
    """Return the words of a text folded, separated by spaces: how a ruling names a quotation."""
    return " ".join(keys(text))


def place_of(parts: Sequence[Span]) -> tuple[int, int]:
    """Return where a quotation starts and ends in its document."""
    return parts[0].start, parts[-1].end


def revised(passage: Passage, correction: Correction | None) -> Passage:
    """Return a passage as an editor corrects it, or as it was read if nothing is in force."""
    read = passage.correction.read if passage.correction else passage.attribution
    if correction is None:
        return replace(passage, attribution=read, correction=None)
    return replace(passage, attribution=_attribution(read, correction.values), correction=replace(correction, read=read))


def corrected(document: Document, passages: Sequence[Passage], rulings: Iterable[Ruling]) -> list[Passage]:
    """Return the passages of a document with every ruling that concerns it applied."""
    out = list(passages)
    words: list[str] | None = None
    for ruling in rulings:
        if ruling.correction is None or not ruling.concerns(document):
            continue
        words = words if words is not None else [folded(passage.text) for passage in out]
        places = [place_of(passage.parts) for passage in out]
        n = match(ruling, words, places, is_same_text=ruling.sha256 == document.sha256)
        if n is not None:
            out[n] = revised(out[n], ruling.correction)
    return out


def match(ruling: Ruling, words: Sequence[str], places: Sequence[tuple[int, int]], *, is_same_text: bool) -> int | None:
    """Return the index of the quotation that a ruling is about, None if it is not there.

    `words`, `places`: of each quotation, as `folded` and `place_of` give them. In the same text its place tells: other rules may cut it
    otherwise. In another version of the text it is the one with the same words, nearest to where they stood.
    """
    if is_same_text:
        shared, n = max(((_shared(ruling, place), -n) for n, place in enumerate(places)), default=(0.0, 0))
        return -n if shared >= _LEAST_SHARED else None
    same = [n for n, own in enumerate(words) if own == ruling.words]
    return min(same, key=lambda n: abs(places[n][0] - ruling.start), default=None)


def _shared(ruling: Ruling, place: tuple[int, int]) -> float:
    """Return the part of the longer of two stretches that they have in common, 0 to 1."""
    start, end = place
    common = min(end, ruling.end) - max(start, ruling.start)
    return max(0, common) / max(1, end - start, ruling.end - ruling.start)


def _attribution(read: Attribution, values: Mapping[str, str | None]) -> Attribution:
    """Return an attribution with some values in place of those that were read. They rest on no words of the source."""
    made = {name: _made(name, value, read) if value is not None else None for name, value in values.items() if name in FIELDS}
    left = {name: rows for name, rows in read.candidates.items() if name not in values}
    return replace(read, **made, candidates=left)  # type: ignore[arg-type]  # each value has the type of its field


def _made(name: str, value: str, read: Attribution) -> Speaker | Date | Venue | Outlet:
    """Return the value of a field. What was read is kept of the same name: whether it is a person, or how an outlet relates."""
    if name == "speaker":
        is_same = read.speaker is not None and read.speaker.name == value
        return replace(read.speaker, basis=EDITOR, score=1.0) if is_same and read.speaker else Speaker(value, basis=EDITOR)
    if name == "date":
        return Date(value, EDITOR)
    if name == "venue":
        return Venue(value)
    is_same = read.outlet is not None and read.outlet.name == value
    return replace(read.outlet, score=1.0) if is_same and read.outlet else Outlet(value)
