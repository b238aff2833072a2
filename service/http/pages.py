"""The pages for people: / to check a draft or a quote, /quotations/{id} and /verification to cite, /corpus to see what there is."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from flask import Response, render_template

from schemas.verification import claim_schema
from schemas.vocabulary import FIELD, VERDICT
from service.http import charts
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, failing
from service.http.citations import citations, quotation_ld, review_ld
from service.http.lists import quotation_by
from service.http.services import services
from service.http.verification import noted, without_places
from service.settings import Settings
from service.verification import Claim
from service.verification.wordings import wordings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none';"
    " base-uri 'none'; form-action 'none'"
)
_PAGE = {"content_type": "text/html", "description": "A page"}


def blueprint(settings: Settings) -> Blueprint:
    bp = Blueprint("pages", __name__, description="Pages for people", template_folder="templates")

    @bp.route("/", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, **_PAGE)
    def home() -> Response:
        """The page to check a draft or a quote on"""
        return _page("page.html")

    @bp.route("/quotations/<quotation_id>", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 404, 500, 503)
    def quotation(quotation_id: str) -> Response:
        """A quotation as a page to cite, with its evidence and schema.org data"""
        q = quotation_by(quotation_id)
        known = wordings(services().index, q)
        first, later = known["first"], known["later"]
        return _page(
            "quotation.html",
            q=q,
            speaker=q["speaker"]["name"] if q["speaker"] else "Speaker unknown",
            facts=_facts(q),
            context=_context(q),
            first=first,
            is_first=first["id"] == q["id"],
            later=[(row["quotation"], _marked(row)) for row in later],
            citations=citations(q),
            json_ld=_embedded(quotation_ld(q)),
        )

    @bp.route("/corpus", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 500, 503)
    def corpus() -> Response:
        """What the index can answer and what it cannot: its quotations by month, speaker and outlet, and the fields that are known"""
        known = services().browser.overview()
        times = {name: dt.datetime.fromtimestamp(known[name], dt.UTC) for name in ("built", "written") if known[name]}
        return _page("corpus.html", known=known, times=times, months=charts.columns(known["months"]), shares=charts.shares(known))

    @bp.route("/verification", methods=["GET"])
    @scope("verify")
    @bp.arguments(claim_schema(settings, query=True)(), location="query")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 422, 500, 503)
    def verification(query: dict[str, Any]) -> Response:
        """A verification as a page to cite, with schema.org data"""
        query.pop("offsets")
        v = without_places(noted(services().verifier.verify(Claim(**query))))
        return _page("verification.html", v=v, verdict=VERDICT[v["verdict"]], json_ld=_embedded(review_ld(v)))

    return bp


def _page(template: str, **values: Any) -> Response:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
    return Response(render_template(template, **values), mimetype="text/html", headers=headers)


def _facts(q: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None]]:
    """Name, value, basis and evidence of each field."""
    rows = []
    for name, row in FIELD.items():
        field = q[name]
        evidence = field["evidence"]["text"] if field and field["evidence"] else None
        said = field[row.basis].replace("_", " ") if field and row.basis else None
        rows.append((name.capitalize(), field[row.value] if field else None, said, evidence))
    return rows


def _context(q: dict[str, Any]) -> list[tuple[str, bool]]:
    """The context, cut where the quotation's parts begin and end."""
    out, rest = [], q["context"]
    for part in q["parts"]:
        words = re.sub(r"[ \t]+", " ", part["text"])
        before, found, rest = rest.partition(words)
        out += [(before, False), (found, True)]
    return [*out, (rest, False)]


def _marked(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The words of a later wording, cut into stretches: as they were, put in, and what of the first publication is not there."""
    out, at, text = [], 0, row["quotation"]["text"]
    for change in sorted(row["wording"]["changes"], key=lambda c: c["quote"]["start"]):
        quote, source = change["quote"], change["source"]
        out += [(text[at : quote["start"]], ""), (source["text"], "del"), (quote["text"], "ins")]
        at = max(at, quote["end"])
    return [(words, kind) for words, kind in [*out, (text[at:], "")] if words]


def _embedded(data: dict[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins another."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
