"""Whose words begin where in captions and records, by labels of less usual kinds."""

from __future__ import annotations

import pytest

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
