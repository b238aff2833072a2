"""What is answered for words, for tables of cases."""

from __future__ import annotations

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Document

_GAZETTEER = Gazetteer.load()


def speaker_of(text: str, words: str, **known: str) -> str | None:
    """The name of who is answered for the one passage with the words, None for nobody."""
    speaker = _attribution(text, words, **known).speaker
    return speaker.name if speaker else None


def told(field: str, text: str, words: str, **known: str) -> str | None:
    """The date, or the name of the speaker, venue or outlet, that is answered for the one passage with the words, None for none."""
    value = getattr(_attribution(text, words, **known), field)
    return None if value is None else value.value if field == "date" else value.name


def _attribution(text: str, words: str, **known: str) -> Attribution:
    (found,) = [p for p in extract(Document(text=text, **known), _GAZETTEER) if any(words in part.text for part in p.parts)]
    return found.attribution
