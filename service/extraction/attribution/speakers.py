"""Who speaks a quotation: the person or body whom the words of the clause that attributes it stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from service.extraction.attribution.antecedents import NAMED_BACK, Antecedents
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import Frame, Word
from service.extraction.page.grammar import Grammar, People
from service.extraction.page.proposals import UNTOLD, Proposal, Rule, Untold, propose, rule
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.honorifics import honorifics
from service.records import Span, Speaker

_ASIDE_MARKS = frozenset((",", "("))
_NO_OFFICES = honorifics("address") - honorifics("office")  # "Dr", "Sir": they tell no role
_OF_TITLES = dict.fromkeys(honorifics("masculine"), "m") | dict.fromkeys(honorifics("feminine"), "f")
_ANYONE = frozenset(("person", "unnamed", "organization"))
_PERSON = frozenset(("person",))
_BASES = {"pronoun": "pronoun", "description": "description"}  # by kind of phrase; any other is "named"
_CAN_BE_ABOUT = frozenset(("person", "pronoun", "description"))  # subjects that may speak the words after their sentence
FIRM_BY_ITS = "speaker: firm called by a surname"
"""The rule by which a surname means a firm, since what is said of it is "its"."""
CALLED_BY_NOUN = "speaker: body whose name a noun ends"
"""The rule by which "the trust" is the one trust that the text names."""
BODY_OF_ITS = "speaker: body of a place told before"
"""The rule by which "its navy" is the navy of the place that the sentence before is about."""
ANNOUNCED = "place: announced by the paragraph before"
"""The rule by which words are whose the line above them says ("The full statement from the board reads:")."""
TOLD_BEHIND = "place: told behind"
"""The rule by which words are whose the sentence behind them says ("That was the message from Stone.")."""
OWNER_BY_PRONOUN = "speaker: whose document it is"
"""The rule by which "her statement" has the words of whoever "she" is there."""
AUTHOR = "speaker: author of the book"
"""The rule by which "she writes" is of the one whose book a text is about, whomever it has quoted."""
_SOMEBODY_ELSE = "?"  # in place of a name, for whoever else is in a scene
_SENTENCES_BACK = 40  # of a paragraph, in which somebody else may have been told of
_TO_NAME = 8  # words behind an adjective in which a name may stand ("the Swedish goalkeeper of Genk, Mats Lind")
_PREDICATE = 5  # words before a noun that may say of the subject that it is one ("is a retired opera singer")
_SEVERAL = 2  # bearers of a surname
_ORGAN_REACH = 7  # words behind a verb of speech up to whose report or website the words stand in
_ITS_REACH = 3  # words behind a verb of speech among which "its" is of who speaks ("said in its annual report")
SCORES = {"named": 0.97, "description": 0.95, "pronoun": 0.96, "position": 0.8, "document": 1.0}
"""{basis: share of speakers found on it that were right}; docs/decisions/0003 says where that was measured."""


def rated(speaker: Speaker, basis: str) -> Speaker:
    """Return a speaker with the basis it was found on, and the score of that."""
    return replace(speaker, basis=basis, score=SCORES[basis])


class _Mention(NamedTuple):
    """The phrase of a clue at an offset of the document, which is its evidence."""

    resolver: Resolver
    clue: Clue
    at: int
    evidence: Span

    @property
    def phrase(self) -> Phrase:
        """The phrase."""
        return self.clue.phrase

    @property
    def first(self) -> Word:
        """Its first word."""
        return self.clue.tokens[self.clue.phrase.first]

    @property
    def is_definite(self) -> bool:
        """Whether it is of somebody who is known ("the governor")."""
        return self.first.lower in self.resolver.words.definite

    @property
    def ends_lower(self) -> bool:
        """Whether its last word is a common noun."""
        return self.phrase.name.split()[-1].islower()

    @property
    def role(self) -> str:
        """What it calls somebody, in the canonical form."""
        return self.resolver.grammar.canonical_role(self.phrase.head)

    @property
    def modifiers(self) -> list[str]:
        """The words before its head that tell one from another."""
        return self.resolver.modifiers(self.phrase)

    def speaker(self, name: str, kind: str, role: str | None = None) -> Speaker:
        """Return a speaker of whom this phrase is the evidence."""
        return Speaker(name, kind, role, self.evidence)


class Resolver(Antecedents):
    """Turns the phrase of a clue into a speaker, with what the document said up to that place.

    `head_of_state`: who "the president" is where the document says no other.
    """

    def __init__(
        self,
        people: People,
        frames: list[Frame],
        grammar: Grammar,
        gazetteer: Gazetteer,
        *,
        head_of_state: str | None = None,
        publisher: str | None = None,
    ) -> None:
        super().__init__(people, frames, grammar, gazetteer, publisher=publisher)
        self.head_of_state = head_of_state
        self._in_short: dict[str, str | None] = {}

    def speaker_of(self, clue: Clue) -> Proposal[Speaker] | None:
        """Return whom the phrase of a clue means, as a proposal without a value where nothing tells; see `note`."""
        evidence = clue.evidence
        mention = _Mention(self, clue, evidence.start, evidence)
        found = next(propose(_RULES.get(clue.phrase.kind, _DESCRIPTION_RULES), mention), None)
        if found is None or found.value is None:
            return found
        basis = "pronoun" if found.rule == OWNER_BY_PRONOUN else _BASES.get(clue.phrase.kind, "named")
        speaker = rated(found.value, basis)
        return found._replace(value=speaker, score=speaker.score)

    def note(self, chosen: Proposal[Speaker] | None, clue: Clue | None = None) -> None:
        """Remember a chosen speaker for pronouns and nouns that follow, unless it was another quotation's already.

        Whom "he" meant once, in the clue, is a man from there on where no name or title tells.
        """
        if chosen is None or chosen.value is None or chosen.evidence is None or chosen.is_inherited:
            return
        self.named.append((chosen.evidence.start, chosen.value))
        gender = self.words.genders.get(clue.phrase.head) if clue is not None and clue.phrase.kind == "pronoun" else None
        if gender is not None:
            self._called_by.setdefault(chosen.value.name, gender)

    def from_subject(self, frame: Frame, s: int) -> Speaker | None:
        """Return the speaker of a quotation that stands alone: the person whom the sentence before it is about, or None."""
        closing = self.grammar.closing_subject(frame.sentences[s].tokens)
        is_reported = closing is not None and (
            closing.head in self.words.genders or (closing.kind == "person" and self.is_attested(closing))
        )
        subject = closing if is_reported else self.subject(frame, s)
        if subject is None or subject.kind not in _CAN_BE_ABOUT:
            return None
        if subject.kind == "description" and self.grammar.is_organization(subject.name, True):
            return None
        if subject.kind == "person" and not self.is_attested(subject):
            return None
        found = self.speaker_of(Clue(frame, s, subject, subject.last, False, False))
        return found.value if found else None

    def is_attested(self, phrase: Phrase) -> bool:
        """Return whether more than a capital says that a name is a person's: a title, a first name, a full name elsewhere."""
        return bool(phrase.role or self.has_full_name(phrase.name) or self.people.gender(phrase.name))

    def joint_name(self, pieces: Sequence[str], at: int) -> str:
        """Return the name of those who speak together, each in full; a surname that the last one shares is not repeated ("Ada and Ines Stone")."""
        names = [self.people.full_name(piece, at) for piece in pieces]
        surname = names[-1].rpartition(" ")[2]
        told = [piece if full == f"{piece} {surname}" else full for piece, full in zip(pieces[:-1], names, strict=False)]
        return f"{', '.join(told)} {self.words.and_} {names[-1]}"

    def of_title(self, name: str, phrase: Phrase, at: int) -> str:
        """Return the only namesake of the gender that a title before a surname tells ("Ms Stone", beside an Ivo Stone), else the name.

        Where the name is of the other gender, the surname alone: somebody else of the family is meant.
        """
        if not phrase.role or " " in phrase.name:
            return name
        bearers = self.people.full_by_surname.get(self.grammar.surname_of(phrase.name).casefold(), {})
        if name not in bearers and (titled := self.people.by_role(self.grammar.canonical_role(phrase.role), at)) in bearers:
            return titled or name  # "Dr Stone", beside a husband who is none
        if self._pleads(name, phrase.role, at):
            return phrase.name
        gender = next((_OF_TITLES[word] for word in phrase.role.lower().replace(".", "").split() if word in _OF_TITLES), None)
        if gender is None or (self.people.gender(name) == gender and " " in name):
            return name
        fitting = self._of_gender(bearers, gender)
        if len(fitting) == 1 and len(bearers) > 1:
            return fitting[0]
        return name if self.people.gender(name) in (None, gender) else phrase.name

    def _pleads(self, name: str, title: str, at: int) -> bool:
        """Return whether the text calls somebody a lawyer whose surname stands behind a judge's title ("Judge Stone", beside the barrister Ivo Stone)."""
        if self.words.benches.isdisjoint(title.lower().split()):
            return False
        return any(self.people.by_role(role, at) == name for role in self.words.pleaders)

    def _of_gender(self, names: Iterable[str], gender: str) -> list[str]:
        """Return which of some names are of a gender; where none is known to be, those of which nothing tells another."""
        genders = {name: self.people.gender(name) for name in names}
        return [name for name, told in genders.items() if told == gender] or [
            name for name, told in genders.items() if told is None
        ]

    def who_just_spoke(self, mention: _Mention) -> str | None:
        """Return the bearer of a surname of several who spoke in the sentence before, or whom it is about, named in full; or None.

        "Her brother, Karl Moss, wept. Moss added", "Ines Moss, a judge, was asked about it. “…,” Moss said".
        """
        name, before = mention.phrase.name, self._sentence_before(mention.clue)
        bearers = self.people.full_by_surname.get(self.grammar.surname_of(name).casefold(), {})
        if len(bearers) < _SEVERAL or " " in name or before is None:
            return None
        frame, s = before
        said = self.said_in(frame, s, _PERSON) if mention.clue.sentence else None
        subject = self.subject(frame, s)
        if said is not None or subject is None or subject.kind != "person":
            return said.name if said is not None and said.name in bearers else None
        text = frame.text[frame.sentences[s].start : frame.sentences[s].end]
        is_alone = not any(other in text for other in bearers if other != subject.name)
        return subject.name if subject.name in bearers and is_alone else None

    def _sentence_before(self, clue: Clue) -> tuple[Frame, int] | None:
        """Return (frame, number) of the sentence before that of a clue, be it the last of the paragraph before; None where none is."""
        order = self._position[clue.frame.paragraph]
        frame = clue.frame if clue.sentence else self.frames[order - 1] if order else None
        s = -1 if frame is None else (clue.sentence or len(frame.sentences)) - 1
        return (frame, s) if frame is not None and s >= 0 else None

    def firm_of_its(self, mention: _Mention) -> str | None:
        """Return the firm called by somebody's surname of which a clause says "its" ("Marsh said in its annual report"), or None."""
        name, clue = mention.phrase.name, mention.clue
        if " " in name or mention.phrase.role:
            return None
        behind = clue.tokens[clue.cue + 1 : clue.cue + 1 + _ITS_REACH]
        is_owned = any(word.lower in self.words.owned_by_bodies for word in behind)
        return self.body_called(name) if is_owned and (clue.is_before or self.is_of_body(mention)) else None

    def is_of_body(self, mention: _Mention) -> bool:
        """Return whether a name that somebody bears is that of a body, as what it speaks in tells.

        "Marsh said in its annual report"; of a given name also "Chelsea said in a statement on the club's website".
        """
        phrase, clue = mention.phrase, mention.clue
        behind = clue.tokens[clue.cue + 1 : clue.cue + 1 + _ORGAN_REACH]
        if " " in phrase.name or phrase.role or not behind or behind[0].lower not in self.words.opening_prepositions:
            return False
        is_given = not self.has_full_name(phrase.name)
        owners = (k for k, word in enumerate(behind) if self._owns_as_body(word, is_given=is_given))
        return any(word.lower in self.words.organs_of_bodies for k in owners for word in behind[k + 1 : k + 1 + _ITS_REACH])

    def _owns_as_body(self, word: Word, *, is_given: bool) -> bool:
        """Return whether a word says that what follows is a body's: "its", or behind a given name alone also "the club's"."""
        noun = word.base.lower()
        is_body = is_given and word.is_possessive and (noun in self.words.bodies or noun in self.gazetteer.organizations)
        return is_body or word.lower in self.words.owned_by_bodies

    def firm_in_short(self, phrase: Phrase) -> str | None:
        """Return the one body that a name of nobody in the text is short for ("Skarn", after "pump maker Skarn Marine"), or None."""
        name = phrase.name
        if " " in name or phrase.kind != "person" or self.is_attested(phrase):
            return None
        if name not in self._in_short:
            body = self.body_called(name)
            is_other = body is not None and (self.gazetteer.outlet_of(name, short=True) is not None or self._is_place(name))
            self._in_short[name] = None if is_other else body
        return self._in_short[name]

    def _is_place(self, name: str) -> bool:
        """Return whether a name stands behind a preposition of places in the text ("in Skarn")."""
        behind = re.compile(rf"\b(?:{'|'.join(sorted(self.words.within | self.words.around))}) {re.escape(name)}\b")
        return any(behind.search(frame.text) for frame in self.frames)

    def has_full_name(self, name: str) -> bool:
        """Return whether the text names somebody in full whose surname a name has."""
        return self.grammar.surname_of(name).casefold() in self.people.full_by_surname

    def is_given_name_of_somebody(self, name: str) -> bool:
        """Return whether a name is the given name of somebody whom the text names in full ("Jordan", beside a Jordan Pell)."""
        if " " in name or not self.grammar.is_given_name(name.lower()):
            return False
        return any(full.split()[0] == name for names in self.people.full_by_surname.values() for full in names)

    def further(self, phrase: Phrase, clue: Clue) -> str:
        """Return what the text goes on to say of somebody it does not name, after a space, or nothing."""
        span = self.grammar.described_further(clue.tokens, phrase)
        return " " + clue.frame.text[clue.tokens[span[0]].start : clue.tokens[span[1] - 1].end] if span else ""

    def author(self, phrase: Phrase, clue: Clue, at: int) -> tuple[str, str] | None:
        """Return (name, type) of whose words a document holds ("a tweet from the mayor's office", "the Marsh letter")."""
        tokens, i = clue.tokens, phrase.last + 1
        i += i < len(tokens) and tokens[i].text == ","  # "The letter, from the mayor to her aide, said"
        if i + 1 < len(tokens) and tokens[i].lower in self.words.from_:
            named = self.grammar.phrase_at(tokens, i + 1, len(tokens))
            if named and named.kind == "organization":
                return clue.frame.text[tokens[named.first].start : tokens[named.last].end], "organization"
            if named and named.kind == "person":
                return self.people.full_name(named.name, at), "person"
        if phrase.owner is not None and phrase.owner[:1].isupper():
            return self.owner_of(phrase.owner, at)
        words = phrase.name.split()
        if not words[0][0].isupper():
            return None
        if words[0].casefold() in self.people.full_by_surname:
            return self.people.full_name(words[0], at), "person"
        return (words[0], "person") if len(words) == 2 and words[0].lower() not in self.words.no_names else None

    def author_before(self, phrase: Phrase, clue: Clue) -> tuple[str, str] | None:
        """Return (name, type) of the subject of the sentence before, if that has a document of this kind ("said in a statement"), or None."""
        before = clue.frame.sentences[clue.sentence - 1]
        words = [token.lower for token in before.tokens]
        is_made = any(
            word == phrase.head and at > 1 and words[at - 1] in self.words.indefinite and words[at - 2] in self.words.within
            for at, word in enumerate(words)
        )
        subject = self.subject(clue.frame, clue.sentence - 1) if is_made else None
        if subject is None or not (subject.kind == "person" or (subject.kind == "organization" and not subject.owner)):
            return None
        if self.grammar.main_cue(before.tokens, subject) is None:
            return None
        name = self.name_of(subject, clue.frame, clue.sentence - 1)
        return (name, subject.kind) if name else None

    def is_of_other_writer(self, clue: Clue, author: str) -> bool:
        """Return whether a letter or the like, or somebody other than the author of a book, may have the words of "she writes".

        That is told in the paragraph, or in the one before where the words open theirs; those of whom the book is do not write.
        """
        order = self._position[clue.frame.paragraph]
        before = self.frames[order - 1 : order] if order and not clue.sentence else ()
        told = [(clue.frame, s) for s in range(max(0, clue.sentence - _SENTENCES_BACK), clue.sentence + 1)]
        told += [(frame, s) for frame in before for s in range(len(frame.sentences))[-_SENTENCES_BACK:]]
        return any(
            any(token.lower in self.words.writings for token in frame.sentences[s].tokens) or self._is_about_other(frame, s, author)
            for frame, s in told
        )

    def _is_about_other(self, frame: Frame, s: int, author: str) -> bool:
        """Return whether the subject of a sentence is somebody who may be meant by the pronoun for an author, but is not the author."""
        subject = self.subject(frame, s)
        if subject is None or subject.kind != "person":
            return False
        name = self.people.full_name(subject.name, frame.offset(frame.sentences[s].tokens[subject.first].start))
        is_like = self.people.gender(name) in (None, self.people.gender(author))
        return is_like and name != author and not self.people.is_of_book(name)

    def owner_of(self, name: str, at: int) -> tuple[str, str]:
        """Return (name, type) of the owner of a document ("Stone’s statement")."""
        if self.grammar.is_organization(name, False):
            return self.outlet_or(name), "organization"
        return self.people.full_name(" ".join(self.grammar.strip_titles(name.split())[1]) or name, at), "person"

    def described_before(self, mention: _Mention) -> Speaker | None:
        """Return the speaker without a name who was described alike before, or None."""
        modifiers = set(mention.modifiers)
        for _, speaker in reversed(self.named[-NAMED_BACK:]):
            words = speaker.name.lower().split()
            if speaker.type != "unnamed" or not modifiers <= set(words):  # "the new guidance" is not the old one
                continue
            is_alike = self.grammar.canonical_role(speaker.name.split()[-1]) == mention.role
            if is_alike or mention.phrase.head in words:
                return speaker
        return None

    def is_of_newer(self, mention: _Mention, office: str, bearer: str) -> bool:
        """Return whether a description is of somebody without a name who was told of since its bearer was ("One clerk, …, said")."""
        before, clue = self._sentence_before(mention.clue), mention.clue
        for frame, s in ((clue.frame, clue.sentence), before) if before is not None else ((clue.frame, clue.sentence),):
            subject, words = self.subject(frame, s), frame.sentences[s].tokens
            if subject is None or subject.head != mention.phrase.head or words[subject.first].lower not in self.words.indefinite:
                continue
            at = frame.offset(words[subject.first].start)
            if at < mention.at and self.people.by_role(office, at) == bearer:
                return True
        return False

    def spoken_of(self, mention: _Mention) -> str | None:
        """Return whom "the former governor" means where no name has the role: whom the sentence before is about, or None."""
        head, modifiers = mention.phrase.head.lower(), mention.modifiers
        if self.grammar.is_plural(mention.phrase.head) or self.further(mention.phrase, mention.clue):
            return None
        is_apart = head not in self.words.bystanders and any(map(self._tells_apart, modifiers))
        if head not in self.words.anybody and not self.words.past.intersection(modifiers) and not is_apart:
            return None  # "the judge" after a sentence about the accused
        if self.words.partisan.intersection(modifiers):
            return None  # "the Democratic candidate" after a sentence about another
        kin = next((self.words.comparing[word] for word in modifiers if word in self.words.comparing), None)
        if kin is not None:
            return self.only_bearer(kin, mention.at)
        age = next(filter(self.people.is_age, (head, *modifiers)), None)
        if age is not None and (aged := self.people.aged(age)) is not None:
            return aged
        return self._of_country_or_before(mention, head, age, is_apart=is_apart)

    def _of_country_or_before(self, mention: _Mention, head: str, age: str | None, *, is_apart: bool) -> str | None:
        """Return the one of whom the text says to be of the country that a noun names, or else whom the sentence before is about; or None.

        `age`: that by which the description calls them; `is_apart`: it says of one person what it says of nobody else.
        """
        of_country = self.compatriots(head, mention.at) if head in self.words.countries_of_nationals else ()
        if of_country:
            return next(iter(of_country)) if len(of_country) == 1 else None
        name = self._about_before(mention.clue, is_told_apart=is_apart or self._tells_apart(head))
        if name is None or not self._may_be(name, head) or (age is not None and not self._may_be(name, age)):
            return None
        return name if not self._is_told_of_another(mention, name) else None

    def _tells_apart(self, word: str) -> bool:
        """Return whether a word of a description says of one person what nobody else's office does: an age, a country, a prize won twice."""
        words = self.words
        return word in words.compatriots or self.people.is_age(word) or word.endswith(words.distinctions)

    def only_bearer(self, roles: Iterable[str], at: int) -> str | None:
        """Return the one person who has one of some roles at an offset ("the younger man", where a son is named), or None."""
        bearers = {name for role in roles if (name := self.people.by_role(role, at)) is not None}
        return bearers.pop() if len(bearers) == 1 else None

    def one_by_suffix(self, phrase: Phrase) -> str | None:
        """Return the one of a surname whose name ends as that of one of two does ("the younger Pell": Ivo Pell Jr), or None."""
        ends = self.words.suffixes_of_two.get((phrase.role or "").lower(), frozenset())
        bearers = self.people.full_by_surname.get(self.grammar.surname_of(phrase.name).casefold(), {})
        found = [full for full in bearers if full.split()[-1].lower().rstrip(".") in ends]
        return found[0] if len(found) == 1 else None

    def _may_be(self, name: str, noun: str) -> bool:
        """Return whether nothing in the text, nor the gender of either, is against a noun for anybody meaning somebody."""
        gender = self.grammar.gender_of(noun)
        return self.people.may_be(name, noun) and (gender is None or self.gender_of(name) in (None, gender))

    def _is_told_of_another(self, mention: _Mention, name: str | None = None) -> bool:
        """Return whether what comes before in the paragraph tells by the same noun of somebody else ("Pell found the woman. …, the woman said").

        Or, where a `name` may be meant, by the adjective of the same country of somebody with another ("the Swedish keeper, Mats Lind. …, the Swede said").
        """
        before, frame = self._sentence_before(mention.clue), mention.clue.frame
        sentences = list(frame.sentences[max(0, mention.clue.sentence - _SENTENCES_BACK) : mention.clue.sentence])
        sentences += [before[0].sentences[before[1]]] if before is not None and before[0] is not frame else []
        head = mention.phrase.head.lower()
        adjective = self.words.national_adjectives.get(head)
        return any(
            (self._is_form_of(word.lower, head) and not self._is_predicate(sentence.tokens, i))
            or (name is not None and word.lower == adjective and self._calls_another(sentence.tokens, i, name))
            for sentence in sentences
            for i, word in enumerate(sentence.tokens)
        )

    def _calls_another(self, tokens: tuple[Word, ...], adjective: int, name: str) -> bool:
        """Return whether an adjective stands before a name of somebody whom the text names in full, other than `name`."""
        behind = tokens[adjective + 1 : adjective + 1 + _TO_NAME]
        called = (
            " ".join(word.text for word in words) for is_name, words in groupby(behind, lambda w: w.is_capitalised) if is_name
        )
        return any(" " in full and full != name and self.has_full_name(full) for full in called)

    def _is_predicate(self, tokens: tuple[Word, ...], noun: int) -> bool:
        """Return whether a noun says what the subject of its sentence is ("Stone is a retired singer")."""
        before = [word.lower for word in tokens[max(0, noun - _PREDICATE) : noun]]
        return any(word in self.words.being and following in self.words.indefinite for word, following in pairwise(before))

    def _is_form_of(self, word: str, noun: str) -> bool:
        """Return whether a word is a noun or its plural ("girls", "women")."""
        is_plural = self.grammar.is_plural(word) and word.startswith(noun)
        return word == noun or is_plural or (word in self.words.irregular_plurals and word[:1] == noun[:1])

    def only_one_of_paragraph(self, mention: _Mention) -> str | None:
        """Return the one person whom the sentences before a clause in its paragraph name and are about, where a description may mean them.

        None for what somebody else in a story is called ("the officer", "her lawyer"), and where a second person is in the scene.
        """
        head, sentences = mention.phrase.head.lower(), range(mention.clue.sentence)
        if not self._varies(mention):
            return None
        scene = {name for s in sentences for name in self._in_scene(mention.clue.frame, s)}
        told = {name for name in scene if " " in name} or scene
        if _SOMEBODY_ELSE in scene or len(told) != 1:
            return None
        name = told.pop()
        is_alone = all(other in name.split() for other in scene - {name})
        return name if is_alone and self._may_be(name, head) else None

    def _varies(self, mention: _Mention) -> bool:
        """Return whether a description behind the words may be another word for somebody named: what nobody else in a story is called.

        One of whom the sentences before tell by the same noun is that one.
        """
        clue, head = mention.clue, mention.phrase.head.lower()
        if (
            clue.is_before
            or any(word in self.words.comparing for word in mention.modifiers)
            or self.grammar.is_plural(head)
            or head in self.words.several
            or self.further(mention.phrase, clue)
        ):
            return False
        if head in self.words.bystanders or head in self.words.bodies or not self.grammar.is_somebody(mention.phrase.name):
            return False
        before = self._sentence_before(clue)
        if before is not None and self._hands_over(*before):
            return False
        return not self._is_told_of_another(mention)

    def _in_scene(self, frame: Frame, s: int) -> Iterator[str]:
        """Yield the names of people in a sentence, and what is no name where somebody else takes part in it or its subject only undergoes it."""
        tokens, subject = frame.sentences[s].tokens, self.subject(frame, s)
        yield from (name for name, _, _ in self._names_in(frame, s))
        yield from (word.base for word in tokens if word.is_capitalised and self.grammar.is_given_name(word.base.lower()))
        yield from (
            word.lower for word in tokens if word.lower in self.words.subject_forms and word.lower not in self.words.possessives
        )
        if subject is None or subject.kind == "pronoun":
            return
        is_acting = not (subject.last + 1 < len(tokens) and tokens[subject.last + 1].lower in self.words.being)
        if subject.kind == "person" and is_acting and not self.only_opens(subject):
            yield self.people.full_name(subject.name, frame.offset(tokens[subject.first].start))
        else:
            yield _SOMEBODY_ELSE

    def _about_before(self, clue: Clue, *, is_told_apart: bool) -> str | None:
        """Return the name of who spoke in the sentence before a clue, or whom it is about; None where it is about nobody.

        `is_told_apart`: an age or a country alone tells who is meant, be it at the start of a paragraph: whoever the one before is about.
        """
        before = self._sentence_before(clue) if clue.sentence or is_told_apart else None
        return self._about(*before, is_told_apart=is_told_apart) if before is not None else None

    def _about(self, frame: Frame, s: int, *, is_told_apart: bool, back: int = _SENTENCES_BACK) -> str | None:
        """Return the name of who spoke in a sentence, or whom it is about, followed through pronouns and through "the Swede"."""
        said = self.said_in(frame, s, _PERSON)
        if said is not None:
            return said.name
        subject = self.subject(frame, s)
        if subject is None or (subject.kind == "person" and self.only_opens(subject)):
            return None
        at = frame.offset(frame.sentences[s].tokens[subject.first].start)
        if subject.kind == "person":
            return self.people.full_name(subject.name, at)
        if not is_told_apart or self._hands_over(frame, s):
            return None
        clue = Clue(frame, s, subject, subject.last, False, False)
        if subject.kind == "description" and self._tells_apart(subject.head) and back:
            before = self._sentence_before(clue)
            return self._about(*before, is_told_apart=True, back=back - 1) if before is not None else None
        return self._named_by_pronoun(clue, at) if subject.kind == "pronoun" else None

    def _named_by_pronoun(self, clue: Clue, at: int) -> str | None:
        """Return the name of whom the pronoun of a clause at an offset stands for, or None."""
        gender = self.words.genders.get(clue.phrase.head)
        found = self.antecedent(clue, at, gender) if gender else None
        return found[0] if found is not None and not found[1] else None

    def _hands_over(self, frame: Frame, s: int) -> bool:
        """Return whether a sentence goes over to the words of somebody else ("She read from a statement by a nurse")."""
        tokens = frame.sentences[s].tokens
        return any(one.lower in self.words.papers and behind.lower in self.words.from_ for one, behind in pairwise(tokens))


