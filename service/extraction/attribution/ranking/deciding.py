"""Decide who said each quotation of an article, and how sure that is.

The rules' answer is one candidate among all who are mentioned near. Trees weigh the facts of each, a calibration makes a
probability of the weight, and the likeliest is the speaker where it is sure enough. What is likely but not sure is kept for a
person to look at. docs/decisions/0022 has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.ranking.cast import Cast, Entity, Place
from service.extraction.attribution.ranking.facts import NAMES, Facts
from service.extraction.attribution.ranking.trees import Forest, taking
from service.extraction.attribution.speakers import ANNOUNCED, AUTHOR, BODY_OF_ITS, FIRM_BY_ITS, OWNER_BY_PRONOUN, TOLD_BEHIND
from service.extraction.page.clause import Clue
from service.extraction.page.grammar import Grammar, Vocabulary
from service.extraction.page.proposals import Proposal
from service.records import Span, Speaker

_LEAST_LIKELY = 0.1  # below this a candidate is not worth a person's look
_MOST_CANDIDATES = 3
_PERSON = "person"
_UNNAMED = 0.5  # share of the threshold asked of a plain description; cross-validated, four in five of them are right from there on

_NOUNS = frozenset(("organization", "description", "other"))
_SENTENCES_BACK = 40  # of the paragraph, in which somebody without a name may have been told of
_LONGEST_DESCRIPTION = 3  # words from an article to the noun of a description
_NEAR = 300  # characters before a quotation within which a body may be meant by a noun
_AS_LIKELY = 0.75
_SURE_RULES = (ANNOUNCED, AUTHOR, OWNER_BY_PRONOUN, TOLD_BEHIND)
_CALLED_AGAIN = 0.7  # share asked of the only body whose name a definite noun ends


class Decision(NamedTuple):
    """Who said a quotation, or None where nobody is sure enough, and who else may have, likeliest first."""

    speaker: Speaker | None
    candidates: tuple[Speaker, ...]


@cache
def _forest() -> Forest:
    """Return the trees that ship, over the facts that they ask for. Raises ValueError where they were fitted on others than are computed here."""
    forest = Forest.of((files(__package__) / "data" / "speaker.json").read_text(encoding="utf-8"))
    if forest.features != NAMES:
        raise ValueError("the trees of speakers were fitted on other facts: fit them again with bench/attribution.py")
    return forest.narrowed()


def decide(article: Article, quotations: Sequence[DraftQuotation], least: float) -> list[Decision]:
    """Return the decision for each quotation. A speaker is given where its probability is at least `least`.

    Nobody is weighed for a further part of a quotation, which is told by its first.
    """
    if not quotations:
        return []
    if not article.grammar.is_ranked:
        return [_ruled(quotation, least) for quotation in quotations]
    cast = Cast(article)
    facts = Facts(cast, quotations)
    choices = [facts.candidates(k) if quotation.head is None else [] for k, quotation in enumerate(quotations)]
    forest = _forest()
    asked = taking(forest.features, NAMES)
    scores = forest.probability(forest.scores([asked(row) for k, found in enumerate(choices) for row in facts.rows(k, found)]))
    decisions, at = [], 0
    for k, found in enumerate(choices):
        chances = list(map(float, scores[at : at + len(found)]))
        at += len(found)
        decisions.append(_decision(facts, k, sorted(zip(chances, found, strict=True), key=lambda pair: (-pair[0], pair[1])), least))
    return decisions


def _decision(facts: Facts, k: int, ranked: Sequence[tuple[float, int]], least: float) -> Decision:
    """Return the decision for the `k`-th quotation; `ranked`: (probability, entity) of its candidates, likeliest first."""
    quotation = facts.quotations[k]
    if quotation.is_narrators:
        return Decision(None, ())
    may_speak = _may_speak(facts, k, ranked)
    likely = [(chance, number) for chance, number in may_speak[: _MOST_CANDIDATES + 1] if chance >= _LEAST_LIKELY]
    if (
        not likely
        or _is_torn(facts.cast, quotation)
        or _is_either(facts.cast, quotation)
        or _is_of_pair(facts.cast, quotation, likely)
    ):
        return Decision(None, ())
    speakers = tuple(_speaker(facts.cast, facts.answers[k], quotation, number, chance) for chance, number in likely)
    is_spoken_to = _is_spoken_to(facts, quotation)
    if (
        least <= 1 and not is_spoken_to and likely[0][0] >= least * _share_of(facts, quotation, speakers[0])
    ):  # none reaches more than certainty
        return Decision(speakers[0], speakers[1:])
    return Decision(None, speakers[:_MOST_CANDIDATES])


def _may_speak(facts: Facts, k: int, ranked: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """Return the candidates that the clause of the `k`-th quotation does not rule out, in their order."""
    quotation, vocabulary = facts.quotations[k], facts.article.grammar.vocabulary
    is_things = _is_of_thing(quotation.clue, vocabulary.relatives_of_things) or _is_firms(quotation.told)
    partners = _partners(quotation.speaker, vocabulary.and_) if quotation.speaker is not None else ()
    entities = facts.cast.entities
    return [
        (chance, n)
        for chance, n in ranked
        if not (n in facts.speechless or (is_things and entities[n].type == _PERSON) or entities[n].name in partners)
        and not (quotation.clue is not None and _is_other(facts, k, n, quotation.clue))
    ]


def _is_spoken_to(facts: Facts, quotation: DraftQuotation) -> bool:
    """Return whether the subject of a quotation's sentence does not say it, and nobody else is told to ("She was told to “…”")."""
    return quotation.clue is None and quotation.verb_of_others_before(facts.article.grammar) is not None


