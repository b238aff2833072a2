"""Tells of words that begin like a condition whether they only address the hearer: "if you look at it"."""

from __future__ import annotations

from service.wording import lexicon, phrases
from service.wording.pairs import Pair


def is_tag(pair: Pair, k: int) -> bool:
    """Return whether "if" or "but" at a place limits nothing: "if you look at it", "if you will", "but I digress"."""
    passage = pair.passage
    if phrases.begins_tag(pair.source, passage, k):
        return True
    if passage[k].key != "if" or k + 1 >= len(passage):
        return False
    following = passage[k + 1].key
    if following in lexicon.TAG_WORDS:
        return True
    if following not in lexicon.TAG_SUBJECTS:
        return False
    if k + 2 < len(passage) and passage[k + 2].key in lexicon.SHORT_TAGS and _ends_clause(pair, k + 2):
        return True
    n = next((n for n in range(k + 2, min(k + 6, len(passage))) if not _is_beside_tag(passage[n].key)), None)
    if n is None or passage[n].key not in lexicon.TAGS:
        return False
    wanted = lexicon.TAGS[passage[n].key]
    return not wanted or (n + 1 < len(passage) and passage[n + 1].key in wanted)


def _is_beside_tag(key: str) -> bool:
    return key in lexicon.NOT_QUITE_VERBS or key in lexicon.AUXILIARIES or key in lexicon.MODALS


def _ends_clause(pair: Pair, k: int) -> bool:
    """Return whether a mark follows a word of the passage, or nothing."""
    return k + 1 >= len(pair.passage) or bool(pair.source[pair.passage[k].end : pair.passage[k + 1].start].strip(" -"))
