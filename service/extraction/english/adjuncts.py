"""The parts of a sentence that say when, where and to whom a verb of speech was spoken."""

from __future__ import annotations

from collections.abc import Callable

from service.extraction.english import lexicon
from service.extraction.english.scanning import Tokens, find, is_followed_by, is_numeral, is_of_calendar
from service.extraction.english.verbs import is_cue, is_finite_cue
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word

Run = tuple[int, int]  # tokens [first, last)

_TIME_PREPOSITIONS = lexicon.words("time_prepositions")
_CLAUSE_OPENERS = lexicon.SUBORDINATORS - _TIME_PREPOSITIONS
_RELATIVE_OPENERS = lexicon.RELATIVES - {lexicon.THAT}
_ENDS_ADJUNCTS = _CLAUSE_OPENERS | (lexicon.RELATIVES - {lexicon.WHOSE}) | lexicon.words("questions")
_AFTER_AND_BEFORE = lexicon.words("order_prepositions")
_WITHOUT_OBJECT = lexicon.words("without_object")
_STARTS_CONTENT = lexicon.ARTICLES | lexicon.words("possessives") | lexicon.PRONOUNS | {lexicon.THERE}
_UNITS = lexicon.words("units", "other_units", "day_parts", "other_day_parts")
_SHORT_TIMES = lexicon.words("short_times")
_CIRCUMSTANTIAL = lexicon.words("circumstantial")
_MEANWHILE = lexicon.words("meanwhile")
_APPOSITION_OPENERS = lexicon.words("apposition_openers") | lexicon.ARTICLES
_BREAKS = frozenset(";:")
_SEPARATORS = PLACEHOLDERS | _BREAKS
_CLOSES_CLAUSE = _SEPARATORS | {","}


def adjuncts(tokens: Tokens, phrase: Phrase | None, cue: int, titles: frozenset[int]) -> list[Run]:
    """Return the runs of tokens that say when, where or to whom, for the verb at token `cue` and its subject, if known.

    `titles` are the frame places of quoted stretches that are titles, which do not end such a run.
    """
    first, last = (phrase.first, phrase.last) if phrase else (cue, cue)
    if first >= cue:
        start = _past_apposition(tokens, last + 1)
        runs = [(start, _end_of_adjuncts(tokens, start, titles))]
    else:
        runs = _opening(tokens, first, titles) + _between(tokens, last + 1, cue)
        if not opens_content(tokens, cue):
            runs.append((cue + 1, _end_of_adjuncts(tokens, cue + 1, titles)))
    return [(a, b) for a, b in runs if b > a]


def _past_apposition(tokens: Tokens, at: int) -> int:
    """Return the token past an apposition that starts at a comma ("says Ann Bell, a fellow at the institute, in …"), else `at`."""
    if not _is_apposed(tokens, at):
        return at
    comma = find(tokens, ",", at + 1, len(tokens))
    return len(tokens) if comma is None else comma


def _opening(tokens: Tokens, stop: int, titles: frozenset[int]) -> list[Run]:
    """Return the phrase before token `stop` that opens a sentence, where it is one of time or place and no clause of its own."""
    start = next((k + 1 for k in range(stop - 1, -1, -1) if _separates(tokens[k], titles)), 0)
    if stop < 2 or (start < stop and tokens[start].lower in _CLAUSE_OPENERS):
        return []
    if tokens[stop - 1].lower in _AFTER_AND_BEFORE:
        return []  # "Stone was held on Monday after a neighbour said"
    if any(tokens[k].lower in lexicon.RELATIVES or (k > start and is_finite_cue(tokens, k)) for k in range(start, stop)):
        return []
    return [(start, stop)]


def _separates(token: Word, titles: frozenset[int]) -> bool:
    """Return whether a token is a quotation other than a title, or a mark between clauses."""
    return token.text in _BREAKS or (token.text in PLACEHOLDERS and token.start not in titles)


def _between(tokens: Tokens, start: int, cue: int) -> list[Run]:
    """Return what stands between subject and verb outside appositives and relative clauses."""
    if any(tokens[k].lower in lexicon.RELATIVES for k in range(start, cue)):
        return []
    if start >= cue or tokens[start].text != ",":
        return [(start, cue)]
    last = next((k for k in range(cue - 1, start, -1) if tokens[k].text == ","), None)
    if last is None:
        return []
    opener = tokens[start + 1].lower
    is_adjunct = opener in lexicon.PREPOSITIONS and opener != lexicon.OF
    return [(start + 1, last)] if is_adjunct else [(last + 1, cue)]


def _end_of_adjuncts(tokens: Tokens, at: int, titles: frozenset[int]) -> int:
    """Return the token from `at` on before which what is said, or another clause, begins."""
    for i in range(at, len(tokens)):
        if _separates(tokens[i], titles) or any(ends(tokens, i) for ends in _ENDINGS):
            return i
    return max(at, len(tokens))


