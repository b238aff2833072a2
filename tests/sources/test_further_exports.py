"""Kinds of files that real exports and wires showed: entries of headless systems, titled labels, notes of reporters, days over documents."""

from __future__ import annotations

import json

import pytest

from tests.sources.made import word_xml
from tests.sources.reading import parsed, said


def one(name, content):
    """The one document of a file."""
    found = parsed(name, content)
    assert not found.refused, found.refused
    (given,) = found.documents
    return given.document


# -- entries of Contentful and Sanity ---------------------------------------------------------------------------------

WORDS = "“We sail at noon,” said Peig Donnelly."
BODY = {"nodeType": "document", "data": {}, "content": [
    {"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": WORDS, "marks": [], "data": {}}]}]}  # fmt: skip
SPANS = [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": WORDS}]}]


@pytest.mark.parametrize(
    ("entry", "title", "day"),
    [
        ({"sys": {"id": "a"}, "fields": {"title": "The ferry", "publishDate": "2024-05-18", "body": BODY}}, "The ferry", "2024-05-18"),
        ({"sys": {"id": "a", "firstPublishedAt": "2024-05-18T08:00:00Z", "version": 4, "publishedVersion": 3},
          "fields": {"title": {"de": "Die Fähre", "en-US": "The ferry"}, "body": {"en-US": BODY}}}, "The ferry", "2024-05-18"),
        ({"sys": {"id": "a"}, "fields": {"title": {"fr": "Le bac"}, "body": {"fr": WORDS}}}, "Le bac", None),
        ({"items": [{"sys": {"id": "a"}, "fields": {"title": "The ferry", "text": WORDS}}], "sys": {"type": "Array"}}, "The ferry", None),
        # harm: fields that are no languages, and a document that merely has both names
        ({"sys": {"id": "a"}, "fields": {"title": "The ferry", "text": WORDS, "tags": {"pier": 1}}}, "The ferry", None),
        ({"title": "The ferry", "text": WORDS, "sys": "x", "fields": ["a"]}, "The ferry", None),
    ],
)  # fmt: skip
def test_entries_of_contentful_are_read_by_their_fields(entry, title, day):
    document = one("a.json", json.dumps(entry))
    assert (document.title, document.published, said(document)) == (title, day, [("Peig Donnelly", "We sail at noon,")])


@pytest.mark.parametrize(
    "entry",
    [
        {"sys": {"id": "a", "version": 2}, "fields": {"title": "The ferry", "text": WORDS}},
        {"sys": {"id": "a", "version": 9, "publishedVersion": 3, "archivedVersion": 8}, "fields": {"title": "A", "text": WORDS}},
        {"_id": "drafts.4f2", "_type": "article", "title": "The ferry", "body": SPANS},
    ],
)
def test_entries_that_were_not_published_are_refused(entry):
    found = parsed("a.json", json.dumps(entry))
    assert not found.documents
    assert "not published" in found.refused[0]


@pytest.mark.parametrize("known", [{"_id": "4f2", "_type": "article"}, {"_id": "drafts.4f2"}, {"_id": 7, "_type": "article"}])
def test_what_was_published_is_read(known):
    assert said(one("a.json", json.dumps({**known, "title": "The ferry", "text": WORDS}))) == [
        ("Peig Donnelly", "We sail at noon,")
    ]


# -- captions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (">> PROF. IDA BYRNE: The ice is thin.", [("Ida Byrne", "The ice is thin.")]),
        (">> DR. IDA BYRNE: The ice is thin.", [("Ida Byrne", "The ice is thin.")]),
        ("SEN. IDA BYRNE: The ice is thin.", [("Ida Byrne", "The ice is thin.")]),
        (">> It was cold. DR. IDA BYRNE: The ice is thin.", [(None, "It was cold."), ("Ida Byrne", "The ice is thin.")]),
        # harm: sentences that end before a label
        (">> It was cold. IDA BYRNE: The ice is thin.", [(None, "It was cold."), ("Ida Byrne", "The ice is thin.")]),
        (">> Thank you, Dr. IDA BYRNE: You are welcome.", [(None, "Thank you, Dr."), ("Ida Byrne", "You are welcome.")]),
    ],
)
def test_a_title_in_capitals_is_part_of_a_label(line, expected):
    found = said(one("a.sbv", f"0:00:01.000,0:00:04.000\n{line}\n\n0:00:05.000,0:00:06.000\n>> How thin?\n"))
    assert [(speaker and speaker.removeprefix("Dr. ").removeprefix("Prof. ").removeprefix("Sen. "), words) for speaker, words in found] == [
        *expected, (None, "How thin?")]  # fmt: skip


