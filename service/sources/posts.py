"""Posts of X, Bluesky and Mastodon, as their archives and APIs have them: the words of whoever owns the account, as named there.

A post that only repeats another's is that other's. Where a file does not say whose the account is, the speaker is unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.records import Document, Passage, Span
from service.sources import decoding
from service.sources.days import day_of
from service.sources.fields import address, plain_text
from service.sources.marked_up import read_markup
from service.sources.plain import make_document
from service.sources.shapes import JsonObject

_ARCHIVE = re.compile(r"\s*(?:window\.YTD\.(?P<what>\w{1,40})\.part\d{1,4}|Grailbird\.data\.tweets_\d{4}_\d{2})\s*=\s*")
_NOT_PUBLIC = (
    ("deleted", "whoever posted them has deleted them"),
    ("circle", "they went to some accounts only"),
)  # in what a file has
_REPEATED = re.compile(r"RT @(\w{1,50}):\s*", re.ASCII)
_LINK = re.compile(r"\s{0,9}https://t\.co/\w+")  # how X writes addresses, which nobody says
_BLUESKY = "app.bsky.feed.post"
_AT = re.compile(r"at://([^/\s]{1,300})/app\.bsky\.feed\.post/([^/\s]{1,100})$")
_EMOJI = re.compile(r"\s?:[a-z0-9_]{2,40}:", re.IGNORECASE)  # pictures that a server has names for, in what accounts show as a name
_PRIVATE = ("private", "direct", "limited")  # https://docs.joinmastodon.org/entities/Status/#visibility
_PUBLIC = "Public"  # https://www.w3.org/ns/activitystreams#Public, also as `as:Public`
_CREATED = ("created_at", "timestamp", "date")  # when a post was sent
_POSTS = ("Note", "Question", "Article")


def read_archive(content: bytes) -> Iterator[Document | UnreadableSource]:
    """Yield the posts of an archive of X (`tweets.js`), and an error for each without words. Raises UnreadableSource.

    A long post stands whole in a file of its own (`note-tweet.js`), and cut off among the others.
    """
    yield from _each((_posted(row) for row in _archived(content)), _tweet)


def _posted(row: JsonObject) -> JsonObject:
    """Return the post of a row of an archive of X, a long one under the names that others have."""
    long = row.get("noteTweet")
    if isinstance(long, dict):
        return {"id_str": long.get("noteTweetId"), "created_at": long.get("createdAt"), "note_tweet": long.get("core")}
    post = row.get("tweet", row)
    return post if isinstance(post, dict) else {}


def owner_of(content: bytes) -> str | None:
    """Return whose account an archive of X is of, by its file `account.js`: the name that it shows, or the account; None where it tells none."""
    try:
        rows = _archived(content)
    except UnreadableSource:
        return None
    account = next((found for row in rows if isinstance(found := row.get("account"), dict)), {})
    handle = plain_text(account.get("username"))
    return plain_text(account.get("accountDisplayName")) or (f"@{handle}" if handle else None)


def name_of_actor(content: bytes) -> dict[str, str]:
    """Return the name that an account of ActivityPub shows, by the account as its posts have it; nothing where it tells none."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    account = _actor(values.get("id")) if isinstance(values, dict) else None
    name = _EMOJI.sub("", plain_text(values.get("name")) or "").strip() if account else ""
    return {account: name} if account and name else {}


def _archived(content: bytes) -> list[JsonObject]:
    """Return the rows of a file of an archive of X. Raises UnreadableSource."""
    text = decoding.plain(content)
    match = _ARCHIVE.match(text)
    if match is None:
        raise UnreadableSource("no archive of X: it does not begin with window.YTD")
    if told := next((why for kind, why in _NOT_PUBLIC if kind in (match["what"] or "")), None):
        raise UnreadableSource(f"its posts are not public: {told}")
    try:
        return _rows(json.loads(text[match.end() :].rstrip().rstrip(";")))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"no archive of X: {error}") from None


def is_tweet(values: JsonObject) -> bool:
    """Tell whether an object is a post of X, of its older or newer API, or an answer of the newer one."""
    if ("id_str" in values or "tweet_id" in values) and ("full_text" in values or "text" in values):
        return True
    if "rawContent" in values or ("text" in values and "isRetweet" in values):  # as snscrape and tables of archives have it
        return True
    return ("author_id" in values and "text" in values) or _is_answer(values)


