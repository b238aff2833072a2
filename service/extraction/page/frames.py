"""A paragraph as a frame: its text with every quotation folded into one placeholder, cut into sentences and words.

Attribution is read off the frame, so that words inside a quotation are never taken for the narrator's. Every place in a
frame maps back to an offset of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple, Protocol

from service.extraction.page.layout import Paragraph
from service.extraction.page.links import Gap, between
from service.extraction.page.marks import Stretch

OPEN, STOPPED = "\ue000", "\ue001"
"""Placeholders: of a quotation that ends with a comma, a dash or nothing, and of one that ends a sentence."""
PLACEHOLDERS = frozenset((OPEN, STOPPED))
_NO_PLACEHOLDERS = str.maketrans({OPEN: "\ufffd", STOPPED: "\ufffd"})  # for the same characters in the text itself
_ENDS_SENTENCE = frozenset(".!?…")
_EXCLAIMS = frozenset("?!…—")  # endings after which the sentence may go on ("“Really?” she asked")
_MAY_START_SENTENCE = PLACEHOLDERS | frozenset("([—―-•*“\"'‘")  # besides capitals and digits
_BREAK = re.compile(rf"(?:(?<![.!?…])[.!?…]+[’'”\")\]]*|{STOPPED}[)\]]*)[\s]+")
_FOLDED = re.compile(f"[{OPEN}{STOPPED}]")
_PARTICLED = re.compile("(?:al|el|ul|as|ad|ash|an|bin)-[A-Z]")  # "al-Sadr": a particle of Arabic names in Latin letters
_LONGEST_SENTENCE = 600  # characters with quotations folded; bounds the work on one sentence, whatever the text
_MOST_QUOTATIONS = 16  # of one sentence; each is read by all of its words, so this bounds the work as well
_LONGEST_ABBREVIATION = 12  # characters back from a full stop in which an abbreviation is looked for
_NEXT_WORDS = 6  # words read ahead where nobody asks for another number
LAST_OFFSET = 1 << 62
"""An offset behind the end of any text."""
_POSTED = r" on X\."  # the network ends a sentence; no initial stands behind "on"
_FULL_STOP, _CLOSING = ".", "’'\"”"
_POSSESSIVE = ("’s", "'s", "‘s")
_make = tuple.__new__  # a quarter faster than calling the class, and this is where most of the time of a frame goes


class Word(NamedTuple):
    """A word or punctuation mark of a frame. `start` and `end` are places in the frame; `lower` is the text in lower case.

    `is_capitalised`: it begins with a capital, or with a particle and a capital ("al-Sadr"). `is_word`: it begins with a letter or
    digit rather than being punctuation or a placeholder. Both are asked many times of each word, so they are kept.
    """

    text: str
    start: int
    end: int
    lower: str
    is_capitalised: bool
    is_word: bool

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Word:
        """Return the word with a text."""
        first = text[:1]
        is_capitalised = first.isupper() or ("-" in text and _PARTICLED.match(text) is not None)
        return _make(cls, (text, start, end, text.lower(), is_capitalised, first.isalnum()))

    @property
    def is_possessive(self) -> bool:
        """Whether it ends with an apostrophe and an s."""
        return self.text.endswith(_POSSESSIVE)

    @property
    def base(self) -> str:
        """The text without a possessive ending."""
        return without_possessive(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a frame. `start` and `end` are places in the frame."""

    start: int
    end: int
    tokens: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A paragraph with its quotations folded.

    `paragraph` is its number in the document. `stretches[k]` stands at frame place `places[k]`; `anchors` are pairs (place,
    offset in the document) where the frame's pieces start. `spots[k]`: the number of the stretch's sentence, and of its word there,
    None where a credit has it.
    """

    paragraph: int
    text: str
    stretches: tuple[Stretch, ...]
    places: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    spots: tuple[tuple[int, int | None], ...] = field(init=False)

    def __post_init__(self) -> None:
        spots = tuple((self.sentence_at(place), self.token_at(place)) for place in self.places)
        object.__setattr__(self, "spots", spots)

    def offset(self, place: int) -> int:
        """Return the document's offset of a place in the frame. A placeholder's is that of its opening mark."""
        at = bisect_right(self.anchors, (place, LAST_OFFSET)) - 1
        start, offset = self.anchors[at]
        return offset + place - start

    def token_at(self, place: int) -> int | None:
        """Return the index, in its sentence, of the word that starts at a place of the frame, or None."""
        tokens = self.sentences[self.sentence_at(place)].tokens
        at = bisect_left(tokens, place, key=lambda t: t.start)
        return at if at < len(tokens) and tokens[at].start == place else None

    def tokens_from(self, place: int, most: int = _NEXT_WORDS) -> tuple[Word, ...]:
        """Return up to `most` words of a sentence from a place of the frame on."""
        tokens = self.sentences[self.sentence_at(place)].tokens
        first = bisect_left(tokens, place, key=lambda t: t.start)
        return tokens[first : first + most]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place of the frame."""
        return max(0, bisect_right(self.sentences, place, key=lambda s: s.start) - 1)


