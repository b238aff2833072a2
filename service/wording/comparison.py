"""What an alignment says: which words were changed, which were left out, and what had to be folded to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from service.records import Change, Omission, Span
from service.wording import tables
from service.wording.align import DELETE, GAP, INSERT, LONGEST_SKIP, MATCH, Alignment, Step
from service.wording.cuts import silent_cut, what_is_lost
from service.wording.kinds import Judgement, judge
from service.wording.tokens import BRACKETED, Token, fold, is_content

_LITTLE = 0.6  # of an edit: a function word put in or left out
_LONGEST_FALSE_START = 6  # words
_SIC = re.compile(r"[\[(]\s*sic\.?\s*[\])]", re.IGNORECASE)
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

    @property
    def is_said(self) -> bool:
        return self.status in _STATED


@dataclass(slots=True)
class _Reading:
    folds: set[str] = field(default_factory=set)
    omitted: list[Omission] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    edits: float = 0.0
    longest_gap: int = 0
    shared: int = 0


def compare(quote: str, source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment) -> Comparison:
    """The comparison of a claim with the stretch of a passage that it is aligned with.

    `claim` and `passage` are the tokens of `quote` and `source`; offsets in the answer point into these texts.
    """
    reading = _Reading()
    run: list[Step] = []
    gap: list[Step] = []
    reached = passage[alignment.start].start if alignment.start < len(passage) else len(source)
    for step in (*alignment.steps, None):
        if gap and (step is None or step.op != GAP):
            _read_gap(source, claim, passage, gap, reading)
            gap = []
        if run and (step is None or step.op in (MATCH, GAP)):
            _read_run(quote, source, claim, passage, run, reached, reading)
            run = []
        if step is None:
            break
        if not run and step.source >= 0:
            reached = passage[step.source].start if step.op not in (MATCH, GAP) else passage[step.source].end
        if step.op == GAP:
            gap.append(step)
        elif step.op == MATCH:
            _read_match(quote, source, claim[step.claim], passage[step.source], step, reading)
        else:
            run.append(step)
    start = passage[alignment.start].start if alignment.start < len(passage) else len(source)
    end = passage[alignment.end - 1].end if alignment.end > alignment.start else start
    words = max(1, sum(1 for t in claim if t.kind != BRACKETED and t.key != "…"))
    rate = reading.edits / words
    _read_swaps(reading)
    _read_displaced(source, claim, passage, alignment, reading)
    if _SIC.search(quote) and not _SIC.search(source[start:end]):
        reading.folds.add("bracket")
    cut = silent_cut(quote, source, claim, passage, alignment) if not reading.changes else None
    if cut is not None:
        reading.omitted.append(cut)
    if _marks_differ(quote, source[start:end]):
        reading.folds.add("typography")
    return Comparison(
        _status(reading, cut is not None),
        max(0.0, 1.0 - min(1.0, alignment.cost / words)),
        rate,
        start,
        end,
        tuple(sorted(reading.folds)),
        tuple(reading.omitted),
        tuple(reading.changes),
        alignment.cost,
        reading.shared,
    )


def _read_swaps(reading: _Reading) -> None:
    """Words that stand in each other's place, "Stone sued Bell" for "Bell sued Stone", as what they are: another order."""
    for i, first in enumerate(reading.changes):
        for j in range(i + 1, len(reading.changes)):
            second = reading.changes[j]
            a, b = fold(first.quote.text), fold(second.quote.text)
            if not a or not b or a != fold(second.source.text) or b != fold(first.source.text):
                continue
            reason = f"“{first.source.text}” and “{second.source.text}” stand in each other’s place"
            for k in (i, j):
                reading.changes[k] = replace(reading.changes[k], kind="order", serious=True, reason=reason)


def _read_displaced(
    source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], alignment: Alignment, reading: _Reading
) -> None:
    """Words that were put in and stand right beside the stretch in another order ("Stone sued Bell" for "Bell sued Stone")."""
    if len(reading.changes) != 1 or reading.changes[0].op != "insert":
        return
    change = reading.changes[0]
    keys = sorted(t.key for t in claim if change.quote.start <= t.start < change.quote.end)
    for first, stop in ((alignment.start - len(keys), alignment.start), (alignment.end, alignment.end + len(keys))):
        if first >= 0 and stop <= len(passage) and keys == sorted(t.key for t in passage[first:stop]):
            a, b = passage[first].start, passage[stop - 1].end
            reason = f"the words of “{source[a:b]}” stand in another order"
            moved = Span(a, b, source[a:b])
            reading.changes[0] = replace(change, op="replace", source=moved, kind="order", serious=True, reason=reason)
            return


def _status(reading: _Reading, is_cut: bool) -> str:
    if reading.changes:
        return "altered"
    if reading.longest_gap > LONGEST_SKIP:
        return "spliced"
    if is_cut or any(o.serious for o in reading.omitted):
        return "truncated"
    if reading.folds - {"typography", "case", "attribution_break"} or "capitals" in reading.folds:
        return "faithful"
    return "verbatim"


