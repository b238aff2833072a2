"""Errors: each has one row, which says its status, its title and what to do about it."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import PackageNotFoundError

import pytest

import service
from service.errors import PROBLEMS, SERVED, OnrecordError, SettingError, UnreadableSource, shared

for module in pkgutil.walk_packages(service.__path__, "service."):
    if not module.name.endswith(("gunicorn_conf", "wsgi")):  # these start what they are for
        importlib.import_module(module.name)


def _all(kind):
    return [kind, *(below for child in kind.__subclasses__() for below in _all(child))]


@pytest.mark.parametrize("kind", _all(OnrecordError), ids=lambda kind: kind.__name__)
def test_every_error_has_a_row_of_its_own_and_says_what_it_is(kind):
    assert kind.code in PROBLEMS
    assert kind.__new__(kind).title == PROBLEMS[kind.code].title  # whatever else it is made of
    assert kind is OnrecordError or kind.code != "internal-error"
    assert kind.__doc__
    assert not {"status", "help"} & vars(kind).keys()


@pytest.mark.parametrize(
    ("installed", "is_told"),
    [
        ({}, False),
        ({"onrecord": "1.4.0"}, False),
        ({"onrecord-client": "1.4.0"}, False),
        ({"onrecord": "1.4.0", "onrecord-client": "1.4.0"}, True),  # uninstalling one would break the other
        ({"onrecord": "1.4.0", "onrecord-client": "1.3.9"}, True),
    ],
)
def test_two_distributions_of_the_same_modules_are_told_apart(monkeypatch, installed, is_told):
    def version(name):
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr("importlib.metadata.version", version)
    told = shared()
    assert (told is not None) == is_told
    assert told is None or ("pip uninstall onrecord-client" in told and all(v in told for v in installed.values()))


def test_every_row_says_what_to_do():
    assert all(row.title and row.help.endswith(".") and 400 <= row.status < 600 for row in PROBLEMS.values())


@pytest.mark.parametrize(
    ("error", "status", "code", "detail"),
    [
        (UnreadableSource("a document has 9 pages too many"), 422, "unreadable-source", "a document has 9 pages too many"),
        (SettingError("the folder /srv/secret is missing"), 500, "internal-error", SERVED["internal-error"].help),
    ],
)
def test_an_error_of_the_caller_is_told_and_one_of_the_operator_is_not(app, client, error, status, code, detail):
    def fail():
        raise error

    app.view_functions["service.alive"] = fail
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["type"], answer.json["detail"]) == (status, f"/problems/{code}", detail)
