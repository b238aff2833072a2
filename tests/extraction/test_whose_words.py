"""Whose words they are where several could have said them: each rule with inputs that it should catch, and some where it would do harm."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
BOTH = {"Dan Firth and Lou Marks", NOBODY}
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "a relative clause of a thing": [
        ("Ada Firth works for Marks, which said it was “a theatre with no exits”.", "theatre", {"Marks", NOBODY}),
        ("Dr Ada Firth chairs the Harbour Board, which called it “a theatre with no exits”.", "theatre", {"Harbour Board", NOBODY}),
        (
            "Ada Firth sued the Lantern, which had called her “a theatre with no exits”.",
            "theatre",
            {"Lantern", "The Lantern", NOBODY},
        ),
        # harm: a clause about what happened, and somebody else's
        ("Ada Firth left the firm, which surprised Lou Marks. He said it was “a theatre with no exits”.", "theatre", {"Lou Marks"}),
        ("Ada Firth, who chairs the board, called it “a theatre with no exits”.", "theatre", {"Ada Firth"}),
    ],
    "quoted as having said": [
        (
            "Le Monde quoted the chairman, Paul Aubry, as having told friends that the board was “a theatre with no exits”.",
            "theatre",
            {"Paul Aubry"},
        ),
        ("The Courier reported Paul Aubry as having called the board “a theatre with no exits”.", "theatre", {"Paul Aubry"}),
        (
            "The diary records Paul Aubry as having told his driver that the board was “a theatre with no exits”.",
            "theatre",
            {"Paul Aubry"},
        ),
        ("Paul Aubry was quoted by Le Monde as having said the board was “a theatre with no exits”.", "theatre", {"Paul Aubry"}),
        (
            "Paul Aubry is recorded as having told the inspector that the board was “a theatre with no exits”.",
            "theatre",
            {"Paul Aubry"},
        ),
        # harm: he quotes nobody
        (
            "Paul Aubry, having told friends that he would go, said the board was “a theatre with no exits”.",
            "theatre",
            {"Paul Aubry"},
        ),
    ],
    "what somebody tells that another did and said": [
        (
            "Mrs Janet Orme recalled that at the christening her uncle, Bob Tarr, had leaned over and whispered, “That child has my ears.”",
            "ears",
            {"Bob Tarr"},
        ),
        (
            "Janet Orme recalled that on the day of the sale the late Bob Tarr had taken her aside and told her, “Never sell the barn.”",
            "barn",
            {"Bob Tarr"},
        ),
        (
            "Janet Orme told the court that after the storm Bob Tarr had climbed the mast and shouted, “She will hold.”",
            "hold",
            {"Bob Tarr"},
        ),
        (
            "In her book, Janet Orme writes that the director, Bob Tarr, once stopped a rehearsal, walked off and said, “Read the play.”",
            "Read",
            {"Bob Tarr"},
        ),
        # harm: what the teller adds
        ("Janet Orme said that Bob Tarr was late and added, “He never apologises.”", "apologises", {"Janet Orme"}),
        ("Janet Orme said that in the spring Bob Tarr was late and added, “He never apologises.”", "apologises", {"Janet Orme"}),
        ("Janet Orme said that when the vote came Bob Tarr left, and added: “He never apologises.”", "apologises", {"Janet Orme"}),
    ],
    "a relative clause with phrases before its verb": [
        (
            "Janet Orme runs the Tarr Trust, which in a note to staff described the plan as “a hole with a fence”.",
            "hole",
            {"Tarr Trust"},
        ),
        (
            "Janet Orme runs the Tarr Trust, which, in a note to staff, described the plan as “a hole with a fence”.",
            "hole",
            {"Tarr Trust"},
        ),
        (
            "Janet Orme sued Bob Tarr, who in an email to a friend called her “the cheapest woman in Kent”.",
            "cheapest",
            {"Bob Tarr"},
        ),
        ("Janet Orme sued Bob Tarr, who on Friday in Leeds called her “the cheapest woman in Kent”.", "cheapest", {"Bob Tarr"}),
        # harm: another is the subject
        ("Janet Orme bought the barn, which in a letter Bob Tarr called “a hole with a fence”.", "hole", {"Bob Tarr"}),
        ("Janet Orme bought the barn, which is in Kent, and called it “a hole with a fence”.", "hole", {"Janet Orme"}),
    ],
    "the verb of a relative clause": [
        (
            "Hugo Brandt played for the conductor Livia Sarti, who used to tell the violins they were “the reason God invented the drum”.",
            "reason",
            {"Livia Sarti"},
        ),
        ("Members kept the tower, which the surveyor had called “a hazard with hands”.", "hazard", {"surveyor", NOBODY}),
        ("Members kept the tower, which Ada Stone had long called “a hazard with hands”.", "hazard", {"Ada Stone"}),
        (
            "Ada Mensah wept. A tinsmith who mended it said wells “do not go, they are taken”.",
            "do not go",
            {"tinsmith", "tinsmith who mended it"},
        ),
        (
            "Ada Mensah wept. A hydrologist from Accra who saw it said wells “do not go, they are taken”.",
            "do not go",
            {"hydrologist from Accra who saw it", "hydrologist from Accra", "hydrologist", NOBODY},
        ),
        # harm: another verb is the clause's own
        ("Ada Stone has signed the deal that Livia Sarti called “a hazard with hands”.", "hazard", {"Livia Sarti"}),
        ("The row, which began with Ada Stone, ended when Livia Sarti called it “a hazard with hands”.", "hazard", {"Livia Sarti"}),
    ],
    "those who are somebody else's": [
        (
            "Friends of the singer Petra Valk said she was “made up of nothing but nerve”.",
            "nerve",
            {"friends of the singer Petra Valk", NOBODY},
        ),
        (
            "Lawyers for the actress Petra Valk said it had “made up an interview”.",
            "made up",
            {"lawyers for the actress Petra Valk", NOBODY},
        ),
        (
            "Representatives of the tenor Ugo Vance said he was “made up of nothing but nerve”.",
            "nerve",
            {"representatives of the tenor Ugo Vance", NOBODY},
        ),
        (
            "Neighbours of the retired teacher Petra Valk said she was “all nerve”.",
            "nerve",
            {"neighbours of the retired teacher Petra Valk", NOBODY},
        ),
        (
            "Ivo Ueda wept. Ueda's lawyer said his client would appeal. “It is going to rain,” he told reporters.",
            "rain",
            {"Ueda's lawyer", NOBODY},
        ),
        # harm: an office
        ("Leader of the council Ada Stone said it was “not weather at all”.", "weather", {"Ada Stone"}),
        ("Secretary of the Army Ada Stone said it was “not weather at all”.", "weather", {"Ada Stone"}),
        ("Ivo Ueda wept. His lawyer nodded. “It is going to rain,” Ueda told reporters.", "rain", {"Ivo Ueda"}),
    ],
    "who is told something": [
        (
            "Gulnara Abdi said she had been told by her federation to “lift less and smile more”.",
            "lift less",
            {"federation", NOBODY},
        ),
        ("Gulnara Abdi said she had been told to “lift less and smile more”.", "lift less", {NOBODY}),
        ("Ada Stone said she was warned that the pier was “not long for this world”.", "not long", {NOBODY}),
        # harm: she tells
        ("Gulnara Abdi said she had told them to “lift less and smile more”.", "lift less", {"Gulnara Abdi"}),
    ],
    "a network that ends a sentence": [
        (
            "Declan Boyle was late. Ross Hanna apologised to fans on X. “The first three were my fault,” he wrote.",
            "my fault",
            {"Ross Hanna"},
        ),
        # harm
        ("The letter of X. Moll was read. “The first three were my fault,” said Ada Moll.", "my fault", {"Ada Moll"}),
    ],
    "a passive that is over": [
        ("Ada Moll said the bird was called Gerald and had “never been shown the Act”.", "never been", {"Ada Moll"}),
        ("Ada Moll said the dog was named Rex and was “older than the vicar”.", "older", {"Ada Moll"}),
        # harm: it leads to the words
        ("Ada Moll was called in and was told to “sit down and be quiet”.", "sit down", {NOBODY}),
    ],
    "those with one surname": [
        ("The couple, Reg and Doreen Sallis, are well. “She had hold of my collar,” Mr Sallis said.", "collar", {"Reg Sallis"}),
        (
            "Siti Rahman will decide. An aide to Ms Rahman said she was “running, and running late”.",
            "running",
            {"aide to Ms Rahman", "aide", NOBODY},
        ),
        ("Runner-up Colin Marr was glad. “The worse cook came third,” he said.", "came third", {"Colin Marr"}),
        # harm: another surname
        (
            "Marsh and Doreen Sallis, a couple, are well. Ada Marsh won. “She had hold of my collar,” Marsh said.",
            "collar",
            {"Ada Marsh"},
        ),
    ],
    "the author of what a relative clause tells of": [
        (
            "Frank Orme produced a letter from his late brother, Bob Tarr, in which he called the roof “a sieve with ideas”.",
            "sieve",
            {"Bob Tarr"},
        ),
        ("Frank Orme read out a letter from Bob Tarr in which he called the roof “a sieve with ideas”.", "sieve", {"Bob Tarr"}),
        (
            "Jurors were read a message from Frank Orme to Bob Tarr in which he called the roof “a sieve with ideas”.",
            "sieve",
            {"Frank Orme"},
        ),
        (
            "Janet Orme forwarded an email from her tenant, Bob Tarr, in which he called the roof “a sieve with ideas”.",
            "sieve",
            {"Bob Tarr"},
        ),
        (
            "Frank Orme read out a letter from a tenant in which he called the roof “a sieve with ideas”.",
            "sieve",
            {"tenant", NOBODY},
        ),
        # harm: he wrote it
        (
            "Frank Orme wrote a letter to his brother, Bob Tarr, in which he called the roof “a sieve with ideas”.",
            "sieve",
            {"Frank Orme"},
        ),
        ("Frank Orme gave an interview to the BBC in which he called the roof “a sieve with ideas”.", "sieve", {"Frank Orme"}),
    ],
    "two who speak together": [
        ("Senators Dan Firth of Idaho and Lou Marks of Maine argue that the rule is “a gate in an empty field”.", "gate", BOTH),
        (
            "In a joint letter, Senators Dan Firth of Idaho and Lou Marks of New Mexico argue that it is “a gate in an empty field”.",
            "gate",
            BOTH,
        ),
        (
            "The senators, Dan Firth of Idaho and Lou Marks of Maine, argue that the rule is “a gate in an empty field”.",
            "gate",
            BOTH,
        ),
        ("The senators, Dan Firth and Lou Marks, said the rule was “a gate in an empty field”.", "gate", BOTH),
        ("MPs Dan Firth (Lab) and Lou Marks (Con) argue the rule is “a gate in an empty field”.", "gate", BOTH),
        ("Dan Firth and the mayor, Lou Marks, describe the rule as “a gate in an empty field”.", "gate", BOTH),
        ("Dan Firth and his wife, Lou, call the rule “a gate in an empty field”.", "gate", {"Dan Firth and Lou", NOBODY}),
        # harm: one alone
        (
            "The senators met Dan Firth and Lou Marks, who said the rule was “a gate in an empty field”.",
            "gate",
            {"Lou Marks", *BOTH},
        ),
        ("The researchers, led by Dan Firth, said the rule was “a gate in an empty field”.", "gate", {"researchers", NOBODY}),
        ("Dan Firth of Idaho argues that the rule is “a gate in an empty field”.", "gate", {"Dan Firth"}),
    ],
    "somebody else by the same noun, or of another gender": [
        ("Tom Price found the woman in a barn. “I was hungry,” the woman said.", "hungry", {"woman", NOBODY}),
        ("Nora Price, 34, won the race. “I was hungry,” the man said.", "hungry", {"man", NOBODY}),
        (
            "Two girls sat in the dock. Judge Nora Price asked one whether she was sorry. “For what?” the girl said.",
            "what",
            {"girl", NOBODY},
        ),
        (
            "Three boys stood up. Judge Nora Price asked the eldest for his name. “I forget it,” the boy said.",
            "forget",
            {"boy", "eldest", NOBODY},
        ),
        # harm: it is she
        ("Nora Price is a singer from Hull. “I was hungry,” the singer said.", "hungry", {"Nora Price"}),
        ("Nora Price, a singer from Hull, won. “I was hungry,” the singer said.", "hungry", {"Nora Price"}),
        ("Nora Price won the race. “I was hungry,” the singer said.", "hungry", {"Nora Price"}),
        ("Nora King won the race. “I was hungry,” King said.", "hungry", {"Nora King"}),
    ],
    "a given name by which a text goes on": [
        (
            "Nora Tarr was asleep. Her husband, Peter, was not. “I rose,” Peter said. Nora was treated for cuts. “He left,” she said.",
            "left",
            {"Nora Tarr"},
        ),
        ("Nora Tarr slept. “I did not,” said her husband, Peter. Nora laughed. “He snores,” she said.", "snores", {"Nora Tarr"}),
        (
            "Peter Tarr was asleep. His wife, Nora, was not. “I rose,” Nora said. Peter was unhurt. “She left,” he said.",
            "left",
            {"Peter Tarr"},
        ),
        # harm: a surname
        ("Nora Peter was asleep. “I rose at six,” Peter said. “It was dark,” she added.", "dark", {"Nora Peter"}),
    ],
    "the pronoun that a sentence is about": [
        ("Nora Tarr ran the shop. She hired Ada Pell in March. “I needed her hands,” she said.", "hands", {"Nora Tarr"}),
        (
            "Nora Tarr trained in Bath. She left when Ada Pell sold the shop. “It was a cold spring,” she said.",
            "cold",
            {"Nora Tarr"},
        ),
        # harm: the other is told of since
        (
            "Nora Tarr ran the shop. She hired Ada Pell. Pell, a baker, came in March. “I needed the work,” she said.",
            "work",
            {"Ada Pell"},
        ),
    ],
    "who is told of since another spoke": [
        (
            "“I heard her,” said Faith Moll. Tigisti Bekana, who came second, blamed a blister. “I will bring socks,” she said.",
            "socks",
            {"Tigisti Bekana", NOBODY},
        ),
        # harm: the one who spoke goes on
        ("“I heard her,” said Faith Moll, who won. “I did not look round,” she added.", "look round", {"Faith Moll"}),
    ],
    "an owner’s full name before other capitals": [
        (
            "Paolo Ferri's Macbeth has no witches. Ferri says he wanted “a play with the murder taken out”.",
            "murder",
            {"Paolo Ferri"},
        ),
        ("Carla Monti’s Requiem lasts an hour. “It felt longer,” Monti said.", "longer", {"Carla Monti"}),
        # harm
        ("Harbour Trust’s Ada Marsh was late. “It felt longer,” Marsh said.", "longer", {"Ada Marsh"}),
    ],
    "a place that could be somebody’s name": [
        (
            "The bandstand in Victoria Park will be green. Cllr Dot Hargreaves left. “I have nothing against green,” she said.",
            "green,",
            {"Dot Hargreaves"},
        ),
        # harm
        ("Victoria Park, a nurse, left. “I have nothing against green,” she said.", "green,", {"Victoria Park"}),
    ],
    "an obituary goes on about the dead": [
        (
            "Ewan Tait, who taught a town to tie flies, died on Tuesday at his home in Crieff. He was 88.\n\n“Dad never owned a clock,” said his son,"
            " Rory Tait.\n\nHe spent the war on minesweepers. “It was quieter than Crieff,” he once said.",
            "quieter",
            {"Ewan Tait"},
        ),
        (
            "Ada Moll, who has died aged 91, painted trees.\n\nThe critic Anna Marsh called them “the least hurried pictures in Europe”.\n\n"
            "She did not mind being laughed at. “The tree laughs too,” she told a visitor.",
            "laughs too",
            {"Ada Moll", NOBODY},
        ),
        # harm: somebody whom the paragraph before tells of, and a death in the news
        (
            "Ewan Tait, who has died aged 88, tied flies.\n\nHis brother, Rory, kept the shop. “I sold what he tied,” he said.",
            "sold",
            {"Rory"},
        ),
        (
            "Leo Pratt, 19, died on Tuesday after he was stabbed. Marcus Vane, 22, is on trial.\n\nVane denies murder. He was arrested in a barber's"
            " shop.\n\nHe told officers: “I was cold.”",
            "was cold",
            {"Marcus Vane", NOBODY},
        ),
    ],
}
STANDINGS = [
    ("A post seen by millions says the minister, Oona Kerr, told a rally: “Let the trains rust.” There is no record of Ms Kerr having said anything of the sort.", "rejected"),
    ("A post seen by millions says the minister, Oona Kerr, told a rally: “Let the trains rust.”\n\nThere is no record of Ms Kerr having said anything of the sort.", "rejected"),
    ("A meme has Oona Kerr saying: “Let the trains rust.”\n\nShe said no such thing.", "rejected"),
    ("A meme has Oona Kerr saying: “Let the trains rust.”\n\nNo recording of any such remark exists.", "rejected"),
    ("A graphic claims that Oona Kerr wrote: “Let the trains rust.” The ministry has no record of any such remark.", "rejected"),
    # harm: she said it, and the next paragraph is of something else
    ("Oona Kerr told a rally: “Let the trains rust.”\n\nThere is no record of trains rusting.", "asserted"),
    ("Oona Kerr told a rally: “Let the trains rust.”\n\nBob Tarr said no such promise had been made to him.", "asserted"),
    ("A video shows Oona Kerr telling a rally: “Let the trains rust.”\n\nShe said no such promise had been made before.", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind} {k}") for kind, cases in CASES.items() for k, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(("text", "standing"), STANDINGS)
def test_hearsay_is_refuted_by_what_follows_it(text, standing):
    (found,) = [p for p in extract(Document(text), GAZETTEER) if "trains rust" in p.text]
    assert found.standing == standing
