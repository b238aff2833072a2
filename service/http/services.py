"""The parts that the routes of one worker process share, made on first use, so that no connection outlives a fork."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import current_app
from itsdangerous import URLSafeSerializer

from service.callers.keys import Keys
from service.callers.openid import Provider
from service.callers.rates import Rates
from service.callers.sessions import Sessions
from service.extraction import extract
from service.http.budget import DETAIL, MOST_READING, BudgetExceeded, allow, left
from service.http.counters import CANDIDATES
from service.http.cursors import signer
from service.http.marks import draining_mark
from service.index import Answers, Index, IndexWriter, connect
from service.index.asking.browse import Browser, Filter
from service.index.layout.bundles import Bundle, bundled
from service.index.layout.compression import Codec
from service.index.layout.pages import encode
from service.index.server.connection import WRITE_SECONDS
from service.index.server.trip import Client
from service.ingestion.bounded import Bounded, Late
from service.ingestion.budgets import SPARE, OverBudget, seconds_for
from service.ingestion.foretelling import read_in_time
from service.ingestion.ingestion import Ingestion
from service.ingestion.second_reader import SecondReader
from service.knowledge import language
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage
from service.settings import Settings
from service.sources.metadata import completed
from service.sources.pages import document_at
from service.sources.posted_captions import with_captions
from service.storage.corpus import Corpus
from service.storage.embedded import Embedded
from service.verification import Verifier
from service.verification.drafts import Draft, quotes

if TYPE_CHECKING:
    from service.notifying.delivery import Notifier

_SAMPLE = "“We sail on Monday,” said Ines Calloway, the harbour master. “Not before,” she told the Ellery Beacon."
_LONG = 20_000  # characters from which on a document takes long to be encoded, a tenth of a second or more
_SPOKEN = 12  # quotations of a claimed speaker that are read to tell why nothing was found


class Services:
    """The parts of one worker process. Each is made when it is first used, and threads share it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.gazetteer = Gazetteer.load(settings.outlets_file, settings.least)
        self.bounded = Bounded(_readers(self.gazetteer, self._seconds), settings.threads, self._warm)

    def _warm(self) -> None:
        """Load what reading needs, and read something, so that no caller waits until all patterns of the grammar are compiled."""
        language.load()
        quotes(Draft(_SAMPLE, "markdown"), self.gazetteer, fewest_words=1, most_characters=len(_SAMPLE))

    def read(self, name: str, *arguments: Any) -> Any:
        """Run one of the functions that read what callers send (`_readers`), within the time of the request.

        Raises OverBudget if it takes too long, BudgetExceeded if the machine was too busy, and what the function raises.
        """
        seconds = self._seconds(_characters(arguments))
        allow(seconds - self._seconds(0))
        try:
            return self.bounded.run(name, *arguments, seconds=SPARE * seconds, wait=left())
        except Late:
            raise BudgetExceeded(DETAIL) from None

    def _seconds(self, characters: int) -> float:
        """Return how many seconds of a processor the reading of so many characters may take, as far as samples foretell it."""
        return min(seconds_for(characters), MOST_READING * float(self.settings.request_seconds))

    def _encoded(self, document: Document, passages: list[Passage], codec: Codec) -> Bundle:
        """Return a posted document as it is written into the index: of a long one that is worked out where it holds nobody up."""
        if len(document.text) >= _LONG:
            with suppress(OverBudget, BudgetExceeded):  # it is stored already, and is to be indexed however long that takes
                bundle: Bundle = self.read("encoded", document, passages, codec)
                return bundle
        return _bundle(document, passages, codec, self.gazetteer)

    @cached_property
    def redis_url(self) -> str:
        """The URL of the Redis server, else of the embedded one."""
        return self.settings.redis_url or Embedded(self.settings.data_folder).url

    @cached_property
    def index(self) -> Index:
        """Reads the index."""
        return Index(connect(self.redis_url), self.gazetteer, self.corpus.id)

    @cached_property
    def client(self) -> Client:
        """A connection for what is not part of the index."""
        return connect(self.redis_url)

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies claims, and counts their candidates."""
        return Verifier(
            self.index, CANDIDATES.observe, lambda speaker: self.browser.quotations(Filter(speaker), None, _SPOKEN).rows
        )

    @cached_property
    def browser(self) -> Browser:
        """Lists what the index holds."""
        return Browser(connect(self.redis_url), self.gazetteer, self.corpus.id)

    @cached_property
    def keys(self) -> Keys:
        """The keys of callers."""
        return Keys(self.corpus.own)

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions of people."""
        return Sessions(self.corpus.secret, self.keys, self.settings)

    @cached_property
    def provider(self) -> Provider | None:
        """The identity provider that people log in with, if there is one."""
        return Provider(self.settings) if self.settings.openid_issuer else None

    @cached_property
    def rates(self) -> Rates:
        """Counts the requests of callers."""
        return Rates(self.redis_url)

    @cached_property
    def signer(self) -> URLSafeSerializer:
        """What signs cursors."""
        return signer(self.corpus.secret)

    @cached_property
    def notifier(self) -> Notifier:
        """Queues what the operator's addresses are told."""
        from service.notifying.delivery import Notifier, webhooks_at  # RQ takes a while to load, and few services tell anybody

        return Notifier(webhooks_at(self.settings.queue_url or self.redis_url), self.settings.webhooks)

    @property
    def is_draining(self) -> bool:
        """Whether the service was told to stop."""
        return draining_mark(self.settings).exists()

    @cached_property
    def answers(self) -> Answers:
        """The cache of answers."""
        return Answers(connect(self.redis_url), self.gazetteer, self.settings.answer_seconds, self.corpus.id, self.corpus.secret)

    @cached_property
    def corpus(self) -> Corpus:
        """The source documents."""
        return Corpus(self.settings.corpus_location, self.settings.data_folder, has_samples=bool(self.settings.samples))

    @cached_property
    def ingestion(self) -> Ingestion:
        """Stores and indexes documents."""
        client = connect(self.redis_url, seconds=WRITE_SECONDS)
        writer = IndexWriter(client, self.gazetteer, self.corpus.id, encodes=self._encoded)
        return Ingestion(self.corpus, writer, extract=lambda document: list(self.read("extract", document)), reader=self.reader)

    @cached_property
    def reader(self) -> SecondReader | None:
        """The second reader, if there is one. Requests never ask it."""
        return SecondReader.of(self.settings)


