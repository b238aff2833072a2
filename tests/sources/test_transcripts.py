"""Speakers that a file states: taken as they are spelled, never guessed from the text, never left to whoever was named before."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from service.sources.fields import address
from service.sources.transcripts import Turn, transcript
from tests.sources.reading import KNOWN, read


def said(name, content):
    """The passages of a file as (speaker, words)."""
    (document,) = read(name, content.encode() if isinstance(content, str) else content)
    for passage in extract(document, KNOWN):
        assert all(part.text == document.text[part.start : part.end] for part in passage.parts)
        speaker = passage.attribution.speaker
        if speaker and speaker.evidence:
            assert speaker.evidence.text == document.text[speaker.evidence.start : speaker.evidence.end]
    return [(p.attribution.speaker and p.attribution.speaker.name, p.text) for p in extract(document, KNOWN)]


def turns(*rows):
    return json.dumps({"turns": [{"speaker": speaker, "text": text} for speaker, text in rows]})


def cues(*texts, voiced=False):
    """A caption file of cues, two seconds each."""
    head = "WEBVTT\n\n" if voiced else ""
    return head + "".join(
        f"{n}\n00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\n{text}\n\n".replace(".000", ".000" if voiced else ",000")
        for n, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize(
    "name",
    ["Ines Calloway", "Zoë Ní Dhomhnaill", "李小龙", "Ярослава Гнатюк", "نوال السعداوي", "bede attwater", "MJ Tarn",
     "LaVerne O'Dowd-MacLeish", "Piet van den Heuvel", "Frau Groß", "Dep. Peig Donnelly (I-Ellery)"],
)  # fmt: skip
def test_a_stated_speaker_is_spelled_as_the_file_spells_it(name):
    assert said("a.json", turns(("Mo Tarn", "We sail at noon."), (name, "Not in this fog."))) == [
        ("Mo Tarn", "We sail at noon."),
        (name, "Not in this fog."),
    ]


@pytest.mark.parametrize(
    "nobody", [None, "", "  ", "N/A", "nan", "-", "unknown", "Unknown speaker", {}, {"name": ""}, [], ["A", "B"], True]
)
def test_a_turn_that_names_nobody_is_nobodys(nobody):
    rows = turns(("Mo Tarn", "We sail at noon."), (nobody, "Not in this fog."), ("Mo Tarn", "In this fog."))
    assert said("a.json", rows) == [("Mo Tarn", "We sail at noon."), (None, "Not in this fog."), ("Mo Tarn", "In this fog.")]


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("Calloway, Ines", "Ines Calloway", None),
        ("Calloway, Ines (Harbour)", "Ines Calloway", "Harbour"),
        ("Tarn, Mo (IT)", "Mo Tarn", "IT"),
        ("van den Heuvel, Anna", "Anna van den Heuvel", None),
        ("van der Moer, Sietske", "Sietske van der Moer", None),
        ("von Stein, Egbertine", "Egbertine von Stein", None),
        ("dos Reis, Jandira", "Jandira dos Reis", None),
        ("TARN, Anna", "Anna Tarn", None),
        ("the Harbour, Ellery", "the Harbour, Ellery", None),
        ("Tarn, Mo", "Tarn, Mo", None),
        ("Donnelly, Mayor", "Donnelly, Mayor", None),
        ("Ines Calloway, Anna", "Ines Calloway, Anna", None),
        ("Harbour Board, Ellery", "Harbour Board, Ellery", None),
        ("Calloway, MD", "Calloway, MD", None),
    ],
)  # fmt: skip
def test_a_label_as_directories_list_people_gives_the_name_in_its_order(label, name, role):
    document = transcript([Turn("We sail at noon.", "Bede Attwater"), Turn("Not in this fog.", label)], {})
    speaker = document.stated[1].attribution.speaker
    assert (speaker.name, speaker.role) == (name, role)
    assert said("a.json", turns(("Bede Attwater", "We sail at noon."), (label, "No.")))[1] == (name, "No.")


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("Stone, Ann", "Ó Pell, Ruairc", "Tarn, Thuỳ"), ["Ann Stone", "Ruairc Ó Pell", "Thuỳ Tarn"]),
        (("Stone, Ann", "Al Tarn, Reemah", "Pell, Mayor"), ["Ann Stone", "Reemah Al Tarn", "Pell, Mayor"]),
        (("Ann Stone", "Ellery, North", "Pell, MD"), ["Ann Stone", "Ellery, North", "Pell, MD"]),
        (("Stone, Ann", "Pell, Director of Ports"), ["Ann Stone", "Pell, Director of Ports"]),
    ],
)
def test_where_one_is_surely_listed_by_the_surname_others_with_a_comma_are(labels, names):
    document = transcript([Turn("We sail at noon.", label) for label in labels], {})
    assert [passage.attribution.speaker.name for passage in document.stated] == names


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        (0, "speaker 0"),
        ("B", "speaker B"),
        ("SPEAKER_03", "speaker 3"),
        ({"name": "Mo Tarn"}, "Mo Tarn"),
        (["Mo Tarn"], "Mo Tarn"),
    ],
)
def test_a_speaker_may_be_a_number_an_object_or_a_list_of_one(speaker, name):
    assert said("a.json", turns((speaker, "We sail."), ("Peig Donnelly", "We do not."))) == [
        (name, "We sail."),
        ("Peig Donnelly", "We do not."),
    ]


def test_a_label_within_a_turn_is_a_part_of_its_words():
    words = "I told her one thing.\n\nPeig Donnelly: never sail in fog, she said.\n\nAnd I agreed."
    assert said("a.json", turns(("Mo Tarn", words))) == [
        ("Mo Tarn", "I told her one thing. Peig Donnelly: never sail in fog, she said. And I agreed.")
    ]


def test_turns_beside_a_text_are_not_hidden_by_it():
    rows = [{"speaker": "Mo Tarn", "text": "We sail at noon."}, {"speaker": "Peig Donnelly", "text": "Not in this fog."}]
    assert said("a.json", json.dumps({"text": "We sail at noon. Not in this fog.", "segments": rows})) == [
        ("Mo Tarn", "We sail at noon."), ("Peig Donnelly", "Not in this fog."),
    ]  # fmt: skip
    article = (
        "“We sail at noon,” Mo Tarn said of the ferry on Monday, and everybody at the pier in Ellery laughed at that for a while."
    )
    assert said("a.json", json.dumps({"text": article, "segments": [{"text": "sports fans"}]})) == [("Mo Tarn", "We sail at noon,")]


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ({"start": 83.25, "end": 85}, 83.25, 85.0),
        ({"start_time": "83.25", "end_time": "85.0"}, 83.25, 85.0),
        ({"startTime": "83.25s", "endTime": "85s"}, 83.25, 85.0),
        ({"start": "00:01:23.250", "end": "00:01:25,0"}, 83.25, 85.0),
        ({"start": 83250, "end": 85000}, 83.25, 85.0),  # milliseconds
        ({"start": -1, "end": True}, None, None),
        ({"start": "soon"}, None, None),
    ],
)
def test_a_turn_knows_its_seconds(row, start, end):
    content = json.dumps({"segments": [{**row, "text": "We sail."}], "audio_url": "https://estuary.example/ferry.mp3"})
    (document,) = read("a.json", content.encode())
    (passage,) = extract(document, KNOWN)
    media = passage.media
    assert (media and (media.url, media.start, media.end)) == (
        None if start is None else ("https://estuary.example/ferry.mp3", start, end)
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # five that must be told apart …
        (["Mo Tarn: We sail at noon.", "peig d's phone: Is that so?", "Mo Tarn: It is."],
         [("Mo Tarn", "We sail at noon."), ("peig d's phone", "Is that so?"), ("Mo Tarn", "It is.")]),
        (["MO TARN: We sail at noon.", "(PEIG DONNELLY) In this fog?", "[Reporter] And the gulls?"],
         [("Mo Tarn", "We sail at noon."), ("Peig Donnelly", "In this fog?"), ("Reporter", "And the gulls?")]),
        ([">> Mo Tarn: We sail at noon.", "&gt;&gt; In this fog?", "&gt;&gt; Peig Donnelly: Never."],
         [("Mo Tarn", "We sail at noon."), (None, "In this fog?"), ("Peig Donnelly", "Never.")]),
        (["Þóra Ek: We sail.", "Mo Tarn (Guest): We do.", "Sam T. (they/them): Do we?", "Dr. Li Tarn, MD: We may."],
         [("Þóra Ek", "We sail."), ("Mo Tarn", "We do."), ("Sam T.", "Do we?"), ("Dr. Li Tarn, MD", "We may.")]),
        (["MOIRA: We sail at noon.", "Remember: nobody swims here.", "Nobody."],
         [("Moira", "We sail at noon."), (None, "Remember: nobody swims here."), (None, "Nobody.")]),
        (["MOIRA: We sail.", "SUBTITLES BY: Ellery Captions.", "Thank you."], [("Moira", "We sail."), (None, "SUBTITLES BY: Ellery Captions."), (None, "Thank you.")]),
        # … and where nothing must be
        (["MOIRA: We sail at noon", "and at 5:30 we are back."], [("Moira", "We sail at noon and at 5:30 we are back.")]),
        (["MOIRA: I have told you", "what we need: a boat."], [("Moira", "I have told you what we need: a boat.")]),
        (["MOIRA: The money went to", "- as I told you - the school."], [("Moira", "The money went to - as I told you - the school.")]),
        (["MOIRA: We sail.", "[APPLAUSE]", "At noon.", "♪ ♪"], [("Moira", "We sail. At noon.")]),
        (["MOIRA: We sail", "[GULLS SCREAMING]", "at noon."], [("Moira", "We sail at noon.")]),
        (["MOIRA: We sail", "[OLD DOOR CREAKS]", "at noon."], [("Moira", "We sail at noon.")]),
        (["MOIRA: We sail.", "[KEITH KING]", "At noon."], [("Moira", "We sail."), ("Keith King", "At noon.")]),
        (["MOIRA: We sail.", "[ADA FLEMING]", "At noon."], [("Moira", "We sail."), ("Ada Fleming", "At noon.")]),
        (["MOIRA: No.", "No.", "We did not.", "We did not."], [("Moira", "No. No. We did not. We did not.")]),
    ],
)  # fmt: skip
def test_what_has_the_shape_of_a_label_ends_a_turn_and_what_is_no_name_is_nobodys(texts, expected):
    assert said("a.srt", cues(*texts)) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["<v Mo Tarn>Was it spent?</v> <v Peig Donnelly>Not one cent.</v>"], [("Mo Tarn", "Was it spent?"), ("Peig Donnelly", "Not one cent.")]),
        (["<v Mo Tarn>Was it spent?\n<v Peig Donnelly>Not one cent."], [("Mo Tarn", "Was it spent?"), ("Peig Donnelly", "Not one cent.")]),
        (["<v.loud.first Tarn, Mo>Was it <i>ever</i> spent?</v>", "Not one cent."], [("Tarn, Mo", "Was it ever spent?"), (None, "Not one cent.")]),
        (["<v Mo Tarn>Fish &amp; chips", "<v Mo Tarn>for all."], [("Mo Tarn", "Fish & chips for all.")]),
    ],
)  # fmt: skip
def test_each_voice_of_a_cue_has_its_own_words(texts, expected):
    assert said("a.vtt", cues(*texts, voiced=True)) == expected


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["WE WILL", "WE WILL SAIL AT", "WE WILL SAIL AT NOON\nAND NOT", "SAIL AT NOON\nAND NOT BEFORE."], "WE WILL SAIL AT NOON AND NOT BEFORE."),
        ([">> WE SAIL", ">> WE SAIL\nAT NOON.", "AT NOON.\nBRING A COAT.", "BRING A COAT.\nIT RAINS."], "WE SAIL AT NOON. BRING A COAT. IT RAINS."),
        (["we<00:00:02.500><c> sail</c>", "we sail\nat<00:00:04.500><c> noon</c>", "we sail at noon\nand no sooner"], "we sail at noon and no sooner"),
        (["We sail.", "We sail.", "We do."], "We sail. We sail. We do."),
    ],
)  # fmt: skip
def test_words_that_roll_over_the_screen_are_said_once(texts, words):
    assert " ".join(text for _, text in said("a.vtt", cues(*texts, voiced=True))) == words


def test_a_passage_over_several_cues_has_the_seconds_of_all():
    (document,) = read("a.srt", cues("MOIRA: We sail", "at noon.", ">> In this fog?").encode())
    first, second = extract(document, KNOWN)
    assert (first.media.start, first.media.end, second.media.start) == (2.0, 6.0, 6.0)
    assert [second for _, second in first.marks] == [2.0, 4.0]


def test_the_corpus_keeps_what_a_document_states(corpus):
    (document,) = read("a.json", turns(("李小龙", "We sail at noon."), (None, "Not in this fog.")).encode())
    corpus.save(document)
    assert corpus.posted(document.id).stated == document.stated


@pytest.mark.parametrize(
    ("value", "is_web"),
    [("https://estuary.example/a", True), ("HTTP://estuary.example", True), ("javascript:alert(1)", False), ("https://a.example/\nx", False),
     ("https://a.example/a b", False), ("//a.example", False), ("urn:a:1", False), (7, False), ("https://a.example/" + "x" * 2000, False)],
)  # fmt: skip
def test_an_address_is_one_of_the_web(value, is_web):
    assert (address(value) is not None) == is_web


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Ines Calloway: We stay.", "Prof. Dr. Ama Boateng, PhD: Look at the date."],
         [("Ines Calloway", "We stay."), ("Prof. Dr. Ama Boateng, PhD", "Look at the date.")]),
        (["Mo Tarn: We stay.", "iPad (4): Who signed?"], [("Mo Tarn", "We stay."), ("iPad (4)", "Who signed?")]),
        ([">> I gave it away. >> Mo Tarn: He never had it."], [(None, "I gave it away."), ("Mo Tarn", "He never had it.")]),
        (["Mo Tarn: We stay.", "Subtitles by Fog Media"], [("Mo Tarn", "We stay.")]),
        (["Mo Tarn: We stay.", "Captioned by Fog Media www.fog.example"], [("Mo Tarn", "We stay.")]),
        # and where it would do harm
        (["Mo Tarn: The captain said by noon", "subtitles would be gone."], [("Mo Tarn", "The captain said by noon subtitles would be gone.")]),
        (["Mo Tarn: Translated it means", "fog."], [("Mo Tarn", "Translated it means fog.")]),
        (["Mo Tarn: We turned right>>", "and left."], [("Mo Tarn", "We turned right>> and left.")]),
    ],
)  # fmt: skip
def test_labels_and_lines_as_captioners_set_them(texts, expected):
    assert said("a.vtt", cues(*texts)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"sentences": [{"speaker_name": "Mo Tarn", "speaker_id": 0, "text": "We stay."}, {"speaker_name": None, "text": "Do you?"}]},
         [("Mo Tarn", "We stay."), (None, "Do you?")]),
        ({"transcript": [{"speaker": "mt", "voice": "Mo Tarn", "text": "We stay."}, {"voice": "", "text": "Do you?"}]},
         [("Mo Tarn", "We stay."), (None, "Do you?")]),
        ({"cues": [{"speaker": {"displayName": "bell fenn"}, "content": "We stay."}, {"content": "Do you?"}]},
         [("bell fenn", "We stay."), (None, "Do you?")]),
    ],
)  # fmt: skip
def test_turns_go_by_the_names_that_programs_have_for_them(content, expected):
    assert said("a.json", json.dumps(content)) == expected


def test_the_sentences_of_an_article_are_no_turns():
    text = "“We stay,” said Mo Tarn. Nobody left."
    (document,) = read(
        "a.json", json.dumps({"text": text, "sentences": [{"text": "“We stay,” said Mo Tarn."}, {"text": "Nobody left."}]}).encode()
    )
    assert (document.kind, document.text) == ("article", text)


def test_times_in_milliseconds_are_known_by_their_name():
    row = {"voice": "Mo Tarn", "text": "We stay.", "start_ms": 500, "end_ms": 3000}
    (document,) = read("a.json", json.dumps({"transcript": [row]}).encode())
    media = document.stated[0].media
    assert (media.start, media.end) == (0.5, 3.0)


def test_a_label_may_end_in_a_wide_colon():
    assert said("a.vtt", cues("山田花子：カモメは残ります。", "佐藤：本当ですか。")) == [
        ("山田花子", "カモメは残ります。"),
        ("佐藤", "本当ですか。"),
    ]
    long = "わたしたちは昨日の午後に港で：会いました。"
    assert said("a.vtt", cues("山田花子：カモメ。", "佐藤：はい。", long)) == [("山田花子", "カモメ。"), ("佐藤", f"はい。 {long}")]
