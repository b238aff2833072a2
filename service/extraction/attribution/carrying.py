"""What the words around a clause say of its occasion: the same interview, the same speech, the day that opens the paragraph.

`CARRYING_RULES` fill what is still unknown, one after another; none of them crosses a change of outlet or date, which
`Circumstances.filled_from` sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.attribution.choosing import Circumstances, choose, settle, value_of
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.speakers import CALLED_BY_NOUN
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import PLACEHOLDERS, Frame
from service.extraction.page.proposals import proposal
from service.knowledge.honorifics import honorifics
from service.records import Date, Outlet, Span, Speaker

_GOES_ON = ("pronoun", "description")  # kinds of subjects with which a text goes on about the same occasion
_OPENING = 3  # sentences back in a paragraph whose opening date still holds
_WORK_OPENING = 3  # words in which a sentence that opens with a work names it ("In her memoir")
_SENTENCES = 6  # sentences back that may introduce words
_UNINTERRUPTED = 2  # sentences back up to which others may stand between an introduction and a pronoun
_SPEAKING_REACH = 6  # words at the start of a sentence that says on what occasion words were spoken
_LONGEST_OPENING = 5  # words before a clause that say when it was ("Some twenty years later,")
_MODIFIERS_OF_SAME = 3  # words from "same" to the noun of an occasion ("the same television interview")
_MONTH = len("2016-08")  # of an ISO date, its month
_NOTHING = Circumstances()
_OF_ANYBODY = honorifics("abbreviated") & (honorifics("address") | honorifics("opening")) - honorifics("office")
# titles of somebody who may be anything else ("Col", "Dr")


class _Occasion(NamedTuple):
    """A quotation whose speaker is known, and the sentence of its clause, from which the words around it are looked at.

    `is_going_on`: it goes on from what was said before, its subject being a pronoun or description, or without a clause;
    `own`: the outlet that its clause itself says the words were given to.
    """

    article: Article
    quotation: DraftQuotation
    speaker: Speaker
    sentence: int
    is_going_on: bool
    own: Outlet | None

    @property
    def frame(self) -> Frame:
        """The frame of the quotation."""
        return self.quotation.frame


class CarryingRule(NamedTuple):
    """A rule for what the words around say; it is asked if `is_wanted` holds of what is known so far."""

    name: str
    read: Callable[[_Occasion], Circumstances]
    is_wanted: Callable[[Circumstances], bool]


def carried(article: Article, quotation: DraftQuotation) -> Circumstances:
    """Return what the words before, or right behind, say of the same speaker's occasion, where a quotation goes on from them."""
    occasion = _occasion(article, quotation)
    found = _NOTHING
    if occasion is None:
        return found
    for rule in CARRYING_RULES:
        if rule.is_wanted(found):
            found = found.filled_from(rule.read(occasion), rule.name)
    return found


def every_carried(article: Article, quotation: DraftQuotation) -> Iterator[Circumstances]:
    """Yield what each rule says of a quotation's occasion, whatever the others say."""
    occasion = _occasion(article, quotation)
    if occasion is None:
        return
    for rule in CARRYING_RULES:
        yield _NOTHING.filled_from(rule.read(occasion), rule.name)


def _occasion(article: Article, quotation: DraftQuotation) -> _Occasion | None:
    """Return the occasion of a quotation, or None where its speaker is unknown or its clause speaks of another time."""
    clue, speaker = quotation.clue, quotation.speaker
    if speaker is None or (clue is not None and starts_anew(article, clue)):
        return None
    is_going_on = clue is None or clue.phrase.kind in _GOES_ON
    own = own_outlet(article, clue) if clue is not None else None
    sentence = clue.sentence if clue is not None and clue.frame is quotation.frame else quotation.sentence
    return _Occasion(article, quotation, speaker, sentence, is_going_on, own)


def own_outlet(article: Article, clue: Clue) -> Outlet | None:
    """Return the outlet that a clause itself says the words were given to, or None."""
    if clue.cue + 1 >= len(clue.tokens):
        return None
    context = article.context_with(clue.frame, clue.sentence, None)
    return value_of(choose(article.grammar.outlets(context, clue.cue + 1, len(clue.tokens), clue.cue)))


