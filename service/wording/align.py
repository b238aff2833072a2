"""Word alignment of a claim with a passage: where in the passage it is, and which words differ.

Semi-global alignment (Needleman and Wunsch 1970, with free ends in the passage), computed as one numpy row for each word of the
claim. An ellipsis in the claim may skip words of the passage; a bracketed word may replace some. A negation costs more to
change than any other word, so that of two places the one with the same meaning wins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq
from typing import NamedTuple

import numpy as np

from service.wording import tables
from service.wording.tokens import BRACKETED, ELLIPSIS, PAUSE, WORD, Token

MATCH, REPLACE, INSERT, DELETE, GAP = "match", "replace", "insert", "delete", "gap"

# Costs, relative to a word inserted or deleted. What matters is their order: a word deleted next to a match beats two words
# replaced; an inflected form beats another word; fillers and brackets are nearly free; an ellipsis prefers the nearer place.
_SUBSTITUTE, INFLECT, _INSERT, _DELETE = 1.05, 0.6, 1.0, 1.0
_NEGATION = 1.4
_FILLER = 0.15
_REPEATED, _LONGEST_REPEATED = 0.25, 8  # a word that is said again at once, and words that are said twice in a row
_JOINED = 0.3  # a compound that is joined on one side only
_PAUSE = 0.02  # a "…" of the source, where its speaker paused or its printer left words out
_BRACKET_REPLACE, _BRACKET_INSERT, _BRACKET_DELETE = 0.12, 0.1, 0.12
_SKIP = 0.004  # for each word that an ellipsis skips
_TOLERANCE = 1e-9  # sums of these costs are equal within it: they differ by 0.002 at least
_DECIMALS = 9  # to which the total is rounded
_ROWS = 128  # words of a claim of which the costs are held at a time: all of nearly every claim
_REACH = 4  # words next to an alignment in which its first or last word is searched for


class Step(NamedTuple):
    """One step of an alignment: indices of a token in claim and source, -1 if one side has none. `op`: MATCH … GAP."""

    op: str
    claim: int
    source: int


_step = tuple.__new__  # a third of the time that the named tuple's own constructor takes


@dataclass(frozen=True, slots=True)
class Alignment:
    """An alignment of a claim with a stretch of its source.

    `cost`: the weighted sum of edits; `start`, `end`: the source tokens that are covered, end exclusive; `prefix`: float64, shape
    (claim tokens + 1,): `prefix[i]` is the least cost of the claim's first i tokens, wherever they end in the source.
    """

    cost: float
    start: int
    end: int
    steps: tuple[Step, ...]
    prefix: np.ndarray


def align(claim: tuple[Token, ...], source: tuple[Token, ...]) -> Alignment:
    """Align the whole claim with the stretch of the source that costs least.

    A compound that one side writes in one word and the other in two is one word in both, "firewood" and "fire-wood"; its halves are steps
    of their own in what is returned.
    """
    keys, there = [t.key for t in claim], [t.key for t in source]
    ours, theirs = _compounds(claim, keys, frozenset(there)), _compounds(source, there, frozenset(keys).difference(there))
    if not ours and not theirs:
        return _aligned(claim, source)
    return _with_halves(_aligned(_put_together(claim, ours), _put_together(source, theirs)), ours, theirs)


def _compounds(tokens: tuple[Token, ...], keys: list[str], others: frozenset[str]) -> list[int]:
    """Return the places of two words in a row that are one of some other words: "fire-wood" beside "firewood". No word is in two."""
    if not others:
        return []
    found: list[int] = []
    for k, (a, b) in enumerate(pairwise(keys)):
        if (
            a + b in others
            and a.isalpha()
            and b.isalpha()
            and tokens[k].kind == tokens[k + 1].kind == WORD
            and found[-1:] != [k - 1]
        ):
            found.append(k)
    return found


def _put_together(tokens: tuple[Token, ...], places: list[int]) -> tuple[Token, ...]:
    """Return tokens with each two of those that begin at some places as one."""
    out = list(tokens)
    for k in reversed(places):
        a, b = tokens[k : k + 2]
        out[k : k + 2] = [a._replace(end=b.end, key=a.key + b.key, surface=a.surface + b.surface)]
    return tuple(out)


def _with_halves(found: Alignment, ours: list[int], theirs: list[int]) -> Alignment:
    """Return an alignment of texts in which words were put together with the places and steps of their halves."""
    here, there = _places(ours, len(found.prefix)), _places(theirs, found.end + 1)
    steps: list[Step] = []
    for step in found.steps:
        mine, other = _halves(here, step.claim), _halves(there, step.source)
        if len(mine) == len(other) == 1:
            steps.append(Step(step.op, mine[0], other[0]))
        elif step.op == GAP:
            steps += [Step(GAP, mine[0], k) for k in other]
        else:
            steps += [Step(INSERT, k, -1) for k in mine[:-1] if k >= 0]
            steps += [Step(DELETE, mine[-1], k) for k in other[:-1] if k >= 0]
            steps.append(Step(REPLACE if step.op == MATCH else step.op, mine[-1], other[-1]))
    joined = sum(step.op == MATCH for step in found.steps) - sum(step.op == MATCH for step in steps)
    prefix = np.repeat(found.prefix, [b - a for a, b in pairwise([*here[: len(found.prefix)], here[len(found.prefix) - 1] + 1])])
    return Alignment(round(found.cost + joined * _JOINED, _DECIMALS), there[found.start], there[found.end], tuple(steps), prefix)


def _places(joined: list[int], number: int) -> list[int]:
    """Return where each of so many tokens stands among those before some were put together, with the place after the last."""
    out: list[int] = []
    at = 0
    for _ in range(number + 1):
        out.append(at)
        at += 1 + (at in joined)
    return out


def _halves(places: list[int], at: int) -> list[int]:
    """Return the places of the words of which a token is made; -1 stands for none."""
    return list(range(places[at], places[at + 1])) if at >= 0 else [-1]


def _aligned(claim: tuple[Token, ...], source: tuple[Token, ...]) -> Alignment:
    n, m = len(claim), len(source)
    keys, there = [t.key for t in claim], [t.key for t in source]
    claim_ids, source_ids = _numbered(keys, there)
    claim_stems, source_stems = _numbered([tables.stem(key) for key in keys], [tables.stem(key) for key in there])
    costs = deletions(source)
    delete = np.array(costs)
    fallen = np.concatenate(([0.0], np.cumsum(delete)))
    places = np.arange(m + 1)
    skips, bracket_falls = places * _SKIP, places * _BRACKET_DELETE
    negated = np.array([key in tables.PURE_NEGATIONS for key in keys])
    bracketed = np.array([t.kind == BRACKETED for t in claim])

    def replacing(some: slice) -> np.ndarray:
        """Return what it costs to replace some words of the claim by each of the source, less what leaving that one out costs.

        Rows are stored minus the cost of deleting all words before each column: then one running minimum covers all deletions.
        The first column is of no word.
        """
        padded = np.zeros((len(claim[some]), m + 1))
        cost = padded[:, 1:]
        cost[:] = np.where(claim_stems[some, None] == source_stems, INFLECT, _SUBSTITUTE)
        cost[negated[some, None] | (delete > _DELETE)] = _NEGATION
        cost[bracketed[some]] = _BRACKET_REPLACE
        cost[claim_ids[some, None] == source_ids] = 0.0
        cost -= delete
        return padded

    padded = np.full((n + 1, m + 2), np.inf)  # nothing is replaced in the first column
    table = padded[:, 1:]
    np.negative(fallen, out=table[0])
    for i, (token, above, diagonal, row) in enumerate(zip(claim, table, padded[:, :-1], table[1:], strict=False)):
        if i % _ROWS == 0:
            costs_of = replacing(slice(i, i + _ROWS))
        if token.kind == ELLIPSIS:
            np.minimum.accumulate(above + (fallen - skips), out=row)
            row += skips - fallen
            continue
        np.add(above, _insertion(token), out=row)
        np.minimum(row, diagonal + costs_of[i % _ROWS], out=row)
        if token.kind == BRACKETED:
            row += fallen - bracket_falls
            np.minimum.accumulate(row, out=row)
            row += bracket_falls - fallen
        else:
            np.minimum.accumulate(row, out=row)
    table += fallen
    end = _best_end(table, claim, source)
    steps, start = _trace(table.item, claim, source, costs, end)
    total = round(float(table[n, end]), _DECIMALS)  # without floating-point residue
    if steps and INSERT in (steps[0].op, steps[-1].op):
        steps, start, end, more = _mended(steps, start, end, claim, source, costs)
        total += more
    return Alignment(total, start, end, steps, table.min(axis=1))


def _numbered(claim: Sequence[str], source: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return a number for each word of a claim and of a source, int32, the same for the same word; -1 for one that the source lacks."""
    numbers = {word: n for n, word in enumerate(source)}
    return (
        np.array([numbers.get(word, -1) for word in claim], dtype=np.int32),
        np.array([numbers[word] for word in source], dtype=np.int32),
    )


