"""Search engines asked for the same claims on the same quotations: tantivy, SQLite FTS5, PostgreSQL's pg_trgm, RapidFuzz.

Each is used as its documentation says for text search; those that are not installed are left out, with a line that says
so. tantivy and psycopg come from bench/peers/requirements.txt, PostgreSQL from its own packages.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.scale import Asked, measured, row

_WORD = re.compile(r"[^\W_]+")
_SCANNED = 5  # claims of each kind for what scans everything
_SLOW = 100  # claims of each kind for what takes long

Ask = Callable[[str], list[str]]


def compare(rows: list[dict[str, str]], asked: Asked, folder: Path) -> None:
    """Ask every peer and print a row for each kind of claims."""
    texts = [r["text"] for r in rows]
    for peer in (_tantivy, _sqlite, _postgres, _rapidfuzz):
        try:
            with peer(texts, folder) as engines:
                for name, most, ask in engines:
                    for kind, some in asked:
                        recall, times = measured(ask, some[:most])
                        shown = None if some[0][1] is None else recall
                        print(row(name, kind, shown, times + times[:1]), flush=True)
        except (ImportError, FileNotFoundError, subprocess.CalledProcessError) as error:
            print(f"{peer.__name__[1:]}: left out ({error})")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@contextmanager
def _tantivy(texts: list[str], folder: Path) -> Iterator[list[tuple[str, int, Ask]]]:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=True)
    index = tantivy.Index(schema.build())
    writer = index.writer(500_000_000)
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> list[str]:
        hits = searcher.search(index.parse_query(query, ["text"]), 5).hits
        return [searcher.doc(address)["text"][0] for _, address in hits]

    yield [
        ("tantivy, phrase", 1000, lambda claim: ask(f'"{" ".join(_words(claim))}"')),
        ("tantivy, OR of words", 1000, lambda claim: ask(" ".join(_words(claim)))),
    ]


@contextmanager
def _sqlite(texts: list[str], folder: Path) -> Iterator[list[tuple[str, int, Ask]]]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE quotations USING fts5(text)")
    database.executemany("INSERT INTO quotations VALUES (?)", ((text,) for text in texts))

    def ask(query: str) -> list[str]:
        found = database.execute("SELECT text FROM quotations WHERE quotations MATCH ? ORDER BY rank LIMIT 5", (query,))
        return [text for (text,) in found]

    yield [
        ("SQLite FTS5, phrase", 1000, lambda claim: ask(f'"{" ".join(_words(claim))}"')),
        ("SQLite FTS5, OR of words", _SCANNED, lambda claim: ask(" OR ".join(f'"{w}"' for w in _words(claim)))),
    ]
    database.close()


@contextmanager
def _postgres(texts: list[str], folder: Path) -> Iterator[list[tuple[str, int, Ask]]]:
    import psycopg

    home = Path(subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
    with tempfile.TemporaryDirectory() as place:
        shutil.chown(place, "postgres")
        run = ["runuser", "-u", "postgres", "--"]
        data = f"{place}/data"
        subprocess.run([*run, home / "initdb", "-D", data, "-A", "trust"], check=True, capture_output=True)
        options = f"-k {place} -c listen_addresses='' -c shared_buffers=2GB -c maintenance_work_mem=1GB -c fsync=off"
        subprocess.run(
            [*run, home / "pg_ctl", "-D", data, "-w", "-l", f"{place}/log", "-o", options, "start"], check=True, capture_output=True
        )
        try:
            with psycopg.connect(host=place, user="postgres", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE EXTENSION pg_trgm")
                connection.execute("CREATE TABLE quotations (text text)")
                with connection.cursor() as cursor, cursor.copy("COPY quotations FROM STDIN") as copy:
                    for text in texts:
                        copy.write_row((text,))
                connection.execute("CREATE INDEX ON quotations USING gist (text gist_trgm_ops(siglen=64))")
                connection.execute("VACUUM ANALYZE quotations")

                def ask(claim: str) -> list[str]:
                    query = "SELECT text FROM quotations ORDER BY %s <<-> text LIMIT 1"
                    return [text for (text,) in connection.execute(query, (claim,))]

                yield [("PostgreSQL pg_trgm", _SCANNED, ask)]
        finally:
            subprocess.run([*run, home / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, capture_output=True)


@contextmanager
def _rapidfuzz(texts: list[str], folder: Path) -> Iterator[list[tuple[str, int, Ask]]]:
    folded = [" ".join(_words(text)) for text in texts]

    def ask(claim: str) -> list[str]:
        found = process.extractOne(" ".join(_words(claim)), folded, scorer=fuzz.partial_ratio)
        return [texts[found[2]]] if found else []

    yield [("RapidFuzz over everything", _SCANNED, ask)]
