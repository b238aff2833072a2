"""German as `service.extraction.page.grammar.Grammar`: who speaks, where a verb of speech or "so", "laut" says so next to the marks."""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.german import people
from service.extraction.german.phrases import DESCRIPTION, ORGANIZATION, PERSON, PRONOUN, is_noun, is_opened, is_role, phrase_at
from service.extraction.german.words import words as words_of
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import OPEN, Frame, Word, cuts
from service.extraction.page.grammar import NoGrammar, Vocabulary
from service.extraction.page.proposals import Proposal
from service.knowledge.gazetteer import Gazetteer

_CUES, _LEADS, _BETWEEN, _TRANSITIVE = words_of("cues"), words_of("leads"), words_of("between"), words_of("transitive")
_PARTICIPLES = words_of("participles")
_AUXILIARIES, _VERBATIM = words_of("auxiliaries"), words_of("verbatim")
_NAMING, _NAMED_AS, _WORKS = words_of("naming"), words_of("named_as"), tuple(sorted(words_of("works")))
_REPORTING = words_of("reporting")
_SUBJUNCTIVES, _STATEMENTS, _AFTER = words_of("subjunctives"), words_of("statements"), words_of("after")
_WORDS_OF, _WITH, _QUOTING, _FOLLOWING = words_of("wordings"), words_of("with"), words_of("quoting"), words_of("following")
_CASES, _INFLECTED = words_of("cases"), tuple(sorted(words_of("inflected")))
_SPOKEN, _HEADINGS = words_of("spoken_nouns"), tuple(sorted(words_of("headings")))
_READ_BEFORE = 120  # characters before a colon
_SENTENCES_BACK = 3  # of a paragraph, in which the verb of a report that goes on is looked for
_LONGEST_NOTE = 5  # words of a note in parentheses, with these
_SHORTEST_NOTED = 3  # words before a verb, of which the last ones are a note in parentheses
_ATTRIBUTES, _SMALL = words_of("attributes"), words_of("prepositions")
(_HE,), (_SHE,) = words_of("he"), words_of("she")
_PLURAL = "n"  # how a verb of several ends: "sie" in front of it are several
_LEAST_NAMED = 6  # words back in which a verb of naming makes somebody's words of what follows ("nannte es einen „Irrtum“")
_ORDINALS = tuple(map(str, range(1, 32)))  # days of a month, which German writes with a stop
_READ_BEHIND = 40  # characters behind a quotation in which a verb of speech is looked for
_LONGEST_PROPER = 3  # words of a name behind the noun for what bears it ("die Sonde „Lotse II“")
_COMMA = ","
_COLON, _MARKS = ":", frozenset((",", "–", "—", "-"))
_LEAST_WORDS = 4  # of an utterance that nobody is said to have said
_LONGEST_NAME = 7  # words of a title or of a name in marks, which begin with a capital and are no sentence
_ENDS = frozenset(".!?…")
_MOST_BETWEEN = 10  # words between a verb of speech and who speaks, or the quotation that they lead to
_MOST_BEFORE = 30  # words of a clause that leads to a quotation
Words = tuple[Word, ...]