def _mended(
    steps: tuple[Step, ...], start: int, end: int, claim: tuple[Token, ...], source: tuple[Token, ...], delete: list[float]
) -> tuple[tuple[Step, ...], int, int, float]:
    """Reconsider a first or last word that was inserted. Returns steps, start, end, and what they cost more.

    Since the ends of the passage are free, "is safe" is found in "is not safe" more cheaply with "is" inserted than with "not"
    deleted. If the same word is a few words away, the words between were deleted; else it replaces the word next to the stretch.
    """
    out, more = list(steps), 0.0
    if out[0].op == INSERT:
        start, more = _mended_start(out, start, claim, source, delete)
    if out[-1].op == INSERT:
        end, cost = _mended_end(out, end, claim, source, delete)
        more += cost
    return tuple(out), start, end, more


def _mended_start(
    out: list[Step], start: int, claim: tuple[Token, ...], source: tuple[Token, ...], delete: list[float]
) -> tuple[int, float]:
    """Mend the first step in place. Returns the new start, and the additional cost."""
    first = out[0].claim
    found = _farther(claim[first].key, source, range(start - 1, max(-1, start - 1 - _REACH), -1))
    if found is not None:
        between = range(found + 1, start)
        out[0:1] = [Step(MATCH, first, found), *(Step(DELETE, first + 1, j) for j in between)]
        return found, sum(delete[found + 1 : start]) - _insertion(claim[first])
    if 0 < start < len(source) and not source[start].opens_sentence and claim[first].kind == WORD:
        out[0] = Step(REPLACE, first, start - 1)
        return start - 1, 0.0
    return start, 0.0


