"""What a change means by its place in the sentence: who does it to whom, who is only spoken to, which word the statement is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from service.wording import asides, lexicon, tables
from service.wording.kinds import Judgement, differs, letters_confused, words_of
from service.wording.pairs import Pair, Run, after, before
from service.wording.rarity import is_rare
from service.wording.synonyms import SYNONYMS
from service.wording.tokens import Token, is_content

_LONGEST_PHRASE = 5  # words before a noun within which its determiner is sought
_FEWEST_REPEATED, _REPEATED_WITHIN = 2, 14  # words
_COORDINATED_WITHIN = 10  # words
_AMONG = (("one", "of"), ("among",), ("some", "of"), ("1", "of"))
_SUPERLATIVES, _SHORTEST_EST, _TO_SUPERLATIVE = frozenset(("best", "worst", "most", "least")), 5, 3
_VERB_ENDINGS = ("ed", "ing")
_FEWEST_MOVED, _MOVED_WITHIN = 2, 120  # words of a phrase that was moved, and characters that it may have been moved by
_SENTENCE_END = re.compile(r"[.!?](?=[\s\"”’')\]]|$)")
_QUOTED = re.compile(r"[\s,:]*[\"“‘']\w")


def placed(pair: Pair, run: Run, judgement: Judgement) -> Judgement:
    """Return the judgement of a change with what its place adds: a vocative turns nothing, another subject does."""
    if _is_said_before(pair, run):
        return Judgement("filler", False, f"“{words_of(run.was)}” of the source, said twice, is left out once")
    if _is_one_of_many(pair, run):
        return Judgement("comparison", True, differs("a comparison or a quantity", words_of(run.was), ""))
    if judgement.serious:
        is_mild = any(rule(pair, run) for rule in _MILD.get(judgement.kind, ()))
        return _made_mild(run, judgement) if is_mild else judgement
    if judgement.kind not in ("word", "inflection") or not run.put or not run.dropped:
        return judgement
    said, was = run.said, run.was
    who = _persons(said), _persons(was)
    others = (_other_owner(said, was), _is_left_unnamed(run), _is_about(pair, run), _is_other_act(pair, run))
    if judgement.kind == "word" and (_other_person(*who) or any(others)):
        return replace(
            judgement,
            serious=True,
            reason=differs("what is done" if others[-1] else "who or what is meant", words_of(was), words_of(said)),
        )
    return judgement


def _is_one_of_many(pair: Pair, run: Run) -> bool:
    """Return whether "one of" or "among" is left out before what is the most of its kind: "one of | the worst pilots"."""
    if run.put or tuple(t.key for t in run.was) not in _AMONG:
        return False
    following = [t.key for t in pair.passage[run.dropped[-1] + 1 : run.dropped[-1] + 1 + _TO_SUPERLATIVE]]
    return following[:1] != [] and following[0] in lexicon.DETERMINERS and any(map(_is_superlative, following[1:]))


def _is_superlative(key: str) -> bool:
    return key in _SUPERLATIVES or (key.endswith("est") and len(key) > _SHORTEST_EST)


def _made_mild(run: Run, judgement: Judgement) -> Judgement:
    return replace(judgement, serious=False, reason=differs("the wording", words_of(run.was), words_of(run.said)))


def _persons(tokens: Sequence[Token]) -> set[str]:
    return {lexicon.PERSONS[t.key] for t in tokens if t.key in lexicon.PERSONS}


def _other_person(new: set[str], old: set[str]) -> bool:
    """Return whether one person stands for another: "they kept saying" for "I kept saying"."""
    return len(new) == 1 and len(old) == 1 and new != old


def _other_owner(said: Sequence[Token], was: Sequence[Token]) -> bool:
    """Return whether only whose it is differs: "my party" for "your party"; "his" for "their" may be anybody's."""
    owners = {lexicon.OWNERS.get(t.key) for t in (*said, *was)}
    return len(said) == len(was) == 1 and None not in owners and len(owners) > 1


def _is_left_unnamed(run: Run) -> bool:
    """Return whether "he" or "she" stands for somebody who is named or described: "he" may be anybody here."""
    is_pronoun = len(run.said) == 1 and run.said[0].key in lexicon.SINGULAR_PERSONS
    return is_pronoun and is_content(run.was[-1].key) and not is_verb(run.was[-1].key) and not _persons(run.was)


