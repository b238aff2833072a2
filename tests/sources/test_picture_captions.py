"""Captions of pictures that quote somebody by name are read behind the article; others are not."""

from __future__ import annotations

import pytest

from service.sources.picture_captions import quoting
from tests.sources.reading import read, said

BEFORE = "<p>The pier was sold on Friday, and the keeper of the lamp learnt of it from the evening paper.</p><p>“Nobody asked a single one of us,” said Bede Attwater.</p>"
AFTER = "<p>He said that the lamp would be moved by the end of the month, at the cost of the town.</p>"
CAPTION = "<figcaption>Ines Calloway, who says “the sea will be here when they have gone”, on the quay. Photograph: Mo Tarn/Ellery Press</figcaption>"


def page(caption):
    return f"<html><head><title>Pier</title></head><body><nav><figure>{CAPTION.replace('sea', 'fog')}</figure></nav><main><article><h1>Pier</h1>{BEFORE}<figure><img src='a.jpg'>{caption}</figure>{AFTER}</article></main><div><div><figure>{CAPTION.replace('sea', 'rain')}</figure></div></div></body></html>"


def test_a_caption_that_quotes_somebody_is_read_behind_the_article():
    (document,) = read("a.html", page(CAPTION).encode())
    assert document.text.endswith("when they have gone”, on the quay.")
    assert said(document) == [
        ("Bede Attwater", "Nobody asked a single one of us,"),
        ("Ines Calloway", "the sea will be here when they have gone"),
    ]


@pytest.mark.parametrize(
    ("caption", "read_as"),
    [
        ("Mo Tarn: “We never saw a penny of it.” (Photo: Ann Ek)", "Mo Tarn: “We never saw a penny of it.”"),
        ("“We never saw a penny of it,” says Mo Tarn. © Ann Ek", "“We never saw a penny of it,” says Mo Tarn."),
        ("Mo Tarn said ‘we never saw a penny’. Picture: Ann Ek", "Mo Tarn said ‘we never saw a penny’."),
        ("“We never saw a penny of it,” says Mo Tarn. (Ann Ek)", "“We never saw a penny of it,” says Mo Tarn."),
        ("Mo Tarn said “we never saw a penny” (Ann Ek/Ellery Press)", "Mo Tarn said “we never saw a penny”"),
        ("Mo Tarn said “we never saw a penny.” — Ann Ek", "Mo Tarn said “we never saw a penny.”"),
        ("“We never saw a penny of it.” — Mo Tarn, skipper", "“We never saw a penny of it.” — Mo Tarn, skipper"),
        ("Ann Ek with Mo Tarn, who told her: “We never saw a penny of it.”", None),
        ("“We never saw a penny of it,” one visitor said.", None),
        ("Mo Tarn at the “Old Lamp”. Photo: Ann Ek", None),
        ("“We never saw a penny of it.” Photo: Ann Ek", None),
        ("The pier in 1963. Photo by Ann Ek/Ellery Press", None),
    ],
)
def test_captions_are_read_for_what_somebody_says_in_them(caption, read_as):
    assert quoting(caption) == read_as
