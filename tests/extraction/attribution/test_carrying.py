"""What the words around a clause say of its occasion, before anything is weighed."""

from __future__ import annotations

import pytest

from service.extraction.attribution.choosing import value_of
from service.extraction.passages import read_article
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
PUBLISHED = "2024-05-18"  # a Saturday
TUESDAY = "2024-05-14"
INTERVIEW = "“The pier leans,” Ines Calloway told CNN on Tuesday.\n\n"
HEARING = "“The pier leans,” Ines Calloway said at a hearing in Kelby on Tuesday.\n\n"


def last_of(text):
    """The date, venue and outlet that the rules give the last words of a text."""
    article = read_article(Document(text, published=PUBLISHED), GAZETTEER)
    date, venue, outlet = map(value_of, article.done[-1].circumstances)
    return (date and date.value, venue and venue.name, outlet and outlet.name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{INTERVIEW}In the same interview, Calloway said that “nobody had asked the pilots”.", (TUESDAY, None, "CNN")),
        (f"{INTERVIEW}“Nobody asked the pilots,” Calloway said in the same interview.", (TUESDAY, None, "CNN")),
        (
            f"{INTERVIEW}Petr Hale laughed. In the same television interview, Calloway said: “Ask the pilots.”",
            (TUESDAY, None, "CNN"),
        ),
        (f"{HEARING}“Nobody asked the pilots,” Calloway said at the same hearing.", (TUESDAY, "hearing", None)),
        (
            f"{HEARING}Petr Hale laughed. At the same Senate hearing, Calloway said: “Ask the pilots.”",
            (TUESDAY, "Senate hearing", None),
        ),
        # harm: another noun, another occasion, another speaker
        (f"{HEARING}“Nobody asked the pilots,” Petr Hale said at the same time.", (None, None, None)),
        (f"{INTERVIEW}“Nobody asked the pilots,” Petr Hale said in the same interview.", (None, None, None)),
        (f"{INTERVIEW}“Nobody asked the pilots,” Calloway said at the same rally.", (None, "rally", None)),
        (f"{INTERVIEW}“They are the same planks,” Petr Hale said.", (None, None, None)),
    ],
)
def test_what_is_said_on_the_same_occasion_is_of_its_day_and_outlet(text, expected):
    assert last_of(text) == expected


@pytest.mark.parametrize(
    ("answer", "date"),
    [
        ("Petr Hale replied that the pier was “a gift to the town and its pilots”.", "2024-05"),
        ("In a response, Petr Hale said: “It is a gift to the town.”", "2024-05"),
        # harm: what the answering clause itself dates, or tells as over by then
        ("Petr Hale declined to comment, though in January he had called it “a gift to the town and its pilots”.", None),
        ("Asked for comment, Petr Hale said in May 2022 that it was “a gift to the town and its pilots”.", "2022-05"),
        ("Petr Hale had replied that the pier was “a gift to the town and its pilots”.", None),
    ],
)
def test_an_answer_is_of_the_month_of_what_it_answers(answer, date):
    assert last_of(f"{INTERVIEW}{answer}")[0] == date
