"""What governs a clause that was cut out of its sentence: a view of others, a wish, a supposition, a question."""

from __future__ import annotations

from service.wording import lexicon, phrases, tables
from service.wording.roles import is_verb
from service.wording.tokens import Token, is_content

_LONGEST_FRAME = 9  # words of "critics of the plan have kept telling us that"
_OBJECTS = 3  # words between a verb of saying and its clause: "telling us the"
_BEFORE_THAT = 6  # the same where "that" opens the clause: "told a packed hall in May that"
_LONGEST_ASIDE = 10  # words between commas or dashes, before "that" or a verb
_SHORTEST_CLAUSE = 3  # words
_LONGEST_CLAUSE = 40  # words of a view that goes on with "and that"
_OPENING = frozenset("where who whose which when".split())
_ONE = frozenset(("a", "an"))
_SHORTEST_EST = 5  # letters of "dullest" and no "best", which is listed, nor "west"
_WISHED = 4  # words before the subject within which "wish" or "pretend" makes a clause unreal
_LONGEST_SOURCE = 12  # words of "according to the report of the committee"


def frame_before(source: str, passage: tuple[Token, ...], start: int, kept: tuple[Token, ...]) -> int | None:
    """Return where the words begin that govern the clause at `start` and keep it from being the speaker's own statement; None where none do.

    `kept`: the tokens of the claim. The governing words stand right before the clause, with no mark between, but for "according to X,".
    """
    at = start - 1 if start > 1 and passage[start - 1].key in lexicon.DETERMINERS - {"that", "this"} else start
    framed = _framed(source, passage, start, at, kept)
    if framed is not None or _is_own(source, passage, at):
        return framed
    verb, has_that = _governor(source, passage, at)
    if verb is None:
        return None
    if not has_that and not _is_clause(kept) and not _is_imperative(passage, verb) and not _takes_clause(passage, verb, kept):
        return None
    return _whose(source, passage, verb)


def _framed(source: str, passage: tuple[Token, ...], start: int, at: int, kept: tuple[Token, ...]) -> int | None:
    """Return where a phrase begins that governs the clause at `start`, whose determiner stands at `at`: "according to", "the story goes that"."""
    is_clause = _is_clause(kept) or _is_that_clause(passage, at, kept) or (at > 0 and passage[at - 1].key in _OPENING)
    found = _according_to(source, passage, at)
    if found is None and is_clause:
        found = _phrase_before(source, passage, at)
    named = (_named_before(source, passage, place) for place in (start, at)) if found is None else ()
    return next((place for place in named if place is not None), found)


def _phrase_before(source: str, passage: tuple[Token, ...], at: int) -> int | None:
    """Return where a phrase begins that ends at a place and gives the clause there as a view or a guess: "the story goes that"."""
    if at == 0 or passage[at].opens_sentence:
        return None
    if _is_own(source, passage, at):
        return None
    return phrases.match(phrases.FRAMES, phrases.rendered(source, passage, _sentence_start(passage, at - 1), at))


def _is_own(source: str, passage: tuple[Token, ...], at: int) -> bool:
    """Return whether a phrase ends at a place that leaves the clause there the speaker's own view: "he was right when he said that"."""
    if at == 0 or passage[at].opens_sentence:
        return False
    before = phrases.rendered(source, passage, _sentence_start(passage, at - 1), at)
    return phrases.match(phrases.OWN_FRAMES, before) is not None


def _named_before(source: str, passage: tuple[Token, ...], at: int) -> int | None:
    """Return where words begin that end at a place and give what follows as what others call somebody, or accuse him of."""
    if at == 0 or passage[at].opens_sentence:
        return None
    before = phrases.rendered(source, passage, _sentence_start(passage, at - 1), at)
    if phrases.match(phrases.OWN_NAMED, before) is not None:
        return None
    is_name = passage[at].key in _ONE or (passage[at].key == "the" and at + 1 < len(passage) and _is_extreme(passage[at + 1].key))
    called = phrases.match(phrases.CALLED, before) if is_name else None
    return phrases.match(phrases.NAMED, before) if called is None else called


def _is_extreme(key: str) -> bool:
    return key in ("best", "worst", "most", "least", "last") or (key.endswith("est") and len(key) > _SHORTEST_EST)


def _is_clause(tokens: tuple[Token, ...]) -> bool:
    return any(is_verb(t.key) for t in tokens)


def _opens_clause(kept: tuple[Token, ...]) -> bool:
    """Return whether words may be a clause by how they begin: with a subject, a determiner or a capital."""
    first = kept[0]
    if first.key in lexicon.NOMINATIVES and len(kept) > 1:
        return True
    is_plural = first.key.endswith("s") and not first.key.endswith("ss") and is_content(first.key)
    is_subject = first.is_capitalised or is_plural or first.key in lexicon.SUBJECTS | lexicon.DETERMINERS
    return len(kept) >= _SHORTEST_CLAUSE and is_subject


