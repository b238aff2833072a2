"""What words in brackets stand for, and whether they say something else than the words they replace."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.wording import lexicon, tables
from service.wording.kinds import Judgement, are_opposite, judge
from service.wording.pairs import Pair, Run, run_of
from service.wording.roles import is_verb
from service.wording.tokens import BRACKETED, Token, is_content

_LONGEST_NAME = 4  # words of the noun phrase that a bracket at the end of a claim may stand for
_THE = "the"
_INSIDE = re.compile(r"\[[^\[\]]*\]")
_OBLIGED = ["have", "to"]
_LITTLE = frozenset("of to at the up more less fewer than have be as".split())  # words that may stand beside those that weigh
_FIRST, _THIRD = frozenset(("i", "we")), frozenset(("he", "she", "they"))
_SUMMARY = 2  # words by which what a bracket stands for is longer where the bracket sums it up


def replaced(pair: Pair, run: Run, start: int, stop: int) -> Run:
    """Return the run with the words of the source that its brackets stand for.

    `start` and `stop`: the places of the passage between which the claim is aligned. The ends of a passage are free, so a bracket at an end of
    the claim was found cheaper with nothing dropped: it stands for what is beside the stretch in the same sentence.
    """
    if run.dropped:
        return run
    passage = pair.passage
    if run.put[0] == 0 and 0 < start < len(passage) and not passage[start].opens_sentence:
        first = _phrase_before(passage, start)
        return run_of(pair, run.put, tuple(range(first, start)), run.at, passage[first].start)
    if (
        run.put[-1] == len(pair.claim) - 1
        and 0 < stop < len(passage)
        and not passage[stop].opens_sentence
        and (_wants_object(pair, run) or _stands_for_next(run, passage[stop]))
    ):
        last = _phrase_after(pair, stop)
        return run_of(pair, run.put, tuple(range(stop, last)), run.at, passage[stop].start)
    return run


def are_the_source_s(run: Run) -> bool:
    """Return whether a source's own brackets stand for a pronoun or the like that a claim has: "[Calloway]" for "her"."""
    return (
        bool(run.said and run.was) and all(t.kind == BRACKETED for t in run.was) and all(t.key in lexicon.VAGUE for t in run.said)
    )


def _phrase_before(passage: tuple[Token, ...], stop: int) -> int:
    """Return where the noun phrase or the word begins that ends before a place."""
    first = stop - 1
    if passage[first].key in lexicon.PERSONS or passage[first].opens_sentence:
        return first
    while first > 0 and stop - first < _LONGEST_NAME and not passage[first].opens_sentence:
        if passage[first].key in lexicon.DETERMINERS or not _goes_on(passage[first - 1]):
            break
        first -= 1
    return first


def _goes_on(token: Token) -> bool:
    """Return whether a word before a noun is of the same phrase."""
    return is_content(token.key) or token.key in lexicon.DETERMINERS or token.key in tables.QUANTIFIERS


def _phrase_after(pair: Pair, first: int) -> int:
    """Return the place after the noun phrase that begins at a place."""
    stop = first + 1
    while stop < len(pair.passage) and stop - first < _LONGEST_NAME and not pair.passage[stop].opens_sentence:
        between = pair.source[pair.passage[stop - 1].end : pair.passage[stop].start]
        if between.strip() or not is_content(pair.passage[stop].key):
            break
        stop += 1
    return stop


def _wants_object(pair: Pair, run: Run) -> bool:
    """Return whether what stands before a last bracket cannot end a phrase, so that the bracket is its noun: "as a [genius]"."""
    previous = pair.claim[run.put[0] - 1].key if run.put[0] else ""
    return previous in lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.AUXILIARIES | lexicon.MODALS


def _stands_for_next(run: Run, following: Token) -> bool:
    """Return whether a last bracket is in place of the word that follows in the source: both are verbs, or one the contrary of the other."""
    first = run.said[0].key
    return (is_verb(first) and is_verb(following.key)) or are_opposite(first, following.key)


def judgement(pair: Pair, run: Run) -> Judgement | None:
    """Return what a bracket changes of the words it stands for; None where it only makes them plain."""
    said, was = _without_forms(run.said, run.was)
    if any(t.key in lexicon.HIDDEN for t in said) or not said:
        return None
    found = judge(said, was)
    turned = _turned(found, said, was)
    if turned is not None:
        return turned
    if _only_completes(said, was) or _only_explains(said, was):
        return None
    is_summary = len(was) > len(said) + _SUMMARY
    if found.kind == "number":
        return None if is_summary and not (_has_number(was) and _has_number(said)) else found
    is_opposite = found.serious and found.kind == "word"
    if not is_opposite and (is_summary or _makes_plain(found.kind, said, was)):
        return None
    reason = f"“[{_text(said)}]” stands where the source has “{_text(was)}”"
    return Judgement(found.kind, True, reason)


