"""Interviews on pages that put the name of who speaks in bold before the words ("**Ann Ek:** The pier stays."), or in a table beside them.

Other pages have such labels too ("**Price:** …"), so it is one only where somebody asks and somebody speaks of himself or herself, and where two
labels come again of which one is the name of a person. A label that names nobody for sure is nobody's: it may be of the paper that asks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from service.records import Attribution, Document, Passage, Span
from service.sources.questions import is_personal
from service.sources.speakers import is_given, stated_speaker
from service.sources.tables import words
from service.sources.tidying import BREAK, in_one_line, set_as_paragraphs, visible

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"?!]{1,50}):\s+(?=\S)")
_EMPHASIS, _BLOCKS = ("strong", "b", "em", "i"), ("p", "div", "ul", "ol", "table", "blockquote", "section", "figure")
_LEAST, _LEAST_AGAIN = 4, 2  # labels of an interview, and those of them that come again
_MOST_NAMES = 50  # labels of an interview that differ; more are those of a list
_MOST_WORDS = 5  # of a label
_MOSTLY = 0.8  # of the rows of a table that end as sentences do
_ASKS = ("?", "?”", '?"')
_ENDS = (".", "!", "?", "…", "”", '"', ")")
_QUOTED = ("“", '"', ">", "(", "[")  # how what is no answer begins: a pull quote, a note
_PARAGRAPH = re.compile(r"[^\n]+")


def bold_labels(tree: Any) -> list[str]:
    """Return the labels in bold before the paragraphs of a page's tree, in order; none where they are not those of an interview.

    To be called when breaks are marked (`tidying`).
    """
    found = [(label, text) for p in filter(_begins_set, tree.iter("p", "div")) if (label := _label(p, text := _text(p)))]
    labels = [label for label, _ in found]
    counts = Counter(label.rpartition(" ")[2] for label in labels)
    again = [label for label in dict.fromkeys(labels) if counts[label.rpartition(" ")[2]] > 1]
    is_told = len(found) >= _LEAST and sum(n > 1 for n in counts.values()) >= _LEAST_AGAIN
    if not is_told or not _is_talk(tree, [text for _, text in found]):
        return []
    return labels if any(map(_is_person, again)) or _are_surnames(tree, again) else []


def _is_talk(tree: Any, texts: list[str]) -> bool:
    """Return whether somebody asks and somebody speaks of himself or herself in some paragraphs of a tree; ratings of players are no talk."""
    is_asked = any(text.endswith(_ASKS) for text in texts) or len(bold_questions(tree)) >= _LEAST_AGAIN
    return is_asked and any(map(is_personal, texts))


def bold_questions(tree: Any) -> list[str]:
    """Return the paragraphs of a page's tree that are nothing but a question in bold without a label: whoever writes asks them."""
    texts = (_text(p) for p in filter(_begins_set, tree.iter("p", "div")) if _text(p[0]) == _text(p))
    return [text for text in texts if text.endswith(_ASKS) and not _LABEL.match(text)]


def _are_surnames(tree: Any, labels: Sequence[str]) -> bool:
    """Return whether one of some labels is the surname of somebody whom the page names in full."""
    surnames = {label for label in labels if " " not in label}
    return bool(surnames) and any(_full_names(surnames, "\n".join(map(_text, tree.iter("h1", "p")))).values())


def table_labels(tree: Any) -> list[str]:
    """Set the rows of tables that have nothing but names and what these say as paragraphs, the name before the words: the labels, in order.

    So with lists of definitions.
    """
    out: list[str] = []
    for table in [element for element in tree.iter("table", "dl") if element.find(f".//{element.tag}") is None]:
        if _are_turns(rows := _rows(table)):
            names = [name.rstrip(":") for name, _ in rows]
            set_as_paragraphs(table, (f"{name}: {said}" for name, (_, said) in zip(names, rows, strict=True)))
            out += names
    return out


def _rows(table: Any) -> list[list[str]]:
    """Return the texts of the cells of a table in rows, its head left out; of a list of definitions each name with what stands under it."""
    if table.tag == "dl":
        cells = [_text(cell) for cell in table if cell.tag in ("dt", "dd")]
        return [cells[n : n + 2] for n in range(0, len(cells), 2)] if [c.tag for c in table][:2] == ["dt", "dd"] else []
    rows = ([_text(cell) for cell in row.iter("td")] for row in table.iter("tr") if row.find("td") is not None)
    return list(rows)


def _are_turns(rows: list[list[str]]) -> bool:
    """Return whether the rows of a table are turns: two cells each, names of which two come again, and sentences."""
    if len(rows) < _LEAST or any(len(row) != 2 for row in rows):
        return False
    labels = Counter(name.rstrip(":") for name, _ in rows)
    again = [label for label, n in labels.items() if n > 1]
    are_names = len(again) >= _LEAST_AGAIN and any(map(_is_person, again)) and all(map(_has_shape, labels))
    return are_names and _are_said([said for _, said in rows])


def _are_said(texts: list[str]) -> bool:
    """Return whether texts are what people say: sentences, of which some ask or are in the first person."""
    is_written = sum(text.endswith(_ENDS) for text in texts) >= _MOSTLY * len(texts)
    return is_written and any(is_personal(text) or text.endswith(_ASKS) for text in texts)


def _has_shape(label: str) -> bool:
    """Return whether a label may be a name: a few words, each of which may be of one."""
    return 0 < len(label.split()) <= _MOST_WORDS and all(map(_may_be_named, label.split()))


