"""Every command that README.md and docs/ show is run word for word, or stands in a table with the reason why not; what they show is compared."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from tests.conftest import ROOT, Served

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```.*?^```$", re.S | re.M)
SHELL = re.compile(r"^```(?:sh|bash|shell|console)\n(.*?)^```$", re.S | re.M)
INDENTED = re.compile(r"(?:^    .*\n)+", re.M)
ASSIGNED = re.compile(r"(?:[A-Z_]+=\S+ )*")
RUN = ("curl", "onrecord")  # programs whose commands are run
# What begins a command that is not run, with the reason.
NOT_RUN = {
    "script/server": "sets up an environment from a package registry; tests/packages does that",
    "script/test": "is what runs this",
    "ONRECORD_CORPUS=~/archive script/server": "as script/server; ONRECORD_CORPUS is what the service of these tests is started with",
    "onrecord ingest ~/archive speech.docx": "asks a feed on the internet; tests/ingestion reads the same formats",
    "zcat dump.gz": "its dump is not shipped; tests/ingestion feeds JSON lines",
    "onrecord watch": "asks a feed on the internet and does not end; tests/ingestion watches folders",
    "onrecord import quotes-2020.json.bz2": "is Quotebank's file of 2020; tests/ingestion has rows of its form",
    "curl -s https://onrecord.example": "an example host",
    "claude": "another program, which is told of a server on an example host",
    "onrecord check --changed-only": "needs a history with a remote; tests/cli/test_check.py has one",
    "onrecord check --fix drafts/ | git apply": "needs a history; tests/cli/test_fix.py has one",
    "python clients/python/pack.py": "builds wheels; tests/packages does that",
    "python -m pip": "builds wheels; tests/packages does that",
    "pip install": "installs from a package registry or a wheel; tests/packages does that",
    "onrecord keys revoke": "the id is that of a key of the reader's",
    "sudo": "needs the user of the recipe; tests/http/test_access.py makes keys",
    "useradd": "changes the machine",
    "python3 -m venv /opt": "changes the machine",
    "cp deploy/systemd": "changes the machine; tests/test_deploy.py reads the unit",
    "helm": "needs a cluster; tests/test_helm.py renders the chart and has Helm's linter read it",
    "kubectl": "needs a cluster; tests/test_deploy.py holds the manifests to their schemas",
    "onrecord ingest hearing.pdf": "its file is not shipped; tests/sources reads PDFs",
}
FOUND = 1  # exit status of a check that finds something
STATUSES = {  # other than 0, by what begins a command; the first that fits
    "onrecord check --fix --write": 0,
    "onrecord check --fix": FOUND,
    "onrecord check drafts/": FOUND,
    "onrecord check --corpus": FOUND,
    "onrecord check --format line": FOUND,
}
# What begins the lines of blocks that are no commands: other languages, formats and output.
OTHERS = re.compile(
    r"[\[{<:]|\.\. |vim\.lsp|command = |args = |name = |language-servers = |user onrecord|redis(?:s|\+\w+)?://|ONRECORD_\w+=\S*(?:\s*#.*)?$"
)
SAMPLES = ("ferry-feature.txt", "ferry-committee.txt", "hospital.txt")
ARTICLE = "# The ferry\n\n“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023.\n"


NEEDS = {"ONRECORD_DATA=/srv/new onrecord import": "onrecord export /backups"}  # what a command reads: each test may run alone


class Command(NamedTuple):
    """A command as a page shows it, on one line."""

    page: str
    text: str

    @property
    def plain(self) -> str:
        """What it is without the folder of the program."""
        return self.text.replace(".venv/bin/", "")


def commands(path: Path) -> Iterator[Command]:
    """Yield what the shell blocks of a page hold, a command each."""
    text = path.read_text(encoding="utf-8")
    indented = INDENTED.findall(FENCE.sub("", text))
    for block in [*(re.sub("^    ", "", b, flags=re.M) for b in indented), *SHELL.findall(text)]:
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            if line.strip() and not OTHERS.match(line.strip()):
                yield Command(path.name, line.strip())


SHOWN = [command for path in PAGES for command in commands(path)]


def reason(command: Command) -> str | None:
    return next((why for begin, why in NOT_RUN.items() if command.plain.startswith(begin)), None)


class Desk:
    """A folder as the pages suppose it, and the service that they ask."""

    def __init__(self, folder: Path, server: Served) -> None:
        self.folder, self.server = folder, server
        self._done: dict[str, subprocess.CompletedProcess[str]] = {}  # by the command without its comment
        program = folder / ".venv" / "bin" / "onrecord"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m service.cli.main "$@"\n')
        program.chmod(0o755)
        (folder / "backups").mkdir()
        record = server.post("/v1/checks", {"draft": {"text": ARTICLE}, "by": "Ellery Quill"}).json()
        (folder / "check.json").write_bytes(orjson.dumps(record))
        quotation = server.get("/v1/quotations", params={"speaker": "Calloway"}).json()["quotations"][0]["id"]
        self.stands_for = {
            "http://127.0.0.1:8000": server.base,
            "/quotations/ID/": f"/quotations/{quotation}/",
            "/backups/": f"{folder}/backups/",
            "/srv/new": f"{folder}/new",
            "PUBLIC KEY": server.get("/v1/signing-key").json()["key"],
        }

    def run(self, command: Command) -> subprocess.CompletedProcess[str]:
        """Run a command by a shell, as it is shown but for the names in `stands_for`; what two pages show is run once."""
        said = re.sub(r"\s+# .*$", "", command.plain)
        if said not in self._done:
            self._done[said] = self._run(command)
        return self._done[said]

    def _run(self, command: Command) -> subprocess.CompletedProcess[str]:
        for name in ("article.md", "drafts/article.md", "drafts/My article.md", "article.txt"):  # which `--fix --write` changes
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(ARTICLE, encoding="utf-8")
        text = command.text
        for shown, real in self.stands_for.items():
            text = text.replace(shown, real)
        path = f"{self.folder / '.venv' / 'bin'}:{os.environ['PATH']}"
        environment = {**self.server.environment, "PATH": path, "HOME": str(self.folder)}
        if command.plain.startswith("onrecord keys"):  # with a key the service would ask every other command for one
            environment["ONRECORD_DATA"] = str(self.folder / "keys")
        return subprocess.run(
            ["bash", "-c", text], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300, check=False
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    """A desk with the samples that the pages quote: all of them would be read anew by each command that builds an index."""
    folder = tmp_path_factory.mktemp("desk")
    for place in ("corpus", "archive"):
        (folder / place).mkdir()
        for sample in SAMPLES:
            shutil.copy(ROOT / "corpus" / sample, folder / place)
    server = Served(folder / "data", folder / "corpus", is_fresh=True)
    server.start()
    yield Desk(folder, server)
    server.stop()


@pytest.mark.parametrize("command", [c for c in SHOWN if reason(c) is None], ids=lambda c: f"{c.page}: {c.plain[:60]}")
def test_a_command_does_what_it_says(desk, command):
    program = ASSIGNED.sub("", command.plain, count=1).split()[0]
    assert program in RUN, "run it, or say in NOT_RUN why not"
    for begin, needed in NEEDS.items():
        if command.plain.startswith(begin):
            desk.run(next(c for c in SHOWN if c.plain.startswith(needed)))
    done = desk.run(command)
    expected = next((status for begin, status in STATUSES.items() if command.plain.startswith(begin)), 0)
    assert done.returncode == expected, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if program == "curl":
        answer = json.loads(done.stdout)
        assert "request_id" not in answer, answer  # which only problems have
    elif "--write" not in command.plain:
        assert done.stdout.strip()


def test_the_table_has_nothing_that_is_no_longer_shown():
    assert [begin for begin in NOT_RUN if not any(c.plain.startswith(begin) for c in SHOWN)] == []
    assert [begin for begin in STATUSES if not any(c.plain.startswith(begin) for c in SHOWN)] == []
    assert len([c for c in SHOWN if reason(c) is None]) > 20


def shown(language: str) -> str:
    """The first block in README.md that is fenced as a language."""
    blocks = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return next(
        body for block in blocks for begin, _, body in [block.removesuffix("```").partition("\n")] if begin == f"```{language}"
    )


def assert_holds(real: Any, part: Any) -> None:
    """What is shown is there, shortened as `…` says; of a list its first rows."""
    if isinstance(part, dict):
        for name, value in part.items():
            assert_holds(real[name], value)
    elif isinstance(part, list):
        for n, value in enumerate(part):
            assert_holds(real[n], value)
    elif isinstance(part, str) and part.endswith("…"):
        assert real.startswith(part.removesuffix("…").rstrip(" ,"))
    else:
        assert real == part


def test_the_answer_in_readme_is_the_answer(desk):
    (asked, *_) = [c for c in SHOWN if c.page == "README.md" and "/v1/verify " in c.text]
    assert_holds(json.loads(desk.run(asked).stdout), json.loads(shown("json")))


def test_what_readme_shows_of_a_check_is_what_is_printed(desk):
    (asked, *_) = [c for c in SHOWN if c.page == "README.md" and c.plain.startswith("onrecord check --corpus")]
    printed = desk.run(asked).stdout.splitlines()
    for line in shown("").splitlines():
        begin = line.removesuffix("…").rstrip(" ,")
        assert any(row.startswith(begin) for row in printed), (line, printed)


def test_the_annotation_in_readme_is_what_is_printed(desk):
    (line,) = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("    ::error")]
    done = desk.run(Command("README.md", "onrecord check --format github article.md"))
    assert any(row.startswith(line.strip().removesuffix("…").rstrip()) for row in done.stdout.splitlines()), done.stdout
