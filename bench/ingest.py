#!/usr/bin/env python3
"""Sources in bulk: how fast they are searchable, in how much memory, after what kills, and with how many workers.

    PYTHONPATH=. .venv/bin/python bench/ingest.py rate DOCUMENTS.jsonl.gz
    PYTHONPATH=. .venv/bin/python bench/ingest.py parts DOCUMENTS.jsonl.gz
    PYTHONPATH=. .venv/bin/python bench/ingest.py memory DOCUMENTS.jsonl.gz
    PYTHONPATH=. .venv/bin/python bench/ingest.py kills DOCUMENTS.jsonl.gz
    PYTHONPATH=. .venv/bin/python bench/ingest.py workers DOCUMENTS.jsonl.gz

Where more articles are needed than there are, paragraphs of them are put together anew. Every run is the command that a user
would give, on a folder of its own. `parts` tells how much of a processor an article takes, and how much of that each part: reading and
encoding in this process, and what the whole command with its server takes more. Memory is that of the command and its processes, the embedded server left out: the index grows.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from service.extraction import extract
from service.index.layout.compression import PLAIN
from service.index.layout.pages import encode
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import parse

ROOT = Path(__file__).resolve().parents[1]
ONRECORD = ROOT / ".venv/bin/onrecord"


def articles(source: Path, number: int) -> Iterator[dict[str, str]]:
    """Articles of a file, and then as many of shuffled paragraphs as are needed."""
    with gzip.open(source) as stream:
        rows = [json.loads(line) for line in stream]
    yield from rows[:number]
    rng = random.Random(7)
    paragraphs = [row["text"].split("\n\n") for row in rows]
    for n in range(len(rows), number):
        text = "\n\n".join(rng.choice(rng.choice(paragraphs)) for _ in range(len(rng.choice(paragraphs))))
        yield {**rows[n % len(rows)], "text": text, "url": f"https://example.com/{n}", "title": f"Article {n}"}


def write(path: Path, rows: Iterator[dict[str, str]]) -> int:
    with path.open("w", encoding="utf-8") as out:
        n = 0
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            n += 1
    return n


def page(row: dict[str, str]) -> str:
    """A page as news sites have it: some forty kilobytes, of which the article is a tenth."""
    known = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": row["title"], "datePublished": row["published"],
             "publisher": {"@type": "Organization", "name": row["outlet"]}}  # fmt: skip
    links = "".join(
        f'<li class="item item-{n}"><a href="/section/{n}" data-track="nav|{n}"><span>Section {n}</span></a></li>'
        for n in range(60)
    )
    teasers = "".join(
        f'<div class="teaser"><a href="/story/{n}"><img src="/i/{n}.jpg" alt=""><h3>Another story {n}</h3></a><p>A line or two about it.</p></div>'
        for n in range(40)
    )
    body = "".join(f"<p>{html.escape(p)}</p>" for p in row["text"].split("\n\n"))
    script = "window.dataLayer=window.dataLayer||[];" * 200
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(row['title'])}</title>"
        f'<link rel=canonical href="{html.escape(row["url"])}"><script type="application/ld+json">{json.dumps(known)}</script>'
        f"<script>{script}</script></head><body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f"<h1>{html.escape(row['title'])}</h1>{body}</article><aside>{teasers}</aside></main><footer><ul>{links}</ul></footer></body></html>"
    )


class Run:
    """`onrecord` with some arguments on a folder; `peak`: kilobytes of it and its processes, the server left out."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.environment = {**os.environ, "ONRECORD_DATA": str(folder / "data"), "ONRECORD_CORPUS": str(folder / "corpus")}
        (folder / "corpus").mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [ONRECORD, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        self.peak = 0
        threading.Thread(target=self._measure, daemon=True).start()

    def _measure(self) -> None:
        while self.process.poll() is None:
            self.peak = max(self.peak, memory(self.process.pid))
            time.sleep(0.2)

    def wait(self) -> str:
        told, _ = self.process.communicate()
        return told

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


def memory(pid: int) -> int:
    """Kilobytes that a process and those below it have to themselves, and their share of what they have in common; no server."""
    total = 0
    try:
        if "valkey" not in Path(f"/proc/{pid}/cmdline").read_text():
            total = int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1])
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, TypeError):
        return total
    return total + sum(memory(int(child)) for child in below)


def rate(source: Path, folder: Path, number: int) -> None:
    write(folder / "a.jsonl", articles(source, number))
    began = time.monotonic()
    print(Run(folder / "jsonl", "ingest", str(folder / "a.jsonl")).wait().strip())
    seconds = time.monotonic() - began
    print(f"JSON lines: {number:,} articles searchable after {seconds:.1f} s, {number / seconds:.0f}/s")
    (folder / "html").mkdir()
    size = 0
    for n, row in enumerate(articles(source, number)):
        content = page(row)
        size += len(content.encode())
        (folder / "html" / f"{n}.html").write_text(content, encoding="utf-8")
    began = time.monotonic()
    print(Run(folder / "pages", "ingest", str(folder / "html")).wait().strip().splitlines()[-2:])
    seconds = time.monotonic() - began
    print(f"HTML: {number:,} pages of {size / number / 1000:.0f} kB searchable after {seconds:.1f} s, {number / seconds:.0f}/s")


