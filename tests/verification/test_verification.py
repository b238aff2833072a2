"""Claim → verification, on a real index."""

from __future__ import annotations

import pytest

from service.dates import same_date
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import same_speaker
from service.knowledge.places import same_venue
from service.records import AttributionComparison, CitedDocument, Coverage, FieldComparison, NameCount
from service.verification import Claim
from service.verification.explain import Told, explain
from service.wording.comparison import Comparison

FERRY = (
    "“A ferry that never leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023. “I have drunk the coffee.”\n\n"
    "Nobody else would say so. The yard had its own view of the matter, and its own lawyers, who had theirs.\n\n"
    "“We counted the engines twice, and there were always two of them,” said Tobias Renner.\n\n"
    "The council met again in the autumn, and again in the spring, and adjourned both times before the coffee came.\n\n"
    "“Nobody thanks you for a gearbox until it is gone,” Astrid Halvorsen wrote."
)


@pytest.fixture
def ferry(add, verifier):
    add(FERRY, title="The ferry", outlet="The Ellery Beacon", published="2024-05-18", url="https://beacon.example/ferry")
    return verifier


@pytest.mark.parametrize(
    ("claim", "verdict", "attribution"),
    [
        ({"quote": "A ferry that never leaves the pier is a very expensive café."}, "verbatim", "not_claimed"),
        ({"quote": "a ferry that never leaves the pier … a very expensive café"}, "faithful", "not_claimed"),
        (
            {"quote": "A ferry that never leaves the pier is a very expensive café. I have drunk the coffee."},
            "verbatim",
            "not_claimed",
        ),
        ({"quote": "A ferry that never leaves the pier is not a very expensive café."}, "altered", "not_claimed"),
        ({"quote": "We counted the engines twice, and there were always three of them"}, "altered", "not_claimed"),
        (
            {
                "quote": "We counted the engines twice, and there were always two of them. Nobody thanks you for a gearbox until it is gone."
            },
            "spliced",
            "not_claimed",
        ),
        ({"quote": "The lighthouse keeper bought a second lamp for the winter"}, "not_found", "not_claimed"),
        ({"quote": "We counted the engines twice", "speaker": "Tobias Renner"}, "verbatim", "confirmed"),
        ({"quote": "We counted the engines twice", "speaker": "Renner"}, "verbatim", "confirmed"),
        ({"quote": "We counted the engines twice", "speaker": "Ines Calloway"}, "misattributed", "contradicted"),
        ({"quote": "We counted the engines twice", "speaker": "Tobias Renner", "date": "2023"}, "verbatim", "unknown"),
        (
            {"quote": "I have drunk the coffee.", "speaker": "Ines Calloway", "date": "2023-03-14", "outlet": "Radio Estuary"},
            "verbatim",
            "confirmed",
        ),
        ({"quote": "I have drunk the coffee.", "date": "2022"}, "verbatim", "contradicted"),
        ({"quote": "I have drunk the coffee.", "outlet": "Reuters"}, "verbatim", "contradicted"),
    ],
)
def test_verdicts(ferry, claim, verdict, attribution):
    answer = ferry.verify(Claim(**claim))
    assert (answer.verdict, answer.attribution.status) == (verdict, attribution)
    assert answer.explanation.endswith((".", "?", "!"))


def test_a_match_says_where_the_words_stand(ferry):
    answer = ferry.verify(Claim("engines twice, and there were always two"))
    match = answer.matches[0]
    text = match.quotation.text
    assert text[match.start : match.end] == "engines twice, and there were always two"
    assert match.quotation.document.url == "https://beacon.example/ferry"
    assert match.quotation.text_fragment.startswith("https://beacon.example/ferry#:~:text=")


def test_a_splice_shows_each_piece_with_its_source(ferry):
    quote = "We counted the engines twice, and there were always two of them. Nobody thanks you for a gearbox until it is gone."
    speakers = [m.quotation.attribution.speaker.name for m in ferry.verify(Claim(quote)).matches]
    assert speakers == ["Tobias Renner", "Astrid Halvorsen"]


def test_a_splice_of_which_one_piece_is_somebody_elses_names_whose(ferry):
    quote = "We counted the engines twice, and there were always two of them. Nobody thanks you for a gearbox until it is gone."
    answer = ferry.verify(Claim(quote, speaker="Tobias Renner"))
    assert (answer.verdict, answer.wording.status) == ("misattributed", "spliced")
    assert answer.explanation == (
        "Some of these words are in “The ferry” (The Ellery Beacon, 2024-05-18), but it was Astrid Halvorsen who said them, not Tobias Renner."
    )


