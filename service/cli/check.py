"""onrecord check: the quotes of drafted articles, on the command line and in CI."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click

from schemas.vocabulary import RULES
from service.checking import articles, changes, configuration, fixing, reports
from service.checking.articles import Article
from service.checking.configuration import Configuration
from service.checking.findings import Passed, Problem, not_in_archive, passed, problems
from service.checking.plain import clean, many
from service.client import Client, ClientError, DraftCheck, draft_check
from service.errors import SettingError, UnreadableSource
from service.settings import DEFAULT_URL, load

_FINDINGS, _FAILED = 1, 2
Ask = Callable[[Article, Configuration], DraftCheck]


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(list(reports.FORMATS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report to this file instead of standard output.")
@click.option("--also-json", type=click.Path(path_type=Path), help="Also write the report to this file as JSON.")
@click.option("--fail-on", help=f"Comma-separated rules that count as errors: {', '.join(RULES)}.")
@click.option(
    "--min-level", type=click.Choice(("warning", "error")), default="warning", show_default=True, help="Lowest level to report."
)
@click.option("--no-exit", is_flag=True, help="Exit with 0 whatever is found, or 2 if it can't be checked.")
@click.option("--url", help="Service to ask (ONRECORD_URL, http://127.0.0.1:8000).")
@click.option("--corpus", help="Check against this folder or URL of source documents, without a service.")
@click.option("--changed-only", is_flag=True, help="Only quotes on lines that changed since --base.")
@click.option("--base", default="HEAD", show_default=True, help="Commit for --changed-only.")
@click.option("--baseline", type=click.Path(path_type=Path), help="File of known findings, which are not reported again.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to --baseline and exit with 0.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Configuration to use instead of the nearest {configuration.NAME}.",
)
@click.option("--fix", "is_fixing", is_flag=True, help="Show a patch with the source's words instead of the report.")
@click.option("--write", "is_writing", is_flag=True, help="With --fix: change the files.")
@click.option("--stdin-name", default="-", help="Name for standard input; its suffix sets the format.")
def check(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    also_json: Path | None,
    fail_on: str | None,
    min_level: str,
    no_exit: bool,
    url: str | None,
    corpus: str | None,
    changed_only: bool,
    base: str,
    baseline: Path | None,
    write_baseline: bool,
    config: Path | None,
    is_fixing: bool,
    is_writing: bool,
    stdin_name: str,
) -> None:
    """Check the quotes in drafts: files, folders, or - for standard input.

    Reads .md, .html, .txt, .rst and .docx. To skip a quote, put a comment with a reason on its line or the one before:
    <!-- onrecord: ignore read out on air --> (in .rst: .. onrecord: ignore …). <!-- onrecord: interview --> marks one of the
    draft's own interviews.

    --fix restores the source's words in .md and .txt where only words are wrong; it never changes the speaker. With --write it
    changes the files, and the exit status is for what is left.

    Exit status 0: clean, or warnings only; 1: errors; 2: not checked.

    \b
    Examples:
      onrecord check drafts/
      onrecord check --changed-only --base origin/main --format github .
      onrecord check --corpus archive/ article.md
      onrecord check --fix drafts/ | git apply
      pandoc draft.odt -t markdown | onrecord check - --stdin-name draft.md
    """
    settled = _settled(config, fail_on, baseline)
    if write_baseline and not settled.baseline:
        raise SettingError("--write-baseline needs --baseline, or `baseline` in the configuration")
    if is_writing and (not is_fixing or "-" in paths):
        raise SettingError("--write needs --fix, and files rather than standard input")
    files, lines = _selected(_files(paths, settled, stdin_name), base if changed_only else None)
    report = _checked(files, settled, _local(corpus) if corpus else _remote(_service(url, settled)))
    if report.is_unanswered and settled.offline == "skip":
        click.echo(f"onrecord: skipped, {clean(report.failures[0][1])}", err=True)
        sys.exit(0)
    report = _on_lines(report, lines)
    if write_baseline:
        _write_baseline(Path(settled.baseline or ""), report.problems)
        click.echo(f"{many(len(report.problems), 'finding')} recorded in {clean(str(settled.baseline))}", err=True)
        sys.exit(_FAILED if report.failures else 0)
    report = _worth_telling(report, settled, min_level)
    if is_fixing:
        report = _fixed(report, files, output, is_writing=is_writing)
    else:
        _tell(report, format_, output)
    if also_json:
        also_json.write_text(reports.as_json(report) + "\n", encoding="utf-8")
    sys.exit(_status(report, is_lenient=no_exit))


def _selected(files: list[tuple[str, bytes]], base: str | None) -> tuple[list[tuple[str, bytes]], dict[str, set[int]] | None]:
    """Return the files to check, and of each its lines that changed since a commit; all files, and None, without a commit."""
    if base is None:
        return files, None
    lines = _changed(base, files)
    return [(name, content) for name, content in files if name in lines], lines


def _on_lines(report: reports.Report, lines: dict[str, set[int]] | None) -> reports.Report:
    """Return a report with the problems that touch some lines of each file; all of them if `lines` is None."""
    if lines is None:
        return report
    changed = tuple(p for p in report.problems if lines[p.path] & set(range(p.line, p.end_line + 1)))
    return replace(report, problems=changed, passed=tuple(p for p in report.passed if p.line in lines[p.path]))


def _worth_telling(report: reports.Report, settled: Configuration, min_level: str) -> reports.Report:
    """Return a report without the problems that the baseline knows, and those below a level."""
    known = _baseline(settled.baseline)
    levels = ("error",) if min_level == "error" else ("error", "warning")
    return replace(report, problems=tuple(p for p in report.problems if p.fingerprint not in known and p.level in levels))


def _status(report: reports.Report, *, is_lenient: bool) -> int:
    """Return the exit status: 2 where something could not be checked, 1 with errors unless `is_lenient`, else 0."""
    if report.failures:
        return _FAILED
    has_errors = any(p.level == "error" for p in report.problems)
    return _FINDINGS if has_errors and not is_lenient else 0


def _service(url: str | None, settled: Configuration) -> str:
    """Return the address to ask: the option's, else the environment's, else the configuration's."""
    found = load(url=url).url
    return settled.url if settled.url and not url and found == DEFAULT_URL else found


