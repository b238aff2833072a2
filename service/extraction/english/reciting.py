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

_FIRST_PERSON, _SECOND_PERSON = lexicon.words("first_person"), lexicon.words("second_person")
_OTHERS_WORDS, _SPOKEN = lexicon.words("verbs_of_others_words"), lexicon.words("spoken_verbs")
_CUES = lexicon.CUES | lexicon.PLAIN_CUES | _OTHERS_WORDS | _SPOKEN
_BETWEEN = (lexicon.AUXILIARIES | lexicon.ADVERBS | lexicon.words("negations")) - {lexicon.TO}
_BE, _TELLING_BACK = lexicon.words("be"), lexicon.words("telling_back")
_REACH = 240  # characters before or behind inner words in which what governs them stands
_LONGEST_NAME = 4  # words
_MARKED = re.compile(
    r"“([^“”]{1,4000})”|(?<!\w)‘((?:[^‘’]|’(?=\w)){1,4000})’|\"([^\"]{1,4000})\"|(?<!\w)'(?=\S)((?:[^']|'(?=\w)){1,4000})'(?!\w)"
)
_QUOTE_SAID = re.compile(r"\bquote[,:]\s", re.IGNORECASE)
_UNQUOTE = re.compile(r"\b(?:unquote|end quote|close quote)\b|[.!?](?=\s|$)", re.IGNORECASE)
_LONGEST_SAID = 2000  # characters between "quote" and "unquote"
_UNQUOTED = re.compile(r"\b(?:unquote|end quote|close quote)\b", re.IGNORECASE)
_RETWEET = re.compile(r"(?:\bRT\s+|[\"“])@(\w{1,40}):?\s")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?…][\"”’')\]]*\s+")
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
    for match in _RETWEET.finditer(text, 0, start + 1):
        if match.end() <= start:
            return Voice(match[1], match.start(), match.end())
    inner = next((i for i in _inner(text) if i.start <= start and end <= i.end), None)
    return _told_back(text, start, end) if inner is None else _voice_of(text, inner)


def _told_back(text: str, start: int, end: int) -> Voice | None:
    """Return the voice of the one spoken to where unmarked words are only told back to him ("You said you could close it"), or None.

    That is a clause of the same sentence, with nothing between its verb of speech in the past and the words that could end it.
    """
    opened = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, start - _REACH), start)), default=max(0, start - _REACH))
    if _SENTENCE_END.search(text, start, end):
        return None
    words = list(_WORD.finditer(text, opened, start))
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
    for match in _QUOTE_SAID.finditer(text):
        last = _UNQUOTED.search(text, match.end(), match.end() + _LONGEST_SAID) or _UNQUOTE.search(text, match.end())
        yield _Inner(match.end(), last.start() if last else len(text), match.start())


def _voice_of(text: str, inner: _Inner) -> Voice | None:
    """Return whose words inner words are, by what stands before them, then by what stands behind them."""
    at = max(0, inner.lead - _REACH)
    opened = max((m.end() for m in _SENTENCE_END.finditer(text, at, inner.lead)), default=at)
    words = list(_WORD.finditer(text, opened, inner.lead))
    cue = next((i for i in range(len(words) - 1, -1, -1) if _is_cue(words, i)), None)
    if cue is not None:
        return _by_subject(words, cue, inner)
    behind = list(_WORD.finditer(text, inner.end, inner.end + _REACH))[:3]
    if _FULL.search(text[inner.start : inner.end]) and (told := _governed_behind(behind)) is not None:
        return None if told in _FIRST_PERSON else Voice(None, behind[0].start(), behind[-1].end())
    return Voice(None, opened, inner.lead) if _is_sentence(text, inner) else None


def _is_cue(words: list[re.Match[str]], i: int) -> bool:
    """Return whether word `i` is a verb of speech and no noun with an article."""
    return words[i][0].lower() in _CUES and not (i and words[i - 1][0].lower() in lexicon.NOUN_DETERMINERS)


def _by_subject(words: list[re.Match[str]], cue: int, inner: _Inner) -> Voice | None:
    """Return whose words inner words are by the subject of the verb of speech before them."""
    at, is_passive = cue - 1, False
    while at >= 0 and words[at][0].lower() in _BETWEEN:
        is_passive |= words[at][0].lower() in _BE and not words[cue][0].lower().endswith(lexicon.PARTICIPLE_ENDING)
        at -= 1
    subject = words[at][0].lower().split("'")[0].split("’")[0] if at >= 0 else ""
    is_others = words[cue][0].lower() in _OTHERS_WORDS
    if subject in _FIRST_PERSON and not (is_passive and words[cue][0].lower() not in _SPOKEN) and not is_others:
        return None
    if subject in _SECOND_PERSON and not is_passive:
        return Voice(None, words[at].start(), inner.lead, is_addressed=True)
    name = None if is_others or is_passive else _name_before(words, at)
    return Voice(name, words[max(0, at)].start() if name is None else words[at].end() - len(name), inner.lead)


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
