"""Tells what a claim is whose words two passages hold: one speech that was broken, a cut within one passage, or a splice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import LCSseq

from schemas.vocabulary import KIND, VERDICT
from service.index import Index
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.verification.attribution import may_be_one
from service.verification.matching import Compared
from service.verification.splices import find_splice, left_over
from service.wording.align import Alignment, align
from service.wording.comparison import compare
from service.wording.tokens import ELLIPSIS, PAUSE, WORD, Token, spoken_keys, tokenise

_PIECES, _PIECE_SHARE = 4, 0.7  # passages tried for the other piece of a splice; words of it that they must have
_FROM_BEST = 3  # of the best matches, which are tried for both pieces
# edits that two passages cost for one, by what they have in common; those of strangers must be very words, and tell
_ONE_SPEAKER, _ONE_DOCUMENT, _TWO_DOCUMENTS, _STRANGERS = 0.3, 0.6, 1.0, 2.0
_LEAST_CONTENT = 2  # content words of a piece that is joined within a sentence
_LEAST_OF_STRANGERS = 3  # content words, one less of a whole sentence
_LEAST_TOLD = 4.0  # what the words of a piece from another document tell: of less, anybody's words are made
_CUT = 700  # characters of one passage, about 120 words, that a cut may leave out: what stands farther apart was not said together
_INTERRUPTION = 160  # characters between two turns: the labels and a few words of whoever breaks in
_THROWN_IN = 4  # words that somebody throws in and that are not a question
_PAUSES = " -—–….,;:!?"
_BROKEN_OFF = re.compile(r"(?:-|—|–|…|\.\.\.|,|\w)\s*$")  # how a turn ends that is broken off
_GOES_ON = re.compile(r"\s*(?:-|—|–|…|\.\.)")
_LABEL = re.compile(r"^[^:\n]{1,60}:|^\s*[\[(][^\])]*[\])]\s*$")  # of a turn, or a stage direction
_OVER = 1500  # characters that an ellipsis may pass over from one turn of a speaker to another
_FROM_MARK = 2  # tokens on either side of a cut in which an ellipsis marks it
_MOVED = 250  # characters within which a phrase was moved rather than joined from elsewhere
_SPLICED, _FAITHFUL, _TRUNCATED = "spliced", "faithful", "truncated"

_Row = tuple[Candidate, tuple[Token, ...], Alignment]


@dataclass(frozen=True, slots=True)
class Joint:
    """What two pieces of a claim amount to: the status of its wording, and the passages, in the claim's order.

    One passage that holds both pieces stands alone.
    """

    status: str
    pieces: Sequence[Compared]


def joint(index: Index, quote: str, tokens: tuple[Token, ...], matches: Sequence[Compared]) -> Joint | None:
    """Return what a claim is that two passages, or two stretches of one, hold better than any one stretch; None if there are none.

    Asks the index for the words that the best match lacks. Raises IndexUnavailable.
    """
    rest = left_over(tokens, matches[0].alignment)
    if not rest:
        return None
    rows = _tried(index, tokens, rest, matches)
    apart = np.array([[_apart(index.gazetteer, a[0], b[0]) for b in rows] for a in rows])
    found = find_splice(quote, tokens, [(c.unit.text, s) for c, s, _ in rows], [a for _, _, a in rows], apart)
    if found is None:
        return None
    first, second = (Compared(*rows[piece.candidate], piece.comparison) for piece in found)
    return _Pieces(index, quote, tokens, found[1].first, first, second).joint


def _tried(index: Index, tokens: tuple[Token, ...], rest: tuple[Token, ...], matches: Sequence[Compared]) -> list[_Row]:
    """Return the candidates that may hold a piece of a claim: the best matches, and those that have most of the words `rest` that the best one lacks."""
    rows: list[_Row] = [(m.candidate, m.tokens, m.alignment) for m in matches[:_FROM_BEST]]
    wanted = [t.key for t in rest if t.kind == WORD]
    held = {row[0].unit.parts for row in rows}
    for candidate in index.candidates(rest).candidates:
        is_new = len(rows) <= _PIECES + 1 and candidate.unit.parts not in held
        if is_new and LCSseq.similarity(wanted, candidate.unit.keys) >= _PIECE_SHARE * len(wanted):
            source = tokenise(candidate.unit.text)
            rows.append((candidate, source, align(tokens, source)))
    return rows


def _apart(gazetteer: Gazetteer, a: Candidate, b: Candidate) -> float:
    """Return the edits that it costs to take two pieces from two candidates: those of one quotation, document or speaker come first."""
    if a.unit.id == b.unit.id:
        return 0.0
    ours, theirs = a.unit.attribution.speaker, b.unit.attribution.speaker
    is_one = ours is not None and theirs is not None and may_be_one(gazetteer, ours, theirs)
    if a.document.id == b.document.id:
        return _ONE_SPEAKER if is_one else _ONE_DOCUMENT
    return _TWO_DOCUMENTS if is_one else _STRANGERS


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Two pieces of a claim in its order. `cut`: the claim's token where the second begins."""

    index: Index
    quote: str
    tokens: tuple[Token, ...]
    cut: int
    first: Compared
    second: Compared

    @property
    def joint(self) -> Joint | None:
        """What the pieces amount to by how their passages stand to one another; None where they are a coincidence."""
        first, second = self.first, self.second
        if _is_interrupted(first, second) and self._are_of_one:
            return _one_speech((first, _with_words_before(second)))
        if self._is_little:
            return None
        if first.document.id != second.document.id:
            return self._of_two_documents
        if first.candidate.unit.id == second.candidate.unit.id:
            return self._of_one_unit
        if self._is_near_mark and 0 <= self._distance <= _OVER and self._are_of_one:
            return _one_speech((first, second))
        return self._spliced

    @property
    def _spliced(self) -> Joint:
        return Joint(_SPLICED, (self.first, self.second))

    @property
    def _distance(self) -> int:
        """How many characters stand between the passages; negative where the second one stands first."""
        return self.second.starts - self.first.ends

    @property
    def _is_marked(self) -> bool:
        return ELLIPSIS in (self.tokens[self.cut].kind, self.tokens[self.cut - 1].kind)

    @property
    def _is_near_mark(self) -> bool:
        """Whether an ellipsis stands at the cut or a word from it, which both passages may have: "hit them … hit their ports"."""
        return any(t.kind == ELLIPSIS for t in self.tokens[max(0, self.cut - _FROM_MARK) : self.cut + _FROM_MARK])

    @property
    def _are_of_one(self) -> bool:
        return _is_one(self.index.gazetteer, self.first, self.second)

    @property
    def _is_little(self) -> bool:
        """Whether a piece says little and is joined within a sentence, with no mark."""
        is_shown = self._is_marked or self.tokens[self.cut].opens_sentence
        return not is_shown and min(self.first.content, self.second.content) < _LEAST_CONTENT

    @property
    def _of_two_documents(self) -> Joint | None:
        """A splice where each piece tells something, as both halves of most sentences stand somewhere."""
        are_strangers = _apart(self.index.gazetteer, self.first.candidate, self.second.candidate) >= _STRANGERS
        both = (self.first, self.second)
        is_sure = all(m.comparison.likeness.in_order >= _LEAST_TOLD and (_is_telling(m) or not are_strangers) for m in both)
        return self._spliced if is_sure else None

    @property
    def _of_one_unit(self) -> Joint | None:
        """A cut within one passage; a splice where the stretches stand far apart or in another order."""
        if self._distance < 0:
            return None if self.first.starts - self.second.ends <= _MOVED else self._spliced
        if not self._is_marked and self._distance > _CUT:
            return self._spliced
        unit = self.index.between(self.first.candidate.unit, self.second.candidate.unit)
        return _cut(self.quote, self.tokens, self.cut, replace(self.first.candidate, unit=unit), is_marked=self._is_marked)


