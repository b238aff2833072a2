"""onrecord verify: one quote, by a running service."""

from __future__ import annotations

import json
import sys

import click

from service.cli.failing import fail
from service.cli.text import verification_lines
from service.client import Client, ClientError
from service.settings import load

_FINDING = 1  # exit status of a quote that was not said so


@click.command()
@click.argument("quote")
@click.option("--speaker", help="Who is claimed to have said it.")
@click.option("--date", help="When: 2016, 2016-08 or 2016-08-03.")
@click.option("--venue", help="Where.")
@click.option("--outlet", help="To which outlet first.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole verification as JSON.")
@click.option("--url", help="Service to ask (ONRECORD_URL, http://127.0.0.1:8000).")
def verify(quote: str, as_json: bool, url: str | None, **claimed: str | None) -> None:
    """Verify a quote with a running service.

    Exit status 0: said in these words, and nothing claimed about it is contradicted; 1: anything else; 2: no answer.

    \b
    Examples:
      onrecord verify "A ferry that never leaves the pier is a very expensive café."
      onrecord verify "The same goes for all of his staff." --speaker "Kremlin spokesperson" --json
    """
    settings = load(url=url)
    try:
        with Client(settings.url, settings.key) as client:
            verification = client.verify(quote, **claimed)
    except ClientError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(verification.raw, ensure_ascii=False, indent=2))
    else:
        for line in verification_lines(verification.raw):
            click.echo(line)
    sys.exit(0 if verification.is_fine else _FINDING)
