"""Whether two names are names of one speaker, compared as people compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from rapidfuzz.distance import OSA

from service.knowledge import tables
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.honorifics import honorifics, suffixes
from service.knowledge.places import telling_words
from service.knowledge.sounds import consonants, sounds_alike
from service.knowledge.speaker_keys import name_words, split_name

_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their"))
_ARABIC_ARTICLES = frozenset(("al", "el", "ul"))
_AFTER_ARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|ash|at|az)-(?=\w)")
_POSSESSIVES = ("'s", "s'")
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_OFFICES_IN_HANDLES = ("Sen", "Rep", "Gov")  # "SenMoll"
_TWO_LETTERS = 2  # of a given name cut short
_SHORTEST_PET_NAME = 4  # letters: "Ann" ends many names
_SMALL_BEFORE = 3  # small letters before a capital within a name of an account: "McFenn" and "LeFenn" have fewer
_FULL = 2  # words of a given name and a surname
_BEFORE_PLACE = "of"
_OF_WHOM = frozenset("of for to at in from with under against on by who".split())
_RANKS = frozenset(
    "deputy vice former ex assistant associate acting shadow junior aspiring would-be retired onetime late interim".split()
)
# what makes a woman's name of a man's, or the other way round ("Christian", "Christiana"; "Nicola", "Nicolas")
_FEMININE_ENDINGS = frozenset(("a", "e", "na", "ne", "ina", "ine", "ette", "etta", "elle", "ella", "s"))
_MEMBERS = {  # who hold one office under several names, or one after the other
    "congressman": "rep", "congresswoman": "rep", "justice": "judge", "magistrate": "judge", "archbishop": "bishop", "cardinal": "bishop", "pope": "bishop",
    "major": "captain", "colonel": "captain",
}  # fmt: skip
_LEAST_CONSONANTS = 3  # of surnames that may be one in the spellings of two languages
_TITLED_SURNAME = 2  # words
_LONG_SURNAME = 5  # letters from which one letter's difference may be a slip of the pen or another transliteration


def is_description(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a claimed speaker is a description that names nobody ("the president", "a spokesman for the mayor").

    A name in lower case that begins with a given name is not a description. Who is somebody's ("Calloway's lawyer") is described.
    """
    words = name.split()
    if not words or gazetteer.known_as(name) != name:
        return False
    if _is_somebodys(words) or (words[0].casefold() in _ARTICLES and not _is_titled(words[1:])):
        return True
    if len(words) > 1 and words[-1].islower() and words[0][:1].isupper() and not gazetteer.is_given_name(words[0].casefold()):
        return True  # "Ellery Rovers coach"
    is_small = words[0].islower() and not _OF_WHOM.isdisjoint(words[1:-1])  # "mayor of Ellery", "counsel for Karl Moss"
    is_small = is_small or all(
        w[:1].islower() or not w[:1].isalpha() for w in words
    )  # letters of many scripts are neither small nor large
    return is_small and not gazetteer.is_given_name(words[0])


def _is_titled(words: list[str]) -> bool:
    """Return whether words are a title with a stop, or of a cleric or a peer, and a name ("Rev. Jonas Holt")."""
    is_title = bool(words) and words[0].casefold().strip(".") in honorifics("abbreviated") & honorifics("address")
    return is_title and len(words) > 1 and all(w[:1].isupper() for w in words)


def _is_somebodys(words: list[str]) -> bool:
    """Return whether a name ends in a common noun that belongs to somebody."""
    return words[-1].islower() and any(w.replace("’", "'").endswith(_POSSESSIVES) for w in words[:-1])


def same_words(a: str, b: str) -> bool:
    """Return whether two descriptions of a speaker are the same words, articles and case apart."""
    first, second = ([w for w in name.casefold().split() if w not in _ARTICLES] for name in (a, b))
    return bool(first) and first == second


