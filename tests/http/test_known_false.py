"""The best-known false quotations, asked of a service that reads Wikiquote and fact-checks: each is answered as what it is."""

from __future__ import annotations

import json
from html import escape

import pytest

from tests.conftest import Served
from tests.sources.test_known_false import LAMP, PERSON, review
from tests.sources.test_other import PAGE, dump

SOLD = "We will sell the harbor to the first who asks for it"


@pytest.fixture(scope="module")
def knowing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("known")
    page = PAGE.format(ns=0, text=escape(PERSON)).replace("Pier stays", "Ines Calloway")
    (folder / "enwikiquote-20240518-pages-articles.xml").write_text(dump("enwikiquote", page))
    (folder / "facts.json").write_text(
        json.dumps({"dataFeedElement": [{"item": [review(f"Mayor Peig Donnelly said: “{SOLD}.”")]}]})
    )
    served = Served(tmp_path_factory.mktemp("data"), folder)
    served.start()
    yield served
    served.stop()


@pytest.mark.parametrize(
    ("quote", "speaker", "status", "standing", "source"),
    [
        (f"{LAMP}.", "Ines Calloway", "contradicted", "rejected", "Wikiquote"),
        (f"{LAMP}.", "Tobias Fenn", "unknown", "rejected", "Wikiquote"),  # that she did not say it does not deny that he did
        (f"{LAMP}.", None, "not_claimed", "rejected", "Wikiquote"),
        (SOLD, "Peig Donnelly", "contradicted", "rejected", "Ellery Facts"),
        ("The sea keeps no accounts of anybody.", "Ines Calloway", "unknown", "supposed", "Wikiquote"),
        ("We never sailed at night, not once in ten years.", "Ines Calloway", "confirmed", "asserted", "Wikiquote"),
    ],
)
def test_a_quotation_is_answered_with_what_its_source_says_of_it(knowing, quote, speaker, status, standing, source):
    answer = knowing.post("/v1/verify", {"quote": quote, **({"speaker": speaker} if speaker else {})}).json()
    found = answer["matches"][0]["quotation"]
    assert (answer["attribution"]["status"], found["standing"], found["document"]["outlet"]) == (status, standing, source)
    assert (standing == "asserted") == (found["standing_evidence"] is None)
    if status == "contradicted":
        assert answer["severity"] == "fix"
    if standing != "asserted":
        assert "doesn’t show that anybody said them" in answer["explanation"]


def test_a_draft_that_uses_a_false_quotation_is_told_to_mend_it(knowing):
    text = f"“{LAMP},” Ines Calloway once said.\n"
    (finding,) = knowing.post("/v1/drafts/check", {"text": text}).json()["findings"]
    assert finding["verification"]["severity"] == "fix"
