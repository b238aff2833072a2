"""What Telegram Desktop exports (`result.json`): the messages of a channel or a chat, or of all chats of an account.

Each message with words is a post of whom it is from, by the name that the file has; one that was forwarded is that other's. Whoever signs
a channel's message (`author`) is its speaker. Days are those of the computer that exported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.errors import UnreadableSource
from service.records import Document, Passage, Span
from service.sources.days import day_of
from service.sources.fields import plain_text
from service.sources.plain import make_document, moment
from service.sources.shapes import JsonObject

_KINDS = ("message", "service")
_FORWARDED = "forwarded_from"


def is_telegram(values: JsonObject) -> bool:
    """Tell whether an object is an export of Telegram: of one chat, or of an account with its chats."""
    chats = _chats(values)
    rows = next((rows for chat in chats if (rows := _rows(chat.get("messages")))), [])
    are_messages = all(row.get("type") in _KINDS for row in rows)
    return are_messages and any("from_id" in row or "actor_id" in row for row in rows)


def read_telegram(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the messages of an export that have words. Raises UnreadableSource where none has."""
    is_empty = True
    for chat in _chats(values):
        for row in _rows(chat.get("messages")):
            if row.get("type") == _KINDS[0] and (text := _text(row.get("text"))):
                is_empty = False
                yield _post(row, text, chat)
    if is_empty:
        raise UnreadableSource("there are no messages with words in it")


def _chats(values: JsonObject) -> list[JsonObject]:
    """Return the chats of an export; one of a single chat is that chat."""
    held = values.get("chats")
    return _rows(held.get("list")) if isinstance(held, dict) else [values]


def _text(value: Any) -> str:
    """Return the words of a message: a text, or pieces of which some are set as links, in bold or the like."""
    pieces = value if isinstance(value, list) else [value]
    words = (piece.get("text") if isinstance(piece, dict) else piece for piece in pieces)
    return "".join(word for word in words if isinstance(word, str)).strip()


def _post(row: JsonObject, text: str, chat: JsonObject) -> Document:
    """Return the document of a message."""
    speaker = plain_text(row.get(_FORWARDED)) if _FORWARDED in row else plain_text(row.get("author")) or plain_text(row.get("from"))
    document = make_document(
        {
            "text": text,
            "kind": "post",
            "speaker": speaker,
            "published": day_of(row.get("date")),
            "published_basis": "metadata",
            "modified": moment(changed) if isinstance(changed := row.get("edited"), str) else None,
        }
    )
    document = replace(document, origin=replace(document.origin, guid=f"telegram:{chat.get('id')}/{row.get('id')}"))
    return document if speaker else replace(document, stated=(Passage((Span(0, len(document.text), document.text),)),))


def _rows(value: Any) -> list[JsonObject]:
    """Return the objects of a list, none of anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