def test_no_more_matches_are_shown_than_asked_for_and_each_document_once(ferry, add):
    words = "We counted the engines twice, and there were always two of them"
    add(f"“{words},” Astrid Halvorsen said. Then again: “{words},” Astrid Halvorsen said.", published="2024-06-01", title="B")
    add(f"“{words}.”", published="2024-07-01", title="C")
    matches = ferry.verify(Claim(words)).matches
    shown = [(m.quotation.document.title, [a.document.title for a in m.quotation.also_in]) for m in matches]
    assert shown == [("The ferry", ["C"]), ("B", [])]
    assert len(ferry.verify(Claim(words, limit=1)).matches) == 1


def test_close_matches_of_other_words_are_matches_of_their_own(ferry, add):
    add("“We counted the boilers twice, and there were always two of them,” said Greta Vance.", title="B")
    add("“We counted the funnels twice, and there were always two of them,” said Hugo Orr.", title="C")
    answer = ferry.verify(Claim("We counted the lanterns twice, and there were always two of them"))
    assert {m.quotation.document.title for m in answer.matches} == {"The ferry", "B", "C"}


@pytest.mark.parametrize("quote", ["…", "[]", "—", "!", "of the and"])
def test_what_holds_no_words_that_tell_is_not_found(ferry, quote):
    assert ferry.verify(Claim(quote)).verdict == "not_found"


def test_a_claim_of_function_words_around_two_pieces_is_no_splice(ferry):
    assert ferry.verify(Claim("it was that of them all and there were not so if it is as we are in the")).verdict == "not_found"


def test_a_speaker_without_a_name_has_an_article(add, verifier):
    add("“The gearbox sleeps under the old harbour wall,” an official said.")
    assert verifier.verify(Claim("The gearbox sleeps under the old harbour wall")).explanation.endswith("said by an official.")


def test_equal_sources_stand_in_order(add, verifier, writer):
    """The source itself, whoever first carried it, the earliest, those without a date, and last what was replaced."""
    said = "“The harbour wall will stand for another hundred years,” Ines Calloway told Reuters."
    add(said, title="later", published="2024-05-20", outlet="The Ellery Beacon")
    add(said, title="undated", outlet="Northern Mercury")
    add(said, title="carrier", published="2024-05-21", outlet="Reuters")
    add(said, title="earlier", published="2024-05-19", outlet="Estuary Wire")
    add(
        "INES CALLOWAY: The harbour wall will stand for another hundred years.",
        title="itself",
        published="2024-06-01",
        kind="transcript",
    )
    old = add(said, title="old", published="2024-05-01", outlet="Harbour News")
    writer.supersede(old, add(said + " The end.", title="new", published="2024-05-22", outlet="Harbour News"))
    (match,) = verifier.verify(Claim("The harbour wall will stand for another hundred years")).matches
    first = match.quotation
    order = [first.document.title, *(other.document.title for other in first.also_in)]
    assert order == ["itself", "carrier", "earlier", "later", "new", "undated", "old"]


def test_sources_that_name_two_people_are_disputed_whoever_asks(ferry, add):
    words = "We counted the engines twice, and there were always two of them"
    assert ferry.verify(Claim(words)).attribution.status == "not_claimed"
    add(f"“{words},” an official said.", title="unnamed")
    add(f"“{words},” Mr. Renner said.", title="surname")
    assert ferry.verify(Claim(words)).attribution.status == "not_claimed"
    add(f"“{words},” Astrid Halvorsen said.", title="other")
    answer = ferry.verify(Claim(words))
    assert answer.attribution.status == "disputed"
    assert answer.attribution.fields["speaker"].found == "Tobias Renner; official; Astrid Halvorsen"
    assert "disagree on who said it" in answer.explanation


@pytest.mark.parametrize(
    ("quote", "breaks"),
    [
        ("a very expensive café. I have drunk the coffee.", True),
        ("a very expensive café. I", True),
        ("a ferry that never leaves the pier is a very expensive café", False),
        ("I have drunk the coffee.", False),
    ],
)
def test_words_over_the_attribution_between_them_say_so(ferry, quote, breaks):
    answer = ferry.verify(Claim(quote))
    assert ("attribution_break" in answer.wording.folds) is breaks, answer


