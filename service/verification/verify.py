"""Claim → verification: asks the index for candidates, and has them compared and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.index import Index
from service.index.asking.lookup import Candidate, Candidates
from service.index.layout.pages import STRIDE, WINDOW
from service.knowledge.names import is_surname_only, same_words
from service.records import Attribution, Verification
from service.verification.answer import answer
from service.verification.attribution import agrees, is_named_alike, known_speaker
from service.verification.claims import Claim
from service.verification.conflicts import conflicting, corrected, own_otherwise
from service.verification.evidence import Searched
from service.verification.joints import joint
from service.verification.judging import NOT_FOUND, VERY_WORDS, Case, Judged, Outcome, judge, with_note
from service.verification.likely import status_of
from service.verification.matching import Compared, claimed_first, compared, likest
from service.verification.narrowing import narrowed
from service.verification.near_lines import near_line
from service.verification.partial import held_in_part
from service.verification.parts import with_part
from service.verification.reasons import HELD_IN_PART, Spoken, reason
from service.wording.tokens import Token, tokenise

_TRANSCRIPT = "transcript"
_FEW_QUOTATIONS = 64  # of a speaker, which are all compared with a claim for which nothing else is found


class _Work(NamedTuple):
    """The verdict on a claim with what the answer needs besides: of the index, of the claim, and of what is near it."""

    judged: Judged
    revision: str
    tokens: tuple[Token, ...]
    others: list[Candidate]
    conflicts: list[Compared]


class _Counts:
    """How much was searched for a claim: each speaker who bears on it is counted once."""

    def __init__(self, index: Index, claim: Claim, revision: str) -> None:
        self._index = index
        self._claim = claim
        self._revision = revision
        self._said: dict[str, int] = {}
        self._bears: dict[str, bool] = {}  # by the id of a passage

    def of(self, speaker: str) -> int:
        """Return the number of a speaker's quotations in the index."""
        if speaker not in self._said:
            known = self._index.coverage(speaker, self._revision).speaker
            self._said[speaker] = 0 if known is None else known.quotations
        return self._said[speaker]

    def among(self, matches: Sequence[Compared]) -> Searched:
        """Return how much was searched: of the index, and of the speakers of the passages that agree with the claim's, or of the closest."""
        bearing = [m for m in matches if self._agrees(m)] if self._claim.speaker else matches[:1]
        names = set(filter(None, (known_speaker(m.said) for m in bearing)))
        said = {name: number for name in names if (number := self.of(name))}
        return Searched(self._index.coverage(None, self._revision).quotations, said)

    def _agrees(self, match: Compared) -> bool:
        key = match.candidate.unit.id
        if key not in self._bears:
            self._bears[key] = bool(agrees(self._index.gazetteer, "speaker", self._claim.speaker or "", match.said))
        return self._bears[key]


