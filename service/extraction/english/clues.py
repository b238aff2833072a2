"""Which clause attributes a quotation: the one before it, the one behind it, or a name signed under it.

`CLUE_RULES` choose between the clauses on either side; `_BEFORE` and `_AFTER` are how a clause is found on one side, nearest
first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from service.extraction.english import lexicon
from service.extraction.english.announcing import attributable
from service.extraction.english.clauses import (
    DASHES,
    ending_at,
    has_unread_subject,
    main_subject,
    past_having,
    person_before,
    quoted_as_saying,
    subject_after,
    subject_of,
    subject_of_purpose,
    whom_it_is_held_against,
)
from service.extraction.english.names import is_organization, strip_titles
from service.extraction.english.others import claim_met, is_put_to_subject, made_to_speak, maker_of, means_before, object_as_subject
from service.extraction.english.passing import author_behind, read_out, remembered, shown
from service.extraction.english.passives import agent_of, held_against, is_passive, is_spoken_to, verb_of_others_before
from service.extraction.english.phrases import parse
from service.extraction.english.scanning import find, is_followed_by, is_inside_name, starts_phrase
from service.extraction.english.verbs import is_cue, is_participle, may_report
from service.extraction.page.clause import Clue, Phrase
from service.extraction.page.frames import OPEN, PLACEHOLDERS, STOPPED, Frame, Word
from service.extraction.page.proposals import Proposal, propose, rule
from service.knowledge.gazetteer import Gazetteer

_CHANNELS, _CHANNEL_LEADS = lexicon.union("organs_of_bodies", "own_words", "documents"), frozenset(("in", "on", "via"))
_PLAINLY = lexicon.words("infinitive_saying")
_SAYING, _BEHIND_INTRODUCED = lexicon.words("saying"), lexicon.words("behind_introduced")
_INVERTED = lexicon.words("inverted_openers")
_AUTHORS, _LEARNING = lexicon.words("authors"), lexicon.words("learning")
_TOLD = lexicon.words("addressing")
_OF_THING, _WRITTEN = lexicon.words("thing_relatives"), lexicon.words("documents", "other_documents")
_LEAST_WRITTEN = 4  # words of "a telegram that began" before its colon
_TIME_OPENERS = lexicon.words("order_prepositions", "meanwhile")
_MEANWHILE = lexicon.words("meanwhile", "order_prepositions")
_QUOTING, _WORDINGS, _LATE = lexicon.words("citing"), lexicon.words("wordings"), lexicon.words("past_modifiers")
_GOVERNED = lexicon.words("governed_relatives")
_NARRATORS, _BARE_SAYING = lexicon.words("first_persons"), lexicon.words("bare_saying")
_VIEWS = lexicon.words("views")
_LONGEST_OWNED_WORDS = 8  # words up to the comma of "In Stone’s words,"
_VIEW_OPENS = 3  # words before "of" in "In the view of Stone", which opens its sentence
_LONGEST_WORDING = 14  # words from "of" in "in the words of" to the quotation
_ENDS_ASIDE, _LONGEST_ASIDE = frozenset(",:"), 9  # what ends who relays words, and how many words that takes
_ACCORDING, _TO, _THAT, _AS = "according", "to", "that", "as"
_BEHIND_TOLD = lexicon.PREPOSITIONS | lexicon.ADVERBS | lexicon.CONJUNCTIONS
_OWNED, _BEFORE_OWNED = lexicon.words("owned_words", "owned_answers", "owned_charges"), lexicon.words("before_owned_words")
_FROM_WHOM = _AUTHORS | {lexicon.OF}
_SENDING = lexicon.words("authoring")
_RELAYING, _PASSED_ON = lexicon.words("relaying_others"), lexicon.words("passed_on")
_REFUSING = lexicon.union("denying", "rejecting", "disputing", "turning_down")
_SUBJECT_OF_OWNER = {own: subject for subject, own in lexicon.rows("owner_forms")}
_AGENT = lexicon.words("agent_prepositions")
_OWNED_REACH = 14  # words from "claim" in "Stone’s claim in the review that" to the quotation
_LONGEST_TELLER = 6  # words from a comma to the one behind "Pell added"
_ANSWERS = lexicon.words("given_answers")
_BEING_SAID = lexicon.words("being_said")
_PUT, _ASKED = 2, lexicon.words("asking")  # words of "Asked by"
_NEAR_OWNED = 2  # words between "her" and "verdict", and it
_UNITS = lexicon.words("neighbour_units", "other_units")
_LONGEST_OWNER = 6  # words from the determiner of "a local harbour board’s claim" to its owner
_OWNER_REACH = 4  # words from an owner to what is owned
_LEAST_AGENT, _AGENT_REACH = 3, 9  # words before and between "by" and "as"
_CAN_LEAD = ("person", "pronoun")  # kinds of phrases that may speak without a verb of speech
_CONTRASTING = lexicon.words("contrasting")
_COMING_FROM = lexicon.words("owned_words", "owned_answers", "coming_from")
_SIGNING_MARKS = DASHES | {":"}
_CAN_TRAIL = (*_CAN_LEAD, "description")
_CAN_SIGN = ("person", "organization")
_MOST_TRIED = 4  # verbs or commas at which a clause is looked for; bounds the work on a long sentence
_SIGNED_ON = frozenset(("on", "after", "before"))  # behind a name under words: of what, or when, it said them
_LONGEST_SIGNATURE = 20  # words
_COMMA_REACH = 24  # words from a verb to the comma before the words it introduces
_THAT_REACH = 4  # words from a verb to the "that" before the words it introduces
_TRAILING_VERB = 2  # words from a name to its verb in a clause that ends the sentence
_LONGEST_TIME = 6  # tokens of a time of day
_LONGEST_LISTENER = 5  # words from a verb of telling to the comma behind whom it tells
_LONGEST_RETELLER = 5  # words of "Inspector Ada Stone said"
_LONGEST_GAP = 6  # characters from a mark to the clause behind it, with the mark
_LONGEST_ATTRIBUTION = 80  # characters in which the start of an attributing clause is told
_PRONOUN_CUE = re.compile(r"(?:he|she|they|it|I|we)\s+\w+", re.IGNORECASE)
_DETERMINED = rf"(?:{lexicon.alternatives(lexicon.DETERMINERS | lexicon.words('one_of_many'))}) (?:[a-z’'-]+ ){{0,5}}?[a-z-]+"
# the one group of each has to be a verb of speech, which the word list tells faster than a pattern of all of them is compiled
_CUE_DESCRIBED = re.compile(rf"([a-z-]+) {_DETERMINED}[.,](?=\s|$)")
_DESCRIBED_CUE = re.compile(rf"{_DETERMINED} ([a-z-]+)[.,](?=\s|$)")
_DESCRIBED_TELLS = re.compile(rf"{_DETERMINED} ([a-z-]+) (?:{_DETERMINED}|him|her|them|us|me)[.,](?=\s|$)")
_CUE_NAME = re.compile(
    r"([a-z-]+) (?:(?!(?:he|she|it|they|we|to|that)\b)[a-z][\w’'-]* ){0,3}(?:[A-Z][\w.’'-]* )?[A-Z][\w’'-]+[,.;]? "
)  # "said Ada Byrne ", "asked retired teacher Ada Byrne, "
_ROLE_NAME_CUE = re.compile(r"(?:[a-z][\w’'-]* ){1,3}[A-Z][\w’'-]+ [A-Z][\w’'-]+ ([a-z-]+)\b")  # "captain Ada Byrne said"
_NAME_CUE = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,5}(?:\([^()\s]{1,20}\)\s+)?\w+")
Tokens = tuple[Word, ...]


class _Quotation:
    """A quotation folded in a sentence: the clauses on either side of it, each looked for when it is first asked for.

    `here` is the quotation's index in the sentence; `used` holds the frame places of verbs that attribute an earlier quotation
    from behind it.
    """

    def __init__(self, frame: Frame, number: int, here: int, used: frozenset[int], gazetteer: Gazetteer) -> None:
        self.frame = frame
        self.number = number
        self.here = here
        self.used = used
        self.gazetteer = gazetteer
        self.tokens = frame.sentences[number].tokens

    @cached_property
    def before(self) -> Clue | None:
        """The clause before the quotation, or None."""
        if not self.here:
            return None
        met = claim_met(self.tokens, self.here)
        if met is not None:
            maker = maker_of(self.tokens, met[1], self.here, self.gazetteer)
            return self.clue_before(maker, met[1], False) if maker is not None else None
        read = read_out(self.tokens, self.here)
        if read is not None:
            author = author_behind(self.tokens, read[1], self.here, self.gazetteer)
            return self.clue_before(author, read[1], True) if author is not None else None
        if remembered(self.tokens, self.here) is not None or shown(self.tokens, self.here) is not None:
            return None
        return next((clue for find in _BEFORE if (clue := find(self))), None)

    @cached_property
    def after(self) -> Clue | None:
        """The clause behind the quotation, or None."""
        if is_put_to_subject(self.tokens, self.here):
            return None
        return next((clue for find in _AFTER if (clue := find(self))), None)

    @property
    def is_woven(self) -> bool:
        """Whether the sentence runs on from the words before the quotation, so that what follows attributes something else."""
        last = self.tokens[self.here - 1] if self.here else None
        return last is not None and last.is_word and last.lower not in _SAYING

    @property
    def is_of_another_clause(self) -> bool:
        """Whether a clause with another subject stands between the verb before and the quotation ("…, while Pell sat “…,” Stone said")."""
        if self.before is None or self.after is None or self.before.is_direct:
            return False
        between = range(self.before.cue + 1, self.here - 1)
        opener = next((i for i in between if self.tokens[i].lower in _CONTRASTING), None)
        return opener is not None and starts_phrase(self.tokens[opener + 1])

    def clue_before(self, phrase: Phrase, cue: int, is_direct: bool) -> Clue:
        """Return a clause before the quotation."""
        return Clue(self.frame, self.number, phrase, cue, True, is_direct)

    def clue_after(self, phrase: Phrase, cue: int, is_direct: bool) -> Clue:
        """Return a clause behind the quotation."""
        return Clue(self.frame, self.number, phrase, cue, False, is_direct)


def clues(frame: Frame, k: int, used: frozenset[int], gazetteer: Gazetteer) -> Iterator[Proposal[Clue]]:
    """Yield the clauses that may attribute the k-th quotation of a frame, within its own sentence.

    `used` holds the frame places of verbs that attribute an earlier quotation from behind it.
    """
    number, here = frame.spots[k]
    if here is not None:
        yield from propose(CLUE_RULES, _Quotation(frame, number, here, used, gazetteer))


# -- between two clauses ---------------------------------------------------------------------------------------------


@rule("clue: behind introduced words")
def _behind_introduced(quotation: _Quotation) -> Clue | None:
    """ "A said “…,” B told the Post, “…”": words that end with a comma are attributed by what follows them."""
    tokens, here = quotation.tokens, quotation.here
    if quotation.before is None or not quotation.before.is_direct or here + 1 >= len(tokens):
        return None
    is_bare = tokens[here - 1].is_word and tokens[here].text == OPEN
    if not is_bare or not tokens[here + 1].is_capitalised or quotation.after is None:
        return None
    goes_on = any(t.text in PLACEHOLDERS for t in tokens[here + 1 :])
    return quotation.after if goes_on and quotation.after.verb in _BEHIND_INTRODUCED else None


@rule("clue: behind a label")
def _behind_label(quotation: _Quotation) -> Clue | None:
    """ "Reservoir: “…,” said Stone": words under a heading are attributed by the clause behind them."""
    before, tokens, here = quotation.before, quotation.tokens, quotation.here
    is_label = before is not None and before.cue == before.phrase.last and before.phrase.first == 0 and tokens[here - 1].text == ":"
    after = quotation.after
    if not is_label or after is None or not after.is_direct or not is_cue(tokens, after.cue):
        return None
    return after if here + 1 in (after.cue, after.phrase.first) else None


@rule("clue: directly before")
def _directly_before(quotation: _Quotation) -> Clue | None:
    """ "Stone said: “…”"."""
    return quotation.before if quotation.before and quotation.before.is_direct else None


@rule("clue: behind")
def _behind(quotation: _Quotation) -> Clue | None:
    """ "“…,” said Stone"; not where the sentence runs on from a clause before."""
    return None if quotation.before and quotation.is_woven and not quotation.is_of_another_clause else quotation.after


@rule("clue: before")
def _somewhere_before(quotation: _Quotation) -> Clue | None:
    """ "Stone called the plan “…”"."""
    return quotation.before


@rule("clue: behind woven words")
def _behind_woven(quotation: _Quotation) -> Clue | None:
    """Return what follows words that another clause before would attribute as well."""
    return quotation.after if quotation.before and quotation.is_woven else None


CLUE_RULES = (_behind_introduced, _behind_label, _directly_before, _behind, _somewhere_before, _behind_woven)
"""The rules for the clause of a quotation, the one that goes first before."""


# -- before the quotation --------------------------------------------------------------------------------------------


def _leads_up(quotation: _Quotation) -> Clue | None:
    """ "When Pell left, Stone had an answer: “…”": the last clause before a colon, whatever its verb."""
    tokens, here = quotation.tokens, quotation.here
    if tokens[here - 1].text != ":":
        return None
    start = next((i + 1 for i in range(here - 2, -1, -1) if tokens[i].text == "," or tokens[i].text in PLACEHOLDERS), None)
    if start is None or any(is_cue(tokens, i) for i in range(start, here)):
        return None
    start += tokens[start].lower in lexicon.CONJUNCTIONS
    phrase = parse(tokens, start, here, quotation.gazetteer)
    verb = phrase.last + 1 if phrase else here
    if phrase is None or phrase.kind not in _CAN_LEAD or verb >= here:
        return None
    if not may_report(tokens, verb) and tokens[verb].lower not in lexicon.FINITE_AUXILIARIES:
        return None
    return quotation.clue_before(phrase, phrase.last, True)


def _heard_from(quotation: _Quotation) -> Clue | None:
    """ "Stone heard from a nurse that it was “…”": from whom somebody has it, or None."""
    tokens, here = quotation.tokens, quotation.here
    for from_ in range(max(1, here - _OWNED_REACH), here - 1):
        if tokens[from_].lower in _AUTHORS and tokens[from_ - 1].lower in _LEARNING:
            phrase = parse(tokens, from_ + 1, here, quotation.gazetteer)
            is_whole = phrase is not None and phrase.kind != "other" and phrase.last + 1 < here
            if phrase is None or not is_whole or tokens[phrase.last + 1].lower != _THAT:
                return None
            return quotation.clue_before(phrase, from_ - 1, phrase.last + 2 == here)
    return None


def _led_by_agent(quotation: _Quotation) -> Clue | None:
    """ "Then the verdict, delivered by Ada Stone: “…”", "The reply from Stone was curt: “…”": whom what leads to a colon names, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    if tokens[last].text != ":" or any(is_cue(tokens, i) for i in range(last)):
        return None
    for by in range(last - 2, max(0, last - _AGENT_REACH), -1):
        is_from = tokens[by].lower in _FROM_WHOM and tokens[by - 1].lower in _COMING_FROM
        if (tokens[by].lower in _AGENT and tokens[by - 1].lower not in _PASSED_ON) or is_from:
            phrase = parse(tokens, by + 1, last, quotation.gazetteer)
            if phrase is None:
                return None
            is_whole = phrase.last + 1 == last and phrase.kind == "person"
            is_linked = (
                is_from and phrase.kind in (*_CAN_TRAIL, "organization") and _leads_from(tokens, phrase.last + 1, quotation.here)
            )
            return quotation.clue_before(phrase, by, True) if is_whole or is_linked else None
    return None


