"""What asking through the other doors costs: python -m bench.doors

Prints: milliseconds of CPU and of the clock that a call of a tool over /mcp adds to the same call of REST (medians of pairs, one
after the other in one process); the seconds of CPU that the commands and the client take to load (best of five); the bytes of the
JavaScript client.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from service.cli.storage import Storage
from service.http.app import create_app
from service.settings import load

_PAIRS = 300
_ROUNDS = 5
_HEADERS = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/call",
    "Mcp-Name": "verify_quote",
}
_META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "bench", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
_QUOTE = "A ferry that never leaves the pier is a very expensive café."
_COMMANDS = {
    "an empty program": ["-c", "pass"],
    "import of service.client": ["-c", "import service.client"],
    "onrecord --help": ["-m", "service.cli.main", "--help"],
}


def main() -> None:
    """Print the figures."""
    _print_mcp()
    for name, arguments in _COMMANDS.items():
        print(f"{name}: {1000 * min(_cpu_of(arguments) for _ in range(_ROUNDS)):.0f} ms of CPU")


def _print_mcp() -> None:
    with tempfile.TemporaryDirectory() as data, Storage(load({}, corpus="corpus", data=data, redis_url="")) as storage:
        storage.ingestion.sync()
        settings = load({}, corpus="corpus", data=data, redis_url=storage.url, answer_seconds=0)
        app = create_app(settings)
        app.extensions["onrecord"].bounded.start()
        client = app.test_client()
        claim = {"quote": _QUOTE, "speaker": "Ines Calloway"}
        params = {"name": "verify_quote", "arguments": claim, "_meta": _META}
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        rest = _timed(lambda: client.post("/v1/verify", json=claim))
        tool = _timed(lambda: client.post("/mcp", json=call, headers=_HEADERS))
        rest(), tool()  # the first calls load libraries
        reply = client.post("/mcp", json=call, headers=_HEADERS).get_json()
        if reply["result"]["structuredContent"] != client.post("/v1/verify", json=claim).get_json():
            raise SystemExit("the two answers differ")
        pairs = [(rest(), tool()) for _ in range(_PAIRS)]
        for n, name in enumerate(("CPU", "the clock")):
            before, after = (statistics.median(pair[side][n] for pair in pairs) for side in (0, 1))
            added = statistics.median(pair[1][n] - pair[0][n] for pair in pairs)
            print(f"verify by REST {1000 * before:.2f} ms, by /mcp {1000 * after:.2f} ms, added {1000 * added:.2f} ms of {name}")
        app.extensions["onrecord"].bounded.close()


def _timed(work: Callable[[], object]) -> Callable[[], tuple[float, float]]:
    def timed() -> tuple[float, float]:
        cpu, clock = time.process_time(), time.perf_counter()
        work()
        return time.process_time() - cpu, time.perf_counter() - clock

    return timed


def _cpu_of(arguments: list[str]) -> float:
    """Return the seconds of CPU that a program takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=Path(__file__).parents[1], check=True, stdout=subprocess.DEVNULL, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