def _read_match(quote: str, source: str, claim: Token, passage: Token, step: Step, reading: _Reading) -> None:
    reading.shared += is_content(claim.key)
    if claim.surface == passage.surface and claim.is_capitalised == passage.is_capitalised and claim.kind != BRACKETED:
        return
    if claim.kind == BRACKETED or (claim.surface[:1] == "[" and passage.surface[:1] != "["):
        if source[max(0, passage.start - 1) : passage.start] != "[":
            reading.folds.add("bracket")
    elif claim.surface != passage.surface:
        if claim.surface.strip("'") == passage.surface.strip("'"):
            pass  # a mark of quotation beside the word
        elif (
            "'" in claim.surface or "'" in passage.surface or len({claim.surface, passage.surface} & set(tables.CONTRACTIONS)) == 1
        ):
            reading.folds.add("contraction")
        elif claim.key[:1].isdigit() or claim.key in ("percent", "dollar", "pound", "euro"):
            reading.folds.add("number")
        else:
            reading.folds.add("spelling")
    if quote[claim.start] != source[passage.start] and claim.key == passage.key and claim.is_capitalised != passage.is_capitalised:
        reading.folds.add("case" if step.claim == 0 or claim.opens_sentence or passage.opens_sentence else "capitals")


def _read_gap(source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], gap: list[Step], reading: _Reading) -> None:
    left_out = [s.source for s in gap if s.source >= 0]
    if not left_out:
        before = gap[0].claim - 1
        if before >= 0:
            reading.folds.add("ellipsis")
        return
    reading.folds.add("ellipsis")
    reading.longest_gap = max(reading.longest_gap, len(left_out))
    first, last = passage[left_out[0]], passage[left_out[-1]]
    has_before, has_after = gap[0].claim > 0, gap[0].claim + 1 < len(claim)
    reason = what_is_lost(source, passage, left_out[0], left_out[-1] + 1, has_before, has_after)
    reading.omitted.append(Omission(first.start, last.end, source[first.start : last.end], reason is not None, reason))


def _read_run(
    quote: str, source: str, claim: tuple[Token, ...], passage: tuple[Token, ...], run: list[Step], reached: int, reading: _Reading
) -> None:
    """Steps in a row that are no matches, read as one change, or as something journalism permits."""
    put = [claim[s.claim] for s in run if s.op != DELETE]
    dropped = [passage[s.source] for s in run if s.op != INSERT]
    if put and all(t.kind == BRACKETED for t in put):
        flips = sum(t.key in tables.PURE_NEGATIONS for t in put) != sum(t.key in tables.PURE_NEGATIONS for t in dropped)
        if not flips and len(dropped) <= len(put) + 8:
            reading.folds.add("bracket")
            return
    if put and not dropped and all(t.key in tables.FILLERS for t in put):
        reading.folds.add("filler")
        return
    if not put and _is_filler(passage, [s.source for s in run]):
        reading.folds.add("filler")
        return
    if put and dropped and "".join(t.key for t in put) == "".join(t.key for t in dropped):
        reading.folds.add("spelling")  # "health care" and "healthcare"
        return
    judgement: Judgement = judge(put, dropped)
    op = "insert" if not dropped else "delete" if not put else "replace"
    in_quote = [claim[s.claim] for s in run if s.op != DELETE]
    in_source = [passage[s.source] for s in run if s.op != INSERT]
    at = run[0].claim
    place = claim[at].start if at < len(claim) else len(quote)
    quote_at = (in_quote[0].start, in_quote[-1].end) if in_quote else (place, place)
    source_at = (in_source[0].start, in_source[-1].end) if in_source else (reached, reached)
    reading.edits += max(_weight(put), _weight(dropped)) * (0.6 if judgement.kind in ("inflection", "spelling") else 1.0)
    reading.changes.append(
        Change(
            op,
            Span(*quote_at, quote[quote_at[0] : quote_at[1]]),
            Span(*source_at, source[source_at[0] : source_at[1]]),
            judgement.kind,
            judgement.serious,
            judgement.reason,
        )
    )


def _weight(tokens: list[Token]) -> float:
    """How much a change of these words tells against their being the same passage: little words less than others."""
    return sum(1.0 if is_content(t.key) else _LITTLE for t in tokens)


def _is_filler(passage: tuple[Token, ...], indexes: list[int]) -> bool:
    """Whether words dropped from speech are fillers or a false start: "uh", "you know", "work to — work to"."""
    keys = [passage[i].key for i in indexes]
    rest = list(keys)
    while rest:
        if rest[0] in tables.FILLERS:
            rest = rest[1:]
        elif tuple(rest[:2]) in tables.FILLER_PHRASES:
            rest = rest[2:]
        else:
            break
    if not rest:
        return True
    return len(keys) <= _LONGEST_FALSE_START and _is_repeated(passage, indexes[0], len(keys))


def _is_repeated(passage: tuple[Token, ...], at: int, n: int) -> bool:
    """Whether the n words at a place are one of two equal runs side by side, wherever in the two the alignment cut."""
    for start in range(max(0, at - n), at + 1):
        first = [t.key for t in passage[start : start + n]]
        if len(first) == n and first == [t.key for t in passage[start + n : start + 2 * n]]:
            return True
    return False


def _marks_differ(quote: str, source: str) -> bool:
    return quote.strip() != source.strip()
