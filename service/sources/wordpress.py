"""Exports of WordPress (WXR, https://wordpress.org/export/): the posts and pages of a site with what became of each.

What was not published is left out and reported; attachments, menus and the like are no articles and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, plain_names, plain_text, require_published
from service.sources.marked_up import read_markup
from service.sources.metadata import outlet_at
from service.sources.plain import make_document, moment
from service.sources.safe_xml import local
from service.sources.shapes import JsonObject
from service.sources.tables import entries

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_BLOCK = re.compile(
    r"\s*<(?:/?(?:p|div|h[1-6]|ul|ol|li|blockquote|table|tr|td|pre|figure|section|article|aside|hr)\b|!--)", re.IGNORECASE
)
_NAME = r"[a-zA-Z][\w-]{1,40}"
_VALUE = r"\s+[\w-]{1,40}\s*=\s*(?:\"[^\"\]]{0,500}\"|'[^'\]]{0,500}'|[^\s\"'\]]{1,200})"
_DROPPED = re.compile(
    r"\[(caption|gallery|embed|audio|video|playlist|wp_caption)\b[^\]]{0,1000}\](?:(?:(?!\[/?\1\b).){0,5000}?\[/\1\])?", re.DOTALL
)
_QUOTE = re.compile(
    rf"\[(?P<tag>[\w-]{{0,20}}quote)\b(?P<said>(?:{_VALUE}){{0,10}})\s*\](?P<words>(?:(?!\[/?(?P=tag)).){{0,10000}}?)\[/(?P=tag)\]",
    re.DOTALL,
)
_CITE = re.compile(r"\b(?:cite|author|name|by|speaker|source)\s*=\s*[\"']([^\"']{1,200})[\"']", re.IGNORECASE)
_SHORTCODE = re.compile(rf"\[/{_NAME}\]|\[{_NAME}(?:{_VALUE}){{1,20}}\s*/?\]")
_OPENING = re.compile(rf"\[({_NAME})\]")


def read_wxr(root: Any, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """Yield the posts of an export that were published, and an error for each that was not."""
    channel = next((e for e in root if local(e) == "channel"), root)
    items = [e for e in channel if local(e) == "item"]
    if not items:
        raise UnreadableSource("there is no post in this export")
    site, authors = plain_text(_text(channel, "title")), _authors(channel)
    for item in items:
        if (_text(item, "post_type") or "post") in entries("wordpress_types"):
            continue
        try:
            yield _document(item, site, authors, gazetteer)
        except UnreadableSource as error:
            title = plain_text(_text(item, "title")) or _text(item, "link") or "a post"
            yield UnreadableSource(f"{title}: {error.detail}")


def with_names(row: JsonObject) -> JsonObject:
    """Return a post of WordPress' REST API with the names of its author and site, which it holds in objects of its own if it was asked to.

    Raises UnreadableSource for one behind a password.
    """
    content = row.get("content")
    if isinstance(content, dict) and content.get("protected") is True:
        raise UnreadableSource("it is not published: a password protects it")
    out = dict(row)
    embedded, search = row.get("_embedded"), row.get("yoast_head_json")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    if isinstance(authors, list) and (names := plain_names(authors)):
        out["author"] = names
    if isinstance(search, dict) and (site := plain_text(search.get("og_site_name"))):
        out.setdefault("outlet", site)
    return out


def _authors(channel: Any) -> dict[str, str | None]:
    """Return the names of authors by what they sign in with."""
    found = (e for e in channel if local(e) == "author")
    return {_text(e, "author_login") or "": plain_text(_text(e, "author_display_name")) for e in found}


def _document(item: Any, site: str | None, authors: dict[str, str | None], gazetteer: Gazetteer) -> Document:
    require_published(_text(item, "status"))
    if _text(item, "post_password"):
        raise UnreadableSource("it is not published: a password protects it")
    text, stated = read_markup(as_html(_content(item)))
    url, creator = address(_text(item, "link")), _text(item, "creator")
    known = {
        "title": plain_text(_text(item, "title")),
        "url": url,
        "outlet": (outlet_at(url, gazetteer) if url else None) or site,
        "author": authors.get(creator or "") or creator,
        "published": day_of(_text(item, "post_date")) or day_of(_text(item, "pubDate")),
        "modified": moment(_text(item, "post_modified")),
        "published_basis": "metadata",
        "text": text,
    }
    return replace(make_document(known), stated=stated)


def as_html(content: str) -> str:
    """Return a post as the site shows it: blank lines are paragraphs (WordPress' wpautop), shortcodes are gone, their quotes kept."""
    text = without_shortcodes(content.replace("\r\n", "\n"))
    if "<!-- wp:" in text:
        return text  # written in blocks, which have their own paragraphs
    parts = (part.strip() for part in _BLANK.split(text))
    return "\n".join(part if _BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def without_shortcodes(text: str) -> str:
    """Return a text without WordPress' shortcodes: pictures with their captions, and the marks about other words.

    Words in brackets stay, unless a closing bracket of the same name says that they are a shortcode.
    """
    if "[" not in text:
        return text
    text = _QUOTE.sub(_quoted, _DROPPED.sub("", text))
    closed = {name for name in _OPENING.findall(text) if f"[/{name}]" in text}
    text = _OPENING.sub(lambda match: "" if match[1] in closed else match[0], text)
    return _SHORTCODE.sub("", text)


def _quoted(match: re.Match[str]) -> str:
    cite = _CITE.search(match["said"])
    return f"<blockquote><p>{match['words'].strip()}</p>{f'<cite>{cite[1]}</cite>' if cite else ''}</blockquote>"


def _content(item: Any) -> str:
    """Return the content of a post, which goes by the same local name as its excerpt."""
    found = (e for e in item if local(e) == "encoded" and "/content/" in e.tag)
    return next(("".join(e.itertext()) for e in found), "")


def _text(element: Any, name: str) -> str | None:
    """Return the text of a child by its local name, None where it is blank."""
    found = next((e for e in element if local(e) == name), None)
    return (found.text or "").strip() or None if found is not None else None
