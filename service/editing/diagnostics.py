"""What an editor shows of the problems of a draft: diagnostics, and the source's words as a fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from schemas import shapes
from schemas.gaps import with_gaps
from service.checking.findings import Problem
from service.checking.fixing import source_words

_MOST_SHOWN = 300  # characters of a source, in a line that editors do not wrap


@dataclass(frozen=True, slots=True)
class Related:
    """What a source has. `uri`: of the source, else of the service's page that shows it."""

    uri: str
    message: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as an editor shows it.

    `start`, `end`: lines and code points in them, both from 0; `fix`: the words to put in place of the quote, None if there are none.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    is_error: bool
    rule: str
    message: str
    page: str | None
    related: tuple[Related, ...]
    fix: str | None


def shown(text: str, lines: Sequence[str], problems: Sequence[Problem], service: str) -> list[Shown]:
    """Return the problems of a text. `lines`: of the text, with their ends; `service`: the URL of the service."""
    starts = _starts(lines)
    return [_shown(text, starts, problem, service) for problem in problems]


def _shown(text: str, starts: Sequence[int], problem: Problem, service: str) -> Shown:
    source = problem.verification.source if problem.verification else None
    is_whole = text[problem.start : problem.end] == problem.quote
    return Shown(
        _place(starts, problem.start),
        _place(starts, problem.end),
        problem.level == "error",
        problem.rule,
        problem.message,
        page_of(source, service) if source else None,
        (_related(source, service),) if source else (),
        source_words(problem) if is_whole else None,
    )


def page_of(source: shapes.Quotation, service: str) -> str:
    """Return the URL of the service's page about a quotation."""
    return f"{service}/quotations/{source['id']}"


def _related(source: shapes.Quotation, service: str) -> Related:
    words = with_gaps(source)
    text = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
    speaker = source["speaker"]["name"] if source["speaker"] else None
    document = source["document"]
    told = ", ".join(part for part in (speaker, document["outlet"], document["published"]) if part)
    url = document["url"] or ""
    uri = url if urlsplit(url).scheme in ("http", "https") else page_of(source, service)
    return Related(uri, f"“{text}”" + (f" ({told})" if told else ""))


def _starts(lines: Sequence[str]) -> list[int]:
    """Return the offset of each line's first character."""
    starts, at = [0], 0
    for line in lines:
        at += len(line)
        starts.append(at)
    return starts


def _place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    line = max(n for n, start in enumerate(starts) if start <= offset)
    return line, offset - starts[line]
