"""Text as editors of content systems keep it in JSON, and posts of Reddit."""

from __future__ import annotations

import json

import pytest

from tests.sources.reading import parsed, said

SAID = [("Mo Tarn", "The pier stays,"), (None, "A pier is a promise.")]


def leaf(text, **more):
    return {"type": "text", "text": text, **more}


STRAPI = [
    {"type": "heading", "level": 2, "children": [leaf("The pier")]},
    {"type": "paragraph", "children": [leaf("“The pier "), leaf("goes", strikethrough=True), leaf("stays,” said "), {"type": "link", "url": "https://a.test", "children": [leaf("Mo Tarn")]}, leaf(".")]},
    {"type": "quote", "children": [leaf("A pier is a promise.")]},
    {"type": "image", "image": {"url": "a.jpg"}, "children": [leaf("")]},
    {"type": "list", "format": "unordered", "children": [{"type": "list-item", "children": [leaf("It is shut in May.")]}]},
]  # fmt: skip
PROSE = {"type": "doc", "content": [
    {"type": "paragraph", "content": [leaf("“The pier "), leaf("goes", marks=[{"type": "strike"}]), leaf("stays,” said Mo Tarn.")]},
    {"type": "blockquote", "content": [{"type": "paragraph", "content": [leaf("A pier is"), {"type": "hardBreak"}, leaf("a promise.")]}]},
]}  # fmt: skip
LEXICAL = {"root": {"type": "root", "children": [
    {"type": "paragraph", "children": [leaf("“The pier ", format=0), leaf("goes", format=4), leaf("stays,” said Mo Tarn.", format=1)]},
    {"type": "quote", "children": [leaf("A pier is a promise.", format=2)]},
]}}  # fmt: skip
CONTENTFUL = {"nodeType": "document", "data": {}, "content": [
    {"nodeType": "paragraph", "data": {}, "content": [
        {"nodeType": "text", "value": "“The pier stays,” said ", "marks": [], "data": {}},
        {"nodeType": "hyperlink", "data": {"uri": "https://a.test"}, "content": [{"nodeType": "text", "value": "Mo Tarn.", "marks": [], "data": {}}]}]},
    {"nodeType": "blockquote", "data": {}, "content": [{"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": "A pier is a promise.", "marks": [{"type": "bold"}], "data": {}}]}]},
]}  # fmt: skip
PORTABLE = [
    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "“The pier stays,” said ", "marks": []}, {"_type": "span", "text": "Mo Tarn.", "marks": ["em"]}]},
    {"_type": "image", "asset": {"_ref": "a"}},
    {"_type": "block", "style": "blockquote", "children": [{"_type": "span", "text": "A pier is a promise."}]},
]  # fmt: skip
EDITOR = {"time": 1, "blocks": [
    {"type": "paragraph", "data": {"text": "“The pier stays,” said <b>Mo Tarn</b>."}},
    {"type": "image", "data": {"caption": "A pier"}},
    {"type": "quote", "data": {"text": "A pier is a promise.", "caption": ""}},
]}  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        {"data": [{"id": 1, "attributes": {"title": "Pier", "publishedAt": "2024-05-18T10:00:00Z", "body": STRAPI}}]},
        {"data": {"id": 1, "documentId": "a", "title": "Pier", "publishedAt": "2024-05-18T10:00:00Z", "content": STRAPI}},
        {"title": "Pier", "published_at": "2024-05-18", "body": PROSE},
        {"docs": [{"title": "Pier", "publishedAt": "2024-05-18", "content": LEXICAL}]},
        {"items": [{"sys": {"id": "a"}, "fields": {"title": "Pier", "date": "2024-05-18", "body": CONTENTFUL}}]},
        {"result": [{"_type": "post", "title": "Pier", "publishedAt": "2024-05-18", "body": PORTABLE}]},
        {"title": "Pier", "date": "2024-05-18", "content": EDITOR},
    ],
    ids=["strapi-4", "strapi-5", "prosemirror", "lexical", "contentful", "portable-text", "editor-js"],
)
def test_a_text_in_nodes_is_read_as_it_is_shown(values):
    found = parsed("a.json", json.dumps(values))
    assert found.refused == []
    (given,) = found.documents
    assert (given.document.title, given.document.published) == ("Pier", "2024-05-18")
    assert said(given.document) == SAID


