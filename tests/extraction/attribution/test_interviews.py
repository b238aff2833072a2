"""Interviews of paragraphs that ask and paragraphs that answer, without labels and marks; and what only looks like one."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
INTRODUCTION = "Halima Brennan has kept the Skarn light since the spring, and nobody has seen it go out."
TURNS = [
    ("How did you come to the light?", ["I answered a notice in a shop. My mother thought that I was mad."]),
    ("Were you afraid?", ["Only once, and I have told nobody why.", "We had fog for nine days."]),
    ("Does the sea ever bore you?", ["It bores me every Tuesday."]),
    ("Who comes after you?", ["Nobody does, as far as I know."]),
]


def interview(turns, introduction=INTRODUCTION):
    return "\n\n".join([introduction, *(part for question, answer in turns for part in (question, *answer))])


def read(text, title=None):
    found = extract(Document(text, title=title), GAZETTEER)
    return [([part.text for part in p.parts], p.attribution.speaker and p.attribution.speaker.name) for p in found]


def test_each_answer_is_a_passage_of_the_one_person_named_above():
    assert read(interview(TURNS)) == [(answer, "Halima Brennan") for _, answer in TURNS]


def test_the_title_tells_who_answers_where_several_are_named():
    text = interview(TURNS, f"{INTRODUCTION} Ruben Marsh spoke to her at the quay.")
    assert {name for _, name in read(text)} == {None}
    assert {name for _, name in read(text, "At the light with Halima Brennan")} == {"Halima Brennan"}


def test_of_several_the_one_who_was_interviewed_answers():
    text = interview(TURNS, f"{INTRODUCTION} The Lantern spoke with Halima Brennan. Her brother is Hugo T. Brennan.")
    assert {name for _, name in read(text)} == {"Halima Brennan"}
    both = interview(TURNS, "The Lantern spoke with Halima J. Brennan and Hugo Brennan.")
    assert {name for _, name in read(both)} == {None}


def test_a_text_that_calls_itself_an_interview_needs_fewer_questions():
    answers = [answer for _, answer in TURNS[:2]]
    assert [parts for parts, _ in read(interview(TURNS[:2]), "An interview with Halima Brennan")] == answers
    assert read(interview(TURNS[:2]), "A morning with Halima Brennan") == []


def test_a_heading_and_a_caption_are_no_answers():
    turns = [*TURNS[:2], (TURNS[2][0], ["Halima Brennan at the lamp", *TURNS[2][1]]), TURNS[3]]
    assert read(interview(turns)) == read(interview(TURNS))


@pytest.mark.parametrize(
    "caption",
    [
        "Halima Brennan (left) with the crew of the tender.",
        "Brennan at the lamp, which burns oil.",
        "Brennan, in a photo by the board.",
    ],
)
def test_a_caption_that_ends_in_a_stop_is_no_answer(caption):
    turns = [*TURNS[:2], (TURNS[2][0], [*TURNS[2][1], caption]), TURNS[3]]
    assert read(interview(turns)) == read(interview(TURNS))


@pytest.mark.parametrize(
    "own",
    [
        "Brennan is what my grandmother called me, and I let her.",
        "Brennans have kept it since the war.",
        "No boat came for nine days.",
        "The board, not Brennan, pays for the oil.",
    ],
)
def test_an_answer_may_hold_the_name_of_who_answers_or_open_like_a_reply(own):
    turns = [*TURNS[:2], (TURNS[2][0], [*TURNS[2][1], own]), TURNS[3]]
    assert ([*TURNS[2][1], own], "Halima Brennan") in read(interview(turns))


def test_a_text_may_end_with_the_word_of_a_reply():
    turns = [*TURNS[:3], (TURNS[3][0], [*TURNS[3][1], "I do not mind it."])]
    assert read(f"{interview(turns)}\n\nYes") == read(interview(turns))


@pytest.mark.parametrize("reply", ["No, it is not.", "Yes. Every winter.", "No! I do not."])
def test_what_a_reply_follows_was_put_by_whoever_asks(reply):
    put = "It must be a lonely life."
    turns = [*TURNS[:2], (TURNS[2][0], [*TURNS[2][1], put, reply]), TURNS[3]]
    found = read(interview(turns))
    assert not any(put in parts for parts, _ in found)
    assert ([*TURNS[2][1], reply], "Halima Brennan") in found


@pytest.mark.parametrize(
    "turns",
    [
        TURNS[:3],  # too few questions
        [(question, ["The light burns oil. The board pays for it."]) for question, _ in TURNS],  # questions of an explainer
        [
            (question, [f"“It is late,” said Ruben Marsh. “I think that {n} boats are out.”"])
            for n, (question, _) in enumerate(TURNS)
        ],
        # a column that asks its readers, and in which only those whom it quotes speak of themselves
        [(question, [f"Light number {n} burns oil. He calls it “my own light.”"]) for n, (question, _) in enumerate(TURNS)],
    ],
)
def test_what_is_no_interview_is_read_as_an_article(turns):
    answers = [part for _, answer in turns for part in answer]
    assert not any(part in answers for parts, _ in read(interview(turns)) for part in parts)


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("Singer Halima Brennan has made nine records. Her producer, Karl Pell, had warned me of the goats.", "Halima Brennan"),
        ("Halima Brennan has kept the light since the spring. Her husband, Karl Pell, keeps the boat.", "Halima Brennan"),
        # harm: the one who is somebody's is the one who talks, or neither is anybody's
        ("Halima Brennan leads the lab. Her deputy, Karl Pell, spoke to us about it.", None),
        ("Halima Brennan has kept the light since the spring. Karl Pell keeps the boat.", None),
    ],
)
def test_who_is_only_told_of_as_somebody_s_does_not_answer(introduction, speaker):
    assert {name for _, name in read(interview(TURNS, introduction))} == {speaker}


def test_what_whoever_asked_tells_under_the_last_answer_is_no_part_of_it():
    text = interview(TURNS) + "\n\nThe light is open in May. When I thanked the cook, he shook his head. “Thank Halima,” he said."
    assert [words for words, name in read(text) if name == "Halima Brennan"][-1] == ["Nobody does, as far as I know."]
