"""onrecord recheck: which sources have changed since they were read."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import chain
from typing import Any

import click

from service.checking.plain import clean, many
from service.cli.storage import OPTIONS, Storage
from service.settings import load

_FINDING = 1


@click.command()
@click.option("--full", "is_full", is_flag=True, help="Read every file again, not only those whose size or time changed.")
@click.option("--online", is_flag=True, help="Also fetch the pages that documents were read from.")
@click.option("--most", type=int, default=1000, show_default=True, help="Fetch at most this many pages, newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each source that has changed.")
@OPTIONS
def recheck(is_full: bool, online: bool, most: int, as_json: bool, **options: Any) -> None:
    """List the sources that have changed since they were read, and the quotations that this affects. Changes nothing.

    Exit status 0: none has changed; 1: some have, or can no longer be read.

    \b
    Examples:
      onrecord recheck
      onrecord recheck --online --most 200
    """
    from service.index import IndexWriter
    from service.index.asking.browse import Browser
    from service.ingestion.rechecking import Recheck
    from service.sources.url import Network, fetch

    settings = load(**options)
    network = Network(settings.internal_hosts, settings.https_proxy)
    number = touched = 0
    with Storage(settings) as storage:
        work = Recheck(
            storage.corpus, Browser(storage.client, storage.gazetteer), IndexWriter(storage.client, storage.gazetteer).files
        )

        def page(url: str) -> Any:
            return fetch(url, seconds=settings.fetch_seconds, most_bytes=settings.fetch_bytes, network=network)

        for change in chain(work.files(is_full=is_full), work.pages(page, most) if online else ()):
            number += 1
            touched += len(change.touched)
            if as_json:
                click.echo(json.dumps(asdict(change), ensure_ascii=False))
                continue
            title = f" “{clean(change.title)}”" if change.title else ""
            said = clean(change.reason or f"{len(change.touched)} of {many(change.of, 'quotation')} touched")
            click.echo(f"{change.state:<10} {clean(change.source)}{title}: {said}")
            for one in change.touched:
                click.echo(f"    was  “{clean(one.text)}”  {one.id}")
                click.echo(f"    now  “{clean(one.now)}”" if one.now else "    gone")
    if not as_json:
        click.echo(f"changed: {number:,} of {many(work.looked_at, 'source')}; {many(touched, 'quotation')} touched")
        if number:
            click.echo("mend   `onrecord ingest` with the folder, or a restart of the service, reads changed files again")
    sys.exit(_FINDING if number else 0)
