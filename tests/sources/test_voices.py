"""Whose words begin where in captions and records, by labels of less usual kinds."""

from __future__ import annotations

import pytest

from service.sources.speakers import stated_speaker
from tests.sources.reading import read, said

_CUE = "00:00:{0:02}.000 --> 00:00:{1:02}.000\n{2}\n\n"
_BROADCAST = """DARA HOLT, HOST: We go to the weir now.

SIMEON KAYE, BYLINE: The gate has been stuck since Sunday.

HOLT: Who noticed?

{label}: We heard it grind all night.

HOLT: Thank you.
"""
_BRIEFING = """PRESS BRIEFING BY MAYOR SIMEON KAYE

THE MAYOR: The gate is stuck.

Q    Since when?

THE MAYOR: Since Sunday.

Q    Who knew of it?

MS. HOLT: All of us knew.

{end}

The town hall is open on weekdays.
"""


def vtt(*cues: str) -> bytes:
    return ("WEBVTT\n\n" + "".join(_CUE.format(n, n + 1, cue) for n, cue in enumerate(cues))).encode()


def turns(*cues: str) -> list[tuple[str | None, str]]:
    (document,) = read("a.vtt", vtt(*cues))
    return said(document)


@pytest.mark.parametrize(
    ("cue", "speaker", "words"),
    [
        ("KAYE [00:14]: It was dark.", "Kaye", "It was dark."),
        ("KAYE (0:14): It was dark.", "Kaye", "It was dark."),
        ("[01:02:14.500] KAYE: It was dark.", "Kaye", "It was dark."),
        ("Simeon Kaye [12:14]: It was dark.", "Simeon Kaye", "It was dark."),
        ("KAYE: It was [00:14] dark.", "Kaye", "It was dark."),
    ],
)
def test_a_time_in_brackets_is_no_part_of_a_label_or_of_words(cue, speaker, words):
    assert turns("DARA HOLT: Who saw the gate?", cue)[1] == (speaker, words)


@pytest.mark.parametrize(
    ("cue", "after"),
    [
        ("It was shut all week. KAYE: It was not.", [("Dara Holt", "Gate one. It was shut all week."), ("Kaye", "It was not.")]),
        ("Was it shut? SIMEON KAYE: No.", [("Dara Holt", "Gate one. Was it shut?"), ("Simeon Kaye", "No.")]),
        ("It was.) KAYE [on phone]: Hello.", [("Dara Holt", "Gate one. It was.)"), ("Kaye", "Hello.")]),
        ("It was in May. NATO: a club.", [("Dara Holt", "Gate one. It was in May. NATO: a club.")]),
        ("It broke the FAQ: nobody knew.", [("Dara Holt", "Gate one. It broke the FAQ: nobody knew.")]),
        ("I read it. Gate two: shut.", [("Dara Holt", "Gate one. I read it. Gate two: shut.")]),
        ("WE SAW IT. KAYE: NO.", [("Dara Holt", "Gate one. WE SAW IT."), ("Kaye", "NO.")]),
        ("WE SAW IT. THE PLAN: SHUT IT.", [("Dara Holt", "Gate one. WE SAW IT. THE PLAN: SHUT IT.")]),
        ("It is shut. NOTE: it is dry.", [("Dara Holt", "Gate one. It is shut. NOTE: it is dry.")]),
    ],
)
def test_a_name_in_capitals_behind_a_sentence_begins_a_turn_within_a_line(cue, after):
    assert turns("DARA HOLT: Gate one.", cue) == after


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("They &lt;never&gt; came.", "They <never> came."),
        ("They &lt;i&gt;never&lt;/i&gt; came.", "They never came."),
        ("They <b>never</b> <00:00:00.500><c>came.</c>", "They never came."),
    ],
)
def test_words_in_angle_brackets_are_kept_and_tags_are_not(cue, words):
    assert turns(cue) == [(None, words)]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("UNIDENTIFIED PERSON #1", "Unidentified Person #1"),
        ("UNIDENTIFIED MALE 2", "Unidentified Male 2"),
        ("REPORTER NO. 3", "Reporter No. 3"),
        ("Unidentified Protester", "Unidentified Protester"),
        ("UNIDENTIFIED BOATMAN [through interpreter]", "Unidentified Boatman"),
        ("KAYE [on tape]", "Simeon Kaye"),
    ],
)
def test_who_is_numbered_or_not_known_speaks_in_a_turn_of_their_own(label, speaker):
    (document,) = read("a.txt", _BROADCAST.format(label=label).encode())
    assert said(document)[2:] == [
        ("Dara Holt", "Who noticed?"),
        (speaker, "We heard it grind all night."),
        ("Dara Holt", "Thank you."),
    ]
    kinds = [turn.attribution.speaker.type for turn in document.stated]
    assert (kinds[3] == "person") == (speaker == "Simeon Kaye")


