"""A client of the REST service in Python, for newsroom tools; the command line is built on it.

from service.client import Client

with Client("https://onrecord.example", key) as onrecord:
    answer = onrecord.verify("We sail at noon.", speaker="Peig Donnelly")
    print(answer.verdict, answer.explanation)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what takes most of the time that loading this module would: requests is loaded with the first client
    import requests

    from schemas import shapes

__all__ = ["Client", "ClientError", "DraftCheck", "Finding", "Verification"]

_MOST_READING, _LONGEST_TEXT = 2.0, 1_000_000  # times the seconds of a call that the longest text may be read, and its characters
_SECONDS = 10.0
_TRIES = 3
_BATCH = 100  # claims that the service takes at once


class ClientError(Exception):
    """The service did not answer, or refused. `problem`: its problem document if it sent one; `status`: the HTTP status."""

    def __init__(self, message: str, problem: shapes.Problem | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.problem = problem
        self.status = status


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to a claim; `raw` is all of it, in the shape of the contract. `confidence`: 0 to 1."""

    verdict: str
    explanation: str
    confidence: float
    raw: shapes.Verification = field(repr=False)

    @property
    def is_fine(self) -> bool:
        """Return whether the words were said so, and nothing about them is to be looked at."""
        from schemas.vocabulary import FINE, OK

        return self.verdict in FINE and self.severity == OK.name

    @property
    def severity(self) -> str:
        """Return what a desk should do: ok, look or fix."""
        return self.raw["severity"]

    @property
    def source(self) -> shapes.Quotation | None:
        """Return the quotation that matches best, with its document; None if nothing matches."""
        return self.raw["matches"][0]["quotation"] if self.raw["matches"] else None

    @property
    def changes(self) -> list[shapes.Change]:
        """Return the differences that nothing shows."""
        return list(self.raw["wording"]["changes"])


@dataclass(frozen=True, slots=True)
class Finding:
    """A quote of a draft. `start`, `end`: code points of the text submitted; `verification`: None if the time did not suffice."""

    start: int
    end: int
    quote: str
    claim: shapes.DraftClaim
    is_own_interview: bool
    reason: str | None
    verification: Verification | None
    problem: shapes.Problem | None = None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What was found in a draft."""

    summary: shapes.Summary
    findings: tuple[Finding, ...]


class Client:
    """Asks a running service. Every call raises ClientError, with one plain line, if it gets no answer or is refused.

    `seconds`: the timeout of each try, thrice that for the longest text. After a 429 or 503 it waits as Retry-After says and tries again, `tries` times in all.
    """

    def __init__(
        self, url: str = "http://127.0.0.1:8000", key: str = "", *, seconds: float = _SECONDS, tries: int = _TRIES
    ) -> None:
        import requests
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry

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
        """Close the connections."""
        self._session.close()

    def verify(self, quote: str, **claimed: str | int | None) -> Verification:
        """Verify a quote. `claimed`: speaker, date, venue, outlet, limit."""
        return _verification(self._call("POST", "/v1/verify", {"quote": quote, **_known(claimed)}))

    def verify_batch(self, claims: Iterable[Mapping[str, object]]) -> Iterator[Verification | ClientError]:
        """Verify any number of claims, in their order; a bad claim has its error in its place. `claims`: as POST /v1/verify takes them."""
        claims = list(claims)
        for n in range(0, len(claims), _BATCH):
            body = self._call("POST", "/v1/verify/batch", {"claims": claims[n : n + _BATCH]})
            for item in body["verifications"]:
                yield _verification(item) if "verdict" in item else _error(item)

    def check_draft(self, text: str, format: str = "text", **known: Any) -> DraftCheck:
        """Verify every quote of a draft. `format`: text, markdown or html; `known`: title, outlet, published, interviews."""
        return draft_check(self._call("POST", "/v1/drafts/check", {"text": text, "format": format, **_known(known)}))

    def extract(self, text: str, **known: str | None) -> list[shapes.Quotation]:
        """Return the quotations of a text, which is not stored. `known`: title, outlet, published, url, kind, speaker, venue."""
        return list(self._call("POST", "/v1/extract", {"text": text, **_known(known)})["quotations"])

    def add_document(self, text: str, **known: str | None) -> shapes.Document:
        """Add a source document. `known`: title, url, outlet, published, kind, speaker, venue."""
        added: shapes.Document = self._call("POST", "/v1/documents", {"text": text, **_known(known)})
        return added

    def quotations(self, **wanted: str | int | None) -> Iterator[shapes.Quotation]:
        """Yield all quotations, the newest first. `wanted`: speaker, outlet, since, until, q, and limit, of each page."""
        cursor = None
        while True:
            body = self._call("GET", "/v1/quotations", query={**_known(wanted), **({"cursor": cursor} if cursor else {})})
            yield from body["quotations"]
            cursor = body["next"]
            if cursor is None:
                return

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, query: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Return the status and the JSON of the answer to any call of the contract, also where it is a problem.

        Raises ClientError only if there is no answer.
        """
        try:
            return HTTPStatus.OK, self._call(method, path, body, query)
        except ClientError as error:
            if error.problem is None or error.status is None:
                raise
            return error.status, error.problem

    def ready(self) -> shapes.Readiness:
        """Return how much the index holds."""
        held: shapes.Readiness = self._call("GET", "/readyz")
        return held

    def _timeout(self, body: Mapping[str, Any] | None) -> float:
        """Return the seconds to wait for an answer: the longer a text is, the longer the service may read it."""
        return self._seconds * (1 + _MOST_READING * min(1.0, len((body or {}).get("text") or "") / _LONGEST_TEXT))

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None, query: Mapping[str, Any] | None = None) -> Any:
        """Return the JSON object of an answer, in the shape of the contract."""
        import requests

        try:
            answer = self._session.request(
                method, self.url + path, json=None if body is None else dict(body), params=query, timeout=self._timeout(body)
            )
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


def draft_check(body: shapes.DraftCheck) -> DraftCheck:
    """Return the answer of POST /v1/drafts/check as a record."""
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


def _verification(body: shapes.Verification) -> Verification:
    return Verification(body["verdict"], body["explanation"], body["confidence"], body)


def _error(problem: Any, status: int | None = None) -> ClientError:
    hint = " (the command line sends ONRECORD_KEY)" if status == 401 else ""
    wrong = [f"{row['pointer'].strip('/')}: {row['message']}" for row in problem.get("errors") or () if row["pointer"].strip("/")]
    told = " ".join(wrong) or f"{problem.get('title', 'refused')}: {problem.get('detail', '')}{hint}"
    return ClientError(told, problem, status or problem.get("status"))


def _known(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _plain(error: requests.RequestException) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return "it took too long"
    if isinstance(error, requests.ConnectionError):
        return "nothing listens there; start it with `onrecord serve`"
    return str(error)
