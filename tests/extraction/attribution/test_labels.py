"""Labels of turns: what is one, whom it names, and where its words start."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.extraction.attribution.callings import cast_of, speaker_of
from service.extraction.attribution.labels import find_label, find_line, words_of_turn
from service.extraction.grammars import grammar_for
from service.extraction.page.grammar import NoGrammar
from service.extraction.page.layout import paragraphs
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

ENGLISH = grammar_for("en", Gazetteer.load())


def label(text):
    return find_label(text, paragraphs(text)[0])


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("CALLOWAY: We sail at noon.", "CALLOWAY", "We sail at noon."),
        ("Ines Calloway: We sail at noon.", "Ines Calloway", "We sail at noon."),
        ("[00:01:12] CALLOWAY: We sail at noon.", "CALLOWAY", "We sail at noon."),
        ("MAYOR CALLOWAY (D): We sail at noon.", "MAYOR CALLOWAY (D)", "We sail at noon."),
        ("Q. When do you sail?", "Q", "When do you sail?"),
        ("AAt noon, I said.", "A", "At noon, I said."),
        ("“DONNELLY: We sail at noon.”", "DONNELLY", "We sail at noon.”"),
        ("Q  Has she sailed?", "Q", "Has she sailed?"),
        ("Q Has she sailed?", "Q", "Has she sailed?"),
        ("Mr. DONNELLY. I yield.", "Mr. DONNELLY", "I yield."),
        ("Mrs. DONNELLY of Skarn. I yield.", "Mrs. DONNELLY of Skarn", "I yield."),
        ("The CHAIR. Order.", "The CHAIR", "Order."),
        ("PEIG DONNELLY (D), HARBOUR MASTER: We sail.", "PEIG DONNELLY (D), HARBOUR MASTER", "We sail."),
        ("Dame Peig Donnelly (Skarn West) (Ind): We sail.", "Dame Peig Donnelly (Skarn West) (Ind)", "We sail."),
        ("(UNKNOWN): Sit down.", "(UNKNOWN)", "Sit down."),
        ("An hon. Member: Shame!", "An hon. Member", "Shame!"),
        ("[*] DONNELLY: We sail.", "DONNELLY", "We sail."),
        (">> DONNELLY: We sail.", "DONNELLY", "We sail."),
        ("**Peig Donnelly:** We sail.", "Peig Donnelly", "We sail."),
        ("Q2: Has she sailed?", "Q2", "Has she sailed?"),
        ("UNIDENTIFIED PERSON #2: We sail.", "UNIDENTIFIED PERSON #2", "We sail."),
    ],
)
def test_labels(text, name, words):
    found = label(text)
    assert (found.name, text[found.words :]) == (name, words)


@pytest.mark.parametrize(
    "text",
    [
        "Note: the pier is closed.",
        "SOURCE: Radio Estuary",
        "Where: the harbour hall",
        "We sail at noon.",
        "He had one thing to say about it: no.",
        "One Two Three Four Five Six: seven",
        "Number Three: mend the pier.",
        "Step Two: mend the pier.",
        "Fourth: mend the pier.",
        "Remember: nobody pays twice.",
        "I met Mr. Donnelly. He yielded.",
        "Questions remain about the ferry. Who pays?",
        "The ferry leaves at 10:30 and comes back at 11:15.",
    ],
)
def test_what_is_no_label(text):
    assert label(text) is None


@pytest.mark.parametrize(
    ("text", "is_marked", "expected"),
    [
        ("We sail. (Applause.)", False, "We sail."),
        ("00:14 We sail [laughter and applause]", False, "We sail"),
        ("We sail (at noon)", False, "We sail (at noon)"),
        ("“We sail.”", True, "We sail."),
        ("“We sail.”", False, "“We sail.”"),
    ],
)
def test_words_of_a_turn(text, is_marked, expected):
    start, end = words_of_turn(text, 0, len(text), is_marked=is_marked)
    assert text[start:end] == expected


BEFORE = "Ines Calloway, the mayor, met Peig Donnelly at the hearing.\n\n"


@pytest.mark.parametrize(
    ("labelled", "document", "expected"),
    [
        ("CALLOWAY: No.", {}, ("Ines Calloway", "person", None)),
        ("MAYOR CALLOWAY: No.", {}, ("Ines Calloway", "person", "Mayor")),
        ("THE MAYOR: No.", {}, ("Ines Calloway", "person", "The Mayor")),
        ("THE CLERK: No.", {}, ("The Clerk", "unnamed", None)),
        ("O'DONNELLY: No.", {}, ("O'Donnelly", "person", None)),
        ("McVANE: No.", {}, ("McVane", "person", None)),
        ("MCVANE-ORR: No.", {}, ("McVane-Orr", "person", None)),
        ("Voiceover: No.", {}, ("voiceover", "unnamed", None)),
        ("Audience: No.", {}, ("audience", "unnamed", None)),
        ("Q: Why?", {}, ("reporter", "unnamed", None)),
        ("MODERATOR: Why?", {}, ("moderator", "unnamed", None)),
        ("Q1: Why?", {}, ("reporter", "unnamed", None)),
        ("Reporter 2: Why?", {}, ("reporter 2", "unnamed", None)),
        ("UNIDENTIFIED PERSON #2: No.", {}, ("unidentified person #2", "unnamed", None)),
        ("MR. KING: No.", {}, ("King", "person", "Mr.")),
        ("MR. SPEAKER: No.", {}, ("Mr. Speaker", "unnamed", None)),
        ("Hon. Rosa Orr: No.", {}, ("Rosa Orr", "person", "Hon.")),
        ("Rt Hon Rosa Orr: No.", {}, ("Rosa Orr", "person", "Rt Hon")),
        ("Mr. VANE of Skarn. No.", {}, ("Vane", "person", "Mr.")),
        ("UNIDENTIFIED MALE: No.", {}, ("unidentified male", "unnamed", None)),
        ("SPEAKER 2: No.", {}, ("speaker 2", "unnamed", None)),
        ("A: No.", {"speaker": "Peig Donnelly"}, ("Peig Donnelly", "person", None)),
        ("DONNELLY: No.", {"speaker": "Peig Ó Donnelly"}, ("Peig Ó Donnelly", "person", None)),
        ("A: No.", {}, None),
    ],
)
def test_whom_a_label_names(labelled, document, expected):
    text = BEFORE + labelled
    found = find_label(text, paragraphs(text)[-1])
    speaker = speaker_of(found, cast_of(Document(text=text, **document), ENGLISH, [found], [], BEFORE))
    assert (speaker and (speaker.name, speaker.type, speaker.role)) == expected


def test_in_a_court_an_answer_is_the_witness():
    text = "Testimony was heard on the pier.\n\nA: No."
    found = find_label(text, paragraphs(text)[-1])
    speaker = speaker_of(found, cast_of(Document(text=text), ENGLISH, [found], [], text[:34]))
    assert (speaker.name, speaker.type) == ("witness", "unnamed")


def test_without_a_grammar_a_label_is_all_that_is_known_of_a_speaker():
    text = BEFORE + "THE MAYOR: Nein."
    grammar = NoGrammar()
    found = find_label(text, paragraphs(text)[-1])
    assert speaker_of(found, cast_of(Document(text=text), grammar, [found], [], BEFORE)).name == "The Mayor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peig Donnelly -- Harbour Master", ("Peig Donnelly", "Harbour Master")),
        ("Peig Donnelly – Chief Engineer, North Pier", ("Peig Donnelly", "Chief Engineer, North Pier")),
        ("Ines Calloway", ("Ines Calloway", None)),
        ("Hugo Orr", None),  # takes no part
        ("The ferry -- and the pier -- are sold.", None),
        ("Donnelly -- Harbour Master", None),
    ],
)
def test_a_line_of_its_own_is_a_label_where_it_has_a_role_or_names_one_who_takes_part(text, expected):
    found = find_line(text, paragraphs(text)[0], {"Ines Calloway"}.__contains__)
    assert (found and (found.bare, found.role)) == expected


def turns(text, **known):
    """Return (speaker's name, words) of each turn of a transcript."""
    found = extract(Document(text=text, kind="transcript", **known), Gazetteer.load())
    return [(p.attribution.speaker and p.attribution.speaker.name, " ".join(part.text for part in p.parts)) for p in found]


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        pytest.param(
            "MS. DONNELLY: We sail.\n\nQ   When?\n\nMS. DONNELLY: At noon.\n\nQ And the pier?",
            {},
            [("Donnelly", "We sail."), ("reporter", "When?"), ("Donnelly", "At noon."), ("reporter", "And the pier?")],
            id="questions of a briefing",
        ),
        pytest.param(
            "PEIG DONNELLY, HOST: Welcome.\n\nHUGO ORR, MAYOR OF SKARN: Thank you.\n\nDONNELLY: Who pays?\n\nORR: You do.",
            {},
            [("Peig Donnelly", "Welcome."), ("Hugo Orr", "Thank you."), ("Peig Donnelly", "Who pays?"), ("Hugo Orr", "You do.")],
            id="first labels resolve surnames",
        ),
        pytest.param(
            "ADA ORR: Yes.\n\nHUGO ORR: No.\n\nORR: Perhaps.",
            {},
            [("Ada Orr", "Yes."), ("Hugo Orr", "No."), ("Orr", "Perhaps.")],
            id="a surname of two is neither's",
        ),
        pytest.param(
            "DONNELLY: Look at this.\n\n(BEGIN VIDEO CLIP)\n\nWe never sold it.\n\n(END VIDEO CLIP)\n\nORR: Well.",
            {},
            [("Donnelly", "Look at this."), ("Orr", "Well.")],
            id="a clip without a label is nobody's",
        ),
        pytest.param(
            "DONNELLY: We sail.\n\n(Applause.)\n\nAnd we come back.\n\nORR: Good.",
            {},
            [("Donnelly", "We sail. And we come back."), ("Orr", "Good.")],
            id="applause ends no turn",
        ),
        pytest.param(
            "WITNESSES: PEIG DONNELLY, PILOT; ADA ORR, CLERK\n\nDONNELLY: I saw the light.\n\nORR: So did I.",
            {},
            [("Peig Donnelly", "I saw the light."), ("Ada Orr", "So did I.")],
            id="a list of witnesses is no turn and resolves surnames",
        ),
        pytest.param(
            "PRESENT: CLLR PEIG DONNELLY (CHAIR); CLLR ADA ORR\n\nAPOLOGIES: CLLR H. VANE\n\nDONNELLY: One item tonight.\n\nORR: For six years.",
            {},
            [("Peig Donnelly", "One item tonight."), ("Ada Orr", "For six years.")],
            id="apologies are no turn",
        ),
        pytest.param(
            "SUBCOMMITTEE MEMBERS PRESENT: SEN. ADA ORR, D-ORE.\n\nVANE: The late Hugo Orr wrote the law.\n\nORR: I yield my time.",
            {},
            [("Vane", "The late Hugo Orr wrote the law."), ("Ada Orr", "I yield my time.")],
            id="who of a body is present is no turn and resolves surnames",
        ),
        pytest.param(
            "CHIEF JUSTICE ORR: We hear the case.\n\nARGUMENT OF PEIG DONNELLY FOR THE TOWN\n\nMS. DONNELLY: The pier is ours.",
            {},
            [("Orr", "We hear the case."), ("Donnelly", "The pier is ours.")],
            id="a heading is no words",
        ),
        pytest.param(
            "PEIG DONNELLY: Let us count.\n\nOne: They sold the pier.\n\nSeven: Hugo Vane closed the quay.\n\n3: Nobody was asked.",
            {},
            [("Peig Donnelly", "Let us count. One: They sold the pier. Seven: Hugo Vane closed the quay. 3: Nobody was asked.")],
            id="numbers head what is counted",
        ),
        pytest.param(
            "Will she sail?\n\nMS. DONNELLY: She will.\n\nAnd if it rains?\n\nMS. DONNELLY: She will swim.",
            {},
            [("Donnelly", "She will."), ("Donnelly", "She will swim.")],
            id="questions without labels to the only one who has one",
        ),
        pytest.param(
            "Lord Orr of Skarn (Ind): No.\n\nNoble Lords: Order!\n\nBaroness Vane: Yes.",
            {},
            [("Orr of Skarn", "No."), ("noble lords", "Order!"), ("Vane", "Yes.")],
            id="peers",
        ),
        pytest.param(
            "LORD ORR OF SKARN: No.\n\nNOBLE LORDS: Order!\n\nBARONESS VANE OF THE QUAY: Yes.",
            {},
            [("Orr of Skarn", "No."), ("noble lords", "Order!"), ("Vane of the Quay", "Yes.")],
            id="peers in capitals",
        ),
        pytest.param(
            "Peig Donnelly: Let us count.\n\nPromise Number Two: a pier.\n\nResult: no pier.\n\nBottom Line: swim.\n\nHugo Orr: No.",
            {},
            [
                ("Peig Donnelly", "Let us count. Promise Number Two: a pier. Result: no pier. Bottom Line: swim."),
                ("Hugo Orr", "No."),
            ],
            id="headings of a speech",
        ),
        pytest.param(
            "MS. DONNELLY: Go on.\n\nQ\n\nHas she sailed?\n\nMS. DONNELLY: She has.",
            {},
            [("Donnelly", "Go on."), ("reporter", "Has she sailed?"), ("Donnelly", "She has.")],
            id="a Q on a line of its own",
        ),
        pytest.param(
            "DONNELLY: We go to Skarn.\n\n(on camera): The sea is up.\n\n(voice-over): It rose.\n\nORR: So it did.",
            {},
            [("Donnelly", "We go to Skarn. The sea is up. It rose."), ("Orr", "So it did.")],
            id="how words were recorded goes on with the turn",
        ),
        pytest.param(
            "Mr Speaker\n\nOrder.\n\nDame Peig Donnelly (Skarn) (Ind)\n\nNothing sails.\n\nHugo Orr (Kelby)\n\nOne does.",
            {},
            [("Mr Speaker", "Order."), ("Peig Donnelly", "Nothing sails."), ("Hugo Orr", "One does.")],
            id="constituencies on lines of their own",
        ),
        pytest.param(
            "Peig Donnelly\nChief Engineer\n\nWe mended it.\n\nHugo Orr, Analyst\n\nFor good?\n\nPeig Donnelly\nChief Engineer\n\nFor now.",
            {},
            [("Peig Donnelly", "We mended it."), ("Hugo Orr", "For good?"), ("Peig Donnelly", "For now.")],
            id="roles on lines of their own",
        ),
        pytest.param(
            "Mr. ORR. I thank the Chair.\n\n  THE LIGHT BILL\n\n  Ms. DONNELLY. It is out.\n  Mr. ORR. Since when?",
            {},
            [("Orr", "I thank the Chair."), ("Donnelly", "It is out."), ("Orr", "Since when?")],
            id="a turn on a further line of a paragraph",
        ),
        pytest.param(
            "PEIG DONNELLY: We met\nHugo Orr: a friend, and\nthe mayor: a foe.\n\nADA VANE: Where?",
            {},
            [("Peig Donnelly", "We met\nHugo Orr: a friend, and\nthe mayor: a foe."), ("Ada Vane", "Where?")],
            id="a name before a colon inside a paragraph is no turn",
        ),
        pytest.param(
            "V: Was it cold?\n\nX: Never.\n\nV: And now?\n\nX: Now it is.",
            {},
            [("V", "Was it cold?"), ("X", "Never."), ("V", "And now?"), ("X", "Now it is.")],
            id="initials that are numerals too are initials",
        ),
        pytest.param(
            "Mr ORR: I commend the bill—\n\nGovernment members: Hear, hear!\n\nMr ORR: to the House.\n\nSeveral hon. Members rose—",
            {},
            [("Orr", "I commend the bill—"), ("government members", "Hear, hear!"), ("Orr", "to the House.")],
            id="interjections of groups",
        ),
        pytest.param(
            "BY MR. ORR:\n\nQ. Were you there?\n\nA. I was.\n\nBY MS. VANE:\n\nQ. Since when?\n\nA. Since noon.",
            {"speaker": "Peig Donnelly"},
            [("Orr", "Were you there?"), ("Peig Donnelly", "I was."), ("Vane", "Since when?"), ("Peig Donnelly", "Since noon.")],
            id="who examines asks the questions below",
        ),
        pytest.param(
            "Hugo Vane: You wrote three.\n\nPD: I wrote one.\n\nHV: And the next?\n\nPD: It is about eels.",
            {"title": "Hugo Vane talks to Peig Donnelly", "speaker": "Peig Donnelly"},
            [("Hugo Vane", "You wrote three."), ("Peig Donnelly", "I wrote one."), ("Hugo Vane", "And the next?"), ("Peig Donnelly", "It is about eels.")],
            id="initials",
        ),
        pytest.param(
            "The Minister for Harbours (Peig Donnelly): I thank him.\n\nMr Orr: I thank her.\n\nMr Orr: Again.",
            {},
            [("Peig Donnelly", "I thank him."), ("Orr", "I thank her."), ("Orr", "Again.")],
            id="the name in brackets behind an office",
        ),
        pytest.param(
            "HUGO ORR: One thing.\n\nQuestion: who sold it?\n\nAnswer: you did.\n\nADA VANE: No.",
            {},
            [("Hugo Orr", "One thing. Question: who sold it? Answer: you did."), ("Ada Vane", "No.")],
            id="a word of the speech before a colon",
        ),
    ],
)  # fmt: skip
def test_turns_of_a_transcript(text, known, expected):
    assert turns(text, **known) == expected


