"""Finds the passages that a claim's words come from: candidates of the index, compared word by word, and splices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import LCSseq

from schemas.vocabulary import ASSERTED, CITED, KIND, VERDICT
from service.extraction import Voice, voice_within
from service.index import Index
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, CitedDocument, Span
from service.verification.attribution import agrees, carriers, is_carrier, may_be_one
from service.verification.confidence import THRESHOLD, confidence
from service.verification.splices import find_splice, left_over
from service.wording.align import MATCH, Alignment, align, exact
from service.wording.comparison import Comparison, compare
from service.wording.tables import base
from service.wording.tokens import ELLIPSIS, PAUSE, WORD, Token, is_content, keys, spoken_keys, tokenise

PARTIAL_RATE = 0.55  # edits a word of the claim above which a passage is not even shown as close
_ALIGNED = 10  # candidates aligned word by word
_WORTH_SHOWING = 3  # words that a passage may have less in common with the claim than the best one
_LEAST_SHARED = 0.3  # of the claim's words: with fewer in common, a passage is not even shown as close
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
_MOVED = 250  # characters within which a phrase was moved rather than joined from elsewhere
_SPLICED, _FAITHFUL, _TRUNCATED = "spliced", "faithful", "truncated"
_COMPARED = 3  # candidates of which every change is named
_SHORT = 14  # words of a claim whose candidates are all compared: among these little words decide the cost
_AS_CLOSE = 1.0  # edits by which the claimed speaker's passage may be farther than somebody else's
_MILDER = 2.5  # edits by which a passage may be farther that has the claim's telling words and turns nothing
_LEFT_OUT, _OTHER_WORD, _NEGATION = "delete", "word", "negation"  # of changes: an op, and kinds
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
    rows = [(len(wanted & set(map(base, keys(c.unit.text)))), -len(c.unit.text), n) for n, c in enumerate(candidates)]
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
    best = matches[0]
    rest = left_over(tokens, best.alignment)
    if not rest:
        return None
    rows: list[_Row] = [(m.candidate, m.tokens, m.alignment) for m in matches[:_FROM_BEST]]
    wanted = [t.key for t in rest if t.kind == WORD]
    held = {row[0].unit.parts for row in rows}
    for candidate in index.candidates(rest).candidates:
        is_new = len(rows) <= _PIECES + 1 and candidate.unit.parts not in held
        if is_new and LCSseq.similarity(wanted, keys(candidate.unit.text)) >= _PIECE_SHARE * len(wanted):
            source = tokenise(candidate.unit.text)
            rows.append((candidate, source, align(tokens, source)))
    apart = np.array([[_apart(index.gazetteer, a[0], b[0]) for b in rows] for a in rows])
    found = find_splice(quote, tokens, [(c.unit.text, s) for c, s, _ in rows], [a for _, _, a in rows], apart)
    if found is None:
        return None
    first, second = (Compared(*rows[piece.candidate], piece.comparison) for piece in found)
    return _joint(index, quote, tokens, found[1].first, (first, second))


def _apart(gazetteer: Gazetteer, a: Candidate, b: Candidate) -> float:
    """Return the edits that it costs to take two pieces from two candidates: those of one quotation, document or speaker come first."""
    if a.unit.id == b.unit.id:
        return 0.0
    ours, theirs = a.unit.attribution.speaker, b.unit.attribution.speaker
    is_one = ours is not None and theirs is not None and may_be_one(gazetteer, ours, theirs)
    if a.document.id == b.document.id:
        return _ONE_SPEAKER if is_one else _ONE_DOCUMENT
    return _TWO_DOCUMENTS if is_one else _STRANGERS


def _joint(index: Index, quote: str, tokens: tuple[Token, ...], cut: int, both: tuple[Compared, Compared]) -> Joint | None:
    """Return what two pieces amount to by how their passages stand to one another; `cut`: the claim's token where the second begins."""
    first, second = both
    if _is_interrupted(first, second) and _is_one(index.gazetteer, first, second):
        return _one_speech((first, _with_words_before(second)))
    is_marked = ELLIPSIS in (tokens[cut].kind, tokens[cut - 1].kind)
    if not (is_marked or tokens[cut].opens_sentence) and min(first.content, second.content) < _LEAST_CONTENT:
        return None
    distance = second.starts - first.ends
    spliced = Joint(_SPLICED, both)
    if first.document.id != second.document.id:
        are_strangers = _apart(index.gazetteer, first.candidate, second.candidate) >= _STRANGERS
        is_sure = all(m.comparison.likeness.in_order >= _LEAST_TOLD and (_is_telling(m) or not are_strangers) for m in both)
        return spliced if is_sure else None
    if first.candidate.unit.id == second.candidate.unit.id:
        if distance < 0:
            return None if first.starts - second.ends <= _MOVED else spliced
        if not is_marked and distance > _CUT:
            return spliced
        unit = index.between(first.candidate.unit, second.candidate.unit)
        return _cut(quote, tokens, cut, replace(first.candidate, unit=unit), is_marked=is_marked)
    if is_marked and 0 <= distance <= _OVER and _is_one(index.gazetteer, first, second):
        return _one_speech(both)
    return spliced


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


def claimed_first(gazetteer: Gazetteer, speaker: str, matches: list[Compared]) -> list[Compared]:
    """Return matches with one of the claimed speaker first if it is hardly farther from the claim than the best one."""
    if not matches:
        return matches
    best = matches[0]
    bound = best.comparison.cost + _AS_CLOSE
    near = [m for m in matches if (m.is_as_close_as(best) if best.comparison.edit_rate == 0.0 else m.comparison.cost <= bound)]
    own = next((m for m in near if agrees(gazetteer, "speaker", speaker, m.said)), None)
    return matches if own is None else [own, *(m for m in matches if m is not own)]


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
