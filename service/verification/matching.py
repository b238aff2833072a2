"""Finds the passages that a claim's words come from: candidates of the index, compared word by word, and splices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from schemas.vocabulary import ASSERTED, CITED, KIND, VERDICT
from service.extraction import Voice, voice_within
from service.index import Index
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, CitedDocument, Span
from service.verification.attribution import agrees, carriers, is_carrier, may_be_one
from service.verification.confidence import THRESHOLD, confidence
from service.verification.paraphrase import is_paraphrase
from service.verification.splices import find_splice, left_over
from service.wording.align import MATCH, Alignment, align, exact
from service.wording.comparison import Comparison, compare
from service.wording.tokens import WORD, Token, is_content, keys, tokenise

PARTIAL_RATE = 0.55  # edits a word of the claim above which a passage is not even shown as close
_ALIGNED = 10  # candidates aligned word by word
_WORTH_SHOWING = 3  # words that a passage may have less in common with the claim than the best one
_LEAST_SHARED = 0.3  # of the claim's words: with fewer in common, a passage is not even shown as close
_PIECES, _PIECE_SHARE = 4, 0.7  # passages tried for the other piece of a splice; words of it that they must have
_COMPARED = 3  # candidates of which every change is named
_AS_CLOSE = 1.0  # edits by which the claimed speaker's passage may be farther than somebody else's
_SAME_COST = 0.05  # edits: costs that differ by less are equal, since costs are sums of fractions
_UNDATED = "9999"  # sorts after every date


@dataclass(frozen=True, slots=True)
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

    @property
    def standing(self) -> str:
        """How the source presents the words: as said, not said, supposed or somebody else's."""
        standing = self.candidate.unit.passage.standing
        return CITED if standing == ASSERTED and self.voice is not None else standing

    @property
    def voice(self) -> Voice | None:
        """Whose words they are where the speaker only passes them on; None where they are his own."""
        return voice_within(self.text, self.comparison.start, self.comparison.end)

    @property
    def document(self) -> CitedDocument:
        """The document of the candidate."""
        return self.candidate.document

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
        is_far = len(found) >= _COMPARED or alignment.cost > PARTIAL_RATE * len(tokens)
        if found and is_far and alignment.cost > aligned[0][2].cost + _SAME_COST:
            break
        comparison = compare(quote, candidate.unit.text, tokens, source, alignment)
        found.append(Compared(candidate, source, alignment, _with_break(comparison, candidate.unit.parts)))
    first_carriers = carriers(gazetteer, (match.said for match in found))
    return sorted(found, key=lambda match: _order(gazetteer, match, first_carriers))


def matched(quote: str, tokens: tuple[Token, ...], candidate: Candidate) -> Compared:
    """Return one candidate compared word by word with a claim. `tokens` are those of `quote`."""
    source = tokenise(candidate.unit.text)
    alignment = align(tokens, source)
    comparison = compare(quote, candidate.unit.text, tokens, source, alignment)
    return Compared(candidate, source, alignment, _with_break(comparison, candidate.unit.parts))


def pieces(index: Index, quote: str, tokens: tuple[Token, ...], best: Compared) -> list[Compared]:
    """Return the two passages that a claim is spliced of, in its order, each compared with its own piece; empty if it is none.

    Asks the index for the words that the best match lacks. Raises IndexUnavailable.
    """
    rest = left_over(tokens, best.alignment)
    if not rest:
        return []
    wanted = [t.key for t in rest]
    rows: list[_Row] = [(best.candidate, best.tokens, best.alignment)]
    for candidate in index.candidates(rest).candidates:
        if len(rows) <= _PIECES and LCSseq.similarity(wanted, keys(candidate.unit.text)) >= _PIECE_SHARE * len(wanted):
            source = tokenise(candidate.unit.text)
            rows.append((candidate, source, align(tokens, source)))
    found = find_splice(quote, tokens, [(c.unit.text, s) for c, s, _ in rows], [a for _, _, a in rows])
    return [Compared(*rows[piece.candidate], piece.comparison) for piece in found or ()]


def claimed_first(gazetteer: Gazetteer, speaker: str, matches: list[Compared]) -> list[Compared]:
    """Return matches with one of the claimed speaker first if it is hardly farther from the claim than the best one."""
    if not matches or matches[0].comparison.edit_rate == 0.0:
        return matches
    bound = matches[0].comparison.cost + _AS_CLOSE
    own = next((m for m in matches if m.comparison.cost <= bound and agrees(gazetteer, "speaker", speaker, m.said)), None)
    return matches if own is None else [own, *(m for m in matches if m is not own)]


def status_of(best: Compared, tokens: tuple[Token, ...]) -> str:
    """Return the status of a claim's wording by its best match."""
    if confidence(best.comparison) >= THRESHOLD:
        return best.comparison.status
    return "paraphrased" if is_paraphrase(tokens, best.tokens, best.alignment) else "not_found"


def _exact(tokens: tuple[Token, ...], candidates: Iterable[Candidate]) -> list[_Row]:
    """Return the candidates that hold the claim's words in a row."""
    rows = []
    wanted = " ".join(t.key for t in tokens)
    for candidate in candidates:
        if candidate.is_full and f" {wanted} " in f" {' '.join(keys(candidate.unit.text))} ":
            source = tokenise(candidate.unit.text)
            found = exact(tokens, source)
            if found:
                rows.append((candidate, source, found))
    return rows


def _nearest(tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[_Row]:
    """Return candidates aligned with the claim, without those that share too few words to be among the nearest."""
    wanted = [t.key for t in tokens if t.kind == WORD]
    shared = [(LCSseq.similarity(wanted, keys(c.unit.text)), c) for c in candidates[:_ALIGNED]]
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
