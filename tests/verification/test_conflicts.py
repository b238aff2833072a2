"""A source that has the words otherwise is listed, and a primary one outweighs an exact echo."""

from __future__ import annotations

import pytest

from service.verification import Claim

TRANSCRIPT = {"kind": "transcript", "published": "2024-05-16", "title": "Council transcript"}
ARTICLE = {"published": "2024-05-17", "outlet": "The Ellery Beacon", "title": "The ferry"}


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        ("We will never lease the slipway to the brewery.", "We will always lease the slipway to the brewery"),
        ("I have counted 31 leaks in the sea wall since March.", "I have counted 13 leaks in the sea wall since March"),
        ("We may shut the reading room in the winter.", "We must shut the reading room in the winter"),
        ("The dredger is not worth a penny of your taxes.", "The dredger is worth a penny of your taxes"),
        ("Everyone on the night ferry had a ticket.", "No one on the night ferry had a ticket"),
        ("The harbour board approved the lease.", "The harbour board rejected the lease"),
        ("Sixteen of the gauges are broken.", "Sixty of the gauges are broken"),
    ],
)
def test_a_primary_source_with_other_words_makes_an_exact_echo_altered(add, verifier, spoken, printed):
    primary = add(f"PEIG DONNELLY: {spoken}\n\nINES CALLOWAY: Thank you.", **TRANSCRIPT)
    add(f"“{printed},” Peig Donnelly said.", **ARTICLE)
    found = verifier.verify(Claim(printed, "Peig Donnelly"))
    assert found.verdict == "altered"
    assert [c.quotation.document.id for c in found.conflicts] == [primary]
    assert any(change.serious for change in found.conflicts[0].changes)
    assert found.matches[0].quotation.document.id == primary
    assert "as quoted" in found.explanation
    assert found.severity == "fix"


def test_an_article_with_other_words_is_listed_and_asks_for_a_look(add, verifier):
    add("“Nobody at the lock touched the gauge,” Peig Donnelly told reporters.", **ARTICLE)
    other = add(
        "“Everybody at the lock touched the gauge,” Peig Donnelly told reporters.", published="2024-05-17", outlet="Tideway Post"
    )
    found = verifier.verify(Claim("Nobody at the lock touched the gauge", "Peig Donnelly"))
    assert found.verdict == "verbatim"
    assert [c.quotation.document.id for c in found.conflicts] == [other]
    assert found.severity == "look"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("PEIG DONNELLY: We'll never lease the slipway to the brewery, and that's that.", TRANSCRIPT),  # house style alone
        ("INES CALLOWAY: We will always lease the slipway to the brewery.", TRANSCRIPT),  # somebody else
        ("PEIG DONNELLY: We will never lease the bakery to anybody at all.", TRANSCRIPT),  # another statement
        ("PEIG DONNELLY: We will always lease the slipway to the brewery.", {**TRANSCRIPT, "published": "2009-01-02"}),  # long ago
    ],
)
def test_what_is_no_conflict(add, verifier, text, known):
    add(text, **known)
    add("“We will never lease the slipway to the brewery,” Peig Donnelly said.", **ARTICLE)
    found = verifier.verify(Claim("We will never lease the slipway to the brewery", "Peig Donnelly"))
    assert found.verdict == "verbatim"
    assert found.conflicts == ()
    assert found.severity == "ok"


def test_where_a_primary_source_has_the_words_another_is_another_utterance(add, verifier):
    add("PEIG DONNELLY: We will never lease the slipway to the brewery.", **TRANSCRIPT)
    add("PEIG DONNELLY: We will always lease the slipway to the brewery.", **{**TRANSCRIPT, "published": "2024-05-17"})
    assert verifier.verify(Claim("We will never lease the slipway to the brewery", "Peig Donnelly")).conflicts == ()


def test_a_correction_tells_what_was_said_instead(add, verifier):
    add(
        "Correction: An earlier version of this article misquoted Peig Donnelly. She said, “We will not shut the lock before the"
        " frost,” not “We will shut the lock before the frost.”",
        **ARTICLE,
    )
    found = verifier.verify(Claim("We will shut the lock before the frost", "Peig Donnelly"))
    assert found.verdict == "altered"
    assert found.conflicts


@pytest.mark.parametrize(
    ("own", "others"),
    [
        ("the sea wall has stood for 4 winters.", "it has stood for 16 winters."),
        ("I say it has stood for two winters.", "Ask me, it has stood for 16 winters."),
        ("and it has not stood for 16 winters.", "it has stood for 16 winters."),
    ],
)
def test_words_that_only_another_has_are_held_against_the_claimed_speakers_own(add, verifier, own, others):
    add(f"PEIG DONNELLY: {own.replace('the sea wall', 'it')}\n\nINES CALLOWAY: Thank you.", **TRANSCRIPT)
    add(f"HUGO ORR: {others}\n\nINES CALLOWAY: Thank you.", **{**TRANSCRIPT, "title": "Another hearing"})
    found = verifier.verify(Claim("it has stood for 16 winters", "Peig Donnelly", context="2019-05-16"))  # too long ago to accuse
    assert (found.verdict, found.severity) == ("altered", "fix")


@pytest.mark.parametrize(
    "own",
    ["It is a fine wall and I paint it in spring.", "We stood there for an hour.", "I have 16 winters behind me and no boat."],
)
def test_another_statement_of_the_claimed_speaker_does_no_harm_to_words_of_others(add, verifier, own):
    add(f"PEIG DONNELLY: {own}\n\nINES CALLOWAY: Thank you.", **TRANSCRIPT)
    add("HUGO ORR: it has stood for 16 winters.\n\nINES CALLOWAY: Thank you.", **{**TRANSCRIPT, "title": "Another hearing"})
    assert verifier.verify(Claim("it has stood for 16 winters", "Peig Donnelly")).verdict in ("verbatim", "misattributed")
