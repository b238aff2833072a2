"""A small client of the REST service, for the command line and for newsroom tools in Python."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import requests

_SECONDS = 10.0


class ClientError(Exception):
    """The service could not be asked, or refused. `problem` is its problem document where it sent one."""

    def __init__(self, message: str, problem: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.problem = problem


class Client:
    """Asks a running service. Every call raises ClientError with one plain line where it gets no answer."""

    def __init__(self, url: str = "http://127.0.0.1:8000", key: str = "", *, seconds: float = _SECONDS) -> None:
        self.url = url.rstrip("/")
        self._seconds = seconds
        self._session = requests.Session()
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._session.close()

    def verify(self, quote: str, **claimed: str | int | None) -> dict[str, Any]:
        """The verification of a quote; `claimed`: speaker, date, venue, outlet, limit."""
        return self._call("POST", "/v1/verify", {"quote": quote, **{k: v for k, v in claimed.items() if v is not None}})

    def verify_batch(self, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The verifications of up to 100 claims, in their order; a bad claim has its problem in its place."""
        return self._call("POST", "/v1/verify/batch", {"claims": claims})["verifications"]

    def add_document(self, text: str, **known: str | None) -> dict[str, Any]:
        """Add a source document; `known`: title, url, outlet, published, kind, speaker, venue."""
        return self._call("POST", "/v1/documents", {"text": text, **{k: v for k, v in known.items() if v is not None}})

    def ready(self) -> dict[str, Any]:
        """What the index holds."""
        return self._call("GET", "/readyz")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            answer = self._session.request(method, self.url + path, json=body, timeout=self._seconds)
        except requests.RequestException as error:
            raise ClientError(f"no answer from {self.url}: {_plain(error)}") from error
        try:
            content = answer.json()
        except ValueError:
            raise ClientError(f"{self.url} does not answer as Onrecord does (HTTP {answer.status_code})") from None
        if not answer.ok:
            raise ClientError(f"{content.get('title', 'refused')}: {content.get('detail', '')}", content)
        return content


def _plain(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "it took too long"
    if isinstance(error, requests.ConnectionError):
        return "nothing listens there; start it with `onrecord serve`"
    return str(error)
