"""The OpenAPI document of the application, as `script/openapi` commits it and a test compares it."""

from __future__ import annotations

import sys
from typing import Any

import yaml

from service.http.app import create_app
from service.settings import load


def contract() -> dict[str, Any]:
    """OpenAPI 3.1 as plain data, generated from the routes and schemas with every setting at its default."""
    document = create_app(load({})).extensions["onrecord.contract"].to_dict()
    schemas = document["components"]["schemas"]
    for unused in ("PaginationMetadata", "Error"):  # flask-smorest adds them whether or not a route needs them
        schemas.pop(unused, None)
    document["components"] = {"schemas": dict(sorted(schemas.items()))}
    for path in document["paths"].values():
        for name, operation in path.items():
            if name != "parameters":
                _tidy(operation)
    verification, problem = ({"$ref": f"#/components/schemas/{name}"} for name in ("Verification", "Problem"))
    schemas["Batch"]["properties"]["verifications"]["items"] = {"anyOf": [verification, problem]}
    return document


def _tidy(operation: dict[str, Any]) -> None:
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
