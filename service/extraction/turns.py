"""Transcripts, speeches and posts: words that have one speaker without any marks."""

from __future__ import annotations

import re

from service.extraction import lexicon
from service.extraction.dates import find_dates
from service.extraction.layout import Paragraph, trim
from service.extraction.people import find_people
from service.extraction.phrases import strip_titles
from service.records import Attribution, Date, Document, Passage, Span, Speaker, Venue

_TIME_CODE = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\b[\])]?\s*(?:-->\s*\S+\s*)?")
_LABEL = re.compile(
    r"(?P<name>(?:[A-Z][A-Z’'.-]*[A-Z.]|[A-Z])(?:[ \u00a0](?:[A-Z][A-Z’'.-]*|[A-Z]\.|de|of|the|and))*(?:[ \u00a0]?\([^)]{1,60}\))?"
    r"|(?:[A-Z][\w’'.-]+)(?:[ \u00a0][A-Z][\w’'.-]*){0,4}(?:[ \u00a0]?\([^)]{1,60}\))?)\s*:\s+(?=\S)"
)
_DIRECTION = re.compile(r"^[\[(][^\])]{1,120}[\])]\.?$")
_QUESTION = frozenset(("Q", "QUESTION", "REPORTER", "JOURNALIST", "AUDIENCE MEMBER", "MODERATOR"))
_ANSWER = frozenset(("A", "ANSWER", "THE WITNESS"))
_NO_SPEAKER = frozenset(
    "note notes update correction photo photograph source sources related more read watch listen subject date time place location from to re where when what who contact editor’s".split()
)
_LEAST_TURNS = 3
_HEADER = 4  # paragraphs before the first turn in which occasion and date are sought


def read_turns(document: Document, paragraphs: list[Paragraph]) -> list[Passage] | None:
    """The turns of a transcript, or None where the text is not one."""
    text = document.text
    labels = [_label(text, p) for p in paragraphs]
    found = [label for label in labels if label]
    is_declared = document.kind == "transcript"
    upper = sum(1 for label in found if label[0].isupper())
    enough = len(found) >= (1 if is_declared else _LEAST_TURNS) and (
        is_declared or (upper >= len(found) * 0.6 and len(found) >= len(paragraphs) * 0.4)
    )
    if not enough:
        return None
    first = next(i for i, label in enumerate(labels) if label)
    date, venue = _header(document, paragraphs[:first][:_HEADER])
    people = find_people(text)
    turns: list[tuple[str, list[Span], Span]] = []
    for paragraph, label in zip(paragraphs[first:], labels[first:], strict=True):
        start = paragraph.start
        if label:
            name, label_start, label_end, start = label
            turns.append((name, [], Span(label_start, label_end, text[label_start:label_end])))
        start, end = _without_code(text, start, paragraph.end)
        if start < end and not _DIRECTION.match(text[start:end]):
            turns[-1][1].append(Span(start, end, text[start:end]))
    return [
        Passage(tuple(parts), Attribution(_speaker(name, evidence, people, document), date, venue, None))
        for name, parts, evidence in turns
        if parts
    ]


def whole_text(document: Document, paragraphs: list[Paragraph]) -> list[Passage]:
    """A speech or a post as one passage of its speaker, a part for each paragraph."""
    parts = []
    for p in paragraphs:
        start, end = _without_code(document.text, p.start, p.end)
        if start < end and not _DIRECTION.match(document.text[start:end]):
            parts.append(Span(start, end, document.text[start:end]))
    speaker = Speaker(document.speaker, "person") if document.speaker else None
    date = Date(document.published, "published") if document.published else None
    venue = Venue(document.venue) if document.venue else None
    return [Passage(tuple(parts), Attribution(speaker, date, venue, None))] if parts else []


