"""Accepted proposals beside what the rules found: the surer value is served, the other is a candidate. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from service.ingestion.reader_accepting import Accepted, Value
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Date, Likely, Outlet, Passage

_MOST_CANDIDATES = 3
_STATED = 1.0  # the score of what a source states itself: nothing is surer
_DOUBTED = 0.9  # what the rules are less sure of is a candidate where the reader finds that the document does not tell


@cache
def scores() -> Mapping[str, float]:
    """Return by field how often an accepted proposal is right; `bench/reader.py --fit` measures it."""
    table = json.loads((files(__package__) / "data" / "reader_scores.json").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in table["scores"].items()}


def applied(passages: Sequence[Passage], found: Iterable[Accepted], gazetteer: Gazetteer) -> list[Passage]:
    """Return the passages of a document with accepted proposals in place of what is less sure.

    A value below the threshold of its field, or less sure than the one that is there, becomes a candidate.
    """
    out = list(passages)
    for one in found:
        told = out[one.passage].attribution
        value = replace(one.value, score=scores()[one.field])
        out[one.passage] = replace(out[one.passage], attribution=_with(told, one.field, value, gazetteer))
    return out


def doubted(passages: Sequence[Passage], silent: Iterable[tuple[int, str]]) -> list[Passage]:
    """Return the passages with what the rules are not quite sure of as candidates, where the reader finds nothing in the document.

    `silent`: (index of the passage, field). What rests on no words but on the document as a whole stays.
    """
    out = list(passages)
    for n, field in silent:
        told = out[n].attribution
        held: Value | None = getattr(told, field)
        if held is None or held.evidence is None or held.score >= _DOUBTED:
            continue
        others = (Likely(name_of(held), held.score, held.evidence), *told.candidates.get(field, ()))[:_MOST_CANDIDATES]
        without: dict[str, None] = {field: None}
        out[n] = replace(out[n], attribution=replace(told, **without, candidates={**told.candidates, field: others}))
    return out


def _with(told: Attribution, field: str, value: Value, gazetteer: Gazetteer) -> Attribution:
    """Return an attribution with a value, or with a candidate."""
    held: Value | None = getattr(told, field)
    if held is not None and (_is_same(held, value, gazetteer) or (held.score >= _STATED and held.evidence is None)):
        return told
    is_served = value.score >= gazetteer.least[field] and (held is None or value.score > held.score)
    other = held if is_served else value
    others = [one for one in told.candidates.get(field, ()) if one.value != name_of(value)]
    if other is not None:
        others.append(Likely(name_of(other), other.score, other.evidence))
    others.sort(key=lambda one: -one.score)
    candidates = {name: rows for name, rows in told.candidates.items() if name != field}
    if others:
        candidates[field] = tuple(others[:_MOST_CANDIDATES])
    served = {field: value} if is_served else {}
    return replace(told, **served, candidates=candidates)  # type: ignore[arg-type]  # each value has the type of its field


def name_of(value: Value) -> str:
    """Return what a value is called: a name, or a date in ISO 8601."""
    return value.value if isinstance(value, Date) else value.name


def _is_same(a: Value, b: Value, gazetteer: Gazetteer) -> bool:
    """Return whether two values of a field are one."""
    one, other = name_of(a), name_of(b)
    if isinstance(a, Outlet):
        return gazetteer.same_outlet(one, other)
    return one.casefold() == other.casefold()
