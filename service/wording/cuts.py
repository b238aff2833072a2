"""Cuts that turn the meaning of the words kept: what denies, limits or governs them left out, with a mark or without."""

from __future__ import annotations

import re

from service.records import Omission
from service.wording import lexicon, phrases, tables
from service.wording.align import Alignment
from service.wording.frames import before_aside_and_that, frame_before
from service.wording.inversions import is_verb_cut
from service.wording.pairs import Pair, after
from service.wording.roles import is_verb
from service.wording.tags import is_tag
from service.wording.tokens import Token, is_content

_NEAR = 3  # words beside a cut within which a negation still bears on the words kept
_BEFORE = 2  # words before a quote within which a negation bears on it
_SUBJECT = 5  # the same for one that is the clause's subject ("Nobody on the council has"), and for a condition ("If the mayor")
_VERB = 3  # words before a quote within which a verb of thinking or saying governs it ("I do not believe that the old")
_GOVERNED = 5  # words before that verb within which it is negated
_UNDOUBTING = frozenset(("no", "without", "beyond", "little"))
_SUBJECT_WORDS = frozenset(("nobody", "none", "neither", "nothing"))
_SUBORDINATORS = frozenset("that which who whom when where while because since as before after until whether how why".split())
_THAT, _RELATIVES = "that", frozenset(("who", "which"))
_ASIDE_RELATIVES = frozenset("which who whom whose where".split())
_TIMES_OF_CLAUSES = frozenset("until before after since like as than".split())  # a clause may follow them too
_FREE_RELATIVES = frozenset("what how why whatever whoever".split())
_DETERMINERS = frozenset("the a an this that these those my your his her its our their".split())
_LIKING = frozenset(map(tables.base, "like love hate fear trust support oppose blame thank admire despise resent welcome".split()))
_GERUND = "ing"
_OF_CLAUSES = frozenset(("until", "till", "when", "once"))  # what a noun behind them begins is a clause
_LONGEST_CLAUSE = 30  # words of a condition that opens a sentence
_LONG = 3  # words of "as long as"
_EVEN = "even"
_LONGEST_OPEN = 12  # the same for one that no comma ends
_AMAZED = 4  # words of "I cannot believe"
_SHOWN = 12  # words of a limit that follows that are shown
_HEAD = 8  # words of a claim within which its finite verb stands
_KNOWING = lexicon.KNOWING | frozenset(tables.base(verb) for verb in lexicon.KNOWING)
_LONGEST_WITHIN = 60  # words that an ellipsis may leave out between the middle of one sentence and that of another
_BARE_SUBJECT = 4  # words at most of "our nurses" or "the members opposite", which are no clause yet
_OF_HEADS = frozenset("of for about against among behind between with without".split())  # what a head has behind it
_FINITE = (lexicon.AUXILIARIES - frozenset("be been being having".split())) | lexicon.MODALS
_CLAUSE_WORDS = _SUBORDINATORS | _FREE_RELATIVES | lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS
_SHORTEST_CLAUSE = 3  # words of a clause that is conceded
_DASH = re.compile(r"--|[—–]|(?:^|\s)-(?:\s|$)")
_OPEN = (  # words after which more must come in their clause
    lexicon.PREPOSITIONS | lexicon.DETERMINERS | lexicon.AUXILIARIES | lexicon.MODALS | lexicon.CONJUNCTIONS | lexicon.SUBJECTS
)
_ONE = frozenset(("a", "an", "one"))
_LITTLE, _TO = "little", "to"
_BEHIND_LITTLE = lexicon.PREPOSITIONS - {"by", "like"} | {_TO, "or"}  # what follows an amount
_LONGEST_BOUND = 3  # words of "as many as"
_LONGEST_ASIDE = 10  # words between commas, before "to"
_BESIDE_SUBJECTS = lexicon.CONJUNCTIONS | lexicon.AUXILIARIES | lexicon.MODALS | lexicon.NOT_QUITE_VERBS | lexicon.PREPOSITIONS
_OTHERS = frozenset(("other", "others", "another", "some", "many"))
_LONGEST_OTHER = 7  # words of another subject, whose verb is kept


# -- an ellipsis -------------------------------------------------------------------------------------------------------


def what_is_lost(pair: Pair, a: int, b: int, has_before: bool, has_after: bool) -> str | None:
    """Return why words left out between kept ones matter: a negation, condition, limit or contrast beside what is kept, in its sentence.

    The words left out are the passage's tokens [a, b); `has_before`, `has_after`: whether words are kept on either side.
    """
    passage = pair.passage
    if has_before and has_after and _joins_halves(pair, a, b):
        return "it joins the beginning of one sentence to the end of another"
    if has_before and _is_taken_back(pair, 0, a):
        return f"it leaves out the words that correct it: “{passage[a].surface} …”"
    limit = _limit_left_out(pair, a, b, has_before)
    if limit is not None:
        return limit
    if has_before and _limits_aside(pair, a):
        return f"it leaves out the words that limit what was said: “{passage[a].surface} …”"
    condition = _condition_at_end(pair, a, b) if has_after else None
    if condition is not None:
        return f"it leaves out the condition “{condition}”"
    return _limited(pair, a, b, has_before, has_after)


def _limited(pair: Pair, a: int, b: int, has_before: bool, has_after: bool) -> str | None:
    """Return the same for words that bear on those beside them: "half of", a negation, "allegedly"."""
    passage = pair.passage
    bound = _bound_lost(pair, a, b) if has_before and has_after else None
    if bound is not None:
        return f"it leaves out “{_surface(passage, bound, b)}”, which limits the words kept"
    beside = _beside(passage, a, b, has_before, has_after)
    negations = (
        t for t in beside if _all_but_denies(pair, t) or (t.key in tables.PURE_NEGATIONS and not _denies_its_phrase(passage, t))
    )
    lost = None if _is_not_aside(pair, a, b) else next(negations, None)
    if lost is not None:
        return f"it leaves out “{lost.key}”, which turns the meaning of the words kept"
    hedge = _hedge(pair, a, b) if has_before and has_after else None
    return f"it leaves out “{hedge}”, which limits the words kept" if hedge else None


