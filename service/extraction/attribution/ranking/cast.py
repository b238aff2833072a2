"""The cast of an article: everybody and everything that may have said its quotations, with every mention near them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import Word
from service.extraction.page.grammar import is_several
from service.extraction.page.mentions import Mention
from service.records import Speaker

_BEFORE, _AFTER = 4, 1  # paragraphs around a quotation whose mentions are read
_NEAR_BEFORE, _NEAR_AFTER = 8, 12  # words around a mention that may describe who is meant
_MOST_BEFORE, _MOST_AFTER = 40, 20  # mentions of one entity around a quotation that are looked at; bounds the work
_MOST_READ = 30  # mentions of one entity whose surroundings are read
_PARTIES, _OF_PARTY = ("d-", "r-"), re.compile(r"[dr]-\w")
_STEM = 6  # letters of a word by which two forms of it are compared
_KIND_OF = {"person": "person", "organization": "organization", "description": "unnamed"}


class Place(NamedTuple):
    """A mention in the article: in the `order`-th frame, `offset` characters into the document."""

    order: int
    sentence: int
    mention: Mention
    offset: int


@dataclass(slots=True)
class Entity:
    """Somebody or something that can speak.

    `type` as in `Speaker`; `gender`: "m", "f" or None; `is_common`: a body called by a common noun ("the statement");
    `partners`: the entities of a pair; `namesakes`: how many of the cast bear the surname.
    """

    name: str
    type: str
    gender: str | None = None
    is_common: bool = False
    is_plural: bool = False
    partners: tuple[int, ...] = ()
    namesakes: int = 0
    places: list[Place] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    """Of the mentions, once they are sorted."""

    def sort(self) -> None:
        """Put the mentions in the order of the text, in which they are looked up."""
        self.places.sort(key=_offset)
        self.offsets = [place.offset for place in self.places]

    def places_around(self, offset: int) -> list[Place]:
        """Return the mentions nearest to an offset of the document, in order; the article may have any number of them."""
        at = bisect_left(self.offsets, offset)
        return self.places[max(0, at - _MOST_BEFORE) : at + _MOST_AFTER]

    def distance(self, offset: int) -> int:
        """Return how many characters the nearest mention is from an offset of the document; there is one at least."""
        at = bisect_left(self.offsets, offset)
        return min([abs(place - offset) for place in self.offsets[max(0, at - 1) : at + 1]])

    def last_before(self, offset: int) -> int:
        """Return the offset of the last mention before one, -1 where there is none."""
        at = bisect_left(self.offsets, offset)
        return self.offsets[at - 1] if at else -1


class Cast:
    """The entities of an article; an entity is known by its number in `entities`."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._acronyms = article.grammar.acronyms(article.text)
        self.entities: list[Entity] = []
        self.in_sentence: dict[tuple[int, int], list[tuple[Mention, int]]] = defaultdict(list)
        self.credits: set[int] = set()
        """The numbers of the frames that were read and are captions or credits."""
        self._numbers: dict[tuple[str, bool], int] = {}
        self._surroundings: dict[int, frozenset[str]] = {}
        for order in _read_orders(article):
            self._read(order)
        for entity in self.entities:
            entity.sort()
        self._count_namesakes()

    def number_of(self, name: str, kind: str, *, is_common: bool = False, is_plural: bool = False) -> int:
        """Return the number of the entity with a name, which joins the cast if it is new."""
        grammar, resolver = self.article.grammar, self.article.resolver
        name = self.full_form(name)
        key = (grammar.without_article(name).replace("’", "'").rstrip(".").casefold(), kind == "unnamed")
        if key not in self._numbers:
            gender = resolver.gender_of(name) if kind == "person" else grammar.gender_of(name) if kind == "unnamed" else None
            self._numbers[key] = len(self.entities)
            self.entities.append(Entity(name, kind, gender, is_common, is_plural))
        return self._numbers[key]

    def full_form(self, name: str) -> str:
        """Return what an acronym stands for in the text; any other name as it is."""
        return self._acronyms.get(name, name)

    def speaker(self, speaker: Speaker) -> int:
        """Return the number of a speaker whom the rules found."""
        is_common = speaker.type == "organization" and speaker.name.split()[-1].islower()
        return self.number_of(speaker.name, speaker.type, is_common=is_common)

    def meant_by(self, order: int, sentence: int, phrase: Phrase) -> tuple[Mention, int] | None:
        """Return the mention that overlaps a phrase of a sentence, and its entity (-1 for a pronoun), or None."""
        for mention, entity in self.in_sentence.get((order, sentence), ()):
            if mention.phrase.first <= phrase.first <= mention.phrase.last or phrase.first <= mention.phrase.first <= phrase.last:
                return mention, entity
        return None

    def surroundings(self, entity: int) -> frozenset[str]:
        """Return the stems of the words near the mentions of an entity, and its roles with "=" before them."""
        if entity not in self._surroundings:
            self._surroundings[entity] = frozenset(self._words_near(self.entities[entity].places[:_MOST_READ]))
        return self._surroundings[entity]

    def _words_near(self, places: Iterable[Place]) -> Iterator[str]:
        grammar = self.article.grammar
        for place in places:
            phrase = place.mention.phrase
            words = self.article.order[place.order].sentences[place.sentence].tokens
            for k in range(max(0, phrase.first - _NEAR_BEFORE), min(len(words), phrase.last + _NEAR_AFTER)):
                if words[k].is_word and not phrase.first <= k <= phrase.last:
                    yield stem(words[k].lower)
            for role in (phrase.role or "").split():
                yield stem(role.lower())
                yield f"={grammar.canonical_role(role)}"

    def _read(self, order: int) -> None:
        """Read the mentions of a frame."""
        article = self.article
        frame = article.order[order]
        if in_credit := article.grammar.is_credit(frame):
            self.credits.add(order)
        for number, sentence in enumerate(frame.sentences):
            subject = article.resolver.subject(frame, number)
            for mention in article.grammar.mentions(sentence.tokens, subject, in_credit=in_credit):
                if self._is_label(sentence.tokens, mention) or self._is_bare_role(mention.phrase):
                    continue
                if article.resolver.is_of_nobody_told(frame, number, mention.phrase):
                    continue
                offset = frame.offset(sentence.tokens[mention.phrase.first].start)
                entity = self._entity(mention, offset)
                self.in_sentence[(order, number)].append((mention, entity))
                if entity >= 0:
                    self.entities[entity].places.append(Place(order, number, mention, offset))

    def _is_label(self, words: Sequence[Word], mention: Mention) -> bool:
        """Return whether a word by itself before a colon only heads its paragraph ("Backstage: “…”"), and names nobody."""
        phrase = mention.phrase
        if phrase.first or phrase.kind != "person" or " " in phrase.name or phrase.last + 1 >= len(words):
            return False
        return words[phrase.last + 1].text == ":" and not self.article.resolver.is_attested(phrase)

    def _is_bare_role(self, phrase: Phrase) -> bool:
        """Return whether a word by itself with a capital is a role ("Driver said") and nobody's surname in the text: it names nobody."""
        if phrase.kind != "person" or phrase.first != phrase.last or not self.article.grammar.is_somebody(phrase.name):
            return False
        return not self.article.resolver.has_full_name(phrase.name)

    def _entity(self, mention: Mention, offset: int) -> int:
        """Return the number of the entity that a mention names or describes, -1 for a pronoun."""
        if mention.partners is not None:
            partners = tuple(self._named(phrase, offset, is_definite=False) for phrase in mention.partners)
            number = self.number_of(self.article.resolver.joint_name([p.name for p in mention.partners], offset), "person")
            self.entities[number].partners = partners
            return number
        return self._named(mention.phrase, offset, is_definite=mention.is_definite)

    def _named(self, phrase: Phrase, offset: int, *, is_definite: bool) -> int:
        article = self.article
        if phrase.kind == "pronoun":
            return -1
        if (firm := article.resolver.firm_in_short(phrase)) is not None:
            return self.number_of(firm, "organization")
        if phrase.kind == "person":
            name = article.people.full_name(phrase.name, offset)
            return self.number_of(article.resolver.of_title(name, phrase, offset), "person")
        if phrase.kind == "organization":
            return self._body(phrase, offset)
        holder = article.resolver.bearer(phrase, offset) if is_definite and not phrase.owner else None
        if holder:
            return self.number_of(holder, "person")
        return self.number_of(phrase.name, "unnamed", is_plural=is_several(article.grammar, phrase.head))

    def _body(self, phrase: Phrase, offset: int) -> int:
        article = self.article
        outlet = article.gazetteer.outlet_of(phrase.name)
        is_common = phrase.name.split()[-1].islower()
        surname = article.grammar.surname_of(phrase.name).casefold()
        if not is_common and " " not in phrase.name and outlet is None and article.people.full_by_surname.get(surname):
            return self.number_of(article.people.full_name(phrase.name, offset), "person")
        name = article.resolver.outlet_or(phrase.name)
        return self.number_of(name, "organization", is_common=is_common)

    def _count_namesakes(self) -> None:
        people = [e for e in self.entities if e.type == "person" and " " in e.name and not e.partners]
        borne = Counter(self.article.grammar.surname_of(e.name).casefold() for e in people)
        for entity in self.entities:
            if entity.type == "person":
                entity.namesakes = borne[self.article.grammar.surname_of(entity.name).casefold()]


def _read_orders(article: Article) -> list[int]:
    """Return the numbers, in order, of the frames near quotations."""
    near = {
        order
        for quotation in article.done
        for at in (article.position[quotation.frame.paragraph],)
        for order in range(max(0, at - _BEFORE), min(len(article.order), at + _AFTER + 1))
    }
    return sorted(near)


def _offset(place: Place) -> int:
    return place.offset


def stem(word: str) -> str:
    """Return the letters by which two forms of a word are compared ("California", "Calif."), a party's "D-" left out."""
    return (word[2:] if word.startswith(_PARTIES) and _OF_PARTY.match(word) else word).rstrip(".")[:_STEM]
