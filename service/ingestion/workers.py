"""Shards read by workers, on this machine and on others, through a queue of RQ on the Redis of the index.

A job holds only the shard, as JSON, and the name of the function that reads it. Anybody who can write to that Redis can make a
worker run any function, so nobody but the service and its workers may reach it.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

import redis
from rq import Queue, Retry, Worker
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer

from service.errors import IndexUnavailable, SettingError
from service.extraction import extract
from service.index import IndexWriter, connect
from service.index.layout.compression import PLAIN
from service.index.layout.pages import encode
from service.index.server.connection import WRITE_SECONDS
from service.ingestion import shards
from service.ingestion.ingestion import Ingestion, Progress
from service.ingestion.second_reader import SecondReader
from service.ingestion.shards import Shard
from service.ingestion.writing import Report
from service.knowledge.gazetteer import Gazetteer
from service.settings import Settings, load
from service.sources import parse
from service.storage.corpus import Corpus

_NAME = "onrecord"
_TRIES, _PAUSES = 3, [0, 10]  # attempts at a shard, and the seconds between them; then it is parked
_SECONDS = 1800  # that a shard may take: a worker reads 2 MB in seconds, so one that takes longer hangs
_NUMBERS = ("added", "unchanged", "removed", "quotations", "attributed", "refusals")  # fields of a report that a job returns
_RESULT_SECONDS = 86_400  # for which the result of a job is stored
_MAINTENANCE = 30  # seconds between checks for shards that a killed worker left behind
_LOOK_EVERY = 0.5  # seconds
_PATIENCE = 5.0  # seconds without any worker after which what is queued is left to one that comes later
_WITNESS_SECONDS = 3600  # for which what shows that Redis was not emptied is kept without a look at it
_LOOKED_AT = 500  # jobs whose state is fetched at a time
_WAITING = (JobStatus.QUEUED, JobStatus.STARTED, JobStatus.SCHEDULED, JobStatus.DEFERRED)
_SAMPLE = (
    "“We sail on Monday,” Ines Calloway, the mayor of Ellery, told Reuters at the harbour. She said: “Not before noon.”".encode()
)


def queue_at(url: str) -> Queue:
    """Return the queue on a Redis. Raises SettingError for a cluster, which RQ does not support."""
    client = connect(url, seconds=WRITE_SECONDS)
    if isinstance(client, redis.RedisCluster):
        raise SettingError("a queue cannot lie on a Redis Cluster: name another Redis in ONRECORD_QUEUE_URL")
    if "sentinel" not in url.partition("://")[0]:
        client = redis.Redis.from_url(url)  # with RQ's own timeouts: a worker waits for hours
    return Queue(_NAME, connection=client, serializer=JSONSerializer, default_timeout=_SECONDS)


def ingest_by_workers(
    ingestion: Ingestion, queue: Queue, names: Collection[str], progress: Progress, say: Callable[[str], None]
) -> Report:
    """Queue files of the corpus for workers, and wait until they are indexed, or until no worker is there to wait for.

    A generation that is begun for them is waited for in any case: it shows only as a whole. `names`: of the files in the corpus; `say` is called with messages for people. What workers cannot read is parked. Raises
    IndexUnavailable, and BeingBuilt if another process builds the index.
    """
    report = Report()
    if not Worker.count(queue=queue):
        say("no worker is there yet: start some with `onrecord worker`")
    queued, total, last = _Queued(queue, say), 0, 0.0

    def look() -> None:
        queued.look(report)
        progress(queued.done, total, report.quotations)

    with ingestion.shared(names, report) as (files, writer, corpus), queued:
        total = sum(f.size for f in files)
        for shard in shards.planned(corpus, writer, files, report):
            queued.add(shard)
            if time.monotonic() - last > _LOOK_EVERY:
                look()
                last = time.monotonic()
        served = time.monotonic()  # when a worker was last seen
        while queued.waiting:
            writer.keep_alive()
            look()
            if Worker.count(queue=queue):
                served = time.monotonic()
            elif time.monotonic() - served > _PATIENCE and not writer.must_be_whole:
                wait = "1 shard waits" if len(queued.waiting) == 1 else f"{len(queued.waiting):,} shards wait"
                say(f"{wait} in the queue, and no worker runs: `onrecord worker` reads them")
                break
            time.sleep(_LOOK_EVERY)
    return report


class _Queued:
    """The shards that a process has queued and waits for; a context, in which it is noticed if Redis loses them.

    `waiting`: those that are not done, by id; `done`: bytes of the others. A shard that is lost is queued again: after Redis was emptied,
    what is left of a job may look as if somebody still read it.
    """

    def __init__(self, queue: Queue, say: Callable[[str], None]) -> None:
        self.waiting: dict[str, Shard] = {}
        self.done = 0
        self._queue = queue
        self._say = say
        self._witness = f"{_NAME}:queued:{random.getrandbits(64):x}"
        self._tries: Counter[str] = Counter()

    def __enter__(self) -> _Queued:
        self._bear_witness()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(redis.RedisError):
            self._queue.connection.delete(self._witness)

    def _bear_witness(self) -> None:
        self._queue.connection.set(self._witness, 1, ex=_WITNESS_SECONDS)

    def add(self, shard: Shard) -> None:
        """Queue a shard, unless it is queued already."""
        _enqueue(self._queue, shard)
        self.waiting[shard.id] = shard

    def look(self, report: Report) -> None:
        """Add to a report what has become of the shards, and queue those again that are lost."""
        if not self._queue.connection.expire(self._witness, _WITNESS_SECONDS):
            self._bear_witness()
            self._queue_again(list(self.waiting), report)
            return
        some, lost = list(self.waiting)[:_LOOKED_AT], []
        for job_id, job in zip(some, _jobs(self._queue, some), strict=True):
            state = job.get_status(refresh=False) if job is not None else None
            if job is None or state is None:
                lost.append(job_id)
            elif state == JobStatus.FINISHED:
                self._end(job_id)
                report += Report(**(job.return_value() or {}))
            elif state not in _WAITING:
                self._end(job_id)
                report.refuse([f"{job.description or job_id}: parked; `onrecord queue` tells why"])
        self._queue_again(lost, report)

    def _queue_again(self, lost: Sequence[str], report: Report) -> None:
        if lost:
            self._say(
                f"Redis has lost {'a shard that was' if len(lost) == 1 else f'{len(lost):,} shards that were'} queued: queued again"
            )
        for job_id in lost:
            self._tries[job_id] += 1
            if self._tries[job_id] > _TRIES:
                report.refuse([f"{self._end(job_id).name}: Redis loses it as often as it is queued"])
                continue
            self._queue.connection.delete(Job.key_for(job_id))
            _enqueue(self._queue, self.waiting[job_id])

    def _end(self, job_id: str) -> Shard:
        """Wait for a shard no longer."""
        shard = self.waiting.pop(job_id)
        self.done += shard.size
        return shard


def _enqueue(queue: Queue, shard: Shard) -> None:
    """Queue a shard unless it is queued already. A parked one is tried again."""
    (job,) = _jobs(queue, [shard.id])
    if job is None:
        queue.connection.delete(Job.key_for(shard.id))  # what was left of it when Redis was emptied
    elif job.get_status() not in _WAITING:
        job.delete()
    with contextlib.suppress(DuplicateJobError):
        queue.enqueue(
            "service.ingestion.workers.read_shard",
            args=(shard.as_plain(),),
            job_id=shard.id,
            unique=True,
            retry=Retry(max=_TRIES - 1, interval=_PAUSES),
            result_ttl=_RESULT_SECONDS,
            failure_ttl=-1,
            description=shard.name,
        )


def _jobs(queue: Queue, ids: Sequence[str]) -> list[Job | None]:
    """Return jobs in the order of their ids, None for those that are not there, or of which only a part is."""
    try:
        return list(Job.fetch_many(ids, queue.connection, serializer=JSONSerializer))
    except NoSuchJobError:
        return [None] if len(ids) == 1 else [job for job_id in ids for job in _jobs(queue, [job_id])]


class ShardReader:
    """Reads shards with the settings and the gazetteer of one worker. RQ reads each in a process forked from the worker's."""

    _of_process: ClassVar[ShardReader | None] = None

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._gazetteer = Gazetteer.load(settings.outlets_file, settings.least)

    @classmethod
    def of_process(cls) -> ShardReader:
        """Return the reader that this process inherited from its worker, or one with the settings of the environment."""
        return cls._of_process or cls(load())

    def install(self) -> None:
        """Make this the reader of this process and its children, and load what every shard needs."""
        ShardReader._of_process = self
        given = parse("warm.txt", 0, _SAMPLE, self._gazetteer)
        for document, _ in given.documents:
            encode(document, extract(document, self._gazetteer), PLAIN, self._gazetteer)

    def read(self, shard: Shard) -> Report:
        """Index a shard. Raises IndexUnavailable, or OSError if a file is missing."""
        corpus = Corpus(self._settings.corpus_location, self._settings.data_folder, has_samples=bool(self._settings.samples))
        client = connect(self._settings.redis_url, seconds=WRITE_SECONDS)
        return shards.read(corpus, IndexWriter(client, self._gazetteer, corpus.id), shard, SecondReader.of(self._settings))


