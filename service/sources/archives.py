"""Zip archives → what is in them: of any readable files, or the web archives of a WACZ (https://specs.webrecorder.net/wacz/1.1.1/).

An archive may hold far more than its size tells, so files, bytes and the rate at which they unpack are bounded.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import orjson

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.sources import packing
from service.sources.posts import name_of_actor, owner_of
from service.sources.rows import web_pages
from service.sources.shapes import JsonObject
from service.sources.told import Told

if TYPE_CHECKING:
    from service.sources.formats import Given

_MOST_FILES = 100_000
_MOST_BYTES = 64 * 1024 * 1024  # of a file in an archive
_MOST_ALL = 4 * 1024 * 1024 * 1024  # of all of them
_MOST_PACKED = 8 * 1024 * 1024 * 1024  # of an archive
_IN_MEMORY = 32 * 1024 * 1024
_STEEPEST, _SMALL = 200, 10 * 1024 * 1024  # bytes out of one byte; texts reach some twenty, and small files may reach more
_HIDDEN = ("__MACOSX/", ".")
_ACCOUNT, _MOST_ACCOUNT = "/account.js", 65536  # the file that tells whose a download of X is, and bytes of it
_ACTOR, _OUTBOX = (
    "/actor.json",
    "/outbox.json",
)  # of a download of Mastodon: whose it is, and the posts, which have the address alone
_LETTERS, _MOST_LETTERS = "posts.csv", 16 * 1024 * 1024  # the table of the posts in a download of Substack, and bytes of it
_MOST_KINDS = 8  # of files without a reader that are named


def members(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the files of a zip archive that there are readers for: a line of JSON with the name, then the content.

    A file that cannot be read is told in that line, as is at the end what there is no reader for. Raises UnreadableSource.
    """
    from service.sources.formats import SUFFIXES  # which names this module

    skipped: Counter[str] = Counter()
    number = 0
    with opened(stream) as archive:
        found = entries_of(archive)
        owner, shown = _owner(archive, found), _shown(archive, found)
        letters = _letters(archive, found)
        for entry in found:
            name = entry.filename
            if shown and f"/{name}".endswith(_ACTOR):
                continue
            if name in letters or (letters and name.rpartition("/")[2] == _LETTERS):
                yield from _letter_row(archive, entry, letters.get(name))
                number += 1
                continue
            if not name.lower().endswith(SUFFIXES) or name.lower().endswith((".zip", ".wacz")):
                skipped["." + name.rpartition(".")[2].lower() if "." in name else name] += 1
                continue
            number += 1
            yield _row(archive, entry, owner, shown)
    if skipped:
        kinds = ", ".join(f"{kind} ({n})" for kind, n in skipped.most_common(_MOST_KINDS))
        yield (
            orjson.dumps({"error": f"{sum(skipped.values())} files in it are left out, for which there is no reader: {kinds}"})
            + b"\n"
        )
    elif not number:
        raise UnreadableSource("there are no files in this archive")


def read_member(content: bytes, gazetteer: Gazetteer) -> Iterator[Any]:
    """Yield the documents of a file in an archive, and an error for what of it cannot be read."""
    from service.sources import parse, rows

    head, _, inner = content.partition(b"\n")
    known = orjson.loads(head)
    if error := known.get("error"):
        raise UnreadableSource(error)
    name, owner, shown = known["name"], known.get("owner"), known.get("shown", {})
    told = Told(defaults={"speaker": owner} if owner else known.get("told", {}))
    for number, row in enumerate(rows(name, io.BytesIO(inner))):
        found = parse(name, number, row, gazetteer, told=told)
        yield from (_as_shown(given, shown) for given in found.documents)
        yield from found.withdrawn
        gone = {withdrawn.detail for withdrawn in found.withdrawn}
        yield from (UnreadableSource(line) for line in found.refused if not any(line.endswith(detail) for detail in gone))


