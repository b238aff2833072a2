"""Short lines that are nearly right: rare words lead to the passage, and what is shown as the closest is close."""

from __future__ import annotations

import pytest

from service.verification import Claim

LINES = (
    ("Ines Calloway", "All that glimmers is not tin."),
    ("Peig Donnelly", "Well-mannered pilots seldom drown."),
    ("Hugo Orr", "Good evening, Philomena."),
    ("Hanne Voss", "Musick hath charmes to soothe a savage badger."),
    ("Tobias Renner", "Tallow … Beeswax."),
    ("Ragna Sund", "Avarice, for want of a kinder name, is useful."),
    ("Desmond Hale", "Abandon thrift, all ye who row in here!"),
)
TALK = (
    "I have a lot of people who want to have a word with me about this, and I want to be with them. It was never going to be easy. "
    "They have a problem and we have a problem, and it is the same problem. You could see it from my window, if you had a window."
)


@pytest.fixture
def lines(add, verifier):
    for speaker, line in LINES:
        add(line, title=speaker, kind="speech", speaker=speaker, published="2020-01-01")
    for n in range(6):
        add(f"OSRIC FENN: {TALK} That is number {n} of what I came to say.", title=f"Talk {n}", kind="transcript")
    return verifier


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("All that glitters is not tin", "Ines Calloway"),
        ("Well-mannered pilots rarely drown", "Peig Donnelly"),
        ("Hello, Philomena", "Hugo Orr"),
        ("Music has charms to soothe a savage badger", "Hanne Voss"),
        ("Me tallow, you beeswax", "Tobias Renner"),
        ("Avarice is useful", "Ragna Sund"),
        ("All thrift abandon, ye who row in here", "Desmond Hale"),
    ],
)
def test_a_near_miss_of_the_speakers_own_line_is_altered_and_shows_it(lines, quote, speaker):
    answer = lines.verify(Claim(quote, speaker=speaker))
    assert (answer.verdict, answer.matches[0].quotation.document.title) == ("altered", speaker)


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("Well-mannered pilots rarely drown", "Peig Donnelly"),
        ("Music has charms to soothe a savage badger", "Hanne Voss"),
    ],
)
def test_a_line_with_several_rare_words_is_known_without_a_speaker(lines, quote, title):
    answer = lines.verify(Claim(quote))
    assert (answer.verdict, answer.matches[0].quotation.document.title) == ("altered", title)


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("I have a word with them about my window", None),
        ("We have a leak", "Osric Fenn"),
        ("I want to be alone", "Osric Fenn"),
        ("The badger wants his tin of tallow", "Hanne Voss"),
        ("Philomena sold the orchard to the bishop", "Hugo Orr"),
    ],
)
def test_another_statement_is_not_taken_for_a_line(lines, quote, speaker):
    assert lines.verify(Claim(quote, speaker=speaker)).verdict == "not_found"


@pytest.mark.parametrize("quote", ["We have a leak", "Rivers of rust", "I want to be alone"])
def test_nothing_is_shown_that_only_shares_little_words(lines, quote):
    assert lines.verify(Claim(quote)).matches == ()


@pytest.mark.parametrize(
    ("quote", "speaker", "title"),
    [
        ("Rust is rivers", "Ida Lorne", "Ida Lorne"),
        ("I drained the marsh", "Bertil Crane", "Bertil Crane"),
        ("Row it again, Philip", "Nell Astor", "Nell Astor"),
        ("Be the tide you wish to row against", "Ida Lorne", None),
        ("The bishop sold the orchard", "Bertil Crane", None),
        ("We have a leak", "Nell Astor", None),
    ],
)
def test_what_the_claimed_speaker_said_is_looked_through_and_shown_if_it_has_half_of_the_telling_words(
    add, lines, quote, speaker, title
):
    said = {
        "Ida Lorne": "Many a child here looks on the river as all silver, but, children, it is rust.",
        "Bertil Crane": "During my years on the drainage board, I took the first step in the draining of the great marsh.",
        "Nell Astor": "Row it, Philip. Row till the lamp goes out.",
    }
    for name, words in said.items():
        add(words, title=name, kind="speech", speaker=name, published="2020-01-01")
    shown = [match.quotation.document.title for match in lines.verify(Claim(quote, speaker=speaker)).matches]
    assert shown[:1] == ([title] if title else [])


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("Oh, that was a wasted tide", "altered"),
        ("It was the first ferry that came home", "altered"),
        ("It was the third lighthouse that fell down", "not_found"),
        ("The ferry came first", "not_found"),
    ],
)
def test_slight_differences_and_words_left_out_do_not_make_it_another_statement(add, lines, quote, verdict):
    add("OSRIC FENN: Well, that was a wasted tide. It was the first, no, the second ferry that came home.", kind="transcript")
    assert lines.verify(Claim(quote)).verdict == verdict


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict"),
    [
        ("Tumble, tumble, sail and rudder", "Orla Fenwick", "altered"),  # a word said twice is one word
        ("I did not sell it to that brewer", "Ruben Marsh", "altered"),
        ("Haste is kind", "Sunniva Bell", "altered"),
        ("No sleep for the keeper", "Edmund Crake", "altered"),
        ("You have never rowed so well", "Delia Thorne", "altered"),
        ("I did not see it from that window", "Ruben Marsh", "not_found"),
        ("The keeper is asleep", "Edmund Crake", "not_found"),
        ("Most of our people sold the lamp", "Delia Thorne", "not_found"),
        ("Kind words are for the pilots", "Sunniva Bell", "not_found"),
    ],
)
def test_a_near_miss_of_one_who_says_little_has_half_of_what_both_tell(add, lines, quote, speaker, verdict):
    said = {
        "Orla Fenwick": "Rumble, rumble, sail and rudder;",
        "Ruben Marsh": "I did not make any bargain with that brewer, Mr. Pell.",
        "Sunniva Bell": "Haste, for want of a better word, is kind.",
        "Edmund Crake": "There is no sleep, said the pilot, for the keeper.",
        "Delia Thorne": "Most of our people have never rowed so well.",
    }
    for name, words in said.items():
        add(words, title=name, kind="speech", speaker=name, published="2020-01-01")
    assert lines.verify(Claim(quote, speaker=speaker)).verdict == verdict
