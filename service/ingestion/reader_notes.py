"""What is known of the second reader's work, in one file of the data folder: answers, what waits, what was spent, and how it went.

SQLite, since many processes that read documents write to it, and one that asks. Nothing in it is a truth that could be lost: what is gone is asked again.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson
import zstandard

from service.records import Document, ReaderStanding
from service.storage.stores import make_folder

_FILE = "reader.sqlite3"
_MOST_ANSWERS = 100_000  # of some kilobytes each; the least recently used are dropped
_MOST_WAITING = 50_000  # documents, packed; more are asked about once the index is built anew
_WAIT_SECONDS = 10.0  # for another process that writes
_MINUTE = 60.0  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0  # seconds before a document or a server that failed is asked again, doubled each time
_MOST_ATTEMPTS = 5  # to get an answer about one document that the server can be blamed for
_MOST_UNPACKED = 80_000_000  # bytes of a document's JSON; its text has twenty million characters at most
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, document TEXT NOT NULL, content TEXT NOT NULL, used REAL NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_document ON answers (document);
CREATE TABLE IF NOT EXISTS waiting
    (document TEXT PRIMARY KEY, content BLOB NOT NULL, attempts INTEGER NOT NULL, not_before REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sent (at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Notes:
    """The file of a data folder. Every call opens it anew, so that processes may be forked around it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _FILE

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a transaction, which is committed unless something is raised. A damaged file is moved aside."""
        try:
            connection = self._connected()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self.path.replace(self.path.with_suffix(".damaged"))
            connection = self._connected()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()  # which rolls back what was not committed

    def _connected(self) -> sqlite3.Connection:
        """Return a connection to the file, with its tables."""
        if not self.path.exists():
            make_folder(self.path.parent)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {_TABLES}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    # -- answers ------------------------------------------------------------------------------------------------------

    def answer(self, key: str) -> str | None:
        """Return what was answered to a question by its key, None if it was never asked."""
        with self._open() as db:
            return _answer(db, key)

    def answers(self, keys: Sequence[str], document: Document) -> list[str | None]:
        """Return what was answered to the questions about a document by their keys. It waits if one of them was never asked."""
        with self._open() as db:
            found = [_answer(db, key) for key in keys]
            if None in found:
                _wait(db, document)
        return found

    def keep(self, key: str, document_id: str, content: str) -> None:
        """Keep the answer to a question about a document."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, document_id, content, time.time()))
            db.execute(
                "DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY used DESC LIMIT -1 OFFSET ?)", (_MOST_ANSWERS,)
            )

    def forget(self, document_id: str) -> None:
        """Forget all that is kept of a document: it was taken down."""
        if not self.path.exists():
            return
        with self._open() as db:
            db.execute("DELETE FROM answers WHERE document = ?", (document_id,))
            db.execute("DELETE FROM waiting WHERE document = ?", (document_id,))

    # -- what waits ---------------------------------------------------------------------------------------------------

    def wait(self, document: Document) -> None:
        """Let a document wait until it is asked about, if there is room for it."""
        with self._open() as db:
            _wait(db, document)

    def next_waiting(self, besides: Collection[str] = ()) -> Document | None:
        """Return the document that has waited longest of those that are due, None if none is. `besides`: ids to leave out."""
        with self._open() as db:
            rows = db.execute("SELECT document, content FROM waiting WHERE not_before <= ? ORDER BY rowid", (time.time(),))
            content = next((content for document_id, content in rows if document_id not in besides), None)
        if content is None:
            return None
        return Document.of(orjson.loads(zstandard.ZstdDecompressor().decompress(content, max_output_size=_MOST_UNPACKED)))

    def done(self, document_id: str) -> None:
        """Let a document wait no longer."""
        with self._open() as db:
            db.execute("DELETE FROM waiting WHERE document = ?", (document_id,))

    def postpone(self, document_id: str) -> None:
        """Try a document again later, unless it failed so often that it is given up until the index is built anew."""
        with self._open() as db:
            row = db.execute("SELECT attempts FROM waiting WHERE document = ?", (document_id,)).fetchone()
            attempts = (row[0] if row is not None else 0) + 1
            if attempts >= _MOST_ATTEMPTS:
                db.execute("DELETE FROM waiting WHERE document = ?", (document_id,))
                _count(db, "given_up")
                return
            later = time.time() + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (attempts - 1))
            db.execute("UPDATE waiting SET attempts = ?, not_before = ? WHERE document = ?", (attempts, later, document_id))

    # -- limits -------------------------------------------------------------------------------------------------------

    def spend(self, tokens: int, *, most_tokens: int, most_requests: int) -> float | None:
        """Count a request of so many tokens, if the limits allow it; 0: no limit.

        Returns None if it may be sent, else the seconds until it may be asked for again.
        """
        now = time.time()
        with self._open() as db:
            db.execute("DELETE FROM sent WHERE at <= ? OR at > ?", (now - _MINUTE, now))  # the latter if the clock was set back
            number, first = db.execute("SELECT count(*), min(at) FROM sent").fetchone()
            if most_requests and number >= most_requests:
                return float(max(0.0, first + _MINUTE - now))
            today = _today()
            spent = _number(db, f"tokens {today}")
            if most_tokens and spent + tokens > most_tokens:
                return _until_tomorrow()
            db.execute("DELETE FROM counts WHERE name LIKE 'tokens %' AND name != ?", (f"tokens {today}",))
            _count(db, f"tokens {today}", tokens)
            _count(db, "asked")
            db.execute("INSERT INTO sent VALUES (?)", (now,))
        return None

    def correct(self, tokens: int) -> None:
        """Add to the tokens of today what a request took beyond what was counted for it, or take off what it took less."""
        with self._open() as db:
            _count(db, f"tokens {_today()}", max(tokens, -_number(db, f"tokens {_today()}")))

    def pause(self, reason: str, seconds: float | None = None) -> None:
        """Leave the server alone, for so many seconds, or twice as long as the last time."""
        with self._open() as db:
            last = float(_state(db, "pause") or _FIRST_PAUSE / 2)
            pause = seconds if seconds is not None else min(_LONGEST_PAUSE, 2 * last)
            for name, value in (("until", time.time() + pause), ("pause", max(last, pause)), ("reason", reason)):
                db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, str(value)))

    def resume(self) -> None:
        """Record that the server answered."""
        with self._open() as db:
            _count(db, "answered")
            db.execute("DELETE FROM state")

    def count(self, names: Collection[str]) -> None:
        """Count what happened."""
        with self._open() as db:
            for name in names:
                _count(db, name)

    def is_due(self) -> bool:
        """Return whether a document waits that may be asked about now."""
        if not self.path.exists():
            return False
        with self._open() as db:
            if float(_state(db, "until") or 0) > time.time():
                return False
            return db.execute("SELECT 1 FROM waiting WHERE not_before <= ? LIMIT 1", (time.time(),)).fetchone() is not None

    def standing(self) -> ReaderStanding:
        """Return how the reader is doing."""
        if not self.path.exists():
            return ReaderStanding()
        with self._open() as db:
            waiting = db.execute("SELECT count(*) FROM waiting").fetchone()[0]
            counts: dict[str, int] = dict(db.execute("SELECT name, number FROM counts"))
            until, reason = float(_state(db, "until") or 0), _state(db, "reason")
        is_paused = until > time.time()
        return ReaderStanding(
            waiting,
            counts.get("given_up", 0),
            counts.get("asked", 0),
            counts.get("answered", 0),
            _by_kind(counts, "failed"),
            counts.get("accepted", 0),
            _by_kind(counts, "refused"),
            counts.get(f"tokens {_today()}", 0),
            until if is_paused else None,
            reason if is_paused else None,
        )


