"""Transcripts as programs export them in plain text or Word → turns: Otter, Rev, Trint, Descript, Teams, Meet, Zoom, Sonix and the like.

None of them has a standard; all set a name and a time by the words in one of a few ways, which are told apart line by line. A text is
a transcript where its labels come in the order of their times, the first near the start of a recording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.clock import seconds
from service.sources.days import day_of, day_of_sitting
from service.sources.directions import is_direction, remarked
from service.sources.speakers import as_spelled
from service.sources.tables import entries
from service.sources.tables import words as table_words
from service.sources.transcripts import Turn

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NAME = r"(?P<name>[^\s\d:\[(<>][^:\[\](){}<>\t\n]{0,60}?(?:\s\([^()\d]{1,40}\))?|[Ss]peaker \d{1,3})"
_LINES = (  # the first that fits; in each a name and a time, and perhaps words behind them
    re.compile(
        rf"^{_NAME}:?\s*[\[(](?P<time>{_TIME})[\])]:?\s*(?P<words>.*)$"
    ),  # Rev, Trint, Sonix: `Name (00:03):`, `Name: [00:00:03] …`
    re.compile(
        rf"^[\[(](?P<time>{_TIME})(?:\s*-->?\s*{_TIME})?[\])](?:\[\d{{1,4}}(?:\.\d)?\])?\s*{_NAME}:\s*(?P<words>.*)$"
    ),  # Descript: `[00:00:03] Name: …`, Trint with how long it takes: `[00:00:03][4.1] Name: …`
    re.compile(rf"^(?P<time>{_TIME})\s+{_NAME}:\s+(?P<words>.*)$"),  # `00:03 Name: …`
    re.compile(
        rf"^{_NAME}:?(?:\s{{2,}}|\t)(?P<time>{_TIME})(?:\s+(?P<words>\S.*))?$"
    ),  # Otter, Teams: `Name  0:03`, the words under it
    re.compile(rf"^\[(?P<name>[^\[\]\d:]{{1,60}})\]\s+(?P<time>{_TIME})$(?P<words>)"),  # Zoom: `[Name] 10:02:11`
    re.compile(
        rf"^(?P<time>\d{{1,2}}:\d{{2}}:\d{{2}})\s+From\s+{_NAME}(?:\s+[tT]o\s+[^:\n]{{1,80}}|\s?):\s*(?P<words>.*)$"
    ),  # Zoom's chat, as older and newer versions have it
    re.compile(rf"^(?P<time>\d{{1,2}}:\d{{2}}:\d{{2}})\s+[-–—]\s+{_NAME}$(?P<words>)"),  # Happy Scribe: `00:00:03 - Name`
)
_PRIVATE = re.compile(  # messages of Zoom's chat that went to one person alone
    r"^\d{1,2}:\d{2}:\d{2}\s+From\s[^\n:]{1,200}?\((?:Direct Message|Privately)\)\s?:[^\n]*(?:\n(?!\d{1,2}:\d{2}:\d{2}\s)[^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_NAME = re.compile(rf"^{_NAME}$")
_BARE_TIME = re.compile(rf"^[\[(]?(?P<time>{_TIME})(?:\s*-->\s*(?P<end>{_TIME}))?[\])]?$")
_LOOSE = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"  # as older exports of Teams have it, without leading zeros
_LOOSE_TIMES = re.compile(rf"^(?P<time>{_LOOSE})\s*-->\s*(?P<end>{_LOOSE})$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")  # of Markdown, in which some programs set labels
_TRAILING = re.compile(
    rf"(?:\s{{0,9}}[\[(]{_TIME}[\])](?:\s{{0,9}}\[\d{{1,4}}(?:\.\d)?\])?){{1,4}}\s*$"
)  # Trint: when the words end, and how long they took
_PLAIN_LABEL = re.compile(rf"^{_NAME}:\s+(?P<words>\S.*)$")
_NAME_ALONE = re.compile(r"[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3}")
_SENTENCE_ENDS = (".", "?", "!", "…", "”", '"', ")", "]")
_MEET = re.compile(r"\s[-–—]\s+Transcript\s*$")
_OF_MEET = ("Attendees", "Invited", "Invited Attendees")  # over those who took part
_LEAST = 2  # labels of a transcript
_ANY_LABEL = re.compile(r"\s{0,20}[A-Z][\w.’' -]{0,40}(?:\s?[\[(][^()\[\]]{1,60}[\])])?:\s")
_LEAST_NAMED, _MOSTLY = 4, 0.6  # labels of one without times, and their share of its paragraphs
_NEARLY_ALL = 0.8  # the same of names in small letters on lines of their own, as credits of pictures are too
_LATEST_START = (
    600.0  # seconds: a schedule of a day begins later than a recording; a file with the time of day is known by its brackets
)
_MOST_NAME_WORDS = 7
_MOST_HEAD = 60  # lines before the first words
_NO_NAME = re.compile(
    r"[?!;]|[^\W\d_]{4}\.(?:\s|$)|https?:"
)  # marks of sentences; a stop behind a short word is of a title or an initial


@dataclass(slots=True)
class Spoken:
    """What a text says of itself as a transcript: its turns, and what stands over them."""

    turns: list[Turn] = field(default_factory=list)
    title: str | None = None
    day: str | None = None


class _Label(NamedTuple):
    """Where a turn begins: the line after its label, who speaks, when, and the words on the line itself."""

    line: int
    after: int
    name: str
    second: float | None
    end: float | None
    words: str
    is_sure: bool  # the label has brackets or the like, which schedules have not


def spoken(text: str) -> Spoken | None:
    """Return the turns of a text that has the layout of an exported transcript, None for any other text."""
    text = _PRIVATE.sub("", text) if "From" in text else text
    lines = [_EMPHASIS.sub(r"\2", line) if "**" in line or "__" in line else line for line in text.split("\n")]
    labels = _labels_of(lines)
    if not labels:
        return None
    out = Spoken()
    out.title, out.day = _head(lines[: labels[0].line])
    is_set = all(label.name.isupper() for label in labels)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        body = lines[label.after : following.line if following else len(lines)]
        words = _words([label.words, *body])
        end = label.end if label.end is not None else following.second if following else None
        if words:
            out.turns.append(
                Turn(words, as_spelled(label.name) if is_set else label.name, label.second, end, is_change=not label.name)
            )
    return out if out.turns else None


def _labels_of(lines: list[str]) -> list[_Label]:
    """Return the labels of a transcript, in the first layout that the lines have; none of any other text."""
    labels = list(_labels(lines))
    if _is_transcript(labels, lines):
        return _with_untimed(labels, lines)
    return _meeting(lines) or _named(lines) or _over_words(lines)


def _labels(lines: list[str]) -> Iterator[_Label]:
    """Yield the labels with a time, in order."""
    n = 0
    while n < len(lines):
        line = lines[n].strip()
        label = _on_line(n, line) or (_on_lines(n, lines) if line else None)
        if label:
            yield label
        n = label.after if label else n + 1


def _on_line(n: int, line: str) -> _Label | None:
    for number, pattern in enumerate(_LINES):
        match = pattern.match(line)
        if match and _is_name(match["name"]):
            return _Label(n, n + 1, match["name"].strip(), seconds(match["time"]), None, match["words"] or "", number not in (2, 3))
    return None


def _on_lines(n: int, lines: list[str]) -> _Label | None:
    """Return a label of two lines: a name over a time (Teams), or two times over a name (older exports of Teams)."""
    if n + 1 >= len(lines):
        return None
    line, following = lines[n].strip(), lines[n + 1].strip()
    time = _BARE_TIME.match(following)
    if time and not time["end"] and _BARE_NAME.match(line) and _is_name(line):
        return _Label(n, n + 2, line, seconds(time["time"]), None, "", False)
    time = _LOOSE_TIMES.match(line) or _BARE_TIME.match(line)
    if time and time["end"] and _BARE_NAME.match(following) and _is_name(following):
        return _Label(n, n + 2, following, seconds(time["time"]), seconds(time["end"]), "", True)
    return None


def _is_transcript(labels: list[_Label], lines: list[str]) -> bool:
    """Return whether some labels are those of a transcript: enough of them, in the order of time, with words."""
    if len(labels) < _LEAST:
        return False
    times = [label.second or 0.0 for label in labels]
    if any(b < a for a, b in pairwise(times)):
        return False
    if not all(label.is_sure for label in labels) and times[0] > _LATEST_START:
        return False
    spoken_of = sum(bool(label.words) or bool(_after(lines, label)) for label in labels)
    return 2 * spoken_of > len(labels)


def _with_untimed(labels: list[_Label], lines: list[str]) -> list[_Label]:
    """Return the labels, and those of the same names that stand before words without a time."""
    known = {label.name for label in labels if len(label.name.split()) > 1}
    taken = {n for label in labels for n in range(label.line, label.after)}
    found = [
        _Label(n, n + 1, match["name"], None, None, match["words"], True)
        for n, line in enumerate(lines)
        if n not in taken and (match := _PLAIN_LABEL.match(line.strip())) and match["name"] in known
    ]
    return sorted([*labels, *found]) if found else labels


def _after(lines: list[str], label: _Label) -> str:
    return next((line.strip() for line in lines[label.after : label.after + 2] if line.strip()), "")


def _meeting(lines: list[str]) -> list[_Label]:
    """Return the labels of a transcript of Meet, which has no times by them: a head that says that it is one, and who took part."""
    start = next((n for n, line in enumerate(lines[:_MOST_HEAD]) if line.strip() == "Transcript"), None)
    if start is None or not any(_MEET.search(line) or line.strip() in _OF_MEET for line in lines[:start]):
        return []
    labels, second = [], None
    for n, line in enumerate(lines[start + 1 :], start + 1):
        if time := _BARE_TIME.match(line.strip()):
            second = seconds(time["time"])
        elif (match := _PLAIN_LABEL.match(line.strip())) and _is_name(match["name"]):
            labels.append(_Label(n, n + 1, match["name"], second, None, match["words"], True))
            second = None
    return labels


def _named(lines: list[str]) -> list[_Label]:
    """Return the labels of a transcript without times: full names before most of its paragraphs, several of which come again.

    A surname alone is whose full name has it. A title that has the shape of a label is none.
    """
    labels = _full_labels(lines)
    written = [n for n, line in enumerate(lines) if line.strip()]
    is_titled = len(labels) > 1 and labels[0].line == written[0] and labels[1].line != written[1]
    labels = labels[1:] if is_titled else labels
    counts = Counter(label.name for label in labels)
    if len(labels) < _LEAST_NAMED or sum(n > 1 for n in counts.values()) < _LEAST:
        return []
    if any(map(_is_reported, labels)):
        return []
    if _says_so(lines[: labels[0].line]):
        return labels
    blocks = sum(bool(block.strip()) for block in "\n".join(lines[labels[0].line :]).split("\n\n"))
    return labels if len(labels) >= _MOSTLY * blocks and not _has_others(lines, labels) else []


def _says_so(head: list[str]) -> bool:
    """Return whether a few lines over the first label say that it is the transcript of a call, in which one may speak for long."""
    told = " ".join(line.casefold() for line in head if line.strip())
    return len(head) <= _MOST_HEAD and any(f" {entry}" in f" {told}" for entry in entries("call_words"))


def _over_words(lines: list[str]) -> list[_Label]:
    """Return the labels of a transcript that has full names on lines of their own over most of its paragraphs, several of which come again."""
    if lines and all(map(str.strip, lines)):  # as Word has paragraphs
        found = _names_over([part for line in lines for part in (line, "")])
        return [label._replace(line=label.line // 2, after=label.line // 2 + 1) for label in found]
    return _names_over(lines)


def _names_over(lines: list[str]) -> list[_Label]:
    """Return such labels of lines between the paragraphs of which there are blank ones."""
    labels = _alone(lines)
    counts = Counter(label.name for label in labels)
    if len(labels) < _LEAST_NAMED or sum(n > 1 for n in counts.values()) < _LEAST:
        return []
    said = _paragraphs(lines[labels[0].line :])
    is_list = 2 * sum(block.endswith(_SENTENCE_ENDS) for block in said) < len(said)  # such as of a cast
    least = _MOSTLY if all(label.name.isupper() for label in labels) else _NEARLY_ALL
    return labels if not is_list and len(labels) >= least * len(said) else []


def _paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of some lines but those that are nothing but a name or a time."""
    blocks = (block.strip() for block in "\n".join(lines).split("\n\n"))
    return [block for block in blocks if block and not _is_alone(block)]


