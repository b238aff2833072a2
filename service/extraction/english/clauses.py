"""Who is the subject of a verb of speech: clause by clause, from the grammar that shows on the surface.

A subject is sought at every place where a clause can start, nearest to the verb first; it is taken where nothing but an
appositive, a parenthesis, a prepositional phrase, a relative clause, an adverb or an auxiliary stands between it and the
verb. So "a spokesman for Mr. Stone said" is said by the spokesman, not by the nearest name.
"""

from __future__ import annotations

from dataclasses import replace

from service.extraction.english import lexicon
from service.extraction.english.openings import skip_opening, starts_phrase
from service.extraction.english.phrases import parse
from service.extraction.english.verbs import is_cue, is_participle, may_be_verb, may_report
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Token

Tokens = tuple[Token, ...]
DASHES = frozenset("—–-―")
_LONGEST_APPOSITIVE = 40
_LONGEST_RELATIVE = 30
_MODIFIERS = frozenset(
    "familiar close based involved named known speaking leaving present working aware briefed authorized identified".split()
)
_CLAUSE_OPENERS = lexicon.SUBORDINATORS | lexicon.RELATIVES | lexicon.CONJUNCTIONS | {"what", "how", "why", "than"}


def subject_of(tokens: Tokens, cue: int) -> Phrase | None:
    """The subject of the verb at token `cue`, which stands after it in the sentence's order, or None."""
    if is_participle(tokens, cue):
        for earlier in range(cue - 1, -1, -1):
            if is_cue(tokens, earlier) and not is_participle(tokens, earlier):
                found = _near_subject(tokens, earlier)
                if found is not None:
                    return found
        return main_subject(tokens, cue)
    return _near_subject(tokens, cue) or _far_subject(tokens, cue)


def subject_after(tokens: Tokens, at: int, stop: int, *, opens: bool = False) -> tuple[Phrase, int] | None:
    """Subject and verb that follow a quotation from token `at` on: ("he", place of "said"), whichever order they stand in.

    `opens`: the quotation opens its sentence, so that what follows it can only be the clause that attributes it, whatever
    its verb ("“Out!” Stone barked").
    """
    i = at
    while i < stop and (tokens[i].text in ",;—–-" or tokens[i].lower in lexicon.ADVERBS):
        i += 1
    if i >= stop:
        return None
    if tokens[i].lower == "according" and i + 1 < stop and tokens[i + 1].lower == "to":
        phrase = parse(tokens, i + 2, stop)
        return (phrase, i) if phrase and phrase.kind != "other" else None
    if (is_cue(tokens, i) or (opens and may_report(tokens, i) and i == at)) and not is_participle(tokens, i):
        phrase = parse(tokens, i + 1, stop)
        if phrase and phrase.kind not in ("pronoun", "other"):
            return phrase, i
        return None
    phrase = _speaking(tokens, parse(tokens, i, stop), stop)
    if phrase is None or phrase.kind == "other":
        return None
    phrase = _with_partner(tokens, phrase, stop)
    if opens:
        verb = phrase.last + 1
        while verb < stop and (tokens[verb].lower in lexicon.ADVERBS or tokens[verb].lower.endswith("ly")):
            verb += 1
        if verb < stop and not is_cue(tokens, verb) and may_report(tokens, verb):
            return phrase, verb
    for cue in range(phrase.last + 1, min(phrase.last + 1 + _LONGEST_APPOSITIVE + 12, stop)):
        if tokens[cue].text in PLACEHOLDERS:
            return None
        if is_cue(tokens, cue) and not is_participle(tokens, cue) and _is_gap(tokens, phrase, cue):
            return phrase, cue
    return None


def _speaking(tokens: Tokens, phrase: Phrase | None, stop: int) -> Phrase | None:
    """A noun that no table has, taken for somebody who speaks where a verb of speech follows at once ("the tinsmith said")."""
    if phrase is None or phrase.kind != "other" or tokens[phrase.first].lower not in lexicon.DETERMINERS:
        return phrase
    verb = phrase.last + 1
    while verb < stop and (tokens[verb].lower in lexicon.ADVERBS or tokens[verb].lower.endswith("ly")):
        verb += 1
    if verb < stop and tokens[phrase.last].text.islower() and is_cue(tokens, verb) and not is_participle(tokens, verb):
        return replace(phrase, kind="description")
    return phrase


