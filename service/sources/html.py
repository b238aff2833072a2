"""HTML pages: the article without what stands around it (trafilatura), and what the page says of itself (`metadata`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding, metadata
from service.sources.bodies import Blocks, blocks_of, completed_blocks, length_of, preformatted
from service.sources.foreign import foreign
from service.sources.plain import make_document
from service.sources.published import shown_day
from service.sources.questions import mark_questions, taken_apart, with_questions
from service.sources.signed import mark_signed, stated
from service.sources.tidying import cleared, tidy

_MOSTLY = 0.5  # of the text found that stands in `<pre>`: then the page is of plain text
_MOST_TAGS = 50_000  # an article has some thousands; reading takes 35 µs for each


def read_html(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return one document: the page's main text, block quotes as `> ` lines, with title, address, outlet, author and dates where it has them."""
    return [document_of(decoding.page(content), gazetteer)]


def document_of(text: str, gazetteer: Gazetteer, address: str | None = None) -> Document:
    """Return the document of a page. `address`: where it was found, which then is its address. Raises UnreadableSource."""
    if text.count("<") > _MOST_TAGS:
        raise UnreadableSource(f"more than {_MOST_TAGS} tags: this is no article")
    import trafilatura  # slow to import, and only pages need it

    with foreign("the page cannot be read"):
        tree = trafilatura.load_html(cleared(text))
        if tree is None:
            raise UnreadableSource("this is not an HTML page")
        known, article = metadata.of_page(tree, gazetteer, address)
        day = None if known.get("published") else shown_day(tree)
        tidy(tree)
        signatures = mark_signed(tree)
        mark_questions(tree)
        written = preformatted(tree)
        found = completed_blocks(_extracted(tree), tree, article)
        if length_of(written) > _MOSTLY * length_of(found):
            found = written
        found, asked = taken_apart(found)
        words, passages = stated(found, signatures)
    if not words:
        raise UnreadableSource("there is no article text in this page")
    if day:
        known = {**known, "published": day, "published_basis": "text"}
    document = replace(make_document({**known, "text": words}), stated=passages)
    return with_questions(document, asked, known.get("section")) if asked else document


def _extracted(tree: Any) -> Blocks:
    """Return the blocks of the article that trafilatura finds in a page; none where it finds no article."""
    import trafilatura
    from trafilatura.settings import Document as TrafilaturaDocument
    from trafilatura.settings import Extractor

    options = Extractor(output_format="python", comments=False, tables=True, recall=True, with_metadata=False)
    page = trafilatura.bare_extraction(tree, options=options)
    return blocks_of(page.body) if isinstance(page, TrafilaturaDocument) and page.body is not None else []
