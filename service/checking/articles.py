"""Files of drafted articles: which there are, and what is sent of each to be checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from service.errors import UnreadableSource, explained
from service.sources.mapped import Mapped
from service.sources.rst import map_rst

_DIRECTIVE = re.compile(r"(?:<!--|\.\.|#|//)\s*onrecord:\s*(ignore|interview)\b[ \t]*[:,–—]?[ \t]*(.*?)\s*(?:-->|$)")


@dataclass(frozen=True, slots=True)
class Article:
    """`sent`, `format`: what the service is given; `text`: where findings point into; `back`: from the one to the other, if they differ."""

    path: str
    text: str
    sent: str
    format: str
    back: Mapped | None = None
    paragraph: str = "\n"  # what parts two lines

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the article of a stretch of the text sent."""
        return self.back.span(start, end) if self.back else (start, end)

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        before = self.text[:at]
        return before.count(self.paragraph) + 1, at - (
            before.rfind(self.paragraph) + len(self.paragraph) if self.paragraph in before else 0
        ) + 1


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that tells something about the quotes of its own line and of the next one that is not blank."""

    kind: str  # ignore | interview
    reason: str
    line: int


def _as_is(format: str) -> Callable[[str, bytes], Article]:
    def read(path: str, content: bytes) -> Article:
        text = _decoded(content)
        return Article(path, text, text, format)

    return read


def _rst(path: str, content: bytes) -> Article:
    text = _decoded(content)
    mapped = map_rst(text)
    return Article(path, text, mapped.text, "text", mapped)


def _docx(path: str, content: bytes) -> Article:
    try:
        from service.sources.docx import paragraphs  # slow to import, and few need it

        text = "\n\n".join(paragraphs(content))
    except ModuleNotFoundError as error:
        raise UnreadableSource(explained(error)) from None
    return Article(path, text, text, "text", paragraph="\n\n")


_READERS: dict[str, Callable[[str, bytes], Article]] = {
    ".md": _as_is("markdown"),
    ".markdown": _as_is("markdown"),
    ".html": _as_is("html"),
    ".htm": _as_is("html"),
    ".txt": _as_is("text"),
    ".rst": _rst,
    ".docx": _docx,
}


_DRAFTS = "text, Markdown, HTML, reStructuredText or Word (.docx)"
_NO_DRAFTS = {  # how files begin that are no text, with what they are
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an OpenDocument, Pages or zip file",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc)",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


def found(paths: Iterable[Path], exclude: Iterable[str]) -> list[Path]:
    """Return the files named, whatever their suffix, and those below folders that can be read, hidden ones left out.

    Raises OSError for a path that does not exist, and for a folder with nothing in it to read.
    """
    exclude = tuple(exclude)
    out: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = (p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in _READERS)
            drafts = [p for p in below if not any(part.startswith(".") for part in p.relative_to(path).parts)]
            if not drafts:
                raise FileNotFoundError(f"{path}: there are no drafts in this folder ({', '.join(_READERS)})")
            out += drafts
        elif path.exists():
            out.append(path)
        else:
            raise FileNotFoundError(f"{path}: there is no such file")
    return [p for p in dict.fromkeys(out) if not any(fnmatch(p.as_posix(), pattern) for pattern in exclude)]


def read(path: str, content: bytes) -> Article:
    """Return an article of a file's bytes; a suffix that is not known reads as text. Raises UnreadableSource."""
    return _READERS.get(Path(path).suffix.lower(), _as_is("text"))(path, content)


def directives(article: Article) -> list[Directive]:
    """Return the comments of an article that tell something about its quotes."""
    lines = article.text.split(article.paragraph)
    return [Directive(m[1], m[2], n) for n, line in enumerate(lines, 1) for m in (_DIRECTIVE.search(line),) if m]


def governs(directive: Directive, article: Article, first: int, last: int) -> bool:
    """Return whether a directive is about a quote on some lines: on one of them, or on the one before with blank ones between."""
    if first <= directive.line <= last:
        return True
    lines = article.text.split(article.paragraph)
    return directive.line < first and not any(line.strip() for line in lines[directive.line : first - 1])


def _decoded(content: bytes) -> str:
    """Return the text of a draft. Raises UnreadableSource for other than UTF-8, and for a file of a kind that is no text."""
    for start, kind in _NO_DRAFTS.items():
        if content.startswith(start):
            raise UnreadableSource(f"this is {kind}. Drafts are {_DRAFTS}: save it as one of those")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"this is not UTF-8 (byte {error.start}): save it as UTF-8") from None