def _is_that_clause(passage: tuple[Token, ...], at: int, kept: tuple[Token, ...]) -> bool:
    """Return whether "that" opens the words kept as a clause, whatever their verb."""
    return at > 0 and passage[at - 1].key == lexicon.THAT and _opens_clause(kept)


def _takes_clause(passage: tuple[Token, ...], verb: int, kept: tuple[Token, ...]) -> bool:
    """Return whether a verb, which takes no object, has the words kept for its clause, whatever their verb."""
    return (passage[verb].key in lexicon.CLAUSE_ONLY or kept[0].key in lexicon.NOMINATIVES) and _opens_clause(kept)


def _according_to(source: str, passage: tuple[Token, ...], start: int) -> int | None:
    """Return the place of "according to" that opens the sentence, where its comma is right before the clause."""
    if start < 3 or "," not in source[passage[start - 1].end : passage[start].start]:
        return None
    for k in range(start - 1, max(-1, start - _LONGEST_SOURCE), -1):
        keys = [t.key for t in passage[k : k + 5]]
        if (keys[:2] == ["according", "to"] and keys[2] not in ("me", "us")) or (
            keys[:2] == ["in", "the"] and keys[2] in lexicon.VIEWS and keys[3:4] == ["of"]
        ):
            return k
        if passage[k].opens_sentence or (k < start - 1 and "," in source[passage[k].end : passage[k + 1].start]):
            return None
    return None


def _governor(source: str, passage: tuple[Token, ...], start: int) -> tuple[int | None, bool]:
    """Return the place of the verb that governs the clause at `start`, and whether "that" or a colon stands between."""
    k = start - 1
    is_opened = k >= 0 and passage[k].key in ("that", "whether", "how")
    has_colon = k >= 0 and source[passage[k].end : passage[start].start].strip() == ":"
    if not is_opened and not has_colon:
        return _objects_before(source, passage, k), False
    if is_opened:
        k -= 1
        if k > 0 and (passage[k].key in lexicon.LINKING or _counts_item(source, passage, k)):
            return _earlier_saying(passage, k), True
        if k > 0 and _is_parted(source, passage, k):
            before = _saying_before(source, passage, _before_aside(source, passage, k))
            return _earlier_saying_that(passage, k) if before is None else before, True
    return _saying_before(source, passage, k), True


def _counts_item(source: str, passage: tuple[Token, ...], k: int) -> bool:
    """Return whether a word between two marks only counts an item of a list: ", two, that", "; and lastly, that", "(b) that"."""
    is_apart = passage[k - 1].key in lexicon.LINKING or _is_parted(source, passage, k - 1)
    return is_apart and _is_parted(source, passage, k) and passage[k].key in lexicon.COUNTING


def _earlier_saying_that(passage: tuple[Token, ...], k: int) -> int | None:
    """Return the place of a verb of saying whose clause "that" opens too, where a further one begins behind place `k`: "say that A, that"."""
    verb = _earlier_saying(passage, k + 1)
    if verb is None or not any(t.key == lexicon.THAT for t in passage[verb + 1 : min(k, verb + _BEFORE_THAT)]):
        return None
    return verb


def _earlier_saying(passage: tuple[Token, ...], k: int) -> int | None:
    """Return the place of the last verb of saying of the sentence before place `k`, whose further clause "and that" opens."""
    for n in range(k - 1, max(-1, k - _LONGEST_CLAUSE), -1):
        if passage[n].key in lexicon.SAYING and not passage[n].opens_sentence:
            return n
        if passage[n].opens_sentence or passage[n].key in lexicon.FACTIVE:
            return None
    return None


def _saying_before(source: str, passage: tuple[Token, ...], k: int) -> int | None:
    """Return the place of a verb of saying at place `k` or a few words before it; None where a mark or another verb comes first."""
    for n in range(k, max(-1, k - _BEFORE_THAT), -1):
        if n < k and _is_parted(source, passage, n):
            break
        key = passage[n].key
        if key in lexicon.SAYING or key in lexicon.SUPPOSING or (n == k and key in lexicon.QUESTIONED):
            return n
        if key in lexicon.CONJUNCTIONS or key in lexicon.FACTIVE:
            break
    return None


