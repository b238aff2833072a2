"""Talks that JSON and tables have row by row, and lists of quotations, in less usual shapes."""

from __future__ import annotations

import json

import pytest

from tests.sources.reading import parsed, read, said

_TALK = [("Dara Holt", "Is the weir shut?"), ("Simeon Kaye", "It was never open.")]


def rows(**more: object) -> list[dict[str, object]]:
    return [{"speaker": name, "text": words, **more} for name, words in _TALK]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(rows())),
        ("a.json", json.dumps(rows(timestamp="00:00:01"))),
        ("a.json", json.dumps([{"speaker_label": name, "content": words, "id": 1} for name, words in _TALK])),
        ("a.json", json.dumps({"transcript": "\n".join(f"{name}: {words}" for name, words in _TALK * 2)})),
        ("a.json", json.dumps({"text": "\n".join(f"{name} (0:01): {words}" for name, words in _TALK), "kind": "transcript"})),
        ("a.json", json.dumps({"segments": [{"speaker": f"S{n}", "text": words} for n, (_, words) in enumerate(_TALK)],
                               "speakers": {"S0": "Dara Holt", "S1": {"name": "Simeon Kaye"}}})),
        ("a.csv", "Timestamp,Speaker,Transcript\n" + "".join(f"00:00:01,{name},{words}\n" for name, words in _TALK)),
        ("a.csv", "speaker;time;dialogue\n" + "".join(f"{name};[0:01];{words}\n" for name, words in _TALK)),
    ],
)  # fmt: skip
def test_rows_with_a_speaker_and_words_are_one_talk(name, content):
    (document,) = read(name, content.encode())
    assert document.kind == "transcript"
    assert said(document)[:2] == _TALK


def test_a_line_with_a_speaker_and_times_is_of_a_transcript():
    lines = "\n".join(json.dumps({**row, "start": n, "end": n + 1}) for n, row in enumerate(rows()))
    found = parsed("a.jsonl", lines).documents
    assert [said(given.document)[0] for given in found] == _TALK


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(rows(title="Weir"))),
        ("a.json", json.dumps(rows(date="2025-03-03"))),
        ("a.json", json.dumps(rows(outlet="Ellery Beacon"))),
        ("a.csv", "time,speaker,text,title\n" + "".join(f"0:01,{name},{words},Weir\n" for name, words in _TALK)),
        ("a.csv", "time,speaker,text\n" + "".join(f"10:30,{name},{words}\n" for name, words in _TALK)),
        ("a.csv", "timestamp,speaker,text\n" + "".join(f"2025-03-03 10:00,{name},{words}\n" for name, words in _TALK)),
    ],
)
def test_rows_that_have_what_documents_have_are_documents(name, content):
    assert len(read(name, content.encode())) == len(_TALK)


@pytest.mark.parametrize("field", ["quotes", "quotations"])
def test_a_list_of_quotations_has_their_speakers_and_days(field):
    (document,) = read(
        "a.json", json.dumps({field: [{"quote": "It is shut.", "author": "Dara Holt", "date": "2025-03-03"}]}).encode()
    )
    (passage,) = document.stated
    assert (passage.attribution.speaker.name, passage.attribution.date.value) == ("Dara Holt", "2025-03-03")


def test_posts_of_threads_are_their_accounts_and_reposts_have_no_words():
    at = "https://www.threads.net/@holt/post/"
    posts = [
        {"text": "It is shut.", "username": "holt", "permalink": f"{at}1", "timestamp": "2025-03-02T10:00:00+0000"},
        {"media_type": "REPOST_FACADE", "username": "holt", "permalink": f"{at}2", "timestamp": "2025-03-02T11:00:00+0000"},
        {
            "caption": "It is still shut.",
            "username": "holt",
            "permalink": "https://www.instagram.com/p/3/",
            "timestamp": "2025-03-03",
        },
        {"text": "“It is shut,” said Dara Holt.", "username": "holt", "permalink": "https://beacon.example/4"},
    ]
    found = [given.document for given in parsed("a.json", json.dumps({"data": posts})).documents]
    assert [(d.kind, d.speaker, d.published) for d in found] == [
        ("post", "holt", "2025-03-02"),
        ("post", "holt", "2025-03-03"),
        ("article", None, None),
    ]


@pytest.mark.parametrize("end", ["End of transcript", "[End of recording]", "END OF INTERVIEW"])
def test_what_stands_behind_the_end_of_a_transcript_is_nobodys(end):
    text = "\n\n".join(f"{name} (0:0{n}): {words}" for n, (name, words) in enumerate(_TALK)) + f"\n\n{end}\n\nMade by Weir Media.\n"
    (document,) = read("a.txt", text.encode())
    assert said(document) == _TALK


def test_an_address_alone_is_no_caption():
    cues = "1\n00:00:01,000 --> 00:00:02,000\nDARA HOLT: Shut it.\n\n2\n00:00:02,000 --> 00:00:03,000\nwww.captions.example/free\n"
    (document,) = read("a.srt", cues.encode())
    assert said(document) == [("Dara Holt", "Shut it.")]


def test_a_tip_that_shows_over_a_word_is_none_of_the_words():
    filler = "<p>The lamps on the quay were lit for an hour and a half, and some forty boats lay in the harbour that night.</p>"
    tip = "<span role='tooltip'>A gate for water</span>"
    page = f"<html><head><title>Weir</title></head><body><article>{filler}<p>“The sluice{tip} is shut,” said Dara Holt.</p>{filler}</article></body></html>"
    (document,) = read("a.html", page.encode())
    assert said(document) == [("Dara Holt", "The sluice is shut,")]


@pytest.mark.parametrize(
    ("known", "second"), [([("p1", "Dara Holt")], None), ([], "p2"), ([("p1", "Dara Holt"), ("p2", "Simeon Kaye")], "Simeon Kaye")]
)
def test_an_id_of_premiere_that_has_no_name_among_others_is_nobody(known, second):
    segments = [
        {"speaker": f"p{n}", "start": n, "duration": 1, "words": [{"text": words, "type": "word"}]}
        for n, (_, words) in enumerate(_TALK, 1)
    ]
    speakers = [{"id": number, "name": name} for number, name in known]
    (document,) = read("a.json", json.dumps({"segments": segments, "speakers": speakers}).encode())
    assert said(document)[1] == (second, "It was never open.")


@pytest.mark.parametrize(
    ("words", "is_read"),
    [
        ("“Is it legal?” asked Mo Tarn.", False),
        ("“It is legal,” said Mo Tarn. " + "The weir is shut and they all went home. " * 9, True),
    ],
)
def test_a_hidden_division_is_read_only_where_it_may_be_the_article(words, is_read):
    filler = "<p>The lamps on the quay were lit for an hour and a half, and some forty boats lay in the harbour that night.</p>"
    page = f"<html><head><title>Weir</title></head><body><article>{filler}<div hidden><p>{words}</p></div>{filler}</article></body></html>"
    (document,) = read("a.html", page.encode())
    assert ("Mo Tarn" in document.text) is is_read


def test_a_transcript_with_labels_keeps_the_head_over_them():
    text = "HARBOUR COMMITTEE, TOWN HALL, FEBRUARY 6, 2024\n\nTHE CHAIR: We have one item.\n\nMS. EK: It is the bell."
    (document,) = read("a.json", json.dumps({"title": "Meeting", "kind": "transcript", "text": text}).encode())
    assert document.text == text
