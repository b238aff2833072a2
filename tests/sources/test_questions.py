"""Interviews whose questions are set apart: by bold letters, headings or classes, in pages and in Markdown."""

from __future__ import annotations

import pytest

from tests.sources.reading import read, said

QA = [
    ("Why does the pier stay?", "Because it is older than the town, and we owe it that much."),
    ("Who pays for the oil?", "The town does. I pay for the lamp myself, out of my own pocket."),
    ("Will you stand again?", "Ask me when the gulls come home."),
]
HEAD = "<p>Peig Donnelly has kept the harbour of Ellery for thirty years, and her mother kept it before her, in the same coat. She sits in the net loft above it.</p>"
ANSWERS = [("Peig Donnelly", answer) for _, answer in QA]


def page(body, title="Interview: Peig Donnelly on the pier", head=""):
    return f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{HEAD}{body}</article></body></html>"


def answers(name, content):
    """What a named person says in the one document of a file."""
    (document,) = read(name, content.encode())
    return document.kind, [(who, words) for who, words in said(document) if who]


@pytest.mark.parametrize(
    "form",
    [
        "<p><b>{q}</b></p><p>{a}</p>",
        "<h3>{q}</h3><p>{a}</p>",
        "<p><strong>{q}</strong><br>{a}</p>",
        "<p><em>{q}</em></p><p>{a}</p>",
        "<p><strong>{q}</strong> {a}</p>",
        "<p class='qa-question'>{q}</p><p class='qa-answer'>{a}</p>",
        "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
    ],
)
def test_questions_set_apart_make_a_page_an_interview(form):
    assert answers("a.html", page("".join(form.format(q=q, a=a) for q, a in QA))) == ("interview", ANSWERS)


@pytest.mark.parametrize("form", ["**{q}**\n\n{a}\n\n", "### {q}\n\n{a}\n\n", "__{q}__\n\n{a}\n\n"])
def test_questions_set_apart_make_markdown_an_interview(form):
    text = "# A talk with Peig Donnelly\n\nShe has kept the harbour for thirty years.\n\n"
    assert answers("a.md", text + "".join(form.format(q=q, a=a) for q, a in QA)) == ("interview", ANSWERS)


def test_a_question_that_does_not_ask_is_one_among_those_that_do():
    body = "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in [*QA, ("Tell us about the fog.", "I was born in it.")])
    assert answers("a.html", page(body)) == ("interview", [*ANSWERS, ("Peig Donnelly", "I was born in it.")])


def test_who_asks_is_nobody_and_who_writes_is_not_asked():
    body = "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in QA)
    head = "<meta name='author' content='Ines Calloway'>"
    (document,) = read("a.html", page(body, "Ines Calloway talks to Peig Donnelly", head).encode())
    assert said(document) == [row for q, a in QA for row in ((None, q), ("Peig Donnelly", a))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{{"kind": "interview", "title": "Peig Donnelly on the pier", "text": "{text}"}}'),
        ("a.md", "---\ntitle: Peig Donnelly on the pier\nkind: interview\n---\n\n{text}"),
        ("a.txt", "---\ntitle: Peig Donnelly on the pier\nkind: interview\n---\n{text}"),
    ],
)
def test_what_says_that_it_is_an_interview_is_read_by_its_questions(name, content):
    text = "\n\n".join(line for q, a in QA for line in (q, a))
    text = text.replace("\n", "\\n") if name == "a.json" else text
    assert answers(name, content.format(text=text)) == ("interview", ANSWERS)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Q: {0[0]}</p><p>A: {0[1]}</p><p>Q: {1[0]}</p><p>A: {1[1]}</p><p>Q: {2[0]}</p><p>A: {2[1]}</p>",
        "<p><b>EB:</b> {0[0]}</p><p><b>PD:</b> {0[1]}</p><p><b>EB:</b> {1[0]}</p><p><b>PD:</b> {1[1]}</p><p><b>EB:</b> {2[0]}</p><p><b>PD:</b> {2[1]}</p>",
        "<p><b>EB: {0[0]}</b></p><p>PD: {0[1]}</p><p><b>EB: {1[0]}</b></p><p>PD: {1[1]}</p><p><b>EB: {2[0]}</b></p><p>PD: {2[1]}</p>",
    ],
)
def test_initials_before_the_words_tell_who_answers(body):
    _, found = answers("a.html", page(body.format(*QA)))
    assert [row for row in found if row[0] == "Peig Donnelly"] == ANSWERS


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Will the pier stay?</b></p><p>The board has not decided.</p><p><b>Who pays?</b></p><p>The town has paid since the flood.</p>",
        "<h3>Will the pier stay?</h3><p>“We hope so,” said Mo Tarn.</p><h3>Who pays?</h3><p>The town has paid since the flood.</p>",
        "<p><b>Gulls.</b> They stay.</p><p><b>Lamps.</b> They go.</p><p>I have seen them.</p>",
        "<p><b>Is it so?</b></p><p>I do not know what to make of it, and neither does the board of the harbour.</p>",
    ],
)
def test_paragraphs_in_bold_alone_make_no_interview(body):
    (document,) = read("a.html", page(body, "Five things about the pier of Ellery").encode())
    assert (document.kind, [p for p in document.stated if p.attribution.speaker is None]) == ("article", [])