def draft(*blocks):
    """Blocks of Draft.js, each a kind and its words."""
    told = [
        {"key": str(n), "type": kind, "text": text, "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}
        for n, (kind, text) in enumerate(blocks)
    ]
    return {"blocks": told, "entityMap": {}}  # fmt: skip


def nested(words, *items):
    return {"content": words, "meta": {}, "items": list(items)}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (draft(("unstyled", "The pier stays."), ("unstyled", "“No,” said Ann Ek.")), "The pier stays.\n\n“No,” said Ann Ek."),
        (draft(("header-two", "Pier & lamp"), ("unstyled", "It stays."), ("atomic", " ")), "Pier & lamp\n\nIt stays."),
        (draft(("unstyled", "It has:"), ("unordered-list-item", "a lamp,"), ("ordered-list-item", "a gull.")), "It has:\n\na lamp,\n\na gull."),
        (draft(("unstyled", "It stays."), ("lead-in", "The lamp burns."), ("code-block", "x = 1")), "It stays.\n\nThe lamp burns."),
        (
            {"blocks": [{"type": "paragraph", "data": {"text": "It has:"}}, {"type": "list", "data": {"style": "unordered", "items": [nested("a lamp", nested("of brass", nested("and glass"))), nested("a gull")]}}]},
            "It has:\n\na lamp\n\nof brass\n\nand glass\n\na gull",
        ),
        (
            {"blocks": [{"type": "paragraph", "data": {"text": "It has:"}}, {"type": "checklist", "data": {"items": [{"text": "a lamp", "checked": True}, {"text": "a gull", "checked": False}]}}]},
            "It has:\n\na lamp\n\na gull",
        ),
    ],
    ids=["draft-js", "heading", "items", "unknown-kind", "nested-items", "checklist"],
)  # fmt: skip
def test_blocks_that_have_their_words_themselves_stand_apart(content, text):
    (given,) = parsed("a.json", json.dumps({"title": "Pier", "date": "2024-05-18", "content": content})).documents
    assert given.document.text == text


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("“The pier goes stays,” said Mo Tarn.", [(10, 5, "STRIKETHROUGH")], "“The pier stays,” said Mo Tarn."),
        (
            "“The pier goes stays,” said Mo Tarn.",
            [(10, 3, "STRIKETHROUGH"), (11, 4, "STRIKETHROUGH")],
            "“The pier stays,” said Mo Tarn.",
        ),
        (
            "“🌊 The pier goes stays,” said Mo Tarn.",
            [(13, 5, "STRIKETHROUGH")],
            "“🌊 The pier stays,” said Mo Tarn.",
        ),  # a wave is two units
        ("“The pier stays,” said Mo Tarn.", [(5, 4, "BOLD"), (23, 2, "ITALIC")], "“The pier stays,” said Mo Tarn."),
        ("“The pier stays,” said Mo Tarn. Or not.", [(31, 10**12, "STRIKETHROUGH")], "“The pier stays,” said Mo Tarn."),
        (
            "“The pier stays,” said Mo Tarn.",
            [(None, 4, "STRIKETHROUGH"), (-3, 2, "STRIKETHROUGH"), "x"],
            "“The pier stays,” said Mo Tarn.",
        ),
    ],
    ids=["struck", "overlapping", "astral", "other-styles", "past-the-end", "odd"],
)
def test_what_a_draft_strikes_out_is_not_read(text, spans, kept):
    content = draft(("unstyled", text))
    content["blocks"][0]["inlineStyleRanges"] = [
        dict(zip(("offset", "length", "style"), span, strict=True)) if isinstance(span, tuple) else span for span in spans
    ]
    (given,) = parsed("a.json", json.dumps({"title": "Pier", "date": "2024-05-18", "content": content})).documents
    assert given.document.text == kept


def test_a_draft_of_one_is_no_document():
    values = {"data": {"id": 1, "attributes": {"title": "Pier", "createdAt": "2024-05-18", "publishedAt": None, "body": STRAPI}}}
    assert "not published" in parsed("a.json", json.dumps(values)).refused[0]


def thing(kind, author, **more):
    return {"kind": kind, "data": {"author": author, "created_utc": 1716026400.0, "permalink": "/r/ellery/comments/1/", **more}}


def listing(*children):
    return {"kind": "Listing", "data": {"children": list(children)}}


def test_posts_of_reddit_are_their_authors_and_what_they_repeat_is_not():
    answer = thing("t1", "pier_rat", body="&gt; It is shut.\n\nIt opens in **May**.", replies="")
    page = [
        listing(thing("t3", "pier_rat", title="Is the pier shut?", selftext="I was there &amp; saw no lamp.", is_self=True)),
        listing(
            thing("t1", "lampwatch", body="It is shut.", replies=listing(answer)),
            thing("t1", "[deleted]", body="[removed]", replies=""),
            {"kind": "more", "data": {"children": ["x"]}},
        ),
    ]
    found = parsed("a.json", json.dumps(page))
    assert [(given.document.kind, given.document.published, said(given.document)) for given in found.documents] == [
        ("post", "2024-05-18", [("pier_rat", "I was there & saw no lamp.")]),
        ("post", "2024-05-18", [("lampwatch", "It is shut.")]),
        ("post", "2024-05-18", [("pier_rat", "It opens in May.")]),
    ]
    assert found.refused == []


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ({"title": "Who put the lamp out?", "selftext": "", "is_self": True}, "Who put the lamp out?"),
        ({"title": "Council sells the pier", "selftext": "", "is_self": False, "url": "https://a.test"}, None),
        ({"title": "Look", "selftext": "[removed]", "is_self": True}, None),
    ],
)
def test_the_title_of_a_post_is_its_authors_words_where_there_are_no_others(post, words):
    found = parsed("a.json", json.dumps(listing(thing("t3", "pier_rat", **post))))
    assert [given.document.text for given in found.documents] == ([words] if words else [])
    assert bool(found.refused) == (words is None)
