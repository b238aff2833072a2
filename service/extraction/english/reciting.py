"""Tell whose words stand within a speaker's own: "As Marsh told the House, “A”", "you said, quote, A", "RT @marsh: A".

Words in quotation marks within a turn, a speech, a post or a quotation belong to the one who is quoted, unless the speaker says
that they are his own ("I said, “A”"). What governs them decides: the subject of the verb of speech before or after them. Words
that nothing governs and that are not a sentence (“what I call a “basket case””) are the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.extraction.english import lexicon
from service.extraction.english.standing import unsaid_within

_FIRST_PERSON, _SECOND_PERSON = lexicon.words("first_person"), lexicon.words("second_person")
_OTHERS_WORDS, _SPOKEN = lexicon.words("verbs_of_others_words"), lexicon.words("spoken_verbs")
_CUES = lexicon.CUES | lexicon.PLAIN_CUES | _OTHERS_WORDS | _SPOKEN
_BETWEEN = (lexicon.AUXILIARIES | lexicon.ADVERBS | lexicon.words("negations")) - {lexicon.TO}
_BE, _TELLING_BACK = lexicon.words("be"), lexicon.words("telling_back")
_COORDINATORS, _CATENATIVES = lexicon.words("coordinators"), lexicon.words("catenatives")
_OWN, _ADDRESSED, _SPOKEN_NOUNS = (
    lexicon.words("own_determiners"),
    lexicon.words("addressed_determiners"),
    lexicon.words("nouns_of_speech"),
)
_REPORTED = lexicon.words("reporting_participles")
_COMPARING = lexicon.words("comparing") | lexicon.words("conditions")
_SUBJECTS = _FIRST_PERSON | _SECOND_PERSON | lexicon.words("namely") | lexicon.RELATIVES
_NO_SUBJECTS = lexicon.words("first_person_objects") | _SECOND_PERSON | {"it"}  # words that are as often an object
_NOUN_REACH = 3  # words between "my" and its noun ("my only answer")
_REACH = 240  # characters before or behind inner words in which what governs them stands
_LONGEST_NAME = 4  # words
_MARKED = re.compile(
    r"“([^“”]{1,4000})”|‘(?<!\w‘)((?:[^‘’]|’(?=\w)){1,4000})’|\"(?=\S)([^\"]{1,4000})\"|'(?<!\w')(?=\S)((?:[^']|'(?=\w)){1,4000})'(?!\w)"
)
_PASTS, _WHAT, _LONGEST_FREE = (
    lexicon.words("irregular_pasts"),
    frozenset(("what",)),
    9,
)  # words of "is what my first teacher told me"
_QUOTE = "quote"
_QUOTE_SAID = re.compile(r"\bquote[,:]\s", re.IGNORECASE)
_UNQUOTE = re.compile(r"\b(?:unquote|end quote|close quote)\b|[.!?](?=\s|$)", re.IGNORECASE)
_LONGEST_SAID = 2000  # characters between "quote" and "unquote"
_UNQUOTED = re.compile(r"\b(?:unquote|end quote|close quote)\b", re.IGNORECASE)
_RETWEET = re.compile(r"(?:\bRT\s+|[\"“])@(\w{1,40}):?\s")
_SENTENCE_END = re.compile(r"[.!?…](?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)[\"”’')\]]*\s+")
_NAME_WORD = (
    rf"(?:(?:{lexicon.alternatives([f'{title}.' for title in lexicon.TITLE_ABBREVIATIONS])})"
    r"|[^\W\d_]\.|[^\W\d_][\w’'-]{1,30})"
)
_SIGNED = re.compile(rf"[\"”’']?\s{{0,2}}(?:--?|[–—~])\s{{0,2}}({_NAME_WORD}(?:\ {_NAME_WORD}){{0,5}}?)(?=[,.(\n\d]|\ \d|$)")
_WORDS_OF = re.compile(r"(?:(?:and|but|so)\s)?(?:in the words of|to quote|to borrow from)\s[^,.;:!?]{2,60},\s*$", re.IGNORECASE)
_CLOSES = re.compile(r"[.!?]\s*$")
_CLOSING_MARKS = "”’\"'"  # one may be taken for the apostrophe of the last word
_WORD = re.compile(r"[\w’'@-]+")
_ENDS_CLAUSE = re.compile(r"[,;:–—“”\"()]| - ")
_FULL = re.compile(r"[.!?…,]\s*$")


class Voice(NamedTuple):
    """Whose words inner words are. `name`: as the speaker calls that one, None for nobody named; [start, end): what tells so.

    `is_addressed`: they are those of the person spoken to.
    """

    name: str | None
    start: int
    end: int
    is_addressed: bool = False


class _Inner(NamedTuple):
    """Inner words at [start, end) of a text, and where what introduces them ends."""

    start: int
    end: int
    lead: int


def voice_within(text: str, start: int, end: int) -> Voice | None:
    """Return whose words those at [start, end) of a speaker's own are; None for the speaker's."""
    retweeted = _retweeted(text, start) if "@" in text else None
    if retweeted is not None:
        return retweeted
    end = start + len(text[start:end].rstrip(_CLOSING_MARKS))
    begun = [i for i in _inner(text) if i.start <= start < i.end]
    inner = next((i for i in begun if end <= i.end), None)
    if inner is not None:
        return _voice_of(text, inner) or _unsaid(text, inner)
    voice = next((voice for i in begun if (voice := _voice_of(text, i)) is not None), None)
    if voice is not None:  # they go on with the speaker's own, but whose the first of them are was cut off
        return voice._replace(name=None)
    return _unmarked(text, start, end)


def _retweeted(text: str, start: int) -> Voice | None:
    """Return the voice of the first whom a post passes on before a place ("RT @marsh: A"), or None."""
    leads = (m for m in _RETWEET.finditer(text, 0, start + 1) if m.end() <= start)
    return next((Voice(m[1], m.start(), m.end()) for m in leads), None)


def _unsaid(text: str, inner: _Inner) -> Voice | None:
    """Return the voice of words that a speaker quotes as not said by him ("I never said “A”"): nobody's; None where he said them."""
    opened = _opened(text, inner.lead)
    told = unsaid_within(text, opened, inner.lead, min(len(text), inner.end + (inner.start > inner.lead)))
    return Voice(None, *told) if told is not None else None


