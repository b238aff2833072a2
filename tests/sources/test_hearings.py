"""Records of what was said, as they are printed: whoever is printed before words says them, and nobody else."""

from __future__ import annotations

import pytest

from service.sources.attendance import without_lists
from service.sources.days import day_of_sitting
from tests.sources.made import docx, pdf
from tests.sources.reading import read, said

HEARING = """SUBCOMMITTEE ON PIERS AND LIGHTS
May 18, 2024
Members present: Ines Calloway, Chairwoman; Tobias Fenn; Maro McSorley

The CHAIRWOMAN. The subcommittee will come to order.

Mr. FENN. Thank you, Madam Chairwoman. We never asked for a second lamp.

I would add that nobody paid for the first one.

Ms. McSORLEY of Ellery. I did.

[Laughter.]

Chairwoman CALLOWAY. The gentlewoman will suspend.

STATEMENT OF PEIG DONNELLY, HARBOR MASTER

Ms. DONNELLY. The lamp was out for nine days.
"""
DEPOSITION = """DEPOSITION OF PEIG DONNELLY
taken on June 3, 2024

PEIG DONNELLY, having been first duly sworn, testified as follows:

EXAMINATION

BY MR. FENN:

Q. Did you sign the contract in March?

A. I did not sign anything in March.

MS. CALLOWAY: Objection, form.

THE WITNESS: I may have seen it.

BY MS. CALLOWAY:

Q. Who showed it to you?

A. Nobody did.
"""
BRIEFING = """PRESS BRIEFING BY PRESS SECRETARY INES CALLOWAY

MS. CALLOWAY: Good afternoon, everybody. The ferry sails on Monday.

Q    Will it come back?

MS. CALLOWAY: It always has.

Q    Tobias, is that so?

MR. FENN: I have never missed it.
"""
CALL = """Ellery Ferries First Quarter Earnings Call
Company Participants
Ines Calloway - Chief Executive Officer
Tobias Fenn - Chief Financial Officer

Operator

Good day, and welcome to the call.

Ines Calloway

We will not raise the fares this year.

Tobias Fenn - Chief Financial Officer

Fuel was dearer than we thought.

Ines Calloway

And we still will not.
"""
COURT = """IN THE COUNTY COURT OF ELLERY

THE COURT: You may call your next witness.

MR. FENN: The state calls Maro McSorley.

THE CLERK: Please be seated.

MR. FENN: Thank you.
"""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            HEARING,
            [
                ("Ines Calloway", "The subcommittee will come to order."),
                ("Tobias Fenn", "Thank you, Madam Chairwoman. We never asked for a second lamp. I would add that nobody paid for the first one."),
                ("Maro McSorley", "I did."),
                ("Ines Calloway", "The gentlewoman will suspend."),
                ("Peig Donnelly", "The lamp was out for nine days."),
            ],
        ),
        (
            DEPOSITION,
            [
                ("Fenn", "Did you sign the contract in March?"),
                ("Peig Donnelly", "I did not sign anything in March."),
                ("Calloway", "Objection, form."),
                ("Peig Donnelly", "I may have seen it."),
                ("Calloway", "Who showed it to you?"),
                ("Peig Donnelly", "Nobody did."),
            ],
        ),
        (
            BRIEFING,
            [
                ("Ines Calloway", "Good afternoon, everybody. The ferry sails on Monday."),
                (None, "Will it come back?"),
                ("Ines Calloway", "It always has."),
                (None, "Tobias, is that so?"),
                ("Fenn", "I have never missed it."),
            ],
        ),
        (
            COURT,
            [
                ("The Court", "You may call your next witness."),
                ("Fenn", "The state calls Maro McSorley."),
                ("The Clerk", "Please be seated."),
                ("Fenn", "Thank you."),
            ],
        ),
        (
            CALL,
            [
                ("Operator", "Good day, and welcome to the call."),
                ("Ines Calloway", "We will not raise the fares this year."),
                ("Tobias Fenn", "Fuel was dearer than we thought."),
                ("Ines Calloway", "And we still will not."),
            ],
        ),
    ],
    ids=["hearing", "deposition", "briefing", "court", "call"],
)  # fmt: skip
def test_a_record_has_the_words_of_each_by_the_fullest_name_it_gives(text, right):
    (document,) = read("record.txt", text.encode())
    assert (document.kind, said(document)) == ("transcript", right)


def test_a_record_is_one_in_a_pdf_and_in_word_as_well():
    paragraphs = [part for part in DEPOSITION.split("\n\n") if part.strip()]
    lines = [(72.0, 760.0 - 30 * n, " ".join(part.split())) for n, part in enumerate(paragraphs)]
    for name, content in (
        ("record.pdf", pdf([lines])),
        ("record.docx", docx([("Normal", " ".join(part.split())) for part in paragraphs])),
    ):
        (document,) = read(name, content)
        assert ("Peig Donnelly", "I did not sign anything in March.") in said(document), name


