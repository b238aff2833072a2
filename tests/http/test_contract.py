"""openapi.yaml is what the service does, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from openapi_spec_validator import validate

from service.http.contract import contract

COMMITTED = yaml.safe_load((Path(__file__).resolve().parents[2] / "openapi.yaml").read_text(encoding="utf-8"))


def test_the_committed_contract_is_the_generated_one():
    assert contract() == COMMITTED, "run script/openapi"


def test_it_is_openapi_3_1():
    validate(COMMITTED)
    assert COMMITTED["openapi"].startswith("3.1")


def test_every_route_is_documented(app):
    rules = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), m.lower())
        for rule in app.url_map.iter_rules()
        for m in rule.methods - {"HEAD", "OPTIONS"}
    }
    documented = {(path, m) for path, operations in COMMITTED["paths"].items() for m in operations if m != "parameters"}
    assert rules == documented


def test_every_error_is_a_problem():
    for operations in COMMITTED["paths"].values():
        for name, operation in operations.items():
            if name != "parameters":
                for status, response in operation["responses"].items():
                    assert int(status) < 400 or list(response["content"]) == ["application/problem+json"]


def test_every_component_is_used():
    text = yaml.safe_dump(COMMITTED)
    assert all(f"#/components/schemas/{name}" in text for name in COMMITTED["components"]["schemas"])
