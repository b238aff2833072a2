"""Transcripts of TalkBank: the words of a line, whose they are, and what the transcriber tells of them, which nobody said."""

from __future__ import annotations

import pytest

from tests.sources.reading import parsed, said

HEAD = "@UTF8\n@PID:\t1/c-1\n@Begin\n@Languages:\teng\n@Participants:\tORL Orla_Fenn Informant, INV Investigator , TAR Tarn Tarn\n@Date:\t18-MAY-2024\n"


def of(*lines, name="a.cha"):
    (given,) = parsed(name, HEAD + "\n".join(lines) + "\n@End\n").documents
    return given.document


@pytest.mark.parametrize("name", ["a.cha", "a.txt"])
def test_a_line_is_whom_the_head_names_for_its_code(name):
    lines = ["*ORL:\twe sailed at night . \x151_2\x15", "%mor:\tpro|we v|sail", "*INV:\talone ?", "*TAR:\tnever .", "*QQQ:\tonce ."]
    document = of(*lines, name=name)
    assert (document.kind, document.published) == ("transcript", "2024-05-18")
    assert said(document) == [("Orla Fenn", "we sailed at night."), ("Investigator", "alone?"), ("Tarn", "never."), (None, "once.")]
    assert [passage.attribution.speaker and passage.attribution.speaker.type for passage in document.stated] == [
        "person",
        "unnamed",
        "unnamed",
        None,
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<we were> [//] we sailed [* m:+ed] late [=! laughing] .", "we were we sailed late."),
        ("we &-uh sailed (.) at (1.2) night &=coughs &+ni .", "we uh sailed at night."),
        ("we sailed &*INV:mhm at night .", "we sailed at night."),
        ("(be)cause the Grey_Seal was lo:ng gone +...", "because the Grey Seal was long gone…"),
        ("+< and then we +/.", "and then we—"),
        ("did you +//?", "did you?"),
        ("he said +\"/.", "he said."),
        ("no‡ we xxx the boat@s:eng .", "no, we [inaudible] the boat."),
        ("we sailed\n\tat night .", "we sailed at night."),
        ("⌈well⌉ ↑yes 0is it .", "well yes it."),
        ("we paid (three) pounds + five .", "we paid (three) pounds + five."),  # no marks of the format
        ("write to me@seal.example .", "write to me@seal.example."),
    ],
)  # fmt: skip
def test_what_the_transcriber_tells_among_the_words_was_not_said(line, words):
    assert said(of(f"*ORL:\t{line}")) == [("Orla Fenn", words)]


def test_a_line_has_the_times_at_its_end_and_one_without_words_is_none():
    document = of(
        "*ORL:\twe sailed . \x151500_6200\x15", "*INV:\t0 [=! nods] . \x156200_6300\x15", '*ORL:\tlate . \x15%snd:"a"_7000_8000\x15'
    )
    (passage,) = document.stated
    assert (passage.text, passage.media.start, passage.media.end) == ("we sailed. late.", 1.5, 8.0)


def test_a_file_in_which_nobody_speaks_says_so():
    assert parsed("a.cha", HEAD + "@End\n").refused == ["a.cha: there are no words in it: no line says who speaks (*PAR:)"]
