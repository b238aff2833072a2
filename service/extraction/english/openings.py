"""What stands before the subject of a sentence: conjunctions, adverbs, phrases of time and place up to their comma."""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.scanning import Tokens, find, is_numeral, is_of_calendar, is_role_of_name, opens_name, starts_phrase
from service.extraction.english.verbs import may_report
from service.extraction.page.frames import Word

_ASKING, _ASKED = lexicon.words("asking"), lexicon.words("asked_openers")
_MARKS = frozenset('-–—•*(,;:>“"')
_PASSED_OVER = lexicon.CONJUNCTIONS | (lexicon.ADVERBS - {lexicon.THERE})  # "there" may be the subject itself ("There is …")
_OPENING_ENDINGS = (*lexicon.VERBAL_ENDINGS, lexicon.ADVERB_ENDING)
_TAKES_OBJECT = lexicon.PREPOSITIONS | frozenset(lexicon.WEEKDAYS)
_OPENERS = _TAKES_OBJECT | lexicon.SUBORDINATORS | lexicon.words("opening_words")
_TIME_OPENERS = lexicon.words("time_openers")
_PARTS = lexicon.words("part_nouns")
_TIME_ADJECTIVES = lexicon.words("time_adjectives")
_TIMES = lexicon.words("units", "lengths", "day_parts", "time_order") | frozenset(lexicon.WEEKDAYS)
_WAYS = lexicon.words("back_from_today") | frozenset(("later", "earlier"))
_AFTER_TIMES = lexicon.words("day_parts", "other_day_parts", "day_links")
_NO_NOUNS = lexicon.PREPOSITIONS | lexicon.DETERMINERS | lexicon.PRONOUNS | lexicon.AUXILIARIES | lexicon.RELATIVES | lexicon.CUES
_WRITINGS = lexicon.words("reporting_nouns", "addresses_given")
_AT_OCCASIONS = frozenset(("at", "during", "in"))
_LONGEST = 40  # tokens of an opening phrase
_LONGEST_APPOSITION = 16  # tokens between the commas of one
_FINITE = lexicon.FINITE_AUXILIARIES | lexicon.union("irregular_pasts", "other_pasts")
_LONGEST_PLACE = 5  # tokens of a place between commas ("In Paris, France, Stone said")
_LONGEST_OBJECT = 5  # tokens of a preposition and its object without a comma
_LONGEST_TIME = 4  # tokens within which a phrase of time has its word of time


_DAY_PARTS = lexicon.words("day_parts", "other_day_parts")


def skip_opening(tokens: Tokens, at: int, stop: int) -> int:
    """Return the first token in [at, stop) past conjunctions, adverbs and opening phrases; `stop` where nothing else stands."""
    i = at
    while i < stop:
        if opens_name(tokens, i):
            return i
        if _is_passed_over(tokens[i]):
            i += 1
            while i < stop and tokens[i].text in _DAY_PARTS:
                i += 1  # "Yesterday evening Stone said"
            continue
        if behind := _past_time(tokens, i, stop):
            i = behind
            continue
        if asked := _past_question(tokens, i, stop):
            i = asked
            continue
        if not _opens(tokens, i, at):
            return i
        after = _past_phrase(tokens, i, stop)
        if after is None:
            return _past_opener(tokens[i], i, stop)
        i = after
    return i


def _past_question(tokens: Tokens, i: int, stop: int) -> int | None:
    """Return the token past what somebody is asked, by whom an apposition may tell of ("Asked by the chair, Ada Stone, why it sank, Pell")."""
    if i + 1 >= stop or tokens[i].lower not in _ASKING or tokens[i + 1].lower != lexicon.BY:
        return None
    question = next((k for k in range(i + 2, stop) if tokens[k].lower in _ASKED), None)
    comma = find(tokens, ",", question, stop) if question is not None else None
    return comma + 1 if comma is not None and comma + 1 < stop else None


def _is_passed_over(token: Word) -> bool:
    """Return whether a mark, a conjunction or an adverb may stand before a subject."""
    return token.text in _MARKS or token.lower in _PASSED_OVER


def _opens(tokens: Tokens, i: int, at: int) -> bool:
    """Return whether token `i` opens a phrase that stands before the subject of a sentence that starts at `at`."""
    low = tokens[i].lower
    if low in _OPENERS:
        return True
    if low in _TIME_OPENERS and _is_time(tokens, i):
        return True
    return low.endswith(_OPENING_ENDINGS) and i == _first_word(tokens, at) and _is_no_name(tokens, i)


