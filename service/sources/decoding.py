"""Bytes → text, where nobody can be asked what they are written in."""

from __future__ import annotations

import codecs
import re

from service.errors import UnreadableSource

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page says what it is written in


def utf8(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 where a mark says so. Raises UnreadableSource."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"not UTF-8 at byte {error.start}; convert it first") from None


def page(content: bytes, charset: str | None = None) -> str:
    """The text of a web page: by its mark, as UTF-8 where that fits, by what it came with or says of itself, else as Windows 1252.

    That is the order of browsers (WHATWG, "Determining the character encoding"), but for UTF-8, which hardly fits by chance.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    declared = _DECLARED.search(content[:_HEAD])
    for told in ("utf-8", charset, declared[1].decode("ascii") if declared else None, "cp1252"):
        try:
            if told:
                return content.decode(told)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")
