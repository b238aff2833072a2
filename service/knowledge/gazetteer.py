"""The gazetteer: one immutable object with everything that is known of the world.

It is built once from the tables in `data/` and a newsroom's own file of outlets, then passed to whatever reads, indexes or
compares names. Nothing else keeps these tables, so every way into the index knows the same outlets.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from service.errors import SettingError
from service.knowledge import tables
from service.knowledge.letters import without_accents
from service.knowledge.outlets import Alias, fold, read_aliases
from service.records import LEAST_PERCENT, PERCENT

_FULL_NAME = re.compile(r"(?:[A-Z][\w.]{1,40}[ ]){1,3}[A-Z][a-z]{1,40}\b")  # bounded, for time linear in the text
_FAR = 6000  # characters back in which an outlet is looked for by its full name
_HEAD = 12  # characters by which most words are told to begin no outlet's name
_LONGEST_NAME = 6  # tokens of an outlet's name
_CALENDAR = frozenset(map(str.casefold, (*day_name, *month_name)))  # words that say when ("told BBC Radio Friday")
_ARTICLE = "the"
_OF = "of"
_LEADING_ARTICLE = re.compile(rf"^{_ARTICLE}\s+", re.IGNORECASE)
_STATION = re.compile(
    r"(?=[^A-Z\d]{0,7}[A-Z\d])\w{2,8}(?:-TV|-FM|-AM|FM|fm|TV)"
)  # what a station calls itself in one word ("KelbyFM")
_DROPPED = frozenset(("the", "us", "former"))  # words that tell no epithet from another ("the former US president")


class Token(Protocol):
    """A word or mark with its place in a text, such as `service.extraction.page.frames.Word`."""

    @property
    def text(self) -> str:
        """The word or mark as written."""

    @property
    def start(self) -> int:
        """Where it starts in its text, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def lower(self) -> str:
        """The text in lower case."""

    @property
    def base(self) -> str:
        """The text without a possessive ending."""

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts with a capital."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word and no mark."""


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Outlets, programmes, platforms, presidents, organizations and names of people.

    Treat the mappings as read-only. Two gazetteers are equal only if they are one object; `service.derivation` compares what
    they hold.
    """

    outlets: Mapping[str, Alias]
    """{folded alias: outlet}."""
    outlet_heads: frozenset[str]
    """What the first words of folded aliases begin with: their first character, their first two, and so on."""
    common_words: frozenset[str]
    """Folded names of outlets that are common words too ("Time"); they count only where the words ask for an outlet."""
    shared_names: frozenset[str]
    """Folded names that several outlets go by ("The Times"): by itself such a name names none of them."""
    outlet_words: frozenset[str]
    """Words that names of outlets are made of ("courier"), in lower case."""
    outlet_others: frozenset[str]
    """Words that end the name of a body which is no outlet ("Judicial Review Board"), in lower case."""
    outlet_editions: frozenset[str]
    """Words behind an outlet's name that make it another outlet ("Sky News Australia"), in lower case."""
    outlet_adjectives: frozenset[str]
    """The same of adjectives in small letters ("Le Monde diplomatique")."""
    outlet_networks: frozenset[str]
    """Words that end the name of a network of stations ("BBC Radio Leeds"), in lower case."""
    programmes: Mapping[str, str]
    """{title in lower case with straight apostrophes: the title}."""
    programme_words: frozenset[str]
    """The first word of each title of a programme, in lower case with straight apostrophes."""
    platforms: Mapping[str, str]
    """{word in lower case: the platform's name}."""
    presidents: tuple[tuple[str, str], ...]
    """(first day in office as ISO 8601, name) of presidents of the United States, by date."""
    organizations: frozenset[str]
    """Words that name a kind of organization ("ministry"), in lower case."""
    masculine: frozenset[str]
    """Men's given names, in lower case, by which two people are told apart."""
    feminine: frozenset[str]
    """Women's given names, in lower case, by which two people are told apart."""
    given: Mapping[str, str | None]
    """{given name in lower case, with its accents and without: "m", "f" or None for both}: all that a text is read with."""
    nicknames: Mapping[str, frozenset[int]]
    """{given name in lower case: numbers of the groups of forms that it belongs to}."""
    epithets: Mapping[str, str]
    """{what somebody is called, in lower case without an article: the name}."""

    least: Mapping[str, float] = field(default_factory=lambda: {name: percent / PERCENT for name, percent in LEAST_PERCENT.items()})
    """{field of an attribution: probability from which its value is sure enough to be served}."""

    @staticmethod
    def load(extra: Path | None = None, least: Mapping[str, float] | None = None) -> Gazetteer:
        """Return the gazetteer of the project's tables and, where given, a newsroom's file of outlets, whose entries win.

        `least`: by field, how sure an attribution has to be; without it the project's own thresholds hold.

        Raises SettingError naming ONRECORD_OUTLETS where that file cannot be read.
        """
        if extra is None:
            standard = _standard()  # the same one for the project's thresholds, so that what is computed from it is computed once
            return standard if least in (None, standard.least) else replace(standard, least=dict(least or {}))
        try:
            own = tables.entries(extra.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"ONRECORD_OUTLETS cannot be read: {extra}: {error}") from error
        built = _build(own)
        return built if least is None else replace(built, least=dict(least))

    def outlet_of(self, name: str, *, short: bool = False) -> str | None:
        """Return the outlet that goes by a name, or None. Short forms ("the Post") and common words count only with `short`."""
        folded = fold(name)
        found = self.outlets.get(folded)
        if found is None or (not short and (found.is_short or folded in self.common_words)):
            return None
        return found.name

    def outlet_key(self, name: str) -> str:
        """Return the key under which quotations of an outlet are counted and browsed, the same for each of its aliases."""
        return fold(self.outlet_of(name, short=True) or name)

    def same_outlet(self, a: str, b: str) -> bool:
        """Return whether two names are names of one outlet."""
        return self.outlet_key(a) == self.outlet_key(b)

    def agrees_on_outlet(self, claimed: str, found: str) -> bool | None:
        """Return whether two names are of one outlet; None where they do not tell.

        A part of a name does not ("the Times", "Sky News" and "Sky News Australia"), nor do initials, nor a single word that no
        table has, which may be what people call an outlet ("the Beeb"). Nor does a programme beside a network, which may be its own.
        """
        if self.same_outlet(claimed, found):
            return True
        if (_plain(claimed) in self.programmes) != (_plain(found) in self.programmes):
            return None
        a, b = set(fold(claimed).split()), set(fold(found).split())
        told, others = a - _fillers(), b - _fillers()
        if told <= others or others <= told or _is_initials(claimed, found) or _is_initials(found, claimed):
            return None
        are_told = all(len(words) > 1 or self.outlet_of(name, short=True) for name, words in ((claimed, a), (found, b)))
        return False if are_told else None

    def meant_by(self, short: str, text: str, before: int, publisher: str | None) -> str | None:
        """Return the outlet that a short form ("the Times") at offset `before` of a text stands for.

        That is the outlet last named in full before it whose name ends with the same word, else the text's own publisher
        if its name does. None where only the table can tell.
        """
        word = short.split()[-1]
        if not word[:1].isupper() or fold(short) != word.casefold():
            return None
        first, end = max(0, before - _FAR), before
        while (at := text.rfind(word, first, end)) >= 0:
            line = max(first, text.rfind("\n", first, at) + 1)  # no name goes over a line
            stop = text.find("\n", at, end)
            for match in reversed(list(_FULL_NAME.finditer(text, line, end if stop < 0 else stop))):
                if match[0].endswith(word) and (known := self.outlet_of(match[0])) is not None:
                    return known
            end = line
        own = (self.outlet_of(publisher) or publisher) if publisher else ""
        return own if " " in own and own.split()[-1] == word and not self.is_shared(own) else None

    def is_shared(self, name: str) -> bool:
        """Return whether several outlets go by a name ("The Times"), so that by itself it names none of them."""
        return fold(name) in self.shared_names

    def looks_like_outlet(self, name: str) -> bool:
        """Return whether an unknown name is made like an outlet's ("Northern Courier", "Radio Tideway", "KelbyFM", "WXYZ-TV")."""
        words = [w.casefold() for w in name.split()]
        if _STATION.fullmatch(name) is not None:
            return True
        if not words or words[-1] in self.outlet_others or (len(words) == 1 and "-" not in name):
            return False
        return any(w in self.outlet_words or w.split("-")[-1] in self.outlet_words for w in words)

    def outlet_at(self, tokens: Sequence[Token], at: int, *, short: bool = False) -> tuple[int, str] | None:
        """Return (index of the last token, outlet) for the longest name of an outlet that starts at token `at`, or None."""
        if not self._may_name_outlet(tokens, at):
            return None
        for last in range(min(at + _LONGEST_NAME, len(tokens)) - 1, at - 1, -1):
            if not tokens[last].is_word and tokens[last].text not in ".":
                continue
            name = "".join(t.text + " " * (tokens[k + 1].start - t.end) for k, t in enumerate(tokens[at:last], at))
            name += tokens[last].base
            opens = tokens[at].lower == _ARTICLE
            with_article = (opens and at < last) or (at > 0 and tokens[at - 1].lower == _ARTICLE)
            found = self.outlet_of(name, short=short and (with_article or fold(name) in self.common_words))
            if (
                found and not _is_no_outlet(tokens, last, name, found) and tokens[at + (opens and at < last)].is_capitalised
            ):  # "The state" opens a sentence
                return self._whole_name(tokens, at, last, _as_named(found, name))
        return None

    def _may_name_outlet(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether any outlet's name begins as token `at` does, or the one behind an article; it spares most looking up."""
        if at >= len(tokens) or not (tokens[at].is_capitalised or tokens[at].text == _ARTICLE):
            return False
        if tokens[at].lower == _ARTICLE and at + 1 < len(tokens):
            at += 1
        return tokens[at].base.casefold().replace("’", "'")[:_HEAD] in self.outlet_heads

    def _whole_name(self, tokens: Sequence[Token], at: int, last: int, outlet: str) -> tuple[int, str]:
        """Return (index of the last token, outlet) for tokens [at, last] that name an outlet, with what goes on behind them."""
        end = self._end_of_edition(tokens, last)
        return (last, outlet) if end == last else (end, _edition(tokens[at : end + 1]))

    def _end_of_edition(self, tokens: Sequence[Token], last: int) -> int:
        """Return the index of the last token of an outlet's name that goes on behind a known one ("Sky News Australia")."""
        end = last
        while end + 1 < len(tokens) and tokens[end + 1].start == tokens[end].end + 1:
            following = tokens[end + 1].base.casefold()
            if not tokens[end + 1].is_capitalised:
                return end + (following in self.outlet_adjectives)
            is_station = tokens[end].lower in self.outlet_networks and following.isalpha() and following not in _CALENDAR
            if following not in self.outlet_editions and not (is_station and end == last):
                break
            end += 1
        return end

    def president_on(self, date: str) -> str | None:
        """Return the president of the United States on a day given as ISO 8601, or None for a day before the table's first."""
        return next((name for since, name in reversed(self.presidents) if since <= date), None)

    def is_given_name(self, word: str) -> bool:
        """Return whether a word in lower case is a given name, be its accents left out or not."""
        return word in self.given or (not word.isascii() and without_accents(word) in self.given)

    def gender_of_given(self, word: str) -> str | None:
        """Return "m" or "f" for a given name in lower case; None for one of both, or for another word."""
        return self.given.get(word) or (None if word.isascii() else self.given.get(without_accents(word)))

    def is_same_given(self, a: str, b: str) -> bool:
        """Return whether two given names in lower case are forms of one name ("william", "bill")."""
        return not self.nicknames.get(a, _NO_GROUPS).isdisjoint(self.nicknames.get(b, _NO_GROUPS))

    def known_as(self, name: str) -> str:
        """Return the name of a person who is called by an epithet ("the 45th president", "JFK"); any other name unchanged."""
        words = name.casefold().replace(".", "").replace("’", "'").split()
        return self.epithets.get(" ".join(w for w in words if w not in _DROPPED), name)


def _is_no_outlet(tokens: Sequence[Token], last: int, name: str, outlet: str) -> bool:
    """Return whether a name that ends at token `last` is written as no outlet's is, or only a noun."""
    return _is_miswritten(outlet, name) or _is_noun_of(tokens, last, name)


def _is_miswritten(outlet: str, name: str) -> bool:
    """Return whether a name has the letters of an outlet's but not its capitals: titles ("Rt" for RT), a noun ("Union leader")."""
    own = _LEADING_ARTICLE.sub("", name)
    if len(outlet) == len(own) == _TITLE_LETTERS and outlet.isupper() and not own.isupper():
        return True
    last, own_last = outlet.rpartition(" ")[2], own.rpartition(" ")[2]
    return " " in own and own_last.islower() and last[:1].isupper() and own_last == last.lower()


def _is_noun_of(tokens: Sequence[Token], last: int, name: str) -> bool:
    """Return whether the one word of a name is a noun with "of" behind it ("Guardian of the lock")."""
    is_word = " " not in _LEADING_ARTICLE.sub("", name)
    return is_word and last + 2 < len(tokens) and tokens[last + 1].lower == _OF and tokens[last + 2].text.islower()


def _is_initials(short: str, long: str) -> bool:
    """Return whether a name is the initials of another ("KBS" of "Kelby Broadcasting Service")."""
    letters = without_accents(short.casefold().replace(".", ""))
    return len(letters) > 1 and letters == "".join(word[0] for word in without_accents(fold(long)).split())


def _edition(tokens: Sequence[Token]) -> str:
    """Return the name that tokens make, without an article in front and a possessive ending."""
    words = [*(t.text for t in tokens[:-1]), tokens[-1].base]
    return _LEADING_ARTICLE.sub("", " ".join(words))


_TITLE_LETTERS = 2  # of initials that titles have as well
_NO_GROUPS: frozenset[int] = frozenset()


def _as_named(outlet: str, name: str) -> str:
    """Return an outlet's name; the name in the text where it goes on behind it ("Fox Business Network"), or where the table has initials alone
    for it ("British Broadcasting …")."""
    spelled_out = _LEADING_ARTICLE.sub("", name)
    is_longer = spelled_out.startswith(f"{outlet} ")
    return spelled_out if is_longer or (outlet.isupper() and " " in spelled_out and not spelled_out.isupper()) else outlet


@cache
def _standard() -> Gazetteer:
    return _build(())


def _build(own: tuple[str, ...]) -> Gazetteer:
    """Build a gazetteer from the project's tables and a newsroom's entries."""
    outlets = read_aliases((*tables.lines("outlets"), *own))
    programmes = {_plain(title): title for title in tables.lines("programmes")}
    return Gazetteer(
        outlets=outlets,
        outlet_heads=frozenset(
            first[:length] for first in {alias.partition(" ")[0] for alias in outlets} for length in range(1, _HEAD + 1)
        ),
        common_words=frozenset(tables.lines("outlets_common")),
        shared_names=frozenset(tables.lines("outlets_shared")),
        outlet_words=tables.words("outlet_words"),
        outlet_others=tables.words("outlet_others"),
        outlet_editions=tables.words("outlet_editions"),
        outlet_adjectives=tables.words("outlet_adjectives"),
        outlet_networks=tables.words("outlet_networks"),
        programmes=programmes,
        programme_words=frozenset(title.split()[0] for title in programmes),
        platforms={_plain(alias): name for name, *aliases in tables.rows("platforms") for alias in aliases},
        presidents=tuple((since, name) for since, name in tables.rows("presidents")),
        organizations=tables.words("organizations"),
        masculine=tables.words("given_masculine"),
        feminine=tables.words("given_feminine"),
        given=_given(),
        nicknames=_groups(tables.lines("nicknames")),
        epithets={called: name for name, *epithets in tables.rows("epithets") for called in epithets},
    )


def _given() -> dict[str, str | None]:
    """Return {given name: "m", "f" or None for both} of all tables; those that are written by hand win, with their accents and without."""
    derived = _of_sexes(tables.words("given_derived_masculine"), tables.words("given_derived_feminine"))
    written = _of_sexes(tables.words("given_masculine"), tables.words("given_feminine"))
    return derived | {without_accents(name): written[name] for name in sorted(written) if not name.isascii()} | written


def _of_sexes(men: frozenset[str], women: frozenset[str]) -> dict[str, str | None]:
    """Return {name: "m", "f" or None for both}."""
    return dict.fromkeys(women, "f") | dict.fromkeys(men, "m") | dict.fromkeys(men & women)


def _fillers() -> frozenset[str]:
    """Return articles in other languages and kinds of outlets, which tell no two apart ("Spiegel magazine" of Der Spiegel)."""
    return tables.words("outlet_fillers")


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def _groups(lines: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """Return {name: numbers of the lines that have it}."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
