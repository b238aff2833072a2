"""Labels of turns in a transcript: which words at the start of a paragraph say that somebody speaks from there on.

The forms are those of the trade: `NAME:`, `NAME (D), ROLE:`, `Name (Place) (Party):`, `(UNKNOWN):`, `Mr. NAME.` of the
Congressional Record, `Q` and `A` with or without a mark, `NAME -- ROLE` on a line of its own, and WebVTT's `<v Name>`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from service.extraction.page.layout import Paragraph, trim
from service.knowledge.honorifics import suffixes
from service.knowledge.speaker_keys import TITLES
from service.knowledge.tables import read_lines, words


def _classes() -> dict[str, tuple[str, ...]]:
    """Return {class: words} of the table of labels; an underscore stands for a space."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_lines("service.extraction.attribution", "labels"):
        name, words = (column.strip() for column in line.split("|"))
        found[name] = (*found.get(name, ()), *(word.replace("_", " ") for word in words.split()))
    return found


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of some words, those with * with any ending."""
    return "|".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)


WORDS = _classes()
"""{class: words} of `data/labels.txt`."""
QUESTIONS, ANSWERS = frozenset(WORDS["questions"]), frozenset(WORDS["answers"])
_INITIALS = frozenset((WORDS["questions"][0], WORDS["answers"][0]))
_NO_SPEAKERS, _ENUMERATORS = frozenset(WORDS["no_speakers"]), frozenset(WORDS["enumerators"])
_ANY_ENUMERATORS = _ENUMERATORS | set(WORDS["enumerators_numbered"])
_SPELLED = 3  # letters from which a number is spelled out
_NUMBERS, _GROUPS = frozenset(WORDS["numbers"]), frozenset(WORDS["groups"])
_LEADING_ON = frozenset(WORDS["leading_on"])
_LETTERS = frozenset("abcdefgh")  # that number things
_TOPICS = frozenset(WORDS["topics"])
_JOINED_TOPICS = _TOPICS | frozenset(WORDS["topics_joined"])
_EXAMINERS = frozenset(WORDS["examiners"])
_RANKS = frozenset(WORDS["ranks"])
_DOTS = r"(?:\.{3}|…)"  # next to the note of an interruption
_END_OF_DIRECTION = re.compile(
    rf"(?:{_DOTS}?\s?[\[(](?:{any_of(WORDS['directions'])})[^\])]*[\])][.—]?(?:\s?{_DOTS})?\s?)+$", re.IGNORECASE
)
_START_OF_DIRECTION = re.compile(rf"[\[(](?:{any_of(WORDS['directions'] + WORDS['manners'])})[^\])]*[\])]:?\s*", re.IGNORECASE)
_MANNER = re.compile(rf"[\[(](?:{any_of(WORDS['manners'])})\b[^\])]*[\])]", re.IGNORECASE)
_PLACE_OF_NAME = re.compile(rf" (?:{any_of(WORDS['of'])}) [A-Z][^()]*")
_NUMBERED = re.compile(r"\s?\d{1,3}$")
_TIME_CODE = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?\s*(?:-->\s*\S+\s*)?")
_PREFIX = re.compile(r"(?:>{1,3}\s*|[-–—•]\s+|\[\*\]\s*|\*{1,3}(?=\S)|_{1,2}(?=\S)|#{1,6}\s+|Q?\d{1,4}[.)]?\s+(?=[A-Z]))+")
_OPENING_MARK = re.compile('[“"‘«„]\\s*')
_CLOSING_MARK = re.compile('[”"’»]$')
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^<>\n]{1,80})>\s*")
_TAG = re.compile(r"</?(?:v|c|i|b|u)(?:[ .][^<>\n]{0,80})?>")
_Q_OR_A = re.compile(
    rf"(?P<name>{any_of(tuple(sorted(_INITIALS)))})(?:[.:](?:\*\*)?\s+(?=\S)|(?=[A-Z][a-z’']+\s)|(?:\t|[ \u00a0]{{2,}})(?=\S))"
)
_EXAMINED = re.compile(
    rf"(?:{any_of(tuple(sorted(_INITIALS & QUESTIONS)))})[.:]?\s{{1,9}}(?:{any_of(tuple(sorted(_EXAMINERS)))}) (?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{1,40}}):\s*(?=\S)"
)
_EXAMINATION = re.compile(
    rf"(?:[A-Za-z]{{1,12}}[ -]){{0,3}}(?i:{any_of(WORDS['examinations'])}) (?P<by>(?i:{any_of(tuple(sorted(_EXAMINERS)))}) (?P<name>[A-ZÀ-Þ][\w.'’ -]{{1,40}}))(?::|\s)?\s*"
)
_ANSWER = re.compile(rf"(?P<name>{re.escape(WORDS['answers'][0])})[ \u00a0](?=(?:{any_of(WORDS['answer_openers'])})\b)")
_Q = re.compile(rf"(?P<name>{re.escape(WORDS['questions'][0])})[ \u00a0](?=[A-Z0-9“\"‘(\[…—-])")
_DOTTED_NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]*[A-ZÀ-Þ](?:[ ][A-ZÀ-Þ][A-ZÀ-Þ’'.-]*[A-ZÀ-Þ])?"
_DOTTED = re.compile(
    rf"(?P<name>(?:(?:{any_of(WORDS['dotted'])}) (?:(?i:{any_of(WORDS['particles'])})[ ]){{0,3}}(?:Mc|Mac|O['’])?{_DOTTED_NAME}(?: (?:{any_of(WORDS['of'])}) [A-Z]\w+(?: [A-Z]\w+)?)?"
    rf"|(?:{any_of(WORDS['dotted_offices'])}) (?:[A-Z][a-z]+ )?{_DOTTED_NAME}(?: pro tempore)?)(?: \([^()]{{1,60}}\))?)\.\s+(?=\S)"
)
_DOTTED_MIXED = re.compile(
    rf"(?P<name>(?:{any_of(WORDS['dotted_titles'])}) (?:[A-ZÀ-Þ][\w’'-]{{1,30}} )?[A-ZÀ-Þ][\w’'-]{{1,30}})\. {{1,3}}(?=[A-Z“\"])"
)
_DOTTED_LINES = re.compile(rf"^[ \t]{{0,12}}{_DOTTED_MIXED.pattern}", re.MULTILINE)
_LEAST_DOTTED = 2  # names, and times that one of them comes back
_NOTED_LINE = re.compile(r"([^\s:()][^:()\n]{2,60}?)(?:\s+\([^:()\n]{1,60}\)){1,3}")
_LISTED_LINE = re.compile(r"([^\s:,()][^:,()\n]{1,50}?)\s*(?:\n|,\s)\s*([A-Z][^:()\n]{2,90})")
_ROLE_LINE = re.compile(r"([^\s:,–—-][^:,\n–—]{1,50}?)\s+(?:--|[–—-])\s+([^\n]{2,90})")
_PARENTHESIS = re.compile(r"\s{0,9}[(\[]([^()\[\]]{0,120})[)\]]")
_NICKNAME = re.compile(r"\s{0,9}[“\"‘][^“”\"‘’]{1,20}[”\"’](?=\s)")
_ROLE = re.compile(rf",\s{{1,9}}(?!(?:{'|'.join(sorted(suffixes()))})\b\.?)|\s{{1,9}}(?:--|[–—])\s{{1,9}}", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W_][\w’'.-]*|&")
_JOINERS = frozenset(WORDS["joiners"])
_NESTED = re.compile(r"\(([^()]{1,80})\s\([^()]{1,60}\)\)")
_TO_OFFICE = re.compile(rf" to (?:{any_of(WORDS['definite'])}) [A-Z][^:()\n.?!]{{2,80}}$")
_TIME_BEHIND = re.compile(r"[ \t]{1,9}[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?$")
_OF_OFFICES = frozenset(WORDS["of_offices"])
_BEARER = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]{0,30}\s){1,4}[A-ZÀ-Þ][\w’'-]{1,30}")
_GIVEN_TOO = re.compile(
    rf"^[ \t]{{0,12}}(?P<name>(?:{any_of(WORDS['given_too'])}) [A-ZÀ-Þ][\w’'-]{{1,30}}(?: [A-ZÀ-Þ][\w’'-]{{1,30}})?):[ \n]",
    re.MULTILINE,
)
_AFTER_COLON = re.compile(r"(?:\*{1,3}|_{1,2})?(?:\s+|$)(?:\*{1,3}|_{1,2})?")
_DASHES = frozenset(("--", "–", "—"))
_EMPHASIS = ("***", "**", "__")
_STOPS = frozenset(".?!…:;,")
_OTHERWISE = " / "  # between the names of an office in two languages
_POST_NOMINALS = words("post_nominals")
_ONLY_LETTERS = frozenset(WORDS["only_letters"])
_LONGEST_LABEL = 120  # characters
_LONGEST_OFFICE = 240  # characters of one that is an office with its bearer in parentheses
_LONGEST_NAME = 5  # words of a label in mixed case, those that join others left out
_LONGEST_UPPER = 8  # words of a label in capitals
_LONGEST_ROLE = 12  # words of a role behind a name
_LONGEST_GROUP = 4  # words of the label of a group
_LONGEST_STOPPED = 5  # letters of a word that ends with a full stop and is a title
_LONGEST_DIRECTION = 60  # characters of a stage direction next to the words of a turn


class Style(Enum):
    """How a label is set."""

    UPPER = "ORR"
    TITLED = "Mr ORR"
    MIXED = "Ada Orr"
    GROUP = "Some members"
    INITIAL = "Q"
    DOTTED = "Mr. ORR."
    VOICE = "<v Ada Orr>"
    LINE = "Ada Orr -- Chair"  # on a line of its own


class _Name(NamedTuple):
    """A label taken apart: the name without what stands around it, the role behind it, and what stands in parentheses."""

    bare: str
    role: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label's words, the offsets [start, end) where it stands, and `words`, the offset where its turn starts.

    `is_marked`: a quotation mark stands before it; `bare`: the name alone; `role`: what follows it; `notes`: what stands in parentheses.
    """

    name: str
    start: int
    end: int
    words: int
    is_marked: bool
    style: Style = Style.MIXED
    bare: str = ""
    role: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_upper(self) -> bool:
        """Whether it is set in capitals, or its surname is."""
        return self.style in (Style.UPPER, Style.TITLED, Style.DOTTED)

    @property
    def called(self) -> str:
        """The name alone in capitals, without a number ("Q" of "Q1", "REPORTER" of "Reporter 2")."""
        return _NUMBERED.sub("", (self.bare or self.name).upper())

    @property
    def is_question(self) -> bool:
        """Whether it is the initial of a question."""
        return self.name in _INITIALS and self.name in QUESTIONS

    @property
    def is_question_or_answer(self) -> bool:
        """Whether it is the initial of a question or an answer."""
        return self.name in _INITIALS

    @property
    def is_of_office(self) -> bool:
        """Whether small words stand in it as in the name of an office ("Minister for Harbours")."""
        return not _OF_OFFICES.isdisjoint(self.bare.casefold().split()[1:])

    @property
    def is_examiner(self) -> bool:
        """Whether it only says who asks from here on ("BY MR. STONE:")."""
        return self.is_upper and " " in self.bare and self.bare.split()[0].upper() in _EXAMINERS


