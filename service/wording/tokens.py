"""Words of a text with exact offsets, folded so that typography and house style compare equal.

A token's `key` is what is compared; its `surface` is the text lower-cased, so that a difference that was folded can
still be named. A contraction gives two tokens, each with its own share of the characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from service.wording import lexicon, numbers, tables
from service.wording.noise import cleaned

WORD, ELLIPSIS, BRACKETED = 0, 1, 2
PAUSE = "…"  # the key of an ellipsis

_ELLIPSIS = (
    r"\[\s*(?:…|\.\s?\.\s?\.\s?\.?)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…(?:\s?\.)?|\.(?:[ \u00a0]?\.){2,3}"
    r"|(?<![\w*])\*[ \u00a0]?\*[ \u00a0]?\*(?![\w*])"  # no mask: "s***show"
)
_BRACKETS = (
    r"|(?P<sic>[\[(]\s*sic\.?\s*[\])])"
    r"|(?P<inside>(?:[^\W\d_]*\[[^\W\d_]+\][^\W\d_]+|[^\W\d_]+\[[^\W\d_]+\])(?:['’‘][^\W\d_]+)*)"  # [t]he, [i]t's, walk[ed]
    r"|(?P<bracket>\[[^\[\]]{1,200}\])"
)
_SOFTS = "\u00ad\u200b-\u200d\u2060\ufeff"  # invisible within a word
_FOOTNOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # raised figures: marks beside a word
_LETTER = rf"(?:[^\W_{_FOOTNOTES}]|[\u0300-\u036f{_SOFTS}])"
_WORDS = (
    r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?)"
    r"|(?P<foreign>(?:US|AU?|CA?|NZ|HK|S)\$(?=\d)|(?:Rs\.?|K?[Ss]hs?\.?|[NR](?=\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?(?:m|bn|tn)\b))(?=\d))"
    r"|(?P<fraction>[½¼¾⅓⅔⅛]|(?<![\w/.,])(?:1/2|[12]/3|[13]/4|1/8)(?![\w/]))"
    r"|(?P<amount>\d+(?:[.,]\d+)*(?i:am|pm|bn|trn|tn|mn|mln|pc|[kmbp])(?![^\W_]))"
    rf"|(?P<number>(?:\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)(?:st|nd|rd|th|s)?(?![^\W_½¼¾⅓⅔⅛{_FOOTNOTES}]))"
    rf"|(?P<word>['’‘]?(?:(?<=['’‘])(?:em|til|cause)\b)|[^\W\d_{_FOOTNOTES}]{_LETTER}*(?:['’‘`´ʼ′][{_SOFTS}]*[^\W\d_][^\W\d_{_SOFTS}]*)*['’]?(?<![sS]['’])"
    rf"|[^\W\d_{_FOOTNOTES}]+|\d\w*)"
    r"|(?P<sign>[%&$¢£¥฿\u20a0-\u20c0]|°[CF]?(?!\w)|[<>≤≥~±#](?=\s?[$£€]?\d)|(?<!\S)[<≤≥](?!\S)|(?<![\w.,)\]’”%-])[-−–+](?=[$£€¥₹]?\.?\d)|(?<=\d)\+(?!\d))"
)
_TOKEN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS}){_BRACKETS}{_WORDS}")
_PLAIN_TOKEN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS}){_WORDS}")  # for a text without brackets: it tries less at every word
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'"}) | tables.LETTERS
_SIGNS = {"%": "percent", "&": "and", "−": "-", "–": "-"}
_INNER = re.compile(r"[^\W_]+(?:['’‘`´ʼ′][^\W\d_]+)*")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Token(NamedTuple):
    """A word, number, sign, bracket or ellipsis of a text.

    `start` and `end` are code points into the text as given; `key` is what it is compared by, `surface` what is written there;
    `kind` is one of the constants above, such as WORD.
    """

    start: int
    end: int
    key: str
    surface: str
    kind: int = WORD
    is_capitalised: bool = False
    opens_sentence: bool = False


_token = tuple.__new__  # a third of the time that the named tuple's own constructor takes


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, whose offsets are code points into it as given."""
    return _tokenise(text) if len(text) < 4096 else _read(text)


@lru_cache(maxsize=1024)
def _tokenise(text: str) -> tuple[Token, ...]:
    return _read(text)


def _read(text: str) -> tuple[Token, ...]:
    text = cleaned(text)
    return tuple(_folded(text, _scan(text)))


def spoken_keys(text: str) -> list[str]:
    """Return the keys of the words of a text, as `keys` gives them, without the marks of pauses: what a passage is found by."""
    return [key for key in keys(text) if key != PAUSE]


