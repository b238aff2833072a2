"""Files as programs really export them, beyond the clean example: what is no speech goes, and what hides a transcript is opened."""

from __future__ import annotations

import base64
import json

import pytest

from service.extraction import extract
from tests.sources.reading import KNOWN, parsed, read, said


def turns(name, content):
    """The passages of all documents of a file as (speaker or None, words, start, end); whoever is unnamed is None."""
    data = content if isinstance(content, (bytes, str)) else json.dumps(content)
    out = []
    for given in parsed(name, data).documents:
        for passage in extract(given.document, KNOWN):
            speaker, media = passage.attribution.speaker, passage.media
            name = speaker.name if speaker and speaker.type != "unnamed" else None
            out.append((name, passage.text, media and media.start, media and media.end))
    return out


TWO = [("Ines Calloway", "The pier stays open.", 0.5, 2.0), ("Mo Tarn", "Since when?", 3.0, 4.0)]
CUES = [{"start": 0.5, "end": 2, "speaker": "Ines Calloway", "text": "The pier stays open."}, {"start": 3, "end": 4, "speaker": "Mo Tarn", "text": "Since when?"}]  # fmt: skip


@pytest.mark.parametrize("told", ["sep=;\n", "\ufeffsep=;\r\n", '"sep=;"\n', "SEP=;\n\n"])
def test_a_table_may_say_above_its_names_what_separates_its_cells(told):
    (given,) = parsed("a.csv", f"{told}title;text\nPier, boats, gulls;“We stay, all of us,” said Mo Tarn.\n").documents
    assert (given.document.title, said(given.document)) == ("Pier, boats, gulls", [("Mo Tarn", "We stay, all of us,")])


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("list.json", CUES, TWO),
        ("sentences.json", [{"sentence": c["text"], "startTime": f"00:0{c['start']}", "endTime": f"00:0{c['end']}", "speaker_name": c["speaker"]} for c in CUES], TWO),
        ("answer.json", {"data": {"transcript": {"title": "Pier", "sentences": [{"text": c["text"], "start_time": c["start"], "end_time": c["end"], "speaker_name": c["speaker"]} for c in CUES]}}}, TWO),
        ("voices.json", [{"start": "00:00:00.500", "end": "00:00:02.000", "voice": "Ines Calloway", "speaker": "1", "text": "The pier stays open."}, {"start": "00:00:03.000", "end": "00:00:04.000", "voice": "Mo Tarn", "speaker": "2", "text": "Since when?"}], TWO),
        ("lengths.json", [{"text": "the pier stays", "start": 0.5, "duration": 1.5}, {"text": "open for good", "start": 2.0, "duration": 1.0}], [(None, "the pier stays open for good", 0.5, 3.0)]),
        ("captions.json3", {"wireMagic": "pb3", "events": [{"tStartMs": 500, "dDurationMs": 1500, "segs": [{"utf8": "the pier"}, {"utf8": " stays"}]}, {"tStartMs": 2000, "aAppend": 1, "segs": [{"utf8": "\n"}]}, {"tStartMs": 2000, "dDurationMs": 1000, "segs": [{"utf8": "open for good"}]}]}, [(None, "the pier stays open for good", 0.5, 3.0)]),
        ("whisper.tsv", "start\tend\ttext\n500\t2000\tThe pier stays\n2000\t3000\topen for good.\n", [(None, "The pier stays open for good.", 0.5, 3.0)]),
        ("cues.csv", 'start,end,speaker,text\n0.5,2,Ines Calloway,"The pier stays open."\n3,4,Mo Tarn,"Since when?"\n', TWO),
        ("spans.ttml", '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0.5s" end="2s"><span>The pier</span> <span>stays</span>\n<span>open.</span></p></div></body></tt>', [(None, "The pier stays open.", 0.5, 2.0)]),
        ("voice.json", {"results": [{"type": "word", "start_time": 0.5, "end_time": 2, "alternatives": [{"content": "Open", "speaker": "S1"}]}, {"type": "word", "start_time": 3, "end_time": 4, "alternatives": [{"content": "When", "speaker": "S2"}]}]}, [(None, "Open", 0.5, 2.0), (None, "When", 3.0, 4.0)]),
    ],
)  # fmt: skip
def test_rows_with_times_are_one_recording(name, content, right):
    assert turns(name, content) == right


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("articles.json", [{"title": "Pier", "start": 1, "end": 2, "text": "“The pier stays open,” said Ines Calloway."}] * 2),
        ("events.csv", "title,start,end,text\nPier,1,2,The fair begins.\nFair,2,3,The fair ends.\n"),
        ("untimed.json", [{"text": "The pier stays open."}, {"text": "Since when?"}]),
    ],
)
def test_rows_of_articles_are_a_document_each(name, content):
    assert len(parsed(name, content if isinstance(content, str) else json.dumps(content)).documents) == 2


