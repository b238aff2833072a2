"""Who is meant, kind by kind, in further sentences than `test_kinds`: each kind as news writes it in several ways."""

from __future__ import annotations

import pytest

from service.extraction import extract
from service.knowledge.gazetteer import Gazetteer
from service.records import Document

GAZETTEER = Gazetteer.load()
NOT_SAID = "not said"  # the words are given, but not as said
NO_QUOTATION = "no quotation"
CASES = {
    "denied, corrected, supposed": [
        (
            "Ines Calloway never told the board that the pier was “a coffin with handrails”.",
            "coffin",
            {None, NOT_SAID, NO_QUOTATION},
        ),
        ("At no point did Ruben Marsh call the pilots “a pack of idle gulls”.", "idle gulls", {None, NOT_SAID, NO_QUOTATION}),
        ("A fake post had Peig Donnelly saying “drown them all before the winter”.", "drown them", {None, NOT_SAID, NO_QUOTATION}),
        (
            "Ellery Pike insisted he had not used the words “a town of thieves and liars”.",
            "thieves",
            {None, NOT_SAID, NO_QUOTATION},
        ),
        ("There is no record of Ruben Marsh having said “the sea belongs to the rich”.", "belongs", {None, NOT_SAID, NO_QUOTATION}),
        (
            "An earlier version of this article wrongly quoted Ada Stone as saying “the lock is finished”.",
            "lock is",
            {None, NOT_SAID, NO_QUOTATION},
        ),
        (
            "If Ruben Marsh were to say “I will close the pier tomorrow”, nobody would believe him.",
            "close the pier",
            {None, NOT_SAID, NO_QUOTATION},
        ),
        (
            "Ruben Marsh could have said “I am sorry for the whole affair”, but he did not.",
            "I am sorry",
            {None, NOT_SAID, NO_QUOTATION},
        ),
        ("Ines Calloway denied the claim. “I never took a penny of it,” she said.", "penny", {"Ines Calloway"}),
        ("Ines Calloway said she had never been “so ashamed of this council”.", "ashamed", {"Ines Calloway"}),
    ],
    "descriptions of others": [
        (
            "Halima Brennan, 33, was fined for speeding. The magistrate called it “a miracle that nobody on that road was killed”.",
            "miracle",
            {None, "magistrate"},
        ),
        (
            "Ruben Marsh fell from the roof at noon. A neighbour said she had “heard nothing but the dog”.",
            "heard nothing",
            {None, "neighbour"},
        ),
        (
            "Ellery Pike was arrested on Sunday. The detective who led the search said it had been “three years of cold tea and colder leads”.",
            "cold tea",
            {None, "detective"},
        ),
        (
            "Mayor Ines Calloway opened the lido. Speaking beside swimmer Ada Stone, the mayor said: “It is wet at last.”",
            "wet at last",
            {None, "Ines Calloway"},
        ),
        ("Tomas Orr scored twice. The manager said he was “the cheapest thing we ever bought”.", "cheapest", {None, "manager"}),
        (
            "Teacher Ada Stone was dismissed. The headteacher said she had “shouted at the gulls in the yard”.",
            "gulls",
            {None, "headteacher"},
        ),
        (
            "Peig Donnelly, the harbour master, resigned. “I have counted enough boats,” the harbour master said.",
            "counted",
            {None, "Peig Donnelly"},
        ),
    ],
    "passives": [
        ("Ines Calloway was told to “keep her boat and her opinions in the harbour”.", "keep her boat", {None, NO_QUOTATION}),
        ("Residents have been asked to “boil every drop until further notice”.", "boil", {None, NO_QUOTATION}),
        ("The skipper was criticised as “a man who cannot read a chart or a clock”.", "chart", {None, NO_QUOTATION}),
        ("Ruben Marsh is said to be “happier in the mud than in the office”.", "happier", {None, NO_QUOTATION}),
        ("Ada Stone was hailed by critics as “the finest voice this coast has raised”.", "finest", {None, "critics"}),
        ("Ellery Pike was branded “a danger to shipping and to himself” by the coroner.", "danger to shipping", {None, "coroner"}),
        ("Halima Brennan was overheard telling a friend “the money is already spent”.", "already spent", {"Halima Brennan"}),
        ("Ruben Marsh was cited as saying “nobody will ever swim here again”.", "swim here", {"Ruben Marsh"}),
    ],
    "speech within speech": [
        (
            "The Lantern reported that Ines Calloway had said the dredger was “a whale that eats money”.",
            "whale",
            {None, "Ines Calloway"},
        ),
        (
            "According to the Lantern, Ruben Marsh told colleagues the vote was “a sack race for lawyers”.",
            "sack race",
            {None, "Ruben Marsh"},
        ),
        (
            "Ruben Marsh recalled how his mother used to say “never trust a calm sea in March”.",
            "calm sea",
            {None, "his mother", "mother"},
        ),
        (
            "Ada Stone said her lawyer had told her to “say nothing to anybody in a hat”.",
            "in a hat",
            {None, "her lawyer", "lawyer"},
        ),
        ("Peig Donnelly quoted the late Tomas Orr: “A pier is a promise made of wood.”", "promise", {None, "Tomas Orr"}),
        (
            "“It was a long, cold and foolish night,” Ruben Marsh said, according to a person in the room.",
            "foolish",
            {"Ruben Marsh"},
        ),
    ],
    "recipients and relative clauses": [
        (
            "Ines Calloway heads Dunmore Water, which described the leak as “a tear in an old coat”.",
            "old coat",
            {None, "Dunmore Water"},
        ),
        (
            "Ruben Marsh is married to Ada Stone, who called the verdict “a gift to every burglar in Ellery”.",
            "burglar",
            {None, "Ada Stone"},
        ),
        ("Ellery Pike got a text saying “the boat leaves without you at six”.", "at six", {None, NO_QUOTATION, "text"}),
        ("Halima Brennan was handed a note that read “pay by Friday or lose the horse”.", "horse", {None, NO_QUOTATION, "note"}),
        (
            "Ruben Marsh sued the Kelby Trust, whose chair Ada Stone said the case was “a kettle with no water in it”.",
            "kettle",
            {None, "Ada Stone"},
        ),
        ("Ines Calloway, whose brother runs the mill, said the river was “as dead as a slate”.", "slate", {"Ines Calloway"}),
    ],
    "credits, items, other subjects": [
        ("Ada Stone on the quay. Picture: Ruben Marsh\n\n“It leaks like a basket,” she said.", "basket", {None, "Ada Stone"}),
        (
            "Ines Calloway won in Kelby. Halima Brennan lost in Dunmore and conceded at midnight. “I have no complaints at all,” she said.",
            "complaints",
            {None, "Halima Brennan"},
        ),
        (
            "The bill, drafted by Ines Calloway, failed. It was opposed by Ruben Marsh and Ellery Pike.\n\nIn a joint note, they called it “a ladder with no rungs”.",
            "ladder",
            {None, "Ruben Marsh and Ellery Pike"},
        ),
        (
            "* Ines Calloway resigned on Monday.\n\n* Ruben Marsh asked his deputy if she could “mind the shop until Easter”.",
            "mind the shop",
            {None, "Ruben Marsh"},
        ),
        (
            "Reporting by Ada Stone; editing by Peig Donnelly\n\nRuben Marsh left early. “I had a train to catch,” he said.",
            "train",
            {"Ruben Marsh"},
        ),
        ("The strike ended. (The Lantern)\n\n… It added that the deal was “a truce between tired people”.", "truce", {None}),
    ],
    "words that are no name": [
        (
            "The diver Halima Brennan trained in Ellery. Would Brennan go again? “Tomorrow,” she says. “I would go tomorrow at dawn.”",
            "at dawn",
            {"Halima Brennan"},
        ),
        (
            "The diver Halima Brennan trained in Ellery.\n\nCould Brennan ever forgive him? “I did so the same night,” she says.",
            "same night",
            {"Halima Brennan"},
        ),
        (
            "WATCH: COUNCIL FIGHT OVER PIER LEAVES CALLOWAY, MARSH IN TEARS\n\nThe councillors wrote that the pier was “a sum nobody can do”.",
            "a sum",
            {None, "councillors"},
        ),
        ("Onstage: “Nobody in this hall owns the tide.”", "owns the tide", {None, NO_QUOTATION}),
        ("Meanwhile: “We have no boats and no bread this week.”", "no bread", {None, NO_QUOTATION}),
        ("Oct. 12, 1981: “The harbour is closed until the war is over.”", "harbour is", {None, NO_QUOTATION}),
        ("Later: “I would do the whole thing again tomorrow.”", "whole thing", {None, NO_QUOTATION}),
        (
            "Hello, I’m Halima Brennan.\n\nBRENNAN: Who pays for the new light?\n\nSTONE: Nobody does.\n\nBRENNAN: Then who will?",
            "Then who",
            {"Halima Brennan"},
        ),
    ],
    "titles, ranks, honours, nicknames": [
        ("Kelby Rep. Ada Stone left. “The roof is a sieve,” she said.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said Brigadier-General Ada Stone.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” Deputy Chief Constable Ruben Marsh said.", "sieve", {"Ruben Marsh"}),
        ("“The roof is a sieve,” said Ada Stone OBE, who runs the hall.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said Tomas ‘Buster’ Orr, a roofer.", "sieve", {"Tomas Orr"}),
        ("“The roof is a sieve,” said former roofer turned novelist Ada Stone.", "sieve", {"Ada Stone"}),
        (
            "Kelbian Ambassador to Norland, Ruben Marsh, told the hall the roof was “a sieve with a flag on it”.",
            "sieve",
            {"Ruben Marsh"},
        ),
        ("“The roof is a sieve,” said the Rev. Ada Stone.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said Dame Ada Stone.", "sieve", {"Ada Stone"}),
        (
            "“The roof is a sieve,” said Lord Marsh of Kelby.",
            "sieve",
            {"Lord Marsh", "Lord Marsh of Kelby", "Marsh", "Marsh of Kelby"},
        ),
        ("“The roof is a sieve,” said Det Insp Ada Stone.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said PC Ruben Marsh.", "sieve", {"Ruben Marsh"}),
        ("“The roof is a sieve,” said Sir Ruben Marsh KC.", "sieve", {"Ruben Marsh"}),
        ("“The roof is a sieve,” Vice-Admiral Ada Stone told the board.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said Staff Sgt. Ruben Marsh.", "sieve", {"Ruben Marsh"}),
        ("“The roof is a sieve,” said Dr Ada Stone PhD.", "sieve", {"Ada Stone"}),
    ],
    "whole names of bodies": [
        ("“We found no breach of the code,” the Environment Agency said.", "no breach", {"Environment Agency"}),
        ("“We found no breach of the code,” the Kelby Borough Council said.", "no breach", {"Kelby Borough Council"}),
        ("“We found no breach of the code,” said the Norwegian Refugee Council.", "no breach", {"Norwegian Refugee Council"}),
        ("“We found no breach of the code,” Transport for Kelby said.", "no breach", {"Transport for Kelby"}),
        ("“We found no breach of the code,” said the Royal Society of Chemistry.", "no breach", {"Royal Society of Chemistry"}),
        ("“We found no breach of the code,” said the Bank of Norland.", "no breach", {"Bank of Norland"}),
        ("“We found no breach of the code,” the Department for Transport said.", "no breach", {"Department for Transport"}),
        ("“We found no breach of the code,” said Friends of the Earth.", "no breach", {"Friends of the Earth"}),
        ("“We found no breach of the code,” the state-owned Kelby Ferries said.", "no breach", {"Kelby Ferries"}),
    ],
    "namesakes and countries": [
        (
            "Minister Chad Orr was away.\n\nChad argued that the map was “a scar drawn by strangers in a tent”.",
            "scar",
            {None, "Chad"},
        ),
        (
            "Georgia Stone won the heat.\n\nGeorgia told the court that the border was “a line nobody walked”.",
            "line nobody",
            {None, "Georgia"},
        ),
        ("Ada Marsh and her brother Karl Marsh ran the mill. “I never slept in that house,” Marsh said.", "slept", {None, "Marsh"}),
        (
            "The victim’s sister Ada Marsh spoke after Ruben Marsh was jailed. “He took everything from us,” Marsh said.",
            "everything",
            {None, "Ada Marsh", "Marsh"},
        ),
        (
            "MS. BRENNAN: I met Karl Brennan, the painter, once.\n\nMR. VOSS: Did he paint you?\n\nMS. BRENNAN: He painted the dog.",
            "painted the dog",
            {"Brennan"},
        ),
        (
            "PRESENT: REP. PETER KENMARE, D-MINN.\n\nVOSS: Judge Anna Kenmare ruled in May.\n\nKENMARE: I yield my time to the chair.\n\nVOSS: So be it.",
            "I yield",
            {"Kenmare", "Peter Kenmare"},
        ),
    ],
    "unclosed marks": [
        (
            "Ruben Marsh said it was a “fiasco from first to last. The board meets in March to vote on the plan. Ada Stone will speak.",
            "Ada Stone will",
            {NO_QUOTATION},
        ),
        (
            "“Who sold the keys? Ada Stone asked.\n\n“Nobody,” said Ruben Marsh. “They were stolen.”",
            "They were stolen",
            {"Ruben Marsh"},
        ),
        ("“Who sold the keys? Ada Stone asked.\n\n“Nobody,” said Ruben Marsh. “They were stolen.”", "asked", {NO_QUOTATION}),
        ('The report called the dam "a wall of wet sand. It was built in 1931 by the Kelby Trust.', "It was built", {NO_QUOTATION}),
    ],
    "joint speakers": [
        (
            "Ada Stone and Ruben Marsh told the Lantern the lock was “a bath with two doors in it”.",
            "bath",
            {None, "Ada Stone and Ruben Marsh"},
        ),
        (
            "“We will not pay,” said brothers Ruben and Karl Marsh. “We never signed the lease.”",
            "never signed",
            {None, "Karl Marsh", "Ruben Marsh", "Ruben Marsh and Karl Marsh", "Ruben and Karl Marsh"},
        ),
        (
            "“We were wrong about the tide,” Senators Ada Stone and Ruben Marsh wrote in a letter.",
            "wrong about",
            {None, "Ada Stone and Ruben Marsh"},
        ),
    ],
    "no quotation": [
        ("Half of those asked agreed that “a firm hand on the tiller” fits Ruben Marsh.", "firm hand", {None, NO_QUOTATION}),
        ("The plaque reads “Ruben Marsh Built This Wall In 1931”.", "Built This", {None, NO_QUOTATION}),
        ("The choir sang “Abide With Me Tonight” as the boats left.", "Abide", {None, NO_QUOTATION}),
        ("Ada Stone’s novel “A Winter Of Small Boats” won the prize.", "A Winter", {None, NO_QUOTATION}),
        ("Two in five voters think “kept his word” describes Ellery Pike.", "kept his", {None, NO_QUOTATION}),
        ("Placards reading “Save Our Pier” hung from the windows.", "Save Our", {None, NO_QUOTATION}),
        (
            "Section 4 says that “no vessel shall anchor within the inner basin”.",
            "no vessel",
            {None, "Section", "Section 4", NO_QUOTATION, "section 4"},
        ),
    ],
    "simple shapes": [
        ("“Nobody warned us about the flood,” neighbours said.", "warned us", {"neighbours"}),
        ("“Nobody warned us about the flood,” campaigners told the Lantern.", "warned us", {"campaigners"}),
        ("On Facebook, the Kelby Fire Service wrote: “Two dogs have been found alive.”", "Two dogs", {"Kelby Fire Service"}),
        (
            "“It is a rare coin,” Ada Stone, head of Dunmore Coins, a grading firm in Kelby told the Lantern.",
            "rare coin",
            {"Ada Stone"},
        ),
        ('5/ Harbour commissioner Ada Stone: "We count the boats and then the lies."', "count the boats", {"Ada Stone"}),
        ("“It is done and signed at last”: Ruben Marsh", "signed at last", {None, "Ruben Marsh"}),
        ("- A bystander: “The wall just folded like paper.”", "folded", {None, "A bystander", "bystander"}),
        ("“The wall just folded like paper,” an eyewitness said.", "folded", {"eyewitness"}),
        ("“The wall just folded like paper,” one resident said.", "folded", {"one resident", "resident"}),
        ("In a tweet, Halima Brennan wrote: “The wall just folded like paper.”", "folded", {"Halima Brennan"}),
        ("Asked about the wall, Ruben Marsh said only: “It folded like paper.”", "folded", {"Ruben Marsh"}),
        ("Ruben Marsh, speaking through an interpreter, said the wall “folded like wet paper”.", "folded", {"Ruben Marsh"}),
        (
            "“The wall just folded,” said a spokeswoman for the Kelby Trust. “Nobody was hurt by it.”",
            "Nobody was",
            {"a spokeswoman for the Kelby Trust", "spokeswoman", "spokeswoman for the Kelby Trust"},
        ),
        ("As Ruben Marsh put it: “The wall just folded like paper.”", "folded", {"Ruben Marsh"}),
        ("In the words of Ruben Marsh, “the wall just folded like wet paper”.", "folded", {"Ruben Marsh"}),
        ("To quote Ruben Marsh: “The wall just folded like wet paper.”", "folded", {None, "Ruben Marsh"}),
        ("Ruben Marsh’s verdict: “The wall just folded like wet paper.”", "folded", {None, "Ruben Marsh"}),
        ("“The wall just folded,” Ruben Marsh, 54, recalled.", "folded", {"Ruben Marsh"}),
        ("“The wall just folded,” says Ada Stone, the Kelby surveyor.", "folded", {"Ada Stone"}),
    ],
    "roles in apposition": [
        ("“The roof is a sieve,” said Ada Stone, a spokeswoman for the port.", "sieve", {"Ada Stone"}),
        ("“The roof is a sieve,” said Ada Stone, who chairs the trust.", "sieve", {"Ada Stone"}),
        ("Ada Stone, a biologist at Kelby College, said the bay was “a soup nobody ordered”.", "soup", {"Ada Stone"}),
        ("“The roof is a sieve,” Ruben Marsh, the union’s regional secretary, told members.", "sieve", {"Ruben Marsh"}),
    ],
    "given names that are words": [
        ("“We sail at noon whatever comes,” Will Brennan said.", "sail", {"Will Brennan"}),
        ("“We sail at noon whatever comes,” said May Orr.", "sail", {"May Orr"}),
        ("“We sail at noon whatever comes,” An Pham told the board.", "sail", {"An Pham"}),
        ("“We sail at noon whatever comes,” said Art Donnelly.", "sail", {"Art Donnelly"}),
        ("“We sail at noon whatever comes,” said Mark Orr.", "sail", {"Mark Orr"}),
        ("“We sail at noon whatever comes,” said Grant Pike.", "sail", {"Grant Pike"}),
        ("“We sail at noon whatever comes,” Hope Brennan said.", "sail", {"Hope Brennan"}),
        ("“We sail at noon whatever comes,” said Rich Marsh.", "sail", {"Rich Marsh"}),
        ("“We sail at noon whatever comes,” said So Yun Park.", "sail", {"So Yun Park"}),
        ("“We sail at noon whatever comes,” said Do Van Minh.", "sail", {"Do Van Minh"}),
    ],
    "indefinite words": [
        (
            "Everybody in Kelby said the bridge was “older than the hills it crosses”.",
            "older than",
            {None, "Everybody", "everybody", "everybody in Kelby"},
        ),
        ("Somebody shouted “sell the bridge and be done with it”.", "sell the", {None, "Somebody", "somebody"}),
        (
            "Anyone who says “the bridge is safe for lorries” has not driven over it.",
            "bridge is safe",
            {None, "Anyone", "anyone", NO_QUOTATION},
        ),
        ("Others called it “a monument to somebody’s cousin”.", "monument", {None, "Others", "others"}),
        ("Few would call it “the pride of the whole coast”.", "pride", {None, "Few", "few", NO_QUOTATION}),
        ("No one said “sorry for the noise and the dust”.", "sorry for", {None, NOT_SAID, "No one", "no one", NO_QUOTATION}),
        ("Most call it “the bridge that nobody wanted here”.", "nobody wanted", {None, "Most", "most"}),
    ],
}
ROWS = [row for rows in CASES.values() for row in rows]