def _is_one(gazetteer: Gazetteer, first: Compared, second: Compared) -> bool:
    """Return whether two passages are of one speaker, whom both name."""
    a, b = first.said.speaker, second.said.speaker
    return a is not None and b is not None and may_be_one(gazetteer, a, b)


def _one_speech(both: tuple[Compared, Compared]) -> Joint:
    """Return two pieces as one utterance that something broke."""
    statuses = [_FAITHFUL, *(piece.comparison.status for piece in both)]
    return Joint(max(statuses, key=lambda status: VERDICT[status].rank), both)


def _is_telling(piece: Compared) -> bool:
    return piece.comparison.edit_rate == 0.0 and piece.content + piece.is_whole >= _LEAST_OF_STRANGERS


def _is_interrupted(first: Compared, second: Compared) -> bool:
    """Return whether a speaker was broken off between two turns and went on, or somebody only threw in a word.

    What one says after another question is a statement of its own.
    """
    distance = second.starts - first.ends
    if first.document.id != second.document.id or not KIND[first.document.kind].is_primary or not 0 <= distance <= _INTERRUPTION:
        return False
    if first.candidate.unit.id == second.candidate.unit.id:
        return False
    between = first.candidate.unit.following[:distance]
    if not _meet(first, second):
        return False  # words of the turns stand between them
    start = second.text[second.comparison.start :]
    if _BROKEN_OFF.search(first.text) or _GOES_ON.match(second.text) or start[:1].islower():
        return True
    said = [_LABEL.sub("", line) for line in between.splitlines()]
    return "?" not in between and sum(len(line.split()) for line in said) <= _THROWN_IN


