"""What the README and the Dockerfile say is true of the repository."""

from __future__ import annotations

import re
import tomllib

import pytest

from schemas.vocabulary import VERDICTS
from service import __version__
from service.errors import SERVED
from service.settings import SETTINGS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_in_the_readme_with_its_default(setting):
    row = next((line for line in README.splitlines() if line.startswith(f"| `{setting.variable}`")), "")
    assert f"`{setting.default}`" in row or (setting.default in ("", ()) and "unset" in row)


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
    assert all(re.search(r":[\w.-]+@?|AS", line) for line in re.findall(r"^FROM .+$", DOCKERFILE, re.MULTILINE))


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
