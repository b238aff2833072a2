"""Cites quotations in AP, APA (7th), MLA (9th) and Chicago style (17th, notes), and as schema.org data."""

from __future__ import annotations

import datetime as dt

from schemas.vocabulary import KIND, SPEAKER_TYPES, VERDICT
from service.records import CitedDocument, Quotation, Verification

_MONTHS = "January February March April May June July August September October November December".split()
_AP_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_LONGEST = 500  # characters of a quotation within a citation
_BEST, _WORST = 5, 1  # ratings, as the vocabulary has them


def citations(q: Quotation) -> list[tuple[str, str]]:
    """Return (style, citation) for each style. What the source does not say is left out, never made up."""
    document = q.document
    words = q.text if len(q.text) <= _LONGEST else q.text[: _LONGEST - 1] + "…"
    words = words.rstrip(" ,")
    speaker = q.attribution.speaker.name if q.attribution.speaker else None
    return [
        ("AP", _ap(words, speaker, document)),
        ("APA", _apa(document)),
        ("MLA", _mla(document)),
        ("Chicago", _chicago(words, speaker, document)),
    ]


def _ap(words: str, speaker: str | None, document: CitedDocument) -> str:
    said = _joined(f"“{words},”" if words[-1:].isalnum() else f"“{words}”", f"{speaker} said" if speaker else "", sep=" ")
    source = _joined(document.outlet or "", _date(document.published, _AP_MONTHS, "{m} {d}, {y}"), sep=", ")
    return _ended(f"{said} ({source})" if source else said)


def _apa(document: CitedDocument) -> str:
    date = _date(document.published, _MONTHS, "{y}, {m} {d}") or "n.d."
    source = _joined(document.outlet or "", f"({date})", sep=". ")
    return _joined(_ended(source), _ended(document.title or ""), document.url or "", sep=" ")


def _mla(document: CitedDocument) -> str:
    date = _date(document.published, _MLA_MONTHS, "{d} {m} {y}")
    source = _ended(_joined(document.outlet or "", date, _bare(document.url), sep=", "))
    return _joined(f"“{document.title}.”" if document.title else "", source, sep=" ")


def _chicago(words: str, speaker: str | None, document: CitedDocument) -> str:
    title = f"“{document.title}”" if document.title else ""
    date = _date(document.published, _MONTHS, "{m} {d}, {y}")
    source = _joined(title, document.outlet or "", date, document.url or "", sep=", ")
    said = f"{speaker}: “{words}”" if speaker else f"“{words}”"
    return _ended(f"{said}, quoted in {source}" if source else said)


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


def review_ld(v: Verification) -> dict[str, object]:
    """Return a verification as schema.org's ClaimReview, in JSON-LD. It has no rating if nothing was found: nothing is judged."""
    out: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": v.quote,
        "itemReviewed": _claim_ld(v),
        "author": {"@type": "Organization", "name": "Onrecord"},
        "reviewBody": v.explanation,
        "datePublished": dt.datetime.now(dt.UTC).date().isoformat(),
    }
    verdict = VERDICT[v.verdict]
    if verdict.rating is not None:
        out["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": verdict.rating,
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": verdict.label,
        }
    return out


def _claim_ld(v: Verification) -> dict[str, object]:
    out: dict[str, object] = {"@type": "Claim", "text": v.quote}
    speaker = v.attribution.fields.get("speaker")
    if speaker and speaker.claimed:
        out["author"] = {"@type": "Person", "name": speaker.claimed}
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
