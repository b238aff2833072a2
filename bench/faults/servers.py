#!/usr/bin/env python3
"""The service on other servers than the embedded one: by version, behind an ACL, over TLS, and on three nodes of a cluster.

    PYTHONPATH=. .venv/bin/python bench/faults/servers.py                                       # the embedded server's binary
    PYTHONPATH=. .venv/bin/python bench/faults/servers.py redis-6.2/redis-server redis-8/redis-server

On each: documents are posted and asked for, the server is emptied (FLUSHALL) and the index built again, the server is killed and
comes back, and the index is audited. The user of the ACL may do only what docs/operations.md names; what is denied is printed. TLS
needs `openssl`, and a binary that was built with it: without, that is said.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import redis

from bench.faults.callers import Service, fill, post, recovered, report, unanswered
from tests.nodes import Node, cluster
from tests.ports import free_ports

KNOWN = range(60)
DURABLE = ("appendonly yes", 'save ""')
RIGHTS = (
    "~onrecord:* &* +@read +@write +@scripting +@connection +@transaction +info +wait +scan +cluster -@dangerous +info +cluster"
)
HARMLESS = {"client"}  # CLIENT SETINFO, by which the client library names itself: it goes on without
USER, PASSWORD = "onrecord", "a long word of the campaign"


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


def on(binary: str | None, folder: Path) -> bool:
    name = binary or "embedded binary"
    port = free_ports(1)[0]
    node = Node(folder / "plain" / "redis", port, *DURABLE, binary=binary)
    is_good = campaign(f"{name}, plain", folder / "plain", node, f"redis://127.0.0.1:{port}/0", node.client)

    port = free_ports(1)[0]
    users = f'user {USER} on ">{PASSWORD}" {RIGHTS}'
    node = Node(folder / "acl" / "redis", port, *DURABLE, users, binary=binary)
    url = f"redis://{USER}:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{port}/0"
    is_good &= campaign(f"{name}, ACL", folder / "acl", node, url, node.client)

    key, made = certificate(folder / "certificate")
    port, plain = free_ports(2)
    options = (
        f"tls-port {port}",
        f"tls-cert-file {made}",
        f"tls-key-file {key}",
        f"tls-ca-cert-file {made}",
        "tls-auth-clients no",
    )
    try:
        node = Node(folder / "tls" / "redis", plain, *DURABLE, *options, binary=binary)
    except AssertionError:
        print(f"{name}, TLS: cannot be done here: the binary was built without TLS", flush=True)
        return is_good
    environment = {"SSL_CERT_FILE": str(made)}
    return is_good & campaign(f"{name}, TLS", folder / "tls", node, f"rediss://localhost:{port}/0", node.client, **environment)


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
    is_good = True
    with tempfile.TemporaryDirectory() as made:
        for number, binary in enumerate([None, *sys.argv[1:]]):
            is_good &= on(binary, Path(made) / str(number))
        is_good &= on_a_cluster(Path(made) / "cluster")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
