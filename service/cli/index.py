"""onrecord index rebuild, verify and stats; onrecord import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from service.cli.storage import OPTIONS, Storage, progress, report_lines
from service.settings import load

_FINDING = 1
_SUFFIXES = {"documents": ".jsonl", "quotations": ".quotations.jsonl"}
_PACKED = (".gz", ".zst", ".bz2")


@click.group()
def index() -> None:
    """Build the index anew, audit it, or see what it holds."""


@index.command()
@OPTIONS
def rebuild(**options: Any) -> None:
    """Build the index anew from the corpus, beside the live one, and switch to it.

    Readers go on with the old one until the new one is whole. One that was interrupted is gone on with.
    """
    with Storage(load(**options)) as storage, progress("indexing") as update:
        report = storage.ingestion.rebuild(update)
    for line in report_lines(report):
        click.echo(line, err=line.startswith("onrecord:"))
    sys.exit(_FINDING if report.refused else 0)


@index.command()
@OPTIONS
@click.option("--quick", is_flag=True, help="Do not read the corpus: compare the index with itself alone.")
def verify(quick: bool, **options: Any) -> None:
    """Audit every key of the index, and the index against the corpus.

    Exit status 0: it is clean; 1: something is orphaned, missing or stale, and the last line tells the mend.
    """
    with Storage(load(**options)) as storage:
        found, ids = storage.audit()
        click.echo(f"{found.documents} documents, {found.quotations} quotations, {found.postings} postings")
        faults: dict[str, int] = dict(found.faults)
        if not quick:
            missing, stale = storage.ingestion.difference(ids)
            faults |= {name: n for name, n in (("documents_missing", missing), ("documents_stale", stale)) if n}
    for name, number in faults.items():
        click.echo(f"WRONG  {name.replace('_', ' ')}: {number}")
    if faults:
        click.echo("mend   `onrecord index rebuild` builds it anew from the corpus, beside the live one")
    else:
        click.echo("clean")
    sys.exit(_FINDING if faults else 0)


@index.command()
@OPTIONS
def stats(**options: Any) -> None:
    """What the index holds, how large it is, and what to set differently."""
    with Storage(load(**options)) as storage:
        lines, is_well = storage.stats()
    for line in lines:
        click.echo(line)
    sys.exit(0 if is_well else _FINDING)


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["quotations", "documents"]),
    default="quotations",
    show_default=True,
    help="What a row is: a quotation that is attributed already, or a document to read for quotations.",
)
@OPTIONS
def bring_in(files: tuple[Path, ...], kind: str, **options: Any) -> None:
    """Bring in JSON lines or CSV, plain or packed (.gz, .zst, .bz2), by the million.

    A row of quotations has `quotation` (or `quote`, `text`) and what is known of it: speaker, role, date, venue, outlet,
    title, url, published. Quotebank's files are taken as they are published. A copy is kept with the corpus, from which
    the index can be built anew. Run again after an interruption, it goes on where it stopped.

    \b
    Examples:
      onrecord import quotes-2020.json.bz2
      onrecord import archive.csv.gz
      onrecord import --as documents articles.jsonl.zst
    """
    with Storage(load(**options)) as storage, progress("importing") as update:
        report = storage.ingestion.files(files, update, name=lambda file: named(file, kind))
    for line in report_lines(report):
        click.echo(line, err=line.startswith("onrecord:"))
    sys.exit(_FINDING if report.refused else 0)


def named(file: Path, kind: str) -> str:
    """The name under which a file is kept: one that says what it holds."""
    packed = next((p for p in _PACKED if file.name.lower().endswith(p)), "")
    base = file.name[: len(file.name) - len(packed)]
    suffix = ".quotations.csv" if base.lower().endswith(".csv") else _SUFFIXES[kind]
    return base.split(".")[0] + suffix + packed.lower()
