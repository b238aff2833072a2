"""PDF with a text layer: its paragraphs (PDFium, the library of Chromium).

A PDF may be made to harm or to take for ever, and PDFium is no Python: it runs in a process of its own, with little memory and
time.
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
from collections import Counter
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.records import Document
from service.sources.plain import make_document, moment

_MOST_PAGES = 2000
_MEMORY, _SECONDS = 2 << 30, 60  # bytes, of which most is address space that is never touched; of a processor
_GAP = 1.45  # line heights between baselines: more parts paragraphs
_SHORT = 0.82  # of the lines' usual right edge: a sentence that ends before it ends its paragraph
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]$")
_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page; distances in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_pdf(content: bytes) -> list[Document]:
    """One document. Raises UnreadableSource where there is no text layer, or the file asks for too much."""
    if not content.lstrip()[:5].startswith(b"%PDF-"):
        raise UnreadableSource("no PDF: it does not begin as one")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "service.sources.pdf"],
            input=content,
            capture_output=True,
            timeout=2 * _SECONDS,
            preexec_fn=_bounded,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableSource("the PDF takes too long to read") from None
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        said = told[-1] if told and done.returncode == 1 else "it takes too much memory or time"
        raise UnreadableSource(f"the PDF cannot be read: {said[:200]}")
    read = json.loads(done.stdout)
    text = paragraphs([[Line(*line) for line in page] for page in read["pages"]])
    if not text:
        raise UnreadableSource("the PDF has no text layer: it may be scanned, and has to be read by OCR first")
    return [make_document({**{name: value for name, value in read["known"].items() if value}, "text": text})]


def paragraphs(pages: list[list[Line]]) -> str:
    """The lines of pages as paragraphs with a blank line between them; running heads and page numbers are left out."""
    edges = Counter(_shape(line.text) for page in pages if page for line in {page[0], page[-1]}) if len(pages) > 2 else Counter()
    out: list[str] = []
    is_open = False  # whether the last paragraph may go on
    for page in pages:
        lines = [
            line
            for n, line in enumerate(page)
            if not (n in (0, len(page) - 1) and (edges[_shape(line.text)] > len(pages) / 2 or _NUMBER.fullmatch(line.text)))
        ]
        if not lines:
            continue
        right = statistics.quantiles([line.right for line in lines], n=10)[-1] if len(lines) > 1 else lines[0].right
        left = min(line.left for line in lines)
        step = statistics.median([line.top - line.bottom for line in lines]) or 1.0
        before: Line | None = None
        for line in lines:
            goes_on = is_open
            if before is not None:
                gap = (before.bottom - line.bottom) / step
                is_indented = line.left - before.left > step and before.left - left < step
                goes_on = is_open and -0.5 <= gap <= _GAP * 1.2 and not is_indented
            if goes_on and out:
                joint = "" if _HYPHEN.search(out[-1]) and line.text[:1].islower() else " "
                out[-1] = (_HYPHEN.sub("", out[-1]) if not joint else out[-1]) + joint + line.text
            else:
                out.append(line.text)
            is_open = not (_ENDS.search(line.text) and line.right < left + _SHORT * (right - left))
            before = line
    return "\n\n".join(out)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().lower())


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _read(content: bytes) -> dict[str, Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if len(document) > _MOST_PAGES:
        raise ValueError(f"it has {len(document)} pages, and at most {_MOST_PAGES} are read")
    about = document.get_metadata_dict()
    stamp = re.match(r"D:(\d{4})(\d{2})(\d{2})", about.get("ModDate") or about.get("CreationDate") or "")
    known = {
        "title": " ".join(about.get("Title", "").split()) or None,
        "author": " ".join(about.get("Author", "").split()) or None,
        "modified": moment("-".join(stamp.groups())) if stamp else None,
    }
    return {"known": known, "pages": [_lines(page.get_textpage()) for page in document]}


def _lines(page: Any) -> list[Line]:
    """The lines of a page, put together of the stretches of one font that PDFium tells apart."""
    lines: list[Line] = []
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        text = " ".join(page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").replace("\ufffe", "-").split())
        if not text:
            continue
        last = lines[-1] if lines else None
        if last is not None and min(top, last.top) - max(bottom, last.bottom) > 0.5 * min(top - bottom, last.top - last.bottom):
            joint = " " if left - last.right > 0.12 * (top - bottom) else ""
            lines[-1] = Line(last.text + joint + text, last.left, min(bottom, last.bottom), right, max(top, last.top))
        else:
            lines.append(Line(text, left, bottom, right, top))
    return lines


if __name__ == "__main__":
    try:
        print(json.dumps(_read(sys.stdin.buffer.read())))
    except Exception as error:  # whatever PDFium says: one line of it is told
        print(error, file=sys.stderr)
        sys.exit(1)
