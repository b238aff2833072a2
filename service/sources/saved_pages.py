"""Pages as browsers save them in one file: MHTML (RFC 2557) and Safari's .webarchive."""

from __future__ import annotations

import plistlib
from email import policy
from email.parser import BytesParser
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.fields import address
from service.sources.foreign import foreign
from service.sources.html import documents_of

_MOST_PARTS = 5000
_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of the page in a file; its pictures and frames are passed over. Raises UnreadableSource."""
    with foreign("no saved page"):
        message = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(content)
        for number, part in enumerate(message.walk()):
            if number > _MOST_PARTS:
                break
            if part.get_content_type() in _PAGES and isinstance(page := part.get_payload(decode=True), bytes):
                at = address(str(part["Content-Location"] or "").strip()) or address(
                    str(message["Snapshot-Content-Location"] or "").strip()
                )
                return documents_of(decoding.page(page, part.get_content_charset()), gazetteer, at)
    raise UnreadableSource("there is no page in this file")


def read_webarchive(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of the page in a .webarchive file. Raises UnreadableSource."""
    with foreign("no saved page"):
        found: Any = plistlib.loads(content)
        main = found.get("WebMainResource") if isinstance(found, dict) else None
    if not isinstance(main, dict) or not isinstance(page := main.get("WebResourceData"), bytes):
        raise UnreadableSource("there is no page in this file")
    text = decoding.page(page, main.get("WebResourceTextEncodingName"))
    return documents_of(text, gazetteer, address(main.get("WebResourceURL")))