def _opened(text: str, lead: int) -> int:
    """Return where the sentence before a place starts."""
    at = max(0, lead - _REACH)
    return max((m.end() for m in _SENTENCE_END.finditer(text, at, lead)), default=at)


def _unmarked(text: str, start: int, end: int) -> Voice | None:
    """Return the voice of unmarked words: what is told back, or said behind a comma ("The keeper told me, the slip is sold"); else None."""
    if not start or _SENTENCE_END.search(text, start, end):
        return None  # nothing leads to them, or they are more than a clause of the sentence that does
    opened = _opened(text, start)
    words = list(_WORD.finditer(text, opened, start))
    if not words:
        return None
    return _told_back(text, words, start, end) or _told_on(text, words, opened, start)


def _told_on(text: str, words: list[re.Match[str]], opened: int, start: int) -> Voice | None:
    """Return the voice of another whose words stand unmarked right behind "she said," or "he told me,"; None where no such words lead."""
    if not text[opened:start].rstrip().endswith((",", ":")):
        return None
    named = _WORDS_OF.match(text, opened, start)
    if named is not None:
        name = _name_before(words, len(words) - 1)
        return Voice(name, start - len(text[opened:start]), start)
    cue = next((i for i in range(len(words) - 1, max(-1, len(words) - 3), -1) if _is_cue(words, i)), None)
    if (
        cue is None
        or any(w[0].lower() in _COMPARING for w in words[:cue])
        or any(w[0].lower() not in _FIRST_PERSON for w in words[cue + 1 :])
    ):
        return None
    at = _subject_at(words, cue)
    is_other = at >= 0 and words[at][0].lower() in _SUBJECTS - _FIRST_PERSON - _SECOND_PERSON - lexicon.RELATIVES
    if not is_other or _ENDS_CLAUSE.search(text, opened, words[cue].end()):
        return None
    return Voice(None, words[at].start(), start)


