"""To which outlet words were given, and which one carried them."""

from __future__ import annotations

import pytest

from service.extraction.english.carriers import carried_by, carriers, outlets
from tests.extraction.english.reading import cue_of, sentence


def told(text):
    context = sentence(text)
    return [(p.value.name, p.value.relation, p.value.evidence) for p in outlets(context, 0, len(context.tokens), cue_of(context))]


def first(text):
    return next(((name, relation) for name, relation, _ in told(text)), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She told the Northern Courier on Tuesday.", ("Northern Courier", "told")),
        ("She told the Guardian.", ("The Guardian", "told")),
        ("She told the Lisbon daily Correio that day.", ("Correio", "told")),
        ("She told KQED.", ("KQED", "told")),
        ("She smiled and told Radio Tideway.", ("Radio Tideway", "told")),
        # made of words of other languages, of one word, or called by the noun behind
        ("She told Kanal Ellery.", ("Kanal Ellery", "told")),
        ("She told Le Quotidien du Holt.", ("Le Quotidien du Holt", "told")),
        ("She told the Gazeta Holt that day.", ("Gazeta Holt", "told")),
        ("She told Ciné-Hebdo.", ("Ciné-Hebdo", "told")),
        ("She told HoltFM.", ("HoltFM", "told")),
        ("She told WXEL-TV on Friday.", ("WXEL-TV", "told")),
        ("She told Harbour magazine in May.", ("Harbour", "told")),
        # harm: a body, a person, a place, what somebody is of a country or at an outlet
        ("She told the Judicial Review Board.", None),
        ("She told the Press Complaints Commission.", None),
        ("She told the Independent Monitoring Board.", None),
        ("She told the Holt Canal Authority.", None),
        ("She told Matin Orr.", None),
        ("She told Norwegian magazine.", None),
        ("She told Holt magazine editors.", None),
        ("She said in an interview with Reuters.", ("Reuters", "told")),
        ("She spoke to Sky News about it.", ("Sky News", "told")),
        ("She said on CNN.", ("CNN", "told")),
        ("She wrote in the Ellery Gazette.", ("Ellery Gazette", "wrote")),
        ("Writing in the Ellery Gazette, she said so.", ("Ellery Gazette", "wrote")),
        ("She said so, as quoted by the Ellery Gazette.", ("Ellery Gazette", "quoted_by")),
        ("The mate left, she was cited by Reuters.", ("Reuters", "quoted_by")),
        ("She said, according to Reuters.", ("Reuters", "quoted_by")),
        ("She said via Reuters.", ("Reuters", "via")),
        ("She told Sky Sports.", ("Sky Sports", "told")),  # not Sky
        ("She told Fox News Digital on Friday.", ("Fox News Digital", "told")),
        ("She told the Guardian Conservatives were lost.", ("The Guardian", "told")),  # whom she told of
        ("She told the Guardian Weekly that they were lost.", ("Guardian Weekly", "told")),
        # a name that goes on is taken whole, and ends where something else begins
        ("She told Sky News Australia on Friday.", ("Sky News Australia", "told")),
        ("She told BBC Radio Tideway on Friday.", ("BBC Radio Tideway", "told")),
        ("She told Le Monde diplomatique on Friday.", ("Le Monde diplomatique", "told")),
        ("She told El País semanal on Friday.", ("El País semanal", "told")),
        ("She told La Repubblica dominicale on Friday.", ("La Repubblica dominicale", "told")),
        ("She told Le Monde online on Friday.", ("Le Monde", "told")),
        ("She told Le Monde last week.", ("Le Monde", "told")),
        ("She told the Guardian Weekly in May.", ("Guardian Weekly", "told")),
        ("She told CNN International’s host.", ("CNN International", "told")),
        ("She told BBC Radio Friday.", ("BBC Radio", "told")),
        ("She told Reuters Monday.", ("Reuters", "told")),
        ("She told Fox News host Peig Donnelly.", ("Fox News", "told")),
        # what is written for an outlet or given to it, and what one had before others
        ("She said in a CNN interview.", ("CNN", "told")),
        ("She said in a rather stern Guardian essay.", ("The Guardian", "told")),
        ("She said in a recent piece for the Guardian.", ("The Guardian", "told")),
        ("She said in a later text to Reuters.", ("Reuters", "told")),
        ("She wrote for Reuters in 2006.", ("Reuters", "told")),
        ("She said in minutes obtained on Monday by Reuters.", ("Reuters", "told")),
        ("She told Peig Donnelly of Reuters.", ("Reuters", "told")),
        ("She told ABC This Week.", ("ABC News", "told")),
    ],
)
def test_an_outlet_is_named(text, expected):
    assert first(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She told the FBI on Tuesday.",
        "She told Peig Donnelly.",
        "She told the mayor.",
        "She said on Tuesday.",
        "She said in Brno.",
        "Sailing in the Ellery Gazette, she said so.",
        "She was cited by Peig Donnelly.",
        "She was moved by CNN.",
        "She said of a report published by Reuters.",
        "She said in a CNN car park.",
        "She said to Peig Donnelly.",
        "She paid for Reuters.",
    ],
)
def test_none_is_named(text):
    assert first(text) is None


def test_whom_it_was_given_to_goes_before_who_carried_it():
    assert [name for name, _, _ in told("She said, according to Reuters, in an interview with CNN.")] == ["CNN", "Reuters"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mate left, Reuters reported.", [("Reuters", "quoted_by", "outlet: relays")]),
        ("The mate left, per CNN.", [("CNN", "quoted_by", "outlet: according to")]),
        ("The mate left, as quoted by AFP.", [("AFP", "quoted_by", "outlet: according to")]),
        ("The mate left, moved by AFP.", []),
        ("The mate left, via AFP.", [("AFP", "via", "outlet: via")]),
        ("The mate left, Reuters and all.", []),
    ],
)
def test_carriers(text, expected):
    assert [(p.value.name, p.value.relation, p.rule) for p in carriers(sentence(text), 0)] == expected


def test_words_that_are_carried_by_an_outlet():
    found = list(carried_by(sentence("In remarks carried by Reuters, the mate left.")))
    assert [(p.value.name, p.value.relation) for p in found] == [("Reuters", "via")]
    assert list(carried_by(sentence("He was carried by the mate."))) == []
