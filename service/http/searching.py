"""The pages to search and browse: /search, /speakers/{name}, /documents/{id}."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from flask import Response, request

from schemas import shapes
from schemas.browse import quotations_query
from service.errors import NotFound
from service.http.access import scope
from service.http.api import Blueprint, failing
from service.http.browsing import wanted_by
from service.http.cursors import packed
from service.http.lists import opened_page, question_of
from service.http.pages import page
from service.http.services import services
from service.index.asking.browse import Filter
from service.index.server.keys import SPEAKERS
from service.knowledge.speaker_keys import speaker_key
from service.records import NameCount
from service.settings import Settings

_PAGE = {"content_type": "text/html", "description": "A page"}
_DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")
_ROWS, _MOST_NAMES, _MOST_OF_ONE = 25, 8, 100


def blueprint(settings: Settings) -> Blueprint:
    """Return the pages to search and browse."""
    bp = Blueprint("searching", __name__, description="Pages to search and browse")

    @bp.route("/search", methods=["GET"])
    @scope("read")
    @bp.arguments(quotations_query(settings)(), location="query")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 400, 422, 500, 503)
    def search(query: shapes.QuotationsQuery) -> Response:
        """Search quotations by words, speaker, outlet and date, on a page"""
        browser = services().browser
        limit = min(query["limit"], _ROWS)
        found = browser.quotations(wanted_by(query), opened_page("search", query, browser.generation), limit)
        following = None
        if found.next is not None:
            cursor = packed(services().signer, browser.generation, question_of("search", query), found.next)
            following = f"/search?{urlencode({**request.args.to_dict(), 'cursor': cursor})}"
        people = _people(query["speaker"] or query["q"] or "")
        known = browser.stats()
        return page("search.html", rows=found.rows, next=following, asked=query, people=people, known=known)

    @bp.route("/speakers/<path:name>", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 404, 500, 503)
    def speaker(name: str) -> Response:
        """A speaker with the names that may be the same person, and the latest quotations"""
        browser = services().browser
        found = browser.quotations(Filter(speaker=name), None, _MOST_OF_ONE).rows
        if not found:
            raise NotFound(f"Nobody called {name[:100]!r} is quoted here.")
        spelt = sorted({q.attribution.speaker.name for q in found if q.attribution.speaker})
        others = [row for row in _people(name.split()[-1]) if row.name not in spelt]
        return page("speaker.html", name=name, spelt=spelt, others=others, rows=found, is_cut=len(found) == _MOST_OF_ONE)

    @bp.route("/documents/<document_id>", methods=["GET"])
    @scope("read")
    @bp.response(200, {"type": "string"}, **_PAGE)
    @failing(bp, 404, 500, 503)
    def document(document_id: str) -> Response:
        """A source document with its quotations"""
        read = services().index.document(document_id) if _DOCUMENT_ID.fullmatch(document_id) else None
        if read is None:
            raise NotFound(f"There is no document {document_id[:40]!r}.")
        return page("document.html", read=read, d=read.document, rows=read.quotations)

    return bp


def _people(text: str) -> list[NameCount]:
    """Return the speakers whose name or last name begins with a text, those with one key as one, most quoted first."""
    words = text.strip()
    if not words:
        return []
    by_key: dict[str, NameCount] = {}
    for row in services().browser.names(SPEAKERS, words, "", _MOST_NAMES * 2).rows:
        by_key.setdefault(speaker_key(row.name), row)
    return sorted(by_key.values(), key=lambda row: -row.quotations)[:_MOST_NAMES]
