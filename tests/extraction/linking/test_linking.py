"""When, where and to which outlet words were said: every mention of the article weighed."""

from __future__ import annotations

from collections import Counter

import pytest

from service.extraction import extract
from service.extraction.attribution.linking.deciding import link, place_of
from service.extraction.attribution.linking.facts import LinkFacts, names
from service.extraction.attribution.linking.spoken import Spoken
from service.extraction.attribution.linking.values import FIELDS, lines_of, read_values
from service.extraction.passages import RULES, read_article
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import told

GAZETTEER = Gazetteer.load()
PUBLISHED = "2024-05-18"  # a Saturday
INTERVIEW = (
    "Ines Calloway spoke to Radio Estuary on Tuesday about the pier at Ellery.\n\n"
    "“The ferry will sail again,” Calloway told Radio Estuary on Tuesday.\n\n"
    "“Nobody asked the pilots,” she said."
)


def read(text):
    return read_article(Document(text, published=PUBLISHED), GAZETTEER)


def facts_of(article, field):
    values = read_values(article)
    lines = lines_of(values)
    return LinkFacts(Spoken(article, article.done, lines), values[field], lines)


def linked(text, **least):
    article = read(text)
    return link(article, article.done, GAZETTEER.least | least)


def test_every_mention_of_a_value_is_one_value():
    values = read_values(read(INTERVIEW))
    assert [place.order for place in values["date"].by_key["2024-05-14"].places] == [0, 1]
    assert len(values["outlet"].by_key["radio estuary"].places) == 2


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("date", "The pilots met on 3 May 2024. “We sail at noon,” said Ines Calloway.", "2024-05-03"),
        ("venue", "The pilots met at a rally in Kelby. “We sail at noon,” said Ines Calloway.", "rally in kelby"),
        ("venue", "Ines Calloway tweeted about it. “We sail at noon,” she wrote.", "twitter"),
        ("venue", "The hearing was long. “We sail at noon,” said Ines Calloway.", "hearing"),
        ("venue", "Ines Calloway held a rally in Kelby, Ohio. “We sail at noon,” she said.", "rally in kelby, ohio"),
        ("venue", "Ines Calloway spoke on the Senate floor. “We sail at noon,” she said.", "senate floor"),
        ("venue", "Ines Calloway spoke in the House of Commons. “We sail at noon,” she said.", "house of commons"),
        ("venue", "Ines Calloway spoke in federal court in Kelby. “We sail at noon,” she said.", "federal court in kelby"),
        ("venue", "Ines Calloway’s hearing was long. “We sail at noon,” she said.", "hearing"),  # whose it was is no name of it
        ("venue", "Ines Calloway told parliament of it. “We sail at noon,” she said.", "parliament"),
        ("venue", "Speaking in Kelby, Thora Calloway said: “We sail at noon.”", "kelby"),
        ("date", "The ship sank on 9 May 2024. Later that day, Ines Calloway said: “We sail at noon.”", "2024-05-09"),
        ("date", "At Wednesday’s hearing, Ines Calloway said: “We sail at noon.”", "2024-05-15"),
        ("date", "In 2019 the dam broke. This year, Ines Calloway said: “We sail at noon.”", "2024"),
        ("date", "Last week the dam broke. “We sail at noon,” said Ines Calloway.", "2024-05"),
        ("venue", "Pilots packed the school gym. “We sail at noon,” said Ines Calloway.", "school gym"),
        ("venue", "Ines Calloway stood on the steps of the town hall. “We sail at noon,” she said.", "steps of the town hall"),
        ("venue", "Ines Calloway toured Kelby Docks. “We sail at noon,” she said.", "kelby docks"),
        ("venue", "Ines Calloway used Facebook to complain. “We sail at noon,” she wrote.", "facebook"),
        ("venue", "She came on Thora Bell’s podcast. “We sail at noon,” said Ines Calloway.", "thora bell's podcast"),
        ("venue", "Pilots asked Good Morning America’s host. “We sail at noon,” said Ines Calloway.", "good morning america"),
        ("outlet", "The Guardian asked the pilots. “We sail at noon,” said Ines Calloway.", "guardian"),
        ("outlet", "She told Kelby Today of it. “We sail at noon,” said Ines Calloway.", "kelby today"),
        ("outlet", "She came on “Fox News Sunday”. “We sail at noon,” said Ines Calloway.", "fox news"),
    ],
)
def test_what_the_article_mentions_is_a_candidate(field, text, value):
    article = read(text)
    facts = facts_of(article, field)
    assert value in facts.candidates(len(article.done) - 1)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("date", "The pilots met. “We sail at noon,” said Ines Calloway."),  # the day of publication is not told
        ("outlet", "She told Ada Stone of it. “We sail at noon,” said Ines Calloway."),  # a person
        ("venue", "She met him on Tuesday in May. “We sail at noon,” said Ines Calloway."),  # no place
        ("date", "She read Wednesday’s paper. “We sail at noon,” said Ines Calloway."),  # the day of no occasion
        ("date", "She read of that day. “We sail at noon,” said Ines Calloway."),  # counted from none
    ],
)
def test_what_the_article_does_not_mention_is_no_candidate(field, text):
    article = read(text)
    assert facts_of(article, field).candidates(0) == []