def test_the_same_words_elsewhere_are_listed_earliest_first(ferry, add):
    add(
        "“We counted the engines twice, and there were always two of them,” Tobias Renner said.",
        published="2023-01-01",
        title="Earlier",
    )
    match = ferry.verify(Claim("We counted the engines twice, and there were always two of them")).matches
    assert len(match) == 1
    assert match[0].quotation.document.title == "Earlier"
    assert [a.document.title for a in match[0].quotation.also_in] == ["The ferry"]


def test_sources_that_disagree_about_the_speaker_are_all_listed(ferry, add):
    add("“We counted the engines twice, and there were always two of them,” Astrid Halvorsen said.", published="2024-06-01")
    answer = ferry.verify(Claim("We counted the engines twice, and there were always two of them", speaker="Tobias Renner"))
    assert answer.attribution.status == "confirmed"  # whoever else says it
    assert {m.quotation.attribution.speaker.name for m in answer.matches} == {"Tobias Renner", "Astrid Halvorsen"}


def test_a_bare_surname_that_two_people_bear_confirms_neither(ferry, add):
    add("“The gearbox is fine, and I am not,” said Greta Renner.")
    answer = ferry.verify(Claim("We counted the engines twice", speaker="Renner"))
    assert answer.attribution.status == "unknown"


def test_unrelated_documents_change_no_verdict(ferry, add):
    quotes = [
        "A ferry that never leaves the pier",
        "We counted the engines thrice, and there were always two",
        "The lamp was lit by nobody at all",
    ]
    before = [ferry.verify(Claim(q)).verdict for q in quotes]
    for n in range(30):
        add(f"“The orchard gave number {n} of its pears to the {n} horses of the mill,” said Greta Vance.")
    assert [ferry.verify(Claim(q)).verdict for q in quotes] == before


def test_a_description_contradicts_nobody(ferry):
    answer = ferry.verify(Claim("We counted the engines twice", speaker="the shipyard's spokesman"))
    assert (answer.verdict, answer.attribution.status) == ("verbatim", "unknown")


def test_a_surname_in_the_source_confirms_nobody_of_whom_another_is_known(ferry, add):
    add("“The gearbox is fine, and I am not,” Ms. Marsh said.", title="A")
    add("“It is a long way to the orchard,” said Greta Marsh.", title="B")
    quote = "The gearbox is fine, and I am not"
    assert ferry.verify(Claim(quote, speaker="Greta Marsh")).attribution.status == "confirmed"
    assert ferry.verify(Claim(quote, speaker="Robin Marsh")).attribution.status == "unknown"
    assert ferry.verify(Claim(quote, speaker="Hugo Marsh")).verdict == "misattributed"  # no Ms.
    assert ferry.verify(Claim(quote, speaker="Hugo Orr")).verdict == "misattributed"


def test_a_surname_alone_in_an_article_confirms_no_given_name_that_nothing_else_has(ferry, add):
    add("“The boiler is older than I am,” Orr said on Friday.")
    quote = "The boiler is older than I am"
    assert ferry.verify(Claim(quote, speaker="Wendel Orr")).attribution.status == "unknown"
    assert ferry.verify(Claim(quote, speaker="Orr")).attribution.status == "confirmed"
    add("“We sell no boilers here,” said Wendel Orr.", title="B")
    assert ferry.verify(Claim(quote, speaker="Wendel Orr")).attribution.status == "confirmed"


def test_a_surname_alone_is_nobody_of_its_own(ferry, add):
    add("“We counted the engines again,” Mr. Renner said.")
    assert ferry.verify(Claim("We counted the engines twice", speaker="Renner")).attribution.status == "confirmed"


def test_a_common_phrase_says_how_common_it_is_and_points_to_nobody(ferry, add):
    for n in range(20):
        add(f"“Thank you very much,” said Ann Bell{chr(97 + n)}. “It is good to be number {n}.”", title=f"T{n}")
    answer = ferry.verify(Claim("Thank you very much"))
    assert "too common" in answer.explanation
    assert ferry.verify(Claim("Thank you very much", date="1999-01-01", venue="Holt")).attribution.status != "contradicted"
    assert answer.matches == ()
    assert answer.attribution.fields["speaker"] == FieldComparison(None, None, "not_claimed")
    claimed = ferry.verify(Claim("Thank you very much", speaker="Ann Bellc"))
    assert claimed.attribution.status == "confirmed"
    assert [m.quotation.attribution.speaker.name for m in claimed.matches] == ["Ann Bellc"]
    assert ferry.verify(Claim("Thank you very much", speaker="Hugo Orr")).attribution.status == "unknown"


