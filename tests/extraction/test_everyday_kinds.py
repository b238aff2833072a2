"""Who speaks in kinds of sentences met in everyday news of many registers: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from tests.extraction.said import speaker_of

NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "offices by their initials": [
        ("Deputy PM Ada Stone said the plan was “dead on arrival in every town”.", "dead on", {"Ada Stone"}),
        ("Shadow DPM Leo Marsh said: “Nobody voted for this budget.”", "Nobody voted", {"Leo Marsh"}),
        ("Skarn CM Ravi Prasad said it was “a bad day for all of us”.", "bad day", {"Ravi Prasad"}),
        ("Norland’s PM, Leo Marsh, said the plan was “dead on arrival in every town”.", "dead on", {"Leo Marsh"}),
        ("PM Ada Stone was late. The PM said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
        # harm: a time, the office alone, an outlet's initials
        ("At 3 PM Ada Stone said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
        ("The PM told members that the plan was “dead on arrival in every town”.", "dead on", {"PM", NOBODY}),
        ("Norland’s FM is ill. Ada Stone said it was “a bad day for all of us”.", "bad day", {"Ada Stone"}),
    ],
    "what a firm is before its name": [
        ("Supermarket chain Aldbury said it was “reviewing its supply contracts”.", "reviewing", {"Aldbury"}),
        ("Energy giant Norfuel PLC said it was “confident in the safety of the rig”.", "confident", {"Norfuel PLC"}),
        ("“We apologise to all passengers,” said budget airline Skyhop.", "apologise", {"Skyhop"}),
        ("Wildlife charity Hedge Watch said it was “appalled by the whole affair”.", "appalled", {"Hedge Watch"}),
        ("Department store chain John Hale said it was “reviewing its supply contracts”.", "reviewing", {"John Hale"}),
        # harm: somebody of the firm, a partner, a day
        (
            "Supermarket chain Aldbury’s chief executive, Ada Stone, said it was “a hard choice for all”.",
            "hard choice",
            {"Ada Stone"},
        ),
        ("Law firm partner Ada Stone said it was “a hard choice for all”.", "hard choice", {"Ada Stone"}),
        ("Ada Stone left the group Monday and said it was “a hard choice for all”.", "hard choice", {"Ada Stone"}),
    ],
    "a firm of one word, and the noun for it": [
        (
            "Skyhop cancelled forty flights. The company said it was “the worst night of the year”. Shares in Skyhop fell.",
            "worst",
            {"Skyhop"},
        ),
        (
            "Flights by Skyhop stopped. Skyhop cancelled forty. The airline said it was “the worst night of the year”.",
            "worst",
            {"Skyhop"},
        ),
        (
            "Shoppers left Aldbury. Aldbury will close. The chain said it was “a hard choice for everyone here”.",
            "hard choice",
            {"Aldbury"},
        ),
        # harm: a surname, a name told once
        (
            "Marsh left in May. The company said it was “the worst night of the year”. Ada Marsh wept for Marsh.",
            "worst",
            {"company", NOBODY},
        ),
        ("Fire broke out. The company said it was “the worst night of the year”.", "worst", {"company", NOBODY}),
        ("Ada left in May. The company said it was “the worst night of the year”. She is Ada to us.", "worst", {"company", NOBODY}),
    ],
    "a noun that ends the name of one body": [
        (
            "Skarn Hospital closed a ward on Monday. The hospital said it was “a hard choice for everyone”.",
            "hard choice",
            {"Skarn Hospital"},
        ),
        ("The Skarn Trust runs the hall. The trust said it was “a hard choice for everyone”.", "hard choice", {"Skarn Trust"}),
        ("Kelby Council met on Monday. The council said it was “a hard choice for everyone”.", "hard choice", {"Kelby Council"}),
        # harm: two bodies that the noun may mean
        (
            "The Skarn Trust and the Kelby Trust run it. The trust said it was “a hard choice for everyone”.",
            "hard choice",
            {NOBODY},
        ),
        (
            "Kelby Council and Skarn Council fell out. The council said it was “a hard choice for everyone”.",
            "hard choice",
            {NOBODY},
        ),
    ],
    "a body of a place": [
        ("Norland’s air force said it had “shot down forty of the sixty”.", "shot down", {"Norland’s air force"}),
        ("Norway’s central bank said inflation was “too high for comfort in every region”.", "too high", {"Norway’s central bank"}),
        ("Kelby’s fire service said the blaze was “started on purpose by someone”.", "on purpose", {"Kelby’s fire service"}),
        # harm: somebody of the body, its owner
        ("Kelby’s fire chief, Ada Stone, said the blaze was “started on purpose by someone”.", "on purpose", {"Ada Stone"}),
        ("Ada Stone’s lawyer, Leo Marsh, said the blaze was “started on purpose by someone”.", "on purpose", {"Leo Marsh"}),
    ],
    "who presides": [
        ("Sentencing Moss to six years, the judge said: “You preyed on those who trusted you most.”", "preyed", {"judge"}),
        ("A Kelby man has been fined. “You knew whose bees they were,” the magistrate said.", "whose bees", {"magistrate"}),
        ("Ivor Hale fell from the quay. The coroner said: “This was a death that nobody could foresee.”", "foresee", {"coroner"}),
        # harm: one who is named
        ("Judge Ada Stone heard the case. The judge told him: “You preyed on those who trusted you.”", "preyed", {"Ada Stone"}),
        ("The coroner, Leo Marsh, wept. The coroner said: “This was a death that nobody could foresee.”", "foresee", {"Leo Marsh"}),
    ],
    "two who hold an office each": [
        (
            "The mayors of Kelby and Skarn, Ada Stone and Leo Marsh, said: “We will not close a library.”",
            "library",
            {"Ada Stone and Leo Marsh"},
        ),
        (
            "The leaders of Norland and Wessen, Paul Orr and Ines Moss, called it “a day to be read about”.",
            "read about",
            {"Paul Orr and Ines Moss"},
        ),
        (
            "The owners of the farm, Tom Stone and Eva Stone, said talks were “nearly at an end”.",
            "nearly",
            {"Tom Stone and Eva Stone"},
        ),
        # harm: a list, a place
        ("The mayor of Kelby, Ada Stone, said: “We will not close a library.”", "library", {"Ada Stone"}),
        ("Actors Paul Orr and Leo Marsh said talks were “nearly at an end”.", "nearly", {"Paul Orr and Leo Marsh"}),
    ],
    "a title won in a year": [
        ("Miss Scotland 2019, Eilidh Moir, said: “I was told to lose weight or go home.”", "lose weight", {"Eilidh Moir"}),
        ("Miss Norway, Ada Stone, said: “I was told to lose weight or go home.”", "lose weight", {"Ada Stone"}),
        # harm: a guest beside another
        ("Miss Marsh, Ada Stone, and the rest sang. “I was told to go home,” Ada Stone said.", "go home", {"Ada Stone"}),
    ],
    "a body of a part of the world": [
        (
            "The Association of Harbour Masters in Europe said the rules were “written by people on land”.",
            "on land",
            {"Association of Harbour Masters in Europe"},
        ),
        (
            "The Organization for Safe Rail in Europe called it “a leap backwards of forty years”.",
            "backwards",
            {"Organization for Safe Rail in Europe"},
        ),
        # harm: a place that something else is of
        ("Speaking in Europe, Ada Stone called it “a leap backwards of forty years”.", "backwards", {"Ada Stone"}),
    ],
    "an apposition behind an opening phrase": [
        (
            "In his opening remarks Mr. Alvarez, a Republican, noted that it had had “eleven separate warnings”.",
            "eleven",
            {"Alvarez", "Mr. Alvarez"},
        ),
        ("After a meeting with Leo Marsh, a dentist said it had had “eleven separate warnings”.", "eleven", {"dentist", NOBODY}),
        # harm: a pronoun behind it
        ("After talks with Mr. Alvarez, a dentist, she said it had had “eleven separate warnings”.", "eleven", {NOBODY}),
    ],
    "words before a full name": [
        ("Coun Sheila Darby (Lab, Eastfield) said the town “needs every bit of help it can get”.", "every bit", {"Sheila Darby"}),
        ("Co-star Lily Moreau teased: “He cried. He actually cried.”", "actually cried", {"Lily Moreau"}),
        (
            "“Nobody was hurt,” said Mick Stone. Regular Bob Sykes was cross. “There’s a lorry in here,” he grumbled.",
            "a lorry",
            {"Regular Bob Sykes", "Bob Sykes", NOBODY},
        ),
    ],
    "a person described right after a description": [
        (
            "He was, said his old friend the novelist Ada Stone, “the funniest man at any funeral”.",
            "funniest",
            {"Ada Stone", NOBODY},
        ),
        ("“He knocked first,” reports our man on the 18th, Ewan Marsh.", "knocked", {"Ewan Marsh"}),
        ("“She never slept at all,” said her brother the tenor Leo Marsh.", "never slept", {"Leo Marsh"}),
        # harm: somebody else
        (
            "“She never slept at all,” said her brother the night that Leo Marsh died.",
            "never slept",
            {"her brother", "brother", NOBODY},
        ),
    ],
    "given names alone": [
        (
            "“We began with one,” laughs Sarah. Neil, a retired postman, feeds them. “They’re noisier than kids,” he says.",
            "noisier",
            {"Neil"},
        ),
        (
            "“We began with one,” laughs Neil. Sarah, a retired nurse, feeds them. “They’re noisier than kids,” she says.",
            "noisier",
            {"Sarah"},
        ),
        ("Presenter Xanthe Marsh is ill. “I was away on holiday in Crete,” Xanthe, 55, says.", "on holiday", {"Xanthe Marsh"}),
        # harm: a surname that is a given name, of whom nothing tells
        (
            "“We began with one,” laughs Sarah Stone. Kelly scored twice. “It went right in,” he said.",
            "right in",
            {"Kelly", NOBODY},
        ),
    ],
    "a surname never told in full": [
        (
            "Coach Ty Garnett nodded. Embry, the rookie in question, had 31. “Just trusting my work here,” he said.",
            "trusting",
            {"Embry"},
        ),
        (
            "Coach Ty Garnett nodded. Oduya, a defender from Lagos, had two. “Just trusting my work here,” he said.",
            "trusting",
            {"Oduya"},
        ),
        # harm: a word that opens the sentence
        (
            "Coach Ty Garnett nodded. Later, the rookie had 31. “Just trusting my work here,” he said.",
            "trusting",
            {"Ty Garnett", NOBODY},
        ),
    ],
    "a judge on a day": [
        (
            "A federal judge on Friday blocked the rule, calling it “arbitrary and, frankly, baffling”.",
            "arbitrary",
            {"federal judge"},
        ),
        ("An official on Monday denied it, calling the report “a fable from start to finish”.", "a fable", {"official"}),
        # harm: what goes on describing
        (
            "An official familiar with the talks denied it, calling it “a fable from start to finish”.",
            "a fable",
            {"official familiar with the talks"},
        ),
    ],
    "what an inquiry found": [
        (
            "Ada Stone was struck off. The panel found her conduct had been “incompatible with the work”.",
            "incompatible",
            {"panel", NOBODY},
        ),
        (
            "Ada Stone was struck off. The tribunal found she was “incompatible with the work”.",
            "incompatible",
            {"tribunal", NOBODY},
        ),
        # harm: somebody who finds a thing
        ("Ada Stone found a note and called it “incompatible with the work”.", "incompatible", {"Ada Stone"}),
    ],
    "one of a club, a show or a county": [
        (
            "Actor Ritika Sen has opened up. “I would cry for hours,” the Dil Ka Safar star said. Her co-star Varun Marsh wept.",
            "for hours",
            {"Ritika Sen", NOBODY},
        ),
        (
            "Jos Pell made a century. “He bowled to me every night,” the Kent opener said. Coach Marcus Marsh was pleased.",
            "bowled",
            {"Jos Pell", NOBODY},
        ),
        ("Actor Ritika Sen said: “I would sit in my van and cry.”", "my van", {"Ritika Sen"}),
        # harm: one who is described and named in one breath
        ("“He bowled to me every night,” the Kent opener, Jos Pell, said.", "bowled", {"Jos Pell"}),
    ],
    "names with capitals inside, and letters behind": [
        ("Promoter LiveBeat said refunds would come “automatically within 14 days”.", "automatically", {"LiveBeat"}),
        ("Lawyer Baroness Shah KC called it “the worst case in a generation”.", "worst case", {"Shah", "Baroness Shah"}),
        # harm: a headline that runs on
        ("Ann BellThe harbour shut. Ann Bell said it was “the worst night in a generation”.", "worst night", {"Ann Bell"}),
    ],
    "seats of power": [
        ("The Kremlin said it had “taken note of the remarks”.", "taken note", {"Kremlin", "The Kremlin"}),
        ("The Vatican said the Pope had passed “a peaceful night at home”.", "peaceful", {"Vatican", "The Vatican"}),
    ],
    "somebody new in a clause beside another": [
        (
            "Ada Stone declined to comment, but a person familiar with the talks said they were “nearly over”.",
            "nearly over",
            {"person familiar with the talks"},
        ),
        (
            "Ada Stone declined to comment, but a kinsman close to the talks said they were “nearly over and all but signed”.",
            "nearly over",
            {"kinsman close to the talks", NOBODY},
        ),
        ("Ada Stone declined to comment, but an aide said the talks were “nearly over and done”.", "nearly over", {"aide"}),
        # harm: one subject of both
        ("Ada Stone declined to comment, but later said the talks were “nearly over and done”.", "nearly over", {"Ada Stone"}),
        ("Ada Stone was ill, but in a letter said the talks were “nearly over and done”.", "nearly over", {"Ada Stone", NOBODY}),
    ],
    "what somebody is the head of": [
        ("Chair of governors Alison Stone called it “a reward for years of hard work”.", "hard work", {"Alison Stone"}),
        ("Leader of the council Tom Marsh called it “a reward for years of hard work”.", "hard work", {"Tom Marsh", NOBODY}),
        (
            "Deputy Commissioner of Police (South) Anjali Rathore called it “a reward for years of hard work”.",
            "hard work",
            {"Anjali Rathore"},
        ),
        # harm: another's kin
        (
            "The mother of pupil Alison Stone called it “a reward for years of hard work”.",
            "hard work",
            {"mother of pupil Alison Stone", "mother", NOBODY},
        ),
    ],
    "trades before a full name, members before a place": [
        ("Coxswain Jim Sandford said it had “brought a lump to a few throats”.", "a lump", {"Jim Sandford"}),
        ("Playwright Ada Stone said it had “brought a lump to a few throats”.", "a lump", {"Ada Stone"}),
        ("“We’ll believe it when we see a train,” said Rail Users Northumbria, a group.", "believe it", {"Rail Users Northumbria"}),
        # harm: a surname that ends so
        ("Wright Thomas said it had “brought a lump to a few throats”.", "a lump", {"Wright Thomas"}),
        ("Councillors Stone and Marsh said it had “brought a lump to a few throats”.", "a lump", {"Stone and Marsh"}),
    ],
    "words that open a sentence before a full name": [
        (
            "A man was fined £60 for helping a duck. Furious Lee Marsh, 39, of Nuneaton, said: “I’d do it again.”",
            "do it again",
            {"Lee Marsh"},
        ),
        ("Canon Joyce Stone replied that she rather liked “old railways, and hymns”.", "old railways", {"Joyce Stone"}),
        ("Regular Bob Sykes was cross. “There’s a lorry in here,” he grumbled.", "a lorry", {"Bob Sykes"}),
        # harm: a firm, a name of two words
        ("Canon said sales were “better than anybody had dared to hope”.", "dared", {"Canon"}),
        ("Brave Marsh said sales were “better than anybody had dared to hope”.", "dared", {"Brave Marsh", NOBODY}),
    ],
    "who speaks for two who bear titles": [
        (
            "A spokesperson for the Duke and Duchess of Barset said they were “delighted to announce it”.",
            "delighted",
            {"spokesperson for the Duke and Duchess of Barset", NOBODY},
        ),
        (
            "A friend of the King and Queen said they were “delighted to announce it”.",
            "delighted",
            {"friend of the King and Queen", NOBODY},
        ),
        # harm: two who speak
        (
            "Senator Stone and Senator Marsh said they were “delighted to announce it”.",
            "delighted",
            {"Stone and Marsh", "Senator Stone and Senator Marsh"},
        ),
    ],
    "a pair, and one of them": [
        (
            "Tony and Barbara Lusk are fifty. “Never argue,” says Barbara. Tony nods. “I haven’t heard one in years,” he says.",
            "heard one",
            {"Tony Lusk", "Tony", NOBODY},
        ),
        (
            "A division bench of Justice Suneet Stone and Justice Rajeev Marsh said: “Children die while files move.”",
            "Children die",
            {"Suneet Stone and Rajeev Marsh", NOBODY},
        ),
        # harm: one who speaks after both
        ("Tony and Barbara Lusk are fifty. “I haven’t heard one in years,” Tony Lusk says.", "heard one", {"Tony Lusk"}),
    ],
}


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [pytest.param(*case, id=f"{kind}: {case[1]}: {n}") for kind, cases in CASES.items() for n, case in enumerate(cases)],
)
def test_kinds(text: str, words: str, speakers: set[str | None]) -> None:
    assert speaker_of(text, words) in speakers