def _released(quotation: _Quotation) -> Clue | None:
    """ "Quote attributable to Ada Stone: “…”": whom a release names before a colon, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    phrase = attributable(tokens, last, quotation.gazetteer) if tokens[last].text == ":" else None
    return quotation.clue_before(phrase, phrase.first - 1, True) if phrase is not None else None


def _sent(quotation: _Quotation) -> Clue | None:
    """ "The charge says that Stone sent his wife a message an hour before: “…”": who sends, writes or leaves a document, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    if tokens[last].text != ":":
        return None
    noun: int | None = None
    for i in range(last - 1, 0, -1):
        if not tokens[i].is_word or tokens[i].lower in lexicon.CONJUNCTIONS or (noun is None and is_cue(tokens, i)):
            return None
        if tokens[i].lower in _WRITTEN:
            noun = i
        elif noun is not None and tokens[i].lower in _SENDING:
            phrase = None if is_passive(tokens, i) else subject_of(tokens, i, quotation.gazetteer)
            return quotation.clue_before(phrase, i, True) if phrase is not None and phrase.kind in _CAN_LEAD else None
    return None


def _put_by(quotation: _Quotation) -> Clue | None:
    """ "Asked by a reporter, “Will you go?” Stone shrugged": who puts a question of its own with which a sentence opens, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    if last <= _PUT or tokens[last].text != "," or tokens[quotation.here].text != STOPPED:
        return None
    if tokens[0].lower not in _ASKED or tokens[1].lower not in _AGENT:
        return None
    phrase = parse(tokens, _PUT, last, quotation.gazetteer)
    is_whole = phrase is not None and phrase.kind != "other" and phrase.last + 1 == last
    return quotation.clue_before(phrase, 0, True) if phrase is not None and is_whole else None


def _behind_report(quotation: _Quotation) -> Clue | None:
    """ "The tower should go, argues Ada Stone, who lives there: “…”": whom a clause behind what is reported names, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    if tokens[last].text != ":":
        return None
    for cue in range(last - 2, 0, -1):
        if tokens[cue - 1].text == "," and tokens[cue].lower in _SAYING | _INVERTED - _TOLD and tokens[cue + 1].is_capitalised:
            phrase = parse(tokens, cue + 1, last, quotation.gazetteer)
            is_behind = phrase is not None and phrase.kind == "person" and not tokens[phrase.last + 1].is_word
            return quotation.clue_before(phrase, cue, True) if phrase is not None and is_behind else None
    return None


