"""Records of what was said, as they are printed → turns: hearings, depositions, trials, press briefings, calls on earnings.

Whoever speaks stands at the start of a paragraph, or on a line of their own with their office (`record_labels`). A surname is taken
for the one person of that name in the head of the record; who answers is whoever was sworn in last.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from service.sources.attendance import is_bare_name, is_part_heading, present, repeats_office, without_lists
from service.sources.days import day_of_sitting
from service.sources.directions import remarked
from service.sources.members_on_lines import is_presiding, with_labels
from service.sources.record_labels import EXAMINER, Label, called_again, label_of, other_label
from service.sources.record_lines import indent, unnumbered, without_page_marks
from service.sources.record_names import PERSON, SWORN, Names, split_name, with_role
from service.sources.run_on_answers import with_answers_apart
from service.sources.speakers import as_spelled
from service.sources.spoken import Spoken
from service.sources.tables import entries, words
from service.sources.transcripts import Turn

_ENDS = (".", "?", "!", "”", '"', ")", "]")
_HEADING = re.compile(r"[^a-z]{3,120}")
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,400}[)\]]\.?|[A-Z][\w '’-]{1,60} interjecting\s?[—–-]+")
_PRINTED = re.compile(r"[a-z]\.?\s[A-Z][A-Z'’-]+$")  # "Senator EK"
_COPYRIGHT = re.compile(
    r"(?:Copy: Content|Copyright|©)\s|[\d-]{5,14}\w*\s+www\."
)  # under a transcript of a broadcast, or on each page of it
_FOLLOWS = re.compile(r"\bfollows?\s?:?\s?[)\]]?[.:]?$")  # "[The letter follows:]": what then comes was not spoken
_ORDERED = re.compile(r"There being no objection,|[^.]{1,200}\b(?:was|were) ordered to be printed\b")  # in the Congressional Record
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?[A-Z]?\d{1,5}\W*", re.IGNORECASE)
_RULE = re.compile(r"[_*=–—-]{5,}|\.{20,}|#(?:\s?#){2,8}")
_END = re.compile(
    r"\W{0,9}END(?:\s(?:OF\s)?(?:THE\s)?(?:TRANSCRIPT|RECORDING|INTERVIEW|BRIEFING|CALL)|\s{1,80}\d{1,2}:\d{2}\s?[AP]\.?M\.?(?:\s[A-Z]{2,4})?)?\W{0,9}",
    re.IGNORECASE,
)  # of a briefing
_NOTE = re.compile(r"[(\[](?:Where|There)upon\b")  # what the reporter tells of, over some lines
_SWORN_ALONE = re.compile(rf"{PERSON},")
_FIELD = re.compile(r"(?P<word>[A-Z]\w{2,20}):\s")
_WORD = re.compile(r"[a-z&]+")
_OF_CONGRESS = re.compile(r"\[?Congressional Record,? Vol(?:ume|\.)", re.IGNORECASE)  # what is of it may have one turn
_REMARKS = re.compile(r"(?:Remarks|Statement|Press (?:Briefing|Gaggle|Conference|Call)|Background Press)\b", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}\s?[AaPp]\.?[Mm]\.?(?:\s[A-Z]{1,4})?\.?")
_LEAST_TURNS, _LEAST_SPEAKERS = 4, 2
_ALSO_IN_ARTICLES = frozenset(("Q", "A", "full"))  # kinds of labels
_NAMED = frozenset(("name", "full", "mixed", "member"))  # kinds of labels that have a name
_LEAST_APART = 3  # turns under lines of a name and an office, of what says that it is a transcript
_LEAST_SHARE = (
    0.5  # of the paragraphs from the first label on that begin with one; a record that says that it is one may have longer turns
)
_HEAD_LINES = 200
_MOST_CLOSING = 6  # words in which a line tells that a meeting ended
_MOST_HEADING_WORDS = 5


@dataclass(slots=True)
class _Open:
    """A turn that goes on; `witness`: who was sworn in last."""

    label: Label
    witness: str | None
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def words(self) -> str:
        """Its words, a blank line between paragraphs, without what the clerk notes in brackets."""
        texts = (" ".join(lines) for lines in self.paragraphs if lines)
        return "\n\n".join(text for text in texts if not _ASIDE.fullmatch(text))


@dataclass(slots=True)
class _Line:
    """A line without the white space about it, the one behind it, and how it stands: behind a blank line, at a paragraph's start."""

    text: str
    following: str
    is_apart: bool
    begins: bool
    is_set_in: bool  # so that it begins a paragraph