@pytest.mark.parametrize(
    ("said_in_file", "words"),
    [
        ("We won. (Laughter.) And again.", "We won. And again."),
        ("[APPLAUSE] Thank you all.", "Thank you all."),
        ("We saw it (on the pier) ourselves.", "We saw it (on the pier) ourselves."),
        ("We paid [inaudible 00:00:09] for it.", "We paid [inaudible] for it."),
        ("The song (and the music) stays.", "The song (and the music) stays."),
    ],
)
def test_sounds_among_words_go_and_gaps_stay(said_in_file, words):
    (found,) = turns("x.json", {"segments": [{"speaker": "Ines Calloway", "text": said_in_file, "start": 0, "end": 2}]})
    assert found[:2] == ("Ines Calloway", words)


def test_sounds_that_whisper_writes_are_nobodys_words():
    rows = [" The pier stays open.", " [BLANK_AUDIO]", " [SPEAKER_TURN] Since when?", " Always. [SPEAKER_TURN]", " (music)"]
    content = {
        "transcription": [{"offsets": {"from": n * 1000, "to": n * 1000 + 900}, "text": text} for n, text in enumerate(rows)]
    }
    assert [words for _, words, *_ in turns("w.json", content)] == ["The pier stays open.", "Since when?", "Always."]


def test_what_a_program_says_of_the_transcript_is_not_said_in_it():
    text = "Ines Calloway   0:03\nThe pier stays open.\n\nMo Tarn   0:09\nSince when?\n\nInes Calloway stopped transcription\n"
    assert [found[:2] for found in turns("t.txt", text)] == [("Ines Calloway", "The pier stays open."), ("Mo Tarn", "Since when?")]


def test_a_long_post_is_read_whole():
    post = {
        "id": "1",
        "author_id": "9",
        "created_at": "2024-05-18T10:00:00.000Z",
        "text": "The pier…",
        "note_tweet": {"text": "The pier stays open for good."},
    }
    (document,) = read("p.json", json.dumps(post).encode())
    assert document.text == "The pier stays open for good."


def test_text_in_base_64_is_unpacked():
    packed = base64.b64encode("“The pier stays open,” said Ines Calloway.".encode()).decode()
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x" version="1" standard="NewsML-G2"><itemMeta><itemClass'
        ' qcode="ninat:text"/><provider literal="ETA"/><versionCreated>2024-05-18T10:00:00Z</versionCreated></itemMeta><contentSet>'
        f'<inlineData contenttype="text/plain" encoding="encd:b64">{packed}</inlineData></contentSet></newsItem>'
    )
    (document,) = read("n.xml", item.encode())
    assert said(document) == [("Ines Calloway", "The pier stays open,")]


def test_an_office_before_a_name_in_brackets_is_its_role_and_the_clerks_notes_are_not_said():
    day = (
        '<publicwhip><major-heading id="a">Piers</major-heading><speech id="uk.org.publicwhip/debate/2024-05-18a.1.4" speakername="The Minister'
        ' for Piers (Ines Calloway)"><p>The pier stays open.</p><p>[Interruption.]</p><p>It does.</p></speech></publicwhip>'
    )
    (document,) = read("d.xml", day.encode())
    (passage,) = extract(document, KNOWN)
    assert (passage.attribution.speaker.name, passage.attribution.speaker.role) == ("Ines Calloway", "The Minister for Piers")
    assert "Interruption" not in passage.text


