"""Titles, outlets, days and names as exports give them, and what of a text is struck out, in files that set these otherwise than most."""

from __future__ import annotations

import json

import pytest

from service.errors import UnreadableSource
from service.sources.markdown import map_markdown
from tests.sources.made import pdf
from tests.sources.reading import parsed, read
from tests.sources.reading import said as spoken

SAID = "“It is gone,” said Ada Moss."


def one(name, content):
    data = content if isinstance(content, (bytes, str)) else json.dumps(content)
    (document,) = read(name, data if isinstance(data, bytes) else data.encode())
    return document


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("“We will ~~gladly~~ never sell it,” said Ada Moss.", "“We will never sell it,” said Ada Moss."),
        ("“~~Never~~ Never,” said Ada Moss.", "“Never,” said Ada Moss."),
        ("We ~~**always**~~ lost ~~it~~ them.", "We lost them."),
        ("It cost ~20 pounds and ~5~ pence.", "It cost ~20 pounds and ~5~ pence."),
        ("Use ~~ to strike.", "Use ~~ to strike."),
        ("`~~kept~~` as code.", "~~kept~~ as code."),
    ],
)
def test_what_markdown_strikes_out_is_no_word(written, shown):
    mapped = map_markdown(f"{written}\n\nAnd so on.\n")
    assert " ".join(mapped.text.split()) == f"{shown} And so on."


@pytest.mark.parametrize(
    ("fields", "outlet", "url"),
    [
        ({"source": "https://tide.example/1"}, None, "https://tide.example/1"),
        ({"source": "https://tide.example/1", "source-hostname": "Tidewatch"}, "Tidewatch", "https://tide.example/1"),
        (
            {"source": "https://tide.example/x", "url": "https://tide.example/1", "publisher": "Tidewatch"},
            "Tidewatch",
            "https://tide.example/1",
        ),
        ({"source": "Tidewatch", "url": "https://tide.example/1"}, "Tidewatch", "https://tide.example/1"),
        ({"source": {"name": "Tidewatch"}}, "Tidewatch", None),
        ({"Media Outlet": "Tidewatch"}, "Tidewatch", None),
        ({"Medium": "Tidewatch"}, "Tidewatch", None),
        ({"Zeitung": "Tidewatch", "Medium": "Print"}, "Tidewatch", None),
        ({"Medium": "Online"}, None, None),
        ({"source": "Web", "publication": "Tidewatch"}, "Tidewatch", None),
    ],
)
def test_an_address_is_no_outlet(fields, outlet, url):
    document = one("a.json", {"title": "Tide", "text": SAID, **fields})
    assert (document.outlet, document.url) == (outlet, url)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Light <em>stays</em> &amp; burns", "Light stays & burns"),
        ('The <span class="x">quay</span>', "The quay"),
        ("&lt;b&gt;Bold&lt;/b&gt; plan", "Bold plan"),
        ("We <3 gulls", "We <3 gulls"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("The <title> of nothing", "The <title> of nothing"),
    ],
)
def test_titles_have_no_tags_of_letters(given, title):
    assert one("a.json", {"title": given, "text": SAID}).title == title


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" standard="NewsML-G2"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="TPA"/><versionCreated>2025-03-04T10:00:00Z</versionCreated>{}</itemMeta><contentMeta>{}</contentMeta><contentSet><inlineData contenttype="text/plain">{}</inlineData></contentSet></newsItem>"""


@pytest.mark.parametrize(
    ("named", "headline", "title"),
    [
        ("<title>Light stays</title>", "", "Light stays"),
        ("<title>Light stays</title>", "<headline>Keeper stays</headline>", "Keeper stays"),
        ("<title>light-4711.xml</title>", "", None),
    ],
)
def test_an_item_without_a_headline_has_the_name_that_is_words(named, headline, title):
    assert one("a.xml", ITEM.format(named, headline, SAID)).title == title


def test_posts_of_a_thread_are_each_its_authors():
    def post(number, handle, text, **more):
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2025-03-04T10:00:00Z"}
        return {"post": {"uri": f"at://did:plc:{handle}/app.bsky.feed.post/{number}", "author": {"handle": f"{handle}.example", "displayName": handle.title()},
                         "record": record}, **more}  # fmt: skip

    answers = [
        post(3, "bo", "I took it.", replies=[post(4, "ada", "Bring it back.")]),
        {"$type": "app.bsky.feed.defs#blockedPost", "blocked": True},
    ]
    found = parsed(
        "a.json", json.dumps({"thread": post(2, "ada", "It is gone.", parent=post(1, "kit", "Is it there?"), replies=answers)})
    )
    assert [(d.speaker, d.text) for d in (given.document for given in found.documents)] == [
        ("Kit", "Is it there?"), ("Ada", "It is gone."), ("Bo", "I took it."), ("Ada", "Bring it back."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Says Ada Moss said, “I never paid a crown in tax.”", "Ada Moss"),
        ("Did Ada Moss say “I never paid a crown in tax.”?", "Ada Moss"),
        ("Quotes Ada Moss as saying “I never paid a crown in tax.”", "Ada Moss"),
        ("Ada Moss said “I never paid a crown in tax.”", "Ada Moss"),
    ],
)
def test_the_verb_that_a_claim_begins_with_is_no_name(claim, name):
    review = {"@type": "ClaimReview", "claimReviewed": claim, "url": "https://check.example/1", "itemReviewed": {"author": {"name": "Viral image"}},
              "reviewRating": {"alternateName": "Pants on Fire"}}  # fmt: skip
    ((speaker, words),) = spoken(parsed("a.json", json.dumps(review)).documents[0].document)
    assert (speaker, words) == (name, "I never paid a crown in tax.")


