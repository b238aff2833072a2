"""Voices that a recording's file tells apart by words, channels, entries or colours, and tags and names of captions that are nobody's."""

from __future__ import annotations

import json

import pytest

from service.extraction import extract
from tests.sources.reading import KNOWN, read


def said(name, content):
    """The passages of a file as (speaker, words, start, end)."""
    (document,) = read(name, (content if isinstance(content, str) else json.dumps(content)).encode())
    out = []
    for passage in extract(document, KNOWN):
        assert all(part.text == document.text[part.start : part.end] for part in passage.parts)
        speaker, media = passage.attribution.speaker, passage.media
        out.append((speaker and speaker.name, passage.text, media and media.start, media and media.end))
    return out


def told(name, content):
    return [passage[:2] for passage in said(name, content)]


def spoken(text, *labels, start=0.0, **more):
    """A segment whose words have labels of their own; None where a word has none."""
    words = [{"word": word, "start": start + n, "end": start + n + 0.5, **({"speaker": label} if label else {})}
             for n, (word, label) in enumerate(zip(text.split(), labels, strict=True))]  # fmt: skip
    return {"start": start, "end": start + len(words), "text": f" {text}", "words": words, **more}


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (spoken("It sank. When?", "Ada Moss", "Ada Moss", "Bo Tarn", speaker="Ada Moss"),
         [("Ada Moss", "It sank.", 0, 1.5), ("Bo Tarn", "When?", 2, 2.5)]),
        (spoken("It sank. When?", "SPEAKER_00", "SPEAKER_00", "SPEAKER_01", speaker="SPEAKER_00"),
         [("speaker 0", "It sank.", 0, 1.5), ("speaker 1", "When?", 2, 2.5)]),
        (spoken("When? It sank.", "Bo Tarn", None, None, speaker="Ada Moss"), [("Bo Tarn", "When?", 0, 0.5), ("Ada Moss", "It sank.", 1, 2.5)]),
        (spoken("It sank. So?", "Ada Moss", "Ada Moss", "Ada Moss", speaker="Ada Moss"), [("Ada Moss", "It sank. So?", 0, 3)]),
        (spoken("It sank. When?", None, None, None, speaker="Ada Moss"), [("Ada Moss", "It sank. When?", 0, 3)]),
        ({**spoken("It sank. When?", "Ada Moss", "Ada Moss", "Bo Tarn", speaker="Ada Moss"), "text": "It sank yesterday. When?"},
         [("Ada Moss", "It sank yesterday. When?", 0, 3)]),
    ],
    ids=["two voices", "codes", "a word of another", "one voice", "no labels", "words that are not all there"],
)  # fmt: skip
def test_words_of_a_segment_that_have_several_speakers_are_several_turns(segment, expected):
    assert said("a.json", {"segments": [segment]}) == expected


def item(text, start=None):
    times = {"start_time": str(start), "end_time": str(start + 0.4)} if start is not None else {}
    return {"type": "pronunciation" if times else "punctuation", "alternatives": [{"content": text}], **times}


def test_channels_of_amazon_are_voices_in_the_order_in_which_they_speak():
    one = [item("Why", 0.5), item("now", 1.0), item("?"), item("Really", 6.0), item("?")]
    other = [item("The", 2.0), item("tide", 2.5), item("turns", 3.0), item(".")]
    labels = {"channels": [{"channel_label": "ch_0", "items": one}, {"channel_label": "ch_1", "items": other}]}
    content = {"results": {"transcripts": [{"transcript": "x"}], "channel_labels": labels, "items": [*one, *other]}}
    assert said("a.json", content) == [
        ("channel 0", "Why now?", 0.5, 1.4),
        ("channel 1", "The tide turns.", 2.0, 3.4),
        ("channel 0", "Really?", 6.0, 6.4),
    ]
    labels["channels"].pop()
    assert told("a.json", {**content, "results": {**content["results"], "items": one}}) == [(None, "Why now? Really?")]


