"""Where sentences end in a claim and in a passage: a boundary that moved, was read across, or a question that became a statement."""

from __future__ import annotations

import re
from itertools import pairwise

from service.records import Span
from service.wording import lexicon, tables
from service.wording.align import MATCH, Alignment
from service.wording.pairs import Pair, before
from service.wording.roles import is_verb
from service.wording.tokens import Token, is_content

_MARK = re.compile(r"[,.;:!?—–…]|--|\s-\s")
_STATED = re.compile(r"^[\"”’')\]]*\s*[.!]")
_ASKED = re.compile(r"^[\"”’')\]]*\s*\?")
_MARKS = 6  # characters in which the mark of a sentence's end stands
_LONGEST_ABBREVIATION = 4  # letters of those that are compared as they are written: "Mrs", "Ltd"
_NEAR = 12  # words within which a sentence end that is gone and one that is new are the same, moved


def moved_boundary(pair: Pair, alignment: Alignment) -> tuple[Span, Span] | None:
    """Return the words of claim and source at which a sentence ends in the source and the claim reads on, so that it says something else.

    Two sentences that are joined with a comma or before "and", or each of which stands whole in the claim, are only punctuated otherwise.
    """
    if not any(t.opens_sentence for t in pair.passage[alignment.start + 1 : alignment.end]):
        return None
    lost, gained, weak = _boundaries(pair, alignment)
    for at, place in lost:
        key = pair.passage[place].key
        is_moved = any(abs(at - other) <= _NEAR and not _is_joined(pair.claim, other) for other in gained)
        if key not in lexicon.COORDINATORS:  # what it opens belongs to what follows, and is given to what is before
            is_moved = is_moved or any(0 < other - at <= _NEAR for other in weak)
        is_own = key not in lexicon.COORDINATORS or not any(is_verb(t.key) for t in pair.claim[at:])
        is_half = is_own and not _is_whole(pair.passage, place, alignment.end)
        if is_moved or is_half or _makes_phrase(pair, at):
            first, last = pair.claim[at - 1], pair.claim[at]
            a, b = pair.passage[place - 1], pair.passage[place]
            return (
                Span(first.start, last.end, pair.quote[first.start : last.end]),
                Span(a.start, b.end, pair.source[a.start : b.end]),
            )
    return None


def _makes_phrase(pair: Pair, at: int) -> bool:
    """Return whether the last word of a sentence makes a phrase with the next one, which the claim runs into it: "No. Mercy", "nobody. But you"."""
    last, first = pair.claim[at - 1].key, pair.claim[at].key
    if last == tables.NO:
        return is_content(first) and not is_verb(first) and not lexicon.is_adverb(first)
    return first in lexicon.EXCEPTING and last in lexicon.ALL_OR_NONE and at + 1 < len(pair.claim) and at == 1


def _is_joined(claim: tuple[Token, ...], at: int) -> bool:
    """Return whether the sentence that begins at a place only goes on the one before it: "And so"; "That was all" does not."""
    if claim[at].key == lexicon.THAT and at + 1 < len(claim):
        return not is_verb(claim[at + 1].key)
    return claim[at].key in lexicon.CONJUNCTIONS


def _is_whole(passage: tuple[Token, ...], place: int, stop: int) -> bool:
    """Return whether the sentence that begins at a place of the source ends by `stop`."""
    return stop >= len(passage) or any(passage[k].opens_sentence for k in range(place + 1, stop + 1))


def _boundaries(pair: Pair, alignment: Alignment) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """(sentence ends of the source that the claim reads across, places of the claim at which only it begins a sentence).

    The last list has those places at which the source has a comma.
    """
    lost: list[tuple[int, int]] = []
    gained: list[int] = []
    weak: list[int] = []
    for a, b in pairwise(alignment.steps):
        if b.op != MATCH or a.op != MATCH or b.claim != a.claim + 1 or b.source != a.source + 1:
            continue
        in_claim, in_source = pair.claim[b.claim].opens_sentence, pair.passage[b.source].opens_sentence
        if in_claim == in_source:
            continue
        if in_source and not _MARK.search(before(pair.quote, pair.claim, b.claim)) and _ends(pair.passage, b.source):
            lost.append((b.claim, b.source))
        elif in_claim and _ends(pair.claim, b.claim):
            (weak if _MARK.search(before(pair.source, pair.passage, b.source)) else gained).append(b.claim)
    return lost, gained, weak


def _ends(tokens: tuple[Token, ...], at: int) -> bool:
    """Return whether a sentence surely ends before a word: it has a capital, and the word before is no abbreviation or initial."""
    last = tokens[at - 1].key
    is_short = last in lexicon.ABBREVIATED and not _is_in_full(tokens[at - 1])
    return tokens[at].is_capitalised and not is_short and (len(last) > 1 or last == "i") and "." not in last


def _is_in_full(token: Token) -> bool:
    """Return whether a word that has an abbreviation is written in full: "captain" for "Capt."."""
    return len(token.surface) > _LONGEST_ABBREVIATION


def question_stated(pair: Pair, alignment: Alignment) -> tuple[Span, Span] | None:
    """Return the marks where a question of the source, in the order of a statement, ends as a statement in the claim."""
    if "?" not in pair.source:
        return None
    ends = [(s.claim, s.source) for s in alignment.steps if s.op == MATCH and _ends_sentence(pair.passage, s.source)]
    if pair.claim and alignment.end > alignment.start:
        ends.append((len(pair.claim) - 1, alignment.end - 1))
    return next((found for here, there in ends if (found := _stated(pair, here, there)) is not None), None)


def _ends_sentence(passage: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(passage) and passage[at + 1].opens_sentence


def _stated(pair: Pair, here: int, there: int) -> tuple[Span, Span] | None:
    """Return the marks behind a word of the claim and the passage's, where the one states what the other asks in the order of a statement."""
    said, asked = pair.claim[here].end, pair.passage[there].end
    full_stop = _STATED.match(pair.quote[said : said + _MARKS])
    question = _ASKED.match(pair.source[asked : asked + _MARKS])
    if not full_stop or not question or _is_inverted(pair.passage, there + 1):
        return None
    a, b = said + full_stop.end() - 1, asked + question.end() - 1
    return Span(a, a + 1, pair.quote[a]), Span(b, b + 1, pair.source[b])


def _is_inverted(passage: tuple[Token, ...], stop: int) -> bool:
    """Return whether the sentence that ends at a place has the order of a question, so that it is one whatever its mark."""
    first = next((k for k in range(stop - 1, -1, -1) if passage[k].opens_sentence), 0)
    words = [t.key for t in passage[first:stop] if t.key not in lexicon.INTERJECTIONS]
    return bool(words) and (words[0] in lexicon.AUXILIARIES or words[0] in lexicon.MODALS or words[0] in lexicon.QUESTION_WORDS)
