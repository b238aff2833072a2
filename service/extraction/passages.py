"""From the paragraphs of a document to its attributed passages."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from service.extraction.attribution.announcements import announcement
from service.extraction.attribution.article import Article, begin, quotations
from service.extraction.attribution.attributing import attribute, is_relayed
from service.extraction.attribution.block_quotes import block_quotes, may_hold_block_quotes, with_reports_apart
from service.extraction.attribution.choosing import Choices, Considered, choose, value_of
from service.extraction.attribution.interviews import INTERVIEW, answered, read_interview
from service.extraction.attribution.linking.deciding import Linked, link
from service.extraction.attribution.posts import read_posts
from service.extraction.attribution.quotations import DraftQuotation, is_continued, join
from service.extraction.attribution.ranking.deciding import Decision, decide
from service.extraction.attribution.turns import read_turns, whole_text, with_turns_apart
from service.extraction.grammars import grammar_for
from service.extraction.page.clause import Clue
from service.extraction.page.frames import Frame, Neighbours
from service.extraction.page.furniture import LINK_LIST_ENDS, furniture
from service.extraction.page.grammar import Grammar, NoGrammar
from service.extraction.page.headings import is_heading, is_pull_quote
from service.extraction.page.incises import has_incise
from service.extraction.page.layout import Paragraph, paragraphs, trim
from service.extraction.page.links import Gap, between, blanked, link_lists
from service.extraction.page.proposals import Proposal, proposal
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.language import language_of
from service.records import Attribution, Date, Document, Likely, Outlet, Passage, Span, Speaker, Venue

_Told = TypeVar("_Told", Speaker | None, Date | None, Venue | None, Outlet | None, Likely)

_Least = Mapping[str, float | None]  # by field, the probability from which its value is given; None: whatever the rules found
_ARTICLE, _TRANSCRIPT = "article", "transcript"  # kinds of documents
_COLON = ":"
_WHOLE_ENDS = frozenset(".?!,…")
_WITH_ONE_SPEAKER = ("speech", "post")  # kinds of documents whose words are all their speaker's
_MOST_PULLS = 50  # paragraphs of nothing but a quotation that are looked for elsewhere in the text; bounds the work
_NONE_USED: frozenset[int] = frozenset()
_FRAMES_AFTER = 3  # paragraphs behind a quotation in which a fact-check's verdict on it stands


RULES: dict[str, float | None] = {"speaker": 0.0, "date": None, "venue": None, "outlet": None}
"""Thresholds with which every answer is given: the likeliest speaker, and the circumstances that the rules found, unweighed."""


def extract(document: Document, gazetteer: Gazetteer, *, least: Mapping[str, float | None] | None = None) -> list[Passage]:
    """Return the attributed passages of a document, in the order of the text; never raises, whatever the text.

    Passages that the source itself attributes (`document.stated`) are taken as they stand, and nothing else is read from their
    paragraphs. `gazetteer`: what is known of outlets, programmes, platforms and names; `least`: by field the probability, 0 to 1,
    from which its value in running text is given, those of the gazetteer if there is none. Who said what is read by the grammar of
    the document's language; in a language without one, every stretch between marks is a passage without attribution.
    """
    return _extracted(document, gazetteer, Choices(), gazetteer.least if least is None else least)


def proposals(document: Document, gazetteer: Gazetteer) -> list[Considered]:
    """Return what every rule proposed for the fields of a document's quotations in running text, by offset and field.

    The first proposal for a field is what the rules answer, but that an outlet's short form is then read as the document means it,
    and a later part of a quotation takes what is unknown from the first; who speaks is decided by ranking. This takes about as
    long as `extract`.
    """
    choices = Choices(keeps_all=True)
    _extracted(document, gazetteer, choices, gazetteer.least)
    return [c._replace(proposals=tuple(_in_words(document.text, p) for p in c.proposals)) for c in choices.considered()]


def read_article(document: Document, gazetteer: Gazetteer) -> Article | None:
    """Return a document's running text as the rules read it, before anything is decided; None where there is none."""
    document, gaps = _running(document)
    blocks = paragraphs(document.text)
    grammar = _grammar_of(document, gazetteer)
    _, taken = _printed(document, blocks, grammar) if blocks else ([], frozenset())
    rest = [block for i, block in enumerate(blocks) if i not in taken]
    if not rest:
        return None
    groups = quotations(document.text, rest, grammar)
    reader = _Reader(begin(document, grammar, gazetteer, rest, groups, Choices(), gaps), RULES)
    reader.read()
    return reader.article