def _made_to_say(quotation: _Quotation) -> Clue | None:
    """ "The leak prompted Stone to say: “…”": whom something makes say it, or None."""
    tokens, here = quotation.tokens, quotation.here
    for cue in range(here - 1, max(1, here - 1 - _THAT_REACH), -1):
        if tokens[cue].lower in _PLAINLY | lexicon.PLAIN_CUES and tokens[cue - 1].lower == _TO:
            phrase = made_to_speak(tokens, cue - 1, quotation.gazetteer)
            return quotation.clue_before(phrase, cue, _is_direct(tokens, cue, here)) if phrase is not None else None
    return None


def _for_saying(quotation: _Quotation) -> Clue | None:
    """ "Stone said the pilot had radioed the tower to say: “…”": whoever does what the infinitive is for, or None."""
    tokens, here = quotation.tokens, quotation.here
    for cue in range(here - 1, max(1, here - 1 - _THAT_REACH), -1):
        if tokens[cue].lower in _PLAINLY and tokens[cue - 1].lower == _TO:
            phrase = subject_of_purpose(tokens, cue - 1, quotation.gazetteer)
            return quotation.clue_before(phrase, cue, _is_direct(tokens, cue, here)) if phrase is not None else None
    return None


def _held_against(quotation: _Quotation) -> Clue | None:
    """ "Pell criticised Stone for saying that “…”": whom something is done to for what they said, or None."""
    verb = held_against(quotation.tokens, quotation.here)
    whom = whom_it_is_held_against(quotation.tokens, verb, quotation.gazetteer) if verb is not None else None
    return quotation.clue_before(whom, verb, True) if verb is not None and whom is not None else None


def _nearest_verb(quotation: _Quotation) -> Clue | None:
    """Return the clause of the nearest verb of speech that has a subject, or "according to"."""
    tokens, here = quotation.tokens, quotation.here
    tried = 0
    for cue in range(here - 1, -1, -1):
        if _ends_clause(tokens, cue, here):
            return None
        if _only_relays(quotation, cue):
            continue
        if _is_according_to(tokens, cue, here):
            return _by_what_follows(quotation, cue)
        if tokens[cue].start in quotation.used and (resumed := _resumed(quotation, cue)):
            return resumed
        if not is_cue(tokens, cue) or tokens[cue].start in quotation.used or _is_subordinate(tokens, cue, here):
            continue
        if _closes_report(tokens, cue, here):
            return None
        found = _clause_of(quotation, cue)
        if found is not None or _is_untold(tokens, cue):
            return found
        tried += 1
        if tried == _MOST_TRIED:
            break
    return _without_verb(quotation)