@dataclass(slots=True)
class _Record:
    """What is read of a record so far. `offices`: by name, of those whom it lists before they speak."""

    offices: dict[str, str]
    turns: list[_Open] = field(default_factory=list)
    named: set[str] = field(default_factory=set)  # whole names before words, as they are printed
    members: set[str] = field(default_factory=set)  # of a parliament, whom a label has named with more than a name
    holders: dict[str, str] = field(default_factory=dict)  # by office, whom a label has named with it
    examiner: str | None = None
    witness: str | None = None
    blocks: int = 0
    others: Counter[str | None] = field(default_factory=Counter)  # what may be names before paragraphs, and how often
    is_debate: bool = False  # whether members of a parliament stand on lines of their own in it
    is_over: bool = False  # whether the last turn ended, so that what follows without a label is nobody's

    @property
    def labelled(self) -> list[_Open]:
        """The turns whose labels are of a kind that records have."""
        return [turn for turn in self.turns if turn.label.kind != "other"]


def recorded(text: str) -> Spoken | None:
    """Return the turns of a text that is a printed record of what was said, None for any other text."""
    plain_lines = with_answers_apart(unnumbered(without_page_marks(text.split("\n"))))
    labelled = with_labels(plain_lines)
    lines, offices = without_lists(labelled)
    record = _Record(
        dict(offices), others=_others(lines), is_debate=labelled is not plain_lines, members=present(lines[:_HEAD_LINES])
    )
    first = next((n for n, line in enumerate(lines) if _begins(line.strip(), record)), None)
    if first is None:
        return None
    head = lines[:first][-_HEAD_LINES:]
    record.witness = next((match["name"] for match in reversed(list(SWORN.finditer("\n".join(head))))), None)
    _read(record, lines, first)
    if not _is_of_congress(record, head) and not _is_released(record, head) and not _is_record(record, head):
        return None
    labels = [turn.label for turn in record.turns]
    full = [label.name for label in labels if label.name and label.kind in _NAMED]
    names = Names([*head, *record.offices], "\n".join(lines), full)
    turns = [turn for one in record.turns if (turn := _turn(one, names)).words]
    return Spoken(turns, *_told_over(head))


def _told_over(head: list[str]) -> tuple[str | None, str | None]:
    """(title, day) that the lines over a record tell."""
    plain = [line.strip() for line in head if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip())]
    return next(iter(plain), None), next(filter(None, map(day_of_sitting, plain)), None)


def _others(lines: list[str]) -> Counter[str | None]:
    """Return how often each of what may be names stands before a paragraph."""
    return Counter(label.name for line in lines if (label := other_label(line.strip())))


def _begins(line: str, record: _Record) -> bool:
    """Return whether a line is the first of what is said."""
    if not line:
        return False
    called = line.partition(": ")[0].removesuffix(":")
    is_called = bool(record.offices) and (called in record.offices or called.casefold() in words("unnamed"))
    if record.members and called_again(line, record.members) is not None:
        return True
    return is_called or label_of(line, None) is not None or EXAMINER.fullmatch(line) is not None


