"""HTML as it is written in an editor → the words that it shows, and where each stands: for drafts, of which nothing may be cut.

`html` reads published pages, and looks for the article in them; this reads what is there. One pass, in linear time.
"""

from __future__ import annotations

import re
from html import unescape

from service.sources.mapped import Mapped

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_WORDS = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|&|[^\s&]+|\s+")
_HIDDEN = frozenset(("script", "style", "template", "noscript", "head", "title", "textarea", "svg", "math", "iframe", "select"))
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote article section aside header footer main nav figure figcaption table tr td"
    " th pre hr form fieldset address details summary body html".split()
)
_MARKS = {"<q": "“", "</q": "”"}


def map_html(source: str) -> Mapped:
    """Return the words that HTML shows, a blank line between blocks, block quotes as `> ` lines."""
    out = _Blocks()
    at, lowered = 0, source.lower()
    no_more: dict[str, int] = {}  # where each text that was sought stands, -1 where it does not come again
    while at < len(source):
        tag = source.find("<", at)
        tag = len(source) if tag < 0 else tag
        out.words(source, at, tag)
        at = _behind(source, lowered, tag, no_more, out) if tag < len(source) else tag
    return out.mapped


def _behind(source: str, lowered: str, tag: int, no_more: dict[str, int], out: _Blocks) -> int:
    """Take in a tag, or a `<` that opens no tag: where what follows it starts."""
    if source.startswith("<!--", tag):
        end = _find(source, "-->", tag, no_more)
        return end + 3 if end >= 0 else len(source)
    match = _TAG.match(source, tag)
    if not match and source[tag + 1 : tag + 2] not in ("!", "?"):
        out.words(source, tag, tag + 1)
        return tag + 1
    at = _end_of_tag(source, tag, no_more)
    name = match[1].lower() if match else ""
    is_closing = source[tag + 1 : tag + 2] == "/"
    if name in _HIDDEN and not is_closing and source[at - 2 : at] != "/>":
        close = _find(lowered, f"</{name}", at, no_more)
        return close if close >= 0 else len(source)
    out.tag(name, tag, at, is_closing=is_closing)
    return at


class _Blocks:
    """Puts words together with the white space that stands between them."""

    def __init__(self) -> None:
        self.mapped = Mapped()
        self.depth = 0
        self._joint = ""  # what comes before the next word
        self._is_first = True
        self._was_quoted = False

    def tag(self, name: str, start: int, end: int, *, is_closing: bool) -> None:
        """Take in a tag that stands at `start` to `end` of the source."""
        if name == "br":
            self.line()
        elif name in _BLOCKS:
            self._joint = "\n\n"
            if name == "blockquote":
                self.depth = max(0, self.depth + (-1 if is_closing else 1))
        elif name == "q":
            self.mark(_MARKS["</q" if is_closing else "<q"], start, end)

    def line(self) -> None:
        """Begin a line."""
        if self._joint != "\n\n":
            self._joint = "\n"

    def mark(self, text: str, start: int, end: int) -> None:
        """Add a quotation mark that a tag stands for."""
        if text == "”":
            self.mapped.put(text, start, end)
        else:
            self._join(start)
            self.mapped.put(text, start, end)

    def words(self, source: str, start: int, end: int) -> None:
        """Add the words of a stretch of the source, with what stands for a character turned into it."""
        for match in _WORDS.finditer(source, start, end):
            word = match[0]
            if word.isspace():
                self._joint = self._joint or " "
                continue
            plain = unescape(word) if word[0] == "&" and len(word) > 1 else word
            if plain.isspace():
                self._joint = self._joint or " "
                continue
            self._join(match.start())
            if plain == word:
                self.mapped.copy(word, match.start())
            else:
                self.mapped.put(plain, match.start(), match.end())

    def _join(self, at: int) -> None:
        """Put what stands between the last word and the next one."""
        quoted = self.depth > 0
        if self._is_first:
            self.mapped.put("> " if quoted else "", at)
        elif self._joint == "\n\n":
            self.mapped.put(("\n>\n> " if self._was_quoted else "\n\n> ") if quoted else "\n\n", at)
        elif self._joint == "\n":
            self.mapped.put("\n> " if quoted else "\n", at)
        else:
            self.mapped.put(self._joint, at)
        self._joint, self._is_first, self._was_quoted = "", False, quoted


def _end_of_tag(source: str, tag: int, no_more: dict[str, int]) -> int:
    """Return where a tag ends: at the next `>` that is in no quoted value."""
    at = tag + 1
    while True:
        close = _find(source, ">", at, no_more)
        if close < 0:
            return len(source)
        quotes = [(found, mark) for mark in "\"'" if 0 <= (found := _find(source, f"={mark}", at, no_more)) < close]
        if not quotes:
            return close + 1
        first, mark = min(quotes)
        end = _find(source, mark, first + 2, no_more)
        if end < 0:
            return close + 1
        at = end + 1


def _find(source: str, text: str, at: int, no_more: dict[str, int]) -> int:
    """`source.find`, which does not look again for what it did not find, nor for what it found farther on."""
    known = no_more.get(text)
    if known is not None and (known < 0 or known >= at):
        return known
    found = source.find(text, at)
    no_more[text] = found
    return found
