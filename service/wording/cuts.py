"""Cuts that turn the meaning of the words kept: a negation, a condition or a contrast left out, with a mark or without."""

from __future__ import annotations

from service.records import Omission
from service.wording import tables
from service.wording.align import Alignment
from service.wording.tokens import Token

_NEAR = 3  # words beside a cut within which a negation still bears on the words kept
_BEFORE = 2  # words before a quote within which a negation bears on it
_SUBJECT = 5  # the same for one that is the clause's subject ("Nobody on the council has"), and for a condition ("If the mayor")
_VERB = 3  # words before a quote within which a verb of thinking or saying governs it ("I do not believe that the old")
_GOVERNED = 5  # words before that verb within which it is negated
_SUBJECTS = frozenset(("nobody", "none", "neither", "nothing"))
_SUBORDINATORS = frozenset("that which who whom when where while because since as before after until whether how why".split())
_DETERMINERS = frozenset("the a an this that these those my your his her its our their".split())
_LONGEST_CLAUSE = 30  # words of a condition that opens a sentence


def what_is_lost(source: str, passage: tuple[Token, ...], a: int, b: int, has_before: bool, has_after: bool) -> str | None:
    """Why words left out between kept ones matter: a negation, condition or contrast beside what is kept, in its sentence."""
    beside: list[Token] = []
    if has_before:
        for k in range(a, min(a + _NEAR, b)):
            if passage[k].opens_sentence:
                break
            beside.append(passage[k])
            if k == a and passage[k].key in tables.CONDITIONS | {"but", "except"}:
                return f"it leaves out the words that limit what was said: “{passage[k].key} …”"
    if has_after:
        for k in range(b - 1, max(b - 1 - _NEAR, a - 1), -1):
            beside.append(passage[k])
            if passage[k].opens_sentence:
                break
            if passage[k].key in ("if", "unless"):
                return f"it leaves out the condition “{passage[k].key}”"
        if b < len(passage) and passage[b].opens_sentence:
            beside = [t for t in beside if t.start < passage[b].start and has_before and t in passage[a : a + _NEAR]]
    lost = next((t for t in beside if t.key in tables.PURE_NEGATIONS), None)
    return f"it leaves out “{lost.key}”, which turns the meaning of the words kept" if lost else None


def silent_cut(
    quote: str, source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment
) -> Omission | None:
    """A negation, condition or contrast that bears on the words kept, in their own sentence, and was cut off without a mark."""
    start, end = alignment.start, alignment.end
    if start >= end:
        return None
    if start > 0 and not passage[start].opens_sentence:
        found = _negated_before(source, passage, start) or _condition_before(source, passage, start)
        found = found or _limit_before(quote, source, claim, passage, start)
        if found is not None:
            return found
    if end < len(passage) and not passage[end].opens_sentence:
        return _limit_after(source, claim, passage, start, end)
    return None


def _negated_before(source: str, passage: tuple[Token, ...], start: int) -> Omission | None:
    verb: int | None = None  # the place of what governs the words quoted
    is_own = True  # whether the clause is the one that the words quoted are of
    for k in range(start - 1, max(-1, start - 1 - _VERB - _GOVERNED), -1):
        if _parted(source[passage[k].end : passage[k + 1].start]):
            return None
        key, away = passage[k].key, start - k
        if verb is None and away <= _VERB and key in tables.GOVERNING:
            verb = k
        is_governed = verb is not None and verb - k < _GOVERNED
        bears = (
            (
                key in tables.PURE_NEGATIONS
                and (away <= _BEFORE or is_governed or (is_own and key in _SUBJECTS and away <= _SUBJECT))
            )
            or (key in ("unless", "if") and (away <= _BEFORE or is_governed or (is_own and away <= _SUBJECT)))
            or (is_governed and key in tables.DOUBTS)
        )
        if bears:
            return _omitted(source, passage, k, start, f"it cuts off “{passage[k].surface}”, which bears on the words quoted")
        if passage[k].opens_sentence:
            return None
        is_own = is_own and key not in _SUBORDINATORS
    return None


def _condition_before(source: str, passage: tuple[Token, ...], start: int) -> Omission | None:
    """A clause with "if" or "unless" that opens the sentence whose main clause is quoted."""
    first = start - 1 if start > 1 and passage[start - 1].key in _DETERMINERS else start
    if "," not in source[passage[first - 1].end : passage[first].start]:
        return None
    for k in range(start - 1, max(-1, start - 1 - _LONGEST_CLAUSE), -1):
        is_first = passage[k].opens_sentence or passage[k - 1].key in ("but", "and") or k == 0
        if passage[k].key in ("if", "unless") and is_first:
            return _omitted(source, passage, k, start, f"it cuts off the condition it depends on: “{passage[k].surface} …”")
        if passage[k].opens_sentence:
            return None
    return None


def _limit_before(quote: str, source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], start: int) -> Omission | None:
    """A word that limits the whole sentence, cut off so that the rest stands as a sentence of its own ("Only the crew may board")."""
    at = start - 2 if start > 1 and passage[start - 1].key in _DETERMINERS else start - 1
    first = passage[at]
    stands_alone = claim[0].is_capitalised and not passage[start].is_capitalised
    if first.opens_sentence and first.key in tables.LIMITS and stands_alone:
        return _omitted(source, passage, at, start, f"it cuts off “{first.surface}”, which limits what was said")
    return None


def _limit_after(source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], start: int, end: int) -> Omission | None:
    keys = [t.key for t in passage[end : end + 3]]
    limits = keys[0] in ("unless", "except", "if", "provided", "providing", "assuming") or keys[:2] in (
        ["only", "if"],
        ["but", "only"],
        ["but", "not"],
    )
    limits = limits or keys in (["as", "long", "as"], ["so", "long", "as"], ["on", "condition", "that"])
    is_clause = start > 0 and claim[0].is_capitalised and "," in source[passage[start - 1].end : passage[start].start]
    is_whole = passage[start].opens_sentence or start == 0 or is_clause
    if not limits and not (keys[0] in ("but", "although", "though", "except") and is_whole):
        return None
    stop = next((k for k in range(end + 1, len(passage)) if passage[k].opens_sentence), len(passage))
    last = min(stop, end + 12)
    return _omitted(source, passage, end, last, f"it cuts off the words that limit it: “{passage[end].surface} …”")


def _omitted(source: str, passage: tuple[Token, ...], first: int, stop: int, reason: str) -> Omission:
    a, b = passage[first].start, passage[stop - 1].end
    return Omission(a, b, source[a:b], True, reason)


def _parted(between: str) -> bool:
    """Whether a mark between two words ends what a negation bears on."""
    return any(mark in between for mark in ",;:—–()") or " - " in between or "--" in between
