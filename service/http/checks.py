"""/v1/checks: signed records of what was found of a draft or a claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from flask import Response, g
from flask.views import MethodView

from schemas import shapes
from schemas.check import CheckSchema, ChecksPageSchema, SigningKeySchema, check_schema, checks_query
from schemas.vocabulary import CORRECTED, GONE, REPLACED
from service import __version__, signing, wire
from service.derivation import derivation
from service.errors import NotFound
from service.http import notifications
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, answer, conditional, failing
from service.http.budget import spent
from service.http.drafts import checked_draft
from service.http.lists import page
from service.http.services import services
from service.http.verification import counted
from service.index.asking.browse import Walked
from service.ingestion.holding import now
from service.records import ReadDocument, Verification
from service.settings import Settings
from service.verification import Claim
from service.verification.drafts import summary

_FORMAT = 1
_EXAMPLE = {"claim": {"quote": "A ferry that never leaves the pier is a very expensive café."}, "by": "Ellery Quill"}


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes of records of checks."""
    bp = Blueprint("checks", __name__, url_prefix="/v1", description="Records of checks")

    @bp.route("/checks")
    class Checks(MethodView):
        @scope("read")
        @bp.arguments(checks_query(settings)(), location="query")
        @bp.response(200, ChecksPageSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 400, 412, 422, 500, 503)
        def get(self, query: shapes.Page) -> Response:
            """List records of checks

            The newest is first.
            """
            return page("checks", query, "checks", _walk, _listed)

        @scope("write")
        @bp.arguments(check_schema(settings)(), example=_EXAMPLE)
        @bp.response(201, CheckSchema)
        @failing(bp, 400, 413, 415, 422, 500, 503)
        def post(self, body: shapes.NewCheck) -> Response:
            """Check a draft or a claim, and keep a signed record of it

            The record is dated and never changes: who asked, each verdict, the excerpts with the SHA-256 of their sources, the revision of
            the index and the rules in force. `onrecord records verify` tells offline that a copy is as it was. The text of the draft is
            kept only with `keep_text`.
            """
            signed = _made(body, settings)
            services().corpus.checks.save(signed["record"]["id"], signed)
            return answer({**signed, "later": []}, 201, {"Location": f"/v1/checks/{signed['record']['id']}"})

    @bp.route("/checks/<check_id>")
    class OneCheck(MethodView):
        @scope("read")
        @bp.response(200, CheckSchema)
        @bp.alt_response(304, description="The caller's copy is current")
        @failing(bp, 404, 412, 500, 503)
        def get(self, check_id: str) -> Response:
            """Read the record of a check, with what has changed since"""
            return conditional(answer(check_by(check_id)), 0)

        @scope("admin")
        @bp.response(204)
        @failing(bp, 404, 500, 503)
        def delete(self, check_id: str) -> Response:
            """Delete the record of a check"""
            if not services().corpus.checks.delete(check_id):
                raise _unknown(check_id)
            return Response(status=204)

    @bp.route("/signing-key", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, SigningKeySchema)
    @failing(bp, 500, 503)
    def signing_key() -> Response:
        """The public key by which this installation signs records of checks"""
        key = signing.public_key(services().corpus.signing_key)
        return answer({"algorithm": signing.ALGORITHM, "key": key, "fingerprint": signing.fingerprint(key)})

    return bp


def check_by(check_id: str) -> shapes.Check:
    """Return a record by its id, with what has changed since. Raises NotFound."""
    signed = services().corpus.checks.read(check_id, f"{now()}Z")
    if signed is None:
        raise _unknown(check_id)
    return {"record": signed["record"], "signature": signed["signature"], "later": list(_later(signed["record"]))}


def _unknown(check_id: str) -> NotFound:
    return NotFound(f"There is no record of a check {check_id[:40]!r}.")


def _walk(place: Any, most: int) -> Walked:
    """Return a step through the records (signed ones), the newest first. `place`: the id at which the last step ended."""
    checks, moment = services().corpus.checks, f"{now()}Z"
    ids = [check_id for check_id in checks.ids() if place is None or check_id < place]
    held = [signed for check_id in ids[:most] if (signed := checks.read(check_id, moment)) is not None]
    return Walked(held, ids[most - 1] if len(ids) > most else None)


def _listed(signed: Mapping[str, Any]) -> shapes.ListedCheck:
    record = signed["record"]
    title = record["draft"]["title"] if record["draft"] else record["verification"]["quote"]
    return {
        "id": record["id"], "at": record["at"], "until": record["until"], "asked_by": record["asked_by"], "title": title,
    }  # fmt: skip


