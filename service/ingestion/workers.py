"""Shards read by workers, on this machine and on others: RQ on the Redis of the index.

A job holds nothing but the shard, as JSON. Its work is found by name, so whoever may write to that Redis may have a worker do
what he likes: it is to be reached by the service and its workers alone.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any

import redis
from rq import Queue, Retry, Worker
from rq.exceptions import DuplicateJobError
from rq.job import Job, JobStatus
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer

from service.errors import IndexUnavailable, SettingError
from service.extraction import extract
from service.index import IndexWriter, connect
from service.index.server.connection import WRITE_SECONDS
from service.ingestion import shards
from service.ingestion.encoding import pages_of
from service.ingestion.ingestion import Ingestion, Progress
from service.ingestion.shards import Shard
from service.ingestion.writing import Report
from service.knowledge.gazetteer import Gazetteer
from service.settings import Settings, load
from service.sources import parse
from service.storage.corpus import Corpus

_NAME = "onrecord"
_TRIES, _PAUSES = 3, [0, 10]  # attempts at a shard, and the seconds between them; then it is parked
_SECONDS = 1800  # that a shard may take
_NUMBERS = ("added", "unchanged", "removed", "quotations", "attributed", "refusals")  # of a report, that the outcome of a shard has
_KEPT = 86_400  # seconds for which the outcome of a shard is kept
_MAINTENANCE = 30  # seconds between two looks for what a worker left behind that was killed
_LOOK_EVERY = 0.5  # seconds
_LOOKED_AT = 500  # shards whose state is asked for at once
_WAITING = (JobStatus.QUEUED, JobStatus.STARTED, JobStatus.SCHEDULED, JobStatus.DEFERRED)
_SAMPLE = (
    "“We sail on Monday,” Ines Calloway, the mayor of Ellery, told Reuters at the harbour. She said: “Not before noon.”".encode()
)
_settings: Settings | None = None  # of the worker, which its jobs inherit


def queue_at(url: str) -> Queue:
    """The queue on a Redis. Raises SettingError for a cluster, which RQ does not know."""
    client = connect(url, seconds=WRITE_SECONDS)
    if isinstance(client, redis.RedisCluster):
        raise SettingError("a queue cannot lie on a Redis Cluster: name another Redis in ONRECORD_QUEUE_URL")
    if "sentinel" not in url.partition("://")[0]:
        client = redis.Redis.from_url(url)  # with RQ's own patience: a worker waits for hours
    return Queue(_NAME, connection=client, serializer=JSONSerializer, default_timeout=_SECONDS)


def ingest_by_workers(
    ingestion: Ingestion, queue: Queue, names: Collection[str], progress: Progress, say: Callable[[str], None]
) -> Report:
    """Have workers index files of the corpus, and wait until they have. What they could not read is parked."""
    report = Report()
    if not Worker.count(connection=queue.connection):
        say("no worker is there yet: start some with `onrecord worker`")
    waiting: dict[str, int] = {}  # shards by id, with their bytes
    total = done = 0

    def look() -> None:
        nonlocal done, report
        some = list(waiting)[:_LOOKED_AT]
        for job_id, job in zip(some, Job.fetch_many(some, queue.connection, serializer=JSONSerializer), strict=True):
            state = job.get_status(refresh=False) if job is not None else None
            if state in _WAITING:
                continue
            done += waiting.pop(job_id)
            if job is not None and state == JobStatus.FINISHED:
                report += Report(**(job.return_value() or {}))
            else:
                report.refuse([f"{job.description if job else job_id}: parked; `onrecord queue` tells why"])
        progress(done, total, report.quotations)

    with ingestion.shared(names, report) as (found, writer, corpus):
        total = sum(f.size for f in found)
        last = time.monotonic()
        for shard in shards.planned(corpus, writer, found, report):
            _enqueue(queue, shard)
            waiting[shard.id] = shard.size
            if time.monotonic() - last > _LOOK_EVERY:
                look()
                last = time.monotonic()
        while waiting:
            writer.keep_alive()
            look()
            time.sleep(_LOOK_EVERY)
    return report


def _enqueue(queue: Queue, shard: Shard) -> None:
    """Put a shard into the queue, unless it waits there already. One that was parked is tried again."""
    job = _job(queue, shard.id)
    if job is not None and job.get_status() not in _WAITING:
        job.delete()
    with contextlib.suppress(DuplicateJobError):
        queue.enqueue(
            "service.ingestion.workers.read_shard",
            args=(shard.as_plain(),),
            job_id=shard.id,
            unique=True,
            retry=Retry(max=_TRIES - 1, interval=_PAUSES),
            result_ttl=_KEPT,
            failure_ttl=-1,
            description=shard.name,
        )


def _job(queue: Queue, job_id: str) -> Job | None:
    return Job.fetch_many([job_id], queue.connection, serializer=JSONSerializer)[0]


def read_shard(values: Mapping[str, Any]) -> dict[str, Any]:
    """The job: index a shard. What it could not read is in the outcome; what kept it from reading is raised."""
    settings = _settings or load()
    corpus = Corpus(settings.corpus_location, settings.data_folder)
    try:
        report = shards.read(corpus, IndexWriter(connect(settings.redis_url, seconds=WRITE_SECONDS)), Shard.of(values))
    except IndexUnavailable as error:
        raise RuntimeError(error.detail) from error
    return {name: getattr(report, name) for name in (*_NUMBERS, "refused")}


def work(settings: Settings, queue: Queue, *, is_burst: bool) -> None:
    """Read shards until told to stop, or with `is_burst` until none is left. The one at hand is finished first."""
    global _settings
    _settings = settings
    _warm()
    worker = Worker([queue], connection=queue.connection, serializer=JSONSerializer, maintenance_interval=_MAINTENANCE)
    worker.work(burst=is_burst, with_scheduler=True, logging_level="WARNING")


def _warm() -> None:
    """Load what every shard needs, once: each is read by a process of its own that comes from this one."""
    given = parse("warm.txt", 0, _SAMPLE)
    pages_of([(document, extract(document, Gazetteer.load())) for document, _ in given.documents])


def parked(queue: Queue) -> list[tuple[str, str]]:
    """The shards that were given up, each with what was wrong."""
    ids = FailedJobRegistry(queue=queue).get_job_ids()
    jobs = (job for job in Job.fetch_many(ids, queue.connection, serializer=JSONSerializer) if job is not None)
    return [(job.description or job.id, _last_line(job.exc_info)) for job in jobs]


def retry_parked(queue: Queue) -> int:
    """Have workers try again what was given up: how many shards."""
    registry = FailedJobRegistry(queue=queue)
    ids = registry.get_job_ids()
    for job_id in ids:
        registry.requeue(job_id)
    return len(ids)


def counts(queue: Queue) -> dict[str, int]:
    """How many shards wait, are being read, and were given up, and how many workers there are."""
    return {
        "waiting": queue.count + queue.scheduled_job_registry.count,
        "being_read": queue.started_job_registry.count,
        "parked": queue.failed_job_registry.count,
        "workers": Worker.count(queue=queue),
    }


def _last_line(told: str | None) -> str:
    lines = (told or "").strip().splitlines()
    return lines[-1][:300] if lines else "its worker ended"
