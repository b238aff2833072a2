"""Posts of X, Bluesky, Mastodon and Telegram: whose account it is, as named there, and nobody's where nothing says."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from tests.sources import reading
from tests.sources.reading import KNOWN

WORDS = "The pier stays open to boats & crews. Not now, not ever."
DAY = "2024-05-18"
OLD = {"created_at": "Sat May 18 23:30:00 +0000 2024", "id_str": "77", "full_text": WORDS.replace("&", "&amp;") + " https://t.co/abc",
       "user": {"name": "Ines Calloway", "screen_name": "inesc"}}  # fmt: skip
NEW = {"data": [{"id": "77", "text": WORDS.replace("&", "&amp;"), "author_id": "5", "created_at": f"{DAY}T23:30:00.000Z"}],
       "includes": {"users": [{"id": "5", "name": "Ines Calloway", "username": "inesc"}]}}  # fmt: skip
RECORD = {"$type": "app.bsky.feed.post", "text": WORDS, "createdAt": f"{DAY}T23:30:00.000Z"}
SHOWN = {
    "uri": "at://did:plc:x/app.bsky.feed.post/3k",
    "author": {"handle": "ines.example", "displayName": "Ines Calloway"},
    "record": RECORD,
}
STATUS = {"id": "1", "created_at": f"{DAY}T23:30:00.000Z", "content": f"<p>{WORDS.replace('&', '&amp;')}</p>", "url": "https://m.example/@ines/1",
          "account": {"acct": "ines", "display_name": "Ines Calloway"}}  # fmt: skip
NOTE = {"type": "Create", "published": f"{DAY}T23:30:00Z", "object": {"type": "Note", "id": "https://m.example/users/ines/1", "content": STATUS["content"],
        "attributedTo": "https://m.example/users/ines"}}  # fmt: skip


def parsed(name, content):
    found = reading.parsed(name, content if isinstance(content, (bytes, str)) else json.dumps(content))
    return [given.document for given in found.documents], found.refused


@pytest.mark.parametrize(
    ("content", "speaker", "url"),
    [
        (OLD, "Ines Calloway", "https://x.com/inesc/status/77"),
        ({**OLD, "user": None}, None, None),
        ({**OLD, "user": {"screen_name": "inesc"}}, "@inesc", "https://x.com/inesc/status/77"),
        ({**OLD, "full_text": "cut…", "extended_tweet": {"full_text": WORDS}}, "Ines Calloway", "https://x.com/inesc/status/77"),
        ({"id_str": "78", "full_text": "RT @inesc: The pier…", "user": {"name": "Mo Tarn"}, "retweeted_status": OLD}, "Ines Calloway", "https://x.com/inesc/status/77"),
        ({**OLD, "full_text": f"RT @peigd: {WORDS}"}, "@peigd", None),
        (NEW, "Ines Calloway", "https://x.com/inesc/status/77"),
        (NEW["data"][0], None, None),
        (RECORD, None, None),
        ({"uri": SHOWN["uri"], "cid": "b", "value": RECORD}, None, "https://bsky.app/profile/did:plc:x/post/3k"),
        (SHOWN, "Ines Calloway", "https://bsky.app/profile/ines.example/post/3k"),
        ({"feed": [{"post": SHOWN}]}, "Ines Calloway", "https://bsky.app/profile/ines.example/post/3k"),
        (STATUS, "Ines Calloway", "https://m.example/@ines/1"),
        ({**STATUS, "account": {"acct": "ines", "display_name": ""}}, "@ines", "https://m.example/@ines/1"),
        ({"account": {"acct": "mo", "display_name": "Mo Tarn"}, "content": "", "reblog": STATUS}, "Ines Calloway", "https://m.example/@ines/1"),
        (NOTE, "@ines@m.example", "https://m.example/users/ines/1"),
        ({"type": "OrderedCollection", "orderedItems": [NOTE, {"type": "Announce", "object": "https://m.example/2"}]}, "@ines@m.example", "https://m.example/users/ines/1"),
        ([STATUS], "Ines Calloway", "https://m.example/@ines/1"),
    ],
)  # fmt: skip
def test_a_post_is_its_account_s_and_nobody_s_where_nothing_says_whose(content, speaker, url):
    (document,), refused = parsed("a.json", content)
    assert (document.kind, document.speaker, document.url, document.published) == ("post", speaker, url, DAY)
    (passage,) = extract(document, KNOWN)
    assert (passage.text, passage.attribution.speaker and passage.attribution.speaker.name) == (WORDS, speaker)
    assert not refused


@pytest.mark.parametrize("name", ["tweets.js", "tweets-part1.js", "data.tweets.js"])
def test_an_archive_of_x_gives_its_posts_one_by_one(name):
    content = f"window.YTD.tweets.part0 = {json.dumps([{'tweet': {**OLD, 'user': None}}, {'tweet': {'id_str': '9', 'full_text': ' https://t.co/x'}}])}"
    (document,), refused = parsed(name, content)
    assert extract(document, KNOWN)[0].text == WORDS
    assert refused == [f"{name}: post 2: text is missing or empty"]


@pytest.mark.parametrize(
    "content",
    ["var x = []", "window.YTD.tweets.part0 = [", "window.YTD.tweets.part0 = []", "window.YTD.tweets.part0 = " + "[" * 100_000],
)
def test_what_is_no_archive_is_refused(content):
    documents, (refused,) = parsed("tweets.js", content)
    assert not documents
    assert "archive of X" in refused or "there are no posts" in refused


@pytest.mark.parametrize(
    "content",
    [
        {"text": "“We sail,” said Ines Calloway.", "id": "7", "title": "Pier"},  # an article with a number
        {"data": [{"id": "1", "text": "“We sail,” said Ines Calloway."}]},  # a list of articles
        {"content": "<p>“We sail,” said Ines Calloway.</p>", "account": "42"},
    ],
)
def test_an_article_is_no_post(content):
    (document,), _ = parsed("a.json", content)
    assert document.kind == "article"


def test_a_repeated_post_is_whole_where_the_answer_has_it():
    answer = {
        "data": [
            {
                "id": "1",
                "text": "RT @ida: The lamp is ours every",
                "author_id": "7",
                "referenced_tweets": [{"type": "retweeted", "id": "2"}],
            }
        ],
        "includes": {
            "users": [{"id": "7", "name": "Mo Tarn", "username": "mo"}, {"id": "8", "name": "Ida Fenn", "username": "ida"}],
            "tweets": [{"id": "2", "author_id": "8", "text": "The lamp is ours every night."}],
        },
    }
    (document,) = reading.read("a.json", json.dumps(answer).encode())
    assert (document.speaker, document.text) == ("Ida Fenn", "The lamp is ours every night.")


def test_a_record_of_bluesky_is_known_by_its_address():
    post = {
        "uri": "at://did:plc:a/app.bsky.feed.post/3k",
        "author": {"displayName": "Mo Tarn"},
        "record": {"text": "Gulls stay, and so do we."},
    }
    (document,) = reading.read("a.json", json.dumps(post).encode())
    assert (document.kind, document.speaker, document.text) == ("post", "Mo Tarn", "Gulls stay, and so do we.")


CHANNEL = {
    "from": "Ellery Council",
    "from_id": "channel77",
    "type": "message",
    "date": f"{DAY}T23:30:00",
    "date_unixtime": "1716075000",
}
SERVICE = {
    "id": 1,
    "type": "service",
    "date": f"{DAY}T09:00:00",
    "actor": "Ellery Council",
    "actor_id": "channel77",
    "action": "create_channel",
    "text": "",
}


@pytest.mark.parametrize(
    ("message", "speaker", "words"),
    [
        ({"text": WORDS}, "Ellery Council", WORDS),
        (
            {"text": ["The pier ", {"type": "bold", "text": "stays"}, " open to boats & crews. Not now, not ever."]},
            "Ellery Council",
            WORDS,
        ),
        ({"text": WORDS, "author": "Ines Calloway"}, "Ines Calloway", WORDS),  # who signs a channel's message
        ({"text": WORDS, "forwarded_from": "Mo Tarn", "author": "Ines Calloway"}, "Mo Tarn", WORDS),
        ({"text": WORDS, "forwarded_from": None}, None, WORDS),
        ({"text": WORDS, "from": None}, None, WORDS),  # an account that was deleted
    ],
)
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_message_of_telegram_is_whom_it_is_from(message, speaker, words, is_whole):
    chat = {
        "name": "Ellery Council",
        "type": "public_channel",
        "id": 77,
        "messages": [SERVICE, {**CHANNEL, "id": 2, **message}, {**CHANNEL, "id": 3, "photo": "x", "text": ""}],
    }
    (document,), refused = parsed("result.json", {"chats": {"about": "x", "list": [chat]}} if is_whole else chat)
    assert (document.kind, document.speaker, document.published, document.origin.guid) == ("post", speaker, DAY, "telegram:77/2")
    assert [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in extract(document, KNOWN)] == [(speaker, words)]
    assert not refused


def test_an_export_of_telegram_without_words_says_so():
    documents, refused = parsed("result.json", {"name": "x", "type": "public_channel", "id": 77, "messages": [SERVICE]})
    assert not documents
    assert "no messages with words" in refused[0]
