"""Runs of differing words that do not change what was said: fillers, stutters, spellings, masks, what was pasted with a quote."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from service.wording import lexicon, tables
from service.wording.pairs import Pair, Run, after, before, run_of, same_letters
from service.wording.tokens import BRACKETED, ELLIPSIS, Token, fold

_LONGEST_FALSE_START = 6  # words
_LONGEST_ABANDONED = 5
_LONGEST_STUTTER = 3
_DASH = re.compile(r"^\s*(?:--|—|–|-\s|…|\.\.\.)")
_CLOSING, _OPENING = re.compile(r"[\"”’']\s*$"), re.compile(r"^[\s,.;:]*[\"“‘']")
_MASK = re.compile(r"([^\W\d_]+)(\*+|-+|—+|_{2,})([^\W\d_]*)")
_LINE_END, _BETWEEN = re.compile(r"-[ \t]*\r?\n"), re.compile(r"[-\s]")
_BRACKETS = re.compile(r"[\[(]")
_WORDS_OF_ONE = re.compile(r"[^\W_]+")


def without_pauses(pair: Pair, run: Run) -> Run:
    """Return the run without the "…" of the source: a pause of the speaker, or a mark that the claim leaves out with its gap."""
    dropped = tuple(i for i in run.dropped if pair.passage[i].kind != ELLIPSIS)
    return run if len(dropped) == len(run.dropped) else run_of(pair, run.put, dropped, run.at, run.in_source.start)


def without_repeats(pair: Pair, run: Run) -> Run:
    """Return the run without words of the source that it says twice in a row: "the clerk's paying, | paying for it"."""
    dropped = list(run.dropped)
    trimmed = True
    while trimmed and dropped:
        trimmed = False
        for n in range(min(_LONGEST_STUTTER, len(dropped)), 0, -1):
            first, stop = dropped[-n], dropped[-1] + 1
            if dropped[-n:] == list(range(first, stop)) and _says_again(pair.passage, first, n):
                del dropped[-n:]
                trimmed = True
                break
    return run if len(dropped) == len(run.dropped) else run_of(pair, run.put, tuple(dropped), run.at, run.in_source.start)


def _says_again(passage: tuple[Token, ...], first: int, n: int) -> bool:
    """Return whether the n words at a place are those after them as well; a pause may stand between."""
    ahead = [t.key for t in passage[first : first + 2 * n + 1] if t.kind != ELLIPSIS][: 2 * n]
    return len(ahead) == 2 * n and ahead[:n] == ahead[n:]


def permitted(pair: Pair, run: Run) -> str | None:
    """Return the fold under which a run is no change, or None."""
    if not run.put or not run.dropped:
        rules = _ONE_SIDED
    else:
        rules = _PLAIN if run.in_quote.text.isalpha() and run.in_source.text.isalpha() else _TWO_SIDED
    return next((name for name, rule in rules if rule(pair, run)), None)


def _filler(pair: Pair, run: Run) -> bool:
    if run.put and not run.dropped:
        return all(t.key in tables.FILLERS for t in run.said)
    if run.put:
        return False
    rest = [t.key for t in run.was]
    while rest:
        if rest[0] in tables.FILLERS:
            rest = rest[1:]
        elif tuple(rest[:2]) in tables.FILLER_PHRASES:
            rest = rest[2:]
        else:
            break
    if not rest:
        return True
    n = len(run.dropped)
    return n <= _LONGEST_FALSE_START and _is_repeated(pair.passage, run.dropped[0], n)


def _is_repeated(passage: tuple[Token, ...], at: int, n: int) -> bool:
    """Return whether the n words at a place are one of two equal runs side by side, wherever in the two the alignment cut."""
    return any(_says_again(passage, start, n) for start in range(max(0, at - n), at + 1))


def _abandoned(pair: Pair, run: Run) -> bool:
    """Return a clause that the speaker broke off to begin another one: "they're not -- nobody's going to"."""
    if run.put or not run.dropped or len(run.dropped) > _LONGEST_ABANDONED:
        return False
    last = run.dropped[-1]
    if last + 1 >= len(pair.passage) or not _DASH.match(after(pair.source, pair.passage, last)):
        return False
    return (
        pair.passage[run.dropped[0]].key in lexicon.SUBJECTS
        and pair.passage[last + 1].key in lexicon.SUBJECTS | lexicon.DETERMINERS
    )


def _pasted(pair: Pair, run: Run) -> bool:
    """Return words of the claim that stand outside its own quotation marks: the attribution that was pasted along."""
    if run.dropped or not run.put or len(run.put) > 8:
        return False
    first, last = run.put[0], run.put[-1]
    if not _CLOSING.search(pair.quote[: pair.claim[first].start]) or not _OPENING.match(pair.quote[pair.claim[last].end :]):
        return False
    return any(t.key in lexicon.SAYING or t.key in tables.ATTRIBUTING for t in run.said)


def _joined(pair: Pair, run: Run) -> bool:
    """Return words written apart on one side and together on the other, "health care" and "healthcare", where that makes no other word."""
    said, was = run.said, run.was
    if not said or not was or "".join(t.key for t in said) != "".join(t.key for t in was):
        return False
    apart, together = (said, was) if len(said) > len(was) else (was, said)
    if len(together) != 1 or together[0].key in lexicon.OTHER_WORDS:
        return False
    if together[0].key in lexicon.JOINED:
        return True
    return _are_pieces([t.key for t in apart])


def _are_pieces(keys: list[str]) -> bool:
    """Return whether words are pieces of one: no two figures meet, and none is a little word, which would make another sense."""
    if any(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(keys)):
        return False
    return not any(key in tables.FUNCTION_WORDS or key in tables.NEGATIONS for key in keys)


def _broken(pair: Pair, run: Run) -> bool:
    """Return a word that ends a line in a hyphen, which may be its own: "ten-|year" for "ten-year"."""
    if not run.put or not run.dropped:
        return False
    a, b = run.in_quote.text, run.in_source.text
    if not _LINE_END.search(a) and not _LINE_END.search(b):
        return False
    return _BETWEEN.sub("", fold(a)) == _BETWEEN.sub("", fold(b))


def _apostrophe(pair: Pair, run: Run) -> bool:
    """ "its" for "it's", "dont" for "don't": the same letters with and without an apostrophe."""
    if not run.put or not run.dropped:
        return False
    a, b = run.in_quote.text, run.in_source.text
    return fold(a).replace("'", "") == fold(b).replace("'", "") and " " not in a.strip() + b.strip()


def _homophone(pair: Pair, run: Run) -> bool:
    """Return one word for another that sounds alike and that nobody means there: a transcriber's "adds" for "ads"."""
    said, was = run.said, run.was
    return len(said) == len(was) == 1 and frozenset((said[0].key, was[0].key)) in lexicon.HOMOPHONES


