"""Interviews on pages whose paragraphs begin with the name of who speaks in bold, or whose table has the names beside the words."""

from __future__ import annotations

import json

import pytest

from service.sources.marked_up import read_markup
from service.sources.named_answers import turns_in
from tests.pace import cost
from tests.sources.reading import read, said

TURNS = [
    ("Ines Calloway", "Why does the pier stay shut?"),
    ("Gareth Attwater", "Because the sea took the end of it, and I signed for the rest."),
    ("Ines Calloway", "You promised the stalls that they could come back."),
    ("Gareth Attwater", "I did, and they will."),
]
HEAD = "<p>Gareth Attwater has kept the pier of Ellery for thirty years. He met us under the lamp, in the rain, and did not sit down.</p>"


def page(body, title="The man under the lamp"):
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{HEAD}{body}</article></body></html>".encode()


def bold(turns, form="<p><strong>{}:</strong> {}</p>"):
    return "".join(form.format(name, words) for name, words in turns)


@pytest.mark.parametrize(
    "body",
    [
        bold(TURNS),
        bold(TURNS, "<p><b>{}</b>: {}</p>"),
        bold(TURNS, "<div><p><strong>{}: </strong>{}</p></div>"),
        bold(TURNS[::2], "<p><strong>{}: {}</strong></p>").replace("</p><p>", f"</p>{bold(TURNS[1:2])}<p>") + bold(TURNS[3:]),
        "<table>" + bold(TURNS, "<tr><td>{}</td><td>{}</td></tr>") + "</table>",
        "<table>" + bold(TURNS, "<tr><td>{}:</td><td>{}</td></tr>") + "</table>",
        "<dl>" + bold(TURNS, "<dt>{}</dt><dd>{}</dd>") + "</dl>",
    ],
    ids=["bold", "colon-outside", "in-boxes", "questions-bold", "table", "table-with-colons", "definitions"],
)
def test_names_before_the_words_speak_them(body):
    (document,) = read("a.html", page(body))
    assert said(document) == TURNS
    assert document.text.startswith(("The man under the lamp", "Gareth Attwater has kept"))


def test_an_answer_goes_on_until_the_next_label_and_the_last_as_long_as_somebody_speaks_of_himself():
    body = (
        bold(TURNS[:2]) + "<p>I would sign again.</p><h3>The stalls</h3>" + bold(TURNS[2:]) + "<p>The stalls came back in May.</p>"
    )
    (document,) = read("a.html", page(body))
    assert said(document) == [
        TURNS[0],
        ("Gareth Attwater", TURNS[1][1] + " I would sign again."),
        *TURNS[2:],
    ]


def test_a_surname_is_of_the_one_who_has_it_and_a_paper_that_asks_is_nobody():
    turns = [("Ellery Review" if n % 2 == 0 else "Attwater", words) for n, (_, words) in enumerate(TURNS)]
    turns[1] = ("Gareth Attwater", turns[1][1])
    body = bold([*turns, ("Ellery Review", "When?"), ("Gareth Attwater", "In May.")])
    (document,) = read("a.html", page(body))
    assert said(document) == [
        (None if n % 2 == 0 else "Gareth Attwater", words) for n, words in enumerate([*(w for _, w in TURNS), "When?", "In May."])
    ]


def test_the_html_of_a_content_system_has_such_turns_too():
    values = {"title": "The man under the lamp", "content": {"rendered": HEAD + bold(TURNS)}, "date": "2024-05-18T10:00:00"}
    (document,) = read("a.json", json.dumps(values).encode())
    assert said(document) == TURNS


@pytest.mark.parametrize(
    "body",
    [
        2 * "<p><strong>Price:</strong> Forty pounds. Is it worth that?</p><p><strong>Rooms To Let:</strong> Eleven, with a view.</p>",
        bold([("Mo Tarn", "Made two good saves."), ("Ann Ek", "Was beaten in the air. Why?"), ("Gareth Attwater", "Ran well."), ("Peig Donnelly", "Booked.")]),
        bold([("Ines Calloway", "Slow. Hurt?"), ("Gareth Tarn", "Strong in the air."), ("Ines Calloway", "Better later."), ("Gareth Tarn", "Booked.")]),
        bold([("Mo Tarn", "It stays."), ("Ann Ek", "It goes.")]),
        "<table><tr><td>Mo Tarn</td><td>Keeper</td></tr><tr><td>Ann Ek</td><td>Mate</td></tr><tr><td>Mo Tarn</td><td>Cook</td></tr><tr><td>Ann Ek</td><td>Purser</td></tr></table>",
    ],
    ids=["facts", "ratings", "ratings-twice", "few", "roles"],
)  # fmt: skip
def test_other_labels_make_no_interview(body):
    (document,) = read("a.html", page(body))
    assert document.stated == ()


def test_a_label_with_a_character_that_nobody_sees_is_the_label_that_is_seen():
    body = bold([(name.replace(" ", "\u200b "), words) for name, words in TURNS])
    (document,) = read("a.html", page(body))
    assert said(document) == TURNS


def test_labels_that_nobody_could_all_be_are_those_of_a_list():
    names = [f"Ann B{chr(97 + n // 26)}{chr(97 + n % 26)}k" for n in range(60)]
    (document,) = read("a.html", page(bold([(name, "I was there. Were you?") for name in [*names, *names]])))
    assert document.stated == ()


def test_labels_that_do_not_stand_in_a_text_have_no_turns():
    assert turns_in("The pier stays.\nIt is shut.", ["Ann Ek", "Mo Tarn"]) == ()


def _letters(n):
    return "".join(chr(97 + n // 26**place % 26) for place in range(3))


@pytest.mark.parametrize(
    "build",
    [
        lambda n: f"<p>{'Ann Moss saw Ann Ek. ' * n}</p>" + 2 * ("<p><b>Ann Ek:</b> I was.</p>" + "".join(f"<p><b>B{_letters(k)}:</b> Was I?</p>" for k in range(n))),
        lambda n: n * "<p><b>Ann E\u200bk:</b> Was I?</p><p><b>Mo Ta\u200brn:</b> I was.</p>" + n * "<p>The pier stays.</p>",
        lambda n: n * "<p><b>Ann Ek:</b> Was I?</p><p><b>Mo Tarn:</b> I was.</p>",
        lambda n: f"<p>{'Ann Moss saw Ann Ek. ' * n}</p>" + n * "<p><b>Ek:</b> Was I?</p><p><b>Ann Moss:</b> I was.</p>",
    ],
    ids=["names-that-differ", "unseen-characters", "two-who-talk", "surnames"],
)  # fmt: skip
def test_thousands_of_labels_are_read_at_once(build):
    content = build(3000)
    assert cost(lambda: read_markup(content)) < 500  # some two seconds; it was ten and more