def _turned(found: Judgement, said: Sequence[Token], was: Sequence[Token]) -> Judgement | None:
    """Return what a bracket changes whatever else it makes plain: it denies, weighs what nothing stands for, or means others."""
    if found.kind == "negation":
        return found
    if _only_weighs(said, was):
        return Judgement("intensifier", True, f"“[{_text(said)}]” puts in how much or how surely, of which the source says nothing")
    if _is_another_person(said, was):
        return Judgement("word", True, f"“[{_text(said)}]” stands where the source has “{_text(was)}”")
    return None


def _without_forms(said: Sequence[Token], was: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return what a bracket has and stands for without words at their end that it only gives another form: "[the trust] buy[s]"."""
    while len(said) > 1 and was and "[" in said[-1].surface and tables.base(_plain(said[-1])) == tables.base(was[-1].key):
        said, was = said[:-1], was[:-1]
    return said, was


def _plain(token: Token) -> str:
    """Return a word in which letters are put in, without the brackets."""
    return token.surface.replace("[", "").replace("]", "")


def _only_completes(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether a bracket only writes out a word that the source has short: "ref[eree]"."""
    return len(said) == len(was) == 1 and _INSIDE.sub("", said[0].surface) == was[0].surface


def _only_explains(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether a bracket stands for nothing, a pronoun, or what it only names or points at in other words."""
    return not was or all(t.key in lexicon.VAGUE for t in was) or _names_the_same(said, was) or _points_at(said, was)


def _only_weighs(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether a bracket names nothing that the source only points at, but says how much or how surely: "[half of]", "[may have]"."""
    keys = [t.key for t in said]
    is_put_in = all(t.key in lexicon.VAGUE for t in was)
    weighs = not lexicon.WEIGHING.isdisjoint(keys) or keys == _OBLIGED
    return is_put_in and weighs and all(key in lexicon.WEIGHING | _LITTLE for key in keys)


def _is_another_person(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether a pronoun in a bracket means others than the one it stands for: "[We] want" for "I want"; "[he]" may be how a desk tells of "I"."""
    new, old = ({lexicon.PERSONS[t.key] for t in tokens if t.key in lexicon.PERSONS} for tokens in (said, was))
    return len(new) == len(old) == 1 and new != old and not (new & _THIRD and old & _FIRST)


def _makes_plain(kind: str, said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether a bracket of a kind of change only gives another form, or a name for what was described, "[Calloway]" for "the mayor"."""
    if kind in ("inflection", "spelling", "filler"):
        return True
    if kind == "name":
        return not _is_name(was)
    has_both = any(is_content(t.key) for t in said) and any(is_content(t.key) for t in was)
    return kind == "word" and (not has_both or _is_name(was))


def _points_at(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether the bracket says what the speaker pointed at: "[the town hall]" for "this building"."""
    is_pointed = was[0].key in lexicon.POINTERS and len(was) > 1
    return is_pointed and (said[0].key == _THE or _is_name(said)) and not _has_number((*said, *was))


def _has_number(tokens: Sequence[Token]) -> bool:
    return any(t.key[:1].isdigit() for t in tokens)


def _is_name(tokens: Sequence[Token]) -> bool:
    """Return whether a capital that opens no sentence, or a capitalised word alone, makes a name of words."""
    content = [t for t in tokens if is_content(t.key)]
    return bool(content) and all(t.is_capitalised for t in content)


def _names_the_same(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether the bracket has a word of the name it stands for, or writes out its initials, or is another form of the same words."""
    new, old = [t.key for t in said if is_content(t.key)], [t.key for t in was if is_content(t.key)]
    if _is_name(was) and set(new) & set(old):
        return True
    initials = "".join(key[0] for key in new)
    return (len(old) == 1 and len(initials) > 1 and (old[0].replace(".", "") == initials)) or (
        len(new) == 1 and len(old) > 1 and new[0].replace(".", "") == "".join(key[0] for key in old)
    )


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(dict.fromkeys(t.surface for t in tokens))
