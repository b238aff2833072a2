"""NITF, the News Industry Text Format (https://iptc.org/standards/nitf/, versions 3.x): an article of an agency."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.agency import Item, document_of
from service.sources.safe_xml import first, local, text_of

# NITF's elements as those of HTML that show the same; all others are set in a line.
_AS_HTML = {"p": "p", "hl2": "h2", "hl1": "h1", "bq": "blockquote", "credit": "footer", "q": "q", "br": "br", "ul": "ul", "ol": "ol",
            "li": "li", "block": "div", "table": "table", "tr": "tr", "td": "td", "th": "th", "pre": "pre", "body.content": "div",
            "blockquote": "blockquote", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "div": "div", "note": "div", "dl": "div",
            "dt": "p", "dd": "p", "fn": "div", "hr": "hr", "s": "s", "del": "del", "strike": "s", "cite": "cite", "footer": "footer"}  # fmt: skip
_LEFT_OUT = frozenset(("media", "note", "ednote", "nitf-table", "script", "style", "datasource"))


def read_nitf(root: Any, gazetteer: Gazetteer) -> Iterator[Document]:
    """Yield the document of an NITF file. Raises UnreadableSource, Withdrawn for what is cancelled."""
    yield document_of(item_of(root), gazetteer)


def item_of(root: Any) -> Item:
    """Return the item of an `nitf` element."""
    data, head = first(root, "docdata"), first(root, "body.head")
    about = root if data is None else data
    body = _content(root)
    release = _norm(about, "date.release")
    status = about.get("management-status")
    return Item(
        body=markup(body) if body is not None else None,
        title=_heading(root, head),
        guid=_attribute(about, "doc-id", "id-string"),
        author=text_of(_byline(head)),
        outlets=(
            _attribute(about, "doc.copyright", "holder"),
            text_of(first(root, "distributor")),
            text_of(first(root, "rights.owner")),
            _attribute(about, "doc-id", "regsrc"),
            _attribute(root, "pubdata", "name"),
        ),
        first=_norm(about, "date.issue") or _attribute(root, "pubdata", "date.publication") or release or _norm(root, "story.date"),
        version=_norm(root, "revision-history") or release or _norm(about, "date.issue"),
        status=status,
        embargo=release if (status or "").casefold() == "embargoed" else None,
        located=text_of(first(head, "location")) if head is not None and first(head, "dateline") is not None else None,
    )


def _content(root: Any) -> Any:
    """Return the content of an article; that of a note to editors, which may stand before it, is not."""
    found = root.iter("{*}body.content")
    return next((body for body in found if not any(local(outer) in _LEFT_OUT for outer in body.iterancestors())), None)


def markup(body: Any) -> str:
    """Return the content of an article as HTML: what is a block there is one, a block quote keeps its credit, pictures are left out."""
    from lxml import etree

    tree = copy.deepcopy(body)
    for element in list(tree.iter()):
        name = local(element)
        if not name or name in _LEFT_OUT:  # without a name it is an entity, which is not expanded
            _take_out(element)
            continue
        element.tag = _AS_HTML.get(name.lower(), "span")
        for attribute in list(element.attrib):
            if attribute not in ("class", "hidden"):
                del element.attrib[attribute]
    for credit in list(tree.iter("footer")):
        _into_quote(credit)
    etree.cleanup_namespaces(tree)
    tree.tail = None
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _into_quote(credit: Any) -> None:
    """Put a credit at the end of the block quote that it is of."""
    quote = next((a for a in credit.iterancestors("blockquote")), None)
    if quote is not None:
        quote.append(credit)


def _take_out(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _heading(root: Any, head: Any) -> str | None:
    heading = first(head, "hl1", "hedline") if head is not None else None
    return text_of(heading) or text_of(first(root, "title"))


def _byline(head: Any) -> Any:
    """Return the first byline; of the person in it alone, where that is marked."""
    byline = first(head, "byline") if head is not None else None
    if byline is None:
        return None
    person = first(byline, "person")
    if person is not None:
        return person
    plain = copy.deepcopy(byline)
    for title in list(plain.iter("{*}byttl", "byttl")):
        _take_out(title)
    return plain


def _norm(element: Any, name: str) -> str | None:
    return _attribute(element, name, "norm")


def _attribute(element: Any, name: str, attribute: str) -> str | None:
    found = first(element, name)
    return (found.get(attribute) or "").strip() or None if found is not None else None
