"""onrecord lsp: the language server over standard input and output."""

from __future__ import annotations

import click

from service.checking import configuration
from service.checking.articles import Article
from service.checking.configuration import Configuration
from service.client import Client, DraftCheck
from service.errors import SettingError, explained
from service.settings import DEFAULT_URL, load


@click.command()
@click.option("--url", help="Service to ask (ONRECORD_URL, http://127.0.0.1:8000).")
def lsp(url: str | None) -> None:
    """Check drafts as you write them, in an editor that supports LSP.

    Reads Markdown, HTML, reStructuredText and text; honours .onrecord.toml and the comments that `onrecord check` honours. ONRECORD_KEY is
    the key that it sends.

    \b
    Examples:
      onrecord lsp
      onrecord lsp --url https://onrecord.example
    """
    try:
        from service.editing.server import server
    except ModuleNotFoundError as error:
        raise SettingError(explained(error)) from None
    settled = configuration.load(None)
    settings = load(url=url)
    asked = settled.url if settled.url and not url and settings.url == DEFAULT_URL else settings.url
    with Client(asked, settings.key) as client:

        def ask(article: Article, wanted: Configuration) -> DraftCheck:
            return client.check_draft(article.sent, article.format, outlet=wanted.outlet, interviews=list(wanted.interviews))

        server(ask, settled, client.url).start_io()
