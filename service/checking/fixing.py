"""The source's words in place of a draft's: what may be put there, the text with it, and how it differs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import PurePath

from schemas import shapes
from schemas.gaps import with_gaps
from service.checking.articles import Article
from service.checking.findings import Problem

FIXED = (".md", ".markdown", ".txt")  # what is changed in place: elsewhere a quote may be escaped, or made of several parts
_MARKS = '"“”„«»'  # of a quote within the quote, whose level would have to be another


@dataclass(frozen=True, slots=True)
class Fixed:
    """An article with the source's words. `fixed`: the problems that this settles."""

    path: str
    before: str
    after: str
    fixed: tuple[Problem, ...]

    @property
    def diff(self) -> str:
        """The change as a patch that `git apply` takes; empty if there is none."""
        old, new = (io.StringIO(text, newline="\n").readlines() for text in (self.before, self.after))
        rows = unified_diff(old, new, f"a/{self.path}", f"b/{self.path}")
        return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


def fixed(article: Article, problems: Sequence[Problem]) -> Fixed:
    """Return an article in which quotes have the source's words, where only words are wrong and it is certain which are right."""
    text, done, before = article.text, [], len(article.text)
    for problem in sorted(problems, key=lambda p: p.start, reverse=True):
        words = certain_words(problem) if PurePath(article.path).suffix.lower() in FIXED else None
        if words is None or problem.end > before or article.text[problem.start : problem.end] != problem.quote:
            continue
        text = text[: problem.start] + words + text[problem.end :]
        before = problem.start
        done.append(problem)
    return Fixed(article.path, article.text, text, tuple(reversed(done)))


def certain_words(problem: Problem) -> str | None:
    """Return the source's words for a quote, None if they are not certain.

    They are not where sources have the words otherwise, where who said them is contradicted or disputed, and where they hold a quote
    themselves.
    """
    words = source_words(problem)
    if words is None or problem.verification is None:
        return None
    known = problem.verification.raw
    is_disputed = known["attribution"]["status"] in ("contradicted", "disputed")
    if is_disputed or known["conflicts"] or any(mark in words for mark in _MARKS):
        return None
    return words


def source_words(problem: Problem) -> str | None:
    """Return what the source has in place of a quote, None if that is not one passage.

    Altered words are put right one by one, so that what a house may style stays; a cut gets its passage back as a whole.
    """
    source = problem.verification.source if problem.verification else None
    if problem.verification is None or source is None:
        return None
    if problem.rule == "altered":
        words = _restored(problem.quote, problem.verification.changes)
    elif problem.rule == "truncated":
        words = with_gaps(source)
    elif problem.rule == "paraphrased":
        matched = problem.verification.raw["matches"][0]["matched"]
        words = with_gaps(source, matched["start"], matched["end"])
    else:
        return None
    if problem.quote.endswith(",") and words.endswith("."):  # the sentence of the draft goes on
        words = f"{words[:-1]},"
    return words if words and words != problem.quote else None


def _restored(quote: str, changes: Sequence[shapes.Change]) -> str:
    """Return a quote with the source's words where they were changed, the last first so that offsets hold."""
    for change in sorted(changes, key=lambda change: change["quote"]["start"], reverse=True):
        start, end, words = change["quote"]["start"], change["quote"]["end"], change["source"]["text"]
        if start == end and words:  # left out of the quote: it comes back with a space
            words = f"{words} " if start == 0 or quote[start - 1].isspace() else f" {words}"
        elif not words and quote[end : end + 1].isspace():  # put into the quote: it goes with one
            end += 1
        quote = quote[:start] + words + quote[end:]
    return quote.rstrip()
