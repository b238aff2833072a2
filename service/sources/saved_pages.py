"""Pages as browsers save them in one file: MHTML (RFC 2557) and Safari's .webarchive."""

from __future__ import annotations

import plistlib
import re
from email import policy
from email.parser import BytesParser
from itertools import islice
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.fields import address
from service.sources.foreign import foreign
from service.sources.html import documents_of

_MOST_PARTS = 5000
_SAVED = re.compile(rb"\s*[A-Za-z][A-Za-z-]{1,40}:[ \t]")  # headers, as of a mail
_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of the page in a file; its pictures and frames are passed over. Raises UnreadableSource."""
    with foreign("no saved page"):
        message = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(content)
        if (part := _page_part(message)) is not None:
            at = address(str(part["Content-Location"] or "").strip()) or address(
                str(message["Snapshot-Content-Location"] or "").strip()
            )
            return documents_of(_written(part), gazetteer, at)
    raise UnreadableSource("there is no page in this file")


def page_in(content: bytes) -> str:
    """Return the HTML of a page that is saved as it is or as MHTML; empty where there is none."""
    if not _SAVED.match(content):
        return decoding.page(content)
    with foreign("no saved page"):
        part = _page_part(BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(content))
    return _written(part) if part is not None else ""


def _page_part(message: Any) -> Any:
    """Return the part of a message that is the page, None where there is none among the first ones."""
    pages = (part for part in islice(message.walk(), _MOST_PARTS) if part.get_content_type() in _PAGES)
    return next((part for part in pages if isinstance(part.get_payload(decode=True), bytes)), None)


def _written(part: Any) -> str:
    """Return the HTML of a part of a message."""
    return decoding.page(part.get_payload(decode=True), part.get_content_charset())


def read_webarchive(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of the page in a .webarchive file. Raises UnreadableSource."""
    with foreign("no saved page"):
        found: Any = plistlib.loads(content)
        main = found.get("WebMainResource") if isinstance(found, dict) else None
    if not isinstance(main, dict) or not isinstance(page := main.get("WebResourceData"), bytes):
        raise UnreadableSource("there is no page in this file")
    text = decoding.page(page, main.get("WebResourceTextEncodingName"))
    return documents_of(text, gazetteer, address(main.get("WebResourceURL")))