_CHUNK = re.compile(r"\S+")
_SPANNING = re.compile(
    r"\[|\((?=\s*(?:…|\.|[sS][iI][cC]))|…\s\.|\.[ \u00a0]\.|\*[ \u00a0]\*"
)  # what may begin a token that runs over white space
_CLOSING = frozenset(',.;:!?"”')
_PARTED = ""  # stands among the keys of chunks where a mark parts a number from what follows
_REWRITTEN = numbers.REWRITTEN | {_PARTED}


def keys(text: str) -> list[str]:
    """Return the keys of a text's tokens, as `tokenise` gives them, at a third of its cost: for passages that are not to be aligned."""
    text = cleaned(text)
    if _SPANNING.search(text):
        return [t.key for t in _folded(text, _scan_chunk(text))]
    out: list[str] = []
    for chunk in map(chunk_keys, text.split()):
        out += chunk
    return out if _REWRITTEN.isdisjoint(out) else _folded_keys(out)


@lru_cache(maxsize=1 << 15)
def chunk_keys(chunk: str) -> tuple[str, ...]:
    """Return the keys of a stretch without white space, before numbers are put together; an empty one where a mark parts them."""
    core = _core(chunk)
    if core.isalpha() and core not in _AMBIGUOUS:
        known = _expanded(fold(core))
        if len(known) == 1 and not numbers.is_numeric(known[0]):
            return known
    out: list[str] = []
    tokens = _scan_chunk(chunk)
    for n, token in enumerate(tokens, 1):
        out.append(token.key)
        if not _joins(token, chunk[token.end : tokens[n].start if n < len(tokens) else len(chunk)]):
            out.append(_PARTED)
    return tuple(out)


def _joins(token: Token, between: str) -> bool:
    """Return whether a word goes on as a number in the next one, with this text between them: "twenty-one", "Nov. 8"."""
    if not between or between[0] in "-‑" or between[0].isspace() or not numbers.is_numeric(token.key):
        return True
    return between[0] == "." and token.key in tables.MONTHS and token.surface != token.key


def _folded_keys(parted: list[str]) -> list[str]:
    """Return keys with their numbers in one form; empty ones among them are marks between words."""
    words, places = parted, set[int]()
    if _PARTED in parted:
        words = []
        for key in parted:
            if key:
                words.append(key)
            else:
                places.add(len(words))
    out: list[str] = []
    at = 0
    for found in numbers.folds(numbers.Words(words, places)):
        out += words[at : found.first]
        out += found.keys
        at = found.stop
    return out + words[at:]


def _folded(text: str, tokens: list[Token]) -> list[Token]:
    """Return tokens with their numbers in one form, each with the place of all the words it stands for."""
    words = [t.key for t in tokens]
    if _REWRITTEN.isdisjoint(words):
        return tokens
    places = {
        n
        for n, (before, token) in enumerate(pairwise(tokens), 1)
        if numbers.is_numeric(before.key) and (before.kind != token.kind or not _joins(before, text[before.end : token.start]))
    }
    out: list[Token] = []
    at = 0
    for found in numbers.folds(numbers.Words(words, places)):
        out += tokens[at : found.first]
        group = tokens[found.first : found.stop]
        first = group[0]
        surface = _surface(group)
        for n, key in enumerate(found.keys):
            shown = first.surface if n and len(group) > 1 else surface
            out.append(
                Token(
                    first.start,
                    group[-1].end,
                    key,
                    shown,
                    first.kind,
                    first.is_capitalised and not n,
                    first.opens_sentence and not n,
                )
            )
        at = found.stop
    return out + tokens[at:]


def _surface(group: list[Token]) -> str:
    """Return the surfaces of tokens that become one, with a space where the text has something between them; of a word in two shares once."""
    out = group[0].surface
    for before, token in pairwise(group):
        if token.surface != before.surface:
            out += ("" if token.start == before.end else " ") + token.surface
    return out


def _core(chunk: str) -> str:
    """Return a stretch without white space but for a mark before it and one after it, as most words of a text have one."""
    core = chunk[1:] if chunk[0] in '"“' else chunk
    return core[:-1] if core[-1:] in _CLOSING else core


def _scan(text: str) -> list[Token]:
    """Return the tokens of a text before numbers are put together: chunk by chunk, as most of them were seen before."""
    if _SPANNING.search(text):
        return _scan_chunk(text)
    out: list[Token] = []
    last = 0
    for match in _CHUNK.finditer(text):
        tokens = _chunk_tokens(match[0])
        if not tokens:
            continue
        at = match.start()
        a, b, key, surface, kind, capital, opens = tokens[0]
        if opens and out:
            opens = text[last : at + a] != " " and _opens(text, last, at + a, key)
        out.append(_token(Token, (at + a, at + b, key, surface, kind, capital, opens)))
        for a, b, key, surface, kind, capital, opens in tokens[1:]:
            out.append(_token(Token, (at + a, at + b, key, surface, kind, capital, opens)))
        last = at + b
    return out