def test_a_bare_noun_means_the_occasion_that_was_named():
    text = "Ines Calloway spoke at the Kelby budget hearing. The hearing lasted an hour. “We sail at noon,” she said."
    keys = read_values(read(text))["venue"].by_key
    assert "kelby budget hearing" in keys
    assert "hearing" not in keys


def test_facts_have_names_of_their_own_and_a_value_each():
    article = read(INTERVIEW)
    told = names(article.grammar)
    assert max(Counter(told).values()) == 1
    for field in FIELDS:
        facts = facts_of(article, field)
        assert facts.field == field
        assert facts.names == told
        rows = [row for k in range(len(article.done)) for row in facts.rows(k, facts.candidates(k))]
        assert rows
        assert {len(row) for row in rows} == {len(told)}


@pytest.mark.parametrize("asked", [["where"], ["to_clause", "used"], ["near_kind", "followed", "order"]])
def test_what_nobody_asks_for_is_left_out_and_the_rest_is_the_same(asked):
    article = read(INTERVIEW)
    values = read_values(article)
    lines = lines_of(values)
    for field in FIELDS:
        whole = facts_of(article, field)
        part = LinkFacts(Spoken(article, article.done, lines), values[field], lines, asked)
        assert set(asked) < set(part.names) < set(whole.names)
        for k in range(len(article.done)):
            keys = whole.candidates(k)
            for row, every in zip(part.rows(k, keys), whole.rows(k, keys), strict=True):
                every = dict(zip(whole.names, every, strict=True))
                assert dict(zip(part.names, row, strict=True)) == {name: every[name] for name in part.names}


TWO_HEARINGS = (
    "Ines Calloway spoke at the Senate hearing on Tuesday. “We sail at noon,” she told Radio Estuary.\n\n"
    "Petr Hale came to the House hearing. “The pier leans,” he said. The hearing went on. “It will fall,” he added."
)
SCENES = (
    "Ines Calloway gave a speech in Kelby. “The harbour ferry leaks,” she said.\n\nThe second pier\n\n"
    "In a statement to reporters, Calloway called the harbour ferry “a leaking sieve that nobody should board”.\n\n"
    "On the Senate floor, Calloway said that “nobody had asked the pilots”."
)


@pytest.mark.parametrize(
    ("text", "field", "number", "value", "expected"),
    [
        (
            SCENES,
            "venue",
            0,
            "speech in kelby",
            {"own_writing": 0, "own_occasion": 0, "occasion": 1, "headings": 0, "shared_words": 6},
        ),
        (
            SCENES,
            "venue",
            1,
            "speech in kelby",
            {"own_writing": 1, "own_listeners": 1, "headings": 1, "manners_shared": 0, "followed": 0},
        ),
        (SCENES, "venue", 1, "speech in kelby", {"to_clause": 0, "shared_words": 3, "first_names_speaker": 1, "speakers_there": 0}),
        (
            SCENES,
            "venue",
            2,
            "senate floor",
            {"to_clause": 1, "clause_gap": 4, "clause_breaks": 0, "clause_commas": 1, "own_writing": 0},
        ),
        (SCENES, "venue", 2, "speech in kelby", {"to_clause": 0, "followed": 0.5, "speaker_share": 1, "fields_apart": 0}),
        (TWO_HEARINGS, "venue", 1, "senate hearing", {"fields_apart": 0, "to_clause": 0, "own_occasion": 0, "row_mentions": 0}),
        (INTERVIEW, "date", 0, "2024-05-14", {"days_old": 4, "share": 1, "is_commonest": 1, "line_names_speaker": 1}),
        (INTERVIEW, "date", 1, "2024-05-14", {"in_row": 1, "row_distance": 0, "row_length": 1, "beside_ruled": 1}),
        (INTERVIEW, "outlet", 0, "radio estuary", {"days_old": -1, "beside_line": 2, "speakers_since_speaker": 0}),
        (TWO_HEARINGS, "venue", 0, "senate hearing", {"alike": 2, "alike_mentions": 3, "is_last_alike": 1, "beside_paragraph": 1}),
        (TWO_HEARINGS, "venue", 2, "senate hearing", {"is_last_alike": 0, "alike_back": 0, "in_row": 0, "line_names_speaker": 0}),
        (TWO_HEARINGS, "venue", 2, "house hearing", {"is_last_alike": 1, "alike_back": 0, "subjects_between": 0}),
        (TWO_HEARINGS, "date", 2, "2024-05-14", {"days_old": 4, "paragraph_names_speaker": 0, "speakers": 2, "of_speaker": 2}),
    ],
)
def test_what_is_stated_of_a_quotation_with_a_value(text, field, number, value, expected):
    article = read(text)
    row = dict(zip(names(article.grammar), facts_of(article, field).rows(number, [value])[0], strict=True))
    assert {name: row[name] for name in expected} == expected


