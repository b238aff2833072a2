"""Words of a text with exact offsets, folded so that typography and house style compare equal.

A token's `key` is what is compared; its `surface` is the text lower-cased, so that a difference that was folded can
still be named. A contraction gives two tokens, each with its own share of the characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from service.wording import tables

WORD, ELLIPSIS, BRACKETED = 0, 1, 2

_ELLIPSIS = r"\[\s*(?:…|\.\s?\.\s?\.\s?\.?)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…(?:\s?\.)?|\.(?:[ \u00a0]?\.){2,3}|\*[ \u00a0]?\*[ \u00a0]?\*"
_BRACKETS = (
    r"|(?P<sic>[\[(]\s*sic\.?\s*[\])])"
    r"|(?P<inside>(?:[^\W\d_]*\[[^\W\d_]+\][^\W\d_]+|[^\W\d_]+\[[^\W\d_]+\])(?:['’‘][^\W\d_]+)*)"  # [t]he, [i]t's, walk[ed]
    r"|(?P<bracket>\[[^\[\]]{1,200}\])"
)
_WORDS = (
    r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W_]))"
    r"|(?P<word>['’‘]?(?:(?<=['’‘])(?:em|til|cause)\b)|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:['’‘`´ʼ′][^\W\d_]+)*['’]?(?<![sS]['’])|[^\W\d_]+|\d\w*)"
    r"|(?P<sign>[%$£€&])"
)
_TOKEN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS}){_BRACKETS}{_WORDS}")
_PLAIN_TOKEN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS}){_WORDS}")  # for a text without brackets: it tries less at every word
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'"})
_CURRENCIES = frozenset("$£€")
_CURRENCY_KEYS = ("dollar", "pound", "euro")
_SIGNS = {"%": "percent", "$": "dollar", "£": "pound", "€": "euro", "&": "and"}
_INNER = re.compile(r"[^\W_]+(?:['’‘`´ʼ′][^\W\d_]+)*")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Token(NamedTuple):
    start: int
    end: int
    key: str
    surface: str
    kind: int = WORD
    is_capitalised: bool = False
    opens_sentence: bool = False


_token = tuple.__new__  # a third of the time that the named tuple's own constructor takes


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text; offsets are code points into it as given."""
    return _tokenise(text) if len(text) < 4096 else _read(text)


@lru_cache(maxsize=1024)
def _tokenise(text: str) -> tuple[Token, ...]:
    return _read(text)


def _read(text: str) -> tuple[Token, ...]:
    return tuple(_numbers(_scan(text)))


_CHUNK = re.compile(r"\S+")
_SPANNING = re.compile(r"[\[(]|…\s\.|\.[ \u00a0]\.|\*[ \u00a0]\*")  # what may begin a token that runs over white space
_CLOSING = frozenset(',.;:!?"”')
_IS_OR_HAS = "'s"
_JOINING = frozenset((*tables.TENS, *_CURRENCY_KEYS, "per"))  # words that may become one with the next


def keys(text: str) -> list[str]:
    """The keys of a text's tokens, as `tokenise` gives them, at a third of its cost: for passages that are not to be aligned."""
    if not _SPANNING.search(text):
        out: list[str] = []
        for chunk in map(chunk_keys, text.split()):
            if chunk is None:
                break
            out += chunk
        else:
            if _IS_OR_HAS in out:
                _told_apart(out)
            return out
    return [t.key for t in _read(text)]


@lru_cache(maxsize=1 << 16)
def chunk_keys(chunk: str) -> tuple[str, ...] | None:
    """The keys of a stretch without white space; None where they depend on what follows it."""
    core = _core(chunk)
    if core.isalpha() and core not in _INITIALS:
        known = _expanded(fold(core))
        if len(known) == 1 and known[0] not in _REWRITTEN:
            return known
    tokens = _scan_chunk(chunk)
    if any(t.key in _JOINING for t in tokens):
        return None
    if tokens and tokens[-1].key == "is" and tokens[-1].surface.endswith("'s"):
        return (*(t.key for t in _numbers(tokens[:-1])), _IS_OR_HAS)
    return tuple(t.key for t in _numbers(tokens))


def _core(chunk: str) -> str:
    """A stretch without white space but for a mark before it and one after it, as most words of a text have one."""
    core = chunk[1:] if chunk[0] in '"“' else chunk
    return core[:-1] if core[-1:] in _CLOSING else core


