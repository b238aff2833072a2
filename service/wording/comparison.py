"""What an alignment says: which words were changed, which were left out, and what had to be folded to agree."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.records import Span
from service.wording import tables
from service.wording.align import DELETE, GAP, INSERT, LONGEST_SKIP, MATCH, Alignment, Step
from service.wording.kinds import Judgement, judge
from service.wording.tokens import BRACKETED, Token

_NEAR = 3  # words beside a cut within which a negation still bears on the words kept
_LONGEST_FALSE_START = 6  # words
_STATED = ("faithful", "verbatim")


@dataclass(frozen=True, slots=True)
class Omission:
    """Words of the source that an ellipsis or a cut left out; offsets into the source."""

    start: int
    end: int
    text: str
    serious: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Change:
    op: str  # replace | insert | delete
    quote: Span
    source: Span
    kind: str
    serious: bool
    reason: str


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
    cut = _silent_cut(source, passage, alignment) if not reading.changes else None
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
    )


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
    if claim.kind == BRACKETED or (claim.surface[:1] == "[" and passage.surface[:1] != "["):
        if source[max(0, passage.start - 1) : passage.start] != "[":
            reading.folds.add("bracket")
    elif claim.surface != passage.surface:
        if "'" in claim.surface or "'" in passage.surface or len({claim.surface, passage.surface} & set(tables.CONTRACTIONS)) == 1:
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
    reason = _what_is_lost(source, passage, left_out[0], left_out[-1] + 1, has_before, has_after)
    reading.omitted.append(Omission(first.start, last.end, source[first.start : last.end], reason is not None, reason))


def _what_is_lost(source: str, passage: tuple[Token, ...], a: int, b: int, has_before: bool, has_after: bool) -> str | None:
    """Why words left out between kept ones matter: a negation, condition or contrast beside what is kept, in its sentence."""
    beside: list[Token] = []
    if has_before:
        for k in range(a, min(a + _NEAR, b)):
            if passage[k].opens_sentence:
                break
            beside.append(passage[k])
            if k == a and passage[k].key in tables.CONDITIONS | {"but", "except"}:
                return f"it leaves out the words that limit what was said: “{passage[k].key} …”"
    if has_after:
        for k in range(b - 1, max(b - 1 - _NEAR, a - 1), -1):
            beside.append(passage[k])
            if passage[k].opens_sentence:
                break
            if passage[k].key in ("if", "unless"):
                return f"it leaves out the condition “{passage[k].key}”"
        if b < len(passage) and passage[b].opens_sentence:
            beside = [t for t in beside if t.start < passage[b].start and has_before and t in passage[a : a + _NEAR]]
    lost = next((t for t in beside if t.key in tables.PURE_NEGATIONS), None)
    return f"it leaves out “{lost.key}”, which turns the meaning of the words kept" if lost else None


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
    judgement: Judgement = judge(put, dropped)
    op = "insert" if not dropped else "delete" if not put else "replace"
    in_quote = [claim[s.claim] for s in run if s.op != DELETE]
    in_source = [passage[s.source] for s in run if s.op != INSERT]
    at = run[0].claim
    place = claim[at].start if at < len(claim) else len(quote)
    quote_at = (in_quote[0].start, in_quote[-1].end) if in_quote else (place, place)
    source_at = (in_source[0].start, in_source[-1].end) if in_source else (reached, reached)
    reading.edits += max(len(put), len(dropped)) * (0.6 if judgement.kind in ("inflection", "spelling") else 1.0)
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


def _silent_cut(source: str, passage: tuple[Token, ...], alignment: Alignment) -> Omission | None:
    """A negation, condition or contrast that stood right beside the words kept, in their own clause, and was cut off."""
    start, end = alignment.start, alignment.end
    if start >= end:
        return None
    if start > 0 and not passage[start].opens_sentence:
        for k in range(start - 1, max(-1, start - 1 - 2), -1):
            between = source[passage[k].end : passage[start].start]
            if any(mark in between for mark in ",;:—–()") or " - " in between or "--" in between:
                break
            if passage[k].key in tables.PURE_NEGATIONS or passage[k].key in ("unless", "if"):
                reason = f"it cuts off “{passage[k].key}”, which stands right before the words quoted"
                return Omission(
                    passage[k].start, passage[start - 1].end, source[passage[k].start : passage[start - 1].end], True, reason
                )
            if passage[k].opens_sentence:
                break
    if end < len(passage) and not passage[end].opens_sentence:
        token = passage[end]
        if token.key in ("unless", "except", "if") or (
            token.key == "only" and end + 1 < len(passage) and passage[end + 1].key == "if"
        ):
            stop = next((k for k in range(end, len(passage)) if k > end and passage[k].opens_sentence), len(passage))
            last = passage[min(stop, end + 12) - 1]
            return Omission(
                token.start, last.end, source[token.start : last.end], True, f"it cuts off the words that limit it: “{token.key} …”"
            )
    return None


def _marks_differ(quote: str, source: str) -> bool:
    return quote.strip() != source.strip()
