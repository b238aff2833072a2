"""openapi.yaml is what the service does, both ways."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

from service.http.contract import contract
from tests.conftest import CONTRACT
from tests.http.breaking import breaking

OF_THE_PROTOCOL = {("/mcp", "400"), ("/mcp", "406")}  # errors of JSON-RPC, which the protocol's clients read


def test_the_committed_contract_is_the_generated_one():
    assert contract() == CONTRACT, "run script/openapi"


def test_it_is_openapi_3_1():
    validate(CONTRACT)
    assert CONTRACT["openapi"].startswith("3.1")


def test_every_route_is_documented(app):
    rules = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), m.lower())
        for rule in app.url_map.iter_rules()
        for m in rule.methods - {"HEAD", "OPTIONS"}
    }
    documented = {(path, m) for path, operations in CONTRACT["paths"].items() for m in operations if m != "parameters"}
    assert rules == documented


def test_every_error_is_a_problem():
    for path, operations in CONTRACT["paths"].items():
        for name, operation in operations.items():
            if name != "parameters":
                for status, response in operation["responses"].items():
                    kind = "application/json" if (path, status) in OF_THE_PROTOCOL else "application/problem+json"
                    assert int(status) < 400 or list(response["content"]) == [kind]


def test_every_component_is_used():
    text = yaml.safe_dump(CONTRACT)
    assert all(f"#/components/schemas/{name}" in text for name in CONTRACT["components"]["schemas"])


def test_nothing_of_v1_breaks():
    released = yaml.safe_load(Path(__file__).with_name("released.yaml").read_text(encoding="utf-8"))
    declared = Path(__file__).with_name("exceptions.txt").read_text(encoding="utf-8").splitlines()
    declared = [line for line in declared if line and not line.startswith("#")]
    assert [line for line in breaking(released, CONTRACT) if not line.startswith(tuple(declared))] == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d["paths"].pop("/v1/verify"), "POST /v1/verify: gone"),
        (lambda d: d["paths"]["/v1/documents/{document_id}"].pop("delete"), "DELETE /v1/documents/{document_id}: gone"),
        (lambda d: d["paths"]["/v1/verify"]["post"]["responses"].pop("200"), "POST /v1/verify: status 200 is gone"),
        (
            lambda d: d["components"]["schemas"]["Verification"]["properties"].pop("verdict"),
            "/v1/verify: 200: field verdict is gone",
        ),
        (lambda d: d["components"]["schemas"]["Verification"]["required"].remove("verdict"), "not always there any more"),
        (
            lambda d: d["components"]["schemas"]["Verification"]["properties"]["verdict"]["enum"].append("maybe"),
            "values maybe are new",
        ),
        (lambda d: d["components"]["schemas"]["ClaimRequest"]["required"].append("speaker"), "field speaker is required now"),
        (
            lambda d: d["components"]["schemas"]["ClaimRequest"]["properties"]["quote"].update(maxLength=10),
            "maxLength was 5000 and is 10",
        ),
        (
            lambda d: d["components"]["schemas"]["ClaimRequest"]["properties"]["speaker"].update(type="string"),
            "type was null/string",
        ),
        (
            lambda d: d["components"]["schemas"]["ExtractRequest"]["properties"]["kind"]["enum"].remove("post"),
            "values post are gone",
        ),
        (lambda d: d["components"]["schemas"]["ExtractRequest"]["properties"].pop("venue"), "field venue is gone"),
    ],
)
def test_a_breaking_change_is_noticed(change, says):
    changed = copy.deepcopy(CONTRACT)
    change(changed)
    assert any(says in line for line in breaking(CONTRACT, changed))
    assert breaking(CONTRACT, copy.deepcopy(CONTRACT)) == []
