"""Pages as they are published: words that are printed, blocks that sign themselves, articles in pieces, and what pages say of themselves."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from service.errors import UnreadableSource
from service.extraction import extract
from tests.sources.reading import KNOWN, read

LEDE = "<p>ELLERY — The harbour board met on Tuesday in the net loft to talk of gulls, timetables and the price of diesel, as it does.</p>"
SAID = (
    "<p>“We never had a timetable worth the paper,” said Ines Calloway, who has run the ferry since the year of the long fog.</p>"
)
AFTER = "<p>The skippers said that they would wait for the spring tide before they decide on anything, and that they had waited before.</p>"


def page(body, head=""):
    return f"<!doctype html><html><head><meta charset=utf-8><title>Gulls</title>{head}</head><body><main><article><h1>Gulls stay</h1>{body}</article></main></body></html>"


def one(body, head=""):
    (document,) = read("a.html", page(body, head).encode())
    return document


def said(body):
    document = one(LEDE + body + AFTER)
    passages = extract(document, KNOWN)
    assert all(part.text == document.text[part.start : part.end] for p in passages for part in p.parts)
    return [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in passages]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("“We will sail<br>at noon,” she said.", "“We will sail at noon,” she said."),
        ("“We will <del>gladly</del> never sail,” she said.", "“We will never sail,” she said."),
        ("“We will <s>not</s> sail,” she said.", "“We will sail,” she said."),
        ("“We <span class='visually-hidden'>Opens in a new tab</span>sail,” she said.", "“We sail,” she said."),
        ("“We sail<sup>2</sup> at noon<sup>[3]</sup>,” she said<sup><a href='#4'>4</a></sup>.", "“We sail at noon,” she said."),
        ("“We sail in the fog&shy;gy har&#8203;bour,” she said.", "“We sail in the foggy harbour,” she said."),
        ("“We <span hidden>x</span>sail<span style='display: none'>s</span>,” she said.", "“We sail,” she said."),
        ("“We <span style='text-decoration:line-through'>sink</span> sail,” she said.", "“We sail,” she said."),
        ("“We sail <template>not</template>at noon,” she said.", "“We sail at noon,” she said."),
        ("“We sail<a href='#fn2' role='doc-noteref'>2</a> at noon<a href='#n'>[3]</a>,” she said.", "“We sail at noon,” she said."),
        (
            "“We are <span aria-hidden='true'>5</span><span class='sr-only'>five</span> here,” she said.",
            "“We are 5 here,” she said.",
        ),
        # and where it would do harm
        (
            "“See <a href='#rules'>rule 4</a> of <a href='/x'>9</a> rules in all,” she said.",
            "“See rule 4 of 9 rules in all,” she said.",
        ),
        ("“We <span style='font-size:0.9em'>sail</span>,” she said.", "“We sail,” she said."),
        ("“It costs 10<sup>6</sup> a year for each km<sup>2</sup>,” she said.", "“It costs 106 a year for each km2,” she said."),
        ("“It is the 21<sup>st</sup> of them,” she said.", "“It is the 21st of them,” she said."),
        ("“We <ins>never</ins> sail,” <span class='visible'>she</span> said.", "“We never sail,” she said."),
    ],
)
def test_the_words_are_those_that_are_printed(html, words):
    assert words in one(f"{LEDE}<p>{html}</p>{AFTER}").text


def test_two_line_breaks_end_a_paragraph_and_one_before_a_label():
    text = one(
        f"{LEDE}<p>Donnelly: We sail at noon.<br> <br>Tarn: We do not.<br>Donnelly: We do.<br/>And<br/>we will.</p>{AFTER}"
    ).text
    assert "Donnelly: We sail at noon.\n\nTarn: We do not.\n\nDonnelly: We do. And we will.\n\n" in text


TWEET = "<blockquote class='twitter-tweet'>{}</blockquote>"
BEFORE = "<p>Mayor Peig Donnelly defended the timetable.</p>"
POST = "We should sell the ferry to whoever wants it and be done with it."


@pytest.mark.parametrize(
    ("block", "speaker"),
    [
        (TWEET.format(f"<p lang=en>{POST}</p>&mdash; Mo Tarn (@motarn) <a href='https://x.com/motarn/status/1'>May 18, 2024</a>"), "Mo Tarn"),
        (TWEET.format(f"<p lang=en>{POST}</p><p>— Mo Tarn ⚓ (@motarn) <a href='https://x.com/1'>May 18, 2024</a></p>"), "Mo Tarn"),
        (TWEET.format(f"<p>{POST}</p>"), None),
        (f"<blockquote class='bluesky-embed'><p>{POST}<br><br><a href='#'>[image or embed]</a></p>&mdash; Mo Tarn"
         " (<a href='#'>@mo.bsky.example</a>) <a href='#'>May 18, 2024 at 9:00 AM</a></blockquote>", "Mo Tarn"),
        (f"<blockquote class='fb-post'><p>{POST}</p>Posted by <a href='#'>Mo Tarn</a> on <a href='#'>Saturday, May 18, 2024</a></blockquote>", "Mo Tarn"),
        (f"<blockquote class='tiktok-embed'><section><a href='#'>@motarn</a><p>{POST}</p></section></blockquote>", "@motarn"),
        (f"<blockquote><p>{POST}</p><footer>— <cite>Mo Tarn, harbour board</cite></footer></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><cite>Mo Tarn</cite></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><cite>Mo TarnRetired lifeguard</cite></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><cite>Mo MacTarn</cite></blockquote>", "Mo MacTarn"),
        (f"<blockquote><p>{POST}</p><cite>Mo Tarn</cite><span>Skipper and founder of Fog</span></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><p>— Mo Tarn</p></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p></blockquote><p>— Mo Tarn, skipper</p>", "Mo Tarn"),
        (f"<blockquote>{POST}<br>— Mo Tarn</blockquote>", "Mo Tarn"),
        (f"<aside class='element element-pullquote'><blockquote><svg></svg>{POST}</blockquote><footer><cite>Mo Tarn</cite></footer></aside>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><p><strong>Mo Tarn</strong>, retired skipper</p></blockquote>", "Mo Tarn"),
        (f"<div class='quote-block'><q>{POST}</q><p class='quote-block__name'>Mo Tarn</p><p class='quote-block__role'>Skipper</p></div>", "Mo Tarn"),
        (f"<div class='tweet-embed'><p>{POST}</p><p>— Mo Tarn (@motarn) <a href='https://x.com/1'>May 18, 2024</a></p></div>", "Mo Tarn"),
        (f"<aside class='pullquote'><p>{POST}</p><span class='pullquote__author'>Mo Tarn</span></aside>", "Mo Tarn"),
        (f"<figure><blockquote><p>{POST}</p></blockquote><figcaption>Mo Tarn</figcaption></figure>", "Mo Tarn"),
        (f"<div class='pullquote'><p>{POST}</p><p class='pullquote-attribution'>Mo Tarn</p><p>skipper and founder of Fog</p></div>", "Mo Tarn"),
        (f"<blockquote><p>{POST} — Mo Tarn, skipper</p></blockquote>", "Mo Tarn"),
        (f"<blockquote>{POST} <small>Mo Tarn</small></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><p><em>Mo Tarn, skipper</em></p></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><p>-Mo Tarn, skipper</p></blockquote>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><p>~ Mo Tarn</p></blockquote>", "Mo Tarn"),
        (f"<blockquote class='telegram-post'><p>{POST}</p><cite><a href='https://t.me/x/1'>Mo Tarn</a></cite></blockquote>", "Mo Tarn"),
        (f"<div class='c-quote'><div class='c-quote__text'>{POST}</div><div class='c-quote__author'>Mo Tarn</div></div>", "Mo Tarn"),
        (f"<blockquote><p>{POST}</p><cite>https://board.example/minutes</cite></blockquote>", None),
    ],
)  # fmt: skip
def test_a_block_is_whose_it_is_signed_with_or_nobodys(block, speaker):
    document = one(LEDE + BEFORE + block + AFTER)
    (passage,) = extract(document, KNOWN)
    assert passage.text == POST
    assert (passage.attribution.speaker and passage.attribution.speaker.name) == speaker
    for evidence in (passage.attribution.speaker, passage.attribution.date):
        if evidence and evidence.evidence:
            assert document.text[evidence.evidence.start : evidence.evidence.end] == evidence.evidence.text


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f"{BEFORE}<blockquote><p>{POST}</p></blockquote>", [("Peig Donnelly", POST)]),
        (f"{BEFORE}<p>She wrote:</p><blockquote>We sold it —<br>and then we bought it.</blockquote>", [("Peig Donnelly", "We sold it — and then we bought it.")]),
        (f"{BEFORE}<blockquote><p>We sold it. — And then we wept.</p></blockquote>", [("Peig Donnelly", "We sold it. — And then we wept.")]),
        (f"{BEFORE}<blockquote><p>We sold it <small>for nothing</small> twice.</p></blockquote>", [("Peig Donnelly", "We sold it for nothing twice.")]),
        (f"{BEFORE}<blockquote><p><em>We sold the old ferry.</em></p><p><em>Long Live Tarn</em></p></blockquote>", [("Peig Donnelly", "We sold the old ferry. Long Live Tarn")]),
        (f"{BEFORE}<blockquote>We <em>never</em> — ever — sold it.</blockquote>", [("Peig Donnelly", "We never — ever — sold it.")]),
    ],
)  # fmt: skip
def test_a_block_without_a_signature_is_introduced_by_the_words_before_it(block, expected):
    assert said(block) == expected


def test_all_of_a_block_quote_is_read():
    assert said(
        f"{BEFORE}<blockquote>We will sell the old ferry<br>over my dead body.<p>And not before.</p>Never.</blockquote>"
    ) == [("Peig Donnelly", "We will sell the old ferry over my dead body. And not before. Never.")]


def test_an_instagram_post_without_words_is_none():
    html = "<blockquote class='instagram-media'><a href='#'>View this post on Instagram</a><p><a href='#'>A post shared by Mo (@mo)</a></p></blockquote>"
    assert "Instagram" not in one(LEDE + SAID + html + AFTER).text


@pytest.mark.parametrize(
    ("link", "right"),
    [
        ("We sail at dawn, all nine of us.", [("Mo Tarn", "We sail at dawn, all nine of us.")]),
        ("View this post on Instagram", []),
        ("Photo by the harbour office", [("Mo Tarn", "Photo by the harbour office")]),
    ],
)
def test_the_caption_of_an_instagram_post_may_be_a_link(link, right):
    post = (
        f"<blockquote class='instagram-media'><div><p><a href='https://www.instagram.com/p/1/'>{link}</a></p>"
        "<p>A post shared by <a href='https://www.instagram.com/mo/'>Mo Tarn</a> (@mo) on <time>May 18, 2024</time></p></div></blockquote>"
    )
    assert said(post) == right


def test_an_article_in_several_containers_is_read_whole():
    pieces = [
        LEDE + SAID,
        AFTER + "<p>“Nobody asked the gulls,” said Peig Donnelly, who feeds them and has done so for forty years.</p>",
    ]
    grid = "".join(
        f"<div class='row'><div class='copy text'>{piece}</div><aside>Buy</aside></div><div class='slot'>Advertisement</div>"
        for piece in pieces
    )
    (document,) = read("a.html", f"<html><body><div><h1>Gulls</h1>{grid}</div></body></html>".encode())
    assert [p.attribution.speaker.name for p in extract(document, KNOWN)] == ["Ines Calloway", "Peig Donnelly"]


@pytest.mark.parametrize(
    ("article", "is_taken"),
    [
        (
            f"{LEDE[3:-4]}\n\n{SAID[3:-4]}",
            True,
        ),
        (f"The board met in the loft.\n\n{SAID[3:-4]}", True),  # shorter than what the page shows, and none of it
        ("The board met in the loft.", False),  # a teaser
        (None, False),
    ],
)
def test_what_json_ld_has_more_of_an_article_is_read(article, is_taken):
    data = {"@type": "NewsArticle", "headline": "Gulls stay", "articleBody": article}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert ("Calloway" in one(LEDE + "<div>Subscribe to read on</div>", head).text) == is_taken


def test_a_teaser_in_json_ld_adds_nothing_to_a_whole_article():
    data = {"@type": "NewsArticle", "articleBody": "In tomorrow's paper Peig Donnelly says: “We will sell the gulls by June.”"}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    assert "Donnelly" not in one(LEDE + SAID + 3 * AFTER + 3 * LEDE, head).text


@pytest.mark.parametrize(
    "said_so",
    [
        "<q>We never had a timetable worth the paper</q>, said Ines Calloway, who runs the harbour.",
        "<q><i>We never had a timetable</i> worth the paper</q>, said Ines Calloway, who runs the harbour.",
        "<q>“We never had a timetable worth the paper”</q>, said Ines Calloway, who runs the harbour.",
        "Ines Calloway, who runs the harbour, said: <q cite='/x'>We never had a timetable worth the paper</q>.",
    ],
)
def test_a_quotation_in_a_line_is_in_its_sentence(said_so):
    assert said(f"<p>{said_so}</p>") == [("Ines Calloway", "We never had a timetable worth the paper")]


def test_a_page_of_plain_text_is_read():
    text = "THE HARBOUR RECORD\n\n  “We never had a timetable\nworth the paper,” said Ines\nCalloway.\n"
    (document,) = read("a.html", f"<html><head><title>Record</title></head><body><pre>{text}</pre></body></html>".encode())
    assert document.text == "THE HARBOUR RECORD\n\n“We never had a timetable worth the paper,” said Ines Calloway."


@pytest.mark.parametrize(
    "aside",
    [
        "<p>Read more: <a href='/x'>“We will sell the gulls,” says Donnelly</a></p>",
        "<div class='reader-responses'><ul><li><b>gull62</b>: “We will sell the gulls,” said Mayor Peig Donnelly, I was there.</li></ul></div>",
        "<div><p>Subscribe now to read on. “The best read of the harbour,” says Mayor Peig Donnelly.</p></div>",
        "<div class='c2'><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>“We will sell the gulls,” said Mayor Peig Donnelly, or did she?</span></p></div>",
        "<div class='newsletter-promo'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></div>",
        "<div class='c-newsletter_box'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></div>",
        "<div class='ArticlePromoBox'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></div>",
        "<div data-component='signup-box'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></div>",
        "<section class='donate-banner'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></section>",
        "<section class='donation-box'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></section>",
        "<section class='promo'><p>“The best read of the harbour,” says Mayor Peig Donnelly of our newsletter.</p></section>",
    ],
)
def test_what_stands_beside_an_article_is_none_of_it(aside):
    assert [name for name, _ in said(SAID + aside)] == ["Ines Calloway"]


@pytest.mark.parametrize(
    "known",
    ["organ-donation", "organ-donation-box", "blood_donations", "donation-scandal", "promo-code-fraud", "has-donate-wrap", "BloodDonationStory"],
)  # fmt: skip
def test_a_section_about_what_boxes_ask_for_is_part_of_the_article(known):
    section = "<p>“We asked the families twice,” said Mayor Peig Donnelly.</p>"
    assert [name for name, _ in said(f"{SAID}{AFTER}<section class='{known}'>{section}</section>{3 * LEDE}")] == [
        "Ines Calloway",
        "Peig Donnelly",
    ]


def ld(**values):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **values})}</script>"


SITE = "<meta property='og:site_name' content='The Ellery Beacon'>"


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (ld(headline="Donnelly: &#8216;Never&#8217; &amp; more", author={"name": "Mo O&#039;Tarn"}), {"title": "Donnelly: ‘Never’ & more", "author": "Mo O'Tarn"}),
        (SITE + ld(publisher={"name": "Beacon Media Holdings A/S"}), {"outlet": "The Ellery Beacon"}),
        (ld(publisher={"name": "Ellery Media GmbH & Co. KG"}), {"outlet": "Ellery Media"}),
        (SITE + ld(publisher={"name": "Blogger"}), {"outlet": "The Ellery Beacon"}),
        ("<script type='application/ld+json'>" + json.dumps({"@graph": [{"@type": "WebPage", "datePublished": "2024-05-13"}]}) + "</script>",
         {"published": "2024-05-13"}),
        ("<meta property='og:site_name' content='https://www.beacon.example'>", {"outlet": None}),
        (f"<script type='application/ld+json'>{json.dumps({'@graph': [{'@type': 'NewsArticle', 'publisher': {'@id': '#o'}}, {'@id': '#o', 'name': 'Radio Estuary'}]})}</script>",
         {"outlet": "Radio Estuary"}),
        (SITE + "<meta property='og:title' content='Gulls stay | The Ellery Beacon'>", {"title": "Gulls stay"}),
        (SITE + "<meta property='og:title' content='The Ellery Beacon'>", {"title": "The Ellery Beacon"}),
        ("<script type='application/ld+json'>/* <![CDATA[ */ {\"@type\": \"NewsArticle\", \"headline\": \"Gulls\nwin\",} /* ]]> */</script>", {"title": "Gulls win"}),
        (f"<script type='application/ld+json'>{json.dumps({'@type': 'ItemList', 'itemListElement': [{'@type': 'NewsArticle', 'headline': 'Another'}]})}</script>",
         {"title": "Gulls stay"}),
        ("<link rel=canonical href='https://beacon.example/gulls'>" + ld(headline="Another", url="https://beacon.example/other", datePublished="2011-01-01"),
         {"title": "Gulls stay", "published": None}),
        ("<link rel=canonical href='https://beacon.example/gulls'>" + ld(headline="Gulls win", url="https://www.beacon.example/gulls?a=1"), {"title": "Gulls win"}),
        ("<link rel=canonical href='javascript:alert(1)'>", {"url": None}),
        ("<meta name=author content='By MO TARN | Staff Writer, The Ellery Beacon'>", {"author": "MO TARN"}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head, known):
    document = one(LEDE + SAID + AFTER, head)
    for name, value in known.items():
        assert (document.origin.author if name == "author" else getattr(document, name)) == value


@pytest.mark.parametrize(
    ("title", "host", "outlet", "kept"),
    [
        ("Gulls stay | Ellery-Börse", "ellery-boerse.example", "Ellery-Börse", "Gulls stay"),
        ("Gulls stay - The New Ellery Beacon", "ellerybeacon.example", "The New Ellery Beacon", "Gulls stay"),
        ("Gulls stay | EB | 28.04.2023", "www.eb.example", "EB", "Gulls stay"),
        ("Gulls stay – Ellery", "www.ellery.example", "Ellery", "Gulls stay"),
        ("Gulls stay | Sport", "eb.example", None, "Gulls stay | Sport"),
        ("Gulls - and terns - stay", "eb.example", None, "Gulls - and terns - stay"),
        ("Ellery: gulls stay", "ellery.example", None, "Ellery: gulls stay"),
    ],
)
def test_a_site_that_names_itself_in_its_title_alone(title, host, outlet, kept):
    head = f"<meta property='og:title' content='{title}'><link rel=canonical href='https://{host}/gulls'>"
    document = one(LEDE + SAID + AFTER, head)
    assert (document.outlet, document.title) == (outlet, kept)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated May 20, 2024 9:00 a.m. | Published May 13, 2024 8:00 a.m.", "2024-05-13"),
        ("Published on 13 May 2024", "2024-05-13"),
        ("Published 05/06/2024", None),  # the fifth of June, or the sixth of May
        ("Last updated: May 20, 2024", None),
    ],
)
def test_a_day_that_a_page_shows(line, day):
    assert one(f"<p class='meta'>{line}</p>" + LEDE + SAID + AFTER).published == day


@pytest.mark.parametrize(
    "bomb", ["<blockquote>" * 5000, "<br>" * 20_000, "<p>" + "— " * 50_000, "<div class='pullquote'>" * 3000, "<cite>" * 5000]
)
def test_a_page_made_to_harm_is_read_or_refused(bomb):
    with suppress(UnreadableSource):
        one(LEDE + SAID + bomb)


@pytest.mark.parametrize(
    "quoted",
    [
        "<div>We sail at noon.</div><div>We always <em>have</em>.</div>The gulls know.",
        "We sail at noon.<p>We always <em>have</em>.</p>The gulls know.",
        "<p>We sail at noon.</p>We always <em>have</em>.<ul><li>The gulls know.</li></ul>",
    ],
)
def test_the_blocks_of_a_quote_are_not_glued(quoted):
    assert (
        "> We sail at noon.\n>\n> We always have.\n>\n> The gulls know."
        in one(f"{LEDE}<blockquote>{quoted}</blockquote>{AFTER}").text
    )


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("<meta name=date content='04/05/2024'>", {"published": None}),
        ("<meta property='article:modified_time' content='2024-06-09T10:00:00Z'>", {"published": None}),
        ("<meta property='og:site_name' content='https://www.ellerybeacon.example'><meta name=application-name content='Ellery Beacon'>",
         {"outlet": "Ellery Beacon"}),
        ("""<script type='application/ld+json'>{"@graph": [{"@type": "WebSite", "name": "Ellery Beacon"},
         {"@type": "Organization", "name": "Beacon Holdings Ltd."}]}</script>""", {"outlet": "Ellery Beacon"}),
        ("<meta property='og:site_name' content='Ellery Beacon'><meta property='og:title' content='Gulls stay - News - Ellery Beacon'>",
         {"title": "Gulls stay"}),
        ("<meta property='og:site_name' content='海辺新聞'><meta property='og:title' content='カモメは残る｜海辺新聞'>", {"title": "カモメは残る"}),
        ("<meta property='og:site_name' content='Ellery Beacon'><meta property='og:title' content='Ellery Beacon: Gulls stay on'>",
         {"title": "Gulls stay on"}),
        # and where it would do harm
        ("<meta name=date content='2024-05-04'><meta property='article:modified_time' content='2024-06-09'>", {"published": "2024-05-04"}),
        ("<meta property='og:site_name' content='Beacon'><meta property='og:title' content='Beacon: what now for gulls?'>",
         {"title": "Beacon: what now for gulls?"}),
        ("<meta property='og:site_name' content='Ellery Beacon'><meta property='og:title' content='Gulls - a word on the news'>",
         {"title": "Gulls - a word on the news"}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself_is_taken_for_what_it_is(head, known):
    document = one(LEDE + SAID + AFTER, head)
    assert {name: getattr(document, name) for name in known} == known


@pytest.mark.parametrize("line", ["Read also: “We sold the gulls,” says Mo Tarn", "See also: “We sold the gulls,” says Mo Tarn"])
def test_a_line_that_leads_away_is_left_out_without_its_link_too(line):
    assert "sold the gulls" not in one(f"{LEDE}{SAID}<p>{line}</p>{AFTER}").text
    assert (
        "More: we sold"
        in one(f"{LEDE}{SAID}<p>More: we sold the gulls to the circus in a wet spring, says Mo Tarn.</p>{AFTER}").text
    )


def test_a_quoted_paragraph_that_begins_in_bold_is_no_signature():
    quoted = f"<blockquote><p>{POST}</p><p><strong>We Will</strong> sail to Ellery at noon.</p></blockquote>"
    assert "We Will sail to Ellery at noon." in one(LEDE + BEFORE + quoted + AFTER).text


CALL = ("<p><strong>Operator</strong></p><p>Good morning.</p><p><strong>Ines Calloway</strong> -- <em>Chief Executive Officer</em></p><p>We sold fewer boats.</p>"
        "<p>We will sell more.</p><p><strong>Mo Tarn</strong> -- <em>Weir Bank -- Analyst</em></p><p>Why should we think so?</p>"
        "<p><strong>Ines Calloway</strong> -- <em>Chief Executive Officer</em></p><p>The yard is full.</p>")  # fmt: skip


def test_a_page_that_is_a_transcript_has_its_speakers_on_lines_of_their_own():
    body = f"<html><head><title>Pier Corp earnings call transcript</title></head><body><article><h1>Pier Corp earnings call transcript</h1>{CALL}</article></body></html>"
    (document,) = read("a.html", body.encode())
    found = [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in extract(document, KNOWN)]
    assert document.kind == "transcript"
    assert found[-3:] == [
        ("Ines Calloway", "We sold fewer boats. We will sell more."),
        ("Mo Tarn", "Why should we think so?"),
        ("Ines Calloway", "The yard is full."),
    ]
    (article,) = read("a.html", body.replace("transcript", "report").encode())
    assert article.kind == "article"


def test_the_times_of_a_broadcast_s_transcript_are_no_words():
    assert said("<p>“It is far too long. [20:01:10] The boats will rot,” said Mo Tarn.</p>") == [
        ("Mo Tarn", "It is far too long. The boats will rot,")
    ]


AWAY = "“We sold the gulls,” Mayor Peig Donnelly says"


@pytest.mark.parametrize(
    "line",
    [
        f"<p>Related: {AWAY}</p>",
        f"<p><strong>RELATED:</strong> <a href='/x'>{AWAY}</a></p>",
        f"<p>Related coverage: <a href='/x'>{AWAY}</a></p>",
        f"<p>Opinion: <a href='/x'>{AWAY}</a></p>",
        f"<p>Mehr zum Thema: <a href='/x'>{AWAY}</a></p>",
        f"<p>Read more <a href='/x'>{AWAY}</a></p>",
        f"<p><span>Related</span><a href='https://beacon.example/x'>{AWAY}</a></p>",
        f"<h3>Related: <a href='/x'>{AWAY}</a></h3>",
        f"<p>Related:</p><p><a href='/x'>{AWAY}</a></p>",
        f"<p>» <a href='/x'><b>{AWAY}</b></a></p>",
    ],
)
def test_a_headline_that_leads_to_another_story_is_none_of_this_one(line):
    assert said(SAID + line) == said(SAID)


@pytest.mark.parametrize("hidden", ["class='sr-only'", "class='a visually-hidden'", "hidden", "style='display: none'"])
def test_a_paragraph_that_nobody_sees_is_not_read(hidden):
    assert "Skip to" not in one(f"{LEDE}{SAID}<p {hidden}>“Skip to the end of this,” said Mo Tarn.</p>{AFTER}").text


@pytest.mark.parametrize(
    "line",
    [
        f"<p><a href='/x'>{AWAY}.</a></p>",  # a sentence
        f"<p><a href='#note'>{AWAY}</a></p>",
        f"<p>In the post: <a href='/x'>{AWAY}</a></p>",
        f"<p>{AWAY}, in <a href='/x'>a letter to all of the skippers</a></p>",
        "<blockquote><p>We sold the gulls, all of them, in spring.</p></blockquote>",
    ],
)
def test_a_paragraph_that_says_something_is_kept_with_its_links(line):
    assert "We sold the gulls" in one(LEDE + SAID + line + AFTER).text


def test_text_that_is_set_as_written_among_paragraphs_is_no_block_quote():
    around = "The lower quay has been under water since Friday, and the dealers have carried their crates up to the steps of the post office."
    page = (
        f"<html><head><title>The ward</title></head><body><article><h1>The ward</h1><p>{around}</p>"
        "<pre>“The pump comes by Friday, and if not,\nI shall carry the water myself,” said Ines\nCalloway, who chairs it.\n\nThe meeting rose at nine.\n</pre>"
        f"<p>{around.replace('Friday', 'Monday')}</p></article></body></html>"
    )
    (document,) = read("a.html", page.encode())
    assert ">" not in document.text
    assert "said Ines Calloway, who chairs it.\n\nThe meeting rose at nine." in document.text