def test_pieces_of_two_documents_are_a_splice(ferry, add):
    add("“The orchard keeps its own hours and its own ledger,” said Tobias Renner.", title="Orchard", published="2020-01-01")
    quote = "We counted the engines twice, and there were always two of them. The orchard keeps its own hours and its own ledger."
    answer = ferry.verify(Claim(quote, speaker="Tobias Renner"))
    assert (answer.verdict, answer.attribution.status) == ("spliced", "confirmed")
    assert [m.quotation.document.title for m in answer.matches] == ["The ferry", "Orchard"]


def test_among_equals_the_primary_source_comes_first(ferry, add):
    words = "I will not sign a bill that I have not read to the end."
    add(f"“{words}” said Greta Vance.", title="Report", published="2020-01-01")
    add(f"Good evening. {words} Good night.", title="Speech", kind="speech", speaker="Greta Vance", published="2020-01-03")
    match = ferry.verify(Claim(words)).matches[0].quotation
    assert match.document.title == "Speech"
    assert [a.document.title for a in match.also_in] == ["Report"]


def test_the_same_in_other_words_is_no_quotation(ferry):
    answer = ferry.verify(Claim("A very expensive café is what your ferry turns into when it never leaves the pier"))
    assert answer.verdict == "paraphrased"
    assert answer.matches[0].quotation.attribution.speaker.name == "Ines Calloway"
    turned = ferry.verify(Claim("A very expensive café is what your ferry turns into when it leaves the pier"))
    assert turned.verdict != "paraphrased"


def test_confidence_falls_with_every_change(ferry):
    quotes = [
        "We counted the engines twice, and there were always two of them",
        "We counted the boilers twice, and there were always two of them",
        "We counted the boilers thrice, and there were always five of them",
    ]
    sure = [ferry.verify(Claim(q)).confidence for q in quotes]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.99


def test_below_the_threshold_the_closest_passage_is_shown_as_such(ferry):
    answer = ferry.verify(Claim("We counted the boilers thrice, and the mayor sold some of them"))
    assert answer.verdict == "not_found"
    assert "closest passage" in answer.explanation
    assert answer.matches[0].quotation.attribution.speaker.name == "Tobias Renner"


def test_a_first_name_alone_tells_neither_way_and_the_answer_says_so(ferry):
    answer = ferry.verify(Claim("We counted the engines twice", speaker="Tobias"))
    assert (answer.verdict, answer.attribution.status) == ("verbatim", "unknown")
    assert answer.explanation.endswith("The source points to Tobias Renner, but not clearly enough to confirm or rule out Tobias.")


@pytest.mark.parametrize(
    ("claimed", "says"),
    [
        ("Peig Donnelly", "That it was Peig Donnelly is likely, but not certain."),
        ("peig donnelly", "That it was peig donnelly is likely, but not certain."),
        ("Donnelly", "The source points to Peig Donnelly, but not clearly enough to confirm or rule out Donnelly."),
        ("Hugo Orr", "The source points to Peig Donnelly, but not clearly enough to confirm or rule out Hugo Orr."),
    ],
)
def test_a_speaker_who_is_not_certain_is_not_said_to_be_missing(claimed, says):
    """A source that names the one who is claimed does tell who it was: what is missing is certainty."""
    fields = {"speaker": FieldComparison(claimed, "Peig Donnelly", "unknown")}
    told = Told(Comparison("verbatim", 1.0, 0.0, 0, 4), None, CitedDocument("0" * 16, "The ferry", None, None, None, "article", ""))
    assert explain(Claim("We sail at noon", speaker=claimed), "verbatim", told, AttributionComparison("unknown", fields)).endswith(
        says
    )


def test_likeness_by_chance_accuses_nobody(ferry, add):
    add("“No one, no ferry is above the tide,” said Greta Renner.")
    answer = ferry.verify(Claim("No captain is above the tide", speaker="Hugo Marsh"))
    assert (answer.verdict, answer.wording.status) == ("not_found", "not_found")
    assert answer.matches[0].quotation.attribution.speaker.name == "Greta Renner"