def read_tweet(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the document of a post of X, or of each of an answer. Raises UnreadableSource for one without words."""
    if not _is_answer(values):
        yield _tweet(values)
        return
    data, included = values["data"], values.get("includes")
    included = included if isinstance(included, dict) else {}
    users = {str(user.get("id")): user for user in _rows(included.get("users"))}
    others = {str(row.get("id")): row for row in _rows(included.get("tweets"))}
    rows = (_repeated_of(row, others) for row in _rows(data if isinstance(data, list) else [data]))
    yield from _each(({"user": users.get(str(row.get("author_id"))), **row} for row in rows), _tweet)


def _repeated_of(row: JsonObject, others: dict[str, JsonObject]) -> JsonObject:
    """Return the post that a post repeats, where the answer has it whole; any other post itself. `others`: by their ids."""
    told = (r for r in _rows(row.get("referenced_tweets")) if r.get("type") == "retweeted")
    return next((found for r in told if (found := others.get(str(r.get("id")))) is not None), row)


def _is_answer(values: JsonObject) -> bool:
    data = values.get("data")
    rows = data if isinstance(data, list) else [data]
    return bool(rows) and all(
        isinstance(row, dict) and "text" in row and "id" in row and ("author_id" in row or "includes" in values) for row in rows
    )


def _tweet(values: JsonObject) -> Document:
    """Return the document of a post of X. Raises UnreadableSource for one without words."""
    inner = values.get("retweeted_status")
    if isinstance(inner, dict):
        return _tweet(inner)
    name, handle = _user(values.get("user") or values.get("author"))
    extended = values.get("extended_tweet")
    long = extended.get("full_text") if isinstance(extended, dict) else _note(values)
    text = next(
        (
            value
            for value in (long, values.get("full_text"), values.get("rawContent"), values.get("text"))
            if isinstance(value, str)
        ),
        "",
    )
    if repeated := _REPEATED.match(text):
        name, handle, text = f"@{repeated[1]}", repeated[1], text[repeated.end() :]
    number = next((found for field in ("id_str", "id", "tweet_id") if (found := plain_text(values.get(field)))), None)
    url = f"https://x.com/{handle}/status/{number}" if handle and number and not repeated else None
    created = next((value for field in _CREATED if (value := values.get(field))), None)
    return post_of(_LINK.sub("", unescape(text)), name, url, created)


def _note(values: JsonObject) -> str | None:
    """Return the text of a long post, of which the post's own text is only the beginning."""
    note = values.get("note_tweet")
    for name in ("note_tweet_results", "result"):  # as its web pages have it, one in another
        note = note.get(name, note) if isinstance(note, dict) else note
    return plain_text(note.get("text")) if isinstance(note, dict) else None


def _user(value: Any) -> tuple[str | None, str | None]:
    """(name as given or the account, the account) of a user of X."""
    user = value if isinstance(value, dict) else {}
    handle = plain_text(user.get("screen_name")) or plain_text(user.get("username"))
    return plain_text(user.get("name")) or plain_text(user.get("displayname")) or (f"@{handle}" if handle else None), handle


def is_bluesky(values: JsonObject) -> bool:
    """Tell whether an object is a post of Bluesky: a record, a record with its address, a post as it is shown, or a feed of these."""
    if isinstance(values.get("feed"), list) and any(isinstance(row, dict) and "post" in row for row in values["feed"]):
        return True
    if isinstance(values.get("thread"), dict) and isinstance(values["thread"].get("post"), dict):
        return True
    inner = _record(values)
    return inner is not None and inner.get("$type", _BLUESKY) == _BLUESKY and isinstance(inner.get("text"), str)


def read_bluesky(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the document of a post of Bluesky, or of each in a feed. Raises UnreadableSource for one without words."""
    if isinstance(values.get("feed"), list):
        yield from _each((row["post"] for row in _rows(values["feed"]) if isinstance(row.get("post"), dict)), _skeet)
    elif isinstance(values.get("thread"), dict):
        yield from _each(_thread(values["thread"]), _skeet)
    else:
        yield _skeet(values)


def _thread(shown: JsonObject) -> Iterator[JsonObject]:
    """Yield the posts of a thread as it is shown: those above one, the post itself, and the answers to it."""
    above, parent = [], shown.get("parent")
    while isinstance(parent, dict):
        above.append(parent)
        parent = parent.get("parent")
    waiting = [shown, *above]
    while waiting:
        one = waiting.pop()
        if isinstance(one.get("post"), dict):
            yield one["post"]
        if one not in above:
            waiting += reversed(_rows(one.get("replies")))


def _record(values: JsonObject) -> JsonObject | None:
    inner = next((values[name] for name in ("record", "value", "post") if isinstance(values.get(name), dict)), values)
    is_known = "$type" in inner or str(values.get("uri")).startswith("at://")
    return inner if is_known else None


def _skeet(values: JsonObject) -> Document:
    record = _record(values) or {}
    author = values.get("author")
    author = author if isinstance(author, dict) else {}
    handle = plain_text(author.get("handle"))
    name = plain_text(author.get("displayName")) or (f"@{handle}" if handle else None)
    at = _AT.match(str(values.get("uri") or ""))
    url = f"https://bsky.app/profile/{handle or at[1]}/post/{at[2]}" if at else None
    return post_of(str(record.get("text") or ""), name, url, record.get("createdAt"))


def is_mastodon(values: JsonObject) -> bool:
    """Tell whether an object is a post of Mastodon, of its API or of ActivityPub, or an outbox."""
    if isinstance(values.get("account"), dict) and "content" in values:
        return True
    if values.get("type") in _POSTS and "attributedTo" in values:
        return True
    if values.get("type") in ("Create", "Announce") and "object" in values:
        return True
    return isinstance(values.get("orderedItems"), list)


def read_mastodon(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the document of a post of Mastodon, or of each of an outbox; what it only announces of others is passed over."""
    items = values.get("orderedItems")
    if isinstance(items, list):
        yield from _each((row for row in _rows(items) if row.get("type") != "Announce"), _toot)
    else:
        yield _toot(values)


def _toot(values: JsonObject) -> Document:
    inner = values.get("reblog")
    if isinstance(inner, dict):
        return _toot(inner)
    note = values.get("object")
    note = note if isinstance(note, dict) else values
    if not _is_public(note):
        raise UnreadableSource("it is not published: it went to some accounts only")
    name = _account(values.get("account")) or _actor(note.get("attributedTo") or values.get("actor"))
    content = note.get("content")
    text = read_markup(content)[0] if isinstance(content, str) and content.strip() else ""
    created = note.get("created_at") or note.get("published") or values.get("published")
    return post_of(text, name, address(note.get("url")) or address(note.get("id")), created)


def _is_public(note: JsonObject) -> bool:
    """Return whether a post of Mastodon is for everybody: by its visibility, or by whom ActivityPub addresses it to."""
    if note.get("visibility") in _PRIVATE:
        return False
    to = [name for key in ("to", "cc") for name in (note[key] if isinstance(note.get(key), list) else [note.get(key)]) if name]
    return not to or any(isinstance(name, str) and name.endswith(_PUBLIC) for name in to)


def _account(value: Any) -> str | None:
    """Return whose an account of Mastodon is: its name as given, else the account itself; None for anything else."""
    account = value if isinstance(value, dict) else {}
    handle = plain_text(account.get("acct")) or plain_text(account.get("username"))
    shown = _EMOJI.sub("", plain_text(account.get("display_name")) or "").strip()
    return shown or (f"@{handle}" if handle else None)


def _actor(value: Any) -> str | None:
    """Return an account by its address, which is all that ActivityPub tells of it: `@name@host`."""
    match = re.match(r"https?://([^/\s]{1,200})/(?:users/|@)([\w.-]{1,100})/?$", value) if isinstance(value, str) else None
    return f"@{match[2]}@{match[1]}" if match else None


def post_of(text: str, speaker: str | None, url: str | None, created: Any) -> Document:
    """Return the document of a post; without a speaker its words are nobody's. Raises UnreadableSource for one without words."""
    document = make_document(
        {
            "text": text.strip(),
            "kind": "post",
            "speaker": speaker,
            "url": url,
            "published": day_of(created),
            "published_basis": "metadata",
        }
    )
    if speaker:
        return document
    return replace(document, stated=(Passage((Span(0, len(document.text), document.text),)),))


def _each(rows: Any, read: Any) -> Iterator[Document | UnreadableSource]:
    """Read each of some posts; one that cannot be read stops no other."""
    number = 0
    for number, row in enumerate(rows, 1):
        try:
            yield read(row)
        except UnreadableSource as error:
            yield UnreadableSource(f"post {number}: {error.detail}")
    if not number:
        raise UnreadableSource("there are no posts in it")


def _rows(value: Any) -> list[JsonObject]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