def _is_of_thing(clue: Clue | None, pronouns: frozenset[str]) -> bool:
    """Return whether a clause is a relative one of a thing ("Stone works for the Harbour Trust, which said it was “…”")."""
    if clue is None or clue.phrase.last >= clue.cue:
        return False
    behind = clue.tokens[clue.phrase.last + 1 : clue.phrase.last + 3]
    return any(token.lower in pronouns for token in (behind[1:] if behind and behind[0].text == "," else behind[:1]))


def _is_other(facts: Facts, k: int, number: int, clue: Clue) -> bool:
    """Return whether the clause of the `k`-th quotation rules an entity out as the one who says it.

    So does a thing's pronoun a man or a woman ("It said the quay was"), and a pair each one alone ("Ada and Ines Stone said").
    """
    vocabulary, entity = facts.article.grammar.vocabulary, facts.cast.entities[number]
    if clue.phrase.name.endswith(f" {vocabulary.and_} {entity.name}"):
        return True  # "the Ministry of Health and Social Affairs"
    if _comes_later(facts, k, number) or _is_other_of_two(facts, k, number, clue):
        return True
    if clue.phrase.kind == "description":
        return number != facts.answers[k] and (
            _is_pair_for_one(facts, number, clue)
            or _is_another_s(facts, k, number)
            or (entity.type == _PERSON and (_is_newer(facts, k) or _is_nameless(facts, clue)))
        )
    if clue.phrase.kind != "pronoun":
        return False
    if clue.phrase.head in vocabulary.genders and f" {vocabulary.and_} " in entity.name:
        return True  # "he said", after "Ada and Ivo Stone"
    if entity.gender is None:
        return False
    return clue.phrase.head in vocabulary.body_pronouns - vocabulary.plural_pronouns


def _is_pair_for_one(facts: Facts, number: int, clue: Clue) -> bool:
    """Return whether an entity is two people and the clause describes one ("the tenor said", after "Ivo Stone … and Ada Pell")."""
    entity, grammar = facts.cast.entities[number], facts.article.grammar
    is_pair = bool(entity.partners) and f" {grammar.vocabulary.and_} " in entity.name
    return is_pair and not grammar.is_plural(clue.phrase.head)


def _is_nameless(facts: Facts, clue: Clue) -> bool:
    """Return whether the text says that whoever speaks is not named."""
    return facts.article.grammar.stays_nameless(clue.tokens, clue.phrase)