# -- names -----------------------------------------------------------------------------------------------------------


@rule(FIRM_BY_ITS)
def _firm(mention: _Mention) -> Speaker | None:
    """ "Marsh said in its annual report": Marsh Holdings, where the text names it, else Marsh, whoever else bears that name."""
    resolver = mention.resolver
    body = resolver.firm_of_its(mention) or (mention.phrase.name if resolver.is_of_body(mention) else None)
    return mention.speaker(body, "organization") if body is not None else None


@rule("speaker: firm in short")
def _firm_in_short(mention: _Mention) -> Speaker | None:
    """ "Marsh said", where the text names Marsh Marine, a firm, and nobody of that name."""
    body = mention.resolver.firm_in_short(mention.phrase)
    return mention.speaker(body, "organization") if body is not None else None


@rule("speaker: one of two")
def _one_of_two(mention: _Mention) -> Speaker | None:
    """ "the younger Pell": one of two of that surname, by what he is to the other; without a name where nothing tells."""
    resolver, phrase = mention.resolver, mention.phrase
    kin = resolver.words.comparing.get((phrase.role or "").lower())
    if kin is None:
        return None
    named = resolver.one_by_suffix(phrase) or resolver.only_bearer(kin, mention.at)
    if named is not None and phrase.name in named:
        return mention.speaker(named, "person")
    return mention.speaker(f"{phrase.role} {phrase.name}", "unnamed")


