"""onrecord stats: what the index can answer, and what it cannot."""

from __future__ import annotations

import json
from typing import Any

import click

from service.checking.plain import clean
from service.cli.storage import OPTIONS, Storage
from service.index.asking.holdings import Overview
from service.settings import load

_BAR = 30  # characters
_MONTHS = 24  # the latest that are shown
_NAMES = 10


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON; times are seconds since 1970.")
@OPTIONS
def stats(as_json: bool, **options: Any) -> None:
    """Show what the index holds: how much, what is known of it, when it was said, by whom, and in which outlets.

    \b
    Examples:
      onrecord stats
      onrecord stats --json | jq .known
    """
    from service import wire
    from service.index.asking.browse import Browser
    from service.ingestion.second_reader import SecondReader

    settings = load(**options)
    reader = SecondReader.of(settings)
    with Storage(settings) as storage:
        known = Browser(storage.client, storage.gazetteer).overview()
    if as_json:
        times = {"built": known.built, "written": known.written}
        click.echo(
            json.dumps(
                {**wire.stats(known, reader.standing() if reader is not None else None), **times}, ensure_ascii=False, indent=2
            )
        )
        return
    for line in _lines(known):
        click.echo(line)


def _lines(known: Overview) -> list[str]:
    total = max(1, known.quotations)
    out = [
        f"documents   {known.documents:,}",
        f"quotations  {known.quotations:,}",
        f"speakers    {known.speakers:,}",
        f"outlets     {known.outlets:,}",
        "",
        "known of the quotations",
        *(_bar(name, number, total, f"{number / total:.0%}") for name, number in known.known.items()),
    ]
    months = known.months[-_MONTHS:]
    for title, rows in (
        (f"by month, the last {len(months)}" if len(known.months) > _MONTHS else "by month", months),
        ("most quoted", [(row.name, row.quotations) for row in known.most_quoted[:_NAMES]]),
        ("outlets that first carried or published the most", [(row.name, row.quotations) for row in known.most_quoting[:_NAMES]]),
    ):
        if rows:
            most = max(number for _, number in rows)
            out += ["", title, *(_bar(label, number, most, f"{number:,}") for label, number in rows)]
    if known.to_reread:
        out.append(f"  older rules read {known.to_reread:,} documents; the service reads them again in the background")
    if known.undated:
        out.append(f"  no date is known of {known.undated:,}")
    return out


def _bar(label: str, number: int, most: int, shown: str) -> str:
    plain = clean(label)[:28]
    return f"  {plain:<28} {'█' * round(_BAR * number / most):<{_BAR}} {shown}"
