"""Claims against documents, from the text to the verdict: each kind in wordings that must be caught and others that are harmless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.verification import Claim

LINES = (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


def misses(expected, answer):
    """What of an expectation an answer does not meet."""
    serious = any(c.serious for c in answer.wording.changes) or any(o.serious for o in answer.wording.omitted)
    got = {
        "verdict": answer.verdict in expected.get("verdict", [answer.verdict]),
        "attribution": answer.attribution.status in expected.get("attribution", [answer.attribution.status]),
        "serious": expected.get("serious", serious) is serious,
        "conflicts": not expected.get("conflicts") or bool(answer.conflicts) or answer.attribution.status == "disputed",
    }
    return [name for name, is_met in got.items() if not is_met]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['kind'][:40]}" for n, case in enumerate(CASES)])
def test_cases(case, add, verifier):
    for document in case["documents"]:
        add(**document)
    claim = {"speaker": None, **case["claim"]}
    answer = verifier.verify(Claim(**claim))
    expected = case["expect"]
    found = [misses(one, answer) for one in (expected, *expected.get("or", ()))]
    assert not all(found), (found, answer.verdict, answer.attribution.status, answer.explanation)


def test_each_kind_is_there_in_harmless_wordings_too():
    kinds = {case["kind"] for case in CASES}
    assert len([kind for kind in kinds if kind.endswith(", harmless")]) > len(kinds) / 3
