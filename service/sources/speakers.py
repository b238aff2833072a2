"""What a file states as a speaker → the record of that speaker, spelled as stated."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from service.knowledge.speaker_keys import TITLES, turned
from service.knowledge.tables import words as known_words
from service.records import Span, Speaker
from service.sources.tables import entries, words

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]*)[\s_#-]*(?P<number>\d{1,4}|[A-Z])?", re.UNICODE)
_CAPITALS = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?|[^\W\d_]['’][^\W\d_]+")
_FIGURE = re.compile(r"(?<![^\W_])[a-z]{0,2}\d{1,4}[a-z]?(?![^\W_])")  # of a room or a device, in lower case: "12", "4b", "s21"
_CODE = re.compile(
    r"(?:spk|speaker)_0{0,3}(?P<number>\d{1,3})", re.IGNORECASE
)  # how recognisers call the voices that they tell apart
_LISTED = re.compile(  # how directories list people: "Tarn, Maureen (Harbour)"
    r"(?P<name>(?P<surname>[^,()\d:]{1,60}), (?P<given>[^,()\d:]{1,60}?))(?: \((?P<department>[^()]{1,60})\))?"
)
_CALLED = re.compile(r"(?P<role>[^()]{2,40}) \((?P<name>[^()\d]{3,60})\)")  # "Host (Maureen Tarn)"
_GIVEN = ("given_masculine", "given_feminine", "given_derived_masculine", "given_derived_feminine")
_OF_OFFICES = ("offices", "record_titles", "chairs", "unnamed")
_OF_PLACES = frozenset(("the", "of", "and"))  # particles with which no surname begins
UNKNOWN = frozenset(("unidentified", "unknown", "unnamed"))  # how a label begins that says that nobody knows the name
_INITIALS = 2  # letters of a label in capitals that are those of a name, such as JD
_LONGEST_NAME = 200  # characters; what is longer is no name
_PLACING = frozenset("in from at on off behind near outside across".split())  # "VOICE IN BACKGROUND", "Man at the back"
_NAME_FIELDS = ("name", "displayName", "display_name", "full_name", "label", "id")


def plain_label(value: Any) -> str:
    """Return what a field says of the speaker as text: of an object its name, of a list its only item; empty where nobody is named.

    Numbers are labels too: exports count their voices from 0.
    """
    if isinstance(value, dict):
        value = next((value[name] for name in _NAME_FIELDS if value.get(name) not in (None, "")), None)
    if isinstance(value, list):
        value = plain_label(value[0]) if len(value) == 1 else None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    label = " ".join(str(value).split())
    return "" if is_nobody(label) or len(label) > _LONGEST_NAME else label


def forward(label: str, *, is_list: bool = False) -> tuple[str, str | None]:
    """(name in the order in which it is said, department) of a label that lists somebody by the surname: "Tarn, Maureen (Harbour)".

    Any other is returned as it is, as are those where what follows the comma may be an office or a place. `is_list`: whether others
    beside it are listed so (`is_listed`), by which a given name that is not known is one too.
    """
    if (called := _CALLED.fullmatch(label)) and is_unnamed(called["role"]) and _is_whole(called["name"]):
        return called["name"], None if any(map(str.isdigit, called["role"])) else called["role"]
    listed = _LISTED.fullmatch(label)
    if listed is None or _has_office(listed) or not (is_list or _is_sure(listed)):
        return label, None
    name = turned(listed["name"])
    if name == listed["name"]:
        return label, None
    surname = listed["surname"]
    return name.removesuffix(surname) + as_spelled(surname) if name.endswith(surname) else name, listed["department"]


def _is_whole(name: str) -> bool:
    """Return whether a text may be a whole name: two words or more, each with a capital but for particles, and no word for somebody."""
    inner = name.split()
    return len(inner) > 1 and not is_unnamed(name) and all(word[0].isupper() or word in words("particles") for word in inner)


def is_listed(label: str) -> bool:
    """Tell whether a label surely lists somebody by the surname."""
    return "," in label and forward(label) != (label, None)


def _has_office(listed: re.Match[str]) -> bool:
    """Return whether what has the shape of a listed name holds an office or a body, or has a whole name before its comma."""
    first, inner = listed["given"].split()[0].casefold(), listed["surname"].split()
    named = {word.casefold().strip(".") for word in (*inner, first)}
    is_office = any(named & words(table) for table in _OF_OFFICES) or named & (TITLES | known_words("organizations"))
    begins = inner[0].casefold()
    is_whole = (
        len(inner) > 1 and is_given(begins) and begins not in words("particles")
    )  # behind a whole name something else stands than a given one
    return bool(is_office or is_whole)


def _is_sure(listed: re.Match[str]) -> bool:
    """Return whether a given name stands behind the comma, or before it what only a surname is: "van Tarn, Wiebe"."""
    first, inner = listed["given"].split()[0].casefold(), listed["surname"].split()
    is_surname = len(inner) > 1 and inner[0] in words("particles") - _OF_PLACES
    return is_given(first) or is_surname or bool(listed["department"] and len(inner) == 1)


def is_given(word: str) -> bool:
    """Return whether a word in lower case is a given name."""
    return any(word in known_words(table) for table in _GIVEN)


def as_shown(label: str) -> str:
    """Return the code that a program has for a voice as readers are shown it: "spk_0" as "speaker 0"; any other label as it is."""
    code = _CODE.fullmatch(label)
    return f"speaker {code['number']}" if code else label


def as_spelled(label: str) -> str:
    """Return a label as names are spelled: as it is, but for one that is set in capitals."""
    is_set_in_capitals = label.isupper() and len(label) > _INITIALS and not any(c.isdigit() for c in label)
    return _CAPITALS.sub(_cased, label) if is_set_in_capitals else label


def _cased(match: re.Match[str]) -> str:
    """Return a word of a name with a capital at its start, and another after Mc and O'; a particle within it without."""
    if match.start() and match[0].casefold() in words("particles"):
        return match[0].lower()
    head = next(
        (head for head in ("MC", "O'", "O’", "D'", "D’") if match[0].startswith(head) and len(match[0]) > len(head) + 1), ""
    )
    return head.capitalize() + match[0][len(head) :].capitalize()


