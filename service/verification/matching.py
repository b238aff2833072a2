"""Finds the passages that a claim's words come from: candidates of the index, compared word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import LCSseq

from schemas.vocabulary import ASSERTED, CITED, KIND, VERDICT
from service.extraction import Voice, voice_within
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, CitedDocument, Span
from service.verification.attribution import agrees, carriers, is_carrier, may_be_one
from service.verification.confidence import THRESHOLD, confidence
from service.wording.align import MATCH, Alignment, align, exact
from service.wording.comparison import Comparison, compare
from service.wording.rarity import is_rare
from service.wording.tables import base
from service.wording.tokens import WORD, Token, is_content, tokenise

PARTIAL_RATE = 0.55  # edits a word of the claim above which a passage is not even shown as close
_ALIGNED = 10  # candidates aligned word by word
_WORTH_SHOWING = 3  # words that a passage may have less in common with the claim than the best one
_LEAST_SHARED = 0.3  # of the claim's words: with fewer in common, a passage is not even shown as close
_RARE_SHARED, _SEVERAL = 2, 2  # words for which each of several rare ones of a short claim counts besides
_COMPARED = 3  # candidates of which every change is named
_SHORT = 14  # words of a claim whose candidates are all compared: among these little words decide the cost
_AS_CLOSE = 1.0  # edits by which the claimed speaker's passage may be farther than somebody else's
_MILDER = 2.5  # edits by which a passage may be farther that has the claim's telling words and turns nothing
_LEFT_OUT, _OTHER_WORD, _NEGATION = "delete", "word", "negation"  # of changes: an op, and kinds
_FAITHFUL = "faithful"
_SAME_COST = 0.05  # edits: costs that differ by less are equal, since costs are sums of fractions
_UNDATED = "9999"  # sorts after every date


@dataclass(frozen=True)
class Compared:
    """A candidate compared with a claim word by word. `tokens` are those of its text, in which `alignment` points."""

    candidate: Candidate
    tokens: tuple[Token, ...]
    alignment: Alignment
    comparison: Comparison

    @property
    def text(self) -> str:
        """The words of the candidate."""
        return self.candidate.unit.text

    @property
    def said(self) -> Attribution:
        """The attribution of the candidate."""
        return self.candidate.unit.attribution

    @cached_property
    def standing(self) -> str:
        """How the source presents the words: as said, not said, supposed or somebody else's."""
        standing = self.candidate.unit.passage.standing
        return CITED if standing == ASSERTED and self.voice is not None else standing

    @cached_property
    def voice(self) -> Voice | None:
        """Whose words they are where the speaker only passes them on; None where they are his own."""
        return voice_within(self.text, self.comparison.start, self.comparison.end)

    @property
    def document(self) -> CitedDocument:
        """The document of the candidate."""
        return self.candidate.document

    @property
    def starts(self) -> int:
        """Where in the document its words for the claim start, a code point."""
        return self._place(self.comparison.start)

    @property
    def ends(self) -> int:
        """Where in the document its words for the claim end, a code point."""
        return self._place(self.comparison.end - 1) + 1

    def _place(self, at: int) -> int:
        """Return the offset in the document of a character of its text, whose parts are joined by a space."""
        for part in self.candidate.unit.parts:
            if at <= len(part.text):
                return part.start + at
            at -= len(part.text) + 1
        return self.candidate.unit.parts[-1].end

    @property
    def content(self) -> int:
        """How many content words of the claim it has."""
        steps = (step for step in self.alignment.steps if step.op == MATCH)
        return sum(is_content(self.tokens[step.source].key) for step in steps)

    @property
    def is_whole(self) -> bool:
        """Whether the words are whole sentences of it."""
        first, last = self.alignment.start, self.alignment.end
        opens = first == 0 or self.tokens[first].opens_sentence if first < len(self.tokens) else False
        return opens and (last >= len(self.tokens) or self.tokens[last].opens_sentence)

    def is_as_close_as(self, other: Compared) -> bool:
        """Return whether two candidates have the claim's words equally well."""
        a, b = self.comparison, other.comparison
        return a.status == b.status and abs(a.cost - b.cost) < _SAME_COST

    def is_same_utterance_as(self, other: Compared, gazetteer: Gazetteer) -> bool:
        """Return whether two candidates have the same words for the claim, and their speakers are not surely two."""
        if self.comparison.status != other.comparison.status or abs(self.comparison.cost - other.comparison.cost) > _SAME_COST:
            return False
        return self._words() == other._words() and may_be_one(gazetteer, self.said.speaker, other.said.speaker)

    def _words(self) -> list[str]:
        return [t.key for t in self.tokens[self.alignment.start : self.alignment.end]]


