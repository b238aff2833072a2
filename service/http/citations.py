"""A quotation as it is cited: AP, APA (7th), MLA (9th), Chicago (17th, notes), and schema.org data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas.vocabulary import KIND, SPEAKER_TYPES, VERDICT

_MONTHS = "January February March April May June July August September October November December".split()
_AP_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_LONGEST = 500  # characters of a quotation within a citation


def citations(q: dict[str, Any]) -> list[tuple[str, str]]:
    """Styles with their citation. What the source does not say is left out, never made up."""
    document = q["document"]
    words = q["text"] if len(q["text"]) <= _LONGEST else q["text"][: _LONGEST - 1] + "…"
    words = words.rstrip(" ,")
    speaker = q["speaker"]["name"] if q["speaker"] else None
    title, outlet, url = document["title"], document["outlet"], document["url"]
    published = document["published"] or ""
    ap = _joined(f"“{words},”" if words[-1:].isalnum() else f"“{words}”", f"{speaker} said" if speaker else "", sep=" ")
    ap_source = _joined(outlet or "", _date(published, _AP_MONTHS, "{m} {d}, {y}"), sep=", ")
    apa = _joined(outlet or "", f"({_date(published, _MONTHS, '{y}, {m} {d}') or 'n.d.'})", sep=". ")
    mla_date = _date(published, _MLA_MONTHS, "{d} {m} {y}")
    chicago = _joined(f"“{title}”" if title else "", outlet or "", _date(published, _MONTHS, "{m} {d}, {y}"), url or "", sep=", ")
    said = f"{speaker}: “{words}”" if speaker else f"“{words}”"
    return [
        ("AP", _ended(f"{ap} ({ap_source})" if ap_source else ap)),
        ("APA", _joined(_ended(apa), _ended(title or ""), url or "", sep=" ")),
        ("MLA", _joined(f"“{title}.”" if title else "", _ended(_joined(outlet or "", mla_date, _bare(url), sep=", ")), sep=" ")),
        ("Chicago", _ended(f"{said}, quoted in {chicago}" if chicago else said)),
    ]


def quotation_ld(q: dict[str, Any]) -> dict[str, Any]:
    """schema.org Quotation."""
    document = q["document"]
    out: dict[str, Any] = {"@context": "https://schema.org", "@type": "Quotation", "identifier": q["id"], "text": q["text"]}
    if q["speaker"] and (kind := SPEAKER_TYPES[q["speaker"]["type"]]):
        out["creator"] = {"@type": kind, "name": q["speaker"]["name"]}
    if q["date"] and q["date"]["basis"] != "published":
        out["dateCreated"] = q["date"]["value"]
    out["isPartOf"] = {"@type": KIND[document["kind"]].type, "identifier": document["id"]}
    for name, key in (("headline", "title"), ("url", "url"), ("datePublished", "published")):
        if document[key]:
            out["isPartOf"][name] = document[key]
    if document["outlet"]:
        out["isPartOf"]["publisher"] = {"@type": "Organization", "name": document["outlet"]}
    return out


def review_ld(v: dict[str, Any]) -> dict[str, Any]:
    """schema.org ClaimReview of a verified claim. Without a rating where nothing was found: that is no judgement."""
    claimed = v["attribution"]["fields"].get("speaker", {}).get("claimed")
    claim: dict[str, Any] = {"@type": "Claim", "text": v["quote"]}
    if claimed:
        claim["author"] = {"@type": "Person", "name": claimed}
    urls = [m["quotation"]["document"]["url"] for m in v["matches"] if m["quotation"]["document"]["url"]]
    if urls:
        claim["appearance"] = [{"@type": "CreativeWork", "url": url} for url in dict.fromkeys(urls)]
    out = {
        "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": v["quote"], "itemReviewed": claim,
        "author": {"@type": "Organization", "name": "Onrecord"}, "reviewBody": v["explanation"],
        "datePublished": dt.datetime.now(dt.UTC).date().isoformat(),
    }  # fmt: skip
    verdict = VERDICT[v["verdict"]]
    if verdict.rating is not None:
        out["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": verdict.rating,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": verdict.label,
        }
    return out


def _date(value: str, months: list[str], pattern: str) -> str:
    """A date of ISO 8601 at its precision in a style's order; empty where it is not known."""
    parts = value.split("-")
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
