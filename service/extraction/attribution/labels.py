"""Labels of turns in a transcript: `SPEAKER:`, `Q.` and `A.`, with time codes, and whom they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.extraction.english.people import People
from service.extraction.english.phrases import strip_titles
from service.extraction.page.layout import Paragraph, trim
from service.records import Document, Span, Speaker

_TIME_CODE = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?\s*(?:-->\s*\S+\s*)?")
_MARK = re.compile('[“"‘«„]\\s*')
_NAME = re.compile(
    r"(?P<name>(?:[A-Z][A-Z’'.-]*[A-Z.]|[A-Z])(?:[ \u00a0](?:[A-Z][A-Z’'.-]*|de|of|the|and|\d{1,2}))*(?:[ \u00a0]?\([^)]{1,60}\))?"
    r"|(?:[A-Z][\w’'.-]+)(?:[ \u00a0](?:[A-Z][\w’'.-]*|\d{1,2})){0,4}(?:[ \u00a0]?\([^)]{1,60}\))?)\s*:(?:\s+(?=\S)|$)"
)
_Q_OR_A = re.compile(r"(?P<name>[QA])(?:[.:]\s+(?=\S)|(?=[A-Z][a-z’']+\s))")
_END_OF_DIRECTION = re.compile(r"\s*[\[(](?:applause|laughter|crosstalk|inaudible|cheers|music)[^\])]*[\])]\s*$", re.IGNORECASE)
_CLOSING = re.compile('[”"’»]$')
_QUESTION = frozenset(("Q", "QUESTION", "REPORTER", "JOURNALIST", "AUDIENCE MEMBER", "MODERATOR"))
_NOBODY = re.compile(
    r"(?:unidentified|unknown)(?: .*)?|(?:speaker|participant|voice|caller|male|female)s?(?: (?:\d{1,3}|[A-Z]))?", re.IGNORECASE
)
_ANSWER = frozenset(("A", "ANSWER"))
_IN_COURT = re.compile(r"\b(?:testif\w+|testimony|deposition|witness|sworn|court)\b", re.IGNORECASE)
_NO_SPEAKER = frozenset(
    "note notes update correction photo photograph source sources related more read watch listen subject date time place location from to re"
    " where when what who contact editor’s".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label's name, where it stands, and where the words of its turn start; `is_marked` where a quotation mark stands before it."""

    name: str
    start: int
    end: int
    words: int
    is_marked: bool

    @property
    def is_upper(self) -> bool:
        return self.name.isupper()

    @property
    def is_question_or_answer(self) -> bool:
        return self.name in ("Q", "A")


def find_label(text: str, paragraph: Paragraph) -> Label | None:
    """The label at a paragraph's start, or None."""
    code = _TIME_CODE.match(text, paragraph.start, paragraph.end)
    at = code.end() if code else paragraph.start
    mark = _MARK.match(text, at, paragraph.end)
    at = mark.end() if mark else at
    match = _Q_OR_A.match(text, at, paragraph.end) or _NAME.match(text, at, min(paragraph.end, at + 120))
    if not match:
        return None
    name = match["name"]
    if name.split()[0].lower() in _NO_SPEAKER or (not name.isupper() and len(name.split()) > 5):
        return None
    return Label(name, at, match.end("name"), match.end(), mark is not None)


def words_of_turn(text: str, start: int, end: int, *, is_marked: bool = False) -> tuple[int, int]:
    """A turn's words without a time code before them, a stage direction after them, and the marks that a quoted transcript has."""
    code = _TIME_CODE.match(text, start, end)
    start, end = trim(text, code.end() if code else start, end)
    if is_marked:
        mark = _MARK.match(text, start, end)
        start = mark.end() if mark else start
        end -= _CLOSING.search(text, start, end) is not None
    tail = _END_OF_DIRECTION.search(text, max(start, end - 60), end)
    return trim(text, start, tail.start() if tail else end)


def speaker_of(label: Label, before: str, people: People, document: Document) -> Speaker | None:
    """Whom a label names: in full where the document gives the full name, None where "A" might be anybody.

    `before`: the text above the first turn.
    """
    evidence = Span(label.start, label.end, document.text[label.start : label.end])
    bare = re.sub(r"\s*\([^)]*\)", "", label.name).strip()
    if bare.upper() in _QUESTION:
        return Speaker("reporter" if bare.upper() in ("Q", "QUESTION") else bare.lower(), "unnamed", None, evidence)
    if bare.upper() in _ANSWER:
        return _who_answers(before, people, document, evidence)
    if _NOBODY.fullmatch(bare):
        return Speaker(bare.lower(), "unnamed", None, evidence)
    words = [_cased(w) for w in bare.split()]
    titles, rest = strip_titles(words)
    role = " ".join(titles) or None
    if not rest or rest[0].lower() == "the":
        role_word = (rest[-1] if rest else words[-1]).lower()
        known = people.by_role(role_word, 1 << 62) or (document.speaker if role_word == "president" else None)
        return Speaker(known, "person", " ".join(words), evidence) if known else Speaker(" ".join(words), "unnamed", None, evidence)
    full = people.full_name(" ".join(rest), 1 << 62)
    if document.speaker and document.speaker.split()[-1].casefold() == rest[-1].casefold():
        full = document.speaker
    return Speaker(full, "person", role, evidence)


def _who_answers(before: str, people: People, document: Document, evidence: Span) -> Speaker | None:
    if document.speaker:
        return Speaker(document.speaker, "person", None, evidence, "description", 0.95)
    named = {full for names in people.full_by_surname.values() for full, at in names.items() if at[0] < len(before)}
    if len(named) == 1:
        return Speaker(named.pop(), "person", None, evidence)
    return Speaker("witness", "unnamed", None, evidence) if _IN_COURT.search(before) else None


def _cased(word: str) -> str:
    if not word.isupper() or len(word.rstrip(".")) == 1:
        return word
    return "-".join(f"Mc{p[2:].capitalize()}" if p.startswith("MC") and len(p) > 3 else p.capitalize() for p in word.split("-"))


def cased(line: str) -> str:
    """A line in capitals in the case of a title."""
    return " ".join(_cased(w) for w in line.split(" "))
