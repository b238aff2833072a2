"""What an alignment says: which words were changed, which were left out, and what had to be folded to agree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import overload

from service.records import Change, Omission, Span
from service.wording import brackets, lexicon, runs, tables
from service.wording.align import DELETE, GAP, MATCH, REPLACE, Alignment, Step
from service.wording.cuts import silent_cut, what_is_lost
from service.wording.kinds import Judgement, judge, letters_confused, words_of
from service.wording.likeness import NOTHING, Likeness, likeness, sentences
from service.wording.long_s import is_long_s
from service.wording.noise import has_direction
from service.wording.pairs import Pair, Run, before, run_of_steps, same_letters
from service.wording.roles import is_apposed, placed
from service.wording.sentences import moved_boundary, question_stated
from service.wording.tokens import BRACKETED, Token, fold, is_content, keys

_LITTLE, _LEAST = 0.6, 0.3  # of an edit: a function word put in or left out, and one that tells nothing at all
# of an edit, by kind: words that are the passage's own but for their form, their spelling or their place tell little against it
_WEIGHTS = {"inflection": 0.4, "spelling": 0.15, "filler": 0.1, "number": 0.6}
_LEFT_OUT = 0.6  # of an edit: a word left out, as reporters do; the claim's own words are all there
_JOINED = 0.3  # of an edit: the same letters, joined or parted otherwise
_VOCATIVE = 0.1  # of an edit: a name or a title by which somebody is only spoken to
_MOVED = 0.3  # of an edit: a word that stands elsewhere
_SHOWN = 0.3  # of an edit: a word in brackets, which says of itself that it is not the speaker's
_CUT = 0.5  # of an edit: words left out between two stretches that are the source's own, without a mark
_UNMARKED = "words of the source are left out with nothing to show it"
_MOST_MOVED = 3  # changes that may be phrases in other places: more are words in any order
_LONGEST_ITEM = 2  # words
_LONGEST_TIME = 3  # words of "the next day"
_QUOTED = re.compile("(?<=“)[^“”…]*[^“”…\\s]")  # in a reason
_PAIR = 2  # changes that may be two words in each other's place
_TURNING = tables.MODALS | tables.COMPARISONS | tables.INTENSIFIERS | tables.QUANTIFIERS | tables.NEGATIONS
_SENTENCE = 0.2  # of an edit: a boundary that moved
_SIC = re.compile(r"[\[(]\s*sic\.?\s*[\])]", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:\s{0,9}[—–~]\s{0,9}|\s{1,9}--?\s{1,9}|\n\s{0,9}|(?<=[.!?”\"])\s{1,9}(?=[A-Z]\S+\s[A-Z]))([A-Z][\w.'’-]{0,40}(?:\s[A-Z][\w.'’-]{0,40}){0,3}(?:,[^.!?]{1,60})?)\s{0,9}$"
)
_MARKS = re.compile(r"[^\w\s]")
_STATED = ("faithful", "verbatim")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claim differs from a stretch of a source. `edit_rate`: edits that nothing shows, a word of the claim."""

    status: str
    similarity: float
    edit_rate: float
    start: int
    end: int
    folds: tuple[str, ...] = ()
    omitted: tuple[Omission, ...] = ()
    changes: tuple[Change, ...] = ()
    cost: float = 0.0
    shared: int = 0  # content words that agree
    likeness: Likeness = NOTHING  # of the claim and the whole sentences that it is compared with

    @property
    def is_said(self) -> bool:
        """Whether the words were said: nothing differs but what marks show and house style permits."""
        return self.status in _STATED


@dataclass(slots=True)
class _Reading:
    folds: set[str] = field(default_factory=set)
    omitted: list[Omission] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)  # of the changes, in edits
    shared: int = 0

    def add(self, change: Change, weight: float) -> None:
        self.changes.append(change)
        self.weights.append(weight)


