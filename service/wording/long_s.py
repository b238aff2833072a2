"""Words of an old print whose long s was read as an f: "fhall" for "shall"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.wording.pairs import Pair, Run
from service.wording.tokens import Token

_PRINTED = re.compile(r"f[chkmnpqw]|\bft|rft|[eou]fe\b", re.IGNORECASE)  # letters that stand so in no word, but with "s" in many
_FEWEST = 2  # words that are another side's but for an "f", where no letters show the long s


def is_long_s(pair: Pair, run: Run) -> bool:
    """Return whether words differ only in an "f" of a print for which the other side has an "s", and its words show the long s."""
    if not run.dropped or len(run.put) != len(run.dropped):
        return False
    sides = ((run.was, run.said, pair.source, pair.passage, pair.claim), (run.said, run.was, pair.quote, pair.claim, pair.passage))
    return any(_are_printed(a, b) and (_PRINTED.search(text) or _number(own, other) >= _FEWEST) for a, b, text, own, other in sides)


def _are_printed(printed: Sequence[Token], words: Sequence[Token]) -> bool:
    return all(_is_printed(a.surface, b.surface) for a, b in zip(printed, words, strict=True))


def _is_printed(printed: str, word: str) -> bool:
    if len(printed) != len(word) or printed[-1:] != word[-1:]:  # a word ends in a round s
        return False
    return all(a == b or (a == "f" and b == "s") for a, b in zip(printed, word, strict=True))


def _number(printed: Sequence[Token], words: Sequence[Token]) -> int:
    """Return how many words of a print are none of the other side's, and are one of them with "s" for "f"."""
    others = {t.surface for t in words}
    letters = {word.replace("f", "s") for word in others}
    return len(
        {t.surface for t in printed if "f" in t.surface and t.surface not in others and t.surface.replace("f", "s") in letters}
    )