@rule("speaker: name")
def _by_name(mention: _Mention) -> Speaker | Untold:
    """ "Ines Calloway", "Calloway", "Calloway and Donnelly", "Calloway, Donnelly and Orr"."""
    resolver, phrase = mention.resolver, mention.phrase
    is_noun = " " not in phrase.name and not phrase.role and resolver.grammar.is_somebody(phrase.name)
    if is_noun and not resolver.has_full_name(phrase.name):
        return UNTOLD  # "Driver said": a noun, as far as the text tells
    if _is_label(mention) and not resolver.is_attested(phrase):
        return UNTOLD  # "Backstage: “…”"
    joint = f" {resolver.words.and_} "
    pieces = phrase.name.split(joint)
    if len(pieces) > 1:
        return mention.speaker(resolver.joint_name(pieces, mention.at), "organization")
    found = resolver.who_just_spoke(mention) or resolver.people.full_name(phrase.name, mention.at)
    name = resolver.of_title(found, phrase, mention.at)
    role = phrase.role if phrase.role != name.split()[0] else None  # "Major Pell, 58,": no rank
    if role is None or role.lower().rstrip(".") in _NO_OFFICES:
        role = resolver.grammar.apposed_role(mention.clue.tokens, phrase) or role  # "Dr Ada Byrne, dean of the school"
    return mention.speaker(name, "person", role)


