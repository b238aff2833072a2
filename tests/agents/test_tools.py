"""What an assistant reads of the tools and of their answers."""

from __future__ import annotations

import json
import re

import pytest

from service.agents import answers
from service.agents.tools import BY_NAME, INSTRUCTIONS, TOOLS

_TOKEN = re.compile(
    r"\w{1,6}|[^\w\s]"
)  # finer than the tokenizers of language models, which take longer words and runs of marks whole


def test_descriptions_and_schemas_are_short():
    listed = [[t.name, t.title, t.description, t.input_schema, t.output] for t in TOOLS]
    assert len(_TOKEN.findall(json.dumps(listed) + INSTRUCTIONS)) <= 1500


@pytest.mark.parametrize(
    ("tool", "arguments", "path"),
    [
        ("verify_quote", {"quote": "We sail at noon."}, "/v1/verify"),
        ("check_draft", {"text": "x"}, "/v1/drafts/check"),
        ("find_quotations", {"speaker": "Peig Donnelly"}, "/v1/quotations"),
        ("get_source", {"id": "0123456789abcdef-0"}, "/v1/quotations/0123456789abcdef-0"),
        ("get_source", {"id": "0123456789abcdef"}, "/v1/documents/0123456789abcdef"),
        ("get_source", {"id": "../../admin?x=1"}, "/v1/documents/..%2F..%2Fadmin%3Fx%3D1"),
        ("get_source", {"id": ""}, "/v1/documents/-"),
        ("get_source", {}, "/v1/documents/-"),
    ],
)
def test_a_tool_asks_the_call_it_stands_for(tool, arguments, path):
    assert BY_NAME[tool].request(arguments).path == path


def test_a_refusal_names_the_fields():
    problem = {"title": "A field is wrong", "status": 422, "detail": "d", "errors": [{"pointer": "/quote", "message": "Too long."}]}
    assert answers.refusal(problem)["fields"] == [{"field": "/quote", "message": "Too long."}]
    assert answers.refusal({"title": "No answer"}) == {"error": "No answer"}
