"""Who speaks in kinds of sentences met in everyday news of many registers: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import speaker_of

NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "offices by their initials": [
        ("Deputy PM Ada Stone said the plan was “dead on arrival in every town”.", "dead on", {"Ada Stone"}),
        ("Shadow DPM Leo Marsh said: “Nobody voted for this budget.”", "Nobody voted", {"Leo Marsh"}),
        ("Skarn CM Ravi Prasad said it was “a bad day for all of us”.", "bad day", {"Ravi Prasad"}),
        ("Norland’s PM, Leo Marsh, said the plan was “dead on arrival in every town”.", "dead on", {"Leo Marsh"}),
        ("PM Ada Stone was late. The PM said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
        # harm: a time, the office alone, an outlet's initials
        ("At 3 PM Ada Stone said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
        ("The PM told members that the plan was “dead on arrival in every town”.", "dead on", {"PM", NOBODY}),
        ("Norland’s FM is ill. Ada Stone said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
    ],
    "what a firm is before its name": [
        ("Supermarket chain Aldbury said it was “reviewing its supply contracts”.", "reviewing", {"Aldbury"}),
        ("Energy giant Norfuel PLC said it was “confident in the safety of the rig”.", "confident", {"Norfuel PLC"}),
        ("“We apologise to all passengers,” said budget airline Skyhop.", "apologise", {"Skyhop"}),
        ("Wildlife charity Hedge Watch said it was “appalled by the whole affair”.", "appalled", {"Hedge Watch"}),
        ("Department store chain John Hale said it was “reviewing its supply contracts”.", "reviewing", {"John Hale"}),
        # harm: somebody of the firm, a partner, a day
        (
            "Supermarket chain Aldbury’s chief executive, Ada Stone, said it was “a hard choice for all”.",
            "hard choice",
            {"Ada Stone"},
        ),
        ("Law firm partner Ada Stone said it was “a hard choice for all”.", "hard choice", {"Ada Stone"}),
        ("Ada Stone left the group Monday and said it was “a hard choice for all”.", "hard choice", {"Ada Stone"}),
    ],
    "a firm of one word, and the noun for it": [
        (
            "Skyhop cancelled forty flights. The company said it was “the worst night of the year”. Shares in Skyhop fell.",
            "worst",
            {"Skyhop"},
        ),
        (
            "Flights by Skyhop stopped. Skyhop cancelled forty. The airline said it was “the worst night of the year”.",
            "worst",
            {"Skyhop"},
        ),
        (
            "Shoppers left Aldbury. Aldbury will close. The chain said it was “a hard choice for everyone here”.",
            "hard choice",
            {"Aldbury"},
        ),
        # harm: a surname, a name told once
        (
            "Marsh left in May. The company said it was “the worst night of the year”. Ada Marsh wept for Marsh.",
            "worst",
            {"company", NOBODY},
        ),
        ("Fire broke out. The company said it was “the worst night of the year”.", "worst", {"company", NOBODY}),
        ("Ada left in May. The company said it was “the worst night of the year”. She is Ada to us.", "worst", {"company", NOBODY}),
    ],
    "a noun that ends the name of one body": [
        (
            "Skarn Hospital closed a ward on Monday. The hospital said it was “a hard choice for everyone”.",
            "hard choice",
            {"Skarn Hospital"},
        ),
        ("The Skarn Trust runs the hall. The trust said it was “a hard choice for everyone”.", "hard choice", {"Skarn Trust"}),
        ("Kelby Council met on Monday. The council said it was “a hard choice for everyone”.", "hard choice", {"Kelby Council"}),
        # harm: two bodies that the noun may mean
        (
            "The Skarn Trust and the Kelby Trust run it. The trust said it was “a hard choice for everyone”.",
            "hard choice",
            {NOBODY},
        ),
        (
            "Kelby Council and Skarn Council fell out. The council said it was “a hard choice for everyone”.",
            "hard choice",
            {NOBODY},
        ),
    ],
    "a body of a place": [
        ("Norland’s air force said it had “shot down forty of the sixty”.", "shot down", {"Norland’s air force"}),
        ("Norway’s central bank said inflation was “too high for comfort in every region”.", "too high", {"Norway’s central bank"}),
        ("Kelby’s fire service said the blaze was “started on purpose by someone”.", "on purpose", {"Kelby’s fire service"}),
        # harm: somebody of the body, its owner
        ("Kelby’s fire chief, Ada Stone, said the blaze was “started on purpose by someone”.", "on purpose", {"Ada Stone"}),
        ("Ada Stone’s lawyer, Leo Marsh, said the blaze was “started on purpose by someone”.", "on purpose", {"Leo Marsh"}),
    ],
    "who presides": [
        ("Sentencing Moss to six years, the judge said: “You preyed on those who trusted you most.”", "preyed", {"judge"}),
        ("A Kelby man has been fined. “You knew whose bees they were,” the magistrate said.", "whose bees", {"magistrate"}),
        ("Ivor Hale fell from the quay. The coroner said: “This was a death that nobody could foresee.”", "foresee", {"coroner"}),
        # harm: one who is named
        ("Judge Ada Stone heard the case. The judge told him: “You preyed on those who trusted you.”", "preyed", {"Ada Stone"}),
        ("The coroner, Leo Marsh, wept. The coroner said: “This was a death that nobody could foresee.”", "foresee", {"Leo Marsh"}),
    ],
    "two who hold an office each": [
        (
            "The mayors of Kelby and Skarn, Ada Stone and Leo Marsh, said: “We will not close a library.”",
            "library",
            {"Ada Stone and Leo Marsh"},
        ),
        (
            "The leaders of Norland and Wessen, Paul Orr and Ines Moss, called it “a day to be read about”.",
            "read about",
            {"Paul Orr and Ines Moss"},
        ),
        (
            "The owners of the farm, Tom Stone and Eva Stone, said talks were “nearly at an end”.",
            "nearly",
            {"Tom Stone and Eva Stone"},
        ),
        # harm: a list, a place
        ("The mayor of Kelby, Ada Stone, said: “We will not close a library.”", "library", {"Ada Stone"}),
        ("Actors Paul Orr and Leo Marsh said talks were “nearly at an end”.", "nearly", {"Paul Orr and Leo Marsh"}),
    ],
    "a title won in a year": [
        ("Miss Scotland 2019, Eilidh Moir, said: “I was told to lose weight or go home.”", "lose weight", {"Eilidh Moir"}),
        ("Miss Norway, Ada Stone, said: “I was told to lose weight or go home.”", "lose weight", {"Ada Stone"}),
        # harm: a guest beside another
        ("Miss Marsh, Ada Stone, and the rest sang. “I was told to go home,” Ada Stone said.", "go home", {"Ada Stone"}),
    ],
    "a body of a part of the world": [
        (
            "The Association of Harbour Masters in Europe said the rules were “written by people on land”.",
            "on land",
            {"Association of Harbour Masters in Europe"},
        ),
        (
            "The Organization for Safe Rail in Europe called it “a leap backwards of forty years”.",
            "backwards",
            {"Organization for Safe Rail in Europe"},
        ),
        # harm: a place that something else is of
        ("Speaking in Europe, Ada Stone called it “a leap backwards of forty years”.", "backwards", {"Ada Stone"}),
    ],
    "an apposition behind an opening phrase": [
        (
            "In his opening remarks Mr. Alvarez, a Republican, noted that it had had “eleven separate warnings”.",
            "eleven",
            {"Alvarez", "Mr. Alvarez"},
        ),
        ("After a meeting with Leo Marsh, a dentist said it had had “eleven separate warnings”.", "eleven", {"dentist", NOBODY}),
        # harm: a pronoun behind it
        ("After talks with Mr. Alvarez, a dentist, she said it had had “eleven separate warnings”.", "eleven", {NOBODY}),
    ],
    "words before a full name": [
        ("Coun Sheila Darby (Lab, Eastfield) said the town “needs every bit of help it can get”.", "every bit", {"Sheila Darby"}),
        ("Co-star Lily Moreau teased: “He cried. He actually cried.”", "actually cried", {"Lily Moreau"}),
        (
            "“Nobody was hurt,” said Mick Stone. Regular Bob Sykes was cross. “There’s a lorry in here,” he grumbled.",
            "a lorry",
            {"Regular Bob Sykes", "Bob Sykes", NOBODY},
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [pytest.param(*case, id=f"{kind}: {case[1]}: {n}") for kind, cases in CASES.items() for n, case in enumerate(cases)],
)
def test_kinds(text: str, words: str, speakers: set[str | None]) -> None:
    assert speaker_of(text, words) in speakers
