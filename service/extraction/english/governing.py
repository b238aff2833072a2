"""Tell from what governs a quotation that it was not said, or is only supposed.

The verb or noun that has the words ("saying “A”", "the words “A”") is itself in the hands of another ("denied saying", "no record
of her saying", "doubt the story that she said"), and so on outwards. A word governs what a link ties to it: "that", "to", "of", a
participle; a clause that has ended between them ties nothing ("the man who denied the charge told the police “A”").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.scanning import is_of_calendar
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import PLACEHOLDERS, Word

Words = tuple[Word, ...]
_NEGATIONS, _CONTRACTED = lexicon.words("negations") | lexicon.words("no_determiners"), ("n't", "n’t")
_NO = lexicon.words("no_determiners")
_CLAUSE_LINKS, _THAT_LINKS = lexicon.words("clause_links"), lexicon.words("that_links")
_SAYING = lexicon.CUES | lexicon.PLAIN_CUES | lexicon.words("said_outright") | lexicon.union("said_of_words", "describing", "using")
_CARRIED = lexicon.words("words_nouns", "said_nouns")
_DENYING = lexicon.union("denying", "rejecting", "disputing", "turning_down")
_UNDONE = lexicon.words("refusing", "leaving_unsaid")
_LACKING = tuple(tuple(line.split()) for line in lexicon.lines("lacking"))
_DOUBTING, _HOPING, _URGING = lexicon.words("doubting"), lexicon.words("hoping"), lexicon.words("urging")
_SEEMING, _IMAGINING = lexicon.words("seeming"), lexicon.words("imagining")
_CLAIMS, _DENIALS = lexicon.words("content_nouns"), lexicon.words("denials")
_WITNESSES = lexicon.union("evidence_nouns", "evidence", "hearing", "finding")
_UNMADE = lexicon.union("doctored_words", "made_up")
_CONDITIONAL = lexicon.words("past_modals")
_VERBS = _SAYING | _DENYING | _UNDONE | _DOUBTING | _HOPING | _URGING | _SEEMING | _IMAGINING | lexicon.words("hearing", "unproved")
_NOUNS = _CLAIMS | _DENIALS | _CARRIED | lexicon.words("evidence_nouns")
_ONLY_VERBS = _VERBS - _NOUNS
_THINKING = lexicon.words("thinking")
_CHAIN = (lexicon.AUXILIARIES | lexicon.ADVERBS | lexicon.words("emphatic")) - {lexicon.TO}
_ENDS = (lexicon.CONJUNCTIONS | lexicon.SUBORDINATORS) - _CLAUSE_LINKS - lexicon.words("lacking")
_USING = lexicon.words("using") - lexicon.CUES
_OFF_TOPIC = lexicon.words("answering")
_ASKING = lexicon.words("own_questions")
_DENYING_CLAUSE, _IN_CLAUSE = lexicon.words("denying", "disputing"), lexicon.FINITE_AUXILIARIES | {"being", "having"}
_UNDENIABLE = lexicon.words("undeniable", "thinking")
_LETTING = lexicon.words("letting")
_WHETHER = "whether"
_ADDRESSED = lexicon.DETERMINERS | lexicon.PLURALS | lexicon.words("object_pronouns")
_BARE_FORMS = lexicon.words("said_of_words")
_BEFORE_WORDS = lexicon.words("before_words")
_BEFORE_ANY = {lexicon.TO, *lexicon.words("said_as")}  # "denounce the language of “A”" has no words, "describe the pier as “A”" has
_INNER = lexicon.PREPOSITIONS - _BEFORE_WORDS
_BEFORE_OBJECT = {lexicon.TO, *_INNER}
_LEADING = frozenset(",:")
_QUOTING_AS, _AS = lexicon.words("citing", "reporting_as"), "as"
_LONGEST_ASIDE = 16  # words between the commas of an aside
_FURTHEST = 8  # words between two that govern each other
_NO_REACH = 3  # words between "no" and its noun
REJECTED, SUPPOSED, CITED, _ASSERTED = "rejected", "supposed", "cited", "asserted"
_ONE = {"one", *lexicon.words("articles")}  # "Not one of them said", but "Not long before that she said"
_NO_PHRASE = {"than", *_CLAUSE_LINKS, *_ONLY_VERBS, *_ENDS, *lexicon.PRONOUNS}
_HAVING, _ONLY = "having", lexicon.words("only")


class _Governor(NamedTuple):
    """A word that governs the quotation: word `at`, its auxiliaries from word `first` on, the negation among them or before it."""

    at: int
    first: int
    negation: int | None = None
    is_conditional: bool = False
    is_lack: bool = False
    is_noun: bool = False


def governed(words: Words, here: int) -> tuple[str, int, int] | None:
    """Return (standing, first word, last word) of a quotation that is not presented as said by what governs it; else None."""
    return _told_by_governors(words, here) or _left_open(words, here) or _denied_of(words, here)


def _told_by_governors(words: Words, here: int) -> tuple[str, int, int] | None:
    """Return what the verbs and nouns that govern a quotation one by one tell of its standing, or None."""
    supposed: tuple[str, int, int] | None = None
    nearest: _Governor | None = None
    nearer: _Governor | None = None
    for one in _governors(words, here):
        if nearer is None and not _has_words(words, here, one):
            return None
        standing = _said_of(words, here, one, nearer)
        if standing == _ASSERTED:
            return None
        if standing == REJECTED:
            is_claim = (
                nearer is not None and nearer is nearest and nearer.is_noun and words[nearer.at].lower in _CLAIMS
            )  # somebody’s claim
            return CITED if is_claim else REJECTED, min(one.first, one.at), nearer.at if nearer else one.at
        if standing == SUPPOSED and supposed is None:
            supposed = SUPPOSED, min(one.first, one.at), nearer.at if nearer else one.at
        nearest, nearer = nearest or one, one
    return supposed


def _left_open(words: Words, here: int) -> tuple[str, int, int] | None:
    """Return that words are supposed which a "whether" leads to that nobody asks ("would not be drawn on whether it was “A”"), or None."""
    at = next((i for i in range(here - 1, max(0, here - _LONGEST_ASIDE), -1) if words[i].lower == _WHETHER), None)
    if at is None or not all(word.is_word for word in words[at:here]) or any(is_cue(words, i) for i in range(at, here)):
        return None
    is_asked = any(word.lower in _ASKING for word in words[max(0, at - _FURTHEST) : at])
    return None if is_asked or not any(_is_verb(words, i) or _is_finite(words, i) for i in range(at)) else (SUPPOSED, at, at)


def _denied_of(words: Words, here: int) -> tuple[str, int, int] | None:
    """Return that words are others' which somebody denies to be true ("denied that the plan was “A”", "rejected the idea that it was"), or None."""
    start = next((i for i in range(here - 1, max(-1, here - _LONGEST_ASIDE), -1) if words[i].lower in _DENYING), None)
    if start is None or not _is_verb(words, start) or _group(words, start).negation is not None:
        return None
    between = words[start + 1 : here]
    is_one_clause = all(word.is_word and word.lower not in lexicon.CONJUNCTIONS for word in between)
    if not is_one_clause or any(_is_verb(words, i) for i in range(start + 1, here)):
        return None
    return (CITED, start, start) if _is_clause_denied(words[start], between) else None


