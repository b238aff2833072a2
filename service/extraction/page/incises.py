"""Cut out the clauses that stand inside the marks of the words they attribute, and find words that only dashes set off.

French and Italian attribute inside the marks ("« Nous restons, a déclaré Maëlle Kervran, et nous attendons. »"): the clause is
no part of the words, which are then a quotation of two parts. Spanish, Portuguese and French set off dialogue by a dash at the
start of its paragraph ("— No nos vamos —dijo Rosario Villalba—. Ya veremos."). What is common to these languages is the order:
the verb of speech before its subject. `data/incises.txt` lists the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.extraction.page.frames import cuts
from service.extraction.page.layout import Paragraph, trim
from service.extraction.page.marks import Stretch
from service.knowledge.tables import read_lines

_DASHES = "-–—―"
_LONGEST_SUBJECT = 8  # words from a verb to the name in its subject
_LONGEST_INCISE = 260  # characters; bounds the work on one clause
_LONGEST_APPOSED = 9  # words of an apposition between commas
_LONGEST_ABBREVIATION = 12  # characters before a full stop in which an abbreviation is looked for
_MOST_BETWEEN = 3  # words of time between a verb and what follows
_MOST_INCISES = 12  # clauses cut out of one stretch; bounds the work on a long one


def _classes() -> dict[str, frozenset[str]]:
    """Return {class: words} of the table of such clauses, with a straight apostrophe for a curly one."""
    found: dict[str, set[str]] = {}
    for line in read_lines("service.extraction.page", "incises"):
        name, words = (column.strip() for column in line.split("|"))
        found.setdefault(name, set()).update(word.replace("_", " ").replace("’", "'") for word in words.split())
    return {name: frozenset(words) for name, words in found.items()}


def _any_of(words: frozenset[str]) -> str:
    """Return a pattern for any of some words, the longest first, with either apostrophe."""
    return "|".join(re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))


_CLASSES = _classes()
_JOINED = rf"-(?:t-)?(?:{_any_of(_CLASSES['joined'])})"
_HEAD = re.compile(
    rf"(?P<mark>\s?[{_DASHES}]\s?(?=[^\W\d_])|(?<=[,?!…])\s)"
    rf"(?:(?:{_any_of(_CLASSES['auxiliaries'])})(?P<asked>{_JOINED})?\s(?:(?:{_any_of(_CLASSES['between'])})\s)?)?"
    rf"(?P<verb>{_any_of(_CLASSES['verbs'])}|(?:{_any_of(_CLASSES['reflexive'])})(?:es?|s)?)(?P<joined>{_JOINED})?(?![\w'’-])"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BETWEEN = re.compile(rf"(?:{_any_of(_CLASSES['between'])})\s")
_PLACE = re.compile(
    rf"(?:{_any_of(_CLASSES['places'])})\s(?:[^\W\d_A-Z][\w’'-]*\s){{1,4}}?(?=(?:{_any_of(_CLASSES['openers'])})\b|[A-Z])"
)
_OPENER = re.compile(rf"(?:{_any_of(_CLASSES['openers'])})\b['’]?\.?\s?", re.IGNORECASE)
_RESUMES = re.compile(rf"\s*(?:{_any_of(_CLASSES['resuming'])})(?![\w’'-])", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$|[»”\"])")
_CUTS = cuts(_CLASSES["abbreviations"])
_CLOSING_DASH = re.compile(rf"\s?[{_DASHES}](?=[\s.,;:!?])[.,;:]?|\s[{_DASHES}](?=\w)")
_DIALOGUE = re.compile(rf"[{_DASHES}]\s{{0,3}}(?=[^\W\d_]|[¿¡“«])")


def without_incises(text: str, groups: Sequence[list[Stretch]]) -> list[list[Stretch]]:
    """Return quotations, as lists of stretches, without the clauses that attribute them inside their marks.

    A stretch with such a clause is one stretch before it and one behind it, of the same quotation.
    """
    return [[part for stretch in group for part in _parts(text, stretch)] for group in groups]


def has_incise(text: str) -> bool:
    """Return whether a text holds such a clause anywhere, which English and German texts do not."""
    return next(_incises(text, 0, len(text)), None) is not None


def dialogue(text: str, paragraphs: Sequence[Paragraph], groups: Sequence[list[Stretch]]) -> list[list[Stretch]]:
    """Return the words that a dash at the start of their paragraph sets off, a quotation for each paragraph.

    Paragraphs that hold marks are left out, as are all where none holds a clause that attributes them, as in a list.
    """
    marked = {stretch.paragraph for group in groups for stretch in group}
    found: list[list[Stretch]] = []
    is_spoken = False
    for number, paragraph in enumerate(paragraphs):
        dash = None if number in marked or paragraph.quoted else _DIALOGUE.match(text, paragraph.start, paragraph.end)
        if dash is None:
            continue
        whole = Stretch(number, paragraph.start, paragraph.end, dash.end(), paragraph.end, is_closed=True)
        parts = list(_parts(text, whole))
        is_spoken = is_spoken or len(parts) != 1 or parts[0].end != whole.end
        found.append(parts)
    return [group for group in found if group] if is_spoken else []


def _parts(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """Yield what is left of a stretch when its clauses are cut out; the whole of it where it has none."""
    start, outer = stretch.start, stretch.outer_start
    for a, b in _incises(text, stretch.start, stretch.end):
        first, last = trim(text, start, a)
        last = last - 1 if text[first:last].endswith(",") else last
        if first < last:
            yield replace(stretch, outer_start=outer, outer_end=last, start=first, end=last)
        start = outer = trim(text, b, stretch.end)[0]
    if start < stretch.end:
        yield replace(stretch, outer_start=outer, start=start)


def _incises(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where such clauses stand in text[start:end], as [first, last), in order."""
    at = start
    for _ in range(_MOST_INCISES):
        head = next((m for m in _HEAD.finditer(text, at, end) if m.start() > start and _has_subject(text, m, end)), None)
        if head is None:
            return
        at = _end_of(text, head, end)
        yield head.start(), at


