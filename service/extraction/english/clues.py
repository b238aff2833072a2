"""Which clause attributes a quotation: the one before it, or the one behind."""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction.english.clauses import DASHES, main_subject, subject_after, subject_of
from service.extraction.english.phrases import Phrase, parse
from service.extraction.english.verbs import is_cue, may_report
from service.extraction.page.frames import OPEN, PLACEHOLDERS, Frame, Sentence, Token

_MOST_TRIED = 4  # verbs or commas at which a clause is sought
_LONGEST_SIGNATURE = 20  # tokens


@dataclass(frozen=True, slots=True)
class Clue:
    """The clause that attributes a quotation: its speaker's phrase and verb in one sentence of a frame."""

    frame: Frame
    sentence: int
    phrase: Phrase
    cue: int  # token of the verb of speech
    is_before: bool  # whether it stands before the quotation
    is_direct: bool  # whether nothing but punctuation stands between it and the quotation

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.frame.sentences[self.sentence].tokens

    @property
    def verb(self) -> str:
        return self.tokens[self.cue].lower

    @property
    def place(self) -> int:
        return self.tokens[self.cue].start


def clue_for(frame: Frame, k: int, used: frozenset[int]) -> Clue | None:
    """The clause that attributes the k-th quotation of a frame, within its own sentence.

    `used` holds the frame places of verbs that attribute an earlier quotation from behind it.
    """
    number = frame.sentence_at(frame.places[k])
    sentence = frame.sentences[number]
    tokens = sentence.tokens
    here = frame.token_at(frame.places[k])
    if here is None:
        return None
    before = _before(frame, number, sentence, here, used)
    after = None
    if before and before.is_direct:
        # "A said “…,” B told the Post, “…”": words that end with a comma are attributed by what follows them
        is_bare = tokens[here - 1].is_word and frame.text[frame.places[k]] == OPEN and here + 1 < len(tokens)
        after = _after(frame, number, sentence, here) if is_bare and tokens[here + 1].is_capitalised else None
        if after is None or after.verb not in ("told", "said") or not any(t.text in PLACEHOLDERS for t in tokens[here + 1 :]):
            return before
        return after
    after = _after(frame, number, sentence, here)
    if after is not None and not (before and _is_woven(tokens, here)):
        return after
    return before or after


def _before(frame: Frame, number: int, sentence: Sentence, here: int, used: frozenset[int]) -> Clue | None:
    tokens = sentence.tokens
    if here and tokens[here - 1].text == ":" and (led := _leads_up(tokens, here)):
        return Clue(frame, number, led, led.last, True, True)
    tried = 0
    for cue in range(here - 1, -1, -1):
        if tokens[cue].text == ";" and here - cue > 1:
            return None
        if tokens[cue].lower == "according" and cue + 1 < here and tokens[cue + 1].lower == "to":
            found = subject_after(tokens, cue, here)
            return Clue(frame, number, found[0], cue, True, tokens[here - 1].text in ",:") if found else None
        if not is_cue(tokens, cue) or tokens[cue].start in used:
            continue
        if cue + 1 < here and tokens[cue].lower in ("said", "says") and cue == 0:
            found = subject_after(tokens, cue, here)  # "Said Petra Novak, when …: "
            if found:
                return Clue(frame, number, found[0], cue, True, tokens[here - 1].text in ",:")
        phrase = subject_of(tokens, cue)
        if phrase is not None:
            return Clue(frame, number, phrase, cue, True, _is_direct(tokens, cue, here))
        tried += 1
        if tried == _MOST_TRIED:
            break
    if tokens[here - 1].text == ":" and (phrase := main_subject(tokens, here)) and phrase.kind in ("person", "pronoun"):
        return Clue(frame, number, phrase, phrase.last, True, True)  # "Stone had an answer: “…”"
    return None


def _leads_up(tokens: tuple[Token, ...], here: int) -> Phrase | None:
    """The subject of the last clause before a colon, whatever its verb ("When Pell left, Stone had an answer: “…”")."""
    start = next((i + 1 for i in range(here - 2, -1, -1) if tokens[i].text == "," or tokens[i].text in PLACEHOLDERS), None)
    if start is None or any(is_cue(tokens, i) for i in range(start, here)):
        return None
    phrase = parse(tokens, start, here)
    verb = phrase.last + 1 if phrase else here
    return phrase if phrase and phrase.kind in ("person", "pronoun") and verb < here and may_report(tokens, verb) else None


def signature(frame: Frame, number: int, at: int = 0) -> Clue | None:
    """The name after a dash that ends its paragraph, as under a letter or a reader's remark ("— Ada Byrne, Oslo").

    `at` is the token of the sentence at which the dash stands.
    """
    tokens = frame.sentences[number].tokens
    is_long = len(tokens) - at > _LONGEST_SIGNATURE
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or number + 1 < len(frame.sentences) or is_long:
        return None
    if any(tokens[i].text in PLACEHOLDERS or is_cue(tokens, i) for i in range(at + 1, len(tokens))):
        return None
    phrase = parse(tokens, at + 1, len(tokens))
    if phrase is None or phrase.kind not in ("person", "organization") or (" " not in phrase.name and not phrase.role):
        return None
    ends = phrase.last + 1 == len(tokens) or not tokens[phrase.last + 1].is_word
    return Clue(frame, number, phrase, phrase.last, False, True) if ends else None


def _is_direct(tokens: tuple[Token, ...], cue: int, here: int) -> bool:
    """ "said, X", "said: X", "told the Post: X", "said X", "in which he called X"."""
    last = tokens[here - 1].text
    return (
        here - cue == 1
        or last == ":"
        or (last == "," and here - cue <= 24)
        or (tokens[here - 1].lower == "that" and here - cue <= 4)
    )


def _after(frame: Frame, number: int, sentence: Sentence, here: int) -> Clue | None:
    tokens = sentence.tokens
    end = len(tokens)
    stop = next((i for i in range(here + 1, end) if tokens[i].text in PLACEHOLDERS), end)
    found = subject_after(tokens, here + 1, stop, opens=here == 0)
    if found is None and stop < end:
        found = subject_after(tokens, here + 1, end)
    if found is None:  # "the “…” it takes to be president, Stone wrote"
        commas = [i for i in range(end - 2, here + 1, -1) if tokens[i].text == ","]
        for i in commas[:_MOST_TRIED]:
            trailing = subject_after(tokens, i + 1, end)
            if trailing and trailing[0].kind in ("person", "pronoun") and trailing[0].last < trailing[1] <= trailing[0].last + 2:
                return Clue(frame, number, trailing[0], trailing[1], False, False)
    return Clue(frame, number, found[0], found[1], False, True) if found else None


def _is_woven(tokens: tuple[Token, ...], here: int) -> bool:
    """Whether the sentence runs on from the words before the quotation, so that what follows attributes something else."""
    return here > 0 and tokens[here - 1].is_word and tokens[here - 1].lower not in ("said", "says")