# -- records ----------------------------------------------------------------------------------------------------------

RECORD = """COMMITTEE ON FERRIES

Present: Senators Orr and Moss.

Senator Orr. The committee will come to order.
Mr. Fenn. Thank you, Senator.
Senator Orr. {end}
Senator Moss. Are we back?
"""


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("We are in recess. (Whereupon, at 10:42 a.m., the hearing\nwas adjourned.)", "We are in recess."),
        ("We are in recess.\n(Whereupon, a recess was taken.)", "We are in recess."),
        ("We are in recess.\n[Whereupon, Exhibit 4 was marked.]", "We are in recess."),
        # harm: the word in a sentence
        ("He rose, whereupon we all left.", "He rose, whereupon we all left."),
        ("Thereupon hangs the case.", "Thereupon hangs the case."),
    ],
)
def test_what_the_reporter_notes_is_not_spoken(end, words):
    found = said(one("a.txt", RECORD.format(end=end)))
    assert ("Orr", words) in found
    assert found[-1] == ("Moss", "Are we back?")


# -- documents that people write ---------------------------------------------------------------------------------------


def docx(*paragraphs, is_bold=()):
    """A Word document of paragraphs, some of them in bold."""
    runs = (
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if n in is_bold else ''}<w:t>{text}</w:t></w:r></w:p>"
        for n, text in enumerate(paragraphs)
    )
    return word_xml("".join(runs))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("NEWS RELEASE", "18 May 2024", "Ferry to sail", WORDS), "2024-05-18"),
        (("Ferry to sail", "Saturday, May 18, 2024", WORDS), "2024-05-18"),
        (("Ferry to sail", "Issued: 18 May 2024", WORDS), "2024-05-18"),
        # harm: a day in a sentence, two days, one below the text
        (("Ferry to sail", "It sails on 18 May 2024.", WORDS), None),
        (("18 May 2024", "19 May 2024", WORDS), None),
        (("Ferry to sail", WORDS + " She had said so in the spring, in the summer and in the autumn of the year before.", "18 May 2024"), None),
    ],
)  # fmt: skip
def test_the_day_on_a_line_over_a_document_is_that_of_publication(lines, day):
    rtf = "{\\rtf1\\ansi " + "\\par ".join(lines).replace("“", "\\ldblquote ").replace("”", "\\rdblquote ") + "}"
    assert [one("a.docx", docx(*lines)).published, one("a.rtf", rtf).published] == [day, day]


def test_a_day_after_the_file_was_last_changed_is_that_of_what_it_announces():
    from service.sources.plain import dated

    assert dated("The fair\n18 May 2024\nCome all.", "2024-03-01T10:00:00") == {}
    assert dated("The fair\n18 May 2024\nCome all.", "2024-05-20") == {"published": "2024-05-18", "published_basis": "text"}


def test_a_title_in_bold_asks_no_question():
    lines = ("“I never wanted it”: an interview with Idris Fenn", "Idris Fenn has run the quay for nine years.", "Why did you take it?",
             "My father asked me to.", "Would you do it again?", "I would do it twice.")  # fmt: skip
    document = one("a.docx", docx(*lines, is_bold=(0, 2, 4)))
    assert document.kind == "interview"
    assert [words for speaker, words in said(document) if speaker == "Idris Fenn"] == [
        "My father asked me to.",
        "I would do it twice.",
    ]
    assert not any("nine years" in words for _, words in said(document))


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Harbour Board Press Office", "Harbour Board"),
        ("Skarn Rail – Media Team", "Skarn Rail"),
        ("Ellery Council Newsroom", "Ellery Council"),
        ("Skarn Water Communications", "Skarn Water"),
        # harm: names that end so
        ("Associated Press", "Associated Press"),
        ("Press Office", "Press Office"),
        ("Home Office", "Home Office"),
        ("The Ellery News", "The Ellery News"),
    ],
)
def test_a_release_is_of_the_body_and_not_of_its_press_office(sender, outlet):
    mail = f'From: "{sender}" <press@a.test>\nSubject: Ferry\nDate: Sat, 18 May 2024 09:00:00 +0000\n\n{WORDS}\n'
    assert one("a.eml", mail).outlet == outlet