def _is_label(mention: _Mention) -> bool:
    """Return whether a phrase is a single word before a colon at the start of its sentence."""
    clue, phrase = mention.clue, mention.phrase
    if not clue.is_before or clue.cue != phrase.last or phrase.first or " " in phrase.name:
        return False
    after = clue.tokens[phrase.last + 1 : phrase.last + 2]
    return not after or after[0].text not in _ASIDE_MARKS  # "Stone, in an e-mail: “…”"


# -- pronouns --------------------------------------------------------------------------------------------------------


@rule("speaker: narrator")
def _narrator(mention: _Mention) -> Untold | None:
    """ "I said": whoever writes."""
    return UNTOLD if mention.phrase.head in mention.resolver.words.first_persons else None


@rule("speaker: pronoun of a body")
def _body_by_pronoun(mention: _Mention) -> Speaker | Untold | None:
    """ "it said"."""
    if mention.phrase.head not in mention.resolver.words.body_pronouns:
        return None
    if mention.clue.verb in mention.resolver.words.reading:
        return UNTOLD  # "it read": a letter or a sign
    earlier = mention.resolver.antecedent_body(mention.clue, mention.at)
    return mention.speaker(earlier, "organization") if earlier else UNTOLD


@rule(AUTHOR)
def _author_writes(mention: _Mention) -> Speaker | None:
    """Ada Stone’s memoir tells of Ines Marsh. "…," she writes."""
    words, people = mention.resolver.words, mention.resolver.people
    gender = words.genders.get(mention.phrase.head)
    author = people.author() if gender and mention.clue.verb in words.narrating else None
    if author is None or people.gender(author) != gender or mention.resolver.is_of_other_writer(mention.clue, author):
        return None
    return mention.speaker(author, "person")


