"""Failed calls to Redis reach whoever counts them."""

from __future__ import annotations

import pytest
import redis

from service.errors import IndexUnavailable
from service.index import connect
from service.index.server.errors import redis_failed, translated
from service.index.server.trip import trip


def test_a_failed_call_is_announced_once_and_becomes_index_unavailable():
    failures = []
    with redis_failed.connected_to(failures.append), pytest.raises(IndexUnavailable), translated():
        trip(connect("redis://127.0.0.1:1"), [("PING",)])
    assert [type(failure) for failure in failures] == [redis.ConnectionError]
