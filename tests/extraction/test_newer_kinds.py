"""Whose words they are, and given to whom, in kinds met on texts of many genres: inputs to catch, and inputs to leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "a name that opens with a function word, before an apposition": [
        ("“The soup is cold and dear,” To Lanh, a cook, said.", "soup is cold", {"To Lanh"}),
        ("“The soup is cold and dear,” Do Van Hai, the owner of the boat, said.", "soup is cold", {"Do Van Hai"}),
        ("“The soup is cold and dear,” So Kwang, 54, told the meeting.", "soup is cold", {"So Kwang"}),
        ("May Pell, a cook, said: “The soup is cold and dear.”", "soup is cold", {"May Pell"}),
        ("“The soup is cold and dear,” He Jianyu said.", "soup is cold", {"He Jianyu"}),
        # harm: the word only opens the sentence
        ("So Marsh, the mayor, said: “The soup is cold and dear.”", "soup is cold", {"Marsh"}),
        ("So Ada Stone said: “The soup is cold and dear.”", "soup is cold", {"Ada Stone"}),
        ("To Stone, a bridge is a bridge. “It is a bridge and no more,” Pell said.", "a bridge and no more", {"Pell"}),
    ],
    "a text that breaks off behind an outlet": [
        ("“We sail at noon,” she told the Kelby Ledger of", "We sail", {NOBODY}),
        ("“We sail at noon,” he told Kelby Ledger of.", "We sail", {NOBODY}),
        ("“We sail at noon,” said Ada Moll, who told the Skarn Courier of", "We sail", {"Ada Moll"}),
    ],
    "several behind what all of them are": [
        ("On Monday the ministers Ada Moll, Ben Stone and Eva Pell said it was “a leaky old boat”.", "leaky", {"Ada Moll, Ben Stone and Eva Pell"}),
        ("In Kelby the painters Ada Moll, Ben Stone and Eva Pell called it “a leaky old boat”.", "leaky", {"Ada Moll, Ben Stone and Eva Pell", NOBODY}),
        ("The report’s authors, Ada Moll, Ben Stone and Eva Pell, called it “a leaky old boat”.", "leaky", {"report’s authors", NOBODY}),
        ("Its two founders, Ada Moll and Ben Stone, called it “a leaky old boat”.", "leaky", {"two founders", "Ada Moll and Ben Stone", NOBODY}),
        # harm: one of several, one who speaks for several, one beside several
        ("One of the report’s authors, Ada Moll, called it “a leaky old boat”.", "leaky", {"Ada Moll"}),
        ("A spokesman for the owners, Ben Stone, called it “a leaky old boat”.", "leaky", {"Ben Stone"}),
        ("Beside the ministers Ada Moll and Ben Stone, Eva Pell called it “a leaky old boat”.", "leaky", {"Eva Pell"}),
    ],
    "a position or trade is no part of the name": [
        ("Scrum-half Tavita Faleolo said: “We lost the ball.”", "lost the ball", {"Tavita Faleolo"}),
        ("“We lost the ball again,” Goal-keeper Jiho Baek said.", "lost the ball", {"Jiho Baek"}),
        ("Ex-neighbours Ada Stone and Ruben Pell called it “the worst winter yet”.", "worst winter", {"Ada Stone and Ruben Pell"}),
        ("Physicists Jiho Baek and Mirela Stoica called it “the worst winter yet”.", "worst winter", {"Jiho Baek and Mirela Stoica"}),
        ("Co-chairs Jiho Baek and Mirela Stoica said: “The sea is warm.”", "sea is warm", {"Jiho Baek and Mirela Stoica"}),
        # harm: given names with a hyphen, and a body of a trade
        ("Min-ho Baek said: “The sea is warm.”", "sea is warm", {"Min-ho Baek"}),
        ("Jean-marie Stone said: “The sea is warm.”", "sea is warm", {"Jean-marie Stone"}),
        ("Waters Jones and Ada Pell said: “The sea is warm.”", "sea is warm", {"Waters Jones and Ada Pell"}),
    ],
    "a body that two joined words describe": [
        ("The Kelby and Tideway Lifeboat Appeal said the boat was “old and very slow”.", "old and", {"Kelby and Tideway Lifeboat Appeal"}),
        ("The Fire and Water Inspectorate said the tap was “old and very slow”.", "old and", {"Fire and Water Inspectorate"}),
        ("The Skarn and District Anglers called it “old and very slow”.", "old and", {"Skarn and District Anglers"}),
        ("On Monday the Kelby and Tideway Growers told reporters it was “old and very slow”.", "old and", {"Kelby and Tideway Growers"}),
        ("A Kelby and Tideway Trust spokesman, Otto Pell, said it was “old and very slow”.", "old and", {"Otto Pell"}),
        # harm: a person, an outlet, what stands before no verb
        ("The Treasury and Ada Stone said the boat was “old and very slow”.", "old and", {"Treasury and Ada Stone", "Ada Stone", NOBODY}),
        ("The BBC and Harbour Trust said the boat was “old and very slow”.", "old and", {"The BBC and Harbour Trust", "Harbour Trust", NOBODY}),
        ("Between the Skarn and Tideway Growers’ land a wall stands. It is “old and slow”, said Ada Stone.", "old and", {"Ada Stone"}),
    ],
    "two bodies behind what they are": [
        ("Charities Homeward and Lodestar described the plan as “a plaster on a broken leg”.", "a plaster", {"Homeward and Lodestar"}),
        ("“The offer is an insult to us,” unions Acta and the GMB said in a joint statement.", "an insult", {"Acta and GMB"}),
        ("Campaign groups Skarn Watch and Tideway Action called it “a bad day for the bay”.", "bad day", {"Skarn Watch and Tideway Action"}),
        ("Supermarket chains Aldbury and Tesk said: “The shelves will be full.”", "shelves", {"Aldbury and Tesk"}),
        ("Law firms Pell Stone and Orr Marsh said: “We will appeal at once.”", "appeal at", {"Pell Stone and Orr Marsh"}),
        # harm: bodies without names, names that begin so, an office
        ("Unions said the offer was “an insult to every driver”.", "an insult", {"unions", NOBODY}),
        ("Banks in Skarn and Tideway said: “We will pay at once.”", "pay at", {"banks", NOBODY}),
        ("Museums Association and Tideway Trust said: “We will pay at once.”", "pay at", {"Museums Association and Tideway Trust"}),
        ("Colleges Minister Ada Stone said: “We will pay at once.”", "pay at", {"Ada Stone"}),
    ],
    "a verb with its object behind a name": [
        ("Jolene Tamm heads the Harbour Union. “It is a bad licence,” she said.", "bad licence", {"Jolene Tamm"}),
        ("Jolene Tamm chairs the Harbour Union. “It is a bad licence,” she said.", "bad licence", {"Jolene Tamm"}),
        ("Oren Whitlock leads our choir. “It is a bad licence,” he said.", "bad licence", {"Oren Whitlock"}),
        # harm: nouns behind a name
        ("Harbour Union leaders said: “It is a bad licence.”", "bad licence", {"Harbour Union leaders"}),
        ("“It is a bad licence,” Skarn Lions coach Ada Stone said.", "bad licence", {"Ada Stone"}),
    ],
    "what is owned says it": [
        ("Pell wrote the book, whose preface describes the sea as “a cold drawer”.", "cold drawer", {"preface", NOBODY}),
        ("Ruben Marsh leads the Harbour Union, whose report calls the pier “a hole in the water”.", "hole in", {"report", "Harbour Union", NOBODY}),
        ("Ada Stone runs a choir whose leaflet says it is “the loudest in the north”.", "loudest", {"leaflet", NOBODY}),
        ("Ada Stone praised the nurse, whose son has called her “a saint in rubber boots”.", "a saint", {"son", NOBODY}),
        # harm: the clause with "whose" is over
        ("Ruben Pell, whose ferry sank, has called it “late but dry”.", "late but dry", {"Ruben Pell"}),
        ("“We are late but dry,” said Ruben Pell, whose ferry sank.", "late but dry", {"Ruben Pell"}),
    ],
    "who does what a passive says, behind “by”": [
        ("The coat that Marsh says is his was shown in court by Sergeant Ada Stone, who called it “an old rag with a hole”.", "old rag", {"Ada Stone"}),
        ("The film about Otto Pell, made by Ada Stone, who called him “a hard man to like”, won.", "hard man", {"Ada Stone"}),
        ("The letter that Pell said he had lost was read by the prosecutor Ada Stone, who described it as “a poor joke”.", "poor joke", {"Ada Stone"}),
        # harm: no agent
        ("The boat by Otto Pell was sold to Ada Stone, who called it “a hard thing to like”.", "hard thing", {"Ada Stone"}),
    ],
    "one who acts behind an apposition": [
        ("Ruben Stone lost, and his lawyer, Otto Pell, blamed the court. “It was a bad morning for the law,” he said.", "bad morning", {"Otto Pell", NOBODY}),
        ("Ruben Stone sold it but his brother, Otto Stone, bought it back. “It was a bad morning for us,” he said.", "bad morning", {"Otto Stone", NOBODY}),
        # harm: another gender, and no clause of its own
        ("Ada Stone lost and her lawyer, Otto Pell, blamed the court. “It was a bad morning for the law,” she said.", "bad morning", {"Ada Stone"}),
        ("Ruben Stone beat his rival and the champion, Otto Pell, in three sets. “It was a bad morning,” he said.", "bad morning", {"Ruben Stone"}),
    ],
    "a role whose bearer ends the sentence": [
        ("The song was led by the leader of the Kelby choir, Ada Stone! “It is ours to sing,” the leader said.", "ours to sing", {"Ada Stone"}),
        ("He is the son of the mayor of Kelby, Ada Stone. “It is ours to sing,” the mayor said.", "ours to sing", {"Ada Stone"}),
        ("It went to the captain of St Olave’s, Bethan Rhys-Orr. “It is ours to sing,” the captain said.", "ours to sing", {"Bethan Rhys-Orr"}),
        # harm: a place, and a list
        ("He works for the mayor of Skarn, North Norland. “It is ours to sing,” the mayor said.", "ours to sing", {"mayor", NOBODY}),
        ("He met the mayor of Kelby, Ada Stone and two clerks. “It is ours to sing,” the mayor said.", "ours to sing", {"mayor", NOBODY}),
    ],
    "told behind another passive": [
        ("Ada Stone was taken into a room and told that the loan was “a matter of days”.", "matter of days", {NOBODY}),
        ("Oren Pell was sent home and told he was “no longer of use”.", "no longer", {NOBODY}),
        ("Ines Marsh had been summoned and informed that her tone was “not that of a guest”.", "not that", {NOBODY}),
        # harm: an object shows the active voice
        ("Ada Stone was re-elected and told her supporters the fight was “far from over”.", "far from over", {"Ada Stone"}),
        ("Ada Stone was there and told them that it was “a farce of a vote”.", "a farce", {"Ada Stone"}),
    ],
    "directing somebody to": [
        ("Witnesses said the guard, Otto Pell, ordered them to “lie down at once”.", "lie down", {"Otto Pell"}),
        ("Otto Pell said his boss, Ada Stone, had ordered him to “burn the books”.", "burn the books", {"Ada Stone"}),
        ("Otto Pell commanded the whole crew to “turn the boat”.", "turn the boat", {"Otto Pell"}),
        # harm: passive, and orders as a noun
        ("Ada Stone was ordered to “keep away from the pier”.", "keep away", {NOBODY}),
        ("She gave orders for men to “turn the boat”, Otto Pell said.", "turn the boat", {"Otto Pell"}),
    ],
    "attributable to": [
        ("Quote attributable to Ada Stone, chief executive: “We are sorry for the delay.”", "sorry", {"Ada Stone"}),
        ("Statement attributable to Chief Inspector Ruben Pell:\n\n“We are sorry for the delay.”", "sorry", {"Ruben Pell"}),
        ("The following can be attributed to Ada Stone, mayor of Kelby: “We are sorry for the delay.”", "sorry", {"Ada Stone"}),
        # harm: no words are attributed, or they are doubted
        ("The delay is attributable to Ada Stone: “We are sorry to say so,” Otto Pell said.", "sorry", {"Otto Pell", NOBODY}),
        ("A quote often attributed to Ada Stone: “We are sorry for the delay.”", "sorry", {NOBODY}),
    ],
    "a voice that comes": [
        ("“Not here,” came a shout from the crowd.", "Not here", {NOBODY}),
        ("“Ring it twice,” came the reply from the tower.", "Ring it", {NOBODY}),
        ("“Not now,” went the cry.", "Not now", {NOBODY}),
    ],
    "a mark that nothing closes, before another paragraph of speech": [
        ("“No boat sails, warned Otto Pell of the office. The wind is at nine and rising by the hour, they say.\n\n“We wait,” said Ada Stone.", "No boat", {"Otto Pell"}),
        # harm: speech that goes on
        ("“The boat was late and we stood in the rain, and nobody told us anything.\n\n“So we left,” said Ada Stone.", "boat was late", {"Ada Stone"}),
        ("“I thanked her, asked Ada Stone Lane to wait, and went home without a word to anybody at all.\n\n“So we left,” said Otto Pell.", "thanked her", {"Otto Pell"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind} {k}") for kind, cases in CASES.items() for k, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize("text", ["The “boat” came a day late.", "The show “Ring It Again” came a close second."])
def test_what_comes_without_a_voice_is_no_quotation(text):
    assert extract(Document(text=text), GAZETTEER) == []


@pytest.mark.parametrize(
    ("told", "publisher", "names"),
    [
        ("the Times", None, {None}),
        ("The Times", "The Guardian", {None}),
        ("the Times on Friday", "Skarn Lantern", {None}),
        ("the Times", "The Irish Times", {"The Irish Times"}),
        ("the Times", "nytimes.com", {"The New York Times"}),
        ("The Times of Malawi", None, {"Times of Malawi", None}),
        ("the Herald of Zimbabwe", None, {"Herald of Zimbabwe", None}),
        ("the Times of Skarn", None, {"Times of Skarn", None}),
        ("the Post of Kelby", None, {"Post of Kelby", None}),
        ("the Post Office", None, {None}),
        # harm: names that are whole
        ("The State", None, {"The State"}),
        ("the Guardian of Labour’s plan", None, {"The Guardian"}),
        ("The Times of London", None, {"The Times of London"}),
        ("Sky Sports", None, {"Sky Sports"}),
    ],
)
def test_an_outlet_is_named_whole_or_not_at_all(told, publisher, names):
    (passage,) = extract(Document(text=f"“The lamp was never lit,” Ada Stone told {told}.", outlet=publisher), GAZETTEER)
    outlet = passage.attribution.outlet
    assert (outlet.name if outlet else None) in names


def test_a_short_name_is_read_by_the_full_one_before_it():
    text = "Ada Stone told the Los Angeles Times she was glad. “The lamp was never lit,” she told The Times."
    (passage,) = extract(Document(text=text), GAZETTEER)
    assert passage.attribution.outlet.name == "Los Angeles Times"


@pytest.mark.parametrize(
    "text",
    [
        "The state news agency Kelby-Vest quoted Minister Otto Pell as saying the lamp was “out for good this time”.",
        "The state has paid, Otto Pell told reporters: “The lamp is out for good.”",
        "The hill is high. Otto Pell told the meeting: “The lamp is out for good.”",
    ],
)
def test_a_noun_behind_an_article_that_opens_the_sentence_is_no_outlet(text):
    (passage,) = extract(Document(text=text), GAZETTEER)
    assert passage.attribution.outlet is None or passage.attribution.outlet.name == "Kelby-Vest"


@pytest.mark.parametrize(
    ("at", "venue"),
    [
        ("Speaking at the Leipzig Book Fair", "Leipzig Book Fair"),
        ("Speaking at the Kelby Arms Expo", "Kelby Arms Expo"),
        ("At the Skarn Boat Show", "Skarn Boat Show"),
        ("Speaking at the Kelby Science Museum", "Kelby Science Museum"),
    ],
)
def test_a_venue_behind_an_article_is_nobody_of_that_name(at, venue):
    (passage,) = extract(Document(text=f"{at}, the novelist Ada Stone said: “A border is a sentence.”"), GAZETTEER)
    assert passage.attribution.venue is not None
    assert passage.attribution.venue.name == venue


def test_a_surname_behind_an_article_is_no_venue():
    text = "Otto Lamb won. At the Lamb campaign watch party, Ada Stone thanked everybody and said: “A border is a sentence.”"
    (passage,) = extract(Document(text=text), GAZETTEER)
    assert passage.attribution.venue is None or passage.attribution.venue.name != "Lamb"


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("A clip viewed 30,000 times purports to show Ada Stone telling a crowd that they are “fools in a boat”.", "supposed"),
        ("A tape alleged to show Ada Stone shouting “get them out of here” was played.", "supposed"),
        ("In the post Ada Stone says the library is “a barn for books”. The post is fake, her office said.", "rejected"),
        # harm: what is meant to be shown otherwise
        ("A film about boats is supposed to be shown. Ada Stone said: “The boat is good.”", "asserted"),
        ("The image is claimed to show the pier; “it shows no such thing,” Ada Stone said.", "asserted"),
        ("“The sea is warm this year,” Ada Stone said. The image of the bay is altered by the sun.", "asserted"),
    ],
)
def test_how_the_words_are_presented(text, standing):
    (passage,) = extract(Document(text=text), GAZETTEER)
    assert passage.standing == standing
