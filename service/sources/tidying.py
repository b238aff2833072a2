"""A page's tree before the article is looked for in it: what nobody reads there is taken out, and breaks are marked.

What is struck out, hidden from view or a footnote's number is no word of the text, though it stands among its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from service.sources.leading_away import is_of_others, leads_away
from service.sources.note_marks import is_like_mark, is_power
from service.sources.tables import words

BREAK = "\ue010"  # stands for a `<br>` from here to the text of the article, where libraries would glue the words together
_STRUCK = ("del", "s", "strike")
_UNSEEN = ("script", "style", "noscript", "template")
_DRAWN = ("template", "svg")  # what is no text where it stands
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BOXES = ("div", "section", "aside", "ul", "ol")
_INLINE = frozenset("a abbr b button cite em i label mark q small span strong sub sup time u".split())
_LETTERS = frozenset(("font", "big", "tt"))  # which old pages set whole texts in
_TWO_BREAKS = re.compile(rf"{BREAK}[\s\u00a0]*{BREAK}")
_QUOTE_MARKS = ("“", '"', "„", "«", "‘")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[\w-]*\s*:[^;]{0,40}line-through|mso-hide\s*:\s*all"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?\s*[, ]|(?:opacity|font-size)\s*:\s*0(?:px|em|%)?\s*(?:;|$)|(?:left|text-indent)\s*:\s*-\d{3}",
    re.IGNORECASE,
)  # the ways in which style sheets hide words from view or strike them out
_STRIKING = re.compile(r"\.(?P<name>[\w-]{1,60})\s{0,9}\{[^{}]{0,500}?text-decoration(?:-line)?\s{0,9}:[^;{}]{0,40}line-through")
_NOTE = re.compile(r"foot-?note|note-?ref|citation|doc-noteref", re.IGNORECASE)  # a class or role of a link to a note
_NUMBER_OF_NOTE = re.compile(r"[\[(]\s?(?:\d{1,3}|[a-z*†‡])\s?[\])]|\d{1,3}|[*†‡]{1,3}")
_EDITORS_NOTE = re.compile(r"\[[^\[\]]{3,40}\]")  # raised, as "[citation needed]" is
_SHOWN = ("span", "b", "strong", "em", "i")  # what hides from screen readers alone, as the letter of an initial does
_QUOTED_BLOCKS = frozenset("p div ul ol blockquote table section footer h2 h3 h4 h5 h6 pre figure".split())
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_OURS = ("\x00", *map(chr, range(0xE010, 0xE02A)))  # what no page may hold: NUL, and the marks of ours
_TOKENS = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_NAMES = ("class", "id", "data-component", "data-testid", "data-module")  # attributes that tell what a division is
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")  # in "NewsletterPromo"
_PARTS = re.compile(r"[^a-z0-9]+")
_SIDE_SHARE = 0.3  # of a page's text: what is no larger may stand beside the article, what is larger is the page


def cleared(source: str) -> str:
    """Return the source of a page without characters that nobody sees, and without those that stand for marks of ours."""
    for mark in _OURS:
        if mark in source:
            source = source.replace(mark, "")
    return source


def in_one_line(element: Any) -> str:
    """Return the text of an element in one line; a break that is marked is a blank."""
    return " ".join("".join(element.itertext()).replace(BREAK, " ").split())


def set_as_paragraphs(table: Any, lines: Iterable[str]) -> None:
    """Put a paragraph for each of some lines in the place of a table."""
    for line in lines:
        paragraph = table.makeelement("p", {})
        paragraph.text = line
        table.addprevious(paragraph)
    take_out(table)


def visible(text: str) -> str:
    """Return text without soft hyphens and characters of no width, which are no part of a word."""
    return text.translate(_INVISIBLE) if any(chr(code) in text for code in _INVISIBLE) else text


def tidy(tree: Any) -> None:
    """Take out of a page what is struck out, hidden, a footnote's number or beside the article, and mark its line breaks."""
    beside: list[Any] = []
    _strike_by_sheet(tree)
    for element in list(tree.iter(*_STRUCK, *_BOXES, *_INLINE, "br", "p", "template", "svg", "blockquote")):
        if element.getparent() is None:
            continue
        if element.tag == "br":
            _mark(element)
        elif element.tag == "q":
            _quote(element)
        elif element.tag == "blockquote" and not classes(element) & words("post_classes"):
            _set_in_paragraphs(element)
        elif element.tag in _BOXES:
            beside += filter(_stands_beside, (element,))
        elif _is_unread(element) or (element.tag == "p" and leads_away(element)):
            take_out(element)
    beside += (heading.getparent() for heading in filter(is_of_others, tree.iter(*_HEADINGS)))
    for heading in [element for element in tree.iter(*_HEADINGS) if leads_away(element)]:
        take_out(heading)
    _take_out_small(tree, beside)
    _set_broken_in_paragraphs(tree)


