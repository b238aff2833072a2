"""Facts about a quotation and a date, venue or outlet that may be its own, as numbers.

They name no words: they say where mentions stand, what stands around them, and what the rules found. They are in the order of
`names`; `FAR` or -1 stands for what there is not. Those that nobody asks for are not worked out.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from service.extraction.attribution.carrying import opens_scene, was_over
from service.extraction.attribution.linking import spoken
from service.extraction.attribution.linking.spoken import FAR, Spoken, chosen, name_of, tells_us
from service.extraction.attribution.linking.values import FIELDS, Line, Lines, Place, Value, Values, key_of
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.page.clause import Clue
from service.extraction.page.frames import PLACEHOLDERS
from service.extraction.page.grammar import Grammar

_NEAR_BEFORE, _NEAR_AFTER, _OPENING = 12, 2, 3  # paragraphs around a quotation, and at the start, whose values may be its own
_MOST = 24  # values of a quotation; bounds the work on a text full of dates
_NEIGHBOURS = 3  # quotations before whose values may be this one's
_TELLING, _TOLD_REACH = "telling_before", 4  # the fact of how far a verb of telling stands before, and how far that counts
_NO_KEYS: frozenset[str] = frozenset()
_NO_PLACES: list[Place] = []
_NO_FIRSTS: Mapping[str, int] = {}
_NEVER = 1 << 31  # the sentence that first mentions what none does
_NOWHERE = 9  # where a mention stands that there is not
_USED_BEFORE = 4  # quotations before in which the rules' use of a value is counted
_MOST_PLACES = 40  # mentions of a value that are looked at; bounds the work on one that is everywhere
_DAY = len("2024-05-14")  # of an ISO date, down to its day
_MONTH = re.compile(r"\d{4}-\d\d")  # an ISO date begins with it that is known to the month
_LONG_AGO = 400  # days from which a date is as old as any other
_MOST_SUBJECTS = 40  # mentions between whose subjects are looked at
_AROUND = 20  # quotations on either side that may stand between a quotation and a mention
_MOST_BETWEEN = 400  # mentions between a quotation and another place that are counted; bounds the work on a long text


class _Outwards:
    """How many different things stand between a place in a row and each other place of the row, counted once for all.

    The place is behind the first `before` things and before those from `behind` on. None and what `is_left_out` do not count. Of
    more than `most` things between two places, those are counted that stand last.
    """

    def __init__(
        self,
        things: Sequence[str | None],
        before: int,
        behind: int,
        most: int,
        is_left_out: Callable[[str | None], bool] | None = None,
    ) -> None:
        self._things, self._before, self._behind, self._most, self._is_left_out = things, before, behind, most, is_left_out
        self._back, self._ahead = [0], [0]
        self._seen_back: set[str | None] = {None}
        self._seen_ahead: set[str | None] = {None}

    def back(self, first: int) -> int:
        """Return how many stand from the `first`-th up to the place."""
        wanted = max(0, min(self._before - first, self._most))
        for n in range(self._before - len(self._back), self._before - wanted - 1, -1):
            self._back.append(self._back[-1] + self._is_new(self._things[n], self._seen_back))
        return self._back[wanted]

    def ahead(self, last: int) -> int:
        """Return how many stand from the place up to the `last`-th, which is left out."""
        wanted = max(0, last - self._behind)
        if wanted > self._most:
            seen: set[str | None] = {None}
            return sum(self._is_new(thing, seen) for thing in self._things[last - self._most : last])
        for n in range(self._behind + len(self._ahead) - 1, self._behind + wanted):
            self._ahead.append(self._ahead[-1] + self._is_new(self._things[n], self._seen_ahead))
        return self._ahead[wanted]

    def _is_new(self, thing: str | None, seen: set[str | None]) -> bool:
        if thing in seen:
            return False
        seen.add(thing)
        return self._is_left_out is None or not self._is_left_out(thing)


@dataclass(slots=True)
class _View:
    """A quotation as its values are looked at from: what is the same for all of them.

    `clue_offset`: where the verb of its clause stands; `here`: its word in its sentence; `ruled_last`: what the rules gave the last quotation of its speaker; `speaker_key`: the speaker
    as an outlet; `row`: the sentences of its row of quotations; `in_sentence`, `in_paragraph`: the values mentioned there; `days`: the
    dates in its sentence. Of each other field in turn, `beside` are the values in its sentence, `around` those in its paragraph, each with
    the sentence that mentions it first, `ruled_beside` the one that the rules gave it. `values` and `subjects` are counted between it and its mentions.
    """

    number: int
    quotation: DraftQuotation
    clue: Clue | None
    clue_line: Line | None
    clue_offset: int
    order: int
    sentence: int
    line: Line
    speaker: str | None
    start: int
    here: int
    row: set[Line]
    ruled: str | None
    ruled_last: str | None
    speaker_key: str | None
    in_sentence: AbstractSet[str]
    in_paragraph: AbstractSet[str]
    days: set[str] | None
    beside: list[AbstractSet[str]]
    around: list[Mapping[str, int]]
    ruled_beside: list[str | None]
    values: _Outwards
    subjects: _Outwards
    speakers: dict[tuple[int, int], int] = field(default_factory=dict)
    """{(first, last): how many others speak in these quotations}."""


class _Known(NamedTuple):
    """What of a value is the same for all quotations: its facts and the sentences that mention it.

    `told`: the mentions close behind a verb of telling.
    """

    facts: tuple[float, ...]
    lines: list[Line]
    told: list[Place]


class _Pair(NamedTuple):
    """A quotation with a value.

    `best` and `second`: the mentions nearest to the quotation, each with where it stands; `of_speaker`: those in sentences about, or
    quoting, its speaker, and `nearest` the nearest of them.
    """

    view: _View
    value: Value
    known: _Known
    best: Place | None
    where: tuple[int, int]
    second: tuple[int, int]
    of_speaker: list[Place]
    nearest: Place | None


class LinkFacts:
    """The facts of all quotations of an article for one field: those that are `asked`, all where that is None."""

    def __init__(self, told: Spoken, values: Values, lines: Lines, asked: Collection[str] | None = None) -> None:
        self.told = told
        self.article = told.article
        self.quotations, self.orders = told.quotations, told.orders
        self.days = lines["date"]
        self._read_mentions(values, lines[values.field])
        self._beside = [lines[name] for name in FIELDS if name != values.field]
        self._first_beside = [_firsts(of_field) for of_field in self._beside]
        self.values = values
        self.field = values.field
        self._found = [chosen(q, self.field) for q in told.quotations]
        self.ruled = [self._ruled(k) for k in range(len(told.quotations))]
        self._used = Counter(self.ruled)
        self._used_by = Counter(zip(self.ruled, told.speakers, strict=True))
        self._of_speaker: dict[tuple[str, str | None], tuple[list[Place], bool]] = {}
        self._read_document()
        self._most = max((len(value.places) for value in values.by_key.values()), default=0)
        self._named: dict[tuple[int, int | None, str], bool] = {}
        self._scenes: dict[int, list[int]] = {}
        self._keys_since: dict[Line, set[str]] = {}
        self._dated = sorted(line for line, found in self.days.items() if found)
        self._keys = [key for _, key in values.places]
        self._subjects = [place.subject for place, _ in values.places]
        around = self.article.grammar.occurrence_facts
        self._nothing_around = (-1,) * len(around)
        self._telling = around.index(_TELLING) if around else 0
        self._known = {key: self._known_of(value) for key, value in values.by_key.items()}
        self.names, self._readers = _worked_out(around, None if asked is None else frozenset(asked))

    def _read_mentions(self, values: Values, lines: Mapping[Line, AbstractSet[str]]) -> None:
        """Count the mentions of values by sentence and frame, and keep which are mentioned there. `lines`: those of this field."""
        self._mentions_in_line = Counter(place.line for place, _ in values.places)
        self._mentions_in = Counter(place.order for place, _ in values.places)
        self._own_lines, self._own_firsts = lines, _firsts(lines)

    def _read_document(self) -> None:
        document = self.article.document
        self.published = (document.published or "")[:10]
        self.day = _day(self.published)
        self._publisher = key_of(self.article, "outlet", document.outlet) if document.outlet else ""
        self._title = (document.title or "").casefold()

    def _ruled(self, index: int) -> str | None:
        """Return the key of the value that the rules gave a quotation, or None; the value joins those of the article."""
        found = self._found[index]
        if found is None:
            return None
        value: Any = found.value
        name = name_of(value)
        evidence = value.evidence
        key = self.values.meant(
            key_of(self.article, self.field, name), evidence.start if evidence else self.quotations[index].start
        )
        if key not in self.values.by_key:
            self.values.by_key[key] = Value(key, name)
        return key

    def candidates(self, index: int) -> list[str]:
        """Return the keys of the values that may be a quotation's, in a fixed order."""
        order, offset = self.orders[index], self.quotations[index].start
        scene = self._scene(index)
        if scene is not None:
            return sorted(self._since(scene))
        orders = {*range(_OPENING), *range(order - _NEAR_BEFORE, order + _NEAR_AFTER + 1)}
        near: dict[str, int] = {}
        for key in {key for n in orders for key in self._own_firsts.get(n, ())}:
            value = self.values.by_key[key]
            places = (*value.nearest(offset), value.places[0])
            if distances := [abs(place.offset - offset) for place in places if place.order in orders]:
                near[key] = min(FAR * 1000, *distances)
        kept = sorted(near, key=lambda key: (near[key], key))[:_MOST]
        ruled_around = (key for key in self.ruled[max(0, index - _NEIGHBOURS) : index] if key is not None)
        found = {key for key in (*kept, *ruled_around) if not self._is_of_another_time(index, self.values.by_key[key])}
        ruled = self.ruled[index]
        return sorted(found | {ruled} if ruled is not None else found)

    def _since(self, scene: Line) -> AbstractSet[str]:
        """Return the keys of the values that are mentioned in a sentence or behind it."""
        if scene not in self._keys_since:
            self._keys_since[scene] = {key for line, keys in self._own_lines.items() if line >= scene for key in keys}
        return self._keys_since[scene]

    def _is_of_another_time(self, index: int, value: Value) -> bool:
        """Return whether a value belongs to another time than a quotation.

        The date that the rules gave to earlier words does, where the quotation's were over by then ("she had said"). A venue or outlet does where each sentence near that mentions it names another day than the quotation's own, and where the words are told to
        the writer rather than to an outlet that other sentences mention.
        """
        q, line = self.quotations[index], (self.orders[index], self.quotations[index].sentence)
        if self.field == "date" and not self._is_of_earlier_words(index, value.key):
            return False
        days = self._day_of(index)
        is_to_writer = self.field == "outlet" and tells_us(q, self.article.grammar.vocabulary)
        if self.field != "date" and not days and not is_to_writer:
            return False
        places = value.nearest(q.start)
        if not places or any(place.line == line for place in places):
            return False
        return self.field == "date" or is_to_writer or all(_are_apart(days, self.days.get(place.line)) for place in places)

    def _is_of_earlier_words(self, index: int, key: str) -> bool:
        """Return whether the rules gave a date to earlier words, where the quotation's were over by then."""
        before = range(max(0, index - _NEIGHBOURS), index)
        is_theirs = any(self.ruled[k] == key and not was_over(self.article, self.quotations[k]) for k in before)
        return is_theirs and was_over(self.article, self.quotations[index])

    def _day_of(self, index: int) -> set[str] | None:
        """Return the dates of a quotation's sentence, else of the last sentence before it in its paragraph that names any."""
        lines = self._dated
        at = bisect_right(lines, line := (self.orders[index], self.quotations[index].sentence))
        return self.days[lines[at - 1]] if at and lines[at - 1][0] == line[0] else None

    def _scene(self, index: int) -> tuple[int, int] | None:
        """Return the (frame, sentence) with which the text goes over to another time before a quotation of its paragraph, or None."""
        q, order = self.quotations[index], self.orders[index]
        scenes = self._scenes.get(order)
        if scenes is None:
            scenes = [s for s in range(len(q.frame.sentences)) if opens_scene(self.article, q.frame, s)]
            self._scenes[order] = scenes
        at = bisect_right(scenes, q.sentence)
        return (order, scenes[at - 1]) if at else None

    def rows(self, index: int, keys: Sequence[str]) -> list[list[float]]:
        """Return the facts of a quotation with each of its values: a row for each, in the order of `names`."""
        if not keys:
            return []
        view = self._view(index)
        quotation = [*self.told.facts(index), *self._of_quotation(view, len(keys))]
        return [self._row(quotation, self._pair(view, self.values.by_key[key])) for key in keys]

    def _row(self, quotation: list[float], pair: _Pair) -> list[float]:
        row = quotation.copy()
        for read in self._readers:
            row += read(self, pair)
        return row

    def _view(self, index: int) -> _View:
        """Return what is the same for all values of a quotation."""
        q, told, values = self.quotations[index], self.told, self.values
        order, speaker, line = told.orders[index], told.speakers[index], told.lines[index]
        last, clue = told.last_of_speaker[index], q.clue
        before, behind = values.first_from(q.start), values.first_from(q.start + 1)
        return _View(
            index, q, clue, (self.article.position[clue.frame.paragraph], clue.sentence) if clue is not None else None,
            clue.frame.offset(clue.place) if clue is not None else -1,
            order, q.sentence, line, speaker, q.start, told.words[index], told.row(index), self.ruled[index],
            self.ruled[last] if last is not None else None,
            key_of(self.article, "outlet", speaker) if speaker is not None and self.field == "outlet" else None,
            self._own_lines.get(line, _NO_KEYS), self._own_firsts.get(order, _NO_FIRSTS).keys(),
            self.days.get(line),
            self._values_beside(line),
            [firsts.get(order, _NO_FIRSTS) for firsts in self._first_beside],
            [told.ruled(index, name) for name in FIELDS if name != self.field],
            _Outwards(self._keys, before, behind, _MOST_BETWEEN),
            _Outwards(self._subjects, before, behind, _MOST_SUBJECTS, lambda subject: told.is_one(subject, speaker)),
        )  # fmt: skip

    def _values_beside(self, line: Line) -> list[AbstractSet[str]]:
        """Return the values of each other field that a sentence mentions."""
        return [lines.get(line, _NO_KEYS) for lines in self._beside]

    def _of_quotation(self, view: _View, values: int) -> tuple[float, ...]:
        """Return what the rules found for a quotation, and which values stand beside it."""
        found, order, told = self._found[view.number], view.order, self.values
        before = told.first_from(view.start)
        return (
            values,
            found is not None,
            found is not None and found.is_inherited,
            self._mentions_in_line[order, view.sentence],
            self._mentions_in[order],
            len(told.by_key),
            len(told.places),
            order - told.places[before - 1][0].order if before else -1,
        )

    def _pair(self, view: _View, value: Value) -> _Pair:
        """Return a quotation with a value, and the mentions that are looked at."""
        start = view.start
        near = sorted([(*_far(view, place), n, place) for n, place in enumerate(value.nearest(start))])
        of_speaker, nearest = self._places_of(value, view.speaker)[0], None
        for place in of_speaker:
            if nearest is None or abs(place.offset - start) < abs(nearest.offset - start):
                nearest = place
        where, second = near[0][:2] if near else (_NOWHERE, FAR), near[1][:2] if len(near) > 1 else (_NOWHERE, FAR)
        return _Pair(view, value, self._known[value.key], near[0][3] if near else None, where, second, of_speaker, nearest)

    # -- the value -------------------------------------------------------------------------------------------------

    def _known_of(self, value: Value) -> _Known:
        """Return what of a value is the same for all quotations."""
        places = value.places[:_MOST_PLACES]
        return _Known(
            self._of_value_alone(value),
            [place.line for place in places],
            [place for place in places if place.occurrence.facts[self._telling] <= _TOLD_REACH],
        )

    def _of_value_alone(self, value: Value) -> tuple[float, ...]:
        """Return how often and where first a value is mentioned, what it is by itself, and how old a date is."""
        places, mentions = value.places, len(value.places)
        quoted: set[str] = set()
        for place in places[:_MOST_PLACES]:
            quoted |= self.told.speaker_lines.get(place.line, _NO_KEYS)
        return (
            mentions,
            places[0].order if places else FAR,
            self.field == "date" and value.key == self.published,
            self.field == "outlet" and value.key == self._publisher,
            len(value.name.split()),
            self._age(value),
            self._days_old(value),
            mentions / max(1, len(self.values.places)),
            mentions >= self._most,
            self.field != "date" and value.name.casefold() in self._title,
            len(quoted),
        )

    def _of_answer(self, pair: _Pair) -> tuple[float, ...]:
        """Return whether a value is what the rules found."""
        ruled, found = pair.view.ruled, self._found[pair.view.number]
        is_ruled = ruled == pair.value.key
        return is_ruled, ruled is None, is_ruled and found is not None and found.is_inherited

    def _of_best(self, pair: _Pair) -> tuple[float, ...]:
        """Return where the nearest mention stands."""
        view, best = pair.view, pair.best
        if best is None:
            return _NOWHERE, FAR, False, FAR
        apart = view.sentence - best.sentence if best.order == view.order else 10 * (view.order - best.order)
        return (*pair.where, best.offset < view.start, abs(apart))

    def _of_mentions(self, pair: _Pair) -> tuple[float, ...]:
        """Return how often a value is mentioned in the paragraph and before, and its rank among those before, the latest first."""
        view, value = pair.view, pair.value
        at = value.count_before(view.start)
        rank = view.values.back(self.values.first_from(value.offsets[at - 1] + 1)) if at else FAR
        return value.count_in(view.order), at, rank

    def _of_use(self, pair: _Pair) -> tuple[float, ...]:
        """Return for which quotations around the rules found a value."""
        view, key, ruled = pair.view, pair.value.key, self.ruled
        index = view.number
        return (
            index > 0 and ruled[index - 1] == key,
            view.ruled_last == key,
            self._used.get(key, 0),
            index + 1 < len(ruled) and ruled[index + 1] == key,
            ruled[max(0, index - _USED_BEFORE) : index].count(key),
            view.speaker_key == key,
        )

    def _of_subject(self, pair: _Pair) -> tuple[float, ...]:
        """Return whether the sentence of the nearest mention is about the speaker."""
        best, speaker = pair.best, pair.view.speaker
        if best is None:
            return False, False, False
        quoted = self.told.speaker_lines.get((best.order, best.sentence), _NO_KEYS)
        return self.told.is_one(best.subject, speaker), best.is_pronoun, speaker in quoted

    def _of_gap(self, pair: _Pair) -> tuple[float, ...]:
        """Return what stands between a quotation and the nearest mention, and where the second nearest stands."""
        view, best = pair.view, pair.best
        if best is None:
            return (FAR, FAR, -1, FAR, False, *pair.second)
        line = best.order, best.sentence
        return (
            view.order - best.order,
            self._between(view.values, best, view),
            self.told.in_line.get(line, 0),
            self._quotations_between(view, best),
            line == view.line,
            *pair.second,
        )

    def _of_speaker_lines(self, pair: _Pair) -> tuple[float, ...]:
        """Return how many mentions stand in sentences about the speaker, how near, and whether the nearest stands before."""
        order, nearest = pair.view.order, pair.nearest
        if nearest is None:
            return FAR, 0, False
        distance = min([abs(order - place.order) for place in pair.of_speaker])
        return distance, len(pair.of_speaker), nearest.offset < pair.view.start

    def _of_telling(self, pair: _Pair) -> tuple[float, ...]:
        """Return for how many quotations of the speaker the rules found a value, and where somebody tells it something."""
        view, told = pair.view, pair.known.told
        used = self._used_by.get((pair.value.key, view.speaker), 0) if view.speaker else 0
        if not told:
            return used, 0, FAR, False
        distance = min([abs(view.order - place.order) for place in told])
        return used, len(told), distance, self._places_of(pair.value, view.speaker)[1]

    def _of_others(self, pair: _Pair) -> tuple[float, ...]:
        """Return how many other values stand in the sentence and in the paragraph."""
        view, key = pair.view, pair.value.key
        return len(view.in_sentence) - (key in view.in_sentence), len(view.in_paragraph) - (key in view.in_paragraph)

    def _of_days(self, pair: _Pair) -> tuple[float, ...]:
        """Return whether the nearest mention, and that of the speaker, stand with another day than the quotation."""
        if not pair.view.days:
            return 0, 0
        return self._day_apart(pair.view, pair.best), self._day_apart(pair.view, pair.nearest)

    def _of_another(self, pair: _Pair) -> tuple[float, ...]:
        """Return whether the nearest mention stands where somebody else speaks, or is spoken of, and how many speak in between."""
        view, best = pair.view, pair.best
        if best is None:
            return False, False, FAR
        speaker, speakers = view.speaker, self.told.speaker_lines.get((best.order, best.sentence), _NO_KEYS)
        return (
            bool(speakers) and speaker not in speakers,
            best.subject is not None and speaker is not None and not self.told.is_one(best.subject, speaker),
            self._speakers_between(view, best),
        )

    def _speakers_between(self, view: _View, place: Place) -> int:
        """Return how many others speak between a quotation and a mention."""
        starts = self.told.starts
        a, b = (place.offset, view.start) if place.offset < view.start else (view.start, place.offset)
        key = bisect_left(starts, a + 1), bisect_left(starts, b)
        found = view.speakers.get(key)
        if found is None:
            speakers = self.told.speakers[max(view.number - FAR, key[0]) : min(key[1], view.number + FAR)]
            found = view.speakers[key] = len(set(speakers) - {view.speaker, None})
        return found

    def _of_company(self, pair: _Pair) -> tuple[float, ...]:
        """Return whether the nearest mention stands with the speaker's name, and with what else the quotation stands with."""
        view, best = pair.view, pair.best
        if best is None:
            return False, False, 0, 0, 0
        here = around = ruled = 0
        so_far = view.sentence + 1
        for n, of_field in enumerate(self._beside):
            firsts, keys = view.around[n], of_field.get((best.order, best.sentence))
            if keys:
                here += len(keys & view.beside[n])
                around += sum([firsts.get(key, _NEVER) <= so_far for key in keys])
                ruled += view.ruled_beside[n] in keys
        return (
            self._names(best.order, best.sentence, view.speaker),
            self._names(best.order, None, view.speaker),
            here,
            around,
            ruled,
        )

    def _names(self, order: int, sentence: int | None, speaker: str | None) -> bool:
        """Return whether a sentence, or a whole frame, holds the last word of the speaker's name."""
        if speaker is None:
            return False
        key = order, sentence, speaker
        found = self._named.get(key)
        if found is None:
            frame = self.article.order[order]
            start, end = (0, None) if sentence is None else (frame.sentences[sentence].start, frame.sentences[sentence].end)
            found = self._named[key] = frame.text.find(speaker.split()[-1], start, end) >= 0
        return found

    def _of_row_to(self, pair: _Pair) -> tuple[float, ...]:
        """Return how the speaker's row of quotations stands to the nearest mention, and who else is spoken of in between."""
        view, best = pair.view, pair.best
        since = self._speakers_between(view, pair.nearest) if pair.nearest is not None else FAR
        if best is None:
            return False, FAR, since, FAR, -1, -1
        return (
            (best.order, best.sentence) in view.row,
            self.orders[self.told.rows[view.number]] - best.order,
            since,
            self._between(view.subjects, best, view),
            best.sentence,
            len(self.article.order[best.order].sentences) - best.sentence,
        )

    def _of_alike(self, pair: _Pair) -> tuple[float, ...]:
        """Return how many values are occasions of the same noun, how often and how near it is mentioned, and whether it was last."""
        view, best = pair.view, pair.best
        alike = self.values.heads.get(best.occurrence.head, ()) if best is not None and best.occurrence.head else ()
        if not alike:
            return 0, 0, FAR, True
        before = [(place, key) for place, key in alike[:_MOST_PLACES] if place.offset < view.start]
        return (
            len({key for _, key in alike[:_MOST_PLACES]}),
            len(alike),
            view.order - before[-1][0].order if before else FAR,
            not before or before[-1][1] == pair.value.key,
        )

    def _of_manner(self, pair: _Pair) -> tuple[float, ...]:
        """Return how words were given where the nearest mention stands, and in how much that is as the quotation was given."""
        if pair.best is None:
            return (-1,) * 7
        there = self.told.scenes.manner(pair.best.line)
        return (*there, sum(map(min, there, self.told.manner(pair.view.number))))

    def _of_scene(self, pair: _Pair) -> tuple[float, ...]:
        """Return how the nearest mention hangs together with a quotation, and what stands in between."""
        view, best, of_speaker = pair.view, pair.best, pair.nearest
        if best is None:
            return 0, 0, 0, 0, 0, 0, False, 0, 0, 0
        scenes, first, line = self.told.scenes, pair.value.places[0], (best.order, best.sentence)
        return (
            self._fields_apart(line, {view.line}),
            self._fields_apart(line, view.row),
            scenes.headings_between(best.order, view.order),
            scenes.shared(best.order, view.order),
            scenes.shared_with_title(best.order),
            scenes.followed(view.speaker, best.order, view.order),
            self._names(first.order, first.sentence, view.speaker),
            sum([there in view.row for there in pair.known.lines]),
            scenes.headings_between(of_speaker.order, view.order) if of_speaker is not None else FAR,
            scenes.shared(of_speaker.order, view.order) if of_speaker is not None else -1,
        )

    def _of_own_clause(self, pair: _Pair) -> tuple[float, ...]:
        """Return how a mention in the sentence that attributes a quotation stands to its verb of speech.

        0 where there is none, 1 before who speaks, 2 in who speaks, 3 up to the verb, 4 behind it.
        """
        clue, found = pair.view.clue, None
        if clue is not None:
            near = pair.value.nearest(pair.view.clue_offset)
            mine = [place for place in near if place.line == pair.view.clue_line]
            if mine:
                found = min(mine, key=lambda place: abs(place.occurrence.first - clue.cue))
        if clue is None or found is None:
            return 0, FAR, FAR, FAR, FAR
        first, last, phrase = found.occurrence.first, found.occurrence.last, clue.phrase
        stands = 1 if last < phrase.first else 2 if first <= phrase.last else 3 if first <= clue.cue else 4
        a, b = sorted((first, clue.cue))
        between = clue.tokens[a + 1 : b]
        vocabulary = self.article.grammar.vocabulary
        breaks = sum(word.lower in vocabulary.clause_openers or word.lower in vocabulary.relatives_of_any for word in between)
        commas = sum(word.text == "," for word in between)
        return stands, min(FAR, abs(first - clue.cue)), breaks, commas, sum(word.text in PLACEHOLDERS for word in between)

    def _of_best_around(self, pair: _Pair) -> tuple[float, ...]:
        """Return what stands around the nearest mention."""
        return pair.best.occurrence.facts if pair.best is not None else self._nothing_around

    def _of_speaker_around(self, pair: _Pair) -> tuple[float, ...]:
        """Return what stands around the nearest mention in a sentence about the speaker."""
        return pair.nearest.occurrence.facts if pair.nearest is not None else self._nothing_around

    def _fields_apart(self, there: Line, lines: set[Line]) -> int:
        """Return in how many other fields a sentence names values, and others name some, but none in common."""
        apart = 0
        for of_field in self._beside:
            named = of_field.get(there)
            if named:
                here = [of_field[line] for line in lines if line != there and of_field.get(line)]
                apart += bool(here) and all(named.isdisjoint(keys) for keys in here)
        return apart

    def _days_old(self, value: Value) -> int:
        """Return how many days a date lies before publication; -1 where either is not known to the day."""
        if self.field != "date" or self.day is None or len(value.key) < _DAY:
            return -1
        return min(_LONG_AGO, max(-1, (self.day - dt.date.fromisoformat(value.key)).days))

    def _day_apart(self, view: _View, place: Place | None) -> int:
        """Return 2 where a mention's sentence and the quotation's name different days, 1 where they share one, else 0."""
        if place is None:
            return 0
        there = self.days.get((place.order, place.sentence))
        if not there:
            return 0
        return 2 if _are_apart(view.days, there) else 1

    def _places_of(self, value: Value, speaker: str | None) -> tuple[list[Place], bool]:
        """Return the mentions of a value in sentences about, or quoting, a speaker, and whether the value is told something there."""
        if speaker is None:
            return _NO_PLACES, False
        key = value.key, speaker
        found = self._of_speaker.get(key)
        if found is None:
            places = [place for place in value.places[:_MOST_PLACES] if self._is_of_speaker(place, speaker)]
            is_told = any(self._is_of_speaker(place, speaker) for place in self._known[value.key].told)
            found = self._of_speaker[key] = places, is_told
        return found

    def givers(self, place: Place) -> set[str]:
        """Return who is the subject of a mention's sentence, or is quoted there."""
        return ({place.subject} if place.subject else set()) | self.told.speaker_lines.get(place.line, set())

    def _is_of_speaker(self, place: Place, speaker: str) -> bool:
        return self.told.is_one(place.subject, speaker) or speaker in self.told.speaker_lines.get(
            (place.order, place.sentence), _NO_KEYS
        )

    def _between(self, counted: _Outwards, place: Place, view: _View) -> int:
        """Return how many things are counted between a quotation and a mention."""
        if place.offset < view.start:
            return counted.back(self.values.first_from(place.offset + 1))
        return counted.ahead(self.values.first_from(place.offset))

    def _quotations_between(self, view: _View, place: Place) -> int:
        starts = self.told.starts
        a, b = (place.offset, view.start) if place.offset < view.start else (view.start, place.offset)
        first, last = max(0, view.number - _AROUND), min(len(starts), view.number + _AROUND)
        return max(0, bisect_left(starts, b, first, last) - bisect_right(starts, a, first, last))

    def _age(self, value: Value) -> int:
        """Return how many months a date lies before publication; -1 where that is not known."""
        if self.field != "date" or not _MONTH.match(self.published):
            return -1
        then = f"{value.key}-06"[:7] if len(value.key) == 4 else value.key[:7]
        return (int(self.published[:4]) - int(then[:4])) * 12 + int(self.published[5:7]) - int(then[5:7])


