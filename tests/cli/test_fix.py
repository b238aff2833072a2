"""onrecord check --fix: the source's words in place of a draft's, as a patch or in the files."""

from __future__ import annotations

import subprocess

import pytest

from service.checking.articles import Article, read
from service.checking.findings import Problem
from service.checking.fixing import fixed
from service.client import Verification
from tests.cli.test_check import ALTERED, RIGHT, UNSEEN, WRONG_NAME, run


def problem(article: Article, quote: str, wrong: str, right: str, **known) -> Problem:
    """A finding about a quote of an article, with one word altered. `known`: what else the verification says."""
    start, at = article.text.index(quote), quote.index(wrong)
    change = {"quote": {"start": at, "end": at + len(wrong), "text": wrong}, "source": {"text": right}}
    raw = {
        "wording": {"changes": [change]}, "matches": [{"quotation": {"text": quote.replace(wrong, right)}}], "conflicts": [],
        "attribution": {"status": "confirmed"}, **known,
    }  # fmt: skip
    verification = Verification("altered", "", 1.0, raw)
    return Problem(
        article.path, known.get("rule", "altered"), "error", "", quote, start, start + len(quote), 1, 1, 1, 1, None, verification
    )


TEXT = "“We always sail at noon,” said Peig Donnelly.\n\n“Five gulls came,” Ines Calloway said, “and nobody paid.”\n"


@pytest.mark.parametrize("path", ["a.md", "a.markdown", "notes/a.TXT"])
def test_words_are_put_right_and_nothing_else(path):
    article = read(path, TEXT.encode())
    made = fixed(
        article,
        [problem(article, "We always sail at noon,", "always", "never"), problem(article, "Five gulls came,", "Five", "Nine")],
    )
    assert made.after == TEXT.replace("always", "never").replace("Five", "Nine")
    assert len(made.fixed) == 2
    assert [line for line in made.diff.splitlines() if line[0] in "+-"] == [
        f"--- a/{path}", f"+++ b/{path}", "-“We always sail at noon,” said Peig Donnelly.", "+“We never sail at noon,” said Peig Donnelly.",
        "-“Five gulls came,” Ines Calloway said, “and nobody paid.”", "+“Nine gulls came,” Ines Calloway said, “and nobody paid.”",
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "known"), [
    ("a.html", {}), ("a.rst", {}), ("a", {}), ("a.md", {"conflicts": [{}]}), ("a.md", {"attribution": {"status": "contradicted"}}),
    ("a.md", {"attribution": {"status": "disputed"}}), ("a.md", {"rule": "misattributed"}), ("a.md", {"rule": "spliced"}), ("a.md", {"matches": []}),
])  # fmt: skip
def test_what_is_not_certain_is_left(path, known):
    article = Article(path, TEXT, TEXT, "text")
    made = fixed(article, [problem(article, "We always sail at noon,", "always", "never", **known)])
    assert (made.after, made.fixed, made.diff) == (TEXT, (), "")


def test_lines_are_those_of_git():
    text = TEXT.replace("noon", "noon\x0b\u2028\x85")
    article = read("a.md", text.encode())
    made = fixed(article, [problem(article, "Five gulls came,", "Five", "Nine")])
    assert made.diff.count("\n") == 7  # two of names, one of a place, four of text


def test_a_quote_within_the_source_is_left_to_a_person():
    article = read("a.md", TEXT.encode())
    assert fixed(article, [problem(article, "We always sail at noon,", "always", "“never”")]).fixed == ()


def test_a_quote_that_the_file_marks_up_is_left():
    article = read("a.md", "“We *always* sail at noon,” said Peig Donnelly.".encode())
    found = problem(read("b.md", TEXT.encode()), "We always sail at noon,", "always", "never")
    assert fixed(article, [found]).fixed == ()


def test_a_file_without_a_last_line_end_gives_a_patch_that_applies(tmp_path):
    content = "“We always sail at noon,” said Peig Donnelly."
    (tmp_path / "a.md").write_text(content, encoding="utf-8")
    article = read("a.md", content.encode())
    patch = fixed(article, [problem(article, "We always sail at noon,", "always", "never")]).diff
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == content.replace("always", "never")


def test_a_patch_is_shown_and_applies(served, tmp_path):
    (tmp_path / "my draft.md").write_bytes(f"\ufeff# Ferry\r\n\r\n{ALTERED}\r\n\r\n{WRONG_NAME}\r\n\r\n{UNSEEN}\r\n".encode())
    before = (tmp_path / "my draft.md").read_bytes()
    shown = run("--fix", ".", cwd=tmp_path, ONRECORD_URL=served.base)
    assert shown.returncode == 1
    assert "+“A ferry that never leaves the pier" in shown.stdout
    assert shown.stderr.splitlines()[0] == "onrecord: quotes that can have the source's words: 1; findings left: 1"
    assert "misattributed" in shown.stderr.splitlines()[1]
    assert (tmp_path / "my draft.md").read_bytes() == before
    written = run("--fix", "--write", ".", cwd=tmp_path, ONRECORD_URL=served.base)
    assert written.returncode == 1  # of the one that is misattributed
    assert (tmp_path / "my draft.md").read_bytes() == before.replace(b"always", b"never")
    assert run("--fix", "--write", ".", cwd=tmp_path, ONRECORD_URL=served.base).stderr.startswith(
        "onrecord: quotes that have the source's words: 0;"
    )


def test_what_is_written_is_fine(served, tmp_path):
    (tmp_path / "a.txt").write_text(f"{ALTERED}\n", encoding="utf-8")
    assert run("--fix", "--write", "a.txt", cwd=tmp_path, ONRECORD_URL=served.base).returncode == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == f"{RIGHT}\n"


@pytest.mark.parametrize("arguments", [("--write", "a.txt"), ("--fix", "--write", "-")])
def test_writing_needs_files_and_fix(tmp_path, arguments):
    (tmp_path / "a.txt").write_text(RIGHT, encoding="utf-8")
    refused = run(*arguments, cwd=tmp_path, stdin=RIGHT)
    assert refused.returncode == 2
    assert "--write needs --fix" in refused.stderr
