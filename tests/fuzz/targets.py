"""What is fuzzed: functions of bytes that anybody may send. Each must end within a second and raise nothing but its own errors.

`bench/faults/fuzz.py` drives them with atheris; the suite replays the inputs in `seeds/`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from schemas.vocabulary import KINDS
from service.errors import UnreadableSource
from service.extraction import extract
from service.http.bodies import MalformedJson, parsed
from service.http.cursors import BadCursor, opened, packed, signer
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import OUR_FAULT, parse, rows
from service.sources.formats import FORMATS
from service.verification.drafts import FORMATS as DRAFT_FORMATS
from service.verification.drafts import Draft, quotes
from service.wording.align import align
from service.wording.comparison import compare
from service.wording.tokens import tokenise
from tests.sources.made import docx

_DAYS = ("2024-05-18", "0001-01-01", "9999-12-31", "2024-02", "1066", None)


def _reader(suffix: str) -> Callable[[bytes], None]:
    def read(content: bytes) -> None:
        name = f"fuzzed{suffix}"
        with suppress(UnreadableSource):
            for number, row in enumerate(rows(name, io.BytesIO(content))):
                read = parse(name, number, row, Gazetteer.load())
                assert not any(OUR_FAULT in line for line in read.refused), read.refused
                assert all(given.document.text.strip() for given in read.documents)

    return read


@cache
def _word_parts() -> dict[str, bytes]:
    """The files within a Word document."""
    with zipfile.ZipFile(io.BytesIO(docx([("Normal", "We sail at noon.")]))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def word_part(content: bytes) -> None:
    """The text of a Word document, which no change to the packed file would reach."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in _word_parts().items():
            packed.writestr(name, content if name == "word/document.xml" else part)
    _reader(".docx")(made.getvalue())


def _text(content: bytes) -> str:
    return content.decode("utf-8", "ignore").replace("\x00", "")


def extraction(content: bytes) -> None:
    first = content[0] if content else 0
    kind, published = KINDS[first % len(KINDS)], _DAYS[first // len(KINDS) % len(_DAYS)]
    text = _text(content[1:])
    if text.strip():
        for passage in extract(
            Document(text, kind=kind, published=published, outlet="The Ellery Beacon", speaker="Ines Calloway"), Gazetteer.load()
        ):
            assert all(text[part.start : part.end] == part.text for part in passage.parts)


def wording(content: bytes) -> None:
    one, _, other = _text(content).partition("\n")
    a, b = tokenise(one), tokenise(other)
    assert all(one[t.start : t.end] for t in a)
    if a and b:
        compare(one, other, a, b, align(a, b))


def cursor(content: bytes) -> None:
    ours = signer("a secret of the installation")
    with suppress(BadCursor):
        opened(ours, content.decode("latin-1"), "7", {"of": "quotations"})
    place = content.hex()[:100]
    assert opened(ours, packed(ours, "7", {"of": "x"}, place), "7", {"of": "x"}) == place


def request_json(content: bytes) -> None:
    with suppress(MalformedJson):
        parsed(content, 32)


def draft(content: bytes) -> None:
    formats = sorted(DRAFT_FORMATS)
    text = _text(content[1:])
    if content and text.strip():
        for quote in quotes(
            Draft(text, formats[content[0] % len(formats)]), Gazetteer.load(), fewest_words=2, most_characters=5000
        ):
            assert 0 <= quote.start < quote.end <= len(text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{f.name: _reader(f.suffixes[0]) for f in FORMATS},
    "word-part": word_part,
    "extraction": extraction,
    "wording": wording,
    "cursor": cursor,
    "request-json": request_json,
    "draft": draft,
}
