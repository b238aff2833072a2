"""RSS and Atom feeds: entries with their full text are documents; of others only the address is known (feedparser)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.foreign import foreign
from service.sources.fragment import map_html
from service.sources.metadata import outlet_at
from service.sources.plain import make_document

_LEAST_WORDS = 80  # of a text that may be all of an article
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more|read the full)[^.]{0,80})\s*$", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]+:feed)[\s>]", re.IGNORECASE)
_HEAD = 4096  # bytes in which the root element stands


class Entry(NamedTuple):
    """An entry of a feed. `text`: all of the article, None where only following `url` gives that."""

    id: str
    url: str | None
    text: str | None
    known: dict[str, Any]

    def document(self) -> Document:
        """The document of an entry with its text. Raises UnreadableSource."""
        return make_document({**self.known, "url": self.url, "text": self.text})


def is_feed(content: bytes) -> bool:
    return bool(_ROOT.search(content[:_HEAD]))


def entries(content: bytes, gazetteer: Gazetteer) -> list[Entry]:
    """The entries of a feed. Raises UnreadableSource where it is none."""
    if not is_feed(content):
        raise UnreadableSource("no RSS or Atom feed: its root element is another")
    import feedparser  # slow to import, and few need it

    with foreign("the feed is broken"):
        feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo and not feed.entries and not feed.feed:
        raise UnreadableSource(f"the feed is broken: {' '.join(str(feed.bozo_exception).split())[:200]}")
    name = _plain(feed.feed.get("title"))
    return [_entry(entry, name, gazetteer) for entry in feed.entries]


def read_feed(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """The entries that have their full text; the others are told of."""
    for entry in entries(content, gazetteer):
        if entry.text is None:
            yield UnreadableSource(
                f"{entry.url or entry.id}: the feed has no full text of it; `onrecord watch` follows its address"
            )
            continue
        try:
            yield entry.document()
        except UnreadableSource as error:
            yield UnreadableSource(f"{entry.url or entry.id}: {error.detail}")


def _entry(entry: Any, feed_name: str | None, gazetteer: Gazetteer) -> Entry:
    url = entry.get("link") if str(entry.get("link", "")).startswith(("http://", "https://")) else None
    texts = [map_html(content.get("value") or "").text for content in entry.get("content") or ()]
    text = max(texts, key=len, default="")
    if not _is_full(text):
        summary = map_html(entry.get("summary") or "").text
        text = summary if _is_full(summary) else ""
    source = _plain((entry.get("source") or {}).get("title"))
    known = {
        "title": _plain(entry.get("title")),
        "outlet": source or (outlet_at(url, gazetteer) if url else None) or feed_name,
        "author": _plain(entry.get("author")),
        "published": _day(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")),  # as they stand in the feed:
        "modified": _moment(dict.get(entry, "updated_parsed")),  # feedparser would give the one for the other, with a warning
        "published_basis": "metadata",
    }
    return Entry(str(entry.get("id") or url or entry.get("title") or ""), url, text or None, known)


def _is_full(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS and not _CUT.search(text)


def _plain(value: Any) -> str | None:
    return " ".join(map_html(value).text.split()) or None if isinstance(value, str) else None


def _day(parsed: Any) -> str | None:
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None


def _moment(parsed: Any) -> str | None:
    return f"{_day(parsed)}T{parsed.tm_hour:02}:{parsed.tm_min:02}:{parsed.tm_sec:02}" if parsed else None