def test_who_answers_is_whoever_was_sworn_in_last():
    text = (
        DEPOSITION
        + "\nTOBIAS FENN,\n   having been first duly sworn, testified as follows:\n\nBY MS. CALLOWAY:\n\nQ. And you?\n\nA. I paid for it.\n"
    )
    (document,) = read("record.txt", text.encode())
    assert said(document)[-3:] == [("Peig Donnelly", "Nobody did."), ("Calloway", "And you?"), ("Tobias Fenn", "I paid for it.")]


def test_a_name_that_stands_twice_in_a_row_is_one():
    text = DEPOSITION.replace("DEPOSITION OF PEIG DONNELLY\ntaken on June 3, 2024\n\nPEIG", "DEPOSITION OF PEIG DONNELLY PEIG")
    (document,) = read("a.txt", text.encode())
    assert ("Peig Donnelly", "Nobody did.") in said(document)


def test_a_surname_that_two_share_stays_a_surname():
    text = HEARING.replace("Tobias Fenn;", "Tobias Fenn; Orla Fenn;")
    (document,) = read("record.txt", text.encode())
    assert {speaker for speaker, words in said(document) if "second lamp" in words} == {"Fenn"}


@pytest.mark.parametrize(
    "text",
    [
        # questions and answers in an article, which has words about them
        "The mayor sat down with us.\n\nQ: Will the pier close?\n\nA: Not in my time.\n\nQ: Why?\n\nA: Nobody asked me.\n\nShe left at noon.",
        # headings in capitals before a colon
        "A plan.\n\nWHERE: Ellery\n\nWHEN: Monday\n\nWHO: Ines Calloway\n\nWHAT: A walk along the pier.",
        # a list of people with their offices
        "Winners\n\nInes Calloway - Best Pilot\n\nTobias Fenn - Best Cook\n\nPeig Donnelly - Best Boat\n\nMaro Fenn - Best Hat",
        # one exchange in an article
        "The court heard this:\n\nTHE COURT: Sit down.\n\nMR. FENN: I will not.\n\nThen everybody left. It rained.\n\nThe ferry sailed.",
    ],
    ids=["interview", "notice", "list", "excerpt"],
)
def test_what_only_looks_like_a_record_is_none(text):
    (document,) = read("text.txt", text.encode())
    assert document.kind == "article"


NUMBERED = """                                                   12

 1                   PEIG DONNELLY,
 2   having been first duly sworn, testified as follows:
 3                    EXAMINATION
 4   BY MR. FENN:
 5        Q.   Did you sign the paper on the
 6   fourth of May?
 7        A.   I did not sign any paper, not
 8   then and not later.
 9             MS. CALLOWAY:  Objection.  Form.
10             THE WITNESS:  I never held the pen.
"""


def test_the_numbers_of_lines_are_no_words_of_a_record():
    (document,) = read("a.txt", NUMBERED.encode())
    assert said(document) == [
        ("Fenn", "Did you sign the paper on the fourth of May?"),
        ("Peig Donnelly", "I did not sign any paper, not then and not later."),
        ("Calloway", "Objection. Form."),
        ("Peig Donnelly", "I never held the pen."),
    ]


def test_a_list_that_counts_is_no_record():
    text = "\n".join(f"{n} We saw a gull on the pier that day." for n in range(1, 9))
    (document,) = read("a.txt", text.encode())
    assert document.text.startswith("1 We saw a gull")


CALL = """Fog Lamps plc Q2 2024 Earnings Call Transcript

Call participants:

Peig Donnelly -- Chief Executive Officer

Ida Fenn -- Brackwater Capital -- Analyst

Prepared Remarks:

Operator

Good morning, and welcome.

Peig Donnelly -- Chief Executive Officer

We sold more lamps than ever.

Questions & Answers:

Operator

The first question, please.

Ida Fenn -- Brackwater Capital -- Analyst

How many lamps?
"""


def test_the_parts_of_a_call_are_nobodys_words():
    (document,) = read("a.txt", CALL.encode())
    assert said(document) == [
        ("Operator", "Good morning, and welcome."),
        ("Peig Donnelly", "We sold more lamps than ever."),
        ("Operator", "The first question, please."),
        ("Ida Fenn", "How many lamps?"),
    ]


