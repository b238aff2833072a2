"""What content management systems and APIs give: WordPress, Arc, Drupal, JSON Feed, and answers about lists of articles."""

from __future__ import annotations

import json

import pytest

from service.sources.wordpress import without_shortcodes
from tests.sources import reading
from tests.sources.reading import said

SAID = "“The pier stays open to every boat,” said Ines Calloway, the mayor of Ellery."
WORDS = "The pier stays open to every boat,"
HTML = f"<p>{SAID}</p><p>It rained.</p>"


def parsed(name, content):
    found = reading.parsed(name, content if isinstance(content, (bytes, str)) else json.dumps(content))
    return [given.document for given in found.documents], found.refused


def post(content, *, status="publish", kind="post", title="Pier", more=""):
    return (
        f"<item><title>{title}</title><link>https://beacon.example/{title.lower()}</link><pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>"
        f"<dc:creator>mo</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded>“No,” said Peig Donnelly.</excerpt:encoded>"
        f"<wp:post_date>2024-05-18 23:30:00</wp:post_date><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}"
        f"<wp:comment><wp:comment_content>“Sell it,” said Ines Calloway.</wp:comment_content></wp:comment></item>"
    )


def export(*posts):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!-- This is a WordPress eXtended RSS file --><rss version="2.0"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Ellery Beacon</title>'
        "<wp:author><wp:author_login>mo</wp:author_login><wp:author_display_name>Mo Tarn</wp:author_display_name></wp:author>"
        f"{''.join(posts)}</channel></rss>"
    )


def test_an_export_of_wordpress_gives_what_was_published_and_reports_the_rest():
    documents, refused = parsed(
        "a.xml",
        export(
            post(HTML),
            *(
                post(HTML, status=status, title=status.title())
                for status in ("draft", "private", "pending", "trash", "future", "auto-draft")
            ),
            post(HTML, title="Locked", more="<wp:post_password>x</wp:post_password>"),
            post("", kind="attachment", status="inherit"),
            post("", kind="nav_menu_item"),
            post(HTML, kind="speech", title="Speech"),
        ),
    )
    assert [(d.title, d.outlet, d.published, d.origin.author) for d in documents] == [
        ("Pier", "The Ellery Beacon", "2024-05-18", "Mo Tarn"), ("Speech", "The Ellery Beacon", "2024-05-18", "Mo Tarn"),
    ]  # fmt: skip
    assert said(documents[0]) == [("Ines Calloway", WORDS)]
    assert [line.split(": ", 2)[1] for line in refused] == [
        "Draft",
        "Private",
        "Pending",
        "Trash",
        "Future",
        "Auto-Draft",
        "Locked",
    ]
    assert all("it is not published: " in line for line in refused)


@pytest.mark.parametrize(
    "content",
    [
        f"<!-- wp:paragraph -->\n{HTML}\n<!-- /wp:paragraph -->",
        f"{SAID}\n\nIt rained.",
        f"{SAID}\r\n\r\nIt\r\nrained.",
        f"<h2>Pier</h2>\n\n{SAID}\n\n<ul><li>It rained.</li></ul>",
        f'[caption id="a" width="3"]<img src="x.jpg"> “I love it,” says Peig Donnelly.[/caption]\n\n{SAID}\n\n[gallery ids="1,2"]',
        f'[su_row class="x"]{SAID}[/su_row]\n\n[nextpage]\n\n[embed]https://x.example[/embed]',
    ],
)
def test_a_post_is_read_as_the_site_shows_it(content):
    (document,), _ = parsed("a.xml", export(post(content)))
    assert said(document) == [("Ines Calloway", WORDS)]
    assert "[" not in document.text.replace("[nextpage]", "")


def test_a_quotation_in_a_shortcode_belongs_to_whom_it_cites():
    content = f'{SAID}\n\n[su_quote cite="Peig Donnelly"]We shall see about that.[/su_quote]'
    (document,), _ = parsed("a.xml", export(post(content)))
    assert said(document) == [("Ines Calloway", WORDS), ("Peig Donnelly", "We shall see about that.")]