def _is_other_act(pair: Pair, run: Run) -> bool:
    """Return whether another verb stands for a verb, neither of which a reporter puts for the other, and not both of which are on everybody's lips."""
    said, was = run.said[-1].key, run.was[-1].key
    if len(run.said) != 1 or len(run.was) != 1 or not (is_content(said) and is_content(was)):
        return False
    if frozenset((tables.base(said), tables.base(was))) in SYNONYMS or not (is_rare(said) or is_rare(was)):
        return False
    return is_verb(said) and is_verb(was) and not _describes(pair, run)


def _describes(pair: Pair, run: Run) -> bool:
    """Return whether a word ending like a past stands before a noun, "the broken boat", or behind "is": it may be as good as another."""
    at = run.put[0]
    previous = pair.claim[at - 1].key if at else ""
    return previous in lexicon.DETERMINERS or previous in lexicon.COPULAS


def _is_vocative(pair: Pair, run: Run) -> bool:
    """Return whether a name left out or put in only says who is spoken to: set off by commas, with no other name in a row beside it."""
    if bool(run.put) == bool(run.dropped):
        return False
    text, tokens, places = (pair.quote, pair.claim, run.put) if run.put else (pair.source, pair.passage, run.dropped)
    first, last = places[0], places[-1]
    if not all(tokens[i].is_capitalised for i in places) or len(places) > 3:
        return False
    left, right = before(text, tokens, first), after(text, tokens, last)
    opens = first == 0 or tokens[first].opens_sentence
    return not _goes_on(tokens, last, right) and ((opens and "," in right) or "," in left)


def _goes_on(tokens: Sequence[Token], last: int, right: str) -> bool:
    """Return whether a list or a phrase goes on after a name: "Marsh, | Renner, | and Pell"."""
    if last + 1 >= len(tokens):
        return False
    following = tokens[last + 1]
    is_name = following.is_capitalised and not following.opens_sentence and following.key not in lexicon.PERSONS
    in_list = (following.key in (tables.AND, "or") and not _goes_on_as_clause(tokens, last)) or is_name
    return in_list or right.strip()[:1] not in (".", ",", "?", "!", ";", "—", "-")


_ADVERBS_OF_CLAUSES = frozenset("then now still yet so".split())


def _goes_on_as_clause(tokens: Sequence[Token], last: int) -> bool:
    """Return whether "and" behind a name begins a clause after a whole one: "it was wrong, Marta, | and we knew it"."""
    subject = last + 2 + (last + 2 < len(tokens) and tokens[last + 2].key in _ADVERBS_OF_CLAUSES)
    if subject + 1 >= len(tokens) or tokens[subject].key not in lexicon.SUBJECTS or not is_verb(tokens[subject + 1].key):
        return False
    before_it: list[Token] = []
    for k in range(last, -1, -1):
        before_it.append(tokens[k])
        if tokens[k].opens_sentence:
            break
    words = [t for t in before_it if not t.is_capitalised or t.opens_sentence]
    is_row = last > 0 and tokens[last - 1].is_capitalised and not tokens[last - 1].opens_sentence
    return not is_row and any(t.key not in lexicon.NOT_FINITE and is_verb(t.key) for t in words)


def _is_perceived(pair: Pair, run: Run) -> bool:
    """ "I can see" for "I could see": what is perceived is as certain."""
    words = {t.key for t in (*run.said, *run.was)}
    return words <= {"can", "could"} and run.stop < len(pair.claim) and pair.claim[run.stop].key in lexicon.PERCEPTION


def _is_asked(pair: Pair, run: Run) -> bool:
    """ "How could we lose?" for "How can we lose?": a question asserts neither."""
    words = {t.key for t in (*run.said, *run.was)}
    opens = pair.claim[run.at - 1].key if run.at else ""
    return words <= lexicon.ABILITY and opens in lexicon.QUESTION_WORDS and _is_in_question(pair.quote, run.in_quote.end)


def _is_in_question(text: str, at: int) -> bool:
    """Return whether the sentence that a place of a text is in ends with a question mark."""
    end = _SENTENCE_END.search(text, at)
    return end is not None and end[0] == "?"