def test_rev_names_speakers_beside_their_numbers_and_its_notes_stand_in_brackets():
    elements = [{"type": "text", "value": "Gone"}, {"type": "punct", "value": ". "}, {"type": "unknown", "value": "<inaudible>"}]
    first = {"speaker": 0, "speaker_info": {"id": "5c", "display_name": "Ada Moss"}, "elements": elements}
    second = {"speaker": 1, "elements": [{"type": "text", "value": "a <b> c"}]}
    assert told("a.json", {"monologues": [first, second]}) == [("Ada Moss", "Gone. [inaudible]"), ("speaker 1", "a <b> c")]


def test_entries_with_words_and_times_are_no_list_of_articles():
    rows = [{"id": "1", "text": "It is gone.", "speakerDisplayName": "Ada Moss", "startOffset": "00:00:00.5000000", "endOffset": "00:00:01.4000000"},
            {"id": "2", "text": "Since when?", "speakerDisplayName": None, "startOffset": "00:00:02", "endOffset": "00:00:02.6000000"}]  # fmt: skip
    assert said("a.json", {"version": "1.0.0", "type": "Transcript", "entries": rows}) == [
        ("Ada Moss", "It is gone.", 0.5, 1.4), (None, "Since when?", 2, 2.6)]  # fmt: skip
    articles = [{"title": "Tide", "text": "“It is gone,” said Ada Moss.", "url": "https://estuary.example/1"}]
    assert told("a.json", {"entries": articles}) == [("Ada Moss", "It is gone,")]


OLD = 'xmlns="http://www.w3.org/2006/10/ttaf1" xmlns:tts="http://www.w3.org/2006/10/ttaf1#styling" xmlns:ttp="http://www.w3.org/2006/10/ttaf1#parameter"'
NEW = OLD.replace("2006/10/ttaf1", "ns/ttml")


@pytest.mark.parametrize("spaces", [OLD, NEW])
def test_lines_in_other_colours_are_other_speakers_in_each_version_of_the_format(spaces):
    lines = '<p begin="1s" end="2s"><span tts:color="yellow">Is it gone?</span></p><p begin="3s" end="4s"><span tts:color="cyan">It is.</span></p>'
    assert told("a.dfxp", f"<tt {spaces}><body><div>{lines}</div></body></tt>") == [(None, "Is it gone?"), (None, "It is.")]


@pytest.mark.parametrize(
    ("around", "times", "expected"),
    [
        ('<div begin="10s">{}</div>', 'begin="1s" end="2s"', (11, 12)),
        ('<div begin="10s" end="60s">{}</div>', 'begin="1s" dur="2s"', (11, 13)),
        ('<div begin="10s"><div begin="5s">{}</div></div>', 'begin="1s" end="2s"', (16, 17)),
        ('<div begin="10s" end="12s">{}</div>', "", (10, 12)),
        ("<div>{}</div>", 'begin="1s" end="2s"', (1, 2)),
        ("<div>{}</div>", 'begin="25f" end="50f"', (1, 2)),
    ],
)
def test_times_count_from_where_the_division_begins(around, times, expected):
    body = around.format(f"<p {times}>ADA MOSS: It is gone.</p>")
    assert said("a.ttml", f'<tt {OLD} ttp:frameRate="25"><body>{body}</body></tt>') == [("Ada Moss", "It is gone.", *expected)]


@pytest.mark.parametrize("tag", ["<v >", "<v>", "<v.loud >", "<v\t>"])
def test_a_voice_tag_without_a_name_is_no_word_and_names_nobody(tag):
    content = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Moss>It is gone.</v>\n\n00:02.000 --> 00:03.000\n{tag}Who says so?</v>\n"
    assert told("a.vtt", content) == [("Ada Moss", "It is gone."), (None, "Who says so?")]


def test_what_sub_station_alpha_writes_for_no_actor_is_no_name():
    events = "".join(f"Dialogue: Marked=0,0:00:0{n}.00,0:00:0{n}.90,*Default,{who},0000,0000,0000,!Effect,{words}\n"
                     for n, (who, words) in enumerate([("NTP", "ADA MOSS: It is gone."), ("NTP", ">> Since when?"), ("Bo Tarn", "Since May.")], 1))  # fmt: skip
    fields = "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    found = told("a.ssa", f"[Script Info]\nScriptType: v4.00\n\n[Events]\n{fields}{events}")
    assert found[1:] == [(None, "Since when?"), ("Bo Tarn", "Since May.")]
    assert found[0][0] in (None, "Ada Moss")
