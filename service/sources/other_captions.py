"""Captions in formats other than SubRip and WebVTT: TTML, SubStation Alpha (pysubs2), YouTube's SBV and timed text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding
from service.sources.captions import Cue, turns_of
from service.sources.clock import seconds
from service.sources.foreign import foreign
from service.sources.safe_xml import local, text_of
from service.sources.speakers import is_nobody
from service.sources.transcripts import transcript

_SPACES = ("http://www.w3.org/ns/ttml#", "http://www.w3.org/2006/10/ttaf1#", "http://www.w3.org/2006/04/ttaf1#")  # the newest first
_METADATA = (*(f"{{{space}metadata}}" for space in _SPACES), "")
_UNSAID = frozenset("action description kinesic lyrics music quality sound source suppressed title".split())  # roles
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FRAMES = re.compile(r"(\d{2,3}):(\d{2}):(\d{2}):(\d{2,3})(?:\.\d+)?$")
_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|ms|m|s|f|t)$")
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_FRAME_RATE, _TICK_RATE = 30.0, 1.0  # where a file tells none (TTML 2, section 6.2)
_SBV_BREAK = "[br]"  # a line break within a cue
_SBV = re.compile(r"^(\d{1,2}:\d{2}:\d{2}\.\d{3}),(\d{1,2}:\d{2}:\d{2}\.\d{3})[ \t]*$", re.MULTILINE)
_NO_ACTOR = "NTP"  # what Sub Station Alpha wrote for an event whose actor was not told
_NO_TIMES, _NO_WORDS = "no subtitles: there are no times in it", "there are no words in these subtitles"


def read_ttml(root: Any) -> Iterator[Document]:
    """Yield the transcript of a TTML file (https://www.w3.org/TR/ttml2/). Raises UnreadableSource where there are no words in it."""
    rates = _rates(root)
    agents = {e.get(_XML_ID): _agent_name(e) for e in root.iter() if local(e) == "agent" and e.get(_XML_ID)}
    _mark_colours(root)
    turns = list(turns_of([cue for paragraph in root.iter("{*}p") for cue in _ttml_cues(paragraph, rates, agents)]))
    if not turns:
        raise UnreadableSource(_NO_WORDS)
    title = next((text_of(e) for e in root.iter() if local(e) == "title"), None)
    yield transcript(turns, {"title": title})


def _mark_colours(root: Any) -> None:
    """Put the mark of a change before each line in another colour than the one before, by which broadcasters tell speakers apart.

    https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/#Colours
    """
    styles = {e.get(_XML_ID): colour for e in root.iter("{*}style") if (colour := _of_ttml(e, "styling", "color"))}
    before: str | None = None
    for paragraph in root.iter("{*}p"):
        for element in _line_starts(paragraph):
            colour = _colour(element, styles)
            if before and colour and colour != before and _agent(paragraph) is None:
                element.text = f">> {element.text.lstrip()}"
            before = colour or before


def _line_starts(paragraph: Any) -> Iterator[Any]:
    """Yield the elements of a paragraph with whose text a line of it begins."""
    begins = True
    for element in paragraph.iter():
        begins = begins or local(element) == "br"
        if begins and (element.text or "").strip():
            yield element
            begins = False


def _colour(element: Any, styles: dict[str, str]) -> str | None:
    """Return the colour of an element, its own or that of a style of its."""
    own = _of_ttml(element, "styling", "color")
    return own or next((styles[name] for name in (element.get("style") or "").split() if name in styles), None)


def _agent_name(agent: Any) -> str | None:
    """Return the name of an agent: its full one, else its given one and that of its family."""
    named = {e.get("type") or "": text_of(e) for e in agent.iter() if local(e) == "name"}
    parts = [name for kind in ("given", "family") if (name := named.get(kind))]
    return named.get("full") or " ".join(parts) or next(filter(None, named.values()), None) or text_of(agent)


def _ttml_cues(paragraph: Any, rates: tuple[float, float], agents: dict[str, str | None]) -> Iterator[Cue]:
    """Yield the cues of a paragraph, one for each voice in it. `agents`: names by their ids."""
    start, end = _shown(paragraph, rates)
    for agent, words in _voices(paragraph):
        name = agents.get(agent or "") or agent
        yield Cue(f"<v {name}>{_escaped(words)}</v>" if name else _escaped(words), start, end)


def read_substation(content: bytes) -> Iterator[Document]:
    """Yield the transcript of a .ass or .ssa file, in which the name of an event is who speaks. Raises UnreadableSource."""
    import pysubs2  # few need it

    text = decoding.page(content)
    if "[events]" not in text.lower():
        raise UnreadableSource("no subtitles: there are no events in it")
    with foreign("broken subtitles"):
        parsed = pysubs2.SSAFile.from_string(text, format_="ssa" if "marked=" in text.lower() else "ass")
    cues = []
    for event in sorted((e for e in parsed if e.is_text), key=lambda e: e.start):
        words = _escaped(event.plaintext)
        voice = " ".join(event.name.split())
        cues.append(
            Cue(
                words if is_nobody(voice) or voice == _NO_ACTOR else f"<v {_escaped(voice)}>{words}</v>",
                event.start / 1000,
                event.end / 1000,
            )
        )
    turns = list(turns_of(cues))
    if not turns:
        raise UnreadableSource(_NO_WORDS)
    yield transcript(turns, {"title": parsed.info.get("Title") if parsed.info.get("Title") != "Default Aegisub file" else None})


def read_sbv(content: bytes) -> Iterator[Document]:
    """Yield the transcript of an .sbv file, as YouTube exports captions. Raises UnreadableSource."""
    text = decoding.page(content).replace("\r\n", "\n").replace("\r", "\n")
    _, *parts = _SBV.split(text)
    if not parts:
        raise UnreadableSource(_NO_TIMES)
    cues = [
        Cue(words.replace(_SBV_BREAK, "\n").strip("\n"), seconds(start), seconds(end))
        for start, end, words in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
    turns = list(turns_of(cues))
    if not turns:
        raise UnreadableSource(_NO_WORDS)
    yield transcript(turns, {})


def read_timed_text(root: Any) -> Iterator[Document]:
    """Yield the transcript of captions as YouTube's pages fetch them, in seconds or, in the newer form, in milliseconds. Raises UnreadableSource."""
    turns = list(turns_of([cue for line in root.iter("text", "p") if (cue := _timed(line)) is not None]))
    if not turns:
        raise UnreadableSource(_NO_WORDS)
    yield transcript(turns, {})


def _timed(line: Any) -> Cue | None:
    """Return the cue of a line of such captions, None for one without words or times."""
    begin, length, unit = ("start", "dur", 1.0) if line.tag == "text" else ("t", "d", 0.001)
    start, lasts = (float(value) * unit if _DECIMAL.fullmatch(value := line.get(name) or "") else None for name in (begin, length))
    words = unescape("".join(line.itertext()))
    return Cue(_escaped(words), start, start + (lasts or 0)) if start is not None and words.strip() else None


def _voices(paragraph: Any) -> Iterator[tuple[str | None, str]]:
    """Yield the words of a paragraph with whose they are, where it or a span in it tells that; a line break is one."""
    own = _agent(paragraph) or next((agent for a in paragraph.iterancestors() if (agent := _agent(a))), None)
    pieces: list[tuple[str | None, str]] = []

    def gather(element: Any, agent: str | None) -> None:
        pieces.append((agent, _spaced(element.text)))
        for child in element:
            if _is_unsaid(child):
                pass
            elif local(child) == "br":
                pieces.append((agent, "\n"))
            elif local(child) not in ("metadata", "set", "animation"):
                gather(child, _agent(child) or agent)
            pieces.append((agent, _spaced(child.tail)))

    if not any(map(_is_unsaid, (paragraph, *paragraph.iterancestors()))):
        gather(paragraph, own)
    said: list[tuple[str | None, str]] = []
    for agent, words in pieces:
        if said and (said[-1][0] == agent or not words.strip()):
            said[-1] = (said[-1][0], said[-1][1] + words)
        elif words:
            said.append((agent, words))
    yield from ((agent, words) for agent, words in said if words.strip())


def _is_unsaid(element: Any) -> bool:
    """Return whether an element tells of a sound or a picture, or is music, by its role (TTML 2, section 14.1)."""
    return any(not _UNSAID.isdisjoint((element.get(f"{name}role") or "").split()) for name in _METADATA[:-1])


def _spaced(text: str | None) -> str:
    """Return a piece of text with each stretch of white space as one space, also where it is all that stands between two spans."""
    return re.sub(r"\s+", " ", text or "")


def _agent(element: Any) -> str | None:
    return next((value for name in _METADATA if (value := element.get(f"{name}agent"))), None)


def _shown(paragraph: Any, rates: tuple[float, float]) -> tuple[float | None, float | None]:
    """(begin, end) of a paragraph, else of what stands around it. Times count from where that begins (TTML 2, section 12.1)."""
    start, end = None, None
    for element in (*reversed([*paragraph.iterancestors("{*}body", "{*}div")]), paragraph):
        own, stop, length = (_ttml_time(element.get(name), rates) for name in ("begin", "end", "dur"))
        around = start or 0.0
        start = start if own is None else around + own
        if stop is not None or length is not None:
            end = around + stop if stop is not None else (start or 0.0) + (length or 0.0)
    return start, end


def _rates(root: Any) -> tuple[float, float]:
    """Frames and ticks a second."""
    frames = _number(_of_ttml(root, "parameter", "frameRate")) or _FRAME_RATE
    return frames, _number(_of_ttml(root, "parameter", "tickRate")) or _TICK_RATE


def _of_ttml(element: Any, kind: str, name: str) -> str | None:
    """Return an attribute of an element, by the kind of its namespace."""
    return next((value for space in _SPACES if (value := element.get(f"{{{space}{kind}}}{name}"))), None)


def _number(value: str | None) -> float | None:
    return float(value) if value and value.isdigit() and int(value) > 0 else None


def _ttml_time(value: str | None, rates: tuple[float, float]) -> float | None:
    """Return a time expression in seconds; None for anything else."""
    if not value:
        return None
    if match := _OFFSET.match(value.strip()):
        unit = 1 / rates[0] if match[2] == "f" else 1 / rates[1] if match[2] == "t" else _UNITS[match[2]]
        return float(match[1]) * unit
    if match := _FRAMES.match(value.strip()):
        hours, minutes, whole, frames = (int(part) for part in match.groups())
        return hours * 3600 + minutes * 60 + whole + frames / rates[0]
    return seconds(value.strip())


def _escaped(text: str) -> str:
    """Return words of a file without tags, so that nothing in them is read as one."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
