"""Records of parliaments as data → transcripts: Akoma Ntoso (OASIS), the Bundestag, the European Parliament, the House of Commons of Canada.

Each tells who speaks with every speech; what the clerks note among the words (applause, interruptions) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.safe_xml import first, local, text_of
from service.sources.transcripts import Turn, transcript

_NOTED = frozenset(("from", "scene", "narrative", "summary", "remark", "recordedTime", "num", "heading", "authorialNote"))
_OFFICE = re.compile(r"(?P<office>[^()]{3,120}?)\s?\((?P<name>[^()]{3,80})\)")
_GERMAN_CHAIR = re.compile(r"(?P<office>(?:Vize|Alters)?[Pp]räsident(?:in)?)\s(?P<name>[^:]{3,80}):?")
_CITE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,300}[)\]]\.?")
_TITLE = re.compile(r"^(?:(?:Right\s)?Hon\.|Mr\.|Mrs\.|Ms\.|Dr\.)\s")
_NOBODY = "nobody speaks in these proceedings"


def read_akoma_ntoso(root: Any) -> Iterator[Document]:
    """Yield the transcript of a debate (https://docs.oasis-open.org/legaldocml/). Raises UnreadableSource where nobody speaks."""
    people = {f"#{e.get('eId') or e.get('id')}": e.get("showAs") for e in root.iter("{*}TLCPerson")}
    turns = [_spoken(element, people) for element in root.iter("{*}speech", "{*}question", "{*}answer")]
    day = next((day for e in root.iter("{*}FRBRdate", "{*}docDate") if (day := day_of(e.get("date")))), None)
    title = first(root, "docTitle")
    yield _of(turns, {"title": text_of(title if title is not None else first(root, "heading")), "published": day})


def _spoken(element: Any, people: dict[str, str | None]) -> Turn | None:
    """Return the turn of a speech, by the name of the person that it points to, else by what stands before it."""
    noted = (text_of(first(element, "from")) or "").strip(" :")
    office = _OFFICE.fullmatch(noted)
    name = people.get(element.get("by") or "") or (office["name"] if office else noted) or None
    blocks = [
        e for e in element.iter() if local(e) in ("p", "blockquote") and not any(local(a) in _NOTED for a in e.iterancestors())
    ]
    return _turn(blocks, name, office["office"] if office else None)


def read_bundestag(root: Any) -> Iterator[Document]:
    """Yield the transcript of a sitting of the Bundestag (dbtplenarprotokoll). Raises UnreadableSource where nobody speaks.

    Within a speech `<name>` gives the floor to whoever presides, and a paragraph of the class `redner` to a speaker.
    """
    turns: list[Turn | None] = []
    for part in root.iter("{*}sitzungsbeginn", "{*}rede"):
        name, role, blocks = None, None, []
        for element in part:
            kind = local(element)
            if kind != "name" and element.get("klasse") != "redner":
                blocks += [element] if kind == "p" else []
                continue
            turns.append(_turn(blocks, name, role))
            name, role = _presiding(element) if kind == "name" else _member(element)
            blocks = []
        turns.append(_turn(blocks, name, role))
    number = next((text_of(e) for e in root.iter("{*}plenarprotokoll-nummer")), None)
    yield _of(turns, {"title": number, "published": day_of(root.get("sitzung-datum")), "venue": "Deutscher Bundestag"})


def _presiding(element: Any) -> tuple[str | None, str | None]:
    """(name, office) of whoever presides."""
    text = (text_of(element) or "").strip(" :")
    match = _GERMAN_CHAIR.fullmatch(text)
    return (match["name"].strip(), match["office"]) if match else (text or None, None)


def _member(element: Any) -> tuple[str | None, str | None]:
    """(name, party or office) of whoever a paragraph gives the floor to."""
    known = first(element, "name")
    if known is None:
        return None, None
    parts = [text for tag in ("vorname", "namenszusatz", "nachname") if (text := text_of(first(known, tag)))]
    return " ".join(parts) or None, text_of(first(known, "fraktion")) or text_of(first(known, "rolle_kurz"))


def read_european_parliament(root: Any) -> Iterator[Document]:
    """Yield a transcript for each debate of a sitting of the European Parliament. Raises UnreadableSource where nobody speaks."""
    is_empty = True
    for chapter in root.iter("{*}CHAPTER"):
        turns = [
            _turn(element.findall("{*}PARA"), _of_orator(first(element, "ORATEUR")), None)
            for element in chapter.iter("{*}INTERVENTION")
        ]
        stamp = next((day for e in chapter.iter() if (day := _CITE_DAY.search(e.get("VOD-START") or ""))), None)
        title = next((text_of(e) for e in chapter.iter("{*}TL-CHAP") if e.get("VL", "EN") == "EN"), None)
        if any(turns):
            is_empty = False
            yield _of(turns, {"title": title, "published": stamp[0] if stamp else None, "venue": "European Parliament"})
    if is_empty:
        raise UnreadableSource(_NOBODY)


def read_canada(root: Any) -> Iterator[Document]:
    """Yield the transcript of a sitting of the House of Commons of Canada (https://www.ourcommons.ca/en/open-data). Raises UnreadableSource where nobody speaks."""
    turns = [
        _turn(list(element.iter("{*}ParaText")), *_affiliated(first(element, "Affiliation")))
        for element in root.iter("{*}Intervention")
    ]
    told = {e.get("Name"): text_of(e) for e in root.iter("{*}ExtractedItem")}
    day = day_of("-".join(filter(None, (told.get(f"MetaDateNum{part}") for part in ("Year", "Month", "Day"))))) or day_of(
        told.get("Date")
    )
    yield _of(turns, {"title": told.get("Title"), "published": day, "venue": "House of Commons of Canada"})


def _affiliated(element: Any) -> tuple[str | None, str | None]:
    """(name, office or constituency) of whom a speech is: "Hon. Ann Ek (Minister of Piers, Lib.)", "The Speaker"."""
    text = (text_of(element) or "").strip(" :") if element is not None else ""
    match = _OFFICE.fullmatch(text)
    return (_TITLE.sub("", match["office"]), match["name"]) if match else (text or None, None)


def _of_orator(element: Any) -> str | None:
    """Return whom a speech is of: the name that is set in bold, else the one that the element has, its surname last."""
    if element is None:
        return None
    shown = text_of(first(element, "EMPHAS"))
    if shown:
        return shown.strip(" ,.–-")
    inner = (element.get("LIB") or "").split()
    return " ".join((*inner[1:], *inner[:1])) or None


def _turn(blocks: list[Any], name: str | None, role: str | None) -> Turn | None:
    """Return the turn of some paragraphs, None where they have no words."""
    texts = (text_of(block) for block in blocks)
    words = "\n\n".join(text.lstrip("–— ") for text in texts if text and not _ASIDE.fullmatch(text))
    return Turn(words, name, role=role, is_change=True) if words else None


def _of(turns: list[Turn | None], known: dict[str, str | None]) -> Document:
    """Return the transcript of some turns. Raises UnreadableSource where there are none."""
    spoken = [turn for turn in turns if turn is not None]
    if not spoken:
        raise UnreadableSource(_NOBODY)
    return transcript(spoken, {**known, "published_basis": "metadata"})
