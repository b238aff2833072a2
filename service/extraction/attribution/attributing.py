"""Who said a quotation, when, where and to which outlet: from the clause that attributes it, else from where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.attribution.carrying import carried, every_carried
from service.extraction.attribution.choosing import Circumstances, choose, value_of
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.speakers import ANNOUNCED, TOLD_BEHIND, rated
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import PLACEHOLDERS, Frame, Word, without_possessive
from service.extraction.page.proposals import UNTOLD, Proposal, Untold, proposal, propose, rule
from service.records import Outlet, Speaker

_CAN_BE_QUOTED = frozenset(("pronoun", "person", "description"))
_CAN_RELAY = frozenset(("organization", "person"))  # an outlet that is called by a person's name is one by the table
_WORDS = re.compile(r"[^\W\d_]+")
_LAST_SAID = 4  # quotations back that a dialogue is told by


def attribute(article: Article, quotation: DraftQuotation, previous: DraftQuotation | None) -> None:
    """Fill in a quotation's speaker and circumstances; `previous` is the quotation before it in the same paragraph."""
    if quotation.told_by is None:
        _by_place(article, quotation, previous)
    else:
        _by_clue(article, quotation, quotation.told_by, previous)
    if article.choices.keeps_all:
        _keep_what_was_not_chosen(article, quotation)


def _by_clue(article: Article, quotation: DraftQuotation, told_by: Proposal[Clue], previous: DraftQuotation | None) -> None:
    """Fill in what the clause chosen for a quotation says, and what is carried over to it."""
    if told_by.value is None:
        return
    clue, relay = _without_carrier(article, told_by.value, quotation)
    quotation.told_by = told_by._replace(value=clue)
    offers = article.grammar.stated(article.context(clue.frame, clue.sentence), clue.phrase, clue.cue)
    speakers = chain(_speakers_by_clues(article, quotation), _speakers_by_place(article, quotation, previous))
    _choose_speaker(article, quotation, speakers)
    outlets = chain(offers.outlets, relay, relays(article, clue), _own_outlets(article, quotation.speaker))
    stated = article.choices.settle(quotation.start, offers._replace(outlets=outlets))
    found = stated.filled_from(carried(article, quotation))
    quotation.circumstances = found._replace(outlet=_in_context(article, stated.outlet) or found.outlet)
    if outlet := value_of(quotation.circumstances.outlet):
        article.resolver.last_outlet = outlet.name
    if date := value_of(quotation.circumstances.date):
        article.anchor, article.anchored = date.value, quotation.frame.paragraph


def _choose_speaker(article: Article, quotation: DraftQuotation, proposals: Iterator[Proposal[Speaker]]) -> None:
    """Choose a quotation's speaker, and remember them for the words that follow."""
    quotation.told = article.choices.choose(quotation.start, "speaker", proposals)
    article.resolver.note(quotation.told, quotation.clue)


def _speakers_by_clues(article: Article, quotation: DraftQuotation) -> Iterator[Proposal[Speaker]]:
    """Yield whom the clauses of a quotation name, the chosen one first; that a clause names nobody is a proposal too."""
    seen: list[Clue] = []
    for told_by in chain((quotation.told_by,), quotation.clues):
        if told_by is None or told_by.value is None or told_by.value in seen:
            continue
        seen.append(told_by.value)
        found = article.resolver.speaker_of(told_by.value)
        yield (found or proposal(UNTOLD, "speaker: nobody told"))._replace(clue=told_by.rule)


def _in_context(article: Article, chosen: Proposal[Outlet] | None) -> Proposal[Outlet] | None:
    """Return an outlet with its short form ("the Times") read as the document means it; None where that is not told."""
    outlet = value_of(chosen)
    if chosen is None or outlet is None or outlet.evidence is None:
        return chosen
    words = without_possessive(article.text[outlet.evidence.start : outlet.evidence.end])
    meant = article.gazetteer.meant_by(words, article.text, outlet.evidence.start, article.document.outlet)
    if meant is None:
        return None if article.gazetteer.is_shared(outlet.name) else chosen
    return chosen._replace(value=replace(outlet, name=meant))


