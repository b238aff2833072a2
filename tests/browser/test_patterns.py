"""No regular expression of the page or the extension takes time by the square of a text, whatever is repeated in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from tests.conftest import PATIENCE, ROOT

SCRIPTS = [
    path
    for folder in ("service/http/static", "extension", "clients/javascript")
    for path in sorted((ROOT / folder).rglob("*.js"))
    if not path.name.startswith("redoc") and "node_modules" not in path.parts
]
LITERAL = re.compile(r"(?<=[=(:&|!] |.[(\[])/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)(?=[.,;) ])")
UNITS = ["<a", "</a", "<!--", "&a", "&#1", "[a", "[", "](", "[a](b", "![", "*", "_", "a_", "“a", "“", "”", "’", ".", ".”", "…", "/", " ", "\t", "\r",
         "# ", "> ", "a", "1", "“a-", "http://", "=", "\"", ".)", "<a b=\"c\" ", "**a", "[a]", "- "]  # fmt: skip
ASKED = """
const [patterns, units, size, growth, least] = JSON.parse(require("fs").readFileSync(0, "utf8"));
function cost(source, flags, unit, end, size) {
  const text = unit.repeat(size / unit.length) + end, began = process.cpuUsage().user;
  text.replace(new RegExp(source, flags.includes("g") ? flags : flags + "g"), "");
  return process.cpuUsage().user - began;
}
for (const [source, flags] of patterns)
  search: for (const unit of units)
    for (const end of ["", "\\n", "x"]) {
      const most = cost(source, flags, unit, end, 4 * size);
      if (most < least || most < growth * cost(source, flags, unit, end, size)) continue;
      console.log(JSON.stringify([source, unit]));
      break search;
    }
"""
GROWTH, LEAST = 9, 100_000  # times for four times the text: linear is 4, quadratic 16; microseconds of a processor that count


def slow(patterns) -> list[list[str]]:
    """The patterns that take time by the square of a text, each with what was repeated."""
    asked = json.dumps([patterns, UNITS, 10_000, GROWTH, LEAST])
    done = subprocess.run(["node", "-e", ASKED], input=asked, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")


def test_no_pattern_of_a_script_is_slow():
    patterns = {match.groups() for path in SCRIPTS for match in LITERAL.finditer(path.read_text(encoding="utf-8"))}
    assert len(patterns) > 20
    assert slow(sorted(patterns)) == []


@pytest.mark.parametrize("pattern", [r"<([a-z]*)\b[^>]*>", r"\[([^\]]*)\]\(", r"[.…]+$"])
def test_one_that_is_slow_is_told(pattern):
    assert slow([(pattern, "gi")]) != []
