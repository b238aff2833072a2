"""Tell from how a quotation stands in its sentence, and from a word of denial or doubt in it, that nobody vouches for it.

Words that are reported stand behind their verb ("Marsh said, “A”") or before it ("“A,” Marsh said"). Words that are only
mentioned stand as a noun ("the line “A” …", "a sentence — “A” — which …", "“A” bears no resemblance to …"), or behind an
infinitive or participle of speech ("than say “A”", "recorded as saying “A”"): there a denial or a doubt bears on them.
"""

from __future__ import annotations

from service.extraction.english import governing, lexicon
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import PLACEHOLDERS, Word

Words = tuple[Word, ...]
_NOUNS = lexicon.words("words_nouns", "mentioned_nouns")
_BEFORE = frozenset(",:—–-(") | {lexicon.THAT, lexicon.OF}
_PARTED = frozenset("—–(")
_PARTING = _PARTED | {","}
_SUBJECT_VERBS = lexicon.FINITE_AUXILIARIES | lexicon.words("verbs_of_words")
_TELLING = lexicon.union(
    "doctored_words", "false_adverbs", "false_words", "machines", "made_up", "misreporting", "rejecting", "wrong_renderings"
) - lexicon.words("false_of_content")
_NEGATIONS, _CONTRACTED = lexicon.union("negations", "no_determiners"), ("n't", "n’t")
_UNREAL = _NEGATIONS | lexicon.words("unreal_markers")
_EXEMPT = lexicon.words("said_all_the_same")
_DONE = _EXEMPT | lexicon.words("right_to_say")
_BE = lexicon.words("be")
_ADVERBS = lexicon.ADVERBS | {"not", "never"}
_OF_WORDS = lexicon.union("word_predicates", "evidence_nouns", "hearing", "finding", "said_outright", "said_of_words", "using")
_PREDICATE = 4  # words behind "not" in which what it is of stands; behind "no member of" it is further off
_ANAPHORIC = lexicon.words("anaphoric_subjects")
_SPEECH = lexicon.CUES | lexicon.PLAIN_CUES | lexicon.words("said_of_words")
_PLAIN = lexicon.PLAIN_CUES | lexicon.words("said_of_words")
_BARE = lexicon.words("before_bare_forms")
_COLON, _COMMA = ":", ","
_SAYING = _SPEECH - lexicon.words("thinking", "answering", "undeniable")
_NO_OBJECT = lexicon.CONJUNCTIONS | lexicon.SUBORDINATORS | lexicon.FINITE_AUXILIARIES | lexicon.PREPOSITIONS
_ONLY = lexicon.words("only")
_LEADING = frozenset(",:")
_OBJECT = 4  # words that may stand from a verb of speech to the quotation
_NEAR = 6  # words between a noun and the quotation that it is of
_CLAUSE = 10  # words left of a verb of speech in which its denial stands
_NEXT = 12  # words of the next sentence


def mentioned(words: Words, here: int, following: Words) -> tuple[str, int, int] | None:
    """Return (standing, first word, last word) of a quotation that is only mentioned where something denies or doubts it; else None."""
    return _as_noun(words, here, following) or _behind_nonfinite(words, here)


def _as_noun(words: Words, here: int, following: Words) -> tuple[str, int, int] | None:
    """Return that a mentioned quotation is supposed where a word of its sentence, or of the next one about it, tells so."""
    noun = _noun_of(words, here)
    if noun is None:
        return None
    at = _telling(words[:noun] if words[here - 1].text == _COLON else words, here)
    if at is not None:
        return governing.SUPPOSED, min(noun, at), max(noun, at)
    is_about = any(w.lower in _ANAPHORIC or w.lower in _NOUNS for w in following[:2])
    return (governing.SUPPOSED, noun, noun) if is_about and _telling(following[:_NEXT]) is not None else None


def _telling(words: Words, here: int | None = None) -> int | None:
    """Return the first word that denies or doubts words, where none tells that they were said all the same; else None.

    A negation is of them where it is of what is said of words ("is not in any letter"); one right behind the quotation at word
    `here` is too ("“A” is not …").
    """
    if any(w.lower in _EXEMPT for w in words):
        return None
    return next(
        (i for i, w in enumerate(words) if w.lower in _TELLING or (_negates(w.lower) and _is_of_words(words, i, here))), None
    )


