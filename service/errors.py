"""What can go wrong, each with the code and the HTTP status by which a caller knows it."""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of every error that is ours to explain. `code` names the problem type of the contract."""

    code = "internal-error"
    status = 500
    title = "The service failed"

    def __init__(self, detail: str = "", *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer


class IndexUnavailable(OnrecordError):
    """Redis is away, empty or not ready: the answer is unknown, which is not the same as not found."""

    code = "index-unavailable"
    status = 503
    title = "The index cannot be reached"


class BeingBuilt(IndexUnavailable):
    """Another process builds the index."""


class StorageUnavailable(OnrecordError):
    """What is to be kept cannot be: the disk is full, the folder cannot be written, or the object store refuses."""

    code = "storage-unavailable"
    status = 503
    title = "Nothing can be kept"


class NotFound(OnrecordError):
    code = "not-found"
    status = 404
    title = "There is nothing by that name"


class UnreadableSource(OnrecordError):
    """A source document that cannot be read: the file says it is something that it is not, or it holds no text."""

    code = "unreadable-source"
    status = 422
    title = "The source document cannot be read"


class Withdrawn(UnreadableSource):
    """A source's own word that what it published under an identifier is withdrawn: a kill, a cancellation, a deletion.

    `keys`: the identifiers and addresses that it withdraws; `moment`: when, in ISO 8601, where it says so.
    """

    def __init__(self, detail: str, keys: tuple[str, ...], moment: str | None = None) -> None:
        super().__init__(detail)
        self.keys = keys
        self.moment = moment


class SettingError(OnrecordError):
    """A setting of the environment or the command line that cannot be used."""

    code = "bad-setting"
    title = "A setting cannot be used"
