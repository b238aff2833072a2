"""Files → rows: the whole content, lines, the rows of a table as JSON objects, the pages of a web archive.

A row is read no further than it takes to find its end, in one process; several may then parse rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

import brotli
import orjson
import zstandard

from service.errors import UnreadableSource
from service.sources import decoding
from service.sources.clock import seconds
from service.sources.foreign import foreign

MOST_BYTES = 256 * 1024 * 1024  # of a file that is read whole; a scanned report has some hundred million, a text far fewer
MOST_LINE_BYTES = 64 * 1024 * 1024  # of a line
_MOST_PAGE_BYTES = 20 * 1024 * 1024  # of a page of a web archive; others are passed over
_BLOCK = 65536
_HEAD_BYTES = 65536  # of a dump, in which it says of which wiki it is
_WIKI, _SITE = re.compile(rb"<dbname>([^<]{1,100})</dbname>"), re.compile(rb"<sitename>([^<]{1,100})</sitename>")
_PAGE_EDGE = re.compile(rb"(?=<page>)|(?<=</page>)")
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_FIELD = 16 * 1024 * 1024  # characters of a field of a table
_DELIMITERS = (",", ";", "\t", "|")  # the first of equals
_CARRIAGE_RETURN = re.compile(r"(?<=\r)(?!\n)")  # which alone ends the lines of "CSV (Macintosh)"
_TELLS_DELIMITER = re.compile(r"\ufeff?\"?sep=([^\w\s\"]|\t)\"?\s*", re.IGNORECASE)  # the line that Excel writes above the names
_QUOTED_FROM = re.compile(rb">+From ")  # how mailboxes write a line of a message that begins so
_CUE_COLUMNS = {
    "start": "start", "starttime": "start", "begin": "start", "end": "end", "endtime": "end", "duration": "duration", "text": "text", "transcript": "text",
    "speaker": "speaker", "speakername": "speaker", "timestamp": "start", "timecode": "start", "time": "start", "transcription": "text", "dialogue": "text",
}  # names of columns, folded → ours  # fmt: skip
_OF_CUES = frozenset(("start", "text"))
_ENDS = frozenset(("end", "duration"))  # of which one is there too
_LATEST_START = 600.0  # seconds: the programme of a day begins later
_OF_TURNS = frozenset(("start", "text", "speaker"))
_OF_SPEECH = frozenset(("text", "speaker"))  # of which a table of nothing else is one talk
_OF_ARTICLES = frozenset(
    ("title", "headline", "url", "link", "published", "date", "outlet", "source")
)  # columns of which a table of captions has none
_EMPTY = "there is nothing in it"


def whole(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of a file, as one row. Raises UnreadableSource where it is too large."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableSource(f"more than {MOST_BYTES} bytes when unpacked")
    yield content


def lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file. Raises UnreadableSource for one that is too long, and where there is none but blank ones."""
    is_empty = True
    while line := stream.readline(MOST_LINE_BYTES + 1):
        if len(line) > MOST_LINE_BYTES:
            raise UnreadableSource(f"a line of more than {MOST_LINE_BYTES} bytes")
        is_empty = is_empty and not line.strip()
        yield line
    if is_empty:
        raise UnreadableSource(_EMPTY)