class Neighbours(NamedTuple):
    """What stands around a frame: the document's text, the frame before it, and those that follow it, nearest first."""

    text: str
    before: Frame | None = None
    after: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a language's text is cut: `words` matches a word or mark, `abbreviated` text that ends with an abbreviation."""

    words: re.Pattern[str]
    abbreviated: re.Pattern[str]


class Cutter(Protocol):
    """The part of a grammar that a frame is made with; see `service.extraction.page.grammar.Grammar`."""

    @property
    def cuts(self) -> Cuts:
        """Return where the language cuts its text into words and sentences."""
        ...

    def goes_on(self, framed: str, at: int) -> bool:
        """Return whether a sentence goes on behind the closing quotation mark that ends at offset `at` of a framed text."""
        ...

    def credits(self, framed: str) -> Sequence[tuple[int, int]]:
        """Return the places [start, end) of a frame's text that only credit somebody."""
        ...


def cuts(abbreviations: Iterable[str]) -> Cuts:
    """Return where a language cuts its text, given its abbreviations without their full stop. Initials need no entry."""
    longest_first = sorted(abbreviations, key=lambda a: (-len(a), a))
    listed = "|".join(map(re.escape, longest_first))
    longest = max(1, len(longest_first[0]) if longest_first else 0)
    stops = rf"(?=[^\W\d_]{{1,{longest}}}+\.)" if all(map(str.isalpha, longest_first)) else ""  # most words have none behind them
    return Cuts(
        words=re.compile(
            rf"[{OPEN}{STOPPED}]|{stops}(?:" + (rf"(?:{listed})\.|" if listed else "") + r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"
            r"|[^\W\d_]\.(?=[ \u00a0][^\W\d_]))|(?:\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+)(?:[’'‘.&@-][^\W_]+)*|[^\w\s]"
        ),
        abbreviated=re.compile(
            r"(?:^|[\s(])(?:" + (f"{listed}|" if listed else "") + r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])\.$" + rf"(?<!{_POSTED})"
        ),
    )


def without_possessive(text: str) -> str:
    """Return a text without a possessive ending."""
    return text[:-2] if text.endswith(_POSSESSIVE) else text


def frame(
    text: str, number: int, paragraph: Paragraph, stretches: list[Stretch], cutter: Cutter, gaps: Sequence[Gap] = ()
) -> Frame:
    """Return the frame of a document's paragraph, given its number and the quotations in it, in order.

    `gaps`: what of the document is no part of the running text, in order; the frame leaves it out.
    """
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    places: list[int] = []
    length, at = 0, paragraph.start
    for stretch in stretches:
        length = _add(text, at, stretch.outer_start, gaps, pieces, anchors, length)
        places.append(length)
        anchors.append((length, stretch.outer_start))
        pieces.append(STOPPED if _last_of(text, stretch) in _ENDS_SENTENCE else OPEN)
        length += 1
        at = stretch.outer_end
    length = _add(text, at, paragraph.end, gaps, pieces, anchors, length)
    anchors.append((length, paragraph.end))
    framed = "".join(pieces)
    sentences = _sentences(framed, text, dict(zip(places, stretches, strict=True)), cutter)
    return Frame(number, framed, tuple(stretches), tuple(places), tuple(anchors), tuple(sentences))