def _far(view: _View, place: Place) -> tuple[int, int]:
    """Return where a mention stands to a quotation (0 its sentence, 1 before and 2 behind it in the paragraph, 3, 4 others)."""
    order, sentence = view.order, view.sentence
    if place.order != order:
        return (3, order - place.order) if place.order < order else (4, place.order - order)
    if place.sentence == sentence:
        return 0, abs(place.occurrence.first - view.here)
    return (1, sentence - place.sentence) if place.sentence < sentence else (2, place.sentence - sentence)


def _firsts(lines: Mapping[Line, AbstractSet[str]]) -> dict[int, dict[str, int]]:
    """Return, by frame, each of the values that its sentences mention, with the first sentence that does."""
    found: dict[int, dict[str, int]] = {}
    for (order, sentence), keys in sorted(lines.items(), reverse=True):
        found.setdefault(order, {}).update(dict.fromkeys(keys, sentence))
    return found


def _day(published: str) -> dt.date | None:
    """Return the day of publication, or None where it is not known to the day."""
    try:
        return dt.date.fromisoformat(published) if len(published) == _DAY else None
    except ValueError:
        return None


def _are_apart(some: set[str] | None, others: set[str] | None) -> bool:
    """Return whether two sentences each name days, and none of them in common."""
    return bool(some and others) and not any(a.startswith(b) or b.startswith(a) for a in some or () for b in others or ())


