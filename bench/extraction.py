#!/usr/bin/env python3
"""Kilobytes of text that extraction reads a second of processor time, and the processor time it takes to start.

PYTHONPATH=. .venv/bin/python bench/extraction.py DOCUMENTS.jsonl.gz
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    began = time.process_time()
    from service.extraction import extract
    from service.knowledge.gazetteer import Gazetteer
    from service.records import Document
    from service.storage.corpus import read_file

    extract(Document(text="“It starts,” said Ada Byrne."), Gazetteer.load())
    print(f"start: {time.process_time() - began:.2f} s")
    documents = read_file(Path(sys.argv[1]), Gazetteer.load())
    began = time.process_time()
    found = sum(len(extract(document, Gazetteer.load())) for document in documents)
    seconds = time.process_time() - began
    size = sum(len(d.text.encode()) for d in documents)
    print(f"{len(documents)} documents, {found} quotations, {size / seconds / 1000:.0f} KB/s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, the documents included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
