"""How alike a claim and the sentences around a stretch of a passage are, by the words that tell one text from another.

Short, famous lines are quoted nearly right: their rare words are there, in another order or spelling, and little else stands in
the sentence. A phrase that merely occurs in a long sentence is no such thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from service.wording.align import MATCH, REPLACE, Alignment
from service.wording.kinds import letters_confused
from service.wording.rarity import is_rare
from service.wording.tables import LISTING
from service.wording.tokens import WORD, Token, is_content

_RARE, _COMMON, _LITTLE = 2.0, 1.0, 0.2  # what a word tells: one that few use, one that all use, one that makes grammar
_NAMED = 0.4  # what a word tells that goes on a name, or a list of names
_NEARLY = 0.3  # of a word's letters that may be others in an old or mistaken spelling: "charms" and "charme"
_LEAST_LETTERS = 4  # of a word that may be nearly another
_SCRAMBLED = 1.8  # times as much as the words in order tell that all of them may: the same words in any order are no line
_LONGEST = 40  # words of sentences that are one line: longer ones are compared as they are aligned


class Likeness(NamedTuple):
    """How alike a claim and a line are.

    `share`: 0 to 1, of what the words of both tell, what those tell that both have; `of_claim`: the same of the claim's words alone;
    `told`: what those tell that both have; `rare`: how many of them are rare; `in_order`: what those tell that stand in one order
    in both, however long the sentences are; `ordered`: 0 to 1, the same of all that the claim's words tell, each of which tells once.
    """

    share: float
    of_claim: float
    told: float
    rare: int
    in_order: float
    ordered: float = 0.0


NOTHING = Likeness(0.0, 0.0, 0.0, 0, 0.0)
"""The likeness of texts that have nothing in common."""


def likeness(claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> Likeness:
    """Return how alike a claim and the whole sentences of a passage are that it is aligned with."""
    if not passage:
        return NOTHING
    places = _in_order(claim, passage, alignment)
    shared = [claim[n].key for n in places]
    in_order = _told_in_order(claim, places)
    line = sentences(passage, alignment)
    ours = [t.key for t in claim if t.kind == WORD]
    theirs = _joined([t.key for t in line if t.kind == WORD], set(ours))
    claimed = sum(map(tells, ours))
    ordered = sum(map(tells, set(shared))) / sum(map(tells, set(ours))) if ours else 0.0
    if not ours or len(theirs) > max(_LONGEST, 2 * len(ours)):
        return NOTHING._replace(in_order=in_order, ordered=ordered)
    both = ours if ours == theirs else _held(ours, theirs)
    told = min(sum(map(tells, both)), _SCRAMBLED * in_order)
    share = 2 * told / (claimed + sum(map(tells, theirs)))
    return Likeness(share, told / claimed, told, sum(map(is_rare, both)), in_order, ordered)


def _held(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the words of a claim that a line has or nearly has, each of the line's for one of the claim's."""
    both, left = [], list(theirs)
    for key in ours:
        other = key if key in left else next((k for k in left if is_nearly(key, k)), None)
        if other is not None:
            left.remove(other)
            both.append(key)
    return both


def _in_order(claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> list[int]:
    """Return the places of a claim's words that stand in the same order in both."""
    return [
        here
        for op, here, there in alignment.steps
        if op == MATCH
        or (op == REPLACE and (is_nearly(claim[here].key, passage[there].key) or _is_parted(claim[here].key, passage, there)))
    ]


def _is_parted(word: str, passage: tuple[Token, ...], there: int) -> bool:
    """Return whether a word is written as two in a passage, one of them at a place: "boathouse" as "boat house"."""
    pairs = [passage[k : k + 2] for k in (there - 1, there) if k >= 0]
    return any(word == "".join(t.key for t in pair) for pair in pairs)


def _joined(words: list[str], wanted: set[str]) -> list[str]:
    """Return words with those of which two in a row are one of the words wanted as this one."""
    out: list[str] = []
    for word in words:
        if out and out[-1] + word in wanted:
            out[-1] += word
        else:
            out.append(word)
    return out


def _told_in_order(claim: tuple[Token, ...], places: Sequence[int]) -> float:
    """Return what the words at some places of a claim tell.

    Long names and names in a list tell what a text is about rather than that it is the same: the words of such a row tell less
    from the second on.
    """
    is_titled = 2 * sum([t.is_capitalised for t in claim]) > len(claim)
    total, is_within, before = 0.0, False, -1
    for n in places:
        is_next = n == before + 1 or all(t.kind != WORD or t.key in LISTING for t in claim[before + 1 : n])
        is_name = claim[n].is_capitalised and not claim[n].opens_sentence and not is_titled
        total += _NAMED if is_name and is_within and is_next else tells(claim[n].key)
        is_within = is_name or (is_within and is_next and claim[n].key in LISTING)
        before = n
    return total


def is_nearly(a: str, b: str) -> bool:
    """Return whether two words are one in two spellings or forms, or as a scanner may misread it, by their letters."""
    if letters_confused(a, b) or _is_long_s(a, b) or _is_adverb_of(a, b) or _is_adverb_of(b, a):
        return True
    longer = max(len(a), len(b))
    return min(len(a), len(b)) >= _LEAST_LETTERS and a[0] == b[0] and OSA.distance(a, b) <= _NEARLY * longer


def _is_long_s(a: str, b: str) -> bool:
    """Return whether words differ only in an "f" that may be the long s of an old print ("fhip", "ship")."""
    return len(a) == len(b) and a != b and a.replace("f", "s") == b.replace("f", "s")


def _is_adverb_of(adverb: str, adjective: str) -> bool:
    """Return whether a word is the adverb of an adjective, which many say in its place ("real bad", "really badly")."""
    return adverb.endswith("ly") and adjective in (
        adverb[:-2],
        f"{adverb[:-1]}e",
        f"{adverb[:-3]}y" if adverb.endswith("ily") else "",
    )


def sentences(passage: tuple[Token, ...], alignment: Alignment) -> tuple[Token, ...]:
    """Return the words of the sentences that an alignment touches."""
    first, stop = min(alignment.start, len(passage) - 1), alignment.end
    while first > 0 and not passage[first].opens_sentence:
        first -= 1
    while stop < len(passage) and not passage[stop].opens_sentence:
        stop += 1
    return passage[first:stop]


@lru_cache(maxsize=16384)
def tells(key: str) -> float:
    """Return what a word tells of where a text is from: a rare one most, a little one next to nothing."""
    if is_rare(key):
        return _RARE
    return _COMMON if is_content(key) else _LITTLE
