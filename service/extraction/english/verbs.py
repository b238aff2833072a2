"""Verbs of speech: which words are one, and which may be a finite verb at all."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.scanning import Tokens, is_adverb, is_followed_by
from service.extraction.page.frames import PLACEHOLDERS

_FOLLOWED = lexicon.grouped("followed")
_HABITUAL = lexicon.words("habitual")
_RELATIVES_OF_SUBJECT = lexicon.words("subject_relatives")
_FINDERS = lexicon.words("finders")
_AFTER_HAVE = lexicon.words("after_have")
_HAVE = lexicon.words("have")
_NOMINAL_BEFORE = lexicon.words("nominal_before")
_PROGRESSIVE_BEFORE = lexicon.words("progressive_before")
PERCEIVED = lexicon.words("perceived")
"""Participles between a form of "be" and a verb of speech whose subject speaks ("was overheard telling")."""
_HEARING, _RECORDINGS, _NOUNS_TOO = lexicon.words("witnessing"), lexicon.words("recordings"), lexicon.words("cues_nouns_too")
_IRREGULAR_PASTS = lexicon.words("irregular_pasts")
_NO_VERBS = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.RELATIVES | lexicon.SUBORDINATORS
_DIRECTING = lexicon.words("directing")
_BY_WHAT_STANDS_AROUND = _AFTER_HAVE | _FOLLOWED.keys() | _DIRECTING
_MAY_BE_CUES = lexicon.CUES | lexicon.PLAIN_CUES | _BY_WHAT_STANDS_AROUND
_NO_OBJECTS = lexicon.PREPOSITIONS | {"a", "an"}  # "ordered a cab to “the Ritz”"
_LONGEST_DIRECTED = 8  # tokens from a verb of directing to the words in marks
_LONGEST_FOUND = 10  # tokens from "found" to the verb of what was found
_LONGEST_PAIRED = 3  # words of the second of two names
_LONGEST_PARENTHESIS = 8  # tokens between commas before a plain form ("the lawmakers, however, argue")
_LONGEST_RELATIVE = 14  # tokens of what is told of them between commas
_WHO = lexicon.words("subject_pronouns_of_people")
_LONGEST_HEARD = 6  # tokens of who is heard to say something
_SHORTEST_HEARD = 2  # tokens before what somebody is heard to say
_SHORTEST_INFLECTED = 4  # letters of a word from which its ending is taken for an inflection ("has", "red" are shorter)
_NO_NOUNS = lexicon.words("plain_saying")
_OF_PLURALS = lexicon.FINITE_AUXILIARIES | lexicon.words("showing")
_PLAIN = lexicon.PLAIN_CUES | lexicon.words("said_of_words")


def is_cue(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a verb of speech rather than a noun of the same form ("the charges", "his claims")."""
    token = tokens[i]
    if token.lower not in _MAY_BE_CUES:
        return False
    if token.text != token.lower and not _opens_clause(tokens, i):
        return False
    if token.lower in _BY_WHAT_STANDS_AROUND:
        return _is_as_followed(tokens, i)
    if i > 1 and tokens[i - 1].lower == lexicon.TO and tokens[i - 2].lower in _HABITUAL:
        return token.lower in lexicon.CUES or token.lower in lexicon.PLAIN_CUES  # "used to say"
    if token.lower not in _NO_NOUNS and _is_plural_subject(tokens, i):
        return False
    return not (i and _is_noun_after(tokens, i - 1)) if token.lower in lexicon.CUES else _is_plain_cue(tokens, i)


def cues_of(tokens: Tokens) -> list[int]:
    """Return the tokens that are verbs of speech."""
    return [i for i, token in enumerate(tokens) if token.lower in _MAY_BE_CUES and is_cue(tokens, i)]


def _is_as_followed(tokens: Tokens, i: int) -> bool:
    """Return whether token `i`, which reports speech only beside certain words, does so here."""
    if tokens[i].lower in _AFTER_HAVE:
        return i > 0 and tokens[i - 1].lower in _HAVE
    if tokens[i].lower in _DIRECTING:
        return _is_directing(tokens, i)
    return is_followed_by(tokens, i, (_FOLLOWED[tokens[i].lower],)) or _is_finding(tokens, i)


