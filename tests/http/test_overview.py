"""The same words in many papers, how they drifted, and what the index holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.http.charts import columns
from service.index import IndexWriter
from service.index.layout.reading import live
from service.index.writing.audit import audit
from service.index.writing.counts import tallied
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer

WORDS = "A ferry that never leaves the pier is a very expensive café"
STORY = f"“{WORDS},” Ines Calloway told the Associated Press on Monday. The harbour was silent."


def post(client, text, **known):
    return client.post("/v1/documents", json={"text": text, **known}).json


@pytest.fixture
def papers(client):
    """A wire story in ten papers, some of them earlier than the agency's own date."""
    ids = [
        post(client, STORY, outlet=f"Paper {n}", published=f"2024-05-{10 + n}", url=f"https://p{n}.example/x")["document"]["id"]
        for n in range(10)
    ]
    return ids, post(client, STORY, outlet="AP", published="2024-05-12", url="https://apnews.com/x")["document"]["id"]


def test_a_wire_story_in_ten_papers_is_one_quotation_with_the_agency_first(client, papers):
    ids, agency = papers
    (match,) = client.post("/v1/verify", json={"quote": WORDS}).json["matches"]
    assert match["quotation"]["document"]["id"] == agency
    assert [e["document"]["id"] for e in match["quotation"]["also_in"]] == ids


def test_without_the_agency_the_earliest_is_first(client, papers):
    ids, agency = papers
    client.delete(f"/v1/documents/{agency}")
    (match,) = client.post("/v1/verify", json={"quote": WORDS}).json["matches"]
    assert [match["quotation"]["document"]["id"], *(e["document"]["id"] for e in match["quotation"]["also_in"])] == ids


def test_how_the_words_drifted_from_their_first_publication(client):
    first = post(client, STORY, outlet="AP", published="2024-05-10")["quotations"][0]["id"]
    same = post(client, STORY, outlet="The Beacon", published="2024-05-11")["document"]["id"]
    texts = {
        n: STORY.replace("never leaves", words) for n, words in (("2024-05-13", "hardly leaves"), ("2024-05-12", "never quits"))
    }
    later = [post(client, text, outlet="The Echo", published=day)["quotations"][0]["id"] for day, text in texts.items()]
    post(client, STORY.replace("Ines Calloway", "Tobias Renner"), published="2024-05-09")
    post(client, "“A ferry that never leaves is a waste of a good harbour,” Ines Calloway said.", published="2024-05-08")
    for quotation_id in (first, later[0]):
        known = client.get(f"/v1/quotations/{quotation_id}/wordings").json
        assert known["first"]["id"] == first
        assert [e["document"]["id"] for e in known["first"]["also_in"]] == [same]
        assert [row["quotation"]["id"] for row in known["later"]] == later[::-1]
        changes = [[(c["quote"]["text"], c["source"]["text"]) for c in row["wording"]["changes"]] for row in known["later"]]
        assert changes == [[("quits", "leaves")], [("hardly", "never")]]
    page = client.get(f"/quotations/{later[0]}").get_data(as_text=True)
    assert f'First published in <a href="/quotations/{first}">AP</a>' in page
    assert "<del>never</del> <ins>hardly</ins>" in page
    page = client.get(f"/quotations/{first}").get_data(as_text=True)
    assert "This is its first publication in this index." in page
    assert "The same words are in 1 other source: The Beacon (2024-05-11)." in page


def test_a_quotation_that_stands_alone_has_no_history(client):
    quotation_id = post(client, STORY)["quotations"][0]["id"]
    known = client.get(f"/v1/quotations/{quotation_id}/wordings").json
    assert (known["first"]["id"], known["first"]["also_in"], known["later"]) == (quotation_id, [], [])
    assert "First published" not in client.get(f"/quotations/{quotation_id}").get_data(as_text=True)


