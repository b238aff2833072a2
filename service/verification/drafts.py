"""Draft → findings: its quotations, each with the attribution that the draft gives it, verified one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.knowledge.speaker_keys import surname_key
from service.records import Document, Passage, Span, Verification
from service.sources.fragment import map_html
from service.sources.mapped import Mapped
from service.verification.attribution import SURE_SPEAKER
from service.verification.claims import Claim
from service.wording.tokens import keys


def _map_markdown(source: str) -> Mapped:
    """Return Markdown as `map_markdown` does. Its parser is loaded when a draft needs it: a service answers claims without one."""
    from service.sources.markdown import map_markdown

    return map_markdown(source)


FORMATS: dict[str, Callable[[str], Mapped]] = {"text": Mapped.plain, "markdown": _map_markdown, "html": map_html}
_BEFORE = 160  # characters before a quote in which the words are that it depends on
_SENTENCE_END = re.compile(r"[.!?…][”\"’')]*\s+")
_UNSEEN = ("not_found", "paraphrased")
_WORD_FOR_WORD = ("verbatim", "faithful")
_OWN = (
    "This is one of the draft's own interviews, so no published source of it is to be expected. Check it against the recording or the"
    " notes."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before publication. `format`: text, markdown or html; `interviews`: speakers whom its author spoke to.

    `url`: where it stands or will stand. What the archive holds of that address, of the same text, or as an article of the same
    title, outlet and day is not a source for it.
    """

    text: str
    format: str = "text"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    interviews: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a draft: [start, end) of the text as submitted, and what the draft claims about it.

    `is_own`: whether it is from an interview of the draft's author or outlet. `pieces`: of one in several pairs of marks, each piece
    as a quote; empty where one of them is too short to look up.
    """

    start: int
    end: int
    claim: Claim
    is_own: bool
    pieces: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote of a draft with its verification, None if the time did not suffice."""

    quote: Quote
    verification: Verification | None

    @property
    def reason(self) -> str | None:
        """Why a quote that the index does not hold is no cause for worry; None if the draft does not tell."""
        is_unseen = self.verification is not None and self.verification.verdict in _UNSEEN
        return _OWN if self.quote.is_own and is_unseen else None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many quotes a draft has: by verdict, with a serious change, contradicted, its own, and not looked up."""

    quotes: int
    verdicts: Mapping[str, int]
    serious: int
    contradicted: int
    own_interviews: int
    unfinished: int


def quotes(
    draft: Draft,
    gazetteer: Gazetteer,
    *,
    fewest_words: int,
    most_characters: int,
    read: Callable[[Document], list[Passage]] | None = None,
) -> list[Quote]:
    """Return the quotes of a draft that are long enough to look up, in order; `read`: what finds them, `extract` without."""
    mapped = FORMATS[draft.format](draft.text)
    text = mapped.text
    if not text.strip():
        return []
    document = Document(text=text, title=draft.title, outlet=draft.outlet, published=draft.published)
    own = {sha256(one.encode()).hexdigest() for one in (draft.text, text, text.strip())}
    found = []
    for passage in read(document) if read else extract(document, gazetteer):
        if len(keys(passage.text)) >= fewest_words and len(passage.text) <= most_characters:
            claim = replace(_claim(passage, draft, gazetteer), own_sha256=frozenset(own))
            is_own, parts = _is_own(passage, draft, gazetteer), passage.parts
            is_apart = len(parts) > 1 and all(len(keys(part.text)) >= fewest_words for part in parts)
            pieces = tuple(Quote(*mapped.span(p.start, p.end), _of(claim, [p], text), is_own) for p in parts if is_apart)
            found.append(Quote(*mapped.span(parts[0].start, parts[-1].end), _of(claim, parts, text), is_own, pieces))
    return found


def _of(claim: Claim, parts: Sequence[Span], text: str) -> Claim:
    """Return what is claimed of some parts of a passage, with the words before them that they may depend on."""
    breaks = tuple(accumulate(len(part.text) + 1 for part in parts[:-1]))
    return replace(claim, quote=" ".join(part.text for part in parts), breaks=breaks, before=_before(text, parts[0].start))


def findings(found: Sequence[Quote], verify: Callable[[Claim], Verification], is_left: Callable[[], bool]) -> Iterator[Finding]:
    """Yield each quote with its verification; without one from when `is_left` says that the time is spent.

    Of a quote in several pairs of marks that no source holds whole, each piece is a finding of its own where one of them is in a
    source word for word: another article often prints one sentence of two.
    """
    for quote in found:
        whole = Finding(quote, verify(quote.claim) if is_left() else None)
        yield from _piece_by_piece(whole, verify, is_left) or [whole]


def _piece_by_piece(whole: Finding, verify: Callable[[Claim], Verification], is_left: Callable[[], bool]) -> list[Finding]:
    """Return the pieces of a quote that is in no source; none where none of them is either, or the time is spent."""
    if whole.verification is None or whole.verification.verdict != "not_found":
        return []
    pieces = [Finding(piece, verify(piece.claim)) for piece in whole.quote.pieces if is_left()]
    is_told = any(piece.verification and piece.verification.verdict in _WORD_FOR_WORD for piece in pieces)
    return pieces if is_told and len(pieces) == len(whole.quote.pieces) else []


def summary(rows: Sequence[Finding]) -> Summary:
    """Return how many quotes there are, of each verdict, and of those that need a look."""
    verified = [row.verification for row in rows if row.verification is not None]
    return Summary(
        quotes=len(rows),
        verdicts=dict(sorted(Counter(v.verdict for v in verified).items())),
        serious=sum(v.wording.is_serious for v in verified),
        contradicted=sum(v.attribution.status == "contradicted" for v in verified),
        own_interviews=sum(row.quote.is_own for row in rows),
        unfinished=len(rows) - len(verified),
    )


def _before(text: str, start: int) -> str:
    """Return the words of a sentence right before a quote in it."""
    return _SENTENCE_END.split(text[max(0, start - _BEFORE) : start])[-1]


def _claim(passage: Passage, draft: Draft, gazetteer: Gazetteer) -> Claim:
    """Return what the draft claims of a quote: what its own words say, not what is presumed of any article."""
    a = passage.attribution
    speaker = a.speaker.name if a.speaker and a.speaker.type != "unnamed" else None
    date = a.date.value if a.date and a.date.basis == "stated" else None
    is_ours = bool(a.outlet and draft.outlet and gazetteer.same_outlet(a.outlet.name, draft.outlet))
    is_elsewhere = a.outlet and a.outlet.relation != "published" and not is_ours
    return Claim(
        passage.text,
        speaker,
        date,
        a.venue.name if a.venue else None,
        a.outlet.name if a.outlet and is_elsewhere else None,
        limit=3,
        context=draft.published,
        is_read=True,
        is_sure=bool(a.speaker and a.speaker.score >= SURE_SPEAKER) and not _is_named_in(passage.text, speaker),
        own_url=draft.url,
        own_title=draft.title,
        own_outlet=draft.outlet,
    )


def _is_named_in(words: str, speaker: str | None) -> bool:
    """Return whether a speaker is named in the words themselves: one who speaks is hardly called by name, so he may be misread."""
    return speaker is not None and surname_key(speaker) in {key.removesuffix("'s") for key in keys(words)}


def _is_own(passage: Passage, draft: Draft, gazetteer: Gazetteer) -> bool:
    """Return whether the words were said to the draft's author or outlet."""
    speaker, outlet = passage.attribution.speaker, passage.attribution.outlet
    if speaker and any(
        same_speaker(gazetteer, name, speaker.name, speaker.type, speaker.role) is True for name in draft.interviews
    ):
        return True
    return bool(draft.outlet and outlet and outlet.relation == "told" and gazetteer.same_outlet(outlet.name, draft.outlet))
