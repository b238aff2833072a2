"""Tell how a source presents words: as said, as not said, as only supposed, or as cited from another.

What governs the words is looked at: a negated verb of speech ("never said"), a denial ("denied saying", "rejected claims that she had
said"), a refusal ("stopped short of calling"), a report called false ("falsely quoted as", "a doctored clip in which she says"), the
second half of "“A”, not “B”", the verdict of a fact-check in the next sentence, a condition ("Had Marsh said"), an intention ("wanted
to say"). Everything else is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from service.extraction.english import checks, denials, governing, lexicon, mentioning
from service.extraction.english.checks import Standing
from service.extraction.english.scanning import is_adverb
from service.extraction.english.verbs import is_cue
from service.extraction.english.views import View, tells, views, with_marked
from service.extraction.page.clause import Clue
from service.extraction.page.frames import OPEN, PLACEHOLDERS, Frame, Neighbours, Word, cuts, tokenise

REJECTED, SUPPOSED, CITED = governing.REJECTED, governing.SUPPOSED, governing.CITED
_NEGATIONS, _DENYING, _DENIED_ACTS = lexicon.words("negations"), lexicon.words("denying"), lexicon.words("denied_acts")
_FALSE_ADVERBS, _MISREPORTING = lexicon.words("false_adverbs"), lexicon.words("misreporting")
_PARTICIPLES, _CONDITIONS, _OPENERS = (
    lexicon.words("reporting_participles"),
    lexicon.words("conditions"),
    lexicon.words("supposing_openers"),
)
_POSSIBLE, _REPLIES = lexicon.words("possible"), lexicon.words("plain_replies")
_PAST_MODALS, _PERFECT = lexicon.words("past_modals"), lexicon.words("perfect")
_WORDS_NOUNS, _UNTRUE = lexicon.words("words_nouns"), lexicon.words("made_up", "untrue")
_CONTRACTED = ("n't", "n’t")
_LEADING_MARKS = frozenset(",:")  # between a verb of speech and its words
_DISPUTING = lexicon.words("denying", "disputing")
_NO = lexicon.words("no_determiners")
_SAID_NOUNS = _WORDS_NOUNS | lexicon.words("said_nouns")
_HEARSAY = lexicon.words("hearsay")
_PICTURES, _FORGED = lexicon.words("pictures", "words_nouns"), lexicon.words("made_up", "untrue", "forged")
_BACK_REFERENCES = lexicon.words("back_references")
_SUCH = [tuple(line.split()) for line in lexicon.lines("such")]
_BEFORE_NONFINITE = lexicon.words("before_nonfinite")
_UNLINKED = lexicon.words("unlinked")
_CLAUSE_BREAKS = lexicon.words("clause_breaks")
_BEFORE_CLAUSE = _CLAUSE_BREAKS | lexicon.CONJUNCTIONS | {lexicon.THAT}
_FRONTED, _INVERTED = lexicon.rows("fronted_negations"), lexicon.words("do", "have")
_TRUE = lexicon.words("true")
_INTENDING, _UNREAL_LINKS = lexicon.words("intending"), lexicon.words("unreal_links", "past_modals")
_FIRST_PLURAL = lexicon.words("narrators_plural")
_VERSIONS, _EARLIER, _IN_FACT = lexicon.words("versions"), lexicon.words("earlier_versions"), lexicon.words("in_fact")
_UNDENIABLE = lexicon.words("undeniable", "thinking", "answering")
_REMEMBERING = lexicon.words("remembering")
_CONTRASTS = lexicon.words("contrasts")
_ASKED = lexicon.words("asked_words")
_GOING_ON = lexicon.CONJUNCTIONS | lexicon.words("only")
_INNER = lexicon.PREPOSITIONS - lexicon.words("before_words")  # "is not allowed in “A”": words within what is denied
_ENDS = frozenset(".,;!")
_CLAUSE_MARKS = frozenset(",;:—–(") | PLACEHOLDERS  # past which a word does not govern a verb of speech
_CLAIM_REACH = 4  # words from a verb of denying to the report that is denied
_BEING = lexicon.words("be")
_PLURAL_BEING = lexicon.words("plural_be")
_LONGEST_ADDRESS = 4  # a verb of speech and whom it is said to
_NEAR = 6  # words within which an adjective of a picture, or the object of a denial, stands
_USING = lexicon.words("using")
_EXCEPTING = frozenset(("than", "but", "except"))
_NOT, _BEFORE_PASSIVE = "not", 3  # words before a participle in which "be" stands
_EXEMPT = lexicon.union("only", "said_all_the_same") | {"but"}  # "not the first who said", "not Pell but Marsh who said"
_ONLY = lexicon.words("only")  # "not only said", "not just Marsh who said": said
_EMPHATIC, _REPORTING_OTHERS = lexicon.words("emphatic"), lexicon.words("reporting_others")
_WORD = cuts(lexicon.ABBREVIATIONS).words
_REACH_BEHIND = 120  # characters behind words within a speaker's own that may tell of them
_VERDICT_REACH = 16  # words of the next sentence in which a fact-check says what the words are
Words = tuple[Word, ...]


@dataclass(frozen=True)
class _Case:
    """A quotation at word `here` of its sentence, the words of the next one, and the clause that attributes it, if one does."""

    words: Words
    here: int
    following: Words
    clue: Clue | None

    @cached_property
    def around(self) -> denials.Rendered:
        """The words around the quotation as templates are matched against."""
        return denials.rendered(self.words, self.here, self.following)


def standing(frame: Frame, k: int, clue: Clue | None, near: Neighbours) -> Standing | None:
    """Return how the k-th quotation of a frame is presented; None where it is presented as said."""
    number, here = frame.spots[k]
    if here is None:
        return None
    for case in _cases(frame, number, here, clue, near):
        if denials.matched("said_frames", case.around) is not None:
            return None
        found = next((found for rule in _RULES if (found := rule(case)) is not None), None)
        if found is not None:
            return found
    told = checks.checked(frame, number, here, near) or checks.alerted(frame, number) or checks.carried(frame, number)
    return told or _refuted_below(frame, number, here, near)


def _refuted_below(frame: Frame, number: int, here: int, near: Neighbours) -> Standing | None:
    """ "A post claims that Marsh said: “A”", and at the start of the next paragraph "She said no such thing": hearsay that was not said.

    "This is false" there may be of what she said, which is the shape of a fact-check of words that were said.
    """
    words = frame.sentences[number].tokens
    carrier = next((word for word in words[:here] if word.lower in _HEARSAY), None)
    if carrier is None or number + 1 < len(frame.sentences) or not near.after:
        return None
    case = _Case(words, here, _following(near.after[0], -1), None)
    is_refuted = any(rule(case) is not None for rule in (_called_untrue, _framed_as_unsaid))
    return Standing(REJECTED, carrier.start, carrier.end) if is_refuted else None


def _cases(frame: Frame, number: int, here: int, clue: Clue | None, near: Neighbours) -> Iterator[_Case]:
    """Yield a quotation at word `here` of a sentence in each way of reading the sentence."""
    told, following = frame.sentences[number].tokens, _following(frame, number)
    for read in (View(told, here), with_marked(View(told, here), frame, near.text)):
        for view in views(read) if read is not None else ():
            yield _Case(view.words, view.here, () if view.is_turned else following, clue if view.words is told else None)


def unsaid_within(text: str, opened: int, start: int, end: int) -> tuple[int, int] | None:
    """Return [start, end) of what tells that words a speaker quotes were not said ("I never said “A”"), or None.

    Theirs are those at [start, end) of his own text, marks and all; their sentence starts at `opened`.
    """
    framed = text[opened:start] + OPEN + text[end : end + _REACH_BEHIND]
    words = tokenise(framed, 0, len(framed), _WORD)
    here = next(i for i, word in enumerate(words) if word.start == start - opened)
    for view in views(View(words, here)):
        case = _Case(view.words, view.here, (), None)
        found = next((found for rule in _RULES if (found := rule(case)) is not None), None)
        if found is not None:
            behind = end - start - 1  # what stands behind the words is so much further on
            return opened + found.start, opened + found.end + (behind if found.end > start - opened else 0)
    return None


def _following(frame: Frame, number: int) -> Words:
    """Return the words of the next sentence, which a title with a full stop at its start does not end ("Ms. Marsh did not")."""
    words: Words = ()
    for one in frame.sentences[number + 1 : number + 3]:
        words += one.tokens
        if not one.tokens or one.tokens[-1].text.removesuffix(".") not in lexicon.TITLE_ABBREVIATIONS:
            break
    return words


def _found(what: str, words: Words, first: int, last: int) -> Standing:
    """Return a standing with words `first` to `last` as what tells; a sentence may be read in another order than it stands."""
    a, b = words[first], words[last]
    return Standing(what, min(a.start, b.start), max(a.end, b.end))


def _chain(words: Words, cue: int, links: frozenset[str] = frozenset()) -> Iterator[int]:
    """Yield the auxiliaries, adverbs and negations right before a verb, nearest first, with `links` between."""
    for i in range(cue - 1, -1, -1):
        low = words[i].lower
        if not (low in lexicon.AUXILIARIES or is_adverb(words[i]) or low in links or _negates(low)):
            return
        yield i


def _negates(low: str) -> bool:
    return low in _NEGATIONS or low.endswith(_CONTRACTED)


def _negated(case: _Case) -> Standing | None:
    """ "Marsh never said “A”", "Marsh did not tell voters to “A”"; the subject itself may be negative ("Nobody said")."""
    clue = case.clue
    if clue is None or not _reaches(case, clue):
        return None
    words = clue.tokens
    at = next((i for i in _chain(words, clue.cue, _EMPHATIC) if _negates(words[i].lower)), None)
    at = _negated_report(words, clue.cue) if at is None else at
    if at is None or clue.verb in _UNDENIABLE or (at + 1 < len(words) and words[at + 1].lower in _ONLY):
        return None
    is_within = clue.is_before and case.here > 0 and case.words[case.here - 1].lower in _INNER
    return _found(SUPPOSED if is_within else REJECTED, words, at, clue.cue)


def _reaches(case: _Case, clue: Clue) -> bool:
    """Return whether nothing between a verb of speech and words behind it starts a clause of its own, so that its modal or negation is theirs."""
    words = case.words
    if clue.tokens is not words or not clue.is_before:
        return True
    between = range(clue.cue + 1, case.here)
    if between and words[between[0]].lower in _ASKED:
        return False  # "would not say who had called it “A”"
    if any(words[i].text in _CLAUSE_MARKS and words[i + 1].lower in _GOING_ON for i in between):
        return False
    return not any(_is_speaking(words, i) or governing.is_infinitive(words, i, case.here) for i in between)


def _negated_report(words: Words, cue: int) -> int | None:
    """ "is not known to have said", "has never been quoted as saying": the negation, or None."""
    i = cue - 1
    while i >= 0 and (words[i].lower in _UNLINKED or words[i].lower in lexicon.AUXILIARIES or words[i].lower in lexicon.ADVERBS):
        if _negates(words[i].lower):
            return i
        i -= 1
    return i if i >= 0 and _negates(words[i].lower) and i < cue - 1 else None


def _governs(words: Words, at: int, here: int) -> int | None:
    """Return the verb of speech right of word `at` that leads to the words at `here`, all in one clause; None where another
    clause has it ("denied the report, saying “A”")."""
    cue = next((i for i in range(here - 1, at, -1) if _is_speaking(words, i)), None)
    if cue is None or any(words[i].text in _CLAUSE_MARKS for i in range(at + 1, cue)):
        return None
    return None if words[cue - 1].lower in lexicon.CONJUNCTIONS else cue


def _is_speaking(words: Words, i: int) -> bool:
    """Return whether word `i` is a verb of speech in any form ("to call", "of calling", "having said")."""
    if is_cue(words, i):
        return True
    low = words[i].lower
    return i > 0 and words[i - 1].lower in _BEFORE_NONFINITE and (low in lexicon.CUES or low in lexicon.PLAIN_CUES)


def _forged(case: _Case) -> Standing | None:
    """ "A doctored video shows Marsh saying “A”", "it is false that Marsh said “A”"."""
    words = case.words
    for i in range(case.here):
        is_untrue = words[i].lower in _FORGED or (i > 0 and words[i].lower in _TRUE and _negates(words[i - 1].lower))
        if not is_untrue:
            continue
        noun = next(
            (k for k in range(i + 1, min(case.here, i + 3)) if words[k].lower in _PICTURES or words[k].lower == lexicon.THAT), None
        )
        if noun is not None and _governs(words, noun, case.here) is not None:
            return _found(REJECTED, words, i, noun)
    return None


def _negated_behind(case: _Case) -> Standing | None:
    """ "“A” is not something Marsh ever said", "The words “A” were never spoken by Marsh"."""
    words = case.words
    if case.here + 2 >= len(words) or words[case.here + 1].lower not in _BEING or not _negates(words[case.here + 2].lower):
        return None
    are_things = words[case.here + 1].lower in _PLURAL_BEING and not (case.here and words[case.here - 1].lower in _SAID_NOUNS)
    for i in range(case.here + 3, len(words)):
        if (
            are_things or words[i].text in _CLAUSE_MARKS or i > case.here + 3 + _NEAR
        ):  # "“waiting lists” were not used" is of the things
            return None
        if words[i].lower in _USING or _is_speaking(words, i):
            return _found(REJECTED, words, case.here + 1, i)
    return None


def _fronted(case: _Case) -> Standing | None:
    """ "At no point did Marsh say “A”", "Nowhere does Marsh call it “A”"."""
    words = case.words
    low = [word.lower for word in words[: case.here]]
    for negation in (row[0].split() for row in _FRONTED):
        for i in (k for k in range(len(low)) if low[k : k + len(negation)] == negation):
            cue = _inverted_cue(case, i)
            if cue is not None and low[i + 1] not in _ONLY:
                return _found(REJECTED, words, i, cue)
    return None


def _inverted_cue(case: _Case, start: int) -> int | None:
    """Return the verb of speech behind an auxiliary that a negation at word `start` draws before its subject, or None."""
    words = case.words
    near = range(start + 1, min(case.here, start + 1 + _NEAR))
    inverted = next((k for k in near if words[k].lower in _INVERTED), None)
    if inverted is None:
        return None
    cue = next((k for k in range(inverted + 1, case.here) if _is_plain(words, k)), None)
    if cue is None:
        return None
    is_other = any(words[k].text in _CLAUSE_MARKS or words[k].lower in _CLAUSE_BREAKS for k in range(start, cue))
    return None if is_other else cue


def _is_plain(words: Words, i: int) -> bool:
    """Return whether word `i` is a verb of speech as it stands behind an auxiliary ("did Marsh say")."""
    return words[i].text in lexicon.PLAIN_CUES or is_cue(words, i)


def _negative_subject(case: _Case) -> Standing | None:
    """ "Neither Marsh nor Pell said “A”", "No minister called it “A”"."""
    clue = case.clue
    if clue is None or not clue.is_before:
        return None
    words = clue.tokens
    for i in range(clue.phrase.first, max(-1, clue.phrase.first - _NEAR), -1):
        low = words[i].lower
        if low in _NO:
            is_compared = any(word.lower in _EXCEPTING for word in words[i + 1 : clue.phrase.last + 1])  # "nobody but Marsh said"
            is_said = not is_compared and _opens_clause(words, i) and clue.verb not in _UNDENIABLE
            return _found(REJECTED, words, i, clue.cue) if is_said and _reaches(case, clue) else None
        if words[i].text in _CLAUSE_MARKS or low in lexicon.FINITE_AUXILIARIES or low in lexicon.RELATIVES or is_cue(words, i):
            return None
    return None


def _opens_clause(words: Words, i: int) -> bool:
    """Return whether the subject of a clause may start at word `i` ("that no minister called it"), rather than an object ("has no part")."""
    before = words[i - 1] if i else None
    return before is None or not before.is_word or before.lower in _BEFORE_CLAUSE


def _excluded(case: _Case) -> Standing | None:
    """ "Somebody else, and not Marsh, said “A”", "It was her brother, not Marsh, who said “A”"."""
    clue = case.clue
    if clue is None or not clue.is_before or clue.phrase.first == 0:
        return None
    first, last = clue.phrase.first, clue.phrase.last
    is_excluded = clue.tokens[first - 1].lower == _NOT and any(w.text[:1].isupper() for w in clue.tokens[first : last + 1])
    return _found(REJECTED, clue.tokens, first - 1, clue.cue) if is_excluded else None


def _excluded_one(case: _Case) -> Standing | None:
    """ "It was not the clerk who said “A”", "Marsh isn’t the officer who said “A”": a relative clause of one whom a copula denies."""
    words = case.words
    cue = next((i for i in range(case.here - 1, max(-1, case.here - 1 - _LONGEST_ADDRESS), -1) if is_cue(words, i)), None)
    if cue is None:
        return None
    who = min(_chain(words, cue, _EMPHATIC), default=cue) - 1
    if who < 0 or words[who].lower != lexicon.WHO:
        return None
    for i in range(who - 2, max(0, who - 2 - 2 * _NEAR), -1):
        if words[i + 1].lower in _EXEMPT or not words[i + 1].is_word:
            return None
        if _is_denied_copula(words, i):
            is_one = words[i + 1].is_capitalised or words[i + 1].lower in lexicon.DETERMINERS
            return _found(REJECTED, words, i, cue) if is_one else None
    return None


def _is_denied_copula(words: Words, i: int) -> bool:
    """Return whether word `i` negates a form of "be" ("was not", "isn’t")."""
    low = words[i].lower
    return (_negates(low) and words[i - 1].lower in _BEING) or (low.endswith(_CONTRACTED) and low[:-3] in _BEING)


def _denied_behind(case: _Case) -> Standing | None:
    """ "“A”, a remark that Marsh denies making"; one who denies what the words say takes nobody's words back."""
    words = case.words
    for i in range(case.here + 2, min(len(words), case.here + 2 * _NEAR)):
        if words[i].text in PLACEHOLDERS:
            return None
        led = [k for k in range(case.here + 1, i) if words[k].lower in _BACK_REFERENCES or words[k].lower in _SAID_NOUNS]
        is_act = i + 1 < len(words) and words[i + 1].lower in _DENIED_ACTS
        if led and is_act and words[i].lower in _DENYING:
            return _found(REJECTED, words, led[0], i)
    return None


