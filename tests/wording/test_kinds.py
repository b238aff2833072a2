"""Kinds of differences: for each a rule, wordings that it must catch, and others in which an eager rule would do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.verification.confidence import THRESHOLD, confidence
from service.wording.align import align
from service.wording.comparison import compare
from service.wording.tokens import tokenise

_STATUSES = {"said": ("verbatim", "faithful")}
_LEAST_CAUGHT, _LEAST_HARMLESS = 5, 3


def sections():
    """(rule, rows to catch, rows that are harmless) of the table, in order."""
    out: list[tuple[str, list[list[str]], list[list[str]]]] = []
    harmless = False
    for line in (Path(__file__).parent / "kinds.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            out.append((line[3:], [], []))
            harmless = False
        elif line == "-- harmless":
            harmless = True
        elif line and not line.startswith("#"):
            out[-1][1 + harmless].append([part.strip().replace("\\n", "\n") for part in line.split(" || ")])
    return out


SECTIONS = sections()
ROWS = [(rule, row) for rule, caught, harmless in SECTIONS for row in (*caught, *harmless)]


def told(source, claim):
    a, b = tokenise(claim), tokenise(source)
    return compare(claim, source, a, b, align(a, b))


@pytest.mark.parametrize(("rule", "row"), ROWS, ids=[row[1][:60] for _, row in ROWS])
def test_kinds(rule, row):
    source, claim, statuses, *seriousness = row
    result = told(source, claim)
    accepted = [status for name in statuses.split() for status in _STATUSES.get(name, (name,))]
    found = result.status if confidence(result) >= THRESHOLD else "far"
    assert found in accepted, (rule, result.changes, result.omitted)
    if found != "far" and seriousness:
        assert any(c.serious for c in result.changes) is (seriousness[0] == "serious"), (rule, result.changes)


def test_each_kind_has_enough_of_both():
    assert all(len(caught) >= _LEAST_CAUGHT and len(harmless) >= _LEAST_HARMLESS for _, caught, harmless in SECTIONS)
