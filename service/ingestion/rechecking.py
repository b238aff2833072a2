"""Which sources have changed since they were read, and which quotations that touches. Nothing is written.

A file of the corpus is read again if its stamp differs, or always; a page on the web only on request. A document counts as
changed if the SHA-256 of the bytes that it was read from has changed, and its text too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from service.correcting import folded
from service.errors import OnrecordError
from service.extraction import extract
from service.index.asking.browse import Browser
from service.index.layout.files import Files, Known
from service.ingestion.chunks import chunks, parsed_rows
from service.records import CitedDocument, Document, Quotation, ReadDocument
from service.sources.pages import document_at
from service.sources.url import Fetched
from service.storage.corpus import Corpus
from service.storage.stores import Stored

_REWORDED = 60.0  # similarity of two wordings by `rapidfuzz.fuzz.ratio`, of 100: below it they are two quotations
_WEB = ("html", "warc", "feed")  # readers of pages on the web
_PAGE = 100  # documents listed at a time

Fetch = Callable[[str], Fetched | None]


@dataclass(frozen=True, slots=True)
class Touched:
    """A quotation that is no longer there in its words. `now`: the words that replace it, None if nothing does."""

    id: str
    text: str
    now: str | None


@dataclass(slots=True)
class Change:
    """A source that has changed.

    `source`: a file's name or an address; `state`: changed, gone, or unreadable with `reason`; `of`: how many quotations it had.
    """

    source: str
    state: str
    title: str | None = None
    reason: str | None = None
    of: int = 0
    touched: list[Touched] = field(default_factory=list)


class Recheck:
    """Compares sources with what was read from them. `looked_at`: how many were compared so far."""

    def __init__(self, corpus: Corpus, browser: Browser, files: Files) -> None:
        self._corpus = corpus
        self._browser = browser
        self._files = files
        self.looked_at = 0

    # -- files -------------------------------------------------------------------------------------------------------

    def files(self, *, is_full: bool) -> Iterator[Change]:
        """Yield the files of the corpus that have changed. `is_full`: also read those whose stamp is the same."""
        known = self._files.known()
        found = {f.name: f for f in self._corpus.files()}
        self.looked_at += len(found)
        wanted = [f for name, f in found.items() if name in known and (is_full or known[name].stamp != f.stamp)]
        gone = known.keys() - found.keys()
        before = self._before({name: known[name] for name in (*gone, *(f.name for f in wanted))})
        for name in sorted(gone):
            ids = before.get(name, set())
            yield Change(
                name, "gone", of=sum(len(self._quotations(i)) for i in ids), touched=[t for i in sorted(ids) for t in self._all(i)]
            )
        for f in wanted:
            yield from self._file(f, before.get(f.name, set()))

    def _before(self, files: dict[str, Known]) -> dict[str, set[str]]:
        """Return {file: ids of the documents that it gave when it was read}."""
        names = {state: name for name, held in files.items() for state in held.states(name)}
        out: dict[str, set[str]] = defaultdict(set)
        for document_id, state in self._files.given_by(names):
            out[names[state]].add(document_id)
        return out

    def _file(self, f: Stored, before: set[str]) -> Iterator[Change]:
        now: dict[str, Document] = {}
        for chunk in chunks(self._corpus, [f], {}):
            for _, _, parsed in parsed_rows(chunk, self._browser.gazetteer):
                now |= {given.document.id: given.document for given in parsed.documents}
                yield from (Change(f.name, "unreadable", reason=reason) for reason in parsed.refused)
            yield from (Change(f.name, "unreadable", reason=m.error) for m in chunk.markers if m.error)
        new = [document for i, document in now.items() if i not in before]
        for document_id in sorted(before - now.keys()):
            found = self._browser.document(document_id)
            if found is None:
                continue
            later = _version_of(found.document, new, alone=len(before) == 1)
            yield self._changed(f.name, found, later)

    # -- pages -------------------------------------------------------------------------------------------------------

    def pages(self, fetch: Fetch, most: int) -> Iterator[Change]:
        """Yield the pages on the web that have changed since they were read.

        `most`: pages to fetch, the newest in the index first.
        """
        place = None
        while True:
            walked = self._browser.documents(None, place, _PAGE)
            for row in walked.rows:
                found = self._read_from_web(row.document)
                if found is None:
                    continue
                if most <= 0:
                    return
                most -= 1
                self.looked_at += 1
                yield from self._page(found, fetch)
            place = walked.next
            if place is None:
                return

    def _read_from_web(self, cited: CitedDocument) -> ReadDocument | None:
        """Return the document if it is the latest version at its address and was read from a page on the web."""
        found = self._browser.document(cited.id) if cited.url and cited.superseded_by is None else None
        is_web = found and found.source and found.source.reader.partition("/")[0] in _WEB
        return found if is_web else None

    def _page(self, found: ReadDocument, fetch: Fetch) -> Iterator[Change]:
        known, url = found.document, found.document.url or ""
        try:
            fetched = fetch(url)
            if fetched is None:
                return
            document = document_at(fetched, self._browser.gazetteer)
        except OnrecordError as error:
            yield Change(url, "unreadable", known.title, error.detail or error.title, len(found.quotations))
            return
        if found.source and document.origin.sha256 != found.source.sha256 and document.sha256 != known.sha256:
            yield self._changed(url, found, document)

    # -- quotations --------------------------------------------------------------------------------------------------

    def _changed(self, source: str, found: ReadDocument, later: Document | None) -> Change:
        now = [passage.text for passage in extract(later, self._browser.gazetteer)] if later else []
        gone = list(touched(found.quotations, now))
        return Change(source, "changed" if later else "gone", found.document.title, None, len(found.quotations), gone)

    def _quotations(self, document_id: str) -> Sequence[Quotation]:
        found = self._browser.document(document_id)
        return found.quotations if found else ()

    def _all(self, document_id: str) -> Iterator[Touched]:
        return touched(self._quotations(document_id), [])


def _version_of(known: CitedDocument, new: list[Document], *, alone: bool) -> Document | None:
    """Return the document that replaces an earlier one of its file: with the same address, else the same title, else the only one."""
    for name in ("url", "title"):
        if (value := getattr(known, name)) and (found := next((d for d in new if getattr(d, name) == value), None)):
            return found
    return new[0] if alone and len(new) == 1 else None


def touched(quotations: Sequence[Quotation], now: list[str]) -> Iterator[Touched]:
    """Yield the quotations whose words are gone, each with the most similar one that was not there before. `now`: texts of those there."""
    there = {folded(text): text for text in now}
    were = {folded(q.text) for q in quotations}
    new = {words: text for words, text in there.items() if words not in were}
    for q in quotations:
        words = folded(q.text)
        if words not in there:
            best = process.extractOne(words, new.keys(), scorer=fuzz.ratio, score_cutoff=_REWORDED)
            yield Touched(q.id, q.text, new[best[0]] if best else None)
