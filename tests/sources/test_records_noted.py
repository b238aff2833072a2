"""What a record has among the words that nobody spoke: headings, notes and orders of clerks, what others call; and names that its headings tell."""

from __future__ import annotations

import pytest

from tests.sources.reading import read
from tests.sources.reading import said as spoken

HEAD = "[Congressional Record Volume 171, Number 9 (Tuesday, March 4, 2025)]\n[Senate]\n[Page S101]\n\n                 THE QUAY AT KELBY\n\n"


def said(name, text):
    (document,) = read(name, text.encode())
    return spoken(document)


@pytest.mark.parametrize(
    "note",
    [
        "  (The remarks of Mr. TARN pertaining to the introduction of S. 9 are \nprinted in today's Record.)\n",
        "  (Mr. TARN asked and was given permission to revise and extend his remarks.)\n",
        "  There being no objection, the material was ordered to be printed in the \nRecord, as follows:\n",
        "  The amendments were ordered to be printed as follows:\n",
    ],
)
def test_notes_and_orders_of_the_clerk_are_nobodys_words(note):
    text = f"{HEAD}  Mr. TARN. Mr. President, I rise to speak of a quay. It has stood \nsince 1890.\n{note}\n  Ms. MOSS. I thank my colleague from the coast.\n"
    assert said("a.txt", text) == [
        ("Tarn", "Mr. President, I rise to speak of a quay. It has stood since 1890."),
        ("Moss", "I thank my colleague from the coast."),
    ]


def test_paragraphs_that_are_set_in_go_on_with_the_turn():
    text = f"{HEAD}  Mr. TARN. Mr. President, I rise to speak of a quay.\n  It has stood since 1890, and no\nobjection was heard. The bill reads as \nfollows: a quay is a quay.\n"
    ((speaker, words),) = said("a.txt", text)
    assert speaker == "Tarn"
    assert "no objection was heard. The bill reads as follows: a quay is a quay." in words


def test_what_a_letter_begins_with_names_nobody():
    text = f"{HEAD}  Mr. TARN. I have a letter here.\n  There being no objection, the letter was ordered to be printed in the \nRecord, as follows:\n\n       Dear Senator: The quay was never ours.\n"
    assert said("a.txt", text) == [("Tarn", "I have a letter here.")]


DEPOSITION = """1                DEPOSITION OF ADA MOSS
2                    March 4, 2025
3   ADA MOSS,
4   having been first duly sworn, was examined
5   and testified as follows:
6                {}
7   BY MS. PIKE:
8        Q.   Where is the seal?
9        A.   I do not know where
10  it is.
11               {}
12  BY MR. BELL:
13       Q.   Who does?
14       A.   Nobody.
15       MS. PIKE:  No more questions.
"""


@pytest.mark.parametrize("heading", ["EXAMINATION", "CROSS-EXAMINATION", "REDIRECT EXAMINATION", "FURTHER EXAMINATION"])
def test_headings_of_one_word_end_an_answer(heading):
    assert ("Ada Moss", "I do not know where it is.") in said("a.txt", DEPOSITION.format("EXAMINATION", heading))


def test_a_word_in_capitals_within_an_answer_stays():
    text = DEPOSITION.format("EXAMINATION", "EXAMINATION").replace("10  it is.", "10  it is. It said\n11  NOTHING\n12  on it.", 1)
    assert any(
        "It said NOTHING on it." in words
        for _, words in said("a.txt", text.replace("11               EXAM", "13               EXAM"))
    )


@pytest.mark.parametrize(
    ("called", "is_gone"),
    [
        ("[Interruption.]", True), ("[Hon. Members: “Hear, hear!”]", True), ("[An hon. Member: “No!”]", True), ("[Laughter.]", True),
        ("[the quay]", False), ("[inaudible]", False), ("[Official Report, 3 March]", False),
    ],
)  # fmt: skip
def test_what_others_call_into_a_speech_is_not_its_speakers(called, is_gone):
    speech = f'<speech id="uk.org.publicwhip/debate/2025-03-04a.1.1" speakername="Nell Pell" time="14:30:00"><p>We will keep it. {called} I have said so.</p></speech>'
    ((speaker, words),) = said("debates2025-03-04a.xml", f"<publicwhip>{speech}</publicwhip>")
    assert speaker == "Nell Pell"
    assert (words == "We will keep it. I have said so.") == is_gone


ARGUMENT = """SUPREME COURT OF KELBY

             TRANSCRIPT OF PROCEEDINGS

CHIEF JUSTICE STONE:  We will hear argument in Case 9.
             ORAL ARGUMENT OF {}
             ON BEHALF OF THE PETITIONER
MR. BELL:  The seal was never the town's to lose.
JUSTICE OKORO:  Whose was it?
MR. BELL:  It was the notary's.
"""


@pytest.mark.parametrize("named", ["MARCUS BELL", "MARCUS T. BELL", "MR. MARCUS BELL", "MARCUS BELL ON BEHALF OF THE PETITIONER"])
def test_the_heading_of_an_argument_tells_who_argues(named):
    found = said("a.txt", ARGUMENT.format(named))
    assert {name for name, words in found if "notary" in words} <= {"Marcus Bell", "Marcus T. Bell"}


CALL = "<p><strong>{0}</strong> {1} <em>{2}</em></p><p>{3}</p>"


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_a_name_in_bold_with_an_office_behind_it_stands_over_words_on_a_page(dash):
    body = "".join(CALL.format(name, dash, office, words) for name, office, words in [
        ("Ada Moss", "Chief Executive Officer", "We sold more rope than ever before in this quarter."),
        ("Bo Tarn", "Kelby Securities", "How much of it was hemp, if I may ask?"),
        ("Ada Moss", "Chief Executive Officer", "About a third, and we expect the same for the year."),
        ("Bo Tarn", "Kelby Securities", "Thank you for that."),
    ])  # fmt: skip
    title = "Kelby Ropeworks Q1 2025 Earnings Call Transcript"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><h2>Prepared Remarks:</h2>{body}</article></body></html>"
    assert said("a.html", page) == [
        ("Ada Moss", "We sold more rope than ever before in this quarter."), ("Bo Tarn", "How much of it was hemp, if I may ask?"),
        ("Ada Moss", "About a third, and we expect the same for the year."), ("Bo Tarn", "Thank you for that."),
    ]  # fmt: skip


def test_the_time_of_day_that_the_house_prints_is_no_word_of_a_speech():
    text = f"{HEAD}  Ms. MOSS. Mr. Speaker, I rise for a light.\n\n                              {{time}}  1215\n\n  We owe her thanks.\n  Mr. McTARN. I agree.\n"
    assert said("a.txt", text) == [("Moss", "Mr. Speaker, I rise for a light. We owe her thanks."), ("McTarn", "I agree.")]


@pytest.mark.parametrize("printed", ["Mr. Tarn of Ohio", "Mr. TARN", "Mr. Tarn of New York"])
def test_whoever_presides_is_named_without_the_state(printed):
    text = f"{HEAD}  The SPEAKER pro tempore ({printed}). The gentlewoman is recognized.\n  Ms. MOSS. I thank the Chair.\n"
    assert said("a.txt", text) == [("Tarn", "The gentlewoman is recognized."), ("Moss", "I thank the Chair.")]