def was_over(article: Article, quotation: DraftQuotation) -> bool:
    """Return whether a clause says that the words were over when the others were spoken ("she had said")."""
    clue = quotation.clue
    return clue is not None and clue.cue > 0 and clue.tokens[clue.cue - 1].lower in article.grammar.vocabulary.pluperfect


def starts_anew(article: Article, clue: Clue) -> bool:
    """Return whether a clause, or what opens it, says that it speaks of another time ("later told", "Two years later he said")."""
    elsewhen = article.grammar.vocabulary.elsewhen
    opens = clue.is_before and clue.phrase.first <= _LONGEST_OPENING
    return any(t.lower in elsewhen for t in clue.tokens[0 if opens else clue.phrase.first : clue.cue + 1])


# -- the rules -------------------------------------------------------------------------------------------------------


def _from_paragraph(occasion: _Occasion) -> Circumstances:
    """Return what the sentences before in the same paragraph introduce."""
    found = _NOTHING
    sentence = occasion.sentence
    for s in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES), -1):
        if opens_scene(occasion.article, occasion.frame, s + 1):
            break
        earlier = _introduced(occasion, occasion.frame, s)
        if earlier is not None:
            found = found.filled_from(earlier)
            if s < sentence - 1 and not occasion.is_going_on:
                break
        elif not occasion.is_going_on or sentence - s > _UNINTERRUPTED:
            break
    return found


def changes_scene(article: Article, last: DraftQuotation, sentence: int) -> bool:
    """Return whether a sentence behind a quotation, up to a later one of its paragraph, goes over to another time."""
    return any(opens_scene(article, last.frame, s) for s in range(last.sentence + 1, sentence + 1))


def opens_scene(article: Article, current: Frame, s: int) -> bool:
    """Return whether a sentence goes over to another time than the one before ("Today she says", "In her memoir she says")."""
    tokens, words = current.sentences[s].tokens[:_WORK_OPENING], article.grammar.vocabulary
    return any(t.lower in words.new_scenes for t in tokens[:2]) or any(t.lower in words.own_works for t in tokens)


def _opening_date(occasion: _Occasion) -> Circumstances:
    """Return the date with which an earlier sentence of the paragraph opens ("The following March, …")."""
    article, current = occasion.article, occasion.frame
    for s in range(occasion.sentence - 1, max(-1, occasion.sentence - 1 - _OPENING), -1):
        if opens_scene(article, current, s + 1):
            break
        date = choose(article.grammar.opening_dates(article.context(current, s)))
        if date is not None:
            return Circumstances(date)
    return _NOTHING


def _words_before(occasion: _Occasion) -> Circumstances:
    """Return what is known of the last words of the same speaker, or of what the paragraph before leads up to."""
    last = occasion.article.last(lambda c: c.speaker is not None and c.speaker.name == occasion.speaker.name)
    if last is not None and _is_of_another_time(occasion, last):
        return _NOTHING
    if last is not None and (last.frame is occasion.frame or (occasion.is_going_on and _is_near(occasion, last))):
        return last.circumstances
    before = occasion.article.frame_before(occasion.frame)
    return _paragraph_before(occasion, before) if occasion.sentence == 0 and before is not None else _NOTHING


def _is_near(occasion: _Occasion, last: DraftQuotation) -> bool:
    """Return whether the last words of a speaker stand in the paragraph before."""
    return 0 <= occasion.frame.paragraph - last.frame.paragraph <= 1


def _is_of_another_time(occasion: _Occasion, last: DraftQuotation) -> bool:
    """Return whether the last words of a speaker were spoken at another time: these were over by then, or the scene or day changes between."""
    article = occasion.article
    if was_over(article, occasion.quotation) and not was_over(article, last):
        return True
    is_here = last.frame is occasion.frame
    return is_here and (changes_scene(article, last, occasion.sentence) or _has_day_between(occasion, last))


