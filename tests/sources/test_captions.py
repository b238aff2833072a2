"""Captions in formats other than SubRip and WebVTT: TTML, SubStation Alpha, SBV, Scenarist."""

from __future__ import annotations

import pytest

from service.errors import UnreadableSource
from service.extraction import extract
from tests.sources.reading import KNOWN, read

TURNS = [("Ines Calloway", "The pier stays open, today.", 1, 3), ("Mo Tarn", "Why?", 3, 4.5)]
TTML = """<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
 ttp:frameRate="25" ttp:tickRate="1000"><head><metadata><ttm:title>Pier</ttm:title><ttm:agent xml:id="ic" type="person"><ttm:name type="full">Ines Calloway</ttm:name>
 </ttm:agent></metadata><styling><style xml:id="s"/></styling></head><body><div>{}</div></body></tt>"""
ASS = """[Script Info]
Title: Pier

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:03.00,0:00:04.50,Default,Mo Tarn,0,0,0,,Why?
Dialogue: 0,0:00:01.00,0:00:03.00,Default,Ines Calloway,0,0,0,,{\\i1}The pier{\\i0} stays\\Nopen, today.
Comment: 0,0:00:03.00,0:00:04.00,Default,Ines Calloway,0,0,0,,Not this.
"""
SBV = "0:00:01.000,0:00:03.000\nINES CALLOWAY: The pier stays\nopen, today.\n\n0:00:03.000,0:00:04.500\n>> MO TARN: Why?\n"


def said(name, content):
    (document,) = read(name, content.encode())
    found = extract(document, KNOWN)
    assert all(part.text == document.text[part.start : part.end] for p in found for part in p.parts)
    return [(p.attribution.speaker and p.attribution.speaker.name, p.text, p.media.start, p.media.end) for p in found]


def ttml(*paragraphs):
    return TTML.format("".join(paragraphs))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttml", ttml('<p begin="1s" end="3s" ttm:agent="ic"><span>The pier</span> stays<br/>open, today.</p>',
                        '<p begin="00:00:03.000" end="00:00:04.500" ttm:agent="Mo Tarn">Why?</p>')),
        ("a.xml", ttml('<p begin="1000t" dur="2s">INES CALLOWAY: The pier stays<br/>open, today.</p>', '<p begin="00:00:03:00" end="4500ms">MO TARN: Why?</p>')),
        ("a.dfxp", ttml('<p begin="25f" end="75f">INES CALLOWAY: The pier stays open, today.</p><p begin="3s" end="4.5s">MO TARN: Why?</p>').replace(
            "http://www.w3.org/ns/ttml\"", "http://www.w3.org/2006/10/ttaf1\"")),
        ("a.ass", ASS),
        ("a.ssa", ASS.replace("Mo Tarn,0,0,0,,Why?", ",0,0,0,,MO TARN: Why?")),
        ("a.sbv", SBV),
        ("a.sbv", SBV.replace("\n", "\r\n")),
        ("a.sbv", SBV.replace("\nopen", "[br]open")),
    ],
)  # fmt: skip
def test_captions_give_turns_with_their_speakers_and_seconds(name, content):
    assert said(name, content) == TURNS


def test_two_voices_in_a_paragraph_of_ttml_are_two_turns():
    content = ttml('<p begin="1s" end="3s"><span ttm:agent="ic">The pier stays.</span> <span ttm:agent="Mo Tarn">Why?</span></p>')
    assert [turn[:2] for turn in said("a.ttml", content)] == [("Ines Calloway", "The pier stays."), ("Mo Tarn", "Why?")]


@pytest.mark.parametrize(
    "names",
    [
        "<ttm:name type='family'>Calloway</ttm:name><ttm:name type='given'>Ines</ttm:name>",
        "<ttm:name type='alias'>IC</ttm:name><ttm:name type='full'>Ines Calloway</ttm:name>",
        "<ttm:name>Ines Calloway</ttm:name>",
    ],
)
def test_an_agent_of_ttml_is_named_in_full(names):
    content = ttml("<p begin='1s' end='2s' ttm:agent='x'>We stay.</p>").replace(
        "<metadata>", f"<metadata><ttm:agent xml:id='x' type='person'>{names}</ttm:agent>", 1
    )
    assert said("a.ttml", content) == [("Ines Calloway", "We stay.", 1, 2)]


def parity(code):
    return code | 0x80 if bin(code).count("1") % 2 == 0 else code


