"""Pages: what the index stores of a document, as compressed bytes of up to eight units each.

A unit is what a lookup finds: a quotation, or one of the overlapping windows of a long one, so that an answer never carries
an hour's speech for ten words of it. A page holds what is known of the document, the stretches of text that contain its
units and their context, and for each unit its offsets and attribution. Whatever an answer shows is cut out of these
stretches on demand.

Layout: a byte of flags (the lowest bit: a SHA-256 follows the id; the others: number of the dictionary), the document's
id, perhaps the SHA-256 of its text, then JSON: [document, [[offset, text]…], [[number, context start, context end,
[start, end…], speaker, date, venue, outlet, beside?]…]]. Values at the end of a field that are its record's defaults
are left out. `beside` is an object of what few units have, left out if it is empty: `standing` [word, evidence],
`candidates` {field: [[value, score, evidence]…]}, `media` [address, start, end], in seconds, and `correction` [by, at, reason,
values, checked, speaker, date, venue, outlet], the last four as the source was read. If the page contains the whole text, its SHA-256 is computed, not stored.
The first page of a document also has the SHA-256 of the bytes that it was read from, the reader, and the stamp of the rules that
found its quotations.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import orjson

from schemas.vocabulary import ASSERTED, FIELDS
from service.citing import astral_places, context_of, quotation
from service.derivation import derivation
from service.index.layout.addresses import address, version
from service.index.layout.compression import Codec
from service.index.layout.facets import Noted, date_of, noted
from service.index.layout.tallies import share
from service.knowledge.gazetteer import Gazetteer
from service.records import (
    Attribution,
    CitedDocument,
    Correction,
    Date,
    Document,
    Evidence,
    Likely,
    Media,
    Origin,
    Outlet,
    Passage,
    Quotation,
    Source,
    Span,
    Speaker,
    Venue,
)
from service.wording.tokens import Token, keys, spoken_keys, tokenise

_LONGEST_REST = 64  # characters behind a window that still close its last word; a text without white space never does
WINDOW, STRIDE = 320, 200  # words: windows overlap by 120, so that a claim of up to 120 words lies whole in one
_PAGE_UNITS, _PAGE_CHARACTERS = (
    8,
    8000,
)  # at most: as many units as SLOT_BITS number, and a page that is read for one unit stays small
_KNOWN = ("title", "url", "outlet", "published", "kind")
_MARKS = (
    len(_KNOWN) + 2
)  # the index of the annotations of a document: its origin, which document replaced it or which one it replaces
_CITED_ORIGIN = ("author", "language", "published_basis", "modified")
_ORIGIN = (*_CITED_ORIGIN, "guid")  # what a page says of how its document came
_CITED = frozenset((*_CITED_ORIGIN, "superseded_by", "supersedes"))  # what it says more that answers cite
_RECORDS = (Speaker, Date, Venue, Outlet)  # in the order of FIELDS
_NAMES = {name: tuple(f.name for f in fields(of)) for name, of in zip(FIELDS, _RECORDS, strict=True)}
_LIKELY = attrgetter(*(f.name for f in fields(Likely)))
_LIKELY_EVIDENCE = 2  # its place in one
_ROW_HEAD = 4  # values of a row before its fields: number, context start, context end, places
_CORRECTION_HEAD = 5  # values of a correction before the fields as they were read
_SURE = 1.0  # the score that records have by default
_EVIDENCE = tuple(names.index("evidence") for names in _NAMES.values())  # its place in each
_VALUES = {name: attrgetter(*names) for name, names in _NAMES.items()}
_values, _media = attrgetter(*FIELDS), attrgetter(*(f.name for f in fields(Media)))
_T = TypeVar("_T")
_SHA, _ID_BYTES, _SHA_BYTES = 1, 8, 32


class Encoded(NamedTuple):
    """A document ready to be written.

    `id`: 8 bytes; `pages`: the bytes of each; `slots[n]`: page and slot of unit n, as page * 8 + slot; `noted`: the names its
    units count for, by unit number within the document; `quotations`: how many; `shares`: of each, see `tallies`; `address`,
    `version`: see `addresses`; `rules`: the stamp of the rules that found its quotations, empty if the source attributes them.
    """

    id: bytes
    pages: list[bytes]
    slots: list[int]
    noted: list[Noted]
    quotations: int
    shares: tuple[int, ...]
    address: bytes | None
    version: bytes
    rules: str


def encode(
    document: Document, passages: list[Passage], codec: Codec, gazetteer: Gazetteer, *, is_row: bool = False
) -> tuple[Encoded, list[list[str]]]:
    """Encode a document with its passages. Returns it and the folded words of each of its units.

    `gazetteer`: what its outlets are counted by; `is_row`: the document is but one quotation of what its address holds, which the
    source attributes, so it does not claim the address.
    """
    rules = "" if is_row else derivation(gazetteer).rules
    document_id = bytes.fromhex(document.id)
    units = [(number, piece, words) for number, passage in enumerate(passages) for piece, words in _pieces(passage)]
    pages: list[bytes] = []
    slots: list[int] = []
    origin = document.origin
    known = [*(getattr(document, name) for name in _KNOWN), len(passages), astral_places(document.text), _about(origin)]
    for chosen in _paged(units) or [[]]:
        slots += [len(pages) * _PAGE_UNITS + n for n in range(len(chosen))]
        source = [origin.sha256, origin.reader] if origin.sha256 else None
        pages.append(_page(document, document_id, known if pages else [*known, source, rules], chosen, codec))
    rows, shares = _counting(document, units, gazetteer)
    at = None if is_row else address(origin.guid or document.url)
    of = version(document.published, origin.modified)
    return Encoded(document_id, pages, slots, rows, len(passages), shares, at, of, rules), [words for *_, words in units]


_Units = list[tuple[int, Passage, list[str]]]  # the number of the quotation, the unit, and its folded words


def _counting(document: Document, units: _Units, gazetteer: Gazetteer) -> tuple[list[Noted], tuple[int, ...]]:
    """Return the names that a document's quotations count for, and their shares: once a quotation, at its first unit."""
    rows: list[Noted] = []
    shares: dict[int, int] = {}
    for n, (number, piece, _) in enumerate(units):
        if number not in shares:
            speaker, date, _, outlet = fields_of = _values(piece.attribution)
            said_by = (speaker.name, speaker.type) if speaker else None
            on = date_of(date.value if date else None, document.published)
            rows += noted(n, said_by, on, (outlet.name if outlet else None, document.outlet), gazetteer)
            shares[number] = share(fields_of, on)
    return rows, tuple(shares.values())