def _is_directing(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` says that somebody is told to do what stands in marks ("ordered her to “leave the shop”")."""
    if i + 2 >= len(tokens) or tokens[i + 1].lower in _NO_OBJECTS or (i and _is_noun_after(tokens, i - 1)):
        return False
    end = next((k for k in range(i + 3, min(len(tokens), i + _LONGEST_DIRECTED)) if tokens[k].text in PLACEHOLDERS), None)
    if end is None:
        return False
    is_what_to_do = tokens[end - 1].lower == lexicon.TO and all(token.is_word for token in tokens[i:end])
    is_order = tokens[end - 1].text == ":" and all(token.is_word for token in tokens[i : end - 1])  # "ordered the tellers: “…”"
    return is_what_to_do or is_order


def _is_finding(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` reports what an inquiry found, without "that" ("The panel found her conduct had been “…”")."""
    if not i or _FOLLOWED[tokens[i].lower] != lexicon.THAT or tokens[i - 1].lower not in _FINDERS:
        return False
    near = tokens[i + 2 : i + _LONGEST_FOUND]
    return any(token.lower in lexicon.FINITE_AUXILIARIES for token in near)


def _is_plain_cue(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is the plain form of a verb of speech, as what stands before it tells."""
    return tokens[i].text in lexicon.PLAIN_CUES and (_has_plain_form(tokens, i) or _is_heard(tokens, i))


def is_finite_cue(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a verb of speech that can have a subject next to it."""
    return is_cue(tokens, i) and not is_participle(tokens, i)


def _opens_clause(tokens: Tokens, i: int) -> bool:
    """Return whether a sentence, or the clause behind a quotation, starts at token `i`, so that its capital tells nothing."""
    return i == 0 or tokens[i - 1].text in PLACEHOLDERS


def _is_plural_subject(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a noun in the plural with a verb of its own behind it ("some US states have", "figures showed")."""
    return tokens[i].lower.endswith(lexicon.PLURAL_ENDING) and is_followed_by(tokens, i, _OF_PLURALS)


def _is_noun_after(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` makes a noun of the word behind it ("the charges", "mayor’s claims", "of reports")."""
    before = tokens[i]
    if before.lower in lexicon.NOUN_DETERMINERS:
        return True
    return before.is_possessive or before.lower in _NOMINAL_BEFORE


def _has_plain_form(tokens: Tokens, i: int) -> bool:
    """Return whether what stands before token `i` takes a plain form: a modal or a plural subject, with adverbs between or not."""
    k = _subject_before(tokens, i)
    if k < 0:
        return False
    low = tokens[k].lower
    if low in _RELATIVES_OF_SUBJECT:
        return k == i - 1 and k > 1  # "the dockers, who accuse"
    if low in lexicon.BEFORE_PLAIN_FORMS:
        return low != lexicon.TO or k == i - 1
    return low in lexicon.PLURALS or _is_inflected(low, lexicon.PLURAL_ENDING) or _ends_pair(tokens, k)


def before_apposition(tokens: Tokens, i: int) -> int:
    """Return the comma that opens the name in apposition right before token `i` ("her uncle, Ruben Pell, saying"), or what is told
    of somebody ("heard Pell, who was born there, say"), else `i`."""
    if i < _SHORTEST_HEARD or tokens[i - 1].text != ",":
        return i
    opening = next((k for k in range(i - 2, max(0, i - 2 - _LONGEST_HEARD), -1) if not tokens[k].is_capitalised), 0)
    if opening and opening < i - 2 and tokens[opening].text == ",":
        return opening
    who = next((k for k in range(i - 2, max(0, i - 2 - _LONGEST_RELATIVE), -1) if tokens[k].text == ","), 0)
    return who if who and tokens[who + 1].lower in _WHO else i


def _ends_pair(tokens: Tokens, k: int) -> bool:
    """Return whether token `k` ends the second of two names that "and" joins ("Lars Stone and Ada Pell"), or tells of it ("of Kelby", "(Con)")."""
    last = _before_place(tokens, k)
    is_named = _ends_second_name(tokens, last) or (last < k and _ends_second_name(tokens, k))
    return is_named or _ends_second_role(tokens, k)


def _ends_second_role(tokens: Tokens, k: int) -> bool:
    """Return whether token `k` ends what somebody is whom "and" joins to a name ("Ada Stone and her brother, Ruben, call it")."""
    joined = next((i for i in range(k - 1, max(0, k - _LONGEST_PAIRED - 1), -1) if tokens[i].lower == lexicon.AND), 0)
    is_role = (
        joined > 0 and tokens[joined + 1].lower in lexicon.DETERMINERS and all(t.text.islower() for t in tokens[joined : k + 1])
    )
    return is_role and tokens[joined - 1].is_capitalised


def _before_place(tokens: Tokens, k: int) -> int:
    """Return the token before the place that somebody is of, or before what stands in brackets, which token `k` ends, else `k`."""
    opening = next(
        (i for i in range(k, max(0, k - _LONGEST_PAIRED - 1), -1) if tokens[i].text == "(" or tokens[i].lower == lexicon.OF), 0
    )
    is_closed = opening > 0 and (tokens[opening].text == "(") == (tokens[k].text == ")")
    inside = tokens[opening + 1 : k + (tokens[k].text != ")")]
    return opening - 1 if is_closed and all(token.is_capitalised for token in inside) else k


def _ends_second_name(tokens: Tokens, k: int) -> bool:
    """Return whether token `k` ends a name behind "and", and a name, a place or a bracket before it."""
    first = k
    while first > 0 and k - first < _LONGEST_PAIRED and tokens[first].is_capitalised:
        first -= 1
    return (
        first < k
        and tokens[first].lower == lexicon.AND
        and first > 0
        and (tokens[first - 1].is_capitalised or tokens[first - 1].text == ")")
    )


def heard_before(tokens: Tokens, i: int) -> int | None:
    """Return the word right before who is heard or remembered to say what token `i` says ("heard Pell say"), or None.

    That is a verb of hearing in the active, or the "of" of a recording ("a video of a boy shouting").
    """
    end = before_apposition(tokens, i)
    for k in range(end - 2, max(-1, end - 2 - _LONGEST_HEARD), -1):
        low = tokens[k].lower
        if low in _HEARING:
            return k if k == 0 or tokens[k - 1].lower not in _PROGRESSIVE_BEFORE else None
        if low == lexicon.OF and k and tokens[k - 1].lower in _RECORDINGS:
            return k
        is_place = low in lexicon.PREPOSITIONS and tokens[i].lower in _PLAIN  # "heard a voice behind her say"
        if (
            not tokens[k].is_word
            or low in lexicon.CONJUNCTIONS
            or low == lexicon.THAT
            or (low in lexicon.PREPOSITIONS and not is_place)
        ):
            return None
    return None


def _is_heard(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is the plain form of what somebody is heard to say ("heard the clerk say", "heard Pell call it")."""
    if i < _SHORTEST_HEARD or heard_before(tokens, i) is None:
        return False
    before = tokens[i - 1] if tokens[i - 1].is_word else tokens[i - 2]
    if before.lower in lexicon.DETERMINERS or before.is_possessive:
        return False
    is_at_words = i + 1 < len(tokens) and not tokens[i + 1].is_word  # "heard the man shout, “…”"
    return (
        tokens[i].lower not in _NOUNS_TOO or before.is_capitalised or is_at_words or is_followed_by(tokens, i, lexicon.DETERMINERS)
    )


def _subject_before(tokens: Tokens, i: int) -> int:
    """Return the token before token `i`, adverbs and a parenthesis between commas skipped; -1 where there is none."""
    k = i - 1
    while k >= 0 and is_adverb(tokens[k]):
        k -= 1
    if k > 1 and tokens[k].text == ",":
        opening = next((n for n in range(k - 1, max(-1, k - 1 - _LONGEST_PARENTHESIS), -1) if tokens[n].text == ","), k)
        return opening - 1
    return k


def _is_inflected(low: str, endings: str | tuple[str, ...]) -> bool:
    """Return whether a word in lower case has one of some endings, and not only as part of its stem."""
    return len(low) >= _SHORTEST_INFLECTED and low.endswith(endings) and not low.endswith(lexicon.NO_PLURAL_ENDINGS)


def is_participle(tokens: Tokens, i: int) -> bool:
    """Return whether the verb at token `i` has no subject of its own next to it ("…, saying")."""
    if not tokens[i].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return False
    is_perceived = i > 1 and tokens[i - 1].lower in PERCEIVED and tokens[i - 2].lower in _PROGRESSIVE_BEFORE
    return i == 0 or not (is_perceived or tokens[i - 1].lower in _PROGRESSIVE_BEFORE)


def may_report(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` may be a finite verb, as its ending or the table of irregular pasts tells."""
    low = tokens[i].lower
    is_verbal = low in _IRREGULAR_PASTS or _is_inflected(low, (lexicon.PAST_ENDING, lexicon.PLURAL_ENDING))
    return is_verbal and may_be_verb(tokens, i)


def may_be_verb(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a word in lower case that no closed class has."""
    token = tokens[i]
    return token.text.islower() and token.is_word and token.lower not in _NO_VERBS