def _extracted(document: Document, gazetteer: Gazetteer, choices: Choices, least: _Least) -> list[Passage]:
    """Return the passages of a document: those that it states, and those of the rest of its text, chosen by `choices`."""
    stated = [_dated(passage, document) for passage in document.stated]
    if stated and document.kind == _TRANSCRIPT:
        return stated  # what stands between the turns is headings and notes
    running, gaps = _running(document)
    blocks = paragraphs(running.text)
    apart = document.stated
    if document.kind == INTERVIEW:
        apart = tuple(
            p for p in apart if p.attribution.speaker is not None
        )  # the others are questions, by which the answers are found
    rest = _outside(apart, blocks) if stated else blocks
    running = _answered(running, blocks, rest)
    return sorted(stated + _read(running, rest, gazetteer, choices, least, gaps), key=_start)


def _running(document: Document) -> tuple[Document, list[Gap]]:
    """Return a document with what its page has besides running text blank, and where in sentences that is."""
    lists = link_lists(document.text, LINK_LIST_ENDS)
    text = blanked(document.text, lists)
    text = blanked(text, list(furniture(text, paragraphs(text))))
    return (document, lists) if text == document.text else (replace(document, text=text), lists)


def _read(
    document: Document, blocks: list[Paragraph], gazetteer: Gazetteer, choices: Choices, least: _Least, gaps: Sequence[Gap]
) -> list[Passage]:
    """Return the passages of some paragraphs of a document, chosen by `choices`; `gaps`: where in its sentences it is blank."""
    if not blocks:
        return []
    if document.kind in _WITH_ONE_SPEAKER and document.speaker:
        return _without(gaps, whole_text(document, blocks, NoGrammar()))
    grammar = _grammar_of(document, gazetteer)
    if document.kind == _TRANSCRIPT:
        blocks = with_turns_apart(document.text, blocks)
    turns, taken = _printed(document, blocks, grammar)
    if document.kind == _TRANSCRIPT and not turns:
        return _without(gaps, whole_text(document, blocks, grammar))
    rest = [block for i, block in enumerate(blocks) if i not in taken]
    rest = with_reports_apart(document.text, rest, grammar)
    document = _answered(document, blocks, rest)
    groups = quotations(document.text, rest, grammar)
    told: list[Passage] = []
    if groups or may_hold_block_quotes(document.text, rest):
        told = _Reader(begin(document, grammar, gazetteer, rest, groups, choices, gaps), least).passages()
    return sorted((_with_words(document.text, p) for p in _without(gaps, turns + told)), key=_start)


def _without(gaps: Sequence[Gap], passages: list[Passage]) -> list[Passage]:
    """Return passages whose parts end before a gap and begin again behind it."""
    if not gaps:
        return passages
    return [replace(p, parts=tuple(piece for part in p.parts for piece in _pieces(part, gaps))) for p in passages]


def _pieces(part: Span, gaps: Sequence[Gap]) -> Iterator[Span]:
    """Yield what of a part is outside the gaps, without the white space next to them."""
    kept = list(between(part.start, part.end, gaps))
    if kept == [(part.start, part.end)]:
        yield part
        return
    for start, end in kept:
        a, b = trim(part.text, start - part.start, end - part.start)
        if a < b:
            yield Span(part.start + a, part.start + b, part.text[a:b])