def table(stream: IO[bytes], delimiter: str | None = None) -> Iterator[bytes]:
    """Yield the rows of a table with a head, each as a JSON object.

    `delimiter`: None for a comma, a semicolon, a tab or a bar, whichever parts most names of the head, unless a line `sep=` above
    says which. Raises UnreadableSource
    for what is no table, and for one without rows under its head.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    text = (part for line in decoding.decoded_lines(stream) for part in _CARRIAGE_RETURN.split(line) if part)
    head = next((line for line in text if line.strip()), None)
    if head is not None and (told := _TELLS_DELIMITER.fullmatch(head)):
        delimiter, head = told[1], next((line for line in text if line.strip()), None)
    if head is None:
        raise UnreadableSource(_EMPTY)
    is_empty = True
    try:
        used = delimiter or max(_DELIMITERS, key=lambda d: len(next(csv.reader([head], delimiter=d), ())))
        read = csv.DictReader(chain((head.lstrip("\ufeff"),), text), delimiter=used)
        objects = ({name.strip(): value for name, value in row.items() if name and value} for row in read)
        if first := next(objects, None):
            is_empty = False
            yield from as_rows(chain((first,), objects), [name.strip() for name in read.fieldnames or ()])
    except csv.Error as error:
        raise UnreadableSource(f"no table: {error}") from None
    if is_empty:
        raise UnreadableSource("a table of one line: it has no names of fields above its rows, or no rows under these")


def as_rows(objects: Iterator[dict[str, str]], names: list[str]) -> Iterator[bytes]:
    """Yield the rows of a table as JSON: one for each, but all of a recording's captions in one. Raises UnreadableSource."""
    columns = {name: known for name in names if (known := _CUE_COLUMNS.get("".join(name.casefold().replace("_", " ").split())))}
    first = next(objects, None)
    objects = objects if first is None else chain((first,), objects)
    if not _are_spoken(columns, names, first) or not _OF_ARTICLES.isdisjoint(name.casefold() for name in names):
        yield from map(orjson.dumps, objects)
        return
    cues, size = [], 0
    for cue in objects:
        cues.append({columns.get(name, name): value for name, value in cue.items()})
        size += sum(map(len, cue.values()))
        if size > MOST_LINE_BYTES:
            raise UnreadableSource(f"a transcript of more than {MOST_LINE_BYTES} characters")
    yield orjson.dumps({"segments": cues})


def _are_spoken(columns: dict[str, str], names: list[str], first: dict[str, str] | None) -> bool:
    """Return whether rows are of one talk by the names of their columns: with times, or with nothing but speakers and words."""
    told = set(columns.values())
    if told >= _OF_CUES and not _ENDS.isdisjoint(told):
        return True
    if told == _OF_SPEECH and len(columns) == len(names):
        return True
    return told >= _OF_TURNS and first is not None and _is_of_recording(first, columns)


def _is_of_recording(row: dict[str, str], columns: dict[str, str]) -> bool:
    """Return whether the time in the first row of a table is one near the start of a recording, and no day or time of day."""
    times = (seconds(value.strip("[]() ")) for name, value in row.items() if columns.get(name) == "start")
    return any(time is not None and time <= _LATEST_START for time in times)


def tabbed(stream: IO[bytes]) -> Iterator[bytes]:
    """Return the rows of a table whose cells are separated by tabs."""
    return table(stream, "\t")


def messages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the messages of a mailbox (RFC 4155): each begins with a line "From …" behind a blank one. Raises UnreadableSource."""
    message: list[bytes] = []
    size, is_blank, is_first = 0, True, True
    while line := stream.readline(MOST_LINE_BYTES):
        if line.startswith(b"From ") and is_blank:
            if message:
                yield b"".join(message)
            message, size, is_first = [], 0, False
            continue
        if is_first and line.strip():
            raise UnreadableSource("no mailbox: it does not begin with a line “From ”")
        is_blank = not line.strip()
        size += len(line)
        if size > MOST_LINE_BYTES:
            raise UnreadableSource(f"a message of more than {MOST_LINE_BYTES} bytes")
        message.append(line[1:] if _QUOTED_FROM.match(line) else line)
    if is_first:
        raise UnreadableSource(_EMPTY)
    yield b"".join(message)


def wiki_pages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the pages of a dump of Wikinews or Wikiquote, each as XML behind a comment with the wiki's name; the dump is not held in memory.

    Raises UnreadableSource for a dump of another wiki, and for anything else.
    """
    page: list[bytes] = []
    head, wiki, size = b"", b"", 0
    is_empty = True
    for line in _page_lines(stream):
        if not page and b"<page>" not in line:
            head = (head + line)[:_HEAD_BYTES]
            continue
        if not page:
            wiki, size = _wiki(head), 0
        page.append(line)
        size += len(line)
        if size > MOST_LINE_BYTES:
            raise UnreadableSource(f"a page of more than {MOST_LINE_BYTES} bytes")
        if b"</page>" in line:
            yield (b"<!--%s-->" % wiki if wiki else b"") + b"".join(page)
            page, is_empty = [], False
    if page:
        raise UnreadableSource("it ends within a page")
    if is_empty:
        raise UnreadableSource("no dump of a wiki, or one without pages")