@rule("speaker: pronoun of a person")
def _person_by_pronoun(mention: _Mention) -> Speaker | Untold:
    """ "she said"."""
    resolver, clue, at = mention.resolver, mention.clue, mention.at
    gender = resolver.words.genders.get(mention.phrase.head)
    found = resolver.antecedent(clue, at, gender) if gender and not resolver.is_either_of_two(clue, at, gender) else None
    return mention.speaker(found[0], "unnamed" if found[1] else "person") if found else UNTOLD


# -- organizations ---------------------------------------------------------------------------------------------------


@rule("speaker: noun for a body")
def _body_by_noun(mention: _Mention) -> Speaker | None:
    """ "the company said", where a company was named before."""
    phrase, resolver = mention.phrase, mention.resolver
    if phrase.head not in resolver.words.bodies or phrase.owner is not None or not mention.ends_lower:
        return None
    if _opens_with_outlet(mention):
        return None
    earlier = resolver.antecedent_body(mention.clue, mention.at)
    return mention.speaker(earlier, "organization") if earlier else None


def _opens_with_outlet(mention: _Mention) -> bool:
    """Return whether a noun phrase begins with the name of an outlet ("the Ellery news agency")."""
    words = mention.resolver.grammar.without_article(mention.phrase.name).split()
    return any(mention.resolver.gazetteer.outlet_of(" ".join(words[:k])) for k in range(1, len(words)))


