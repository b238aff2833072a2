"""The contract's words are defined once: what is written from them is current, and no consumer misses one."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from schemas import javascript
from schemas.vocabulary import (
    ATTRIBUTION,
    CHANGE_KINDS,
    DRAFT_FORMATS,
    FOLD,
    FOLDS,
    LANGUAGES,
    RULES,
    STATES,
    TONES,
    VERDICT,
    WORDINGS,
)
from service.verification.drafts import FORMATS
from tests.conftest import ROOT


def test_the_scripts_have_the_words_of_today():
    """`script/openapi` writes them anew."""
    assert javascript.PAGE.read_text(encoding="utf-8") == javascript.page()
    assert javascript.EXTENSION.read_text(encoding="utf-8") == javascript.extension()


@pytest.mark.parametrize("row", [*VERDICT.values(), *STATES], ids=lambda row: row.name)
def test_every_mark_has_a_tone_and_a_label_in_every_language(row):
    assert row.tone in TONES
    assert row.labels.keys() == LANGUAGES.keys() - {"en"}
    assert all((row.label, row.icon, *row.labels.values()))


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_its_colours(tone):
    page = (ROOT / "service/http/static/page.css").read_text(encoding="utf-8")
    extension = (ROOT / "extension/page.css").read_text(encoding="utf-8")
    content = (ROOT / "extension/content.js").read_text(encoding="utf-8")
    assert f"mark.{tone} " in page
    assert f".tag.{tone} " in page
    assert f"::highlight(onrecord-{tone})" in extension
    assert f".{tone} {{ color" in content


def test_ranks_order_verdicts_and_statuses():
    for rows in (VERDICT.values(), ATTRIBUTION.values()):
        ranks = [row.rank for row in rows]
        assert sorted(ranks) == list(range(len(ranks)))


def test_every_finding_has_a_rule_that_says_what_it_is_and_nothing_else_has_one():
    rows = (*VERDICT.values(), *ATTRIBUTION.values())
    assert {row.name for row in rows if row.rule} == set(RULES)
    told = (ROOT / "docs/checking.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in RULES)


def test_a_sentence_names_nothing_but_what_an_explanation_fills_in():
    known = {"who", "Who", "where", "shown", "change", "changes", "cut", "words", "claimed"}
    for row in VERDICT.values():
        for sentence in filter(None, (row.sentence, row.mild)):
            assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= known
            assert sentence.endswith(".")


def test_every_fold_of_the_contract_is_read_from_a_comparison_and_no_other():
    given = set()
    for path in ("service/wording/comparison.py", "service/wording/runs.py", "service/verification/verify.py"):
        given |= set(re.findall(r'"([a-z_]+)"', (ROOT / path).read_text(encoding="utf-8"))) & FOLD.keys()
    assert given == FOLD.keys()
    assert {fold.part_of for fold in FOLD.values()} - {None} <= set(FOLDS)


def test_every_kind_of_change_is_judged_and_no_other():
    kinds = set()
    for name in ("kinds", "comparison", "roles"):
        tree = ast.parse((ROOT / f"service/wording/{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Judgement" and node.args:
                kinds |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
            if isinstance(node, ast.keyword) and node.arg == "kind":
                kinds.add(node.value.value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_TURNS":  # rows of (words, kind, what)
                kinds |= {row.elts[1].value for row in node.value.elts}
    assert kinds == set(CHANGE_KINDS)


def test_every_format_of_a_draft_is_read():
    assert set(FORMATS) == set(DRAFT_FORMATS)


def test_the_statuses_of_a_wording_are_the_verdicts_about_words():
    assert set(VERDICT) - set(WORDINGS) == {"misattributed"}
