"""POST /v1/extract."""

from __future__ import annotations

from typing import Any

from flask import Response

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.document import ExtractionSchema, extract_schema
from schemas.vocabulary import UTF16
from service import citing, wire
from service.http.access import scope
from service.http.api import Blueprint, answer, failing
from service.http.services import services
from service.records import Document, Origin
from service.settings import Settings


def blueprint(settings: Settings) -> Blueprint:
    """Return the route that extracts quotations."""
    bp = Blueprint("extraction", __name__, url_prefix="/v1/extract", description="Quotations in a text, with their attribution")

    @bp.route("", methods=["POST"])
    @scope("verify")
    @bp.arguments(extract_schema(settings)())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, ExtractionSchema)
    @failing(bp, 400, 413, 415, 422, 500)
    def extract_quotations(body: shapes.Extract, query: shapes.Offsets) -> Response:
        """Extract the quotations of a text

        Nothing is stored.
        """
        known: dict[str, Any] = {name: value for name, value in body.items() if name != "language"}
        document = Document(**known, origin=Origin(language=body["language"]))
        found = citing.quotations(document, services().read("extract", document))
        return answer(wire.extraction(found, utf16=query["offsets"] == UTF16))

    return bp