@rule("speaker: author of a document")
def _author(mention: _Mention) -> Speaker | None:
    """ "the letter from Calloway said"."""
    if mention.phrase.head not in mention.resolver.words.documents or not mention.ends_lower:
        return None
    author = mention.resolver.author(mention.phrase, mention.clue, mention.at)
    return mention.speaker(*author) if author else None


@rule(OWNER_BY_PRONOUN)
def _owner_by_pronoun(mention: _Mention) -> Speaker | None:
    """ "Her statement went on": whoever "she" is there."""
    if mention.phrase.head not in mention.resolver.words.documents or not mention.ends_lower:
        return None
    resolver, owner = mention.resolver, mention.first.lower
    gender = resolver.words.genders_of_owners.get(owner)
    if gender is None or resolver.is_either_of_two(mention.clue, mention.at, gender):
        return None
    found = resolver.antecedent(mention.clue, mention.at, gender)
    return mention.speaker(found[0], "unnamed" if found[1] else "person") if found else None


@rule("speaker: document that goes on")
def _document_goes_on(mention: _Mention) -> Speaker | None:
    """ "The statement went on", or "the statement said" after "Stone said in a statement that it was late"."""
    if mention.phrase.head not in mention.resolver.words.documents or not mention.ends_lower:
        return None
    clue = mention.clue
    if not mention.is_definite or not clue.sentence:
        return None
    said = mention.resolver.said_in(clue.frame, clue.sentence - 1, _ANYONE)
    if said is not None:
        return mention.speaker(said.name, said.type)
    author = mention.resolver.author_before(mention.phrase, clue)
    return mention.speaker(*author) if author else None


