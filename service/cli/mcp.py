"""onrecord mcp: the Model Context Protocol over standard input and output, for assistants on this machine."""

from __future__ import annotations

from http import HTTPStatus

import click

from service.agents.tools import Answer, Request
from service.client import Client, ClientError
from service.errors import SettingError, explained
from service.settings import load


@click.command()
@click.option("--url", help="Service to ask (ONRECORD_URL, http://127.0.0.1:8000).")
def mcp(url: str | None) -> None:
    """Serve an assistant over standard input and output, using a running service.

    Its tools are verify_quote, check_draft, find_quotations and get_source. ONRECORD_KEY is the key that it sends. Assistants that speak
    HTTP need no command: they connect to the service at /mcp.

    \b
    Examples:
      onrecord mcp
      claude mcp add onrecord -- onrecord mcp --url https://onrecord.example
    """
    try:
        import anyio

        from service.agents.stdio import run
    except ModuleNotFoundError as error:
        raise SettingError(explained(error)) from None
    settings = load(url=url)
    with Client(settings.url, settings.key) as client:

        def ask(asked: Request) -> Answer:
            try:
                return Answer(*client.ask(*asked))
            except ClientError as error:
                return Answer(HTTPStatus.SERVICE_UNAVAILABLE, {"title": str(error)})

        anyio.run(run, ask)