@pytest.mark.parametrize(
    "text", ["“We [the council] will stay,”", "“It is there [sic] boat,”", "see [1] and [note 2]", "[Mayor] Calloway"]
)
def test_words_in_brackets_are_no_shortcode(text):
    assert without_shortcodes(text) == text


ANS = {"type": "story", "version": "0.10.9", "headlines": {"basic": "Pier"}, "_id": "A7", "first_publish_date": "2024-05-18T23:30:00-04:00",
       "canonical_url": "/pier", "canonical_website": "beacon.example", "credits": {"by": [{"name": "Mo Tarn"}]}, "distributor": {"name": "The Ellery Beacon"},
       "content_elements": [{"type": "text", "content": SAID}, {"type": "image", "caption": "“No,” said Peig Donnelly."},
                            {"type": "interstitial_link", "content": "“Read this,” said Peig Donnelly."},
                            {"type": "quote", "content_elements": [{"type": "text", "content": "We shall see."}], "citation": {"content": "Peig Donnelly"}}]}  # fmt: skip
DRUPAL = {"jsonapi": {"version": "1.0"}, "data": [
    {"type": "node--article", "id": "n7", "attributes": {"title": "Pier", "status": True, "created": "2024-05-18T23:30:00-04:00", "path": {"alias": "/pier"},
     "body": {"value": HTML, "processed": HTML, "format": "full_html"}}, "relationships": {"uid": {"data": {"type": "user--user", "id": "u1"}}},
     "links": {"self": {"href": "https://beacon.example/jsonapi/node/article/n7"}}},
    {"type": "node--article", "id": "n8", "attributes": {"title": "Hidden", "status": False, "body": {"value": HTML}}}],
    "included": [{"type": "user--user", "id": "u1", "attributes": {"display_name": "Mo Tarn"}}]}  # fmt: skip
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "The Ellery Beacon", "items": [
    {"id": "1", "url": "https://beacon.example/pier", "title": "Pier", "content_html": HTML, "date_published": "2024-05-18T23:30:00-04:00",
     "authors": [{"name": "Mo Tarn"}]}, {"id": "2", "title": "Stub", "summary": "x"}]}  # fmt: skip
REST = [{"id": 1, "date": "2024-05-18T23:30:00", "status": "publish", "link": "https://beacon.example/pier", "title": {"rendered": "Pier"},
         "content": {"rendered": HTML, "protected": False}, "author": 3}, {"id": 2, "status": "draft", "content": {"rendered": HTML}}]  # fmt: skip
GUARDIAN = {"response": {"status": "ok", "results": [{"webTitle": "Pier", "webUrl": "https://www.theguardian.com/x", "webPublicationDate": "2024-05-18T23:30:00Z",
            "fields": {"bodyText": SAID, "body": HTML, "byline": "Mo Tarn"}}]}}  # fmt: skip
NEWSAPI = {"status": "ok", "articles": [{"source": {"id": None, "name": "The Ellery Beacon"}, "author": "Mo Tarn", "title": "Pier",
           "url": "https://beacon.example/pier", "publishedAt": "2024-05-18T23:30:00Z", "content": f"{SAID} And then… [+2300 chars]"}]}  # fmt: skip
NYT = {"status": "OK", "response": {"docs": [{"web_url": "https://www.nytimes.com/x", "lead_paragraph": SAID, "abstract": "No.", "headline": {"main": "Pier"},
       "pub_date": "2024-05-18T23:30:00+0000", "byline": {"original": "By Mo Tarn"}}]}}  # fmt: skip