def _is_of_habit(pair: Pair, run: Run) -> bool:
    """ "They'll say, “Go home”" for "They'd say": before the words that somebody uses both tell what he does again and again."""
    words = {t.key for t in (*run.said, *run.was)}
    if not words <= lexicon.HABIT or run.stop >= len(pair.claim) or pair.claim[run.stop].key not in lexicon.SAYING:
        return False
    told = run.stop + (run.stop + 1 < len(pair.claim) and pair.claim[run.stop + 1].key in lexicon.HEARERS)
    return bool(_QUOTED.match(pair.quote[pair.claim[told].end :]))


def _is_moved_phrase(pair: Pair, run: Run) -> bool:
    """ "in many ways" that the source has at the end of its sentence: a phrase with its preposition may stand anywhere."""
    put = [t.key for t in run.said]
    while put and put[-1] in lexicon.PREPOSITIONS:
        put.pop()
    while put and put[0] in lexicon.PREPOSITIONS:
        del put[0]
    if len(put) < _FEWEST_MOVED or not all(t.key in lexicon.PREPOSITIONS for t in run.was):
        return False
    for at in _places(pair.passage, put):
        is_near = abs(pair.passage[at].start - run.in_source.start) <= _MOVED_WITHIN
        if at and is_near and pair.passage[at - 1].key in lexicon.PREPOSITIONS and len(_places(pair.claim, put)) == 1:
            return True
    return False


def _is_apposed(pair: Pair, run: Run) -> bool:
    return bool(run.put) and not run.dropped and is_apposed(pair, run.put[0], len(run.put))


def is_apposed(pair: Pair, first: int, number: int) -> bool:
    """Return whether so many words of the claim from a place on are a name behind its apposition, which the source has the other way round.

    "harbour master | Ada Stone |" for "Ada Stone, the harbour master,".
    """
    tokens = pair.claim[first : first + number]
    name = [t.key for t in tokens if t.is_capitalised]
    return len(name) == len(tokens) and any(_is_apposition(pair, at + len(name), first) for at in _places(pair.passage, name))


def _is_apposition(pair: Pair, first: int, stop: int) -> bool:
    """Return whether the passage has between two commas from a place on what the claim has right before a place."""
    passage = pair.passage
    if first >= len(passage) or "," not in after(pair.source, passage, first - 1):
        return False
    start = first + (passage[first].key in lexicon.DETERMINERS)
    last = next((k for k in range(start, len(passage)) if "," in after(pair.source, passage, k)), start - 1)
    role = [t.key for t in passage[start : last + 1]]
    return 0 < len(role) <= _LONGEST_PHRASE and role == [t.key for t in pair.claim[max(0, stop - len(role)) : stop]]


def _places(tokens: Sequence[Token], keys: list[str]) -> list[int]:
    """Return where words stand in a row among tokens."""
    told, n = [t.key for t in tokens], len(keys)
    return [k for k in range(len(told) - n + 1) if told[k : k + n] == keys] if n else []


def _is_said_before(pair: Pair, run: Run) -> bool:
    """Return whether words left out were said just before as well: "you have Pell, nice guy. | You have Pell | and he is"."""
    if run.put or len(run.dropped) < _FEWEST_REPEATED:
        return False
    first, n = run.dropped[0], len(run.dropped)
    if list(run.dropped) != list(range(first, first + n)):
        return False
    keys = [t.key for t in pair.passage[max(0, first - _REPEATED_WITHIN) : first + n]]
    told = keys[-n:]
    return any(keys[k : k + n] == told for k in range(len(keys) - 2 * n + 1))


def _is_same_modality(pair: Pair, run: Run) -> bool:
    """ "was going to" for "would": one modality in two forms."""
    said, was = (" ".join(t.key for t in tokens) for tokens in (run.said, run.was))
    return frozenset((said, was)) in lexicon.SAME_MODALITY


