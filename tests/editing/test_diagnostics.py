"""The source's words in place of a quote."""

from __future__ import annotations

import pytest

from service.checking.findings import Problem
from service.checking.fixing import source_words
from service.client import Verification
from service.editing.diagnostics import shown


def problem(rule, quote, changes=(), source="", matched=(0, 0), level="error"):
    rows = [
        {
            "quote": {"start": start, "end": end, "text": quote[start:end]},
            "source": {"text": words},
            "kind": "word",
            "serious": True,
        }
        for start, end, words in changes
    ]
    document = {"url": None, "outlet": "The Ellery Beacon", "published": None}
    quotation = {"id": "0123456789abcdef-0", "text": source, "parts": [{"text": source}], "speaker": None, "document": document}
    match = {"quotation": quotation, "matched": {"start": matched[0], "end": matched[1]}}
    raw = {"wording": {"changes": rows}, "matches": [match] if source else []}
    return Problem("a.md", rule, level, "m", quote, 0, len(quote), 1, 1, 1, 1, None, Verification(rule, "m", 1.0, raw))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (problem("altered", "We always sail", [(3, 9, "never")], "We never sail"), "We never sail"),
        (problem("altered", "We sail at noon", [(3, 3, "never")], "We never sail at noon"), "We never sail at noon"),
        (problem("altered", "sail at noon", [(0, 0, "Never")], "Never sail at noon"), "Never sail at noon"),
        (problem("altered", "We really sail", [(3, 9, "")], "We sail"), "We sail"),
        (problem("altered", "We sail today", [(8, 13, "")], "We sail"), "We sail"),
        (problem("altered", "Two gulls ate 5 eels", [(0, 3, "Ten"), (14, 15, "15")], "x"), "Ten gulls ate 15 eels"),
        (problem("truncated", "We sail", source="If it stays dry, we sail."), "If it stays dry, we sail."),
        (problem("paraphrased", "The boats go", source="Today: the boats leave. Then tea.", matched=(7, 23)), "the boats leave."),
        (problem("altered", "We always sail,", [(3, 9, "never")], "We never sail."), "We never sail,"),
        (problem("truncated", "We sail,", source="If it stays dry, we sail."), "If it stays dry, we sail,"),
        (problem("spliced", "We sail. We stay.", source="We sail."), None),
        (problem("misattributed", "We sail", source="We sail"), None),
        (problem("not_found", "We fly"), None),
        (problem("truncated", "We sail", source="We sail"), None),
    ],
)
def test_source_words(found, words):
    assert source_words(found) == words


def test_a_quote_that_the_text_has_otherwise_gets_no_fix():
    found = problem("altered", "We always sail", [(3, 9, "never")], "We never sail")
    assert shown("We always sail", ["We always sail"], [found], "http://x")[0].fix == "We never sail"
    marked_up = shown("We *always* sail", ["We *always* sail"], [found], "http://x")[0]
    assert marked_up.fix is None
    assert marked_up.related[0].uri == "http://x/quotations/0123456789abcdef-0"
