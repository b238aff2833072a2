"""Whom "the Ohio Republican", "the former vice president", "her statement" and "she" mean, and whom they do not."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

OTHER = "\n\nSenator Karl Voss disagreed. “No,” Voss told reporters on Monday.\n\n"
ENDING = "“We had no choice but to act,” {} said."
WORDS = "We had no choice but to act"


@pytest.mark.parametrize(
    ("told", "called", "name"),
    [
        # the state and the party of somebody
        ("Rep. Ada Stone (R-Ohio) left the room.", "the Ohio Republican", "Ada Stone"),
        ("House Speaker Ada Stone, a Wisconsin Republican, left the room.", "the Wisconsin Republican", "Ada Stone"),
        ("Democratic Sen. Ada Stone of Texas left the room.", "the Texas Democrat", "Ada Stone"),
        ("Ada Stone, an Ohio Democrat, left the room.", "the Ohio Democrat", "Ada Stone"),
        ("Sen. Ada Stone, D-Calif., left the room.", "the California Democrat", "Ada Stone"),
        ("Sen. Ada Stone (D-Ohio) spoke.", "the Ohio Republican", None),
        ("Democratic Rep. Ada Stone of Kansas spoke.", "the Kansas Republican", None),
        ("Rep. Ada Stone (R-Ohio) and Rep. Ina Pell (R-Ohio) left.", "the Ohio Republican", None),
        # an office that somebody had
        ("Ada Stone, the former vice president, spoke in Iowa.", "the former vice president", "Ada Stone"),
        ("Former Florida Gov. Ada Stone spoke.", "the former Florida governor", "Ada Stone"),
        ("Former Gov. Ada Stone spoke.", "the former governor", "Ada Stone"),
        ("Ada Stone, a former mayor, spoke in Iowa.", "the former mayor", "Ada Stone"),
        ("Former Ohio Sen. Ada Stone spoke.", "the former Ohio senator", "Ada Stone"),
        # two who have one office, named together
        ("Former Vice President Ada Stone and former Vice President Ina Pell spoke.", "the former vice president", None),
        ("Gov. Ada Stone and Gov. Ina Pell spoke.", "the governor", None),
        ("Gov. Ada Stone spoke of the flood, and of what it had cost the towns. Gov. Ina Pell took the floor next.", "the governor", "Ina Pell"),
    ],
)  # fmt: skip
def test_a_description_means_who_is_told_to_be_so(told, called, name):
    assert speaker_of(told + OTHER + ENDING.format(called), WORDS) == name


STATED = "Senator Ada Stone opposed the bill. “It is a gift to the mills,” Stone said in a statement.\n\n"


@pytest.mark.parametrize(
    "clause",
    [
        "Her statement continued: “The forest will be gone in ten years.”",
        "Her letter added, “The forest will be gone in ten years.”",
        "“The forest will be gone in ten years.” her statement read.",
        "Her post went on: “The forest will be gone in ten years.”",
        "Her email to Ivo Marsh said: “The forest will be gone in ten years.”",
    ],
)
def test_her_statement_is_hers(clause):
    assert speaker_of(STATED + clause, "gone in ten years") == "Ada Stone"


@pytest.mark.parametrize(
    "clause",
    [
        "His statement continued: “The forest will be gone in ten years.”",
        "Its statement continued: “The forest will be gone in ten years.”",
        "Ivo Marsh's statement continued: “The forest will be gone in ten years.”",
    ],
)
def test_his_statement_is_not_hers(clause):
    assert speaker_of(STATED + clause, "gone in ten years") != "Ada Stone"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Stone was sent a note saying the forest “must burn before the winter comes”.", None),
        ("Ada Stone was left a voicemail saying the forest “must burn before the winter comes”.", None),
        ("Ada Stone was handed a letter saying the forest “must burn before the winter comes”.", None),
        ("Ada Stone had been texted a message saying the forest “must burn before the winter comes”.", None),
        ("Ada Stone was emailed a memo saying the forest “must burn before the winter comes”.", None),
        ("Ada Stone sent a note saying the forest “must burn before the winter comes”.", "Ada Stone"),
        ("Ada Stone was sent home, saying the forest “must burn before the winter comes”.", "Ada Stone"),
        ("Ada Stone left a note saying the forest “must burn before the winter comes”.", "Ada Stone"),
    ],
)
def test_what_somebody_was_sent_is_not_their_word(text, name):
    assert speaker_of(text, "must burn") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Stone leads the Skarn Trust.\n\nKeel XL was approved in May. “It is all risk,” she said.", "Ada Stone"),
        ("Ivo Stone leads the Skarn Trust.\n\nSkarn voters hardly know it. “It is all risk,” he said.", "Ivo Stone"),
        ("Ivo Stone leads the Skarn Trust.\n\nIn his view, church leaders must act. “It is all risk,” he said.", "Ivo Stone"),
        ("Ada Stone leads the Skarn Trust.\n\nClick4 reported the fire first. “It is all risk,” she said.", "Ada Stone"),
        ("Ada Stone leads the Skarn Trust.\n\nThe pilots laughed. “It is all risk,” she said.", "Ada Stone"),
        ("Ada Stone leads the Skarn Trust.\n\nThe actress Ina Pell arrived at noon. “It is all risk,” she said.", "Ina Pell"),
        ("Ivo Stone III leads the Skarn Trust. “It is all risk,” he said.", "Ivo Stone III"),
        ("Dr. Stone left the room. “It is all risk,” she said.", "Stone"),
    ],
)
def test_a_pronoun_means_a_man_or_a_woman(text, name):
    assert speaker_of(text, "all risk") == name


NATIONALS = "{} “I saw the first ball. I only heard the second,” {} said."


@pytest.mark.parametrize(
    ("told", "called", "name"),
    [
        ("Ola Bello scored twice past the Swedish goalkeeper, Mats Ekdahl.", "the Swede", "Mats Ekdahl"),
        ("Ola Bello scored twice past the Danish goalkeeper of Genk, Mads Lund.", "the Dane", "Mads Lund"),
        ("Ola Bello beat the Spanish champion Luis Prado in straight sets.", "the Spaniard", "Luis Prado"),
        ("Ola Bello beat the Scottish Open champion, Iain Rae, in straight sets.", "the Scot", None),
        ("Ola Bello went past the Polish captain, Jan Nowak.", "the Pole", "Jan Nowak"),
        ("Swedish striker Mats Ekdahl scored twice against Genk.", "the Swede", "Mats Ekdahl"),
        ("Mats Ekdahl, the Swedish striker, scored twice against Genk.", "the Swede", "Mats Ekdahl"),
        ("Mats Ekdahl won the Swedish Open.", "the Swede", "Mats Ekdahl"),
        ("Ola Bello scored twice past the Swedish goalkeeper, Mats Ekdahl.", "the Nigerian", "Ola Bello"),
        # one of two of a surname
        ("Gerald Pell, 58, and his son Kojo, 22, came home.", "the younger Pell", None),
        ("Gerald Pell, 58, and his brother Kojo, 22, came home.", "the elder Pell", None),
        ("Gerald Pell, 58, and his son Kojo Pell, 22, came home.", "the younger Pell", "Kojo Pell"),
        ("Hugh F. Pell Jr. came home. His father, Otto Pell, did not.", "the younger Pell", "Hugh F. Pell Jr"),
        ("Hugh F. Pell Jr. came home. His father, Otto Pell, did not.", "the elder Pell", "Otto Pell"),
        ("Gerald Pell, 58, and his nephew Kojo, 22, came home.", "the older Pell", None),
        ("Gerald Pell, 58, and his son Kojo, 22, came home.", "the elderly Pell", "Gerald Pell"),
    ],
)
def test_what_tells_one_of_two_is_of_that_one(told, called, name):
    assert speaker_of(NATIONALS.format(told, called), "I only heard the second") == name


@pytest.mark.parametrize("body", ["Land Tribunal of Malawi", "Consumer Protection Tribunal of Malawi", "Land Tribunal"])
def test_a_tribunal_is_named_with_its_country(body):
    assert speaker_of(f"Fares rose. The {body} said the lines had behaved “like cousins at a wedding”.", "like cousins") == body


OPEN = "Anita Rao, who led the search, said: “We found their tent still warm. Nobody was in it.\n\n"


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("“They were careful men,” said the cook, Lhakpa Dolma.", ["Anita Rao", "Lhakpa Dolma"]),
        ("“They were careful men,” said Lhakpa Dolma, a cook. She wept.", ["Anita Rao", "Lhakpa Dolma"]),
        ("“They were careful men,” Lhakpa Dolma said.", ["Anita Rao", "Lhakpa Dolma"]),
        ("“They were careful men,” cook Lhakpa Dolma said after it.", ["Anita Rao", "Lhakpa Dolma"]),
        # whoever speaks goes on
        ("“They were careful men,” she said.", ["Anita Rao"]),
        ("“They were careful men,” Rao said.", ["Anita Rao"]),
        ("“They were careful men,” said Anita Rao.", ["Anita Rao"]),
        ("“They were careful men.” The families of Lhakpa Dolma and others wept.", ["Anita Rao"]),
    ],
)
def test_words_that_nothing_closes_end_before_those_of_another(tail, names):
    found = extract(Document(text=OPEN + tail), Gazetteer.load())
    assert [q.attribution.speaker.name for q in found] == names


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("That was the message from Health Secretary Ina Pell on Monday.", "Ina Pell"),
        ("Those were the words of Ina Pell, who runs the clinic.", "Ina Pell"),
        ("This is the considered view of Ina Pell, who runs the clinic.", "Ina Pell"),
        ("Such was the verdict of the Kelby captain, Ina Pell, after the match.", "Ina Pell"),
        ("These were the last words of Ina Pell.", "Ina Pell"),
        # nobody's words, or not those before
        ("That is not the view of Ina Pell, who runs the clinic.", None),
        ("That was hardly the advice of Ina Pell, who runs the clinic.", None),
        ("That is no argument of Ina Pell.", None),
        ("That was the week of Ina Pell's wedding.", None),
        ("Ina Pell was there. That was the message of the leaflet.", None),
    ],
)
@pytest.mark.parametrize("parting", [" ", "\n\n"])
def test_a_sentence_behind_words_tells_whose_they_were(behind, name, parting):
    assert speaker_of(f"Smoke spread. “Stay at home and keep the windows shut.”{parting}{behind}", "Stay at home") == name


def test_who_has_said_words_keeps_them():
    told = "“Stay at home and keep the windows shut,” Karl Moss said. That is the advice of Ina Pell, who runs the clinic."
    assert speaker_of(told, "Stay at home") == "Karl Moss"


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        (" Karl Moss said.", "Karl Moss"),
        (" Karl Moss, a clerk, said on Friday.", "Karl Moss"),
        (" Moss said later in the day.", "Karl Moss"),
        (" Karl Moss added.", "Karl Moss"),
        (" Karl Moss said. “And keep it shut.”", "Karl Moss"),
        # what somebody says or does besides
        (" Karl Moss agreed.", "Ina Pell"),
        (" Karl Moss said nothing.", "Ina Pell"),
        (" Karl Moss said the clinic was shut.", "Ina Pell"),
        (" Karl Moss said in May prices would rise.", "Ina Pell"),
        (" Karl Moss said: “No.”", "Ina Pell"),
        ("\n\nKarl Moss said.", "Ina Pell"),
    ],
)
def test_a_sentence_that_somebody_spoke_tells_whose_the_words_before_it_were(behind, name):
    told = f"Karl Moss came late. “Smoke spread,” Ina Pell said.\n\n“Stay at home and keep the windows shut.”{behind}"
    assert speaker_of(told, "Stay at home") == name
