"""What the README and the Dockerfile say is true of the repository, and the code keeps within its measures (`script/house`)."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter

import pytest

from schemas.vocabulary import VERDICTS
from service import __version__
from service.errors import SERVED
from service.settings import SETTINGS
from tests import house
from tests.conftest import ROOT

# Limits of what tests/house.py measures. Lower them when the code does better; none may be raised without a reason here.
MOST_COMPLEX_FUNCTIONS = 10  # of a complexity over house.COMPLEX
MOST_COMPLEXITY = 25  # of any function
MOST_UNDOCUMENTED = 0  # public names
MOST_UNTYPED_DICTIONARIES = 25  # mentions of dict[str, Any] in service
MOST_LITERAL_WORDS = 0  # in comparisons of functions that serve any language
MOST_IMPORTS = 175  # from room to room; 139 before the rooms for assistants, editors, webhooks, corrections and signed records
CIRCLES: list[tuple[str, ...]] = []  # of rooms that import one another

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_documented_with_its_default(setting):
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    row = next((line for line in told.splitlines() if line.startswith(f"| `{setting.variable}`")), "")
    default = ",".join(setting.default) if isinstance(setting.default, tuple) else setting.default
    assert f"`{default}`" in row or (setting.default in ("", ()) and "unset" in row)


def test_every_verdict_and_problem_is_documented():
    assert all(f"`{verdict}`" in README for verdict in VERDICTS)
    problems = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in problems for code in SERVED)


def test_first_screen_names_both_scripts():
    first = README.splitlines()[:40]
    assert any("script/server" in line for line in first)
    assert any("script/test" in line for line in first)


def test_the_dockerfile_copies_what_is_there_and_runs_as_nobody_special():
    copied = [
        w
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for w in line.split()[:-1]
        if not w.startswith("--")
    ]
    assert copied
    assert all((ROOT / path).exists() for path in copied)
    assert re.search(r"^USER (?!root)\w+", DOCKERFILE, re.MULTILINE)
    assert "HEALTHCHECK" in DOCKERFILE
    assert all(re.search(r":[\w.-]+@?|AS|^FROM scratch$", line) for line in re.findall(r"^FROM .+$", DOCKERFILE, re.MULTILINE))


def test_versions_agree():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in changelog
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"] == "onrecord"


def test_the_corpus_holds_a_dozen_documents_of_every_kind_of_file():
    files = [p for p in (ROOT / "corpus").iterdir() if p.suffix != ".md" or p.name != "README.md"]
    assert len(files) >= 12
    assert {".txt", ".md", ".html", ".json"} <= {p.suffix for p in files}


def test_every_proof_of_reliability_is_there():
    """What is promised names the tests and campaigns that prove it, and each of these exists."""
    told = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:tests|bench)/[\w/.-]+?)[ `]", told))
    assert len(named) > 30
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert "_FIGURES" not in told


def test_every_path_in_the_documents_is_there():
    documents = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "SECURITY.md"]
    named = {
        (document.name, path)
        for document in documents
        for path in re.findall(r"`((?:service|schemas|tests|bench|docs|script)/[\w/.-]+)`", document.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    missing = {(document, path) for document, path in named if not (ROOT / path).exists()}
    assert not missing, f"documents name paths that are not there: {missing}"


def _listed(places):
    return "\n".join(f"  {place}" for place in places)


def test_functions_are_simple():
    found = house.complex_functions()
    over = [f"{number} {place}" for number, place in found if number > MOST_COMPLEXITY]
    assert not over, f"no function may have a complexity over {MOST_COMPLEXITY}; divide these:\n{_listed(over)}"
    assert len(found) <= MOST_COMPLEX_FUNCTIONS, (
        f"at most {MOST_COMPLEX_FUNCTIONS} functions may have a complexity over {house.COMPLEX}, and {len(found)} do; divide some of\n"
        f"{_listed(f'{number} {place}' for number, place in found)}"
    )


def test_public_names_have_docstrings():
    found = house.undocumented()
    assert len(found) <= MOST_UNDOCUMENTED, (
        f"{len(found)} public names have no docstring, and {MOST_UNDOCUMENTED} may; write one for each of\n{_listed(found)}"
    )


def test_records_are_no_dictionaries():
    found = house.untyped_dictionaries()
    assert found.total() <= MOST_UNTYPED_DICTIONARIES, (
        f"service mentions dict[str, Any] {found.total()} times, and {MOST_UNTYPED_DICTIONARIES} are allowed; use records in\n"
        f"{_listed(f'{number} {path}' for path, number in found.most_common())}"
    )


def test_english_is_in_its_own_room():
    found = house.literal_words()
    assert len(found) <= MOST_LITERAL_WORDS, (
        f"{len(found)} words are literals in comparisons of functions that serve any language, and {MOST_LITERAL_WORDS} may be; move\n"
        f"them to the grammar of their language, to its data or to a constant:\n{_listed(found)}"
    )


def test_rooms_import_one_way():
    found = house.imports()
    assert len(found) <= MOST_IMPORTS, (
        f"{len(found)} imports lead from room to room, and {MOST_IMPORTS} may; `script/house` lists them by room"
    )
    assert house.circles() == CIRCLES, f"rooms import one another in a circle: {house.circles()}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x", 1),
        ("return 1 if x else 2", 2),
        ("return x and y or z", 3),
        ("return [i for i in x if i and y]", 4),
        ("for i in x:\n  while i:\n   pass", 3),
        ("try:\n  pass\n except E:\n  pass\n except F:\n  pass", 3),
        ("match x:\n  case 1: pass\n  case _: pass", 3),
        ("def inner():\n  return 1 if x else 2\n return inner", 1),
        ("return lambda i: i or x", 2),
    ],
)
def test_complexity_counts_branches_and_boolean_operators(body, expected):
    assert house.complexity(ast.parse(f"def f(x):\n {body}").body[0]) == expected


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return x == 'the'", ["the"]),
        ("return 'the' != x", ["the"]),
        ("return x in ('he', 'she', '-')", ["he", "she"]),
        ("return 'q' in {'a', x}", ["q", "a"]),
        ("return x == 'person' or x == 'en' or x == '' or x in WORDS", []),
        ("return f(x, 'the') + 'a'", []),
    ],
)
def test_words_in_comparisons_are_found(body, words):
    assert [word for _, word in house.words_in(f"def f(x):\n {body}")] == words
    assert list(house.words_in(body.replace("return", "y =", 1))) == []


def test_no_constant_is_given_two_values():
    """The second one would be used where the first was meant."""
    twice = []
    for path in sorted((ROOT / "service").rglob("*.py")):
        assigned = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign)]
        names = [name.id for node in assigned for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        twice += [f"{path.relative_to(ROOT)}: {name}" for name, number in Counter(names).items() if number > 1 and name.isupper()]
    assert twice == []
