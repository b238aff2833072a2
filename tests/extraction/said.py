"""Who is answered as the speaker of words, for tables of cases."""

from __future__ import annotations

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

_GAZETTEER = Gazetteer.load()


def speaker_of(text: str, words: str, **known: str) -> str | None:
    """The name of who is answered for the one passage with the words, None for nobody."""
    (found,) = [p for p in extract(Document(text=text, **known), _GAZETTEER) if any(words in part.text for part in p.parts)]
    speaker = found.attribution.speaker
    return speaker.name if speaker else None
