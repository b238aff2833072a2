"""Whose words they are, in kinds met on passages of many registers: each rule with inputs it should catch and leave."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from tests.extraction.said import speaker_of

GAZETTEER = Gazetteer.load()
NOBODY = None
CASES: dict[str, list[tuple[str, str, set[str | None]]]] = {
    "a name in apposition to whom somebody hears": [
        ("In her diary Ada Stone recalls her first skipper, Leo Marsh, telling her that a quay is “where the brave sit down”.", "the brave", {"Leo Marsh"}),
        ("Ada Stone remembers her teacher, Ines Pell, saying that a net is “only holes tied together”.", "only holes", {"Ines Pell"}),
        ("The clerk heard the mayor, Ruben Orr, say that the ferry was “a bath with two doors”.", "two doors", {"Ruben Orr"}),
        ("Ada Stone recalled her neighbour, Leo Marsh, warning that the tide was “no friend of the late”.", "no friend", {"Leo Marsh"}),
        ("Ada Stone heard the pilot, Ines Pell, shout: “Cut the rope and jump!”", "Cut the rope", {"Ines Pell"}),
        # harm: a day in apposition, a participle of the subject's own
        ("Ada Stone recalled the day, a Sunday, saying it was “as black as a cellar”.", "black as", {"Ada Stone"}),
        ("Ada Stone recalled the sale to Leo Marsh, saying it was “as black as a cellar”.", "black as", {"Ada Stone"}),
        ("Ada Stone saw the harbour master, Leo Marsh, and said he was “as pale as a sail”.", "pale as", {"Ada Stone"}),
    ],
    "a document with its sender": [
        ("Ada Stone came home to find an email from the letting agency warning that she had “seven days to pack up and go”.", "seven days", {"letting agency", NOBODY}),
        ("Leo Marsh received a letter from the harbour board saying that the berth was “no longer his to use”.", "no longer", {"harbour board", NOBODY}),
        ("Ines Pell got a text from her landlord saying the boiler was “not his problem any more”.", "not his", {"landlord", "her landlord", NOBODY}),
        ("The driver handed police a note, written by his wife, that read: “I cannot live with the lies.”", "with the lies", {NOBODY}),
        ("Ada Stone gave the board a petition, signed by forty mothers, that said: “Give us our school back.”", "our school", {NOBODY}),
        # harm: the author of what he sends
        ("Ada Stone sent a letter to the harbour board saying that the berth was “no longer fit to use”.", "no longer", {"Ada Stone"}),
        ("Ada Stone posted a message from the quay saying that the berth was “no longer fit to use”.", "no longer", {"Ada Stone"}),
        ("Ada Stone wrote a note, signed it, and told the board: “Give us our school back.”", "our school", {"Ada Stone"}),
    ],
    "the whole name of a firm with an ampersand": [
        ("A spokesperson for Marsh & Sons said the recall was “a precaution and nothing more”.", "a precaution", {"spokesperson for Marsh & Sons"}),
        ("A lawyer for Stone & Pell said the sale was “a formality and nothing more”.", "a formality", {"lawyer for Stone & Pell"}),
    ],
    "one told apart by a relative clause": [
        ("Medics worked on Leo Marsh for an hour. The surgeon who operated said it was “the closest call of my career”.", "closest call", {"surgeon"}),
        ("Leo Marsh was pulled out at six. The diver who found him said it was “blacker than any cellar down there”.", "blacker", {"diver"}),
        ("Ada Stone lost the case. The juror who spoke to us said it was “the longest week of my life”.", "longest week", {"juror"}),
        ("Ada Stone sold up in May. The farmer who bought the field said it was “the best soil on the island”.", "best soil", {"farmer"}),
        ("Ada Stone sold the boat. The broker who arranged the sale called it “a steal by any measure”.", "a steal", {"broker"}),
        # harm: who is named, told again with a comma; a name in between
        ("Ada Stone, a surgeon, retired. The surgeon, who lives in Skarn, said it was “a good time to stop”.", "good time", {"Ada Stone"}),
        ("Mayor Ines Pell opened the pier. The mayor said it was “a good day for the island”.", "good day", {"Ines Pell"}),
        ("The man who sold the boat, Leo Marsh, said it was “a good day for the island”.", "good day", {"Leo Marsh"}),
    ],
    "several who are known": [
        ("The pilots said the runway was “as black as a cellar at noon”.", "black as", {"pilots"}),
        ("Writing in the Journal of Tides, the authors say the decline is “steeper than any on record”.", "steeper", {"authors"}),
        ("The shoppers said the queue was “longer than the street is”.", "longer", {"shoppers", NOBODY}),
    ],
    "an office before the name in apposition": [
        ("In his homily the Bishop of Skarn, Ruben Orr, urged all to “put down their phones”. The bishop said silence was “the salt of our age”.", "the salt", {"Ruben Orr"}),
        ("The head of the school, Ines Pell, opened the hall. The head said it was “the best day of the year”.", "best day", {"Ines Pell"}),
        ("The chairman of the trust, Leo Marsh, walked out. The chairman said it was “a farce in two acts”.", "a farce", {"Leo Marsh"}),
        ("The conductor, Ada Stone, bowed twice. The conductor said it was “the worst hall in the north”.", "worst hall", {"Ada Stone"}),
        ("The editor of the paper, Ada Stone, resigned. The editor said it was “time to sleep again”.", "time to sleep", {"Ada Stone"}),
        # harm: another one than who has the office
        ("After talks with the mayor of Skarn, Ada Stone said it was “time to sleep again”. The mayor said it was “late in the day”.", "late in", {"mayor", NOBODY}),
        ("President Ines Pell spoke. The president of the chess club, Leo Marsh, left. The president said it was “late in the day”.", "late in", {"Ines Pell", NOBODY}),
        ("The former mayor of Skarn, Leo Marsh, left. The mayor, Ada Stone, stayed. The mayor said it was “late in the day”.", "late in", {"Ada Stone"}),
    ],
    "a question of the narrator's": [
        ("When I meet Lena Brooks she is on her second espresso. Does she miss the stage? “Every single night.”", "Every single", {"Lena Brooks"}),
        ("Lena Brooks sold the boat in May. Would she do it again? “Not for a house of gold.”", "house of gold", {"Lena Brooks"}),
        ("Leo Marsh has run the ferry since June. Is he tired? “Only on Mondays, and not of you.”", "on Mondays", {"Leo Marsh"}),
        ("Leo Marsh has run the ferry since June. Was he afraid? “Of course I was.” And the crew? “Worse.”", "Of course", {"Leo Marsh"}),
        ("Lena Brooks has won it twice. What did she learn? “That nobody remembers the second one.”", "nobody remembers", {"Lena Brooks"}),
        # harm: the words are another's, or have a clause
        ("Lena Brooks has won it twice. Did she cheat? “She never did,” said Leo Marsh.", "never did", {"Leo Marsh"}),
        ("Lena Brooks sat down. “Is the ferry late?” she asked. “It is always late,” said Leo Marsh.", "always late", {"Leo Marsh"}),
        ("Lena Brooks has won it twice. Is it fair? Leo Marsh thinks so. “Nobody ran like her.”", "ran like", {"Leo Marsh", NOBODY}),
    ],
    "one of a surname who has just spoken": [
        ("Ana Moss was found on Friday. Her brother, Karl Moss, told reporters the family was “broken and lost”. Moss added: “She was the best of us.”", "best of us", {"Karl Moss"}),
        ("Karl Moss and his wife, Ana Moss, run the inn. “We never close,” Ana Moss said. Moss said the inn was “too small for three”.", "too small", {"Ana Moss"}),
        # harm: nobody of that name spoke right before
        ("Ana Moss was found on Friday. Her brother, Karl Moss, wept. Police said: “It is early.” Moss added: “She was the best of us.”", "best of us", {"Moss", "Karl Moss", NOBODY}),
    ],
    "a firm called by a surname": [
        ("Hugo Marsh, 58, left the family firm, Marsh AG, in 2019.\n\nMarsh said in its annual report that demand was “softer than in any year of ours”.", "softer than", {"Marsh AG", NOBODY}),
        # harm
        ("Hugo Marsh, 58, left the family firm, Marsh AG, in 2019.\n\nMarsh said in his memoir that demand was “softer than in any year of ours”.", "softer than", {"Hugo Marsh"}),
        ("Hugo Marsh left the board. Marsh said the firm and its heirs were “softer than in any year of ours”.", "softer than", {"Hugo Marsh"}),
    ],
    "a given name like an auxiliary": [
        ("Can Aydin called the verdict “a stain on the court that will not wash out”.", "a stain", {"Can Aydin"}),
        ("“It is a stain on the court,” said Can Aydin, a clerk.", "a stain", {"Can Aydin"}),
        # harm
        ("Can Marsh win? “It is a long road for us all,” said Ada Stone.", "long road", {"Ada Stone"}),
    ],
    "nouns for people before a name": [
        ("Former champion Leo Marsh was overheard telling a friend: “I will be back before the snow melts.”", "the snow", {"Leo Marsh"}),
        ("The judge, Recorder Ines Pell, said it was “a campaign of spite from first to last”.", "of spite", {"Ines Pell"}),
        ("Property tycoon Leo Marsh called the tax “a raid on the only people who build”.", "a raid", {"Leo Marsh"}),
    ],
    "who is heard, the words behind a mark": [
        ("Police say a witness heard the man shout, “Nobody move!” before the shots.", "Nobody move", {"man", NOBODY}),
        ("Neighbours said they heard Leo Marsh scream: “Leave the boat alone!”", "Leave the boat", {"Leo Marsh"}),
        # harm
        ("Ada Stone heard a shout and said: “Nobody move!”", "Nobody move", {"Ada Stone"}),
    ],
    "who stands between with and a participle": [
        ("The board denied the charge, with spokesman Omar Pell calling it “a lie to cover a theft”.", "a lie", {"Omar Pell"}),
        ("The union refused, with its secretary saying it was “a lie to cover a theft”.", "a lie", {"secretary", "its secretary"}),
        ("Skarn lost again, with coach Ines Orr describing the first half as “a gift with a ribbon on it”.", "a gift", {"Ines Orr"}),
        ("The sale fell through, with Leo Marsh telling the crew it was “the end of the road”.", "end of", {"Leo Marsh"}),
        ("The vote was close, with the mayor, Ada Stone, calling it “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        # harm: to whom somebody speaks, and what somebody has
        ("Ada Stone sat in an interview with Leo Marsh saying the quay was “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        ("Ada Stone left with her son, saying the quay was “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        ("Ada Stone opened the meeting with a joke, telling members the quay was “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
    ],
    "a noun behind a name behind a verb": [
        ("“Not in the least,” says the former Skarn prop, Leo Marsh, from his farm.", "in the least", {"Leo Marsh"}),
        ("“Not in the least,” said the Kelby bellmaker, Ines Pell, on Friday.", "in the least", {"Ines Pell"}),
        # harm: the name of who speaks, and what it says besides
        ("“Not in the least,” said the Lantern, Ines Pell reported.", "in the least", {"The Lantern", "Lantern", NOBODY}),
        ("“Not in the least,” said Marsh today, Leo Pell reported.", "in the least", {"Marsh", NOBODY}),
    ],
    "a role in a participle before a name": [
        ("Leo Orr was asked about rain. “It helps,” he said. Bowling coach Ada Stone praised him. “We made them work for it all.”", "made them", {"Ada Stone"}),
        ("Managing director Ada Stone told the board: “We made them work for it all.”", "made them", {"Ada Stone"}),
        ("Acting mayor Ada Stone called it “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        ("Visiting professor Ada Stone called it “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        # harm: a participle
        ("Thanking mayor Leo Orr, Ada Stone called it “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
        ("Recalling that day, Ada Stone called it “a lesson for all of us”.", "a lesson", {"Ada Stone"}),
    ],
    "a trade that opens the sentence": [
        ("Pensioner Ron Marsh, 81, feeds the swans.\n\n“They know my footsteps by now,” he said.", "footsteps", {"Ron Marsh"}),
        ("Winemaker Luke Pell said it was “a year without a summer”.", "a year", {"Luke Pell"}),
        ("Taxidermist Anna Stone said it was “a year without a summer”.", "a year", {"Anna Stone"}),
        ("Cellar-keeper Anna Stone said it was “a year without a summer”.", "a year", {"Anna Stone"}),
        # harm: given names
        ("Alexander Peter Marsh said it was “a year without a summer”.", "a year", {"Alexander Peter Marsh"}),
        ("Victor Paul Stone said it was “a year without a summer”.", "a year", {"Victor Paul Stone"}),
        ("Christopher Marsh said it was “a year without a summer”.", "a year", {"Christopher Marsh"}),
    ],
    "who ends what stands before a colon": [
        ("Then the verdict, delivered deadpan by goalkeeper Sam Orr: “It could have been me for both teams.”", "both teams", {"Sam Orr"}),
        ("On the wall a line written by Ada Stone: “Leave the boat alone.”", "Leave the boat", {"Ada Stone"}),
        ("Another view, put forward by pilot Ines Pell: “Sell the boat and be done.”", "Sell the boat", {"Ines Pell"}),
        ("And an answer, sent across the quay by Leo Marsh: “Never, and never again!”", "never again", {"Leo Marsh"}),
        # harm: a verb of speech, a place
        ("Ada Stone said to a crowd led by Leo Marsh: “Leave the boat alone.”", "Leave the boat", {"Ada Stone"}),
        ("Ada Stone stood by the quay and said: “Leave the boat alone.”", "Leave the boat", {"Ada Stone"}),
        ("Ada Stone, flanked by Leo Marsh, added: “Leave the boat alone.”", "Leave the boat", {"Ada Stone"}),
    ],
    "a clause behind what is reported, before a colon": [
        ("The tower should come down, argues Ada Stone, who lives there: “It is a chimney with people in it.”", "a chimney", {"Ada Stone"}),
        ("Nobody asked for it, says Leo Marsh, a clerk: “It is a chimney with people in it.”", "a chimney", {"Leo Marsh"}),
        ("The road is safe, insists Ines Pell: “It is as wide as a river.”", "as wide", {"Ines Pell"}),
        ("It was late, said Leo Marsh, the pilot: “It is as wide as a river.”", "as wide", {"Leo Marsh"}),
        # harm: whom somebody speaks to
        ("The pilot, Ines Pell, told the mayor, Leo Marsh: “It is as wide as a river.”", "as wide", {"Ines Pell"}),
        ("Ada Stone, a clerk, asked Leo Marsh, the mayor: “Is it as wide as a river?”", "as wide", {"Ada Stone"}),
        ("Ada Stone, furious, warned Leo Marsh: “It is as wide as a river.”", "as wide", {"Ada Stone"}),
    ],
    "what is said of an opening phrase": [
        ("When asked about the lawsuit, filed by former assistant Kim Abbott, Rosen Marsh shrugged. “I wish her well,” he said.", "wish her", {"Rosen Marsh"}),
        ("In a letter to the board, signed by Leo Pell, Ada Stone called the quay “a grave for good boats”.", "a grave", {"Ada Stone"}),
        # harm
        ("In 2019, backed by Leo Pell, Ada Stone called the quay “a grave for good boats”.", "a grave", {"Ada Stone"}),
    ],
    "one set apart by it was": [
        ("It was Tess Marsh, the youngest volunteer, who put it there. “My aunt used to say it,” she tells me.", "My aunt", {"Tess Marsh"}),
        ("It was Tess Marsh who put it there. “My aunt used to say it,” she tells me.", "My aunt", {"Tess Marsh"}),
        # harm
        ("It was late when Tess Marsh came. “My aunt used to say it,” Ada Stone said.", "My aunt", {"Ada Stone"}),
    ],
    "kin told before a name": [
        ("Luis Marsh and his cousin, lawyer Rosa Marsh, run. “We differ,” Luis Marsh said. His cousin laughed. “I have the degree,” she said.", "the degree", {"Rosa Marsh"}),
        # harm: somebody else's kin
        ("Luis Marsh runs against Leo Orr. “We differ,” Luis Marsh said. His cousin laughed. “I have the degree,” she said.", "the degree", {"cousin", "his cousin", NOBODY}),
    ],
    "a firm behind what it makes": [
        ("Carmaker Skarn Motors said the tailgates were “safe in every test we ran”.", "safe in", {"Skarn Motors"}),
        ("Chipmaker Novaline said demand was “softer than in any year of ours”.", "softer", {"Novaline"}),
        # harm: a surname
        ("Winemaker Anna Stone said it was “a year without a summer”.", "a year", {"Anna Stone"}),
    ],
    "a given name like a preposition, before another name": [
        ("Per Stone and Ada Pell, who founded it, disagree. “Sell it now,” says Pell. “Never in my life,” says Stone.", "in my life", {"Per Stone"}),
        # harm
        ("Will Stone and Pell resign? “Never in my life,” says Ada Orr.", "in my life", {"Ada Orr"}),
    ],
    "who is told apart by whom he acts for": [
        ("Ines Orr, the magistrate, refused bail. The solicitor for the accused said his client was “a danger to nobody but himself”.", "a danger", {"solicitor for the accused"}),
        # harm: antonomasia
        ("Leo Marsh lost the vote. The senator from Skarn said it was “a fair fight to the end”.", "fair fight", {"Leo Marsh", NOBODY}),
    ],
    "what another says behind the apposition of a name": [
        ("Ada Stone, the caretaker, said the landlord told her: “Fix it or fix your hours.”", "fix your hours", {"landlord", NOBODY}),
        ("Ada Stone, the caretaker, said Leo Marsh told her: “Fix it or fix your hours.”", "fix your hours", {"Leo Marsh"}),
        ("Ines Pell, a clerk in the port office, said the mayor had told her: “Fix it or fix your hours.”", "fix your hours", {"mayor", NOBODY}),
        # harm: her own words
        ("Ada Stone, the caretaker, said: “Fix it or fix your hours.”", "fix your hours", {"Ada Stone"}),
        ("Ada Stone, the caretaker, told the landlord: “Fix it or fix your hours.”", "fix your hours", {"Ada Stone"}),
        ("The quay was late, the clerk wrote, said Ada Stone: “Fix it or fix your hours.”", "fix your hours", {"Ada Stone", "clerk", NOBODY}),
    ],
    "who sent what says it": [
        ("Jurors heard that Leo Marsh, 44, sent his ex-wife a message saying “you will regret this till the day you die”.", "regret this", {"Leo Marsh"}),
        ("The inquest heard Ada Stone left a note saying “nobody is to blame for this but me”.", "nobody is", {"Ada Stone"}),
        ("Police said Leo Marsh posted a video saying “nobody is to blame for this but me”.", "nobody is", {"Leo Marsh", NOBODY}),
        # harm: a letter of another's
        ("Ada Stone received a letter saying “nobody is to blame for this but you”.", "nobody is", {NOBODY}),
        ("Ada Stone was handed a note saying “nobody is to blame for this but you”.", "nobody is", {NOBODY}),
    ],
    "two names before a plain form": [
        ("Lars Stone and Nina Pell argue that the tax “punishes thrift and rewards debt”.", "thrift", {"Lars Stone and Nina Pell", "report’s authors"}),
        ("The report’s authors, economists Lars Stone and Nina Pell, argue that the tax “punishes thrift and rewards debt”.", "thrift", {"Lars Stone and Nina Pell", "report’s authors"}),
        ("Ada Orr and Leo Marsh insist that the pier is “as safe as any bed”.", "as safe", {"Ada Orr and Leo Marsh"}),
        # harm: a noun behind two names
        ("After a row between Stone and Pell, claim forms vanished. “We saw nothing at all,” said Ada Orr.", "saw nothing", {"Ada Orr"}),
    ],
    "somebody new, told of again": [
        ("Abigail Finch had been walking near the canal. A passing cyclist raised the alarm. “Nobody could have helped,” the cyclist said.", "could have", {"passing cyclist", "cyclist"}),
        # harm
        ("Abigail Finch, a cyclist, fell. A passing driver stopped. “Nobody could have helped,” the cyclist said.", "could have", {"Abigail Finch", NOBODY}),
    ],
    "an office of a port": [
        ("“The terminal is our future,” commented Port of Aldmouth Chief Executive Jude Farr.", "our future", {"Jude Farr"}),
        ("“The terminal is our future,” said Township of Kelby Supervisor Ines Pell.", "our future", {"Ines Pell"}),
        # harm
        ("“The terminal is our future,” the Port of Aldmouth said.", "our future", {"Port of Aldmouth"}),
    ],
    "what another does and says aloud": [
        ("Zara Marsh said her brother phoned from the train and whispered: “They are checking bags.”", "checking bags", {"brother", "her brother", NOBODY}),
        ("Ada Stone said the skipper turned round and shouted: “Cut the rope and jump!”", "Cut the rope", {"skipper", NOBODY}),
        ("Ines Pell says the landlord opened the door and yelled: “Out, the lot of you!”", "the lot of", {"landlord", NOBODY}),
        # harm: the source goes on
        ("Zara Marsh said her brother phoned from the train and added: “They are checking bags.”", "checking bags", {"Zara Marsh"}),
        ("Zara Marsh said it was late and whispered: “They are checking bags.”", "checking bags", {"Zara Marsh"}),
        ("Zara Marsh said goodbye to her brother and shouted: “They are checking bags!”", "checking bags", {"Zara Marsh"}),
    ],
    "one described by the name of a body": [
        ("Rates must stay “as high as they are today”, the Bank of Skarn’s chief economist has said.", "as high", {"Bank of Skarn’s chief economist", "chief economist"}),
        ("The Kelby Trust’s director said the pier was “a gift to nobody at all”.", "a gift", {"Kelby Trust’s director", "The Kelby Trust’s director", "director"}),
        # harm: who is named
        ("Leo Marsh is the director of the Kelby Trust. The director said the pier was “a gift to nobody at all”.", "a gift", {"Leo Marsh", NOBODY}),
    ],
    "words of whoever writes": [
        ("“Is it haunted, really?” I ask. “Only by tourists,” says Lady Constance Orr.", "haunted", {NOBODY}),
        ("“Do you ever sleep here?” I say. “Only on Mondays,” says Leo Marsh.", "ever sleep", {NOBODY}),
        ("“Was it worth it?” I asked Leo Marsh. “Only on Mondays,” he said.", "worth it", {NOBODY}),
        # harm: the answer, and another who asks
        ("“Is it haunted, really?” I ask. “Only by tourists,” says Lady Constance Orr.", "by tourists", {"Constance Orr"}),
        ("“Is it haunted, really?” Ada Stone asks. “Only by tourists,” says Leo Marsh.", "haunted", {"Ada Stone"}),
    ],
    "a brotherhood of trades": [
        ("The Brotherhood of Dock Engineers and Pilots called the offer “a bus ticket to nowhere”.", "a bus ticket", {"Brotherhood of Dock Engineers and Pilots"}),
        ("A statement from the Union of Dock Workers and Trainmen called the offer “a bus ticket to nowhere”.", "a bus ticket", {"Union of Dock Workers and Trainmen"}),
        # harm
        ("Bank of Skarn Governor Ada Stone called the offer “a bus ticket to nowhere”.", "a bus ticket", {"Ada Stone"}),
    ],
    "a participle of speech that opens the sentence": [
        ("Denying claims that he had lied, Deputy First Minister Ada Stone said: “I love this rain of ours.”", "love this rain", {"Ada Stone"}),
        ("Rejecting calls for a vote, Leo Marsh said: “I love this rain of ours.”", "love this rain", {"Leo Marsh"}),
        # harm
        ("Harding claims that the pier is “a grave for good boats”.", "a grave", {"Harding"}),
        ("Manning says the pier is “a grave for good boats”.", "a grave", {"Manning"}),
    ],
    "from whom somebody has it": [
        ("Leo Marsh heard from a nurse that his wife was “sitting up and asking for tea”.", "asking for", {"nurse"}),
        ("Ada Stone learned from the pilot Ines Pell that the quay was “gone and not coming back”.", "gone and", {"Ines Pell", NOBODY}),
        ("Ada Stone learnt from Leo Marsh that the quay was “gone and not coming back”.", "gone and", {"Leo Marsh"}),
        # harm
        ("Ada Stone heard from a friend and said: “It is gone and not coming back.”", "gone and", {"Ada Stone"}),
        ("Ada Stone, who had heard from a nurse, said that the quay was “gone and not coming back”.", "gone and", {"Ada Stone"}),
    ],
    "whose verdict it is": [
        ("“Utter nonsense from start to end,” is the verdict of Prof Ian Pell.", "Utter nonsense", {"Ian Pell"}),
        ("“Utter nonsense from start to end,” was the verdict from Ian Pell.", "Utter nonsense", {"Ian Pell"}),
        ("“Leave it alone, all of you,” was the advice of Ada Stone.", "Leave it", {"Ada Stone"}),
        # harm
        ("“Leave it alone, all of you,” is the title of a song that Ada Stone hates.", "Leave it", {NOBODY}),
    ],
    "an imperative before a name": [
        ("Ask Benny Marsh what he misses and he shuts his eyes. “The swearing on deck,” he says at last.", "swearing", {"Benny Marsh"}),
        ("Meet Ada Stone. “I bake it every day of the year,” she says.", "bake it", {"Ada Stone"}),
        # harm
        ("Tellis Marsh baked it. “I bake it every day of the year,” he said.", "bake it", {"Tellis Marsh"}),
    ],
    "a body of several, with an apostrophe": [
        ("The National Farmers' Union said the tariff was “a maze with a till at the end”.", "a maze", {"National Farmers' Union"}),
        ("The Teachers’ Federation called the tariff “a maze with a till at the end”.", "a maze", {"Teachers’ Federation"}),
        ("The Consumers' Association said the tariff was “a maze with a till at the end”.", "a maze", {"Consumers' Association"}),
        ("A spokesman for the Skarn Dockers' Union called the tariff “a maze with a till at the end”.", "a maze", {"spokesman for the Skarn Dockers' Union"}),
        ("The Skarn Dockers' Union president, Ines Pell, called the tariff “a maze with a till at the end”.", "a maze", {"Ines Pell"}),
        # harm: owners
        ("The Rangers' coach, Leo Marsh, called the tariff “a maze with a till at the end”.", "a maze", {"Leo Marsh"}),
        ("The Rangers' Leo Marsh called the tariff “a maze with a till at the end”.", "a maze", {"Leo Marsh"}),
        ("The Collins' lawyer called the tariff “a maze with a till at the end”.", "a maze", {"Collins' lawyer"}),
    ],
    "a word for somebody of a party": [
        ("Labour stalwart Dame Ada Stone said the party was “a choir without a tune”.", "a choir", {"Ada Stone"}),
        ("Tory grandee Lord Marsh said the party was “a choir without a tune”.", "a choir", {"Marsh", "Lord Marsh"}),
    ],
}  # fmt: skip
ALL = [(kind, *case) for kind, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("kind", "text", "words", "expected"), ALL, ids=[f"{kind}: {words}" for kind, _, words, _ in ALL])
def test_who_says_it(kind: str, text: str, words: str, expected: set[str | None]) -> None:
    assert speaker_of(text, words) in expected


@pytest.mark.parametrize("verb", ["sang", "sings"])
def test_what_is_sung_is_a_title(verb):
    assert not extract(Document(text=f"The crowd {verb} “We Shall Not Be Moved”."), GAZETTEER)
    assert extract(Document(text=f"“We shall not be moved by this,” {verb} Ada Stone."), GAZETTEER)


def test_words_with_a_clause_of_their_own_are_not_one_with_what_is_said_next():
    text = "Ada Stone called the plan “sheep in rain jackets” and said: “I love this rain of ours.”"
    assert [len(p.parts) for p in extract(Document(text=text), GAZETTEER)] == [1, 1]
    text = "Denying that she had called voters “sheep in rain jackets”, Ada Stone said: “I love this rain of ours.”"
    assert [p.standing for p in extract(Document(text=text), GAZETTEER)] == ["rejected", "asserted"]
    text = "Ada Stone called the plan “sheep in rain jackets”, adding: “I love this rain of ours.”"
    assert [len(p.parts) for p in extract(Document(text=text), GAZETTEER)] == [2]
    text = "“I love this rain of ours,” Ada Stone said, “and all that follows it.”"
    assert [len(p.parts) for p in extract(Document(text=text), GAZETTEER)] == [2]


def test_a_list_of_members_is_no_turn():
    text = "COMMITTEE MEMBERS: SEN. RUTH MARSH, D-N.M., CHAIR\n\nPELL: I clerked for Judge Hector Marsh.\n\nMARSH: We take a recess now.\n\nPELL: Thank you."
    turns = extract(Document(text=text, kind="transcript"), GAZETTEER)
    assert [p.attribution.speaker and p.attribution.speaker.name for p in turns] == ["Pell", "Ruth Marsh", "Pell"]


def test_an_answer_is_not_said_by_the_words_of_a_question():
    text = "Q. Will the ferry sail?\n\nA. It will, at noon.\n\nQ. Is that a promise?\n\nA. It is what I said."
    answers = [p for p in extract(Document(text=text), GAZETTEER) if "noon" in p.parts[0].text or "what I said" in p.parts[0].text]
    assert [p.attribution.speaker for p in answers] == [None, None]


def test_a_label_may_have_a_firm_and_a_role():
    text = (
        "Operator: Next is Beth Lind with Skarn Securities.\n\nBeth Lind -- Skarn Securities -- Analyst: Can you talk of margins?\n\n"
        "Ravi Orr -- Chief Financial Officer: Margins were flat."
    )
    turns = extract(Document(text=text, kind="transcript"), GAZETTEER)
    assert [p.attribution.speaker and p.attribution.speaker.name for p in turns][1:] == ["Beth Lind", "Ravi Orr"]
