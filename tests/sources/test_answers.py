"""Mail that answers or passes on another, in HTML."""

from __future__ import annotations

import pytest

from tests.sources.reading import read, said

_OWN = "<div>“The weir is shut,” said Ines Calloway, who keeps it.</div>"
_OLD = "<div>“It was open,” said Ada Ek.</div>"
_OTHER = "<div>On Sun, 2 Mar 2025, Simeon Kaye wrote:</div>"


def mail(body: str, subject: str = "Weir", kind: str = "text/html") -> bytes:
    return (
        f"From: Weir Office <press@weir.example>\nTo: desk@beacon.example\nSubject: {subject}\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{body}\n"
    ).encode()


@pytest.mark.parametrize(
    "body",
    [
        f'{_OWN}<br><div class="gmail_quote"><div class="gmail_attr">{_OTHER}</div><blockquote class="gmail_quote">{_OLD}</blockquote></div>',
        f'{_OWN}<div><blockquote type="cite">{_OTHER}{_OLD}</blockquote></div>',
        f'{_OWN}<div class="moz-cite-prefix">On 02.03.25 at 10:00, Simeon Kaye wrote:</div><blockquote type="cite">{_OLD}</blockquote>',
        f'{_OWN}<div class="x yahoo_quoted">{_OTHER}{_OLD}</div>',
        f'{_OWN}<div class="protonmail_quote">{_OTHER}{_OLD}</div><div class="moz-signature">“Water for all,” said Mo Tarn.</div>',
    ],
)
def test_what_a_mail_repeats_of_the_one_that_it_answers_is_left_out(body):
    (document,) = read("a.eml", mail(body, "Re: Weir"))
    assert said(document) == [("Ines Calloway", "The weir is shut,")]
    assert "Kaye" not in document.text
    assert "Tarn" not in document.text


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        (f'<div class="gmail_quote">---------- Forwarded message ---------<br>{_OLD}</div><p>FYI</p>', "Ada Ek"),
        (f'<p>FYI</p><blockquote type="cite"><div>Begin forwarded message:</div>{_OLD}</blockquote>', "Ada Ek"),
        (f'<blockquote type="cite">{_OLD}</blockquote>', "Ada Ek"),
        ("<blockquote><p>The weir is open.</p><footer>— Ada Ek</footer></blockquote><p>She left.</p>", "Ada Ek"),
    ],
)
def test_what_a_mail_passes_on_or_is_all_that_it_has_is_read(body, speaker):
    (document,) = read("a.eml", mail(body))
    assert said(document)[0][0] == speaker


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Simeon Kaye", "Simeon Kaye"),
        ("Simeon Kaye [mailto:kaye@weir.example]", "Simeon Kaye"),
        ('"Kaye, Simeon" <kaye@weir.example>', "Kaye, Simeon"),
        ("Weir Office (press@weir.example)", "Weir Office"),
        ("kaye@weir.example", "weir.example"),
    ],
)
def test_the_sender_of_what_is_passed_on_has_all_of_the_name(sender, outlet):
    head = f"-----Original Message-----\nFrom: {sender}\nSent: Sunday, March 2, 2025 9:00 AM\nTo: Ines\nSubject: Weir\n\n"
    (document,) = read("a.eml", mail(f"{head}“It was open,” said Ada Ek.", kind="text/plain"))
    assert document.outlet == outlet
    assert document.published == "2025-03-02"