def _is_clause_denied(verb: Word, between: Words) -> bool:
    """Return whether words lead from a verb of denying to what is denied, a clause, rather than to what it is denied as ("denied it as “A”")."""
    low = {word.lower for word in between}
    if not between or _AS in (between[0].lower, between[-1].lower) or low.isdisjoint(_IN_CLAUSE):
        return False
    return verb.lower in _DENYING_CLAUSE or (lexicon.THAT in low and not low.isdisjoint(_CLAIMS))


def _has_words(words: Words, here: int, one: _Governor) -> bool:
    """Return whether a word can have a quotation as its object: a verb of speech, or a noun for words."""
    low = words[one.at].lower
    if one.is_noun or low in _OFF_TOPIC:
        is_named = one.at == here - 1 or words[here - 1].lower in {lexicon.THAT, lexicon.OF}
        return low in _CARRIED or (low in _CLAIMS and is_named)
    if low in _LETTING or not _is_content(words, one.at, here):
        return False
    return low in _SAYING and (low not in _USING or words[one.at + 1].text in PLACEHOLDERS)


def _is_content(words: Words, verb: int, here: int) -> bool:
    """Return whether the quotation is what a verb says, rather than part of what it is said of ("reveal a rift with Marsh’s “A”")."""
    between = words[verb + 1 : here]
    if not between or any(word.lower == lexicon.THAT for word in between):
        return True
    if between[-1].is_possessive or any(is_infinitive(words, i, here) for i in range(verb + 1, here)):
        return False
    if between[-1].lower in _BEFORE_WORDS:
        return len(between) == 1 or between[-1].lower in _BEFORE_ANY
    if between[-1].text in _LEADING and words[verb].lower in lexicon.CUES:
        return True  # "told diners at a gala: “A”"
    return not any(word.lower in _INNER for word in between)