_Row = tuple[Candidate, tuple[Token, ...], Alignment]


def compared(gazetteer: Gazetteer, quote: str, tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[Compared]:
    """Return the closest candidates compared word by word with a claim, best first. `tokens` are those of `quote`."""
    aligned = _exact(tokens, candidates) or _nearest(tokens, candidates)
    aligned.sort(key=lambda row: row[2].cost)
    found: list[Compared] = []
    for candidate, source, alignment in aligned:
        is_far = len(found) >= (_COMPARED if len(tokens) > _SHORT else _ALIGNED) or alignment.cost > PARTIAL_RATE * len(tokens)
        if found and is_far and alignment.cost > aligned[0][2].cost + (_SAME_COST if len(tokens) > _SHORT else _MILDER):
            break
        comparison = compare(quote, candidate.unit.text, tokens, source, alignment)
        found.append(Compared(candidate, source, alignment, _with_break(comparison, candidate.unit.parts)))
    if len(found) < 2:
        return found
    first_carriers = carriers(gazetteer, (match.said for match in found))
    return _mildest_first(_likest_first(sorted(found, key=lambda match: _order(gazetteer, match, first_carriers))))


def _likest_first(found: list[Compared]) -> list[Compared]:
    """Return matches, best first, where none is sure to be the passage in the order of what they tell that the claim tells too.

    By the count of edits, little words that stand in a row in any speech would be closer than a line's rare words.
    """
    if not found or found[0].comparison.edit_rate == 0.0 or confidence(found[0].comparison) >= THRESHOLD:
        return found
    return sorted(found, key=lambda match: (-round(match.comparison.likeness.share, 2), -match.comparison.likeness.rare))


def matched(quote: str, tokens: tuple[Token, ...], candidate: Candidate) -> Compared:
    """Return one candidate compared word by word with a claim. `tokens` are those of `quote`."""
    source = tokenise(candidate.unit.text)
    alignment = align(tokens, source)
    comparison = compare(quote, candidate.unit.text, tokens, source, alignment)
    return Compared(candidate, source, alignment, _with_break(comparison, candidate.unit.parts))


def likest(quote: str, tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> Compared | None:
    """Return the candidate that has the most of a claim's telling words, compared with it; None if none has half of them."""
    wanted = {base(t.key) for t in tokens if t.kind == WORD and is_content(t.key)}
    rows = [(len(wanted & set(map(base, c.unit.keys))), -len(c.unit.text), n) for n, c in enumerate(candidates)]
    held = sorted((row for row in rows if row[0] and row[0] >= len(wanted) / 2), reverse=True)[:_COMPARED]
    found = [matched(quote, tokens, candidates[n]) for _, _, n in held]
    return max(found, key=lambda match: (match.comparison.likeness.of_claim, -match.comparison.cost), default=None)


def _mildest_first(found: list[Compared]) -> list[Compared]:
    """Return matches, best first, with one first that has all of the claim's telling words if the best one lacks some of them.

    "My best thing is my temper" is nearer to "My best asset is my temper" than "My best asset, maybe by far, is my temper" is, by
    the count of words; but these are the words that were quoted.
    """
    best = found[0] if found else None
    if best is None or not _is_turned(best.comparison):
        return found
    bound = best.comparison.cost + _MILDER
    milder = next((m for m in found[1:] if m.comparison.cost <= bound and not _is_turned(m.comparison)), None)
    return found if milder is None else [milder, *(m for m in found if m is not milder)]


def _is_turned(comparison: Comparison) -> bool:
    """Return whether a comparison has words put in that turn the meaning or that tell, or a negation left out."""
    return any(c.kind == _NEGATION if c.op == _LEFT_OUT else c.serious or c.kind == _OTHER_WORD for c in comparison.changes)


def claimed_first(gazetteer: Gazetteer, speaker: str, matches: list[Compared]) -> list[Compared]:
    """Return matches with one of the claimed speaker first if it is hardly farther from the claim than the best one.

    Beside another's very words that is his with what editors may change ("I'll" for "I will").
    """
    if not matches:
        return matches
    best = matches[0]
    bound = best.comparison.cost + _AS_CLOSE
    if best.comparison.edit_rate == 0.0:
        near = [m for m in matches if m.is_as_close_as(best) or m.comparison.status == _FAITHFUL]
    else:
        near = [m for m in matches if m.comparison.cost <= bound]
    own = next((m for m in near if agrees(gazetteer, "speaker", speaker, m.said)), None)
    return matches if own is None else [own, *(m for m in matches if m is not own)]


def _exact(tokens: tuple[Token, ...], candidates: Iterable[Candidate]) -> list[_Row]:
    """Return the candidates that hold the claim's words in a row."""
    rows = []
    for candidate in candidates:
        if candidate.is_full:
            source = tokenise(candidate.unit.text)
            found = exact(tokens, source)
            if found:
                rows.append((candidate, source, found))
    return rows


def _nearest(tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[_Row]:
    """Return candidates aligned with the claim, without those that share too few words to be among the nearest."""
    wanted = [t.key for t in tokens if t.kind == WORD]
    rare = {base(key) for key in wanted if is_rare(key)} if len(wanted) <= _SHORT else set()
    shared = [(_shared(wanted, rare, c.unit.keys), c) for c in candidates[:_ALIGNED]]
    shared.sort(key=lambda row: -row[0])
    rows: list[_Row] = []
    matched = 0  # words of the claim that match in the best place found
    for similarity, candidate in shared:
        if rows and (similarity + _WORTH_SHOWING < matched or similarity < _LEAST_SHARED * len(wanted)):
            break
        source = tokenise(candidate.unit.text)
        alignment = align(tokens, source)
        matched = max(matched, sum(step.op == MATCH for step in alignment.steps))
        rows.append((candidate, source, alignment))
    return rows


def _shared(wanted: list[str], rare: set[str], words: Sequence[str]) -> float:
    """Return how many words of a claim a passage has in order; where it has several `rare` ones of a short claim, these count for more."""
    found = len(rare.intersection(map(base, words))) if len(rare) >= _SEVERAL else 0
    return LCSseq.similarity(wanted, words) + (_RARE_SHARED * found if found >= _SEVERAL else 0)


def _order(gazetteer: Gazetteer, match: Compared, first_carriers: frozenset[str]) -> tuple[object, ...]:
    """Sort the closest first; among equals primary sources, then the outlet that was first to have it, then the earliest."""
    c, document = match.comparison, match.document
    return (
        c.edit_rate > 0.0,
        round(c.cost, 2) if c.edit_rate > 0.0 else 0.0,
        VERDICT[c.status].rank,
        round(c.cost, 2),
        document.superseded_by is not None,
        not KIND[document.kind].is_primary,
        not is_carrier(gazetteer, document, first_carriers),
        document.published or _UNDATED,
        document.id,
        match.candidate.unit.id,
    )


def _with_break(comparison: Comparison, parts: Sequence[Span]) -> Comparison:
    """Return the comparison with the fold "attribution_break" if the words run over two parts of one quotation."""
    at = 0
    for part in parts[:-1]:
        at += len(part.text)
        if comparison.start < at and comparison.end > at + 1:
            return replace(comparison, folds=tuple(sorted({*comparison.folds, "attribution_break"})))
        at += 1
    return comparison
