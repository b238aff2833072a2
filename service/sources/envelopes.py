"""Answers of APIs and feeds in JSON: an object about a list of articles (JSON Feed, the Guardian, the New York Times, NewsAPI, …).

An envelope is told by that it has no text of its own and a list of objects where one of these has it. Each item is then read
as if it were alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.cues import are_cues
from service.sources.fields import folded, plain_text, with_common_names
from service.sources.formats import Given
from service.sources.headless import is_entry
from service.sources.shapes import JsonObject

# Where the list is: JSON Feed, AP, Superdesk (`items`, `data.items`, `_items`); the Guardian, the New York Times (`response`);
# Event Registry (`articles.results`); NewsAPI, news-please, Media Cloud, Mastodon, search engines; Ghost (`db`).
_PATHS: tuple[tuple[str | int, ...], ...] = (("articles", "results"), ("response", "results"), ("response", "docs"), ("data", "items"), ("data", "item"), ("items",), ("_items",), ("articles",), ("stories",), ("results",),
          ("result",), ("docs",), ("db", 0, "data", "posts"), ("response", "content"), ("posts",), ("statuses",), ("entries",), ("documents",), ("news",), ("hits", "hits"), ("data",), ("ninjs",), ("item",), ("quotes",), ("quotations",))  # fmt: skip
_ONES = (("data", "item"), ("response", "content"))  # where one item stands for the list
_INNER = ("item", "_source", "fields", "article", "attributes")  # of an item, what holds its own fields
_ARTICLES = ("article", "document", "story", "post", "item", "result", "page", "data", "node")
_DEEPEST = 5  # lists of articles one in another
_CUT = re.compile(r"\s{0,9}(?:…|\.\.\.)?\s{0,9}\[\+(\d{1,7}) chars\]\s{0,9}$")  # how NewsAPI ends what it cuts off
_CUT_MARKS = ("…", "...")
_OPEN_QUOTATION = re.compile(r"“[^”\n]*\Z|(?<=[\s(])\"[^\"\s][^\"\n]*\Z|\A\"[^\"\n]*\Z")  # that nothing ends
_SAME_START = 40  # characters by which a description is the beginning of the text
_REMOVED = "[Removed]"  # what NewsAPI gives for each field of an article that its publisher took back
_PARTIAL = ("leadparagraph",)  # what the New York Times gives instead of a text
_HTML = ("content_html", "content_text")  # of JSON Feed, which sets them apart


def is_envelope(values: JsonObject) -> bool:
    """Tell whether an object is about a list of articles and none itself."""
    rows = _list_of(values)
    return rows is not None and not are_cues(rows) and not isinstance(with_common_names(values).get("text"), str)


def inner_article(values: JsonObject) -> JsonObject | None:
    """Return the article that an object holds under a name for one and has no text of its own; None for any other object."""
    if with_common_names(values).get("text") and not isinstance(values.get("article"), dict):
        return None
    inner = [_opened(value) for name in _ARTICLES if isinstance(value := values.get(name), dict)]
    return inner[0] if len(inner) == 1 and with_common_names(inner[0]).get("text") else None


def read_envelope(values: JsonObject, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Yield the documents of the items, and an error for each that has none, or not all of its text."""
    from service.sources.records import documents_of

    outlet = plain_text(values.get("title")) if "jsonfeed.org" in str(values.get("version")) else None
    for number, item in enumerate(_list_of(values) or (), 1):
        row = _opened(item)
        if _depth(row) > _DEEPEST:
            yield UnreadableSource(f"item {number}: more than {_DEEPEST} lists of articles one in another")
            continue
        if outlet and not any(name in row for name in ("outlet", "source", "publisher")):
            row["outlet"] = outlet
        try:
            for part in documents_of(row, gazetteer):
                yield _placed(part, number) if isinstance(part, UnreadableSource) else part
        except UnreadableSource as error:
            yield _placed(error, number)


