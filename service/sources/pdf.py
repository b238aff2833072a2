"""PDF with a text layer: its paragraphs (PDFium, the library of Chromium).

A PDF may be made to harm or to take for ever, and PDFium is not Python: it runs in a process of its own, with little memory and
time.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from itertools import takewhile
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of_sitting
from service.sources.fields import by_hand
from service.sources.plain import as_transcript, dated, make_document, moment
from service.sources.printed import Line, paragraphs
from service.sources.record_labels import label_of

_MOST_PAGES = 2000
_PAGE = re.compile(r"\W*page\s\d{1,4}(?:\sof\s\d{1,4})?\W*", re.IGNORECASE)
_MOST_WORDS = 12  # of a line that stands over a record
_MEMORY, _SECONDS = 2 << 30, 60  # bytes, of which most is address space that is never touched; of a processor


def read_pdf(content: bytes) -> list[Document]:
    """Return one document. Raises UnreadableSource where there is no text layer, or the file asks for too much."""
    if not content.lstrip()[:5].startswith(b"%PDF-"):
        raise UnreadableSource("no PDF: it does not begin as one")
    if find_spec("pypdfium2") is None:  # said here: the process that needs it could only fail
        raise ModuleNotFoundError(name="pypdfium2")
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
    known = {name: value for name, value in read["known"].items() if value}
    if (found := as_transcript(text, known)) is not None:
        return [_with_head(found, read["pages"])]
    day = dated(text, known.get("modified")) or dated(_first_lines(read["pages"]), known.get("modified"))
    return [make_document({**day, **known, "text": text})]


def _with_head(document: Document, pages: list[list[Any]]) -> Document:
    """Return the transcript of a PDF with the title and the day that its first page has over the words, where its text lacks them.

    They are lost as heads are that stand above the lines with numbers.
    """
    running = {str(line[0]) for page in pages[1:] for line in page}
    lines = [line for line in _first_lines(pages).split("\n") if any(map(str.isalpha, line)) and not _PAGE.fullmatch(line)]
    above = takewhile(lambda line: len(line.split()) <= _MOST_WORDS and label_of(line, None) is None, lines)
    head = [line for line in above if line not in running]
    found = replace(document, title=document.title or next(iter(head), None))
    day = None if found.published else next(filter(None, map(day_of_sitting, head)), None)
    return replace(found, published=day, origin=replace(found.origin, published_basis="text")) if day else found


def _first_lines(pages: list[list[Any]]) -> str:
    """Return the lines of a PDF's first page with words, as it prints them: a day stands alone on one, close to the others."""
    return "\n".join(str(line[0]) for line in next(filter(None, pages), []))


def _bounded() -> None:
    """Limit the memory and the time of the process that this runs in."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _read(content: bytes) -> dict[str, Any]:
    """Return what a PDF says of itself, and the stretches of its pages. Raises ValueError for one of too many pages, and what PDFium does."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    if len(document) > _MOST_PAGES:
        raise ValueError(f"it has {len(document)} pages, and at most {_MOST_PAGES} are read")
    about = document.get_metadata_dict()
    stamp = re.match(r"D:(\d{4})(\d{2})(\d{2})", about.get("ModDate") or about.get("CreationDate") or "")
    known = {
        "title": by_hand(about.get("Title")),
        "author": by_hand(about.get("Author")),
        "modified": moment("-".join(stamp.groups())) if stamp else None,
    }
    return {"known": known, "pages": [list(_stretches(page.get_textpage())) for page in document]}


def _stretches(page: Any) -> Iterator[Line]:
    """Yield the stretches of one font in a line of a page, in the order in which it prints them."""
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        text = " ".join(page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").split())
        if text:
            yield Line(text, left, bottom, right, top)


if __name__ == "__main__":
    try:
        print(json.dumps(_read(sys.stdin.buffer.read())))
    except Exception as error:  # whatever PDFium says: one line of it is told
        print(error, file=sys.stderr)
        sys.exit(1)