def _opens_clause(tokens: Tokens, i: int) -> bool:
    """Return whether a clause starts at token `i`; "that day" is a time and starts none."""
    low = tokens[i].lower
    if low == lexicon.THAT and is_followed_by(tokens, i, _UNITS):
        return False
    return low in _ENDS_ADJUNCTS or low in lexicon.PRONOUNS


def _joins_clause(tokens: Tokens, i: int) -> bool:
    """Return whether a conjunction at token `i` joins another verb or another subject."""
    if tokens[i].lower not in lexicon.CONJUNCTIONS or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].lower in lexicon.PRONOUNS or is_cue(tokens, i + 1)


def _comma_ends(tokens: Tokens, i: int) -> bool:
    """Return whether a comma at token `i` is followed by a verb, a participle or a conjunction."""
    if tokens[i].text != "," or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1].lower
    if following in lexicon.CUES or following in lexicon.CONJUNCTIONS:
        return True
    return following.endswith(lexicon.PARTICIPLE_ENDING) and following not in _CIRCUMSTANTIAL


def _opens_event(tokens: Tokens, i: int) -> bool:
    """Return whether "after" or "before" at token `i` opens more than a date or a count of days."""
    if tokens[i].lower not in _AFTER_AND_BEFORE or i + 1 >= len(tokens):
        return False
    is_measured = i > 0 and tokens[i - 1].lower in _SHORT_TIMES and tokens[i + 1].lower not in lexicon.DETERMINERS
    return not (is_numeral(tokens[i + 1]) or is_measured)


_ENDINGS: tuple[Callable[[Tokens, int], bool], ...] = (_opens_clause, _joins_clause, _comma_ends, _opens_event)


def inside_while(tokens: Tokens, start: int) -> Run | None:
    """Return the clause that says what went on meanwhile, from token `start` on, or None.

    "…, Armstrong said as he stepped down in July 1969": the words after "as".
    """
    for i in range(start, len(tokens)):
        if tokens[i].text in _SEPARATORS or tokens[i].lower in _RELATIVE_OPENERS:
            return None  # "said Stone, who was asleep when the roof fell on Monday"
        if tokens[i].lower in _MEANWHILE:
            if tokens[i - 1].lower == lexicon.THAT:
                return None  # "said that when the plant opened in May it was …"
            end = find(tokens, _CLOSES_CLAUSE, i + 1, len(tokens))
            end = len(tokens) if end is None else end
            return (i + 1, end) if end > i + 1 else None
    return None


def before_when(tokens: Tokens, subject: int) -> Run | None:
    """Return the main clause before a when-clause whose subject is at a token, or None.

    "Trouble came in May, when the company told …": the words before "when".
    """
    if subject > 1 and tokens[subject - 1].lower == lexicon.WHEN:
        return 0, subject - 1
    return None


def opens_content(tokens: Tokens, cue: int) -> bool:
    """Return whether what was said follows its verb at once, without "that" ("Stone said Bell spent her time at the lake")."""
    if cue + 1 >= len(tokens) or tokens[cue].lower not in _WITHOUT_OBJECT:
        return False
    following = tokens[cue + 1]
    return not is_of_calendar(following) and (following.is_capitalised or following.lower in _STARTS_CONTENT)


def _is_apposed(tokens: Tokens, comma: int, *, is_strict: bool = False) -> bool:
    """Return whether a comma opens an apposition ("Stone, a fellow at the institute,"), not a phrase of time or place.

    `is_strict`: only where an article or the like says so, as after a phrase that has an apposition already.
    """
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return False
    low = tokens[comma + 1].lower
    if low in _APPOSITION_OPENERS:
        return True
    return not (is_strict or low in lexicon.PREPOSITIONS or low.endswith(lexicon.PARTICIPLE_ENDING))


def outside_relatives(tokens: Tokens, subject: Phrase | None = None) -> list[Run]:
    """Return the runs of a sentence outside its relative clauses and its subject's apposition, as far as commas show these."""
    runs: list[Run] = []
    apposed = _apposition_of(tokens, subject)
    start = i = 0
    while i < len(tokens):
        if i == apposed or (i and tokens[i].lower in _RELATIVE_OPENERS):
            runs.append((start, i))
            comma = find(tokens, ",", i, len(tokens))
            start = i = len(tokens) if comma is None else comma
        i += 1
    runs.append((start, len(tokens)))
    return [(a, b) for a, b in runs if b > a]


def _apposition_of(tokens: Tokens, subject: Phrase | None) -> int:
    """Return the first token of the apposition behind a subject; -1 where there is none."""
    if subject is None:
        return -1
    has_one = any(token.text == "," for token in tokens[subject.first : subject.last])
    return subject.last + 2 if _is_apposed(tokens, subject.last + 1, is_strict=has_one) else -1