def test_an_office_in_the_head_is_no_part_of_a_name():
    head = "Press Briefing by Press Secretary Peig Donnelly\n\n1:05 P.M. EDT\n\n"
    turns = "MS. DONNELLY:  The pier stays.\n\nQ    Will it be sold?\n\nMS. DONNELLY:  It will not.\n\nQ    Ever?\n\n"
    (document,) = read("a.txt", (head + turns).encode())
    assert {who for who, _ in said(document)} == {"Peig Donnelly", None}


HEARING_TEXT = """[House Hearing, 118 Congress]
HEARING ON PIERS AND LIGHTS
SUBCOMMITTEE ON PIERS
May 18, 2024
Present: Representatives Calloway and Fenn.

    The subcommittee met at 10 a.m., Hon. Ines Calloway [chairwoman of the subcommittee] presiding.

    Chairwoman Calloway. The subcommittee will come to order. We thank
Mr. Fenn. He has come a long way.
    Mr. Fenn. We never asked for a second lamp.
    [The letter follows:]
    Dear Chairwoman, I write to say that the lamp is fine.
         STATEMENT OF CAPT. PEIG DONNELLY, HARBOR MASTER
    Captain Donnelly. Nobody paid for the first one.
    Mr. Fenn of Ellery. I did.
"""
CALL_WITH_HEADINGS = """Ellery Ferries Q1 2024 Earnings Conference Call May 18, 2024 8:30 AM ET

Company Participants

Ines Calloway - Chief Executive Officer
Tobias Fenn - Chief Financial Officer, Ellery Ferries, Inc.

Conference Call Participants

Maro McSorley - Pier Securities

Operator

Good day, and welcome to the call.

Ines Calloway

We will not raise the fares this year.

Tobias Fenn

Fuel was dearer than we thought.

Question-and-Answer Session

Maro McSorley

How long will it last?

Peig Donnelly

Who is asking?
"""
CALL_AT_ITS_END = """Ellery Ferries Q1 2024 Earnings Call Transcript
May 18, 2024, 8:30 a.m. ET

Prepared Remarks:

Ines Calloway -- Chief Executive Officer

We will not raise the fares this year.

Questions & Answers:

Maro McSorley -- Pier Securities -- Analyst

How long will it last?

Ines Calloway -- Chief Executive Officer

All year.

Maro McSorley -- Pier Securities -- Analyst

Thank you.

Duration: 42 minutes

Call participants:

Ines Calloway -- Chief Executive Officer

Maro McSorley -- Pier Securities -- Analyst

More earnings call transcripts
"""
CALL_ON_TWO_LINES = """CORPORATE PARTICIPANTS

Ines Calloway
Ellery Ferries, Inc. - CEO

Tobias Fenn
Ellery Ferries, Inc. - CFO

PRESENTATION

Operator
Good day and welcome.

Ines Calloway - Ellery Ferries, Inc. - CEO
We will not raise the fares this year.

Tobias Fenn
Ellery Ferries, Inc. - CFO  A
Fuel was dearer than we thought.

Ines Calloway
And we still will not.
"""
PROGRAMME = """RADIO ELLERY
Transcript of the programme of May 18, 2024

HOST: Welcome back.

PEIG DONNELLY, HARBOR MASTER: The lamp was out for nine days.

HOST: (voice-over) It was built in 1964.

DONNELLY: It is out again.

DR. DONNELLY: (Laughs.) It always is.

SEN. MARO McSORLEY (D), ELLERY: I would not light it.
"""
PAGED = """00001:01 DEPOSITION OF PEIG DONNELLY
00001:02 May 18, 2024
00001:03 PEIG DONNELLY,
00001:04 having been duly sworn, testified as follows:
00001:05 BY MR. FENN:
00001:06      Q.   Did you sign the contract
Ellery Reporting, Inc.
800-555-0134
00002:01 in March?
00002:02      A.   I did not sign anything in
00002:03 March.
00002:04      Q.   (BY MR. FENN) Who did?
00002:05      A.   Nobody.
"""
TRIAL = """DISTRICT COURT OF ELLERY
Trial
May 18, 2024
Before:
     HON. INES T. CALLOWAY,
     District Judge
APPEARANCES
TOBIAS FENN
     Attorney for the City

THE COURT: We lost a day to the storm.

MR. FENN: The city calls Maro McSorley.

 MARO McSORLEY,
     called as a witness by the city, having been duly sworn,
DIRECT EXAMINATION
BY MR. FENN:
Q. Where was he?
A. On the pier.
THE COURT: Thank you.
"""
RECORD = """[Congressional Record Volume 170, Number 61 (Saturday, May 18, 2024)]
[House]

                          LAMP ACT

  Ms. CALLOWAY. Mr. Speaker, eleven years is too long
to wait for a lamp.

[[Page H2202]]

  Mr. FENN of Ellery. I thank the gentlewoman.
  The SPEAKER pro tempore (Ms. Donnelly). The time of the gentleman has expired.
  Ms. CALLOWAY. Then let it be dark.
                          ____________________
"""