def parts(source: Path, folder: Path, number: int) -> None:
    rows = list(articles(source, number))
    write(folder / "a.jsonl", iter(rows))
    gazetteer = Gazetteer.load()
    lines = (folder / "a.jsonl").read_bytes().splitlines()
    extract(Document(text="“It starts,” said Ada Byrne."), gazetteer)
    spent = [time.process_time()]
    documents = [given.document for n, line in enumerate(lines) for given in parse("a.jsonl", n, line, gazetteer).documents]
    spent.append(time.process_time())
    passages = [extract(document, gazetteer) for document in documents]
    spent.append(time.process_time())
    for document, found in zip(documents, passages, strict=True):
        encode(document, found, PLAIN, gazetteer)
    spent.append(time.process_time())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(Run(folder / "jsonl", "ingest", str(folder / "a.jsonl")).wait().strip().splitlines()[-1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    reading, extracting, encoding = (1000 * (b - a) / number for a, b in pairwise(spent))
    size = sum(len(row["text"].encode()) for row in rows) / number
    rest = 1000 * whole / number - reading - extracting - encoding
    print(
        f"{number:,} articles of {size / 1000:.1f} kB, milliseconds of a processor each: reading {reading:.2f}, extraction {extracting:.1f}"
        f" ({size / extracting:.0f} kB/s), encoding {encoding:.2f}, starting, writing and the server {rest:.1f}; whole {1000 * whole / number:.1f}"
    )


def flat(source: Path, folder: Path, number: int) -> None:
    peaks = []
    for n in (number // 10, number):
        write(folder / f"{n}.jsonl", articles(source, n))
        began = time.monotonic()
        run = Run(folder / str(n), "ingest", str(folder / f"{n}.jsonl"))
        run.wait()
        peaks.append(run.peak)
        print(f"{n:,} articles: peak {run.peak / 1000:.0f} MB, {n / (time.monotonic() - began):.0f}/s", flush=True)
    print(f"growth {peaks[1] / peaks[0] - 1:+.1%}")


def kills(source: Path, folder: Path, number: int) -> None:
    write(folder / "a.jsonl", articles(source, number))
    began = time.monotonic()
    whole = Run(folder / "whole", "ingest", str(folder / "a.jsonl")).wait().splitlines()[0]
    seconds = time.monotonic() - began
    rng = random.Random(11)
    for n in range(10):
        run = Run(folder / "killed", "ingest", str(folder / "a.jsonl"))
        time.sleep(rng.uniform(0.3, seconds / 4))
        is_over = run.process.poll() is not None
        run.kill()
        print(f"kill {n + 1}{' (it was done)' if is_over else ''}", flush=True)
        time.sleep(0.2)
    last = Run(folder / "killed", "ingest", str(folder / "a.jsonl")).wait().splitlines()
    audits = [Run(folder / name, "index", "verify").wait().splitlines() for name in ("whole", "killed")]
    print(f"at one go   {whole}\n            {audits[0]}\nafter kills {last[0]}\n            {audits[1]}")
    print("the same" if audits[0] == audits[1] else "NOT the same")


def workers(source: Path, folder: Path, number: int) -> None:
    write(folder / "a.jsonl", articles(source, number))
    seconds = []
    for n in (1, 2):
        place = folder / str(n)
        served = Run(place, "serve", "--port", "8391", "--workers", "1")
        while not (place / "data/valkey/valkey.sock").exists():
            time.sleep(0.1)
        time.sleep(2)
        readers = [Run(place, "worker") for _ in range(n)]
        time.sleep(3)
        began = time.monotonic()
        print(Run(place, "ingest", "--queue", str(folder / "a.jsonl")).wait().strip().splitlines()[-2:])
        seconds.append(time.monotonic() - began)
        print(f"{n} workers: {seconds[-1]:.1f} s, {number / seconds[-1]:.0f} articles/s", flush=True)
        for run in (*readers, served):
            run.process.send_signal(signal.SIGTERM)
            run.wait()
    print(f"two are {seconds[0] / seconds[1]:.2f} times one")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("rate", "parts", "memory", "kills", "workers"))
    parser.add_argument("documents", type=Path)
    parser.add_argument("--articles", type=int)
    options = parser.parse_args()
    run, number = {
        "rate": (rate, 3000),
        "parts": (parts, 500),
        "memory": (flat, 100_000),
        "kills": (kills, 6000),
        "workers": (workers, 12_000),
    }[options.what]
    with tempfile.TemporaryDirectory() as folder:
        run(options.documents, Path(folder), options.articles or number)


if __name__ == "__main__":
    sys.exit(main())
