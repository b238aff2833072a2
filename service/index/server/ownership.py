"""Whose index a Redis holds: the id of the corpus that it was built from, which every service compares with that of its own.

Two services with different corpora on one Redis would each take out what only the other one has, and then answer `not_found`.
"""

from __future__ import annotations

from service.errors import IndexUnavailable

CORPUS = "corpus"  # the field of the live generation's settings, and of one that is being built


class AnotherCorpus(IndexUnavailable):
    """The index was built from another corpus than the one that this service keeps."""


def require_own(held: bytes | None, own: str | None) -> None:
    """Raise AnotherCorpus where the id that an index holds is not the id of the service's own corpus.

    `own`: None where nobody asked for the check; `held`: None for an index that has not been claimed yet.
    """
    if own is not None and held and held.decode(errors="replace") != own:
        raise AnotherCorpus(
            "The index in Redis was built from another corpus: give each service a Redis database of its own, or restore the"
            " data folder that this index belongs to. `onrecord index rebuild --take-over` replaces it for good."
        )
