"""A second reader that knows the gold: answers questions with the gold's values and the words of the document that say so.

It has the gold's values alone; for the words it looks as a careful person would: at the clause by the quotation, else at the nearest
mention outside quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from service.extraction.grounds import Grounds, grounds, paragraphs_of
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

Span = tuple[int, int]
_CLAUSE = re.compile(r"[^.;:“”\"\n]{0,80}")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|who)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """A gold quotation: its parts, and the values of its fields; `kind`: the type of its speaker."""

    parts: tuple[Span, ...]
    fields: dict[str, str | None]
    kind: str = "person"


@dataclass
class Replay:
    """Answers questions about documents whose gold is known."""

    golds: dict[str, tuple[Document, list[Known]]] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer.load)
    _grounds: dict[str, Grounds] = field(default_factory=dict)

    def learn(self, document: Document, known: Iterable[Known]) -> None:
        start, end = paragraphs_of(document)[0]
        self.golds[document.text[start:end]] = (document, list(known))

    def __call__(self, content: str) -> str:
        """The answer to the content of a user message."""
        question = json.loads(content)
        first = question["document"]["paragraphs"][0]["text"]
        document, known = self.golds[first]
        if document.id not in self._grounds:
            self._grounds[document.id] = grounds(document, self.gazetteer)
        return json.dumps({"quotations": list(self._rows(question, document, known))})

    def _rows(self, question: dict[str, Any], document: Document, known: list[Known]) -> Iterator[dict[str, Any]]:
        scene = _Scene(document, known, self._grounds[document.id], self.gazetteer)
        for asked in question["quotations"]:
            row: dict[str, Any] = {"number": asked["number"], "speaker": None, "date": None, "venue": None, "outlet": None}
            gold = scene.meant(asked["words"], asked["paragraph"])
            for name in asked["wanted"] if gold is not None else ():
                if value := gold.fields.get(name):
                    row[name] = scene.told(gold, name, value)
            yield row


@dataclass
class _Scene:
    document: Document
    known: list[Known]
    grounds: Grounds
    gazetteer: Gazetteer

    def meant(self, words: str, paragraph: int) -> Known | None:
        start, _ = self.grounds.paragraphs[paragraph - 1]
        same = [k for k in self.known if _letters(self.document.text[k.parts[0][0] : k.parts[-1][1]])[:20] == _letters(words)[:20]]
        return min(same, key=lambda k: abs(k.parts[0][0] - start), default=None)

    def told(self, gold: Known, name: str, value: str) -> dict[str, Any] | None:
        value = value.split()[0] if name == "date" else value
        places = self._speaker(gold, value) if name == "speaker" else self._circumstance(gold, name, value)
        place = next(iter(places), None)
        if place is None:
            return None
        blocks = self.grounds.paragraphs
        number = max(n for n, (start, _) in enumerate(blocks, 1) if start <= place[0])
        kind = gold.kind if name == "speaker" else ""
        return {"value": value, "evidence": self.document.text[place[0] : place[1]], "paragraph": number, "kind": kind}

    def _speaker(self, gold: Known, value: str) -> Iterator[Span]:
        """Places of the words that say who speaks: the clause by the quotation, else the nearest mention of the name."""
        beside = list(self._beside(gold))
        last = value.split()[-1]
        for start, end in beside:
            text = self.document.text[start:end]
            if re.search(rf"\b{re.escape(last)}\b", text):
                yield start, end
        for start, end in beside:
            if _PRONOUN.search(self.document.text[start:end]):
                yield start, end
        yield from self._nearest(gold, [m.span() for m in re.finditer(rf"\b{re.escape(last)}\b", self.document.text)])
        yield from (span for span in beside if re.search(r"\w+\s\w+", self.document.text[span[0] : span[1]]))

    def _beside(self, gold: Known) -> Iterator[Span]:
        """The clauses next to the parts of a quotation: behind each, then before each."""
        text = self.document.text
        for _, end in gold.parts:
            behind = re.compile(r"[,.?!…—”\"’') ]*").match(text, end).end()
            stop = _CLAUSE.match(text, behind).end()
            yield from self._trimmed(behind, stop)
        for start, _ in gold.parts:
            before = re.search(r"[^.;“”\"\n]{0,80}$", text[: max(0, start - 1)])
            yield from self._trimmed(before.start(), before.end())

    def _trimmed(self, start: int, end: int) -> Iterator[Span]:
        text = self.document.text
        while start < end and not text[start].isalnum():
            start += 1
        while start and start < end and text[start - 1].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        while end < len(text) and end > start and text[end].isalnum():
            end -= 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if end > start:
            yield start, end

    def _circumstance(self, gold: Known, name: str, value: str) -> Iterator[Span]:
        mentioned = [m for m in self.grounds.mentioned if m.field == name]
        same = [m.place for m in mentioned if self._same(name, m.value, value)]
        literal = [m.span() for m in re.finditer(rf"\b{re.escape(value)}\b", self.document.text)]
        yield from self._nearest(gold, same or literal)

    def _same(self, name: str, a: str, b: str) -> bool:
        if name == "outlet":
            return self.gazetteer.same_outlet(a, b)
        if name == "date":
            return a == b
        x, y = set(_letters(a).split()), set(_letters(b).split())
        return bool(x and y) and (x <= y or y <= x)

    def _nearest(self, gold: Known, places: list[Span]) -> list[Span]:
        """Places outside quotations, those nearest to a quotation first."""
        quoted = [part for known in self.known for part in known.parts]
        out = [p for p in places if not any(a < p[1] and p[0] < b for a, b in quoted)]
        return sorted(out, key=lambda p: min(max(0, p[0] - end, start - p[1]) for start, end in gold.parts))


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


Reply = Callable[[dict[str, Any]], tuple[int, dict[str, str], bytes | Iterable[bytes]]]


def completion(content: str, *, finish: str = "stop", tokens: int = 900) -> bytes:
    """The body of a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": {"total_tokens": tokens}}).encode()


def answering(answer: Callable[[str], str]) -> Reply:
    """A server that answers the content of the user message."""
    return lambda body: (200, {}, completion(answer(body["messages"][-1]["content"])))


class Stub:
    """A server that speaks the protocol: `reply` makes the status, headers and body, in pieces if it drips, of what it is sent.

    `received`: (path, headers, body) of each request. A context manager.
    """

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.received: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.received.append((self.path, dict(self.headers), body))
                status, headers, content = stub.reply(body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if isinstance(content, bytes):
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with suppress(OSError):  # whoever asked has gone
                    for piece in [content] if isinstance(content, bytes) else content:
                        self.wfile.write(piece)
                        self.wfile.flush()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Stub:
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
