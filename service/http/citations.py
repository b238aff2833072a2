"""Cites quotations for print, in APA (7th), MLA (9th) and Chicago style (17th, notes), and as schema.org data."""

from __future__ import annotations

import datetime as dt

from schemas.vocabulary import KIND, SPEAKER_TYPES, VERDICT
from service.records import CitedDocument, Quotation, Verification

_MONTHS = "January February March April May June July August September October November December".split()
_AP_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_FIRST_HAND = ("told", "via")  # relations of an outlet to which the words were given
_PUBLISHED = "published"  # the basis of a date that is only that of publication
_LONGEST = 500  # characters of a quotation within a citation
_BEST, _WORST = 5, 1  # ratings, as the vocabulary has them


def citations(q: Quotation) -> list[tuple[str, str]]:
    """Return (style, citation) for each style. What the source does not say is left out, never made up.

    "In copy" is what a newsroom may print: who said it, to whom first and when, according to which source. The others cite the document
    that has the quotation, as the manuals have it for words that are quoted at second hand (APA 8.6 and 9.12, MLA 6.77, Chicago 14.260).
    """
    document = q.document
    words = words_of(q)
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    speaker = q.attribution.speaker.name if q.attribution.speaker else None
    return [
        ("In copy", _in_copy(words, q)),
        ("APA", _apa(document)),
        ("MLA", _mla(document)),
        ("Chicago", _chicago(speaker, document)),
    ]


def words_of(q: Quotation) -> str:
    """Return the words of a quotation, with an ellipsis where its source names the speaker: parts never read as one sentence."""
    return " … ".join(part.text.strip().rstrip(",") for part in q.parts)


def _in_copy(words: str, q: Quotation) -> str:
    """Return a quotation with its credit, for print."""
    source = f"according to {q.document.outlet}" if q.document.outlet else ""
    credit = _joined(_who_and_when(q), source, sep=", ")
    closed = words.rstrip(" ,")
    if not credit:
        return f"“{closed}”"
    closed = closed[:-1] + "," if closed.endswith(".") else closed + ("," if closed[-1:].isalnum() else "")
    return _ended(f"“{closed}” {credit}")


def _who_and_when(q: Quotation) -> str:
    """Return who said a quotation, to whom first, and when: "Ines Calloway told Radio Estuary in March 2023"."""
    speaker, outlet, date = q.attribution.speaker, q.attribution.outlet, q.attribution.date
    if speaker is None:
        return ""
    is_first_hand = outlet is not None and outlet.relation in _FIRST_HAND and outlet.name != q.document.outlet
    verb = f"told {outlet.name}" if outlet is not None and is_first_hand else "said"
    day = date.value if date is not None and date.basis != _PUBLISHED else ""
    when = f"{_preposition(day)} {_date(day, _AP_MONTHS, '{m} {d}, {y}')}" if day else ""
    return _joined(speaker.name, verb, when, sep=" ")


def _preposition(value: str) -> str:
    """Return what stands before a date: on a day, in a month or a year."""
    return "on" if len(value) > len("2023-03") else "in"


def _apa(document: CitedDocument) -> str:
    date = f"({_date(document.published, _MONTHS, '{y}, {m} {d}') or 'n.d.'})"
    title, outlet = _ended(document.title or ""), _ended(document.outlet or "")
    if document.author:
        return _joined(_ended(_inverted(document.author, is_short=True)), f"{date}.", title, outlet, document.url or "", sep=" ")
    return _joined(title or outlet, f"{date}.", outlet if title else "", document.url or "", sep=" ")


def _mla(document: CitedDocument) -> str:
    date = _date(document.published, _MLA_MONTHS, "{d} {m} {y}")
    author = _ended(_inverted(document.author, is_short=False)) if document.author else ""
    source = _ended(_joined(document.outlet or "", date, _bare(document.url), sep=", "))
    return _joined(author, f"“{_ended(document.title)}”" if document.title else "", source, sep=" ")


