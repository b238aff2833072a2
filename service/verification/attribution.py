"""Compares the attribution that is claimed with that of the sources, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.vocabulary import ATTRIBUTION, FIELD, FIELDS
from service.dates import days_apart, same_date
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import is_borne_by_others, is_description, is_surname_only, same_speaker
from service.knowledge.places import same_venue
from service.knowledge.speaker_keys import speaker_key
from service.records import Attribution, AttributionComparison, CitedDocument, FieldComparison, Speaker
from service.verification.claims import Claim

_NICKNAME = re.compile(r"[“\"‘'(]([A-Z][\w’-]+)[”\"’')]\s")
_NEAR_DAYS = 7  # a weekday that is read wrong is off by a week at most
_TOLD = "told"  # an outlet's relation to words
SURE_SPEAKER = 0.9  # the score under which a speaker accuses nobody, nor is one by whom a draft is judged
_LIKELY_SPEAKER = 0.86  # the score under which one confirms nobody: from there on 98 in 100 are right (bench/attribution.py)


def found_value(said: Attribution, field: str) -> str | None:
    """Return the value that a source has for a field: a name, or an ISO 8601 date; None if it does not say."""
    value = getattr(said, field)
    return None if value is None else str(getattr(value, FIELD[field].value))


def agrees(gazetteer: Gazetteer, field: str, claimed: str, said: Attribution) -> bool | None:
    """Return whether a source agrees with what is claimed of a field; None if it does not tell."""
    if field == "speaker":
        speaker = said.speaker
        if speaker is None or speaker.score < _LIKELY_SPEAKER:
            return None
        is_same = same_speaker(gazetteer, claimed, speaker.name, speaker.type, speaker.role)
        if is_same is False and any(same_speaker(gazetteer, claimed, name) for name in _nicknamed(speaker)):
            return True
        return is_same if is_same or speaker.score >= SURE_SPEAKER else None
    if field == "date":
        return _agrees_on_date(claimed, said)
    if field == "outlet":
        return None if said.outlet is None else gazetteer.agrees_on_outlet(claimed, said.outlet.name)
    return None if said.venue is None else same_venue(claimed, said.venue.name)


def _nicknamed(speaker: Speaker) -> list[str]:
    """Return the names that the text has for a speaker by a nickname inside the name: "Bong Marsh" of "Ernesto “Bong” Marsh"."""
    names = _NICKNAME.findall(speaker.evidence.text) if speaker.evidence is not None and speaker.type == "person" else []
    return [f"{name} {speaker.name.split()[-1]}" for name in names]


def is_named_alike(gazetteer: Gazetteer, claimed: str, said: Attribution) -> bool | None:
    """Return whether a source's speaker agrees with the claimed one, be the source not sure who speaks: that both name him tells of the words."""
    speaker = said.speaker
    if speaker is not None and same_speaker(gazetteer, claimed, speaker.name, speaker.type, speaker.role):
        return True
    return agrees(gazetteer, "speaker", claimed, said)


def is_contradicted_by(gazetteer: Gazetteer, claimed: str | None, said: Attribution) -> bool:
    """Return whether a source surely names somebody else than the claimed speaker."""
    return agrees(gazetteer, "speaker", claimed or "", said) is False


def may_be_one(gazetteer: Gazetteer, a: Speaker | None, b: Speaker | None) -> bool:
    """Return whether two speakers may be one person or body: they are not surely two."""
    return a is None or b is None or same_speaker(gazetteer, a.name, b.name, b.type) is not False


def known_speaker(said: Attribution) -> str | None:
    """Return the name of a source's speaker; None for one that it does not name."""
    return said.speaker.name if said.speaker and said.speaker.type != "unnamed" else None


def carriers(gazetteer: Gazetteer, sources: Iterable[Attribution]) -> frozenset[str]:
    """Return the keys of the outlets that sources name as the first to have had the words."""
    return frozenset(gazetteer.outlet_key(said.outlet.name) for said in sources if said.outlet)


def is_carrier(gazetteer: Gazetteer, document: CitedDocument, keys: frozenset[str]) -> bool:
    """Return whether a document was published by one of the outlets with some keys."""
    return bool(document.outlet) and gazetteer.outlet_key(document.outlet or "") in keys


