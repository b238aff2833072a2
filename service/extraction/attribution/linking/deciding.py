"""Decide when, where and to which outlet each quotation of an article was said, and how sure that is.

The rules' answer is one value among all that the article mentions near. Trees weigh the facts of each, a calibration makes a
probability of the weight, and the likeliest is served where it is sure enough. What is likely but not sure is kept for a person to
look at. docs/decisions/0024 has the figures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import takewhile

from service.extraction.attribution.article import Article
from service.extraction.attribution.carrying import opens_scene
from service.extraction.attribution.choosing import Circumstances, value_of
from service.extraction.attribution.linking.facts import LinkFacts
from service.extraction.attribution.linking.spoken import Spoken, same_name
from service.extraction.attribution.linking.values import FIELDS, Place, Value, evidence, lines_of, read_values
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.ranking.trees import Forest, taking
from service.records import Date, Likely, Outlet, Span, Venue

_LEAST_LIKELY = 0.1  # below this a value is not worth a person's look
_MOST_CANDIDATES = 3
_DAY, _AHEAD = len("2024-05-14"), 2  # of an ISO date down to its day; days by which words may be dated later than the publication
_PERSON = "person"
_LONGEST_LISTENER = 4  # words behind "told" in which a noun for the press may stand


@dataclass(slots=True)
class Linked:
    """When, where and to which outlet a quotation was said, and by field the values that are likely but not sure."""

    date: Date | None = None
    venue: Venue | None = None
    outlet: Outlet | None = None
    candidates: dict[str, tuple[Likely, ...]] = field(default_factory=dict)


@cache
def _forest(name: str) -> Forest:
    """Return the trees of a field that ship, over the facts that they ask for."""
    return Forest.of((files(__package__) / "data" / f"{name}.json").read_text(encoding="utf-8")).narrowed()


def link(article: Article, quotations: Sequence[DraftQuotation], least: Mapping[str, float | None]) -> list[Linked]:
    """Return the circumstances of each quotation. A value is given where its probability is at least `least` of its field.

    A field whose threshold is None has what the rules found, unweighed. Further parts of a quotation have those too: they are told
    by its first. Raises ValueError where the trees were fitted on other facts than are computed here.
    """
    linked = [_as_ruled(q.circumstances) for q in quotations]
    if not quotations or not article.grammar.occurrence_facts or all(least[name] is None for name in FIELDS):
        return linked
    values = read_values(article)
    lines = lines_of(values)
    told = Spoken(article, quotations, lines)
    for name in FIELDS:
        threshold = least[name]
        if threshold is not None:
            forest = _forest(name)
            _link_field(LinkFacts(told, values[name], lines, forest.features), forest, threshold, linked)
    return linked


def _as_ruled(found: Circumstances) -> Linked:
    return Linked(value_of(found.date), value_of(found.venue), value_of(found.outlet))


def _link_field(facts: LinkFacts, forest: Forest, least: float, linked: Sequence[Linked]) -> None:
    """Fill in one field of every quotation that is no further part of another."""
    asked = taking(forest.features, facts.names)  # a field may be told better by some of the facts
    heads = [k for k, q in enumerate(facts.quotations) if q.head is None]
    choices = [facts.candidates(k) for k in heads]
    rows = [asked(row) for k, keys in zip(heads, choices, strict=True) for row in facts.rows(k, keys)]
    scores = forest.probability(forest.scores(rows))
    at = 0
    for k, keys in zip(heads, choices, strict=True):
        ranked = sorted(zip(map(float, scores[at : at + len(keys)]), keys, strict=True), key=lambda pair: (-pair[0], pair[1]))
        at += len(keys)
        _settle(facts, k, [(c, key) for c, key in ranked if c >= _LEAST_LIKELY], least, linked[k])


def _settle(facts: LinkFacts, k: int, ranked: Sequence[tuple[float, str]], least: float, into: Linked) -> None:
    """Give a quotation its likeliest value where that is sure, and keep the others that are likely; `ranked`: likeliest first."""
    told = [(chance, key, place_of(facts, k, key)) for chance, key in ranked]
    told = [row for row in told if may_be(facts, k, *row[1:])]
    is_sure = bool(told) and told[0][0] >= least
    found = _value(facts, k, *told[0]) if is_sure else None
    setattr(into, facts.field, found)
    others = told[1 : 1 + _MOST_CANDIDATES] if is_sure else told[:_MOST_CANDIDATES]
    if others:
        into.candidates[facts.field] = tuple(
            Likely(facts.values.by_key[key].name, chance, _evidence(facts, k, key, place)) for chance, key, place in others
        )


def may_be(facts: LinkFacts, k: int, key: str, place: Place | None) -> bool:
    """Return whether a value that is mentioned at a place may be that of a quotation: told somewhere, no person, of its own clause."""
    if place is None and key != facts.ruled[k]:
        return False
    if facts.field == "venue" and _is_no_venue(facts, facts.values.by_key[key], is_ruled=key == facts.ruled[k]):
        return False
    if facts.field != "venue" and (_is_of_others_words(facts, k, place) or _is_of_later_scene(facts, k, place)):
        return False
    if place is not None and place.occurrence.is_start:
        return False
    if facts.field == "outlet" and (_is_told_another(facts, k, key, place) or _is_of_role(facts, k, place)):
        return False
    if facts.field != "date":
        return True
    is_to_come = _is_to_come(facts.values.by_key[key].name, facts)
    return not (is_to_come or _is_of_other_clause(facts, k, place) or _is_of_other_time(facts, k, place))


def _is_to_come(value: str, facts: LinkFacts) -> bool:
    """Return whether a date is later than the publication, on which nobody has spoken yet; by a day or two it may be where the clock is ahead."""
    published = facts.published
    if not published or len(value) > len(published):
        return False
    if len(value) < _DAY:
        return value > published[: len(value)]
    return facts.day is not None and (dt.date.fromisoformat(value) - facts.day).days > _AHEAD


def _is_of_other_clause(facts: LinkFacts, k: int, place: Place | None) -> bool:
    """Return whether a date is told in the quotation's own sentence, of a clause in which nobody speaks."""
    is_here = place is not None and place.line == (facts.orders[k], facts.quotations[k].sentence)
    return place is not None and is_here and place.occurrence.is_apart


