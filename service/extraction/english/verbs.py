"""Verbs of speech: which words are one, and which may be a finite verb at all."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.page.frames import PLACEHOLDERS, Token

Tokens = tuple[Token, ...]
_WITH_PARTICLE = {  # verbs that report speech only with their particle ("shot back", "went on")
    "shot": ("back",), "fired": ("back",), "hit": ("back",), "fires": ("back",), "shoots": ("back",), "hits": ("back",), "pushed": ("back",),
    "went": ("on",), "goes": ("on",), "carried": ("on",), "lashed": ("out",), "summed": ("up",),
    "cut": ("in",), "butted": ("in",), "weighed": ("in",), "struck": ("back",),
}  # fmt: skip


def is_cue(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a verb of speech rather than a noun of the same form ("the charges", "his claims")."""
    token = tokens[i]
    if token.text != token.lower and not (i == 0 or tokens[i - 1].text in PLACEHOLDERS):
        return False
    if token.lower == "written":
        return i > 0 and tokens[i - 1].lower in ("had", "has", "have")
    if token.lower in ("found", "finds"):  # "the study found that"
        return i + 1 < len(tokens) and tokens[i + 1].lower == "that"
    if token.lower in _WITH_PARTICLE:
        return i + 1 < len(tokens) and tokens[i + 1].lower in _WITH_PARTICLE[token.lower]
    if token.lower in ("put", "puts"):  # "as the mayor put it"
        return i + 1 < len(tokens) and tokens[i + 1].lower == "it"
    if token.lower not in lexicon.cues():
        return token.text in lexicon.words("cues_base") and _has_plain_form(tokens, i)
    before = tokens[i - 1] if i else None
    if before is None:
        return True
    if before.lower in lexicon.DETERMINERS - {"this", "that", "those", "each", "both", "one", "another", "some"}:
        return before.lower == "her" and i > 1 and tokens[i - 2].text == ","
    return not (before.is_possessive or before.lower in ("of", "to", "in", "for", "its", "by"))


def _has_plain_form(tokens: Tokens, i: int) -> bool:
    """Whether what stands before a plain form makes it a verb: a modal or a plural subject, adverbs between them or not."""
    k = i - 1
    while k >= 0 and (tokens[k].lower in lexicon.ADVERBS or tokens[k].lower.endswith("ly")):
        k -= 1
    if k > 1 and tokens[k].text == ",":  # "the lawmakers, however, argue"
        k = next((n for n in range(k - 1, max(-1, k - 6), -1) if tokens[n].text == ","), k) - 1
    if k < 0:
        return False
    low = tokens[k].lower
    if low in lexicon.MODALS:
        return low != "to" or k == i - 1
    return low in lexicon.PLURALS or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "’s", "'s")))


def is_participle(tokens: Tokens, i: int) -> bool:
    """Whether the verb at `i` has no subject of its own beside it ("…, saying")."""
    return tokens[i].lower.endswith("ing") and not (
        i and tokens[i - 1].lower in ("was", "is", "were", "are", "been", "kept", "keeps")
    )


def may_report(tokens: Tokens, i: int) -> bool:
    """Whether a word may be a finite verb, as its ending tells."""
    low = tokens[i].lower
    return may_be_verb(tokens, i) and (
        low in lexicon.IRREGULAR_PASTS or (len(low) > 3 and low.endswith(("ed", "s")) and not low.endswith(("ss", "'s", "’s")))
    )


def may_be_verb(tokens: Tokens, i: int) -> bool:
    low = tokens[i].lower
    is_closed = (
        low in lexicon.PREPOSITIONS or low in lexicon.CONJUNCTIONS or low in lexicon.RELATIVES or low in lexicon.SUBORDINATORS
    )
    return tokens[i].text.islower() and tokens[i].is_word and not is_closed
