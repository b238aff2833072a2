"""What agencies send over teleprinter protocols, and mails saved as text: the codes about a story are none of its words."""

from __future__ import annotations

import json

import pytest

from tests.sources.reading import parsed, read, said

IPTC = (
    b"\x01eca062 4 i 211   eb 061\r\n\r\nEllery-pier/\r\n\x021ST LEAD\r\nCouncil keeps the pier =\r\nBy Tobias Fenn, eb =\r\n\r\n"
    b"   Ellery (eb) - \"We never sold the pier,\" said Ines Calloway,\r\nthe mayor.\r\n\r\n   She left.\r\n\r\n* * * *\r\n"
    b"The following information is not for publication\r\n\r\n- Reporting by: Peig Donnelly\r\n\x03131137 GMT Nov 13 \r\n\x7f\x04"
)  # fmt: skip
ANPA = (
    b"\x16\x16\x01W2870\x1f_-----\r\nf l\x13\x11 BC-Ellery--Pier     11-13 1049\r\n\x02^BC-Ellery--Pier,466<\r\n"
    b"^Council keeps the pier <\r\n^Eds: With photos.<\r\n^By TOBIAS FENN=\r\n^Associated Press=\r\n"
    b"\t   ELLERY (AP) _ ``We never sold the pier,'' said Ines Calloway, the mayor. \r\n \r\n\t   She left. \r\n\r\n"
    b"\t   ___\r\n\r\n\t   \x03AP-WF-11-13-13 1509GMT<\r\n\x0c\r\n\x04"
)
MAIL = (
    b"From: Harbor Office <press@ellery.example>\r\nTo: desk@beacon.example\r\nSubject: The pier\r\nDate: Mon, 13 May 2024 22:30:00 -0400\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"=E2=80=9CWe never sold the pier,=E2=80=9D said Ines Calloway, the mayor.\r\n"
)
PIER = [("Ines Calloway", "We never sold the pier,")]


@pytest.mark.parametrize(
    ("name", "content", "outlet", "day"),
    [
        ("a.iptc", IPTC, "eb", "2013-11-13"),
        ("a.txt", IPTC, "eb", "2013-11-13"),
        ("a.txt", IPTC.replace(b"Nov 13", b"Okt 13"), "eb", "2013-10-13"),
        ("a.tst", ANPA, "Associated Press", "2013-11-13"),
        ("a.txt", ANPA, "Associated Press", "2013-11-13"),
    ],
)
def test_a_message_of_a_wire_is_its_story(name, content, outlet, day):
    (document,) = read(name, content)
    assert (document.title, document.outlet, document.published) == ("Council keeps the pier", outlet, day)
    assert "Tobias Fenn".casefold() in (document.origin.author or "").casefold()
    assert said(document) == PIER
    assert document.text.endswith("She left.")
    assert document.text.replace("\n", "").isprintable()


def test_what_is_named_as_a_wire_and_is_none_is_refused():
    assert parsed("a.tst", "We never sold the pier.").refused[0].endswith("no header and no text are marked in it")


def test_a_program_that_is_named_as_a_text_is_none():
    """It was read as a message of a wire without a word: an executable has the codes of one in its head."""
    program = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>\x00\x01" + bytes(300) + b"\x02\xff\xfe\x03" + bytes(range(256)) * 4
    assert "this is no text" in parsed("a.txt", program).refused[0]


@pytest.mark.parametrize("before", [b"", b"   \r\n", b"Received: by relay.example; Mon, 13 May 2024\r\n", b"From x Mon May 13\r\n"])
def test_a_mail_that_was_saved_as_text_is_a_mail(before):
    (document,) = read("mail.txt", before + MAIL)
    assert (document.kind, document.title, document.published) == ("release", "The pier", "2024-05-13")
    assert said(document) == PIER


@pytest.mark.parametrize(
    "text",
    [
        "From: the harbor\n\nIt is a long way, “we never sold the pier,” said Ines Calloway.",
        "Dear all:\nFrom: press@ellery.example we hear nothing.\n\nInes Calloway said “no”.",
        "From: Ines Calloway\nTo: everybody\nSubject: the pier\n\nWe never sold it.",
    ],
)
def test_a_text_that_only_speaks_of_mail_is_a_text(text):
    (document,) = read("note.txt", text.encode())
    assert document.kind == "article"
    assert document.text == text


NITF = '<?xml version="1.0" encoding="UTF-8"?>\n<nitf><body><body.content><p>“We never sold the pier,” said Ines Calloway.</p></body.content></body></nitf>'


@pytest.mark.parametrize("kind", ["text/vnd.IPTC.NITF", "application/xml", None])
def test_a_body_that_is_an_nitf_file_of_its_own_is_read_as_one(kind):
    item = {
        "uri": "urn:a",
        "pubstatus": "usable",
        "headlines": [{"value": "Pier"}],
        "bodies": [{"contentType": kind, "value": NITF}],
    }
    (document,) = read("a.json", json.dumps(item).encode())
    assert said(document) == PIER


@pytest.mark.parametrize("kind", ["picture", "audio", "video", "event", "planning"])
def test_an_item_that_is_no_text_is_told_as_what_it_is(kind):
    refused = parsed("a.json", json.dumps({"uri": "urn:a", "type": kind})).refused
    assert refused == [f"a.json: urn:a: it is no text but of the type {kind!r}"]


HARMFUL = [
    ("a.iptc", b"\x01a\x02" + b"=\n" * 100_000),
    ("a.iptc", b"\x01a\x02" + b"* * * *\n" * 50_000),
    ("a.iptc", b"\x01a\x02a" + b" = " * 100_000),
    ("a.tst", b"\x01a\x02" + b"^a<\n" * 100_000),
    ("a.txt", b"Mr. FENN. Yes.\n\nMs. REYES. No.\n\n" * 3 + b"A-" * 100_000),
    ("a.txt", b"Mr. FENN. Yes.\n\nMs. REYES. No.\n\n" * 3 + b"Ines Calloway " * 20_000),
    ("a.txt", b"Q. a\nA. b\n" * 20_000),
]


@pytest.mark.parametrize(("name", "content"), HARMFUL, ids=[f"{name}-{content[20:34]!r}" for name, content in HARMFUL])
def test_a_text_made_to_harm_is_read_or_refused(name, content):
    found = parsed(name, content)  # in a time linear in it: where it was that of its square, this took minutes
    assert found.documents or found.refused
