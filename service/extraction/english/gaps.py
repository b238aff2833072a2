"""What may stand between a subject and its verb: an appositive, a parenthesis, a relative clause, an adverb, an auxiliary."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import DASHES, Tokens, find, is_adverb, starts_phrase
from service.extraction.english.verbs import PERCEIVED
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS
from service.knowledge.gazetteer import Gazetteer

LONGEST_APPOSITIVE = 40
"""Tokens of an appositive that may stand between a subject and its verb."""
_LONGEST_RELATIVE = 30  # tokens of a relative clause without commas
_LONGEST_PREPOSITIONAL = 12  # tokens of a phrase after a preposition, without commas
_LONGEST_OTHERS = 6  # tokens of "and 150 other trade groups"
_POST_MODIFIERS = lexicon.words("post_modifiers")
_FLOATING = lexicon.words("floating")
_REFLEXIVES = lexicon.words("reflexives")
_RELATIVES_OF_THING = lexicon.words("thing_relatives")
_ENDS_MODIFIER = DASHES | frozenset(",(")
_HABITUAL = lexicon.words("habitual")
_COUNTING = lexicon.words("counting")


def is_gap(tokens: Tokens, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> bool:
    """Return whether nothing between a phrase and the verb at token `cue` keeps the one from being the other's subject."""
    gap = _Gap(tokens, phrase, cue, gazetteer)
    i = phrase.last + 1
    while i < cue:
        step = next((step for applies, step in _GAPS if applies(gap, i)), None)
        past = step(gap, i) if step is not None else None
        if past is None:
            return False
        i = past
    return True


class _Gap(NamedTuple):
    """The tokens between a phrase and the verb at token `cue`. What reads them takes the token at which it starts."""

    tokens: Tokens
    phrase: Phrase
    cue: int
    gazetteer: Gazetteer


def _is_light(gap: _Gap, i: int) -> bool:
    """Return whether a token is an adverb, an auxiliary or a reflexive pronoun."""
    token, low = gap.tokens[i], gap.tokens[i].lower
    if is_adverb(token) or low in _REFLEXIVES or low in _FLOATING:
        return True
    if low in _HABITUAL and gap.tokens[i + 1].lower == lexicon.TO:
        return True
    if low in PERCEIVED and i + 1 == gap.cue:
        return True
    return low in lexicon.AUXILIARIES and not (low == lexicon.TO and starts_phrase(gap.tokens[i + 1]))


def _is_postmodifier(gap: _Gap, i: int) -> bool:
    """Return whether a relative clause, or a participle that describes a description, starts at a token."""
    low = gap.tokens[i].lower
    if low in _RELATIVES_OF_THING or low == lexicon.WHO:
        return True
    return gap.phrase.kind == "description" and (low in _POST_MODIFIERS or low.endswith(lexicon.VERBAL_ENDINGS))


def _past_one(gap: _Gap, i: int) -> int | None:
    """Return the next token."""
    return i + 1


def _past_parenthesis(gap: _Gap, i: int) -> int | None:
    """Return the token past a parenthesis, or None where it is not closed."""
    close = find(gap.tokens, ")", i, gap.cue)
    return None if close is None else close + 1


def _past_dashes(gap: _Gap, i: int) -> int | None:
    """Return the token past what stands between dashes, or None where no second one follows."""
    close = find(gap.tokens, DASHES, i + 2, gap.cue)
    return None if close is None else close + 1


def _past_appositive(gap: _Gap, i: int) -> int | None:
    """Return the token past an appositive, or None where the comma at token `i` opens something else."""
    tokens, phrase, cue = gap.tokens, gap.phrase, gap.cue
    if _is_light_up_to(gap, i + 1) and any(token.text == "," for token in tokens[phrase.first : phrase.last]):
        return cue  # the comma that closes an appositive inside the phrase
    close = find(tokens, ",", i + 1, min(cue, i + LONGEST_APPOSITIVE))
    if close is None:  # "Dan Gross, president of the campaign said"
        apposed = parse(tokens, i + 1, cue, gap.gazetteer)
        return (
            cue if apposed is not None and apposed.kind == "description" and is_gap(tokens, apposed, cue, gap.gazetteer) else None
        )
    while close + 1 < cue and (further := find(tokens, ",", close + 1, min(cue, close + LONGEST_APPOSITIVE))) is not None:
        close = further  # an appositive may have commas of its own ("of Izmir, Turkey,")
    return close + 1


def _is_light_up_to(gap: _Gap, i: int) -> bool:
    """Return whether nothing but adverbs, auxiliaries and the like stands from token `i` to the verb."""
    return all(_is_light(gap, k) for k in range(i, gap.cue))


def _past_prepositional(gap: _Gap, i: int) -> int | None:
    """Return the token past a phrase after a preposition, or None where it is too long."""
    return _past_modifier(gap, i, _LONGEST_PREPOSITIONAL)


def _past_relative(gap: _Gap, i: int) -> int | None:
    """Return the token past a relative clause, or None where it is too long."""
    return _past_modifier(gap, i, _LONGEST_RELATIVE)


def _past_modifier(gap: _Gap, i: int, longest: int) -> int | None:
    """Return the token past a phrase that runs to the next comma, parenthesis, dash or the verb.

    None where it is longer than `longest` tokens or has a quotation inside.
    """
    tokens, cue = gap.tokens, gap.cue
    for k in range(i + 1, min(cue, i + longest)):
        if tokens[k].text in _ENDS_MODIFIER:
            return k
        if tokens[k].text in PLACEHOLDERS:
            return None
    return cue if cue - i <= longest else None


def _is_second_appositive(gap: _Gap, i: int) -> bool:
    """Return whether a second apposition starts at a token ("Pell, head of the port, a town in Kelby said")."""
    return gap.tokens[i - 1].text == "," and gap.tokens[i].lower in lexicon.ARTICLES


def _past_second(gap: _Gap, i: int) -> int | None:
    """Return the token past a second apposition, or None where it is no noun phrase."""
    phrase = parse(gap.tokens, i, gap.cue, gap.gazetteer)
    return phrase.last + 1 if phrase is not None and phrase.kind != "person" else None


def _opens_others(gap: _Gap, i: int) -> bool:
    """Return whether others join a subject without a name ("the Trust and 150 other groups said")."""
    following = gap.tokens[i + 1] if i + 1 < gap.cue else None
    is_count = following is not None and (following.text[:1].isdigit() or following.lower in _COUNTING)
    return gap.tokens[i].lower == lexicon.AND and is_count


def _past_others(gap: _Gap, i: int) -> int | None:
    """Return the verb behind a few words in lower case, None where more stands between."""
    between = gap.tokens[i + 1 : gap.cue]
    return gap.cue if len(between) <= _LONGEST_OTHERS and all(t.is_word and not t.is_capitalised for t in between) else None


_GAPS: tuple[tuple[Callable[[_Gap, int], bool], Callable[[_Gap, int], int | None]], ...] = (
    (_is_light, _past_one),
    (lambda gap, i: gap.tokens[i].text == "(", _past_parenthesis),
    (lambda gap, i: gap.tokens[i].text == ",", _past_appositive),
    (_is_second_appositive, _past_second),
    (_opens_others, _past_others),
    (lambda gap, i: gap.tokens[i].text in DASHES, _past_dashes),
    (lambda gap, i: gap.tokens[i].lower in lexicon.PREPOSITIONS, _past_prepositional),
    (_is_postmodifier, _past_relative),
)
