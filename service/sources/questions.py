"""Interviews as magazines set them: the questions in bold or as headings, the answers as plain paragraphs under them.

That a paragraph is set so is lost with the markup, so it is marked in a page's tree before the article is looked for. Whether the whole is
an interview is told by its title or section, or by that the answers are in the first person: lists of questions about a matter are not.
The questions then are passages that nobody is named for; who answers is read by the rules of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from service.records import Attribution, Document, Passage, Span
from service.sources.tables import entries, words
from service.sources.tidying import BREAK, classes, in_one_line

ASKED = "\ue014"  # stands before the words of a paragraph that is set as a question is
INTERVIEW = "interview"  # the kind of the document
_EMPHASIS = ("strong", "b", "em", "i", "u")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "dt")
_BLOCKS = frozenset("p div ul ol li blockquote table h2 h3 h4 h5 h6 dl dt dd section article figure".split())
ASKS, _ENDS = ("?", "?”", '?"', "？"), (".", "!", "…", ":")
_BLANK = f" {BREAK}\n\t\u00a0"
_LONGEST = 700  # characters of a question
_LEAST = 2  # questions of an interview
_ASKING, _PERSONAL = 0.5, 0.5  # shares of the paragraphs set so that ask, and of the answers that are in the first person
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{0,2000}[”\"“»]")
_LABEL = re.compile(r"[A-Z][^\s:]{0,30}(?:\s[^\s:]{1,30}){0,4}:\s")
_MARKED = re.compile(
    r"(?:^|\n)[ \t]*(?:#{2,6}[ \t]+(?P<heading>[^\n]{3,700})|(?P<mark>\*\*|__)(?P<bold>[^\n]{3,700}?)(?P=mark)[ \t]*)(?=\n|$)"
)


def mark_questions(tree: Any) -> None:
    """Mark the paragraphs of a page's tree that are set as questions are; one that goes on with the answer is taken apart.

    To be called when breaks are marked (`tidying`).
    """
    found = [element for element in tree.iter("p", "div", *_HEADINGS) if not any(child.tag in _BLOCKS for child in element)]
    asked = [question for element in found if (question := _question(element)) is not None]
    if sum(in_one_line(element).endswith(ASKS) for element in asked) < _LEAST:
        return
    for element in asked:
        _mark(element)


def taken_apart(blocks: Iterable[tuple[bool, str]]) -> tuple[list[tuple[bool, str]], list[str]]:
    """Return the blocks of an article without the marks, and the words of those that had one."""
    plain, asked = [], []
    for is_quoted, text in blocks:
        bare = " ".join(text.replace(ASKED, "").split())
        if ASKED in text and not is_quoted:
            asked.append(bare)
        plain.append((is_quoted, text.replace(ASKED, "")))
    return plain, asked


def marked_in(markdown: str) -> list[str]:
    """Return the words of the paragraphs of Markdown that are set as questions are: in bold, or headings that ask."""
    found = (match["bold"] or match["heading"] for match in _MARKED.finditer(markdown))
    return [" ".join(words.replace("*", "").split()) for words in found if words.rstrip("* ").endswith((*ASKS, *_ENDS))]


def with_questions(document: Document, asked: Sequence[str], *about: str | None) -> Document:
    """Return a document as an interview where paragraphs that are set as questions make it one, any other unchanged.

    `asked`: their words, in order; `about`: its section and the like.
    """
    if sum(text.endswith(ASKS) for text in asked) < max(_LEAST, _ASKING * len(asked)):
        return document
    if sum(bool(_LABEL.match(text)) for text in asked) > _ASKING * len(asked):
        return document  # its labels tell who speaks
    spans = _placed(document.text, asked)
    if len(spans) < _LEAST or not _is_interview(document, spans, about):
        return document
    questions = tuple(Passage((span,), Attribution()) for span in spans)
    return replace(document, kind=INTERVIEW, stated=(*document.stated, *questions))


def is_personal(text: str) -> bool:
    """Return whether somebody speaks of himself, herself or a group in a text, outside what is quoted in it."""
    return any(word.casefold() in words("first_person") for word in _WORD.findall(_QUOTED.sub("", text)))


def _question(element: Any) -> Any:
    """Return the element that is set as a question, which is one of its own where the answer follows in the same; or None."""
    text = in_one_line(element)
    if not text:
        return None
    if element.tag in _HEADINGS:
        return element if text.endswith(ASKS) and len(text) <= _LONGEST else None
    if classes(element) & words("question_classes"):
        return element
    return _emphasised(element, text)


def _emphasised(element: Any, text: str) -> Any:
    """Return the element of the question that a paragraph is, or begins with, by its being set in bold or the like; or None."""
    first = element[0] if len(element) else None
    if first is None or (element.text or "").strip(_BLANK) or first.tag not in _EMPHASIS:
        return None
    if all(child.tag in _EMPHASIS and not (child.tail or "").strip(_BLANK) for child in element):
        return element if len(text) <= _LONGEST and text.endswith((*ASKS, *_ENDS)) else None
    return _apart(element, first)


def _apart(element: Any, first: Any) -> Any:
    """Return a paragraph of its own for the question that a paragraph begins with, where it asks; or None."""
    asked = in_one_line(first)
    if not asked.endswith(ASKS) or len(asked) > _LONGEST:
        return None
    answer = (first.tail or "").lstrip(_BLANK)
    question = element.makeelement("p", {})
    element.addprevious(question)
    first.tail = None
    question.append(first)
    element.text = answer
    return question


def _mark(element: Any) -> None:
    """Put the mark before the first words of an element."""
    first = next((e for e in element.iter() if isinstance(e.tag, str) and (e.text or "").strip()), None)
    if first is not None:
        first.text = ASKED + first.text.lstrip()


def _placed(text: str, asked: Iterable[str]) -> list[Span]:
    """Return where some paragraphs stand in a text, in order; those that are not there are passed over."""
    spans, at = [], 0
    for question in asked:
        start = text.find(question, at)
        if start >= 0:
            at = start + len(question)
            spans.append(Span(start, at, question))
    return spans


def _is_interview(document: Document, asked: list[Span], about: Iterable[str | None]) -> bool:
    """Return whether what stands between questions is somebody's answers."""
    ends = [*(span.start for span in asked[1:]), len(document.text)]
    answers = [document.text[span.end : end] for span, end in zip(asked, ends, strict=True)]
    personal = sum(is_personal(answer) for answer in answers)
    told = " ".join(filter(None, (document.title, *about))).casefold()
    says_so = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in entries("interview_words"))
    return personal >= (1 if says_so else _PERSONAL * len(answers)) and any(answer.strip() for answer in answers)