def _past_phrase(tokens: Tokens, i: int, stop: int) -> int | None:
    """Return the token past an opening phrase by its comma, or by the object of its preposition; None where neither shows."""
    comma = find(tokens, ",", i, min(stop, i + _LONGEST))
    if written := _past_writing(tokens, i, comma, stop):
        return written
    if comma is not None and tokens[i].lower in lexicon.SUBORDINATORS:
        comma = _end_of_clause(tokens, i, comma, stop)
    if comma is not None and comma + 1 < stop:
        return _past_participle(tokens, _past_part(tokens, _past_places(tokens, comma + 1, stop), stop), stop)
    if tokens[i].lower in _TAKES_OBJECT:
        return _past_object(tokens, i, stop)
    return None


def _end_of_clause(tokens: Tokens, i: int, comma: int, stop: int) -> int:
    """Return the comma that ends the clause of the subordinator at token `i`, where the first one opens an apposition, else that.

    "While Ada Stone, the mayor, slept, Pell sailed".
    """
    if any(_is_verb(tokens, k) for k in range(i + 1, comma)):
        return comma
    verb = _behind_apposition(tokens, comma, stop)
    end = find(tokens, ",", verb, min(stop, verb + _LONGEST)) if verb is not None else None
    return comma if end is None else end


def _behind_apposition(tokens: Tokens, comma: int, stop: int) -> int | None:
    """Return the verb right behind the apposition that a comma opens ("Ada Stone, the mayor, slept"), or None."""
    close = find(tokens, ",", comma + 1, min(stop, comma + _LONGEST_APPOSITION))
    return close + 1 if close is not None and close + 1 < stop and _is_verb(tokens, close + 1) else None


def _is_verb(tokens: Tokens, i: int) -> bool:
    """Return whether a word may be a finite verb."""
    return tokens[i].lower in _FINITE or may_report(tokens, i)


def _past_writing(tokens: Tokens, i: int, comma: int | None, stop: int) -> int:
    """Return the token past "In an emailed statement", "In a speech on Friday" where the subject follows at once, or 0.

    It does where what the comma opens is its participle, or its verb stands before the comma.
    """
    end = _past_nouns(tokens, i + 1, stop) if tokens[i].lower in _AT_OCCASIONS else 0
    if end <= i + 1 or end >= stop or tokens[end - 1].lower not in _WRITINGS:
        return 0
    end = _past_days(tokens, end, stop)
    return end if end < stop and starts_phrase(tokens[end]) and _opens_clause(tokens, end, comma, stop) else 0


def _past_days(tokens: Tokens, at: int, stop: int) -> int:
    """Return the token past days right behind an occasion ("on Friday"), else `at`."""
    while at + 1 < stop:
        if is_of_calendar(tokens[at]):
            at += 1
        elif tokens[at].lower in lexicon.PREPOSITIONS and is_of_calendar(tokens[at + 1]):
            at += 2
        else:
            break
    return at


def _opens_clause(tokens: Tokens, at: int, comma: int | None, stop: int) -> bool:
    """Return whether token `at` is the subject's: its verb stands before the comma, or what the comma opens is its participle or apposition."""
    if comma is None or comma + 1 >= stop or tokens[comma + 1].lower.endswith(lexicon.PARTICIPLE_ENDING):
        return True
    if not tokens[at].is_capitalised:
        return False
    return any(may_report(tokens, k) for k in range(at + 1, comma)) or _behind_apposition(tokens, comma, stop) is not None


def _past_places(tokens: Tokens, start: int, stop: int) -> int:
    """Return the token past a name of a place between commas ("In Paris, France, Stone said"), else `start`."""
    comma = find(tokens, ",", start, min(stop, start + _LONGEST_PLACE))
    if comma is None or comma + 1 >= stop:
        return start
    following = tokens[comma + 1]
    if not (starts_phrase(following) or following.lower in _PARTS or _is_time_before_subject(tokens, comma + 1, stop)):
        return start
    if following.lower in lexicon.ARTICLES and _behind_apposition(tokens, comma, stop) is not None:
        return start  # "In Bath, Ada Stone, the mayor, met"
    is_place = comma > start and all(tokens[k].is_capitalised or is_numeral(tokens[k]) for k in range(start, comma))
    return comma + 1 if is_place else start