def is_nobody(label: str) -> bool:
    """Tell whether a label is one of those that exports write for nobody ("N/A", "nan", "-")."""
    return not label.strip() or label.strip().casefold() in entries("nobody")


def is_unnamed(label: str) -> bool:
    """Tell whether a label stands for somebody without naming them: "SPEAKER_01", "Reporter", "Mayor", "spk_0", "B", "3", "Unidentified Protester #2", "Room 4"."""
    bare = label.replace("_", " ").casefold().replace("no. ", "#")
    inner = [word.removeprefix("#").rstrip(".") or word for word in bare.split()]
    if (inner and inner[0] in UNKNOWN) or not any(map(str.isalpha, label)):  # a telephone's number
        return True
    if all(word in words("unnamed") or word in TITLES or word.isdigit() or len(word) == 1 for word in inner):
        return True
    is_placed = len(inner) > 2 and inner[0] in words("unnamed") and inner[1] in _PLACING
    return is_placed or _is_thing(inner) or _is_voice(label)


def _is_thing(inner: list[str]) -> bool:
    """Return whether the words of a label, in lower case, are a room or a device: with its number, its kind, or whose it is.

    Figures behind a name are a ward or an age.
    """
    first, last = inner[:1], inner[-1:]
    is_numbered = bool(words("numbered_things").intersection(first)) and (
        any(_FIGURE.search(word) for word in inner[1:]) or (len(inner) > 1 and len(inner[-1]) == 1)
    )
    is_room = any(a in words("rooms") and _FIGURE.fullmatch(b.strip("()")) for a, b in pairwise(inner))
    is_of_a_kind = " ".join(inner[-2:]) in entries("rooms_without_number")
    is_owned = len(inner) > 1 and inner[-2].endswith(("'s", "’s")) and bool(words("devices").intersection(last))
    return is_numbered or is_room or is_of_a_kind or is_owned


def _is_voice(label: str) -> bool:
    """Return whether a label is a word for somebody, or a letter, with a number: "speaker1", "S2"."""
    match = _NUMBERED.fullmatch(label)
    is_numbered = match is not None and bool(match["number"])
    is_known = match is not None and (len(match["word"]) == 1 or match["word"].casefold() in words("unnamed"))
    return is_numbered and is_known and label.strip()[-1:].isalnum()


def stated_speaker(
    label: str, *, evidence: Span | None = None, role: str | None = None, score: float = 1.0, is_name: bool = True
) -> Speaker | None:
    """Return the speaker that a label states, spelled as it is there; None for a label that names nobody.

    `evidence`: where the text has the label; without one the document says it of itself. `is_name`: whether it may be a name.
    """
    if is_nobody(label):
        return None
    kind = "person" if is_name and not is_unnamed(label) else "unnamed"
    name = f"speaker {label}" if len(label) == 1 or label.isdigit() else label
    return Speaker(name, kind, role, evidence, "named" if evidence else "document", score)