def _told_back(text: str, words: list[re.Match[str]], start: int, end: int) -> Voice | None:
    """Return the voice of the one spoken to where unmarked words are only told back to him ("You said you could close it"), or None.

    That is a clause of the same sentence, with nothing between its verb of speech in the past and the words that could end it.
    """
    cue = next((i for i in range(len(words) - 1, -1, -1) if _is_cue(words, i)), None)
    if cue is None or words[cue][0].lower() not in _TELLING_BACK or _ENDS_CLAUSE.search(text, words[cue].end(), start):
        return None
    voice = _by_subject(words, cue, _Inner(start, end, start))
    return voice if voice is not None and voice.is_addressed else None


def _inner(text: str) -> Iterator[_Inner]:
    """Yield the stretches of a text that are marked as quoted, in its order by kind of mark."""
    for match in _MARKED.finditer(text):
        group = match.lastindex or 1
        yield _Inner(match.start(group), match.end(group), match.start())
    if _QUOTE not in text.lower():
        return
    for match in _QUOTE_SAID.finditer(text):
        last = _UNQUOTED.search(text, match.end(), match.end() + _LONGEST_SAID) or _UNQUOTE.search(text, match.end())
        yield _Inner(match.end(), last.start() if last else len(text), match.start())


def _voice_of(text: str, inner: _Inner) -> Voice | None:
    """Return whose words inner words are, by who signs them, by what stands before them, then by what stands behind them."""
    signed = _signed(text, inner)
    if signed is not None:
        return signed
    words = _lead(text, inner.lead)
    if not words and inner.lead:
        asked = _asked_before(text, inner)
        if asked is not None:
            return None if asked in _FIRST_PERSON else Voice(None, inner.lead, inner.start, is_addressed=asked in _SECOND_PERSON)
    owner = _owner(words)
    cue = next((i for i in range(len(words) - 1, -1, -1) if _is_cue(words, i)), None)
    if owner is not None and (cue is None or _is_noun_phrase(words, cue)):
        return Voice(None, words[0].start(), inner.lead, is_addressed=True) if owner in _ADDRESSED else None
    if cue is not None:
        return _by_subject(words, cue, inner)
    opened = words[0].start() if words else inner.lead
    if text[inner.lead : inner.start].strip() and _QUOTE_SAID.match(text, inner.lead):
        return Voice(None, inner.lead, inner.start)
    quoted = text[inner.start : inner.end]
    if _FULL.search(quoted) and not _CLOSES.search(quoted):
        behind = list(_WORD.finditer(text, inner.end, inner.end + _REACH))[:3]
        told = _governed_behind(behind)
        if told is not None:
            return None if told in _FIRST_PERSON else Voice(None, behind[0].start(), behind[-1].end())
    free = _freely_told(text, inner)
    if free is not None:
        is_own = len(free) == len(("I", "told")) and _bare(free[0]) in _FIRST_PERSON
        return None if is_own else Voice(None, free[0].start(), free[-1].end())
    return Voice(None, opened, inner.lead) if _is_sentence(text, inner) else None


def _freely_told(text: str, inner: _Inner) -> list[re.Match[str]] | None:
    """Return the words from the subject to its verb of speech behind inner words that "is what" goes on from, or None.

    "“A” is what my teacher told me": "my teacher told".
    """
    behind = [w for w in _WORD.finditer(text, inner.end, inner.end + _REACH) if w[0][-1].isalpha()][:_LONGEST_FREE]
    low = [w[0].lower() for w in behind]
    if len(low) < len(("is", "what", "she", "said")) or low[0] not in _BE or low[1] not in lexicon.RELATIVES | _WHAT:
        return None
    cue = next((i for i in range(3, len(behind)) if low[i] in _CUES), None)
    return behind[2 : cue + 1] if cue is not None else None