def decode(pages: list[Page], document_id: bytes, gazetteer: Gazetteer) -> tuple[Encoded, list[list[str]]]:
    """Return what `encode` gave for a document, but for the pages' bytes, from its pages."""
    slots: list[int] = []
    rows: list[Noted] = []
    words: list[list[str]] = []
    shares: list[int] = []
    seen: set[int] = set()
    for n, page in enumerate(pages):
        for place in range(len(page)):
            unit = page.unit(place)
            if unit.number not in seen:
                seen.add(unit.number)
                speaker, date, _, outlet = known_of = _values(unit.attribution)
                on = date_of(date and date.value, page.document.published)
                shares.append(share(known_of, on))
                said_by = (speaker.name, speaker.type) if speaker else None
                rows += noted(len(slots), said_by, on, (outlet and outlet.name, page.document.outlet), gazetteer)
            slots.append(n * _PAGE_UNITS + place)
            words.append(spoken_keys(unit.text))
    document = pages[0].document if pages else None
    of = version(document.published, document.modified) if document else version(None, None)
    known = pages[0].known_quotations if pages else 0
    at = address(pages[0].annotations.get("guid") or document.url) if document else None
    rules = pages[0].rules if pages else ""
    return Encoded(document_id, [b""] * len(pages), slots, rows, known, tuple(shares), at, of, rules), words


def _page(document: Document, document_id: bytes, known: list[Any], units: _Units, codec: Codec) -> bytes:
    rows, spans = [], []
    for number, piece, _ in units:
        start, end = context_of(document.text, piece.parts[0].start, piece.parts[-1].end)
        spans.append((start, end))
        places = [at for part in piece.parts for at in (part.start, part.end)]
        row = [number, start, end, places, *map(_packed, FIELDS, _values(piece.attribution))]
        rows.append([*row, beside] if (beside := _beside(piece)) else row)
    stretches = [[start, document.text[start:end]] for start, end in _merged(spans)]
    is_all = len(stretches) == 1 and stretches[0][1] == document.text
    head = bytes(((codec.number << 1) | (0 if is_all else _SHA),)) + document_id
    if not is_all:
        head += bytes.fromhex(document.sha256)
    return head + codec.compress(orjson.dumps([known, stretches, rows]))


