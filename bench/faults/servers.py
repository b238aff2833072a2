#!/usr/bin/env python3
"""The service on every server that is found here: by version, behind an ACL, over TLS, and on three nodes of a cluster.

    PYTHONPATH=. .venv/bin/python bench/faults/servers.py                                  # the embedded one, and those on PATH
    PYTHONPATH=. .venv/bin/python bench/faults/servers.py SERVERS redis-6.2/redis-server   # those of a folder, and one by name

On each: documents are posted and asked for, the server is emptied (FLUSHALL) and the index built again, the server is killed and
comes back, and the index is audited. The user of the ACL may do only what docs/operations.md names; what is denied is printed. TLS
is the server's own where its binary has it, and that of an nginx in front (`script/proxy`, with Debian's libnginx-mod-stream) where
not; which it was is printed. Certificates need `openssl`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import redis

from bench.faults.callers import Service, fill, post, recovered, report, unanswered
from tests.nodes import Node, cluster
from tests.ports import free_ports

KNOWN = range(60)
DURABLE = ("appendonly yes", 'save ""')
RIGHTS = "~onrecord:* &* +@read +@write +@scripting +@connection +@transaction -@dangerous +info +wait +scan +cluster"
HARMLESS = {"client"}  # CLIENT SETINFO, by which the client library names itself: it goes on without
USER, PASSWORD = "onrecord", "a long word of the campaign"
_VERSION = re.compile(r"(Redis|Valkey) server v=(\S+)")
_MODULES, _STREAMS = Path("/usr/lib/nginx/modules"), "ngx_stream_module.so"  # where Debian puts it


def found(places: list[str]) -> list[str | None]:
    """The servers of some places, binaries or folders of them, besides the embedded one (None) and those on PATH; each once."""
    folders = [path for place in places if (path := Path(place)).is_dir()]
    inside = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file() and os.access(path, os.X_OK)]
    named = [path for place in places if not (path := Path(place)).is_dir()]
    on_path = [Path(path) for name in ("redis-server", "valkey-server") if (path := shutil.which(name))]
    servers: dict[Path, Path] = {}  # a binary that goes by several names, as in Debian's packages, is what it is called
    for path in (*on_path, *named, *inside):
        servers.setdefault(path.resolve(), path.absolute())
    return [None, *(str(path) for path in servers.values() if version(path) or path in named)]


def version(binary: Path) -> str:
    """What a binary says that it is, such as "Redis 7.2.6"; nothing where it is no server."""
    try:
        told = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    said = _VERSION.match(told)
    return f"{said[1]} {said[2]}" if said else ""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for this machine."""
    folder.mkdir(parents=True)
    key, made = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(made), "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return key, made


def campaign(name: str, folder: Path, node: Node, url: str, admin: redis.Redis, **environment: str) -> bool:
    """Post, empty, kill and audit on one server. `admin`: a client that may do everything."""
    fill(folder, KNOWN)
    service = Service(folder, free_ports(1)[0], REDIS_URL=url, **environment)
    try:
        posted = post(service.base, range(9000, 9040))
        everything = [*KNOWN, *posted]
        missing = unanswered(service.base, everything)
        admin.flushall()
        emptied = recovered(service.base, everything)
        node.kill()
        node.start()
        killed = recovered(service.base, everything)
        audit = service.audit()
        version = admin.info("server")
        denied = sorted({entry["object"] for entry in admin.acl_log()} - HARMLESS if environment or "@" in url else set())
        faults = {
            "not posted": 40 - len(posted),
            "unanswered": missing,
            "not rebuilt": emptied is None,
            "not back": killed is None,
            "audit": audit if audit != "clean" else "",
            "denied": denied,
        }
        told = f"{version.get('valkey_version') or version['redis_version']}, rebuilt after {emptied} s, back after {killed} s"
        return report(name, faults, told)
    finally:
        service.stop()
        node.kill()


def on(binary: str | None, folder: Path, ways: list[str]) -> bool:
    """Run a server's campaigns: plain, behind an ACL, over TLS."""
    name = version(Path(binary)) if binary else "embedded"
    is_good = True
    for way in ways:  # each, whatever came of the one before
        is_good &= WAYS[way](name or str(binary), binary, folder / way)
    return is_good


