"""Runs of differing words that do not change what was said: fillers, stutters, spellings, masks, what was pasted with a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from service.wording import lexicon, tables
from service.wording.align import DELETE, INSERT, MATCH, REPLACE, Alignment, Step
from service.wording.noise import SOFT, cleaned
from service.wording.pairs import Pair, Run, after, before, run_of, same_letters
from service.wording.roles import is_verb
from service.wording.tokens import BRACKETED, ELLIPSIS, Token, fold

_LONGEST_FALSE_START = 6  # words
_LONGEST_ABANDONED = 6
_LONGEST_STUTTER = 3
_DASH = re.compile(r"^\s*(?:--|—|–|-\s|…|\.\.\.)")
_QUOTED = re.compile(r"[\"“”‘’']")
# one mark alone may be an apostrophe ("the pilots' boats"): it closes a quotation behind another mark only
_CLOSING, _OPENING = re.compile(r"(?:[\"”]|(?<=[,.!?…])[’'])\s*$"), re.compile(r"^[\s,.;:]*[\"“‘']")
_BREAKING = ("-", "—", "–", "…")
_HYPHENS = ("-", "‐", "‑")
_LABEL = re.compile(r"\s{0,9}[A-Z][\w.'’-]{0,40}(?:\s[A-Z][\w.'’-]{0,40}){0,5}\s?:\s{0,9}[\"“‘']?$")
_PARTICIPLES = ("ing", "ed")
_PAIR = 2  # words of a compound
_REGNAL = 2  # words of "the second"
_LONGEST_PASTED = 14  # words of an attribution that was pasted along with a quote
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
    rest = _spoken(pair, run.dropped)
    if not rest or _is_stammer(pair, rest):
        return True
    n = len(run.dropped)
    if n <= _LONGEST_FALSE_START and _is_repeated(pair.passage, run.dropped[0], n):
        return True
    return len(rest) < n and len(rest) <= _LONGEST_STUTTER and _is_said_beside(pair, rest)


def _without_fillers(passage: tuple[Token, ...], places: Sequence[int]) -> list[int]:
    """Return those places of a passage whose words are no fillers."""
    out: list[int] = []
    n = 0
    while n < len(places):
        if passage[places[n]].key in tables.FILLERS:
            n += 1
        elif tuple(passage[k].key for k in places[n : n + 2]) in tables.FILLER_PHRASES:
            n += 2
        else:
            out.append(places[n])
            n += 1
    return out


def _spoken(pair: Pair, places: Sequence[int]) -> list[int]:
    """Return those places of the passage whose words are no fillers, nor thrown in between two marks."""
    return [k for k in _without_fillers(pair.passage, places) if not _is_thrown_in(pair, k)]


def _is_thrown_in(pair: Pair, at: int) -> bool:
    """Return whether a word of the source between two marks only fills a pause: "I was, like, twelve"."""
    is_one = pair.passage[at].key in lexicon.THROWN_IN and not pair.passage[at].opens_sentence
    return is_one and bool(before(pair.source, pair.passage, at).strip()) and bool(after(pair.source, pair.passage, at).strip())


def _is_stammer(pair: Pair, places: Sequence[int]) -> bool:
    """Return whether words are only beginnings of the next one, each broken off with a mark: "m-m-mill"."""
    last = places[-1] + 1
    if last >= len(pair.passage):
        return False
    word = pair.passage[last].key
    return all(
        word.startswith(pair.passage[k].key)
        and word != pair.passage[k].key
        and after(pair.source, pair.passage, k)[:1] in _BREAKING
        for k in places
    )


def _is_said_beside(pair: Pair, places: Sequence[int]) -> bool:
    """Return whether words are said again right after them, or were right before, fillers left out: "we, uh, we"."""
    passage = pair.passage
    keys = [passage[k].key for k in places]
    reach = 3 * len(keys) + 2
    following = _spoken(pair, range(places[-1] + 1, min(len(passage), places[-1] + 1 + reach)))
    previous = _spoken(pair, range(max(0, places[0] - reach), places[0]))
    return [passage[k].key for k in following[: len(keys)]] == keys or [passage[k].key for k in previous[-len(keys) :]] == keys


def _is_repeated(passage: tuple[Token, ...], at: int, n: int) -> bool:
    """Return whether the n words at a place are one of two equal runs side by side, wherever in the two the alignment cut."""
    return any(_says_again(passage, start, n) for start in range(max(0, at - n), at + 1))


def _abandoned(pair: Pair, run: Run) -> bool:
    """Return a clause that the speaker broke off to begin another one: "they're not -- nobody's going to"."""
    if run.put or not run.dropped or len(run.dropped) > _LONGEST_ABANDONED:
        return False
    first, last, passage = run.dropped[0], run.dropped[-1], pair.passage
    if first and passage[first - 1].key == passage[last].key:  # the same cut a word earlier: "I | was going to -- I |"
        first, last = first - 1, last - 1
    if last + 1 >= len(passage) or not _DASH.match(after(pair.source, passage, last)):
        return False
    return passage[first].key in lexicon.SUBJECTS and passage[last + 1].key in lexicon.SUBJECTS | lexicon.DETERMINERS


def restarted(pair: Pair, alignment: Alignment) -> Alignment:
    """Return an alignment that begins in a clause that was broken off with the first word where it stands before that: "And I was to -- I"."""
    op, here, _ = alignment.steps[0] if alignment.steps else ("", 0, 0)
    if op not in (REPLACE, INSERT) or here or len(alignment.steps) == 1:
        return alignment
    stop = alignment.steps[1].source
    key = pair.claim[0].key
    first = next((k for k in range(stop - 1, max(-1, stop - 2 - _LONGEST_ABANDONED), -1) if pair.passage[k].key == key), None)
    if first is None or stop - 1 <= first or not _DASH.match(after(pair.source, pair.passage, stop - 1)):
        return alignment
    between = (Step(DELETE, 1, k) for k in range(first + 1, stop))
    return replace(alignment, start=first, steps=(Step(MATCH, 0, first), *between, *alignment.steps[1:]))


def _pasted(pair: Pair, run: Run) -> bool:
    """Return words of the claim that stand outside its own quotation marks: the attribution that was pasted along."""
    if not run.put or len(run.put) > _LONGEST_PASTED or _stands_in_place(pair, run):
        return False
    first, last = run.put[0], run.put[-1]
    quote = cleaned(pair.quote).replace(SOFT, " ")  # with marks that are written as entities
    before_it, after_it = quote[: pair.claim[first].start], quote[pair.claim[last].end :]
    if first == 0 and _is_label(quote[: len(quote) - len(after_it)], after_it, len(run.put)):
        return True
    opens = first == 0 and not _QUOTED.search(before_it)
    closes = last + 1 == len(pair.claim) and not _QUOTED.search(after_it)
    is_parted = bool(_CLOSING.search(before_it) or opens) and bool(_OPENING.match(after_it) or closes)
    return is_parted and not (opens and closes) and _attributes(run)


def _stands_in_place(pair: Pair, run: Run) -> bool:
    """Return whether words put in replace others; at the end of a claim a longer run only stands beside what the source goes on with."""
    return bool(run.dropped) and (run.put[-1] + 1 < len(pair.claim) or len(run.dropped) >= len(run.put))


def _attributes(run: Run) -> bool:
    """Return whether words that were put in hold a verb of saying."""
    return any(t.key in lexicon.SAYING or t.key in tables.ATTRIBUTING for t in run.said)


def _is_label(text: str, following: str, words: int) -> bool:
    """Return whether a claim begins with the label of who speaks: "MAYOR INES CALLOWAY:", or a name before a quotation mark."""
    mark = following.lstrip()
    if mark[:1] != ":":
        return False
    is_quoted = mark[1:].lstrip()[:1] in ("“", '"', "‘", "'")
    return text.lstrip()[:1].isupper() if is_quoted else words > 1 and _LABEL.fullmatch(f"{text}:") is not None


def _joined(pair: Pair, run: Run) -> bool:
    """Return words written apart on one side and together on the other, "health care" and "healthcare", where that makes no other word."""
    said, was = run.said, run.was
    if not said or not was or "".join(t.key for t in said) != "".join(t.key for t in was):
        return False
    return all(_is_joined(pair, a, b) for a, b in _aligned(said, was))


def _aligned(said: Sequence[Token], was: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Yield the shortest stretches of two sides with the same letters that have the same letters each: "health care" and "sea-side" one by one."""
    a = b = first = start = 0
    left = right = 0  # letters of either side up to its place
    while a < len(said) or b < len(was):
        if left <= right:
            left, a = left + len(said[a].key), a + 1
        else:
            right, b = right + len(was[b].key), b + 1
        if left == right:
            yield said[first:a], was[start:b]
            first, start = a, b


