"""What samples of a long document foretell: what would take far too long is refused before it is read, and nothing else is."""

from __future__ import annotations

import random

import pytest

from service.extraction import extract
from service.http.services import _readers
from service.index import IndexWriter
from service.index.layout.compression import Codec
from service.ingestion.budgets import OverBudget
from service.ingestion.encoding import Task
from service.ingestion.foretelling import read_in_time
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Document, Passage, Span
from service.verification.drafts import Draft

SECONDS = 10.0  # for the million characters of each text here, ten millionths each
PLAIN, SLOW = "p", "s"  # characters that cost a budget's worth and ten times that
COSTS = {PLAIN: 8e-6, SLOW: 80e-6}
SOON = 1.0  # seconds within which a refusal comes
WHOLE = 1_000_000
GAZETTEER = Gazetteer.load()


class Reader:
    """Reads with a clock of its own: each character has its price, and the first text some seconds more."""

    def __init__(self, first: float = 0.0) -> None:
        self.now, self.read, self._more = 0.0, [], first

    def __call__(self, document):
        self.now += sum(price * document.text.count(kind) for kind, price in COSTS.items()) + self._more
        self._more = 0.0
        self.read.append(len(document.text))
        return []

    def within(self, document, seconds=SECONDS):
        return read_in_time(document, self, seconds, clock=lambda: self.now)


def mixed(share, length=200):
    """Text of lines, of which a share is slow, in an order that is drawn."""
    rng = random.Random(7)
    return "".join((SLOW if rng.random() < share else PLAIN) * length for _ in range(WHOLE // length))


@pytest.mark.parametrize(
    "text",
    [
        SLOW * WHOLE,
        mixed(0.5),
        mixed(0.7, length=20),
        PLAIN * (WHOLE // 3) + SLOW * (2 * WHOLE // 3),
        SLOW * (2 * WHOLE // 3) + PLAIN * (WHOLE // 3),
    ],
    ids=["all of it", "half of its lines", "most of its words", "behind a plain third", "before a plain third"],
)
def test_what_would_take_far_too_long_is_refused_soon(text):
    reader = Reader()
    with pytest.raises(OverBudget, match="it would take more than 10 seconds"):
        reader.within(Document(text))
    assert reader.now < SOON
    assert WHOLE not in reader.read


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (PLAIN * WHOLE, 0.0),
        (PLAIN * WHOLE, 5.0),
        (PLAIN * (WHOLE - 5000) + SLOW * 5000, 0.0),
        (SLOW * 4000 + PLAIN * (WHOLE - 4000), 0.0),
        (mixed(0.03), 0.0),
        (SLOW * 20_000, 0.0),
        ("", 0.0),
    ],
    ids=["prose", "read first of all", "a table at its end", "one at its head", "one line of thirty", "short", "empty"],
)
def test_what_can_be_read_in_its_time_is(text, first):
    reader = Reader(first)
    reader.within(Document(text))
    assert reader.read[-1] == len(text)
    assert sum(reader.read[:-1]) < 0.03 * WHOLE  # samples cost next to nothing


@pytest.mark.parametrize(("size", "seconds"), [(16_000, 0.8), (40_000, 2.0), (90_000, 4.0)])
def test_so_is_a_shorter_text_whose_time_is_as_short(size, seconds):
    reader = Reader()
    with pytest.raises(OverBudget):
        reader.within(Document(SLOW * size), seconds)
    assert sum(reader.read) < 0.15 * size
    reader = Reader()
    reader.within(Document(PLAIN * size), seconds)
    assert reader.read[-1] == size
    assert sum(reader.read[:-1]) < 0.15 * size
    reader.within(Document(SLOW * size), 20.0)  # which has time enough, however slowly it is read
    assert reader.read[-2:] == [size, size]


def test_what_states_who_says_what_is_not_sampled():
    stated = Passage((Span(0, 1, "s"),), Attribution(None, None, None, None))
    reader = Reader()
    reader.within(Document(SLOW * WHOLE, stated=(stated,)))
    assert reader.read == [WHOLE]


LONG = "“We sail at noon,” said Peig Donnelly, who keeps the harbour's books.\n\n" * 1500
SHORT = LONG[:1000]


@pytest.mark.parametrize("name", ["extract", "quotes"])
def test_requests_are_foretold(name):
    readers = _readers(GAZETTEER, lambda characters: 1e-9)  # in which nothing can be read

    def read(text):
        return readers[name](*((Document(text),) if name == "extract" else (Draft(text), 2, 500)))

    assert read(SHORT)
    with pytest.raises(OverBudget, match="it would take"):
        read(LONG)


def test_so_is_what_is_brought_in(corpus, store, monkeypatch):
    monkeypatch.setattr(read_in_time, "__defaults__", (1e-9, *read_in_time.__defaults__[1:]))
    for read in (Task(Codec(b""), GAZETTEER).read, Ingestion(corpus, IndexWriter(store, GAZETTEER)).read):
        assert read(Document(SHORT)) == extract(Document(SHORT), GAZETTEER)
        with pytest.raises(OverBudget, match="it would take"):
            read(Document(LONG))