@pytest.mark.parametrize(
    "line", ["ARTICLE 5: We heard it grind.", "GATE #2: we heard it grind.", "Known Facts: we heard it grind."]
)
def test_what_is_numbered_and_nobody_begins_no_turn_of_the_unknown(line):
    (document,) = read("a.txt", _BROADCAST.replace("{label}: We heard it grind all night.", line).encode())
    assert not any(name and ("#" in name or "Known" in name) for name, _ in said(document))


@pytest.mark.parametrize("end", ["END    10:14 A.M. EDT", "END", "(END)", "-END-", "# # #", "###", "END  2:05 p.m."])
def test_what_stands_behind_the_end_of_a_briefing_is_nobodys(end):
    (document,) = read("a.txt", _BRIEFING.format(end=end).encode())
    assert said(document)[-1][1] == "All of us knew."


_SITTING = """House of Commons
Tuesday 4 March 2025

[Mr Speaker in the Chair]

{first}

The Secretary of State for Weirs (Simeon Kaye): We are painting them.

Dara Holt: I thank the Secretary of State. When?

Simeon Kaye: By May.

Mr Speaker: Order.

Ada Ek (Weir South) (Con): That is late.
"""


@pytest.mark.parametrize(
    "first",
    [
        "1. Dara Holt (Ellery North) (Lab): What is he doing for the weirs? [901234]",
        "T4. [901234] Dara Holt (Ellery North) (Lab): What is he doing for the weirs?",
        "Q1. Dara Holt (Ellery North) (Lab): What is he doing for the weirs? [12345]",
        "12. Dara Holt (Ellery North) (Lab): What is he doing for the weirs?",
        "Dara Holt (Ellery North) (Lab): What is he doing for the weirs?",
    ],
)
def test_who_asks_a_numbered_question_speaks_again_by_name_alone(first):
    (document,) = read("a.txt", _SITTING.format(first=first).encode())
    assert said(document)[:4] == [
        ("Dara Holt", "What is he doing for the weirs?"),
        ("Simeon Kaye", "We are painting them."),
        ("Dara Holt", "I thank the Secretary of State. When?"),
        ("Simeon Kaye", "By May."),
    ]


_DEBATE = """Debate of the Assembly
Tuesday, 4 March 2025

Deputy Dara Holt: I ask about the weir.

The Minister: It is shut.

{other}

Deputy Simeon Kaye: It was shut in May too.

The Minister: It was.
"""


@pytest.mark.parametrize(
    ("other", "turns"),
    [
        ("An Ceann Comhairle: Quiet, please.", [(None, "Quiet, please.")]),
        ("Aodhán Ó Broin: Quiet, please.", [(None, "Quiet, please.")]),
        (
            "Lena Voss (Harbour): Quiet, please.\n\nLena Voss: Thank you.",
            [("Lena Voss", "Quiet, please."), ("Lena Voss", "Thank you.")],
        ),
        ("Point One: It stays shut.", []),
        ("My Question: Who opens it?", []),
        ("Lena Voss: and others came.", []),
    ],
)
def test_a_paragraph_that_another_name_begins_is_not_of_who_spoke_before(other, turns):
    (document,) = read("a.txt", _DEBATE.format(other=other).encode())
    found = said(document)
    before = "It is shut." if turns else f"It is shut.\n\n{other}"
    assert found[1][1].split() == before.split()
    assert [(name, " ".join(words.split())) for name, words in found[2 : 2 + len(turns)]] == turns
    assert found[2 + len(turns)] == ("Simeon Kaye", "It was shut in May too.")


def test_labels_with_a_time_are_no_export_where_they_are_printed_as_records_have_them():
    text = """Senate
Monday, 3 March 2025

Senator HOLT (Ellery) (14:00): Is the weir shut?

Senator KAYE (Tarn—Minister for Weirs) (14:01): It is.

Honourable senators interjecting—

The PRESIDENT: Order!

Senator KAYE: It is shut.
"""
    (document,) = read("a.txt", text.encode())
    assert said(document) == [
        ("Holt", "Is the weir shut?"),
        ("Kaye", "It is."),
        ("The President", "Order!"),
        ("Kaye", "It is shut."),
    ]