def _depth(row: JsonObject) -> int:
    """Return how many lists of articles stand one in another in the first items."""
    depth = 0
    while depth <= _DEEPEST and (rows := _list_of(row)):
        row, depth = rows[0], depth + 1
    return depth


def _placed(error: UnreadableSource, number: int) -> UnreadableSource:
    error.detail = f"item {number}: {error.detail}"
    return error


def _list_of(values: JsonObject) -> list[JsonObject] | None:
    for path in _PATHS:
        value: Any = values
        for step in path:
            value = _inner(value, step)
        value = [value] if path in _ONES and isinstance(value, dict) else value
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return value
    return None


def _inner(value: Any, step: str | int) -> Any:
    """Return the value of a field of an object, or at a place of a list; None where there is none."""
    if isinstance(step, int):
        return value[step] if isinstance(value, list) and len(value) > step else None
    return value.get(step) if isinstance(value, dict) else None


def _opened(item: JsonObject) -> JsonObject:
    """Return the fields of an item, those of an object in it included where it has none by the same name."""
    out = dict(item)
    if is_entry(item):
        return out
    for name in _INNER:
        inner = item.get(name)
        if isinstance(inner, dict):
            del out[name]
            out = {**inner, **out}
    if isinstance(item.get("attributes"), dict) and "createdAt" in out and out.get("publishedAt", "") is None:
        out["status"] = "draft"  # as Strapi tells of what was not published
    if "body" in out and "bodyText" in out:
        del out["bodyText"]  # the same with its paragraphs lost
    return out


def _blocks(row: JsonObject) -> str:
    """Return the text of an article that the Guardian gives in blocks; those that are not published are left out."""
    blocks = _inner(row.get("blocks"), "body")
    found = (block for block in (blocks if isinstance(blocks, list) else ()) if isinstance(block, dict))
    return "".join(str(block.get("bodyHtml") or "") for block in found if block.get("published") is not False)


def _without_mark(text: str) -> str:
    """Return a text without the mark at its end that says that it was cut off there."""
    kept = text.rstrip()
    mark = next((mark for mark in _CUT_MARKS if kept.endswith(mark)), "")
    return kept.removesuffix(mark).rstrip()


def _begun(text: str, description: str) -> str:
    """Return the beginning of an article without the quotation within which it is cut off, and before it what is said of it that it lacks."""
    parts = [_OPEN_QUOTATION.sub("", _without_mark(part)).rstrip() for part in (description, text)]
    least = min(_SAME_START, *map(len, parts))
    is_same = parts[0][:least].casefold() == parts[1][:least].casefold()
    return max(parts, key=len) if is_same else "\n\n".join(parts)


def completed_text(row: JsonObject) -> str | None:
    """Put the text of an article under a name that is known, without what tells that it is cut off; return what is missing of it.

    Raises UnreadableSource for one that was taken back.
    """
    for name in _HTML:
        if isinstance(row.get(name), str) and row[name].strip():
            row.setdefault("text", row[name])
    if row.get("title") == row.get("content") == _REMOVED:
        raise UnreadableSource("its publisher has removed it")
    if isinstance(row.get("content"), str) and (cut := _CUT.search(row["content"])):
        row["content"] = _begun(row["content"][: cut.start()], plain_text(row.get("description")) or "")
        return f"its text is cut off by whoever sent it: {cut[1]} characters are missing"
    if not with_common_names(row).get("text") and (blocks := _blocks(row)):
        row["text"] = blocks
    if not with_common_names(row).get("text") and (part := _first_paragraph(row)):
        row["text"] = part
        return "only its first paragraph is there"
    return None


def _first_paragraph(row: JsonObject) -> str | None:
    """Return the first paragraph of an article where an answer has no more of it."""
    given = (value for name, value in row.items() if folded(name) in _PARTIAL)
    return next((value for value in given if isinstance(value, str) and value.strip()), None)
