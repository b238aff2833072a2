"""Exports of speech recognition: who speaks and between which seconds, as JSON and in the layouts of text and Word files."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from tests.sources.made import docx
from tests.sources.reading import KNOWN, parsed, read

WORDS = ["The", "pier", "stays", "open."]


def said(name, content):
    """The passages of a file as (speaker, words, start, end)."""
    data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
    (document,) = read(name, data)
    out = []
    for passage in extract(document, KNOWN):
        assert all(part.text == document.text[part.start : part.end] for part in passage.parts)
        speaker, media = passage.attribution.speaker, passage.media
        out.append((speaker and speaker.name, passage.text, media and media.start, media and media.end))
    return out


def item(text, start=None, **more):
    return {"type": "pronunciation" if start is not None else "punctuation", "alternatives": [{"content": text, "confidence": "0.9"}],
            **({"start_time": str(start), "end_time": str(start + 1)} if start is not None else {}), **more}  # fmt: skip


def word(text, tag=None, at=0.0):
    return {"word": text, "startTime": f"{at}s", "endTime": f"{at + 1}s", **({"speakerTag": tag} if tag else {})}


AMAZON = {"jobName": "pier", "results": {"transcripts": [{"transcript": "The pier stays. Why?"}],
          "speaker_labels": {"segments": [{"speaker_label": "spk_0", "items": [{"start_time": "0", "speaker_label": "spk_0"}, {"start_time": "1", "speaker_label": "spk_0"}]},
                                          {"speaker_label": "spk_1", "items": [{"start_time": "2", "speaker_label": "spk_1"}]}]},
          "items": [item("The", 0), item("pier", 1), item("."), item("Why", 2), item("?")]}}  # fmt: skip
GOOGLE = {"results": [{"alternatives": [{"transcript": "The pier stays", "words": [word("The"), word("pier"), word("stays")]}]},
                      {"alternatives": [{"transcript": "Why", "words": [word("Why")]}]},
                      {"alternatives": [{"words": [word("The", 1, 0), word("pier", 1, 1), word("stays", 1, 2), word("Why", 2, 3)]}]}]}  # fmt: skip
DEEPGRAM = {"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [{"transcript": "The pier stays. Why?", "paragraphs": {"paragraphs": [
            {"speaker": 0, "sentences": [{"text": "The pier stays.", "start": 0.5, "end": 2}]}, {"speaker": 1, "sentences": [{"text": "Why?", "start": 2, "end": 3}]}]}}]}]}}  # fmt: skip
DEEPGRAM_WORDS = {"results": {"channels": [{"alternatives": [{"transcript": "the pier why", "words": [
                  {"word": "the", "punctuated_word": "The", "start": 0.5, "end": 1, "speaker": 0}, {"word": "pier", "punctuated_word": "pier.", "start": 1, "end": 2, "speaker": 0},
                  {"word": "why", "punctuated_word": "Why?", "start": 2, "end": 3, "speaker": 1}]}]}]}}  # fmt: skip
ASSEMBLY = {"id": "x", "audio_url": "https://estuary.example/a.mp3", "text": "The pier stays. Why?", "utterances": [
            {"speaker": "A", "text": "The pier stays.", "start": 500, "end": 2000}, {"speaker": "B", "text": "Why?", "start": 2000, "end": 3000}]}  # fmt: skip
AZURE = {"source": "https://estuary.example/a.wav", "recognizedPhrases": [
         {"speaker": 1, "offsetInTicks": 5000000, "durationInTicks": 15000000, "nBest": [{"lexical": "the pier stays", "display": "The pier stays."}]},
         {"speaker": 2, "offsetInTicks": 20000000, "durationInTicks": 10000000, "nBest": [{"display": "Why?"}]}]}  # fmt: skip
REV = {"speakers": [{"id": 0, "name": "Ines Calloway"}], "monologues": [
       {"speaker": 0, "elements": [{"type": "text", "value": "The", "ts": 0.5, "end_ts": 1}, {"type": "punct", "value": " "}, {"type": "text", "value": "pier", "ts": 1, "end_ts": 2},
                                   {"type": "punct", "value": " stays."}]}, {"speaker": 1, "elements": [{"type": "text", "value": "Why?"}]}]}  # fmt: skip
TRINT = {"id": "t", "title": "Pier", "transcript": {"speakers": [{"id": "s1", "name": "Ines Calloway"}], "paragraphs": [
         {"time": 500, "duration": 1500, "speaker": "s1", "words": [{"text": "The"}, {"text": "pier"}, {"text": "stays."}]},
         {"time": 2000, "duration": 1000, "speaker": "Mo Tarn", "words": [{"text": "Why?"}]}]}}  # fmt: skip
SPEECHMATICS = {"format": "2.9", "results": [
    {"type": "word", "start_time": 0.5, "end_time": 1, "alternatives": [{"content": "Why", "speaker": "S1"}]}, {"type": "punctuation", "alternatives": [{"content": "?"}]},
    {"type": "word", "start_time": 2, "end_time": 3, "alternatives": [{"content": "Because", "speaker": "S2"}]}]}  # fmt: skip
CPP = {"systeminfo": "AVX", "transcription": [{"offsets": {"from": 500, "to": 2000}, "text": " The pier stays.", "speaker_turn_next": True},
                                              {"offsets": {"from": 2000, "to": 3000}, "text": " Why?"}]}  # fmt: skip
PREMIERE = {"language": "en-us", "speakers": [{"id": "u-1", "name": "Ines Calloway"}], "segments": [
            {"start": 0.5, "duration": 1.5, "speaker": "u-1", "words": [{"text": "The", "type": "word"}, {"text": "pier", "type": "word"}, {"text": ".", "type": "punctuation"}]}]}  # fmt: skip
PODLOVE = {"version": "1.0.0", "segments": [{"speaker": "Ines Calloway", "startTime": 0.5, "endTime": 1, "body": "The"},
                                            {"speaker": "Ines Calloway", "startTime": 1, "endTime": 2, "body": "pier stays."}]}  # fmt: skip
WHISPER_X = {
    "segments": [
        {"start": 0.5, "end": 2, "text": " The pier stays.", "speaker": "SPEAKER_00"},
        {"start": 2, "end": 3, "text": " Why?"},
    ],
    "language": "en",
}
OPENAI = {"task": "transcribe", "duration": 3.0, "text": "The pier stays. Why?", "segments": [{"id": 0, "start": 0.5, "end": 2.0, "text": " The pier stays."},
                                                                                              {"id": 1, "start": 2.0, "end": 3.0, "text": " Why?"}]}  # fmt: skip
SONIX = {
    "name": "Pier",
    "transcript": [{"speaker": "Ines Calloway", "text": "The pier stays.", "start_time": 0.5, "end_time": 2.0}],
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (AMAZON, [("speaker 0", "The pier.", 0, 2), ("speaker 1", "Why?", 2, 3)]),
        ({"jobName": "x", "results": {"transcripts": [], "audio_segments": [{"transcript": "Why?", "start_time": "2.0", "end_time": "3.0", "speaker_label": "spk_1"}]}},
         [("speaker 1", "Why?", 2, 3)]),
        (GOOGLE, [("speaker 1", "The pier stays", 0, 3), ("speaker 2", "Why", 3, 4)]),
        ({"name": "1", "done": True, "response": GOOGLE}, [("speaker 1", "The pier stays", 0, 3), ("speaker 2", "Why", 3, 4)]),
        ({"results": GOOGLE["results"][:1]}, [(None, "The pier stays", 0, 1)]),
        (DEEPGRAM, [("speaker 0", "The pier stays.", 0.5, 2), ("speaker 1", "Why?", 2, 3)]),
        (DEEPGRAM_WORDS, [("speaker 0", "The pier.", 0.5, 2), ("speaker 1", "Why?", 2, 3)]),
        (ASSEMBLY, [("speaker A", "The pier stays.", 0.5, 2), ("speaker B", "Why?", 2, 3)]),
        ({**ASSEMBLY, "utterances": None}, [(None, "The pier stays. Why?", None, None)]),
        (AZURE, [("speaker 1", "The pier stays.", 0.5, 2), ("speaker 2", "Why?", 2, 3)]),
        (REV, [("Ines Calloway", "The pier stays.", 0.5, 2), ("speaker 1", "Why?", None, None)]),
        (TRINT, [("Ines Calloway", "The pier stays.", 0.5, 2), ("Mo Tarn", "Why?", 2, 3)]),
        (SPEECHMATICS, [("S1", "Why?", 0.5, 1), ("S2", "Because", 2, 3)]),
        (CPP, [(None, "The pier stays.", 0.5, 2), (None, "Why?", 2, 3)]),
        (PREMIERE, [("Ines Calloway", "The pier.", 0.5, 2)]),
        (PODLOVE, [("Ines Calloway", "The pier stays.", 0.5, 2)]),
        (WHISPER_X, [("speaker 0", "The pier stays.", 0.5, 2), (None, "Why?", 2, 3)]),
        (OPENAI, [(None, "The pier stays. Why?", 0.5, 3)]),
        (SONIX, [("Ines Calloway", "The pier stays.", 0.5, 2)]),
    ],
    ids=["amazon", "amazon-segments", "google", "google-operation", "google-plain", "deepgram", "deepgram-words", "assembly", "assembly-plain", "azure", "rev",
         "trint", "speechmatics", "whisper.cpp", "premiere", "podlove", "whisperx", "openai", "sonix"],
)  # fmt: skip
def test_an_export_gives_turns_with_their_speakers_and_seconds(content, expected):
    assert said("a.json", content) == expected
    assert read("a.json", json.dumps(content).encode())[0].kind == "transcript"


def test_the_recording_s_address_goes_with_its_words():
    (document,) = read("a.json", json.dumps(ASSEMBLY).encode())
    assert extract(document, KNOWN)[0].media.url == "https://estuary.example/a.mp3"


@pytest.mark.parametrize(
    "content",
    [{"results": {"transcripts": []}}, {"monologues": []}, {"transcript": {"paragraphs": []}}, {"results": {"channels": []}}],
)
def test_an_export_without_words_says_so(content):
    assert "there are no words in this transcript" in parsed("a.json", json.dumps(content)).refused[0]


TURNS = [
    ("Ines Calloway", "The pier stays open.", 3, 9),
    ("Mo Tarn", "And who pays for it?", 9, 72),
    ("Ines Calloway", "We all do.", 72, None),
]
LAYOUTS = {
    "otter": "Pier talk\nSat, May 18, 2024 10:02AM • 42:10\n\nSUMMARY KEYWORDS\npier, boats\n\nSPEAKERS\nInes Calloway, Mo Tarn\n\nInes Calloway  00:03\nThe pier stays"
             " open.\n\nMo Tarn  00:09\nAnd who pays for it?\n\nInes Calloway  01:12\nWe all do.\n\nTranscribed by https://otter.ai\n",
    "rev": "Ines Calloway (00:03):\nThe pier stays open.\n\nMo Tarn (00:09):\nAnd who pays for it?\n\nInes Calloway (01:12):\nWe all do.",
    "trint": "Ines Calloway: [00:00:03] The pier stays open. [00:00:07][4.1]\n\nMo Tarn: [00:00:09] And who pays for it?\n\nInes Calloway: [00:01:12] We all do.",
    "descript": "Pier talk\n\n[00:00:03] Ines Calloway: The pier stays open.\n\n[00:00:09] Mo Tarn: And who pays for it?\n\n[00:01:12] Ines Calloway: We all do.",
    "teams": "Ines Calloway\n0:03\nThe pier stays open.\n\nMo Tarn\n0:09\nAnd who pays for it?\n\nInes Calloway\n1:12\nWe all do.",
    "teams-old": "00:00:03.0 --> 00:00:09.0\nInes Calloway\nThe pier stays open.\n00:00:09.0 --> 00:01:12.0\nMo Tarn\nAnd who pays for it?\n"
                 "00:01:12.0 --> 00:01:15.0\nInes Calloway\nWe all do.",
    "zoom": "[Ines Calloway] 00:00:03\nThe pier stays open.\n\n[Mo Tarn] 00:00:09\nAnd who pays for it?\n\n[Ines Calloway] 00:01:12\nWe all do.",
    "sonix": "00:00:03 Ines Calloway: The pier stays open.\n00:00:09 Mo Tarn: And who pays for it?\n00:01:12 Ines Calloway: We all do.",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("head", ["", "---\ntitle: Pier\nkind: transcript\n---\n"])
def test_a_text_in_the_layout_of_a_program_is_a_transcript(layout, head):
    found = said("a.txt", head + LAYOUTS[layout])
    assert [turn[:3] for turn in found] == [turn[:3] for turn in TURNS]
    assert [turn[3] for turn in found][:2] == [9, 72]


def test_a_transcript_of_a_meeting_without_times_is_known_by_its_head():
    text = ("Pier talk (2024-05-18 10:02 GMT-4) - Transcript\nAttendees\nInes Calloway, Mo Tarn\nTranscript\nInes Calloway: The pier stays open.\nRemember: no boats"
            " at night.\nMo Tarn: Why?\nThis editable transcript was computer generated and might contain errors.")  # fmt: skip
    assert [turn[:2] for turn in said("a.txt", text)] == [
        ("Ines Calloway", "The pier stays open. Remember: no boats at night."), ("Mo Tarn", "Why?"),
    ]  # fmt: skip
    assert read("a.txt", text.encode())[0].published == "2024-05-18"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            ("Normal", "Ines Calloway   0:03"),
            ("Normal", "The pier stays open."),
            ("Normal", "Mo Tarn   0:09"),
            ("Normal", "And who pays for it?"),
        ],
        [("Normal", "Ines Calloway   0:03\nThe pier stays open."), ("Normal", "Mo Tarn   0:09\nAnd who pays for it?")],
        [
            ("Normal", "Ines Calloway (00:03):"),
            ("Normal", "The pier stays open."),
            ("Normal", "Mo Tarn (00:09):"),
            ("Normal", "And who pays for it?"),
        ],
    ],
)
def test_a_word_document_may_have_the_layout_of_a_transcript(paragraphs):
    assert [turn[:3] for turn in said("a.docx", docx(paragraphs))] == [
        ("Ines Calloway", "The pier stays open.", 3),
        ("Mo Tarn", "And who pays for it?", 9),
    ]


def test_a_surname_alone_is_whose_full_name_stands_before_other_words_and_a_title_is_no_label():
    text = "# Ines Calloway: the pier and I\n\nShe was mayor.\n\n**Ellery Beacon: Is it open?**\n\n**Ines Calloway:** It stays open.\n\n**Ellery Beacon: Since when?**\n\n**Calloway:** Since May.\n"
    assert [turn[:2] for turn in said("a.md", text)] == [
        ("Ellery Beacon", "Is it open?"),
        ("Ines Calloway", "It stays open."),
        ("Ellery Beacon", "Since when?"),
        ("Ines Calloway", "Since May."),
    ]


@pytest.mark.parametrize("case", [str, str.upper])
def test_full_names_before_most_paragraphs_make_a_transcript_without_times(case):
    turns = [
        ("Ines Calloway", "The pier stays open."),
        ("Mo Tarn", "Since when?"),
        ("Ines Calloway", "Since May."),
        ("Mo Tarn", "Thank you."),
    ]
    text = "Interview of May 18, 2024\n\n" + "\n\n".join(f"{case(name)}: {words}" for name, words in turns)
    assert [turn[:2] for turn in said("a.txt", text)] == turns


@pytest.mark.parametrize(
    "text",
    [
        "What they say\n\nInes Calloway: “We stay.”\n\nMo Tarn: “We go.”\n\nPeig Donnelly: “We wait.”\n\nBo Lund: “We eat.”",  # nobody twice
        "It rained.\n\nInes Calloway: “We stay.”\n\nIt snowed.\n\nMo Tarn: “We go.”\n\nIt froze.\n\nInes Calloway: “No.”\n\nIt thawed.\n\nMo Tarn: “Yes.”\n\nIt rained.\n\nWe left.",
        "Open day\n\nDoors  14:00\nPier walk  15:30\nBrass band  16:45\n\n“We sail,” Ines Calloway said.",  # a schedule
        "Results\n\nInes Calloway (12:03)\n\nMo Tarn (11:58)\n\nPeig Donnelly (13:40)\n\n“We ran,” Mo Tarn said.",  # race times, not in order
        "The ferry left at 9:15.\n\nNote: [00:10] is when it came back.\n\n“We sail,” Ines Calloway said.",
        "Ines Calloway (00:03): one label alone.\n\n“We sail,” Mo Tarn said.",
        "---\nkind: article\n---\nInes Calloway (00:03):\nThe pier stays.\n\nMo Tarn (00:09):\nWhy?",  # said to be none
    ],
)
def test_what_only_has_times_in_it_is_no_transcript(text):
    assert read("a.txt", text.encode())[0].kind == "article"


def test_trint_may_have_words_under_another_name_and_times_with_them_alone():
    words = [{"value": word, "time": 500 + 200 * n, "duration": 200} for n, word in enumerate(WORDS)]
    content = {"transcript": {"speakers": [{"id": "1", "name": "Mo Tarn"}], "paragraphs": [{"speaker": "1", "words": words}]}}
    assert said("a.json", content) == [("Mo Tarn", "The pier stays open.", 0.5, 1.3)]


def test_a_voice_that_speechmatics_cannot_tell_is_nobodys():
    rows = [
        {"type": "word", "start_time": n, "end_time": n + 1, "alternatives": [{"content": word, "speaker": "UU"}]}
        for n, word in enumerate(WORDS)
    ]
    assert [who for who, *_ in said("a.json", {"results": rows})] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "0:0:3.120 --> 0:0:5.9\nMo Tarn\nThe pier stays open.\n\n0:0:6.0 --> 0:0:7.900\nIda Fenn\nWhy?\n",
        "[00:00:03] **Mo Tarn:** The pier stays open.\n\n[00:00:09] **Ida Fenn:** Why?\n",
        "Mo Tarn (00:03):\nThe pier stays open.\n\n(silence)\n\nIda Fenn (00:09):\nWhy?\n",
    ],
)
def test_labels_in_markdown_and_loose_times_are_labels_too(text):
    for name in ("a.txt", "a.md"):
        assert [(who, words) for who, words, *_ in said(name, text)] == [("Mo Tarn", "The pier stays open."), ("Ida Fenn", "Why?")]


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("(a door shuts)", False),
        ("[waves on the shore]", False),
        ("(inaudible)", True),
        ("(Not so.)", True),
        ("(he laughs) We sail.", True),
    ],
)
def test_a_segment_of_nothing_but_a_note_in_small_letters_is_nobody_s_words(line, is_said):
    rows = [{"start": 0, "end": 1, "text": " The pier stays."}, {"start": 1, "end": 2, "text": f" {line}"}]
    (found,) = said("a.json", {"segments": rows})
    assert (line in found[1]) is is_said
