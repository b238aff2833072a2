#!/usr/bin/env python3
"""Whether two states of the code extract the same: every passage and field of a file of documents, written and compared.

PYTHONPATH=. .venv/bin/python bench/extraction_diff.py DOCUMENTS.jsonl.gz --write BEFORE.jsonl
PYTHONPATH=. .venv/bin/python bench/extraction_diff.py DOCUMENTS.jsonl.gz --against BEFORE.jsonl
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import service
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.sources import parse, rows

PROCESSES = 2
GAZETTEER = Gazetteer.load()
KINDS = ("documents", "passages", "fields")
Row = dict[str, Any]
Difference = tuple[str, Any, Any]


def passages_of(document: Document) -> list[Passage]:
    """The one place here that calls extraction."""
    return extract(document, GAZETTEER)


def read_one(task: tuple[str, int, bytes]) -> list[Row]:
    """What the documents of one row of the file give."""
    name, number, row = task
    parsed = parse(name, number, row, GAZETTEER)
    if parsed.refused:
        raise ValueError(parsed.refused[0])
    return [
        {
            "document": d.document.id,
            "title": d.document.title,
            "passages": json.loads(json.dumps([asdict(passage) for passage in passages_of(d.document)])),
        }
        for d in parsed.documents
    ]


def extracted(path: Path, limit: int | None) -> Iterator[Row]:
    """What every document gives, in the order of the file."""
    with path.open("rb") as stream, multiprocessing.Pool(PROCESSES) as pool:
        tasks = ((path.name, n, row) for n, row in enumerate(rows(path.name, stream)))
        for found in pool.imap(read_one, islice(tasks, limit), chunksize=16):
            yield from found


def written(path: Path, limit: int | None) -> Iterator[Row]:
    with path.open(encoding="utf-8") as stream:
        yield from islice(map(json.loads, stream), limit)


def fields_of(name: str, before: Any, now: Any) -> Iterator[Difference]:
    """Every field that either has, by its dotted name, with both values; evidence and parts count as one field each."""
    if isinstance(before, dict) and isinstance(now, dict) and not name.endswith(".evidence"):
        for part in {**before, **now}:
            yield from fields_of(f"{name}.{part}", before.get(part), now.get(part))
    else:
        yield name, before, now


def place(passage: Row) -> tuple[int, ...]:
    return tuple(n for part in passage["parts"] for n in (part["start"], part["end"]))


def paired(before: list[Row], now: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Passages with the same parts, then those that start alike, then what only one of the two has; in the order of the text."""
    pairs: list[tuple[Row | None, Row | None]] = []
    for key in (place, lambda passage: place(passage)[:1]):
        left: dict[tuple[int, ...], list[Row]] = {}
        for passage in now:
            left.setdefault(key(passage), []).append(passage)
        unpaired = []
        for passage in before:
            same = left.get(key(passage))
            if same:
                pairs.append((passage, same.pop(0)))
            else:
                unpaired.append(passage)
        before, now = unpaired, [passage for rest in left.values() for passage in rest]
    pairs += [(passage, None) for passage in before] + [(None, passage) for passage in now]
    return sorted(pairs, key=lambda pair: place(pair[0] or pair[1] or {"parts": []}))


def compare(before: Row | None, now: Row | None, same: Counter[str], seen: Counter[str]) -> Iterator[Difference]:
    """The differences of one document, which is counted on the way."""
    seen["documents"] += 1
    if before is None or now is None or before["document"] != now["document"]:
        yield "document", before and before["document"], now and now["document"]
        return
    for old, new in paired(before["passages"], now["passages"]):
        seen["passages"] += 1
        if old is None or new is None:
            yield "passage", old, new
            continue
        words = " / ".join(part["text"] for part in old["parts"])[:60]
        fields = list(fields_of("", old, new))
        unlike = [(f"{name[1:].removeprefix('attribution.')} of “{words}”", a, b) for name, a, b in fields if a != b]
        seen["fields"] += len(fields)
        same["fields"] += len(fields) - len(unlike)
        same["passages"] += not unlike
        yield from unlike
    same["documents"] += before["passages"] == now["passages"]
    if before["passages"] != now["passages"] and sorted(before["passages"], key=repr) == sorted(now["passages"], key=repr):
        yield "order of passages", [place(p)[0] for p in before["passages"]], [place(p)[0] for p in now["passages"]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="JSON lines, packed or not")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", type=Path, metavar="FILE", help="where to write what is extracted")
    what.add_argument("--against", type=Path, metavar="FILE", help="what was written before, to compare with")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N documents alone")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many differences to print (20)")
    args = parser.parse_args()
    began = time.perf_counter()
    print(f"code: {Path(service.__file__).parent}")
    now = extracted(args.documents, args.limit)
    if args.write:
        documents = passages = 0
        with args.write.open("w", encoding="utf-8") as out:
            for row in now:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                documents, passages = documents + 1, passages + len(row["passages"])
        print(f"{documents} documents, {passages} passages written in {time.perf_counter() - began:.0f} s")
        return 0
    same: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    count = 0
    for n, (old, new) in enumerate(zip_longest(written(args.against, args.limit), now), 1):
        for name, a, b in compare(old, new, same, seen):
            count += 1
            if count <= args.show:
                title = (old or new or {}).get("title")
                print(f"\n{n}: {title}\n  {name}")
                print(*(f"    {sign} {json.dumps(value, ensure_ascii=False)}" for sign, value in (("-", a), ("+", b))), sep="\n")
    if count > args.show:
        print(f"\nand {count - args.show} differences more")
    print(", ".join(f"{same[kind]} of {seen[kind]} {kind}" for kind in KINDS), "identical,", f"{time.perf_counter() - began:.0f} s")
    return int(count > 0 or not seen["documents"] or same["documents"] < seen["documents"])


if __name__ == "__main__":
    sys.exit(main())
