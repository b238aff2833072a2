"""Verbs whose subject does not say the words that they lead to: passives, what others cry, what many choose of a poll's words."""

from __future__ import annotations

from collections.abc import Callable

from service.extraction.english import lexicon
from service.extraction.english.others import claim_met, is_put_to_subject
from service.extraction.english.passing import read_out, remembered, shown
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import Tokens, is_adverb, is_of_calendar, starts_phrase
from service.extraction.english.verbs import is_cue, is_participle
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge.gazetteer import Gazetteer

_AS = frozenset(("as",))
_CALLING, _SHORTEST_SERIES = lexicon.words("calling"), 3  # tokens of "Stone was booed" before "and called"
_BEING = lexicon.words("being", "getting")
_BEING_SO = _BEING | lexicon.words("staying")
_EXPERIENCING, _UNDERGONE, _REFLEXIVE = lexicon.words("experiencing"), lexicon.words("undergone"), lexicon.words("reflexives")
_DIRECTED, _LONGEST_DIRECTED = lexicon.words("directed"), 9  # tokens from such a participle to the words
_ADDRESSING = lexicon.words("addressing")
_LONGEST_TO_AGENT = 14  # tokens from the verb to "by"
_LONGEST_MANNER = 5  # tokens from such a verb to "that"
_NEAR_COMPLEMENT = 5  # tokens from a passive verb to the words that its complement holds
_PASSIVE_PARTICIPLES, _OWN_STATES = lexicon.words("passive_participles"), lexicon.words("own_states")
_DEEMING, _GIVING = lexicon.words("deeming"), lexicon.words("giving_passives")
_COMPLEMENTS = lexicon.words("complements")
_NEEDING_OBJECT = lexicon.words("needing_object")
_OPENING_CONTENT = {lexicon.THAT, *(as_subject for as_subject, _ in lexicon.rows("subject_forms"))} - {
    "it"
}  # no object: "that her conduct", "she was"
_CRIES, _AMID = lexicon.words("cries"), lexicon.words("cries_prepositions")
_LONGEST_CRIES = 7  # tokens from "amid" to what was cried
_INSCRIBED, _INSCRIPTIONS = lexicon.words("inscribed"), lexicon.words("inscriptions")
_SHOWING, _MEANWHILE = lexicon.words("showing"), lexicon.words("meanwhile", "order_prepositions")
_LONGEST_SHOWN = 7  # tokens from "as" to the verb of what something showed
_FOR, _LONGEST_SAYING = frozenset(("for", lexicon.OF)), 4  # tokens from the participle to the words
_SAYINGS, _COMING_TO_KNOW = lexicon.words("sayings"), lexicon.words("coming_to_know")
_SHORTEST_VIEW = 4  # tokens of "To her, Stone"
_IN_EYES, _LONGEST_EYES = frozenset(("to", "for")), 7  # tokens from it to the comma
_CONDITIONS, _THERE = lexicon.words("conditions", "places_of_conditions"), "there"
_TOLD_OF, _TO_HAVE = lexicon.words("said_of_somebody"), ("to", "have")
_POLLED, _CHOOSING, _THE_WORDS = lexicon.words("polled"), lexicon.words("choosing"), lexicon.words("the_words")


def is_participle_of_past(token: Word) -> bool:
    """Return whether a word may be a past participle ("signed", "written")."""
    return token.lower.endswith(lexicon.PAST_ENDING) or token.lower in _PASSIVE_PARTICIPLES


def is_passive(tokens: Tokens, cue: int) -> bool:
    """Return whether the verb at token `cue` is passive, so that its subject is spoken to or of ("was warned to")."""
    if tokens[cue].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return False
    i = cue - 1
    while i >= 0 and is_adverb(tokens[i]):
        i -= 1
    if i < 0:
        return False
    if tokens[i].text == "," and cue + 1 < len(tokens):
        following = tokens[cue + 1].lower
        if following in _AS or (following == lexicon.BY and tokens[cue].lower in _UNDERGONE):
            return True  # "Stone, once dismissed as “…”, won"
        if tokens[cue].lower in _DIRECTED and _is_to_do(tokens, cue):
            return True  # "Stone, advised at the gate to “…”, drove on"
    if _is_called_too(tokens, i, cue):
        return True
    return _is_told_too(tokens, i, cue) or tokens[i].lower in _BEING_SO or _is_of_oneself(tokens, i)