def _denied(case: _Case) -> Standing | None:
    """ "Marsh denied saying “A”", "Marsh denies ever having called it “A”"."""
    words = case.words
    for i in range(case.here - 1, -1, -1):
        if words[i].lower in _DENYING and i + 1 < case.here and words[i + 1].lower in _DENIED_ACTS:
            if (i and _negates(words[i - 1].lower)) or _is_anothers(case, i):
                return None
            return _found(REJECTED, words, i, i + 1)
        if words[i].text in PLACEHOLDERS:
            return None
    return None


def _misreported(case: _Case) -> Standing | None:
    """ "Marsh was falsely quoted as saying “A”", "“A,” Marsh is wrongly quoted as saying", "an article misquoted Marsh"."""
    words = case.words
    for i, word in enumerate(words):
        if word.lower in _FALSE_ADVERBS and _is_reported(case, i + 1):
            return _found(REJECTED, words, i, i + 1)
        if word.lower in _MISREPORTING and (not _is_anothers(case, i) if i < case.here else words[case.here + 1].lower in _BEING):
            return _found(REJECTED, words, i, i)
    return None


def _is_anothers(case: _Case, i: int) -> bool:
    """Return whether a clause behind word `i` has the quotation.

    "Accusing the paper of misquoting him, Marsh said “A”", "It misquoted Marsh, who said “A”".
    """
    clue, words = case.clue, case.words
    if any(words[k].lower in lexicon.RELATIVES and words[k - 1].text in _CLAUSE_MARKS for k in range(i + 2, case.here)):
        return True
    if clue is None or not clue.is_before or clue.tokens is not case.words or clue.phrase.first <= i:
        return False
    return any(word.text in _CLAUSE_MARKS for word in case.words[i + 1 : clue.phrase.first])