def _bound_lost(pair: Pair, a: int, b: int) -> int | None:
    """Return where words begin that end what is left out and limit what follows in the sentence, or None."""
    if b < len(pair.passage) and pair.passage[b].opens_sentence:
        return None
    bounds = (_bound_before(pair.passage, b, a), _refusal_with_aside(pair, b), _phrase_lost(pair, a, b))
    return next((place for place in bounds if place is not None), None)


def _phrase_lost(pair: Pair, a: int, b: int) -> int | None:
    """Return where a phrase begins that ends what is left out and makes less of what follows: "accused of", "anything but"."""
    if pair.passage[b - 1].key in lexicon.CONSIDERING and not (b < len(pair.passage) and pair.passage[b].key.endswith(_GERUND)):
        return None  # "he considers | the offers": it is a deed that is not done, not a thing
    lost = phrases.rendered(pair.source, pair.passage, a, b)
    found = phrases.match(phrases.LOST, lost)
    if found is None and b < len(pair.passage) and pair.passage[b].key == "to":
        found = phrases.match(phrases.LOST_BEFORE_TO, lost)
    return _lessening_before(pair, b, a) if found is None else found


def _lessening_before(pair: Pair, stop: int, least: int) -> int | None:
    """Return where a phrase begins that ends at a place and makes less of what is said there: "it is unlikely that", "not all of"."""
    passage = pair.passage
    first = next((k for k in range(stop - 1, least - 1, -1) if passage[k].opens_sentence), least)
    ends = {stop, stop - 1} if stop - 1 > first and passage[stop - 1].key in _DETERMINERS else {stop}
    of = (phrases.LESSENING, phrases.ABOUT_A_NUMBER) if _begins_amount(passage, stop) else (phrases.LESSENING,)
    for end in ends:
        words = phrases.rendered(pair.source, passage, first, end)
        found = next((at for templates in of if (at := phrases.match(templates, words)) is not None), None)
        if found is not None:
            return found
    return None


def _hedge(pair: Pair, a: int, b: int) -> str | None:
    """Return a word such as "allegedly" at an edge of what is left out, with no mark between it and the words kept, or all that is left out."""
    passage = pair.passage
    for k, edge in ((a, (a - 1, a)), (b - 1, (b - 1, b))):
        if passage[k].key not in lexicon.HEDGES or edge[0] < 0 or edge[1] >= len(passage):
            continue
        if b - a == 1 or not _parted(pair.source[passage[edge[0]].end : passage[edge[1]].start]):
            return passage[k].key
    return None


def _is_not_aside(pair: Pair, a: int, b: int) -> bool:
    """Return whether what is left out is an aside whose "not" denies nothing beside it: ", not far from the mill,", ", not the bank,"."""
    passage = pair.passage
    if b - a < 2 or a == 0 or b >= len(passage):
        return False
    if _is_parted_off(pair, a, b) and (passage[a].key in _ASIDE_RELATIVES or _is_phrase(passage, a, b)):
        return True
    is_other = passage[a].key in tables.PURE_NEGATIONS and (
        passage[a + 1].key in lexicon.DETERMINERS or passage[a + 1].is_capitalised
    )
    return (passage[a + 1].key in lexicon.NOT_ASIDES or is_other) and _is_parted_off(pair, a, b)


def _is_parted_off(pair: Pair, a: int, b: int) -> bool:
    """Return whether a mark stands on either side of what is left out."""
    edges = ((a - 1, a), (b - 1, b))
    return all(_parted(pair.source[pair.passage[k].end : pair.passage[n].start]) for k, n in edges)


def _is_phrase(passage: tuple[Token, ...], a: int, b: int) -> bool:
    """Return whether what is left out is a phrase that opens with a preposition and holds no verb: ", with one bag and no money,"."""
    is_opened = passage[a].key in lexicon.PREPOSITIONS - tables.PURE_NEGATIONS - _TIMES_OF_CLAUSES
    return is_opened and not any(t.key in tables.CONDITIONS or is_verb(t.key) or t.opens_sentence for t in passage[a:b])


def _all_but_denies(pair: Pair, token: Token) -> bool:
    """Return whether a word is the "little" of "do little to"; that of "a little boat" and "little boats" tells a size."""
    if token.key != _LITTLE:
        return False
    passage = pair.passage
    at = next(k for k, t in enumerate(passage) if t.start == token.start)
    following = passage[at + 1].key if at + 1 < len(passage) else _TO
    is_amount = following in _BEHIND_LITTLE or _parted(after(pair.source, passage, at))
    return is_amount and (at == 0 or passage[at - 1].key not in lexicon.DETERMINERS)


def _denies_its_phrase(passage: tuple[Token, ...], token: Token) -> bool:
    """Return whether a negation denies only the noun of its own phrase: "with no fuss", "without any doubt"."""
    at = next(k for k, t in enumerate(passage) if t.start == token.start)
    if any(t.key in lexicon.CERTAINTIES for t in passage[at + 1 : at + _NEAR]):
        return True
    return token.key == tables.NO and at > 0 and passage[at - 1].key in lexicon.PREPOSITIONS


def _beside(passage: tuple[Token, ...], a: int, b: int, has_before: bool, has_after: bool) -> list[Token]:
    """Return the words left out that are near what is kept, up to the end of its sentence."""
    out: list[Token] = []
    if has_before:
        for k in range(a, min(a + _NEAR, b)):
            if passage[k].opens_sentence:
                break
            out.append(passage[k])
    if has_after and not (b < len(passage) and passage[b].opens_sentence):
        for k in range(b - 1, max(b - 1 - _NEAR, a - 1), -1):
            out.append(passage[k])
            if passage[k].opens_sentence:
                break
    return out


def _condition_at_end(pair: Pair, a: int, b: int) -> str | None:
    passage = pair.passage
    for k in range(b - 1, max(b - 1 - _NEAR, a - 1), -1):
        if passage[k].key in ("if", "unless") and not is_tag(pair, k):
            return passage[k].key
        if passage[k].opens_sentence:
            return None
    return None