def _alone(lines: list[str]) -> list[_Label]:
    """Return the lines of nothing but a full name, in capitals or one that comes again, with other lines under them."""
    written = [n for n, line in enumerate(lines) if line.strip() and not _BARE_TIME.match(line.strip())]
    names = {n: name for n in written if (name := _name_alone(lines, n))}
    counts = Counter(names.values())
    over = (n for n, following in pairwise(written) if n in names and following not in names)
    return [_Label(n, n + 1, names[n], None, None, "", True) for n in over if counts[names[n]] > 1 or names[n].isupper()]


def _name_alone(lines: list[str], n: int) -> str | None:
    """Return the full name that a line is which begins a paragraph, perhaps with a colon behind it; None for any other."""
    name = lines[n].strip().removesuffix(":").rstrip()
    begins = n == 0 or not lines[n - 1].strip() or bool(_BARE_TIME.match(lines[n - 1].strip()))
    return name if begins and name[-1:].isalpha() and _NAME_ALONE.fullmatch(name) and _is_full_name(name) else None


def _is_alone(block: str) -> bool:
    """Return whether a paragraph is nothing but a name or a time."""
    return bool(_BARE_TIME.match(block.strip())) or _name_alone([block.strip()], 0) is not None


def _is_reported(label: _Label) -> bool:
    """Return whether a name has a title and a small letter behind it, as in minutes that report words ("Mr Fenn: said that …")."""
    title = label.name.partition(" ")[0].casefold().strip(".")
    return label.words[0].islower() and title in TITLES | table_words("record_titles")