def compare(quote: str, source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> Comparison:
    """Return the comparison of a claim with the stretch of a passage that it is aligned with.

    `claim` and `passage` are the tokens of `quote` and `source`; offsets in the answer point into these texts.
    """
    pair = Pair(quote, source, claim, passage)
    reading = _Reading()
    if alignment.cost > 0.0:
        alignment = _unsigned(pair, runs.restarted(pair, _with_parted(pair, alignment)), reading)
    _read_steps(pair, alignment, reading)
    start = passage[alignment.start].start if alignment.start < len(passage) else len(source)
    end = passage[alignment.end - 1].end if alignment.end > alignment.start else start
    words = max(1, sum(1 for t in claim if t.kind != BRACKETED and t.key != "…"))
    if reading.changes:
        _read_swaps(pair, reading)
        _read_displaced(pair, alignment, reading)
    _read_sentences(pair, alignment, reading)
    if _is_marked(quote, source[start:end]):
        reading.folds.add("bracket")
    cut = silent_cut(pair, alignment) if not reading.changes else None
    if cut is not None:
        reading.omitted.append(cut)
    if _marks_differ(quote, source[start:end]):
        reading.folds.add("typography")
    return Comparison(
        _status(reading, cut is not None),
        max(0.0, 1.0 - min(1.0, alignment.cost / words)),
        sum(reading.weights) / words,
        start,
        end,
        tuple(sorted(reading.folds)),
        tuple(replace(one, reason=_as_written(one.reason, one.text, source)) for one in reading.omitted),
        tuple(replace(one, reason=_as_written(one.reason, one.source.text, one.quote.text, source)) for one in reading.changes),
        alignment.cost,
        reading.shared,
        likeness(claim, passage, alignment),
    )


@overload
def _as_written(reason: str, *texts: str) -> str: ...
@overload
def _as_written(reason: str | None, *texts: str) -> str | None: ...
def _as_written(reason: str | None, *texts: str) -> str | None:
    """Return a reason with the words it quotes in the letters of the first of the texts that has them: tokens are in small ones."""
    if reason is None:
        return None
    return _QUOTED.sub(lambda m: next((found for text in texts if (found := _found(m[0], text))), m[0]), reason)


def _found(words: str, text: str) -> str:
    """Return words as a text has them; empty where it does not have them as whole words."""
    small = text.lower()
    at = small.find(words.lower())
    stop = at + len(words)
    if at < 0 or len(small) != len(text) or text[at - 1 : at].isalnum() or text[stop : stop + 1].isalnum():
        return ""
    return text[at:stop]


def _with_parted(pair: Pair, alignment: Alignment) -> Alignment:
    """Return an alignment with the first half of a word that the source parts and the claim begins with: "policy-makers", "policymakers"."""
    op, here, there = alignment.steps[0] if alignment.steps else ("", 0, 0)
    if op != REPLACE or not there or pair.claim[here].key != pair.passage[there - 1].key + pair.passage[there].key:
        return alignment
    return replace(alignment, start=there - 1, steps=(Step(DELETE, here, there - 1), *alignment.steps))


def _unsigned(pair: Pair, alignment: Alignment, reading: _Reading) -> Alignment:
    """Return the alignment without the name that signs a pasted quote, "… — Ines Calloway", where the source does not have it there."""
    signed = _SIGNED.search(pair.quote)
    if not signed or signed.start() == 0:
        return alignment
    first = next((i for i, t in enumerate(pair.claim) if t.start >= signed.start(1)), len(pair.claim))
    rest = [s for s in alignment.steps if s.claim < first]
    if not rest or any(s.op == MATCH and s.claim >= first for s in alignment.steps):
        return alignment
    while rest and rest[-1].op == DELETE:
        rest.pop()
    end = max((s.source + 1 for s in rest), default=0)
    if not end:
        return alignment
    reading.folds.add("attribution_break")
    return replace(alignment, steps=tuple(rest), end=end)


def _read_steps(pair: Pair, alignment: Alignment, reading: _Reading) -> None:
    run: list[Step] = []
    gap: list[Step] = []
    passage = pair.passage
    reached = passage[alignment.start].start if alignment.start < len(passage) else len(pair.source)
    for step in (*alignment.steps, None):
        if gap and (step is None or step.op != GAP):
            _read_gap(pair, gap, reading)
            gap = []
        if run and (step is None or step.op in (MATCH, GAP)):
            for part in runs.parts(pair, run_of_steps(pair, run, reached)):
                _read_run(pair, part, alignment, reading)
            run = []
        if step is None:
            break
        if not run and step.source >= 0:
            reached = passage[step.source].start if step.op not in (MATCH, GAP) else passage[step.source].end
        if step.op == GAP:
            gap.append(step)
        elif step.op == MATCH:
            _read_match(pair, pair.claim[step.claim], passage[step.source], step, reading)
        else:
            run.append(step)


def _read_swaps(pair: Pair, reading: _Reading) -> None:
    """Words that stand in each other's place, "Stone sued Bell" for "Bell sued Stone", as what they are: another order.

    Between words that "and" joins the order tells nothing.
    """
    said, was = [fold(c.quote.text) for c in reading.changes], [fold(c.source.text) for c in reading.changes]
    if len(said) > _PAIR and "" not in said and sorted(said) == sorted(was):
        _read_round(pair, reading)
        return
    for i, j in combinations(range(len(said)), 2):
        if said[i] == was[j] or said[j] == was[i] or _are_exchanged(reading.changes[i], reading.changes[j]):
            _read_swap(pair, reading, i, j)


def _read_round(pair: Pair, reading: _Reading) -> None:
    """Words of which each stands in the place of another: another order of one list, or other things done by others."""
    is_list = all(_are_listed(pair, a, b) for a, b in pairwise(reading.changes))
    for n, change in enumerate(reading.changes):
        reason = f"“{change.source.text}” and “{change.quote.text}” stand in other places"
        reading.changes[n] = replace(change, kind="order", serious=not is_list, reason=reason)
        reading.weights[n] = min(reading.weights[n], _MOVED)
    reading.shared += len(reading.changes)


def _read_swap(pair: Pair, reading: _Reading, i: int, j: int) -> None:
    """Two changes of which one has what the other lacks, as words in each other's place or one that was moved."""
    first, second = reading.changes[i], reading.changes[j]
    is_moved = _is_moved(first, second)
    is_swapped = _same_words(first.quote.text, second.source.text) and _same_words(second.quote.text, first.source.text)
    is_exchanged = not is_swapped and _are_exchanged(first, second)
    if not (is_swapped or is_exchanged or is_moved):
        return
    turns = is_swapped or (_turns(first, second) and not (is_moved and _is_moved_freely_past(pair, first, second)))
    is_serious = is_exchanged or (turns and not _are_listed(pair, first, second))
    reason = f"“{first.source.text}” and “{second.source.text}” stand in each other’s place"
    if is_moved:
        reason = f"“{first.quote.text or first.source.text}” stands in another place"
    for k in (i, j):
        reading.changes[k] = replace(reading.changes[k], kind="order", serious=is_serious, reason=reason)
        reading.weights[k] = min(reading.weights[k], _MOVED)
    reading.shared += 1 + (is_swapped or is_exchanged)


def _are_exchanged(first: Change, second: Change) -> bool:
    """Return whether two changes put each the other's words but for the verb that agrees with them: "the crew was" for "the pilots were"."""
    said, was = _told_apart(first)
    other_said, other_was = _told_apart(second)
    return bool(said and was) and said == other_was and was == other_said


def _told_apart(change: Change) -> tuple[list[str], list[str]]:
    """Return the words of either side of a change without auxiliaries, articles and those that both have in some form."""
    sides = [
        [key for key in keys(text) if is_content(key) and key not in lexicon.AUXILIARIES]
        for text in (change.quote.text, change.source.text)
    ]
    stems = [{tables.base(key) for key in side} for side in sides]
    said, was = ([key for key in side if tables.base(key) not in other] for side, other in zip(sides, reversed(stems), strict=True))
    return said, was


def _turns(first: Change, second: Change) -> bool:
    return first.serious or second.serious


def _is_moved_freely_past(pair: Pair, first: Change, second: Change) -> bool:
    """Return whether a word that moved is one of emphasis, or moved past an auxiliary alone."""
    return _is_moved_emphasis(first, second) or _is_floated(pair, first, second)


def _is_moved_emphasis(first: Change, second: Change) -> bool:
    is_emphasis = {first.kind, second.kind} == {"intensifier"}
    return is_emphasis and fold(first.quote.text or first.source.text) not in tables.LIMITS


def _is_floated(pair: Pair, first: Change, second: Change) -> bool:
    """Return whether a word moved past an auxiliary alone, which it belongs to on either side: "they all are" and "they are all"."""
    between = _MARKS.sub(" ", fold(pair.source[first.source.end : second.source.start])).split()
    return bool(between) and set(between) <= lexicon.AUXILIARIES | lexicon.MODALS


def _are_listed(pair: Pair, first: Change, second: Change) -> bool:
    """Return whether two places of the source are items of one list, whose order tells nothing: "my uncle and my aunt".

    An item's own determiner is the other's too: "her uncle and my aunt" are two families.
    """
    text = fold(pair.source[first.source.end : second.source.start])
    between = set(_MARKS.sub(" ", text).split())
    if not between or between <= tables.LISTING:
        return True
    before_it = fold(pair.source[: first.source.start]).split()[-1:]
    return between <= tables.LISTING | set(before_it) & lexicon.DETERMINERS and ("," in text or bool(between & tables.LISTING))


def _is_moved(first: Change, second: Change) -> bool:
    """Return whether one change puts in what the other leaves out."""
    return {first.op, second.op} == {"insert", "delete"} and (
        _same_words(first.quote.text, second.source.text) or _same_words(second.quote.text, first.source.text)
    )


def _same_words(a: str, b: str) -> bool:
    return bool(a.strip()) and same_letters(a, b)


def _read_displaced(pair: Pair, alignment: Alignment, reading: _Reading) -> None:
    """Words that were put in and stand right beside the stretch in another order ("Stone sued Bell" for "Bell sued Stone").

    A phrase with its preposition that was moved as a whole turns nothing.
    """
    _read_listed(pair, alignment, reading)
    _read_permuted(pair, alignment, reading)
    if len(reading.changes) != 1 or reading.changes[0].op != "insert":
        return
    change = reading.changes[0]
    passage = pair.passage
    put = [t.key for t in pair.claim if change.quote.start <= t.start < change.quote.end]
    if not put:
        return  # letters put into a word: "can[not]"
    for first, stop in ((alignment.start - len(put), alignment.start), (alignment.end, alignment.end + len(put))):
        if first < 0 or stop > len(passage):
            continue
        there = [t.key for t in passage[first:stop]]
        if sorted(put) == sorted(there):
            _read_moved(pair, reading, put, there, (passage[first].start, passage[stop - 1].end))
            return


def _read_permuted(pair: Pair, alignment: Alignment, reading: _Reading) -> None:
    """Several changes where the claim has the very words of the source's sentence: another order, "the party left me before I left it"."""
    if not _PAIR <= len(reading.changes) <= _MOST_MOVED or all(c.kind == "order" for c in reading.changes):
        return
    if sorted(t.key for t in sentences(pair.passage, alignment)) != sorted(t.key for t in pair.claim):
        return
    for n, change in enumerate(reading.changes):
        words = fold(change.quote.text or change.source.text).split()
        is_free = not change.serious and bool(words) and _is_moved_freely(words, words)
        reason = f"“{change.quote.text or change.source.text}” stands in another place"
        reading.changes[n] = replace(change, kind="order", serious=not is_free, reason=reason)
        reading.weights[n] = min(reading.weights[n], _MOVED)


def _read_moved(pair: Pair, reading: _Reading, put: list[str], there: list[str], place: tuple[int, int]) -> None:
    """Read the one change, whose words `put` stand as `there` at a place of the source, as what it is: another order."""
    change = reading.changes[0]
    moved = Span(*place, pair.source[place[0] : place[1]])
    if 2 * len(put) <= len(pair.claim) + 2:  # most of what is left agrees where it stands
        reading.shared += sum(is_content(key) for key in put)
    at = next(n for n, t in enumerate(pair.claim) if t.start >= change.quote.start)
    is_free = _is_moved_freely(put, there) or is_apposed(pair, at, len(put)) or _is_item(pair, at, len(put), place)
    is_serious = not is_free and any(is_content(key) for key in put)
    op, reason = "replace", f"the words of “{moved.text}” stand in another order"
    if put == there:  # the same words on both sides are no change: only their place is
        op, reason, moved = "insert", f"“{moved.text}” stands in another place", change.source
    reading.changes[0] = replace(change, op=op, source=moved, kind="order", serious=is_serious, reason=reason)
    reading.weights[0] = min(reading.weights[0], _MOVED * 2)


def _is_item(pair: Pair, at: int, number: int, place: tuple[int, int]) -> bool:
    """Return whether words are an item of a list, set off by commas or "and" in the source and at their place in the claim."""
    if number > _LONGEST_ITEM or not pair.source[place[1] :].startswith(",") or at + number >= len(pair.claim):
        return False
    beside = before(pair.quote, pair.claim, at), before(pair.quote, pair.claim, at + number)
    return all("," in text for text in beside) or ("," in beside[0] and pair.claim[at + number].key == tables.AND)


def _is_moved_freely(put: list[str], there: list[str]) -> bool:
    """Return whether words that moved say the same elsewhere: a phrase with its preposition, an adverb of time or place, an item of a list."""
    if put != there:  # only the "and" of a list stands elsewhere
        return tables.AND in put and [key for key in put if key != tables.AND] == [key for key in there if key != tables.AND]
    is_phrase = put[0] in lexicon.PREPOSITIONS and put[0] not in lexicon.CONDITIONS_OF_TIME
    is_time = put[0] in lexicon.BEFORE_TIMES and put[-1] in lexicon.TIMES and len(put) <= _LONGEST_TIME
    return is_phrase or is_time or all(lexicon.is_adverb(key) and key not in _TURNING for key in put)


def _read_listed(pair: Pair, alignment: Alignment, reading: _Reading) -> None:
    """Words put in with "and" that stand right before or behind the stretch, as items of one list in another order, which turns nothing."""
    starts = [t.start for t in pair.claim]
    for n, change in enumerate(reading.changes):
        first, last = bisect_left(starts, change.quote.start), bisect_left(starts, change.quote.end)
        put = [t.key for t in pair.claim[first:last]]
        if change.op != "insert" or tables.AND not in put:
            continue
        told, reach = [key for key in put if is_content(key)], len(put) + 1
        sides = pair.passage[max(0, alignment.start - reach) : alignment.start], pair.passage[alignment.end : alignment.end + reach]
        if told and any([t.key for t in side if is_content(t.key)] == told for side in sides):
            reason = f"“{change.quote.text}” stands in another place of the list"
            reading.changes[n] = replace(change, kind="order", serious=False, reason=reason)
            reading.weights[n] = min(reading.weights[n], _MOVED)


def _read_sentences(pair: Pair, alignment: Alignment, reading: _Reading) -> None:
    """A sentence that ends elsewhere, and a question that became a statement."""
    moved = moved_boundary(pair, alignment)
    if moved is not None:
        reason = f"a sentence ends within “{moved[1].text}” in the source, and not here"
        reading.add(Change("replace", *moved, "order", False, reason), _SENTENCE)
    asked = question_stated(pair, alignment)
    if asked is not None:
        reading.add(Change("replace", *asked, "word", False, "it is a question in the source, and a statement here"), _SENTENCE)


def _status(reading: _Reading, is_cut: bool) -> str:
    if reading.changes:
        return "altered"
    if is_cut or any(o.serious for o in reading.omitted):
        return "truncated"
    return status_of_folds(reading.folds)


def status_of_folds(folds: Iterable[str]) -> str:
    """Return the status of words that only such folds tell from the source's: verbatim where they are typography."""
    return "faithful" if set(folds) - {"typography", "case", "attribution_break"} else "verbatim"


def _read_match(pair: Pair, claim: Token, passage: Token, step: Step, reading: _Reading) -> None:
    reading.shared += is_content(claim.key)
    if _is_hyphenated_otherwise(pair, claim, passage):
        reading.folds.add("spelling")
    if claim.surface == passage.surface and claim.is_capitalised == passage.is_capitalised and claim.kind != BRACKETED:
        return
    if claim.kind == BRACKETED or (claim.surface[:1] == "[" and passage.surface[:1] != "["):
        if pair.source[max(0, passage.start - 1) : passage.start] != "[":
            reading.folds.add("bracket")
    elif claim.surface != passage.surface:
        reading.folds |= _surface_fold(claim, passage)
    if pair.quote[claim.start] != pair.source[passage.start] and claim.is_capitalised != passage.is_capitalised:
        reading.folds.add("case" if step.claim == 0 or claim.opens_sentence or passage.opens_sentence else "capitals")


def _is_hyphenated_otherwise(pair: Pair, claim: Token, passage: Token) -> bool:
    """Return whether one of two words has a hyphen in it: "e-mail"."""
    is_one = ("-" in pair.quote[claim.start : claim.end]) != ("-" in pair.source[passage.start : passage.end])
    return is_one and claim.key.isalpha()


def _surface_fold(claim: Token, passage: Token) -> set[str]:
    """Return what was folded to make two words agree that are written otherwise."""
    a, b = claim.surface, passage.surface
    if a.strip("'") == b.strip("'"):
        return set()  # a mark of quotation beside the word
    if "'" in a or "'" in b or len({a, b} & set(tables.CONTRACTIONS)) == 1:
        return {"contraction"}
    if claim.key[:1].isdigit() or claim.key in tables.NUMBER_WORDS or tables.unit(claim.key):
        return {"number"}
    return {"spelling"}


def _read_gap(pair: Pair, gap: list[Step], reading: _Reading) -> None:
    left_out = [s.source for s in gap if s.source >= 0]
    if not left_out:
        if gap[0].claim > 0:
            reading.folds.add("ellipsis")
        return
    first, last = pair.passage[left_out[0]], pair.passage[left_out[-1]]
    has_before, has_after = gap[0].claim > 0, gap[0].claim + 1 < len(pair.claim)
    stop = left_out[-1] if _stands_for(pair, gap[0].claim + 1, left_out[-1]) else left_out[-1] + 1
    reason = what_is_lost(pair, left_out[0], stop, has_before, has_after)
    mark = pair.claim[gap[0].claim]
    if mark.start == mark.end:
        here, there = Span(mark.start, mark.end, ""), Span(first.start, last.end, pair.source[first.start : last.end])
        reading.add(Change("delete", here, there, "word", reason is not None, reason or _UNMARKED), _CUT)
        return
    reading.folds.add("ellipsis")
    reading.omitted.append(Omission(first.start, last.end, pair.source[first.start : last.end], reason is not None, reason))


def _stands_for(pair: Pair, following: int, last: int) -> bool:
    """Return whether a bracket behind what is left out is its last word in another form: "… mend[s]" for "to mend"."""
    if following >= len(pair.claim) or pair.claim[following].kind != BRACKETED:
        return False
    return tables.base(pair.claim[following].key) == tables.base(pair.passage[last].key)


def _read_run(pair: Pair, run: Run, alignment: Alignment, reading: _Reading) -> None:
    """Steps in a row that are not matches, read as one change, or as something journalism permits."""
    spoken = runs.without_pauses(pair, run)
    if spoken is not run:
        reading.folds.add("ellipsis")
        run = spoken
    if not run.put and not run.dropped:
        return
    if runs.is_round(pair, run):
        run = brackets.replaced(pair, run, alignment.start, alignment.end)
        found = brackets.judgement(pair, run)
        if found is None:
            _read_bracket(pair, run, reading)
            return
        _read_change(pair, run, found, reading, _SHOWN)
        return
    if brackets.are_the_source_s(run):
        reading.folds.add("bracket")
        return
    if run.dropped:
        trimmed = runs.without_repeats(pair, run)
        if trimmed is not run:
            reading.folds.add("filler")
            run = trimmed
        if not run.put and not run.dropped:
            return
    name = runs.permitted(pair, run)
    if name is not None:
        reading.folds.add(name)
        reading.shared += _content(run.said) if run.dropped else 0
        return
    if is_long_s(pair, run):
        reading.shared += _content(run.said)
        found = Judgement("spelling", False, f"printed “{words_of(run.was)}” in the source, “{words_of(run.said)}” here: a long s")
    else:
        found = placed(pair, run, judge(run.said, run.was))
    _read_change(pair, run, found, reading)


def _read_bracket(pair: Pair, run: Run, reading: _Reading) -> None:
    """A bracket that makes plain what stands in the source, with the words it stands for."""
    reading.folds.add("bracket")
    if run.dropped:
        span = run.in_source
        text = run.in_quote.text if "[" in run.in_quote.text else f"[{run.in_quote.text}]"
        reading.omitted.append(Omission(span.start, span.end, span.text, False, f"“{text}” stands for it"))


def _read_change(pair: Pair, run: Run, found: Judgement, reading: _Reading, share: float = 1.0) -> None:
    """A change with what it weighs. `share`: of the weight that its words have."""
    said, was = run.said, run.was
    if _is_interjection(pair, run, said, was):
        found = Judgement("filler", False, found.reason)
    reading.shared += sum(letters_confused(a.key, b.key) for a, b in zip(said, was, strict=False))
    is_both = bool(said and was)
    factor = _WEIGHTS.get(found.kind, 1.0) if is_both or found.kind in ("filler", "spelling") else 1.0
    op = "insert" if not was else "delete" if not said else "replace"
    if not said:
        factor *= _LEFT_OUT
    if found.kind == "name" and not found.serious:  # who is only spoken to
        factor = _VOCATIVE
    if is_both and "".join(t.key for t in said) == "".join(t.key for t in was):
        factor = _JOINED
    change = Change(op, run.in_quote, run.in_source, found.kind, found.serious, found.reason)
    reading.add(change, max(_weight(said), _weight(was)) * factor * share)


def _is_interjection(pair: Pair, run: Run, said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether only a word differs that the claim and the sentence open with, and that says nothing: "Oh" for "Well"."""
    is_first = run.at == 0 or (bool(said) and said[0].opens_sentence) or (bool(was) and was[0].opens_sentence)
    return is_first and all(t.key in lexicon.INTERJECTIONS or t.key in tables.FILLERS for t in (*said, *was))


def _content(tokens: Sequence[Token]) -> int:
    return sum(is_content(t.key) for t in tokens)


def _weight(tokens: Sequence[Token]) -> float:
    """Return how much a change of these words tells against their being the same passage: little words less than others."""
    return sum(1.0 if is_content(t.key) else _LEAST if t.key in lexicon.SLIGHT else _LITTLE for t in tokens)


def _is_marked(quote: str, source: str) -> bool:
    """Return whether the quote has an editor's "(sic)" or a stage direction in brackets that the source does not have."""
    if "[" not in quote and "(" not in quote:
        return False
    return bool(_SIC.search(quote) and not _SIC.search(source)) or (has_direction(quote) and not has_direction(source))


def _marks_differ(quote: str, source: str) -> bool:
    return quote.strip() != source.strip()
