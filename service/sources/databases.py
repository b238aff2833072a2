"""Articles as databases of the press export them, several in one text: LexisNexis (Nexis Uni), Factiva, ProQuest.

Each sets the fields of an article in lines above and below its words, in an order of its own; what is told there is no part of the
article. https://github.com/JBGruber/LexisNexisTools and https://github.com/koheiw/newspapers read the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import require_published
from service.sources.plain import as_transcript, make_document
from service.sources.shapes import JsonObject
from service.sources.signed import with_signed
from service.sources.tidying import in_one_line

_MOST_HEAD = 60  # lines above the words of an article
_NUMBERED = re.compile(r"^[ \t]{0,80}\d{1,5} of \d{1,5} DOCUMENTS[ \t]*$", re.MULTILINE)
_LENGTH = re.compile(r"^[ \t]{0,9}(?:LENGTH|Length):[ \t]*[\d,.]{1,9} words\b", re.MULTILINE)
_FIELD = re.compile(r"(?P<name>[A-Z][A-Z-]{3,30}|[A-Z][a-z]{3,20}(?:-[A-Z][a-z]{2,12})?):(?:\s+(?P<value>\S.*)|\s*)")
_AFTER = frozenset(  # fields below the words of an article of Nexis, folded
    "load-date language publication-type graphic subject organization company person journal-code classification url notes copyright"
    " industry geographic document-type correction-date acc-no".split()
)
_ABOVE = frozenset("section length byline dateline highlight headline series source distribution type body".split())
_BODY = re.compile(r"^[ \t]{0,9}Body[ \t]*$", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]{0,9}End of Document[ \t]*$", re.MULTILINE)
_BELOW = ("graphic", "classification", "notes", "correction")  # headings below the words, on lines of their own
_CODE = re.compile(
    r"^(?P<code>HD|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|AN|SE|CR|CLM|CO|IN|NS|RE|PUB|IPD|IPC|RF|ART|VOL)(?:[ \t]+|[ \t]*$)",
    re.MULTILINE,
)
_WORDS = re.compile(r"[\d,.]{1,9} words")
_DOCUMENT = re.compile(r"^Document [A-Z][A-Za-z0-9]{13,40}[ \t]*$", re.MULTILINE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[AaPp][Mm])?(?: [A-Z]{2,4})?")
_RIGHTS = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)
_RULE = re.compile(r"^_{30,}[ \t]*$", re.MULTILINE)
_OF_PROQUEST = re.compile(r"^(?P<name>[A-Z][A-Za-z/ -]{2,40}):[ \t]?(?P<value>.*)$", re.MULTILINE)
_ENDS_TEXT = frozenset(
    "title subject credit copyright location author publisher links pages section publication-title publication-date publication-year people"
    " illustration word-count company-/-organization identifier-/-keyword publication-info database document-url last-updated".split()
)
_COUNTED = re.compile(r"Document \d{1,5} of \d{1,5}")
_EDITION = re.compile(r"[;:[]")  # what stands behind a paper's name in ProQuest


_ENTRIES, _PARTS = re.compile(r"^-{8}[ \t]*$", re.MULTILINE), re.compile(r"^-{5}[ \t]*$", re.MULTILINE)  # of Movable Type
_OF_ENTRY = re.compile(r"^(?P<name>[A-Z][A-Z ]{2,30}):[ \t]?(?P<value>.*)$", re.MULTILINE)
_WORDS_OF_ENTRY = ("BODY:", "EXTENDED BODY:")


class _Database(NamedTuple):
    """How to know a text of a database, and how to take its articles."""

    marks: tuple[re.Pattern[str], ...]
    read: Callable[[str], Iterator[JsonObject]]


def exported(text: str) -> list[Document | UnreadableSource] | None:
    """Return the articles of a text that a database exported, and an error for each that was not published; None for any other text."""
    for database in _DATABASES:
        if all(mark.search(text) for mark in database.marks):
            found = [document for known in database.read(text) if (document := _document(known)) is not None]
            return found or None
    return None


def _document(known: JsonObject) -> Document | UnreadableSource | None:
    """Return the document of an article, None for one without words, an error for one that was not published."""
    try:
        require_published(known.pop("status", None))
    except UnreadableSource as error:
        error.detail = f"{known.get('title') or 'an article'}: {error.detail}"
        return error
    try:
        words = str(known.pop("text", "")).strip()
        known = {name: value for name, value in known.items() if value} | {"published_basis": "metadata"}
        return as_transcript(words, known) or with_signed(make_document({**known, "text": words}))
    except UnreadableSource:
        return None


def _lines(text: str) -> list[str]:
    """Return the lines of a text without white space about them."""
    return [line.strip() for line in text.split("\n")]


def _groups(lines: list[str]) -> list[str]:
    """Return the paragraphs of some lines, each in one line."""
    return [" ".join(block.split()) for block in "\n".join(lines).split("\n\n") if block.strip()]


# -- Nexis -----------------------------------------------------------------------------------------------------------------------


def _numbered(text: str) -> Iterator[JsonObject]:
    """Yield the articles of the older layout: "1 of 2 DOCUMENTS", the paper, the day, the title, fields in capitals, the words."""
    for part in _NUMBERED.split(text)[1:]:
        lines = _lines(part)
        at = next((n for n, line in enumerate(lines[:_MOST_HEAD]) if _LENGTH.match(line)), None)
        if at is None:
            continue
        head = [block for block in _groups(lines[:at]) if not _is_field(block, _ABOVE)]
        dated = next((n for n, block in enumerate(head) if day_of(block)), None)
        yield {
            "outlet": head[0] if head else None,
            "published": day_of(head[dated]) if dated is not None else None,
            "title": head[-1] if dated is not None and len(head) > dated + 1 else None,
            "author": _author(lines[:at]),
            "text": _body(lines[at + 1 :]),
        }


def _ended(text: str) -> Iterator[JsonObject]:
    """Yield the articles of the newer layout: the title, the paper, the day, fields, "Body", the words, "End of Document"."""
    for part in _ENDED.split(text):
        head, found, rest = _parted(part, _BODY)
        if not found:
            continue
        lines = [line for line in _lines(head) if line][-_MOST_HEAD:]
        dated = next((n for n, line in enumerate(lines) if n > 1 and len(line) < 60 and day_of(line)), None)
        if dated is None:
            continue
        yield {
            "outlet": lines[dated - 1],
            "published": day_of(lines[dated]),
            "title": lines[dated - 2],
            "author": _author(lines),
            "text": _body(_lines(rest)),
        }


def _parted(text: str, mark: re.Pattern[str]) -> tuple[str, bool, str]:
    """(what stands before a mark, whether it is there, what stands behind it)."""
    match = mark.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _is_field(line: str, names: frozenset[str]) -> bool:
    match = _FIELD.match(line)
    return match is not None and match["name"].casefold() in names


def _author(lines: list[str]) -> str | None:
    """Return who wrote an article by the line of its fields that says so."""
    found = (match for line in lines if (match := _FIELD.match(line)) and match["name"].casefold() == "byline")
    return next((match["value"] for match in found if match["value"]), None)


def _body(lines: list[str]) -> str:
    """Return the words of an article of Nexis: behind the fields that are left above them, and before those below."""
    start = 0
    while start < len(lines) and (not lines[start] or _is_field(lines[start], _ABOVE)):
        start += 1
    end = next(
        (n for n, line in enumerate(lines[start:], start) if _is_field(line, _AFTER) or line.casefold() in _BELOW), len(lines)
    )
    return "\n".join(lines[start:end])


# -- Factiva ---------------------------------------------------------------------------------------------------------------------


def _coded(text: str) -> Iterator[JsonObject]:
    """Yield the articles of a text in which Factiva's two letters stand before each field."""
    pieces = _CODE.split(text)
    known: dict[str, str] = {}
    for code, value in zip(pieces[1::2], pieces[2::2], strict=True):
        if code == "HD" and known.get("HD"):
            yield of_codes(known)
            known = {}
        known.setdefault(code, value.strip())
    yield of_codes(known)


