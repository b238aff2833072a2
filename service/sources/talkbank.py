"""Transcripts of TalkBank (`.cha`, in the format CHAT: https://talkbank.org/0info/manuals/CHAT.pdf) → turns.

A line `*PAR:` is what the participant of that code says, and the lines `%mor:` and the like under it tell of it. What the transcriber notes
among the words is no part of them; what is repeated or begun anew was said, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.days import day_of
from service.sources.transcripts import Turn, transcript

_HEADER = re.compile(r"@(?P<name>[A-Za-z ]{1,40}):\s*(?P<value>.*)")
_SAID = re.compile(r"\*(?P<code>[^\s:]{1,20}):\s*(?P<words>.*)")
_CONTROL, _SEEN = b"\x15", "\x1b"  # about the times of a line; many of them make a file look like no text, so another stands for it
_BULLET = re.compile(rf"{_SEEN}[^{_SEEN}]{{0,200}}?(?P<start>\d{{1,12}})_(?P<end>\d{{1,12}})[^{_SEEN}]{{0,20}}{_SEEN}")
_ENDINGS = (  # of a line that breaks off, as they print
    (re.compile(r" ?\+(?:\.\.\.|\.\.)(?=\s|$)"), "…"),
    (re.compile(r" ?\+\.\.\?(?=\s|$)"), "…?"),
    (re.compile(r" ?\+(?://?|!)\?(?=\s|$)"), "?"),
    (re.compile(r" ?\+//?\.(?=\s|$)"), "—"),
    (re.compile(r" ?\+\"?/?\.(?=\s|$)"), "."),
)
_LINKED = re.compile(r"(?:^|(?<=\s))\+(?:[<,^+]|\"|≋|≈)(?=\s)")  # how a line hangs together with the one before it
_UNSAID = re.compile(
    r"\[[^\[\]]{0,500}\]"  # what the transcriber tells of the words before it
    r"|\((?:\.{1,3}|(?:\d{1,3}:)?\d{1,3}(?:\.\d{0,3})?)\)"  # pauses
    r"|(?<!\S)&\*[^\s:]{1,20}:\S+"  # what another says between the words
    r"|(?<!\S)&(?!-)\S+"  # sounds, gestures, and beginnings of words
    r"|(?<!\S)0\S*"  # what was left out, and what was done in place of words
)
_FORM = re.compile(r"(?<=\w)@[a-z]{1,3}(?:[:$][\w:$+&]{1,20})?\b")  # what kind of word one is
_LENGTHENED = re.compile(r"(?<=[^\W\d_]):+")
_WITHIN = re.compile(r"(?<=\w)[_+](?=\w)")  # between the words of a name or a compound
_MARKS = str.maketrans("", "", "<>⌈⌉⌊⌋↑↓⇗↗→↘⇘∞°∆∇☺♋⁎▔▁⁇ˈˌ^§\x02\x01")
_SHORTENED = re.compile(r"(?<=\w)\(([^\W\d_'’]{1,12})\)|\(([^\W\d_'’]{1,12})\)(?=\w)")
_LOST = re.compile(r"(?<!\S)(?:xxx|yyy|www|xx|yy)(?!\w)")
_BEFORE_MARK = re.compile(r" (?=[.,?!…;:](?:\s|$|”))")
_SET_OFF = re.compile(r" ?[‡„](?=\s|$)")


def read_chat(content: bytes) -> Iterator[Document]:
    """Yield the transcript of a .cha file. Raises UnreadableSource where nothing is said in it."""
    heads, said = _taken_apart(decoding.lines(content.replace(_CONTROL, _SEEN.encode())))
    people = _participants(heads.get("Participants", ""))
    turns = [turn for code, words in said if (turn := _turn(words, people.get(code))).words]
    if not turns:
        raise UnreadableSource("there are no words in it: no line says who speaks (*PAR:)")
    yield transcript(turns, {"title": heads.get("Title"), "published": day_of(heads.get("Date", "").replace("-", " "))})


def _taken_apart(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the headers of a file by name, and (code of who speaks, words) of each line that somebody says."""
    heads: dict[str, str] = {}
    said: list[tuple[str, str]] = []
    for line in re.sub(r"\n[ \t]+", " ", text).split("\n"):
        if match := _SAID.match(line):
            said.append((match["code"], match["words"]))
        elif match := _HEADER.match(line):
            heads.setdefault(match["name"], match["value"].strip())
    return heads, said


def _participants(value: str) -> Mapping[str, tuple[str, bool]]:
    """Return (label, whether it is a name) by code: the name that the file gives somebody, or else the role."""
    people = {}
    for entry in value.split(","):
        match entry.split():
            case [code, role]:
                people[code] = (role.replace("_", " "), False)
            case [code, name, role]:
                people[code] = (name.replace("_", " "), name != role)
    return people


def _turn(line: str, person: tuple[str, bool] | None) -> Turn:
    """Return the turn of a line that somebody says. `person`: the label of who does, and whether it is a name."""
    times = _BULLET.search(line)
    start, end = (int(times[name]) / 1000 for name in ("start", "end")) if times else (None, None)
    label, is_name = person or (None, True)
    return Turn(_words(line), label, start, end, is_change=person is None, is_name=is_name)


def _words(line: str) -> str:
    """Return the words of a line as they are said."""
    plain = " ".join(line.partition(_SEEN)[0].split())
    for ending, mark in _ENDINGS:
        plain = ending.sub(mark, plain)
    plain = _UNSAID.sub(" ", _LINKED.sub(" ", plain)).translate(_MARKS)
    plain = re.sub(r"(?<!\S)&-", "", plain)
    plain = _SHORTENED.sub(lambda part: part[1] or part[2], _SET_OFF.sub(",", plain))
    plain = _LENGTHENED.sub("", _FORM.sub("", plain))
    plain = _LOST.sub("[inaudible]", _WITHIN.sub(" ", plain))
    plain = _BEFORE_MARK.sub("", " ".join(plain.split()))
    return plain if any(map(str.isalpha, plain)) else ""
