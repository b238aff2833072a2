"""Drafts: what is read from text, Markdown and HTML, where it stands in them, and what is found."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.knowledge.gazetteer import Gazetteer
from service.sources.fragment import map_html
from service.sources.mapped import Mapped
from service.sources.markdown import map_markdown, read_markdown
from service.verification.drafts import FORMATS, Draft, quotes
from tests.http.problems import assert_problem

SOURCE = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
TEXT = (
    "The ferry still lies at the pier.\n\n“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio"
    " Estuary in March 2023.\n\n“We never had a timetable worth the paper,” Peig Donnelly told the Ellery Beacon."
)
MARKDOWN = (
    "---\ntitle: The ferry\n---\n# The *ferry*\n\n“A ferry that **always** leaves\nthe [pier](https://a.example/(pier)) is a very"
    " expensive caf&eacute;,” Ines Calloway told Radio Estuary in March 2023.\n\n- “We never had a timetable \\(worth the paper\\),”"
    " Peig Donnelly told the Ellery Beacon.\n"
)
HTML = (
    "<h1>The ferry</h1>\n<p class='a>b'>&ldquo;A ferry that <em>always</em> leaves\n the <a href=\"x\">pier</a> is a very expensive"
    " caf&eacute;,&rdquo; Ines Calloway told Radio Estuary in March 2023.</p><script>“No words of ours.”</script>\n"
    "<p>“We never had a timetable <!-- sic -->worth the paper,” Peig Donnelly told the Ellery Beacon."
)


def check(client, text, **more):
    answer = client.post("/v1/drafts/check", json={"text": text, **more})
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.mark.parametrize(
    ("text", "format", "first", "second"),
    [
        (TEXT, "text", "A ferry that always leaves the pier is a very expensive café,", "We never had a timetable worth the paper,"),
        (
            MARKDOWN, "markdown", "A ferry that **always** leaves\nthe [pier](https://a.example/(pier)) is a very expensive caf&eacute;,",
            "We never had a timetable \\(worth the paper\\),",
        ),
        (
            HTML, "html", "A ferry that <em>always</em> leaves\n the <a href=\"x\">pier</a> is a very expensive caf&eacute;,",
            "We never had a timetable <!-- sic -->worth the paper,",
        ),
    ],
)  # fmt: skip
def test_a_draft_is_checked_quote_by_quote(client, add, text, format, first, second):
    add(SOURCE)
    body = check(client, text, format=format, outlet="The Ellery Beacon")
    assert [f["span"]["text"] for f in body["findings"]] == [first, second]
    for finding in body["findings"]:
        assert text[finding["span"]["start"] : finding["span"]["end"]] == finding["span"]["text"]
    altered, own = body["findings"]
    assert altered["verification"]["verdict"] == "altered"
    assert altered["claim"] == {
        "quote": "A ferry that always leaves the pier is a very expensive café,", "speaker": "Ines Calloway", "date": "2023-03",
        "venue": None, "outlet": "Radio Estuary",
    }  # fmt: skip
    assert altered["verification"]["attribution"]["status"] == "confirmed"
    assert (altered["own_interview"], altered["reason"]) == (False, None)
    assert own["verification"]["verdict"] == "not_found"
    assert own["own_interview"]
    assert "own interviews" in own["reason"]
    assert own["claim"]["outlet"] is None
    assert body["summary"] == {
        "quotes": 2, "verdicts": {"altered": 1, "not_found": 1}, "serious": 1, "contradicted": 0, "own_interviews": 1, "unfinished": 0,
    }  # fmt: skip


def test_interviews_are_marked_by_name(client):
    text = "“We never had a timetable worth the paper,” said Peig Donnelly. “Nor a ship,” Oskar Brandt said on the quay."
    body = check(client, text, interviews=["Donnelly"])
    assert [f["own_interview"] for f in body["findings"]] == [True, False]
    assert [bool(f["reason"]) for f in body["findings"]] == [True, False]


def test_an_own_interview_that_is_found_is_no_excuse(client, add):
    add(SOURCE)
    body = check(client, TEXT, interviews=["Ines Calloway"])
    assert body["findings"][0]["own_interview"]
    assert body["findings"][0]["reason"] is None
    assert body["findings"][0]["verification"]["verdict"] == "altered"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“A ferry that never leaves the pier is a very expensive café,” said Ines Calloway. “The mayor of this town knew it well.”",
            [("A ferry that never leaves", "verbatim"), ("The mayor of this town", "not_found")],
        ),
        (
            "“The mayor of this town knew it well,” said Ines Calloway. “Ferries are boats and boats have to sail, my friends.”",
            [("The mayor of this town", "not_found")],  # a piece that is only like a source's words is no reason to part them
        ),
        (
            "“No, sir,” said Ines Calloway. “A ferry that never leaves the pier is a very expensive café, as the mayor of this town knew.”",
            [("No, sir,", "not_found")],
        ),
    ],
)
def test_of_a_quote_in_several_marks_each_piece_is_told_of_where_a_source_has_one_of_them_alone(client, add, text, found):
    add(SOURCE)
    rows = check(client, text)["findings"]
    assert [
        (row["claim"]["quote"][: len(words)], row["verification"]["verdict"]) for row, (words, _) in zip(rows, found, strict=True)
    ] == found
    assert all(text[row["span"]["start"] : row["span"]["end"]] == row["span"]["text"] for row in rows)
    assert {row["claim"]["speaker"] for row in rows} == {"Ines Calloway"}


def test_offsets_in_utf16(client, add):
    add(SOURCE)
    text = "🚢🚢 " + TEXT
    answer = client.post("/v1/drafts/check?offsets=utf16", json={"text": text}).json
    span = answer["findings"][0]["span"]
    units = text.encode("utf-16-le")
    assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]


def test_what_the_time_does_not_suffice_for_says_so(make_app, add):
    """By a clock that goes on by 0.24 s with each look at it: at the start, before the draft is read, at the first quote, and before each one."""
    add(SOURCE)
    looks = count()
    client = make_app(clock=lambda: 0.24 * next(looks), request_seconds=1).test_client()
    body = check(client, "\n\n".join(f"“We never had timetable number {n},” said Peig Donnelly." for n in range(4)))
    assert body["summary"]["unfinished"] == 2
    assert [f["verification"] is None for f in body["findings"]] == [False, False, True, True]
    assert body["findings"][-1]["problem"]["type"] == "/problems/budget-exceeded"
    claims = [{"quote": f"We sail at noon {n}"} for n in range(5)]
    batch = client.post("/v1/verify/batch", json={"claims": claims}).json["verifications"]
    assert [v.get("type") for v in batch] == [None, None, None, None, "/problems/budget-exceeded"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": " "}, "/text"),
        ({"text": "a", "format": "docx"}, "/format"),
        ({"text": "a" * 200_001}, "/text"),
        ({"text": "a", "interviews": [""]}, "/interviews/0"),
        ({"text": "a", "published": "yesterday"}, "/published"),
        ({"text": "“We sail at noon,” said Peig.\n\n" * 501}, "/text"),
    ],
)
def test_a_bad_draft_is_named(client, body, pointer):
    assert_problem(client.post("/v1/drafts/check", json=body), 422, "validation-failed", pointer)


@pytest.mark.parametrize("text", ["No quotes at all.", "<p>", "<!--", "# "])
def test_a_draft_without_quotes_has_no_findings(client, text):
    for format in ("text", "markdown", "html"):
        assert check(client, text, format=format)["findings"] == []


_PIECES = [*"ab .,“”\"'\n<>/&;[]()*_`#\\!-=", "<p>", "</p>", "&amp;", "](", "```", "**", "<q>", "> ", "said Ann Lee"]
marked_up = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


@given(marked_up)
def test_whatever_is_written_what_is_read_stands_where_it_says(text):
    for read in (map_markdown, map_html, Mapped.plain):
        mapped = read(text)
        plain = mapped.text
        last = 0
        for at in range(len(plain)):
            start, end = mapped.span(at, at + 1)
            assert 0 <= start <= end <= len(text)
            if end > start + 0 and text[start:end] == plain[at]:
                assert start >= last or plain[at].isspace()
                last = start
    for format in FORMATS:
        for quote in quotes(Draft(text, format), Gazetteer.load(), fewest_words=1, most_characters=1000):
            assert 0 <= quote.start < quote.end <= len(text)


def test_a_quote_in_code_over_two_lines_stands_where_it_says():
    text = "He said `“we\nsail at noon”` on it."
    (quote,) = quotes(Draft(text, "markdown"), Gazetteer.load(), fewest_words=2, most_characters=1000)
    assert (quote.claim.quote, text[quote.start : quote.end]) == ("we sail at noon", "we\nsail at noon")


@given(marked_up)
def test_a_markdown_draft_reads_as_the_source_reader_reads(text):
    body = text.strip()
    if body and not body.startswith("---"):
        mapped = map_markdown(text)
        if mapped.text.strip():
            assert read_markdown(text.encode())[0].text == mapped.text


@pytest.mark.parametrize("hostile", ["<", '<a "', "<p>", "&", "<!--", '<a b="', "<script>", "<a b='c\"", "&#", "<q>", "</"])
def test_reading_html_takes_time_in_proportion(hostile):
    import time

    def seconds(n):
        began = time.process_time()
        map_html(hostile * n)
        return time.process_time() - began

    seconds(1000)
    small, large = min(seconds(5000) for _ in range(3)), min(seconds(20000) for _ in range(3))
    assert large <= 8 * small + 0.02


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({"title": "The ferry at the pier"}, "not_found"),
        ({"title": "the ferry  at the Pier", "outlet": "The Ellery Beacon", "published": "2024-05-18"}, "not_found"),
        ({"format": "html"}, "not_found"),
        ({"title": "The ferry at the pier", "outlet": "Tideway Post"}, "verbatim"),
        ({"title": "The ferry at the pier", "published": "2023-01-01"}, "verbatim"),
        ({"title": "Another day"}, "verbatim"),
    ],
)
def test_an_article_under_the_title_of_a_draft_is_the_draft(client, add, more, verdict):
    text = "The ferry is late again. “I have sold my coat for a ticket to the islands,” said Peig Donnelly, who waited."
    add(text, title="The ferry at the pier", outlet="The Ellery Beacon", published="2024-05-18")
    draft = f"<p>{text}</p>" if more.get("format") == "html" else f"{text} The board met at noon."
    (finding,) = check(client, draft, **more)["findings"]
    assert finding["verification"]["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("“Ines Calloway should stop this rigged old regatta right now,” Ines Calloway said.", "unknown"),
        ("“Seriously, captain?” Ines Calloway asked.", "unknown"),
        ("“The council should stop this rigged old regatta right now,” Ines Calloway said.", "contradicted"),
    ],
)  # fmt: skip
def test_nobody_is_accused_by_what_names_him_or_tells_little(add, verifier, text, status):
    add("“Ines Calloway should stop this rigged old regatta right now,” said Ruben Holt. “The council should stop this rigged old regatta right now.” “Seriously, captain?” said Ruben Holt.", title="Regatta", published="2024-05-18")  # fmt: skip
    (quote,) = quotes(Draft(text, published="2024-05-18"), Gazetteer.load(), fewest_words=2, most_characters=500)
    found = verifier.verify(quote.claim).attribution.fields["speaker"]
    assert found.status in (status, "not_claimed")


@pytest.mark.parametrize(
    ("quote", "is_accused"),
    [
        ("We need to do a great deal more", False),
        ("We are going to win this together", False),
        ("This is the right thing to do", False),
        ("There is still a long way to go", False),
        ("It was a very good day for all of us", False),
        ("The ferry's keel was laid by thieves and blessed by cowards", True),
        ("The lanterns were painted by a brewery", True),
    ],
)
def test_a_draft_is_not_told_that_another_said_what_everybody_says(client, add, quote, is_accused):
    add(f"“{quote},” said Peig Donnelly.", published="2024-05-18", outlet="The Ellery Beacon")
    found = check(client, f"“{quote},” said Tobias Renner on Sunday.", published="2024-05-19")
    assert (found["findings"][0]["verification"]["verdict"] == "misattributed") is is_accused
