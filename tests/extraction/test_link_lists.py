"""Lists of links behind a name, which publishers' pages leave in the text, are nobody's words and in no rule's way."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.page.links import between, blanked, link_lists
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

ENDS = frozenset({"more"})
LISTS = [
    # (text before, the list, text behind)
    ("Sen. Ray Pell", " Raymond (Ray) Lee PellHarbour bill stalls Port talks go on MORE", " (R-Ohio) said so."),
    ("Gov. Ann Marsh", " Ann Marsh Ferry talks go on Ports call for help MORE", "’s office declined."),
    ("Judge Mia Stone-Hale", " Mia Jo Stone-Hale2020 in review: ‘a hard year’ on the pier MORE", ", who sat."),
    ("President Orr", " Karl Otto OrrOrr's playbook | House “not amused” | Talks go on MORE", " signed."),
]
PLAIN = [
    "Ray Pell wanted MORE.",
    "Stone met Ray Stone on the pier. They wanted far MORE of it.",
    "WHAT HAS THE PORT DONE, AND WHAT MORE can it do?",
    "Sen. Ray Pell and his wife, Ann Pell, wanted MORE.",
    "Ray Pell Raymond Lee PellHarbour bill stalls\nPort talks want MORE of it.",
]


@pytest.mark.parametrize(("before", "links", "behind"), LISTS)
def test_a_list_is_found_whole(before, links, behind):
    text = before + links + behind
    assert [text[a:b] for a, b in link_lists(text, ENDS)] == [links]


def test_each_of_several_lists_is_found():
    text = " and ".join(before + links + behind for before, links, behind in LISTS)
    assert [text[a:b] for a, b in link_lists(text, ENDS)] == [links for _, links, _ in LISTS]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_has_none(text):
    assert link_lists(text, ENDS) == []


def test_what_is_left_keeps_its_place():
    assert blanked("abcdef", [(1, 3)]) == "a  def"
    assert list(between(0, 10, [(0, 2), (4, 5), (9, 12)])) == [(2, 4), (5, 9)]
    assert list(between(3, 4, [(2, 6)])) == []


class _Counted(list):
    """A list that counts how often one of its items is looked at."""

    looked = 0

    def __getitem__(self, at):
        self.looked += 1
        return super().__getitem__(at)

    def __iter__(self):
        return (self[at] for at in range(len(self)))


def test_gaps_far_from_a_stretch_are_not_looked_at():
    gaps = _Counted((n, n + 5) for n in range(0, 40_000, 10))
    for start in range(0, 40_000, 100):
        assert sum(b - a for a, b in between(start, start + 100, gaps)) == 50
    assert gaps.looked < 40 * 400


def read(text: str):
    return extract(Document(text=text, published="2024-05-06"), Gazetteer.load())


@pytest.mark.parametrize(("before", "links", "behind"), LISTS)
def test_words_on_either_side_of_a_list_are_one_quotation(before, links, behind):
    (passage,) = read(f"“We will not sell the pier to {before}{links} for a song, whatever is offered,” Ida Quill said.")
    assert [part.text for part in passage.parts] == [f"We will not sell the pier to {before}", "for a song, whatever is offered,"]
    assert passage.attribution.speaker.name == "Ida Quill"


@pytest.mark.parametrize(
    "text",
    [
        "“We will not sell the pier,” said Sen. Ray Pell Raymond (Ray) Lee PellStone: ‘We sold the pier’ Port talks go on MORE (R-Ohio).",
        "Sen. Ray Pell Raymond (Ray) Lee PellStone says “the pier is sold already” Port talks go on MORE (R-Ohio) said “we will not sell the pier.”",
        "Sen. Ray Pell Raymond (Ray) Lee PellPort talks go on MORE’s answer was short. “We will not sell the pier,” Pell said.",
    ],
)
def test_the_name_before_a_list_speaks(text):
    (passage,) = read(text)
    assert passage.parts[0].text.lower().startswith("we will not sell the pier")
    assert passage.attribution.speaker.name == "Ray Pell"
    span = passage.attribution.speaker.evidence
    assert text[span.start : span.end] == span.text