def _limit_left_out(pair: Pair, a: int, b: int, has_before: bool) -> str | None:
    """Return a condition or contrast that begins right after the words kept."""
    passage = pair.passage
    if not has_before or passage[a].opens_sentence:
        return None
    is_limit = passage[a].key in tables.CONDITIONS | {"but", "except"} or _is_long_condition(passage, a)
    if not is_limit or is_tag(pair, a) or _is_comment(passage, a):
        return None
    return f"it leaves out the words that limit what was said: “{passage[a].key} …”"


def _limits_aside(pair: Pair, a: int) -> bool:
    """Return whether what is left out begins, behind a mark, with words that limit the rest or give it as another's: ", so the police claim,"."""
    passage = pair.passage
    if a == 0 or passage[a].opens_sentence or not _parted(pair.source[passage[a - 1].end : passage[a].start]):
        return False
    return phrases.begins_limit(pair.source, passage, a) or phrases.begins_view(pair.source, passage, a)


def _joins_halves(pair: Pair, a: int, b: int) -> bool:
    """Return whether an ellipsis leaves the subject of one sentence, or clause, with the predicate of another."""
    passage = pair.passage
    if b >= len(passage) or passage[a].opens_sentence or passage[b].opens_sentence:
        return False
    if _is_of_another(pair, a, b):
        return True
    if not any(passage[k].opens_sentence for k in range(a, b)):
        return False
    if b - a > _LONGEST_WITHIN:
        return True
    first = _sentence_start(passage, a)
    before, following = passage[first:a], passage[b].key
    if before[-1].key in lexicon.COPULAS:
        return not _has_finite(following)
    if _is_object_of_another(pair, first, a, b):
        return True
    if (_is_bare_subject(before) or _is_subject_of(before, passage[a])) and not passage[b].is_capitalised:
        return following not in lexicon.CONJUNCTIONS | lexicon.PREPOSITIONS
    return _has_finite(following) and not any(_has_finite(t.key) for t in before)


def _is_of_another(pair: Pair, a: int, b: int) -> bool:
    """Return whether what is kept on one side belongs to another subject or verb than what is kept on the other."""
    return (
        _is_verb_of_another(pair, a, b)
        or _is_within_object(pair.passage, a, b)
        or _is_said_of_another(pair, a, b)
        or _is_of_other_verb(pair, a, b)
    )


def _is_said_of_another(pair: Pair, a: int, b: int) -> bool:
    """Return whether what is kept behind a verb stood behind the same verb of another subject: "The north was | calm and the south was | on fire"."""
    passage = pair.passage
    first, k = _sentence_start(passage, a), 0
    while a - 1 - k >= first and b - 1 - k >= a and passage[a - 1 - k].key == passage[b - 1 - k].key:
        k += 1
    left, right = a - 1 - k, b - 1 - k
    is_verb_there = any(_has_finite(t.key) or t.key in lexicon.BEFORE_INFINITIVES for t in passage[a - k : a])
    if not is_verb_there or left < first or right < a:
        return False
    if passage[right + 1].opens_sentence or _parted(pair.source[passage[right].end : passage[right + 1].start]):
        return False
    pairs = (passage[left].key, passage[right].key)
    if any(key in _BESIDE_SUBJECTS for key in pairs):
        return False
    return all(is_content(key) or key in lexicon.SUBJECTS | lexicon.OWNERS.keys() | _OTHERS for key in pairs)


def _is_of_other_verb(pair: Pair, a: int, b: int) -> bool:
    """Return whether a verb that ends what is kept gets what stands behind another verb, with a subject of its own: "I hate | but I love | the tar"."""
    passage = pair.passage
    verbs = (passage[a - 1].key, passage[b - 1].key)
    if b - a < _SHORTEST_CLAUSE or tables.base(verbs[0]) == tables.base(verbs[1]) or passage[b].key not in lexicon.DETERMINERS:
        return False
    has_subject = passage[b - 2].key in lexicon.NOMINATIVES and passage[b - 3].key in lexicon.LINKING
    is_joined = not _parted(pair.source[passage[b - 1].end : passage[b].start])
    return has_subject and is_joined and all(is_verb(key) or tables.base(key) in _LIKING for key in verbs)


def _is_within_object(passage: tuple[Token, ...], a: int, b: int) -> bool:
    """Return whether a verb of liking has for its object what only stands within its own: "I hate | what the brewery has done to | the pilots"."""
    if tables.base(passage[a - 1].key) not in _LIKING:
        return False
    is_thing = passage[b].key in lexicon.DETERMINERS or (passage[b].is_capitalised and not passage[b].opens_sentence)
    return passage[a].key in _FREE_RELATIVES and is_thing and any(is_verb(t.key) for t in passage[a:b])


def _is_verb_of_another(pair: Pair, a: int, b: int) -> bool:
    """Return whether what is left out ends with another subject of the verb kept: "He | denied that his brother | stole it", "stop those who | burn it"."""
    passage = pair.passage
    before = passage[_sentence_start(passage, a) : a]
    if any(_has_finite(t.key) for t in before) and before[-1].key not in lexicon.MODALS:
        return False  # the subject kept has a verb of its own
    for k in range(b - 1, max(a - 1, b - 1 - _LONGEST_OTHER), -1):
        if pair.source[passage[k].end : passage[k + 1].start].strip() or passage[k].opens_sentence:
            return False
        if _is_led_by(pair, a, b, k):
            return True
    return False


def _is_led_by(pair: Pair, a: int, b: int, k: int) -> bool:
    """Return whether word `k` of what is left out, [a, b), leads to the verb at `b`: a relative, "that", or what another subject follows."""
    passage = pair.passage
    if k == b - 1 and passage[k].key in _RELATIVES:
        return True
    if not _has_finite(passage[b].key):
        return False
    if passage[k].key == _THAT and passage[k - 1].key not in lexicon.PREPOSITIONS:
        is_joined = any(t.key in lexicon.CONJUNCTIONS for t in passage[k + 1 : b])
        return not is_joined and (k == b - 1 or any(is_verb(t.key) for t in passage[a:k]))
    return k < b - 1 and _begins_another(pair, a, k)