def _is_according_to(tokens: Tokens, i: int, here: int) -> bool:
    """Return whether "according to" stands at a token."""
    return tokens[i].lower == _ACCORDING and i + 1 < here and tokens[i + 1].lower == _TO


def _only_relays(quotation: _Quotation, cue: int) -> bool:
    """Return whether an outlet only relays, between commas, what somebody says: "Stone told ZDF, according to Reuters, that “…”".

    Where no "that" goes on with it, the words were told to another outlet.
    """
    tokens, here, outlet_at = quotation.tokens, quotation.here, quotation.gazetteer.outlet_at
    aside = _aside_around(tokens, cue, here) if tokens[cue].lower == _ACCORDING or is_cue(tokens, cue) else None
    if aside is None:
        return False
    comma, close = aside
    told = next((i for i in range(comma - 1, 0, -1) if is_cue(tokens, i)), None)
    if told is not None and _is_retold(tokens, told, (comma, close)):
        return True
    if told is None or not any(outlet_at(tokens, i, short=True) for i in range(comma + 1, close)):
        return False
    is_told = tokens[told].lower in _TOLD and any(outlet_at(tokens, i) for i in (told + 1, told + 2))
    return is_told or (close + 1 < here and tokens[close + 1].lower == _THAT)


def _is_retold(tokens: Tokens, told: int, aside: tuple[int, int]) -> bool:
    """Return whether an aside of nothing but who says so retells what somebody told ("He had told her, she said, that “…”")."""
    comma, close = aside
    if close + 1 >= len(tokens) or tokens[close + 1].lower != _THAT or comma - told > _LONGEST_LISTENER:
        return False
    is_open = all(token.is_word and token.lower != _THAT for token in tokens[told + 1 : comma])
    inside = tokens[comma + 1 : close]
    is_bare = len(inside) <= _LONGEST_RETELLER and any(is_cue(tokens, i) for i in (comma + 1, close - 1))
    return is_open and is_bare and not any(token.lower in lexicon.PREPOSITIONS for token in inside)


def _aside_around(tokens: Tokens, cue: int, here: int) -> tuple[int, int] | None:
    """Return the commas of a short aside around a verb, or None where none is."""
    comma = next((i for i in range(cue - 1, 0, -1) if tokens[i].text == ","), None)
    close = next((i for i in range(cue + 1, here) if tokens[i].text in _ENDS_ASIDE), None)
    if comma is None or close is None or close - comma > _LONGEST_ASIDE or tokens[comma + 1].lower in lexicon.CONJUNCTIONS:
        return None
    return comma, close


def _is_untold(tokens: Tokens, cue: int) -> bool:
    """Return whether a verb without a subject that a rule has read has the words all the same: somebody new says it, or it is a passive
    of telling ("said she was told to “…”")."""
    return has_unread_subject(tokens, cue) or (tokens[cue].lower in _TOLD and is_passive(tokens, cue))


def _ends_clause(tokens: Tokens, i: int, here: int) -> bool:
    """Return whether no verb before a token attributes what follows it: a semicolon, or "a letter in which"."""
    if tokens[i].text == ";":
        return here - i > 1
    return i > 0 and tokens[i].lower in _GOVERNED and tokens[i - 1].lower in lexicon.PREPOSITIONS


def _resumed(quotation: _Quotation, cue: int) -> Clue | None:
    """ "Pell said “A,” Stone told the Post, “and B”": the clause behind introduced words, after which they go on, or None."""
    tokens, here = quotation.tokens, quotation.here
    if tokens[here - 1].text != "," or any(t.text in PLACEHOLDERS for t in tokens[cue:here]):
        return None
    words = next((i for i in range(cue - 1, -1, -1) if tokens[i].text in PLACEHOLDERS), None)
    if not words or not tokens[words - 1].is_word:
        return None  # the words open the sentence, and are one with those behind the clause
    found = subject_after(tokens, words + 1, here, quotation.gazetteer)
    return quotation.clue_before(found[0], found[1], True) if found is not None and found[1] == cue else None


def _is_subordinate(tokens: Tokens, cue: int, here: int) -> bool:
    """Return whether a verb only says when something else was said ("Pell said after the court had ruled, …, it was “…”")."""
    opener = next((i for i in range(cue - 1, 0, -1) if not tokens[i].is_word or tokens[i].lower in _TIME_OPENERS), 0)
    if not opener or tokens[opener].lower not in _TIME_OPENERS or not is_cue(tokens, opener - 1):
        return False
    return any(tokens[i].text == "," for i in range(cue + 1, here - 1))


def _closes_report(tokens: Tokens, cue: int, here: int) -> bool:
    """Return whether a verb between commas ends the report of what stands before it ("…, Pell said, as it emerged that “…”")."""
    if cue + 2 >= here or tokens[cue + 1].text != "," or tokens[cue + 2].lower not in _MEANWHILE:
        return False
    start = next((i for i in range(cue - 1, 0, -1) if tokens[i].text == "," or tokens[i].text in PLACEHOLDERS), 0)
    return start > 0 and tokens[start].text == ","


def _quoted_at_once(quotation: _Quotation, cue: int) -> Clue | None:
    """ "Stone quoted the late Petra Novak: “…”": the one quoted, where nothing but a colon or comma stands behind."""
    tokens, last = quotation.tokens, quotation.here - 1
    if tokens[cue].lower not in _QUOTING or tokens[last].text not in ",:":
        return None
    at = cue + 2 if tokens[cue + 1].lower == lexicon.THE and cue + 2 < last else cue + 1
    at += at < last and tokens[at].lower in _LATE
    phrase = parse(tokens, at, last, quotation.gazetteer)
    is_whole = phrase is not None and phrase.kind == "person" and phrase.last + 1 == last
    return quotation.clue_before(phrase, cue, True) if phrase is not None and is_whole else None


def _by_participle(quotation: _Quotation) -> Clue | None:
    """ "Calling the plan “…”, Stone left": whoever does what follows, where a participle of speech opens the sentence, or None."""
    tokens, here = quotation.tokens, quotation.here
    if not tokens[0].lower.endswith(lexicon.PARTICIPLE_ENDING) or not is_cue(tokens, 0) or not is_followed_by(tokens, here, (",",)):
        return None
    if any(is_cue(tokens, i) or tokens[i].text in PLACEHOLDERS for i in range(1, here)):
        return None
    phrase = parse(tokens, here + 2, len(tokens), quotation.gazetteer)
    is_subject = phrase is not None and phrase.kind in (*_CAN_TRAIL, "organization") and phrase.last + 1 < len(tokens)
    return quotation.clue_before(phrase, 0, False) if phrase is not None and is_subject else None


