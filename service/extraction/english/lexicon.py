"""The tables of words that attribution reads by, apart from the code that reads.

The word lists are data files beside this module: one entry a line, `#` starts a comment, several entries a line are
separated by spaces where an entry is one word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from service.knowledge.tables import entries


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in (files("service.extraction.english") / "data").iterdir():
        name = file.name.removesuffix(".txt")
        for line in entries(file.read_text(encoding="utf-8")):
            if line.startswith("["):
                name = line.strip("[]")
                if name in found:
                    raise ValueError(f"two lists are named {name}")
            else:
                found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a data file of single words; of a title also what prefixes make of it ("then-Sen", "co-author")."""
    listed = frozenset(w for line in lines(name) for w in line.split())
    return listed | {f"{prefix}-{w}" for w in listed for prefix in ("then", "ex", "co", "vice")} if name == "titles" else listed


def lines(name: str) -> tuple[str, ...]:
    """The entries of a data file with one entry a line."""
    return _lists()[name]


PRONOUNS = frozenset("he she they it i we".split())
MASCULINE, FEMININE = frozenset(("he", "his", "him")), frozenset(("she", "her", "hers"))
DETERMINERS = frozenset(
    "the a an one another some his her its their this that these those our my your several two three four many both each any no".split()
)
PREPOSITIONS = frozenset(
    "of in on at for with from by to under over about after before during against into through between among near as than since until"
    " like via despite amid throughout following regarding concerning across outside inside within without around behind beyond toward"
    " towards upon per including speaking".split()
)
CONJUNCTIONS = frozenset("and but or nor so yet".split())
SUBORDINATORS = frozenset(
    "when while as after before because although though if since whether once until where whereas unless".split()
)
RELATIVES = frozenset("who whom which that whose".split())
AUXILIARIES = frozenset(
    "has have had is was are were be been being will would can could may might must should did does do to".split()
)
ADVERBS = frozenset(
    "also later then once recently reportedly repeatedly previously famously earlier again already now even still often always never ever"
    " just only simply merely finally first further subsequently initially additionally instead however meanwhile nonetheless too"
    " today yesterday tonight allegedly apparently eventually sometimes quickly soon there further originally jokingly maybe perhaps rather indeed thus hence"
    " therefore likewise moreover furthermore similarly otherwise unfortunately fortunately certainly clearly notably".split()
)
LEADING = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | PRONOUNS
    | ADVERBS
    | frozenset(
        "back see meet what why how here there not yes perhaps maybe rather indeed thus hence therefore likewise moreover furthermore similarly otherwise"
        " every few several such more less most other even asked according read photo next last well ok okay oh certainly clearly"
        " unfortunately fortunately interestingly notably".split()
    )
)  # words that start a sentence with a capital and are no part of a name
MONTHS = {
    m: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for m in names.split()
}
WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}


PLURALS = frozenset("they we you who people critics others some many most both several men women children".split())
MODALS = frozenset("can could will would may might must should shall did does do to let".split())
# Verbs that the ending does not show to be verbs; by themselves they report speech only right beside a quotation
IRREGULAR_PASTS = frozenset(
    "went goes shot shoots began begins broke broken put puts spoke speaks wept came comes hit hits fought bit".split()
)


@cache
def cues() -> frozenset[str]:
    """Every inflected form of a verb that reports speech."""
    return words("cues")
