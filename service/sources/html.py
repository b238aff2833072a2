"""HTML pages: the article without what stands around it (trafilatura), and what the page says of itself (`metadata`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding, metadata
from service.sources.attendance import named_on_a_line
from service.sources.bodies import Blocks, blocks_of, completed_blocks, length_of, mark_lines, preformatted, with_captions, written
from service.sources.databases import articles_of_page
from service.sources.days import day_of
from service.sources.debate_pages import debate_of, site_of
from service.sources.embeds import stop_before_embeds
from service.sources.foreign import foreign
from service.sources.live_blogs import Entry, entries_of, may_be_live
from service.sources.marked_up import read_markup
from service.sources.named_answers import bold_labels, bold_questions, table_labels, with_turns
from service.sources.named_lines import label_rows, label_turns
from service.sources.picture_captions import Caption, take_captions
from service.sources.plain import as_transcript, make_document
from service.sources.published import shown_day
from service.sources.questions import mark_questions, taken_apart, with_questions
from service.sources.record_labels import label_of
from service.sources.signed import Signature, mark_signed, stated
from service.sources.spoken import spoken
from service.sources.tables import words as listed
from service.sources.telegram import may_be_page, messages_of_page
from service.sources.tidying import BREAK, cleared, tidy, visible

_FACTIVA = "articleParagraph"  # a class of the paragraphs that Factiva saves
_MOST_OF_A_NOTICE = 25  # words of a page that has nothing but a notice
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|turn on|requires?|need) javascript|javascript (?:is|must be|to be) (?:disabled|enabled|required|turned)",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(  # how the inside of an article begins
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:p|h[1-6]|blockquote|ul|ol|figure|em|strong|b|i)[\s>]", re.IGNORECASE | re.DOTALL
)
_OF_PAGE = re.compile(r"<(?:!doctype|html|head|body|title|meta|nav|main|article)[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"<h1(?:\s[^<>]{0,1000})?>(?P<inner>.{1,2000}?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_MOSTLY = 0.5  # of the text found that stands in `<pre>`: then the page is of plain text
_TIMED = re.compile(r"^[A-Z][^\n:()\[\]]{1,60} [(\[]\d{1,2}:\d{2}(?::\d{2})?[)\]]:", re.MULTILINE)  # "Ann Ek (00:03):"
_REMARKS = re.compile(r"(?:Remarks|Press (?:Briefing|Gaggle|Conference|Call)) (?:by|of|from)\b", re.IGNORECASE)  # of an office
_WORD = re.compile(r"\w+")
_LEAST_LABELS = 4  # of a page that says that it is a transcript
_LEAST_FOUND, _GLUED = 60, 2  # characters of a short article, and paragraphs that are run together where it is taken whole
_MOST_TAGS = 50_000  # an article has some thousands; reading takes 35 µs for each
_TOO_MANY = f"more than {_MOST_TAGS} tags: this is no article"


def read_html(content: bytes, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of a page: one, with title, address, outlet, author and dates where it has them, or those of a live blog."""
    return documents_of(decoding.page(content), gazetteer)


def documents_of(text: str, gazetteer: Gazetteer, address: str | None = None) -> list[Document]:
    """Return the document of a page; of a live blog what stands over its entries, and then each entry.

    `address`: where the page was found, which then is its address. Raises UnreadableSource.
    """
    if _FACTIVA in text and (articles := articles_of_page(_tree(text))):
        return articles
    if _FRAGMENT.match(text) and not _OF_PAGE.search(text):
        return [_fragment(text, address)]
    if site := site_of(text):
        with foreign("the page cannot be read"):
            debate = debate_of(_tree(text), site, gazetteer, address)
        if debate is not None:
            return [debate]
    if may_be_page(text) and (posts := messages_of_page(_tree(text))):
        return posts
    if not may_be_live(text):
        return [document_of(text, gazetteer, address)]
    with foreign("the page cannot be read"):
        tree = _tree(text)
        known, _ = metadata.of_page(tree, gazetteer, address)
        found = list(_entries(entries_of(tree, known.get("url")), known))
    if not found:
        return [document_of(text, gazetteer, address)]
    with suppress(UnreadableSource):
        found.insert(0, _read(tree, gazetteer, address, is_whole=False))
    return found


