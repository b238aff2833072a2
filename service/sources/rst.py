"""reStructuredText → the words that it shows, and where each stands."""

from __future__ import annotations

import re

from service.sources.mapped import Mapped

_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_MARKUP = re.compile(r"\s*\.\.(?:\s|$)")
_DIRECTIVE = re.compile(r"\s*\.\. [\w:-]+::")
_FIELD = re.compile(r"\s*:[\w -]{1,40}:(?:\s|$)")
_INLINE = re.compile(
    r"``(?P<literal>[^`\n]+)``|(?::[\w:-]{1,40}:)?`(?P<title>[^`<\n]+?)(?:\s*<[^`>\n]*>)?`_{0,2}|\*\*(?P<strong>[^*\n]+)\*\*"
    r"|(?<!\*)\*(?P<emphasis>[^*\s][^*\n]*)\*|\\(?P<escaped>[^\s\w])"
)


def map_rst(source: str) -> Mapped:
    """Paragraphs with a blank line between them; comments, directives' options and the lines under titles are left out."""
    out = Mapped()
    at, joint, hidden = 0, "", -1  # hidden: the indent of the comment that what is deeper belongs to
    for line in source.splitlines(keepends=True):
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        if not words:
            joint = "\n\n"
        elif hidden >= 0 and indent > hidden:
            pass
        elif _RULE.match(words) or _FIELD.match(line):
            hidden, joint = -1, "\n\n"
        elif _MARKUP.match(line):
            hidden, joint = (-1 if _DIRECTIVE.match(line) else indent), "\n\n"
        else:
            hidden = -1
            out.put(joint if out.text_length else "", at)
            _inline(source, at + indent, at + len(line.rstrip()), out)
            joint = " "
        at += len(line)
    return out


def _inline(source: str, start: int, end: int, out: Mapped) -> None:
    """Add the words of a line without their marks."""
    at = start
    for match in _INLINE.finditer(source, start, end):
        out.copy(source[at : match.start()], at)
        group = match.lastgroup or ""
        out.copy(match[group], match.start(group))
        at = match.end()
    out.copy(source[at:end], at)