class Page:
    """A page that was read. `dictionary(page)` tells which codec opens it."""

    def __init__(self, content: bytes, codec: Codec) -> None:
        at = 1 + _ID_BYTES
        self._id, self._sha = content[1:at], None
        if content[0] & _SHA:
            self._sha = content[at : at + _SHA_BYTES].hex()
            at += _SHA_BYTES
        known, self._stretches, self._rows = orjson.loads(codec.expand(content[at:]))
        *self._known, self.known_quotations, self._astral = known[:_MARKS]
        self.annotations: dict[str, str] = known[_MARKS]
        source, rules = known[_MARKS + 1 :] if len(known) > _MARKS + 1 else (None, "")
        self.rules = str(rules)  # of the first page, as the source
        self.source = Source(*source) if source else None

    @cached_property
    def document(self) -> CitedDocument:
        """The document as answers cite it. Marks that only a later version knows are left out."""
        sha = self._sha or hashlib.sha256(self._stretches[0][1].encode()).hexdigest()
        known: dict[str, Any] = {name: value for name, value in self.annotations.items() if name in _CITED}
        title, url, outlet, published, kind = self._known
        return CitedDocument(self._id.hex(), title, url, outlet, published, kind, sha, astral=self._astral, **known)

    def __len__(self) -> int:
        return len(self._rows)

    def unit(self, place: int) -> Unit:
        """Return the unit at a place; raises IndexError where there is none."""
        return Unit(self, self._rows[place])

    def cut(self, start: int, end: int) -> str:
        """Return the document's text from `start` to `end`, which lie in one stretch of the page."""
        for offset, text in self._stretches:
            if offset <= start and end <= offset + len(text):
                return str(text[start - offset : end - offset])
        raise ValueError(f"the page does not hold {start} to {end}")


def expanded(content: bytes, codec: Codec) -> bytes:
    """Return what of a page is compressed, uncompressed."""
    return codec.expand(content[_head(content) :])


def recoded(content: bytes, codec: Codec, now: Codec) -> bytes:
    """Return a page of one codec as it is with another."""
    at = _head(content)
    return bytes(((now.number << 1) | (content[0] & _SHA),)) + content[1:at] + now.compress(codec.expand(content[at:]))


def _head(content: bytes) -> int:
    """Return how many bytes of a page stand before what is compressed."""
    return 1 + _ID_BYTES + (_SHA_BYTES if content[0] & _SHA else 0)


def annotated(content: bytes, codec: Codec, annotations: Mapping[str, str | None]) -> bytes:
    """Return a page with these annotations of its document set, or removed where the value is None."""
    at = _head(content)
    known, *rest = orjson.loads(codec.expand(content[at:]))
    now = {name: value for name, value in {**known[_MARKS], **annotations}.items() if value is not None}
    known = [*known[:_MARKS], now, *known[_MARKS + 1 :]]
    return content[:at] + codec.compress(orjson.dumps([known, *rest]))


def revised(content: bytes, codec: Codec, revise: Callable[[Unit], Passage | None]) -> bytes:
    """Return a page with other attributions. `revise`: what a unit becomes, the same words with another attribution; None: the same."""
    page = Page(content, codec)
    at = 1 + _ID_BYTES + (_SHA_BYTES if content[0] & _SHA else 0)
    known, stretches, rows = orjson.loads(codec.expand(content[at:]))
    now = []
    for n, row in enumerate(rows):
        passage = revise(page.unit(n))
        if passage is None:
            now.append(row)
            continue
        beside = _beside(passage)
        fields_of = map(_packed, FIELDS, _values(passage.attribution))
        now.append([*row[:_ROW_HEAD], *fields_of, *([beside] if beside else [])])
    return content[:at] + codec.compress(orjson.dumps([known, stretches, now]))


def dictionary(content: bytes) -> int:
    """Return the number of the dictionary that a page was written with."""
    return content[0] >> 1


