"""What ships beside the service is accepted by what it is for: Kubernetes' schemas, systemd, nginx with TLS."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import kubernetes_validate
import pytest
import requests
import yaml

from tests.conftest import ROOT, Served
from tests.ports import free_ports
from tests.proxies import NGINX

MANIFESTS = list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes" / "onrecord.yaml").read_text(encoding="utf-8")))
UNIT = ROOT / "deploy" / "systemd" / "onrecord.service"


def test_images_that_others_build_are_pinned_by_digest_and_everywhere_alike():
    files = ("Dockerfile", "compose.yaml", "deploy/kubernetes/onrecord.yaml", "deploy/helm/onrecord/values.yaml")
    found = set()
    for name in files:
        named = re.findall(r"(?m)^(?:FROM| *image:) +(\S+)", (ROOT / name).read_text(encoding="utf-8"))
        found |= {image for image in named if image != "scratch" and not image.startswith(("onrecord", "${"))}
    assert {image.partition(":")[0] for image in found} == {"python", "nginx", "redis"}
    assert len(found) == 3, found
    for image in found:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-[a-z-]+@sha256:[0-9a-f]{64}", image)
    assert "# syntax=" not in (ROOT / "Dockerfile").read_text(encoding="utf-8")  # an image too


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda m: f"{m['kind']} {m['metadata']['name']}")
def test_manifests_fit_the_schemas_of_kubernetes(manifest):
    kubernetes_validate.validate(manifest, "1.34", strict=True)


def test_a_wrong_manifest_is_noticed():
    deployment = next(m for m in MANIFESTS if m["kind"] == "Deployment")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**deployment, "spec": {**deployment["spec"], "replica": 2}}, "1.34", strict=True)


def test_manifests_name_what_is_there():
    """Probes ask routes that exist, settings are settings, and every volume is declared."""
    from service.settings import SETTINGS

    known = {setting.variable for setting in SETTINGS}
    (configuration,) = [m for m in MANIFESTS if m["kind"] == "ConfigMap"]
    assert configuration["data"].keys() <= known
    (deployment,) = [m for m in MANIFESTS if m["kind"] == "Deployment"]
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert {m["name"] for m in container["volumeMounts"]} == {v["name"] for v in pod["volumes"]}
    claims = {m["metadata"]["name"] for m in MANIFESTS if m["kind"] == "PersistentVolumeClaim"}
    assert {v["persistentVolumeClaim"]["claimName"] for v in pod["volumes"] if "persistentVolumeClaim" in v} == claims
    routes = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
    assert {container[p]["httpGet"]["path"] for p in ("startupProbe", "livenessProbe", "readinessProbe")} <= routes.keys()


def test_the_image_brings_no_samples():
    assert "COPY corpus" not in (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_the_unit_is_one(tmp_path):
    """systemd reads it without a warning, but for the program, which is installed elsewhere."""
    unit = tmp_path / "onrecord.service"
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/onrecord/bin/onrecord", shutil.which("true") or "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    told = [line for line in done.stderr.splitlines() if "onrecord" in line]
    assert told == []


@pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx here: script/proxy installs it")
def test_the_recipe_for_tls_serves(tmp_path):
    http, https = free_ports(2)
    server = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_PROXIES="1")
    certificate, key = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    site = (ROOT / "deploy" / "nginx-tls.conf").read_text(encoding="utf-8")
    for before, after in {
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ssl": f"listen 127.0.0.1:{https} ssl",
        "onrecord.example": "localhost",
        "/etc/ssl/onrecord/fullchain.pem": str(certificate),
        "/etc/ssl/onrecord/privkey.pem": str(key),
        "http://127.0.0.1:8000": server.base,
    }.items():
        assert before in site
        site = site.replace(before, after)
    (tmp_path / "site.conf").write_text(site)
    temporary = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;"
        f" events {{}} http {{ access_log off; {temporary} include {tmp_path}/site.conf; }}"
    )
    server.start()
    proxy = subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        answer = _asked(f"https://localhost:{https}/v1/stats", certificate)
        assert answer.json()["documents"] > 0
        assert answer.headers["Strict-Transport-Security"]
        plain = requests.get(f"http://localhost:{http}/v1/stats", allow_redirects=False, timeout=30)
        assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/v1/stats")
        with socket.create_connection(("127.0.0.1", https), timeout=30) as sock:
            context = ssl.create_default_context(cafile=str(certificate))
            with context.wrap_socket(sock, server_hostname="localhost") as spoken:
                assert spoken.version() in ("TLSv1.2", "TLSv1.3")
    finally:
        proxy.terminate()
        proxy.wait(20)
        server.stop()


def _asked(url: str, certificate: Path) -> requests.Response:
    end = time.monotonic() + 10
    while True:
        try:
            return requests.get(url, verify=str(certificate), timeout=30)
        except requests.ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
