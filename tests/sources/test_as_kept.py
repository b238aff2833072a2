"""Files as newsrooms keep them: what is held back, what is nobody's, and what a reader must say when it cannot read on."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from service.extraction import extract
from service.sources import printed
from service.sources.embargoes import embargo_of
from tests.sources.made import pdf
from tests.sources.reading import KNOWN, parsed, read, said

LEDE = "<p>ELLERY — The harbour board met on Tuesday in the net loft to talk of gulls, timetables and the price of diesel, as it does.</p>"
POST = "We should sell the ferry to whoever wants it and be done with it."


def page(body, title="Ferries"):
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{LEDE}{body}{LEDE}</article></body></html>".encode()


# -- embargoes that a release states -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, 3 MARCH 2031", "2031-03-03T00:01:00"),
        ("**Strictly embargoed until 9.30am BST on Tuesday 3rd June 2031**", "2031-06-03T08:30:00"),
        ("UNDER EMBARGO until March 3, 2031 at 6 p.m. ET", "2031-03-03T23:00:00"),
        ("Embargo: 2031-03-03 12:00 CET", "2031-03-03T11:00:00"),
        ("Press embargo lifts noon UTC 3 March 2031", "2031-03-03T12:00:00"),
        ("EMBARGOED FOR RELEASE:\n3 March 2031, 00:01 GMT", "2031-03-03T00:01:00"),
        ("Embargoed until 14 May, 08:00 GMT", "2030-05-14T08:00:00"),  # of the year in which it comes next
        ("Embargoed until 2 June 2031", "2031-06-03T11:59:59"),  # wherever one is, that day is over
        ("Embargoed until 8:00 on 2 June 2031", "2031-06-02T20:00:00"),
        ("FOR IMMEDIATE RELEASE", None),
        ("The embargo on herring ends on 3 March 2031, the board said.", None),
        ("No embargo", None),
        ("EMBARGOED UNTIL DELIVERY", None),
        ("Embargoed until 3 Brumaire 2031", None),
        ("Embargoed until 1 May", None),  # which is past
        ("Embargoed until 31 June 2031, 25:00 GMT", None),
    ],
)
def test_an_embargo_over_the_words_of_a_release_is_the_moment_at_which_it_ends(line, until):
    assert embargo_of(f"{line}\n\n“We sail at noon,” said Ines Calloway.", "2030-05-10") == until


def test_a_release_under_embargo_carries_it_in_every_format():
    text = "EMBARGOED UNTIL 00:01 GMT, 3 MARCH 2031\n\n“We sail at noon,” said Ines Calloway."
    mail = (
        f"From: Harbour <press@ellery.example>\nDate: Mon, 13 May 2030 10:00:00 +0000\nSubject: Noon\nMIME-Version: 1.0\n\n{text}"
    )
    for name, content in (("a.txt", text), ("a.eml", mail), ("a.json", json.dumps({"text": text}))):
        (document,) = read(name, content.encode())
        assert document.origin.embargo == "2031-03-03T00:01:00"


# -- what was not published --------------------------------------------------------------------------------------------------------

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
NOTE = {
    "type": "Note",
    "attributedTo": "https://m.example/users/mo",
    "published": "2024-05-18T10:00:00Z",
    "content": "<p>We sail at noon.</p>",
}
TOOT = {
    "account": {"acct": "mo", "display_name": "Mo Tarn"},
    "created_at": "2024-05-18T10:00:00Z",
    "content": "<p>We sail at noon.</p>",
}


@pytest.mark.parametrize(
    ("content", "is_public"),
    [
        ({**TOOT, "visibility": "direct"}, False),
        ({**TOOT, "visibility": "private"}, False),
        ({**NOTE, "to": ["https://m.example/users/ann"], "cc": []}, False),
        ({**NOTE, "to": "https://m.example/users/mo/followers"}, False),
        (
            {"type": "Create", "actor": "https://m.example/users/mo", "object": {**NOTE, "to": ["https://m.example/users/ann"]}},
            False,
        ),
        ({**TOOT, "visibility": "unlisted"}, True),
        ({**NOTE, "to": ["https://m.example/users/mo/followers"], "cc": [PUBLIC]}, True),
        ({**NOTE, "to": "as:Public"}, True),
        (NOTE, True),
    ],
)
def test_a_post_to_some_accounts_only_was_not_published(content, is_public):
    found = parsed("a.json", json.dumps(content))
    assert (len(found.documents), len(found.refused)) == ((1, 0) if is_public else (0, 1))
    assert is_public or "not published" in found.refused[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": {"rendered": "Noon"}, "content": {"rendered": "<p>“We sail,” said Mo Tarn.</p>", "protected": True}}, "a password protects it"),
        ({"data": [{"id": 1, "attributes": {"title": "Noon", "content": "We sail.", "createdAt": "2024-05-18", "publishedAt": None}}]}, "'draft'"),
        ({"title": {"rendered": "Noon"}, "content": {"rendered": "<p>“We sail,” said Mo Tarn.</p>", "protected": False}}, None),
        ({"data": [{"id": 1, "attributes": {"title": "Noon", "content": "We sail.", "createdAt": "2024-05-18", "publishedAt": "2024-05-19"}}]}, None),
        ({"title": "Noon", "content": "We sail.", "createdAt": "2024-05-18", "publishedAt": None}, None),
    ],
)  # fmt: skip
def test_what_a_site_keeps_to_itself_is_refused(row, reason):
    found = parsed("a.json", json.dumps(row))
    assert [reason in told for told in found.refused] == ([True] if reason else [])
    assert len(found.documents) == (reason is None)


@pytest.mark.parametrize(
    ("top", "is_story"),
    [("BULLETIN KILL", False), ("^MANDATORY KILL<", False), ("Kill", False), ("STORY WITHHOLD", False), ("^BC-KILL=\n^BULLETIN KILL<", False),
     ("Kill Devil Hills keeps its pier", True), ("Council may kill the pier", True), ("1ST LEAD", True)],
)  # fmt: skip
def test_a_message_that_withdraws_a_story_is_none(top, is_story):
    content = (
        f'\x01eb061\r\n\x02{top} =\r\nPier closed =\r\n\r\n   Ellery (eb) - "We never sold it," said Ines Calloway.\r\n\x03\x04'
    )
    found = parsed("a.iptc", content)
    assert bool(found.documents) == is_story
    assert is_story or "withdrawn" in found.refused[0]


@pytest.mark.parametrize("name", ["paywall-prompt", "subscribe-box", "regwall", "x paywall-cta", "subscription-offer"])
def test_what_invites_to_subscribe_is_none_of_the_article(name):
    (document,) = read(
        "a.html", page(f"<p>“We sail,” said Mo Tarn.</p><div class='{name}'><p>“The best read I know,” says Ann Ek.</p></div>")
    )
    assert said(document) == [("Mo Tarn", "We sail,")]


@pytest.mark.parametrize("name", ["paywall", "article-paywall-content", "subscriber-body"])
def test_what_a_wall_hides_from_others_is_the_article(name):
    (document,) = read("a.html", page(f"<div class='{name}'><p>“We sail,” said Mo Tarn.</p></div>"))
    assert said(document) == [("Mo Tarn", "We sail,")]


# -- signatures ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "speaker"),
    [
        (f"<p>{POST}</p><p class='attribution'>Mo Tarn, skipper</p>", "Mo Tarn"),
        (f"<p>{POST}</p><p class='quote-credit'>Mo Tarn</p>", "Mo Tarn"),
        (f"<p>{POST}</p><div class='author'>Mo Tarn</div>", "Mo Tarn"),
        (f"{POST}<br><br>~ Mo Tarn", "Mo Tarn"),
        (f"{POST}<br>- Mo Tarn, skipper", "Mo Tarn"),
    ],
)
def test_a_last_line_that_is_marked_as_a_credit_signs_a_block(block, speaker):
    (document,) = read("a.html", page(f"<p>Mayor Peig Donnelly spoke.</p><blockquote>{block}</blockquote>"))
    assert said(document) == [(speaker, POST)]


@pytest.mark.parametrize(
    "last", ["<p class='credit'>We never will.</p>", "<br>- and so on and on", "<p class='credit'>Will they?</p>"]
)
def test_a_last_line_without_a_name_stays_among_the_words(last):
    (document,) = read("a.html", page(f"<p>Mayor Peig Donnelly said:</p><blockquote><p>{POST}</p>{last}</blockquote>"))
    assert "Mayor Peig Donnelly" not in {name for name, words in said(document) if POST not in words}
    assert " ".join(last.replace("<br>", "").split(">")[-1 if "<br>" in last else 1].split("<")[0].split()) in document.text


# -- records ------------------------------------------------------------------------------------------------------------------------

TRIAL = """IN THE COURT OF ELLERY
TRANSCRIPT OF TRIAL - DAY 3
BEFORE THE HONORABLE NORA P. QUILL