def read_shard(values: Mapping[str, Any]) -> dict[str, Any]:
    """Index a shard; the job that is queued under this name. Returns the report's numbers and refusals.

    Raises RuntimeError if the index is unavailable, which RQ can store, and OSError if a file is missing.
    """
    try:
        report = ShardReader.of_process().read(Shard.of(values))
    except IndexUnavailable as error:
        raise RuntimeError(error.detail) from error
    return {name: getattr(report, name) for name in (*_NUMBERS, "refused")}


def work(settings: Settings, queue: Queue, *, is_burst: bool, first: Sequence[Queue] = ()) -> None:
    """Read shards until told to stop, or with `is_burst` until the queue is empty. The current shard is finished first.

    `first`: other queues of the same Redis, whose jobs are done before.
    """
    ShardReader(settings).install()
    worker = Worker([*first, queue], connection=queue.connection, serializer=JSONSerializer, maintenance_interval=_MAINTENANCE)
    worker.work(burst=is_burst, with_scheduler=True, logging_level="WARNING")


def parked(queue: Queue) -> list[tuple[str, str]]:
    """Return (name, reason) of each shard that was given up."""
    ids = FailedJobRegistry(queue=queue).get_job_ids()
    jobs = (job for job in _jobs(queue, ids) if job is not None)
    return [(job.description or job.id, _last_line(job.exc_info)) for job in jobs]


def retry_parked(queue: Queue) -> int:
    """Queue the shards that were given up again. Returns how many."""
    registry = FailedJobRegistry(queue=queue)
    ids = registry.get_job_ids()
    for job_id in ids:
        registry.requeue(job_id)
    return len(ids)


def counts(queue: Queue) -> dict[str, int]:
    """Count the shards that wait, are being read and were given up, and the workers."""
    return {
        "waiting": queue.count + queue.scheduled_job_registry.count,
        "being_read": queue.started_job_registry.count,
        "parked": queue.failed_job_registry.count,
        "workers": Worker.count(queue=queue),
    }


def _last_line(traceback: str | None) -> str:
    lines = (traceback or "").strip().splitlines()
    return lines[-1][:300] if lines else "its worker ended"
