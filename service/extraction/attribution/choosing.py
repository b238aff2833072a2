"""Choosing among proposals: the one place where what rules propose becomes the answer.

The first proposal wins, as the order of the rules has it. The others are not even computed, unless somebody wants them: then
`Choices` keeps them, to be ranked or shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from service.extraction.page.clause import Offers
from service.extraction.page.proposals import Proposal
from service.records import Date, Outlet, Venue

V = TypeVar("V")


def choose(proposals: Iterable[Proposal[V]]) -> Proposal[V] | None:
    """Return the proposal that wins, the first; None where there is none."""
    return next(iter(proposals), None)


def value_of(chosen: Proposal[V] | None) -> V | None:
    """Return the value of a chosen proposal, or None."""
    return chosen.value if chosen is not None else None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where and to which outlet words were given: the proposal chosen for each, or None. None of them lacks a value."""

    date: Proposal[Date] | None = None
    venue: Proposal[Venue] | None = None
    outlet: Proposal[Outlet] | None = None

    def is_known(self) -> bool:
        """Return whether anything is known."""
        return bool(self.date or self.venue or self.outlet)

    def filled_from(self, other: Circumstances, rule: str | None = None) -> Circumstances:
        """Return these circumstances with what is unknown taken from others, a date as inferred.

        Nothing is taken where the two are of different occasions: another outlet, or another date. `rule` names the rule that
        takes it over; without one, the rules of the others stay.
        """
        if not other.is_known() or _differ(self, other):
            return self
        date = self.date
        if date is None and other.date is not None:
            date = _named(_inferred(other.date), rule)
        return Circumstances(date, self.venue or _named(other.venue, rule), self.outlet or _named(other.outlet, rule))


def _differ(one: Circumstances, other: Circumstances) -> bool:
    """Return whether two circumstances are of different occasions."""
    outlet, other_outlet = value_of(one.outlet), value_of(other.outlet)
    if outlet and other_outlet and outlet.name != other_outlet.name:
        return True
    date, other_date = value_of(one.date), value_of(other.date)
    return date is not None and other_date is not None and not _agree(date.value, other_date.value)


def _agree(a: str, b: str) -> bool:
    """Return whether two ISO dates are the same at the coarser of their precisions."""
    return a.startswith(b) or b.startswith(a)


def _inferred(date: Proposal[Date]) -> Proposal[Date]:
    value = date.value
    return date if value is None else date._replace(value=replace(value, basis="inferred"))


def _named(found: Proposal[V] | None, rule: str | None) -> Proposal[V] | None:
    return found if found is None or rule is None else found._replace(rule=rule, is_inherited=True)


class Considered(NamedTuple):
    """What was proposed for a field of the quotation whose first word stands at an offset of the document, in rule order."""

    offset: int
    field: str
    proposals: list[Proposal[Any]]


class Choices:
    """Makes the choices of one article, and keeps every proposal for those who rank or show them if `keeps_all`."""

    def __init__(self, *, keeps_all: bool = False) -> None:
        self.keeps_all = keeps_all
        self._considered: dict[tuple[int, str], list[Proposal[Any]]] = {}

    def choose(self, offset: int, field: str, proposals: Iterable[Proposal[V]]) -> Proposal[V] | None:
        """Return the proposal that wins for a field of the quotation at an offset."""
        if not self.keeps_all:
            return choose(proposals)
        every = list(proposals)
        self.keep(offset, field, every)
        return choose(every)

    def settle(self, offset: int, offers: Offers) -> Circumstances:
        """Return the circumstances chosen for the quotation at an offset from what its sentence offers."""
        return Circumstances(
            self.choose(offset, "date", offers.dates),
            self.choose(offset, "venue", offers.venues),
            self.choose(offset, "outlet", offers.outlets),
        )

    def keep(self, offset: int, field: str, proposals: Iterable[Proposal[Any] | None]) -> None:
        """Keep proposals that have a value and take no part in a choice here."""
        known = [p for p in proposals if p is not None and p.value is not None]
        if known:
            self._considered.setdefault((offset, field), []).extend(known)

    def considered(self) -> list[Considered]:
        """Return all that was kept, by offset and field."""
        return [Considered(offset, field, found) for (offset, field), found in sorted(self._considered.items(), key=_by_place)]


def _by_place(item: tuple[tuple[int, str], list[Proposal[Any]]]) -> tuple[int, str]:
    return item[0]


def settle(offers: Offers) -> Circumstances:
    """Return the circumstances that win among what a sentence offers."""
    return Circumstances(choose(offers.dates), choose(offers.venues), choose(offers.outlets))
