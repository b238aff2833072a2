"""What a page calls its site → the outlet's masthead, rather than its company, its platform or its address; and titles without it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.knowledge.outlets import outlet_of
from service.sources.tables import entries, words

_HOST = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
_MARK = r"\s*(?:[|\-–—·•:»›]|::|\|\|)\s*"
_TAGLINE = re.compile(r"\s+[|–—-]\s+|:\s")
_LONGEST = 80  # characters of a masthead


def masthead(names: Iterable[str | None]) -> str | None:
    """The outlet by what a page calls its site and its publisher, in this order: the first that is a masthead.

    An address is one by the table of outlets; a company's name is taken where nothing else is told, a platform's never.
    """
    known = [name for name in names if name and name.casefold() not in entries("site_platforms")]
    companies = []
    for name in known:
        if _HOST.fullmatch(name):
            if found := outlet_of(re.sub(r"^https?://(?:www\.)?|/$", "", name.lower())):
                return found
        elif _is_company(name):
            companies.append(name)
        else:
            return _TAGLINE.split(name)[0][:_LONGEST].strip() or None
    return companies[0][:_LONGEST] if companies else None


def without_site(title: str | None, sites: Iterable[str | None]) -> str | None:
    """A title without the name of its site at the end or the start, where a mark sets it apart."""
    if not title:
        return None
    for site in dict.fromkeys(name for name in sites if name):
        for pattern in (
            rf"(?P<title>.+?){_MARK}{re.escape(site)}(?:{_MARK}.{{0,30}})?$",
            rf"{re.escape(site)}\s*[|»›·]\s*(?P<title>.+)$",
        ):
            if (match := re.match(pattern, title, re.IGNORECASE | re.DOTALL)) and len(match["title"].split()) > 1:
                title = match["title"]
    return title


def _is_company(name: str) -> bool:
    """Whether a name is that of a company: the form of one, or a word that mastheads have not, stands in it."""
    return any(word.strip(".,()").replace(".", "").casefold() in words("legal_words") for word in name.split()[1:])
