"""Whom a pronoun or a noun stands for, from what the document said up to that place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import LAST_OFFSET, Frame, Word
from service.extraction.page.grammar import Grammar, People, is_several
from service.extraction.page.proposals import Rule, propose, rule
from service.knowledge.gazetteer import Gazetteer
from service.records import Speaker

_HUMAN, _BODIES = frozenset(("person", "unnamed")), frozenset(("organization",))
_OWNER, _NAMED, _SUBJECT, _SPEAKER = range(4)  # what a person does in a sentence, the likelier to be meant by a pronoun the later
_LONGEST_TELLER = 5  # words of a name right before a verb of speech
_AGENT = -1  # the role of who did something to the one whom a pronoun means ("She was beaten by Ada Stone"): either may be meant
_TRIED = 3  # people before a pronoun among whom one whose gender is known goes before one whose is not
_SENTENCES_BACK = 8  # of a paragraph, in which a pronoun or a noun is followed
_PARAGRAPHS_BACK = 5  # in which a pronoun is followed, its own among them
_BODY_PARAGRAPHS_BACK = 2  # in which a noun for an organization is followed, its own among them
_NAME_SENTENCES_BACK = 3  # of a paragraph, in which "the company" is followed to a name that nothing else tells
NAMED_BACK = 40  # speakers back that are looked at; bounds the work on a long document
_OPENS_ITEM = re.compile(
    r"\s*(?:\d{1,3}(?:/|[.)]\s)|\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b|[A-Z]))"
)  # an item or timed entry, past which no pronoun looks
_UNMARKED = "f"  # gender that a pronoun is read with which shows none ("I" in a post that an article prints)
_ASIDE = 2  # words behind a verb in which the comma stands that closes its clause
_LONGEST_FIRM = 6  # words of a firm's name
_LONGEST_BODY = 12  # words of a body's name
_BEFORE_HEAD = re.compile(r"(?:\b[A-Z][\w&’'.-]* (?:[a-z]{1,3} ){0,2}){1,8}$")
_NEAR_VERB = 4  # words of a sentence by which it is told what the pronoun that opens it does ("She had often said")
_OBITUARY_SENTENCES = 40  # back, in which somebody else than the dead may have been told of
_SLASH = "/"
_LONGEST_PICTURE = 8  # words of "A black-and-white photograph by"
_LEAST_HEADS, _LONGEST_HEAD = 2, 4  # headings that are names, from which a text goes from one to the next; and words of one
_LEAST_ASKED = 3  # words of "she was asked"
_LEAST_AUTHORED, _LONGEST_AUTHORED = 3, 14  # words before "in which", and from a document to it
_LONGEST_BEFORE = 100  # characters of a body's name before the noun that ends it


class _Meant(NamedTuple):
    """Somebody who may be meant: `role` is what they do in their sentence, `back` how many paragraphs back that is.

    `is_known`: a description stands for somebody whom the reader knows of: "the" or a relative clause says so.
    """

    name: str
    is_unnamed: bool
    role: int
    back: int
    is_known: bool = False


class _Inside(NamedTuple):
    """Somebody earlier in the sentence; `is_unsure`: the name may owe its capital to the sentence that it opens."""

    person: _Meant
    is_unsure: bool


_IN_CAPITALS = re.compile(
    r"(?!(?:II|III|IV)$)[A-Z]{2,}"
)  # what ends the name of a thing ("Keel XL"), unless it is a number ("Ivo Stone III")


class _Body(NamedTuple):
    """A noun or pronoun for an organization in a clue at an offset, and a sentence in which it may be named."""

    antecedents: Antecedents
    clue: Clue
    frame: Frame
    number: int

    @property
    def noun(self) -> str:
        """The noun or pronoun in lower case."""
        return self.clue.phrase.head

    @property
    def tokens(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return self.frame.sentences[self.number].tokens


class Antecedents:
    """The people and bodies that a document speaks of, looked up from any place in it.

    `named`: speakers already found, with the offset of the words that name them; `last_outlet`: the outlet last spoken to.
    """

    def __init__(
        self, people: People, frames: list[Frame], grammar: Grammar, gazetteer: Gazetteer, *, publisher: str | None = None
    ) -> None:
        self.people = people
        self.frames = frames
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.words = grammar.vocabulary
        self.named: list[tuple[int, Speaker]] = []
        self.publisher = publisher
        self.last_outlet: str | None = None
        self._called_by: dict[str, str] = {}
        self._position = {frame.paragraph: i for i, frame in enumerate(frames)}
        self._subjects: dict[tuple[int, int], Phrase | None] = {}
        self._sources: dict[tuple[int, int], Phrase | None] = {}
        self._seconds: dict[tuple[int, int], Phrase | None] = {}
        self._names: dict[tuple[int, int], list[tuple[str, bool, int]]] = {}
        self._meant: dict[str, str] = {}
        self._of_obituary: str | None = None
        self._of_country: dict[str, list[tuple[int, str]]] = {}
        self._called: dict[str, list[tuple[int, str]]] = {}

    def modifiers(self, phrase: Phrase) -> list[str]:
        """Return the words before the head of a description that tell one from another, in lower case."""
        return [word for word in phrase.name.lower().split()[:-1] if word not in self.words.same]

    def bearer(self, phrase: Phrase, at: int) -> str | None:
        """Return whom a description at an offset calls by an office ("the governor"), or None."""
        if (headed := self._headed(at)) is not None:
            return headed
        role = self.grammar.canonical_role(phrase.head)
        return self.people.by_role(self.grammar.office(role, self.modifiers(phrase)), at)

    # -- headings that are somebody's name -------------------------------------------------------------------------------

    def _headed(self, at: int) -> str | None:
        """Return whose name alone stands above the paragraph whose first words are at an offset ("Ada Stone", then "The governor said"), or None."""
        order = bisect_right(self._starts, at) - 1
        if (
            order < 1
            or not self._heads
            or not self.frames[order].sentences
            or self.frames[order].offset(self.frames[order].sentences[0].tokens[0].start) != at
        ):
            return None
        return self._heads.get(order - 1)

    @cached_property
    def _starts(self) -> list[int]:
        """Where the frames start in the text."""
        return [frame.offset(0) for frame in self.frames]

    @cached_property
    def _heads(self) -> dict[int, str]:
        """{number of a frame that is nothing but somebody's name: the name}, if several are: the text goes from one to the next."""
        found = {n: name for n, frame in enumerate(self.frames) if (name := self._name_alone(frame)) is not None}
        return found if len(set(found.values())) >= _LEAST_HEADS else {}

    @cached_property
    def _head_orders(self) -> list[int]:
        """The numbers of those frames, in order."""
        return sorted(self._heads)

    def _name_alone(self, frame: Frame) -> str | None:
        """Return the full name that is all of a frame, or None."""
        words = frame.text.split()
        if not 1 < len(words) <= _LONGEST_HEAD or not all(word[0].isupper() for word in words) or not words[-1][-1].isalpha():
            return None
        tokens = frame.sentences[0].tokens
        phrase = self.grammar.phrase_at(tokens, 0, len(tokens))
        is_name = phrase is not None and phrase.kind == "person" and phrase.last + 1 == len(tokens) and " " in phrase.name
        is_given = is_name and phrase is not None and self.gazetteer.is_given_name(phrase.name.split()[0].lower())
        return phrase.name if phrase is not None and is_given else None

    def first_told(self, name: str) -> int:
        """Return the offset at which a full name first stands in the text, 0 for one that no table of the text has."""
        return next(iter(self.people.full_by_surname.get(self.grammar.surname_of(name).casefold(), {}).get(name, ())), 0)

    # -- pronouns ------------------------------------------------------------------------------------------------------

    def antecedent(self, clue: Clue, at: int, gender: str) -> tuple[str, bool] | None:
        """Return (name, whether it is a description) of the person whom a clue's pronoun at an offset stands for, or None.

        Subjects and speakers before it are tried, nearest first.
        """
        fallback: _Meant | None = None
        for n, person in enumerate(self._people_before(clue, at)):
            if person.is_unnamed and not (person.is_known or self.grammar.is_somebody(person.name)):
                continue
            if self._is_no_person(person):
                continue
            known = gender if self._is_given_name_of(person.name, gender) else self._gender(person)
            if known == gender:
                chosen = fallback if fallback and _outweighs(fallback, person) else person
                return chosen.name, chosen.is_unnamed
            if known is None and fallback is None:
                fallback = person
            if n >= _TRIED and fallback is not None:
                break
        return (fallback.name, fallback.is_unnamed) if fallback else None

    def _is_no_person(self, person: _Meant) -> bool:
        """Return whether what a sentence is about is no man or woman: several people, an outlet, a word with a figure or capitals in it.

        "Skarn voters", "the church leaders", "Click4Skarn", "Keel XL", "Sept.".
        """
        *rest, last = person.name.split()
        if person.is_unnamed:
            return is_several(self.grammar, last.lower())
        if self.people.gender(person.name) is not None or person.name.isupper():
            return False
        is_short = not rest and last.endswith(".")
        return is_short or any(map(str.isdigit, last)) or (bool(rest) and _IN_CAPITALS.fullmatch(last) is not None)

    def is_either_of_two(self, clue: Clue, at: int, gender: str) -> bool:
        """Return whether a clause's pronoun may mean either of two: who was done something to or did it ("She was beaten by Ada Stone").

        So may one behind a sentence that names several beside a subject whom it does not mean.
        """
        first = next((person for person in self._people_before(clue, at) if self._gender(person) in (gender, None)), None)
        return (first is not None and first.role == _AGENT) or self._is_any_of_several(clue, gender)

    def _is_given_name_of(self, name: str, gender: str) -> bool:
        """Return whether a name is a given name alone of a gender; one that is not may be anybody's surname."""
        return " " not in name and self.gazetteer.gender_of_given(name.lower()) == gender

    def _gender(self, person: _Meant) -> str | None:
        if person.is_unnamed:
            return self.grammar.gender_of(person.name)
        return self.gender_of(person.name)

    def gender_of(self, name: str) -> str | None:
        """Return "m" or "f" for somebody's name, by the name, a title or a pronoun that meant them before; None where none tells."""
        return self.people.gender(name) or self._called_by.get(name) or self._gender_of_given(name)

    def _gender_of_given(self, name: str) -> str | None:
        """Return the gender of a given name alone ("Her husband, Ivo, … Ivo said"); None for one that is somebody's surname in the text."""
        return None if " " in name or self._is_surname(name) else self.gazetteer.gender_of_given(name.lower())

    def _people_before(self, clue: Clue, at: int) -> Iterator[_Meant]:
        """Yield people before a clue at an offset, nearest first."""
        if (author := self._author_of_relative(clue)) is not None:
            yield author
        inside = self._earlier_in_sentence(clue)
        if inside and not inside.is_unsure:
            yield inside.person
        elif inside is None and clue.is_before and not self._is_of_opening(clue):
            yield from self._named_earlier(clue)
            yield from self._opening_owner(clue)
        yield from self._people_in_sentences_before(clue, at)
        if inside and inside.is_unsure:
            yield inside.person

    def _people_in_sentences_before(self, clue: Clue, at: int) -> Iterator[_Meant]:
        """Yield people in the sentences before a clue at an offset, nearest first."""
        order = self._position[clue.frame.paragraph]
        for back in range(min(_PARAGRAPHS_BACK, order + 1)):
            current = self.frames[order - back]
            for n, s in enumerate(_sentences_back(clue, current, back, _SENTENCES_BACK)):
                if n == back == 0:
                    yield from self._asked_in(current, s)
                    yield from self._asked(current, s) if clue.verb in self.words.replies else ()
                said = self.said_in(current, s, _HUMAN)
                if said:
                    yield _Meant(said.name, said.type == "unnamed", _SPEAKER, back)
                yield from self._subject_person(current, s, back, clue.phrase)
            if back >= 1 and (said := self._last(at, _HUMAN)) and not self._is_headed_since(said, order):
                yield _Meant(said.name, said.type == "unnamed", _SPEAKER, back)
            if back == 0 and (mourned := self._mourned(clue)) is not None:
                yield _Meant(mourned, False, _SPEAKER, back)
            if (headed := self._heads.get(order - back)) is not None:
                yield _Meant(headed, False, _SPEAKER, back)
            if headed is not None or _OPENS_ITEM.match(current.text):
                return

    def _asked(self, frame: Frame, s: int) -> Iterator[_Meant]:
        """Yield whom a sentence says that somebody asks, and who therefore replies ("Stone asked the nurse, Ada Pell, what she had seen")."""
        tokens = frame.sentences[s].tokens
        verbs = (i for i, token in enumerate(tokens) if i and token.lower in self.words.asking)
        verb = next((i for i in verbs if tokens[i - 1].lower not in self.words.being), len(tokens))
        asked = self.grammar.phrase_at(tokens, verb + 1, len(tokens)) if verb + 1 < len(tokens) else None
        if asked is not None and asked.kind != "person" and asked.last + 2 < len(tokens) and tokens[asked.last + 1].text == ",":
            asked = self.grammar.phrase_at(tokens, asked.last + 2, len(tokens))
        if asked is not None and asked.kind == "person":
            yield _Meant(self.people.full_name(asked.name, frame.offset(tokens[asked.first].start)), False, _SUBJECT, 0)

    def _asked_in(self, frame: Frame, s: int) -> Iterator[_Meant]:
        """Yield whom a sentence says that somebody asks in what it tells of ("He recalled an interview in which the mayor was asked")."""
        tokens = frame.sentences[s].tokens
        for i in range(1, len(tokens) - _LEAST_ASKED):
            if tokens[i].lower not in self.words.governed_relatives or tokens[i - 1].lower not in self.words.within:
                continue
            phrase = self.grammar.phrase_at(tokens, i + 1, len(tokens))
            behind = [token.lower for token in tokens[phrase.last + 1 : phrase.last + 3]] if phrase is not None else []
            is_asked = len(behind) > 1 and behind[0] in self.words.being and behind[1] in self.words.asking
            if phrase is not None and is_asked:
                yield from self._meant_by(phrase, frame.offset(tokens[phrase.first].start), 0, is_definite=True, is_told_of=True)

    def _is_headed_since(self, said: Speaker, order: int) -> bool:
        """Return whether a heading that is a name stands between the words of a speaker and a frame."""
        if not self._heads or said.evidence is None:
            return False
        last = bisect_left(self._head_orders, order) - 1
        return last >= 0 and self._head_orders[last] > bisect_right(self._starts, said.evidence.start) - 1

    def _mourned(self, clue: Clue) -> str | None:
        """Return whom an obituary is of, where a paragraph goes on about them: its first sentence tells of a pronoun and quotes nobody."""
        subject = self.subject(clue.frame, 0) if clue.sentence else None
        first = clue.frame.sentences[0]
        if subject is None or subject.first or subject.head not in self.words.genders or not self._position[clue.frame.paragraph]:
            return None
        reports = any(self.grammar.is_cue(first.tokens, i) for i in range(1, min(len(first.tokens), _NEAR_VERB)))
        if reports or any(first.start <= place < first.end for place in clue.frame.places):
            return None
        if self._of_obituary is None:
            self._of_obituary = next(self._dead(), "")
        return self._of_obituary if self._of_obituary and self._goes_on_about(self._of_obituary, subject, clue) else None

    def _goes_on_about(self, dead: str, pronoun: Phrase, clue: Clue) -> bool:
        """Return whether the sentence before a clause is of somebody dead, and nobody but those who speak has done anything who may be meant."""
        told = islice(self._all_before(clue), _OBITUARY_SENTENCES)
        subjects = [(self.subject(frame, s), frame, s) for frame, s in told]
        last = subjects[0][0]
        if last is None or (last.head != pronoun.head and self.name_of(last, *subjects[0][1:]) != dead):
            return False
        names = {
            self.name_of(subject, frame, s)
            for subject, frame, s in subjects
            if subject is not None
            and subject.kind == "person"
            and self.grammar.main_cue(frame.sentences[s].tokens, subject) is None
        }
        gender = self.words.genders[pronoun.head]
        return all(name == dead or name is None or self.gender_of(name) not in (gender, None) for name in names)

    def _all_before(self, clue: Clue) -> Iterator[tuple[Frame, int]]:
        """Yield (frame, number) of the sentences before that of a clause, in all paragraphs, nearest first."""
        order = self._position[clue.frame.paragraph]
        for back in range(order + 1):
            current = self.frames[order - back]
            yield from ((current, s) for s in _sentences_back(clue, current, back, len(current.sentences)))

    def _dead(self) -> Iterator[str]:
        """Yield the full names of those of whose death the first paragraph tells."""
        for s, sentence in enumerate(self.frames[0].sentences):
            subject = self.subject(self.frames[0], s)
            if (
                subject is None
                or subject.kind != "person"
                or not self.words.tells_of_death.search(self.frames[0].text, sentence.start, sentence.end)
            ):
                continue
            name = self.people.full_name(subject.name, self.frames[0].offset(sentence.tokens[subject.first].start))
            if " " in name:
                yield name

    def _author_of_relative(self, clue: Clue) -> _Meant | None:
        """ "Stone produced a letter from her brother, Ivo Pell, in which he said": the author of what a relative clause tells of, or None."""
        tokens, governor = clue.tokens, clue.phrase.first - 2
        if governor < _LEAST_AUTHORED or tokens[governor + 1].lower not in self.words.governed_relatives:
            return None
        if tokens[governor].lower not in self.words.within:
            return None
        for i in range(governor - 1, max(0, governor - _LONGEST_AUTHORED), -1):
            if tokens[i].lower in self.words.documents:
                is_from = tokens[i + 1].lower in self.words.from_
                phrase = self.grammar.phrase_at(tokens, i + 2, governor) if is_from else None
                return (
                    next(
                        self._meant_by(
                            phrase, clue.frame.offset(tokens[phrase.first].start), 0, is_definite=False, is_told_of=True
                        ),
                        None,
                    )
                    if phrase
                    else None
                )
        return None

    def _earlier_in_sentence(self, clue: Clue) -> _Inside | None:
        """Return the person who is the subject of the sentence before its clause, unless that is an aside."""
        if not clue.is_before or _is_aside(clue):
            return None
        subject = self._teller_before(clue) or self.grammar.main_subject(clue.tokens, clue.phrase.first)
        if subject and subject.kind == "person" and not self._is_of_opening(clue):
            name = self.people.full_name(subject.name, clue.frame.offset(clue.tokens[subject.first].start))
            return _Inside(_Meant(name, False, _SUBJECT, 0), self.only_opens(subject))
        return None

    def _teller_before(self, clue: Clue) -> Phrase | None:
        """Return the person named right before the verb of speech whose content a clause's pronoun opens ("and Stone said that she"), or None."""
        tokens, first = clue.tokens, clue.phrase.first
        verb = next((i for i in (first - 1, first - 2) if i > 0 and self.grammar.is_cue(tokens, i)), None)
        if verb is None:
            return None
        found = (self.grammar.phrase_at(tokens, i, verb) for i in range(max(0, verb - _LONGEST_TELLER), verb))
        return next((p for p in found if p is not None and p.kind == "person" and p.last == verb - 1), None)

    def _is_of_opening(self, clue: Clue) -> bool:
        """Return whether all that stands before a clause is a phrase that names somebody else ("In a letter to Stone, he said")."""
        tokens, first = clue.tokens, clue.phrase.first
        if not first or tokens[first - 1].text != "," or tokens[0].lower not in self.words.opening_prepositions:
            return False
        return all(token.lower not in self.words.clause_openers for token in tokens[1:first])

    def _named_earlier(self, clue: Clue) -> Iterator[_Meant]:
        """Yield people named in the sentence before its clause, the last one first ("Nobody believed Stone when she said")."""
        start = clue.tokens[clue.phrase.first].start
        for name, is_owner, place in reversed(self._names_in(clue.frame, clue.sentence)):
            if place < start and not is_owner and self.people.gender(name) is not None:  # no "Northern Mercury"
                yield _Meant(name, False, _NAMED, 0)

    def _opening_owner(self, clue: Clue) -> Iterator[_Meant]:
        """Yield whose the thing is with which the sentence of a clause opens ("Stone’s letter came after one in which he said")."""
        start = clue.tokens[0].start
        for name, is_owner, place in self._names_in(clue.frame, clue.sentence):
            if is_owner and place == start and self.people.gender(name) is not None:
                yield _Meant(name, False, _SUBJECT, 0)

    def _subject_person(self, frame: Frame, s: int, back: int, pronoun: Phrase) -> Iterator[_Meant]:
        """Yield the person who is the subject of a sentence, then others named in it.

        None of them where the subject is the pronoun itself: the text goes on about whom that means ("She hired Ada Pell. “…,” she said").
        """
        subject, tokens = self.subject(frame, s), frame.sentences[s].tokens
        key = (frame.paragraph, s)
        if key not in self._sources:
            self._sources[key] = self.grammar.source_named(tokens) or self._reporter(tokens)
        if key not in self._seconds:
            self._seconds[key] = self._second_speaker(tokens, subject)
        for phrase, how in ((self._sources[key], _SPEAKER), (self._seconds[key], _SUBJECT)):
            if phrase is not None:
                yield _Meant(self.people.full_name(phrase.name, frame.offset(tokens[phrase.first].start)), False, how, back)
        passed_over = self.passed_over(frame, s)
        if subject is not None:
            if passed_over is None:
                yield from self._by_subject(frame, s, subject, back)
            if subject.head == pronoun.head and subject.head in self.words.genders:
                yield from self._agent(frame, s, subject, back)
                return
        for name, is_owner, _ in self._names_in(frame, s):
            if name != passed_over:
                yield _Meant(name, False, _OWNER if is_owner else _NAMED, back)

    def passed_over(self, frame: Frame, s: int) -> str | None:
        """Return the subject of a sentence whom no pronoun behind it means, or None: an animal, an outlet's reporter who meets somebody, or whose picture it is.

        "The BBC's Ada Stone found the headteacher, Ines Pell, on the roof. “…,” she said".
        """
        subject, tokens = self.subject(frame, s), frame.sentences[s].tokens
        maker = self._maker_of_picture(tokens)
        if maker is not None:
            return self.people.full_name(maker.name, frame.offset(tokens[maker.first].start))
        if subject is None or subject.kind != "person":
            return None
        name = self.people.full_name(subject.name, frame.offset(tokens[subject.first].start))
        is_other = any(other != name for other, _, _ in self._names_in(frame, s))
        return name if is_other and (self._is_reporter(subject, tokens) or self._is_animal(subject, frame, s)) else None

    def _maker_of_picture(self, tokens: tuple[Word, ...]) -> Phrase | None:
        """Return the person whose picture a sentence opens with ("A photograph by Ada Stone shows Ines Pell"), or None."""
        for by in range(1, min(len(tokens), _LONGEST_PICTURE)):
            if tokens[by].lower in self.words.from_ and tokens[by - 1].lower in self.words.pictures:
                maker = self.grammar.phrase_at(tokens, by + 1, len(tokens))
                return maker if maker is not None and maker.kind == "person" else None
        return None

    def _is_reporter(self, subject: Phrase, tokens: tuple[Word, ...]) -> bool:
        """Return whether a subject is of an outlet and does something himself ("The BBC's Ada Stone", "Ada Stone of the BBC")."""
        following = subject.last + 1
        if following >= len(tokens) or tokens[following].lower in self.words.being:
            return False
        outlet_of = self.gazetteer.outlet_of
        if subject.owner is not None:
            owner = self.grammar.without_article(subject.owner)
            return outlet_of(owner, short=True) is not None or self.gazetteer.looks_like_outlet(owner)
        outlet, _, trade = (subject.role or "").rpartition(" ")
        if trade.lower() in self.words.reporters and outlet_of(outlet, short=True) is not None:
            return True  # "BBC reporter Ada Stone"
        at = following + 1 + (following + 1 < len(tokens) and tokens[following + 1].lower in self.words.definite)
        is_of = tokens[following].lower in self.words.of_outlets and at < len(tokens)
        return is_of and self.gazetteer.outlet_at(tokens, at, short=True) is not None

    def _is_animal(self, subject: Phrase, frame: Frame, s: int) -> bool:
        """Return whether what stands right behind a subject says that it is an animal."""
        sentence = frame.sentences[s]
        return self.words.of_animals.match(frame.text, sentence.tokens[subject.last].end, sentence.end) is not None

    def _is_any_of_several(self, clue: Clue, gender: str) -> bool:
        """Return whether the sentence before passes over its subject and names several people whom a pronoun may mean."""
        frame, s = clue.frame, clue.sentence - 1
        passed_over = self.passed_over(frame, s) if s >= 0 else None
        if passed_over is None:
            return False
        others = {name for name, _, _ in self._names_in(frame, s) if name != passed_over}
        return sum(self.gender_of(name) in (gender, None) for name in others) > 1

    def _agent(self, frame: Frame, s: int, subject: Phrase, back: int) -> Iterator[_Meant]:
        """Yield the person by whom something was done to the subject of a sentence ("She was beaten by Ada Stone")."""
        tokens = frame.sentences[s].tokens
        passive = next((i for i in range(subject.last + 1, len(tokens)) if tokens[i].lower in self.words.being), len(tokens))
        for i in (k for k in range(passive + 1, len(tokens) - 1) if tokens[k].lower in self.words.from_):
            agent = self.grammar.phrase_at(tokens, i + 1, len(tokens))
            if agent is not None and agent.kind == "person":
                yield _Meant(self.people.full_name(agent.name, frame.offset(tokens[agent.first].start)), False, _AGENT, back)

    def _by_subject(self, frame: Frame, s: int, subject: Phrase, back: int) -> Iterator[_Meant]:
        """Yield the person whom the subject of a sentence names or describes."""
        tokens = frame.sentences[s].tokens
        first = tokens[subject.first]
        if subject.kind == "person" and self.only_opens(subject) and not self.only_opens(subject, tokens):
            yield _Meant(self.people.full_name(subject.name, frame.offset(first.start)), False, _SUBJECT, back)
        is_told_of = self._is_told_of(tokens, subject) or self._speaks_for(tokens, subject)
        is_definite = first.lower in self.words.definite
        yield from self._meant_by(subject, frame.offset(first.start), back, is_definite=is_definite, is_told_of=is_told_of)

    def _is_told_of(self, tokens: tuple[Word, ...], subject: Phrase) -> bool:
        """Return whether a relative clause tells more of a subject ("The tinsmith, who …")."""
        behind = [word.lower for word in tokens[subject.last + 1 : subject.last + 3]]
        if behind[:1] == [","]:
            behind = behind[1:]
        return bool(behind) and behind[0] in self.words.relatives

    def _speaks_for(self, tokens: tuple[Word, ...], subject: Phrase) -> bool:
        """Return whether somebody's somebody says something ("Stone's lawyer said he would appeal")."""
        is_one = subject.owner is not None and not self.grammar.is_plural(subject.head)
        return is_one and subject.last + 1 < len(tokens) and self.grammar.is_cue(tokens, subject.last + 1)

    def _reporter(self, tokens: tuple[Word, ...]) -> Phrase | None:
        """Return the person who is said at a sentence's end to report it ("It was pneumonia, her daughter Ines said."), or None."""
        found = self.grammar.closing_subject(tokens)
        return found if found is not None and found.kind == "person" else None

    def _meant_by(self, subject: Phrase, offset: int, back: int, *, is_definite: bool, is_told_of: bool) -> Iterator[_Meant]:
        """Yield the person whom the subject of a sentence names or describes; `offset`: where it starts.

        `is_told_of`: a relative clause tells who it is.
        """
        if subject.kind == "person":
            if not self.only_opens(subject):
                yield _Meant(self.people.full_name(subject.name, offset), False, _SUBJECT, back)
        elif subject.kind == "description":
            kin = self.people.only_kin(self.grammar.canonical_role(subject.head), offset)
            if person := kin or (self._bearer_told(subject, offset) if is_definite else None):
                yield _Meant(person, False, _SUBJECT, back)
            elif is_told_of or not (self.grammar.is_plural(subject.head) or subject.owner):
                yield _Meant(subject.name, True, _SUBJECT, back, is_told_of or is_definite)

    def _bearer_told(self, subject: Phrase, offset: int) -> str | None:
        """Return whom a definite description calls by an office, unless only later words name somebody so, or None.

        "The Norland director wept" is hardly of the artistic director named much later.
        """
        person = self.bearer(subject, offset)
        is_to_come = person is not None and self.first_told(person) > offset and self.people.gender(person) is None
        return None if is_to_come else person

    def only_opens(self, subject: Phrase, tokens: tuple[Word, ...] = ()) -> bool:
        """Return whether a subject may owe its capital to the sentence that it opens ("Pop star Ada Stone"): nothing else names it.

        An apposition names it ("Stone, a postman, does the rest").
        """
        if subject.first or " " in subject.name or subject.role or self.people.gender(subject.name):
            return False
        if tokens and self.grammar.apposed_role(tokens, subject) is not None:
            return False
        if self.grammar.surname_of(subject.name).casefold() in self.people.full_by_surname:
            return False
        return " " not in self.people.full_name(subject.name, LAST_OFFSET)  # "Ada", of Ada Stone

    def _second_speaker(self, tokens: tuple[Word, ...], subject: Phrase | None) -> Phrase | None:
        """Return the person who speaks, or else acts, in a later clause of a sentence ("Pell shook his head and Stone admitted …"), or None.

        In one about no person who speaks counts alone ("It looked different when Stone told them that …").
        """
        is_person = subject is not None and subject.kind == "person"
        if subject is None or not (is_person or subject.head in self.words.body_pronouns):
            return None
        cue = next((i for i in range(len(tokens) - 1, 0, -1) if self.grammar.is_cue(tokens, i)), None)
        if cue is None:
            return self.grammar.coordinate_subject(tokens, subject) if is_person else None
        found = self.grammar.subject_of(tokens, cue)
        is_later = found is not None and found.kind == "person" and found.first > subject.last
        return found if is_later and self.words.and_ not in (found.name.split() if found else ()) else None

    def _names_in(self, frame: Frame, s: int) -> list[tuple[str, bool, int]]:
        """Return (name, whether it only owns something, frame place) of people named in a sentence who have a full name, owners last."""
        key, sentence = (frame.paragraph, s), frame.sentences[s]
        if self.words.lists_survivors.search(frame.text, sentence.start, sentence.end):
            return []  # "She is survived by a sister, Ada Pell. “More paper,” she had said"
        if key not in self._names:
            named = [t for t in frame.sentences[s].tokens if t.is_capitalised and t.lower not in self.words.no_names]
            self._names[key] = [
                (self.people.full_name(token.base, frame.offset(token.start)), token.is_possessive, token.start)
                for token in sorted(named, key=lambda t: t.is_possessive)
                if self._is_surname(token.base)
            ]
        return self._names[key]

    # -- countries -----------------------------------------------------------------------------------------------------

    def compatriots(self, noun: str, at: int) -> set[str]:
        """Return the full names of those whom the text, before an offset, says to be of the country whose people are called by a noun.

        "Sweden's Mats Stone", "the Swedish keeper, Mats Stone", "Mats Stone of Sweden".
        """
        if noun not in self._of_country:
            country = self.words.countries_of_nationals.get(noun, "")
            adjective = self.words.national_adjectives.get(noun, noun)
            self._of_country[noun] = [
                (frame.offset(tokens[phrase.first].start), self.people.full_name(phrase.name, LAST_OFFSET))
                for frame in self.frames
                for tokens in (sentence.tokens for sentence in frame.sentences)
                for i, token in enumerate(tokens)
                if token.lower == adjective or (country and token.base.lower() == country)
                for phrase in self._called_of_country(tokens, i)
            ]
        return {name for offset, name in self._of_country[noun] if offset < at and " " in name}

    def _called_of_country(self, tokens: tuple[Word, ...], i: int) -> Iterator[Phrase]:
        """Yield the person whom the name of a country or its adjective at word `i` stands before, or behind with "of"."""
        is_behind = i > 1 and tokens[i - 1].lower in self.words.of_outlets and not tokens[i].is_possessive
        phrase = self._ending_before(tokens, i - 1) if is_behind else self._starting_at(tokens, i)
        is_told = phrase is not None and (phrase.first != i or phrase.owner is not None or phrase.role is not None)
        if phrase is not None and phrase.kind == "person" and is_told:
            yield phrase

    def _ending_before(self, tokens: tuple[Word, ...], stop: int) -> Phrase | None:
        """Return the phrase whose last word stands right before word `stop`, or None."""
        found = (self.grammar.phrase_at(tokens, k, stop) for k in range(max(0, stop - _LONGEST_HEAD), stop - 1))
        return next((p for p in found if p is not None and p.last == stop - 1), None)

    def _starting_at(self, tokens: tuple[Word, ...], i: int) -> Phrase | None:
        """Return the phrase that a country or its adjective at word `i` opens, or None where the adjective is an event's."""
        start = i - 1 if i and tokens[i - 1].lower in self.words.no_names else i
        phrase = self.grammar.phrase_at(tokens, start, len(tokens))
        is_event = phrase is not None and not tokens[i].is_possessive and self._names_event(tokens, i, phrase)
        return None if is_event else phrase

    def _names_event(self, tokens: tuple[Word, ...], adjective: int, person: Phrase) -> bool:
        """Return whether an adjective of a country is part of what is no person's name ("the Scottish Open champion, Ada Stone")."""
        following = tokens[adjective + 1] if adjective + 1 < len(tokens) else None
        return following is not None and following.is_capitalised and following.base not in person.name.split()

    def may_mean(self, pronoun: str, speaker: Speaker) -> bool:
        """Return whether a pronoun can stand for a speaker."""
        if pronoun in self.words.body_pronouns:
            is_plural = pronoun in self.words.plural_pronouns and self.grammar.is_plural(speaker.name)
            return speaker.type == "organization" or is_plural
        if speaker.type == "organization":
            return False
        known = self.grammar.gender_of(speaker.name) if speaker.type == "unnamed" else self.people.gender(speaker.name)
        return known is None or known == self.words.genders.get(pronoun, _UNMARKED)

    # -- sentences -----------------------------------------------------------------------------------------------------

    def start_of_sentence_before(self, clue: Clue) -> int:
        """Return the offset of the sentence before a clause's own, the last of the paragraph before included."""
        if clue.sentence:
            return clue.frame.offset(clue.frame.sentences[clue.sentence - 1].start)
        order = self._position[clue.frame.paragraph]
        before = self.frames[order - 1] if order else clue.frame
        return before.offset(before.sentences[-1].start) if before.sentences else clue.frame.offset(0)

    def said_in(self, frame: Frame, s: int, kinds: frozenset[str]) -> Speaker | None:
        """Return the last speaker of some kinds who was found in a sentence, or None."""
        sentence = frame.sentences[s]
        start, end = frame.offset(sentence.start), frame.offset(sentence.end - 1) + 1
        for offset, speaker in reversed(self.named[-NAMED_BACK:]):
            if start <= offset < end and speaker.type in kinds:
                return speaker
        return None

    def subject(self, frame: Frame, s: int) -> Phrase | None:
        """Return the subject of a sentence, or None."""
        key = (frame.paragraph, s)
        if key not in self._subjects:
            phrase = self.grammar.main_subject(frame.sentences[s].tokens)
            self._subjects[key] = None if phrase is not None and self.is_of_nobody_told(frame, s, phrase) else phrase
        return self._subjects[key]

    def is_of_nobody_told(self, frame: Frame, s: int, phrase: Phrase) -> bool:
        """Return whether capitals in a sentence are of nobody whom the text tells of: all of a heading ("Market Dues"), or a photographer.

        A heading names somebody where the text does elsewhere; a slash stands beside who took a picture ("Ada Stone/Pool via Lens").
        """
        tokens = frame.sentences[s].tokens
        if phrase.kind != "person":
            return False
        if any(0 <= k < len(tokens) and tokens[k].text == _SLASH for k in (phrase.first - 1, phrase.last + 1)):
            return True
        is_all = len(frame.sentences) == 1 and phrase.last + 1 == len(tokens) <= _LONGEST_HEAD
        return is_all and not self._is_surname(self.grammar.surname_of(phrase.name))

    def name_of_subject(self, frame: Frame, s: int) -> str | None:
        """Return the full name of a sentence's subject, a role resolved to who bears it, or None for a pronoun."""
        subject = self.subject(frame, s)
        return self.name_of(subject, frame, s) if subject is not None else None

    def name_of(self, subject: Phrase, frame: Frame, s: int) -> str | None:
        """Return the full name of a subject in a sentence, a role resolved to who bears it, or None for a pronoun."""
        first = frame.sentences[s].tokens[subject.first]
        at = frame.offset(first.start)
        if subject.kind == "person":
            return self.people.full_name(subject.name, at)
        if subject.kind == "organization":
            return self.outlet_or(subject.name)
        if subject.kind == "description":
            if is_several(self.grammar, subject.head):
                return subject.name
            named = self.bearer(subject, at)
            return named or (None if first.lower in self.words.definite else subject.name)
        return None

    def _is_surname(self, name: str) -> bool:
        """Return whether a name is the surname of somebody whom the text names in full."""
        return name.casefold() in self.people.full_by_surname

    def _last(self, at: int, kinds: frozenset[str]) -> Speaker | None:
        """Return the speaker of some kinds last found before an offset, or None."""
        found = (speaker for offset, speaker in reversed(self.named[-NAMED_BACK:]) if offset < at and speaker.type in kinds)
        return next(found, None)

    # -- organizations -------------------------------------------------------------------------------------------------

    def outlet_or(self, name: str) -> str:
        """Return the outlet that goes by a name, short forms included, or the name itself."""
        known = self.gazetteer.outlet_of(name, short=True)
        if known is None:
            return name
        return self._as_meant(known) if self.gazetteer.is_shared(known) else known

    def _as_meant(self, shared: str) -> str:
        """Return the outlet that the text, or else its publisher, means by a name that several go by; the name where neither tells."""
        if shared not in self._meant:
            told = (self.gazetteer.meant_by(shared, frame.text, len(frame.text), None) for frame in reversed(self.frames))
            meant = next(filter(None, told), None) or self.gazetteer.meant_by(shared, "", 0, self.publisher)
            self._meant[shared] = meant or shared
        return self._meant[shared]

    def antecedent_body(self, clue: Clue, at: int) -> str | None:
        """Return the organization for which a clue's noun or pronoun at an offset stands ("the company", "it"), or None."""
        noun = clue.phrase.head
        inside = self.grammar.main_subject(clue.tokens, clue.phrase.first) if clue.phrase.first else None
        if inside and inside.kind == "organization":
            return self.outlet_or(inside.name)
        for current, s in self._before(clue, _SENTENCES_BACK):
            found = next(propose(_BODY_RULES, _Body(self, clue, current, s)), None)
            if found is not None:
                return found.value
        if noun in self.words.press:
            return self.last_outlet
        if noun in self.words.firms and (named := self._named_before(clue)):
            return named
        earlier = self._last(at, _BODIES)
        return earlier.name if earlier and self.fits(noun, earlier.name) else None

    def _before(self, clue: Clue, sentences: int) -> Iterator[tuple[Frame, int]]:
        """Yield (frame, number) of the last sentences before a clue, in its paragraph and the one before, nearest first."""
        order = self._position[clue.frame.paragraph]
        for back in range(min(_BODY_PARAGRAPHS_BACK, order + 1)):
            current = self.frames[order - back]
            for s in _sentences_back(clue, current, back, sentences):
                yield current, s
            if _OPENS_ITEM.match(current.text):
                return

    def fits(self, noun: str, name: str) -> bool:
        """Return whether a body can be called by a noun: a newspaper is an outlet, a company no ministry."""
        if noun in self.words.press:
            return self.gazetteer.outlet_of(name, short=True) is not None or self.gazetteer.looks_like_outlet(name)
        if noun in self.words.firms:
            return self.words.no_firms.isdisjoint(name.lower().split()) and self.gazetteer.outlet_of(name) is None
        return True

    def may_be_body(self, subject: Phrase, noun: str) -> bool:
        """Return whether a name that might be a person's is a body's, given that the text goes on with a noun."""
        if noun not in self.words.bodies and noun not in self.words.body_pronouns:
            return False
        if self.people.gender(subject.name) is not None or (
            " " not in subject.name and not self._is_firm_alone(subject.name, noun)
        ):
            return False
        return subject.role is None or subject.role.split()[-1].lower() in self.words.trades

    def _is_firm_alone(self, name: str, noun: str) -> bool:
        """Return whether a name of one word, of nobody in the text, keeps its capital within a sentence too, where a noun for a firm follows."""
        if noun not in self.words.firms or self._is_surname(name) or self.grammar.is_given_name(name.lower()):
            return False
        return any(re.search(rf"[a-z,] {re.escape(name)}\b", frame.text) is not None for frame in self.frames)

    def firm(self, name: str) -> str | None:
        """Return the fullest form in which the text names a firm ("Verity" → "Verity Biolabs"), or None for a person's name."""
        if self._is_surname(name) or self.people.gender(name) or not name[:1].isupper():
            return None
        for frame in self.frames:
            at = frame.text.find(name + " ")
            phrase = self.grammar.phrase_at(frame.tokens_from(at), 0, _LONGEST_FIRM) if at >= 0 else None
            if phrase and phrase.name.startswith(name + " ") and phrase.kind in ("person", "organization"):
                return phrase.name
        return name

    def body_called(self, name: str) -> str | None:
        """Return the body that the text names by a surname and more ("Marsh Holdings", "pump maker Marsh Marine"), or None."""
        for frame in self.frames:
            if f"{name} " not in frame.text:
                continue
            for found in re.finditer(rf"\b{re.escape(name)} (?=[A-Z])", frame.text):
                word_before = frame.text.rfind(" ", 0, max(0, found.start() - 1)) + 1
                for start in (found.start(), word_before):
                    words = frame.tokens_from(start)
                    phrase = self.grammar.phrase_at(words, 0, min(len(words), _LONGEST_FIRM)) if words else None
                    if phrase is not None and phrase.kind == "organization" and phrase.name.startswith(f"{name} "):
                        return phrase.name
        return None

    def called(self, noun: str, at: int) -> str | None:
        """Return the one body named before an offset whose name ends with a noun ("the trust", after "Kelby Hospital Trust"), or None."""
        names = {name for start, name in self._ending_with(noun) if start < at}
        whole = [name for name in names if not any(other.endswith(f" {name}") for other in names)]
        return whole[0] if len(whole) == 1 else None

    def _ending_with(self, noun: str) -> list[tuple[int, str]]:
        """Return (offset, name) of the bodies whose names end with a noun in capitals."""
        if noun not in self._called:
            self._called[noun] = list(self._read_ending_with(noun))
        return self._called[noun]

    def _read_ending_with(self, noun: str) -> Iterator[tuple[int, str]]:
        heads = re.compile(rf"\b{re.escape(noun.capitalize())}\b(?! [A-Z])")
        for frame in self.frames:
            for found in heads.finditer(frame.text):
                before = _BEFORE_HEAD.search(frame.text, max(0, found.start() - _LONGEST_BEFORE), found.start())
                words = frame.tokens_from(before.start()) if before is not None else ()
                phrase = self.grammar.phrase_at(words, 0, min(len(words), _LONGEST_BODY)) if words else None
                if phrase is not None and phrase.kind == "organization" and phrase.head == noun and phrase.name[-1:].islower():
                    yield frame.offset(words[0].start), self.grammar.without_article(phrase.name)

    def owner_before(self, clue: Clue) -> str | None:
        """Return the place or body, of nobody's name, that the sentence before in its paragraph is about ("Norland denied it."), or None."""
        subject = self.subject(clue.frame, clue.sentence - 1) if clue.sentence else None
        if subject is None or subject.kind not in ("person", "organization") or subject.role or not subject.name[:1].isupper():
            return None
        is_somebody = self._is_surname(subject.name.split()[-1]) or self.people.gender(subject.name) is not None
        return None if is_somebody else self.grammar.without_article(subject.name)

    def _named_before(self, clue: Clue) -> str | None:
        """Return the last name before a clause, in its paragraph or the one before, that is not a person's, or None."""
        for current, s in self._before(clue, _NAME_SENTENCES_BACK):
            tokens = current.sentences[s].tokens
            for i in range(len(tokens) - 2, 0, -1):
                phrase = self.grammar.phrase_at(tokens, i, len(tokens)) if self._starts_name(tokens, i) else None
                if phrase and " " in phrase.name and phrase.role is None and self.people.gender(phrase.name) is None:
                    return phrase.name
        return None

    def _starts_name(self, tokens: tuple[Word, ...], i: int) -> bool:
        """Return whether a name of several words starts at word `i`, neither the first nor the last of its sentence."""
        has_two = tokens[i].is_capitalised and tokens[i + 1].is_capitalised
        return has_two and tokens[i].lower not in self.words.no_names and not tokens[i - 1].is_capitalised

    def last_body(self, clue: Clue, at: int) -> str | None:
        """Return the organization that a bare "a spokesperson" speaks for: the subject before it in its paragraph, or None."""
        for s in range(clue.sentence, max(-1, clue.sentence - _SENTENCES_BACK), -1):
            subject = self.subject(clue.frame, s)
            if subject and subject.kind == "organization" and clue.frame.offset(clue.frame.sentences[s].start) < at:
                return self.grammar.without_article(subject.name)
        return None


def _outweighs(fallback: _Meant, person: _Meant) -> bool:
    """Return whether somebody nearer whose gender is unknown goes before somebody whose gender fits."""
    is_farther = person.back > fallback.back and fallback.role >= _SUBJECT
    is_since = fallback.role == _SUBJECT and person.role == _SPEAKER and not fallback.is_unnamed
    return person.role < fallback.role - 1 or is_farther or is_since or fallback.role == _SPEAKER or fallback.is_known


def _sentences_back(clue: Clue, current: Frame, back: int, most: int) -> range:
    """Return the numbers of the last sentences of a frame, `back` paragraphs before a clue, that stand before it."""
    last = clue.sentence - 1 if back == 0 else len(current.sentences) - 1
    return range(last, max(-1, last - most), -1)


def _is_aside(clue: Clue) -> bool:
    """Return whether a clause stands between commas inside the words it attributes ("Rowe, he went on, “…”")."""
    tokens, first = clue.tokens, clue.phrase.first
    return first > 0 and tokens[first - 1].text == "," and any(t.text == "," for t in tokens[clue.cue + 1 : clue.cue + 1 + _ASIDE])


# -- the rules for an organization in one sentence -------------------------------------------------------------------


@rule("body: speaks")
def _speaks(body: _Body) -> str | None:
    """Return a body that was found to speak there."""
    said = body.antecedents.said_in(body.frame, body.number, _BODIES)
    return said.name if said and body.antecedents.fits(body.noun, said.name) else None


@rule("body: reports")
def _reports(body: _Body) -> str | None:
    """ "The men were being questioned, police said in a statement."."""
    reporter = body.antecedents.grammar.closing_subject(body.tokens)
    if reporter is None or reporter.kind != "organization" or not body.antecedents.fits(body.noun, reporter.name):
        return None
    return body.antecedents.outlet_or(reporter.name)


@rule("body: subject")
def _is_subject(body: _Body) -> str | None:
    """Return the body that the sentence is about; no document ("the statement")."""
    antecedents = body.antecedents
    subject = antecedents.subject(body.frame, body.number)
    if subject is None or not antecedents.fits(body.noun, subject.name):
        return None
    is_document = subject.head in antecedents.words.documents and subject.name[-1:].islower()
    if is_document and subject.name.split()[-1].islower():
        return None
    is_body = subject.kind == "organization" or (subject.kind == "person" and antecedents.may_be_body(subject, body.noun))
    return antecedents.outlet_or(subject.name) if is_body else None


@rule("body: owner")
def _owns(body: _Body) -> str | None:
    """ "Verity's shares were suspended", for a firm."""
    if body.noun not in body.antecedents.words.firms:
        return None
    owners = (t.base for t in body.tokens if t.is_possessive and t.is_capitalised)
    return next((firm for owner in owners if (firm := body.antecedents.firm(owner))), None)


_BODY_RULES: tuple[Rule[_Body, str], ...] = (_speaks, _reports, _is_subject, _owns)
