"""Facts about a quotation and an entity that may have said it, as numbers.

The facts name no words: they say where mentions stand, what stands around them, and what the rules found. They are in the order
of `NAMES`; -1 or `_FAR` stands for what there is not. `service.extraction.attribution.ranking.trees` weighs them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nsmallest

from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.ranking.cast import Cast, Entity, Place, stem
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import OPEN, Word
from service.extraction.page.grammar import Vocabulary
from service.extraction.page.mentions import NO_TRAITS, Mention, Trait, Traits

_FAR = 99  # a distance, or a rank, of what is not there
_SENTENCES = 40  # sentences of a paragraph on either side of a quotation that are read; bounds the work on a long one
_MOST = 64  # entities near a quotation that may have said it; bounds the work on a text full of names
_WINDOW = 3  # paragraphs before a quotation whose entities may have said it; the one behind it counts too
_SPOKE_BEFORE, _SPOKE_AFTER = 4, 1  # quotations around one whose speakers may have said it too
_CUES_BEFORE, _CUES_AFTER = 3, 2  # verbs of speech around a quotation whose subjects are read
_NEXT_REACH = 6  # quotations ahead in which the same speaker is looked for
_ELSEWHERE = 50  # sentences to a mention in the next paragraph
_LONGEST = 2000  # characters of a quotation that count
_BODY_RANK = 20  # added to the rank of a body among the entities before, so that no person has it
_NO_RANK = 98
_NO_KIND = 4  # of a phrase or verb that is of no kind told apart
_MAN = "m"
_WORD = re.compile(r"[^\W\d_][\w’']*")
_TRAITS = tuple(Trait)
_SUBJECT: Traits = Trait.SUBJECT.value  # which an operator takes without making a member of it first
_NEAR_TRAITS = tuple(trait.name.lower() for trait in _TRAITS)
_KINDS = {"person": 0, "organization": 1, "description": 2, "pronoun": 3}
_TYPES = {"person": 0, "organization": 1, "unnamed": 2}
_BASES = {"named": 0, "description": 1, "pronoun": 2, "position": 3, "document": 4}

_OF_QUOTATION = (
    "says_i says_we clue_goes_on_with_and clue_follows_and cue_follows_be in_credit clue_article clue_words clue_is_plural"
    " cues_before cues_after cue_before_distance cue_after_distance subject_before_is_pronoun cue_before_follows_be"
    " subject_before_kind clue_kind clue_pronoun clue_is_before clue_is_direct verb_class cue_distance basis stretches characters"
    " is_question opens_with_capital fills_paragraph fills_sentence sentence sentences place places follows_in_paragraph"
    " sentences_since_last is_part quotations candidates words_before words_after follows_colon follows_word before_lower ends_open"
    " paragraphs_before paragraphs_after"
).split()
_OF_ENTITY = (
    "surname_lower_in_words surname_in_words is_joint clue_is_partner share_in_credits described described_share role_matches type"
    " is_common gender_fits is_full_name name_words has_given_name opens_with_no_name namesakes mentions mentions_share speaking"
    " said said_share is_rules_answer rules_are_silent is_clue clue_name_matches before_distance"
).split()
_OF_PLACES = (
    [f"before_{name}" for name in _NEAR_TRAITS]
    + "before_kind after_distance".split()
    + [f"after_{name}" for name in _NEAR_TRAITS]
    + ["sentences_back"]
    + [f"back_{name}" for name in _NEAR_TRAITS]
    + (
        "back_kind last_sentence sentences_ahead ahead_subject ahead_speaks paragraphs_back paragraph_subject paragraph_speaks"
        " in_paragraph rank gender_rank subject_here since_said paragraphs_since_said until_said is_last_speaker is_next_speaker"
        " in_title is_outlet is_plural is_upper has_digit subject_of_1st_before subject_of_2nd_before subject_of_3rd_before"
        " subject_of_1st_after object_of_1st_after subject_of_2nd_after"
    ).split()
)
NAMES: tuple[str, ...] = (*_OF_QUOTATION, *_OF_ENTITY, *_OF_PLACES)
"""The names of the facts, in order."""


_PAIR = 2  # who speak together and are ranked beside each one alone


@dataclass(slots=True)
class _Near:
    """The nearest mentions of an entity around a quotation."""

    before: int = _FAR
    before_traits: Traits = NO_TRAITS
    before_kind: int = -1
    after: int = _FAR
    after_traits: Traits = NO_TRAITS
    back: int = _FAR
    back_traits: Traits = NO_TRAITS
    back_kind: int = -1
    last_sentence: int = 0
    ahead: int = _FAR
    ahead_traits: Traits = NO_TRAITS
    paragraphs: int = _FAR
    paragraph_traits: Traits = NO_TRAITS
    in_paragraph: int = 0
    subject_here: int = 0


@dataclass(slots=True)
class _View:
    """A quotation as it is looked at: its place in the article, its clause, and the verbs of speech around it."""

    quotation: DraftQuotation
    index: int
    order: int
    here: int
    words: tuple[Word, ...]
    clue: tuple[Mention, int] | None
    gender: str | None
    described: frozenset[str]
    role: str | None
    said: str
    said_words: frozenset[str]
    named: tuple[str, list[str]] | None
    """The name in the clause in lower case, and its last word; None without a clause and for a pronoun."""
    start: int
    sentence: int
    before: list[tuple[int, int, bool, int]] = field(default_factory=list)
    """Of each verb before: entity of its subject, distance in words, whether "be" precedes it, kind of the subject."""
    after: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each verb behind: entity of its subject, entity that follows it, distance in words."""
    said_before: dict[int, int] = field(default_factory=dict)
    """{entity: the last quotation before that the rules give it}, as far back as that counts."""
    said_behind: dict[int, int] = field(default_factory=dict)
    """{entity: the next quotation that the rules give it}, as far ahead as that counts."""


