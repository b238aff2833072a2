"""Why nothing was found: each reason on evidence."""

from __future__ import annotations

import pytest

from service.index.asking.browse import Browser, Filter
from service.knowledge.gazetteer import Gazetteer
from service.records import Coverage, NameCount, Origin
from service.verification import Claim, Verifier
from service.verification.reasons import is_expected

SAID = "“The lock gates are made of oak and will outlive all of us,” said Peig Donnelly."
KNOWN = {"published": "2024-05-18", "outlet": "The Ellery Beacon"}


@pytest.fixture
def asked(store, writer, add):
    """Verifies a claim against three quotations of one speaker, and what else was added."""
    for n, word in enumerate(("gates", "keys", "lamps")):
        add(f"“We counted the {word} of the harbour again in the morning,” said Peig Donnelly on Friday.", title=f"T{n}", **KNOWN)
    browser = Browser(store, Gazetteer.load())
    verifier = Verifier(browser, spoken=lambda speaker: browser.quotations(Filter(speaker), None, 12).rows)

    def verify(quote, speaker=None, date=None):
        return verifier.verify(Claim(quote, speaker, date))

    return verify


@pytest.mark.parametrize(
    ("quote", "speaker", "date", "reason"),
    [
        ("Purple elephants seldom invest in municipal bonds", None, None, "nothing_near"),
        ("Purple elephants seldom invest in municipal bonds", "Peig Donnelly", "2024-05-18", "nothing_near"),
        ("Purple elephants seldom invest in municipal bonds", "Tobias Renner", None, "not_covered"),  # nothing of him
        ("Purple elephants seldom invest in municipal bonds", "Peig Donnelly", "2011-02-03", "not_covered"),  # nothing of then
        ("We counted the wages of the brewery again in the evening of that day", "Peig Donnelly", None, "near_but_different"),
        ("It is so", "Peig Donnelly", None, "too_short"),
    ],
)
def test_reasons(asked, quote, speaker, date, reason):
    found = asked(quote, speaker, date)
    assert (found.verdict, found.reason) == ("not_found", reason)


def test_what_was_found_has_no_reason(asked):
    assert asked("We counted the gates of the harbour again in the morning").reason is None


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Peig Donnelly said that the council would sell the slipway to the brewery in spring. “It is a shame,” said Peig Donnelly.", "The council will sell the slipway to the brewery in spring", "only_indirect"),
        ("The council met on Monday. “It is a shame,” said Peig Donnelly.", "The council will sell the slipway to the brewery in spring", "nothing_near"),
    ],
)  # fmt: skip
def test_reported_speech_alone(asked, add, text, quote, reason):
    add(text, **KNOWN)
    assert asked(quote, "Peig Donnelly").reason == reason


def test_another_language_alone(store, add):
    text = (
        "„Die Fähre wird im Frühjahr nicht mehr fahren, und niemand im Rat hat es uns vorher gesagt“, sagte Jutta Rehbein am Montag"
        " in Ellery. Der Hafen ist seit dem Winter geschlossen, und die Fischer warten auf eine Antwort."
    )
    document = {"kind": "transcript", "published": "2024-05-18"}
    add(f"JUTTA REHBEIN: {text}", origin=Origin(language="de"), **document)
    browser = Browser(store, Gazetteer.load())
    verifier = Verifier(browser, spoken=lambda speaker: browser.quotations(Filter(speaker), None, 12).rows)
    quote = "The ferry will not run in the spring, and nobody on the council had told us of that before"
    assert verifier.verify(Claim(quote, "Jutta Rehbein")).reason == "other_language"


@pytest.mark.parametrize(
    ("quotations", "since", "until", "date", "expected"),
    [
        (900, "2024-01-01", "2024-12-31", "2024-06-01", True),
        (900, "2024-01-01", "2024-12-31", "2019-06-01", False),  # not then
        (900, "2004-01-01", "2024-12-31", "2024-06-01", False),  # too few for so many years
        (40, "2024-05-01", "2024-05-09", "2024-05-03", False),
    ],
)
def test_words_that_should_be_there(quotations, since, until, date, expected):
    coverage = Coverage(NameCount("Peig Donnelly", quotations, since, until), 10_000, 1_000)
    assert is_expected(Claim("q", "Peig Donnelly", date), coverage) is expected
    assert is_expected(Claim("q"), coverage) is False  # nobody is claimed
