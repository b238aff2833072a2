"""The steps that Redis does whole, held against what they are to do, in Python."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.index.server import scripts
from service.index.server.trip import trip

_BYTES = st.sampled_from([0, 1, 255])  # so that a fingerprint's two bytes stand across entries too
_ENTRIES = st.lists(st.lists(_BYTES, min_size=6, max_size=6).map(bytes), max_size=30)
_plain = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(_ENTRIES, st.lists(_BYTES, min_size=2, max_size=2).map(bytes), st.integers(1, 12))
@_plain
def test_a_frequent_fingerprint_leaves_its_bucket_for_a_list(store, entries, rest, most):
    store.flushall()
    scripts.load(store)
    store.set("bucket", b"".join(entries))
    own = [e for e in entries if e[:2] == rest]
    moved = [e[2:] for e in own if e[3:] != b"\xff\xff\xff"]
    is_dropped = any(e[2:] == b"\xff\xff\xff\xff" for e in own) or len(moved) > most
    bits = 255 if is_dropped else (len(moved) - 1).bit_length() if moved else 0
    (told,) = trip(store, [scripts.call(scripts.SPILL, ["bucket", "list"], rest, most)])
    assert told == (bits if entries else 0)
    if entries:
        mark = rest + bytes([bits]) + b"\xff\xff\xff"
        assert store.get("bucket") == b"".join(e for e in entries if e[:2] != rest) + mark
        assert (store.get("list") or b"") == (b"" if is_dropped else b"".join(moved))


@given(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from("xy")),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "y"])), max_size=3, unique_by=lambda r: r[0]),
)
@_plain
def test_an_entry_is_written_where_the_one_that_was_read_still_stands(store, held, asked):
    store.flushall()
    scripts.load(store)
    if held:
        store.hset("entries", mapping=held)
    if not asked:
        return
    (done,) = trip(store, [scripts.call(scripts.CLAIM, ["entries"], *(v for name, old in asked for v in (name, "new", old)))])
    assert done == [int(held.get(name, "") == old) for name, old in asked]
    now = {**held, **{name: "new" for (name, _), is_done in zip(asked, done, strict=True) if is_done}}
    assert {k.decode(): v.decode() for k, v in store.hgetall("entries").items()} == now
