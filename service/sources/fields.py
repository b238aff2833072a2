"""Fields of JSON and tables under other names than ours: those that a caller tells, and those that are common.

A name may lead into nested objects and lists: `content.body`, `authors.0.name`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from service.errors import UnreadableSource

OURS = ("text", "title", "url", "outlet", "published", "kind", "speaker", "venue", "author", "modified")
QUOTATION = ("quotation", "role", "date")
# What news-please, Common Crawl's readers, schema.org and the APIs of large publishers call them.
_COMMON = {
    "text": ("body", "content", "maintext", "articleBody", "article_text", "full_text", "bodyText", "body_text", "story"),
    "title": ("headline", "heading", "webTitle"),
    "url": ("link", "canonical_url", "webUrl", "source_url", "uri"),
    "outlet": ("source", "publisher", "publication", "source_domain", "site_name", "sitename", "domain"),
    "published": ("date_published", "datePublished", "publication_date", "date_publish", "published_at", "publishedAt", "pub_date",
                  "webPublicationDate", "date"),
    "author": ("authors", "byline", "creator"),
    "modified": ("date_modified", "dateModified", "updated_at", "updated"),
}  # fmt: skip


def mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    """`ours=theirs` pairs as a mapping. Raises UnreadableSource naming what is wrong."""
    out: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip() or ours.strip() not in (*OURS, *QUOTATION):
            raise UnreadableSource(f"a field is given as OURS=THEIRS with one of {', '.join((*OURS, *QUOTATION))}, not {pair!r}")
        out[ours.strip()] = theirs.strip()
    return out


def mapping_of(content: bytes) -> dict[str, str]:
    """A mapping of our fields to others, kept as a JSON object. Raises UnreadableSource."""
    try:
        values = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise UnreadableSource(f"what tells the names of its fields is no JSON: {error}") from None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise UnreadableSource("what tells the names of its fields is no object of texts")
    return mapping(tuple(f"{ours}={theirs}" for ours, theirs in values.items()))


def renamed(row: bytes, names: Mapping[str, str]) -> bytes:
    """A row of JSON with our fields in place of those that are named; a row that is no JSON as it is."""
    try:
        content = orjson.loads(row)
    except orjson.JSONDecodeError:
        return row
    many = content if isinstance(content, list) else [content]
    out = [{**item, **{ours: _at(item, path) for ours, path in names.items()}} if isinstance(item, dict) else item for item in many]
    return orjson.dumps(out if isinstance(content, list) else out[0])


def with_common_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """An object's fields, those that go by a common name under ours where ours is not there."""
    out = dict(values)
    for ours, others in _COMMON.items():
        if out.get(ours) in (None, ""):
            found = next((values[other] for other in others if values.get(other) not in (None, "", [], {})), None)
            if found is not None:
                out[ours] = found
    return out


def _at(item: Mapping[str, Any], path: str) -> Any:
    if path in item:
        return item[path]
    value: Any = item
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
