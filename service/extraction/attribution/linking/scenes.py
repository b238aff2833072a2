"""How the sentences and paragraphs of an article hang together: how words were given, where headings stand, which words recur."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from service.extraction.attribution.article import Article
from service.extraction.attribution.linking.values import Line
from service.extraction.page.frames import Frame

_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")  # words that say what a paragraph is about
_LONGEST_HEADING = 12  # words
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", "…")
_MOST_SHARED = 20  # words in common that count
_FARTHEST = 30  # paragraphs over which a speaker is followed
_MANNERS = 6


class Scenes:
    """What tells one scene of an article from another."""

    def __init__(self, article: Article, orders: Sequence[int], speakers: Sequence[str | None]) -> None:
        self.article = article
        self._manners: dict[Line, tuple[bool, ...]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._shared: dict[tuple[int, int], int] = {}
        self._in_title: dict[int, int] = {}
        self._there: dict[str, dict[int, bool]] = {}
        self._title = _telling_words(article.document.title or "")
        self._headings = [n for n, frame in enumerate(article.order) if _is_heading(frame)]
        self._quoted = {(order, speaker) for order, speaker in zip(orders, speakers, strict=True) if speaker is not None}

    def manner(self, line: Line) -> tuple[bool, ...]:
        """Return by which classes of words a sentence says how words were given: `Vocabulary.manners`, in order."""
        found = self._manners.get(line)
        if found is None:
            words = {word.lower for word in self.article.order[line[0]].sentences[line[1]].tokens}
            found = tuple(not words.isdisjoint(of_manner) for of_manner in self.article.grammar.vocabulary.manners)
            self._manners[line] = found
        return found

    def headings_between(self, first: int, last: int) -> int:
        """Return how many headings stand between two paragraphs."""
        return bisect_left(self._headings, max(first, last)) - bisect_right(self._headings, min(first, last) - 1)

    def shared(self, first: int, second: int) -> int:
        """Return how many words two paragraphs have in common."""
        key = min(first, second), max(first, second)
        if key not in self._shared:
            self._shared[key] = min(_MOST_SHARED, len(self._words_of(first) & self._words_of(second)))
        return self._shared[key]

    def shared_with_title(self, order: int) -> int:
        """Return how many words a paragraph has in common with the title."""
        if order not in self._in_title:
            self._in_title[order] = len(self._words_of(order) & self._title)
        return self._in_title[order]

    def is_in_title(self, name: str | None) -> bool:
        """Return whether the title names somebody."""
        return name is not None and bool(_telling_words(name.split()[-1]) & self._title)

    def followed(self, speaker: str | None, first: int, last: int) -> float:
        """Return in which share of the paragraphs between two a speaker is quoted or named."""
        a, b = sorted((first, last))
        between = range(a + 1, b)[-_FARTHEST:]
        if speaker is None or not between:
            return 1.0
        there, count = self._there.setdefault(speaker, {}), 0
        for n in between:
            if n not in there:
                there[n] = speaker.split()[-1] in self.article.order[n].text or (n, speaker) in self._quoted
            count += there[n]
        return count / len(between)

    def _words_of(self, order: int) -> frozenset[str]:
        found = self._words.get(order)
        if found is None:
            frame, text = self.article.order[order], self.article.text
            found = _telling_words(frame.text).union(*(_telling_words(text[s.start : s.end]) for s in frame.stretches))
            self._words[order] = found
        return found


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _TELLING_WORD.findall(text.casefold()))


def _is_heading(frame: Frame) -> bool:
    """Return whether a paragraph is a short line that no mark ends and that holds no quotation."""
    text = "" if frame.stretches else frame.text.strip()
    return bool(text) and not text.endswith(_ENDS_SENTENCE) and len(text.split()) <= _LONGEST_HEADING
