"""onrecord worker and queue: shards that are read by many."""

from __future__ import annotations

import sys
from typing import Any

import click

from service.checking.plain import clean
from service.cli.storage import OPTIONS, Storage
from service.settings import load

_FINDING = 1


@click.command()
@click.option("--burst", "is_burst", is_flag=True, help="End when no shard is left.")
@OPTIONS
def worker(is_burst: bool, **options: Any) -> None:
    """Read what `onrecord ingest --queue` hands out, until told to stop; the shard at hand is finished first.

    Start one for each core, on as many machines as there are: each needs the same REDIS_URL, and the same files under
    ONRECORD_CORPUS and ONRECORD_DATA (a shared folder or an object store).

    \b
    Examples:
      onrecord worker
      REDIS_URL=redis://index:6379/0 ONRECORD_CORPUS=s3://newsroom/archive onrecord worker --burst
    """
    from service.ingestion.workers import work

    with Storage(load(**options)) as storage:
        work(storage.settings, storage.queue, is_burst=is_burst)


@click.command()
@click.option("--retry", "is_retry", is_flag=True, help="Have workers try again what was given up.")
@OPTIONS
def queue(is_retry: bool, **options: Any) -> None:
    """What waits to be read, and what was given up after three attempts, with the reason.

    Exit status 0: nothing was given up; 1: something was.
    """
    from service.ingestion.workers import counts, parked, retry_parked

    with Storage(load(**options)) as storage:
        if is_retry:
            click.echo(f"{retry_parked(storage.queue)} shards are to be tried again")
        known = counts(storage.queue)
        click.echo(
            f"{known['waiting']} waiting, {known['being_read']} being read, {known['parked']} given up, {known['workers']} workers"
        )
        for name, reason in parked(storage.queue):
            click.echo(f"GIVEN UP  {clean(name)}: {clean(reason)}")
    sys.exit(_FINDING if known["parked"] else 0)
