"""Long quotes, speeches that were interrupted, cuts within one passage: what is a splice, and what is none."""

from __future__ import annotations

import random

import pytest

from service.verification import Claim

NOUNS = "harbour kettle ledger gull lantern barrel orchard ferry ribbon chapel anvil pilot meadow saddle comet".split()
VERBS = "sold painted counted mended carried traded polished buried weighed lifted borrowed sketched".split()
PLACES = "Ellery Carrick Holt Winsley Tarn Dunmore Quay Marrow Fenwick Ashby".split()


def long_speech(words: int, seed: int = 7) -> str:
    """A speech of so many words at least, of sentences that are alike but never the same."""
    choose = random.Random(seed)
    out: list[str] = []
    while sum(len(s.split()) for s in out) < words:
        subject, thing, at = choose.choice(NOUNS), choose.choice(NOUNS), choose.choice(PLACES)
        out.append(f"The {subject} of {at} {choose.choice(VERBS)} its {thing} in week {len(out) + 2} of that year.")
    return " ".join(out)


SPEECH = long_speech(1500)


@pytest.fixture
def spoken(add, verifier):
    add(f"INES CALLOWAY: {SPEECH}", title="The long speech", kind="transcript", published="2024-05-18")
    return verifier


@pytest.mark.parametrize("words", [121, 160, 250, 420, 800, 1000])
@pytest.mark.parametrize("start", [0, 37, 190, 333, 480])
def test_a_long_stretch_of_one_passage_is_verbatim_wherever_it_starts(spoken, words, start):
    quote = " ".join(SPEECH.split()[start : start + words])
    answer = spoken.verify(Claim(quote, speaker="Ines Calloway"))
    assert (answer.verdict, answer.attribution.status) == ("verbatim", "confirmed")
    match = answer.matches[0]
    assert match.quotation.text[match.start : match.end].rstrip(".") == quote.rstrip(".")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda words: [*words[:200], "never", *words[200:]], "altered"),
        (lambda words: [*words[:120], "…", *words[180:]], "faithful"),
        (lambda words: [w if w != "week" else "month" for w in words], "altered"),
    ],
)
def test_a_long_stretch_that_differs_says_how(spoken, change, verdict):
    words = ". ".join(SPEECH.split(". ")[3:28]).split()
    answer = spoken.verify(Claim(" ".join(change(words))))
    assert answer.verdict == verdict


TURNS = {
    "broken": "INES CALLOWAY: We are going to build --\n\nREPORTER: With whose money, minister?\n\nINES CALLOWAY: -- the longest jetty on this coast.",
    "applause": "INES CALLOWAY: So, neighbours... (APPLAUSE)\n\nI am running for the harbour board... (APPLAUSE)\n\n... of the port of Ellery, and I will mend the slip. (APPLAUSE)",
    "thrown in": "INES CALLOWAY: There is no fee on the lock.\n\nHUGO ORR: Quite right.\n\nINES CALLOWAY: But we charge the barges by the ton.",
    "dots": "INES CALLOWAY: I meant to say something rude about the ropeworks...\n\nHUGO ORR: Please don't.\n\nINES CALLOWAY: ... and about the men who bought them.",
    "comma": "INES CALLOWAY: If the winter is as long as the last one,\n\nHUGO ORR: It will be.\n\nINES CALLOWAY: then we shall burn the old pews.",
    "question": "INES CALLOWAY: There is no fee on the lock.\n\nHUGO ORR: And what of the barges, who lost a third of their trade?\n\nINES CALLOWAY: They will be sold in the autumn.",
    "again": "INES CALLOWAY: Well, we have to tax the brewers hard. Whatever they say, we have to tax the brewers hard.\n\nHUGO ORR: How would you do it?\n\nINES CALLOWAY: I would tax them at their barrels. I would tax them at their barrels, which is where the money is.",
    "other": "INES CALLOWAY: There is no fee on the lock.\n\nHUGO ORR: Quite right.\n\nPEIG DONNELLY: The barges will be sold in the autumn.",
}


@pytest.mark.parametrize(
    ("turns", "quote", "verdicts"),
    [
        ("broken", "We are going to build the longest jetty on this coast", ("verbatim", "faithful")),
        ("broken", "We are going to build … the longest jetty on this coast", ("verbatim", "faithful")),
        (
            "applause",
            "So, neighbours, I am running for the harbour board of the port of Ellery, and I will mend the slip",
            ("verbatim", "faithful"),
        ),
        ("thrown in", "There is no fee on the lock, but we charge the barges by the ton", ("verbatim", "faithful")),
        (
            "dots",
            "I meant to say something rude about the ropeworks and about the men who bought them",
            ("verbatim", "faithful"),
        ),
        ("comma", "If the winter is as long as the last one, then we shall burn the old pews", ("verbatim", "faithful")),
        ("question", "There is no fee on the lock. They will be sold in the autumn.", ("spliced",)),
        ("question", "There is no fee on the lock … They will be sold in the autumn.", ("faithful",)),
        ("other", "There is no fee on the lock. The barges will be sold in the autumn.", ("spliced",)),
        ("again", "We have to tax the brewers hard … tax their barrels, which is where the money is", ("faithful", "altered")),
        (
            "again",
            "We have to tax the brewers hard … I would tax their barrels, which is where the money is",
            ("faithful", "altered"),
        ),
        ("again", "We have to tax the brewers hard, tax their barrels, which is where the money is", ("spliced", "altered")),
    ],
)
def test_a_speech_that_was_interrupted_is_one_and_two_answers_are_two(add, verifier, turns, quote, verdicts):
    add(TURNS[turns], title="Hearing", kind="transcript", published="2024-05-18")
    assert verifier.verify(Claim(quote)).verdict in verdicts


