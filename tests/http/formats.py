"""What schemathesis makes of the formats that are this project's own, and of the one rule that no schema can express."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
_WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéüß0123456789"), min_size=1, max_size=12)
_AT_LIMITS = st.sampled_from((1, 2, 1999, 2000, 4999, 5000))  # characters: at the limits of the contract, and beside them


def _long(begin: str, filling: str) -> st.SearchStrategy[str]:
    """Draw what has as many characters as a limit allows: of lengths drawn at random none would be met, after many attempts."""
    return _AT_LIMITS.filter(lambda n: n > len(begin)).map(lambda n: begin + (filling * n)[: n - len(begin) - 1] + "x")


schemathesis.openapi.format("text", st.text(_CHARACTERS, max_size=60).map("x{}".format) | _long("", "text "))
schemathesis.openapi.format("quote", st.lists(_WORDS, min_size=2, max_size=12).map(" ".join) | _long("We ", "sail at noon, "))
schemathesis.openapi.format("partial-date", st.dates().flatmap(lambda d: st.sampled_from([str(d), str(d)[:7], str(d)[:4]])))
schemathesis.openapi.format(
    "http-url",
    st.lists(_WORDS.filter(str.isascii), min_size=1, max_size=3).map(lambda w: "https://a.example/" + "/".join(w))
    | _long("https://a.example/", "page/"),
)
schemathesis.openapi.format("cursor", st.just(""))


@schemathesis.hook
def map_query(context: schemathesis.HookContext, query: dict[str, object] | None) -> dict[str, object] | None:
    """Order the ends of a range of dates: OpenAPI cannot say that `since` is no later than `until`."""
    if query and isinstance(query.get("since"), str) and isinstance(query.get("until"), str):
        first, last = sorted((query["since"], query["until"]))
        return {**query, "since": first, "until": last}
    return query


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Leave out cases that are meant to be invalid by a null that their schema allows: null is held against `format` (schemathesis 4.32)."""
    mutations = getattr(case.meta.phase.data, "mutations", ()) if case.meta else ()
    return not any(m.keywords == ("format",) and _at(case.body, m.path) is None for m in mutations)


def _at(body: object, path: tuple[str | int, ...]) -> object:
    """What stands in a body at a path; the body's absence of it is no null."""
    for step in path:
        try:
            body = body[step]
        except (KeyError, IndexError, TypeError):
            return ...
    return body