def _has_day_between(occasion: _Occasion, last: DraftQuotation) -> bool:
    """Return whether a sentence between two quotations of a paragraph tells another date than the first had ("He was back on Monday")."""
    date, frame, grammar = value_of(last.circumstances.date), occasion.frame, occasion.article.grammar
    if date is None or occasion.sentence <= last.sentence + 1:
        return False
    start, end = frame.sentences[last.sentence + 1].start, frame.sentences[occasion.sentence - 1].end
    found = grammar.find_dates(frame.text, occasion.article.document.published, None, start, end)
    return any(told.is_anchored and not told.value.startswith(date.value) for told in found)


def _paragraph_before(occasion: _Occasion, before: Frame) -> Circumstances:
    """Return what the last sentences of the paragraph before a quotation's introduce."""
    own, last = occasion.own, len(before.sentences) - 1
    for s in range(last, max(-1, last - _OPENING), -1):
        earlier = _introduced(occasion, before, s)
        if earlier is None or not earlier.is_known():
            continue
        outlet = value_of(earlier.outlet)
        if occasion.is_going_on or (own and outlet and own.name == outlet.name):
            return earlier
        # a name instead of a pronoun starts anew, unless it leads right up to these words
        return earlier if s == last and (own is None or outlet is None) else _NOTHING
    return _NOTHING


def _introduced(occasion: _Occasion, current: Frame, s: int) -> Circumstances | None:
    """Return what a sentence introduces, or None for a quotation whose words were over by then ("On Friday she wrote … she had said")."""
    article = occasion.article
    is_told_then = any(t.lower in article.grammar.vocabulary.pluperfect for t in current.sentences[s].tokens)
    if was_over(article, occasion.quotation) and not is_told_then:
        return None
    words = current.sentences[s].tokens
    if _is_called_by_noun(occasion.quotation) and not any(article.grammar.is_cue(words, i) for i in range(len(words))):
        return None  # "The Skarn Trust had not met when Stone left on Monday. The trust said"
    return introduction(article, current, s, occasion.speaker, leads_up=_leads_up(occasion, current, s))


def _leads_up(occasion: _Occasion, current: Frame, s: int) -> bool:
    """Return whether a sentence stands right before the one of a quotation, and tells of words that somebody gave there."""
    is_next = (
        s == occasion.sentence - 1 if current is occasion.frame else occasion.sentence == 0 and s == len(current.sentences) - 1
    )
    article = occasion.article
    return is_next and article.grammar.tells_of_words(article.context_with(current, s, None))


def _is_called_by_noun(quotation: DraftQuotation) -> bool:
    """Return whether a noun alone tells which body speaks, so that a sentence in which nobody speaks may be of another occasion."""
    return quotation.told is not None and quotation.told.rule == CALLED_BY_NOUN


def _same_interview(occasion: _Occasion) -> Circumstances:
    """When and where the same speaker was quoted before as speaking to the same outlet."""
    own = occasion.own
    if own is None:
        return _NOTHING

    def is_alike(earlier: DraftQuotation) -> bool:
        outlet = value_of(earlier.circumstances.outlet)
        is_same = earlier.speaker is not None and earlier.speaker.name == occasion.speaker.name
        return is_same and outlet is not None and outlet.name == own.name

    last = occasion.article.last(is_alike)
    return last.circumstances if last is not None else _NOTHING


def _same_occasion(occasion: _Occasion) -> Circumstances:
    """Return the circumstances of the same speaker's last words on what a clause says was the same ("she said in the same interview")."""
    clue, article = occasion.quotation.clue, occasion.article
    noun = _noun_of_same(article, clue) if clue is not None else None
    if noun is None:
        return _NOTHING
    is_interview = noun in article.grammar.vocabulary.interviews

    def is_it(earlier: DraftQuotation) -> bool:
        found = earlier.circumstances
        venue = value_of(found.venue)
        is_same = earlier.speaker is not None and earlier.speaker.name == occasion.speaker.name
        return is_same and (
            found.outlet is not None if is_interview else venue is not None and noun in venue.name.casefold().split()
        )

    last = article.last(is_it)
    return last.circumstances if last is not None else _NOTHING


