"""The chart of deploy/helm passes Helm's own linter, makes what Kubernetes takes, and refuses values that mean nothing."""

from __future__ import annotations

import shutil

import helm_python
import kubernetes_validate
import pytest
import yaml

from tests.conftest import ROOT

CHART = ROOT / "deploy" / "helm" / "onrecord"
PLAIN = ROOT / "deploy" / "kubernetes" / "onrecord.yaml"
INFORMATION = 1  # severity of advice: an icon for catalogues of charts
VALUES = {
    "defaults": {},
    "claims that are there": {"data": {"existingClaim": "desk-data"}, "corpus": {"existingClaim": "archive"}},
    "a Redis that is there": {"redis": {"enabled": False, "url": "rediss://cache.example:6380/2"}},
    "an ingress": {
        "ingress": {"enabled": True, "className": "nginx", "host": "onrecord.example", "tlsSecret": "onrecord-tls",
                    "annotations": {"nginx.ingress.kubernetes.io/proxy-body-size": "2m"}},
    },
    "all else": {
        "image": {"repository": "registry.example/onrecord", "tag": "1.2.3", "pullPolicy": "Always", "pullSecrets": ["registry"]},
        "settings": {"ONRECORD_WORKERS": "4", "ONRECORD_SAMPLES": "0"},
        "settingsSecret": "onrecord-secrets",
        "data": {"storage": "1.5Ti", "storageClass": "fast"},
        "redis": {"storageClass": "fast", "resources": {}},
        "resources": {"limits": {"memory": "4Gi"}},
    },
}  # fmt: skip


def made(values: dict, release: str = "onrecord") -> dict[tuple[str, str], dict]:
    """What the chart makes of values, by kind and name."""
    with helm_python.Chart.load(CHART) as chart:
        rendered = chart.render(values, name=release, namespace="news")
    manifests = [m for path, text in rendered.items() if path.endswith(".yaml") for m in yaml.safe_load_all(text) if m]
    assert len({named(m) for m in manifests}) == len(manifests)
    return {named(m): m for m in manifests}


def named(manifest: dict) -> tuple[str, str]:
    return manifest["kind"], manifest["metadata"]["name"]


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_helms_own_linter_finds_nothing(values):
    report = helm_python.lint(CHART, values, strict=True, kube_version="v1.34.0")
    assert report["errors"] == []
    assert [m for m in report["messages"] if m["severity"] > INFORMATION] == []


def test_the_linter_finds_a_fault(tmp_path):
    shutil.copytree(CHART, tmp_path / "onrecord")
    settings = tmp_path / "onrecord" / "templates" / "settings.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("{{- end }}", "", 1), encoding="utf-8")
    report = helm_python.lint(tmp_path / "onrecord", strict=True)
    assert any(m["severity"] > INFORMATION for m in report["messages"])


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_what_it_makes_fits_the_schemas_of_kubernetes(values):
    for manifest in made(values).values():
        kubernetes_validate.validate(manifest, "1.34", strict=True)


def test_the_plain_manifests_are_what_the_defaults_make():
    plain = {named(m): m for m in yaml.safe_load_all(PLAIN.read_text(encoding="utf-8"))}
    chart = made({})
    for manifest in [*chart.values(), chart["Deployment", "onrecord"]["spec"]["template"]]:
        manifest["metadata"].pop("annotations", None)  # which only Helm reads
    assert chart == plain


def test_two_releases_share_nothing():
    one, other = made({}), made({}, "archive")
    assert not one.keys() & other.keys()
    assert "onrecord-redis" not in yaml.safe_dump(list(other.values()))


def test_values_reach_their_places():
    claims = made(VALUES["claims that are there"])
    assert not [name for kind, name in claims if kind == "PersistentVolumeClaim"]
    volumes = claims["Deployment", "onrecord"]["spec"]["template"]["spec"]["volumes"]
    assert [v["persistentVolumeClaim"]["claimName"] for v in volumes[:2]] == ["desk-data", "archive"]

    redis = made(VALUES["a Redis that is there"])
    assert redis["ConfigMap", "onrecord"]["data"]["REDIS_URL"] == "rediss://cache.example:6380/2"
    assert not [name for _, name in redis if "redis" in name]

    rest = made(VALUES["all else"])
    (container,) = rest["Deployment", "onrecord"]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == "registry.example/onrecord:1.2.3"
    assert [next(iter(source)) for source in container["envFrom"]] == ["configMapRef", "secretRef"]
    settings = rest["ConfigMap", "onrecord"]["data"]
    assert (settings["ONRECORD_WORKERS"], settings["ONRECORD_PROXIES"]) == ("4", "1")


@pytest.mark.parametrize("values", [
    {"settings": {"WORKERS": "4"}}, {"settings": {"ONRECORD_CORPUS": "/elsewhere"}}, {"settings": {"ONRECORD_WORKERS": 4}},
    {"redis": {"enabled": False}}, {"redis": {"url": "cache.example"}}, {"ingress": {"enabled": True}}, {"replicas": 2},
    {"corpus": {"storage": "much"}}, {"image": {"pullPolicy": "Sometimes"}},
], ids=str)  # fmt: skip
def test_values_that_mean_nothing_are_refused(values):
    with helm_python.Chart.load(CHART) as chart, pytest.raises(helm_python.HelmError):
        chart.render(values, name="onrecord", namespace="news")


def test_its_settings_are_settings():
    from service.settings import SETTINGS

    values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    assert values["settings"].keys() <= {setting.variable for setting in SETTINGS}
