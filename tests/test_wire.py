"""Records in the shapes of the contract: offsets in either unit, and nothing of a record that the contract does not have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.quotation import QuotationSchema
from schemas.verification import VerificationSchema
from service import citing, wire
from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.verification import Claim

TEXT = (
    "🚢🚢 The yard was silent. “A ferry 🚢 that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in"
    " March 2023. “I have 🚢 drunk the coffee.”"
)


def spans(shape, skipped=("matches", "also_in", "matched")):
    """The spans below a shape, without those of other texts."""
    if isinstance(shape, dict):
        if {"start", "end", "text"} <= shape.keys():
            yield shape
        for name, value in shape.items():
            if name not in skipped:
                yield from spans(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from spans(value)


def cut(text, start, end, *, utf16):
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") if utf16 else text[start:end]


@pytest.mark.parametrize("utf16", [False, True])
def test_every_span_of_a_quotation_stands_where_it_says(utf16):
    document = Document(TEXT, url="https://beacon.example/a")
    found = [wire.quotation(q, utf16=utf16) for q in citing.quotations(document, extract(document, Gazetteer.load()))]
    assert found
    for shape in found:
        assert not QuotationSchema().validate(shape)
        assert len(list(spans(shape))) > 3
        for span in spans(shape):
            assert cut(TEXT, span["start"], span["end"], utf16=utf16) == span["text"]


@given(st.text(st.sampled_from("ab 🚢é"), max_size=30), st.data())
def test_an_offset_in_utf16_counts_the_units_before_it(text, data):
    offset = data.draw(st.integers(0, len(text)))
    assert wire.moved(offset, citing.astral_places(text)) == len(text[:offset].encode("utf-16-le")) // 2


@pytest.mark.parametrize("utf16", [False, True])
def test_every_offset_of_a_verification_points_into_its_own_text(add, verifier, utf16):
    add(TEXT, url="https://beacon.example/a")
    add(TEXT + " 🚢", url="https://beacon.example/b")
    quote = "🚢 a ferry that always leaves the 🚢 pier is a very expensive café. I have drunk the coffee"
    shape = wire.verification(verifier.verify(Claim(quote)), utf16=utf16)
    assert not VerificationSchema().validate(shape)
    match = shape["matches"][0]
    source = match["quotation"]["text"]
    assert shape["wording"]["changes"]
    for change in shape["wording"]["changes"]:
        for side, text in ((change["quote"], quote), (change["source"], source)):
            assert cut(text, side["start"], side["end"], utf16=utf16) == side["text"]
    assert cut(source, **match["matched"], utf16=utf16).startswith("A ferry")
    for other in match["quotation"]["also_in"]:
        for part in other["parts"]:
            assert cut(TEXT, part["start"], part["end"], utf16=utf16) == part["text"]
    assert match["quotation"]["also_in"]
