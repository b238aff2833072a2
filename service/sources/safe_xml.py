"""XML from anybody → a tree, without what XML may do to a reader: no entity is expanded, nothing is fetched, nothing is huge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from service.errors import UnreadableSource
from service.sources import decoding

MOST_BYTES = 64 * 1024 * 1024  # an export of a site has some ten million; a tree takes several times its file
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)([A-Za-z][A-Za-z0-9]{1,30});")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # which XML must not have, and exports do
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_SKIPPED = (("<?", "?>"), ("<!--", "-->"))  # what may stand before the root element


def root_of(content: bytes) -> str | None:
    """Return the local name of the root element, None where there is none; nothing but the head is parsed."""
    text = decoding.page(content).lstrip("\ufeff \t\r\n")
    while text.startswith("<") and not (match := _ROOT.match(text)):
        end = next((close for start, close in _SKIPPED if text.startswith(start)), None)
        if end is None:  # a document type, perhaps with declarations of its own
            end = "]>" if 0 <= text.find("[") < text.find(">") else ">"
        _, found, text = text.partition(end)
        text = text.lstrip()
        if not found:
            return None
    return match[1] if text.startswith("<") and match else None


def parsed(content: bytes) -> Any:
    """Return the root element of an XML file, without comments and processing instructions. Raises UnreadableSource.

    Entities that HTML names are read as their characters; those of a document type of its own are not expanded.
    """
    from lxml import etree  # slow to import, and few need it

    if len(content) > MOST_BYTES:
        raise UnreadableSource(f"more than {MOST_BYTES} bytes of XML")
    text = _DECLARATION.sub("", decoding.page(content).lstrip("\ufeff \t\r\n"))
    text = _NAMED.sub(lambda match: _escaped(unescape(match[0])), text)
    text = _CONTROLS.sub("", text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(f"the XML is broken: {' '.join(str(error).split())[:200]}") from None


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(element: Any, *names: str) -> Any:
    """Return the first element below another that goes by one of some local names, those named first winning; or None."""
    return next((found for name in names for found in element.iter(f"{{*}}{name}")), None)


def text_of(element: Any) -> str | None:
    """Return the text of an element and all below it with its white space folded, None where there is none."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def texts(element: Any, name: str) -> Iterator[str]:
    """Yield the texts of all elements of a local name below another, blank ones left out."""
    yield from (text for found in element.iter(f"{{*}}{name}") if (text := text_of(found)))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;") if "&" in text or "<" in text else text
