"""onrecord extract: the quotations of a file, without a service."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from service import citing, wire
from service.cli.options import told_options
from service.cli.text import extraction_lines
from service.errors import UnreadableSource
from service.extraction import extract as extract_passages
from service.ingestion.gathering import Said
from service.ingestion.holding import held_back, now
from service.knowledge.gazetteer import Gazetteer
from service.settings import load
from service.sources import read_parts
from service.sources.told import Told, with_told

_NONE = 1  # exit status of a file without quotations, or of which a part is not indexed


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the quotations as JSON.")
@told_options
def extract(file: Path, as_json: bool, told: Mapping[str, str]) -> None:
    """Print the quotations of a file with their attribution. Stores nothing and needs no service.

    Exit status 0: there are quotations; 1: there are none, or a part of the file cannot be read or is under embargo; 2: nothing of
    it can be read.

    \b
    Examples:
      onrecord extract article.txt
      onrecord extract page.html --json
      onrecord extract address.pdf --kind speech --speaker "Ines Calloway"
    """
    rows, told_of = [], []
    settings = load()
    gazetteer = Gazetteer.load(settings.outlets_file, settings.least)
    beside = Said(file.parent).of(file)
    parsed = read_parts(file.name, file.read_bytes(), gazetteer)
    if parsed.refused and not parsed.documents:
        raise UnreadableSource("\n".join(parsed.refused))
    for given in parsed.documents:
        document = with_told(given.document, Told({**beside.own, **told}, beside.defaults))
        if (held := held_back(document, {}, now())) is not None:
            told_of.append(f"{file.name}: {held.reason}, and not indexed before that")
        rows += wire.extraction(citing.quotations(document, extract_passages(document, gazetteer)))["quotations"]
    if as_json:
        click.echo(json.dumps({"quotations": rows}, ensure_ascii=False, indent=2))
    else:
        for line in extraction_lines(rows):
            click.echo(line)
    told_of += parsed.refused
    for line in told_of:
        click.echo(f"onrecord: {line}", err=True)
    sys.exit(0 if rows and not told_of else _NONE)
