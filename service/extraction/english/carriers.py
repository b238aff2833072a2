"""Which outlet words were given to or carried by, where the attributing clause says so."""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction.english import lexicon
from service.extraction.page.frames import PLACEHOLDERS, Token
from service.knowledge.outlets import looks_like_outlet, outlet_at

_GIVEN_BY = frozenset("told tells tell telling assured informed informs asked texted emailed".split())
_KINDS = frozenset(
    "newspaper newspapers paper magazine daily weekly website site broadcaster station channel network agency tabloid outlet blog podcast"
    " radio television publication monthly news".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    relation: str
    first: int
    last: int


def find_outlet(tokens: tuple[Token, ...], first: int, last: int, cue: int) -> Named | None:
    """The outlet that tokens [first, last) name as the one spoken to, or as the carrier, or None.

    `cue` is the verb of speech; "told" at that place takes what follows as its object.
    """
    if 0 <= cue < len(tokens) and tokens[cue].lower in _GIVEN_BY and first <= cue + 1 < last:
        found = _at(tokens, cue + 1, last, is_object=True)
        if found:
            return Named(found[1], "told", found[2], found[0])
    carried = None
    for i in range(first, last):
        low = tokens[i].lower
        if low in _GIVEN_BY and i != cue:
            found = _at(tokens, i + 1, last, is_object=True)
            if found:
                return Named(found[1], "told", found[2], found[0])
        if low in ("to", "with", "by", "for", "on") and i > first and _is_spoken(tokens, i, first, cue):
            found = _at(tokens, i + 1, last, is_object=low != "on" or tokens[i - 1].lower in ("interview", "appearance"))
            if found:
                return Named(found[1], "told", found[2], found[0])
        if low == "on" or (low == "in" and i > first and tokens[i - 1].lower == "interview"):
            found = _at(tokens, i + 1, last, is_object=False)
            if found:
                return Named(found[1], "told", found[2], found[0])
        if low == "in" and 0 <= cue < len(tokens) and tokens[cue].lower in ("wrote", "writes", "writing"):
            found = _at(tokens, i + 1, last, is_object=True)
            if found:
                return Named(found[1], "wrote", found[2], found[0])
        if low in ("via", "per") or (low == "to" and i > 0 and tokens[i - 1].lower == "according"):
            found = _at(tokens, i + 1, last, is_object=True)
            if found and carried is None:
                carried = Named(found[1], "via" if low == "via" else "quoted_by", found[2], found[0])
    return carried


def carrier(tokens: tuple[Token, ...], start: int, *, carried_only: bool = False) -> Named | None:
    """The outlet named as the carrier anywhere from token `start` on: "via AP", "according to AFP", "the FT reported"."""
    for i in range(start, len(tokens)):
        low = tokens[i].lower
        if carried_only:
            found = _at(tokens, i + 2, len(tokens), is_object=True) if low == "carried" and _is(tokens, i + 1, "by") else None
            if found:
                return Named(found[1], "via", found[2], found[0])
            continue
        if low in ("via", "per") or (low == "to" and i > 0 and tokens[i - 1].lower == "according"):
            found = _at(tokens, i + 1, len(tokens), is_object=True)
            if found:
                return Named(found[1], "via" if low == "via" else "quoted_by", found[2], found[0])
        if (i > 0 and tokens[i - 1].text in ",(") or (i and tokens[i - 1].text in PLACEHOLDERS):
            found = _at(tokens, i, len(tokens), is_object=True)
            after = found[0] + 1 if found else 0
            if found and after < len(tokens) and tokens[after].lower in ("reported", "reports"):
                return Named(found[1], "quoted_by", found[2], found[0])
    return None


def _is(tokens: tuple[Token, ...], i: int, word: str) -> bool:
    return i < len(tokens) and tokens[i].lower == word


def _is_spoken(tokens: tuple[Token, ...], i: int, first: int, cue: int) -> bool:
    """Whether the preposition at `i` follows words of speaking: "in an interview with", "wrote for", "spoke to"."""
    window = {tokens[k].lower for k in range(max(first, i - 5), i)}
    nouns = {
        "interview",
        "interviewed",
        "spoke",
        "speaking",
        "remarks",
        "appearance",
        "quoted",
        "op-ed",
        "statement",
        "letter",
        "email",
        "e-mail",
        "column",
    }
    return bool(window & nouns) or (i - 1 == cue and tokens[i].lower in ("to", "on"))


def _at(tokens: tuple[Token, ...], i: int, last: int, *, is_object: bool) -> tuple[int, str, int] | None:
    """The outlet that starts at token `i`, past an article and a kind ("the Lisbon daily"): (last token, name, first token)."""
    start = i
    if i >= last:
        return None
    if tokens[i].lower == "the" and i + 1 < last:
        known = outlet_at(tokens, i, short=is_object)
        if known and known[0] < last:
            return known[0], known[1], i
        i += 1
    known = outlet_at(tokens, i, short=is_object)
    if known and known[0] < last:
        if _is_whole(tokens, known[0]):
            return known[0], known[1], start
        longer = _name_run(tokens, i, last) if is_object else None  # "Sky Sports": a name of its own
        return (longer[0], longer[1], start) if longer else None
    if not is_object:
        return None
    kind = next((k for k in range(i, min(i + 6, last)) if tokens[k].lower in _KINDS and tokens[k].text.islower()), None)
    if kind is not None and all(tokens[k].is_word and tokens[k].lower not in lexicon.PREPOSITIONS for k in range(i, kind)):
        i = kind + 1
        known = outlet_at(tokens, i, short=True)
        if known and known[0] < last:
            return known[0], known[1], start
        named = _name_run(tokens, i, last)
        return (named[0], named[1], start) if named else None
    named = _name_run(tokens, i, last)
    if named and (
        looks_like_outlet(named[1])
        or (
            named[1].isupper()
            and 3 <= len(named[1]) <= 5
            and start == i
            and " " not in named[1]
            and is_object
            and named[1] not in ("CPAC", "NATO", "GOP", "FBI", "CIA", "DHS", "CDC", "FDA", "EPA", "DOJ")
        )
    ):
        return named[0], named[1], start
    return None


def _is_whole(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether the name ends there, rather than going on into another one ("Post Office", "Fox Sports")."""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None or tokens[last].is_possessive or not following.is_capitalised or tokens[last].text.isupper():
        return True
    return (
        following.lower in lexicon.WEEKDAYS
        or following.lower.rstrip(".") in lexicon.MONTHS
        or (last > 0 and tokens[last - 1].is_capitalised)
    )


def _name_run(tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, str] | None:
    end = i
    while (
        end < last and (tokens[end].is_capitalised or tokens[end].text[:1].isdigit()) and tokens[end].lower not in lexicon.WEEKDAYS
    ):
        end += 1
        if tokens[end - 1].is_possessive:
            break
    if end == i:
        return None
    parts = [tokens[k].text for k in range(i, end - 1)] + [tokens[end - 1].base]
    return end - 1, " ".join(parts)