def is_infinitive(words: Words, i: int, here: int) -> bool:
    """Return whether a verb follows the "to" at word `i`, rather than one who is spoken to or words at word `here`."""
    if words[i].lower != lexicon.TO or i + 1 >= here:
        return False
    following = words[i + 1]
    return following.is_word and following.text.islower() and following.lower not in _ADDRESSED


def _said_of(words: Words, here: int, one: _Governor, nearer: _Governor | None) -> str | None:
    """Return what a governor tells of the words; None for nothing, so that what governs it is asked."""
    low = words[one.at].lower
    undoes = _undoes(words, one, nearer)
    if one.negation is not None and (nearer is None or low in _DOUBTING | _THINKING or low not in _UNDENIABLE):
        if undoes or low in _DOUBTING:
            return _ASSERTED
        if nearer is not None and low in _THINKING:
            return SUPPOSED
        return REJECTED if _is_reached(words, here, one, nearer) else None
    if undoes:
        return REJECTED
    if nearer is None:
        return None
    return SUPPOSED if _supposes(words, one, nearer) else None


def _undoes(words: Words, one: _Governor, nearer: _Governor | None) -> bool:
    """Return whether a governor by itself says that the words were not said ("refused to say", "denied the claim that")."""
    low = words[one.at].lower
    if nearer is None or (
        nearer.is_noun and any(word.lower in _BEFORE_OBJECT for word in words[one.at + 1 : nearer.at][:_NO_REACH])
    ):
        return False  # "stopped at the words", "refused to take back the words"
    if low in _DENYING:
        return words[nearer.at].lower in _CLAIMS | _CARRIED or _is_linked(words, one.at, nearer)
    return low in _UNDONE | _DENIALS or one.is_lack


def _is_linked(words: Words, at: int, nearer: _Governor) -> bool:
    """Return whether "that", "having" or a participle of speech ties a nearer governor to word `at`."""
    between = {word.lower for word in words[at + 1 : nearer.first]}
    is_participle = words[nearer.at].lower.endswith(lexicon.PARTICIPLE_ENDING)
    return bool(between & _THAT_LINKS) or (is_participle and nearer.first - at <= _NO_REACH) or words[at + 1].is_capitalised


def _is_reached(words: Words, here: int, one: _Governor, nearer: _Governor | None) -> bool:
    """Return whether a negation of a governor reaches the words: of the verb that has them, or of what would witness them."""
    low = words[one.at].lower
    if nearer is None:
        is_speech = low in lexicon.CUES or low in lexicon.PLAIN_CUES
        is_object = here + 1 >= len(words) or words[here + 1].lower not in lexicon.FINITE_AUXILIARIES
        return low not in _UNDENIABLE and is_object and (is_speech or words[here - 1].text not in _LEADING)
    return low in _WITNESSES or low in _SAYING


def _supposes(words: Words, one: _Governor, nearer: _Governor) -> bool:
    """Return whether a governor leaves open that the words were said ("doubt that", "hoped that she would say", "may have said")."""
    low = words[one.at].lower
    asked = next((i for i in range(one.at + 1, nearer.at) if words[i].lower == _WHETHER), None)
    if asked is not None:
        return words[asked + 1].lower != lexicon.TO  # "weighs whether to call it “A”" has words of his own
    if low in _HOPING:
        return nearer.is_conditional or lexicon.TO in {word.lower for word in words[one.at + 1 : nearer.at]}
    if low in _URGING or low in _SEEMING:
        return lexicon.TO in {word.lower for word in words[one.at + 1 : nearer.at]}
    return low in _DOUBTING or low in _IMAGINING or _is_claim(words, one, nearer)