def _comes_later(facts: Facts, k: int, number: int) -> bool:
    """Return whether a definite noun with a name in it ("the Skarn opener") would mean somebody whom only later sentences name."""
    clue = facts.quotations[k].clue
    if clue is None or clue.phrase.kind not in _NOUNS or number == facts.answers[k] or clue.phrase.owner:
        return False
    if clue.tokens[clue.phrase.first].lower not in facts.article.grammar.vocabulary.definite:
        return False
    end = clue.frame.offset(clue.frame.sentences[clue.sentence].end - 1)
    places = facts.cast.entities[number].places
    return bool(places) and places[0].offset > end


def _is_firms(told: Proposal[Speaker] | None) -> bool:
    """Return whether the rule that found a speaker is sure of a firm, for which no person is taken."""
    return told is not None and told.rule == FIRM_BY_ITS


def _is_other_of_two(facts: Facts, k: int, number: int, clue: Clue) -> bool:
    """Return whether a clause tells one of two who bear a name by an adjective ("the younger Pell"), and the rules take another for that one."""
    return (clue.phrase.role or "").lower() in facts.article.grammar.vocabulary.comparing and number != facts.answers[k]


def _is_another_s(facts: Facts, k: int, number: int) -> bool:
    """Return whether the clause gives the words to somebody new, whom the sentence sets beside an entity that it has named.

    "Ines Stone recalled her uncle saying", "Ines Stone posted a video of a shepherd shouting". A definite description ("the mayor")
    may mean the one who is named, but not who tells what it said ("Ines Stone said the mayor had told her").
    """
    clue, cast = facts.quotations[k].clue, facts.cast
    vocabulary = cast.article.grammar.vocabulary
    if clue is None:
        return False
    first = clue.tokens[clue.phrase.first].lower
    is_new = first in vocabulary.indefinite or first in vocabulary.possessives
    sentence = (cast.article.position[facts.quotations[k].frame.paragraph], facts.quotations[k].sentence)
    return any(
        (place.order, place.sentence) == sentence
        and place.mention.phrase.last < clue.phrase.first
        and (is_new or _tells(facts.article.grammar, clue, place.mention.phrase.last))
        for place in cast.entities[number].places_around(facts.quotations[k].start)
    )


def _is_newer(facts: Facts, k: int) -> bool:
    """Return whether the description of a clause is of somebody without a name whom the paragraph has told of by it ("praised an officer")."""
    clue, ruled = facts.quotations[k].clue, facts.quotations[k].speaker
    if clue is None or ruled is None or ruled.type != "unnamed":
        return False
    indefinite = facts.article.grammar.vocabulary.indefinite
    words = [
        word.lower for s in range(max(0, clue.sentence - _SENTENCES_BACK), clue.sentence) for word in clue.frame.sentences[s].tokens
    ]
    return any(
        word in indefinite and clue.phrase.head in words[i + 1 : i + 1 + _LONGEST_DESCRIPTION] for i, word in enumerate(words)
    )


def _tells(grammar: Grammar, clue: Clue, last: int) -> bool:
    """Return whether a verb of speech stands between a mention that ends at word `last` and the phrase of a clause behind it."""
    return any(grammar.is_cue(clue.tokens, i) for i in range(last + 1, clue.phrase.first))


def _partners(speaker: Speaker, and_: str) -> list[str]:
    """Return the names of those who speak together as one speaker; none where one speaks."""
    first, *rest = speaker.name.split(f" {and_} ")
    return [*first.split(", "), *rest] if rest and speaker.type != _PERSON else []


def share_asked(facts: Facts, k: int, number: int) -> float:
    """Return the share, 0 to 1, of the threshold that an entity must reach to be the speaker of the `k`-th quotation."""
    return _share_of(facts, facts.quotations[k], _speaker(facts.cast, facts.answers[k], facts.quotations[k], number, 0.0))