def _keep_what_was_not_chosen(article: Article, quotation: DraftQuotation) -> None:
    """Keep what the words around a quotation say, whether that was asked for or not."""
    for found in every_carried(article, quotation):
        for field, value in found._asdict().items():
            article.choices.keep(quotation.start, field, value)


# -- outlets that relay ----------------------------------------------------------------------------------------------


def relays(article: Article, clue: Clue) -> Iterator[Proposal[Outlet]]:
    """Yield the outlets that the sentence of a clause names as the carrier of its words ("…, according to AFP")."""
    context = article.context_with(clue.frame, clue.sentence, None)
    start = min(clue.phrase.last, clue.cue) + 1 if clue.phrase.first < clue.cue else clue.cue + 1
    return chain(article.grammar.carriers(context, start), article.grammar.carried_by(context))


def is_relayed(article: Article, clue: Clue | None) -> bool:
    """Return whether the sentence of a clause behind its words, with a named subject, says which outlet carried these."""
    if clue is None or clue.is_before or clue.phrase.kind == "pronoun":
        return False
    return choose(relays(article, clue)) is not None


def _own_outlets(article: Article, speaker: Speaker | None) -> Iterator[Proposal[Outlet]]:
    """Yield the outlet that speaks for itself ("it wrote")."""
    if speaker is None or speaker.type != "organization":
        return
    gazetteer = article.gazetteer
    name = gazetteer.outlet_of(speaker.name, short=True) or (speaker.name if gazetteer.looks_like_outlet(speaker.name) else None)
    if name:
        yield proposal(Outlet(name, "wrote", speaker.evidence), "outlet: speaks for itself")


def _without_carrier(article: Article, clue: Clue, quotation: DraftQuotation) -> tuple[Clue, tuple[Proposal[Outlet], ...]]:
    """Return the clause of who spoke, if that is told, and the outlet that only relays ("…," the Post reported), if any."""
    name = article.gazetteer.outlet_of(clue.phrase.name, short=True) if clue.phrase.kind in _CAN_RELAY else None
    if name is None or clue.verb not in article.grammar.vocabulary.relays:
        return clue, ()
    relay = (proposal(Outlet(name, "quoted_by", clue.evidence), "outlet: relays"),)
    quoted = _quoted_person(article, clue)
    if quoted is not None:
        return quoted, relay
    is_here = clue.frame is quotation.frame and clue.sentence == quotation.sentence
    if clue.is_before or not is_here:
        return clue, relay
    return _clause_before(article, clue, quotation) or clue, relay


def _quoted_person(article: Article, clue: Clue) -> Clue | None:
    """Return the clause of whom an outlet quotes ("the Guardian quoted him as saying"), or None."""
    at, grammar = clue.cue + 1, article.grammar
    if clue.verb not in grammar.vocabulary.quotes or at >= len(clue.tokens):
        return None
    subject = grammar.vocabulary.subject_forms.get(clue.tokens[at].lower)
    if subject is not None:
        phrase: Phrase | None = Phrase("pronoun", subject, None, at, at, subject)
    else:
        phrase = grammar.phrase_at(clue.tokens, at, len(clue.tokens))
    if phrase is None or phrase.kind not in _CAN_BE_QUOTED:
        return None
    return replace(clue, phrase=phrase)


def _clause_before(article: Article, clue: Clue, quotation: DraftQuotation) -> Clue | None:
    """Return the clause of a sentence's own subject before a quotation, which an outlet relays behind it, or None."""
    tokens, grammar = clue.tokens, article.grammar
    here = quotation.word or 0
    subject = grammar.main_subject(tokens, here)
    if subject is None:
        return None
    verb = next((i for i in range(here - 1, subject.last, -1) if grammar.is_cue(tokens, i)), None)
    if verb is None and grammar.vocabulary.first_persons.isdisjoint(_own_words(article, quotation)):
        return None  # "The ferry was “late again and full,” the Post reported."
    return Clue(clue.frame, clue.sentence, subject, max(subject.last, here - 1) if verb is None else verb, True, False)


