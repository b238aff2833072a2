"""Mail as programs save it (.eml, .mbox): press releases, with who sent them, when, and about what (RFC 5322, MIME).

The plain text of a message is read, or its HTML where that is all there is or says more. Attachments are reported, and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources.answered import take_out_answered
from service.sources.days import day_of
from service.sources.decoding import plain as decoded
from service.sources.foreign import foreign
from service.sources.marked_up import read_markup
from service.sources.plain import make_document
from service.sources.shapes import JsonObject

_HEADERS = ("from", "date", "subject", "received", "message-id", "to")
_LEAST_HEADERS = 2  # of these by which bytes are a message
_SENDER = re.compile(rb"^From:[ \t]*[^\r\n]{1,500}@", re.MULTILINE | re.IGNORECASE)
_MADE = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type|Delivered-To):", re.MULTILINE | re.IGNORECASE)
_HEADER = re.compile(rb"\s*(?:From [^\r\n]*\r?\n)?[A-Za-z][A-Za-z-]{1,40}:[ \t]")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 65536  # bytes of the headers of a message that goes by another name
_DEEPEST, _MOST_PARTS = 20, 200  # of a message: how far its parts are nested, and how many there are
_MOST_MESSAGES = 50  # that are attached to one, and to these
_FLOWED = re.compile(r"(?<=\S)(?<!^--) \n(?=[^\s>])", re.MULTILINE)  # RFC 3676: a space before a line's end says that it goes on
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)
_ANSWERED = re.compile(  # what an answer repeats of another's mail, behind the line that says whose it is
    r"^(?!>)[^\n]{1,200}(?:\n(?!>)[^\n]{1,200})?(?:wrote|schrieb|a écrit|escribió|scritto|schreef)[^\n]{0,80}:[ \t]*\n(?:[ \t]*\n)?(?:>[^\n]*(?:\n|\Z))+",
    re.MULTILINE,
)
_FORWARDED = re.compile(  # the head of a message that another passes on, as mail programs write it above its words
    r"^(?:(?:-{2,20} ?(?:Forwarded [Mm]essage|Original Message|Weitergeleitete Nachricht) ?-{2,20}|Begin forwarded message:|_{20,60})[ \t]*\n(?:[ \t]*\n)?|(?=From:|Von:))"
    r"(?P<head>(?:[ \t>*]{0,4}[A-Z][A-Za-z-]{1,11}:[^\n]{0,500}\n){2,8})",
    re.MULTILINE,
)
_HEAD_IN_LINE = re.compile(
    r"^(?:From|Von): (?=[^\n]{0,900} (?:Subject|Betreff): )(?=[^\n]{0,900} (?:Sent|Date|Gesendet|Datum): )[^\n]{1,1500}$",
    re.MULTILINE,
)
_NEXT_IN_LINE = re.compile(r" (?=(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff): )")  # of such a head, as HTML has it
_LINE_OF_HEAD = re.compile(r"^[ \t>*]{0,4}(?P<name>[A-Za-z-]{2,12}):[ \t*]{0,4}(?P<value>[^\n]{1,500})$", re.MULTILINE)
_SENDER_OF, _DAY_OF, _SUBJECT_OF = ("from", "von"), ("date", "sent", "datum", "gesendet"), ("subject", "betreff")
_MOST_SAID = 40  # words above a message that is passed on, of who does
_FULLER = 1.5  # times as many words as the plain text must the HTML have to be read instead: many a plain part is a notice
_MOST_NAMED = 5  # attachments that are named in a message
_NARROW = ("iso-8859-1", "us-ascii")  # which mail says that is in Windows 1252
_ADDRESS = re.compile(r"[\[<(]?(?:mailto:)?(?P<at>[^\s\[\]<>():]{1,100}@[^\s\[\]<>()]{1,200})")
_PRESS_OFFICE = re.compile(  # of a body, behind its name: "Harbour Board Press Office"
    r"\W{0,3}\b(?:(?:Press|Media|News|Communications|PR)\s(?:Office|Team|Desk|Unit|Centre|Center|Department|Relations)|Newsroom|Communications|Comms)$",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"\A(?:(?:Re|Fwd?|Aw|Wg):\s*){1,9}", re.IGNORECASE
)  # before a subject; in it, a word may end so ("Ferrare: …")


def is_mail(content: bytes) -> bool:
    """Tell whether bytes without the name of a mail are one: headers of a sender and of what programs write, then a blank line."""
    if not _HEADER.match(content):
        return False
    head = _BLANK_LINE.split(content[:_LONGEST_HEAD].lstrip(), maxsplit=1)[0]
    return bool(_SENDER.search(head) and _MADE.search(head))


def is_saved_page(content: bytes) -> bool:
    """Tell whether bytes without the name of a saved page are one: headers of a message of several parts, the page among them."""
    head = content[:_LONGEST_HEAD]
    return bool(_HEADER.match(content)) and b"multipart/related" in head.lower() and bool(_MADE.search(head))


def read_mail(content: bytes) -> Iterator[Document | UnreadableSource]:
    """Yield the document of a message and of each message that is attached to it, and an error that names the other attachments.

    Raises UnreadableSource for what is no mail, or has no text.
    """
    with foreign("no mail"):
        message = _parsed(content)
        if sum(message[name] is not None for name in _HEADERS) < _LEAST_HEADERS:
            raise UnreadableSource("this is no mail: it has no lines that say who sent it, when, or about what")
        found = list(_messages(message))
    yield from found


def _parsed(content: bytes) -> Any:
    """Return a message as the library has it."""
    return BytesParser(policy=policy.default.clone(max_line_length=0, raise_on_defect=False)).parsebytes(content)


def _messages(message: Any) -> Iterator[Document | UnreadableSource]:
    """Yield the documents of a message and of those attached to it, outermost first; one that only passes others on has none.

    Raises UnreadableSource where there is no text in any of them, or there are too many.
    """
    waiting, number, is_empty = [message], 0, True
    while waiting:
        number += 1
        if number > _MOST_MESSAGES:
            raise UnreadableSource(f"more than {_MOST_MESSAGES} messages, one attached to another")
        current = waiting.pop(0)
        parts = list(_parts(current))
        attached = [inner for part in parts if (inner := _attached_message(part)) is not None]
        waiting[:0] = attached
        if attached and len(_words(parts)[0].split()) <= _MOST_SAID:
            continue
        try:
            document = _document(current, parts)
        except UnreadableSource:
            if is_empty and not waiting:
                raise
            continue
        is_empty = False
        yield document
        yield from _left(document, parts)
    if is_empty:
        raise UnreadableSource("there is no text in this mail")


def _attached_message(part: Any) -> Any:
    """Return the message that a part of another is, also as a file; None for any other part."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0] if isinstance(inner, list) and inner else None
    if not (part.get_filename() or "").lower().endswith(".eml") or not isinstance(data := part.get_payload(decode=True), bytes):
        return None
    return _parsed(data)


