"""Tell how a source presents words: as said, as not said, or as only supposed.

What governs the words is looked at: a negated verb of speech ("never said"), a denial ("denied saying"), a report called false
("falsely quoted as"), the second half of "“A”, not “B”", the verdict of a fact-check in the next sentence, a condition ("Had Marsh
said"). Everything else is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.extraction.english import denials, lexicon
from service.extraction.english.verbs import is_cue
from service.extraction.page.clause import Clue
from service.extraction.page.frames import PLACEHOLDERS, Frame, Word

REJECTED, SUPPOSED = "rejected", "supposed"
_NEGATIONS, _DENYING, _DENIED_ACTS = lexicon.words("negations"), lexicon.words("denying"), lexicon.words("denied_acts")
_FALSE_ADVERBS, _MISREPORTING = lexicon.words("false_adverbs"), lexicon.words("misreporting")
_PARTICIPLES, _CONDITIONS, _OPENERS = (
    lexicon.words("reporting_participles"),
    lexicon.words("conditions"),
    lexicon.words("supposing_openers"),
)
_PAST_MODALS, _PERFECT = lexicon.words("past_modals"), lexicon.words("perfect")
_WORDS_NOUNS, _UNTRUE = lexicon.words("words_nouns"), lexicon.words("untrue")
_CONTRACTED = ("n't", "n’t")
_LEADING_MARKS = frozenset(",:")  # between a verb of speech and its words
_USING = lexicon.words("using")
_USED_REACH = 4  # words from a noun for words back to the verb of using them
_ONLY = "only"  # "not only said" is said
_VERDICT_REACH = 12  # words of the next sentence in which a fact-check says what the words are
Words = tuple[Word, ...]


class Standing(NamedTuple):
    """How words are presented, and the words of their frame that tell: places `start` to `end`."""

    standing: str
    start: int
    end: int


class _Case(NamedTuple):
    """A quotation at word `here` of its sentence, and the clause that attributes it, if one does."""

    frame: Frame
    sentence: int
    words: Words
    here: int
    clue: Clue | None


def standing(frame: Frame, k: int, clue: Clue | None) -> Standing | None:
    """Return how the k-th quotation of a frame is presented; None where it is presented as said."""
    number = frame.sentence_at(frame.places[k])
    here = frame.token_at(frame.places[k])
    if here is None:
        return None
    case = _Case(frame, number, frame.sentences[number].tokens, here, clue)
    return next((found for rule in _RULES if (found := rule(case)) is not None), None)


def _found(what: str, words: Words, first: int, last: int) -> Standing:
    return Standing(what, words[first].start, words[last].end)


def _chain(words: Words, cue: int) -> Iterator[int]:
    """Yield the auxiliaries, adverbs and negations right before a verb, nearest first."""
    for i in range(cue - 1, -1, -1):
        low = words[i].lower
        if not (low in lexicon.AUXILIARIES or low in lexicon.ADVERBS or _negates(low)):
            return
        yield i


def _negates(low: str) -> bool:
    return low in _NEGATIONS or low.endswith(_CONTRACTED)


def _negated(case: _Case) -> Standing | None:
    """ "Marsh never said “A”", "Marsh did not tell voters to “A”"; the subject itself may be negative ("Nobody said")."""
    clue = case.clue
    if clue is None:
        return None
    words = clue.tokens
    at = next((i for i in _chain(words, clue.cue) if _negates(words[i].lower)), None)
    if at is None or (at + 1 < len(words) and words[at + 1].lower == _ONLY):
        return None
    return _found(REJECTED, words, at, clue.cue)


def _not_used(case: _Case) -> Standing | None:
    """ "Marsh had not used the words “A”", "at no time were the words “A” spoken": a negated verb of using them."""
    words, at = case.words, case.here - 1
    if at < 1 or words[at].lower not in _WORDS_NOUNS:
        return None
    verb = next((i for i in range(at - 1, max(-1, at - _USED_REACH), -1) if words[i].lower in _USING), None)
    negation = None if verb is None else next((i for i in _chain(words, verb) if _negates(words[i].lower)), None)
    return _found(REJECTED, words, negation, at) if negation is not None else None


def _denied(case: _Case) -> Standing | None:
    """ "Marsh denied saying “A”", "Marsh denies ever having called it “A”"."""
    words = case.words
    for i in range(case.here - 1, -1, -1):
        if words[i].lower in _DENYING and i + 1 < case.here and words[i + 1].lower in _DENIED_ACTS:
            if i and _negates(words[i - 1].lower):
                return None
            return _found(REJECTED, words, i, i + 1)
        if words[i].text in PLACEHOLDERS:
            return None
    return None


def _misreported(case: _Case) -> Standing | None:
    """ "Marsh was falsely quoted as saying “A”", "“A,” Marsh is wrongly quoted as saying", "an article misquoted Marsh"."""
    words = case.words
    for i, word in enumerate(words):
        if word.lower in _FALSE_ADVERBS and i + 1 < len(words) and words[i + 1].lower in _PARTICIPLES:
            return _found(REJECTED, words, i, i + 1)
        if word.lower in _MISREPORTING and i < case.here:
            return _found(REJECTED, words, i, i)
    return None


def _contrasted(case: _Case) -> Standing | None:
    """Return the second half of "She said “A”, not “B”"."""
    words, at = case.words, case.here - 1
    if at < 1 or words[at].lower not in _NEGATIONS:
        return None
    before = at - 1 if words[at - 1].text == "," else at
    is_after_words = before > 0 and words[before - 1].text in PLACEHOLDERS
    return _found(REJECTED, words, at, at) if is_after_words else None


def _called_untrue(case: _Case) -> Standing | None:
    """ "“A,” it says. The quote is fake.": a fact-check's verdict in the next sentence."""
    if case.sentence + 1 >= len(case.frame.sentences):
        return None
    words = case.frame.sentences[case.sentence + 1].tokens[:_VERDICT_REACH]
    noun = next((i for i, w in enumerate(words) if w.lower in _WORDS_NOUNS), None)
    verdict = next((i for i, w in enumerate(words) if w.lower in _UNTRUE), None)
    if noun is None or verdict is None or any(w.text in PLACEHOLDERS or _negates(w.lower) for w in words):
        return None
    return _found(REJECTED, words, min(noun, verdict), max(noun, verdict))