def _in_words_of(quotation: _Quotation) -> Clue | None:
    """ "In the words of Stone, “…”"."""
    tokens, here = quotation.tokens, quotation.here
    owned = _in_owned_words(quotation)
    if owned is not None:
        return owned
    for i in range(max(2, here - _LONGEST_WORDING), here - 1):
        is_wording = tokens[i - 1].lower in _WORDINGS and tokens[i - 2].lower == lexicon.THE
        is_view = tokens[i - 1].lower in _VIEWS and (i <= _VIEW_OPENS or tokens[i - 3].text == ",")
        if tokens[i].lower == lexicon.OF and (is_wording or is_view):
            phrase = parse(tokens, i + 1, here, quotation.gazetteer)
            return quotation.clue_before(phrase, i, True) if phrase is not None and phrase.kind in _CAN_TRAIL else None
    return None


def _in_owned_words(quotation: _Quotation) -> Clue | None:
    """ "In Stone’s words, the quay was “…”"."""
    tokens = quotation.tokens
    comma = next((i for i in range(2, min(quotation.here, _LONGEST_OWNED_WORDS)) if tokens[i].text == ","), None)
    if comma is None or tokens[0].lower not in lexicon.PREPOSITIONS or tokens[comma - 1].lower not in _WORDINGS | _VIEWS:
        return None
    if is_cue(tokens, quotation.here - 1 - (not tokens[quotation.here - 1].is_word)):
        return None  # "Of Pell’s words, Stone added: “…”"
    return _by_owner(quotation, comma - 1)


def _clause_of(quotation: _Quotation, cue: int) -> Clue | None:
    """Return the clause before the quotation whose verb of speech is word `cue`, or None where it has no subject."""
    tokens, here = quotation.tokens, quotation.here
    if cue == 0 and here > 1 and tokens[0].lower in _SAYING and (found := _by_what_follows(quotation, 0)):
        return found  # "Said Petra Novak, when …: "
    if cue == 0 and tokens[0].lower in _INVERTED and (found := _inverted(quotation)):
        return found
    if (found := _inverted_aside(quotation, cue)) is not None:
        return found
    if quoted := _quoted_at_once(quotation, cue):
        return quoted
    if is_passive(tokens, cue):
        is_anothers = tokens[cue].lower in _PASSED_ON  # "The letter from Pell was read by Stone: “…”"
        phrase = None if is_anothers else agent_of(tokens, cue, here, quotation.gazetteer)
    else:
        phrase = subject_of(tokens, cue, quotation.gazetteer)
    return quotation.clue_before(phrase, cue, _is_direct(tokens, cue, here)) if phrase is not None else None


def _inverted_aside(quotation: _Quotation, cue: int) -> Clue | None:
    """ "The plan, said Ada Stone, was “…”": whom a verb between commas precedes, or None."""
    tokens, here = quotation.tokens, quotation.here
    if cue < 1 or tokens[cue - 1].text != "," or tokens[cue].lower not in _SAYING - _TOLD or not starts_phrase(tokens[cue + 1]):
        return None
    phrase = parse(tokens, cue + 1, here, quotation.gazetteer)
    is_aside = phrase is not None and phrase.kind in _CAN_TRAIL and phrase.last + 1 < here and tokens[phrase.last + 1].text == ","
    return quotation.clue_before(phrase, cue, False) if phrase is not None and is_aside else None


def _inverted(quotation: _Quotation) -> Clue | None:
    """ "Replied Ms Novak: “…”", "Adds Stone, a pilot: “…”": whom a verb that opens the sentence precedes, or None."""
    tokens, last = quotation.tokens, quotation.here - 1
    phrase = parse(tokens, 1, last, quotation.gazetteer) if last > 1 and tokens[last].text == ":" else None
    if phrase is None or phrase.kind not in _CAN_TRAIL or phrase.kind == "pronoun" or phrase.first != 1:
        return None
    is_bare = phrase.last + 1 == last or tokens[phrase.last + 1].text == ","
    has_verb = any(is_cue(tokens, i) for i in range(phrase.last + 1, last))
    return quotation.clue_before(phrase, 0, True) if is_bare and not has_verb else None


def _by_what_follows(quotation: _Quotation, cue: int) -> Clue | None:
    """Return the clause before the quotation whose subject follows word `cue`, or None."""
    found = subject_after(quotation.tokens, cue, quotation.here, quotation.gazetteer)
    is_direct = quotation.tokens[quotation.here - 1].text in ",:"
    return quotation.clue_before(found[0], cue, is_direct) if found else None


def _without_verb(quotation: _Quotation) -> Clue | None:
    """Return who leads to words by no verb of speech, or None."""
    return _had_an_answer(quotation) or _at_a_time(quotation)


def _had_an_answer(quotation: _Quotation) -> Clue | None:
    """ "Stone had an answer: “…”"."""
    tokens, here = quotation.tokens, quotation.here
    if tokens[here - 1].text != ":" or verb_of_others_before(tokens, here) is not None:
        return None
    if here > _LEAST_WRITTEN and tokens[here - 3].lower in _OF_THING and tokens[here - 4].lower in _WRITTEN:
        thing = ending_at(tokens, here - 3, quotation.gazetteer)  # "Stone opened a telegram that began: “…”"
        return quotation.clue_before(thing._replace(kind="description"), here - 2, True) if thing is not None else None
    phrase = main_subject(tokens, quotation.gazetteer, here)
    if phrase is None:
        return None
    can_lead = phrase.kind in _CAN_LEAD or (phrase.kind == "description" and phrase.last + 1 < here - 1)
    can_lead = can_lead or (phrase.kind == "organization" and _has_channel(quotation, phrase))
    return quotation.clue_before(phrase, phrase.last, True) if can_lead else None


def _has_channel(quotation: _Quotation, phrase: Phrase) -> bool:
    """ "The Harbour Trust, on Facebook: “…”": whether nothing but what it gives its words in stands behind what opens a sentence."""
    tokens, end = quotation.tokens, quotation.here - 1
    at = phrase.last + 1 + (tokens[phrase.last + 1].text == ",")
    if phrase.first or at >= end or tokens[at].lower not in _CHANNEL_LEADS:
        return False
    behind = tokens[at + 1 : end]
    is_bare = all(token.is_word and token.lower not in lexicon.AUXILIARIES for token in behind)
    is_channel = any(token.lower in quotation.gazetteer.platforms or token.lower in _CHANNELS for token in behind)
    return is_bare and is_channel and not any(is_cue(tokens, i) for i in range(at + 1, end - 1))


def _at_a_time(quotation: _Quotation) -> Clue | None:
    """ "11:41 Judge Ada Stone: “…”", as who speaks stands in a text that is written as things happen."""
    tokens, last = quotation.tokens, quotation.here - 1
    start = next((i for i in range(min(last, _LONGEST_TIME)) if tokens[i].text[0].isalpha()), 0)
    if not start or tokens[last].text != ":" or not tokens[0].text[0].isdigit():
        return None
    phrase = parse(tokens, start, last, quotation.gazetteer)
    is_whole = phrase is not None and phrase.kind == "person" and phrase.last + 1 == last
    return quotation.clue_before(phrase, phrase.last, True) if phrase is not None and is_whole else None


