"""Odd values in every format: whatever stands where something else is expected, a reader refuses it and never fails."""

from __future__ import annotations

import copy
import json

import pytest

from service.sources import OUR_FAULT
from tests.sources import test_agency as agency
from tests.sources import test_captions as captions
from tests.sources import test_cms as cms
from tests.sources import test_databases as databases
from tests.sources import test_mail as mail
from tests.sources import test_other as other
from tests.sources import test_posts as posts
from tests.sources import test_proceedings as proceedings
from tests.sources import test_recordings as recordings
from tests.sources import test_saved as saved
from tests.sources.reading import parsed

JSON = {
    "ninjs-1": agency.NINJS_1, "ninjs-3": agency.NINJS_3, "arc": cms.ANS, "drupal": cms.DRUPAL, "jsonfeed": cms.FEED, "guardian": cms.GUARDIAN,
    "newsapi": cms.NEWSAPI, "nyt": cms.NYT, "search": cms.SEARCH, "amazon": recordings.AMAZON, "google": recordings.GOOGLE, "deepgram": recordings.DEEPGRAM,
    "deepgram-words": recordings.DEEPGRAM_WORDS, "assembly": recordings.ASSEMBLY, "azure": recordings.AZURE, "rev": recordings.REV, "trint": recordings.TRINT,
    "speechmatics": recordings.SPEECHMATICS, "whisper.cpp": recordings.CPP, "premiere": recordings.PREMIERE, "podlove": recordings.PODLOVE,
    "whisperx": recordings.WHISPER_X, "record": proceedings.RECORD_JSON, "tweet": posts.OLD, "tweets": posts.NEW, "bluesky": posts.SHOWN,
    "slack": posts.SLACK, "discord": {"guild": {}, "channel": {"name": "x"}, "messages": [{"type": "Default", "timestamp": "2024-05-18", "content": "We sailed.", "author": {"name": "mt"}}]},
    "facebook": {"timestamp": 1716020000, "data": [{"post": posts.GARBLED}], "title": "Mo Tarn shared a link."}, "youtube": {"kind": "youtube#commentListResponse", "items": [posts.COMMENT]},
    "instagram": {"media": [{"uri": "a.jpg", "creation_timestamp": 1716020000, "title": posts.GARBLED}]}, "typed": {"text": "<p><b>Mo Tarn:</b> We sail.</p>", "media": "a.mp3", "media-time": 9},
    "mastodon": posts.STATUS, "outbox": {"orderedItems": [posts.NOTE]}, "gdelt": other.GRAPH,
}  # fmt: skip
TEXT = {
    "a.nitf": agency.NITF, "a.newsml": agency.g2(), "b.xml": agency.NEWSML, "c.xml": cms.export(cms.post(cms.HTML)), "d.xml": proceedings.HANSARD,
    "e.xml": proceedings.TEI, "f.xml": proceedings.RECORD, "g.xml": other.dump(), "a.ttml": captions.ttml('<p begin="1s" end="3s"><span>We sail.</span></p>'),
    "h.xml": proceedings.AKOMA, "i.xml": proceedings.BUNDESTAG, "j.xml": proceedings.EUROPEAN, "_chat.txt": posts.IOS, "nexis.txt": databases.NUMBERED, "factiva.txt": databases.CODED,
    "factiva2.txt": databases.UNCODED, "proquest.txt": databases.RULED, "factiva.html": databases.PAGE, "a.ass": captions.ASS, "a.sbv": captions.SBV, "a.scc": captions.scc(("00:00:01:00", captions.pop_on("We sail."))), "a.mhtml": saved.MHTML,
    "a.rtf": saved.rtf(r"\ldblquote We sail,\rdblquote  said Ines Calloway.").decode("cp1252"), "a.eml": mail.mail(attached=["a.pdf"]).decode(),
    "tweets.js": f"window.YTD.tweets.part0 = {json.dumps([{'tweet': posts.OLD}])}", **{f"{name}.txt": text for name, text in recordings.LAYOUTS.items()},
}  # fmt: skip
ODD = (None, True, -1, 1e300, "", " ", "x", "\ud800", [], [None], {}, {"x": 1}, [[1]])
MOST = 400  # changes of one sample


def places(value, path=()):
    """The paths of all values in a value of JSON."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from places(item, (*path, key))


def changed(value, path, odd):
    """A copy of a value with another one at a path."""
    out = copy.deepcopy(value)
    at = out
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = odd
    return out


@pytest.mark.parametrize("name", JSON)
def test_odd_values_in_json_are_no_fault_of_a_reader(name):
    variants = [(path, odd) for path in places(JSON[name]) for odd in ODD]
    for path, odd in variants[:: max(1, len(variants) // MOST)]:
        found = parsed("a.json", json.dumps(changed(JSON[name], path, odd)))
        assert not any(OUR_FAULT in line for line in found.refused), (path, odd, found.refused)


@pytest.mark.parametrize("name", TEXT)
def test_texts_that_are_cut_or_changed_are_no_fault_of_a_reader(name):
    text = TEXT[name]
    step = max(1, len(text) // 60)
    variants = [text[:n] for n in range(0, len(text), step)] + [text[:n] + text[n + step :] for n in range(0, len(text), step)]
    variants += [
        text[:n] + odd + text[n:]
        for n in range(0, len(text), step * 4)
        for odd in ("\x00", "<", "&", "{", "]]>", "99:99:99", "\ufffe")
    ]
    for variant in variants:
        found = parsed(name, variant.encode("utf-8", "replace"))
        assert not any(OUR_FAULT in line for line in found.refused), (variant[:300], found.refused)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.rss", b"<rss version='2.0'><channel><title>Tide</title></channel></rss>", "no entries"),
        ("a.json", b"null", "not null"),
        ("a.json", b"3", "not a number"),
        ("a.eml", b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b0\n\n" + b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(5000)), "too deep"),
    ],
)  # fmt: skip
def test_what_holds_nothing_or_is_too_deep_says_so(name, content, told):
    found = parsed(name, content)
    assert not found.documents
    assert any(told in why for why in found.refused)