CENTRAL_BANK = """Transcript of Chair Calloway’s Press Conference
May 1, 2024

CHAIR CALLOWAY. Good afternoon. The lamp stays lit.

MARO MCSORLEY. Thank you. Peig.

PEIG DONNELLY. Peig Donnelly, the Ellery Beacon. For how long?

CHAIR CALLOWAY. THE LAMP. That is all I can say of it.

MS. MCSORLEY. Thank you.
"""
COMMONS = """HOUSE OF COMMONS

Oral Answers to Questions

Peig Donnelly (Ellery) (Lab): What steps is he taking on the lamp?

The Secretary of State for Lamps (Tobias Fenn): It was lit in May.

Peig Donnelly: I thank him.

Tobias Fenn: Not at all.
"""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            CENTRAL_BANK,
            [
                ("Calloway", "Good afternoon. The lamp stays lit."),
                ("Maro McSorley", "Thank you. Peig."),
                ("Peig Donnelly", "Peig Donnelly, the Ellery Beacon. For how long?"),
                ("Calloway", "THE LAMP. That is all I can say of it."),
                ("Maro McSorley", "Thank you."),
            ],
        ),
        (
            COMMONS,
            [
                ("Peig Donnelly", "What steps is he taking on the lamp?"),
                ("Tobias Fenn", "It was lit in May."),
                ("Peig Donnelly", "I thank him."),
                ("Tobias Fenn", "Not at all."),
            ],
        ),
        (
            HEARING_TEXT,
            [
                ("Ines Calloway", "The subcommittee will come to order. We thank Mr. Fenn. He has come a long way."),
                ("Fenn", "We never asked for a second lamp."),
                ("Peig Donnelly", "Nobody paid for the first one."),
                ("Fenn", "I did."),
            ],
        ),
        (
            CALL_WITH_HEADINGS,
            [
                ("Operator", "Good day, and welcome to the call."),
                ("Ines Calloway", "We will not raise the fares this year."),
                ("Tobias Fenn", "Fuel was dearer than we thought."),
                ("Maro McSorley", "How long will it last?"),
                (None, "Who is asking?"),
            ],
        ),
        (
            CALL_AT_ITS_END,
            [
                ("Ines Calloway", "We will not raise the fares this year."),
                ("Maro McSorley", "How long will it last?"),
                ("Ines Calloway", "All year."),
                ("Maro McSorley", "Thank you."),
            ],
        ),
        (
            CALL_ON_TWO_LINES,
            [
                ("Operator", "Good day and welcome."),
                ("Ines Calloway", "We will not raise the fares this year."),
                ("Tobias Fenn", "Fuel was dearer than we thought."),
                ("Ines Calloway", "And we still will not."),
            ],
        ),
        (
            PROGRAMME,
            [
                ("Host", "Welcome back."),
                ("Peig Donnelly", "The lamp was out for nine days."),
                ("Host", "It was built in 1964."),
                ("Peig Donnelly", "It is out again."),
                ("Peig Donnelly", "It always is."),
                ("Maro McSorley", "I would not light it."),
            ],
        ),
        (
            PAGED,
            [
                ("Fenn", "Did you sign the contract in March?"),
                ("Peig Donnelly", "I did not sign anything in March."),
                ("Fenn", "Who did?"),
                ("Peig Donnelly", "Nobody."),
            ],
        ),
        (
            TRIAL,
            [
                ("Ines T. Calloway", "We lost a day to the storm."),
                ("Tobias Fenn", "The city calls Maro McSorley."),
                ("Tobias Fenn", "Where was he?"),
                ("Maro McSorley", "On the pier."),
                ("Ines T. Calloway", "Thank you."),
            ],
        ),
        (
            RECORD,
            [
                ("Calloway", "Mr. Speaker, eleven years is too long to wait for a lamp."),
                ("Fenn", "I thank the gentlewoman."),
                ("Donnelly", "The time of the gentleman has expired."),
                ("Calloway", "Then let it be dark."),
            ],
        ),
    ],
)
def test_records_in_more_layouts(text, right):
    (document,) = read("record.txt", text.encode())
    assert document.kind == "transcript"
    assert said(document) == right


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Fenn. That is what they call him.\n\nMs. Calloway. That is what they call her.\n\nMr. Donnelly. And him.\n\nMs. McSorley. And her.\n",
        "Participants\n\nInes Calloway, mayor\nTobias Fenn, clerk\n\nThey met on the pier.\n",
        "NEW ELLERY. It rained.\n\nPORT TARN. It snowed.\n\nNEW ELLERY. It rained again.\n\nPORT TARN. It thawed.\n",
        "The Chair. A story.\n\nIt stood by the window.\n\nThe Court. Another.\n\nIt was empty.\n",
    ],
)
def test_texts_that_only_look_like_records_are_articles(text):
    (document,) = read("text.txt", text.encode())
    assert document.kind == "article"


