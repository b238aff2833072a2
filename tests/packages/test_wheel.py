"""The wheel holds all that the service needs, and little else; wheel and sdist install and run outside the checkout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import requests

from bench.image import APART
from service.errors import EXTRAS
from tests.conftest import PATIENCE, ROOT
from tests.installing import environment_without_us, install, reach_registry, run
from tests.ports import free_port

pytestmark = pytest.mark.timeout(2 * PATIENCE)  # packages are downloaded and built
_MOST_BYTES = 3_000_000
_AT_THE_TOP = (
    "CHANGELOG.md",
    "LICENSE",
    "MANIFEST.in",
    "README.md",
    "SECURITY.md",
    "openapi.yaml",
    "pyproject.toml",
    "requirements.lock",
    "setup.py",
)
_FOLDERS = ("corpus", "extension", "schemas", "service")
ALTERED = "A ferry that always leaves the pier is a very expensive café."
_BUILD = "import sys; from setuptools import build_meta as b; print(getattr(b, sys.argv[1])(sys.argv[2]))"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the sdist, and the wheel that is built from what the sdist holds."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _AT_THE_TOP:
        shutil.copyfile(ROOT / name, source / name)
    run(sys.executable, "-c", _BUILD, "build_sdist", out, cwd=source)
    with tarfile.open(next(out.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path_factory.mktemp("unpacked"), filter="data")
        unpacked = tmp_path_factory.getbasetemp() / "unpacked0" / archive.getnames()[0]
    run(sys.executable, "-c", _BUILD, "build_wheel", out, cwd=unpacked)
    return out


def test_the_wheel_is_whole_and_small(built):
    (wheel,) = built.glob("*.whl")
    assert wheel.stat().st_size <= _MOST_BYTES
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for name in ("schemas", "service") for path in (ROOT / name).rglob("*.*")}
    wanted |= {f"service/shipped/{p.relative_to(ROOT)}" for name in ("corpus", "extension") for p in (ROOT / name).rglob("*.*")}
    missing = {path for path in wanted if "__pycache__" not in path} - held
    assert missing == set()
    assert "service/shipped/openapi.yaml" in held
    assert {path.partition("/")[0] for path in held if ".dist-info" not in path} == {"schemas", "service"}


def test_every_extra_is_explained_where_it_is_missing():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(EXTRAS.values()) == set(extras) - {"all", "test"}
    assert extras["all"] == [f"onrecord[{','.join(sorted(set(EXTRAS.values())))}]"]


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """The folder of commands of an environment that holds the wheel with what it requires, without extras."""
    home = tmp_path_factory.mktemp("environment")
    reach_registry(home)
    return install(home / "service", next(built.glob("*.whl")))


def test_it_serves_and_checks_outside_the_checkout(installed, tmp_path):
    """`onrecord samples`, `serve` and `check` in an empty folder: the page, the contract and the extension come from the wheel."""
    told = run(installed / "onrecord", "serve", cwd=tmp_path, check=False)
    assert told.returncode == 2
    assert "onrecord samples" in told.stderr
    assert run(installed / "onrecord", "samples", cwd=tmp_path).stdout.endswith("files in corpus\n")
    assert run(installed / "onrecord", "samples", cwd=tmp_path, check=False).returncode == 2
    base = f"http://127.0.0.1:{(port := free_port())}"
    with (tmp_path / "log").open("w") as log:
        service = subprocess.Popen(
            [installed / "onrecord", "serve", "--port", str(port)],
            cwd=tmp_path,
            env=environment_without_us(),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        lines = []
        while not (line := service.stdout.readline()).startswith("ready "):
            assert line, "".join(lines) + (tmp_path / "log").read_text()
            lines.append(line)
        for path in ("/", "/openapi.yaml", "/docs", "/static/page.js", "/extension", "/extension/chromium.zip", "/corpus"):
            assert requests.get(base + path, timeout=20).status_code == 200, path
        assert requests.post(f"{base}/mcp", json={}, timeout=20).json()["detail"].endswith("`pip install 'onrecord[mcp]'` adds it.")
        (tmp_path / "draft.md").write_text(f"“{ALTERED}” Ines Calloway told Radio Estuary.\n", encoding="utf-8")
        checked = run(installed / "onrecord", "check", "--format", "json", "draft.md", cwd=tmp_path, check=False, ONRECORD_URL=base)
        assert checked.returncode == 1, checked.stderr
        assert [row["rule"] for row in json.loads(checked.stdout)["problems"]] == ["altered"]
    finally:
        service.terminate()
        service.wait(timeout=PATIENCE)
        service.stdout.close()


_FEED = b"<rss version='2.0'><channel><title>Beacon</title><item><description>We sail at noon.</description></item></channel></rss>"


@pytest.mark.parametrize(("name", "content", "extra"), [
    ("a.pdf", b"%PDF-1.7\n", "pdf"), ("a.docx", b"PK", "word"), ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nWe sail.\n", "captions"),
    ("a.warc", b"WARC/1.0\r\n", "archives"), ("a.rss", _FEED, "feeds"), ("a.json", b"{", None), ("a.html", b"<p>We sail.", None),
])  # fmt: skip
def test_what_needs_an_extra_names_it(installed, tmp_path, name, content, extra):
    """And what needs none is read: what is said is then about the content."""
    (tmp_path / name).write_bytes(content)
    done = run(installed / "onrecord", "extract", name, cwd=tmp_path, check=False)
    assert (f"pip install 'onrecord[{extra}]'" in done.stderr) is (extra is not None), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not all(map(shutil.which, ("strip", "ldd"))), reason="without binutils or ldd")
def test_the_image_leaves_nothing_out_that_is_needed(installed, tmp_path):
    """A slimmed environment reads a text, and so it does with nothing but what is laid out as the image's root."""
    home, code, root = tmp_path / "venv", tmp_path / "app", tmp_path / "root"
    shutil.copytree(installed.parent, home, symlinks=True)
    for name in ("schemas", "service"):
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    before = _bytes(home)
    run(ROOT / "script" / "slim", home, cwd=tmp_path)
    assert _bytes(home) < 0.7 * before
    python = home / "bin" / "python"
    run(python, ROOT / "script" / "rootfs.py", root, code, cwd=tmp_path)
    (tmp_path / "a.html").write_text(
        "<html><body><p>“We sail on Monday, whatever they say,” said Ines Calloway.</p></body></html>", encoding="utf-8"
    )
    places = {"root": str(root), "home": str(tmp_path), "PYTHONPATH": str(code)}
    alone = run(*APART, python, "-c", "", cwd=tmp_path, check=False, **places).returncode == 0
    for apart in [(), APART] if alone else [()]:
        done = run(*apart, python, "-m", "service.cli.main", "extract", tmp_path / "a.html", "--json", cwd=tmp_path, **places)
        assert "Ines Calloway" in done.stdout
        told = run(*apart, python, "-c", _LOADED, cwd=tmp_path, **places).stdout
        assert (".zip" in told) is (apart is APART)
    assert list(code.rglob("*.pyc"))
    assert (root / "tmp").stat().st_mode & 0o1777 == 0o1777
    if shutil.which("dpkg-query"):
        assert (root / "var/lib/dpkg/status.d/libc6").read_text(encoding="utf-8").startswith("Package: libc6\n")
        assert (root / "usr/share/doc/libc6/copyright").exists()


_LOADED = "import service.http.app, numpy.linalg, cryptography.fernet, lxml.html, ssl, sqlite3, json; print(json.__file__)"


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
