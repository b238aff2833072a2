"""English, as attribution and the reading of a page need it: fills `service.extraction.page.grammar.Grammar`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.extraction.english import (
    acronyms,
    announcing,
    carriers,
    circumstances,
    clauses,
    clues,
    credits,
    dates,
    lexicon,
    mentions,
    names,
    occurrences,
    others,
    passives,
    people,
    phrases,
    standing,
    utterances,
    venues,
)
from service.extraction.english.adjuncts import outside_relatives
from service.extraction.english.constituencies import state_of
from service.extraction.english.scanning import is_adverb, is_of_calendar
from service.extraction.english.steps import is_agentive
from service.extraction.english.verbs import is_cue
from service.extraction.page.clause import Clue, Offers, Phrase, SentenceContext
from service.extraction.page.frames import Frame, Neighbours, Word, cuts
from service.extraction.page.grammar import Vocabulary
from service.extraction.page.mentions import Mention
from service.extraction.page.occurrences import Occurrence
from service.extraction.page.proposals import Proposal
from service.knowledge.gazetteer import Gazetteer
from service.records import Date, Outlet

_WOMEN, _MEN, _NO_MEN = lexicon.words("women"), lexicon.words("men"), lexicon.words("no_men")
_ENDS_NOTHING = lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.RELATIVES  # words that no description ends with
_FURTHER_OPENERS = lexicon.words("further_openers")
_FORMER = lexicon.words("former_offices")
_OTHER_PREFIXES = lexicon.words("other_prefixes")
_PRESS, _FIRMS = lexicon.words("press"), lexicon.words("firms")
_BODIES = _PRESS | _FIRMS | lexicon.words("other_bodies")
_DEPUTIES = lexicon.words("deputies")
(_PRESIDENT,) = lexicon.words("presidents")
_MAN, _WOMAN = "man", ("woman", "women")
_COMPATRIOTS = lexicon.union("nationals", "demonyms") - lexicon.words("peoples")  # "the Croatian said", after a sentence about him
_AGES = frozenset(f"{age}-year-old" for age in range(1, 120))
_PARENTS = frozenset(f"{parent}-of-{n}" for parent in lexicon.listed("parents_of_several") for n in lexicon.listed("small_counts"))
_ARTICLES = ("The ", "the ")
_END_OF_DESCRIPTION = re.compile(f" (?:{'|'.join(sorted(lexicon.words('description_ends')))}) ")
_OF = " of "
_PASTS = lexicon.union("irregular_pasts", "active_pasts", "other_pasts")
_COUNTING = lexicon.words("counting_nouns")
_PEOPLE = lexicon.words("people_in_general", "other_people", "nationals", "demonyms", "kin") | lexicon.ORGANIZATION_WORDS | _BODIES
_MOST_FURTHER = 9  # words that go on describing somebody
_CUTS = cuts(lexicon.ABBREVIATIONS)
_SUBJECT_FORMS = {as_object: as_subject for as_subject, as_object in lexicon.rows("subject_forms")}
_GENDERS = dict.fromkeys(lexicon.words("masculine_pronouns"), "m") | dict.fromkeys(lexicon.words("feminine_pronouns"), "f")
_VOCABULARY = Vocabulary(
    relatives_of_things=frozenset((lexicon.WHICH,)),
    definite=lexicon.words("definite"),
    indefinite=lexicon.words("indefinite"),
    possessives=lexicon.words("possessives"),
    no_names=lexicon.LEADING,
    and_="and",
    from_=lexicon.words("authors"),
    same=lexicon.words("same"),
    relatives=frozenset((lexicon.WHO, "for")),
    relatives_of_any=lexicon.RELATIVES,
    governed_relatives=lexicon.words("governed_relatives"),
    within=frozenset(("in",)),
    around=lexicon.words("around"),
    partisan=lexicon.words("partisan"),
    comparing={word: frozenset(" ".join(kin).split()) for words, *kin in lexicon.rows("of_two") for word in words.split()},
    suffixes_of_two={word: frozenset(suffixes.split()) for word, suffixes in lexicon.rows("suffixes_of_two")},
    national_adjectives=lexicon.grouped("national_adjectives"),
    countries_of_nationals=lexicon.grouped("countries_of_nationals"),
    compatriots=_COMPATRIOTS | lexicon.grouped("national_adjectives").keys(),
    distinctions=tuple(sorted(lexicon.words("distinctions"))),
    anybody=lexicon.words("anybody") | _COMPATRIOTS | _AGES | _PARENTS,
    bystanders=lexicon.words("bystanders", "kin"),
    past=lexicon.words("former_offices"),
    opening_prepositions=lexicon.words("opening_prepositions"),
    clause_openers=lexicon.SUBORDINATORS,
    offices_by_initials=lexicon.pairs("offices_by_initials"),
    irregular_plurals=lexicon.words("irregular_plurals", "some_of_many") | {"those"},
    several=lexicon.words("irregular_plurals", "several"),
    first_persons=lexicon.words("first_persons"),
    genders=_GENDERS,
    genders_of_owners={"his": "m", "her": "f"},
    body_pronouns=lexicon.words("body_pronouns"),
    owned_by_bodies=lexicon.words("owned_by_bodies"),
    organs_of_bodies=lexicon.words("organs_of_bodies"),
    plural_pronouns=lexicon.words("plural_pronouns"),
    subject_forms=_SUBJECT_FORMS,
    bodies=_BODIES,
    press=_PRESS,
    audiences=lexicon.words("audiences"),
    interviewers=lexicon.words("interviewers"),
    firms=_FIRMS,
    no_firms=lexicon.words("no_firms"),
    trades=_BODIES | lexicon.words("trades"),
    documents=lexicon.words("documents"),
    writings=lexicon.words("documents", "short_writings"),
    papers=lexicon.words("documents", "other_documents"),
    benches=lexicon.words("benches"),
    pleaders=lexicon.words("pleaders"),
    of_areas=lexicon.words("bodies_of_areas"),
    seats=lexicon.words("seats_of_power"),
    for_bodies=lexicon.words("speakers_for_bodies"),
    heads=lexicon.words("heads_of_bodies"),
    executives=lexicon.words("executives"),
    head_of_state=_PRESIDENT,
    adds=lexicon.words("adds"),
    asking=lexicon.words("asking"),
    replies=lexicon.words("replies"),
    reply_openers=lexicon.words("reply_openers"),
    answers=lexicon.words("answers"),
    reading=lexicon.words("reading_as"),
    narrating=lexicon.words("narrating"),
    authoring=lexicon.words("authoring"),
    announcing=lexicon.words("announcing"),
    answer_nouns=lexicon.words("answer_nouns"),
    asks=lexicon.words("asks"),
    relays=lexicon.words("relays"),
    quotes=lexicon.words("quotes"),
    speaks=lexicon.words("speaks"),
    own_words=lexicon.words("own_words"),
    pluperfect=lexicon.words("pluperfect"),
    perfect=lexicon.words("have") - lexicon.words("pluperfect"),
    own_works=lexicon.words("own_works"),
    new_scenes=lexicon.words("new_scenes"),
    elsewhen=lexicon.words("elsewhen"),
    manners=(
        lexicon.union("documents", "short_writings", "own_words") - lexicon.words("interviewing", "tweets"),
        lexicon.words("interviewing"),
        lexicon.words("listeners", "reporters"),
        lexicon.union("tweets", "tweeting", "posts"),
        lexicon.words("occasions") | lexicon.words("gatherings"),
        lexicon.words("writing"),
    ),
    saying=lexicon.words("neutral_saying"),
    addressing=lexicon.words("addressing"),
    sourcing=lexicon.words("sourcing"),
    being=lexicon.words("being"),
    identical=frozenset(("same",)),
    occasions=lexicon.words("occasions") | lexicon.words("gatherings"),
    interviews=lexicon.words("interviewing"),
    questioning=lexicon.words("questioning"),
    first_person_words=lexicon.words("first_person_words"),
    first_person_plural_words=lexicon.words("first_person_plural_words"),
    vague_time=re.compile(r"\b(?:(?:this|last) (?:week|weekend)|recently|these days|the other day|nowadays)\b"),
    counts_from=dates.COUNTS_FROM,
    possessive=lexicon.POSSESSIVE_ENDINGS[-1],
    tells_of_death=re.compile(
        r", who has died\b|, who died\b.{0,40}\baged \d|\bhas died (?:aged \d|at the age of|at \d)|\bdied .{2,40}\b(?:at (?:his|her) home|hospice|nursing home)\b"
    ),
    reporters=lexicon.words("reporters_for_outlets"),
    pictures=lexicon.words("made_pictures"),
    of_outlets=frozenset((lexicon.OF, "from", "for")),
    of_animals=re.compile(
        rf",? (?:{lexicon.alternatives(lexicon.words('done_to_animals'))}) by\b"
        rf"|, an? (?:[\w-]+ ){{0,3}}(?:{lexicon.alternatives(lexicon.words('animals'))})\b"
        rf"|, (?:bred|trained) .{{1,120}}(?:\bby (?:\w+ )?(?:{lexicon.alternatives(lexicon.words('margins'))})\b|\bat \d{{1,3}}-\d)"
    ),
    lists_survivors=re.compile(r"\bsurvivors include\b|\bsurvived by\b", re.IGNORECASE),
    was_in_year=re.compile(r"\b(?:[Ii]t|[Tt]his|[Tt]hat) was (?:in )?(?P<year>(?:1[89]|20)\d\d)\b"),
)
Words = tuple[Word, ...]


def _ends_nothing(word: Word) -> bool:
    """Return whether no description ends with a word: a function word, an adverb of what is said, a weekday."""
    return word.lower in _ENDS_NOTHING or is_adverb(word) or is_of_calendar(word)


def _goes_on(word: Word) -> bool:
    """Return whether a description may go on with a word, or with the "&" of a firm or the apostrophe of a body's name."""
    return word.is_word or word.text in ("&", "'", "’")