def _owned_words(quotation: _Quotation) -> Clue | None:
    """ "the Lantern noted Stone’s claim that “…”": the owner of the nearest noun that says what the words are, or None."""
    tokens, here = quotation.tokens, quotation.here
    noun = next((i for i in range(here - 2, max(0, here - _OWNED_REACH), -1) if tokens[i].lower in _OWNED), None)
    maker = maker_of(tokens, noun, here, quotation.gazetteer) if noun is not None else None
    if noun is not None and maker is not None and _is_one_clause(tokens, maker.last + 2, here):
        return quotation.clue_before(maker, noun, True)  # "a claim by Stone that the quay was “…”"
    after = _past_teller(tokens, noun + 1, here) if noun is not None else here
    if noun is None or not _leads_from(tokens, after, here):
        return None
    is_told = tokens[after].lower != _THAT and tokens[here - 1].lower not in (_THAT, _AS)
    if is_told and _is_told_of(tokens, noun):
        return None
    pronoun = _owning_pronoun(tokens, noun)
    return quotation.clue_before(pronoun, noun, True) if pronoun is not None else _by_owner(quotation, noun)


def _is_told_of(tokens: Tokens, noun: int) -> bool:
    """Return whether a verb before a noun for words has somebody else tell of them.

    "Stone said of Pell’s remarks: “…”", "Stone said Pell’s claim was “…”", "Stone rejected Pell’s claim: “…”".
    """
    return any((is_cue(tokens, i) and tokens[i].lower not in _RELAYING) or tokens[i].lower in _REFUSING for i in range(noun))


def _past_teller(tokens: Tokens, at: int, here: int) -> int:
    """Return the word past who tells it between commas at word `at` ("Stone’s words, Pell added, were: “…”"), else `at`."""
    close = find(tokens, ",", at + 2, min(here - 1, at + _LONGEST_TELLER)) if tokens[at].text == "," else None
    return close + 1 if close is not None and is_cue(tokens, close - 1) else at


def _leads_from(tokens: Tokens, at: int, here: int) -> bool:
    """Return whether words [at, here) lead from a noun to what was said.

    They do with "that", "about it that", "that it was", "of him as", a colon or "was", what it was said to or how it was between
    or not ("’s message to her was blunt: “…”").
    """
    between = tokens[at:here]
    if between[-1].lower == _THAT:
        is_said = at == here - 2 and tokens[at].lower in _BEFORE_OWNED  # "Stone’s view is that"
        is_bound = at == here - 1 or is_said or tokens[at].lower in lexicon.PREPOSITIONS
        return is_bound and all(t.is_word and t.lower not in lexicon.CUES for t in between)
    if tokens[at].lower == _THAT:
        return _is_one_clause(tokens, at + 1, here)
    end = here - (tokens[here - 1].lower in lexicon.ARTICLES)
    if tokens[at].lower == lexicon.OF and tokens[end - 1].lower == _AS:
        return all(token.is_word for token in between)
    return _is_linked(tokens, at, end)


def _is_linked(tokens: Tokens, at: int, end: int) -> bool:
    """Return whether words [at, end) end with a colon or "was", and open with one or with to whom or of what something was said."""
    if end == at + 1:
        return tokens[at].lower in _BEFORE_OWNED
    opens = tokens[at].lower in _BEFORE_OWNED or tokens[at].lower in lexicon.PREPOSITIONS
    leads = tokens[end - 1].lower in _BEFORE_OWNED and tokens[end - 1].lower not in lexicon.PREPOSITIONS
    commas = [i for i in range(at, end - 1) if tokens[i].text == ","]
    is_apposed = len(commas) == 2 and tokens[commas[0] + 1].is_capitalised  # "’s message to the minister, Ada Pell, was blunt"
    words = [i for i in range(at, end - 1) if not (is_apposed and i in commas)]
    return opens and leads and all(tokens[i].is_word and not is_cue(tokens, i) for i in words)


def _is_one_clause(tokens: Tokens, start: int, here: int) -> bool:
    """Return whether tokens [start, here) have one verb, none of speech ("that the town was"), so that no clause has ended."""
    verbs = [i for i in range(start, here) if tokens[i].lower in lexicon.FINITE_AUXILIARIES or may_report(tokens, i)]
    return len(verbs) <= 1 and all(tokens[i].is_word and not is_cue(tokens, i) for i in range(start, here))


def _by_owner(quotation: _Quotation, noun: int) -> Clue | None:
    """Return the clause whose subject is the name or description that owns a noun, or None."""
    tokens = quotation.tokens
    owner = next((i for i in range(noun - 1, max(-1, noun - _OWNER_REACH), -1) if tokens[i].is_possessive), None)
    if owner is not None and not tokens[owner].is_capitalised and (body := _owning_body(quotation, owner)) is not None:
        return quotation.clue_before(body, noun, True)
    if owner is None or any(tokens[i].is_capitalised for i in range(owner + 1, noun)):
        return None
    return (_by_named_owner if tokens[owner].is_capitalised else _by_described_owner)(quotation, owner, noun)


def _by_named_owner(quotation: _Quotation, owner: int, noun: int) -> Clue | None:
    """Return the clause whose subject is the name that ends at token `owner` and owns a noun, or None."""
    tokens = quotation.tokens
    first = _start_of_capitals(tokens, owner)
    phrases = (parse(tokens, i, noun + 1, quotation.gazetteer) for i in range(first, owner + 1))
    owned = next(((p.owner, p.first) for p in phrases if p is not None and p.owner is not None and p.last >= noun), None)
    if owned is None or not (words := strip_titles(owned[0].split(), quotation.gazetteer)[1]):
        return None
    name = " ".join(words)
    kind = "organization" if is_organization(name, False, quotation.gazetteer) else "person"
    return quotation.clue_before(Phrase(kind, name, None, owned[1], owner, words[-1]), noun, True)


def _by_described_owner(quotation: _Quotation, owner: int, noun: int) -> Clue | None:
    """ "her landlord’s short reply: “…”": the clause whose subject is the description that owns a noun, or None."""
    tokens = quotation.tokens
    if tokens[owner].base.lower() in _UNITS:
        return None  # "the day’s best answer"
    for first in range(owner - 1, max(-1, owner - _LONGEST_OWNER), -1):
        if tokens[first].lower in lexicon.DETERMINERS:
            described = parse(tokens, first, noun + 1, quotation.gazetteer)
            if described is None or not described.owner:
                return None
            head = tokens[owner].base.lower()
            return quotation.clue_before(Phrase("description", described.owner, None, first, owner, head), noun, True)
        if not tokens[first].is_word:
            return None
    return None


