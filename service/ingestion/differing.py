"""How the documents of the corpus differ from those that are indexed, by reading the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from service.index.layout.aside import shortened
from service.ingestion.chunks import POSTED, chunks, parsed_rows
from service.ingestion.holding import held_back, now
from service.ingestion.withdrawing import withdrawn_from
from service.knowledge.gazetteer import Gazetteer
from service.storage.corpus import Corpus
from service.storage.stores import Stored

Noted = Mapping[str, tuple[int, list[str]]]  # what is set aside: how many reasons, and those that are kept, by name


def difference(
    corpus: Corpus, files: Iterable[Stored], noted: Noted, gazetteer: Gazetteer, indexed: set[str], kept: Set[str] = frozenset()
) -> tuple[int, int]:
    """Count the documents of a corpus that are not indexed, and the indexed ones that it lacks or holds changed.

    What is `noted` as set aside cannot be indexed, and is not counted. `kept`: indexed documents of files that were readable before.
    """
    taken, left, missing = corpus.taken_down(), indexed - kept, 0
    for document_id in corpus.posted_ids():
        if document_id not in taken:
            missing += document_id not in indexed and POSTED + document_id not in noted
            left.discard(document_id)
    aside = {name: _File(number, told) for name, (number, told) in noted.items()}
    for name, place, ids, refused in _rows(corpus, files, gazetteer):
        lacking = sum(i not in indexed for i in ids if i not in taken)
        left.difference_update(i for i in ids if i not in taken)
        if name in aside:
            aside[name].add(place, lacking, refused)
        else:
            missing += lacking
    return missing + sum(file.missing for file in aside.values()), len(left)


def _rows(corpus: Corpus, files: Iterable[Stored], gazetteer: Gazetteer) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield the file of each row, the beginning of a line about it, the ids of its documents, and what of it cannot be shown or read."""
    withdrawn, moment = withdrawn_from(corpus), now()
    for chunk in chunks(corpus, files, {}):
        for name, place, parsed in parsed_rows(chunk, gazetteer):
            ids, refused = [], list(parsed.refused)
            for document, is_row in parsed.documents:
                held = None if is_row else held_back(document, withdrawn, moment)
                if held is None:
                    ids.append(document.id)
                else:
                    refused.append(f"{name}: {held.reason}")
            yield name, place, ids, refused
        yield from ((marker.name, "", [], [marker.error]) for marker in chunk.markers if marker.error)


@dataclass(slots=True)
class _File:
    """A file of which something is set aside: how many reasons are noted, and those that are kept.

    `rows`: those that lack documents, and how many; `again`: how many reasons reading the file gives again; `told_again`: those of
    them that are kept.
    """

    number: int
    told: list[str]
    rows: list[tuple[str, int]] = field(default_factory=list)
    again: int = 0
    told_again: set[str] = field(default_factory=set)

    def add(self, place: str, lacking: int, refused: list[str]) -> None:
        """Add a row: the beginning of a line about it, how many of its documents are not indexed, and what of it cannot be read."""
        if lacking:
            self.rows.append((place, lacking))
        self.again += len(refused)
        self.told_again.update(line for line in map(shortened, refused) if line in self.told)

    @property
    def missing(self) -> int:
        """How many documents are missing beside those of rows that were set aside whole, though reading them gives some."""
        whole = [line for line in self.told if line not in self.told_again]
        unnamed = max(0, self.number - len(self.told) - (self.again - len(self.told_again)))  # rows whose reasons were not kept
        lacking = sorted(n for place, n in self.rows if not any(line.startswith(shortened(place)) for line in whole))
        return sum(lacking[: max(0, len(lacking) - unnamed)])
