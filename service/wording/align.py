"""Word alignment of a claim within a passage: where it stands, and which words differ.

Semi-global alignment (Needleman–Wunsch with free ends in the passage), one numpy row a claim word. An ellipsis of the
claim may skip words of the passage; a bracketed word may stand for some. A negation costs more to change than any other
word, so that of two places the one that says the same wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from service.wording import tables
from service.wording.tokens import BRACKETED, ELLIPSIS, WORD, Token

MATCH, REPLACE, INSERT, DELETE, GAP = "match", "replace", "insert", "delete", "gap"

_SUBSTITUTE, INFLECT, _INSERT, _DELETE = 1.05, 0.6, 1.0, 1.0  # a word dropped beside a match beats two words replaced
_NEGATION = 1.4
_FILLER = 0.15
_BRACKET_REPLACE, _BRACKET_INSERT, _BRACKET_DELETE = 0.12, 0.1, 0.12
_SKIP = 0.004  # an ellipsis prefers the nearer place
_REACH = 4  # words beside an alignment in which its first or last word is sought
LONGEST_SKIP = 120  # words that one ellipsis may leave out


class Step(NamedTuple):
    """One step of an alignment: token places in claim and passage, -1 where one side has none."""

    op: str
    claim: int
    source: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """`start`/`end`: passage tokens covered, end exclusive; `cost`: edits, weighted; `prefix[i]`: the least cost of the claim's first i words."""

    cost: float
    start: int
    end: int
    steps: tuple[Step, ...]
    prefix: np.ndarray


def align(claim: tuple[Token, ...], source: tuple[Token, ...]) -> Alignment:
    """The cheapest alignment of the whole claim with a stretch of the source."""
    n, m = len(claim), len(source)
    ids: dict[str, int] = {}
    stems: dict[str, int] = {}
    source_ids = np.array([ids.setdefault(t.key, len(ids)) for t in source], dtype=np.int32)
    source_stems = np.array([stems.setdefault(tables.stem(t.key), len(stems)) for t in source], dtype=np.int32)
    claim_ids = np.array([ids.get(t.key, -1) for t in claim], dtype=np.int32)
    claim_stems = np.array([stems.get(tables.stem(t.key), -1) for t in claim], dtype=np.int32)
    delete = np.array([_DELETE_COSTS.get(t.key, _DELETE) for t in source])
    fallen = np.concatenate(([0.0], np.cumsum(delete)))
    places = np.arange(m + 1)
    skips, bracket_falls = places * _SKIP, places * _BRACKET_DELETE
    negated = np.array([t.key in tables.PURE_NEGATIONS for t in claim])
    bracketed = np.array([t.kind == BRACKETED for t in claim])
    cost = np.where(claim_stems[:, None] == source_stems[None, :], INFLECT, _SUBSTITUTE)
    cost[negated[:, None] | (delete > _DELETE)[None, :]] = _NEGATION
    cost[bracketed] = _BRACKET_REPLACE
    cost[claim_ids[:, None] == source_ids[None, :]] = 0.0
    cost -= delete  # rows are kept less what the words before each place cost to leave out, so that one minimum accumulates
    table = np.empty((n + 1, m + 1))
    np.negative(fallen, out=table[0])
    for i, token in enumerate(claim):
        above, row = table[i], table[i + 1]
        if token.kind == ELLIPSIS:
            np.minimum.accumulate(above + (fallen - skips), out=row)
            row += skips - fallen
            continue
        is_bracketed = token.kind == BRACKETED
        np.add(above, _BRACKET_INSERT if is_bracketed else _DELETE_COSTS.get(token.key, _INSERT), out=row)
        np.minimum(row[1:], above[:-1] + cost[i], out=row[1:])
        if is_bracketed:
            row += fallen - bracket_falls
            np.minimum.accumulate(row, out=row)
            row += bracket_falls - fallen
        else:
            np.minimum.accumulate(row, out=row)
    table += fallen
    end = _best_end(table, claim, source)
    steps, start = _trace(table.item, claim, source, delete.tolist(), end)
    total = round(float(table[n, end]), 9)  # without what sums of fractions leave behind
    if steps and INSERT in (steps[0].op, steps[-1].op):
        steps, start, end, more = _mended(steps, start, end, claim, source)
        total += more
    return Alignment(total, start, end, steps, table.min(axis=1))