def test_a_title_that_names_a_value_is_told():
    article = read_article(Document(INTERVIEW, title="Radio Estuary asks: will it sail?", published=PUBLISHED), GAZETTEER)
    row = facts_of(article, "outlet").rows(0, ["radio estuary"])[0]
    assert row[names(article.grammar).index("in_title")]


@pytest.mark.parametrize("published", [None, "2024", "2024-05", "2024-13-45"])
def test_the_age_of_a_date_needs_a_day_of_publication(published):
    text = "Ines Calloway spoke on 3 May 2023. “We sail at noon,” she said."
    article = read_article(Document(text, published=published), GAZETTEER)
    row = facts_of(article, "date").rows(0, ["2023-05-03"])[0]
    assert row[names(article.grammar).index("days_old")] == -1


def test_a_clause_that_tells_is_sure():
    first = linked(INTERVIEW)[0]
    assert first.date.value == "2024-05-14"
    assert first.outlet.name == "Radio Estuary"
    assert GAZETTEER.least["date"] <= first.date.score <= 1
    assert GAZETTEER.least["outlet"] <= first.outlet.score <= 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ines Calloway left on 2 April 2024. The next day she told colleagues: “We sail at noon.”", "2024-04-03"),
        ("Ines Calloway left on 2 April 2024. That day she told colleagues: “We sail at noon.”", "2024-04-02"),
        ("On 2 April 2024 Ines Calloway told colleagues: “We sail at noon.”", "2024-04-02"),
        ("The flood of 2 April 2024 told Ines Calloway one thing: “We sail at noon.”", None),
    ],
)
def test_a_day_right_before_the_subject_is_when_it_was_said(text, value):
    article = read(text)
    found = article.done[0].circumstances.date
    assert (found and found.value.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("KELBY, Ohio (AP) — Mayor Ines Calloway shut the pier on Tuesday, she told pilots.", "2024-05-14"),
        ("The pier will close, its director told pilots on Tuesday.", "2024-05-14"),
        ("The transport minister told pilots on Tuesday that the pier would close.", "2024-05-14"),
        ("The transport minister rejected an offer on Tuesday.", None),  # not said to be the words' day
        ("The Harbour Trust told pilots on Tuesday that the pier would close.", None),  # another body, for all the text says
        ("Speaking in Kelby, Ohio, on Tuesday, Mayor Ines Calloway shut the pier.", "2024-05-14"),
        ("At a fair in Kelby, Ohio, on Tuesday, a pilot asked Mayor Ines Calloway about the pier.", "2024-05-14"),
        ("At a fair in Kelby, Ohio, on Tuesday, a pilot asked Mayor Thora Bell about the pier.", None),
        ("Five days ago Mayor Ines Calloway told pilots to wait.", "2024-05-13"),
        ("On Tuesday Mayor Ines Calloway told pilots to wait.", "2024-05-14"),
    ],
)
def test_a_paragraph_leads_up_to_the_words_of_whom_it_is_about(text, value):
    found = read(f"{text}\n\n“We sail at noon,” Ines Calloway said.").done[0].circumstances.date
    assert (found and found.value.value) == value