def _answer(db: sqlite3.Connection, key: str) -> str | None:
    row = db.execute("SELECT content FROM answers WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    db.execute("UPDATE answers SET used = ? WHERE key = ?", (time.time(), key))
    return str(row[0])


def _wait(db: sqlite3.Connection, document: Document) -> None:
    if db.execute("SELECT count(*) FROM waiting").fetchone()[0] < _MOST_WAITING:
        content = zstandard.compress(orjson.dumps(document.as_dict()))
        db.execute("INSERT OR IGNORE INTO waiting VALUES (?, ?, 0, 0)", (document.id, content))


def _by_kind(counts: dict[str, int], first: str) -> dict[str, int]:
    """Return the counts whose names begin with a word, by the rest of their names."""
    return {name.removeprefix(f"{first} "): n for name, n in sorted(counts.items()) if name.startswith(f"{first} ")}


def _count(db: sqlite3.Connection, name: str, number: int = 1) -> None:
    db.execute(
        "INSERT INTO counts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET number = number + excluded.number", (name, number)
    )


def _number(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT number FROM counts WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row is not None else 0


def _state(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row is not None else None


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _until_tomorrow() -> float:
    """Return the seconds until the day ends in UTC."""
    now = datetime.now(UTC)
    return 86_400.0 - (now.hour * 3600 + now.minute * 60 + now.second)