def _told_apart(out: list[str]) -> None:
    """Put "is" or "has" where a chunk ended in 's, by the word that follows."""
    for i, key in enumerate(out):
        if key == _IS_OR_HAS:
            out[i] = "has" if i + 1 < len(out) and out[i + 1] in tables.PERFECTS else "is"


def _scan(text: str) -> list[Token]:
    """The tokens of a text before numbers are put together: chunk by chunk, as most of them were seen before."""
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
            opens = text[last : at + a] != " " and _opens(text, last, at + a)
        out.append(_token(Token, (at + a, at + b, key, surface, kind, capital, opens)))
        for a, b, key, surface, kind, capital, opens in tokens[1:]:
            out.append(_token(Token, (at + a, at + b, key, surface, kind, capital, opens)))
        last = at + b
    return out


def _opens(text: str, last: int, start: int) -> bool:
    """Whether a word at `start` opens a sentence, the token before it having ended at `last`."""
    between = text[last:start]
    return between != " " and (
        _SENTENCE_END.search(between) is not None or (text[start].isupper() and _QUOTED_SENTENCE.search(between) is not None)
    )


@lru_cache(maxsize=1 << 15)
def _chunk_tokens(chunk: str) -> tuple[Token, ...]:
    core = _core(chunk)
    if core.isalpha() and core not in _INITIALS:
        surface = fold(core)
        known = _expanded(surface)
        if len(known) == 1:
            start = chunk.index(core)
            return (Token(start, start + len(core), known[0], surface, WORD, core[0].isupper(), True),)
    return tuple(_scan_chunk(chunk))


def _scan_chunk(text: str) -> list[Token]:
    out: list[Token] = []
    last = 0
    opens = True
    pattern = _TOKEN if "[" in text or "(" in text else _PLAIN_TOKEN
    for match in pattern.finditer(text):
        start, end = match.span()
        if out:
            opens = _opens(text, last, start)
        last = end
        kind = match.lastgroup
        if kind in ("word", "number"):
            for a, b, key, surface, capital in _parts(match[0]):
                out.append(_token(Token, (start + a, start + b, key, surface, WORD, capital, opens and a == 0)))
        elif kind == "ellipsis":
            out.append(Token(start, end, "…", "…", ELLIPSIS))
        elif kind == "inside":
            out.extend(_partly_bracketed(match, opens))
        elif kind == "bracket":
            inner = list(_INNER.finditer(text, start, end))
            if not inner:
                out.append(Token(start, end, "[]", match[0].lower(), BRACKETED))
            for word in inner:
                at = word.start()
                out.extend(
                    Token(at + a, at + b, key, surface, BRACKETED, capital, opens)
                    for a, b, key, surface, capital in _parts(word[0])
                )
        elif kind == "sign":
            out.append(Token(start, end, _SIGNS[match[0]], match[0]))
        elif kind == "initials":
            out.append(Token(start, end, _initials(match[0].replace(".", "").lower()), match[0].lower(), WORD, True, opens))
    return out


_SENTENCE_END = re.compile(r"[.!?]")
_QUOTED_SENTENCE = re.compile(r":\s|[,:]\s*[\"'“‘«]")  # a capital after it opens a sentence: "a proverb: Speak softly"


def _initials(letters: str) -> str:
    return {"us": "u.s.", "usa": "u.s.", "uk": "u.k."}.get(letters, letters)


