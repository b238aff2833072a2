"""Whether two names are names of one venue."""

from __future__ import annotations

from itertools import takewhile

from service.knowledge import tables
from service.knowledge.speaker_keys import folded_words, name_words

_FEWEST_INITIALS = 3
_HOUSES = frozenset("university college school church cathedral chapel hotel airport hospital academy institute".split())
_TWITTER = frozenset(("x", "twitter"))  # one platform under two names
_PLATFORMS = _TWITTER | frozenset(
    "facebook instagram tiktok youtube telegram linkedin reddit threads bluesky mastodon weibo".split()
)
_APART = frozenset("north south east west northern southern eastern western upper lower old new inner outer".split())


def telling_words(name: str) -> set[str]:
    """Return the words of a name that tell it from another, without articles, prepositions and the like."""
    return set(name_words(name)) - tables.words("untelling")


def _place_words(name: str) -> set[str]:
    """Return the words that tell a place from another; a king or a saint is part of its name."""
    return set(_plain(name).split()) - tables.words("untelling")


def same_venue(claimed: str, found: str) -> bool | None:
    """Return whether two names are of one venue; None where they do not tell.

    The words that name the place or the occasion decide, not those that say what kind it is: a press conference in one city is
    none in another. A name whose words all stand in the other agrees with it, as does a place with what it is a part of.
    """
    a, b = _place_words(claimed), _place_words(found)
    if not a or not b or _is_one_of_several(a, b):
        return None
    if a & _TWITTER and b & _TWITTER:
        return True
    if _is_within(claimed, found) or _is_within(found, claimed) or _is_initials(claimed, found) or _is_initials(found, claimed):
        return True
    if _are_other_houses(claimed, found):
        return None
    same = _same_words(a, b)
    may_hold = _may_hold(claimed, found) or _may_hold(found, claimed) or _may_lie_in_town(claimed, found)
    return None if same is False and may_hold else same


def _same_words(a: set[str], b: set[str]) -> bool | None:
    """Compare the words of two names of places."""
    kinds = tables.words("venue_kinds")
    if a - b and b - a and (a ^ b) <= _APART and _HOUSES.isdisjoint(a):
        return False  # "North Kelby", "South Kelby"
    proper, others = a - kinds, b - kinds
    if not proper or not others:
        return True if a <= b or b <= a else None
    if proper <= others or others <= proper:
        return _agrees_on_kind(a - proper, b - others)
    return None if proper & others or _is_in_a_town(a, b) or _is_in_a_town(b, a) else False


def _may_lie_in_town(claimed: str, found: str) -> bool:
    """Return whether one name is a single word, as most towns' are, and the other of several that say of what kind it is neither way.

    "Old Trafford" may lie in "Manchester" for all that the words tell; "New York" does not lie in "Berlin".
    """
    town, place = sorted((_plain(name).split() for name in (claimed, found)), key=len)
    is_named = all(len(words) > n and not words[0].isdigit() for n, words in enumerate((town, place)))
    if (
        len(town) != 1
        or "," in claimed + found
        or not is_named
        or town[0] in _PLATFORMS
        or place[0] in tables.words("town_openers")
    ):
        return False
    return tables.words("venue_kinds").isdisjoint((*town, *place))


def _is_initials(short: str, long: str) -> bool:
    """Return whether a name is made of the initials of another's words ("MIT"), three of them or more."""
    letters = short.replace(".", "")
    words = [word for word in name_words(long) if word not in tables.words("untelling")]
    return letters.isupper() and len(letters) >= _FEWEST_INITIALS and letters.casefold() == "".join(word[0] for word in words)


def _are_other_houses(claimed: str, found: str) -> bool:
    """Return whether one name of a house has a word more before its kind than the other ("Kelby University", "Kelby Marsh University")."""
    (a, kind), (b, other) = (_house(name) for name in (claimed, found))
    short, long = sorted((a, b), key=len)
    return kind != "" and kind == other and bool(short) and set(short) < set(long) and long[-len(short) :] != short


def _house(name: str) -> tuple[list[str], str]:
    """Return the words that stand right before the kind of a house in its name, with the kind; nothing where it has none."""
    words = _plain(name).split()
    at = next((n for n, word in enumerate(words) if word in _HOUSES), 0)
    kinds = tables.words("venue_kinds") | tables.words("untelling")
    own = list(takewhile(lambda word: word not in kinds, reversed(words[:at])))
    return own[::-1], words[at] if at else ""


def _is_one_of_several(claimed: set[str], found: set[str]) -> bool:
    """Return whether a name says which of several occasions is meant ("the first debate"), and the other does not say so."""
    return any(word in tables.words("ordinals") or word[:1].isdigit() for word in claimed - found)


def _agrees_on_kind(a: set[str], b: set[str]) -> bool | None:
    """Return True unless each of two names of one place has a kind of its own that the other lacks."""
    return None if a - b and b - a else True


def _is_in_a_town(building: set[str], town: set[str]) -> bool:
    """Return whether words name a building, and others a place of no kind, such as the town that it may stand in."""
    return bool(building & tables.words("venue_buildings")) and not town & tables.words("venue_kinds")


def _is_within(whole: str, part: str) -> bool:
    """Return whether a table has the one place, or one that the name has in it, as a part of the other ("rally in Lower Manhattan")."""
    name, words = _plain(whole), _plain(part)
    return any(name == of and any(_has(words, _plain(inner)) for inner in parts) for of, *parts in tables.rows("venues_within"))


def _may_hold(region: str, place: str) -> bool:
    """Return whether a name is of a country, or a part of one, and the other of a place that may lie in it: it names none of that kind."""
    plain, words = _plain(region), _plain(place)
    kind = next((kind for kind, name in tables.rows("venue_regions") if name == plain), None)
    return kind is not None and not any(of == kind and _has(words, name) for of, name in tables.rows("venue_regions"))


def _has(words: str, name: str) -> bool:
    """Return whether a name stands among the words of another."""
    return f" {name} " in f" {words} "


def _plain(name: str) -> str:
    """Return a name folded, with the aliases in it in full."""
    plain = f" {' '.join(folded_words(name))} "
    for alias, full in tables.rows("venue_aliases"):
        plain = plain.replace(f" {alias} ", f" {full} ")
    return plain.strip().removeprefix("the ")
