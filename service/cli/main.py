"""onrecord serve, verify, extract, doctor; the other commands stand in modules of their own. Exit status: 0 all is well, 1 a finding, 2 it could not be done."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from service import __version__
from service.checking.plain import clean
from service.cli.options import told_options
from service.cli.storage import REMOVALS, progress
from service.cli.text import doctor_lines, extraction_lines, verification_lines
from service.errors import OnrecordError
from service.settings import load

_FINDING, _FAILED = 1, 2
_HELP_WIDTH = 80  # characters of the line of a command


class _Command(NamedTuple):
    """A command of another module: where it is, and the first sentence of its help, so that `--help` loads none of them."""

    module: str
    name: str
    help: str


_ELSEWHERE = {
    "check": _Command(
        "service.cli.check", "check", "Check the quotes of drafted articles: files, folders, or - for standard input."
    ),
    "export": _Command("service.cli.backup", "export", "Back up all that cannot be rebuilt: posted documents, imported files,..."),
    "import": _Command(
        "service.cli.ingest", "bring_in", "Import JSON lines or CSV, also compressed (.gz, .zst, .bz2), by the million;..."
    ),
    "index": _Command("service.cli.index", "index", "Rebuild the index, audit it, or show what it holds."),
    "ingest": _Command(
        "service.cli.ingest", "ingest", "Add sources to the index: files, all files below folders, standard input (-),..."
    ),
    "keys": _Command("service.cli.keys", "keys", "Create, list and revoke keys."),
    "lsp": _Command("service.cli.lsp", "lsp", "Check drafts while they are written, in an editor that speaks LSP."),
    "mcp": _Command("service.cli.mcp", "mcp", "Answer an assistant over standard input and output, by a running service."),
    "queue": _Command(
        "service.cli.queue", "queue", "Show what waits to be read, and what was given up after three attempts, with..."
    ),
    "records": _Command("service.cli.records", "records", "Verify the records of checks that POST /v1/checks keeps."),
    "reader": _Command(
        "service.cli.reader", "reader", "Ask the second reader about the documents that wait for it, and show its..."
    ),
    "recheck": _Command(
        "service.cli.recheck", "recheck", "List the sources that have changed since they were read, and the quotations..."
    ),
    "stats": _Command(
        "service.cli.stats", "stats", "Show what the index holds: how much, what is known of it, when it was said,..."
    ),
    "watch": _Command("service.cli.watch", "watch", "Watch folders, and RSS or Atom feeds by their address, until interrupted."),
    "worker": _Command(
        "service.cli.queue", "worker", "Read the files that `onrecord ingest --queue` queues, until stopped; the..."
    ),
}


class _Group(click.Group):
    """Errors of ours as one line on standard error and exit status 2. Commands of other modules are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_ELSEWHERE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _ELSEWHERE:
            found = _ELSEWHERE[cmd_name]
            command: click.Command = getattr(import_module(found.module), found.name)
            return command
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        here = {name: command.get_short_help_str(_HELP_WIDTH) for name, command in self.commands.items()}
        rows = {**here, **{name: command.help for name, command in _ELSEWHERE.items()}}
        with formatter.section("Commands"):
            formatter.write_dl(sorted(rows.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            _fail(error.detail or error.title)
        except (OSError, KeyboardInterrupt) as error:
            _fail(str(error) or "interrupted")


def _fail(message: str) -> None:
    click.echo(f"onrecord: {clean(message)}", err=True)
    sys.exit(_FAILED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Did they say that? Verifies quotes against an index of source documents.

    \b
    Examples:
      onrecord serve
      onrecord ingest corpus/ interview.txt
      onrecord verify "A ferry that never leaves the pier is a very expensive café." --speaker "Ines Calloway"
      onrecord extract article.html

    Exit status: 0 all is well, 1 a finding, 2 it could not be done.
    """


@main.command()
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
    from service.cli.serve import Server

    sys.exit(Server(load(**options), progress, allows_removals=allows_removals).run())


@main.command()
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
    from service.client import Client, ClientError

    settings = load(url=url)
    try:
        with Client(settings.url, settings.key) as client:
            verification = client.verify(quote, **claimed)
    except ClientError as error:
        _fail(str(error))
        return
    if as_json:
        click.echo(json.dumps(verification.raw, ensure_ascii=False, indent=2))
    else:
        for line in verification_lines(verification.raw):
            click.echo(line)
    sys.exit(0 if verification.is_fine else _FINDING)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the quotations as JSON.")
@told_options
def extract(file: Path, as_json: bool, told: Mapping[str, str]) -> None:
    """Print the quotations of a file with their attribution. Stores nothing and needs no service.

    Exit status 0: there are quotations; 1: there are none; 2: the file cannot be read.

    \b
    Examples:
      onrecord extract article.txt
      onrecord extract page.html --json
      onrecord extract address.pdf --kind speech --speaker "Ines Calloway"
    """
    from service import citing, wire
    from service.extraction import extract as extract_passages
    from service.ingestion.gathering import said_of
    from service.knowledge.gazetteer import Gazetteer
    from service.sources.told import Told, with_told
    from service.storage.corpus import read_file

    rows = []
    settings = load()
    gazetteer = Gazetteer.load(settings.outlets_file, settings.least)
    beside = said_of(file, file.parent)
    for found in read_file(file, gazetteer):
        document = with_told(found, Told({**beside.own, **told}, beside.defaults))
        rows += wire.extraction(citing.quotations(document, extract_passages(document, gazetteer)))["quotations"]
    if as_json:
        click.echo(json.dumps({"quotations": rows}, ensure_ascii=False, indent=2))
    else:
        for line in extraction_lines(rows):
            click.echo(line)
    sys.exit(0 if rows else _FINDING)


@main.command()
@click.option("--url", help="Service to look at (ONRECORD_URL, http://127.0.0.1:8000).")
def doctor(url: str | None) -> None:
    """Show the settings, what answers, and what is wrong.

    Exit status 0: all is well; 1: something is wrong, and the line that says so how to fix it.
    """
    lines, is_well = doctor_lines(load(url=url))
    for line in lines:
        click.echo(line)
    sys.exit(0 if is_well else _FINDING)


if __name__ == "__main__":
    main()