def recurring_names(text: str) -> frozenset[str]:
    """Return the names that are labels because they come back: titled surnames with a stop that open lines of a hearing ("Senator
    Orr. Thank you."), and those whose given name is a word that opens a heading ("Remember Orr:").
    """
    names = Counter(match["name"] for match in _DOTTED_LINES.finditer(text))
    is_hearing = len(names) >= _LEAST_DOTTED and max(names.values()) >= _LEAST_DOTTED
    given = Counter(match["name"] for match in _GIVEN_TOO.finditer(text))
    return frozenset((*(names if is_hearing else ()), *(name for name, times in given.items() if times > 1)))


def find_label(text: str, paragraph: Paragraph, recurring: frozenset[str] = frozenset()) -> Label | None:
    """Return the label at a paragraph's start, or None. `recurring`: see `recurring_names`."""
    at, stop = _start_of(text, paragraph), paragraph.end
    mark = _OPENING_MARK.match(text, at, stop)
    start = mark.end() if mark else at
    examined = _EXAMINED.match(text, start, stop)
    if examined:
        name = examined["name"]
        return Label(
            name, examined.start("name"), examined.end("name"), examined.end(), mark is not None, Style.UPPER, *_taken_apart(name)
        )
    heading = _EXAMINATION.fullmatch(text, start, stop)
    if heading:
        name = heading["by"]
        return Label(name, heading.start("by"), heading.end("by"), heading.end(), mark is not None, Style.UPPER, name)
    for pattern, style in (
        (_VOICE, Style.VOICE),
        (_Q_OR_A, Style.INITIAL),
        (_Q, Style.INITIAL),
        (_ANSWER, Style.INITIAL),
        (_DOTTED, Style.DOTTED),
    ):
        match = pattern.match(text, start, stop)
        if match:
            name = match["name"]
            found = _taken_apart(_PLACE_OF_NAME.sub("", name)) if style == Style.DOTTED else _Name(name, None, ())
            return Label(name, match.start("name"), match.end("name"), match.end(), mark is not None, style, *found)
    match = _DOTTED_MIXED.match(text, start, stop) if recurring else None
    if match and match["name"] in recurring:
        name = match["name"]
        found = _taken_apart(name)
        return Label(name, match.start("name"), match.end("name"), match.end(), mark is not None, Style.DOTTED, *found)
    return _before_colon(text, start, stop, recurring, is_marked=mark is not None)


