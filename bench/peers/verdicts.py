#!/usr/bin/env python3
"""Verdicts of krokai or gtrex on claims, in the words of Onrecord. Started by bench/peers/verification.py with the peers' Python.

    verdicts.py krokai|gtrex < lines of {"quote", "sources": [paths]}   > a line of {"verdict", "ms"} for each

krokai looks through the whole folder of documents (given in the first line as {"folder"}); gtrex takes one source, so it is
given the right one where there is one.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

KROKAI = {
    "VERIFIED": "verbatim", "PUNCTUATION": "verbatim", "TYPESETTING": "verbatim", "WRONG_SPEAKER": "verbatim", "ASSEMBLED": "faithful",
    "TRUNCATED_CONDITION": "truncated", "TRUNCATED_OPENING": "truncated", "ELLIPSIS_HIDES": "truncated", "SPLICED": "spliced",
    "SCATTERED": "spliced", "OPERATOR": "altered", "ALTERED": "altered", "PARTIAL": "altered", "FRAGMENTS": "altered",
}  # fmt: skip


def krokai(folder: str):
    from krokai.corpus import Corpus
    from krokai.verify import check

    corpus = Corpus([folder], exts=(".txt",))

    def verdict(quote: str, sources: list[str]) -> str:
        return KROKAI.get(check(quote, corpus)[0], "not_found")

    return verdict


def gtrex(folder: str):
    from gtrex.policy import Policy
    from gtrex.repair import Repairer

    warnings.simplefilter("ignore")

    def verdict(quote: str, sources: list[str]) -> str:
        repair = Repairer(Path(sources[0]).read_text(encoding="utf-8"), Policy()).repair(quote)
        before = repair.before
        if before.grounded:
            return "verbatim"
        if before.had_ellipsis and before.fragments_found == before.fragments > 1:
            return "faithful"
        return "altered" if repair.alignment is not None and (repair.accepted or "guard" in repair.stage) else "not_found"

    return verdict


def main() -> int:
    first = json.loads(sys.stdin.readline())
    run = {"krokai": krokai, "gtrex": gtrex}[sys.argv[1]](first["folder"])
    for line in sys.stdin:
        claim = json.loads(line)
        began = time.perf_counter()
        verdict = run(claim["quote"], claim["sources"])
        print(json.dumps({"verdict": verdict, "ms": (time.perf_counter() - began) * 1000}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