def _begins_another(pair: Pair, a: int, k: int) -> bool:
    """Return whether another subject than that before `a` stands behind word `k`: "and the man", "know the clerk"."""
    passage = pair.passage
    subject = passage[k + 1]
    is_subject = subject.key in lexicon.SUBJECTS | _DETERMINERS or (subject.is_capitalised and subject.key != "i")
    if not is_subject or subject.key == passage[a - 1].key:
        return False
    if passage[k].key in lexicon.CONJUNCTIONS:
        return any(is_verb(t.key) for t in passage[a:k])
    return passage[k].key in tables.GOVERNING or passage[k].key in lexicon.SAYING


def _is_bare_subject(words: tuple[Token, ...]) -> bool:
    """Return whether the words at the start of a sentence are its subject alone: a noun with a determiner, and no verb yet."""
    return 1 < len(words) <= _BARE_SUBJECT and words[0].key in _DETERMINERS and not any(_has_finite(word.key) for word in words)


def _is_subject_of(words: tuple[Token, ...], following: Token) -> bool:
    """Return whether the words at the start of a sentence are its subject, whose verb comes next: "Fishermen | built", "They | founded"."""
    last = words[-1].key
    is_name = all(word.is_capitalised for word in words) and is_content(last) and not lexicon.is_adverb(last)
    return (is_name or (len(words) == 1 and last in lexicon.NOMINATIVES)) and _has_finite(following.key)


def _is_object_of_another(pair: Pair, first: int, a: int, b: int) -> bool:
    """Return whether an ellipsis gives a verb, which ends what is kept at `a`, what another verb of the sentence at `b` has behind it."""
    passage = pair.passage
    verb, following = passage[a - 1].key, passage[b]
    is_thing = following.key in lexicon.DETERMINERS or (following.is_capitalised and not following.opens_sentence)
    is_verb_here = _has_finite(verb) or passage[a - 2].key in lexicon.NOMINATIVES
    if a - 1 == first or not is_thing or not is_verb_here or verb in lexicon.AUXILIARIES | lexicon.MODALS:
        return False
    others = passage[_sentence_start(passage, b) : b]
    same = tables.base(verb)
    return any(_has_finite(t.key) for t in others) and all(tables.base(t.key) != same for t in others)


def _has_finite(key: str) -> bool:
    return key not in lexicon.NOT_FINITE and is_verb(key)


def _bound_before(passage: tuple[Token, ...], stop: int, least: int = 0) -> int | None:
    """Return where words begin that end before a place and limit what stands there: "refuse to", "half of", "up to" before a number, "may"."""
    if stop - 1 < least:
        return None
    last = passage[stop - 1].key
    previous = passage[stop - 2].key if stop - 2 >= least else ""
    if last == "to" and previous in lexicon.UNDONE:
        return stop - 2
    if last in ("have", "be") and stop - 3 >= least and previous == "to" and passage[stop - 3].key in lexicon.UNDONE:
        return stop - 3
    modal = _modal_before(passage, stop, least)
    return _quantity_before(passage, stop, least) if modal is None else modal


def _refusal_with_aside(pair: Pair, stop: int) -> int | None:
    """Return the place of a refusal before an aside and the "to" right before a place ("I hesitate, on this evidence, to call it"), or None."""
    to = stop - 1
    if to < 2 or pair.passage[to].key != "to" or "," not in pair.source[pair.passage[to - 1].end : pair.passage[to].start]:
        return None
    for n in range(to - 2, max(-1, to - 1 - _LONGEST_ASIDE), -1):
        if "," in pair.source[pair.passage[n].end : pair.passage[n + 1].start]:
            return n if pair.passage[n].key in lexicon.REFUSALS else None
    return None


def _modal_before(passage: tuple[Token, ...], stop: int, least: int) -> int | None:
    """Return the place of a modal that ends before a place, or before "have" or "be" and adverbs: "might just possibly have"."""
    at = stop - 1
    while at > least and (passage[at].key in ("have", "be") or _is_beside_modal(passage[at].key)):
        at -= 1
    return at if passage[at].key in lexicon.WEAK_MODALS and not _is_month(passage[at]) else None


def _is_month(token: Token) -> bool:
    """Return whether a word is "May" and not "may"."""
    return token.is_capitalised and not token.opens_sentence


def _is_beside_modal(key: str) -> bool:
    return key in lexicon.HEDGES or key in lexicon.NOT_QUITE_VERBS - tables.PURE_NEGATIONS


def _quantity_before(passage: tuple[Token, ...], stop: int, least: int) -> int | None:
    """ "half of", "20 percent of" before a phrase, "up to" before a number; "9 of", "one in ten of" before a phrase with a determiner."""
    at = stop - 1 if stop - 1 >= least and passage[stop - 1].key in _DETERMINERS else stop
    if _is_counted(passage, at, least) and (at < stop or (stop < len(passage) and passage[stop].key in _DETERMINERS)):
        return at - 2
    if at - 2 >= least and passage[at - 1].key == "of" and passage[at - 2].key in lexicon.SHARES:
        return at - 2
    return _bound_of_number(passage, stop, least)


def _bound_of_number(passage: tuple[Token, ...], stop: int, least: int) -> int | None:
    """ "up to" before a number or a share ("fewer than | one in ten", "under | a quarter of")."""
    if stop >= len(passage) or not _begins_amount(passage, stop):
        return None
    lengths = (n for n in range(_LONGEST_BOUND, 0, -1) if stop - n >= least)
    return next((stop - n for n in lengths if tuple(t.key for t in passage[stop - n : stop]) in lexicon.BOUNDS), None)


def _begins_amount(passage: tuple[Token, ...], at: int) -> bool:
    """Return whether a number or a share begins at a place: "40", "one in ten", "half of", "a third of"."""
    key = passage[at].key
    if key[:1].isdigit() or key in lexicon.FRACTIONS:
        return True
    following = passage[at + 1].key if at + 1 < len(passage) else ""
    return key in _ONE and (following == "in" or following in lexicon.FRACTIONS)


