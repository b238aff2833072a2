"""When, where and to whom a sentence says that words were spoken, and what it says of something else."""

from __future__ import annotations

import pytest

from service.extraction.attribution.choosing import settle, value_of
from service.extraction.english.circumstances import introduced, opening_dates, stated
from tests.extraction.english.reading import ENGLISH, cue_of, sentence


def plain(circumstances):
    date, venue, outlet = map(value_of, circumstances)
    return (date and date.value, venue and venue.name, outlet and outlet.name)


def stated_in(text, verb=None):
    context = sentence(text)
    cue = cue_of(context, verb)
    return settle(stated(context, ENGLISH.subject_of(context.tokens, cue), cue))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ines Calloway told CNN on Tuesday.", ("2024-05-14", None, "CNN")),
        ("On May 3, Ines Calloway told a rally in Brno.", ("2024-05-03", "rally in Brno", None)),
        ("Ines Calloway said that the pier closed in 2015.", (None, None, None)),  # what was said
        ("Ines Calloway said at the July 25 summit that it closed.", ("2023-07-25", "summit", None)),
        ("Ines Calloway spoke of the May 3 vote.", (None, None, None)),  # which vote
        ("CNN host Peig Donnelly said no.", (None, None, "CNN")),
        ("Ines Calloway said as she left in July 1999.", ("1999-07", None, None)),
        ("In the 2005 video, Ines Calloway says no.", ("2005", None, None)),
        # of an event that was still to come, or had been
        ("Ines Calloway said two weeks before the poll of 6 June 2016.", (None, None, None)),
        ("Ines Calloway said ahead of the poll on 6 June 2016.", (None, None, None)),
        ("Ines Calloway said on the eve of the ballot of 6 June 2016.", (None, None, None)),
        ("Ines Calloway has said since the pier closed on 6 June 2016.", (None, None, None)),
        ("Ines Calloway said days before the ballot on 6 June 2016.", (None, None, None)),
        # of a day that is still to come, which is not the latest one of its name
        ("Ines Calloway will tell CNN on Tuesday.", (None, None, "CNN")),
        ("Ines Calloway won’t say on Tuesday at the summit.", (None, "summit", None)),
        ("On Tuesday Ines Calloway will say no.", (None, None, None)),
        ("Ines Calloway said on Tuesday that she will leave.", ("2024-05-14", None, None)),
        ("On Tuesday Ines Calloway said that she will leave.", ("2024-05-14", None, None)),
        ("Ines Calloway, who will leave, said no on Tuesday.", ("2024-05-14", None, None)),
        # and the day of the words all the same
        ("Ines Calloway told a rally in Brno on 6 June 2016.", ("2016-06-06", "rally in Brno", None)),
        ("Ines Calloway said on 6 June 2016, two weeks before the poll.", ("2016-06-06", None, None)),
        # what all days of a span share
        ("Ines Calloway said on 3 and 4 February 2022.", ("2022-02", None, None)),
    ],
)
def test_what_the_clause_of_a_verb_states(text, expected):
    assert plain(stated_in(text)) == expected


def test_who_asks_is_the_outlet():
    assert plain(stated_in("Ines Calloway, asked by Reuters about it, said no.", "said")) == (None, None, "Reuters")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ines Calloway said on Tuesday.", "date: adjunct"),
        ("Ines Calloway said as she left in July 1999.", "date: meanwhile"),
        ("The 2005 tape was out when Ines Calloway said no.", "date: record"),
    ],
)
def test_a_date_is_named_by_its_rule(text, rule):
    assert stated_in(text).date.rule == rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a December 2015 interview in Brno, she was cheerful.", ("2015-12", "interview in Brno", None)),
        ("She was speaking at a breakfast in Brno.", (None, "breakfast in Brno", None)),
        ("On Wednesday, at the Old Hall, she rose.", ("2024-05-15", "Old Hall", None)),
        ("She gave an interview to CNN before the vote in 2019.", (None, None, "CNN")),
        ("She declared that he gave in during the Helsinki summit in July 2018.", ("2018-07", "Helsinki summit", None)),
        ("She declared that the pier would close in July 2018.", (None, None, None)),
        ("The pier is long.", (None, None, None)),
    ],
)
def test_what_a_sentence_introduces(text, expected):
    assert plain(settle(introduced(sentence(text)))) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("The following March, she left.", "2018-11", "2019-03"),
        ("On May 3, 2019, she left.", None, "2019-05-03"),
        ("She left in May 2019, and he stayed.", None, None),
    ],
)
def test_the_date_that_opens_a_sentence(text, anchor, expected):
    chosen = next(opening_dates(sentence(text, anchor=anchor)), None)
    assert (chosen and (chosen.value.value, chosen.value.basis)) == (expected and (expected, "inferred"))
