"""Reading one generation: its key space, its pages and its dictionaries."""

from __future__ import annotations

from collections.abc import Sequence

import redis

from service.derivation import derivation
from service.errors import IndexUnavailable
from service.index.layout.compression import PLAIN, Codec
from service.index.layout.pages import Page, dictionary
from service.index.server import keys as k
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, trip
from service.knowledge.gazetteer import Gazetteer


class Reader:
    """Reads the pages of one generation; caches its dictionaries. Its methods raise redis.RedisError."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self.keys = keys
        self._codecs: dict[int, Codec] = {0: PLAIN}

    def codec(self, number: int) -> Codec:
        """Return the codec with a dictionary, by number. Raises IndexUnavailable if the index has lost that dictionary."""
        if number not in self._codecs:
            (content,) = trip(self._redis, [("HGET", self.keys.dictionary, number)])
            if content is None:
                raise IndexUnavailable("The index has lost a dictionary: `onrecord index rebuild` builds it anew.")
            self._codecs[number] = Codec(number, content)
        return self._codecs[number]

    def newest(self) -> Codec:
        """Return the codec to write new pages with."""
        (numbers,) = trip(self._redis, [("HKEYS", self.keys.dictionary)])
        return self.codec(max(map(int, numbers), default=0))

    def learn(self, content: bytes) -> Codec:
        """Add a dictionary to the generation. Returns its codec, or that of another writer who has added one meanwhile."""
        number = self.newest().number + 1
        trip(self._redis, [("HSETNX", self.keys.dictionary, number, content)], once=True)
        return self.codec(number)

    def get(self, page: int) -> Command:
        """Return the command that fetches a page, by number."""
        return ("HGET", self.keys.page_group(page), page % (1 << k.GROUP_BITS))

    def page(self, content: bytes | None) -> Page | None:
        """Open a page, given the reply to `get`; None if there is none."""
        return Page(content, self.codec(dictionary(content))) if content else None

    def pages(self, numbers: Sequence[int]) -> list[Page | None]:
        """Fetch pages by number; None for those that are not there."""
        return [self.page(content) for content in trip(self._redis, [self.get(n) for n in numbers])]


def live(client: redis.Redis | redis.RedisCluster, gazetteer: Gazetteer) -> KeySpace:
    """Return the key space of the live generation. Raises IndexUnavailable if there is none that this process can read."""
    (fields,) = trip(client, [("HMGET", k.LIVE, *k.SETTINGS)])
    return k.opened(k.settings_of(fields), derivation(gazetteer))