def _readers(gazetteer: Gazetteer, seconds: Callable[[int], float]) -> dict[str, Callable[..., Any]]:
    """Return the functions that read what callers send: who sends it decides how long they take.

    `seconds`: of a processor that the reading of so many characters may take.
    """

    def passages(document: Document) -> list[Passage]:
        return read_in_time(document, lambda read: extract(read, gazetteer), seconds(len(document.text)))

    return {
        "completed": lambda document: _with_language(with_captions(completed(document, gazetteer))),
        "extract": lambda document: passages(with_captions(document)),
        "encoded": lambda document, found, codec: _bundle(document, found, codec, gazetteer),
        "page": lambda fetched: document_at(fetched, gazetteer),
        "quotes": lambda draft, fewest_words, most_characters: quotes(
            draft, gazetteer, fewest_words=fewest_words, most_characters=most_characters, read=passages
        ),
    }


def _bundle(document: Document, passages: list[Passage], codec: Codec, gazetteer: Gazetteer) -> Bundle:
    return bundled([encode(document, passages, codec, gazetteer)])


def _characters(arguments: tuple[Any, ...]) -> int:
    """Return how many characters, or bytes, what a caller sent has."""
    return sum(len(getattr(given, name, "")) for given in arguments for name in ("text", "content"))


def _with_language(document: Document) -> Document:
    return replace(document, origin=replace(document.origin, language=language.language_of(document)))


def services() -> Services:
    """Return those of the application that answers the current request."""
    known: Services = current_app.extensions["onrecord"]
    return known