DEBATE = """House of Commons Debates, 18 May 2024

Piers

Ines Calloway (Ellery West) (Lab): I beg to move that the pier be kept.

The Minister for Piers (Tobias Fenn): The pier is a matter for the harbor.

Ines Calloway: Will he say that in Ellery?

Mr Speaker: Order.

Tobias Fenn: I would say it anywhere.
"""
PLENARY = """Parliament debate, 18 May 2024

President. – The debate is open.

Ines Calloway (S&D). – Mr President, the lamp has been out for a month.

Tobias Fenn, Member of the Commission. – We have noted it.

President. – The debate is closed.
"""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            DEBATE,
            [
                ("Ines Calloway", "I beg to move that the pier be kept."),
                ("Tobias Fenn", "The pier is a matter for the harbor."),
                ("Ines Calloway", "Will he say that in Ellery?"),
                ("Mr Speaker", "Order."),
                ("Tobias Fenn", "I would say it anywhere."),
            ],
        ),
        (
            PLENARY,
            [
                ("President", "The debate is open."),
                ("Ines Calloway", "Mr President, the lamp has been out for a month."),
                ("Tobias Fenn", "We have noted it."),
                ("President", "The debate is closed."),
            ],
        ),
    ],
)
def test_debates_in_text_name_members_with_what_they_sit_for(text, right):
    (document,) = read("debate.txt", text.encode())
    assert said(document) == right


def test_a_label_of_a_name_alone_is_nobodys_where_nobody_of_that_name_has_sat():
    text = DEBATE.replace("Tobias Fenn: I would", "Breaking News: I would")
    (document,) = read("debate.txt", text.encode())
    assert "Breaking News" not in {name for name, _ in said(document)}


PRINTED = """<html><head><title>Hearing on the Locks</title></head><body><pre>
                        THE STATE OF THE LOCKS

                               HEARING

                              MAY 18, 2024

             STATEMENT OF TOBIAS TARN, CHIEF ENGINEER

    Chairman Calloway. The committee will come to order. We hear of
the locks today.
    Mr. Tarn. The locks were built in
1911 and they leak.
    Senator Fenn. How badly?
    Mr. Tarn. Badly.
    [The prepared statement of Mr. Tarn follows:]

    A statement that nobody spoke.

    Chairman Calloway. Thank you.
</pre></body></html>"""


def test_a_hearing_on_a_page_of_plain_text_is_one():
    (document,) = read("a.htm", PRINTED.encode())
    assert (document.kind, document.published) == ("transcript", "2024-05-18")
    assert said(document) == [
        ("Calloway", "The committee will come to order. We hear of the locks today."),
        ("Tobias Tarn", "The locks were built in 1911 and they leak."),
        ("Fenn", "How badly?"),
        ("Tobias Tarn", "Badly."),
        ("Calloway", "Thank you."),
    ]


def test_a_page_of_the_congressional_record_has_the_day_in_its_title():
    lines = "  Mr. TARN. The lock is old.\n\n  Ms. FENN. I have seen it.\n\n  Mr. TARN. It leaks.\n\n[[Page H3002]]\n\n  Ms. FENN. I yield back.\n"
    page = f"<html><head><title>Congressional Record, Issue 83 (Saturday, May 18, 2024)</title></head><body><pre>\n[Congressional Record]\n[House]\n\n{lines}</pre></body></html>"
    (document,) = read("CREC.htm", page.encode())
    assert document.published == "2024-05-18"
    assert said(document) == [
        ("Tarn", "The lock is old."),
        ("Fenn", "I have seen it."),
        ("Tarn", "It leaks."),
        ("Fenn", "I yield back."),
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Call for the period ending September 30, 2022.", None),
        ("For the quarter ended 30 June 2021, held on 12 August 2021", "2021-08-12"),
        ("For the fiscal year ended December 31, 2023", None),
        ("Nov 3, 2022 at 4:30 p.m. ET", "2022-11-03"),
        ("The session ended May 4, 2020", "2020-05-04"),
    ],
)
def test_the_end_of_a_quarter_is_no_day_of_a_call(line, day):
    assert day_of_sitting(line) == day