def test_what_a_mail_hides_and_what_it_answers_are_not_read():
    head = "From: Port <press@port.example>\nDate: Sat, 18 May 2024 10:00:00 +0000\nSubject: Pier\nMIME-Version: 1.0\n"
    marked = (
        head
        + 'Content-Type: text/html\n\n<p style="display:none">“Nobody sees it,” said Mo Tarn.</p><p>“The pier stays open,” said Ines Calloway.</p>'
    )
    (document,) = read("m.eml", marked.encode())
    assert said(document) == [("Ines Calloway", "The pier stays open,")]
    plain = head + (
        "Content-Type: text/plain\n\n\"The pier stays open,\" said Ines Calloway.\n\nOn Fri, 17 May 2024, Mo Tarn <mo@port.example> wrote:\n"
        "> \"The pier is shut,\" said Mo Tarn.\n"
    )  # fmt: skip
    (document,) = read("m.eml", plain.encode())
    assert said(document) == [("Ines Calloway", "The pier stays open,")]


def test_notes_to_editors_within_a_text_are_not_read():
    text = '<nitf><body><body.content><p>“The pier stays open,” said Ines Calloway.</p><note noteclass="editorsnote"><body.content><p>“Not for print,” said Mo Tarn.</p></body.content></note></body.content></body></nitf>'
    (document,) = read("n.xml", text.encode())
    assert said(document) == [("Ines Calloway", "The pier stays open,")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scribe.txt", "00:00:01 - Ines Calloway\nThe pier stays open.\n\n00:00:08 - Mo Tarn\nSince when?\n"),
        ("temi.txt", "Ines Calloway:\t00:01\tThe pier stays open.\nMo Tarn:\t00:08\tSince when?\n"),
        ("chat.txt", "16:04:11 From Ines Calloway to Everyone:\n\tThe pier stays open.\n16:04:55 From Mo Tarn to Everyone:\n\tSince when?\n"),
        ("old-chat.txt", "16:04:11\t From  Ines Calloway : The pier stays open.\n16:04:55\t From  Mo Tarn : Since when?\n"),
        ("webex.vtt", 'WEBVTT\n\n1 "Ines Calloway" (4012)\n00:00:01.000 --> 00:00:03.000\nThe pier stays open.\n\n2 "Mo Tarn" (4013)\n00:00:08.000 --> 00:00:10.000\nSince when?\n'),
        ("typed.otr", {"text": '<p><span class="timestamp" data-timestamp="1.2">00:01</span><b>Ines Calloway:</b> The pier<br>stays open.</p><p><span class="timestamp" data-timestamp="8">00:08</span> Mo Tarn: Since when?</p>', "media": "a.mp3", "media-time": 9}),
        ("premiere.csv", "Speaker Name,Start Time,End Time,Text\nInes Calloway,00:00:01:00,00:00:03:00,The pier stays open.\nMo Tarn,00:00:08:00,00:00:10:00,Since when?\n"),
        ("graph.json", {"value": [{"startDateTime": "2024-05-18T10:00:01Z", "speakerName": "Ines Calloway", "spokenText": "The pier stays open."}, {"speakerName": "Mo Tarn", "spokenText": "Since when?"}]}),
        ("gladia.json", {"result": {"transcription": {"full_transcript": "x", "utterances": [{"text": "The pier stays open.", "start": 0.1, "end": 1, "speaker": "Ines Calloway"}, {"text": "Since when?", "start": 2, "end": 3, "speaker": "Mo Tarn"}]}}}),
        ("eleven.json", {"text": "x", "words": [{"text": w, "start": n, "end": n + 1, "type": "word", "speaker_id": who} for n, (w, who) in enumerate([("The", "Ines Calloway"), ("pier", "Ines Calloway"), ("stays", "Ines Calloway"), ("open.", "Ines Calloway"), ("Since", "Mo Tarn"), ("when?", "Mo Tarn")])] + [{"text": " ", "type": "spacing"}, {"text": "(bell)", "start": 8, "end": 9, "type": "audio_event"}]}),
        ("watson.json", {"results": [{"alternatives": [{"transcript": "x", "timestamps": [["The", 0, 1], ["pier", 1, 2], ["stays", 2, 3], ["open.", 3, 4], ["Since", 4, 5], ["when?", 5, 6]]}]}], "speaker_labels": [{"from": n, "to": n + 1, "speaker": "Ines Calloway" if n < 4 else "Mo Tarn"} for n in range(6)]}),
    ],
)  # fmt: skip
def test_layouts_of_more_programs(name, content):
    assert [found[:2] for found in turns(name, content)] == [found[:2] for found in TWO]