def _label(text: str, paragraph: Paragraph) -> tuple[str, int, int, int] | None:
    """The label of a turn at a paragraph's start: (name, its start, its end, where the words start)."""
    code = _TIME_CODE.match(text, paragraph.start, paragraph.end)
    at = code.end() if code else paragraph.start
    qa = re.compile(r"(Q|A)[.:]\s+(?=\S)").match(text, at, paragraph.end)
    if qa:
        return qa[1], at, at + 1, qa.end()
    match = _LABEL.match(text, at, min(paragraph.end, at + 120))
    if not match:
        return None
    name = match["name"]
    if name.split()[0].lower() in _NO_SPEAKER or (not name.isupper() and len(name.split()) > 5):
        return None
    return name, at, match.end("name"), match.end()


def _without_code(text: str, start: int, end: int) -> tuple[int, int]:
    code = _TIME_CODE.match(text, start, end)
    start, end = trim(text, code.end() if code else start, end)
    tail = re.compile(r"\s*[\[(](?:applause|laughter|crosstalk|inaudible|cheers|music)[^\])]*[\])]\s*$", re.IGNORECASE).search(
        text, max(start, end - 60), end
    )
    return trim(text, start, tail.start() if tail else end)


def _speaker(name: str, evidence: Span, people, document: Document) -> Speaker | None:
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    if bare.upper() in _QUESTION:
        return Speaker("reporter" if bare.upper() in ("Q", "QUESTION") else bare.lower(), "unnamed", None, evidence)
    if bare.upper() in _ANSWER:
        return (
            Speaker(document.speaker, "person", None, evidence)
            if document.speaker
            else Speaker("witness", "unnamed", None, evidence)
        )
    words = [_cased(w) for w in bare.split()]
    titles, rest = strip_titles(words)
    role = " ".join(titles) or None
    if not rest or rest[0].lower() == "the":
        role_word = (rest[-1] if rest else words[-1]).lower()
        known = people.by_role(role_word, 1 << 62) or (document.speaker if role_word == "president" else None)
        return Speaker(known, "person", " ".join(words), evidence) if known else Speaker(" ".join(words), "unnamed", None, evidence)
    full = people.full_name(" ".join(rest), 1 << 62)
    if document.speaker and document.speaker.split()[-1].casefold() == rest[-1].casefold():
        full = document.speaker
    return Speaker(full, "person", role, evidence)


def _cased(word: str) -> str:
    if not word.isupper() or len(word.rstrip(".")) == 1:
        return word
    return "-".join(f"Mc{p[2:].capitalize()}" if p.startswith("MC") and len(p) > 3 else p.capitalize() for p in word.split("-"))


def _header(document: Document, header: list[Paragraph]) -> tuple[Date | None, Venue | None]:
    """Date and occasion from the lines above the first turn, else what the document says of itself."""
    text = document.text
    date: Date | None = None
    venue = Venue(document.venue) if document.venue else None
    for p in header:
        line = text[p.start : p.end]
        cased = " ".join(_cased(w) for w in line.split(" "))
        dates = find_dates(cased, document.published)
        if dates and date is None and len(cased) == len(line):
            a, b = p.start + dates[0].start, p.start + dates[0].end
            date = Date(dates[0].value, "stated", Span(a, b, text[a:b]))
        if venue is None:
            venue = _occasion(text, p, cased)
    if date is None and document.published:
        date = Date(document.published, "published")
    return date, venue


def _occasion(text: str, p: Paragraph, cased: str) -> Venue | None:
    words = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
    found = [m for m in words.finditer(cased) if m[0].lower() in lexicon.words("occasions")]
    if not found:
        return None
    head = found[0]
    before = list(words.finditer(cased, 0, head.start()))[-1:]
    starts_with = before and before[0][0].lower() in ("press", "news", "town", "earnings", "campaign", "committee", "budget")
    start = before[0].start() if starts_with else head.start()
    rest = cased[head.end() :]
    place = re.match(r"(?:,\s*(?:at\s+|in\s+)?|\s+(?:at|in|on)\s+(?:the\s+)?)((?:[A-Z][\w’'.-]*\s?)+?)(?=,|\.|$|\s\d)", rest)
    name = cased[start : head.end()].lower()
    end = head.end()
    if place and not find_dates(place[1] + " 1", "2020-01-01"):
        name = f"{name} at {place[1].strip()}"
        end = head.end() + place.end()
    a, b = p.start + start, p.start + end
    return Venue(name, Span(a, b, text[a:b]))