def _noun_of_same(article: Article, clue: Clue) -> str | None:
    """Return the noun of the occasion that a clause says is the same as before ("in the same interview"), or None."""
    words = article.grammar.vocabulary
    tokens = clue.tokens
    at = next((i for i, token in enumerate(tokens) if token.lower in words.identical), len(tokens))
    following = (token.lower for token in tokens[at + 1 : at + 1 + _MODIFIERS_OF_SAME])
    return next((low for low in following if low in words.interviews or low in words.occasions), None)


def _told_after(occasion: _Occasion) -> Circumstances:
    """Return what the next sentence says of it ("Hala was speaking at a breakfast in Brno", "It was 1998")."""
    article, current, s = occasion.article, occasion.frame, occasion.sentence + 1
    words = article.grammar.vocabulary
    if s >= len(current.sentences) or not current.sentences[s].tokens:
        return _NOTHING
    tokens = current.sentences[s].tokens
    year = words.was_in_year.search(current.text, tokens[0].start, tokens[-1].end)
    if year is not None:
        start = current.offset(year.start("year"))
        date = Date(year["year"], "inferred", Span(start, start + len(year["year"]), ""))
        return Circumstances(proposal(date, "date: it was in that year"))
    if not any(t.lower in words.speaks for t in tokens[:_SPEAKING_REACH]) or any(t.text in PLACEHOLDERS for t in tokens):
        return _NOTHING
    subject = article.resolver.subject(current, s)
    if subject is None or not _is_about(occasion, subject, s):
        return _NOTHING
    return settle(article.grammar.introduced(article.context_with(current, s, article.anchor)))


def _is_about(occasion: _Occasion, subject: Phrase, s: int) -> bool:
    """Return whether the subject of a sentence is a quotation's speaker, or the words themselves ("the remarks")."""
    if subject.kind == "pronoun" or subject.head in occasion.article.grammar.vocabulary.speaks:
        return True
    return occasion.article.resolver.name_of_subject(occasion.frame, s) == occasion.speaker.name


def _answered(occasion: _Occasion) -> Circumstances:
    """Return the month of the words answered: an answer follows at once, but not always on the day."""
    clue, article = occasion.quotation.clue, occasion.article
    if clue is None or not _answers(article, clue) or was_over(article, occasion.quotation) or _has_date(article, clue):
        return _NOTHING
    last = article.last(lambda c: c.circumstances.date is not None)
    if last is None or occasion.frame.paragraph - last.frame.paragraph > 1:
        return _NOTHING
    date = value_of(last.circumstances.date)
    return Circumstances(proposal(replace(date, value=date.value[:_MONTH]), "date: answered")) if date else _NOTHING


def _has_date(article: Article, clue: Clue) -> bool:
    """Return whether the sentence of a clause names a date, whatever it is of."""
    start, end = clue.tokens[0].start, clue.tokens[-1].end
    return any(article.grammar.find_dates(clue.frame.text, article.document.published, None, start, end))


def _answers(article: Article, clue: Clue) -> bool:
    """Return whether a clause presents the words as an answer to the ones quoted before."""
    words = article.grammar.vocabulary
    return clue.verb in words.answers or any(t.lower in words.answer_nouns for t in clue.tokens)


CARRYING_RULES = (
    CarryingRule("carried: paragraph", _from_paragraph, lambda known: True),
    CarryingRule("carried: opening date", _opening_date, lambda known: known.date is None),
    CarryingRule("carried: words before", _words_before, lambda known: not (known.venue or known.outlet)),
    CarryingRule("carried: same interview", _same_interview, lambda known: True),
    CarryingRule("carried: same occasion", _same_occasion, lambda known: True),
    CarryingRule("carried: told after", _told_after, lambda known: known.date is None or known.venue is None),
    CarryingRule("carried: answered", _answered, lambda known: known.date is None),
)
"""The rules for what the words around say, in the order in which they fill what is unknown."""