class Unit:
    """A unit of a page. Its words are read at once, the rest on demand: most candidates of a claim are not shown."""

    def __init__(self, page: Page, row: list[Any]) -> None:
        self._page = page
        self.number, first, last, places, *values = row
        self._values = values[: len(FIELDS)]
        self._beside: dict[str, Any] = values[-1] if len(values) > len(FIELDS) else {}
        self._context = (first, last)
        self._cuts = [(start, end, page.cut(start, end)) for start, end in zip(places[::2], places[1::2], strict=True)]
        self.text: str = " ".join(text for *_, text in self._cuts)

    @cached_property
    def keys(self) -> list[str]:
        """The keys of its words, by which it is compared with a claim before it is aligned with it."""
        return keys(self.text)

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """Its stretches of the document."""
        return tuple(Span(start, end, text) for start, end, text in self._cuts)

    @cached_property
    def attribution(self) -> Attribution:
        """Who said it, when, where and to which outlet."""
        settled = self.correction.values if self.correction else ()
        candidates = {name: rows for name, rows in self._candidates.items() if name not in settled}
        speaker, date, venue, outlet = map(_unpacked, _RECORDS, _EVIDENCE, self._values)
        return Attribution(speaker, date, venue, outlet, candidates)

    @cached_property
    def passage(self) -> Passage:
        """Its words with their attribution and standing."""
        standing, evidence = self._beside.get("standing", (ASSERTED, None))
        media = self._beside.get("media")
        return Passage(
            self.parts,
            self.attribution,
            standing,
            Span(*evidence) if evidence else None,
            Media(*media) if media else None,
            correction=self.correction,
        )

    @cached_property
    def correction(self) -> Correction | None:
        """The correction of an editor, None if there is none."""
        if (held := self._beside.get("correction")) is None:
            return None
        by, at, reason, values, checked = held[:_CORRECTION_HEAD]
        speaker, date, venue, outlet = map(_unpacked, _RECORDS, _EVIDENCE, held[_CORRECTION_HEAD:])
        read = Attribution(speaker, date, venue, outlet, self._candidates)
        return Correction(by, at, reason, values, checked, read)

    @cached_property
    def _candidates(self) -> dict[str, tuple[Likely, ...]]:
        """By field, the values that the source was read to make likely."""
        return {
            name: tuple(likely for row in rows if (likely := _unpacked(Likely, _LIKELY_EVIDENCE, row)) is not None)
            for name, rows in self._beside.get("candidates", {}).items()
        }

    @property
    def document(self) -> CitedDocument:
        """The document it stands in."""
        return self._page.document

    @property
    def id(self) -> str:
        """The id of its quotation; windows of one quotation share it."""
        return f"{self._page.document.id}-{self.number}"

    @property
    def following(self) -> str:
        """The document's text right behind it, a sentence or two."""
        return self._page.cut(self._cuts[-1][1], self._context[1])

    def quotation(self) -> Quotation:
        """Return the quotation, or the window of a long one."""
        return quotation(self._page.cut, self.document, self.id, self.passage, self._context)


class Joined(Unit):
    """Windows of one quotation in a row as one unit: a stretch of it that no window holds."""

    def __init__(self, units: Sequence[Unit]) -> None:
        first, last = units[0], units[-1]
        self._page, self._units = last._page, units
        self.number, self._values, self._beside = first.number, first._values, first._beside
        self._context = (first._context[0], last._context[1])
        self._cuts = [(part.start, part.end, part.text) for part in _without_overlap(units)]
        self.text = " ".join(text for *_, text in self._cuts)

    def quotation(self) -> Quotation:
        """Return the stretch as it is served."""
        return whole_quotation(self._units)


def _without_overlap(units: Sequence[Unit]) -> list[Span]:
    """Return the parts of windows in a row; what two windows share is there once."""
    parts: list[Span] = []
    for part in (part for unit in units for part in unit.parts):
        if parts and part.start < parts[-1].end:  # windows overlap; parts do not
            more = part.end - parts[-1].end
            if more > 0:
                parts[-1] = Span(parts[-1].start, part.end, parts[-1].text + part.text[-more:])
        else:
            parts.append(part)
    return parts


def whole_quotation(units: Sequence[Unit]) -> Quotation:
    """Return a quotation from all of its windows."""
    first = units[0]
    if len(units) == 1:
        return first.quotation()
    parts = _without_overlap(units)
    last = units[-1]

    def cut(start: int, end: int) -> str:
        """Cut a stretch over several windows: between their parts stand a few marks and words of attribution."""
        out, at = [], start
        for unit in units:
            if at < end and unit._context[0] <= at < unit._context[1]:
                out.append(unit._page.cut(at, min(end, unit._context[1])))
                at = min(end, unit._context[1])
        return "".join(out)

    heard, ends = first.passage.media, last.passage.media
    media = replace(heard, end=ends.end) if heard and ends else None
    whole = replace(first.passage, parts=tuple(parts), media=media)
    return quotation(cut, first.document, first.id, whole, (first._context[0], last._context[1]))


