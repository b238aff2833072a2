"""HTML pages: the article without what stands around it (trafilatura), and what the page says of itself (`metadata`)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from service.errors import UnreadableSource
from service.records import Document
from service.sources import decoding, metadata
from service.sources.foreign import foreign
from service.sources.plain import make_document

_MOST_TAGS = 50_000  # an article has some thousands; reading takes 35 µs for each
_LATEST = "2100-01-01"


def read_html(content: bytes) -> list[Document]:
    """One document: the page's main text, block quotes as `> ` lines, with title, address, outlet, author and dates where it has them."""
    return [document_of(decoding.page(content))]


def document_of(text: str, address: str | None = None) -> Document:
    """The document of a page. `address`: where it was found, which then is its address. Raises UnreadableSource."""
    if text.count("<") > _MOST_TAGS:
        raise UnreadableSource(f"more than {_MOST_TAGS} tags: this is no article")
    if "\x00" in text:
        text = text.replace("\x00", "")
    import trafilatura  # slow to import, and only pages need it
    from trafilatura.settings import Document as TrafilaturaDocument
    from trafilatura.settings import Extractor

    with foreign("the page cannot be read"):
        tree = trafilatura.load_html(text)
        if tree is None:
            raise UnreadableSource("this is no HTML page")
        known = metadata.of_page(tree, address)
        options = Extractor(output_format="python", comments=False, tables=False, recall=True, with_metadata=False)
        page = trafilatura.bare_extraction(tree, options=options)
        words = _paragraphs(page.body) if isinstance(page, TrafilaturaDocument) and page.body is not None else ""
        if not known.get("published") and words and (day := _date_in_text(tree)):
            known |= {"published": day, "published_basis": "text"}
    if not words:
        raise UnreadableSource("there is no article text in this page")
    return make_document({**known, "text": words})


def _date_in_text(tree: Any) -> str | None:
    """The day of publication as the page shows it to readers (htmldate)."""
    from htmldate import find_date

    with suppress(Exception):  # a date that cannot be read is none
        return find_date(tree, original_date=True, extensive_search=False, max_date=_LATEST)
    return None


def _paragraphs(body: Any) -> str:
    """The text of the extracted body, a blank line between blocks."""
    blocks: list[tuple[bool, str]] = []
    for element in body.iter("p", "head", "quote", "item", "ab"):
        if element.tag != "quote" and any(a.tag in ("p", "item", "quote") and a.tag != "quote" for a in element.iterancestors()):
            continue
        is_quoted = element.tag == "quote" or any(a.tag == "quote" for a in element.iterancestors())
        has_own = element.tag != "quote" or not len(element)
        words = " ".join(("".join(element.itertext()) if has_own else element.text or "").split())
        if words:
            blocks.append((is_quoted, words))
    out = ""
    for n, (is_quoted, words) in enumerate(blocks):
        joint = "" if n == 0 else "\n>\n" if is_quoted and blocks[n - 1][0] else "\n\n"
        out += joint + (f"> {words}" if is_quoted else words)
    return out
