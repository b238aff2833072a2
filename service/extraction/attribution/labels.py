"""Labels of turns in a transcript: `SPEAKER:`, `Q.` and `A.`, with time codes, and whom they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.extraction.attribution.speakers import rated
from service.extraction.page.frames import LAST_OFFSET
from service.extraction.page.grammar import Grammar, People
from service.extraction.page.layout import Paragraph, trim
from service.knowledge.tables import read_lines
from service.records import Document, Span, Speaker


def _classes() -> dict[str, tuple[str, ...]]:
    """Return {class: words} of the table of labels; an underscore stands for a space."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("service.extraction.attribution", "labels"):
        name, words = (column.strip() for column in line.split("|"))
        found[name] = (*found.get(name, ()), *(word.replace("_", " ") for word in words.split()))
    return found


def _any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of some words, those with * with any ending."""
    return "|".join(re.escape(word.removesuffix("*")) + (r"\w+" if word.endswith("*") else "") for word in words)


_WORDS = _classes()
_QUESTIONS, _ANSWERS = frozenset(_WORDS["questions"]), frozenset(_WORDS["answers"])
_ASKERS = _QUESTIONS | frozenset(_WORDS["askers"])
_INITIALS = frozenset((_WORDS["questions"][0], _WORDS["answers"][0]))
_NO_SPEAKERS = frozenset(_WORDS["no_speakers"])
_NOBODY = re.compile(
    rf"(?:{_any_of(_WORDS['unidentified'])})(?: .*)?|(?:{_any_of(_WORDS['anonymous'])})s?(?: (?:\d{{1,3}}|[A-Z]))?", re.IGNORECASE
)
_IN_COURT = re.compile(rf"\b(?:{_any_of(_WORDS['courts'])})\b", re.IGNORECASE)
_END_OF_DIRECTION = re.compile(rf"[\[(](?:{_any_of(_WORDS['directions'])})[^\])]*[\])]$", re.IGNORECASE)
_TIME_CODE = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?\s*(?:-->\s*\S+\s*)?")
_OPENING_MARK = re.compile('[“"‘«„]\\s*')
_CLOSING_MARK = re.compile('[”"’»]$')
_NAME = re.compile(
    r"(?P<name>(?:[A-Z][A-Z’'.-]*[A-Z.]|[A-Z])(?:[ \u00a0](?:[A-Z][A-Z’'.-]*|de|of|the|and|\d{1,2}))*(?:[ \u00a0]?\([^)]{1,60}\))?"
    r"|(?:[A-Z][\w’'.-]+)(?:[ \u00a0](?:[A-Z][\w’'.-]*|\d{1,2})){0,4}(?:[ \u00a0]?\([^)]{1,60}\))?)\s*:(?:\s+(?=\S)|$)"
)
_Q_OR_A = re.compile(rf"(?P<name>{_any_of(tuple(sorted(_INITIALS)))})(?:[.:]\s+(?=\S)|(?=[A-Z][a-z’']+\s))")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_ASKER, _WITNESS = "reporter", "witness"  # how an answer calls somebody whom a label leaves without a name
_LONGEST_LABEL = 120  # characters
_LONGEST_NAME = 5  # words of a label in mixed case
_LONGEST_DIRECTION = 60  # characters of a stage direction behind a turn


@dataclass(frozen=True, slots=True)
class Label:
    """A label's name, the offsets [start, end) where it stands, and `words`, the offset where its turn starts.

    `is_marked`: a quotation mark stands before it.
    """

    name: str
    start: int
    end: int
    words: int
    is_marked: bool

    @property
    def is_upper(self) -> bool:
        """Whether it is set in capitals."""
        return self.name.isupper()

    @property
    def is_question(self) -> bool:
        """Whether it is the initial of a question."""
        return self.name in _INITIALS and self.name in _QUESTIONS

    @property
    def is_question_or_answer(self) -> bool:
        """Whether it is the initial of a question or an answer."""
        return self.name in _INITIALS


def find_label(text: str, paragraph: Paragraph) -> Label | None:
    """Return the label at a paragraph's start, or None."""
    code = _TIME_CODE.match(text, paragraph.start, paragraph.end)
    at = code.end() if code else paragraph.start
    mark = _OPENING_MARK.match(text, at, paragraph.end)
    at = mark.end() if mark else at
    match = _Q_OR_A.match(text, at, paragraph.end) or _NAME.match(text, at, min(paragraph.end, at + _LONGEST_LABEL))
    if not match:
        return None
    name = match["name"]
    if name.split()[0].lower() in _NO_SPEAKERS or (not name.isupper() and len(name.split()) > _LONGEST_NAME):
        return None
    return Label(name, at, match.end("name"), match.end(), mark is not None)