def find_line(text: str, paragraph: Paragraph, is_known: Callable[[str], bool], *, is_sparse: bool = False) -> Label | None:
    """Return the label that a paragraph is as a whole ("Tomas Stone -- Chief Executive"), or None.

    `is_known`: whether a line that is nothing but a name is one that takes part; `is_sparse`: no other labels tell the turns, so
    that a constituency in parentheses or a role on the next line is enough ("Ada Orr (Skarn) (Ind)", "Ada Orr, Analyst").
    """
    start, end = trim(text, _start_of(text, paragraph), paragraph.end)
    whole = text[start:end].rstrip("*_").replace("\n(", " (")  # a constituency on a line of its own
    line = without_time(whole)
    is_timed = line != whole or _TIME_CODE.match(text, paragraph.start, start) is not None
    if line in _INITIALS and line in QUESTIONS:
        return Label(line, start, end, end, False, Style.INITIAL, line)
    if not line or len(line) > _LONGEST_LABEL:
        return None
    taken = _line_apart(line, is_sparse=is_sparse)
    if taken is None:
        found = _taken_apart(line)
        is_label = "\n" not in line and (is_timed or is_known(found.bare))
        taken = (line, found) if is_label and found.role is None else None
    if taken is None or not _may_stand_alone(line, taken[1]):
        return None
    name, found = taken
    return Label(name, start, start + len(name), end, False, Style.LINE, found.bare, found.role, found.notes)