def test_a_name_over_the_words_of_every_cue_is_their_speaker():
    cues = [("Ines Calloway", "The pier stays open."), ("Mo Tarn", "Since when?"), ("Ines Calloway", "Since May.")]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{who}\n{words}\n\n" for n, (who, words) in enumerate(cues))
    assert [found[:2] for found in turns("c.srt", text)] == cues
    once = text.replace("Ines Calloway\nSince", "She says\nSince")
    assert all(who is None for who, *_ in turns("c.srt", once))


def test_an_office_behind_a_name_in_a_label_is_a_role():
    text = "1\n00:00:01,000 --> 00:00:02,000\nINES CALLOWAY, HARBOR MASTER: The pier stays.\n\n2\n00:00:03,000 --> 00:00:04,000\nTarn Webb, Mo: Since when?\n"
    assert [found[0] for found in turns("c.srt", text)] == ["Ines Calloway", "Tarn Webb, Mo"]


def page(inner):
    around = "<p>The council met by the pier on Tuesday, and it sat until the lamps were lit along the quay.</p>"
    return f"<html><head><title>Pier</title></head><body><main><article><h1>Pier</h1>{around}<p>Mo Tarn disagreed.</p>{inner}{around}</article></main></body></html>"


TWEET = '<blockquote class="twitter-tweet"><p>The lamp is out again.</p>&mdash; Ines Calloway (@icalloway) <a href="https://x.com/icalloway/status/1">May 18, 2024</a></blockquote>'


@pytest.mark.parametrize(
    "inner",
    [
        f'<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">{TWEET}</div></figure>',
        f'<div class="embed-container">{TWEET}</div>',
        '<div class="fb-post"><blockquote cite="https://fb.example/1"><p>The lamp is out again.</p>Posted by <a href="https://fb.example">Ines Calloway</a> on <a href="https://fb.example/1">Saturday, May 18, 2024</a></blockquote></div>',
        "<blockquote><p>The lamp is out again.</p><p><strong>Ines Calloway</strong><br>Harbor master, Ellery</p></blockquote>",
        "<blockquote><p>The lamp is out again.</p><footer>Ines Calloway in <cite>The Ellery Book</cite></footer></blockquote>",
        "<blockquote><p>The lamp is out again.<br>— Ines Calloway, in a letter</p></blockquote>",
        "<blockquote><p>The lamp is out again.</p><p>— Ines Calloway in a letter to the editor of this paper, May</p></blockquote>",
    ],
)
def test_signed_blocks_as_more_sites_set_them(inner):
    (document,) = read("p.html", page(inner).encode())
    assert ("Ines Calloway", "The lamp is out again.") in said(document)
    assert "Posted by" not in next(words for _, words in said(document))


def test_several_numbers_of_footnotes_are_no_words():
    (document,) = read("p.html", page("<p>“The lamp is out,” said Ines Calloway.<sup>3,4</sup> She left.</p>").encode())
    assert said(document) == [("Ines Calloway", "The lamp is out,")]


def test_a_draft_in_an_atom_feed_was_not_published():
    text = "".join(
        f"<p>“The lamp is out,” said Ines Calloway. {'The council sat until the lamps were lit. ' * 12}</p>" for _ in range(1)
    )
    entry = f"<entry><id>a:1</id><title>Pier</title><published>2024-05-18T10:00:00Z</published><app:control><app:draft>yes</app:draft></app:control><content type='html'>{text.replace('<', '&lt;')}</content></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><title>Ellery</title>{entry}</feed>"
    found = parsed("f.atom", feed)
    assert not found.documents
    assert "draft" in found.refused[0]
    assert parsed("f.atom", feed.replace("yes", "no")).documents


def test_the_title_of_a_work_is_not_whoever_said_it():
    text = "'''Piers''' are long.\n== Quotes ==\n* No lamp survives a wet winter here.\n** ''The Ellery Book'' (1994), p. 3\n* A pier is a promise to the sea.\n** [[Ines Calloway]], ''The Lamp'' (1990)\n"
    dump = f"<mediawiki><siteinfo><dbname>enwikiquote</dbname></siteinfo><page><title>Piers</title><ns>0</ns><id>1</id><revision><text>{text}</text></revision></page></mediawiki>"
    assert [found[0] for found in turns("q-pages-articles.xml", dump)] == [None, "Ines Calloway"]


