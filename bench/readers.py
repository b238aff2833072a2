#!/usr/bin/env python3
"""What the readers give of a folder of files: a table by format, each reading on request, and what differs from an earlier one.

PYTHONPATH=. .venv/bin/python bench/readers.py FOLDER --show
PYTHONPATH=. .venv/bin/python bench/readers.py FOLDER --write BEFORE.json
PYTHONPATH=. .venv/bin/python bench/readers.py FOLDER --against BEFORE.json

`--write` keeps every reading; a person corrects that file to what is right, and `--against` then counts the files that are.
Exit status 1 if a file differs, or if a reader failed by a fault of its own.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from service.errors import UnreadableSource
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import OUR_FAULT, format_of, parse, rows

GAZETTEER = Gazetteer.load()
KNOWN = ("kind", "title", "url", "outlet", "published", "speaker", "venue")
Reading = dict[str, Any]


def document(given: Document) -> Reading:
    """What a document says of itself, and its passages: (speaker, words, standing, seconds)."""
    found = {name: value for name in KNOWN if (value := getattr(given, name))}
    if given.origin.author:
        found["author"] = given.origin.author
    found["text"] = f"{len(given.text)} characters"
    found["passages"] = [
        [
            p.attribution.speaker.name if p.attribution.speaker else None,
            p.text,
            p.standing,
            [p.media.start, p.media.end] if p.media else None,
        ]
        for p in extract(given, GAZETTEER)
    ]
    return found


def reading(name: str, content: bytes) -> Reading:
    """What a file gives: its documents, what is refused and what is withdrawn."""
    out: Reading = {"documents": [], "refused": [], "withdrawn": []}
    try:
        for number, row in enumerate(rows(name, io.BytesIO(content))):
            parsed = parse(name, number, row, GAZETTEER)
            out["documents"] += [document(one.document) for one in parsed.documents]
            out["refused"] += parsed.refused
            out["withdrawn"] += [list(one.keys) for one in parsed.withdrawn]
    except UnreadableSource as error:
        out["refused"].append(error.detail)
    return out


def format_name(name: str) -> str:
    """The format of a file, `none` where there is no reader."""
    try:
        return format_of(name).name
    except UnreadableSource:
        return "none"


def show(name: str, found: Reading) -> None:
    """Print a reading."""
    print(f"== {name} [{format_name(name)}]")
    for one in found["documents"]:
        print("   " + "; ".join(f"{key}={value!r}" for key, value in one.items() if key != "passages"))
        for speaker, words, standing, seconds in one["passages"]:
            print(
                f"     {speaker or '-'}: {words!r}{'' if standing == 'asserted' else f' ({standing})'}{f' {seconds}' if seconds else ''}"
            )
    for line in found["refused"]:
        print(f"   refused: {line[:300]}")


def table(found: dict[str, Reading]) -> None:
    """Print how many files of each format are read, refused and both."""
    counts: dict[str, Counter[str]] = {}
    for name, one in found.items():
        counts.setdefault(format_name(name), Counter()).update(
            {
                "files": 1,
                "read": bool(one["documents"]),
                "refused": bool(one["refused"]) and not one["documents"],
                "silent": not one["documents"] and not one["refused"],
                "documents": len(one["documents"]),
                "passages": sum(len(d["passages"]) for d in one["documents"]),
                "faults": sum(OUR_FAULT in line for line in one["refused"]),
            }
        )
    columns = ("files", "read", "refused", "silent", "documents", "passages", "faults")
    print(f"{'format':<16}" + "".join(f"{column:>11}" for column in columns))
    for name, count in sorted(counts.items()):
        print(f"{name:<16}" + "".join(f"{count[column]:>11}" for column in columns))


def main() -> int:
    """Read the folder as the options say."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="print every reading")
    options.add_argument("--write", type=Path, help="keep the readings as JSON")
    options.add_argument("--against", type=Path, help="compare with readings that were kept")
    options.add_argument("--only", default="**/*", help="a pattern of the files to read, such as 'pdf/*'")
    given = options.parse_args()
    paths = sorted(path for path in given.folder.glob(given.only) if path.is_file())
    found = {str(path.relative_to(given.folder)): reading(path.name, path.read_bytes()) for path in paths}
    if given.show:
        for name, one in found.items():
            show(name, one)
    table(found)
    if given.write:
        given.write.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    differing = []
    if given.against:
        wanted = json.loads(given.against.read_text())
        differing = [name for name, one in found.items() if name in wanted and json.loads(json.dumps(one)) != wanted[name]]
        print(f"{len(found) - len(differing)} of {len(found)} files as they were")
        for name in differing:
            print("--- was")
            show(name, wanted[name])
            print("+++ is")
            show(name, found[name])
    return 1 if differing or any(OUR_FAULT in line for one in found.values() for line in one["refused"]) else 0


if __name__ == "__main__":
    sys.exit(main())
