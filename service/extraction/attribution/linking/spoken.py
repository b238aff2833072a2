"""An article's quotations as they are linked: what of each is the same whichever field is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from service.extraction.attribution.article import Article
from service.extraction.attribution.carrying import starts_anew
from service.extraction.attribution.linking.scenes import Scenes
from service.extraction.attribution.linking.values import FIELDS, Line, Lines, key_of
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.page.grammar import Vocabulary
from service.extraction.page.proposals import Proposal
from service.records import Date

FAR = 99
"""A distance, or a rank, of what is not there."""
_BASES = {"named": 0, "description": 1, "pronoun": 2, "position": 3, "document": 4}
_TYPES = {"person": 0, "organization": 1, "unnamed": 2}
_ROW_GAP, _LONGEST_ROW = 3, 100  # paragraphs between two quotations of a row, and quotations of one
_ARTICLE = "article"
_LONGEST = 2000  # characters of a quotation that count

NAMES = tuple(
    (
        "order orders_left sentence words_before words_after has_clue clue_before clue_direct verb_class present_tense basis type"
        " index quotations since_last is_last_speaker since_speaker had has date_ruled venue_ruled"
        " outlet_ruled first_person characters telling fills_paragraph is_speech_document told_us starts_anew days_here"
        " speakers of_speaker row_length row_opens_back"
        " own_writing own_interview own_listeners own_platform own_occasion own_wrote row_writing row_interview row_listeners row_platform"
        " row_occasion row_wrote title_shared speaker_in_title speaker_share"
    ).split()
)
"""The names of the facts of a quotation, in order."""


class Spoken:
    """The quotations of an article, where each stands, who speaks it, and how it hangs together with others."""

    def __init__(self, article: Article, quotations: Sequence[DraftQuotation], lines: Lines) -> None:
        self.article = article
        self.quotations = quotations
        self.days = lines["date"]
        self.orders = [article.position[q.frame.paragraph] for q in quotations]
        self.lines: list[Line] = [(order, q.sentence) for order, q in zip(self.orders, quotations, strict=True)]
        self.in_line = Counter(self.lines)
        self.starts = [q.start for q in quotations]
        self.words = [q.word or 0 for q in quotations]
        self.speakers = [q.speaker.name if q.speaker else None for q in quotations]
        self.speaking = Counter(self.speakers)
        self.last_of_speaker = self._read_last()
        self.rows = self._read_rows()
        self.speaker_lines = self._read_speaker_lines()
        self.scenes = Scenes(article, self.orders, self.speakers)
        self._ruled: dict[tuple[int, str], str | None] = {}
        self._manners: dict[int, tuple[bool, ...]] = {}
        self._facts: dict[int, tuple[float, ...]] = {}
        self._same: dict[tuple[str, str], bool] = {}

    def _read_last(self) -> list[int | None]:
        """Return, for each quotation, the last one before it of the same speaker, or None."""
        last: dict[str, int] = {}
        found: list[int | None] = []
        for k, speaker in enumerate(self.speakers):
            before = last.get(speaker) if speaker is not None else None
            found.append(before if before is not None and k - before < FAR else None)
            if speaker is not None:
                last[speaker] = k
        return found

    def _read_rows(self) -> list[int]:
        """Return, for each quotation, the first of those right before it in which only its speaker speaks, near each other."""
        rows: list[int] = []
        for k, speaker in enumerate(self.speakers):
            goes_on = k > 0 and speaker is not None and self.speakers[k - 1] == speaker
            is_near = goes_on and self.orders[k] - self.orders[k - 1] <= _ROW_GAP
            rows.append(max(rows[k - 1], k - _LONGEST_ROW) if is_near else k)
        return rows

    def _read_speaker_lines(self) -> dict[Line, set[str]]:
        """Return who is quoted in a sentence, by its (frame, number)."""
        lines: dict[Line, set[str]] = {}
        for line, speaker in zip(self.lines, self.speakers, strict=True):
            if speaker is not None:
                lines.setdefault(line, set()).add(speaker)
        return lines

    def row(self, index: int) -> set[Line]:
        """Return the sentences of the row of quotations that ends with one."""
        return set(self.lines[self.rows[index] : index + 1])

    def ruled(self, index: int, field: str) -> str | None:
        """Return the key of the value that the rules gave a quotation in a field, or None."""
        key = index, field
        if key not in self._ruled:
            found = chosen(self.quotations[index], field)
            self._ruled[key] = key_of(self.article, field, name_of(found.value)) if found is not None else None
        return self._ruled[key]

    def manner(self, index: int) -> tuple[bool, ...]:
        """Return how the sentence of a quotation, and that of its clause, say that words were given."""
        found = self._manners.get(index)
        if found is None:
            q = self.quotations[index]
            found = self.scenes.manner(self.lines[index])
            if q.clue is not None and q.clue.frame is q.frame and q.clue.sentence != q.sentence:
                found = tuple(map(max, found, self.scenes.manner((self.orders[index], q.clue.sentence))))
            self._manners[index] = found
        return found

    def is_one(self, subject: str | None, speaker: str | None) -> bool:
        """Return whether a subject's name is a speaker's, whole or its last word."""
        if subject is None or speaker is None:
            return False
        key = subject, speaker
        found = self._same.get(key)
        if found is None:
            found = self._same[key] = same_name(subject, speaker)
        return found

    def facts(self, index: int) -> tuple[float, ...]:
        """Return the facts of a quotation, in the order of `NAMES`."""
        found = self._facts.get(index)
        if found is None:
            found = self._facts[index] = tuple(map(float, self._read(index)))
        return found

    def _read(self, index: int) -> Iterator[float]:
        yield from self._of_place(index)
        yield from self._of_clause(index)
        yield from self._of_row(index)
        yield from self._of_rules(index)
        yield from self._of_words(index)
        yield from self._of_all(index)

    def _of_place(self, index: int) -> Iterator[float]:
        """Yield where a quotation stands in the article, its paragraph and its sentence."""
        q, order, here = self.quotations[index], self.orders[index], self.words[index]
        yield from (order, len(self.article.order) - order, q.sentence, here)
        yield len(q.frame.sentences[q.sentence].tokens) - here

    def _of_clause(self, index: int) -> Iterator[float]:
        """Yield how the clause that attributes a quotation stands and who speaks in it."""
        q, vocabulary = self.quotations[index], self.article.grammar.vocabulary
        clue = q.clue
        if clue is None:
            yield from (False, False, False, -1, False)
        else:
            yield from (True, clue.is_before, clue.is_direct)
            yield 0 if clue.verb in vocabulary.saying else 1 if clue.verb in vocabulary.addressing else 2
            yield clue.verb.endswith("s")
        yield _BASES.get(q.speaker.basis, -1) if q.speaker else -1
        yield _TYPES[q.speaker.type] if q.speaker else -1

    def _of_row(self, index: int) -> Iterator[float]:
        """Yield where a quotation stands among the others, and how far the last of its speaker is."""
        order, last = self.orders[index], self.last_of_speaker[index]
        yield from (index, len(self.quotations))
        yield order - self.orders[index - 1] if index else -1
        yield index > 0 and self.speakers[index] is not None and self.speakers[index - 1] == self.speakers[index]
        yield order - self.orders[last] if last is not None else -1

    def _of_rules(self, index: int) -> Iterator[float]:
        """Yield in which tense the words are told, and what the rules found."""
        q, vocabulary = self.quotations[index], self.article.grammar.vocabulary
        auxiliary = _auxiliary(q)
        yield auxiliary in vocabulary.pluperfect
        yield auxiliary in vocabulary.perfect
        for name in FIELDS:
            yield chosen(q, name) is not None

    def _of_words(self, index: int) -> Iterator[float]:
        """Yield what is quoted, and how it is told."""
        q, vocabulary = self.quotations[index], self.article.grammar.vocabulary
        text = self.article.text[q.stretches[0].start : q.stretches[-1].end]
        yield not vocabulary.first_person_words.isdisjoint(text.lower().split())
        yield min(len(text), _LONGEST)
        yield q.clue is not None and q.clue.verb in vocabulary.addressing
        yield q.fills_paragraph
        yield self.article.document.kind != _ARTICLE
        yield tells_us(q, vocabulary)
        yield q.clue is not None and starts_anew(self.article, q.clue)
        yield len(self.days.get(self.lines[index], ()))

    def _of_all(self, index: int) -> Iterator[float]:
        """Yield how many speak in the article, and how far the speaker's row of quotations goes back."""
        order, speaker, first = self.orders[index], self.speakers[index], self.rows[index]
        yield len(self.speaking.keys() - {None})
        yield self.speaking[speaker] if speaker is not None else 0
        yield index - first
        yield order - self.orders[first]
        yield from self.manner(index)
        yield from self.manner(first)
        yield self.scenes.shared_with_title(order)
        yield self.scenes.is_in_title(speaker)
        yield self.speaking[speaker] / len(self.quotations)


