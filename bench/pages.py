#!/usr/bin/env python3
"""How much of real pages is read: the quotations and paragraphs of a gold text that a page's document has, and what it says of itself.

PYTHONPATH=. .venv/bin/python bench/pages.py fundus FUNDUS/tests/resources/parser/test_data --show
PYTHONPATH=. .venv/bin/python bench/pages.py bodies ARTICLE-EXTRACTION-BENCHMARK

`fundus`: pages of publishers with JSON of what they hold (https://github.com/flairNLP/fundus, its tests); `bodies`: pages with the text
of their article (https://github.com/scrapinghub/article-extraction-benchmark). A quotation of the gold is a stretch of four words or more
between marks; it is lost where its words do not stand in the document in that order. `--outlets` prints what each page's outlet is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import decoding
from service.sources.html import document_of

GAZETTEER = Gazetteer.load()
QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"\n]+)\"")
WORD = re.compile(r"\w+")
LEAST_WORDS, LEAST_PARAGRAPH = 4, 8
HALF = 0.5


@dataclass(frozen=True)
class Page:
    """A page with the paragraphs and the title that it is known to have."""

    name: str
    url: str | None
    html: str
    paragraphs: tuple[str, ...]
    title: str | None = None
    day: str | None = None


@dataclass
class Score:
    """What is lost of a page."""

    name: str
    quotations: int = 0
    lost: list[str] = field(default_factory=list)
    paragraphs: int = 0
    missing: int = 0
    outlet: str | None = None
    wrong: list[str] = field(default_factory=list)
    refused: str | None = None


def key(text: str) -> str:
    """The words of a text, to compare by."""
    return " ".join(WORD.findall(text.casefold()))


def fundus(folder: Path) -> Iterator[Page]:
    """The pages of fundus' tests, each with the record of its publisher that says most of what it holds."""
    for gold in sorted(folder.glob("*/*.json")):
        records = list(json.loads(gold.read_text()).values())
        meta = json.loads((gold.parent / "meta.info").read_text())
        for path in sorted(gold.parent.glob(f"{gold.stem}_[0-9]*.html.gz")):
            html = decoding.page(gzip.decompress(path.read_bytes()))
            plain = key(unescape(re.sub(r"<[^>]*>", " ", html)))
            best = max(records, key=partial(held, plain))
            yield Page(
                f"{gold.parent.name}/{path.name}",
                meta.get(path.name, {}).get("url"),
                html,
                tuple(texts(best.get("body"))),
                best.get("title"),
                (best.get("publishing_date") or "")[:10] or None,
            )


def held(plain: str, record: dict[str, Any]) -> float:
    """How much of a record's paragraphs a page holds."""
    found = [key(text) for text in texts(record.get("body"))] + [key(record.get("title") or "")]
    return sum(part in plain for part in found) / len(found)


def texts(body: dict[str, Any] | None) -> Iterator[str]:
    """The paragraphs of a record's body."""
    for section in (body or {}).get("sections", ()):
        yield from section.get("paragraphs", ())


def bodies(folder: Path) -> Iterator[Page]:
    """The pages of the benchmark."""
    for name, row in json.loads((folder / "ground-truth.json").read_text()).items():
        html = decoding.page(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        yield Page(name[:12], row.get("url"), html, tuple(row["articleBody"].split("\n\n")))


def scored(page: Page) -> Score:
    """What is lost of a page."""
    out = Score(page.name)
    try:
        document: Document | None = document_of(page.html, GAZETTEER, page.url)
    except UnreadableSource as error:
        document, out.refused = None, error.detail
    plain = key(document.text) if document else ""
    for text in page.paragraphs:
        for match in QUOTED.finditer(text):
            words = key(next(group for group in match.groups() if group))
            if len(words.split()) >= LEAST_WORDS:
                out.quotations += 1
                out.lost += [] if words in plain else [words]
        if len((words := key(text)).split()) >= LEAST_PARAGRAPH:
            out.paragraphs += 1
            out.missing += words not in plain
    if document:
        out.outlet = document.outlet
        if page.title and document.title and key(page.title) != key(document.title):
            out.wrong.append(f"title {document.title!r}, not {page.title!r}")
        if page.day and document.published and page.day != document.published:
            out.wrong.append(f"day {document.published}, not {page.day}")
    return out


def main() -> int:
    """Score the pages of a folder."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kind", choices=("fundus", "bodies"))
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="print what is lost")
    options.add_argument("--outlets", action="store_true", help="print each outlet")
    given = options.parse_args()
    with Pool(2) as pool:
        scores = list(pool.imap(scored, (fundus if given.kind == "fundus" else bodies)(given.folder), chunksize=4))
    for score in scores:
        if given.outlets:
            print(f"{score.name:<60} {score.outlet}")
        if given.show and (score.lost or score.refused or score.missing > HALF * score.paragraphs or score.wrong):
            print(
                f"{score.name}: {len(score.lost)} of {score.quotations} quotations, {score.missing} of {score.paragraphs} paragraphs lost {score.refused or ''}"
            )
            for line in [*(f"   lost: {words[:100]}" for words in score.lost[:6]), *(f"   {line[:200]}" for line in score.wrong)]:
                print(line)
    halves = [s.name for s in scores if s.paragraphs > 1 and s.missing > HALF * s.paragraphs]
    print(
        f"{len(scores)} pages, {sum(bool(s.refused) for s in scores)} refused; {sum(len(s.lost) for s in scores)} of"
        f" {sum(s.quotations for s in scores)} quotations and {sum(s.missing for s in scores)} of {sum(s.paragraphs for s in scores)}"
        f" paragraphs lost; more than half of {len(halves)}: {', '.join(halves)}; {sum(s.outlet is None for s in scores)} without an outlet"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