class Verifier:
    """Verifies claims against an index. Threads may share it.

    `observe` is called with the number of candidates of each claim; `spoken` returns some quotations of a speaker, by which it is
    told why nothing was found.
    """

    def __init__(
        self, index: Index, observe: Callable[[int], object] = lambda number: None, spoken: Spoken = lambda speaker: ()
    ) -> None:
        self._index = index
        self._observe = observe
        self._spoken = spoken

    def verify(self, claim: Claim) -> Verification:
        """Return the verification of a claim.

        Raises IndexUnavailable if the index cannot answer, or if nothing was found while part of it may be missing: a fault
        never answers `not_found`.
        """
        work = self._judged(claim)
        judged = work.judged
        coverage = self._index.coverage(claim.speaker or judged.about, work.revision)
        degraded = not self._index.is_whole()
        why = None
        if judged.verdict == NOT_FOUND:
            known = coverage.speaker if claim.speaker else None
            is_in_part = judged.outcome.is_in_part
            why = HELD_IN_PART if is_in_part else reason(claim, work.tokens, judged.outcome, work.others, known, self._spoken)
        gazetteer = self._index.gazetteer
        return answer(gazetteer, claim, judged, work.revision, coverage, work.conflicts, reason=why, degraded=degraded)

    def judged(self, claim: Claim) -> Judged:
        """Return the verdict on a claim with what it rests on. Raises IndexUnavailable."""
        return self._judged(claim).judged

    def _judged(self, claim: Claim) -> _Work:
        tokens, found, matches = self._asked(claim)
        gazetteer = self._index.gazetteer
        outcome, searched = self._told(claim, tokens, matches, found.revision)
        if outcome.status == NOT_FOUND:
            self._index.require_whole()
        outcome = with_note(outcome, tokens, is_common=found.is_common)
        conflicts = conflicting(gazetteer, claim, tokens, found.candidates, outcome, searched)
        outcome = narrowed(gazetteer, claim, tokens, corrected(outcome, conflicts), searched)
        outcome = held_in_part(claim, outcome, tokens)
        judged = self._judge(claim, outcome, searched)
        own = own_otherwise(gazetteer, claim, tokens, found.candidates, outcome) if judged.verdict in VERY_WORDS else None
        if own is not None and (told := self._judge(claim, own, searched)).verdict == own.status:
            judged = told
        return _Work(with_part(judged, tokens), found.revision, tokens, found.candidates, conflicts)

    def _judge(self, claim: Claim, outcome: Outcome, searched: Searched) -> Judged:
        case = Case(self._index.gazetteer, claim, outcome, searched, self._namesakes(claim, outcome), self._apart(claim, outcome))
        return judge(case)

    def outcome(self, claim: Claim) -> tuple[Outcome, Searched]:
        """Return what the words of a claim amount to, before anybody is named, and how much was searched. Raises IndexUnavailable."""
        tokens, found, matches = self._asked(claim)
        return self._told(claim, tokens, matches, found.revision)

    def _told(self, claim: Claim, tokens: tuple[Token, ...], matches: list[Compared], revision: str) -> tuple[Outcome, Searched]:
        """Return what the words of a claim amount to, by what is looked up and by what else its speaker said, and how much was searched."""
        counts = _Counts(self._index, claim, revision)
        outcome = self._outcome(claim, tokens, matches, counts)
        if outcome.status == NOT_FOUND:
            outcome = self._by_the_speaker(claim, tokens, outcome, counts)
        if outcome.status == NOT_FOUND:
            outcome = self._as_a_line(claim, tokens, outcome, counts)
        return outcome, counts.among([*outcome.pieces, *outcome.matches])

    def _asked(self, claim: Claim) -> tuple[tuple[Token, ...], Candidates, list[Compared]]:
        """Return the tokens of a claim, its candidates in other texts than its own, and the closest of them, best first."""
        tokens = tokenise(claim.quote)
        found = self._index.candidates(tokens)
        self._observe(len(found.candidates))
        if claim.has_own:
            found = replace(found, candidates=[c for c in found.candidates if not claim.is_own(c.document)])
        candidates = found.candidates
        if len(tokens) > WINDOW - STRIDE:
            candidates = self._index.stretches(candidates, len(tokens))
        return tokens, found, compared(self._index.gazetteer, claim.quote, tokens, candidates)

    def _outcome(self, claim: Claim, tokens: tuple[Token, ...], matches: list[Compared], counts: _Counts) -> Outcome:
        """Return what the words of a claim amount to."""
        if not matches:
            return Outcome("not_found", ())
        joined = joint(self._index, claim.quote, tokens, matches)
        if joined is not None:
            if len(joined.pieces) > 1:
                return Outcome(joined.status, matches, joined.pieces)
            (whole,) = joined.pieces
            return Outcome(joined.status, [whole, *(m for m in matches if m.candidate.unit.id != whole.candidate.unit.id)])
        searched = counts.among(matches)
        if claim.speaker:
            matches = claimed_first(self._index.gazetteer, claim.speaker, matches)
        return Outcome(status_of(self._index.gazetteer, claim, tokens, matches[0], searched), matches)

    def _by_the_speaker(self, claim: Claim, tokens: tuple[Token, ...], outcome: Outcome, counts: _Counts) -> Outcome:
        """Return what the words of a claim amount to with all that the index has of its speaker, where that is not much.

        A line that is quoted nearly right may share too few runs of words with the passage to be looked up by them.
        """
        if claim.speaker is None or not 0 < counts.of(claim.speaker) <= _FEW_QUOTATIONS:
            return outcome
        own = [c for c in self._index.said_by(claim.speaker, _FEW_QUOTATIONS) if not claim.is_own(c.document)]
        found = likest(claim.quote, tokens, own)
        if found is None or any(m.candidate.unit.id == found.candidate.unit.id for m in outcome.shown):
            return outcome
        others = [m for m in outcome.matches if m.candidate.unit.id != found.candidate.unit.id]
        return Outcome(status_of(self._index.gazetteer, claim, tokens, found, counts.among([found])), [found, *others], own=found)

    def _as_a_line(self, claim: Claim, tokens: tuple[Token, ...], outcome: Outcome, counts: _Counts) -> Outcome:
        """Return what the words of a short claim amount to as a line that is quoted nearly right; the outcome as it is if it is none.

        Of a claimed speaker who is known for little else, less likeness will do.
        """
        gazetteer, speaker = self._index.gazetteer, claim.speaker
        agreeing = [(m, agrees(gazetteer, "speaker", speaker, m.said) if speaker else None) for m in outcome.matches]
        told = [m for m, is_his in agreeing if is_his is not False]
        searched = counts.among(outcome.matches)
        own = [m for m, is_his in agreeing if is_his and searched.by(known_speaker(m.said)) <= _FEW_QUOTATIONS]
        reported = [m for m in told if speaker and claim.is_read and is_named_alike(gazetteer, speaker, m.said)]
        best = near_line(tokens, told, own, reported)
        if best is None:
            return outcome
        others = [m for m in outcome.matches if m is not best]
        return Outcome(best.comparison.status, [best, *others], own=outcome.own, is_line=True)

    def _apart(self, claim: Claim, outcome: Outcome) -> frozenset[str]:
        """Return the ids of passages by nobody named in a transcript in which the claimed speaker has turns under a label of his own."""
        found = set()
        for match in outcome.sources if claim.speaker else ():
            speaker = match.said.speaker
            is_label = speaker is not None and speaker.type == "unnamed" and match.document.kind == _TRANSCRIPT
            is_other = is_label and speaker is not None and not same_words(claim.speaker or "", speaker.name)
            if is_other and self._speaks_in(claim.speaker or "", match.document.id):
                found.add(match.candidate.unit.id)
        return frozenset(found)

    def _speaks_in(self, speaker: str, document_id: str) -> bool:
        """Return whether a document has quotations of a speaker under his name."""
        document = self._index.document(document_id)
        said = () if document is None else {q.attribution.speaker: q.attribution for q in document.quotations}.values()
        gazetteer = self._index.gazetteer
        return any(_is_label(speaker, a) or (known_speaker(a) and agrees(gazetteer, "speaker", speaker, a)) for a in said)

    def _namesakes(self, claim: Claim, outcome: Outcome) -> frozenset[str]:
        """Return the keys of the speakers with the claimed surname, if a bare surname is claimed or found; else none."""
        if claim.speaker is None:
            return frozenset()
        speakers = (match.said.speaker for match in outcome.equals)
        names = (claim.speaker, *(speaker.name for speaker in speakers if speaker and speaker.type == "person"))
        if not any(is_surname_only(self._index.gazetteer, name) for name in names):
            return frozenset()
        return frozenset(self._index.namesakes(self._index.gazetteer.known_as(claim.speaker)))


def _is_label(claimed: str, said: Attribution) -> bool:
    """Return whether a claimed speaker is what a transcript calls one whom it does not name ("THE PRESIDENT")."""
    return said.speaker is not None and same_words(claimed, said.speaker.name)
