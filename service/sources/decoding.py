"""Bytes → text: the one decoder of every reader, where nobody can be asked what they are written in.

In this order: a mark, UTF-8 where that fits but for a few bytes, UTF-16 without a mark, what the file came with or says of itself, then an
encoding of East Asia whose quotation marks or characters are among Latin letters, Mac OS Roman for a text whose lines end as the
first Macintoshes ended them, Windows 1252 for a text in Latin letters, else the best guess of charset-normalizer. That is the order of
browsers (WHATWG, "Determining the character encoding"), but for UTF-8, which hardly fits by chance.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import IO

from service.errors import UnreadableSource
from service.sources.eastern import eastern

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # whoever says these means that (WHATWG, Encoding, 4.2)
_EASTERN = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs"}  # the same
_HEAD = 4096  # bytes in which a page says what it is written in
_SAMPLE = 65536  # bytes that are looked at for what nothing tells of
_NULS = 0.3  # share of bytes at even or odd places that are zero in UTF-16 of a script with an alphabet
_BINARY, _FEW = 0.02, 2  # share and number of control characters with more of which it is no text
_MOST_HIGH = 0.35  # share of letters beyond ASCII in a text of Latin letters; in Cyrillic or Greek it is nearly all
_LEAST_LETTERS = 8  # with fewer nothing can be told, and Windows 1252 is the likeliest
_MARK_IN_UTF8 = b"\xe2\x80"  # how quotation marks and dashes begin in UTF-8, which no text of another encoding has by chance
_FEWER = 4  # how many times as many characters must be UTF-8 as bytes are not, where there are no such marks
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LONGEST_LINE = 16 * 1024 * 1024  # characters
_NO_TEXT = "this is no text, or in an encoding that cannot be told; save it as UTF-8"
_CUT_OFF = "unexpected end of data"  # as Python's decoder of UTF-8 says it
_MIXED = "onrecord-windows-1252"  # how bytes that an encoding does not decode are read


def lines(content: bytes) -> str:
    """Return the text of a file, each of its lines ended by a line feed. Raises UnreadableSource for what is no text."""
    text = plain(content)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain(content: bytes) -> str:
    """Return the text of a file that says nothing of its encoding. Raises UnreadableSource for what is no text in any that is known."""
    name = encoding_of(content)
    if name is None:
        raise UnreadableSource(_NO_TEXT)
    return content.decode(name, _MIXED)


def page(content: bytes, charset: str | None = None) -> str:
    """Return the text of a web page, which may say what it is written in; `charset`: what it came with."""
    return content.decode(encoding_of(content, charset, declared=True) or "cp1252", _MIXED)


def encoding_of(content: bytes, charset: str | None = None, *, declared: bool = False) -> str | None:
    """Return the encoding of some bytes, or of the first ones of a file; None where they are no text.

    `charset`: what they came with; `declared`: whether they may say it of themselves, as HTML and XML do.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if _is_utf8(content):
        return "utf-8" if not _is_binary(content) else _without_mark(content) or ("utf-8" if declared else None)
    found = _DECLARED.search(content[:_HEAD]) if declared else None
    for told in (charset, found[1].decode("ascii") if found else None):
        if told and (meant := _meant(content, told)):
            return meant
    if unmarked := _without_mark(content):
        return unmarked
    if _is_binary(content):
        return None
    return "utf-8" if _is_nearly_utf8(content) else _guessed(content[:_SAMPLE])


def _meant(content: bytes, told: str) -> str | None:
    """Return the encoding that a label means for some bytes, None where they are not in it."""
    try:
        name = codecs.lookup(told).name
    except (LookupError, ValueError):
        return None
    if (wider := _EASTERN.get(name)) and _fits(content, wider):
        return wider
    if not _fits(content, name):
        return None
    return _WIDER.get(name, name) if _fits(content, "cp1252") else name


