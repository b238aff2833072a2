"""Who is the subject of a verb of speech: clause by clause, from the grammar that shows on the surface.

A subject is sought at every place where a clause can start, nearest to the verb first; it is taken where nothing but an
appositive, a parenthesis, a prepositional phrase, a relative clause, an adverb or an auxiliary stands between it and the
verb. So "a spokesman for Mr. Stone said" is said by the spokesman, not by the nearest name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.openings import skip_opening
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import DASHES, Tokens, find, is_adverb, past_adverbs, starts_phrase
from service.extraction.english.verbs import is_cue, is_finite_cue, is_participle, may_be_verb, may_report
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge.gazetteer import Gazetteer

__all__ = ["DASHES", "closing_subject", "main_subject", "subject_after", "subject_of"]

_LONGEST_APPOSITIVE = 40  # tokens
_LONGEST_RELATIVE = 30  # tokens of a relative clause without commas
_LONGEST_PREPOSITIONAL = 12  # tokens of a phrase after a preposition, without commas
_LONGEST_SECOND = 12  # tokens from an appositive's own subject to the verb of the sentence
_FARTHEST_CUE = _LONGEST_APPOSITIVE + 12  # tokens from a subject to its verb
_MOST_STARTS = 6  # places before a comma where the phrase that it follows is sought
_POST_MODIFIERS = lexicon.words("post_modifiers")
_REFLEXIVES = lexicon.words("reflexives")
_RELATIVES_OF_SUBJECT = lexicon.words("subject_relatives")
_RELATIVES_OF_THING = lexicon.words("thing_relatives")
_SUBORDINATE_OPENERS = lexicon.SUBORDINATORS | lexicon.RELATIVES | lexicon.words("questions", "comparatives")
_CLAUSE_OPENERS = _SUBORDINATE_OPENERS | lexicon.CONJUNCTIONS
_OPENING_MARKS = frozenset(";:—–-(,•*") | PLACEHOLDERS
_BREAKS = frozenset(";:")
_SEPARATORS = DASHES | PLACEHOLDERS | {","}
_BEFORE_SUBJECT = frozenset(",;—–-")
_ENDS_MODIFIER = DASHES | frozenset(",(")
_SINGLE_SPEAKERS = ("pronoun", "person")


def subject_of(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject that precedes the verb at token `cue`, or None."""
    if not is_participle(tokens, cue):
        return _near_subject(tokens, cue, gazetteer) or _far_subject(tokens, cue, gazetteer)
    for earlier in range(cue - 1, -1, -1):
        if is_finite_cue(tokens, earlier) and (found := _near_subject(tokens, earlier, gazetteer)) is not None:
            return found
    return main_subject(tokens, gazetteer, cue)


def subject_after(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer, *, opens: bool = False) -> tuple[Phrase, int] | None:
    """Return the subject and the verb that follow a quotation from token `at` on ("he", place of "said"), in either order.

    `opens`: the quotation opens its sentence, so that what follows it can only be the clause that attributes it, whatever
    its verb ("“Out!” Stone barked").
    """
    i = at
    while i < stop and (tokens[i].text in _BEFORE_SUBJECT or tokens[i].lower in lexicon.ADVERBS):
        i += 1
    if i >= stop:
        return None
    if tokens[i].lower == lexicon.ACCORDING and i + 1 < stop and tokens[i + 1].lower == lexicon.TO:
        return _with_verb(parse(tokens, i + 2, stop, gazetteer), i, excluded=("other",))
    if _may_precede(tokens, i, any_verb=opens and i == at):
        return _with_verb(parse(tokens, i + 1, stop, gazetteer), i, excluded=("pronoun", "other"))
    phrase = _speaking(tokens, parse(tokens, i, stop, gazetteer), stop)
    if phrase is None or phrase.kind == "other":
        return None
    phrase = _with_partner(tokens, phrase, stop, gazetteer)
    verb = _verb_after(tokens, phrase, stop, opens, gazetteer)
    return None if verb is None else (phrase, verb)


def _may_precede(tokens: Tokens, i: int, *, any_verb: bool) -> bool:
    """Return whether token `i` is a verb that its subject may follow ("said Stone"): one of speech or, with `any_verb`, any."""
    return not is_participle(tokens, i) and (is_cue(tokens, i) or (any_verb and may_report(tokens, i)))


def _with_verb(phrase: Phrase | None, verb: int, *, excluded: tuple[str, ...]) -> tuple[Phrase, int] | None:
    """Return a phrase with its verb, or None where there is no phrase or it is of an excluded kind."""
    return (phrase, verb) if phrase is not None and phrase.kind not in excluded else None


