"""A document and its quotations as questions to a second reader. Pure.

The document goes as JSON, so that nothing in it can end the place where it stands, with its paragraphs numbered. Only what concerns the
quotations that are asked about is sent: the paragraphs around them and those that open the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import orjson

from schemas.vocabulary import FIELDS, RELATIONS, SPEAKER_TYPES
from service.extraction.grounds import Stretch, paragraphs_of
from service.records import Document, Passage

MOST_QUOTATIONS = 30  # of a question: an answer about more grows long enough to be cut off
READ_KINDS = ("article", "release")
"""Kinds of documents that are asked about: the others are the words of speakers whom they name themselves."""
_BEFORE, _AFTER, _OPENING = 12, 2, 3  # paragraphs around a quotation, and at the start, that are sent: as far as the rules look
_MOST_CHARACTERS = 60_000  # of the paragraphs of a question
_MOST_WORDS = 400  # characters of a quotation that are repeated in the question: its place tells the rest
_NO_KIND = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked in one request: the content of its user message, and by number the quotation and the fields wanted of it.

    `asked`: {number: (index of the passage, fields)}.
    """

    content: str
    asked: Mapping[int, tuple[int, tuple[str, ...]]]

    def passage(self, number: int, field: str) -> int | None:
        """Return the index of the passage that a quotation of the question is, None if its field was not asked for."""
        n, fields = self.asked.get(number, (0, ()))
        return n if field in fields else None

    def key(self, model: str) -> str:
        """Return the SHA-256, in hexadecimal, of all that an answer depends on: the model, the instructions and the question."""
        return sha256("\0".join((model, instructions(), self.content)).encode()).hexdigest()


@cache
def instructions() -> str:
    """Return the content of the system message."""
    return (files(__package__) / "data" / "reader_instructions.md").read_text(encoding="utf-8")


def questions(document: Document, passages: Sequence[Passage], *, asks_all: bool) -> list[Question]:
    """Return what to ask about a document, nothing where the rules are sure of it.

    `asks_all`: ask for every field of every quotation; else, if the speaker of one is unknown or some value of one is likely but
    not sure, for the fields that have no value.
    """
    stated = {passage.parts for passage in document.stated}
    own = [n for n, passage in enumerate(passages) if passage.parts not in stated]
    if document.kind not in READ_KINDS or not (asks_all or any(_is_unsure(passages[n]) for n in own)):
        return []
    wanted = [(n, _wanted(passages[n], asks_all=asks_all)) for n in own]
    some = [(n, fields) for n, fields in wanted if fields]
    blocks = paragraphs_of(document)
    batches = [some[at : at + MOST_QUOTATIONS] for at in range(0, len(some), MOST_QUOTATIONS)]
    return [_question(document, passages, blocks, batch) for batch in batches]


def paragraph_of(blocks: Sequence[Stretch], offset: int) -> int:
    """Return the number, from 1, of the paragraph that holds an offset of the document."""
    return max(1, bisect_right(blocks, offset, key=lambda block: block[0]))


def _is_unsure(passage: Passage) -> bool:
    return passage.attribution.speaker is None or bool(passage.attribution.candidates)


def _wanted(passage: Passage, *, asks_all: bool) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if asks_all or getattr(passage.attribution, name) is None)


def _question(
    document: Document, passages: Sequence[Passage], blocks: Sequence[Stretch], batch: Sequence[tuple[int, tuple[str, ...]]]
) -> Question:
    rows = []
    near: set[int] = set()
    for number, (n, fields) in enumerate(batch, 1):
        at = paragraph_of(blocks, passages[n].parts[0].start)
        near.update(range(at - _BEFORE, paragraph_of(blocks, passages[n].parts[-1].end - 1) + _AFTER + 1))
        rows.append({"number": number, "paragraph": at, "words": passages[n].text[:_MOST_WORDS], "wanted": fields})
    near.update(range(1, _OPENING + 1))
    told = {"title": document.title, "outlet": document.outlet, "published": document.published}
    content = {"document": {**told, "paragraphs": list(_paragraphs(document, blocks, near))}, "quotations": rows}
    return Question(orjson.dumps(content).decode(), dict(enumerate(batch, 1)))


def _paragraphs(document: Document, blocks: Sequence[Stretch], near: set[int]) -> Iterator[dict[str, object]]:
    """Yield the numbered paragraphs to send, in order, until they are as long as a question may be."""
    left = _MOST_CHARACTERS
    for n, (start, end) in enumerate(blocks, 1):
        if n in near and left > 0:
            yield {"n": n, "text": document.text[start : min(end, start + left)]}
            left -= end - start


def response_format(*, has_schema: bool) -> dict[str, Any]:
    """Return the form that an answer is asked in: by a JSON schema, or for servers that know none, as any JSON object."""
    if not has_schema:
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": "attributions", "strict": True, "schema": _schema()}}


def _schema() -> dict[str, object]:
    """Return the JSON schema of an answer."""
    kinds = sorted({_NO_KIND, *SPEAKER_TYPES, *RELATIONS})
    told = {
        "anyOf": [
            _object(
                {
                    "value": {"type": "string"},
                    "evidence": {"type": "string"},
                    "paragraph": {"type": "integer"},
                    "kind": {"type": "string", "enum": kinds},
                }
            ),
            {"type": "null"},
        ]
    }
    row = _object({"number": {"type": "integer"}, **dict.fromkeys(FIELDS, told)})
    return _object({"quotations": {"type": "array", "items": row}})


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
