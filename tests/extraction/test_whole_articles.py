"""Who, when, where and to whom in whole articles of everyday news: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import told

PUBLISHED, PUBLISHER = "2025-06-05", "Harbour Mirror"  # a Thursday
NONE = None
SECTIONS = (
    "The ruling split the field. Governor Scott Marsh, of Norland, spoke first.\n\nInes Vey\n\nThe Florida senator backed it. “It is a good day,” she said."
    "\n\nRuben Pell\n\nPell was silent for a day. He then said that the ruling was “a gift to the few”.\n\nLena Orr\n\nThe Norland governor said"
    " it “should stay on the books”. She also warned of “a slow flood of cases”.\n\n“I can live with it,” she said on Friday."
)
Case = tuple[str, str, str, set[str | None]]  # field, text, words, answers
CASES: dict[str, list[Case]] = {
    "names of places go on in another language, and with a number": [
        (
            "venue",
            "“We came with a map,” Ada Stone told reporters outside the Palais des Nations.",
            "with a map",
            {"Palais des Nations"},
        ),
        ("venue", "“Nobody sleeps here,” Ada Stone said at the Plaza de la Constitución.", "sleeps", {"Plaza de la Constitución"}),
        ("venue", "“Nobody sleeps here,” Ada Stone said outside the Gare du Nord.", "sleeps", {"Gare du Nord"}),
        ("venue", "“They want our cranes,” Ada Stone said outside Gate 4.", "cranes", {"Gate 4"}),
        ("venue", "“They want our cranes,” Ada Stone said at Pier 39 on Monday.", "cranes", {"Pier 39"}),
        # harm: a date, an age, somebody's particle
        ("venue", "“They want our cranes,” Ada Stone said at Skarn Gate 4 June.", "cranes", {"Skarn Gate", NONE}),
        ("venue", "“They want our cranes,” Ada Stone said at Port Ellery 12 years ago.", "cranes", {"Port Ellery"}),
        ("speaker", "“They want our cranes,” said Ruben de la Cruz.", "cranes", {"Ruben de la Cruz"}),
    ],
    "buildings by their kind": [
        (
            "venue",
            "Ada Stone told a meeting at Skarn Bridge village hall: “They want our cranes.”",
            "cranes",
            {"meeting at Skarn Bridge village hall"},
        ),
        ("venue", "Ada Stone told a rally at Skarn town hall: “They want our cranes.”", "cranes", {"rally at Skarn town hall"}),
        (
            "venue",
            "Ada Stone told a packed meeting at Port Ellery parish church: “They want our cranes.”",
            "cranes",
            {"meeting at Port Ellery parish church"},
        ),
        ("venue", "“They want our cranes,” Ada Stone said at Skarn sports stadium.", "cranes", {"Skarn sports stadium"}),
        (
            "venue",
            "“They want our cranes,” Ada Stone said outside Skarn police station.",
            "cranes",
            {"Skarn police station", "Skarn"},
        ),
        # harm: somebody of the place, a time, what is done there
        ("venue", "“They want our cranes,” Ada Stone told Skarn police.", "cranes", {NONE}),
        ("venue", "“They want our cranes,” Ada Stone said at Skarn Bridge last night.", "cranes", {"Skarn Bridge"}),
        (
            "venue",
            "“They want our cranes,” Ada Stone said at Skarn Bridge school closed that day.",
            "cranes",
            {"Skarn Bridge school", "Skarn Bridge"},
        ),
    ],
    "what one is told of is no venue": [
        ("venue", "A diplomat briefed on the talks said both were “climbing a tree in the dark”.", "climbing", {NONE}),
        ("venue", "An official informed on the trial said both were “climbing a tree in the dark”.", "climbing", {NONE}),
        ("venue", "Ada Stone, an expert on the inquiry, said both were “climbing a tree in the dark”.", "climbing", {NONE}),
        ("venue", "Ada Stone commented on the debate and said both were “climbing a tree in the dark”.", "climbing", {NONE}),
        ("venue", "Ada Stone, asked on the hearing, said both were “climbing a tree in the dark”.", "climbing", {NONE}),
        ("venue", "Analysts at Skarn Capital cheered, writing that both were “climbing a tree in the dark”.", "climbing", {NONE}),
        # harm: what one is on
        ("venue", "“We are not declaring victory,” Ada Stone said on a Fox News town hall.", "victory", {"Fox News town hall"}),
        ("venue", "“We are not declaring victory,” Ada Stone said on a conference call.", "victory", {"conference call"}),
        ("venue", "“We are not declaring victory,” Ada Stone said on a call with investors.", "victory", {"call with investors"}),
        ("venue", "“We are not declaring victory,” Ada Stone said at the talks in Skarn.", "victory", {"talks in Skarn"}),
    ],
    "outlets that no table has": [
        ("outlet", "“The ink could not wait,” Ada Stone told The Ringing World.", "ink", {"Ringing World"}),
        (
            "outlet",
            "In an interview with The Ringing World, Ada Stone said: “The ink could not wait for us.”",
            "ink",
            {"Ringing World"},
        ),
        (
            "outlet",
            "Writing in La Tribuna, Ada Stone called the film “a church with the heating off”.",
            "church",
            {"La Tribuna", NONE},
        ),
        ("outlet", "“The ink could not wait,” Ada Stone told the newspaper Cahiers du Nord.", "ink", {"Cahiers du Nord"}),
        (
            "outlet",
            "In a statement carried by the state news agency ORTA, Ada Stone said the town would “not negotiate at sea”.",
            "negotiate",
            {"ORTA"},
        ),
        # harm: a town, an office, a body, a film
        ("outlet", "Speaking in La Paz, Ada Stone called the film “a church with the heating off”.", "church", {NONE}),
        ("outlet", "“The ink could not wait,” Ada Stone told The Hague.", "ink", {NONE}),
        ("outlet", "“The ink could not wait,” Ada Stone told The Harbour Board.", "ink", {NONE}),
        ("outlet", "Writing in Le Havre, Ada Stone called the film “a church with the heating off”.", "church", {NONE}),
    ],
    "the article's own outlet": [
        ("outlet", "“The ink could not wait,” Ada Stone told the Mirror.", "ink", {"Harbour Mirror"}),
        ("outlet", "“The ink could not wait,” Ada Stone told The Mirror.", "ink", {"Harbour Mirror"}),
        ("outlet", "“The ink could not wait,” Ada Stone told Harbour Mirror.", "ink", {"Harbour Mirror"}),
        ("outlet", "In a statement to the Mirror, Ada Stone said: “The ink could not wait for us.”", "ink", {"Harbour Mirror"}),
        ("outlet", "In an email to Harbour Mirror, Ada Stone said: “The ink could not wait for us.”", "ink", {"Harbour Mirror"}),
        # harm: a mirror, another's
        ("outlet", "“The ink could not wait,” Ada Stone told the mirror.", "ink", {NONE}),
        ("outlet", "“The ink could not wait,” Ada Stone told the Leader of the council.", "ink", {NONE}),
        ("outlet", "“The ink could not wait,” Ada Stone told the Harbour Board.", "ink", {NONE}),
    ],
    "channels are not the house that has them": [
        ("outlet", "“The ink could not wait,” Ada Stone told Bloomberg Television.", "ink", {"Bloomberg Television"}),
        ("outlet", "“The ink could not wait,” Ada Stone told Bloomberg TV.", "ink", {"Bloomberg Television"}),
        ("outlet", "“The ink could not wait,” Ada Stone told ITV’s Late Lunch.", "ink", {"ITV"}),
        ("outlet", "“The ink could not wait,” Ada Stone told ITV News.", "ink", {"ITV News"}),
        ("outlet", "“The ink could not wait,” Ada Stone told Bloomberg.", "ink", {"Bloomberg"}),
    ],
    "a day of another clause": [
        (
            "date",
            "Deputies held Karl Moss on Monday after a neighbour said she had heard “church bells at three in the morning”.",
            "bells",
            {NONE},
        ),
        ("date", "The pier was closed on Monday after Ada Stone called it “a danger to all who walk on it”.", "danger", {NONE}),
        ("date", "On Monday the pier was closed after inspectors said it was “a danger to all who walk on it”.", "danger", {NONE}),
        ("date", "The pier was closed in May before Ada Stone called it “a danger to all who walk on it”.", "danger", {NONE}),
        # harm: the day of what was said
        (
            "date",
            "Ada Stone said on Monday after the flood that it was “a danger to all who walk on it”.",
            "danger",
            {"2025-06-02"},
        ),
        (
            "date",
            "After the flood, Ada Stone said on Monday that it was “a danger to all who walk on it”.",
            "danger",
            {"2025-06-02"},
        ),
        (
            "date",
            "On Monday, after the flood, Ada Stone said that it was “a danger to all who walk on it”.",
            "danger",
            {"2025-06-02"},
        ),
    ],
    "a year of a recording": [
        ("date", "In a 2003 oral history, Ada Stone said: “There was a superstition about ships.”", "superstition", {"2003"}),
        ("date", "In a 2003 broadcast, Ada Stone said: “There was a superstition about ships.”", "superstition", {"2003"}),
        ("date", "In her 2003 keynote, Ada Stone said: “There was a superstition about ships.”", "superstition", {"2003"}),
        # harm: what is no record
        ("date", "At her 2003 boat, Ada Stone said: “There was a superstition about ships.”", "superstition", {NONE}),
    ],
    "who is heard, with what is told of them": [
        (
            "speaker",
            "Residents heard the painter Ada Stone, who was born in the town, call the plan “a slow act of forgetting”.",
            "slow act",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "The jury heard Ines Pell, whose son was on the boat, say that “nobody had answered the radio”.",
            "radio",
            {"Ines Pell"},
        ),
        ("speaker", "The jury heard Ines Pell say that “nobody had answered the radio”.", "radio", {"Ines Pell"}),
        (
            "speaker",
            "Members heard Leo Marsh, who leads the union, describe the offer as “a slap in the face for everyone”.",
            "slap",
            {"Leo Marsh"},
        ),
        # harm: who hears it
        (
            "speaker",
            "Ada Stone heard of the plan, which would close the pier, and called it “a slow act of forgetting”.",
            "slow act",
            {"Ada Stone"},
        ),
        ("speaker", "Ada Stone, who heard the vote on the radio, called it “a slow act of forgetting”.", "slow act", {"Ada Stone"}),
        (
            "speaker",
            "Ada Stone watched Leo Marsh, who leads the union, and said: “He will not last the year.”",
            "last the year",
            {"Ada Stone"},
        ),
    ],
    "a firm named behind what it does": [
        (
            "speaker",
            "The company that supplies the software, Medisoft, said it was “working closely with the hospital”.",
            "closely",
            {"Medisoft", NONE},
        ),
        (
            "speaker",
            "“We are working closely with the hospital,” the firm that built it, Skarn Systems, said.",
            "closely",
            {"Skarn Systems", NONE},
        ),
        (
            "speaker",
            "The charity that runs the boats, Harbour Watch, said it was “working closely with the town”.",
            "closely",
            {"Harbour Watch"},
        ),
        (
            "speaker",
            "The agency which oversees dams, Norland Dam Safety Office, said it was “working closely with the town”.",
            "closely",
            {"Norland Dam Safety Office"},
        ),
        # harm: a place, a person
        (
            "speaker",
            "The firm that is based in Kelby, Ohio, said it was “working closely with the hospital”.",
            "closely",
            {"firm", NONE},
        ),
        (
            "speaker",
            "The company that makes the boats, Ada Stone said, was “working closely with the hospital”.",
            "closely",
            {"Ada Stone", NONE},
        ),
    ],
    "the body whose name a noun ends": [
        (
            "speaker",
            "Kelby Hospital Trust apologised on Monday. Its manager is Ada Stone. “We have changed the system,” the trust said.",
            "changed",
            {"Kelby Hospital Trust"},
        ),
        (
            "speaker",
            "Skarn University fell. Leo Marsh came. “We have changed the system,” the university said.",
            "changed",
            {"Skarn University"},
        ),
        (
            "speaker",
            "The Harbour Society met. Leo Marsh spoke for an hour. The society said it was “looking for a new home”.",
            "new home",
            {"Harbour Society"},
        ),
        # harm: two of a kind
        (
            "speaker",
            "Skarn Council met on Monday. Port Ellery Council met on Tuesday. “We have changed the system,” the council said.",
            "changed",
            {NONE},
        ),
        ("speaker", "Ada Stone lost her trust in it. “We have changed the system,” the trust said.", "changed", {"trust", NONE}),
    ],
    "its ministry": [
        (
            "speaker",
            "Norland denied it. Its defence ministry said that it had struck “only ships that carried arms”.",
            "carried arms",
            {"Norland's defence ministry"},
        ),
        (
            "speaker",
            "Norland closed its ports. Its foreign ministry said that it had been “left with no other choice at all”.",
            "no other",
            {"Norland's foreign ministry"},
        ),
        (
            "speaker",
            "Norland denied it. Its government said that it had been “left with no other choice at all”.",
            "no other",
            {"Norland's government"},
        ),
        # harm: somebody's, nobody's
        (
            "speaker",
            "Ada Stone denied it. Its foreign ministry said that it had been “left with no other choice at all”.",
            "no other",
            {"foreign ministry", NONE},
        ),
        (
            "speaker",
            "It rained. Its foreign ministry said that it had been “left with no other choice at all”.",
            "no other",
            {"foreign ministry", NONE},
        ),
    ],
    "the statement of who made one": [
        (
            "speaker",
            "Ada Stone said in a statement on Monday that the pier would close. “We should have done it before the storm,” the statement said.",
            "before the storm",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "Ada Stone said in a letter that the pier would close. “We should have done it before the storm,” the letter said.",
            "before the storm",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "Skarn Hospital Trust said in an email that it would close. “We should have done it before the storm,” the email said.",
            "before the storm",
            {"Skarn Hospital Trust"},
        ),
        # harm: another's document
        (
            "speaker",
            "Ada Stone said the pier would close. “We should have done it before the storm,” the letter said.",
            "before the storm",
            {"letter", NONE},
        ),
    ],
    "who a question and a part of several are about": [
        (
            "speaker",
            "Ines Pell has a son. Karl Moss is his teacher.\n\nDoes Karl Moss fear the sea? He laughs. “I have three boats in the yard,” he says.",
            "boats",
            {"Karl Moss"},
        ),
        (
            "speaker",
            "Two came to help. One of them, Ada Stone, 22, left school for it. “I have three boats in the yard,” she says.",
            "boats",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "Two came to help. One of them, Ada Stone, said it was “a hard winter for all of us”.",
            "hard winter",
            {"Ada Stone"},
        ),
        # harm: a question of others
        (
            "speaker",
            "Ada Stone came. Will the rain stop? “I have three boats in the yard,” she says.",
            "boats",
            {"Ada Stone", NONE},
        ),
    ],
    "trades that no table has before a name": [
        ("speaker", "“They only fit where they fit,” said public works foreman Otis Stone.", "fit", {"Otis Stone"}),
        ("speaker", "“They only fit where they fit,” said steel works rigger Ada Stone.", "fit", {"Ada Stone"}),
        ("speaker", "Leader of the Opposition Ada Stone said it was “a hard winter for all of us”.", "hard winter", {"Ada Stone"}),
        ("speaker", "Substitute Thomas Stone came on late. “They only fit where they fit,” he said.", "fit", {"Thomas Stone"}),
        # harm: an adverb, a month
        ("speaker", "“They only fit where they fit,” said Otis Stone later in Kelby.", "fit", {"Otis Stone"}),
        (
            "speaker",
            "The Leader of the Harbour Party said it was “a hard winter for all of us”.",
            "hard winter",
            {"Leader", "Leader of the Harbour Party", "Harbour Party", NONE},
        ),
    ],
    "titles of shows are nobody": [
        (
            "speaker",
            "Passengers watched as the Pass My Oar star, 49, was led off. “I asked for a seat by the window,” he said.",
            "window",
            {NONE, "Pass My Oar star", "passengers"},
        ),
        ("speaker", "Ada Stone, the Pass My Oar star, said: “I asked for a seat by the window.”", "window", {"Ada Stone"}),
        ("speaker", "The Pass My Oar star said: “I asked for a seat by the window.”", "window", {NONE, "Pass My Oar star"}),
    ],
    "the officer whose case it is": [
        (
            "speaker",
            "Detective Ada Stone said the court had been told. The investigating officer added: “He could have signed them all.”",
            "signed",
            {"Ada Stone"},
        ),
        ("speaker", "Judge Ada Stone came in. The presiding judge said: “He could have signed them all.”", "signed", {"Ada Stone"}),
        # harm: another officer
        (
            "speaker",
            "Detective Ada Stone came in. The fire officer said: “He could have signed them all.”",
            "signed",
            {"fire officer", NONE},
        ),
    ],
    "an opening that no comma ends": [
        (
            "speaker",
            "In an emailed statement the company disputed that, saying it had acted “within days of hearing of it”.",
            "within days",
            {"company", NONE},
        ),
        (
            "speaker",
            "In a statement Ada Stone disputed that, saying she had acted “within days of hearing of it”.",
            "within days",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "In a speech Ada Stone praised the crew, saying they had acted “within minutes of hearing of it”.",
            "within minutes",
            {"Ada Stone"},
        ),
        # harm: a clause that says whose statement it is
        (
            "speaker",
            "In a statement the union issued on Monday, Ada Stone said it was “a hard winter for all of us”.",
            "hard winter",
            {"Ada Stone"},
        ),
    ],
    "sections that somebody's name heads": [
        ("speaker", SECTIONS, "good day", {"Ines Vey"}),
        ("speaker", SECTIONS, "gift to the few", {"Ruben Pell"}),
        ("speaker", SECTIONS, "on the books", {"Lena Orr", NONE}),
        ("speaker", SECTIONS, "slow flood", {"Lena Orr"}),
        ("speaker", SECTIONS, "live with it", {"Lena Orr"}),
        # harm: one heading alone, and one that is no name
        (
            "speaker",
            "Ada Stone spoke first.\n\nHarbour News\n\n“It is a good day for the quay,” Stone said.",
            "good day",
            {"Ada Stone"},
        ),
        (
            "speaker",
            "Ada Stone spoke first.\n\nRuben Pell\n\n“It is a good day for the quay,” Stone said.",
            "good day",
            {"Ada Stone"},
        ),
    ],
    "a sentence that closes on who said it": [
        (
            "speaker",
            "Ada Stone, 51, came. But only Rob Marsh would stop it, she said. “All these boats are coming here.”",
            "All these",
            {"Ada Stone"},
        ),
        ("speaker", "But only Rob Marsh would stop it, she said. “All these boats are coming here.”", "All these", {NONE}),
        ("speaker", "The plan is dead, Ada Stone said. “All these boats are coming here.”", "All these", {"Ada Stone"}),
        # harm: a sentence about somebody
        (
            "speaker",
            "Ada Stone rose, she who had said so little. “All these boats are coming here.”",
            "All these",
            {"Ada Stone", NONE},
        ),
    ],
    "who does not want a name": [
        (
            "speaker",
            "Carla Orr, 71, came. “They never talk to me,” said the woman, who declined to give her name.",
            "never talk",
            {NONE, "woman"},
        ),
        (
            "speaker",
            "Carla Orr, 71, came. “They never talk to me,” said the teacher, who asked not to be identified.",
            "never talk",
            {NONE, "teacher"},
        ),
        # harm: a relative clause of something else, and a name
        (
            "speaker",
            "Carla Orr, 71, came. “They never talk to me,” said the woman, who wore a red hat.",
            "never talk",
            {"Carla Orr", NONE, "woman"},
        ),
        ("speaker", "“They never talk to me,” said Carla, who asked that her surname not be used.", "never talk", {"Carla"}),
    ],
    "days to come": [
        ("date", "Ada Stone said the law permits a vote in 2026. Stone said “there is no politics behind it”.", "politics", {NONE}),
        ("date", "Ada Stone put off the vote to November 2026, adding: “There is no politics behind it.”", "politics", {NONE}),
        # harm: the day itself, and a year that is on
        ("date", "“There is no politics behind it,” Ada Stone said in 2025.", "politics", {"2025"}),
        ("date", "“There is no politics behind it,” Ada Stone said on June 5, 2025.", "politics", {"2025-06-05"}),
    ],
    "a network that is told what somebody does": [
        ("outlet", "Ada Stone told CNN Pell “should say what he knows of it”.", "should say", {NONE, "CNN"}),
        ("outlet", "“It is late for us all,” Ada Stone told CNN Türk.", "late for us", {"CNN Türk"}),
    ],
}


@pytest.mark.parametrize(
    ("field", "text", "words", "answers"),
    [pytest.param(*case, id=f"{kind}: {case[2]}: {n}") for kind, cases in CASES.items() for n, case in enumerate(cases)],
)
def test_kinds(field: str, text: str, words: str, answers: set[str | None]) -> None:
    assert told(field, text, words, published=PUBLISHED, outlet=PUBLISHER) in answers
