"""A quote of which an article holds a part word for word is not altered."""

from __future__ import annotations

import pytest

from service.verification import Claim

HELD = "the slipway belongs to the brewery and to nobody else on this coast"
KNOWN = {"published": "2024-05-18", "outlet": "The Ellery Beacon", "title": "The slipway"}


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        # the rest is in no source
        (f"“{HELD},” said Peig Donnelly.", f"I have told the council three times that {HELD}", "not_found"),
        (f"“{HELD},” said Peig Donnelly.", f"{HELD}, and we will fight for every stone of it", "not_found"),
        # the rest stands beside the marks
        ("Peig Donnelly says that he has “betrayed the harbour by selling its lamps,” and more.", "has betrayed the harbour by selling its lamps", "faithful"),
        (f"“It is late,” said Peig Donnelly. Everybody in the town knows “{HELD}.”", f"Everybody in the town knows {HELD}", "faithful"),
        # moved within what is quoted, and a sentence that ends elsewhere
        (f"“{HELD} since the spring of 1911,” said Peig Donnelly.", f"Since the spring of 1911 {HELD}", "altered"),
        ("“We have no oak. For the gates we have our own trees,” said Peig Donnelly.", "We have no oak for the gates. We have our own trees.", "altered"),
        # words within what both hold, or a word or two that may turn it
        (f"“{HELD},” said Peig Donnelly.", HELD.replace("brewery", "council"), "altered"),
        (f"“{HELD},” said Peig Donnelly.", f"never {HELD}", "altered"),
        (f"“{HELD},” said Peig Donnelly.", f"I have told the council that {HELD.replace('nobody', 'somebody')}", "altered"),
    ],
)  # fmt: skip
def test_parts(add, verifier, text, quote, verdict):
    add(text, **KNOWN)
    found = verifier.verify(Claim(quote, "Peig Donnelly", context="2024-05-18"))
    assert found.verdict == verdict
    if verdict == "not_found":
        assert "a part of it" in found.explanation
        assert found.matches
        assert found.severity == "ok"


def test_a_transcript_has_all_that_was_said(add, verifier):
    add(f"PEIG DONNELLY: {HELD}.", kind="transcript", published="2024-05-18")
    assert verifier.verify(Claim(f"I have told the council three times that {HELD}", "Peig Donnelly")).verdict == "altered"
