"""Keep the name of a job under which queues of the last release hold it; gone with the next release."""

from __future__ import annotations

from service.ingestion.workers import read_shard

__all__ = ["read_shard"]