def test_words_without_a_speaker_are_explained(ferry, add):
    add("The sign over the bar said nothing.\n\n“The gearbox sleeps under the old harbour wall, and nobody dares to wake it.”")
    for speaker in (None, "Hugo Marsh"):
        answer = ferry.verify(Claim("The gearbox sleeps under the old harbour wall", speaker=speaker))
        assert answer.verdict == "verbatim"
        assert "speaker the source does not name" in answer.explanation


def test_not_found_says_what_was_looked_through(ferry):
    answer = ferry.verify(Claim("The lighthouse keeper bought a second lamp", speaker="Ines Calloway"))
    assert answer.verdict == "not_found"
    assert answer.coverage == Coverage(NameCount("Ines Calloway", 1, "2023-03", "2023-03"), quotations=3, documents=1)
    assert "doesn’t mean" in answer.explanation


def test_a_claim_too_short_to_tell_says_so(ferry):
    assert "Too short" in ferry.verify(Claim("there were")).explanation


@pytest.mark.parametrize(
    ("claimed", "found", "kind", "same"),
    [
        ("Donald Trump", "Donald J. Trump", "person", True),
        ("President Trump", "Donald Trump", "person", True),
        ("Trump", "Donald Trump", "person", True),
        ("Joe Biden", "Joseph R. Biden Jr.", "person", True),
        ("Ann Bell", "Ann Bell Jr.", "person", None),
        ("Donald Trump Jr.", "Trump", "person", None),
        ("the 45th president", "Donald J. Trump", "person", True),
        ("JFK", "John F. Kennedy", "person", True),
        ("the president", "Donald Trump", "person", None),
        ("a spokesman for the mayor", "Ann Bell", "person", None),
        ("Clinton", "Fiona Hill", "person", False),
        ("Peig", "Peig Donnelly", "person", None),
        ("—", "Peig Donnelly", "person", None),
        ("—", "spokesperson", "unnamed", None),
        ("Donald Trump Jr.", "Donald Trump Sr.", "person", False),
        ("Harbour Board of Port Ellery", "Harbour Board", "organization", True),
        ("Harbour Board", "School Board", "organization", False),
        ("the mayor", "Ines Calloway", "person", None),
        ("Medvedev", "Medvedyev", "person", None),
        ("Ann Smith-Bell", "Ann Bell", "person", True),
        ("Bill Clinton", "William", "person", None),
        ("Ines", "Peig Donnelly", "person", False),
        ("Donald Trump Jr.", "Donald Trump", "person", None),
        ("Hillary Clinton", "Bill Clinton", "person", False),
        ("Fiona Hill", "Hillary Clinton", "person", False),
        ("Sen. Mitch McConnell", "Mitch McConnell", "person", True),
        ("Kremlin spokesperson", "spokesperson", "unnamed", True),
        ("Dmitry Peskov", "Kremlin spokesperson", "unnamed", None),
        ("The Washington Post", "Washington Post", "organization", True),
    ],
)
def test_names_compare_as_people_compare_them(claimed, found, kind, same):
    assert same_speaker(Gazetteer.load(), claimed, found, kind) is same


def test_dates_outlets_and_venues():
    assert same_date("2016-08", "2016-08-03")
    assert same_date("2016", "2016-08")
    assert not same_date("2016-09", "2016-08-03")
    assert Gazetteer.load().same_outlet("AP", "The Associated Press")
    assert Gazetteer.load().same_outlet("NBC", "NBC News")
    assert not Gazetteer.load().same_outlet("NBC", "CBS")
    assert same_venue("a rally in North Charleston", "rally in North Charleston, South Carolina")
    assert same_venue("Moscow", "CPAC") is False
    assert same_venue("the programme", "CPAC") is None


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict", "status"),
    [
        ("No justice, no peace", "Ines Calloway", "verbatim", "unknown"),  # a chant accuses nobody
        ("No justice, no peace", "Peig Donnelly", "verbatim", "confirmed"),
        ("No pier, no ferry, no peace in this harbour", "Ines Calloway", "misattributed", "contradicted"),
    ],
)
def test_words_that_are_nobodys_own_accuse_nobody(add, verifier, quote, speaker, verdict, status):
    add(f"“{quote},” said Peig Donnelly at the gate on Friday.", published="2024-05-18")
    found = verifier.verify(Claim(quote, speaker))
    assert (found.verdict, found.attribution.status) == (verdict, status)