CLOUD = {
    "stories": [
        {"title": "Pier", "publish_date": "2024-05-18", "url": "https://apnews.com/x", "media_name": "apnews.com", "text": SAID}
    ]
}
SEARCH = {
    "hits": {
        "total": 1,
        "hits": [{"_id": "1", "_source": {"title": "Pier", "body": SAID, "author": "Mo Tarn", "published": "2024-05-18"}}],
    }
}


@pytest.mark.parametrize(
    ("content", "outlet", "author", "url", "told"),
    [
        (ANS, "The Ellery Beacon", "Mo Tarn", "https://beacon.example/pier", []),
        (DRUPAL, None, "Mo Tarn", "https://beacon.example/pier", ["Hidden: it is not published"]),
        (FEED, "The Ellery Beacon", "Mo Tarn", "https://beacon.example/pier", ["item 2: text is missing or empty"]),
        (REST, None, None, "https://beacon.example/pier", ["item 2: it is not published: its status is 'draft'"]),
        (GUARDIAN, "The Guardian", "Mo Tarn", "https://www.theguardian.com/x", []),
        (NEWSAPI, "The Ellery Beacon", "Mo Tarn", "https://beacon.example/pier", ["2300 characters are missing"]),
        (NEWSAPI["articles"], "The Ellery Beacon", "Mo Tarn", "https://beacon.example/pier", ["2300 characters are missing"]),
        (NYT, "The New York Times", "Mo Tarn", "https://www.nytimes.com/x", ["only its first paragraph is there"]),
        (CLOUD, "Associated Press", None, "https://apnews.com/x", []),
        (SEARCH, None, "Mo Tarn", None, []),
    ],
    ids=["arc", "drupal", "jsonfeed", "rest", "guardian", "newsapi", "newsapi-list", "nyt", "mediacloud", "search"],
)
def test_an_export_gives_its_articles(content, outlet, author, url, told):
    (document,), refused = parsed("a.json", content)
    assert (document.title, document.published) == ("Pier", "2024-05-18")
    assert (document.outlet, document.origin.author, document.url) == (outlet, author, url)
    assert said(document)[0] == ("Ines Calloway", WORDS)
    assert "chars" not in document.text
    assert len(refused) == len(told)
    assert all(words in line for words, line in zip(told, refused, strict=True))


def test_a_post_of_wordpress_names_its_author_and_site_where_it_was_asked_to():
    row = {
        "id": 3,
        "date": "2024-05-18T22:10:00",
        "status": "publish",
        "author": 4,
        "title": {"rendered": "Pier"},
        "content": {"rendered": HTML},
    }
    (document,), _ = parsed(
        "a.json",
        {**row, "_embedded": {"author": [{"id": 4, "name": "Mo Tarn"}]}, "yoast_head_json": {"og_site_name": "The Ellery Beacon"}},
    )
    assert (document.origin.author, document.outlet) == ("Mo Tarn", "The Ellery Beacon")
    (document,), _ = parsed("a.json", {**row, "_embedded": {"author": [{"code": "rest_user_invalid_id"}]}, "yoast_head_json": {}})
    assert (document.origin.author, document.outlet) == (None, None)


def test_an_article_of_the_guardian_may_come_in_blocks():
    blocks = [
        {"bodyHtml": HTML},
        {"bodyHtml": "<p>“Not yet,” said Mo Tarn.</p>", "published": False},
        {"bodyHtml": "<p>More.</p>", "published": True},
    ]
    item = {
        "webTitle": "Pier",
        "webUrl": "https://www.theguardian.com/x",
        "webPublicationDate": "2024-05-18T23:30:00Z",
        "blocks": {"body": blocks},
    }
    (document,), refused = parsed("a.json", {"response": {"status": "ok", "content": item}})
    assert (document.title, document.published, said(document)) == ("Pier", "2024-05-18", [("Ines Calloway", WORDS)])
    assert document.text.endswith("More.")
    assert not refused


