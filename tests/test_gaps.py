"""Words that a source interrupts are shown with an ellipsis where it does."""

from __future__ import annotations

import pytest

from schemas.gaps import with_gaps
from service.checking.plain import passage


def quotation(*parts: str) -> dict:
    return {"text": " ".join(parts), "parts": [{"text": part} for part in parts]}


BOATS = ("The boats are late,", "But nobody is leaving.", "Not yet.")


@pytest.mark.parametrize(("parts", "start", "end", "shown"), [
    (BOATS[:1], 0, None, "The boats are late,"),
    (BOATS, 0, None, "The boats are late, … But nobody is leaving. … Not yet."),
    (BOATS, 4, 23, "boats are late, … But"),
    (BOATS, 4, 18, "boats are late"),
    (BOATS, 20, 42, "But nobody is leaving."),
    (BOATS, 19, 42, "But nobody is leaving."),
    (BOATS, 4, 46, "boats are late, … But nobody is leaving. … Not"),
    (BOATS, 0, 20, "The boats are late,"),
])  # fmt: skip
def test_an_ellipsis_stands_where_parts_meet(parts, start, end, shown):
    assert with_gaps(quotation(*parts), start, end) == shown


@pytest.mark.parametrize(("start", "end", "most", "shown"), [
    (20, 42, 200, "The boats are late, … But nobody is leaving. … Not yet."),
    (20, 42, 30, "… But nobody is leaving. …"),
    (43, 51, 20, "… Not yet."),
    (0, 19, 30, "The boats are late, …"),
])  # fmt: skip
def test_an_excerpt_keeps_the_stretch_that_matches(start, end, most, shown):
    assert passage(quotation(*BOATS), {"start": start, "end": end}, most) == shown
