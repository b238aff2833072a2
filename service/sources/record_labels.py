"""How printed records name who speaks: `Mr. REYES.`, `THE WITNESS:`, `Q.`, `ANN EK, MAYOR:`, or a name and an office on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.attendance import named_on_a_line
from service.sources.members_on_lines import is_presiding
from service.sources.speakers import UNKNOWN, as_spelled, is_unnamed
from service.sources.tables import entries, words

_SURNAME = r"(?:[A-Z]{1,2}[a-z]{1,2}|[A-Z]['’])?[A-Z][A-Z'’-]{1,30}"  # in capitals, with the small letters of Mc, De and Mac
_CAPITALS = re.compile(
    rf"(?P<label>(?:[A-Z][A-Za-z.'’-]{{0,15}}\.?,?\s){{0,4}}{_SURNAME}(?:,?\s(?:JR|SR|II|III)\.?)?(?:\s[(\[][^()\[\]]{{1,60}}[)\]])?(?:,\s[A-Z][A-Z .'’-]{{1,40}})?):\s+(?P<words>\S.*)"
)
_UNNAMED = re.compile(  # `UNIDENTIFIED PERSON #2:`, `Unidentified Protester:`, `REPORTER 3:`
    r"(?P<label>(?P<who>[A-Z][A-Za-z-]{1,20}(?:\s[A-Z][A-Za-z-]{1,20}){0,3})(?P<number>\s(?:#|[Nn][Oo]\.)?\s?\d{1,3})?)(?:\s[(\[][^()\[\]]{1,60}[)\]])?:\s+(?P<words>\S.*)"
)
_FULL = re.compile(  # a whole name in capitals and a stop, as transcripts of central banks have it
    rf"(?P<label>(?:[A-Z][A-Z.'’-]{{0,20}}\s){{1,3}}{_SURNAME}(?:,?\s(?:JR|SR|II|III))?)\.\s+(?P<words>[A-Z“\"'‘(\[¿¡]\S{{0,40}}(?:\s.*)?)"
)
_OF_PLACE = r"(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:\s\[[^\[\]]{1,40}\])?"
_TITLED = re.compile(
    rf"(?P<label>(?P<title>[A-Za-z]{{2,14}})\.?\s(?:[A-Z][a-z]{{2,14}}\s|[A-Z]\.\s){{0,2}}{_SURNAME}){_OF_PLACE}\.(?:\s+(?P<words>\S.*)|$)"
)
_MIXED = re.compile(  # as the plain text of hearings has it, which is told from a sentence by standing at a paragraph's start
    rf"(?P<label>(?P<title>[A-Z][a-z]{{1,13}})\.?\s(?:[A-Z][a-z]{{1,14}}\s|[A-Z]\.\s){{0,2}}[A-Z][\w'’-]{{1,30}}){_OF_PLACE}\.\s+(?P<words>\S.*)"
)
_NAMED = re.compile(  # as minutes have it: a title, a name and a colon, and words that begin a sentence
    r"(?P<label>(?P<title>[A-Z][a-z]{1,13})\.?\s(?:[^\W\d_a-z][\w'’-]{1,20}\s|[A-Z]\.\s|[a-z]{2,3}\s){0,4}[^\W\d_a-z][\w'’-]{1,30})"
    r"(?P<in>(?:\s\([^()]{1,60}\)){0,2}):\s+(?P<words>[^\W_a-z]\S*.*|[“\"'‘(\[].*)"
)
_OFFICE = re.compile(
    r"(?P<label>(?:The|THE)\s[A-Z]{4,}(?:\s(?:[A-Z]{2,}|pro tempore)){0,2})(?:\s\((?P<by>[^()]{2,60})\))?[.:]\s+(?P<words>\S.*)"
)
_OFFICE_OF = re.compile(  # of more words, with the name behind it
    r"(?P<label>(?:The|THE)\s[A-Z]{4,}(?:,?\s(?:[A-Z]{2,}|&|AND)){1,14})\s\((?P<by>[^()]{2,60})\)[.:]\s+(?P<words>\S.*)"
)
_TO_OFFICE = re.compile(  # a question that is put to a minister: "1. Hon INES CALLOWAY (Ellery) to the Minister of Piers: Will …"
    r"[QT]?\d{1,3}\.\s+(?P<label>(?:[A-Z][A-Za-z.'’-]{0,15}\.?\s){1,4}[A-Z][\w'’-]{1,30})(?:\s\((?P<in>[^()]{1,60})\))?"
    r"\sto\s(?:ask\s)?the\s[^:.?!]{3,120}:\s+(?P<words>\S.*)"
)
_MANY = re.compile(  # what several call out, whom nobody names: "Some hon. members: Oh, oh!"
    r"(?:(?:some|several|many|an|the|opposition|government)\s){0,2}(?:hon(?:\.|ou?rable)?\s)?(?:members?|senators?|deputies|lords|mps|msps)\s?:\s+(?P<words>\S.*)",
    re.IGNORECASE,
)
_BRACKETED_TITLE = re.compile(r"^((?:Hon|Sen)\.?)\s(?:\([A-Z][a-z]{1,5}\.?\)\s?){1,3}")  # "Hon. (Dr.) Ek"
_PLACE_BEHIND = re.compile(r"(?<=[a-zA-Z])\sof\s[A-Z]\w{1,20}(?:\s[A-Z]\w{1,20})?$")  # "Mr. Ek of Ohio"
_MIXED_OFFICE = re.compile(r"(?P<label>The\s(?P<office>[A-Z][a-z]{3,14}))\.\s+(?P<words>\S.*)")
_MEMBER = re.compile(  # of a parliament, with a constituency, a party or an office in brackets, and a colon or a stop and a dash
    r"(?P<label>(?:[Tt]he\s)?[^\W\d_a-z][\w.'’-]{1,30}(?:\s[\w.'’-]{1,30}){0,7}|[Tt]he\s[A-Z][\w.'’-]{1,30}(?:,?\s[\w.'’&-]{1,30}){0,14}(?=\s\([A-Z]))(?P<in>(?:\s\([^()]{1,60}\)){1,2})(?::|\.\s[–—])\s+(?P<words>\S.*)"
)
_NUMBER = re.compile(r"[QT]?\d{1,3}\.\s+(?:\[\d{3,9}\]\s+)?")  # of a question to a minister
_NUMBERED = re.compile(r"\s\[\d{5,7}\]$")  # behind such a question
_WORD = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽ][\w.'’-]{0,30}"
_NAME = rf"{_WORD}(?:\s(?:[a-z]{{2,3}}\s)?{_WORD}){{1,4}}"
_OTHER = re.compile(rf"(?P<label>{_NAME})(?:\s\([^()]{{1,60}}\)){{0,2}}:\s+(?P<words>[A-Z“\"'‘(\[].*)")
_CALLED = re.compile(
    r"(?P<label>[A-Z][\w.'’-]{1,30}(?:\s[\w.'’-]{1,30}){0,4})(?:,\s(?P<role>[^:.]{3,100}))?(?::|\.\s[–—])\s+(?P<words>\S.*)"
)
_ASKED = re.compile(r"(?P<label>[QA])(?:[.:]\s*|\s{2,}|\t|\s(?=[A-Z“\"(\[]))(?P<words>\S.*)")
_EXAMINES = r"(?i:(?:further\s)?questions\s(?:from|by)|(?:(?:cross|re)-|(?:re)?direct\s)?examination(?:-in-chief)?\sby)"
EXAMINER = re.compile(rf"(?:BY|{_EXAMINES})\s(?P<name>(?:[A-Z]{{2,4}}\.?\s)(?:[A-Z.'’-]+\s){{0,2}}{_SURNAME}):?")
_ASKING = re.compile(  # before a question: who asks it, or where they sit
    r"\(B[Yy]\s(?P<name>[A-Z][A-Za-z]{1,3}\.?\s(?:[A-Z][\w.'’-]*\s){0,2}[A-Z][\w'’-]+)\)\s*|\((?P<from>[a-z][^()]{2,40})\):\s+"
)
_COUNTING = frozenset("first second third one two three four five point lesson rule fact goal phase".split())  # in what is no name
_LONGEST_LABEL = 8  # words
_LABEL_ENDS = 60  # characters within which the label of whoever presides ends


class Label(NamedTuple):
    """Who speaks from a line on: the name as it is printed or None, an office, and the words behind it; `kind` of how it is printed."""

    name: str | None
    words: str
    role: str | None = None
    kind: str = "name"


def label_of(line: str, last: Label | None, *, begins_paragraph: bool = True) -> Label | None:
    """Return who speaks from a line on, None for a line that begins no turn. `last`: who spoke before."""
    line = _BRACKETED_TITLE.sub(r"\1 ", line)
    if asked := _ASKED.match(line):
        return _question(asked) if _is_asked(line, last) else None
    for read in (_office, _unnamed, _of_many, _to_office):
        if label := read(line):
            return label
    for match in (_TITLED.match(line), _CAPITALS.match(line)):
        if match and _is_of_somebody(match):
            return Label(match["label"], match["words"] or "")
    for read in (_full, _mixed, _sitting) if begins_paragraph else ():
        if label := read(line):
            return label
    on_line = named_on_a_line(line)
    return Label(on_line[0], "", on_line[1], "line") if on_line else None


def _office(line: str) -> Label | None:
    """Return the label of whoever is named by an office in capitals, perhaps with the name in brackets, None for any other line."""
    office = _OFFICE.match(line) or _OFFICE_OF.match(line)
    if office is None:
        return None
    by = _PLACE_BEHIND.sub("", office["by"] or "")
    name, role = (by, office["label"]) if by else (office["label"], None)
    return Label(name, office["words"], role, "name" if by else "office")


def _of_many(line: str) -> Label | None:
    """Return the label of what several call out, which names nobody; None for any other line."""
    match = _MANY.match(line)
    return Label(None, match["words"], kind="other") if match else None


def _to_office(line: str) -> Label | None:
    """Return the label of whoever puts a numbered question to a minister, None for any other line."""
    match = _TO_OFFICE.match(line)
    return Label(match["label"], match["words"], match["in"], "member") if match else None


def _unnamed(line: str) -> Label | None:
    """Return the label of one who is numbered or said to be unidentified, None for any other line."""
    match = _UNNAMED.match(line)
    if match is None:
        return None
    is_unknown = match["who"].casefold().split()[0] in UNKNOWN
    if not is_unknown and not (match["number"] and is_unnamed(match["who"])):
        return None
    return Label(as_spelled(match["who"]) + (match["number"] or ""), match["words"])


def _question(asked: re.Match[str]) -> Label:
    """Return the label of a question or an answer, with the name of who asks where that stands before the words."""
    by = _ASKING.match(asked["words"])
    return Label(by["name"].upper() if by and by["name"] else None, asked["words"][by.end() if by else 0 :], kind=asked["label"])


def _sitting(line: str) -> Label | None:
    """Return the label of a member of a parliament, or of whoever presides over it, behind which a dash stands."""
    if member := _MEMBER.match(_NUMBER.sub("", line)):
        return _member(member)
    has_dash = " – " in line[:_LABEL_ENDS] or " — " in line[:_LABEL_ENDS]
    label = called_again(line, ()) if has_dash else None
    return label if label is not None and label.kind == "office" else None


def _member(match: re.Match[str]) -> Label:
    """Return the label of a member of a parliament: of an office with a name in brackets that name."""
    inner = match["in"].strip().strip("()").partition(")")[0]
    said = _NUMBERED.sub("", match["words"])
    if match["label"][:4] in ("The ", "the "):
        return Label(inner, said, match["label"], "member")
    return Label(match["label"], said, inner, "member")


def called_again(line: str, known: Collection[str]) -> Label | None:
    """Return the label of a line that begins with a name or an office alone, where `known` has it, or with an office of a commission."""
    match = _CALLED.match(line)
    if (
        match is None
        or match["words"][0].islower()
        or (match["label"] not in known and not _is_chair(match["label"]) and not match["role"])
    ):
        return None
    if match["role"] and ". –" not in line and ". —" not in line:
        return None
    return Label(match["label"], match["words"], match["role"], "office" if _is_chair(match["label"]) else "member")


def other_label(line: str) -> Label | None:
    """Return the label of a paragraph that begins with what may be a name of some words and a colon, None for one that begins otherwise."""
    match = _OTHER.match(line)
    if match is None:
        return None
    inner = {word.strip(".'’").casefold() for word in match["label"].split()}
    is_heading = not inner.isdisjoint(words("headings") | words("sections") | words("sentence_words") - {"an"} | _COUNTING)
    return None if is_heading else Label(match["label"], match["words"], kind="other")


def _is_chair(label: str) -> bool:
    """Return whether a label is the office of whoever presides, perhaps with a title before it: "President", "Mr Speaker"."""
    if is_presiding(label):
        return True
    inner = [word.strip(".").casefold() for word in label.split()]
    return bool(inner) and inner[-1] in words("chairs") and all(word in TITLES | words("record_titles") for word in inner[:-1])


def _full(line: str) -> Label | None:
    """Return the label of a paragraph that begins with a whole name in capitals and a stop, None for one that begins with a heading."""
    match = _FULL.match(line)
    if match is None or not match["label"].isupper():
        return None
    inner = {word.strip(".'’").casefold() for word in match["label"].split()}
    is_heading = not inner.isdisjoint(words("headings") | words("hearing_words") | words("sentence_words") | words("sections"))
    return None if is_heading else Label(match["label"], match["words"], kind="full")


def _mixed(line: str) -> Label | None:
    """Return the label of a paragraph that begins with a title and a name in small letters and a stop or a colon, or an office and a stop."""
    match = _MIXED.match(line) or _NAMED.match(line)
    if match and match["title"] == "The":  # which holds no name but that behind it: "The First Minister (Ines Calloway)"
        return _member(match) if match.groupdict().get("in") else Label(match["label"], match["words"], kind="holder")
    if match and match["title"].casefold() in TITLES | words("record_titles"):
        return Label(match["label"], match["words"], kind="mixed")
    office = _MIXED_OFFICE.match(line)
    if office and office["office"].casefold() in words("chairs") | words("unnamed"):
        return Label(office["label"], office["words"], kind="office")
    return None


def _is_asked(line: str, last: Label | None) -> bool:
    """Return whether a line that begins with Q or A is a question or an answer: an A that nothing sets apart is one behind a question alone."""
    is_article = line[0] == "A" and line[1:2].isspace() and not line[1:3].isspace()
    return not is_article or (last is not None and last.kind == "Q")


def _is_of_somebody(match: re.Match[str]) -> bool:
    """Return whether what stands before words names somebody: by a title, or in capitals."""
    title = match.groupdict().get("title")
    if title is not None:
        return title.casefold() in TITLES | words("record_titles")
    is_field = match["label"].casefold() in entries("field_labels")
    return not is_field and len(match["label"].split()) <= _LONGEST_LABEL and _is_capital(match["label"])


def _is_capital(label: str) -> bool:
    """Return whether a label is set in capitals, but for what is in brackets, and is no heading such as NOTE."""
    bare = re.sub(r"[(\[].*?[)\]]", "", label).strip()
    first = re.split(r"[\s.]", bare)[0].casefold()
    return sum(c.isupper() for c in bare) > sum(c.islower() for c in bare) and first not in words("headings")