def _is_counted(passage: tuple[Token, ...], at: int, least: int) -> bool:
    """Return whether a number of things, or one in so many, is counted "of" what stands at a place; "week three of" counts nothing."""
    if at - 2 < least or passage[at - 1].key != "of" or not passage[at - 2].key.isdigit():
        return False
    return passage[at - 2].opens_sentence or (
        at - 4 >= least and passage[at - 3].key == "in" and passage[at - 4].key in ("one", "1")
    )


# -- a cut that nothing shows ------------------------------------------------------------------------------------------


def silent_cut(pair: Pair, alignment: Alignment) -> Omission | None:
    """Return what governs, denies or limits the words kept, in their own sentence, and was cut off without a mark."""
    start, end = alignment.start, alignment.end
    passage = pair.passage
    if start >= end:
        return None
    found = _cut_before(pair, start) if start > 0 and not passage[start].opens_sentence else None
    if found is not None:
        return found
    if end < len(passage) and not passage[end].opens_sentence:
        return _verb_after(pair, start, end) or _limit_after(pair, start, end)
    return None


def _cut_before(pair: Pair, start: int) -> Omission | None:
    """Return what was cut off in front of the words kept, unless it is said again in them."""
    is_certain = _is_certain(pair, start)
    found = (
        (None if is_certain else _negated_before(pair, start))
        or _condition_before(pair, start)
        or _limit_before(pair, start)
        or (None if is_certain else _bound_cut(pair, start) or _frame_cut(pair, start))
        or _subject_cut(pair, start)
    )
    return None if found is not None and _is_said_again(pair, found, start) else found


def _verb_after(pair: Pair, start: int, end: int) -> Omission | None:
    if not is_verb_cut(pair, start, end):
        return None
    return _omitted(pair, end, end + 1, f"it cuts off the verb of its clause: “{pair.passage[end].surface}”")


def _is_certain(pair: Pair, start: int) -> bool:
    """Return whether what stands before a clause only makes it the surer: "there is no doubt that", "nobody denies"."""
    if _is_amazed(pair.passage, start):
        return True
    first = _sentence_start(pair.passage, start)
    stops = (start, start - 1) if pair.passage[start - 1].key in _DETERMINERS else (start,)
    return any(
        phrases.match(phrases.CERTAIN, phrases.rendered(pair.source, pair.passage, first, stop)) is not None
        for stop in stops
        if stop > first
    )


def _is_amazed(passage: tuple[Token, ...], start: int) -> bool:
    """Return whether somebody cannot believe what befell himself: "I can't believe | we won"; that "he is guilty" he may doubt."""
    before = tuple(t.key for t in passage[max(0, start - _AMAZED) : start])
    return passage[start].key in lexicon.OWN and before[1:] in lexicon.AMAZED and before[0] in lexicon.OWN


def _sentence_start(passage: tuple[Token, ...], stop: int) -> int:
    return next((k for k in range(stop - 1, -1, -1) if passage[k].opens_sentence), 0)


def _is_said_again(pair: Pair, cut: Omission, start: int) -> bool:
    """Return whether the claim begins with the very words cut off, which the speaker said twice: "If we had, if we had boats"."""
    keys = [t.key for t in pair.passage[:start] if t.start >= cut.start]
    return keys == [t.key for t in pair.claim[: len(keys)]]


def _negated_before(pair: Pair, start: int) -> Omission | None:
    passage = pair.passage
    verb: int | None = None  # the place of what governs the words quoted
    is_own = True  # whether the clause is the one that the words quoted are of
    aside = before_aside_and_that(pair.source, passage, start)  # "I never said, nor would I say, that"
    last, place = (start - 1, start) if aside is None else (aside, aside + _BEFORE)
    for k in range(last, max(-1, place - 1 - _VERB - _GOVERNED), -1):
        if k != aside and _parted(pair.source[passage[k].end : passage[k + 1].start]):
            return None
        key, away = passage[k].key, place - k
        if verb is None and away <= _VERB and key in tables.GOVERNING:
            verb = k
        bears = _bears(key, away, verb is not None and verb - k < _GOVERNED, is_own)
        if bears and not is_tag(pair, k) and not _is_beyond_doubt(passage, k):
            return _omitted(pair, k, start, f"it cuts off “{passage[k].surface}”, which bears on the words quoted")
        if passage[k].opens_sentence:
            return None
        is_own = is_own and key not in _SUBORDINATORS
    return None


def _is_beyond_doubt(passage: tuple[Token, ...], k: int) -> bool:
    """Return whether word `k` is a doubt that is denied, or what denies it ("there is no doubt that")."""
    pairs = ((passage[n].key, passage[n + 1].key) for n in (k - 1, k) if 0 <= n < len(passage) - 1)
    return any(denies in _UNDOUBTING and doubt in tables.DOUBTS for denies, doubt in pairs)


def _bears(key: str, away: int, is_governed: bool, is_own: bool) -> bool:
    """Return whether a word so many words before a quote bears on it."""
    if key in tables.PURE_NEGATIONS:
        return away <= _BEFORE or is_governed or (is_own and key in _SUBJECT_WORDS and away <= _SUBJECT)
    if key in ("unless", "if"):
        return away <= _BEFORE or is_governed or (is_own and away <= _SUBJECT)
    return is_governed and key in tables.DOUBTS


def _condition_before(pair: Pair, start: int) -> Omission | None:
    """Return a condition that opens the sentence whose main clause is quoted."""
    passage = pair.passage
    is_closed = _is_closed(pair, start)
    first = start - 1 if start > 1 and not is_closed and passage[start - 1].key in _DETERMINERS else start
    if not _is_closed(pair, first):
        return _open_condition(pair, first)
    phrase = _condition_phrase(pair, first)
    if phrase is not None:
        return phrase
    for k in range(start - 1, max(-1, start - 1 - _LONGEST_CLAUSE), -1):
        is_first = passage[k].opens_sentence or passage[k - 1].key in ("but", "and") or k == 0
        if _is_broken_off(pair, k):
            return None
        if is_first and _opens_condition(pair, k) and not is_tag(pair, k):
            return _omitted(pair, k, start, f"it cuts off the condition it depends on: “{passage[k].surface} …”")
        if passage[k].opens_sentence:
            return None
    return None


