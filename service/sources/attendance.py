"""Lists of those who take part, as records of calls and conferences print them at their head or end: names with offices, no words of anybody."""

from __future__ import annotations

import re

from service.knowledge.speaker_keys import TITLES
from service.sources.tables import entries, words

_NAME = r"[A-Z][\w.'’-]*(?:\s(?:(?:de|del|della|da|di|do|dos|la|le|van|von|der|den|ter|ten|zu|bin|al|el)\s){0,2}(?:[A-Z][\w.'’-]*|[\"“][A-Z][\w.'’-]*[\"”])){1,3}"
_ON_A_LINE = re.compile(rf"(?P<label>{_NAME})\s+(?:--|[-–—])\s+(?P<role>[A-Z][^?!]{{1,119}})")
_LISTED = re.compile(rf"(?P<label>{_NAME})\s+(?:--|[-–—])\s+(?P<role>[^\W\d_][^?!]{{1,119}})")
_BEHIND_COMMA = re.compile(rf"(?P<label>{_NAME}),\s(?P<role>[A-Z][^?!]{{1,119}})")
_BARE = re.compile(_NAME)
_PRESENT = re.compile(r"(?:Members? present|Also present|Present)\s?:\s*(?P<names>.{3,2000})")
_IN_BRACKETS = re.compile(r"\([^()]{1,60}\)")
_SHORT_FORM = re.compile(r"(?:\b[A-Z]\w{0,3}|(?:\b[A-Z]\.){1,4}[A-Z])\.$")  # "Inc.", "Ltd.", "L.P.", which end no sentence
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_OFFICE = 12  # words of an office in small letters
_LETTER = re.compile(r"(?:(?<!\.)\.{3,}|(?<=\s)[QA])$")  # by which some tell questions from answers, and rows of dots


def named_on_a_line(line: str) -> tuple[str, str] | None:
    """Return (name, office) of a line that has nothing else, None for any other line."""
    match = _ON_A_LINE.fullmatch(line)
    if match is None or not is_office(match["role"]) or not _may_be_a_name(match["label"]):
        return None
    return match["label"], match["role"].strip()


def _may_be_a_name(text: str) -> bool:
    """Tell whether no word of some is one of a heading, as in "TRANSCRIPT OF TRIAL - DAY 3"."""
    inner = text.casefold().split()
    return all(words(table).isdisjoint(inner) for table in ("sentence_words", "page_records", "business_words"))


def is_office(text: str) -> bool:
    """Tell whether a line may be an office or a company: no sentence, and most of its words with a capital."""
    plain = _LETTER.sub("", text.rstrip()).strip()
    if not plain or (plain[-1] in ".?!:" and not _SHORT_FORM.search(plain)):
        return False
    long = _LONG_WORD.findall(plain)
    return bool(2 * sum(word[0].isupper() for word in long) >= len(long))


def is_listed_office(text: str) -> bool:
    """Tell whether what stands behind a dash and a name in a list is an office, in capitals or small letters: no sentence, nor a part of one."""
    plain = _LETTER.sub("", text.rstrip()).strip()
    first = plain.partition(" ")[0].casefold().strip(",")
    is_open = plain[-1:] in (".", ":", ",", ";") and not _SHORT_FORM.search(plain)
    return is_office(plain) or (not is_open and len(plain.split()) <= _MOST_OFFICE and first not in words("sentence_words"))


def is_list_heading(line: str) -> bool:
    """Tell whether a line heads a list of those who take part."""
    return line.strip().strip(":").casefold() in entries("record_lists")


def is_part_heading(line: str) -> bool:
    """Tell whether a line heads a part of a call or a conference."""
    return line.strip().strip(":").casefold() in entries("record_parts") or is_list_heading(line)


def is_bare_name(line: str) -> bool:
    """Tell whether a line is nothing but what may be a name."""
    return bool(_BARE.fullmatch(line)) and words("sentence_words").isdisjoint(line.casefold().split())


def repeats_office(line: str, role: str | None) -> bool:
    """Tell whether a line under a name is the office that the list has for it, perhaps with the letter of a question or an answer."""
    plain = _LETTER.sub("", line.rstrip()).strip()
    return not line.strip(". ") or plain == role


def present(lines: list[str]) -> set[str]:
    """Return the whole names in the lines over a record that tell who was present: "Members present: Ann Ek (Chair); Mo Tarn."."""
    paragraphs = re.split(r"\n[ \t]*\n", "\n".join(line.strip() for line in lines))
    listed = [match["names"] for paragraph in paragraphs if (match := _PRESENT.match(" ".join(paragraph.split())))]
    parts = (part for names in listed for part in re.split(r";|,| and ", _IN_BRACKETS.sub("", names)))
    names = (part.strip(" .") for part in parts)
    return {name for name in names if is_bare_name(name) and name.split()[0].casefold().strip(".") not in TITLES}


def without_lists(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the lines of a record without the entries of its lists, whose headings stay, and the offices by name."""
    out: list[str] = []
    offices: dict[str, str] = {}
    n, is_list = 0, False
    while n < len(lines):
        line = lines[n].strip()
        entry = _entry(line, lines[n + 1].strip() if n + 1 < len(lines) else "") if is_list and line else None
        if is_list_heading(line):
            is_list = True
        elif is_list and line and (entry is None or entry[0] in offices):
            is_list = False
        elif entry is not None:
            offices[entry[0]] = entry[1]
            n += entry[2]
            continue
        out.append(lines[n])
        n += 1
    return out, offices


def _entry(line: str, following: str) -> tuple[str, str, int] | None:
    """Return (name, office, lines) of an entry of a list: on one line, or the office under the name."""
    match = _LISTED.fullmatch(line)
    if match and is_listed_office(match["role"]):
        return match["label"], match["role"].strip(), 1
    match = _BEHIND_COMMA.fullmatch(line)
    if match and is_office(match["role"]):
        return match["label"], match["role"].strip(), 1
    if is_bare_name(line) and following and is_office(following) and not is_part_heading(following):
        return line, following, 2
    return None