APPLE = {"version": "1.11", "identifier": "pier-77", "title": "Pier", "language": "en", "layout": {"columns": 7},
         "metadata": {"authors": ["Mo Tarn"], "datePublished": "2024-05-18T23:30:00-04:00", "canonicalURL": "https://beacon.example/pier"},
         "components": [{"role": "header", "components": [{"role": "title", "text": "Not this"}, {"role": "byline", "text": "By Nobody"}]},
                        {"role": "photo", "URL": "x", "caption": "“No,” said Peig Donnelly."}, {"role": "caption", "text": "“No,” said Peig Donnelly."},
                        {"role": "body", "format": "html", "text": HTML}, {"role": "pullquote", "text": "“The pier stays open to every boat”"},
                        {"role": "aside", "components": [{"role": "body", "text": "“No,” said Peig Donnelly."}]}]}  # fmt: skip


def test_an_article_in_apple_news_format_is_its_components():
    (document,), refused = parsed("article.json", APPLE)
    assert (document.title, document.origin.author, document.published) == ("Pier", "Mo Tarn", "2024-05-18")
    assert (document.url, document.origin.guid, said(document)) == (
        "https://beacon.example/pier",
        "pier-77",
        [("Ines Calloway", WORDS)],
    )
    assert not refused


@pytest.mark.parametrize(
    ("component", "right"),
    [
        ({"role": "body", "format": "markdown", "text": "It *rained*.\n\n“It was **worth** it all,” said [Mo Tarn](https://x)."}, ("Mo Tarn", "It was worth it all,")),
        ({"role": "intro", "text": "It rained.\n“It was worth it all,” said Mo Tarn."}, ("Mo Tarn", "It was worth it all,")),
        ({"role": "quote", "text": "It was worth it all.\n— Mo Tarn"}, ("Mo Tarn", "It was worth it all.")),
        ({"role": "section", "components": [{"role": "pullquote", "format": "html", "text": "<p>It was worth it all.</p><p>— Mo Tarn</p>"}]}, ("Mo Tarn", "It was worth it all.")),
        ({"role": "body", "format": "html", "text": "“It was <s>not</s> worth it all,” said Mo Tarn."}, ("Mo Tarn", "It was worth it all,")),
    ],
)  # fmt: skip
def test_the_words_of_a_component_are_read_by_its_role_and_format(component, right):
    (document,), _ = parsed("article.json", {**APPLE, "components": [component]})
    assert said(document) == [right]


def test_an_apple_news_article_without_words_is_refused():
    documents, refused = parsed(
        "article.json", {**APPLE, "components": [{"role": "photo", "URL": "x"}, {"role": "body", "text": " "}]}
    )
    assert not documents
    assert len(refused) == 1
    nested = {"role": "body", "text": SAID}
    for _ in range(60):
        nested = {"role": "section", "components": [nested]}
    assert parsed("article.json", {**APPLE, "components": [nested]})[0] == []


def test_a_story_of_arc_keeps_its_quotations_apart():
    (document,), _ = parsed("a.json", ANS)
    assert said(document) == [("Ines Calloway", WORDS), ("Peig Donnelly", "We shall see.")]
    assert parsed("a.json", {**ANS, "revision": {"published": False}}) == (
        [],
        ["a.json: it is not published: its revision says so"],
    )


def deep(levels):
    element = {"type": "text", "content": SAID}
    for _ in range(levels):
        element = {"type": "list", "items": [element]}
    return {**ANS, "content_elements": [{"type": "text", "content": "It rained."}, element]}


def test_what_is_nested_without_end_is_not_followed():
    (document,), _ = parsed("a.json", deep(200))
    assert document.text == "It rained."
    documents, refused = parsed("a.json", b'{"articles":[' * 3000 + b"]}" * 3000)
    assert not documents
    assert len(refused) == 1
    envelope = {"title": "x", "articles": [{"text": SAID}]}
    for _ in range(60):
        envelope = {"articles": [envelope]}
    documents, refused = parsed("a.json", envelope)
    assert not documents
    assert "one in another" in refused[0]


