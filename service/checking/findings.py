"""What is to be told of an article: one problem for each quote that is not as its source has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from schemas import shapes
from schemas.vocabulary import FIX, LOOK, RULES
from service.checking.articles import Article, Directive, directives, governs
from service.checking.configuration import Configuration
from service.client import DraftCheck, Finding, Verification

BARE = "ignore"  # the rule of a comment that ignores a finding without a reason
_NO_REASON = "An `onrecord: ignore` says no reason; write one behind it, such as <!-- onrecord: ignore read out on air -->."


@dataclass(frozen=True, slots=True)
class Problem:
    """`line`, `column`: from 1, the end exclusive; `start`, `end`: code points of the article; `level`: error or warning."""

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

    @property
    def fingerprint(self) -> str:
        """The same for the same quote with the same fault in the same file, wherever in it it stands."""
        words = " ".join(re.findall(r"\w+", self.quote.casefold()))
        return sha256(f"{self.path}\0{self.rule}\0{words}".encode()).hexdigest()[:24]


def problems(article: Article, check: DraftCheck, configuration: Configuration) -> list[Problem]:
    """Return the problems of an article, in order, without those that a comment or the configuration ignores."""
    said = directives(article)
    ignored = configuration.ignored(article.path)
    out = [_bare(article, d) for d in said if d.kind == "ignore" and not d.reason]
    for finding in check.findings:
        rule = _rule(finding)
        if rule is None or rule in ignored:
            continue
        found = _problem(article, finding, rule, is_error=rule in configuration.fail_on)
        governing = [d for d in said if governs(d, article, found.line, found.end_line)]
        if not _is_excused(finding, rule, governing):
            out.append(found)
    return sorted(out, key=lambda p: (p.line, p.column))


def _is_excused(finding: Finding, rule: str, governing: list[Directive]) -> bool:
    """Return whether a comment excuses a finding, or it was not found because it is one of the draft's own interviews."""
    if any(d.kind == "ignore" and d.reason for d in governing):
        return True
    is_own = finding.is_own_interview or any(d.kind == "interview" for d in governing)
    return rule == "not_found" and is_own


def _problem(article: Article, finding: Finding, rule: str, *, is_error: bool) -> Problem:
    start, end = article.span(finding.start, finding.end)
    (line, column), (end_line, end_column) = article.place(start), article.place(max(start, end - 1))
    level = (FIX if is_error else LOOK).level or ""
    message = finding.verification.explanation if finding.verification else "The time did not suffice to look this up."
    return Problem(
        article.path, rule, level, message, finding.quote, start, end, line, column, end_line, end_column + 1, finding.claim,
        finding.verification,
    )  # fmt: skip


def _rule(finding: Finding) -> str | None:
    if finding.verification is None:
        return "not_found"
    verdict = finding.verification.verdict
    if verdict in RULES:
        return verdict
    status = finding.verification.raw["attribution"]["status"]
    return status if status in RULES else None


def _bare(article: Article, directive: Directive) -> Problem:
    at = sum(len(line) + len(article.paragraph) for line in article.text.split(article.paragraph)[: directive.line - 1])
    return Problem(article.path, BARE, FIX.level or "", _NO_REASON, "", at, at, directive.line, 1, directive.line, 1, None, None)