def _left(document: Document, parts: list[Any]) -> Iterator[UnreadableSource]:
    """Yield an error that names the attachments of a message which are not read, if it has any."""
    names = [
        part.get_filename() or part.get_content_type() for part in parts if _is_attached(part) and _attached_message(part) is None
    ]
    if names:
        shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
        yield UnreadableSource(f"{document.title or 'the message'}: its attachments are not read: {shown}")


def _document(message: Any, parts: list[Any]) -> Document:
    text, stated = _words(parts, is_answer=_is_answer(message))
    passed = None if stated else _passed_on(text)
    head = passed[0] if passed else {}
    text = passed[1] if passed else text
    name, sender = _sender(_first(head, _SENDER_OF) or _header(message, "from") or "")
    subject = _first(head, _SUBJECT_OF) or _header(message, "subject")
    known: JsonObject = {
        "title": _OPENED.sub("", subject) if subject else None,
        "outlet": _PRESS_OFFICE.sub("", name) or name or sender.rpartition("@")[2] or None,
        "author": name or sender or None,
        "published": day_of(_first(head, _DAY_OF)) if head else day_of(_header(message, "date")),
        "published_basis": "metadata",
        "kind": "release",
        "text": text,
    }
    if not text.strip():
        raise UnreadableSource("there is no text in this mail")
    document = replace(make_document(known), stated=stated)
    return replace(document, origin=replace(document.origin, guid=_header(message, "message-id")))


