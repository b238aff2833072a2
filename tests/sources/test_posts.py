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
        ({"text": WORDS, "from_id": None}, "Ellery Council", WORDS),
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


IOS = "[18/05/2024, 09:14:02] Pier group: \u200eMessages and calls are end-to-end encrypted.\n[18/05/2024, 09:15:40] Mo Tarn: The lamp is out:\nagain.\n[18/05/2024, 09:16:02] Mo Tarn: \u200eimage omitted\n[18/05/2024, 09:17:00] ~ Bo Lund: Nobody paid. \u200e<This message was edited>\n"
ANDROID = '5/18/24, 9:14 AM - Mo Tarn created group "Pier"\n5/18/24, 9:15 AM - Mo Tarn: The lamp is out:\nagain.\n5/18/24, 9:16 AM - Mo Tarn: <Media omitted>\n5/18/24, 9:17 AM - +44 7700 900123: Nobody paid.\n'
SLACK = {
    "type": "message",
    "ts": "1716020000.0002",
    "user": "U1",
    "text": "The lamp is out:\nagain.",
    "user_profile": {"real_name": "Mo Tarn"},
}
GARBLED = "Zoë – we sailed".encode().decode("latin-1")
COMMENT = {
    "kind": "youtube#comment",
    "snippet": {"textDisplay": "We<br>sailed", "authorDisplayName": "@mo", "publishedAt": "2024-05-18T09:00:00Z"},
}


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("_chat.txt", IOS, [("Mo Tarn", "The lamp is out:\nagain.", "2024-05-18"), ("Bo Lund", "Nobody paid.", "2024-05-18")]),
        ("chat.txt", ANDROID, [("Mo Tarn", "The lamp is out:\nagain.", "2024-05-18"), (None, "Nobody paid.", "2024-05-18")]),
        ("chat.txt", ANDROID.replace("5/18/24", "5/6/24"), [("Mo Tarn", "The lamp is out:\nagain.", None), (None, "Nobody paid.", None)]),
        ("day.json", [SLACK, {**SLACK, "subtype": "channel_join", "text": "has joined"}, {**SLACK, "user_profile": None, "text": "See <https://a.example|the page> &amp; go"}],
         [("Mo Tarn", "The lamp is out:\nagain.", "2024-05-18"), (None, "See the page & go", "2024-05-18")]),
        ("discord.json", {"guild": {}, "channel": {"name": "x"}, "messages": [{"type": "Default", "timestamp": "2024-05-18T09:00:00+00:00", "content": "We sailed.", "author": {"name": "mt", "nickname": "Mo Tarn"}}, {"type": "GuildMemberJoin", "content": "Joined."}]}, [("Mo Tarn", "We sailed.", "2024-05-18")]),
        ("posts.json", [{"timestamp": 1716020000, "data": [{"post": GARBLED}], "title": "Mo Tarn updated his status."}], [("Mo Tarn", "Zoë – we sailed", "2024-05-18")]),
        ("comments.json", {"comments_v2": [{"timestamp": 1716020000, "data": [{"comment": {"comment": GARBLED, "author": "Mo Tarn"}}], "title": "Mo Tarn commented on a post."}]}, [("Mo Tarn", "Zoë – we sailed", "2024-05-18")]),
        ("posts_1.json", [{"media": [{"uri": "a.jpg", "creation_timestamp": 1716020000, "title": GARBLED}]}], [(None, "Zoë – we sailed", "2024-05-18")]),
        ("Shares.csv", "Date,ShareLink,ShareCommentary\n2024-05-18 09:00:00,https://l.example/1,We sailed.\n", [(None, "We sailed.", "2024-05-18")]),
        ("c.json", {"kind": "youtube#commentThreadListResponse", "items": [{"kind": "youtube#commentThread", "snippet": {"topLevelComment": COMMENT}, "replies": {"comments": [COMMENT]}}]}, [("@mo", "We sailed", "2024-05-18")] * 2),
    ],
)  # fmt: skip
def test_what_people_download_of_chats_and_accounts_is_a_post_each(name, content, right):
    documents, _ = parsed(name, content if isinstance(content, str) else json.dumps(content))
    assert [(document.speaker, document.text, document.published) for document in documents] == right
    assert {document.kind for document in documents} == {"post"}


