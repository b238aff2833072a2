"""The parts of a sentence that say when, where and to whom a verb of speech was spoken."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.verbs import is_cue, is_participle
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Token

_ENDS_ADJUNCTS = (lexicon.SUBORDINATORS - {"as", "since", "before", "after"}) | {
    "that",
    "because",
    "who",
    "which",
    "whom",
    "how",
    "what",
    "why",
}


_WITHOUT_OBJECT = frozenset(
    "said says say argued argues claimed claims insisted insists believes thinks noted notes added adds".split()
)
_STARTS_CONTENT = frozenset("the a an his her their our its he she it they there we i".split())
_UNITS = frozenset("day night morning afternoon evening week weekend month year".split())


def adjuncts(tokens: tuple[Token, ...], phrase: Phrase | None, cue: int, titles: frozenset[int]) -> list[tuple[int, int]]:
    """Runs of tokens [first, last) that say when, where or to whom, for the verb at `cue`.

    `titles` holds the frame places of quoted stretches that are titles, which do not end such a run.
    """
    runs = []
    subject_first = phrase.first if phrase else cue
    subject_last = phrase.last if phrase else cue
    if subject_first < cue:
        opening = _opening(tokens, min(subject_first, cue), titles)
        if opening:
            runs.append(opening)
        between = _between(tokens, subject_last + 1, cue)
        if between:
            runs.append(between)
    at = cue + 1 if subject_first < cue else subject_last + 1
    if subject_first >= cue and _is_apposed(tokens, at):  # "says Ann Bell, a fellow at the institute, in a letter"
        at = next((k for k in range(at + 1, len(tokens)) if tokens[k].text == ","), len(tokens))
    if not (subject_first < cue and opens_content(tokens, cue)):
        runs.append((at, _end_of_adjuncts(tokens, at, titles)))
    return [(a, b) for a, b in runs if b > a]


def _opening(tokens: tuple[Token, ...], stop: int, titles: frozenset[int]) -> tuple[int, int] | None:
    """The phrase that opens the sentence, when it is one of time or place rather than a clause of its own."""
    if stop < 2:
        return None
    start = 0
    for k in range(stop - 1, -1, -1):
        if (tokens[k].text in PLACEHOLDERS and tokens[k].start not in titles) or tokens[k].text in ";:":
            start = k + 1
            break
    first = tokens[start].lower if start < stop else ""
    if first in lexicon.SUBORDINATORS and first not in ("as", "since", "before", "after"):
        return None
    for k in range(start, stop):
        if tokens[k].lower in lexicon.RELATIVES or (is_cue(tokens, k) and not is_participle(tokens, k) and k > start):
            return None
    return start, stop


def _between(tokens: tuple[Token, ...], start: int, cue: int) -> tuple[int, int] | None:
    """Between subject and verb: only what stands outside appositives and relative clauses."""
    if any(tokens[k].lower in lexicon.RELATIVES for k in range(start, cue)):
        return None
    if start < cue and tokens[start].text == ",":
        last = max((k for k in range(start + 1, cue) if tokens[k].text == ","), default=None)
        if last is None:
            return None
        inner = tokens[start + 1].lower
        if inner in lexicon.PREPOSITIONS and inner != "of":
            return start + 1, last
        start = last + 1
    return (start, cue) if start < cue else None


def _end_of_adjuncts(tokens: tuple[Token, ...], at: int, titles: frozenset[int]) -> int:
    i = at
    while i < len(tokens):
        token = tokens[i]
        low = token.lower
        if token.text in PLACEHOLDERS and token.start not in titles:
            return i
        is_time = low == "that" and i + 1 < len(tokens) and tokens[i + 1].lower in _UNITS  # "told the paper that day"
        if (low in _ENDS_ADJUNCTS and not is_time) or token.text == ";" or low in lexicon.PRONOUNS:
            return i
        if token.text == ":":
            return i
        if (
            low in lexicon.CONJUNCTIONS
            and i + 1 < len(tokens)
            and (tokens[i + 1].lower in lexicon.PRONOUNS or is_cue(tokens, i + 1))
        ):
            return i
        if token.text == "," and i + 1 < len(tokens):
            following = tokens[i + 1].lower
            if following in lexicon.cues() or (following.endswith("ing") and following not in ("during", "including", "speaking")):
                return i
            if following in lexicon.CONJUNCTIONS:
                return i
        if low in ("after", "before") and i + 1 < len(tokens) and not _is_short_time(tokens, i):
            return i
        i += 1
    return i


def _is_short_time(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i + 1].text[:1].isdigit() or (i > 0 and tokens[i - 1].lower in ("day", "days", "week", "weeks", "hours"))


def inside_while(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """The clause that says what went on meanwhile, from token `start` on ("…, Armstrong said as he stepped down in July 1969")."""
    for i in range(start, len(tokens)):
        if tokens[i].text in PLACEHOLDERS or tokens[i].text in ";:":
            return None
        if tokens[i].lower in ("as", "when", "while"):
            end = next(
                (k for k in range(i + 1, len(tokens)) if tokens[k].text in PLACEHOLDERS or tokens[k].text in ";:,"), len(tokens)
            )
            return (i + 1, end) if end > i + 1 else None
    return None


def before_when(tokens: tuple[Token, ...], subject: int) -> tuple[int, int] | None:
    """The main clause before a when-clause whose subject stands at a token ("Trouble came in May, when the company told …")."""
    if subject and tokens[subject - 1].lower == "when":
        return (0, subject - 1) if subject > 1 else None
    return None


def opens_content(tokens: tuple[Token, ...], cue: int) -> bool:
    """Whether what follows a verb at once is what was said, without "that" ("Stone said Bell spent her time at the lake")."""
    if cue + 1 >= len(tokens) or tokens[cue].lower not in _WITHOUT_OBJECT:
        return False
    following = tokens[cue + 1]
    if following.lower in lexicon.WEEKDAYS or following.lower.rstrip(".") in lexicon.MONTHS:
        return False
    return following.is_capitalised or following.lower in _STARTS_CONTENT


def _is_apposed(tokens: tuple[Token, ...], comma: int, *, is_strict: bool = False) -> bool:
    """Whether a comma opens an apposition ("Stone, a fellow at the institute,"), not a phrase of time or place.

    `is_strict`: only where an article or the like says so, as after a phrase that holds an apposition already.
    """
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return False
    low = tokens[comma + 1].lower
    if low in ("a", "an", "the", "now", "then", "once", "formerly", "who", "his", "her"):
        return True
    return not (is_strict or low in lexicon.PREPOSITIONS or low.endswith("ing"))


def outside_relatives(tokens: tuple[Token, ...], subject: Phrase | None = None) -> list[tuple[int, int]]:
    """Runs of a sentence outside its relative clauses and its subject's apposition, so far as commas show where these end."""
    runs: list[tuple[int, int]] = []
    start = i = 0
    apposed = -1
    if subject is not None:
        holds_one = any(t.text == "," for t in tokens[subject.first : subject.last])
        apposed = subject.last + 2 if _is_apposed(tokens, subject.last + 1, is_strict=holds_one) else -1
    while i < len(tokens):
        if (tokens[i].lower in ("who", "which", "whom", "whose") and i) or i == apposed:
            runs.append((start, i))
            start = i = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), len(tokens))
        i += 1
    runs.append((start, len(tokens)))
    return [(a, b) for a, b in runs if b > a]
