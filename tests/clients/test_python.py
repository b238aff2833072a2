"""onrecord-client: built from the service's modules, installed without the service, run outside the checkout."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from clients.python import pack
from service.cli.main import _COMMANDS
from service.errors import EXTRAS
from tests import loops
from tests.conftest import PATIENCE, ROOT
from tests.installing import install, reach_registry, run
from tests.ports import free_port

pytestmark = pytest.mark.timeout(2 * PATIENCE)  # packages are downloaded and built
SAID = "A ferry that never leaves the pier is a very expensive café."
ALTERED = "A ferry that always leaves the pier is a very expensive café."
DRAFT = f"“{ALTERED}” Ines Calloway told Radio Estuary.\n"
PLATFORMS = (
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
    "x86_64-unknown-linux-musl",
    "aarch64-unknown-linux-musl",
)
PROJECT = tomllib.loads((pack.HERE / "project.toml").read_text(encoding="utf-8"))["project"]
_MOST_BYTES = 300_000
_MODULES = {  # what an import is called → the distribution that has it, where the names differ
    "anyio": "mcp", "charset_normalizer": "charset-normalizer", "docx": "python-docx", "lsprotocol": "pygls", "mcp_types": "mcp",
}  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    source, out = pack.pack(tmp_path_factory.mktemp("source")), tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", out, ".", cwd=source)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of commands of an environment that holds the client and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    reach_registry(home)
    return install(home / "client", wheel)


def test_it_is_small_and_holds_what_its_modules_read(wheel):
    assert wheel.stat().st_size <= _MOST_BYTES
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {path.relative_to(ROOT).as_posix() for path in pack.modules().values()} <= held
    assert not {name for name in held if name.startswith(("service/http", "service/index", "service/storage", "service/ingestion"))}
    assert "service/sources/data/placeholders.txt" in held


def test_it_needs_what_it_says():
    """Every package that its modules import is a dependency; what only some uses need is an extra, which the others do without."""
    needs = {re.match(r"[\w-]+", text)[0] for text in PROJECT["dependencies"]}
    extras = {re.match(r"[\w-]+", text)[0] for texts in PROJECT["optional-dependencies"].values() for text in texts}
    at_once, later = set(), set()
    for name, path in pack.modules().items():
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            is_extra = name.startswith(("service.agents", "service.editing", "service.sources")) or node not in tree.body
            (later if is_extra else at_once).update(imported(node))
    known = set(sys.stdlib_module_names) | set(pack.PACKAGES)
    assert {_MODULES.get(name, name) for name in (at_once | later) - known} == needs | extras - {"onrecord-client"}
    assert {_MODULES.get(name, name) for name in at_once - known} <= needs


def imported(node: ast.AST) -> set[str]:
    """The top packages that a statement imports."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {node.module.partition(".")[0]} if isinstance(node, ast.ImportFrom) and node.module else set()


def test_its_versions_are_the_services():
    service = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {text for texts in (service["dependencies"], *service["optional-dependencies"].values()) for text in texts}
    own = {text for texts in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()) for text in texts}
    assert {text for text in own if not text.startswith("onrecord-client")} <= known


@pytest.mark.parametrize(("python", "platform"), [*(("3.11", platform) for platform in PLATFORMS), ("3.14", PLATFORMS[0])])
def test_wheels_of_all_it_needs_are_there(platform, python, tmp_path):
    """Resolved for the platform, with every extra, from wheels alone: nothing is compiled where it is installed."""
    reach_registry(tmp_path)
    shutil.copyfile(pack.HERE / "project.toml", tmp_path / "pyproject.toml")
    options = ["--only-binary", ":all:", "--python-platform", platform, "--python-version", python, "--extra", "all", "--no-header"]
    done = run(sys.executable, "-m", "uv", "pip", "compile", *options, "pyproject.toml", cwd=tmp_path)
    assert "requests==" in done.stdout
    assert ("pywin32==" in done.stdout) is ("windows" in platform)


def test_help_lists_the_commands_that_are_there(installed, tmp_path):
    told = run(installed / "onrecord", "--help", cwd=tmp_path).stdout
    listed = set(re.findall(r"^  ([a-z]+) ", told.partition("Commands:")[2], re.MULTILINE))
    assert listed == {"check", "lsp", "mcp", "verify"}
    assert set(_COMMANDS) > listed
    assert run(installed / "onrecord-client", "--version", cwd=tmp_path).stdout.startswith("onrecord, version ")


def test_verify_and_check(installed, served, tmp_path):
    (tmp_path / "my draft.md").write_text(DRAFT, encoding="utf-8")
    environment = {"ONRECORD_URL": served.base}
    assert "verbatim" in run(installed / "onrecord", "verify", SAID, cwd=tmp_path, **environment).stdout
    checked = run(installed / "onrecord", "check", "--format", "json", ".", cwd=tmp_path, check=False, **environment)
    assert checked.returncode == 1
    assert [row["rule"] for row in json.loads(checked.stdout)["problems"]] == ["altered"]


def test_the_module_that_tools_import(installed, served, tmp_path):
    code = (
        "import sys; from onrecord_client import Client, ClientError\n"
        f"with Client({served.base!r}) as onrecord:\n"
        f"    print(onrecord.verify({SAID!r}).verdict, onrecord.verify({ALTERED!r}).is_fine)\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'flask', 'numpy', 'redis', 'lxml', 'marshmallow'}))"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path).stdout.split("\n")[:2] == ["verbatim False", "[]"]


@pytest.mark.parametrize(("command", "told"), [
    (("serve",), "install onrecord"), (("doctor",), "install onrecord"), (("check", "--corpus", ".", "draft.md"), "install onrecord"),
    (("check", "draft.docx"), "pip install 'onrecord-client[word]'"), (("mcp",), "pip install 'onrecord-client[mcp]'"),
    (("lsp",), "pip install 'onrecord-client[lsp]'"), (("verify", SAID), "nothing listens there"),
])  # fmt: skip
def test_what_is_not_there_is_one_plain_line(installed, tmp_path, command, told):
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "draft.docx").write_bytes(b"PK")
    done = run(installed / "onrecord", *command, cwd=tmp_path, check=False, ONRECORD_URL=f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_extra_works(wheel, served, tmp_path):
    """An assistant asks over standard input and output; a .docx is checked."""
    import docx

    reach_registry(tmp_path)
    installed = install(tmp_path / "environment", f"{wheel}[all]")
    document = docx.Document()
    document.add_paragraph(DRAFT)
    document.save(tmp_path / "draft.docx")
    checked = run(installed / "onrecord", "check", "draft.docx", cwd=tmp_path, check=False, ONRECORD_URL=served.base)
    assert checked.returncode == 1, checked.stderr
    assert "draft.docx:1:2: altered" in checked.stdout

    async def ask() -> str:
        target = StdioServerParameters(command=str(installed / "onrecord"), args=["mcp", "--url", served.base], cwd=str(tmp_path))
        async with Client(target) as client:
            return (await client.call_tool("verify_quote", {"quote": SAID})).structured_content["verdict"]

    assert loops.run(ask()) == "verbatim"
    assert set(EXTRAS.values()) >= {"lsp", "mcp", "word"}
