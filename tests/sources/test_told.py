"""What a person says of a file that it does not say: next to it, in its folder, on the command line; and what wins."""

from __future__ import annotations

import io
import json

import pytest

from service.errors import UnreadableSource
from service.index.asking.browse import Browser
from service.ingestion.gathering import Gathering
from service.ingestion.ingestion import Ingestion
from service.records import Document, Passage, Span
from service.sources.told import Told, checked, of_toml, with_told
from tests.conftest import run
from tests.sources.reading import KNOWN, parsed, said

TEXT = "The pier stays open to every boat, and that is all I shall say about it."


@pytest.mark.parametrize(
    ("document", "told", "expected"),
    [
        (Document(TEXT), Told({"kind": "speech", "speaker": "Ines Calloway"}), {"kind": "speech", "speaker": "Ines Calloway"}),
        (
            Document(TEXT, title="A", outlet="B"),
            Told({"title": "C", "outlet": "D", "date": "2024-05-18"}),
            {"title": "C", "outlet": "D", "published": "2024-05-18"},
        ),
        (
            Document(TEXT, title="A"),
            Told({}, {"title": "C", "outlet": "D", "kind": "release"}),
            {"title": "A", "outlet": "D", "kind": "release"},
        ),
        (Document(TEXT, kind="post"), Told({}, {"kind": "release"}), {"kind": "post"}),
        (Document(TEXT), Told({"outlet": "E"}, {"outlet": "D"}), {"outlet": "E"}),
    ],
)
def test_what_is_said_of_the_file_wins_and_what_is_said_of_the_folder_fills(document, told, expected):
    found = with_told(document, told)
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.text == document.text


def test_the_author_and_the_basis_of_the_date_are_known_beside_the_document():
    found = with_told(Document(TEXT), Told({"author": "Mo Tarn", "date": "2024-05-18"}))
    assert (found.origin.author, found.origin.published_basis) == ("Mo Tarn", "stated")


def test_words_of_nobody_become_those_of_the_one_speaker():
    unknown = Document(TEXT, kind="post", stated=(Passage((Span(0, len(TEXT), TEXT),)),))
    assert said(with_told(unknown, Told({"speaker": "Ines Calloway"}))) == [("Ines Calloway", TEXT)]
    captions = "1\n00:00:01,000 --> 00:00:02,000\nMO TARN: We sail.\n\n2\n00:00:02,000 --> 00:00:03,000\n>> Do you?\n"
    document = parsed("a.srt", captions).documents[0].document
    assert said(with_told(document, Told({"speaker": "Ines Calloway", "kind": "speech"}))) == [
        ("Mo Tarn", "We sail."),
        (None, "Do you?"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"kind = 'poem'", "kind must be one of"),
        (b"date = '05/06/2024'", "date must be a day"),
        (b"url = 'javascript:alert(1)'", "url must be an http"),
        (b"colour = 'red'", "there is no field 'colour'"),
        (b"title = 7", "title must be a line of text"),
        (b'title = "a\\nb"', "title must be a line of text"),
        (b"title = ''", "title must be a line of text"),
        (b"title = '" + b"x" * 3000 + b"'", "title must be a line of text"),
        (b"title = ", "no TOML"),
        (b"\xff", "no TOML"),
        (b"a." * 40_000, "bytes"),
        (b"a = " + b"[" * 5000, "no TOML"),
    ],
)
def test_what_cannot_be_said_of_a_file_is_refused_with_the_reason(content, told):
    with pytest.raises(UnreadableSource, match=told):
        of_toml(content)


def test_a_date_of_toml_is_a_day():
    assert of_toml(b"date = 2024-05-18") == {"date": "2024-05-18"}
    assert checked({"date": "May 18, 2024"}) == {"date": "2024-05-18"}


@pytest.fixture
def ingestion(corpus, writer) -> Ingestion:
    return Ingestion(corpus, writer)


