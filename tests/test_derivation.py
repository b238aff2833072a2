"""Stamps of what is derived: they change with the tables, and with nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import astuple, replace

import pytest

from service import derivation as derivations
from service.derivation import Derivation, Version, derivation, versions
from service.knowledge.gazetteer import Gazetteer
from service.wording import tables, tokens
from tests.conftest import ROOT
from tests.derivations import APPROVED, digest

TABLES = Gazetteer.load()


def fresh(monkeypatch, **versions_of) -> Derivation:
    """The stamps, computed anew."""
    if versions_of:
        known = {name: replace(row, version=versions_of.get(name, row.version)) for name, row in versions().items()}
        monkeypatch.setattr(derivations, "versions", lambda: known)
    derivation.cache_clear()
    try:
        return derivation(TABLES)
    finally:
        derivation.cache_clear()


def changed(before: Derivation, now: Derivation) -> list[str]:
    return [name for name, a, b in zip(("fold", "keys", "rules"), astuple(before), astuple(now), strict=True) if a != b]


def test_another_process_computes_the_same_stamps_whatever_its_hashes():
    code = (
        "from service.derivation import derivation as d; from service.knowledge.gazetteer import Gazetteer as G; print(d(G.load()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{derivation(TABLES)}\n"}


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("SPELLINGS", lambda t: {k: v for k, v in t.items() if k != "grey"}),
        ("CONTRACTIONS", lambda t: {**t, "gonna": ("going", "to", "now")}),
        ("ABBREVIATIONS", lambda t: {**t, "harb": "harbour"}),
        ("FUNCTION_WORDS", lambda t: t | {"pier"}),
        ("UNITS", lambda t: {**t, "umpteen": 12}),
    ],
)
def test_a_row_of_a_table_that_makes_keys_of_words_changes_fold(monkeypatch, table, change):
    before = derivation(TABLES)
    monkeypatch.setattr(tables, table, change(getattr(tables, table)))
    assert changed(before, fresh(monkeypatch)) == ["fold"]


@pytest.mark.parametrize("table", ["NEGATIONS", "MODALS", "FILLERS", "INTENSIFIERS"])
def test_tables_that_make_no_key_change_nothing(monkeypatch, table):
    before = derivation(TABLES)
    monkeypatch.setattr(tables, table, getattr(tables, table) | {"pier"})
    assert changed(before, fresh(monkeypatch)) == []


def test_what_makes_keys_of_words_is_stamped():
    """Every table that tokens are read by is a part of `fold`, so that a new one cannot be forgotten."""
    tree = ast.parse((ROOT / "service" / "wording" / "tokens.py").read_text(encoding="utf-8"))
    read = {
        n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "tables"
    }
    assert {name for name in read if not callable(getattr(tables, name))} == set(derivations._FOLDING) - {"SPELLINGS"}
    assert {name for name in read if callable(getattr(tables, name))} == {"spelling"}  # which reads SPELLINGS
    assert tokens.tables is tables


def test_a_newsroom_s_outlet_changes_keys_and_rules(tmp_path):
    file = tmp_path / "outlets.txt"
    file.write_text("Skarn Lantern and Gazette | Skarn Lantern\n")
    assert changed(derivation(TABLES), derivation(Gazetteer.load(file))) == ["keys", "rules"]
    file.write_text("# none\n")
    assert changed(derivation(TABLES), derivation(Gazetteer.load(file))) == []


@pytest.mark.parametrize("name", ["fold", "keys", "rules"])
def test_a_version_changes_its_own_stamp(monkeypatch, name):
    assert changed(derivation(TABLES), fresh(monkeypatch, **{name: 999})) == [name]


def test_a_word_of_extraction_changes_rules(monkeypatch, tmp_path):
    before = derivation(TABLES)
    monkeypatch.setattr(derivations, "_tables_below", lambda folder: [("/english/data/cues.txt", ("said", "brayed"))])
    assert changed(before, fresh(monkeypatch)) == ["rules"]


@pytest.mark.parametrize("name", APPROVED)
def test_what_changed_has_another_version(name):
    """Output that changed is derived otherwise, though no table may have changed: `script/approve` raises the version."""
    assert versions()[name].approved == digest(name), f"{APPROVED[name]} changed and the version of {name} did not: script/approve"


def test_a_changed_approval_raises_the_version(monkeypatch, tmp_path):
    from tests import derivations as approved

    monkeypatch.setattr(approved, "digest", lambda name: "other" if name == "rules" else digest(name))
    raised = approved.raised()
    assert raised["rules"] == Version(versions()["rules"].version + 1, "other")
    assert {name: raised[name] for name in ("fold", "keys")} == {name: versions()[name] for name in ("fold", "keys")}