class GermanGrammar(NoGrammar):
    """German. Names are given in full, or as a title with a surname; pronouns and offices stand for nobody."""

    cuts = cuts((*words_of("abbreviations"), *map(str.capitalize, words_of("abbreviations")), *_ORDINALS))
    vocabulary = Vocabulary(
        definite=words_of("definite"), indefinite=words_of("indefinite"), no_names=words_of("no_names"), and_="und"
    )
    is_ranked = False
    attributes_inside = False

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._is_given = gazetteer.is_given_name
        self._of_gender = {_HE: gazetteer.masculine, _SHE: gazetteer.feminine}

    def goes_on(self, framed: str, at: int) -> bool:
        """Return whether a verb of speech or its lead stands right behind a quotation ("„…?“, fragte Orr")."""
        behind = framed[at : at + _READ_BEHIND].lstrip()
        is_closed = behind.startswith(_COMMA) or framed[at - 1 : at] != OPEN  # "der Verein „Alte Mole“ klagte" speaks of a name
        words = behind.lstrip(" ,").split(maxsplit=1)
        return is_closed and bool(words) and words[0].strip(",.").lower() in _CUES | _LEADS

    def is_utterance(self, text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
        """Return whether words in marks are somebody's: a sentence, several words, or what a colon leads to."""
        stretch = frame.stretches[k]
        said = text[stretch.start : stretch.end]
        if not any(c.isalnum() for c in said):
            return False
        if _is_heading(frame.text[: frame.places[k]]):
            return False
        if said[-1] in _ENDS or frame.text[: frame.places[k]].rstrip().endswith(_COLON):
            return True
        told = self._by_lead(frame, k, said)
        if told is not None:
            return told
        if said[0].isupper() and len(said.split()) <= _LONGEST_NAME:
            if self.goes_on(frame.text, frame.places[k] + 1):
                return True
            return clue is not None and len(said.split()) >= _LEAST_WORDS
        return True

    def _by_lead(self, frame: Frame, k: int, said: str) -> bool | None:
        """Return whether the words before the k-th stretch of a frame make an utterance of it, or None where they do not tell."""
        before = frame.text[: frame.places[k]].split()[-_LEAST_NAMED:]
        if _is_led_by_work(before, said) and not self.goes_on(frame.text, frame.places[k] + 1):
            return False
        if _is_named(before):
            return True
        if _is_borne(before, said) and not self.goes_on(frame.text, frame.places[k] + 1):
            return False
        is_source = bool(before) and before[-1].lower() in _LEADS and " " not in said  # "laut „hafen.de“"
        is_term = " " not in said and not self._is_spoken(frame, k)
        return False if is_source or is_term else None

    def _is_spoken(self, frame: Frame, k: int) -> bool:
        """Return whether the sentence of the k-th stretch of a frame has a verb of speech or a word that leads to a source."""
        words = frame.sentences[frame.spots[k][0]].tokens
        return any(word.lower in _CUES | _LEADS | _REPORTING for word in words)

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
        number, here = frame.spots[k]
        words = frame.sentences[number].tokens
        if here is None:
            return
        for name, find in (
            ("clause: behind", self._behind),
            ("clause: before", self._before),
            ("clause: at the end", self._at_end),
        ):
            found = find(frame, words, here)
            if found is not None:
                phrase, cue = found
                yield Proposal(Clue(frame, number, phrase, cue, cue < here, True), name)
        reported = self._reported(frame, number, here)
        if reported is not None:
            yield Proposal(reported, "clause: sentence before")

    def _at_end(self, frame: Frame, words: Words, here: int) -> tuple[Phrase, int] | None:
        """ "Die „…“ seien schuld, so Orr": the clause that ends the sentence of a quotation."""
        comma = next((i for i in range(len(words) - 1, here + 1, -1) if words[i].text in _MARKS), None)
        if comma is None or comma + 2 >= len(words) or words[comma + 1].lower not in _CUES | _LEADS:
            return None
        phrase = self._meant(frame, words, comma + 2, comma + 1) or self._next_phrase(words, comma + 2, len(words))
        return (phrase, comma + 1) if phrase is not None else None

    def _reported(self, frame: Frame, number: int, here: int) -> Clue | None:
        """Return the clause of a sentence before, where the quotation's own goes on with its report or is nothing but words.

        "Orr sagte, der Kai sei alt. Er werde „bald brechen“.", "Orr sagte, der Kai sei alt. „Er bricht.“"
        """
        words = frame.sentences[number].tokens
        is_alone = here == 0 and all(not word.is_word for word in words[1:])
        if any(word.lower in _CUES for word in words[:here]) or not (is_alone or _is_reporting(words)):
            return None
        for back in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
            before = frame.sentences[back].tokens
            found = self._speaking(frame, before)
            if found is not None:
                return Clue(frame, back, *found, True, False)
            if not _is_reporting(before):
                return None
        return None

    def _speaking(self, frame: Frame, words: Words) -> tuple[Phrase, int] | None:
        """Return who speaks in a sentence with one verb of speech, and that verb, or None."""
        cues = [i for i, word in enumerate(words) if word.lower in _CUES]
        if len(cues) != 1 or words[cues[0]].lower in _TRANSITIVE:
            return None
        cue = cues[0]
        phrase = (
            self._meant(frame, words, cue - 1, cue)
            or self._meant(frame, words, cue + 1, cue)
            or self._subject(words, cue)
            or self._next_phrase(words, cue + 1, len(words))
        )
        return (phrase, cue) if phrase is not None else None

    def _behind(self, frame: Frame, words: Words, here: int) -> tuple[Phrase, int] | None:
        """Return who speaks and the verb of the clause behind a quotation."""
        at = here + 1
        while at < len(words) and words[at].text in _MARKS:
            at += 1
        if at >= len(words) or not (words[at].lower in _CUES | _LEADS or self._is_perfect(words, at)):
            return None
        phrase = (
            self._meant(frame, words, at + 1, at) or self._next_phrase(words, at + 1, len(words)) or self._somebody(words, at + 1)
        )
        return (phrase, at) if phrase is not None else None

    def _somebody(self, words: Words, at: int) -> Phrase | None:
        """Return the word behind a verb as one that names nobody ("rief jemand"), so that no other speaker is taken for it."""
        return Phrase(PRONOUN, words[at].text, None, at, at, words[at].lower) if at < len(words) else None

    def _is_perfect(self, words: Words, at: int) -> bool:
        """Return whether word `at` is the auxiliary of a verb of speech at the end of its sentence ("hatte Orr gestern gesagt")."""
        return words[at].lower in _AUXILIARIES and any(word.lower in _CUES for word in words[at + 1 : at + _MOST_BEFORE])

    def _meant(self, frame: Frame, words: Words, at: int, verb: int) -> Phrase | None:
        """Return whom "er" or "sie" at word `at` means: the one person of that gender whom the paragraph names in full before."""
        if not 0 <= at < len(words) or words[at].lower not in self._of_gender or words[verb].lower.endswith(_PLURAL):
            return None
        named = people.find_people(frame.text[: words[at].start], self._is_given).full_by_surname.values()
        own = self._of_gender[words[at].lower]
        others = self._of_gender[_SHE if words[at].lower == _HE else _HE]
        fitting = {name for names in named for name in names if (given := name.split()[0].lower()) in own or given not in others}
        if len(fitting) != 1:
            return None
        name = fitting.pop()
        return Phrase(PERSON, name, None, at, at, name.split()[-1])

    def _leads_up(self, frame: Frame, words: Words, here: int) -> tuple[Phrase, int] | None:
        """ "Ada Orr warb für den neuen Kai: „…“", "Orr wörtlich: „…“": who opens a sentence without commas that ends in a colon."""
        last = here - 1
        if last < 1 or words[last].text != _COLON or any(not word.is_word for word in words[:last]):
            return None
        opening = self._meant(frame, words, 0, 1) or self.phrase_at(words, 0, last)
        if opening is None or opening.kind != PERSON or opening.last + 1 >= last or is_noun(words[opening.last + 1]):
            return None
        is_verbatim = opening.last + 2 == last and words[opening.last + 1].lower in _VERBATIM
        may_be_verb = words[opening.last + 1].text.islower() and words[opening.last + 1].lower not in _ATTRIBUTES | _SMALL
        return (opening, opening.last) if is_verbatim or may_be_verb else None

    def _before(self, frame: Frame, words: Words, here: int) -> tuple[Phrase, int] | None:
        """Return who speaks and the verb of the clause that leads to a quotation."""
        found = self._in_words_of(frame, words, here) or self._by_source(words, here)
        if found is not None:
            return found
        told = _verb_of_perfect(words, here)
        if told is not None:
            phrase = self._subject_of_auxiliary(frame, words, told, here)
            return (phrase, told) if phrase is not None else None
        cue = next((i for i in range(here - 1, max(-1, here - _MOST_BEFORE), -1) if words[i].lower in _CUES | _LEADS), None)
        if cue is None:
            return self._leads_up(frame, words, here)
        if _is_parted(words, cue, here):
            return None
        is_lead = words[cue].lower in _LEADS
        phrase = None if is_lead else self._subject_of_cue(frame, words, cue)
        if phrase is None and (is_lead or words[cue].lower not in _TRANSITIVE or _is_inverted(words, cue)):
            phrase = self._next_phrase(words, cue + 1, here)
        return (phrase, cue) if phrase is not None else None

    def _subject_of_cue(self, frame: Frame, words: Words, cue: int) -> Phrase | None:
        """Return who is the subject of a verb of speech, as a pronoun on either side of it or as what stands before it, or None."""
        return (
            self._meant(frame, words, cue - 1, cue)
            or self._meant(frame, words, cue + 1, cue)
            or self._of_participle(words, cue)
            or self._subject(words, cue)
            or self._subject_before(words, cue)
        )

    def _subject_of_auxiliary(self, frame: Frame, words: Words, auxiliary: int, here: int) -> Phrase | None:
        """Return who is the subject of an auxiliary before a quotation, on either side of it, or None."""
        near = self._meant(frame, words, auxiliary - 1, auxiliary) or self._subject(words, auxiliary)
        if near is not None or not _is_inverted(words, auxiliary):
            return near
        return self._meant(frame, words, auxiliary + 1, auxiliary) or self._next_phrase(words, auxiliary + 1, here)

    def _of_participle(self, words: Words, cue: int) -> Phrase | None:
        """ "Orr hatte gestern die Rolle des Rates betont", "weil Orr immer wieder betont hatte": the subject before a participle."""
        start = next((i + 1 for i in range(cue - 1, -1, -1) if not words[i].is_word), 0)
        if cue + 1 < len(words) and words[cue + 1].lower in _AUXILIARIES:
            at = next((i for i in range(start, cue) if is_noun(words[i]) or words[i].lower in self.vocabulary.definite), cue)
            return self.phrase_at(words, at, cue) if at - start <= 1 else None
        auxiliary = next((i for i in range(cue - 1, start, -1) if words[i].lower in _AUXILIARIES), None)
        return self._subject(words, auxiliary) if auxiliary is not None else None

    def _in_words_of(self, frame: Frame, words: Words, here: int) -> tuple[Phrase, int] | None:
        """ "Orr versuchte mit den Worten zu trösten: „…“", "das Blatt zitiert Orr mit den Worten: „…“": whose words they are."""
        said = next((i for i in range(here - 1, max(1, here - _LEAST_NAMED), -1) if words[i].lower in _WORDS_OF), None)
        if said is None:
            return None
        with_ = next((i for i in range(said - 1, max(0, said - 3), -1) if words[i].lower in _WITH), None)
        if with_ is None:
            return None
        quoting = next((i for i in range(with_ - 1, 0, -1) if words[i].lower in _QUOTING), None)
        if quoting is not None:
            sources = (self._source(words, at, with_) for at in range(quoting + 1, with_))
            quoted = next((found for found in sources if found is not None), None)
            return (quoted, quoting) if quoted is not None else None
        return self._opening(frame, words, with_)

    def _opening(self, frame: Frame, words: Words, stop: int) -> tuple[Phrase, int] | None:
        """Return who opens a sentence before word `stop`, with that word, where no noun goes on from there; or None."""
        opening = self._meant(frame, words, 0, 1) or self.phrase_at(words, 0, stop)
        is_open = opening is not None and opening.last + 1 < len(words) and not is_noun(words[opening.last + 1])
        return (opening, stop) if opening is not None and is_open else None

    def _by_source(self, words: Words, here: int) -> tuple[Phrase, int] | None:
        """ "Nach Angaben der Wache war er „zu schnell“", "laut einem Sprecher „…“", "der Wache zufolge „…“": who says it."""
        for i in range(here - 1, max(-1, here - _MOST_BEFORE), -1):
            low = words[i].lower
            if low in _CUES or not (words[i].is_word or words[i].text in _MARKS):
                return None
            if low in _FOLLOWING and i:
                phrase = self._source_before(words, i)
            elif (low in _STATEMENTS and i and words[i - 1].lower in _AFTER) or low in _LEADS:
                phrase = self._source(words, i + 1, here)
            else:
                continue
            return (phrase, i) if phrase is not None else None
        return None

    def _source_before(self, words: Words, end: int) -> Phrase | None:
        """Return the source whose last word stands right before word `end` ("der Wache zufolge")."""
        at = end
        while at and is_noun(words[at - 1]):
            at -= 1
        return self._source(words, at, end) if at < end else None

    def _source(self, words: Words, at: int, stop: int) -> Phrase | None:
        """Return a source in whatever case at word `at`, past its article and "von": a name, or nouns for somebody."""
        while at < stop and words[at].lower in _CASES:
            at += 1
        while at < stop and words[at].text[:1].islower() and words[at].text.endswith(_INFLECTED):
            at += 1
        phrase = self.phrase_at(words, at, stop) if at < stop and is_noun(words[at]) else None
        if (
            phrase is not None
            and phrase.kind == PERSON
            and " " not in phrase.name
            and phrase.role is None
            and at
            and words[at - 1].lower in _CASES
        ):
            return phrase._replace(kind=DESCRIPTION if is_role(phrase.name) else ORGANIZATION)
        return phrase

    def _subject_before(self, words: Words, cue: int) -> Phrase | None:
        """Return the subject of a verb that stands away from it: before its auxiliary, or at the start of the sentence before "und"."""
        auxiliary = next((i for i in range(cue - 1, 0, -1) if words[i].lower in _AUXILIARIES), None)
        if auxiliary is not None:
            return self._subject(words, auxiliary) or self._next_phrase(words, auxiliary + 1, cue)
        if words[cue - 1].lower == self.vocabulary.and_:
            opening = self.phrase_at(words, 0, cue)
            return opening if opening is not None and opening.last + 1 < cue and not is_noun(words[opening.last + 1]) else None
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
        if end > _SHORTEST_NOTED and words[end - 1].text == ")":  # "Ada Orr (CDU) sagte"
            cue = end = next((i for i in range(end - 2, 0, -1) if words[i].text == "("), end)
        for at in range(max(0, end - _MOST_BETWEEN), end):
            if is_opened(words, at) or (at and is_noun(words[at - 1])):
                continue
            phrase = self.phrase_at(words, at, end)
            if phrase is not None and phrase.last == end - 1 and (end == cue or phrase.kind == PERSON):
                return phrase
        return self._opening_subject(words, cue, end)

    def _opening_subject(self, words: Words, cue: int, end: int) -> Phrase | None:
        """Return who opens a sentence, before an apposition or an attribute that ends before word `end`."""
        opening = self.phrase_at(words, 0, cue)
        if opening is None:
            return None
        if opening.kind == PERSON and words[opening.last + 1].text in _MARKS:
            return opening
        is_somebody = opening.kind == DESCRIPTION or opening.role is not None
        return opening if is_somebody and _is_attribute(words[opening.last + 1 : end]) else None


def _verb_of_perfect(words: Words, here: int) -> int | None:
    """Return the auxiliary of a participle of speech right behind a quotation, or before the colon that leads to it, or None.

    "Orr hatte von einer „Lücke“ gesprochen"; "Orr sagte, der Lotse habe ihr zugerufen: „…“" has what the lotse says.
    """
    behind = here + 1 < len(words) and words[here + 1].lower in _PARTICIPLES
    before = here > 1 and words[here - 1].text == _COLON and words[here - 2].lower in _PARTICIPLES
    if not (behind or before):
        return None
    known = _AUXILIARIES if behind else _SUBJUNCTIVES & _AUXILIARIES
    for i in range(here - 1, 0, -1):
        if words[i].lower in known:
            return i
        if not words[i].is_word and not (before and i == here - 1):
            return None
    return None


def _is_parted(words: Words, cue: int, here: int) -> bool:
    """Return whether a mark other than a quotation's stands between a verb of speech and the quotation, outside notes in parentheses."""
    return any(not words[i].text[:1].isalnum() and words[i].text not in {*_MARKS, _COLON} for i in _outside_notes(words, cue, here))


def _outside_notes(words: Words, start: int, stop: int) -> Iterator[int]:
    """Yield the words [start, stop) outside short notes in parentheses ("Ada Orr (SPD), der Kai sei")."""
    i = start
    while i < stop:
        close = next((k for k in range(i + 2, min(stop, i + _LONGEST_NOTE)) if words[k].text == ")"), None)
        if words[i].text == "(" and close is not None and all(words[k].is_word for k in range(i + 1, close)):
            i = close + 1
            continue
        yield i
        i += 1


def _is_inverted(words: Words, cue: int) -> bool:
    """Return whether a sentence opens with a preposition, so that the subject stands behind its verb."""
    return words[0].lower in _SMALL and not any(word.text in _MARKS for word in words[:cue])


def _is_reporting(words: Words) -> bool:
    """Return whether a sentence is in the subjunctive of indirect speech."""
    return any(word.lower in _SUBJUNCTIVES for word in words)


def _is_led_by_work(before: list[str], said: str) -> bool:
    """Return whether words in marks are the name of the work or body that stands before them ("der Film „Das Boot“")."""
    return bool(before) and not said[0].islower() and before[-1].strip("(").lower().endswith(_WORKS)


def _is_borne(before: list[str], said: str) -> bool:
    """Return whether words in marks are a name behind the noun for what bears it ("die Raumsonde „Lotse II“")."""
    noun = before[-1] if before else ""
    if not noun.isalpha() or not noun[0].isupper() or noun.lower() in _SPOKEN or len(before) < 2:
        return False
    words = said.split()
    return len(words) <= _LONGEST_PROPER and all(word[0].isupper() or word[0].isdigit() or "." in word for word in words)


def _is_heading(before: str) -> bool:
    """Return whether the words before a colon say that a title or motto follows ("Motto: „…“")."""
    if not before.rstrip().endswith(_COLON):
        return False
    clause = before[-_READ_BEFORE:].rsplit("(", maxsplit=1)[-1].split()
    return bool(clause) and any(word.strip(":").lower().endswith(_HEADINGS) for word in (clause[0], clause[-1]))


def _is_attribute(words: Words) -> bool:
    """Return whether words say of what somebody is something ("der Sprecher des Hafenamts in Skarn sagte")."""
    if not words or words[0].lower not in _ATTRIBUTES:
        return False
    return all(word.is_word and (is_noun(word) or word.lower in _ATTRIBUTES or word.lower.endswith("en")) for word in words)


def _is_named(before: list[str]) -> bool:
    """Return whether the words before a quotation call something by it ("nannte den Bericht einen „Irrtum“")."""
    lower = [word.lower() for word in before]
    return bool(lower) and lower[-1] in _NAMED_AS and not _NAMING.isdisjoint(lower)