def known(store):
    """Title, outlet and kind of each document of the index."""
    rows = Browser(store, KNOWN).documents(None, None, 50).rows
    return sorted((row.document.title or "", row.document.outlet or "", row.document.kind) for row in rows)


def test_a_file_next_to_another_and_those_of_folders_say_what_it_does_not(folder, ingestion, store):
    inner = folder / "piers" / "2024"
    inner.mkdir(parents=True)
    (folder / "onrecord.toml").write_text("outlet = 'Ellery Wire'\n")
    (inner / "onrecord.toml").write_text("outlet = 'Ellery Archive'\n")
    (folder / "a.txt").write_text(TEXT)
    (inner / "b.txt").write_text(TEXT + " Really.")
    (inner / "b.txt.toml").write_text("kind = 'speech'\nspeaker = 'Ines Calloway'\ntitle = 'On piers'\n")
    report = ingestion.sync()
    assert (report.added, report.quotations, report.refused) == (2, 1, [])
    assert known(store) == [("", "Ellery Wire", "article"), ("On piers", "Ellery Archive", "speech")]
    (inner / "b.txt.toml").write_text("kind = 'speech'\nspeaker = 'Mo Tarn'\ntitle = 'On ferries'\n")
    report = ingestion.sync()
    assert (report.added, report.removed, report.unchanged) == (1, 1, 1)
    (inner / "b.txt.toml").write_text("kind = 'poem'\n")
    assert ingestion.sync().refused == [
        "piers/2024/b.txt: what is said of it in .toml cannot be used: kind must be one of article, transcript, speech, post, release, interview, not 'poem'"
    ]


def test_what_is_said_of_files_elsewhere_is_kept_with_their_copies(tmp_path, corpus, ingestion, store):
    elsewhere = tmp_path / "in"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text(TEXT)
    (elsewhere / "a.txt.toml").write_text("title = 'On piers'\noutlet = 'Nobody'\n")
    (elsewhere / "onrecord.toml").write_text("outlet = 'Ellery Archive'\nkind = 'release'\n")
    gathered = Gathering(corpus, told={"outlet": "Ellery Wire"}).gather([str(elsewhere)], io.BytesIO())
    assert not gathered.skipped
    ingestion.files(gathered.names)
    assert known(store) == [("On piers", "Ellery Wire", "release")]
    (elsewhere / "a.txt.toml").unlink()
    (elsewhere / "onrecord.toml").unlink()
    ingestion.sync()
    assert known(store) == [("On piers", "Ellery Wire", "release")]
    assert sum(name.endswith(".told.json") for name in corpus.kept()) == 1
    gathered = Gathering(corpus).gather([str(elsewhere)], io.BytesIO())
    ingestion.files(gathered.names)
    assert known(store) == [("", "", "article")]


def test_the_command_line_says_what_a_file_does_not(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    result = run(
        "extract", str(tmp_path / "a.txt"), "--kind", "speech", "--speaker", "Ines Calloway", "--date", "2024-05-18", "--json"
    )
    (quotation,) = json.loads(result.stdout)["quotations"]
    assert (quotation["text"], quotation["speaker"]["name"], quotation["date"]["value"]) == (TEXT, "Ines Calloway", "2024-05-18")
    result = run("extract", str(tmp_path / "a.txt"), "--kind", "poem")
    assert (result.returncode, result.stderr.splitlines()) == (
        2, ["onrecord: kind must be one of article, transcript, speech, post, release, interview, not 'poem'"],
    )  # fmt: skip
    environment = {"ONRECORD_DATA": str(tmp_path / "data"), "ONRECORD_CORPUS": str(tmp_path / "none")}
    (tmp_path / "none").mkdir()
    result = run("ingest", str(tmp_path / "a.txt"), "--kind", "speech", "--speaker", "Ines Calloway", **environment)
    assert (result.returncode, "1 document added with 1 quotation" in result.stdout) == (0, True), result.stderr
