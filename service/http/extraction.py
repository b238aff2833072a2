"""POST /v1/extract."""

from __future__ import annotations

from typing import Any

from flask import Response

from schemas.base import OffsetsQuerySchema
from schemas.document import ExtractionSchema, extract_schema
from service.extraction import extract
from service.http.access import scope
from service.http.api import Blueprint, answer, failing
from service.http.offsets import quotation_to_utf16
from service.http.services import services
from service.records import Document
from service.settings import Settings
from service.wire import served_document, served_quotation


def blueprint(settings: Settings) -> Blueprint:
    bp = Blueprint("extraction", __name__, url_prefix="/v1/extract", description="Quotations in a text, with their attribution")

    @bp.route("", methods=["POST"])
    @scope("verify")
    @bp.arguments(extract_schema(settings)())
    @bp.arguments(OffsetsQuerySchema(), location="query")
    @bp.response(200, ExtractionSchema)
    @failing(bp, 400, 413, 415, 422, 500)
    def extract_quotations(body: dict[str, Any], query: dict[str, Any]) -> Response:
        """Extract the quotations of a text

        Nothing is stored.
        """
        return answer({"quotations": quotations_of(Document(**body), query["offsets"])})

    return bp


def quotations_of(document: Document, offsets: str) -> list[dict[str, Any]]:
    """A document's quotations as served."""
    cited = served_document(document)
    places = cited.pop("astral", [])
    out = []
    for number, passage in enumerate(extract(document, services().gazetteer)):
        quotation = {**served_quotation(document, passage, number), "document": cited, "also_in": []}
        if offsets == "utf16":
            quotation_to_utf16(quotation, places)
        out.append(quotation)
    return out
