"""Quotations by the hundred thousand for the benches: those of a file, and more made of pieces of them."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterator
from pathlib import Path

import orjson
import zstandard

_LEAST_WORDS = 6  # of a quotation that is taken; titles and scare quotes are shorter
_PIECE = (3, 6)  # words of a real quotation that a made one takes over in a row


def real(path: Path) -> list[dict[str, str]]:
    """The distinct quotations of a file of JSON lines (may be gzipped) that are not mere titles."""
    out: dict[str, dict[str, str]] = {}
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for row in map(orjson.loads, lines):
            words = row["text"].split()
            if len(words) >= _LEAST_WORDS:
                known = {name: row[name] for name in ("speaker", "outlet", "published") if row.get(name)}
                out.setdefault(" ".join(words).casefold().strip(" .,!?"), {**known, "text": " ".join(words)})
    return list(out.values())


def made(rows: list[dict[str, str]], number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`number` quotations of about 25 words: the real ones first, then ones joined of pieces of these."""
    yield from rows[:number]
    choose = random.Random(seed)
    for n in range(max(0, number - len(rows))):
        words: list[str] = []
        while len(words) < 20:
            piece = choose.choice(rows)["text"].split()
            length = choose.randint(*_PIECE)
            start = choose.randrange(max(1, len(piece) - length))
            words += piece[start : start + length]
        about = rows[n % len(rows)]
        yield {**{k: v for k, v in about.items() if k != "text"}, "text": " ".join(words[:34])}


def write(path: Path, rows: Iterator[dict[str, str]]) -> tuple[int, int]:
    """Write quotations as a file to bring in, with an address each: (how many, how many words)."""
    number = words = 0
    with path.open("wb") as out, zstandard.ZstdCompressor(level=3).stream_writer(out) as stream:
        buffered = io.BufferedWriter(stream, 1 << 20)  # type: ignore[arg-type]
        for number, row in enumerate(rows, 1):
            words += row["text"].count(" ") + 1
            buffered.write(orjson.dumps({**row, "url": f"https://news.example/{number:x}"}) + b"\n")
        buffered.flush()
    return number, words


def changed(text: str, share: float, others: list[str], choose: random.Random) -> str:
    """A text with a share of its words replaced, by words of other quotations."""
    words = text.split()
    for place in choose.sample(range(len(words)), max(1, round(share * len(words)))):
        words[place] = choose.choice(others)
    return " ".join(words)


def fragment(text: str, length: int, choose: random.Random) -> str:
    """Some words of a text in a row."""
    words = text.split()
    start = choose.randrange(max(1, len(words) - length + 1))
    return " ".join(words[start : start + length])