def _with_partner(tokens: Tokens, phrase: Phrase, stop: int) -> Phrase:
    """Two who speak together ("David Marsh and Serena Pell wrote") as one phrase of both names."""
    at = phrase.last + 1
    if phrase.kind != "person" or at + 1 >= stop or tokens[at].lower != "and":
        return phrase
    other = parse(tokens, at + 1, stop)
    if other is None or other.kind != "person":
        return phrase
    return replace(phrase, name=f"{phrase.name} and {other.name}", last=other.last)


def main_subject(tokens: Tokens, stop: int | None = None) -> Phrase | None:
    """The subject of a sentence: the first noun phrase that no opening phrase governs."""
    end = len(tokens) if stop is None else stop
    at = skip_opening(tokens, 0, end)
    phrase = parse(tokens, at, end)
    first = next((i for i in range(1, end) if is_cue(tokens, i) or tokens[i].text == ","), 0)
    if first and tokens[first - 1].lower in lexicon.PRONOUNS and is_cue(tokens, first):
        return parse(tokens, first - 1, end)  # "In an interview on Sunday he admitted": no comma parts the opening
    return phrase if phrase and phrase.kind != "other" else None


def closing_subject(tokens: Tokens) -> Phrase | None:
    """Whose report a sentence closes on being ("The men were being questioned, police said in a statement."), or None."""
    for comma in range(len(tokens) - 3, 0, -1):
        if tokens[comma].text == ",":
            phrase = parse(tokens, comma + 1, len(tokens))
            return phrase if phrase and phrase.last + 1 < len(tokens) and is_cue(tokens, phrase.last + 1) else None
    return None


def _starts(tokens: Tokens, cue: int) -> list[int]:
    """Places where the clause of the verb can start, nearest first."""
    starts = []
    for i in range(cue - 1, -1, -1):
        token = tokens[i]
        opens = token.lower in _CLAUSE_OPENERS or token.text in ";:—–-(," or token.text in PLACEHOLDERS or token.text in "•*"
        if opens and i + 1 < cue:
            starts.append(i + 1)
    starts.append(0)
    return starts


def _near_subject(tokens: Tokens, cue: int) -> Phrase | None:
    if cue and tokens[cue - 1].lower in ("who", "which"):
        return _antecedent(tokens, cue - 1)
    if cue and tokens[cue - 1].lower in lexicon.CONJUNCTIONS:
        return None
    for start in _starts(tokens, cue):
        at = start
        while at < cue and (tokens[at].lower in lexicon.ADVERBS or tokens[at].lower in lexicon.CONJUNCTIONS):
            at += 1
        phrase = _speaking(tokens, parse(tokens, at, cue), cue + 1)
        if phrase:
            phrase = _with_partner(tokens, phrase, cue)
        is_relative = start > 0 and tokens[start - 1].lower in lexicon.RELATIVES
        if phrase and is_relative and phrase.last + 1 < cue and tokens[phrase.last + 1].lower in lexicon.AUXILIARIES:
            continue  # the subject of the relative clause's own verb
        if phrase and phrase.kind != "other" and _is_gap(tokens, phrase, cue) and not _in_appositive(tokens, start, phrase, cue):
            if phrase.kind == "description" and start and tokens[start - 1].text == ",":
                return _person_before(tokens, start - 1) or phrase
            return phrase
        if start == 0:
            at = skip_opening(tokens, 0, cue)
            phrase = parse(tokens, at, cue)
            if phrase and phrase.kind != "other" and _is_gap(tokens, phrase, cue):
                return phrase
    return None


def _far_subject(tokens: Tokens, cue: int) -> Phrase | None:
    """The subject of a verb that shares it with verbs before it ("Stone denied it and called the story…")."""
    for i in range(cue - 1, 0, -1):
        if tokens[i].text == "," or tokens[i].text in DASHES or tokens[i].text in PLACEHOLDERS:
            phrase = parse(tokens, i + 1, cue)
            verb = phrase.last + 1 if phrase else cue
            is_contracted = phrase is not None and phrase.kind == "pronoun" and len(phrase.name) > len(phrase.head)  # "he's"
            if phrase and phrase.kind in ("pronoun", "person") and verb < cue and (is_contracted or may_be_verb(tokens, verb)):
                return phrase
    for i in range(cue - 1, -1, -1):
        if tokens[i].lower in _CLAUSE_OPENERS - lexicon.CONJUNCTIONS or tokens[i].text in (";", ":"):
            at = i + 1
            phrase = parse(tokens, at, cue)
            if phrase and phrase.kind in ("pronoun", "person"):
                return phrase
            break
    return main_subject(tokens, cue)