def _opens(text: str, last: int, start: int, key: str) -> bool:
    """Return whether a word at `start` opens a sentence, the token before it having ended at `last`.

    A capital on a little word after a comma opens one: so the parts of a quotation meet whose attribution ended a sentence, “A,”
    said she. “But B.”
    """
    between = text[last:start]
    if between == " ":
        return False
    if _SENTENCE_END.search(between, between.rfind(",") + 1):  # no "Jr., who" nor "etc., and"
        return between != ". " or key in lexicon.SENTENCE_OPENERS or not _is_title(text, last)
    if not text[start].isupper():
        return False
    return _QUOTED_SENTENCE.search(between) is not None or ("," in between and key in lexicon.SENTENCE_OPENERS)


def _is_title(text: str, stop: int) -> bool:
    """Return whether the word that ends at a place of a text is a title that was cut short, behind which a name comes: "Dr. Kovar"."""
    word = text[max(text.rfind(" ", 0, stop), text.rfind("\n", 0, stop)) + 1 : stop]
    if not 1 < len(word) <= _LONGEST_TITLE or not word[0].isupper():
        return False
    return fold(word) in _SHORT_TITLES


@lru_cache(maxsize=1 << 14)
def _chunk_tokens(chunk: str) -> tuple[Token, ...]:
    core = _core(chunk)
    if core.isalpha() and core not in _AMBIGUOUS:
        surface = fold(core)
        known = _expanded(surface)
        if len(known) == 1:
            start = chunk.index(core)
            return (Token(start, start + len(core), known[0], surface, WORD, core[0].isupper(), True),)
    return tuple(_scan_chunk(chunk))


def _scan_chunk(text: str) -> list[Token]:
    out: list[Token] = []
    last = 0
    pattern = _TOKEN if "[" in text or "(" in text else _PLAIN_TOKEN
    for match in pattern.finditer(text):
        read = _READERS.get(match.lastgroup or "")
        if read is None:
            continue
        found = read(text, match)
        if not found:
            continue
        start = found[0].start
        opens = _opens(text, last, start, found[0].key) if out else True
        last = match.end()
        out += [found[0]._replace(opens_sentence=True), *found[1:]] if opens and found[0].kind != ELLIPSIS else found
    return out


def _read_word(text: str, match: re.Match[str]) -> list[Token]:
    start = match.start()
    found = [
        _token(Token, (start + a, start + b, key, surface, WORD, capital, False))
        for a, b, key, surface, capital in _parts(match[0])
    ]
    if found[0].key == tables.NO and text[match.end() : match.end() + 1] == ".":
        return [found[0]._replace(key=tables.NO_SIGN)]
    return found


def _read_amount(text: str, match: re.Match[str]) -> list[Token]:
    """ "87bn": the figure, and the word that its letters stand for."""
    surface = match[0].lower()
    figure = surface.rstrip("abcdefghijklmnopqrstuvwxyz")
    start, end = match.span()
    cut = start + len(figure)
    return [
        Token(start, cut, figure.replace(",", ""), surface),
        Token(cut, end, tables.AMOUNT_SUFFIXES[surface[len(figure) :]], surface),
    ]


def _read_bracket(text: str, match: re.Match[str]) -> list[Token]:
    inner = list(_INNER.finditer(text, *match.span()))
    if not inner:
        return [Token(*match.span(), "[]", match[0].lower(), BRACKETED)]
    out: list[Token] = []
    for word in inner:
        at = word.start()
        out.extend(Token(at + a, at + b, key, surface, BRACKETED, capital) for a, b, key, surface, capital in _parts(word[0]))
    return out


def _read_sign(text: str, match: re.Match[str]) -> list[Token]:
    return [Token(*match.span(), _SIGNS.get(match[0], match[0].lower()), match[0].lower())]


def _read_foreign(text: str, match: re.Match[str]) -> list[Token]:
    surface = match[0].lower()
    return [Token(*match.span(), tables.LOCAL_CURRENCIES.get(surface.rstrip("."), surface), surface)]


def _read_fraction(text: str, match: re.Match[str]) -> list[Token]:
    return [Token(*match.span(), tables.WRITTEN_FRACTIONS.get(match[0], match[0]), match[0])]


def _read_initials(text: str, match: re.Match[str]) -> list[Token]:
    return [Token(*match.span(), _initials(match[0].replace(".", "").lower()), match[0].lower(), WORD, True)]


def _read_ellipsis(text: str, match: re.Match[str]) -> list[Token]:
    return [Token(*match.span(), PAUSE, PAUSE, ELLIPSIS)]