def _mended_end(
    out: list[Step], end: int, claim: tuple[Token, ...], source: tuple[Token, ...], delete: list[float]
) -> tuple[int, float]:
    """Mend the last step in place. Returns the new end, and the additional cost."""
    last = out[-1].claim
    found = _farther(claim[last].key, source, range(end, min(len(source), end + _REACH)))
    if found is not None:
        between = range(end, found)
        out[-1:] = [*(Step(DELETE, last, j) for j in between), Step(MATCH, last, found)]
        return found + 1, sum(delete[end:found]) - _insertion(claim[last])
    if 0 < end < len(source) and not _may_open(source, end) and claim[last].kind == WORD:
        out[-1] = Step(REPLACE, last, end)
        return end + 1, 0.0
    return end, 0.0


def _may_open(source: tuple[Token, ...], at: int) -> bool:
    """Return whether a word may open a sentence: it does, or has a capital behind a mark, as the next part of a quotation has."""
    token = source[at]
    return token.opens_sentence or (token.is_capitalised and token.start - source[at - 1].end > len(" "))


def _insertion(token: Token) -> float:
    return _BRACKET_INSERT if token.kind == BRACKETED else _DELETE_COSTS.get(token.key, _INSERT)


def _farther(key: str, source: tuple[Token, ...], places: range) -> int | None:
    """Return the first of some places of the source that has this word, None if a sentence ends before it."""
    for j in places:
        if source[j].key == key:
            return j
        if source[j].opens_sentence:
            return None
    return None


def _best_end(table: np.ndarray, claim: tuple[Token, ...], source: tuple[Token, ...]) -> int:
    """Return the column where the cheapest path ends; of equal ones, the first where the claim's last word matches."""
    last = table[len(claim)]
    ties = np.flatnonzero(last <= last.min() + _TOLERANCE)
    if claim:
        for j in ties:
            if j > 0 and claim[-1].key == source[j - 1].key and abs(table[len(claim) - 1, j - 1] - last[j]) < _TOLERANCE:
                return int(j)
    return int(ties[0])


