"""Clauses inside the marks of the words they attribute, and words that dashes set off."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.page.incises import has_incise
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()


def parts(text):
    return [[part.text for part in passage.parts] for passage in extract(Document(text), GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "« Nous gardons le phare, a déclaré Maëlle Kervran mardi, devant la criée. Il est à nous. »",
            [["Nous gardons le phare", "Il est à nous."]],
        ),
        (
            "« Le quai tiendra, assure Yann Morvan, patron du port, et la digue aussi. »",
            [["Le quai tiendra", "et la digue aussi."]],
        ),
        (
            "« On ne vend rien, a-t-elle ajouté, parce que rien n’est à vendre. »",
            [["On ne vend rien", "parce que rien n’est à vendre."]],
        ),
        (
            "« Nous restons, s’est indignée Maëlle Kervran, et nous attendons la marée. »",
            [["Nous restons", "et nous attendons la marée."]],
        ),
        (
            "« Le port est fermé, se sont félicités les pêcheurs, mais la mer est ouverte. »",
            [["Le port est fermé", "mais la mer est ouverte."]],
        ),
        (
            "« Le port est fermé, a fait valoir Yann Morvan. La mer est ouverte. »",
            [["Le port est fermé", "La mer est ouverte."]],
        ),
        (
            "« Le mur, s’est effondré hier, et la mer est ouverte à tous. »",
            [["Le mur, s’est effondré hier, et la mer est ouverte à tous."]],
        ),
        (
            "« Qui paiera le phare ? demande M. Morvan, le maire. Personne n’a répondu. »",
            [["Qui paiera le phare ?", "Personne n’a répondu."]],
        ),
        (
            "« Deux bateaux manquent, confiait mardi Yann Morvan, et trois marins. »",
            [["Deux bateaux manquent", "et trois marins."]],
        ),
        (
            "«Non vendiamo il faro - ha detto la sindaca Ada Morelli all’Ansa -. Resta nostro».",
            [["Non vendiamo il faro", "Resta nostro"]],
        ),
        ("“Non lo sapevo – ha aggiunto – e non lo so”", [["Non lo sapevo", "e non lo so"]]),
        (
            "«Nadie nos avisó —se quejó Rosario Villalba, vecina del muelle— y ahora es tarde».",
            [["Nadie nos avisó", "y ahora es tarde"]],
        ),
        ("—No nos vamos —dijo Rosario Villalba—. Ya veremos en mayo.", [["No nos vamos", "Ya veremos en mayo."]]),
        ("— Não vendemos o farol — afirmou a prefeita Rute Sampaio ao Diário do Cais.", [["Não vendemos o farol"]]),
        ("— O farol fica, disse Rute Sampaio.\n\n— E quem paga?", [["O farol fica"], ["E quem paga?"]]),
        # words that are not such a clause
        (
            "« Il est venu au port, a dit la vérité, et il est reparti. »",
            [["Il est venu au port, a dit la vérité, et il est reparti."]],
        ),
        ("« Le port, la criée, la digue : tout est fermé. »", [["Le port, la criée, la digue : tout est fermé."]]),
        ("«Il faro - quello vecchio - resta chiuso», ha detto Ada Morelli.", [["Il faro - quello vecchio - resta chiuso"]]),
        ("- El faro viejo\n\n- La lonja nueva", []),
    ],
)
def test_a_clause_inside_the_marks_is_no_part_of_the_words(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“The tide is late, said Ines Calloway, and it was late in May.”",
        "He sells watches, replica clocks and - as he told Ruben Marsh - charts.",
        "„Wir bleiben, sagte Ada Orr, und wir warten.“",
    ],
)
def test_other_languages_hold_no_such_clause(text):
    assert not has_incise(text)