def _strike_by_sheet(tree: Any) -> None:
    """Take out of a page what its own style sheet strikes out by a class, as Google Docs writes it."""
    sheets = "\n".join(element.text or "" for element in tree.iter("style"))
    struck = {match["name"].lower() for match in _STRIKING.finditer(sheets)} if "line-through" in sheets else set()
    for element in [e for e in tree.iter(*_INLINE) if struck & classes(e)] if struck else []:
        take_out(element)


def _set_broken_in_paragraphs(tree: Any) -> None:
    """Make paragraphs of what stands loose in a page's body, or in nothing but letters of some kind, where breaks alone set it apart, as
    old pages have it: no library takes that for an article."""
    runs = (
        (body, run) for body in tree.iter("body") for run in _loose_runs(body, lambda child: child.tag not in _INLINE | _LETTERS)
    )
    for body, run in runs:
        before, *inner = run
        loose = (body.text if before is None else before.tail) or ""
        if _TWO_BREAKS.search("".join((loose, *("".join(e.itertext()) + (e.tail or "") for e in inner)))):
            _wrap(body, run)


def _take_out_small(tree: Any, beside: list[Any]) -> None:
    """Take out elements that stand beside an article by their names; one that has much of the page's text is the page."""
    most = _SIDE_SHARE * sum(len(e.text or "") + len(e.tail or "") for e in tree.iter() if e.tag not in _UNSEEN) if beside else 0
    for element in beside:
        if sum(map(len, element.itertext())) <= most:
            take_out(element)