def test_a_schedule_is_no_chat():
    documents, _ = parsed("a.txt", "5/18/24, 9:14 AM - Breakfast\n\nWe sail at noon.\n")
    assert documents[0].kind == "article"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("deleted-tweets.js", f"window.YTD.deleted_tweets.part0 = {json.dumps([{'tweet': OLD}])}", None),
        ("twitter-circle-tweet.js", f"window.YTD.twitter_circle_tweet.part0 = {json.dumps([{'tweet': OLD}])}", None),
        ("community-tweet.js", f"window.YTD.community_tweet.part0 = {json.dumps([{'tweet': OLD}])}", WORDS),
        ("2016_03.js", f"Grailbird.data.tweets_2016_03 = {json.dumps([OLD])}", WORDS),
        (
            "note-tweet.js",
            f"window.YTD.note_tweet.part0 = {json.dumps([{'noteTweet': {'createdAt': '2024-05-18T00:00:00.000Z', 'core': {'text': WORDS}}}])}",
            WORDS,
        ),
    ],
)
def test_what_of_an_archive_of_x_was_public_is_read_and_nothing_else(name, content, words):
    documents, refused = parsed(name, content)
    assert [document.text for document in documents] == ([words] if words else [])
    assert bool(refused) == (words is None)


def shown(name, body, *, joined=False, day="18.05.2024 23:30:00 UTC+02:00"):
    """A message on a page of an export of Telegram."""
    over = f"<div class='from_name'>{name}</div>" if name else ""
    return (
        f"<div class='message default clearfix{' joined' if joined else ''}' id='m'><div class='body'>"
        f"<div class='pull_right date details' title='{day}'>23:30</div>{over}{body}</div></div>"
    )


FORWARDED = (
    "<div class='pull_left forwarded userpic_wrap'>P</div><div class='forwarded body'>{}<div class='text'>Not now.</div></div>"
)
FROM = "<div class='from_name'>Pier News <span class='date details' title='01.05.2024 10:00:00'>01.05.2024</span></div>"


@pytest.mark.parametrize(
    ("messages", "right"),
    [
        ([shown("Mo Tarn", "<div class='text'>Not now.<br>Not &amp; ever.</div>")], [("Mo Tarn", "Not now. Not & ever.")]),
        ([shown("Mo Tarn", "<div class='text'>No.</div>"), shown("", "<div class='text'>Not now.</div>", joined=True)], [("Mo Tarn", "No."), ("Mo Tarn", "Not now.")]),
        ([shown("Mo Tarn", "<div class='text'>No.</div>"), shown("", "<div class='text'>Not now.</div>")], [("Mo Tarn", "No."), (None, "Not now.")]),
        ([shown("Mo Tarn", FORWARDED.format(FROM)), shown("", "<div class='text'>No.</div>", joined=True)], [("Pier News", "Not now."), ("Mo Tarn", "No.")]),
        ([shown("Mo Tarn", FORWARDED.format(FROM)), shown("", FORWARDED.format(""), joined=True)], [("Pier News", "Not now.")] * 2),
        ([shown("Mo Tarn", FORWARDED.format(""))], [(None, "Not now.")]),
        ([shown("The Board", "<div class='text'>Not now.</div><div class='signature details'>Peig Donnelly</div>")], [("Peig Donnelly", "Not now.")]),
        (["<div class='message service'><div class='body details'>18 May 2024</div></div>", shown("Mo Tarn", "<div class='media_wrap'></div>"), shown("Bo Ek", "<div class='text'>No.</div>")], [("Bo Ek", "No.")]),
    ],
)  # fmt: skip
def test_a_message_on_a_page_of_an_export_of_telegram_is_whom_it_is_from(messages, right):
    page = f"<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class='history'>{''.join(messages)}</div></body></html>"
    documents, refused = parsed("messages.html", page)
    assert [found for document in documents for found in reading.said(document)] == right
    assert {(document.kind, document.published) for document in documents} == {("post", DAY)}
    assert not refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> The pier is shut.\nSays who?", ["Says who?"]),
        ("Says who?\n>>> The pier is shut.\nSince May.", ["Says who?"]),
        ("> The pier is shut.", []),
        ("Nine >\nten, and 3 > 2. >_<", ["Nine >\nten, and 3 > 2. >_<"]),
    ],
)
def test_what_a_message_of_a_chat_repeats_of_another_s_is_not_its_sender_s(text, words):
    row = {"type": "Default", "timestamp": "2024-05-18T09:00:00+00:00", "content": text, "author": {"name": "mt"}}
    documents, _ = parsed("a.json", {"guild": {}, "channel": {"name": "x"}, "messages": [row]})
    assert [document.text for document in documents] == words
    documents, _ = parsed("a.json", [{**SLACK, "text": text.replace(">", "&gt;")}])
    assert [document.text for document in documents] == words
