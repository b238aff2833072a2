"""Answers that are kept: for one revision, counted, and no more than a convenience."""

from __future__ import annotations

from service.extraction import extract
from service.index import Answers, connect
from service.index.server import keys
from service.knowledge.gazetteer import Gazetteer
from service.records import Document


def test_hits_and_misses_are_summed_up_in_redis(store, index, writer, monkeypatch):
    monkeypatch.setattr("service.index.asking.answers._COUNT_EVERY", 0.0)
    answers = Answers(store, Gazetteer.load(), 60)
    assert answers.look(b"question") is None
    answers.keep(b"question", index.ready().index_revision, b"answer")
    assert answers.look(b"question") == b"answer"
    assert answers.look(b"question") == b"answer"
    answers.look(b"another")
    counted = {name.decode(): int(n) for name, n in store.hgetall(keys.CACHE).items()}
    assert counted == {"hits": 2, "misses": 1}  # the last look is told with the next one


def test_an_answer_is_gone_with_its_revision_and_its_generation(store, index, writer):
    answers = Answers(store, Gazetteer.load(), 60)
    revision = index.ready().index_revision
    answers.look(b"question")
    answers.keep(b"question", revision, b"answer")
    document = Document(text="“We sail at noon,” said Peig Donnelly.")
    writer.add(document, extract(document, Gazetteer.load()))
    assert answers.look(b"question") is None
    answers.keep(b"question", revision, b"answer")  # one that was worked out before the write
    assert answers.look(b"question") is None


def test_a_server_that_refuses_to_keep_loses_nothing():
    Answers(connect("unix:///nonexistent/onrecord.sock"), Gazetteer.load(), 60).keep(b"question", "1.0", b"answer")