def plain(name: str, binary: str | None, folder: Path) -> bool:
    port = free_ports(1)[0]
    node = Node(folder / "redis", port, *DURABLE, binary=binary)
    return campaign(f"{name}, plain", folder, node, f"redis://127.0.0.1:{port}/0", node.client)


def behind_an_acl(name: str, binary: str | None, folder: Path) -> bool:
    port = free_ports(1)[0]
    node = Node(folder / "redis", port, *DURABLE, f'user {USER} on ">{PASSWORD}" {RIGHTS}', binary=binary)
    url = f"redis://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{port}/0"
    return campaign(f"{name}, ACL", folder, node, url, node.client)


def over_tls(name: str, binary: str | None, folder: Path) -> bool:
    key, made = certificate(folder / "certificate")
    port, unencrypted = free_ports(2)
    options = (
        f"tls-port {port}",
        f"tls-cert-file {made}",
        f"tls-key-file {key}",
        f"tls-ca-cert-file {made}",
        "tls-auth-clients no",
    )
    with contextlib.ExitStack() as stack:
        try:
            node, whose = Node(folder / "redis", unencrypted, *DURABLE, *options, binary=binary), "its own TLS"
        except AssertionError:
            if not (nginx := nginx_with_streams()):
                print(f"{name}, TLS: cannot be done here: the binary has none, and there is no nginx with streams", flush=True)
                return True
            node, whose = Node(folder / "behind", unencrypted, *DURABLE, binary=binary), "TLS of an nginx in front"
            stack.enter_context(terminated(nginx, folder, port, unencrypted, key, made))
        url = f"rediss://localhost:{port}/0"
        return campaign(f"{name}, {whose}", folder, node, url, node.client, SSL_CERT_FILE=str(made))


def nginx_with_streams() -> str | None:
    """Where nginx is, if it can pass on connections as they are."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return nginx if nginx and (_MODULES / _STREAMS).exists() else None


@contextlib.contextmanager
def terminated(nginx: str, folder: Path, port: int, behind: int, key: Path, made: Path) -> Iterator[None]:
    """An nginx that speaks TLS on a port and passes what it hears on to another one."""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"load_module {_MODULES / _STREAMS};\ndaemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"stream {{\n  server {{\n    listen 127.0.0.1:{port} ssl;\n    ssl_certificate {made};\n    ssl_certificate_key {key};\n"
        f"    proxy_pass 127.0.0.1:{behind};\n  }}\n}}\n"
    )
    with (folder / "nginx.log").open("w") as log:
        process = subprocess.Popen([nginx, "-c", str(configuration)], stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


WAYS = {"plain": plain, "acl": behind_an_acl, "tls": over_tls}


def on_a_cluster(folder: Path) -> bool:
    """Three nodes: each is emptied once, then each is killed once and comes back."""
    fill(folder, KNOWN)
    nodes = cluster(folder / "nodes", 3, *DURABLE[:1])
    url = "redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes)
    service = Service(folder, free_ports(1)[0], REDIS_URL=url)
    try:
        posted = post(service.base, range(9000, 9040))
        everything = [*KNOWN, *posted]
        emptied: list[float | None] = []
        killed: list[float | None] = []
        for node in nodes:
            node.client.flushall()
            emptied.append(recovered(service.base, everything))
        for node in nodes:
            node.kill()
            node.start()
            killed.append(recovered(service.base, everything))
        audit = service.audit()
        faults = {"not posted": 40 - len(posted), "not rebuilt": None in emptied, "not back": None in killed,
                  "audit": audit if audit != "clean" else ""}  # fmt: skip
        return report("three nodes of a cluster", faults, f"rebuilt after {emptied} s, back after {killed} s")
    finally:
        service.stop()
        for node in nodes:
            node.kill()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", nargs="*", metavar="PLACE", help="a server's binary, or a folder of them")
    parser.add_argument("--ways", nargs="*", choices=[*WAYS, "cluster"], default=[*WAYS, "cluster"])
    options = parser.parse_args()
    servers = found(options.servers)
    print("found: " + ", ".join(version(Path(binary)) or binary if binary else "embedded" for binary in servers), flush=True)
    ways = [way for way in options.ways if way in WAYS]
    is_good = True
    with tempfile.TemporaryDirectory() as made:
        for number, binary in enumerate(servers):
            is_good &= on(binary, Path(made) / str(number), ways)
        if "cluster" in options.ways:
            is_good &= on_a_cluster(Path(made) / "cluster")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