def wacz_pages(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the pages of the web archives in a WACZ file, as `rows.web_pages` does. Raises UnreadableSource."""
    is_empty = True
    with opened(stream) as archive:
        for entry in entries_of(archive):
            name = entry.filename
            if name.startswith("archive/") and packing.without_suffix(name.lower()).endswith(".warc"):
                is_empty = False
                if _is_bomb(entry):
                    raise UnreadableSource(_bomb(entry))
                with archive.open(entry) as packed:
                    yield from web_pages(_Bounded(packed))  # type: ignore[arg-type]
    if is_empty:
        raise UnreadableSource("there is no web archive in this file")


def _owner(archive: zipfile.ZipFile, found: Iterable[zipfile.ZipInfo]) -> str | None:
    """Return whose account a download of X is of, which a file beside the posts tells; None for any other archive."""
    entry = next((e for e in found if f"/{e.filename}".endswith(_ACCOUNT) and e.file_size <= _MOST_ACCOUNT), None)
    if entry is None:
        return None
    with suppress(RuntimeError, NotImplementedError, zipfile.BadZipFile, *packing.BROKEN), archive.open(entry) as inner:
        return owner_of(inner.read(_MOST_ACCOUNT))
    return None


def _shown(archive: zipfile.ZipFile, found: Iterable[zipfile.ZipInfo]) -> dict[str, str]:
    """Return the name that the account of a download of Mastodon shows, by the account; nothing of any other archive."""
    entry = next((e for e in found if f"/{e.filename}".endswith(_ACTOR) and e.file_size <= _MOST_ACCOUNT), None)
    if entry is None:
        return {}
    with suppress(UnreadableSource):
        return name_of_actor(content_of(archive, entry))
    return {}


def _as_shown(given: Given, shown: dict[str, str]) -> Given:
    """Return a document whose speaker goes by the name that the account shows. `shown`: names, by accounts."""
    name = shown.get(given.document.speaker or "")
    return given if name is None else given._replace(document=replace(given.document, speaker=name))


def _letters(archive: zipfile.ZipFile, found: Iterable[zipfile.ZipInfo]) -> dict[str, dict[str, str]]:
    """Return what the table of a download of Substack tells of each of its posts, by the file of the post; nothing of any other archive."""
    entry = next((e for e in found if e.filename.rpartition("/")[2] == _LETTERS and e.file_size <= _MOST_LETTERS), None)
    if entry is None:
        return {}
    with suppress(UnreadableSource, UnicodeError, csv.Error):
        rows = list(csv.DictReader(io.StringIO(content_of(archive, entry).decode("utf-8-sig"))))
        if rows and {"post_id", "is_published"} <= rows[0].keys():
            above = entry.filename.removesuffix(_LETTERS)
            return {f"{above}posts/{row['post_id']}.html": row for row in rows}
    return {}


def _letter_row(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, told: dict[str, str] | None) -> Iterator[bytes]:
    """Yield a post of a download of Substack as a row, or an error for one that was not sent. `told`: by the table, None for that itself."""
    if told is None:
        return
    if told["is_published"].casefold() != "true":
        yield orjson.dumps({"error": f"{entry.filename}: it is not published: its table says so"}) + b"\n"
        return
    title, day = told.get("title") or "", (told.get("post_date") or "")[:10]
    known = {"name": entry.filename, "told": {name: value for name, value in (("title", title), ("date", day)) if value}}
    yield orjson.dumps(known) + b"\n" + content_of(archive, entry)


def _row(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, owner: str | None, shown: dict[str, str]) -> bytes:
    """Return a file of an archive as a row. `owner`: of the account whose posts it holds, where it is one of posts; `shown`: names, by accounts."""
    from service.sources.formats import format_of

    try:
        content = content_of(archive, entry)
    except UnreadableSource as error:
        return orjson.dumps({"error": error.detail}) + b"\n"
    known: JsonObject = {"name": entry.filename}
    if owner and format_of(entry.filename).name == "x-archive":
        known["owner"] = owner
    if shown and f"/{entry.filename}".endswith(_OUTBOX):
        known["shown"] = shown
    return orjson.dumps(known) + b"\n" + content


def content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what a file of an archive holds. Raises UnreadableSource, naming it."""
    if _is_bomb(entry):
        raise UnreadableSource(_bomb(entry))
    try:
        with archive.open(entry) as inner:
            content = inner.read(_MOST_BYTES + 1)
    except (RuntimeError, NotImplementedError):
        raise UnreadableSource(f"{entry.filename}: it has a password, or is packed in a way that is not known") from None
    except (zipfile.BadZipFile, *packing.BROKEN) as error:
        raise UnreadableSource(f"{entry.filename}: it is broken: {error}") from None
    if len(content) > _MOST_BYTES:
        raise UnreadableSource(f"{entry.filename}: more than {_MOST_BYTES} bytes when unpacked")
    return content


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    """Return whether a file of an archive unpacks to more than any text does."""
    return entry.file_size > max(_SMALL, _STEEPEST * entry.compress_size)


def _bomb(entry: zipfile.ZipInfo) -> str:
    """Return what is said of such a file."""
    return f"{entry.filename}: it unpacks to {entry.file_size} bytes out of {entry.compress_size}: no text does"


def entries_of(archive: zipfile.ZipFile) -> Iterable[zipfile.ZipInfo]:
    """Return the files of an archive in order, hidden ones left out. Raises UnreadableSource for too many, or too much of them."""
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise UnreadableSource(f"more than {_MOST_FILES} files")
    if sum(entry.file_size for entry in entries) > _MOST_ALL:
        raise UnreadableSource(f"more than {_MOST_ALL} bytes when unpacked")
    return [
        e
        for e in entries
        if not e.is_dir() and not e.filename.startswith(_HIDDEN) and not e.filename.rpartition("/")[2].startswith(".")
    ]


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Yield a stream as a zip archive, which is read from its end: so it is kept for a while, in memory where it is small."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        shutil.copyfileobj(_Bounded(stream, _MOST_PACKED), kept, 1 << 20)
        kept.seek(0)
        try:
            with zipfile.ZipFile(kept) as archive:
                yield archive
        except zipfile.BadZipFile as error:
            raise UnreadableSource(f"no zip archive: {error}") from None


class _Bounded:
    """A stream of which no more than some bytes can be read. Raises UnreadableSource beyond."""

    def __init__(self, stream: IO[bytes], most: int = _MOST_ALL) -> None:
        self._stream = stream
        self._left = most

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes."""
        block = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(block)
        if self._left < 0:
            raise UnreadableSource("more bytes when unpacked than can be read")
        return block
