"""Of what kind a change of words is, whether it turns the meaning, and the one line that says so to a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.knowledge.sounds import is_transliterated
from service.wording import lexicon, tables
from service.wording.opposites import OPPOSITES
from service.wording.tokens import Token

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december".split()
)
_COMMON_OPENERS = (
    tables.FUNCTION_WORDS | tables.NEGATIONS | tables.MODALS | tables.COMPARISONS | tables.INTENSIFIERS | tables.QUANTIFIERS
)


_PREFIX, _LONGEST_PREFIX = 2, 3  # letters of a negating prefix
_PREFIXED = 3  # letters that what it negates has more than
_LONG_ENOUGH = 5  # letters of words of which one letter is a slip; of shorter ones it may be another word
_LONG_NAME = 6  # the same of names, where a letter may be another person
_TURNING = tables.NEGATIONS | tables.MODALS | tables.COMPARISONS | tables.INTENSIFIERS | tables.QUANTIFIERS | lexicon.CHANCES
_GENITIVE = "'s"
_COMPARATIVES = ("er", "est")
_CONFUSED = (
    ("iz", "is"),  # the spelling of a misread word is not folded as that of the word is
    ("1", "l"),
    ("i", "l"),
    ("|", "l"),
    ("0", "o"),
    ("vv", "w"),
    ("rn", "m"),
    ("nl", "m"),
    ("cl", "d"),
    ("ll", "h"),
    ("li", "h"),
    ("ni", "m"),
)

_OF_PERSONS = re.compile(r"\b(any|every|some|no)[ -]?one\b")
_CONFUSABLE = frozenset("".join(a + b for a, b in _CONFUSED))
_TURNS = (
    (tables.MODALS | tables.CONDITIONS | lexicon.CHANCES, "modality", "how certain or conditional it is"),
    (tables.COMPARISONS | tables.QUANTIFIERS, "comparison", "a comparison or a quantity"),
    (tables.INTENSIFIERS, "intensifier", "how strongly it is put"),
)


_OPPOSITES = frozenset(frozenset(tables.base(word) for word in pair) for pair in OPPOSITES)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of a change, whether it turns the meaning, and the line that says so."""

    kind: str
    serious: bool
    reason: str


def judge(put: Sequence[Token], dropped: Sequence[Token]) -> Judgement:
    """Return the kind of the change that puts the tokens `put` where the source has `dropped`; either may be empty."""
    if len(put) == len(dropped):
        told = [(a, b) for a, b in zip(put, dropped, strict=True) if not _is_slip(a, b)]
        if not told:
            return Judgement("spelling", False, f"spelled “{words_of(dropped)}” in the source, “{words_of(put)}” here")
        put, dropped = [a for a, _ in told], [b for _, b in told]
    new, old = [t.key for t in put], [t.key for t in dropped]
    if _anybody(new) == _anybody(old):
        return Judgement("inflection", False, f"“{words_of(dropped)}” in the source, “{words_of(put)}” here: the same people")
    turned = _turned(put, dropped, new, old)
    return _harmless(new, old, words_of(put), words_of(dropped)) if turned is None else turned


def _anybody(keys: Sequence[str]) -> str:
    """Return words with one form of the pronouns that have two: "no one" is "nobody", "everyone" "everybody"."""
    return _OF_PERSONS.sub(r"\1body", " ".join(keys))


def _turned(put: Sequence[Token], dropped: Sequence[Token], new: list[str], old: list[str]) -> Judgement | None:
    """Return the judgement of a change that turns the meaning; `new` and `old` are its keys."""
    said, was = words_of(put), words_of(dropped)
    if _negations(new) != _negations(old) or _prefix_negates(new, old):
        return Judgement("negation", True, _negated(new, old, said, was))
    if _numbers(put) != _numbers(dropped):
        return Judgement("number", True, differs("the number", was, said))
    if _names_differ(put, dropped):
        return Judgement("name", True, differs("the name", was, said))
    changed = _turning(put) ^ _turning(dropped)
    for words, kind, what in _TURNS:
        if not words.isdisjoint(changed):
            return Judgement(kind, True, differs(what, was, said))
    if any(are_opposite(a, b) for a in new for b in old):
        return Judgement("word", True, f"“{said}” is the opposite of the source’s “{was}”, or says another thing altogether")
    return None


