"""One question to an endpoint that speaks the OpenAI chat-completions protocol: the one module here with a network.

A single POST that is bounded in time, whatever the server does, and in size. It follows nothing: the key and the document go to
the address in the settings and nowhere else. Nothing is taken from the environment but by the settings: no .netrc, no proxy.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, NamedTuple

import orjson
import requests
import urllib3

from service.ingestion.reader_asking import Question, instructions, response_format

_MOST_BYTES = 1_000_000  # of an answer; one about thirty quotations has a hundredth of that
_BLOCK = 65_536
MOST_ANSWERED = 8_000  # tokens of an answer: some 250 a quotation
_LONGEST_PAUSE = 86_400  # seconds that a server may ask for; it says so again after that
_NO_SCHEMA = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
_REFUSING = (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_CUT = "length"  # why a server ended an answer that is not whole


class Failed(Exception):
    """The endpoint gave no answer.

    `kind`: timeout, unreachable, busy, refused, broken, redirect or malformed; `pause`: seconds for which the server asks to be left alone,
    None where it does not say.
    """

    def __init__(self, kind: str, detail: str, pause: float | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.pause = pause


class Answer(NamedTuple):
    """What the endpoint answered, and the tokens that it counted for question and answer, None where it did not say."""

    content: str
    tokens: int | None


class _TimeIsUp(Exception):
    """The time that a question may take is over."""


class Endpoint:
    """Asks one model at one address.

    `url`: up to and without `/chat/completions`; `key`: sent as a bearer token, if there is one; `seconds`: that a question may take;
    `proxy`: URL of the operator's proxy, empty for none. To be used in the main thread of a process, since its clock is the
    system's alarm.
    """

    def __init__(self, url: str, model: str, key: str, seconds: float, proxy: str = "") -> None:
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._key = key
        self._seconds = seconds
        self._proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._knows_schemas = True

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question. Raises Failed."""
        try:
            with _within(self._seconds):
                return self._asked(question)
        except _TimeIsUp:
            raise Failed("timeout", f"no answer within {self._seconds:g} seconds") from None

    def _asked(self, question: Question) -> Answer:
        status, content = self._posted(question)
        if status in _NO_SCHEMA and self._knows_schemas:
            self._knows_schemas = False  # a server that knows only `json_object`, or refuses whatever is sent
            status, content = self._posted(question)
            if status != HTTPStatus.OK:
                self._knows_schemas = True
        if status != HTTPStatus.OK:
            raise Failed("refused" if status in _REFUSING else "broken", f"HTTP {status}")
        return _answer(content)

    def _posted(self, question: Question) -> tuple[int, bytes]:
        """Return status and body of the answer to a POST. Raises Failed."""
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": instructions()}, {"role": "user", "content": question.content}],
            "temperature": 0,
            "max_tokens": MOST_ANSWERED,
            "response_format": response_format(has_schema=self._knows_schemas),
        }
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity", "User-Agent": "Onrecord"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            with requests.Session() as session:
                session.trust_env = False
                session.proxies.update(self._proxies)
                with session.post(
                    self._url,
                    data=orjson.dumps(body),
                    headers=headers,
                    timeout=self._seconds,
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    return self._received(answer)
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            raise Failed("timeout", f"no answer within {self._seconds:g} seconds") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise Failed("unreachable", type(error).__name__) from None  # whose text may hold the address with what is secret in it

    def _received(self, answer: requests.Response) -> tuple[int, bytes]:
        status = answer.status_code
        if status in _BUSY:
            raise Failed("busy", f"HTTP {status}", _pause(answer.headers.get("Retry-After", "")))
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            raise Failed("redirect", f"HTTP {status}: an address elsewhere is not followed")
        return status, _body(answer)


def _body(answer: requests.Response) -> bytes:
    """Return the body as it was sent. Raises Failed for one that is too long or packed."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Failed("malformed", "the answer is packed, which was not asked for")
    content = bytearray()
    while block := answer.raw.read(_BLOCK, decode_content=False):
        content += block
        if len(content) > _MOST_BYTES:
            raise Failed("malformed", f"the answer is longer than {_MOST_BYTES:,} bytes")
    return bytes(content)


def _answer(content: bytes) -> Answer:
    """Return the answer in a chat completion. Raises Failed for anything else, and for one that was cut off."""
    try:
        completion: Any = orjson.loads(content)
        choice = completion["choices"][0]
        said, ended, usage = choice["message"]["content"], choice.get("finish_reason"), completion.get("usage")
    except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError):
        raise Failed("malformed", "the answer is no chat completion") from None
    if not isinstance(said, str) or ended == _CUT:
        raise Failed("malformed", "the answer was cut off" if ended == _CUT else "the answer has no text")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    return Answer(said, tokens if isinstance(tokens, int) and tokens >= 0 else None)


def _pause(value: str) -> float | None:
    """Return the seconds of a Retry-After field (RFC 9110, section 10.2.3), None where there is none that can be read."""
    try:
        seconds = float(value) if value.strip().isdigit() else parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError):
        return None
    return min(max(0.0, seconds), _LONGEST_PAUSE)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Bound what is done in this context to some seconds by the clock. Raises _TimeIsUp, also inside a call that waits.

    A timeout of a socket begins anew with every byte, so that a server that drips could hold it for ever.
    """

    def on_alarm(*_: object) -> None:
        raise _TimeIsUp

    began, before = time.monotonic(), signal.signal(signal.SIGALRM, on_alarm)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # somebody else's alarm goes on
            signal.setitimer(signal.ITIMER_REAL, max(0.001, left - (time.monotonic() - began)), interval)
