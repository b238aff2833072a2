"""The index on a real server: what is written is found, what is removed is gone, and nothing shows by halves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import IndexUnavailable
from service.extraction import extract
from service.index import Index, IndexWriter, connect
from service.index.asking import lookup
from service.index.layout.fingerprints import of_passages, runs, whole
from service.index.server import keys
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, NameCount
from service.wording.tokens import tokenise

TEXT = "“A ferry that stays at the pier is an expensive café,” Ines Calloway told Radio Estuary in March 2023."


def texts(index, quote):
    return [c.unit.text for c in index.candidates(tokenise(quote)).candidates]


def test_a_document_is_found_by_any_piece_of_it_and_gone_when_removed(index, writer, add):
    document_id = add(TEXT)
    for piece in ("A ferry that stays at the pier", "expensive café", "stays at the wharf is an expensive"):
        assert texts(index, piece) == ["A ferry that stays at the pier is an expensive café,"]
    found = index.document(document_id)
    assert found.document.id == document_id
    assert len(found.quotations) == 1
    assert writer.remove(document_id)
    assert not writer.remove(document_id)
    assert texts(index, "A ferry that stays at the pier") == []
    assert index.document(document_id) is None
    assert index.ready().quotations == 0


def test_removing_leaves_no_posting_behind(store, index, writer, add):
    before = set(store.keys("*"))
    document_id = add(TEXT)
    writer.remove(document_id)
    left = {key for key in set(store.keys("*")) - before if not key.startswith(b"onrecord:w:")}
    assert left <= {b"onrecord:1:counts", b"none"}


def test_the_same_document_from_twenty_threads_is_there_once(index, writer):
    document = Document(text=TEXT)
    passages = extract(document, Gazetteer.load())
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: writer.add(document, passages), range(20)))
    held = index.ready()
    assert (held.documents, held.quotations) == (1, 1)
    assert len(texts(index, "A ferry that stays at the pier")) == 1


def test_postings_of_a_document_that_was_never_finished_show_nothing(store, index, add):
    document_id = add(TEXT)
    store.delete(*store.keys("onrecord:1:p:*"))  # as after a crash before the last command
    assert index.document(document_id) is None
    assert texts(index, "A ferry that stays at the pier") == []


def test_a_long_speech_is_found_anywhere_and_answered_by_an_excerpt(index, writer):
    words = [f"word{i} harbour{i % 97}" for i in range(3000)]
    document = Document(text=" ".join(words) + ".", kind="speech", speaker="Ines Calloway")
    writer.add(document, extract(document, Gazetteer.load()))
    for place in (0, 199, 1234, 2990):
        found = index.candidates(tokenise(" ".join(words[place : place + 8]))).candidates
        quotation = found[0].unit.quotation()
        assert words[place] in quotation.text
        assert len(quotation.text) < 8000
        part = quotation.parts[0]
        assert document.text[part.start : part.end] == part.text
    assert index.quotation(document.id, 0).text == document.text


def test_an_index_that_is_not_there_is_unavailable_rather_than_empty(store):
    store.flushall()
    index = Index(store, Gazetteer.load())
    with pytest.raises(IndexUnavailable):
        index.candidates(tokenise("A ferry that stays"))
    with pytest.raises(IndexUnavailable):
        index.ready()
    store.hset(keys.LIVE, mapping={"generation": "1", "schema": "0"})
    with pytest.raises(IndexUnavailable, match=r"schema 0 .* `onrecord index rebuild`"):
        index.ready()


def test_a_generation_shows_when_it_is_published(store):
    store.flushall()
    writer, index = IndexWriter(store, Gazetteer.load()), Index(store, Gazetteer.load())
    assert writer.begin()
    document = Document(text=TEXT)
    writer.add(document, extract(document, Gazetteer.load()))
    with pytest.raises(IndexUnavailable):
        index.ready()
    writer.publish()
    assert index.ready().documents == 1
    assert not writer.begin()


def test_an_index_of_another_schema_is_built_anew_and_swept(store, index, writer, add):
    add(TEXT)
    store.hset(keys.LIVE, "schema", "0")
    again = IndexWriter(store, Gazetteer.load())
    assert again.begin()
    document = Document(text=TEXT, title="Anew")
    again.add(document, extract(document, Gazetteer.load()))
    again.publish()
    assert [
        c.document.title for c in Index(store, Gazetteer.load()).candidates(tokenise("A ferry that stays at the pier")).candidates
    ] == ["Anew"]
    assert not store.keys("onrecord:1:*")


def test_coverage_counts_a_speaker_and_the_time(index, add):
    add(TEXT)
    add("“We sail at noon,” said Ines Calloway in May 2024.")
    coverage = index.coverage("Calloway")
    assert coverage.documents == 2
    assert index.coverage("Ines Calloway").speaker == NameCount("Ines Calloway", 2, "2023-03", "2024-05")


def test_function_words_alone_still_give_fingerprints():
    telling, weak = runs("it is what it is".split())
    assert len(telling) == 1  # all five words
    assert len(weak) == 3


def test_a_run_that_the_claims_end_cuts_short_is_not_looked_up():
    passage = {p >> 24 for p in of_passages(["the ferry is what it was when they came".split()]).tolist()}
    for found in runs("the ferry is what it".split()):
        assert set(found) <= passage


@given(st.lists(st.lists(st.sampled_from("it is what the we ferry pier café 3 of".split()), max_size=12), max_size=8))
def test_fingerprints_of_many_passages_are_those_of_each(passages):
    packed = of_passages(passages).tolist()
    found = {n: {p >> 24 for p in packed if p & 0xFFFFFF == n} for n in range(len(passages))}
    for n, words in enumerate(passages):
        telling, weak = runs(words) if words else ([], [])
        assert found[n] >= ({*telling, *weak, whole(words)} if words else set())
        assert len(found[n]) < 2 * len(words) + 1


def test_a_server_that_is_away_is_unavailable_at_once():
    with pytest.raises(IndexUnavailable):
        Index(connect("unix:///nonexistent/onrecord.sock"), Gazetteer.load()).ready()


def test_a_passage_that_only_the_fingerprint_of_the_whole_points_to_hides_no_other(index, add, monkeypatch):
    """Sixteen bits of it are compared: one claim in 500 meets another passage there by chance."""
    add(TEXT)
    add("“We sail at noon,” said Ines Calloway in May 2024.")
    theirs = whole([t.key for t in tokenise("We sail at noon,")])
    monkeypatch.setattr(lookup, "whole", lambda keys: theirs)
    assert texts(index, "A ferry that lies at the pier is an expensive café") == [
        "A ferry that stays at the pier is an expensive café,"
    ]
