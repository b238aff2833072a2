"""onrecord check: what it finds, where, and how it tells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import docx
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import SEVERITIES
from service.checking import configuration, reports
from service.checking.articles import read
from service.checking.changes import parsed
from service.checking.configuration import Configuration
from service.checking.findings import Passed, Problem, not_in_archive, problems
from service.checking.plain import excerpt
from service.client import DraftCheck, Finding, Verification
from service.errors import SettingError, UnreadableSource
from tests.conftest import PATIENCE, ROOT, clean_environment, template
from tests.ports import free_port

ALTERED = "“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
RIGHT = "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023."
WRONG_NAME = "“A ferry that never leaves the pier is a very expensive café,” said Tobias Renner."
UNSEEN = "“Nobody has ever put these words together before today,” said Peig Donnelly."


def run(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in clean_environment(**environment).items() if not k.startswith("GITHUB_") or k in environment}
    return template().run("check", *arguments, environment=clean, given=stdin, cwd=cwd, timeout=PATIENCE)


@pytest.fixture
def here(tmp_path):
    (tmp_path / "a.md").write_text(f"# The ferry\n\n{ALTERED}\n\n{WRONG_NAME}\n\n{UNSEEN}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{RIGHT}\n", encoding="utf-8")
    return tmp_path


def found(result: subprocess.CompletedProcess[str]) -> list[tuple[str, int, int, str]]:
    return [(p["path"], p["line"], p["column"], p["rule"]) for p in json.loads(result.stdout)["problems"]]


def test_findings_in_text(served, here):
    result = run(".", cwd=here, ONRECORD_URL=served.base)
    assert result.returncode == 1, result.stderr
    first = result.stdout.splitlines()[0]
    assert first.startswith("a.md:3:2: altered (fix): This differs from what Ines Calloway said")
    assert "    source  “A ferry that never leaves the pier" in result.stdout
    assert "a.md:5:2: misattributed (fix):" in result.stdout
    assert "not_found" not in result.stdout
    assert result.stdout.splitlines()[-1] == "2 errors and 0 warnings: 4 quotes in 2 files checked, 1 not in the archive."
    assert "\x1b" not in result.stdout
    assert run("b.txt", cwd=here, ONRECORD_URL=served.base).returncode == 0


def test_it_needs_no_service_with_a_corpus(here):
    result = run("a.md", "--corpus", str(ROOT / "corpus"), "--format", "json", cwd=here)
    assert result.returncode == 1, result.stderr
    assert found(result) == [("a.md", 3, 2, "altered"), ("a.md", 5, 2, "misattributed")]
    assert json.loads(result.stdout)["not_in_archive"] == 1


def test_what_cannot_be_checked_is_two(here):
    result = run(".", cwd=here, ONRECORD_URL=f"http://127.0.0.1:{free_port()}")
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "onrecord serve" in result.stderr
    for arguments, says in (
        (["none.md"], "no such file"), (["a.md", "--fail-on", "alterd"], "do you mean 'altered'"), (["a.md", "--config", "b.txt"], "b.txt"),
        (["a.md", "--changed-only", "--base", "none"], "git"), (["a.md", "--write-baseline"], "--baseline"),
    ):  # fmt: skip
        result = run(*arguments, cwd=here)
        assert result.returncode == 2, arguments
        assert says in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("names", [[], ["notes.odt"], [".hidden.md"], ["deep/photo.jpg"], [".git/a.md"]])
def test_a_folder_without_drafts_is_no_success(here, names):
    """A mistyped folder in CI would switch the check off for ever."""
    for name in names:
        path = here / "drafts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (here / "drafts").mkdir(exist_ok=True)
    result = run("drafts", cwd=here)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no drafts in this folder" in result.stderr


@pytest.mark.parametrize(("content", "says"), [
    (b"%PDF-1.7\n%\xe2\xe3\xcf", "a PDF"), (b"%PDF-1.4 all of it ASCII", "a PDF"), (b"PK\x03\x04rest", "OpenDocument"),
    (b"{\\rtf1\\ansi", "an RTF file"), (b"\xd0\xcf\x11\xe0", "an old Word file"), ("“Yes.”".encode("utf-16"), "UTF-16"),
    ("“Straße.”".encode("latin-1", "replace") + b"\xdf", "not UTF-8"),
])  # fmt: skip
def test_a_file_that_is_no_draft_says_what_it_is_and_what_would_be_one(content, says):
    with pytest.raises(UnreadableSource) as told:
        read("draft.md", content)
    assert says in told.value.detail
    assert "save it as" in told.value.detail


@pytest.mark.parametrize("content", [b"", b"PK went home.", b"% a comment", b"\xef\xbb\xbfwith a byte order mark"])
def test_text_that_only_looks_like_another_file_is_read(content):
    read("draft.md", content)


def test_a_file_that_is_none_is_told_and_the_rest_is_checked(served, here):
    (here / "c.docx").write_bytes(b"no zip")
    (here / "d.txt").write_bytes(b"\xff\xfe\x00")
    result = run(".", "--format", "json", cwd=here, ONRECORD_URL=served.base)
    assert result.returncode == 2
    assert [f["path"] for f in json.loads(result.stdout)["failures"]] == ["c.docx", "d.txt"]
    assert len(found(result)) == 2


def test_levels_and_what_happens_without_a_service(served, here):
    told = run("a.md", "--min-level", "error", "--no-exit", "--also-json", "report.json", cwd=here, ONRECORD_URL=served.base)
    assert told.returncode == 0
    assert "not_found" not in told.stdout
    assert [p["rule"] for p in json.loads((here / "report.json").read_text(encoding="utf-8"))["problems"]] == [
        "altered",
        "misattributed",
    ]
    (here / ".onrecord.toml").write_text('offline = "skip"')
    skipped = run("a.md", cwd=here, ONRECORD_URL=f"http://127.0.0.1:{free_port()}")
    assert (skipped.returncode, skipped.stdout) == (0, "")
    assert "skipped" in skipped.stderr


def test_the_action_runs_as_github_runs_it(here):
    outputs = here / "outputs"
    environment = {
        "FILES": "a.md b.txt",
        "CORPUS": str(ROOT / "corpus"),
        "GITHUB_OUTPUT": str(outputs),
        "RUNNER_TEMP": str(here),
        "LEVEL": "error",
    }
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "GITHUB_"))}
    done = subprocess.run(
        ["bash", str(ROOT / "script" / "action")],
        cwd=here,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=a.md,line=3,")
    assert dict(line.split("=", 1) for line in outputs.read_text().splitlines()) == {
        "status": "1", "findings": "2", "report": str(here / "onrecord.json"),
    }  # fmt: skip


def test_every_kind_of_file(served, tmp_path):
    document = docx.Document()
    for text in ("The ferry", "", ALTERED):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.rst").write_text(
        f"The ferry\n=========\n\n.. a comment\n\n{ALTERED.replace('always', '*always*')}\n", encoding="utf-8"
    )
    (tmp_path / "c.html").write_text(f"<h1>The ferry</h1>\n<p>{ALTERED.replace('“', '&ldquo;')}</p>", encoding="utf-8")
    (tmp_path / "d.markdown").write_bytes(f"\ufeffThe ferry\r\n\r\n{ALTERED}\r\n".encode())
    result = run(".", "--format", "json", cwd=tmp_path, ONRECORD_URL=served.base)
    assert found(result) == [
        ("a.docx", 3, 2, "altered"),
        ("b.rst", 6, 2, "altered"),
        ("c.html", 2, 11, "altered"),
        ("d.markdown", 3, 2, "altered"),
    ]


def test_standard_input(served, tmp_path):
    result = run(
        "-", "--stdin-name", "draft.html", "--format", "line", cwd=tmp_path, stdin=f"<p>{ALTERED}</p>", ONRECORD_URL=served.base
    )
    assert result.returncode == 1
    assert result.stdout.startswith("draft.html:1:5:altered:")


def test_a_comment_with_a_reason_leaves_a_quote_alone(served, tmp_path):
    (tmp_path / "a.md").write_text(
        f"<!-- onrecord: ignore read out on air -->\n\n{ALTERED}\n\n{WRONG_NAME} <!-- onrecord: ignore a joke -->\n\n"
        f"<!-- onrecord: interview -->\n{UNSEEN}\n\n<!-- onrecord: ignore -->\n{ALTERED}\n",
        encoding="utf-8",
    )
    result = run("a.md", "--format", "json", cwd=tmp_path, ONRECORD_URL=served.base)
    assert found(result) == [("a.md", 10, 1, "ignore"), ("a.md", 11, 2, "altered")]


def test_without_a_history_nothing_has_changed_since(served, tmp_path):
    (tmp_path / "a.md").write_text(ALTERED, encoding="utf-8")
    result = run(
        "--changed-only",
        "--base",
        "origin/main",
        "a.md",
        cwd=tmp_path,
        ONRECORD_URL=served.base,
        GIT_CEILING_DIRECTORIES=str(tmp_path.parent),
    )
    assert result.returncode == 2
    assert result.stderr.startswith("onrecord: git cannot tell what changed since 'origin/main': Not a git repository")


def test_the_configuration_is_found_upwards(served, here):
    (here / ".onrecord.toml").write_text(
        'fail-on = ["not_found"]\nexclude = ["drafts/old/*"]\n[per-file-ignores]\n"drafts/*.md" = ["misattributed"]\n',
        encoding="utf-8",
    )
    (here / "drafts" / "old").mkdir(parents=True)
    (here / "drafts" / "a.md").write_text((here / "a.md").read_text(encoding="utf-8"), encoding="utf-8")
    (here / "drafts" / "old" / "a.md").write_text(ALTERED, encoding="utf-8")
    result = run("drafts", "--format", "json", cwd=here, ONRECORD_URL=served.base)
    assert [(p["path"], p["rule"], p["level"]) for p in json.loads(result.stdout)["problems"]] == [
        ("drafts/a.md", "altered", "warning"), ("drafts/a.md", "not_found", "error"),
    ]  # fmt: skip
    (here / ".onrecord.toml").write_text('fail_on = ["altered"]')
    result = run("a.md", cwd=here / "drafts")
    assert result.returncode == 2
    assert "do you mean 'fail-on'" in result.stderr


def test_the_environment_wins_over_the_configuration(served, here):
    (here / ".onrecord.toml").write_text(f'url = "{served.base}"', encoding="utf-8")
    assert run("b.txt", cwd=here).returncode == 0
    assert run("b.txt", cwd=here, ONRECORD_URL=f"http://127.0.0.1:{free_port()}").returncode == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a = ", "a.toml"),
        ('ignore = "altered"', "list of texts"),
        ("outlet = 1", "must be text"),
        ('ignore = ["x"]', "no rule 'x'"),
        ("per-file-ignores = 1", "table"),
    ],
)
def test_a_bad_configuration_is_named(tmp_path, content, says):
    (tmp_path / "a.toml").write_text(content)
    with pytest.raises(SettingError, match=says):
        configuration.load(tmp_path / "a.toml")


def test_a_baseline_keeps_what_is_known_quiet(served, here):
    made = run(".", "--baseline", "known.json", "--write-baseline", cwd=here, ONRECORD_URL=served.base)
    assert made.returncode == 0
    text = (here / "a.md").read_text(encoding="utf-8")
    (here / "a.md").write_text(f"New lines.\n\n{text}\n\n{ALTERED.replace('very', 'most')}\n", encoding="utf-8")
    result = run(".", "--baseline", "known.json", "--format", "json", cwd=here, ONRECORD_URL=served.base)
    assert [row[:2] for row in found(result)] == [("a.md", 12)]
    (here / "known.json").write_text("[]")
    assert run(".", "--baseline", "known.json", cwd=here, ONRECORD_URL=served.base).returncode == 2


def test_only_what_changed(served, here):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@a", *arguments], cwd=here, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    text = (here / "a.md").read_text(encoding="utf-8")
    (here / "a.md").write_text(text.replace("said Tobias", "said the poet Tobias"), encoding="utf-8")
    (here / "sub").mkdir()
    result = run("../a.md", "../b.txt", "--changed-only", "--format", "json", cwd=here / "sub", ONRECORD_URL=served.base)
    assert found(result) == [("../a.md", 5, 2, "misattributed")]


def test_parsing_a_diff():
    diff = "--- a.md\n+++ a.md\n@@ -1,2 +1,3 @@\n+x\n@@ -9 +11 @@ head\n+y\n@@ -20,2 +22,0 @@\n-z\n--- gone\n+++ /dev/null\n@@ -1 +0,0 @@\n"
    assert parsed(diff.splitlines()) == {"a.md": {1, 2, 3, 11}}


# -- reports -------------------------------------------------------------------------------------------------------------


def problem(**values) -> Problem:
    given_ = {
        "path": "a.md", "rule": "altered", "level": "error", "message": "m", "quote": "q", "start": 0, "end": 1, "line": 1, "column": 1,
        "end_line": 1, "end_column": 2, "claim": {}, "verification": None,
    }  # fmt: skip
    return Problem(**{**given_, **values})


anything = st.text(st.characters(exclude_categories=("Cs",)))


@given(anything, anything, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_what_a_draft_says_forges_no_annotation(message, quote, path):
    report = reports.Report(
        (problem(message=message + "\n::error::forged\r\n", quote=quote + "\n::set-output::x", path=path),), 1, 1
    )
    lines = [line for line in reports.github(report).split("\n") if line]
    assert len(lines) == 2
    assert lines[0].startswith("::error file=")
    properties = lines[0].removeprefix("::error ").partition("::")[0]
    assert [p.partition("=")[0] for p in properties.split(",")] == ["file", "line", "col", "endLine", "endColumn", "title"]
    assert "\r" not in reports.github(report)
    assert len(reports.line(report).splitlines()) == 1
    assert "\x1b" not in reports.text(report)
    assert len([row for row in reports.step_summary(report).splitlines() if row.startswith("| ")]) == 3


@given(st.lists(st.tuples(anything, anything), max_size=3))
def test_sarif_and_junit_are_valid_whatever_is_said(rows):
    schema = json.loads((Path(__file__).with_name("sarif.json")).read_text(encoding="utf-8"))
    some = tuple(problem(message=message, quote=quote, line=n) for n, (message, quote) in enumerate(rows, 1))
    report = reports.Report(some, 1, len(some), (("b.md", "no\x00pe"),))
    jsonschema.Draft202012Validator(schema).validate(json.loads(reports.FORMATS["sarif"](report)))
    root = ET.fromstring(reports.junit(report))
    assert len(root.findall(".//failure")) == len(some)
    assert len(root.findall(".//error")) == 1
    assert json.loads(reports.as_json(report))["schema"] == 1


@pytest.mark.parametrize("severity", [row for row in SEVERITIES if row.level], ids=lambda row: row.name)
def test_every_report_shows_what_the_service_says_is_to_be_done(severity):
    row = problem(severity=severity.name, level=severity.level)
    report = reports.Report((row,), 1, 3, absent=2)
    assert f"altered ({severity.name}):" in reports.text(report)
    assert "2 not in the archive" in reports.text(report)
    body = json.loads(reports.as_json(report))
    assert (body["problems"][0]["severity"], body["not_in_archive"]) == (severity.name, 2)
    (run_,) = json.loads(reports.FORMATS["sarif"](report))["runs"]
    assert run_["properties"] == {"notInArchive": 2}
    assert run_["results"][0]["properties"] == {"severity": severity.name}
    assert run_["results"][0]["level"] == severity.level
    root = ET.fromstring(reports.junit(report))
    assert [(p.get("name"), p.get("value")) for p in root.iter("property")] == [
        ("not_in_archive", "2"),
        ("severity", severity.name),
    ]
    assert reports.github(report).startswith(f"::{severity.level} ")
    assert f"| {severity.name} |" in reports.step_summary(report)


@pytest.mark.parametrize(
    ("verdict", "severity", "fail_on", "told"),
    [
        ("altered", "fix", None, ("altered", "error")),
        ("altered", "look", None, ("altered", "warning")),
        ("altered", "look", ("altered",), ("altered", "error")),
        ("altered", "fix", ("spliced",), ("altered", "warning")),
        ("verbatim", "ok", None, None),
        ("verbatim", "look", None, ("disputed", "warning")),  # sources that have it otherwise
        ("not_found", "ok", None, None),
        ("not_found", "look", None, ("not_found", "warning")),
        ("not_found", "ok", ("not_found",), ("not_found", "error")),
    ],
)
def test_the_severity_says_what_is_told_unless_the_configuration_does(verdict, severity, fail_on, told):
    article = read("a.md", "“We never had a timetable,” said Peig Donnelly.".encode())
    answer = {
        "verdict": verdict, "severity": severity, "explanation": "", "attribution": {"status": "not_claimed"}, "matches": [],
    }  # fmt: skip
    check = DraftCheck({}, (Finding(0, 28, "We never had a timetable,", None, None, None, Verification(verdict, "", 0.9, answer)),))
    found = problems(article, check, Configuration(fail_on=fail_on))
    assert [(p.rule, p.level) for p in found] == ([told] if told else [])
    assert not_in_archive(check) == (verdict == "not_found" and severity == "ok")


def test_annotations_land_on_the_line(served, here):
    summary = here / "summary.md"
    result = run("a.md", "--format", "github", cwd=here, ONRECORD_URL=served.base, GITHUB_STEP_SUMMARY=str(summary))
    assert result.stdout.splitlines()[0].startswith(
        "::error file=a.md,line=3,col=2,endLine=3,endColumn=63,title=onrecord%3A altered::"
    )
    assert "misattributed" in summary.read_text(encoding="utf-8")


def test_a_fingerprint_stays_when_lines_move():
    assert problem(line=3).fingerprint == problem(line=9, quote="Q").fingerprint
    assert problem().fingerprint != problem(path="b.md").fingerprint


def test_places_are_those_of_the_file():
    article = read("a.txt", "one\ntwo “three”".encode())
    assert article.place(8) == (2, 5)
    assert article.place(0) == (1, 1)


def test_junit_has_a_case_for_each_quote():
    """Errors fail, warnings are skipped, what is fine passes: a pipeline is red for errors alone."""
    rows = (problem(line=1, level="error"), problem(line=3, level="warning", severity="look", rule="paraphrased"))
    fine = (Passed("a.md", "verbatim", "We sail at noon.", 2, 1), Passed("b.md", "faithful", "We sail.", 1, 1))
    root = ET.fromstring(reports.junit(reports.Report(rows, 2, 4, passed=fine)))
    suites = {suite.get("name"): suite for suite in root.findall("testsuite")}
    first = suites[rows[0].path]
    assert (first.get("failures"), first.get("skipped"), first.get("errors")) == ("1", "1", "0")
    assert sum(int(suite.get("tests")) for suite in suites.values()) == len(root.findall(".//testcase")) == 4
    assert len(root.findall(".//failure")) == len(root.findall(".//skipped")) == 1
    assert suites["b.md"].find("testcase").get("name") == "1:1 faithful “We sail.”"


def test_the_hook_takes_every_kind_of_draft():
    import yaml

    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert "types_or" not in hook
    for name in ("a.md", "b.markdown", "c.html", "d.htm", "e.txt", "f.rst", "drafts/My article.docx"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "a.py")


SPEECH = (
    "Good evening. Two years ago this pier fell in. We shall not sell the lamp to a bank! “Never?” Never. " + "And so to bed. " * 20
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Good evening", "Good evening. …"),
        ("sell the lamp", "… We shall not sell the lamp to a bank! …"),
        ("fell in. We shall not", "… Two years ago this pier fell in. We shall not sell the lamp to a bank! …"),
        ("Never?", "… “Never?” …"),
        (SPEECH[-16:-1], "… And so to bed. And so to bed."),
    ],
)
def test_the_words_of_a_long_source_are_shown_where_they_stand(words, shown):
    start = SPEECH.index(words) if words != SPEECH[-16:-1] else len(SPEECH) - 16
    assert excerpt(SPEECH, start, start + len(words), 160) == shown


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("Short. It is.", 7, 13, "Short. It is."),
        ("word " * 60, 200, 240, "… " + ("word " * 20).strip()),
        ("a" * 300, 0, 300, "a" * 99 + " …"),
        ("One\x1b[2J two. " + "Three. " * 60, 0, 3, "One [2J two. …"),
        ("", 0, 0, ""),
    ],
)
def test_what_is_shown_of_a_source_is_short_and_plain(text, start, end, shown):
    assert excerpt(text, start, end, 100) == shown


def test_the_source_of_a_finding_in_a_speech_is_the_place_that_differs(tmp_path):
    (tmp_path / "archive").mkdir()
    head = "---\ntitle: The lamp\nkind: speech\nspeaker: Peig Donnelly\n---\n"
    (tmp_path / "archive" / "lamp.txt").write_text(head + SPEECH, encoding="utf-8")
    (tmp_path / "draft.md").write_text("“We shall always sell the lamp to a bank,” Peig Donnelly said.\n", encoding="utf-8")
    done = run("--corpus", "archive", "draft.md", cwd=tmp_path)
    assert "source  “… We shall not sell the lamp to a bank! …”" in done.stdout