def _is_reported(case: _Case, i: int) -> bool:
    """Return whether word `i` says that words are reported of somebody; "Marsh wrongly claimed “A”" says them himself."""
    words = case.words
    if i >= len(words) or words[i].lower not in _PARTICIPLES:
        return False
    if words[i].lower not in _REPORTING_OTHERS or any(w.lower in _BEING for w in words[max(0, i - _BEFORE_PASSIVE) : i]):
        return True
    return any(_is_speaking(words, k) for k in range(i + 1, case.here))


def _is_printed_before(words: Words, i: int) -> bool:
    """Return whether words `i` - 1 and `i` are of what was printed before ("an earlier version", "we reported")."""
    if words[i].lower in _VERSIONS and words[i - 1].lower in _EARLIER:
        return True
    return words[i - 1].lower in _FIRST_PLURAL and is_cue(words, i)


def _corrected(case: _Case) -> Standing | None:
    """ "An earlier version of this report quoted Marsh as saying “A”. In fact she said …": what a correction takes back."""
    words = case.words
    version = next((i for i in range(1, case.here) if _is_printed_before(words, i)), None)
    if version is None or _governs(words, version, case.here) is None:
        return None
    behind = (*words[case.here + 1 :], *case.following[:_NEAR])
    return _found(REJECTED, words, version - 1, version) if any(w.lower in _IN_FACT for w in behind) else None


