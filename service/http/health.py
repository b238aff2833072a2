"""Whether the process lives, whether it can answer, and the contract it answers by."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Response

from schemas.health import HealthSchema, ReadinessSchema
from service import __version__, shipped, wire
from service.errors import SERVED, NotFound, OnrecordError
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, answer, failing
from service.http.services import services

CONTRACT = shipped("openapi.yaml")


class Draining(OnrecordError):
    """The service was told to stop."""

    code = "draining"


def blueprint() -> Blueprint:
    """Return the routes about the service itself."""
    bp = Blueprint("service", __name__, description="The service itself")

    @bp.route("/healthz", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, HealthSchema)
    def alive() -> Response:
        """Alive: the process answers, whatever Redis does"""
        return answer({"status": "alive", "version": __version__}, headers={"Cache-Control": "no-store"})

    @bp.route("/readyz", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, ReadinessSchema)
    @failing(bp, 503)
    def ready() -> Response:
        """Ready: the index can be asked

        503 `draining` once the service was told to stop, so that no more requests are sent to it.
        """
        if services().is_draining:
            raise Draining("The service was told to stop: send requests elsewhere.")
        return answer(wire.readiness(services().index.ready()), headers={"Cache-Control": "no-store"})

    @bp.route("/openapi.yaml", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "object"}, content_type="application/yaml", description="This contract")
    @failing(bp, 404)
    def contract() -> Response:
        """This contract, in OpenAPI 3.1"""
        _require_contract()
        return Response(CONTRACT.read_bytes(), mimetype="application/yaml", headers={"Cache-Control": "no-cache"})

    @bp.route("/openapi.json", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "object"}, description="This contract")
    @failing(bp, 404)
    def contract_as_json() -> Response:
        """This contract, in JSON"""
        return answer(_contract(), headers={"Cache-Control": "no-cache"})

    @bp.route("/problems/<code>", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, content_type="text/plain", description="What the problem is and how to mend it")
    @failing(bp, 404)
    def explained(code: str) -> Response:
        """What a problem type means"""
        kind = SERVED.get(code)
        if kind is None:
            raise NotFound("There is no such type of problem.")
        return Response(f"{kind.code} (HTTP {kind.status})\n{kind.title}\n\n{kind.help}\n", mimetype="text/plain")

    return bp


def _require_contract() -> None:
    if not CONTRACT.exists():
        raise NotFound("The contract was not installed beside the service.")


def _contract() -> dict[str, object]:
    _require_contract()
    return _parsed(CONTRACT, CONTRACT.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _parsed(path: Path, changed: int) -> dict[str, object]:
    import yaml  # takes a while, and few ask

    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
