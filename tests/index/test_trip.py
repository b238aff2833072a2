"""Many commands in one round trip: the replies are those of the commands one by one, in their order."""

from __future__ import annotations

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.index.server.trip import trip

_NAMES = st.sampled_from(["a", "b", "c"])
_COMMANDS = st.one_of(
    st.tuples(st.just("GET"), _NAMES),
    st.tuples(st.just("SET"), _NAMES, st.text(max_size=3)),
    st.tuples(st.just("APPEND"), _NAMES, st.just("x")),
    st.tuples(st.just("DEL"), _NAMES),
)


@given(st.lists(_COMMANDS, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replies_are_those_of_the_commands_one_by_one(store, commands):
    store.flushall()
    one_by_one = [trip(store, [command])[0] for command in commands]
    store.flushall()
    assert trip(store, commands) == one_by_one


def test_an_error_reply_is_raised(store):
    store.set("a", "words")
    with pytest.raises(redis.ResponseError, match="not an integer"):
        trip(store, [("GET", "a"), ("INCR", "a"), ("GET", "a"), ("GET", "b")])
    assert trip(store, [("GET", "a"), ("GET", "b")]) == [b"words", None]  # nothing of the last trip is taken for a reply
