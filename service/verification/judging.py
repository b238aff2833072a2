"""Judges what a claim's matches amount to: the verdict, and the attribution that goes with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from schemas.vocabulary import CITED, KIND, REJECTED, STANDING
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.records import AttributionComparison, FieldComparison, Omission
from service.verification.attribution import (
    Sources,
    agrees,
    compare_attribution,
    is_contradicted_by,
    known_speaker,
    of_fields,
    without_accusations,
    without_contradictions,
)
from service.verification.claims import Claim
from service.verification.confidence import LIKE, SHOWN
from service.verification.evidence import ACCUSING, ALTERING, CONFIRMING, FOUND, Features, Searched, probability
from service.verification.explain import another_s_words, common_words, not_said, too_common, too_short
from service.verification.likely import PARAPHRASED, features, is_but_a_form, is_found
from service.verification.matching import PARTIAL_RATE, Compared
from service.verification.near_lines import is_record
from service.verification.sayings import is_saying
from service.wording.rarity import is_rare
from service.wording.tokens import Token, is_content, tokenise

NOT_FOUND, TRUNCATED, MISATTRIBUTED = "not_found", "truncated", "misattributed"
VERY_WORDS = ("verbatim", "faithful")
LEAST_CONTENT, FEW_TOKENS = 3, 6  # words that tell passages apart, and words at all: with fewer of both a claim is short
_ALTERED = "altered"
_SENTENCES = re.compile(r"(?<=[.!?…])[”\"’']?\s+")
_NAMED = re.compile(r"\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")  # a full name
_AGAINST = ("contradicted", "disputed")  # statuses of an attribution that some source has otherwise
_LEAST_COMMON = 5  # telling words that all use, with fewer of which nobody is accused
_TELLING = 3  # content words in a row, or nearly, of a long sentence that are worth showing
_COMMON = 12  # quotations that hold the same few words: more make them nobody's
_CLOSING = " .,;!?"  # marks that may follow the words of a whole quotation
_CLOSING_CHARACTERS = 2  # more than these a short claim must not leave over of a quotation to be the whole of it


@dataclass(frozen=True)
class Outcome:
    """What a claim's words were matched with. `status`: of the wording; `matches`: best first; `pieces`: of a splice, in order.

    `note`: an explanation in place of the usual one; `is_in_part`: it tells of a part that a source has; `is_common`: so many say the words that they are nobody's; `own`: the claimed
    speaker's passage that is likest to the claim, which is worth showing however far it is; `is_line`: the claim is a line of the best match nearly right.
    """

    status: str
    matches: Sequence[Compared]
    pieces: Sequence[Compared] = ()
    note: str | None = None
    is_in_part: bool = False
    is_common: bool = False
    own: Compared | None = None
    is_line: bool = False

    @cached_property
    def shown(self) -> Sequence[Compared]:
        """The passages worth showing, best first."""
        close = self.pieces or [
            m
            for m in self.matches
            if m is self.own or (self.is_line and m is self.matches[0]) or _is_close(m, is_found=self.status != NOT_FOUND)
        ]
        return close or self.matches[: self.status == PARAPHRASED]

    @cached_property
    def equals(self) -> Sequence[Compared]:
        """The passages that have the words as well as the best one."""
        shown = self.shown
        return [m for m in shown if m.is_as_close_as(shown[0])]

    @property
    def sources(self) -> Sequence[Compared]:
        """The passages that a claim's attribution is compared with."""
        return () if self.status == NOT_FOUND else self.pieces or self.equals


def _is_close(match: Compared, *, is_found: bool) -> bool:
    """Return whether a passage is close enough to be shown: of a claim that is not found, only with words that tell."""
    comparison = match.comparison
    alike = comparison.likeness
    is_like = alike.share >= SHOWN if alike.rare else alike.share >= LIKE
    return is_like or (comparison.edit_rate <= PARTIAL_RATE and (is_found or comparison.shared >= _TELLING))


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with what it rests on.

    `told`: the passage that the explanation tells of; `is_passed_on`: a caller claims of somebody what he only quotes from another; `sure`: the probability that an accusation is right, by the utterance and by
    how surely its speaker was read; 1 where nobody is accused.
    """

    verdict: str
    outcome: Outcome
    attribution: AttributionComparison
    told: Compared | None
    sure: float = 1.0
    is_passed_on: bool = False

    @property
    def is_said(self) -> bool:
        """Return whether some source presents the words as somebody's own, be it the one who says them or whom he quotes."""
        if self.is_passed_on:
            return False
        sources = self.outcome.sources
        return not sources or any(STANDING[m.standing].is_said or m.standing == CITED for m in sources)

    @property
    def about(self) -> str | None:
        """The speaker of the best match, whose coverage the answer gives if nobody is claimed; None if nothing was found."""
        shown = self.outcome.shown
        return known_speaker(shown[0].said) if shown and self.outcome.status != NOT_FOUND else None