def chosen(quotation: DraftQuotation, field: str) -> Proposal[Any] | None:
    """Return what the rules found for a field of a quotation in the text, or None."""
    found: Proposal[Any] | None = getattr(quotation.circumstances, field)
    if found is None or found.value is None:
        return None
    if field == "date" and found.value.basis == "published":
        return None
    return None if field == "outlet" and found.value.relation == "published" else found


def name_of(value: Any) -> str:
    """Return a date as it is written in ISO 8601, or the name of a venue or outlet."""
    return str(value.value if isinstance(value, Date) else value.name)


def tells_us(q: DraftQuotation, vocabulary: Vocabulary) -> bool:
    """Return whether the words are told to the writer ("he told me")."""
    if q.clue is None or q.clue.cue + 1 >= len(q.clue.tokens):
        return False
    told = q.clue.tokens[q.clue.cue + 1].lower
    return told in vocabulary.first_person_words or told in vocabulary.first_person_plural_words


def same_name(subject: str | None, speaker: str) -> bool:
    """Return whether a subject's name is a speaker's, whole or its last word."""
    return subject is not None and (subject == speaker or subject.split()[-1:] == speaker.split()[-1:])


def _auxiliary(q: DraftQuotation) -> str:
    """Return the word right before the verb of a clause in a quotation's own sentence, or nothing."""
    clue = q.clue
    if clue is None or clue.frame is not q.frame or clue.sentence != q.sentence or not clue.cue:
        return ""
    return clue.tokens[clue.cue - 1].lower