def _called_untrue(case: _Case) -> Standing | None:
    """ "“A,” it says. The quote is fake.": a fact-check's verdict in the next sentence."""
    words = case.following[:_VERDICT_REACH]
    unsaid = _said_no_such_thing(words)
    if unsaid is not None:
        return _found(REJECTED, words, *unsaid)
    noun = next((i for i, w in enumerate(words) if w.lower in _WORDS_NOUNS), None)
    verdict = next((i for i, w in enumerate(words) if w.lower in _UNTRUE), None)
    if noun is None or verdict is None or any(w.text in PLACEHOLDERS or _negates(w.lower) for w in words):
        return None
    return _found(REJECTED, words, min(noun, verdict), max(noun, verdict))


def _said_no_such_thing(words: Words) -> tuple[int, int] | None:
    """Return where a sentence says that what was just told was not said ("She said no such thing", "He never said that"), or None."""
    for i in range(len(words) - 1):
        if _is_unsaid(words, i) or _is_act_denied(words, i):
            return i, i + 1
    return None


def _is_unsaid(words: Words, i: int) -> bool:
    """Return whether word `i` says of what was just told that it was not said ("said no such thing", "never said that")."""
    low, following = words[i].lower, words[i + 1].lower
    if low in _UNDENIABLE or low in _REMEMBERING or not (_is_speaking(words, i) or low in lexicon.PLAIN_CUES or low in _USING):
        return False
    ends = i + 2 < len(words) and words[i + 2].text in _ENDS
    is_negated = ends and any(_negates(word.lower) for word in words[:i])
    behind = (following, words[i + 2].lower) if i + 2 < len(words) else ()
    is_such = behind in _SUCH and not any(word.lower in lexicon.FINITE_AUXILIARIES for word in words[i + 4 : i + 5])
    return is_such or (following in _BACK_REFERENCES and is_negated)  # "said no such promise had been made" is of something else