def with_turns(document: Document, labels: Sequence[str], questions: Sequence[str] = ()) -> Document:
    """Return a document with the passages of its turns, which begin with some labels, in order; unchanged where they do not stand in it.

    `questions`: paragraphs between the turns that nobody is named for.

    It stays an article: in what is called an interview, the passages that nobody is named for would be questions to the one who answers.
    """
    turns = turns_in(document.text, labels, document.title, document.outlet, questions)
    return replace(document, stated=(*document.stated, *turns))


def turns_in(
    text: str, labels: Sequence[str], title: str | None = None, outlet: str | None = None, questions: Sequence[str] = ()
) -> tuple[Passage, ...]:
    """Return the passages of the turns of a text, which begin with some labels, in order; none where these do not stand in it.

    `questions`: as `with_turns` has them; they are passages too.
    """
    asked = frozenset(questions)
    turns = list(_turns(text, labels, asked))
    names = set(labels)
    if len(turns) < _LEAST or len(names) > _MOST_NAMES:
        return ()
    above = f"{title or ''}\n{text[: turns[0][1][0].start]}"
    full = _full_names(names, above)
    named = {label: _named(label, full, above, outlet) for label in names}
    asks = [Passage((span,), Attribution()) for span in _paragraphs(text) if span.text in asked] if asked else []
    return (*asks, *(_passage(text, label, named[label], spans) for label, spans in turns))


def _begins_set(paragraph: Any) -> bool:
    """Return whether a paragraph begins with what is set in bold or the like."""
    if not len(paragraph) or paragraph[0].tag not in _EMPHASIS or any(child.tag in _BLOCKS for child in paragraph):
        return False
    return not (paragraph.text or "").strip(f" {BREAK}\n\t\u00a0")


def _label(paragraph: Any, text: str) -> str | None:
    """Return the label that a paragraph begins with, where that is set in bold, None for any other. `text`: of the paragraph."""
    match = _LABEL.match(text)
    label = match["label"].strip() if match else ""
    return label if _has_shape(label) and _text(paragraph[0]).startswith(label) else None


def _may_be_named(word: str) -> bool:
    """Return whether a word may be one of a name."""
    return word.casefold() in words("particles") or (word[0].isupper() and word.casefold() not in words("sentence_words"))


def _is_person(label: str) -> bool:
    """Return whether a label is a whole name that begins with a given name."""
    inner = label.split()
    return len(inner) > 1 and is_given(inner[0].casefold())


def _full_names(labels: set[str], above: str) -> dict[str, set[str]]:
    """Return the full names of each surname that is a label: those that other labels or the text above have."""
    full: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        full[label.rpartition(" ")[2]].add(label)
    surnames = [label for label in labels if " " not in label]
    for surname in surnames:
        full[surname].discard(surname)
    if surnames:
        any_surname = "|".join(map(re.escape, surnames))
        for match in re.finditer(rf"(?:[A-Z][\w.’'-]{{0,30}} ){{1,2}}(?P<surname>{any_surname})\b", above):
            if _is_person(match[0]):
                full[match["surname"]].add(match[0])
    return full


def _named(label: str, full: dict[str, set[str]], above: str, outlet: str | None) -> str | None:
    """Return whom a label names: in full, or by the surname of the one whom another label or the text above names; None for nobody.

    `full`: the full names of each surname.
    """
    if len(label.split()) > 1:
        return label if _is_person(label) or (label in above and label.casefold() != (outlet or "").casefold()) else None
    return next(iter(full[label])) if len(full[label]) == 1 else None


def _paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end(), m[0]) for m in _PARAGRAPH.finditer(text)]


def _turns(text: str, labels: Sequence[str], asked: frozenset[str]) -> Iterator[tuple[str, list[Span]]]:
    """Yield each label and where its words stand: behind it, and in the paragraphs up to the next label or question; after the last as
    long as somebody speaks of himself or herself."""
    paragraphs = _paragraphs(text)
    begins = list(_begins(paragraphs, labels))
    for (label, n), following in zip(begins, [*begins[1:], None], strict=False):
        more = paragraphs[n + 1 : following[1]] if following else _going_on(paragraphs[n + 1 :])
        more = list(takewhile(lambda span: span.text not in asked, more))
        yield label, [paragraphs[n], *(span for span in more if span.text.endswith(_ENDS) and not span.text.startswith(_QUOTED))]


def _begins(paragraphs: Sequence[Span], labels: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield each label with the number of the paragraph that begins with it, behind that of the label before; none for one that stands nowhere."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, paragraph in enumerate(paragraphs):
        places[paragraph.text.partition(":")[0]].append(n)
    at = 0
    for label in labels:
        there = places[label]
        next_one = bisect_left(there, at)
        if next_one < len(there):
            yield label, there[next_one]
            at = there[next_one] + 1


def _going_on(paragraphs: Sequence[Span]) -> list[Span]:
    """Return the paragraphs with which the last answer goes on."""
    end = next(
        (n for n, span in enumerate(paragraphs) if not is_personal(span.text) or span.text.startswith(_QUOTED)), len(paragraphs)
    )
    return list(paragraphs[:end])


def _passage(text: str, label: str, name: str | None, spans: list[Span]) -> Passage:
    """Return the passage of a turn. `name`: whom its label names."""
    first = spans[0]
    start = first.start + len(label) + 1
    start += len(text[start : first.end]) - len(text[start : first.end].lstrip())
    evidence = Span(first.start, first.start + len(label), label)
    speaker = stated_speaker(name, evidence=evidence) if name else None
    return Passage((Span(start, first.end, text[start : first.end]), *spans[1:]), Attribution(speaker))


def _text(element: Any) -> str:
    """Return the text of an element in one line, without characters that are not seen."""
    return " ".join(visible(in_one_line(element)).split())
