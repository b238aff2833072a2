"""Derives the table of nouns for what people are from WordNet 3.0, besides those that are written by hand.

    apt-get install wordnet-base=1:3.0-37
    PYTHONPATH=. .venv/bin/python script/person_nouns.py /usr/share/wordnet

Writes `wordnet_people.txt` next to the tables of `service.extraction.english`: single words in lower case whose first sense as a
noun is a person, without insults and what is out of use. The formats are those of wndb(5WN) and wninput(5WN).
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

from service.extraction.english import lexicon

DATA = Path(__file__).resolve().parents[1] / "service" / "extraction" / "english" / "data"
_PERSON = "18"  # the number of the lexicographers' file noun.person
_WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")
_LEFT_OUT = re.compile(
    r"\b(?:offensive|disparag\w*|derogatory|insult\w*|slurs?|obscene|vulgar|archaic|obsolete|slang|stupid\w*|incompetent|contempt\w*|despi\w+"
    r"|disgusting|unpleasant|worthless|prostitute|promiscuous|sexual\w*|homosexual|retarded|mentally|dishonest|foolish|repulsive|objectionable)\b"
)
_WIDTH = 120
_HEAD = "# Nouns for what people are from WordNet 3.0 (its own licence), by script/person_nouns.py. Sorted.\n"


def main(wordnet: Path) -> None:
    """Write the table."""
    known = lexicon.ROLES | lexicon.TITLES | lexicon.PLURAL_ROLES | lexicon.LEADING | lexicon.CLOSED
    meanings = people(wordnet / "data.noun")
    first = first_senses(wordnet / "index.noun")
    found = {word for word, sense in first.items() if _WORD.fullmatch(word) and word in meanings.get(sense, "").split()}
    chosen = {word for word in found - known if not _LEFT_OUT.search(meanings[first[word]])}
    text = textwrap.fill(" ".join(sorted(chosen)), _WIDTH, break_long_words=False, break_on_hyphens=False)
    (DATA / "wordnet_people.txt").write_text(f"{_HEAD}{text}\n", encoding="utf-8")


def people(nouns: Path) -> dict[str, str]:
    """Return {place: the rest of its line, with its words as they are written and its meaning} of each set of synonyms that is a person."""
    lines = (line.split(maxsplit=2) for line in nouns.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))
    return {place: rest for place, file, rest in lines if file == _PERSON}


def first_senses(index: Path) -> dict[str, str]:
    """Return {word: place of the synonyms of its first sense} of all nouns."""
    lines = (line.split() for line in index.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))
    return {columns[0]: columns[-int(columns[2])] for columns in lines}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
