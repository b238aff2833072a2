"""What stands among a text's words and was never said: mark-up, stage directions, footnote marks, line numbers, line ends inside words.

Everything is blanked out or written over character for character, so that offsets into the text stay what they are. Patterns begin with
the character that they are about and look back from it: so the rest of a text is passed over a character at a time, in C.
"""

from __future__ import annotations

import html
import re

from service.wording import tables

SOFT = "\u00ad"  # a soft hyphen: part of the word it stands in, and no letter
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}[0-9]?);")
_MISREAD = re.compile("â€[\x80-\x9f‘’“”˜™œ¦¢]?|Â[\xa0-\xbf]|Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")  # UTF-8 read as Windows-1252
# "12 500" with a space that parts no words, "10 000" and "1 250 000" with any
_SPACED = re.compile(r"\d(?<![\w.,$£€]\d)\d{0,2}(?:[\u00a0\u2009\u202f]\d{3}){1,4}(?![\w.,]?\d)")
_THOUSANDS = re.compile(r"\d(?<![\w.,$£€]\d)\d{0,2}(?: \d{3}){0,3} 000(?![\w.,]?\d)")
_HYPHENATED = re.compile(  # words that many houses write without their hyphen
    r"(?<![\w-])(e(?=-mail)|on(?=-line\b)|off(?=-line\b)|web(?=-site)|co(?=-op(?:er|t)|-ord|-exist)|re(?=-e)|pre(?=-e))-(?=[a-z])",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_INTERRUPTED = re.compile(r"(?<=\w)- ?(?:--|[—–…]|\.\.\.)")
# the beginning of a word that its speaker breaks off and says again within a few words: "the har- -- the harbour"
_STUTTER = re.compile(r"\b([^\W\d_]{1,12})-\s?(?:--|[—–…]|\.\.\.)(?=\s{0,3}(?:[\w'’]{1,20}\s{1,3}){0,4}\1[^\W\d_])", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"^[ \t]*(\d{1,4})\b[ \t.:)]*", re.MULTILINE)
_FOOTNOTE = re.compile(r"(?<=\S)\[(?:\d{1,3}|note \d{1,3}|citation needed)\]|(?<=[.,;:!?”\"’)])\[[a-z]\]")
_RAISED = re.compile(  # the number of a note, which pasting sets on the line: "the lawyers.1"; in "vol.2" it is part of the words
    r"\d(?<!\bvol\.\d)(?<!\bfig\.\d)(?<!\bsec\.\d)(?<!\bart\.\d)(?<!\bpara\.\d)(?<!\bchap\.\d)(?:(?<=[a-z]{3}\.\d)|(?<=[a-z][!?]\d))\d{0,2}"
    r"(?=\s{1,9}[A-Z“\"]|[\s”\"’']{0,9}$)"
)
_BRACKETED = re.compile(
    r"\(([^()]{1,80})\)|\[([^\[\]]{1,80})\]|(?<!\w)\*([^*\n]{1,40})\*(?!\w)|<([^<>\n]{1,40})>|\{([^{}\n]{1,40})\}"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,200})?/?>")  # mark-up that was pasted
_LINK = re.compile(r"\s{0,9}(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S{1,300}\s{0,9}$")
_ITEM = re.compile(r"^\s{0,9}\d{1,2}[.)]\s{1,9}(?=[“\"‘']?[A-Z])")  # the number of an item of a list
_TIME = re.compile(r"^\s*\d{1,2}(?::\d{2}){1,2}(?:\.\d{1,3})?\s*$")
_SPOKEN_IN = re.compile(r"^\s*speak(?:s|ing)(?:\s+in)?\s+[A-Z]\w+\.?\s*$", re.IGNORECASE)
_SHOUTED = re.compile(  # what a house calls from its benches: "HON. MEMBERS: “Hear, hear.”"
    r"^\s*(?:(?:AN? )?[A-Z]{2,20}\.?(?: [A-Z]{2,20}\.?){0,4}|(?:An|Some|Several|Many|Other|Hon\.?)(?: [Hh]on\.?)? [Mm]embers?)\s?:\s*[\"“‘'].*[\"”’']\s*$"
)
_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = re.compile(r"[\[(<{*]")
_LONGEST_ACTION = 4  # words
_FEWEST_LINES = 2  # that are numbered in a row