def _is_of_words(words: Words, i: int, here: int | None) -> bool:
    """Return whether the negation at word `i` is of what words are, or of their being said."""
    if here is not None and here < i <= here + 2 and words[here + 1].lower.removesuffix("n't").removesuffix("n’t") in _BE:
        return True
    reach = _PREDICATE if words[i].lower in _ADVERBS or words[i].lower.endswith(_CONTRACTED) else _CLAUSE
    return any(w.lower in _OF_WORDS for w in words[i : i + 1 + reach])


def _noun_of(words: Words, here: int) -> int | None:
    """Return the noun for words that a quotation belongs to, or its own place where it is the subject of a verb; else None."""
    i = here - 1
    while i >= 0 and words[i].text in _BEFORE:
        i -= 1
    is_parted = here > 0 and words[here - 1].text in _PARTED
    for k in range(i, max(-1, i - (_NEAR if is_parted else 1)), -1):
        low = words[k].lower
        if low in _NOUNS and words[k].text == low:
            return k if words[here - 1].text != _COLON or _is_one(words, k) else None
        if low in _SPEECH or not words[k].is_word:
            break
    return here if _is_subject(words, here) or _is_explained(words, here) else None


def _is_explained(words: Words, here: int) -> bool:
    """Return whether a noun for words stands right behind a quotation ("“A” — words that Marsh …", "“A”, a line he …")."""
    behind = [w for w in words[here + 1 : here + 5] if w.lower not in lexicon.DETERMINERS]
    return len(behind) > 1 and behind[0].text in _PARTING and behind[1].lower in _NOUNS


def _is_subject(words: Words, here: int) -> bool:
    """Return whether a quotation is the subject of a verb: it opens its sentence, or a clause that somebody says."""
    if here + 1 >= len(words) or words[here + 1].lower not in _SUBJECT_VERBS:
        return False
    before = [w.lower for w in words[:here] if w.is_word]
    if not before or (words[here - 1].text == _COMMA and not any(low in _SPEECH for low in before)):
        return True
    return len(before) > 1 and before[-1] == lexicon.THAT and (before[-2] in _SPEECH or before[-2] in lexicon.CONJUNCTIONS)


def _is_one(words: Words, noun: int) -> bool:
    """Return whether a determiner makes a noun one remark; "minced no words: “A”" has none."""
    return any(w.lower in lexicon.DETERMINERS for w in words[max(0, noun - 2) : noun])


def _behind_nonfinite(words: Words, here: int) -> tuple[str, int, int] | None:
    """Return that words behind an infinitive or participle of speech are supposed where its clause denies or doubts it."""
    cue = cue_of(words, here)
    if cue is None or not _is_nonfinite(words, cue):
        return None
    for i in range(cue - 1, max(-1, cue - 1 - _CLAUSE), -1):
        low = words[i].lower
        if words[i].text in PLACEHOLDERS or not words[i].is_word or low in lexicon.CONJUNCTIONS or low in _DONE:
            return None
        if low in _UNREAL or low.endswith(_CONTRACTED):
            is_said = words[i + 1].lower in _ONLY  # "did not just say"
            return None if is_said else (governing.SUPPOSED, i, cue)
    return None


def cue_of(words: Words, here: int) -> int | None:
    """Return the verb of speech that has a quotation as its object, past whom it is said to; None without one."""
    i = here - 1
    while i >= 0 and words[i].text in _LEADING:
        i -= 1
    for k in range(i, max(-1, i - _OBJECT), -1):
        low = words[k].lower
        if low in _SAYING and words[k].text == low:
            return k
        if not words[k].is_word or low in _NO_OBJECT:
            return None
    return None


def _is_nonfinite(words: Words, cue: int) -> bool:
    """Return whether a verb of speech is a participle, an infinitive, or a plain form behind another verb ("heard Marsh say")."""
    low, before = words[cue].lower, words[cue - 1] if cue else None
    if low.endswith(lexicon.PARTICIPLE_ENDING) or before is None:
        return low.endswith(lexicon.PARTICIPLE_ENDING)
    is_plain = low in _PLAIN and (before.is_capitalised or is_cue(words, cue))
    return before.lower in _BARE or is_plain


def _negates(low: str) -> bool:
    return low in _NEGATIONS or low.endswith(_CONTRACTED)
