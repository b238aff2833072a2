"""German as `service.extraction.page.grammar.Grammar`: who speaks, where a verb of speech or "so", "laut" says so next to the marks."""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.german import people
from service.extraction.german.phrases import PERSON, PRONOUN, is_noun, is_opened, phrase_at
from service.extraction.german.words import words as words_of
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import Frame, Word, cuts
from service.extraction.page.grammar import NoGrammar, Vocabulary
from service.extraction.page.proposals import Proposal
from service.knowledge.gazetteer import Gazetteer

_CUES, _LEADS, _BETWEEN, _TRANSITIVE = words_of("cues"), words_of("leads"), words_of("between"), words_of("transitive")
_AUXILIARIES = words_of("auxiliaries")
_ORDINALS = tuple(map(str, range(1, 32)))  # days of a month, which German writes with a stop
_COLON, _MARKS = ":", frozenset((",", "–", "—", "-"))
_LEAST_WORDS = 4  # of an utterance that nobody is said to have said
_LONGEST_NAME = 7  # words of a title or of a name in marks, which begin with a capital and are no sentence
_ENDS = frozenset(".!?…")
_MOST_BETWEEN = 10  # words between a verb of speech and who speaks, or the quotation that they lead to
_MOST_BEFORE = 30  # words of a clause that leads to a quotation
Words = tuple[Word, ...]


class GermanGrammar(NoGrammar):
    """German. Names are given in full, or as a title with a surname; pronouns and offices stand for nobody."""

    cuts = cuts((*words_of("abbreviations"), *_ORDINALS))
    vocabulary = Vocabulary(
        definite=words_of("definite"), indefinite=words_of("indefinite"), no_names=words_of("no_names"), and_="und"
    )
    is_ranked = False
    attributes_inside = False

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._is_given = gazetteer.is_given_name

    def goes_on(self, framed: str, at: int) -> bool:
        """Return whether a verb of speech or its lead stands right behind a quotation ("„…?“, fragte Orr")."""
        words = framed[at : at + 40].lstrip(" ,").split(maxsplit=1)
        return bool(words) and words[0].strip(",.").lower() in _CUES | _LEADS

    def is_utterance(self, text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
        """Return whether words in marks are somebody's: a sentence, several words, or what a colon leads to."""
        stretch = frame.stretches[k]
        said = text[stretch.start : stretch.end]
        if not any(c.isalnum() for c in said):
            return False
        if said[-1] in _ENDS or frame.text[: frame.places[k]].rstrip().endswith(_COLON):
            return True
        if said[0].isupper() and len(said.split()) <= _LONGEST_NAME:
            if self.goes_on(frame.text, frame.places[k] + 1):
                return True
            return clue is not None and len(said.split()) >= _LEAST_WORDS
        return True

    def is_cue(self, words: Words, i: int) -> bool:
        """Return whether word `i` is a verb of speech."""
        return words[i].lower in _CUES

    def find_people(self, text: str) -> people.GermanPeople:
        """See `service.extraction.german.people`."""
        return people.find_people(text, self._is_given)

    def phrase_at(self, words: Words, at: int, stop: int) -> Phrase | None:
        """See `service.extraction.german.phrases`."""
        return phrase_at(words, at, stop, self._is_given)

    def clues(self, frame: Frame, k: int, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield the clause behind a quotation ("„…“, sagte Orr"), then the one before it ("Orr sagte: „…“", "laut Orr „…“")."""
        number = frame.sentence_at(frame.places[k])
        words = frame.sentences[number].tokens
        here = frame.token_at(frame.places[k])
        if here is None:
            return
        for name, find in (("clause: behind", self._behind), ("clause: before", self._before)):
            found = find(words, here)
            if found is not None:
                phrase, cue = found
                yield Proposal(Clue(frame, number, phrase, cue, cue < here, True), name)

    def _behind(self, words: Words, here: int) -> tuple[Phrase, int] | None:
        """Return who speaks and the verb of the clause behind a quotation."""
        at = here + 1
        while at < len(words) and words[at].text in _MARKS:
            at += 1
        if at >= len(words) or not (words[at].lower in _CUES | _LEADS or self._is_perfect(words, at)):
            return None
        phrase = self._next_phrase(words, at + 1, len(words)) or self._somebody(words, at + 1)
        return (phrase, at) if phrase is not None else None

    def _somebody(self, words: Words, at: int) -> Phrase | None:
        """Return the word behind a verb as one that names nobody ("rief jemand"), so that no other speaker is taken for it."""
        return Phrase(PRONOUN, words[at].text, None, at, at, words[at].lower) if at < len(words) else None

    def _is_perfect(self, words: Words, at: int) -> bool:
        """Return whether word `at` is the auxiliary of a verb of speech at the end of its sentence ("hatte Orr gestern gesagt")."""
        return words[at].lower in _AUXILIARIES and any(word.lower in _CUES for word in words[at + 1 : at + _MOST_BEFORE])

    def _before(self, words: Words, here: int) -> tuple[Phrase, int] | None:
        """Return who speaks and the verb of the clause that leads to a quotation."""
        cue = next((i for i in range(here - 1, max(-1, here - _MOST_BEFORE), -1) if words[i].lower in _CUES | _LEADS), None)
        if cue is None or any(not words[i].text[:1].isalnum() and words[i].text not in {*_MARKS, _COLON} for i in range(cue, here)):
            return None
        if words[cue].lower in _LEADS:
            phrase = self._next_phrase(words, cue + 1, here)
        else:
            phrase = self._subject(words, cue) or self._subject_before(words, cue)
            if phrase is None and words[cue].lower not in _TRANSITIVE:
                phrase = self._next_phrase(words, cue + 1, here)
        return (phrase, cue) if phrase is not None else None

    def _subject_before(self, words: Words, cue: int) -> Phrase | None:
        """Return the subject of a verb that stands away from it: before its auxiliary, or at the start of the sentence before "und"."""
        auxiliary = next((i for i in range(cue - 1, 0, -1) if words[i].lower in _AUXILIARIES), None)
        if auxiliary is not None:
            return self._subject(words, auxiliary) or self._next_phrase(words, auxiliary + 1, cue)
        if words[cue - 1].lower == self.vocabulary.and_:
            opening = self.phrase_at(words, 0, cue)
            return opening if opening is not None and opening.kind == PERSON else None
        return None

    def _next_phrase(self, words: Words, at: int, stop: int) -> Phrase | None:
        """Return the first who can speak from word `at` on, past small words."""
        for i in range(at, min(stop, at + _MOST_BETWEEN)):
            phrase = None if is_opened(words, i) else self.phrase_at(words, i, stop)
            if phrase is not None:
                return phrase
            if words[i].lower not in _BETWEEN:
                return None
        return None

    def _subject(self, words: Words, cue: int) -> Phrase | None:
        """Return who can speak right before a verb, or at the start of its sentence before an apposition."""
        end = cue - 1 if cue and words[cue - 1].text in _MARKS else cue  # "die Hafenmeisterin, Ada Orr, sagte"
        for at in range(max(0, end - _MOST_BETWEEN), end):
            if is_opened(words, at) or (at and is_noun(words[at - 1])):
                continue
            phrase = self.phrase_at(words, at, end)
            if phrase is not None and phrase.last == end - 1 and (end == cue or phrase.kind == PERSON):
                return phrase
        opening = self.phrase_at(words, 0, cue)
        is_apposed = opening is not None and opening.kind == PERSON and words[opening.last + 1].text in _MARKS
        return opening if is_apposed else None