def test_a_name_with_an_article_that_is_read_out_once_is_no_speaker():
    turns = [
        "ADA STONE: We begin.",
        "RUBEN MARSH: We do.",
        "ADA STONE: I read from the papers.",
        "The Skarn Lantern: the light is out.",
        "RUBEN MARSH: So it is.",
    ]
    found = extract(Document("\n\n".join(turns), kind="transcript"), Gazetteer.load())
    assert {p.attribution.speaker.name for p in found} == {"Ada Stone", "Ruben Marsh"}


def test_a_line_that_only_tells_who_called_in_is_no_words():
    text = """Ms MOLL (Skarn): The minister promised us a boat.

Government members interjecting.

The SPEAKER: Order! She will be heard.

Ms MOLL: The boat is on the slip.

Mr Pell interjecting—

The SPEAKER: Members were interjecting all day."""
    found = [[part.text for part in passage.parts] for passage in extract(Document(text), Gazetteer.load())]
    assert found == [
        ["The minister promised us a boat."],
        ["Order! She will be heard."],
        ["The boat is on the slip."],
        ["Members were interjecting all day."],
    ]


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("Peig Donnelly has kept the light for 22 years. She spoke to the Beacon by telephone last Thursday.", "2024-07-04"),
        ("Peig Donnelly has kept the light for 22 years. The interview was recorded on 3 July.", "2024-07-03"),
        ("Peig Donnelly has kept the light since 3 July 2002.", "2024-07-08"),
        ("Peig Donnelly met the mayor on 1 July and talked to the Beacon on 3 July.", "2024-07-08"),
    ],
    ids=["the day of the talk", "the day of the recording", "another day", "two days"],
)
def test_an_interview_has_the_day_that_the_text_above_says_it_was_held(above, day):
    talk = "Q: What does the light do?\n\nA: It turns.\n\nQ: And at noon?\n\nA: It turns at noon.\n\nQ: Why?\n\nA: Nobody knows."
    found = extract(Document(text=f"{above}\n\n{talk}", published="2024-07-08"), Gazetteer.load())
    assert {p.attribution.date.value for p in found} == {day}
