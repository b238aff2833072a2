"""Apple News Format (https://developer.apple.com/documentation/applenewsformat), `article.json`: the article of a publisher's channel.

An article is a list of components, some of which hold others. Captions and asides are left out, and so are pull quotes that only repeat
words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, folded, plain_names, plain_text
from service.sources.marked_up import read_markup
from service.sources.plain import make_document, moment
from service.sources.shapes import JsonObject

_DEEPEST = 20  # components one in another
_AS_HTML = {"body": "p", "intro": "p", "quote": "blockquote", "pullquote": "blockquote", "heading": "h2",
            **{f"heading{n}": f"h{n}" for n in range(1, 7)}}  # roles with words → elements of HTML that show the same  # fmt: skip
_HOLDING = ("container", "section", "chapter", "header")
_PULLED = "pullquote"
_TAG = re.compile(r"<[^<>]{0,2000}>")


def is_apple_news(values: JsonObject) -> bool:
    """Tell whether an object is an article in Apple News Format."""
    components = values.get("components")
    return isinstance(components, list) and bool(components) and all(isinstance(c, dict) and "role" in c for c in components)


def read_apple_news(values: JsonObject) -> Iterator[Document]:
    """Yield the document of an article. Raises UnreadableSource for one without words."""
    about = values.get("metadata")
    about = about if isinstance(about, dict) else {}
    components = list(_components(values["components"], 0))
    text, stated = read_markup(_body(components))
    document = make_document(
        {
            "title": plain_text(values.get("title")) or _said(components, "title"),
            "url": address(about.get("canonicalURL")),
            "author": plain_names(about.get("authors")) or plain_names(_said(components, "author", "byline")),
            "published": day_of(about.get("datePublished")) or day_of(about.get("dateCreated")),
            "published_basis": "metadata",
            "modified": moment(changed) if isinstance(changed := about.get("dateModified"), str) else None,
            "text": text,
        }
    )
    yield replace(document, stated=stated, origin=replace(document.origin, guid=plain_text(values.get("identifier"))))


def _components(rows: object, depth: int) -> Iterator[JsonObject]:
    """Yield the components of an article in order, with those that others hold."""
    for row in rows if isinstance(rows, list) and depth <= _DEEPEST else ():
        if isinstance(row, dict):
            yield row
            yield from _components(row.get("components"), depth + 1) if row.get("role") in _HOLDING else ()


def _body(components: list[JsonObject]) -> str:
    """Return the words of components as HTML, without pull quotes that the text says itself."""
    shown = [(str(one.get("role")), html) for one in components if (html := _html(one))]
    own = folded(" ".join(_TAG.sub(" ", html) for role, html in shown if role != _PULLED))
    return "".join(html for role, html in shown if role != _PULLED or folded(_TAG.sub(" ", html)) not in own)


def _html(component: JsonObject) -> str:
    """Return the words of a component as HTML, nothing for one without words of the article."""
    text, tag = component.get("text"), _AS_HTML.get(str(component.get("role")))
    if not isinstance(text, str) or not text.strip() or tag is None:
        return ""
    marks = component.get("format")
    if marks == "markdown":
        from markdown_it import MarkdownIt

        text = MarkdownIt("commonmark").render(text)
    elif marks != "html":
        text = "".join(f"<p>{escape(line)}</p>" for line in map(str.strip, text.split("\n")) if line)
    is_set = "<p>" in text or "<p " in text
    return text if is_set and tag == "p" else f"<{tag}>{text}</{tag}>"


def _said(components: list[JsonObject], *roles: str) -> str | None:
    """Return the words of the first component that has one of some roles."""
    found = (one.get("text") for role in roles for one in components if one.get("role") == role)
    return plain_text(next((_TAG.sub("", text) for text in found if isinstance(text, str)), None))
