"""Find credits in a paragraph: photographers, bylines, desks and source lines, which name nobody of whom the text tells."""

from __future__ import annotations

import re

from service.extraction.english import lexicon
from service.extraction.page.frames import OPEN, STOPPED
from service.knowledge.gazetteer import Gazetteer

_NAME = r"[^\W\d_][\w.’'-]*"
_LONGEST_LINE = 160  # characters of a paragraph that is nothing but a credit
_PICTURES = lexicon.alternatives(lexicon.words("credited_pictures"))
_BRACKETED = re.compile(r"\((?P<inside>[^()\n]{2,120})\)")
_PICTURE = re.compile(rf"(?:{_PICTURES})s?\b", re.IGNORECASE)
_LINE = re.compile(
    rf"\s*(?:(?i:{_PICTURES})s?(?: credit)?(?::| by\b)"
    rf"|(?:{lexicon.alternatives(lexicon.lines('credit_openers'))})\b"
    rf"|By (?=[^\W\d_])(?:{_NAME} ){{1,3}}{_NAME}(?:(?:,| and| in| for| \|)[^.!?]{{0,60}})?\s*$)"
)
_CLOSING = re.compile(
    rf"(?:[.!?…]|{STOPPED})\s+(?P<credit>(?i:{_PICTURES})s?(?: credit)?(?:: ?| by )(?:{_NAME}[ /|,]{{1,3}}){{0,6}}{_NAME}\.?)\s*$"
)  # a credit that ends a caption
_DESK = re.compile(rf"(?:{lexicon.alternatives(lexicon.lines('credit_closers'))})")
_SEPARATOR = re.compile(r" ?/ ?|, ?| via | and ")


def credits(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Return the (start, end) of every credit in a paragraph's frame, in order; a paragraph of nothing else is one."""
    if OPEN not in text and STOPPED not in text and len(text) <= _LONGEST_LINE and (_LINE.match(text) or _DESK.search(text)):
        return [(0, len(text))]
    bracketed = [m.span() for m in _BRACKETED.finditer(text) if _is_credit(m["inside"], gazetteer)] if "(" in text else []
    closing = _CLOSING.search(text, max(0, len(text) - _LONGEST_LINE))
    return [*bracketed, closing.span("credit")] if closing and not bracketed else bracketed


def _is_credit(inside: str, gazetteer: Gazetteer) -> bool:
    """Return whether brackets hold a credit: a picture's ("Photo by …"), or names the last of which is an agency's or outlet's."""
    if OPEN in inside or STOPPED in inside:
        return False
    if _PICTURE.match(inside):
        return True
    parts = _SEPARATOR.split(inside.strip())
    is_source = parts[-1] in _AGENCIES or gazetteer.outlet_of(parts[-1], short=True) is not None
    return is_source and all(part[:1].isupper() for part in parts)


_AGENCIES = frozenset(lexicon.lines("picture_agencies"))
