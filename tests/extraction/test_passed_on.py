"""Words that somebody passes on, and whom descriptions and pronouns mean where a text says it plainly; rows of harm beside each rule."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

WORDS = "no gull in the county"
SAID = f"“There is {WORDS} that I would trust.”"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The solicitor, Nell Firth, read from a statement by the keeper's widow, Petra Sand: ", "Petra Sand"),
        ("Nell Firth, for the board, read the jury a text message sent by Otto Brand: ", "Otto Brand"),
        ("Nell Firth showed the court a letter from Otto Brand: ", "Otto Brand"),
        ("Nell Firth read out an email written last May by Otto Brand: ", "Otto Brand"),
        ("Nell Firth read a note on behalf of Otto Brand, who is ill: ", "Otto Brand"),
        ("The charge says that Otto Brand sent his sister a text message an hour before the fire: ", "Otto Brand"),
        ("Police said that Otto Brand left the clerk a note in May: ", "Otto Brand"),
        ("Otto Brand still has the slip. The advice on it, Brand recalled, was ", None),
        ("Otto Brand still has the slip. The message, Brand remembered, was ", None),
        ("Otto Brand still lives by the words of his late father, Karl: ", "Karl"),
        # their own words
        ("Nell Firth read from her own statement: ", "Nell Firth"),
        ("Nell Firth read from a prepared statement: ", "Nell Firth"),
        ("Otto Brand spoke first. The answer, Brand said, was ", "Otto Brand"),
        ("Nell Firth read a letter from Otto Brand and said: ", "Nell Firth"),
    ],
)
def test_who_reads_or_remembers_words_has_not_said_them(text, name):
    assert speaker_of(f"A crowd had come. {text}{SAID}", WORDS) == name


@pytest.mark.parametrize(
    "text",
    [
        "The tribunal ruled that Otto Brand had at no time uttered the words {}, which the Lantern printed.",
        "Mr Justice Firth ruled that Otto Brand had at no point said {}, which the Lantern printed.",
        "The judge found that Otto Brand had on no occasion used the phrase {}.",
        "A review concluded that Brand at no stage wrote {}.",
    ],
)
def test_a_ruling_that_words_were_not_uttered(text):
    (found,) = extract(Document(text=text.format(SAID)), Gazetteer.load())
    assert found.standing == "rejected"


@pytest.mark.parametrize(
    ("told", "called", "name"),
    [
        ("Nell Firth is the only vet on Mull.", "the vet", "Nell Firth"),
        ("Nell Firth has been the only baker in Kelby since 2001.", "the baker", "Nell Firth"),
        ("Nell Firth is a potter in Kelby.", "the potter", "Nell Firth"),
        ("Firth is the parish's sole verger. Nell Firth lives there.", "the verger", "Nell Firth"),
        ("Nell Firth is the only glazier left in Kelby.", "the glazier", "Nell Firth"),
        # of whom the text tells another, or whom any story has
        ("Nell Firth is the only baker in Kelby. A baker from Mull came by.", "the baker", None),
        ("Nell Firth was a pilot once.", "the pilot", None),
        ("Nell Firth is a nurse. She was taken to hospital.", "the officer", None),
    ],
)
def test_a_trade_is_of_whom_the_text_says_to_have_it(told, called, name):
    text = f"{told} When the farmer Magnus Hale rang at noon, his cow was in the sea.\n\n“There is {WORDS} I trust,” {called} recalled."
    assert speaker_of(text, WORDS) in {name, called.removeprefix("the ") if name is None else name}


@pytest.mark.parametrize(
    ("before", "name"),
    [
        # an animal
        ("Lady Margot, trained by Nell Firth, won the 2.15 on Sunday by a neck at 20-1.", "Nell Firth"),
        ("Lady Margot, bred in a shed and trained by Nell Firth, won on Sunday by six lengths.", "Nell Firth"),
        ("Lady Margot, bred by Petra Sand and trained by Nell Firth, won the 2.15 by a neck.", None),
        ("Petra Sand, trained by her mother Nell Firth, won the sprint on Sunday.", "Petra Sand"),
        ("Petra Sand won the 2.15 by a neck on Lady Margot, trained by Nell Firth.", "Petra Sand"),
        # an outlet's reporter
        ("The BBC's Petra Sand reached the school and found the head, Nell Firth, on the roof.", "Nell Firth"),
        ("BBC reporter Petra Sand reached the school and found the head, Nell Firth, on the roof.", "Nell Firth"),
        ("Petra Sand of the BBC met the mayor, Nell Firth, and her deputy, Ida Lunn.", None),
        ("The BBC's Petra Sand was arrested on Friday by Constable Nell Firth.", "Petra Sand"),
        ("The Guardian's Petra Sand was in tears.", "Petra Sand"),
        # whose picture it is
        ("A photograph by Petra Sand shows Nell Firth on the roof.", "Nell Firth"),
        ("A book by Petra Sand sold well.", "Petra Sand"),
        # the subject of the main clause
        ("While Petra Sand, the new champion, lay laughing in the snow, Nell Firth leaned on a fence.", "Nell Firth"),
        ("When Petra Sand, who is 80, fell, Nell Firth was already asleep.", "Nell Firth"),
        ("While in Kelby, Petra Sand, the mayor, met Ivo Hale.", "Petra Sand"),
        ("While Petra Sand slept, her brother painted the door.", "Petra Sand"),
    ],
)
def test_whom_she_means(before, name):
    assert speaker_of(f"KELBY — {before} “There is {WORDS} I trust,” she said.", WORDS) == name


@pytest.mark.parametrize(
    ("told", "called", "name"),
    [
        ("Sweden's Mats Sand won. Norway's Ole Berg was third.", "the Swede", "Mats Sand"),
        ("Croatian captain Ivo Sand missed. England's Tom Hale scored.", "the Croatian", "Ivo Sand"),
        ("Lars Sand of Denmark beat Ole Berg of Norway.", "the Norwegian", "Ole Berg"),
        ("The Danish rider, Lars Sand, fell. Ole Berg went on to win.", "the Dane", "Lars Sand"),
        ("Petra Sand, MP for Kelby North, met Nell Firth, the MP for Mull.", "the Kelby MP", "Petra Sand"),
        ("Petra Sand, the Labour MP for Kelby North, met Nell Firth, the MP for Kelby South.", "the Kelby South MP", "Nell Firth"),
    ],
)
def test_a_country_or_a_seat_tells_who_is_meant(told, called, name):
    assert speaker_of(f"{told} “There is {WORDS} I trust,” {called} said.", WORDS) == name


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("Are Tveit, the town's historian, said", "Are Tveit"),
        ("added Even Solberg, a retired foreman", "Even Solberg"),
        ("Even Solberg said", "Even Solberg"),
        ("said Sunday Obi, the coach", "Sunday Obi"),
        ("Nor Rahim said", "Nor Rahim"),
        ("said His Majesty's Coastguard", "His Majesty's Coastguard"),
        ("Ada Brand said Sunday", "Ada Brand"),
        ("said Sunday Times reporter Ada Brand", "Ada Brand"),
    ],
)
def test_given_names_and_bodies_behind_words(clause, name):
    assert speaker_of(f"The tunnel opened again. “There is {WORDS} I trust,” {clause}.", WORDS) == name


def test_even_before_a_name_that_opens_a_sentence_is_no_name():
    assert speaker_of(f"Nell Firth sat down. Even Firth said there was “{WORDS} that she would trust”.", WORDS) == "Nell Firth"


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("So said Nell Firth.", "Nell Firth"),
        ("That was how Nell Firth put it on Sunday.", "Nell Firth"),
        ("The advice came from Nell Firth, the chief constable.", "Nell Firth"),
        ("The ferry came from Kelby.", None),
        ("That was how Nell Firth came to sell the boat.", None),
        ("So says the law, and Nell Firth agrees.", None),
    ],
)
def test_a_sentence_behind_tells_who_put_it_so(behind, name):
    assert speaker_of(f"Smoke spread. {SAID} {behind}", WORDS) == name


def test_one_singer_is_no_pair():
    told = "Tenor Marco Sand lost his voice in the second act, and the soprano Nell Firth sang on alone."
    assert speaker_of(f"{told} “There is {WORDS} I trust,” the tenor said.", WORDS) in ("Marco Sand", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nell Firth was booed, jostled and called “{}” as she left.", None),
        ("Nell Firth was seized and branded “{}” by the crowd.", None),
        ("Nell Firth was elected and called the vote “{}”.", "Nell Firth"),
    ],
)
def test_who_is_called_something_at_the_end_of_a_series_does_not_say_it(text, name):
    found = extract(Document(text=text.format(f"{WORDS} to be proud of")), Gazetteer.load())
    assert [q.attribution.speaker.name for q in found if q.attribution.speaker and q.attribution.speaker.name == "Nell Firth"] == (
        [name] if name else []
    )


def test_who_does_not_remember_words_has_not_denied_them():
    text = f"Nell Firth remembers it. {SAID.removesuffix('.”')},” she said. Brand does not remember it."
    assert [q.standing for q in extract(Document(text=text), Gazetteer.load())] == ["asserted"]


def test_an_apposition_behind_an_occasion_is_of_the_subject():
    assert (
        speaker_of(f"In a radio interview Nell Firth, undersecretary for fisheries, blamed “{WORDS} but the mayor's”.", WORDS)
        == "Nell Firth"
    )


def _turns(text: str) -> list[tuple[str, str]]:
    found = extract(Document(text=text, kind="transcript"), Gazetteer.load())
    return [(q.attribution.speaker.name, " ".join(part.text for part in q.parts)) for q in found]


def test_an_interruption_is_nobody_s_words():
    text = (
        "SHRI ANIL DEV (KELBY): Madam, the ferry is late.\n\n... (Interruptions)\n\nSHRIMATI ADA RAO: It left. …(Interruptions)…\n\n"
        "SHRI ANIL DEV (KELBY): Then when?"
    )
    assert [words for _, words in _turns(text)] == ["Madam, the ferry is late.", "It left.", "Then when?"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "MAYOR ADA FIRTH: You wanted numbers, so here they are by department.\n\nPublic Works: We filled the holes.\n\n"
            "Parks and Libraries: The roof is dry.\n\nCOUNCILWOMAN JOAN ORR: I have a question.",
            ["Ada Firth", "Joan Orr"],
        ),
        (
            "Mayor Ada Firth: I will go through it by department.\n\nPublic Safety: We hired forty.\n\n"
            "Councillor Joan Orr: Thank you, Mayor.\n\nMayor Ada Firth: Any time.",
            ["Ada Firth", "Joan Orr", "Ada Firth"],
        ),
        # a department that takes part, and people
        (
            "CHAIR: Reports, please.\n\nPublic Works: We filled the holes.\n\nCHAIR: Thank you.\n\nPublic Works: One more thing.",
            ["Chair", "Public Works", "Chair", "Public Works"],
        ),
        (
            "THE CHAIR: Next.\n\nThandeka Nkosi: I saw it.\n\nSipho Dube: So did I.\n\nTHE CHAIR: Thank you.",
            ["The Chair", "Thandeka Nkosi", "Sipho Dube", "The Chair"],
        ),
    ],
)
def test_what_a_speaker_goes_through_part_by_part_is_no_speaker(text, names):
    assert [name for name, _ in _turns(text)] == names
