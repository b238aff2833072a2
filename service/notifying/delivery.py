"""Puts events into the queue, and delivers them from there to the addresses that the operator lists."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus

import requests
from redis import RedisError
from rq import Queue, Retry, Worker
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer

from service.ingestion.workers import queue_at
from service.notifying import events
from service.notifying.events import Event
from service.settings import load

QUEUE = "onrecord-webhooks"
PAUSES = (5, 30, 120, 600, 3600, 14_400, 43_200)  # seconds before each new attempt: 17 hours, a night and a morning
_SECONDS = 10  # that a receiver may take
_MAINTENANCE = 30  # seconds between checks for deliveries that a killed worker left behind
_KEPT_SECONDS = 86_400  # for which a delivered event is known, so that it is not queued again
_log = logging.getLogger(__name__)


class NotDelivered(Exception):
    """A receiver did not take an event; it is tried again."""


def webhooks_at(url: str) -> Queue:
    """Return the queue of events on a Redis. Raises SettingError for a cluster."""
    return beside(queue_at(url))


def beside(queue: Queue) -> Queue:
    """Return the queue of events on the Redis of another queue."""
    return Queue(QUEUE, connection=queue.connection, serializer=JSONSerializer, default_timeout=3 * _SECONDS)


def deliver_until_stopped(queue: Queue, *, is_burst: bool) -> None:
    """Deliver events until told to stop, or with `is_burst` until none waits."""
    worker = Worker([queue], connection=queue.connection, serializer=JSONSerializer, maintenance_interval=_MAINTENANCE)
    worker.work(burst=is_burst, with_scheduler=True, logging_level="WARNING")


class Notifier:
    """Queues events for every address. `pauses`: seconds before each new attempt."""

    def __init__(self, queue: Queue, addresses: Sequence[str], pauses: Sequence[int] = PAUSES) -> None:
        self._queue = queue
        self._addresses = addresses
        self._pauses = list(pauses)

    def tell(self, event: Event) -> None:
        """Queue an event once for each address. What has happened stays so if Redis does not answer: then it is logged."""
        for address in self._addresses:
            try:
                self._enqueue(event, address)
            except RedisError as error:
                _log.warning("webhook %s was not queued: %s", event.id, error)

    def _enqueue(self, event: Event, address: str) -> None:
        with contextlib.suppress(DuplicateJobError):
            self._queue.enqueue(
                "service.notifying.delivery.deliver",
                args=(address, event.id, event.body),
                job_id=f"{event.id}-{sha256(address.encode()).hexdigest()[:12]}",
                unique=True,
                retry=Retry(max=len(self._pauses), interval=self._pauses),
                result_ttl=_KEPT_SECONDS,
                failure_ttl=-1,
                description=f"{event.id} to {address}",
            )


def deliver(address: str, event_id: str, body: str) -> str:
    """Send an event; the job that is queued under this name. Returns what became of it.

    Raises NotDelivered if the receiver does not answer with a status of 2xx. An address that is no longer listed, or that answers 410 Gone,
    is left alone.
    """
    settings = load()
    if address not in settings.webhooks:
        return "no longer listed"
    sent = events.headers(event_id, int(time.time()), body, events.key_of(settings.webhook_secret))
    try:
        with requests.post(
            address, data=body.encode(), headers=sent, timeout=_SECONDS, allow_redirects=False, stream=True
        ) as answer:
            status = answer.status_code
    except requests.RequestException as error:
        raise NotDelivered(f"{address} does not answer: {type(error).__name__}") from None
    if status == HTTPStatus.GONE:
        return "gone"
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        raise NotDelivered(f"{address} answered {status}")
    return "delivered"
