"""Writes the OpenAPI document of the application, which `script/openapi` commits and a test compares."""

from __future__ import annotations

import re
import sys
from http import HTTPStatus
from typing import Any

import yaml

from schemas.vocabulary import FIELDS
from service.errors import SERVED
from service.http.access import PUBLIC
from service.http.app import create_app
from service.http.samples import samples
from service.settings import load

_Node = dict[str, Any]  # of an OpenAPI document
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that `onrecord keys add` made, with the scope that the operation names. On loopback without any key all is open.",
}


def contract() -> _Node:
    """Return OpenAPI 3.1 as plain data, generated from the routes and schemas with every setting at its default."""
    app = create_app(load({}))
    document: _Node = app.extensions["onrecord.contract"].to_dict()
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
                operation["x-codeSamples"] = samples(method, path)
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
    operation["security"] = [{"key": [scope]}]
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


class _Plain(yaml.SafeDumper):
    """YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


if __name__ == "__main__":
    yaml.dump(contract(), sys.stdout, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)
