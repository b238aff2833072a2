"""A paragraph as a frame: its text with every quotation folded into one placeholder, cut into sentences and tokens.

Attribution is read off the frame, so that words inside a quotation are never taken for the narrator's. Every place in
a frame maps back to an offset of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from service.extraction.english.lexicon import cues
from service.extraction.page.layout import Paragraph
from service.extraction.page.marks import Stretch

OPEN, STOPPED = "\ue000", "\ue001"  # a quotation that ends with a comma, a dash or nothing; one that ends a sentence
PLACEHOLDERS = frozenset((OPEN, STOPPED))
_NO_PLACEHOLDERS = str.maketrans({OPEN: "\ufffd", STOPPED: "\ufffd"})  # where the text itself has such characters

ABBREVIATED = (
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Capt Sgt Cpl Rev Hon Prof St Jr Sr Adm Maj Cmdr Supt Det Pres Atty Msgr Mt Ft Co"
    " Corp Inc Ltd Bros vs No Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Calif Fla Mass Mich Minn Pa Va Ariz Conn Wis Tenn Ala Ga Ill"
    " Ind Kan Ky Md Mo Okla Ore Tex Wash Del Colo Neb Nev est approx"
).split()
_TOKEN = re.compile(
    rf"[{OPEN}{STOPPED}]|(?:{'|'.join(sorted(ABBREVIATED, key=len, reverse=True))})\.|(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?"
    r"|[^\W\d_]\.(?=[ \u00a0][^\W\d_])|[^\W_]+(?:[’'‘.&@-][^\W_]+)*|[^\w\s]"
)
_BREAK = re.compile(rf"(?:(?<![.!?…])[.!?…]+[’'”\")\]]*|{STOPPED}[)\]]*)[\s]+")
_ENDS_ABBREVIATED = re.compile(rf"(?:^|[\s(])(?:{'|'.join(ABBREVIATED)}|[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])\.$")
_PRONOUN_CUE = re.compile(r"(?:he|she|they|it|I|we)\s+\w+", re.IGNORECASE)
_NAME_CUE = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,5}\w+")
_PARTICLED = re.compile("(?:al|el|ul|as|ad|ash|an|bin)-[A-Z]")  # "al-Sadr"
_LONGEST_SENTENCE = 600  # characters, quotations folded
_EXCLAIMS = frozenset("?!…—")


class Token(NamedTuple):
    """A word or mark of a frame; `start` and `end` are places in the frame, `lower` the text in lower case."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper() or _PARTICLED.match(self.text) is not None

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum()

    @property
    def is_possessive(self) -> bool:
        return self.text.endswith(("’s", "'s", "‘s"))

    @property
    def base(self) -> str:
        """Without a possessive ending."""
        return self.text[:-2] if self.is_possessive else self.text


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int  # in the frame
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """`stretches[k]` stands at frame place `places[k]`; `anchors` map the frame's pieces back to the document."""

    paragraph: int
    text: str
    stretches: tuple[Stretch, ...]
    places: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]

    def offset(self, place: int) -> int:
        """The document's offset of a place in the frame (a placeholder's is that of its opening mark)."""
        at = bisect_right(self.anchors, (place, 1 << 62)) - 1
        start, offset = self.anchors[at]
        return offset + place - start

    def token_at(self, place: int) -> int | None:
        """Where in the tokens of its sentence the one stands that starts at a place of the frame."""
        tokens = self.sentences[self.sentence_at(place)].tokens
        at = bisect_left(tokens, place, key=lambda t: t.start)
        return at if at < len(tokens) and tokens[at].start == place else None

    def tokens_from(self, place: int, most: int = 6) -> tuple[Token, ...]:
        """The tokens of a sentence from a place of the frame on, at most so many."""
        tokens = self.sentences[self.sentence_at(place)].tokens
        first = bisect_left(tokens, place, key=lambda t: t.start)
        return tokens[first : first + most]

    def sentence_at(self, place: int) -> int:
        return max(0, bisect_right(self.sentences, place, key=lambda s: s.start) - 1)


def frame(text: str, number: int, paragraph: Paragraph, stretches: list[Stretch]) -> Frame:
    """The frame of a paragraph, given the quotations in it, in order."""
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    places: list[int] = []
    length, at = 0, paragraph.start
    for stretch in stretches:
        if stretch.outer_start > at:
            anchors.append((length, at))
            pieces.append(text[at : stretch.outer_start].translate(_NO_PLACEHOLDERS))
            length += stretch.outer_start - at
        places.append(length)
        anchors.append((length, stretch.outer_start))
        pieces.append(STOPPED if text[stretch.end - 1] in ".!?…" else OPEN)
        length += 1
        at = stretch.outer_end
    anchors.append((length, at))
    pieces.append(text[at : paragraph.end].translate(_NO_PLACEHOLDERS))
    framed = "".join(pieces)
    return Frame(
        number, framed, tuple(stretches), tuple(places), tuple(anchors), tuple(_sentences(framed, text, stretches, places))
    )


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    return tuple(
        Token(m[0], m.start(), m.end(), m[0].lower()) for m in _TOKEN.finditer(text, start, len(text) if end is None else end)
    )


def _sentences(framed: str, text: str, stretches: list[Stretch], places: list[int]) -> list[Sentence]:
    by_place = dict(zip(places, stretches, strict=True))
    bounds = [0]
    for match in _BREAK.finditer(framed):
        if _is_break(framed, match, text, by_place, bounds[-1]):
            _extend(bounds, match.end(), framed)
    _extend(bounds, len(framed), framed)
    return [Sentence(a, b, tokenise(framed, a, b)) for a, b in pairwise(bounds) if b > a]


def _extend(bounds: list[int], end: int, framed: str) -> None:
    """Add the end of a sentence; one that never seems to end is cut at white space, so that no work grows with its square."""
    while end - bounds[-1] > _LONGEST_SENTENCE:
        cut = framed.rfind(" ", bounds[-1] + 1, bounds[-1] + _LONGEST_SENTENCE) + 1
        bounds.append(cut or bounds[-1] + _LONGEST_SENTENCE)
    bounds.append(end)


def _is_break(framed: str, match: re.Match[str], text: str, by_place: dict[int, Stretch], last: int) -> bool:
    follows = framed[match.end() : match.end() + 1]
    if not follows or not (follows.isupper() or follows.isdigit() or follows in PLACEHOLDERS or follows in "([—―-•*“\"'‘"):
        return False
    if match[0].startswith(STOPPED):
        stretch = by_place[match.start()]
        ending = text[stretch.end - 1]
        return not (ending in _EXCLAIMS and _is_attribution(framed, match.end()))
    return not _ENDS_ABBREVIATED.search(framed, max(last, match.start() - 12), match.start() + 1)


def _is_attribution(framed: str, at: int) -> bool:
    """Whether a name or pronoun and a verb of speech follow at once ("Really?" Mr. Stone asked)."""
    head = framed[at : at + 80]
    match = _PRONOUN_CUE.match(head)
    if match:
        return match[0].split()[1] in cues()
    names = _NAME_CUE.match(head)
    if not names:
        return False
    found = next((w for w in names[0].split() if w in cues()), None)
    return found is not None and names[0].split()[0][0].isupper()
