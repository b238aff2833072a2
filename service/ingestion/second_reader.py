"""The second reader as ingestion uses it: what it answered before is applied at once, and what it has yet to answer waits.

Whoever reads documents never asks it (`SecondReader.read`), so nothing is slower or fails for it. One process asks about what
waits (`SecondReader.ask`), and the answers are then shown in the index.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import NamedTuple

import orjson

from service.errors import UnreadableSource
from service.extraction.grounds import grounds
from service.ingestion.reader_accepting import Scene, accepted
from service.ingestion.reader_answering import Malformed, Told, read
from service.ingestion.reader_applying import applied, doubted
from service.ingestion.reader_asking import Question, instructions, questions
from service.ingestion.reader_endpoint import MOST_ANSWERED, Endpoint, Failed
from service.ingestion.reader_notes import Notes
from service.knowledge.gazetteer import Gazetteer
from service.records import Document, Passage, ReaderStanding
from service.settings import Settings
from service.storage.stores import make_folder

ALL = "all"
"""The value of ONRECORD_READER_FOR by which every document is asked about."""
_CHARACTERS_A_TOKEN = 3  # of English text it is nearer to four: what is reserved is rather too much, and corrected by the answer
_LONGEST_WAIT = 60.0  # seconds that one waits for its turn within a minute; a longer wait is a pause
_OF_DOCUMENT = ("timeout", "malformed", "broken")  # failures that a document may be the cause of
_LOCK = "reader.lock"
_UNUSABLE = (
    sqlite3.Error,
    OSError,
    orjson.JSONEncodeError,
)  # a file that cannot be used, or half a character, which JSON cannot hold


class Paused(Exception):
    """The server, or a limit, says to ask no more for a while."""


class Asked(NamedTuple):
    """What asking did: documents that were asked about, and those that failed."""

    documents: int
    failed: int


class SecondReader:
    """A second reader by some settings. It may be sent to other processes, without the key, which only asking needs."""

    def __init__(self, settings: Settings) -> None:
        self._model: str = settings.reader_model
        self._asks_all = settings.reader_for == ALL
        self._most_tokens: int = settings.reader_tokens
        self._most_requests: int = settings.reader_rate
        self._notes = Notes(settings.data_folder)

    @classmethod
    def of(cls, settings: Settings) -> SecondReader | None:
        """Return the second reader of some settings, None where they have none."""
        return cls(settings) if settings.reader_url else None

    def standing(self) -> ReaderStanding:
        """Return how it is doing, as far as its file can be read."""
        try:
            return self._notes.standing()
        except _UNUSABLE as error:
            return ReaderStanding(reason=f"its notes cannot be read: {error}")

    def is_due(self) -> bool:
        """Return whether a document waits that may be asked about now; not where that cannot be read."""
        try:
            return self._notes.is_due()
        except _UNUSABLE:
            return False

    # -- when documents are read ----------------------------------------------------------------------------------------

    def read(self, document: Document, passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Passage]:
        """Return the passages of a document with what was answered about it before. What is yet to be answered waits.

        Never asks, and never raises for a file that cannot be read or written: then the passages are as the rules read them.
        """
        try:
            asked = questions(document, passages, asks_all=self._asks_all)
            answers = self._notes.answers([question.key(self._model) for question in asked], document) if asked else []
        except _UNUSABLE:
            return list(passages)
        known = [(question, answer) for question, answer in zip(asked, answers, strict=True) if answer is not None]
        return self._applied(document, passages, known, gazetteer)[0] if known else list(passages)

    def wait(self, document: Document, passages: Sequence[Passage]) -> None:
        """Let a document wait that was read elsewhere, if there is something to ask about it."""
        try:
            if questions(document, passages, asks_all=self._asks_all):
                self._notes.wait(document)
        except _UNUSABLE:
            return

    def forget(self, document_id: str) -> None:
        """Forget all that is kept of a document. What cannot be forgotten now is bounded, and dropped in time."""
        try:
            self._notes.forget(document_id)
        except _UNUSABLE:
            return

    def _applied(
        self, document: Document, passages: Sequence[Passage], known: Sequence[tuple[Question, str]], gazetteer: Gazetteer
    ) -> tuple[list[Passage], list[str]]:
        """Return the passages with all that stands of some answers, and what to count."""
        said: list[tuple[int, Told]] = []
        silent: list[tuple[int, str]] = []
        for question, answer in known:
            with suppress(Malformed):
                found = read(answer)
                said += ((n, one) for one in found.told if (n := question.passage(one.number, one.field)) is not None)
                silent += ((n, field) for number, field in found.silent if (n := question.passage(number, field)) is not None)
        stands, reasons = accepted(Scene(document, passages, grounds(document, gazetteer), gazetteer), said)
        counted = ["accepted"] * len(stands) + [f"refused {reason}" for reason in reasons]
        return applied(doubted(passages, silent), stands, gazetteer), counted

    # -- when it is asked -------------------------------------------------------------------------------------------------

    def ask(
        self,
        endpoint: Endpoint,
        gazetteer: Gazetteer,
        is_there: Callable[[Document], bool],
        read: Callable[[Document], list[Passage]],
        show: Callable[[Document, list[Passage], list[Passage]], None],
        within: Callable[[], AbstractContextManager[None]],
    ) -> Asked:
        """Ask about every document that waits and is due, one after another.

        `is_there`: whether the index holds a document, as it does not yet or no longer, and then nothing is sent; `read`: how the passages of a document are found; `show`: takes a document, its passages and the same with what was answered;
        `within`: bounds what reading one document may take, by raising UnreadableSource.
        Whoever fails is asked again later, and if the server is to be left alone this ends. Does nothing where another process asks.
        """
        done: set[str] = set()
        failed = 0
        with self._alone() as is_alone:
            while is_alone and self._notes.is_due() and (document := self._notes.next_waiting(done)) is not None:
                done.add(document.id)
                if not is_there(document):
                    self._notes.postpone(document.id)
                    continue
                try:
                    with within():
                        passages = read(document)
                    known = [
                        (q, self._answered(q, document, endpoint)) for q in questions(document, passages, asks_all=self._asks_all)
                    ]
                    with within():
                        found, counted = self._applied(document, passages, known, gazetteer)
                except Failed as failure:
                    failed += 1
                    self._note(document, failure)
                    continue
                except UnreadableSource:  # which its index entry says too
                    self._notes.done(document.id)
                    continue
                except Paused:
                    break
                show(document, passages, found)
                self._notes.done(document.id)
                self._notes.count(counted)
        return Asked(len(done), failed)

    def _answered(self, question: Question, document: Document, endpoint: Endpoint) -> str:
        """Return the answer to a question, which is kept. Raises Failed, and Paused if a limit is reached."""
        key = question.key(self._model)
        if (before := self._notes.answer(key)) is not None:
            return before
        expected = (len(question.content) + len(instructions())) // _CHARACTERS_A_TOKEN + MOST_ANSWERED
        while (
            seconds := self._notes.spend(expected, most_tokens=self._most_tokens, most_requests=self._most_requests)
        ) is not None:
            if seconds > _LONGEST_WAIT:
                self._notes.pause("the tokens of the day are spent", seconds)
                raise Paused
            time.sleep(seconds)
        answer = endpoint.ask(question)
        self._notes.correct((answer.tokens if answer.tokens is not None else expected) - expected)
        try:
            read(answer.content)
        except Malformed as error:
            raise Failed("malformed", str(error)) from None
        self._notes.keep(key, document.id, answer.content)
        self._notes.resume()
        return answer.content

    def _note(self, document: Document, failure: Failed) -> None:
        """Record a failure: the document is tried again, and the server left alone if it is not the document's."""
        self._notes.count([f"failed {failure.kind}"])
        if failure.kind in _OF_DOCUMENT:
            self._notes.postpone(document.id)
        if failure.kind != "malformed":
            self._notes.pause(f"{failure.kind}: {failure}", failure.pause)

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Give whether no other process of this data folder asks, and keep others from it while the context lasts."""
        make_folder(self._notes.path.parent)
        file = os.open(self._notes.path.with_name(_LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield _is_locked(file)
        finally:
            os.close(file)


def _is_locked(file: int) -> bool:
    """Return whether a file could be locked, which lasts until it is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def endpoint_of(settings: Settings) -> Endpoint:
    """Return the endpoint of some settings."""
    return Endpoint(settings.reader_url, settings.reader_model, settings.reader_key, settings.reader_seconds, settings.https_proxy)
