#!/usr/bin/env python3
"""Whether two states of the code answer the same: every field of the answers to claims and drafts, written and compared.

PYTHONPATH=. .venv/bin/python bench/verification_diff.py ARCHIVE.jsonl.gz --claims CLAIMS.jsonl --write BEFORE.jsonl
PYTHONPATH=. .venv/bin/python bench/verification_diff.py ARCHIVE.jsonl.gz --claims CLAIMS.jsonl --against BEFORE.jsonl

Of each `--every` documents the first is indexed, and the second is checked as a draft. A claim is a row with `quote`, or with a `claim`
that has one, and is asked as it is and of another speaker; a row with `documents` is asked of these alone, with its `draft` if it has one.
`PYTHONPATH` of another state of the code asks that one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

import service
from bench.corpus import build
from bench.extraction_diff import fields_of
from service.http.app import create_app
from service.settings import load
from service.storage.embedded import Embedded

Row = dict[str, Any]
CLAIMED = ("quote", "speaker", "date", "venue", "outlet")
OF_THE_RUN = ("index_revision",)  # has the time at which the index was built
SOMEBODY = "Ines Calloway"  # in whose name every claim is asked once


def rows_of(path: Path) -> Iterator[Row]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def asked(client: FlaskClient, path: str, body: Row) -> Row:
    answer = client.post(path, json=body)
    found = json.loads(
        answer.data, object_hook=lambda some: {name: value for name, value in some.items() if name not in OF_THE_RUN}
    )
    return {"asked": body.get("quote") or body["text"][:60], "status": answer.status_code, "answer": found}


def of_claim(client: FlaskClient, row: Row) -> Iterator[Row]:
    """The answers to a claim: as it is, and in another's name."""
    claim = {name: value for name, value in row.get("claim", row).items() if name in CLAIMED and value}
    yield asked(client, "/v1/verify", claim)
    yield asked(client, "/v1/verify", {**claim, "speaker": SOMEBODY})


def of_case(client: FlaskClient, row: Row) -> Iterator[Row]:
    """The answers to a claim or draft on documents of its own, which are taken down behind it."""
    posted = [client.post("/v1/documents", json=document).json["document"]["id"] for document in row["documents"]]
    yield from of_claim(client, row)
    quote, speaker = row["claim"]["quote"], row["claim"].get("speaker") or SOMEBODY
    yield asked(
        client, "/v1/drafts/check", row.get("draft") or {"text": f"“{quote}” said {speaker} on Monday.", "published": "2024-05-03"}
    )
    for one in posted:
        client.delete(f"/v1/documents/{one}")


def answers(client: FlaskClient, drafts: Iterable[Row], claims: Iterable[Path]) -> Iterator[Row]:
    for draft in drafts:
        yield asked(client, "/v1/drafts/check", {name: draft[name] for name in ("text", "outlet", "published") if draft.get(name)})
    for path in claims:
        for row in rows_of(path):
            yield from of_case(client, row) if "documents" in row else of_claim(client, row)


def served(archive: Path, every: int, most: int, claims: list[Path]) -> Iterator[Row]:
    """The answers of a service on a part of an archive."""
    rows = list(rows_of(archive))
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.jsonl"
        part.write_text("".join(json.dumps(row) + "\n" for row in rows[::every]), encoding="utf-8")
        server = Embedded(Path(folder) / "data")
        server.start()
        try:
            print(f"{build(server.url, part)} quotations indexed", flush=True)
            own = {"data": str(Path(folder) / "own"), "corpus": folder, "answer_seconds": 0, "request_seconds": 600}
            yield from answers(create_app(load({}, redis_url=server.url, **own)).test_client(), rows[1::every][:most], claims)
        finally:
            server.stop()


def leaves(name: str, value: Any) -> Any:
    """A list as a dictionary by its places, so that what differs in it is named."""
    if isinstance(value, list):
        return {f"{n}": leaves(name, one) for n, one in enumerate(value)}
    return {part: leaves(part, one) for part, one in value.items()} if isinstance(value, dict) else value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path, help="documents, JSON lines, packed or not")
    parser.add_argument("--claims", type=Path, nargs="+", default=[], help="claims, JSON lines")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", type=Path, metavar="FILE", help="where to write the answers")
    what.add_argument("--against", type=Path, metavar="FILE", help="what was written before, to compare with")
    parser.add_argument("--every", type=int, default=3, metavar="N", help="of so many documents one is indexed (3)")
    parser.add_argument("--drafts", type=int, default=100, metavar="N", help="how many drafts to check (100)")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many differences to print (20)")
    args = parser.parse_args()
    began = time.perf_counter()
    print(f"code: {Path(service.__file__).parent}")
    now = served(args.archive, args.every, args.drafts, args.claims)
    if args.write:
        with args.write.open("w", encoding="utf-8") as out:
            number = sum(1 for row in now if out.write(json.dumps(row, ensure_ascii=False) + "\n"))
        print(f"{number} answers written in {time.perf_counter() - began:.0f} s")
        return 0
    seen: Counter[str] = Counter()
    for old, new in zip_longest(rows_of(args.against), now):
        seen["answers"] += 1
        if old == new:
            seen["same"] += 1
            continue
        print(f"\n{seen['answers']}: {(old or new or {}).get('asked')}") if seen["differences"] < args.show else None
        for name, a, b in fields_of("", leaves("", old), leaves("", new)):
            seen["differences"] += a != b
            if a != b and seen["differences"] <= args.show:
                print(
                    f"  {name[1:]}",
                    *(f"    {sign} {json.dumps(one, ensure_ascii=False)}" for sign, one in (("-", a), ("+", b))),
                    sep="\n",
                )
    print(f"{seen['same']} of {seen['answers']} answers identical, {time.perf_counter() - began:.0f} s")
    return int(seen["same"] < seen["answers"] or not seen["answers"])


if __name__ == "__main__":
    sys.exit(main())
