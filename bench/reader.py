"""What a second reader adds: measured by replaying the gold, or by asking a model; and the scores that ship.

    PYTHONPATH=. python bench/reader.py                              # the project's own gold, replayed
    PYTHONPATH=. python bench/reader.py --fit                        # the same; write how often what stands is right
    PYTHONPATH=. python bench/reader.py GOLD.jsonl …                 # gold of your own, look and check side by side
    PYTHONPATH=. python bench/reader.py GOLD.jsonl … --url URL --model NAME [--key-variable NAME] [--answers FILE.jsonl]

A replay knows the gold's values and looks for the words that say so; what it measures is what the checks of a second reader let
through and hold back, not how good a model is. `--wrong` replaces a share of its values by those of other quotations of the document, with
their evidence. `--url` asks a model, and `--answers` keeps what it answered and replays that the next time, without a network. Figures are
precision/recall of the values that are served, by the rules alone and with the reader, and the precision of what stands of its proposals.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.attribution import SAME_SPAN, is_right, load, overlap, part_of, same_value, spans
from service.extraction import extract
from service.extraction.grounds import grounds
from service.ingestion import reader_applying
from service.ingestion.reader_accepting import Scene, accepted
from service.ingestion.reader_answering import Malformed, read
from service.ingestion.reader_applying import applied, doubted, name_of
from service.ingestion.reader_asking import Question, questions
from service.ingestion.reader_endpoint import Endpoint, Failed
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from tests.ingestion.replaying import Known, Replay
from tests.quality.scoring import Gold as OwnGold
from tests.quality.scoring import _agrees
from tests.quality.scoring import load as own_golds

FIELDS = ("speaker", "date", "venue", "outlet")
SCORES = Path(reader_applying.__file__).parent / "data" / "reader_scores.json"
Answer = Callable[[Question], str | None]


@dataclass(frozen=True)
class Wanted:
    """A gold document: its quotations, and for a passage and a field what the gold has (None: nothing) and whether a name is that.

    `asked`: (n, field) → (gold value, predicate), for the passages that are gold quotations and whose field is scored.
    """

    part: str
    document: Document
    known: list[Known]
    of: Callable[[Passage], dict[str, tuple[str | None, Callable[[str], bool]]]]


@dataclass
class Tally:
    """By field: gold values, values given and right ones, of the rules and with the reader; and accepted proposals, and right ones."""

    rules: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in FIELDS})
    reader: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in FIELDS})
    stands: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    reasons: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    failed: int = 0


def own() -> Iterator[Wanted]:
    """Yield the project's own gold."""
    for gold in own_golds():
        yield Wanted("own", gold.document, [Known(q.parts, q.fields, q.kind) for q in gold.quotations], _own_fields(gold))


def _own_fields(gold: OwnGold) -> Callable[[Passage], dict[str, tuple[str | None, Callable[[str], bool]]]]:
    by_parts = {q.parts: q for q in gold.quotations}

    def of(passage: Passage) -> dict[str, tuple[str | None, Callable[[str], bool]]]:
        q = by_parts.get(tuple((p.start, p.end) for p in passage.parts))
        if q is None:
            return {}
        out = {}
        for name in FIELDS:
            if name not in q.unsure:
                value = q.fields[name]
                value = value.split()[0] if value and name == "date" else value
                out[name] = (value, lambda given, n=name, v=value, k=q.kind: v is not None and _agrees(n, v, given, k))
        return out

    return of


def others(paths: Sequence[Path], gazetteer: Gazetteer) -> Iterator[Wanted]:
    """Yield gold of rows, as bench/attribution.py reads it."""
    for row in load(paths):
        document = Document(**{k: row[k] for k in ("text", "title", "outlet", "published", "url") if row.get(k)})
        known = [
            Known(
                tuple((p["start"], p["end"]) for p in q["parts"]),
                {name: q.get(name) for name in FIELDS},
                q.get("speaker_type") or "person",
            )
            for q in row["quotations"]
        ]
        yield Wanted(part_of(row["id"]), document, known, _fields(row, gazetteer))


