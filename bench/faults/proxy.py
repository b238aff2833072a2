"""A TCP proxy that does to a connection what networks and servers do: passes it on, holds replies back, cuts them, or refuses."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

PASS, SLOW, RESET, SAY = "pass", "slow", "reset", "say"


class Proxy:
    """Listens on a port of its own and passes on to `target`, a port of this machine. `mode` may be changed at any time."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.mode = PASS
        self.words = b""  # that SAY answers with
        self.seconds = 1.0  # for which SLOW holds every reply back
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Close every connection there is."""
        for sock in list(self._open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._server.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=1)
                far.settimeout(None)
            except OSError:
                near.close()
                continue
            self._open |= {near, far}
            for source, goal, is_reply in ((near, far, False), (far, near, True)):
                threading.Thread(target=self._pass, args=(source, goal, is_reply), daemon=True).start()

    def _pass(self, source: socket.socket, goal: socket.socket, is_reply: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                if not is_reply and self.mode == SAY:
                    source.sendall(self.words * max(1, content.count(b"*")))
                    continue
                if is_reply and self.mode == SLOW:
                    time.sleep(self.seconds)
                if is_reply and self.mode == RESET:
                    goal.sendall(content[: len(content) // 2])
                    break
                goal.sendall(content)
        for sock in (source, goal):
            self._open.discard(sock)
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
