"""Texts that are not wholly in the encoding which they seem to be in."""

from __future__ import annotations

import pytest

from tests.sources.reading import parsed, read, said

_SPOKEN = "“The sluice was painted twice,” said Ines Calloway."
_FILLER = "<p>The board met on the quay for an hour and a half, and some forty people of the town came to hear what was said.</p>"


def page(body: bytes, charset: str) -> bytes:
    return (
        f'<html><head><meta charset="{charset}"><title>Sluice</title></head><body><article>{_FILLER}'.encode()
        + body
        + b"</article></body></html>"
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.html", page(f"<p>{_SPOKEN} A caf@ stands by.</p>".encode().replace(b"@", b"\xe9"), "utf-8"), "café"),
        ("a.txt", f"{_SPOKEN}\n\nThe Ellery R@union is shut.".encode().replace(b"@", b"\xe9"), "Réunion"),
        ("a.md", f"{_SPOKEN}\n\nNobody – not even the keeper’s aide – laughed. 5 @ were due.".encode().replace(b"@", b"\x80"), "5 €"),
        ("a.csv", f"title;text\nSluice;{_SPOKEN} A caf@.\n".encode().replace(b"@", b"\xe9"), "café"),
        ("a.txt", f"{_SPOKEN} She left early".encode() + b"\xe2\x80", "early"),
    ],
)  # fmt: skip
def test_a_few_bytes_that_are_no_utf_8_do_not_spoil_the_rest(name, content, words):
    (document,) = read(name, content)
    assert said(document) == [("Ines Calloway", "The sluice was painted twice,")]
    assert words in document.text
    assert "â" not in document.text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "“The sluice was painted twice,” said Ines Calloway (易内), the keeper’s aide — 1998."),
        ("cp949", "“The sluice was painted twice,” said Ines Calloway (부산 이네스), the keeper’s aide."),
        ("big5", "“The sluice was painted twice,” said Ines Calloway (陳美玲), the keeper’s aide."),
        ("cp932", "“The sluice was painted twice,” said Ines Calloway."),
        ("euc_jp", "“The sluice was painted twice,” said Ines Calloway (水嶋)."),
        ("cp932", '"The sluice was painted twice," said Ines Calloway (水嶋花子), who runs the inn.'),
    ],
)
def test_english_in_an_encoding_of_east_asia_has_its_marks_and_names(encoding, text):
    (document,) = read("a.txt", text.encode(encoding))
    assert document.text == text
    assert said(document)[0] == ("Ines Calloway", "The sluice was painted twice,")


def test_a_page_that_says_gb2312_has_the_characters_of_what_came_after_it():
    (document,) = read("a.html", page(f"<p>{_SPOKEN} 朱镕基 was there.</p>".encode("gbk"), "gb2312"))
    assert "朱镕基" in document.text
    assert said(document)[0][0] == "Ines Calloway"


@pytest.mark.parametrize(
    "text",
    [
        "¡Él dijo: “¡Échale!”, y ±5 °C. §1 ¨2",
        "Â£5, Ã© and “â€œ” are what a broken page shows, said Zoë, à la Müller, née Köß.",
        "“The sluice is dry,” said Zoë Müller — who’d know. MÜNCHEN, GRÖSSE",
    ],
)
def test_windows_1252_stays_what_it_is(text):
    (document,) = read("a.txt", text.encode("cp1252"))
    assert document.text == text


def test_letters_of_dos_are_no_japanese():
    assert (
        "水"
        not in parsed("a.txt", "Ann M\x81ller and Jos\x82 Mart\xa1n left at ten, he said, with \x90mile.".encode("latin-1"))
        .documents[0]
        .document.text
    )
