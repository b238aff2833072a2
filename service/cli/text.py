"""What the command line prints: lines of plain text, control characters taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from schemas import shapes
from schemas.gaps import with_gaps
from schemas.vocabulary import VERDICT
from service.checking.plain import clean, many, passage

_SHOWN = 200  # characters of a quotation
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
        yield from _source_lines(match)
    coverage = verification["coverage"]
    yield f"  looked through {many(coverage['quotations'], 'quotation')} in {many(coverage['documents'], 'document')}"


def _source_lines(match: shapes.Match) -> Iterator[str]:
    quotation = match["quotation"]
    yield f"  “{passage(quotation, match['matched'], _SHOWN)}”"
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
        yield f"{first['start']}–{quotation['parts'][-1]['end']}  “{clean(_shortened(with_gaps(quotation)))}”"
        yield f"    {attribution_line(quotation)}"
    if not quotations:
        yield "no quotations"


def _shortened(text: str, most: int = _SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