def _share_of(facts: Facts, quotation: DraftQuotation, speaker: Speaker) -> float:
    if _is_plain(facts.article, quotation, speaker) or _is_of_area(facts.cast, quotation, speaker):
        return _UNNAMED
    told = quotation.told
    is_announced = told is not None and told.rule in _SURE_RULES and told.value == quotation.speaker
    is_its = is_announced and quotation.speaker is not None and quotation.speaker.name == speaker.name
    return _CALLED_AGAIN if is_its or _is_called_by_noun(facts.cast, quotation, speaker) else 1.0


def _is_of_area(cast: Cast, quotation: DraftQuotation, speaker: Speaker) -> bool:
    """Return whether a speaker is the one body of a place by which the clause calls it ("Norland’s air force said")."""
    clue, ruled = quotation.clue, quotation.speaker
    if clue is None or ruled is None or ruled.name != speaker.name or clue.phrase.kind != "organization":
        return False
    if quotation.told is not None and quotation.told.rule == BODY_OF_ITS:
        return True
    owner = clue.phrase.owner or ""
    is_called_so = owner[:1].isupper() and speaker.name.startswith(owner) and clue.phrase.name.endswith(clue.phrase.head)
    return is_called_so and clue.phrase.head in cast.article.grammar.vocabulary.of_areas


def _is_either(cast: Cast, quotation: DraftQuotation) -> bool:
    """Return whether the pronoun of the clause may mean who did something as well as whom it was done to ("She was beaten by Ada Stone")."""
    clue = quotation.clue
    gender = cast.article.grammar.vocabulary.genders.get(clue.phrase.head) if clue is not None else None
    return clue is not None and gender is not None and cast.article.resolver.is_either_of_two(clue, quotation.start, gender)


def _is_torn(cast: Cast, quotation: DraftQuotation) -> bool:
    """Return whether a definite noun in the clause ends the names of two bodies told right before ("the council", after two councils)."""
    if quotation.clue is None or not _is_bare_noun(cast, quotation.clue):
        return False
    starts = [entity.last_before(quotation.start) for entity in _called(cast, quotation.clue)]
    return sum(quotation.start - start < _NEAR for start in starts if start >= 0) > 1


def _is_of_pair(cast: Cast, quotation: DraftQuotation, likely: Sequence[tuple[float, int]]) -> bool:
    """Return whether the likeliest is one of a pair that is nearly as likely ("a bench of Justice Stone and Justice Marsh said")."""
    clue = quotation.clue
    if clue is None or not clue.phrase.first or clue.tokens[clue.phrase.first - 1].lower != cast.article.grammar.vocabulary.and_:
        return False
    return any(chance >= _AS_LIKELY and likely[0][1] in cast.entities[number].partners for chance, number in likely[1:])


def _called(cast: Cast, clue: Clue) -> list[Entity]:
    """Return the bodies of a text whose names end with the head of a clause's phrase, none of them within the name of another."""
    ending = f" {clue.phrase.head}"
    found = [entity for entity in cast.entities if entity.type == "organization" and entity.name.lower().endswith(ending)]
    return [one for one in found if not any(other is not one and other.name.endswith(f" {one.name}") for other in found)]


def _is_bare_noun(cast: Cast, clue: Clue) -> bool:
    """Return whether the phrase of a clause is a definite noun alone ("the council")."""
    is_noun = clue.phrase.name.lower() == clue.phrase.head and clue.phrase.kind in _NOUNS and not clue.phrase.owner
    return is_noun and clue.tokens[clue.phrase.first].lower in cast.article.grammar.vocabulary.definite


def _is_called_by_noun(cast: Cast, quotation: DraftQuotation, speaker: Speaker) -> bool:
    """Return whether a definite noun in the clause ends the name of one body of the text alone ("Skarn Hospital … the hospital said")."""
    clue = quotation.clue
    if clue is None or not _is_bare_noun(cast, clue):
        return False
    if clue.phrase.head in cast.article.grammar.vocabulary.seats:
        return speaker.name.lower() == clue.phrase.head
    return [entity.name for entity in _called(cast, clue)] == [speaker.name]


