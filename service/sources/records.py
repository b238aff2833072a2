"""JSON and tables in the field names of the wire contract, or in those that are common elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.attributed import quotation_row, read_quotation
from service.sources.cues import (
    TURNS,
    are_cues,
    are_turns,
    in_seconds,
    inner_recording,
    names_of_speakers,
    turns_of_row,
    with_one_talk,
)
from service.sources.envelopes import completed_text, inner_article
from service.sources.fields import address, is_known, plain_text, tidied, with_common_names
from service.sources.formats import Given
from service.sources.headless import require_no_draft
from service.sources.json_shapes import shape_of
from service.sources.marked_up import read_markup
from service.sources.mastheads import without_site
from service.sources.plain import as_transcript, make_document
from service.sources.rich_text import as_html
from service.sources.shapes import JsonObject
from service.sources.transcripts import Turn, transcript
from service.sources.wordpress import with_names

_LABEL = re.compile(r"^[A-Z][^\n:()\[\]]{0,60}:[ \t]+\S", re.MULTILINE)  # "THE CHAIR: Good evening."
_JSON_NAMES = {
    "NoneType": "null",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "str": "text alone",
    "list": "a list",
}
_FEW_LABELS = 2
_MARKUP = re.compile(r"</p>|<br ?/?>|<p>|</(?:div|em|strong|a|i|b)>", re.IGNORECASE)  # the text of many an API is HTML
_IF_LABELLED = ("sentences", "lines", "value")  # which any text may be given in
_BLOCK_TEXT = ("text", "content", "html", "value", "body")  # of a block of an article, where it has its words
_MEDIA = ("media", "media_url", "audio_url", "video_url", "audio")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_OF_WORDPRESS = frozenset(("_embedded", "yoast_head_json"))
_LEAST_TEXT, _MOST_SHOWN = 20, 8  # characters of a field that may be a text, and fields that are told
_LEAST_LINES = 2  # of a file that has an object on each
_SAME = 0.5  # share of a text's words that its turns must have to stand for it


def read_json(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Yield a document, or a list of them; items of a list that are not documents do not stop the others."""
    loaded = _lines_of(content) or _loaded(content)
    if not isinstance(loaded, list):
        yield from documents_of(loaded, gazetteer)
        return
    if not loaded:
        raise UnreadableSource("there is nothing in it: the list is empty")
    if are_cues(loaded) or are_turns(loaded):
        loaded = [{"segments": loaded}]
    for number, row in enumerate(loaded, 1):
        try:
            yield from documents_of(row, gazetteer)
        except UnreadableSource as error:
            error.detail = f"item {number}: {error.detail}"
            yield error


def _lines_of(content: bytes) -> list[object]:
    """Return the objects of a file that has one on each line, as exports of lines are often named; none of any other file."""
    lines = [line for line in content.splitlines() if line.strip()]
    if len(lines) < _LEAST_LINES or not all(line.strip()[:1] == b"{" and line.strip()[-1:] == b"}" for line in lines):
        return []
    try:
        return [_loaded(line) for line in lines]
    except UnreadableSource:
        return []