PAGES = """                                                Page 1
        DEPOSITION OF PEIG DONNELLY
             May 18, 2024
    PEIG DONNELLY, having been duly sworn, testified as follows:
BY MR. FENN:
\f                                                Page 2
{0} 1   Q.  Did you read the paper before you{1}
{0} 2   signed it?{1}
{0} 3   A.  I read the first page, and I was told by{1}
        Ellery Reporting, LLC
           555-0100
\f                                                Page 3
{0} 1   the harbor master that there was no other.{1}
{0} 2        MS. CALLOWAY:  Objection.{1}
{0} 3   A.  There were nine.{1}
        Ellery Reporting, LLC
"""


@pytest.mark.parametrize(("before", "behind"), [("", ""), ("10:02:14", ""), ("", "        10:02:14")])
def test_what_a_reporter_prints_about_each_page_is_no_part_of_an_answer(before, behind):
    (document,) = read("a.txt", PAGES.format(before, behind).encode())
    assert (document.title, document.published) == ("DEPOSITION OF PEIG DONNELLY", "2024-05-18")
    assert said(document) == [
        ("Fenn", "Did you read the paper before you signed it?"),
        ("Peig Donnelly", "I read the first page, and I was told by the harbor master that there was no other."),
        ("Calloway", "Objection."),
        ("Peig Donnelly", "There were nine."),
    ]


RULED = """Thomson Reuters StreetEvents Event Transcript
E D I T E D   V E R S I O N

Q1 2024 Fog Lamps plc Earnings Call
MAY 18, 2024 / 8:00AM GMT

================================================================================
Corporate Participants
================================================================================

 * Peig Donnelly
   Fog Lamps plc - CEO

================================================================================
Presentation
--------------------------------------------------------------------------------
Operator    [1]
--------------------------------------------------------------------------------

Good morning, and welcome. [Operator Instructions]

--------------------------------------------------------------------------------
Peig Donnelly,  Fog Lamps plc - CEO & Director    [2]
--------------------------------------------------------------------------------

We sold more lamps than ever.

And more fog.

================================================================================
Questions and Answers
--------------------------------------------------------------------------------
Unidentified Analyst,    [3]
--------------------------------------------------------------------------------

How many?

--------------------------------------------------------------------------------
Definitions
--------------------------------------------------------------------------------
PRELIMINARY TRANSCRIPT: "Preliminary" means that it is not final.
"""


def test_speakers_between_rules_are_those_of_a_call():
    (document,) = read("a.txt", RULED.encode())
    assert (document.title, document.published) == ("Q1 2024 Fog Lamps plc Earnings Call", "2024-05-18")
    assert said(document) == [
        ("Operator", "Good morning, and welcome."),
        ("Peig Donnelly", "We sold more lamps than ever. And more fog."),
        ("Unidentified Analyst", "How many?"),
    ]
    assert [passage.attribution.speaker.type for passage in document.stated] == ["unnamed", "person", "unnamed"]
    assert document.stated[1].attribution.speaker.role == "Fog Lamps plc - CEO & Director"


@pytest.mark.parametrize("numbers", [("[1]", "[3]"), ("[2]", "[3]")])
def test_notes_between_rules_that_do_not_count_on_are_no_turns(numbers):
    text = "".join(f"{'-' * 40}\nPeig Donnelly, mayor    {number}\n{'-' * 40}\n\nShe kept the lamps.\n\n" for number in numbers)
    (document,) = read("a.txt", f"Notes [1]\n\n{text}".encode())
    assert document.kind == "article"


COMMISSION = """ROYAL COMMISSION INTO PIERS

MS CALLOWAY: I call Tobias Fenn.

<TOBIAS JOHN FENN, AFFIRMED [10.05 am]

<EXAMINATION BY MS CALLOWAY

MS CALLOWAY: Mr Fenn, who lit the lamp?---Nobody did. It was
out all night.

And before that?---It was lit. By you?---By me.

COMMISSIONER: Were you alone?---I was.

<THE WITNESS WITHDREW
"""


def test_answers_that_stand_behind_their_questions_are_the_witnesses():
    (document,) = read("a.txt", COMMISSION.encode())
    assert said(document) == [
        ("Calloway", "I call Tobias Fenn."),
        ("Calloway", "Mr Fenn, who lit the lamp?"),
        ("Tobias John Fenn", "Nobody did. It was out all night."),
        ("Calloway", "And before that?"),
        ("Tobias John Fenn", "It was lit."),
        ("Calloway", "By you?"),
        ("Tobias John Fenn", "By me."),
        ("Commissioner", "Were you alone?"),
        ("Tobias John Fenn", "I was."),
    ]


