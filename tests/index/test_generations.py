"""Building beside the live index, losing parts of it, and the audit that finds what is wrong."""

from __future__ import annotations

import pytest

from service.errors import BeingBuilt, IndexUnavailable
from service.extraction import extract
from service.index import IndexWriter
from service.index.layout import postings
from service.index.layout.bundles import bundled
from service.index.layout.files import state
from service.index.layout.pages import encode
from service.index.layout.reading import live
from service.index.server import keys
from service.index.writing.audit import audit
from service.index.writing.claims import Claims
from service.index.writing.document_writer import DocumentWriter
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.verification import Claim, Verifier
from service.wording.tokens import tokenise

TEXT = "“A ferry that stays at the pier is an expensive café,” Ines Calloway told Radio Estuary in March 2023."
OTHER = "“We sail at noon and not a minute later,” said Peig Donnelly."


def texts(index, quote):
    return [c.unit.text for c in index.candidates(tokenise(quote)).candidates]


def add(writer, text):
    document = Document(text=text)
    writer.add(document, extract(document, Gazetteer.load()))
    return document.id


def test_a_build_beside_the_live_index_shows_when_it_is_published(store, index, writer):
    add(writer, TEXT)
    builder = IndexWriter(store, Gazetteer.load())
    assert builder.begin(anew=True)
    add(builder, OTHER)
    assert texts(index, "A ferry that stays at the pier")
    assert not texts(index, "We sail at noon and not")
    builder.publish()
    assert not texts(index, "A ferry that stays at the pier")
    assert texts(index, "We sail at noon and not")
    assert not store.keys("onrecord:1:*")


def test_what_is_posted_during_a_build_is_in_both(store, index, writer):
    builder = IndexWriter(store, Gazetteer.load())
    builder.begin(anew=True)
    document_id = add(writer, TEXT)
    assert texts(index, "A ferry that stays at the pier")
    gone = add(writer, OTHER)
    writer.remove(gone)
    builder.publish()
    assert texts(index, "A ferry that stays at the pier")
    assert index.document(document_id) is not None
    assert index.document(gone) is None


def test_two_do_not_build_at_once_and_what_one_left_is_gone_on_with(store, writer):
    first, second = IndexWriter(store, Gazetteer.load()), IndexWriter(store, Gazetteer.load())
    first.begin(anew=True)
    add(first, TEXT)
    with pytest.raises(BeingBuilt):
        second.begin(anew=True)
    store.delete(*store.keys("onrecord:w:*"))  # as when the first one was killed a while ago
    assert second.begin(anew=True)
    assert not second.missing([Document(text=TEXT).id])
    second.publish()
    assert live(store, Gazetteer.load()).generation == "2"


def test_a_generation_built_after_a_flush_is_not_taken_for_the_one_before(store, index, writer):
    add(writer, TEXT)
    before = index.reader()
    store.flushall()
    again = IndexWriter(store, Gazetteer.load())
    again.begin()
    add(again, OTHER)
    again.publish()
    assert texts(index, "We sail at noon and not")
    assert index.reader() is not before


def test_an_index_with_other_settings_is_a_clear_error(store, index, writer):
    store.hdel(keys.LIVE, "bucket_bits")
    with pytest.raises(IndexUnavailable, match="onrecord index rebuild"):
        index.reader()


def test_a_document_that_a_killed_writer_left_is_written_anew(store, index, writer):
    document_id = add(writer, TEXT)
    key = live(store, Gazetteer.load()).entry(bytes.fromhex(document_id))
    entry = bytearray(store.hget(key, bytes.fromhex(document_id)))
    entry[0] = 0  # claimed, not held: as when the writer was killed before its last command
    store.hset(key, bytes.fromhex(document_id), bytes(entry))
    for counts, documents, quotations in ((live(store, Gazetteer.load()).counts, "documents", "quotations"), (key, "d", "q")):
        store.hincrby(counts, documents, -1)
        store.hincrby(counts, quotations, -1)
    store.hdel(
        live(store, Gazetteer.load()).counts,
        *(name for name in store.hkeys(live(store, Gazetteer.load()).counts) if name[1:2] == b":"),
    )
    store.delete(*store.keys("onrecord:w:*"))
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].unfinished == 1
    assert writer.missing([document_id]) == [document_id]
    add(writer, TEXT)
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert found.faults == {}
    assert ids == {document_id}
    assert len(texts(index, "A ferry that stays at the pier")) == 1