def _read(record: _Record, lines: list[str], first: int) -> None:
    """Read the turns of the lines of a record from its first label on."""
    columns = {indent(line) for line in lines[first:] if line.strip()}
    is_apart, before, column = True, "", 0
    for n, line in enumerate(lines[first:], first):
        plain = line.strip()
        if not plain or _PAGE_NUMBER.fullmatch(plain) or _RULE.fullmatch(plain):
            is_apart = True
            _part(record, is_rule=bool(_RULE.fullmatch(plain)))
            continue
        record.blocks += is_apart
        following = next((after.strip() for after in lines[n + 1 : n + 3] if after.strip()), "")
        begins = indent(line) > min(columns) if len(columns) > 1 else before.endswith(_ENDS)
        is_set_in = not is_apart and (
            indent(line) > column or (before.endswith(_ENDS) and indent(line) > min(columns) and len(columns) > 1)
        )
        _take_before_note(record, _Line(plain, following, is_apart, is_apart or begins, is_set_in))
        is_apart, before, column = False, plain, indent(line)


def _part(record: _Record, *, is_rule: bool) -> None:
    """End a paragraph, at a rule the turn as well."""
    record.is_over = record.is_over or is_rule
    if record.turns and not record.is_over:
        record.turns[-1].paragraphs.append([])


def _take_before_note(record: _Record, line: _Line) -> None:
    """Take in what of a line stands before a note of the reporter's, which ends the turn."""
    note = _NOTE.search(line.text)
    if note is None:
        _take(record, line)
        return
    if words_before := line.text[: note.start()].strip():
        _take(record, replace(line, text=words_before))
    record.is_over = True


def _take(record: _Record, line: _Line) -> None:
    """Take in a line: of who asks from here on, of a turn that begins, of a heading, or of the turn that is open."""
    if examiner := EXAMINER.fullmatch(line.text):
        record.examiner, record.is_over = examiner["name"], True
        return
    if label := _label(record, line):
        _begin(record, label)
    elif sworn := SWORN.search(line.text) or _sworn_below(line):
        record.witness, record.is_over = sworn["name"], True
    elif (
        _is_heading(line.text)
        or _END.fullmatch(line.text)
        or _COPYRIGHT.match(line.text)
        or (line.begins and _closes(line.text))
        or _is_of_a_part(record, line.text)
    ):
        record.is_over = True
    elif _FOLLOWS.search(line.text):
        _drop_order(record, line)
        record.is_over = True
    elif record.turns and not record.is_over and not _is_beside(record, line.text):
        _go_on(record.turns[-1], line)


def _go_on(turn: _Open, line: _Line) -> None:
    """Add a line to a turn."""
    if line.is_set_in:
        turn.paragraphs.append([])
    turn.paragraphs[-1].append(line.text)


def _drop_order(record: _Record, line: _Line) -> None:
    """Drop the paragraph that ends with a line, where the clerk tells in it that something was ordered to be printed."""
    last = record.turns[-1] if record.turns and not record.is_over and not line.is_set_in else None
    if last is not None and _ORDERED.match(" ".join((*last.paragraphs[-1], line.text))):
        last.paragraphs[-1].clear()


def _label(record: _Record, line: _Line) -> Label | None:
    """Return who speaks from a line on, None for one that begins no turn."""
    label = label_of(line.text, record.turns[-1].label if record.turns else None, begins_paragraph=line.begins)
    label = label or _remarked(record, line) or _called(record, line)
    if label is None and line.begins and record.members:
        label = called_again(line.text, record.members)
    return _other(record, line) if label is None and line.is_apart else label


def _remarked(record: _Record, line: _Line) -> Label | None:
    """Return the label of a paragraph that begins with a name which has spoken before, and how it now speaks."""
    found = remarked(line.text, record.named) if line.is_apart and record.named else None
    return Label(*found) if found is not None else None


def _other(record: _Record, line: _Line) -> Label | None:
    """Return the label of a paragraph amid others with labels that begins with one of no kind that is known: it names somebody where it
    comes again, else nobody."""
    label = other_label(line.text) if record.turns else None
    if label is None or record.turns[-1].label.kind in _ALSO_IN_ARTICLES:
        return None
    return label if record.others[label.name] > 1 else label._replace(name=None)