def of_codes(known: dict[str, str]) -> JsonObject:
    """Return the fields of an article by the codes of Factiva."""
    return {
        "title": " ".join(known.get("HD", "").split()),
        "outlet": " ".join(known.get("SN", "").split()),
        "published": day_of(known.get("PD")),
        "author": " ".join(known.get("BY", "").split()).removeprefix("By "),
        "text": f"{known.get('LP', '')}\n\n{known.get('TD', '')}",
    }


def _uncoded(text: str) -> Iterator[JsonObject]:
    """Yield the articles of a text in which each ends with the number of its document."""
    for part in _DOCUMENT.split(text)[:-1]:
        lines = _lines(part)
        at = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
        if at is None:
            continue
        below = [line for line in lines[at + 1 :][:_MOST_HEAD] if line]
        above = [line for line in lines[:at] if line]
        by = above.pop() if len(above) > 1 and above[-1].startswith("By ") else ""
        rights = next((n for n, line in enumerate(lines[at:][:_MOST_HEAD], at) if _RIGHTS.match(line)), at + 4)
        yield {
            "title": above[-1] if above else None,
            "author": by.removeprefix("By "),
            **of_lines(below),
            "text": "\n".join(lines[rights + 1 :]),
        }


def of_lines(lines: list[str]) -> JsonObject:
    """Return the day and the paper that the lines under the number of words tell: the day, perhaps the hour, the paper."""
    rest = [line for line in lines[1:3] if not _CLOCK.fullmatch(line)]
    return {"published": day_of(lines[0]) if lines else None, "outlet": rest[0] if rest else None}


