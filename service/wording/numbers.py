"""Numbers in one form, whatever the house style: `$87bn` and "87 billion dollars", "five thousand" and "5,000", "2½" and "two and a half".

Works on the folded words of a text in order, so that the tokens of a text and its keys alone go through the same rules.
A number becomes the plain decimal value that it stands for, a currency follows its amount, and a sign is the word that is
read aloud for it. Written out by hand since the libraries that parse number words (text2num, word2number) return a new text and
lose the offsets of the old one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from service.wording import tables

_DIGITS = re.compile(r"\d{1,40}(?:\.\d{1,40})?")  # more figures than that are of no amount
_DAY, _LAST_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?"), 31
LAST_DIGIT = "9"  # figures, and the few signs that sort before them, may begin a number
_ORDINAL = re.compile(r"(\d{1,40})(?:st|nd|rd|th)")
_YEAR_TENS = range(13, 21)  # what a spoken year may begin with: "nineteen eighty-four", "twenty sixteen"
_THOUSANDTH = Decimal("0.001")
_CLOCK = re.compile(r"(\d{1,2})\.([0-5]\d)")
_DECADE = re.compile(r"[1-9]0s")
_LAST_HOUR = 12
_NO_HOURS = frozenset((*tables.MULTIPLES, *tables.PARTS, *tables.SHARE_OF, tables.PERCENT))
_BELOW = Decimal(100)  # a value that a "hundred" may follow


class Fold(NamedTuple):
    """Words [first, stop) of a text that are compared by other keys than their own."""

    first: int
    stop: int
    keys: tuple[str, ...]


class Words(NamedTuple):
    """The folded words of a text; `parted`: places of those before which more than a space or a hyphen stands."""

    keys: Sequence[str]
    parted: Set[int]

    def at(self, i: int) -> str:
        """Return the word at a place that is joined to the one before it; empty where there is none."""
        return self.keys[i] if i < len(self.keys) and i not in self.parted else ""


def folds(words: Words) -> list[Fold]:
    """Return the stretches of a text that are compared in another form than they are written in, in order, none overlapping another."""
    rules = _RULES if _OPENED.isdisjoint(words.keys) else _ALL_RULES
    out: list[Fold] = []
    stop = 0
    for i in [i for i, key in enumerate(words.keys) if key in rules or key[:1] <= LAST_DIGIT]:
        if i < stop:
            continue
        found = rules.get(words.keys[i], _numeral)(words, i)
        if found is not None:
            out.append(found)
            stop = found.stop
    return out


def _numeral(words: Words, i: int) -> Fold | None:
    """Return a number in words or digits."""
    key = words.keys[i]
    ordinal = _ORDINAL.fullmatch(key)
    if ordinal:
        month = _day_before(words, i + 1)
        return Fold(i, month, (_written(Decimal(ordinal[1])),)) if month else None
    day = _ordinal_of_tens(words, i)
    if day is not None:
        month = _day_before(words, i + 2)
        return Fold(i, month, (day[:-2],)) if month else Fold(i, i + 2, (day,))
    return _past(words, i) or _dotted(words, i) or _decade(words, i) or _cardinal(words, i)


def _cardinal(words: Words, i: int) -> Fold | None:
    """Return how many a number in words or digits is."""
    key = words.keys[i]
    value, stop = _value(words, i)
    share = tables.SHARE_OF.get(words.at(stop)) if value is not None else None
    if value is not None and share is not None:
        value, stop = (value / share).quantize(_THOUSANDTH), stop + 1
    if value is not None and _is_at_least(words, stop):
        return Fold(i, stop + 1, (*tables.MORE_THAN, _written(value)))
    unit = _unit_of_span(words, i, stop) if value is not None else None
    if value is not None and unit is not None:
        return Fold(i, stop, (_written(value), unit))
    if value is None or (stop == i + 1 and _DIGITS.fullmatch(key) and key != tables.ONE_DIGIT):
        return None
    written = _written(value)
    if stop == i + 1 and written == key:
        return None
    return Fold(i, stop, (written,))


def _unit_of_span(words: Words, i: int, stop: int) -> str | None:
    """Return the unit that a number has from the end of its span: "between 5 and 10 dollars" is "between 5 dollars and 10 dollars"."""
    link = words.at(stop)
    is_span = link == tables.TO or (link == tables.AND and i > 0 and words.keys[i - 1] == tables.BETWEEN)
    if not is_span or not words.at(stop + 1):
        return None
    last, end = _value(words, stop + 1)
    unit = words.at(end) if last is not None else ""
    return unit if unit in tables.UNITS_OF_SPANS else None


def _is_at_least(words: Words, at: int) -> bool:
    """Return whether a "+" at a place says that there are more ("100,000+ people"), rather than adding something."""
    following = words.keys[at + 1] if at + 1 < len(words.keys) else ""
    return words.at(at) == tables.PLUS and not following[:1].isdigit()


def _is_hour(words: Words, at: int) -> bool:
    """Return whether what stands at a place tells that the figures before it are a time ("pm", "in the morning")."""
    return words.at(at) in tables.HALVES_OF_DAY or (words.at(at + 1) == tables.THE and words.at(at + 2) in tables.PARTS_OF_DAY)


def _dotted(words: Words, i: int) -> Fold | None:
    """ "7.30" as "7 30" before "pm" or "in the morning"."""
    dotted = _CLOCK.fullmatch(words.keys[i])
    return Fold(i, i + 1, (dotted[1], dotted[2])) if dotted and _is_hour(words, i + 1) else None


def _past(words: Words, i: int) -> Fold | None:
    """ "half past seven" as "7 30", "a quarter to nine" as "8 45"."""
    first = i + 1 if words.keys[i] in tables.ARTICLES else i
    key = words.at(first) if first > i else words.keys[i]
    link, hour = words.at(first + 1), tables.UNITS.get(words.at(first + 2), 0)
    minutes = tables.CLOCK_PARTS.get(key)
    if link not in tables.CLOCK_LINKS or minutes is None or not 0 < hour <= _LAST_HOUR or words.at(first + 3) in _NO_HOURS:
        return None
    if link == tables.TO:
        if key == tables.HALF or (i and words.keys[i - 1] == tables.FROM):
            return None  # a span: "from a quarter to nine tenths"
        hour, minutes = (hour - 1) or _LAST_HOUR, 60 - minutes
    return Fold(i, first + 3, (str(hour), str(minutes)))


def _decade(words: Words, i: int) -> Fold | None:
    """ "nineteen-nineties" as "1990s"."""
    century, decade = tables.UNITS.get(words.keys[i]), words.at(i + 1)
    is_one = century in _YEAR_TENS and _DECADE.fullmatch(decade)
    return Fold(i, i + 2, (f"{century}{decade}",)) if is_one else None


def _written(value: Decimal) -> str:
    """Return a value as a key: no exponent, no zeros after the point; the one that is also a pronoun stays a word."""
    if value == 1:
        return tables.ONE
    return str(int(value)) if value == value.to_integral_value() else format(value.normalize(), "f")


def _ordinal_of_tens(words: Words, i: int) -> str | None:
    """ "twenty-first" as "21st"."""
    tens, unit = tables.TENS.get(words.keys[i]), _ORDINAL.fullmatch(words.at(i + 1))
    if tens is None or unit is None or not 0 < int(unit[1]) < 10:
        return None
    return f"{tens + int(unit[1])}{unit[0][-2:]}"


def _small(words: Words, i: int) -> tuple[Decimal | None, int]:
    """Return a number below a hundred in words, or any in digits, with the place after it."""
    key = words.keys[i]
    if key in tables.TENS:
        unit = tables.UNITS.get(words.at(i + 1), 0)
        return (Decimal(tables.TENS[key] + unit), i + 2) if 0 < unit < 10 else (Decimal(tables.TENS[key]), i + 1)
    if key in tables.UNITS:
        return Decimal(tables.UNITS[key]), i + 1
    return (Decimal(key), i + 1) if _DIGITS.fullmatch(key) else (None, i)


def _value(words: Words, i: int) -> tuple[Decimal | None, int]:
    """Return the value of the number that starts at a place, with the place after it."""
    group, at = _first_group(words, i)
    if group is None:
        return None, i
    if at == i + 1 and words.keys[i] == tables.ONE and not _counts(words, at):
        return None, i
    year, stop = _year(words, i, group, at)
    if year is not None:
        return year, stop
    total, at, scale = _scaled(words, group, at)
    while scale > _BELOW and not words.keys[i][:1].isdigit():
        start = at + 1 if words.at(at) == tables.AND else at
        if words.at(start) not in tables.TENS and words.at(start) not in tables.UNITS:
            break
        tail, stop = _small(words, start)
        if tail is None:
            break
        tail, stop, less = _scaled(words, tail, stop)
        if tail >= scale:
            break
        total, at, scale = total + tail, stop, less
    return total, at


def _counts(words: Words, at: int) -> bool:
    """Return whether "one", which is a pronoun too, is a number before what stands at a place."""
    following = words.at(at)
    return (
        following in tables.MULTIPLES
        or following in tables.AFTER_ONE
        or following in tables.FRACTIONS
        or _part(words, at)[0] is not None
    )


def _scaled(words: Words, group: Decimal, at: int) -> tuple[Decimal, int, int]:
    """Return a number below a hundred with what multiplies it and the fraction added to it, the place after, and what multiplied it."""
    group, at = _with_fraction(words, group, at)
    used = 1
    if words.at(at) == tables.HUNDRED:
        group, at, used = group * 100, at + 1, 100
        group, at = _tail(words, group, at)
    scale = tables.MULTIPLES.get(words.at(at))
    if scale is not None and scale != 100:
        group, at, used = group * scale, at + 1, scale
    if used > 1:
        part, stop = _part(words, at)
        if part is not None:
            group, at = group + used * part, stop
    return group, at, used


def _first_group(words: Words, i: int) -> tuple[Decimal | None, int]:
    """Return what a number begins with; "a hundred" is one hundred, "half a million" half of it."""
    key = words.keys[i]
    if key in tables.MULTIPLES:
        is_one = i > 0 and words.keys[i - 1] in tables.BEFORE_HUNDRED  # "the hundred and fifty workers"
        return (Decimal(1), i) if is_one else (None, i)
    if key == tables.HALF:
        if words.at(i + 1) in tables.ARTICLES and words.at(i + 2) in tables.MULTIPLES:
            return Decimal("0.5"), i + 2
        return None, i
    if key in tables.ARTICLES and words.at(i + 1) in tables.PARTS:
        is_share = words.at(i + 2) == tables.OF and words.at(i + 3) in tables.ARTICLES and words.at(i + 4) in tables.MULTIPLES
        return (tables.PARTS[words.at(i + 1)], i + 4) if is_share else (None, i)
    if key in tables.ARTICLES:
        return (Decimal(1), i + 1) if words.at(i + 1) in tables.MULTIPLES else (None, i)
    return _small(words, i)


def _year(words: Words, i: int, group: Decimal, at: int) -> tuple[Decimal | None, int]:
    """Return a year as it is spoken: two numbers below a hundred in words."""
    following = words.at(at)
    if following in tables.OHS and group in _YEAR_TENS and not words.keys[i][:1].isdigit():
        unit = tables.UNITS.get(words.at(at + 1), 0)
        return (group * 100 + unit, at + 2) if 0 < unit < 10 else (None, i)
    if words.keys[i][:1].isdigit() or group not in _YEAR_TENS or not (following in tables.TENS or following in tables.UNITS):
        return None, i
    tail, stop = _small(words, at)
    return (group * 100 + tail, stop) if tail is not None and 10 <= tail < 100 else (None, i)


def _with_fraction(words: Words, group: Decimal, at: int) -> tuple[Decimal, int]:
    """Return a number with "point five", "and a half" or "½" after it."""
    if words.at(at) == tables.POINT:
        stop = at + 1
        while tables.UNITS.get(words.at(stop), 10) < 10:
            stop += 1
        digits = "".join(str(tables.UNITS[words.keys[k]]) for k in range(at + 1, stop))
        return (group + Decimal(f"0.{digits}"), stop) if digits else (group, at)
    if words.at(at) in tables.FRACTIONS:
        return group + tables.FRACTIONS[words.at(at)], at + 1
    part, stop = _part(words, at)
    return (group + part, stop) if part is not None else (group, at)


def _part(words: Words, at: int) -> tuple[Decimal | None, int]:
    """ "and a half" as a half."""
    if words.at(at) == tables.AND and words.at(at + 1) in tables.ARTICLES and words.at(at + 2) in tables.PARTS:
        return tables.PARTS[words.at(at + 2)], at + 3
    return None, at


def _tail(words: Words, group: Decimal, at: int) -> tuple[Decimal, int]:
    """Return hundreds with "and twelve" or "twelve" after them."""
    start = at + 1 if words.at(at) == tables.AND else at
    word = words.at(start)
    if word not in tables.TENS and (word not in tables.UNITS or (word == tables.ONE and start == at)):
        return group, at
    tail, stop = _small(words, start)
    return (group + tail, stop) if tail is not None and words.at(stop) != tables.HUNDRED else (group, at)


def _amount(words: Words, i: int) -> Fold | None:
    """Return a currency: after the amount it stands before, as it is read aloud; None for letters that stand before none."""
    unit = tables.CURRENCIES[words.keys[i]]
    if words.at(i + 1)[:1].isdigit():
        value, stop = _value(words, i + 1)
        if value is not None:
            return Fold(i, stop, (_written(value), unit))
    return None if words.keys[i].isalpha() else Fold(i, i + 1, (unit,))


def _national(words: Words, i: int) -> Fold | None:
    """ "Australian dollars" as the unit that "A$" is; None where no such currency follows."""
    for nation, units in tables.NATIONAL_CURRENCIES.items():
        at = i + len(nation)
        unit = units.get(tables.CURRENCY_PLURALS.get(words.at(at), words.at(at)))
        if unit is not None and all(words.at(i + n) == word for n, word in enumerate(nation)):
            return Fold(i, at + 1, (unit,))
    return None


def _number_sign(words: Words, i: int) -> Fold:
    """ "No. 1" and "#1" as "number one"; "No." alone as the answer that it is."""
    sign = words.keys[i]
    is_counting = words.at(i + 1)[:1].isdigit()
    if is_counting:
        return Fold(i, i + 1, (tables.NUMBER,))
    return Fold(i, i + 1, (tables.NO,) if sign == tables.NO_SIGN else (tables.NUMBER,))


def _lone_fraction(words: Words, i: int) -> Fold:
    return Fold(i, i + 1, (tables.LONE_FRACTIONS[words.keys[i]],))


def _read_sign(words: Words, i: int) -> Fold:
    return Fold(i, i + 1, tables.SIGNS[words.keys[i]])


def _per(words: Words, i: int) -> Fold | None:
    return Fold(i, i + 2, (tables.PERCENT,)) if words.at(i + 1) == tables.CENT else None


def _day_before(words: Words, at: int) -> int | None:
    """Return the place of the month that "8th November" and "8th of November" have after the day, from the place after the day."""
    stop = at + 1 if words.at(at) == tables.OF else at
    return stop if words.at(stop) in tables.MONTHS else None


def _day(words: Words, i: int) -> Fold | None:
    """ "November 8th" and "November the 8th" as "8 November"."""
    at = i + 2 if words.at(i + 1) == tables.THE and _ORDINAL.fullmatch(words.at(i + 2)) else i + 1
    day = _DAY.fullmatch(words.at(at))
    if day is None or not 0 < int(day[1]) <= _LAST_DAY or words.at(at + 1) in tables.MULTIPLES:
        return None
    return Fold(i, at + 1, (_written(Decimal(day[1])), words.keys[i]))


def _is_or_has(words: Words, i: int) -> Fold:
    following = words.keys[i + 1] if i + 1 < len(words.keys) else ""
    return Fold(i, i + 1, ("has",) if following in tables.PERFECTS else ("is",))


def _would_or_had(words: Words, i: int) -> Fold:
    following = next((key for key in words.keys[i + 1 : i + 3] if key not in tables.BETWEEN_VERBS), "")
    is_participle = following in tables.PARTICIPLES or (following.endswith("ed") and not following.endswith("eed"))
    return Fold(i, i + 1, ("had",) if is_participle else ("would",))


def _all_right(words: Words, i: int) -> Fold:
    return Fold(i, i + 1, tuple(words.keys[i].split(" ")))


_RULES: dict[str, Callable[[Words, int], Fold | None]] = {
    **dict.fromkeys((*tables.UNITS, *tables.TENS), _numeral),
    **dict.fromkeys(tables.CURRENCIES, _amount),
    **dict.fromkeys((nation[0] for nation in tables.NATIONAL_CURRENCIES), _national),
    **dict.fromkeys((tables.NO_SIGN, tables.HASH), _number_sign),
    **dict.fromkeys(tables.SIGNS, _read_sign),
    **dict.fromkeys(tables.MONTHS, _day),
    **dict.fromkeys(tables.LONE_FRACTIONS, _lone_fraction),
    tables.PER: _per,
    tables.IS_OR_HAS: _is_or_has,
    tables.WOULD_OR_HAD: _would_or_had,
    tables.ALL_RIGHT: _all_right,
}
_ALL_RULES = {  # "a hundred", "half a million", "half past seven"
    **_RULES,
    **dict.fromkeys((*tables.ARTICLES, *tables.CLOCK_PARTS, tables.HUNDRED), _numeral),
}
_OPENED = frozenset((*tables.MULTIPLES, *tables.CLOCK_PARTS))  # words without which none of these is read
# where a text has none of these, nothing of it is written anew
REWRITTEN = frozenset(
    (
        *_RULES,
        *tables.UNITS_OF_SPANS,
        *tables.HALVES_OF_DAY,
        *tables.PARTS_OF_DAY,
        tables.ONE_DIGIT,
        tables.POINT,
        *tables.MULTIPLES,
        *tables.PARTS,
    )
) - {tables.ONE}
NUMERIC = frozenset((*tables.UNITS, *tables.TENS, *tables.MULTIPLES, *tables.ARTICLES, *tables.FRACTIONS, *tables.MONTHS)) | {
    tables.HALF,
    tables.POINT,
    tables.AND,
    tables.PER,
}


def is_numeric(key: str) -> bool:
    """Return whether a word may be a part of a number, so that a mark after it matters."""
    return key in NUMERIC or key[:1] <= LAST_DIGIT