def _pieces(passage: Passage) -> Iterator[tuple[Passage, list[str]]]:
    """Divide a passage into units, each with its folded words: the whole passage, or windows of a long one."""
    words = spoken_keys(passage.text)
    if len(words) <= WINDOW:
        yield passage, words
        return
    tokens = tokenise(passage.text)
    starts = list(accumulate((len(part.text) + 1 for part in passage.parts[:-1]), initial=0))
    for first in range(0, max(1, len(tokens) - WINDOW + STRIDE), STRIDE):
        piece = _clipped(passage, starts, tokens[first : first + WINDOW])
        yield piece, spoken_keys(piece.text)


def _clipped(passage: Passage, starts: Sequence[int], chosen: tuple[Token, ...]) -> Passage:
    """Cut a passage to some of its tokens, whose offsets are into its joined text, as are the `starts` of its parts.

    Parts before and behind the tokens are not looked at: a passage of half a million lines has thousands of windows.
    """
    parts: list[Span] = []
    first, last = bisect_right(starts, chosen[0].start) - 1, bisect_left(starts, chosen[-1].end)
    for at, part in zip(starts[first:last], passage.parts[first:last], strict=True):
        length = len(part.text)
        a, b = max(0, chosen[0].start - at), min(length, chosen[-1].end - at)
        most = min(length, b + _LONGEST_REST)
        while 0 < b < most and not part.text[b].isspace():
            b += 1  # keep the punctuation that closes the last word
        if a < b:
            parts.append(Span(part.start + a, part.start + b, part.text[a:b]))
    return replace(passage, parts=tuple(parts), media=_heard(passage, parts))


def _heard(passage: Passage, parts: list[Span]) -> Media | None:
    """Return where a recording has some parts of a passage: from the last mark before them to the first behind them."""
    if passage.media is None or not passage.marks:
        return passage.media
    first, last = parts[0].start, parts[-1].end
    marks = passage.marks
    before, behind = bisect_right(marks, first, key=_offset_of_mark), bisect_left(marks, last, key=_offset_of_mark)
    start = marks[before - 1][1] if before else passage.media.start
    return replace(passage.media, start=start, end=marks[behind][1] if behind < len(marks) else passage.media.end)


def _offset_of_mark(mark: tuple[int, float]) -> int:
    """Return where in the document a mark of a recording stands."""
    return mark[0]


def _paged(units: _Units) -> list[_Units]:
    pages: list[_Units] = []
    characters = 0
    for unit in units:
        length = sum(part.end - part.start for part in unit[1].parts)
        if not pages or len(pages[-1]) == _PAGE_UNITS or characters + length > _PAGE_CHARACTERS:
            pages.append([])
            characters = 0
        pages[-1].append(unit)
        characters += length
    return pages


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _packed(name: str, record: Speaker | Date | Venue | Outlet | None) -> list[Any] | None:
    if record is None:
        return None
    values = _listed(_VALUES[name](record))
    return values[:-1] if values[-1] == _SURE else values  # the score stands last


def _listed(values: Iterable[Any]) -> list[Any]:
    """Return values with each evidence as a list."""
    return [[v.start, v.end, v.text] if isinstance(v, Evidence) else v for v in values]


def _beside(piece: Passage) -> dict[str, Any]:
    """Return what few units have, by its key; see the layout."""
    beside: dict[str, Any] = {}
    if piece.media is not None:
        beside["media"] = [*_media(piece.media)]
    if piece.standing != ASSERTED:
        beside["standing"] = _listed((piece.standing, piece.standing_evidence))
    correction = piece.correction
    if candidates := (correction.read if correction else piece.attribution).candidates:
        beside["candidates"] = {name: [_listed(_LIKELY(row)) for row in rows] for name, rows in candidates.items()}
    if correction:
        head = (correction.by, correction.at, correction.reason, dict(correction.values), correction.checked)
        beside["correction"] = [*head, *map(_packed, FIELDS, _values(correction.read))]
    return beside


def _unpacked(make: Callable[..., _T], evidence: int, values: list[Any] | None) -> _T | None:
    """Return the record of packed values, whose evidence stands at index `evidence`."""
    if values is None:
        return None
    if (span := values[evidence]) is not None:
        values = [*values[:evidence], Span(*span), *values[evidence + 1 :]]
    return make(*values)


def _about(origin: Origin) -> dict[str, str]:
    """Return what is known of how a document came, by name."""
    return {name: value for name in _ORIGIN if (value := getattr(origin, name)) is not None}
