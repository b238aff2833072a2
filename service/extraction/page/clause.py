"""What a grammar reads off a frame, in any language: noun phrases, the clauses that attribute, sentences in their context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from service.extraction.page.frames import Frame, Word
from service.extraction.page.proposals import Proposal
from service.knowledge.gazetteer import Gazetteer
from service.records import Date, Outlet, Span, Venue


class Phrase(NamedTuple):
    """A noun phrase that can speak.

    `kind`: pronoun, person, organization, description or other; `name`: as the text has it, without titles; `head`: the noun
    that says what it is; `owner`: who it belongs to ("Stone" in "Stone's lawyer"). It is words `first` to `last`, inclusive.
    """

    kind: str
    name: str
    role: str | None
    first: int
    last: int
    head: str = ""
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """A clause that attributes a quotation: the phrase that speaks and the verb of speech, in one sentence of a frame.

    `cue` is the index of the verb, or of the phrase's last word where no verb is needed. `is_before`: it stands before the
    quotation; `is_direct`: nothing but punctuation stands between it and the quotation.
    """

    frame: Frame
    sentence: int
    phrase: Phrase
    cue: int
    is_before: bool
    is_direct: bool

    @property
    def tokens(self) -> tuple[Word, ...]:
        """The words of its sentence."""
        return self.frame.sentences[self.sentence].tokens

    @property
    def verb(self) -> str:
        """The verb of speech in lower case."""
        return self.tokens[self.cue].lower

    @property
    def place(self) -> int:
        """The frame place of the verb."""
        return self.tokens[self.cue].start

    @property
    def evidence(self) -> Span:
        """The phrase that speaks, as offsets of the document."""
        return span_of(self.frame, self.tokens, self.phrase.first, self.phrase.last)


class SentenceContext(NamedTuple):
    """A sentence of a frame with all that its dates, places and outlets are read against.

    `titles`: {frame place: words} of quoted titles; `published`: the document's ISO date; `anchor`: the date last spoken of,
    from which "two days later" counts; `publisher`: the outlet that the document is of.
    """

    frame: Frame
    tokens: tuple[Word, ...]
    titles: Mapping[int, str]
    published: str | None
    anchor: str | None
    gazetteer: Gazetteer
    publisher: str | None = None

    def span(self, start: int, end: int) -> Span:
        """Return frame places [start, end) as offsets of the document."""
        a = self.frame.offset(start)
        return Span(a, max(a, self.frame.offset(end - 1) + 1), "")

    def span_of(self, first: int, last: int) -> Span:
        """Return words `first` to `last`, inclusive, as offsets of the document."""
        return self.span(self.tokens[first].start, self.tokens[last].end)


class Offers(NamedTuple):
    """What the rules propose as the circumstances of words, best first and lazily. Each part can be read once."""

    dates: Iterable[Proposal[Date]] = ()
    venues: Iterable[Proposal[Venue]] = ()
    outlets: Iterable[Proposal[Outlet]] = ()


def span_of(frame: Frame, tokens: tuple[Word, ...], first: int, last: int) -> Span:
    """Return words `first` to `last` of a sentence, inclusive, as offsets of the document; the text is filled in later."""
    return Span(frame.offset(tokens[first].start), frame.offset(tokens[last].end - 1) + 1, "")
