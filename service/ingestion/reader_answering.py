"""What a second reader answered, as proposals. Pure: what is malformed is left out; an answer that is not JSON gives nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import orjson

from schemas.vocabulary import FIELDS

_MOST_VALUE, _MOST_EVIDENCE = 200, 400  # characters: more is no name, and no words that name somebody
_MOST_ROWS = 1000  # of an answer that are looked at


class Malformed(Exception):
    """An answer is not a JSON object of the form that was asked for."""


class Told(NamedTuple):
    """What the reader says of one field of a quotation.

    `number`: of the quotation in the question; `evidence`: words of the document; `paragraph`: the number, from 1, of the one that they
    stand in; `kind`: the type of a speaker or the relation of an outlet, as it was given.
    """

    number: int
    field: str
    value: str
    evidence: str
    paragraph: int
    kind: str


class Answered(NamedTuple):
    """What an answer says, in its order, and the (number, field) for which it says that the document does not tell."""

    told: list[Told]
    silent: list[tuple[int, str]]


def read(content: str) -> Answered:
    """Return what an answer says. Raises Malformed if it is not a JSON object with a list of quotations."""
    try:
        answer = orjson.loads(content[content.find("{") : content.rfind("}") + 1])  # some servers put a fence around it
    except orjson.JSONDecodeError:
        raise Malformed("the answer is not JSON") from None
    rows = answer.get("quotations") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise Malformed("the answer has no list of quotations")
    known = [row for row in rows[:_MOST_ROWS] if isinstance(row, dict) and _is_number(row.get("number"))]
    silent = [(row["number"], field) for row in known for field in FIELDS if row.get(field, field) is None]
    return Answered([found for row in known for found in _of_row(row)], silent)


def _of_row(row: Mapping[str, object]) -> Iterator[Told]:
    for field in FIELDS:
        given = row.get(field)
        if isinstance(given, dict) and (found := _told(row["number"], field, given)) is not None:
            yield found


def _told(number: object, field: str, given: Mapping[str, object]) -> Told | None:
    value, evidence, paragraph, kind = (given.get(name) for name in ("value", "evidence", "paragraph", "kind"))
    if not (isinstance(number, int) and isinstance(value, str) and isinstance(evidence, str) and isinstance(paragraph, int)):
        return None
    value, evidence = " ".join(value.split()), evidence.strip()
    if not (0 < len(value) <= _MOST_VALUE and 0 < len(evidence) <= _MOST_EVIDENCE and _is_number(paragraph)):
        return None
    return Told(number, field, value, evidence, paragraph, kind if isinstance(kind, str) else "")


def _is_number(value: object) -> bool:
    """Return whether a value is a whole number; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)