def _masked(pair: Pair, run: Run) -> bool:
    """Return a word of which letters are masked, "f---" or "s***", for one that has the others."""
    if not run.put or not run.dropped:
        return False
    for text, span, other in (
        (pair.quote, run.in_quote, run.in_source.text),
        (pair.source, run.in_source, run.in_quote.text),
    ):
        found = _MASK.fullmatch(_with_mask(text, span.start, span.end))
        word = fold(other)
        if found is None or not word.isalpha() or (found[2] == "-" and len(word) != len(found[0])):
            continue
        if word.startswith(fold(found[1])) and word[len(found[1]) :].endswith(fold(found[3])):
            return True
    return False


def _with_mask(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with the mask that it may end in."""
    stop = end
    while stop < len(text) and text[stop] in "*-—_":
        stop += 1
    return text[start:stop]


def _contracted(pair: Pair, run: Run) -> bool:
    """ "the mayor's lying" for "the mayor is lying", where a verb or the like follows and nothing can belong to the mayor."""
    said, was = [t.key for t in run.said], [t.key for t in run.was]
    for short, full, tokens, last in ((said, was, pair.passage, run.dropped), (was, said, pair.claim, run.put)):
        if len(short) == 1 and len(full) == 2 and full[1] in ("is", "has") and short[0] == f"{full[0]}'s":
            return _follows_is(tokens, last[-1] + 1)
    return _is_ambiguous(pair, run, said, was)


def _follows_is(tokens: tuple[Token, ...], at: int) -> bool:
    """Return whether a word stands at a place that "is" or "has" may stand before, and that nothing can belong to."""
    following = tokens[at].key if at < len(tokens) else ""
    return following.endswith(("ing", "ed")) or following in tables.FUNCTION_WORDS | tables.PERFECTS | tables.PARTICIPLES


def _is_ambiguous(pair: Pair, run: Run, said: list[str], was: list[str]) -> bool:
    """ "She's caused", which may be "is" and "has", for "she has caused"; "they'd" for "they had" or "they would"."""
    for pairs, ending in ((("is", "has"), "'s"), (("would", "had"), "'d")):
        if len(said) == len(was) == 1 and {said[0], was[0]} == set(pairs):
            contracted = [t for t in (*run.said, *run.was) if t.surface.endswith(ending)]
            return bool(contracted) and _follows_is(pair.claim, run.stop)
    return False


def _range(pair: Pair, run: Run) -> bool:
    """ "five to ten" for "5-10"."""
    if [t.key for t in (*run.said, *run.was)] != ["to"]:
        return False
    if run.put:
        at = run.put[0]
        between = pair.source[run.in_source.start : run.in_source.start + 3]
        sides = (pair.claim[at - 1] if at else None, pair.claim[at + 1] if at + 1 < len(pair.claim) else None)
    else:
        at = run.dropped[0]
        between = before(pair.quote, pair.claim, run.at)
        sides = (pair.passage[at - 1] if at else None, pair.passage[at + 1] if at + 1 < len(pair.passage) else None)
    return between[:1] in ("-", "–") and all(t is not None and t.key[:1].isdigit() for t in sides)


def _same(pair: Pair, run: Run) -> bool:
    """Return the same text on both sides, read in two ways for what stands beside it."""
    a, b = run.in_quote.text, run.in_source.text
    return bool(a) and same_letters(a, b) and a.isupper() == b.isupper()


def _shouted(pair: Pair, run: Run) -> bool:
    """ "US" in the midst of capitals for "us"."""
    a, b = run.in_quote, run.in_source
    if not a.text or not same_letters(a.text, b.text):
        return False
    return _is_shouted(pair.quote, a.start, a.end) or _is_shouted(pair.source, b.start, b.end)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the words beside a stretch are in capitals."""
    left, right = _WORDS_OF_ONE.findall(text[:start])[-1:], _WORDS_OF_ONE.findall(text[end:])[:1]
    return all(word.isupper() and len(word) > 1 for word in (*left, *right)) and bool(left or right)


def parts(pair: Pair, run: Run) -> list[Run]:
    """Return a run cut where brackets begin or end, where each word put in stands for one of the source: "place (Pell)" for "places he"."""
    if len(run.put) != len(run.dropped) or len(run.put) < 2 or not _BRACKETS.search(pair.quote):
        return [run]
    marked = [t.kind == BRACKETED or _in_round(pair.quote, t) for t in run.said]
    cuts = [0, *(n for n in range(1, len(marked)) if marked[n] != marked[n - 1]), len(marked)]
    return [run_of(pair, run.put[a:b], run.dropped[a:b], run.put[a], run.in_source.start) for a, b in pairwise(cuts)]


def is_round(pair: Pair, run: Run) -> bool:
    """Return whether all words put in stand within round brackets of the claim: an editor's, where the source has none."""
    return (
        bool(run.put)
        and bool(_BRACKETS.search(pair.quote))
        and all(t.kind == BRACKETED or _in_round(pair.quote, t) for t in run.said)
    )


def _in_round(text: str, token: Token) -> bool:
    opened = text.rfind("(", 0, token.start)
    return opened > text.rfind(")", 0, token.start) and text.find(")", token.end) >= 0


_Rules = tuple[tuple[str, Callable[[Pair, Run], bool]], ...]
_ONE_SIDED: _Rules = (("filler", _filler), ("filler", _abandoned), ("attribution_break", _pasted), ("number", _range))
_PLAIN: _Rules = (
    ("typography", _same),
    ("case", _shouted),
    ("spelling", _homophone),
    ("spelling", _masked),
)  # for a word of letters alone on both sides
_TWO_SIDED: _Rules = (
    ("typography", _same),
    ("case", _shouted),
    ("typography", _broken),
    ("spelling", _joined),
    ("spelling", _apostrophe),
    ("spelling", _homophone),
    ("spelling", _masked),
    ("contraction", _contracted),
)
