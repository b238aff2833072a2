"""Text that was taken out of marked-up text, with the way back: where each stretch of it stands in what was submitted."""

from __future__ import annotations

from bisect import bisect_right


class Mapped:
    """A text put together of pieces. Offsets are Unicode code points, ends exclusive."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._at: list[int] = []  # where each piece starts in the text
        self._origin: list[tuple[int, int, bool]] = []  # where it stands in the source, and whether it stands there as it is
        self._length = 0

    @classmethod
    def plain(cls, text: str) -> Mapped:
        """Return a text that is its own source."""
        mapped = cls()
        mapped.copy(text, 0)
        return mapped

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(self._texts)

    @property
    def text_length(self) -> int:
        """How many characters the text has."""
        return self._length

    def copy(self, text: str, start: int) -> None:
        """Add a stretch that stands at `start` of the source just so."""
        self._add(text, start, start + len(text), True)

    def put(self, text: str, start: int, end: int | None = None) -> None:
        """Add text that stands for `start` to `end` of the source; for nothing there without an end."""
        self._add(text, start, start if end is None else end, False)

    def join(self, other: Mapped, start: int) -> None:
        """Add another text, whose source stands at `start` of this one's."""
        for text, (a, b, is_copy) in zip(other._texts, other._origin, strict=True):
            self._add(text, start + a, start + b, is_copy)

    def _add(self, text: str, start: int, end: int, is_copy: bool) -> None:
        """Add a piece that stands for `start` to `end` of the source."""
        if text:
            self._texts.append(text)
            self._at.append(self._length)
            self._origin.append((start, end, is_copy))
            self._length += len(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text, of at least one character, stands in the source."""
        first, last = self._piece(start), self._piece(end - 1)
        a, _, is_copy = self._origin[first]
        b, b_end, is_copied = self._origin[last]
        return a + (start - self._at[first] if is_copy else 0), b + end - self._at[last] if is_copied else b_end

    def _piece(self, at: int) -> int:
        """Return the number of the piece that a character of the text is in."""
        return max(0, bisect_right(self._at, at) - 1)