def _is_coordinated(pair: Pair, run: Run) -> bool:
    """Return whether a modal or an "if" is left out or put in again after "and" or "or", where the first one goes on: "or | if they | hate us"."""
    if bool(run.put) == bool(run.dropped):
        return False
    tokens, places = (pair.claim, run.put) if run.put else (pair.passage, run.dropped)
    told = [tokens[i].key for i in places if tokens[i].key in tables.MODALS | tables.CONDITIONS]
    earlier = [t.key for t in tokens[max(0, places[0] - _COORDINATED_WITHIN) : places[0]]]
    return all(key in earlier for key in told) and any(key in (tables.AND, "or") for key in (*earlier[-1:], tokens[places[0]].key))


def _is_about(pair: Pair, run: Run) -> bool:
    """Return whether the words differ in what the statement is about: its subject, the head of a noun phrase, or what the claim begins with."""
    said = run.said
    if not _are_other_things(run) or run.was[-1].key in lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS or _is_action(pair, run):
        return False
    is_first = run.put[0] == 0
    if is_first and said[0].key not in lexicon.INTERJECTIONS and is_content(said[0].key):
        return True
    return _ends_phrase(pair, run.stop) and (_is_noun(pair, run) or (is_first and said[-1].is_capitalised))


def _is_action(pair: Pair, run: Run) -> bool:
    """Return whether the words put in begin with what somebody does: after a modal, or after "to" that a verb like "want" asks for."""
    at = run.put[0]
    last, previous = (pair.claim[k].key if k >= 0 else "" for k in (at - 1, at - 2))
    return last in lexicon.BEFORE_VERBS or (last == "to" and previous in lexicon.BEFORE_INFINITIVES)


def _are_other_things(run: Run) -> bool:
    """Return whether both sides may name something, and not the same: no adverbs, no verbs, no forms of one word."""
    said, was = run.said, run.was
    new, old = {tables.base(t.key) for t in said if is_content(t.key)}, {tables.base(t.key) for t in was if is_content(t.key)}
    if not new or new & old or any(letters_confused(a.key, b.key) for a in said for b in was):
        return False
    if any(lexicon.is_adverb(t.key) for t in (said[-1], was[-1])):
        return False
    return not any(is_verb(t.key) or t.key in tables.PARTICIPLES for t in said)


def _ends_phrase(pair: Pair, at: int) -> bool:
    """Return whether a noun phrase ends before a place of the claim."""
    if at >= len(pair.claim) or before(pair.quote, pair.claim, at).strip():
        return True
    key = pair.claim[at].key
    return key in lexicon.PREPOSITIONS | lexicon.CONJUNCTIONS | lexicon.ADVERBS | lexicon.AFTER_NOUNS or is_verb(key)


def is_verb(key: str) -> bool:
    """Return whether a word is surely a finite verb or an auxiliary."""
    return (
        key in lexicon.AUXILIARIES
        or key in lexicon.MODALS
        or key in tables.IRREGULAR_PASTS
        or key in lexicon.PRESENTS
        or key.endswith("ed")
    )


def _is_noun(pair: Pair, run: Run) -> bool:
    """Return whether the last word put in is a noun: a determiner stands before it, with nothing but words that describe it between."""
    for i in range(run.stop - 1, max(-1, run.put[0] - _LONGEST_PHRASE), -1):
        key = pair.claim[i].key
        if key in lexicon.DETERMINERS and key != lexicon.THAT:
            return True
        if key in lexicon.OF_NOUNS and i < run.stop - 1:
            return not pair.claim[run.stop - 1].key.endswith(_VERB_ENDINGS)
        if i < run.put[0] and not is_content(key) and key not in tables.INTENSIFIERS | tables.COMPARISONS:
            return False
        if key.endswith(_VERB_ENDINGS) and i < run.put[0]:
            return False
    return False


_APART = (asides.is_echo, asides.is_sentence_left_out)
_MILD: dict[str, tuple[Callable[[Pair, Run], bool], ...]] = {
    "name": (_is_vocative, _is_apposed, *_APART),
    "number": _APART,
    "modality": (_is_perceived, _is_same_modality, _is_coordinated, _is_asked, _is_of_habit, asides.is_marker),
    "comparison": (_is_moved_phrase, asides.is_any_of_none, *_APART),
    "intensifier": (_is_moved_phrase, asides.is_emphasis, *_APART),
}
"""Rules by which a change of a kind that turns the meaning does not, by where it stands."""
