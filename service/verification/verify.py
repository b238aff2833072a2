"""Claim → verification: asks the index for candidates, and has them compared and judged."""

from __future__ import annotations

from collections.abc import Callable

from service.index import Index
from service.index.asking.lookup import Candidates
from service.index.layout.pages import STRIDE, WINDOW
from service.knowledge.names import is_surname_only
from service.records import Verification
from service.verification.answer import Outcome, answer, judge, with_note
from service.verification.attribution import agrees
from service.verification.claims import Claim
from service.verification.matching import Compared, claimed_first, compared, joint, status_of
from service.wording.tokens import Token, tokenise


class Verifier:
    """Verifies claims against an index. Threads may share it.

    `observe` is called with the number of candidates of each claim.
    """

    def __init__(self, index: Index, observe: Callable[[int], object] = lambda number: None) -> None:
        self._index = index
        self._observe = observe

    def verify(self, claim: Claim) -> Verification:
        """Return the verification of a claim.

        Raises IndexUnavailable if the index cannot answer, or if nothing was found while part of it may be missing: a fault
        never answers `not_found`.
        """
        tokens, found, matches = self._asked(claim)
        outcome = self._outcome(claim, tokens, matches)
        if outcome.status == "not_found":
            self._index.require_whole()
        outcome = with_note(outcome, tokens, is_common=found.is_common)
        held = self._index.coverage(None, found.revision).quotations
        judged = judge(self._index.gazetteer, claim, outcome, self._namesakes(claim, outcome), held)
        coverage = self._index.coverage(claim.speaker or judged.about, found.revision)
        degraded = not self._index.is_whole()
        return answer(self._index.gazetteer, claim, judged, found.revision, coverage, degraded=degraded)

    def outcome(self, claim: Claim) -> Outcome:
        """Return what the words of a claim amount to, before anybody is named. Raises IndexUnavailable."""
        tokens, _, matches = self._asked(claim)
        return self._outcome(claim, tokens, matches)

    def _asked(self, claim: Claim) -> tuple[tuple[Token, ...], Candidates, list[Compared]]:
        """Return the tokens of a claim, its candidates, and the closest of them, best first."""
        tokens = tokenise(claim.quote)
        found = self._index.candidates(tokens)
        self._observe(len(found.candidates))
        candidates = [c for c in found.candidates if not claim.is_own(c.document)]
        if len(tokens) > WINDOW - STRIDE:
            candidates = self._index.stretches(candidates, len(tokens))
        return tokens, found, compared(self._index.gazetteer, claim.quote, tokens, candidates)

    def _outcome(self, claim: Claim, tokens: tuple[Token, ...], matches: list[Compared]) -> Outcome:
        """Return what the words of a claim amount to, whoever said them."""
        if not matches:
            return Outcome("not_found", ())
        joined = joint(self._index, claim.quote, tokens, matches)
        if joined is not None:
            if len(joined.pieces) > 1:
                return Outcome(joined.status, matches, joined.pieces)
            (whole,) = joined.pieces
            return Outcome(joined.status, [whole, *(m for m in matches if m.candidate.unit.id != whole.candidate.unit.id)])
        if claim.speaker:
            matches = claimed_first(self._index.gazetteer, claim.speaker, matches)
        is_own = claim.speaker is not None and agrees(self._index.gazetteer, "speaker", claim.speaker, matches[0].said) is True
        return Outcome(status_of(matches[0], tokens, is_own=is_own), matches)

    def _namesakes(self, claim: Claim, outcome: Outcome) -> frozenset[str]:
        """Return the keys of the speakers with the claimed surname, if a bare surname is claimed or found; else none."""
        if claim.speaker is None:
            return frozenset()
        speakers = (match.said.speaker for match in outcome.equals)
        names = (claim.speaker, *(speaker.name for speaker in speakers if speaker and speaker.type == "person"))
        if not any(is_surname_only(self._index.gazetteer, name) for name in names):
            return frozenset()
        return frozenset(self._index.namesakes(self._index.gazetteer.known_as(claim.speaker)))
