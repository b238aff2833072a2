"""What stands before the subject of a sentence: conjunctions, adverbs, phrases of time and place up to their comma."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.page.frames import Token

Tokens = tuple[Token, ...]
_LONGEST = 40  # words of an opening phrase


def skip_opening(tokens: Tokens, at: int, stop: int) -> int:
    """Past what stands before the subject: conjunctions, adverbs, and opening phrases up to their comma."""
    i = at
    while i < stop:
        low = tokens[i].lower
        if tokens[i].text in '-–—•*(,;:>“"' or low in lexicon.CONJUNCTIONS or (low in lexicon.ADVERBS and low != "there"):
            i += 1
            continue
        is_opening = (
            low in lexicon.PREPOSITIONS
            or low in lexicon.SUBORDINATORS
            or (
                low.endswith(("ing", "ed", "ly"))
                and i == _first_word(tokens, at)
                and tokens[i].is_capitalised
                and not _is_name(tokens, i)
            )
            or low in lexicon.WEEKDAYS
            or (low in ("last", "this", "next", "two", "three", "a", "the", "hours", "days", "one") and _is_time(tokens, i))
            or low in ("according", "asked", "still", "indeed", "yet", "first", "second", "back")
        )
        if not is_opening:
            return i
        comma = next((k for k in range(i, min(stop, i + _LONGEST)) if tokens[k].text == ","), None)
        if comma is not None and comma + 1 < stop:
            after = comma + 1
            # "In Paris, France, Stone said": while a single name stands between commas, go on
            following = next((k for k in range(after, min(stop, after + 5)) if tokens[k].text == ","), None)
            starts_anew = following is not None and following + 1 < stop and starts_phrase(tokens[following + 1])
            if following is not None and starts_anew and _is_place(tokens, after, following):
                after = following + 1
            i = after
            continue
        if low in lexicon.PREPOSITIONS or low in lexicon.WEEKDAYS:
            i = _past_object(tokens, i, stop)
            continue
        if low in lexicon.SUBORDINATORS or low in ("last", "this", "next"):
            return i + 1 if low in lexicon.SUBORDINATORS else min(i + 2, stop)
        return i
    return i


def _first_word(tokens: Tokens, at: int) -> int:
    return next((k for k in range(at, len(tokens)) if tokens[k].is_word), at)


def _is_name(tokens: Tokens, i: int) -> bool:
    """A capitalised word at a sentence's start that is a name all the same: another one follows, or it is possessive."""
    return (i + 1 < len(tokens) and tokens[i + 1].is_capitalised) or tokens[i].is_possessive


def _is_time(tokens: Tokens, i: int) -> bool:
    times = (
        "week",
        "month",
        "year",
        "days",
        "day",
        "weeks",
        "months",
        "years",
        "hours",
        "night",
        "morning",
        "later",
        "earlier",
        "following",
        "time",
    )
    return any(tokens[k].lower in times or tokens[k].lower in lexicon.WEEKDAYS for k in range(i, min(i + 4, len(tokens))))


def starts_phrase(token: Token) -> bool:
    return token.is_capitalised or token.lower in lexicon.DETERMINERS or token.lower in lexicon.PRONOUNS


def _is_place(tokens: Tokens, start: int, end: int) -> bool:
    return all(tokens[k].is_capitalised or tokens[k].text[:1].isdigit() for k in range(start, end)) and end > start


def _may_be_noun(low: str) -> bool:
    closed = lexicon.PREPOSITIONS | lexicon.DETERMINERS | lexicon.PRONOUNS | lexicon.AUXILIARIES | lexicon.RELATIVES
    return low not in closed and low not in lexicon.cues()


def _past_object(tokens: Tokens, i: int, stop: int) -> int:
    """Past a preposition and its short object without a comma ("In 2016 he told", "On Sunday Stone said")."""
    k = i + 1
    if k < stop and tokens[k].lower in lexicon.DETERMINERS:
        k += 1
        while k < stop and k - i < 5 and tokens[k].text.isalpha() and tokens[k].text.islower() and _may_be_noun(tokens[k].lower):
            k += 1  # "In a statement on Tuesday the board said"
    while k < stop and (
        tokens[k].lower in lexicon.WEEKDAYS or tokens[k].lower.rstrip(".") in lexicon.MONTHS or tokens[k].text[:1].isdigit()
    ):
        k += 1
    if k == i + 1 and k < stop:
        k += 1
    while k < stop and tokens[k].lower in ("morning", "afternoon", "evening", "night", "and", "of", "late", "early"):
        k += 1
    return k
