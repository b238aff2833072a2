"""onrecord ingest and import: sources into the index."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.checking.plain import many
from service.cli.options import told_options
from service.cli.storage import OPTIONS, REMOVALS, Storage, progress, report_lines
from service.errors import IndexUnavailable, OnrecordError, SettingError
from service.settings import Settings, load
from service.sources.formats import FORMATS

if TYPE_CHECKING:
    from service.ingestion.writing import Report

_FINDING = 1
_SAY_EVERY = 15  # seconds
_QUOTATIONS = {"quotations": "quotations", "documents": "jsonl"}
_FIELDS = click.option(
    "--field", "fields", multiple=True, metavar="OURS=THEIRS", help="Name in your data (THEIRS) of one of our fields (OURS)."
)


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@click.option("--as", "kind", type=click.Choice([f.name for f in FORMATS]), help="Format of all files, whatever their names.")
@_FIELDS
@told_options
@click.option(
    "--queue", "is_queued", is_flag=True, help="Let workers (`onrecord worker`) read the files, on this machine and others."
)
@REMOVALS
@OPTIONS
def ingest(
    places: tuple[str, ...], kind: str | None, fields: tuple[str, ...], told: Mapping[str, str], is_queued: bool, **options: Any
) -> None:
    """Add sources to the index: files, folders and their subfolders, standard input (-), or URLs.

    Reads text, Markdown, HTML, RSS and Atom, agency wires (NewsML, NITF, ninjs), mail, CMS exports, JSON, JSON lines, CSV, PDF,
    Word, OpenDocument, RTF, exports of speech recognition, subtitles, proceedings, posts, web and zip archives, and
    .quotations.jsonl or .quotations.csv with quotations that are already attributed; all of them also compressed as .gz, .zst or
    .bz2. --kind, --outlet, --date, --speaker and --title, or a file NAME.toml beside it, supply what a file doesn't say.
    Files in the corpus are indexed in place; anything else is copied. Interrupted? Run it again and it resumes. Files that can't be
    read are listed at the end.

    \b
    Examples:
      onrecord ingest corpus/
      onrecord ingest ~/Downloads/speech.docx archive.jsonl.gz CC-NEWS-20240518.warc.gz
      onrecord ingest hearing.pdf --kind transcript --date 2024-05-18 --outlet "House Committee on Piers"
      onrecord ingest --field text=body --field published=pub_day dump.jsonl
      zcat dump.gz | onrecord ingest - --as jsonl
      onrecord ingest 's3://newsroom/archive/*.jsonl.zst' https://www.example.com/feed.xml
    """
    sys.exit(_ingested(places, kind, fields, told, is_queued=is_queued, options=options, label="indexing"))


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["quotations", "documents"]),
    default="quotations",
    show_default=True,
    help="Whether a row is an attributed quotation or a document to search for quotations.",
)
@_FIELDS
@click.option("--over", is_flag=True, help="Restore a backup over existing documents and keys; the backup wins.")
@REMOVALS
@OPTIONS
def bring_in(files: tuple[Path, ...], kind: str, fields: tuple[str, ...], over: bool, **options: Any) -> None:
    """Import JSON lines or CSV, also compressed (.gz, .zst, .bz2), by the million; or restore a backup (.tar.zst).

    Each row of quotations has `quotation` (or `quote`, `text`) plus any of speaker, role, date, venue, outlet, title, url,
    published. Quotebank's files are read as published. A copy is stored with the corpus, so that the index can be
    rebuilt. Interrupted? Run it again and it resumes.

    \b
    Examples:
      onrecord import quotes-2020.json.bz2
      onrecord import archive.csv.gz
      onrecord import --as documents articles.jsonl.zst
      onrecord import onrecord-monday.tar.zst
    """
    status = 0
    backups = [file for file in files if file.name.endswith(".tar.zst")]
    if backups:
        from service.cli.backup import restored

        if len(files) > 1:
            raise SettingError("a backup must be the only file")
        sys.exit(0 if restored(backups[0], load(**options), over=over) else _FINDING)
    for is_table in (False, True):
        some = [str(file) for file in files if (".csv" in file.suffixes) == is_table]
        used = ("csv" if kind == "documents" else "quotations-csv") if is_table else _QUOTATIONS[kind]
        if some:
            status = max(status, _ingested(some, used, fields, {}, is_queued=False, options=options, label="importing"))
    sys.exit(status)


def _ingested(
    places: Iterable[str],
    kind: str | None,
    fields: tuple[str, ...],
    told: Mapping[str, str],
    *,
    is_queued: bool,
    options: Mapping[str, Any],
    label: str,
) -> int:
    """Ingest places and print what that did. Returns the exit status."""
    from service.ingestion.gathering import Gathering
    from service.sources.fields import mapping

    settings = load(**options)
    pages = [place for place in places if place.startswith(("http://", "https://"))]
    with Storage(settings, allows_removals=options["allows_removals"]) as storage:
        files = [place for place in places if place not in pages]
        gathered = Gathering(storage.corpus, kind, mapping(fields), told).gather(files, sys.stdin.buffer, _Copied())
        with progress(label) as update:
            if is_queued:
                from service.ingestion.workers import ingest_by_workers

                report = ingest_by_workers(storage.ingestion, storage.queue, gathered.names, update, _say)
            else:
                report = storage.ingestion.files(gathered.names, update)
        for url in pages:
            _visit(url, storage, settings, report)
    report.refused = [gathered.named_as_given(line) for line in report.refused]
    report.silent, report.unnamed = (
        Counter({gathered.places.get(name, name): number for name, number in files.items()})
        for files in (report.silent, report.unnamed)
    )
    report.refuse(gathered.refused)
    report.skipped.update(gathered.skipped)
    for line in (*report_lines(report), *_waiting(settings)):
        click.echo(line, err=line.startswith("onrecord:"))
    return _FINDING if report.refusals else 0


def _waiting(settings: Settings) -> list[str]:
    """Return a line about the documents that wait for the second reader, none where none does."""
    from service.ingestion.second_reader import SecondReader

    reader = SecondReader.of(settings)
    if reader is None or not (waiting := reader.standing().waiting):
        return []
    return [f"{many(waiting, 'document')} waiting for the second reader: a running service asks it, or `onrecord reader` does"]


def _visit(url: str, storage: Storage, settings: Settings, report: Report) -> None:
    """Ingest a page or a feed by its address."""
    from service.ingestion.watching import Visitor
    from service.sources.url import Network

    visitor = Visitor(
        storage.ingestion,
        storage.corpus.own,
        seconds=settings.fetch_seconds,
        most_bytes=settings.fetch_bytes,
        network=Network(settings.internal_hosts, settings.https_proxy),
        say=lambda line: None,
    )
    try:
        visit = visitor.visit(url)
    except IndexUnavailable:
        raise
    except OnrecordError as error:
        report.refuse([f"{url}: {error.detail or error.title}"])
        return
    report.added += visit.added
    report.quotations += visit.quotations
    report.attributed += visit.attributed
    report.refuse(visit.refused)


class _Copied:
    """Says on standard error how many files are copied, every 15 seconds."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, files: int) -> None:
        """Take the number of files so far."""
        if time.monotonic() - self._said >= _SAY_EVERY:
            self._said = time.monotonic()
            _say(f"{many(files, 'file')} copied")


def _say(line: str) -> None:
    click.echo(f"onrecord: {line}", err=True)