def _ruled(quotation: DraftQuotation, least: float) -> Decision:
    """Return what the rules found as the decision: in a language on which nothing was fitted, their score is all there is."""
    found = quotation.speaker
    if found is None or found.score < least or (found.type == _PERSON and " " not in found.name and not found.role):
        return Decision(None, ())  # a name alone may be any noun
    return Decision(found, ())


def _is_plain(article: Article, quotation: DraftQuotation, speaker: Speaker) -> bool:
    """Return whether a speaker is the description in the clause that means nobody in particular ("an official said").

    A definite one ("the official") may mean somebody whom the text names, so that no less is asked of it than of a name.
    """
    clue, ruled = quotation.clue, quotation.speaker
    if clue is None or ruled is None or speaker.type != "unnamed":
        return False
    if clue.phrase.kind == "description" and speaker.name.lower().endswith(f" {ruled.name}"):
        return True  # "the cyclist", behind "a passing cyclist"
    if clue.phrase.kind != "description" or ruled.name != speaker.name or clue.phrase.head not in speaker.name.lower():
        return False
    return _means_nobody_known(clue, article)


def _means_nobody_known(clue: Clue, article: Article) -> bool:
    """Return whether the description of a clause is of somebody new, or of somebody whom no name in the text is likely to mean."""
    opening, grammar = clue.tokens[clue.phrase.first].lower, article.grammar
    if opening not in grammar.vocabulary.no_names:
        is_next = clue.phrase.first == 0 and clue.cue == clue.phrase.last + 1  # "Neighbours said the quay was “…”"
        return (clue.is_direct or is_next) and grammar.is_plural(clue.phrase.head)
    if _is_of_bench(clue, article):
        return True
    if grammar.is_plural(clue.phrase.head) or (clue.phrase.owner or "")[:1].isupper():
        return True  # "the pilots said", "the Skarn Bank's economist said"; "the two men" may be two who are named
    return opening not in grammar.vocabulary.definite or _is_told_apart(clue, grammar.vocabulary)


def _is_of_bench(clue: Clue, article: Article) -> bool:
    """Return whether a clause is of who presides ("the judge"), in a text that names nobody with such an office."""
    benches = article.grammar.vocabulary.benches
    if clue.phrase.head not in benches or clue.phrase.owner:
        return False
    return not any(article.people.by_role(bench, len(article.text)) for bench in benches)


def _is_told_apart(clue: Clue, vocabulary: Vocabulary) -> bool:
    """Return whether more says which one a definite description means, as nobody named would need ("the surgeon who operated")."""
    following = clue.phrase.last + 1
    return clue.is_before and following < clue.cue and clue.tokens[following].lower in vocabulary.relatives


def _speaker(cast: Cast, answer: int, quotation: DraftQuotation, number: int, chance: float) -> Speaker:
    """Return an entity as the speaker of a quotation, with the words near it that name or mean the entity as evidence."""
    ruled = quotation.speaker
    if number == answer and ruled is not None:
        return replace(ruled, name=cast.full_form(ruled.name), score=chance)
    entity = cast.entities[number]
    place = min(entity.places_around(quotation.start), key=lambda p: _distance(cast, quotation, p), default=None)
    evidence, role, basis = None, None, "position"
    if place is not None:
        phrase = place.mention.phrase
        frame = cast.article.order[place.order]
        words = frame.sentences[place.sentence].tokens
        evidence = Span(frame.offset(words[phrase.first].start), frame.offset(words[phrase.last].end - 1) + 1, "")
        role = phrase.role
        is_next = frame is quotation.frame and place.sentence == quotation.sentence
        basis = "named" if is_next and phrase.kind != "description" else "description" if is_next else "position"
    kind = "organization" if entity.partners else entity.type
    return Speaker(entity.name, kind, role, evidence, basis, chance)


def _distance(cast: Cast, quotation: DraftQuotation, place: Place) -> tuple[int, int]:
    """Return how far a mention stands from a quotation, in paragraphs and characters."""
    order = cast.article.position[quotation.frame.paragraph]
    return abs(order - place.order), abs(quotation.start - place.offset)