def words_of_turn(text: str, start: int, end: int, *, is_marked: bool = False) -> tuple[int, int]:
    """Return a turn's words without time code, stage direction and, if it is marked, the quotation marks around it."""
    code = _TIME_CODE.match(text, start, end)
    start, end = trim(text, code.end() if code else start, end)
    if is_marked:
        mark = _OPENING_MARK.match(text, start, end)
        start = mark.end() if mark else start
        end -= _CLOSING_MARK.search(text, start, end) is not None
    tail = _END_OF_DIRECTION.search(text, max(start, end - _LONGEST_DIRECTION), end)
    return trim(text, start, tail.start() if tail else end)


def speaker_of(label: Label, before: str, people: People, document: Document, grammar: Grammar) -> Speaker | None:
    """Return whom a label names, in full where the document gives the full name; None where "A" might be anybody.

    `before`: the text above the first turn.
    """
    evidence = Span(label.start, label.end, document.text[label.start : label.end])
    bare = " ".join(_PARENTHESIS.sub("", label.name).split())
    if bare.upper() in _ASKERS:
        return Speaker(_ASKER if bare.upper() in _QUESTIONS else bare.lower(), "unnamed", None, evidence)
    if bare.upper() in _ANSWERS:
        return _who_answers(before, people, document, evidence)
    if _NOBODY.fullmatch(bare):
        return Speaker(bare.lower(), "unnamed", None, evidence)
    words = [_cased(w) for w in bare.split()]
    titles, rest = grammar.strip_titles(words)
    if not rest or rest[0].lower() in grammar.vocabulary.definite:
        return _by_role(words, rest, people, document, evidence, grammar)
    full = people.full_name(" ".join(rest), LAST_OFFSET)
    if document.speaker and document.speaker.split()[-1].casefold() == rest[-1].casefold():
        full = document.speaker
    return Speaker(full, "person", " ".join(titles) or None, evidence)


def _by_role(words: list[str], rest: list[str], people: People, document: Document, evidence: Span, grammar: Grammar) -> Speaker:
    """Return who bears the role that a label names ("THE PRESIDENT"); `rest` are its words that are no title."""
    role = (rest[-1] if rest else words[-1]).lower()
    known = people.by_role(role, LAST_OFFSET) or (document.speaker if role == grammar.vocabulary.head_of_state else None)
    called = " ".join(words)
    return Speaker(known, "person", called, evidence) if known else Speaker(called, "unnamed", None, evidence)


def _who_answers(before: str, people: People, document: Document, evidence: Span) -> Speaker | None:
    """Return who answers: the document's speaker, the only person named before the first turn, or a witness."""
    if document.speaker:
        return rated(Speaker(document.speaker, "person", None, evidence), "description")
    named = {full for names in people.full_by_surname.values() for full, at in names.items() if at[0] < len(before)}
    if len(named) == 1:
        return Speaker(named.pop(), "person", None, evidence)
    return Speaker(_WITNESS, "unnamed", None, evidence) if _IN_COURT.search(before) else None


def _cased(word: str) -> str:
    """Return a word in capitals in the case of a name; any other unchanged."""
    if not word.isupper() or len(word.rstrip(".")) == 1:
        return word
    return "-".join(f"Mc{p[2:].capitalize()}" if p.startswith("MC") and len(p) > 3 else p.capitalize() for p in word.split("-"))


def cased(line: str) -> str:
    """Return a line in capitals in the case of a title, each word at its place."""
    return " ".join(_cased(w) for w in line.split(" "))