def _read_inside(text: str, match: re.Match[str]) -> list[Token]:
    return _partly_bracketed(match)


_READERS = {
    "word": _read_word,
    "number": _read_word,
    "amount": _read_amount,
    "bracket": _read_bracket,
    "sign": _read_sign,
    "foreign": _read_foreign,
    "fraction": _read_fraction,
    "initials": _read_initials,
    "ellipsis": _read_ellipsis,
    "inside": _read_inside,
}


_SENTENCE_END = re.compile(r"[.!?]")
_QUOTED_SENTENCE = re.compile(r":\s|[,:]\s*[\"'“‘«]")  # a capital after it opens a sentence: "a proverb: Speak softly"


def _initials(letters: str) -> str:
    return {"us": "u.s.", "usa": "u.s.", "uk": "u.k."}.get(letters, letters)


def fold(word: str) -> str:
    """Lower case, without accents and invisible characters, one form of apostrophe."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _SOFT.sub("", word).translate(_PLAIN)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 13)
def _parts(word: str) -> tuple[tuple[int, int, str, str, bool], ...]:
    """Return the tokens of one word, placed within it: (start, end, key, surface, whether it is capitalised)."""
    surface = fold(word)
    capital, end = word[:1].isupper(), len(word)
    if word in _INITIALS:
        return ((0, end, _initials(surface), surface, capital),)
    keys = _expanded(surface)
    if len(keys) == 1 or end == 1:
        return ((0, end, keys[0], surface, capital),)
    if surface.endswith("n't") and end > 3:
        cut = end - 3
    elif "'" in surface:
        cut = max(1, surface.index("'"))
    else:
        cut = max(1, min(len(keys[0]), end - 1))
    cut = min(cut, end - 1)  # a fold may be longer than its word: "¼" is "1⁄4"
    return ((0, cut, keys[0], surface, capital), *((cut, end, key, surface, False) for key in keys[1:]))


@lru_cache(maxsize=1 << 13)
def _expanded(surface: str) -> tuple[str, ...]:
    """Return the keys of one folded word: a contraction in full, one spelling, one form of a title or number."""
    known = tables.CONTRACTIONS.get(surface)
    if known:
        return known
    if "'" in surface:
        parted = _contraction(surface)
        if parted:
            return parted
        if surface.endswith("'"):
            base = surface[:-1]
            surface = base + ("g" if base.endswith("in") and len(base) > 3 else "")
    key = tables.ABBREVIATIONS.get(surface, surface)
    key = tables.ORDINALS.get(key) or tables.DECADES.get(key) or tables.CURRENCY_PLURALS.get(key, key)
    if key[:1].isdigit():
        return (key.replace(",", ""),)
    if key[:1] == ".":
        return (f"0{key}",)
    return (tables.spelling(key),)


def _contraction(surface: str) -> tuple[str, ...]:
    """Return the keys of a word with an apostrophe where it is two words or more; nothing where it is one."""
    base, _, tail = surface.rpartition("'")
    if surface.endswith("n't"):
        return (surface[:-3], "not") if len(surface) > 3 else ("not",)
    ending = tables.ENDINGS.get("'" + tail)
    if ending and base:
        return (*_expanded(base), ending) if "'" in base else (base, ending)
    return (base, tables.IS_OR_HAS) if tail == "s" and base in tables.IS_HOSTS else ()


def _partly_bracketed(match: re.Match[str]) -> list[Token]:
    """ "[t]he" is "the" and "walk[ed]" is "walked": the letters in brackets are put in by an editor."""
    text = match[0]
    plain = fold(text.replace("[", "").replace("]", ""))
    inserted = text[text.index("[") + 1 : text.index("]")]
    kind = WORD if text.startswith("[") and len(inserted) == 1 else BRACKETED
    first, *rest = _expanded(plain)
    cut = match.end() - (len(text) - (text + "'").replace("’", "'").replace("‘", "'").index("'")) if rest else match.end()
    tokens = [Token(match.start(), cut, first, text.lower(), kind)]
    return tokens + [Token(cut, match.end(), key, plain, kind) for key in rest]


_LONGEST_TITLE = 4  # letters
_SHORT_TITLES = frozenset(
    word
    for word in (*lexicon.TITLES, *tables.ABBREVIATIONS)
    if len(word) <= _LONGEST_TITLE and tables.ABBREVIATIONS.get(word, word) in lexicon.TITLES
)
_INITIALS = frozenset(("US", "USA", "UK"))
_AMBIGUOUS = _INITIALS | {"No", "no", "NO"}  # words that a mark after them makes something else of


def is_content(key: str) -> bool:
    """Return whether a word tells one passage from another."""
    return key not in tables.FUNCTION_WORDS
