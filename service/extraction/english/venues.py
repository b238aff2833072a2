"""Where words were spoken: an occasion, a place, a programme or a platform, where the attributing clause names it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.extraction.english import lexicon
from service.extraction.english.phrases import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Token
from service.knowledge import tables
from service.knowledge.outlets import outlet_at, outlet_of

_GATHERINGS = frozenset(
    "rally meeting conference hearing summit gathering fundraiser panel seminar forum briefing dinner inquiry".split()
)
_AUDIENCES = _GATHERINGS | frozenset(
    "crowd audience supporters reporters lawmakers delegates fans voters parishioners mourners congregation journalists investors".split()
)
_COMPANY = frozenset("reporters supporters journalists voters students analysts investors shareholders donors editors".split())
_TO_PLACE = frozenset("in at on outside aboard inside near with of for".split())
_NO_VENUE = frozenset(
    "statement email e-mail letter message memo text op-ed report interview affidavit lawsuit filing release column way".split()
)
_POSTS = frozenset("post posts video message page account feed status thread tweet tweets story".split())
_TWITTER_VERBS = frozenset("tweeted tweets tweeting retweeted".split())
_BUILDINGS = frozenset(
    "library hall school church hotel museum stadium park office market theatre theater cathedral courthouse harbour harbor works plant".split()
)
_CLOSED = (
    lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.RELATIVES | lexicon.AUXILIARIES | lexicon.ADVERBS | lexicon.SUBORDINATORS
    | lexicon.DETERMINERS | {"time", "moment", "end", "beginning", "start", "weekend", "week", "month", "year", "day", "behest", "request"}
)  # fmt: skip
_SHOWS = frozenset("podcast show programme program broadcast series webcast".split())
_PAGES = frozenset("page website site blog channel account feed podcast programme program".split())
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    first: int
    last: int


@cache
def _programmes() -> dict[str, str]:
    return {name.casefold().replace("’", "'"): name for name in tables.lines("programmes")}


@cache
def _platforms() -> dict[str, str]:
    table = {}
    for line in tables.lines("platforms"):
        name, *aliases = [part.strip() for part in line.split("|")]
        for alias in aliases:
            table[alias.casefold()] = name
    return table


def find_venue(text: str, tokens: tuple[Token, ...], first: int, last: int, cue: int, titles: dict[int, str]) -> Place | None:
    """The venue that tokens [first, last) name, or None. `titles` gives the words of quoted titles by frame place."""
    programme = _programme(tokens, first, last, titles)
    if programme:
        return programme
    platform = _platform(tokens, first, last, cue)
    if platform:
        return platform
    return _audience(text, tokens, first, last, cue) or _occasion(text, tokens, first, last) or _place(text, tokens, first, last)


def _programme(tokens: tuple[Token, ...], first: int, last: int, titles: dict[int, str]) -> Place | None:
    for i in range(first, last):
        if tokens[i].text in PLACEHOLDERS and tokens[i].start in titles and i > 0:
            led = {tokens[k].lower for k in range(max(0, i - 5), i)}
            owner = tokens[i - 1]
            after_outlet = owner.is_possessive or owner.text in "'’" or outlet_of(owner.text) is not None
            is_show = bool(led & {"on", "during"} | led & _SHOWS) or (i + 1 < len(tokens) and tokens[i + 1].lower in _SHOWS)
            if led & {"on", "to", "told", "for", "in", "during"} and (after_outlet or is_show):
                return Place(titles[tokens[i].start].rstrip(".,;:!? "), i, i)
        if tokens[i].is_capitalised or tokens[i].text[:1].isdigit():
            after_outlet = i > 0 and (
                tokens[i - 1].is_possessive or tokens[i - 1].text in "'’" or tokens[i - 1].lower in ("on", "told")
            )
            if not after_outlet:
                continue
            for end in range(min(i + 6, last) - 1, i - 1, -1):
                name = " ".join(t.text for t in tokens[i : end + 1]).casefold().replace("’", "'").replace(" & ", " & ")
                is_owned = tokens[i - 1].is_possessive or tokens[i - 1].text in "'’"
                if name in _programmes() and (is_owned or end > i):
                    return Place(_programmes()[name], i, end)
    return None


def _platform(tokens: tuple[Token, ...], first: int, last: int, cue: int) -> Place | None:
    for i in range(max(first, 1), last):
        name = _platforms().get(tokens[i].text.casefold())
        if not name or not tokens[i].is_capitalised:
            continue
        before = tokens[i - 1].lower
        following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        is_led = before in ("on", "to", "via", "over", "through") or (before in lexicon.DETERMINERS and following in _POSTS)
        if tokens[i].text == "X" and before not in ("on", "to", "via"):
            continue
        if is_led:
            return Place(name if name != "X (Twitter)" else "X (Twitter)", i, i)
    for i in range(first, last):
        if (
            tokens[i].lower in ("tweet", "tweets")
            and i > 0
            and (tokens[i - 1].lower in lexicon.DETERMINERS or (i > 1 and tokens[i - 2].lower == "in"))
        ):
            return Place("Twitter", i, i)
    return None


def platform_of(tokens: tuple[Token, ...], cue: int, phrase: Phrase | None) -> Place | None:
    """The platform that a verb or its subject names by itself ("tweeted", "a tweet from the office said")."""
    if 0 <= cue < len(tokens) and tokens[cue].lower in _TWITTER_VERBS:
        return Place("Twitter", cue, cue)
    if phrase is not None and phrase.head in ("tweet", "tweets"):
        return Place("Twitter", phrase.first, phrase.last)
    return None


def _audience(text: str, tokens: tuple[Token, ...], first: int, last: int, cue: int) -> Place | None:
    """ "told the CPAC crowd", "told a rally in Izmir", "told the House of Commons", "told a reporter from state television"."""
    if not (0 <= cue < len(tokens)) or tokens[cue].lower not in ("told", "tells", "telling", "assured", "asked") or cue + 1 >= last:
        return None
    i = cue + 1
    if tokens[i].lower in lexicon.DETERMINERS:
        i += 1
    head = next(
        (
            k
            for k in range(i, min(i + 4, last))
            if tokens[k].lower in _AUDIENCES or tokens[k].lower in ("reporter", "journalist", "correspondent")
        ),
        None,
    )
    if head is not None:
        if tokens[head].lower in ("reporter", "journalist", "correspondent"):
            if head + 1 < last and tokens[head + 1].lower in ("from", "for", "with", "of"):
                end = _end(tokens, head + 2, last)
                return _made(text, tokens, head + 2, end) if end > head + 2 and not outlet_at(tokens, head + 2) else None
            return None
        if tokens[head].lower in _GATHERINGS:
            end = _end(tokens, head + 1, last, head=True)
            # "told the panel" names none, "told a news conference" and "told the Geneva summit" do
            return _made(text, tokens, i, end) if end > head + 1 or head > i else None
        if head > i and all(tokens[k].is_capitalised for k in range(i, head)):
            return _made(text, tokens, i, head)
        found = _occasion(text, tokens, head + 1, last)
        if found:
            return found
        at = head + 1
        if at + 1 < last and tokens[at].lower in ("at", "in", "on", "outside", "aboard"):
            k = at + 2 if tokens[at + 1].lower in lexicon.DETERMINERS else at + 1
            if near := _common_place(text, tokens, at + 1, last):
                return near
            if k < last and tokens[k].is_capitalised and not _is_time(tokens[k]):
                return _made(text, tokens, k, _end(tokens, k, last))
        return None
    bodies = (
        "House",
        "Senate",
        "Parliament",
        "Congress",
        "Commons",
        "Lords",
        "Bundestag",
        "Knesset",
        "Duma",
        "Assembly",
        "Council",
    )
    if i < last and tokens[i].is_capitalised:
        end = i
        while end < last and (tokens[end].is_capitalised or tokens[end].lower == "of"):
            end += 1
        if (
            end > i
            and tokens[end - 1].text in (*bodies, "Committee", "Convention", "Conference", "Forum")
            and not tokens[end - 1].is_possessive
        ):
            return _made(text, tokens, i, end)
    return None


def _occasion(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Place | None:
    for i in range(first, last):
        if tokens[i].lower not in ("at", "during", "in", "to", "before", "on", "from", "for", "after"):
            continue
        k = i + 1
        while k < last and (tokens[k].lower in lexicon.DETERMINERS or tokens[k].lower in ("’s", "'s")):
            k += 1
        start = k
        head = None
        while k < last and k - start < 7 and (tokens[k].is_word or tokens[k].text in "'’-"):
            low = tokens[k].lower
            if low in lexicon.PREPOSITIONS or low in lexicon.CONJUNCTIONS or low in lexicon.RELATIVES or low in lexicon.AUXILIARIES:
                break
            if (low.rstrip(".") in lexicon.MONTHS and tokens[k].is_capitalised) or low[:1].isdigit():
                if k > start:
                    break
                start = k = k + 1  # "a December 2015 interview": the date is no part of the name
                continue
            if low in lexicon.WEEKDAYS:
                break
            if low in _NO_VENUE and low != "interview":
                head = None
                break
            is_occasion = low in lexicon.words("occasions") or low.split("-")[-1] in lexicon.words("occasions")
            is_occasion = is_occasion or (low == "hall" and tokens[k - 1].lower == "town")
            if is_occasion:
                head = k
            k += 1
        if head is None:
            continue
        low = tokens[head].lower
        if tokens[i].lower in ("after", "before", "from", "for", "to") and low not in (
            "crowd",
            "rally",
            "conference",
            "convention",
            "hearing",
        ):
            continue
        if low == "interview" and not _interview_has_place(tokens, head, last):
            continue
        if (
            low
            in (
                "show",
                "call",
                "meeting",
                "meetings",
                "visit",
                "tour",
                "opening",
                "event",
                "broadcast",
                "service",
                "stop",
                "session",
                "program",
                "programme",
                "podcast",
            )
            and head == start
            and not _has_tail(tokens, head, last)
        ):
            continue
        return _made(text, tokens, start, _end(tokens, head + 1, last, head=True))
    return None


def _interview_has_place(tokens: tuple[Token, ...], head: int, last: int) -> bool:
    """An interview is a venue only with who or where beside it, and not when that is its outlet alone."""
    if head + 2 >= last or tokens[head + 1].lower not in ("with", "in", "at"):
        return False
    return tokens[head + 2].lower in ("reporters", "journalists") or (
        tokens[head + 1].lower == "in" and tokens[head + 2].is_capitalised and outlet_at(tokens, head + 2) is None
    )


def _has_tail(tokens: tuple[Token, ...], head: int, last: int) -> bool:
    return head + 1 < last and tokens[head + 1].lower in ("in", "at", "with", "of")


def _place(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Place | None:
    """ "at the Brandenburg Gate", "at CPAC", "on Air Force One", "during the Helsinki Summit"."""
    for i in range(first, last - 1):
        if tokens[i].lower not in ("at", "during", "outside", "aboard", "inside", "on"):
            continue
        if tokens[i].lower == "outside" and (near := _common_place(text, tokens, i + 1, last)):
            return near
        k = i + 1
        if tokens[k].lower in ("the", "a", "an", "his", "her", "their") and k + 1 < last:
            k += 1
        token = tokens[k]
        is_time = _is_time(token) or token.lower in ("thanksgiving", "christmas", "labor", "memorial", "veterans")
        if not token.is_capitalised or is_time or outlet_at(tokens, k) or outlet_at(tokens, i + 1):
            continue
        end = _end(tokens, k, last)
        if tokens[i].lower == "on" and end < last and tokens[end].lower in _PAGES:
            return _made(text, tokens, k, end + 1)  # "on the Crowdpac page"
        if tokens[i].lower == "on" and token.text not in ("Air", "Capitol", "Wall", "Marine", "Fifth", "South", "Moon"):
            continue
        return _made(text, tokens, k, _end(tokens, k, last))
    return None


def _common_place(text: str, tokens: tuple[Token, ...], i: int, last: int) -> Place | None:
    """A place that is no name: "outside the old courthouse", "a crowd at the fairground"."""
    if i + 1 >= last or tokens[i].lower not in ("the", "a", "an", "his", "her", "their"):
        return None
    k = i + 1
    while k < last and k - i <= 3 and tokens[k].text.isalpha() and tokens[k].text.islower() and tokens[k].lower not in _CLOSED:
        k += 1
    end = k
    while k > i + 1 and end < last and tokens[end].is_capitalised and not _is_time(tokens[end]):
        end += 1  # "outside the state Capitol"
    return _made(text, tokens, i + 1, end) if k > i + 1 else None


def _is_time(token: Token) -> bool:
    return token.lower in lexicon.WEEKDAYS or token.lower.rstrip(".") in lexicon.MONTHS or token.text[:1].isdigit()


def _end(tokens: tuple[Token, ...], at: int, last: int, *, head: bool = False) -> int:
    """The end of a venue's name: capitalised words, and short phrases that say where or with whom; dates are left out."""
    k = at
    while k < last and k - at < _LONGEST:
        token = tokens[k]
        low = token.lower
        if low in lexicon.WEEKDAYS or low.rstrip(".") in lexicon.MONTHS or token.text in PLACEHOLDERS or low in lexicon.RELATIVES:
            break
        if token.text == ",":
            # "in North Charleston, South Carolina": a name follows and the clause goes on after it
            ends = next((n for n in range(k + 1, min(last, k + 5)) if not tokens[n].is_capitalised), last)
            if (
                ends > k + 1
                and k > at
                and tokens[k - 1].is_capitalised
                and tokens[k + 1].is_capitalised
                and (ends >= last or tokens[ends].text in ",.;")
                and outlet_at(tokens, k + 1) is None
            ):
                k = ends
                continue
            break
        if head and k == at and low == "of" and (thing := _common_place("", tokens, k + 1, last)):
            k = thing.last + 1  # "the opening of a bakery"
            continue
        if (low in _TO_PLACE and low != "on") or (
            low == "on" and k + 1 < last and tokens[k + 1].lower == "the" and k + 2 < last and tokens[k + 2].is_capitalised
        ):
            n = k + 1
            while n < last and tokens[n].lower in lexicon.DETERMINERS:
                n += 1
            if n < last and (tokens[n].is_capitalised or tokens[n].lower in _COMPANY):
                if _is_time(tokens[n]):
                    break
                k = n + 1
                continue
            break
        if token.is_capitalised or token.text in "&'’-–" or token.text == "." or (low in ("the", "of") and k > at):
            k += 1
            continue
        if k > at and tokens[k - 1].is_capitalised and low in _BUILDINGS:
            k += 1
            continue
        if not head and k == at:
            k += 1
            continue
        if (
            not head
            and not token.is_capitalised
            and k < last
            and low in ("state", "public", "television", "radio", "news", "media")
        ):
            k += 1
            continue
        break
    while k > at and (
        not tokens[k - 1].is_word or tokens[k - 1].lower in lexicon.PREPOSITIONS or tokens[k - 1].lower in lexicon.DETERMINERS
    ):
        k -= 1
    return max(k, at)


def _made(text: str, tokens: tuple[Token, ...], first: int, end: int) -> Place | None:
    if end <= first:
        end = first + 1
    while first < end - 1 and tokens[first].lower in lexicon.DETERMINERS:
        first += 1
    name = " ".join(text[tokens[first].start : tokens[end - 1].end].split()) or tokens[first].text
    if tokens[end - 1].is_possessive:
        name = name[:-2]
    return Place(name, first, end - 1) if len(name) > 2 else None