def without_time(line: str) -> str:
    """Return a line without the time behind a name ("Ada Orr  0:03")."""
    return _TIME_BEHIND.sub("", line)


def _may_stand_alone(line: str, found: _Name) -> bool:
    """Return whether a line that is taken apart may be a label: a name and no heading, which ends like no sentence."""
    if _style(found.bare) not in (Style.UPPER, Style.MIXED) or _is_heading(found.bare):
        return False
    return line[-1] not in _STOPS or line.endswith((".", "”"))


def _line_apart(line: str, *, is_sparse: bool) -> tuple[str, _Name] | None:
    """Return the words of the name in a line, and its parts, where it has one of the forms of a label by itself; or None."""
    forms = (_ROLE_LINE, _LISTED_LINE) if is_sparse else (_ROLE_LINE,)
    match = next((matched for form in forms if (matched := form.fullmatch(line))), None)
    if match is not None:
        found = _taken_apart(match[1])
        is_label = found.role is None and " " in found.bare and match[2][-1] not in _STOPS - {"."}
        return (match[1], found._replace(role=match[2])) if is_label else None
    noted = _NOTED_LINE.fullmatch(line) if is_sparse else None
    return (noted[1], _taken_apart(line)) if noted is not None else None


def words_of_turn(text: str, start: int, end: int, *, is_marked: bool = False) -> tuple[int, int]:
    """Return a turn's words without time code, stage direction and, if it is marked, the quotation marks around it."""
    code = _TIME_CODE.match(text, start, end)
    start, end = trim(text, code.end() if code else start, end)
    if is_marked:
        mark = _OPENING_MARK.match(text, start, end)
        start = mark.end() if mark else start
        end -= _CLOSING_MARK.search(text, start, end) is not None
    tag = _TAG.match(text, start, end)
    start = tag.end() if tag else start
    if text.endswith(">", start, end) and (closing := text.rfind("<", start, end)) >= 0 and _TAG.fullmatch(text, closing, end):
        end = closing
    head = _START_OF_DIRECTION.match(text, start, min(end, start + _LONGEST_DIRECTION))
    start = head.end() if head else start
    end -= _left_open(text, start, end)
    tail = _END_OF_DIRECTION.search(text, max(start, end - _LONGEST_DIRECTION), end)
    return trim(text, start, tail.start() if tail else end)


