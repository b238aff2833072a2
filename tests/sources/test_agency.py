"""What news agencies send: NewsML-G2, NewsML 1.2, NITF and ninjs; what is withdrawn, withheld or under embargo."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from tests.sources import reading
from tests.sources.reading import KNOWN, read

SAID = "“The pier stays open to every boat,” said Ines Calloway, the mayor of Ellery."
WORDS = "The pier stays open to every boat,"
NITF = """<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>1 PIER Open</title>
<docdata management-status="usable"><doc-id id-string="EW-77" regsrc="EW"/><date.issue norm="20240518T233000-0400"/>
<doc.copyright holder="Ellery Wire" year="2024"/></docdata></head><body><body.head><hedline><hl1>Pier stays open</hl1></hedline>
<byline>By Mo Tarn<byttl>Staff Writer</byttl></byline><dateline><location>ELLERY</location></dateline></body.head>
<body.content><block><p>&#8220;The <em>pier</em> stays open to every boat,&#8221; said <person>Ines Calloway</person>, the mayor of Ellery.&nbsp;</p>
<media media-type="image"><media-caption><p>&#8220;Never in print,&#8221; said Ines Calloway.</p></media-caption></media>
<hl2>Reaction</hl2><bq><block><p>We shall see about that.</p></block><credit>Peig Donnelly</credit></bq></block></body.content></body></nitf>"""
G2 = """<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:wire.example:77" version="2"><rightsInfo><copyrightHolder literal="EW"><name>Ellery Wire</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="ellerywire"/><versionCreated>2024-05-19T01:00:00-04:00</versionCreated>
<firstCreated>2024-05-18T23:30:00-04:00</firstCreated>{meta}<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><located><name>Ellery</name></located><by>By Mo Tarn</by><headline role="hld:subHeadline">No</headline><headline>Pier stays open</headline>
</contentMeta><contentSet>{content}</contentSet></newsItem>
<newsItem guid="urn:p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem><packageItem guid="urn:k"/></itemSet></newsMessage>"""
XHTML = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SAID}</p><p>More.</p></body></html></inlineXML>'
NEWSML = f"""<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="Carrier"/></SentFrom></NewsEnvelope><NewsItem><Identification><NewsIdentifier>
<ProviderId>wire.example</ProviderId><DateId>20240518</DateId><NewsItemId>77</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240518T233000-0400</FirstCreated>
<ThisRevisionCreated>20240519T010000-0400</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent>
<NewsLines><HeadLine>Pier stays open</HeadLine><ByLine>By Mo Tarn</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="Ellery Wire"/></Provider>
</AdministrativeMetadata><NewsComponent><Role FormalName="Contact"/><ContentItem><DataContent><p>Call the desk, whoever reads this very long line of contacts.</p>
</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="Body"/><ContentItem><MediaType FormalName="Text"/><DataContent><p>{SAID}</p>
</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""
NINJS_1 = {"uri": "urn:newsml:wire.example:77", "type": "text", "versioncreated": "2024-05-19T01:00:00-04:00", "firstcreated": "2024-05-18T23:30:00-04:00",
           "pubstatus": "usable", "headline": "Pier stays open", "byline": "Mo Tarn", "copyrightholder": "Ellery Wire", "located": "Ellery",
           "body_text": "Not this.", "body_xhtml": f"<p>{SAID}</p><p>More.</p>"}  # fmt: skip
NINJS_3 = {"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:newsml:wire.example:77", "versionCreated": "2024-05-19T01:00:00-04:00",
           "firstCreated": "2024-05-18T23:30:00-04:00", "headlines": [{"role": "sub", "value": "No"}, {"role": "main", "value": "Pier stays open"}],
           "bodies": [{"role": "short", "contentType": "text/plain", "value": "x" * 400}, {"role": "main", "contentType": "text/html", "value": f"<p>{SAID}</p>"}],
           "by": "Mo Tarn", "infoSources": [{"name": "Ellery Wire"}]}  # fmt: skip


def g2(content=XHTML, status="usable", meta=""):
    return G2.format(content=content, status=status, meta=meta)


def parsed(name, content):
    found = reading.parsed(name, content)
    return [given.document for given in found.documents], found.refused, found.withdrawn


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", NITF),
        ("a.nitf", NITF),
        ("a.xml", g2()),
        (
            "a.newsml",
            g2(f'<inlineXML contenttype="application/nitf+xml">{NITF[NITF.index("<nitf>") :].replace("&nbsp;", " ")}</inlineXML>'),
        ),
        ("a.xml", g2(f'<inlineData contenttype="text/plain">{SAID}</inlineData>')),
        ("a.xml", NEWSML),
        ("a.json", json.dumps(NINJS_1)),
        ("a.jsonl", json.dumps(NINJS_1)),
        ("a.json", json.dumps(NINJS_3)),
    ],
)
def test_an_agency_s_item_gives_its_words_and_what_is_known(name, content):
    documents, *_ = parsed(name, content)
    (document,) = documents
    assert (document.title, document.outlet, document.origin.author) == ("Pier stays open", "Ellery Wire", "Mo Tarn")
    assert document.published == "2024-05-18"
    assert document.origin.guid
    passages = extract(document, KNOWN)
    assert passages[0].text == WORDS
    assert passages[0].attribution.speaker.name == "Ines Calloway"
    assert passages[0].attribution.venue is None  # where an item was written is not where something was said
    assert "Never in print" not in document.text


def test_a_note_to_editors_above_an_article_is_none_of_it():
    note = "<note><body.content><p>“Hold this for Monday,” said Peig Donnelly.</p></body.content></note>"
    (document,), _, _ = parsed("a.nitf", NITF.replace("<body.head>", f"<body.head>{note}"))
    assert "Hold this" not in document.text
    assert reading.said(document)[0] == ("Ines Calloway", WORDS)


def test_a_block_quote_of_nitf_belongs_to_its_credit():
    (document,) = read("a.nitf", NITF.encode())
    assert [(p.attribution.speaker.name, p.text) for p in extract(document, KNOWN)] == [
        ("Ines Calloway", WORDS), ("Peig Donnelly", "We shall see about that."),
    ]  # fmt: skip
    assert document.venue == "ELLERY"


def test_what_is_no_text_in_a_message_is_reported_as_what_it_is():
    documents, refused, _ = parsed("a.xml", g2())
    assert len(documents) == 1
    assert refused == [
        "a.xml: urn:p: it is no text but of the class 'picture'",
        "a.xml: urn:k: it is no text but a packageItem",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", g2(status="canceled")),
        ("a.xml", NITF.replace('management-status="usable"', 'management-status="canceled"')),
        ("a.xml", NEWSML.replace('FormalName="Usable"', 'FormalName="Canceled"')),
        ("a.json", json.dumps({**NINJS_1, "pubstatus": "canceled"})),
        ("a.json", json.dumps({**NINJS_3, "pubStatus": "canceled"})),
    ],
)
def test_what_is_cancelled_withdraws_what_came_before(name, content):
    documents, refused, withdrawn = parsed(name, content)
    assert not documents
    assert "Pier stays open: it is withdrawn: its status is 'canceled'" in refused[0].lower().replace("pier", "Pier")
    (gone,) = withdrawn
    same, *_ = parsed(name, content.replace("canceled", "usable").replace("Canceled", "Usable"))
    assert gone.keys == (same[0].origin.guid,)
    assert gone.moment


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", g2(status="withheld")),
        ("a.xml", NITF.replace('management-status="usable"', 'management-status="withheld"')),
        ("a.xml", NEWSML.replace('FormalName="Usable"', 'FormalName="Embargoed"')),
        ("a.json", json.dumps({**NINJS_1, "pubstatus": "withheld"})),
    ],
)
def test_what_is_withheld_is_not_read_and_withdraws_nothing(name, content):
    documents, refused, withdrawn = parsed(name, content)
    assert (documents, withdrawn) == ([], [])
    assert "it is not published: its status is" in refused[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", g2(meta="<embargoed>2031-01-02T06:00:00-04:00</embargoed>")),
        ("a.xml", NITF.replace('management-status="usable"', 'management-status="embargoed"').replace(
            "<doc.copyright", '<date.release norm="20310102T060000-0400"/><doc.copyright')),
        ("a.json", json.dumps({**NINJS_1, "embargoed": "2031-01-02T06:00:00-04:00"})),
    ],
)  # fmt: skip
def test_an_embargo_is_kept_with_the_document(name, content):
    (document,), *_ = parsed(name, content)
    assert document.origin.embargo == "2031-01-02T10:00:00"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "this is not XML"),
        (b"<!-- nothing", "this is not XML"),
        (b"<orders><order/></orders>", "no reader for XML with the root element <orders>"),
        (NITF.encode()[:-40], "the XML is broken"),
        (g2("").encode(), "Pier stays open: there is no text in it"),
        (b"<NewsML/>", "there is no item in this NewsML file"),
        (b"<nitf>" + b"<block>" * 5000 + b"</block>" * 5000 + b"</nitf>", "the XML is broken"),  # nesting
        (b"<nitf><body><body.content>" + b"<p>x</p>" * 8_500_000 + b"</body.content></body></nitf>", "bytes of XML"),
    ],
    ids=["empty", "comment", "other", "cut", "bare", "none", "deep", "large"],
)  # fmt: skip
def test_xml_that_cannot_be_read_says_why(content, told):
    documents, refused, _ = parsed("a.xml", content)
    assert not documents
    assert told in refused[0]


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 9))
    for declared, used in ((f'<!ENTITY s SYSTEM "file://{secret}">', "&s;"), (f'<!ENTITY l0 "lol">{bomb}', "&l8;")):
        content = f"<!DOCTYPE nitf [{declared}]><nitf><body><body.content><p>{SAID} {used}</p></body.content></body></nitf>"
        documents, refused, _ = parsed("a.nitf", content)
        text = documents[0].text if documents else refused[0]
        assert len(text) < 400
        assert "hidden" not in text
        assert "lol" not in text


@pytest.mark.parametrize(
    ("located", "venue"), [("No-Data-Available", None), ("N/A", None), ("Ellery", "Ellery"), ("Nanterre", "Nanterre")]
)
def test_a_placeholder_is_no_place(located, venue):
    item = {"uri": "tag:a", "type": "text", "headline": "Pier stays open", "located": located,
            "body_text": "“We stay,” said Ines Calloway.", "standard": {"name": "ninjs"}}  # fmt: skip
    (document,), _, _ = parsed("a.json", json.dumps(item))
    assert document.venue == venue


STORY = "The lamp was out for nine nights, and nobody in the harbor had a match.\n\n“We sail in the dark,” said Ines Calloway."


@pytest.mark.parametrize(
    ("under", "is_cut"),
    [
        ("# dpa-Notizblock ## Internet - Hafen ## Orte - [Hafen](Kai 1)\n\n“Please call,” said the desk.", True),
        ("# Notizblock\n\n## Redaktionelle Hinweise\n- “Please call,” said the desk.", True),
        ("Notes to editors:\n\n“Please call,” said the desk.", True),
        ("*** EDITORS' NOTES ***\n\n“Please call,” said the desk.", True),
        ("Hinweise für Redaktionen\n\n“Please call,” said the desk.", True),
        ("Notes to editors are read by nobody.\n\n“Please call,” said the desk.", False),
        ("NOTEBOOK\n\n“Please call,” said the desk.", False),
    ],
)
def test_what_an_agency_tells_editors_under_a_story_is_none_of_it(under, is_cut):
    item = {"uri": "urn:x:1", "versioncreated": "2024-05-18T10:00:00Z", "pubstatus": "usable", "body_text": f"{STORY}\n\n{under}"}
    (document,), _, _ = parsed("a.json", json.dumps(item))
    assert ("Please call" in document.text) != is_cut
    assert document.text.startswith(STORY)


def test_a_note_to_editors_over_a_story_takes_nothing_of_it():
    item = {
        "uri": "urn:x:1",
        "pubstatus": "usable",
        "versioncreated": "2024-05-18",
        "body_text": f"Note to editors:\n\nUpdates.\n\n{STORY}",
    }
    (document,), _, _ = parsed("a.json", json.dumps(item))
    assert STORY in document.text


@pytest.mark.parametrize("name", ["notepad", "Editorial-Note", "dpa-notizblock x"])
def test_a_section_for_editors_is_none_of_a_story(name):
    html = f'<section class="main"><p>The lamp was out.</p><p>“We sail,” said Mo Tarn.</p></section><section class="{name}"><p>“Please call,” said Ann Ek.</p></section>'
    item = {"uri": "urn:x:1", "pubstatus": "usable", "versioncreated": "2024-05-18", "body_html": html}
    (document,), _, _ = parsed("a.json", json.dumps(item))
    assert [who for who, _ in reading.said(document)] == ["Mo Tarn"]