def _with_words_before(piece: Compared) -> Compared:
    """Return the second piece of a speech without what was cut off in front of it: the first one has these words."""
    comparison = piece.comparison
    kept = tuple(o for o in comparison.omitted if o.start >= comparison.start)
    if comparison.status != _TRUNCATED or any(o.serious for o in kept):
        return piece
    return replace(piece, comparison=replace(comparison, status=_FAITHFUL, omitted=kept))


def _meet(first: Compared, second: Compared) -> bool:
    """Return whether no words of two turns stand between two pieces, but for those with which the speaker, broken off, begins again."""
    left, skipped = first.text[first.comparison.end :].strip(_PAUSES), second.text[: second.comparison.start].strip(_PAUSES)
    again = [*spoken_keys(skipped), *spoken_keys(left)]
    if not again:
        return not (left or skipped)
    n = len(again)
    ours, theirs = ([t.key for t in piece.tokens if t.kind == WORD] for piece in (first, second))
    return ours[-n:] == again == theirs[:n]


def _cut(quote: str, tokens: tuple[Token, ...], cut: int, candidate: Candidate, *, is_marked: bool) -> Joint:
    """Return a claim as one stretch of a passage of which words are left out before its token `cut`, with a mark or without."""
    at = tokens[cut].start
    parted = tokens if is_marked else (*tokens[:cut], Token(at, at, PAUSE, "", ELLIPSIS), *tokens[cut:])
    source = tokenise(candidate.unit.text)
    alignment = align(parted, source)
    comparison = compare(quote, candidate.unit.text, parted, source, alignment)
    if not is_marked:
        alignment = _without(alignment, cut)
    return Joint(comparison.status, [Compared(candidate, source, alignment, comparison)])


def _without(alignment: Alignment, put_in: int) -> Alignment:
    """Return an alignment whose steps count the claim's own tokens, without the one that was put in."""
    steps = (step._replace(claim=step.claim - (step.claim > put_in)) for step in alignment.steps if step.claim != put_in)
    return replace(alignment, steps=tuple(steps), prefix=np.delete(alignment.prefix, put_in + 1))
