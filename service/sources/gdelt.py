"""GDELT's Global Quotation Graph (https://blog.gdeltproject.org/announcing-the-global-quotation-graph/): what an article quotes.

Of each quotation there are some words before and behind it, in which its speaker may be named, and nothing more of the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from service.errors import UnreadableSource
from service.records import Document
from service.sources.days import day_of
from service.sources.fields import address, plain_text
from service.sources.plain import make_document
from service.sources.shapes import JsonObject

_SAID_BY = frozenset(("author", "speaker", "name", "person", "said_by"))  # which the graph has no field for
_MARKS = "“”\"'‘’«» "


def is_quotation_graph(values: JsonObject) -> bool:
    """Tell whether an object is an article of the quotation graph."""
    quotes = values.get("quotes")
    return isinstance(quotes, list) and any(isinstance(row, dict) and "quote" in row and _SAID_BY.isdisjoint(row) for row in quotes)


def read_quotation_graph(values: JsonObject) -> Iterator[Document]:
    """Yield a document of the quotations of an article with the words around them, one a paragraph.

    It never takes the place of the article itself at its address. Raises UnreadableSource where there is none.
    """
    rows = [row for row in values["quotes"] if isinstance(row, dict)]
    paragraphs = [paragraph for row in rows if (paragraph := _paragraph(row))]
    if not paragraphs:
        raise UnreadableSource("there is no quotation in it")
    url = address(values.get("url"))
    document = make_document(
        {
            "title": plain_text(values.get("title")),
            "url": url,
            "published": day_of(values.get("date")),
            "published_basis": "metadata",
            "text": "\n\n".join(paragraphs),
        }
    )
    yield replace(document, origin=replace(document.origin, guid=f"gdelt:{url or document.id}"))


def _paragraph(row: JsonObject) -> str | None:
    before, words, behind = (row[name] if isinstance(row.get(name), str) else "" for name in ("pre", "quote", "post"))
    said = " ".join(words.split()).strip(_MARKS)
    if not said:
        return None
    return " ".join(f"{before.rstrip(_MARKS)} “{said}” {behind.lstrip(_MARKS)}".split())