def scc(*rows):
    """A Scenarist file of rows: (time, bytes without parity)."""
    lines = ["Scenarist_SCC V1.0", ""]
    for time, codes in rows:
        padded = [*codes, 0] if len(codes) % 2 else codes
        pairs = [f"{parity(a):02x}{parity(b):02x}" for a, b in zip(padded[::2], padded[1::2], strict=True)]
        lines += [f"{time}\t{' '.join(pairs)}", ""]
    return "\n".join(lines)


def pop_on(text):
    control = [0x14, 0x20] * 2 + [0x14, 0x2E] * 2 + [0x14, 0x70] * 2
    words = [ord(c) for c in text]
    return control + words + [0] * (len(words) % 2) + [0x14, 0x2F] * 2


def test_scenarist_captions_are_read_as_they_are_shown():
    shown = scc(
        ("00:00:01:00", pop_on("INES CALLOWAY: The pier")),
        ("00:00:03:00", pop_on("stays open.")),
        ("00:00:05;00", [0x14, 0x2C] * 2),
    )
    assert said("a.scc", shown) == [("Ines Calloway", "The pier stays open.", 1, 5)]
    rolling = "Scenarist_SCC V1.0\n\n00:00:00:22\t9425 9425 94ad 94ad 9470 9470 3e3e 3e20 c849 ae80\n\n00:00:02:00\t9425 9425 94ad 94ad 9470 9470 57c8 d9bf\n"
    assert [turn[1] for turn in said("a.scc", rolling)] == ["HI.", "WHY?"]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (["The pier stays", "The pier stays", "The pier stays\nopen for good"], "The pier stays open for good"),
        (["The pier stays", "The pier stays\nopen for", "open for\nall boats"], "The pier stays open for all boats"),
        (
            ["It stays.", "It stays.", "It stays. It does."],
            "It stays. It stays. It stays. It does.",
        ),  # of two words, somebody says it again
        (["Open it, please now.", "Open it, please now.", "Why?"], "Open it, please now. Open it, please now. Why?"),
    ],
)
def test_captions_that_roll_are_read_once(shown, words):
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}\n\n" for n, text in enumerate(shown))
    assert " ".join(turn[1] for turn in said("a.vtt", f"WEBVTT\n\n{cues}")) == words


def test_letters_of_scenarist_captions_that_ascii_has_not():
    codes = (
        [0x14, 0x25] * 2
        + [0x14, 0x2D] * 2
        + [0x5C, 0x74, 0x5C, 0x20]
        + [0x11, 0x37] * 2
        + [0x20, 0x55]
        + [0x12, 0x24] * 2
        + [0x14, 0x2D] * 2
    )
    (document,) = read("a.scc", scc(("00:00:01:00", codes)).encode())
    assert "été" in document.text
    assert "Ü" in document.text
    assert "U" not in document.text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttml", ttml(), "there are no words"),
        ("a.ttml", ttml('<p begin="1s">' + "<span>" * 1000 + "x" + "</span>" * 1000 + "</p>"), "broken"),
        ("a.ass", "[Script Info]\n", "there are no events"),
        ("a.ass", "[Script Info]\n\n[Events]\nFormat: Start\n", "there are no words"),
        ("a.sbv", "no times", "there are no times"),
        ("a.sbv", "0:00:01.000,0:00:03.000\n\n", "there are no words"),
        ("a.scc", "no head", "the head is missing"),
        ("a.scc", "Scenarist_SCC V1.0\n", "there are no words"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "text is missing"),
    ],
)
def test_captions_that_cannot_be_read_say_why(name, content, told):
    with pytest.raises(UnreadableSource, match=told):
        read(name, content.encode())


def test_lines_in_other_colours_are_other_speakers():
    styles = '<head><styling><style xml:id="y" tts:color="yellow"/><style xml:id="w" tts:color="white"/></styling></head>'
    lines = '<p begin="1s" end="2s"><span style="w">We sail. <span style="y">Now</span> or never.</span><br/><span style="y">Who says</span></p><p begin="2s" end="3s"><span style="y">that?</span></p>'
    content = f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling">{styles}<body><div>{lines}</div></body></tt>'
    assert [found[:2] for found in said("a.ttml", content)] == [(None, "We sail. Now or never."), (None, "Who says that?")]


@pytest.mark.parametrize("role", ["sound", "description", "x-note music"])
def test_what_ttml_tells_of_a_sound_or_a_picture_is_nobody_s_words(role):
    content = ttml(
        f'<p begin="1s" end="2s" ttm:role="{role}">A door shuts.</p>',
        f'<p begin="2s" end="3s" ttm:agent="ic" ttm:role="dialog">The pier <span ttm:role="{role}">creaks</span>stays.</p>',
    )
    (document,) = read("a.ttml", content.encode())
    assert document.text == "Ines Calloway: The pier stays."
