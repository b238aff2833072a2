"""Debates of parliaments as they are handed out in text: who speaks, over or before the words, and what nobody says."""

from __future__ import annotations

import pytest

from tests.sources.reading import read, said

ON_LINES = """Harbor Lamps
Volume 12: debated on Saturday 18 May 2024

Ines Calloway
(Ellery West) (Lab)

4. What steps she is taking to light the pier. [903417]

The Parliamentary Secretary, Department for Piers and Lights
(Lord Tarn)
(Con)

The lamps were bought in May.

[Interruption.]

Ines Calloway

And lit in which year?

Mr Speaker

Order.

Lord Tarn

They will be lit this year.

Question put and agreed to.

The House rose at ten.
"""


def turns(text: str) -> list[tuple[str | None, str]]:
    (document,) = read("debate.txt", text.encode())
    return said(document)


@pytest.mark.parametrize("close", ["(Ellery West) (Lab)\n\n", "(Ellery West) (Lab)\n14:02\n\n", "(Ellery West)\n(Lab)\n"])
def test_names_on_lines_of_their_own_begin_speeches(close):
    assert turns(ON_LINES.replace("(Ellery West) (Lab)\n\n", close)) == [
        ("Ines Calloway", "What steps she is taking to light the pier."),
        ("Lord Tarn", "The lamps were bought in May."),
        ("Ines Calloway", "And lit in which year?"),
        ("Mr Speaker", "Order."),
        ("Lord Tarn", "They will be lit this year."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The candidates\n\nInes Calloway (Lab)\n\nShe has kept the pier since 2010.\n\nTobias Fenn (Con)\n\nHe sells lamps.\n\nMo Tarn (Ind)\n\nHe has no boat.\n",
        "Ratings\n\nInes Calloway (7)\n\nShe ran.\n\nTobias Fenn (4)\n\nHe did not.\n\nInes Calloway (7)\n\nShe ran.\n\nMo Tarn (3)\n\nHe slept.\n",
        "Ines Calloway\n(mayor)\n\nShe spoke first.\n\nTobias Fenn\n(clerk)\n\nHe did not speak.\n",
        "Results\n\nInes Calloway (Lab)\n\nTobias Fenn (Con)\n\nMr Speaker\n\nIt was a close night, and it rained.\n",
    ],
)
def test_profiles_under_names_are_no_debate(text):
    (document,) = read("a.txt", text.encode())
    assert document.kind == "article"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Hon TOBIAS FENN (Minister of Piers): It is lit.", "Tobias Fenn"),
        ("Hon Tobias Fenn: It is lit.", "Tobias Fenn"),
        ("2. Rt Hon TOBIAS FENN (Ellery) to the Minister of Piers: It is lit.", "Tobias Fenn"),
        ("THE MINISTER OF STATE FOR PIERS AND LIGHTS (SHRI TOBIAS FENN): It is lit.", "Tobias Fenn"),
        ("Hon. (Dr.) Tobias Fenn (Ellery, ABC): It is lit.", "Tobias Fenn"),
        ("Ms Ní Dhálaigh: It is lit.", "Ní Dhálaigh"),
        ("Mr van der Meer: It is lit.", "van der Meer"),
        ("The Minister of State, Department for Piers (Baroness Fenn) (Con): It is lit.", "Baroness Fenn"),
        ("The Convener (Tobias Fenn): It is lit.", "Tobias Fenn"),
        ("Some hon. members: It is lit.", None),
        ("An hon. Senator: It is lit.", None),
        ("Opposition members: It is lit.", None),
        ("HON. SPEAKER: It is lit.", "Hon. Speaker"),
    ],
)
def test_labels_of_other_parliaments_name_whoever_speaks(line, who):
    text = f"HANSARD\n\nMs. Ines Calloway (Ellery, Lab): We sail.\n\n{line}\n\nMs. Ines Calloway: We do not.\n\nMr Speaker: Order.\n\nMs. Ines Calloway: Oh.\n"
    assert turns(text)[1] == (who, "It is lit.")


def test_an_office_is_whoever_was_named_with_it():
    text = "HANSARD\n\nThe Convener (Tobias Fenn): We begin.\n\nInes Calloway (Ellery, Lab): We sail.\n\nThe Convener: We end.\n\nThe Clerk: So noted.\n"
    assert turns(text)[2:] == [("Tobias Fenn", "We end."), ("The Clerk", "So noted.")]


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("Motion agreed to.", False),
        ("Bill read a Second time.", False),
        ("The House divided: Ayes 20, Noes 11.", False),
        ("Ms Fenn-O'Dowd interjecting—", False),
        ("The motion was agreed to in May.", True),
    ],
)
def test_what_the_clerk_writes_of_motions_is_no_word_of_a_speech(line, is_said):
    text = f"HANSARD\n\nMr FENN (Ellery): We sail.\n\nMs CALLOWAY (Tarn): We do not.\n\n{line}\n\nMr FENN: We sail.\n\nMs CALLOWAY: No.\n"
    assert (line in turns(text)[1][1]) == is_said
