"""The command `onrecord`: a table of commands, each loaded from its module when it is asked for.

Exit status: 0 all is well, 1 a finding, 2 it could not be done.
"""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

import click

from service import __version__
from service.cli.failing import fail
from service.errors import ONLY_CLIENT, OnrecordError, explained


class _Command(NamedTuple):
    """A command: where it is, and the first sentence of its help, so that `--help` loads no command."""

    module: str
    name: str
    help: str


_READER_GONE = 141  # the status of a program that ends because nobody reads what it prints
_COMMANDS = {
    "check": _Command("service.cli.check", "check", "Check the quotes in drafts: files, folders, or - for standard input."),
    "doctor": _Command("service.cli.doctor", "doctor", "Show the settings, what responds, and what is wrong."),
    "export": _Command(
        "service.cli.backup", "export", "Back up everything that can't be rebuilt: posted documents, imported files,..."
    ),
    "extract": _Command("service.cli.extract", "extract", "Print the quotations of a file with their attribution."),
    "import": _Command(
        "service.cli.ingest", "bring_in", "Import JSON lines or CSV, also compressed (.gz, .zst, .bz2), by the million;..."
    ),
    "index": _Command("service.cli.index", "index", "Rebuild the index, audit it, or show what it holds."),
    "ingest": _Command(
        "service.cli.ingest", "ingest", "Add sources to the index: files, folders and their subfolders, standard input..."
    ),
    "keys": _Command("service.cli.keys", "keys", "Create, list and revoke keys."),
    "lsp": _Command("service.cli.lsp", "lsp", "Check drafts as you write them, in an editor that supports LSP."),
    "mcp": _Command("service.cli.mcp", "mcp", "Serve an assistant over standard input and output, using a running service."),
    "queue": _Command(
        "service.cli.queue", "queue", "Show what is waiting to be read, and what failed three times, with the reason."
    ),
    "records": _Command("service.cli.records", "records", "Verify the records of checks that POST /v1/checks keeps."),
    "reader": _Command(
        "service.cli.reader", "reader", "Ask the second reader about the documents that wait for it, and show its..."
    ),
    "recheck": _Command(
        "service.cli.recheck", "recheck", "List the sources that have changed since they were read, and the quotations..."
    ),
    "samples": _Command("service.cli.samples", "samples", "Write the sample documents into a folder, to try the service with."),
    "serve": _Command("service.cli.serving", "serve", "Index the corpus and answer over HTTP until interrupted."),
    "stats": _Command(
        "service.cli.stats", "stats", "Show what the index holds: how much, what is known of it, when it was said,..."
    ),
    "verify": _Command("service.cli.verify", "verify", "Verify a quote with a running service."),
    "watch": _Command("service.cli.watch", "watch", "Watch folders, and RSS or Atom feeds by their address, until interrupted."),
    "worker": _Command(
        "service.cli.queue", "worker", "Read the files that `onrecord ingest --queue` queues, until stopped; the..."
    ),
}


class _Group(click.Group):
    """Loads a command when it is asked for. Errors of ours are one line on standard error and exit status 2.

    Lists the commands that are installed: `onrecord-client` brings those that ask a service.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, command in sorted(_COMMANDS.items()) if find_spec(command.module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = _COMMANDS.get(cmd_name)
        if found is None:
            return None
        if find_spec(found.module) is None:
            fail(ONLY_CLIENT)
        command: click.Command = getattr(import_module(found.module), found.name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        near = get_close_matches(args[0], self.list_commands(ctx), n=1) if args[0] not in _COMMANDS else []
        if near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name].help) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            fail(error.detail or error.title)
        except ModuleNotFoundError as error:
            fail(explained(error))
        except BrokenPipeError:  # whoever reads has seen enough: `onrecord stats | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_READER_GONE)
        except (OSError, KeyboardInterrupt) as error:
            fail(str(error) or "interrupted")


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


if __name__ == "__main__":
    main()
