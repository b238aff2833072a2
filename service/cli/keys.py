"""onrecord keys add, list, revoke."""

from __future__ import annotations

import time
from typing import Any

import click

from service.callers.keys import SCOPES, Key, Keys
from service.settings import Settings, load
from service.storage.corpus import Corpus

_DAY = 86_400


@click.group()
def keys() -> None:
    """Create, list and revoke keys.

    A key stands for one caller and grants its scopes: verify (ask), read (browse), write (add and take down documents, correct
    quotations, keep records of checks), admin (metrics, delete records). To replace one, add the new one first: both work until the old one is revoked.
    """


@keys.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), default=("verify", "read"), show_default=True)
@click.option("--days", type=click.IntRange(1), help="Days until it expires. Default: never.")
@click.option("--rate", type=click.IntRange(1), help="Requests a minute (ONRECORD_RATE).")
def add(name: str, scopes: tuple[str, ...], days: int | None, rate: int | None) -> None:
    """Create a key for NAME and print it. It is shown only once.

    \b
    Examples:
      onrecord keys add "desk tools"
      onrecord keys add archive --scope read --scope write --days 365
    """
    expires = int(time.time()) + days * _DAY if days else None
    corpus = _corpus(load())
    token, key = Keys(corpus.own).add(name, tuple(dict.fromkeys(scopes)), expires=expires, rate=rate)
    click.echo(token)
    click.echo(f"This is shown once. It has the id {key.id} and opens {', '.join(key.scopes)}.", err=True)
    click.echo(f"It counts for services whose data is in {corpus.own_place} (ONRECORD_DATA).", err=True)


@keys.command("list")
def list_() -> None:
    """List the keys: id, name, scopes, when they were created and when they expire."""
    now = time.time()
    rows = [_row(key, now) for key in _keys(load()).list()]
    for row in rows:
        click.echo("  ".join(row))
    if not rows:
        click.echo("There is no key: on loopback everything is open, elsewhere nothing but ONRECORD_OPEN_SCOPES.", err=True)


@keys.command("revoke")
@click.argument("key_id")
@click.option("--days", type=click.IntRange(0), default=0, help="Days until it stops working, to give its user time to switch.")
def revoke(key_id: str, days: int) -> None:
    """Revoke a key by its id, at once or in some days. Running services notice within a second."""
    key = _keys(load()).revoke(key_id, at=int(time.time()) + days * _DAY)
    click.echo(f"{key.id} ({key.name}) ends {_day(key.expires)}.")


def _corpus(settings: Settings) -> Corpus:
    return Corpus(settings.corpus_location, settings.data_folder)


def _keys(settings: Settings) -> Keys:
    return Keys(_corpus(settings).own)


def _row(key: Key, now: float) -> tuple[Any, ...]:
    state = "ended" if not key.is_live(now) else f"ends {_day(key.expires)}" if key.expires else "open"
    return key.id, f"{key.name:<24}", f"{','.join(key.scopes):<24}", f"made {_day(key.created)}", state


def _day(seconds: int | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds)) + " UTC" if seconds else "never"
