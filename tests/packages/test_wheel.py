"""The wheel holds all that the service needs, and little else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile

from tests.conftest import ROOT

_MOST_BYTES = 3_000_000


def test_the_wheel_is_whole_and_small(tmp_path):
    source = tmp_path / "source"
    for name in ("schemas", "service"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), "."]
    subprocess.run(pip, cwd=source, check=True, capture_output=True, timeout=100)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size <= _MOST_BYTES
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for name in ("schemas", "service") for path in (ROOT / name).rglob("*.*")}
    missing = {path for path in wanted if "__pycache__" not in path} - held
    assert missing == set()
    assert {path.partition("/")[0] for path in held if ".dist-info" not in path} == {"schemas", "service"}