_Reader = Callable[[LinkFacts, _Pair], tuple[float, ...]]
_Group = tuple[tuple[str, ...], _Reader]

_OF_QUOTATION = tuple("values is_ruled is_ruled_inherited in_sentence in_paragraph values_in_all mentions_in_all since_any".split())
_GROUPS: tuple[_Group, ...] = tuple(
    (tuple(told.split()), read)
    for told, read in (
        ("is_rules rules_silent ruled_inherited", LinkFacts._of_answer),
        ("where distance is_before lines_between", LinkFacts._of_best),
        ("mentions_in_paragraph before rank", LinkFacts._of_mentions),
        (
            "mentions first_order is_published is_publisher size age days_old share is_commonest in_title speakers_there",
            lambda facts, pair: pair.known.facts,
        ),
        ("last_used speaker_used used next_used used_near is_speaker", LinkFacts._of_use),
        ("subject_is_speaker subject_is_pronoun line_has_speaker", LinkFacts._of_subject),
        (
            "paragraphs_back between quoted_in_line quoted_between same_line second_where second_distance",
            LinkFacts._of_gap,
        ),
        ("speaker_line_distance speaker_lines speaker_line_is_before", LinkFacts._of_speaker_lines),
        ("used_by_speaker told told_distance told_by_speaker", LinkFacts._of_telling),
        ("others_in_line others_in_paragraph", LinkFacts._of_others),
        ("day_apart speaker_day_apart", LinkFacts._of_days),
        ("other_speaks subject_is_other speakers_between", LinkFacts._of_another),
        ("line_names_speaker paragraph_names_speaker beside_line beside_paragraph beside_ruled", LinkFacts._of_company),
        ("in_row row_distance speakers_since_speaker subjects_between line_number lines_left", LinkFacts._of_row_to),
        ("alike alike_mentions alike_back is_last_alike", LinkFacts._of_alike),
        ("writing interview listeners platform occasion wrote manners_shared", LinkFacts._of_manner),
        (
            "fields_apart row_fields_apart headings shared_words mention_title_shared followed first_names_speaker row_mentions"
            " headings_from_speaker shared_with_speaker",
            LinkFacts._of_scene,
        ),
        ("to_clause clause_gap clause_breaks clause_commas clause_quotations", LinkFacts._of_own_clause),
    )
)


@cache
def _worked_out(around: tuple[str, ...], asked: frozenset[str] | None) -> tuple[tuple[str, ...], tuple[_Reader, ...]]:
    """Return the names of the facts that are worked out where some are asked, all where that is None, and what works those of a value out.

    `around`: the facts that a language states of what stands around a mention.
    """
    groups = (
        *_GROUPS,
        (tuple(f"near_{name}" for name in around), LinkFacts._of_best_around),
        (tuple(f"speaker_{name}" for name in around), LinkFacts._of_speaker_around),
    )
    kept = [group for group in groups if asked is None or not asked.isdisjoint(group[0])]
    return (*spoken.NAMES, *_OF_QUOTATION, *(name for told, _ in kept for name in told)), tuple(read for _, read in kept)


def names(grammar: Grammar) -> tuple[str, ...]:
    """Return the names of all facts, in order."""
    return _worked_out(grammar.occurrence_facts, None)[0]