def _lead(text: str, lead: int) -> list[re.Match[str]]:
    """Return the words of the sentence before a place."""
    return list(_WORD.finditer(text, _opened(text, lead), lead))


def _signed(text: str, inner: _Inner) -> Voice | None:
    """Return the voice of the one whose name stands behind a dash after inner words (“A” – Ellery Marsh), or None."""
    match = _SIGNED.match(text, inner.end)
    if match is None or not text[inner.start : inner.start + 1].isupper():
        return None
    words = match[1].split()
    return Voice(match[1].strip(), match.start(1), match.end(1)) if words and all(_is_name(word) for word in words) else None


def _asked_before(text: str, inner: _Inner) -> str | None:
    """Return of whom a question right before inner words asks what he said ("What did I say? “A”"), in lower case, or None."""
    ends = list(_SENTENCE_END.finditer(text, max(0, inner.lead - _REACH), inner.lead))
    if not ends or not ends[-1][0].startswith("?"):
        return None
    words = _lead(text, ends[-1].start() + 1 if len(ends) < 2 else ends[-1].start())
    cue = next((i for i in range(len(words) - 1, -1, -1) if _is_cue(words, i)), None)
    return words[cue - 1][0].lower() if cue else None


def _owner(words: list[re.Match[str]]) -> str | None:
    """Return the determiner of a noun of speech that tells whose words follow ("my answer was", "your tweet of May"), or None."""
    low = [w[0].lower() for w in words]
    for i, word in enumerate(low):
        near = low[i + 1 : i + 1 + _NOUN_REACH]
        noun = next((k for k, other in enumerate(near) if other in _SPOKEN_NOUNS), None)
        if word in _OWN | _ADDRESSED and noun is not None and not any(_is_possessive(w) for w in near[:noun]):
            return word
    return None


def _is_possessive(word: str) -> bool:
    return word.endswith(lexicon.POSSESSIVE_ENDINGS)


def _is_noun_phrase(words: list[re.Match[str]], cue: int) -> bool:
    """Return whether the verb of speech is the noun that tells whose words follow ("my answer to them is")."""
    return words[cue][0].lower() in _SPOKEN_NOUNS


def _is_cue(words: list[re.Match[str]], i: int) -> bool:
    """Return whether word `i` is a verb of speech and no noun with an article."""
    low = words[i][0].lower()
    if low in _OTHERS_WORDS and i + 1 < len(words) and words[i + 1][0].lower() in _FIRST_PERSON:
        return False  # "you can quote me"
    return low in _CUES and not (i and words[i - 1][0].lower() in lexicon.NOUN_DETERMINERS)


def _subject_at(words: list[re.Match[str]], cue: int) -> int:
    """Return the place of the last word of a verb's subject, past auxiliaries and the verbs before it that have the same one; -1 for none.

    "I went in and said" has the subject of "went"; a comma, a relative or another name between is another subject's.
    """
    at = cue - 1
    while at >= 0 and words[at][0].lower() in _BETWEEN | _CATENATIVES:
        at -= 1
    if at < 0 or words[at][0].lower() not in _COORDINATORS:
        return at
    for i in range(at - 1, -1, -1):
        low = _bare(words[i])
        if low in lexicon.RELATIVES and i and words[i - 1][0].lower() in lexicon.PREPOSITIONS:
            continue  # "I stood in that court and said"
        if low in _SUBJECTS - _NO_SUBJECTS:
            return i if low not in lexicon.RELATIVES and not _is_parted(words, i, at) else at
    return at


def _bare(word: re.Match[str]) -> str:
    """Return a word in lower case without a contracted verb ("I'm" is "i")."""
    return word[0].lower().split("'")[0].split("’")[0]