def _is_joined(pair: Pair, said: Sequence[Token], was: Sequence[Token]) -> bool:
    if len(said) == len(was) == 1:
        return True
    apart, together = (said, was) if len(said) > len(was) else (was, said)
    if len(together) != 1 or together[0].key in lexicon.OTHER_WORDS:
        return False
    if together[0].key in lexicon.JOINED or _is_compound(pair.quote if apart is said else pair.source, apart):
        return True
    return _are_pieces([t.key for t in apart])


def _is_compound(text: str, apart: Sequence[Token]) -> bool:
    """Return whether a hyphen joins words that are also written as one ("cover-up", "well-being"), none of which is a prefix."""
    if len(apart) != _PAIR or not all(t.key.isalpha() for t in apart):
        return False
    return apart[0].key not in lexicon.PREFIXES and text[apart[0].end : apart[1].start] in _HYPHENS


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


def _possessive(pair: Pair, run: Run) -> bool:
    """ "the witness' memory" for "the witness's memory"."""
    for text, span, other in ((pair.quote, run.in_quote, run.in_source.text), (pair.source, run.in_source, run.in_quote.text)):
        if text[span.end : span.end + 1] in ("'", "’") and fold(other) == f"{fold(span.text)}'s":
            return True
    return False


def _homophone(pair: Pair, run: Run) -> bool:
    """Return one word for another that sounds alike and that nobody means there: a transcriber's "adds" for "ads"."""
    said, was = ({t.key for t in side} if len(side) == 1 else {t.surface for t in side} for side in (run.said, run.was))
    return len(said) == len(was) == 1 and said | was in lexicon.HOMOPHONES


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
    for short, full, tokens, last in (
        (run.said, run.was, pair.passage, run.dropped),
        (run.was, run.said, pair.claim, run.put),
    ):
        if len(short) == 1 and len(full) == 2 and full[1].key in ("is", "has") and short[0].surface == f"{full[0].surface}'s":
            is_owner = short is run.was and _is_owner(pair, run.dropped[-1] + 1)
            return _follows_is(tokens, last[-1] + 1) and not is_owner
    return _is_ambiguous(pair, run, said, was)


