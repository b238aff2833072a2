"""Turns of calls, remarks and interviews whose parts have headings, and whose title alone names somebody in full."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

CALL = """Corporate Participants
Ada Orr - Chief Executive Officer
Ruben Pell - Chief Financial Officer

Conference Call Participants
Ines Vey - Skarn Bank

Presentation
Operator
Welcome to the call of Orr Marine.

Ada Orr - Orr Marine - CEO
Thank you. We sold nine boats.

Questions and Answers
Ines Vey - Skarn Bank - Analyst
What did the tenth one cost?

Ruben Pell - Orr Marine - CFO
It sank before we knew."""
INTERVIEW = (
    "**How did it begin?**\n\nWith a borrowed oar.\n\n**Was it hard?**\n\nEvery day was hard.\n\n**What is next?**\n\nA second oar."
)


def turns(text, title, kind="transcript"):
    found = extract(Document(text=text, title=title, kind=kind, published="2024-05-06"), Gazetteer.load())
    return [(q.text, q.attribution.speaker and q.attribution.speaker.name) for q in found]


def test_each_part_of_a_call_begins_with_its_heading():
    assert turns(CALL, "Orr Marine earnings call") == [
        ("Welcome to the call of Orr Marine.", "operator"),
        ("Thank you. We sold nine boats.", "Ada Orr"),
        ("What did the tenth one cost?", "Ines Vey"),
        ("It sank before we knew.", "Ruben Pell"),
    ]


def test_a_role_in_mixed_case_stays_as_it_is():
    found = extract(Document(text=CALL, kind="transcript"), Gazetteer.load())
    assert found[1].attribution.speaker.role == "Orr Marine - CEO"
    assert found[1].attribution.venue is None


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("Remarks by Governor Ada Orr at the quay", "GOVERNOR ORR", "Ada Orr"),
        ("Press Briefing by Press Secretary Ruben Orr", "MR. ORR", "Ruben Orr"),
        ("Ada Orr: how I built the quay", "ORR", "Ada Orr"),
        # harm: a title of the other sex, two of one name, nobody of that name
        ("Remarks at a dinner for Ada Orr", "MR. ORR", "Orr"),
        ("Ada Orr and Ruben Orr on the quay", "ORR", "Orr"),
        ("Remarks by Governor Ada Pell at the quay", "MR. ORR", "Orr"),
    ],
)
def test_a_title_tells_the_full_name_of_a_label(title, label, name):
    text = f"{label}: We built it by hand.\n\nQ    By hand?\n\n{label}: With a spade and an oar."
    assert {who for said, who in turns(text, title) if said != "By hand?"} == {name}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("“I had one oar”: Ada Orr on the Kelby Dam", "Ada Orr"),
        ("Ada Orr: “I had one oar”", "Ada Orr"),
        ("Ada Orr and Ruben Pell on oars", None),  # harm: two of them
        ("How the Kelby Dam was built", None),
    ],
)
def test_the_title_of_an_interview_tells_who_answers(title, name):
    found = turns(INTERVIEW, title, "interview")
    assert found
    assert {who for _, who in found} == {name}


@pytest.mark.parametrize(
    ("line", "is_served"),
    [
        ("The SPEAKER: The member for Skarn will cease interjecting.", True),
        ("Mr ORR: They keep interjecting.", True),
        ("Opposition members interjecting—", False),
        ("(Laughter.)", False),
    ],
)
def test_only_a_line_without_a_label_tells_who_interrupts(line, is_served):
    text = f"Ms PELL: I built the quay.\n\n{line}\n\nMs PELL: By hand.\n\nMr VEY: With an oar."
    found = [said for said, _ in turns(text, "House, questions")]
    assert found == ["I built the quay.", *([line.partition(": ")[2]] if is_served else []), "By hand.", "With an oar."]


@pytest.mark.parametrize(
    ("title", "asked", "answers"),
    [
        ("Ada Orr: how I built the quay", ("KM", "unnamed"), ("Ada Orr", "person")),
        ("Ada Orr talks to Karl Moss", ("Karl Moss", "person"), ("Ada Orr", "person")),
        ("How the quay was built", ("KM", "unnamed"), ("AO", "unnamed")),
    ],
)
@pytest.mark.parametrize("kind", ["interview", "transcript"])
def test_initials_name_whom_the_text_names_and_else_nobody(title, asked, answers, kind):
    text = "**KM: How did it begin?**\n\nAO: With a borrowed oar.\n\n**KM: Was it hard?**\n\nAO: Every day was hard."
    found = extract(Document(text=text, title=title, kind=kind), Gazetteer.load())
    told = [(p.text, p.attribution.speaker.name, p.attribution.speaker.type) for p in found]
    assert told == [
        ("How did it begin?", *asked),
        ("With a borrowed oar.", *answers),
        ("Was it hard?", *asked),
        ("Every day was hard.", *answers),
    ]


def test_initials_beside_names_are_a_name():
    text = "LI: We built it by hand.\n\nADA ORR: With an oar.\n\nLI: And a spade.\n\nADA ORR: Two spades."
    assert [who for _, who in turns(text, None)] == ["Li", "Ada Orr", "Li", "Ada Orr"]
