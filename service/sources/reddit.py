"""Posts and comments of Reddit as its pages and its API give them in JSON (https://www.reddit.com/dev/api): listings, one in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.fields import address, plain_text
from service.sources.posts import post_of
from service.sources.shapes import JsonObject

_POST, _COMMENT, _LISTING = "t3", "t1", "Listing"
_KINDS = (_POST, _COMMENT, "more")  # of what stands in a listing; the last is of what is to be asked for
_GONE = ("[deleted]", "[removed]")  # what stands for an account or for words that are no longer there
_REPEATED = re.compile(r"^[ \t]*>(?!!)[^\n]*(?:\n|\Z)", re.MULTILINE)  # of another's post, above the answer to it; `>!` hides words
_MARKS = re.compile(r"\*\*|__|>!|!<|\[(?P<words>[^\[\]\n]{1,300})\]\(https?://[^()\s]{1,500}\)")
_SITE = "https://www.reddit.com"


def is_reddit(values: JsonObject) -> bool:
    """Tell whether an object is a post or a comment of Reddit, or a listing of them."""
    data = values.get("data")
    if not isinstance(data, dict):
        return False
    if values.get("kind") == _LISTING:
        children = data.get("children")
        return isinstance(children, list) and any(isinstance(child, dict) and child.get("kind") in _KINDS for child in children)
    return values.get("kind") in (_POST, _COMMENT) and "author" in data


def read_reddit(values: JsonObject) -> Iterator[Document]:
    """Yield the posts and comments in an object that have words, each by its account. Raises UnreadableSource where there are none."""
    is_empty = True
    for kind, data in _things(values):
        words = _words(kind, data)
        if words:
            is_empty = False
            yield post_of(words, _author(data), _at(data), data.get("created_utc"))
    if is_empty:
        raise UnreadableSource("there are no posts with words in it")


def _things(values: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the kind and the fields of each post and comment in an object, answers behind what they answer."""
    waiting: list[Any] = [values]
    while waiting:
        thing = waiting.pop()
        data = thing.get("data") if isinstance(thing, dict) else None
        if not isinstance(data, dict):
            continue
        if thing.get("kind") in (_POST, _COMMENT):
            yield thing["kind"], data
        children = data.get("children")
        waiting += [data.get("replies"), *reversed(children if isinstance(children, list) else [])]


def _words(kind: str, data: JsonObject) -> str:
    """Return the words that an account wrote; of a post without any its title, unless it is a link, which others may have given that."""
    body = data.get("body" if kind == _COMMENT else "selftext")
    written = unescape(body) if isinstance(body, str) and body.strip() not in _GONE else ""
    text = _MARKS.sub(lambda match: match["words"] or "", _REPEATED.sub("", written)).strip()
    is_own = kind == _POST and data.get("is_self") is True and not body
    return text or (plain_text(data.get("title")) or "" if is_own else "")


def _author(data: JsonObject) -> str | None:
    """Return the account that a post is of, None for one that is gone."""
    name = plain_text(data.get("author"))
    return None if name in _GONE else name


def _at(data: JsonObject) -> str | None:
    """Return the address of a post."""
    path = data.get("permalink")
    return address(_SITE + path) if isinstance(path, str) and path.startswith("/") else None