def _is_act_denied(words: Words, i: int) -> bool:
    """Return whether word `i` denies having said what was just told ("has denied making the remark")."""
    if words[i].lower not in _DISPUTING or words[i + 1].lower not in _DENIED_ACTS:
        return False
    behind = words[i + 2 : i + 2 + _CLAIM_REACH]
    led = (
        w for k, w in enumerate(behind) if w.lower in _WORDS_NOUNS or (w.lower in _BACK_REFERENCES and _leads_nowhere(behind, k))
    )
    return next(led, None) is not None


def _leads_nowhere(words: Words, i: int) -> bool:
    """Return whether word `i` points back ("denied saying that."); before other words it may lead on ("saying that the ward …")."""
    return words[i].lower != lexicon.THAT or i + 1 >= len(words) or words[i + 1].text in _ENDS


def _would(case: _Case) -> Standing | None:
    """ "If Marsh were honest, she would say “A”": what somebody would say under a condition that opens the sentence."""
    clue, words = case.clue, case.words
    if clue is None or clue.tokens is not words or not clue.is_before or words[0].lower not in _CONDITIONS | _OPENERS:
        return None
    modal = next((i for i in _chain(words, clue.cue) if words[i].lower in _PAST_MODALS), None)
    return _found(SUPPOSED, words, modal, clue.cue) if modal is not None else None


