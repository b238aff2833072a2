#!/usr/bin/env python3
"""Asks one rival whether claims are printable. Started by `bench.yardstick` with the rivals' Python.

    rivals.py NAME < a line of {"folder"}, then lines of {"quote", "source"}   > a line of {"printable", "ms"} for each

A rival is given what it asks for: the one document that the claim is about, or the folder of all of them; never who said it. It answers
"printable" where it finds the quotation, in its own default settings. Exit status 3: it is not installed, and says so on standard error.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

warnings.simplefilter("ignore")
Ask = Callable[[str, Path], bool]
NOT_INSTALLED = 3


def krokai(folder: Path) -> Ask:
    """VERIFIED, PUNCTUATION and TYPESETTING are found; ASSEMBLED is, where marks show what is left out."""
    from krokai.corpus import Corpus
    from krokai.verify import check

    corpus = Corpus([str(folder)], exts=(".txt",))
    return lambda quote, source: check(quote, corpus)[0] in {"VERIFIED", "PUNCTUATION", "TYPESETTING", "WRONG_SPEAKER", "ASSEMBLED"}


def gtrex(folder: Path) -> Ask:
    """Grounded as it stands, or every fragment of a quotation with an ellipsis is."""
    from gtrex.policy import Policy
    from gtrex.repair import Repairer

    def ask(quote: str, source: Path) -> bool:
        before = Repairer(source.read_text(encoding="utf-8"), Policy()).repair(quote).before
        return bool(before.grounded or (before.had_ellipsis and before.fragments_found == before.fragments > 1))

    return ask


def citations(folder: Path) -> Ask:
    """The passage occurs in the source."""
    from citations import check_one

    return lambda quote, source: str(check_one(quote, source).state) == "found"


def quotecheck(folder: Path) -> Ask:
    """Found, or found with something between the lines."""
    from quotecheck import check

    return lambda quote, source: bool(check(quote, source.read_text(encoding="utf-8")).ok)


def xrad(folder: Path) -> Ask:
    """Located: exactly, in another case or with other white space."""
    from xrad import locate

    return lambda quote, source: locate(source.read_text(encoding="utf-8"), quote) is not None


def langextract(folder: Path) -> Ask:
    """Its aligner matches the whole extraction exactly."""
    from langextract import data
    from langextract.resolver import WordAligner

    def ask(quote: str, source: Path) -> bool:
        groups = [[data.Extraction(extraction_class="quote", extraction_text=quote)]]
        ((found,),) = WordAligner().align_extractions(groups, source.read_text(encoding="utf-8"))
        return found.alignment_status == data.AlignmentStatus.MATCH_EXACT

    return ask


def verbatimeter(folder: Path) -> Ask:
    """Every word of it stands in runs of the source."""
    from verbatimeter import check

    return lambda quote, source: check(quote, source.read_text(encoding="utf-8")).differing_tokens == 0


def corroborate(folder: Path) -> Ask:
    """No finding about the quotation in an answer that quotes it."""
    from corroborate import check_answer

    def ask(quote: str, source: Path) -> bool:
        report = check_answer("", [source.read_text(encoding="utf-8")], f'The speaker said: "{quote.strip(_MARKS)}"')
        return not report.findings

    return ask


def grounded(folder: Path) -> Ask:
    """No quotation, number or name of it is absent from the source."""
    from grounded import check

    return lambda quote, source: bool(check(f"“{quote.strip(_MARKS)}”", [str(source)]).passed)


def sourced(folder: Path) -> Ask:
    """Every claim of it is grounded, and there is one."""
    from sourced import check

    def ask(quote: str, source: Path) -> bool:
        found = check.check(f"“{quote.strip(_MARKS)}”", source.read_text(encoding="utf-8"))
        return found["grounded"] > 0 and not found["contradicted"] and not found["unverified"]

    return ask


_MARKS = "\"'“”‘’"
RIVALS = {
    "krokai": krokai, "gtrex": gtrex, "citations": citations, "quotecheck": quotecheck, "xrad": xrad, "langextract": langextract,
    "verbatimeter": verbatimeter, "corroborate": corroborate, "grounded-check": grounded, "sourced-evidence": sourced,
}  # fmt: skip


def main() -> int:
    """Answer the claims on standard input."""
    folder = Path(json.loads(sys.stdin.readline())["folder"])
    try:
        ask = RIVALS[sys.argv[1]](folder)
    except ImportError as error:
        print(error, file=sys.stderr)
        return NOT_INSTALLED
    for line in sys.stdin:
        claim = json.loads(line)
        began = time.process_time()
        is_printable = ask(claim["quote"], Path(claim["source"]))
        print(json.dumps({"printable": is_printable, "ms": (time.process_time() - began) * 1000}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
