"""Transcripts of Australian courts and commissions, which set an answer behind its question: "What did you see?---Nothing." → labels before both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.sources.tables import words

_ANSWER = re.compile(r"(?<=[?.!])\s?[-–—]{2,3}\s?(?=[^\W\d_])")
_LABEL = re.compile(r"(?P<label>[A-Z][A-Z.'’ -]{1,50}|THE [A-Z]{4,20}):\s")
_SWORN = re.compile(
    r"<(?P<name>[A-Z][A-Za-z.'’ -]{2,80}), (?:RE-?)?(?:SWORN|AFFIRMED|ON FORMER (?:OATH|AFFIRMATION))\b.*", re.DOTALL
)
_EXAMINED = re.compile(r"<(?:(?:CROSS|RE)-)?EXAMINATION(?:-IN-CHIEF)? BY (?P<name>[A-Z.'’ -]{4,60})\b.*", re.DOTALL)
_ASKED_LAST = re.compile(r"(?<=[.!?])\s+(?=[^\s.!?][^.!?]*\?$)")  # before the question that follows an answer in one paragraph
_LEAST = 2  # answers


def with_answers_apart(lines: list[str]) -> list[str]:
    """Return the lines of a record with each answer that stands behind its question a paragraph of its own; others as they are."""
    text = "\n".join(lines)
    if len(re.findall(r"\?\s?---", text)) < _LEAST:
        return lines
    return [line for block in _blocks(re.split(r"\n[ \t]*\n", text)) for line in (*block.split("\n"), "")]


def _blocks(paragraphs: list[str]) -> Iterator[str]:
    """Yield the paragraphs of a record, each question and each answer with its label."""
    asker = "Q."
    for paragraph in paragraphs:
        plain = paragraph.strip()
        if sworn := _SWORN.match(plain):
            yield f"{sworn['name'].upper()}, having been sworn"
        elif examined := _EXAMINED.match(plain):
            asker = f"{examined['name'].strip()}:"
            yield f"BY {asker}"
        elif not plain.startswith("<"):  # of a witness who withdrew
            label = _LABEL.match(plain)
            asker = (
                f"{label['label']}:"
                if label and label["label"].casefold().removeprefix("the ") not in words("witnesses")
                else asker
            )
            yield from _parts(plain if label else f"{asker} {plain}" if _ANSWER.search(plain) else paragraph, asker)


def _parts(paragraph: str, asker: str) -> Iterator[str]:
    """Yield the question of a paragraph and its answer, and those behind them."""
    question, *answers = _ANSWER.split(paragraph)
    yield question
    for n, answer in enumerate(answers, 1):
        said, *asked = _ASKED_LAST.split(answer) if n < len(answers) else [answer]
        yield f"A. {said}"
        if asked:
            yield f"{asker} {asked[-1]}"
