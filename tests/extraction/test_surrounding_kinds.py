"""What stands around names, and when, where and to whom words were said: kinds met on unseen news, to catch and to leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import told

PUBLISHED = "2024-05-18"  # a Saturday
FRIDAY = "2024-05-17"
NOBODY = None
CASES: dict[str, list[tuple[str, str, str, set[str | None]]]] = {
    "a place or firm of two words before somebody's office": [
        (
            "Trinidad and Tobago football president Ruben Pell called it “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ruben Pell"},
        ),
        (
            "Bosnia and Herzegovina Prime Minister Ada Stone called it “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
        ("“We sail late,” Antigua and Barbuda Foreign Minister Ines Marsh said.", "speaker", "sail late", {"Ines Marsh"}),
        ("“We sail late,” said Marks and Spencer chief executive Ada Pell.", "speaker", "sail late", {"Ada Pell"}),
        # harm: two who speak together
        (
            "Marsh and harbour master Ada Pell said it was “a boat without a harbour”.",
            "speaker",
            "without",
            {"Marsh and Ada Pell", NOBODY},
        ),
    ],
    "a body with and, before its spokesman": [
        (
            "A Department of Roads and Social Care spokesperson said: “We sail late.”",
            "speaker",
            "sail late",
            {"Department of Roads and Social Care spokesperson"},
        ),
        (
            "A Society for the Care of Hedges and Walls spokesman said: “We sail late.”",
            "speaker",
            "sail late",
            {"Society for the Care of Hedges and Walls spokesman"},
        ),
        ("A Marks and Spencer spokesman said: “We sail late.”", "speaker", "sail late", {"Marks and Spencer spokesman"}),
        # harm: two who are told of
        ("The pilots and a spokesman said: “We sail late.”", "speaker", "sail late", {"pilots and spokesman", "spokesman", NOBODY}),
    ],
    "a title that is a given name": [
        ("“We sail late,” said Major Pell, 58, a pilot. “Not today,” Pell said.", "speaker", "sail late", {"Major Pell"}),
        ("“We sail late,” said Prince Oduya, 34, who has steered the ferry for years.", "speaker", "sail late", {"Prince Oduya"}),
        (
            "Ada Pell left. “We sail late,” said her sister, Princess Oduya-Pell.",
            "speaker",
            "sail late",
            {"Princess Oduya-Pell", "sister"},
        ),
        # harm: titles
        ("“We sail late,” said Prince William, 40, at the quay.", "speaker", "sail late", {"William"}),
        ("“We sail late,” said Sergeant Pell, 34, of the harbour force.", "speaker", "sail late", {"Pell"}),
        ("“We sail late,” said Judge Pell, who sat in Kelby.", "speaker", "sail late", {"Pell"}),
    ],
    "titles one behind another": [
        ("The Very Reverend Canon Ruben Pell called it “a boat without a harbour”.", "speaker", "without", {"Ruben Pell"}),
        (
            "Right Rev Dr Ada Trowbridge, the Bishop of Kelby, called it “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Trowbridge"},
        ),
        ("“We sail late,” said the Hon. Justice (retd.) Ada Stone, who chaired the panel.", "speaker", "sail late", {"Ada Stone"}),
        # harm: a firm, and titles that are no outlets
        ("Canon Europe called it “a boat without a harbour”.", "speaker", "without", {"Canon Europe"}),
        ("Right Rev Dr Ada Trowbridge said the quay was “a boat without a harbour”.", "outlet", "without", {None}),
    ],
    "a given name that is a modal verb too, in apposition": [
        ("Her mother, May Stone, nodded. “We sail late,” May said.", "speaker", "sail late", {"May Stone"}),
        # harm: a month
        ("The pilots met in early May. Ada Stone was there. “We sail late,” she said.", "speaker", "sail late", {"Ada Stone"}),
    ],
    "a participle like a verb of speech": [
        (
            "Ada Stone said the barn had been let to “the only family with more boats than rooms”.",
            "speaker",
            "more boats",
            {"Ada Stone"},
        ),
        ("Ada Stone let slip that the barn was “a boat without a harbour”.", "speaker", "without", {"Ada Stone"}),
    ],
    "a broadcaster with an article": [
        ("“We sail late,” Ada Stone told the ABC on Friday.", "outlet", "sail late", {"ABC"}),
        ("“We sail late,” Ada Stone told Fox Business Network on Friday.", "outlet", "sail late", {"Fox Business Network"}),
        ("“We sail late,” Ada Stone told Fox Business on Friday.", "outlet", "sail late", {"Fox Business"}),
        ("“We sail late,” Ada Stone told the ABC’s Ruben Pell.", "outlet", "sail late", {"ABC"}),
        # harm: the network
        ("“We sail late,” Ada Stone told ABC on Friday.", "outlet", "sail late", {"ABC News"}),
        ("“We sail late,” Ada Stone told the BBC on Friday.", "outlet", "sail late", {"BBC"}),
    ],
    "an outlet's name is taken whole": [
        (
            "Ada Stone told RTÉ Raidió na Skarn that the quay was “a boat without a harbour”.",
            "outlet",
            "without",
            {"RTÉ Raidió na Skarn"},
        ),
        ("“We sail late,” Ada Stone told the Sunday Tribune.", "outlet", "sail late", {"Sunday Tribune"}),
        ("“We sail late,” Ada Stone told the Sunday Independent.", "outlet", "sail late", {"Sunday Independent"}),
        ("“We sail late,” Ada Stone told the Sunday Independent.", "date", "sail late", {None}),
        ("“We sail late,” Ada Stone told Newstalk KB’s Ines Marsh.", "outlet", "sail late", {"Newstalk KB"}),
        # harm: a day
        ("“We sail late,” Ada Stone told the Tribune Sunday.", "date", "sail late", {"2024-05-12"}),
    ],
    "a programme of an outlet": [
        ("Ada Stone said on RTÉ’s Morning Kelby the quay was “a boat without a harbour”.", "venue", "without", {"Morning Kelby"}),
        ("Ada Stone told the BBC’s Harbour Today the quay was “a boat without a harbour”.", "venue", "without", {"Harbour Today"}),
        # harm: who asks
        ("Ada Stone told CNN’s Wolf Marsh the quay was “a boat without a harbour”.", "venue", "without", {None}),
    ],
    "whom words or looks are for is no venue": [
        (
            "Ada Stone took aim at the Bangladeshi pilots on Friday, saying they had “a boat without a harbour”.",
            "venue",
            "without",
            {None},
        ),
        (
            "Ada Stone hit out at the Kelby Harbour Board on Friday, saying it had “a boat without a harbour”.",
            "venue",
            "without",
            {None},
        ),
        (
            "Ada Stone took a swipe at Skarn Council on Friday, saying it had “a boat without a harbour”.",
            "venue",
            "without",
            {None},
        ),
        # harm: where somebody is
        (
            "Ada Stone said at the Kelby Harbour Hotel on Friday that it was “a boat without a harbour”.",
            "venue",
            "without",
            {"Kelby Harbour Hotel"},
        ),
    ],
    "a venue is taken whole": [
        (
            "Ada Stone told reporters at the airport in Kelby that it was “a boat without a harbour”.",
            "venue",
            "without",
            {"airport in Kelby"},
        ),
        (
            "Ada Stone said in a speech at the town hall on Friday that it was “a boat without a harbour”.",
            "venue",
            "without",
            {"speech at the town hall"},
        ),
        ("“We sail late,” Ada Stone told the Skarn Post in an interview broadcast on Friday.", "venue", "sail late", {None}),
        ("“We sail late,” Ada Stone told the Skarn Post, in remarks later carried by Reuters.", "venue", "sail late", {None}),
        (
            "In testimony before the Harbour Safety Committee on Friday Ada Stone said it was “a boat without a harbour”.",
            "venue",
            "without",
            {"Harbour Safety Committee", None},
        ),
    ],
    "a description that leads up to a name": [
        (
            "The Kelby mayor defended the sale in an interview with Radio Estuary on Friday. “We sail late,” Ada Stone said.",
            "outlet",
            "sail late",
            {"Radio Estuary"},
        ),
        (
            "The Kelby mayor defended the sale in an interview with Radio Estuary on Friday. “We sail late,” Ada Stone said.",
            "date",
            "sail late",
            {FRIDAY},
        ),
        (
            "The former winger spoke to Radio Estuary on Friday about his knees. “We sail late,” Ruben Pell said.",
            "outlet",
            "sail late",
            {"Radio Estuary"},
        ),
        # harm: by another role, and behind a sentence without words
        (
            "The Kelby mayor defended the sale in a speech at the quay on Friday. “We sail late,” Ada Stone, a tenant, said.",
            "venue",
            "sail late",
            {None},
        ),
    ],
    "a day that is not the words'": [
        ("On 8 May Ada Stone was at the quay. “We all knew by ten,” she recalled this week.", "date", "knew by", {None, "2024-05"}),
        ("Ada Stone — a nurse and, since March, the only pilot — called it “a boat without a harbour”.", "date", "without", {None}),
        # harm
        ("In a report of 6 May Ada Stone called it “a boat without a harbour”.", "date", "without", {"2024-05-06"}),
    ],
    "who is quoted in a relative clause": [
        (
            "It came from a pilot, Ada Stone, who was quoted by the Skarn Post as saying it was “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
        (
            "It came from Ada Stone, who was quoted as saying it was “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
        # harm: whom an outlet quotes
        (
            "Ruben Pell left. The Skarn Post quoted Ada Stone as saying it was “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
    ],
    "an outlet called by a number, and a word that only opens a sentence": [
        ("“We sail late,” Ada Stone told Channel 8.", "outlet", "sail late", {"Channel 8"}),
        (
            "State television quoted the general as saying it was “a boat without a harbour”.",
            "outlet",
            "without",
            {"State television", None},
        ),
        # harm: a count
        ("“We sail late,” Ada Stone told 8 pilots.", "outlet", "sail late", {None}),
    ],
    "a saint's possessive is part of a place": [
        ("“We sail late,” Ada Stone told mourners at St Edda’s on Friday.", "venue", "sail late", {"St Edda’s"}),
        # harm: whose something is
        (
            "“We sail late,” Ada Stone said at Kelby’s town hall on Friday.",
            "venue",
            "sail late",
            {"Kelby’s town hall", "town hall", NOBODY},
        ),
    ],
    "a visit leads to its place": [
        (
            "“We sail late,” Ada Stone said on Friday during a visit to a sawmill near Kelby.",
            "venue",
            "sail late",
            {"visit to a sawmill near Kelby"},
        ),
        ("“We sail late,” Ada Stone told residents at a school in Kelby.", "venue", "sail late", {"school in Kelby"}),
        ("“We sail late,” Ada Stone told reporters outside parliament.", "venue", "sail late", {"parliament"}),
        # harm: what holds words
        ("“We sail late,” Ada Stone told residents in a letter.", "venue", "sail late", {None}),
    ],
    "words that somebody else gave": [
        (
            "“We are tired,” the College of Pilots said in a statement on Thursday. A Department of Roads spokesperson said: “We sail late.”",
            "date",
            "sail late",
            {None},
        ),
        (
            "In a statement on Thursday the Trust said it would go. Anglers disagreed. “We sail late,” said Ruben Pell, who keeps two boats.",
            "date",
            "sail late",
            {None},
        ),
        # harm: who speaks for them
        (
            "The Trust said in a statement on Thursday it would go. “We sail late,” said Ruben Pell, its chief executive.",
            "date",
            "sail late",
            {"2024-05-16"},
        ),
    ],
    "a day between two quotations, and a later scene": [
        (
            "“We sail soon,” Ada Stone told the council on May 2. She was still at her desk on Monday. “We sail late,” she said.",
            "date",
            "sail late",
            {"2024-05-13", None},
        ),
        (
            "Ms Stone told a hustings in Kelby that it was “a boat without a harbour”. Now she is mayor. “We sail late,” she told the Skarn Post on Monday.",
            "date",
            "without",
            {None},
        ),
        # harm: the same day
        (
            "“We sail soon,” Ada Stone told the council on May 2. The pilots laughed. “We sail late,” she said.",
            "date",
            "sail late",
            {"2024-05-02"},
        ),
    ],
    "a body whose name has a small word": [
        (
            "“We sail late,” a Kelby upon Skarn Hospitals Trust spokesperson said.",
            "speaker",
            "sail late",
            {"Kelby upon Skarn Hospitals Trust spokesperson"},
        ),
        ("Ms. Stone first raised it on May 4. “We sail late,” she said.", "speaker", "sail late", {"Stone"}),
    ],
    "a service behind an area and two things that it is for": [
        ("“We sail late,” the Kelby Fire and Rescue Service said.", "speaker", "sail late", {"Kelby Fire and Rescue Service"}),
        (
            "The South Skarn Police and Crime Authority called it “a boat without a harbour”.",
            "speaker",
            "without",
            {"South Skarn Police and Crime Authority", NOBODY},
        ),
        ("The Skarn Health and Care Trust said: “We sail late.”", "speaker", "sail late", {"Skarn Health and Care Trust"}),
        # harm: two who speak together
        (
            "“It is a boat without a harbour,” the Home Office and Treasury Department said.",
            "speaker",
            "without",
            {NOBODY, "Home Office and Treasury Department"},
        ),
        (
            "“It is a boat without a harbour,” Ada Pell and the Harbour Board said.",
            "speaker",
            "without",
            {"Ada Pell and the Harbour Board", NOBODY},
        ),
    ],
    "a possessive inside the name of a body": [
        ("The Skarn Women's Institute called it “a boat without a harbour”.", "speaker", "without", {"Skarn Women's Institute"}),
        ("“We sail late,” the Kelby Fishermen’s Federation said.", "speaker", "sail late", {"Kelby Fishermen’s Federation"}),
        ("“We sail late,” the Prince's Trust said.", "speaker", "sail late", {"Prince's Trust"}),
        (
            "“We sail late,” the Skarn Children's Football League said.",
            "speaker",
            "sail late",
            {"Skarn Children's Football League"},
        ),
        ("St Anne's Hospital called it “a boat without a harbour”.", "speaker", "without", {"St Anne's Hospital"}),
        # harm: an owner before somebody, or before a body that has a name
        ("“We sail late,” the Lantern's Ada Stone said.", "speaker", "sail late", {"Ada Stone"}),
        ("“We sail late,” said Kelby's Harbour Trust.", "speaker", "sail late", {"Harbour Trust"}),
        ("“We sail late,” the Harbour Trust's director, Ada Stone, said.", "speaker", "sail late", {"Ada Stone"}),
    ],
    "what somebody does, at the start of a sentence before a name": [
        ("Lexicographer Ines Stone said: “We sail late.”", "speaker", "sail late", {"Ines Stone"}),
        ("Milliner Ruben Pell sold a hat. “We sail late,” Pell said.", "speaker", "sail late", {"Ruben Pell"}),
        # harm: a name of three words
        ("Ines Ada Stone said: “We sail late.”", "speaker", "sail late", {"Ines Ada Stone"}),
    ],
    "one who is spoken to or of, after words of hers": [
        (
            "“We sail late,” Ada Stone said. She has been urged to “mend the boat without a harbour”.",
            "speaker",
            "without",
            {NOBODY},
        ),
        (
            "“We sail late,” Ada Stone said. She was accused of having “lost a boat without a harbour”.",
            "speaker",
            "without",
            {NOBODY},
        ),
        # harm: she urges, and somebody urges her
        (
            "“We sail late,” Ada Stone said. She urged them to “mend the boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
        (
            "“We sail late,” Ada Stone said. She was urged by Ivo Pell to “mend the boat without a harbour”.",
            "speaker",
            "without",
            {"Ivo Pell"},
        ),
    ],
    "what others cry, at the very start": [
        (
            "“We sail late,” Ada Stone said. Amid shouts of “give us a boat without a harbour”, she left.",
            "speaker",
            "without",
            {NOBODY},
        ),
        (
            "“We sail late,” Ada Stone said. Amid cries of “no boat without a harbour”, the board rose.",
            "speaker",
            "without",
            {NOBODY},
        ),
    ],
    "the words of a poll": [
        ("Some 30 percent of readers picked “a boat without a harbour” for Ada Stone.", "speaker", "without", {NOBODY}),
        # harm: what one person picks
        (
            "“We sail late,” said Ada Stone. Voters told her it was “a boat without a harbour”.",
            "speaker",
            "without",
            {"voters", NOBODY},
        ),
    ],
    "what looks like a title, an initial or a paper's day, and is none": [
        ("“We sail late,” Sri Lanka said in a statement.", "speaker", "sail late", {"Sri Lanka"}),
        ("Stone shared the clip on X. Marsh said: “We sail late.”", "speaker", "sail late", {"Marsh"}),
        ("The board sacked Ruben Pell. General Pell, 50, said: “We sail late.”", "speaker", "sail late", {"Ruben Pell"}),
        ("“We sail late,” said Judge Orr, 61, of the county court.", "speaker", "sail late", {"Orr"}),
        ("On Friday World Boats president Ada Stone said: “We sail late.”", "date", "sail late", {FRIDAY}),
        ("On Friday Business Secretary Ada Stone said: “We sail late.”", "date", "sail late", {FRIDAY}),
        # harm: a given name like a title, an initial, and a paper
        ("“We sail late,” said Major Pell, 58, a potter.", "speaker", "sail late", {"Major Pell"}),
        ("“We sail late,” said A. X. Marsh.", "speaker", "sail late", {"A. X. Marsh"}),
        ("Ada Stone told the Friday Express: “We sail late.”", "date", "sail late", {None}),
    ],
    "a number of two words at the start of a sentence": [
        ("Sixty-three said: “We sail late.”", "speaker", "sail late", {NOBODY}),
        ("Two-thirds said they had “no boat without a harbour”.", "speaker", "without", {NOBODY}),
        ("Forty-four residents told the council: “We sail late.”", "speaker", "sail late", {"residents", NOBODY}),
        ("Thirty-year-olds say “we sail late and we like it”.", "speaker", "sail late", {NOBODY}),
        # harm: names with a hyphen, and ages before a name
        ("Jean-Luc said: “We sail late.”", "speaker", "sail late", {"Jean-Luc"}),
        ("Thirty-one-year-old Ada Stone said: “We sail late.”", "speaker", "sail late", {"Ada Stone"}),
        ("“We sail late,” twelve-year-old Ivo Marsh said.", "speaker", "sail late", {"Ivo Marsh"}),
    ],
    "a number with a comma within a clause": [
        (
            "Ada Stone, whose study of 4,000 boats came out in May, called it “a boat without a harbour”.",
            "speaker",
            "without",
            {"Ada Stone"},
        ),
        ("Ada Stone, who left 12,500 crates on the pier, said: “We sail late.”", "speaker", "sail late", {"Ada Stone"}),
        ("The pilot of the 1,200-ton ferry, Ivo Pell, said: “We sail late.”", "speaker", "sail late", {"Ivo Pell"}),
        # harm: a day and a year
        ("On May 4, 2024, Ada Stone said: “We sail late.”", "date", "sail late", {"2024-05-04"}),
    ],
    "a name that begins with May, who is told of": [
        ("May Donnelly was born on a boat.\n\n“We sail late,” Donnelly said.", "speaker", "sail late", {"May Donnelly"}),
        # harm: a month, and a wish
        ("May Day was quiet in Skarn. “We sail late,” Ada Stone said.", "speaker", "sail late", {"Ada Stone"}),
        ("May Donnelly sail at noon? “We sail late,” Donnelly said.", "speaker", "sail late", {"Donnelly"}),
    ],
}


@pytest.mark.parametrize(
    ("kind", "text", "field", "words", "expected"),
    [pytest.param(kind, *case, id=f"{kind} {number}") for kind, cases in CASES.items() for number, case in enumerate(cases)],
)
def test_kinds(kind, text, field, words, expected):
    assert told(field, text, words, published=PUBLISHED) in expected, kind
