"""Read a sentence with a quotation in other orders and with less in it, so that one rule serves all of them.

"“A,” Marsh, a hoaxer, said" has what "a hoaxer said “A”" has: what is put in between commas, brackets or dashes can be left out,
a label in front too ("FACT CHECK: Did Marsh say …"), and the clause behind a quotation can stand before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import PLACEHOLDERS, Frame, Word

_OPENING = {")": "(", "—": "—", "–": "–"}
_COMMA, _COLON = ",", ":"
_LONGEST_INSERTION = 12  # words
_LONGEST_LABEL = 4  # words
_LONGEST_MARKED, _MOST_MARKED = 60, 6  # characters and words of a quotation that tells of another one
_TELLING = lexicon.union("false_words", "made_up", "false_adverbs", "rejecting", "scare_words")
_ENDS_CLAUSE = frozenset(",;:.!?(—–") | PLACEHOLDERS
_BREAKS = (lexicon.CONJUNCTIONS | lexicon.SUBORDINATORS) - lexicon.words("said_as")
_HEADS = _TELLING | lexicon.union(
    "conditions", "denials", "denying", "disputing", "doctored_words", "doubting", "doubting_adverbs", "fiction", "forged", "hoping", "imagining", "jokers",
    "leaving_unsaid", "machines", "misreporting", "negations", "past_modals", "posing", "pretending", "refusing", "seeming",
    "supposed_participles", "supposing_openers", "turning_down", "lacking", "content_nouns", "unproved", "unverified",
)  # fmt: skip
_WHATEVER = lexicon.words("whatever")
_CONTRACTED = ("n't", "n’t")
Words = tuple[Word, ...]


class View(NamedTuple):
    """A sentence as it is read, with the quotation at word `here` of it. `is_turned`: its words stand in another order."""

    words: Words
    here: int
    is_turned: bool = False


def views(first: View) -> Iterator[View]:
    """Yield a sentence as it stands, then in each other way of reading it that differs, where it has a word that may tell of the words."""
    yield first
    plain = _without_label(first)
    if tells(first.words):
        plain = _without_insertions(plain)
    if plain != first:
        yield plain
    turned = _turned(plain) if tells(first.words) else None
    if turned is not None:
        yield turned


def tells(words: Words) -> bool:
    """Return whether a sentence has a word without which no rule of governing tells that words were not said."""
    return any(word.lower in _HEADS or word.lower.endswith(_CONTRACTED) for word in words)


def with_marked(view: View, frame: Frame, text: str) -> View | None:
    """Return a sentence with the words of its other quotations that deny or doubt something (“wholly made up”); None without any."""
    words: list[Word] = []
    here = view.here
    for i, word in enumerate(view.words):
        marked = _marked(word, frame, text) if word.text in PLACEHOLDERS and i != view.here else None
        words += marked or (word,)
        here += len(marked) - 1 if marked and i < view.here else 0
    return View(tuple(words), here) if len(words) > len(view.words) else None


def _marked(word: Word, frame: Frame, text: str) -> list[Word] | None:
    """Return the words of the short quotation that a placeholder stands for, where they may tell of another one; else None."""
    place = bisect_left(frame.places, word.start)
    if place >= len(frame.places) or frame.places[place] != word.start:
        return None
    stretch = frame.stretches[place]
    held = text[stretch.start : min(stretch.end, stretch.start + _LONGEST_MARKED)].rstrip(",.").split()
    telling = any(one.lower() in _TELLING for one in held) and not held[0][:1].isupper()
    return [Word.of(one, word.start, word.end) for one in held] if telling and len(held) <= _MOST_MARKED else None


def _without_label(view: View) -> View:
    """Return a sentence without the label in front ("FACT CHECK: Did Marsh say …"), where a verb of speech follows it."""
    words, here = view.words, view.here
    colon = next((i for i in range(1, min(here, _LONGEST_LABEL + 1)) if words[i].text == _COLON), None)
    if colon is None or not any(_speaks(words, i) for i in range(colon + 1, here)):
        return view
    return View(words[colon + 1 :], here - colon - 1)


def _without_insertions(view: View) -> View:
    """Return a sentence without what stands between brackets, dashes, or commas before a verb ("Marsh, the mayor, did not say")."""
    words, here = view.words, view.here
    i = len(words) - 1
    while i > 0:
        first = _opening(words, i)
        if first is not None:
            taken = i - first + 1
            words = words[:first] + words[i + 1 :]
            here -= taken if here > i else 0
            i = first
        i -= 1
    return View(words, here)


def _opening(words: Words, last: int) -> int | None:
    """Return the word where an insertion opens that a mark at word `last` closes, or None."""
    mark = _OPENING.get(words[last].text, _COMMA if words[last].text == _COMMA and _goes_on(words, last + 1) else None)
    if mark is None:
        return None
    for i in range(last - 1, max(0, last - _LONGEST_INSERTION - 2), -1):
        if words[i].text in PLACEHOLDERS:
            return None
        if words[i].text == mark:
            return None if mark == _COMMA and _is_clause(words, i + 1, last) else i
        if words[i].text in _ENDS_CLAUSE:
            return None
    return None


def _is_clause(words: Words, first: int, end: int) -> bool:
    """Return whether what stands between two commas goes on with the sentence, or says who speaks ("Marsh said")."""
    says_so = _speaks(words, end - 1) and words[first].lower not in lexicon.SUBORDINATORS | _WHATEVER
    return words[first].lower in lexicon.CONJUNCTIONS or says_so or _speaks(words, first)


def _goes_on(words: Words, i: int) -> bool:
    """Return whether the quotation, or past adverbs a verb whose subject stands before, stands at word `i`."""
    if i < len(words) and words[i].text in PLACEHOLDERS:
        return True
    while i < len(words) and words[i].lower in lexicon.ADVERBS:
        i += 1
    if i >= len(words) or words[i].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return False
    return words[i].lower in lexicon.FINITE_AUXILIARIES or _speaks(words, i) or _is_past_adverb(words, i)


def _is_past_adverb(words: Words, i: int) -> bool:
    """Return whether word `i` is an adverb in -ly before a verb of speech ("simply replied")."""
    return i + 1 < len(words) and words[i].lower.endswith(lexicon.ADVERB_ENDING) and _speaks(words, i + 1)


def _speaks(words: Words, i: int) -> bool:
    return is_cue(words, i) or words[i].text in lexicon.PLAIN_CUES


def _turned(view: View) -> View | None:
    """Return a sentence that opens with the quotation with the clause behind it in front ("Marsh never said “A”"), or None."""
    words, here = view.words, view.here
    if any(word.is_word for word in words[:here]):
        return None
    first = here + 1
    while first < len(words) and not words[first].is_word:
        first += 1
    last = next((i for i in range(first, len(words)) if words[i].text in _ENDS_CLAUSE or words[i].lower in _BREAKS), len(words))
    cue = next((i for i in range(last - 1, first - 1, -1) if _speaks(words, i)), None)
    if cue is None:
        return None
    quotation = words[here]
    if cue > first:
        return View((*words[first : cue + 1], quotation, *words[cue + 1 : last]), cue + 1 - first, True)
    subject = next((i for i in range(first + 1, last) if words[i].lower in lexicon.RELATIVES), last)
    return View((*words[first + 1 : subject], words[first], quotation), subject - first, True)