@pytest.mark.parametrize(
    ("description", "content", "text"),
    [
        ("“It stays,” said Peig Donnelly.", "The board met. Mo Tarn spoke. “We sail if the… [+210 chars]", "“It stays,” said Peig Donnelly.\n\nThe board met. Mo Tarn spoke."),
        ("The board met on Monday…", 'The board met on Monday. Mo Tarn: "We sail when the [+210 chars]', "The board met on Monday. Mo Tarn:"),
        ("The board met on Monday to hear Mo Tarn, and then it rained.", "The board met on Monday to hear… [+9 chars]", "The board met on Monday to hear Mo Tarn, and then it rained."),
        ("", 'She said: "It stays," and left the… [+50 chars]', 'She said: "It stays," and left the'),
        (None, "“It stays,” said Peig Donnelly. Then… [+50 chars]", "“It stays,” said Peig Donnelly. Then"),
    ],
)  # fmt: skip
def test_what_is_cut_off_within_a_quotation_has_none_of_its_words(description, content, text):
    row = {"source": {"name": "The Ellery Beacon"}, "title": "Pier", "description": description, "content": content}
    (document,), (refused,) = parsed("a.json", {"status": "ok", "articles": [row]})
    assert document.text == text
    assert "characters are missing" in refused


def node(*data, body=None, **included):
    """An answer of Drupal with a node that is put together of paragraphs, some of which it includes."""
    pieces = [{"id": name, **piece} for name, piece in included.items()]
    rows = [{"type": kind, "id": name} for kind, name in data]
    return {"data": {"type": "node--article", "id": "n", "attributes": {"title": "Pier", "status": True, "body": body},
                     "relationships": {"field_content": {"data": rows}, "uid": {"data": {"type": "user--user", "id": "u"}}}}, "included": pieces}  # fmt: skip


def piece(kind="paragraph--text", relationships=None, **fields):
    return {"type": kind, "attributes": {"status": True, **fields}, "relationships": relationships or {}}


TEXT_PIECE = piece(field_text={"value": "x", "processed": HTML})


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (node(("paragraph--text", "a"), a=TEXT_PIECE), [("Ines Calloway", WORDS)]),
        (node(("paragraph--text", "a"), a=TEXT_PIECE, body={"value": "<p>“Not yet,” said Mo Tarn.</p>"}), [("Mo Tarn", "Not yet,"), ("Ines Calloway", WORDS)]),
        (node(("paragraph--row", "a"), a=piece("paragraph--row", {"field_of": {"data": [{"type": "paragraph--text", "id": "b"}]}}), b=TEXT_PIECE), [("Ines Calloway", WORDS)]),
        (node(("paragraph--text", "a"), ("paragraph--pull_quote", "b"), a=TEXT_PIECE, b=piece("paragraph--pull_quote", field_quote_text="Nobody pays twice here.", field_quote_author="Peig Donnelly")),
         [("Ines Calloway", WORDS), ("Peig Donnelly", "Nobody pays twice here.")]),
        (node(("paragraph--text", "a"), ("paragraph--text", "b"), a=TEXT_PIECE, b=piece(status=False, field_text={"value": "<p>“Not yet,” said Mo Tarn.</p>"})), [("Ines Calloway", WORDS)]),
    ],
)  # fmt: skip
def test_a_node_of_drupal_may_be_put_together_of_paragraphs(answer, right):
    (document,), refused = parsed("a.json", answer)
    assert sorted(said(document), key=str) == sorted(right, key=str)
    assert not refused


def test_a_node_of_drupal_whose_paragraphs_are_not_in_the_answer_is_refused():
    documents, refused = parsed("a.json", node(("paragraph--text", "a"), body={"value": HTML}))
    assert not documents
    assert refused == ["a.json: Pier: its text is in paragraphs that the answer does not include"]
