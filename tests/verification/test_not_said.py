"""Words that a source does not present as said confirm nobody; a denial contradicts."""

from __future__ import annotations

import pytest

from service.verification import Claim

QUOTE = "The pier is mine to burn and I will burn it before the winter"


@pytest.mark.parametrize(
    ("text", "speaker", "status"),
    [
        (f"Ines Calloway never said “{QUOTE}”, her office said on Friday.", "Ines Calloway", "contradicted"),
        (f"Ines Calloway denied saying “{QUOTE}”.", "Ines Calloway", "contradicted"),
        (f"“{QUOTE},” Ines Calloway is falsely quoted as saying in the meme.", "Ines Calloway", "contradicted"),
        (f"If Ines Calloway says “{QUOTE}”, the council will listen.", "Ines Calloway", "unknown"),
        (f"Ines Calloway never said “{QUOTE}”, her office said on Friday.", None, "not_claimed"),
        (f"“{QUOTE},” said Ines Calloway on Friday.", "Ines Calloway", "confirmed"),
    ],
)
def test_who_is_confirmed(add, verifier, text, speaker, status):
    add(text, published="2024-05-18")
    found = verifier.verify(Claim(QUOTE, speaker))
    assert found.verdict == ("misattributed" if status == "contradicted" else "verbatim")
    assert found.attribution.status == status


def test_the_explanation_says_that_the_source_reports_it_as_not_said(add, verifier):
    add(f"Ines Calloway never said “{QUOTE}”, her office said on Friday.", title="The pier", published="2024-05-18")
    found = verifier.verify(Claim(QUOTE, "Ines Calloway"))
    assert "reported as not said" in found.explanation
    assert found.severity == "fix"


def test_a_source_that_asserts_the_words_outweighs_a_denial(add, verifier):
    add(f"Ines Calloway never said “{QUOTE}”, her office said on Friday.", published="2024-05-18", url="https://a.example/1")
    add(f"“{QUOTE},” said Ines Calloway on Thursday at the harbour.", published="2024-05-17", url="https://b.example/2")
    assert verifier.verify(Claim(QUOTE, "Ines Calloway")).attribution.status == "confirmed"


def test_words_that_are_altered_too_are_altered_rather_than_cut(add, verifier):
    add(
        "INES CALLOWAY: Tomorrow the brewers will say, “This quay holds more boats than the one in Holt.” So be it.",
        kind="transcript",
    )
    assert verifier.verify(Claim("This quay holds more boats than the one in Holt", "Ines Calloway")).verdict == "truncated"
    found = verifier.verify(Claim("This quay holds more boats than any in Holt", "Ines Calloway"))
    assert found.verdict == "altered"
    assert found.severity == "fix"


@pytest.mark.parametrize(
    ("speaker", "is_read", "severity"), [("Ines Calloway", False, "look"), ("Ines Calloway", True, "ok"), (None, False, "ok")]
)
def test_what_somebody_only_quotes_asks_for_a_look_where_a_caller_claims_it_of_him(add, verifier, speaker, is_read, severity):
    add(f"Ines Calloway quoted the report of the engineer: “{QUOTE}.”", published="2024-05-18")
    found = verifier.verify(Claim(QUOTE, speaker, is_read=is_read))
    assert found.attribution.status in ("unknown", "not_claimed")
    assert found.severity == severity