def _in_appositive(tokens: Tokens, start: int, phrase: Phrase, cue: int) -> bool:
    """Whether the phrase stands between commas after another one ("Hill, the writer, said"): the other is the subject."""
    if start == 0 or tokens[start - 1].text != "," or cue - phrase.last > 12:
        return False
    return phrase.last + 1 < cue and tokens[cue - 1].text == "," and _phrase_before(tokens, start - 1) is not None


def _person_before(tokens: Tokens, comma: int) -> Phrase | None:
    """The person whom a description after a comma describes ("Bob Kroll, president of the union told")."""
    phrase = _phrase_before(tokens, comma)
    return phrase if phrase and phrase.kind == "person" and phrase.last == comma - 1 else None


def _phrase_before(tokens: Tokens, end: int) -> Phrase | None:
    """A phrase that ends right before token `end`, sought from the clause starts before it."""
    for start in [*_starts(tokens, end)][:6]:
        at = start if start else skip_opening(tokens, 0, end)
        phrase = parse(tokens, at, end)
        if phrase and phrase.kind != "other" and (phrase.last == end - 1 or _is_gap(tokens, phrase, end)):
            return phrase
    return None


def _antecedent(tokens: Tokens, relative: int) -> Phrase | None:
    end = relative - 1 if relative and tokens[relative - 1].text == "," else relative
    return _phrase_before(tokens, end)


def _is_gap(tokens: Tokens, phrase: Phrase, cue: int) -> bool:
    i = phrase.last + 1
    while i < cue:
        token = tokens[i]
        low = token.lower
        is_auxiliary = low in lexicon.AUXILIARIES and not (low == "to" and starts_phrase(tokens[i + 1]))
        if low in lexicon.ADVERBS or is_auxiliary or low in ("who", "himself", "herself") or low.endswith("ly"):
            if low == "who":
                i = _to_comma(tokens, i, cue, _LONGEST_RELATIVE)
                continue
            i += 1
        elif token.text == "(":
            close = next((k for k in range(i, cue) if tokens[k].text == ")"), None)
            if close is None:
                return False
            i = close + 1
        elif token.text == "," and i + 1 == cue and any(t.text == "," for t in tokens[phrase.first : phrase.last]):
            return True  # the comma that closes an appositive
        elif token.text == ",":
            close = next((k for k in range(i + 1, min(cue, i + _LONGEST_APPOSITIVE)) if tokens[k].text == ","), None)
            if close is None:  # "Dan Gross, president of the campaign said"
                apposed = parse(tokens, i + 1, cue)
                return apposed is not None and apposed.kind == "description" and _is_gap(tokens, apposed, cue)
            while close + 1 < cue and (more := _next_comma(tokens, close, cue)) is not None:
                close = more
            i = close + 1
        elif token.text in DASHES:
            close = next((k for k in range(i + 1, cue) if tokens[k].text in DASHES and k > i + 1), None)
            if close is None:
                return False
            i = close + 1
        elif low in lexicon.PREPOSITIONS:
            i = _to_comma(tokens, i, cue, 12)
        elif low in ("which", "that", "whose") or (
            phrase.kind == "description" and (low in _MODIFIERS or low.endswith(("ing", "ed")))
        ):
            i = _to_comma(tokens, i, cue, _LONGEST_RELATIVE)
        else:
            return False
        if i < 0:
            return False
    return True


def _next_comma(tokens: Tokens, at: int, cue: int) -> int | None:
    """The next comma when the words up to it are no start of a clause: appositives may hold commas ("of Izmir, Turkey,")."""
    for k in range(at + 1, min(cue, at + _LONGEST_APPOSITIVE)):
        if tokens[k].text == ",":
            return k
    return None


def _to_comma(tokens: Tokens, i: int, cue: int, longest: int) -> int:
    """The place after a phrase that runs to the next comma, parenthesis or the verb; -1 where it is too long or holds a clause."""
    for k in range(i + 1, min(cue, i + longest)):
        if tokens[k].text in ",(" or tokens[k].text in DASHES:
            return k
        if tokens[k].text in PLACEHOLDERS:
            return -1
    return cue if cue - i <= longest else -1