def _settled(config: Path | None, fail_on: str | None, baseline: Path | None) -> Configuration:
    settled = configuration.load(config)
    if fail_on is not None:
        names = tuple(name.strip().replace("-", "_") for name in fail_on.split(",") if name.strip())
        settled = replace(settled, fail_on=configuration.rules(names, "--fail-on"))
    return replace(settled, baseline=str(baseline)) if baseline else settled


def _files(paths: tuple[str, ...], settled: Configuration, stdin_name: str) -> list[tuple[str, bytes]]:
    """Return names and bytes of what is to be checked, names from where the check runs with slashes."""
    out = [(stdin_name, sys.stdin.buffer.read())] if "-" in paths else []
    for path in articles.found([Path(p) for p in paths if p != "-"], settled.exclude):
        out.append((Path(os.path.relpath(path)).as_posix(), path.read_bytes()))
    return out


def _changed(base: str, files: list[tuple[str, bytes]]) -> dict[str, set[int]]:
    """Return the changed lines of files by their names here; git names them from the repository's top."""
    lines = changes.changed_lines(base)
    top = next((f for f in (Path.cwd(), *Path.cwd().parents) if (f / ".git").exists()), Path.cwd())
    here = {name: (Path.cwd() / name).resolve() for name, _ in files}
    return {name: lines[key] for name, path in here.items() if (key := os.path.relpath(path, top.resolve())) in lines}


def _checked(
    files: list[tuple[str, bytes]], settled: Configuration, ask: Callable[[], AbstractContextManager[Ask]]
) -> reports.Report:
    found: list[Problem] = []
    fine: list[Passed] = []
    failures: list[tuple[str, str]] = []
    quotes = absent = 0
    with ask() as asked, _bar(len(files)) as step:
        for name, content in files:
            try:
                article = articles.read(name, content)
                if article.sent.strip():
                    result = asked(article, settled)
                    quotes += len(result.findings)
                    absent += not_in_archive(result)
                    own = problems(article, result, settled)
                    found += own
                    fine += passed(article, result, own)
            except (UnreadableSource, ClientError) as error:
                failures.append((name, getattr(error, "detail", "") or str(error)))
                if isinstance(error, ClientError) and error.status is None:
                    return reports.Report(
                        tuple(found), len(files), quotes, tuple(failures), is_unanswered=True
                    )  # nor are the others
            step()
    return reports.Report(tuple(found), len(files), quotes, tuple(failures), absent=absent, passed=tuple(fine))