def _open_condition(pair: Pair, start: int) -> Omission | None:
    """Return a condition that no comma ends before the subject of the clause quoted: "once the strike begins | we will shut it"."""
    passage = pair.passage
    if passage[start].key not in lexicon.NOMINATIVES | _DETERMINERS or passage[start - 1].key in _OPEN | lexicon.TELLING:
        return None
    if passage[start - 1].opens_sentence:  # "Now | we will vote": what stands before is another sentence
        return None
    phrase = _unparted_phrase(pair, start)
    if phrase is not None:
        return phrase
    for k in range(start - 2, max(-1, start - 1 - _LONGEST_OPEN), -1):
        if _parted(pair.source[passage[k].end : passage[k + 1].start]):
            return None
        begins = passage[k].opens_sentence or k == 0 or passage[k - 1].key in ("but", "and")
        if begins and passage[k].key not in lexicon.INVERSIONS and _opens_condition(pair, k):
            reason = f"it cuts off the condition it depends on: “{passage[k].surface} …”"
            return _omitted(pair, k, start, reason) if _is_clause(passage, k, start) and not is_tag(pair, k) else None
        if passage[k].opens_sentence:
            return None
    return None


def _unparted_phrase(pair: Pair, start: int) -> Omission | None:
    """Return a condition without a verb or a comma before the subject of the clause quoted: "in case of a draw | the older team wins"."""
    first = _sentence_start(pair.passage, start)
    before = phrases.rendered(pair.source, pair.passage, first, start)
    if phrases.match(phrases.CONDITIONS_UNPARTED, before) is None:
        return None
    return _omitted(pair, first, start, f"it cuts off the condition it depends on: “{pair.passage[first].surface} …”")


def _is_clause(passage: tuple[Token, ...], k: int, stop: int) -> bool:
    """Return whether what stands behind a conjunction is a clause: it has a verb, or a subject where the conjunction has nothing else."""
    is_long = _is_long_condition(passage, k)
    subject = passage[k + _LONG if is_long else k + 1]
    is_begun = subject.is_capitalised or subject.key in lexicon.SUBJECTS | lexicon.DETERMINERS
    is_strong = is_begun and (is_long or passage[k].key in lexicon.STRONG_CONDITIONS)
    return is_strong or any(_has_finite(t.key) for t in passage[k + 1 : stop])


def _is_closed(pair: Pair, at: int) -> bool:
    """Return whether a comma or a dash ends what stands before a word of the passage."""
    mark = pair.source[pair.passage[at - 1].end : pair.passage[at].start]
    return "," in mark or _DASH.search(mark) is not None


def _condition_phrase(pair: Pair, stop: int) -> Omission | None:
    """Return a condition without a verb that opens the sentence and ends at a place: "Without a grant,", "But for the rain,"."""
    passage = pair.passage
    head = _head(pair)
    opens = next((k for k in range(stop - 1, max(-1, stop - 1 - _LONGEST_CLAUSE), -1) if passage[k].opens_sentence), stop)
    before = phrases.rendered(pair.source, passage, opens, stop)
    is_to_come = bool(head & lexicon.FUTURES) or _is_ruin(head)
    of = phrases.CONDITIONS_BEFORE if is_to_come else phrases.CONDITIONS_OF_CASE
    if (not is_to_come and _is_past(head)) or before.words & lexicon.CERTAINTIES or phrases.match(of, before) is None:
        return None
    return _omitted(pair, opens, stop, f"it cuts off the condition it depends on: “{passage[opens].surface} …”")


def _is_ruin(head: set[str]) -> bool:
    """Return whether a clause says that something is at an end, which hangs on what it is without: "without a vote the treaty is dead"."""
    return bool(head & lexicon.PRESENT_BE) and bool(head & lexicon.RUIN)


def _head(pair: Pair) -> set[str]:
    return {t.key for t in pair.claim[:_HEAD]}


def _is_past(head: set[str]) -> bool:
    """Return whether a main clause says what was or has been, which hangs on nothing to come."""
    return any(key in lexicon.PAST or key in tables.IRREGULAR_PASTS or key.endswith("ed") for key in head)


def _is_broken_off(pair: Pair, k: int) -> bool:
    """Return whether a dash breaks off a clause of the passage behind a word that asks for more: "If I -- you know"."""
    return pair.passage[k].key in _OPEN and bool(_DASH.match(after(pair.source, pair.passage, k).strip()))


def _opens_condition(pair: Pair, k: int) -> bool:
    """Return whether a condition begins at a place of the passage: always with "if"; with "when", "once" and the like before what is still to come."""
    key = pair.passage[k].key
    if key in ("if", "unless"):
        return k == 0 or pair.passage[k - 1].key != _EVEN  # "even if it rains, we march": they march in any case
    head = _head(pair)
    if _is_moment(pair.passage, k):
        return bool(head & lexicon.FUTURES)
    if key in lexicon.INVERSIONS:
        return (
            bool(head & (lexicon.FUTURES if key == "should" else lexicon.UNREAL))
            and k + 1 < len(pair.passage)
            and pair.passage[k + 1].key in lexicon.SUBJECTS | lexicon.DETERMINERS
        )
    if key in lexicon.STRONG_CONDITIONS or _is_long_condition(pair.passage, k):
        return bool(head & lexicon.FUTURES) or not _is_past(head)
    return key in lexicon.CONDITIONS_OF_TIME and bool(head & lexicon.FUTURES)


def _is_long_condition(passage: tuple[Token, ...], k: int) -> bool:
    return any(tuple(t.key for t in passage[k : k + len(words)]) == words for words in lexicon.LONG_CONDITIONS)


def _is_comment(passage: tuple[Token, ...], k: int) -> bool:
    """Return whether "but" at a place begins a remark on what others know of it, which limits nothing: "but people don't understand that"."""
    if passage[k].key not in ("but", "although", "though"):
        return False
    if _tells_of_telling(passage, k + 1):
        return True
    clause = [t.key for t in passage[k + 1 : k + 8]]
    knowing = next((n for n, key in enumerate(clause) if key in _KNOWING or tables.base(key) in _KNOWING), None)
    if knowing is None or not 1 <= knowing <= 5:
        return False
    has_others = clause[0] not in lexicon.OWN
    return (
        has_others
        and any(key in tables.PURE_NEGATIONS for key in clause[:knowing])
        and clause[knowing + 1 : knowing + 2] in (["that"], ["it"], ["this"])
    )


