"""/v1/quotations/{id}/corrections and /v1/review: what editors correct, and what is worth a look."""

from __future__ import annotations

from typing import Any

from flask import Response, g
from flask.views import MethodView

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.correction import (
    CorrectionsSchema,
    ReviewPageSchema,
    correction_schema,
    review_query,
    undoing_query,
)
from schemas.quotation import QuotationSchema
from schemas.vocabulary import FIELDS, UTF16
from service import wire
from service.correcting import Entry
from service.errors import NotFound, OnrecordError
from service.http import notifications
from service.http.access import scope
from service.http.api import Blueprint, answer, conditional, failing
from service.http.budget import is_left
from service.http.lists import opened_page, page_of, quotation_by
from service.http.services import services
from service.index.asking.browse import Filter, Walked
from service.index.layout.aside import Aside
from service.ingestion.holding import now
from service.settings import Settings
from service.verification.reviewing import Reviewed, reviewed

_MOST_LOOKED_AT = 200  # quotations for one page of the queue: each costs a lookup or two
_LOOKED_AT = 10  # quotations between two looks at the time
_MOST_ASIDE = 20  # lines of what is set aside


class Nameless(OnrecordError):
    """Nobody answers for the correction: neither a name nor a key was sent."""

    code = "validation-failed"


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes of corrections."""
    bp = Blueprint("corrections", __name__, url_prefix="/v1", description="Decisions of editors")

    @bp.route("/quotations/<quotation_id>/corrections")
    class Corrections(MethodView):
        @scope("read")
        @bp.response(200, CorrectionsSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 404, 412, 500, 503)
        def get(self, quotation_id: str) -> Response:
            """What editors did to a quotation

            The oldest first, with what was undone.
            """
            found = quotation_by(quotation_id)
            ruling = services().corpus.corrections.of(found)
            return conditional(answer(wire.corrections(found.id, ruling.entries if ruling else ())), 0)

        @scope("write")
        @bp.arguments(correction_schema(settings)(), example={"speaker": "Ines Calloway", "by": "Ellery Quill", "reason": "Heard."})
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(200, QuotationSchema)
        @failing(bp, 400, 404, 413, 415, 422, 500, 503)
        def post(self, body: shapes.NewCorrection, query: shapes.Offsets, quotation_id: str) -> Response:
            """Correct a quotation, or say that it was checked

            The correction is kept with the corpus and stands above every rule: a rebuild, better rules and a restored backup
            keep it. It also holds for later versions of the document that have the same words. Several add up.
            """
            values = {name: body[name] for name in FIELDS if name in body}  # type: ignore[literal-required]
            return _done(
                quotation_id, Entry(_who(body["by"]), f"{now()}Z", body["reason"], values, body["checked"]), query["offsets"]
            )

        @scope("write")
        @bp.arguments(undoing_query(settings)(), location="query")
        @bp.response(200, QuotationSchema)
        @failing(bp, 404, 422, 500, 503)
        def delete(self, query: shapes.UndoingQuery, quotation_id: str) -> Response:
            """Undo every correction of a quotation

            It is again as the source was read. What was undone stays in the log.
            """
            ruling = services().corpus.corrections.of(quotation_by(quotation_id))
            if ruling is None or ruling.correction is None:
                raise NotFound(f"There is no correction of {quotation_id[:40]!r}.")
            entry = Entry(_who(query["by"]), f"{now()}Z", query["reason"] or "", undoes=True)
            return _done(quotation_id, entry, query["offsets"])

    @bp.route("/review", methods=["GET"])
    @scope("read")
    @bp.arguments(review_query(settings)(), location="query")
    @bp.response(200, ReviewPageSchema)
    @bp.alt_response(304, description="The caller's copy is current")
    @failing(bp, 400, 412, 422, 500, 503)
    def review(query: shapes.ReviewQuery) -> Response:
        """What is worth a look by an editor

        Quotations that no editor has looked at: with a field that is unsure, without a speaker, with the same words of another speaker
        elsewhere, or with another wording elsewhere that turns the meaning. The one that came last into the index is first.
        """
        browser = services().browser
        place = opened_page("review", query, browser.generation)
        found = _walk(place, query["limit"], query["reason"])
        aside = Aside(services().client, browser.reader().keys).reasons()[:_MOST_ASIDE]
        rows = [wire.review_row(row, utf16=query["offsets"] == UTF16) for row in found.rows]
        return page_of("review", query, browser.generation, rows, found.next, set_aside=aside)

    return bp


def _walk(place: Any, most: int, reason: str | None) -> Walked:
    """Return a step through the queue (rows of Reviewed)."""
    rows: list[Reviewed] = []
    looked, index = 0, services().index
    while len(rows) < most:
        step = services().browser.quotations(Filter(), place, min(_LOOKED_AT, most - len(rows)))
        place = step.next
        for quotation in step.rows:
            row = reviewed(index, quotation)
            if row is not None and (reason is None or reason in row.reasons):
                rows.append(row)
        looked += len(step.rows)
        if place is None or looked >= _MOST_LOOKED_AT or not is_left():
            break
    return Walked(rows, place)


def _who(name: str | None) -> str:
    """Return who answers for a correction: the name that was sent, else that of the key. Raises Nameless."""
    if name is None and g.key is None:
        raise Nameless("Say who you are: send `by`, or a key.", pointer="/by")
    return name or str(g.key.name)


def _done(quotation_id: str, entry: Entry, offsets: str) -> Response:
    """Do what an editor did to a quotation. Returns it as it is then. Raises NotFound."""
    services().ingestion.correct(quotation_by(quotation_id), entry)
    notifications.corrected(quotation_id, entry)
    return answer(wire.quotation(quotation_by(quotation_id), utf16=offsets == UTF16))
