"""A draft → findings: its quotations with what it says about each of them, verified one by one.

Speaker, date, venue and outlet that are claimed are those that the draft itself gives, as the extractor reads them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.records import Document, Passage
from service.sources.fragment import map_html
from service.sources.mapped import Mapped
from service.sources.markdown import map_markdown
from service.verification import Claim
from service.wording.tokens import keys

FORMATS: dict[str, Callable[[str], Mapped]] = {"text": Mapped.plain, "markdown": map_markdown, "html": map_html}
_UNSEEN = ("not_found", "paraphrased")
_OWN = (
    "This is one of the draft's own interviews, so no published source of it is to be expected. Check it against the recording or the"
    " notes."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before publication. `interviews`: speakers whom its author spoke to."""

    text: str
    format: str = "text"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    interviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a draft: where it stands in what was submitted, and what the draft claims about it."""

    start: int
    end: int
    claim: Claim
    is_own: bool


def quotes(draft: Draft, gazetteer: Gazetteer, *, fewest_words: int, most_characters: int) -> list[Quote]:
    """The quotes of a draft that are long enough to look up, in order. Pure."""
    mapped = FORMATS[draft.format](draft.text)
    text = mapped.text
    if not text.strip():
        return []
    document = Document(text=text, title=draft.title, outlet=draft.outlet, published=draft.published)
    found = []
    for passage in extract(document, gazetteer):
        if len(keys(passage.text)) >= fewest_words and len(passage.text) <= most_characters:
            start, end = mapped.span(passage.parts[0].start, passage.parts[-1].end)
            found.append(Quote(start, end, _claim(passage, draft, gazetteer), _is_own(passage, draft, gazetteer)))
    return found


def findings(
    found: list[Quote], verify: Callable[[Claim], dict[str, Any]], end: float
) -> Iterator[tuple[Quote, dict[str, Any] | None]]:
    """Each quote with its verification; None for those that the time, which ends at `end` on the monotonic clock, did not suffice for."""
    for quote in found:
        yield quote, verify(quote.claim) if time.monotonic() < end else None


def reason(quote: Quote, verification: dict[str, Any]) -> str | None:
    """Why a quote that nothing in the index is close to is no cause for worry, where the draft tells."""
    return _OWN if quote.is_own and verification["verdict"] in _UNSEEN else None


def summary(rows: list[tuple[Quote, dict[str, Any] | None]]) -> dict[str, Any]:
    """How many quotes there are, of each verdict, and of what needs a look."""
    verdicts = Counter(v["verdict"] for _, v in rows if v is not None)
    return {
        "quotes": len(rows),
        "verdicts": dict(sorted(verdicts.items())),
        "serious": sum(
            any(c["serious"] for c in v["wording"]["changes"] + v["wording"]["omitted"]) for _, v in rows if v is not None
        ),
        "contradicted": sum(v["attribution"]["status"] == "contradicted" for _, v in rows if v is not None),
        "own_interviews": sum(quote.is_own for quote, _ in rows),
        "unfinished": sum(v is None for _, v in rows),
    }


def _claim(passage: Passage, draft: Draft, gazetteer: Gazetteer) -> Claim:
    """What the draft claims: only what its own words say, not what is presumed of any article."""
    a = passage.attribution
    speaker = a.speaker.name if a.speaker and a.speaker.type != "unnamed" else None
    date = a.date.value if a.date and a.date.basis != "published" else None
    is_ours = bool(a.outlet and draft.outlet and gazetteer.same_outlet(a.outlet.name, draft.outlet))
    is_elsewhere = a.outlet and a.outlet.relation != "published" and not is_ours
    return Claim(
        passage.text,
        speaker,
        date,
        a.venue.name if a.venue else None,
        a.outlet.name if a.outlet and is_elsewhere else None,
        limit=3,
    )


def _is_own(passage: Passage, draft: Draft, gazetteer: Gazetteer) -> bool:
    """Whether the words were said to the draft's author or outlet."""
    speaker, outlet = passage.attribution.speaker, passage.attribution.outlet
    if speaker and any(
        same_speaker(gazetteer, name, speaker.name, speaker.type, speaker.role) is True for name in draft.interviews
    ):
        return True
    return bool(draft.outlet and outlet and outlet.relation == "told" and gazetteer.same_outlet(outlet.name, draft.outlet))
