"""The campaigns of faults: all of them are run by the command that says so."""

from __future__ import annotations

from pathlib import Path

from bench.faults.all import CAMPAIGNS
from bench.faults.fuzz import repeated
from bench.faults.servers import RIGHTS

FOLDER = Path(__file__).resolve().parents[1] / "bench" / "faults"


def test_every_campaign_is_run_by_the_command_for_all():
    campaigns = {path.stem for path in FOLDER.glob("*.py") if "def main() -> int" in path.read_text()} - {"all"}
    assert campaigns <= set(CAMPAIGNS)
    assert all((FOLDER / f"{name}.py").resolve().is_file() for name in CAMPAIGNS)


def test_the_fuzzer_repeats_stretches_and_units():
    made = [repeated(b"We sail at noon. ", 2000, seed, lambda content, most: b"of atheris") for seed in range(200)]
    own = [content for content in made if content != b"of atheris"]
    assert 60 < len(own) < 140
    assert all(17 < len(content) <= 2000 for content in own)
    assert sum(len(content) == 2000 for content in own) > 30
    assert sum(b"noon. noon. noon. " in content or "“a” “a” “a” ".encode() in content for content in own) > 0
    assert repeated(b"", 2000, 5, lambda content, most: b"of atheris")


def test_a_server_with_users_grants_what_the_documentation_names():
    assert RIGHTS in (FOLDER.parents[1] / "docs" / "operations.md").read_text()
