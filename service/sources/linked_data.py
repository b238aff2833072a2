"""The JSON-LD of a page → its own article, as schema.org's NewsArticle has it (https://schema.org/NewsArticle).

A page often tells of other stories too, in lists and beside its own. The article that is taken is the one at the page's address or
of its title; failing both the first that stands by itself, unless it says that it is at another address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from service.sources.fields import plain_names, plain_text

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|LiveBlog)$")
_PAGE = re.compile(r"WebPage$")  # which tells of the page where nothing tells of an article
_SITE = re.compile(r"^WebSite$")
_MOST_NODES = 500  # of JSON-LD that are looked at
_WRAPPING = re.compile(
    r"^(?://|/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*/)?|(?://|/\*)?\s{0,9}\]\]>\s{0,9}(?:\*/)?$|^<!--|-->$"
)  # of text without white space around it; bounded, so that a run of spaces costs no more than its length
_TRAILING = re.compile(r",(?=\s*[}\]])")
_INWARDS = ("@graph", "mainEntity", "mainEntityOfPage")  # where a page's own article stands; lists hold others
_Node = Mapping[str, Any]  # an object of JSON-LD
_LONGEST_BODY = 2_000_000  # characters


@dataclass(frozen=True, slots=True)
class Article:
    """What JSON-LD tells of a page's article: fields of a document, who publishes it, all of its text where it is there, and its site."""

    fields: dict[str, str] = field(default_factory=dict)
    publisher: str | None = None
    body: str | None = None
    site: str | None = None


def linked_data(tree: Any) -> list[Any]:
    """Return the values of a page's JSON-LD scripts; those that are broken beyond a trailing comma or a line break are passed over."""
    found = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if "CDATA" in text or "<!--" in text:
            text = _WRAPPING.sub("", _WRAPPING.sub("", text.strip()).strip())
        for attempt in (text, _TRAILING.sub("", text)):
            try:
                found.append(json.loads(attempt, strict=False))
                break
            except (ValueError, RecursionError):
                continue
    return found


def article_of(data: list[Any], url: str | None, titles: set[str]) -> Article:
    """Return the page's own article. `url`: the page's address; `titles`: what the page is called elsewhere on it."""
    nodes = list(_nodes(data))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    chosen = _chosen(nodes, url, {_folded(title) for title in titles})
    site = next((name for node in nodes if _is_a(_SITE, node) and (name := plain_text(node.get("name")))), None)
    if chosen is None:
        return Article(site=site)
    found = {
        "title": plain_text(chosen.get("headline") or chosen.get("name")),
        "url": _url(chosen),
        "published": plain_text(chosen.get("datePublished")),
        "modified": plain_text(chosen.get("dateModified")),
        "author": plain_names(_resolved(chosen.get("author") or chosen.get("creator"), by_id)),
    }
    body = chosen.get("articleBody")
    return Article(
        {name: value for name, value in found.items() if value},
        plain_text(_resolved(_first(chosen.get("publisher")), by_id)),
        body if isinstance(body, str) and 0 < len(body) <= _LONGEST_BODY else None,
        site,
    )


def _chosen(nodes: list[_Node], url: str | None, titles: set[str]) -> _Node | None:
    """Return the object that tells of the page: its own article, else what is said of the page as such."""
    for types in (_ARTICLE, _PAGE):
        if chosen := _own([node for node in nodes if _is_a(types, node)], url, titles):
            return chosen
    return None


def _nodes(data: list[Any]) -> Iterator[_Node]:
    """Yield the objects of JSON-LD, outermost first, but not those of lists of other stories."""
    waiting, seen = list(data), 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[name] for name in _INWARDS if name in node]


def _is_a(types: re.Pattern[str], node: _Node) -> bool:
    """Return whether an object is of one of some types."""
    kinds = node.get("@type")
    return any(isinstance(kind, str) and types.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _own(articles: list[_Node], url: str | None, titles: set[str]) -> _Node | None:
    """Return the article that is the page's own."""
    for node in articles:
        if url and _is_at(_url(node), url):
            return node
    for node in articles:
        if _folded(plain_text(node.get("headline") or node.get("name")) or "") in titles:
            return node
    first = articles[0] if articles else None
    return None if first is None or (url and _url(first)) else first


def _url(node: _Node) -> str | None:
    """Return the address that an article gives as its own."""
    page = node.get("mainEntityOfPage")
    return plain_text(node.get("url") or (page.get("@id") or page.get("url") if isinstance(page, dict) else page))


def _is_at(one: str | None, other: str) -> bool:
    """Return whether two addresses are of one page: the same path, whatever the scheme, the host's prefix and the query."""
    try:
        a, b = urlsplit(one or ""), urlsplit(other)
    except ValueError:
        return False
    return bool(a.path.strip("/")) and a.path.strip("/").casefold() == b.path.strip("/").casefold()


def _resolved(value: Any, by_id: Mapping[str, _Node]) -> Any:
    """Return a value with what it refers to by `@id` in its place."""
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _first(value: Any) -> Any:
    """Return the first of a list, any other value as it is."""
    return value[0] if isinstance(value, list) and value else value


def _folded(text: str) -> str:
    """Return a title to compare by, without case."""
    return " ".join(text.casefold().split())
