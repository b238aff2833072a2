"""English text in an encoding of East Asia: told by the quotation marks, or by the names that it has in Japanese.

Agencies there write English with the marks of their own encoding, each two bytes. Read as Windows 1252 these are signs and capitals
that stand together in no language, and no quotation would be found between them.
"""

from __future__ import annotations

import codecs
import re

_QUOTED = tuple(
    (name, re.compile(first + rb"[^\n]{1,600}?" + last))
    for name, first, last in (
        ("gb18030", rb"\xa1\xb0", rb"\xa1\xb1"),  # of Korean as well
        ("euc_jp", rb"\xa1\xc8", rb"\xa1\xc9"),
        ("big5", rb"\xa1\xa7", rb"\xa1\xa8"),
        ("cp932", rb"\x81\x67", rb"\x81\x68"),
    )
)
_SIGNS, _PAIRS = re.compile(rb"[\xa1-\xa9][\xa1-\xfe]"), re.compile(rb"[\x80-\xff]{2}")
_SYLLABLE = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")  # of Korean; the characters of Chinese go on to 0xf7
_FEW = 3  # characters by which Korean cannot be told from Chinese
_NO_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that mean nothing in Windows 1252
_JAPANESE = re.compile(r"[\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]*")
_BEYOND, _CHARACTERS = re.compile(r"[^\x00-\x7f]+"), re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{2}")


def eastern(sample: bytes) -> str | None:
    """Return the encoding of East Asia in which a text in Latin letters is written, None where nothing tells of one."""
    for name, quoted in _QUOTED:
        if quoted.search(sample) and _read(sample, name) is not None:
            return "cp949" if name == "gb18030" and _is_korean(sample) else name
    read = _read(sample, "cp932") if _NO_WINDOWS.search(sample) else None
    if read is None or not _CHARACTERS.search(read):
        return None
    return "cp932" if all(_JAPANESE.fullmatch(run) for run in _BEYOND.findall(read)) else None


def _read(sample: bytes, name: str) -> str | None:
    """Return the first bytes of a text, which may end within a character, as they read in an encoding; None where they do not."""
    try:
        return codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return None


def _is_korean(sample: bytes) -> bool:
    """Return whether all characters of a text beside its signs are syllables of Korean."""
    pairs = _PAIRS.findall(_SIGNS.sub(b" ", sample))
    return len(pairs) > _FEW and all(map(_SYLLABLE.fullmatch, pairs))
