"""NewsML 1.2 and NewsML-G2 (https://iptc.org/standards/newsml-g2/): items of an agency, one or many a file.

What is no text in a message (pictures, packages, planning) is reported with what it is.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import nitf
from service.sources.agency import Item, document_of
from service.sources.safe_xml import first, local, text_of
from service.sources.tables import entries

_OTHER_ITEMS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_TEXT_CLASSES = ("text", None)
_TEXT_TYPES = ("text", "complexdata")
_RELEASE = "release"  # in the names of genres
_BODY_ROLES = ("body", "main", "maintext", "main text")
_NO_WORDS = ("css", "javascript", "image", "video", "audio")  # in the MIME types of what stands beside a text
_BODIES = ("nitf", "html", "body", "div", "article", "p")


def read_newsml_g2(root: Any, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """Yield the documents of an item, an item set or a message of NewsML-G2, and an error for what is no text."""
    items = [e for e in root.iter() if local(e) in ("newsItem", *_OTHER_ITEMS)]
    if not items:
        raise UnreadableSource("there is no item in this NewsML-G2 file")
    for element in items:
        try:
            if local(element) != "newsItem":
                raise UnreadableSource(f"{element.get('guid') or 'the item'}: it is no text but a {local(element)}")
            yield document_of(_g2_item(element), gazetteer)
        except UnreadableSource as error:
            yield error


def read_newsml_1(root: Any, gazetteer: Gazetteer) -> Iterator[Document | UnreadableSource]:
    """Yield the documents of NewsML 1.x, and an error for what is no text."""
    items = list(root.iter("{*}NewsItem"))
    if not items:
        raise UnreadableSource("there is no item in this NewsML file")
    for element in items:
        try:
            yield document_of(_item_1(element, root), gazetteer)
        except UnreadableSource as error:
            yield error


def _g2_item(element: Any) -> Item:
    """Return the item of a `newsItem` element of NewsML-G2, with what an NITF article in it says more."""
    meta, content = (_part(element, name) for name in ("itemMeta", "contentMeta"))
    kind = _code(first(meta, "itemClass"))
    body, inner = _g2_body(element)
    item = Item(
        body=body,
        title=_headline(content) or _worded(_text(meta, "title")),
        guid=element.get("guid"),
        url=_canonical(element),
        author=text_of(first(content, "by")) or _named(first(content, "creator")),
        outlets=(
            _named(first(_part(element, "rightsInfo"), "copyrightHolder")),
            _named(first(content, "infoSource")),
            _named(first(meta, "provider")),
            text_of(first(content, "creditline")),
        ),
        first=_text(meta, "firstCreated") or _text(content, "contentCreated"),
        version=_text(meta, "versionCreated"),
        status=_killed(meta) or _code(first(meta, "pubStatus")),
        embargo=_text(meta, "embargoed"),
        located=_named(first(content, "located")),
        type=None if kind in _TEXT_CLASSES else f"of the class {kind!r}",
        is_release=any(_RELEASE in f"{_code(genre)} {text_of(genre)}".lower() for genre in content.iter("{*}genre")),
    )
    return _completed(item, inner)


def _killed(meta: Any) -> str | None:
    """Return the signal by which an agency takes an item back whose status stays usable, None where there is none."""
    return next((code for e in meta.iter("{*}signal") if (code := _code(e)) and code.casefold() in entries("withdrawn")), None)


def _part(element: Any, name: str) -> Any:
    """Return a part of an item by its local name; the item itself where it has none, as items that break the schema do."""
    found = first(element, name)
    return element if found is None else found


def _completed(item: Item, inner: Item | None) -> Item:
    """Return an item with what the article in it says that it does not say itself."""
    if inner is None:
        return item
    missing = {name: getattr(inner, name) for name in ("body", "title", "author", "first") if not getattr(item, name)}
    return replace(item, **missing, outlets=(*item.outlets, *inner.outlets))


def _inline(content: Any) -> str | None:
    """Return the text of data within an item, unpacked where it says that it is in base 64; None where it has none."""
    text = "".join(content.itertext())
    if "64" not in (content.get("encoding") or ""):
        return text if text.strip() else None
    with suppress(ValueError):  # also what is no UTF-8, which is no text then
        return b64decode(text).decode() or None
    return None


def _g2_body(element: Any) -> tuple[str | None, Item | None]:
    """Return the first content of an item that has words, as HTML or text; with the NITF item in it, if it is one."""
    for content in element.iter("{*}inlineXML", "{*}inlineData"):
        if local(content) == "inlineData":
            if text := _inline(content):
                return text, None
            continue
        inner = first(content, "nitf")
        if inner is not None:
            return None, nitf.item_of(inner)
        body = first(content, *_BODIES)
        if body is not None and text_of(body):
            return nitf.markup(body), None
    return None, None


def _headline(content: Any) -> str | None:
    """Return the main headline, which has no role or that of the main one."""
    found = [(text_of(e), e.get("role") or "") for e in content.iter("{*}headline")]
    texts = [(text, role) for text, role in found if text]
    return next((text for text, role in texts if not role or "main" in role.lower()), texts[0][0] if texts else None)


def _worded(title: str | None) -> str | None:
    """Return what an item is called, where that are words and no name of a file or a slug."""
    return title if title and " " in title else None


def _canonical(element: Any) -> str | None:
    """Return the address of an item on the web, where it tells one."""
    links = (e for e in element.iter("{*}link") if "canonical" in (e.get("rel") or "").lower())
    return next((e.get("href") for e in links if e.get("href")), None)


def _named(element: Any) -> str | None:
    """Return what a concept is called: its name, else what stands for it literally."""
    if element is None:
        return None
    return text_of(first(element, "name")) or text_of(element) or (element.get("literal") or "").strip() or None


def _code(element: Any) -> str | None:
    """Return the code of a concept without its scheme."""
    if element is None:
        return None
    code = element.get("qcode") or element.get("uri") or ""
    return code.rpartition(":")[2].rpartition("/")[2] or None


def _text(element: Any, name: str) -> str | None:
    return text_of(first(element, name))


def _item_1(element: Any, root: Any) -> Item:
    """Return the item of a `NewsItem` element of NewsML 1.x, with what an NITF article in it says more."""
    lines, management = _part(element, "NewsLines"), _part(element, "NewsManagement")
    data, kind = _content_1(element)
    inner = _article_1(data) if data is not None else None
    item = Item(
        body=_body_1(data) if data is not None and inner is None else None,
        title=_text(lines, "HeadLine") or _heading_1(element),
        guid=_identifier_1(element),
        author=_text(lines, "ByLine"),
        outlets=(
            _party(element, "Provider"),
            text_of(first(element, "CopyrightHolder")),
            _party(root, "SentFrom"),
            _party(element, "Source"),
        ),
        first=_text(management, "FirstCreated"),
        version=_text(management, "ThisRevisionCreated"),
        status=_formal(first(management, "Status")),
        embargo=_text(management, "DateAndTime") if first(management, "StatusWillChange") is not None else None,
        located=_city(element),
        type=kind,
        is_release=any(_RELEASE in (_formal(genre) or "").lower() for genre in element.iter("{*}Genre")),
    )
    return _completed(_completed(item, inner), Item(title=_text(element, "NameLabel")))


def _identifier_1(element: Any) -> str | None:
    """Return the identifier of an item without its revision, which all its revisions share."""
    identifier = first(element, "NewsIdentifier")
    parts = [_text(identifier, name) for name in ("ProviderId", "DateId", "NewsItemId")] if identifier is not None else []
    return "urn:newsml:" + ":".join(part for part in parts if part) if any(parts) else None


def _content_1(element: Any) -> tuple[Any, str | None]:
    """Return the content of an item that is its text, and what the item is where it has none.

    Of several the longest is taken, those that have the role of the body first.
    """
    found: list[tuple[bool, int, Any]] = []
    kinds = []
    for content in element.iter("{*}ContentItem"):
        data = first(content, "DataContent")
        kind = (_formal(first(content, "MediaType")) or "text").lower()
        if kind not in _TEXT_TYPES or data is None:
            kinds.append(kind)
        elif _has_words(content):
            found.append(((_role(content) or "").lower() in _BODY_ROLES, len(text_of(data) or ""), data))
    if found:
        return max(found, key=lambda one: one[:2])[2], None
    return None, f"of the type {kinds[0]!r}" if kinds and kinds[0] not in _TEXT_TYPES else None


def _has_words(content: Any) -> bool:
    """Return whether a content is, by its MIME type, none of what stands beside a text."""
    kind = (_formal(first(content, "MimeType")) or "").lower()
    return not any(word in kind for word in _NO_WORDS)


def _article_1(data: Any) -> Item | None:
    """Return the item of an NITF article in a content, None where there is none."""
    inner = first(data, "nitf", "body.content")
    return None if inner is None else nitf.item_of(inner if local(inner) == "nitf" else data)


def _body_1(data: Any) -> str:
    """Return the words of a content, as HTML or text."""
    body = first(data, "body", "html")
    if body is not None or len(data):
        return nitf.markup(data if body is None else body)
    return "".join(data.itertext())


def _role(content: Any) -> str | None:
    """Return the role of the component that holds a content."""
    holder = next(content.iterancestors("{*}NewsComponent"), None)
    roles = [] if holder is None else [e for e in holder if local(e) == "Role"]
    return _formal(roles[0]) if roles else None


def _heading_1(element: Any) -> str | None:
    """Return the text of the component that has the role of the headline."""
    contents = (e for e in element.iter("{*}ContentItem") if (_role(e) or "").lower() == "headline")
    return next((text for e in contents if (text := text_of(first(e, "DataContent")))), None)


def _party(element: Any, name: str) -> str | None:
    holder = first(element, name)
    return _formal(first(holder, "Party")) if holder is not None and first(holder, "Party") is not None else None


def _formal(element: Any) -> str | None:
    return (element.get("FormalName") or "").strip() or None if element is not None else None


def _city(element: Any) -> str | None:
    """Return the city of a dateline."""
    for location in element.iter("{*}Location"):
        for known in location.iter("{*}Property"):
            if known.get("FormalName") == "City" and known.get("Value"):
                return str(known.get("Value"))
    return None
