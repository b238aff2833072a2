"""A short line that is quoted nearly right is told where a source was kept for it; what only shares words with it is not."""

from __future__ import annotations

import pytest

from service.verification import Claim

LINES = (
    ("Ottilie Brandt", "Sloth goeth before ruin, and an idle sail before a wreck."),
    ("Peregrine Ash", "To-night to stale loaves, and kippers cold."),
    ("Linnea Moor", "Those who will not mend the nets are bound to drag them."),
    ("Caspar Dunn", "Fiddle it, Tom. Fiddle 'The Grey Gull.'"),
    ("Winnie Haas", "Most of our pilots have never slept so well."),
    ("Magnus Ek", "Rowing isn't bravery; it's the only road to Norrgard."),
    ("Ada Quill", "Knitting is no idle craft, whatever sailors say of it."),
)
TALK = (
    "We have never had so many pilots and we have never had so few boats, and those who came were bound to be late. Before a storm there "
    "is a calm. You did not have time for it, and they did not have time for you. It is the only road we have."
)


@pytest.fixture
def lines(add, verifier):
    for speaker, line in LINES:
        add(line, title=speaker, kind="speech", speaker=speaker, published="2020-01-01")
    for n in range(4):
        add(f"OSRIC FENN: {TALK} That is number {n} of what I came to say.", title=f"Talk {n}", kind="transcript")
    add("“Sail before a storm,” said Hilde Sorg. “We did it twice.”", title="News", kind="article", published="2024-01-01")
    return verifier


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        ("Sloth goes before a wreck", "Ottilie Brandt"),  # its beginning and its end, and an old form
        ("Fresh bread and kippers cold", "Peregrine Ash"),  # two words others, one end
        ("Those who do not learn from knots are bound to drag them", "Linnea Moor"),  # the frame
        ("Fiddle it again, Tom", "Caspar Dunn"),  # a word put in; a name that is spelled like a common word but for a letter
        ("You've never slept so well", "Winnie Haas"),  # cut, with another subject
    ],
)
def test_a_line_nearly_right_is_altered_by_nobodys_name(lines, quote, title):
    answer = lines.verify(Claim(quote))
    assert (answer.verdict, answer.matches[0].quotation.document.title) == ("altered", title)


@pytest.mark.parametrize(
    "quote",
    [
        "Sloth is common among the pilots",
        "They had bread and tea before a storm",
        "Those who came late are bound to lose",
        "Tom plays the fiddle",
        "We have never seen so many",
        "Sail before the tide",
    ],
)
def test_what_shares_words_with_a_line_is_no_line(lines, quote):
    assert lines.verify(Claim(quote)).verdict == "not_found"


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict"),
    [
        ("Rowing isn't bravery, it's the only road to Norrgard", "Hanne Voss", "misattributed"),
        ("Rowing isn't bravery, it's the only road to Norrgard", "Magnus Ek", "verbatim"),
        ("Knitting is no idle craft", "Ada Quill", "verbatim"),  # of a part nobody else is accused
        ("It is the only road we have", "Hanne Voss", "verbatim"),  # a sentence of a speech, and common words
    ],
)
def test_a_source_that_is_but_a_line_tells_whose_it_is(lines, quote, speaker, verdict):
    assert lines.verify(Claim(quote, speaker)).verdict == verdict
