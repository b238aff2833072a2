"""Words of a sentence that its subject does not say: what is put to him, and a claim that he only meets. Pure."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import Tokens, starts_phrase
from service.extraction.english.verbs import is_cue, may_be_verb
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS
from service.knowledge.gazetteer import Gazetteer

_PUT, _BEFORE_PUT = lexicon.words("put_to"), lexicon.words("before_put_to")
_MOST_BEFORE_PUT = 3  # words of "When later asked"
_LONGEST_REST = (
    16  # tokens behind the words: "have helped create it" in "Asked whether claims of “…” have helped create it, she said"
)
_WHETHER = frozenset(("if", "whether"))
_LONGEST_PUT = 40  # tokens from the start of a sentence to the words in it that are put to its subject
_MEETING, _CLAIMS = lexicon.words("meeting"), lexicon.union("content_nouns", "charges_met", "said_nouns", "others_content")
_CLAIM_REACH = 16  # tokens from the noun for a claim to the quotation
_MAKING, _AGREEING = lexicon.words("making_claims"), lexicon.words("agreeing")
_BY_MEANS, _GROUNDS = frozenset(("by", "with")), ("on", "the", "grounds", "that")
_LONGEST_CLAIM, _GOVERNOR_REACH = 4, 4  # tokens from an article to its noun, and from the verb to the word before the article
_MEETING_REACH = 6  # tokens from "hit" to "claims" in "hit back angrily at the claims"
_OF_WHAT = {lexicon.OF, *lexicon.ARTICLES}
_OWN = lexicon.words("possessives")
_MAKERS = lexicon.words("authors")
_OBJECT_FORMS = {as_object: as_subject for as_subject, as_object in lexicon.rows("subject_forms")}
_CAUSING = lexicon.words("causing")
_LONGEST_CAUSED = 12  # tokens from "prompting" to "to"
_WISHING, _NAMING = lexicon.words("wishing_no_name"), lexicon.words("ways_to_name")
_LONGEST_WISH = 14  # tokens of "who asked that her surname not be used"


def is_put_to_subject(tokens: Tokens, here: int) -> bool:
    """Return whether the words at token `here` end what opens a sentence and is said or put to its subject.

    "Asked whether the plan was “…”, Stone said", "When told that it was “…”, she laughed", "Asked by Pell, the mayor, whether".
    """
    if not 0 < here < min(len(tokens) - 1, _LONGEST_PUT):
        return False
    before = tokens[:here]
    if before[-1].lower not in _WHETHER and not _ends_opening(tokens, here + 1):  # "Asked if “A,” she said no"
        return False
    put = next((i for i, t in enumerate(before[:_MOST_BEFORE_PUT]) if t.lower in _PUT), None)
    if put is None or any(t.lower not in _BEFORE_PUT for t in before[:put]):
        return False
    return not any(t.text in PLACEHOLDERS for t in before) and _is_one_clause(before, put + 1)


def _ends_opening(tokens: Tokens, at: int) -> bool:
    """Return whether a comma ends what opens the sentence at token `at`, or behind a few words of it without a verb of speech."""
    comma = next((i for i in range(at, min(len(tokens), at + _LONGEST_REST)) if not tokens[i].is_word), None)
    return comma is not None and tokens[comma].text == "," and not any(is_cue(tokens, i) for i in range(at, comma))


def _is_one_clause(before: Tokens, at: int) -> bool:
    """Return whether no clause has ended from token `at` on, where commas only set somebody apart ("Asked by Pell, the mayor, whether")."""
    commas = [i for i in range(at, len(before)) if before[i].text == ","]
    return not commas or (len(commas) % 2 == 0 and not any(is_cue(before, i) for i in range(commas[0], len(before))))


def claim_met(tokens: Tokens, here: int) -> tuple[int, int] | None:
    """Return (verb, noun) of a claim that a subject meets and whose content the words at token `here` are, or None.

    "Stone hit back at claims that the plan was “…”", "denied allegations by Pell that she “…”"; not what is the subject's own
    ("repeated her claim that"), nor what he says of it himself ("rejected the claim as “…”").
    """
    noun = _claim_before(tokens, here)
    if noun is None or not _leads_from(tokens, noun + 1, here):
        return None
    governor = _meeting_before(tokens, noun)
    if governor is None:
        governor = _governor_of(tokens, noun)
    return None if governor is None else (governor, noun)


def _meeting_before(tokens: Tokens, noun: int) -> int | None:
    """Return the verb right before a noun for a claim by which it is met ("hit back at claims", "denied the claims"), or None."""
    for verb in range(noun - 1, max(-1, noun - _MEETING_REACH), -1):
        if not tokens[verb].is_word or tokens[verb].is_possessive or tokens[verb].lower in _OWN | _BY_MEANS:
            return None
        if tokens[verb].lower in _MEETING:
            return verb
    return None


def _governor_of(tokens: Tokens, noun: int) -> int | None:
    """Return the word that governs a noun for a claim with an article where its subject does not make the claim, or None.

    "agreed with the view that", "doubts the theory that", "amid the warning that"; not what makes it ("advanced the theory that",
    "came to the conclusion that"), nor by what somebody does something ("answered with the warning that").
    """
    governor = _before_article(tokens, noun)
    if governor is None:
        return None
    near = range(max(0, governor - _GOVERNOR_REACH), governor + 1)
    low = [tokens[i].lower for i in near]
    if not _AGREEING.isdisjoint(low):
        return governor
    if low[-1] in _BY_MEANS or not _MAKING.isdisjoint(low) or any(is_cue(tokens, i) for i in near):
        return None
    return governor if low[-1] in lexicon.PREPOSITIONS or (may_be_verb(tokens, governor) and governor > 0) else None


def _before_article(tokens: Tokens, noun: int) -> int | None:
    """Return the token before the article of a noun, with nothing but words between, or None."""
    article = next((i for i in range(noun - 1, max(0, noun - _LONGEST_CLAIM), -1) if tokens[i].text in lexicon.ARTICLES), 0)
    return article - 1 if article > 1 and all(token.is_word for token in tokens[article:noun]) else None


def means_before(tokens: Tokens, here: int) -> int | None:
    """Return the preposition by which somebody does something with words of their own at token `here`, or None.

    "answered critics with the warning that “…”", "opposed the plan on the grounds that “…”".
    """
    if tuple(token.lower for token in tokens[max(0, here - len(_GROUNDS)) : here]) == _GROUNDS:
        return here - len(_GROUNDS)
    noun = _claim_before(tokens, here)
    governor = _before_article(tokens, noun) if noun is not None and _leads_from(tokens, noun + 1, here) else None
    if governor is None or tokens[governor].lower not in _BY_MEANS:
        return None
    near = {token.lower for token in tokens[max(0, governor - _GOVERNOR_REACH) : governor]}
    return governor if _AGREEING.isdisjoint(near) else None


def _claim_before(tokens: Tokens, here: int) -> int | None:
    """Return the nearest noun for a claim before token `here`, with no verb of speech between, or None."""
    for noun in range(here - 2, max(0, here - _CLAIM_REACH), -1):
        if not tokens[noun].is_word or tokens[noun].text in PLACEHOLDERS:
            return None
        is_met = tokens[noun - 1].lower in _MEETING | lexicon.PREPOSITIONS
        if tokens[noun].lower in _CLAIMS and (is_met or not is_cue(tokens, noun)):
            return noun
        if is_cue(tokens, noun):
            return None
    return None


def _leads_from(tokens: Tokens, at: int, here: int) -> bool:
    """Return whether words [at, here) lead from a noun to its content: with "that", as a bare clause, or with "of"."""
    between = tokens[at:here]
    if any(t.lower == lexicon.THAT for t in between):
        return True
    is_clause = starts_phrase(between[0]) and any(t.lower in lexicon.FINITE_AUXILIARIES for t in between)
    return is_clause or (between[0].lower == lexicon.OF and all(t.lower in _OF_WHAT for t in between))


def maker_of(tokens: Tokens, noun: int, here: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return whose claim it is that a noun tells of ("allegations by Pell that"), or None."""
    if tokens[noun + 1].lower not in _MAKERS:
        return None
    phrase = parse(tokens, noun + 2, here, gazetteer)
    return phrase if phrase is not None and phrase.kind != "other" and tokens[phrase.last + 1].lower == lexicon.THAT else None


