"""Words that a speaker passes on as another's confirm and accuse nobody but the one who is quoted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.extraction import voice_within
from service.verification import Claim

WORDS = "The slipway belongs to the brewery and to nobody else"
HEARING = {"kind": "transcript", "published": "2024-05-16", "title": "Hearing"}


@pytest.mark.parametrize(
    ("text", "name", "is_addressed"),
    [
        (f"As Ellery Marsh told the council, “{WORDS}.” I disagree.", "Ellery Marsh", False),
        (f"As Marsh once put it, ‘{WORDS},’ and so it is.", "Marsh", False),
        (f"And to that I was told, '{WORDS}.'", None, False),
        (f"I heard it on the quay: “{WORDS}.”", None, False),
        (f"You wrote in March, “{WORDS}.” Do you still think so?", None, True),
        (f"In May you said, quote, {WORDS}, unquote, and now you deny it.", None, True),
        (f"Well. RT @emarsh: {WORDS}.", "emarsh", False),
        (f"So the clerk writes back, “{WORDS}.” Imagine that.", None, False),
        (f"There is a sign on the gate: “{WORDS}.”", None, False),
        (f"Let me read what it says. “{WORDS}.”", None, False),
    ],
)
def test_words_of_somebody_else(text, name, is_addressed):
    start = text.index(WORDS)
    voice = voice_within(text, start, start + len(WORDS))
    assert voice is not None
    assert (voice.name, voice.is_addressed) == (name, is_addressed)


@pytest.mark.parametrize(
    "lead",
    ["Marsh always says, “", "As Marsh once put it, ‘", "So the clerk writes back: “", "They told me, “", "The letter begins, “"],
)
def test_words_that_go_on_with_the_speakers_own_are_anothers_at_first(lead):
    text = f"{lead}{WORDS}.{'’' if '‘' in lead else '”'} I say that a brewery owns barrels."
    start = text.index(WORDS)
    voice = voice_within(text, start, len(text))
    assert voice is not None
    assert voice.name is None


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (f"I said, “{WORDS}.” And I meant it.", f"{WORDS}.” And I meant it."),
        (f"Marsh says, “{WORDS}.” I say that a brewery owns barrels.", "I say that a brewery owns barrels."),
        (f"Marsh says, “{WORDS}.” I say not.", f"Marsh says, “{WORDS}.” I say not."),
        ("We have a “gentlemen’s agreement” on the quay, and it holds.", "gentlemen’s agreement” on the quay, and it holds."),
    ],
)
def test_words_that_begin_or_stand_outside_are_the_speakers(text, claim):
    start = text.index(claim)
    assert voice_within(text, start, start + len(claim)) is None


@pytest.mark.parametrize(
    "text",
    [
        f"I said, “{WORDS}.” And I meant it.",
        f"I have told this house before: “{WORDS}.”",
        f"“{WORDS},” I told them.",
        f"And I was like, “{WORDS}.”",
        f"{WORDS}, and Marsh said, “Fine.”",
        f"That is the brewers’ business, and {WORDS}, as the brewers’ friends know.",
    ],
)
def test_words_of_the_speaker(text):
    start = text.index(WORDS)
    assert voice_within(text, start, start + len(WORDS)) is None


@pytest.mark.parametrize(
    "text",
    [
        f"You said that {WORDS}. Is that still so?",
        f"Mr. Marsh, you told us in May that {WORDS}?",
        f"Well. You’ve claimed {WORDS} and nobody asked you.",
        f"Last year you have repeatedly said {WORDS}.",
        f"And when you argued that {WORDS}, what did you mean?",
    ],
)
def test_words_told_back_to_the_one_who_is_spoken_to(text):
    start = text.index(WORDS)
    voice = voice_within(text, start, start + len(WORDS))
    assert voice is not None
    assert voice.is_addressed


@pytest.mark.parametrize(
    "text",
    [
        f"You said nothing. {WORDS}.",
        f"You said so, and {WORDS}.",
        f"You told me to leave; {WORDS}.",
        f"If you say {WORDS} they will laugh.",
        f"I said that {WORDS}.",
    ],
)
def test_words_behind_what_is_told_back_are_the_speakers(text):
    start = text.index(WORDS)
    assert voice_within(text, start, start + len(WORDS)) is None


def test_scare_quotes_are_the_speakers_own():
    text = "What I call the “basket of eels” is a shame."
    start = text.index("basket")
    assert voice_within(text, start, start + len("basket of eels")) is None


@pytest.mark.parametrize(
    ("speaker", "verdict", "status"),
    [
        ("Ellery Marsh", "verbatim", "confirmed"),  # who is quoted
        ("Peig Donnelly", "truncated", "unknown"),  # who passes them on
        ("Ines Calloway", "verbatim", "unknown"),  # a third
        (None, "verbatim", "not_claimed"),
    ],
)
def test_who_is_confirmed_by_words_that_are_passed_on(add, verifier, speaker, verdict, status):
    add(f"PEIG DONNELLY: As Ellery Marsh told the council, “{WORDS}.” I disagree.", **HEARING)
    found = verifier.verify(Claim(WORDS, speaker))
    assert (found.verdict, found.attribution.status) == (verdict, status)
    assert (found.severity == "ok") == (verdict == "verbatim")


def test_who_is_spoken_to_is_not_called_somebody_else(add, verifier):
    add(f"INES CALLOWAY: In May you said, quote, {WORDS}.\n\nPEIG DONNELLY: I did not.", **HEARING)
    assert verifier.verify(Claim(WORDS, "Peig Donnelly")).attribution.status == "unknown"


def test_a_turn_of_his_own_confirms_the_speaker_whoever_repeats_it(add, verifier):
    add(f"PEIG DONNELLY: {WORDS}.\n\nINES CALLOWAY: Peig Donnelly told us, “{WORDS}.” Well.", **HEARING)
    assert verifier.verify(Claim(WORDS, "Peig Donnelly")).attribution.status == "confirmed"


def _voices():
    """(whose, text) of the table."""
    whose = ""
    for line in (Path(__file__).parent / "voices.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            whose = line[3:]
        elif line and not line.startswith("#"):
            yield whose, line


VOICES = tuple(_voices())


@pytest.mark.parametrize(("whose", "line"), VOICES, ids=[line[:60] for _, line in VOICES])
def test_whose_words_they_are(whose, line):
    words = "The harbour board has sold the slipway to the brewery"
    text = re.sub(r"(?<![A-Za-z])W(?![A-Za-z])", words, line)
    start = text.index(words)
    voice = voice_within(text, start, start + len(words))
    assert whose == ("own" if voice is None else "addressed" if voice.is_addressed else "other")
