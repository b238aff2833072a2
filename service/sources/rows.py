"""Files → rows: the whole content, lines, the rows of a table as JSON objects, the pages of a web archive.

A row is read no further than it takes to find its end, in one process; several may then parse rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

import orjson

from service.errors import UnreadableSource
from service.sources.foreign import foreign

MOST_BYTES = 512 * 1024 * 1024  # of a file that is read whole, or of a line
_MOST_PAGE_BYTES = 20 * 1024 * 1024  # of a page of a web archive; others are passed over
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_FIELD = 16 * 1024 * 1024  # characters of a field of a table


def whole(stream: IO[bytes]) -> Iterator[bytes]:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableSource(f"more than {MOST_BYTES} bytes when unpacked")
    yield content


def lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) > MOST_BYTES:
            raise UnreadableSource(f"a line of more than {MOST_BYTES} bytes")
        yield line


def table(stream: IO[bytes], delimiter: str = ",") -> Iterator[bytes]:
    """The rows of a CSV file with a head, each as a JSON object."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        for row in csv.DictReader(text, delimiter=delimiter):
            yield orjson.dumps({name: value for name, value in row.items() if name and value})
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableSource(f"not CSV in UTF-8: {error}") from None
    finally:
        text.detach()  # whoever opened the stream closes it


def tabbed(stream: IO[bytes]) -> Iterator[bytes]:
    return table(stream, "\t")


def web_pages(stream: IO[bytes]) -> Iterator[bytes]:
    """The HTML pages of a web archive (WARC, ISO 28500): a line of JSON with address and day of the visit, then the page's bytes."""
    from warcio.archiveiterator import ArchiveIterator

    is_empty = True
    with foreign("no web archive, or a broken one"):
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers or record.rec_headers
            kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
            if kind.strip().lower() not in _PAGES or (record.http_headers and record.http_headers.get_statuscode() != "200"):
                continue
            known = {
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "visited": (record.rec_headers.get_header("WARC-Date") or "")[:19],
                "charset": parameters.partition("charset=")[2].strip(" \"'") or None,
            }
            is_empty = False
            yield orjson.dumps(known) + b"\n" + _content(record)
    if is_empty:
        raise UnreadableSource("there is no HTML page in this web archive")


def _content(record: Any) -> bytes:
    """What was visited; nothing where it is packed otherwise than it says, or too large: the page is then reported as empty."""
    try:
        content = record.content_stream().read(_MOST_PAGE_BYTES + 1)
    except Exception:
        return b""
    return content if len(content) <= _MOST_PAGE_BYTES else b""
