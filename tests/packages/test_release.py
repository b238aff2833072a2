"""script/release: what a release consists of, checked and signed, and the changelog's section; nothing is published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from script.releasing import NotReleasable, released, section
from service import __version__
from tests.conftest import PATIENCE, ROOT
from tests.installing import reach_registry

pytestmark = pytest.mark.timeout(4 * PATIENCE)  # packages are downloaded and built
CHANGELOG = "# Changelog\n\n## Unreleased\n\n- Gulls are counted.\n- The ferry sails.\n\n## 0.1.0\n\nFirst.\n"


def test_what_is_unreleased_becomes_the_section_of_the_version():
    made = released(CHANGELOG, "0.2.0", "2027-01-05")
    assert made == CHANGELOG.replace("## Unreleased\n", "## Unreleased\n\n## 0.2.0 (2027-01-05)\n")
    assert section(made, "0.2.0") == "- Gulls are counted.\n- The ferry sails."
    assert section(made, "Unreleased") == ""
    assert section(made, "0.1.0") == "First."


@pytest.mark.parametrize(("changelog", "version", "day"), [
    (CHANGELOG, "0.1.0", "2027-01-05"), (CHANGELOG, "next", "2027-01-05"), (CHANGELOG, "1.2", "2027-01-05"), (CHANGELOG, "v1.2.0", "2027-01-05"),
    (CHANGELOG, "0.2.0", "today"), ("# Changelog\n\n## Unreleased\n\n## 0.1.0\n\nFirst.\n", "0.2.0", "2027-01-05"), ("# Changelog\n", "0.2.0", "2027-01-05"),
])  # fmt: skip
def test_a_release_that_cannot_be_is_refused(changelog, version, day):
    with pytest.raises(NotReleasable):
        released(changelog, version, day)


def test_one_version_everywhere():
    for path in ("clients/javascript/package.json", "extension/manifest.json"):
        assert json.loads((ROOT / path).read_text(encoding="utf-8"))["version"] == __version__
    assert f"ARG VERSION={__version__}\n" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line, path in {
        f"\nversion: {__version__}\n": "deploy/helm/onrecord/Chart.yaml",
        f"\nappVersion: {__version__}\n": "deploy/helm/onrecord/Chart.yaml",
        f" image: onrecord:{__version__}\n": "deploy/kubernetes/onrecord.yaml",
    }.items():
        assert line in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")
def test_everything_is_built_checked_and_signed(tmp_path):
    reach_registry(tmp_path, "twine==7.0.0")
    home = tmp_path / "gpg"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "GNUPGHOME": str(home), "DIST": str(tmp_path / "dist"), "PYTHON": sys.executable}
    key = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", "release@onrecord.example", "ed25519", "sign", "never"]
    subprocess.run(key, env=environment, check=True, capture_output=True, timeout=PATIENCE)
    try:
        before = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        environment["ONRECORD_RELEASE_KEY"] = "release@onrecord.example"
        done = subprocess.run(
            ["script/release", "--check"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
        assert (
            subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout == before
        )
        made = {path.name for path in (tmp_path / "dist").iterdir()}
        assert made == {
            *(f"{name}-{__version__}{end}" for name in ("onrecord", "onrecord_client") for end in ("-py3-none-any.whl", ".tar.gz")),
            *(f"onrecord-{browser}-{__version__}.zip" for browser in ("chromium", "firefox")),
            f"onrecord-client-javascript-{__version__}.tgz", f"onrecord-{__version__}.cdx.json", "SHA256SUMS", "SHA256SUMS.asc",
        }  # fmt: skip
        assert done.stdout.count("PASSED") == 4  # by twine
        listed = json.loads((tmp_path / "dist" / f"onrecord-{__version__}.cdx.json").read_text(encoding="utf-8"))
        assert listed["bomFormat"] == "CycloneDX"
        assert listed["metadata"]["component"]["name"] == "onrecord"
        assert {"flask", "numpy", "redis"} <= {component["name"] for component in listed["components"]}
        verify = ["gpg", "--batch", "--verify", "SHA256SUMS.asc", "SHA256SUMS"]
        subprocess.run(verify, cwd=tmp_path / "dist", env=environment, check=True, capture_output=True, timeout=PATIENCE)
        subprocess.run(
            ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path / "dist", check=True, capture_output=True, timeout=PATIENCE
        )
    finally:
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], env=environment, check=False, timeout=60)
