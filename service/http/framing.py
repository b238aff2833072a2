"""Where an HTTP/1.1 request ends in the bytes that a client sends, so that no thread has to wait for the rest of it.

This decides nothing about the request but its length: what is malformed or ambiguous counts as whole at once, and the server's
own parser refuses it. RFC 9112, sections 6.3 (message body length) and 7.1 (chunked transfer coding).
"""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_LENGTH = re.compile(rb"[0-9]{1,15}")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?")
_LONGEST_HEAD = 64 * 1024  # bytes of the request line and all headers; browsers send a few thousand
_PACKING = 64  # a body at the limit may have a byte around its chunks for so many of its own: those of 1 KB have fewer
_LONGEST_LINE = 1024  # bytes of a line that gives the size of a chunk
_LINE_BREAK = b"\r\n"
_CONTINUE = b"100-continue"


class Framing:
    """The bytes of one request as they arrive.

    `most_body`: bytes of a body after which the request counts as whole, for the application to refuse it. After `feed` has returned
    true: `received` holds the request, `is_complete` says whether nothing of it is missing, and `refusal` is the status to refuse it
    with at once, None if the server is to look at it.
    """

    def __init__(self, most_body: int) -> None:
        self.received = bytearray()
        self.is_complete = False
        self.refusal: HTTPStatus | None = None
        self.has_head = False
        self.method = self.path = ""
        self._target = 0  # bytes of the target
        self.expects_continue = False
        self._most_body = most_body
        self._searched = 0  # bytes of the head that do not contain its end
        self._end: int | None = None  # of the body, if its length is known
        self._chunk = 0  # where the next line with the size of a chunk begins
        self._is_chunked = self._is_broken = False

    def feed(self, data: bytes) -> bool:
        """Add bytes. Returns whether the server can now answer the request, or refuse it, without waiting for the client."""
        self.received += data
        if not self.has_head and not self._take_head():
            if len(self.received) > _LONGEST_HEAD:
                self.refusal = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            return self.refusal is not None
        if self._is_broken:
            return True
        if self._is_chunked:
            return self._scan_chunks()
        self.is_complete = self._end is not None and len(self.received) >= self._end
        return self.is_complete or (self._end or 0) - self._body > self._most_body

    def _take_head(self) -> bool:
        match = _HEAD_END.search(self.received, max(0, self._searched - 3))
        if match is None:
            self._searched = len(self.received)
            return False
        self.has_head = True
        self._body = match.end()
        first, *lines = _LINE_END.split(bytes(self.received[: match.start()]))
        self._take_request_line(first)
        fields: dict[bytes, list[bytes]] = {}
        for name, _, value in (line.partition(b":") for line in lines):
            fields.setdefault(name.strip().lower(), []).append(value.strip())
        self.expects_continue = _CONTINUE in (value.lower() for value in fields.get(b"expect", ()))
        self._take_length(fields.get(b"content-length", []), [v.lower() for v in fields.get(b"transfer-encoding", ())])
        return True

    def _take_length(self, lengths: list[bytes], codings: list[bytes]) -> None:
        """Note where the body ends, given the values of Content-Length and Transfer-Encoding."""
        self._is_chunked = codings == [b"chunked"]
        is_known = len(lengths) < 2 and all(_LENGTH.fullmatch(length) for length in lengths)
        self._is_broken = not is_known or bool(codings and (lengths or not self._is_chunked))
        if self._is_chunked:
            self._chunk = self._body
        elif not self._is_broken:
            self._end = self._body + (int(lengths[0]) if lengths else 0)

    def _take_request_line(self, line: bytes) -> None:
        words = line.decode("latin-1").split(" ")
        self.method = words[0].upper()
        target = words[1] if len(words) > 1 else ""
        self._target = len(target)
        try:
            self.path = unquote(urlsplit(target).path if "://" in target[:10] else target.partition("?")[0].partition("#")[0])
        except ValueError:
            self.path = ""

    def _scan_chunks(self) -> bool:
        """Look at the chunks that have arrived. Returns whether the last one has, or no more of them are to be awaited."""
        while len(self.received) - self._body <= self._most_body + self._most_body // _PACKING:
            line_end = self.received.find(b"\n", self._chunk, self._chunk + _LONGEST_LINE)
            if line_end < 0:
                return len(self.received) - self._chunk > _LONGEST_LINE
            match = _CHUNK_SIZE.fullmatch(self.received[self._chunk : line_end].rstrip(b"\r"))
            if match is None:
                return True
            size = int(match[1], 16)
            if size == 0:
                return self._scan_trailers(line_end + 1)
            following = line_end + 1 + size + len(_LINE_BREAK)
            if following > len(self.received):
                return False
            self._chunk = following
        self.refusal = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return True

    def _scan_trailers(self, start: int) -> bool:
        """Return whether the trailer section after the last chunk has ended."""
        if self.received.startswith(_LINE_BREAK, start):
            self.is_complete = True
        else:
            self.is_complete = _HEAD_END.search(self.received, start) is not None
        return self.is_complete or len(self.received) - start > _LONGEST_HEAD

    @property
    def asked(self) -> int:
        """Return how many bytes of a request are what is asked: its target and its body."""
        return self._target + len(self.received) - self._body if self.has_head else 0

    def take(self) -> bytes:
        """Return the bytes for the server's parser, without the expectation of a `100 Continue` that was answered already."""
        content = bytes(self.received)
        if not self.expects_continue or not self.is_complete:
            return content
        head, rest = content[: self._body], content[self._body :]
        return re.sub(rb"(?im)^expect[ \t]*:[ \t]*100-continue[ \t]*\r?\n", b"", head) + rest