def _is_owner(pair: Pair, at: int) -> bool:
    """Return whether the participle at a place of the source describes a noun, whose verb comes after: "the mayor's | parting gift cost"."""
    passage = pair.passage
    if at >= len(passage) or not passage[at].key.endswith(_PARTICIPLES):
        return False
    for k in range(at + 1, len(passage)):
        key = passage[k].key
        is_object = key in lexicon.DETERMINERS and passage[k - 1].key not in lexicon.PREPOSITIONS
        if is_object or key in lexicon.CONJUNCTIONS | lexicon.SUBJECTS or before(pair.source, passage, k).strip():
            return False
        if is_verb(key):
            return k > at + 1 or key in lexicon.AUXILIARIES
        following = passage[k + 1].key if k + 1 < len(passage) else ""
        if key in lexicon.UNCHANGED and (following in lexicon.DETERMINERS | lexicon.HEARERS or following[:1].isdigit()):
            return True
    return False


def _follows_is(tokens: tuple[Token, ...], at: int) -> bool:
    """Return whether a word stands at a place that "is" or "has" may stand before, and that nothing can belong to."""
    following = tokens[at].key if at < len(tokens) else ""
    is_participle = following.endswith(_PARTICIPLES) or following in tables.PERFECTS | tables.PARTICIPLES | lexicon.UNCHANGED
    return is_participle or following in tables.FUNCTION_WORDS


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


