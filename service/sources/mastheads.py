"""What a page calls its site → the outlet's masthead, rather than its company, its platform or its address; and titles without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from service.knowledge.gazetteer import Gazetteer
from service.sources.tables import entries, words

_HOST = re.compile(r"\w\.[a-z]{2,4}$", re.IGNORECASE)
_STRONG_MARKS = ("|", "｜", "丨", "»", "›", "·", "•")  # before a title; others part a topic from what is said of it
_MARKS = (*_STRONG_MARKS, "-", "－", "–", "—", "_", ":", "：")
_SHORT = 30  # characters of what may follow the site's name, as a section
_TAGLINE = re.compile(r"\s{1,9}[|–—-]\s{1,9}|:\s")
_PARTS = re.compile(r"\s[|»›·•–—-]\s|\s?[｜丨]\s?")  # of a title
_LEAST_LIKE = 4  # letters of a name that is but a part of a host, or the other way round
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss"})  # as hosts spell them
_LAST_ALPHABETIC, _LEAST_UNSPACED = (
    0x2E7F,
    4,
)  # the last character before those of Chinese and Japanese; characters of a title in them
_LONGEST, _MOST_WORDS = 80, 6  # characters and words of a masthead; what has more is a slogan


def masthead(site: str | None, publisher: str | None, gazetteer: Gazetteer, url: str | None = None) -> str | None:
    """Return the outlet, by what a page calls its site and its publisher. `url`: the page's address.

    The site's name comes first, unless only the publisher's is like the page's host or set as names are. A company's name is
    taken, without the form of the company, where nothing else is told; a platform's never.
    """
    names = [name for given in (site, publisher) if given and (name := _cleaned(given, gazetteer))]
    mastheads = [name for name in names if not _is_company(name)]
    if not mastheads:
        return _without_form(names[0]) if names else None
    host = _host(url)
    best = max(mastheads, key=lambda name: (_is_like(name, host), _is_set(name), not _HOST.search(name)))  # the first of equals
    return gazetteer.outlet_of(best) or best


def _cleaned(name: str, gazetteer: Gazetteer) -> str | None:
    """Return a site's name without its tagline; an address as the table of outlets has it, None where that has none, or for a platform."""
    if re.match(r"https?://", name):
        return gazetteer.outlet_of(re.sub(r"^https?://(?:www\.)?|/.*$", "", name.lower()))
    name = next((part.strip() for part in _TAGLINE.split(name) if part.strip()), "")
    is_none = name.casefold() in entries("site_platforms") or len(name) > _LONGEST
    return None if is_none or len(name.split()) > _MOST_WORDS else name or None


def _host(url: str | None) -> str:
    """Return the part of a page's host that tells the site, without what is no letter or digit."""
    with suppress(ValueError):
        labels = (urlsplit(url or "").hostname or "").removeprefix("www.").split(".")
        return _folded(max(labels[:-1], key=len, default=""))
    return ""


def _is_like(name: str, host: str) -> bool:
    """Return whether a name and a host are made of the same letters, one perhaps of more than the other."""
    folded = _folded(name)
    return bool(host) and len(folded) > 1 and (folded in host or host in folded)


def _is_set(name: str) -> bool:
    """Return whether a name is set as names are, with a capital, or in a script that has none."""
    return name[:1].upper() == name[:1] or not name.islower()


def _without_form(name: str) -> str:
    """Return a company's name up to the first word that says that it is one."""
    kept = name.split()
    end = next((n for n, word in enumerate(kept) if n and _is_legal(word)), len(kept))
    return " ".join(kept[:end]).rstrip(" ,&")


def _folded(text: str) -> str:
    """Return the letters and digits of a text without case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def site_in(title: str | None, url: str | None) -> str | None:
    """Return the part of a title behind its first that is like the page's host: the site's name; None where there is none."""
    host = _host(url)
    parts = _PARTS.split(title or "")[1:]
    return next((part.strip() for part in reversed(parts) if host and _is_named(part, host)), None)


def _is_named(part: str, host: str) -> bool:
    """Return whether a part of a title is a host's name, or most of it."""
    spelled = {_folded(part), _folded(part.casefold().translate(_SPELLED_OUT))}
    return any(
        folded == host or (min(len(folded), len(host)) >= _LEAST_LIKE and (folded in host or host in folded)) for folded in spelled
    )


def without_site(title: str | None, sites: Iterable[str | None], section: str | None = None) -> str | None:
    """Return a title without the name of its site at the end or the start, where a mark sets it apart; nor with the section before it."""
    whole = title
    for site in dict.fromkeys(name for name in sites if name):
        if title:
            title = _without(title, site)
    if not title or title == whole:
        return title
    *before, last = re.split(r"\s[|·–—-]\s", title)
    is_section = last.casefold() == (section or "").casefold() or last.casefold() in entries("sections")
    return title[: -len(last)].rstrip(" |·–—-") if before and is_section and len(" ".join(before).split()) > 1 else title


def _without(title: str, site: str) -> str:
    """Return a title without a site's name; as it is where that is not set apart, or is most of it."""
    at = title.lower().rfind(site.lower())
    if at < 0 or len(title.lower()) != len(title):
        return title
    before, after = title[:at].rstrip(), title[at + len(site) :].strip()
    if before.endswith(_MARKS) and (not after or (after.startswith(_MARKS) and len(after) <= _SHORT)):
        kept = before.rstrip("".join(_MARKS) + " ")
    elif not before and (after.startswith(_STRONG_MARKS) or (len(site.split()) > 1 and after.startswith((":", "- ", "– ", "— ")))):
        kept = after.lstrip("".join(_MARKS) + " ")
    else:
        return title
    return kept if len(kept.split()) > 1 or _is_unspaced(kept) else title


def _is_unspaced(text: str) -> bool:
    """Return whether a text is long enough for a title in a script that puts no spaces between words."""
    return len(text) >= _LEAST_UNSPACED and all(ord(c) > _LAST_ALPHABETIC or not c.isalpha() for c in text)


def _is_company(name: str) -> bool:
    """Return whether a name is that of a company: the form of one, or a word that mastheads have not, stands in it."""
    return any(_is_legal(word) for word in name.split()[1:])


def _is_legal(word: str) -> bool:
    """Return whether a word is the form of a company, or one that only companies have in their names."""
    return word.strip(".,()").replace(".", "").casefold() in words("legal_words")