def deletions(source: tuple[Token, ...]) -> list[float]:
    """Return what leaving out each word of a source costs: less where its speaker says it again at once.

    So it is in a false start: "the tram is, | is late", "I am the only one here -- | the only one here who".
    """
    costs = [_DELETE_COSTS.get(t.key, _DELETE) for t in source]
    places = [j for j, t in enumerate(source) if t.key not in _BREAKS]
    words = [source[j].key for j in places]
    for n in range(1, min(_LONGEST_REPEATED, len(words) // 2) + 1):
        same = bytes(map(eq, words, words[n:]))  # for a passage of a few dozen words this is faster than numpy
        at = same.find(b"\1" * n)
        while at >= 0:
            for j in places[at : at + n]:
                costs[j] = _REPEATED if costs[j] == _DELETE else costs[j]
            at = same.find(b"\1" * n, at + 1)
    return costs


_BREAKS = tables.FILLERS | {PAUSE}  # what a speaker puts between a word and the same word said again
_DELETE_COSTS = {**dict.fromkeys(tables.FILLERS, _FILLER), **dict.fromkeys(tables.PURE_NEGATIONS, _NEGATION), PAUSE: _PAUSE}


def exact(claim: tuple[Token, ...], source: tuple[Token, ...]) -> Alignment | None:
    """Align a claim whose words all follow one another in the source, without computing costs; None if they do not."""
    n = len(claim)
    if any(t.kind != WORD for t in claim) or n > len(source):
        return None
    first, keys = claim[0].key, [t.key for t in claim]
    for at in range(len(source) - n + 1):
        if source[at].key == first and [t.key for t in source[at : at + n]] == keys:
            return Alignment(0.0, at, at + n, tuple([_step(Step, (MATCH, i, at + i)) for i in range(n)]), np.zeros(n + 1))
    return None


def _trace(
    cost: Callable[[int, int], float], claim: tuple[Token, ...], source: tuple[Token, ...], delete: list[float], end: int
) -> tuple[tuple[Step, ...], int]:
    """Trace the cheapest path back from column `end`. Returns its steps in order, and the column where it starts.

    `cost(i, j)`: the cost in row i, column j; `delete`: the cost of deleting each source token.
    """
    steps: list[Step] = []
    i, j = len(claim), end
    while i > 0:
        token = claim[i - 1]
        here = cost(i, j)
        if j and token.key == source[j - 1].key and token.kind != ELLIPSIS and abs(cost(i - 1, j - 1) - here) < _TOLERANCE:
            i, j = i - 1, j - 1
            steps.append(_step(Step, (MATCH, i, j)))
        elif token.kind == ELLIPSIS:
            k = _skip_start(cost, i, j, here)
            steps.extend(Step(GAP, i - 1, s) for s in range(j - 1, k - 1, -1))
            if k == j:
                steps.append(Step(GAP, i - 1, -1))
            i, j = i - 1, k
        elif j == 0:
            steps.append(Step(INSERT, i - 1, -1))
            i -= 1
        else:
            step = _last_step(cost, token, source[j - 1], delete[j - 1], (i, j), here)
            steps.append(step)
            i, j = i - (step.op != DELETE), j - (step.op != INSERT)
    steps.reverse()
    return tuple(steps), j


def _skip_start(cost: Callable[[int, int], float], i: int, j: int, here: float) -> int:
    """Return the column where the skip of an ellipsis that ends in row i, column j starts."""
    k = j
    while k > 0 and abs(cost(i - 1, k) + _SKIP * (j - k) - here) > _TOLERANCE:
        k -= 1
    return k


def _last_step(
    cost: Callable[[int, int], float], claim: Token, source: Token, delete: float, at: tuple[int, int], here: float
) -> Step:
    """Return the step by which the cheapest path reaches row and column `at`, where it costs `here`; none that is a match."""
    i, j = at
    is_bracketed = claim.kind == BRACKETED
    if abs(cost(i, j - 1) + (_BRACKET_DELETE if is_bracketed else delete) - here) < _TOLERANCE:
        return Step(DELETE, i - 1 if is_bracketed else i, j - 1)
    if claim.key != source.key and _is_substitution(claim, source, here - cost(i - 1, j - 1)):
        return Step(REPLACE, i - 1, j - 1)
    return Step(INSERT, i - 1, -1)


def _is_substitution(claim: Token, source: Token, step: float) -> bool:
    """Return whether replacing the one token by the other costs `step`."""
    if claim.kind == BRACKETED:
        return abs(step - _BRACKET_REPLACE) < _TOLERANCE
    negated = claim.key in tables.PURE_NEGATIONS or source.key in tables.PURE_NEGATIONS
    if negated:
        return abs(step - _NEGATION) < _TOLERANCE
    expected = INFLECT if tables.stem(claim.key) == tables.stem(source.key) else _SUBSTITUTE
    return abs(step - expected) < _TOLERANCE