def same_speaker(gazetteer: Gazetteer, claimed: str, found: str, kind: str = "person", role: str | None = None) -> bool | None:
    """Return whether two names can be of one speaker; None where they do not tell, as with a description.

    `kind` is the type of the found speaker: person, organization or unnamed. `role` is what the source says that the speaker
    is, which a claimed description may name.
    """
    if kind == "person" and claimed.casefold().split() == found.casefold().split():
        return True  # also a name that is written like a description ("bell hooks")
    if not (_letters(claimed) and _letters(found)):
        return None  # "…" names nobody
    if _letters(claimed) == _letters(found):
        return True  # "ChuckGrassley" of a post
    if kind == "organization":
        return _same_body(gazetteer, claimed, found)
    if _is_handle(claimed) or _is_handle(found):
        return None
    if kind == "person" and is_description(gazetteer, claimed):
        return _is_described(claimed, role or "")
    return _same_named(gazetteer, claimed, found, kind, role)


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _is_handle(name: str) -> bool:
    """Return whether a name is that of an account ("@inescalloway", "InesCalloway", "calloway_3"), which is anybody's."""
    if len(name.split()) != 1 or name.isdigit():
        return False
    if name[0] == "@" or any(c.isdigit() or c == "_" for c in name):
        return True
    inner = next((i for i in range(1, len(name)) if name[i].isupper() and name[i + 1 : i + 2].islower()), None)
    if inner is None or not name.isalpha():
        return False
    before = name[:inner]
    return before in _OFFICES_IN_HANDLES or before.islower() or before[-_SMALL_BEFORE:].islower()


def _same_named(gazetteer: Gazetteer, claimed: str, found: str, kind: str, role: str | None) -> bool | None:
    """Compare the names of two people, or that of one and what is named after somebody."""
    first, first_suffixes = split_name(_untitled(_in_order(gazetteer.known_as(claimed))))
    second, second_suffixes = split_name(_untitled(_in_order(gazetteer.known_as(found))))
    if not first or not second:
        return None
    if kind == "person" and (_has_seat(claimed, found) or _has_seat(found, claimed)):
        return None
    if kind == "unnamed":  # who is named after somebody is not that one
        return True if set(second) <= set(first) else None
    titled = f"{role} {found}" if role and len(role.split()) == 1 else found
    if kind == "person" and _are_of_two_sexes(gazetteer, claimed, first, titled, second):
        return False
    if _is_of_unknown_sex(claimed, titled) or _are_of_two_offices(claimed, titled):
        return None
    return _same_person(gazetteer, (first, set(first_suffixes)), (second, set(second_suffixes)))


def _is_of_unknown_sex(claimed: str, found: str) -> bool:
    """Return whether a claim has a man's or a woman's title before a surname that the source gives alone ("Mr Avery", "Avery")."""
    words = claimed.casefold().split()
    title = words[0].rstrip(".")
    is_told = title in honorifics("masculine") or title in honorifics("feminine")
    return is_told and words[1:] == found.casefold().split() and len(words) == _TITLED_SURNAME


def _are_of_two_offices(claimed: str, found: str) -> bool:
    """Return whether one surname stands behind two offices ("Senator Vance", "Judge Vance"), which tell nothing of one another."""
    a, b = (name.casefold().replace(".", "").split() for name in (claimed, found))
    offices = honorifics("office")
    if not (len(a) == len(b) == _TITLED_SURNAME and a[0] in offices and b[0] in offices):
        return False
    first, second = (_MEMBERS.get(office, office) for office in (a[0], b[0]))
    return not (first.startswith(second) or second.startswith(first))


