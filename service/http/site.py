"""The pages for people: / to check a draft or a quote, /quotations/{id} and /verification to cite, /corpus to see what there is."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping

from flask import Response

from schemas import shapes
from schemas.verification import claim_schema
from schemas.vocabulary import FIELD, OK, SEVERITY, TONES, VERDICT
from service.http import charts
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, failing
from service.http.checks import check_by
from service.http.citations import citations, quotation_ld, review_ld
from service.http.lists import quotation_by
from service.http.pages import page
from service.http.services import services
from service.http.verification import claim_of, counted
from service.records import Quotation, Verification
from service.settings import Settings
from service.signing import fingerprint
from service.verification.wordings import LaterWording, wordings

_PAGE = {"content_type": "text/html", "description": "A page"}


def blueprint(settings: Settings) -> Blueprint:
    """Return the pages for people."""
    bp = Blueprint("pages", __name__, description="Pages for people", template_folder="templates")

    @bp.route("/", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, **_PAGE)
    def home() -> Response:
        """The page to check a draft or a quote on"""
        return page("page.html", has_provider=bool(settings.openid_issuer))

    @bp.route("/quotations/<quotation_id>", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 404, 500, 503)
    def quotation(quotation_id: str) -> Response:
        """A quotation as a page to cite, with its evidence and schema.org data"""
        q = quotation_by(quotation_id)
        known = wordings(services().index, q)
        speaker = q.attribution.speaker
        return page(
            "quotation.html",
            q=q,
            speaker=speaker.name if speaker else "Speaker unknown",
            facts=_facts(q),
            context=_context(q),
            first=known.first,
            is_first=known.first.id == q.id,
            later=[(row.quotation, _marked(row)) for row in known.later],
            citations=citations(q),
            json_ld=_embedded(quotation_ld(q)),
        )

    @bp.route("/checks/<check_id>", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 404, 500, 503)
    def check(check_id: str) -> Response:
        """The record of a check as a page, to be printed and kept"""
        signed = check_by(check_id)
        record = signed["record"]
        answers = [(f["quote"], f["verification"]) for f in record["check"]["findings"]] if record["check"] else []
        if record["verification"]:
            answers = [(record["verification"]["quote"], record["verification"])]
        return page(
            "check.html",
            record=record,
            answers=answers,
            verdicts=VERDICT,
            signature=signed["signature"],
            fingerprint=fingerprint(signed["signature"]["key"]),
            later=signed["later"],
        )

    @bp.route("/corpus", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 500, 503)
    def corpus() -> Response:
        """What the index can answer and what it cannot: its quotations by month, speaker and outlet, and the fields that are known"""
        known = services().browser.overview()
        written = dt.datetime.fromtimestamp(known.written, dt.UTC) if known.written else None
        shares = charts.shares(known.known, known.quotations)
        return page("corpus.html", known=known, written=written, months=charts.columns(known.months), shares=shares)

    @bp.route("/verification", methods=["GET"])
    @scope("verify")
    @bp.arguments(claim_schema(settings, query=True)(), location="query")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 422, 500, 503)
    def verification(query: shapes.ClaimQuery) -> Response:
        """A verification as a page to cite, with schema.org data"""
        v = counted(claim_of(query))
        review = review_ld(v, settings.newsroom, has_rating=bool(settings.claim_ratings))
        return page(
            "verification.html",
            v=v,
            today=dt.datetime.now(dt.UTC).date().isoformat(),
            verdict=VERDICT[v.verdict],
            severity=SEVERITY[v.severity],
            tone=_tone(v),
            json_ld=_embedded(review) if review else None,
        )

    return bp


def _tone(v: Verification) -> str:
    """Return the tone of a verification's mark: that of its severity, but that of its verdict where there is nothing to be pleased about."""
    verdict, severity = VERDICT[v.verdict], SEVERITY[v.severity]
    return verdict.tone if severity is OK and verdict.tone == TONES[1] else severity.tone


def _facts(q: Quotation) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return name, value, basis and evidence of each field."""
    rows = []
    for name, row in FIELD.items():
        field = getattr(q.attribution, name)
        evidence = field.evidence.text if field and field.evidence else None
        basis = getattr(field, row.basis).replace("_", " ") if field and row.basis else None
        rows.append((name.capitalize(), getattr(field, row.value) if field else None, basis, evidence))
    return rows


def _context(q: Quotation) -> list[tuple[str, bool]]:
    """Return the context, cut where the quotation's parts start and end, each stretch with whether it is quoted."""
    out, rest = [], q.context
    for part in q.parts:
        words = re.sub(r"[ \t]+", " ", part.text)
        before, found, rest = rest.partition(words)
        out += [(before, False), (found, True)]
    return [*out, (rest, False)]


def _marked(row: LaterWording) -> list[tuple[str, str]]:
    """Return the words of a later wording in stretches: unchanged (""), inserted ("ins"), and deleted from the first ("del")."""
    out, at, text = [], 0, row.quotation.text
    for change in sorted(row.wording.changes, key=lambda c: c.quote.start):
        out += [(text[at : change.quote.start], ""), (change.source.text, "del"), (change.quote.text, "ins")]
        at = max(at, change.quote.end)
    return [(words, kind) for words, kind in [*out, (text[at:], "")] if words]


def _embedded(data: Mapping[str, object]) -> str:
    """Return JSON that can stand in a script element: nothing in it ends the element or starts another."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
