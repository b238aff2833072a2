"""Books and magazines in EPUB (https://www.w3.org/TR/epub-33/) → their chapters, in the order in which they are read.

Each is a document: a magazine has an article in each, and the people of one are not those of the next.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any
from urllib.parse import unquote

import orjson

from service.errors import UnreadableSource
from service.records import Document
from service.sources import archives, decoding
from service.sources.days import day_of
from service.sources.fields import by_hand, plain_names
from service.sources.marked_up import read_markup
from service.sources.plain import make_document, moment
from service.sources.safe_xml import first, local, parsed, text_of
from service.sources.tidying import take_out

_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_TAG = re.compile(rb"<[^<>]{0,2000}>|&nbsp;|&#160;")
_BODY = re.compile(rb"<body[\s>]", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTED = ("epub:type", _TYPE, "role")
_NOTES = ("noteref", "doc-noteref", "pagebreak", "doc-pagebreak")


def chapters(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the chapters of a book that have words: a line of JSON with what the book says of itself, then the page.

    Raises UnreadableSource for what is no book, has a lock on it, or shows nothing but pictures.
    """
    is_empty = True
    with archives.opened(stream) as archive:
        entries = {entry.filename: entry for entry in archives.entries_of(archive)}
        path, package = _package(archive, entries)
        known = orjson.dumps(_about(package)) + b"\n"
        locked = _locked(archive, entries)
        for name in _in_order(package, path):
            if name in locked:
                raise UnreadableSource("its publisher has locked it (DRM)")
            page = archives.content_of(archive, entries[name]) if name in entries else b""
            if _has_words(page):
                is_empty = False
                yield known + page
    if is_empty:
        raise UnreadableSource("there is no text in this book")


def read_chapter(content: bytes) -> list[Document]:
    """Return the document of a chapter, none of one whose words are not read. Raises UnreadableSource."""
    head, _, page = content.partition(b"\n")
    known = orjson.loads(head)
    headings: list[str] = []
    words, passages = read_markup(decoding.page(page), lambda tree: headings.extend(_prepared(tree)))
    if not words.strip():
        return []
    title = ": ".join(dict.fromkeys(filter(None, (known["title"], *headings[:1])))) or None
    return [replace(make_document({**known, "title": title, "published_basis": "metadata", "text": words}), stated=passages)]


def _package(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> tuple[str, Any]:
    """Return the path of the file that says what is in a book, and its root element. Raises UnreadableSource."""
    if _CONTAINER not in entries:
        raise UnreadableSource("this is no EPUB: it does not say what is in it")
    root = first(parsed(archives.content_of(archive, entries[_CONTAINER])), "rootfile")
    path = root.get("full-path") or "" if root is not None else ""
    if path not in entries:
        raise UnreadableSource("this is no EPUB: what says what is in it is missing")
    return path, parsed(archives.content_of(archive, entries[path]))


def _about(package: Any) -> dict[str, str | None]:
    """Return the fields that a book's metadata tell of each of its chapters."""
    dates = {_event(date): text_of(date) for date in package.iter("{*}date")}
    changed = next((text_of(meta) for meta in package.iter("{*}meta") if meta.get("property") == "dcterms:modified"), None)
    return {
        "title": by_hand(text_of(first(package, "title"))),
        "author": plain_names([name for creator in package.iter("{*}creator") if (name := text_of(creator))]),
        "published": day_of(dates.get("publication") or dates.get("")),
        "modified": moment(changed or dates.get("modification")),
    }


def _event(date: Any) -> str:
    """Return what a date of an older book is of, empty where that is not said."""
    return next((value for name, value in date.attrib.items() if name.rpartition("}")[2] == "event"), "")


def _in_order(package: Any, path: str) -> Iterator[str]:
    """Yield the paths of a book's pages in the order in which they are read, without the table of contents and what stands aside."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or reference.get("linear") == "no":
            continue
        if "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))


def _locked(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> frozenset[str]:
    """Return the files of a book that are encrypted, fonts included, which often are."""
    if _LOCKS not in entries:
        return frozenset()
    root = parsed(archives.content_of(archive, entries[_LOCKS]))
    return frozenset(unquote(found.get("URI") or "") for found in root.iter("{*}CipherReference"))


def _has_words(page: bytes) -> bool:
    """Return whether a page shows any words."""
    body = _BODY.search(page)
    return bool(_TAG.sub(b"", page[body.start() if body else 0 :]).strip())


def _prepared(tree: Any) -> list[str]:
    """Take the numbers of notes and of printed pages out of a chapter's tree: its headings."""
    for element in [e for e in tree.iter() if any((e.get(name) or "").startswith(_NOTES) for name in _NOTED)]:
        take_out(element)
    return [text for element in tree.iter() if local(element) in _HEADINGS and (text := text_of(element))]