def _fields(row: dict, gazetteer: Gazetteer) -> Callable[[Passage], dict[str, tuple[str | None, Callable[[str], bool]]]]:
    wanted = [(q, spans(row["text"], [(p["start"], p["end"]) for p in q["parts"]])) for q in row["quotations"]]

    def of(passage: Passage) -> dict[str, tuple[str | None, Callable[[str], bool]]]:
        given = spans(row["text"], [(p.start, p.end) for p in passage.parts])
        gold = next((q for q, parts in wanted if any(overlap(a, b) >= SAME_SPAN for a in parts for b in given)), None)
        if gold is None:
            return {}
        out = {}
        for name in FIELDS:
            if name not in gold.get("unsure", ()):
                if name == "speaker":
                    out[name] = (gold.get(name), lambda value: is_right(gold, value))
                else:
                    out[name] = (gold.get(name), lambda value, n=name: same_value(n, gold.get(n), value, gazetteer))
        return out

    return of


def measure(some: Iterable[Wanted], answer: Callable[[Wanted], Answer], *, asks_all: bool) -> dict[str, Tally]:
    """Return the figures by part."""
    gazetteer = Gazetteer.load()
    out: dict[str, Tally] = {}
    for wanted in some:
        tally = out.setdefault(wanted.part, Tally())
        _measure(wanted, answer(wanted), tally, gazetteer, asks_all=asks_all)
    return out


def _measure(wanted: Wanted, answer: Answer, tally: Tally, gazetteer: Gazetteer, *, asks_all: bool) -> None:
    document = wanted.document
    passages = extract(document, gazetteer)
    said, silent = [], []
    for question in questions(document, passages, asks_all=asks_all):
        tally.asked += 1
        content = answer(question)
        try:
            found = read(content or "")
        except Malformed:
            tally.failed += 1
            continue
        said += [(n, one) for one in found.told if (n := question.passage(one.number, one.field)) is not None]
        silent += [(n, name) for number, name in found.silent if (n := question.passage(number, name)) is not None]
    scene = Scene(document, passages, grounds(document, gazetteer), gazetteer)
    stands, reasons = accepted(scene, said)
    tally.reasons.update(reasons)
    gold = [wanted.of(passage) for passage in passages]
    for one in stands:
        if one.field in gold[one.passage]:
            _, is_it = gold[one.passage][one.field]
            tally.stands[one.field][0] += 1
            tally.stands[one.field][1] += is_it(name_of(one.value))
    for counts, read_as in ((tally.rules, passages), (tally.reader, applied(doubted(passages, silent), stands, gazetteer))):
        for passage, fields in zip(read_as, gold, strict=True):
            _count(counts, passage, fields)


def _count(counts: dict[str, list[int]], passage: Passage, gold: dict[str, tuple[str | None, Callable[[str], bool]]]) -> None:
    for name, (value, is_it) in gold.items():
        given = getattr(passage.attribution, name)
        if name == "date" and given is not None and given.basis == "published" and value is None:
            given = None
        counts[name][0] += value is not None
        counts[name][1] += given is not None
        counts[name][2] += given is not None and is_it(name_of(given))


def replaying(wrong: float) -> Callable[[Wanted], Answer]:
    """Return what answers by the gold; `wrong`: the share of quotations that are answered with another one's values and evidence."""
    chance = random.Random(18)

    def answer(wanted: Wanted) -> Answer:
        replay = Replay()
        replay.learn(wanted.document, wanted.known)

        def of(question: Question) -> str:
            rows = json.loads(replay(question.content))["quotations"]
            for n, row in enumerate(rows):
                if len(rows) > 1 and chance.random() < wrong:
                    other = rows[(n + chance.randrange(1, len(rows))) % len(rows)]
                    rows[n] = {**other, "number": row["number"]}
            return json.dumps({"quotations": rows})

        return of

    return answer