def _own_words(article: Article, quotation: DraftQuotation) -> set[str]:
    """Return the words of a quotation in lower case, contractions taken apart."""
    return {word for s in quotation.stretches for word in _WORDS.findall(article.text[s.start : s.end].lower())}


# -- without a clause ------------------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where a quotation without a clause stands; `previous` is the quotation before it in its paragraph."""

    article: Article
    quotation: DraftQuotation
    previous: DraftQuotation | None

    @property
    def frame(self) -> Frame:
        """The frame of the quotation."""
        return self.quotation.frame

    @property
    def before(self) -> Frame | None:
        """The frame before it."""
        return self.article.frame_before(self.quotation.frame)

    @property
    def last_said(self) -> list[DraftQuotation]:
        """The last quotations read, each with its further parts."""
        return [c for c in self.article.done[-_LAST_SAID:] if c.head is None]


def _by_place(article: Article, quotation: DraftQuotation, previous: DraftQuotation | None) -> None:
    """Fill in what the place of a quotation tells."""
    _choose_speaker(article, quotation, _speakers_by_place(article, quotation, previous))
    speaker = quotation.speaker
    if speaker is not None:
        is_same = previous is not None and previous.speaker is not None and previous.speaker.name == speaker.name
        quotation.circumstances = previous.circumstances if previous is not None and is_same else carried(article, quotation)
    here = quotation.word
    if here is None:
        return
    context = article.context_with(quotation.frame, quotation.sentence, None)
    carrier = article.choices.choose(quotation.start, "outlet", article.grammar.carriers(context, here + 1))
    if carrier is not None:  # "…," per CNN
        quotation.circumstances = Circumstances(outlet=carrier).filled_from(quotation.circumstances)


def _speakers_by_place(article: Article, quotation: DraftQuotation, previous: DraftQuotation | None) -> Iterator[Proposal[Speaker]]:
    """Yield who may speak words that no clause attributes: who spoke before, or whom the sentence before is about."""
    for found in propose(PLACE_RULES, _Place(article, quotation, previous)):
        yield found if found.value is None else _by_position(found, found.value)


def _by_position(found: Proposal[Speaker], speaker: Speaker) -> Proposal[Speaker]:
    placed = rated(speaker, "position")
    return found._replace(value=placed, score=placed.score)


@rule("place: same sentence", is_inherited=True)
def _same_sentence(place: _Place) -> Speaker | Untold | None:
    """Return a fragment of a sentence in which words before it are attributed."""
    if place.quotation.fills_sentence or place.previous is None or place.previous.sentence != place.quotation.sentence:
        return None
    return place.previous.speaker or UNTOLD


@rule("place: subject of the sentence")
def _subject_of_sentence(place: _Place) -> Speaker | Untold | None:
    """Return a fragment behind the subject of its sentence ("Stone supports “fair pay”")."""
    quotation, resolver = place.quotation, place.article.resolver
    if quotation.fills_sentence:
        return None
    subject = resolver.subject(quotation.frame, quotation.sentence)
    tokens = quotation.frame.sentences[quotation.sentence].tokens
    if subject is None or tokens[subject.first].start > quotation.place:
        return UNTOLD
    if any(t.text in PLACEHOLDERS for t in tokens[: subject.first]) or _is_joined(place, tokens, subject):
        return UNTOLD
    if quotation.verb_of_others_before(place.article.grammar) is not None:
        return UNTOLD  # "Stone was warned to “…”"
    return resolver.from_subject(quotation.frame, quotation.sentence) or UNTOLD