def read_row(content: bytes, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Return the documents of a line, or of a table's row: one, unless it is an envelope."""
    return documents_of(_loaded(content), gazetteer)


def documents_of(row: object, gazetteer: Gazetteer) -> Iterator[Document | Given | UnreadableSource]:
    """Yield the documents of a value: one, or those of a format that holds several. Raises UnreadableSource."""
    if not isinstance(row, dict):
        raise UnreadableSource(
            f"a document is an object with a text, not {_JSON_NAMES.get(type(row).__name__, type(row).__name__)}"
        )
    shape = shape_of(row)
    if shape is not None:
        yield from shape.read(row, gazetteer)
        return
    if (inner := inner_recording(row) or inner_article(row)) is not None:
        row = inner
    require_no_draft(row)
    if row.get("speaker") and are_cues([row]):
        row = {"segments": [row]}  # a line of a transcript
    if (quoted := quotation_row(row)) is not None:
        yield from read_quotation(json.dumps(quoted).encode(), gazetteer)
        return
    if not _OF_WORDPRESS.isdisjoint(row) or _is_rendered(row.get("content")):
        row = with_names(row)
    missing = completed_text(row)
    row = row if with_common_names(row).get("text") else with_one_talk(row)
    document = document_of(row)
    yield document
    if missing:
        yield UnreadableSource(f"{document.title or document.url or 'the document'}: {missing}")


def _is_rendered(content: Any) -> bool:
    """Return whether a content is as WordPress' REST API has it."""
    return isinstance(content, dict) and "rendered" in content


def _loaded(content: bytes) -> Any:
    """Return the value of some JSON. Raises UnreadableSource, also for what is nested too deep."""
    try:
        return json.loads(decoding.plain(content))
    except RecursionError:
        raise UnreadableSource("not JSON that can be read: lists and objects stand too deep one in another") from None
    except ValueError as error:
        raise UnreadableSource(f"not JSON: {error}") from None


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of an object in our field names or common ones. Raises UnreadableSource."""
    values = with_common_names(row)
    if "text" not in values and not any(isinstance(values.get(name), list) for name in TURNS):
        raise UnreadableSource(f"text is missing or empty{_told_names(row)}")
    text = _text_of(values.get("text"))
    known = tidied({**values, "text": text})
    outlet = known.get("outlet")
    known["title"] = (
        without_site(title, (outlet,)) if isinstance(title := known.get("title"), str) and isinstance(outlet, str) else title
    )
    if turns := _turns(values, text if isinstance(text, str) else ""):
        url = next((url for name in _MEDIA if (url := address(values.get(name)))), None)
        return transcript(turns, {**known, "kind": "transcript"}, url)
    return _of_text(text, known, row) if isinstance(text, str) else make_document(known)


def _of_text(text: str, known: JsonObject, row: Mapping[str, Any]) -> Document:
    """Return the document of an object whose text is that of a transcript, HTML, or plain. Raises UnreadableSource."""
    is_bare = (
        known.get("kind") == "transcript" and len(_LABEL.findall(text)) < _FEW_LABELS
    )  # labels are read with the head over them
    if "transcript" in row or is_bare:
        found = as_transcript(text, known)
        if found is not None:
            return found
    if _MARKUP.search(text):
        known["text"], stated = read_markup(text)
        return replace(make_document(known), stated=stated)
    if _ENTITY.search(text):
        known["text"] = unescape(text)
    return make_document(known)


def _told_names(row: Mapping[str, Any]) -> str:
    """Return which fields of an object hold words, for whoever knows which of them is the text, or all of one of which none is known."""
    wordy = [name for name, value in row.items() if isinstance(value, str) and len(value) >= _LEAST_TEXT and not is_known(name)]
    shown = ", ".join(name[:40] for name in wordy[:_MOST_SHOWN])
    if wordy:
        return f": name the field that has it, such as --field text={wordy[0][:40]} (words are in {shown})"
    return (
        ""
        if not row or {"title", "url"} & with_common_names(row).keys()
        else f": its fields are {', '.join(name[:40] for name in list(row)[:_MOST_SHOWN])}"
    )


def _text_of(value: Any) -> Any:
    """Return the text of a field that has it in an object, or as a list of paragraphs or of blocks; of any other what it is."""
    if (html := as_html(value)) is not None:
        return html
    if isinstance(value, dict):
        return plain_text(value)
    if not isinstance(value, list):
        return value
    parts = [part if isinstance(part, str) else next((part[n] for n in _BLOCK_TEXT if isinstance(part.get(n), str)), "")
             for part in value if isinstance(part, (str, dict))]  # fmt: skip
    return "\n\n".join(part for part in parts if part.strip()) or None


def _turns(values: Mapping[str, Any], text: str) -> list[Turn]:
    """Return the turns of a transcript given as a list of turns or segments, each with its words and perhaps who speaks and when.

    A text beside them may hide the speakers, so they are taken where they have most of its words.
    """
    names = names_of_speakers(values.get("speakers"))
    for name in TURNS:
        rows = values.get(name)
        given = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        turns = [turn for row in given for turn in turns_of_row(row, names)]
        words = sum(len(turn.words.split()) for turn in turns)
        if name in _IF_LABELLED and not any(turn.speaker for turn in turns):
            continue
        if words and words >= _SAME * len(text.split()):
            return in_seconds(turns)
    return []