@dataclass(frozen=True, slots=True)
class Sources:
    """The attributions of the quotations that have a claim's words equally well, best first.

    `gazetteer`: what names are compared by; `namesakes`: keys of the speakers in the index with the claimed surname; a bare surname that several have confirms none.
    `is_splice`: the quotations are pieces of the claim rather than sources of the whole, so that all of them must agree.
    `is_sure`: whether the claimed speaker was read with certainty, without which nobody is contradicted.
    `is_common`: so many people said the words that others having said them contradicts nobody.
    `is_read`: whether what is claimed was read out of a draft, so that a place contradicts nobody, and a day or an outlet only where
    it is explicit and clearly another.
    `reported`: places in `said` of articles, in which a bare surname stands for whoever had been named.
    `apart`: places in `said` of turns of a transcript in which the claimed speaker speaks under another label.
    """

    gazetteer: Gazetteer
    said: tuple[Attribution, ...]
    namesakes: frozenset[str] = frozenset()
    is_splice: bool = False
    is_common: bool = False
    is_sure: bool = True
    is_read: bool = False
    reported: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()


def compare_attribution(claim: Claim, sources: Sources) -> AttributionComparison:
    """Return how a claim's attribution compares with its sources. Fields that are neither claimed nor found are left out."""
    fields = {}
    for field in FIELDS:
        compared = _compared(field, getattr(claim, field), sources)
        if compared is not None:
            fields[field] = compared
    return of_fields(fields)


def of_fields(fields: Mapping[str, FieldComparison]) -> AttributionComparison:
    """Return the comparison of an attribution from those of its fields."""
    # where something is claimed, what is not has no say in the whole
    statuses = [f.status for f in fields.values() if f.claimed is not None] or [f.status for f in fields.values()]
    return AttributionComparison(max(statuses, key=lambda status: ATTRIBUTION[status].rank, default="not_claimed"), fields)


def without_accusations(attribution: AttributionComparison) -> AttributionComparison:
    """Return a comparison in which nobody is said to have spoken instead of the claimed speaker, as of words that are nobody's own."""
    speaker = attribution.fields["speaker"]
    status = "not_claimed" if speaker.claimed is None else "unknown"
    return of_fields({**attribution.fields, "speaker": replace(speaker, status=status)})


def without_contradictions(attribution: AttributionComparison) -> AttributionComparison:
    """Return a comparison in which what contradicts is unknown, as of sources that are hardly the same utterance."""
    fields = {n: replace(f, status="unknown") if f.status == "contradicted" else f for n, f in attribution.fields.items()}
    return of_fields(fields)


def _compared(field: str, claimed: str | None, sources: Sources) -> FieldComparison | None:
    values = _values(sources.gazetteer, field, sources.said)
    if sources.is_common and len(values) > 1:
        agreed = _agreed(sources.gazetteer, field, claimed, sources.said)
        status = "not_claimed" if claimed is None else "confirmed" if agreed else "unknown"
        return FieldComparison(claimed, agreed, status)
    if claimed is None and not values:
        return None
    status = _unclaimed(field, sources) if claimed is None else _status(field, claimed, sources)
    if len(values) > 1 and status not in ("disputed", "contradicted"):
        values = [_agreed(sources.gazetteer, field, claimed, sources.said) or values[0]]
    return FieldComparison(claimed, "; ".join(values) or None, status)


def _values(gazetteer: Gazetteer, field: str, said: Sequence[Attribution]) -> list[str]:
    """Return the different values that sources have for a field, in their order."""
    values = list(dict.fromkeys(value for a in said if (value := found_value(a, field)) is not None))
    return _without_short_names(gazetteer, values) if field == "speaker" else values


def _without_short_names(gazetteer: Gazetteer, names: list[str]) -> list[str]:
    """Drop bare surnames whose full name is also listed."""
    return [n for n in names if not (is_surname_only(gazetteer, n) and any(_is_full_name_of(gazetteer, m, n) for m in names))]


def _is_full_name_of(gazetteer: Gazetteer, name: str, surname: str) -> bool:
    return name != surname and same_speaker(gazetteer, surname, name) is True and not is_surname_only(gazetteer, name)


