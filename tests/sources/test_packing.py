"""Files that unpack to more than anybody writes: each packing has its bound, and what exceeds it is refused and told."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from importlib import import_module

import pytest
import zstandard

from tests.sources.reading import parsed

PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".zst": zstandard.compress}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    rows = import_module("service.sources.rows")  # the package has a function of that name
    monkeypatch.setattr(rows, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(rows, "MOST_LINE_BYTES", 1_000_000)


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b" " * 5_000_000, "when unpacked"),
        ("a.html", b"<p>" * 2_000_000, "when unpacked"),
        ("a.xml", b"<a>" * 2_000_000, "when unpacked"),
        ("a.eml", b"From: a\n" * 500_000, "when unpacked"),
        ("a.jsonl", b"{" * 5_000_000, "a line of more than"),
        ("a.quotations.jsonl", b" " * 5_000_000, "a line of more than"),
        ("a.mbox", b"From x\n" + b"y\n" * 2_000_000, "more than"),
        ("a.mediawiki.xml", b"<page>\n" + b"y\n" * 2_000_000, "more than"),
    ],
)
def test_what_unpacks_to_too_much_is_refused(suffix, name, content, told):
    found = parsed(name + suffix, PACKERS[suffix](content))
    assert not found.documents
    assert told in found.refused[0]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_packing_that_breaks_off_is_told(suffix):
    whole = PACKERS[suffix](b"{}\n" * 1000)
    assert parsed(f"a.jsonl{suffix}", whole[: len(whole) // 2]).refused


def test_a_word_file_that_unpacks_to_too_much_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 60_000_000)
    found = parsed("a.docx", out.getvalue())
    assert not found.documents
    assert found.refused
