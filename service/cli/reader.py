"""onrecord reader: asks the second reader about the documents that wait for it."""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

import click

from service.checking.plain import many
from service.cli.storage import OPTIONS, Storage
from service.errors import SettingError, StorageUnavailable
from service.settings import load

_FINDING = 1


@click.command()
@OPTIONS
def reader(**options: Any) -> None:
    """Ask the second reader about the documents that wait for it, and show its answers in the index.

    A running service does so by itself; this is for machines with workers, and for archives that are indexed without a service. Exit status 1: some
    documents failed, and are tried again later. docs/second-reader.md says what is sent to whom.

    \b
    Example:
      onrecord reader
    """
    from service.index import IndexWriter
    from service.ingestion.consulting import consult
    from service.ingestion.second_reader import SecondReader, endpoint_of

    settings = load(**options)
    second = SecondReader.of(settings)
    if second is None:
        raise SettingError("there is no second reader: set ONRECORD_READER_URL and ONRECORD_READER_MODEL")
    try:
        with Storage(settings) as storage:
            writer = IndexWriter(storage.client, storage.gazetteer, storage.corpus.id)
            asked = consult(second, endpoint_of(settings), storage.corpus, writer)
    except (sqlite3.Error, OSError) as error:
        raise StorageUnavailable(f"The second reader's notes in {settings.data_folder} cannot be used: {error}.") from error
    standing = second.standing()
    paused = f"; paused, since {standing.reason}" if standing.reason else ""
    click.echo(f"asked about {many(asked.documents, 'document')}, {asked.failed:,} failed, {standing.waiting:,} waiting{paused}")
    sys.exit(_FINDING if asked.failed else 0)
