"""Rich Text Format, version 1.9.1 → the words that print: what is struck out, hidden or marked as deleted is left out.

The words are read here, since the libraries that read RTF keep what was deleted. A word processor's footnotes come behind the text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from service.errors import UnreadableSource
from service.records import Document
from service.sources.databases import exported
from service.sources.fields import by_hand
from service.sources.note_marks import raised, without_marks
from service.sources.plain import as_transcript, dated, make_document
from service.sources.signed import with_signed

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z0-9])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
_DEEPEST = 500  # groups one in another
_MOST_BYTES = 64 * 1024 * 1024
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object objdata header headerl headerr headerf footer"
    " footerl footerr footerf xe tc fldinst datafield themedata colorschememapping latentstyles datastore bkmkstart bkmkend annotation"
    " atnid atnauthor nonshppict shpinst info filetbl revtbl template private mmathPr userprops wgrffmtfilter xmlnstbl".split()
)
_SIGNS = {"par": "\n", "sect": "\n", "page": "\n", "row": "\n", "line": " ", "tab": " ", "cell": " ", "lquote": "‘", "rquote": "’", "ldblquote": "“",
          "rdblquote": "”", "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " "}  # fmt: skip
_LEVELS = {"super": True, "nosupersub": False, "sub": False}  # whether what follows is raised
_HIDING = ("v", "strike", "striked", "deleted")
_ABOUT = ("title", "author")
_CODEPAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: what it is the destination of, what hides its words, how many bytes follow a Unicode character."""

    destination: str = ""
    hidden: frozenset[str] = frozenset()
    is_raised: bool = False
    is_skipped: bool = False
    follow: int = 1


@dataclass(slots=True)
class _Reading:
    """What is read of a file."""

    encoding: str = "cp1252"
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    to_skip: int = 0  # bytes that stand for the Unicode character before them


def read_rtf(content: bytes) -> list[Document | UnreadableSource]:
    """Return one document. Raises UnreadableSource for what is not RTF, or holds no words."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise UnreadableSource("no RTF: it does not begin with {\\rtf")
    if len(content) > _MOST_BYTES:
        raise UnreadableSource(f"more than {_MOST_BYTES} bytes of RTF")
    reading = _read(content)
    lines = [" ".join(line.split()) for line in _paired("".join(reading.text) + "\n" + "".join(reading.notes)).split("\n")]
    known = {name: plain for name, value in reading.about.items() if (plain := by_hand(value))}
    as_is = _paired("".join(reading.text))
    if (articles := exported(as_is.replace("\n", "\n\n"))) is not None:
        return articles
    if (transcript := as_transcript("\n".join(line.rstrip() for line in as_is.split("\n")), known)) is not None:
        return [transcript]
    document = make_document({**dated("\n".join(lines)), **known, "text": "\n\n".join(line for line in lines if line)})
    return [with_signed(document)]


def _paired(text: str) -> str:
    """Return a text without the marks of notes, in which characters that RTF writes as two halves are one each; a half by itself is
    replaced."""
    return without_marks(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _read(content: bytes) -> _Reading:
    reading = _Reading()
    for match in _TOKEN.finditer(content):
        word, number, code, symbol, brace, plain = match.groups()
        if brace == b"{":
            reading.stack.append(reading.state)
            if len(reading.stack) > _DEEPEST:
                raise UnreadableSource(f"more than {_DEEPEST} groups one in another")
        elif brace == b"}":
            reading.state = reading.stack.pop() if reading.stack else _State()
            reading.to_skip = 0
        elif word:
            _control(reading, word.decode("ascii"), int(number) if number else None)
        elif code:
            _put_bytes(reading, bytes.fromhex(code.decode("ascii")))
        elif symbol:
            _symbol(reading, symbol)
        elif plain:
            _put_bytes(reading, plain)
    return reading


def _control(reading: _Reading, word: str, number: int | None) -> None:
    """Take a control word: of where the words of its group go, of how they look, or of a character."""
    if word in _SIGNS:
        _put(reading, _SIGNS[word])
    elif word == "u" and number is not None:
        _put(reading, chr(number % 0x10000))
        reading.to_skip = reading.state.follow
    elif word in _CODEPAGES:
        reading.encoding = _CODEPAGES[word]
    elif word == "ansicpg":
        reading.encoding = _known(f"cp{number}") or reading.encoding
    else:
        reading.state = _formatted(reading.state, word, number)
        if word == "footnote":
            reading.notes.append("\n")


def _formatted(state: _State, word: str, number: int | None) -> _State:
    """Return what holds behind a control word."""
    if word in _SKIPPED:
        return replace(state, is_skipped=word != "info", destination=word)
    if word == "footnote" or (word in _ABOUT and state.destination == "info"):
        return replace(state, destination=word)
    if word in _HIDING:
        return replace(state, hidden=state.hidden - {word} if number == 0 else state.hidden | {word})
    if word in _LEVELS:
        return replace(state, is_raised=_LEVELS[word] and number != 0)
    if word == "plain":
        return replace(state, hidden=frozenset(), is_raised=False)
    return replace(state, follow=min(max(number or 0, 0), 10)) if word == "uc" else state


def _symbol(reading: _Reading, symbol: bytes) -> None:
    if symbol == b"*":
        reading.state = replace(reading.state, is_skipped=True, destination="*")
    elif symbol in (b"\\", b"{", b"}"):
        _put_bytes(reading, symbol)
    elif symbol in (b"~", b"_"):
        _put(reading, " " if symbol == b"~" else "-")
    elif symbol in (b"\r", b"\n"):
        _put(reading, "\n")


def _put_bytes(reading: _Reading, content: bytes) -> None:
    skipped = min(reading.to_skip, len(content))
    reading.to_skip -= skipped
    _put(reading, content[skipped:].decode(reading.encoding, "replace"))


def _put(reading: _Reading, text: str) -> None:
    state = reading.state
    if state.is_skipped or state.hidden or not text:
        return
    if state.destination in _ABOUT:
        reading.about[state.destination] = reading.about.get(state.destination, "") + text
    elif state.destination != "info":
        put = reading.notes if state.destination == "footnote" else reading.text
        put.append(raised(text) if state.is_raised else text)


def _known(name: str) -> str | None:
    """Return the name of an encoding where Python has it."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
