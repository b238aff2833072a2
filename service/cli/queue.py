"""onrecord worker and queue: files read by many processes."""

from __future__ import annotations

import sys
from typing import Any

import click

from service.checking.plain import clean
from service.cli.storage import OPTIONS, Storage
from service.settings import load

_FINDING = 1


@click.command()
@click.option("--burst", "is_burst", is_flag=True, help="Exit when the queue is empty.")
@OPTIONS
def worker(is_burst: bool, **options: Any) -> None:
    """Read the files that `onrecord ingest --queue` queues, until stopped; the current shard is finished first.

    Start one for each core, on any number of machines. All need the same REDIS_URL and ONRECORD_OUTLETS, and the same files
    under ONRECORD_CORPUS and ONRECORD_DATA (a shared folder or an object store).

    \b
    Examples:
      onrecord worker
      REDIS_URL=redis://index:6379/0 ONRECORD_CORPUS=s3://newsroom/archive onrecord worker --burst
    """
    from service.ingestion.workers import work

    with Storage(load(**options)) as storage:
        work(storage.settings, storage.queue, is_burst=is_burst)


@click.command()
@click.option("--retry", "is_retry", is_flag=True, help="Queue again what was given up.")
@OPTIONS
def queue(is_retry: bool, **options: Any) -> None:
    """Show what waits to be read, and what was given up after three attempts, with the reason.

    Exit status 0: nothing was given up; 1: something was.
    """
    from service.ingestion.workers import counts, parked, retry_parked

    with Storage(load(**options)) as storage:
        if is_retry:
            click.echo(f"{retry_parked(storage.queue)} shards queued again")
        known = counts(storage.queue)
        click.echo(
            f"{known['waiting']} waiting, {known['being_read']} being read, {known['parked']} given up, {known['workers']} workers"
        )
        for name, reason in parked(storage.queue):
            click.echo(f"GIVEN UP  {clean(name)}: {clean(reason)}")
    sys.exit(_FINDING if known["parked"] else 0)
