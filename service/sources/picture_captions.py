"""Captions of an article's pictures that quote somebody by name: they are print as the article is. Other captions, and credits, are not read.

They go behind the article, so that nobody whom a caption names is who "he" or "she" is in the paragraph under the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from service.sources.tidying import BREAK, classes, is_hidden, take_out, visible

_CREDIT_CLASSES = re.compile(r"credit|copyright|source|photographer|byline|attribution|agency", re.IGNORECASE)
_CREDIT = re.compile(  # from where on a caption says who took the picture
    r"\s?(?:©|\(c\)\s|[(\[]?\b(?:photo(?:graph)?|picture|pic|image|credit|illustration|video|file)s?\b(?:\s(?:by|courtesy|credit))?\s?[:/|]"
    r"|[(\[](?:photo|picture|image)s?\s(?:by|courtesy)\b|\bphoto(?:graph)?s?\sby\s[A-Z]).*$",
    re.IGNORECASE | re.DOTALL,
)
_IN_BRACKETS = re.compile(  # who took it, behind the last sentence or with an agency behind a stroke
    r"(?:(?<=[.!?”\"’])\s?[(\[][^()\[\]]{2,80}[)\]]|\s?[(\[][^()\[\]/]{2,60}/[^()\[\]]{2,60}[)\]])\.?$"
)
_BEHIND_DASH = re.compile(r"(?<=[.!?”\"’])\s*[|–—]\s[^|–—]{2,80}$")  # who took it, or who is quoted where nobody is named before
_QUOTED = re.compile(
    r"“([^“”]{1,1000})”|\"([^\"]{1,1000})\"|(?<!\w)‘([^‘]{1,1000}?)’(?!\w)|«([^«»]{1,1000})»|„([^„“”]{1,1000})[“”]"
)
_NAME = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]{1,30}\s(?:[A-ZÀ-Þ]\.\s|[a-z]{2,3}\s){0,2}[A-ZÀ-Þ][\w’'-]{1,30}")
_LEAST_WORDS = 4  # of a quotation
_MOST_CHARACTERS = 1000  # of a caption
_MOST_ABOVE = 4  # elements between a picture and what holds paragraphs of its article too
_PAGE = ("html", "body")
_BESIDE = ("nav", "aside", "footer", "form", "table", "blockquote")


def quoting(caption: str) -> str | None:
    """Return a caption without its credit, where it has a quotation of some words and beside it the name of one person, in two words or
    more; None for any other: of those who are seen in a picture no grammar tells which one speaks."""
    text = _IN_BRACKETS.sub("", _CREDIT.sub("", " ".join(visible(caption.replace(BREAK, " ")).split())))
    if len(text) > _MOST_CHARACTERS or not any(len(_words(match).split()) >= _LEAST_WORDS for match in _QUOTED.finditer(text)):
        return None
    return next((told for told in (_BEHIND_DASH.sub("", text), text) if len(_NAME.findall(_QUOTED.sub(" ", told))) == 1), None)


def captions_of(tree: Any) -> list[str]:
    """Return the captions of all pictures of a tree that quote somebody."""
    return [caption for figure in tree.iter("figcaption") if (caption := quoting(_text(figure)))]


class Caption(NamedTuple):
    """A caption of a page that quotes somebody, and the elements near its picture in which that stands, innermost first."""

    text: str
    above: tuple[Any, ...]


def take_captions(tree: Any) -> list[Caption]:
    """Take all captions of pictures out of a page's tree: those that quote somebody and stand beside nothing."""
    found = []
    for element in list(tree.iter("figcaption")):
        around = [outer for outer in element.iterancestors() if outer.tag != "figure"]
        if not any(outer.tag in _BESIDE for outer in around) and (caption := quoting(_text(element))):
            found.append(Caption(caption, tuple(around[:_MOST_ABOVE])))
        take_out(element)
    return found


def captions_beside(paragraphs: Iterable[Any], captions: Iterable[Caption]) -> list[str]:
    """Return the captions of pictures that stand in the same parts of a page as some paragraphs."""
    parts = {around for paragraph in paragraphs for around in paragraph.iterancestors() if around.tag not in _PAGE}
    return list(dict.fromkeys(caption.text for caption in captions if not parts.isdisjoint(caption.above)))


def _words(match: re.Match[str]) -> str:
    """Return the words between the marks of a quotation."""
    return next(filter(None, match.groups()), "")


def _text(element: Any) -> str:
    """Return the text of a caption without what is hidden in it or credits the picture."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the texts within a caption that are read."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_hidden(child) and not any(map(_CREDIT_CLASSES.search, classes(child))):
            yield from _pieces(child)
        yield f" {child.tail or ''}" if child.tag in ("p", "div") else child.tail or ""
