"""Transcripts on pages that set the names apart from the words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sources.made import docx, word_xml
from tests.sources.reading import read, said

_WORDS = [
    "The weir was shut all week, as everybody on the quay can see from the window of the inn.",
    "It was open on Sunday, when I looked at it with the others from the yard, and nobody complained.",
    "Then who shut it in the dark, and who was told of that before the water rose over the path?",
    "I did that, and I would do it again, because a weir that is never shut is no weir at all.",
    "Somebody must have heard the gate, which has not been greased in all the years that I know it.",
    "The dog did, and it slept on, as it does when the wind comes from the mill and not from the sea.",
]
_NAMES = ("Dara Holt", "Simeon Kaye")
_LEDE = "Here is all of the talk about the weir that was held on the quay last week, when the rain had stopped."


def talk(layout: Callable[[str, str], str], names: tuple[str, ...] = _NAMES, title: str = "Talk on the weir: transcript") -> bytes:
    body = "".join(layout(names[n % len(names)], words) for n, words in enumerate(_WORDS))
    page = f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1><p>{_LEDE}</p>{body}</article></main></body></html>"
    return page.encode()


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        (lambda name, words: f"<p><strong>{name}</strong><br>{words}</p>", _NAMES),
        (lambda name, words: f"<p><strong>{name}</strong></p><p>{words}</p>", _NAMES),
        (lambda name, words: f"<p><strong>{name} (keeper)</strong><br>{words}</p>", _NAMES),
        (lambda name, words: f"<h4>{name}, host of the talk</h4><p>{words}</p>", _NAMES),
        (lambda name, words: f"<p><strong>{name}</strong></p><p>{words}</p>", ("dara holt", "simeon kaye")),
        (lambda name, words: f"<h3>{name}</h3><p>{words}</p>", _NAMES),
        (lambda name, words: f"<p><b>{name}</b> – {words}</p>", _NAMES),
        (lambda name, words: f"<dl><dt>{name}</dt><dd>{words}</dd></dl>", _NAMES),
        (lambda name, words: f"<div><span>{name}</span><span>00:01</span><p>{words}</p></div>", _NAMES),
        (lambda name, words: f"<p>{name}:</p><p>{words}</p>", ("DARA HOLT", "SIMEON KAYE")),
    ],
)  # fmt: skip
def test_names_that_are_set_apart_on_a_transcript_speak_the_words_under_them(layout, names):
    (document,) = read("a.html", talk(layout, names))
    assert said(document) == [(_NAMES[n % 2], words) for n, words in enumerate(_WORDS)]


@pytest.mark.parametrize(
    "layout",
    [
        lambda name, words: f'<p>{name} (<a href="#t">00:01</a>): <br>{words}</p>',
        lambda name, words: f"<div>{name} (00:01):</div><p>{words}</p>",
    ],
)
@pytest.mark.parametrize("title", ["Talk on the weir: transcript", "Talk on the weir"])
def test_names_with_times_make_any_page_a_transcript(layout, title):
    (document,) = read("a.html", talk(layout, title=title))
    assert document.kind == "transcript"
    assert said(document) == [(_NAMES[n % 2], words) for n, words in enumerate(_WORDS)]


@pytest.mark.parametrize(
    ("layout", "names", "title"),
    [
        (lambda name, words: f"<h3>{name}</h3><p>{words}</p>", _NAMES, "Two who know the weir"),
        (lambda name, words: f"<h3>{name}</h3><p>{words}</p>", ("Weir Street", "Next Steps", "Old Mill", "Lock Gate", "High Tide", "Low Tide"), "Weir: transcript"),
        (lambda name, words: f"<p><b>{name}</b> {words}</p>", ("The Weir", "An Inn"), "Weir: transcript"),
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_talk_speaks_nothing(layout, names, title):
    (document,) = read("a.html", talk(layout, names, title))
    assert said(document) == []


_TURNS = [
    ("Dara Holt", "It is shut."),
    ("Simeon Kaye", "Since when?"),
    ("Dara Holt", "Since May."),
    ("Simeon Kaye", "It was open on Sunday."),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "\n\n".join(f"{name}\n{words}" for name, words in _TURNS)),
        ("a.txt", "\n\n".join(f"{name}\n\n{words}" for name, words in _TURNS)),
        ("a.txt", "\n".join(f"{name}:\n{words}" for name, words in _TURNS)),
        ("a.txt", "Transcript\n\n" + "\n\n".join(f"00:0{n}\n\n{name}\n\n{words}" for n, (name, words) in enumerate(_TURNS))),
        ("a.md", "# A talk\n\n" + "\n\n".join(f"**{name}**\n\n{words}" for name, words in _TURNS)),
        ("a.docx", docx([part for name, words in _TURNS for part in (("Normal", name), ("Normal", words))])),
        ("a.docx", word_xml("<w:tbl>" + "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in (f"0:0{n}", f"{name}:", words)) + "</w:tr>"
            for n, (name, words) in enumerate(_TURNS)) + "</w:tbl>")),
    ],
)  # fmt: skip
def test_full_names_on_lines_of_their_own_that_come_again_speak_what_is_under_them(name, content):
    (document,) = read(name, content if isinstance(content, bytes) else content.encode())
    assert said(document) == _TURNS


@pytest.mark.parametrize(
    "text",
    [
        "Getty Images\n\nThe weir is shut.\n\nIt was open.\n\nPress Photos\n\nNobody saw it.\n\nGetty Images\n\nThey left.\n\nThey came.\n\nPress Photos\n\nIt rained.",
        "Dara Holt\n\nShe keeps the weir.\n\nSimeon Kaye\n\nHe paints it.\n\nLena Voss\n\nShe left.\n\nAda Ek\n\nShe stayed.",
        "Dara Holt\nSimeon Kaye\nDara Holt\nSimeon Kaye\n\nThese are the winners.",
        "Dara Holt\nas the Queen\n\nSimeon Kaye\nas the King\n\nDara Holt\nas the Maid\n\nSimeon Kaye\nas the Cook",
    ],
)
def test_credits_and_lists_of_names_are_no_talk(text):
    assert [document.kind for document in read("a.txt", text.encode())] == ["article"]