@pytest.mark.parametrize(
    ("lead", "speaker", "value"),
    [
        ("The ferry company said on Tuesday it would sail.", "Chief Executive Ines Calloway", "2024-05-14"),
        ("The ferry company said on Tuesday it would sail.", "swimmer Ines Calloway", None),
        ("The mayor said on Tuesday that the pool would close.", "swimmer Ines Calloway", None),
        ("The mayor said on Tuesday that the pool would close.", "Mayor Ines Calloway", "2024-05-14"),
    ],
)
def test_a_body_or_a_role_leads_up_to_the_words_of_whoever_bears_it(lead, speaker, value):
    found = read(f"{lead}\n\n“We sail at noon,” {speaker} said.").done[0].circumstances.date
    assert (found and found.value.value) == value


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("Ines Calloway said before boarding a ferry on Tuesday", "2024-05-14"),
        ("Ines Calloway said before leaving office in March", None),
        ("said Ines Calloway, who was asleep when the mast fell on Tuesday", None),
        ("Ines Calloway said as she left the pier on Tuesday", "2024-05-14"),
    ],
)
def test_what_the_speaker_did_before_or_meanwhile_says_when(clause, value):
    found = read(f"“We sail at noon,” {clause}.").done[0].circumstances.date
    assert (found and found.value.value) == value


def test_words_that_were_over_are_of_another_day():
    text = "Ines Calloway wrote to pilots on Tuesday: “We sail at noon.” On a podcast she had said: “You will never sail again.”"
    article = read(text)
    assert [q.circumstances.date is not None for q in article.done] == [True, False]
    assert [facts_of(article, "date").candidates(k) for k in (0, 1)] == [["2024-05-14"], []]


@pytest.mark.parametrize(
    ("text", "is_other"), [("the flood of 2 April 2024", 1), ("on 2 April 2024", 0), ("ahead of 2 April 2024", 1)]
)
def test_the_day_of_another_event_is_known(text, is_other):
    article = read(f"Ines Calloway spoke about {text}. “We sail at noon,” she said.")
    row = facts_of(article, "date").rows(0, ["2024-04-02"])[0]
    assert row[names(article.grammar).index("near_has_occasion")] == is_other


def test_what_is_not_sure_enough_is_no_answer_but_a_candidate():
    for found in linked(INTERVIEW, date=1.01, venue=1.01, outlet=1.01):
        assert (found.date, found.venue, found.outlet) == (None, None, None)
    assert linked(INTERVIEW, date=1.01)[0].candidates["date"][0].value == "2024-05-14"


def test_candidates_come_likeliest_first_with_evidence_in_the_text():
    for passage in extract(Document(INTERVIEW, published=PUBLISHED), GAZETTEER):
        for field, found in passage.attribution.candidates.items():
            assert [row.score for row in found] == sorted((row.score for row in found), reverse=True), field
            assert all(row.evidence is None or INTERVIEW[row.evidence.start : row.evidence.end] for row in found)


def test_without_a_threshold_a_field_has_what_the_rules_found():
    article = read(INTERVIEW)
    found = link(article, article.done, RULES)
    assert [f.outlet and f.outlet.name for f in found] == [
        q.circumstances.outlet and q.circumstances.outlet.value.name for q in article.done
    ]
    assert all(not f.candidates for f in found)


def test_a_language_without_occurrences_has_what_its_rules_found():
    article = read_article(
        Document(
            "„Wir reißen nichts ab und bauen nichts neu“, sagte die Bürgermeisterin am Montag in der Stadt.", published=PUBLISHED
        ),
        GAZETTEER,
    )
    assert link(article, article.done, GAZETTEER.least) == link(article, article.done, RULES)


def test_text_without_quotations_has_nothing_to_link():
    assert linked("The ferry sailed on Tuesday.") == []


def test_fields_are_those_of_an_attribution():
    assert set(FIELDS) == set(GAZETTEER.least) - {"speaker"}


@pytest.mark.parametrize(
    "text",
    [
        "In an interview with The Guardian last year, Ines Calloway said the pier was safe. “It stood,” she said. Asked on"
        " Tuesday, she shrugged. “It leans,” she told me.",
        "Ines Calloway told The Guardian in March 2019 that the pier was safe. “Not any more,” she told me on Tuesday.",
    ],
)
def test_words_told_to_the_writer_are_no_other_outlets(text):
    assert linked(text)[-1].outlet is None


