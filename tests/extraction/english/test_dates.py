"""Dates in words, resolved against the day of publication (2024-05-18, a Saturday) or a date spoken of before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extraction.english.dates import find_dates, is_iso_date, may_hold_date
from service.extraction.page.frames import tokenise
from tests.extraction.english.reading import ENGLISH

DAY = "2024-05-18"
TABLE = [
    # text, published, date spoken of before, values
    ("on 3 August 2016", DAY, None, ["2016-08-03"]),
    ("on August 3rd, 2016, and on 4 Sept 2017", DAY, None, ["2016-08-03", "2017-09-04"]),
    ("on 2016-08-03", DAY, None, ["2016-08-03"]),
    ("on 2016-13-03", DAY, None, []),
    ("on February 30, 2016", DAY, None, []),
    ("in March of 2019", DAY, None, ["2019-03"]),
    ("back in 2015", DAY, None, ["2015"]),
    ("in 2015 people came", DAY, None, []),
    ("in a 1987 letter", DAY, None, ["1987"]),
    ("by 2026", DAY, None, []),
    # what the days of a span share
    ("from 3 to 5 February 2022", DAY, None, ["2022-02"]),
    ("on 3 and 4 February", DAY, None, ["2024-02"]),
    ("on February 3-4, 2022", DAY, None, ["2022-02"]),
    ("on Feb. 3rd through 5th, 2022", DAY, None, ["2022-02"]),
    ("between 30 January and 2 February 2022", DAY, None, ["2022"]),
    ("from January 30 to February 2, 2022", DAY, None, ["2022"]),
    ("on May 3 and 40 people came", DAY, None, ["2024-05-03"]),
    ("on May 3, 2019, and 4 boats", DAY, None, ["2019-05-03"]),
    ("a score of 5-3 May 2012", DAY, None, []),
    ("on May 3", DAY, None, ["2024-05-03"]),
    ("wrote on May 3: a colon", DAY, None, ["2024-05-03"]),
    ("at Luke on May 3:16 and", DAY, None, []),
    ("on 3 June", DAY, None, ["2023-06-03"]),
    ("on 29 February", "2023-05-18", None, []),
    ("on May 3", "2024", None, []),
    ("in March", DAY, None, ["2024-03"]),
    ("in June", DAY, None, ["2023-06"]),
    ("in June", "2024", None, []),
    ("last June", DAY, None, ["2023-06"]),
    ("last March", DAY, None, ["2024-03"]),
    ("last March", "2024", None, []),
    ("the following March", DAY, "2018-11", ["2019-03"]),
    ("the following December", DAY, "2018-11-04", ["2018-12"]),
    ("the following March", DAY, "2018", []),
    ("on Tuesday", DAY, None, ["2024-05-14"]),
    ("on Saturday evening", DAY, None, ["2024-05-18"]),
    ("last Saturday", DAY, None, ["2024-05-11"]),
    ("next Tuesday", DAY, None, []),
    ("on Tuesday", "2024-05", None, []),
    ("yesterday, and today", DAY, None, ["2024-05-17", "2024-05-18"]),
    ("last night", DAY, None, ["2024-05-17"]),
    ("yesterday", None, None, []),
    ("last month, earlier this month", DAY, None, ["2024-04", "2024-05"]),
    ("last month", "2024-01-09", None, ["2023-12"]),
    ("last year, earlier this year", DAY, None, ["2023", "2024"]),
    ("last year", None, None, []),
    ("in a January speech", DAY, None, ["2024-01"]),
    ("in his June campaign rally", DAY, None, ["2023-06"]),
    ("a January morning", DAY, None, []),
    ("this year, this month", DAY, None, ["2024", "2024-05"]),
    ("this year", None, None, []),
    ("this week, earlier this week, last week", DAY, None, ["2024-05", "2024-05", "2024-05"]),
    ("last week", "2024-05-07", None, []),  # of two months
    ("later this week, on “This Week”", DAY, None, []),
    ("this week", "2024-05", None, []),
    ("a 2010 appearance, his 1935 poem", DAY, None, ["2010", "1935"]),
    ("at the 2012 Harbour Pilots Conference in Kelby", DAY, None, ["2012"]),
    ("the 2012 Harbour Act", DAY, None, []),
    ("on New Year’s Eve", DAY, None, ["2023-12-31"]),
    ("at Wednesday’s hearing", DAY, None, ["2024-05-15"]),
    ("during Thursday's televised leaders' debate", DAY, None, ["2024-05-16"]),
    ("at last Friday’s news conference", DAY, None, ["2024-05-17"]),
    ("Wednesday’s child", DAY, None, []),
    ("Wednesday’s paper had it, and the hearing is over", DAY, None, []),
    ("last month", "2024", None, []),
    ("on Thanksgiving Day", DAY, None, ["2023-11-23"]),
    ("on Christmas Eve 2019, on Labor Day and Memorial Day", DAY, None, ["2019-12-24", "2023-09-04", "2023-05-29"]),
    ("on Independence Day 2030", DAY, None, []),
    ("on Christmas Day", "2024", None, []),
    ("two days later", DAY, "2018-11-04", ["2018-11-06"]),
    # less than a day after the one before, and on it
    ("a day after the keepers met", DAY, DAY, []),
    ("a day after the keepers met", DAY, "2018-11-04", ["2018-11-05"]),
    ("a day later", DAY, DAY, ["2024-05-19"]),
    ("Hours later he denied it", DAY, "2024-05-14", ["2024-05-14"]),
    ("A few minutes later he denied it", DAY, "2024-05-14", ["2024-05-14"]),
    ("moments later", DAY, "2024-05-14", ["2024-05-14"]),
    ("two hours later", DAY, "2024-05-14", ["2024-05-14"]),
    ("hours later", DAY, "2024-05", []),
    ("hours later", DAY, None, []),
    ("hours after the vote", DAY, "2024-05-14", []),
    ("at all hours of the day", DAY, "2024-05-14", []),
    # the month of an occasion, whosever it is
    ("at its February meeting", DAY, None, ["2024-02"]),
    ("at their March session", DAY, None, ["2024-03"]),
    ("during the April summit", DAY, None, ["2024-04"]),
    ("at its May 3 meeting", DAY, None, ["2024-05-03"]),
    ("April meeting its match", DAY, None, []),
    ("a week earlier", DAY, "2018-11-04", ["2018-10-28"]),
    ("three days ago, 2 weeks ago", DAY, None, ["2024-05-15", "2024-05-04"]),
    ("two days later", DAY, "2018-11", ["2018-11"]),
    ("two weeks later", DAY, "2018-11", []),
    ("three months before", DAY, "2018-01-04", ["2017-10"]),
    ("two months later", DAY, "2018", []),
    ("four years after", DAY, "2018-01-04", ["2022"]),
    ("two years later", DAY, None, []),
    ("99 weeks ago", "0001-01-01", None, []),
    ("three years ago", "0002-05-18", None, []),
    ("on Sunday", "0001-01-03", None, []),
    ("on Thanksgiving Day", "0001-01-03", None, []),
    ("ten years later", DAY, "9995-01-01", []),
    ("the following day, the same day", DAY, "2018-11-04", ["2018-11-05", "2018-11-04"]),
    ("the previous night", DAY, "2018-11-04", ["2018-11-03"]),
    ("the next morning", DAY, "2018-11", ["2018-11"]),
    ("the previous day", DAY, "2018-11", []),
    ("the following year, that month", DAY, "2018-12", ["2019", "2018-12"]),
    ("the following month", DAY, "2018-12", ["2019-01"]),
    ("the following month", DAY, "2018", []),
    ("the following day", DAY, None, []),
]


@pytest.mark.parametrize(("text", "published", "anchor", "values"), TABLE)
def test_what_dates_say(text, published, anchor, values):
    assert [found.value for found in find_dates(text, published, anchor)] == values


@given(
    st.sampled_from([text for text, *_ in TABLE]),
    st.dates().map(str) | st.none() | st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.dates().map(str) | st.none() | st.integers(1, 9999).map(lambda year: f"{year:04}-12"),
)
def test_whenever_it_was_published_dates_are_dates(text, published, anchor):
    for found in find_dates(text, published, anchor):
        assert is_iso_date(found.value)
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", sorted({row[0] for row in TABLE}))
def test_words_that_hold_a_date_may_hold_one(text):
    words = tokenise(text, 0, len(text), ENGLISH.cuts.words)
    assert may_hold_date(words) or not find_dates(text, DAY, "2018-11-04")


@pytest.mark.parametrize("text", ["the mate will have left the pier", "she said so, he thought: no", "in a letter to the board"])
def test_words_that_hold_none_are_told_at_a_glance(text):
    words = tokenise(text, 0, len(text), ENGLISH.cuts.words)
    assert not may_hold_date(words)