def _mended(
    steps: tuple[Step, ...], start: int, end: int, claim: tuple[Token, ...], source: tuple[Token, ...]
) -> tuple[tuple[Step, ...], int, int, float]:
    """Steps in which a first or last word that was put in is held against what stands beside the stretch.

    The ends of the passage are free, so "is safe" is cheaper to find in "is not safe" with "is" put in than with "not" left
    out. Where the same word stands a few words farther, the words between were left out; else it stands for its neighbour.
    """
    out, more = list(steps), 0.0
    if out[0].op == INSERT:
        found = _farther(claim[out[0].claim].key, source, range(start - 1, max(-1, start - 1 - _REACH), -1))
        if found is not None:
            out[0:1] = [Step(MATCH, out[0].claim, found), *(Step(DELETE, out[0].claim + 1, j) for j in range(found + 1, start))]
            more += sum(_DELETE_COSTS.get(source[j].key, _DELETE) for j in range(found + 1, start)) - _INSERT
            start = found
        elif start > 0 and start < len(source) and not source[start].opens_sentence and claim[out[0].claim].kind == WORD:
            out[0] = Step(REPLACE, out[0].claim, start - 1)
            start -= 1
    if out[-1].op == INSERT:
        found = _farther(claim[out[-1].claim].key, source, range(end, min(len(source), end + _REACH)))
        if found is not None:
            place = out[-1].claim
            out[-1:] = [*(Step(DELETE, place, j) for j in range(end, found)), Step(MATCH, place, found)]
            more += sum(_DELETE_COSTS.get(source[j].key, _DELETE) for j in range(end, found)) - _INSERT
            end = found + 1
        elif 0 < end < len(source) and not source[end].opens_sentence and claim[out[-1].claim].kind == WORD:
            out[-1] = Step(REPLACE, out[-1].claim, end)
            end += 1
    return tuple(out), start, end, more


def _farther(key: str, source: tuple[Token, ...], places: range) -> int | None:
    """The first of some places of a source at which a word stands, with no end of a sentence on the way."""
    for j in places:
        if source[j].key == key:
            return j
        if source[j].opens_sentence:
            return None
    return None


def _best_end(table: np.ndarray, claim: tuple[Token, ...], source: tuple[Token, ...]) -> int:
    """The passage place at which the cheapest path ends; of equal ones the first at which the claim's last word matches."""
    last = table[len(claim)]
    ties = np.flatnonzero(last <= last.min() + 1e-9)
    if claim:
        for j in ties:
            if j > 0 and claim[-1].key == source[j - 1].key and abs(table[len(claim) - 1, j - 1] - last[j]) < 1e-9:
                return int(j)
    return int(ties[0])


_DELETE_COSTS = {**dict.fromkeys(tables.FILLERS, _FILLER), **dict.fromkeys(tables.PURE_NEGATIONS, _NEGATION)}


def exact(claim: tuple[Token, ...], source: tuple[Token, ...]) -> Alignment | None:
    """The alignment of a claim whose words all stand in a row in the source, without the work of searching; else None."""
    n = len(claim)
    if any(t.kind != WORD for t in claim) or n > len(source):
        return None
    first, keys = claim[0].key, [t.key for t in claim]
    for at in range(len(source) - n + 1):
        if source[at].key == first and [t.key for t in source[at : at + n]] == keys:
            return Alignment(0.0, at, at + n, tuple(Step(MATCH, i, at + i) for i in range(n)), np.zeros(n + 1))
    return None


def _trace(
    cost: Callable[[int, int], float], claim: tuple[Token, ...], source: tuple[Token, ...], delete: list[float], end: int
) -> tuple[tuple[Step, ...], int]:
    """The steps of the cheapest path that ends at passage place `end`, in order, and where it starts. `cost(i, j)`: of the table."""
    steps: list[Step] = []
    i, j = len(claim), end
    while i > 0:
        token = claim[i - 1]
        here = cost(i, j)
        if token.kind == ELLIPSIS:
            k = j
            while k > 0 and abs(cost(i - 1, k) + _SKIP * (j - k) - here) > 1e-9:
                k -= 1
            steps.extend(Step(GAP, i - 1, s) for s in range(j - 1, k - 1, -1))
            if k == j:
                steps.append(Step(GAP, i - 1, -1))
            i, j = i - 1, k
            continue
        is_bracketed = token.kind == BRACKETED
        if j > 0:
            same = token.key == source[j - 1].key
            if same and abs(cost(i - 1, j - 1) - here) < 1e-9:
                steps.append(Step(MATCH, i - 1, j - 1))
                i, j = i - 1, j - 1
                continue
        if j > 0:
            fall = _BRACKET_DELETE if is_bracketed else delete[j - 1]
            if abs(cost(i, j - 1) + fall - here) < 1e-9:
                steps.append(Step(DELETE, i if is_bracketed is False else i - 1, j - 1))
                j -= 1
                continue
            step = here - cost(i - 1, j - 1)
            if not same and _is_substitution(token, source[j - 1], step):
                steps.append(Step(REPLACE, i - 1, j - 1))
                i, j = i - 1, j - 1
                continue
        steps.append(Step(INSERT, i - 1, -1))
        i -= 1
    steps.reverse()
    return tuple(steps), j


def _is_substitution(claim: Token, source: Token, step: float) -> bool:
    if claim.kind == BRACKETED:
        return abs(step - _BRACKET_REPLACE) < 1e-9
    negated = claim.key in tables.PURE_NEGATIONS or source.key in tables.PURE_NEGATIONS
    if negated:
        return abs(step - _NEGATION) < 1e-9
    expected = INFLECT if tables.stem(claim.key) == tables.stem(source.key) else _SUBSTITUTE
    return abs(step - expected) < 1e-9
