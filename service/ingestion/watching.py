"""Watching folders and feeds: what comes into them is indexed, and a correction supersedes the version that it corrects.

Entries of a feed that have their full text are indexed as they are; the addresses of others are followed. Which entries were
seen is stored with the corpus, so that an interrupted watch resumes where it stopped.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from service.errors import IndexUnavailable, OnrecordError, UnreadableSource
from service.ingestion.ingestion import Ingestion
from service.knowledge.language import language_of
from service.records import Document
from service.sources import feed
from service.sources.feed import Entry
from service.sources.formats import FORMATS
from service.sources.pages import document_at
from service.sources.url import PUBLIC_ONLY, Fetched, FetchFailed, Network, fetch
from service.storage.stores import Store

_STATES = "feeds"
_MOST_SEEN = 5000  # entries of a feed that are remembered: a busy one lists a few hundred
_ATTEMPTS = 3  # to follow an address, one each time the feed is read
_PAUSE = 1.0  # seconds between two requests to one host, out of courtesy
_FEED_KINDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/x-rss+xml",
)
_READER = next(f"{f.name}/{f.version}" for f in FORMATS if f.name == "feed")


@dataclass(slots=True)
class Visit:
    """What reading an address gave: documents added, their quotations, how many of these have a speaker, and what was refused."""

    added: int = 0
    quotations: int = 0
    attributed: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """What is known of a feed.

    `etag`, `modified`: for a conditional request; `seen`: keys of entries, oldest first; `failed`: attempts at each that failed.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    seen: dict[str, None] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)


class Visitor:
    """Reads pages and feeds.

    `store`: where the state of feeds is; `seconds` and `most_bytes`: limits of a request; `follows`: whether to follow addresses of
    entries without full text; `network`: hosts that need not be public, and a proxy; `say` is called with a line for each document added.
    """

    def __init__(
        self,
        ingestion: Ingestion,
        store: Store,
        *,
        seconds: float,
        most_bytes: int,
        follows: bool = True,
        network: Network = PUBLIC_ONLY,
        say: Callable[[str], None],
    ) -> None:
        self._ingestion = ingestion
        self._store = store
        self._seconds, self._most_bytes = seconds, most_bytes
        self._follows = follows
        self._network = network
        self._say = say
        self._asked: dict[str, float] = {}  # when a host was last asked

    def visit(self, url: str) -> Visit:
        """Index the page at an address, or the entries of a feed that were not seen before.

        Raises OnrecordError if it cannot be fetched, read or indexed.
        """
        state = self._state(url)
        fetched = self._fetch(url, trusted=url, state=state)
        out = Visit()
        if fetched is None:
            return out
        if not feed.is_feed(fetched.content):
            if fetched.kind in _FEED_KINDS:
                raise UnreadableSource("it is XML, and neither a feed nor a page")
            self._post(document_at(fetched, self._ingestion.gazetteer), url, out)
            return out
        state.etag, state.modified = fetched.etag, fetched.modified
        for entry in feed.entries(fetched.content, self._ingestion.gazetteer):
            self._take(entry, url, state, out)
        if state.failed:
            state.etag = state.modified = None  # an unchanged feed must be read again, to retry what failed
        self._keep(state)
        return out

    def _take(self, entry: Entry, url: str, state: _State, out: Visit) -> None:
        """Index an entry of a feed, unless it was seen and has not changed."""
        key = _key(entry)
        if key in state.seen:
            return
        name = entry.url or entry.id
        try:
            self._post(self._document(entry, url), name, out)
        except IndexUnavailable:
            raise
        except OnrecordError as error:
            state.failed[key] = state.failed.get(key, 0) + 1
            if state.failed[key] < _ATTEMPTS and isinstance(error, FetchFailed):
                return  # and try again the next time
            out.refused.append(f"{name}: {error.detail}")
        state.failed.pop(key, None)
        state.seen[key] = None

    def _document(self, entry: Entry, url: str) -> Document:
        if entry.text is not None:
            document = entry.document()
            digest = sha256(entry.text.encode()).hexdigest()
            return replace(document, origin=replace(document.origin, sha256=digest, reader=_READER, language=language_of(document)))
        if not self._follows or entry.url is None:
            raise UnreadableSource("the feed has no full text of it, and its address is not followed")
        fetched = self._fetch(entry.url, trusted=url)
        if fetched is None:
            raise UnreadableSource("its page is said not to have changed")
        document = document_at(fetched, self._ingestion.gazetteer)
        known = {name: entry.known[name] for name in ("title", "outlet", "published") if getattr(document, name) is None}
        return replace(document, **known)

    def _post(self, document: Document, name: str, out: Visit) -> None:
        posted = self._ingestion.post(document)
        if posted.is_new:
            out.added += 1
            out.quotations += posted.quotations
            out.attributed += posted.attributed
            self._say(f"{'replaced' if posted.superseded else 'added'}  {name}")

    def _fetch(self, url: str, *, trusted: str, state: _State | None = None) -> Fetched | None:
        """Fetch an address; None if it has not changed. `trusted`: an address that the user named."""
        host = urlsplit(url).netloc
        wait = self._asked.get(host, float("-inf")) + _PAUSE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[host] = time.monotonic()
        conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified} if state else {}
        return fetch(
            url,
            kinds=_FEED_KINDS if state else (),
            trusted=urlsplit(trusted).netloc,
            network=self._network.with_named(trusted),
            headers={name: value for name, value in conditions.items() if value},
            seconds=self._seconds,
            most_bytes=self._most_bytes,
        )

    def _state(self, url: str) -> _State:
        content = self._store.get(_place(url))
        if content is None:
            return _State(url)
        known: Mapping[str, Any] = json.loads(content)
        return _State(url, known["etag"], known["modified"], dict.fromkeys(known["seen"]), known["failed"])

    def _keep(self, state: _State) -> None:
        seen = list(state.seen)[-_MOST_SEEN:]
        known = {"url": state.url, "etag": state.etag, "modified": state.modified, "seen": seen, "failed": state.failed}
        self._store.put(_place(state.url), json.dumps(known).encode())


def _place(url: str) -> str:
    return f"{_STATES}/{sha256(url.encode()).hexdigest()[:32]}.json"


def _key(entry: Entry) -> str:
    """Return a key of an entry in its present state."""
    state = [entry.id, entry.known["modified"], sha256((entry.text or "").encode()).hexdigest()]
    return sha256(json.dumps(state).encode()).hexdigest()[:20]


def changes(folders: list[str], seconds: float, stop: Event) -> Iterator[bool]:
    """Yield whether something in folders has changed: as soon as it has, and every `seconds` in any case, until `stop` is set."""
    if not folders:
        while not stop.wait(seconds):
            yield False
        return
    from watchfiles import watch

    for found in watch(*folders, rust_timeout=max(1, int(seconds * 1000)), yield_on_timeout=True, stop_event=stop):
        yield bool(found)
