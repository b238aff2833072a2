"""The language of a text. What is not English is indexed for its words; who said them is not read from it.

English is known by its commonest words, which costs next to nothing. Other texts are told apart by py3langid (a naive Bayes
classifier over byte n-grams: Lui and Baldwin, "langid.py", ACL 2012), which is only loaded then.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from service.errors import StorageUnavailable
from service.records import Document

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"(?![ -ʯ])[^\W\d_]")  # a letter of another script than the Latin one
_ENGLISH = frozenset(
    "the of and to that for with was is it he his they have said on by at from are be not this but has had who their were will would".split()
)
_GERMAN = frozenset(
    "der die das und ist nicht ein eine einem einen einer von dem den des mit sich auf für im zum zur wird hat sagte es wir war sei am sie er als ihr ihre sein seine laut so nach bei aus wie noch man habe hatte sagt dass".split()
)
_GERMAN_MARK = "„"  # with a fifth of such words, even a short text is German
_MOST_WORDS, _CHARACTERS = 300, 4000  # looked at
_USUALLY_ENOUGH = 2200  # characters with more than `_MOST_WORDS` words, of six letters and a space each
_LEAST_WORDS, _LEAST_FOREIGN = 12, 20  # with fewer nobody can tell; some scripts set no spaces between words
_IS_ENGLISH, _MAY_BE_ENGLISH = 0.2, 0.12  # shares of those words
_LEAST_GERMAN, _IS_GERMAN = 2, 0.2
_SURE = 0.98


def language_of(document: Document) -> str | None:
    """Return the language of a document's text as ISO 639-1, None where it is too short to tell."""
    return document.origin.language or detect(document.text[:_CHARACTERS])


def is_english(document: Document) -> bool:
    """Return whether a document is in English, as far as anybody can tell."""
    return language_of(document) in (None, "en")


@lru_cache(maxsize=64)
def detect(text: str) -> str | None:
    """Return the language of a text as ISO 639-1, None where it is too short or too mixed to tell."""
    words = _first_words(text)
    if _GERMAN_MARK in text and sum(word.lower() in _GERMAN for word in words) >= max(_LEAST_GERMAN, _IS_GERMAN * len(words)):
        return "de"
    if len(words) < _LEAST_WORDS and len(_FOREIGN.findall(text)) < _LEAST_FOREIGN:
        return None
    share = sum(word.lower() in _ENGLISH for word in words) / max(1, len(words))
    if share >= _IS_ENGLISH:
        return "en"
    language, probability = _classifier().classify(text)
    if language != "en" and (probability < _SURE or share >= _MAY_BE_ENGLISH):
        return None
    return str(language)


def _first_words(text: str) -> list[str]:
    """Return the first `_MOST_WORDS` words of a text, which its beginning alone holds as a rule."""
    words = _WORD.findall(text[:_USUALLY_ENOUGH])
    return (words if len(words) > _MOST_WORDS else _WORD.findall(text))[:_MOST_WORDS]


def load() -> None:
    """Load the model that tells languages apart, which takes a second, before the first text that needs it.

    Raises StorageUnavailable if it cannot be unpacked.
    """
    _classifier()


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, and few need it

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into the temporary folder
        raise StorageUnavailable(
            f"The model of languages could not be unpacked in the temporary folder: {error.strerror}."
        ) from error
