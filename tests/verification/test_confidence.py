"""How sure a verdict is, by its kind."""

from __future__ import annotations

from itertools import pairwise

import pytest

from schemas.vocabulary import VERDICT
from service.verification.confidence import CALIBRATION, calibrated, logit


def test_every_verdict_has_its_figures_and_none_grows_less_sure_with_what_it_rests_on():
    assert set(CALIBRATION) == set(VERDICT)
    assert all(slope >= 0 for _, slope in CALIBRATION.values())


@pytest.mark.parametrize("verdict", sorted(CALIBRATION))
def test_a_verdict_is_no_less_sure_where_what_it_rests_on_is_surer(verdict):
    sure = [calibrated(verdict, p) for p in (0.0, 0.2, 0.5, 0.8, 0.95, 0.999, 1.0)]
    assert all(a <= b for a, b in pairwise(sure))
    assert 0.0 < sure[0] <= sure[-1] < 1.0


def test_an_accusation_is_never_all_but_certain():
    assert calibrated("misattributed", 1.0) < 0.99


@pytest.mark.parametrize(("p", "z"), [(0.5, 0.0), (0.0, logit(0.001)), (1.0, logit(0.999))])
def test_a_logit_is_kept_from_the_ends(p, z):
    assert logit(p) == pytest.approx(z)
