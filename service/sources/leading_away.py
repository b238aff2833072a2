"""Lines of a page that lead away from its story: "Read more: …", a headline that is nothing but a link, "Subscribe now". Nobody says them in it."""

from __future__ import annotations

import re
from typing import Any

from service.sources.tables import entries

_BOXES = ("div", "section", "aside", "nav")
_MOST_WORDS = 40  # of such a line
_LEAST_LINKED = 4  # words of a headline that is a link
_LEAD = re.compile(r"(?P<lead>[^:|>»–—\n]{3,40})[:|>»–—]")
_STOP = ".;,:"  # how most sentences end, and no headlines
_STOPS = (".”", '."', ".’", ".)")  # and how others do
_AROUND = ' \t\u00a0:|–—-»>›▶►•·+→“”"'
_AWAY = ("http://", "https://", "/")


def leads_away(element: Any) -> bool:
    """Tell whether a paragraph or a heading of a page leads to another story, or asks readers to subscribe."""
    text = " ".join("".join(element.itertext()).split())
    if not text or len(text.split()) > _MOST_WORDS:
        return False
    if text.casefold().startswith(tuple(entries("promotions"))):
        return True
    return _is_led(element, text) or (element.tag == "p" and text[-1] not in _STOP and _is_headline(element, text))


def is_of_others(heading: Any) -> bool:
    """Tell whether a heading is the first of a division of a page, and stands over nothing but other stories: "More on this story"."""
    box = heading.getparent()
    if box is None or box.tag not in _BOXES or (box.text or "").strip() or heading.getprevious() is not None:
        return False
    return " ".join("".join(heading.itertext()).split()).strip(_AROUND).casefold() in entries("other_stories")


def _is_led(element: Any, text: str) -> bool:
    """Return whether words that lead on stand before what is a link, or would be one where the line was copied without it."""
    match = _LEAD.match(text)
    lead = match["lead"].strip().casefold() if match else ""
    if not match or lead not in entries("leads_away"):
        return False
    if (" " in lead or lead in entries("leads_alone")) and element.find(".//a") is None:
        return True
    return 2 * _linked(element) >= len(text.split()) - len(match[0].split())


def _is_headline(element: Any, text: str) -> bool:
    """Return whether a paragraph is a headline that is a link to another page, perhaps behind words that lead on."""
    links = [link for link in element.iter("a") if (link.get("href") or "").startswith(_AWAY)]
    if len(links) != 1 or next(element.iterancestors("blockquote", "figure"), None) is not None:
        return False
    if text.endswith(_STOPS) or _linked(element) < _LEAST_LINKED:
        return False
    linked = " ".join("".join(links[0].itertext()).split())
    beside = text.replace(linked, "", 1).strip(_AROUND).casefold()
    return not beside or beside in entries("leads_away")


def _linked(element: Any) -> int:
    """Return how many words of an element are links."""
    return sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
