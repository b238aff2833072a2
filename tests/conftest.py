"""Fixtures on the real thing: an embedded Valkey, the application on it, a served process where one is needed."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import redis
import requests
import yaml

from service.callers.keys import Keys
from service.extraction import extract
from service.http.app import create_app
from service.http.services import Services
from service.index import Index, IndexWriter, connect
from service.index.server.keys import GENERATIONS
from service.ingestion.bounded import Bounded
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.settings import load
from service.storage.corpus import Corpus, is_source, read_file
from service.storage.embedded import Embedded
from service.verification import Verifier
from tests.forking import Forked, Template, warm
from tests.ports import free_port
from tests.processes import children, gunicorn_of

for profile, examples in {"push": 100, "nightly": 50_000}.items():
    hypothesis.settings.register_profile(profile, deadline=None, max_examples=examples)  # a slow machine is no failure
hypothesis.settings.load_profile("push")  # another by --hypothesis-profile

ROOT = Path(__file__).resolve().parents[1]
CONTRACT = yaml.load((ROOT / "openapi.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # in C: a fifth of the time
READING = ("outlets", "least_", "threads")  # what begins the settings of the processes that read what callers send
PATIENCE = 300.0  # seconds to wait for what other processes do: a slow machine is no failure, what never comes about is one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those that ask for more time than others begin first, so that none of several workers ends long after the others."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_collection_finish() -> None:
    """Take what collecting made out of the garbage collector's care, which would look through it again and again, in each fork too."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def valkey(tmp_path_factory) -> Iterator[str]:
    """The URL of an embedded server."""
    server = Embedded(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def store(valkey) -> Iterator[redis.Redis]:
    """A client of the server, emptied; the next generation is number 1."""
    client = connect(valkey, seconds=10)
    client.flushall()
    client.set(GENERATIONS, 0)
    yield client
    client.close()


@pytest.fixture
def writer(store) -> IndexWriter:
    """A writer of an empty index that readers see."""
    writer = IndexWriter(store, Gazetteer.load())
    writer.begin()
    writer.publish()
    return writer


@pytest.fixture
def index(store, writer) -> Index:
    return Index(store, Gazetteer.load())


@pytest.fixture
def verifier(index) -> Verifier:
    return Verifier(index)


@pytest.fixture
def add(writer):
    """Index a text: add("…", title="…") → its document's id."""

    def add(text: str, **known: str) -> str:
        document = Document(text=text, **known)
        writer.add(document, extract(document, Gazetteer.load()))
        return document.id

    return add


@pytest.fixture
def sample(writer) -> IndexWriter:
    """The sample corpus, indexed."""
    for path in sorted(p for p in (ROOT / "corpus").rglob("*") if is_source(p.name)):
        for document in read_file(path, Gazetteer.load()):
            writer.add(document, extract(document, Gazetteer.load()))
    return writer


@cache
def template() -> Template:
    """The process that services and commands are forked from, one for all tests of this process."""
    return Template()


def pytest_sessionfinish() -> None:
    """End the process that services and commands were forked from, if there is one."""
    if template.cache_info().currsize:
        template().close()


@pytest.fixture(scope="session")
def reading() -> Iterator[Bounded]:
    """The processes that read what callers send, for all applications that read as one without settings does."""
    warm()
    reading = Services(load({})).bounded
    reading.start()  # before a test starts threads
    yield reading
    reading.close()


@pytest.fixture
def make_app(valkey, store, writer, reading, tmp_path):
    """Makes the application on an empty index: make_app(rate=1, …) with those settings, and perhaps a clock of its own."""

    made = []

    def make(clock=time.monotonic, **settings):
        places = {"redis_url": valkey, "data": str(tmp_path / "data"), "corpus": str(tmp_path / "corpus")}
        settings = {"request_seconds": PATIENCE, **settings}
        (tmp_path / "corpus").mkdir(exist_ok=True)
        app = create_app(load({}, **{**places, **settings}), clock)
        app.testing = False
        services = app.extensions["onrecord"]
        if any(name.startswith(READING) for name in settings):
            services.bounded.start()
            made.append(services.bounded)
        else:
            services.bounded = reading
        return app

    yield make
    for own in made:
        own.close()


@pytest.fixture
def app(make_app):
    """The application on an empty index."""
    return make_app()


@pytest.fixture
def keys(tmp_path) -> Keys:
    """The keys of the application that `make_app` makes."""
    return Keys(Corpus(tmp_path / "corpus", tmp_path / "data").own)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def folder(tmp_path) -> Path:
    """The folder of the corpus, empty."""
    (tmp_path / "corpus").mkdir(exist_ok=True)
    return tmp_path / "corpus"


@pytest.fixture
def corpus(folder, tmp_path) -> Corpus:
    return Corpus(folder, tmp_path / "data")


def clean_environment(**environment: str) -> dict[str, str]:
    """The environment of a process of `onrecord`: no setting but those given."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_") and k != "REDIS_URL"}
    return {**clean, **environment}


def run(*arguments: str, given: str = "", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `onrecord` with these arguments and settings, to its end. `given`: its standard input."""
    return template().run(*arguments, environment=clean_environment(**environment), given=given, cwd=cwd, timeout=PATIENCE)


class Served:
    """`onrecord serve` in a process of its own. `is_fresh`: one that loads everything itself, as the one that a user starts."""

    def __init__(self, data: Path, corpus: Path, *, is_fresh: bool = False, **environment: str) -> None:
        self._is_fresh = is_fresh
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        own = {"ONRECORD_DATA": str(data), "ONRECORD_CORPUS": str(corpus), "ONRECORD_URL": self.base}
        self.environment = clean_environment(**{**own, **environment})
        self.process: subprocess.Popen[str] | Forked | None = None
        self.data = data
        self.log = data.parent / f"{data.name}.log"

    def start(self) -> float:
        """Start and wait for the line that says it is ready; the seconds that took."""
        began = time.monotonic()
        arguments = ["serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            if self._is_fresh:
                command = [sys.executable, "-m", "service.cli.main", *arguments]
                self.process = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True
                )
            else:
                self.process = template().open(*arguments, environment=self.environment, log=log)
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith("ready "):
                self.process.stdout.readline()
                return time.monotonic() - began
        raise AssertionError("it did not become ready:\n" + "".join(lines) + self.log.read_text())

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()
        return status

    def workers(self) -> set[int]:
        """The ids of the processes that answer requests."""
        return set(children(self.gunicorn()))

    def gunicorn(self) -> int:
        """The id of the process of gunicorn."""
        return gunicorn_of(self.process.pid)

    def reload(self) -> None:
        """Tell the service to start new workers, and wait until there are no others."""
        before = self.workers()
        self.process.send_signal(signal.SIGHUP)
        until(lambda: (now := self.workers()) and not now & before)

    def post(self, path: str, body, **kwargs) -> requests.Response:
        return requests.post(self.base + path, json=body, timeout=20, **kwargs)

    def get(self, path: str, **kwargs) -> requests.Response:
        return requests.get(self.base + path, timeout=20, **kwargs)


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """The service on the sample corpus, once for all that only ask it. Its index must not change."""
    server = Served(tmp_path_factory.mktemp("served"), ROOT / "corpus")
    server.start()
    before = server.get("/v1/stats").json()["index_revision"]
    yield server
    after = server.get("/v1/stats").json()["index_revision"]
    server.stop()
    assert after == before, "a test has changed the index that others ask"


@pytest.fixture
def served_alone(tmp_path_factory) -> Iterator[Served]:
    """The service on the sample corpus for one test, which may change its index."""
    server = Served(tmp_path_factory.mktemp("alone"), ROOT / "corpus")
    server.start()
    yield server
    server.stop()


def until(is_so: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something is so; AssertionError where it takes too long."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)
