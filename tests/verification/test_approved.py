"""Verifications in full: every field of the answer to a table of claims about the sample corpus."""

from __future__ import annotations

from pathlib import Path

from service import wire
from service.verification import Claim
from tests.approvals import approve


def shown(match):
    quotation = match["quotation"]
    return {
        "score": match["score"],
        "matched": quotation["text"][match["matched"]["start"] : match["matched"]["end"]],
        "speaker": (quotation["speaker"] or {}).get("name"),
        "document": quotation["document"]["title"] or quotation["document"]["url"],
        "also_in": [other["document"]["title"] for other in quotation["also_in"]],
    }


def test_verifications_are_as_approved(sample, verifier):
    def told(row):
        answer = wire.verification(verifier.verify(Claim(**row["claim"])))
        kept = ("verdict", "explanation", "confidence", "wording", "attribution", "coverage")
        return {**{name: answer[name] for name in kept}, "matches": [shown(m) for m in answer["matches"]]}

    approve(Path(__file__).parent / "approved.jsonl", told)