# -- ProQuest --------------------------------------------------------------------------------------------------------------------


def _ruled(text: str) -> Iterator[JsonObject]:
    """Yield the articles between the rules of ProQuest's layout, in which a field is a line with its name."""
    for part in _RULE.split(text):
        fields = list(_OF_PROQUEST.finditer(part))
        known = {_folded(match["name"]): match["value"].strip() for match in reversed(fields)}
        begun = next((match for match in fields if _folded(match["name"]) == "full-text"), None)
        if begun is None:
            continue
        ended = next((m.start() for m in fields if m.start() > begun.start() and _folded(m["name"]) in _ENDS_TEXT), len(part))
        paper = known.get("publication-title") or known.get("publication-info", "")
        yield {
            "title": known.get("title") or next((line for line in _lines(part) if line and not _COUNTED.fullmatch(line)), None),
            "outlet": _EDITION.split(paper)[0].strip(),
            "published": day_of(known.get("publication-date")) or day_of(known.get("publication-info")),
            "author": known.get("author"),
            "text": part[begun.start("value") : ended],
        }


def _folded(name: str) -> str:
    return name.casefold().replace(" ", "-")


# -- Movable Type ------------------------------------------------------------------------------------------------------------------


def _parted_by_dashes(text: str) -> Iterator[JsonObject]:
    """Yield the entries of what Movable Type, TypePad and their likes export: fields, and parts under a heading of their own.

    https://movabletype.org/documentation/appendices/import-export-format.html
    """
    from service.sources.marked_up import read_markup  # the Python client reads Word files without what this needs

    for entry in _ENTRIES.split(text):
        head, *parts = _PARTS.split(entry)
        known = {match["name"].casefold(): match["value"].strip() for match in _OF_ENTRY.finditer(head)}
        named = (part.strip().partition("\n") for part in parts)
        words = "\n\n".join(said for name, _, said in named if name.strip() in _WORDS_OF_ENTRY and said.strip())
        if words:
            yield {
                "title": known.get("title"),
                "author": known.get("author"),
                "published": day_of(known.get("date", "").split(" ")[0]),
                "status": known.get("status"),
                "text": read_markup(words.replace("\n", "<br>") if "<p" not in words else words)[0],
            }


_DATABASES = (
    _Database((_ENTRIES, re.compile(r"^STATUS: \w", re.MULTILINE), re.compile(r"^BODY:[ \t]*$", re.MULTILINE)), _parted_by_dashes),
    _Database((_NUMBERED, _LENGTH), _numbered),
    _Database((_ENDED, _BODY, _LENGTH), _ended),
    _Database(
        tuple(re.compile(rf"^{code}[ \t]*\S*", re.MULTILINE) for code in ("HD", "WC\\s{1,9}[\\d,]+ words", "PD", "LP")), _coded
    ),
    _Database((re.compile(r"^[\d,.]{1,9} words[ \t]*$", re.MULTILINE), _DOCUMENT), _uncoded),
    _Database(
        (_RULE, re.compile(r"^Full text: ", re.MULTILINE), re.compile(r"^Publication (?:info|title): ", re.MULTILINE)), _ruled
    ),
)


def articles_of_page(tree: Any) -> list[Document]:
    """Return the articles of a page that Factiva saved, none of any other page."""
    found = (_of_block(block) for block in tree.xpath("//div[contains(concat(' ', @class), ' article ')]"))
    return [document for known in found if known is not None and isinstance(document := _document(known), Document)]


def _of_block(block: Any) -> JsonObject | None:
    """Return the fields of an article of a page of Factiva, None of any other block."""
    words = "\n\n".join(text for p in block.xpath(".//p[contains(@class, 'articleParagraph')]") if (text := in_one_line(p)))
    cells = {in_one_line(row[0]): in_one_line(row[1]) for row in block.iter("tr") if len(row) > 1}
    if "HD" in cells:
        return {**of_codes(cells), "text": words}
    lines = [text for div in block.iter("div", "span") if div is not block and (text := in_one_line(div))]
    at = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return None
    title = next((in_one_line(e) for e in block.xpath(".//*[contains(@class, 'Headline')]")), None)
    return {"title": title, **of_lines(lines[at + 1 :]), "text": words}
