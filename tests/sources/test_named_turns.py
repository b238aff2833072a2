"""Transcripts whose turns begin with full names, and what else speaks between them."""

from __future__ import annotations

from service.sources.spoken import spoken

TURNS = [
    "Ada Orr: I will be brief.",
    "Ruben Marsh: So will the ferry.",
    "Ada Orr: The pier stays as it is.",
    "Ruben Marsh: We agree on that.",
]


def test_full_names_are_labels():
    found = spoken("\n\n".join(TURNS))
    assert found is not None
    assert [turn.speaker for turn in found.turns] == ["Ada Orr", "Ruben Marsh"] * 2


def test_a_question_is_no_part_of_the_turn_before():
    assert spoken("\n\n".join([*TURNS[:3], "Q: Which colour?", TURNS[3]])) is None