def _is_of_role(facts: LinkFacts, k: int, place: Place | None) -> bool:
    """Return whether an outlet stands in what the clause of a quotation calls its speaker, who heads it ("Kelby News President Ada Stone")."""
    clue, vocabulary = facts.quotations[k].clue, facts.article.grammar.vocabulary
    if place is None or clue is None or clue.phrase.role is None:
        return False
    if (vocabulary.executives | vocabulary.heads).isdisjoint(clue.phrase.role.casefold().split()):
        return False
    tokens = clue.tokens[clue.phrase.first : clue.phrase.last + 1]
    return clue.frame.offset(tokens[0].start) <= place.offset < clue.frame.offset(tokens[-1].end - 1) + 1


def _is_told_another(facts: LinkFacts, k: int, key: str, place: Place | None) -> bool:
    """Return whether the clause of a quotation says whom it was told, which is no outlet of another sentence ("she told her husband").

    A pronoun may stand for that outlet, a noun for the press ("she told the channel"), and one who asks for it ("she told host Ada Stone",
    "she told Stone" where a sentence names the outlet with her).
    """
    clue = facts.quotations[k].clue
    vocabulary = facts.article.grammar.vocabulary
    if place is None or clue is None or clue.verb not in vocabulary.addressing or clue.cue + 1 >= len(clue.tokens):
        return False
    own = facts.article.position[clue.frame.paragraph], clue.sentence
    if any(mention.line == own for mention in facts.values.by_key[key].nearest(facts.quotations[k].start)):
        return False
    listener = facts.article.grammar.phrase_at(clue.tokens, clue.cue + 1, len(clue.tokens))
    if clue.tokens[clue.cue + 1].lower in vocabulary.subject_forms and (listener is None or listener.kind == "pronoun"):
        return False
    heard = [*takewhile(lambda token: token.is_word, clue.tokens[clue.cue + 1 : clue.cue + 1 + _LONGEST_LISTENER])]
    hears_for_outlet = vocabulary.press | vocabulary.audiences | vocabulary.interviewers
    if not heard or not hears_for_outlet.isdisjoint(token.lower for token in heard):
        return False
    return not (listener is not None and listener.kind == _PERSON and _stands_with(facts, k, key, listener.name))


def _stands_with(facts: LinkFacts, k: int, key: str, name: str) -> bool:
    """Return whether a sentence near a quotation that mentions a value names somebody too, by surname, who is not its subject."""
    surname, order = name.split()[-1], facts.article.order
    near = [place for place in facts.values.by_key[key].nearest(facts.quotations[k].start) if not same_name(place.subject, name)]
    return any(surname == token.base for place in near for token in order[place.order].sentences[place.sentence].tokens)


def _is_of_others_words(facts: LinkFacts, k: int, place: Place | None) -> bool:
    """Return whether a value is told of words that somebody else gave alone ("The Trust said in a statement on Friday …", before a pilot's).

    A spokesman or head who is named only now may speak for the body that gave them.
    """
    quotation = facts.quotations[k]
    speaker, clue = quotation.speaker, quotation.clue
    if place is None or speaker is None or clue is None or clue.phrase.kind == "pronoun":
        return False
    givers = facts.givers(place)
    if place.line == (facts.orders[k], quotation.sentence) or not givers or any(_is_one(giver, speaker.name) for giver in givers):
        return False
    vocabulary = facts.article.grammar.vocabulary
    words = facts.article.order[place.order].sentences[place.sentence].tokens
    speaks_for = speaker.name.islower() or not vocabulary.executives.isdisjoint((speaker.role or "").casefold().split())
    return not speaks_for and any(word.lower in vocabulary.own_words for word in words)


