"""Find who is mentioned in a sentence, and what stands around each mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from service.extraction.english import lexicon
from service.extraction.english.joining import goes_on_otherwise
from service.extraction.english.names import is_organization
from service.extraction.english.phrases import of_both, parse
from service.extraction.english.scanning import opens_name
from service.extraction.english.steps import is_name_start, opens_office
from service.extraction.english.verbs import is_cue
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Frame, Word
from service.extraction.page.mentions import NO_TRAITS, Mention, Trait, Traits
from service.knowledge.gazetteer import Gazetteer

_CREDITING = ("Photo", "Getty", "AFP", "REUTERS", "Reuters", "credit", "/AP", "/Pool", "Bloomberg/")  # one is in every credit
_CREDIT = re.compile(
    r"Getty|AP Photo|\bAFP\b|REUTERS/|/REUTERS|Reuters/|/Reuters|Photograph|Photos? by\b|\(Photo|/Pool\b|Images? credit|/AP\b|Bloomberg/"
)
_OPENERS = lexicon.DETERMINERS | lexicon.PRONOUNS | lexicon.ROLES | lexicon.PLURAL_ROLES | lexicon.TITLES
"""Words in lower case at which a phrase that can speak may start."""
_LONGEST_CREDIT = 700  # characters of a paragraph that is a caption
_LONGEST_SENTENCE = 220  # words; bounds the work on a sentence without an end
_LONGEST_APPOSITION = 25  # words
_LONGEST_PARTNER_GAP = 12  # words between two who speak together ("Marsh of Oslo and Serena Pell wrote")
_CLAUSE_JOINT = 2  # tokens, a comma and "and", that join two clauses rather than two names
Words = tuple[Word, ...]
_DEFINITE, _NARRATORS, _JOINING, _BEING = map(lexicon.words, ("definite", "narrators", "joining", "being"))
_ADDRESSING, _SOURCING = lexicon.words("addressing"), lexicon.words("sourcing")
_SOURCE_PREPOSITIONS = lexicon.words("source_prepositions")
_NO_VERBS = lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS
_TOLD_BY_WORD = (
    (Trait.GOVERNED, lexicon.PREPOSITIONS),
    (Trait.AGENT, lexicon.words("agent_prepositions")),
    (Trait.ADDRESSED, _ADDRESSING),
    (Trait.CITED, lexicon.words("citing")),
)
_OF_WORD_BEFORE: dict[str, Traits] = {
    word: sum(trait for trait, words in _TOLD_BY_WORD if word in words)
    for word in frozenset().union(*(words for _, words in _TOLD_BY_WORD))
}
"""{word in lower case: what it tells of the phrase behind it by itself}."""


def is_credit(frame: Frame) -> bool:
    """Return whether a paragraph is a caption with the photographer's credit rather than narration."""
    text = frame.text
    return len(text) < _LONGEST_CREDIT and any(words in text for words in _CREDITING) and _CREDIT.search(text) is not None


def mentions(words: Words, subject: Phrase | None, gazetteer: Gazetteer, *, in_credit: bool) -> list[Mention]:
    """Return the phrases of a sentence that can speak, in order, owners and pairs of speakers among them.

    `subject`: the subject of the sentence; `in_credit`: its paragraph is a caption or credit.
    """
    if len(words) > _LONGEST_SENTENCE:
        return []
    extra = Trait.CAPTION if in_credit else NO_TRAITS
    found = [
        Mention(phrase, _traits(words, phrase, subject) | extra, is_definite=words[phrase.first].lower in _DEFINITE)
        for phrase in _phrases(words, gazetteer)
    ]
    owners = [m for m in (_owner(mention.phrase, gazetteer) for mention in found) if m is not None]
    return found + [Mention(phrase, Trait.OWNER | extra) for phrase in owners] + list(_pairs(words, found, gazetteer))


def _phrases(words: Words, gazetteer: Gazetteer) -> Iterator[Phrase]:
    """Yield the phrases that do not overlap, from left to right."""
    i = 0
    while i < len(words):
        phrase = parse(words, i, len(words), gazetteer) if _may_start(words, i) else None
        is_narrator = phrase is not None and phrase.kind == "pronoun" and phrase.head in _NARRATORS
        if phrase is None or phrase.kind == "other" or is_narrator:
            i += 1
            continue
        yield phrase
        i = max(i, phrase.last) + 1


def _may_start(words: Words, i: int) -> bool:
    """Return whether a phrase that can speak may start at word `i`."""
    word = words[i]
    if word.lower in _OPENERS or opens_office(words, i, len(words)):
        return True
    return word.is_capitalised and ((word.is_word and is_name_start(word)) or opens_name(words, i))


def _owner(phrase: Phrase, gazetteer: Gazetteer) -> Phrase | None:
    """Return who owns what a phrase names, as a phrase of its own, where that is a name."""
    if phrase.owner is None or phrase.kind == "pronoun" or not phrase.owner[:1].isupper():
        return None
    kind = "organization" if is_organization(phrase.owner, False, gazetteer) else "person"
    return Phrase(kind, phrase.owner, None, phrase.first, phrase.first, phrase.owner.split()[-1])


