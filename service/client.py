"""A client of the REST service in Python, for newsroom tools; the command line is built on it.

from service.client import Client

with Client("https://onrecord.example", key) as onrecord:
    answer = onrecord.verify("We sail at noon.", speaker="Peig Donnelly")
    print(answer.verdict, answer.explanation)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from schemas.vocabulary import FINE, RULES

__all__ = ["Client", "ClientError", "DraftCheck", "Finding", "Verification"]

_SECONDS = 10.0
_TRIES = 3
_BATCH = 100  # claims that the service takes at once


class ClientError(Exception):
    """The service could not be asked, or refused. `problem` is its problem document where it sent one, `status` its status."""

    def __init__(self, message: str, problem: dict[str, Any] | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.problem = problem
        self.status = status


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to a claim; `raw` is all of it, in the shape of the contract."""

    verdict: str
    explanation: str
    confidence: float
    raw: dict[str, Any] = field(repr=False)

    @property
    def is_fine(self) -> bool:
        """Whether the words were said so, and no source contradicts what is claimed about them."""
        return self.verdict in FINE and self.raw["attribution"]["status"] not in RULES

    @property
    def source(self) -> dict[str, Any] | None:
        """The quotation that matches best, with its document, if there is one."""
        return self.raw["matches"][0]["quotation"] if self.raw["matches"] else None

    @property
    def changes(self) -> list[dict[str, Any]]:
        return list(self.raw["wording"]["changes"])


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote of a draft. `start`, `end`: in code points of what was submitted; `verification`: None where the time did not suffice."""

    start: int
    end: int
    quote: str
    claim: dict[str, Any]
    is_own_interview: bool
    reason: str | None
    verification: Verification | None
    problem: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    summary: dict[str, Any]
    findings: tuple[Finding, ...]


class Client:
    """Asks a running service. Every call raises ClientError with one plain line where it gets no answer.

    `seconds`: for each try. An answer of 429 or 503 is waited for as its Retry-After says, and asked for again twice.
    """

    def __init__(
        self, url: str = "http://127.0.0.1:8000", key: str = "", *, seconds: float = _SECONDS, tries: int = _TRIES
    ) -> None:
        self.url = url.rstrip("/")
        self._seconds = seconds
        self._session = requests.Session()
        again = Retry(
            total=tries - 1,
            connect=0,
            read=0,
            status_forcelist=(429, 503),
            allowed_methods=None,
            backoff_factor=0.2,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=again))
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._session.close()

    def verify(self, quote: str, **claimed: str | int | None) -> Verification:
        """The verification of a quote; `claimed`: speaker, date, venue, outlet, limit."""
        return _verification(self._call("POST", "/v1/verify", {"quote": quote, **_known(claimed)}))

    def verify_batch(self, claims: Iterable[dict[str, Any]]) -> Iterator[Verification | ClientError]:
        """The verifications of any number of claims, in their order; a bad claim has its error in its place."""
        claims = list(claims)
        for n in range(0, len(claims), _BATCH):
            for item in self._call("POST", "/v1/verify/batch", {"claims": claims[n : n + _BATCH]})["verifications"]:
                yield _verification(item) if "verdict" in item else _error(item)

    def check_draft(self, text: str, format: str = "text", **known: Any) -> DraftCheck:
        """Every quote of a draft, verified; `known`: title, outlet, published, interviews."""
        return draft_check(self._call("POST", "/v1/drafts/check", {"text": text, "format": format, **_known(known)}))

    def extract(self, text: str, **known: str | None) -> list[dict[str, Any]]:
        """The quotations of a text, which is not kept; `known`: title, outlet, published, url, kind, speaker, venue."""
        return list(self._call("POST", "/v1/extract", {"text": text, **_known(known)})["quotations"])

    def add_document(self, text: str, **known: str | None) -> dict[str, Any]:
        """Add a source document; `known`: title, url, outlet, published, kind, speaker, venue."""
        return self._call("POST", "/v1/documents", {"text": text, **_known(known)})

    def quotations(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """All quotations by speaker, outlet, since, until, q, the newest first."""
        cursor = None
        while True:
            body = self._call("GET", "/v1/quotations", query={**_known(wanted), **({"cursor": cursor} if cursor else {})})
            yield from body["quotations"]
            cursor = body["next"]
            if cursor is None:
                return

    def ready(self) -> dict[str, Any]:
        """What the index holds."""
        return self._call("GET", "/readyz")

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, query: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            answer = self._session.request(method, self.url + path, json=body, params=query, timeout=self._seconds)
        except requests.RequestException as error:
            raise ClientError(f"no answer from {self.url}: {_plain(error)}") from error
        try:
            content = answer.json()
        except ValueError:
            raise ClientError(f"{self.url} does not answer as Onrecord does (HTTP {answer.status_code})") from None
        if not answer.ok:
            raise _error(content if isinstance(content, dict) else {}, answer.status_code)
        if not isinstance(content, dict):
            raise ClientError(f"{self.url} does not answer as Onrecord does (HTTP {answer.status_code})")
        return content


def draft_check(body: dict[str, Any]) -> DraftCheck:
    """The answer of POST /v1/drafts/check."""
    rows = (
        Finding(
            row["span"]["start"],
            row["span"]["end"],
            row["quote"],
            row["claim"],
            row["own_interview"],
            row["reason"],
            _verification(row["verification"]) if row["verification"] else None,
            row["problem"],
        )
        for row in body["findings"]
    )
    return DraftCheck(body["summary"], tuple(rows))


def _verification(body: dict[str, Any]) -> Verification:
    return Verification(body["verdict"], body["explanation"], body["confidence"], body)


def _error(problem: dict[str, Any], status: int | None = None) -> ClientError:
    hint = " (the command line sends ONRECORD_KEY)" if status == 401 else ""
    return ClientError(
        f"{problem.get('title', 'refused')}: {problem.get('detail', '')}{hint}", problem, status or problem.get("status")
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _plain(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "it took too long"
    if isinstance(error, requests.ConnectionError):
        return "nothing listens there; start it with `onrecord serve`"
    return str(error)
