"""Notes in Markdown, whose marks are none of the words."""

from __future__ import annotations

import pytest

from service.sources.markdown import map_markdown
from tests.sources.reading import read, said


@pytest.mark.parametrize(
    "text",
    [
        "“The weir[^1] is shut,” said Dara Holt.",
        "“The weir is shut,”[^note-2] said Dara Holt.[^3]",
        "“The *weir*[^a] is shut[^b],” said Dara Holt.",
        "[^1]“The weir is shut,” said Dara Holt.",
        "“The weir is shut,” said [Dara Holt](https://beacon.example)[^1].\n\n[^1]: She keeps it.",
    ],
)
def test_the_mark_of_a_note_is_none_of_the_words(text):
    (document,) = read("a.md", text.encode())
    assert [(name, words.rstrip(",")) for name, words in said(document)] == [("Dara Holt", "The weir is shut")]
    assert "[^" not in document.text


@pytest.mark.parametrize(
    "text", ["“The weir [is] shut,” he said.", "“Two ^ three [x^2] is shut,” he said.", "`[^1]` is a mark, he said."]
)
def test_other_brackets_stay(text):
    (document,) = read("a.md", text.encode())
    assert document.text == text.replace("`", "")


def test_what_stands_behind_a_mark_is_told_where_it_stands():
    text = "It is[^1] shut."
    mapped = map_markdown(text)
    assert mapped.text == "It is shut."
    assert [mapped.span(0, 5), mapped.span(6, 11)] == [(0, 5), (10, 15)]