def _printed(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the turns of a transcript or the answers of an interview in a text, and its posts, and the numbers of the paragraphs they take."""
    turns, taken = read_turns(document, blocks, grammar)
    told, taken = (answered(document, turns, grammar), taken) if turns else read_interview(document, blocks, grammar)
    posts, posted = ([], _NONE_USED) if taken else read_posts(document, blocks, grammar)
    return told + posts, taken | posted


def _grammar_of(document: Document, gazetteer: Gazetteer) -> Grammar:
    """Return the grammar of a document's language; of a text too short to tell that attributes as English does not, none."""
    language = language_of(document)
    return NoGrammar() if language is None and has_incise(document.text) else grammar_for(language, gazetteer)


def _start(passage: Passage) -> int:
    """Return where a passage starts."""
    return passage.parts[0].start


def _dated(passage: Passage, document: Document) -> Passage:
    """Return a stated passage with the date and venue of its document, if that is a primary source and it has none of its own."""
    if document.kind in (_ARTICLE, INTERVIEW):
        return passage
    told = passage.attribution
    date = told.date or (Date(document.published, "published") if document.published else None)
    venue = told.venue or (Venue(document.venue) if document.venue else None)
    return replace(passage, attribution=replace(told, date=date, venue=venue))


def _outside(stated: tuple[Passage, ...], blocks: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that hold neither words of a stated passage nor the name that signs it."""
    taken = sorted((span.start, span.end) for passage in stated for span in (*passage.parts, *_signatures(passage)))
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))
    out = []
    for block in blocks:
        before = bisect_left(starts, block.end)  # spans that start before the paragraph ends
        if not before or ends[before - 1] <= block.start:
            out.append(block)
    return out


def _answered(document: Document, blocks: list[Paragraph], rest: list[Paragraph]) -> Document:
    """Return a document in which a paragraph that leads up to a stated passage ends with a stop: what follows that passage is the narrator's.

    `rest`: the paragraphs outside stated passages.
    """
    left = {block.start for block in rest}
    text = document.text
    for block, following in pairwise(blocks):
        if block.start in left and following.start not in left and text[block.end - 1] == _COLON:
            text = f"{text[: block.end - 1]}.{text[block.end :]}"
    return document if text is document.text else replace(document, text=text)


def _signatures(passage: Passage) -> tuple[Span, ...]:
    """Return where the speaker of a stated passage is named, if anywhere."""
    speaker = passage.attribution.speaker
    return (speaker.evidence,) if speaker and speaker.evidence else ()


class _Reader:
    """Reads the quotations of one article, paragraph by paragraph."""

    def __init__(self, article: Article, least: _Least) -> None:
        self.article = article
        self.least = least
        self.text = article.text
        self.grammar = article.grammar
        self._first = {id(group[0]): group for group in article.groups}
        self._continued = {id(s) for group in article.groups for s in group[1:]}
        singles = sum(s.is_single for group in article.groups for s in group)
        self._main_is_single = 2 * singles > sum(len(group) for group in article.groups)
        self._pulls_left = _MOST_PULLS

    def read(self) -> None:
        """Read all quotations of the article by the rules."""
        for current in self.article.order:
            self._read_paragraph(current)

    def passages(self) -> list[Passage]:
        """Return the article's passages: quotations, then block quotes."""
        self.read()
        done = self.article.done
        decisions = decide(self.article, done, self.least["speaker"] or 0.0)
        linked = link(self.article, done, self.least)
        told = zip(done, decisions, linked, strict=True)
        return [self._passage(q, who, when) for q, who, when in told if q.head is None] + block_quotes(self.article)

    def _read_paragraph(self, current: Frame) -> None:
        """Read the quotations of a paragraph that are not in a headline, one after another."""
        if self._is_headline(current):
            return
        used: list[int] = []
        previous: DraftQuotation | None = None
        titles = self.article.titles[current.paragraph]
        for k, stretch in enumerate(current.stretches):
            if id(stretch) in self._continued or current.places[k] in titles:
                continue
            quotation = DraftQuotation(self._first.get(id(stretch), [stretch]), current, k)
            start = current.sentences[quotation.sentence].start  # a clause is looked for in the quotation's own sentence
            quotation.clues = self._clues(quotation, frozenset(used[bisect_left(used, start) :]))
            quotation.told_by = choose(quotation.clues)
            if not self._is_quotation(quotation, previous):
                continue
            if quotation.clue and not quotation.clue.is_before:
                insort(used, quotation.clue.place)
            attribute(self.article, quotation, previous)
            if previous is not None and self._goes_on(previous, quotation) and not is_relayed(self.article, quotation.clue):
                join(previous, quotation)
            self.article.done.append(quotation)
            previous = quotation

    def _is_headline(self, current: Frame) -> bool:
        """Return whether a paragraph is a headline: one that opens the text, or in which nobody speaks."""
        block = self.article.blocks[current.paragraph]
        title = self.article.document.title
        if not is_heading(self.text[block.start : block.end], current, title, self._main_is_single):
            return False
        return self.article.frame_before(current) is None or not any(
            self._is_spoken(current, k) for k in range(len(current.stretches))
        )

    def _is_spoken(self, current: Frame, k: int) -> bool:
        """Return whether a clause right behind the k-th stretch of a frame attributes it, as none does in a headline."""
        clue = value_of(choose(self.grammar.clues(current, k, _NONE_USED)))
        return clue is not None and clue.is_direct and not clue.is_before

    def _is_quotation(self, quotation: DraftQuotation, previous: DraftQuotation | None) -> bool:
        """Return whether words in marks are a quotation rather than a pull quote, a term or the like."""
        clue = quotation.clue
        if clue is None and self._is_pulled(quotation):
            return False
        if self.grammar.is_utterance(self.text, quotation.frame, quotation.k, clue) or len(quotation.stretches) > 1:
            return True  # as words are that run over paragraphs, whatever the first of them looks like ("Dear colleagues,")
        return previous is not None and clue is None and self._goes_on(previous, quotation)

    def _goes_on(self, previous: DraftQuotation, quotation: DraftQuotation) -> bool:
        return is_continued(previous, quotation, self.grammar.vocabulary)

    def _is_pulled(self, quotation: DraftQuotation) -> bool:
        """Return whether a quotation is a paragraph by itself and repeats words of the document; a few at most are looked up."""
        if len(quotation.stretches) > 1 or not quotation.fills_paragraph or self._pulls_left <= 0:
            return False
        self._pulls_left -= 1
        return is_pull_quote(self.text, quotation.stretches[0].start, quotation.stretches[0].end)

    # -- which clause attributes ---------------------------------------------------------------------------------------

    def _clues(self, quotation: DraftQuotation, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield the clauses that may attribute a quotation, the narrator's own left out.

        They stand next to its first words, next to its last where it runs over paragraphs, or are signed under it. `used` holds
        the frame places of verbs that attribute an earlier quotation. A clause that is the narrator's ends the list.
        """
        for found in self._all_clues(quotation, used):
            if found.value is None or found.value.phrase.head in self.grammar.vocabulary.first_persons:
                clue = found.value
                quotation.is_narrators = clue is not None and clue.is_direct and not clue.is_before
                return
            yield found

    def _all_clues(self, quotation: DraftQuotation, used: frozenset[int]) -> Iterator[Proposal[Clue]]:
        """Yield the clauses of a quotation, the narrator's own among them."""
        yield from self.grammar.clues(quotation.frame, quotation.k, used)
        last = quotation.stretches[-1]
        end, k = self.article.frames[last.paragraph], quotation.k
        if len(quotation.stretches) > 1:
            k = end.stretches.index(last)
            yield from self.grammar.clues(end, k, _NONE_USED)
        signed = self._signature(end, end.places[k])
        if signed is not None:
            yield proposal(signed, "clue: signature")
        announced = self._announcement(quotation)
        if announced is not None:
            yield proposal(announced, "clue: announced by the paragraph before")

    def _announcement(self, quotation: DraftQuotation) -> Clue | None:
        """Return the clause that announces the paragraph that a quotation opens, in the one before, or None."""
        opens = quotation.k == 0 and not quotation.frame.text[: quotation.place].strip()
        before = self.article.frame_before(quotation.frame) if opens and self._is_whole(quotation) else None
        return announcement(before, self.grammar) if before is not None else None

    def _is_whole(self, quotation: DraftQuotation) -> bool:
        """Return whether words end their paragraph or have a mark of their own at the end: no term that the narrator's sentence goes on from."""
        first = quotation.stretches[0]
        ends = not quotation.frame.text[quotation.place + 1 :].strip()
        return ends or len(quotation.stretches) > 1 or self.text[first.start : first.end].rstrip()[-1:] in _WHOLE_ENDS

    def _signature(self, current: Frame, place: int) -> Clue | None:
        """Return the name signed under words that end at a place, in their paragraph or as the next one, or None."""
        number = current.sentence_at(place)
        tokens = current.sentences[number].tokens
        if tokens and tokens[-1].start > place + 1:
            return self.grammar.signature(current, number, (current.token_at(place) or 0) + 1)
        if number + 1 < len(current.sentences):
            return self.grammar.signature(current, number + 1)
        following = self.article.frame_after(current)
        return self.grammar.signature(following, 0) if following is not None and following.sentences else None

    def _passage(self, quotation: DraftQuotation, decision: Decision, linked: Linked) -> Passage:
        parts = tuple(Span(s.start, s.end, self.text[s.start : s.end]) for s in quotation.stretches)
        likely = tuple(Likely(s.name, s.score, s.evidence) for s in decision.candidates)
        candidates = ({"speaker": likely} if likely else {}) | linked.candidates
        told = Attribution(decision.speaker, linked.date, linked.venue, linked.outlet, candidates)
        presented = self.grammar.standing(quotation.frame, quotation.k, quotation.clue, self._near(quotation.frame))
        if presented is None:
            return Passage(parts, told)
        standing, start, end = presented
        a, b = quotation.frame.offset(start), quotation.frame.offset(end - 1) + 1
        return Passage(parts, told, standing, Span(a, b, self.text[a:b]))

    def _near(self, current: Frame) -> Neighbours:
        """Return what stands around a frame."""
        after: list[Frame] = []
        last = current
        while len(after) < _FRAMES_AFTER and (following := self.article.frame_after(last)) is not None:
            after.append(following)
            last = following
        return Neighbours(self.text, self.article.frame_before(current), tuple(after))


def _with_words(text: str, passage: Passage) -> Passage:
    """Return a passage with the words of its evidence filled in."""
    a = passage.attribution
    candidates = {name: tuple(_filled(text, likely) for likely in found) for name, found in a.candidates.items()}
    filled = (_filled(text, a.speaker), _filled(text, a.date), _filled(text, a.venue), _filled(text, a.outlet))
    return replace(passage, attribution=Attribution(*filled, candidates))


def _filled(text: str, value: _Told) -> _Told:
    """Return the value of a field with the words of its evidence."""
    if value is None or value.evidence is None:
        return value
    return replace(value, evidence=_span(text, value.evidence))


def _in_words(text: str, found: Proposal[Any]) -> Proposal[Any]:
    """Return a proposal with the words of its evidence, and of its value's."""
    if found.evidence is None:
        return found
    return found._replace(value=_filled(text, found.value), evidence=_span(text, found.evidence))


def _span(text: str, span: Span) -> Span:
    return Span(span.start, span.end, text[span.start : span.end])