def cleaned(text: str) -> str:
    """Return a text of the same length in which only what was said is left.

    HTML entities, and characters read in a wrong encoding, are the character they stand for; a space between the groups of a number is a comma;
    the hyphen of "e-mail" is none; mark-up, stage directions, footnote marks and a link at the end are blanks; a hyphen at the end of a line
    joins the two halves of its word; a text all in capitals is set in small letters, since its capitals tell nothing.
    """
    text = _decoded(text)
    if "\n" in text:
        text = _without_line_numbers(text)
    if "-" in text:
        if _INTERRUPTED.search(text):
            text = _STUTTER.sub(_blank, text)
        text = _BROKEN.sub(lambda m: SOFT * len(m[0]), text) if "\n" in text else text
        text = _HYPHENATED.sub(lambda m: m[1] + SOFT, text)
    if "[" in text:
        text = _FOOTNOTE.sub(_blank, text)
    text = _RAISED.sub(_blank, text)
    if _OPENERS.search(text):
        text = _BRACKETED.sub(lambda m: _blank(m) if _is_direction(m[m.lastindex or 0]) else m[0], text)
        text = _TAG.sub(_blank, text)
    if "/" in text:
        text = _LINK.sub(_blank, text)
    if text[:3].strip()[:1].isdigit():
        text = _ITEM.sub(_blank, text)
    if text.isupper() and " " in text.strip():
        small = text.lower()
        text = small if len(small) == len(text) else text
    return text


def _decoded(text: str) -> str:
    """Return a text with the characters that were meant, and numbers with commas between their groups."""
    if not text.isascii():
        text = _MISREAD.sub(_as_meant, text)
        text = _SPACED.sub(_with_commas, text)
    if " 000" in text:
        text = _THOUSANDS.sub(_with_commas, text)
    return _ENTITY.sub(_character, text) if "&" in text and ";" in text else text


def _with_commas(match: re.Match[str]) -> str:
    return ",".join(match[0].split())


def has_direction(text: str) -> bool:
    """Return whether a text has a stage direction in brackets."""
    return any(_is_direction(m[m.lastindex or 0]) for m in _BRACKETED.finditer(text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _character(match: re.Match[str]) -> str:
    """Return the character of an entity, behind as many soft hyphens as keep the length; a blank where it stands for one or for several."""
    plain = html.unescape(match[0])
    if len(plain) != 1 or plain.isspace():
        return match[0] if plain == match[0] else _blank(match)
    return SOFT * (len(match[0]) - 1) + plain


def _as_meant(match: re.Match[str]) -> str:
    """Return what a character was before it was read in another encoding, behind soft hyphens that keep the length; a mark whose last byte was lost is a blank."""
    try:
        plain = match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return _blank(match) if match[0].startswith("â€") else match[0]
    return SOFT * (len(match[0]) - len(plain)) + plain


def _is_direction(inside: str) -> bool:
    if _TIME.match(inside) or _SPOKEN_IN.match(inside):
        return True
    if _SHOUTED.match(inside):
        return True
    words = [w.lower() for w in _WORD.findall(inside)]
    if len(words) > 1 and set(words) == {tables.HEAR}:  # "(Hear, hear.)"
        return True
    if _is_action(inside, words):
        return True
    return any(w in tables.DIRECTIONS for w in words) and all(
        w in tables.DIRECTIONS or w in tables.BESIDE_DIRECTIONS for w in words
    )


def _is_action(inside: str, words: list[str]) -> bool:
    """Return whether a few words in brackets tell what somebody present does: "points to the map", "Witness points to exhibit 3"."""
    is_told = bool(words) and words[0] in tables.PRESENT
    acting = words[1:] if is_told else words
    if not acting or acting[0] not in (tables.ACTIONS_OF_PRESENT if is_told else tables.ACTIONS) or len(acting) > _LONGEST_ACTION:
        return False
    return (is_told or inside.lstrip()[:1].islower()) and (len(acting) == 1 or acting[1] in tables.BEHIND_ACTIONS)


def _without_line_numbers(text: str) -> str:
    """Return the text without the numbers of its lines, where every line that has words starts with the number after the last one's."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = [_LINE_NUMBER.match(line) for line in lines]
    numbers = [int(m[1]) for m in found if m]
    if len(lines) < _FEWEST_LINES or len(numbers) < len(lines) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return text
    return _LINE_NUMBER.sub(_blank, text)