def with_note(outcome: Outcome, tokens: tuple[Token, ...], *, is_common: bool) -> Outcome:
    """Return the outcome with a note if the claim is too short or too common to tell who said it.

    `tokens`: of the claim; `is_common`: whether the index found each of its runs of words too common.
    """
    if outcome.status == NOT_FOUND:
        return outcome if any(is_content(t.key) for t in tokens) else replace(outcome, note=too_short())
    if outcome.status not in VERY_WORDS or len(tokens) >= FEW_TOKENS or sum(is_content(t.key) for t in tokens) >= LEAST_CONTENT:
        return outcome
    same = sum(m.comparison.edit_rate == 0.0 for m in outcome.matches)
    if is_common or same > _COMMON:
        return replace(outcome, note=too_common(same), is_common=True)
    return outcome if _is_whole(outcome.matches[0]) else replace(outcome, note=too_short())


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all that its verdict rests on.

    `searched`: how much was searched; `namesakes`: keys of the speakers in the index with the claimed surname; `apart`: ids of the
    passages that a transcript gives to another label than that of the claimed speaker, who speaks in it too.
    """

    gazetteer: Gazetteer
    claim: Claim
    outcome: Outcome
    searched: Searched
    namesakes: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()

    @property
    def best(self) -> Compared | None:
        """The passage that is closest to the claim, if any is close."""
        return best_of(self.outcome)

    def compared_with(self, bearing: Sequence[Compared]) -> AttributionComparison:
        """Return how the claimed attribution compares with that of the sources that bear on it."""
        sources = self.outcome.sources if self.outcome.is_common else bearing
        return compare_attribution(
            self.claim,
            Sources(
                self.gazetteer,
                tuple(m.said for m in sources),
                self.namesakes,
                is_splice=bool(self.outcome.pieces),
                is_common=self.outcome.is_common,
                is_sure=self.claim.is_sure,
                is_read=self.claim.is_read,
                reported=frozenset(n for n, m in enumerate(sources) if not KIND[m.document.kind].is_primary),
                apart=frozenset(n for n, m in enumerate(sources) if m.candidate.unit.id in self.apart),
            ),
        )

    def accuses(self, match: Compared) -> bool:
        """Return whether a passage is surely somebody else's than the claimed speaker's."""
        return match.candidate.unit.id in self.apart or is_contradicted_by(self.gazetteer, self.claim.speaker, match.said)


def judge(case: Case) -> Judged:
    """Return the verdict on a claim.

    Words that are hardly the same utterance confirm and accuse nobody: words of a source that only resemble the claim's are not
    found then, and very words are common ones.
    """
    outcome = case.outcome
    if outcome.status == NOT_FOUND or outcome.is_common:  # words that many say contradict no day or place either
        return Judged(outcome.status, outcome, without_contradictions(case.compared_with(())), case.best)
    if outcome.sources and not any(_is_said(m) for m in outcome.sources):
        return _by_chance(case) if _is_far(case) else _not_said(case)
    return _said(case)


def _is_far(case: Case) -> bool:
    """Return whether a draft's words only resemble what no source presents as said: of others' words most are in many wordings."""
    return (
        case.claim.is_read
        and case.outcome.status not in VERY_WORDS
        and all((p < ALTERING and not _is_slight(case, m)) or _is_of_another(case, m) for m, p in _likely(case))
    )


def _is_unlike(case: Case, bearing: Sequence[Compared]) -> bool:
    """Return whether a draft's words are cut from, or told otherwise in, what its speaker is not known to have said.

    Somebody else who tells what she thinks ("she believes that …") does not show that her own words were cut.
    """
    if not case.claim.is_read or case.outcome.status not in (TRUNCATED, PARAPHRASED):
        return False
    claimed = case.claim.speaker
    return claimed is None or not any(agrees(case.gazetteer, "speaker", claimed, m.said) for m in bearing)


def _said(case: Case) -> Judged:
    """Return the verdict on words that some source presents as said."""
    outcome = case.outcome
    likely = [(m, p) for m, p in _likely(case) if _is_said(m)]
    bearing = _bearing(case, likely)
    if not bearing or _is_unlike(case, bearing):
        return _by_chance(case)
    attribution = case.compared_with(bearing)
    if attribution.status not in _AGAINST:
        return Judged(outcome.status, outcome, attribution, case.best)
    is_little = case.claim.is_read and _is_little(case.claim.quote)
    return _accused(case, attribution, [] if is_little else _sure(case, likely))


def _bearing(case: Case, likely: Sequence[tuple[Compared, float]]) -> list[Compared]:
    """Return the sources, each with the probability that it is the same utterance, that bear on who said the words."""
    outcome, is_read = case.outcome, case.claim.is_read
    altering = ALTERING if is_read else FOUND
    least = CONFIRMING if outcome.status in VERY_WORDS or outcome.pieces else altering
    return [m for m, p in likely if p >= least or outcome.is_line or (is_read and _is_slight(case, m))]


def _sure(case: Case, likely: Sequence[tuple[Compared, float]]) -> list[tuple[Compared, float]]:
    """Return those of the sources that are surely the same utterance: by their probability, or as the very line that a caller claims."""
    tokens = tokenise(case.claim.quote)
    return [(m, p) for m, p in likely if p >= ACCUSING or (not case.claim.is_read and is_record(tokens, m))]


def _is_slight(case: Case, match: Compared) -> bool:
    """Return whether a draft's words are those of a passage but for the form of one, whatever the day; so it counts with claims too."""
    return is_but_a_form(match, _features(case, match, 0))