def is_surname_only(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name is a surname alone, with or without a title."""
    return len(split_name(gazetteer.known_as(name))[0]) == 1


def is_borne_by_others(gazetteer: Gazetteer, name: str, namesakes: Iterable[str]) -> bool:
    """Return whether some of the speakers with a surname, given by their keys, are surely not the one named.

    If the name is a surname alone: whether two of them are surely two people. A key that is a surname alone is ignored.
    """
    full = [key for key in namesakes if len(split_name(key)[0]) > 1]
    if is_surname_only(gazetteer, name):
        return any(same_speaker(gazetteer, a, b) is False for i, a in enumerate(full) for b in full[i + 1 :])
    return any(same_speaker(gazetteer, name, key) is False for key in full)


def _is_described(claimed: str, role: str) -> bool | None:
    """Return True if a role has every word of a description, and what it says somebody is is that and nothing less; None otherwise.

    A deputy mayor, a former one and a spokesman for the mayor are not the mayor.
    """
    is_less = not _RANKS.isdisjoint(_headed(role)) and _RANKS.isdisjoint(_headed(claimed))
    if is_less or (_headed(role) and not set(_headed(role)) & set(_headed(claimed)) and "'s" not in claimed.replace("’", "'")):
        return None
    named = set(name_words(role)) | set(role.casefold().split())
    return (
        True if set(claimed.casefold().split()) - _ARTICLES <= named or set(name_words(claimed)) <= set(name_words(role)) else None
    )


def _headed(description: str) -> list[str]:
    """Return the words of a description up to the preposition that says of whom or what: "deputy mayor" of "the deputy mayor of Ellery"."""
    words = description.casefold().replace(",", " ").replace("-", " ").split()
    return list(takewhile(lambda word: word not in _OF_WHOM, (w for w in words if w not in _ARTICLES)))


def _in_order(name: str) -> str:
    """Return a name as it is spoken: "Oakes, Susan" as "Susan Oakes", and without what stands in brackets behind it."""
    name = " ".join(_BRACKETED.sub("", name).split()) or name
    family, comma, given = name.partition(",")
    if not comma or not given.strip() or set(name_words(given)) <= suffixes():
        return name
    return f"{given.strip()} {family.strip()}"


def _has_seat(name: str, other: str) -> bool:
    """Return whether a name is a surname with the place that a peer is "of", and the other has that surname and no place: "Holm of Renford", "Ada Holm"."""
    words, others = name_words(name), name_words(other)
    return len(words) > _FULL and words[-2] == _BEFORE_PLACE and _BEFORE_PLACE not in others and words[-3] == others[-1]


def _untitled(name: str) -> str:
    """Return a name without the titles that open it and that are names themselves elsewhere ("Colonel Marsh", "Crown Prince Tarek")."""
    words = name.split()
    titles = honorifics("opening") | honorifics("dropped") | _ARTICLES
    while len(words) > 1 and (_is_title(words[0], titles) or _is_before_title(words, titles)):
        words = words[1:]
    return " ".join(words)


def _is_title(word: str, titles: frozenset[str]) -> bool:
    return all(part in titles for part in word.casefold().strip(".").split("-"))


def _is_before_title(words: list[str], titles: frozenset[str]) -> bool:
    """Return whether a word opens a title of several words before a name: "Wing Commander Marsh"; "Wing Marsh" is a name."""
    return len(words) > 2 and words[0].casefold() in honorifics("before") and _is_title(words[1], titles)


def _are_of_two_sexes(gazetteer: Gazetteer, claimed: str, first: list[str], found: str, second: list[str]) -> bool:
    """Return whether a surname with a title ("Mr. Smith") and a full name are surely of a man and a woman."""
    if min(len(first), len(second)) > 1 or first[-1] != second[-1]:
        return False
    sexes = {sex for name, words in ((claimed, first), (found, second)) if (sex := _sex(gazetteer, name, words))}
    return len(sexes) > 1


def _sex(gazetteer: Gazetteer, name: str, words: list[str]) -> str | None:
    """Return the sex that a title or a given name tells, None where neither does."""
    titles = {w.casefold().strip(".") for w in name.split()}
    is_man = bool(titles & honorifics("masculine")) or (len(words) > 1 and words[0] in gazetteer.masculine - gazetteer.feminine)
    is_woman = bool(titles & honorifics("feminine")) or (len(words) > 1 and words[0] in gazetteer.feminine - gazetteer.masculine)
    return None if is_man == is_woman else "masculine" if is_man else "feminine"


_Name = tuple[list[str], set[str]]


def _same_person(gazetteer: Gazetteer, a: _Name, b: _Name) -> bool | None:
    """Compare the words and suffixes of two people's names, of which each has a word.

    The words in another order are the same name. A surname that differs by a letter does not tell.
    """
    (first, first_suffixes), (second, second_suffixes) = a, b
    is_generation = _same_generation(first_suffixes, second_suffixes)
    if is_generation is False:
        return False
    first, second = _without_articles(first), _without_articles(second)
    if _are_same_words(first, second):
        return None if _are_given_names_turned(first, second) else is_generation
    if any(_is_within(a, b) and gazetteer.is_given_name(b[0]) for a, b in ((first, second), (second, first))):
        return None
    surname = _same_surname(gazetteer, first, second)
    if surname is False:
        is_open = any(_is_turned(a, b) or _may_be_called(gazetteer, a, b) for a, b in ((first, second), (second, first)))
        return None if is_open else False
    if min(len(first), len(second)) > 1:
        given = _same_given_in_full(gazetteer, *_without_surnames(first, second))
        return is_generation if given and surname else False if given is False else None
    # a bare surname does not tell the son from the father
    return surname if first_suffixes <= second_suffixes or len(first) == 1 else None


def _without_surnames(first: list[str], second: list[str]) -> tuple[list[str], list[str]]:
    """Return the given names of two names: all before the surnames that both end with, or before the last word, at least a word of each.

    Initials are no surnames.
    """
    shared = next((n for n, (a, b) in enumerate(zip(reversed(first), reversed(second), strict=False)) if a != b or len(a) == 1), 1)
    kept = max(1, min(shared, len(first) - 1, len(second) - 1))
    return first[:-kept], second[:-kept]


def _are_given_names_turned(first: list[str], second: list[str]) -> bool:
    """Return whether two names of the same words end alike and begin otherwise ("Hassan Ali Warfa", "Ali Hassan Warfa"), as no order of names does."""
    return len(first) == len(second) > _FULL and first[-1] == second[-1] and first[0] != second[0]


def _are_same_words(first: list[str], second: list[str]) -> bool:
    """Return whether two full names have the same words, in whatever order and however they are joined."""
    return len(first) > 1 and (_unhyphenated(first) == _unhyphenated(second) or _parts(first) == _parts(second))


def _unhyphenated(words: list[str]) -> list[str]:
    """Return the words of a name in order of the alphabet, without hyphens and apostrophes ("Eun-ji" is "Eunji")."""
    return sorted(w.replace("-", "").replace("'", "") for w in words)


def _parts(words: list[str]) -> list[str]:
    """Return the parts of the words of a name in order of the alphabet ("Eun-ji" is "Eun Ji")."""
    return sorted(part for w in words for part in w.replace("'", "").split("-"))


def _without_articles(words: list[str]) -> list[str]:
    """Return the words of a name without Arabic articles, which are written in many ways or left out ("al-Turabi", "El Turabi")."""
    bare = [w for i, w in enumerate(words) if not (i and i + 1 < len(words) and w in _ARABIC_ARTICLES)]
    return [_AFTER_ARTICLE.sub("", w) or w for w in bare]


def _is_within(short: list[str], full: list[str]) -> bool:
    """Return whether a name of two words or more stands within another behind its first ("Dolores Vega", "María Dolores Vega Prieto")."""
    if not 1 < len(short) < len(full) or any(len(w) == 1 for w in short):
        return False
    return any(full[i : i + len(short)] == short for i in range(1, len(full) - len(short) + 1))


def _is_turned(short: list[str], full: list[str]) -> bool:
    """Return whether a name has words of another whose family name comes first ("Minh Nguyen", "Nguyen Van Minh")."""
    return 1 < len(short) < len(full) and short[-1] == full[0] and set(short) <= set(full)


def _same_generation(a: set[str], b: set[str]) -> bool | None:
    """Return whether the suffixes of two names agree; None where only one has any: who drops "Jr." does not tell which of the two."""
    return True if a == b else False if a and b else None


def _same_given_in_full(gazetteer: Gazetteer, a: list[str], b: list[str]) -> bool | None:
    """Return whether the given names of two people with one surname agree; None for another spelling, which does not tell."""
    given = _same_given_names(gazetteer, a, b)
    if given and _only_begins_alike(gazetteer, a[0], b[0]):
        return None
    is_open = _is_spelled_otherwise(gazetteer, a[0], b[0]) or _ends_in(a[0], b[0]) or _is_begun(a[0], b[0])
    return None if given is False and is_open else given


def _ends_in(a: str, b: str) -> bool:
    """Return whether one given name ends in the other, as pet names do ("Mila" of Ludmila), which does not tell."""
    short, long = sorted((a, b), key=len)
    return len(short) >= _SHORTEST_PET_NAME and long.endswith(short)


def _is_begun(a: str, b: str) -> bool:
    """Return whether one given name is the first of two that the other joins ("Jean", "Jean-Pierre"), or its first two letters ("Al")."""
    short, long = sorted((a, b), key=len)
    return long.startswith(f"{short}-") or (len(short) == _TWO_LETTERS and long.startswith(short))


def _only_begins_alike(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Return whether one given name is what another begins with, and no short form that is known ("Carol", "Caroline"), nor an initial."""
    return a != b and min(len(a), len(b)) > 1 and not gazetteer.is_same_given(a, b) and (a.startswith(b) or b.startswith(a))


def _may_be_called(gazetteer: Gazetteer, short: list[str], full: list[str]) -> bool:
    """Return whether a name may be what somebody is called for short: by a given name alone, or by the initials ("AMRC")."""
    return _is_given_of(gazetteer, short, full) or (len(short) == 1 and short[0] == "".join(w[0] for w in full) and len(full) > 1)


def _is_spelled_otherwise(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Return whether two given names may be one: they sound alike, or differ by a letter and are not both known as names of their own."""
    own, other = gazetteer.masculine - gazetteer.feminine, gazetteer.feminine - gazetteer.masculine
    if (a in own and b in other) or (a in other and b in own):
        return False
    if sounds_alike(a, b) or _has_same_consonants(a, b):
        return True
    if len(a) != len(b) or len(a) < _LONG_SURNAME or OSA.distance(a, b) != 1:
        return False
    known = gazetteer.masculine | gazetteer.feminine
    return not (a in known and b in known)


def _has_same_consonants(a: str, b: str) -> bool:
    """Return whether two given names have the same consonants, so many that they may be one in two languages ("Vladimir", "Volodymyr")."""
    are_forms = a.startswith(b) or b.startswith(a)  # "Christian" and "Christiana"
    return not are_forms and len(consonants(a)) > _LEAST_CONSONANTS and consonants(a) == consonants(b)


def _same_surname(gazetteer: Gazetteer, first: list[str], second: list[str]) -> bool | None:
    """Return whether the surnames of two names agree; None for two that one letter tells apart.

    A surname of two words goes by the first as well: Sandoval of "Sandoval Pena"; one that is a given name too may be that ("Lee Harvey").
    """
    a, b = first[-1], second[-1]
    if _are_one_surname(a, b):
        return True
    if _is_double_of(first, second):
        short = min(first, second, key=len)
        return None if len(short) != len(max(first, second, key=len)) and gazetteer.is_given_name(short[-1]) else True
    if a in b.split("-") or b in a.split("-"):  # one of two surnames, "Pike" of "Pike-Warren"
        return None
    is_near = min(len(a), len(b)) >= _LONG_SURNAME and a[0] == b[0] and OSA.distance(a, b) == 1
    return None if is_near or sounds_alike(a, b) or _is_one_in_two_languages(first, second) else False


def _are_one_surname(a: str, b: str) -> bool:
    """Return whether two surnames are the same but for apostrophes and what is joined in front."""
    return a.replace("'", "") == b.replace("'", "") or a.replace("-", " ").split()[-1] == b or b.replace("-", " ").split()[-1] == a


def _is_double_of(first: list[str], second: list[str]) -> bool:
    """Return whether of two full names with one first name one ends in a surname that the other has among its own."""
    if min(len(first), len(second)) == 1 or first[0] != second[0]:
        return False
    return first[-1] in _parts(second[1:]) or second[-1] in _parts(first[1:])


def _is_one_in_two_languages(first: list[str], second: list[str]) -> bool:
    """Return whether two full names have one given name, and surnames of the same consonants ("Putin", "Poutine")."""
    a, b = consonants(first[-1]), consonants(second[-1])
    return min(len(first), len(second)) > 1 and first[:-1] == second[:-1] and a == b and len(a) >= _LEAST_CONSONANTS


def _same_given_names(gazetteer: Gazetteer, a: list[str], b: list[str]) -> bool | None:
    """Return whether given names agree; None where the first ones do and the initials behind them do not.

    An initial agrees with a first name alone: what people share in the middle of their names tells nothing.
    """
    if _same_given(gazetteer, a[0], b[0]):
        behind = [(x, y) for x, y in zip(a[1:], b[1:], strict=False) if not _same_given(gazetteer, x, y)]
        return None if behind or (len(a[1:]) != len(b[1:]) and a[1:] and b[1:]) else True
    called = any(len(x) > 1 and len(y) > 1 and _same_given(gazetteer, x, y) for x in a for y in b)
    return called


def _same_given(gazetteer: Gazetteer, a: str, b: str) -> bool:
    """Return whether two given names agree: equal, nicknames of one, an initial, or one cut short ("Alex", "Alexandra").

    A man's name is no short form of a woman's ("Paul", "Paula").
    """
    if a == b or gazetteer.is_same_given(a, b):
        return True
    short, long = sorted((a, b), key=len)
    if not long.startswith(short):
        return False
    sexes = (gazetteer.masculine, gazetteer.feminine)
    are_two = any(short in own and long in other and long not in own for own, other in (sexes, sexes[::-1]))
    are_two = are_two or (long.removeprefix(short) in _FEMININE_ENDINGS and not any(short in own and long in own for own in sexes))
    return len(short) == 1 or (len(short) > 2 and not are_two)


def _is_given_of(gazetteer: Gazetteer, short: list[str], full: list[str]) -> bool:
    """Return whether a name is only somebody's first name ("Peig" of Peig Donnelly), which tells neither way."""
    return len(short) == 1 and len(full) > 1 and (short[0] in full or gazetteer.is_same_given(short[0], full[0]))


def _same_body(gazetteer: Gazetteer, a: str, b: str) -> bool | None:
    """Return whether two organizations are one; None where the words of one name are among the other's.

    A body that is named after another ("the Tideway Owners Club") need not be that one.
    """
    if gazetteer.same_outlet(a, b) or _is_with_place(a, b) or _is_with_place(b, a):
        return True
    x, y = telling_words(a), telling_words(b)
    if not x or not y:
        return False
    return True if x == y else None if x <= y or y <= x or _is_initials(a, b) or _is_initials(b, a) else False


def _is_with_place(short: str, long: str) -> bool:
    """Return whether a name is another with its place behind it ("the Harbour Board of Port Ellery")."""
    words, others = name_words(short), name_words(long)
    return len(words) > 1 and others[: len(words) + 1] == [*words, _BEFORE_PLACE]


def _is_initials(short: str, long: str) -> bool:
    """Return whether a name is made of the initials of another's telling words."""
    letters = "".join(w[0] for w in name_words(long) if w not in tables.words("untelling"))
    return len(short) > 1 and short.casefold().replace(".", "") == letters
