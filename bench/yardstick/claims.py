"""The yardstick's documents and claims, made of the families of `families.txt` with invented names. Pure, and the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

TRANSCRIPTS = 30
PER_TRANSCRIPT = 2  # families
PER_ARTICLE = 2  # articles that are made of a family of them
_PASSAGE, _ARTICLE = "== ", "=@ "  # how the line of a family begins
_PRINTABLE, _NOT_PRINTABLE, _STYLED = "+", "-", "~"
_SPEAKERS = (
    "Ines Calloway|Peig Donnelly|Hugo Orr|Hanne Voss|Tobias Renner|Ragna Sund|Desmond Hale|Astrid Halvorsen|Conrad Vale|Noor Haddad|Greta Vance"
    "|Fergus Tait|Oskar Lindgren|Maud Ferris|Lena Okafor"
).split("|")
_OTHERS = "Bertram Stone|Odile Marsh|Victor Pell|Sunniva Bell|Caspar Wren|Delia Thorne|Edmund Crake|Yara Finch".split("|")
_PLACES = "Ellery|Carrick|Holt|Winsley|Dunmore|Ashby|Fenwick|Marrow".split("|")
_WORKS = "ropeworks|foundry|dry dock|cannery|tannery|glassworks|brickyard|saltworks".split("|")
_TRADES = "pilots|weavers|divers|bakers|carpenters|stokers|netmakers|keepers".split("|")
_MONTHS = "January|March|April|June|August|October".split("|")
_NUMBERS = {4: "four", 6: "six", 7: "seven", 9: "nine", 12: "twelve", 14: "fourteen", 16: "sixteen", 18: "eighteen"}
_BETWEEN = (
    "The council had met for three hours before anybody spoke of it, and the lamps had been lit twice.",
    "Nobody in the gallery clapped, though one man dropped his hat and did not pick it up.",
    "Outside the hall it had begun to rain again, and the carts stood in a row along the wall.",
    "The clerk wrote it down, crossed it out and wrote it down once more.",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about a document. `style`: the house style that it is written in, None for none; `is_printable`: as the speaker's words."""

    document: int
    kind: str
    text: str
    is_printable: bool
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript of one speaker, or an article about one."""

    number: int
    title: str
    speaker: str
    text: str
    kind: str = "transcript"


@dataclass(frozen=True, slots=True)
class _Family:
    source: str
    is_article: bool
    claims: tuple[tuple[str, str, str], ...]  # mark, kind, text


def families() -> list[_Family]:
    """Return the families of the table, in order."""
    found: list[tuple[str, list[tuple[str, str, str]]]] = []
    for line in Path(__file__).with_name("families.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith((_PASSAGE, _ARTICLE)):
            found.append((line, []))
        elif line and line[0] in (_PRINTABLE, _NOT_PRINTABLE, _STYLED):
            kind, _, text = line[1:].partition("|")
            found[-1][1].append((line[0], kind.strip(), text.strip()))
    n = len(_PASSAGE)
    return [_Family(line[n:].replace("\\n", "\n"), line.startswith(_ARTICLE), tuple(claims)) for line, claims in found]


def made() -> tuple[list[Document], list[Claim]]:
    """Return the documents and their claims."""
    choose = random.Random(11)
    table = families()
    passages, articles = [f for f in table if not f.is_article], [f for f in table if f.is_article]
    documents: list[Document] = []
    claims: list[Claim] = []
    for number in range(TRANSCRIPTS):
        chosen = [passages[(number * PER_TRANSCRIPT + n) % len(passages)] for n in range(PER_TRANSCRIPT)]
        slots = _slots(choose, _SPEAKERS[number % len(_SPEAKERS)])
        documents.append(_transcript(number, chosen, slots, choose))
        claims += [claim for family in chosen for claim in _claims(number, family, slots)]
    for number, family in enumerate(articles * PER_ARTICLE, TRANSCRIPTS):
        slots = _slots(choose, _SPEAKERS[number % len(_SPEAKERS)])
        title = f"News number {number + 1} from {slots['place']}"
        documents.append(Document(number, title, str(slots["speaker"]), family.source.format(**slots), "article"))
        claims += _claims(number, family, slots)
    return documents, claims


def _transcript(number: int, chosen: list[_Family], slots: dict[str, object], choose: random.Random) -> Document:
    """Return a transcript in which a speaker says the passages of some families, each followed by a turn of somebody else."""
    speaker = str(slots["speaker"])
    said = [family.source.format(**slots) for family in chosen]
    turns = [turn for words in said for turn in (f"{speaker.upper()}: {words}", f"CHAIR: {choose.choice(_BETWEEN)}")]
    return Document(number, f"Hearing number {number + 1} in {slots['place']}", speaker, "\n\n".join(turns))


def _claims(number: int, family: _Family, slots: dict[str, object]) -> list[Claim]:
    """Return the claims of a family about the document with a number."""
    return [
        Claim(number, kind, text.format(**slots), mark != _NOT_PRINTABLE, kind if mark == _STYLED else None)
        for mark, kind, text in family.claims
    ]


def _slots(choose: random.Random, speaker: str) -> dict[str, object]:
    """Return what fills the slots of a document's families: no two slots of a kind have the same value."""
    buyer, other = choose.sample(_OTHERS, 2)
    place, otherplace = choose.sample(_PLACES, 2)
    month, othermonth = choose.sample(_MONTHS, 2)
    n, m, k = choose.sample(sorted(_NUMBERS), 3)
    year = choose.randint(2009, 2019)
    return {
        "speaker": speaker, "buyer": buyer, "other": other, "place": place, "otherplace": otherplace, "month": month, "othermonth": othermonth,
        "works": choose.choice(_WORKS), "trade": choose.choice(_TRADES), "n": n, "m": m, "k": k, "nw": _NUMBERS[n], "year": year,
        "lastyear": year - 1,
    }  # fmt: skip
