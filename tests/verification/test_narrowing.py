"""Of a draft's quote that no source has whole, the sentences that its speaker's passage has otherwise are told."""

from __future__ import annotations

import pytest

from service.verification import Claim

SPOKEN = "The rope that was found in the boathouse was there since October. Nobody tied it for the new pilot."
KNOWN = {"published": "2024-05-18", "outlet": "The Ellery Beacon", "title": "The rope"}
BEFORE = "I want to be plain about the crew of the Heron."
QUOTE = f"{BEFORE} The rope that was hidden in the boathouse had been there since October."


@pytest.mark.parametrize(
    ("quote", "speaker", "context", "verdict"),
    [
        (QUOTE, "Peig Donnelly", "2024-05-18", "altered"),
        (f"{QUOTE} Nobody tied it for the new captain.", "Peig Donnelly", "2024-05-20", "altered"),
        # word for word as far as it is there: held in part
        (f"{BEFORE} The rope that was found in the boathouse was there since October.", "Peig Donnelly", "2024-05-18", "not_found"),
        (QUOTE, "Hugo Orr", "2024-05-18", "not_found"),  # another's
        (QUOTE, None, "2024-05-18", "not_found"),
        (QUOTE, "Peig Donnelly", "2026-05-18", "not_found"),  # said again, years later
        (f"{BEFORE} The boathouse is shut until October.", "Peig Donnelly", "2024-05-18", "not_found"),
    ],
)  # fmt: skip
def test_sentences_of_a_draft(add, verifier, quote, speaker, context, verdict):
    add(f"“{SPOKEN[:-1]},” Peig Donnelly said on Friday.", **KNOWN)
    answer = verifier.verify(Claim(quote, speaker, context=context, is_read=True))
    assert answer.verdict == verdict
    if verdict == "altered":
        assert all(c.quote.start >= len(BEFORE) for c in answer.wording.changes)
        assert "No source has the rest" in answer.explanation


def test_a_caller_s_claim_is_told_as_a_whole(add, verifier):
    add(f"“{SPOKEN[:-1]},” Peig Donnelly said on Friday.", **KNOWN)
    assert "No source has the rest" not in verifier.verify(Claim(QUOTE, "Peig Donnelly")).explanation


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("any trawlers or of any class of trawler", "altered"),  # but for the form of one telling word, whatever the day
        ("any trawlers or of any class of ferry", "not_found"),
    ],
)
def test_the_form_of_a_word(add, verifier, quote, verdict):
    add(
        "“Whenever the harbourmaster finds that the entry of any trawlers or of any class of trawlers into the basin would be harmful to the "
        "pilots, he may by order suspend it,” Peig Donnelly said.",
        **KNOWN,
    )
    assert verifier.verify(Claim(quote, context="2025-01-18", is_read=True)).verdict == verdict
