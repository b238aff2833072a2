#!/usr/bin/env python3
"""Drafts of many quotes, over HTTP: POST /v1/drafts/check on an index of quotations; and what HTTP adds to a verification.

PYTHONPATH=. .venv/bin/python bench/drafts.py --quotations DATA/quotations.jsonl.gz --size 300000
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench import quotations
from bench.corpus import fill
from bench.scale import claims
from service.http.app import create_app
from service.settings import load
from service.storage.embedded import Embedded
from service.verification import Claim

FORMATS = {
    "text": "“{}” said Ines Calloway.",
    "markdown": "*“{}”* said [Ines Calloway](https://a.example/x).",
    "html": "<p>“{}” said Ines Calloway.",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=Path, required=True)
    parser.add_argument("--size", type=int, default=300_000)
    parser.add_argument("--quotes", type=int, default=100)
    args = parser.parse_args()
    rows = list(quotations.made(quotations.real(args.quotations), args.size))
    kinds = claims(rows, max(200, args.quotes))
    with tempfile.TemporaryDirectory() as folder:
        server = Embedded(Path(folder))
        server.start()
        try:
            number = fill(server.url, rows, Path(folder))
            app = create_app(load({}, redis_url=server.url, data=folder, answer_seconds=0, request_seconds=60))
            client = app.test_client()
            print(f"{number} quotations indexed")
            mixed = [some[n][0].strip(" ,") + "," for n in range(args.quotes) for _, some in (kinds[n % len(kinds)],)]
            for name, pattern in FORMATS.items():
                text = "\n\n".join(pattern.format(claim) for claim in mixed)
                times = []
                for _ in range(5):
                    began = time.perf_counter()
                    answer = client.post("/v1/drafts/check", json={"text": text, "format": name})
                    times.append(time.perf_counter() - began)
                summary = answer.json["summary"]
                print(
                    f"draft of {summary['quotes']} quotes as {name}: {median(times):.2f} s, at most {max(times):.2f} s  {summary['verdicts']}"
                )
            verifier = app.extensions["onrecord"].verifier
            over = []
            for claim, _ in [row for _, some in kinds for row in some[:200]]:
                began = time.perf_counter()
                verifier.verify(Claim(claim))
                middle = time.perf_counter()
                client.post("/v1/verify", json={"quote": claim})
                over.append(1e3 * (time.perf_counter() - middle - (middle - began)))
            print(
                f"POST /v1/verify beyond its verification: median {median(over):.2f} ms, 95 % under {quantiles(over, n=20)[18]:.2f} ms"
            )
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
