"""Read the layout of a fact-check: a claim, and below it, under a label or a heading of its own, the verdict on it.

"Claim: Marsh said “A”." and in the next paragraph "Verdict: False"; "What was claimed", the claim, "Our verdict", "She did not."
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from service.extraction.english import governing, lexicon
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import Frame, Neighbours, Word

_CLAIMED, _FOUND = lexicon.words("claim_labels"), lexicon.words("verdict_labels")
_FALSE = lexicon.union("false_words", "made_up", "untrue", "negations", "check_verdicts")
_MADE, _ALERTS = lexicon.words("made_up", "alerted"), lexicon.words("alerts")
_MADE_CARRIERS, _CARRIERS = lexicon.union("made_up", "doctored_words"), lexicon.words("word_carriers")
_WITHIN, _IT = lexicon.words("within"), lexicon.words("within_it")
_NEAR_CARRIER = 4  # words
_ALONE = 2  # a word and its stop
_MISGIVEN = lexicon.words("misreporting")
_LONGEST_LABEL = 5  # words
_SENTENCES_ON = 40  # sentences of the paragraph behind a claim in which its verdict stands
_VERDICT_REACH = 8  # words in which a verdict says what it is
_COLON = ":"
_ENDINGS = frozenset(".!?")
Words = tuple[Word, ...]


class Standing(NamedTuple):
    """How words are presented, and the words of their frame that tell: places `start` to `end`."""

    standing: str
    start: int
    end: int


def alerted(frame: Frame, number: int) -> Standing | None:
    """Return that words were not said where a few words before their sentence say of it all that it is a joke or a fake ("Satire alert.")."""
    before = frame.sentences[number - 1].tokens if number else ()
    low = {word.lower for word in before}
    if not 0 < len(before) <= _LONGEST_LABEL or not low & _MADE:
        return None
    return Standing(governing.REJECTED, before[0].start, before[-1].end) if low & _ALERTS or len(before) <= _ALONE else None


def carried(frame: Frame, number: int) -> Standing | None:
    """Return that words were not said that stand "in it", where the sentence before tells of a carrier that is made up ("a doctored clip")."""
    if not number:
        return None
    before, words = frame.sentences[number - 1].tokens, frame.sentences[number].tokens
    made = next((i for i, w in enumerate(before) if w.lower in _MADE_CARRIERS), None)
    if made is None or not any(w.lower in _CARRIERS for w in before[made : made + _NEAR_CARRIER]):
        return None
    is_in = any(
        words[i].lower in _WITHIN and (words[i + 1].lower in _IT or (i + 2 < len(words) and words[i + 2].lower in _CARRIERS))
        for i in range(len(words) - 1)
    )
    return Standing(governing.REJECTED, before[made].start, before[made].end) if is_in else None


def checked(frame: Frame, number: int, here: int, near: Neighbours) -> Standing | None:
    """Return that a quotation at word `here` of a sentence was not said, where the verdict below a claim that it was is "false"."""
    words = frame.sentences[number].tokens
    is_claim = _is_labelled(frame.sentences[0].tokens, _CLAIMED) or (near.before is not None and _is_heading(near.before, _CLAIMED))
    cue = next((i for i in range(here - 1, 0, -1) if is_cue(words, i) or words[i].text in lexicon.PLAIN_CUES), None)
    if not is_claim or cue is None:
        return None
    for verdict in _verdicts(frame, number, near):
        low = {word.lower for word in verdict[:_VERDICT_REACH]}
        return Standing(governing.REJECTED, words[cue].start, words[cue].end) if low & (_FALSE | _MISGIVEN) else None
    return None


def _verdicts(frame: Frame, number: int, near: Neighbours) -> Iterator[Words]:
    """Yield the words of each verdict in the sentences and paragraphs behind a sentence of a frame."""
    for sentence in frame.sentences[number + 1 : number + 1 + _SENTENCES_ON]:
        if _is_labelled(sentence.tokens, _FOUND):
            yield _behind_label(sentence.tokens)
    for one, following in zip_longest(near.after, near.after[1:]):
        words = one.sentences[0].tokens if one.sentences else ()
        if _is_labelled(words, _FOUND):
            behind = _behind_label(words)
            yield behind or _first_words(following)
        elif _is_heading(one, _FOUND):
            yield _first_words(following)


def _first_words(frame: Frame | None) -> Words:
    return frame.sentences[0].tokens if frame is not None and frame.sentences else ()


def _behind_label(words: Words) -> Words:
    """Return the words behind the colon of a label."""
    return words[next(i for i, word in enumerate(words) if word.text == _COLON) + 1 :]


def _is_labelled(words: Words, label: frozenset[str]) -> bool:
    """Return whether a sentence opens with a label of a few words and a colon, one of which is a given one."""
    colon = next((i for i, word in enumerate(words[: _LONGEST_LABEL + 1]) if word.text == _COLON), None)
    return colon is not None and any(word.lower in label for word in words[:colon])


def _is_heading(frame: Frame, label: frozenset[str]) -> bool:
    """Return whether a paragraph is a few words without a full stop, one of which is a given one."""
    words = frame.sentences[0].tokens if len(frame.sentences) == 1 else ()
    if not 0 < len(words) <= _LONGEST_LABEL or frame.stretches or words[-1].text in _ENDINGS:
        return False
    return any(word.lower in label for word in words)
