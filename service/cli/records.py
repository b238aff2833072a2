"""onrecord records verify, key, list: records of checks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from service.checking.plain import clean
from service.errors import SettingError, UnreadableSource
from service.settings import load

_CHANGED = 1  # exit status of a record that is not as it was


@click.group()
def records() -> None:
    """Verify the records of checks that POST /v1/checks keeps."""


@records.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="Public key that must have signed it, in base64, as `onrecord records key` prints it.")
def verify(file: Path, key: str | None) -> None:
    """Check whether a copy of a record is unchanged since it was signed. Works offline.

    Without --key this shows that nothing was changed, and the fingerprint of the key that signed it: compare it with the one that the
    newsroom gave you.

    Exit status 0: it is as it was signed; 1: it was changed, or another key signed it; 2: the file holds no record.

    \b
    Examples:
      onrecord records verify check.json
      onrecord records verify check.json --key "$(ssh newsroom onrecord records key)"
    """
    from service import signing

    record, signature = _signed(file)
    if not signing.is_signed(record, signature):
        click.echo(f"{file}: NOT as it was signed: the record or its signature was changed")
        sys.exit(_CHANGED)
    if key is not None and key.strip() != signature.key:
        click.echo(f"{file}: signed by another key: {signing.fingerprint(signature.key)}")
        sys.exit(_CHANGED)
    name = (record.get("asked_by") or {}).get("name")
    asked = f", asked by {clean(str(name))}" if name else ""
    click.echo(f"{file}: as it was signed")
    click.echo(f"  record  {clean(str(record.get('id')))} of {clean(str(record.get('at')))}{asked}")
    click.echo(f"  key     {signing.fingerprint(signature.key)}")


@records.command("key")
def key_() -> None:
    """Print this installation's public signing key in base64, and its fingerprint to standard error."""
    from service import signing
    from service.storage.corpus import Corpus

    settings = load()
    corpus = Corpus(settings.corpus_location, settings.data_folder)
    if not corpus.is_begun:
        raise SettingError(f"no service has run on {corpus.own_place}: set ONRECORD_DATA to the data folder of yours")
    key = signing.public_key(corpus.signing_key)
    click.echo(key)
    click.echo(f"fingerprint {signing.fingerprint(key)}", err=True)


@records.command("list")
def list_() -> None:
    """List the records: id, who asked, and how long each is kept."""
    from service.ingestion.holding import now
    from service.storage.corpus import Corpus

    settings = load()
    checks = Corpus(settings.corpus_location, settings.data_folder).checks
    for check_id in checks.ids():
        held = checks.read(check_id, f"{now()}Z")
        if held is not None:
            record = held["record"]
            click.echo(f"{check_id}  {clean(record['asked_by']['name'] or '-')}  {record['until'] or 'kept'}")


def _signed(file: Path) -> tuple[dict[str, Any], Any]:
    """Return the record of a file, and its signature. Raises UnreadableSource if it holds none."""
    from service.signing import Signature

    try:
        held = json.loads(file.read_bytes())
        signature = Signature(**{name: str(held["signature"][name]) for name in Signature._fields})
        record = held["record"]
        if not isinstance(record, dict):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableSource(f"{file}: no record of a check, as GET /v1/checks/{{id}} gives it") from None
    return record, signature