def _left_open(text: str, start: int, end: int) -> int:
    """Return how long the mark of emphasis at the end of words is that opens before their label ("**KM: When?**"), 0 without one."""
    mark = next((mark for mark in _EMPHASIS if text.endswith(mark, start, end)), "")
    return len(mark) if mark and text.count(mark, start, end) % 2 else 0


def _start_of(text: str, paragraph: Paragraph) -> int:
    """Return where a paragraph's label may start, behind a time code, a list mark or the number of a question."""
    at = paragraph.start
    for pattern in (_TIME_CODE, _PREFIX, _TIME_CODE):
        match = pattern.match(text, at, paragraph.end)
        at = match.end() if match else at
    return at


def _before_colon(text: str, start: int, stop: int, recurring: frozenset[str], *, is_marked: bool) -> Label | None:
    """Return the label that a colon ends, or None."""
    last = min(stop, start + _LONGEST_OFFICE)
    colon = text.find(":", start, last)
    while colon >= 0 and text[colon + 1 : colon + 2].isdigit():  # "(14:02)"
        colon = text.find(":", colon + 1, last)
    after = _AFTER_COLON.match(text, colon + 1, stop) if colon > start else None
    if after is None:
        return None
    name = _TO_OFFICE.sub("", text[start:colon].rstrip("*_ \u00a0"))  # "Ada ORR (Leader) to the Prime Minister:"
    if _MANNER.fullmatch(name) or "\n" in name:
        return None  # "(on camera): …" goes on with the turn
    told = _office_apart(name) or (_named_apart(name, recurring) if len(name) <= _LONGEST_LABEL else None)
    if told is None:
        return None
    style, found = told
    return Label(name, start, start + len(name), after.end(), is_marked, style, *found)


def _named_apart(name: str, recurring: frozenset[str]) -> tuple[Style, _Name] | None:
    """Return how the words before a colon are set, and their parts, where they may name who speaks; or None."""
    found = _taken_apart(name)
    style = _style(found.bare)
    if style is None or not _is_role(found.role, style):
        return None
    is_name = name in recurring or not _is_heading(found.bare)
    return (style, found) if is_name else None


def _office_apart(name: str) -> tuple[Style, _Name] | None:
    """Return the same of an office with its bearer in parentheses ("Minister of State at the Department (Deputy Ada Orr)"), or None."""
    name = _NESTED.sub(r"(\1)", name)
    notes = [note.strip() for note in _PARENTHESIS.findall(name)]
    if not name.endswith(")") or not _BEARER.fullmatch(notes[-1] if notes else ""):
        return None
    bare = " ".join(_PARENTHESIS.sub(" ", name).split())
    words = bare.replace(",", "").split()
    own = [word for word in words if word.casefold() not in _OF_OFFICES]
    if len(own) == len(words) or not words[0][0].isupper() or not all(map(_NAME_WORD.fullmatch, words)):
        return None
    if not own or not all(word[0].isupper() for word in own):
        return None
    return Style.UPPER if all(map(is_upper, own)) else Style.MIXED, _Name(bare, None, tuple(notes))


def _taken_apart(label: str) -> _Name:
    """Return a label's name, role and parentheses."""
    label = _NESTED.sub(r"(\1)", label)  # "The Chair (Ms. Ada Orr (Skarn, Ind.))"
    whole = _PARENTHESIS.fullmatch(label)
    if whole:
        return _Name(" ".join(whole[1].split()), None, ())
    notes = tuple(note.strip() for note in _PARENTHESIS.findall(label))
    plain = _NICKNAME.sub("", _PARENTHESIS.sub(" ", label)).replace(" #", " ")  # "PERSON #2"
    bare, *roles = _ROLE.split(plain.rpartition(_OTHERWISE)[2].replace(" ,", ","), maxsplit=1)
    return _Name(_without_honours(bare.split()), " ".join(roles[0].split()) if roles else None, notes)


def _without_honours(words: list[str]) -> str:
    """Return the words of a name without the letters of honours and seats behind it ("Ada Orr MS"); those that may be the surname are kept
    where all is in capitals ("DR. JACK MA"), or behind a title and a given name."""
    letters = _ONLY_LETTERS if all(map(is_upper, words)) else _POST_NOMINALS
    while len(words) > 2 and words[-1] in letters and not (words[-1] not in _ONLY_LETTERS and _are_titled(words[:-1])):
        words = words[:-1]
    return " ".join(words)