def _tells_of_telling(passage: tuple[Token, ...], k: int) -> bool:
    """Return whether the sentence only goes on from a place with who has said so, and how often: "I have told you that a hundred times"."""
    end = next((n for n in range(k, len(passage)) if passage[n].opens_sentence), len(passage))
    clause = [t.key for t in passage[k:end]]
    if not clause or clause[0] not in lexicon.OWN:
        return False
    told = next((n for n, key in enumerate(clause[:4]) if tables.base(key) in lexicon.TELLING), 0)
    so = next((n for n in range(told + 1, min(told + 3, len(clause))) if clause[n] in lexicon.SO), 0)
    often = clause[so + 1 :]
    return bool(told and so) and all(key in lexicon.TIMES_OVER or key[:1].isdigit() for key in often)


def _limit_before(pair: Pair, start: int) -> Omission | None:
    """Return a word that limits the whole sentence, cut off so that the rest stands as a sentence of its own ("Only the crew may board").

    A clause that is only conceded ("Although I like him, …") says the same without its "although".
    """
    passage = pair.passage
    if _concedes(pair, start):
        return _omitted(pair, start - 1, start, f"it cuts off “{passage[start - 1].surface}”, which limits what was said")
    at = start - 2 if start > 1 and passage[start - 1].key in _DETERMINERS else start - 1
    first = passage[at]
    stands_alone = pair.claim[0].is_capitalised and (not passage[start].is_capitalised or first.key == tables.ONLY)
    if first.opens_sentence and first.key in tables.LIMITS and stands_alone:
        return _omitted(pair, at, start, f"it cuts off “{first.surface}”, which limits what was said")
    return None


def _concedes(pair: Pair, start: int) -> bool:
    """Return whether a word right before the words quoted makes them what is conceded to a main clause that is left out."""
    word, first = pair.passage[start - 1], pair.passage[start]
    is_subject = first.key in lexicon.SUBJECTS | lexicon.DETERMINERS or first.is_capitalised
    if not is_subject or len(pair.claim) < _SHORTEST_CLAUSE:
        return False
    return word.key in lexicon.CONCESSIONS or (word.key == "while" and word.opens_sentence and not _is_past(_head(pair)))


def _bound_cut(pair: Pair, start: int) -> Omission | None:
    """ "half of", "up to" or "refuse to" right before the words quoted."""
    passage = pair.passage
    if _parted(pair.source[passage[start - 1].end : passage[start].start]):
        return None
    at = _quantity_before(passage, start, 0)
    to = start - 2 if passage[start - 1].key in ("have", "be") else start - 1
    if at is None and to > 0 and passage[to].key == "to" and passage[to - 1].key in lexicon.REFUSALS:
        at = to - 1
    at = _refusal_with_aside(pair, start) if at is None else at
    if at is None and passage[start - 1].key in lexicon.HEDGES - {"only", "sometimes"}:
        at = start - 1
    at = _lessening_before(pair, start, 0) if at is None else at
    if at is None:
        return None
    return _omitted(pair, at, start, f"it cuts off “{_surface(passage, at, start)}”, which limits what was said")


def _subject_cut(pair: Pair, start: int) -> Omission | None:
    """Return the head of the subject of which the words kept have but what it is of: "the love of | money is the root"."""
    passage = pair.passage
    first = _sentence_start(passage, start)
    if start - 1 <= first or passage[start - 1].key not in _OF_HEADS or not _is_subject_alone(pair, start):
        return None
    if _parted(pair.source[passage[start - 2].end : passage[start].start]) or passage[start - 2].key in lexicon.WHOLES:
        return None
    at = next((k for k in range(start - 2, first, -1) if passage[k].key in _DETERMINERS), start - 2)
    if not is_content(passage[start - 2].key) or is_verb(passage[start - 2].key):
        return None
    return _omitted(pair, at, start, f"it cuts off “{_surface(passage, at, start)}”, of which the rest is said")


def _is_subject_alone(pair: Pair, start: int) -> bool:
    """Return whether a phrase without a subject of its own opens the words kept, and a finite verb follows it ("money is")."""
    passage = pair.passage
    for k in range(start, min(len(passage), start + _BARE_SUBJECT + 1)):
        key = passage[k].key
        if k > start and key in _FINITE:
            return not _parted(pair.source[passage[start].end : passage[k].start])
        if key in lexicon.SUBJECTS or key in _CLAUSE_WORDS or (k > start and key in _DETERMINERS):
            return False
    return False


def _frame_cut(pair: Pair, start: int) -> Omission | None:
    """Return the words that make a clause somebody else's view, a wish, a supposition or a question."""
    at = frame_before(pair.source, pair.passage, start, pair.claim)
    if at is None:
        return None
    return _omitted(
        pair, at, start, f"it cuts off “{_surface(pair.passage, at, start)}”, so that it reads as the speaker’s own statement"
    )


def _limit_after(pair: Pair, start: int, end: int) -> Omission | None:
    passage = pair.passage
    if (
        passage[end].is_capitalised and passage[end].key != "i"
    ):  # it begins a sentence of its own, after an attribution that ended the one before
        return None
    contrasts = _is_contrast(pair, end) and _is_whole(pair, start) and not _is_other_half(pair, start, end)
    if not (contrasts or _limits(pair, start, end)) or is_tag(pair, end) or _is_comment(passage, end):
        return None
    stop = next((k for k in range(end + 1, len(passage)) if passage[k].opens_sentence), len(passage))
    return _omitted(pair, end, min(stop, end + _SHOWN), f"it cuts off the words that limit it: “{passage[end].surface} …”")


