"""What a web page says of itself: JSON-LD first, then OpenGraph and other `meta` elements, then the address; the text last.

JSON-LD as schema.org's NewsArticle has it (https://schema.org/NewsArticle), OpenGraph as in https://ogp.me.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from service.dates import is_iso_date
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.plain import moment

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|LiveBlog)$")
_MOST_NODES = 500  # of JSON-LD that are looked at
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "outlet": ("og:site_name", "dc.publisher", "application-name", "publisher"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
                  "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "cxenseparse:recs:publishtime"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"),
    "url": ("og:url",),
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_IN_ADDRESS = re.compile(r"[/_-](?P<y>(?:19|20)\d\d)[/_-]?(?P<m>\d{1,2}|[a-z]{3})[/_-]?(?P<d>\d{1,2})(?![\d])", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_LONGEST_NAME = 200


def of_page(tree: Any, address: str | None = None) -> dict[str, Any]:
    """The fields of a document that a page tells, with `published_basis`. `tree`: of lxml; `address`: where the page was found."""
    known: dict[str, Any] = {}
    for source in (_json_ld(tree), _metas(tree)):
        for name, value in source.items():
            known.setdefault(name, value)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    url = address or canonical or known.get("url")
    known["url"] = urljoin(address, url) if address and url else url
    if not _is_address(known["url"]):
        known["url"] = None
    if "title" not in known:
        heading = next(iter(tree.xpath("//h1")), None)
        known["title"] = _words("".join(heading.itertext())) if heading is not None else _words(tree.findtext(".//title") or "")
    if (day := _day(known.pop("published", None))) or (
        day := _day(
            next(
                iter(
                    tree.xpath(
                        "//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@*[name()='content' or name()='datetime']"
                    )
                ),
                None,
            )
        )
    ):
        known |= {"published": day, "published_basis": "metadata"}
    elif day := date_in(known["url"]):
        known |= {"published": day, "published_basis": "url"}
    known["modified"] = moment(known.get("modified"))
    return known


def completed(document: Document, gazetteer: Gazetteer) -> Document:
    """A document with what its address tells of it where nothing else does: its outlet, and its day of publication."""
    outlet = document.outlet
    if outlet is None:
        outlet = outlet_at(document.url, gazetteer) if document.url else None
    elif _HOST.fullmatch(outlet.lower()):
        outlet = outlet_at(f"//{outlet}", gazetteer) or outlet
    if outlet != document.outlet:
        document = replace(document, outlet=outlet)
    if document.published is None and (day := date_in(document.url)):
        document = replace(document, published=day, origin=replace(document.origin, published_basis="url"))
    return document


def outlet_at(url: str, gazetteer: Gazetteer) -> str | None:
    """The outlet whose address it is, by the table of outlets: that of the host, or of the nearest domain above it."""
    try:
        labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return None
    hosts = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((name for host in hosts if (name := gazetteer.outlet_of(host)) is not None), None)


def date_in(url: str | None) -> str | None:
    """The day in an address such as …/2016/08/03/…; None where there is none."""
    if not url:
        return None
    for match in _IN_ADDRESS.finditer(url):
        month = match["m"].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        day = f"{match['y']}-{number:02}-{int(match['d']):02}"
        if is_iso_date(day):
            return day
    return None


def _json_ld(tree: Any) -> dict[str, Any]:
    """The fields of the first article in the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                page = node.get("mainEntityOfPage")
                found = {
                    "title": _text(node.get("headline") or node.get("name")),
                    "url": _text(node.get("url") or (page.get("@id") if isinstance(page, dict) else page)),
                    "outlet": _name(node.get("publisher")),
                    "published": _text(node.get("datePublished")),
                    "modified": _text(node.get("dateModified")),
                    "author": _names(node.get("author") or node.get("creator")),
                }
                return {name: value for name, value in found.items() if value}
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD, outermost first."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[name] for name in ("@graph", "mainEntity", "itemListElement") if name in node]


def _metas(tree: Any) -> Mapping[str, Any]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _words(meta.get("content") or "")
        if name and content:
            given.setdefault(name.lower(), content)
    found = {ours: next((given[name] for name in names if name in given), None) for ours, names in _META.items()}
    if (author := found["author"]) and _is_address(author):
        found["author"] = None
    elif author:
        found["author"] = _BY.sub("", author)
    return {name: value for name, value in found.items() if value}


def _names(value: Any) -> str | None:
    names = [name for item in (value if isinstance(value, list) else [value]) if (name := _name(item))]
    return ", ".join(dict.fromkeys(names))[:_LONGEST_NAME] or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    return _words(value)[:2000] or None if isinstance(value, str) else None


def _words(text: str) -> str:
    return " ".join(text.split())


def _day(value: str | None) -> str | None:
    """The day of a date in ISO 8601, or as mail has it (RFC 5322)."""
    if not value:
        return None
    if found := moment(value):
        return found[:10]
    if re.fullmatch(r"(19|20)\d{6}", value[:8]) and is_iso_date(day := f"{value[:4]}-{value[4:6]}-{value[6:8]}"):
        return day
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_address(value: str | None) -> bool:
    return bool(value) and value.startswith(("http://", "https://"))  # type: ignore[union-attr]
