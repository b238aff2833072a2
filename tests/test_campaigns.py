"""The campaigns of faults: all of them are run by the command that says so."""

from __future__ import annotations

from pathlib import Path

from bench.faults.all import CAMPAIGNS
from bench.faults.servers import RIGHTS

FOLDER = Path(__file__).resolve().parents[1] / "bench" / "faults"


def test_every_campaign_is_run_by_the_command_for_all():
    campaigns = {path.stem for path in FOLDER.glob("*.py") if "def main() -> int" in path.read_text()} - {"all"}
    assert campaigns <= set(CAMPAIGNS)
    assert all((FOLDER / f"{name}.py").resolve().is_file() for name in CAMPAIGNS)


def test_a_server_with_users_grants_what_the_documentation_names():
    assert RIGHTS in (FOLDER.parents[1] / "docs" / "operations.md").read_text()