def _limits(pair: Pair, start: int, end: int) -> bool:
    """Return whether what begins at `end` makes a condition or a limit of what is kept, or takes it back."""
    passage = pair.passage
    keys = tuple(t.key for t in passage[end : end + 2])
    return (
        keys[0] in lexicon.LIMITING
        or keys in (("but", "only"), ("but", "not"))
        or phrases.begins_limit(pair.source, passage, end)
        or _is_others_view(pair, end)
        or _is_long_condition(passage, end)
        or _is_awaited(pair, end)
        or _is_hung_on(pair, end)
        or _is_taken_back(pair, start, end)
    )


def _is_others_view(pair: Pair, end: int) -> bool:
    """Return whether what is kept is only said by others: "the quay is sound, | the owners keep telling us"."""
    has_comma = "," in pair.source[pair.passage[end - 1].end : pair.passage[end].start]
    return has_comma and phrases.begins_view(pair.source, pair.passage, end)


def _is_hung_on(pair: Pair, end: int) -> bool:
    """Return whether what is kept would only be so otherwise: "we could have sunk | without that pump", "we cannot win | without them", "| had she not come"."""
    key, following = pair.passage[end].key, [t.key for t in pair.passage[end + 1 : end + 1 + _NEAR]]
    is_joined = not _parted(pair.source[pair.passage[end - 1].end : pair.passage[end].start])
    if key == tables.WITHOUT and is_joined and any(t.key in tables.PURE_NEGATIONS for t in pair.claim):
        return lexicon.CERTAINTIES.isdisjoint(following)
    if not lexicon.CONDITIONAL & {t.key for t in pair.claim}:
        return False
    if key == tables.WITHOUT:
        return lexicon.CERTAINTIES.isdisjoint(following)
    return key in lexicon.INVERSIONS and following[:1] != [] and following[0] in lexicon.SUBJECTS | lexicon.DETERMINERS


def _is_taken_back(pair: Pair, start: int, end: int) -> bool:
    """Return whether the speaker corrects at once what is kept: "in May, | no, sorry, in June"; after a denial "no" only repeats it."""
    passage = pair.passage
    is_denied = any(t.key in tables.PURE_NEGATIONS for t in passage[start:end])
    is_parted = bool(pair.source[passage[end - 1].end : passage[end].start].strip())
    return is_parted and not is_denied and phrases.begins_correction(pair.source, passage, end)


def _is_contrast(pair: Pair, end: int) -> bool:
    key = pair.passage[end].key
    has_comma = end > 0 and "," in pair.source[pair.passage[end - 1].end : pair.passage[end].start]
    return key in ("but", "although", "though", "except") or (key == "yet" and has_comma)


def _is_other_half(pair: Pair, start: int, end: int) -> bool:
    """Return whether "but" begins what is so in place of what the words kept deny, "not the pilots | but the weavers", and no clause."""
    passage = pair.passage
    stop = next((k for k in range(end + 1, len(passage)) if passage[k].opens_sentence), len(passage))
    is_denied = any(t.key in tables.PURE_NEGATIONS for t in passage[start:end])
    return is_denied and passage[end + 1 : stop] != () and not any(_has_finite(t.key) for t in passage[end + 1 : stop])


def _is_awaited(pair: Pair, end: int) -> bool:
    """Return whether what is kept will only be so when something else is: "once the ministry has paid"."""
    passage = pair.passage
    head, key = _head(pair), passage[end].key
    is_to_come = bool(head & lexicon.FUTURES) or (key in ("until", "till") and not _is_past(head))
    if _is_moment(passage, end):
        return is_to_come
    if _is_of_habit(head, [t.key for t in passage[end : end + _NEAR]]):
        return True
    if key not in lexicon.CONDITIONS_OF_TIME or not is_to_come:
        return False
    clause = [t.key for t in passage[end + 1 : end + 1 + _HEAD]]
    if clause and (clause[0] in lexicon.SUBJECTS or (clause[0] in lexicon.DETERMINERS and key in _OF_CLAUSES)):
        return True
    return any(_has_finite(key) or is_verb(key) for key in clause)


def _is_moment(passage: tuple[Token, ...], k: int) -> bool:
    """Return whether a clause begins at a place that names the moment from which something is so: "the minute he signs", "on the day he signs"."""
    k += passage[k].key in lexicon.PREPOSITIONS
    if tuple(t.key for t in passage[k : k + 2]) not in lexicon.MOMENTS or k + 2 >= len(passage):
        return False
    return passage[k + 2].key in lexicon.SUBJECTS | lexicon.DETERMINERS or passage[k + 2].is_capitalised


def _is_of_habit(head: set[str], opening: list[str]) -> bool:
    """Return whether what is kept is so only at times: "he is the best | when he is sober"."""
    is_present = bool(head & lexicon.PRESENT_BE) and head.isdisjoint(lexicon.SURELY_PAST)
    return is_present and opening[0] in lexicon.AT_TIMES and opening[1] in lexicon.SUBJECTS and opening[2] in lexicon.PRESENT_BE


def _is_whole(pair: Pair, start: int) -> bool:
    """Return whether the words kept begin where a clause does."""
    passage = pair.passage
    if start == 0 or passage[start].opens_sentence:
        return True
    if passage[start - 1].key in lexicon.CLAUSE_STARTERS and any(_has_finite(t.key) for t in pair.claim):
        return True
    is_clause = pair.claim[0].key in lexicon.DETERMINERS and any(_has_finite(t.key) for t in pair.claim)
    opens = pair.claim[0].is_capitalised or pair.claim[0].key in lexicon.SUBJECTS or is_clause
    return opens and _parted(pair.source[passage[start - 1].end : passage[start].start])


def _omitted(pair: Pair, first: int, stop: int, reason: str) -> Omission:
    a, b = pair.passage[first].start, pair.passage[stop - 1].end
    return Omission(a, b, pair.source[a:b], True, reason)


def _surface(passage: tuple[Token, ...], first: int, stop: int) -> str:
    return " ".join(dict.fromkeys(t.surface for t in passage[first:stop]))


def _parted(between: str) -> bool:
    """Return whether a mark between two words ends what a negation bears on."""
    return any(mark in between for mark in ",;:—–()") or " - " in between or "--" in between