def asking(endpoint: Endpoint | None, model: str, kept: Path | None) -> Callable[[Wanted], Answer]:
    """Return what answers by a model, or by what it answered before; `kept`: JSON lines of key and content."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept is not None and kept.exists() else []
    known: dict[str, str] = {row["key"]: row["content"] for row in map(json.loads, lines)}

    def answer(question: Question) -> str | None:
        key = question.key(model)
        if key not in known and endpoint is not None:
            try:
                known[key] = endpoint.ask(question).content
            except Failed as failure:
                print(f"failed: {failure.kind}: {failure}")
                return None
            if kept is not None:
                with kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"key": key, "content": known[key]}) + "\n")
        return known.get(key)

    return lambda _: answer


def report(part: str, tally: Tally) -> str:
    """Return lines of figures."""
    out = [f"{part}: {tally.asked} questions, {tally.failed} without an answer, refused {dict(tally.reasons)}"]
    pooled = {"rules": [0, 0, 0], "reader": [0, 0, 0]}
    for name in FIELDS:
        line = f"  {name:8}"
        for label, counts in (("rules", tally.rules[name]), ("reader", tally.reader[name])):
            line += f"  {label} {_share(counts[2], counts[1])}/{_share(counts[2], counts[0])}"
            pooled[label] = [a + b for a, b in zip(pooled[label], counts, strict=True)]
        accepted_, right = tally.stands[name]
        out.append(f"{line}  of {tally.rules[name][0]}; stands {right} right of {accepted_}, {_share(right, accepted_)}")
    line = "  ".join(f"{label} {_share(c[2], c[1])}/{_share(c[2], c[0])}" for label, c in pooled.items())
    return "\n".join([*out, f"  {'together':8}  {line}"])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def fitted(tally: Tally) -> dict[str, object]:
    """Return the scores that ship: by field the share of accepted proposals that are right, with one right and one wrong added.

    (Laplace's rule of succession: a small gold without an error does not make anything certain.)
    """
    scores = {name: round((right + 1) / (accepted_ + 2), 3) for name, (accepted_, right) in tally.stands.items()}
    return {"proposals": sum(a for a, _ in tally.stands.values()), "scores": scores}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="*", help="gold rows; none: the project's own gold")
    parser.add_argument("--fit", action="store_true", help="write the scores that ship")
    parser.add_argument("--wrong", type=float, default=0.0, help="share of quotations that a replay answers wrongly")
    parser.add_argument("--most", type=int, default=0, help="documents, 0 for all")
    parser.add_argument("--url", default="", help="endpoint of a model to ask")
    parser.add_argument("--model", default="", help="its name")
    parser.add_argument("--key-variable", default="", help="environment variable with its key")
    parser.add_argument("--answers", type=Path, help="file of what it answered")
    args = parser.parse_args()
    is_replay = not args.url and args.answers is None
    endpoint = Endpoint(args.url, args.model, os.environ.get(args.key_variable, ""), 120) if args.url else None
    answer = replaying(args.wrong) if is_replay else asking(endpoint, args.model, args.answers)
    wanted = list(others(args.gold, Gazetteer.load()) if args.gold else own())
    wanted = wanted[: args.most] if args.most else wanted
    for asks_all in (False, True):
        print(f"ONRECORD_READER_FOR={'all' if asks_all else 'unsure'}")
        tallies = measure(wanted, answer, asks_all=asks_all)
        for part, tally in sorted(tallies.items(), reverse=True):
            print(report(part, tally))
    if args.fit:
        (tally,) = tallies.values()
        SCORES.write_text(json.dumps(fitted(tally)) + "\n", encoding="utf-8")
        print(f"wrote {SCORES.name}: {SCORES.read_text(encoding='utf-8').strip()}")


if __name__ == "__main__":
    main()