@pytest.mark.parametrize(
    ("lines", "turns"),
    [
        (["Dara Holt: Is it shut?", "Simeon Kaye (0:09): It is.", "Dara Holt (0:12): Why?"], 3),
        (["Dara Holt (0:01): Is it shut?", "Simeon Kaye (0:09): It is.", "Dara Holt: Why?"], 3),
        (["Dara Holt (0:01): Is it shut?", "Simeon Kaye (0:09): One rule: it is.", "Dara Holt (0:12): Why?"], 3),
        (["Holt (0:01): Is it shut?", "Kaye (0:09): It is.", "Note: it is not."], 2),
    ],
)
def test_a_name_that_has_a_time_elsewhere_begins_a_turn_without_one(lines, turns):
    (document,) = read("a.txt", "\n\n".join(lines).encode())
    assert len(said(document)) == turns


@pytest.mark.parametrize(
    "line", ["Copy: Content and Programming Copyright 2025 Weir News.", "Copyright 2025 Weir News.", "© 2025 Weir News"]
)
def test_what_a_broadcaster_claims_under_a_transcript_is_nobodys(line):
    (document,) = read("a.txt", (_BROADCAST.format(label="KAYE") + f"\n{line}\n").encode())
    assert said(document)[-1] == ("Dara Holt", "Thank you.")


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["[KAYE] When? [HOLT] Now."], [("Kaye", "When?"), ("Holt", "Now.")]),
        (["(KAYE) When? (MS HOLT): Now."], [("Kaye", "When?"), ("Ms Holt", "Now.")]),
        ([">>HOLT: No.>>KAYE: Yes."], [("Holt", "No."), ("Kaye", "Yes.")]),
        ([">> HOLT: No.>> Yes."], [("Holt", "No."), (None, "Yes.")]),
        (["DARA HOLT\nIt is shut.", "SIMEON KAYE\nWhen?", "DARA HOLT\nNow.", "SIMEON KAYE\nWhy?"],
         [("Dara Holt", "It is shut."), ("Simeon Kaye", "When?"), ("Dara Holt", "Now."), ("Simeon Kaye", "Why?")]),
        (["HOLT: It is shut.", "GRAND HOTEL\nWhere are we?"], [("Holt", "It is shut."), (None, "Where are we?")]),
        (["<v Dara Holt>- Is it shut?\n- It is.</v>"], [("Dara Holt", "Is it shut?"), (None, "It is.")]),
        (["[KAYE] When? [LAUGHTER] Now."], [("Kaye", "When? Now.")]),
        (["HOLT: It went >>up<< again."], [("Holt", "It went >>up<< again.")]),
        (["HOLT: It is shut.", "BY THE WAY\nwe went home."], [("Holt", "It is shut. BY THE WAY we went home.")]),
    ],
)  # fmt: skip
def test_captions_have_the_speakers_that_stand_within_or_above_their_lines(cues, expected):
    assert turns(*cues) == expected


def test_full_names_in_capitals_on_lines_of_their_own_speak_the_paragraphs_under_them():
    text = "A talk on the weir\n\nDARA HOLT\nIt is shut.\n\nSIMEON KAYE\nSince when?\n\nDARA HOLT\nSince May.\n\nSIMEON KAYE\nIt was open on Sunday.\n"
    (document,) = read("a.txt", text.encode())
    assert said(document) == [
        ("Dara Holt", "It is shut."),
        ("Simeon Kaye", "Since when?"),
        ("Dara Holt", "Since May."),
        ("Simeon Kaye", "It was open on Sunday."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WEIR STREET\nIt is shut.\n\nMILL LANE\nIt is open.\n\nHIGH STREET\nIt is dry.\n\nLOCK GATE\nIt is wet.\n",
        "DARA HOLT\nIt is shut.\n\nThey left.\n\nHe stayed.\n\nSIMEON KAYE\nIt is open.\n\nThe end.\n\nAll went.\n\nDARA HOLT\nYes.\n\nIt was.\n\nSIMEON KAYE\nNo.\n",
        "DARA HOLT\n\nSIMEON KAYE\n\nDARA HOLT\n\nSIMEON KAYE\n\nThese four lines are a list.\n",
    ],
)
def test_other_lines_in_capitals_are_no_labels(text):
    assert [document.kind for document in read("a.txt", text.encode())] == ["article"]