EVIDENCE = """Committee on Piers
Oral evidence: Lamps, HC 12
Saturday 18 May 2024

Members present: Ines Calloway (Chair); Mo Tarn-Ek.

Q1 Chair: Who lit the lamp?

Dr Fenn: Nobody did.

Q2 Mo Tarn-Ek: And before that?

Dr Fenn: I did.

Chair: Thank you.
"""


def test_the_number_of_a_question_is_no_part_of_a_name():
    (document,) = read("a.txt", EVIDENCE.encode())
    assert said(document) == [
        ("Ines Calloway", "Who lit the lamp?"),
        ("Fenn", "Nobody did."),
        ("Mo Tarn-Ek", "And before that?"),
        ("Fenn", "I did."),
        ("Ines Calloway", "Thank you."),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Questions from MS CALLOWAY", "Further questions from MS CALLOWAY", "CROSS-EXAMINATION BY MS. CALLOWAY:", "BY MS. CALLOWAY:"],
)
def test_a_heading_tells_who_asks(heading):
    lines = [
        "INQUIRY",
        "MR TARN: Good morning.",
        heading,
        "Q. Who lit the lamp?",
        "A. I did.",
        "MR TARN: Thank you.",
        "Q. When?",
        "A. In May.",
    ]
    (document,) = read("a.txt", "\n\n".join(lines).encode())
    assert [who for who, words in said(document) if words.endswith("?")] == ["Calloway", "Calloway"]


DOTTED = """Fog Lamps plc
Q1 2024 Earnings Call

CORPORATE PARTICIPANTS

Peig Donnelly
Chief Executive Officer, Fog Lamps plc

{rule}

MANAGEMENT DISCUSSION SECTION

Operator: Good morning, and welcome.
{rule}

Peig Donnelly
Chief Executive Officer, Fog Lamps plc

We sold more lamps than ever.
{rule}

Operator: The first question, please.
{rule}

Peig Donnelly
Chief Executive Officer, Fog Lamps plc                                A

More than I can count.

1-555-LAMPS   www.lamps.example
"""


@pytest.mark.parametrize("end", [" ", "\n"])
def test_rows_of_dots_part_the_turns_of_a_call(end):
    (document,) = read("a.txt", DOTTED.format(rule="." * 90).replace("Operator: ", f"Operator:{end}").encode())
    assert said(document) == [
        ("Operator", "Good morning, and welcome."),
        ("Peig Donnelly", "We sold more lamps than ever."),
        ("Operator", "The first question, please."),
        ("Peig Donnelly", "More than I can count."),
    ]


def test_an_initial_is_a_part_of_a_name():
    head = "SUPREME COURT OF ELLERY\n\nAPPEARANCES:\nPEIG A. DONNELLY, ESQUIRE, for the city.\n\n"
    turns = "MS. DONNELLY:  The pier stays.\n\nTHE COURT:  Does it?\n\nMS. DONNELLY:  It does.\n\nTHE COURT:  Good.\n"
    (document,) = read("a.txt", (head + turns).encode())
    assert said(document)[0] == ("Peig A. Donnelly", "The pier stays.")


INQUEST = """INQUEST INTO THE DEATH OF A GULL

THE CORONER: Dr Fenn, you saw it?
DR FENN: I did.
MR TARN KC: Was it wet?
DR FENN: It was.
THE CORONER: Thank you.
"""


def test_an_office_between_names_without_blank_lines_is_nobody():
    (document,) = read("a.txt", INQUEST.encode())
    assert [(p.attribution.speaker.name, p.attribution.speaker.type) for p in document.stated[:3]] == [
        ("The Coroner", "unnamed"), ("Fenn", "person"), ("Tarn", "person"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "who"), [("Q. (By Ms. Fenn) Who?", "Fenn"), ("Q. (BY MS. FENN) Who?", "Fenn"), ("Q (audience): Who?", None)]
)
def test_who_asks_stands_in_brackets_before_a_question(asked, who):
    text = f"DEPOSITION OF PEIG DONNELLY\n\nMR. TARN: We begin.\n\n{asked}\n\nA. Nobody.\n\nMR. TARN: Thank you.\n"
    (document,) = read("a.txt", text.encode())
    assert said(document)[1] == (who, "Who?")


def test_meetings_of_the_united_nations_name_whoever_presides_as_nobody():
    text = "9th meeting\nSaturday, 18 May 2024\n\nThe President: We begin.\n\nMr. Fenn (Ellery): We sail.\n\nThe President: I thank him.\n\nMs. Tarn (Brine) (spoke in French): We do not.\n\nThe meeting rose at ten.\n"
    (document,) = read("a.txt", text.encode())
    assert said(document) == [
        ("The President", "We begin."),
        ("Fenn", "We sail."),
        ("The President", "I thank him."),
        ("Tarn", "We do not."),
    ]