def _intended(case: _Case) -> Standing | None:
    """ "Marsh wanted to say “A”", "Marsh was about to call it “A”"."""
    words = case.words
    for i in range(case.here - 1, 0, -1):
        if words[i].text in PLACEHOLDERS:
            return None
        if words[i - 1].lower == lexicon.TO and _is_speaking(words, i):
            intends = i > 1 and words[i - 2].lower in _INTENDING
            has_words = (
                intends
                and _governs(words, i - 2, case.here) == i
                and not any(governing.is_infinitive(words, k, case.here) for k in range(i + 1, case.here))
            )
            return _found(SUPPOSED, words, i - 2, i) if has_words else None
    return None


def _unreal(case: _Case) -> Standing | None:
    """ "Marsh could have said “A”", "Marsh might as well have said “A”"."""
    clue = case.clue
    if clue is None or not _reaches(case, clue):
        return None
    chain = list(_chain(clue.tokens, clue.cue, _UNREAL_LINKS))
    for i in chain:
        if clue.tokens[i].lower in _PAST_MODALS and any(clue.tokens[k].lower in _PERFECT for k in chain if k > i):
            return _found(SUPPOSED, clue.tokens, i, clue.cue)
    return None


def _possible(case: _Case) -> Standing | None:
    """ "A mother might reply, “A”", "“A,” your neighbour may say": what is only thought possible; "could only say" is said."""
    clue = case.clue
    if clue is None or not clue.is_direct or not _reaches(case, clue) or clue.verb not in _REPLIES:
        return None
    chain = list(_chain(clue.tokens, clue.cue))
    modal = next((i for i in chain if clue.tokens[i].lower in _POSSIBLE), None)
    around = {clue.tokens[i].lower for i in chain} | {
        word.lower for word in case.words[clue.cue if clue.is_before else case.here :]
    }
    ends = clue.cue + 1 < len(clue.tokens) and clue.tokens[clue.cue + 1].lower in _BEING  # "all she could say was"
    return _found(SUPPOSED, clue.tokens, modal, clue.cue) if modal is not None and not ends and not around & _EXEMPT else None


