"""What a web page says of itself: JSON-LD first, then OpenGraph and other `meta` elements, then the address; the text last.

OpenGraph as in https://ogp.me; JSON-LD is read by `linked_data`, names of outlets by `mastheads`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from service.dates import is_iso_date
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.days import day_of
from service.sources.embargoes import embargo_of
from service.sources.fields import address as web_address
from service.sources.linked_data import article_of, linked_data
from service.sources.mastheads import masthead, site_in, without_site
from service.sources.plain import moment

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "outlet": ("og:site_name", "dc.publisher", "application-name", "publisher"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
                  "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "cxenseparse:recs:publishtime"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"),
    "url": ("og:url",),
    "section": ("article:section", "og:article:section", "parsely-section", "section"),
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_IN_ADDRESS = re.compile(r"[/_-](?P<y>(?:19|20)\d\d)[/_-]?(?P<m>\d{1,2}|[a-z]{3})[/_-]?(?P<d>\d{1,2})(?![\d])", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_LONGEST_NAME = 200
_TIMES = "//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@*[name()='content' or name()='datetime']"


def of_page(tree: Any, gazetteer: Gazetteer, address: str | None = None) -> tuple[Mapping[str, Any], str | None]:
    """Return the fields of a document that a page tells, with `published_basis`, and all of the article where its JSON-LD has it.

    `tree`: of lxml; `address`: where the page was found.
    """
    metas, heading = _metas(tree), _heading(tree)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    at = next((url for value in (address, canonical, metas.get("url")) if (url := _absolute(value, address))), None)
    article = article_of(linked_data(tree), at, {title for title in (metas.get("title"), heading) if title})
    known = {**metas, **article.fields}
    known["url"] = at or web_address(article.fields.get("url"))
    head = _words(tree.findtext(".//title") or "")
    title = known.get("title") or heading or head
    named = site_in(title, known["url"]) or site_in(head, known["url"])
    site = metas.get("outlet") or article.site
    known["outlet"] = masthead(site, article.publisher or named, gazetteer, known["url"])
    known["title"] = without_site(title, (site, article.publisher, known["outlet"], named), metas.get("section"))
    known["author"] = _author(known.get("author") or _signed(tree), known["outlet"])
    known |= _published(tree, known.pop("published", None), known["url"])
    known["modified"] = moment(known.get("modified"))
    return {name: value for name, value in known.items() if value}, article.body


def _published(tree: Any, told: Any, url: str | None) -> dict[str, str]:
    """Return the day of publication with where it stands: in what the page says of itself, else in its address; nothing where in neither."""
    if day := day_of(told) or day_of(next(iter(tree.xpath(_TIMES)), None)):
        return {"published": day, "published_basis": "metadata"}
    day = date_in(url)
    return {"published": day, "published_basis": "url"} if day else {}


def _absolute(url: str | None, address: str | None) -> str | None:
    """Return a web address as the page has it, one without a host by where the page was found."""
    if url and address:
        with suppress(ValueError):
            url = urljoin(address, url)
    return web_address(url)


def _heading(tree: Any) -> str | None:
    """Return the page's first heading."""
    first = next(tree.iter("h1"), None)
    return _words("".join(first.itertext())) or None if first is not None else None


def _signed(tree: Any) -> str | None:
    """Whom the page marks as its author where its metadata name nobody."""
    return next(
        (name for e in tree.xpath("//a[@rel='author'] | //*[@itemprop='author']") if (name := _words("".join(e.itertext())))), None
    )


def _author(name: str | None, outlet: str | None) -> str | None:
    """Return names of authors without "By", what they are, and addresses; None where it is the outlet itself."""
    parts = [_BY.sub("", part).strip() for part in (name or "").split(" | ")[0].split(",")]
    people = [part for part in parts if part and "@" not in part and not _is_address(part)]
    people = [part for part in people if not outlet or part.casefold() != outlet.casefold()]
    return ", ".join(dict.fromkeys(people))[:_LONGEST_NAME] or None


def completed(document: Document, gazetteer: Gazetteer) -> Document:
    """Return a document with what its address tells of it where nothing else does: its outlet, and its day of publication."""
    outlet = document.outlet
    if outlet is None:
        outlet = outlet_at(document.url, gazetteer) if document.url else None
    elif _HOST.fullmatch(outlet.lower()):
        outlet = outlet_at(f"//{outlet}", gazetteer) or outlet
    if outlet != document.outlet:
        document = replace(document, outlet=outlet)
    if document.published is None and (day := date_in(document.url)):
        document = replace(document, published=day, origin=replace(document.origin, published_basis="url"))
    if document.origin.embargo is None and (until := embargo_of(document.text, document.published)):
        document = replace(document, origin=replace(document.origin, embargo=until))
    return document


def outlet_at(url: str, gazetteer: Gazetteer) -> str | None:
    """Return the outlet whose address it is, by the table of outlets: that of the host, or of the nearest domain above it."""
    try:
        labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return None
    hosts = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((name for host in hosts if (name := gazetteer.outlet_of(host)) is not None), None)


def date_in(url: str | None) -> str | None:
    """Return the day in an address such as …/2016/08/03/…; None where there is none."""
    if not url:
        return None
    for match in _IN_ADDRESS.finditer(url):
        month = match["m"].lower()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        day = f"{match['y']}-{number:02}-{int(match['d']):02}"
        if is_iso_date(day):
            return day
    return None


def _metas(tree: Any) -> Mapping[str, Any]:
    """Return the fields that `meta` elements tell, of each the first name that is known."""
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _words(unescape(meta.get("content") or ""))
        if name and content:
            given.setdefault(name.lower(), content)
    found = {ours: next((given[name] for name in names if name in given), None) for ours, names in _META.items()}
    found["outlet"] = _site(given) or found["outlet"]
    return {name: value for name, value in found.items() if value}


def _site(given: Mapping[str, str]) -> str | None:
    """Return the first name of a site that `meta` elements give and that is not an address."""
    return next((given[name] for name in _META["outlet"] if name in given and not _is_address(given[name])), None)


def _words(text: str) -> str:
    """Return a text with its white space folded."""
    return " ".join(text.split())


def _is_address(value: str) -> bool:
    """Return whether what is given as a name is an address."""
    return value.startswith(("http://", "https://", "www."))