def test_hostile_words_stay_words_on_the_pages(client):
    text = "“<script>alert(1)</script> we never said a word of this {{ 1234*7 }},” Ines <b>Calloway</b> told the <i>Associated Press</i> on Monday."
    ids = [post(client, t, outlet="<img src=x onerror=alert(1)>", published=f"2024-05-1{n}")["quotations"][0]["id"]
           for n, t in enumerate((text, text.replace("never", "hardly")))]  # fmt: skip
    for path in (f"/quotations/{ids[1]}", "/corpus"):
        page = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "8638" not in page


def test_what_the_index_holds(app, client, store):
    post(client, STORY, outlet="AP", published="2024-05-10")
    post(
        client,
        "“We sail at noon,” said Peig Donnelly in 2019.\n\n“Nobody asked us about it,” said Mo Tarn.",
        outlet="The Beacon",
        published="2024-06-01",
    )
    document = post(client, "“We never had a timetable,” said Peig Donnelly.")["document"]["id"]
    stats = client.get("/v1/stats").json
    assert stats["quotations"] == 4
    assert sum(month["quotations"] for month in stats["months"]) + stats["undated"] == 4
    assert {"month": "2019", "quotations": 1} in stats["months"]
    assert stats["known"]["speaker"] >= 3
    assert stats["most_quoted"][0] == {"name": "Peig Donnelly", "quotations": 2}
    assert {row["name"] for row in stats["most_quoting"]} >= {"The Beacon"}
    assert len(stats["most_quoting"]) == 2
    keys = live(store, Gazetteer.load())
    told = {n.decode(): int(v) for n, v in store.hgetall(keys.counts).items() if n[1:2] == b":"}
    assert dict(tallied(store, keys, Gazetteer.load())) == told
    client.delete(f"/v1/documents/{document}")
    after = client.get("/v1/stats").json
    assert after["undated"] == stats["undated"] - 1
    assert {"name": "Peig Donnelly", "quotations": 1} in after["most_quoted"]
    Path(app.extensions["onrecord"].settings.corpus_location).mkdir(parents=True, exist_ok=True)
    Ingestion(app.extensions["onrecord"].corpus, IndexWriter(store, Gazetteer.load())).rebuild()
    again = client.get("/v1/stats").json
    assert {name: again[name] for name in ("known", "months", "undated")} == {
        name: after[name] for name in ("known", "months", "undated")
    }
    assert audit(store, live(store, Gazetteer.load()), Gazetteer.load())[0].faults == {}


def test_the_page_of_the_corpus(client):
    assert "the index is empty" in client.get("/corpus").get_data(as_text=True)
    post(client, STORY, outlet="AP", published="2024-05-10")
    page = client.get("/corpus").get_data(as_text=True)
    assert "1 quotation of 1 speaker in 1 document," in page
    assert "<title>2024-05: 1</title>" in page


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        ([], []),
        (["2024-01", "2024-04"], ["2024-01", "2024-02", "2024-03", "2024-04"]),
        (["2019", "2021-04"], ["2019", "2020", "2021"]),
        (["1990-01", "2024-04"], [str(year) for year in range(1990, 2025)]),
        (["0044", *(f"2024-{n:02}" for n in range(1, 6))], ["before 2024-01", *(f"2024-{n:02}" for n in range(1, 6))]),
    ],
)
def test_columns_without_a_gap(months, labels):
    found = columns([(month, 1 if month < "1000" else 200) for month in months])
    assert [c.label for c in found] == labels
    assert all(0 <= c.y <= 160 and c.width > 0 for c in found)


def test_what_a_document_was_read_from(client):
    document = post(client, STORY, url="https://www.nytimes.com/2024/05/18/ferry.html")["document"]
    assert (document["outlet"], document["published"], document["published_basis"]) == ("The New York Times", "2024-05-18", "url")
    assert document["language"] == "en"
    assert document["source"]["reader"] == "request/1"
    cited = client.post("/v1/verify", json={"quote": WORDS}).json["matches"][0]["quotation"]["document"]
    assert "source" not in cited
    assert cited["published_basis"] == "url"