def _is_joined(place: _Place, tokens: tuple[Word, ...], subject: Phrase) -> bool:
    """Return whether somebody else is told right behind a subject who does the same ("Stone and her brother, Ruben Pell, argue")."""
    vocabulary, after = place.article.grammar.vocabulary, subject.last + 1
    if after + 1 >= len(tokens) or tokens[after].lower != vocabulary.and_ or vocabulary.and_ in subject.name.split():
        return False
    return place.article.grammar.phrase_at(tokens, after + 1, len(tokens)) is not None


@rule("place: announced")
def _announced(place: _Place) -> Speaker | None:
    """Return words behind a sentence that announces who speaks ("Not so, says Stone. “…”", "Stone’s verdict? “…”"), or under a heading
    that does."""
    quotation, article = place.quotation, place.article
    if not quotation.fills_sentence:
        return None
    frame, number = (quotation.frame, quotation.sentence - 1) if quotation.sentence else (_heading_over(place), 0)
    if frame is None:
        return None
    tokens = frame.sentences[number].tokens
    phrase = article.grammar.speaks_next(tokens) if not any(t.text in PLACEHOLDERS for t in tokens) else None
    if phrase is None:
        return None
    found = article.resolver.speaker_of(Clue(frame, number, phrase, phrase.last, True, False))
    return found.value if found is not None else None


@rule(TOLD_BEHIND)
def _told_behind(place: _Place) -> Speaker | None:
    """Return words before a sentence that says whose they were (“…” "That was the message from Stone.")."""
    quotation, article = place.quotation, place.article
    if not quotation.fills_sentence or place.previous is not None:
        return None
    frame: Frame | None = quotation.frame
    number = quotation.sentence + 1
    if number == len(quotation.frame.sentences):
        frame, number = article.frame_after(quotation.frame), 0
    if frame is None or not frame.sentences:
        return None
    tokens = frame.sentences[number].tokens
    phrase = article.grammar.spoke_before(tokens)
    if phrase is None and number:
        phrase = article.grammar.only_spoke(tokens)  # “…” "Stone said."
    if phrase is None:
        return None
    found = article.resolver.speaker_of(Clue(frame, number, phrase, phrase.last, True, False))
    return found.value if found is not None else None


def _heading_over(place: _Place) -> Frame | None:
    """Return the paragraph before words that fill theirs, where it is one sentence that a colon or no mark ends, or None."""
    before = place.before
    if before is None or len(before.sentences) != 1 or place.quotation.k or not place.quotation.fills_paragraph:
        return None
    last = before.sentences[0].tokens[-1]
    return before if last.is_word or last.text == ":" else None


@rule("place: answers the narrator")
def _answers_narrator(place: _Place) -> Speaker | None:
    """Return whom a question of the narrator's right before a sentence of nothing but words asks about ("Does she miss it? “Never.”")."""
    quotation, article = place.quotation, place.article
    if not quotation.fills_sentence or quotation.sentence == 0:
        return None
    number = quotation.sentence - 1
    tokens = quotation.frame.sentences[number].tokens
    if tokens[-1].text != "?" or any(t.text in PLACEHOLDERS for t in tokens):
        return None
    at = next((i for i, t in enumerate(tokens) if t.lower in article.grammar.vocabulary.genders), None)
    phrase = article.grammar.phrase_at(tokens, at, len(tokens)) if at is not None else None
    if phrase is None:
        return None
    found = article.resolver.speaker_of(Clue(quotation.frame, number, phrase, phrase.last, False, False))
    return found.value if found is not None else None


@rule("place: same paragraph", is_inherited=True)
def _same_paragraph(place: _Place) -> Speaker | Untold | None:
    """Return words in the paragraph of the words before, with no sentence about another person between."""
    previous, sentence = place.previous, place.quotation.sentence
    if previous is None:
        return None
    is_apart = sentence > 0 and sentence - 1 > previous.sentence
    subject = place.article.resolver.subject(place.frame, sentence - 1) if is_apart else None
    if subject is not None and subject.kind == "person":
        return None
    return previous.speaker or UNTOLD


