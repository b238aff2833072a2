"""Live blogs → their entries, each with its own time: a page that goes on for a day is no one article.

Who is named in one entry is not who speaks in the next, and what was said on the second day was not on the first. So each entry is a
document of its own, by its heading and the moment it was put up (https://schema.org/LiveBlogPosting, and the classes that sites use).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from service.sources.fields import address, plain_text
from service.sources.linked_data import linked_data
from service.sources.tables import words
from service.sources.tidying import classes, in_one_line, take_out

_LIVE = "LiveBlogPosting"
_UPDATES = "liveBlogUpdate"
_LEAST = 2  # entries of a live blog
_MOST = 2000  # entries that are read of one
_ENTRY_TAGS = ("article", "section", "div", "li")
_HEADINGS = ("h2", "h3", "h4", "h5")
_MAY_BE = re.compile(r"LiveBlogPosting|live[-_]{0,2}(?:blog|post|entry|update|feed|ticker|coverage)|tickaroo", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z0-9]+")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMES = ".//time[@datetime]/@datetime | .//*[@itemprop='datePublished']/@content"
_MOMENT_ATTRIBUTES = ("data-timestamp", "data-time", "data-published", "data-block-time", "data-published-at")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog: its heading, the moment it was put up as the page has it, its place on the page, and its content."""

    title: str | None
    moment: str
    url: str | None
    html: str


def may_be_live(text: str) -> bool:
    """Tell whether the source of a page has a word that those of live blogs have; most pages have none, and need not be looked at."""
    return bool(_MAY_BE.search(text))


def entries_of(tree: Any, url: str | None) -> list[Entry]:
    """Return the entries of a page that is a live blog, newest or oldest first as they stand; none for any other page.

    `url`: the page's. The elements of entries are taken out of the tree.
    """
    told = list(_told(linked_data(tree)))
    found = _entries(tree, is_told=bool(told))
    if len(found) >= _LEAST:
        return [_of_element(element, url) for element in found[:_MOST]]
    updates = [entry for node in told for entry in _updates(node, url)]
    return updates if len(updates) >= _LEAST else []


def _told(data: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD that are live blogs."""
    waiting = list(data)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            kinds = node.get("@type")
            if _LIVE in (kinds if isinstance(kinds, list) else [kinds]):
                yield node
            waiting += [node[name] for name in ("@graph", "mainEntity") if name in node]


def _updates(node: Mapping[str, Any], url: str | None) -> Iterator[Entry]:
    """Yield the updates that the JSON-LD of a live blog has with their text and time."""
    rows = node.get(_UPDATES)
    for row in (rows if isinstance(rows, list) else [rows])[:_MOST]:
        if not isinstance(row, dict):
            continue
        body, moment = row.get("articleBody"), plain_text(row.get("datePublished") or row.get("dateModified"))
        if isinstance(body, str) and body.strip() and moment and _MOMENT.match(moment):
            at = address(plain_text(row.get("url"))) or address(plain_text(row.get("@id")))
            yield Entry(plain_text(row.get("headline")), moment, at or _placed(url, moment), _as_html(body))


def _entries(tree: Any, *, is_told: bool) -> list[Any]:
    """Return the elements of the entries: of one tag and class, each with a time of its own, none within another.

    `is_told`: whether the page says that it is a live blog; else their classes must.
    """
    timed: dict[tuple[str, str], list[Any]] = {}
    for element in tree.iter(*_ENTRY_TAGS):
        kind = _kind(element)
        if _moment(element) and (is_told or _is_live(element)) and not any(_kind(a) == kind for a in element.iterancestors()):
            timed.setdefault(kind, []).append(element)
    kinds = Counter(
        {kind: sum(len(in_one_line(e)) for e in some) for kind, some in timed.items() if len(some) >= _LEAST and _is_apart(some)}
    )
    return timed[kinds.most_common(1)[0][0]] if kinds else []


def _kind(element: Any) -> tuple[str, str]:
    """Return what entries have in common: a tag, and the first of the classes."""
    return str(element.tag), ((element.get("class") or "").split() or [""])[0]


def _is_live(element: Any) -> bool:
    """Return whether an element or one around it has a class of live blogs."""
    return any(
        not words("live_classes").isdisjoint({name, *_TOKEN.findall(name), "".join(_TOKEN.findall(name))})
        for e in (element, *element.iterancestors())
        for name in classes(e)
    )


def _is_apart(some: list[Any]) -> bool:
    """Return whether elements have one time each, and times that differ."""
    moments = [_moment(element) for element in some]
    return len(set(moments)) > 1 and all(len(set(element.xpath(_TIMES))) <= _LEAST for element in some)


def _moment(element: Any) -> str | None:
    """Return the moment that an entry says it was put up."""
    own = (element.get(name) for name in _MOMENT_ATTRIBUTES)
    return next((value for value in (*own, *element.xpath(_TIMES)) if value and _MOMENT.match(value)), None)


def _of_element(element: Any, url: str | None) -> Entry:
    """Return the entry of an element, which is taken out of its tree; heading and time are none of its words."""
    from lxml import etree

    moment = _moment(element) or ""
    heading = next(element.iter(*_HEADINGS), None)
    title = in_one_line(heading) if heading is not None else None
    name = element.get("id")
    at = f"{url}#{name}" if url and name and name.isprintable() and " " not in name else _placed(url, moment)
    for part in [heading, *element.iter("time")]:
        if part is not None:
            take_out(part)
    take_out(element)
    return Entry(title or None, moment, at, etree.tostring(element, encoding="unicode", method="html"))


def _as_html(body: str) -> str:
    """Return the text of an update as HTML, each of its lines a paragraph where it has no tags."""
    if "</" in body or "<br" in body:
        return body
    return "".join(f"<p>{escape(unescape(line))}</p>" for line in body.splitlines() if line.strip())


def _placed(url: str | None, moment: str) -> str | None:
    """Return an address for an entry that has none of its own."""
    return f"{url}#{''.join(moment.split())}" if url else None