def document_of(text: str, gazetteer: Gazetteer, address: str | None = None) -> Document:
    """Return the document of a page as one. `address`: where it was found, which then is its address. Raises UnreadableSource."""
    return _read(_tree(text), gazetteer, address)


def _fragment(text: str, address: str | None) -> Document:
    """Return the document of what is no page but the inside of an article, as a content system keeps it: nothing is cut. Its title is its
    first heading of the first level. Raises UnreadableSource."""
    if text.count("<") > _MOST_TAGS:
        raise UnreadableSource(_TOO_MANY)
    words, passages = read_markup(text)
    if not words.strip():
        raise UnreadableSource("there is no text in this HTML")
    heading = _HEADING.search(text)
    title = " ".join(read_markup(heading["inner"])[0].split()) if heading else None
    return replace(make_document({"title": title, "url": address, "text": words}), stated=passages)


def _entries(entries: list[Entry], page: Mapping[str, Any]) -> Iterator[Document]:
    """Yield the documents of the entries of a live blog that have words. `page`: what the page says of itself."""
    for entry in entries:
        words, passages = read_markup(entry.html)
        if words.strip():
            known = {"title": entry.title or page.get("title"), "outlet": page.get("outlet"), "url": entry.url, "text": words}
            document = make_document({**known, "published": day_of(entry.moment), "published_basis": "metadata"})
            yield replace(document, stated=passages)


def _tree(text: str) -> Any:
    """Return the tree of a page. Raises UnreadableSource for what is not a page, or has too many tags for an article."""
    if text.count("<") > _MOST_TAGS:
        raise UnreadableSource(_TOO_MANY)
    import trafilatura  # slow to import, and only pages need it

    with foreign("the page cannot be read"):
        tree = trafilatura.load_html(cleared(text))
    if tree is None:
        raise UnreadableSource("this is not an HTML page")
    return tree


class _Set(NamedTuple):
    """What a page's tree tells beside its text: who signs its blocks, its captions that quote, and the labels before turns."""

    signatures: list[Signature]
    captions: list[Caption]
    labels: list[str]
    questions: list[str]  # in bold between them


def _read(tree: Any, gazetteer: Gazetteer, address: str | None, *, is_whole: bool = True) -> Document:
    """Return the document of a page's tree. `is_whole`: whether its JSON-LD may have more of the article. Raises UnreadableSource."""
    with foreign("the page cannot be read"):
        known, article = metadata.of_page(tree, gazetteer, address)
        day = None if known.get("published") else shown_day(tree)
        tidy(tree)
        mark_lines(tree)
        known = _with_labels(tree, known)
        told = _marked(tree, is_transcript=_says_transcript(known))
        found, lines = _blocks(tree, article if is_whole else None, told)
        found, asked = taken_apart(found)
        words, passages = stated(found, told.signatures)
    _require_words(words)
    day = day or (day_of(known.get("title")) if lines and not known.get("published") else None)
    if day:
        known = {**known, "published": day, "published_basis": "text"}
    if not passages and (record := _recorded(words, known, lines)) is not None:
        return record
    document = replace(make_document({**known, "text": words}), stated=passages)
    if told.labels:
        return with_turns(document, told.labels, told.questions)
    return with_questions(document, asked, known.get("section")) if asked else document


