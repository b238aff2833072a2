"""Who speaks together with a subject: a partner whom "and" joins, a list, the bodies of a pair."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.names import has_given_name
from service.extraction.english.phrases import of_both, parse
from service.extraction.english.scanning import Tokens, past_adverbs
from service.extraction.english.starting import OPENING_MARKS, phrase_before
from service.extraction.english.verbs import is_cue, may_report
from service.extraction.page.clause import Phrase
from service.knowledge.gazetteer import Gazetteer

_LONGEST_PLACE = 4  # tokens of the place that somebody is of
LONGEST_BODY = 12  # tokens from "the" to the verb, of a body whose name "and" joins
_LINKS_IN_BODIES = lexicon.words("title_links") | {lexicon.AND}
_POSSESSIVES = lexicon.words("possessives")
_LONGEST_PLURAL = 5  # tokens from the start of a phrase to a name behind what several are ("the two former ministers Ada Stone")


def with_partner(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase:
    """Return two who speak together ("David Marsh and Serena Pell wrote") as one phrase of both names."""
    at = past_place(tokens, phrase.last + 1, stop)
    if at + 1 >= stop or tokens[at].lower != lexicon.AND:
        return phrase
    other = parse(tokens, at + 1, stop, gazetteer)
    if (member := of_both(phrase, other, gazetteer)) is not None:
        return member
    if _is_of_several_bodies(phrase) or (phrase.kind == "organization" and other is not None and other.kind == "organization"):
        return _with_other_body(phrase, other)
    if phrase.kind != "person":
        return phrase
    if other is None or other.kind != "person" or (at > phrase.last + 1 and " " not in other.name):
        return phrase  # "Stone of Oslo and Bergen"
    return phrase._replace(name=f"{phrase.name} {lexicon.AND} {other.name}", last=other.last)


def _is_of_several_bodies(phrase: Phrase) -> bool:
    """Return whether a phrase names the first of several bodies behind what they are ("unions Acta and Bund")."""
    return phrase.role is not None and phrase.role.rpartition(" ")[2].lower() in lexicon.PLURAL_BODIES


def _with_other_body(phrase: Phrase, other: Phrase | None) -> Phrase:
    """Return the first of several bodies and the second as one phrase, or the first alone where nobody follows."""
    if other is None or other.kind not in ("person", "organization"):
        return phrase
    return phrase._replace(name=f"{phrase.name} {lexicon.AND} {other.name}", last=other.last)


def with_list(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase:
    """Return all but the last of those who speak together ("said Ada Stone, Ruben Pell and Ines Marsh") as one phrase, else the first."""
    whole = phrase
    while whole.kind == "person" and whole.last + 1 < stop and tokens[whole.last + 1].text == ",":
        other = parse(tokens, whole.last + 2, stop, gazetteer)
        if other is None or other.kind != "person" or other.role is not None:
            return phrase
        whole = whole._replace(name=f"{whole.name}, {other.name}", last=other.last)
    is_joined = whole.last + 1 < stop and tokens[whole.last + 1].lower == lexicon.AND
    return whole if is_joined and whole is not phrase else phrase


def past_place(tokens: Tokens, at: int, stop: int) -> int:
    """Return the token past the place that somebody is of ("Ada Stone of Kelby"), `at` where none follows."""
    end = at + 1
    if at >= stop or tokens[at].lower != lexicon.OF:
        return at
    while end < stop and end - at <= _LONGEST_PLACE and tokens[end].is_capitalised:
        end += 1
    return end if end > at + 1 else at


def speaks_on(tokens: Tokens, phrase: Phrase, stop: int) -> bool:
    """Return whether a verb follows a phrase, whose second name then opens a clause of its own ("said Stone and Pell agreed")."""
    verb = past_adverbs(tokens, phrase.last + 1, stop)
    if verb >= stop:
        return False
    return is_cue(tokens, verb) or tokens[verb].lower in lexicon.AUXILIARIES or may_report(tokens, verb)


def with_partner_before(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase:
    """Return two who speak together as one phrase of both names, given the second, where the first opens the clause."""
    joined = phrase.first - 1
    if phrase.kind == "description":
        return _from_article(tokens, phrase) or _with_possessor(tokens, phrase, gazetteer)
    if (several := _several_bodies_before(tokens, phrase, gazetteer)) is not None:
        return several
    if phrase.kind == "organization":
        return _whole_firm(tokens, phrase, gazetteer) or _with_body_before(tokens, phrase, gazetteer)
    if phrase.kind != "person" or joined < 1 or tokens[joined].lower != lexicon.AND:
        return phrase
    other = phrase_before(tokens, joined, gazetteer)
    if (member := of_both(other, phrase, gazetteer)) is not None:
        return member
    if other is None or other.kind != "person":
        return _with_body_before(tokens, phrase, gazetteer) if _may_be_firm(phrase, gazetteer) else phrase
    if goes_on_otherwise(tokens, other.last + 1, joined):
        return phrase
    pair = phrase._replace(name=f"{other.name} {lexicon.AND} {phrase.name}", first=other.first)
    return _with_list_before(tokens, pair, gazetteer)


def _several_bodies_before(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase | None:
    """ "Unions Acta and Bund said": both bodies as one phrase, given the second, where the first follows what they are; else None."""
    joined = phrase.first - 1
    if joined < 1 or tokens[joined].lower != lexicon.AND or phrase.kind not in ("person", "organization"):
        return None
    first = phrase_before(tokens, joined, gazetteer)
    is_first = first is not None and first.last == joined - 1 and _is_of_several_bodies(first)
    return _with_other_body(first, phrase) if first is not None and is_first else None


def _with_body_before(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase:
    """ "The Bar Council and the Law Society said", "Devon and Cornwall Police said": the whole of what opens the clause, else the body."""
    joined = phrase.first - 1
    if joined < 1 or tokens[joined].lower != lexicon.AND or not tokens[joined - 1].is_capitalised:
        return phrase
    other = phrase_before(tokens, joined, gazetteer)
    if other is None or other.kind not in ("person", "organization") or other.role is not None or other.last != joined - 1:
        return phrase
    is_named_behind = (
        other.first > 1 and tokens[other.first - 1].lower == lexicon.THE and tokens[other.first - 2].lower == lexicon.OF
    )
    if other.first and tokens[other.first - 1].text not in OPENING_MARKS and not is_named_behind:
        return phrase
    return phrase._replace(kind="organization", name=f"{other.name} {lexicon.AND} {phrase.name}", first=other.first)


def goes_on_otherwise(tokens: Tokens, at: int, joined: int) -> bool:
    """Return whether a word behind a name, its verb, makes "and" go on with another clause ("Stone lost it, and the alto Ines Pell sang")."""
    return at < joined and tokens[at].is_word and tokens[at].text.islower() and tokens[at].lower not in lexicon.PREPOSITIONS


def _may_be_firm(phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Return whether a name of several words, without a title or a given name, may be that of a firm ("Skarn Steel")."""
    return phrase.role is None and " " in phrase.name and not has_given_name(phrase.name.split(), gazetteer)