def _is_claim(words: Words, one: _Governor, nearer: _Governor) -> bool:
    """Return whether a governor is a claim that somebody said something, which nobody vouches for."""
    if words[one.at].lower not in _CLAIMS or words[nearer.at].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return False
    is_subject = words[nearer.first - 1].lower == lexicon.THAT and nearer.first == one.at + 2  # "a story that claims"
    is_reporter = not one.is_noun and one.first > 0 and words[one.first - 1].is_capitalised  # "the Beacon reports that she said"
    return not is_subject and not is_reporter


def _governors(words: Words, here: int) -> Iterator[_Governor]:
    """Yield the words that govern the quotation, nearest first."""
    i, linked, since, nearest = here - 1, True, 0, here
    while i >= 0 and words[i].text in _LEADING:
        i -= 1
    while i >= 0 and since <= _FURTHEST:
        word = words[i]
        if (claim := _before_aside(words, i)) is not None:
            i = claim
            continue
        if word.text in PLACEHOLDERS or not word.is_word:
            return
        found = _governor(words, i, nearest, linked)
        if found is not None:
            yield found
            linked = _is_open(words, found)
            i, since, nearest = found.first, 0, found.first
        elif _ends_clause(words, i):
            opened = _infinitive_before(words, i) if nearest == i + 1 else None  # "expects him to turn and say “A”"
            if opened is None:
                return
            i, linked = opened, True
        linked = linked or _links(words, i)
        since += 1
        i -= 1


def _links(words: Words, i: int) -> bool:
    """Return whether word `i` ties what stands behind it to what governs it; "as" does that belongs to a verb of quoting."""
    return words[i].lower in _CLAUSE_LINKS or (words[i].lower == _AS and _quotes(words, i))


def _ends_clause(words: Words, i: int) -> bool:
    """Return whether nothing before word `i` governs what stands behind it."""
    return (words[i].lower in _ENDS or _is_finite(words, i)) and not _links(words, i)


def _before_aside(words: Words, comma: int) -> int | None:
    """Return the noun for a claim before the aside that a comma closes ("the claim, first made on a blog, that"), or None."""
    if words[comma].text != "," or words[comma + 1].lower != lexicon.THAT:
        return None
    for i in range(comma - 1, max(0, comma - _LONGEST_ASIDE), -1):
        if words[i].text in PLACEHOLDERS:
            return None
        if words[i].text == ",":
            return i - 1 if words[i - 1].lower in _CLAIMS else None
    return None


def _quotes(words: Words, as_: int) -> bool:
    """Return whether "as" belongs to a verb of quoting ("a headline quoting Marsh as saying")."""
    return any(word.lower in _QUOTING_AS for word in words[max(0, as_ - _FURTHEST) : as_])


def _infinitive_before(words: Words, i: int) -> int | None:
    """Return the "to" of an infinitive that the conjunction at word `i` joins to the plain form behind it, or None."""
    if words[i].lower not in lexicon.CONJUNCTIONS or words[i + 1].lower in lexicon.CUES - lexicon.PLAIN_CUES - _BARE_FORMS:
        return None
    opened = next((k for k in range(i - 2, max(-1, i - 2 - _FURTHEST), -1) if is_infinitive(words, k, i)), None)
    return opened if opened is not None and all(word.is_word for word in words[opened:i]) else None


def _governor(words: Words, i: int, nearest: int, linked: bool) -> _Governor | None:
    """Return word `i` as what governs the verb or noun at word `nearest`, or None."""
    if _is_verb(words, i):
        return _group(words, i) if linked or _is_before_subject(words, i) else None
    if words[i].lower in _NOUNS and not _is_of_name(words, i) and (linked or _has_bare_clause(words, i, nearest)):
        return _Governor(i, i, _no_before(words, i), is_noun=True)
    if linked and any(tuple(w.lower for w in words[i:nearest]) == lack for lack in _LACKING):
        return _Governor(i, i, is_lack=True)
    return None


