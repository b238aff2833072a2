"""schemathesis asks every operation what its schema allows and what it does not: no answer may be other than documented."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from service.callers.keys import SCOPES, Keys
from service.storage.corpus import Corpus
from tests.conftest import PATIENCE, ROOT, Served

EXAMPLES = int(os.environ.get("NIGHTLY_EXAMPLES", "6"))  # of each operation
TEXT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."

# what is longer than an address may be is refused with 414, whether or not it is valid; a text over the limit of characters may
# be over that of bytes first, which is 413; logging in by a provider that is not set leads on to /login with 303
_SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "303", "401", "403", "404", "409", "414", "5xx"]
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "414", "415", "422"]
"""


@pytest.mark.timeout(3 * PATIENCE)
def test_no_operation_answers_otherwise_than_it_says(tmp_path):
    """All checks, in all phases, over real HTTP with a key, so that answers without one are tried as well."""
    token, _ = Keys(Corpus(tmp_path / "corpus", tmp_path / "data").own).add("all", SCOPES, rate=10**9)
    (tmp_path / "corpus").mkdir(exist_ok=True)
    server = Served(tmp_path / "data", tmp_path / "corpus", ONRECORD_FETCH_ENABLED="0")
    server.start()
    (tmp_path / "schemathesis.toml").write_text(_SETTINGS)
    try:
        authorization = f"Authorization: Bearer {token}"
        server.post("/v1/documents", {"text": TEXT}, headers={"Authorization": f"Bearer {token}"})
        options = [
            "--checks",
            "all",
            "--max-examples",
            str(EXAMPLES),
            "--workers",
            "1",  # two parse in threads at once, which CPython 3.11 may not survive (python/cpython#106905)
            "--suppress-health-check",
            "all",
            "--no-color",
        ]
        options += ["--seed", "1", "--generation-database", "none"]
        if EXAMPLES > 6:
            # what thousands of examples come upon: null held against `format`
            options += ["--exclude-checks", "negative_data_rejection,positive_data_acceptance"]
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.http.formats", "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            "run",
            str(ROOT / "openapi.yaml"),
            "--url",
            server.base,
            "-H",
            authorization,
        ]
        done = subprocess.run(
            [*command, *options],
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE if EXAMPLES <= 6 else None,
            check=False,
            cwd=tmp_path,
            env=environment,
        )
        assert done.returncode == 0, done.stdout[-60000:] + done.stderr[-2000:]
    finally:
        server.stop()