def object_as_subject(tokens: Tokens, at: int) -> Phrase | None:
    """Return the pronoun of an object at a token as that of a subject ("she" of "recalled her saying"), or None."""
    subject = _OBJECT_FORMS.get(tokens[at].lower)
    return Phrase("pronoun", subject, None, at, at, subject) if subject is not None else None


def made_to_speak(tokens: Tokens, to: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return whom something makes speak, right before the infinitive behind token `to` ("prompting Stone to say “…”"), or None."""
    for cause in range(to - 2, max(-1, to - _LONGEST_CAUSED), -1):
        if not tokens[cause].is_word or tokens[cause].text in PLACEHOLDERS:
            return None
        if tokens[cause].lower in _CAUSING:
            if cause + 2 == to and (pronoun := object_as_subject(tokens, to - 1)) is not None:
                return pronoun
            phrase = parse(tokens, cause + 1, to, gazetteer)
            return phrase if phrase is not None and phrase.kind != "other" and phrase.last + 1 == to else None
    return None


def stays_nameless(tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether a relative clause says that whoever a description means is not named ("the woman, who declined to give her name")."""
    behind = [token.lower for token in tokens[phrase.last + 1 : phrase.last + 1 + _LONGEST_WISH]]
    if lexicon.WHO not in behind[:2]:
        return False
    return any(low in _WISHING for low in behind) and any(low in _NAMING for low in behind)
