"""What tests of packages share: commands without this project's settings and modules, and whether packages can be had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE


def environment_without_us() -> dict[str, str]:
    """Return the environment without this project's settings, its Redis and Python's own variables."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "PYTHON")) and k != "REDIS_URL"}


def run(*command: str | Path, cwd: Path, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without this project's settings and modules."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**environment_without_us(), **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done


def install(home: Path, *packages: str | Path) -> Path:
    """Make an environment in a new folder with packages and what they require, and return its folder of commands.

    By uv, which takes a second where venv and pip take twenty.
    """
    run(sys.executable, "-m", "uv", "venv", "--quiet", home, cwd=home.parent)
    run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", home / "bin" / "python", *packages, cwd=home)
    return home / "bin"


def reach_registry(folder: Path, package: str = "click~=8.5") -> None:
    """Skip the test if a package cannot be had from a registry by what `install` installs with."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--no-deps",
        "--refresh",
        "--target",
        folder,
        package,
    ]
    if run(*command, cwd=folder, check=False).returncode:
        pytest.skip("no package registry can be reached")
