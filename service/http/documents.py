"""/v1/documents and /v1/documents/{id}: list, add, read and take down source documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask.views import MethodView

from schemas import shapes
from schemas.base import OffsetsQuerySchema
from schemas.browse import DocumentsPageSchema, documents_query
from schemas.document import DocumentSchema, document_schema
from schemas.vocabulary import CODE_POINTS, UTF16
from service import wire
from service.errors import IndexUnavailable, NotFound, OnrecordError
from service.http import fetching, notifications
from service.http.access import scope
from service.http.api import Blueprint, answer, conditional, failing
from service.http.idempotency import once
from service.http.lists import page
from service.http.marks import behind_mark
from service.http.services import services
from service.records import Document, Origin
from service.settings import Settings

_PATH = "/v1/documents/"
_READER = "request/1"  # what reads a posted document, with its version
_DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")


class FetchDisabled(OnrecordError):
    """The request asks to fetch a page, which is not enabled."""

    code = "fetch-disabled"


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes of source documents."""
    bp = Blueprint("documents", __name__, url_prefix="/v1/documents", description="Source documents")

    @bp.route("")
    class Documents(MethodView):
        @scope("read")
        @bp.arguments(documents_query(settings)(), location="query")
        @bp.response(200, DocumentsPageSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 400, 412, 422, 500, 503)
        def get(self, query: shapes.DocumentsQuery) -> Response:
            """List documents

            The one that came last into the index is first.
            """
            browser, outlet = services().browser, query["outlet"]
            return page(
                "documents",
                query,
                browser.generation,
                lambda place, limit: browser.documents(outlet, place, limit),
                wire.listed_document,
            )

        @scope("write")
        @once(_posted_before)
        @bp.arguments(document_schema(settings)())
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(201, DocumentSchema)
        @bp.alt_response(200, schema=DocumentSchema, description="The same content was here already; nothing is doubled")
        @failing(bp, 400, 403, 409, 413, 415, 422, 500, 502, 503)
        def post(self, body: shapes.NewDocument, query: shapes.Offsets) -> Response:
            """Add a source document

            It is kept on disk, then indexed: answers know it when this one arrives. A changed document at an address that
            another has supersedes that one, and answers that cite either say so. With an `Idempotency-Key` header the same
            request gets the same answer for a day. Without `text`, the page at `url` is fetched, where that is enabled.
            """
            services().index.ready()  # fail now if Redis is down, not after the timeout of a write
            document = _document(body, settings)
            ingestion = services().ingestion
            passages = ingestion.read(document)
            with _kept(settings), ingestion.ordered(document.id, document.url):
                posted = ingestion.post_ordered(document, passages)
                notifications.document_posted(posted, document.url, passages)
                return _posted(posted.id, query["offsets"], 201 if posted.is_new else 200)

    @bp.route("/<document_id>")
    class OneDocument(MethodView):
        @scope("read")
        @bp.arguments(OffsetsQuerySchema(), location="query")
        @bp.response(200, DocumentSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 404, 412, 422, 500, 503)
        def get(self, query: shapes.Offsets, document_id: str) -> Response:
            """Read a document's quotations"""
            return conditional(answer(_read(document_id, query["offsets"])), 0)

        @scope("write")
        @bp.response(204)
        @failing(bp, 404, 500, 503)
        def delete(self, document_id: str) -> Response:
            """Take a document down

            Every quotation of it is gone from every answer at once, and neither a rebuild nor the corpus brings it back.
            Posting the same content again lifts the takedown.
            """
            services().index.ready()
            with _kept(settings):
                is_gone = bool(_DOCUMENT_ID.fullmatch(document_id)) and services().ingestion.take_down(document_id)
            if not is_gone:
                raise NotFound(f"There is no document {document_id[:40]!r}.")
            notifications.taken_down(document_id)
            return Response(status=204)

    return bp


def _posted(document_id: str, offsets: str, status: int) -> Response:
    """Return the answer to a request that posts a document. Raises NotFound."""
    return answer(_read(document_id, offsets), status, {"Location": f"{_PATH}{document_id}"})


def _posted_before(location: str) -> Response | None:
    """Return the answer to a request that posted a document before; None if the document is there no longer."""
    offsets = request.args.get("offsets", CODE_POINTS)  # the request is the same as the first one, which was valid
    try:
        return _posted(location.removeprefix(_PATH), offsets, HTTPStatus.OK)
    except NotFound:
        return None


@contextmanager
def _kept(settings: Settings) -> Iterator[None]:
    """If a document was stored but not indexed, leave a file that makes the supervisor sync again."""
    try:
        yield
    except IndexUnavailable:
        with suppress(OSError):
            behind_mark(settings).touch()
        raise


def _document(body: shapes.NewDocument, settings: Settings) -> Document:
    """Return the document of a request; it is fetched if the request has only an address."""
    text = body["text"]
    if text is not None:
        document: Document = services().read("completed", Document(text, **_about(body), origin=Origin(language=body["language"])))
        digest, basis = sha256(request.get_data()).hexdigest(), document.origin.published_basis
        basis = basis or ("stated" if document.published else None)
        return replace(document, origin=Origin(digest, _READER, language=document.origin.language, published_basis=basis))
    if not settings.fetch_enabled:
        raise FetchDisabled("Send the document's `text`: this service does not fetch addresses (ONRECORD_FETCH_ENABLED).")
    given = {name: value for name, value in _about(body).items() if name != "url" and value is not None}
    fetched = fetching.document(body["url"] or "", given, settings)
    return replace(fetched, origin=replace(fetched.origin, language=body["language"] or fetched.origin.language))


def _about(body: shapes.NewDocument) -> dict[str, Any]:
    """Return the fields of a request other than its text and language, as those of a document."""
    return {name: value for name, value in body.items() if name not in ("text", "language")}


def _read(document_id: str, offsets: str) -> shapes.Document:
    """Return a document with its quotations. Raises NotFound."""
    found = services().index.document(document_id) if _DOCUMENT_ID.fullmatch(document_id) else None
    if found is None:
        raise NotFound(f"There is no document {document_id[:40]!r}.")
    return wire.read_document(found, utf16=offsets == UTF16)
