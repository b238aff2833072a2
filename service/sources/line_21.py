"""Scenarist captions (.scc): the bytes of line 21 of a television picture (CTA-608-E), with the time at which each row is sent.

Captions are either loaded and then shown at once (pop-on), or roll over the screen or are painted on it line by line. Both are read
as the lines that are shown; their places on the screen and colours are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.captions import Cue, turns_of
from service.sources.transcripts import transcript

_HEAD = "scenarist_scc"
_ROW = re.compile(r"^(\d{2}):(\d{2}):(\d{2})[:;](\d{2})\s+((?:[0-9a-fA-F]{4}[ \t]*)+)$", re.MULTILINE)
_FRAMES = 29.97  # a second, of NTSC
_MOST_CODES = 5_000_000  # bytes pairs of a file: an hour has some fifty thousand
# Where its letters are others than ASCII's (table 50), and those of two bytes (tables 49 and 5 to 10).
_BASIC = {0x27: "’", 0x2A: "á", 0x5C: "é", 0x5E: "í", 0x5F: "ó", 0x60: "ú", 0x7B: "ç", 0x7C: "÷", 0x7D: "Ñ", 0x7E: "ñ", 0x7F: "█"}
_SPECIAL = "®°½¿™¢£♪à èâêîôû"
_EXTENDED = ("ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»", "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘")
_LOAD, _SHOW, _ERASE_SHOWN, _ERASE_LOADED, _RETURN, _BACK = 0x20, 0x2F, 0x2C, 0x2E, 0x2D, 0x21
_ROLLING = (0x25, 0x26, 0x27, 0x29)  # roll-up of two to four rows, and paint-on


def read_scc(content: bytes) -> Iterator[Document]:
    """Yield the transcript of a file. Raises UnreadableSource for anything else, and where there are no words."""
    text = decoding.page(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.lstrip("\ufeff \n").casefold().startswith(_HEAD):
        raise UnreadableSource("no Scenarist captions: the head is missing")
    screen = _Screen()
    codes = 0
    for match in _ROW.finditer(text):
        hours, minutes, whole, frames = (int(match[n]) for n in range(1, 5))
        second = round(hours * 3600 + minutes * 60 + whole + frames / _FRAMES, 3)
        pairs = match[5].split()
        codes += len(pairs)
        if codes > _MOST_CODES:
            raise UnreadableSource(f"more than {_MOST_CODES} codes")
        for pair in pairs:
            screen.take(int(pair[:2], 16) & 0x7F, int(pair[2:], 16) & 0x7F, second)
    screen.end()
    turns = list(turns_of(screen.cues))
    if not turns:
        raise UnreadableSource("there are no words in these subtitles")
    yield transcript(turns, {})


class _Screen:
    """What is loaded and shown, and the cues that came of it."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self._loaded = ""
        self._shown: tuple[str, float] | None = None
        self._is_rolling = False
        self._last: tuple[int, int] | None = None
        self._since = 0.0

    def take(self, first: int, second: int, at: float) -> None:
        """Take a pair of bytes without their parity, sent at a second. Codes of control are sent twice, and count once."""
        if 0x10 <= first <= 0x1F:
            is_again, self._last = self._last == (first, second), (first, second)
            if is_again:
                self._last = None
                return
            self._control(first & 0x17, second, at)
            return
        self._last = None
        for code in (first, second):
            if code >= 0x20:
                self._put(_BASIC.get(code, chr(code)), at)

    def end(self) -> None:
        """Take what is still shown or was never shown as the last cue."""
        if self._is_rolling:
            self._roll(None)
        self._erase(None)

    def _put(self, text: str, at: float) -> None:
        if not self._loaded.strip():
            self._since = at
        self._loaded += text

    def _control(self, first: int, second: int, at: float) -> None:
        if second >= 0x40:  # where on the screen the next words stand
            self._loaded += "\n" if self._loaded and not self._loaded.endswith("\n") else ""
        elif first == 0x11 and second >= 0x30:
            self._put(_SPECIAL[second - 0x30], at)
        elif first == 0x11:  # a colour
            self._put(" ", at)
        elif first in (0x12, 0x13) and second >= 0x20:  # takes the place of the letter before it, which is for older sets
            self._loaded = self._loaded[:-1]
            self._put(_EXTENDED[first - 0x12][second - 0x20], at)
        elif first in (0x14, 0x15):
            self._command(second, at)

    def _command(self, code: int, at: float) -> None:
        if code == _LOAD:
            self._is_rolling, self._loaded = False, ""
        elif code in _ROLLING:
            self._is_rolling = True
        elif code == _SHOW:
            self._erase(at)
            self._shown, self._loaded = (self._loaded, at), ""
        elif code == _RETURN:
            self._roll(at)
        elif code == _ERASE_SHOWN:
            if self._is_rolling:
                self._roll(at)
            self._erase(at)
        elif code == _ERASE_LOADED:
            self._loaded = ""
        elif code == _BACK:
            self._loaded = self._loaded[:-1]

    def _roll(self, at: float | None) -> None:
        if self._loaded.strip():
            self._add(self._loaded, self._since, at)
        self._loaded = ""

    def _erase(self, at: float | None) -> None:
        if self._shown and self._shown[0].strip():
            self._add(*self._shown, at)
        self._shown = None

    def _add(self, text: str, start: float, end: float | None) -> None:
        self.cues.append(Cue(text.strip().replace("&", "&amp;").replace("<", "&lt;"), start, end))
