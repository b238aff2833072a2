"""What schemathesis makes of the formats that are this project's own."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
_WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéüß0123456789"), min_size=1, max_size=12)

schemathesis.openapi.format("text", st.text(_CHARACTERS, max_size=60).map("x{}".format))
schemathesis.openapi.format("quote", st.lists(_WORDS, min_size=2, max_size=12).map(" ".join))
schemathesis.openapi.format("partial-date", st.dates().flatmap(lambda d: st.sampled_from([str(d), str(d)[:7], str(d)[:4]])))
schemathesis.openapi.format(
    "http-url", st.lists(_WORDS.filter(str.isascii), min_size=1, max_size=3).map(lambda w: "https://a.example/" + "/".join(w))
)
schemathesis.openapi.format("cursor", st.just(""))
