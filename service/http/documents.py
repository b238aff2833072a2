"""POST /v1/documents, GET and DELETE /v1/documents/{id}, GET /v1/quotations/{id}."""

from __future__ import annotations

import hmac
import re
from typing import Any

from flask import Response, request
from flask.views import MethodView

from schemas.base import OffsetsQuerySchema
from schemas.document import DocumentSchema, document_schema
from schemas.quotation import QuotationSchema
from service.errors import NotFound, OnrecordError
from service.http.api import Blueprint, answer, conditional, failing
from service.http.offsets import quotation_to_utf16
from service.http.services import services
from service.records import Document
from service.settings import Settings

_DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")
_QUOTATION_ID = re.compile(r"([0-9a-f]{16})-(\d{1,6})")


class Forbidden(OnrecordError):
    code = "forbidden"
    status = 403
    title = "This needs a key"


def blueprint(settings: Settings) -> Blueprint:
    bp = Blueprint("documents", __name__, url_prefix="/v1", description="Source documents and their quotations")

    def may_write() -> None:
        """Raise Forbidden unless the request brings the key, or none is set and only this machine can ask."""
        if not settings.write_key:
            if settings.is_loopback:
                return
            raise Forbidden("The service listens beyond this machine and has no ONRECORD_WRITE_KEY, so nobody may write.")
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        if not hmac.compare_digest(sent.encode(), settings.write_key.encode()):
            raise Forbidden("Send the write key as `Authorization: Bearer KEY`.")

    @bp.route("/documents")
    class Documents(MethodView):
        @bp.arguments(document_schema(settings)())
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(201, DocumentSchema)
        @bp.alt_response(200, schema=DocumentSchema, description="The same content was here already; nothing is doubled")
        @failing(bp, 400, 403, 413, 415, 422, 500, 503)
        def post(self, body: dict[str, Any], query: dict[str, Any]) -> Response:
            """Add a source document

            It is kept on disk, then indexed: answers know it when this one arrives.
            """
            may_write()
            document = Document(**body)
            is_new = services().ingestion.post(document)
            return answer(
                _read(document.id, query["offsets"]), 201 if is_new else 200, {"Location": f"/v1/documents/{document.id}"}
            )

    @bp.route("/documents/<document_id>")
    class OneDocument(MethodView):
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(200, DocumentSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 404, 422, 500, 503)
        def get(self, query: dict[str, Any], document_id: str) -> Response:
            """Read a document's quotations"""
            return conditional(answer(_read(document_id, query["offsets"])), 0)

        @bp.response(204)
        @failing(bp, 403, 404, 500, 503)
        def delete(self, document_id: str) -> Response:
            """Take a document down

            Every quotation of it is gone from every answer at once, and neither a rebuild nor the corpus brings it back.
            Posting the same content again lifts the takedown.
            """
            may_write()
            if not _DOCUMENT_ID.fullmatch(document_id) or not services().ingestion.take_down(document_id):
                raise NotFound(f"There is no document {document_id[:40]!r}.")
            return Response(status=204)

    @bp.route("/quotations/<quotation_id>")
    class OneQuotation(MethodView):
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(200, QuotationSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 404, 422, 500, 503)
        def get(self, query: dict[str, Any], quotation_id: str) -> Response:
            """Read a quotation"""
            match = _QUOTATION_ID.fullmatch(quotation_id)
            found = services().index.quotation(match[1], int(match[2])) if match else None
            if found is None:
                raise NotFound(f"There is no quotation {quotation_id[:40]!r}.")
            return conditional(answer(_joined(*found, query["offsets"])), 0)

    return bp


def _read(document_id: str, offsets: str) -> dict[str, Any]:
    found = services().index.document(document_id) if _DOCUMENT_ID.fullmatch(document_id) else None
    if found is None:
        raise NotFound(f"There is no document {document_id[:40]!r}.")
    meta, quotations = found
    joined = [_joined(dict(meta), q, offsets) for q in quotations]
    return {"document": _cited(meta), "quotations": joined}


def _joined(document: dict[str, Any], quotation: dict[str, Any], offsets: str) -> dict[str, Any]:
    if offsets == "utf16":
        quotation_to_utf16(quotation, document.get("astral", []))
    return {**quotation, "document": _cited(document), "also_in": []}


def _cited(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in ("quotations", "astral")}
