"""Which claims may be printed as somebody's words: the service beside its rivals, on claims and documents of the project's own.

    python -m bench.yardstick [--url http://127.0.0.1:8000] [--rivals .rivals]

Without --url an index of its own is made; with it the documents are posted to a running service and deleted again. `--rivals`: the
folder of an environment in which the rivals are installed first, as far as they install; what does not is skipped, with the reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

import requests

from bench.corpus import indexed
from bench.yardstick.claims import Claim, Document, made
from bench.yardstick.rivals import NOT_INSTALLED, RIVALS
from schemas.vocabulary import FINE, OK
from service.client import Client
from service.client import Verification as Answered
from service.records import Verification
from service.verification import Claim as Asked
from service.verification import Verifier

_INSTALL_SECONDS, _ANSWER_SECONDS, _CALL_SECONDS = 600, 900, 30
_SHOWN = 90  # characters of a reason


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a claim is printable by somebody's answer, and the milliseconds of processor time that it took; wall time of the service's."""

    is_printable: bool
    milliseconds: float


def main() -> int:
    """Ask everybody and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a running service; none: an index of its own")
    parser.add_argument("--rivals", type=Path, default=Path(".rivals"), help="folder of the rivals' environment")
    parser.add_argument("--show", action="store_true", help="print the claims that the service gets wrong")
    arguments = parser.parse_args()
    documents, claims = made()
    print(f"{len(claims)} claims on {len(documents)} documents; {sum(c.is_printable for c in claims)} may be printed")
    print(f"{'':18}{'right':>8}{'blessed':>9}{'alarmed':>9}{'styles':>8}{'median ms':>11}")
    with service(documents, arguments.url) as ask:
        answers = [_timed(ask, claim) for claim in claims]
    report("Onrecord", claims, answers)
    if arguments.show:
        for claim, answer in zip(claims, answers, strict=True):
            if claim.is_printable is not answer.is_printable:
                print("    ", "alarm" if claim.is_printable else "BLESSED", claim.kind, "|", claim.text)
    for name in RIVALS:
        found = rival(name, documents, claims, arguments.rivals)
        if isinstance(found, str):
            print(f"{name:18}skipped: {found[:_SHOWN]}")
        else:
            report(name, claims, found)
    return 0


def report(name: str, claims: Sequence[Claim], answers: Sequence[Answer]) -> None:
    """Print one line: right of all claims but styled ones, false blessings, false alarms, right of the styled ones, and time."""
    rows = list(zip(claims, answers, strict=True))
    plain, styled = [r for r in rows if r[0].style is None], [r for r in rows if r[0].style is not None]
    right = fmean(c.is_printable is a.is_printable for c, a in plain)
    blessed = fmean(a.is_printable for c, a in plain if not c.is_printable)
    alarmed = fmean(not a.is_printable for c, a in plain if c.is_printable)
    styles = fmean(a.is_printable for _, a in styled)
    print(
        f"{name:18}{right:8.3f}{blessed:9.3f}{alarmed:9.3f}{styles:8.3f}{median(a.milliseconds for a in answers):11.2f}", flush=True
    )


@contextmanager
def service(documents: Sequence[Document], url: str | None) -> Iterator[Callable[[Claim], bool]]:
    """Yield what asks the service whether a claim is printable, with the documents in its index meanwhile."""
    speakers = {document.number: document.speaker for document in documents}
    sources = [{"title": d.title, "text": d.text, "kind": d.kind} for d in documents]
    if url:
        with requests.Session() as session:
            ids = [session.post(f"{url}/v1/documents", json=source, timeout=_CALL_SECONDS).json()["id"] for source in sources]
            client = Client(url)
            try:
                yield lambda claim: _is_printable(client.verify(claim.text, speaker=speakers[claim.document]))
            finally:
                for document_id in ids:
                    session.delete(f"{url}/v1/documents/{document_id}", timeout=_CALL_SECONDS)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.jsonl"
        file.write_text("".join(json.dumps(source) + "\n" for source in sources), encoding="utf-8")
        with indexed(file, Path(folder) / "data") as index:
            verifier = Verifier(index)
            yield lambda claim: _is_printable(verifier.verify(Asked(claim.text, speaker=speakers[claim.document])))


def _is_printable(answer: Answered | Verification) -> bool:
    """Return whether a desk prints by an answer: the words stand there, and nothing asks for a look."""
    return answer.verdict in FINE and answer.severity == OK.name


def _timed(ask: Callable[[Claim], bool], claim: Claim) -> Answer:
    began = time.perf_counter()
    is_printable = ask(claim)
    return Answer(is_printable, (time.perf_counter() - began) * 1000)


def rival(name: str, documents: Sequence[Document], claims: Sequence[Claim], folder: Path) -> list[Answer] | str:
    """Return a rival's answers, or why there are none."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", name]
    try:
        installed = subprocess.run(install, capture_output=True, text=True, timeout=_INSTALL_SECONDS)
    except subprocess.TimeoutExpired:
        return "its installation takes too long"
    with tempfile.TemporaryDirectory() as texts:
        paths = [Path(texts) / f"{document.number}.txt" for document in documents]
        for path, document in zip(paths, documents, strict=True):
            path.write_text(document.text, encoding="utf-8")
        lines = [json.dumps({"folder": texts}), *(json.dumps({"quote": c.text, "source": str(paths[c.document])}) for c in claims)]
        script = str(Path(__file__).with_name("rivals.py"))
        try:
            done = subprocess.run(
                [str(python), script, name], input="\n".join(lines), capture_output=True, text=True, timeout=_ANSWER_SECONDS
            )
        except subprocess.TimeoutExpired:
            return "it does not answer in time"
    if done.returncode == NOT_INSTALLED:
        return (installed.stderr.strip() or done.stderr.strip()).splitlines()[-1]
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if len(rows) < len(claims):
        return f"it fails: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return [Answer(bool(row["printable"]), row["ms"]) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