def _speechless(cast: Cast) -> set[int]:
    """Return the numbers of the entities without a name that are things."""
    may_speak = cast.article.grammar.may_speak
    return {n for n, e in enumerate(cast.entities) if e.type == "unnamed" and not may_speak(e.name)}


class Facts:
    """The facts of all quotations of an article."""

    def __init__(self, cast: Cast, quotations: Sequence[DraftQuotation]) -> None:
        self.cast = cast
        self.article = cast.article
        self.quotations = quotations
        self.answers = [cast.speaker(q.speaker) if q.speaker is not None else -1 for q in quotations]
        self.orders = [self.article.position[q.frame.paragraph] for q in quotations]
        self._said = Counter(answer for answer in self.answers if answer >= 0)
        self._most_mentions = max((len(e.places) for e in cast.entities), default=1) or 1
        self._title = (self.article.document.title or "").casefold()
        self.speechless = _speechless(cast)
        """The numbers of the entities without a name that are things."""
        self._constant = [self._of_name(entity) for entity in cast.entities]
        self._folded = [_folded(entity.name) for entity in cast.entities]
        self._in_credits = [_count(entity, Trait.CAPTION) for entity in cast.entities]
        self._speaking = [_count(entity, Trait.SPEAKS | Trait.SPOKEN | Trait.SOURCE) for entity in cast.entities]

    def candidates(self, index: int) -> list[int]:
        """Return the numbers of the entities that may have said a quotation, in a fixed order."""
        order = self.orders[index]
        found = {
            entity
            for at in range(max(0, order - _WINDOW), min(len(self.article.order), order + 2))
            for number in self._sentences_near(index, at)
            for _, entity in self.cast.in_sentence.get((at, number), ())
        }
        speaking = self.answers[max(0, index - _SPOKE_BEFORE) : index + _SPOKE_AFTER + 1]
        if len(found) > _MOST:
            found = set(nsmallest(_MOST, found, key=self._distance_from(self.quotations[index].start)))
        found.update(speaking)
        found -= {-1, self._spoken_of(index)}
        return sorted(
            found.difference(
                *(
                    others(index, found)
                    for others in (self._of_several, self._spoken_for, self._of_other_gender, self._of_other_number)
                )
            )
        )

    def _distance_from(self, start: int) -> Callable[[int], tuple[int, int]]:
        """Return what tells how far an entity's nearest mention is from an offset of the document, of two as far the one that came first."""

        def distance(number: int) -> tuple[int, int]:
            return (self.cast.entities[number].distance(start) if number >= 0 else 0, number)

        return distance

    def _people(self, numbers: Collection[int]) -> Iterator[tuple[int, Entity]]:
        """Yield those of some entities that are persons, each with its number."""
        return ((number, entity) for number in numbers if (entity := self.cast.entities[number]).type == "person")

    def _spoken_for(self, index: int, numbers: Collection[int]) -> set[int]:
        """Return the entities for whom somebody unnamed, whom the rules found, speaks, or to whom it belongs ("a spokesman for Ada Stone")."""
        clue, speaker = self.quotations[index].clue, self.quotations[index].speaker
        if clue is None or speaker is None or speaker.type != "unnamed":
            return set()
        surname_of, words = self.article.grammar.surname_of, {*speaker.name.split()}
        if clue.phrase.owner is not None:
            words.add(surname_of(clue.phrase.owner))
        spoken_for = {n for n, person in self._people(numbers) if surname_of(person.name) in words or person.name in speaker.name}
        return spoken_for - {self.answers[index]}

    def _of_other_gender(self, index: int, numbers: Collection[int]) -> set[int]:
        """Return the persons of another gender than the noun of the clause ("the boy said", of Ada Stone)."""
        clue = self.quotations[index].clue
        if clue is None or clue.phrase.kind != "description" or not clue.phrase.name.split()[-1].islower():
            return set()  # "King said", of Ada King
        gender = self.article.grammar.gender_of(clue.phrase.name)
        return {n for n, person in self._people(numbers) if gender is not None and person.gender not in (None, gender)}

    def _of_other_number(self, index: int, numbers: Collection[int]) -> set[int]:
        """Return the several people whom a pronoun for one cannot mean ("she said", of the fishermen)."""
        clue, vocabulary = self.quotations[index].clue, self.article.grammar.vocabulary
        if clue is None or clue.phrase.kind != "pronoun" or clue.phrase.head not in vocabulary.genders:
            return set()
        others = (n for n in numbers if n >= 0 and n != self.answers[index])
        return {n for n in others if self.cast.entities[n].is_plural and self.cast.entities[n].type == "unnamed"}

    def _of_several(self, index: int, numbers: Collection[int]) -> set[int]:
        """Return the entities that are some of those of whom the rules found several speaking together ("Stone, Pell and Marsh wrote")."""
        answer = self.answers[index]
        several = self._names(answer) if answer >= 0 else set()
        return {n for n in numbers if self._names(n) < several and n != answer} if len(several) > _PAIR else set()

    def _names(self, number: int) -> set[str]:
        """Return the names of those who make an entity, one or several."""
        joint = f" {self.article.grammar.vocabulary.and_} "
        return set(self.cast.entities[number].name.replace(", ", joint).split(joint))

    def _spoken_of(self, index: int) -> int:
        """Return the entity that the clause before a quotation says is spoken to or of ("Stone was warned to “…”"), or -1."""
        quotation, grammar = self.quotations[index], self.article.grammar
        cue = quotation.verb_of_others_before(grammar)
        if cue is None:
            return -1
        subject = grammar.subject_of(quotation.frame.sentences[quotation.sentence].tokens, cue)
        found = self.cast.meant_by(self.orders[index], quotation.sentence, subject) if subject is not None else None
        if subject is not None and subject.kind == "pronoun":
            return self._meant_by_pronoun(index, subject)
        return found[1] if found is not None else -1

    def _meant_by_pronoun(self, index: int, pronoun: Phrase) -> int:
        """Return the subject of a quotation's sentence whom a pronoun behind it may mean ("Stone said she was told to “…”"), or -1."""
        quotation = self.quotations[index]
        subject = self.article.resolver.subject(quotation.frame, quotation.sentence)
        if subject is None or subject.kind != "person" or subject.first >= pronoun.first:
            return -1
        found = self.cast.meant_by(self.orders[index], quotation.sentence, subject)
        gender = self.cast.entities[found[1]].gender if found is not None and found[1] >= 0 else None
        fits = gender in (None, self.article.grammar.vocabulary.genders.get(pronoun.head))
        return found[1] if found is not None and fits else -1

    def _sentences_near(self, index: int, order: int) -> range:
        """Return the numbers of the sentences of a frame that are near a quotation."""
        count, sentence = len(self.article.order[order].sentences), self.quotations[index].sentence
        if order < self.orders[index]:
            return range(max(0, count - _SENTENCES), count)
        if order > self.orders[index]:
            return range(min(count, _SENTENCES))
        return range(max(0, sentence - _SENTENCES), min(count, sentence + _SENTENCES + 1))

    def rows(self, index: int, candidates: Sequence[int]) -> list[list[float]]:
        """Return the facts of a quotation with each of its candidates: a row for each, in the order of `NAMES`."""
        if not candidates:
            return []
        view = self._view(index)
        quotation = list(map(float, self._of_quotation(view, len(candidates))))  # floats are laid out as an array twice as fast
        ranks = self._ranks(view, candidates)
        return [[*quotation, *self._of_entity(view, number, ranks)] for number in candidates]

    # -- the quotation ---------------------------------------------------------------------------------------------

    def _view(self, index: int) -> _View:
        quotation = self.quotations[index]
        grammar, clue = self.article.grammar, quotation.clue
        words = quotation.frame.sentences[quotation.sentence].tokens
        here = quotation.word or 0
        order = self.orders[index]
        mention = described = role = None
        if clue is not None:
            mention = self.cast.meant_by(self.article.position[clue.frame.paragraph], clue.sentence, clue.phrase)
            if clue.phrase.kind in ("description", "organization"):
                said = clue.tokens[clue.phrase.first : clue.phrase.last + 1]
                described = frozenset(stem(w.lower) for w in said if w.is_word and w.lower not in grammar.vocabulary.no_names)
                role = grammar.canonical_role(clue.phrase.head)
        text = self.article.text[quotation.stretches[0].start : quotation.stretches[-1].end]
        view = _View(
            quotation, index, order, here, words, mention, self._gender(quotation), described or frozenset(), role,
            text, frozenset(map(str.lower, _WORD.findall(text))),
            _folded(clue.phrase.name) if clue is not None and clue.phrase.kind != "pronoun" else None,
            quotation.start, quotation.sentence,
        )  # fmt: skip
        self._read_cues(view)
        for k in range(index - 1, max(-1, index - _FAR), -1):
            view.said_before.setdefault(self.answers[k], k)
        for k in range(index + 1, min(len(self.quotations), index + _NEXT_REACH)):
            view.said_behind.setdefault(self.answers[k], k)
        return view

    def _gender(self, quotation: DraftQuotation) -> str | None:
        clue = quotation.clue
        if clue is None or clue.phrase.kind != "pronoun":
            return None
        return self.article.grammar.vocabulary.genders.get(clue.phrase.head)

    def _read_cues(self, view: _View) -> None:
        """Read the verbs of speech of the quotation's sentence, nearest first, with who stands by them."""
        grammar, words = self.article.grammar, view.words
        for k in range(view.here - 1, -1, -1):
            if len(view.before) == _CUES_BEFORE:
                break
            if grammar.is_cue(words, k):
                subject = grammar.subject_of(words, k)
                kind = _KINDS.get(subject.kind, -1) if subject else -1
                view.before.append((self._entity_at(view, subject), view.here - k, self._follows_be(words, k), kind))
        for k in range(view.here + 1, len(words)):
            if len(view.after) == _CUES_AFTER:
                break
            if grammar.is_cue(words, k):
                following = grammar.phrase_at(words, k + 1, len(words)) if k + 1 < len(words) else None
                subject = grammar.subject_of(words, k)
                view.after.append((self._entity_at(view, subject), self._entity_at(view, following), k - view.here))

    def _entity_at(self, view: _View, phrase: Phrase | None) -> int:
        found = self.cast.meant_by(view.order, view.quotation.sentence, phrase) if phrase is not None else None
        return found[1] if found is not None else -1

    def _follows_be(self, words: Sequence[Word], k: int) -> bool:
        return k > 0 and words[k - 1].lower in self.article.grammar.vocabulary.being

    def _of_quotation(self, view: _View, candidates: int) -> tuple[float, ...]:
        return (
            *self._of_words_said(view), *self._of_clause_words(view), *self._of_cues(view), *self._of_clause(view),
            *self._of_form(view), len(self.quotations), candidates, *self._of_neighbours(view),
            view.order, len(self.article.order) - view.order,
        )  # fmt: skip

    def _of_words_said(self, view: _View) -> tuple[float, ...]:
        vocabulary = self.article.grammar.vocabulary
        return (
            not view.said_words.isdisjoint(vocabulary.first_person_words),
            not view.said_words.isdisjoint(vocabulary.first_person_plural_words),
        )

    def _of_clause_words(self, view: _View) -> tuple[float, ...]:
        grammar, clue = self.article.grammar, view.quotation.clue
        and_ = grammar.vocabulary.and_
        following = clue.phrase.last + 1 if clue else 0
        return (
            clue is not None and following < len(clue.tokens) and clue.tokens[following].lower == and_,
            clue is not None and clue.phrase.first > 0 and clue.tokens[clue.phrase.first - 1].lower == and_,
            clue is not None and self._follows_be(clue.tokens, clue.cue),
            view.order in self.cast.credits,
            self._article_of(view),
            len(view.described),
            view.role is not None and grammar.is_plural(view.role),
        )

    @staticmethod
    def _of_cues(view: _View) -> tuple[float, ...]:
        """Return how many verbs of speech stand around, and how near; the nearest one's subject."""
        return (
            len(view.before),
            len(view.after),
            view.before[0][1] if view.before else -1,
            view.after[0][2] if view.after else -1,
            bool(view.before) and view.before[0][3] == _KINDS["pronoun"],
            bool(view.before) and view.before[0][2],
            view.before[0][3] if view.before else -1,
        )

    def _of_clause(self, view: _View) -> tuple[float, ...]:
        quotation, clue = view.quotation, view.quotation.clue
        basis = _BASES.get(quotation.speaker.basis, -1) if quotation.speaker else -1
        if clue is None:
            return _NO_KIND, 0, -1, -1, _NO_KIND, -1, basis
        vocabulary = self.article.grammar.vocabulary
        is_next = clue.frame is quotation.frame and clue.sentence == quotation.sentence
        return (
            _KINDS.get(clue.phrase.kind, _NO_KIND),
            _pronoun(clue.phrase.head, vocabulary) if clue.phrase.kind == "pronoun" else 0,
            clue.is_before,
            clue.is_direct,
            _verb_class(clue.verb, vocabulary),
            abs(clue.cue - view.here) if is_next else _FAR,
            basis,
        )

    def _of_form(self, view: _View) -> tuple[float, ...]:
        """Return how long the quotation is, how it begins and ends, and where in its paragraph it stands."""
        quotation, frame = view.quotation, view.quotation.frame
        last = quotation.stretches[-1]
        previous = self.quotations[view.index - 1] if view.index and self.quotations[view.index - 1].frame is frame else None
        return (
            len(quotation.stretches),
            min(sum(s.end - s.start for s in quotation.stretches), _LONGEST),
            self.article.text[last.end - 1 : last.end] == "?",
            view.said[:1].isupper(),
            quotation.fills_paragraph,
            quotation.fills_sentence,
            quotation.sentence,
            len(frame.sentences),
            quotation.k,
            len(frame.places),
            previous is not None,
            quotation.sentence - previous.sentence if previous is not None else -1,
            quotation.head is not None,
        )

    @staticmethod
    def _of_neighbours(view: _View) -> tuple[float, ...]:
        """Return what stands right before and behind the quotation in its sentence."""
        here, words, quotation = view.here, view.words, view.quotation
        before, after = words[here - 1] if here else None, words[here + 1] if here + 1 < len(words) else None
        return (
            here,
            len(words) - here,
            before is not None and before.text == ":",
            before is not None and before.is_word,
            after is not None and after.is_word and after.text.islower(),
            quotation.frame.text[quotation.place : quotation.place + 1] == OPEN,
        )

    def _article_of(self, view: _View) -> int:
        """Return how the clause's description begins: 1 definite, 2 indefinite, 3 another determiner, 0 none."""
        clue, vocabulary = view.quotation.clue, self.article.grammar.vocabulary
        if clue is None or clue.phrase.kind not in ("description", "organization"):
            return 0
        first = clue.tokens[clue.phrase.first].lower
        if first in vocabulary.definite:
            return 1
        return 2 if first in vocabulary.indefinite else 3 if first in vocabulary.no_names else 0

    # -- the entity ------------------------------------------------------------------------------------------------

    def _of_name(self, entity: Entity) -> tuple[str, str, int, bool, bool, bool, bool]:
        """Return what a name says by itself: surname, the same in lower case, words, given name known, opening, outlet, digits."""
        article, words = self.article, entity.name.split()
        surname = article.grammar.surname_of(entity.name)
        return (
            surname, surname.casefold(), len(words), article.grammar.is_given_name(words[0].lower()),
            words[0].lower() in article.grammar.vocabulary.no_names, article.gazetteer.outlet_of(entity.name) is not None,
            any(c.isdigit() for c in entity.name),
        )  # fmt: skip

    def _of_entity(self, view: _View, number: int, ranks: dict[int, tuple[int, int]]) -> list[float]:
        entity = self.cast.entities[number]
        surname, folded, words, has_given, opens, is_outlet, has_digit = self._constant[number]
        near = self._near(view, entity)
        clue_entity = view.clue[1] if view.clue is not None else -1
        mentions, answer = len(entity.places), self.answers[view.index]
        before, after = view.before, view.after
        surroundings = self.cast.surroundings(number) if view.described else frozenset()
        shared = len(view.described & surroundings)
        return [
            folded in view.said_words,
            surname in view.said,
            bool(entity.partners),
            clue_entity >= 0 and clue_entity in entity.partners,
            self._in_credits[number] / (mentions or 1),
            shared if view.described else -1,
            shared / len(view.described) if view.described else -1,
            view.role is not None and f"={view.role}" in surroundings,
            _TYPES[entity.type],
            entity.is_common,
            self._gender_fit(view.gender, entity),
            " " in entity.name,
            words,
            has_given,
            opens,
            entity.namesakes,
            mentions,
            mentions / self._most_mentions,
            self._speaking[number],
            self._said.get(number, 0),
            self._said.get(number, 0) / len(self.quotations),
            number == answer,
            answer < 0,
            number == clue_entity,
            self._name_match(view, number),
            near.before,
            *_flags(near.before_traits),
            near.before_kind,
            near.after,
            *_flags(near.after_traits),
            near.back,
            *_flags(near.back_traits),
            near.back_kind,
            near.last_sentence,
            near.ahead,
            *_subject_and_speaks(near.ahead_traits),
            near.paragraphs,
            *_subject_and_speaks(near.paragraph_traits),
            near.in_paragraph,
            *ranks[number],
            near.subject_here,
            *self._of_speaking(view, number),
            folded in self._title,
            is_outlet,
            entity.is_plural,
            entity.name.isupper(),
            has_digit,
            *[len(before) > k and before[k][0] == number for k in range(_CUES_BEFORE)],
            bool(after) and after[0][0] == number,
            bool(after) and after[0][1] == number,
            len(after) > 1 and after[1][0] == number,
        ]

    @staticmethod
    def _gender_fit(gender: str | None, entity: Entity) -> int:
        """Return 2 where a pronoun's gender is the entity's, 1 where that is unknown, 0 where it is another, -1 without one."""
        if gender is None:
            return -1
        if entity.type == "organization":
            return 0
        return 2 if entity.gender == gender else 1 if entity.gender is None else 0

    def _name_match(self, view: _View, number: int) -> int:
        """Return 2 where the clause has the entity's name, 1 where it has its last word, else 0."""
        if view.named is None:
            return 0
        (one, last), (other, other_last) = view.named, self._folded[number]
        return 2 if one == other else 1 if last == other_last else 0

    @staticmethod
    def _near(view: _View, entity: Entity) -> _Near:
        near, order = _Near(), view.order
        for place in entity.places_around(view.start):
            if place.order == order:
                _note_here(near, view, place)
            elif place.order < order:
                back = order - place.order
                if back < near.paragraphs or (back == near.paragraphs and place.mention.traits & _SUBJECT):
                    near.paragraphs, near.paragraph_traits = back, place.mention.traits
            elif place.order == order + 1 and near.ahead > _ELSEWHERE:
                near.ahead, near.ahead_traits = _ELSEWHERE, place.mention.traits
        return near

    def _ranks(self, view: _View, candidates: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return of each candidate its rank among those mentioned before, latest first, and among those a pronoun can mean."""
        start = view.quotation.start
        last = {n: self.cast.entities[n].last_before(start) for n in candidates}
        ranks: dict[int, tuple[int, int]] = {}
        humans = fitting = 0
        for number in sorted(candidates, key=lambda n: (last[n], n), reverse=True):
            entity = self.cast.entities[number]
            if last[number] < 0:
                ranks[number] = (_FAR, _FAR)
                continue
            rank = humans if entity.type != "organization" else humans + _BODY_RANK
            humans += entity.type != "organization"
            fits = view.gender is not None and entity.type != "organization" and entity.gender in (None, view.gender)
            ranks[number] = (rank, fitting if fits else _NO_RANK)
            fitting += fits
        return ranks

    def _of_speaking(self, view: _View, number: int) -> tuple[float, ...]:
        """Return how near the entity speaks before and after, as the rules have it."""
        index, answers = view.index, self.answers
        last, following = view.said_before.get(number), view.said_behind.get(number)
        has_last = index > 0 and self.quotations[index - 1].frame is view.quotation.frame
        return (
            index - last if last is not None else _FAR,
            view.order - self.orders[last] if last is not None else _FAR,
            following - index if following is not None else _FAR,
            has_last and answers[index - 1] == number,
            index + 1 < len(self.quotations) and answers[index + 1] == number,
        )


def _folded(name: str) -> tuple[str, list[str]]:
    """Return a name in lower case, and its last word in a list, which has none for a name without one."""
    folded = name.casefold()
    return folded, folded.split()[-1:]


def _count(entity: Entity, traits: Traits) -> int:
    """Return how many mentions of an entity have one of some traits."""
    return sum(bool(place.mention.traits & traits) for place in entity.places)


def _note_here(near: _Near, view: _View, place: Place) -> None:
    """Note a mention in the quotation's own paragraph."""
    phrase, traits, sentence, here = place.mention.phrase, place.mention.traits, view.sentence, view.here
    near.in_paragraph += 1
    if place.sentence == sentence:
        if phrase.first < here and here - phrase.last < near.before:
            near.before, near.before_traits, near.before_kind = here - phrase.last, traits, _KINDS[phrase.kind]
        elif phrase.first >= here and phrase.first - here < near.after:
            near.after, near.after_traits = phrase.first - here, traits
        near.subject_here = near.subject_here or bool(traits & _SUBJECT)
    elif place.sentence < sentence:
        back = sentence - place.sentence
        if back < near.back or (back == near.back and traits & _SUBJECT):
            near.back, near.back_traits, near.back_kind = back, traits, _KINDS[phrase.kind]
        near.last_sentence += back == 1
    elif place.sentence - sentence < near.ahead:
        near.ahead, near.ahead_traits = place.sentence - sentence, traits


@cache
def _flags(traits: Traits) -> tuple[float, ...]:
    """Return whether each trait holds, in the order of `Trait`."""
    return tuple(float(bool(traits & trait)) for trait in _TRAITS)


@cache
def _subject_and_speaks(traits: Traits) -> tuple[bool, bool]:
    """Return whether a mention is a subject, and whether it speaks."""
    return bool(traits & Trait.SUBJECT), bool(traits & Trait.SPEAKS)


def _pronoun(head: str, vocabulary: Vocabulary) -> int:
    """Return a number for what a pronoun can mean: 1 a man, 2 a woman, 3 several, 4 a body, 5 anything else."""
    gender = vocabulary.genders.get(head)
    if gender is not None:
        return 1 if gender == _MAN else 2
    return 3 if head in vocabulary.plural_pronouns else 4 if head in vocabulary.body_pronouns else 5


def _verb_class(verb: str, vocabulary: Vocabulary) -> int:
    """Return a number for a verb of speech: 0 says, 1 tells somebody, 2 leads to a source, 3 any other."""
    classes = (vocabulary.saying, vocabulary.addressing, vocabulary.sourcing)
    return next((number for number, words in enumerate(classes) if verb in words), len(classes))
