"""Capitals that name nobody, and offices that two words join: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import speaker_of

NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "headings": [
        (
            "Ines Pell is 40.\n\nMarket Dues\n\nShe is late with them. “I cannot pay for a wet stall,” she said.",
            "wet stall",
            {"Ines Pell"},
        ),
        (
            "Karl Moss came late.\n\nEarly Life\n\nHe was born in Orr. “I never liked the house,” he said.",
            "liked the",
            {"Karl Moss"},
        ),
        ("Later Years\n\nHe moved to Orr. “I never liked the house,” he said.", "liked the", {NOBODY}),
        ("Ada Orr came late.\n\nQuay Reform\n\nShe fears it. “It will empty the quay,” she said.", "empty the", {"Ada Orr"}),
        ("Ada Orr came late.\n\nCold Harbour Nights\n\nShe loved them. “We sang until noon,” she said.", "until noon", {"Ada Orr"}),
        # harm: headings that are somebody's name, by a given name or by what the text says
        ("Ada Orr\n\nShe moved to Skarn. “I never liked the house,” she said.", "liked the", {"Ada Orr"}),
        ("Wuraola Tinde\n\nShe moved to Skarn. “I never liked the house,” Tinde said.", "liked the", {"Wuraola Tinde"}),
        ("Ada Orr came with Wuraola Tinde.\n\nWuraola Tinde\n\n“I never liked the house,” Tinde said.", "liked", {"Wuraola Tinde"}),
    ],
    "numerals": [
        (
            "“It rules the port,” Ada Orr said.\n\nArticle IV rules the port.\n\n“It is the law of us all,” he said.",
            "us all",
            {NOBODY},
        ),
        ("Karl Moss came.\n\nPhase II began in May. “It is far too loud,” he said.", "too loud", {"Karl Moss", NOBODY}),
        ("Ada Orr came.\n\nTitle IX was passed in May. “It changed my whole life,” she said.", "my whole", {"Ada Orr", NOBODY}),
        # harm: monarchs and others whom a numeral tells apart
        ("Charles III came to Skarn. “It is far too loud,” he said.", "too loud", {"Charles III"}),
        ("King Otumfuo II came to Skarn. “It is far too loud,” he said.", "too loud", {"Otumfuo II"}),
        ("“It is far too loud,” said Ada Orr III.", "too loud", {"Ada Orr III", "Ada Orr"}),
    ],
    "members of parties": [
        ("Sen. Karl Moss of Georgia came. “It is far too loud,” the Georgia Republican said.", "too loud", {"Karl Moss"}),
        (
            "Rep. Ada Orr, a South Carolina Democrat, came. The South Carolina Democrat said: “It is too loud.”",
            "too loud",
            {"Ada Orr"},
        ),
        ("“It is far too loud,” a Virginia Democrat said.", "too loud", {"Virginia Democrat", NOBODY}),
        ("The New South Wales Liberal told reporters: “It is far too loud.”", "too loud", {"New South Wales Liberal", NOBODY}),
        (
            "“It is far too loud,” said the two Georgia Republicans.",
            "too loud",
            {"two Georgia Republicans", "Georgia Republicans", NOBODY},
        ),
        # harm: who is named behind, and bodies and papers of such a name
        ("“It is far too loud,” Georgia Republican Karl Moss said.", "too loud", {"Karl Moss"}),
        ("“It is far too loud,” the Georgia Conservative Union said.", "too loud", {"Georgia Conservative Union"}),
        ("“It is far too loud,” Karl Moss told the Tallahassee Democrat.", "too loud", {"Karl Moss"}),
    ],
    "two offices": [
        ("“It is far too loud,” said Chairman and Chief Executive Karl Moss.", "too loud", {"Karl Moss"}),
        ("“It is far too loud,” Kelby Steel CEO and Founder Ada Orr said.", "too loud", {"Ada Orr"}),
        ("“It is far too loud,” said Thomas Pell Society Vice President and Senior Counsel Karl Moss.", "too loud", {"Karl Moss"}),
        ("Mayor and Police Chief Ada Orr said it was “far too loud for the night”.", "too loud", {"Ada Orr"}),
        ("“It is far too loud,” Skarn Society Vice President and Treasurer Ada Orr said.", "too loud", {"Ada Orr"}),
        # harm: two bodies or several people, and whoever is named first
        ("“It is far too loud,” said Aides and Mayor Karl Moss.", "too loud", {"Aides and Karl Moss", "Karl Moss", NOBODY}),
        ("“It is far too loud,” Judge Ada Orr and Mayor Karl Moss said.", "too loud", {"Ada Orr and Karl Moss"}),
        ("“It is far too loud,” said the Office of the Vice President.", "too loud", {"Office of the Vice President", NOBODY}),
    ],
}


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in CASES.values() for case in cases])
def test_who_said_it(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The flood in Ellery Florida is only a beginning. He put out a statement: “Our leaders are weak.”", {None}),
        ("Ruben Stone spoke. The flood in Austin Texas is over. “Our leaders are weak,” he said.", {"Ruben Stone"}),
        ("Ruben Stone Stone has often said so. “Our leaders are weak,” he said.", {"Ruben Stone"}),
        # harm: surnames that are states too
        ("Ruben Montana spoke. “Our leaders are weak,” he said.", {"Ruben Montana"}),
        ("“Our leaders are weak,” said Ada Virginia.", {"Ada Virginia"}),
    ],
)
def test_a_town_with_its_state_and_a_name_told_twice(text, names):
    assert speaker_of(text, "weak") in names


@pytest.mark.parametrize("day", ["Fri. 17 Sept.: ", "17 Oct.: ", "Tues. 14 Sept., forenoon: "])
def test_a_day_before_words_is_nobody(day):
    assert speaker_of(f"A log is to be sold.\n\n{day}“Sighted land, and nobody cheered.”", "Sighted") is None