def introduction(article: Article, current: Frame, s: int, speaker: Speaker, *, leads_up: bool) -> Circumstances | None:
    """Return the circumstances of a sentence, if a speaker is its subject, or None; `leads_up`: it leads right up to the words."""
    tokens, grammar = current.sentences[s].tokens, article.grammar
    subject = (article.resolver.subject(current, s) or grammar.closing_subject(tokens)) if tokens else None
    if subject is None:
        return None
    cue = grammar.main_cue(tokens, subject)
    if cue is not None and _is_asked(article, current, s, cue, speaker):
        return settle(grammar.introduced(article.context(current, s)))
    teller = grammar.subject_of(tokens, cue) if cue is not None else None
    if cue is not None and teller is not None and subject.last < teller.first and teller.last < cue:
        subject = teller  # "The pier will be sold, its director said on Friday"
    if not _introduces(article, current, s, subject, cue, speaker, leads_up=leads_up):
        return None
    context = article.context(current, s)
    if cue is not None:
        stated = settle(grammar.stated(context, subject, cue))
        if stated.is_known():
            return stated
    return settle(grammar.introduced(context))


def _introduces(
    article: Article, current: Frame, s: int, subject: Phrase, cue: int | None, speaker: Speaker, *, leads_up: bool
) -> bool:
    """Return whether the subject of a sentence is a speaker, by name, pronoun or a description that is named afterwards."""
    if subject.kind == "pronoun" and not article.resolver.may_mean(subject.head, speaker):
        return False
    is_later = _is_named_later(article, current, s, speaker)
    if is_later and subject.kind == "description" and not _fits(article, current, s, subject, cue, speaker, leads_up=leads_up):
        return False
    name = article.resolver.name_of(subject, current, s) or speaker.name
    if name == speaker.name or name in speaker.name:
        return True
    if cue is None:
        return False
    if subject.kind != "description":
        return is_later and _speaks_for(article, subject, speaker)
    is_new = current.sentences[s].tokens[subject.first].lower in article.grammar.vocabulary.indefinite
    return is_later or (is_new and speaker.type != "organization")


def _is_asked(article: Article, current: Frame, s: int, cue: int, speaker: Speaker) -> bool:
    """Return whether a speaker is asked something in a sentence, so that the words behind it answer ("a farmer asked Senator Stone")."""
    tokens = current.sentences[s].tokens
    if tokens[cue].lower not in article.grammar.vocabulary.asks or cue + 1 >= len(tokens):
        return False
    asked = article.grammar.phrase_at(tokens, cue + 1, len(tokens))
    return asked is not None and asked.kind == "person" and article.resolver.name_of(asked, current, s) == speaker.name


def _fits(article: Article, current: Frame, s: int, subject: Phrase, cue: int | None, speaker: Speaker, *, leads_up: bool) -> bool:
    """Return whether a description may be of a person named behind it: one who says something, and by no other role.

    "The leader rejected an offer" need not be when Ada Stone spoke at a rally, nor "the mayor said" when swimmer Ada Stone did;
    "the mayor defended it in an interview" is, right before her words.
    """
    words, tokens = article.grammar.vocabulary, current.sentences[s].tokens
    verb = tokens[cue].lower if cue is not None else ""
    is_new = tokens[subject.first].lower in words.indefinite
    if verb in words.asks or not (leads_up or is_new or verb in words.saying or verb in words.addressing):
        return False
    described = {word.casefold() for word in f"{subject.name} {subject.role or ''}".split()}
    roles = set(speaker.role.casefold().replace(".", "").split()) - _OF_ANYBODY if speaker.role else ()
    return not roles or not described.isdisjoint(roles)


def _speaks_for(article: Article, subject: Phrase, speaker: Speaker) -> bool:
    """Return whether a speaker's role is one for the body that a sentence is about ("The bank said …": “…,” its chief executive said)."""
    words = (speaker.role or "").casefold().split()
    return subject.kind == "organization" and not article.grammar.vocabulary.executives.isdisjoint(words)


def _is_named_later(article: Article, current: Frame, s: int, speaker: Speaker) -> bool:
    """Return whether a person is named behind a sentence, but neither in it nor before."""
    tokens = current.sentences[s].tokens
    return speaker.type == "person" and article.text.find(speaker.name.split()[-1], 0, current.offset(tokens[-1].start)) < 0
