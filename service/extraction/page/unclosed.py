"""Find where words end whose mark nothing closes: before the clause that attributes them, or with their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.extraction.page.frames import Cutter
from service.extraction.page.layout import Paragraph
from service.extraction.page.marks import Stretch

_CLAUSE_BREAK = re.compile(r"[,?!]\s{1,4}")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s{1,4}(?=[^\W\d_a-z]|[“\"‘'(])")
_LONGEST_ABBREVIATION = 12  # characters before a full stop in which an abbreviation is looked for
_NAMES_SPEAKER = re.compile(
    r"[^\W\dA-Z_]+\s(?:(?:[a-z][\w’'-]*\s){1,4}(?:[a-z-]+,\s)?)?[A-Z][^\W\d_]+\s[A-Z][\w’'-]+(?:(?:\s[a-z][\w’'-]*){0,4}[.!?](?:\s|$)|,\s)"
    r"|(?:[a-z][\w’'-]*\s){0,3}[A-Z][\w’'-]+\s[A-Z][\w’'-]+\s[a-z]+(?:\s[a-z][\w’'-]*){0,4}[.!?](?:\s|$)"
)  # "said Ada Stone outside the court.", "said the baker(,) Ada Stone, …", "baker Ada Stone said after it.", as hardly anybody says in speaking
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_ENDS_CLAUSE = re.compile(r"[^\W\d_][:,]\s?$")  # "Stone said: “"
_SHORT_CLAUSE = 60  # characters of a clause that ends its paragraph, so that no speech goes on behind it
_MOST_BREAKS = 40  # places at which an unclosed quotation may end that are tried; bounds the work on a long paragraph


def bounded(text: str, groups: Sequence[list[Stretch]], paragraphs: Sequence[Paragraph], cutter: Cutter) -> list[list[Stretch]]:
    """Return quotations, as lists of stretches, with every unclosed one ended where its words do.

    One that goes on in the next paragraph keeps its words, unless a clause that attributes them ends the paragraph ("“Where to?
    he asked.") or names somebody in full behind its verb ("“No, said Ada Stone. She left."), or the words of the next are somebody else's. The last stretch ends before such a clause; one that begins within a sentence ends with that. A whole paragraph of
    speech keeps its words; words woven into a sentence go on in no other paragraph.
    """
    return [part for group in groups for part in _parts(text, group, paragraphs, cutter)]


def _parts(text: str, group: list[Stretch], paragraphs: Sequence[Paragraph], cutter: Cutter) -> Iterator[list[Stretch]]:
    """Yield a quotation, or where one of its stretches ends before its paragraph does, the quotations that it is."""
    part: list[Stretch] = []
    for k, stretch in enumerate(group):
        follows = group[k + 1] if k + 1 < len(group) else None
        end, is_woven = None, False
        if not stretch.is_closed:
            start = paragraphs[stretch.paragraph].start
            is_woven = _is_woven(text, stretch, start)
            end = _end(
                text,
                stretch,
                start,
                cutter,
                is_last=is_woven or follows is None or _is_anothers(text, stretch, follows, start, cutter),
            )
        part.append(stretch if end is None else replace(stretch, outer_end=end, end=end))
        if end is not None or is_woven:
            yield part
            part = []
    if part:
        yield part


def _is_woven(text: str, stretch: Stretch, paragraph_start: int) -> bool:
    """Return whether a stretch goes on with its sentence ("called it “a botched job"), so that it runs over no paragraphs."""
    before = text[paragraph_start : stretch.outer_start].rstrip()
    return before[-1:].isalpha() and text[stretch.start : stretch.start + 1].islower()


def _is_anothers(text: str, stretch: Stretch, follows: Stretch, paragraph_start: int, cutter: Cutter) -> bool:
    """Return whether the words of the next paragraph are somebody else's ("“We left,” said the cook, Ada Stone."), by two clauses that name."""
    before = text[paragraph_start : stretch.outer_start]
    if not follows.is_closed or not _ENDS_CLAUSE.search(before):
        return False
    at = follows.outer_end + (text[follows.outer_end : follows.outer_end + 1] == " ")
    match = _NAMES_SPEAKER.match(text, at)
    names = _NAME.findall(match[0]) if match and cutter.goes_on(text, at) else []
    return bool(names) and not any(name in before for name in names)


def _end(text: str, stretch: Stretch, paragraph_start: int, cutter: Cutter, *, is_last: bool) -> int | None:
    """Return where the words of an unclosed stretch end, or None where nothing tells."""
    for _, match in zip(range(_MOST_BREAKS), _CLAUSE_BREAK.finditer(text, stretch.start, stretch.end), strict=False):
        is_told = is_last or stretch.end - match.end() <= _SHORT_CLAUSE or _NAMES_SPEAKER.match(text, match.end())
        if is_told and cutter.goes_on(text, match.end()):
            return match.start() + 1
    return _sentence_end(text, stretch, cutter) if is_last and stretch.outer_start > paragraph_start else None


def _sentence_end(text: str, stretch: Stretch, cutter: Cutter) -> int | None:
    """Return where the first sentence of a stretch ends, if it has another one, or None."""
    for match in _SENTENCE_BREAK.finditer(text, stretch.start, stretch.end):
        start = max(stretch.start, match.start() - _LONGEST_ABBREVIATION)
        if not cutter.cuts.abbreviated.search(text, start, match.start() + 1):
            return match.start() + 1
    return None