def _is_of_later_scene(facts: LinkFacts, k: int, place: Place | None) -> bool:
    """Return whether a value stands behind a quotation of its paragraph, where the text has gone over to another time ("Now she says")."""
    quotation = facts.quotations[k]
    if place is None or place.order != facts.orders[k]:
        return False
    return any(opens_scene(facts.article, quotation.frame, s) for s in range(quotation.sentence + 1, place.sentence + 1))


def _is_one(giver: str, speaker: str) -> bool:
    """Return whether who gave words is a speaker, or whom a speaker is called by ("Harbour Trust spokesman")."""
    return same_name(giver, speaker) or giver in speaker


def _is_of_other_time(facts: LinkFacts, k: int, place: Place | None) -> bool:
    """Return whether a date is told in another sentence than a quotation's clause, which has a time of its own ("she recalled this week")."""
    clue = facts.quotations[k].clue
    if place is None or clue is None or place.line == (facts.orders[k], clue.sentence):
        return False
    sentence = clue.frame.sentences[clue.sentence]
    return facts.article.grammar.vocabulary.vague_time.search(clue.frame.text, sentence.start, sentence.end) is not None


def _is_no_venue(facts: LinkFacts, value: Value, *, is_ruled: bool) -> bool:
    """Return whether a venue is called as somebody is, unless the clause itself names it in several words, behind an article."""
    is_named_whole = is_ruled and " " in value.name and _follows_article(facts.article, value.name)
    return not is_named_whole and _is_person(facts.article, value.name)


def _is_person(article: Article, name: str) -> bool:
    """Return whether a name is that of somebody in the text, and of no place where something is said to be."""
    surname = name.rpartition(" ")[2]
    full = article.people.full_by_surname.get(surname.casefold(), {})
    if name == surname:
        return bool(full) and not any(f" {in_} {name}" in article.text for in_ in article.grammar.vocabulary.within)
    if name not in full or article.people.gender(name) is not None:
        return name in full
    vocabulary = article.grammar.vocabulary
    articles = ("", *(f"{the} " for the in vocabulary.definite))
    return not any(f" {in_} {the}{name}" in article.text for in_ in vocabulary.around for the in articles)


def _follows_article(article: Article, name: str) -> bool:
    """Return whether a whole name stands behind an article somewhere, as nobody's does ("at the Skarn Book Fair")."""
    articles = "|".join(map(re.escape, article.grammar.vocabulary.definite))
    return re.search(rf"\b(?:{articles}) {re.escape(name)}\b(?! [A-Z])", article.text) is not None


def place_of(facts: LinkFacts, k: int, key: str) -> Place | None:
    """Return the mention of a value in the sentence of a quotation's clause, else the nearest, or None where only the rules have it."""
    start, clue = facts.quotations[k].start, facts.quotations[k].clue
    own = (facts.article.position[clue.frame.paragraph], clue.sentence) if clue is not None else None
    near = facts.values.by_key[key].nearest(start)
    return min(near, key=lambda place: (place.line != own, abs(place.offset - start)), default=None)


def _evidence(facts: LinkFacts, k: int, key: str, place: Place | None) -> Span | None:
    if key == facts.ruled[k]:
        ruled: Date | Venue | Outlet | None = value_of(getattr(facts.quotations[k].circumstances, facts.field))
        return ruled.evidence if ruled is not None else None
    return evidence(facts.article, place) if place is not None else None


def _value(facts: LinkFacts, k: int, chance: float, key: str, place: Place | None) -> Date | Venue | Outlet:
    """Return a value as it is served: as the rules read it where it is theirs, else with the nearest mention as evidence."""
    ruled: Date | Venue | Outlet | None = value_of(getattr(facts.quotations[k].circumstances, facts.field))
    if ruled is not None and key == facts.ruled[k]:
        return replace(ruled, score=chance)
    value: Value = facts.values.by_key[key]
    words = _evidence(facts, k, key, place)
    if facts.field == "date":
        quotation = facts.quotations[k]
        is_here = place is not None and place.line == (facts.orders[k], quotation.sentence)
        return Date(value.name, "stated" if is_here else "inferred", words, chance)
    if facts.field == "venue":
        return Venue(value.name, words, chance)
    return Outlet(value.name, place.occurrence.relation if place is not None else "told", words, chance)