def _page_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a dump, one that holds several pages, or a page's start behind something else, in pieces."""
    while line := stream.readline(MOST_LINE_BYTES):
        yield from (piece for piece in _PAGE_EDGE.split(line) if piece) if b"page>" in line else (line,)


def _wiki(head: bytes) -> bytes:
    """Return the name of the wiki that the head of a dump tells, in lower case. Raises UnreadableSource for one of which nothing is read."""
    from service.sources.wiki import require_readable

    name = _WIKI.search(head) or _SITE.search(head)
    plain = name[1].strip().lower() if name else b""
    require_readable(plain.decode(errors="replace"))
    return plain


def web_pages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the pages of a web archive (WARC, ISO 28500; ARC, its predecessor; the texts of WET): a line of JSON with address and day of
    the visit, then the page's bytes. What of the archive is damaged is such a line with an error. Raises UnreadableSource where there are
    no pages, or the archive breaks off."""
    from warcio.archiveiterator import ArchiveIterator

    is_empty = True
    with foreign("no web archive, or a broken one"):
        for record in ArchiveIterator(stream, arc2warc=True):
            yield from _lost(stream)
            headers = record.http_headers or record.rec_headers
            kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
            is_text = record.rec_type == "conversion" and kind.strip().lower() == "text/plain"
            if not is_text and not _is_page(record, kind):
                continue
            known = {
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "visited": (record.rec_headers.get_header("WARC-Date") or "")[:19],
                "charset": parameters.partition("charset=")[2].strip(" \"'") or None,
                "is_text": is_text,
            }
            is_empty = False
            yield orjson.dumps(known) + b"\n" + _content(record)
    yield from _lost(stream)
    if is_empty:
        raise UnreadableSource("there is no HTML page in this web archive")


def _lost(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a line for each part of a web archive that was found damaged since it was last asked."""
    lost: list[str] = getattr(stream, "lost", [])
    while lost:
        yield orjson.dumps({"error": lost.pop(0)}) + b"\n"


def _is_page(record: Any, kind: str) -> bool:
    """Return whether a record is of a page that was found. `kind`: its content type."""
    if record.rec_type not in ("response", "resource") or kind.strip().lower() not in _PAGES:
        return False
    return not record.http_headers or record.http_headers.get_statuscode() == "200"


def _content(record: Any) -> bytes:
    """Return what was visited; nothing where it is packed otherwise than it says, or too large: the page is then reported as empty."""
    headers = record.http_headers
    coding = (headers.get_header("Content-Encoding") or "").strip().lower() if headers else ""
    try:
        if coding in _UNPACKERS:  # which warcio does not unpack, or not with every version of the library
            headers.remove_header("Content-Encoding")
            content = _UNPACKERS[coding](record.content_stream())
        else:
            content = record.content_stream().read(_MOST_PAGE_BYTES + 1)
    except Exception:
        return b""
    return content if len(content) <= _MOST_PAGE_BYTES else b""


def _zstd(stream: IO[bytes]) -> bytes:
    """Return what a stream unpacks to, up to a byte more than a page may have."""
    with zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True, closefd=False) as unpacked:
        return bytes(unpacked.read(_MOST_PAGE_BYTES + 1))


def _brotli(stream: IO[bytes]) -> bytes:
    """Return what a stream unpacks to, up to about a byte more than a page may have. Raises brotli.error, EOFError."""
    unpacker = brotli.Decompressor()
    out, size = [], 0
    block = stream.read(_BLOCK)
    while not unpacker.is_finished() and size <= _MOST_PAGE_BYTES:
        piece = unpacker.process(block, output_buffer_limit=_MOST_PAGE_BYTES + 1 - size)
        out.append(piece)
        size += len(piece)
        block = stream.read(_BLOCK) if unpacker.can_accept_more_data() else b""
        if not block and not piece:
            raise EOFError("it ends too early")
    return b"".join(out)


_UNPACKERS = {"br": _brotli, "zstd": _zstd}
