"""Transcripts on pages that set who speaks apart from the words: in bold, as a heading, or on a line of its own.

The name is put before the words with a colon, as other pages have it, where it is plain that these are names of who speaks: full names,
several of which come again.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, takewhile
from typing import Any

from service.sources.attendance import named_on_a_line
from service.sources.tables import words
from service.sources.tidying import BREAK, in_one_line, set_as_paragraphs, take_out

_ALONE = ("h2", "h3", "h4", "h5", "h6", "dt", "p", "div")
_INLINE = ("strong", "b", "em", "i", "span", "cite")
_WORDS = ("p", "dd", "div", "blockquote", "section")  # what holds the words under a name
_MOST_WORDS, _MOST_LABEL_WORDS = 4, 8  # of a name, and of a label in capitals that has an office
_LEAST, _LEAST_AGAIN = 4, 2  # labels, and names that come again
_COLUMNS, _LEAST_SAID = 2, 3  # of a table of turns, and words that one has on average
_CLOCK = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?[\])]?")
_BETWEEN = f"–—-| \t\n{BREAK}"  # signs between a name and the words behind it
_ROLE = re.compile(r"(?:,\s[^,.:?!]{2,60}|\s[(\[][^()\[\]]{2,60}[)\]])$")
_MOST_BETWEEN = 2  # elements without words of their own, such as times, between a name and its words


def label_turns(tree: Any) -> None:
    """Put the names of who speaks before their words, on a page that is a transcript."""
    for line in [p for p in tree.iter("p") if _is_capital_label(in_one_line(p))]:
        _put_before(line, in_one_line(line))
    found = [(element, name) for element in tree.iter(*_ALONE, *_INLINE) if (name := _name(element)) and not _has_office(element)]
    known = _again(Counter(name for _, name in found))
    for element, name in found:
        if name in known and element.getparent() is not None:
            _label(element, name.title() if name.islower() else name)


def label_rows(tree: Any) -> bool:
    """Set the rows of tables of who speaks and what is said as paragraphs with a label, on a page that is a transcript; whether there are any."""
    found = [
        (table, turns)
        for table in tree.iter("table")
        if (turns := _turns_of([_cells(row) for row in table.iter("tr") if row.find("td") is not None]))
    ]
    for table, turns in found:
        set_as_paragraphs(table, (f"{_as_label(name)}: {said}" for name, said in turns))
    return bool(found)


def _as_label(name: str) -> str:
    """Return a name as labels are set elsewhere: "First Officer"."""
    return " ".join(word if word in words("particles") else word[0].upper() + word[1:] for word in name.split())


def _cells(row: Any) -> list[str]:
    """Return the texts of the cells of a row of a table, those that only tell the time left out."""
    return [text for cell in row.iter("td", "th") if not _CLOCK.fullmatch(text := in_one_line(cell))]


def _turns_of(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Return the name and the words of each row of a table without heads that has nothing else; none where it has, or no name comes again."""
    turns = [(row[0].rstrip(":"), row[1]) for row in rows if len(row) == _COLUMNS and all(row)]
    names = Counter(name for name, _ in turns)
    is_talk = len(names) >= _LEAST_AGAIN and len(turns) >= _LEAST and max(names.values()) > 1
    if len(turns) < len(rows) or not is_talk or not all(map(_is_short_label, names)):
        return []
    return turns if sum(len(said.split()) for _, said in turns) >= _LEAST_SAID * len(turns) else []


def _is_short_label(name: str) -> bool:
    """Return whether a cell may name who speaks: a few words, the first with a capital, that end as no sentence does."""
    return (
        name[0].isupper() and len(name.split()) <= _MOST_LABEL_WORDS and name[-1] not in ".?!," and not any(map(str.isdigit, name))
    )


def _again(counts: Counter[str]) -> set[str]:
    """Return the names that come again, none where they are too few to be those of a talk."""
    known = {name for name, count in counts.items() if count > 1}
    return known if len(known) >= _LEAST_AGAIN and sum(counts[name] for name in known) >= _LEAST else set()


def _name(element: Any) -> str | None:
    """Return the full name that an element is which stands alone or begins a paragraph, None for any other."""
    text = _bare(in_one_line(element))
    if not _is_full_name(text):
        return None
    parent = element.getparent()
    if element.tag in _INLINE:
        begins = parent is not None and element.getprevious() is None and not (parent.text or "").strip()
        return text if begins and not (element.tail or "").lstrip().startswith(":") else None
    return (
        text
        if not any(
            _is_full_name(_bare(in_one_line(inner))) for inner in element.iter("h2", "h3", "h4", "dt", "p") if inner is not element
        )
        else None
    )


def _has_office(element: Any) -> bool:
    """Return whether an element stands in a paragraph with nothing but a name and an office, which records read by themselves."""
    return element.tag in _INLINE and named_on_a_line(in_one_line(element.getparent())) is not None


def _bare(text: str) -> str:
    """Return a name without what somebody is, in brackets or behind a comma: "Ann Ek (host)", "Ann Ek, host"."""
    return _ROLE.sub("", text) if len(text.split()) <= _MOST_LABEL_WORDS else text


def _is_full_name(text: str) -> bool:
    """Return whether a text is nothing but a full name: each word with a capital, or none of them."""
    inner = text.split()
    if (
        not 1 < len(inner) <= _MOST_WORDS
        or not text.replace(" ", "").replace(".", "").replace("-", "").replace("’", "").replace("'", "").isalpha()
    ):
        return False
    if any(word.casefold() in words("sentence_words") | words("headings") for word in inner):
        return False
    return text.islower() or all(word[0].isupper() or word in words("particles") for word in inner)


def _is_capital_label(text: str) -> bool:
    """Return whether a paragraph is nothing but a label in capitals and a colon: "ANN EK, HOST:"."""
    return text.endswith(":") and text.isupper() and len(text.split()) <= _MOST_LABEL_WORDS


def _label(element: Any, name: str) -> None:
    """Put a name before the words that follow it in its paragraph, or else in the next one."""
    if element.tag not in _INLINE or _is_alone(element):
        _put_before(_block_of(element), f"{name}:")
        return
    following = element.getnext()
    if following is not None and following.tag == "br" and not (element.tail or "").strip():
        take_out(following)
    element.tail = " " + (element.tail or "").lstrip(_BETWEEN)
    for inner in list(element):
        take_out(inner)
    element.text = f"{name}:"


def _is_alone(element: Any) -> bool:
    """Return whether an element within a line is all that its paragraph has, or stands over one."""
    return in_one_line(element) == in_one_line(element.getparent()) or (
        not (element.tail or "").strip() and _words_under(element) is not None
    )


def _block_of(element: Any) -> Any:
    """Return the outermost element that has nothing but the words of one."""
    above = list(takewhile(lambda around: in_one_line(around) == in_one_line(element), element.iterancestors()))
    return above[-1] if above else element


def _put_before(line: Any, label: str) -> None:
    """Put a label before the words of the next block, and take out the line that has it; with no such block nothing is done."""
    following = _words_under(line)
    if following is None or not in_one_line(following):
        return
    holder = next((p for p in following.iter("p") if in_one_line(p)), following)
    holder.text = f"{label} {(holder.text or '').lstrip()}"
    take_out(line)


def _words_under(line: Any) -> Any:
    """Return the block with the words under a line, None where there is none near it."""
    near = islice(line.itersiblings(), _MOST_BETWEEN)
    return next((element for element in near if element.tag in _WORDS), None)
