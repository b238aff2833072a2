"""What the routes of one worker process share, made when it is first needed, so that no connection outlives a fork."""

from __future__ import annotations

from functools import cached_property

from flask import current_app

from service.corpus import Corpus
from service.embedded import Embedded
from service.index import Answers, Index, IndexWriter, connect
from service.index.connection import WRITE_SECONDS
from service.ingestion import Ingestion
from service.settings import Settings
from service.verification import Verifier


class Services:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def redis_url(self) -> str:
        return self.settings.redis_url or Embedded(self.settings.data_folder).url

    @cached_property
    def index(self) -> Index:
        return Index(connect(self.redis_url))

    @cached_property
    def verifier(self) -> Verifier:
        return Verifier(self.index)

    @cached_property
    def answers(self) -> Answers:
        return Answers(connect(self.redis_url), self.settings.answer_seconds)

    @cached_property
    def corpus(self) -> Corpus:
        return Corpus(self.settings.corpus_location, self.settings.data_folder)

    @cached_property
    def ingestion(self) -> Ingestion:
        return Ingestion(self.corpus, IndexWriter(connect(self.redis_url, seconds=WRITE_SECONDS)))


def services() -> Services:
    """Those of the application that answers the current request."""
    return current_app.extensions["onrecord"]
