"""Posts and comments as people download them of their accounts, or ask for them: Facebook, Instagram, Threads, LinkedIn, comments of YouTube."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.fields import address, plain_text
from service.sources.marked_up import read_markup
from service.sources.posts import post_of
from service.sources.shapes import JsonObject

_OWNER = re.compile(r"(?P<name>\S[^\n]{0,99}?)\s(?:updated|shared|posted|added|wrote|was|is|replied|commented|published)\b")
_OF_META = re.compile(r"https?://(?:www\.)?(?:threads\.(?:net|com)|instagram\.com)/")
_COMMENTS = ("comments_v2", "comments")
_OF_YOUTUBE = ("youtube#commentThreadListResponse", "youtube#commentListResponse", "youtube#commentThread", "youtube#comment")


def is_facebook(values: JsonObject) -> bool:
    """Tell whether an object is a post of a download of Facebook, or its list of comments."""
    if any(
        isinstance(values.get(name), list) and _rows(values[name]) and all("data" in row for row in _rows(values[name]))
        for name in _COMMENTS
    ):
        return True
    return (
        "timestamp" in values
        and isinstance(values.get("data"), list)
        and not values.keys() - {"timestamp", "data", "title", "attachments", "tags"}
    )


def read_facebook(values: JsonObject) -> Iterator[Document]:
    """Yield the document of a post, none of one without words, or those of the comments."""
    rows = next((_rows(values[name]) for name in _COMMENTS if isinstance(values.get(name), list)), [values])
    for row in rows:
        owner = _OWNER.match(_repaired(plain_text(row.get("title")) or ""))
        for part in _rows(row.get("data")):
            comment = part.get("comment")
            said = comment if isinstance(comment, dict) else {"comment": part.get("post")}
            text = _repaired(plain_text(said.get("comment")) or "")
            name = _repaired(plain_text(said.get("author")) or "") or (owner["name"] if owner else None)
            if text:
                yield post_of(text, name, None, row.get("timestamp"))


def is_instagram(values: JsonObject) -> bool:
    """Tell whether an object is a post of a download of Instagram."""
    media = _rows(values.get("media"))
    return bool(media) and all("uri" in row and "creation_timestamp" in row for row in media)


def read_instagram(values: JsonObject) -> Iterator[Document]:
    """Yield the document of a post, none of one without words. The file does not say whose it is."""
    first = _rows(values["media"])[0]
    text = _repaired(plain_text(values.get("title")) or plain_text(first.get("title")) or "")
    if text:
        yield post_of(text, None, None, values.get("creation_timestamp") or first.get("creation_timestamp"))


def is_threads(values: JsonObject) -> bool:
    """Tell whether an object is a post as the interfaces of Threads and Instagram give it."""
    return "username" in values and _OF_META.match(str(values.get("permalink"))) is not None


def read_threads(values: JsonObject) -> Iterator[Document]:
    """Yield the document of a post, none of one without words, such as a repost."""
    text = plain_text(values.get("text")) or plain_text(values.get("caption"))
    if text:
        yield post_of(text, plain_text(values["username"]), address(values["permalink"]), values.get("timestamp"))


def is_linkedin(values: JsonObject) -> bool:
    """Tell whether an object is a row of what LinkedIn has of an account's posts."""
    return "ShareCommentary" in values and "ShareLink" in values


def read_linkedin(values: JsonObject) -> Iterator[Document]:
    """Yield the document of a post, none of one without words. The file does not say whose it is."""
    text = plain_text(values.get("ShareCommentary"))
    if text:
        yield post_of(re.sub(r'"?\n"', "\n", text).replace('""', '"'), None, address(values.get("ShareLink")), values.get("Date"))


def is_youtube(values: JsonObject) -> bool:
    """Tell whether an object is a comment of YouTube's API, or a list of them."""
    return values.get("kind") in _OF_YOUTUBE


def read_youtube(values: JsonObject) -> Iterator[Document]:
    """Yield the comments of an answer with their replies, by the names that their accounts show. Raises UnreadableSource where there are none."""
    found = list(_comments(values))
    if not found:
        raise UnreadableSource("there are no comments in it")
    for snippet in found:
        text = plain_text(snippet.get("textOriginal")) or read_markup(str(snippet.get("textDisplay") or "<p></p>"))[0]
        yield post_of(text, plain_text(snippet.get("authorDisplayName")), None, snippet.get("publishedAt"))


def _comments(values: JsonObject) -> Iterator[JsonObject]:
    """Yield what is told of each comment in a list, a thread or a comment."""
    waiting: list[Any] = [values]
    while waiting:
        row = waiting.pop(0)
        if not isinstance(row, dict):
            continue
        snippet, replies = row.get("snippet"), row.get("replies")
        if isinstance(snippet, dict) and ("textOriginal" in snippet or "textDisplay" in snippet):
            yield snippet
        elif isinstance(snippet, dict):
            waiting.append(snippet.get("topLevelComment"))
        waiting += _rows(row.get("items")) + _rows(replies.get("comments") if isinstance(replies, dict) else None)


def _repaired(text: str) -> str:
    """Return a text whose bytes in UTF-8 were written as one character each, as these downloads have them."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _rows(value: Any) -> list[JsonObject]:
    """Return the objects of a list, none of anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
