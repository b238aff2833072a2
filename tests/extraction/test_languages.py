"""Texts in languages without a grammar: their words are found, nobody is named, and no rule of English is asked."""

from __future__ import annotations

import pytest

from service.extraction import extract, grammars, proposals
from service.extraction.page.grammar import NoGrammar
from service.knowledge.gazetteer import Gazetteer
from service.records import Attribution, Document, Origin

GAZETTEER = Gazetteer.load()
GERMAN = (
    "„Nein“, sagte Hanne Brodersen am Dienstag im Rathaus von Ellerau, als sie nach dem neuen Anleger gefragt wurde. „Wir gehen“,"
    " rief jemand aus der letzten Reihe. Der Rat hatte den Plan „Hafen“ im März abgelehnt, und die meisten waren damit zufrieden."
)
DANISH = (
    "„Nej“, sagde Hanne Brodersen tirsdag på rådhuset i Ellerup, da hun blev spurgt om den nye anløbsbro. „Vi går“, råbte en fra bageste"
    " række. Rådet havde afvist planen „Havnen“ i marts, og de fleste var tilfredse med det, selv om ingen ved, hvad der nu skal ske."
)
SPANISH = (
    "«No pasarán», dijo Rosario Villalba en el puerto de Arenales, donde los pescadores esperaban desde el amanecer. «Nos vamos»,"
    " respondió uno de ellos. El ayuntamiento todavía no ha explicado por qué cerró la lonja ni cuándo volverá a abrirla."
)
FRENCH = (
    "« Jamais », a répondu Maëlle Kervran devant les pêcheurs du port de Trézel, qui attendaient depuis le matin une réponse de la"
    " mairie. « On reste », a crié un marin. Le conseil n’a pas encore dit quand la criée rouvrira ses portes."
)
JAPANESE = "青木さんは港で「いいえ」と言った。「行こう」と漁師が答えた。市役所はまだ何も説明していない。"


def words(text, **known):
    return [passage.text for passage in extract(Document(text=text, **known), GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DANISH, ["Nej", "Vi går", "Havnen"]),
        (SPANISH, ["No pasarán", "Nos vamos"]),
        (FRENCH, ["Jamais", "On reste"]),
        (JAPANESE, ["いいえ", "行こう"]),
        (f"{DANISH}\n\n„…“", ["Nej", "Vi går", "Havnen"]),
    ],
)
def test_every_stretch_between_marks_is_a_passage_and_nobody_is_named(text, expected):
    found = extract(Document(text=text, published="2024-05-18"), GAZETTEER)
    assert [passage.text for passage in found] == expected
    assert all(passage.attribution == Attribution() for passage in found)
    considered = proposals(Document(text=text), GAZETTEER)
    assert all(proposal.value is None for of_field in considered for proposal in of_field.proposals)


def test_a_language_that_is_told_needs_no_words_to_tell_it_by():
    short = "„Nein“, sagte Hanne Brodersen."
    assert words(short) == []
    assert words(short, origin=Origin(language="de")) == ["Nein"]


def test_english_goes_on_dropping_terms_and_naming_speakers():
    text = "The “ghost” ferry will be back, Peig Donnelly said on Friday. “No,” Ines Calloway replied when she was asked about it."
    found = extract(Document(text=text, published="2024-07-01"), GAZETTEER)
    assert [(passage.text, passage.attribution.speaker.name) for passage in found] == [("No,", "Ines Calloway")]


def test_what_layout_repeats_is_no_passage_in_any_language():
    pulled = "Anløbsbroen er alt for kort til færgen, og det ved alle"
    assert words(f"„{pulled}“\n\n{DANISH}\n\nSå sagde hun: „{pulled}“ Og hun gik.") == ["Nej", "Vi går", "Havnen", pulled]


def test_a_transcript_keeps_the_names_of_its_labels():
    turns = "BRODERSEN: Der Anleger ist zu kurz, das wissen wir alle.\n\nHANSEN: Und wer soll ihn bezahlen?\n\nBRODERSEN: Das Land."
    found = extract(Document(text=turns, kind="transcript", origin=Origin(language="de")), GAZETTEER)
    assert [passage.attribution.speaker.name for passage in found] == ["Brodersen", "Hansen", "Brodersen"]


def test_no_rule_of_english_is_asked(monkeypatch):
    def asked(gazetteer):
        raise AssertionError("English was asked")

    monkeypatch.setattr(grammars, "GRAMMARS", {"en": asked})
    assert words(GERMAN) == ["Nein", "Wir gehen", "Hafen"]
    with pytest.raises(AssertionError, match="English was asked"):
        words("“We sail at noon,” said Ines Calloway.")


def test_a_language_is_added_by_one_entry(monkeypatch):
    """A grammar that names one thing is enough: what it does not read stays unknown."""

    class Shouting(NoGrammar):
        def is_utterance(self, text, frame, k, clue):
            return text[frame.stretches[k].start : frame.stretches[k].end].isupper()

    monkeypatch.setattr(grammars, "GRAMMARS", {"xx": lambda gazetteer: Shouting()})
    assert words("«Ra» «RA»", origin=Origin(language="xx")) == ["RA"]
