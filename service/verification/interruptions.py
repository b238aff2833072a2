"""Tells what is no splice: a speech that was interrupted and taken up again, and a cut within one passage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.vocabulary import KIND
from service.verification.attribution import known_speaker
from service.verification.matching import Compared
from service.wording.tokens import Token

_BROKEN_OFF = ("-", "–", "—", "…", "...")  # marks at which words break off, and with which they are taken up
_INTERJECTION = 40  # characters of "Right." or "With whose money?", besides the labels of the turns
_QUESTION = 160  # the same where the words break off at a mark
_CLOSING = " .,;:!?…-–—\"”’'"  # marks that may follow the last word of a turn
_LABEL = 4  # characters around a label: a colon, spaces and line ends
_ELLIPSIS = "…"


def is_one_speech(tokens: tuple[Token, ...], pieces: Sequence[Compared]) -> bool:
    """Return whether the pieces of a claim are one speech of one speaker, which nothing but an interjection broke.

    `tokens`: of the claim; one that marks the joint with an ellipsis may leave out more of the same document.
    """
    is_shown = any(t.key == _ELLIPSIS for t in tokens)
    return all(_goes_on(a, b, is_shown=is_shown) for a, b in pairwise(pieces))


def is_within_one_passage(pieces: Sequence[Compared]) -> bool:
    """Return whether the pieces of a claim all stand in one passage."""
    return len({m.candidate.unit.id for m in pieces}) == 1


def _goes_on(first: Compared, second: Compared, *, is_shown: bool) -> bool:
    speaker = known_speaker(first.said)
    is_one = first.document.id == second.document.id and speaker is not None and speaker == known_speaker(second.said)
    if not is_one or not KIND[first.document.kind].is_primary or not (first.comparison.is_said and second.comparison.is_said):
        return False
    between = second.candidate.unit.parts[0].start - first.candidate.unit.parts[-1].end
    if between < 0 or not _are_at_the_joint(first, second):
        return False
    labels = 2 * (len(speaker or "") + _LABEL)
    breaks = first.text.rstrip().endswith(_BROKEN_OFF) or second.text.lstrip().startswith(_BROKEN_OFF)
    return is_shown or between <= labels + (_QUESTION if breaks else _INTERJECTION)


def _are_at_the_joint(first: Compared, second: Compared) -> bool:
    """Return whether the first words end their turn and the second open theirs."""
    return not first.text[first.comparison.end :].strip(_CLOSING) and not second.text[: second.comparison.start].strip(_CLOSING)