def _called(record: _Record, line: _Line) -> Label | None:
    """Return who speaks under a line of nothing but a name, or behind one, in a record that lists those who take part or has them on lines
    with their offices; of a name that it lacks nobody."""
    if not record.offices and not (record.turns and record.turns[0].label.kind == "line"):
        return None
    name, _, said = line.text.partition(": ")
    name = name.removesuffix(":")
    is_known = name in record.offices or name.casefold() in words("unnamed")
    if is_known and (line.is_apart or not said):
        return Label(name, said.strip(), record.offices.get(name), "line")
    return Label(None, "", None, "line") if _is_other_name(line) else None


def _is_other_name(line: _Line) -> bool:
    """Return whether a line is nothing but what may be a name, with words under it."""
    is_bare = is_bare_name(line.text) or (line.text.isalpha() and line.text.istitle())
    return line.is_apart and is_bare and bool(line.following) and not is_part_heading(line.text)


def _begin(record: _Record, label: Label) -> None:
    """Begin a turn. A line of a name and an office without words behind it was one of a list of those who take part."""
    last = record.turns[-1] if record.turns else None
    if last is not None and last.label.kind == "line" and not last.words:
        record.turns.pop()
        if last.label.role:
            record.offices[last.label.name or ""] = last.label.role
    label = _known(record, label)
    if label.name and " " in label.name:
        record.named.add(label.name)
    record.turns.append(_Open(label, record.witness, [[label.words] if label.words else []]))
    record.is_over = False


def _known(record: _Record, label: Label) -> Label:
    """Return a label with whom the record knows for it: who examines, or who was named with the office; what it tells is kept."""
    if label.kind == "Q":
        record.examiner = label.name or record.examiner
        return label._replace(name=record.examiner)
    if label.kind == "member" and label.name:
        record.members.add(label.name)
        record.holders[label.role or ""] = label.name
    holder = record.holders.get(label.name or "") if label.kind == "holder" else None
    return label._replace(name=holder, role=label.name, kind="member") if holder else label


def _sworn_below(line: _Line) -> re.Match[str] | None:
    """Return the name on a line of nothing else, of whom the line below says that they were sworn in."""
    return SWORN.search(f"{line.text} {line.following}") if _SWORN_ALONE.fullmatch(line.text) else None


def _is_heading(line: str) -> bool:
    """Return whether a line is one of some words in capitals that end no sentence."""
    if line.isupper() and line.casefold().rpartition("-")[2] in words("hearing_words"):
        return True
    return bool(_HEADING.fullmatch(line)) and any(c.isalpha() for c in line) and len(line.split()) > 1 and line[-1] not in ".?!,"


def _closes(line: str) -> bool:
    """Return whether a line tells that the meeting ended ("The meeting closed at nine.") or what became of a motion, which the clerk writes."""
    if line.casefold().startswith(tuple(entries("procedures"))):
        return True
    the, *behind = [word.casefold().strip(".,;") for word in line.split()[:_MOST_CLOSING]] or [""]
    noun = next((n for n, word in enumerate(behind) if word in words("hearing_words") | words("meetings")), None)
    return the == "the" and noun is not None and any(word in words("closing_words") for word in behind[noun + 1 : noun + 3])


def _is_of_a_part(record: _Record, line: str) -> bool:
    """Return whether a line heads a part of a record that lists those who take part, or tells something of it, such as how long it is."""
    is_listed = bool(record.offices) or (bool(record.turns) and record.turns[-1].label.kind == "line")
    if not is_listed:
        return False
    told = _FIELD.match(line)
    return is_part_heading(line) or _is_part(line) or (told is not None and told["word"].casefold() in words("headings"))


def _is_part(line: str) -> bool:
    """Return whether a line heads a part of a record: some words with capitals, and a colon behind them."""
    inner = line[:-1].split()
    return line.endswith(":") and 0 < len(inner) <= _MOST_HEADING_WORDS and all(not word[0].islower() for word in inner)


def _is_beside(record: _Record, line: str) -> bool:
    """Return whether a line is no words: a note in brackets, or the office that a list has for the name that stands above it."""
    last = record.turns[-1]
    return bool(_ASIDE.fullmatch(line)) or (last.label.kind == "line" and not last.words and repeats_office(line, last.label.role))


