"""What a claim's matches amount to: the verdict, and the verification that answers the claim. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import REJECTED, STANDING
from service.knowledge.gazetteer import Gazetteer
from service.records import AttributionComparison, Coverage, Elsewhere, FieldComparison, Match, Verification
from service.verification.attribution import (
    Sources,
    agrees,
    compare_attribution,
    is_contradicted_by,
    known_speaker,
    without_contradictions,
)
from service.verification.claims import Claim
from service.verification.confidence import ACCUSING as ALIKE
from service.verification.confidence import OWN_LINE, SHOWN, confidence, is_line, of_verdict
from service.verification.evidence import ACCUSING, CONFIRMING, Features, days_between, probability
from service.verification.explain import Told, common_words, explain, not_said, too_common, too_short
from service.verification.matching import PARTIAL_RATE, Compared
from service.verification.severity import severity
from service.verification.wordings import wording_of
from service.wording.tokens import Token, is_content

_NOT_FOUND, _ALTERED = "not_found", "altered"
_VERY_WORDS = ("verbatim", "faithful")
_LEAST_CONTENT, _FEW_TOKENS = 3, 6  # words that tell passages apart, and words at all: with fewer of both a claim is short
_TELLING = 3  # content words in a row, or nearly, of a long sentence that are worth showing
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
        close = self.pieces or [m for m in self.matches if _is_close(m, is_found=self.status != _NOT_FOUND)]
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


def _is_close(match: Compared, *, is_found: bool) -> bool:
    """Return whether a passage is close enough to be shown: of a claim that is not found, only with words that tell."""
    comparison = match.comparison
    alike = comparison.likeness
    is_like = alike.share >= SHOWN if alike.rare else alike.share >= OWN_LINE
    return is_like or (comparison.edit_rate <= PARTIAL_RATE and (is_found or comparison.shared >= _TELLING))


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


def judge(gazetteer: Gazetteer, claim: Claim, outcome: Outcome, namesakes: frozenset[str], quotations: int) -> Judged:
    """Return the verdict on a claim.

    `namesakes`: keys of the speakers in the index with the claimed surname; `quotations`: of the index.

    Words that are hardly the same utterance confirm and accuse nobody: words of a source that only resemble the claim's are not
    found then, and very words are common ones.
    """
    if outcome.status == _NOT_FOUND or outcome.is_common:
        return Judged(outcome.status, outcome, _attribution(gazetteer, claim, outcome, (), namesakes), _best(outcome))
    if not any(STANDING[m.standing].is_said for m in outcome.sources):
        return _not_said(gazetteer, claim, outcome)
    likely = [(m, p) for m, p in _likely(gazetteer, claim, outcome, quotations) if STANDING[m.standing].is_said]
    bearing = [m for m, p in likely if p >= CONFIRMING]
    if not bearing:
        return _by_chance(gazetteer, claim, outcome, namesakes)
    attribution = _attribution(gazetteer, claim, outcome, bearing, namesakes)
    if attribution.status not in ("contradicted", "disputed"):
        return Judged(outcome.status, outcome, attribution, _best(outcome))
    accusing = [m for m, p in likely if p >= ACCUSING and (outcome.pieces or confidence(m.comparison) >= ALIKE)]
    if not accusing and attribution.speaker_status == "confirmed":  # the speaker is; what else differs may be of another day
        return Judged(outcome.status, outcome, without_contradictions(attribution), _best(outcome))
    if not accusing:
        return _by_chance(gazetteer, claim, outcome, namesakes)
    attribution = _attribution(gazetteer, claim, outcome, accusing, namesakes)
    if attribution.speaker_status != "contradicted":
        return Judged(outcome.status, outcome, attribution, _best(outcome))
    accused = next((m for m in accusing if is_contradicted_by(gazetteer, claim.speaker, m.said)), None)
    return Judged("misattributed", outcome, attribution, accused or _best(outcome))


def _not_said(gazetteer: Gazetteer, claim: Claim, outcome: Outcome) -> Judged:
    """Return the verdict on words that no source presents as said: they confirm nobody, and a denial contradicts."""
    denied = next((m for m in outcome.sources if m.standing == REJECTED), None)
    told = denied or outcome.sources[0]
    unknown = compare_attribution(claim, Sources(gazetteer, ()))
    noted = replace(outcome, note=outcome.note or not_said(told.standing, told.document))
    if denied is None or claim.speaker is None:
        return Judged(outcome.status, noted, unknown, told)
    speaker = FieldComparison(claim.speaker, known_speaker(denied.said), "contradicted")
    return Judged(outcome.status, noted, AttributionComparison("contradicted", {**unknown.fields, "speaker": speaker}), told)


def _by_chance(gazetteer: Gazetteer, claim: Claim, outcome: Outcome, namesakes: frozenset[str]) -> Judged:
    """Return the verdict on a claim whose words are in sources by chance: nothing bears on who said them."""
    if outcome.status in _VERY_WORDS:
        open_ = replace(outcome, note=outcome.note or common_words())
    elif outcome.status == _ALTERED and is_line(
        outcome.matches[0].comparison, is_own=_is_own(gazetteer, claim, outcome.matches[0])
    ):
        open_ = outcome  # whoever said it: so it does not stand there
    else:
        open_ = Outcome(_NOT_FOUND, outcome.matches, note=outcome.note)
    return Judged(open_.status, open_, _attribution(gazetteer, claim, open_, (), namesakes), _best(open_))


def _is_own(gazetteer: Gazetteer, claim: Claim, match: Compared) -> bool:
    return claim.speaker is not None and agrees(gazetteer, "speaker", claim.speaker, match.said) is True


def _likely(gazetteer: Gazetteer, claim: Claim, outcome: Outcome, quotations: int) -> list[tuple[Compared, float]]:
    """Return the sources of a claim, each with the probability that it is the same utterance."""
    found = outcome.sources
    others = len({known for m in found if (known := known_speaker(m.said))}) - 1 if not outcome.pieces else 0
    return [(m, probability(features(gazetteer, claim, m, max(0, others), quotations))) for m in found]


def features(gazetteer: Gazetteer, claim: Claim, match: Compared, others: int, quotations: int) -> Features:
    """Return what tells whether a claim and a passage are one utterance.

    `others`: unrelated speakers who say the words too; `quotations`: of the index.
    """
    date, document = match.said.date, match.document
    return Features(
        match.content,
        match.comparison.edit_rate,
        match.is_whole,
        others,
        agrees(gazetteer, "speaker", claim.speaker, match.said) if claim.speaker else None,
        days_between(claim.date, date.value) if claim.date and date else days_between(claim.context, document.published),
        quotations,
    )


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
    wording = wording_of(outcome.status, compared)
    passage = Told(told.comparison, told.said.speaker, told.document, bool(outcome.pieces)) if told else None
    return Verification(
        claim.quote,
        judged.verdict,
        outcome.note or explain(claim, judged.verdict, passage, judged.attribution),
        of_verdict(outcome.status, compared),
        revision,
        degraded,
        wording,
        judged.attribution,
        _matches(gazetteer, shown, claim.limit, is_splice=bool(outcome.pieces)),
        coverage,
        severity(judged.verdict, wording, judged.attribution, ()),
    )


def _attribution(
    gazetteer: Gazetteer, claim: Claim, outcome: Outcome, bearing: Sequence[Compared], namesakes: frozenset[str]
) -> AttributionComparison:
    """Return how the claimed attribution compares with that of the sources that bear on it."""
    sources = outcome.sources if outcome.is_common else bearing
    said = tuple(m.said for m in sources)
    of = Sources(gazetteer, said, namesakes, is_splice=bool(outcome.pieces), is_common=outcome.is_common, is_sure=claim.is_sure)
    return compare_attribution(claim, of)


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