def _conditional(case: _Case) -> Standing | None:
    """ "Had Marsh said “A”", "If Marsh says “A”", "Imagine Marsh saying “A”": a condition opens the clause that has the words."""
    words = case.words
    last = case.here - 1 if case.here and words[case.here - 1].text in _LEADING_MARKS else case.here
    for i in range(last - 1, -1, -1):
        if words[i].text in PLACEHOLDERS or not words[i].is_word or words[i].lower in _CONTRASTS:
            return None
        is_noun = i > 0 and words[i - 1].lower in lexicon.NOUN_DETERMINERS  # "a picture of"
        opens = (words[i].lower in _CONDITIONS and not is_noun) or (i == 0 and words[i].lower in _OPENERS)
        if opens and _has_condition_words(case, i + 1):
            return _found(SUPPOSED, words, i, i)
    return None


def _has_condition_words(case: _Case, first: int) -> bool:
    """Return whether the words are what a verb of speech from word `first` on says; behind a condition the sentence may go on with others."""
    words, here = case.words, case.here
    if words[here - 1].lower == lexicon.THAT:
        return any(is_cue(words, k) for k in range(first, here))
    cue = mentioning.cue_of(words, here)
    return cue is not None and cue >= first


def _governed(case: _Case) -> Standing | None:
    """ "Historians doubt the story that Marsh said “A”": what the verb or noun that has the words is itself governed by."""
    found = governing.governed(case.words, case.here) if tells(case.words) else None
    return _found(found[0], case.words, found[1], found[2]) if found is not None else None


def _mentioned(case: _Case) -> Standing | None:
    """ "a sentence — “A” — which nobody recalls Marsh uttering": words that are only mentioned, with a denial or a doubt around."""
    found = mentioning.mentioned(case.words, case.here, case.following)
    return _found(found[0], case.words, found[1], found[2]) if found is not None else None


def _framed(case: _Case) -> Standing | None:
    """Return a denial that a template of `service.extraction.english.denials` tells of the words around the quotation."""
    return _by_template(case, "rejected_frames", REJECTED)


def _framed_as_unsaid(case: _Case) -> Standing | None:
    """Return a denial of the saying that a template tells of the sentence behind."""
    return _by_template(case, "unsaid_frames", REJECTED)


def _framed_as_supposed(case: _Case) -> Standing | None:
    """Return a supposition that a template tells."""
    return _by_template(case, "supposed_frames", SUPPOSED)


def _framed_as_cited(case: _Case) -> Standing | None:
    """Return that a template tells the words to be another's than the speaker's who passes them on."""
    found = _by_template(case, "cited_frames", CITED) if case.clue is not None else None
    return (
        found
        if found is not None and case.clue is not None and case.clue.tokens[case.clue.phrase.last].start < found.start
        else None
    )


def _by_template(case: _Case, name: str, what: str) -> Standing | None:
    found = denials.matched(name, case.around)
    return Standing(what, min(found[0].start, found[1].start), max(found[0].end, found[1].end)) if found is not None else None


_RULES: tuple[Callable[[_Case], Standing | None], ...] = (
    _negated, _denied, _misreported, _called_untrue, _forged, _fronted, _negative_subject, _excluded, _excluded_one, _denied_behind, _negated_behind,
    _corrected, _unreal, _possible, _would, _intended, _conditional, _framed, _framed_as_unsaid, _governed, _framed_as_supposed, _mentioned, _framed_as_cited,
)  # fmt: skip
