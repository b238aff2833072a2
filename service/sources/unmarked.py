"""Files named as text → what they are: text, what was saved under another name (a mail, a page, captions), or a message of a wire."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding, plain, wire_text

_HEAD = 4096  # bytes in which a file shows what it is
_ABOUT_TIMES = b"\x15"  # in transcripts of TalkBank
_TIME = r"(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}"
_STARTS = (  # the format of a file that begins so, whatever it is called
    (re.compile(r"<(?:!doctype html|html[\s>])", re.IGNORECASE), "html"),
    (re.compile(r"<\?xml\s"), "xml"),
    (re.compile(r"\{\\rtf"), "rtf"),
    (re.compile(r"@(?:UTF8|Begin)[ \t]*\n"), "talkbank"),
    (re.compile(rf"(?:WEBVTT\b|(?:\d{{1,5}}[ \t]*\n)?{_TIME} --> {_TIME})"), "subtitles"),
    (re.compile(r"(?:\[\s{0,20})?\{\s{0,20}\"[\w$:. -]{1,60}\"\s{0,9}:"), "json"),
)


def read_text(content: bytes, gazetteer: Gazetteer) -> Iterable[Any]:
    """Return the documents of a file of text. Raises UnreadableSource for what is no text."""
    from service.sources import chats, mail  # few files need them

    if wire_text.is_wire(content):
        return wire_text.read_wire(content, gazetteer)
    if mail.is_mail(content):
        return mail.read_mail(content)
    if (name := decoding.encoding_of(content[:_HEAD])) and chats.is_whatsapp(
        content[:_HEAD].decode(name, "replace").replace("\r\n", "\n")
    ):
        return chats.read_whatsapp(content)
    found = format_within(content)
    return plain.read_text(content) if found is None else _read_as(found, content, gazetteer)


def format_within(content: bytes) -> str | None:
    """Return the format that a file called text shows itself to have by how it begins, None for text."""
    start = content[:_HEAD].replace(_ABOUT_TIMES, b"")
    name = decoding.encoding_of(start)
    if name is None:
        return None
    head = start.decode(name, "replace").lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    return next((found for start, found in _STARTS if start.match(head)), None)


def read_doc(content: bytes, gazetteer: Gazetteer) -> Iterable[Document | UnreadableSource]:
    """Return the documents of a file named .doc, which may be RTF, .docx or a page all the same. Raises UnreadableSource for Word's old format."""
    from service.sources import mail

    if content.startswith(b"PK\x03\x04"):
        return _read_as("docx", content, gazetteer)
    if mail.is_saved_page(content):  # as wikis export to Word
        return _read_as("mhtml", content, gazetteer)
    found = format_within(content)
    if found in ("rtf", "html", "xml"):
        return _read_as(found, content, gazetteer)
    raise UnreadableSource("there is no reader for Word's format before 2007; save it as .docx")


def _read_as(name: str, content: bytes, gazetteer: Gazetteer) -> Iterable[Any]:
    """Return the documents of a file by the reader of another format."""
    from service.sources.formats import FORMATS  # which names this module

    used = next(found for found in FORMATS if found.name == name)
    return used.read(content, gazetteer) if used.has_outlets else used.read(content)
