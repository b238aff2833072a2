"""What reading a language takes: the protocol that a language fills, and the grammar of languages that nobody has filled it for.

A language is a folder next to `english/` with an object that satisfies `Grammar`, and a line in
`service.extraction.grammars`. Its functions never raise, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from service.extraction.page.clause import Clue, Offers, Phrase, SentenceContext
from service.extraction.page.frames import Cuts, Frame, Neighbours, Word, cuts
from service.extraction.page.mentions import Mention
from service.extraction.page.occurrences import Occurrence
from service.extraction.page.proposals import Proposal
from service.records import Date, Outlet

_NOTHING = re.compile(r"(?!)")  # never matches
_NO_WORDS: frozenset[str] = frozenset()
Words = tuple[Word, ...]


class People(Protocol):
    """The people that a text names. `at` is the offset from which a look-up looks, nearest before first."""

    @property
    def full_by_surname(self) -> Mapping[str, Mapping[str, Sequence[int]]]:
        """{case-folded surname: {full name: offsets}}."""
        ...

    def full_name(self, name: str, at: int) -> str:
        """Return the fullest form of a name that the text gives, or the name itself."""
        ...

    def gender(self, name: str) -> str | None:
        """Return "m", "f" or None where nothing tells."""
        ...

    def by_role(self, role: str, at: int) -> str | None:
        """Return the person who has a role, or None."""
        ...

    def by_seat(self, noun: str, places: list[str]) -> str | None:
        """Return the only person who sits for a constituency with some words in its name, or None."""
        ...

    def only_kin(self, role: str, at: int) -> str | None:
        """Return the only person called somebody's kin by a word shortly before, or None."""
        ...

    def by_kind_of_role(self, role: str, start: int, end: int) -> str | None:
        """Return the only person given a narrower role between two offsets, or None."""
        ...

    def author(self) -> str | None:
        """Return the one person whose book the text is about, or None."""
        ...

    def is_of_book(self, name: str) -> bool:
        """Return whether the text tells of a book about somebody."""
        ...

    def is_age(self, noun: str) -> bool:
        """Return whether a noun calls somebody by an age ("60-year-old")."""
        ...

    def aged(self, noun: str) -> str | None:
        """Return the only person whom the text says to be of the age by which a noun calls somebody, or None."""
        ...

    def may_be(self, name: str, noun: str) -> bool:
        """Return whether nothing in the text is against a noun for anybody ("the singer", "the 60-year-old") meaning somebody."""
        ...