def test_quotation_marks_of_mac_os_are_read():
    text = "Pier\n\n“The lamp’s out – again,” said Ines Calloway.\n"
    (document,) = read("m.txt", text.encode("mac_roman"))
    assert said(document) == [("Ines Calloway", "The lamp’s out – again,")]
    catalan = "Òscar i Ónia són a l'illa. «És la meva», va dir.\n"
    (document,) = read("c.txt", catalan.encode("cp1252"))
    assert document.text.startswith("Òscar")


def word_table(rows):
    import io

    import docx

    document = docx.Document()
    document.add_paragraph("May 18, 2024")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_table_of_speakers_and_words_is_a_transcript():
    rows = [
        ("Time", "Speaker", "Text"),
        ("00:00:01", "Ines Calloway", "The pier stays open."),
        ("00:00:08", "Mo Tarn", "Since when?"),
    ]
    assert [found[:3] for found in turns("t.docx", word_table(rows))] == [
        ("Ines Calloway", "The pier stays open.", 1.0),
        ("Mo Tarn", "Since when?", 8.0),
    ]
    other = [("Year", "Ship", "Crew"), ("1990", "Ellery", "The pier stays open."), ("1991", "Tarn", "Nobody.")]
    assert turns("t.docx", word_table(other)) == []


def test_bold_questions_in_word_make_an_interview():
    import io

    import docx

    document = docx.Document()
    document.add_paragraph("Interview: Ines Calloway on her lamp", style="Heading 1")
    document.add_paragraph("Ines Calloway has kept the lamp of Ellery for thirty years.")
    for question, answer in (("Why did you stay?", "I liked the sea, and I was good at it."), ("Will you leave?", "I will not.")):
        document.add_paragraph().add_run(question).bold = True
        document.add_paragraph(answer)
    out = io.BytesIO()
    document.save(out)
    (read_document,) = read("i.docx", out.getvalue())
    assert (read_document.kind, read_document.title) == ("interview", "Interview: Ines Calloway on her lamp")
    assert ("Ines Calloway", "I will not.") in said(read_document)


@pytest.mark.parametrize("status", [{"workflow_state": "spiked"}, {"state": "in_progress"}, {"status": "draft"}])
def test_what_a_system_calls_unpublished_is_refused_by_any_of_its_names(status):
    row = {"title": "Pier", "text": "“The pier stays open,” said Ines Calloway."}
    assert not parsed("r.jsonl", json.dumps({**row, **status})).documents
    assert parsed("r.jsonl", json.dumps({**row, "state": "Oregon"})).documents


@pytest.mark.parametrize(
    ("head", "right"),
    [
        ("Quote,Person,Date,Publication,URL", "Ines Calloway"),
        ("quotation,speaker,date,outlet,url", "Ines Calloway"),
        ("Quote Text,Said By,Date,Source,Link", "Ines Calloway"),
        ("quote,author,date,publisher,link", "Ines Calloway"),  # as collections of quotations have it
    ],
)
def test_a_table_of_quotations_is_known_by_its_columns(head, right):
    (first, second) = parsed(
        "a.csv",
        f"{head}\nThe pier stays open.,Ines Calloway,18 May 2024,The Ellery Beacon,https://beacon.example/1\nWe shall see.,N/A,,,\n",
    ).documents
    assert (first.is_row, first.document.text, first.document.outlet) == (True, "The pier stays open.", "The Ellery Beacon")
    assert (said(first.document), said(second.document)) == ([(right, "The pier stays open.")], [(None, "We shall see.")])
    assert first.document.stated[0].attribution.date.value == "2024-05-18"


def test_a_row_with_a_text_is_no_quotation():
    (given,) = parsed(
        "a.csv",
        "quote,text\nNot this.,“We stay,” said Mo Tarn.\n".replace("“We stay,” said Mo Tarn.", '"“We stay,” said Mo Tarn."'),
    ).documents
    assert (given.is_row, said(given.document)) == (False, [("Mo Tarn", "We stay,")])


def test_a_note_in_brackets_behind_a_name_ends_the_turn_before():
    text = (
        "MO TARN: Since when?\n\nINES CALLOWAY: The pier stays open.\n\nMO TARN: Who says so?\n\nINES CALLOWAY: The board does.\n\n"
        "VOSS [on tape]: Never mind the pier."
    )
    assert [found[:2] for found in turns("t.txt", text)][-2:] == [
        ("Ines Calloway", "The board does."),
        ("Voss", "Never mind the pier."),
    ]