def _is_of_congress(record: _Record, head: list[str]) -> bool:
    """Return whether a record is of the Congressional Record by its head, of which a part may have one turn."""
    return bool(record.turns) and any(_OF_CONGRESS.match(line.strip()) for line in head)


def _is_released(record: _Record, head: list[str]) -> bool:
    """Return whether a record is of remarks that an office has published, by the title and the time of day over them: one may speak alone."""
    plain = [line.strip() for line in head if line.strip()]
    return bool(record.labelled) and any(map(_REMARKS.match, plain)) and any(map(_TIME_OF_DAY.fullmatch, plain))


def _is_record(record: _Record, head: list[str]) -> bool:
    """Return whether the turns are those of a record: enough of them, by several people, most of the text or under a head that says so."""
    turns = record.labelled
    speakers = {turn.label.name or turn.label.kind for turn in turns}
    kinds = {turn.label.kind for turn in turns}
    told = {word for line in head for word in _WORD.findall(line.casefold())}
    says_so = not words("hearing_words").isdisjoint(told)
    least = _LEAST_APART if "line" in kinds and not words("page_records").isdisjoint(told) else _LEAST_TURNS
    if len(turns) < least or len(speakers) < _LEAST_SPEAKERS:
        return False
    if kinds <= _ALSO_IN_ARTICLES or not kinds.isdisjoint({"line", "mixed", "member", "holder"}):
        return says_so or _is_of_a_kind(record)  # an interview in an article has questions and answers too
    return says_so or len(turns) >= _LEAST_SHARE * record.blocks


def _is_of_a_kind(record: _Record) -> bool:
    """Return whether a record is a debate, an examination or a call by how its labels are printed."""
    labels = [turn.label for turn in record.labelled]
    presides = any(label.name and is_presiding(label.name.casefold()) for label in labels)
    is_sitting = presides and any(label.kind in ("member", "mixed") for label in labels)
    return is_sitting or record.is_debate or record.examiner is not None or bool(record.offices)


def _turn(one: _Open, names: Names) -> Turn:
    """Return the turn of a stretch of a record, with its speaker by the fullest name that is known."""
    label, said = one.label, one.words
    witness = names.plain(one.witness) if one.witness else names.witness
    if label.name is None or label.kind == "A":
        return Turn(said, witness if label.kind == "A" else None, is_change=True)
    name = " ".join(label.name.split()).rstrip(".:")
    if label.kind in ("office", "holder"):
        return _of_office(said, name, witness, names)
    if label.kind in ("line", "other"):
        return Turn(said, name, role=label.role, is_change=True)
    return _of_name(said, name, label, names)


def _of_name(said: str, name: str, label: Label, names: Names) -> Turn:
    """Return the turn of one whom a label names."""
    is_printed = bool(_PRINTED.search(name))
    name, role = with_role(name)
    title, bare = split_name(name)
    if label.kind == "member" and not is_printed:
        return Turn(said, _with_peerage(title, bare) or name, role=label.role or title, is_change=True)
    shown = names.full(bare) or _with_peerage(title, bare) or name
    is_office = title is None and all(word.casefold() in words("record_titles") for word in shown.split())
    return Turn(said, shown, role=role or title, is_change=True, is_name=not is_office)


def _with_peerage(title: str | None, bare: str) -> str:
    """Return a name with the title without which nobody calls a peer: "Lord Ek", but "Ines Calloway" without "Ms"."""
    last = (title or "").rpartition(" ")[2]
    return f"{last} {bare}" if last.casefold() in words("peerages") and bare else bare


def _of_office(said: str, name: str, witness: str | None, names: Names) -> Turn:
    """Return the turn of one who is named by an office alone: a witness, a judge, or whoever presides."""
    office = name.casefold().removeprefix("the ")
    known = next(
        (
            person
            for person, table in ((witness, "witnesses"), (names.judge, "judges"), (names.chair, "chairs"))
            if office in words(table)
        ),
        None,
    )
    shown = as_spelled(name.upper())
    return Turn(said, known or shown, role=shown if known else None, is_change=True, is_name=known is not None)