def _is_before_subject(words: Words, i: int) -> bool:
    """Return whether a name or pronoun stands behind word `i`, as the subject of a clause that no link ties to it ("said Stone had")."""
    if i + 1 >= len(words):
        return False
    following = words[i + 1]
    return (following.is_capitalised and not is_of_calendar(following)) or following.lower in lexicon.PRONOUNS


def _is_of_name(words: Words, i: int) -> bool:
    """Return whether word `i` has the capital of a title behind other words ("Special Agent in Charge Ada Pell")."""
    return i > 0 and words[i].is_capitalised and words[i - 1].is_word


def _has_bare_clause(words: Words, i: int, nearest: int) -> bool:
    """Return whether the verb at word `nearest` is what a noun for a claim says, without "that": "claims he had told"."""
    subject = words[i + 1 : nearest]
    if words[i].lower not in _CLAIMS or not subject or (i and words[i - 1].lower == lexicon.TO):
        return False
    return subject[0].lower in lexicon.PRONOUNS if len(subject) == 1 else all(word.is_capitalised for word in subject)


def _is_open(words: Words, one: _Governor) -> bool:
    """Return whether what stands left of a governor governs it without a link: a noun, a participle, an infinitive."""
    low = words[one.at].lower
    if one.is_noun or one.is_lack or low.endswith(lexicon.PARTICIPLE_ENDING):
        return True
    before = words[one.first - 1].lower if one.first else ""
    is_plain = low in lexicon.PLAIN_CUES and low not in lexicon.CUES and one.first == one.at
    return before in {lexicon.TO, _HAVING} or is_plain


def _is_finite(words: Words, i: int) -> bool:
    """Return whether word `i` is surely a finite verb."""
    return words[i].lower in lexicon.FINITE_AUXILIARIES or is_cue(words, i)


def _is_verb(words: Words, i: int) -> bool:
    """Return whether word `i` is a verb that may have words, or a clause with a verb of speech."""
    if words[i].text != words[i].lower and i:
        return False  # a name: "Mr. Short", "the State"
    if words[i].lower in _ONLY_VERBS or is_cue(words, i):
        before = words[i - 1] if i else None
        return before is None or not (before.lower in lexicon.DETERMINERS | _DENYING or before.is_possessive)  # "rejected claims"
    return False


def _group(words: Words, at: int) -> _Governor:
    """Return a verb with the auxiliaries, adverbs and negations before it."""
    first, negation, conditional = at, None, False
    while first and (words[first - 1].lower in _CHAIN or _negates(words[first - 1].lower)):
        first -= 1
        low = words[first].lower
        negation = first if _negates(low) else negation
        conditional = conditional or low in _CONDITIONAL
    if negation is not None and negation + 1 < len(words) and words[negation + 1].lower in _ONLY:
        negation = None
    elif negation is None and words[at].lower in lexicon.CUES:
        negation = _negative_subject(words, first)
    return _Governor(at, first, negation, conditional)


def _negative_subject(words: Words, end: int) -> int | None:
    """Return where a negative subject of a few words opens a clause ("Not one of the witnesses said"), or None."""
    for i in range(end - 1, max(-1, end - 1 - _FURTHEST), -1):
        low = words[i].lower
        if not words[i].is_word or low in _NO_PHRASE or _is_finite(words, i):
            return None
        is_of_one = low in _NO or words[i + 1].lower in _ONE
        if _negates(low) and is_of_one and (i == 0 or not words[i - 1].is_word or words[i - 1].lower == lexicon.THAT):
            return i
    return None


def _no_before(words: Words, i: int) -> int | None:
    """Return the determiner of nothing, or the negation of one of it, before a noun ("no single record", "isn’t a record"); else None."""
    for k in range(i - 1, max(-1, i - 1 - _NO_REACH), -1):
        low = words[k].lower
        if low in _NO or (_negates(low) and words[k + 1].lower in lexicon.DETERMINERS):
            return k
    return None


def _negates(low: str) -> bool:
    return low in _NEGATIONS or low.endswith(_CONTRACTED)
