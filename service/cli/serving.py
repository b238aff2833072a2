"""onrecord serve: the service in the foreground."""

from __future__ import annotations

import sys
from typing import Any

import click

from service.cli.serve import Server
from service.cli.storage import REMOVALS, progress
from service.settings import load


@click.command()
@click.option("--host", help="Address to listen on (ONRECORD_HOST, 127.0.0.1).")
@click.option("--port", type=int, help="Port to listen on (ONRECORD_PORT, 8000).")
@click.option("--workers", type=int, help="Worker processes (ONRECORD_WORKERS, 2).")
@click.option("--data", type=click.Path(), help="Data folder (ONRECORD_DATA, data).")
@click.option("--corpus", type=click.Path(), help="Folder of source documents (ONRECORD_CORPUS, corpus).")
@click.option("--redis-url", help="Redis server to use (REDIS_URL); without one, an embedded server.")
@REMOVALS
def serve(allows_removals: bool, **options: Any) -> None:
    """Index the corpus and answer over HTTP until interrupted.

    \b
    Examples:
      onrecord serve
      onrecord serve --port 9000 --corpus ~/newsroom/archive
      REDIS_URL=redis://localhost:6379/0 onrecord serve
    """
    sys.exit(Server(load(**options), progress, allows_removals=allows_removals).run())
