"""Articles of Wikinews and quotations of Wikiquote, as dumps and exports of MediaWiki have them.

The format is https://www.mediawiki.org/wiki/Help:Export. Of other wikis nothing is read: an encyclopaedia reports no words of its own day.
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
from service.sources.formats import Given
from service.sources.plain import make_document, moment
from service.sources.safe_xml import first, parsed, text_of
from service.sources.tables import entries

_OUTLET = "Wikinews"
_ARTICLES = "0"  # the namespace of articles
_REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)
_QUOTES = ("enwikiquote", "wikiquote")  # names of its dumps and exports
_WIKI_NAME = re.compile(rb"<!--([\w -]{1,100})-->")
_DATE = re.compile(r"\{\{\s*date\s*\|\s*(?:1\s*=\s*)?([^{}|]{4,40})\}\}", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{\s{0,9}([^{}|\n]{1,60}?)\s{0,9}(?=[|}\n])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REFERENCE = re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>.*?(?:</ref>|\Z)", re.DOTALL | re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}|\{\||\|\}")
_FILE = re.compile(r"\[\[(?:file|image|category|[a-z]{2,3}):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*){0,20}\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ADDRESS = re.compile(r"\[https?://[^\s\[\]]{1,2000}\s*([^\[\]]*)\]")
_HEADING = re.compile(r"^=.*=[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_END = re.compile(
    r"^=+\s*(?:sources?|external links?|related (?:news|articles?)|sister links?|references)\s*=+", re.IGNORECASE | re.MULTILINE
)
_LIST = re.compile(r"^[*#:;]+\s*", re.MULTILINE)
# A quotation set apart: {{quote|words|who}}, of which an argument may be named and hold links and templates
_SET_APART = re.compile(
    r"\{\{\s*(?:[cr]|block ?|pull ?)?quote(?:box)?\s*\|((?:[^{}]|\{\{[^{}]{0,500}\}\}){1,5000})\}\}", re.IGNORECASE
)
_BRACKET = re.compile(r"\[\[|\]\]|\{\{|\}\}|\|")
_NAMED = re.compile(r"^\s*(\w+)\s*=")
_OF_WORDS, _OF_WHO = frozenset(("1", "text", "quote")), frozenset(("2", "author", "sign", "by", "source"))
_NAMED_TEMPLATES = re.compile(r"\{\{\s*w\s*\|\s*(?:[^{}|]*\|)?([^{}|]*)\}\}", re.IGNORECASE)  # Wikinews' links to Wikipedia


def read_dump(root: Any) -> Iterator[Document | Given | UnreadableSource]:
    """Yield the articles or quotations of an export. Raises UnreadableSource for one of another wiki."""
    name = (text_of(first(root, "dbname")) or text_of(first(root, "sitename")) or "").casefold()
    require_readable(name)
    pages = list(root.iter("{*}page"))
    if not pages:
        raise UnreadableSource("there is no page in this export")
    for page in pages:
        yield from _of_page(page, name)


def read_page(content: bytes) -> Iterator[Document | Given | UnreadableSource]:
    """Yield what a page of a dump holds, as `rows.wiki_pages` gives it; nothing for a page that is not an article."""
    wiki = _WIKI_NAME.match(content)
    yield from _of_page(parsed(content[wiki.end() :] if wiki else content), wiki[1].decode(errors="replace") if wiki else "")


def require_readable(name: str) -> None:
    """Raise UnreadableSource for the name of a wiki, in lower case, of which nothing is read; an empty name is of any."""
    if name and _OUTLET.casefold() not in name and name.replace(" ", "") not in _QUOTES:
        raise UnreadableSource(
            f"this is of {name}, of which nothing is read; articles of {_OUTLET} and quotations of Wikiquote in English are"
        )


def _of_page(page: Any, wiki: str) -> Iterator[Document | Given | UnreadableSource]:
    """Yield what a page of a wiki holds, an error for an article that is not published; nothing for one that leads elsewhere."""
    source = first(page, "text")
    title, wikitext = text_of(first(page, "title")), "".join(source.itertext()) if source is not None else ""
    if (text_of(first(page, "ns")) or _ARTICLES) != _ARTICLES or _REDIRECT.match(wikitext):
        return
    if wiki.replace(" ", "") in _QUOTES:
        from service.sources.wikiquote import read_quotes

        yield from read_quotes(title or "", wikitext)
    elif stage := _unpublished(wikitext):
        yield UnreadableSource(f"{title or 'a page'}: it is not published: its stage is {stage!r}")
    elif (document := _article(page, title, wikitext)) is not None:
        yield document


def _unpublished(wikitext: str) -> str | None:
    """Return the stage that an article of Wikinews is in before it is published, None for one that is, or that tells none."""
    told = {" ".join(name.replace("_", " ").split()).casefold() for name in _TEMPLATE.findall(without_notes(wikitext))}
    return None if told & entries("wikinews_published") else next(iter(sorted(told & entries("wikinews_stages"))), None)


def _article(page: Any, title: str | None, wikitext: str) -> Document | None:
    """Return the document of an article, None for one without words."""
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
    text = _SET_APART.sub(_set_apart, without_notes(wikitext))
    end = _END.search(text)
    text = _LIST.sub("", _HEADING.sub(_heading, _plain(text[: end.start()] if end else text)))
    return "\n\n".join(plain for part in re.split(r"\n\s*\n", text) if (plain := " ".join(part.split())))


def _set_apart(match: re.Match[str]) -> str:
    """Return a quotation set apart as a paragraph in marks with who signs it behind a dash."""
    given: dict[str, str] = {}
    for number, argument in enumerate(_arguments(match[1]), 1):
        name = _NAMED.match(argument)
        given[name[1].casefold() if name else str(number)] = argument[name.end() if name else 0 :].strip()
    said = next((value for key, value in given.items() if key in _OF_WORDS), "").strip('“”"')
    who = next((value for key, value in given.items() if key in _OF_WHO), "")
    return "\n\n" + (f"“{said}”" + (f" — {who}" if who else "") if said else "") + "\n\n"


def _arguments(inside: str) -> Iterator[str]:
    """Yield what a template is given, cut at the bars that stand in no link and no other template."""
    depth = at = 0
    for mark in _BRACKET.finditer(inside):
        if mark[0] == "|" and depth == 0:
            yield inside[at : mark.start()]
            at = mark.end()
        depth += {"[[": 1, "{{": 1, "]]": -1, "}}": -1}.get(mark[0], 0)
    yield inside[at:]


def without_notes(wikitext: str) -> str:
    """Return wikitext without comments and references."""
    return _REFERENCE.sub("", _COMMENT.sub("", wikitext))


def in_line(wikitext: str) -> str:
    """Return the words of a line of wikitext."""
    return " ".join(_plain(_BREAK.sub(" ", wikitext)).split())


def _plain(wikitext: str) -> str:
    """Wikitext without templates, links, tags and the marks of bold and italic letters."""
    text = _without_braces(_NAMED_TEMPLATES.sub(r"\1", wikitext))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _FILE.sub("", text)))
    return _TAG.sub("", text.replace("'''", "").replace("''", ""))


def _heading(match: re.Match[str]) -> str:
    """Return a heading as a paragraph of its own."""
    title = match[0].strip("= \t")
    return f"\n{title}\n"


def _without_braces(text: str) -> str:
    """Return a text without templates and tables, which may stand one in another; one pass, in linear time."""
    kept: list[str] = []
    depth = at = 0
    for match in _BRACES.finditer(text):
        if depth == 0:
            kept.append(text[at : match.start()])
        depth = max(0, depth + (1 if match[0][0] == "{" else -1))
        at = match.end()
    return "".join(kept) + (text[at:] if depth == 0 else "")
