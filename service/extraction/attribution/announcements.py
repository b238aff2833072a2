"""Paragraphs that announce the next one as somebody's words: "Stone said in a statement:", "The council sent this reply:"."""

from __future__ import annotations

from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import PLACEHOLDERS, Frame, Word
from service.extraction.page.grammar import Grammar

_COLON = ":"
_LONGEST = 14  # words from a verb of speech to the colon
_LONGEST_BEHIND = 8  # words from what holds the words ("a statement") to the colon
_SPEAKING = frozenset(("person", "pronoun", "organization"))


def announcement(frame: Frame, grammar: Grammar) -> Clue | None:
    """Return the clause that a paragraph ends with and that says whose words the next one is, or None.

    Its last verb of speech has a subject and stands near the colon, or somebody gives what holds words ("issued this statement").
    """
    if not frame.sentences or not frame.text.rstrip().endswith(_COLON):
        return None
    number = len(frame.sentences) - 1
    tokens = frame.sentences[number].tokens
    if any(token.text == _COLON or token.text in PLACEHOLDERS for token in tokens[:-1]):
        return None
    cue, phrase = _clause(tokens, grammar)
    if phrase is None or not _may_speak(phrase, grammar):
        return None
    return Clue(frame, number, phrase, cue, True, True)


def _clause(tokens: tuple[Word, ...], grammar: Grammar) -> tuple[int, Phrase | None]:
    """Return the verb that announces what follows the colon, and its subject; None for the subject where there is no such verb."""
    given = _given(tokens, grammar)
    if given is not None:
        subject = grammar.main_subject(tokens)
        return given, subject if subject is not None and subject.last < given else None
    near = range(len(tokens) - 2, max(-1, len(tokens) - _LONGEST), -1)
    cue = next((i for i in near if grammar.is_cue(tokens, i)), None)
    return (cue, grammar.subject_of(tokens, cue)) if cue is not None else _made_by(tokens, grammar)


def _may_speak(phrase: Phrase, grammar: Grammar) -> bool:
    """Return whether a subject is somebody whose words follow: no sign or letter, and no several who each say something else."""
    if phrase.kind == "description":
        return not grammar.is_plural(phrase.head)  # "What readers told us:" opens a list
    is_thing = phrase.kind == "organization" and phrase.name.islower() and phrase.head not in grammar.vocabulary.bodies
    return phrase.kind in _SPEAKING and not is_thing


def _given(tokens: tuple[Word, ...], grammar: Grammar) -> int | None:
    """Return the verb by which somebody gives words of his own ("issued this statement on Monday"), or None where they may be another's."""
    words = grammar.vocabulary
    near = range(len(tokens) - 2, max(-1, len(tokens) - _LONGEST_BEHIND), -1)
    held = next((i for i in near if tokens[i].lower in words.documents | words.answer_nouns), None)
    given = next((i for i in range(held - 1, 0, -1) if tokens[i].lower in words.authoring), None) if held is not None else None
    if held is None or given is None or any(t.lower in words.from_ for t in tokens[held:]):
        return None
    between = [t.lower for t in tokens[given + 1 : held]]
    is_known = not words.definite.isdisjoint(between) and words.announcing.isdisjoint(between)  # "released the letter"
    return None if is_known else given


def _made_by(tokens: tuple[Word, ...], grammar: Grammar) -> tuple[int, Phrase | None]:
    """Return who made what a heading announces, and the word before ("The letter from Ada Stone in full:"); None where it is nobody."""
    words = grammar.vocabulary
    held = next(
        (i for i in range(len(tokens) - 2) if tokens[i].lower in words.documents and tokens[i + 1].lower in words.from_), None
    )
    return (held, grammar.phrase_at(tokens, held + 2, len(tokens) - 1)) if held is not None else (0, None)
