"""Who speaks in records and transcripts as they are printed: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.html import read_html

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "an office with its bearer in parentheses": [
        ("Deputy Una Hallan: Where are the beds?\n\nMinister of State at the Department of Harbours (Deputy Tom Moss): They are ordered.\n\nDeputy Una Hallan: Since when?", "They are ordered", {"Tom Moss"}),
        ("MS ADA HALLAN: Where is it?\n\nTHE MINISTER OF STATE IN THE MINISTRY OF PORTS AND OF INLAND WATERWAYS AND CANALS (DR. PETRA MOSS): It is on its way.\n\nMS ADA HALLAN: Since when?", "on its way", {"Petra Moss"}),
        ("Una Hallan: Where are the beds?\n\nMinister for Harbours (Senator Tom Moss): They are ordered.\n\nUna Hallan: Since when?", "They are ordered", {"Tom Moss"}),
        ("Una Hallan: Where?\n\nParliamentary Under-Secretary of State for Trade, Ports and Piers (Tom Moss): On the quay.\n\nUna Hallan: Since when?", "On the quay", {"Tom Moss"}),
        # harm: a constituency, a party, a sentence
        ("Una Hallan (North Skarn): Where?\n\nTom Moss (West Kelby): On the quay.\n\nUna Hallan (North Skarn): Since when?", "On the quay", {"Tom Moss"}),
        ("Baroness Hallan of Skarn (Cross Bench): Where?\n\nLord Moss of Kelby (Labour Party): On the quay.\n\nBaroness Hallan of Skarn: Since when?", "On the quay", {"Moss of Kelby"}),
    ],
    "titles of address of India": [
        ("SHRI ANIL MARSH (SKARN): Where is the bridge?\n\nSMT. PETRA MOSS (KELBY): It fell.\n\nSHRI ANIL MARSH: When?", "It fell", {"Petra Moss"}),
        ("SHRIMATI PETRA MOSS (KELBY): It fell.\n\nSHRI ANIL MARSH (SKARN): When?\n\nSHRIMATI PETRA MOSS: At noon.", "It fell", {"Petra Moss"}),
    ],
    "a chair is no surname": [
        ("MS ADA HALLAN: I ask the Madam Chairperson to rule.\n\nHON. CHAIRPERSON: Sit down, please.\n\nMS ADA HALLAN: I will.", "Sit down", {"Hon. Chairperson"}),
        ("Una Hallan\nWhere is the pier?\n\nMr Speaker\nOrder. Sit down, please.\n\nTom Moss\nIt is gone.\n\nUna Hallan\nSince when?\n\nMr Speaker\nOrder. I said so before.", "I said so before", {"Mr Speaker"}),
    ],
    "a constituency below a name": [
        ("Tom Hallan\n(North Skarn) (Ind)\nWhere is the pier?\n\nAnna Moss\nIt is gone.\n\nTom Hallan\n(North Skarn) (Ind)\nSince when is it gone?", "Where is the pier", {"Tom Hallan"}),
    ],
    "who takes part, above the first turn": [
        ("CHAIRWOMAN: REP. ADA HALLAN\nWITNESS: TOM MOSS, PRESIDENT, SKARN RAIL\n\nHALLAN: How many?\n\nMOSS: Forty.\n\nHALLAN: Too many.", "Too many", {"Ada Hallan"}),
        ("CHAIRWOMAN: REP. ADA HALLAN\nWITNESS: TOM MOSS, PRESIDENT, SKARN RAIL\n\nHALLAN: How many?\n\nMOSS: Forty.\n\nHALLAN: Too many.", "Forty", {"Tom Moss"}),
        # harm: the chair speaks
        ("CHAIRMAN: Order, please\n\nHALLAN: How many?\n\nCHAIRMAN: Let him answer.\n\nMOSS: Forty.", "Order, please", {"Chairman"}),
    ],
    "who is heard": [
        ("DEPOSITION OF ADA HALLAN, M.D.\n\nBY MR. MOSS:\n\nQ. Did you sign?\n\nA. I did not.\n\nQ. Why?\n\nA. Nobody asked.", "Nobody asked", {"Ada Hallan"}),
        ("ADA HALLAN, having been first duly sworn, testified as follows:\n\nBY MR. MOSS:\n\nQ. Did you sign?\n\nA. I did not.", "I did not", {"Ada Hallan"}),
        # harm: two witnesses
        ("TESTIMONY OF ADA HALLAN\n\nBY MR. MOSS:\n\nQ. Did you sign?\n\nA. I did not.\n\nTESTIMONY OF TOM PELL\n\nQ. Did you?\n\nA. I might have.", "I might have", {"witness", NOBODY}),
    ],
    "names as lines of their own": [
        ("HOST\n\nWelcome to the show.\n\nHALLAN\n\nThe pier is older than I am.\n\nHOST\n\nMr. Moss?\n\nMOSS\n\nIt is a fine pier.\n\nHALLAN\n\nIt was.", "a fine pier", {"Moss"}),
        ("Hallan\n\nThe pier is older than I am.\n\nMoss\n\nIt is a fine pier.\n\nHallan\n\nIt was.\n\nMoss\n\nIt still stands.", "It still stands", {"Moss"}),
        # harm: headings of a speech, and noise
        ("JOBS\n\nWe made four hundred.\n\nHOMES\n\nWe built six.\n\nWATER\n\nIt is clean.", "It is clean", {NOBODY}),
        ("APPLAUSE\n\nWe made four hundred.\n\nLAUGHTER\n\nWe built six.\n\nAPPLAUSE\n\nIt is clean.\n\nLAUGHTER\n\nThank you.", "It is clean", {NOBODY}),
    ],
    "small words of a surname in capitals": [
        ("Mr. MOSS. I rise for the pier.\n\nMs. DE LA CRUZ. I ask for the ayes.\n\nMr. MOSS. And I.\n\nMr. VAN DER PELL. No.", "ask for the ayes", {"de la Cruz", "De La Cruz"}),
    ],
    "an office alone": [
        ("Mr A MOSS: Where is it?\n\nThe MINISTER OF PORTS: On the quay.\n\nMr A MOSS: Since when?", "On the quay", {"The Minister Of Ports", "The Minister of Ports"}),
        ("Ada Moss: Where is it?\n\nMinister of Ports: On the quay.\n\nAda Moss: Since when?", "On the quay", {"Minister of Ports"}),
        ("Ada Moss MS: Where is it?\n\nY Prif Weinidog / The First Minister: Gone.\n\nAda Moss MS: Since when?", "Since when", {"Ada Moss"}),
        ("Ada Moss MS: Where is it?\n\nY Prif Weinidog / The First Minister: Gone.\n\nAda Moss MS: Since when?", "Gone", {"The First Minister"}),
    ],
    "parentheses within those of a label": [
        ("The Chair (Ms. Ada Hallan (Skarn, Lib.)): Order.\n\nMr. Tom Moss: A question.\n\nThe Chair: Go on.", "Order.", {"Ada Hallan"}),
    ],
    "whom a question is put to is no part of the label": [
        ("Hon ADA HALLAN (Leader of the Opposition) to the Minister of Ports: Where is the pier?\n\nHon TOM MOSS (Minister of Ports): Gone.\n\nHon Ada Hallan: Since when?", "Where is the pier", {"Ada Hallan"}),
        ("Hon ADA HALLAN: Where is the pier?\n\nHon TOM MOSS: Gone.\n\nHon Ada Hallan: Since when?\n\nHon TOM MOSS: Noon.", "Since when", {"Ada Hallan"}),
    ],
    "a time behind a name on a line of its own": [
        ("Ada Hallan  0:03\nWelcome to the show.\n\nTom Moss  0:09\nThe beans are dead.\n\nAda Hallan  0:14\nWhat happened?", "beans are dead", {"Tom Moss"}),
    ],
    "a note to the operator is no words": [
        ("Operator: [Operator Instructions] The first question is from Ada Hallan.\n\nAda Hallan: How are margins?\n\nOperator: Thank you.\n\nAda Hallan: I see.", "The first question", {"operator"}),
    ],
    "a given name that opens headings too": [
        ("Host: Welcome.\n\nRemember Hallan: The rains were late.\n\nHost: And now?\n\nRemember Hallan: Later still.", "Later still", {"Remember Hallan"}),
    ],
    "letters that are a surname": [
        (f"{label}: We built it here.\n\nTOM MOSS: For how much?\n\n{label}: For forty.", "For forty", {name})
        for label, name in (("DR. JACK MA", "Jack Ma"), ("MS. ANNA MA", "Anna Ma"), ("YO YO MA", "Yo Yo Ma"), ("MR. TOBY RA", "Toby Ra"), ("PROF. LENA MC", "Lena Mc"))
    ] + [
        ("Dr. Jack MA: We built it here.\n\nMr. Tom MOSS: For how much?\n\nDr. Jack MA: For forty.", "For forty", {"Jack Ma", "Jack MA"}),
        # harm: letters behind a name in mixed case, and behind a comma
        ("Anna Moss MS: Where is it?\n\nTom Pell AM: Gone.\n\nAnna Moss MS: Since when?", "Since when", {"Anna Moss"}),
        ("ANNA PELL KC: Where is it?\n\nTOM MOSS: Gone.\n\nANNA PELL KC: Since when?", "Since when", {"Anna Pell"}),
        ("Sir Tom Pell AC KC: Where is it?\n\nAnna Moss: Gone.\n\nSir Tom Pell AC KC: Since when?", "Since when", {"Tom Pell"}),
        ("ANNA PELL, KC: Where is it?\n\nTOM MOSS: Gone.\n\nANNA PELL, KC: Since when?", "Since when", {"Anna Pell"}),
    ],
    "words that number things and are surnames": [
        (f"MR. MOSS: How many?\n\n{label}: Forty of them.\n\nMR. MOSS: Too many.", "Forty", {name})
        for label, name in (("CASE", "Case"), ("PLAN", "Plan"), ("CLAUSE", "Clause"))
    ] + [
        (f"MR. MOSS: How many?\n\n{label}: Forty of them.\n\nMR. PELL: Too many.", "Forty", {"Moss"})
        for label in ("Case 3", "EXHIBIT B", "Plan Two", "Scenario A")
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names"), [row for rows in CASES.values() for row in rows])
def test_a_turn_of_a_transcript_is_of_whom_its_label_names(text, words, names):
    (turn,) = [p for p in extract(Document(text=text, kind="transcript"), GAZETTEER) if any(words in part.text for part in p.parts)]
    assert (turn.attribution.speaker.name if turn.attribution.speaker else None) in names


def test_turns_in_preformatted_text_among_paragraphs_are_turns():
    told = "<p>The fair closed early on Saturday after rain had left the lower field under two feet of water, and the stalls were moved to the racecourse by midnight.</p>"
    turns = "<pre>Mr. HALLAN. Madam Speaker, I ask that the money be released.\n\n   Ms. MOSS. I have no objection to the money.\n   The SPEAKER. Without objection, it is so ordered.\n</pre>"
    page = f"<html><head><title>Proceedings</title></head><body><article><h1>Proceedings</h1>{told}{turns}{told.replace('fair', 'show')}</article></body></html>"
    (document,) = read_html(page.encode(), GAZETTEER)
    found = {p.attribution.speaker.name: p.parts[0].text for p in extract(document, GAZETTEER) if p.attribution.speaker}
    assert found["Hallan"].endswith("be released.")
    assert found["Moss"] == "I have no objection to the money."


@pytest.mark.parametrize(
    ("text", "narration"),
    [
        ('"Where is the money? one mother asked.\n\n"We waited for an hour," said Ada Moss.', "one mother"),
        ('"Where is the money? a man at the back shouted.\n\n"We waited for an hour," said Ada Moss.', "a man"),
        ("“Where is the money? several of the drivers asked.\n\n“We waited for an hour,” said Ada Moss.", "several"),
        ('"It was a fine day, the boy\'s father said.\n\n"And a wet one," said Ada Moss.', "father"),
        (
            "“We sail on Monday, said the skipper, Tom Pell, coiling a rope on the deck of his boat. He has sailed since May.\n\n“He says so,” said Ada Moss.",
            "coiling",
        ),
    ],
)
def test_a_clause_behind_words_that_no_mark_closes_is_none_of_them(text, narration):
    assert not any(narration in part.text for p in extract(Document(text=text), GAZETTEER) for part in p.parts)


def test_a_letter_that_opens_with_an_address_is_a_quotation():
    text = "In a letter to staff, Ada Hallan wrote:\n\n“Dear all,\n\n“This was a hard spring for every one of us.\n\n“It is over.”"
    (letter,) = extract(Document(text=text), GAZETTEER)
    assert (letter.attribution.speaker.name, len(letter.parts)) == ("Ada Hallan", 3)


@pytest.mark.parametrize(
    ("announced", "name"),
    [
        ("Torvane Foods sent this statement:", "Torvane Foods"),
        ("Asked about it, Torvane Foods issued the following reply:", "Torvane Foods"),
        ("Skarn Council said in a statement on Monday:", "Skarn Council"),
        ("A spokesperson said:", "spokesperson"),
        ("When Tom Moss had left, Ada Hallan told reporters:", "Ada Hallan"),
        # harm: another's words, a list, a thing
        ("The Kelby Herald published a letter:", None),
        ("What readers told us about the bins:", None),
        ("The sign on the pier says:", None),
    ],
)
def test_a_paragraph_that_ends_with_a_colon_announces_whose_words_the_next_one_is(announced, name):
    text = f"{announced}\n\n“We did this for the sake of the whole town, and we would do it again.”\n\nThe pier was closed in May."
    (found,) = extract(Document(text), GAZETTEER)
    assert (found.attribution.speaker.name if found.attribution.speaker else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "*Ada Hallan swims at noon. She spoke to Gulf Coast Weekly by phone.*\n\n*Is it cold?*\n\nI feel nothing.\n\n*And then?*\n\nI sleep.",
        "**Ada Hallan** edited a paper. She met **Tom Pell**.\n\n**Tom Pell:** Is it cold?\n\n**Ada Hallan:** I feel nothing.\n\n**TP:** And then?\n\n**AH:** I sleep.\n\n**TP:** Long?\n\n**AH:** No.",
    ],
)
def test_an_answer_is_of_whom_the_interview_is_with(text):
    (answer,) = [p for p in extract(Document(text), GAZETTEER) if "I feel nothing" in p.text]
    assert answer.attribution.speaker.name == "Ada Hallan"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Ada Hallan’s “Salt” is a history of trade. She cites a clerk, Ines Moss, who kept “a ledger of tears and of herring”.", "Ada Hallan"),
        ("Ada Hallan’s new biography of Ines Moss is long. Ines Moss kept no diary.", "Ada Hallan"),
        ("In her memoir, “Ballast”, the pilot Ada Hallan recalls a winter. Her captain was Ines Moss.", "Ada Hallan"),
        # harm: the author is a man
        ("In his memoir, “Ballast”, the pilot Tom Hallan recalls a winter. His captain was Ines Moss.", "Ines Moss"),
    ],
)  # fmt: skip
def test_a_review_tells_what_the_author_of_the_book_writes(told, name):
    text = f"{told} “The sea was never as cold as on that day,” she writes."
    (found,) = [p for p in extract(Document(text), GAZETTEER) if "never as cold" in p.text]
    assert (found.attribution.speaker.name if found.attribution.speaker else None) == name


@pytest.mark.parametrize("at", ["11:41 ", "11:41am: ", "11.41 "])
def test_a_name_behind_a_time_is_a_label(at):
    text = f"Tom Pell answers for the boat.\n\n{at}Judge Ada Moss: “Which half of it was it that sank?”\n\nThere was laughter."
    (found,) = extract(Document(text), GAZETTEER)
    assert found.attribution.speaker.name == "Ada Moss"


def test_thoughts_from_somebody_are_said_by_them():
    (found,) = extract(
        Document("Half-time thoughts from the home manager, Ada Moss: “We are playing well and we will win it.”"), GAZETTEER
    )
    assert found.attribution.speaker.name == "Ada Moss"


def test_the_title_of_an_article_with_its_day_is_no_quotation():
    text = "I read your report with dismay (“Weir to lose its voice for good”, 3 May). “It has no voice,” said Ada Moss."
    assert [p.text for p in extract(Document(text), GAZETTEER)] == ["It has no voice,"]


@pytest.mark.parametrize("has_heads", [True, False])
def test_rows_of_a_table_are_turns(has_heads):
    rows = [("14:02", "Captain", "Do you see the lights?"), ("14:03", "First officer", "I see two of them."), ("14:04", "Captain", "Then we take the left one."), ("14:05", "First officer", "That one is the motorway.")]  # fmt: skip
    rows = [("Time", "Speaker", "Words"), *rows] if has_heads else rows
    cells = "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["th" if has_heads else "td", *("td",) * len(rows)], strict=False)
    )
    page = f"<html><head><title>Cockpit transcript</title></head><body><article><h1>Cockpit transcript</h1><table>{cells}</table></article></body></html>"
    (document,) = read_html(page.encode(), GAZETTEER)
    assert [p.attribution.speaker.name for p in extract(document, GAZETTEER)] == ["Captain", "First Officer"] * 2


def test_a_block_quote_is_not_of_what_the_sentence_before_is_about():
    (sign,) = extract(Document("Everyone knows the sign. Most of them obey it.\n\n> Do not feed the gulls on this pier"), GAZETTEER)
    assert sign.attribution.speaker is None


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("The letter of Archbishop Ivo Moss was read in every church.", None),
        ("The note lay on the table.", None),
        ("The statement was pinned to the door of the hall.", None),
        ("The Harbour Board met in May and had this to say:", "Harbour Board"),
        ("The letter was read in every church. In it Ivo Moss wrote:", "Ivo Moss"),
    ],
)
def test_a_thing_before_a_block_quote_is_not_who_says_it(before, speaker):
    text = f"{before}\n\n> You dug the coal that warmed my home and I never wrote to thank you."
    (found,) = extract(Document(text), GAZETTEER)
    assert (found.attribution.speaker and found.attribution.speaker.name) == speaker


def test_a_label_that_leads_on_to_something_is_no_name():
    text = "Ada Moss: I like it.\n\nBest For: Families who like it strong.\n\nIvo Pell: I like neither.\n\nBest For: People in a hurry."
    found = extract(Document(text, kind="transcript"), GAZETTEER)
    assert [p.attribution.speaker.name for p in found] == ["Ada Moss", "Ivo Pell"]
