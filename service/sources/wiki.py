"""Articles of Wikinews, as dumps and exports of MediaWiki have them (https://www.mediawiki.org/wiki/Help:Export).

Of other wikis nothing is read: an encyclopaedia reports no words of its own day, and Wikiquote says of many of its quotations that
they were never said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import plain_text
from service.sources.plain import make_document, moment
from service.sources.safe_xml import first, parsed, text_of

_OUTLET = "Wikinews"
_ARTICLES = "0"  # the namespace of articles
_REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)
_DATE = re.compile(r"\{\{\s*date\s*\|\s*(?:1\s*=\s*)?([^{}|]{4,40})\}\}", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REFERENCE = re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>.*?(?:</ref>|\Z)", re.DOTALL | re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}|\{\||\|\}")
_FILE = re.compile(r"\[\[(?:file|image|category|[a-z]{2,3}):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*){0,20}\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ADDRESS = re.compile(r"\[https?://[^\s\[\]]{1,2000}\s*([^\[\]]*)\]")
_HEADING = re.compile(r"^=.*=[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_END = re.compile(
    r"^=+\s*(?:sources?|external links?|related (?:news|articles?)|sister links?|references)\s*=+", re.IGNORECASE | re.MULTILINE
)
_LIST = re.compile(r"^[*#:;]+\s*", re.MULTILINE)
_NAMED_TEMPLATES = re.compile(r"\{\{\s*w\s*\|\s*(?:[^{}|]*\|)?([^{}|]*)\}\}", re.IGNORECASE)  # Wikinews' links to Wikipedia


def read_dump(root: Any) -> Iterator[Document | UnreadableSource]:
    """Yield the articles of an export. Raises UnreadableSource for one of another wiki than Wikinews."""
    name = text_of(first(root, "dbname")) or text_of(first(root, "sitename")) or ""
    if name and _OUTLET.casefold() not in name.casefold():
        raise UnreadableSource(f"this is an export of {name}, of which nothing is read; articles of {_OUTLET} are")
    pages = list(root.iter("{*}page"))
    if not pages:
        raise UnreadableSource("there is no page in this export")
    yield from (document for page in pages if (document := _article(page)) is not None)


def read_page(content: bytes) -> Iterator[Document | UnreadableSource]:
    """Yield the article of a page of a dump, as `rows.wiki_pages` gives it; nothing for a page that is none."""
    document = _article(parsed(content))
    if document is not None:
        yield document


def _article(page: Any) -> Document | None:
    """The document of a page, None for one that is no article, leads elsewhere or has no words."""
    source = first(page, "text")
    title, wikitext = text_of(first(page, "title")), "".join(source.itertext()) if source is not None else ""
    if (text_of(first(page, "ns")) or _ARTICLES) != _ARTICLES or _REDIRECT.match(wikitext):
        return None
    text = as_text(wikitext)
    if not text.strip():
        return None
    told = _DATE.search(wikitext)
    return make_document(
        {
            "title": plain_text(title),
            "url": f"https://en.wikinews.org/wiki/{quote((title or '').replace(' ', '_'))}" if title else None,
            "outlet": _OUTLET,
            "published": day_of(told[1]) if told else None,
            "published_basis": "metadata",
            "modified": moment(text_of(first(page, "timestamp"))),
            "text": text,
        }
    )


def as_text(wikitext: str) -> str:
    """Return the words of a page's wikitext, a blank line between its paragraphs; what stands under its sources is left out."""
    text = _REFERENCE.sub("", _COMMENT.sub("", wikitext))
    end = _END.search(text)
    text = _without_braces(_NAMED_TEMPLATES.sub(r"\1", text[: end.start()] if end else text))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _FILE.sub("", text)))
    text = _LIST.sub("", _HEADING.sub(_heading, _TAG.sub("", text.replace("'''", "").replace("''", ""))))
    return "\n\n".join(plain for part in re.split(r"\n\s*\n", text) if (plain := " ".join(part.split())))


def _heading(match: re.Match[str]) -> str:
    """A heading as a paragraph of its own."""
    title = match[0].strip("= \t")
    return f"\n{title}\n"


def _without_braces(text: str) -> str:
    """A text without templates and tables, which may stand one in another; one pass, in linear time."""
    kept: list[str] = []
    depth = at = 0
    for match in _BRACES.finditer(text):
        if depth == 0:
            kept.append(text[at : match.start()])
        depth = max(0, depth + (1 if match[0][0] == "{" else -1))
        at = match.end()
    return "".join(kept) + (text[at:] if depth == 0 else "")
