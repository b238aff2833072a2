"""Who is the subject of a verb of speech: clause by clause, from the grammar that shows on the surface.

A subject is sought at every place where a clause can start, nearest to the verb first; it is taken where nothing but an
appositive, a parenthesis, a prepositional phrase, a relative clause, an adverb or an auxiliary stands between it and the
verb. So "a spokesman for Mr. Stone said" is said by the spokesman, not by the nearest name.
"""

from __future__ import annotations

from dataclasses import replace

from service.extraction import lexicon
from service.extraction.frames import PLACEHOLDERS, Token
from service.extraction.phrases import Phrase, parse

Tokens = tuple[Token, ...]
DASHES = frozenset("—–-―")
_LONGEST_APPOSITIVE = 40
_LONGEST_RELATIVE = 30
_MODIFIERS = frozenset(
    "familiar close based involved named known speaking leaving present working aware briefed authorized identified".split()
)
_WITH_PARTICLE = {  # verbs that report speech only with their particle ("shot back", "went on")
    "shot": ("back",), "fired": ("back",), "hit": ("back",), "fires": ("back",), "shoots": ("back",), "hits": ("back",), "pushed": ("back",),
    "went": ("on",), "goes": ("on",), "carried": ("on",), "lashed": ("out",), "summed": ("up",),
    "cut": ("in",), "butted": ("in",), "weighed": ("in",), "struck": ("back",),
}  # fmt: skip
_CLAUSE_OPENERS = lexicon.SUBORDINATORS | lexicon.RELATIVES | lexicon.CONJUNCTIONS | {"what", "how", "why", "than"}