def test_a_mention_in_a_sentence_about_somebody_else_is_told_apart():
    article = read(
        "In a talk at his bench on Wednesday, Tobias Renner said the trade was dead.\n\n“It lives,” Mo Tarn said by phone."
    )
    facts = facts_of(article, "date")
    (row,) = facts.rows(0, facts.candidates(0))
    assert dict(zip(names(article.grammar), row, strict=True))["subject_is_other"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ines Calloway said the board, which met on Tuesday in Ellery, was “asleep at the wheel”.", None),
        ("Ines Calloway, who returned on Tuesday, said the board was “asleep at the wheel”.", None),
        ("Ines Calloway called the plan, unveiled on Tuesday, “asleep at the wheel”.", None),
        ("Ines Calloway called the report published on Tuesday “asleep at the wheel”.", None),
        ("Ines Calloway called the plan that was unveiled on Tuesday “asleep at the wheel”.", None),
        # harm: speech told of in such a clause, what was given on the day, and a clause after "said that"
        ("Ines Calloway, who spoke on Tuesday in Ellery, said the board was “asleep at the wheel”.", "2024-05-14"),
        ("In a statement released on Tuesday, Ines Calloway said the board was “asleep at the wheel”.", "2024-05-14"),
        ("In an interview that was broadcast on Tuesday, Ines Calloway called it “asleep at the wheel”.", "2024-05-14"),
        ("Ines Calloway told a rally held on Tuesday that the board was “asleep at the wheel”.", "2024-05-14"),
        ("Ines Calloway said on Tuesday that the board, which met in Ellery, was “asleep at the wheel”.", "2024-05-14"),
        ("In a speech on Tuesday, which was not broadcast, Ines Calloway said it was “asleep at the wheel”.", "2024-05-14"),
    ],
)
def test_a_day_told_by_the_way_is_not_that_of_the_words(text, day):
    assert told("date", text, "asleep", published=PUBLISHED) == day


@pytest.mark.parametrize(
    ("second", "outlet"),
    [
        ("she told Reuters", "Reuters"),
        ("she told the Ferry Owners’ Quarterly", None),
        ("she told her husband", None),
        ("she told MPs on Monday", None),
        ("she told Ivo Pell", None),
        # harm: the same outlet again, or nobody
        ("she told the channel", "Sky News"),
        ("she told them", "Sky News"),
        ("she told viewers", "Sky News"),
        ("she told host Ivo Pell", "Sky News"),
        ("she added", "Sky News"),
    ],
)
def test_words_told_to_somebody_else_are_no_other_outlets(second, outlet):
    text = f"“It is late,” Ines Calloway told Sky News on Sunday. “The pier is also slow,” {second}."
    assert told("outlet", text, "late", published=PUBLISHED) == "Sky News"
    assert told("outlet", text, "slow", published=PUBLISHED) == outlet


@pytest.mark.parametrize(
    "lead",
    [
        "Ines Calloway spoke to Sky News presenter Ivo Pell on Sunday. “It is late,” she said.",
        "“It is late,” Ines Calloway told Ivo Pell of Sky News on Sunday.",
    ],
)
def test_who_is_named_with_an_outlet_hears_for_it(lead):
    assert told("outlet", f"{lead} “The pier is also slow,” she told Pell.", "slow", published=PUBLISHED) == "Sky News"


def test_the_mention_in_the_clause_goes_before_a_nearer_one():
    text = "“It is late,” Ines Calloway told Sky News. Ivo Pell gave Sky News a statement.\n\n“The pier is also slow,” Calloway told Sky News on Sunday."
    facts = facts_of(read(text), "outlet")
    (key,) = facts.values.by_key
    assert place_of(facts, 1, key).line == (1, 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The report covers the summer of 2019. On 14 March Ines Calloway wrote: “It is asleep at the wheel.”", None),
        ("In 2019, the pier broke. On 14 March Ines Calloway wrote: “It is asleep at the wheel.”", None),
        ("Some 58% trust it, up from 51% in January, and Ines Calloway called it “asleep at the wheel”.", None),
        ("Sales fell to 40, against 51 in January, and Ines Calloway said it was “asleep at the wheel”.", None),
        # harm: a year told by the way, and a month of speech
        ("Ines Calloway was elected in 2019. On 14 March she wrote: “It is asleep at the wheel.”", "2024-03-14"),
        ("In January Ines Calloway said sales were up from 51 and the board was “asleep at the wheel”.", "2024-01"),
    ],
)
def test_a_day_of_another_year_or_of_a_figure_is_not_that_of_the_words(text, day):
    assert told("date", text, "asleep", published=PUBLISHED) == day


@pytest.mark.parametrize("published", ["2024-13-45", "2024-00-00", "soon, we hope"])
def test_a_day_of_publication_that_is_none_stops_no_reading(published):
    text = "On 14 March 2025 Ines Calloway wrote: “It is asleep at the wheel.”"
    assert told("date", text, "asleep", published=published) in (None, "2025-03-14")


def test_the_same_outlet_may_be_told_again():
    text = "“It is late,” Ines Calloway told Sky News.\n\n“The pier is also slow,” Peig Donnelly told Sky News."
    assert told("outlet", text, "slow", published=PUBLISHED) == "Sky News"
