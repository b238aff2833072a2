"""Documents into the index: from a request, from files, and all of the corpus when the index is new or behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from service.corpus import Corpus, read_file, source_files, stamp
from service.errors import UnreadableSource
from service.extraction import extract
from service.index import IndexWriter
from service.records import Document


@dataclass(slots=True)
class Report:
    """What an ingestion did: documents added, unchanged and removed, quotations added, and the files it could not read."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    quotations: int = 0
    refused: list[str] = field(default_factory=list)


class Ingestion:
    def __init__(self, corpus: Corpus, writer: IndexWriter) -> None:
        self._corpus = corpus
        self._writer = writer

    def post(self, document: Document) -> tuple[bool, list[dict] | None]:
        """Keep a document and index it: (whether it is new, its quotations as served, or None where it was there)."""
        if self._writer.has(document.id) and not self._corpus.is_taken_down(document.id):
            return False, None
        self._corpus.save(document)
        return True, self._writer.add(document, extract(document))

    def take_down(self, document_id: str) -> bool:
        """Take a document down for good; True when it was there."""
        if not self._writer.has(document_id):
            return False
        self._corpus.take_down(document_id)
        return self._writer.remove(document_id)

    def files(self, paths: Iterable[Path], progress: Callable[[int, int], None] = lambda done, all_: None) -> Report:
        """Index files: those of the corpus where they lie, others by keeping a copy of their documents."""
        report = Report()
        self._writer.begin()
        chosen = [file for path in paths for file in source_files(path)]
        known = self._writer.files()
        for n, file in enumerate(chosen, 1):
            try:
                self._file(file, known, report)
            except (UnreadableSource, OSError) as error:
                report.refused.append(str(error))
            progress(n, len(chosen))
        self._writer.publish()
        return report

    def sync(self, progress: Callable[[int, int], None] = lambda done, all_: None) -> Report:
        """Bring the index in line with the corpus: what is new or changed is read, what is gone is taken out."""
        self._writer.begin()
        files = self._corpus.files()
        known = self._writer.files()
        indexed = self._writer.document_ids()
        changed = [f for f in files if known.get(self._name(f), ("", []))[0] != stamp(f)]
        missing = [i for i in self._corpus.posted_ids() if i not in indexed]
        report = Report(unchanged=len(files) - len(changed))
        for name in known.keys() - {self._name(f) for f in files}:
            self._drop([i for i in known[name][1] if self._corpus.posted(i) is None], report)
            self._writer.forget_file(name)
        total = len(changed) + len(missing)
        for n, file in enumerate(changed, 1):
            try:
                self._file(file, known, report)
            except (UnreadableSource, OSError) as error:
                report.refused.append(str(error))
            progress(n, total)
        for n, document_id in enumerate(missing, len(changed) + 1):
            document = self._corpus.posted(document_id)
            if document is not None and not self._corpus.is_taken_down(document_id):
                self._add(document, report)
            progress(n, total)
        self._writer.publish()
        return report

    def _name(self, file: Path) -> str:
        return str(file.absolute().relative_to(self._corpus.folder))

    def _file(self, file: Path, known: dict[str, tuple[str, list[str]]], report: Report) -> None:
        mark = stamp(file)
        is_of_corpus = self._corpus.holds(file)
        if is_of_corpus and known.get(self._name(file), ("", []))[0] == mark:
            report.unchanged += 1
            return
        documents = read_file(file)
        ids = []
        for document in documents:
            if is_of_corpus and self._corpus.is_taken_down(document.id):
                continue
            ids.append(document.id)
            if self._writer.has(document.id):
                report.unchanged += 1
                continue
            if not is_of_corpus:
                self._corpus.save(document)
            self._add(document, report)
        if is_of_corpus:
            before = known.get(self._name(file), ("", []))[1]
            self._drop([i for i in before if i not in ids and self._corpus.posted(i) is None], report)
            self._writer.note_file(self._name(file), mark, ids)

    def _add(self, document: Document, report: Report) -> None:
        passages = extract(document)
        self._writer.add(document, passages)
        report.added += 1
        report.quotations += len(passages)

    def _drop(self, ids: Iterable[str], report: Report) -> None:
        for document_id in ids:
            report.removed += self._writer.remove(document_id)
