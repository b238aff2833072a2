"""Reading one generation: its settings, its pages and its dictionaries."""

from __future__ import annotations

from collections.abc import Sequence

import redis

from service.errors import IndexUnavailable
from service.index.layout.compression import PLAIN, Codec
from service.index.layout.pages import Page, dictionary
from service.index.server import keys as k
from service.index.server.keys import KeySpace
from service.index.server.trip import Client, Command, trip


class Reader:
    """Reads pages of the generation of some keys; dictionaries are kept once they were read."""

    def __init__(self, client: Client, keys: KeySpace) -> None:
        self._redis = client
        self.keys = keys
        self._codecs: dict[int, Codec] = {0: PLAIN}

    def codec(self, number: int) -> Codec:
        """The codec with a dictionary. Raises IndexUnavailable where the index has lost it."""
        if number not in self._codecs:
            (content,) = trip(self._redis, [("HGET", self.keys.dictionary, number)])
            if content is None:
                raise IndexUnavailable("The index has lost a dictionary: `onrecord index rebuild` builds it anew.")
            self._codecs[number] = Codec(number, content)
        return self._codecs[number]

    def newest(self) -> Codec:
        """The codec that new pages are written with."""
        (numbers,) = trip(self._redis, [("HKEYS", self.keys.dictionary)])
        return self.codec(max(map(int, numbers), default=0))

    def learn(self, content: bytes) -> Codec:
        """Give the generation one more dictionary."""
        number = self.newest().number + 1
        trip(self._redis, [("HSETNX", self.keys.dictionary, number, content)], once=True)
        return self.codec(number)

    def get(self, page: int) -> Command:
        """The command that fetches a page."""
        return ("HGET", self.keys.page_group(page), page % (1 << k.GROUP_BITS))

    def page(self, content: bytes | None) -> Page | None:
        return Page(content, self.codec(dictionary(content))) if content else None

    def pages(self, numbers: Sequence[int]) -> list[Page | None]:
        """Pages by number, None where there is none."""
        return [self.page(content) for content in trip(self._redis, [self.get(n) for n in numbers])]


def live(client: redis.Redis | redis.RedisCluster) -> KeySpace:
    """The keys of the generation that readers use; raises IndexUnavailable where there is none."""
    fields = trip(client, [("HMGET", k.LIVE, "generation", "schema", "bucket_bits")])[0]
    return k.opened({name: v for name, v in zip((b"generation", b"schema", b"bucket_bits"), fields, strict=True) if v is not None})
