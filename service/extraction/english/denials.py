"""Match the words around a quotation against templates that tell it was not said, or is only supposed.

The templates are the lists `rejected_frames`, `unsaid_frames` and `supposed_frames`; see `service.knowledge.templates`. Further elements are `Q`,
the quotation, with "the words", a comma or a colon before it or not; `P`, another quotation; `NAME`, a pronoun or a name;
`@speech`, a verb of speech; `^~`, the start of a sentence up to any verb of speech; `!`, no negation right before; `$`, the end of a clause; `|`, the end of a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge import templates

_THIS, _OTHER = "\x01", "\x02"
_NOT, _SEMICOLON = "not", ";"  # a clause behind one is as a sentence of its own
_SPEECH = (lexicon.CUES | lexicon.PLAIN_CUES | lexicon.words("said_of_words")) - lexicon.words(
    "undeniable", "thinking", "evidential", "answering", "remembering"
)
_CAPITALISED = r"(?-i:[A-Z])[\w’'.-]*\ "
_LONGEST_NAME = 4  # words
_LONGEST_START = 14  # words of a sentence before what they lead up to
_SHAPES = {
    "Q": rf"(?:(?:{lexicon.alternatives(lexicon.words('pointing'))})\ (?:{lexicon.alternatives(lexicon.words('words_nouns'))})\ )?(?:[,:]\ )?(?:{lexicon.THAT}\ )?{_THIS}\ ",
    "P": rf"(?:[,:]\ )?{_OTHER}\ ",
    "NAME": rf"(?:(?:{lexicon.alternatives(lexicon.words('namely'))})\ |(?:{_CAPITALISED}){{1,{_LONGEST_NAME}}})",
    "$": rf"(?=[,.;!?\{templates.BAR}]|$)",
    "|": rf"[.!?]?\ ?\{templates.BAR}\ ",
    "^~": rf"(?:^|(?<=\{templates.BAR}\ ))(?:(?!(?:{lexicon.alternatives(_SPEECH)})\ )\S+\ ){{0,{_LONGEST_START}}}?",
    "!": "".join(rf"(?<!\b{word}\ )" for word in sorted(lexicon.words("negations"))),
}
_CONTRACTED, _T = re.compile(r"n[’']t$", re.IGNORECASE), "tT"  # "don't", and what ends it
_NEXT_WORDS = 28  # of the next sentence, in which a verdict on the words stands


class Rendered(NamedTuple):
    """The words around a quotation as one text. `places`: (offset in `text`, word) for each that stands in the document."""

    text: str
    words: frozenset[str]
    places: tuple[tuple[int, Word], ...]


def _listed(name: str) -> frozenset[str]:
    return _SPEECH if name == "speech" else lexicon.words(name)


_WORDS = templates.Words(_listed, lexicon.words("clause_breaks"), _SHAPES, _THIS + _OTHER)


@cache
def _templates(name: str) -> templates.Templates:
    return _WORDS.compiled(lexicon.lines(name))


def rendered(words: tuple[Word, ...], here: int, following: tuple[Word, ...]) -> Rendered:
    """Return a sentence with the quotation at word `here`, and the next sentence, as templates are matched against."""
    pieces: list[str] = []
    places: list[tuple[int, Word]] = []
    seen: set[str] = set()
    length = 0
    for k, word in enumerate((*words, None, *following[:_NEXT_WORDS])):
        text = (
            templates.BAR
            if word is None or word.text == _SEMICOLON
            else _THIS
            if k == here
            else _OTHER
            if word.text in PLACEHOLDERS
            else word.text
        )
        if word is not None and text[-1:] in _T and _CONTRACTED.search(text):
            text = f"{_CONTRACTED.sub('', text)} {_NOT}"
        if word is not None and text not in (_THIS, _OTHER, templates.BAR):
            places.append((length, word))
            seen.update(text.lower().split())
        pieces.append(text)
        length += len(text) + 1
    return Rendered(" ".join(pieces) + " ", frozenset(seen), tuple(places))


def matched(name: str, around: Rendered) -> tuple[Word, Word] | None:
    """Return the first and last word of what a template of a list matches around a quotation; None where none does."""
    found = _templates(name).search(around.text, around.words)
    inside = [word for at, word in around.places if found.start() <= at < found.end()] if found else []
    return (inside[0], inside[-1]) if inside else None