def fold(word: str) -> str:
    """Lower case, without accents and invisible characters, one form of apostrophe."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _SOFT.sub("", word).translate(_APOSTROPHES)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 15)
def _parts(word: str) -> tuple[tuple[int, int, str, str, bool], ...]:
    """The tokens of one word, placed within it: (start, end, key, surface, whether it is capitalised)."""
    surface = fold(word)
    capital, end = word[:1].isupper(), len(word)
    if word in _INITIALS:
        return ((0, end, _initials(surface), surface, capital),)
    keys = _expanded(surface)
    if len(keys) == 1:
        return ((0, end, keys[0], surface, capital),)
    if surface.endswith("n't") and end > 3:
        cut = end - 3
    elif "'" in surface:
        cut = max(1, surface.index("'"))
    else:
        cut = max(1, min(len(keys[0]), end - 1))
    return ((0, cut, keys[0], surface, capital), *((cut, end, key, surface, False) for key in keys[1:]))


@lru_cache(maxsize=1 << 15)
def _expanded(surface: str) -> tuple[str, ...]:
    """The keys of one folded word: a contraction in full, one spelling, one form of a title or number."""
    known = tables.CONTRACTIONS.get(surface)
    if known:
        return known
    if "'" in surface:
        base, _, tail = surface.rpartition("'")
        if surface.endswith("n't"):
            return (surface[:-3], "not")
        ending = tables.ENDINGS.get("'" + tail)
        if ending and base:
            return (base, ending)
        if tail == "s" and base in tables.IS_HOSTS:
            return (base, "is")
        if not tail:
            surface = base + ("g" if base.endswith("in") and len(base) > 3 else "")
    key = tables.ABBREVIATIONS.get(surface, surface)
    key = tables.ORDINALS.get(key, key)
    if key in ("dollars", "pounds", "euros"):
        key = key[:-1]
    if key[:1].isdigit():
        return (key.replace(",", ""),)
    return (tables.spelling(key),)


def _partly_bracketed(match: re.Match[str], opens: bool) -> list[Token]:
    """ "[t]he" is "the" and "walk[ed]" is "walked": the letters in brackets are put in by an editor."""
    text = match[0]
    plain = fold(text.replace("[", "").replace("]", ""))
    inserted = text[text.index("[") + 1 : text.index("]")]
    kind = WORD if text.startswith("[") and len(inserted) == 1 else BRACKETED
    first, *rest = _expanded(plain)
    cut = match.end() - (len(text) - (text + "'").replace("’", "'").replace("‘", "'").index("'")) if rest else match.end()
    tokens = [Token(match.start(), cut, first, text.lower(), kind, False, opens)]
    return tokens + [Token(cut, match.end(), key, plain, kind) for key in rest]


_INITIALS = frozenset(("US", "USA", "UK"))
_REWRITTEN = frozenset((*tables.TENS, *tables.UNITS, *_CURRENCY_KEYS, "per", "is", "all right")) - {"one"}


def _numbers(tokens: list[Token]) -> list[Token]:
    """Spelled numbers below a hundred as digits, "per cent" as one word, "has" for the 's of "he's been"."""
    if _REWRITTEN.isdisjoint([t.key for t in tokens]):
        return tokens
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.key not in _REWRITTEN or token.kind == ELLIPSIS:
            out.append(token)
            i += 1
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if (
            token.key in tables.TENS
            and following
            and following.key in tables.UNITS
            and 0 < tables.UNITS[following.key] < 10
            and following.start - token.end <= 1
        ):
            value = tables.TENS[token.key] + tables.UNITS[following.key]
            out.append(
                Token(
                    token.start,
                    following.end,
                    str(value),
                    f"{token.surface} {following.surface}",
                    token.kind,
                    token.is_capitalised,
                    token.opens_sentence,
                )
            )
            i += 1
        elif token.key in tables.TENS or (token.key in tables.UNITS and token.key != "one"):
            value = tables.TENS.get(token.key) or tables.UNITS[token.key]
            out.append(
                Token(token.start, token.end, str(value), token.surface, token.kind, token.is_capitalised, token.opens_sentence)
            )
        elif token.surface in _CURRENCIES and following and following.key[:1].isdigit() and following.start == token.end:
            scale = tokens[i + 2] if i + 2 < len(tokens) and tokens[i + 2].key in tables.SCALES else None
            last = scale or following
            out.append(following._replace(start=token.start, surface=token.surface + following.surface))
            if scale:
                out.append(scale)
            # "$5 million" is compared as "5 million dollars"
            out.append(Token(token.start if not scale else scale.start, last.end, token.key, token.surface, token.kind))
            i += 2 if scale else 1
        elif token.key == "per" and following and following.key == "cent":
            out.append(Token(token.start, following.end, "percent", "per cent", token.kind))
            i += 1
        elif token.key == "is" and token.surface.endswith("'s") and following and (following.key in tables.PERFECTS):
            out.append(Token(token.start, token.end, "has", token.surface, token.kind))
        elif token.key == "all right":
            out.append(Token(token.start, token.end, "all", token.surface, token.kind))
            out.append(Token(token.start, token.end, "right", token.surface, token.kind))
        else:
            out.append(token)
        i += 1
    return out


def is_content(key: str) -> bool:
    """Whether a word tells one passage from another."""
    return key not in tables.FUNCTION_WORDS
