"""Files that unpack to more than anybody writes: each packing has its bound, and what exceeds it is refused and told."""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import zipfile
from importlib import import_module

import pytest
import zstandard

from service.sources.members import Members
from tests.sources import made
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


def archive(number: int = 6) -> list[bytes]:
    """The members of a web archive of some pages, one a member."""
    body = "<p>" + "The board met in the net loft to talk of gulls and the price of diesel, as it does on Tuesdays. " * 6 + "</p>"
    pages = [
        f"<html><body><article><h1>Gulls {n}</h1>{body}<p>“Gull number {n} stays,” said Mo Tarn.</p></article></body></html>"
        for n in range(number)
    ]
    return [made.warc([(f"https://a.example/{n}", "2024-05-18", "text/html", page.encode())]) for n, page in enumerate(pages)]


def gulls(found) -> list[int]:
    """The numbers of the pages that were read."""
    return [int(given.document.url[-1]) for given in found.documents]


@pytest.mark.parametrize("place", [0.1, 0.5, 0.95, -6])
def test_a_damaged_member_of_a_web_archive_loses_that_member_alone(place):
    members = archive()
    at = int(len(members[2]) * place) if place > 0 else len(members[2]) + place
    members[2] = members[2][:at] + bytes([members[2][at] ^ 0xFF]) + members[2][at + 1 :]
    found = parsed("a.warc.gz", b"".join(members))
    assert set(gulls(found)) >= {0, 1, 3, 4, 5}
    assert 2 not in gulls(found)
    assert any("is damaged and left out" in told for told in found.refused)


def test_whichever_bit_is_broken_all_other_members_are_there():
    """Also one by which a member seems to have no end, so that those behind it are taken for more of it."""
    members = [gzip.compress(f"WARC/1.0\r\nRecord {n}: the gulls of loft {n} stay.\r\n".encode(), mtime=0) for n in range(4)]
    whole = [gzip.decompress(member) for member in members]
    seen = set()
    for at, bit in itertools.product(range(len(members[1])), range(8)):
        damaged = bytearray(members[1])
        damaged[at] ^= 1 << bit
        reader = Members(io.BytesIO(members[0] + bytes(damaged) + members[2] + members[3]))
        content = reader.read()
        assert content.startswith(whole[0]), (at, bit)
        assert content.endswith(whole[2] + whole[3]), (at, bit)
        seen |= {told.rpartition(": ")[2] for told in reader.lost}
    assert "its end is not where it should be" in seen


def test_several_damaged_members_are_each_told_and_what_breaks_off_too():
    members = archive()
    for n in (1, 3):
        members[n] = members[n][:100] + b"\0" * 40 + members[n][140:]
    found = parsed("a.warc.gz", b"".join(members)[:-30])
    assert gulls(found)[:3] == [0, 2, 4]
    assert len(found.refused) == 3


@pytest.mark.parametrize("kept", [3, 10, 60, -5])
def test_an_archive_that_breaks_off_says_so_wherever_it_does(kept):
    *whole, last = archive(3)
    found = parsed("a.warc.gz", b"".join(whole) + last[:kept])
    assert gulls(found)[:2] == [0, 1]
    assert any("ends too early" in told or "is broken" in told for told in found.refused)


def test_zeros_behind_a_member_are_no_damage():
    found = parsed("a.warc.gz", b"".join(member + b"\0" * 100 for member in archive(3)))
    assert (gulls(found), found.refused) == ([0, 1, 2], [])


def test_a_bomb_in_an_archive_is_left_out_alone():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", b"x" * (20 << 20))
        packed.writestr("gulls.txt", "Gulls\n\n“The gulls stay,” said Mo Tarn.")
    found = parsed("a.zip", out.getvalue())
    assert [given.document.title for given in found.documents] == ["Gulls"]
    assert "bomb.txt: it unpacks to" in found.refused[0]
