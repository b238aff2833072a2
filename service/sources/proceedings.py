"""Proceedings of parliaments as data → transcripts: Hansard (TheyWorkForYou), ParlaMint and other TEI, the Congressional Record.

Each tells who speaks with every speech. Headings, divisions and what the clerks note are no words of anybody, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, plain_text
from service.sources.safe_xml import first, local, text_of
from service.sources.shapes import JsonObject
from service.sources.speakers import plain_label
from service.sources.transcripts import Turn, transcript

# Where the debates of a file of TheyWorkForYou were held, by their identifiers (https://github.com/mysociety/parlparse).
_HOUSES = {"debate": "House of Commons", "lords": "House of Lords", "westminhall": "Westminster Hall", "standing": "House of Commons",
           "wrans": "House of Commons", "ni": "Northern Ireland Assembly", "spor": "Scottish Parliament", "senedd": "Senedd"}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPOKEN = ("p", "seg", "ab", "blockquote")
_NOTES = frozenset(("note", "vocal", "kinesic", "incident", "gap", "desc", "head", "pb", "writing"))
_CAMEL = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’'-]+")
_PARLAMINT_ROLES = ("#regular", "#chair", "#guest")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,}")  # of a surname, which the Record sets in capitals
_OFFICE_OF = re.compile(
    r"(?P<office>[Tt]he [^()]{3,120}|(?:Mr|Madam) (?:Deputy )?Speaker) \((?P<name>[^()]{3,80})\)"
)  # whom the House calls by an office
_NOTED = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]\.?")  # a paragraph of nothing else is the clerk's
_NOBODY = ("recorder", "none", "the clerk of the record")


@dataclass(slots=True)
class _Debate:
    """What stands under one heading."""

    title: str | None = None
    url: str | None = None
    turns: list[Turn] = field(default_factory=list)


def read_publicwhip(root: Any) -> Iterator[Document]:
    """Yield a transcript for each debate of a day, as TheyWorkForYou publishes them. Raises UnreadableSource where nobody speaks."""
    found = _debates(root)
    if not found:
        raise UnreadableSource("nobody speaks in these proceedings")
    identifier = next((known for e in root.iter("{*}speech", "speech") if (known := e.get("id"))), "")
    day = _DAY.search(identifier)
    venue = _HOUSES.get(identifier.split("/")[1] if identifier.count("/") > 1 else "")
    for debate in found:
        known = {
            "title": debate.title,
            "url": debate.url,
            "published": day[0] if day else None,
            "venue": venue,
            "published_basis": "metadata",
        }
        yield transcript(debate.turns, known)


def _debates(root: Any) -> list[_Debate]:
    """Return the debates of a day in which somebody speaks, in order."""
    debates = [_Debate()]
    for element in root.iter():
        name = local(element)
        if name == "major-heading":
            if debates[-1].turns:
                debates.append(_Debate())
            debates[-1].title = text_of(element)
            debates[-1].url = address(element.get("url"))
        elif name == "speech" and (turn := _speech(element)) is not None:
            debates[-1].turns.append(turn)
            debates[-1].url = debates[-1].url or address(element.get("url"))
    return [debate for debate in debates if debate.turns]


def _speech(element: Any) -> Turn | None:
    label = plain_label(element.get("speakername") or element.get("speaker"))
    words = _paragraphs(element)
    if not label or element.get("nospeaker") == "true" or not words:
        return None
    name, office = named_office(label)
    return Turn(words, name, role=office or plain_text(element.get("speakeroffice")))


def named_office(label: str) -> tuple[str, str | None]:
    """(name, office) of a label of a parliament's, which may have an office and the name of whoever holds it in brackets."""
    office = _OFFICE_OF.fullmatch(label)
    return (office["name"], office["office"]) if office else (label, None)


def read_tei(root: Any) -> Iterator[Document]:
    """Yield the transcript of a TEI file with utterances (`u`), as ParlaMint has them (https://github.com/clarin-eric/ParlaMint).

    Raises UnreadableSource where there are none.
    """
    turns = list(_utterances(root))
    if not turns:
        raise UnreadableSource("there are no utterances in this TEI file")
    header, setting = first(root, "teiHeader"), first(root, "setting")
    known = {
        "title": text_of(first(header, "title")) if header is not None else None,
        "published": next((day for place in (setting, header) if place is not None and (day := _when(place))), None),
        "published_basis": "metadata",
        "venue": text_of(first(setting, "name")) if setting is not None else None,
    }
    yield transcript(turns, known)


