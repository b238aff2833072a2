"""Problems as people and machines read them: text, lines, JSON, GitHub annotations, JUnit. SARIF is in a module of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET  # only written with it  # nosec B405

from schemas import shapes
from service.checking.findings import Passed, Problem
from service.checking.plain import clean, passage
from service.checking.sarif import sarif

_SHOWN = 160  # characters of a quote
_COLOURS = {"error": "31", "warning": "33"}


@dataclass(frozen=True, slots=True)
class Report:
    """`quotes`: how many were checked in `files`; `absent`: how many of them no source has, which is no problem. `failures`: files that could not be checked, each with why; `is_unanswered`:
    nothing answered, so that the rest was not tried; `passed`: the quotes of which nothing is to be told."""

    problems: tuple[Problem, ...]
    files: int
    quotes: int
    failures: tuple[tuple[str, str], ...] = ()
    is_unanswered: bool = False
    absent: int = 0
    passed: tuple[Passed, ...] = ()


def text(report: Report, *, colour: bool = False) -> str:
    """Ruff's way: a line that editors understand, then the quote, what changed in it and the source."""
    out = []
    for p in report.problems:
        rule = f"\x1b[1;{_COLOURS[p.level]}m{p.rule}\x1b[0m" if colour else p.rule
        out.append(f"{clean(p.path)}:{p.line}:{p.column}: {rule} ({p.severity}): {clean(p.message)}")
        if p.quote:
            out.append(f"    quote   “{_shortened(p.quote)}”")
        source = p.verification.source if p.verification else None
        if source:
            out.append(f"    source  “{_words(p, source)}”")
            out.append(f"            {_cited(source)}")
    out.append(_summary(report))
    return "\n".join(out)


def line(report: Report) -> str:
    """Return one line a problem: path:line:column:rule:message."""
    return "\n".join(f"{clean(p.path)}:{p.line}:{p.column}:{p.rule}:{clean(p.message)}" for p in report.problems)


def as_json(report: Report) -> str:
    """Return the report as JSON, with whole verifications."""
    rows: list[dict[str, object]] = [
        {
            "path": p.path, "line": p.line, "column": p.column, "end_line": p.end_line, "end_column": p.end_column, "start": p.start, "end": p.end,
            "rule": p.rule, "level": p.level, "severity": p.severity, "message": p.message, "quote": p.quote, "fingerprint": p.fingerprint, "claim": p.claim or {},
            "verification": p.verification.raw if p.verification else None,
        }
        for p in report.problems
    ]  # fmt: skip
    failures = [{"path": path, "message": message} for path, message in report.failures]
    return json.dumps(
        {
            "schema": 1,
            "files": report.files,
            "quotes": report.quotes,
            "not_in_archive": report.absent,
            "problems": rows,
            "failures": failures,
        },
        ensure_ascii=False,
        indent=1,
    )


def github(report: Report) -> str:
    """Workflow commands. What a draft says is escaped, so that it cannot end the command and begin one of its own."""
    out = []
    for p in report.problems:
        where = {
            "file": p.path,
            "line": p.line,
            "col": p.column,
            "endLine": p.end_line,
            "endColumn": p.end_column,
            "title": f"onrecord: {p.rule}",
        }
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
        quote = f" Quote: “{_shortened(p.quote)}”" if p.quote else ""
        source = p.verification.source if p.verification else None
        cited = f" Source: “{_words(p, source)}”, {_cited(source)}" if source else ""
        out.append(f"::{p.level} {properties}::{_data(clean(p.message) + quote + cited)}")
    for path, message in report.failures:
        out.append(f"::error file={_property(path)},title=onrecord::{_data(clean(message))}")
    out.append(clean(_summary(report)))
    return "\n".join(out)


def step_summary(report: Report) -> str:
    """Return all problems as a Markdown table: of annotations only ten of each kind are shown."""
    rows = ["### Onrecord", "", clean(_summary(report)), ""]
    if report.problems:
        rows += ["| where | rule | severity | quote | |", "| --- | --- | --- | --- | --- |"]
        rows += [
            f"| {_cell(p.path)}:{p.line} | {p.rule} | {p.severity} | {_cell(_shortened(p.quote))} | {_cell(p.message)} |"
            for p in report.problems
        ]
    return "\n".join(rows) + "\n"


