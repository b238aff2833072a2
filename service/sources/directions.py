"""What stands in brackets in captions and transcripts: sounds and pictures, which nobody says, apart from names and from gaps."""

from __future__ import annotations

import re
from collections.abc import Collection

from service.sources.tables import entries, words

_IN_BRACKETS = re.compile(r"[(\[](?P<label>[^()\[\]\n]{1,80})[)\]]\.?")
_REMARKED = re.compile(  # "ANN EK, over the wind: …", "Ann Ek [pauses]: …"
    r"(?P<name>[^\n:,()\[\]]{2,60}?)(?P<remark>,\s[^\n:.]{1,60}|\s\([^()\n]{1,60}\)|\s\[[^\[\]\n]{1,60}\]):\s+(?P<words>\S.*)"
)
_WORD = re.compile(r"[^\W_]+|[♪♫]")
_BESIDE = re.compile(r"[\s_]+")
_OF_OTHERS = re.compile(
    r"(?:(?:an|some|several)\s)?hon(?:\.|ourable|orable)?\smembers?:", re.IGNORECASE
)  # what others call into a speech
_AT = re.compile(r"\s{0,9}\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?$")  # when a gap is, as some programs note beside it


def is_direction_label(label: str) -> bool:
    """Tell whether what is in brackets on a line of its own, or before words, tells of a sound or a picture, not of a speaker."""
    inner = [word.strip(".,!:").casefold() for word in _BESIDE.split(label) if word]
    return (
        label.islower()
        or not any(c.isalpha() for c in label)
        or all(word in words("directions") or word.endswith("ing") for word in inner)
        or any(word in words("directions") for word in inner[-1:])
    )


def is_direction(line: str) -> bool:
    """Tell whether a line is nothing but a sound or a picture in brackets."""
    bracket = _IN_BRACKETS.fullmatch(line.strip())
    return bool(bracket and is_direction_label(bracket["label"]))


def remarked(line: str, known: Collection[str]) -> tuple[str, str] | None:
    """Return (name, words) of a line that begins with a name which has a remark on how it speaks between it and the colon; None for others.

    `known`: names of whole labels elsewhere, as they are printed; what stands behind a comma in running text is no remark, so a name before
    one has to be in capitals.
    """
    match = _REMARKED.fullmatch(line.strip())
    if match is None or (match["remark"][0] == "," and not match["name"].isupper()):
        return None
    name = next((name for name in known if name.casefold() == match["name"].casefold()), None)
    return (name, match["words"]) if name is not None else None


def is_noted(paragraph: str) -> bool:
    """Tell whether a whole paragraph of a turn is a note in brackets in small letters, which somebody who listens writes ("(a door shuts)").

    Of what is missing ("(inaudible)") it is none.
    """
    bracket = _IN_BRACKETS.fullmatch(paragraph.strip())
    return bool(bracket and bracket["label"].islower() and words("gaps").isdisjoint(_WORD.findall(bracket["label"])))


def without_directions(text: str) -> str:
    """Return words without the sounds and pictures that are noted among them in brackets.

    Only what has no other words in the brackets goes. What tells that some words are missing ("[inaudible]") stays, since what
    stands before and after it was not said in one breath; a time beside it goes.
    """
    if "(" not in text and "[" not in text:
        return text
    kept = _IN_BRACKETS.sub(_kept, text)
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")) if kept != text else text


def _kept(match: re.Match[str]) -> str:
    label = _AT.sub("", match["label"])
    inner = [word.casefold() for word in _WORD.findall(label)]
    if not words("gaps").isdisjoint(inner):
        return match[0] if label == match["label"] else match[0].replace(match["label"], label)
    if _OF_OTHERS.match(label):
        return " "
    is_aside = " ".join(label.casefold().strip(" .").split()) in entries("asides")
    return " " if is_aside or (inner and all(word in words("directions") for word in inner)) else match[0]