# -- making one ---------------------------------------------------------------------------------------------------------


def _made(body: shapes.NewCheck, settings: Settings) -> shapes.SignedCheck:
    """Return a signed record of a request."""
    moment = f"{now()}Z"
    draft = body.get("draft")
    check, verification, found = None, None, []
    if draft is not None:
        own, rows = checked_draft(draft, settings)
        check = wire.draft_check(own.text, summary(rows), rows, spent())
        notifications.check_finished(check["summary"])
        found = [row.verification for row in rows if row.verification]
    else:
        found = [counted(Claim(**body["claim"]))]
        verification = wire.verification(found[0])
    record: shapes.CheckRecord = {
        "format": _FORMAT,
        "id": services().corpus.checks.new_id(moment),
        "at": moment,
        "until": _until(body["days"], settings),
        "asked_by": {"name": body["by"] or (g.key.name if g.key else None), "key": g.key.id if g.key else None},
        "checked_by": {
            "version": __version__,
            "rules": derivation(services().gazetteer).rules,
            "index_revision": services().index.ready().index_revision,
            "corpus": services().corpus.id,
        },
        "draft": _draft(draft, keeps_text=body["keep_text"]) if draft is not None else None,
        "check": check,
        "verification": verification,
        "sources": [_source(document) for document in _documents(found)],
    }
    signature = signing.sign(record, services().corpus.signing_key)
    return {"record": record, "signature": {"algorithm": signature.algorithm, "key": signature.key, "value": signature.value}}


def _until(days: int | None, settings: Settings) -> str | None:
    """Return when a record is to be deleted: what the operator allows, or earlier if the caller wants so."""
    most = settings.check_days
    kept = min(days, most) if days and most else days or most
    return (dt.datetime.fromisoformat(now()) + dt.timedelta(days=kept)).isoformat() + "Z" if kept else None


def _draft(draft: shapes.Draft, *, keeps_text: bool) -> shapes.CheckedDraft:
    return {
        "sha256": sha256(draft["text"].encode()).hexdigest(),
        "characters": len(draft["text"]),
        "format": draft["format"],
        "title": draft["title"],
        "outlet": draft["outlet"],
        "published": draft["published"],
        "url": draft["url"],
        "text": draft["text"] if keeps_text else None,
    }


def _documents(found: Iterable[Verification]) -> Iterator[ReadDocument]:
    """Yield the documents that verifications rest on, each once."""
    seen: set[str] = set()
    for verification in found:
        quotations = [match.quotation for match in verification.matches] + [c.quotation for c in verification.conflicts]
        for quotation in quotations:
            for document in (quotation.document, *(other.document for other in quotation.also_in)):
                if document.id in seen:
                    continue
                seen.add(document.id)
                yield services().index.document(document.id) or ReadDocument(document, None, ())


def _source(read: ReadDocument) -> shapes.CheckedSource:
    source = read.source
    return {
        "document": wire.document(read.document),
        "source": {"sha256": source.sha256, "reader": source.reader} if source else None,
        "rules": read.rules,
    }


# -- what has changed since ---------------------------------------------------------------------------------------------


def _later(record: shapes.CheckRecord) -> Iterator[shapes.ChangedSince]:
    """Yield what has changed of the sources of a record since it was made."""
    cited = {quotation["id"]: quotation for quotation in _quotations(record)}
    for row in record["sources"]:
        document_id = row["document"]["id"]
        read = services().index.document(document_id)
        if read is None:
            yield {"kind": GONE, "document": document_id, "quotation": None, "by": None, "at": None}
            continue
        by = read.document.superseded_by
        if by is not None and by != row["document"].get("superseded_by"):
            yield {"kind": REPLACED, "document": document_id, "quotation": None, "by": by, "at": None}
        for quotation in read.quotations:
            before, correction = cited.get(quotation.id), wire.quotation(quotation)["correction"]
            if before is not None and correction != before["correction"]:
                by, at = (correction["by"], correction["at"]) if correction else (None, None)  # it was undone
                yield {"kind": CORRECTED, "document": document_id, "quotation": quotation.id, "by": by, "at": at}


def _quotations(record: shapes.CheckRecord) -> Iterator[shapes.Quotation]:
    """Yield the quotations that the answers of a record cite."""
    findings = record["check"]["findings"] if record["check"] else []
    for verification in (record["verification"], *(finding["verification"] for finding in findings)):
        if verification is not None:
            yield from (match["quotation"] for match in verification["matches"])
