"""onrecord export, and restoring its backups for onrecord import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from service.checking.plain import many
from service.cli.storage import OPTIONS, Storage, progress, report_lines
from service.errors import SettingError
from service.settings import Settings, load


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-corpus", "with_sources", is_flag=True, help="Include the source files of the corpus.")
@OPTIONS
def export(file: Path, with_sources: bool, **options: Any) -> None:
    """Back up everything that can't be rebuilt: posted documents, imported files, takedowns, keys, and which feed entries were seen.

    The index is not included: `onrecord import` of the file builds it. The service may run meanwhile. The same state gives the
    same bytes. Keys are included as digests; protect the file as you do the documents.

    \b
    Examples:
      onrecord export onrecord-monday.tar.zst
      onrecord export all.tar.zst --with-corpus
    """
    from service.storage.backups import SUFFIX
    from service.storage.backups import export as write
    from service.storage.corpus import Corpus

    if not file.name.endswith(SUFFIX):
        raise SettingError(f"{file}: a backup must be named …{SUFFIX}, so that `onrecord import` recognizes it")
    settings = load(**options)
    part = file.with_name(f".writing-{file.name}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            backed = write(Corpus(settings.corpus_location, settings.data_folder), out, with_sources=with_sources)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{many(backed.files, 'file')} in {file}, {file.stat().st_size:,} bytes; SHA-256 of what it holds {backed.digest}")


def restored(file: Path, settings: Settings, *, over: bool) -> bool:
    """Restore a backup and sync the index. Returns whether all documents could be read."""
    from service.storage.backups import restore

    with Storage(settings) as storage:
        backed = restore(storage.corpus, file, over=over)
        click.echo(f"{many(backed.files, 'file')} restored")
        with progress("indexing") as update:
            report = storage.ingestion.sync(update)
    for line in report_lines(report):
        click.echo(line, err=line.startswith("onrecord:"))
    return not report.refusals