For the town:    INES CALLOWAY
For the ferry:   TOBIAS FENN

THE COURT:  Please be seated.
MS. CALLOWAY:  The town calls Peig Donnelly.
{sworn}
BY MS. CALLOWAY:
Q    Where were you at noon?
A    On the slip, counting gulls.
MR. FENN:  Objection.
THE COURT:  Overruled.
"""


@pytest.mark.parametrize(
    "sworn",
    ["PEIG DONNELLY, TOWN'S WITNESS, SWORN", "PEIG DONNELLY, DEFENDANT'S WITNESS, DULY AFFIRMED", "MS PEIG DONNELLY (sworn)",
     "MS PEIG DONNELLY (affirmed)", "PEIG DONNELLY, WITNESS, PREVIOUSLY SWORN", "PEIG DONNELLY, having been first duly sworn"],
)  # fmt: skip
def test_a_witness_answers_whichever_way_the_oath_is_noted(sworn):
    (document,) = read("a.txt", TRIAL.format(sworn=sworn).encode())
    assert said(document) == [
        ("Nora P. Quill", "Please be seated."),
        ("Ines Calloway", "The town calls Peig Donnelly."),
        ("Ines Calloway", "Where were you at noon?"),
        ("Peig Donnelly", "On the slip, counting gulls."),
        ("Tobias Fenn", "Objection."),
        ("Nora P. Quill", "Overruled."),
    ]


@pytest.mark.parametrize("sworn", ["PEIG DONNELLY, A SWORN ENEMY", "PEIG DONNELLY (absent)", "PEIG DONNELLY, WITNESS BOX"])
def test_a_line_that_notes_no_oath_names_no_witness(sworn):
    (document,) = read("a.txt", TRIAL.format(sworn=sworn).encode())
    assert (None, "On the slip, counting gulls.") in said(document)


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("Rear Admiral Joan P. Kirk, Coast Guard", "Admiral Kirk", "Joan P. Kirk"),
        ("Deputy Assistant Secretary Ann B. Ek", "Secretary Ek", "Ann B. Ek"),
        ("Vice Chairman Leo J. Marsh", "Vice Chairman Marsh", "Leo J. Marsh"),
    ],
)
def test_titles_of_several_words_are_no_part_of_a_name(title, label, name):
    text = f"HEARING\nMay 18, 2024\n\nWITNESSES\n\n{title}\nInes Calloway, Chairwoman\n\nMs. Calloway. We begin.\n\n{label}. We lost the lamp.\n\nMs. Calloway. When?\n\n{label}. In May.\n"
    (document,) = read("a.txt", text.encode())
    assert said(document)[1] == (name, "We lost the lamp.")


def test_lines_of_a_broadcast_that_breaks_set_apart_are_turns():
    body = (
        "Aired May 18, 2024 - 20:00 ET<br>THIS IS A RUSH TRANSCRIPT.<br>[20:00:10]<br>MO TARN, ENN HOST: The levee is gone.<br>"
        "With me is the mayor.<br>MAYOR INES CALLOWAY, ELLERY: We need boats.<br>TARN: How many?<br>CALLOWAY: All of them.<br>"
        "(BEGIN VIDEO CLIP)<br>UNIDENTIFIED MALE: I swam.<br>(END VIDEO CLIP)<br>TARN: We will be back."
    )
    (document,) = read("a.html", page(f"<p>{body}</p>", "Transcripts").replace(LEDE.encode(), b""))
    assert document.kind == "transcript"
    turns = [(name, words) for name, words in said(document)]
    assert ("Ines Calloway", "We need boats.") in turns
    assert ("Ines Calloway", "All of them.") in turns
    assert ("Mo Tarn", "We will be back.") in turns
    assert not any("swam" in words for name, words in turns if name in ("Mo Tarn", "Ines Calloway"))


def test_the_house_of_commons_of_canada_names_who_speaks():
    def spoken(who, words):
        return f"<Intervention><PersonSpeaking><Affiliation>{who}</Affiliation></PersonSpeaking><Content><ParaText>{words}</ParaText></Content></Intervention>"

    content = (
        "<Hansard><ExtractedInformation><ExtractedItem Name='MetaDateNumDay'>06</ExtractedItem><ExtractedItem Name='MetaDateNumMonth'>05</ExtractedItem>"
        "<ExtractedItem Name='MetaDateNumYear'>2024</ExtractedItem></ExtractedInformation><HansardBody>"
        + spoken("Hon. Ines Calloway (Minister of Piers, Lib.)", "The pier stays open.")
        + spoken("The Speaker", "Order.")
        + spoken("Mr. Mo Tarn (Ellery, NDP)", "Since when?")
        + "</HansardBody></Hansard>"
    )
    (document,) = read("a.xml", content.encode())
    assert (document.published, document.venue) == ("2024-05-06", "House of Commons of Canada")
    assert said(document) == [("Ines Calloway", "The pier stays open."), ("The Speaker", "Order."), ("Mo Tarn", "Since when?")]


def test_trint_may_say_behind_a_time_how_long_the_words_take():
    text = "[00:00:07][4.1] Mo Tarn: The vines froze. [00:00:09]\n\n[00:00:11][3.0] Ann Ek: All of them? [00:00:12]\n"
    (document,) = read("a.txt", text.encode())
    assert said(document) == [("Mo Tarn", "The vines froze."), ("Ann Ek", "All of them?")]


# -- print --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("state", "ment", "statement"), ("ex", "pects", "expects"), ("pro", "tect", "protect"), ("so", "cial", "social"),
        ("with", "out", "without"), ("back", "ground", "background"), ("high", "er", "higher"), ("with", "in", "within"), ("all", "ow", "allow"),
        ("state", "owned", "state-owned"), ("ex", "mayor", "ex-mayor"), ("so", "called", "so-called"), ("two", "year", "two-year"),
        ("sold", "out", "sold-out"), ("all", "time", "all-time"),
    ],
)  # fmt: skip
def test_halves_of_a_word_are_joined_and_words_of_a_compound_are_not(first, second, joined):
    assert printed._joined([f"the {first}-", f"{second} of it"], Counter({"time": 1})) == f"the {joined} of it"


def test_a_running_head_over_columns_is_none_of_either():
    left = [
        "The mayor said on Monday that",
        "“we will never sell the gulls to",
        "anybody at all,” and left for the",
        "pier with a bag of bread and",
        "a very long list.",
    ]
    right = ["The board did not agree with", "her at all. “The gulls are ours,”", "said Mo Tarn, who counts them", "every morning at the slip, and", "has for years."]  # fmt: skip
    head = [(60, 800, "Ellery Record"), (440, 800, "18 May 2024")]
    rows = [
        (x, 740 - 14 * n, text)
        for n, row in enumerate(zip(left, right, strict=True))
        for x, text in zip((60, 320), row, strict=True)
    ]
    (document,) = read("a.pdf", pdf([[*head, *rows], [*head, (60, 740, "The town has asked the court.")]]))
    assert "Ellery Record" not in document.text
    assert "18 May" not in document.text
    assert said(document)[-1] == ("Mo Tarn", "The gulls are ours,")


def test_a_line_that_two_pages_share_in_their_text_stays():
    lines = [
        (60, 740 - 14 * n, f"Row {word} of the list of gulls")
        for n, word in enumerate(("one", "two", "three", "four", "five", "six"))
    ]
    again = [
        (60, 740 - 14 * n, f"Row {word} of the list of gulls")
        for n, word in enumerate(("ten", "two", "nine", "four", "five", "seven"))
    ]
    (document,) = read("a.pdf", pdf([lines, again]))
    assert document.text.count("Row two of the list") == 2


# -- tables, encodings, refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Řeka je čistá, říkají sousedé. Já tomu nevěřím, ještě včera páchla."),
        (
            "cp1250",
            "Most będzie otwarty w piątek, powiedziała burmistrz, która się nie spieszyła i była zadowolona z całej budowy.",
        ),
        ("cp1252", "Brødrene sagde, at færgen går præcis klokken otte på søndag, så længe søen er rolig."),
        ("cp1252", "La perché è già così, disse più volte; può darsi, però non si può."),
        ("cp1252", "Temperaturen von 20³ und ¼ Liter, sagte er, und ging über die Straße nach Süden."),
    ],
)
def test_letters_of_central_europe_are_told_from_those_of_the_west(encoding, text):
    (document,) = read("a.txt", text.encode(encoding))
    assert document.text == text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "a.csv",
            "見出し,本文\n橋,橋は来週から通れますと田中市長は述べ、工事は終わったと話した。\n",
            "name the field that has it, such as --field text=本文",
        ),
        ("a.json", {"kind": "Listing", "data": {"children": [1]}}, "its fields are kind, data"),
        ("a.json", {"brief": "x" * 30, "n": 1}, "--field text=brief"),
        ("a.json", {"title": "Noon"}, "text is missing or empty"),
        ("a.json", "[" * 100_000, "too deep one in another"),
        ("a.docx", "PK\x03\x04 cut off", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_says_what_would_help(name, content, reason):
    (told,) = parsed(name, content if isinstance(content, str) else json.dumps(content)).refused
    assert reason in told


@pytest.mark.parametrize("column", ["Date of statement", "statement_date", "QUOTE DATE", "said on", "date_said"])
def test_a_table_of_quotations_may_have_the_day_under_another_name(column):
    (given,) = parsed("a.csv", f"Quote,Speaker name,{column}\nNo loan is a gift.,Ruth Ambler,13.05.2024\n").documents
    (passage,) = extract(given.document, KNOWN)
    assert passage.attribution.date.value == "2024-05-13"


@pytest.mark.parametrize(
    "lead",
    [
        "Mayor Peig Donnelly said:",
        "Mayor Peig Donnelly wrote on X:",
        "In a post, Peig Donnelly said:",
        "Peig Donnelly added this:",
        "Then Peig Donnelly wrote:",
    ],
)
@pytest.mark.parametrize(
    "block",
    [f"<blockquote class='twitter-tweet'><p>{POST}</p>&mdash; Peig Donnelly (@peig) <a href='#'>May 18, 2024</a></blockquote>",
     f"<blockquote><p>{POST}</p><cite>Peig Donnelly</cite></blockquote>"],
)  # fmt: skip
def test_what_follows_a_signed_block_is_not_what_the_words_before_it_lead_up_to(lead, block):
    following = "<p>The board will vote on Friday, after a hearing that is open to everybody in town.</p>"
    (document,) = read("a.html", page(f"<p>{lead}</p>{block}{following}"))
    assert said(document) == [("Peig Donnelly", POST)]


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("<p>Mayor Peig Donnelly said:</p><p>“We never sold the ferry.”</p>", [("Peig Donnelly", "We never sold the ferry.")]),
        (f"<p>Mayor Peig Donnelly said:</p><blockquote><p>{POST}</p></blockquote>", [("Peig Donnelly", POST)]),
        (f"<blockquote><p>{POST}</p><cite>Mo Tarn</cite></blockquote><p>Peig Donnelly replied:</p><p>“We never sold the ferry.”</p>",
         [("Mo Tarn", POST), ("Peig Donnelly", "We never sold the ferry.")]),
    ],
)  # fmt: skip
def test_what_the_words_before_it_lead_up_to_stays_theirs(body, right):
    (document,) = read("a.html", page(body))
    assert said(document) == right


PLAYERS = [
    "<iframe src='https://video.example/1'></iframe>",
    "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'><iframe src='https://video.example/1'></iframe></div></figure>",
    "<div class='tweet-embed' data-id='1'></div><script src='https://platform.example/w.js'></script>",
    "<blockquote class='instagram-media'><a href='https://www.instagram.com/p/1/'>View this post on Instagram</a></blockquote>",
    "<video controls><source src='a.mp4'></video>",
    "<figure><img src='post.png'><figcaption>Screenshot</figcaption></figure>",
    "<p><a href='post.png'><img src='post.png'></a></p>",
]


@pytest.mark.parametrize("player", PLAYERS)
@pytest.mark.parametrize("lead", ["Mayor Peig Donnelly said in a video:", "<strong>Mayor Peig Donnelly wrote:</strong>"])
def test_what_follows_a_player_is_not_what_the_words_before_it_lead_up_to(lead, player):
    following = "<p>The board will vote on Friday, after a hearing that is open to everybody in town.</p>"
    (document,) = read("a.html", page(f"<p>{lead}</p>{player}{following}"))
    assert said(document) == []
    assert "The board will vote on Friday" in document.text


@pytest.mark.parametrize("player", [*PLAYERS, "", "<p><img src='a.jpg'></p>", "<div class='ad-slot'></div>"])
def test_what_the_words_lead_up_to_in_marks_is_said_whatever_stands_between(player):
    (document,) = read("a.html", page(f"<p>Mayor Peig Donnelly said:</p>{player}<p>“We never sold the ferry.”</p>"))
    assert said(document) == [("Peig Donnelly", "We never sold the ferry.")]


def test_a_field_of_markup_has_players_as_well():
    html = "<p>Mayor Peig Donnelly said in a video:</p><iframe src='https://video.example/1'></iframe><p>The board will vote on Friday, after a hearing.</p>"
    (document,) = read("a.json", json.dumps({"text": html}).encode())
    assert said(document) == []


@pytest.mark.parametrize(
    ("headers", "body", "right"),
    [
        ("Subject: Re: Noon", "“We sail,” said Mo Tarn.\n\n> “You said it,” said Ann Ek.\n", "“We sail,” said Mo Tarn."),
        ("Subject: AW: Noon", "> “You said it,” said Ann Ek.\n\n“We sail,” said Mo Tarn.\n", "“We sail,” said Mo Tarn."),
        ("Subject: Noon\nIn-Reply-To: <1@ellery.example>", "“We sail,” said Mo Tarn.\n> Did\n> you?\n", "“We sail,” said Mo Tarn."),
        ("Subject: Noon", "“We sail,” said Mo Tarn.\n\n> A poem\n", "“We sail,” said Mo Tarn.\n\n> A poem"),
        ("Subject: Re: Noon", "> “We sail,” said Mo Tarn.\n", "> “We sail,” said Mo Tarn."),
    ],
)
def test_an_answer_is_read_without_what_it_repeats(headers, body, right):
    content = f"From: Mo Tarn <mo@ellery.example>\nDate: Mon, 13 May 2024 10:00:00 +0000\n{headers}\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    (document,) = read("a.eml", content.encode())
    assert document.text == right


def test_lines_that_flow_join_none_of_those_that_are_repeated():
    content = (
        "From: Mo <mo@ellery.example>\nDate: Mon, 13 May 2024 10:00:00 +0000\nSubject: Re: Noon\nContent-Type: text/plain; format=flowed\n\n"
        "We sail \nat noon, \nI said. \n> When do \n> you sail?\n"
    )
    (document,) = read("a.eml", content.encode())
    assert document.text == "We sail at noon, I said."


@pytest.mark.parametrize(
    ("signal", "is_taken_back"),
    [
        ("sig:kill", True),
        ("afpsig:KILL", True),
        ("sig:retracted", True),
        ("sig:correction", False),
        ("sig:update", False),
        ("sig:skills", False),
    ],
)
def test_a_signal_takes_an_item_of_newsml_back(signal, is_taken_back):
    content = (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1' version='2' standard='NewsML-G2'><itemMeta><itemClass qcode='ninat:text'/>"
        f"<versionCreated>2024-05-18T10:00:00Z</versionCreated><pubStatus qcode='stat:usable'/><signal qcode='{signal}'/></itemMeta><contentMeta>"
        "<headline>Noon</headline></contentMeta><contentSet><inlineData contenttype='text/plain'>“We sail,” said Mo Tarn.</inlineData></contentSet></newsItem>"
    )
    found = parsed("a.xml", content)
    assert (len(found.documents), len(found.withdrawn)) == ((0, 1) if is_taken_back else (1, 0))


@pytest.mark.parametrize(
    "notice",
    [
        "You need to enable JavaScript to run this app.",
        "Please turn on JavaScript.",
        "JavaScript is disabled in your browser.",
        "This site requires JavaScript.",
        "JavaScript must be enabled.",
    ],
)
def test_a_page_that_is_empty_without_its_scripts_says_so(notice):
    (told,) = parsed("a.html", f"<html><body><p>{notice}</p></body></html>").refused
    assert "save it as the browser shows it" in told


@pytest.mark.parametrize(
    "said_there",
    [
        "“You need to enable JavaScript,” said Mo Tarn.",
        "<p>He told the class to enable JavaScript.</p>",
        "<p>JavaScript is required reading, said Mo Tarn.</p>",
    ],
)
def test_an_article_about_scripts_is_one(said_there):
    (document,) = read("a.html", page(f"<p>{said_there}</p>" + LEDE * 3))
    assert "JavaScript" in document.text


def test_what_a_caption_has_between_signs_is_no_tag():
    (document,) = read("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mo Tarn>We are &lt;3 weeks&gt; &lt;i&gt;late&lt;/i&gt;.\n")
    assert said(document) == [("Mo Tarn", "We are <3 weeks> late.")]


def test_a_story_of_arc_has_players_as_well():
    def story(*kinds):
        parts = [{"type": "text", "content": "Mayor Peig Donnelly said in a video:"}, *({"type": kind} for kind in kinds),
                 {"type": "text", "content": "The board will vote on Friday, after a hearing that is open to everybody in town."}]  # fmt: skip
        return json.dumps({"type": "story", "headlines": {"basic": "Noon"}, "content_elements": parts}).encode()

    assert [said(read("a.json", story(kind))[0]) for kind in ("video", "image", "gallery")] == [[], [], []]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("FOG HORN SOUNDS\n\nDec. 2, 2022\n\n", "2022-12-02"),
        ("Fog horn sounds\nBy Mo Tarn\nFriday, 2 December 2022\n\n", "2022-12-02"),
        ("Fog horn sounds\n2022-12-02\n\n", "2022-12-02"),
        ("Fog horn sounds\nPublished: Fri, 2 December 2022, 10:30 GMT\n\n", "2022-12-02"),
        ("Remembering the storm, 6 June 1944\n\n", None),  # the day of an event
        ("Next meeting: 12 June 2024\n\n", None),
        ("Fog horn sounds\n03/04/2022\n\n", None),  # one of two days
        ("Fog horn sounds\nDecember 2022\n\n", None),  # of no day
        ("Fog horn sounds\n1 December 2022\n2 December 2022\n\n", None),
        (
            "The fog horn of the pier sounded for the first time since the war, to the surprise of the whole town.\n2 December 2022\n",
            None,
        ),
    ],
)
def test_a_day_on_a_line_under_the_headline_of_a_text_is_its_own(head, day):
    (document,) = read("a.txt", f"{head}“I have missed it,” said Ines Calloway, who lives below it.".encode())
    assert (document.published, document.origin.published_basis) == (day, day and "text")