def _owning_body(quotation: _Quotation, owner: int) -> Phrase | None:
    """ "The Stone campaign’s response: “…”": the body whose last word is word `owner`, or None."""
    tokens = quotation.tokens
    if tokens[owner].base.lower() not in quotation.gazetteer.organizations:
        return None
    first = next((i for i in range(owner - 1, max(-1, owner - _OWNER_REACH), -1) if tokens[i].lower in lexicon.ARTICLES), None)
    if first is None or not all(tokens[i].is_word for i in range(first, owner)):
        return None
    name = " ".join([*(tokens[i].text for i in range(first + 1, owner)), tokens[owner].base])
    return Phrase("organization", name, None, first, owner, tokens[owner].base.lower())


def _owning_pronoun(tokens: Tokens, noun: int) -> Phrase | None:
    """Return "she" for the "her" right before a noun, or None."""
    if tokens[noun - 1].is_possessive:
        return None  # "her landlord’s reply"
    at = next((i for i in range(noun - 1, max(-1, noun - 1 - _NEAR_OWNED), -1) if tokens[i].lower in _SUBJECT_OF_OWNER), None)
    if at is None:
        return None
    who = _SUBJECT_OF_OWNER[tokens[at].lower]
    return Phrase("pronoun", who, None, at, at, who)


def _start_of_capitals(tokens: Tokens, at: int) -> int:
    """Return the first of the capitalised words that end at token `at`."""
    while at > 0 and tokens[at - 1].is_capitalised and tokens[at - 1].is_word:
        at -= 1
    return at


def _by_agent(quotation: _Quotation) -> Clue | None:
    """ "which is defined by Stone as an “…”": who is said to call something so, whatever the verb, or None."""
    tokens, here = quotation.tokens, quotation.here
    as_ = here - 1 - (tokens[here - 1].lower in lexicon.ARTICLES)
    if as_ < _LEAST_AGENT or tokens[as_].lower != _AS:
        return None
    for by in range(as_ - 2, max(0, as_ - _AGENT_REACH), -1):
        if tokens[by].lower in _AGENT and tokens[by - 1].lower.endswith(lexicon.PAST_ENDING):
            phrase = parse(tokens, by + 1, as_, quotation.gazetteer)
            is_whole = phrase is not None and phrase.last + 1 == as_ and phrase.kind != "other"
            return quotation.clue_before(phrase, by - 1, True) if phrase is not None and is_whole else None
    return None


def _by_means(quotation: _Quotation) -> Clue | None:
    """ "The mayor defended it with the excuse that “…”": the subject of a sentence without a verb of speech, or None."""
    means = means_before(quotation.tokens, quotation.here)
    if means is None or any(is_cue(quotation.tokens, i) for i in range(means)):
        return None
    subject = main_subject(quotation.tokens, quotation.gazetteer, means)
    return quotation.clue_before(subject, means, True) if subject is not None and subject.last < means - 1 else None


_BEFORE: tuple[Callable[[_Quotation], Clue | None], ...] = (
    _in_words_of,
    _made_to_say,
    _released,
    _leads_up,
    _owned_words,
    _heard_from,
    _led_by_agent,
    _sent,
    _put_by,
    _by_means,
    _behind_report,
    _by_agent,
    _by_participle,
    _for_saying,
    _held_against,
    _nearest_verb,
)


def _is_direct(tokens: Tokens, cue: int, here: int) -> bool:
    """Return whether a verb introduces words at once: "said, X", "told the Post: X", "said that X", "in which he called X"."""
    last = tokens[here - 1]
    is_near_comma = last.text == "," and here - cue <= _COMMA_REACH
    is_near_that = last.lower == _THAT and here - cue <= _THAT_REACH
    return here - cue == 1 or last.text == ":" or is_near_comma or is_near_that


# -- behind the quotation --------------------------------------------------------------------------------------------


def _agent_behind(quotation: _Quotation) -> Clue | None:
    """ "was hailed as “…” by his coach, Ada Stone": who does what the passive before the quotation says, or None."""
    tokens, here = quotation.tokens, quotation.here
    by = here + 1
    if by + 1 >= len(tokens) or tokens[by].lower not in _AGENT or verb_of_others_before(tokens, here) is None:
        return None
    phrase = parse(tokens, by + 1, len(tokens), quotation.gazetteer)
    if phrase is not None and phrase.kind == "description" and is_followed_by(tokens, phrase.last, (",",)):
        named = parse(tokens, phrase.last + 2, len(tokens), quotation.gazetteer)
        phrase = named if named is not None and named.kind == "person" else phrase
    return quotation.clue_after(phrase, by, True) if phrase is not None and phrase.kind in _CAN_TRAIL else None


def _was_the_answer(quotation: _Quotation) -> Clue | None:
    """ "“Not today,” was her answer", "“No,” came Stone’s reply": whose answer words are said to be, or None."""
    tokens, verb = quotation.tokens, quotation.here + 1
    if verb >= len(tokens) or tokens[verb].lower not in _BEING_SAID:
        return None
    reach = range(verb + 2, min(len(tokens), verb + 2 + _OWNER_REACH))
    noun = next((i for i in reach if tokens[i].lower in _ANSWERS), None)
    if noun is None or any(not tokens[i].is_word for i in range(verb, noun)):
        return None
    pronoun = _owning_pronoun(tokens, noun)
    owned = quotation.clue_after(pronoun, noun, True) if pronoun is not None else _by_owner(quotation, noun)
    return replace(owned, is_before=False) if owned is not None and owned.phrase.first > verb else None


def _right_behind(quotation: _Quotation) -> Clue | None:
    """ "“…,” Stone said": the clause between the quotation and the next one, or the end of the sentence."""
    tokens, here = quotation.tokens, quotation.here
    end = len(tokens)
    stop = next((i for i in range(here + 1, end) if tokens[i].text in PLACEHOLDERS and not is_inside_name(tokens, i)), end)
    found = subject_after(tokens, here + 1, stop, quotation.gazetteer, opens=here == 0)
    if found is None and stop < end:
        found = subject_after(tokens, here + 1, end, quotation.gazetteer)
    return _behind_words(quotation, found, stop) if found is not None else None


def _behind_words(quotation: _Quotation, found: tuple[Phrase, int], stop: int) -> Clue | None:
    """Return the clause behind a quotation, given its subject and verb: of an agent or of whom it quotes, or None where it is another's."""
    tokens, (phrase, verb) = quotation.tokens, found
    if verb < phrase.first and _has_verb_of_its_own(tokens, phrase):
        return None
    if verb > phrase.last and is_spoken_to(tokens, verb):
        agent = agent_of(tokens, verb, stop, quotation.gazetteer)  # "“…,” Stone was told by the clerk"
        return quotation.clue_after(agent, verb, True) if agent is not None else None
    if phrase.kind != "organization" and tokens[verb].lower in _QUOTING and (quoted := _quoted_behind(quotation, found, stop)):
        return quoted
    return _told_behind(quotation, verb, stop) or quotation.clue_after(phrase, verb, True)