def _names_differ(put: Sequence[Token], dropped: Sequence[Token]) -> bool:
    """Return whether the names differ; a capital that opens a sentence tells a name only beside another name."""
    if not any(t.is_capitalised or t.key in _CALENDAR for t in (*put, *dropped)):
        return False
    openers = bool(_names(put, openers=True) and _names(dropped, openers=True))
    return _names(put, openers=openers) != _names(dropped, openers=openers)


def are_opposite(new: str, old: str) -> bool:
    """Return whether one word says the contrary of the other, in whatever form: "sold" and "buys"."""
    if frozenset((new, old)) in OPPOSITES or frozenset((tables.base(new), tables.base(old))) in _OPPOSITES:
        return True
    ending = next((ending for ending in _COMPARATIVES if new.endswith(ending) and old.endswith(ending)), None)
    return ending is not None and frozenset(tables.base(_positive(key, ending)) for key in (new, old)) in _OPPOSITES


def _positive(key: str, ending: str) -> str:
    """Return a comparative or superlative without its ending: "happier" as "happy"."""
    plain = key.removesuffix(ending)
    return f"{plain[:-1]}y" if plain.endswith("i") else plain


def _turning(tokens: Sequence[Token]) -> set[str]:
    """Return the words of one side of a change, without those that are only spelled like words that turn a meaning.

    These are the month of May, the "So" that opens a sentence, and the "down" of "let us down".
    """
    verbs = {verb for n, t in enumerate(tokens) for verb in (t.key, tables.base(t.key)) if n < len(tokens) - 1}
    return {
        t.key
        for t in tokens
        if not (
            _is_month(t) or (t.opens_sentence and t.key in lexicon.JOINING) or not verbs.isdisjoint(lexicon.PHRASAL.get(t.key, ()))
        )
    }


def _is_month(token: Token) -> bool:
    """Return whether a word that is a modal too is the month, by its capital: "in May"."""
    return token.key in tables.MONTHS and token.is_capitalised and not token.opens_sentence


def _negated(new: list[str], old: list[str], said: str, was: str) -> str:
    if not _negations(old) and _negations(new):
        return f"“{said}” puts in a negation that the source does not have"
    return f"the negation differs: “{was}” in the source, “{said}” here" if said else f"the negation in “{was}” is left out"


def _harmless(new: list[str], old: list[str], said: str, was: str) -> Judgement:
    """Return the judgement of a change that turns nothing by its words alone."""
    if sorted(new) == sorted(old) and new != old:
        return Judgement("order", True, "the same words stand in another order")
    if new and not old and all(k in tables.FILLERS for k in new):
        return Judgement("filler", False, f"“{said}” is put in")
    if len(new) == len(old) and new and all(tables.base(a) == tables.base(b) for a, b in zip(new, old, strict=True)):
        return Judgement("inflection", False, f"another form of the same word: “{was}” in the source, “{said}” here")
    return Judgement("word", False, differs("the wording", was, said))


def letters_confused(a: str, b: str) -> bool:
    """Return whether two words are one as a scanner may misread it: "rn" for "m", "cl" for "d", "0" for "o", "1" or "i" for "l"."""
    if not set(a) ^ set(b) <= _CONFUSABLE:
        return False
    return a != b and not (a.isdigit() and b.isdigit()) and min(len(a), len(b)) > 2 and _skeleton(a) == _skeleton(b)


def _skeleton(word: str) -> str:
    for letters, one in _CONFUSED:
        word = word.replace(letters, one)
    return word