def _past_circumstances(rest: str) -> str:
    """Return what follows the words that say when and where, before a subject ("jeudi matin devant la cour Yves Langlade")."""
    for _ in range(_MOST_BETWEEN):
        between = _BETWEEN.match(rest)
        if between is None:
            break
        rest = rest[between.end() :]
    place = _PLACE.match(rest)
    return rest[place.end() :] if place else rest


def _has_subject(text: str, head: re.Match[str], end: int) -> bool:
    """Return whether a subject follows a verb of speech: a joined pronoun, a name, or a noun that is not what is said."""
    if head["joined"] or head["asked"]:
        return True
    if head["mark"].strip() and _CLOSING_DASH.match(text, head.end(), end):
        return True  # " - ha detto - "
    rest = text[head.end() : min(end, head.end() + _LONGEST_INCISE)]
    if not rest[:1].isspace():
        return False
    rest = rest.lstrip()
    rest = _past_circumstances(rest)
    if rest[:1].isupper():
        return True
    opener = _OPENER.match(rest)
    words = _WORD.findall(rest[opener.end() :])[:_LONGEST_SUBJECT] if opener else []
    return bool(words) and words[0].lower() not in _CLASSES["said"]


def _end_of(text: str, head: re.Match[str], end: int) -> int:
    """Return where a clause ends that `head` opens: with its second dash, before the words go on, or with its sentence."""
    stop = min(end, head.end() + _LONGEST_INCISE)
    ends = (match.end() for match in _SENTENCE_END.finditer(text, head.end(), stop))
    last = next((at for at in ends if not _CUTS.abbreviated.search(text, max(head.end(), at - _LONGEST_ABBREVIATION), at)), stop)
    if head["mark"].strip():
        closing = _CLOSING_DASH.search(text, head.end(), min(end, last + 3))
        return closing.end() if closing else last
    at = text.find(",", head.end(), last)
    while at >= 0:
        following = text.find(",", at + 1, last)
        if _RESUMES.match(text, at + 1) or (following < 0 and len(text[at:last].split()) > _LONGEST_APPOSED):
            return at + 1
        at = following
    return last