@pytest.mark.parametrize(
    ("text", "words", "names"), ROWS, ids=[f"{kind}-{n}" for kind, rows in CASES.items() for n in range(len(rows))]
)
def test_who_is_meant(text, words, names):
    found = [passage for passage in extract(Document(text, published="2024-05-18"), GAZETTEER) if words in passage.text]
    if not found:
        assert NO_QUOTATION in names
        return
    speaker = found[0].attribution.speaker
    is_rejected = found[0].standing != "asserted" and NOT_SAID in names
    assert is_rejected or (speaker and speaker.name) in names


TRANSCRIPTS = [
    (
        "WITNESSES AND MEMBERS: SEN. TOMAS ORR, R-KELBY.\n\nPIKE: Judge Anna Orr retired.\n\nORR: Thank you.\n\nPIKE: Go on.",
        "Thank",
        "Tomas Orr",
    ),
    (
        "SEN. ADA STONE, D-KELBY\n\nPIKE: When Karl Stone sailed, it was dark.\n\nSTONE: Who lit it?\n\nPIKE: I did.",
        "Who lit",
        "Ada Stone",
    ),
    ("MR. PIKE: I never met Ada Pike, the poet.\n\nMS. ORR: She met you.\n\nMR. PIKE: I am sure.", "I am sure", "Pike"),
    ("MS. PIKE: I knew Karl Pike.\n\nMR. ORR: He knew you.\n\nMS. PIKE: Not well.", "Not well", "Pike"),
    ("Good day. I'm Halima Brennan.\n\nBRENNAN: I ask.\n\nORR: I answer.\n\nBRENNAN: So do it.", "So do it", "Halima Brennan"),
    ("PIKE: I'm Ellery Pike and I begin.\n\nORR: Then begin.\n\nPIKE: Who lit it?", "Who lit", "Ellery Pike"),
]


@pytest.mark.parametrize(("text", "words", "name"), TRANSCRIPTS)
def test_a_label_is_completed_to_whom_the_head_names_and_to_nobody_else(text, words, name):
    (found,) = (passage for passage in extract(Document(text), GAZETTEER) if words in passage.text)
    assert found.attribution.speaker.name == name


SURNAMES = ["Baker", "Cook", "Porter", "Driver", "King", "Bishop", "Judge", "Hunter"]


@pytest.mark.parametrize("surname", SURNAMES)
def test_a_surname_that_is_a_role_too_is_a_name_where_somebody_bears_it(surname):
    text = f"Ada {surname} runs the pier in Ellery.\n\n“We had a bad year, all of us,” {surname} said."
    (found,) = extract(Document(text), GAZETTEER)
    assert found.attribution.speaker.name == f"Ada {surname}"


@pytest.mark.parametrize(
    "text", ["“We had a bad year, all of us,” Driver said.", "Ruben Marsh left. “It was late,” the driver said."]
)
def test_a_role_is_nobody_else(text):
    (found,) = extract(Document(text), GAZETTEER)
    assert found.attribution.speaker is None or found.attribution.speaker.name not in {"Driver", "Ruben Marsh"}
