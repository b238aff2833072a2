"""Labels that are of no speaker: boxes, listings and fact-checks in an article; and reports that are set apart as block quotes."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()


def said(text):
    """(speaker, words) of each passage of a text."""
    found = extract(Document(text=text), GAZETTEER)
    return [(p.attribution.speaker.name if p.attribution.speaker else None, p.text) for p in found]


@pytest.mark.parametrize(
    "text",
    [
        "On television\n\nSAILING: Fjord Cup - Sport Two 0630.\n\nROWING: Lake Masters - Sport Three 0630.\n\nCYCLING: Coast Tour - Sport One 1800.",
        "The ferry in figures\n\nBOATS: Two.\n\nSTAFF: Eleven.\n\nPASSENGERS: 104 a week.",
        "Posts about the dam have spread.\n\nCLAIM: A photograph shows it cracking.\n\nASSESSMENT: False.\n\nTHE FACTS: It shows paint.\n\nCLAIM: You cannot drink the water.\n\nASSESSMENT: False.",
        "GOALKEEPERS: Ada Stone, Ben Ray.\n\nDEFENDERS: Carl Poe, Dan Lee.\n\nFORWARDS: Hal Wood.",
        "Nach dem Spiel gab es Streit um den Strafstoß im Stadion.\n\nBEHAUPTUNG: Die Regel wurde falsch ausgelegt.\n\nBEWERTUNG: Das ist umstritten.\n\nFAKTEN: In der Regel steht, dass die Absicht zählt.",
        "STARRING: Ada Stone, Ben Ray.\n\nMUSIC: Carl Poe.\n\nPLOT: A ferry is lost.\n\nVERDICT: We loved it.",
    ],
)
def test_what_a_box_is_about_says_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The paper met the mayor.\n\nECHO: Will the bridge open?\n\nSTONE: In June.\n\nECHO: And the cost?\n\nSTONE: Less than the old one.", ("Stone", "In June.")),
        ("The court heard the tape.\n\nADA STONE: The money is in the drawer.\n\nBEN RAY: The lower one.\n\nADA STONE: The upper one.", ("Ben Ray", "The lower one.")),
        ("A call was released.\n\nDISPATCHER: What is the address?\n\nCALLER: Mill Lane, the last house.\n\nDISPATCHER: Stay on the line.", ("caller", "Mill Lane, the last house.")),
        ("Mayor Ada Stone was heard.\n\nSTONE: The money is gone.\n\nRAY: All of it.\n\nSTONE: All of it but the coins.", ("Stone", "The money is gone.")),
        ("The pier was discussed.\n\nMR. STONE: The money is gone.\n\nMR. RAY: All of it.\n\nMR. STONE: All but the coins.", ("Stone", "The money is gone.")),
    ],
)  # fmt: skip
def test_who_speaks_in_an_article_still_does(text, expected):
    speaker, words = expected
    assert any(words == found and name is not None and speaker in name for name, found in said(text))


BEFORE = "The mill has reopened after nine years.\n\nIdris Fenn cut the ribbon.\n\n"


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        ("> “It smells of flour again,” said Ruth Ockley. “I was glad.”", [("Ruth Ockley", "It smells of flour again, I was glad.")]),
        ('> "It smells of flour again," Ruth Ockley said.', [("Ruth Ockley", "It smells of flour again,")]),
        ("> The mill reopens today after nine years of work on it.\n>\n> “It smells of flour again,” said Ruth Ockley, its director.",
         [("Idris Fenn", "The mill reopens today after nine years of work on it."), ("Ruth Ockley", "It smells of flour again,")]),
        # harm: words that are set apart whole, and a narrator who quotes
        ("> “It smells of flour again, whatever the council may say about it.”", [("Idris Fenn", "It smells of flour again, whatever the council may say about it.")]),
        ("> “Get out,” Pryce said, and I ran for the door with the keys.", [("Idris Fenn", "“Get out,” Pryce said, and I ran for the door with the keys.")]),
        ("> Then he said, “No,” and that was all that was heard of it.", [("Idris Fenn", "Then he said, “No,” and that was all that was heard of it.")]),
    ],
)  # fmt: skip
def test_a_block_quote_that_quotes_somebody_by_name_is_a_report(quoted, expected):
    assert said(f"{BEFORE}{quoted}\n\nThe bakers stayed until four.") == expected


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        ("On Tue, Apr 29, 2014 at 4:22 PM, Petra Stone <petra@a.test> wrote:", None),
        ("On Wed, Sep 3, 2025 at 4:02 PM Petra Stone <petra@a.test> wrote:", None),
        ("On Feb 3, 2025, at 4:02 PM, Stone, Petra <petra@a.test> wrote:", None),
        # harm: names that are months too, and days before names
        ("Petra Stone wrote on Apr 29:", "Petra Stone"),
        ("On Jan 3 Ada Stone wrote:", "Ada Stone"),
        ("April Stone wrote on May 2:", "April Stone"),
        ("On Sunday, Jan Stone wrote:", "Jan Stone"),
    ],
)
def test_no_month_writes_a_mail(head, speaker):
    """Who answers a mail is named behind the moment, or unknown: never "Apr"."""
    assert said(f"{head}\n\n> We will close the pier in June and not before.")[0][0] == speaker
