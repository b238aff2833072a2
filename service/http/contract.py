"""Writes the OpenAPI document of the application, which `script/openapi` commits and a test compares."""

from __future__ import annotations

import re
import sys
from http import HTTPStatus
from typing import Any

import yaml

from schemas.vocabulary import FIELDS
from service.errors import SERVED
from service.http.access import ANY, PUBLIC
from service.http.app import create_app
from service.http.samples import samples
from service.settings import load

_Node = dict[str, Any]  # of an OpenAPI document
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that `onrecord keys add` made, with the scope that the operation names. On loopback without any key all is open.",
}

_OPERATIONS = {  # the names that generators give to the calls; they never change
    ("post", "/v1/verify"): "verify",
    ("get", "/v1/verify"): "lookUp",
    ("post", "/v1/verify/batch"): "verifyBatch",
    ("post", "/v1/extract"): "extract",
    ("post", "/v1/drafts/check"): "checkDraft",
    ("get", "/v1/documents"): "listDocuments",
    ("post", "/v1/documents"): "addDocument",
    ("get", "/v1/documents/{document_id}"): "getDocument",
    ("delete", "/v1/documents/{document_id}"): "removeDocument",
    ("get", "/v1/quotations"): "listQuotations",
    ("get", "/v1/quotations/{quotation_id}"): "getQuotation",
    ("get", "/v1/quotations/{quotation_id}/wordings"): "getWordings",
    ("get", "/v1/speakers"): "listSpeakers",
    ("get", "/v1/outlets"): "listOutlets",
    ("get", "/v1/stats"): "getStats",
    ("get", "/v1/quotations/{quotation_id}/corrections"): "listCorrections",
    ("post", "/v1/quotations/{quotation_id}/corrections"): "correctQuotation",
    ("delete", "/v1/quotations/{quotation_id}/corrections"): "undoCorrections",
    ("get", "/v1/review"): "listReview",
    ("get", "/v1/checks"): "listChecks",
    ("post", "/v1/checks"): "keepCheck",
    ("get", "/v1/checks/{check_id}"): "getCheck",
    ("delete", "/v1/checks/{check_id}"): "deleteCheck",
    ("get", "/v1/signing-key"): "getSigningKey",
    ("get", "/session"): "getSession",
    ("post", "/session"): "logIn",
    ("delete", "/session"): "logOut",
    ("get", "/healthz"): "isAlive",
    ("get", "/readyz"): "isReady",
    ("get", "/openapi.yaml"): "getContract",
    ("get", "/openapi.json"): "getContractAsJson",
    ("get", "/problems/{code}"): "explainProblem",
    ("post", "/mcp"): "mcp",
    ("get", "/metrics"): "getMetrics",
    ("get", "/"): "showPage",
    ("get", "/quotations/{quotation_id}"): "showQuotation",
    ("get", "/checks/{check_id}"): "showCheck",
    ("get", "/documents/{document_id}"): "showDocument",
    ("get", "/speakers/{name}"): "showSpeaker",
    ("get", "/search"): "showSearch",
    ("get", "/login"): "showLogin",
    ("get", "/login/openid"): "beginLogin",
    ("get", "/login/openid/callback"): "finishLogin",
    ("get", "/login/openid/logout"): "leaveProvider",
    ("get", "/extension"): "showExtension",
    ("get", "/extension/{browser}.zip"): "getExtension",
    ("get", "/corpus"): "showCorpus",
    ("get", "/verification"): "showVerification",
    ("get", "/docs"): "showReference",
    ("get", "/static/{name}"): "getFile",
}


def contract() -> _Node:
    """Return OpenAPI 3.1 as plain data, generated from the routes and schemas with every setting at its default."""
    app = create_app(load({}))
    document: _Node = app.extensions["onrecord.contract"]().to_dict()
    schemas = document["components"]["schemas"]
    for unused in ("PaginationMetadata", "Error"):  # flask-smorest adds them whether or not a route needs them
        schemas.pop(unused, None)
    document["components"] = {"securitySchemes": {"key": _KEY}, "schemas": dict(sorted(schemas.items()))}
    scopes = {}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            scopes[path, method.lower()] = app.extensions["onrecord.scopes"][rule.endpoint, method]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                _secure(operation, scopes[path, method])
                if any(parameter["in"] == "query" for parameter in operation.get("parameters", ())):
                    _add_problem(operation, "uri-too-long")
                _tidy(operation)
                operation["operationId"] = _OPERATIONS[method, path]
                operation["x-codeSamples"] = samples(method, path)
    for schema in schemas.values():
        _without_null(schema)
    verification, problem = ({"$ref": f"#/components/schemas/{name}"} for name in ("Verification", "Problem"))
    schemas["Batch"]["properties"]["verifications"]["items"] = {"anyOf": [verification, problem]}
    schemas["DocumentRequest"]["anyOf"] = [{"required": [n], "properties": {n: {"type": "string"}}} for n in ("text", "url")]
    schemas["CheckRequest"]["oneOf"] = [{"required": ["draft"]}, {"required": ["claim"]}]
    schemas["CorrectionRequest"]["anyOf"] = [
        *({"required": [name]} for name in FIELDS),
        {"required": ["checked"], "properties": {"checked": {"const": True}}},
    ]
    return document


def _secure(operation: _Node, scope: str) -> None:
    """The scope that an operation asks for, and the problems of a request without it."""
    if scope == PUBLIC:
        operation["security"] = []
        return
    operation["security"] = [{"key": [] if scope == ANY else [scope]}]
    for code in ("unauthorized", "forbidden", "too-many-requests"):
        _add_problem(operation, code)
    operation["responses"][str(HTTPStatus.TOO_MANY_REQUESTS.value)]["headers"] = {
        "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": {"type": "integer", "minimum": 1}}
    }


def _add_problem(operation: _Node, code: str) -> None:
    kind = SERVED[code]
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    operation["responses"].setdefault(str(kind.status), {"description": kind.title, "content": content})


def _tidy(operation: _Node) -> None:
    """Responses in the order of their status, without the default one that no route gives; no null as a default."""
    responses = {str(status): r for status, r in operation["responses"].items() if status != "default"}
    operation["responses"] = dict(sorted(responses.items()))
    for parameter in operation.get("parameters", ()):
        if parameter.get("schema", {}).get("default", "") is None:
            del parameter["schema"]["default"]


def _without_null(schema: _Node) -> None:
    """Remove the defaults of null, by which generators would make fields that may be absent ones that may not."""
    for field in schema.get("properties", {}).values():
        if field.get("default", "") is None:
            del field["default"]


class _Plain(yaml.SafeDumper):
    """YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


if __name__ == "__main__":
    yaml.dump(contract(), sys.stdout, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