@pytest.mark.parametrize(
    "written",
    [
        "00:00:01.000 --> 00:00:02.500\nADA MOSS: It is gone.\n00:00:03.000 --> 00:00:04.500\nAnd lost.\n\n3\n00:00:05,000 --> 00:00:06,000\n\n4\n00:00:07,000 --> 00:00:08,000\nBO TARN: In 1999\n",
        "1\n00:00:01,000 --> 00:00:02,500\nADA MOSS: It is gone.\n\n\n\n2\n00:00:03,000 --> 00:00:04,500 X1:100\nAnd lost.\n3\n00:00:05,000 --> 00:00:06,000\n\n00:00:07,000 --> 00:00:08,000\nBO TARN: In 1999",
    ],
    ids=["no numbers", "odd lines"],
)
def test_subrip_that_lacks_numbers_or_lines_is_read_by_its_times(written):
    assert spoken(one("a.srt", written)) == [("Ada Moss", "It is gone. And lost."), ("Bo Tarn", "In 1999")]


def test_what_has_no_times_is_no_subtitles():
    with pytest.raises(UnreadableSource, match="no times"):
        read("a.srt", b"1\n2\nIt is gone.\n")


def debate(*items, **more):
    return {
        "Overview": {"Title": "Quay", "Date": "2025-03-04T00:00:00", "Location": "Commons Chamber", **more},
        "Items": list(items),
    }


def contribution(who, value):
    return {"ItemType": "Contribution", "AttributedTo": who, "Value": value}


def test_debates_of_hansards_api_are_transcripts():
    inner = debate(contribution("Nell Pell (Kelby) (Ind)", "I ask again."), Title="Quay (again)")
    values = debate(
        {"ItemType": "Timestamp", "Value": "2.31 pm"},
        contribution("Nell Pell (Kelby) (Ind)", "Will he keep it?"),
        contribution("The Minister for Harbours (Ivo Stone)", '<p>We <span class="column-number" data-column-number="9">9</span>will.</p><p>[Interruption.]</p>'),
        contribution("", "Question put."),
        contribution("Mr Speaker", "Order."),
    )  # fmt: skip
    documents = [given.document for given in parsed("a.json", json.dumps({**values, "ChildDebates": [inner]})).documents]
    assert [(d.title, d.published, d.venue, d.kind) for d in documents] == [
        ("Quay", "2025-03-04", "Commons Chamber", "transcript"), ("Quay (again)", "2025-03-04", "Commons Chamber", "transcript"),
    ]  # fmt: skip
    assert spoken(documents[0]) == [
        ("Nell Pell", "Will he keep it?"),
        ("Ivo Stone", "We will."),
        (None, "Question put."),
        ("Mr Speaker", "Order."),
    ]
    assert parsed("a.json", json.dumps(debate())).refused == ["a.json: nobody speaks in these proceedings"]


def test_a_day_alone_on_a_line_over_a_printed_text_is_its_day():
    lines = ["The Kelby Record", "4 March 2023", "The seal is gone", "By Ines Orr", SAID]
    stretches = [(60, 740 - 14 * n, text) for n, text in enumerate(lines)]
    assert read("a.pdf", pdf([stretches]))[0].published == "2023-03-04"
    assert (
        read("a.pdf", pdf([[(60, 740, "The seal"), (60, 726, SAID), (60, 712, "It was seen on 4 March 2023")]]))[0].published
        is None
    )


@pytest.mark.parametrize(
    "heads",
    [
        ("Überschrift", "Volltext", "Erscheinungsdatum", "Quelle", "Autorin"),
        ("Titre", "Texte", "Date de publication", "Journal", "Auteur"),
        ("Título", "Contenido", "Fecha", "Medio", "Autor"),
    ],
)
def test_tables_in_other_languages_name_their_columns(heads):
    row = ";".join(("Tide", SAID, "2024-05-18", "Tidewatch", "Mo Tarn"))
    document = one("a.csv", f"{';'.join(heads)}\n{row}\n".encode("utf-8-sig"))
    known = (document.title, document.text, document.published, document.outlet, document.origin.author)
    assert known == ("Tide", SAID, "2024-05-18", "Tidewatch", "Mo Tarn")
