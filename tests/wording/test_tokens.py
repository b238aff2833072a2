"""Tokens in full, and the kinds of changes that only their tokens tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.wording.kinds import judge
from service.wording.tokens import keys, tokenise
from tests.approvals import approve


def test_tokens_are_as_approved():
    approve(Path(__file__).parent / "tokens.jsonl", lambda row: [list(token) for token in tokenise(row["text"])])


FIGURES = "1" * 4990  # more than Python turns into a number


@pytest.mark.parametrize(
    "text",
    [
        f"${FIGURES}",
        f"{FIGURES} million",
        f"{FIGURES}bn",
        f"{FIGURES}th of May",
        f"{FIGURES} and a half",
        f"0.{FIGURES} percent",
        f"No. {FIGURES}",
        f"May {FIGURES}",
        "two point " + "five " * 4000,
    ],
)
def test_figures_without_end_are_words_like_any_other(text):
    assert [t.key for t in tokenise(text)] == keys(text)
    assert all(text[t.start : t.end] for t in tokenise(text))


@pytest.mark.parametrize(
    ("text", "opens"),
    [("Go. Stay", True), ("Mr. Pell Jr., Stay", False), ("Go!!, and! Stay", True), ("Go etc., Stay", False), ("Go, “Stay", True)],
)
def test_the_last_comma_tells_whether_a_stop_before_it_ends_a_sentence(text, opens):
    assert tokenise(text)[-1].opens_sentence is opens


@pytest.mark.parametrize(
    ("put", "dropped", "kind", "serious", "reason"),
    [
        ("um", "", "filler", False, "“um” is put in"),
        ("cold wet", "wet cold", "order", True, "the same words stand in another order"),
        ("walked", "walks", "inflection", False, "another form of the same word: “walks” in the source, “walked” here"),
        ("ferrry", "ferry", "spelling", False, "spelled “ferry” in the source, “ferrry” here"),
        ("pies", "pier", "word", False, "the wording differs: “pier” in the source, “pies” here"),
        ("", "old", "word", False, "“old” of the source is left out, which changes the wording"),
        ("old", "", "word", False, "“old” is not in the source, which changes the wording"),
        ("not", "", "negation", True, "“not” puts in a negation that the source does not have"),
        ("", "never", "negation", True, "the negation in “never” is left out"),
        ("unsafe", "safe", "negation", True, "the negation differs: “safe” in the source, “unsafe” here"),
        ("seven", "six", "number", True, "the number differs: “six” in the source, “seven” here"),
        ("may", "will", "modality", True, "how certain or conditional it is differs: “will” in the source, “may” here"),
        ("fewer", "more", "comparison", True, "a comparison or a quantity differs: “more” in the source, “fewer” here"),
        ("quite", "very", "intensifier", True, "how strongly it is put differs: “very” in the source, “quite” here"),
        ("saw Marsh", "saw Renner", "name", True, "the name differs: “saw renner” in the source, “saw marsh” here"),
        ("tuesday", "monday", "name", True, "the name differs: “monday” in the source, “tuesday” here"),
        ("the tuesday", "the", "name", True, "the name differs: “the” in the source, “the tuesday” here"),
    ],
)
def test_of_what_kind_a_change_is(put, dropped, kind, serious, reason):
    judgement = judge(list(tokenise(put)), list(tokenise(dropped)))
    assert (judgement.kind, judgement.serious, judgement.reason) == (kind, serious, reason)
