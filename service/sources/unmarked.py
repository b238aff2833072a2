"""Files named as text → what they are: text, a mail that was saved as one, or a message of a wire."""

from __future__ import annotations

from collections.abc import Iterable

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import plain, wire_text


def read_text(content: bytes, gazetteer: Gazetteer) -> Iterable[Document | UnreadableSource]:
    """Return the document of a file of text. Raises UnreadableSource for what is no text."""
    from service.sources import mail  # few files need it

    if wire_text.is_wire(content):
        return wire_text.read_wire(content, gazetteer)
    if mail.is_mail(content):
        return mail.read_mail(content)
    return plain.read_text(content)
