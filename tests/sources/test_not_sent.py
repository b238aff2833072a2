"""What exports hold beside what was published, and values in them that only look like labels, names or days."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from service.sources import read_parts
from tests.sources.reading import KNOWN, read, said

SAID = "“The pier stays,” said Ines Calloway."
ENTRIES = """TITLE: Pier
AUTHOR: mo
DATE: 05/18/2024 09:30:00 AM
STATUS: {status}
-----
BODY:
<p>“The pier stays,” said Ines Calloway.</p>
-----
COMMENT:
AUTHOR: peig
“It does not,” said Tobias Fenn.
-----
--------
"""


def taken(name, content):
    found = read_parts(name, content, KNOWN)
    return [given.document for given in found.documents], found.refused


@pytest.mark.parametrize(("status", "is_read"), [("Publish", True), ("Draft", False)])
def test_entries_of_movable_type_are_read_without_their_comments(status, is_read):
    documents, refused = taken("a.txt", ENTRIES.format(status=status).encode())
    assert [(d.title, d.published, d.text) for d in documents] == ([("Pier", "2024-05-18", SAID)] if is_read else [])
    assert bool(refused) == (not is_read)


def test_a_letter_that_was_not_sent_is_none_of_a_download_of_substack():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "posts.csv", "post_id,post_date,is_published,title\n1.pier,2024-05-18T06:00:00.000Z,true,Pier\n2.lamp,,false,Lamp\n"
        )
        archive.writestr("posts/1.pier.html", f"<p>{SAID}</p>")
        archive.writestr("posts/2.lamp.html", "<p>“The lamp is mine,” said Ines Calloway.</p>")
    documents, refused = taken("a.zip", packed.getvalue())
    assert [(d.title, d.published, d.text) for d in documents] == [("Pier", "2024-05-18", SAID)]
    assert len(refused) == 1
    assert "2.lamp.html: it is not published" in refused[0]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (".c2{text-decoration:line-through}", "I never sold it,"),
        (".c1, .c2 { color: red; text-decoration-line: line-through; }", "I never sold it,"),
        (".c2{text-decoration:underline}", "I gladly never sold it,"),
        (".c3{text-decoration:line-through}", "I gladly never sold it,"),
    ],
)
def test_what_a_page_s_own_sheet_strikes_out_is_no_word(style, words):
    page = f'<html><head><style>{style}</style></head><body><p>“I <span class="c2">gladly </span>never sold it,” said Mo Tarn.</p><p>It was late, and the board had gone home in the rain.</p></body></html>'
    (document,) = read("a.html", page.encode())
    assert said(document)[0] == ("Mo Tarn", words)


@pytest.mark.parametrize(
    ("name", "content", "speaker"),
    [
        ("a.jsonl", {"rawContent": "We sail.", "date": "2024-05-18T00:00:00+00:00", "user": {"username": "mo", "displayname": "Mo Tarn"}}, "Mo Tarn"),
        ("a.jsonl", {"id": "5", "author_id": "9", "text": "We sail.", "created_at": "2024-05-18T00:00:00Z", "author": {"username": "mo", "name": "Mo Tarn"}}, "Mo Tarn"),
        ("a.csv", 'tweet_id,timestamp,source,text\n5,2024-05-18 01:00:00 +0000,"<a href=""x"">Web</a>",We sail.\n', None),
        ("a.csv", "id,date,text,isRetweet,device\n5,2024-05-18 01:00:00,RT @mo: We sail.,t,Web\n", "@mo"),
    ],
)  # fmt: skip
def test_posts_of_more_collections_are_posts(name, content, speaker):
    (document,) = read(name, (content if isinstance(content, str) else json.dumps(content)).encode())
    assert (document.kind, document.text, document.speaker, document.published, document.outlet) == (
        "post",
        "We sail.",
        speaker,
        "2024-05-18",
        None,
    )


@pytest.mark.parametrize(
    ("author", "name", "role"),
    [
        ("Ines Calloway, The Pier at Night", "Ines Calloway", "The Pier at Night"),
        ("Ines Calloway, mayor of Ellery", "Ines Calloway", "mayor of Ellery"),
        ("Calloway, Ines", "Calloway, Ines", None),
        ("Calloway Tarn, Maria Ines", "Calloway Tarn, Maria Ines", None),
        ("Mo Tarn, Jr.", "Mo Tarn, Jr.", None),
    ],
)
def test_a_work_behind_a_whole_name_is_no_part_of_it(author, name, role):
    (document,) = read("a.json", json.dumps({"Quote": "Never lend a lamp.", "Author": author}).encode())
    speaker = document.stated[0].attribution.speaker
    assert (speaker.name, speaker.role) == (name, role)


def test_a_post_of_jekyll_that_says_that_it_is_published_has_its_day():
    (document,) = read("a.md", f"---\ntitle: Pier\ndate: 2024-05-18 10:00:00 +0000\npublished: true\n---\n\n{SAID}\n".encode())
    assert document.published == "2024-05-18"


def test_fields_in_capitals_are_no_speakers():
    text = f"Pier kept\n\nBYLINE: Mo Tarn\n\nSECTION: NEWS\n\nLENGTH: 96 words\n\n{SAID}\n\nLOAD-DATE: May 18, 2024\n\nLANGUAGE: ENGLISH\n"
    (document,) = read("a.txt", text.encode())
    assert document.kind == "article"


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("FOR IMMEDIATE RELEASE\nMay 18, 2024\n\nCONTACT: Mo Tarn, mo@ellery.example\n\nPIER KEPT", "PIER KEPT", "2024-05-18"),
        ("Press Release No. 24/7\n\nPier kept", "Pier kept", None),
        ("NEWS RELEASE\nFor release: Saturday 18 May 2024\n\nPier kept", "Pier kept", "2024-05-18"),
        ("Pier kept\n\nELLERY, Maine, May 18, 2024 /PRNewswire/ -- The board met.", "Pier kept", "2024-05-18"),
        ("Pier kept\n\nELLERY, Maine--(BUSINESS WIRE)--The board met.", "Pier kept", None),
    ],
)
def test_a_text_that_says_that_it_is_a_release_is_one(head, title, day):
    (document,) = read("a.txt", f"{head}\n\n{SAID}\n".encode())
    assert (document.kind, document.title, document.published) == ("release", title, day)


@pytest.mark.parametrize(
    "title", ["Press release fatigue", "Embargo on beef ends", "For release of the crew, a ransom", "Media statement of the year"]
)
def test_an_article_about_releases_is_none(title):
    (document,) = read("a.txt", f"{title}\n\n{SAID}\n".encode())
    assert (document.kind, document.title) == ("article", title)


def test_comments_and_settings_of_an_export_of_blogger_are_no_posts():
    entry = "<entry><id>tag:blogger.com,1999:blog-1.{0}-1</id><published>2024-05-18T10:00:00Z</published><title>T</title><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{0}'/><content type='html'>&lt;p&gt;{1}&lt;/p&gt;</content></entry>"
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Pier</title>" + "".join(
        entry.format(kind, words)
        for kind, words in (("settings", "“No,” said Mo Tarn."), ("post", SAID), ("comment", "“Never,” said Mo Tarn."))
    )
    (document,) = read("a.xml", (feed + "</feed>").encode())
    assert (document.text, document.outlet) == (SAID, "The Pier")


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("a.xml", '<transcript><text start="0.5" dur="2">We sail &amp;amp; sing.</text></transcript>', [(None, "We sail & sing.")]),
        ("a.xml", '<timedtext format="3"><body><p t="500" d="900"><s>We</s><s t="2"> sail.</s></p></body></timedtext>', [(None, "We sail.")]),
        (
            "a.json",
            '{"Transcript": [{"Content": "We sail.", "ParticipantRole": "AGENT", "BeginOffsetMillis": 0, "EndOffsetMillis": 900},'
            ' {"Content": "When?", "ParticipantRole": "CUSTOMER", "BeginOffsetMillis": 900, "EndOffsetMillis": 1900}]}',
            [("AGENT", "We sail."), ("CUSTOMER", "When?")],
        ),
    ],
)  # fmt: skip
def test_captions_and_calls_of_more_services_are_transcripts(name, content, right):
    (document,) = read(name, content.encode())
    assert said(document) == right


def test_entries_of_contentful_in_an_export_are_read():
    body = {"nodeType": "document", "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": SAID}]}]}
    entry = {
        "sys": {"id": "1", "publishedAt": "2024-05-18T10:00:00Z"},
        "fields": {"title": {"en-US": "Pier"}, "body": {"en-US": body}},
    }
    (document,) = read("a.json", json.dumps({"entries": [entry], "contentTypes": []}).encode())
    assert (document.title, document.text, document.published) == ("Pier", SAID, "2024-05-18")


def test_an_item_of_the_api_of_ap_is_one_of_an_agency():
    item = {
        "altids": {"itemid": "x"},
        "type": "text",
        "pubstatus": "usable",
        "firstcreated": "2024-05-18T10:00:00Z",
        "headline": "Pier",
        "body_nitf": f"<block><p>{SAID}</p></block>",
    }
    (document,) = read("a.json", json.dumps({"data": {"item": item}}).encode())
    assert (document.title, document.text, document.published) == ("Pier", SAID, "2024-05-18")


@pytest.mark.parametrize("mark", ["Mo Tarn(Direct Message)", "Mo Tarn (Privately)"])
def test_a_message_of_a_chat_to_one_person_is_not_public(mark):
    chat = f"16:04:11 From Ines Calloway to Everyone:\n\tThe pier stays.\n16:04:40 From Ines Calloway to {mark}:\n\tDo not print that.\n16:04:55 From Mo Tarn to Everyone:\n\tSince when?\n"
    (document,) = read("chat.txt", chat.encode())
    assert said(document) == [("Ines Calloway", "The pier stays."), ("Mo Tarn", "Since when?")]


@pytest.mark.parametrize(
    ("colours", "right"),
    [
        (("#ffff00", "#00ffff"), [(None, "We sail."), (None, "When?")]),
        (("yellow", "yellow"), [(None, "We sail. When?")]),
    ],
)
def test_colours_of_subrip_tell_who_speaks_apart(colours, right):
    cues = zip((1, 2), colours, ("We sail.", "When?"), strict=True)
    srt = "".join(f'{n}\n00:00:0{n},000 --> 00:00:0{n},900\n<font color="{colour}">{words}</font>\n\n' for n, colour, words in cues)
    (document,) = read("a.srt", srt.encode())
    assert said(document) == right


@pytest.mark.parametrize(
    ("signed", "name", "role"),
    [
        ("Harbor master Tobias Fenn", "Tobias Fenn", "Harbor master"),
        ("Tobias Fenn", "Tobias Fenn", None),
        ("Tobias van der Fenn", "Tobias van der Fenn", None),
        ("Mary of the Fenn Tarn", "Mary of the Fenn Tarn", None),
    ],
)
def test_an_office_before_a_name_under_a_quotation_is_its_role(signed, name, role):
    filler = "<p>The lamps on the quay were lit for an hour and a half, and some forty boats lay in the harbor that night in the rain.</p>"
    page = f"<html><body><article><h1>Pier</h1>{filler}<figure><blockquote><p>We sail at noon or never.</p></blockquote><figcaption>{signed}</figcaption></figure>{filler}</article></body></html>"
    (document,) = read("a.html", page.encode())
    speaker = document.stated[0].attribution.speaker
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("title", "mark", "speaker"),
    [
        ("Remarks by Mayor Ines Calloway at the opening of the pier", "(As delivered)", "Ines Calloway"),
        ("Speech by Ines Calloway, Member of the Board", "Check against delivery", "Ines Calloway"),
        ("Keynote address by Dr Ines Calloway", "Remarks as delivered.", "Ines Calloway"),
        ("Remarks by Mayor Ines Calloway at the opening of the pier", "(As expected)", None),
        ("The speech of the year", "(As delivered)", None),
        ("Speech by the mayor", "Check against delivery", None),
    ],
)
def test_a_speech_that_was_delivered_so_is_whoever_its_head_names(title, mark, speaker):
    text = f"{title}\n\nEllery, 18 May 2024\n\n{mark}\n\nFriends, the pier stays. (Applause.)\n\nWe sail at noon.\n"
    (document,) = read("a.txt", text.encode())
    assert (document.kind, document.speaker) == (("speech", speaker) if speaker else ("article", None))
    assert document.published == "2024-05-18" or not speaker
    assert document.text == "Friends, the pier stays.\n\nWe sail at noon." or not speaker


def test_the_parts_of_a_call_in_several_lists_are_one_talk():
    def turns(*pairs):
        return [{"speaker": who, "speech": words} for who, words in pairs]

    call = {
        "header_texts": ["Prepared Remarks:"],
        "prepared_remarks": turns(("Operator", "Welcome."), ("Peig Donnelly", "We sold lamps.")),
        "q_and_a": turns(("Ida Fenn", "How many?"), ("Peig Donnelly", "Nine.")),
        "participants": ["Peig Donnelly--CEO"],
    }
    (document,) = read("a.json", json.dumps(call).encode())
    assert said(document) == [
        ("Operator", "Welcome."),
        ("Peig Donnelly", "We sold lamps."),
        ("Ida Fenn", "How many?"),
        ("Peig Donnelly", "Nine."),
    ]


def test_lists_beside_a_text_are_no_talk():
    row = {
        "title": "Pier",
        "text": SAID,
        "asides": [{"speaker": "Mo Tarn", "text": "No."}, {"speaker": "Ida Fenn", "text": "Yes."}],
    }
    (document,) = read("a.json", json.dumps(row).encode())
    assert (document.kind, document.text) == ("article", SAID)