def _has_others(lines: list[str], labels: list[_Label]) -> bool:
    """Return whether lines below the first label begin with one that is not among the labels ("Q: …", "THE CHAIR: …")."""
    taken = {label.line for label in labels}
    return any(n not in taken and _ANY_LABEL.match(lines[n]) for n in range(labels[0].line, len(lines)))


def _full_labels(lines: list[str]) -> list[_Label]:
    """Return the labels of lines that begin with a full name, or with the surname of one that stands before others."""
    found = [
        (n, match["name"].strip(), match["words"]) for n, line in enumerate(lines) if (match := _PLAIN_LABEL.match(line.strip()))
    ]
    full = {name: name for _, name, _ in found if _is_full_name(name) or name.casefold() in table_words("unnamed")}
    known = {name.split()[-1]: name for name in full} | full
    found += [(n, *label) for n, line in enumerate(lines) if (label := remarked(line, full)) is not None]
    found.sort()
    return [_Label(n, n + 1, known[name], None, None, said, True) for n, name, said in found if name in known]


def _is_full_name(name: str) -> bool:
    """Return whether a label is a name of some words, each with a capital but for particles."""
    inner = name.split()
    return (
        len(inner) > 1
        and _is_name(name)
        and all(word.lstrip('"“')[:1].isupper() or word in table_words("particles") for word in inner)
    )


