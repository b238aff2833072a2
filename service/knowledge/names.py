"""Whether two names name the same person, outlet or place, as people compare them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from service.knowledge.outlets import key as outlet_key
from service.knowledge.outlets import outlet_of
from service.knowledge.speaker_keys import name_words

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "william bill billy will willie", "robert bob bobby rob robbie", "richard rick dick rich ricky", "james jim jimmy jamie",
        "edward ed eddie ted teddy ned", "anthony tony", "elizabeth liz beth betty lizzie eliza", "margaret meg peggy maggie",
        "charles chuck charlie", "john jack johnny", "hillary hilary", "michael mike mick mickey", "thomas tom tommy", "joseph joe joey",
        "bernard bernie", "bernardo bernie", "david dave", "lawrence larry", "laurence larry", "katherine kate kathy catherine cathy katie",
        "nicholas nick", "stephen steve steven", "rudolph rudy", "daniel dan danny", "timothy tim", "christopher chris", "matthew matt",
        "benjamin ben", "samuel sam", "alexander alex sandy", "andrew andy drew", "gregory greg", "jeffrey jeff geoffrey", "kenneth ken kenny",
        "ronald ron ronnie", "donald don donnie", "patrick pat", "patricia pat patty", "peter pete", "philip phil phillip", "raymond ray",
        "theodore ted teddy", "walter walt", "zachary zach", "susan sue susie", "deborah debbie deb", "barbara barb", "jennifer jen jenny",
        "jessica jess", "kimberly kim", "pamela pam", "rebecca becky", "sandra sandy", "victoria vicky vicki", "vladimir volodya", "mitchell mitch",
        "addison mitch", "willard mitt", "reinhold reince", "newton newt", "john jon jonathan", "frederick fred", "francis frank", "leonard len lenny",
        "abraham abe", "albert al", "alfred al fred", "gerald jerry gerry", "harold harry hal", "henry hank harry", "jacob jake", "louis lou", "martin marty",
    )
)  # fmt: skip
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their"))
_STOP = frozenset("a an the in at on of to with by for from and during his her its their s program programme show".split())


@cache
def _epithets() -> dict[str, str]:
    """{what somebody is called: the name}, from the table."""
    table: dict[str, str] = {}
    text = (files("service.knowledge") / "data" / "epithets.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, *called = [part.strip() for part in line.split("#")[0].split("|")]
        table |= dict.fromkeys(called, name)
    return table


def known_as(name: str) -> str:
    """The name of somebody who is called otherwise ("the 45th president", "JFK"); any other name as it is."""
    words = " ".join(w for w in name.casefold().replace(".", "").replace("’", "'").split() if w not in ("the", "us", "former"))
    return _epithets().get(words, name)


def is_description(name: str) -> bool:
    """Whether what is claimed as a speaker names nobody ("the president", "a spokesman for the mayor")."""
    words = name.split()
    return bool(words) and (words[0].casefold() in _ARTICLES or not any(w[:1].isupper() for w in words)) and known_as(name) == name


def same_speaker(claimed: str, found: str, kind: str = "person", role: str | None = None) -> bool | None:
    """Whether two names can be of one speaker: True, False, or None where they do not tell (a description).

    `role`: what the source says that the speaker is, which a claimed description may name.
    """
    if kind == "organization":
        return _same_body(claimed, found)
    if kind == "person" and is_description(claimed):
        named = set(name_words(role or "")) | set((role or "").casefold().split())
        return True if set(claimed.casefold().split()) - _ARTICLES <= named else None
    claimed, found = known_as(claimed), known_as(found)
    a, b = _split(claimed), _split(found)
    first, second = a[0], b[0]
    if not first or not second:
        return None
    if kind == "unnamed":
        shared = set(first) & set(second)
        return True if shared == set(first) or shared == set(second) else None
    if a[1] and b[1] and a[1] != b[1]:
        return False
    if not _same_surname(first[-1], second[-1]):
        return None if _is_given_of(first, second) or _is_given_of(second, first) else False
    if len(first) == 1 or len(second) == 1:
        return True if a[1] <= b[1] or len(first) == 1 else None  # a bare surname does not tell the son from the father
    if not any(_same_given(x, y) for x in first[:-1] for y in second[:-1]):
        return False
    return True if a[1] == b[1] else None  # father or son: a source that drops "Jr." does not tell


def is_surname_only(name: str) -> bool:
    """Whether a name is a surname alone, with or without a title."""
    return len(_split(known_as(name))[0]) == 1


def is_borne_by_others(name: str, namesakes: Iterable[str]) -> bool:
    """Whether some of the speakers with a surname, given by their keys, are surely not the one named.

    Of a surname alone: whether two of them are surely two. A key that is a surname alone is nobody of its own.
    """
    full = [key for key in namesakes if len(_split(key)[0]) > 1]
    if is_surname_only(name):
        return any(same_speaker(a, b) is False for i, a in enumerate(full) for b in full[i + 1 :])
    return any(same_speaker(name, key) is False for key in full)


def _split(name: str) -> tuple[list[str], set[str]]:
    words = name_words(name)
    suffixes = {w for w in words if w in _SUFFIXES}
    return [w for w in words if w not in _SUFFIXES], suffixes


def _same_surname(a: str, b: str) -> bool:
    if a == b or a.replace("-", " ").split()[-1] == b or b.replace("-", " ").split()[-1] == a:
        return True
    return min(len(a), len(b)) >= 7 and a[0] == b[0] and OSA.distance(a, b) == 1  # a slip of the pen, or another transliteration


def _same_given(a: str, b: str) -> bool:
    if a == b or any(a in group and b in group for group in _NICKNAMES):
        return True
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 or len(short) > 2) and long.startswith(short)


def _is_given_of(short: list[str], full: list[str]) -> bool:
    """Whether a name is nothing but somebody's first name ("Peig" of Peig Donnelly), which tells neither way."""
    return len(short) == 1 and len(full) > 1 and (short[0] == full[0] or any({short[0], full[0]} <= g for g in _NICKNAMES))


def _same_body(a: str, b: str) -> bool:
    if same_outlet(a, b):
        return True
    x, y = set(name_words(a)) - _STOP, set(name_words(b)) - _STOP
    return bool(x and y) and (x <= y or y <= x)


def same_outlet(a: str, b: str) -> bool:
    """Whether two names are of one outlet, by the table of aliases."""
    x, y = outlet_of(a, short=True) or a, outlet_of(b, short=True) or b
    return outlet_key(x) == outlet_key(y)


def same_venue(claimed: str, found: str) -> bool | None:
    """Whether two venues share most of the shorter name's words; None where they share some."""
    a, b = set(name_words(claimed)) - _STOP, set(name_words(found)) - _STOP
    if not a or not b:
        return None
    share = len(a & b) / min(len(a), len(b))
    platforms = {"x", "twitter"}
    if a & platforms and b & platforms:
        return True
    return True if share >= 0.6 else None if share > 0 else False