def _accused(case: Case, attribution: AttributionComparison, sure: Sequence[tuple[Compared, float]]) -> Judged:
    """Return the verdict on a claim whose attribution sources contradict.

    `sure`: those that are surely the same utterance, each with the probability that it is.
    """
    outcome = case.outcome
    if attribution.speaker_status in _AGAINST and is_saying(case.claim.quote):
        noted = replace(outcome, note=outcome.note or common_words())
        return Judged(outcome.status, noted, without_accusations(attribution), case.best)
    if case.claim.is_read and attribution.speaker_status not in ("confirmed", *_AGAINST):
        # a day that was read out of a draft contradicts only words of a speaker who is known to be the same
        return Judged(outcome.status, outcome, without_contradictions(attribution), case.best)
    accusing = [m for m, _ in sure]
    if not accusing and attribution.speaker_status == "confirmed":  # the speaker is; what else differs may be of another day
        return Judged(outcome.status, outcome, without_contradictions(attribution), case.best)
    if not accusing:
        return _by_chance(case)
    attribution = case.compared_with(accusing)
    if attribution.speaker_status != "contradicted":
        return Judged(outcome.status, outcome, attribution, case.best)
    accused, chance = next(((m, p) for m, p in sure if case.accuses(m)), sure[0])
    speaker = accused.said.speaker
    return Judged(MISATTRIBUTED, outcome, attribution, accused, chance * (speaker.score if speaker else 1.0))


def _is_little(quote: str) -> bool:
    """Return whether a quote tells so little that a draft is not told who else said it.

    That is one of few telling words ("Really, senator?"), or of a few more that are all everybody's ("We need to do a great deal more").
    """
    telling = [t.key for t in tokenise(quote) if is_content(t.key)]
    return len(telling) < LEAST_CONTENT or (len(telling) < _LEAST_COMMON and not any(map(is_rare, telling)))


def _is_said(match: Compared) -> bool:
    return STANDING[match.standing].is_said


def _not_said(case: Case) -> Judged:
    """Return the verdict on words that no source presents as its speaker's: they confirm nobody, and a denial contradicts.

    A source that denies that one person said them does not deny that another did.
    """
    claim, sources = case.claim, case.outcome.sources
    denials = [m for m in sources if m.standing == REJECTED]
    denied = next((m for m in denials if not _is_of_another(case, m) and not _is_denied_of_another(case, m)), None)
    told = denied or next(iter(denials), sources[0])
    noted = replace(case.outcome, note=case.outcome.note or not_said(told.standing, told.document))
    unknown = compare_attribution(claim, Sources(case.gazetteer, ()))
    if claim.speaker is None:
        return Judged(noted.status, noted, unknown, told)
    if denied is not None:
        return Judged(MISATTRIBUTED, noted, _with_speaker(unknown, claim.speaker, known_speaker(denied.said), "contradicted"), told)
    return _cited(case, noted, unknown, told) if told.standing == CITED else Judged(noted.status, noted, unknown, told)