def decoded_lines(stream: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a file that is read block by block, line ends included; its encoding is told from the first block.

    A byte that is not UTF-8 is read as Windows 1252: exports are put together of texts in either. Raises UnreadableSource.
    """
    head = stream.read(_SAMPLE)
    name = encoding_of(head[: head.rfind(b"\n") + 1] or head)  # not cut within a character
    if name is None:
        raise UnreadableSource(_NO_TEXT)
    is_old = b"\r" in head and b"\n" not in head  # line ends of the first Macintoshes
    waiting: list[str] = []
    blocks = chain((head,), iter(lambda: stream.read(_SAMPLE), b""))
    for text in codecs.iterdecode(blocks, name, _MIXED):
        first, *more = (text.replace("\r", "\n") if is_old else text).split("\n")
        waiting.append(first)
        for line in more:
            yield "".join(waiting) + "\n"
            waiting = [line]
        if sum(map(len, waiting)) > _LONGEST_LINE:
            raise UnreadableSource(f"a line of more than {_LONGEST_LINE} characters")
    if any(waiting):
        yield "".join(waiting)


def _as_windows(error: UnicodeError) -> tuple[str | bytes, int]:
    """Read what an encoding does not decode as Windows 1252, a character that the end cuts off as nothing; for `codecs.register_error`."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.end == len(error.object) and error.reason == _CUT_OFF:
        return "", error.end
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _as_windows)


def _is_utf8(content: bytes) -> bool:
    """Return whether bytes are UTF-8, which those of another encoding hardly are by chance."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(content: bytes) -> bool:
    """Return whether bytes are UTF-8 but for a few, as of a page into which a line of an older one was pasted, or that was cut off."""
    read = content.decode("utf-8", "replace")
    stray, beyond = read.count("\ufffd"), len(read) - len(read.encode("ascii", "ignore"))
    return content.count(_MARK_IN_UTF8) > stray or beyond > _FEWER * stray


def _is_binary(content: bytes) -> bool:
    """Return whether there are more control characters than a text has."""
    head = content[:_SAMPLE]
    return len(_CONTROLS.findall(head)) > max(_FEW, _BINARY * len(head))


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark, where zeros stand at every other place."""
    head = content[:_SAMPLE]
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        places = head[odd::2]
        if len(places) > _FEW and places.count(0) > _NULS * len(places) and not head[1 - odd :: 2].count(0):
            return name
    return None


def _fits(content: bytes, name: str) -> bool:
    """Return whether bytes can be read in an encoding, and there is one of that name."""
    try:
        content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return False
    return True


# Quotation marks of Mac OS about some words: in Windows 1252 letters with accents, which stand behind no comma or stop. And those of Windows.
_MAC_QUOTED, _WINDOWS_MARKS = re.compile(rb"(?:^|[\s(])\xd2[^\xd2\xd3]{1,400}[.,!?]\xd3(?=[\s)]|$)"), re.compile(rb"[\x91-\x94]")


# Windows 1250 read as Windows 1252: signs amid words, of which Polish and Slovak have letters there, and letters no language has together.
_SIGNS_IN_WORDS = re.compile(r"[a-zà-ÿ][³¹¿¾¼][a-zà-ÿ³¹¿]")
_CZECH, _NORDIC = frozenset("øìš"), frozenset("åæö")


def _is_central(text: str) -> bool:
    """Return whether a text that was read as Windows 1252 is in a language of Central Europe."""
    return len(_SIGNS_IN_WORDS.findall(text)) > _FEW or ((known := frozenset(text)) >= _CZECH and known.isdisjoint(_NORDIC))


def _guessed(sample: bytes) -> str | None:
    """Windows 1252 for what then reads as Latin letters, else what charset-normalizer takes it for; None where it cannot tell."""
    if b"\r" in sample and b"\n" not in sample:
        return "mac_roman"  # with the line ends of the first Macintoshes come their letters
    if _MAC_QUOTED.search(sample) and not _WINDOWS_MARKS.search(sample):
        return "mac_roman"
    if name := eastern(sample):
        return name
    read = sample.decode("cp1252", "replace")
    if _is_central(read):
        return "cp1250"
    letters = [c for c in read if c.isalpha()]
    high = sum(not c.isascii() for c in letters)
    if len(letters) < _LEAST_LETTERS or high <= _MOST_HIGH * len(letters):
        return "cp1252"
    from charset_normalizer import from_bytes  # slow to import, and hardly any file needs it

    best = from_bytes(sample).best()
    return best.encoding if best else None
