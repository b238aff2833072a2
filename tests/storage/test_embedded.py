"""The embedded server: damaged files are moved aside, and its socket is nobody else's."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from service.errors import SettingError
from service.storage import embedded
from service.storage.embedded import Embedded


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
    import redis

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