def take_out(element: Any) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def classes(element: Any) -> frozenset[str]:
    """Return the classes and the id of an element, in lower case."""
    return frozenset(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


def _mark(element: Any) -> None:
    """Put the mark of a break in the place of an element."""
    element.tail = BREAK + (element.tail or "")
    take_out(element)


def _quote(element: Any) -> None:
    """Put the marks about a `<q>` that browsers show, where the page has none of its own, and leave it as what is set in a line."""
    element.tag = "span"
    if "".join(element.itertext()).strip()[:1] in _QUOTE_MARKS:
        return
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _set_in_paragraphs(block: Any) -> None:
    """Make paragraphs of what a block quote with other blocks in it has loose, and of its divisions, so that no words are glued."""
    if not any(child.tag in _QUOTED_BLOCKS for child in block):
        return
    for run in _loose_runs(block, lambda child: child.tag in _QUOTED_BLOCKS):
        _wrap(block, run)
    for child in block:
        if child.tag == "div" and not any(inner.tag in _QUOTED_BLOCKS for inner in child):
            child.tag = "p"


def _loose_runs(block: Any, is_block: Callable[[Any], bool]) -> list[list[Any]]:
    """Return the runs of what stands in a block outside its inner blocks: each the element before the run, or None, and those in it."""
    runs: list[list[Any]] = [[None]]
    for child in block:
        if is_block(child):
            runs.append([child])
        else:
            runs[-1].append(child)
    return runs


def _wrap(block: Any, run: list[Any]) -> None:
    """Put a run of loose text and elements of a block into a paragraph, where it has words. `run`: as `_loose_runs` has it."""
    before, *inner = run
    text = (block.text if before is None else before.tail) or ""
    if not (text + "".join("".join(e.itertext()) + (e.tail or "") for e in inner)).strip(f" \t\r\n\u00a0{BREAK}"):
        return
    paragraph = block.makeelement("p", {})
    paragraph.text = text
    if before is None:
        block.text = None
        block.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    for element in inner:
        paragraph.append(element)  # with the text behind it


def _is_unread(element: Any) -> bool:
    """Return whether the words of an element are not part of the text."""
    if element.tag in _STRUCK or element.tag in _DRAWN:
        return True
    if element.tag == "sup" and _is_footnote(element):
        return True
    if element.tag == "a" and _leads_to_note(element):
        return True
    if not element.attrib or (element.tag not in _INLINE and element.tag != "p"):
        return False
    return is_hidden(element)


def _stands_beside(box: Any) -> bool:
    """Return whether a division stands beside an article by its classes or what it is a part of, is hidden, or is a comment in its margin."""
    names = " ".join(filter(None, map(box.get, _NAMES)))
    return box.get("hidden") is not None or _is_side(names) or _is_comment(box)


def _is_comment(box: Any) -> bool:
    """Return whether a division is a comment in the margin of a document, as Google's editor exports it."""
    link = box.find("./p/a[@href]") if box.tag == "div" else None
    return link is not None and (link.get("href") or "").startswith("#cmnt_ref")


def is_hidden(element: Any) -> bool:
    """Return whether an element is hidden from view; one that is hidden from screen readers alone is marked as seen."""
    if element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    style, known = element.get("style"), element.get("class")
    if (style and _HIDDEN_STYLE.search(style)) or (known and _hides(known)):
        return True
    if element.tag in _SHOWN and element.get("aria-hidden") == "true" and any(c.isalnum() for c in element.text or ""):
        del element.attrib["aria-hidden"]
    return False


def _leads_to_note(link: Any) -> bool:
    """Return whether a link is the number of a note on the same page."""
    if not (link.get("href") or "").startswith("#"):
        return False
    text = "".join(link.itertext()).strip()
    if not _NUMBER_OF_NOTE.fullmatch(text):
        return False
    return text[:1] in "[(" or bool(_NOTE.search(f"{link.get('class') or ''} {link.get('role') or ''} {link.get('href')}"))


def _is_footnote(element: Any) -> bool:
    """Return whether a raised text is a footnote's number: in brackets, a link, or raised at a word that is not a number and no unit."""
    text = "".join("".join(element.itertext()).split())
    if _EDITORS_NOTE.fullmatch(text):
        return True
    if not is_like_mark(text):
        return False
    if text[0] in "[(" or element.find(".//a") is not None:
        return True
    before = element.getprevious()
    said = (before.tail if before is not None else element.getparent().text) or ""
    return not is_power(said)


@lru_cache(maxsize=4096)  # a page has a few classes, each on many elements
def _hides(known: str) -> bool:
    """Return whether one of some classes hides text from view."""
    return not words("hidden_classes").isdisjoint(known.lower().split())


@lru_cache(maxsize=4096)
def _is_side(known: str) -> bool:
    """Return whether some classes and ids are of what stands beside an article."""
    names = _HUMPS.sub("-", known).lower().split()
    if not words("side_classes").isdisjoint({token for name in names for token in (name, *_TOKENS.findall(name))}):
        return True
    return any(map(_asks, names))


def _asks(name: str) -> bool:
    """Return whether a class or an id is of a box that asks readers for something: a word for that beside one for a box ("newsletter-signup")."""
    parts = [part for part in _PARTS.split(name) if part]
    if not parts or parts[0] in words("side_states"):
        return False
    asks, boxes = words("side_asks"), words("side_boxes")
    return any((a in asks and b in boxes) or (a in boxes and b in asks) for a, b in pairwise(parts))