def _opens_predicate(words: Words, first: int, i: int) -> bool:
    """Return whether a clause's verb stands at word `i`, behind a description that goes on from word `first`.

    That is a verb of speech, an auxiliary, or a past form behind a name ("analysts at Skarn Bank raised").
    """
    low = words[i].lower
    if is_cue(words, i):
        return True
    if low in lexicon.FINITE_AUXILIARIES:
        return not any(word.lower in lexicon.RELATIVES for word in words[first:i])  # "a friend of Marsh who had delivered it"
    is_past = low.endswith(lexicon.PAST_ENDING) or low in _PASTS
    return is_past and words[i].text.islower() and words[i - 1].is_capitalised


def _is_of_people(word: str) -> bool:
    """Return whether a word in lower case is a noun for people or a body, in the singular or plural."""
    one = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return word in _PEOPLE or one in _PEOPLE or one in lexicon.ROLES or is_agentive(one)


@dataclass(frozen=True, slots=True)
class EnglishGrammar:
    """The English grammar, with what is known of the world; `Grammar` documents the arguments of its methods."""

    gazetteer: Gazetteer

    is_ranked = True
    attributes_inside = False
    cuts = _CUTS
    vocabulary = _VOCABULARY

    def credits(self, framed: str) -> list[tuple[int, int]]:
        """See `service.extraction.english.credits`."""
        return credits.credits(framed, self.gazetteer)

    def goes_on(self, framed: str, at: int) -> bool:
        """Return whether place `at` goes on with a name or pronoun and a verb of speech."""
        return clues.opens_attribution(framed, at)

    # -- words in marks ------------------------------------------------------------------------------------------------

    def is_title(self, text: str, frame: Frame, k: int) -> bool:
        """Return whether the k-th stretch of a frame is the title of a work or programme."""
        return utterances.is_title(text, frame, k)

    def is_utterance(self, text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
        """Return whether somebody uttered the k-th stretch of a frame, given the clause found to attribute it."""
        return utterances.is_utterance(text, frame, k, clue)

    def standing(self, frame: Frame, k: int, clue: Clue | None, near: Neighbours) -> tuple[str, int, int] | None:
        """See `service.extraction.english.standing`."""
        return standing.standing(frame, k, clue, near)

    # -- phrases and clauses -------------------------------------------------------------------------------------------

    def is_cue(self, words: Words, i: int) -> bool:
        """Return whether word `i` is a verb of speech."""
        return is_cue(words, i)

    def coordinate_subject(self, words: Words, first: Phrase) -> Phrase | None:
        """Return the person who does something in a later clause of a sentence, or None."""
        return clauses.coordinate_subject(words, first, self.gazetteer)

    def verb_of_others_before(self, words: Words, here: int) -> int | None:
        """Return the verb that leads to word `here` and whose subject does not say it ("was warned to"), or None."""
        return passives.verb_of_others_before(words, here)

    def phrase_at(self, words: Words, at: int, stop: int) -> Phrase | None:
        """Return the noun phrase that starts at word `at` and ends before word `stop`, or None."""
        return phrases.parse(words, at, stop, self.gazetteer)

    def apposed_role(self, words: Words, phrase: Phrase) -> str | None:
        """Return the role in apposition behind a name, or None."""
        return phrases.apposed_role(words, phrase, self.gazetteer)

    def subject_of(self, words: Words, cue: int) -> Phrase | None:
        """Return the subject of a verb of speech, or None."""
        return clauses.subject_of(words, cue, self.gazetteer)

    def main_subject(self, words: Words, stop: int | None = None) -> Phrase | None:
        """Return the subject of a sentence up to word `stop`, or None."""
        return clauses.main_subject(words, self.gazetteer, stop)

    def source_named(self, words: Words) -> Phrase | None:
        """Return the person according to whom a sentence reports something, or None."""
        return clauses.source_named(words, self.gazetteer)

    def closing_subject(self, words: Words) -> Phrase | None:
        """Return whose report a sentence closes on being ("…, police said"), or None."""
        return clauses.closing_subject(words, self.gazetteer)

    def stays_nameless(self, words: Words, phrase: Phrase) -> bool:
        """Return whether the words behind a description say that whoever it is is not named."""
        return others.stays_nameless(words, phrase)

    def speaks_next(self, words: Words) -> Phrase | None:
        """Return whom a sentence announces as the speaker of the next one ("Not so, says Stone.", "Stone’s verdict?"), or None."""
        return announcing.speaks_next(words, self.gazetteer)

    def spoke_before(self, words: Words) -> Phrase | None:
        """Return whose a sentence says that the words before it were ("That was the message from Stone."), or None."""
        return announcing.spoke_before(words, self.gazetteer)

    def only_spoke(self, words: Words) -> Phrase | None:
        """Return of whom a sentence says that they spoke, and not what ("Stone, a clerk, said on Friday."), or None."""
        return announcing.only_spoke(words, self.gazetteer)

    def main_cue(self, words: Words, subject: Phrase) -> int | None:
        """Return the first verb of speech outside relative clauses and the subject's apposition, or None."""
        return next((i for a, b in outside_relatives(words, subject) for i in range(a, b) if is_cue(words, i)), None)

    def clues(self, frame: Frame, k: int, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield the clauses that may attribute the k-th quotation of a frame."""
        return clues.clues(frame, k, used, self.gazetteer)

    def signature(self, frame: Frame, number: int, at: int = 0) -> Clue | None:
        """Return the name signed from word `at` of sentence `number` on, to the end of its paragraph, or None."""
        return clues.signature(frame, number, at, self.gazetteer)

    # -- people --------------------------------------------------------------------------------------------------------

    def find_people(self, text: str) -> people.People:
        """Return the people that a text names."""
        return people.find_people(text, self.gazetteer)

    def strip_titles(self, words: list[str]) -> tuple[list[str], list[str]]:
        """Return (titles and roles before a name, the name)."""
        return names.strip_titles(words, self.gazetteer)

    def surname_of(self, name: str) -> str:
        """Return the surname in a name."""
        return people.surname_of(name)

    def canonical_role(self, role: str) -> str:
        """Return one word for the forms of a role ("Sen.", "senator")."""
        return people.canonical_role(role)

    def office(self, role: str, modifiers: list[str]) -> str:
        """Return "vice president", "former governor", "ohio senator" and the like."""
        state, modifiers = state_of(modifiers)
        if not _OTHER_PREFIXES.isdisjoint(modifiers):
            return " ".join([*modifiers, role])
        kind = modifiers[-1] if modifiers and modifiers[-1] in people.OFFICE_KINDS else None
        role = f"{kind} {role}" if kind else role
        vice = next((word for word in modifiers if role == _PRESIDENT and word == lexicon.VICE), None)
        deputy = next((word for word in modifiers if word in _DEPUTIES), None)
        office = f"{vice or deputy} {role}" if vice or deputy else role
        office = f"{lexicon.FORMER} {office}" if not _FORMER.isdisjoint(modifiers) else office
        return f"{state} {office}" if state else office

    def gender_of(self, description: str) -> str | None:
        """Return the gender that the noun of a description shows ("Stone's wife", "a police spokesman")."""
        head = _END_OF_DESCRIPTION.split(description.lower())[0].split()[-1]
        if head in _WOMEN or head.endswith(_WOMAN):
            return "f"
        return "m" if head in _MEN or (head.endswith(_MAN) and head not in _NO_MEN) else None

    def is_somebody(self, description: str) -> bool:
        """Return whether a description has a role, a title or a noun of some gender."""
        if self.gender_of(description) is not None:
            return True
        return any(w in lexicon.ROLES or w in lexicon.TITLES for w in description.lower().split())

    def may_speak(self, description: str) -> bool:
        """Return whether a description is of people or a body rather than of a thing with words on it or in it ("a cake")."""
        head, _, rest = description.lower().partition(_OF)
        if rest and head.split()[-1] in _COUNTING:  # "one of the documents"
            return self.may_speak(rest)
        words = _END_OF_DESCRIPTION.split(description.lower())[0].split()
        return self.is_somebody(" ".join(words)) or any(_is_of_people(word) for word in words)

    def is_plural(self, noun: str) -> bool:
        """Return whether a noun ends like a plural; "witness" does not."""
        return noun.endswith(lexicon.PLURAL_ENDING) and not noun.endswith(2 * lexicon.PLURAL_ENDING)

    def is_organization(self, name: str, has_determiner: bool) -> bool:
        """Return whether a name, with or without a determiner before it, is an organization's."""
        return names.is_organization(name, has_determiner, self.gazetteer)

    def without_article(self, name: str) -> str:
        """Return a name without "the" before it."""
        if not name.startswith(_ARTICLES):
            return name
        return next(name.removeprefix(article) for article in _ARTICLES if name.startswith(article))

    def described_further(self, words: Words, phrase: Phrase) -> tuple[int, int] | None:
        """Return up to `_MOST_FURTHER` words that go on describing somebody ("familiar with this strategy")."""
        first = phrase.last + 1
        if first >= len(words) or words[first].lower not in _FURTHER_OPENERS:
            return None
        stop = first
        while (
            stop < len(words)
            and stop - first < _MOST_FURTHER
            and _goes_on(words[stop])
            and not _opens_predicate(words, first, stop)
        ):
            if is_of_calendar(words[stop]) and words[stop - 1].lower in lexicon.PREPOSITIONS:
                break  # "A judge on Friday blocked the sale, calling it"
            stop += 1
        while stop > first and _ends_nothing(words[stop - 1]):
            stop -= 1
        return (first, stop) if stop > first else None

    def mentions(self, words: Words, subject: Phrase | None, *, in_credit: bool) -> list[Mention]:
        """See `service.extraction.english.mentions`."""
        return mentions.mentions(words, subject, self.gazetteer, in_credit=in_credit)

    def is_credit(self, frame: Frame) -> bool:
        """See `service.extraction.english.mentions`."""
        return mentions.is_credit(frame)

    def is_given_name(self, word: str) -> bool:
        """Return whether the gazetteer has a word in lower case as a given name."""
        return self.gazetteer.is_given_name(word)

    def acronyms(self, text: str) -> dict[str, str]:
        """See `service.extraction.english.acronyms`."""
        return acronyms.acronyms(text)

    # -- circumstances -------------------------------------------------------------------------------------------------

    def stated(self, context: SentenceContext, phrase: Phrase | None, cue: int) -> Offers:
        """Return what the clause of a verb states of when, where and to which outlet; `phrase` is its subject."""
        return circumstances.stated(context, phrase, cue)

    def introduced(self, context: SentenceContext) -> Offers:
        """Return what a sentence states that leads up to words, or follows them."""
        return circumstances.introduced(context)

    def tells_of_words(self, context: SentenceContext) -> bool:
        """Return whether a sentence tells of words given somewhere ("in an interview", "appeared before")."""
        return circumstances.tells_of_words(context)

    def opening_dates(self, context: SentenceContext) -> Iterator[Proposal[Date]]:
        """Yield the dates with which a sentence opens."""
        return circumstances.opening_dates(context)

    def outlets(self, context: SentenceContext, first: int, last: int, cue: int) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets that words [first, last) name as spoken to, or as carrying words."""
        return carriers.outlets(context, first, last, cue)

    def carriers(self, context: SentenceContext, start: int) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets named from word `start` on as carrying the words next to them."""
        return carriers.carriers(context, start)

    def carried_by(self, context: SentenceContext) -> Iterator[Proposal[Outlet]]:
        """Yield the outlets that a whole sentence says its words were carried by."""
        return carriers.carried_by(context)

    def find_dates(
        self, text: str, published: str | None, anchor: str | None = None, start: int = 0, end: int | None = None
    ) -> list[dates.StatedDate]:
        """Return the dates in text[start:end], in order, resolved against ISO dates (of publication; last spoken of)."""
        return dates.find_dates(text, published, anchor, start, end)

    @property
    def occurrence_facts(self) -> tuple[str, ...]:
        """See `service.extraction.english.occurrences`."""
        return tuple(occurrences.FACTS)

    def occurrences(self, context: SentenceContext) -> Iterator[Occurrence]:
        """See `service.extraction.english.occurrences`."""
        return occurrences.occurrences(context)

    def occasion_in_heading(self, line: str) -> tuple[str, int, int] | None:
        """Return the occasion that a transcript's heading names, as (name, start, end) in characters, or None."""
        return venues.occasion_in_heading(line)
