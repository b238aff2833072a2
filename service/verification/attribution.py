"""How the attribution that is claimed compares with what the sources say, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.dates import same_date
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import is_borne_by_others, is_description, is_surname_only, same_speaker
from service.knowledge.places import same_venue
from service.records import FIELDS
from service.verification.claims import Claim


def found_value(quotation: dict[str, Any], field: str) -> str | None:
    """A field's value as a quotation has it: its name, or a date's ISO value."""
    value = quotation.get(field)
    if value is None:
        return None
    return str(value["value"] if field == "date" else value["name"])


def agrees(gazetteer: Gazetteer, field: str, claimed: str, quotation: dict[str, Any]) -> bool | None:
    """True, False, or None where the source does not tell."""
    found = found_value(quotation, field)
    if found is None:
        return None
    if field == "speaker":
        return same_speaker(gazetteer, claimed, found, quotation["speaker"]["type"], quotation["speaker"]["role"])
    if field == "date":
        if quotation["date"]["basis"] == "published":
            return True if same_date(claimed, found) else None
        return same_date(claimed, found)
    if field == "outlet":
        return gazetteer.same_outlet(claimed, found)
    return same_venue(claimed, found)


def compare_attribution(
    gazetteer: Gazetteer,
    claim: Claim,
    quotations: Sequence[dict[str, Any]],
    namesakes: frozenset[str] = frozenset(),
    *,
    is_splice: bool = False,
    is_common: bool = False,
) -> dict[str, Any]:
    """The attribution of a verification, from the quotations that have the claim's words equally well, best first.

    `namesakes`: keys of the speakers in the index with the claimed surname; a bare surname that several bear confirms none.
    `is_common`: so many people said the words that it says nothing against anybody that others did.
    `is_splice`: the quotations are pieces of the claim rather than sources of the whole, so that all of them must agree.
    """
    fields: dict[str, Any] = {}
    statuses: list[str] = []
    for field in FIELDS:
        claimed = getattr(claim, field)
        values = list(dict.fromkeys(v for q in quotations if (v := found_value(q, field)) is not None))
        values = _distinct(gazetteer, values) if field == "speaker" else values
        if is_common and len(values) > 1:
            agreed = _agreeing(gazetteer, field, claimed, quotations)
            status = "not_claimed" if claimed is None else "confirmed" if agreed else "unknown"
            statuses += [] if claimed is None else [status]
            fields[field] = {"claimed": claimed, "found": agreed, "status": status}
            continue
        if claimed is None and not values:
            continue
        found = (values[0] if len(values) == 1 else values) if values else None
        status = "not_claimed"
        if claimed is not None:
            verdicts = [agrees(gazetteer, field, claimed, q) for q in quotations]
            if field == "speaker":
                verdicts = [
                    None if v and _is_open(gazetteer, claimed, q, namesakes) else v
                    for v, q in zip(verdicts, quotations, strict=True)
                ]
            told = [v for v in verdicts if v is not None]
            may_agree = field == "speaker" and any(
                v is None and found_value(q, field) is not None for v, q in zip(verdicts, quotations, strict=True)
            )
            status = (
                "unknown"
                if not told
                else "confirmed"
                if all(told)
                else "contradicted"
                if is_splice or not (any(told) or may_agree)
                else "disputed"
            )
            statuses.append(status)
        elif field == "speaker" and not is_splice and _disagree(gazetteer, quotations):
            status = "disputed"
        if isinstance(found, list) and status not in ("disputed", "contradicted"):
            found = _agreeing(gazetteer, field, claimed, quotations) or found[0]
        fields[field] = {"claimed": claimed, "found": found if not isinstance(found, list) else "; ".join(found), "status": status}
    return {"status": _overall(statuses, fields), "fields": fields}


def _is_open(gazetteer: Gazetteer, claimed: str, quotation: dict[str, Any], namesakes: frozenset[str]) -> bool:
    """Whether a surname is all that agrees, and the index knows others who bear it."""
    speaker = quotation["speaker"]
    if speaker["type"] != "person" or is_description(gazetteer, claimed):
        return False
    is_claimed_bare = is_surname_only(gazetteer, claimed)
    is_bare = is_claimed_bare or is_surname_only(gazetteer, speaker["name"])
    return is_bare and is_borne_by_others(gazetteer, speaker["name"] if is_claimed_bare else claimed, namesakes)


def _distinct(gazetteer: Gazetteer, names: list[str]) -> list[str]:
    """Names without the surnames alone of which the full name is among them."""
    bare = {n for n in names if is_surname_only(gazetteer, n)}
    return [n for n in names if not (n in bare and any(m not in bare and same_speaker(gazetteer, n, m) for m in names))]


def _agreeing(gazetteer: Gazetteer, field: str, claimed: str | None, quotations: Sequence[dict[str, Any]]) -> str | None:
    if claimed is None:
        return None
    return next((found_value(q, field) for q in quotations if agrees(gazetteer, field, claimed, q)), None)


def _disagree(gazetteer: Gazetteer, quotations: Sequence[dict[str, Any]]) -> bool:
    """Whether two sources name different people for the same words."""
    named = [q["speaker"] for q in quotations if q.get("speaker") and q["speaker"]["type"] == "person"]
    return any(same_speaker(gazetteer, a["name"], b["name"]) is False for i, a in enumerate(named) for b in named[i + 1 :])


def _overall(statuses: list[str], fields: dict[str, Any]) -> str:
    if not statuses:
        return "disputed" if any(f["status"] == "disputed" for f in fields.values()) else "not_claimed"
    for status in ("contradicted", "disputed", "unknown"):
        if status in statuses:
            return status
    return "confirmed"
