#!/usr/bin/env python3
"""The index at scale: build rate, bytes a quotation, and recall and time of a lookup (claim in, verification out, no HTTP).

    PYTHONPATH=. .venv/bin/python bench/scale.py --quotations NEWS.jsonl.gz --sizes 100000 1000000 5000000 --peers

Quotations are those of the file, then ones joined of pieces of them. Claims are of quotations drawn at random: as they
stand, with 10 % and 30 % of the words replaced by words of other quotations, five words of them in a row, and sentences
that are in no quotation. A claim is found where the first match holds the words: for a fragment any quotation that has
them, else the quotation it was made of.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from bench import quotations
from service.index import Index, IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.ingestion.ingestion import Ingestion
from service.knowledge.gazetteer import Gazetteer
from service.storage.corpus import Corpus
from service.storage.embedded import Embedded
from service.verification import Claim, Verifier
from service.verification.matching import compared
from service.wording.tokens import tokenise

Asked = tuple[str, list[tuple[str, str | None]]]  # a kind of claims: (claim, the quotation it was made of)


def claims(rows: list[dict[str, str]], number: int) -> list[Asked]:
    """Claims of each kind, each with the words that the best match must hold; None where nothing must be found."""
    choose = random.Random(7)
    drawn = choose.sample([r["text"] for r in rows if 10 <= len(r["text"].split()) <= 40], number)
    others = [w for text in choose.sample(rows, 2000) for w in text["text"].split()]
    pieces = [quotations.fragment(text, 5, choose) for text in drawn]
    return [
        ("exact", [(t, t) for t in drawn]),
        ("10 % changed", [(quotations.changed(t, 0.1, others, choose), t) for t in drawn]),
        ("30 % changed", [(quotations.changed(t, 0.3, others, choose), t) for t in drawn]),
        ("5 words", [(p, p) for p in pieces]),
        ("unseen", [(" ".join(choose.sample(others, 20)), None) for _ in drawn]),
    ]


def measured(
    ask: Callable[[str], object], asked: list[tuple[str, str | None]], best: Callable[[str], list[str]] | None = None
) -> tuple[float, list[float]]:
    """The share of claims whose first answer holds the words, and the milliseconds of each. `best`: gives the answers' texts
    where `ask` does not."""
    found, times = 0, []
    for claim, wanted in asked:
        began = time.perf_counter()
        answers = ask(claim)
        times.append((time.perf_counter() - began) * 1000)
        texts = best(claim) if best else answers
        found += wanted is None or (bool(texts) and _folded(wanted) in _folded(texts[0]))
    return found / len(asked), times


def asking(index: Index) -> tuple[Callable[[str], object], Callable[[str], list[str]]]:
    """What verifies a claim, and what gives its matches, also where so many hold the words that an answer names none."""
    verifier = Verifier(index)

    def ask(claim: str) -> object:
        return verifier.verify(Claim(claim))

    def best(claim: str) -> list[str]:
        tokens = tokenise(claim)
        return [m.text for m in compared(claim, tokens, index.candidates(tokens).candidates)]

    return ask, best


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def row(name: str, kind: str, recall: float | None, times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    shown = "      " if recall is None else f"{recall:.4f}"
    return f"{name:26} {kind:13} recall@1 {shown}  p50 {cuts[49]:8.2f} ms  p99 {cuts[98]:8.2f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotations", type=Path, required=True, help="JSON lines with text, speaker, outlet, published")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--claims", type=int, default=1000, help="of each kind")
    parser.add_argument("--processes", type=int, default=0, help="that build; 0: one for each core")
    parser.add_argument("--data", type=Path, help="keep the index of the last size in this folder")
    parser.add_argument("--peers", action="store_true", help="ask the peers that are installed the same, on the same quotations")
    args = parser.parse_args()
    real = quotations.real(args.quotations)
    print(f"{len(real)} distinct real quotations")
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            one_size(args, real, size, args.data if args.data and size == args.sizes[-1] else Path(folder))
    return 0


def one_size(args: argparse.Namespace, real: list[dict[str, str]], size: int, folder: Path) -> None:
    rows = list(quotations.made(real, size))
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "made.quotations.jsonl.zst"
        number, words = quotations.write(file, iter(rows))
        server = Embedded(folder)
        server.start()
        try:
            client = connect(server.url, seconds=WRITE_SECONDS)
            before = client.info("memory")["used_memory"]
            began, cpu = time.perf_counter(), _cpu(server)
            Ingestion(Corpus(Path(made), folder), IndexWriter(client, Gazetteer.load()), args.processes).sync()
            seconds, cpu = time.perf_counter() - began, _cpu(server) - cpu
            held = client.info("memory")["used_memory"] - before
            print(
                f"\n{number} quotations of {words / number:.1f} words: built in {seconds:.1f} s, {number / seconds:.0f}/s"
                f" ({number / cpu:.0f} a second of a core, Redis' own included), {held / number:.0f} bytes a quotation"
            )
            index = Index(connect(server.url, seconds=5), Gazetteer.load())
            ask, best = asking(index)
            asked = claims(rows, args.claims)
            for _, some in asked:
                measured(ask, some[:50], best)  # warm
            gc.collect()
            gc.freeze()  # the bench's own quotations, which no service holds
            everything: list[float] = []
            for kind, some in asked:
                recall, times = measured(ask, some, best)
                everything += times
                print(row("onrecord", kind, recall, times), flush=True)
            print(row("onrecord", "all of them", None, everything))
            for kind, some in asked:
                _, times = measured(lambda claim: index.candidates(tokenise(claim)), [(claim, None) for claim, _ in some])
                print(row("onrecord, lookup alone", kind, None, times), flush=True)
            if args.peers:
                from bench.peers import indexes

                indexes.compare(rows, asked, Path(made))
        finally:
            server.stop()


def _cpu(server: Embedded) -> float:
    """Seconds of processor time of this process, its children and the server."""
    own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return own + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