def test_what_a_writer_did_not_count_that_was_killed_is_counted_when_the_corpus_is_next_looked_through(store, writer, monkeypatch):
    add(writer, OTHER)

    def killed(*_):
        raise KeyboardInterrupt

    counted = DocumentWriter._count
    monkeypatch.setattr(DocumentWriter, "_count", killed)
    with pytest.raises(KeyboardInterrupt):
        add(writer, TEXT)
    monkeypatch.setattr(DocumentWriter, "_count", counted)
    assert "counts_wrong" in audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults
    writer.publish()
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_what_a_writer_had_claimed_that_was_taken_for_dead_is_written_once(store, index, writer, monkeypatch):
    slow = IndexWriter(store, Gazetteer.load())
    held = DocumentWriter._hold

    def taken_over(self, bundle, chosen):
        monkeypatch.setattr(DocumentWriter, "_hold", held)
        store.delete(*store.keys("onrecord:w:*"))
        add(writer, TEXT)
        return held(self, bundle, chosen)

    monkeypatch.setattr(DocumentWriter, "_hold", taken_over)
    document_id = add(slow, TEXT)
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, found.documents, ids) == ({}, 1, {document_id})
    assert len(texts(index, "A ferry that stays at the pier")) == 1


def test_a_document_that_goes_while_another_file_is_added_to_it_is_written(store, index, writer, monkeypatch):
    document = Document(text=TEXT)
    document_id, passages = document.id, extract(document, Gazetteer.load())
    bundle = bundled([encode(document, passages, writer.codec(), Gazetteer.load())])
    assert writer.write(bundle, [state("a.txt", "1")]) == [True]
    exchange = Claims.exchange

    def removed_before(self, asked, held):
        monkeypatch.setattr(Claims, "exchange", exchange)
        IndexWriter(store, Gazetteer.load()).remove(document_id)
        return exchange(self, asked, held)

    monkeypatch.setattr(Claims, "exchange", removed_before)
    assert writer.write(bundle, [state("b.txt", "1")]) == [True]
    found, ids = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, ids) == ({}, {document_id})
    assert [given for _, given in writer.files.given_by([state("a.txt", "1"), state("b.txt", "1")])] == [state("b.txt", "1")]


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda store: store.delete(store.keys("onrecord:1:f:*")[0]), "postings_missing"),
        (lambda store: store.append(store.keys("onrecord:1:f:*")[0], b"\1\2\3\4\5\6"), "postings_orphaned"),
        (lambda store: store.delete(*store.keys("onrecord:1:p:*")), "pages_missing"),
        (lambda store: store.delete(*store.keys("onrecord:1:i:*")), "pages_orphaned"),
        (lambda store: store.delete(*store.keys("onrecord:1:s:*")), "facets_wrong"),
        (lambda store: store.hincrby("onrecord:1:counts", "documents", 1), "counts_wrong"),
    ],
)
def test_the_audit_finds(store, writer, damage, found):
    add(writer, TEXT)
    add(writer, OTHER)
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    damage(store)
    assert found in audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults


def test_a_frequent_fingerprint_gets_a_list_and_is_found_and_goes(store, index, writer):
    ids = [add(writer, f"“The harbour master waits for ship number {n},” said Ines Calloway.") for n in range(600)]
    assert store.keys("onrecord:1:l:*")
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    found = index.candidates(tokenise("The harbour master waits for"))
    assert found.is_common
    assert len(found.candidates) == 24 + 3  # those that are compared, and a few that may have the words otherwise
    assert [c.unit.text for c in index.candidates(tokenise("waits for ship number 377")).candidates][:1] == [
        "The harbour master waits for ship number 377,"
    ]
    for document_id in ids[:50]:
        writer.remove(document_id)
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_words_in_a_row_are_found_among_many_that_hold_all_that_can_be_read(index, writer, monkeypatch):
    """Where the list of a fingerprint is no longer kept, what holds all the others may not have the words in a row."""
    monkeypatch.setattr(postings, "LONGEST", 100)
    for n in range(300):
        add(writer, f"“Grant {n} pays for our sea wall,” said Peig Donnelly.")
    for n in range(60):
        end = "wall" if n == 50 else "front"
        add(writer, f"“Harbour {n} has a lock gate beside the sea {end},” said Ines Calloway.")
    found = index.candidates(tokenise("a lock gate beside the sea wall"))
    held = [c for c in found.candidates if c.is_full]
    assert len(held) == 60
    verified = Verifier(index).verify(Claim("a lock gate beside the sea wall"))
    assert verified.verdict == "verbatim"
    assert [m.quotation.text for m in verified.matches] == ["Harbour 50 has a lock gate beside the sea wall,"]