def _are_titled(words: list[str]) -> bool:
    """Return whether words are a title and a given name, behind which a surname stands."""
    return len(words) == 2 and words[0].casefold().strip(".") in TITLES and _is_given(words[1])


def _is_given(word: str) -> bool:
    """Return whether a word is a given name."""
    return any(word.casefold() in words(table) for table in ("given_masculine", "given_feminine"))


def _style(bare: str) -> Style | None:
    """Return how the name of a label is set, or None where it is not one."""
    words = bare.split()
    if not words or not words[0][0].isupper() or not all(map(_is_name_word, words)):
        return None
    if words[-1].casefold() in _GROUPS and 1 < len(words) <= _LONGEST_GROUP:
        return Style.GROUP
    own = [word for word in words if word.casefold() not in _JOINERS or word.isupper()]
    if not own or not own[0][0].isalpha():
        return None
    if all(map(is_upper, own)):
        return Style.UPPER if len(words) <= _LONGEST_UPPER else None
    if not all(word[0].isupper() or word[0].isdigit() for word in own) or len(own) > _LONGEST_NAME:
        return None
    return Style.TITLED if _ends_in_capitals(own) else Style.MIXED


def _ends_in_capitals(words: list[str]) -> bool:
    """Return whether the last of several words is a surname in capitals."""
    last = words[-1]
    return len(words) > 1 and is_upper(last) and sum(map(str.isalpha, last)) > 1 and last.casefold() not in _NUMBERS


def _is_name_word(word: str) -> bool:
    """Return whether a word may be of a name: letters and the marks of names, with a stop only behind a title or an initial."""
    if _NAME_WORD.fullmatch(word) is None:
        return False
    return not word.endswith(".") or sum(map(str.isalpha, word)) <= _LONGEST_STOPPED


def is_upper(word: str) -> bool:
    """Return whether a word is set in capitals, as names are that keep a small prefix ("McDONNELL")."""
    return word.isupper() or word.isdigit() or (len(word) > 3 and word[0].isupper() and word[-3:].isupper())


def _is_heading(bare: str) -> bool:
    """Return whether words before a colon number or announce what follows rather than name who says it."""
    words = [word.casefold().strip(".") for word in bare.split()]
    if " ".join(words[:2]) in _RANKS and len(words) > 2:
        return False
    if not _NO_SPEAKERS.isdisjoint((words[0], bare.casefold().split()[0], bare.casefold())) or words[-1] in _LEADING_ON:
        return True
    return _is_topic(words, bare) or _is_numbered(words)


def _is_topic(words: list[str], bare: str) -> bool:
    """Return whether a label is one word in mixed case for what a part of a speech is about ("Jobs:")."""
    return len(words) == 1 and words[0] in _TOPICS and not is_upper(bare)


def is_of_topics(label: Label) -> bool:
    """Return whether a label is several words in mixed case for what a part of a report is about ("Parks and Recreation:")."""
    if label.style != Style.MIXED or label.role or label.notes or " " not in label.bare:
        return False
    return all(word in _JOINED_TOPICS or word in _JOINERS for word in label.bare.casefold().split())


def _is_numbered(words: list[str]) -> bool:
    """Return whether words, case-folded, only number what follows ("Point Five:", "Exhibit B:")."""
    numbered = [word for word in words if word in _NUMBERS or word.isdigit() or (word in _LETTERS and word != words[0])]
    rest = [word for word in words if word not in numbered]
    if not rest:  # shorter ones may be initials
        return all(word.isdigit() or len(word) >= _SPELLED for word in numbered)
    known = _ANY_ENUMERATORS if numbered else _ENUMERATORS
    return all(word in known for word in rest) and (len(rest) == 1 or bool(numbered))


def _is_role(role: str | None, style: Style) -> bool:
    """Return whether the words between a name and its colon may be a role: few, and in capitals where the name is."""
    if role is None:
        return True
    words = [word for word in role.split() if word not in _DASHES]  # "Ada Orr -- Skarn Securities -- Analyst:"
    if len(words) > _LONGEST_ROLE or not all(map(_NAME_WORD.match, words)):
        return False
    return style in (Style.UPPER, Style.TITLED) or role[0].isupper() or len(words) <= _LONGEST_NAME
