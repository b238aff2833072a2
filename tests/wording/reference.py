"""A slow, obviously right alignment: the recurrence written out, cell by cell. For tests only."""

from __future__ import annotations

from service.wording import align as fast
from service.wording import tables
from service.wording.tokens import BRACKETED, ELLIPSIS


def cost(claim, source) -> float:
    """The least cost of aligning the whole claim with any stretch of the source."""
    n, m = len(claim), len(source)
    deletions = fast.deletions(source)
    infinity = float("inf")
    table = [[0.0] * (m + 1)] + [[infinity] * (m + 1) for _ in range(n)]
    for i in range(1, n + 1):
        token = claim[i - 1]
        for j in range(m + 1):
            if token.kind == ELLIPSIS:
                table[i][j] = min(table[i - 1][k] + fast._SKIP * (j - k) for k in range(j + 1))
                continue
            best = table[i - 1][j] + _insert(token)
            if j > 0:
                best = min(best, table[i - 1][j - 1] + _substitute(token, source[j - 1]))
                best = min(best, table[i][j - 1] + _delete(token, deletions[j - 1]))
            table[i][j] = best
    return min(table[n])


def _insert(token) -> float:
    if token.kind == BRACKETED:
        return fast._BRACKET_INSERT
    if token.key in tables.PURE_NEGATIONS:
        return fast._NEGATION
    return fast._FILLER if token.key in tables.FILLERS else fast._INSERT


def _delete(token, deletion) -> float:
    return fast._BRACKET_DELETE if token.kind == BRACKETED else float(deletion)


def _substitute(token, source) -> float:
    if token.key == source.key:
        return 0.0
    if token.kind == BRACKETED:
        return fast._BRACKET_REPLACE
    if token.key in tables.PURE_NEGATIONS or source.key in tables.PURE_NEGATIONS:
        return fast._NEGATION
    return fast.INFLECT if tables.stem(token.key) == tables.stem(source.key) else fast._SUBSTITUTE
