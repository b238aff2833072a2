"""The embedded server: damaged files are moved aside, and its socket is nobody else's."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis

from service.errors import SettingError
from service.storage import embedded
from service.storage.embedded import Embedded
from tests.nodes import until


def base(files: Path) -> Path:
    return next(path for path in files.iterdir() if ".base." in path.name)


def garbled(files):
    path = next(path for path in files.iterdir() if ".incr." in path.name)
    path.write_bytes(
        path.read_bytes() + b"*3\r\n$3\r\nSET\r\n$1\r\nb\r\nnonsense\r\n" + b"*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n2\r\n"
    )


def no_base(files):
    base(files).unlink()


def cut_base(files):
    base(files).write_bytes(base(files).read_bytes()[:20])


def wrong_base(files):
    base(files).write_bytes(b"REDIS0011 and then nonsense" * 20)


def no_manifest(files):
    next(path for path in files.iterdir() if path.suffix == ".manifest").write_bytes(b"")


def wrong_manifest(files):
    next(path for path in files.iterdir() if path.suffix == ".manifest").write_bytes(b"file ../../etc/passwd seq 1 type b\n")


@pytest.mark.parametrize("damage", [garbled, no_base, cut_base, wrong_base, no_manifest, wrong_manifest])
def test_files_that_cannot_be_read_are_moved_aside(tmp_path, damage):
    server = Embedded(tmp_path)
    server.start()
    with redis.Redis.from_url(server.url) as client:
        client.set("a", 1)
    server.stop()
    damage(server.folder / "appendonlydir")
    again = Embedded(tmp_path)
    again.start()
    try:
        with redis.Redis.from_url(again.url) as client:
            client.set("b", 1)
            if client.get("a") is None:
                assert (server.folder / "appendonlydir.damaged").is_dir()
    finally:
        again.stop()


def test_what_is_not_in_its_files_moves_none(tmp_path, monkeypatch):
    server = Embedded(tmp_path)
    server.start()
    server.stop()
    monkeypatch.setattr(Embedded, "_configuration", lambda self: "nonsense yes\n")
    with pytest.raises(SettingError, match="did not start"):
        Embedded(tmp_path).start()
    assert (server.folder / "appendonlydir").is_dir()
    assert not (server.folder / "appendonlydir.damaged").exists()


def test_its_files_are_its_owners_alone(tmp_path):
    server = Embedded(tmp_path)
    server.start()
    try:
        assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
        for path in server.folder.rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    finally:
        server.stop()


@pytest.fixture
def deep(tmp_path, monkeypatch):
    """A data folder whose path is too long for a socket, and a temporary folder of the test's own."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as short:
        monkeypatch.setattr(embedded.tempfile, "gettempdir", lambda: short)
        yield tmp_path / ("deep" * 30), Path(short)


def test_a_socket_elsewhere_is_in_a_private_folder(deep):
    data, temporary = deep
    server = Embedded(data)
    server.start()
    try:
        assert server.socket.parent.parent == temporary
        assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    finally:
        server.stop()


@pytest.mark.parametrize("made", ["for all", "a link", "a file"])
def test_a_folder_that_is_not_private_is_not_used(deep, tmp_path, made):
    data, temporary = deep
    place = temporary / f"onrecord-{os.geteuid()}"
    if made == "for all":
        place.mkdir()
        place.chmod(0o777)
    elif made == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "theirs")
    else:
        place.write_text("")
    with pytest.raises(SettingError):
        Embedded(data).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_socket_of_another_user_is_not_ours(tmp_path):
    server = Embedded(tmp_path)
    server.folder.mkdir()
    server.socket.touch()
    os.chown(server.socket, 65534, 65534)
    with pytest.raises(SettingError, match="another user"):
        server.answers()


_SPIN = """
local began = os.clock()
while os.clock() - began < 2 do end
"""


@contextmanager
def stopped(server):
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


@contextmanager
def busy(server):
    with redis.Redis.from_url(server.url, socket_timeout=120) as client:
        thread = threading.Thread(target=client.eval, args=(_SPIN, 0))
        thread.start()
        try:
            yield
        finally:
            thread.join()


@contextmanager
def crowded(server):
    with redis.Redis.from_url(server.url, single_connection_client=True) as client:
        client.config_set("maxclients", 1)
        yield
        client.config_set("maxclients", 100)


@contextmanager
def locked(server):
    with redis.Redis.from_url(server.url, single_connection_client=True) as client:
        client.config_set("requirepass", "a word")
        try:
            yield
        finally:
            client.config_set("requirepass", "")


@contextmanager
def without_room(server):
    with redis.Redis.from_url(server.url, single_connection_client=True) as client:
        filler = server.folder / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as out:
            while True:
                out.write(bytes(4096))
        with suppress(redis.RedisError):
            while True:
                client.set("a", "words " * 100)
        try:
            yield
        finally:
            filler.unlink()


@pytest.fixture
def small(tmp_path):
    """A data folder whose index lies on a small disk of its own."""
    (tmp_path / "valkey").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(tmp_path / "valkey")]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("mounting needs root")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path / "valkey")], check=True)


@pytest.mark.parametrize("fault", [stopped, busy, crowded, locked, without_room])
def test_no_second_server_is_started_next_to_one_that_does_not_answer(request, tmp_path, fault):
    folder = request.getfixturevalue("small") if fault is without_room else tmp_path
    server, another = Embedded(folder), Embedded(folder)  # of this process, and as another process sees it
    server.start()
    try:
        with fault(server):
            until(lambda: not another.answers())
            assert server.is_running()
            assert another.is_running()
            waiting = threading.Thread(target=another.start)
            waiting.start()
            waiting.join(0.5)
        waiting.join()
        assert another.process is None
        with redis.Redis.from_url(another.url) as client:
            assert client.info("server")["process_id"] == server.process.pid
    finally:
        server.stop()


def killed(server):
    server.process.kill()  # and its socket is still there
    server.process.wait()


@pytest.mark.parametrize("end", [killed, Embedded.stop, lambda server: None], ids=["killed", "stopped", "never started"])
def test_one_that_has_ended_is_not_running_and_is_started(tmp_path, end):
    server = Embedded(tmp_path)
    if end in (killed, Embedded.stop):
        server.start()
    end(server)
    another = Embedded(tmp_path)
    assert not server.is_running()
    assert not another.is_running()
    another.start()
    try:
        assert another.answers()
    finally:
        another.stop()