def _property_of(element: ET.Element, name: str, value: str, *, is_first: bool = False) -> None:
    """Give an element of a JUnit report a property. `is_first`: before its other children, where a suite has its properties."""
    properties = ET.Element("properties")
    ET.SubElement(properties, "property", name=name, value=value)
    element.insert(0 if is_first else len(element), properties)


def junit(report: Report) -> str:
    """Return one suite a file, one case a quote: an error is a failure, a warning is skipped, what is fine passes; an unreadable file is an error."""
    suites = ET.Element("testsuites", name="onrecord")
    told: list[Problem | Passed] = [*report.problems, *report.passed]
    paths = dict.fromkeys([*(row.path for row in told), *(path for path, _ in report.failures)])
    for path in paths or ("onrecord",):
        own = sorted((row for row in told if row.path == path), key=lambda row: (row.line, row.column))
        _suite(suites, path, own, [message for failed, message in report.failures if failed == path])
    _property_of(
        suites[0], "not_in_archive", str(report.absent), is_first=True
    )  # of all files: a suite has a place for it, the whole has none
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True)


def _suite(suites: ET.Element, path: str, own: Sequence[Problem | Passed], failures: Sequence[str]) -> None:
    """Add the suite of a file: its quotes, and why it could not be checked."""
    levels = Counter(row.level for row in own if isinstance(row, Problem))
    counts = {
        "tests": max(1, len(own) + len(failures)), "failures": levels["error"], "skipped": levels["warning"], "errors": len(failures),
    }  # fmt: skip
    suite = ET.SubElement(suites, "testsuite", {"name": _xml(path), **{name: str(number) for name, number in counts.items()}})
    for row in own:
        _case(suite, row)
    for message in failures:
        case = ET.SubElement(suite, "testcase", classname=_xml(path), name="check")
        ET.SubElement(case, "error", message=_xml(message))
    if not own and not failures:
        ET.SubElement(suite, "testcase", classname="onrecord", name="check")


def _case(suite: ET.Element, row: Problem | Passed) -> None:
    """Add the case of a quote to a suite."""
    name = f"{row.line}:{row.column} {row.rule} “{_shortened(row.quote)}”"
    case = ET.SubElement(suite, "testcase", classname=_xml(row.path), name=_xml(name))
    if isinstance(row, Passed):
        return
    _property_of(case, "severity", row.severity)
    told = _xml(f"{row.path}:{row.line}:{row.column}: {row.message}")
    if row.level == "error":
        ET.SubElement(case, "failure", type=row.rule, message=_xml(row.message)).text = told
    else:
        ET.SubElement(case, "skipped", message=_xml(row.message)).text = told


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text, "line": line, "json": as_json, "github": github, "sarif": lambda report: sarif(report.problems, report.absent), "junit": junit,
}  # fmt: skip


def _summary(report: Report) -> str:
    def many(number: int, name: str) -> str:
        return f"{number} {name}{'' if number == 1 else 's'}"

    errors = sum(p.level == "error" for p in report.problems)
    if report.failures and not report.problems:
        return f"{many(len(report.failures), 'file')} of {report.files} could not be checked."
    checked = f"{many(report.quotes, 'quote')} in {many(report.files, 'file')} checked"
    if report.absent:
        checked += f", {report.absent} not in the archive"
    if not report.problems:
        return f"All is well: {checked}."
    return f"{many(errors, 'error')} and {many(len(report.problems) - errors, 'warning')}: {checked}."


def _words(problem: Problem, source: shapes.Quotation) -> str:
    """Return the words of a source that are near those of the quote."""
    matches = problem.verification.raw["matches"] if problem.verification else []
    return passage(source, matches[0]["matched"] if matches else {"start": 0, "end": 0}, _SHOWN)


def _shortened(quote: str) -> str:
    quote = clean(quote).strip()
    return quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"


def _cited(source: shapes.Quotation) -> str:
    speaker = source["speaker"]["name"] if source["speaker"] else "speaker unknown"
    document = source["document"]
    known = (document["title"], document["outlet"], document["published"], document["url"])
    return clean(", ".join([speaker, *filter(None, known)]))


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _cell(value: str) -> str:
    value = clean(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
    return value.replace("[", "\\[").replace("@", "&#64;").replace("*", "\\*")


def _xml(value: str) -> str:
    """Return text that XML 1.0 can hold, on one line: GitHub obeys `::error::` at the beginning of any line of a log."""
    return clean("".join(c for c in value if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"))