def _add(
    text: str, start: int, end: int, gaps: Sequence[Gap], pieces: list[str], anchors: list[tuple[int, int]], length: int
) -> int:
    """Add text[start:end] without the gaps to the pieces and anchors of a frame that is `length` long; return how long it is then."""
    for a, b in between(start, end, gaps):
        anchors.append((length, a))
        pieces.append(text[a:b].translate(_NO_PLACEHOLDERS))
        length += b - a
    return length


def _last_of(text: str, stretch: Stretch) -> str:
    """Return the last character of a quotation, that of the quotation in it where both end together (“Marsh said: ‘No.’”)."""
    last = text[stretch.end - 1]
    return text[stretch.end - 2] if last in _CLOSING and stretch.end - 2 >= stretch.start else last


def tokenise(text: str, start: int, end: int, words: re.Pattern[str]) -> tuple[Word, ...]:
    """Return the words and marks of text[start:end], cut by a language's pattern."""
    return tuple(
        [
            _make(
                Word,
                (
                    cut := m[0],
                    *m.span(),
                    cut.lower(),
                    (first := cut[0]).isupper() or ("-" in cut and _PARTICLED.match(cut) is not None),
                    first.isalnum(),
                ),
            )
            for m in words.finditer(text, start, end)
        ]
    )  # as `Word.of`, whose call takes a third of the time


def _sentences(framed: str, text: str, by_place: dict[int, Stretch], cutter: Cutter) -> list[Sentence]:
    """Return the sentences of a frame; `by_place` has its quotations by their place."""
    bounds = [0]
    for match in _BREAK.finditer(framed):
        if _is_break(framed, match, text, by_place, bounds[-1], cutter):
            _extend(bounds, match.end(), framed)
    _extend(bounds, len(framed), framed)
    words, credits = cutter.cuts.words, cutter.credits(framed)
    return [Sentence(a, b, _without(tokenise(framed, a, b, words), credits)) for a, b in pairwise(bounds) if b > a]


def _without(tokens: tuple[Word, ...], spans: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """Return words with those of each span as one full stop, which nothing is read from. The spans are in order."""
    if not spans:
        return tokens
    out: list[Word] = []
    for token in tokens:
        span = spans[bisect_right(spans, (token.start, LAST_OFFSET)) - 1]
        if not span[0] <= token.start < span[1]:
            out.append(token)
        elif not out or out[-1].start < span[0]:
            out.append(Word.of(_FULL_STOP, token.start, token.end))
    return tuple(out)


def _extend(bounds: list[int], end: int, framed: str) -> None:
    """Add the end of a sentence. One that never seems to end is cut at white space, to keep all work linear."""
    while (most := _most_of_sentence(framed, bounds[-1], end)) < end:
        bounds.append(framed.rfind(" ", bounds[-1] + 1, most) + 1 or most)
    bounds.append(end)


def _most_of_sentence(framed: str, start: int, end: int) -> int:
    """Return where a sentence that starts at a place of a frame's text ends at the latest: as long, or as full of quotations, as one may be."""
    most = min(end, start + _LONGEST_SENTENCE)
    more = islice(_FOLDED.finditer(framed, start, most), _MOST_QUOTATIONS, None)
    return next((match.start() for match in more), most)


def _is_break(framed: str, match: re.Match[str], text: str, by_place: dict[int, Stretch], last: int, cutter: Cutter) -> bool:
    """Return whether a match of `_BREAK` ends a sentence; `last` is where the sentence starts."""
    follows = framed[match.end() : match.end() + 1]
    if not follows or not (follows.isupper() or follows.isdigit() or follows in _MAY_START_SENTENCE):
        return False
    if match[0].startswith(STOPPED):
        ending = _last_of(text, by_place[match.start()])
        return not (ending in _EXCLAIMS and cutter.goes_on(framed, match.end()))
    start = max(
        0, last - 1, match.start() - _LONGEST_ABBREVIATION
    )  # with the space before the sentence, whose first word may be one
    return not cutter.cuts.abbreviated.search(framed, start, match.start() + 1)
