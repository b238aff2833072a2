"""Text as the editors of content systems keep it in JSON → HTML: Strapi, Slate, Lexical, ProseMirror, Contentful, Portable Text, Editor.js, Draft.js.

All are trees of nodes with a type; they differ in what they call it, and where a node has its children and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

from service.sources.shapes import JsonObject

_TYPES = ("type", "nodeType", "_type")
_CHILDREN = ("children", "content", "blocks", "items")
_WORDS = ("text", "value")
_DEEPEST = 20  # nodes one in another
_BLOCKS = {"paragraph": "p", "p": "p", "text": "p", "blockquote": "blockquote", "quote": "blockquote", "pullquote": "blockquote",
           "list": "ul", "ul": "ul", "ol": "ul", "listitem": "li", "li": "li"}  # fmt: skip
_HEADING = re.compile(r"h(?:ead(?:ing|er))?(?:[1-6]|one|two|three|four|five|six)?")
_ITEM = re.compile(r"(?:un)?ordered-?list-?item")  # of a list that has no node of its own
_WITHIN = ("text", "span")  # parts of a line
_CODE = ("code", "code-block", "codeblock", "atomic")
_LIST = re.compile(r"(?:un)?ordered-?list|bullet(?:ed)?-?list|numbered-?list")
_BREAKS = ("hardbreak", "linebreak", "br")
_STRUCK = ("strikethrough", "strike", "strike-through", "s")
_STRUCK_BIT = 4  # of Lexical's formats
_UNITS = "utf-16-le"  # Draft.js counts as JavaScript does, two bytes a unit


def as_html(value: Any) -> str | None:
    """Return the HTML of a value that is such a text, None for any other value."""
    if isinstance(value, dict) and isinstance(value.get("root"), dict):
        value = value["root"]
    nodes = value if isinstance(value, list) else _children(value) if isinstance(value, dict) else []
    if not nodes or not all(isinstance(node, dict) and _kind(node) for node in nodes):
        return None
    if not any(_children(node) or isinstance(node.get("data"), dict) for node in nodes):
        return None
    return "".join(_node(node, 0) for node in nodes)


def _kind(node: JsonObject) -> str:
    """Return what a node is, by the style of a block where that tells."""
    kind = next((node[name] for name in _TYPES if isinstance(node.get(name), str)), "")
    style = node.get("style")
    return (style if kind == "block" and isinstance(style, str) and style != "normal" else kind).lower().replace("_", "-")


def _children(node: JsonObject) -> list[Any]:
    """Return the nodes in a node."""
    return next((node[name] for name in _CHILDREN if isinstance(node.get(name), list) and node[name]), [])


def _node(node: Any, depth: int) -> str:
    """Return a node as HTML: what stands in it, in an element where it is a block; of pictures, code and the like nothing."""
    if not isinstance(node, dict) or depth > _DEEPEST:
        return ""
    kind = _kind(node)
    if kind in _BREAKS:
        return "<br>"
    children = _children(node)
    if not children and isinstance(data := node.get("data"), dict) and data:
        return _of_data(kind, data)
    if not children:
        return _leaf(node) if depth or kind in _WITHIN else _block(kind, node)
    inner = "".join(_node(child, depth + 1) for child in children)
    tag = _tag(kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _block(kind: str, node: JsonObject) -> str:
    """Return a block that has its words itself, as those of Draft.js have: a paragraph where it is nothing else."""
    words = "" if kind in _CODE else _leaf(node)
    tag = "p" if _ITEM.fullmatch(kind) else _tag(kind) or "p"
    return f"<{tag}>{words}</{tag}>" if words.strip() else ""


def _tag(kind: str) -> str | None:
    """Return the element of a node of a kind, None for one within a line."""
    if kind == "block":
        return "p"
    if _HEADING.fullmatch(kind.replace("-", "")):
        return "h2"
    return "ul" if _LIST.fullmatch(kind) else _BLOCKS.get(kind.replace("-", ""))


def _leaf(node: JsonObject) -> str:
    """Return the words of a node that has no others in it; those that are struck out as that."""
    words = next((node[name] for name in _WORDS if isinstance(node.get(name), str)), "")
    marks = node.get("marks")
    names = {str(mark.get("type") if isinstance(mark, dict) else mark) for mark in (marks if isinstance(marks, list) else ())}
    bits = node.get("format")
    is_struck = any(node.get(name) is True or name in names for name in _STRUCK) or (
        isinstance(bits, int) and bool(bits & _STRUCK_BIT)
    )
    spans = node.get("inlineStyleRanges")
    if isinstance(spans, list) and spans:
        return _styled(words, spans)
    return _line(words, is_struck)


def _styled(words: str, spans: list[Any]) -> str:
    """Return words of Draft.js as HTML, what is struck out as that: a range has a style, its first unit and how many."""
    units = words.encode(_UNITS, "surrogatepass")
    count, done = len(units) // 2, 0
    struck: set[int] = set()
    for start, length in sorted(_ranges(spans)):
        end = min(start + length, count)
        struck.update(range(max(start, done), end))
        done = max(done, end)
    runs = groupby(range(count), struck.__contains__)
    return "".join(_line(_of_units(units, list(places)), is_struck) for is_struck, places in runs)


def _ranges(spans: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield where each struck range begins and how long it is, in units."""
    for span in spans:
        if isinstance(span, dict) and str(span.get("style")).lower() in _STRUCK:
            start, length = span.get("offset"), span.get("length")
            if isinstance(start, int) and isinstance(length, int) and start >= 0:
                yield start, length


def _of_units(units: bytes, places: list[int]) -> str:
    """Return the words between the first and the last of some places, half a character at an end replaced."""
    return units[places[0] * 2 : places[-1] * 2 + 2].decode(_UNITS, "replace")


def _line(words: str, is_struck: bool) -> str:
    """Return words as HTML within a line."""
    html = escape(words).replace("\n", "<br>")
    return f"<s>{html}</s>" if is_struck else html


def _of_data(kind: str, data: JsonObject) -> str:
    """Return a block of Editor.js as HTML, in which its words are written already."""
    words, items = data.get("text"), data.get("items")
    caption = data.get("caption")
    cite = f"<cite>{caption}</cite>" if isinstance(caption, str) and caption.strip() else ""
    if isinstance(items, list):
        return _of_items(items, 0)
    tag = _tag(kind)
    if not tag or not isinstance(words, str):
        return ""
    return f"<blockquote><p>{words}</p>{cite}</blockquote>" if tag == "blockquote" else f"<{tag}>{words}</{tag}>"


def _of_items(items: list[Any], depth: int) -> str:
    """Return the items of a list as paragraphs, each with those of the list in it behind it."""
    out = ""
    for item in items if depth <= _DEEPEST else ():
        fields = item if isinstance(item, dict) else {"content": item}
        words = fields.get("content") or fields.get("text")
        out += f"<p>{words}</p>" if words and isinstance(words, str) else ""
        inner = fields.get("items")
        out += _of_items(inner, depth + 1) if isinstance(inner, list) else ""
    return out
