#!/usr/bin/env python3
"""Whether a quote that is called verbatim or faithful still passes when its meaning is turned.

    PYTHONPATH=. .venv/bin/python bench/mutations.py --documents DOCUMENTS.jsonl.gz --cases CASES.jsonl [--show 5]

Every claim of the cases that we bless is mutated: "not" put in, a negation taken out, a number or a name changed, a cut before
"but", "unless" or "except", another blessed quote of another document welded on. A mutation is caught where the verdict is
neither verbatim nor faithful. (The idea is that of krokai, which mutates what it blessed.)
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.corpus import indexed
from schemas.vocabulary import FINE
from service.records import Verification
from service.verification import Claim, Verifier

_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|should|can|could|has|have|had|do|does|did|must|may|might)\b(?! not\b)(?!n[’']t)"
)
_NEGATION = re.compile(r"\b(?:not|never) |n[’']t\b")
_NUMBER = re.compile(r"(?<![\w.,$])\d+(?![\w.,%])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b(?! [A-Z])")
_LIMIT = re.compile(r",? (?:but|unless|except)\b")
_BRACKETED = re.compile(r"\[[^\]]*\]")
_NAMES = ("Castellan", "Brannigan", "Okonkwo", "Lindqvist")
Mutate = Callable[[str, random.Random], str | None]


def put_in_not(quote: str, rng: random.Random) -> str | None:
    places = list(_AUXILIARY.finditer(quote))
    if not places:
        return None
    at = rng.choice(places).end()
    return quote[:at] + " not" + quote[at:]


def take_out_negation(quote: str, rng: random.Random) -> str | None:
    places = list(_NEGATION.finditer(quote))
    if not places:
        return None
    match = rng.choice(places)
    return quote[: match.start()] + quote[match.end() :]


def change_number(quote: str, rng: random.Random) -> str | None:
    places = list(_NUMBER.finditer(quote))
    if not places:
        return None
    match = rng.choice(places)
    return quote[: match.start()] + str(int(match[0]) + rng.choice((1, 10))) + quote[match.end() :]


def change_name(quote: str, rng: random.Random) -> str | None:
    bracketed = [
        m.span() for m in _BRACKETED.finditer(quote)
    ]  # an editor's words, which the mark shows to be none of the speaker's
    places = [m for m in _NAME.finditer(quote) if not any(a <= m.start() < b for a, b in bracketed)]
    if not places:
        return None
    match = rng.choice(places)
    return quote[: match.start()] + rng.choice(_NAMES) + quote[match.end() :]


def cut_before_limit(quote: str, rng: random.Random) -> str | None:
    places = [m for m in _LIMIT.finditer(quote) if len(quote[: m.start()].split()) >= 4]
    return quote[: rng.choice(places).start()] if places else None


MUTATIONS: dict[str, Mutate] = {
    "not put in": put_in_not,
    "negation taken out": take_out_negation,
    "number changed": change_number,
    "name changed": change_name,
    "cut before but, unless, except": cut_before_limit,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind that pass")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    claims = [json.loads(line)["claim"]["quote"] for line in args.cases.open(encoding="utf-8")]
    with tempfile.TemporaryDirectory() as folder, indexed(args.documents, Path(folder)) as index:
        verifier = Verifier(index)
        blessed = [(quote, answer) for quote in claims if is_passed(answer := verifier.verify(Claim(quote)))]
        made: Counter[str] = Counter()
        passed: Counter[str] = Counter()
        shown: Counter[str] = Counter()

        def judge(kind: str, mutant: str) -> None:
            made[kind] += 1
            if is_passed(answer := verifier.verify(Claim(mutant))):
                passed[kind] += 1
                shown[kind] += 1
                if shown[kind] <= args.show:
                    print(f"{kind}: {answer.verdict}: {mutant}\n    source: {answer.matches[0].quotation.text[:300]}")

        for quote, answer in blessed:
            for kind, mutate in MUTATIONS.items():
                mutant = mutate(quote, rng)
                if mutant is not None and mutant != quote:
                    judge(kind, mutant)
            other, source = rng.choice(blessed)
            if document(source) != document(answer) and min(len(quote.split()), len(other.split())) >= 6:
                judge("two sources welded", f"{quote.rstrip(' .,;')}. {other}")
    for kind, n in made.items():
        print(f"{kind:32}{n - passed[kind]:6} of {n:5} caught, {1 - passed[kind] / n:.4f}")
    total = sum(made.values())
    print(
        f"{'all':32}{total - sum(passed.values()):6} of {total:5} caught, {1 - sum(passed.values()) / total:.4f}; {len(blessed)} quotes blessed"
    )
    return 0


def is_passed(answer: Verification) -> bool:
    return answer.verdict in FINE


def document(answer: Verification) -> str:
    return answer.matches[0].quotation.document.id


if __name__ == "__main__":
    sys.exit(main())