@rule("speaker: office by its initials")
def _office_by_initials(mention: _Mention) -> Speaker | None:
    """ "the PM", where somebody is the prime minister."""
    initials, people = mention.phrase.name.lower(), mention.resolver.people
    office = mention.resolver.words.offices_by_initials.get(initials)
    if office is None or not mention.is_definite:
        return None
    person = people.by_role(office, mention.at) or people.by_role(initials, mention.at)
    return mention.speaker(person, "person", office) if person else None


@rule("speaker: surname like a body")
def _surname(mention: _Mention) -> Speaker | None:
    """Return a single name that is somebody's surname elsewhere in the text, and no outlet's."""
    phrase, resolver = mention.phrase, mention.resolver
    if phrase.role is not None or " " in phrase.name or not phrase.name[:1].isupper():
        return None
    if not resolver.has_full_name(phrase.name) or resolver.gazetteer.outlet_of(phrase.name):
        return None
    name = resolver.people.full_name(phrase.name, mention.at)
    return mention.speaker(name, "person") if name != phrase.name else None


@rule(BODY_OF_ITS)
def _body_of_its(mention: _Mention) -> Speaker | None:
    """ "Its navy said", after a sentence about Norland: Norland’s navy."""
    phrase, resolver = mention.phrase, mention.resolver
    is_its = mention.first.lower in resolver.words.owned_by_bodies and phrase.owner is None
    if not (is_its and resolver.words.possessive and mention.ends_lower) or phrase.head not in resolver.words.of_areas:
        return None
    owner = resolver.owner_before(mention.clue)
    if owner is None:
        return None
    ending = resolver.words.possessive
    curly = ending.replace("'", "’")
    return mention.speaker(f"{owner}{curly if curly[:1] in mention.clue.frame.text else ending} {phrase.name}", "organization")


@rule(CALLED_BY_NOUN)
def _called_by_noun(mention: _Mention) -> Speaker | None:
    """ "the trust", where the text names one trust."""
    phrase, words = mention.phrase, mention.resolver.words
    is_bare = mention.is_definite and phrase.name.lower() == phrase.head and mention.ends_lower and phrase.owner is None
    if not is_bare or phrase.head in words.bodies | words.documents | words.seats:
        return None
    body = mention.resolver.called(phrase.head, mention.at)
    return mention.speaker(body, "organization") if body else None


@rule("speaker: organization")
def _organization(mention: _Mention) -> Speaker | Untold:
    """ "the harbour board"; not "Jordan", where the text names a Jordan Pell."""
    name, clue, words = mention.phrase.name, mention.clue, mention.resolver.words
    if mention.resolver.is_given_name_of_somebody(name):
        full = mention.resolver.people.full_name(name, mention.at)  # "Jordan said", of a child of that name
        is_its = any(word.lower in words.body_pronouns - words.plural_pronouns for word in clue.tokens[clue.cue + 1 :][:1])
        return UNTOLD if is_its or full == name else mention.speaker(full, "person")
    return mention.speaker(mention.resolver.outlet_or(name), "organization", mention.phrase.role)