def _is_to_do(tokens: Tokens, cue: int) -> bool:
    """Return whether a participle of telling has no object, only what is to be done, in marks ("advised at the gate to “…”")."""
    if cue + 1 >= len(tokens) or tokens[cue + 1].lower not in lexicon.PREPOSITIONS | {lexicon.TO}:
        return False
    words = next((k for k in range(cue + 2, min(len(tokens), cue + _LONGEST_DIRECTED)) if tokens[k].text in PLACEHOLDERS), None)
    return words is not None and tokens[words - 1].lower == lexicon.TO


def _is_of_oneself(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a pronoun for oneself behind a verb of finding, so that a participle tells what is done ("found herself")."""
    return i > 0 and tokens[i].lower in _REFLEXIVE and tokens[i - 1].lower in _EXPERIENCING


def is_spoken_to(tokens: Tokens, cue: int) -> bool:
    """Return whether the subject of the verb at token `cue` is whom the words are said to ("was told")."""
    return tokens[cue].lower in _ADDRESSING and is_passive(tokens, cue)


def _is_called_too(tokens: Tokens, i: int, cue: int) -> bool:
    """Return whether a verb of calling without an object, behind "and", goes on with a passive ("was booed, jostled and called “…”")."""
    if i < _SHORTEST_SERIES or tokens[i].lower not in lexicon.CONJUNCTIONS or tokens[cue].lower not in _CALLING:
        return False
    if cue + 1 >= len(tokens) or tokens[cue + 1].text not in PLACEHOLDERS:
        return False
    while i > 0 and (tokens[i].text == "," or tokens[i].lower in lexicon.CONJUNCTIONS) and is_participle_of_past(tokens[i - 1]):
        i -= 2
    return i >= 0 and tokens[i].lower in _BEING


def _is_told_too(tokens: Tokens, i: int, cue: int) -> bool:
    """Return whether a verb of telling without an object, behind "and", goes on with a passive ("was asked to sit and told: “…”")."""
    if i < 1 or tokens[i].lower not in lexicon.CONJUNCTIONS or tokens[cue].lower not in _ADDRESSING or cue + 1 >= len(tokens):
        return False
    is_content = tokens[cue + 1].lower in _OPENING_CONTENT and tokens[cue].lower in _NEEDING_OBJECT
    if starts_phrase(tokens[cue + 1]) and not is_content:  # but "was called in and informed that her conduct"
        return False
    return any(tokens[k - 1].lower in _BEING and is_participle_of_past(tokens[k]) for k in range(1, i))


def verb_of_others_before(tokens: Tokens, here: int) -> int | None:
    """Return the verb that leads to token `here` in one clause and whose subject does not say it, or None.

    That is a passive ("was warned to", "is regarded as"), one by which a claim is met ("hit back at claims that"), what others cried, a proverb, what many chose of a poll's words, where words stand, a condition, or what another wrote and somebody reads out. A verb of speech counts wherever it stands, any other participle only with its complement and where nobody speaks before it ("said
    the loss is limited to"); those of what somebody feels or means himself do not ("was determined to").
    """
    if held_against(tokens, here) is not None:
        return None  # "Stone was fined for saying that “…”"
    start = next((i + 1 for i in range(here - 1, -1, -1) if tokens[i].text in PLACEHOLDERS), 0)
    for find in _OTHERS:
        if (others := find(tokens, start, here)) is not None:
            return others
    cue = next((i for i in range(here - 1, start - 1, -1) if is_cue(tokens, i) and not _is_over(tokens, i, here)), None)
    if cue is not None:
        return cue if is_passive(tokens, cue) else None
    return _undergone_before(tokens, start, here)


def _undergone_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the passive with a complement that leads to token `here` in its clause, or None."""
    for i in range(here - 1, start - 1, -1):
        if not tokens[i].is_word or tokens[i].lower in lexicon.CONJUNCTIONS:
            return None
        if _is_undergone(tokens, i, here) and is_passive(tokens, i):
            return i
    return None


def held_against(tokens: Tokens, here: int) -> int | None:
    """Return the verb of what is done for saying what token `here` stands for ("for saying “…”", "of claiming that “…”"), or None."""
    for verb in range(here - 1, max(1, here - 1 - _LONGEST_SAYING), -1):
        if tokens[verb - 1].lower in _FOR and tokens[verb].lower in lexicon.CUES and is_participle(tokens, verb):
            return verb
    return None


def _claim_before(tokens: Tokens, _: int, here: int) -> int | None:
    """Return the verb by which a claim is met that token `here` stands for ("hit back at claims that she had “…”"), or None."""
    met = claim_met(tokens, here)
    return met[0] if met is not None else None


def _chosen_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the verb by which many chose what token `here` stands for, which a poll worded ("41 percent of voters picked “…”"), or None."""
    at = here - 1
    while at > start and tokens[at].lower in _THE_WORDS:
        at -= 1
    is_poll = any(token.lower in _POLLED for token in tokens[start:at])
    return at if at > start and is_poll and tokens[at].lower in _CHOOSING else None


def _told_of_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the participle of what is told of somebody who has done what token `here` stands for ("Stone, alleged to have “…”"), or None."""
    at = here - 1 - len(_TO_HAVE)
    is_told = at >= start and tuple(token.lower for token in tokens[at + 1 : here]) == _TO_HAVE
    return at if is_told and tokens[at].lower in _TOLD_OF else None


def _heard_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the verb by which somebody came to know what token `here` stands for ("has heard that “…”"), or None."""
    verb = here - 2
    if verb <= start or tokens[here - 1].lower != lexicon.THAT or tokens[verb].lower not in _COMING_TO_KNOW:
        return None
    is_gerund = tokens[verb].lower.endswith(lexicon.PARTICIPLE_ENDING)  # "told a hearing that" is none
    return verb if not is_gerund or tokens[verb - 1].lower in lexicon.PREPOSITIONS or not tokens[verb - 1].is_word else None


def _inscribed_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the participle that says where what token `here` stands for is written ("the words carved over the gate: “…”"), or None."""
    for i in range(here - 1, start, -1):
        if is_cue(tokens, i):
            return None
        if tokens[i].lower in _INSCRIBED and tokens[i - 1].lower in _INSCRIPTIONS:
            return i
    return None


def _saying_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the noun for what everybody says right before token `here` ("grew up with the saying “…”"), or None."""
    at = here - 1
    is_noun = at > start and tokens[at].lower in _SAYINGS and not is_cue(tokens, at)
    return at if is_noun and (tokens[at - 1].lower in lexicon.ARTICLES or tokens[at - 2].lower in lexicon.ARTICLES) else None


def _given_before(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the verb of a condition that token `here` is part of ("may act where there is “…”", "if there is a “…”"), or None."""
    at = here - 1 - (tokens[here - 1].lower in lexicon.ARTICLES)
    if at < start + 2 or tokens[at].lower not in _BEING or tokens[at - 1].lower != _THERE:
        return None
    return at if tokens[at - 2].lower in _CONDITIONS and not any(is_cue(tokens, i) for i in range(start, at)) else None


def _put_before(tokens: Tokens, _: int, here: int) -> int | None:
    """Return the token before token `here` where that is part of what is put to the subject ("Asked whether it was “…”, Stone laughed"), or None."""
    return here - 1 if is_put_to_subject(tokens, here) else None


def _shown_meanwhile(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the verb that tells what something showed while or after somebody did something ("said, as figures showed that it was “…”"), or None."""
    for i in range(here - 1, start, -1):
        if not tokens[i].is_word:
            return None
        if tokens[i].lower in _SHOWING:
            opener = next((k for k in range(i - 1, max(start, i - _LONGEST_SHOWN), -1) if tokens[k].lower in _MEANWHILE), start)
            return i if opener > start + 1 else None
    return None


def _passed_on_before(tokens: Tokens, _: int, here: int) -> int | None:
    """Return the verb by which somebody reads, shows or remembers what another said that token `here` stands for, or None."""
    read = read_out(tokens, here)
    if read is not None:
        return read[0]
    seen = shown(tokens, here)
    return remembered(tokens, here) if seen is None else seen


def _in_whose_eyes(tokens: Tokens, start: int, here: int) -> int | None:
    """Return "to" or "for" before those in whose eyes somebody is what token `here` stands for ("To his critics, Stone is “…”"), or None."""
    if start or here < _SHORTEST_VIEW or tokens[0].lower not in _IN_EYES or any(is_cue(tokens, i) for i in range(here)):
        return None
    comma = next((i for i in range(2, min(here, _LONGEST_EYES)) if tokens[i].text == ","), None)
    opens = tokens[1].is_capitalised or tokens[1].lower in lexicon.DETERMINERS
    return 0 if comma is not None and opens and not is_of_calendar(tokens[comma - 1]) else None


def _is_over(tokens: Tokens, cue: int, here: int) -> bool:
    """Return whether a passive is over before token `here`, since its subject does something else ("was called Ivo and had never been “…”")."""
    joined = range(cue + 1, here - 1)
    return is_passive(tokens, cue) and any(
        tokens[k].lower == lexicon.AND and tokens[k + 1].lower in lexicon.FINITE_AUXILIARIES for k in joined
    )


def _cries_around(tokens: Tokens, start: int, here: int) -> int | None:
    """Return the word that says that others cried what token `here` stands for ("arrived amid jeers and shouts of “…”"), or None."""
    if here - 2 < start or tokens[here - 1].lower != lexicon.OF or tokens[here - 2].lower not in _CRIES:
        return None
    return next((i for i in range(here - 3, max(start, here - _LONGEST_CRIES) - 1, -1) if tokens[i].lower in _AMID), None)


def _is_undergone(tokens: Tokens, i: int, here: int) -> bool:
    """Return whether token `i` is a participle of what is done to somebody, with a complement ("hailed as", "found guilty of")."""
    low = tokens[i].lower
    if i + 1 == here and (low in _DEEMING or low in _GIVING):
        return True  # "is widely considered “…”", "was given “…” status"
    if low in _ADDRESSING and i + 1 < here and (_leads_to_that(tokens, i, here) or starts_phrase(tokens[i + 1])):
        return True  # "was reminded (in writing) that the rules “…”"
    is_past = low.endswith(lexicon.PAST_ENDING) or low in _PASSIVE_PARTICIPLES
    if not is_past or low in _OWN_STATES or i + 1 >= here:
        return False
    return tokens[i + 1].lower in _COMPLEMENTS or (here - i <= _NEAR_COMPLEMENT and tokens[here - 1].lower in _COMPLEMENTS)


def _leads_to_that(tokens: Tokens, i: int, here: int) -> bool:
    """Return whether "that" follows token `i` before token `here`, behind at most how it was done ("reminded in writing that")."""
    return any(token.lower == lexicon.THAT for token in tokens[i + 1 : min(here, i + _LONGEST_MANNER)])


def agent_of(tokens: Tokens, cue: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return who does what the passive verb at token `cue` says ("was called by Stone “…”"), or None where that is not told."""
    by = next((i for i in range(cue + 1, min(stop, cue + _LONGEST_TO_AGENT)) if tokens[i].lower == lexicon.BY), None)
    phrase = parse(tokens, by + 1, stop, gazetteer) if by is not None else None
    return phrase if phrase is not None and phrase.kind != "other" else None


_OTHERS: tuple[Callable[[Tokens, int, int], int | None], ...] = (
    _claim_before,
    _cries_around,
    _chosen_before,
    _told_of_before,
    _heard_before,
    _inscribed_before,
    _saying_before,
    _in_whose_eyes,
    _given_before,
    _put_before,
    _shown_meanwhile,
    _passed_on_before,
)
