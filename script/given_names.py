"""Derives the tables of given names from the name lists of Faker (MIT), besides those that are written by hand.

    python -m venv names && names/bin/pip install faker==40.63.0 wordfreq==3.1.1
    PYTHONPATH=. names/bin/python script/given_names.py

Writes `given_derived_masculine.txt` and `given_derived_feminine.txt` next to the tables of `service.knowledge`: names in Latin
letters that the lists of some country have. A name that is about as frequent in the lists of both sexes stands in both. Left out
are those that an English text has too often to mean a given name each time (`_MOST_FREQUENT`), and surnames that it knows well.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person as lists
from wordfreq import zipf_frequency

from service.knowledge.letters import without_accents

DATA = Path(__file__).resolve().parents[1] / "service" / "knowledge" / "data"
_NAME = re.compile(r"[^\W\d_]{3,20}")  # of names that a hyphen joins the first one tells enough
_LAST_LATIN = "\u024f"
_LEFT_OUT = ("en", "en_US", "en_NZ")  # lists of what children are called now, any noun, town or surname among it
_MOST_FREQUENT, _MOST_OF_SURNAMES = 3.2, 2.6  # on the Zipf scale of wordfreq: log10 per 1,000 million words
_NO_NAMES = frozenset(
    "ares asta bogey caddie capa dann dijon drago dulce efe fem feline fema feran gaiman geronimo grayling gregorian gust hymen ide leaner lemma lindbergh"
    " lode loy macs modena modesto nadir novi panini pauls prentiss primus rembrandt risa rua saban serine stetson tiara tine tora toon vernal vesta"
    " vida vide zona bolden brecht cesar cleopatra dozier dimple levis panini ovid".split()
)
_CLEARLY = 3  # times as many lists of one sex as of the other
_WIDTH = 120
_HEAD = "# Given names from the lists of Faker (MIT), by script/given_names.py. Those in both files tell no sex. Sorted.\n"


def main() -> None:
    """Write both tables."""
    men, women, surnames = Counter(), Counter(), Counter()
    for module in pkgutil.iter_modules(lists.__path__):
        provider = importlib.import_module(f"{lists.__name__}.{module.name}").Provider
        for counted, field in ((men, "first_names_male"), (women, "first_names_female")):
            counted.update(filter(may_be_name, names(provider, field) if module.name not in _LEFT_OUT else ()))
        surnames.update(names(provider, "last_names"))
    known = written("given_masculine") | written("given_feminine")
    derived = {n for n in men | women if n not in known and not (n in surnames and zipf_frequency(n, "en") >= _MOST_OF_SURNAMES)}
    write("given_derived_masculine", (n for n in derived if men[n] and women[n] < _CLEARLY * men[n]))
    write("given_derived_feminine", (n for n in derived if women[n] and men[n] < _CLEARLY * women[n]))


def names(provider: object, field: str) -> set[str]:
    """Return the names of one of a provider's lists, in lower case, with their accents and without."""
    found = getattr(provider, field, ())
    told = set() if isinstance(found, property) else {name.strip().lower() for name in found}
    return told | set(map(without_accents, told))


def may_be_name(name: str) -> bool:
    """Return whether a name in lower case is in Latin letters and rare enough in English to be one wherever it stands."""
    if not _NAME.fullmatch(name) or max(name) > _LAST_LATIN or name in _NO_NAMES:
        return False
    return zipf_frequency(name, "en") < _MOST_FREQUENT


def written(table: str) -> set[str]:
    """Return the names of a table that is written by hand."""
    lines = (DATA / f"{table}.txt").read_text(encoding="utf-8").splitlines()
    return {name for line in lines for name in line.split("#")[0].split()}


def write(table: str, chosen: Iterable[str]) -> None:
    """Write a table."""
    text = textwrap.fill(" ".join(sorted(chosen)), _WIDTH, break_long_words=False, break_on_hyphens=False)
    (DATA / f"{table}.txt").write_text(f"{_HEAD}{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
