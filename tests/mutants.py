"""For mutation testing (`script/mutants`): plain ids, since mutmut names the tests to run by them, and few examples."""

from __future__ import annotations

import re
from hashlib import sha256

import hypothesis
import pytest


def pytest_make_parametrize_id(val: object) -> str | None:
    plain = str(val)
    return None if re.fullmatch(r"[\w. -]{1,40}", plain) else sha256(repr(val).encode()).hexdigest()[:12]


@pytest.hookimpl(trylast=True)
def pytest_collection() -> None:
    hypothesis.settings.register_profile("mutants", deadline=None, max_examples=50, derandomize=True)
    hypothesis.settings.load_profile("mutants")
