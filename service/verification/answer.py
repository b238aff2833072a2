"""What a claim's matches amount to: the verdict, and the verification that answers the claim. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.knowledge.gazetteer import Gazetteer
from service.records import AttributionComparison, Coverage, Elsewhere, Match, Verification
from service.verification.attribution import Sources, agrees, compare_attribution, is_contradicted_by, known_speaker
from service.verification.claims import Claim
from service.verification.confidence import ACCUSING, confidence, of_verdict
from service.verification.explain import Told, explain, too_common, too_short
from service.verification.matching import PARTIAL_RATE, Compared
from service.verification.wordings import wording_of
from service.wording.tokens import Token, is_content

_NOT_FOUND = "not_found"
_LEAST_CONTENT, _FEW_TOKENS = 3, 6  # words that tell passages apart, and words at all: with fewer of both a claim is short
_COMMON = 12  # quotations that hold the same few words: more make them nobody's
_CLOSING = " .,;!?"  # marks that may follow the words of a whole quotation
_CLOSING_CHARACTERS = 2  # more than these a short claim must not leave over of a quotation to be the whole of it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a claim's words were matched with. `status`: of the wording; `matches`: best first; `pieces`: of a splice, in order.

    `note`: an explanation in place of the usual one; `is_common`: so many say the words that they are nobody's.
    """

    status: str
    matches: Sequence[Compared]
    pieces: Sequence[Compared] = ()
    note: str | None = None
    is_common: bool = False

    @property
    def shown(self) -> Sequence[Compared]:
        """The passages worth showing, best first."""
        close = self.pieces or [m for m in self.matches if m.comparison.edit_rate <= PARTIAL_RATE]
        return close or self.matches[: self.status == "paraphrased"]

    @property
    def equals(self) -> Sequence[Compared]:
        """The passages that have the words as well as the best one."""
        shown = self.shown
        return [m for m in shown if m.is_as_close_as(shown[0])]

    @property
    def sources(self) -> Sequence[Compared]:
        """The passages that a claim's attribution is compared with."""
        return () if self.status == _NOT_FOUND else self.pieces or self.equals


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what it rests on. `told`: the passage that the explanation tells of."""

    verdict: str
    outcome: Outcome
    attribution: AttributionComparison
    told: Compared | None

    @property
    def about(self) -> str | None:
        """The speaker of the best match, whose coverage the answer gives if nobody is claimed; None if nothing was found."""
        shown = self.outcome.shown
        return known_speaker(shown[0].said) if shown and self.outcome.status != _NOT_FOUND else None


def with_note(outcome: Outcome, tokens: tuple[Token, ...], *, is_common: bool) -> Outcome:
    """Return the outcome with a note if the claim is too short or too common to tell who said it.

    `tokens`: of the claim; `is_common`: whether the index found each of its runs of words too common.
    """
    content = sum(is_content(t.key) for t in tokens)
    if outcome.status == _NOT_FOUND:
        return outcome if content else replace(outcome, note=too_short())
    if outcome.status not in ("verbatim", "faithful") or content >= _LEAST_CONTENT or len(tokens) >= _FEW_TOKENS:
        return outcome
    same = sum(m.comparison.edit_rate == 0.0 for m in outcome.matches)
    if is_common or same > _COMMON:
        return replace(outcome, note=too_common(same), is_common=True)
    return outcome if _is_whole(outcome.matches[0]) else replace(outcome, note=too_short())


def judge(gazetteer: Gazetteer, claim: Claim, outcome: Outcome, namesakes: frozenset[str]) -> Judged:
    """Return the verdict on a claim. `namesakes`: keys of the speakers in the index with the claimed surname.

    Words that only resemble somebody else's are not found rather than misattributed: likeness by chance accuses nobody.
    """
    attribution = _attribution(gazetteer, claim, outcome, namesakes)
    if attribution.speaker_status != "contradicted":
        return Judged(outcome.status, outcome, attribution, _best(outcome))
    if not outcome.pieces and confidence(outcome.shown[0].comparison) < ACCUSING:
        dismissed = Outcome(_NOT_FOUND, outcome.matches, note=outcome.note)
        return Judged(_NOT_FOUND, dismissed, _attribution(gazetteer, claim, dismissed, namesakes), _best(dismissed))
    accused = next((piece for piece in outcome.pieces if is_contradicted_by(gazetteer, claim.speaker, piece.said)), None)
    return Judged("misattributed", outcome, attribution, accused or _best(outcome))


def answer(
    gazetteer: Gazetteer, claim: Claim, judged: Judged, revision: str, coverage: Coverage, *, degraded: bool
) -> Verification:
    """Return the verification of a claim. `revision`: of the index; `degraded`: whether part of it may be missing."""
    outcome, told = judged.outcome, judged.told
    best = _best(outcome)
    compared = [m.comparison for m in outcome.pieces or ([best] if best else [])]
    shown = outcome.shown
    if outcome.is_common:  # no arbitrary source: only those of the speaker who is claimed
        shown = [m for m in shown if claim.speaker and agrees(gazetteer, "speaker", claim.speaker, m.said)]
    passage = Told(told.comparison, told.said.speaker, told.document, bool(outcome.pieces)) if told else None
    return Verification(
        claim.quote,
        judged.verdict,
        outcome.note or explain(claim, judged.verdict, passage, judged.attribution),
        of_verdict(outcome.status, compared),
        revision,
        degraded,
        wording_of(outcome.status, compared),
        judged.attribution,
        _matches(gazetteer, shown, claim.limit, is_splice=bool(outcome.pieces)),
        coverage,
    )


def _attribution(gazetteer: Gazetteer, claim: Claim, outcome: Outcome, namesakes: frozenset[str]) -> AttributionComparison:
    said = tuple(m.said for m in outcome.sources)
    is_splice, is_common = bool(outcome.pieces), outcome.is_common
    return compare_attribution(claim, Sources(gazetteer, said, namesakes, is_splice=is_splice, is_common=is_common))


def _best(outcome: Outcome) -> Compared | None:
    return next(iter(outcome.shown), None)


def _is_whole(match: Compared) -> bool:
    """Return whether the words are the whole of a quotation, except for a mark that closes it."""
    held = match.comparison.end - match.comparison.start
    return held >= len(match.text.rstrip(_CLOSING)) - _CLOSING_CHARACTERS


def _matches(gazetteer: Gazetteer, shown: Sequence[Compared], limit: int, *, is_splice: bool) -> tuple[Match, ...]:
    """Return the matches of an answer, `limit` at most. The same words of the same speaker elsewhere are listed with the first."""
    heads: list[Compared] = []
    others: list[list[Elsewhere]] = []
    for match in shown:
        same = (n for n, head in enumerate(heads) if head.is_same_utterance_as(match, gazetteer))
        n = None if is_splice else next(same, None)
        if n is None and len(heads) < limit:
            heads.append(match)
            others.append([])
        elif n is not None and match.document.id != heads[n].document.id:
            others[n].append(Elsewhere(match.document, match.candidate.unit.parts))
    return tuple(_match(head, tuple(other)) for head, other in zip(heads, others, strict=True))


def _match(head: Compared, others: tuple[Elsewhere, ...]) -> Match:
    c = head.comparison
    return Match(round(c.similarity, 4), c.start, c.end, replace(head.candidate.unit.quotation(), also_in=others))
