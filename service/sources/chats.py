"""Chats as programs export them: WhatsApp's text, Slack's days, Discord's channels (DiscordChatExporter). Each message is a post of its sender.

A sender without a name, of whom the file has a number alone, is unknown. What the program says of the chat is nobody's, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.fields import plain_text
from service.sources.posts import post_of
from service.sources.shapes import JsonObject
from service.sources.tables import words

_DATE = r"(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\.?)?"
_STARTS = re.compile(rf"^[\u200e\u200f\ufeff]{{0,2}}(?:\[{_DATE}\]\s|{_DATE.replace('day', 'date')}\s-\s)", re.MULTILINE)
_FROM = re.compile(r"[\u200e~\u202f\u00a0 ]{0,4}(?P<name>[^:\n]{1,100}?):\s(?P<words>\S.*)", re.DOTALL)
_PHONE = re.compile(r"[\u202a]?\+?[\d\s()\u202f\u00a0\u2011-]{6,24}[\u202c]?")
_EDITED = re.compile(r"\s{0,3}<[\w ]{3,40} edited>$|\s{0,3}\u200e<[^<>\n]{3,60}>$")
_LEAST = 2  # messages of a chat
_NUMBERS = re.compile(r"\d+")
_LINK = re.compile(r"<(?P<what>[@#!]?[^<>|\s]{1,500})(?:\|(?P<label>[^<>]{1,500}))?>")  # how Slack writes links and whom it names
_SPOKEN = ("thread_broadcast", "me_message", "bot_message", "file_share", None)
_QUOTED = re.compile(
    r"^[ \t]*>>>[ \t].*\Z|^[ \t]*>[ \t][^\n]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)  # of another's message, above the answer
_OF_DISCORD = ("Default", "Reply", 0, 19, "0", "19")


class _Message(NamedTuple):
    """A message: the numbers of its day in their order, who sent it, and its words."""

    day: tuple[int, ...]
    sender: str | None
    words: str


def is_whatsapp(text: str) -> bool:
    """Tell whether a text begins as chats do that WhatsApp exported."""
    begun = _STARTS.match(text.lstrip("\ufeff \n"))
    return begun is not None and len(_STARTS.findall(text)) >= _LEAST


def read_whatsapp(content: bytes) -> Iterator[Document | UnreadableSource]:
    """Yield the messages of a chat that have words. Raises UnreadableSource where none has."""
    messages = list(_messages(decoding.lines(content)))
    if not messages:
        raise UnreadableSource("there are no messages with words in this chat")
    is_day_first = _is_day_first([message.day for message in messages])
    for message in messages:
        yield post_of(message.words, message.sender, None, _day(message.day, is_day_first))


def _messages(text: str) -> Iterator[_Message]:
    """Yield the messages of a chat that somebody sent and that have words, not only a picture."""
    starts = list(_STARTS.finditer(text))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        said = _FROM.fullmatch(text[start.end() : following.start() if following else len(text)].strip())
        if said is None or said["words"].startswith("\u200e") or _is_left_out(said["words"]):
            continue
        day = tuple(int(number) for number in _NUMBERS.findall(start["day"] or start["date"]))
        name = said["name"].strip()
        words = _EDITED.sub("", said["words"]).strip()
        if words:
            yield _Message(day, None if _PHONE.fullmatch(name) else name, words)


def _is_left_out(said: str) -> bool:
    """Return whether a message is what the program writes in place of a picture or of what was deleted."""
    plain = said.strip("<>. \u200e").casefold()
    return len(said) < 60 and any(plain.endswith(f" {word}") for word in words("chat_omissions"))


def _is_day_first(days: list[tuple[int, ...]]) -> bool | None:
    """Return whether days of numbers have the day before the month; None where no date of the chat tells."""
    if any(len(day) == 3 and day[0] > 12 for day in days):
        return True
    return False if any(len(day) == 3 and day[1] > 12 for day in days) else None


def _day(numbers: tuple[int, ...], is_day_first: bool | None) -> str | None:
    """Return a day of three numbers, None where the order of day and month is unknown."""
    if len(numbers) != 3:
        return None
    first, second, last = numbers
    if first > 31:
        return f"{first}-{second:02}-{last:02}"
    if is_day_first is None and first != second:
        return None
    day, month = (first, second) if is_day_first else (second, first)
    return f"{last + 2000 if last < 100 else last}-{month:02}-{day:02}"


def is_slack(values: JsonObject) -> bool:
    """Tell whether an object is a message of Slack."""
    return values.get("type") == "message" and isinstance(values.get("ts"), str) and "text" in values


def read_slack(values: JsonObject) -> Iterator[Document]:
    """Yield the document of a message, none of one that only tells who came and went."""
    text = values.get("text")
    if values.get("subtype") not in _SPOKEN or not isinstance(text, str) or not text.strip():
        return
    profile = values.get("user_profile")
    known = profile if isinstance(profile, dict) else values
    name = next((told for field in ("real_name", "display_name", "username") if (told := plain_text(known.get(field)))), None)
    if own := _QUOTED.sub("", unescape(_LINK.sub(_shown, text))).strip():
        yield post_of(own, name, None, str(values["ts"]).partition(".")[0])


def _shown(match: re.Match[str]) -> str:
    """Return what Slack shows for a link or a name."""
    sign = match["what"][0] if match["what"][0] in "@#" else ""
    return f"{sign}{match['label']}" if match["label"] else match["what"].lstrip("!")


def is_discord(values: JsonObject) -> bool:
    """Tell whether an object is an export of a channel of Discord."""
    return isinstance(values.get("channel"), dict) and isinstance(values.get("messages"), list) and "guild" in values


def read_discord(values: JsonObject) -> Iterator[Document]:
    """Yield the messages of a channel that have words. Raises UnreadableSource where none has."""
    is_empty = True
    for row in values["messages"]:
        text = row.get("content") if isinstance(row, dict) and row.get("type", "Default") in _OF_DISCORD else None
        if isinstance(text, str) and (own := _QUOTED.sub("", text).strip()):
            is_empty = False
            yield post_of(own, _author(row.get("author")), None, row.get("timestamp"))
    if is_empty:
        raise UnreadableSource("there are no messages with words in it")


def _author(value: Any) -> str | None:
    """Return the name of an account of Discord as it is shown."""
    known = value if isinstance(value, dict) else {}
    return plain_text(known.get("nickname")) or plain_text(known.get("name"))