def _whole_firm(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone, Pell & Partners said": all that a firm is called by, given its end, or None where no comma stands before that."""
    comma = phrase.first - 1
    if comma < 1 or tokens[comma].text != "," or not tokens[comma - 1].is_capitalised:
        return None
    start = comma - 1
    while start > 0 and tokens[start - 1].is_capitalised:
        start -= 1
    whole = parse(tokens, start, phrase.last + 1, gazetteer)
    return whole if whole is not None and whole.kind == "organization" and whole.last == phrase.last else None


def _from_article(tokens: Tokens, phrase: Phrase) -> Phrase | None:
    """ "A Department of Health and Social Care spokesperson said": all behind the article, where "and" is inside a body's name; else None."""
    first = phrase.first - 1
    if first < 1 or tokens[first].lower != lexicon.AND or not tokens[phrase.first].is_capitalised:
        return None
    while first > 0 and phrase.first - first <= LONGEST_BODY and _is_in_body(tokens, first):
        first -= 1
    if tokens[first].lower not in lexicon.ARTICLES or first + 1 >= phrase.first - 1:
        return None
    words = " ".join(token.text for token in tokens[first + 1 : phrase.first])
    return phrase._replace(name=f"{words} {phrase.name}", first=first)


def _is_in_body(tokens: Tokens, i: int) -> bool:
    """Return whether token `i`, not the first, may stand inside a body's name ("the Society for the Care of Hedges and Walls")."""
    if tokens[i].lower == lexicon.THE:
        return tokens[i - 1].lower in _LINKS_IN_BODIES
    return tokens[i].is_capitalised or tokens[i].lower in _LINKS_IN_BODIES


def _with_possessor(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase:
    """ "Stone and her deputy said": both as one phrase, where the first opens the clause; else the description."""
    joined = phrase.first - 1
    if joined < 1 or tokens[joined].lower != lexicon.AND or tokens[phrase.first].lower not in _POSSESSIVES:
        return phrase
    other = phrase_before(tokens, joined, gazetteer)
    if other is None or other.kind not in ("person", "organization") or other.last != joined - 1:
        return phrase
    if other.first and tokens[other.first - 1].text not in OPENING_MARKS:
        return phrase
    name = f"{other.name} {lexicon.AND} {tokens[phrase.first].text} {phrase.name}"
    return phrase._replace(kind="organization", name=name, first=other.first)


def _with_list_before(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> Phrase:
    """Return several who speak together ("Stone, Pell and Marsh said") as one phrase of all names.

    If the first opens the clause, or what all of them are stands before it ("the economists Ada Stone, Ruben Pell and Ines Marsh").
    """
    comma, found = phrase.first - 1, phrase
    while comma > 0 and tokens[comma].text == ",":
        other = phrase_before(tokens, comma, gazetteer)
        if other is None or other.kind != "person" or other.last != comma - 1:
            break
        found = found._replace(name=f"{other.name} {lexicon.AND} {found.name}", first=other.first)
        comma = other.first - 1
    opens = found.first == 0 or tokens[found.first - 1].text in OPENING_MARKS
    return found if opens or _follows_plural(tokens, found.first) else phrase


def _follows_plural(tokens: Tokens, first: int) -> bool:
    """Return whether a phrase that begins at a token has what several people are in front of its first name, within it or before it."""
    name = next((i for i in range(first, min(first + _LONGEST_PLURAL, len(tokens))) if i and tokens[i].is_capitalised), first)
    return name > 0 and lexicon.is_plural_role(tokens[name - 1].lower)
