"""What Telegram Desktop exports (`result.json`, `messages.html`): the messages of a channel or a chat, or of all chats of an account.

Each message with words is a post of whom it is from, by the name that the file has; one that was forwarded is that other's. Whoever signs
a channel's message (`author`) is its speaker. Days are those of the computer that exported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.fields import plain_text
from service.sources.marked_up import read_markup
from service.sources.plain import moment
from service.sources.posts import post_of
from service.sources.shapes import JsonObject
from service.sources.tidying import classes, in_one_line

_PAGE = re.compile(r"""class=["']message\s(?:default|service)\b""")  # of a message on a page of an export
_MOMENT = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?=\s)")
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
    document = post_of(text, speaker, None, row.get("date"))
    modified = moment(changed) if isinstance(changed := row.get("edited"), str) else None
    return replace(document, origin=replace(document.origin, modified=modified, guid=f"telegram:{chat.get('id')}/{row.get('id')}"))


def _rows(value: Any) -> list[JsonObject]:
    """Return the objects of a list, none of anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def may_be_page(text: str) -> bool:
    """Tell whether the source of a page has the elements that pages of an export of Telegram have."""
    return bool(_PAGE.search(text))


def messages_of_page(tree: Any) -> list[Document]:
    """Return the posts of a page of an export (`messages.html`); none of any other page.

    A message that follows another of the same sender has no name of its own, and the class `joined`; one without either is nobody's.
    """
    found: list[Document] = []
    sender = forwarded = None
    for message in tree.iter("div"):
        body = _below(message, "body") if {"message", "default"} <= classes(message) else None
        if body is None:
            continue
        is_joined = "joined" in classes(message)
        within = _below(body, "forwarded", "body")
        sender = _name(body) or (sender if is_joined else None)
        forwarded = _name(within) or (forwarded if is_joined and within is not None else None)
        by = _signed(body) or sender if within is None else forwarded
        if words := _words(body if within is None else within):
            found.append(post_of(words, by, None, _day(body)))
    return found


def _below(element: Any, *names: str) -> Any:
    """Return the first element right below another that has some classes, None where there is none."""
    return next((inner for inner in element.iterchildren("div") if classes(inner).issuperset(names)), None)


def _name(body: Any) -> str | None:
    """Return who a message is from, by the name over it, without what is told beside that; None where it has none."""
    shown = _below(body, "from_name") if body is not None else None
    return " ".join((shown.text or "").split()) or None if shown is not None else None


def _signed(body: Any) -> str | None:
    """Return who signs a message of a channel."""
    shown = _below(body, "signature")
    return in_one_line(shown) or None if shown is not None else None


def _words(body: Any) -> str:
    """Return the words of a message, nothing of one without."""
    from lxml import etree

    text = _below(body, "text")
    return read_markup(etree.tostring(text, encoding="unicode", method="html", with_tail=False))[0] if text is not None else ""


def _day(body: Any) -> str | None:
    """Return the day of a message, as the computer that exported it had it."""
    shown = _below(body, "date")
    told = _MOMENT.match(shown.get("title") or "") if shown is not None else None
    return told[0] if told else None
