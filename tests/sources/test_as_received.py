"""What newsrooms receive beside whole pages: fragments of a content system, pages of debates, minutes, downloads of accounts, numbered prints."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.sources.made import pdf, word_xml
from tests.sources.reading import parsed, said
from tests.sources.test_other import PAGE, dump

TEXT = "The town has asked the harbor office for its books since the spring, and has had no answer to any of its letters."
STORY = f"<p>{TEXT}</p><p>“We sail at noon,” said Ines Calloway.</p><p>{TEXT}</p>"


def of(name, content):
    """(title, kind, what is said) of the one document of a file."""
    found = parsed(name, content)
    assert not found.refused, found.refused
    (given,) = found.documents
    return given.document.title, given.document.kind, said(given.document)


# -- the inside of an article -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "title", "expected"),
    [
        ("<p>“We sail at noon,” said Peig Donnelly.</p>", None, [("Peig Donnelly", "We sail at noon,")]),
        ("\n<!-- wp:paragraph -->\n<p>“We sail,” said Peig Donnelly.</p>", None, [("Peig Donnelly", "We sail,")]),
        ("<h1>The <em>ferry</em></h1><p>“We sail,” said Peig Donnelly.</p>", "The ferry", [("Peig Donnelly", "We sail,")]),
        ("<blockquote><p>We sail at noon.</p><cite>Maro Fenn</cite></blockquote>", None, [("Maro Fenn", "We sail at noon.")]),
        (
            "<blockquote><p>We sail at noon.</p><cite>Maro Fenn Chairman of the guild</cite></blockquote>",
            None,
            [("Maro Fenn", "We sail at noon.")],
        ),
        ("<ul><li>“We sail,” said Peig Donnelly.</li></ul>", None, [("Peig Donnelly", "We sail,")]),
        (f"<title>The ferry</title>{STORY}", "The ferry", [("Ines Calloway", "We sail at noon,")]),
        (
            f"<html><body><nav><p>“No,” said Orla Fenn.</p></nav>{STORY}</body></html>",
            None,
            [("Ines Calloway", "We sail at noon,")],
        ),
    ],
)
def test_a_fragment_is_read_whole_and_a_page_as_a_page(content, title, expected):
    assert of("a.html", content) == (title, "article", expected)


@pytest.mark.parametrize(
    ("content", "reason"), [("<p> </p>", "no text in this HTML"), ("<p>x</p>" + "<br>" * 60_000, "more than 50000 tags")]
)
def test_a_fragment_without_words_and_one_of_nothing_but_tags_are_refused(content, reason):
    (refused,) = parsed("a.html", content).refused
    assert reason in refused


# -- other stories ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("box", "is_left_out"),
    [
        ("<div><h2>More on this story</h2><p>“The pier is shut,” says Orla Fenn.</p></div>", True),
        ("<section><h3>Related stories</h3><p>“The pier is shut,” says Orla Fenn.</p></section>", True),
        ("<div> <h4>You may also like:</h4><p>“The pier is shut,” says Orla Fenn.</p></div>", True),
        ("<div><h2>More on this story from the pier</h2><p>“The pier is shut,” says Orla Fenn.</p></div>", False),
        ("<div><h2>Analysis</h2><p>“The pier is shut,” says Orla Fenn.</p></div>", False),
        ("<div><p>“The pier is shut,” says Orla Fenn.</p><h2>Related stories</h2></div>", False),
    ],
)
def test_a_division_under_a_heading_of_other_stories_is_none_of_this_one(box, is_left_out):
    page = f"<html><body><article>{STORY}{STORY.replace('noon', 'dusk')}{box}</article></body></html>"
    words = [words for _, words in of("a.html", page)[2]]
    assert ("The pier is shut," not in words) is is_left_out
    assert words[:2] == ["We sail at noon,", "We sail at dusk,"]


# -- what leads up to a picture ---------------------------------------------------------------------------------------

LEAD, NARRATED, QUOTED = (
    "Ines Calloway, the pilot, said in a post:",
    "The pier was shut at noon, and has been since then.",
    "“We sail.”",
)
DRAWING = "<w:p><w:r><w:drawing/></w:r></w:p>"


def word(*paragraphs):
    """A Word document of paragraphs, those that are XML as they are."""
    return word_xml("".join(p if p.startswith("<") else f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.md", f"{LEAD}\n\n![A post](a.png)\n\n{NARRATED}", []),
        ("a.md", f"{LEAD}\n![A post](a.png)\n\n{NARRATED}", []),
        ("a.md", f"{LEAD}\n\n[![A post](a.png)](https://pier.example)\n\n{NARRATED}", []),
        ("a.md", f'{LEAD}\n\n<iframe src="a"></iframe>\n\n{NARRATED}', []),
        ("a.docx", word(LEAD, DRAWING, NARRATED), []),
        ("a.docx", word(LEAD, "<w:p/>", DRAWING, NARRATED), []),
        ("a.md", f"{LEAD}\n\n{NARRATED}", [("Ines Calloway", NARRATED)]),
        ("a.md", f"{LEAD}\n\n![The pilot](a.png)\n\n{QUOTED}", [("Ines Calloway", "We sail.")]),
        ("a.docx", word(LEAD, DRAWING, QUOTED), [("Ines Calloway", "We sail.")]),
        ("a.docx", word(LEAD, NARRATED, DRAWING), [("Ines Calloway", NARRATED)]),
    ],
)
def test_words_before_a_picture_lead_up_to_what_is_not_read(name, content, expected):
    assert of(name, content)[2] == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<p align="center">“We sail,” said Peig Donnelly.</p>\n\nNo more.', [("Peig Donnelly", "We sail,")]),
        ("Ines Calloway wrote:\n\n<blockquote>We sail at noon, whoever is on the pier.</blockquote>\n",
         [("Ines Calloway", "We sail at noon, whoever is on the pier.")]),
        ("“We sail,<br>all of us,” said Peig Donnelly.", [("Peig Donnelly", "We sail, all of us,")]),
        ("<!-- “No,” said Orla Fenn. -->\n\n“We sail,” said Peig Donnelly.", [("Peig Donnelly", "We sail,")]),
        ("<style>\n“No,” said Orla Fenn.\n</style>\n\n“We sail,” said Peig Donnelly.", [("Peig Donnelly", "We sail,")]),
    ],
)  # fmt: skip
def test_html_in_markdown_is_read_as_it_shows(content, expected):
    assert of("a.md", content)[2] == expected


# -- debates, minutes, records ----------------------------------------------------------------------------------------

HANSARD = """<html><head><title>Piers - Hansard - UK Parliament</title></head><body><h1>Piers</h1>
<div class="sub-title">Volume 700: debated on Monday 20 May 2024</div>{}</body></html>"""
ITEM = """<div class="contribution row"><h2><div class="primary-text">{} <span class="secondary">{}</span></div></h2>
<button>Share this</button><p class="hs_Para">{}</p></div>"""
SPEECH = """<div class="debate-speech"><h2><strong class="debate-speech__speaker__name">{}</strong>
<small class="debate-speech__speaker__position">{}</small></h2><div class="debate-speech__content"><p>{}</p></div></div>"""


@pytest.mark.parametrize("item", [ITEM, SPEECH])
def test_each_speech_of_a_page_of_a_debate_is_its_member_s(item):
    page = HANSARD.format(
        item.format("Orla Fenn", "(Ellery) (Ind)", "The pier is shut.<br>It has been since May.")
        + item.format("Madam Deputy Speaker (Ines Calloway)", "", "Order.")
        + item.format("Orla Fenn", "", "I am grateful.")
    )
    (given,) = parsed("a.html", page).documents
    assert (given.document.kind, given.document.title, given.document.published) == (
        "transcript",
        "Piers",
        "2024-05-20" if item is ITEM else None,
    )
    assert said(given.document) == [
        ("Orla Fenn", "The pier is shut. It has been since May."), ("Ines Calloway", "Order."), ("Orla Fenn", "I am grateful.")
    ]  # fmt: skip


def test_an_article_about_a_contribution_is_no_debate():
    page = f'<html><body><article><p class="contribution">{TEXT}</p>{STORY}</article></body></html>'
    assert of("a.html", page)[1:] == ("article", [("Ines Calloway", "We sail at noon,")])


MINUTES = "Minutes of the pier board\n\nPresent: Mr Fenn, Mrs Calloway\n\n"


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ("Mr Fenn: The pier is shut.\nMrs Calloway: Since when?\nMr Fenn: Since May.\nMrs Calloway: I see.",
         [("Mr Fenn", "The pier is shut."), ("Mrs Calloway", "Since when?"), ("Mr Fenn", "Since May."), ("Mrs Calloway", "I see.")]),
        ("Cllr Fenn: The pier is shut.\n\nMs. Ann Ek (Clerk): Since when?\n\nCllr Fenn: Since May.\n\nDr Ek: I see.\n\nThe meeting closed at nine.",
         [("Fenn", "The pier is shut."), ("Ann Ek", "Since when?"), ("Fenn", "Since May."), ("Ann Ek", "I see.")]),
        ("Mr Fenn: said that the pier was shut.\nMrs Calloway: asked since when.\nMr Fenn: replied.\nMrs Calloway: thanked him.", []),
        ("Mr Fenn: The pier is shut.\n\nThe board then went to lunch, and came back at two.", []),
    ],
)  # fmt: skip
def test_minutes_name_who_speaks_before_a_colon(turns, expected):
    assert of("a.txt", MINUTES + turns)[2] == expected


RECORD = "[Congressional Record Volume 170, Number 9 (Monday, May 20, 2024)]\n[House]\n[Page H9]\n\n             THE PIER\n\n"


@pytest.mark.parametrize(
    ("head", "turns", "expected"),
    [
        (RECORD, "  Mr. FENN. Madam Speaker, I rise for the\npier.\n  I yield back.\n", [("Fenn", "Madam Speaker, I rise for the pier. I yield back.")]),
        (RECORD, "  Mr. FENN. I rise for the\n\n[[Page H10]]\n\npier.\n  Ms. EK of Iowa. I object.\n", [("Fenn", "I rise for the pier."), ("Ek", "I object.")]),
        ("The Beacon, May 20, 2024\n\n", "  Mr. FENN. I rise for the pier.\n  He sat down.\n", []),
    ],
)  # fmt: skip
def test_a_part_of_the_congressional_record_may_have_one_turn(head, turns, expected):
    assert of("a.txt", head + turns)[2] == expected


def numbered(lines, foot):
    """A page of a hearing: lines with their numbers in a column of their own, all set alike, over a foot."""
    rows = [(60, 760 - 25 * n, str(n + 1)) for n in range(25)]
    return [*rows, *((90, 760 - 25 * n, line) for n, line in enumerate(lines) if line), (200, 60, foot)]


def test_turns_of_a_print_with_numbered_lines_need_no_indent_and_its_foot_is_no_words():
    first = ["PIER COMMITTEE HEARING", "", "Monday, May 20, 2024", "", "The Chairman. The hearing will come to order, and I thank you all.",
             "Mr. Fenn. Since when is the pier shut, I should like to know?", "Dr. Ek. It is shut since May, as I have told the board in",
             "three letters.", "Mr. Fenn. I asked the board and spoke with", "Dr. Ek about it."]  # fmt: skip
    second = ["Dr. Ek. It was so.", "The Chairman. We stand adjourned."]
    foot = "This is a draft of the record."
    _, kind, found = of("a.pdf", pdf([numbered(first, foot), numbered(second, foot)]))
    assert kind == "transcript"
    assert found == [
        ("The Chairman", "The hearing will come to order, and I thank you all."),
        ("Fenn", "Since when is the pier shut, I should like to know?"),
        ("Ek", "It is shut since May, as I have told the board in three letters."),
        ("Fenn", "I asked the board and spoke with Dr. Ek about it."),
        ("Ek", "It was so."),
        ("The Chairman", "We stand adjourned."),
    ]


# -- what stands among other things ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("behind", ["", "<p>No more.</p>"])
def test_a_comment_behind_a_picture_does_not_stop_a_fragment(behind):
    content = f"<p>“We sail,” said Peig Donnelly, who was asked:</p><p><img src='a'></p><!-- an advertisement -->{behind}"
    assert of("a.html", content)[2] == [("Peig Donnelly", "We sail,")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"text": "“We sail,” said Peig."}\n\n{"text": "“We stay,” said Maro."}\n', ["We sail,", "We stay,"]),
        ('{"text":\n "“We sail,” said Peig."}\n', ["We sail,"]),
        ('[{"text": "“We sail,” said Peig."},\n{"text": "“We stay,” said Maro."}]', ["We sail,", "We stay,"]),
    ],
)
def test_lines_of_json_are_read_under_the_name_of_json(content, words):
    assert [text for given in parsed("a.json", content).documents for _, text in said(given.document)] == words


# -- programs and services --------------------------------------------------------------------------------------------


def test_a_transcript_of_meet_with_a_list_of_those_who_attend_ends_where_the_program_says_so():
    text = "Attendees\nOrla Fenn, Maro Ek\n\nTranscript\n00:00:00\n \nOrla Fenn: We sail.\nMaro Ek: Good.\n\nTranscription ended after 00:01:00\n"
    assert of("a.txt", text)[2] == [("Orla Fenn", "We sail."), ("Maro Ek", "Good.")]


def download(account, **others):
    """A download of X of an account: its posts, and the file that tells whose it is."""
    out = io.BytesIO()
    tweets = '[{"tweet": {"id_str": "1", "full_text": "We sail at noon."}}, {"tweet": {"id_str": "2", "full_text": "RT @fenn: The pier is shut."}}]'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {tweets}")
        if account:
            archive.writestr("data/account.js", account)
        for name, content in others.items():
            archive.writestr(f"data/{name}.txt", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("account", "owner"),
    [
        (
            'window.YTD.account.part0 = [{"account": {"username": "icalloway", "accountDisplayName": "Ines Calloway"}}]',
            "Ines Calloway",
        ),
        ('window.YTD.account.part0 = [{"account": {"username": "icalloway"}}]', "@icalloway"),
        ('window.YTD.account.part0 = [{"account": 7}]', None),
        ("not what it should be", None),
        ("", None),
    ],
)
def test_posts_in_a_download_of_x_are_its_owner_s_and_reposts_are_not(account, owner):
    found = parsed("a.zip", download(account, note="“No,” said Orla Fenn."))
    texts = [said(given.document) for given in found.documents]
    assert texts == [[(owner, "We sail at noon.")], [("@fenn", "The pier is shut.")], [("Orla Fenn", "No,")]]


@pytest.mark.parametrize(
    ("actor", "speaker"),
    [
        ({"id": "https://m.example/users/ines", "name": "Ines Calloway :lamp:"}, "Ines Calloway"),
        ({"id": "https://m.example/users/mo", "name": "Mo Tarn"}, "@ines@m.example"),
        ({"id": "https://m.example/users/ines", "name": ""}, "@ines@m.example"),
        ([7], "@ines@m.example"),
    ],
)
def test_posts_in_a_download_of_mastodon_are_by_the_name_that_the_account_shows(actor, speaker):
    note = {
        "type": "Create",
        "object": {"type": "Note", "content": "<p>We sail at noon.</p>", "attributedTo": "https://m.example/users/ines"},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("actor.json", json.dumps(actor))
        archive.writestr("outbox.json", json.dumps({"type": "OrderedCollection", "orderedItems": [note]}))
    found = parsed("a.zip", out.getvalue())
    assert [said(given.document) for given in found.documents] == [[(speaker, "We sail at noon.")]]


@pytest.mark.parametrize(
    ("wikitext", "stage"),
    [
        ("{{develop}}\n{{date|May 20, 2024}}\n“We sail,” said Peig.", "develop"),
        ("{{Under review|x}}\n“We sail,” said Peig.", "under review"),
        ("{{ breaking_review }}\n“We sail,” said Peig.", "breaking review"),
        ("{{review}}\n“We sail,” said Peig.\n{{publish}}", None),
        ("<!-- {{develop}} -->“We sail,” said Peig.", None),
        ("“We sail,” said Peig. {{w|Develop}}", None),
    ],
)
def test_an_article_of_wikinews_that_is_not_published_is_refused(wikitext, stage):
    found = parsed("a.xml", dump("enwikinews", PAGE.format(ns=0, text=wikitext.replace("<", "&lt;"))))
    assert found.refused == ([f"a.xml: Pier stays: it is not published: its stage is {stage!r}"] if stage else [])
    assert bool(found.documents) is (stage is None)


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("'''[[w:Orla Fenn|Orla Fenn]]''' ([[2 May]] [[1871]] – 1940) was a pilot.", "Orla Fenn"),
        ("'''Orla Fenn''' (2 May 1871 – 1940) was a pilot.", "Orla Fenn"),
        ("'''Orla Fenn''' (a ship of [[1871]]) was lost.", None),
    ],
)
def test_a_page_of_wikiquote_is_of_a_person_whose_years_stand_behind_the_name(opening, speaker):
    page = PAGE.format(ns=0, text=f"{opening}\n== Quotes ==\n* We never sailed at night.\n").replace("Pier stays", "Orla Fenn")
    (given,) = parsed("a.xml", dump("enwikiquote", page)).documents
    assert given.document.speaker == speaker