def _pairs(words: Words, found: list[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield pairs of persons who speak together ("said Ada Marsh of Oslo and Serena Pell")."""
    for one, other in pairwise(m for m in found if m.phrase.kind == "person"):
        if not _are_joined(words, range(one.phrase.last + 1, other.phrase.first)):
            continue
        speaks = other.traits & (Trait.SPEAKS | Trait.SPEAKS_LATER | Trait.ACTS)
        spoken = one.traits & (Trait.SPOKEN | Trait.SOURCE)
        if (speaks or spoken) and of_both(one.phrase, other.phrase, gazetteer) is None:
            name = f"{one.phrase.name} and {other.phrase.name}"
            whole = Phrase("person", name, None, one.phrase.first, other.phrase.last, "and")
            kept = one.traits & (Trait.SUBJECT | Trait.GOVERNED | Trait.AGENT) | other.traits & Trait.PASSIVE
            yield Mention(whole, speaks | spoken | kept, (one.phrase, other.phrase))


def _are_joined(words: Words, gap: range) -> bool:
    """Return whether the words between two names join them, and open no other clause."""
    if not 0 < len(gap) <= _LONGEST_PARTNER_GAP or words[gap[-1]].lower not in _JOINING:
        return False
    if any(words[k].text in PLACEHOLDERS or words[k].text == ";" or is_cue(words, k) for k in gap):
        return False
    if len(gap) == _CLAUSE_JOINT and words[gap[0]].text == ",":
        return False  # "a hearing for Marsh, and Pell warned"
    return not goes_on_otherwise(words, gap[0], gap[-1])  # "Marsh left and Pell warned"


def _traits(words: Words, phrase: Phrase, subject: Phrase | None) -> Traits:
    """Return what stands before and after a phrase."""
    traits = _before(words, phrase) | _after(words, phrase)
    if subject is not None and subject.first <= phrase.first and phrase.last <= subject.last:
        traits |= Trait.SUBJECT
    return traits


def _before(words: Words, phrase: Phrase) -> Traits:
    at = phrase.first - 1
    if at < 0:
        return NO_TRAITS
    low = words[at].lower
    traits = _OF_WORD_BEFORE.get(low, NO_TRAITS)
    if low not in _ADDRESSING and is_cue(words, at):
        traits |= Trait.SPOKEN
    if low in _SOURCE_PREPOSITIONS and at > 0 and words[at - 1].lower in _SOURCING:
        traits |= Trait.SOURCE
    return traits


def _after(words: Words, phrase: Phrase) -> Traits:
    at = phrase.last + 1
    is_owner = words[phrase.last].is_possessive or (at < len(words) and words[at].text in "'’")
    traits = Trait.OWNER if is_owner else NO_TRAITS
    verb, is_passive = _past_auxiliaries(words, at)
    if verb >= len(words):
        return traits
    return traits | _of_verb(words, verb, is_passive) | _of_following(words[verb])


def _of_verb(words: Words, verb: int, is_passive: bool) -> Traits:
    """Return whether the word behind a phrase and its auxiliaries says that it speaks, now or behind an apposition."""
    word, speaks = words[verb], is_cue(words, verb)
    traits = NO_TRAITS
    if speaks and not (is_passive and not word.lower.endswith(lexicon.PARTICIPLE_ENDING)):
        traits |= Trait.SPEAKS
    elif word.text == "," and _speaks_after_apposition(words, verb):
        traits |= Trait.SPEAKS_LATER
    if is_passive and (speaks or word.lower.endswith(lexicon.PAST_ENDING)):
        traits |= Trait.PASSIVE
    return traits


def _of_following(word: Word) -> Traits:
    """Return whether a word behind a phrase may be its verb or opens a relative clause."""
    acts = word.is_word and word.text.islower() and word.lower not in _NO_VERBS
    return (Trait.ACTS if acts else NO_TRAITS) | (Trait.RELATIVE if word.lower in lexicon.RELATIVES else NO_TRAITS)


def _past_auxiliaries(words: Words, at: int) -> tuple[int, bool]:
    """Return the place behind adverbs and auxiliaries, and whether a form of "be" is among them."""
    is_passive = False
    while at < len(words) and (
        words[at].lower in lexicon.ADVERBS or words[at].lower in lexicon.AUXILIARIES or words[at].lower.endswith("ly")
    ):
        is_passive = is_passive or words[at].lower in _BEING
        at += 1
    return at, is_passive


def _speaks_after_apposition(words: Words, comma: int) -> bool:
    """Return whether a verb of speech follows the next comma ("Stone, the mayor of Ellery, said")."""
    for k in range(comma + 1, min(len(words), comma + _LONGEST_APPOSITION)):
        if words[k].text in PLACEHOLDERS:
            return False
        if words[k].text == ",":
            verb, _ = _past_auxiliaries(words, k + 1)
            return verb < len(words) and is_cue(words, verb)
    return False