class FoundDate(Protocol):
    """A date in a text: `value` as ISO 8601, characters `start` to `end`; not `is_anchored` if it counts from another date."""

    @property
    def value(self) -> str:
        """Return the day, month, year or span in ISO 8601."""
        ...

    @property
    def start(self) -> int:
        """Return the offset of the first character of the words that give it."""
        ...

    @property
    def end(self) -> int:
        """Return the offset behind the last character of the words that give it."""
        ...

    @property
    def is_anchored(self) -> bool:
        """Return whether the words give the date by themselves, as "3 May 2026" does and "on Monday" does not."""
        ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Classes of words that attribution reads by, in lower case. A language leaves empty what it does not have."""

    definite: frozenset[str] = _NO_WORDS
    """Articles of somebody who is known ("the")."""
    indefinite: frozenset[str] = _NO_WORDS
    """Determiners of somebody who is new ("a")."""
    possessives: frozenset[str] = _NO_WORDS
    """Determiners of somebody who belongs to another ("her")."""
    no_names: frozenset[str] = _NO_WORDS
    """Words that open a sentence with a capital and are part of no name."""
    and_: str = "&"
    """The word between two who speak together."""
    from_: frozenset[str] = _NO_WORDS
    """Prepositions between a document and its author ("a tweet from")."""
    same: frozenset[str] = _NO_WORDS
    """Modifiers that do not tell one person from another ("the same official")."""
    partisan: frozenset[str] = _NO_WORDS
    """Adjectives of parties, which tell one candidate from another."""
    comparing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """{adjective that tells one of two from the other ("the younger man"): what that one may be to the other}."""
    suffixes_of_two: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """{such an adjective: what ends the name of that one ("the younger Pell": Ivo Pell Jr)}."""
    national_adjectives: Mapping[str, str] = field(default_factory=dict)
    """{what somebody of a country is called ("Dane"): the adjective of the country, where that is another word}."""
    countries_of_nationals: Mapping[str, str] = field(default_factory=dict)
    """{what somebody of a country is called: the country, in lower case}."""
    compatriots: frozenset[str] = _NO_WORDS
    """Nouns and adjectives of one man or woman of a country ("Swede", "Serbian")."""
    distinctions: tuple[str, ...] = ()
    """Endings of what tells one person from others of the same trade ("two-time")."""
    anybody: frozenset[str] = _NO_WORDS
    """Nouns by which a text goes on about whoever it is about ("the singer"); others are somebody else until it says so."""
    bystanders: frozenset[str] = _NO_WORDS
    """What others in a story than those it is about are called ("the officer"), whom it need not name."""
    past: frozenset[str] = _NO_WORDS
    """Modifiers of an office that somebody had."""
    irregular_plurals: frozenset[str] = _NO_WORDS
    """Nouns for several people that no ending shows."""
    several: frozenset[str] = _NO_WORDS
    """Nouns in the singular for several people, which no single person is called ("the family")."""

    relatives: frozenset[str] = _NO_WORDS
    """Words behind a description that tell which person is meant ("the surgeon who operated", "the lawyer for the accused")."""
    relatives_of_things: frozenset[str] = _NO_WORDS
    """Relative pronouns that mean nobody ("which")."""
    relatives_of_any: frozenset[str] = _NO_WORDS
    """Relative pronouns, whatever they mean ("who", "that")."""
    governed_relatives: frozenset[str] = _NO_WORDS
    """Relative pronouns behind a preposition ("a letter in which")."""
    within: frozenset[str] = _NO_WORDS
    """Prepositions of what something is inside of ("in")."""
    around: frozenset[str] = _NO_WORDS
    """Prepositions of a place, seldom of a person ("outside")."""

    first_persons: frozenset[str] = _NO_WORDS
    """Pronouns of the narrator."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """{pronoun of a person: "m" or "f"}."""
    genders_of_owners: Mapping[str, str] = field(default_factory=dict)
    """{determiner of what is a person's ("her"): "m" or "f"}."""
    body_pronouns: frozenset[str] = _NO_WORDS
    """Pronouns that stand for organizations."""
    owned_by_bodies: frozenset[str] = _NO_WORDS
    """Determiners of what is an organization's ("its")."""
    organs_of_bodies: frozenset[str] = _NO_WORDS
    """Nouns for what an organization gives its words in ("in its annual report")."""
    plural_pronouns: frozenset[str] = _NO_WORDS
    """Those of them that stand for several."""
    subject_forms: Mapping[str, str] = field(default_factory=dict)
    """{pronoun as object: pronoun as subject}."""
    opening_prepositions: frozenset[str] = _NO_WORDS
    """Prepositions of a phrase before a pronoun that names somebody else ("In a letter to Stone, he said")."""
    clause_openers: frozenset[str] = _NO_WORDS
    """Words that open a clause within such a phrase, whose subject may be the same ("In the week after Stone lost, he said")."""
    offices_by_initials: Mapping[str, str] = field(default_factory=dict)
    """{initials in lower case: the office that they stand for}."""

    bodies: frozenset[str] = _NO_WORDS
    """Nouns for an organization that was named before ("the company")."""
    press: frozenset[str] = _NO_WORDS
    """Those of them for an outlet."""
    audiences: frozenset[str] = _NO_WORDS
    """Nouns for the outlet just named, or for those who hear or read it ("she told the channel", "she told listeners")."""
    interviewers: frozenset[str] = _NO_WORDS
    """Roles of those who ask others for an outlet ("she told host Ada Stone")."""
    firms: frozenset[str] = _NO_WORDS
    """Those of them for a firm."""
    no_firms: frozenset[str] = _NO_WORDS
    """Words in names of organizations that are not firms."""
    trades: frozenset[str] = _NO_WORDS
    """Nouns for what an organization does ("the ferry operator"), `bodies` among them."""
    documents: frozenset[str] = _NO_WORDS
    """Nouns for what holds somebody's words ("the letter")."""
    benches: frozenset[str] = _NO_WORDS
    """Those who preside over a court, an inquest or a match, of whom there is one at a time ("the judge")."""
    pleaders: frozenset[str] = _NO_WORDS
    """Those who plead before a court ("the barrister")."""
    of_areas: frozenset[str] = _NO_WORDS
    """Nouns for bodies of which a country or town has one ("Norland’s navy")."""
    seats: frozenset[str] = _NO_WORDS
    """Seats by which those who govern there are called, that are no surname ("the Kremlin")."""
    for_bodies: frozenset[str] = _NO_WORDS
    """Roles of those who speak for an organization, as `canonical_role` gives them."""
    heads: frozenset[str] = _NO_WORDS
    """Further words in the roles of those who head a body ("president")."""
    executives: frozenset[str] = _NO_WORDS
    """Words in the roles of those who head an organization or speak for it, and for no other ("chief financial officer")."""
    head_of_state: str = ""
    """The role that one person has on a day, as `canonical_role` gives it."""

    adds: frozenset[str] = _NO_WORDS
    """Verbs with which a speaker goes on."""
    asking: frozenset[str] = _NO_WORDS
    """Verbs of asking with whoever is asked as their object ("asked the nurse")."""
    replies: frozenset[str] = _NO_WORDS
    """Verbs of an answer to a question."""
    reply_openers: frozenset[str] = _NO_WORDS
    """Words that a reply opens with ("No, it is not")."""
    answers: frozenset[str] = _NO_WORDS
    """Verbs of an answer to words quoted before."""
    authoring: frozenset[str] = _NO_WORDS
    """Verbs whose subject is the author of the document that is their object ("issued a statement")."""
    announcing: frozenset[str] = _NO_WORDS
    """Adjectives of words that come next ("the following statement")."""
    writings: frozenset[str] = _NO_WORDS
    """What somebody writes that is no book ("an email", "a review")."""
    papers: frozenset[str] = _NO_WORDS
    """Nouns for what holds somebody's words ("affidavit", "letter")."""
    answer_nouns: frozenset[str] = _NO_WORDS
    """Nouns for such words and answers."""
    asks: frozenset[str] = _NO_WORDS
    """Verbs of a question."""
    reading: frozenset[str] = _NO_WORDS
    """Verbs of what a text has for its words ("it read")."""
    narrating: frozenset[str] = _NO_WORDS
    """Verbs with which a review tells what a book says ("she writes")."""
    relays: frozenset[str] = _NO_WORDS
    """Verbs of an outlet that relays somebody's words."""
    quotes: frozenset[str] = _NO_WORDS
    """Those of them whose object is the speaker."""
    speaks: frozenset[str] = _NO_WORDS
    """Words of a sentence that says on what occasion words were spoken ("she was speaking at")."""
    own_words: frozenset[str] = _NO_WORDS
    """Nouns for words that one speaker gives alone ("statement")."""
    manners: tuple[frozenset[str], ...] = ()
    """Classes of words that say how words were given: in writing, in an interview, to listeners, on a platform, in speech."""
    elsewhen: frozenset[str] = _NO_WORDS
    """Adverbs of a clause that speaks of another time than the words before ("later")."""

    pluperfect: frozenset[str] = _NO_WORDS
    """Auxiliaries of what was over before ("had said")."""
    perfect: frozenset[str] = _NO_WORDS
    """Auxiliaries of what is over now ("has said")."""
    own_works: frozenset[str] = _NO_WORDS
    """Works in which people write of themselves, at another time than they speak ("memoir")."""
    new_scenes: frozenset[str] = _NO_WORDS
    """Words with which a sentence opens that goes over to another time than the one before ("Today she says")."""
    saying: frozenset[str] = _NO_WORDS
    """Verbs of speech that say nothing but that."""
    addressing: frozenset[str] = _NO_WORDS
    """Verbs of speech whose object is spoken to."""
    sourcing: frozenset[str] = _NO_WORDS
    """Words that lead to a source ("according")."""
    being: frozenset[str] = _NO_WORDS
    """Forms of the verb that makes a passive."""
    identical: frozenset[str] = _NO_WORDS
    """Adjectives of an occasion that was told before ("in the same interview")."""
    occasions: frozenset[str] = _NO_WORDS
    """Nouns for occasions on which words are spoken ("hearing")."""
    interviews: frozenset[str] = _NO_WORDS
    """What a text is called that asks and answers, and what was done to whom it asks ("interview", "interviewed")."""
    questioning: frozenset[str] = _NO_WORDS
    """Further verbs of which whom a text asks is the object ("spoke with")."""
    first_person_words: frozenset[str] = _NO_WORDS
    """Words of one who speaks of himself or herself."""
    first_person_plural_words: frozenset[str] = _NO_WORDS
    """Words of one who speaks for several."""

    vague_time: re.Pattern[str] = _NOTHING
    """A time that is no date, at which words were spoken ("she recalled this week")."""
    counts_from: re.Pattern[str] = _NOTHING
    """Matches words of a date that counts from another one ("two days later")."""
    was_in_year: re.Pattern[str] = _NOTHING
    """Matches a sentence that says in which year it was, as group `year` ("It was 1998")."""
    possessive: str = ""
    """The ending of who owns what follows ("Norland's navy"), with a straight apostrophe; none where a language has no such ending."""
    tells_of_death: re.Pattern[str] = _NOTHING
    """Matches words by which the sentence that an obituary begins with says that its subject is dead ("who has died aged 91")."""
    lists_survivors: re.Pattern[str] = _NOTHING
    """Matches words by which a sentence lists whom somebody who has died leaves behind ("is survived by")."""
    reporters: frozenset[str] = _NO_WORDS
    """What those are called who report for an outlet ("BBC correspondent Ada Stone")."""
    pictures: frozenset[str] = _NO_WORDS
    """Nouns for pictures, who made which is not whom they show."""
    of_outlets: frozenset[str] = _NO_WORDS
    """Prepositions between a reporter and his outlet ("Ada Stone of the BBC")."""
    of_animals: re.Pattern[str] = _NOTHING
    """Matches what right behind a name says that it is an animal's (", bred by …, won the 3.40 by a neck")."""


class Grammar(Protocol):
    """A language, as attribution and the reading of a page need it.

    Arguments that come back everywhere: `words`, the words of one sentence of a frame; `cue`, the index in it of a verb of
    speech; `phrase`, a noun phrase in it. What may have several answers is a lazy iterator of proposals, best first.
    """

    @property
    def is_ranked(self) -> bool:
        """Whether the rankings that were fitted on English news hold for it; otherwise what its rules find is the answer."""
        ...

    @property
    def attributes_inside(self) -> bool:
        """Whether a clause that attributes words may stand inside their marks, its verb before its subject, as in French."""
        ...

    # -- cutting -------------------------------------------------------------------------------------------------------

    @property
    def cuts(self) -> Cuts:
        """Where words and sentences end."""
        ...

    def credits(self, framed: str) -> Sequence[tuple[int, int]]:
        """Return the places [start, end) of a frame's text that only credit a picture, a writer or a source."""
        ...

    def goes_on(self, framed: str, at: int) -> bool:
        """Return whether place `at` of a frame, behind a quotation that ends with "?" or the like, goes on with its clause."""
        ...

    # -- words in marks ------------------------------------------------------------------------------------------------

    def is_title(self, text: str, frame: Frame, k: int) -> bool:
        """Return whether the k-th stretch of a frame is the title of a work or programme."""
        ...

    def is_utterance(self, text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
        """Return whether somebody uttered the k-th stretch of a frame, given the clause found to attribute it."""
        ...

    def standing(self, frame: Frame, k: int, clue: Clue | None, near: Neighbours) -> tuple[str, int, int] | None:
        """Return how the k-th stretch of a frame is presented if not as said: (standing, frame places that tell), else None."""
        ...

    # -- phrases and clauses -------------------------------------------------------------------------------------------

    @property
    def vocabulary(self) -> Vocabulary:
        """The language's classes of words."""
        ...

    def is_cue(self, words: Words, i: int) -> bool:
        """Return whether word `i` is a verb of speech."""
        ...

    def coordinate_subject(self, words: Words, first: Phrase) -> Phrase | None:
        """Return the person who does something in a later clause of a sentence with a subject ("…, and Stone painted it"), or None."""
        ...

    def verb_of_others_before(self, words: Words, here: int) -> int | None:
        """Return the verb that leads to word `here` and whose subject does not say it, being spoken to or of ("was ordered to"), or None."""
        ...

    def phrase_at(self, words: Words, at: int, stop: int) -> Phrase | None:
        """Return the noun phrase that starts at word `at` and ends before word `stop`, or None."""
        ...

    def apposed_role(self, words: Words, phrase: Phrase) -> str | None:
        """Return the role that stands in apposition behind a name ("Stone, the harbour master,"), or None."""
        ...

    def subject_of(self, words: Words, cue: int) -> Phrase | None:
        """Return the subject of a verb of speech, or None."""
        ...

    def main_subject(self, words: Words, stop: int | None = None) -> Phrase | None:
        """Return the subject of a sentence up to word `stop`, or None."""
        ...

    def source_named(self, words: Words) -> Phrase | None:
        """Return the person according to whom a sentence reports something, or None."""
        ...

    def closing_subject(self, words: Words) -> Phrase | None:
        """Return whose report a sentence closes on being ("…, police said"), or None."""
        ...

    def stays_nameless(self, words: Words, phrase: Phrase) -> bool:
        """Return whether the words behind a description say that whoever it is is not named ("the woman, who declined to give her name")."""
        ...

    def speaks_next(self, words: Words) -> Phrase | None:
        """Return whom a sentence announces as the speaker of the next one, or None."""
        ...

    def spoke_before(self, words: Words) -> Phrase | None:
        """Return whose a sentence says that the words before it were, or None."""
        ...

    def only_spoke(self, words: Words) -> Phrase | None:
        """Return of whom a sentence says that they spoke, and not what, or None."""
        ...

    def main_cue(self, words: Words, subject: Phrase) -> int | None:
        """Return the first verb of speech outside relative clauses and the subject's apposition, or None."""
        ...

    def clues(self, frame: Frame, k: int, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield the clauses that may attribute the k-th quotation of a frame.

        `used` holds the frame places of verbs that attribute an earlier quotation from behind it.
        """
        ...

    def signature(self, frame: Frame, number: int, at: int = 0) -> Clue | None:
        """Return the name signed from word `at` of sentence `number` on, to the end of its paragraph, or None."""
        ...

    # -- people --------------------------------------------------------------------------------------------------------

    def find_people(self, text: str) -> People:
        """Return the people that a text names."""
        ...

    def strip_titles(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Return (titles and roles before a name, the name)."""
        ...

    def surname_of(self, name: str) -> str:
        """Return the surname in a name."""
        ...

    def canonical_role(self, role: str) -> str:
        """Return one word for the forms of a role ("Sen.", "senator")."""
        ...

    def office(self, role: str, modifiers: list[str]) -> str:
        """Return the role, as `People.by_role` knows it, of a canonical role with modifiers ("former vice president")."""
        ...

    def gender_of(self, description: str) -> str | None:
        """Return "m", "f" or None for a description ("the widow")."""
        ...

    def is_somebody(self, description: str) -> bool:
        """Return whether a description is of a person rather than of a thing that speaks ("the new guidance")."""
        ...

    def may_speak(self, description: str) -> bool:
        """Return whether a description is of people or a body rather than of a thing with words on it or in it ("a cake")."""
        ...

    def is_plural(self, noun: str) -> bool:
        """Return whether a noun in lower case shows by its ending that it stands for several."""
        ...

    def is_organization(self, name: str, has_determiner: bool) -> bool:
        """Return whether a name, with or without a determiner before it, is an organization's."""
        ...

    def without_article(self, name: str) -> str:
        """Return a name without an article before it."""
        ...

    def described_further(self, words: Words, phrase: Phrase) -> tuple[int, int] | None:
        """Return the words [first, last) that go on describing somebody ("familiar with this strategy"), or None."""
        ...

    def mentions(self, words: Words, subject: Phrase | None, *, in_credit: bool) -> list[Mention]:
        """Return the phrases of a sentence that can speak; `in_credit`: its paragraph is a caption or credit."""
        ...

    def is_credit(self, frame: Frame) -> bool:
        """Return whether a paragraph is a caption with a credit rather than narration."""
        ...

    def is_given_name(self, word: str) -> bool:
        """Return whether a word in lower case is known as a given name."""
        ...

    def acronyms(self, text: str) -> dict[str, str]:
        """Return {acronym: name} of a text."""
        ...

    # -- circumstances -------------------------------------------------------------------------------------------------

    def stated(self, context: SentenceContext, phrase: Phrase | None, cue: int) -> Offers:
        """Return what the clause of a verb states of when, where and to which outlet; `phrase` is its subject."""
        ...

    def introduced(self, context: SentenceContext) -> Offers:
        """Return what a sentence states that leads up to words, or follows them."""
        ...

    def tells_of_words(self, context: SentenceContext) -> bool:
        """Return whether a sentence tells of words given somewhere ("in an interview", "appeared before")."""
        ...

    def opening_dates(self, context: SentenceContext) -> Iterator[Proposal[Date]]:
        """Yield the dates with which a sentence opens."""
        ...

    def outlets(self, context: SentenceContext, first: int, last: int, cue: int) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets that words [first, last) name as spoken to, or as carrying words."""
        ...

    def carriers(self, context: SentenceContext, start: int) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets named from word `start` on as carrying the words next to them."""
        ...

    def carried_by(self, context: SentenceContext) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets that a whole sentence says its words were carried by."""
        ...

    def find_dates(
        self, text: str, published: str | None, anchor: str | None = None, start: int = 0, end: int | None = None
    ) -> Sequence[FoundDate]:
        """Return the dates in text[start:end], in order, resolved against ISO dates (of publication; last spoken of)."""
        ...

    @property
    def occurrence_facts(self) -> tuple[str, ...]:
        """The names of the facts of an occurrence, in their order."""
        ...

    def occurrences(self, context: SentenceContext) -> Iterator[Occurrence]:
        """Yield every date, venue and outlet that a sentence mentions, whatever it is said of."""
        ...

    def occasion_in_heading(self, line: str) -> tuple[str, int, int] | None:
        """Return the occasion that a transcript's heading names, as (name, start, end) in characters, or None."""
        ...


def is_several(grammar: Grammar, noun: str) -> bool:
    """Return whether a noun in lower case is of several people, by its ending ("pilots") or without one ("fishermen")."""
    return grammar.is_plural(noun) or noun in grammar.vocabulary.irregular_plurals


@dataclass(frozen=True, slots=True)
class Nobody:
    """The people of a text in which nobody is named; a language that reads a little of them starts from it."""

    full_by_surname: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)

    def full_name(self, name: str, at: int) -> str:
        """Return the name itself."""
        return name

    def gender(self, name: str) -> str | None:
        """Return None."""
        return None

    def by_role(self, role: str, at: int) -> str | None:
        """Return None."""
        return None

    def by_seat(self, noun: str, places: list[str]) -> str | None:
        """Return None."""
        return None

    def only_kin(self, role: str, at: int) -> str | None:
        """Return None."""
        return None

    def by_kind_of_role(self, role: str, start: int, end: int) -> str | None:
        """Return None."""
        return None

    def author(self) -> str | None:
        """Return None."""
        return None

    def is_of_book(self, name: str) -> bool:
        """Return False."""
        return False

    def is_age(self, noun: str) -> bool:
        """Return False."""
        return False

    def aged(self, noun: str) -> str | None:
        """Return None."""
        return None

    def may_be(self, name: str, noun: str) -> bool:
        """Return True."""
        return True


class NoGrammar:
    """The grammar of a language that has none: every stretch between marks is an utterance, and nothing else is read."""

    is_ranked = False
    attributes_inside = True
    cuts = cuts(())
    vocabulary = Vocabulary()

    def goes_on(self, framed: str, at: int) -> bool:
        """Return False: nothing tells a clause that attributes."""
        return False

    def credits(self, framed: str) -> Sequence[tuple[int, int]]:
        """Return nothing."""
        return ()

    def is_title(self, text: str, frame: Frame, k: int) -> bool:
        """Return False."""
        return False

    def is_utterance(self, text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
        """Return whether the k-th stretch of a frame has a letter or digit."""
        stretch = frame.stretches[k]
        return any(c.isalnum() for c in text[stretch.start : stretch.end])

    def standing(self, frame: Frame, k: int, clue: Clue | None, near: Neighbours) -> tuple[str, int, int] | None:
        """Return None: nothing tells."""
        return None

    def is_cue(self, words: Words, i: int) -> bool:
        """Return False."""
        return False

    def coordinate_subject(self, words: Words, first: Phrase) -> Phrase | None:
        """Return None."""
        return None

    def verb_of_others_before(self, words: Words, here: int) -> int | None:
        """Return None."""
        return None

    def phrase_at(self, words: Words, at: int, stop: int) -> Phrase | None:
        """Return None."""
        return None

    def apposed_role(self, words: Words, phrase: Phrase) -> str | None:
        """Return None."""
        return None

    def subject_of(self, words: Words, cue: int) -> Phrase | None:
        """Return None."""
        return None

    def main_subject(self, words: Words, stop: int | None = None) -> Phrase | None:
        """Return None."""
        return None

    def source_named(self, words: Words) -> Phrase | None:
        """Return None."""
        return None

    def closing_subject(self, words: Words) -> Phrase | None:
        """Return None."""
        return None

    def stays_nameless(self, words: Words, phrase: Phrase) -> bool:
        """Return False."""
        return False

    def speaks_next(self, words: Words) -> Phrase | None:
        """Return None."""
        return None

    def spoke_before(self, words: Words) -> Phrase | None:
        """Return None."""
        return None

    def only_spoke(self, words: Words) -> Phrase | None:
        """Return None."""
        return None

    def main_cue(self, words: Words, subject: Phrase) -> int | None:
        """Return None."""
        return None

    def clues(self, frame: Frame, k: int, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield nothing."""
        return iter(())

    def signature(self, frame: Frame, number: int, at: int = 0) -> Clue | None:
        """Return None."""
        return None

    def find_people(self, text: str) -> People:
        """Return nobody."""
        return Nobody()

    def strip_titles(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Return all words as the name."""
        return [], words

    def surname_of(self, name: str) -> str:
        """Return the last word of a name."""
        return name.split()[-1]

    def canonical_role(self, role: str) -> str:
        """Return the role in lower case."""
        return role.lower()

    def office(self, role: str, modifiers: list[str]) -> str:
        """Return the role."""
        return role

    def gender_of(self, description: str) -> str | None:
        """Return None."""
        return None

    def is_somebody(self, description: str) -> bool:
        """Return False."""
        return False

    def may_speak(self, description: str) -> bool:
        """Return True."""
        return True

    def is_plural(self, noun: str) -> bool:
        """Return False."""
        return False

    def is_organization(self, name: str, has_determiner: bool) -> bool:
        """Return False."""
        return False

    def without_article(self, name: str) -> str:
        """Return the name."""
        return name

    def described_further(self, words: Words, phrase: Phrase) -> tuple[int, int] | None:
        """Return None."""
        return None

    def mentions(self, words: Words, subject: Phrase | None, *, in_credit: bool) -> list[Mention]:
        """Return nobody."""
        return []

    def is_credit(self, frame: Frame) -> bool:
        """Return False."""
        return False

    def is_given_name(self, word: str) -> bool:
        """Return False."""
        return False

    def acronyms(self, text: str) -> dict[str, str]:
        """Return no acronyms."""
        return {}

    def stated(self, context: SentenceContext, phrase: Phrase | None, cue: int) -> Offers:
        """Return nothing."""
        return Offers()

    def introduced(self, context: SentenceContext) -> Offers:
        """Return nothing."""
        return Offers()

    def tells_of_words(self, context: SentenceContext) -> bool:
        """Return False."""
        return False

    def opening_dates(self, context: SentenceContext) -> Iterator[Proposal[Date]]:
        """Yield nothing."""
        return iter(())

    def outlets(self, context: SentenceContext, first: int, last: int, cue: int) -> Iterator[Proposal[Outlet]]:
        """Yield nothing."""
        return iter(())

    def carriers(self, context: SentenceContext, start: int) -> Iterator[Proposal[Outlet]]:
        """Yield nothing."""
        return iter(())

    def carried_by(self, context: SentenceContext) -> Iterator[Proposal[Outlet]]:
        """Yield nothing."""
        return iter(())

    def find_dates(
        self, text: str, published: str | None, anchor: str | None = None, start: int = 0, end: int | None = None
    ) -> Sequence[FoundDate]:
        """Return no dates."""
        return ()

    @property
    def occurrence_facts(self) -> tuple[str, ...]:
        """Return no names."""
        return ()

    def occurrences(self, context: SentenceContext) -> Iterator[Occurrence]:
        """Yield nothing."""
        return iter(())

    def occasion_in_heading(self, line: str) -> tuple[str, int, int] | None:
        """Return None."""
        return None
