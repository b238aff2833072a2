"""Mentions: the noun phrases of a sentence that can speak, each with what stands around it."""

from __future__ import annotations

from enum import IntFlag, auto
from typing import NamedTuple

from service.extraction.page.clause import Phrase


class Trait(IntFlag):
    """What stands around a mention in its sentence, as far as it bears on whether the mention speaks."""

    SUBJECT = auto()
    """It is the subject of its sentence."""
    OWNER = auto()
    """It owns what follows ("Stone’s lawyer")."""
    SPEAKS = auto()
    """A verb of speech follows ("Stone said")."""
    SPOKEN = auto()
    """A verb of speech precedes ("said Stone")."""
    SPEAKS_LATER = auto()
    """A verb of speech follows an apposition ("Stone, the mayor, said")."""
    GOVERNED = auto()
    """A preposition governs it."""
    ADDRESSED = auto()
    """It is the object of a verb of telling ("told Stone")."""
    SOURCE = auto()
    """The words are according to it."""
    PASSIVE = auto()
    """It undergoes what the verb says ("Stone was urged")."""
    ACTS = auto()
    """Some verb may follow."""
    CITED = auto()
    """It is the object of a verb of quoting ("quoted Stone")."""
    RELATIVE = auto()
    """A relative clause follows."""
    AGENT = auto()
    """It is the agent of a passive ("asked by Stone")."""
    CAPTION = auto()
    """Its paragraph is a caption or a credit."""


NO_TRAITS = Trait(0)


class Mention(NamedTuple):
    """A phrase of one sentence that can speak.

    `partners`: the two phrases of a joint mention ("Stone and Pell wrote"); `is_definite`: a definite article opens it.
    """

    phrase: Phrase
    traits: Trait
    partners: tuple[Phrase, Phrase] | None = None
    is_definite: bool = False