ANSWER = (
    "I do not like to talk about the flood at all. It took my father and his boat. The insurers came in a hired car."
    " And some questions I will not answer for any money. My sister keeps the keys of the lock-house in a blue jar."
)


@pytest.mark.parametrize(
    ("quote", "verdicts"),
    [
        ("I do not like to talk about the flood at all. Some questions I will not answer for any money.", ("altered",)),
        ("I do not like to talk about the flood at all. My sister keeps the keys of the lock-house in a blue jar.", ("altered",)),
        ("It took my father and his boat. And some questions I will not answer for any money.", ("altered",)),
        ("I do not like to talk about the flood at all … some questions I will not answer for any money.", ("faithful",)),
        ("The insurers came in a hired car. My sister keeps the keys of the lock-house in a blue jar.", ("altered",)),
        ("in a blue jar my sister keeps the keys of the lock-house", ("altered", "paraphrased")),
    ],
)
def test_a_cut_within_one_passage_is_no_splice(add, verifier, quote, verdicts):
    add(f"“{ANSWER}” said Peig Donnelly.", title="The lock", published="2024-05-18")
    answer = verifier.verify(Claim(quote))
    assert answer.verdict in verdicts
    assert len(answer.matches) == 1


def test_a_cut_without_a_mark_shows_what_it_leaves_out(add, verifier):
    add(f"“{ANSWER}” said Peig Donnelly.", title="The lock", published="2024-05-18")
    quote = "I do not like to talk about the flood at all. Some questions I will not answer for any money."
    (cut,) = verifier.verify(Claim(quote)).wording.changes
    assert (cut.op, cut.quote.text, cut.serious) == ("delete", "", False)
    assert cut.source.text == "It took my father and his boat. The insurers came in a hired car. And"


def test_stretches_of_one_passage_that_stand_far_apart_are_a_splice(add, verifier):
    first, second = "Nobody asked the divers what they found below.", "Our grandchildren will swim across on calm mornings."
    add(f"INES CALLOWAY: {first} {long_speech(400)} {second}", title="Long", kind="transcript", published="2024-05-18")
    assert verifier.verify(Claim(f"{first} {second}")).verdict == "spliced"


@pytest.mark.parametrize(
    ("documents", "quote", "first"),
    [
        (
            (
                "HANNE VOSS: My strongest suit is my patience.",
                "HANNE VOSS: I think my strongest asset, perhaps by far, is my patience.",
            ),
            "My strongest asset is my patience",
            1,
        ),
        (
            ("HUGO ORR: There is no room for a fee on this lock.", "HANNE VOSS: There is no room for a fee on this lock."),
            "There is no room for a fee on this lock",
            1,
        ),
        (
            ("HANNE VOSS: We sold the red barge in May.", "HANNE VOSS: In the end we sold the old red barge at last in May."),
            "We sold the old red barge in May",
            1,
        ),
        (
            ("HANNE VOSS: We sold the red barge in May.", "HANNE VOSS: We never sold the red barge in May."),
            "We sold the red barge in May",
            0,
        ),
    ],
)
def test_the_mildest_of_the_best_candidates_decides_then_the_claimed_speaker(add, verifier, documents, quote, first):
    ids = [add(text, title=f"D{n}", kind="transcript", published=f"2024-05-0{n + 1}") for n, text in enumerate(documents)]
    answer = verifier.verify(Claim(quote, speaker="Hanne Voss"))
    assert answer.matches[0].quotation.document.id == ids[first]


def test_pieces_are_taken_from_one_document_before_another(add, verifier):
    add(
        "HANNE VOSS: We will hit the smugglers hard at the bar.\n\nHUGO ORR: How, and with whose boats, if I may ask?\n\n"
        "HANNE VOSS: We will hit the purse of the smugglers, which is the brandy.",
        title="Whole",
        kind="transcript",
        published="2024-06-01",
    )
    add("HANNE VOSS: We will hit the smugglers hard at the bar.", title="Early", kind="transcript", published="2024-01-01")
    answer = verifier.verify(
        Claim("We will hit the smugglers hard at the bar ... hit the purse of the smugglers, which is the brandy.")
    )
    assert (answer.verdict, {m.quotation.document.title for m in answer.matches}) == ("faithful", {"Whole"})


@pytest.mark.parametrize(
    "quote",
    [
        "I always tell the truth to people. It is only a question of time.",
        "We do not need another day of going to work at night.",
    ],
)
def test_what_anybody_says_in_two_places_is_no_splice(add, verifier, quote):
    """Each piece is somewhere, word for word; so are the pieces of most sentences in a large index."""
    for number, text in enumerate(
        (
            "I always tell the truth to people. Whoever asks me hears it.",
            "The lock will fall one night. It is only a question of time.",
            "We do not need another day of this rain.",
            "The weavers are used to it, to this day of going to work at night.",
        )
    ):
        add(f"“{text}” Ines Calloway said.", title=f"Day {number}")
    assert verifier.verify(Claim(quote, speaker="Ines Calloway")).verdict != "spliced"
