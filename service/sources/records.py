"""JSON and tables in the field names of the wire contract, or in those that are common elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.fields import with_common_names
from service.sources.fragment import map_html
from service.sources.plain import make_document

_MARKUP = re.compile(r"</p>|<br ?/?>|<p>", re.IGNORECASE)  # the text of many an API is HTML
_TURN_TEXT, _TURN_SPEAKER = ("text", "words", "transcript"), ("speaker", "speaker_name", "name")


def read_json(content: bytes) -> Iterator[Document | UnreadableSource]:
    """A document, or a list of them; those of a list that are none do not stop the others."""
    loaded = _loaded(content)
    if not isinstance(loaded, list):
        yield _document(loaded)
        return
    for number, row in enumerate(loaded, 1):
        try:
            yield _document(row)
        except UnreadableSource as error:
            yield UnreadableSource(f"item {number}: {error.detail}")


def read_row(content: bytes) -> list[Document]:
    """The document of a line, or of a table's row."""
    return [_document(_loaded(content))]


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(decoding.utf8(content))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"not JSON: {error}") from None


def _document(row: object) -> Document:
    if not isinstance(row, dict):
        raise UnreadableSource(f"a document is an object with a text, not {type(row).__name__}")
    values = with_common_names(row)
    author = values.get("author")
    if isinstance(author, list):
        values["author"] = ", ".join(str(a.get("name", "") if isinstance(a, dict) else a) for a in author) or None
    elif isinstance(author, dict):
        values["author"] = author.get("name")
    if isinstance(values.get("outlet"), dict):  # schema.org's publisher
        values["outlet"] = values["outlet"].get("name")
    text = values.get("text")
    if isinstance(text, str) and _MARKUP.search(text):
        values["text"] = map_html(text).text
    if "text" not in values and (turns := _turns(values)):
        values = {"kind": "transcript", **values, "text": turns}
    return make_document(values)


def _turns(values: Mapping[str, Any]) -> str | None:
    """The text of a transcript given as a list of turns or segments, each with its words and perhaps who speaks."""
    for name in ("turns", "segments", "utterances"):
        rows = values.get(name)
        if not isinstance(rows, list):
            continue
        out: list[str] = []
        last = None
        for row in rows:
            if not isinstance(row, dict):
                continue
            words = next((row[n] for n in _TURN_TEXT if isinstance(row.get(n), str)), "").strip()
            speaker = next((row[n] for n in _TURN_SPEAKER if isinstance(row.get(n), str)), "").replace("_", " ").strip()
            if not words:
                continue
            if out and speaker == last:
                out[-1] += f" {words}"
            else:
                out.append(f"{speaker.upper()}: {words}" if speaker else words)
            last = speaker
        return "\n\n".join(out) or None
    return None