def is_cue(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a verb of speech rather than a noun of the same form ("the charges", "his claims")."""
    token = tokens[i]
    if token.text != token.lower and not (i == 0 or tokens[i - 1].text in PLACEHOLDERS):
        return False
    if token.lower == "written":
        return i > 0 and tokens[i - 1].lower in ("had", "has", "have")
    if token.lower in ("found", "finds"):  # "the study found that"
        return i + 1 < len(tokens) and tokens[i + 1].lower == "that"
    if token.lower in _WITH_PARTICLE:
        return i + 1 < len(tokens) and tokens[i + 1].lower in _WITH_PARTICLE[token.lower]
    if token.lower in ("put", "puts"):  # "as the mayor put it"
        return i + 1 < len(tokens) and tokens[i + 1].lower == "it"
    if token.lower not in lexicon.cues():
        return token.text in lexicon.words("cues_base") and _has_plain_form(tokens, i)
    before = tokens[i - 1] if i else None
    if before is None:
        return True
    if before.lower in lexicon.DETERMINERS - {"this", "that", "those", "each", "both", "one", "another", "some"}:
        return before.lower == "her" and i > 1 and tokens[i - 2].text == ","
    return not (before.is_possessive or before.lower in ("of", "to", "in", "for", "its", "by"))


def _has_plain_form(tokens: Tokens, i: int) -> bool:
    """Whether what stands before a plain form makes it a verb: a modal or a plural subject, adverbs between them or not."""
    k = i - 1
    while k >= 0 and (tokens[k].lower in lexicon.ADVERBS or tokens[k].lower.endswith("ly")):
        k -= 1
    if k > 1 and tokens[k].text == ",":  # "the lawmakers, however, argue"
        k = next((n for n in range(k - 1, max(-1, k - 6), -1) if tokens[n].text == ","), k) - 1
    if k < 0:
        return False
    low = tokens[k].lower
    if low in lexicon.MODALS:
        return low != "to" or k == i - 1
    return low in lexicon.PLURALS or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "’s", "'s")))


def is_participle(tokens: Tokens, i: int) -> bool:
    """Whether the verb at `i` has no subject of its own beside it ("…, saying")."""
    return tokens[i].lower.endswith("ing") and not (
        i and tokens[i - 1].lower in ("was", "is", "were", "are", "been", "kept", "keeps")
    )


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


def may_report(tokens: Tokens, i: int) -> bool:
    """Whether a word may be a finite verb, as its ending tells."""
    low = tokens[i].lower
    return _may_be_verb(tokens, i) and (
        low in lexicon.IRREGULAR_PASTS or (len(low) > 3 and low.endswith(("ed", "s")) and not low.endswith(("ss", "'s", "’s")))
    )


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
    at = _skip_opening(tokens, 0, end)
    phrase = parse(tokens, at, end)
    first = next((i for i in range(1, end) if is_cue(tokens, i) or tokens[i].text == ","), 0)
    if first and tokens[first - 1].lower in lexicon.PRONOUNS and is_cue(tokens, first):
        return parse(tokens, first - 1, end)  # "In an interview on Sunday he admitted": no comma parts the opening
    return phrase if phrase and phrase.kind != "other" else None


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
            at = _skip_opening(tokens, 0, cue)
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
            if phrase and phrase.kind in ("pronoun", "person") and verb < cue and (is_contracted or _may_be_verb(tokens, verb)):
                return phrase
    for i in range(cue - 1, -1, -1):
        if tokens[i].lower in _CLAUSE_OPENERS - lexicon.CONJUNCTIONS or tokens[i].text in (";", ":"):
            at = i + 1
            phrase = parse(tokens, at, cue)
            if phrase and phrase.kind in ("pronoun", "person"):
                return phrase
            break
    return main_subject(tokens, cue)


def _may_be_verb(tokens: Tokens, i: int) -> bool:
    low = tokens[i].lower
    is_closed = (
        low in lexicon.PREPOSITIONS or low in lexicon.CONJUNCTIONS or low in lexicon.RELATIVES or low in lexicon.SUBORDINATORS
    )
    return tokens[i].text.islower() and tokens[i].is_word and not is_closed


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
        at = start if start else _skip_opening(tokens, 0, end)
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
        is_auxiliary = low in lexicon.AUXILIARIES and not (low == "to" and _starts_phrase(tokens[i + 1]))
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


def _skip_opening(tokens: Tokens, at: int, stop: int) -> int:
    """Past what stands before the subject: conjunctions, adverbs, and opening phrases up to their comma."""
    i = at
    while i < stop:
        low = tokens[i].lower
        if tokens[i].text in '-–—•*(,;:>“"' or low in lexicon.CONJUNCTIONS or (low in lexicon.ADVERBS and low != "there"):
            i += 1
            continue
        is_opening = (
            low in lexicon.PREPOSITIONS
            or low in lexicon.SUBORDINATORS
            or (
                low.endswith(("ing", "ed", "ly"))
                and i == _first_word(tokens, at)
                and tokens[i].is_capitalised
                and not _is_name(tokens, i)
            )
            or low in lexicon.WEEKDAYS
            or (low in ("last", "this", "next", "two", "three", "a", "the", "hours", "days", "one") and _is_time(tokens, i))
            or low in ("according", "asked", "still", "indeed", "yet", "first", "second", "back")
        )
        if not is_opening:
            return i
        comma = next((k for k in range(i, min(stop, i + _LONGEST_APPOSITIVE)) if tokens[k].text == ","), None)
        if comma is not None and comma + 1 < stop:
            after = comma + 1
            # "In Paris, France, Stone said": while a single name stands between commas, go on
            following = next((k for k in range(after, min(stop, after + 5)) if tokens[k].text == ","), None)
            starts_anew = following is not None and following + 1 < stop and _starts_phrase(tokens[following + 1])
            if following is not None and starts_anew and _is_place(tokens, after, following):
                after = following + 1
            i = after
            continue
        if low in lexicon.PREPOSITIONS or low in lexicon.WEEKDAYS:
            i = _past_object(tokens, i, stop)
            continue
        if low in lexicon.SUBORDINATORS or low in ("last", "this", "next"):
            return i + 1 if low in lexicon.SUBORDINATORS else min(i + 2, stop)
        return i
    return i


def _first_word(tokens: Tokens, at: int) -> int:
    return next((k for k in range(at, len(tokens)) if tokens[k].is_word), at)


def _is_name(tokens: Tokens, i: int) -> bool:
    """A capitalised word at a sentence's start that is a name all the same: another one follows, or it is possessive."""
    return (i + 1 < len(tokens) and tokens[i + 1].is_capitalised) or tokens[i].is_possessive


def _is_time(tokens: Tokens, i: int) -> bool:
    times = (
        "week",
        "month",
        "year",
        "days",
        "day",
        "weeks",
        "months",
        "years",
        "hours",
        "night",
        "morning",
        "later",
        "earlier",
        "following",
        "time",
    )
    return any(tokens[k].lower in times or tokens[k].lower in lexicon.WEEKDAYS for k in range(i, min(i + 4, len(tokens))))


def _starts_phrase(token: Token) -> bool:
    return token.is_capitalised or token.lower in lexicon.DETERMINERS or token.lower in lexicon.PRONOUNS


def _is_place(tokens: Tokens, start: int, end: int) -> bool:
    return all(tokens[k].is_capitalised or tokens[k].text[:1].isdigit() for k in range(start, end)) and end > start


def _may_be_noun(low: str) -> bool:
    closed = lexicon.PREPOSITIONS | lexicon.DETERMINERS | lexicon.PRONOUNS | lexicon.AUXILIARIES | lexicon.RELATIVES
    return low not in closed and low not in lexicon.cues()


def _past_object(tokens: Tokens, i: int, stop: int) -> int:
    """Past a preposition and its short object without a comma ("In 2016 he told", "On Sunday Stone said")."""
    k = i + 1
    if k < stop and tokens[k].lower in lexicon.DETERMINERS:
        k += 1
        while k < stop and k - i < 5 and tokens[k].text.isalpha() and tokens[k].text.islower() and _may_be_noun(tokens[k].lower):
            k += 1  # "In a statement on Tuesday the board said"
    while k < stop and (
        tokens[k].lower in lexicon.WEEKDAYS or tokens[k].lower.rstrip(".") in lexicon.MONTHS or tokens[k].text[:1].isdigit()
    ):
        k += 1
    if k == i + 1 and k < stop:
        k += 1
    while k < stop and tokens[k].lower in ("morning", "afternoon", "evening", "night", "and", "of", "late", "early"):
        k += 1
    return k
