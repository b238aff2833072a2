"""Transcripts that a Word file sets as a table: a column of who speaks, one of the words, perhaps one of the time."""

from __future__ import annotations

from service.sources.clock import seconds
from service.sources.days import day_of
from service.sources.spoken import Spoken
from service.sources.tables import words
from service.sources.transcripts import Turn

_LEAST_ROWS = 2
_MOST = 0.6  # of a document's words that its table must have to be all that is said in it
_FIRST_LINES = 4  # of the paragraphs outside, in which the day stands


def spoken_in(tables: list[list[list[str]]], paragraphs: list[str]) -> Spoken | None:
    """Return the turns of a document's tables whose heads name a column of speakers and one of words, None where they are not most of it.

    `tables`: rows of cells; `paragraphs`: all of the document's, those of the tables too.
    """
    turns = [turn for rows in tables for turn in _turns(rows)]
    said = sum(len(turn.words.split()) for turn in turns)
    inner = {part for rows in tables for row in rows for cell in row for part in cell.split("\n\n")}
    outside = [text for text in paragraphs if text.strip() and text not in inner]
    if len(turns) < _LEAST_ROWS or said < _MOST * (said + sum(len(text.split()) for text in outside)):
        return None
    return Spoken(turns, next(iter(outside), None), next(filter(None, map(day_of, outside[:_FIRST_LINES])), None))


def _turns(rows: list[list[str]]) -> list[Turn]:
    """Return the turns of a table, none where its head does not name their columns. A row without a speaker is nobody's that can be told."""
    head = [cell.strip().strip(":").casefold() for cell in rows[0]] if rows else []
    who, what, when = (_column(head, name) for name in ("speaker_columns", "word_columns", "time_columns"))
    if who is None or what is None:
        return []
    out: list[Turn] = []
    for row in rows[1:]:
        if len(row) != len(head) or not row[what].strip():
            continue
        label = row[who].strip().rstrip(":")
        start = seconds(row[when].strip().strip("[]()")) if when is not None else None
        out.append(Turn(row[what], label or None, start, is_change=not label))
    return out


def _column(head: list[str], table: str) -> int | None:
    return next((n for n, name in enumerate(head) if name in words(table)), None)
