"""A quote of which an article holds a part word for word is not altered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.knowledge.gazetteer import Gazetteer
from service.verification import Claim
from service.verification.drafts import Draft, quotes

HELD = "the slipway belongs to the brewery and to nobody else on this coast"
KNOWN = {"published": "2024-05-18", "outlet": "The Ellery Beacon", "title": "The slipway"}


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        # the rest is in no source
        (f"“{HELD},” said Peig Donnelly.", f"I have told the council three times that {HELD}", "not_found"),
        (f"“{HELD},” said Peig Donnelly.", f"{HELD}, and we will fight for every stone of it", "not_found"),
        # the rest stands beside the marks
        ("Peig Donnelly says that he has “betrayed the harbour by selling its lamps,” and more.", "has betrayed the harbour by selling its lamps", "faithful"),
        (f"“It is late,” said Peig Donnelly. Everybody in the town knows “{HELD}.”", f"Everybody in the town knows {HELD}", "faithful"),
        # moved within what is quoted, and a sentence that ends elsewhere
        (f"“{HELD} since the spring of 1911,” said Peig Donnelly.", f"Since the spring of 1911 {HELD}", "altered"),
        ("“We have no oak. For the gates we have our own trees,” said Peig Donnelly.", "We have no oak for the gates. We have our own trees.", "altered"),
        # words within what both hold, or a word or two that may turn it
        (f"“{HELD},” said Peig Donnelly.", HELD.replace("brewery", "council"), "altered"),
        (f"“{HELD},” said Peig Donnelly.", f"never {HELD}", "altered"),
        (f"“{HELD},” said Peig Donnelly.", f"I have told the council that {HELD.replace('nobody', 'somebody')}", "altered"),
    ],
)  # fmt: skip
def test_parts(add, verifier, text, quote, verdict):
    add(text, **KNOWN)
    found = verifier.verify(Claim(quote, "Peig Donnelly", context="2024-05-18"))
    assert found.verdict == verdict
    if verdict == "not_found":
        assert "Part of this" in found.explanation
        assert found.matches
        assert found.severity == "ok"


def test_a_transcript_has_all_that_was_said(add, verifier):
    add(f"PEIG DONNELLY: {HELD}.", kind="transcript", published="2024-05-18")
    assert verifier.verify(Claim(f"I have told the council three times that {HELD}", "Peig Donnelly")).verdict == "altered"


SAYS = "Peig Donnelly of the {} writes that the board “sold the old ferry to a brewer by moonlight,” and more."


@pytest.mark.parametrize(
    ("text", "quote", "before", "verdict"),
    [
        # an auxiliary that the article has outside its marks, or leaves out
        (SAYS.format("Beacon"), "has sold the old ferry to a brewer by moonlight", "", "faithful"),
        ("Everybody knows that the mayor “sold the old ferry to a brewer,” said Peig Donnelly.", "had sold the old ferry to a brewer", "", "faithful"),
        ("The pilots are “simply mending the edges of the old chart,” said Peig Donnelly.", "is simply mending the edges of the old chart", "", "faithful"),
        # a negation that a draft has outside its marks, in other words
        ("“This board takes no position on the price of the ferry,” said Peig Donnelly.", "position on the price of the ferry", "She said that she did not take a ", "verbatim"),
        ("“I have no view of the lamp by the pier,” said Peig Donnelly.", "view of the lamp by the pier", "She never had a ", "verbatim"),
        # a sentence of the draft's that the article passes over between its two parts
        (
            "“We do not decide whether the ferry sails,” Peig Donnelly wrote. “We ask only whether the board gave a reason for what it did.”",
            "We do not decide whether the ferry sails. That wisdom is none of our business. We ask only whether the board gave a reason for what it did.",
            "", "not_found",
        ),
        # less than half of it
        (
            "“She has to paint a bright picture of a richer harbour,” said Peig Donnelly.",
            "to paint a bright picture of a richer harbour and explain why small boats and private pilots are likelier to pay for the lamps than brewers",
            "", "not_found",
        ),
        # another statement of the same matter, of which a long run of words is the same
        (
            "“This is a plain grab by a vain mayor who has gone outside the charter of the port to try to get what she failed to win in the council,” said Peig Donnelly.",
            "Every pilot swears to keep the charter of the port. The mayor’s choice to go outside the charter of the port to try to get what she failed to win in the council breaks it and must be undone.",
            "", "not_found",
        ),
        # two quotations in a row, the second of which is read as another's, but not surely
        (
            "“You would have to be a fool to sail with that crew,” Peig Donnelly said. Donnelly backed the crew in its race against Marsh last year. “The wind was not the only reason that we lost.”",
            "You would have to be a fool to sail with that crew. The wind was not the only reason that we lost.",
            "", "faithful",
        ),
        # where the same would do harm
        ("“The harbour was sold to a brewer by night,” said Peig Donnelly.", "The harbour was never, whatever they tell you, sold to a brewer by night", "", "altered"),
        ("Peig Donnelly says that he has not “sold the old ferry to a brewer by moonlight,” and more.", "has sold the old ferry to a brewer by moonlight", "", "altered"),
        ("Peig Donnelly says that he may have “sold the old ferry to a brewer by moonlight,” and more.", "has sold the old ferry to a brewer by moonlight", "", "altered"),
        ("“Sold the old ferry to a brewer by moonlight,” said Peig Donnelly.", "never sold the old ferry to a brewer by moonlight", "", "altered"),
        ("“This board takes no position on the price of the ferry,” said Peig Donnelly.", "position on the price of the ferry", "She has a clear ", "truncated"),
    ],
)  # fmt: skip
def test_what_stands_outside_the_marks_of_a_draft_or_an_article(add, verifier, text, quote, before, verdict):
    add(text, **KNOWN)
    claim = Claim(quote, "Peig Donnelly", context="2024-05-18", is_read=True, before=before)
    answer = verifier.verify(claim)
    accepted = {"verbatim": ("verbatim", "faithful")}.get(verdict, (verdict,))
    assert answer.verdict in accepted
    assert (answer.severity == "ok") is (verdict not in ("altered", "truncated"))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "“If it did rain, I would be very wet,” said Peig Donnelly of the fair. “I do not think the tents will hold.”",
            "faithful",
        ),
        ("“Once the rain comes, we shall see,” Peig Donnelly said. “I do not think the tents will hold.”", "faithful"),
        ("“If it rains,” said Peig Donnelly, “I do not think the tents will hold.”", "truncated"),
        ("“If it rains, I do not think the tents will hold,” said Peig Donnelly. “I have said so.”", "truncated"),
    ],
)
def test_a_sentence_that_an_attribution_ended_is_not_cut_off(add, verifier, text, verdict):
    add(text, **KNOWN)
    found = verifier.verify(Claim("I do not think the tents will hold", "Peig Donnelly", context="2024-05-18"))
    accepted = ("verbatim", "faithful") if verdict == "faithful" else (verdict,)
    assert found.verdict in accepted


def test_what_an_ellipsis_passes_over_at_the_end_of_a_sentence_is_cut_off(add, verifier):
    add("“Boats kept my family fed,” said Peig Donnelly. “The rumours about them have ruined half of the harbour.”", **KNOWN)
    found = verifier.verify(Claim("Boats … have ruined half of the harbour", "Peig Donnelly"))
    assert found.verdict == "truncated"


@pytest.mark.parametrize(
    ("text", "claim", "severity"),
    [
        # what somebody else tells of her, or quotes of nobody, does not show that her own words were cut or altered
        ("“She has no plan and believes that the ferry is doing fine,” said Ellery Marsh.", Claim("the ferry is doing fine in every way", "Peig Donnelly"), "ok"),
        ("“She has no plan and believes that the old ferry is doing fine,” said Ellery Marsh.", Claim("the old ferry is doing fine", "Peig Donnelly"), "ok"),
        ("“She has no plan and believes that the old ferry is doing fine,” said Ellery Marsh.", Claim("the old ferry is doing fine"), "ok"),
        ("“You hear people say ‘the brewers are going to come and take my lamps away,’” said Ellery Marsh.", Claim("the message is that brewers are going to come and take your lamps away", "Peig Donnelly"), "ok"),
        # her own words are
        ("“I am told that the old ferry is doing fine,” said Peig Donnelly.", Claim("the old ferry is doing fine", "Peig Donnelly"), "fix"),
    ],
)  # fmt: skip
def test_a_draft_is_not_told_of_cuts_from_what_others_said(add, verifier, text, claim, severity):
    add(text, **KNOWN)
    assert verifier.verify(replace(claim, context="2024-05-18", is_read=True)).severity == severity


@pytest.mark.parametrize(
    ("text", "quote", "severity"),
    [
        # mostly other words of the same matter, or whole sentences that the article does not quote
        ("“I would love to have it opened by Easter,” said Peig Donnelly.", "I would love to have the harbour opened up and just roaring to go by Easter", "ok"),
        ("“The council and the mayor must stop holding the pilots hostage and re-open the harbour,” said Peig Donnelly.", "The fact is the mayor must stop holding the pilots hostage – stop inventing a crisis and must reopen the harbour", "ok"),
        ("“I was elected with the same question, and while I am under audit I won’t open the ledger,” said Peig Donnelly.", "There is no law, While I am under audit I won’t open the ledger.", "ok"),
        # little words in which reports differ, and what stands beside the marks in another form
        ("“Our reach is long and that the bell will be rung for the pilots,” said Peig Donnelly.", "Our reach is long and the bell will be rung for the pilots", "ok"),
        ("Peig Donnelly said she hoped “this is the first step to a change of lamps in the harbour.”", "Hope this is the first step to a change of lamps in the harbour", "ok"),
        ("Peig Donnelly calls herself a “pilot, a sailor and a Rover — in that order.”", "A pilot, a sailor and a Rover — in that order", "ok"),
        ("Peig Donnelly sent her “congratulations to all involved in toppling” the old clerk.", "Congratulations to all involved in toppling Renner Vale", "ok"),
        ("Peig Donnelly said that the ruling would let the charter “become largely effective by noon.”", "to become largely effective by noon", "ok"),
        # a few words, of which the article tells more
        ("“The lamps remain unpaid, but will be paid shortly,” said Peig Donnelly.", "remain unpaid", "ok"),
        ("“If it is a legitimate charter, the harbour has ways to pay,” said Peig Donnelly.", "legitimate charter", "ok"),
        # where the same would do harm
        ("“It is not a legitimate charter,” said Peig Donnelly.", "a legitimate charter", "fix"),
        ("“I would vote for Marsh, if hell froze over,” said Peig Donnelly.", "would vote for Marsh", "fix"),
        ("“I would love to have it opened by Easter with all the lamps lit and the bell rung,” said Peig Donnelly.", "I would love to have it closed by Easter with all the lamps lit and the bell rung", "fix"),
        ("“I was elected with the same question, and while I am under audit I won’t open the ledger,” said Peig Donnelly.", "There is no law, While I am under audit I will open the ledger.", "fix"),
        ("“The lamps remain unpaid, but will be paid shortly,” said Peig Donnelly.", "The lamps remain unpaid", "fix"),
        ("“If you had one of these boats before the charter came in, you can keep it if it has not changed,” said Peig Donnelly.", "If you have or had one of these boats before the charter came in, you could keep it if it has not changed. So we wrote into the charter that you are safe with that boat until the builder changes it.", "fix"),
        ("“This charter does not say that the brewers have a right to fishing,” said Peig Donnelly.", "The charter, let me be clear, does not say that the brewers have a right to fish eels", "look"),
        ("Peig Donnelly thanks the crew for “toppling the old clerk without” a word.", "toppling the old clerk without never", "fix"),
        ("“Our reach is long and the bell will be rung for the pilots,” said Peig Donnelly.", "Our reach is long and the bell may be rung for the pilots", "fix"),
    ],
)  # fmt: skip
def test_a_draft_is_told_only_of_what_an_editor_would_look_at(add, verifier, text, quote, severity):
    add(text, **KNOWN)
    claim = Claim(quote, "Peig Donnelly", context="2024-05-18", is_read=True)
    assert verifier.verify(claim).severity == severity


@pytest.mark.parametrize(
    ("text", "draft", "severity"),
    [
        # left out where the draft breaks its quote off, or put in where the article does
        ("“With twice as many pilots this vote should have been easy, and the fact that we still count is a bad sign,” said Peig Donnelly.", "“With twice as many pilots this vote should have been easy,” said Peig Donnelly. “The fact that we still count is a bad sign.”", "ok"),
        ("“Most alarmingly, pilots said, the mayor revealed the place where the lamp was found,” Peig Donnelly wrote.", "“Most alarmingly,” Peig Donnelly wrote, “the mayor revealed the place where the lamp was found.”", "ok"),
        ("“Most alarmingly,” Peig Donnelly wrote, “the mayor revealed the place where the lamp was found.”", "“Most alarmingly, pilots said, the mayor revealed the place where the lamp was found,” Peig Donnelly wrote.", "ok"),
        # where the same would do harm
        ("“The vote should have been easy, not that the pilots never tried to turn it,” said Peig Donnelly.", "“The vote should have been easy,” said Peig Donnelly, “that the pilots tried to turn it.”", "fix"),
        ("“The vote should have been easy with the old lamps, and the pilots rarely tried to turn it,” said Peig Donnelly.", "“The vote should have been easy with the old lamps,” said Peig Donnelly. “The pilots tried to turn it.”", "fix"),
        ("“Most alarmingly,” Peig Donnelly wrote, “the mayor revealed the place where the lamp was found.”", "“Most alarmingly, nobody, the mayor revealed the place where the lamp was found,” Peig Donnelly wrote.", "fix"),
    ],
)  # fmt: skip
def test_words_at_the_break_of_a_quote(add, verifier, text, draft, severity):
    add(text, **KNOWN)
    (quote,) = quotes(Draft(draft, published="2024-05-18"), Gazetteer.load(), fewest_words=3, most_characters=500)
    assert verifier.verify(quote.claim).severity == severity


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        # a sentence of its own in front of the words, which an attribution ended: the words are the same
        ("“If the board agrees, so be it,” said Peig Donnelly. “I will steer the ferry past the bar myself.”", "I will steer the ferry past the bar myself", "verbatim"),
        ("“Unless it rains,” said Peig Donnelly. “The ferry sails past the bar on every Sunday.”", "The ferry sails past the bar on every Sunday.", "verbatim"),
        # what stands behind them is of their own sentence, whoever ends it
        ("“The ferry will sail past the bar, although her engine leaks,” said Peig Donnelly. “The pilots know the way.”", "The ferry will sail past the bar", "truncated"),
        ("“We shall close the lamp shop this winter, unless the board pays,” said Peig Donnelly. “The keepers did their best.”", "We shall close the lamp shop this winter.", "truncated"),
        ("“The slipway is safe for all the boats, but not at low water,” said Peig Donnelly. “Ask the pilots.”", "The slipway is safe for all the boats", "truncated"),
    ],
)  # fmt: skip
def test_a_sentence_that_an_attribution_ended_is_cut_off_in_front_alone(add, verifier, text, quote, verdict):
    add(text, **KNOWN)
    assert verifier.verify(Claim(quote, "Peig Donnelly")).verdict == verdict


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # little of a long quote, at its end, in its middle and at its start
        (f"“{HELD},” said Peig Donnelly.", f"I have walked every yard of this harbour with a lamp and a ledger, I have asked the clerk, the pilots and both widows, and I say that {HELD}"),
        (f"“{HELD},” said Peig Donnelly.", f"I have asked the clerk and the pilots. {HELD[:1].upper()}{HELD[1:]}. I have asked both widows and the bishop, and they will tell you so too."),
        (f"“{HELD},” said Peig Donnelly.", f"{HELD}, and whoever sold the lamps, the ropes and the good name of this town will answer for it in the autumn, when the ice has gone and the court sits again"),
        # in another spelling
        ("“The harbor board is jeopardizing the honor of the whole coast,” said Peig Donnelly.", "I have told them twice in writing and once in church that the harbour board is jeopardising the honour of the whole coast"),
        # an article that goes on otherwise
        (f"“{HELD}. Ask the clerk,” said Peig Donnelly.", f"I say that {HELD}, and the clerk has written it down in three ledgers for whoever can read what a clerk writes"),
    ],
)  # fmt: skip
def test_the_part_that_a_source_has_is_told(add, verifier, text, quote):
    add(text, **KNOWN)
    found = verifier.verify(Claim(quote, "Peig Donnelly", context="2024-05-18", is_read=True))
    assert (found.verdict, found.reason, found.severity) == ("not_found", "held_in_part", "ok")
    assert found.explanation.startswith("Part of this")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“We will do what we can for the pilots,” said Peig Donnelly.", "We will do what we can to find out who had the lamps of this harbour repainted in the colours of a brewery"),
        ("“It is late in the day,” said Peig Donnelly.", "At the end of the day it is the widows of this coast who pay for the lamps that a brewery has painted"),
        ("“I asked the clerk of the board who sold the lamps and he told me it was you,” said Peig Donnelly.", "He told the clerk of the board that nobody in the harbour had ever seen a lamp so poorly painted by a brewery"),
    ],
)  # fmt: skip
def test_a_few_words_that_anybody_says_are_no_part(add, verifier, text, quote):
    add(text, **KNOWN)
    found = verifier.verify(Claim(quote, "Peig Donnelly", context="2024-05-18", is_read=True))
    assert found.reason != "held_in_part"