def _is_parted(words: list[re.Match[str]], first: int, last: int) -> bool:
    """Return whether a comma, or a name that is nobody's object, stands between two words."""
    text = words[first].string
    at = words[first].end()
    while (mark := _ENDS_CLAUSE.search(text, at, words[last].start())) is not None:
        following = next((word for word in words[first : last + 1] if word.start() >= mark.end()), None)
        if mark[0] != "," or following is None or not _is_past(following[0].lower()):
            return True  # but "I stood up, looked at him and said" has one subject
        at = mark.end()
    return any(_is_name(words[i][0]) and words[i - 1][0].lower() not in lexicon.PREPOSITIONS for i in range(first + 1, last))


def _is_past(low: str) -> bool:
    """Return whether a word may be a verb in the past."""
    return low.endswith(lexicon.PAST_ENDING) or low in _PASTS


def _by_subject(words: list[re.Match[str]], cue: int, inner: _Inner) -> Voice | None:
    """Return whose words inner words are by the subject of the verb of speech before them."""
    at, low = _subject_at(words, cue), words[cue][0].lower()
    between = {w[0].lower() for w in words[at + 1 : cue]}
    is_passive = bool(between & _BE) and not low.endswith(lexicon.PARTICIPLE_ENDING)
    subject = _bare(words[at]) if at >= 0 else ""
    is_others = low in _OTHERS_WORDS
    if _is_first_person(words, at, subject) and not (is_passive and low not in _SPOKEN) and not is_others:
        return None
    if (subject in _SECOND_PERSON and not is_passive and not is_others) or _is_reported_of_hearer(words):
        return Voice(None, words[max(0, at)].start(), inner.lead, is_addressed=True)
    name = None if is_others or is_passive else _name_before(words, at)
    return Voice(name, words[max(0, at)].start() if name is None else words[at].end() - len(name), inner.lead)


def _is_first_person(words: list[re.Match[str]], at: int, subject: str) -> bool:
    """Return whether a subject is the speaker: "I", "we", or the relative of "I am the one who"."""
    if subject in lexicon.RELATIVES:
        return any(_bare(w) in _FIRST_PERSON for w in words[max(0, at - _NOUN_REACH - 2) : at])
    return subject in _FIRST_PERSON


def _is_reported_of_hearer(words: list[re.Match[str]]) -> bool:
    """Return whether the one spoken to is said to have been quoted ("you were quoted as saying")."""
    low = [w[0].lower() for w in words]
    quoted = (i for i in range(2, len(low)) if low[i] in _REPORTED)
    return any(low[i - 1] in _BETWEEN and any(w in _SECOND_PERSON for w in low[max(0, i - _NOUN_REACH) : i]) for i in quoted)


def _name_before(words: list[re.Match[str]], at: int) -> str | None:
    """Return the name that ends at a word: the words with a capital before it that one space parts."""
    first = at + 1
    while first > 0 and at - first + 1 < _LONGEST_NAME and _is_name(words[first - 1][0]):
        if first <= at and words[first - 1].end() + 1 != words[first].start():
            break
        first -= 1
    return " ".join(w[0] for w in words[first : at + 1]) or None


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in lexicon.LEADING


def _governed_behind(words: list[re.Match[str]]) -> str | None:
    """Return the subject behind inner words, in lower case ("“A,” I said", "“A,” said Marsh"); None where no verb of speech is."""
    low = [w[0].lower() for w in words]
    if len(low) > 1 and low[1] in _CUES:
        return low[0]
    return low[1] if len(low) > 1 and low[0] in _CUES else None


def _is_sentence(text: str, inner: _Inner) -> bool:
    """Return whether inner words are a sentence that somebody says: a capital in front, and a mark that ends or leads to it."""
    is_led = text[: inner.lead].rstrip().endswith((",", ":"))
    return text[inner.start : inner.start + 1].isupper() and (is_led or bool(_FULL.search(text[inner.start : inner.end])))
