"""What a file states as a speaker → the record of that speaker, spelled as stated."""

from __future__ import annotations

import re
from typing import Any

from service.knowledge.speaker_keys import TITLES, turned
from service.knowledge.tables import words as known_words
from service.records import Span, Speaker
from service.sources.tables import entries, words

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]*)[\s_#-]*(?P<number>\d{1,4}|[A-Z])?", re.UNICODE)
_CAPITALS = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?|[^\W\d_]['’][^\W\d_]+")
_CODE = re.compile(
    r"(?:spk|speaker)_0{0,3}(?P<number>\d{1,3})", re.IGNORECASE
)  # how recognisers call the voices that they tell apart
_LISTED = re.compile(  # how directories list people: "Tarn, Maureen (Harbour)"
    r"(?P<name>(?P<surname>[^,()\d:]{1,60}), (?P<given>[^,()\d:]{1,60}?))(?: \((?P<department>[^()]{1,60})\))?"
)
_GIVEN = ("given_masculine", "given_feminine", "given_derived_masculine", "given_derived_feminine")
_OF_OFFICES = ("offices", "record_titles", "chairs", "unnamed")
UNKNOWN = frozenset(("unidentified", "unknown", "unnamed"))  # how a label begins that says that nobody knows the name
_INITIALS = 2  # letters of a label in capitals that are those of a name, such as JD
_LONGEST_NAME = 200  # characters; what is longer is no name
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


def forward(label: str) -> tuple[str, str | None]:
    """(name in the order in which it is said, department) of a label that lists somebody by the surname: "Tarn, Maureen (Harbour)".

    Any other is returned as it is, as are those where what follows the comma may be an office or a place.
    """
    listed = _LISTED.fullmatch(label)
    if listed is None:
        return label, None
    first, inner = listed["given"].split()[0].casefold(), listed["surname"].split()
    named = {word.casefold().strip(".") for word in (*inner, first)}
    is_office = any(named & words(table) for table in _OF_OFFICES) or named & (TITLES | known_words("organizations"))
    is_whole = len(inner) > 1 and is_given(inner[0].casefold())  # behind a whole name something else stands than a given one
    if is_office or is_whole or not (is_given(first) or (listed["department"] and len(inner) == 1)):
        return label, None
    name = turned(listed["name"])
    return (label, None) if name == listed["name"] else (name, listed["department"])


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
    inner = [word.removeprefix("#") for word in bare.split()]
    if inner and inner[0] in UNKNOWN:
        return True
    if all(word in words("unnamed") or word in TITLES or word.isdigit() or len(word) == 1 for word in inner):
        return True
    return _is_thing(inner) or _is_voice(label)


def _is_thing(inner: list[str]) -> bool:
    """Return whether the words of a label, in lower case, are a room or a device with its number; figures behind a name are a ward or an age."""
    return len(inner) > 1 and inner[0] in words("numbered_things") and any(word.strip("(),").isdigit() for word in inner)


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
