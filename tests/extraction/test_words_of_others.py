"""Words in a sentence whose subject did not say them: those of whom it tells of, of an agent, a poll or a wall."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "whom a relative clause tells of without a name": [
        ("Ines Tolland met residents who called the plan “a disgrace to the town”.", "disgrace", {"residents", NOBODY}),
        ("Ines Tolland spoke of people who say, “The harbour is dead.”", "harbour", {"people", NOBODY}),
        ("Ines Tolland has no time for anyone who says “it was always like this”.", "always", {NOBODY}),
        ("Ines Tolland criticised a group of councillors who have said the plan “ends in ruin”.", "ruin", {"councillors", NOBODY}),
        ("Rob Aske asked how Tolland responded to those who ask, “Isn’t it time to step aside?”", "aside", {NOBODY}),
        # harm: she is one of them, or the relative clause is of her
        ("Ines Tolland was among those who called it “a disgrace to the town”.", "disgrace", {"Ines Tolland"}),
        ("Ines Tolland was one of several councillors who called it “a disgrace to the town”.", "disgrace", {"Ines Tolland", "councillors", NOBODY}),
        ("Ines Tolland, who chairs the board, called it “a disgrace to the town”.", "disgrace", {"Ines Tolland"}),
    ],
    "what a thing calls itself": [
        ("Ines Tolland confirmed she will stay on the council that bills itself as “the calmest room here”.", "calmest", {"council", NOBODY}),
        ("Ines Tolland runs a shop which styles itself “the last real ironmonger of the north”.", "ironmonger", {"shop", NOBODY}),
        # harm: a bill, and a mark on a boat
        ("The firm billed its guests twice, and Ines Tolland called it “a robbery by post”.", "robbery", {"Ines Tolland"}),
        ("Ines Tolland branded the scheme “a robbery by post”.", "robbery", {"Ines Tolland"}),
    ],
    "what somebody else sent": [
        ("Ines Tolland got a text from Aske saying “the ferry is sunk”.", "ferry", {"Aske"}),
        ("Ines Tolland opened an email from her landlord, Rob Aske, telling her to “be out by noon”.", "noon", {"Rob Aske"}),
        ("Ines Tolland published a letter from Aske calling the sale “a gift to the few”.", "gift", {"Aske"}),
        ("Ines Tolland received a call from Rob Aske warning that the quay was “gone by dawn”.", "dawn", {"Rob Aske"}),
        ("Ines Tolland read a message from Rob Aske calling the board “asleep at its desk by noon”.", "asleep", {"Rob Aske"}),
        # harm: where she wrote it, and to whom
        ("Ines Tolland wrote a letter from Holm saying the sale was “a gift to the few”.", "gift", {"Ines Tolland"}),
        ("Ines Tolland sent a text to Rob Aske saying she was “done with it”.", "done", {"Ines Tolland"}),
        ("Ines Tolland got home from Holm saying it was “the last time”.", "last", {"Ines Tolland"}),
    ],
    "a claim that somebody meets": [
        ("Ines Tolland hit back at claims that she had “sold the town for a song”.", "song", {NOBODY}),
        ("Ines Tolland laughed off a report that she was “finished with the town”.", "finished", {NOBODY}),
        ("Ines Tolland dismissed fears that the quay was “one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland denied allegations by Rob Aske that she “sold the town for a song”.", "song", {"Rob Aske"}),
        ("Ines Tolland rejected accusations of “theft by the barrel”.", "theft", {NOBODY}),
        # harm: her own claim, what she says of a claim, and a claim that is made
        ("Ines Tolland stood by her claim that the quay was “one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland dismissed the claim as “a tale for the tourists”.", "tale", {"Ines Tolland"}),
        ("Ines Tolland faced the board and said the claim was “a tale for the tourists”.", "tale", {"Ines Tolland"}),
        ("Ines Tolland repeated claims that the quay was “one storm from the end”.", "storm", {"Ines Tolland", NOBODY}),
    ],
    "a claim that a verb or preposition only leads to": [
        ("Ines Tolland agreed with the view that “the quay was one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland doubts the theory that “the quay was one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland resigned amid the warning that “the quay was one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland was met with the warning that “the quay was one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland took issue with the boast that “the quay was one storm from the end”.", "storm", {NOBODY}),
        ("Ines Tolland has heard that “the quay was one storm from the end”.", "storm", {NOBODY}),
        # harm: what makes or holds a claim, by what it is done, and a hearing
        ("Ines Tolland advanced the theory that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland came to the conclusion that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland answered her critics with the warning that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland told a hearing that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland opposed the sale on the grounds that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland’s view is that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
    ],
    "who is held to account for what they said": [
        ("Rob Aske criticised Ines Tolland for saying that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Rob Aske lashed out at Ines Tolland for claiming “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland was suspended for claiming that “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland was criticised by Rob Aske for saying “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        # harm
        ("Rob Aske apologised to Ines Tolland for saying “the quay was one storm from the end”.", "storm", {"Rob Aske", NOBODY}),
        ("Rob Aske was quoted by Ines Tolland as saying “the quay was one storm from the end”.", "storm", {"Rob Aske"}),
    ],
    "who says that another said it, behind the words": [
        ("“The quay was one storm from the end,” Ines Tolland said Rob Aske told her.", "storm", {"Rob Aske"}),
        ("“The quay was one storm from the end,” Ines Tolland says that Rob Aske had warned in March.", "storm", {"Rob Aske"}),
        ("“The quay was one storm from the end,” Ines Tolland recalled Rob Aske saying.", "storm", {"Rob Aske"}),
        # harm: what is said besides, and where the other says something else
        ("“The quay was one storm from the end,” Ines Tolland said, and Rob Aske agreed.", "storm", {"Ines Tolland"}),
        ("“The quay was one storm from the end,” Ines Tolland said Rob Aske told her that it was shut.", "storm", {"Ines Tolland"}),
        ("“The quay was one storm from the end,” Ines Tolland said when Rob Aske told her.", "storm", {"Ines Tolland"}),
    ],
    "people of whom only to whom they are near is told": [
        ("Ines Tolland left. Those close to Tolland say “the quay was one storm from the end”.", "storm", {NOBODY, "those close to Tolland"}),
        ("Ines Tolland left. People close to Tolland say “the quay was one storm from the end”.", "storm", {NOBODY, "people close to Tolland"}),
        ("Ines Tolland left. Those who know Tolland say “the quay was one storm from the end”.", "storm", {NOBODY, "those who know Tolland"}),
        ("A spokesman for Councillor Ines Tolland said: “The quay was one storm from the end.”", "storm", {NOBODY, "spokesman for Councillor Ines Tolland"}),
        # harm
        ("A spokesman for Skarn Water, Rob Aske, said: “The quay was one storm from the end.”", "storm", {"Rob Aske"}),
    ],
    "two teams or works of one player": [
        ("“The quay was one storm from the end,” Rovers and Norland striker Rob Aske said.", "storm", {"Rob Aske"}),
        ("Former Kelby and Norland midfielder Rob Aske said: “The quay was one storm from the end.”", "storm", {"Rob Aske"}),
        ("Kelby United and Norland captain Rob Aske said: “The quay was one storm from the end.”", "storm", {"Rob Aske"}),
        ("“The quay was one storm from the end,” world number two Rob Aske said.", "storm", {"Rob Aske"}),
        ("World number 12 Rob Aske said: “The quay was one storm from the end.”", "storm", {"Rob Aske"}),
        # harm: two people
        ("Ines Tolland and Norland captain Rob Aske said: “The quay was one storm from the end.”", "storm", {"Ines Tolland and Rob Aske", NOBODY}),
        ("Ines Tolland and Rob Aske said: “The quay was one storm from the end.”", "storm", {"Ines Tolland and Rob Aske"}),
    ],
    "what somebody does to whoever is named behind them": [
        ("“The quay was one storm from the end,” said the lawyer representing Rob Aske.", "storm", {NOBODY, "lawyer"}),
        ("“The quay was one storm from the end,” said the teacher beside Rob Aske.", "storm", {NOBODY, "teacher"}),
        ("“The quay was one storm from the end,” said the aide backing candidate Rob Aske.", "storm", {NOBODY, "aide"}),
        ("Voters electing mayor Rob Aske said: “The quay was one storm from the end.”", "storm", {NOBODY, "voters"}),
        # harm
        ("“The quay was one storm from the end,” said the council housing officer Rob Aske.", "storm", {"Rob Aske"}),
        ("“The quay was one storm from the end,” said coach turned pundit Rob Aske.", "storm", {"Rob Aske"}),
    ],
    "words on what somebody shows, and what somebody reads out": [
        ("Ines Tolland unfurled a banner: “The quay is one storm from the end.”", "storm", {NOBODY}),
        ("Ines Tolland held up a sign: “The quay is one storm from the end.”", "storm", {NOBODY}),
        ("Ines Tolland read aloud from the letter: “The quay is one storm from the end.”", "storm", {NOBODY}),
        ("Ines Tolland read out the verdict: “The quay is one storm from the end.”", "storm", {NOBODY}),
        ("Ines Tolland translated: “The quay is one storm from the end.”", "storm", {NOBODY}),
        # harm: her own
        ("Ines Tolland read a statement: “The quay is one storm from the end.”", "storm", {"Ines Tolland"}),
        ("Ines Tolland read from her notes: “The quay is one storm from the end.”", "storm", {"Ines Tolland"}),
        ("Ines Tolland left a message: “The quay is one storm from the end.”", "storm", {"Ines Tolland"}),
    ],
    "what follows if or whether behind asked": [
        ("Asked if “the quay was one storm from the end,” Tolland said no.", "storm", {NOBODY}),
        ("Asked whether “the quay was one storm from the end,” Tolland laughed.", "storm", {NOBODY}),
        # harm
        ("Asked about it, “the quay was one storm from the end,” Tolland said.", "storm", {"Tolland"}),
    ],
    "all that somebody would say": [
        ("All Ines Tolland would say was “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        ("Ines Tolland came. All Tolland told us was “the quay was one storm from the end”.", "storm", {"Ines Tolland"}),
        # harm
        ("All Saints Church said: “The quay was one storm from the end.”", "storm", {"All Saints Church"}),
    ],
    "whose son or firm a clause between commas tells of": [
        ("Ines Tolland, whose son Emil, 9, drowned, said: “The quay was one storm from the end.”", "storm", {"Ines Tolland"}),
        ("Ines Tolland, whose brother Rob Aske chairs the board, said: “The quay was one storm from the end.”", "storm", {"Ines Tolland"}),
        ("Ines Tolland, whose brother Rob Aske, a lawyer, chairs the board, said: “The quay was one storm from the end.”", "storm", {"Ines Tolland"}),
        # harm
        ("Rob Aske met Ines Tolland, whose son Emil, 9, said: “The quay was one storm from the end.”", "storm", {"Emil", NOBODY}),
        ("Rob Aske met Ines Tolland, whose son Emil Tolland told us: “The quay was one storm from the end.”", "storm", {"Emil Tolland"}),
    ],
    "what is put to somebody": [
        ("Asked if the dam was “a death trap for us all”, Tolland said it was not.", "death", {NOBODY}),
        ("When told that the dam was “a death trap for us all”, Tolland laughed and said it was not.", "death", {NOBODY}),
        ("Reminded that she once called the dam “a death trap for us all”, Tolland shrugged.", "death", {"Tolland", NOBODY}),
        ("Told that Rob Aske had called the dam “a death trap for us all”, Tolland laughed.", "death", {"Rob Aske"}),
        # harm: what is said to the question
        ("Asked if she was angry, “I was past all that by then,” Tolland said.", "past", {"Tolland"}),
        ("Asked whether she would run, Tolland said she was “done with it all”.", "done", {"Tolland"}),
        ("Asked to describe the dam, Tolland called it “a death trap for us all”, and left.", "death", {"Tolland"}),
    ],
    "a word that opens a sentence before its subject": [
        ("Undeterred, she said it was “a walk in the fog”.", "fog", {NOBODY}),
        ("Backstage, he said it was “a walk in the fog”.", "fog", {NOBODY}),
        ("Shaken but unhurt, she said it was “a walk in the fog”.", "fog", {NOBODY}),
        ("Born in a caravan and raised at sea, she calls herself “a walk in the fog”.", "fog", {NOBODY}),
        ("Seated beside Ines Tolland, he said it was “a walk in the fog”.", "fog", {"Ines Tolland", NOBODY}),
        # harm: a name
        ("Tolland, who was there, said it was “a walk in the fog”.", "fog", {"Tolland"}),
        ("Tolland, she said, was “a walk in the fog”. Ines Vey knew him well.", "fog", {NOBODY, "Ines Vey"}),
        ("Tolland laughed, and she said it was “a walk in the fog”.", "fog", {"Tolland", NOBODY}),
    ],
    "who is remembered to do something and say it": [
        ("Ines Tolland recalls the minister turning to her and saying: “They will blame you for it.”", "blame", {NOBODY, "minister"}),
        ("Ines Tolland remembers Rob Aske walking in and shouting: “They will blame you for it.”", "blame", {"Rob Aske"}),
        ("Ines Tolland saw the guard running over and yelling: “They will blame you for it.”", "blame", {NOBODY, "guard"}),
        # harm: what she did herself
        ("Ines Tolland recalled sitting in the lift and saying: “They will blame you for it.”", "blame", {"Ines Tolland"}),
        ("Ines Tolland left, slamming the door and shouting: “They will blame you for it.”", "blame", {"Ines Tolland"}),
    ],
    "what others call something": [
        ("Ines Tolland lives on what locals call “the street of long faces”.", "faces", {NOBODY, "locals"}),
        ("Ines Tolland ended what everyone called “the street of long faces”.", "faces", {NOBODY, "everyone"}),
        ("Ines Tolland fought what Aske calls “the street of long faces”.", "faces", {"Aske"}),
        # harm: what she calls it
        ("Ines Tolland apologised for what she called “the street of long faces”.", "faces", {"Ines Tolland"}),
    ],
    "a verb and its subject between commas": [
        ("May was a bad month, and so, said Ines Tolland, was “every month with a Monday in it”.", "Monday", {"Ines Tolland"}),
        ("The plan, said Ines Tolland, was “every month with a Monday in it”.", "Monday", {"Ines Tolland"}),
        # harm: what is told to somebody there
        ("Ines Tolland, told of the plan, called it “every month with a Monday in it”.", "Monday", {"Ines Tolland"}),
    ],
    "who does what follows a participle of speech": [
        ("Describing the pitch as “a ploughed field with goalposts”, visiting manager Ines Tolland left.", "ploughed", {"Ines Tolland"}),
        ("Calling it “a slow flood for the valley”, Ines Tolland led them out.", "flood", {"Ines Tolland"}),
        ("Branding it “a slow flood for the valley”, the Harbour Union walked out.", "flood", {"Harbour Union"}),
        # harm: what another calls it, and a claim
        ("Hearing Aske call it “a slow flood for the valley”, Ines Tolland left.", "flood", {"Aske", "Rob Aske", NOBODY}),
        ("Dismissing the claim that it was “a slow flood for the valley”, Ines Tolland left.", "flood", {NOBODY}),
        ("Calling for calm, Ines Tolland left. “It is a slow flood for us,” Rob Aske said.", "flood", {"Rob Aske"}),
    ],
    "whose message it is, whoever it is to": [
        ("Ines Tolland’s message to the minister, Rob Aske, was blunt: “Come and do one night here.”", "one night", {"Ines Tolland"}),
        # harm: what is told of it
        ("Ines Tolland’s message to the minister, Rob Aske, was lost, and he said: “Come and do one night here.”", "one night", {"Rob Aske", NOBODY}),
    ],
    "by whom something is called so": [
        ("Winger Rob Aske was hailed as “the best thing since the ferry” by his coach, Ines Tolland, on Monday.", "ferry", {"Ines Tolland"}),
        ("The plan was described as “a gift to the few” by opposition leader Ines Tolland.", "gift", {"Ines Tolland"}),
        ("The plan was called “a gift to the few” by Ines Tolland, who leads the board.", "gift", {"Ines Tolland"}),
        ("The road was seen as “a trap for the old” by many residents.", "trap", {"residents"}),
        # harm: not by somebody
        ("The song was called “a gift to the few” by mistake.", "gift", {NOBODY}),
        ("She was told “leave it in the yard” by Friday.", "yard", {NOBODY}),
        ("Ines Tolland said it was “a gift to the few” by any measure.", "gift", {"Ines Tolland"}),
    ],
    "according to whom a fragment is": [
        ("Senator Rob Aske “went white and then home” when he heard, according to two aides who asked not to be named.", "white", {"aides"}),
        ("The road was “a trap for the old” even before the works began, according to Ines Tolland.", "trap", {"Ines Tolland"}),
        # harm: somebody has said it before
        ("Rob Aske said it was “a trap for the old”, which costs a fortune, according to the council.", "trap", {"Rob Aske"}),
    ],
    "what a poll asked": [
        ("Pollster Ines Tolland said 47 per cent of those asked agreed that “the board has lost control”.", "control", {NOBODY}),
        ("Ines Tolland said most voters thought “the board has lost control”.", "control", {"voters", NOBODY}),
        # harm: who says it of voters
        ("Ines Tolland told voters that “the board has lost control”.", "control", {"Ines Tolland"}),
    ],
    "what stands on a thing": [
        ("For Sister Ines Tolland there was only the line painted over the door: “All who knock are fed.”", "knock", {NOBODY}),
        ("Rob Aske stopped at the words carved above the gate: “Here we wait for the tide.”", "tide", {NOBODY}),
        # harm: a verb of speech behind it, and a message of somebody
        ("Rob Aske pointed to the words carved above the gate and said: “They were cut by my aunt.”", "aunt", {"Rob Aske"}),
    ],
    "how many there were": [
        ("Dozens of dockers marched to the quay, shouting “pay us what you owe us”.", "owe", {"dockers", NOBODY}),
        ("Hundreds of pupils filed past the rector, Ines Tolland, chanting “books, not bells, for us”.", "bells", {"pupils", NOBODY}),
        ("Scores of residents wrote in to say “the bridge must stay”.", "bridge", {"residents", NOBODY}),
        # harm
        ("Scores were level when Ines Tolland said “the bridge must stay”.", "bridge", {"Ines Tolland"}),
    ],
    "a clause behind a role ends what no mark does": [
        ("“We were left to drown, said shopkeeper Ines Tolland, whose cellar is wet.\n\n“Nobody rang,” said Rob Aske.", "drown", {"Ines Tolland"}),
        ("“The river came, said retired teacher Ines Tolland. She has moved.\n\n“It was quick,” said Rob Aske.", "river", {"Ines Tolland"}),
        # harm: said within what is said
        ("“My son, said to be the best here, had won.\n\n“He was late,” said Ines Tolland.", "My son", {"Ines Tolland"}),
    ],
    "bodies whole": [
        ("The 9th Marine Brigade said the radio “is not working for us”.", "not working", {"9th Marine Brigade"}),
        ("The 4th Circuit Court of Appeals said the rule “is not working for us”.", "not working", {"4th Circuit Court of Appeals"}),
        ("The 34th Street Partnership said the rule “is not working for us”.", "not working", {"34th Street Partnership"}),
        ("A spokesman for the Health Insurance Board said it was “working on it”.", "working on", {"spokesman for the Health Insurance Board"}),
        ("A spokeswoman for the Justice Department said it was “working on it”.", "working on", {"spokeswoman for the Justice Department"}),
        # harm: an office with its area
        ("Secretary of State Ines Tolland said it was “working on it”.", "working on", {"Ines Tolland"}),
        ("Minister for Health Ines Tolland said it was “working on it”.", "working on", {"Ines Tolland"}),
        ("The 44th president, Ines Tolland, said it was “working on it”.", "working on", {"Ines Tolland"}),
    ],
    "what somebody owns is said by the owner": [
        ("Rob Aske remembers Ines Tolland's advice to him before the race: “Never look back.”", "look back", {"Ines Tolland"}),
        ("Ines Tolland's advice to Rob Aske was simple: “Never look back.”", "look back", {"Ines Tolland"}),
        ("Aske said Tolland's remark that the town was “a museum of bad ideas” had hurt him.", "museum", {"Tolland"}),
        ("Aske laughed off Tolland's description of him as “a museum of bad ideas”.", "museum", {"Tolland"}),
        ("Judge Ines Tolland’s parting words to him were “Do not make your mother come here again.”", "mother", {"Ines Tolland"}),
        ("Critic Ines Tolland spent an evening at the inn. Her verdict: “Brave, brown and slightly burnt.”", "burnt", {"Ines Tolland"}),
        # harm: who says it of the claim, or against it
        ("Aske said Tolland's claim that he lied was “a museum of bad ideas”.", "museum", {"Aske"}),
        ("Aske rejected Tolland's claim: “I never took a penny.”", "penny", {"Aske", NOBODY}),
        ("In reply to Tolland's complaint about the port, Aske wrote: “I never took a penny.”", "penny", {"Aske"}),
        ("Tolland's criticism of the deal was echoed by Rob Aske: “It is a swindle.”", "swindle", {"Rob Aske"}),
    ],
    "who says it in a report without that": [
        ("The witness, Ines Tolland, said the man shouted “get down now”.", "get down", {"man", NOBODY}),
        ("Ines Tolland told the jury her uncle had called her “a thief in a hat”.", "thief", {"uncle", NOBODY}),
        ("Ines Tolland told the jury the officer yelled “get down now”.", "get down", {"officer", NOBODY}),
        ("Ines Tolland claims doctors described it as “a thief in a hat”.", "thief", {"doctors", NOBODY}),
        ("Rob Aske told the Lantern Ines Tolland had called him “a thief in a hat”.", "thief", {"Ines Tolland", NOBODY}),
        # harm: whom the verb tells, when, and a clause of the subject's own
        ("Rob Aske, who told the jury he was ill, called it “a thief in a hat”.", "thief", {"Rob Aske"}),
        ("Rob Aske told reporters Monday and called it “a thief in a hat”.", "thief", {"Rob Aske"}),
        ("Rob Aske said two years ago that it was “a thief in a hat”.", "thief", {"Rob Aske"}),
        ("Rob Aske told supporters the fight was on and vowed “to hold the bridge”.", "bridge", {"Rob Aske"}),
    ],
    "an occasion that no comma ends": [
        ("In his Easter sermon Rob Aske rounded on the governor, Ines Tolland, accusing her of “buying silence by the bag”.", "silence", {"Rob Aske"}),
        ("In a speech on Friday Rob Aske turned on his rival, Ines Tolland, calling her “a fox in a henhouse”.", "fox", {"Rob Aske"}),
        # harm: a clause that tells which one
        ("At a hearing Rob Aske attended, Ines Tolland called it “a fox in a henhouse”.", "fox", {"Ines Tolland"}),
        ("In an interview with the mayor, Ines Tolland, Rob Aske called her “a fox in a henhouse”.", "fox", {"Rob Aske"}),
    ],
    "from whom a reply comes": [
        ("The response from Severn Utilities was a single line: “We are aware of an odour.”", "odour", {"Severn Utilities"}),
        ("The message from Ines Tolland to voters was blunt: “Come home, all of you.”", "Come home", {"Ines Tolland"}),
        # harm: who reads it out
        ("The letter from Ines Tolland was read by Rob Aske: “Come home, all of you.”", "Come home", {"Ines Tolland", NOBODY}),
    ],
    "what somebody is sent": [
        ("Ines Tolland had been emailed a warning saying “the bridge will close at noon”.", "noon", {"warning", NOBODY}),
        ("Ines Tolland was texted a message reading “the bridge will close at noon”.", "noon", {"message", NOBODY}),
        # harm: what she sends
        ("Ines Tolland emailed staff a warning saying “the bridge will close at noon”.", "noon", {"Ines Tolland"}),
    ],
    "whom the words are said to": [
        ("“You can go now,” Aske was told by the officer.", "go now", {"officer", NOBODY}),
        ("“You can go now,” Aske was told.", "go now", {NOBODY}),
        ("“Who did it?” Aske was asked by Ines Tolland.", "Who did", {"Ines Tolland"}),
        # harm
        ("“You can go now,” Aske is quoted as saying.", "go now", {"Aske"}),
    ],
    "who is heard where": [
        ("Aske heard a voice behind him say, “Turn around slowly.”", "Turn", {"voice", NOBODY}),
        ("Ines Tolland saw a man in a blue van shout: “Turn around slowly.”", "Turn", {"man in a blue van", "man", NOBODY}),
        # harm
        ("Aske heard that Tolland had said “turn around slowly”.", "turn", {"Tolland"}),
        ("Aske heard from Tolland in May and said: “Turn around slowly.”", "Turn", {"Aske"}),
    ],
    "who used to say it, as somebody tells": [
        ("Her late husband, Ines Tolland said, used to joke that the bridge was “held up by paint”.", "paint", {"late husband", NOBODY}),
        ("The mayor, Rob Aske said, had told friends the bridge was “held up by paint”.", "paint", {"mayor", "Rob Aske", NOBODY}),
        # harm
        ("On Monday, Ines Tolland said, the bridge was “held up by paint”.", "paint", {"Ines Tolland"}),
    ],
    "what everybody says, and in whose eyes": [
        ("Coach Rob Aske grew up with the saying “a river is crossed in company”.", "river", {NOBODY}),
        ("To Ines Tolland, Rob Aske is “the most gifted liar in the county”.", "liar", {"Ines Tolland", NOBODY}),
        ("Cardinal Rob Aske, a man his enemies call “the velvet brick”, will preside.", "velvet", {"enemies", NOBODY}),
        ("Ballot papers asked “Should the canal be closed to motor boats?”.", "canal", {"ballot papers", NOBODY}),
        # harm
        ("To win, Rob Aske needs “the luck of the north wind”, Ines Tolland said.", "wind", {"Ines Tolland"}),
        ("Tolland always says “the tide turns at noon”.", "tide", {"Tolland"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [pytest.param(*case, id=f"{kind}-{n}") for kind, cases in CASES.items() for n, case in enumerate(cases)],
)
def test_the_speaker_is_one_of_the_right_ones(text, words, names):
    assert words in text
    found = [p.attribution.speaker for p in extract(Document(text=text), GAZETTEER) if words in p.text]
    assert (found[0].name if found and found[0] else NOBODY) in names


STANDINGS = [
    (
        "Constable Ines Tolland rejected the suggestion, put to her in the trial, that she had shouted “hold him down now”.",
        "rejected",
    ),
    ("The minister denied the claim, first made on a blog, that he had told friends “the port is finished now”.", "rejected"),
    (
        "A picture on Facebook appears to show a headline quoting Mayor Ines Tolland as saying “the port is finished now”.",
        "supposed",
    ),
    ("A post claims that Tolland said “the port is finished now”. She did not.", "rejected"),
    # harm
    ("The operator told Tolland: “Stay where you are now.” She did not.", "asserted"),
    ("The officer told her to “leave the car where it is”. She did not.", "asserted"),
    ("Neither Aske nor Tolland would say more than that it was “a matter for the lawyers”.", "asserted"),
    ("Ines Tolland stood by her claim, first made in May, that “the port is finished now”.", "asserted"),
    ("The report quoted Ines Tolland as saying “the port is finished now”.", "asserted"),
    ("Rob Aske stopped at the words carved above the gate: “Here we wait for the tide.”", "asserted"),
]


@pytest.mark.parametrize(("text", "standing"), STANDINGS)
def test_what_governs_the_words_at_a_distance_tells_their_standing(text, standing):
    (found,) = extract(Document(text=text), GAZETTEER)
    assert found.standing == standing


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“Every cot here is borrowed,” said Dr Ines Tolland, chief paediatrician at the Kelby hospital.", "chief paediatrician"),
        ("“Every cot here is borrowed,” said Sir Rob Aske, the former governor.", "former governor"),
        ("“Every cot here is borrowed,” said Sen. Ines Tolland, a doctor.", "Sen."),
        ("“Every cot here is borrowed,” Dr Ines Tolland said.", "Dr"),
    ],
)
def test_a_role_in_apposition_tells_more_than_an_address(text, role):
    (found,) = extract(Document(text=text), GAZETTEER)
    assert found.attribution.speaker.role == role


def test_what_is_asked_is_no_part_of_the_answer():
    found = extract(
        Document(text="When asked whether the dam was “a death trap for us all”, Tolland said: “It is a dam.”"), GAZETTEER
    )
    assert [q.text for q in found] == ["a death trap for us all", "It is a dam."]
    assert [q.attribution.speaker and q.attribution.speaker.name for q in found] == [None, "Tolland"]


OF_OTHERS: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "who is made to speak": [
        (
            "Karl Moss left the hall, which caused Councillor Ivo Pell to remark, “He never could sit still.”",
            "sit still",
            {"Ivo Pell"},
        ),
        ("Karl Moss left the hall, prompting Ada Orr to say: “He never could sit still.”", "sit still", {"Ada Orr"}),
        ("Karl Moss left the hall, leading the warden to ask, “Who let that man in?”", "that man", {"warden", NOBODY}),
        ("The noise forced the warden to admit that “nobody had been told”.", "had been", {"warden", NOBODY}),
        ("Karl Moss left the hall, prompting her to say: “He never could sit still.”", "sit still", {NOBODY}),
        # harm: who is moved to speak and does, and who only leads
        ("The noise led Karl Moss to ask: “Who let them in at such an hour?”", "let them in", {"Karl Moss"}),
        ("Karl Moss led the council to victory and said: “We won the quay back.”", "the quay", {"Karl Moss"}),
        ("Ada Orr was prompted to say: “It was the roof of my mother.”", "the roof", {"Ada Orr"}),
    ],
    "whose answer it is, without a name": [
        ("Ines Pell was put off by her landlord’s short response: “Thank you for your note.”", "for your", {"landlord", NOBODY}),
        ("Ines Pell was hurt by the council’s reply: “Thank you for your note.”", "for your", {"council", NOBODY}),
        ("Karl Moss retweeted a local pastor’s claim that “the town will drown”.", "will drown", {"local pastor", NOBODY}),
        ("Ada Orr read out her daughter’s reply: “I never want to see the sea.”", "the sea", {"daughter", NOBODY}),
        ("Karl Moss showed the crowd his rival’s answer: “I never liked the sea.”", "the sea", {"rival", NOBODY}),
        # harm: who gives an answer, hers or that of the day
        ("Ada Orr gave her own verdict: “I never want to see the sea.”", "the sea", {"Ada Orr"}),
        ("Ada Orr gave the day’s shortest answer: “I never want to see the sea.”", "the sea", {"Ada Orr"}),
        ("Ada Orr, the company’s chief, made a statement: “I never want to see the sea.”", "the sea", {"Ada Orr"}),
    ],
    "whose refusal it is": [
        (
            "Karl Moss goes on to explain that Ivo Pell rejected the plan, saying “we have one mayor at a time”.",
            "one mayor",
            {"Ivo Pell"},
        ),
        ("Karl Moss said that Ivo Pell had refused to come, saying “we have one mayor at a time”.", "one mayor", {"Ivo Pell"}),
        (
            "The minister said that the board had rejected the plan, arguing that it was “far too dear”.",
            "too dear",
            {"board", NOBODY},
        ),
        # harm: who goes on, and who refuses by himself or is not told
        ("Karl Moss said that Ivo Pell had refused to come, adding “we have one mayor at a time”.", "one mayor", {"Karl Moss"}),
        ("Karl Moss refused to come, saying “we have one mayor at a time”.", "one mayor", {"Karl Moss"}),
        ("Karl Moss said the offer had been rejected, saying “we have one mayor at a time”.", "one mayor", {"Karl Moss"}),
        ("Karl Moss said he had declined, explaining that “we have one mayor at a time”.", "one mayor", {"Karl Moss"}),
    ],
    "who took the picture": [
        (
            "Karl Moss spoke.\n\nA nurse opens a door in Skarn, June 29, 2020. Ivo Dietz/Pool via LENS\n\n“It scares me a lot,” he said.",
            "scares me",
            {"Karl Moss", NOBODY},
        ),
        (
            "Karl Moss spoke.\n\nThe bridge at Kelby on Tuesday. (Ivo Blake/Kelby Post)\n\n“He has to go at once,” he said of Pell.",
            "at once",
            {"Karl Moss", NOBODY},
        ),
        (
            "Karl Moss spoke.\n\nFILE PHOTO: Boats in Skarn, August 5, 2019. LENS/Ivo Blake/File Photo\n\n“He has to go,” he said.",
            "has to go",
            {"Karl Moss", NOBODY},
        ),
        # harm: whoever speaks under the picture
        ("Photo: Ivo Blake/Kelby Post\n\nKarl Moss came at noon. “I hate the sea,” he said.", "the sea", {"Karl Moss"}),
    ],
    "who somebody's friend is": [
        (
            "A Pell pal offered this explanation: “He is no fool, that is why.”\n\nKarl Pell is the mayor.",
            "no fool",
            {"Pell pal", NOBODY},
        ),
        ("“He is no fool,” said a Pell backer.\n\nKarl Pell is the mayor.", "no fool", {"Pell backer", NOBODY}),
        ("A Pell confidant put it so: “He is no fool.”\n\nKarl Pell is the mayor.", "no fool", {"Pell confidant", NOBODY}),
        # harm
        ("Mr Pell offered this explanation: “He is no fool, that is why.”\n\nKarl Pell is the mayor.", "no fool", {"Karl Pell"}),
    ],
}


OF_OTHERS["of what somebody stands accused"] = [
    ("Ines Tolland stands accused of “sleeping through the flood”.", "flood", {NOBODY}),
    ("Ines Tolland found herself accused of “sleeping through the flood”.", "flood", {NOBODY}),
    ("Ines Tolland remains charged with “sleeping through the flood”.", "flood", {NOBODY}),
    ("Ines Tolland, accused by the union of “sleeping through the flood”, will speak.", "flood", {"union", NOBODY}),
    ("Ines Tolland, described by Rob Aske as “asleep through the flood”, will speak.", "flood", {"Rob Aske", NOBODY}),
    # harm: who accuses, stands or says so herself
    ("Ines Tolland accused the union of “sleeping through the flood”.", "flood", {"Ines Tolland"}),
    ("Ines Tolland stood and accused the union of “sleeping through the flood”.", "flood", {"Ines Tolland"}),
    ("Ines Tolland said she stood accused of “sleeping through the flood”.", "flood", {"Ines Tolland", NOBODY}),
    ("Ines Tolland told herself it was “the last flood of the year”.", "flood", {"Ines Tolland"}),
]
OF_OTHERS["what figures show meanwhile"] = [
    (
        "Rents doubled, Ines Tolland has said, as figures showed that one home in five was “cold and damp all year”.",
        "cold",
        {NOBODY},
    ),
    ("Rents doubled, Ines Tolland said, after a survey found that homes were “cold and damp all year”.", "cold", {NOBODY}),
    ("Ines Tolland spoke out after records revealed that the homes were “cold and damp all year”.", "cold", {NOBODY}),
    # harm: what she says that they show, and what she says meanwhile
    ("Ines Tolland said that figures showed the homes were “cold and damp all year”.", "cold", {"Ines Tolland"}),
    ("Ines Tolland said, as figures showed a rise, that homes were “cold and damp all year”.", "cold", {"Ines Tolland"}),
]
OF_OTHERS["whom a sentence sets apart"] = [
    (
        "It was Ines Tolland, a clerk, not Rob Aske, the mayor, who said, “Nobody rides these trains for the view.”",
        "view",
        {"Ines Tolland"},
    ),
    ("It was Ines Tolland, not Rob Aske, who said, “Nobody rides these trains for the view.”", "view", {"Ines Tolland"}),
    (
        "It was not Rob Aske, the mayor, but Ines Tolland who said, “Nobody rides these trains for the view.”",
        "view",
        {"Ines Tolland"},
    ),
    # harm: another "who", and several
    ("It was Ines Tolland who told Rob Aske, the mayor, who said, “Nobody rides for the view.”", "view", {"Rob Aske", NOBODY}),
    (
        "It was Ines Tolland, Rob Aske and Ivo Pell who said, “Nobody rides for the view.”",
        "view",
        {"Ines Tolland, Rob Aske and Ivo Pell", NOBODY},
    ),
]
OF_OTHERS["whom somebody quotes telling something"] = [
    ("Ines Tolland quotes Rob Aske telling the crew, gathered on deck: “We sail at noon.”", "noon", {"Rob Aske"}),
    ("Ines Tolland quoted Rob Aske telling a crew that had come far that it was “a war on the harbour”.", "harbour", {"Rob Aske"}),
    ("Ines Tolland quoted her mother calling it “a war on the harbour”.", "harbour", {"mother", NOBODY}),
    # harm: what she says herself, then
    ("Ines Tolland cited Rob Aske and warned that it was “a war on the harbour”.", "harbour", {"Ines Tolland"}),
    ("Ines Tolland quoted Rob Aske, saying he was “a war on the harbour”.", "harbour", {"Ines Tolland"}),
]
OF_OTHERS["one of many of a place"] = [
    ("“She would do well to leave,” said one West Coast bundler, who left.", "leave", {"West Coast bundler", NOBODY}),
    ("“She would do well to leave,” said a Port Kelby trawlerman, mending nets.", "leave", {"Port Kelby trawlerman", NOBODY}),
    # harm
    ("“She would do well to leave,” said the Ada Stone we know.", "leave", {"Ada Stone"}),
    ("“She would do well to leave,” said Port Kelby trawlerman Ivo Pell.", "leave", {"Ivo Pell"}),
]
OF_OTHERS["whom somebody is told of to have said it"] = [
    (
        "Ines Tolland said that Rob Aske, who stood beside her, had taken the telephone and told her: “The van is gone.”",
        "van",
        {"Rob Aske"},
    ),
    ("Ines Tolland said it was Rob Aske who had ordered the tellers: “Count slowly.”", "slowly", {"Rob Aske"}),
    ("Rob Aske rang. He had told her, Ines Tolland said, that “the van is gone by now”.", "van", {"Rob Aske"}),
    (
        "Ines Tolland had been handed a leaflet, printed in red and signed by nobody, that promised “a brick for all”.",
        "brick",
        {"leaflet", NOBODY},
    ),
    (
        "Ines Tolland took a call from a man, who gave no name, telling her there was “a boy on the step”.",
        "step",
        {"call from a man", NOBODY},
    ),
    ("Ines Tolland, advised at the gate to “turn round and go home”, drove on.", "home", {NOBODY}),
    ("A recording surfaced, and on it Rob Aske can be heard telling Ines Tolland, “The van is gone.”", "van", {"Rob Aske"}),
    # harm: who tells it herself
    ("Ines Tolland, who stood there, took the telephone and told him: “The van is gone.”", "van", {"Ines Tolland"}),
    ("Ines Tolland rang at noon, warned that “the night is long” and hung up.", "night", {"Ines Tolland", NOBODY}),
    ("Ines Tolland advised him at the gate to “turn round and go home”.", "home", {"Ines Tolland"}),
]
OF_OTHERS["who replies to a question"] = [
    ("Julia Brandl asked the nurse, Olena Holm, what she had seen. “He was cold,” she replied.", "cold", {"Olena Holm"}),
    ("Julia Brandl asked Olena Holm what she had seen. “He was cold,” she answered.", "cold", {"Olena Holm"}),
    ("Julia Brandl asked Karl Moss what he had seen. “He was cold,” he replied.", "cold", {"Karl Moss"}),
    (
        "Asked by the chair, Baroness Orr, why it had sat unread for a month, the firm’s director, Dinah Holm, paused. “I was cold,” she said.",
        "cold",
        {"Dinah Holm"},
    ),
    ("Asked by Julia Brandl, a clerk, whether it was true, Dinah Holm wept. “I was cold,” she said.", "cold", {"Dinah Holm"}),
    # harm: who is asked, and whoever asks for something
    ("Julia Brandl was asked by Olena Holm what she had seen. “He was cold,” she replied.", "cold", {"Julia Brandl"}),
    ("Julia Brandl asked for time. “He was cold,” she replied.", "cold", {"Julia Brandl"}),
]
OF_OTHERS["two who argue together"] = [
    (
        "Ines Tolland and her former tutor at Kelby, Rob Aske, argue that the map was “drawn from a moving car”.",
        "car",
        {"Ines Tolland and Rob Aske", NOBODY},
    ),
    # harm
    ("Ines Tolland of Kelby and Holm supports “a map drawn from a moving car”.", "car", {"Ines Tolland", NOBODY}),
]
OF_OTHERS["given names that are function words"] = [
    ("“We tested the water,” He Wenfang, who leads the laboratory, told reporters.", "water", {"He Wenfang"}),
    ("To Van Huy said the gang had sold “passports with weather in them”.", "weather", {"To Van Huy"}),
    ("“My son counts better than the council,” said My Lindqvist, a bus driver.", "council", {"My Lindqvist"}),
    ("According to Or Peled, a paramedic, the stairwell was “a choir of telephones”.", "choir", {"Or Peled"}),
    # harm
    ("Or Peled was right. “The stairwell is dark,” he said.", "dark", {"Peled", "Or Peled", NOBODY}),
    ("To Ada Stone it was a joke. “The stairwell is dark,” she said.", "dark", {"Ada Stone"}),
]
OF_OTHERS["where a body is of which somebody is one"] = [
    (
        "A nurse at the Kelby General, Holm, who pleaded for her job, told us: “The man with the key is on strike.”",
        "key",
        {"nurse at the Kelby General", "nurse", NOBODY},
    ),
    (
        "Kelby — The captain of a ferry told his mate the helm felt “heavy, like somebody is sitting on it”.",
        "heavy",
        {"captain of a ferry", "captain", NOBODY},
    ),
    # harm: an apposition of somebody definite
    (
        "The head of the Kelby General, Tolland, who pleaded for it, told us: “The man with the key is on strike.”",
        "key",
        {"Tolland"},
    ),
]
OF_OTHERS["what somebody is reminded of, or given"] = [
    ("Ines Tolland has been reminded in writing that she is to “speak to no reporter or priest”.", "priest", {NOBODY}),
    (
        "Ines Tolland left the club that let her go with a note to her mother describing her as “quick and no use”.",
        "quick",
        {"note", NOBODY},
    ),
    ("Morgan Stanley called the pound “a tired swimmer near a beach”.", "tired", {"Morgan Stanley", NOBODY}),
    (
        "The Toll and Harbour Dues Tribunal of Norland said they were “like brothers at a will”.",
        "brothers",
        {"Toll and Harbour Dues Tribunal", "Toll and Harbour Dues Tribunal of Norland", NOBODY},
    ),
    # harm: who reminds, and who writes the note
    ("Ines Tolland reminded them in writing that she was “speaking to no reporter or priest”.", "priest", {"Ines Tolland"}),
    ("Ines Tolland wrote a note to her mother describing him as “quick and no use”.", "quick", {"Ines Tolland", NOBODY}),
]
OF_OTHERS["according to several"] = [
    (
        "The pitch was “a field with stumps in it”, according to Ines Tolland and Rob Aske.",
        "stumps",
        {"Ines Tolland and Rob Aske", NOBODY},
    ),
    (
        "The pitch was “a field with stumps in it”, according to Ines Tolland and Rob Aske, who left.",
        "stumps",
        {"Ines Tolland and Rob Aske", NOBODY},
    ),
    # harm
    ("The pitch was “a field with stumps in it”, according to Ines Tolland of Kelby and Holm.", "stumps", {"Ines Tolland"}),
]


@pytest.mark.parametrize(("text", "words", "names"), [case for cases in OF_OTHERS.values() for case in cases])
def test_words_of_whom_the_subject_only_tells(text, words, names):
    assert speaker_of(text, words) in names


@pytest.mark.parametrize(
    "text",
    [
        "Ines Tolland drives a van with “no tools are left in here” painted on its doors.",
        "Ines Tolland has “no tools are left in here” tattooed on her arm.",
        "Ines Tolland chalked “no tools are left in here” on the lift.",
        "Ines Tolland left a box with “no tools are left in here” on it.",
        "The shirt had “no tools are left in here” printed across the back.",
        "Ines Tolland stopped at a crate stencilled “no tools are left in here” and wept.",
        "Ines Tolland said no more.\n\n“Being Ines – The First Mate” airs on KBC on Friday.",
        "Ines Tolland wrote the NG book “Storm Weather: Surviving Tides, Hail, Snow and More!” in May.",
    ],
)
def test_what_stands_on_a_thing_is_said_by_nobody(text):
    assert extract(Document(text=text), GAZETTEER) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ines Tolland wrote “no tools are left in here” in her letter.",
        "“No tools are left in here,” Ines Tolland said on Friday.",
        "“No tools are left in here,” printed on Friday, was what Ines Tolland said.",
    ],
)
def test_what_somebody_says_is_not_taken_for_what_stands_on_a_thing(text):
    assert speaker_of(text, "tools") == "Ines Tolland"
