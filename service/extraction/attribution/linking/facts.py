"""Facts about a quotation and a date, venue or outlet that may be its own, as numbers.

They name no words: they say where mentions stand, what stands around them, and what the rules found. They are in the order of
`names`; `_FAR` or -1 stands for what there is not.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from service.extraction.attribution.article import Article
from service.extraction.attribution.carrying import opens_scene, starts_anew, was_over
from service.extraction.attribution.linking.scenes import Scenes
from service.extraction.attribution.linking.values import FIELDS, Line, Lines, Place, Value, Values, key_of
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.page.frames import PLACEHOLDERS
from service.extraction.page.grammar import Grammar, Vocabulary
from service.extraction.page.proposals import Proposal
from service.records import Date

_FAR = 99  # a distance, or a rank, of what is not there
_NEAR_BEFORE, _NEAR_AFTER, _OPENING = 12, 2, 3  # paragraphs around a quotation, and at the start, whose values may be its own
_MOST = 24  # values of a quotation; bounds the work on a text full of dates
_NEIGHBOURS = 3  # quotations before whose values may be this one's
_BASES = {"named": 0, "description": 1, "pronoun": 2, "position": 3, "document": 4}
_TYPES = {"person": 0, "organization": 1, "unnamed": 2}
_TELLING, _TOLD_REACH = "telling_before", 4  # the fact of how far a verb of telling stands before, and how far that counts
_NO_KEYS: frozenset[str] = frozenset()
_NO_FIRSTS: Mapping[str, int] = {}
_NEVER = 1 << 31  # the sentence that first mentions what none does
_NOWHERE = 9  # where a mention stands that there is not
_USED_BEFORE = 4  # quotations before in which the rules' use of a value is counted
_MOST_PLACES = 40  # mentions of a value that are looked at; bounds the work on one that is everywhere
_ROW_GAP, _LONGEST_ROW = 3, 100  # paragraphs between two quotations of a row, and quotations of one
_DAY = len("2024-05-14")  # of an ISO date, down to its day
_LONG_AGO = 400  # days from which a date is as old as any other
_MOST_SUBJECTS = 40  # mentions between whose subjects are looked at
_ARTICLE = "article"
_LONGEST = 2000  # characters of a quotation that count
_AROUND = 20  # quotations on either side that may stand between a quotation and a mention
_MOST_BETWEEN = 400  # mentions between a quotation and another place that are counted; bounds the work on a long text

_OF_QUOTATION = (
    "order orders_left sentence words_before words_after has_clue clue_before clue_direct verb_class present_tense basis type"
    " index quotations values since_last is_last_speaker since_speaker is_ruled is_ruled_inherited had has date_ruled venue_ruled"
    " outlet_ruled first_person characters in_sentence in_paragraph telling fills_paragraph is_speech_document told_us starts_anew days_here"
    " speakers of_speaker values_in_all mentions_in_all row_length row_opens_back since_any"
    " own_writing own_interview own_listeners own_platform own_occasion own_wrote row_writing row_interview row_listeners row_platform"
    " row_occasion row_wrote title_shared speaker_in_title speaker_share"
).split()
_OF_VALUE = (
    "is_rules rules_silent ruled_inherited where distance is_before lines_between mentions_in_paragraph before mentions first_order rank"
    " is_published is_publisher size last_used speaker_used used next_used used_near is_speaker subject_is_speaker"
    " subject_is_pronoun line_has_speaker speaker_line_distance paragraphs_back between quoted_in_line quoted_between same_line"
    " second_where second_distance age used_by_speaker told told_distance told_by_speaker speaker_lines others_in_line"
    " others_in_paragraph speaker_line_is_before day_apart speaker_day_apart other_speaks subject_is_other speakers_between"
    " days_old share is_commonest line_names_speaker paragraph_names_speaker beside_line beside_paragraph beside_ruled in_title"
    " in_row row_distance speakers_since_speaker subjects_between line_number lines_left"
    " alike alike_mentions alike_back is_last_alike"
    " writing interview listeners platform occasion wrote manners_shared fields_apart row_fields_apart headings shared_words"
    " mention_title_shared followed first_names_speaker speakers_there row_mentions headings_from_speaker shared_with_speaker"
    " to_clause clause_gap clause_breaks clause_commas clause_quotations"
).split()


def names(grammar: Grammar) -> tuple[str, ...]:
    """Return the names of the facts, in order."""
    around = grammar.occurrence_facts
    return (*_OF_QUOTATION, *_OF_VALUE, *(f"near_{name}" for name in around), *(f"speaker_{name}" for name in around))


class _View(NamedTuple):
    """A quotation as its values are looked at from: what is the same for all of them.

    `here`: its word in its sentence; `ruled_last`: what the rules gave the last quotation of its speaker; `speaker_key`: the speaker
    as an outlet; `in_sentence`, `in_paragraph`: the values mentioned there; `days`: the dates in its sentence. Of each other field
    in turn, `beside` are the values in its sentence, `around` those in its paragraph, each with the sentence that mentions it first, and
    `ruled_beside` is the one that the rules gave it.
    """

    number: int
    quotation: DraftQuotation
    order: int
    speaker: str | None
    start: int
    here: int
    ruled_last: str | None
    speaker_key: str | None
    in_sentence: AbstractSet[str]
    in_paragraph: AbstractSet[str]
    days: set[str] | None
    beside: list[AbstractSet[str]]
    around: list[Mapping[str, int]]
    ruled_beside: list[str | None]


class _Known(NamedTuple):
    """What of a value is the same for all quotations.

    `mentions`: how often and where first it is mentioned, and what it is by itself; `whole`: how old a date is in days, and how
    much of what the article mentions it is; `age`: in months; `told`: the mentions close behind a verb of telling.
    """

    mentions: tuple[float, ...]
    whole: tuple[float, ...]
    age: int
    told: list[Place]
    is_in_title: bool


class LinkFacts:
    """The facts of all quotations of an article for one field."""

    def __init__(self, article: Article, quotations: Sequence[DraftQuotation], values: Values, lines: Lines) -> None:
        self.article = article
        self.days = lines["date"]
        self._read_mentions(values, lines[values.field])
        self._beside = [lines[name] for name in FIELDS if name != values.field]
        self._first_beside = [_firsts(of_field) for of_field in self._beside]
        self.quotations = quotations
        self.values = values
        self.field = values.field
        self.orders = [article.position[q.frame.paragraph] for q in quotations]
        self.ruled = [self._ruled(q) for q in quotations]
        self.speakers = [q.speaker.name if q.speaker else None for q in quotations]
        self._starts = [q.start for q in quotations]
        self._used = Counter(self.ruled)
        self._used_by = Counter(zip(self.ruled, self.speakers, strict=True))
        self._of_speaker: dict[tuple[str, str | None], list[Place]] = {}
        self._known: dict[str, _Known] = {}
        self._read_document()
        self._speaking = Counter(self.speakers)
        self._most = max((len(value.places) for value in values.by_key.values()), default=0)
        self._rows = self._read_rows()
        self._named: dict[tuple[int, int | None, str], bool] = {}
        self._scenes_of = Scenes(article, quotations, self.orders)
        self._lines = Counter((self.orders[k], q.sentence) for k, q in enumerate(quotations))
        self._speaker_lines = self._read_speaker_lines()
        self._scenes: dict[int, list[int]] = {}
        self._keys_since: dict[Line, set[str]] = {}
        self._dated = sorted(line for line, found in self.days.items() if found)
        self._around = len(article.grammar.occurrence_facts)
        self._telling = article.grammar.occurrence_facts.index(_TELLING) if self._around else 0

    def _read_mentions(self, values: Values, lines: Mapping[Line, AbstractSet[str]]) -> None:
        """Count the mentions of values by sentence and frame, and keep which are mentioned there. `lines`: those of this field."""
        self._mentions_in_line = Counter(place.line for place, _ in values.places)
        self._mentions_in = Counter(place.order for place, _ in values.places)
        self._own_lines, self._own_firsts = lines, _firsts(lines)

    def _read_document(self) -> None:
        document = self.article.document
        self._published = (document.published or "")[:10]
        self._day = _day(self._published)
        self._publisher = key_of(self.article, "outlet", document.outlet) if document.outlet else ""
        self._title = (document.title or "").casefold()

    def _read_speaker_lines(self) -> dict[Line, set[str]]:
        """Return who is quoted in a sentence, by its (frame, number)."""
        lines: dict[Line, set[str]] = {}
        for order, quotation in zip(self.orders, self.quotations, strict=True):
            if quotation.speaker:
                lines.setdefault((order, quotation.sentence), set()).add(quotation.speaker.name)
        return lines

    def _read_rows(self) -> list[int]:
        """Return, for each quotation, the first of those right before it in which only its speaker speaks, near each other."""
        rows: list[int] = []
        for k, speaker in enumerate(self.speakers):
            goes_on = k > 0 and speaker is not None and self.speakers[k - 1] == speaker
            is_near = goes_on and self.orders[k] - self.orders[k - 1] <= _ROW_GAP
            rows.append(max(rows[k - 1], k - _LONGEST_ROW) if is_near else k)
        return rows

    def _chosen(self, quotation: DraftQuotation, field: str) -> Proposal[Any] | None:
        found: Proposal[Any] | None = getattr(quotation.circumstances, field)
        if found is None or found.value is None:
            return None
        if field == "date" and found.value.basis == "published":
            return None
        return None if field == "outlet" and found.value.relation == "published" else found

    def _ruled(self, quotation: DraftQuotation) -> str | None:
        """Return the key of the value that the rules gave a quotation, or None; the value joins those of the article."""
        found = self._chosen(quotation, self.field)
        value: Any = found.value if found is not None else None
        if value is None:
            return None
        name = _name_of(value)
        evidence = value.evidence
        key = self.values.meant(key_of(self.article, self.field, name), evidence.start if evidence else quotation.start)
        self.values.by_key.setdefault(key, Value(key, name))
        return key

    def candidates(self, index: int) -> list[str]:
        """Return the keys of the values that may be a quotation's, in a fixed order."""
        order, offset = self.orders[index], self.quotations[index].start
        near: dict[str, int] = {}
        scene = self._scene(index)
        if scene is not None:
            return sorted(self._since(scene))
        orders = {*range(_OPENING), *range(order - _NEAR_BEFORE, order + _NEAR_AFTER + 1)}
        for key in {key for n in orders for key in self._own_firsts.get(n, ())}:
            value = self.values.by_key[key]
            for place in (*value.nearest(offset), *value.places[:1]):
                if place.order < _OPENING or order - _NEAR_BEFORE <= place.order <= order + _NEAR_AFTER:
                    near[key] = min(near.get(key, _FAR * 1000), abs(place.offset - offset))
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
        places = value.nearest(q.start)
        if not places or any(place.line == line for place in places):
            return False
        if self.field == "date":
            before = range(max(0, index - _NEIGHBOURS), index)
            was_over_then = was_over(self.article, q)
            return was_over_then and any(
                self.ruled[k] == value.key and not was_over(self.article, self.quotations[k]) for k in before
            )
        if self.field == "outlet" and _tells_us(q, self.article.grammar.vocabulary):
            return True
        days = self._day_of(index)
        return all(_are_apart(days, self.days.get(place.line)) for place in places)

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
        """Return the facts of a quotation with each of its values: a row for each."""
        quotation, view = list(self._of_quotation(index, len(keys))), self._view(index)
        return [[*quotation, *self._of_value(view, self.values.by_key[key])] for key in keys]

    def _view(self, index: int) -> _View:
        """Return what is the same for all values of a quotation."""
        q, order, speaker = self.quotations[index], self.orders[index], self.speakers[index]
        last = self._last_of_speaker(index)
        return _View(
            index, q, order, speaker, q.start, q.frame.token_at(q.place) or 0, self.ruled[last] if last is not None else None,
            key_of(self.article, "outlet", speaker) if speaker is not None and self.field == "outlet" else None,
            self._own_lines.get((order, q.sentence), _NO_KEYS), self._own_firsts.get(order, _NO_FIRSTS).keys(),
            self.days.get((order, q.sentence)),
            self._values_beside((order, q.sentence)),
            [firsts.get(order, _NO_FIRSTS) for firsts in self._first_beside],
            list(self._ruled_beside(q)),
        )  # fmt: skip

    def _values_beside(self, line: Line) -> list[AbstractSet[str]]:
        """Return the values of each other field that a sentence mentions."""
        return [lines.get(line, _NO_KEYS) for lines in self._beside]

    # -- the quotation ---------------------------------------------------------------------------------------------

    def _of_quotation(self, index: int, values: int) -> Iterator[float]:
        yield from self._of_place(index)
        yield from self._of_clause(index)
        yield from self._of_row(index, values)
        yield from self._of_rules(index)
        yield from self._of_words(index)
        yield from self._of_all(index)

    def _of_place(self, index: int) -> Iterator[float]:
        """Yield where a quotation stands in the article, its paragraph and its sentence."""
        q, order = self.quotations[index], self.orders[index]
        here = q.frame.token_at(q.place) or 0
        yield from (order, len(self.article.order) - order, q.sentence, here)
        yield len(q.frame.sentences[q.sentence].tokens) - here

    def _of_clause(self, index: int) -> Iterator[float]:
        """Yield how the clause that attributes a quotation stands and who speaks in it."""
        q, vocabulary = self.quotations[index], self.article.grammar.vocabulary
        clue = q.clue
        if clue is None:
            yield from (False, False, False, -1, False)
        else:
            yield from (True, clue.is_before, clue.is_direct)
            yield 0 if clue.verb in vocabulary.saying else 1 if clue.verb in vocabulary.addressing else 2
            yield clue.verb.endswith("s")
        yield _BASES.get(q.speaker.basis, -1) if q.speaker else -1
        yield _TYPES[q.speaker.type] if q.speaker else -1

    def _of_row(self, index: int, values: int) -> Iterator[float]:
        """Yield where a quotation stands among the others, and how far the last of its speaker is."""
        order = self.orders[index]
        yield from (index, len(self.quotations), values)
        yield order - self.orders[index - 1] if index else -1
        yield index > 0 and self.speakers[index] is not None and self.speakers[index - 1] == self.speakers[index]
        last = self._last_of_speaker(index)
        yield order - self.orders[last] if last is not None else -1

    def _of_rules(self, index: int) -> Iterator[float]:
        """Yield what the rules found, and in which tense the words are told."""
        q, vocabulary = self.quotations[index], self.article.grammar.vocabulary
        found, auxiliary = self._chosen(q, self.field), self._auxiliary(q)
        yield found is not None
        yield found is not None and found.is_inherited
        yield auxiliary in vocabulary.pluperfect
        yield auxiliary in vocabulary.perfect
        for name in FIELDS:
            yield self._chosen(q, name) is not None

    @staticmethod
    def _auxiliary(q: DraftQuotation) -> str:
        """Return the word right before the verb of a clause in a quotation's own sentence, or nothing."""
        clue = q.clue
        if clue is None or clue.frame is not q.frame or clue.sentence != q.sentence or not clue.cue:
            return ""
        return clue.tokens[clue.cue - 1].lower

    def _of_words(self, index: int) -> Iterator[float]:
        """Yield what is quoted, and which values stand beside it."""
        q, order, vocabulary = self.quotations[index], self.orders[index], self.article.grammar.vocabulary
        text = self.article.text[q.stretches[0].start : q.stretches[-1].end]
        yield any(word in vocabulary.first_person_words for word in text.lower().split())
        yield min(len(text), _LONGEST)
        yield self._mentions_in_line[order, q.sentence]
        yield self._mentions_in[order]
        yield q.clue is not None and q.clue.verb in vocabulary.addressing
        yield q.fills_paragraph
        yield self.article.document.kind != _ARTICLE
        yield _tells_us(q, vocabulary)
        yield q.clue is not None and starts_anew(self.article, q.clue)
        yield len(self.days.get((order, q.sentence), ()))

    def _of_all(self, index: int) -> Iterator[float]:
        """Yield how many speak and are mentioned in the article, and how far the speaker's row of quotations goes back."""
        order, speaker, first = self.orders[index], self.speakers[index], self._rows[index]
        yield len(self._speaking.keys() - {None})
        yield self._speaking[speaker] if speaker is not None else 0
        yield len(self.values.by_key)
        yield len(self.values.places)
        yield index - first
        yield order - self.orders[first]
        before = self.values.between(-1, self.quotations[index].start)[-1:]
        yield order - before[0][0].order if before else -1
        own = self._manner_of(index)
        yield from own
        yield from self._manner_of(first) if first != index else own
        yield self._scenes_of.shared_with_title(order)
        yield self._scenes_of.is_in_title(speaker)
        yield self._speaking[speaker] / len(self.quotations)

    def _manner_of(self, index: int) -> tuple[bool, ...]:
        """Return how the sentence of a quotation, and that of its clause, say that words were given."""
        q, order = self.quotations[index], self.orders[index]
        own = self._scenes_of.manner((order, q.sentence))
        if q.clue is None or q.clue.frame is not q.frame or q.clue.sentence == q.sentence:
            return own
        return tuple(map(max, own, self._scenes_of.manner((order, q.clue.sentence))))

    def _last_of_speaker(self, index: int) -> int | None:
        """Return the last quotation before one of the same speaker, or None."""
        name = self.speakers[index]
        if name is None:
            return None
        return next((k for k in range(index - 1, max(-1, index - _FAR), -1) if self.speakers[k] == name), None)

    # -- the value -------------------------------------------------------------------------------------------------

    def _known_of(self, value: Value) -> _Known:
        """Return what of a value is the same for all quotations."""
        known = self._known.get(value.key)
        if known is None:
            known = self._known[value.key] = _Known(
                self._of_mentions(value),
                self._of_whole(value),
                self._age(value),
                [place for place in value.places[:_MOST_PLACES] if place.occurrence.facts[self._telling] <= _TOLD_REACH],
                self.field != "date" and value.name.casefold() in self._title,
            )
        return known

    def _of_value(self, view: _View, value: Value) -> list[float]:
        known = self._known_of(value)
        near = sorted(value.nearest(view.start), key=lambda place: self._far(view, place))
        best, second = near[0] if near else None, near[1] if len(near) > 1 else None
        of_speaker = self._places_of(value, view.speaker)
        nearest = min(of_speaker, key=lambda place: abs(place.offset - view.start), default=None)
        return [
            *self._of_answer(view, value.key),
            *self._of_best(view, best),
            value.count_in(view.order),
            value.count_before(view.start),
            *known.mentions[:2],
            self._rank(view, value),
            *known.mentions[2:],
            *self._of_use(view, value.key),
            *self._of_subject(view, best),
            min((abs(view.order - place.order) for place in of_speaker), default=_FAR),
            *self._of_gap(view, best),
            *(self._far(view, second) if second else (_NOWHERE, _FAR)),
            known.age,
            *self._of_telling(view, value, known.told),
            len(of_speaker),
            *self._of_others(view, value.key),
            nearest is not None and nearest.offset < view.start,
            self._day_apart(view, best),
            self._day_apart(view, nearest),
            *self._of_another(view, best),
            *known.whole,
            *self._of_company(view, best),
            known.is_in_title,
            *self._of_row_to(view, best, nearest),
            *self._of_alike(view, value, best),
            *self._of_scene(view, value, best, nearest),
            *self._of_own_clause(view, value),
            *(best.occurrence.facts if best else (-1,) * self._around),
            *(nearest.occurrence.facts if nearest else (-1,) * self._around),
        ]

    def _of_answer(self, view: _View, key: str) -> tuple[float, ...]:
        """Return whether a value is what the rules found."""
        ruled, found = self.ruled[view.number], self._chosen(view.quotation, self.field)
        return ruled == key, ruled is None, ruled == key and found is not None and found.is_inherited

    def _of_best(self, view: _View, best: Place | None) -> tuple[float, ...]:
        """Return where the nearest mention stands."""
        if best is None:
            return _NOWHERE, _FAR, False, _FAR
        return (*self._far(view, best), best.offset < view.start, abs(self._lines_apart(view, best)))

    def _of_mentions(self, value: Value) -> tuple[float, ...]:
        """Return how often and where first a value is mentioned, and what it is by itself."""
        places = value.places
        return (
            len(places),
            places[0].order if places else _FAR,
            self.field == "date" and value.key == self._published,
            self.field == "outlet" and value.key == self._publisher,
            len(value.name.split()),
        )

    def _of_use(self, view: _View, key: str) -> tuple[float, ...]:
        """Return for which quotations around the rules found a value."""
        index, ruled = view.number, self.ruled
        return (
            index > 0 and ruled[index - 1] == key,
            view.ruled_last == key,
            self._used.get(key, 0),
            index + 1 < len(ruled) and ruled[index + 1] == key,
            ruled[max(0, index - _USED_BEFORE) : index].count(key),
            view.speaker_key == key,
        )

    def _of_subject(self, view: _View, best: Place | None) -> tuple[float, ...]:
        """Return whether the sentence of the nearest mention is about the speaker."""
        if best is None:
            return False, False, False
        is_subject = view.speaker is not None and same_name(best.subject, view.speaker)
        return is_subject, best.is_pronoun, view.speaker in self._speaker_lines.get(best.line, ())

    def _of_gap(self, view: _View, best: Place | None) -> tuple[float, ...]:
        """Return what stands between a quotation and the nearest mention."""
        if best is None:
            return _FAR, _FAR, -1, _FAR, False
        return (
            view.order - best.order,
            self._values_between(view, best),
            self._lines.get(best.line, 0),
            self._quotations_between(view, best),
            best.line == (view.order, view.quotation.sentence),
        )

    def _of_telling(self, view: _View, value: Value, told: Sequence[Place]) -> tuple[float, ...]:
        """Return for how many quotations of the speaker the rules found a value, and where somebody tells it something."""
        return (
            self._used_by.get((value.key, view.speaker), 0) if view.speaker else 0,
            len(told),
            min((abs(view.order - place.order) for place in told), default=_FAR),
            any(self._is_of_speaker(place, view.speaker) for place in told),
        )

    def _of_others(self, view: _View, key: str) -> tuple[float, ...]:
        """Return how many other values stand in the sentence and in the paragraph."""
        return tuple(len(keys) - (key in keys) for keys in (view.in_sentence, view.in_paragraph))

    def _of_another(self, view: _View, best: Place | None) -> tuple[float, ...]:
        """Return whether the nearest mention stands where somebody else speaks, or is spoken of, and how many speak in between."""
        if best is None:
            return False, False, _FAR
        speaker, speakers = view.speaker, self._speaker_lines.get(best.line, ())
        return (
            bool(speakers) and speaker not in speakers,
            best.subject is not None and speaker is not None and not same_name(best.subject, speaker),
            len(self._speakers_between(view, best)),
        )

    def _speakers_between(self, view: _View, place: Place) -> set[str | None]:
        """Return who else speaks between a quotation and a mention."""
        a, b = sorted((place.offset, view.start))
        first, last = bisect_left(self._starts, a + 1), bisect_left(self._starts, b)
        return set(self.speakers[max(view.number - _FAR, first) : min(last, view.number + _FAR)]) - {view.speaker, None}

    def _of_whole(self, value: Value) -> tuple[float, ...]:
        """Return how old a date is in days, and how much of what the article mentions a value is."""
        mentions = len(value.places)
        return self._days_old(value), mentions / max(1, len(self.values.places)), mentions >= self._most

    def _of_company(self, view: _View, best: Place | None) -> tuple[float, ...]:
        """Return whether the nearest mention stands with the speaker's name, and with what else the quotation stands with."""
        if best is None:
            return False, False, 0, 0, 0
        beside, so_far = self._values_beside(best.line), view.quotation.sentence + 1
        return (
            self._names(best.order, best.sentence, view.speaker),
            self._names(best.order, None, view.speaker),
            sum(len(a & b) for a, b in zip(beside, view.beside, strict=True)),
            sum(b.get(key, _NEVER) <= so_far for a, b in zip(beside, view.around, strict=True) for key in a),
            sum(key in a for a, key in zip(beside, view.ruled_beside, strict=True)),
        )

    def _ruled_beside(self, quotation: DraftQuotation) -> Iterator[str | None]:
        """Yield the keys of what the rules gave a quotation in the other fields."""
        for name in FIELDS:
            if name != self.field:
                found = self._chosen(quotation, name)
                yield key_of(self.article, name, _name_of(found.value)) if found is not None else None

    def _names(self, order: int, sentence: int | None, speaker: str | None) -> bool:
        """Return whether a sentence, or a whole frame, holds the last word of the speaker's name."""
        if speaker is None:
            return False
        key = order, sentence, speaker
        if key not in self._named:
            frame = self.article.order[order]
            start, end = (0, None) if sentence is None else (frame.sentences[sentence].start, frame.sentences[sentence].end)
            self._named[key] = frame.text.find(speaker.split()[-1], start, end) >= 0
        return self._named[key]

    def _of_row_to(self, view: _View, best: Place | None, of_speaker: Place | None) -> tuple[float, ...]:
        """Return how the speaker's row of quotations stands to the nearest mention, and who else is spoken of in between."""
        since = len(self._speakers_between(view, of_speaker)) if of_speaker is not None else _FAR
        if best is None:
            return False, _FAR, since, _FAR, -1, -1
        row = range(self._rows[view.number], view.number + 1)
        in_row = any(best.line == (self.orders[k], self.quotations[k].sentence) for k in row)
        a, b = sorted((best.offset, view.start))
        subjects = {place.subject for place, _ in self.values.between(a, b)[-_MOST_SUBJECTS:]} - {None}
        others = sum(view.speaker is None or not same_name(subject, view.speaker) for subject in subjects)
        left = len(self.article.order[best.order].sentences) - best.sentence
        return in_row, self.orders[row[0]] - best.order, since, others, best.sentence, left

    def _of_alike(self, view: _View, value: Value, best: Place | None) -> tuple[float, ...]:
        """Return how many values are occasions of the same noun, how often and how near it is mentioned, and whether it was last."""
        alike = self.values.heads.get(best.occurrence.head, ()) if best is not None and best.occurrence.head else ()
        before = [(place, key) for place, key in alike[:_MOST_PLACES] if place.offset < view.start]
        return (
            len({key for _, key in alike[:_MOST_PLACES]}),
            len(alike),
            view.order - before[-1][0].order if before else _FAR,
            not before or before[-1][1] == value.key,
        )

    def _of_scene(self, view: _View, value: Value, best: Place | None, of_speaker: Place | None) -> tuple[float, ...]:
        """Return how the nearest mention hangs together with a quotation: how words were given there, and what stands in between."""
        if best is None:
            return (*(-1,) * 7, 0, 0, 0, 0, 0, 0, False, 0, 0, 0, 0)
        scenes, row = self._scenes_of, range(self._rows[view.number], view.number + 1)
        there, first = scenes.manner(best.line), value.places[0]
        lines = {(self.orders[k], self.quotations[k].sentence) for k in row}
        here = (view.order, view.quotation.sentence)
        quoted: set[str] = set()
        for place in value.places[:_MOST_PLACES]:
            quoted |= self._speaker_lines.get(place.line, set())
        return (
            *there,
            sum(map(min, there, self._manner_of(view.number))),
            self._fields_apart(best.line, {here}),
            self._fields_apart(best.line, lines),
            scenes.headings_between(best.order, view.order),
            scenes.shared(best.order, view.order),
            scenes.shared_with_title(best.order),
            scenes.followed(view.speaker, best.order, view.order),
            self._names(first.order, first.sentence, view.speaker),
            len(quoted),
            sum(place.line in lines for place in value.places[:_MOST_PLACES]),
            scenes.headings_between(of_speaker.order, view.order) if of_speaker is not None else _FAR,
            scenes.shared(of_speaker.order, view.order) if of_speaker is not None else -1,
        )

    def _of_own_clause(self, view: _View, value: Value) -> tuple[float, ...]:
        """Return how a mention in the sentence that attributes a quotation stands to its verb of speech.

        0 where there is none, 1 before who speaks, 2 in who speaks, 3 up to the verb, 4 behind it.
        """
        clue = view.quotation.clue
        if clue is None:
            return 0, _FAR, _FAR, _FAR, _FAR
        order = self.article.position[clue.frame.paragraph]
        near = (place for place in value.nearest(clue.frame.offset(clue.place)) if place.line == (order, clue.sentence))
        found = min(near, key=lambda place: abs(place.occurrence.first - clue.cue), default=None)
        if found is None:
            return 0, _FAR, _FAR, _FAR, _FAR
        first, last, phrase = found.occurrence.first, found.occurrence.last, clue.phrase
        stands = 1 if last < phrase.first else 2 if first <= phrase.last else 3 if first <= clue.cue else 4
        a, b = sorted((first, clue.cue))
        between = clue.tokens[a + 1 : b]
        vocabulary = self.article.grammar.vocabulary
        breaks = sum(word.lower in vocabulary.clause_openers or word.lower in vocabulary.relatives_of_any for word in between)
        commas = sum(word.text == "," for word in between)
        return stands, min(_FAR, abs(first - clue.cue)), breaks, commas, sum(word.text in PLACEHOLDERS for word in between)

    def _fields_apart(self, there: Line, lines: set[Line]) -> int:
        """Return in how many other fields a sentence names values, and others name some, but none in common."""
        apart = 0
        for of_field in self._beside:
            here: set[str] = set().union(*(of_field.get(line, ()) for line in lines if line != there))
            apart += bool(here) and bool(of_field.get(there)) and here.isdisjoint(of_field[there])
        return apart

    def _days_old(self, value: Value) -> int:
        """Return how many days a date lies before publication; -1 where either is not known to the day."""
        if self.field != "date" or self._day is None or len(value.key) < _DAY:
            return -1
        return min(_LONG_AGO, max(-1, (self._day - dt.date.fromisoformat(value.key)).days))

    def _day_apart(self, view: _View, place: Place | None) -> int:
        """Return 2 where a mention's sentence and the quotation's name different days, 1 where they share one, else 0."""
        there = self.days.get(place.line) if place is not None else None
        if not view.days or not there:
            return 0
        return 2 if _are_apart(view.days, there) else 1

    def _places_of(self, value: Value, speaker: str | None) -> list[Place]:
        """Return the mentions of a value in sentences about, or quoting, a speaker."""
        found = self._of_speaker.get((value.key, speaker))
        if found is None:
            found = [place for place in value.places[:_MOST_PLACES] if self._is_of_speaker(place, speaker)]
            self._of_speaker[value.key, speaker] = found
        return found

    def givers(self, place: Place) -> set[str]:
        """Return who is the subject of a mention's sentence, or is quoted there."""
        return ({place.subject} if place.subject else set()) | self._speaker_lines.get(place.line, set())

    def _is_of_speaker(self, place: Place, speaker: str | None) -> bool:
        return speaker is not None and (same_name(place.subject, speaker) or speaker in self._speaker_lines.get(place.line, ()))

    def _far(self, view: _View, place: Place) -> tuple[int, int]:
        """Return where a mention stands to a quotation (0 its sentence, 1 before and 2 behind it in the paragraph, 3, 4 others)."""
        order, sentence = view.order, view.quotation.sentence
        if place.order != order:
            return (3, order - place.order) if place.order < order else (4, place.order - order)
        if place.sentence == sentence:
            return 0, abs(place.occurrence.first - view.here)
        return (1, sentence - place.sentence) if place.sentence < sentence else (2, place.sentence - sentence)

    @staticmethod
    def _lines_apart(view: _View, place: Place) -> int:
        return view.quotation.sentence - place.sentence if place.order == view.order else 10 * (view.order - place.order)

    def _rank(self, view: _View, value: Value) -> int:
        """Return the rank of a value among those mentioned before a quotation, the latest first."""
        at = value.count_before(view.start)
        return _FAR if at == 0 else self._values_in(value.places[at - 1].offset, view.start)

    def _values_between(self, view: _View, place: Place) -> int:
        return self._values_in(*sorted((place.offset, view.start)))

    def _values_in(self, start: int, end: int) -> int:
        """Return how many values are mentioned between two offsets of the document."""
        return len({key for _, key in self.values.between(start, end)[-_MOST_BETWEEN:]})

    def _quotations_between(self, view: _View, place: Place) -> int:
        a, b = sorted((place.offset, view.start))
        first, last = max(0, view.number - _AROUND), min(len(self._starts), view.number + _AROUND)
        return max(0, bisect_left(self._starts, b, first, last) - bisect_right(self._starts, a, first, last))

    def _age(self, value: Value) -> int:
        """Return how many months a date lies before publication; -1 where that is not known."""
        if self.field != "date" or len(self._published) < 7:
            return -1
        then = f"{value.key}-06"[:7] if len(value.key) == 4 else value.key[:7]
        return (int(self._published[:4]) - int(then[:4])) * 12 + int(self._published[5:7]) - int(then[5:7])


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


def _name_of(value: Any) -> str:
    """Return a date as it is written in ISO 8601, or the name of a venue or outlet."""
    return str(value.value if isinstance(value, Date) else value.name)


def _are_apart(some: set[str] | None, others: set[str] | None) -> bool:
    """Return whether two sentences each name days, and none of them in common."""
    return bool(some and others) and not any(a.startswith(b) or b.startswith(a) for a in some or () for b in others or ())


def _tells_us(q: DraftQuotation, vocabulary: Vocabulary) -> bool:
    """Return whether the words are told to the writer ("he told me")."""
    if q.clue is None or q.clue.cue + 1 >= len(q.clue.tokens):
        return False
    told = q.clue.tokens[q.clue.cue + 1].lower
    return told in vocabulary.first_person_words or told in vocabulary.first_person_plural_words


def same_name(subject: str | None, speaker: str) -> bool:
    """Return whether a subject's name is a speaker's, whole or its last word."""
    return subject is not None and (subject == speaker or subject.split()[-1:] == speaker.split()[-1:])
