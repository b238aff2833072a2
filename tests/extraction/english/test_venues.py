"""Where words were spoken: occasions, places, programmes and platforms, and what is none."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.english.venues import occasion_in_heading, platforms_of, venues
from service.extraction.passages import RULES
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.english.reading import cue_of, sentence


def found(text, titles=()):
    context = sentence(text, titles)
    chosen = next(venues(context, 0, len(context.tokens), cue_of(context)), None)
    return chosen and (chosen.rule.removeprefix("venue: "), chosen.value.name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said on Radio Estuary’s Meet the Press", ("programme", "Meet the Press")),
        ("said during the second mayoral debate", ("occasion", "second mayoral debate")),
        ("said at a third rally in Brno", ("occasion", "third rally in Brno")),
        ("wrote on Facebook", ("platform", "Facebook")),
        ("said in a Facebook post", ("platform", "Facebook")),
        ("said in his tweet", ("platform", "Twitter")),
        ("said on The Ida Quill Show", ("programme", "The Ida Quill Show")),
        ("said on the Harbour Morning Show on Friday", ("programme", "Harbour Morning Show")),
        ("said on Good Morning Moravia", ("programme", "Good Morning Moravia")),
        ("said on Friday morning", None),
        ("said on World Water Day", None),
        ("said aboard Air Force One", ("place", "Air Force One")),
        ("said at a hearing of the Senate harbour committee", ("occasion", "hearing of the Senate harbour committee")),
        ("told a meeting of the Brno town council", ("listeners", "meeting of the Brno town council")),
        ("told the Brno crowd", ("listeners", "Brno")),
        ("told a rally in Brno", ("listeners", "rally in Brno")),
        ("told a town hall in Brno", ("listeners", "town hall in Brno")),
        ("told a town hall meeting in Brno", ("listeners", "town hall meeting in Brno")),
        ("told a news conference", ("listeners", "news conference")),
        ("told the House of Commons", ("listeners", "House of Commons")),
        ("told a reporter from Moravian state television", ("listeners", "Moravian state television")),
        ("told supporters at the fairground", ("listeners", "fairground")),
        ("told reporters in Brno", ("listeners", "Brno")),
        ("said at a campaign rally in Brno, Moravia", ("occasion", "campaign rally in Brno, Moravia")),
        ("said during the Helsinki summit", ("occasion", "Helsinki summit")),
        ("said at the opening of a bakery", ("occasion", "opening of a bakery")),
        ("said in a June 2015 interview in Brno", ("occasion", "interview in Brno")),
        ("said at a town hall in Ellery on Tuesday", ("occasion", "town hall in Ellery")),
        ("said outside the old courthouse", ("place", "old courthouse")),
        ("said at the Charles Bridge", ("place", "Charles Bridge")),
        ("said aboard the Skarn Belle", ("place", "Skarn Belle")),
        ("posted on the Crowdline page", ("place", "Crowdline page")),
        ("said at Ellery library", ("place", "Ellery library")),
        # the day of an occasion is no part of its name
        ("said at Wednesday’s hearing", ("occasion", "hearing")),
        ("said during Thursday's televised debate", ("occasion", "televised debate")),
        ("said at a Monday rally in Brno", ("occasion", "rally in Brno")),
        ("said at a Friday night vigil in Brno", ("occasion", "vigil in Brno")),
        ("said at a morning press conference", ("occasion", "press conference")),
        # where or before whom somebody speaks
        ("nodded, speaking in Brno on Tuesday", ("spoken there", "Brno")),
        ("nodded, speaking from the Rose Garden", ("spoken there", "Rose Garden")),
        ("nodded, speaking on the Senate floor", ("spoken there", "Senate floor")),
        ("gave evidence to the Harbour Select Committee", ("spoken there", "Harbour Select Committee")),
        ("testified before the Lower House", ("spoken there", "Lower House")),
        ("told parliament on Tuesday", ("listeners", "parliament")),
        # a platform with a name of two words
        ("wrote on Truth Social", ("platform", "Truth Social")),
        ("posted to Truth Social on Friday", ("platform", "Truth Social")),
        # what the verb itself is followed by: where it was said, past its time or whom it was told
        ("said in Brno", ("said in", "Brno")),
        ("said late on Tuesday in the Oval Office", ("said in", "Oval Office")),
        ("said last week in the Rose Garden, smiling", ("said in", "Rose Garden")),
        ("told the Guardian Thursday morning in the Capitol", ("said in", "Capitol")),
        ("argued in court on Monday", ("said in", "court")),
        ("said on the Senate floor", ("place", "Senate floor")),
        # who hears the words
        ("told Face the Nation on Monday", ("programme", "Face the Nation")),
        ("was there, telling Face the Nation so", ("programme", "Face the Nation")),
        ("said to ABC This Week", ("programme", "This Week")),
        # an occasion told apart by its day alone, and of two kinds
        ("said at a February event", ("occasion", "event")),
        ("said on a Sunday night call", ("occasion", "call")),
        ("said in a weekly radio and online address", ("occasion", "weekly radio and online address")),
        # a tweet of some kind
        ("said in an early morning tweet", ("platform", "Twitter")),
        ("hit back with her first tweet on Monday", ("platform", "Twitter")),
    ],
)
def test_a_venue_is_named(text, expected):
    assert found(f"She {text}.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "said in a statement",  # written words
        "said in an interview with CNN",  # its outlet alone
        "said after the meeting",
        "told the panel",  # which one is not said
        "said at the time",
        "said on Tuesday",
        "said on Capitalism",  # what it was about
        "said during the call",
        "wrote on CNN",
        "told a reporter",
        "said at Thanksgiving",
        # where something happened that the words are about
        "spoke after the shooting at Ellery School",
        "spoke of the fire at the Brno Hotel",
        "spoke of the clashes outside Ellery Town Hall",
        "wrote of the deaths aboard the Skarn Belle",
        "spoke of the explosion inside the Kelby Works",
        "wrote of Truth Social",
        "nodded, speaking in English",  # a language
        "nodded, speaking on Brexit",  # what it was about
        "nodded, speaking in March",
        "nodded, speaking on CNN",
        "said in Spanish",
        "said in March",
        "wrote in Brno Nights",  # a book
        "said in court papers",
        "said in Moravia voters had left",  # who did
        "said in Chapter 11 of it",
        "smiled, living in Brno",
        "gave evidence to Ana Hale",
        "wrote of parliament",
    ],
)
def test_none_is_named(text):
    assert found(f"She {text}.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She held a news conference on Friday.", "news conference"),
        ("She hosted a rally in Brno.", "rally in Brno"),
        ("She delivered a commencement address at Ellery College.", "commencement address at Ellery College"),
        ("She gave a speech in Brno, Moravia.", "speech in Brno, Moravia"),
        ("She addressed the Helsinki summit.", "Helsinki summit"),
        ("She held the line.", None),
        ("She held a meeting.", None),  # which one is not said
        ("She left a rally.", None),
    ],
)
def test_what_somebody_holds_is_a_venue_of_what_follows(text, expected):
    context = sentence(text)
    chosen = next(venues(context, 0, len(context.tokens), -1), None)
    assert (chosen and chosen.value.name) == expected


@pytest.mark.parametrize(
    ("text", "titles", "expected"),
    [
        ("She said on CNN’s “Tide Tables” on Tuesday.", ("Tide Tables",), ("programme", "Tide Tables")),
        ("She said on the podcast “Tide Tables.”", ("Tide Tables.",), ("programme", "Tide Tables")),
        ("She said of the book “Tide Tables” nothing.", ("Tide Tables",), None),
        ("She said on CNN’s “Tide Tables” on Tuesday.", (), None),  # marks that hold no title
    ],
)
def test_programmes_by_their_title_in_marks(text, titles, expected):
    assert found(text, titles) == expected


@pytest.mark.parametrize(("text", "expected"), [("Pell tweeted on Tuesday.", "Twitter"), ("Pell wrote on Tuesday.", None)])
def test_a_verb_names_its_platform(text, expected):
    context = sentence(text)
    chosen = next(platforms_of(context, None, cue_of(context)), None)
    assert (chosen and chosen.value.name) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Press Conference at the White House, May 3", "press conference at White House"),
        ("Budget Hearing In June", "budget hearing"),
        ("Remarks by the Mayor", "remarks"),
        ("The Harbour Master", None),
    ],
)
def test_occasions_in_headings(line, expected):
    chosen = occasion_in_heading(line)
    assert (chosen and chosen[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At a rally in Brno, Moravia, she said so.", "rally in Brno, Moravia"),
        ("At a rally in Brno, Mr Pell said so.", "rally in Brno"),  # who speaks is no part of the place
        ("At a rally in Brno, Sarah Pell said so.", "rally in Brno"),
    ],
)
def test_a_place_ends_before_a_person(text, expected):
    assert found(text) == ("occasion", expected)


WHOLE = [
    # (what is behind the words, the venue)
    ("Ida Quill said at a campaign stop at a Kelby diner", "campaign stop at a Kelby diner"),
    ("Ida Quill said on a conference call with Democratic members", "conference call with Democratic members"),
    ("Ida Quill said in a speech on the Senate floor Wednesday", "speech on the Senate floor"),
    ("Ida Quill said at a gathering of Danish diplomats in May", "gathering of Danish diplomats"),
    (
        "Ida Quill said at a news conference with Prime Minister Theresa May after lunch",
        "news conference with Prime Minister Theresa May",
    ),
    ("Ida Quill told workers at a Ford assembly plant", "Ford assembly plant"),
    ("Ida Quill told Stone during a meeting at the Town Hall", "meeting at the Town Hall"),
    # what only owns what follows, and who is no place
    ("Ida Quill said during a meeting with Norway’s new ambassador", "meeting"),
    ("Ida Quill said at Mr. Marsh’s farewell", None),
    ("Ida Quill said during the Democrats’ September quarrel", None),
    # a name that ends with a possessive is whole
    ("Ida Quill said at a service at St. Olav’s on Monday", "service at St. Olav"),
    ("Ida Quill said at a Kelby rally", "Kelby rally"),
    # a name goes on with its noun
    ("Ida Quill said at the launch of the Sea Wall awards", "launch of the Sea Wall awards"),
    ("Ida Quill said at a summit of North Shore nations", "summit of North Shore nations"),
    ("Ida Quill said at a summit in Kelby sources close to her called short", "summit in Kelby"),
]


@pytest.mark.parametrize(("clause", "venue"), WHOLE)
def test_a_venue_is_a_whole_noun_phrase(clause, venue):
    text = f"“The pier will be open to all by the summer,” {clause}."
    (passage,) = extract(Document(text=text, published="2024-05-06"), Gazetteer.load(), least=RULES)
    found = passage.attribution.venue
    assert (found.name if found else None) == venue
