"""Questions about single tokens, and searches over a sentence's tokens, that several rules ask."""

from __future__ import annotations

from collections.abc import Collection

from service.extraction.english import lexicon
from service.extraction.page.frames import OPEN, PLACEHOLDERS, Word

Tokens = tuple[Word, ...]
_NAMES_TOO = lexicon.words("names_too")
_NAMES_BEHIND_WORDS = lexicon.words("names_too_behind_words")
_TO_PEOPLE = lexicon.words("prepositions_of_people_alone")
_OF_PEOPLE = lexicon.words("prepositions_of_people")
_QUESTION_MARK = "?"
_NEW = frozenset(("a", "an"))  # what opens the apposition of somebody new to the text
_LONGEST_APPOSITION = 12  # tokens between the commas around what somebody is
DASHES = frozenset("—–-―")


_FIRST_BETWEEN = 2  # the first token that may stand behind a word and a comma


def find(tokens: Tokens, texts: Collection[str], start: int, stop: int) -> int | None:
    """Return the first token in [start, stop) whose text is one of `texts`, or None."""
    for i in range(start, min(stop, len(tokens))):
        if tokens[i].text in texts:
            return i
    return None


def is_followed_by(tokens: Tokens, i: int, words: Collection[str]) -> bool:
    """Return whether the token after token `i` is one of `words`, which are in lower case."""
    return i + 1 < len(tokens) and tokens[i + 1].lower in words


def is_inside_name(tokens: Tokens, i: int) -> bool:
    """Return whether words in marks at token `i` stand inside a name (Anna “Lefty” Moreno)."""
    if not 0 < i < len(tokens) - 1:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    return before.is_capitalised and before.end + 1 == tokens[i].start and after.is_capitalised and after.start == tokens[i].end + 1


def opens_name(tokens: Tokens, i: int) -> bool:
    """Return whether a function word with a capital is a given name ("Per Lindholm told", "said Will Marsh")."""
    if not tokens[i].is_capitalised or i + 1 >= len(tokens):
        return False
    if tokens[i].lower not in _NAMES_TOO and not (tokens[i].lower in _NAMES_BEHIND_WORDS and _is_behind_words(tokens, i)):
        return False
    surname = tokens[i + 1]
    if not surname.is_capitalised or surname.text.isupper() or not surname.is_word or surname.start != tokens[i].end + 1:
        return False
    opens = i == 0 or not tokens[i - 1].is_word
    if _is_between_commas(tokens, i):
        return True  # "her mother, May Stone, said"
    if not opens:
        before = tokens[i - 1].lower
        return before in lexicon.CUES or before in (_TO_PEOPLE if tokens[i].lower in lexicon.MONTHS else _OF_PEOPLE)
    return _goes_on_as_name(tokens, i)


def _is_behind_words(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` stands right behind words in marks that end with a comma, or behind their verb ("“…,” added Even Stone")."""
    behind = i - 2 if i > 1 and tokens[i - 1].lower in lexicon.CUES else i - 1
    return behind >= 0 and (tokens[behind].text == OPEN or (behind < i - 1 and tokens[behind].text in PLACEHOLDERS))


def _is_between_commas(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` and the one behind it stand between commas inside a sentence, as an apposition does."""
    if i < _FIRST_BETWEEN or i + 2 >= len(tokens):
        return False
    return tokens[i - 1].text == "," and tokens[i - 2].text.islower() and tokens[i + 2].text == ","


def _goes_on_as_name(tokens: Tokens, i: int) -> bool:
    """Return whether what follows token `i` and a surname shows that both are a name: a verb, behind an apposition or not."""
    is_inside = i > 0 and tokens[i - 1].text == OPEN  # a capital behind "“…,”" opens no sentence
    end = i + 2
    if end < len(tokens) and tokens[end].is_capitalised and tokens[end].start == tokens[end - 1].end + 1:
        if not is_inside and not is_followed_by(tokens, end, lexicon.CUES):
            return False
        end += 1  # "To Huu Minh said"
    return _speaks_or_is_joined(tokens, _past_apposition(tokens, end, lexicon.DETERMINERS if is_inside else _NEW))


def _past_apposition(tokens: Tokens, comma: int, openers: Collection[str]) -> int:
    """Return the token behind an age or an apposition between commas ("Per Stone, a tenant, said"), else the one given."""
    if comma + 2 >= len(tokens) or tokens[comma].text != ",":
        return comma
    if tokens[comma + 1].text not in openers and not is_numeral(tokens[comma + 1]) and tokens[comma + 1].text != lexicon.WHO:
        return comma
    end = find(tokens, ",", comma + 2, comma + _LONGEST_APPOSITION)
    return comma if end is None else end + 1


def _speaks_or_is_joined(tokens: Tokens, i: int) -> bool:
    """Return whether a verb of speech, an auxiliary, or another name in no question ("Per Stone and Ada Marsh") is at token `i`."""
    if i + 1 < len(tokens) and tokens[i].lower == lexicon.AND and tokens[i + 1].is_capitalised:
        return tokens[-1].text != _QUESTION_MARK
    verb = past_adverbs(tokens, i, len(tokens))
    return verb < len(tokens) and (tokens[verb].lower in lexicon.CUES or tokens[verb].lower in lexicon.FINITE_AUXILIARIES)


def is_role_of_name(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a role right before a name ("Bowling coach Ada Stone")."""
    return i + 1 < len(tokens) and tokens[i].lower in lexicon.ROLES and tokens[i + 1].is_capitalised


def is_adverb(token: Word) -> bool:
    """Return whether a token is an adverb, by the table or by its ending."""
    return token.lower in lexicon.ADVERBS or token.lower.endswith(lexicon.ADVERB_ENDING)


def past_adverbs(tokens: Tokens, i: int, stop: int) -> int:
    """Return the first token from `i` on that is not an adverb, at most `stop`."""
    while i < stop and is_adverb(tokens[i]):
        i += 1
    return i


def starts_phrase(token: Word) -> bool:
    """Return whether a noun phrase can start with a token."""
    return token.is_capitalised or token.lower in lexicon.DETERMINERS or token.lower in lexicon.PRONOUNS


def is_numeral(token: Word) -> bool:
    """Return whether a token starts with a digit."""
    return token.text[:1].isdigit()


def is_of_calendar(token: Word) -> bool:
    """Return whether a token is a weekday or a month."""
    return token.lower in lexicon.WEEKDAYS or lexicon.is_month(token.lower)
