"""What is to be told of an article: one problem for each quote that is not as its source has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from schemas import shapes
from schemas.vocabulary import FIX, LOOK, OK, RULES, SEVERITY, Severity
from service.checking.articles import Article, Directive, directives, governs
from service.checking.configuration import Configuration
from service.client import DraftCheck, Finding, Verification

BARE = "ignore"  # the rule of a comment that ignores a finding without a reason
_NOT_FOUND, _DISPUTED = "not_found", "disputed"
_NO_REASON = "An `onrecord: ignore` says no reason; write one behind it, such as <!-- onrecord: ignore read out on air -->."


@dataclass(frozen=True, slots=True)
class Problem:
    """`line`, `column`: from 1, the end exclusive; `start`, `end`: code points of the article; `level`: error or warning.

    `severity`: what a desk should do, as the service says: look or fix.
    """

    path: str
    rule: str
    level: str
    message: str
    quote: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    claim: shapes.DraftClaim | None
    verification: Verification | None
    severity: str = FIX.name

    @property
    def fingerprint(self) -> str:
        """The same for the same quote with the same fault in the same file, wherever in it it stands."""
        words = " ".join(re.findall(r"\w+", self.quote.casefold()))
        return sha256(f"{self.path}\0{self.rule}\0{words}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Passed:
    """A quote of which nothing is to be told. `rule`: its verdict; `line`, `column`: from 1."""

    path: str
    rule: str
    quote: str
    line: int
    column: int


def passed(article: Article, check: DraftCheck, found: list[Problem]) -> list[Passed]:
    """Return the quotes of an article that have no problem, in order. `found`: its problems."""
    told = {problem.start for problem in found}
    out = []
    for finding in check.findings:
        start, _ = article.span(finding.start, finding.end)
        if start not in told:
            verdict = finding.verification.verdict if finding.verification else _NOT_FOUND
            out.append(Passed(article.path, verdict, finding.quote, *article.place(start)))
    return out


def problems(article: Article, check: DraftCheck, configuration: Configuration) -> list[Problem]:
    """Return the problems of an article, in order, without those that a comment or the configuration ignores."""
    said = directives(article)
    ignored = configuration.ignored(article.path)
    out = [_bare(article, d) for d in said if d.kind == "ignore" and not d.reason]
    for finding in check.findings:
        rule, severity = _rule(finding), _severity(finding)
        fails = configuration.fail_on is not None and rule in configuration.fail_on
        if rule in ignored or (severity is OK and not fails):
            continue
        found = _problem(article, finding, rule, _level(severity, configuration, rule), severity)
        governing = [d for d in said if governs(d, article, found.line, found.end_line)]
        if not _is_excused(finding, rule, governing):
            out.append(found)
    return sorted(out, key=lambda p: (p.line, p.column))


def not_in_archive(check: DraftCheck) -> int:
    """Return how many quotes of a draft no source has: most quotations stand in no archive, so that is no fault of theirs."""
    verified = (f for f in check.findings if f.verification is not None and not f.is_own_interview)
    return sum(_rule(f) == _NOT_FOUND and _severity(f) is OK for f in verified)


def _severity(finding: Finding) -> Severity:
    """Return what a desk should do about a finding; one that was not looked up is to be looked at."""
    return LOOK if finding.verification is None else SEVERITY[finding.verification.raw["severity"]]


def _level(severity: Severity, configuration: Configuration, rule: str) -> str:
    """Return the level of a finding: as the configuration says, or else as its severity does."""
    if configuration.fail_on is not None:
        severity = FIX if rule in configuration.fail_on else LOOK
    return severity.level or ""


def _is_excused(finding: Finding, rule: str, governing: list[Directive]) -> bool:
    """Return whether a comment excuses a finding, or it was not found because it is one of the draft's own interviews."""
    if any(d.kind == "ignore" and d.reason for d in governing):
        return True
    is_own = finding.is_own_interview or any(d.kind == "interview" for d in governing)
    return rule == _NOT_FOUND and is_own


def _problem(article: Article, finding: Finding, rule: str, level: str, severity: Severity) -> Problem:
    start, end = article.span(finding.start, finding.end)
    (line, column), (end_line, end_column) = article.place(start), article.place(max(start, end - 1))
    message = finding.verification.explanation if finding.verification else "The time did not suffice to look this up."
    return Problem(
        article.path, rule, level, message, finding.quote, start, end, line, column, end_line, end_column + 1, finding.claim,
        finding.verification, severity.name,
    )  # fmt: skip


def _rule(finding: Finding) -> str:
    """Return the rule of a finding: its verdict, else the status of its attribution, else that sources disagree."""
    if finding.verification is None:
        return _NOT_FOUND
    verdict = finding.verification.verdict
    if verdict in RULES:
        return verdict
    status: str = finding.verification.raw["attribution"]["status"]
    return status if status in RULES else _DISPUTED


def _bare(article: Article, directive: Directive) -> Problem:
    at = sum(len(line) + len(article.paragraph) for line in article.text.split(article.paragraph)[: directive.line - 1])
    return Problem(article.path, BARE, FIX.level or "", _NO_REASON, "", at, at, directive.line, 1, directive.line, 1, None, None)