def _chicago(speaker: str | None, document: CitedDocument) -> str:
    date = _date(document.published, _MONTHS, "{m} {d}, {y}")
    rest = _joined(document.outlet or "", date, document.url or "", sep=", ")
    title = f"“{document.title}{',' if rest and document.title[-1] not in '?!' else ''}”" if document.title else ""
    source = _joined(f"{document.author}," if document.author else "", title, rest, sep=" ")
    return _ended(f"{speaker}, quoted in {source}" if speaker and source else source or speaker or "")


def _inverted(name: str, *, is_short: bool) -> str:
    """Return a name as lists have it: the last name first, then the others, or with `is_short` their initials."""
    *first, last = name.split()
    if not first:
        return last
    others = " ".join(f"{word[0]}." for word in first) if is_short else " ".join(first)
    return f"{last}, {others}"


def quotation_ld(q: Quotation) -> dict[str, object]:
    """Return a quotation as schema.org's Quotation, in JSON-LD."""
    speaker, date = q.attribution.speaker, q.attribution.date
    out: dict[str, object] = {"@context": "https://schema.org", "@type": "Quotation", "identifier": q.id, "text": q.text}
    if speaker and (kind := SPEAKER_TYPES[speaker.type]):
        out["creator"] = {"@type": kind, "name": speaker.name}
    if date and date.basis != "published":
        out["dateCreated"] = date.value
    return {**out, "isPartOf": _work_ld(q.document)}


def _work_ld(document: CitedDocument) -> dict[str, object]:
    out: dict[str, object] = {"@type": KIND[document.kind].type, "identifier": document.id}
    known = {"headline": document.title, "url": document.url, "datePublished": document.published}
    out |= {name: value for name, value in known.items() if value}
    if document.outlet:
        out["publisher"] = {"@type": "Organization", "name": document.outlet}
    return out


def review_ld(v: Verification, newsroom: str, *, has_rating: bool) -> dict[str, object] | None:
    """Return a verification as schema.org's ClaimReview, in JSON-LD; None if nobody is claimed to have said it.

    What was checked is that somebody said these words, not whether they are true: the claim is "X said …". `newsroom`: its author;
    `has_rating`: whether to rate it, which nothing that was not found is.
    """
    speaker = v.attribution.fields.get("speaker")
    if speaker is None or not speaker.claimed:
        return None
    out: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": f"{speaker.claimed} said: “{v.quote}”",
        "itemReviewed": _claim_ld(v, speaker.claimed),
        "author": {"@type": "Organization", "name": newsroom},
        "reviewBody": v.explanation,
        "datePublished": dt.datetime.now(dt.UTC).date().isoformat(),
    }
    verdict = VERDICT[v.verdict]
    if has_rating and verdict.rating is not None:
        out["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": verdict.rating,
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": verdict.label,
        }
    return out


def _claim_ld(v: Verification, speaker: str) -> dict[str, object]:
    out: dict[str, object] = {
        "@type": "Claim",
        "text": f"{speaker} said: “{v.quote}”",
        "about": {"@type": "Person", "name": speaker},
    }
    urls = [m.quotation.document.url for m in v.matches if m.quotation.document.url]
    if urls:
        out["appearance"] = [{"@type": "CreativeWork", "url": url} for url in dict.fromkeys(urls)]
    return out


def _date(value: str | None, months: list[str], pattern: str) -> str:
    """Return an ISO 8601 date at its precision in the order of a style's pattern; empty without one."""
    parts = (value or "").split("-")
    year, month, day = parts[0], months[int(parts[1]) - 1] if len(parts) > 1 else "", str(int(parts[2])) if len(parts) > 2 else ""
    if not year:
        return ""
    if day:
        return pattern.format(y=year, m=month, d=day)
    return _joined(year, month, sep=", ") if pattern.startswith("{y}") else _joined(month, year, sep=" ")


def _joined(*parts: str, sep: str) -> str:
    return sep.join(part for part in parts if part)


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _bare(url: str | None) -> str:
    return (url or "").removeprefix("https://").removeprefix("http://")