def _utterances(root: Any) -> Iterator[Turn]:
    """Yield the utterances of a TEI file in order, each with whom it points to."""
    names = {e.get("{http://www.w3.org/XML/1998/namespace}id"): _person(e) for e in root.iter("{*}person")}
    noted: str | None = None
    for element in root.iter("{*}note", "{*}u"):
        if local(element) == "u":
            if words := _paragraphs(element):
                role = "chair" if element.get("ana") == "#chair" else None
                yield Turn(words, _who(element, names, noted), role=role, is_change=True)
            noted = None
        elif element.get("type") == "speaker":
            noted = (text_of(element) or "").rstrip(": ") or None


def _who(element: Any, names: dict[str | None, str | None], noted: str | None) -> str | None:
    """Return whose an utterance is: the name of the person it points to, else of the note before it, else what the pointer itself says."""
    pointer = (element.get("who") or "").strip()
    key = pointer.rpartition("#")[2]
    if name := names.get(key):
        return name
    if noted:
        return noted
    parts = _CAMEL.findall(key)
    if "".join(parts) != key:
        return key or None
    if len(parts) == 2 and element.get("ana") in _PARLAMINT_ROLES:  # ParlaMint's identifiers have the surname first
        parts.reverse()
    return " ".join(parts) or None


def _person(element: Any) -> str | None:
    name = first(element, "persName")
    if name is None:
        return None
    parts = [text for part in ("forename", "nameLink", "surname") for e in name if local(e) == part and (text := text_of(e))]
    return " ".join(parts) or text_of(name)


def _when(element: Any) -> str | None:
    dates = (e.get("when") or e.get("from") for e in element.iter("{*}date"))
    return next((day for value in dates if (day := day_of(value))), None)


def _paragraphs(element: Any) -> str:
    """Return the words of a speech, a blank line between paragraphs, without notes."""
    blocks = [e for e in element.iter() if local(e) in _SPOKEN and not any(local(a) in _SPOKEN for a in _within(e, element))]
    texts = [_words(block) for block in blocks] if blocks else [_words(element)]
    return "\n\n".join(text for text in texts if text and not _NOTED.fullmatch(text))


def _within(element: Any, top: Any) -> Iterator[Any]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _words(element: Any) -> str:
    pieces: list[str] = []

    def gather(inner: Any) -> None:
        pieces.append(inner.text or "")
        for child in inner:
            if local(child) not in _NOTES:
                gather(child)
                pieces.append(" " if local(child) in ("w", "s", "br", "lb") else "")
            pieces.append(child.tail or "")

    gather(element)
    return re.sub(r"\s+([.,;:?!])", r"\1", " ".join("".join(pieces).split()))


# -- the Congressional Record ----------------------------------------------------------------------------------------------------


def read_record(root: Any) -> Iterator[Document]:
    """Yield the transcript of an XML file of the Congressional Record. Raises UnreadableSource where nobody speaks."""
    turns = []
    for element in root.iter("{*}speaking"):
        label = element.get("name") or element.get("speaker") or ""
        turns.append(_congress(label, text_of(element) or ""))
    yield _of_congress(turns, {"title": text_of(first(root, "document_title", "title"))})


def is_record(values: JsonObject) -> bool:
    """Tell whether an object is of the Congressional Record as https://github.com/unitedstates/congressional-record writes it."""
    rows = values.get("content")
    return (
        isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) and "kind" in row and "speaker" in row for row in rows)
    )


def read_record_json(values: JsonObject) -> Iterator[Document]:
    """Yield the transcript of an object of the Congressional Record. Raises UnreadableSource where nobody speaks."""
    header = values.get("header")
    known = header if isinstance(header, dict) else {}
    turns = [
        _congress(str(row["speaker"]), row["text"])
        for row in values["content"]
        if row["kind"] == "speech" and isinstance(row.get("text"), str)
    ]
    day = day_of(f"{known.get('month')} {known.get('day')}, {known.get('year')}") if known.get("year") else None
    yield _of_congress(
        turns, {"title": plain_text(values.get("title")), "published": day, "venue": plain_text(known.get("chamber"))}
    )


def _congress(label: str, text: str) -> Turn | None:
    name = " ".join(label.split()).rstrip(".")
    words = " ".join(text.split())
    if words.casefold().startswith(name.casefold() + "."):
        words = words[len(name) + 1 :].strip()
    if not name or name.casefold() in _NOBODY or not words:
        return None
    return Turn(words, " ".join(_CAPITALS.sub(lambda match: match[0].capitalize(), part) for part in name.split()))


def _of_congress(turns: list[Turn | None], known: JsonObject) -> Document:
    spoken = [turn for turn in turns if turn is not None]
    if not spoken:
        raise UnreadableSource("nobody speaks in these proceedings")
    return transcript(spoken, {**known, "published_basis": "metadata"})