def _words(lines: list[str]) -> str:
    """Return the words of a turn, a blank line between its paragraphs, without what the program says of the transcript itself."""
    kept = []
    for line in lines:
        plain = _TRAILING.sub("", line).strip()
        if _is_note(plain.strip("[]()* ").casefold()):
            break
        kept.append("" if _BARE_TIME.match(plain) or is_direction(plain) else plain)
    return "\n".join(kept).strip()


def _is_note(line: str) -> bool:
    """Return whether a line in lower case is one that the program writes under a transcript, perhaps behind somebody's name."""
    notes = tuple(entries("transcript_notes"))
    return line.startswith(notes) or (line.endswith(notes) and len(line.split()) <= _MOST_NAME_WORDS + 2)


def _head(lines: list[str]) -> tuple[str | None, str | None]:
    """Return the title over a transcript, which is its first line, and the day that one of its first lines gives."""
    plain = [line.strip() for line in lines if line.strip()]
    title = _MEET.sub("", plain[0]) if plain else None
    day = next((day for line in plain[:4] if (day := _day(line))), None)
    return title, day


def _day(line: str) -> str | None:
    found = re.search(r"\d{4}-\d\d-\d\d", line)
    return day_of(found[0]) if found else day_of_sitting(line)


def _is_name(name: str) -> bool:
    """Return whether a label may be somebody's: some words, none of them of a heading, the first no lower-case word of a sentence."""
    inner = name.split()
    if not inner or len(inner) > _MOST_NAME_WORDS or _NO_NAME.search(name):
        return False
    first = inner[0].casefold().strip(".,")
    return first not in table_words("headings") and first not in table_words("sentence_words")
