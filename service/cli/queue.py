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
@click.option("--webhooks", "is_for_webhooks", is_flag=True, help="Deliver webhooks only.")
@OPTIONS
def worker(is_burst: bool, is_for_webhooks: bool, **options: Any) -> None:
    """Read the files that `onrecord ingest --queue` queues, until stopped; the current shard is finished first.

    Webhooks that wait are delivered too; `onrecord serve` has a worker for them by itself.

    Start one for each core, on any number of machines. All need the same REDIS_URL and ONRECORD_OUTLETS, and the same files
    under ONRECORD_CORPUS and ONRECORD_DATA (a shared folder or an object store).

    \b
    Examples:
      onrecord worker
      REDIS_URL=redis://index:6379/0 ONRECORD_CORPUS=s3://newsroom/archive onrecord worker --burst
    """
    from service.ingestion.workers import work
    from service.notifying.delivery import beside, deliver_until_stopped

    with Storage(load(**options)) as storage:
        webhooks = beside(storage.queue)
        if is_for_webhooks:
            deliver_until_stopped(webhooks, is_burst=is_burst)
        else:
            work(storage.settings, storage.queue, is_burst=is_burst, first=[webhooks])


@click.command()
@click.option("--retry", "is_retry", is_flag=True, help="Queue failed items again.")
@OPTIONS
def queue(is_retry: bool, **options: Any) -> None:
    """Show what is waiting to be read, and what failed three times, with the reason.

    Exit status 0: nothing was given up; 1: something was.
    """
    from service.ingestion.workers import counts, parked, retry_parked
    from service.notifying.delivery import beside

    with Storage(load(**options)) as storage:
        webhooks = beside(storage.queue)
        if is_retry:
            click.echo(f"{retry_parked(storage.queue)} shards and {retry_parked(webhooks)} webhooks queued again")
        known = counts(storage.queue)
        click.echo(
            f"{known['waiting']} waiting, {known['being_read']} being read, {known['parked']} given up, {known['workers']} workers"
        )
        given_up = [*parked(storage.queue), *parked(webhooks)]
        for name, reason in given_up:
            click.echo(f"GIVEN UP  {clean(name)}: {clean(reason)}")
    sys.exit(_FINDING if given_up else 0)
