"""Records → the shapes of the contract. Nothing else makes the dictionaries of answers.

Offsets in records are code points. With `utf16` they are written as UTF-16 units, as JavaScript counts, by the places of
the characters of the text that take two.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from schemas import shapes
from schemas.vocabulary import EDITOR, FIELD, KIND
from service.citing import astral_places
from service.correcting import Entry
from service.errors import Problem
from service.index.asking.holdings import Holdings, ListedDocument, Overview, Ranked
from service.records import (
    AttributionComparison,
    Change,
    CitedDocument,
    Conflict,
    Correction,
    Coverage,
    Date,
    Evidence,
    Likely,
    Match,
    NameCount,
    Omission,
    Outlet,
    Quotation,
    ReadDocument,
    ReaderStanding,
    Span,
    Speaker,
    Venue,
    Verification,
    Wording,
)
from service.verification.drafts import Finding, Summary
from service.verification.reviewing import Reviewed
from service.verification.wordings import Wordings

_OPTIONAL = ("author", "language", "published_basis", "modified", "superseded_by", "supersedes")
_ALL_CODE_POINTS: Sequence[int] = ()


# -- documents and quotations -------------------------------------------------------------------------------------------


def document(cited: CitedDocument) -> shapes.CitedDocument:
    """Return a document as answers cite it; what is not known of how it came is left out."""
    shape: shapes.CitedDocument = {
        "id": cited.id,
        "title": cited.title,
        "url": cited.url,
        "outlet": cited.outlet,
        "published": cited.published,
        "kind": KIND[cited.kind].served or cited.kind,
        "sha256": cited.sha256,
    }
    for name in _OPTIONAL:
        if (value := getattr(cited, name)) is not None:
            shape[name] = value  # type: ignore[literal-required]
    return shape


def listed_document(row: ListedDocument) -> shapes.ListedDocument:
    """Return a row of the list of documents."""
    return {**document(row.document), "quotations": row.quotations}


def read_document(read: ReadDocument, *, utf16: bool = False) -> shapes.Document:
    """Return a document with its quotations."""
    of: shapes.ReadDocument = {**document(read.document)}  # type: ignore[typeddict-item]  # what is not required may be absent
    if read.source:
        of["source"] = {"sha256": read.source.sha256, "reader": read.source.reader}
    if read.rules:
        of["rules"] = read.rules
    return {"document": of, "quotations": [quotation(q, utf16=utf16) for q in read.quotations]}


def extraction(quotations: Iterable[Quotation], *, utf16: bool = False) -> shapes.Extraction:
    """Return the quotations of a text."""
    return {"quotations": [quotation(q, utf16=utf16) for q in quotations]}


def quotation(q: Quotation, *, utf16: bool = False) -> shapes.Quotation:
    """Return a quotation with its document. Its offsets point into the document, those of `also_in` into the others."""
    places = q.document.astral if utf16 else _ALL_CODE_POINTS
    said = q.attribution
    return {
        "id": q.id,
        "text": q.text,
        "parts": [_span(part, places) for part in q.parts],
        "standing": q.standing,
        "standing_evidence": _evidence(q.standing_evidence, places),
        "speaker": _speaker(said.speaker, places) if said.speaker else None,
        "date": _date(said.date, places) if said.date else None,
        "venue": _venue(said.venue, places) if said.venue else None,
        "outlet": _outlet(said.outlet, places) if said.outlet else None,
        "media": {"url": q.media.url, "start": q.media.start, "end": q.media.end} if q.media else None,
        "candidates": _candidates(said.candidates, places),
        "selector": {"exact": q.selector.exact, "prefix": q.selector.prefix, "suffix": q.selector.suffix},
        "text_fragment": q.text_fragment,
        "context": q.context,
        "correction": _correction(q.correction) if q.correction else None,
        "document": document(q.document),
        "also_in": [
            {
                "document": document(other.document),
                "parts": [_span(part, other.document.astral if utf16 else _ALL_CODE_POINTS) for part in other.parts],
            }
            for other in q.also_in
        ],
    }


def _correction(correction: Correction) -> shapes.Correction:
    was: shapes.CorrectedFrom = {}
    for name in correction.values:
        value = getattr(correction.read, name)
        was[name] = getattr(value, FIELD[name].value) if value else None  # type: ignore[literal-required]
    return {
        "basis": EDITOR,
        "by": correction.by,
        "at": correction.at,
        "reason": correction.reason,
        "checked": correction.checked,
        "was": was,
    }


def corrections(quotation_id: str, entries: Iterable[Entry]) -> shapes.Corrections:
    """Return what editors did to a quotation."""
    return {
        "quotation": quotation_id,
        "entries": [
            {
                "by": entry.by,
                "at": entry.at,
                "reason": entry.reason,
                "values": {**entry.values},  # type: ignore[typeddict-item]  # its keys are fields
                "checked": entry.checked,
                "undoes": entry.undoes,
            }
            for entry in entries
        ],
    }


def review_row(row: Reviewed, *, utf16: bool = False) -> shapes.ReviewRow:
    """Return a row of the queue of what is worth a look."""
    return {
        "reasons": list(row.reasons),
        "fields": list(row.fields),
        "quotation": quotation(row.quotation, utf16=utf16),
        "others": [quotation(other, utf16=utf16) for other in row.others],
    }


def _speaker(speaker: Speaker, places: Sequence[int]) -> shapes.Speaker:
    return {
        "name": speaker.name,
        "type": speaker.type,
        "role": speaker.role,
        "evidence": _evidence(speaker.evidence, places),
        "basis": speaker.basis,
        "score": speaker.score,
    }


def _date(date: Date, places: Sequence[int]) -> shapes.Date:
    return {"value": date.value, "basis": date.basis, "evidence": _evidence(date.evidence, places), "score": date.score}


def _venue(venue: Venue, places: Sequence[int]) -> shapes.Venue:
    return {"name": venue.name, "evidence": _evidence(venue.evidence, places), "score": venue.score}


def _outlet(outlet: Outlet, places: Sequence[int]) -> shapes.Outlet:
    return {
        "name": outlet.name,
        "relation": outlet.relation,
        "evidence": _evidence(outlet.evidence, places),
        "score": outlet.score,
    }


def _candidates(candidates: Mapping[str, Sequence[Likely]], places: Sequence[int]) -> shapes.Candidates:
    shape: shapes.Candidates = {}
    for field, rows in candidates.items():
        shape[field] = [  # type: ignore[literal-required]
            {FIELD[field].value: row.value, "score": row.score, "evidence": _evidence(row.evidence, places)} for row in rows
        ]
    return shape


def _evidence(evidence: Evidence | None, places: Sequence[int]) -> shapes.Span | None:
    return None if evidence is None else _span(evidence, places)


# -- verifications ------------------------------------------------------------------------------------------------------


def verification(v: Verification, *, utf16: bool = False) -> shapes.Verification:
    """Return the answer to a claim. Offsets of changes point into the quote and into the text of the best match."""
    quote = astral_places(v.quote) if utf16 else _ALL_CODE_POINTS
    source = astral_places(v.matches[0].quotation.text) if utf16 and v.matches else _ALL_CODE_POINTS
    return {
        "quote": v.quote,
        "verdict": v.verdict,
        "explanation": v.explanation,
        "confidence": v.confidence,
        "index_revision": v.index_revision,
        "degraded": v.degraded,
        "wording": _wording(v.wording, quote, source),
        "attribution": _compared(v.attribution),
        "matches": [_match(match, utf16=utf16) for match in v.matches],
        "coverage": _coverage(v.coverage),
        "severity": v.severity,
        "reason": v.reason,
        "conflicts": [_conflict(conflict, quote, utf16=utf16) for conflict in v.conflicts],
    }


def _conflict(conflict: Conflict, quote: Sequence[int], *, utf16: bool) -> shapes.Conflict:
    source = astral_places(conflict.quotation.text) if utf16 else _ALL_CODE_POINTS
    return {
        "quotation": quotation(conflict.quotation, utf16=utf16),
        "changes": [_change(change, quote, source) for change in conflict.changes],
    }


def wordings(known: Wordings) -> shapes.Wordings:
    """Return a quotation through time, with offsets in code points."""
    return {
        "first": quotation(known.first),
        "later": [
            {"quotation": quotation(row.quotation), "wording": _wording(row.wording, _ALL_CODE_POINTS, _ALL_CODE_POINTS)}
            for row in known.later
        ],
    }


def draft_check(
    text: str, summary: Summary, findings: Iterable[Finding], unfinished: shapes.Problem, *, utf16: bool = False
) -> shapes.DraftCheck:
    """Return what was found in a draft. `text`: as submitted; `unfinished`: the problem of quotes that were not looked up."""
    places = astral_places(text) if utf16 else _ALL_CODE_POINTS
    return {
        "summary": {
            "quotes": summary.quotes,
            "verdicts": dict(summary.verdicts),
            "serious": summary.serious,
            "contradicted": summary.contradicted,
            "own_interviews": summary.own_interviews,
            "unfinished": summary.unfinished,
        },
        "findings": [_finding(text, finding, unfinished, places, utf16=utf16) for finding in findings],
    }


def _finding(text: str, finding: Finding, unfinished: shapes.Problem, places: Sequence[int], *, utf16: bool) -> shapes.Finding:
    quote, claim = finding.quote, finding.quote.claim
    return {
        "span": _span(Span(quote.start, quote.end, text[quote.start : quote.end]), places),
        "quote": claim.quote,
        "claim": {
            "quote": claim.quote,
            "speaker": claim.speaker,
            "date": claim.date,
            "venue": claim.venue,
            "outlet": claim.outlet,
        },
        "own_interview": quote.is_own,
        "reason": finding.reason,
        "verification": verification(finding.verification, utf16=utf16) if finding.verification else None,
        "problem": None if finding.verification else unfinished,
    }


def _wording(wording: Wording, quote: Sequence[int], source: Sequence[int]) -> shapes.Wording:
    return {
        "status": wording.status,
        "similarity": wording.similarity,
        "folds": list(wording.folds),
        "omitted": [_omission(omission, source) for omission in wording.omitted],
        "changes": [_change(change, quote, source) for change in wording.changes],
    }


def _omission(omission: Omission, places: Sequence[int]) -> shapes.Omission:
    return {
        "start": moved(omission.start, places),
        "end": moved(omission.end, places),
        "text": omission.text,
        "serious": omission.serious,
        "reason": omission.reason,
    }


def _change(change: Change, quote: Sequence[int], source: Sequence[int]) -> shapes.Change:
    return {
        "op": change.op,
        "quote": _span(change.quote, quote),
        "source": _span(change.source, source),
        "kind": change.kind,
        "serious": change.serious,
        "reason": change.reason,
    }


def _compared(compared: AttributionComparison) -> shapes.Attribution:
    return {
        "status": compared.status,
        "fields": {
            name: {"claimed": field.claimed, "found": field.found, "status": field.status}
            for name, field in compared.fields.items()
        },
    }


def _match(match: Match, *, utf16: bool) -> shapes.Match:
    places = astral_places(match.quotation.text) if utf16 else _ALL_CODE_POINTS
    return {
        "score": match.score,
        "matched": {"start": moved(match.start, places), "end": moved(match.end, places)},
        "quotation": quotation(match.quotation, utf16=utf16),
    }


def _coverage(coverage: Coverage) -> shapes.Coverage:
    return {
        "speaker": name(coverage.speaker) if coverage.speaker else None,
        "quotations": coverage.quotations,
        "documents": coverage.documents,
    }


# -- the index ----------------------------------------------------------------------------------------------------------


def name(row: NameCount) -> shapes.Name:
    """Return a speaker or an outlet with its counts."""
    return {"name": row.name, "quotations": row.quotations, "since": row.since, "until": row.until}


def readiness(held: Holdings) -> shapes.Readiness:
    """Return what a service that can answer says."""
    return {
        "status": "ready",
        "documents": held.documents,
        "quotations": held.quotations,
        "index_revision": held.index_revision,
    }


def stats(known: Overview, reader: ReaderStanding | None = None) -> shapes.Stats:
    """Return how much an index holds, and of what kind; `reader`: how the second reader is doing, None where there is none."""
    return {
        "documents": known.documents,
        "quotations": known.quotations,
        "speakers": known.speakers,
        "outlets": known.outlets,
        "index_revision": known.index_revision,
        "built": _time(known.built),
        "written": _time(known.written),
        "to_reread": known.to_reread,
        "set_aside": known.set_aside,
        "set_aside_reasons": list(known.set_aside_reasons),
        "reader": _reader(reader) if reader is not None else None,
        "known": dict(known.known),
        "months": [{"month": month, "quotations": number} for month, number in known.months],
        "undated": known.undated,
        "most_quoted": [_ranked(row) for row in known.most_quoted],
        "most_quoting": [_ranked(row) for row in known.most_quoting],
    }


def _reader(known: ReaderStanding) -> shapes.Reader:
    return {
        "waiting": known.waiting,
        "given_up": known.given_up,
        "asked": known.asked,
        "answered": known.answered,
        "failed": dict(known.failed),
        "accepted": known.accepted,
        "refused": dict(known.refused),
        "tokens_today": known.tokens_today,
        "paused_until": _time(int(known.paused_until)) if known.paused_until else None,
    }


def _ranked(row: Ranked) -> shapes.Ranked:
    return {"name": row.name, "quotations": row.quotations}


def _time(seconds: int | None) -> str | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z") if seconds else None


# -- problems -----------------------------------------------------------------------------------------------------------


def problem(
    kind: Problem,
    detail: str,
    instance: str,
    request_id: str,
    *,
    status: int | None = None,
    errors: list[shapes.FieldError] | None = None,
) -> shapes.Problem:
    """Return a problem (RFC 9457). `instance`: path of the request; `status`: in place of the kind's own."""
    shape: shapes.Problem = {
        "type": f"/problems/{kind.code}",
        "title": kind.title,
        "status": status or kind.status,
        "detail": detail,
        "instance": instance,
        "request_id": request_id,
    }
    if errors:
        shape["errors"] = errors
    return shape


# -- offsets ------------------------------------------------------------------------------------------------------------


def _span(span: Span, places: Sequence[int]) -> shapes.Span:
    if not places:
        return {"start": span.start, "end": span.end, "text": span.text}
    return {"start": moved(span.start, places), "end": moved(span.end, places), "text": span.text}


def moved(offset: int, places: Sequence[int]) -> int:
    """Return an offset in UTF-16 units. `places`: offsets of the characters that take two, ascending."""
    return offset + bisect_left(places, offset)
