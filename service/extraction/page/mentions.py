"""Mentions: the noun phrases of a sentence that can speak, each with what stands around it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from service.extraction.page.clause import Phrase


class Trait(IntEnum):
    """What stands around a mention in its sentence, as far as it bears on whether the mention speaks.

    Several together are `Traits`, a number: `IntFlag` makes an object of every "|" and "&", which takes a hundred times as long.
    """

    SUBJECT = 1 << 0
    """It is the subject of its sentence."""
    OWNER = 1 << 1
    """It owns what follows ("Stone’s lawyer")."""
    SPEAKS = 1 << 2
    """A verb of speech follows ("Stone said")."""
    SPOKEN = 1 << 3
    """A verb of speech precedes ("said Stone")."""
    SPEAKS_LATER = 1 << 4
    """A verb of speech follows an apposition ("Stone, the mayor, said")."""
    GOVERNED = 1 << 5
    """A preposition governs it."""
    ADDRESSED = 1 << 6
    """It is the object of a verb of telling ("told Stone")."""
    SOURCE = 1 << 7
    """The words are according to it."""
    PASSIVE = 1 << 8
    """It undergoes what the verb says ("Stone was urged")."""
    ACTS = 1 << 9
    """Some verb may follow."""
    CITED = 1 << 10
    """It is the object of a verb of quoting ("quoted Stone")."""
    RELATIVE = 1 << 11
    """A relative clause follows."""
    AGENT = 1 << 12
    """It is the agent of a passive ("asked by Stone")."""
    CAPTION = 1 << 13
    """Its paragraph is a caption or a credit."""


Traits = int
"""Traits that hold together, joined by "|"."""
NO_TRAITS: Traits = 0


class Mention(NamedTuple):
    """A phrase of one sentence that can speak.

    `partners`: the two phrases of a joint mention ("Stone and Pell wrote"); `is_definite`: a definite article opens it.
    """

    phrase: Phrase
    traits: Traits
    partners: tuple[Phrase, Phrase] | None = None
    is_definite: bool = False
