"""How a command fails: with one plain line on standard error, and exit status 2."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from service.checking.plain import clean

FAILED = 2  # exit status of what could not be done


def fail(message: str) -> NoReturn:
    """Print a message as one line on standard error and exit with status 2."""
    click.echo(f"onrecord: {clean(message)}", err=True)
    sys.exit(FAILED)
