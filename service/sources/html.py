"""HTML pages: the article without what stands around it, and what the page says of itself."""

from __future__ import annotations

from service.errors import UnreadableSource
from service.extraction.dates import is_iso_date
from service.records import Document
from service.sources.plain import make_document

_MOST_TAGS = 50_000  # an article has some thousands; reading takes 35 µs for each


def read_html(text: str) -> list[Document]:
    """One document: the page's main text, block quotes as `> ` lines, with title, address, outlet and date where the page has them."""
    if text.count("<") > _MOST_TAGS:
        raise UnreadableSource(f"more than {_MOST_TAGS} tags: this is no article")
    import trafilatura  # slow to import, and only pages need it

    page = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, favor_recall=True, with_metadata=True)
    if page is None or not (page.text or "").strip():
        raise UnreadableSource("there is no article text in this page")
    date = page.date if page.date and is_iso_date(page.date) else None
    values = {"title": page.title, "url": page.url, "outlet": page.sitename, "published": date, "text": _paragraphs(page.body)}
    return [make_document(values)]


def _paragraphs(body) -> str:
    """The text of the extracted body, a blank line between blocks."""
    blocks: list[tuple[bool, str]] = []
    for element in body.iter("p", "head", "quote", "item", "ab"):
        if element.tag != "quote" and any(a.tag in ("p", "item", "quote") and a.tag != "quote" for a in element.iterancestors()):
            continue
        is_quoted = element.tag == "quote" or any(a.tag == "quote" for a in element.iterancestors())
        own = (
            "".join(element.itertext())
            if element.tag != "quote"
            else (element.text or "")
            if len(element)
            else "".join(element.itertext())
        )
        words = " ".join(own.split())
        if words:
            blocks.append((is_quoted, words))
    out = ""
    for n, (is_quoted, words) in enumerate(blocks):
        joint = "" if n == 0 else "\n>\n" if is_quoted and blocks[n - 1][0] else "\n\n"
        out += joint + (f"> {words}" if is_quoted else words)
    return out
