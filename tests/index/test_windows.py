"""A long passage is indexed in windows: what each holds, whatever stands between its words."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.index.layout.pages import WINDOW, Codec, _pieces, encode
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Document, Media, Passage, Span
from tests.steps import is_linear


@pytest.mark.parametrize("unit", ["½", "we-", "a/", "1+", "we sail "])
def test_the_windows_of_a_passage_hold_little_more_than_the_passage_itself(unit):
    document = Document(unit * 4000, kind="speech", speaker="Ines Calloway")
    _, words = encode(document, extract(document, Gazetteer.load()), Codec(), Gazetteer.load())
    assert len(words) > 10
    assert all(len(of) <= WINDOW + 64 for of in words)


def test_each_window_of_a_recording_starts_and_ends_at_the_marks_beside_it():
    text = " ".join(f"word{n}" for n in range(1000))
    marks = tuple((text.index(f"word{n} "), float(n)) for n in range(0, 1000, 50))
    passage = Passage((Span(0, len(text), text),), Attribution(), media=Media("https://beacon.example/a", 0.0, 999.0), marks=marks)
    heard = [(piece.media.start, piece.media.end) for piece, _ in _pieces(passage)]
    assert heard == [(0.0, 350.0), (200.0, 550.0), (400.0, 750.0), (600.0, 950.0), (800.0, 999.0)]


def test_a_window_is_cut_from_its_own_lines_however_many_others_a_passage_has():
    def cut(lines):
        document = Document("we sail\n" * lines, kind="speech", speaker="Ines Calloway")
        return list(_pieces(*extract(document, Gazetteer.load())))

    (first, _), *_, (last, _) = cut(1_000)
    assert (first.parts[0].start, last.parts[-1].end) == (0, len("we sail\n" * 1_000) - 1)
    assert is_linear(cut, 1_000)