def _is_slip(put: Token, dropped: Token) -> bool:
    """Return whether a word is the other one mistyped, misheard or misread, and neither is a word that turns a meaning."""
    new, old = put.key, dropped.key
    if tables.base(new) == tables.base(old) or are_opposite(new, old) or (new[:1].isdigit() and old[:1].isdigit()):
        return False
    if frozenset((new, old)) in lexicon.HOMOPHONES or letters_confused(new, old) or _is_one_name(put, dropped):
        return True
    if new[:1].isdigit() or old[:1].isdigit() or (new in _TURNING and old in _TURNING):
        return False
    return _is_long_slip(put, dropped) if min(len(new), len(old)) >= _LONG_ENOUGH else _is_little_slip(new, old)


def _is_one_name(put: Token, dropped: Token) -> bool:
    """Return whether two capitalised words are one name in two transliterations."""
    a, b = (token.key.removesuffix(_GENITIVE) for token in (put, dropped))
    return put.is_capitalised and dropped.is_capitalised and is_transliterated(a, b)


def _is_long_slip(put: Token, dropped: Token) -> bool:
    """Return whether a letter went wrong in a long word; in a name it may be another person, so there the name is to be longer."""
    new, old = put.key.removesuffix(_GENITIVE), dropped.key.removesuffix(_GENITIVE)
    if OSA.distance(new, old) != 1 or _prefix_negates([new], [old]):
        return False
    is_name = put.is_capitalised or dropped.is_capitalised or new in _CALENDAR or old in _CALENDAR
    return not is_name or (min(len(new), len(old)) >= _LONG_NAME and new[0] == old[0])


def _is_little_slip(new: str, old: str) -> bool:
    """Return whether a little word is another one with a letter gone wrong, "I" for "if" or "if" for "of": of these nobody means the other."""
    return new in tables.LITTLE and old in tables.LITTLE and OSA.distance(new, old) == 1


def words_of(tokens: Sequence[Token]) -> str:
    """Return words as they are written, each once."""
    return " ".join(dict.fromkeys(t.surface for t in tokens))


def differs(what: str, was: str, said: str) -> str:
    """Return the line that tells of words `was` of the source that are `said` in the claim, and what that changes; either may be empty."""
    if not said:
        return f"“{was}” of the source is left out, which changes {what}"
    if not was:
        return f"“{said}” is not in the source, which changes {what}"
    return f"{what} differs: “{was}” in the source, “{said}” here"


def _negations(keys: list[str]) -> int:
    return sum(k in tables.NEGATIONS for k in keys)


def _prefix_negates(new: list[str], old: list[str]) -> bool:
    """Return whether a word stands against itself with a negating prefix ("likely", "unlikely")."""
    return any(_PREFIX <= abs(len(a) - len(b)) <= _LONGEST_PREFIX and _is_prefixed(a, b) for a in new for b in old)


def _is_prefixed(a: str, b: str) -> bool:
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(shorter) > _PREFIXED and longer.endswith(shorter) and longer.removesuffix(shorter) in tables.NEGATING_PREFIXES


def _numbers(tokens: Sequence[Token]) -> list[str]:
    return sorted(t.key for t in tokens if _is_numeric(t.key) or t.surface[:1].isdigit())


def _is_numeric(key: str) -> bool:
    return key[:1].isdigit() or key in tables.SCALES or key in tables.NUMBER_SIGNS or tables.unit(key)


def _names(tokens: Sequence[Token], *, openers: bool) -> list[str]:
    """Capitalised words that are names; those that open a sentence only with `openers`, and when they are no common words."""
    return sorted(
        t.key.removesuffix(_GENITIVE)
        for t in tokens
        if (
            t.is_capitalised
            and t.key not in _COMMON_OPENERS
            and t.key != "i"
            and not (t.opens_sentence and (len(t.key) < 3 or not openers))
        )
        or t.key in _CALENDAR
        or _is_month(t)
    )