def _sender(value: str) -> tuple[str, str]:
    """(name or empty, address or empty) of who sent a message; many heads of what is passed on have a name alone, or "[mailto:…]"."""
    name, sender = parseaddr(value)
    if "@" in sender:
        return name, sender
    found = _ADDRESS.search(value)
    return value[: found.start() if found else None].strip(" \"'"), found["at"] if found else ""


def _passed_on(text: str) -> tuple[dict[str, str], str] | None:
    """Return the head and the words of a message that the text of another passes on with hardly a word of its own; None for any other text."""
    text = _HEAD_IN_LINE.sub(lambda head: _NEXT_IN_LINE.sub("\n", head[0]) + "\n", text)
    match = _FORWARDED.search(text)
    if match is None or len(text[: match.start()].split()) > _MOST_SAID or not text[match.end() :].strip():
        return None
    head = {line["name"].casefold(): line["value"].strip() for line in _LINE_OF_HEAD.finditer(match["head"])}
    is_head = _first(head, _SENDER_OF) and _first(head, _DAY_OF) and _first(head, _SUBJECT_OF)
    return (head, text[match.end() :].strip()) if is_head else None


def _first(head: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Return the line of a head that goes by one of some names."""
    return next((head[name] for name in names if name in head), None)


def _words(parts: list[Any], *, is_answer: bool = False) -> tuple[str, Any]:
    """Return the words of a message, with the passages that are signed in them."""
    plain = "\n\n".join(text for part in parts if _is_of(part, "text/plain") and (text := _content(part).strip()))
    marked = "\n".join(_content(part) for part in parts if _is_of(part, "text/html"))
    if marked.strip():
        text, stated = read_markup(marked, take_out_answered)
        if len(text.split()) >= _FULLER * len(plain.split()):
            return text, stated
    own = _SIGNATURE.sub("", _ANSWERED.sub("", plain))
    return (_without_answered(own) if is_answer else own), ()


def _is_answer(message: Any) -> bool:
    """Return whether a message answers another: by its headers, or by its subject."""
    return bool(message["in-reply-to"] or _OPENED.match(_header(message, "subject") or ""))


def _without_answered(text: str) -> str:
    """Return the words of an answer without the lines that it repeats of another's mail; all of one that is nothing but such lines."""
    own = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return own.strip() if own.strip() and not _FORWARDED.search(text) else text


def _parts(message: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the parts of a message that hold something, in order; those of a message in it are its attachments. Raises UnreadableSource."""
    waiting = [(message, 0)]
    number = 0
    while waiting:
        part, depth = waiting.pop(0)
        number += 1
        if number > _MOST_PARTS or depth > _DEEPEST:
            raise UnreadableSource(f"more than {_MOST_PARTS} parts, or more than {_DEEPEST} of them one in another")
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            waiting[:0] = [(inner, depth + 1) for inner in part.get_payload() if isinstance(inner, Message)]
        else:
            yield part


def _is_attached(part: Any) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() not in ("text", "multipart") and part.get("content-id") is None


def _is_of(part: Any, kind: str) -> bool:
    return bool(part.get_content_type() == kind) and part.get_content_disposition() != "attachment"


def _content(part: EmailMessage) -> str:
    """Return the text of a part, by the one decoder where its charset is unknown or wrong."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        charset = part.get_content_charset() or "utf-8"
        text = payload.decode(charset) if charset not in _NARROW else decoded(payload)
    except (LookupError, UnicodeDecodeError):
        text = decoded(payload)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FLOWED.sub(" ", text) if part.get_param("format") == "flowed" else text


def _header(message: Any, name: str) -> str | None:
    """Return a header as text with its encoded words decoded, None where it is not there or broken."""
    try:
        value = message[name]
    except (MessageError, ValueError, IndexError, AttributeError):  # the library's own, of headers that nobody should send
        return None
    return " ".join(str(value).split()) or None if value is not None else None