def _is_of_another(case: Case, match: Compared) -> bool:
    """Return whether a passage speaks of another person than the claim."""
    claimed = case.claim.speaker
    return claimed is not None and agrees(case.gazetteer, "speaker", claimed, match.said) is False


def _is_denied_of_another(case: Case, match: Compared) -> bool:
    """Return whether the words are denied of somebody who is not read, and the claimed speaker is named beside that sentence alone.

    "A report attributed “A” to Marsh. They were Pell's words." denies nothing of Pell.
    """
    name = (case.claim.speaker or "").split()[-1:]
    if match.said.speaker is not None or not name:
        return False
    context, quoted = match.candidate.unit.quotation().context, match.candidate.unit.parts[0].text
    at = context.find(quoted)
    if at < 0:
        return False
    before, behind = _SENTENCES.split(context[:at])[-1], _SENTENCES.split(context[at + len(quoted) :])[0]
    return name[0] in context and name[0] not in before + behind and _NAMED.search(before[1:] + behind) is not None


def _cited(case: Case, noted: Outcome, unknown: AttributionComparison, told: Compared) -> Judged:
    """Return the verdict on words that a speaker passes on as another's.

    The one who is quoted is confirmed where the speaker names him. Of the one who passes them on the claim drops the words that
    say whose they are; where it alters them too, that is the more serious.
    """
    claimed, voice = case.claim.speaker or "", told.voice
    if voice is not None and voice.name and same_speaker(case.gazetteer, claimed, voice.name):
        return Judged(noted.status, noted, _with_speaker(unknown, claimed, voice.name, "confirmed"), told)
    is_his = agrees(case.gazetteer, "speaker", claimed, told.said) is True
    if voice is None or not is_his:
        return Judged(noted.status, noted, unknown, told, is_passed_on=is_his and not case.claim.is_read)
    lead = Omission(voice.start, voice.end, told.text[voice.start : voice.end], True, another_s_words())
    status = _ALTERED if told.comparison.changes else TRUNCATED
    cut = replace(told, comparison=replace(told.comparison, status=status, omitted=(*told.comparison.omitted, lead)))
    return Judged(status, Outcome(status, [cut], note=noted.note), unknown, cut)


def _with_speaker(attribution: AttributionComparison, claimed: str, found: str | None, status: str) -> AttributionComparison:
    fields = {**attribution.fields, "speaker": FieldComparison(claimed, found, status)}
    return of_fields(fields)


def _by_chance(case: Case) -> Judged:
    """Return the verdict on a claim whose words are in sources by chance: nothing bears on who said them."""
    outcome = case.outcome
    if outcome.status in VERY_WORDS:
        open_ = replace(outcome, note=outcome.note or common_words())
    elif (
        outcome.status == _ALTERED
        and not case.claim.is_read
        and (outcome.is_line or is_found(case.gazetteer, case.claim, outcome.matches[0], case.searched))
    ):
        open_ = outcome  # whoever said it: so it does not stand there
    else:
        open_ = replace(outcome, status=NOT_FOUND, pieces=())
    return Judged(open_.status, open_, replace(case, outcome=open_).compared_with(()), best_of(open_))


def _likely(case: Case) -> list[tuple[Compared, float]]:
    """Return the sources of a claim, each with the probability that it is the same utterance."""
    found = case.outcome.sources
    others = 0 if case.outcome.pieces else max(0, len({known for m in found if (known := known_speaker(m.said))}) - 1)
    return [(m, probability(_features(case, m, others))) for m in found]


def _features(case: Case, match: Compared, others: int) -> Features:
    """Return what tells whether the claim and a passage are one utterance.

    Where the claimed speaker takes part in the transcript that has the words, the occasion agrees, whoever said them there.
    """
    found = features(case.gazetteer, case.claim, match, others, case.searched)
    if case.outcome.status == PARAPHRASED:
        found = replace(found, edit_rate=0.0)  # in other words: that they differ tells nothing
    return replace(found, agrees=True) if match.candidate.unit.id in case.apart else found


def best_of(outcome: Outcome) -> Compared | None:
    """Return the passage of an outcome that is closest to the claim, if any is close."""
    return next(iter(outcome.shown), None)


def _is_whole(match: Compared) -> bool:
    """Return whether the words are the whole of a quotation, except for a mark that closes it."""
    held = match.comparison.end - match.comparison.start
    return held >= len(match.text.rstrip(_CLOSING)) - _CLOSING_CHARACTERS
