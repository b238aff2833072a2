"""What a person says of a file that it does not say itself: its kind, outlet, day, speaker, title, place, address or author.

It stands in a file `NAME.toml` next to the file NAME, in `onrecord.toml` of its folder or one above for all files there, or is given
to the command line. What is said of the very file wins over what the file says; what is said of a folder fills what is missing.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.vocabulary import KINDS
from service.errors import UnreadableSource
from service.records import Document, Passage
from service.sources.days import day_of
from service.sources.fields import LONGEST_FIELD, address
from service.sources.speakers import stated_speaker

SIDECAR = ".toml"
FOLDER = "onrecord.toml"
NAMES = ("kind", "outlet", "date", "speaker", "title", "venue", "url", "author")
_OURS = {"date": "published"}
_PLAIN = "article"  # the kind of a document whose file says none
_WHOLE = ("speech", "post")  # kinds in which one person speaks throughout
_MOST_BYTES = 65536


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a file: `own` of the very file, `defaults` of its folder; both by `NAMES`, checked."""

    own: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.own or self.defaults)


def is_told(name: str) -> bool:
    """Tell whether a file's name is that of one that says something of others."""
    return name.lower().endswith(SIDECAR)


def checked(values: Mapping[str, object]) -> dict[str, str]:
    """Return what is said of a file as text, each field in the form that documents have. Raises UnreadableSource naming the field."""
    out: dict[str, str] = {}
    for name, value in values.items():
        if name not in NAMES:
            raise UnreadableSource(f"there is no field {name!r}; there are {', '.join(NAMES)}")
        text = value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_FIELD or not text.strip().isprintable():
            raise UnreadableSource(f"{name} must be a line of text")
        out[name] = text.strip()
    if out.get("kind", _PLAIN) not in KINDS:
        raise UnreadableSource(f"kind must be one of {', '.join(KINDS)}, not {out['kind']!r}")
    if "date" in out:
        day = day_of(out["date"])
        if day is None:
            raise UnreadableSource(f"date must be a day such as 2016-08-03, not {out['date']!r}")
        out["date"] = day
    if "url" in out and address(out["url"]) is None:
        raise UnreadableSource(f"url must be an http or https address, not {out['url'][:60]!r}")
    return out


def of_toml(content: bytes) -> dict[str, str]:
    """Return what a TOML file says. Raises UnreadableSource."""
    if len(content) > _MOST_BYTES:
        raise UnreadableSource(f"more than {_MOST_BYTES} bytes")
    try:
        return checked(tomllib.loads(content.decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableSource(f"no TOML: {' '.join(str(error).split())[:200]}") from None


def with_told(document: Document, told: Told) -> Document:
    """Return a document with what is said of its file."""
    known = {_OURS.get(name, name): value for name, value in told.own.items()}
    for name, value in told.defaults.items():
        ours = _OURS.get(name, name)
        has = document.origin.author if ours == "author" else getattr(document, ours)
        if ours not in known and (not has or (ours == "kind" and has == _PLAIN)):
            known[ours] = value
    origin = document.origin
    if "author" in known:
        origin = replace(origin, author=known.pop("author"))
    if "published" in known:
        origin = replace(origin, published_basis="stated")
    document = replace(document, origin=origin, **known)  # type: ignore[arg-type]  # of the fields that are text
    return _spoken(document, known.get("speaker"))


def _spoken(document: Document, speaker: str | None) -> Document:
    """Return a document of which all that it states is nobody's, with the one speaker whom it is said to have."""
    if speaker is None or document.kind not in _WHOLE or any(passage.attribution.speaker for passage in document.stated):
        return document
    return replace(document, stated=tuple(_by(passage, speaker) for passage in document.stated))


def _by(passage: Passage, speaker: str) -> Passage:
    return replace(passage, attribution=replace(passage.attribution, speaker=stated_speaker(speaker)))
