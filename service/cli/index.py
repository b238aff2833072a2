"""onrecord index rebuild, verify and stats."""

from __future__ import annotations

import sys
from typing import Any

import click

from service.cli.storage import OPTIONS, REMOVALS, Storage, progress, report_lines
from service.settings import load

_FINDING = 1


@click.group()
def index() -> None:
    """Rebuild the index, audit it, or show what it holds."""


@index.command()
@click.option("--take-over", "takes_over", is_flag=True, help="Permanently replace an index that was built from another corpus.")
@REMOVALS
@OPTIONS
def rebuild(allows_removals: bool, takes_over: bool, **options: Any) -> None:
    """Rebuild the index from the corpus, next to the live one, and switch to it.

    Readers use the old one until the new one is complete. A rebuild that was interrupted is resumed.
    """
    opened = Storage(load(**options), allows_removals=allows_removals, takes_over=takes_over)
    with opened as storage, progress("indexing") as update:
        report = storage.ingestion.rebuild(update)
    for line in report_lines(report):
        click.echo(line, err=line.startswith("onrecord:"))
    sys.exit(_FINDING if report.refusals else 0)


@index.command()
@OPTIONS
@click.option("--quick", is_flag=True, help="Only check that the index is consistent, without reading the corpus.")
def verify(quick: bool, **options: Any) -> None:
    """Audit every key of the index, and the index against the corpus.

    Exit status 0: it is clean; 1: something is orphaned, missing or stale, and the last line says how to fix it.
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
    """Show what the index holds, how large it is, and which settings to change."""
    with Storage(load(**options)) as storage:
        lines, is_well = storage.stats()
    for line in lines:
        click.echo(line)
    sys.exit(0 if is_well else _FINDING)