def _told_behind(quotation: _Quotation, verb: int, stop: int) -> Clue | None:
    """ "“…,” Stone said Pell told her": Pell, where the verb is that of what Stone tells and has no content of its own, or None."""
    tokens = quotation.tokens
    at = verb + 1 + (verb + 1 < stop and tokens[verb + 1].lower == _THAT)
    who = None if at >= stop else object_as_subject(tokens, at) or parse(tokens, at, stop, quotation.gazetteer)
    if who is None or who.kind == "other":
        return None
    cue = past_having(tokens, who.last + 1, stop)
    is_saying = cue < stop and is_cue(tokens, cue) and not is_passive(tokens, cue)
    return quotation.clue_after(who, cue, True) if is_saying and _is_without_content(quotation, cue, stop) else None


def _is_without_content(quotation: _Quotation, cue: int, stop: int) -> bool:
    """Return whether nothing that is told follows a verb of speech: the end, whom it was told to, when or where."""
    tokens, at = quotation.tokens, cue + 1
    if at < stop and object_as_subject(tokens, at) is not None:
        at += 1
    elif at < stop and tokens[cue].lower in _TOLD:
        told = parse(tokens, at, stop, quotation.gazetteer)
        at = told.last + 1 if told is not None else at
    return at >= stop or not tokens[at].is_word or tokens[at].lower in _BEHIND_TOLD


def _quoted_behind(quotation: _Quotation, found: tuple[Phrase, int], stop: int) -> Clue | None:
    """ "“…,” Pell quoted Stone as saying": Stone, or None where nobody is quoted so."""
    tokens = quotation.tokens
    saying = next((i + 1 for i in range(found[1] + 1, stop - 1) if tokens[i].lower == _AS), None)
    if saying is None or not is_participle(tokens, saying):
        return None
    quoted = quoted_as_saying(tokens, saying, quotation.gazetteer)
    return quotation.clue_after(quoted, saying, True) if quoted is not None and quoted.kind in _CAN_TRAIL else None


def _has_verb_of_its_own(tokens: Tokens, phrase: Phrase) -> bool:
    """Return whether a name behind a verb of speech is the subject of what is said ("“…,” claimed Stone had lied")."""
    after = phrase.last + 1
    return after < len(tokens) and tokens[after].lower in lexicon.FINITE_AUXILIARIES


def _trailing(quotation: _Quotation) -> Clue | None:
    """ "the “…” it takes to be president, Stone wrote", "the “…” of it all, Stone, mayor of Oslo, wrote"."""
    tokens, here = quotation.tokens, quotation.here
    end = len(tokens)
    commas = [i for i in range(end - 2, here + 1, -1) if tokens[i].text == ","]
    for i in commas[:_MOST_TRIED]:
        found = subject_after(tokens, i + 1, end, quotation.gazetteer)
        if found is None or found[0].kind not in _CAN_TRAIL:
            continue
        if _is_whose_report(tokens, found, i):
            return quotation.clue_after(found[0], found[1], False)
        is_further = tokens[found[1] - 1].text == ","
        described = person_before(tokens, i, quotation.gazetteer) if is_further and found[0].kind == "description" else None
        if described is not None and described.first > here:
            return quotation.clue_after(described, found[1], False)
        is_apposed = is_further and found[0].kind == "person" and tokens[found[0].last + 1].text == ","
        if is_apposed or 0 < found[1] - found[0].last <= _TRAILING_VERB:
            return quotation.clue_after(found[0], found[1], False)
    return None


def _is_whose_report(tokens: Tokens, found: tuple[Phrase, int], comma: int) -> bool:
    """Return whether what stands behind a comma is by whom all before it is told ("“…” when he heard, according to two aides")."""
    return found[1] < found[0].first and not any(is_cue(tokens, k) for k in range(comma))


_AFTER: tuple[Callable[[_Quotation], Clue | None], ...] = (_agent_behind, _was_the_answer, _right_behind, _trailing)


def signature(frame: Frame, number: int, at: int, gazetteer: Gazetteer) -> Clue | None:
    """Return the name after a dash that ends its paragraph, as under a letter ("— Ada Byrne, Oslo"), or None.

    `number` is the sentence's and `at` the index in it at which the dash stands.
    """
    tokens = frame.sentences[number].tokens
    is_long = len(tokens) - at > _LONGEST_SIGNATURE
    if at + 1 >= len(tokens) or number + 1 < len(frame.sentences) or is_long:
        return None
    if any(tokens[i].text in PLACEHOLDERS or is_cue(tokens, i) for i in range(at + 1, len(tokens))):
        return None
    if tokens[at].text not in _SIGNING_MARKS:
        return _signed_plainly(frame, number, at, gazetteer)
    phrase = parse(tokens, at + 1, len(tokens), gazetteer)
    if phrase is None or phrase.kind not in _CAN_SIGN or (" " not in phrase.name and not phrase.role):
        return None
    ends = phrase.last + 1 == len(tokens) or not tokens[phrase.last + 1].is_word or tokens[phrase.last + 1].lower in _SIGNED_ON
    return Clue(frame, number, phrase, phrase.last, False, True) if ends else None


def _signed_plainly(frame: Frame, number: int, at: int, gazetteer: Gazetteer) -> Clue | None:
    """Return the name or description that is all that stands behind a paragraph's one quotation ("“We sail.” A former pilot"), or None."""
    tokens = frame.sentences[number].tokens
    if at != 1 or tokens[0].text != STOPPED or not (tokens[at].is_capitalised and tokens[-1].is_word) or len(frame.stretches) > 1:
        return None
    phrase = parse(tokens, at, len(tokens), gazetteer)
    if phrase is None or phrase.kind not in _CAN_TRAIL or phrase.last + 1 < len(tokens) or " " not in phrase.name:
        return None
    return Clue(frame, number, phrase, phrase.last, False, True)


def opens_attribution(framed: str, at: int) -> bool:
    """Return whether a name or pronoun and a verb of speech follow place `at` of a frame's text ("“Really?” Mr. Stone asked")."""
    head = framed[at : at + _LONGEST_ATTRIBUTION]
    match = _PRONOUN_CUE.match(head)
    if match:
        who, verb = match[0].lower().split()
        return verb in lexicon.cues() or (who in _NARRATORS and verb in lexicon.PLAIN_CUES | _BARE_SAYING)
    told = [_CUE_DESCRIBED.match(head), _DESCRIBED_CUE.match(head), _CUE_NAME.match(head), _ROLE_NAME_CUE.match(head)]
    if framed[max(0, at - _LONGEST_GAP) : at].rstrip().endswith(("?", "!")):
        # behind a comma somebody may go on: "when it rained, the shepherd asked the vet."
        told.append(_DESCRIBED_TELLS.match(head))
    if any(found is not None and found[1] in lexicon.cues() for found in told):
        return True  # "asked the shepherd.", "the shepherd asked.", "said Ada Byrne", "the shepherd asked the vet."
    names = _NAME_CUE.match(head)
    if not names:
        return False
    words = names[0].split()
    return words[0][0].isupper() and any(word.rstrip(".,") in lexicon.cues() for word in words)
