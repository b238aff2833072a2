"""Records of what was said, as they are printed → turns: hearings, depositions, trials, press briefings, calls on earnings.

Whoever speaks stands at the start of a paragraph (`Mr. REYES.`, `THE WITNESS:`, `Q.`), or on a line of their own with their office. A
surname is taken for the one person of that name in the head of the record; who answers a deposition is named there too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.days import day_of
from service.sources.speakers import as_spelled
from service.sources.spoken import Spoken
from service.sources.tables import words
from service.sources.transcripts import Turn

_SURNAME = r"(?:[A-Z]{1,2}[a-z]{1,2}|[A-Z]['’])?[A-Z][A-Z'’-]{1,30}"  # in capitals, with the small letters of Mc, De and Mac
_CAPITALS = re.compile(
    rf"(?P<label>(?:[A-Z][A-Za-z.'’-]{{0,15}}\.?,?\s){{0,4}}{_SURNAME}(?:,?\s(?:JR|SR|II|III)\.?)?(?:\s\([^()]{{1,60}}\))?):\s+(?P<words>\S.*)"
)
_TITLED = re.compile(
    rf"(?P<label>(?P<title>[A-Za-z]{{2,14}})\.?\s(?:[A-Z][a-z]{{2,14}}\s|[A-Z]\.\s){{0,2}}{_SURNAME})"
    r"(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:\s\[[^\[\]]{1,40}\])?\.(?:\s+(?P<words>\S.*)|$)"
)
_OFFICE = re.compile(r"(?P<label>(?:The|THE)\s[A-Z]{4,}(?:\s(?:[A-Z]{2,}|pro tempore)){0,2})[.:]\s+(?P<words>\S.*)")
_ASKED = re.compile(r"(?P<label>[QA])(?:[.:]\s*|\s{2,}|\t|\s(?=[A-Z“\"(\[]))(?P<words>\S.*)")
_EXAMINER = re.compile(rf"BY\s(?P<name>(?:[A-Z]{{2,4}}\.?\s)(?:[A-Z.'’-]+\s){{0,2}}{_SURNAME}):?")
_ON_A_LINE = re.compile(r"(?P<label>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3})\s+(?:--|[-–—])\s+(?P<role>[A-Z][^.?!]{2,90})")
_HEADING = re.compile(r"[^a-z]{3,120}")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,400}[)\]]\.?")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,5}\W*", re.IGNORECASE)
_APART = re.compile(r";|\s{3,}|\t")  # between those who take part
_MIXED = re.compile(r"(?P<head>[A-Z][a-z]{1,2})(?P<rest>[A-Z]{2,})")  # McREYES, DeLAURO
_WORD = re.compile(r"[a-z&]+")

_PART = r"(?:[A-Z][\w'’-]{1,30}|[A-Z]\.)"  # of a name; bounded, so that each place is looked at in a bounded time
_PERSON = rf"{_PART}(?:\s{_PART}){{1,3}}"
_PEOPLE = re.compile(rf"(?<![\w'’-]){_PERSON}(?![\w'’-])")
_OF = re.compile(rf"\b(?i:statement|testimony|deposition|examination|interview)\s+(?i:of)[\s:]+(?:(?i:the)\s+)?(?P<name>{_PERSON})")
_WITNESS_OF = re.compile(rf"\b(?i:deposition|examination|testimony)\s+(?i:of)[\s:]+(?P<name>{_PERSON})")
_SWORN = re.compile(
    rf"(?<![\w'’-])(?P<name>{_PERSON}),?\s(?i:(?:called|having been|was called|the witness|a witness|being first))\b"
)

_LEAST_TURNS, _LEAST_SPEAKERS = 4, 2
_LEAST_SHARE = (
    0.5  # of the paragraphs from the first label on that begin with one; a record that says that it is one may have longer turns
)
_HEAD_LINES = 200
_COUNTED = re.compile(r"\s{0,9}(\d{1,3})(?:\s|$)")
_NUMBERED, _LEAST_NUMBERED = 0.6, 5  # share and number of lines that go on counting, from which on they are numbered
_MOST_HEADING_WORDS = 5
_LONGEST_LABEL = 8  # words


class _Label(NamedTuple):
    """Who speaks from a line on: the name as it is printed or None, an office, and the words behind it; `kind` of how it is printed."""

    name: str | None
    words: str
    role: str | None = None
    kind: str = "name"


@dataclass(slots=True)
class _Open:
    """A turn that goes on."""

    label: _Label
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def words(self) -> str:
        """Its words, a blank line between paragraphs, without what the clerk notes in brackets."""
        texts = (" ".join(lines) for lines in self.paragraphs if lines)
        return "\n\n".join(text for text in texts if not _ASIDE.fullmatch(text))


@dataclass(slots=True)
class _Record:
    """What is read of a record so far. `offices`: by name, of those whom it lists before they speak."""

    turns: list[_Open] = field(default_factory=list)
    offices: dict[str, str] = field(default_factory=dict)
    examiner: str | None = None
    blocks: int = 0
    is_over: bool = False  # whether the last turn ended, so that what follows without a label is nobody's


def recorded(text: str) -> Spoken | None:
    """Return the turns of a text that is a printed record of what was said, None for any other text."""
    lines = _unnumbered(text.split("\n"))
    text = "\n".join(lines)
    first = next((n for n, line in enumerate(lines) if _begins(line.strip())), None)
    if first is None:
        return None
    head = lines[:first][-_HEAD_LINES:]
    record = _read(lines[first:])
    if not _is_record(record, head):
        return None
    names = _Names([*head, *record.offices], text)
    turns = [turn for one in record.turns if (turn := names.turn(one)).words]
    plain = [line.strip() for line in head if line.strip()]
    return Spoken(turns, next(iter(plain), None), next(filter(None, map(day_of, plain)), None))


def _unnumbered(lines: list[str]) -> list[str]:
    """Return the lines of a record without the numbers that count them on each page, where most have one."""
    numbers = [int(match[1]) if (match := _COUNTED.match(line)) else None for line in lines]
    told = [number for number in numbers if number is not None]
    going_on = sum(b in (a + 1, 1) for a, b in pairwise(told))
    if len(told) < _LEAST_NUMBERED or going_on < _NUMBERED * sum(bool(line.strip()) for line in lines):
        return lines
    out, last = [], 0
    for line, number in zip(lines, numbers, strict=True):
        is_count = number in (last + 1, 1)
        last = number if number is not None and is_count else last
        out.append(_COUNTED.sub("", line).strip() if is_count else line)
    return out


def _begins(line: str) -> bool:
    """Return whether a line is the first of what is said."""
    return _label(line, None) is not None or _EXAMINER.fullmatch(line) is not None


def _read(lines: list[str]) -> _Record:
    """Return the turns of the lines of a record from its first label on."""
    record = _Record()
    after_blank = True
    for line in lines:
        plain = line.strip()
        if not plain or _PAGE_NUMBER.fullmatch(plain):
            after_blank = True
            if record.turns and not record.is_over:
                record.turns[-1].paragraphs.append([])
            continue
        record.blocks += after_blank
        _take(record, plain)
        after_blank = False
    return record


def _take(record: _Record, line: str) -> None:
    """Take in a line: of who asks from here on, of a turn that begins, of a heading, or of the turn that is open."""
    if examiner := _EXAMINER.fullmatch(line):
        record.examiner, record.is_over = examiner["name"], True
        return
    label = _label(line, record.turns[-1].label if record.turns else None)
    if label is None and (line in record.offices or (record.offices and line.casefold() in words("unnamed"))):
        label = _Label(line, "", record.offices.get(line), "line")
    if label is not None:
        _begin(record, label)
    elif _is_heading(line) or _SWORN.search(line) or (_is_listed(record) and _is_part(line)):
        record.is_over = True
    elif record.turns and not record.is_over:
        record.turns[-1].paragraphs[-1].append(line)


def _begin(record: _Record, label: _Label) -> None:
    """Begin a turn. A line of a name and an office without words behind it was one of a list of those who take part."""
    last = record.turns[-1] if record.turns else None
    if last is not None and last.label.kind == "line" and not last.words:
        record.turns.pop()
        if last.label.role:
            record.offices[last.label.name or ""] = last.label.role
    if label.kind == "Q" and record.examiner:
        label = label._replace(name=record.examiner)
    record.turns.append(_Open(label, [[label.words] if label.words else []]))
    record.is_over = False


def _is_heading(line: str) -> bool:
    """Return whether a line is one of some words in capitals that end no sentence."""
    return bool(_HEADING.fullmatch(line)) and any(c.isalpha() for c in line) and len(line.split()) > 1 and line[-1] not in ".?!,"


def _is_listed(record: _Record) -> bool:
    """Return whether a record lists those who take part with their offices, as that of a call on earnings does."""
    return bool(record.offices) or (bool(record.turns) and record.turns[-1].label.kind == "line")


def _is_part(line: str) -> bool:
    """Return whether a line heads a part of a record: some words with capitals, and a colon behind them."""
    inner = line[:-1].split()
    return line.endswith(":") and 0 < len(inner) <= _MOST_HEADING_WORDS and all(not word[0].islower() for word in inner)


def _label(line: str, last: _Label | None) -> _Label | None:
    """Return who speaks from a line on, None for a line that begins no turn. `last`: who spoke before."""
    if asked := _ASKED.match(line):
        return _Label(None, asked["words"], kind=asked["label"]) if _is_asked(line, last) else None
    if office := _OFFICE.match(line):
        return _Label(office["label"], office["words"], kind="office")
    for match in (_TITLED.match(line), _CAPITALS.match(line)):
        if match and _is_of_somebody(match):
            return _Label(match["label"], match["words"] or "")
    on_line = _ON_A_LINE.fullmatch(line)
    return _Label(on_line["label"], "", on_line["role"].strip(), "line") if on_line else None


def _is_asked(line: str, last: _Label | None) -> bool:
    """Return whether a line that begins with Q or A is a question or an answer: an A that nothing sets apart is one behind a question alone."""
    is_article = line[0] == "A" and line[1:2].isspace() and not line[1:3].isspace()
    return not is_article or (last is not None and last.kind == "Q")


def _is_of_somebody(match: re.Match[str]) -> bool:
    """Return whether what stands before words names somebody: by a title, or in capitals."""
    title = match.groupdict().get("title")
    if title is not None:
        return title.casefold() in TITLES | words("record_titles")
    return len(match["label"].split()) <= _LONGEST_LABEL and _is_capital(match["label"])


def _is_capital(label: str) -> bool:
    """Return whether a label is set in capitals, but for what is in brackets, and is no heading such as NOTE."""
    bare = re.sub(r"\(.*?\)", "", label).strip()
    first = re.split(r"[\s.]", bare)[0].casefold()
    return sum(c.isupper() for c in bare) > sum(c.islower() for c in bare) and first not in words("headings")


def _is_record(record: _Record, head: list[str]) -> bool:
    """Return whether the turns are those of a record: enough of them, by several people, most of the text or under a head that says so."""
    turns = record.turns
    speakers = {turn.label.name or turn.label.kind for turn in turns}
    if len(turns) < _LEAST_TURNS or len(speakers) < _LEAST_SPEAKERS:
        return False
    kinds = {turn.label.kind for turn in turns}
    says_so = len(words("hearing_words") & {word for line in head for word in _WORD.findall(line.casefold())}) > 0
    if kinds <= {"Q", "A"} or "line" in kinds:
        return says_so or record.examiner is not None  # an interview in an article has questions and answers too
    return says_so or len(turns) >= _LEAST_SHARE * record.blocks


class _Names:
    """Whom the head of a record names, by which labels are told."""

    def __init__(self, head: list[str], text: str) -> None:
        self._people: defaultdict[str, set[str]] = defaultdict(set)
        for line in head:
            for part in re.split(r"[,;()]|\s{3,}|\t", line):
                for match in _PEOPLE.finditer(part):
                    self._add(match[0])
        for match in _OF.finditer(text):
            self._add(match["name"])
        sworn = {self._plain(m["name"]) for pattern in (_WITNESS_OF, _SWORN) for m in pattern.finditer(text)} - {""}
        self._witness = next(iter(sworn)) if len(sworn) == 1 else None
        self._chair = self._presiding(head)

    def turn(self, one: _Open) -> Turn:
        """Return the turn of a stretch of a record, with its speaker by the fullest name that is known."""
        label, said = one.label, one.words
        if label.kind == "Q" and label.name is None:
            return Turn(said, None, is_change=True)
        if label.kind == "A":
            return Turn(said, self._witness, is_change=True)
        name = " ".join((label.name or "").split()).rstrip(".:")
        if label.kind == "office":
            return self._of_office(said, name)
        if label.kind == "line":
            return Turn(said, name, role=label.role, is_change=True)
        title, bare = _split(name)
        return Turn(said, self._full(bare) or bare or name, role=title, is_change=True)

    def _of_office(self, said: str, name: str) -> Turn:
        """Return the turn of one who is named by an office alone: a witness, or whoever presides."""
        office = name.partition(" ")[2].casefold()
        known = self._witness if office in ("witness", "deponent") else self._chair if office in words("chairs") else None
        shown = as_spelled(name.upper())
        return Turn(said, known or shown, role=shown if known else None, is_change=True, is_name=known is not None)

    def _full(self, bare: str) -> str | None:
        """Return the one person in the head with a surname, where a label has no more than that."""
        known = self._people.get(bare.split()[-1].casefold(), set()) if bare else set()
        return next(iter(known)) if len(known) == 1 and len(bare.split()) == 1 else None

    def _add(self, name: str) -> None:
        plain = self._plain(name)
        if len(plain.split()) > 1:
            self._people[plain.split()[-1].casefold()].add(plain)

    def _plain(self, name: str) -> str:
        """Return a name without titles, spelled as names are; empty for what is no name of two words."""
        inner = name.split()
        last = max((n for n, word in enumerate(inner, 1) if word.casefold().strip(".") in _no_names()), default=0)
        _, bare = _split(" ".join(inner[last:]))
        return bare if len(bare.split()) > 1 and bare.split()[-1].casefold() not in words("chairs") else ""

    def _presiding(self, head: list[str]) -> str | None:
        """Return the one person whom the head of a record names with the office of whoever presides."""
        found = set()
        for part in (part for line in head for part in _APART.split(line)):
            people = {plain for m in _PEOPLE.finditer(part.replace(",", " , ")) if (plain := self._plain(m[0]))}
            if set(_WORD.findall(part.casefold())) & words("chairs") and len(people) == 1:
                found |= people
        return next(iter(found)) if len(found) == 1 else None


@cache
def _no_names() -> frozenset[str]:
    """Return words that stand before names in the head of a record and are not names themselves."""
    return words("hearing_words") | words("sentence_words") | words("offices")


def _split(name: str) -> tuple[str | None, str]:
    """(titles or None, the rest) of a name, both spelled as names are where they are set in capitals."""
    inner = [_spelled(word) for word in re.sub(r"\(.*?\)", "", name).split()]
    n = next((n for n, word in enumerate(inner) if word.strip(".,").casefold() not in TITLES | words("record_titles")), len(inner))
    if n == len(inner):
        return None, " ".join(inner)
    title = " ".join(inner[:n])
    return title or None, " ".join(inner[n:]).strip(" ,.")


def _spelled(word: str) -> str:
    """Return a word of a name, of which most may be set in capitals, spelled as names are."""
    if mixed := _MIXED.match(word):
        return mixed["head"] + mixed["rest"].capitalize() + word[mixed.end() :]
    return as_spelled(word)