@pytest.mark.parametrize("name", ["Ines von Calloway", 'Ines M. "Nessie" Calloway', "Ines de la Calloway", "Ines T. Calloway III"])
@pytest.mark.parametrize("layout", ["{0} -- Chief Executive Officer\n\n", "{0}: "])
def test_names_of_any_make_stand_over_or_before_the_words_of_a_call(name, layout):
    turns = [("Operator", "Welcome to the call."), (name, "We sold lamps, and this is why: they are bright.\n\nWe say so."), ("Mo Tarn", "How many?"), (name, "Nine."), ("Mo Tarn", "Thank you."), ("Operator", "Goodbye.")]  # fmt: skip
    label = {"Operator": "Operator\n\n" if "--" in layout else "Operator: "}
    text = "Fog Lamps plc Q2 2024 Earnings Call Transcript\n\n" + "".join(
        f"{label.get(who) or layout.format(who)}{words}\n\n" for who, words in turns
    )
    (document,) = read("a.txt", text.encode())
    named = [who for who, _ in said(document)]
    assert named == [who for who, _ in turns][len(turns) - len(named) :]
    assert len(named) >= len(turns) - 1  # who only opens the call may be left out


def test_a_line_of_one_word_over_words_of_a_call_ends_the_turn_before():
    text = CALL.replace("How many lamps?", "How many lamps?\n\nJosef\n\nAnd how many shades?")
    (document,) = read("a.txt", text.encode())
    assert said(document)[-2:] == [("Ida Fenn", "How many lamps?"), (None, "And how many shades?")]


def test_an_article_with_labels_that_does_not_say_that_it_is_a_call_is_none():
    text = "Prices of lamps\n\nInes Calloway: She sells lamps by the pier, and has done so for nine years.\n\nIt rained.\n\nThe shop was full.\n\nInes Calloway: She was there.\n\nMo Tarn: He was not.\n\nMo Tarn: He slept.\n\nIt rained again.\n\nNobody came.\n"
    (document,) = read("a.txt", text.encode())
    assert document.kind == "article"


@pytest.mark.parametrize("dash", ["-", "–", "--"])
@pytest.mark.parametrize("office", ["head of investor relations", "Chief executive officer", "Interim chair and member of the board", "Pier Securities, Inc.", "independent analyst"])  # fmt: skip
def test_an_office_in_a_list_may_be_written_in_small_letters(office, dash):
    text = CALL_WITH_HEADINGS.replace("- Chief Executive Officer", f"{dash} {office}")
    (document,) = read("a.txt", text.encode())
    ((role, words),) = {
        (p.attribution.speaker.role, p.text)
        for p in document.stated
        if p.attribution.speaker and p.attribution.speaker.name == "Ines Calloway"
    }
    assert (role, words) == (office, "We will not raise the fares this year.")


@pytest.mark.parametrize("words", ["we are glad to have you all here", "nobody asked us.", "sail with us:", "no, never,"])
def test_what_goes_on_as_a_sentence_behind_a_dash_is_no_office(words):
    assert without_lists(["Company Participants", f"Ines Calloway - {words}"])[1] == {}


ASKED = "Talk with Orla Fenn\n\nINTERVIEWER: Who lit it?\n\nORLA FENN: We did.\n\nINTERVIEWER: And you?\n\n{}\n\nINTERVIEWER: Were you cold?\n\nORLA FENN: Never.\n"


@pytest.mark.parametrize(
    "line",
    [
        "ORLA FENN [over the wind]: At ten.",
        "ORLA FENN (laughing, 2 takes): At ten.",
        "ORLA FENN, over the wind: At ten.",
        "Orla Fenn [pauses]: At ten.",
    ],
)
def test_a_remark_on_how_somebody_speaks_is_no_part_of_a_label(line):
    assert said(*read("a.txt", ASKED.format(line).encode()))[2:4] == [("Interviewer", "And you?"), ("Orla Fenn", "At ten.")]


@pytest.mark.parametrize(
    "line",
    ["Orla Fenn, the keeper, told us this: never ask.", "Orla [not Fenn]: never.", "The lamp (of 1931): a ruin."],
)
def test_a_name_in_running_text_is_no_label_for_what_stands_behind_it(line):
    found = said(*read("a.txt", ASKED.format(line).encode()))
    assert not [words for name, words in found if name == "Orla Fenn" and words.startswith(("never", "a ruin"))]


def test_that_a_recess_was_taken_is_nobody_s_words():
    text = COURT.replace("MR. FENN: Thank you.", "MR. FENN: Thank you. (Recess taken.)")
    assert said(*read("a.txt", text.encode()))[-1] == ("Fenn", "Thank you.")