def _remote(url: str) -> Callable[[], AbstractContextManager[Ask]]:
    @contextmanager
    def asked() -> Iterator[Ask]:
        with Client(url, load().key) as client:
            yield lambda article, settled: client.check_draft(
                article.sent, article.format, outlet=settled.outlet, interviews=list(settled.interviews)
            )

    return asked


def _local(corpus: str) -> Callable[[], AbstractContextManager[Ask]]:
    """Yield the service itself, in this process, on an index of its own that goes with it."""

    @contextmanager
    def asked() -> Iterator[Ask]:
        from service.cli.storage import Storage
        from service.http.app import create_app

        with (
            tempfile.TemporaryDirectory(prefix="onrecord-") as data,
            Storage(load(corpus=corpus, data=data, redis_url="")) as storage,
        ):
            if not storage.ingestion.sync().added:
                raise SettingError(f"{corpus}: no source document is in it that can be read, so nothing can be checked against it")
            settings = load(
                corpus=corpus, data=data, redis_url=storage.url, host="127.0.0.1", answer_seconds=0, request_seconds=600
            )
            client = create_app(settings).test_client()

            def ask(article: Article, settled: Configuration) -> DraftCheck:
                body = {
                    "text": article.sent,
                    "format": article.format,
                    "outlet": settled.outlet,
                    "interviews": list(settled.interviews),
                }
                answer = client.post("/v1/drafts/check", json=body)
                if answer.status_code != 200:
                    problem = answer.get_json()
                    raise ClientError(f"{problem['title']}: {problem['detail']}", problem, answer.status_code)
                return draft_check(answer.get_json())

            yield ask

    return asked


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """Yield a progress bar on a terminal, and nothing elsewhere."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label="checking", file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _tell(report: reports.Report, format_: str, output: Path | None) -> None:
    is_coloured = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    content = reports.text(report, colour=True) if format_ == "text" and is_coloured else reports.FORMATS[format_](report)
    if output is not None:
        output.write_text(content + "\n", encoding="utf-8")
    elif content:
        click.echo(content, color=is_coloured)
    for path, message in report.failures:
        click.echo(f"onrecord: {clean(path)}: {clean(message)}", err=True)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if format_ == "github" and summary:
        with suppress(OSError), open(summary, "a", encoding="utf-8") as file:
            file.write(reports.step_summary(report))


def _fixed(report: reports.Report, files: list[tuple[str, bytes]], output: Path | None, *, is_writing: bool) -> reports.Report:
    """Show or write the source's words. Returns the report, without what was written."""
    settled: list[Problem] = []
    patch = ""
    for name, content in files:
        own = [p for p in report.problems if p.path == name]
        if own:
            made = fixing.fixed(articles.read(name, content), own)
            settled += made.fixed
            patch += made.diff
            if is_writing and made.fixed:
                mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
                Path(name).write_bytes(mark + made.after.encode())
    if output is not None:
        output.write_bytes(patch.encode())
    elif not is_writing:
        click.echo(patch, nl=False)
    rest = tuple(p for p in report.problems if p not in settled)
    _tell_rest(replace(report, problems=rest), len(settled), is_writing=is_writing)
    return replace(report, problems=rest) if is_writing else report


def _tell_rest(report: reports.Report, settled: int, *, is_writing: bool) -> None:
    """Say on standard error how many quotes get the source's words, and list what is left for a person."""
    done = "have" if is_writing else "can have"
    click.echo(f"onrecord: quotes that {done} the source's words: {settled}; findings left: {len(report.problems)}", err=True)
    for line in reports.line(report).splitlines():
        click.echo(line, err=True)
    for path, message in report.failures:
        click.echo(f"onrecord: {clean(path)}: {clean(message)}", err=True)


def _baseline(path: str | None) -> frozenset[str]:
    if path is None or not Path(path).exists():
        return frozenset()
    try:
        return frozenset(row["fingerprint"] for row in json.loads(Path(path).read_text(encoding="utf-8"))["known"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise SettingError(f"{path} is no baseline: {error}; `--write-baseline` writes one") from None


def _write_baseline(path: Path, found: tuple[Problem, ...]) -> None:
    known = [{"fingerprint": p.fingerprint, "path": p.path, "rule": p.rule, "quote": p.quote} for p in found]
    path.write_text(json.dumps({"schema": 1, "known": known}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
