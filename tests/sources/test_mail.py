"""Mail as it is saved: the words and the sender of a press release, attachments that are named, what is no mail."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from service.errors import UnreadableSource
from service.extraction import extract
from tests.sources import reading
from tests.sources.reading import KNOWN, read

SAID = "“The pier stays open to every boat, whatever the weather may bring us this year,” said Ines Calloway, the mayor of Ellery."
WORDS = SAID.split("”")[0][1:]


def mail(text=SAID, html=None, *, attached=(), charset="utf-8", cte="quoted-printable", **headers):
    message = EmailMessage(policy=SMTP)
    message["From"] = headers.get("sender", "Ellery Town Hall <press@ellery.example>")
    message["Date"] = "Sat, 18 May 2024 23:30:00 -0400"
    message["Subject"] = headers.get("subject", "Fwd: Mole für alle – the pier")
    message["Message-ID"] = "<77@ellery.example>"
    if text is not None:
        message.set_content(text, charset=charset, cte=cte)
    if html is not None:
        (message.add_alternative if text is not None else message.set_content)(html, subtype="html")
    for name in attached:
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def parsed(name, content):
    found = reading.parsed(name, content)
    return [given.document for given in found.documents], found.refused


@pytest.mark.parametrize(
    "content",
    [
        mail(),
        mail(cte="base64"),
        mail(charset="windows-1252", cte="8bit"),
        mail(charset="windows-1252", cte="8bit").replace(b"windows-1252", b"utf-8"),  # which it says wrongly
        mail(charset="windows-1252", cte="8bit").replace(b"windows-1252", b"x-nothing"),
        mail(None, f"<html><head><style>p {{}}</style></head><body><p>{SAID}</p></body></html>"),
        mail("See the HTML part.", f"<p>{SAID}</p><p>{'It rained. ' * 9}</p>"),
        mail(SAID, f"<p>{SAID}</p>"),
        mail(f"{SAID}\n\n-- \nEllery Town Hall\n“Not a word,” said Peig Donnelly."),
    ],
)
def test_a_message_is_a_release_of_its_sender(content):
    (document,), refused = parsed("a.eml", content)
    assert (document.title, document.kind, document.published) == ("Mole für alle – the pier", "release", "2024-05-18")
    assert (document.outlet, document.origin.author) == ("Ellery Town Hall", "Ellery Town Hall")
    assert document.origin.guid == "<77@ellery.example>"
    (passage,) = extract(document, KNOWN)
    assert (passage.text, passage.attribution.speaker.name) == (WORDS, "Ines Calloway")
    assert not refused


def test_attachments_are_named_and_not_read():
    (document,), refused = parsed("a.eml", mail(attached=["speech.pdf", "facts.pdf"]))
    assert WORDS in document.text
    assert refused == ["a.eml: Mole für alle – the pier: its attachments are not read: speech.pdf, facts.pdf"]


def test_a_sender_without_a_name_is_known_by_the_domain():
    assert read("a.eml", mail(sender="desk@reuters.com"))[0].outlet == "Reuters"
    assert read("a.eml", mail(sender="press@ellery.example"))[0].outlet == "ellery.example"


def test_a_mailbox_gives_its_messages_one_by_one():
    quoted = mail(f"{SAID}\n\n>From the pier one sees it.\n")
    box = (
        b"From a Sat May 18 23:30:00 2024\n"
        + mail()
        + b"\n\nFrom b Sun May 19 01:00:00 2024\n"
        + quoted
        + b"\n\nFrom c\nno mail at all\n"
    )
    documents, refused = parsed("a.mbox", box)
    assert len(documents) == 2
    assert "From the pier one sees it." in documents[1].text
    assert ">From" not in documents[1].text
    assert refused == ["a.mbox: message 3: this is no mail: it has no lines that say who sent it, when, or about what"]


def nested(depth):
    head = "From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b0\n\n"
    return (head + "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(depth)) + "x").encode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.eml", b"", "no mail"),
        ("a.eml", b"Dear all,\n\nnothing here.", "no mail"),
        ("a.eml", mail("\n"), "there is no text in this mail"),
        ("a.eml", mail(None, "<html><head><title>x</title></head></html>"), "there is no text in this mail"),
        ("a.eml", nested(60), "parts"),
        ("a.eml", b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 500, "parts"),
        ("a.mbox", b"", "there is nothing in it"),
        ("a.mbox", b"Dear all,", "no mailbox"),
    ],
)
def test_what_is_no_mail_or_too_much_of_it_is_refused(name, content, told):
    with pytest.raises(UnreadableSource, match=told):
        read(name, content)


PASSED_ON = "From: Lamp Trust <press@lamp.example>\nDate: Sun, May 12, 2024 at 10:00 AM\nSubject: Lamp lit\nTo: <desk@beacon.example>\n\n\nThe lamp burns. “We lit it,” said Mo Tarn.\n"


@pytest.mark.parametrize(
    "above",
    [
        "FYI\n\n---------- Forwarded message ---------\n",
        "---------- Forwarded message ----------\n",
        "Have a look.\n\nBegin forwarded message:\n\n",
        "-----Original Message-----\n",
        "________________________________\n",
        "See below\n\n",
    ],
)
@pytest.mark.parametrize("written", [str, lambda text: text.replace("Date:", "Sent:").replace("Sun, May 12, 2024 at 10:00 AM", "Sunday, May 12, 2024 10:00 AM"),
                                     lambda text: text.replace("From:", "*From:*").replace("*From:*", "From:").replace("Lamp Trust", '"Lamp Trust"')])  # fmt: skip
def test_a_release_that_is_passed_on_is_whoever_s_wrote_it(above, written):
    mail = f"From: Desk <desk@beacon.example>\nSubject: Fwd: Lamp lit\nDate: Tue, 14 May 2024 09:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{above}{written(PASSED_ON)}"
    (document,) = read("a.eml", mail.encode())
    assert (document.outlet, document.published, document.title) == ("Lamp Trust", "2024-05-12", "Lamp lit")
    assert document.text == "The lamp burns. “We lit it,” said Mo Tarn."


def test_a_release_that_outlook_passes_on_in_html_is_whoever_s_wrote_it():
    html = PASSED_ON.replace("Date: Sun", "Sent: Sun").replace("<", "&lt;").replace("\n\n\n", "</p><p>").replace("\n", "<br>")
    mail = f"From: Desk <desk@beacon.example>\nSubject: FW: Lamp lit\nDate: Tue, 14 May 2024 09:00:00 +0000\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>See below</p><div><p>{html}</p></div></body></html>"
    (document,) = read("a.eml", mail.encode())
    assert (document.outlet, document.published, document.text) == (
        "Lamp Trust",
        "2024-05-12",
        "The lamp burns. “We lit it,” said Mo Tarn.",
    )


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Ferrare: a pier for all", "Ferrare: a pier for all"),
        ("Strandfwd: lamp lit", "Strandfwd: lamp lit"),
        ("Re: Fwd: Lamp lit", "Lamp lit"),
        ("RE: Lamp lit, re: the pier", "Lamp lit, re: the pier"),
    ],
)
def test_only_what_opens_a_subject_tells_of_an_answer(subject, title):
    mail = f"From: Desk <desk@beacon.example>\nSubject: {subject}\nDate: Tue, 14 May 2024 09:00:00 +0000\nContent-Type: text/plain\n\nThe lamp burns.\n"
    (document,) = read("a.eml", mail.encode())
    assert document.title == title


def test_an_answer_above_another_s_mail_is_its_own():
    said_first = "We have read what you sent and disagree with all of it. " * 6
    mail = f"From: Desk <desk@beacon.example>\nSubject: Re: Lamp lit\nDate: Tue, 14 May 2024 09:00:00 +0000\nContent-Type: text/plain\n\n{said_first}\n\n-----Original Message-----\n{PASSED_ON}"
    (document,) = read("a.eml", mail.encode())
    assert (document.outlet, document.published) == ("Desk", "2024-05-14")


def with_attached(text, *inner, as_file=False):
    """A mail to which others are attached, as messages or as files."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["Date"], message["Subject"] = (
        "Mo Tarn <mo@gazette.example>",
        "Mon, 20 May 2024 09:00:00 -0400",
        "FW: for page 3",
    )
    message.set_content(text)
    for content in inner:
        if as_file:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename="release.eml")
        else:
            message.add_attachment(message_from_bytes(content, policy=SMTP))
    return message.as_bytes()


@pytest.mark.parametrize(
    ("content", "outlets"),
    [
        (with_attached("Please run.", mail()), ["Ellery Town Hall"]),
        (with_attached("Please run.", mail(), as_file=True), ["Ellery Town Hall"]),
        (with_attached("", with_attached("As below.", mail())), ["Ellery Town Hall"]),
        (with_attached(f"“We stay,” said Mo Tarn. {'It rained on the pier. ' * 9}", mail()), ["Mo Tarn", "Ellery Town Hall"]),
        (with_attached("Both.", mail(), mail(subject="Another")), ["Ellery Town Hall"] * 2),
    ],
)
def test_a_mail_that_is_attached_to_another_is_read_as_its_sender_s(content, outlets):
    documents, refused = parsed("a.eml", content)
    assert ([document.outlet for document in documents], refused) == (outlets, [])
    assert WORDS in documents[-1].text


def test_messages_in_messages_have_an_end():
    content = mail()
    for _ in range(60):
        content = with_attached("As below.", content)
    documents, refused = parsed("a.eml", content)
    assert not documents
    assert "more than" in refused[0]