# -- descriptions ----------------------------------------------------------------------------------------------------


def _is_known(mention: _Mention) -> bool:
    """Return whether a description is of somebody of whom the text has told ("the governor", not "Stone's governor")."""
    return mention.is_definite and not mention.phrase.owner


@rule("speaker: surname like a role")
def _surname_like_role(mention: _Mention) -> Speaker | None:
    """ "King said", where the text names somebody in full whose surname is a title."""
    phrase, resolver = mention.phrase, mention.resolver
    if " " in phrase.name or not mention.first.is_capitalised or phrase.owner or not resolver.has_full_name(phrase.name):
        return None
    return mention.speaker(resolver.people.full_name(phrase.name, mention.at), "person")


@rule("speaker: bearer of a role")
def _by_role(mention: _Mention) -> Speaker | None:
    """ "the governor", where somebody is given that role."""
    if not _is_known(mention):
        return None
    resolver, modifiers = mention.resolver, mention.modifiers
    office = resolver.grammar.office(mention.role, modifiers)
    person = resolver.people.by_role(office, mention.at)
    if person is not None and resolver.first_told(person) > mention.at and resolver.described_before(mention) is not None:
        return None  # "a spokesman" has spoken, and the one with a name is still to come
    if person is not None and resolver.is_of_newer(mention, office, person):
        return None
    if person is None and not modifiers and office == resolver.words.head_of_state:
        person = resolver.head_of_state
    return mention.speaker(person, "person", mention.phrase.name) if person else None


@rule("speaker: member for a place")
def _by_seat(mention: _Mention) -> Speaker | None:
    """ "the Skarn MP", where the text names the MP for Skarn North."""
    person = mention.resolver.people.by_seat(mention.phrase.head, mention.modifiers) if _is_known(mention) else None
    return mention.speaker(person, "person", mention.phrase.name) if person else None


@rule("speaker: described before")
def _described_before(mention: _Mention) -> Speaker | None:
    """ "the official", where "a senior official" spoke before."""
    earlier = mention.resolver.described_before(mention) if _is_known(mention) else None
    return mention.speaker(earlier.name, "unnamed") if earlier else None


@rule("speaker: bearer of a narrower role")
def _by_narrower_role(mention: _Mention) -> Speaker | None:
    """ "the officer", right after a sentence that names a detective and speaks of no other officer."""
    if not _is_known(mention) or mention.modifiers:
        return None
    resolver, clue = mention.resolver, mention.clue
    start = resolver.start_of_sentence_before(clue)
    end = clue.frame.offset(clue.frame.sentences[clue.sentence].start)
    near = clue.frame.text[clue.frame.sentences[max(0, clue.sentence - 1)].start : clue.tokens[mention.phrase.first].start]
    if mention.phrase.head in near.lower().split():
        return None
    person = resolver.people.by_kind_of_role(mention.role, start, max(end, mention.at))
    return mention.speaker(person, "person", mention.phrase.name) if person else None


@rule("speaker: subject before")
def _spoken_of(mention: _Mention) -> Speaker | None:
    """ "the former governor", after a sentence about somebody."""
    about = mention.resolver.spoken_of(mention) if _is_known(mention) else None
    return mention.speaker(about, "person", mention.phrase.name) if about else None


@rule("speaker: only one of the paragraph")
def _only_one(mention: _Mention) -> Speaker | None:
    """ "the grain grower", in a paragraph that is about one person alone and of whom it has not told what they do."""
    about = mention.resolver.only_one_of_paragraph(mention) if _is_known(mention) else None
    return mention.speaker(about, "person", mention.phrase.name) if about else None


@rule("speaker: nameless")
def _nameless(mention: _Mention) -> Speaker | None:
    """ "the woman, who declined to give her name"."""
    is_nameless = mention.resolver.grammar.stays_nameless(mention.clue.tokens, mention.phrase)
    return mention.speaker(mention.phrase.name, "unnamed") if is_nameless else None


@rule("speaker: description")
def _described(mention: _Mention) -> Speaker:
    """ "an official familiar with the matter"; a bare spokesperson with the body that was named before."""
    resolver, phrase = mention.resolver, mention.phrase
    name = phrase.name + resolver.further(phrase, mention.clue)
    if name == phrase.head and mention.role in resolver.words.for_bodies:
        body = resolver.last_body(mention.clue, mention.at)
        name = f"{body} {name}" if body else name
    return mention.speaker(name, "unnamed")


_DESCRIPTION_RULES: tuple[Rule[_Mention, Speaker], ...] = (
    _nameless,
    _surname_like_role,
    _by_seat,
    _by_role,
    _described_before,
    _by_narrower_role,
    _spoken_of,
    _only_one,
    _described,
)
_RULES: dict[str, tuple[Rule[_Mention, Speaker], ...]] = {
    "person": (_firm, _firm_in_short, _one_of_two, _by_name),
    "pronoun": (_narrator, _body_by_pronoun, _author_writes, _person_by_pronoun),
    "organization": (
        _body_of_its,
        _body_by_noun,
        _author,
        _owner_by_pronoun,
        _document_goes_on,
        _office_by_initials,
        _surname,
        _called_by_noun,
        _organization,
    ),
    "description": _DESCRIPTION_RULES,
}
"""{kind of phrase: the rules for whom it means, the one that goes first before}; other kinds are read as descriptions."""
