"""What content management systems export: stories of Arc XP (ANS) and nodes of Drupal (JSON:API)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urljoin

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, plain_names, plain_text
from service.sources.marked_up import read_markup
from service.sources.plain import make_document, moment
from service.sources.shapes import JsonObject

_DEEPEST = 20  # content elements one in another
_DRUPAL_BODIES = ("body", "field_body", "field_text", "field_content")
_AS_HTML = {"text": "p", "header": "h2"}
_EMBEDDED = ("raw_html", "oembed_response")
_PARAGRAPH = "paragraph--"  # the type of a piece of a node
_CITING = ("author", "attribution", "cite", "citation", "credit", "name", "person", "source", "speaker", "by")  # in names of fields
_QUOTING = ("quote", "quotation", "text", "body", "content")
_QUOTES = ("quote", "pullquote", "blockquote")


def is_ans(values: JsonObject) -> bool:
    """Tell whether an object is a story of Arc (https://github.com/washingtonpost/ans-schema)."""
    return isinstance(values.get("content_elements"), list) and ("headlines" in values or "type" in values)


def read_ans(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the document of a story, or those of a list of stories, as Arc's search and collections answer with, and their errors.

    Raises UnreadableSource for a story without text, or that was not published.
    """
    stories = [row for row in _rows(values["content_elements"]) if row.get("type") == "story" and is_ans(row)]
    if not stories:
        yield _story(values)
        return
    for number, story in enumerate(stories, 1):
        try:
            yield _story(story)
        except UnreadableSource as error:
            yield UnreadableSource(f"story {number}: {error.detail}")


def _story(values: JsonObject) -> Document:
    """Return the document of a story. Raises UnreadableSource."""
    revision = values.get("revision") if isinstance(values.get("revision"), dict) else {}
    if isinstance(revision, dict) and revision.get("published") is False:
        raise UnreadableSource("it is not published: its revision says so")
    headlines, credits = _object(values, "headlines"), _object(values, "credits")
    day = next(
        (
            day
            for name in ("first_publish_date", "publish_date", "display_date", "created_date")
            if (day := day_of(values.get(name)))
        ),
        None,
    )
    site = plain_text(values.get("canonical_website")) or plain_text(values.get("website"))
    return _document(
        "".join(_elements(values["content_elements"], 0)),
        {
            "title": plain_text(headlines.get("basic")) or plain_text(headlines.get("web")),
            "url": _absolute(values.get("canonical_url") or values.get("website_url"), site),
            "outlet": plain_text(_object(values, "distributor").get("name"))
            or plain_text(_object(values, "source").get("name"))
            or site,
            "author": plain_names(credits.get("by")),
            "published": day,
            "modified": _moment(values.get("last_updated_date")),
        },
        plain_text(values.get("_id")),
    )


def _elements(elements: Any, depth: int) -> Iterator[str]:
    """Yield the content of a story as HTML; pictures, links to other stories and the like have none."""
    if not isinstance(elements, list) or depth > _DEEPEST:
        return
    for element in elements:
        if isinstance(element, dict):
            inner = "".join(_elements(element.get("content_elements") or element.get("items"), depth + 1))
            yield _element(element, inner)


_SHOWN = "<iframe></iframe>"  # stands for what a story shows and nobody reads
_PLAYED = ("video", "image", "gallery", "custom_embed", "audio")


def _element(element: JsonObject, inner: str) -> str:
    """Return an element of a story as HTML. `inner`: those in it."""
    kind, content = str(element.get("type")), element.get("content")
    words = content if isinstance(content, str) else ""
    if kind in _AS_HTML:
        return f"<{_AS_HTML[kind]}>{words}</{_AS_HTML[kind]}>"
    if kind in _QUOTES:
        cite = plain_text(_object(element, "citation").get("content"))
        return f"<blockquote>{inner or f'<p>{words}</p>'}{f'<cite>{escape(cite)}</cite>' if cite else ''}</blockquote>"
    if kind in _EMBEDDED:
        embedded = _object(element, "raw_oembed").get("html")
        return words or (embedded if isinstance(embedded, str) else "")
    if kind == "image" and isinstance(caption := element.get("caption"), str):
        return f"{_SHOWN}<figcaption>{caption}</figcaption>"
    return inner if kind == "list" else _SHOWN if kind in _PLAYED else ""


def is_drupal(values: JsonObject) -> bool:
    """Tell whether an object is an answer of Drupal's JSON:API (https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module)."""
    data = values.get("data")
    rows = data if isinstance(data, list) else [data]
    return any(isinstance(row, dict) and isinstance(row.get("attributes"), dict) and "--" in str(row.get("type")) for row in rows)


def read_drupal(values: JsonObject) -> Iterator[Document | UnreadableSource]:
    """Yield the documents of an answer, and an error for each node that has no text or was not published."""
    data = values["data"]
    names = {str(row.get("id")): plain_text(_object(row, "attributes").get("display_name") or _object(row, "attributes").get("name"))
             for row in _rows(values.get("included"))}  # fmt: skip
    pieces = {str(row.get("id")): row for row in _rows(values.get("included")) if _is_paragraph(row)}
    for row in _rows(data if isinstance(data, list) else [data]):
        try:
            yield _node(row, names, pieces)
        except UnreadableSource as error:
            title = plain_text(_object(row, "attributes").get("title")) or row.get("id") or "a node"
            yield UnreadableSource(f"{title}: {error.detail}")


def _node(row: JsonObject, names: dict[str, str | None], pieces: dict[str, JsonObject]) -> Document:
    """Return the document of a node. `names`: of accounts; `pieces`: paragraphs of the answer; both by id. Raises UnreadableSource."""
    known = _object(row, "attributes")
    if known.get("status") is False or known.get("moderation_state") in ("draft", "archived", "unpublished"):
        raise UnreadableSource("it is not published: its status says so")
    body = next((value for name in _DRUPAL_BODIES if (value := known.get(name))), None)
    if isinstance(body, list):
        body = body[0] if body else None
    if isinstance(body, dict):
        body = _shown(body)
    html = (body if isinstance(body, str) else "") + "".join(_pieces(row, pieces, 0))
    author = _object(_object(_object(row, "relationships"), "uid"), "data").get("id")
    self = _object(_object(row, "links"), "self").get("href")
    return _document(
        html,
        {
            "title": plain_text(known.get("title")),
            "url": _absolute(_object(known, "path").get("alias"), self if isinstance(self, str) else None),
            "author": names.get(str(author)),
            "published": day_of(known.get("published_at") or known.get("created")),
            "modified": _moment(known.get("changed")),
        },
        plain_text(row.get("id")),
    )


def _is_paragraph(row: JsonObject) -> bool:
    return str(row.get("type")).startswith(_PARAGRAPH)


def _pieces(row: JsonObject, known: dict[str, JsonObject], depth: int) -> Iterator[str]:
    """Yield the paragraphs that a node, or one of them, is put together of, as HTML (https://www.drupal.org/project/paragraphs).

    Raises UnreadableSource where the answer lacks one: `include=` has to name them.
    """
    if depth > _DEEPEST:
        return
    for relation in _object(row, "relationships").values():
        data = relation.get("data") if isinstance(relation, dict) else None
        for told in _rows(data if isinstance(data, list) else [data]):
            if not _is_paragraph(told):
                continue
            if (piece := known.get(str(told.get("id")))) is None:
                raise UnreadableSource("its text is in paragraphs that the answer does not include")
            attributes = _object(piece, "attributes")
            if attributes.get("status") is not False:
                yield _piece(attributes, is_quote=any(name in str(piece["type"]) for name in _QUOTES))
                yield from _pieces(piece, known, depth + 1)


def _piece(attributes: JsonObject, *, is_quote: bool) -> str:
    """Return a paragraph as HTML: the texts of its fields; of a quotation also whoever said it."""
    fields = {name: value for name, value in attributes.items() if name.startswith("field_")}
    shown = "".join(html for value in fields.values() if isinstance(value, dict) and isinstance(html := _shown(value), str))
    if not is_quote:
        return shown
    plain = {name: escape(value) for name, value in fields.items() if isinstance(value, str) and value.strip()}
    words, cite = shown or f"<p>{_of_kind(plain, _QUOTING)}</p>", _of_kind(plain, _CITING)
    return f"<blockquote>{words}{f'<cite>{cite}</cite>' if cite else ''}</blockquote>"


def _shown(text: JsonObject) -> Any:
    """Return what is shown of a field of text: how it was processed, or else as it was written."""
    return text.get("processed") or text.get("value")


def _of_kind(fields: Mapping[str, str], kind: Collection[str]) -> str:
    """Return the first of some fields whose name has a word of a kind, nothing where none has."""
    return next((value for name, value in fields.items() if not set(kind).isdisjoint(name.split("_"))), "")


def _document(html: str, known: JsonObject, guid: str | None) -> Document:
    text, stated = read_markup(html) if html.strip() else ("", ())
    document = replace(make_document({**known, "published_basis": "metadata", "text": text}), stated=stated)
    return replace(document, origin=replace(document.origin, guid=guid))


def _absolute(path: Any, site: str | None) -> str | None:
    """Return a web address, of a path by the site that it is on where that has one."""
    if not isinstance(path, str):
        return None
    base = site if site and "://" in site else f"https://{site}" if site and "." in site else None
    return address(urljoin(base, path)) if base else address(path)


def _object(values: JsonObject, name: str) -> JsonObject:
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> list[JsonObject]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _moment(value: Any) -> str | None:
    return moment(value) if isinstance(value, str) else None