@rule("place: subject before")
def _subject_before(place: _Place) -> Speaker | Untold | None:
    """Return words behind a sentence of their paragraph: whom that is about."""
    sentence = place.quotation.sentence
    return place.article.resolver.from_subject(place.frame, sentence - 1) or UNTOLD if sentence > 0 else None


def _in_dialogue(place: _Place) -> DraftQuotation | None:
    """Return the words of the paragraph before, if that and this one are nothing but words of a dialogue, or None."""
    said = place.last_said
    if not place.quotation.fills_paragraph or not said or said[-1].frame is not place.before or not said[-1].speaks_only:
        return None
    return said[-1]


@rule("place: two take turns", is_inherited=True)
def _takes_turns(place: _Place) -> Speaker | Untold | None:
    """Return two who spoke in turns, a paragraph each, go on in turns."""
    last, said = _in_dialogue(place), place.last_said
    if last is None or len(said) < 2 or not said[-2].speaks_only:
        return None
    earlier = said[-2]
    if earlier.frame is not place.article.frame_before(last.frame) or _name(earlier.speaker) == _name(last.speaker):
        return None
    return earlier.speaker or UNTOLD


@rule("place: asks after an answer")
def _asks_again(place: _Place) -> Speaker | Untold | None:
    """Return a question that follows an answer: whom the paragraph before that names as the one who asks."""
    last, vocabulary = _in_dialogue(place), place.article.grammar.vocabulary
    stretch = place.quotation.stretches[-1]
    if last is None or last.clue is None or last.clue.verb not in vocabulary.replies:
        return None
    if not place.article.text[stretch.start : stretch.end].endswith("?"):
        return None
    before = place.article.frame_before(last.frame)
    if before is None or not before.sentences:
        return UNTOLD
    number = len(before.sentences) - 1
    is_asked = any(t.lower in vocabulary.asks for t in before.sentences[number].tokens)
    return (place.article.resolver.from_subject(before, number) if is_asked else None) or UNTOLD


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


@rule("place: goes on", is_inherited=True)
def _goes_on(place: _Place) -> Speaker | None:
    """Return words that go on from a paragraph that ends with words."""
    before, done = place.before, place.article.done
    if before is None or not done or done[-1].frame is not before or not _ends_with_speech(before):
        return None
    return done[-1].speaker


@rule(ANNOUNCED)
def _announced_before(place: _Place) -> Speaker | None:
    """Return words that open a paragraph behind a colon: who made the document that is announced ("The firm’s statement reads:")."""
    before, article = place.before, place.article
    if before is None or not before.sentences or place.quotation.k or not place.quotation.fills_paragraph:
        return None
    number = len(before.sentences) - 1
    tokens = before.sentences[number].tokens
    if tokens[-1].text != ":" or any(t.text in PLACEHOLDERS for t in tokens):
        return None
    subject = article.resolver.subject(before, number)
    if subject is None or subject.kind != "organization" or subject.head not in article.grammar.vocabulary.documents:
        return None
    found = article.resolver.speaker_of(Clue(before, number, subject, subject.last, True, False))
    return found.value if found is not None and found.rule == "speaker: author of a document" else None


@rule("place: subject of the paragraph before")
def _subject_of_paragraph_before(place: _Place) -> Speaker | None:
    """Return words that open a paragraph: whom the last sentence of the paragraph before is about."""
    before = place.before
    if before is None or not before.sentences:
        return None
    return place.article.resolver.from_subject(before, len(before.sentences) - 1)


PLACE_RULES = (
    _same_sentence,
    _subject_of_sentence,
    _announced,
    _told_behind,
    _answers_narrator,
    _same_paragraph,
    _subject_before,
    _takes_turns,
    _asks_again,
    _announced_before,
    _goes_on,
    _subject_of_paragraph_before,
)
"""The rules for who speaks words that no clause attributes, the one that goes first before."""


def _ends_with_speech(current: Frame) -> bool:
    """Return whether a paragraph's last sentence is or attributes a quotation."""
    last = current.sentences[-1]
    return any(last.start <= place < last.end for place in current.places)