def _is_time_before_subject(tokens: Tokens, at: int, stop: int) -> bool:
    """Return whether a phrase of time and its comma, or nothing else, stand before a subject ("In Bath, Maine, on Friday, Stone")."""
    if tokens[at].lower not in _TAKES_OBJECT:
        return False
    comma = find(tokens, ",", at, min(stop, at + _LONGEST_PLACE))
    end = comma + 1 if comma is not None else _past_object(tokens, at, stop)
    if not any(is_of_calendar(tokens[k]) for k in range(at, min(end, stop))):
        return False
    return end < stop and starts_phrase(tokens[end])


def _past_part(tokens: Tokens, start: int, stop: int) -> int:
    """Return the token past what an occasion is a part of ("In Holt, part of a week of feasts, Stone said"), else `start`."""
    if start + 1 >= stop or tokens[start].lower not in _PARTS or tokens[start + 1].lower != lexicon.OF:
        return start
    comma = find(tokens, ",", start, min(stop, start + _LONGEST))
    return comma + 1 if comma is not None and comma + 1 < stop and starts_phrase(tokens[comma + 1]) else start


def _past_participle(tokens: Tokens, start: int, stop: int) -> int:
    """Return the token past what is said of an opening phrase's noun ("Asked of the suit, filed by Pell, Stone said"), else `start`."""
    if (
        start + 1 >= stop
        or not tokens[start].text.endswith(lexicon.PAST_ENDING)
        or tokens[start + 1].lower not in lexicon.PREPOSITIONS
    ):
        return start
    comma = find(tokens, ",", start, min(stop, start + _LONGEST))
    return comma + 1 if comma is not None and comma + 1 < stop and starts_phrase(tokens[comma + 1]) else start


def _past_time(tokens: Tokens, i: int, stop: int) -> int:
    """Return the token past a span of time without a comma ("Five months ago Mayor Stone told"), or 0."""
    for k in range(i + 1, min(stop - 1, i + _LONGEST_TIME + 1)):
        if tokens[k].lower in _WAYS:
            return k + 1 if tokens[k - 1].lower in _TIMES and starts_phrase(tokens[k + 1]) else 0
    return 0


def _past_opener(token: Word, i: int, stop: int) -> int:
    """Return the token past a subordinator, or past two words of time ("Last week Stone said"); `i` for any other opener."""
    if token.lower in lexicon.SUBORDINATORS:
        return i + 1
    return min(i + 2, stop) if token.lower in _TIME_ADJECTIVES else i


def _first_word(tokens: Tokens, at: int) -> int:
    """Return the first token from `at` on that is a word; `at` where none is."""
    return next((k for k in range(at, len(tokens)) if tokens[k].is_word), at)


def _is_no_name(tokens: Tokens, i: int) -> bool:
    """Return whether a capitalised word at a sentence's start is no name: none follows it, and it is not possessive."""
    if not tokens[i].is_capitalised or tokens[i].is_possessive:
        return False
    if is_role_of_name(tokens, i + 1):
        return False  # "Bowling coach Ada Stone praised"
    return i + 1 >= len(tokens) or not tokens[i + 1].is_capitalised


def _is_time(tokens: Tokens, i: int) -> bool:
    """Return whether a word of time stands among the few tokens from `i` on."""
    return any(token.lower in _TIMES for token in tokens[i : i + _LONGEST_TIME])


def _past_object(tokens: Tokens, i: int, stop: int) -> int:
    """Return the token past a preposition and its short object without a comma ("In 2016 he told", "On Sunday Stone said")."""
    k = _past_nouns(tokens, i + 1, stop)
    while k > i + 1 and k < stop and tokens[k].lower == lexicon.OF and (further := _past_nouns(tokens, k + 1, stop)) > k + 1:
        k = further  # "On the night of the vote Stone said"
    while k < stop and (is_of_calendar(tokens[k]) or is_numeral(tokens[k])):
        k += 1
    if k == i + 1 and k < stop:
        k += 1
    while k < stop and tokens[k].lower in _AFTER_TIMES:
        k += 1
    return k


def _past_nouns(tokens: Tokens, start: int, stop: int) -> int:
    """Return the token past a determiner and its nouns ("In a statement on Tuesday the board said"), else `start`."""
    if start >= stop or tokens[start].lower not in lexicon.DETERMINERS:
        return start
    k = start + 1
    while k < min(stop, start - 1 + _LONGEST_OBJECT):
        is_named = k + 1 < stop and tokens[k].is_capitalised and tokens[k + 1].lower in _WRITINGS  # "his Easter sermon"
        if not (_may_be_noun(tokens[k]) or is_named):
            break
        k += 1
    return k


def _may_be_noun(token: Word) -> bool:
    """Return whether a word in lower case may be a noun."""
    return token.text.isalpha() and token.text.islower() and token.lower not in _NO_NOUNS
