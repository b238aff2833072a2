"""How a claim differs from a source: a golden table of the project's own, and what holds for every pair of texts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.verification.confidence import THRESHOLD, confidence
from service.wording.align import align, exact
from service.wording.comparison import compare
from service.wording.noise import cleaned
from service.wording.tokens import _folded, _scan_chunk, keys, tokenise
from tests.wording import reference

FERRY = "Well, the ferry is not ready, you know, unless the crew agrees, and he's a patient man. In 2016, 30 percent of us waited on the pier."
BUDGET = "We will not raise taxes this year. I said we should consider seven options, very carefully, if the council agrees."
GOLDEN = [
    # source, claim, status, kinds of changes, folds that must be named
    (BUDGET, "We will not raise taxes this year.", "verbatim", [], []),
    (BUDGET, "we will not raise taxes this year", "verbatim", [], ["case"]),
    (BUDGET, "We  will\u00a0not raise\ntaxes this year,", "verbatim", [], ["typography"]),
    (BUDGET, "we should consider seven options", "verbatim", [], []),
    (BUDGET, "We won't raise taxes this year", "faithful", [], ["contraction"]),
    (BUDGET, "I said we should consider 7 options", "faithful", [], ["number"]),
    (BUDGET, "We will not raise taxes … I said we should consider", "faithful", [], ["ellipsis"]),
    (BUDGET, "We will not raise taxes [...] I said we should consider", "faithful", [], ["ellipsis"]),
    (BUDGET, "[The council] will not raise taxes this year", "faithful", [], ["bracket"]),
    (BUDGET, "[w]e will not raise taxes this year", "faithful", [], ["bracket"]),
    (BUDGET, "We will not raise taxes (sic) this year", "faithful", [], ["bracket"]),
    (BUDGET, "We will raise taxes this year", "altered", ["negation"], []),
    (BUDGET, "We will never raise taxes this year", "altered", ["word"], []),
    (BUDGET, "We would not raise taxes this year", "altered", ["modality"], []),
    (BUDGET, "We will not raise taxes last year", "altered", ["comparison"], []),
    (BUDGET, "We will not raise fees this year", "altered", ["word"], []),
    (BUDGET, "we should consider nine options", "altered", ["number"], []),
    (BUDGET, "we should consider seven options, carefully", "altered", ["intensifier"], []),
    (BUDGET, "We will not raising taxes this year", "altered", ["inflection"], []),
    (BUDGET, "We will … raise taxes this year", "truncated", [], ["ellipsis"]),
    (BUDGET, "I said we should consider seven options, very carefully", "truncated", [], []),
    (FERRY, "the ferry is ... ready", "truncated", [], ["ellipsis"]),
    (FERRY, "the ferry is not ready unless the crew agrees", "faithful", [], ["filler"]),
    (FERRY, "he is a patient man", "faithful", [], ["contraction"]),
    (FERRY, "he's not a patient man", "altered", ["negation"], []),
    (FERRY, "In 2016, 30 % of us waited on the pier", "faithful", [], ["number"]),
    (FERRY, "In 2016, 30 per cent of us waited", "faithful", [], []),
    (FERRY, "In 2017, 30 percent of us waited", "altered", ["number"], []),
    (FERRY, "In 2016, 13 percent of us waited", "altered", ["number"], []),
    (
        "It was President Trump who asked Mr. Marsh to call on Monday.",
        "It was President Obama who asked Mr. Marsh",
        "altered",
        ["name"],
        [],
    ),
    (
        "It was President Trump who asked Mr. Marsh to call on Monday.",
        "asked Mr. Marsh to call on Tuesday",
        "altered",
        ["name"],
        [],
    ),
    ("The colour of the harbour programme was grey.", "The color of the harbor program was gray.", "faithful", [], ["spelling"]),
    ("It is likely that we sail.", "It is unlikely that we sail.", "altered", ["negation"], []),
    ("All of them left the ship.", "Some of them left the ship.", "altered", ["comparison"], []),
    ("He had to work to — work to beat me.", "He had to work to beat me.", "faithful", [], ["filler"]),
    ("I’ve seen the U.S. fleet at 9 o’clock.", "I have seen the US fleet at nine o'clock.", "faithful", [], ["contraction"]),
    ("We counted eleven million dollars.", "We counted eleven billion dollars.", "altered", ["number"], []),
    ("They sailed before the storm did.", "They sailed after the storm did.", "altered", ["comparison"], []),
]


def compared(source, claim):
    a, b = tokenise(claim), tokenise(source)
    return compare(claim, source, a, b, align(a, b))


ROWS = [
    [part.strip() for part in line.split(" || ")]
    for line in (Path(__file__).parent / "golden.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:60])
def test_golden_table(row):
    """Rows of source, claim, status ("far" where too much differs for any) and changes, or folds after "~"."""
    source, claim, status, *rest = row
    result = compared(source, claim)
    assert (result.status if confidence(result) >= THRESHOLD else "far") == status
    expected = rest[0] if rest else ""
    if expected.startswith("~"):
        assert set(expected[1:].split()) <= set(result.folds)
    elif expected:
        assert " ".join(c.kind + "!" * c.serious for c in result.changes) == expected
    assert all(c.reason and source[c.source.start : c.source.end] == c.source.text for c in result.changes)


def test_the_golden_table_is_large_enough():
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("source", "claim", "status", "kinds", "folds"), GOLDEN)
def test_golden(source, claim, status, kinds, folds):
    result = compared(source, claim)
    assert (result.status, [c.kind for c in result.changes]) == (status, kinds)
    assert set(folds) <= set(result.folds)


@pytest.mark.parametrize("kind", ["negation", "number", "name", "modality", "comparison", "intensifier"])
def test_changes_that_turn_the_meaning_are_serious(kind):
    rows = [compared(source, claim) for source, claim, _, kinds, _ in GOLDEN if kinds == [kind]]
    assert rows
    assert all(r.changes[0].serious and r.changes[0].reason for r in rows)


def test_of_two_places_the_one_that_says_the_same_wins():
    source = "He is a war hero because he was captured. He's not a war hero, he said later."
    result = compared(source, "He is not a war hero")
    assert result.status == "faithful"
    assert source[result.start : result.end].startswith("He's not")


WORDS = st.lists(
    st.sampled_from(
        ["the", "ferry", "is", "not", "ready", "ten", "uh", "sailed", "sails", "…", "[crew]", "never", "Marsh", "30", "%"]
    ),
    min_size=1,
    max_size=9,
)


@given(WORDS, WORDS)
def test_alignment_costs_what_the_reference_says(claim, source):
    a, b = tokenise(" ".join(claim)), tokenise(" ".join(w for w in source if w not in ("…", "[crew]")) or "x")
    found = align(a, b)
    assert found.prefix[-1] == pytest.approx(reference.cost(a, b))
    assert found.cost >= found.prefix[-1] - 1e-6  # more where a first or last word is held against what stands beside it


@given(WORDS, WORDS)
def test_every_offset_slices_to_its_text(claim, source):
    quote, text = " ".join(claim), " ".join(source)
    result = compared(text, quote)
    assert 0 <= result.start <= result.end <= len(text)
    for change in result.changes:
        assert quote[change.quote.start : change.quote.end] == change.quote.text
        assert text[change.source.start : change.source.end] == change.source.text
    assert all(text[o.start : o.end] == o.text for o in result.omitted)


@given(
    st.lists(
        st.sampled_from(["the", "ferry", "is", "not", "ready", "it’s", "Marsh’s", "well-known", "30%", "U.S."]),
        min_size=2,
        max_size=12,
    )
)
def test_identity_and_typographic_noise_are_verbatim(words):
    text = " ".join(words)
    noisy = text.replace("’", "'").replace(" ", "  ") + "."
    assert compared(text, text).status == "verbatim"
    assert compared(text, noisy).status == "verbatim"
    assert exact(tokenise(noisy), tokenise("So " + text)) is not None


@given(st.text(max_size=120))
@example("A¼'D")
@example("ﬃ'll ½n't ŉ's")
def test_tokens_slice_the_text_in_order(text):
    tokens = tokenise(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


WORDS = st.sampled_from(
    "the it's he's been twenty three per cent $5 million one US U.S. “Well,” said: walk[ed] [sic] (sic) … … . . . . ... * * * don't"
    " rock’n’roll 1,000 3rd 's 'em café. who's? yes! — - & hundred a half and point 2½ ½ 1/2 $87bn -3 ≥12 50+ 9am No. #1 1 May 8th nineteen"
    " eighty-four I'd been &ldquo; [1] (Laughter) f***ing pier-\nhead one 30°C US$5".split(" ")
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(alphabet="ab'’. …$[]()5“”,\u00a0\n", max_size=40))
def test_tokens_are_the_same_taken_chunk_by_chunk(text):
    """The short cuts that speed rests on: chunks seen before, and keys without tokens."""
    plain = cleaned(text)
    slow = tuple(_folded(plain, _scan_chunk(plain)))
    assert tokenise(text) == slow
    assert keys(text) == [t.key for t in slow]


@pytest.mark.parametrize("written", ["boat house", "boathouse"])
def test_a_word_tells_as_much_where_the_source_writes_it_as_two(written):
    claim = "rebuilt the northern boathouse behind the brewery"
    parted, whole = (compared(f"She {source}.", claim).likeness for source in (claim.replace("boathouse", written), claim))
    assert (parted.in_order, parted.told) == (whole.in_order, whole.told)
