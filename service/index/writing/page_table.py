"""The table of pages: documents appear and disappear in it whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from service.index.layout.entries import Entry
from service.index.layout.pages import Encoded
from service.index.server import keys as k
from service.index.server import scripts
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, sent, trip

_GROUP = 1 << k.GROUP_BITS


class PageTable:
    """Writes and deletes the pages of documents. Its methods raise redis.RedisError."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self._keys = keys

    def put(self, documents: Iterable[tuple[Encoded, int]]) -> None:
        """Write documents, each given with the number of its first page; all pages of a document appear at once."""
        groups: dict[str, list[str | bytes]] = defaultdict(list)
        long_documents: list[Command] = []
        for document, first in documents:
            if len(document.pages) > _GROUP:
                long_documents.append(self._put_long(document, first))
                continue
            group = groups[self._keys.page_group(first)]
            for n, content in enumerate(document.pages, first):
                group += (str(n % _GROUP), content)
        sent(self._redis, [("HSET", key, *content) for key, content in groups.items()] + long_documents)

    def take(self, entry: Entry) -> None:
        """Delete the pages of a document, all at once."""
        groups: dict[str, list[int]] = defaultdict(list)
        for page in entry.page_numbers:
            groups[self._keys.page_group(page)].append(page % _GROUP)
        arguments = [a for pages in groups.values() for a in (len(pages), *pages)]
        trip(self._redis, [scripts.call(scripts.TAKE, list(groups), *arguments)], once=True)

    def amend(self, entry: Entry, before: Sequence[bytes], after: Sequence[bytes]) -> bool:
        """Replace the pages of a document. Returns False if some were no longer those of `before`: these are as they were."""
        groups: dict[str, list[str | bytes | int]] = defaultdict(list)
        for n, old, new in zip(entry.page_numbers, before, after, strict=True):
            if old != new:
                groups[self._keys.page_group(n)] += (n % _GROUP, old, new)
        if not groups:
            return True
        arguments = [a for rows in groups.values() for a in (len(rows) // 3, *rows)]
        (done,) = trip(self._redis, [scripts.call(scripts.AMEND, list(groups), *arguments)], once=True)
        return int(done) == sum(len(rows) // 3 for rows in groups.values())

    def _put_long(self, document: Encoded, first: int) -> Command:
        """Return the command that writes a document whose pages are in several groups."""
        groups: dict[str, list[str | bytes]] = defaultdict(list)
        for n, content in enumerate(document.pages, first):
            groups[self._keys.page_group(n)] += (str(n % _GROUP), content)
        return scripts.call(scripts.PUT, list(groups), *(a for content in groups.values() for a in (len(content) // 2, *content)))