def _with_labels(tree: Any, known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the names of who speaks before their words on a page that says that it is a transcript; what is known of it then."""
    if not _says_transcript(known):
        return known
    label_turns(tree)
    return {**known, "kind": "transcript"} if label_rows(tree) else known


def _marked(tree: Any, *, is_transcript: bool) -> _Set:
    """Mark in a page's tree what its markup alone tells, and take out what is no part of the text, before the article is looked for."""
    stop_before_embeds(tree)
    signatures = mark_signed(tree)
    captions = take_captions(tree)
    labels = [] if is_transcript else table_labels(tree) or bold_labels(tree)
    questions = bold_questions(tree) if labels else []
    mark_questions(tree)
    return _Set(signatures, captions, labels, questions)


def _blocks(tree: Any, article: str | None, told: _Set) -> tuple[Blocks, str]:
    """Return the blocks of a page's article, and its lines where it is of plain text. `article`: all of it as the page's JSON-LD has it."""
    plain = preformatted(tree)
    found = completed_blocks(_extracted(tree), tree, article)
    if length_of(plain) > _MOSTLY * length_of(found):
        return plain, written(tree)
    as_written = {text for _, text in plain}  # text in `<pre>` is set apart, and nobody's words for that
    found = [
        (is_quoted and " ".join(visible(text.replace(BREAK, " ")).split()) not in as_written, text) for is_quoted, text in found
    ]
    return with_captions(found, tree, told.captions) if found and not told.labels else found, ""


def _require_words(words: str) -> None:
    """Raise UnreadableSource for a page without text, or with nothing but a notice that its scripts have to run."""
    if not words:
        raise UnreadableSource("there is no article text in this page")
    if len(words.split()) <= _MOST_OF_A_NOTICE and _NEEDS_SCRIPTS.search(words):
        raise UnreadableSource("the article is only there once the page's scripts have run: save it as the browser shows it")


def _recorded(text: str, known: Mapping[str, Any], lines: str) -> Document | None:
    """Return the transcript that a page is whose title says so, where who speaks stands on lines of their own, or which is one as it is
    written; None for any other page. `lines`: of a page of plain text."""
    if lines:
        return as_transcript(lines, known)
    if _TIMED.search(text):
        return as_transcript(text, known)
    if _REMARKS.match(str(known.get("title") or "")):
        return as_transcript(text, known)
    if not _says_transcript(known) or (spoken(text) is None and not _has_labels(text.splitlines())):
        return None
    return as_transcript(text, known)


def _says_transcript(known: Mapping[str, Any]) -> bool:
    """Return whether the title of a page says that it is a transcript."""
    return not listed("page_records").isdisjoint(_WORD.findall(str(known.get("title") or "").casefold()))


def _has_labels(lines: list[str]) -> bool:
    """Return whether names with offices stand on lines of their own, or several lines begin with who speaks in capitals."""
    labels = (label_of(line, None, begins_paragraph=False) for line in lines)
    return any(map(named_on_a_line, lines)) or sum(label is not None and label.kind == "name" for label in labels) >= _LEAST_LABELS


def _extracted(tree: Any) -> Blocks:
    """Return the blocks of the article that trafilatura finds in a page; none where it finds no article.

    Of a short one it takes all of the page as one block, in which paragraphs, tags and the author run together: then only what it found first.
    """
    found = _found(tree)
    if len(found) != 1:
        return found
    paragraphs = (" ".join("".join(p.itertext()).split()) for p in tree.iter("p"))
    if sum(bool(text) and text in found[0][1] for text in paragraphs) < _GLUED:
        return found
    return _found(tree, _LEAST_FOUND) or found


def _found(tree: Any, least: int | None = None) -> Blocks:
    """Return the blocks of the article that trafilatura finds. `least`: characters from which on it looks no further."""
    import trafilatura
    from trafilatura.settings import Document as TrafilaturaDocument
    from trafilatura.settings import Extractor

    options = Extractor(output_format="python", comments=False, tables=True, recall=True, with_metadata=False)
    if least is not None:
        options.min_extracted_size = least
    page = trafilatura.bare_extraction(tree, options=options)
    return blocks_of(page.body) if isinstance(page, TrafilaturaDocument) and page.body is not None else []
