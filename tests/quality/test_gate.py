"""The quality gate: how well extraction does on the project's own gold may not get worse without somebody saying so.

`script/quality --update` writes the floors anew after an improvement, or after the gold was changed; it refuses to lower one
unless told `--allow-regression`.
"""

from __future__ import annotations

import json

from tests.quality.floors import FLOORS, LEAST, shortfalls
from tests.quality.scoring import checksum, figures, load, score


def test_no_figure_is_below_its_floor():
    pinned = json.loads(FLOORS.read_text())
    tally = score(load())
    short = shortfalls(figures(tally), pinned["floors"])
    assert not short, "\n".join([*short, *tally.errors])


def test_the_floors_are_of_this_gold():
    pinned = json.loads(FLOORS.read_text())
    assert pinned["sha256"] == checksum(), "the gold was changed: look at the figures, then script/quality --update"
    assert pinned["quotations"] == sum(len(gold.quotations) for gold in load()) >= 120


def test_no_floor_is_below_what_the_project_promises():
    pinned = json.loads(FLOORS.read_text())["floors"]
    assert not shortfalls(pinned, LEAST)


def test_the_gate_can_fail():
    assert shortfalls({"quotations.f1": 0.90}, {"quotations.f1": 0.91}) == ["quotations.f1 is 0.9000, its floor 0.9100"]