def _same_number(pair: Pair, run: Run) -> bool:
    """Return one number or unit in two forms: "kg" for "kilograms", "II" for "two", "the '90s" for "the 1990s"."""
    if _is_regnal(run.said, run.was) or _is_regnal(run.was, run.said):
        return True
    if len(run.said) != 1 or len(run.was) != 1:
        return False
    a, b = run.said[0], run.was[0]
    if a.key.endswith("0s") and b.key.endswith("0s") and a.key[:1].isdigit() and b.key[:1].isdigit():
        return len(a.key) != len(b.key) and (a.key.endswith(b.key) or b.key.endswith(a.key))
    return _value_of(pair.quote, a) == _value_of(pair.source, b)


def _is_regnal(short: Sequence[Token], full: Sequence[Token]) -> bool:
    """Return whether a Roman numeral stands for "the second" behind a king's name."""
    if len(short) != 1 or len(full) != _REGNAL or full[0].key != tables.THE:
        return False
    number = tables.ROMAN.get(short[0].key)
    return number is not None and full[1].key.rstrip("stndrh") == str(number)


def _value_of(text: str, token: Token) -> str:
    """Return what a unit or a Roman numeral in capitals stands for; any other word as it is, without a plural's ending."""
    written = text[token.start : token.end]
    roman = tables.ROMAN.get(token.key)
    if roman and written.isupper():
        return str(roman)
    key = tables.UNIT_WORDS.get(token.key, token.key)
    return key.removesuffix("s") if tables.unit(key) else key


def _article_of_share(pair: Pair, run: Run) -> bool:
    """ "one third" for "a third": "a" and "one" before a share."""
    if len(run.said) != 1 or len(run.was) != 1 or {run.said[0].key, run.was[0].key} not in ({"a", "one"}, {"an", "one"}):
        return False
    following = pair.claim[run.put[-1] + 1].key if run.put[-1] + 1 < len(pair.claim) else ""
    return following in tables.PARTS or following in tables.MULTIPLES or following.endswith(("rd", "th"))


def _article_of_day(pair: Pair, run: Run) -> bool:
    """ "the 4th of July" for "July 4": an article before a day."""
    if [t.key for t in (*run.said, *run.was)] != ["the"]:
        return False
    tokens, last = (pair.claim, run.put[-1]) if run.put else (pair.passage, run.dropped[-1])
    following = [t.key for t in tokens[last + 1 : last + 3]]
    return len(following) == 2 and following[0].isdigit() and following[1] in tables.MONTHS


_Rules = tuple[tuple[str, Callable[[Pair, Run], bool]], ...]
_ONE_SIDED: _Rules = (
    ("filler", _filler),
    ("filler", _abandoned),
    ("attribution_break", _pasted),
    ("number", _range),
    ("number", _article_of_day),
)
_PLAIN: _Rules = (
    ("typography", _same),
    ("case", _shouted),
    ("spelling", _homophone),
    ("spelling", _masked),
    ("number", _same_number),
    ("number", _article_of_share),
)  # for a word of letters alone on both sides
_TWO_SIDED: _Rules = (
    ("typography", _same),
    ("case", _shouted),
    ("typography", _broken),
    ("spelling", _joined),
    ("spelling", _apostrophe),
    ("spelling", _possessive),
    ("spelling", _homophone),
    ("spelling", _masked),
    ("contraction", _contracted),
    ("number", _same_number),
    ("attribution_break", _pasted),
)