def test_an_index_that_lost_keys_while_it_was_built_is_not_shown(store, index, corpus, folder):
    for n in range(40):
        (folder / f"{n}.txt").write_text(f"“The gulls took car park {n} and all of the bandstand,” said Peig Donnelly.")
    ingestion = Ingestion(corpus, IndexWriter(store, Gazetteer.load()))
    evicted = []

    def evict(*_):
        """Before the build is over, once."""
        if evicted:
            return
        store.config_set("maxmemory-policy", "allkeys-random")
        store.config_set("maxmemory", store.info("memory")["used_memory"] + 100_000)
        try:
            for n in range(100):
                store.set(f"filler:{n}", b"x" * 5000)
        finally:
            store.config_set("maxmemory", 0)
            store.config_set("maxmemory-policy", "noeviction")
        evicted.append(store.info("stats")["evicted_keys"])

    before = live(store, Gazetteer.load()).generation
    with pytest.raises(IndexUnavailable, match="evicted keys while"):
        ingestion.rebuild(evict)
    assert evicted[0] > 0
    Ingestion(corpus, IndexWriter(store, Gazetteer.load()), patience=0).rebuild()  # waits for nobody, and goes on with nothing
    assert live(store, Gazetteer.load()).generation not in (before, str(int(before) + 1))
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}
    assert Verifier(index).verify(Claim("The gulls took car park 7 and all of the bandstand")).verdict == "verbatim"
    store.config_resetstat()
    store.flushall()


def gulls(folder, corpus, number=40):
    for n in range(number):
        (folder / f"{n}.txt").write_text(f"“The gulls took car park {n} and all of the bandstand,” said Peig Donnelly.")
    corpus.save(Document(OTHER))


def emptied_at(monkeypatch, store, moment, *more):
    """Have Redis emptied once, right before a writer does something, with whatever else is done then."""
    original, done = getattr(IndexWriter, moment), []

    def emptied(self, *arguments):
        if not done:
            done.append(store.flushall())
            for act in more:
                act()
        return original(self, *arguments)

    monkeypatch.setattr(IndexWriter, moment, emptied)
    return done


@pytest.mark.parametrize("moment", ["learn", "write", "keep_alive", "annotate", "publish"])
@pytest.mark.parametrize("anew", [False, True], ids=["first", "anew"])
def test_an_index_that_was_emptied_while_it_was_built_is_not_shown(store, corpus, folder, monkeypatch, moment, anew):
    gulls(folder, corpus)
    if anew:
        Ingestion(corpus, IndexWriter(store, Gazetteer.load())).sync()
    else:
        store.flushall()
    done = emptied_at(monkeypatch, store, moment)
    ingestion = Ingestion(corpus, IndexWriter(store, Gazetteer.load()))
    build = ingestion.rebuild if anew else ingestion.sync
    try:
        build()
    except IndexUnavailable:
        assert not store.hexists(keys.LIVE, keys.GENERATION)
        Ingestion(corpus, IndexWriter(store, Gazetteer.load())).sync()  # at once: nothing is waited for
    assert done or moment == "annotate"  # nothing was to be annotated
    found, indexed = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, len(indexed)) == ({}, 41)


def test_a_build_that_was_abandoned_and_then_emptied_is_not_gone_on_with(store, corpus, folder):
    gulls(folder, corpus)
    first = IndexWriter(store, Gazetteer.load())
    first.begin(anew=True)
    add(first, TEXT)
    building = store.hgetall(keys.BUILDING)
    store.flushall()
    store.hset(keys.BUILDING, mapping=building)  # as a builder does that has not noticed yet, and is killed
    Ingestion(corpus, IndexWriter(store, Gazetteer.load())).sync()
    found, indexed = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, len(indexed)) == ({}, 41)


@pytest.mark.parametrize("gone", ["nothing", "another generation", "answers"])
def test_what_else_goes_while_an_index_is_built_is_no_matter(store, corpus, folder, monkeypatch, gone):
    gulls(folder, corpus)
    store.set("onrecord:a:0", "an answer")
    store.hset("onrecord:0:files", "a", "b")
    patterns = {"nothing": [], "another generation": ["onrecord:0:*"], "answers": ["onrecord:a:*"]}[gone]
    original = IndexWriter.write

    def write(self, *arguments):
        for pattern in patterns:
            store.delete(*(store.keys(pattern) or ["onrecord:none"]))
        return original(self, *arguments)

    monkeypatch.setattr(IndexWriter, "write", write)
    Ingestion(corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    found, indexed = audit(store, live(store, Gazetteer.load()), Gazetteer.load())
    assert (found.faults, len(indexed)) == ({}, 41)
    assert not store.keys("onrecord:*:mark:*")


def test_eviction_is_noticed_and_never_answered_as_not_found(store, index, writer):
    add(writer, TEXT)
    writer.vouch()
    claim = Claim("The moon is a harsh landlady indeed, sir.")
    assert Verifier(index).verify(claim).verdict == "not_found"
    used = store.info("memory")["used_memory"]
    store.config_set("maxmemory-policy", "allkeys-random")
    store.config_set("maxmemory", used + 200_000)
    try:
        for n in range(200):
            store.set(f"filler:{n}", b"x" * 5000)
        assert store.info("stats")["evicted_keys"] > 0
        with pytest.raises(IndexUnavailable, match=r"evicted|not been built"):
            Verifier(index).verify(claim)
    finally:
        store.config_set("maxmemory", 0)
        store.config_set("maxmemory-policy", "noeviction")
        store.config_resetstat()
    store.flushall()