def _status(field: str, claimed: str, sources: Sources) -> str:
    """Return the status of a field that is claimed."""
    told = [_told(field, claimed, said, sources, n) for n, said in enumerate(sources.said)]
    sure = [verdict for verdict in told if verdict is not None]
    is_speaker = field == "speaker"
    if not sure or (is_speaker and sources.is_splice and all(sure) and len(sure) < len(told)):
        return "unknown"  # also where a piece is nobody's
    if all(sure) or (any(sure) and not sources.is_splice):  # whoever else says it: the one who is claimed said it
        return "confirmed"
    is_accused = (
        _may_accuse(told, sources) if is_speaker else not sources.is_read or _is_clearly_apart(field, claimed, sources.said)
    )
    return "contradicted" if is_accused else "unknown"


def _may_accuse(told: Sequence[bool | None], sources: Sources) -> bool:
    """Return whether sources that name others than the claimed speaker contradict him: his name is sure, and none of theirs may be his."""
    if not sources.is_sure or sources.is_splice:
        return sources.is_sure
    return not any(v is None and a.speaker is not None for v, a in zip(told, sources.said, strict=True))


def _is_clearly_apart(field: str, claimed: str, said: Sequence[Attribution]) -> bool:
    """Return whether all sources that tell a day or an outlet themselves have one clearly apart from that of a draft.

    Of outlets only those that the words were told to count: what one carries another may carry too.
    """
    if field == "outlet":
        return all(a.outlet is not None and a.outlet.relation == _TOLD for a in said)
    stated = [a.date.value for a in said if a.date and a.date.basis == "stated"] if field == "date" else []
    return bool(stated) and all(days_apart(claimed, value) > _NEAR_DAYS for value in stated)


def _told(field: str, claimed: str, said: Attribution, sources: Sources, place: int) -> bool | None:
    """Return whether the source at a place agrees with what is claimed of a field; None if it does not tell."""
    verdict = agrees(sources.gazetteer, field, claimed, said)
    if field != "speaker":
        return verdict
    if place in sources.apart:
        return False
    return None if verdict and said.speaker and _is_open(claimed, said.speaker, sources, place) else verdict


def _unclaimed(field: str, sources: Sources) -> str:
    """Return the status of a field that is not claimed: sources may dispute the speaker whoever asks."""
    is_disputed = field == "speaker" and not sources.is_splice and _disagree(sources.gazetteer, sources.said)
    return "disputed" if is_disputed else "not_claimed"


def _agrees_on_date(claimed: str, said: Attribution) -> bool | None:
    """Return whether dates agree; a date of publication that differs tells nothing of when the words were said."""
    if said.date is None:
        return None
    is_same = same_date(claimed, said.date.value)
    return None if said.date.basis == "published" and not is_same else is_same


def _is_open(claimed: str, speaker: Speaker, sources: Sources, place: int) -> bool:
    """Return whether only a surname agrees, and nothing tells whose it is.

    The index knows others who have it; or an article gives it alone, and the index knows nobody of the claimed name.
    """
    gazetteer = sources.gazetteer
    if speaker.type != "person" or is_description(gazetteer, claimed):
        return False
    is_short, is_bare = is_surname_only(gazetteer, claimed), is_surname_only(gazetteer, speaker.name)
    if is_bare and not is_short and place in sources.reported and speaker_key(gazetteer.known_as(claimed)) not in sources.namesakes:
        return True
    return (is_short or is_bare) and is_borne_by_others(gazetteer, speaker.name if is_short else claimed, sources.namesakes)


def _agreed(gazetteer: Gazetteer, field: str, claimed: str | None, said: Sequence[Attribution]) -> str | None:
    """Return the value of the first source that agrees with what is claimed."""
    if claimed is None:
        return None
    return next((found_value(a, field) for a in said if agrees(gazetteer, field, claimed, a)), None)


def _disagree(gazetteer: Gazetteer, said: Sequence[Attribution]) -> bool:
    """Return whether two sources name different people for the same words."""
    named = [a.speaker for a in said if a.speaker and a.speaker.type == "person" and a.speaker.score >= SURE_SPEAKER]
    return any(same_speaker(gazetteer, a.name, b.name) is False for i, a in enumerate(named) for b in named[i + 1 :])