def _objects_before(source: str, passage: tuple[Token, ...], k: int) -> int | None:
    """Return the place of a verb of saying that ends at a place, or before those to whom it is said; None where none does."""
    for _ in range(_OBJECTS + 1):
        if k < 0 or _is_parted(source, passage, k):
            return None
        key = passage[k].key
        if key in lexicon.SAYING or key in lexicon.SUPPOSING:
            return k
        if key not in lexicon.HEARERS and key not in lexicon.NOT_QUITE_VERBS:
            return None
        k -= 1
    return None


def before_aside_and_that(source: str, passage: tuple[Token, ...], start: int) -> int | None:
    """Return the place of the word before an aside behind which "that" opens the clause at `start`; None where no aside stands there."""
    k = start - 2
    if k < 0 or passage[k + 1].key != lexicon.THAT or not _is_parted(source, passage, k):
        return None
    before = _before_aside(source, passage, k)
    return before if before < k else None


def _before_aside(source: str, passage: tuple[Token, ...], k: int) -> int:
    """Return the place of the word before an aside between two marks that ends at a place; the place itself where no aside ends there."""
    return next((n for n in range(k - 1, max(-1, k - 1 - _LONGEST_ASIDE), -1) if _is_parted(source, passage, n)), k)


def _is_parted(source: str, passage: tuple[Token, ...], k: int) -> bool:
    between = source[passage[k].end : passage[k + 1].start]
    return any(mark in between for mark in ',;:—–().!?“"') or " - " in between or "--" in between


def _is_imperative(passage: tuple[Token, ...], verb: int) -> bool:
    return passage[verb].key in lexicon.SUPPOSING and (
        verb == 0 or passage[verb].opens_sentence or passage[verb - 1].key in ("just", "but", "and", "let's")
    )


def _whose(source: str, passage: tuple[Token, ...], verb: int) -> int | None:
    """Return where the frame begins whose verb stands at a place, where it is not "I say" or the like; None where it is."""
    key = passage[verb].key
    first = _sentence_start(passage, verb)
    if _is_imperative(passage, verb):
        return verb
    if key in lexicon.QUESTIONED:
        return first if passage[first].key in ("is", "was") else None
    k = _subject_of(source, passage, verb, first) if verb > first else None
    if k is None:
        return None
    subject = passage[k].key
    window = passage[max(first, k - _WISHED) : verb + 1]
    unreal = next((n for n, t in enumerate(window) if t.key in lexicon.UNREAL_VIEWS), None)
    if subject in lexicon.OWN or (subject == "me" and passage[k - 1].key == "let"):
        return max(first, k - _WISHED) + unreal if unreal is not None else None
    return _of_infinitive(passage, first, k) if _is_bare_infinitive(passage, k, verb) else k


def _is_bare_infinitive(passage: tuple[Token, ...], subject: int, verb: int) -> bool:
    """Return whether a verb of saying stands in an infinitive that nobody wants or is used to ("it would be wrong to say")."""
    is_bare = passage[verb - 1].key == "to" and passage[verb - 2].key not in lexicon.BEFORE_SAYING
    return is_bare and not any(t.key in lexicon.WANTING for t in passage[subject + 1 : verb])


def _subject_of(source: str, passage: tuple[Token, ...], verb: int, first: int) -> int | None:
    """Return the place of the word before a verb of saying, past what stands beside the verb; None where a mark or the sentence's start comes first."""
    k = verb - 1
    if k > first and _is_parted(source, passage, k):
        k = _before_aside(source, passage, k)
        return k if k < verb - 1 else None
    while k >= first and not _is_parted(source, passage, k) and _is_beside_verb(passage[k].key, passage[k + 1].key):
        k -= 1
    return None if k < first or _is_parted(source, passage, k) else k


def _of_infinitive(passage: tuple[Token, ...], first: int, k: int) -> int | None:
    """Return the same for "to say that": whose it is the sentence's subject tells; "it would be wrong to say" is a view that is turned down."""
    for n in range(k, max(first - 1, k - _LONGEST_FRAME), -1):
        key = passage[n].key
        if key in lexicon.DISMISSING or key in ("they", "he", "she", "you"):
            return n
        if key in lexicon.OWN or key == "it":
            return None
    return None


def _is_beside_verb(key: str, following: str) -> bool:
    """Return whether a word stands between a subject and its verb of saying: "they would like us to believe"."""
    if key in lexicon.HEARERS:
        return following == "to"
    return (
        key in lexicon.AUXILIARIES
        or key in lexicon.MODALS
        or key in lexicon.NOT_QUITE_VERBS
        or key in lexicon.BEFORE_SAYING
        or key == "to"
        or (key.endswith("ly") and key not in tables.FUNCTION_WORDS)
    )


def _sentence_start(passage: tuple[Token, ...], at: int) -> int:
    first = at
    while first > 0 and not passage[first].opens_sentence:
        first -= 1
    return first