def _verb_after(tokens: Tokens, phrase: Phrase, stop: int, opens: bool, gazetteer: Gazetteer) -> int | None:
    """Return the verb whose subject a phrase before it is, or None; with `opens` any verb right behind it."""
    after = phrase.last + 1
    if opens:
        verb = past_adverbs(tokens, after, stop)
        if verb < stop and not is_cue(tokens, verb) and may_report(tokens, verb):
            return verb
    for cue in range(after, min(after + _FARTHEST_CUE, stop)):
        if tokens[cue].text in PLACEHOLDERS:
            return None
        if is_finite_cue(tokens, cue) and _is_gap(tokens, phrase, cue, gazetteer):
            return cue
    return None


def _speaking(tokens: Tokens, phrase: Phrase | None, stop: int) -> Phrase | None:
    """Return a phrase, as a description where it is an unknown noun that a verb of speech follows ("the tinsmith said")."""
    if phrase is None or phrase.kind != "other" or tokens[phrase.first].lower not in lexicon.DETERMINERS:
        return phrase
    verb = past_adverbs(tokens, phrase.last + 1, stop)
    if verb < stop and tokens[phrase.last].text.islower() and is_finite_cue(tokens, verb):
        return replace(phrase, kind="description")
    return phrase


def _with_partner(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase:
    """Return two who speak together ("David Marsh and Serena Pell wrote") as one phrase of both names."""
    at = phrase.last + 1
    if phrase.kind != "person" or at + 1 >= stop or tokens[at].lower != lexicon.AND:
        return phrase
    other = parse(tokens, at + 1, stop, gazetteer)
    if other is None or other.kind != "person":
        return phrase
    return replace(phrase, name=f"{phrase.name} {lexicon.AND} {other.name}", last=other.last)


def main_subject(tokens: Tokens, gazetteer: Gazetteer, stop: int | None = None) -> Phrase | None:
    """Return the subject of a sentence, the first noun phrase that no opening phrase governs, or None."""
    end = len(tokens) if stop is None else stop
    first = next((i for i in range(1, end) if tokens[i].text == "," or is_cue(tokens, i)), 0)
    if first and tokens[first - 1].lower in lexicon.PRONOUNS and is_cue(tokens, first):
        return parse(tokens, first - 1, end, gazetteer)  # "In an interview on Sunday he admitted": no comma ends the opening
    phrase = parse(tokens, skip_opening(tokens, 0, end), end, gazetteer)
    return phrase if phrase and phrase.kind != "other" else None


def closing_subject(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return who is said at a sentence's end to report it ("The men were being questioned, police said."), or None."""
    for comma in range(len(tokens) - 3, 0, -1):
        if tokens[comma].text == ",":
            phrase = parse(tokens, comma + 1, len(tokens), gazetteer)
            return phrase if phrase and phrase.last + 1 < len(tokens) and is_cue(tokens, phrase.last + 1) else None
    return None


def _starts(tokens: Tokens, cue: int) -> Iterator[int]:
    """Yield the places where the clause of the verb at token `cue` can start, nearest first."""
    for i in range(cue - 2, -1, -1):
        if _opens_clause(tokens[i]):
            yield i + 1
    yield 0


def _opens_clause(token: Word) -> bool:
    """Return whether a clause can start behind a token."""
    return token.text in _OPENING_MARKS or token.lower in _CLAUSE_OPENERS


def _near_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject at the nearest place where the clause of a verb can start, or None."""
    if cue and tokens[cue - 1].lower in _RELATIVES_OF_SUBJECT:
        return _antecedent(tokens, cue - 1, gazetteer)
    if cue and tokens[cue - 1].lower in lexicon.CONJUNCTIONS:
        return None
    for start in _starts(tokens, cue):
        phrase = _subject_from(tokens, start, cue, gazetteer)
        if phrase is not None:
            return phrase
    return _reaching(tokens, parse(tokens, skip_opening(tokens, 0, cue), cue, gazetteer), cue, gazetteer)


def _subject_from(tokens: Tokens, start: int, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject of a verb if its clause starts at token `start`, or None."""
    at = start
    while at < cue and (tokens[at].lower in lexicon.ADVERBS or tokens[at].lower in lexicon.CONJUNCTIONS):
        at += 1
    phrase = _speaking(tokens, parse(tokens, at, cue, gazetteer), cue + 1)
    if phrase is None:
        return None
    phrase = _with_partner(tokens, phrase, cue, gazetteer)
    if _has_own_verb(tokens, start, phrase, cue) or _reaching(tokens, phrase, cue, gazetteer) is None:
        return None
    if _is_in_appositive(tokens, start, phrase, cue, gazetteer):
        return None
    if phrase.kind == "description" and start and tokens[start - 1].text == ",":
        return _person_before(tokens, start - 1, gazetteer) or phrase
    return phrase


def _has_own_verb(tokens: Tokens, start: int, phrase: Phrase, cue: int) -> bool:
    """Return whether a phrase is the subject of a relative clause's own verb ("the deal that Stone has signed said")."""
    is_relative = start > 0 and tokens[start - 1].lower in lexicon.RELATIVES
    return is_relative and phrase.last + 1 < cue and tokens[phrase.last + 1].lower in lexicon.AUXILIARIES


def _reaching(tokens: Tokens, phrase: Phrase | None, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase that can speak, where nothing keeps it from being the subject of the verb at token `cue`, else None."""
    return phrase if phrase is not None and phrase.kind != "other" and _is_gap(tokens, phrase, cue, gazetteer) else None


def _far_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject of a verb that shares it with verbs before it ("Stone denied it and called the story…"), or None."""
    for i in range(cue - 1, 0, -1):
        if tokens[i].text in _SEPARATORS:
            phrase = parse(tokens, i + 1, cue, gazetteer)
            if phrase is not None and _has_verb(tokens, phrase, cue):
                return phrase
    opener = next((i for i in range(cue - 1, -1, -1) if _opens_subordinate(tokens[i])), None)
    phrase = None if opener is None else parse(tokens, opener + 1, cue, gazetteer)
    return phrase if phrase and phrase.kind in _SINGLE_SPEAKERS else main_subject(tokens, gazetteer, cue)


def _has_verb(tokens: Tokens, phrase: Phrase, cue: int) -> bool:
    """Return whether a verb follows a pronoun or a name before the verb at token `cue`, or is contracted with it ("he's")."""
    if phrase.kind not in _SINGLE_SPEAKERS or phrase.last + 1 >= cue:
        return False
    is_contracted = phrase.kind == "pronoun" and len(phrase.name) > len(phrase.head)
    return is_contracted or may_be_verb(tokens, phrase.last + 1)


def _opens_subordinate(token: Word) -> bool:
    """Return whether a subordinate clause, or one of its own, starts behind a token."""
    return token.text in _BREAKS or token.lower in _SUBORDINATE_OPENERS


def _is_in_appositive(tokens: Tokens, start: int, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> bool:
    """Return whether a phrase stands between commas after another one ("Hill, the writer, said"): the other is the subject."""
    if start == 0 or tokens[start - 1].text != "," or cue - phrase.last > _LONGEST_SECOND:
        return False
    return phrase.last + 1 < cue and tokens[cue - 1].text == "," and _phrase_before(tokens, start - 1, gazetteer) is not None


def _person_before(tokens: Tokens, comma: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the person whom a description after a comma describes ("Bob Kroll, president of the union told"), or None."""
    phrase = _phrase_before(tokens, comma, gazetteer)
    return phrase if phrase and phrase.kind == "person" and phrase.last == comma - 1 else None


def _phrase_before(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase that ends right before token `end`, sought from the clause starts before it, or None."""
    for start in islice(_starts(tokens, end), _MOST_STARTS):
        at = start if start else skip_opening(tokens, 0, end)
        phrase = parse(tokens, at, end, gazetteer)
        if phrase and phrase.kind != "other" and (phrase.last == end - 1 or _is_gap(tokens, phrase, end, gazetteer)):
            return phrase
    return None


def _antecedent(tokens: Tokens, relative: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the phrase that the relative pronoun at a token stands for, or None."""
    end = relative - 1 if relative and tokens[relative - 1].text == "," else relative
    return _phrase_before(tokens, end, gazetteer)


# --- what may stand between a subject and its verb ----------------------------------------------------------------------


def _is_gap(tokens: Tokens, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> bool:
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
    if is_adverb(token) or low in _REFLEXIVES:
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
    if i + 1 == cue and any(token.text == "," for token in tokens[phrase.first : phrase.last]):
        return cue  # the comma that closes an appositive inside the phrase
    close = find(tokens, ",", i + 1, min(cue, i + _LONGEST_APPOSITIVE))
    if close is None:  # "Dan Gross, president of the campaign said"
        apposed = parse(tokens, i + 1, cue, gap.gazetteer)
        return (
            cue if apposed is not None and apposed.kind == "description" and _is_gap(tokens, apposed, cue, gap.gazetteer) else None
        )
    while close + 1 < cue and (further := find(tokens, ",", close + 1, min(cue, close + _LONGEST_APPOSITIVE))) is not None:
        close = further  # an appositive may have commas of its own ("of Izmir, Turkey,")
    return close + 1


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


_GAPS: tuple[tuple[Callable[[_Gap, int], bool], Callable[[_Gap, int], int | None]], ...] = (
    (_is_light, _past_one),
    (lambda gap, i: gap.tokens[i].text == "(", _past_parenthesis),
    (lambda gap, i: gap.tokens[i].text == ",", _past_appositive),
    (lambda gap, i: gap.tokens[i].text in DASHES, _past_dashes),
    (lambda gap, i: gap.tokens[i].lower in lexicon.PREPOSITIONS, _past_prepositional),
    (_is_postmodifier, _past_relative),
)