def test_titles_in_capitals_are_told_from_names_as_in_a_record():
    text = "TRANSCRIPT OF A HEARING\n\nMR. HOLT: It is shut.\n\nMS. KAYE: Since when?\n\nMR. HOLT: Since May.\n\nMS. KAYE: Thank you.\n"
    (document,) = read("a.txt", text.encode())
    assert [name for name, _ in said(document)] == ["Holt", "Kaye", "Holt", "Kaye"]
    assert document.stated[0].attribution.speaker.role == "Mr."


@pytest.mark.parametrize(
    ("label", "role"), [("Dara Holt (she/her)", None), ("Dara Holt (They / Them)", None), ("Dara Holt (mayor)", "mayor")]
)
def test_pronouns_behind_a_name_are_no_role(label, role):
    (document,) = read("a.vtt", vtt(f"{label}: It is shut."))
    (turn,) = document.stated
    assert (turn.attribution.speaker.name, turn.attribution.speaker.role) == ("Dara Holt", role)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Councilmember Stone (Ward 3)", "person"),
        ("Ann Ek (District 4)", "person"),
        ("Commissioner Pell, District 2", "person"),
        ("Ann Ek (iPhone 12)", "person"),
        ("Apollo 13 Commander Jim Lovell", "person"),
        ("2 Chainz", "person"),
        ("Ann Ek, 54", "person"),
        ("Alderman Mo Tarn - 7th Ward, Seat 2", "person"),
        ("Peig Donnelly (Room 12)", "person"),
        ("Room 4", "unnamed"),
        ("Room 4, Conference", "unnamed"),
        ("Phone (2)", "unnamed"),
        ("Conference Room 12", "unnamed"),
        ("iPhone 12", "unnamed"),
        ("Phone Line 3", "unnamed"),
        ("Meeting Room 7C", "unnamed"),
        ("Huddle Room B", "unnamed"),
        ("HQ-2-Board Room (16)", "unnamed"),
        ("Large Conference Room", "unnamed"),
        ("Galaxy A52", "unnamed"),
        ("Dara’s iPad", "unnamed"),
        ("+1 202-555-0143", "unnamed"),
        ("Dial-in User 2", "unnamed"),
        ("Ann Pixel", "person"),
        ("Emma Room", "person"),
        ("Mic Stone", "person"),
        ("O’Pell", "person"),
    ],
)
def test_a_number_behind_a_name_leaves_it_a_name_and_one_behind_a_thing_makes_it_nobody(label, kind):
    speaker = stated_speaker(label)
    assert speaker is not None
    assert speaker.type == kind


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("Host (Dara Holt)", "Dara Holt", "Host"),
        ("Interviewer (Simeon van der Kaye)", "Simeon van der Kaye", "Interviewer"),
        ("Speaker 2 (Dara Holt)", "Dara Holt", None),
        ("Dara Holt (Host)", "Dara Holt (Host)", None),
        ("Guest (second caller)", "Guest (second caller)", None),
    ],
)
def test_a_name_in_brackets_behind_what_names_nobody_is_who_speaks(label, name, role):
    (document,) = read("a.vtt", vtt(f"<v {label}>It is shut.</v>", "<v Mo Tarn>Since when?</v>"))
    speaker = document.stated[0].attribution.speaker
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("remark", "role"),
    [
        ("V.O.", None),
        ("CONT'D", None),
        ("on screen", None),
        ("over the phone", None),
        ("laughing", None),
        ("mayor", "mayor"),
        ("Harbour Board", "Harbour Board"),
    ],
)
def test_how_somebody_is_heard_is_no_office(remark, role):
    (document,) = read("a.vtt", vtt(f"Dara Holt ({remark}): It is shut.", "Mo Tarn (Guest): Since when?"))
    speaker = document.stated[0].attribution.speaker
    assert (speaker.name, speaker.role) == ("Dara Holt", role)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Voice in background", "unnamed"),
        ("MAN AT THE BACK", "unnamed"),
        ("Caller from Ellery", "unnamed"),
        ("Page in the Hall", "person"),
        ("Dara at Home", "person"),
        ("Guest Orr", "person"),
    ],
)
def test_where_somebody_stands_is_no_name(label, kind):
    (document,) = read("a.vtt", vtt(f"<v {label}>It is shut.</v>", "<v Mo Tarn>Since when?</v>"))
    assert document.stated[0].attribution.speaker.type == kind
