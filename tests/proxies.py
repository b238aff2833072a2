"""nginx with the configuration that is shipped, before a service."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.ports import free_ports

NGINX = "/usr/sbin/nginx"  # script/proxy installs it
_CONFIGURATION = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf"
_SECONDS = 60.0


@contextmanager
def proxied(folder: Path, base: str) -> Iterator[str]:
    """The address of a proxy before the service at `base`. Its files lie below `folder`."""
    port = free_ports(1)[0]
    own = folder / f"nginx-{port}"
    own.mkdir(parents=True)
    site = _CONFIGURATION.read_text().replace("listen 8080", f"listen 127.0.0.1:{port}").replace("http://service:8000", base)
    (own / "site.conf").write_text(site)
    temporary = "".join(f"{kind}_temp_path {own}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (own / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {own}/pid; error_log {own}/error.log; worker_rlimit_nofile 30000;"
        f" events {{ worker_connections 25000; }} http {{ access_log off; {temporary} include {own}/site.conf; }}"
    )
    process = subprocess.Popen([NGINX, "-p", str(own), "-c", str(own / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _SECONDS
        while True:
            try:
                if requests.get(f"http://127.0.0.1:{port}/healthz", headers={"Host": "localhost"}, timeout=1).ok:
                    break
            except requests.RequestException:
                assert time.monotonic() < end, (own / "error.log").read_text()
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
