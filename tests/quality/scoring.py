"""Gold documents written for the project, and how well an extraction agrees with them.

A gold file is a head of `name: value` lines, `---`, the text, `===`, then one line for each quotation in the order of the text:
`FIRST WORDS … LAST WORDS / SECOND PART || speaker=…; type=…; date=VALUE BASIS; venue=…; outlet=…; unsure=FIELD,FIELD`.
A field that is not named is null; one that is `unsure` is not scored. `not: WORDS` stands in marks and is no quotation;
`optional: WORDS` counts neither for nor against.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from schemas.vocabulary import FIELDS
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage

GOLD = Path(__file__).parent / "gold"
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Quotation:
    parts: Spans
    fields: dict[str, str | None]
    kind: str
    unsure: frozenset[str]


@dataclass(frozen=True)
class Gold:
    name: str
    document: Document
    quotations: list[Quotation]
    nots: list[tuple[int, int]]
    optional: list[tuple[int, int]]


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    split: int = 0
    joined: int = 0
    nots: int = 0
    taken: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {f: [0, 0, 0] for f in FIELDS})  # gold, answered, right
    errors: list[str] = field(default_factory=list)


def load(folder: Path = GOLD) -> list[Gold]:
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


def checksum(folder: Path = GOLD) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.txt")))).hexdigest()


def _read(path: Path) -> Gold:
    head, rest = path.read_text(encoding="utf-8").split("---\n", 1)
    text, answers = rest.split("\n===\n", 1)
    values = dict(line.split(": ", 1) for line in head.strip().split("\n"))
    quotations, nots, optional = [], [], []
    at = 0
    for line in answers.strip().split("\n"):
        if line.startswith(("not: ", "optional: ")):
            kind, words = line.split(": ", 1)
            start = text.index(words)
            (nots if kind == "not" else optional).append((start, start + len(words)))
            continue
        words, _, values_of = line.partition(" || ")
        parts = []
        for part in words.split(" / "):
            first, _, last = part.partition(" … ")
            start = text.index(first, at)
            at = text.index(last, start + len(first)) + len(last) if last else start + len(first)
            parts.append((start, at))
        given = dict(pair.split("=", 1) for pair in values_of.split("; ") if pair)
        unsure = frozenset(given.get("unsure", "").split(",")) - {""}
        fields = {f: given.get(f) for f in FIELDS}
        quotations.append(Quotation(tuple(parts), fields, given.get("type", "person"), unsure))
    return Gold(path.stem, Document(text=text, **values), quotations, nots, optional)


def score(golds: list[Gold]) -> Tally:
    tally = Tally()
    for gold in golds:
        _score(gold, extract(gold.document, Gazetteer.load()), tally)
    return tally


def _score(gold: Gold, passages: list[Passage], tally: Tally) -> None:
    given = {tuple((p.start, p.end) for p in passage.parts): passage for passage in passages}
    wanted = {q.parts for q in gold.quotations}
    tally.gold += len(gold.quotations)
    for quotation in gold.quotations:
        passage = given.get(quotation.parts)
        is_split = len(quotation.parts) > 1
        tally.split += is_split
        tally.joined += is_split and passage is not None
        if passage is None:
            tally.errors.append(f"{gold.name}: missed {_words(gold, quotation.parts)}")
            continue
        tally.found += 1
        _score_fields(gold, quotation, passage, tally)
    for parts in given:
        if all(any(a <= s and e <= b for a, b in gold.optional) for s, e in parts):
            continue
        tally.given += 1
        tally.right += parts in wanted
        if parts not in wanted:
            tally.errors.append(f"{gold.name}: spurious {_words(gold, parts)}")
    tally.nots += len(gold.nots)
    tally.taken += sum(span in parts for span in gold.nots for parts in given)


def _score_fields(gold: Gold, quotation: Quotation, passage: Passage, tally: Tally) -> None:
    for name in FIELDS:
        if name in quotation.unsure:
            continue
        wanted, value = quotation.fields[name], getattr(passage.attribution, name)
        answer = None if value is None else f"{value.value} {value.basis}" if name == "date" else value.name
        if name == "date" and wanted is None and value is not None and value.basis == "published":
            answer = None
        is_right = wanted is not None and answer is not None and _agrees(name, wanted, answer, quotation.kind)
        counts = tally.fields[name]
        counts[0] += wanted is not None
        counts[1] += answer is not None
        counts[2] += is_right
        if (wanted or answer) and not is_right:
            tally.errors.append(f"{gold.name}: {name} {answer!r}, not {wanted!r}, of {_words(gold, quotation.parts)}")


def _agrees(name: str, wanted: str, answer: str, kind: str) -> bool:
    if name == "date":
        return wanted == answer
    a, b = (re.sub(r"^the ", "", v.casefold().replace("’", "'")) for v in (wanted, answer))
    if name == "speaker" and kind == "person":
        return a == b
    x, y = (set(re.findall(r"\w+", v)) for v in (a, b))
    return x <= y if kind != "person" or name == "venue" else x == y


def _words(gold: Gold, parts: Spans) -> str:
    return " / ".join(gold.document.text[a:b] for a, b in parts)[:90]


def figures(tally: Tally) -> dict[str, float]:
    """What the floors are set for: F1 of quotations, split ones joined, non-quotations kept out, precision and recall by field."""
    precision, recall = tally.right / tally.given, tally.found / tally.gold
    out = {
        "quotations.f1": 2 * precision * recall / (precision + recall),
        "split.joined": tally.joined / tally.split,
        "not_quotations.kept_out": 1 - tally.taken / tally.nots,
    }
    for name, (gold, answered, right) in tally.fields.items():
        out[f"{name}.precision"] = right / answered
        out[f"{name}.recall"] = right / gold
    return {name: round(value, 4) for name, value in out.items()}
