"""RSS and Atom feeds: entries with their full text are documents; of others only the address is known (feedparser)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urljoin

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.sources.days import day_of
from service.sources.fields import address, require_published
from service.sources.foreign import foreign
from service.sources.fragment import map_html
from service.sources.marked_up import read_markup
from service.sources.metadata import outlet_at
from service.sources.plain import make_document, moment

_BLOGGER_KIND, _POSTS = "schemas.google.com/blogger/2008/kind#", (None, "post", "page")
_LEAST_WORDS = 80  # of a text that may be all of an article
_LEAST_PARAGRAPHS = 3  # of a content that may be
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more|read the full)[^.]{0,80})\s*$", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\[(?:…|\.\.\.)\]$", re.MULTILINE)  # at the end of a paragraph: nobody writes that who writes all
_FIRST_ON = re.compile(r"\n\n?The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,100}$")  # of WordPress
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]+:feed)[\s>]", re.IGNORECASE)
_HEAD = 4096  # bytes in which the root element stands


class Entry(NamedTuple):
    """An entry of a feed. `text`: all of the article, None where only following `url` gives that, with its signed passages;
    `status`: what an export says of it."""

    id: str
    url: str | None
    text: str | None
    known: dict[str, Any]
    stated: tuple[Passage, ...] = ()
    status: str | None = None

    def document(self) -> Document:
        """Return the document of an entry with its text. Raises UnreadableSource, also for what was not published."""
        require_published(self.status)
        return replace(make_document({**self.known, "url": self.url, "text": self.text}), stated=self.stated)


def is_feed(content: bytes) -> bool:
    """Return whether the root element of some XML is that of a feed."""
    return bool(_ROOT.search(content[:_HEAD]))


def entries(content: bytes, gazetteer: Gazetteer) -> list[Entry]:
    """Return the entries of a feed. Raises UnreadableSource for anything else."""
    if not is_feed(content):
        raise UnreadableSource("no RSS or Atom feed: its root element is another")
    import feedparser  # slow to import, and few need it

    with foreign("the feed is broken"):
        feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo and not feed.entries and not feed.feed:
        raise UnreadableSource(f"the feed is broken: {' '.join(str(feed.bozo_exception).split())[:200]}")
    name, home = _plain(feed.feed.get("title")), feed.feed.get("link")
    is_rss = str(feed.version or "").startswith("rss")
    return [_entry(entry, name, home, gazetteer, is_rss=is_rss) for entry in feed.entries if _blogger_kind(entry) in _POSTS]


def read_feed(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """Yield the entries that have their full text and were published; the others are told of."""
    found = entries(content, gazetteer)
    if not found:
        raise UnreadableSource("there are no entries in this feed")
    for entry in found:
        if entry.text is None and entry.status is None:
            yield UnreadableSource(
                f"{entry.url or entry.id}: the feed has no full text of it; `onrecord watch` follows its address"
            )
            continue
        try:
            yield entry.document()
        except UnreadableSource as error:
            yield UnreadableSource(f"{entry.url or entry.id}: {error.detail}")


def _entry(entry: Any, feed_name: str | None, home: str | None, gazetteer: Gazetteer, *, is_rss: bool) -> Entry:
    """Return an entry as feedparser gives it. `feed_name`, `home`: the feed's title and the page that it is of.

    In RSS a `dc:date`, which feedparser takes for that of a change, is the day of publication where nothing else is.
    """
    url = _address(entry, home)
    source = _plain((entry.get("source") or {}).get("title"))
    changed = dict.get(entry, "updated")  # as it stands there: feedparser would give the one for the other, with a warning
    known = {
        "title": _plain(entry.get("title")),
        "outlet": source or (outlet_at(url, gazetteer) if url else None) or feed_name,
        "author": _plain(entry.get("author")),
        "published": day_of(entry.get("wp_post_date"))
        or day_of(dict.get(entry, "published"))
        or (day_of(changed) if is_rss else None),
        "modified": moment(changed) or day_of(changed),
        "published_basis": "metadata",
    }
    text, stated = _text(entry)
    return Entry(
        str(entry.get("id") or url or entry.get("title") or ""),
        url,
        text or None,
        known,
        stated,
        entry.get("wp_status") or _draft(entry),
    )


def _blogger_kind(entry: Any) -> str | None:
    """Return what an entry of an export of Blogger is, which has comments and settings among its posts; None of any other feed."""
    terms = (str(tag.get("term")) for tag in entry.get("tags") or ())
    return next((term.rpartition("#")[2] for term in terms if _BLOGGER_KIND in term), None)


def _draft(entry: Any) -> str | None:
    """Return the status of an entry that the feed says is a draft (RFC 5023, as exports of Blogger have it)."""
    return "draft" if str(entry.get("app_draft")).strip().lower() == "yes" else None


def _text(entry: Any) -> tuple[str, tuple[Passage, ...]]:
    """Return all of an entry's article, with its signed passages; empty where the entry has not all of it. An export has, however short."""
    contents = [content.get("value") or "" for content in entry.get("content") or ()]
    for source, is_content in ((max(contents, key=len, default=""), True), (entry.get("summary"), False)):
        text, stated = _read(source) if source else ("", ())
        if text and ("wp_status" in entry or _blogger_kind(entry) or _is_full(text, is_content=is_content)):
            return text, stated
    return "", ()


def _read(source: str) -> tuple[str, tuple[Passage, ...]]:
    """Return the text of a content with its signed passages, without the last line that says on which site the post appeared first."""
    text, stated = read_markup(source)
    own = _FIRST_ON.sub("", text.rstrip())
    return own, tuple(passage for passage in stated if all(part.end <= len(own) for part in passage.parts))


def _address(entry: Any, home: str | None) -> str | None:
    """Return an entry's address, one without a host by the feed's own; that of its id where that is one."""
    link = entry.get("link")
    with suppress(ValueError):
        link = urljoin(home, link) if home and link else link
    return address(link) or address(entry.get("id"))


def _is_full(text: str, *, is_content: bool) -> bool:
    """Return whether a text may be all of an article: long enough, and not cut off. `is_content`: the feed gives it as the content and not
    as a summary, so that some paragraphs are enough, none of which is cut off."""
    if _CUT.search(text) or _CUT_SHORT.search(text):
        return False
    paragraphs = text.split("\n\n")
    are_some = is_content and len(paragraphs) >= _LEAST_PARAGRAPHS and not any(map(_CUT.search, paragraphs))
    return are_some or len(text.split()) >= _LEAST_WORDS


def _plain(value: Any) -> str | None:
    """Return a field that may be HTML as a line of text."""
    return " ".join(map_html(value).text.split()) or None if isinstance(value, str) else None