def _unreal(case: _Case) -> Standing | None:
    """ "Marsh could have said “A”"."""
    clue = case.clue
    if clue is None:
        return None
    chain = list(_chain(clue.tokens, clue.cue))
    for i in chain:
        if clue.tokens[i].lower in _PAST_MODALS and any(clue.tokens[k].lower in _PERFECT for k in chain if k > i):
            return _found(SUPPOSED, clue.tokens, i, clue.cue)
    return None


def _conditional(case: _Case) -> Standing | None:
    """ "Had Marsh said “A”", "If Marsh says “A”", "Imagine Marsh saying “A”": a condition opens the clause that has the words."""
    words = case.words
    last = case.here - 1 if case.here and words[case.here - 1].text in _LEADING_MARKS else case.here
    for i in range(last - 1, -1, -1):
        if words[i].text in PLACEHOLDERS or not words[i].is_word:
            return None
        opens = words[i].lower in _CONDITIONS or (i == 0 and words[i].lower in _OPENERS)
        if opens and any(is_cue(words, k) for k in range(i + 1, last)):
            return _found(SUPPOSED, words, i, i)
    return None


def _framed(case: _Case) -> Standing | None:
    """Return what the templates of `service.extraction.english.denials` tell of the words around the quotation."""
    sentences = case.frame.sentences
    following = sentences[case.sentence + 1].tokens if case.sentence + 1 < len(sentences) else ()
    around = denials.rendered(case.words, case.here, following)
    for name, what in (("rejected_frames", REJECTED), ("supposed_frames", SUPPOSED)):
        found = denials.matched(name, around)
        if found is not None:
            return Standing(what, found[0].start, found[1].end)
    return None


_RULES: tuple[Callable[[_Case], Standing | None], ...] = (
    _negated, _not_used, _denied, _misreported, _contrasted, _called_untrue, _unreal, _conditional, _framed,
)  # fmt: skip
