"""GET /v1/quotations, /v1/quotations/{id}, /v1/speakers, /v1/outlets, /v1/stats."""

from __future__ import annotations

from flask import Response

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.browse import (
    OutletsPageSchema,
    QuotationsPageSchema,
    SpeakersPageSchema,
    StatsSchema,
    names_query,
    quotations_query,
)
from schemas.quotation import QuotationSchema
from schemas.verification import WordingsSchema
from schemas.vocabulary import UTF16
from service import wire
from service.errors import OnrecordError
from service.http.access import scope
from service.http.api import Blueprint, answer, conditional, failing
from service.http.lists import page, quotation_by
from service.http.services import services
from service.index.asking.browse import Filter
from service.index.server.keys import OUTLETS, SPEAKERS
from service.records import ReaderStanding
from service.settings import Settings
from service.verification.wordings import wordings as wordings_of
from service.wording.tokens import keys


class BadRange(OnrecordError):
    """The dates of a list are in the wrong order, or its words hold no word."""

    code = "validation-failed"


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes that list what the index holds."""
    bp = Blueprint("browsing", __name__, url_prefix="/v1", description="What the index holds")
    current = {"description": "The caller's copy is current"}

    @bp.route("/quotations", methods=["GET"])
    @scope("read")
    @bp.arguments(quotations_query(settings)(), location="query")
    @bp.response(200, QuotationsPageSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 400, 412, 422, 500, 503)
    def quotations(query: shapes.QuotationsQuery) -> Response:
        """Browse quotations by speaker, outlet, dates and words

        The one that came last into the index is first.
        """
        wanted, browser = wanted_by(query), services().browser
        return page(
            "quotations",
            query,
            browser.generation,
            lambda place, limit: browser.quotations(wanted, place, limit),
            lambda row: wire.quotation(row, utf16=query["offsets"] == UTF16),
        )

    @bp.route("/quotations/<quotation_id>", methods=["GET"])
    @scope("read")
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, QuotationSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 404, 412, 422, 500, 503)
    def quotation(query: shapes.Offsets, quotation_id: str) -> Response:
        """Read a quotation"""
        return conditional(answer(wire.quotation(quotation_by(quotation_id), utf16=query["offsets"] == UTF16)), 0)

    @bp.route("/quotations/<quotation_id>/wordings", methods=["GET"])
    @scope("read")
    @bp.response(200, WordingsSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 404, 412, 500, 503)
    def wordings(quotation_id: str) -> Response:
        """How the words of a quotation went on from where they were first published

        The earliest publication of it in the index, and each later one whose words differ, with what differs from the first.
        """
        return conditional(answer(wire.wordings(wordings_of(services().index, quotation_by(quotation_id)))), 0)

    @bp.route("/speakers", methods=["GET"])
    @scope("read")
    @bp.arguments(names_query(settings)(), location="query")
    @bp.response(200, SpeakersPageSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 400, 412, 422, 500, 503)
    def speakers(query: shapes.NamesQuery) -> Response:
        """List who is quoted, in alphabetical order"""
        return _names("speakers", SPEAKERS, query)

    @bp.route("/outlets", methods=["GET"])
    @scope("read")
    @bp.arguments(names_query(settings)(), location="query")
    @bp.response(200, OutletsPageSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 400, 412, 422, 500, 503)
    def outlets(query: shapes.NamesQuery) -> Response:
        """List the outlets that first carried or published quotations, in alphabetical order"""
        return _names("outlets", OUTLETS, query)

    @bp.route("/stats", methods=["GET"])
    @scope("read")
    @bp.response(200, StatsSchema)
    @bp.alt_response(304, **current)
    @failing(bp, 412, 500, 503)
    def stats() -> Response:
        """How much the index holds, and of what"""
        return conditional(answer(wire.stats(services().browser.overview(), _standing())), 0)

    return bp


def _standing() -> ReaderStanding | None:
    """Return how the second reader is doing, None where there is none."""
    reader = services().reader
    return reader.standing() if reader is not None else None


def _names(name: str, kind: str, query: shapes.NamesQuery) -> Response:
    browser = services().browser
    return page(
        name,
        query,
        browser.generation,
        lambda place, limit: browser.names(kind, query["q"] or "", place or "", limit),
        wire.name,
    )


def wanted_by(query: shapes.QuotationsQuery) -> Filter:
    """Return what quotations a query wants. Raises BadRange."""
    since, until = _day(query["since"], "0000"), _day(query["until"], "9999")
    if since and until and since > until:
        raise BadRange("until is before since", pointer="/until")
    words = tuple(word for word in keys(query["q"] or "") if any(c.isalnum() for c in word))
    if query["q"] and not words:
        raise BadRange("There is no word in it.", pointer="/q")
    return Filter(query["speaker"], query["outlet"], since, until, words)


def _day(date: str | None, rest: str) -> int:
    """Return a date as yyyymmdd, 0 without one. `rest`: mmdd to fill up a year or month, so that all of it lies within."""
    return int((date.replace("-", "") + rest)[:8]) if date else 0
