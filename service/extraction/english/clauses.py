"""Who is the subject of a verb of speech: clause by clause, from the grammar that shows on the surface.

A subject is sought at every place where a clause can start, nearest to the verb first; it is taken where nothing but an
appositive, a parenthesis, a prepositional phrase, a relative clause, an adverb or an auxiliary stands between it and the
verb. So "a spokesman for Mr. Stone said" is said by the spokesman, not by the nearest name.
"""

from __future__ import annotations

from service.extraction.english import lexicon
from service.extraction.english.gaps import LONGEST_APPOSITIVE, is_gap
from service.extraction.english.joining import LONGEST_BODY, past_place, speaks_on, with_list, with_partner, with_partner_before
from service.extraction.english.openings import skip_opening
from service.extraction.english.passives import is_participle_of_past, is_passive
from service.extraction.english.phrases import parse
from service.extraction.english.presenting import cleft, placed, somebody
from service.extraction.english.scanning import (
    DASHES,
    Tokens,
    find,
    is_adverb,
    is_numeral,
    is_of_calendar,
    opens_name,
    past_adverbs,
    starts_phrase,
)
from service.extraction.english.starting import SUBORDINATE_OPENERS, opens_content, phrase_before, starts
from service.extraction.english.steps import APOSTROPHES, text_of
from service.extraction.english.verbs import (
    PERCEIVED,
    before_apposition,
    heard_before,
    is_cue,
    is_finite_cue,
    is_participle,
    may_be_verb,
    may_report,
)
from service.extraction.page.clause import Phrase
from service.extraction.page.frames import PLACEHOLDERS, Word
from service.knowledge.gazetteer import Gazetteer

__all__ = ["DASHES", "closing_subject", "main_subject", "source_named", "subject_after", "subject_of"]
_LONGEST_SECOND = 12  # tokens from an appositive's own subject to the verb of the sentence
_FARTHEST_CUE = LONGEST_APPOSITIVE + 12  # tokens from a subject to its verb
_LONGEST_TOLD = 5  # tokens of whom something is told
_LONGEST_PAIR = 14  # tokens of two names that "and" joins, with their places, and the comma
_OFFICES_OF = lexicon.words("title_links")
_LISTING = frozenset((",", lexicon.AND))
_LONGEST_ITEM_HEAD = 5  # tokens of an item's heading with its bullet and colon
_RELATIVES_OF_SUBJECT = lexicon.words("subject_relatives")
_BREAKS = frozenset(";:")
_SEPARATORS = DASHES | PLACEHOLDERS | {","}
_ITEM_MARKS = frozenset("/).")
_DATELINE_ENDS, _DATELINE_MARKS = frozenset(("—", "–", "-", "--")), frozenset(",.()/")
_SHORTEST_PLACE = 3  # characters
_LONGEST_DATELINE = 18  # tokens
_LONG_DASHES, _DATELINE_WORDS = frozenset("—–"), 3  # tokens of "Kathmandu — The"
_BEFORE_SUBJECT = frozenset(",;—–-")
_SINGLE_SPEAKERS = ("pronoun", "person")
_THINGS = ("organization", "other")  # kinds of phrases of things
_AS, _QUOTING, _RECEIVING = frozenset(("as",)), lexicon.words("citing"), lexicon.words("receiving")
_QUOTING_AS = lexicon.words("citing", "reporting_as")
_NOUNS_FOR_SEVERAL = lexicon.ROLES | lexicon.PLURAL_ROLES | lexicon.PLURAL_BODIES | lexicon.words("kin_plurals")
_AUTHORING, _PASSING_ON = lexicon.words("authoring", "passing_on"), lexicon.words("passing_on")
_OBJECT_FORMS = {as_object: as_subject for as_subject, as_object in lexicon.rows("subject_forms")}
_PROGRESSIVE = lexicon.words("progressive_before")
_NARRATORS = lexicon.words("first_persons")
_OPENING_SOURCES = [line.split() for line in lexicon.lines("opening_sources")]
_PUTTING, _IT = lexicon.words("putting"), "it"
_LONGEST_PUTTING = 10  # tokens from "as" to "it" in "as Stone, a pilot, put it"
_OWN_WORDS = lexicon.words("owned_words", "owned_answers")
_ALOUD = lexicon.words("spoken_aloud")
_SPOKE, _HAD = lexicon.words("spoken_pasts"), frozenset(("had",))
_HAVING, _PERFECT = lexicon.words("have"), frozenset(("having",))
_REFUSALS, _GIVING_REASON = lexicon.words("refusals"), lexicon.words("giving_reason")
_DONE = lexicon.union("other_pasts", "irregular_pasts", "reached")
_NO_PURPOSE, _REACHING = lexicon.words("no_purpose"), lexicon.words("reaching")
_A_OR_AN = frozenset(("a", "an"))
_TIMES = lexicon.words("times_of_clauses")
_LEAST_TITLES = 3  # tokens before the second of two titles
_LONGEST_WHOSE = 8  # tokens of an aside behind whose son somebody is
_LONGEST_HELD, _AT = 8, "at"  # tokens from a passive to "for"
_BEING, _MANNER = lexicon.words("being"), lexicon.words("manner_questions")


_WITHOUT_OBJECT = lexicon.words("without_object")
_KNOWN_DETERMINERS = lexicon.DETERMINERS - lexicon.words("negations")  # "no one said" is said by nobody
_WRITTEN = lexicon.words("documents", "other_documents")
_BESIDE = lexicon.words("beside")
_FINITE_FORMS = lexicon.FINITE_AUXILIARIES | lexicon.words("other_pasts")
_BEFORE_PARTICIPLE = lexicon.FINITE_AUXILIARIES | lexicon.words("adverbs_of_verbs")
_FREE_RELATIVES = lexicon.words("free_relatives")
_OWNING_RELATIVES = lexicon.words("owning_relatives", "free_relatives")
_ANY_OF_MANY = lexicon.words("any_of_many")
_EXCLUDING = [line.split() for line in lexicon.lines("excluding")]
_POSSESSIVES = lexicon.words("possessives")
_ADDRESSING = lexicon.words("addressing")

_ARRIVING, _VOICES = lexicon.words("arriving"), lexicon.words("voices")
_LONGEST_VOICE = 6  # tokens from "came" to the noun for a voice ("came a second faint voice")

_HABITUAL = lexicon.words("habitual")
_ADDING = lexicon.words("adds")
_SENDERS = lexicon.words("senders")
_OF_DOCUMENTS = lexicon.words("thing_relatives")
_ACCOMPANYING = frozenset(("with",))
_SENT_BY = lexicon.words("authors")
_SENT = _WRITTEN | lexicon.words("other_messages")
_LONGEST_QUOTED = 14  # tokens from "quoted" to "as saying", or from "received" to what the letter says
_NO_NOUNS = lexicon.PRONOUNS | lexicon.FINITE_AUXILIARIES | lexicon.SUBORDINATORS
_BEFORE_NOUNS = lexicon.PREPOSITIONS | lexicon.DETERMINERS | lexicon.CONJUNCTIONS
_BESIDE_VERBS = lexicon.AUXILIARIES | PERCEIVED
_CITED_FROM = frozenset(("from",))
_LONGEST_WRITTEN = 8  # tokens from a document to the verb of its relative clause
_LONGEST_NOUN_PHRASE = 8  # tokens
_QUESTION_MARK = "?"
_LONGEST_PHRASES = 10  # tokens between a relative pronoun and its verb
_ANYBODY, _ONE_OF = lexicon.words("anybody_told_of"), lexicon.words("one_of")
_NEAR_ONE_OF = 6  # tokens from "among" to those who are meant
_COMPOUND = 2  # words of "ballot papers"
_LINKS_IN_BODIES = lexicon.words("title_links") | {lexicon.AND, lexicon.THE, lexicon.OF}
_REFERRING = frozenset(("it", "them", "that", "this"))
_ONE_AMONG_MANY = lexicon.words("one_of_many") | {"a", "an"}
_SHORTEST_TOLD = 4  # tokens before the comma of "He, Stone said,"
_LONGEST_ASIDE = 12  # tokens of an aside between a document and what it says


def subject_of(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject that precedes the verb at token `cue`, or None."""
    heard = (
        _heard(tokens, cue, gazetteer)
        or _whom_it_quotes(tokens, cue, gazetteer)
        or _quoted_as_having_said(tokens, cue, gazetteer)
        or _past_teller(tokens, cue, gazetteer)
    )
    if heard is not None:
        return heard
    if is_participle(tokens, cue):
        return _subject_of_participle(tokens, cue, gazetteer)
    own = _before_auxiliaries(tokens, cue)
    if own >= 0 and tokens[own].lower in _NARRATORS:
        return Phrase("pronoun", tokens[own].lower, None, own, own, tokens[own].lower)  # "As a pilot of ten years I say"
    near = _near_subject(tokens, cue, gazetteer) or _owned_subject(tokens, cue, gazetteer)
    if near is not None and near.kind == "description" and tokens[0].lower in _AS:
        near = _named_behind(tokens, near, own + 1, gazetteer) or near
    return near or _far_subject(tokens, cue, gazetteer)


def _subject_of_participle(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject of the participle of speech at token `cue`: of a clause before it, or of the sentence; or None."""
    whose = (
        _who_refused(tokens, cue, gazetteer)
        or quoted_as_saying(tokens, cue, gazetteer)
        or _what_was_received(tokens, cue, gazetteer)
        or _with_somebody(tokens, cue, gazetteer)
    )
    if whose is not None:
        return whose
    author = _who_authored(tokens, cue, gazetteer)
    if author is not None:
        return author
    for earlier in range(cue - 1, -1, -1):
        is_active = is_finite_cue(tokens, earlier) and not is_passive(tokens, earlier)
        if is_active and (found := _near_subject(tokens, earlier, gazetteer)) is not None:
            return found
    return main_subject(tokens, gazetteer, cue)


def _named_behind(tokens: Tokens, opening: Phrase, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "As a pilot of ten years Ada Stone said": the full name between what opens the sentence and the verb, or None."""
    at = next((i for i in range(opening.last + 2, end) if tokens[i].is_capitalised), None)
    if at is None or not tokens[at - 1].is_word or tokens[at - 1].lower in lexicon.CLOSED:
        return None
    named = parse(tokens, at, end, gazetteer)
    return named if named is not None and named.kind == "person" and " " in named.name and named.last + 1 == end else None


def subject_of_purpose(tokens: Tokens, to: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone said the pilot had radioed the tower to say “…”": the pilot, who does what the infinitive behind token `to` is for, or None.

    A verb of speech between has whom it is said to as the subject of the infinitive ("asked him to say"), so nobody is told then.
    """
    told = next((i + 1 for i in range(to - 2, 0, -1) if tokens[i].lower in _WITHOUT_OBJECT and starts_phrase(tokens[i + 1])), to)
    for start in sorted({told, *starts(tokens, to)} - {to}, reverse=True):
        at = past_adverbs(tokens, start, to)
        phrase = parse(tokens, at, to, gazetteer)
        if phrase is None or (phrase.kind == "other" and tokens[phrase.first].lower not in _KNOWN_DETERMINERS):
            continue
        verb = past_having(tokens, phrase.last + 1, to)
        if verb >= to or not (may_report(tokens, verb) or tokens[verb].lower in _DONE):
            continue
        if _has_no_purpose(tokens, verb, to):
            return None
        return phrase._replace(kind="description") if phrase.kind == "other" else phrase
    return None


def past_having(tokens: Tokens, i: int, stop: int) -> int:
    """Return the first token from `i` on that is no adverb and no form of "have"."""
    verb = past_adverbs(tokens, i, stop)
    while verb < stop and tokens[verb].lower in _HAVING:
        verb = past_adverbs(tokens, verb + 1, stop)
    return verb


def _has_no_purpose(tokens: Tokens, verb: int, to: int) -> bool:
    """Return whether the infinitive behind token `to` is not what the verb is done for, or has whom a verb of speech speaks to as subject."""
    return tokens[verb].lower in _NO_PURPOSE or any(is_cue(tokens, i) and tokens[i].lower not in _REACHING for i in range(verb, to))


def _who_refused(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone explained that Pell had refused to come, saying “…”": Pell, whose refusal the participle gives a reason for, or None."""
    if tokens[cue - 1].text != "," or tokens[cue].lower not in _GIVING_REASON:
        return None
    verb = next((i for i in range(cue - 2, 0, -1) if is_finite_cue(tokens, i) or tokens[i].lower in _REFUSALS), None)
    if verb is None or tokens[verb].lower not in _REFUSALS or not all(t.is_word for t in tokens[verb : cue - 1]):
        return None
    found = _near_subject(tokens, verb, gazetteer)
    return found if found is not None and found.kind not in ("other", "pronoun") else None


def _with_somebody(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "The union refused, with its secretary Ada Stone calling it “…”": who stands between "with" and the participle, or None."""
    end = before_apposition(tokens, cue)
    with_ = next((i for i in range(end - 2, max(0, end - _LONGEST_NOUN_PHRASE), -1) if tokens[i].lower in _ACCOMPANYING), None)
    if with_ is None or tokens[with_ - 1].is_word:
        return None  # "in an interview with Stone saying"
    phrase = _speaking(tokens, parse(tokens, with_ + 1, cue, gazetteer), cue + 1)
    return phrase if phrase is not None and _reaches(tokens, phrase, cue) and phrase.kind not in ("other", "pronoun") else None


def whom_it_is_held_against(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Pell criticised Stone for saying “…”", "was fined for saying", "accused Stone of saying": whom something is done to for it, or None."""
    link = cue - 1
    passive = next((i for i in range(link - 1, max(0, link - _LONGEST_HELD), -1) if is_participle_of_past(tokens[i])), None)
    if passive is not None and tokens[passive - 1].lower in _BEING:
        return (
            main_subject(tokens[:passive], gazetteer, passive - 1) if not any(is_cue(tokens, i) for i in range(passive)) else None
        )
    whom = ending_at(tokens, link, gazetteer)
    if whom is None or whom.kind not in ("person", "description") or not whom.first:
        return None
    verb = whom.first - 1
    return whom if tokens[verb].lower == _AT or may_be_verb(tokens, verb) else None


def quoted_as_saying(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "The Lantern quoted Stone as saying “…”": Stone, or None where nobody is quoted so."""
    if cue < 2 or tokens[cue - 1].lower not in _AS:
        return None
    verb = next((i for i in range(cue - 2, max(-1, cue - _LONGEST_QUOTED), -1) if tokens[i].lower in _QUOTING_AS), None)
    if verb is None:
        return None
    if (told_of := _quoted_in_relative(tokens, verb, gazetteer)) is not None:
        return told_of
    if verb + 1 >= cue - 1:
        return None
    low = tokens[verb + 1].lower
    if low in _OBJECT_FORMS:
        return Phrase("pronoun", _OBJECT_FORMS[low], None, verb + 1, verb + 1, _OBJECT_FORMS[low])
    phrase = parse(tokens, verb + 1, cue - 1, gazetteer)
    return phrase if phrase is not None and phrase.kind != "other" else None


def _whom_it_quotes(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Pell quoted Stone: “…”", "Pell cited a letter from Stone: “…”": Stone, or None where nobody is told, and for any other verb."""
    if tokens[cue].lower not in _QUOTING or is_passive(tokens, cue):
        return None
    at = cue + 1 + (cue + 1 < len(tokens) and tokens[cue + 1].lower in _CITED_FROM)
    stop = next((i for i in range(at, len(tokens)) if tokens[i].text in PLACEHOLDERS or tokens[i].text in _BREAKS), len(tokens))
    if at + 1 == stop and (as_subject := _OBJECT_FORMS.get(tokens[at].lower)) is not None:
        return Phrase("pronoun", as_subject, None, at, at, as_subject)
    phrase = parse(tokens, at, stop, gazetteer) if at < stop else None
    if phrase is None:
        return None
    if phrase.head not in _SENT:
        return phrase if phrase.kind == "person" and phrase.last + 1 == stop else None
    return _author_of(tokens, phrase, stop, gazetteer)


def _author_of(tokens: Tokens, phrase: Phrase, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return who wrote a document ("a letter from Stone"), or None: then who quotes it has its words, as another's."""
    if phrase.owner is not None and phrase.owner[:1].isupper():
        return phrase
    behind = phrase.last + 1
    is_by = behind < stop and tokens[behind].lower in _SENT_BY | {lexicon.OF, lexicon.BY}
    is_that = behind < stop and tokens[behind].lower in _OF_DOCUMENTS
    author = parse(tokens, behind + 1, stop, gazetteer) if is_by or is_that else None
    is_author = author is not None and author.kind == "person" and (is_by or _is_sender(tokens, author.last + 1, stop))
    return author if is_author else None


def _is_sender(tokens: Tokens, i: int, stop: int) -> bool:
    """Return whether token `i`, or the one behind "had", says that somebody wrote or sent a document."""
    at = past_having(tokens, i, stop)
    return at < stop and _is_authored(tokens, at)


def _quoted_as_having_said(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "The Lantern quoted Stone as having told friends “…”": Stone, or None where nobody is quoted so."""
    return quoted_as_saying(tokens, cue - 1, gazetteer) if cue and tokens[cue - 1].lower in _PERFECT else None


def _quoted_in_relative(tokens: Tokens, verb: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "It came from Stone, who was quoted by the Lantern as saying “…”": Stone, or None where the clause is no such one."""
    who = verb - 2
    if who < 1 or tokens[who].lower != lexicon.WHO or tokens[verb - 1].lower not in _BEING:
        return None
    named = ending_at(tokens, who - (tokens[who - 1].text == ","), gazetteer)
    return named if named is not None and named.kind == "person" else None


def _heard(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone recalled her uncle saying “…”", "heard Pell say", "a video of a boy shouting": who is heard to say it, or None."""
    cue = _first_joined(tokens, cue)
    before = heard_before(tokens, cue)
    if before is None:
        return None
    if before + 2 == cue and (as_subject := _OBJECT_FORMS.get(tokens[cue - 1].lower)) is not None:
        return Phrase("pronoun", as_subject, None, cue - 1, cue - 1, as_subject)
    phrase = parse(tokens, before + 1, cue, gazetteer)
    if phrase is None or not _reaches(tokens, phrase, cue):
        return None
    is_known = phrase.kind != "other" or tokens[phrase.first].lower in _KNOWN_DETERMINERS
    return (phrase._replace(kind="description") if phrase.kind == "other" else phrase) if is_known else None


def _first_joined(tokens: Tokens, cue: int) -> int:
    """Return the participle that "and" joins a participle of speech to ("turning to her and saying"), else the verb itself."""
    if cue < 2 or not is_participle(tokens, cue) or tokens[cue - 1].lower not in lexicon.CONJUNCTIONS:
        return cue
    for i in range(cue - 2, max(0, cue - _LONGEST_QUOTED), -1):
        if tokens[i].text in PLACEHOLDERS or tokens[i].lower in lexicon.FINITE_AUXILIARIES:
            return cue
        if tokens[i].lower.endswith(lexicon.PARTICIPLE_ENDING) and may_be_verb(tokens, i) and heard_before(tokens, i) is not None:
            return i
    return cue


def _past_teller(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Her late uncle, Stone said, used to joke that": the subject before the clause of who tells it, or None where none stands there."""
    comma = _before_auxiliaries(tokens, cue)
    if comma < _SHORTEST_TOLD or tokens[comma].text != "," or not is_cue(tokens, comma - 1):
        return None
    opening = next((i for i in range(comma - 2, max(0, comma - _LONGEST_ASIDE), -1) if tokens[i].text == ","), None)
    return ending_at(tokens, opening, gazetteer) if opening is not None else None


def _reaches(tokens: Tokens, phrase: Phrase, cue: int) -> bool:
    """Return whether a phrase ends right before a verb, before where it is, or before the comma behind what is told of it."""
    if tokens[phrase.last + 1].lower in lexicon.PREPOSITIONS and all(t.is_word for t in tokens[phrase.last + 1 : cue]):
        return True  # "a voice behind her say"
    aside = before_apposition(tokens, cue)
    return phrase.last + 1 == cue or (aside < cue and (phrase.last + 2 == cue or phrase.last + 1 == aside))


def _what_was_received(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone received a letter saying “…”": the letter, which says it, or None."""
    cue = _before_aside(tokens, cue)
    near = range(cue - 2, max(-1, cue - _LONGEST_QUOTED), -1)
    is_received = any(tokens[i].lower in _RECEIVING or _is_sent_to(tokens, i) for i in near)
    is_authored = any(_is_authored(tokens, i) for i in near)
    if (note := _note_to_somebody(tokens, cue)) is not None:
        return note
    sent = _what_was_sent(tokens, cue, gazetteer)
    if sent is not None and (is_received or _is_anothers(tokens, sent, near)):
        return sent
    if not cue or not may_be_verb(tokens, cue - 1):
        return None
    is_anothers = tokens[cue - 1].lower in _WRITTEN and not is_authored
    thing = ending_at(tokens, cue, gazetteer) if is_received or is_anothers else None
    return thing._replace(kind="description") if thing is not None and thing.kind in _THINGS else None


def _note_to_somebody(tokens: Tokens, cue: int) -> Phrase | None:
    """ "let him go with a note to his mother describing him": what somebody was given, which says it, as a description, or None."""
    for i in range(cue - 2, max(1, cue - _LONGEST_WRITTEN), -1):
        if not tokens[i].is_word or is_cue(tokens, i):
            return None
        if tokens[i].lower in _WRITTEN and tokens[i + 1].lower == lexicon.TO and tokens[i - 1].lower in lexicon.ARTICLES:
            is_given = tokens[i - 2].lower in _ACCOMPANYING
            return Phrase("description", tokens[i].text, None, i - 1, i, tokens[i].lower) if is_given else None
    return None


def _is_anothers(tokens: Tokens, sent: Phrase, near: range) -> bool:
    """Return whether a document's sender is not where its author was ("published a letter from Stone", but "wrote a letter from Kelby")."""
    if sent.kind == "person" and " " in sent.name:
        return True
    return not any(_is_authored(tokens, i) and tokens[i].lower not in _PASSING_ON for i in near)


def _is_authored(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is a verb whose subject is the author of a document."""
    return tokens[i].lower in _AUTHORING and not is_passive(tokens, i)


def _is_sent_to(tokens: Tokens, i: int) -> bool:
    """Return whether token `i` is such a verb whose subject is who gets the document ("had been emailed a warning")."""
    return tokens[i].lower in _AUTHORING and is_passive(tokens, i)


def _who_authored(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Jurors heard that Stone sent her a message saying “…”": who sent the document right before a participle, or None."""
    if not cue or tokens[cue - 1].lower not in _WRITTEN:
        return None
    sent = next((i for i in range(cue - 2, max(0, cue - _LONGEST_QUOTED), -1) if _is_authored(tokens, i)), None)
    found = _near_subject(tokens, sent, gazetteer) if sent is not None else None
    return found if found is not None and found.kind in _SINGLE_SPEAKERS else None


def _what_was_sent(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return who sent the document right before what it says ("a text from Stone saying"), the document if nobody is named, or None."""
    for at in range(cue - 2, max(0, cue - _LONGEST_QUOTED), -1):
        if tokens[at].lower in _SENT_BY and tokens[at - 1].lower in _SENT:
            sender = parse(tokens, at + 1, cue, gazetteer)
            if sender is None or not _reaches(tokens, sender, cue):
                return None
            if sender.kind == "person":
                return sender
            thing = ending_at(tokens, at, gazetteer)
            return thing._replace(kind="description") if thing is not None and thing.kind in _THINGS else None
    return None


def _before_aside(tokens: Tokens, cue: int) -> int:
    """Return the comma that opens the aside before a verb ("a petition, signed by hundreds, demanding"), else the verb."""
    if cue < 2 or tokens[cue - 1].text != ",":
        return cue
    opening = next((i for i in range(cue - 2, max(0, cue - _LONGEST_ASIDE), -1) if tokens[i].text == ","), None)
    if opening is None:
        return cue
    # "a call from a man, who gave no name, telling"
    is_told_of = tokens[opening + 1].lower == lexicon.WHO and tokens[opening - 1].text.islower()
    is_written = is_participle_of_past(tokens[opening + 1]) and tokens[opening - 1].lower in _WRITTEN
    return opening if is_told_of or is_written else cue


def ending_at(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the longest noun phrase whose last word is right before token `end`, or None."""
    found = None
    for i in range(end - 1, max(-1, end - 1 - _LONGEST_NOUN_PHRASE), -1):
        is_owner = tokens[i].text in APOSTROPHES and i > 0 and tokens[i - 1].is_capitalised  # "the Dockers' Federation"
        if (
            not (tokens[i].is_word or is_owner)
            or tokens[i].lower in lexicon.PREPOSITIONS
            or tokens[i].lower in lexicon.CONJUNCTIONS
        ):
            break
        phrase = parse(tokens, i, end, gazetteer) if starts_phrase(tokens[i]) else None
        if phrase is not None and phrase.last == end - 1:
            found = phrase
    return found


def subject_after(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer, *, opens: bool = False) -> tuple[Phrase, int] | None:
    """Return the subject and the verb that follow a quotation from token `at` on ("he", place of "said"), in either order.

    `opens`: the quotation opens its sentence, so that what follows it can only be the clause that attributes it, whatever
    its verb ("“Out!” Stone barked").
    """
    i = _past_marks(tokens, at, stop)
    if i + 2 < stop and tokens[i].lower in _BEING and tokens[i + 1].lower in _MANNER | _FREE_RELATIVES:
        i, opens = i + 2, tokens[i + 1].lower in _MANNER  # "“…,” was how Stone put it", "“…” is what Stone promised"
    if i >= stop:
        return None
    is_next = opens and i == at
    voice = _voice(tokens, i, stop if is_next else i)
    if voice is not None:
        return voice, i
    if (source := _source_behind(tokens, i, stop)) is not None:
        return _with_verb(_behind_verb(tokens, source, stop, gazetteer), i, excluded=("other",))
    if _may_precede(tokens, i, any_verb=is_next):
        behind = _behind_verb(tokens, i + 1, stop, gazetteer)
        if behind is not None or is_cue(tokens, i):
            return _with_verb(behind, i, excluded=("pronoun", "other"))
    phrase = _speaking(tokens, parse(tokens, i, stop, gazetteer), stop)
    if phrase is None or phrase.kind == "other":
        return None
    phrase = with_partner(tokens, with_list(tokens, phrase, stop, gazetteer), stop, gazetteer)
    verb = _verb_after(tokens, phrase, stop, opens, gazetteer)
    return None if verb is None else (phrase, verb)


def _voice(tokens: Tokens, i: int, stop: int) -> Phrase | None:
    """ "“…,” came a voice from the tower": the voice that tokens [i, stop) say is heard, as a description, or None."""
    if i + 2 >= stop or tokens[i].text not in _ARRIVING or tokens[i + 1].lower not in lexicon.NOUN_DETERMINERS:
        return None
    last = next((k for k in range(i + 2, min(stop, i + _LONGEST_VOICE)) if tokens[k].lower in _VOICES), None)
    if last is None or not all(token.is_word for token in tokens[i:last]):
        return None
    return Phrase("description", text_of(tokens, range(i + 2, last + 1)), None, i + 1, last, tokens[last].lower)


def _source_behind(tokens: Tokens, i: int, stop: int) -> int | None:
    """Return where the phrase starts behind "according to", or behind whose words they are ("is the verdict of"), at token `i`; else None."""
    for opening in _OPENING_SOURCES:
        if [token.lower for token in tokens[i : i + len(opening)]] == opening and i + len(opening) < stop:
            return i + len(opening)
    if tokens[i].lower in _AS and _puts_it(tokens, i + 2, min(stop - 1, i + _LONGEST_PUTTING)):
        return i + 1
    if i + 4 >= stop or tokens[i].lower not in _BEING or tokens[i + 1].lower != lexicon.THE:
        return None
    is_owned = tokens[i + 2].lower in _OWN_WORDS and tokens[i + 3].lower in (lexicon.OF, *_SENT_BY)
    return i + 4 if is_owned else None


def _puts_it(tokens: Tokens, start: int, stop: int) -> bool:
    """Return whether "put it" or the like is among tokens [start, stop), as behind "as Stone"."""
    return any(tokens[k].lower in _PUTTING and tokens[k + 1].lower == _IT for k in range(start, stop))


def _past_marks(tokens: Tokens, at: int, stop: int) -> int:
    """Return the first token from `at` on that is neither a mark between words and their clause nor an adverb."""
    i = at
    while i < stop and not opens_name(tokens, i) and (tokens[i].text in _BEFORE_SUBJECT or tokens[i].lower in lexicon.ADVERBS):
        i += 1
    return i


def _behind_verb(tokens: Tokens, at: int, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject that follows its verb from token `at` on, two who speak together as one; None where none does."""
    phrase = _called(tokens, _with_noun(tokens, parse(tokens, at, stop, gazetteer), stop), stop, gazetteer)
    if phrase is None:
        return None
    pair = with_partner(tokens, with_list(tokens, phrase, stop, gazetteer), stop, gazetteer)
    return phrase if speaks_on(tokens, pair, stop) else pair


def _with_noun(tokens: Tokens, phrase: Phrase | None, stop: int) -> Phrase | None:
    """Return a phrase; a name behind a determiner that a noun goes on from ("the Kelby prop", "one West Kelby bundler") as an unknown noun.

    Of several words it is no name only behind a determiner of one among many: "the Ada Stone we know".
    """
    if phrase is None or phrase.kind not in ("person", "organization") or tokens[phrase.first].lower not in _KNOWN_DETERMINERS:
        return phrase
    noun = phrase.last + 1
    is_one_of_many = tokens[phrase.first].lower in _ONE_AMONG_MANY
    is_name = (" " not in phrase.name or is_one_of_many) and phrase.name[:1].isupper()
    if (
        not is_name
        or noun + 1 >= stop
        or not may_be_verb(tokens, noun)
        or tokens[noun].lower in lexicon.CLOSED
        or is_adverb(tokens[noun])
    ):
        return phrase
    return (
        phrase._replace(kind="other", name=f"{phrase.role or ''} {phrase.name} {tokens[noun].text}".strip(), last=noun)
        if tokens[noun + 1].text == ","
        else phrase
    )


def _called(tokens: Tokens, phrase: Phrase | None, stop: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase; an unknown noun behind its verb as the name in apposition to it, or as a description ("said the tinsmith")."""
    if phrase is None or phrase.kind != "other" or not tokens[phrase.last].text.islower():
        return phrase
    if tokens[phrase.first].lower not in _KNOWN_DETERMINERS or tokens[phrase.first - 1].lower not in lexicon.CUES:
        return phrase
    after = phrase.last + 1
    if after >= stop or not tokens[after].is_word:
        named = parse(tokens, after + 1, stop, gazetteer) if after < stop and tokens[after].text == "," else None
        if named is not None and named.kind == "person" and " " in named.name and named.role is None and named.owner is None:
            return named._replace(role=phrase.name, first=phrase.first)
        return phrase._replace(kind="description")
    return phrase


def _may_precede(tokens: Tokens, i: int, *, any_verb: bool) -> bool:
    """Return whether token `i` is a verb that its subject may follow ("said Stone"): one of speech or, with `any_verb`, any."""
    if opens_name(tokens, i):
        return False  # "“…,” Said Marsh told the court"
    is_noun = tokens[i].lower in _NOUNS_FOR_SEVERAL  # "“…,” researchers Ada Stone and Ines Pell said"
    return not is_participle(tokens, i) and (is_cue(tokens, i) or (any_verb and not is_noun and may_report(tokens, i)))


def _with_verb(phrase: Phrase | None, verb: int, *, excluded: tuple[str, ...]) -> tuple[Phrase, int] | None:
    """Return a phrase with its verb, or None where there is no phrase or it is of an excluded kind."""
    return (phrase, verb) if phrase is not None and phrase.kind not in excluded else None


def _verb_after(tokens: Tokens, phrase: Phrase, stop: int, opens: bool, gazetteer: Gazetteer) -> int | None:
    """Return the verb whose subject a phrase before it is, or None; with `opens` any verb right behind it."""
    after = phrase.last + 1
    if opens:
        verb = past_adverbs(tokens, after, stop)
        is_own = phrase.head in _NARRATORS and verb < stop and may_be_verb(tokens, verb)  # "“…?” I ask"
        if is_own or (verb < stop and not is_cue(tokens, verb) and may_report(tokens, verb)):
            return verb
    for cue in range(after, min(after + _FARTHEST_CUE, stop)):
        if tokens[cue].text in PLACEHOLDERS:
            return None
        if is_finite_cue(tokens, cue) and is_gap(tokens, phrase, cue, gazetteer):
            return cue
    return None


def _speaking(tokens: Tokens, phrase: Phrase | None, stop: int) -> Phrase | None:
    """Return a phrase, as a description where it is an unknown noun that a verb of speech follows ("the tinsmith said")."""
    if phrase is None or phrase.kind != "other" or tokens[phrase.first].lower not in _KNOWN_DETERMINERS:
        return phrase
    verb = past_having(tokens, phrase.last + 1, stop)
    if verb < stop and tokens[phrase.last].text.islower() and is_finite_cue(tokens, verb):
        return phrase._replace(kind="description")
    return phrase


def _somebody_who(tokens: Tokens, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "A tinsmith from Kelby who mended it said": an unknown noun of which "who" tells more as a description, or None."""
    is_known = phrase.kind == "other" and tokens[phrase.first].lower in _KNOWN_DETERMINERS and tokens[phrase.last].text.islower()
    who = next(
        (i for i in range(phrase.last + 1, min(cue, phrase.last + _LONGEST_TOLD + 1)) if tokens[i].lower == lexicon.WHO), None
    )
    described = phrase._replace(kind="description")
    return described if is_known and who is not None and is_gap(tokens, described, cue, gazetteer) else None


def _letterhead(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "From the desk of Petra Stone, vice president, Dunmore Research": the first person of a line that tells its author."""
    if not tokens or tokens[0].lower not in _SENDERS or any(is_cue(tokens, i) or _is_finite(tokens[i]) for i in range(1, end)):
        return None
    named = (parse(tokens, i, end, gazetteer) for i in range(1, end) if tokens[i].is_capitalised)
    return next((phrase for phrase in named if phrase is not None and phrase.kind == "person"), None)


def _is_finite(token: Word) -> bool:
    return token.lower in lexicon.FINITE_AUXILIARIES


def main_subject(tokens: Tokens, gazetteer: Gazetteer, stop: int | None = None) -> Phrase | None:
    """Return the subject of a sentence, the first noun phrase that no opening phrase governs, or None."""
    end = len(tokens) if stop is None else stop
    author = _letterhead(tokens, end, gazetteer)
    if author is not None:
        return author
    if (set_apart := cleft(tokens, end, gazetteer)) is not None:
        return set_apart
    first = next((i for i in range(1, end) if tokens[i].text == "," or is_cue(tokens, i)), 0)
    if first and tokens[first - 1].lower in lexicon.PRONOUNS and is_cue(tokens, first):
        return parse(tokens, first - 1, end, gazetteer)  # "In an interview on Sunday he admitted": no comma ends the opening
    phrase = parse(tokens, _start_of_subject(tokens, end), end, gazetteer)
    phrase = _opening_phrase(tokens, phrase, end, gazetteer) if phrase is not None else None
    if phrase is None or phrase.kind == "other":
        return somebody(tokens, phrase, end) or placed(tokens, end, gazetteer)
    return phrase


def _start_of_subject(tokens: Tokens, end: int) -> int:
    """Return the token at which the subject of a sentence may start: behind what opens it, or the verb of a question."""
    if end > 1 and tokens[-1].text == _QUESTION_MARK and tokens[0].lower in lexicon.FINITE_AUXILIARIES:
        return 1  # "Does Stone fear the sea?"
    return skip_opening(tokens, _past_item(tokens) or _past_dateline(tokens), end)


def _opening_phrase(tokens: Tokens, phrase: Phrase, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return whom the first phrase of a sentence is: one whom it closes off, or the phrase behind a word that only opens it."""
    if (named := _closed_off(tokens, phrase.first, phrase, gazetteer)) is not None:
        return named
    if _only_opens(tokens, phrase, gazetteer):
        return _speaking(tokens, parse(tokens, phrase.last + 1, end, gazetteer), min(end + 1, len(tokens)))
    return phrase


def coordinate_subject(tokens: Tokens, first: Phrase, gazetteer: Gazetteer) -> Phrase | None:
    """Return the person who does something in a later clause beside that of a subject ("Stone sold it, and Pell bought it"), or None."""
    for i in range(len(tokens) - 2, first.last + 1, -1):
        if tokens[i].lower not in _BESIDE and tokens[i].text != ";":
            continue
        phrase = parse(tokens, i + 1, len(tokens), gazetteer)
        if phrase is None or phrase.kind != "person":
            continue
        is_apposed = phrase.role is not None and tokens[min(phrase.last + 1, len(tokens) - 1)].text == ","
        verb = past_adverbs(tokens, phrase.last + 1 + is_apposed, len(tokens))  # "and his agent, Ruben Pell, sold it"
        if verb < len(tokens) and (may_report(tokens, verb) or tokens[verb].lower in _FINITE_FORMS):
            return phrase
    return None


def _only_opens(tokens: Tokens, phrase: Phrase, gazetteer: Gazetteer) -> bool:
    """Return whether a word that opens the sentence is no name, since a phrase follows it at once ("Downriver the mayor said")."""
    following = tokens[phrase.last + 1] if phrase.last + 1 < len(tokens) else None
    if phrase.kind != "person" or phrase.first or phrase.last or following is None or gazetteer.is_given_name(phrase.name.lower()):
        return False
    return following.text in lexicon.ARTICLES or following.text in lexicon.PRONOUNS


def _past_dateline(tokens: Tokens) -> int:
    """Return the first token past the place from which a sentence is reported ("KELBY, Ohio (AP) — Stone"), or 0."""
    if not tokens:
        return 0
    if _is_place_alone(tokens):
        return 2
    is_in_capitals = tokens[0].text.isupper() and len(tokens[0].text) >= _SHORTEST_PLACE
    if not (is_in_capitals or _names_country(tokens)):
        return 0
    for i, token in enumerate(tokens[: _LONGEST_DATELINE - 1]):
        if token.text in _DATELINE_ENDS:
            return i + 1 if i + 1 < len(tokens) and tokens[i + 1].is_capitalised else 0
        if not (token.is_capitalised or is_numeral(token) or token.text in _DATELINE_MARKS):
            return 0
    return 0


def _names_country(tokens: Tokens) -> bool:
    """Return whether a sentence opens with a place and its country in brackets ("Nové Hory (Czech Republic) - Stone")."""
    opening = find(tokens, "(", 1, min(len(tokens) - 1, _DATELINE_WORDS + 1))
    return opening is not None and tokens[opening + 1].is_capitalised and not tokens[opening + 1].text.isupper()


def _is_place_alone(tokens: Tokens) -> bool:
    """Return whether a sentence opens with a word, a long dash and a phrase with a capital determiner ("Kathmandu — The captain told")."""
    is_parted = len(tokens) > _DATELINE_WORDS and tokens[0].is_capitalised and tokens[1].text in _LONG_DASHES
    return is_parted and tokens[2].is_capitalised and tokens[2].lower in lexicon.DETERMINERS


def _past_item(tokens: Tokens) -> int:
    """Return the first token past the number of an item of a list ("3/ Stone"), or past its heading ("• Tennis: Stone"); else 0."""
    if len(tokens) > 2 and tokens[0].text.isdigit() and tokens[1].text in _ITEM_MARKS:
        return 2
    colon = find(tokens, ":", 1, min(len(tokens), _LONGEST_ITEM_HEAD))
    if colon is None or colon + 1 >= len(tokens) or not tokens[colon + 1].is_capitalised:
        return 0
    if any(token.lower in lexicon.LEADING for token in tokens[:colon]):
        return 0  # "More: Post Skarn vote, Stone said"
    return colon + 1


def source_named(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return the person according to whom a sentence reports something, or None."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i].lower == lexicon.TO and tokens[i - 1].lower == lexicon.ACCORDING:
            phrase = parse(tokens, i + 1, len(tokens), gazetteer)
            return phrase if phrase is not None and phrase.kind == "person" else None
    return None


def closing_subject(tokens: Tokens, gazetteer: Gazetteer) -> Phrase | None:
    """Return who is said at a sentence's end to report it ("The men were being questioned, police said."), or None."""
    for comma in range(len(tokens) - 3, 0, -1):
        if tokens[comma].text == ",":
            phrase = parse(tokens, comma + 1, len(tokens), gazetteer)
            return phrase if phrase and phrase.last + 1 < len(tokens) and is_cue(tokens, phrase.last + 1) else None
    return None


def _near_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject at the nearest place where the clause of a verb can start, or None."""
    relative = _relative_before(tokens, cue)
    if relative is not None:
        return _antecedent(tokens, relative, gazetteer) or _bare_antecedent(tokens, relative)
    written = _written_before(tokens, cue)
    if written is not None:
        thing = ending_at(tokens, written + 1, gazetteer)  # "Stone was handed a note that read “…”", "a bill that called it “…”"
        return thing._replace(kind="description") if thing is not None and thing.kind in _THINGS else thing
    if cue and tokens[cue - 1].lower in lexicon.CONJUNCTIONS:
        return None
    listed = _listed_body(tokens, cue, gazetteer) or _bearers(tokens, cue, gazetteer)
    if listed is not None:
        return listed
    for start in starts(tokens, cue):
        phrase = _subject_from(tokens, start, cue, gazetteer)
        if phrase is not None:
            return with_partner_before(tokens, phrase, gazetteer)
    found = _reaching(tokens, parse(tokens, skip_opening(tokens, 0, cue), cue, gazetteer), cue, gazetteer)
    return found or _behind_opening(tokens, cue, gazetteer) or _of_bare_relative(tokens, cue, gazetteer) or _compound(tokens, cue)


def _of_bare_relative(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone, a man his rivals call “…”": the noun phrase of a relative clause without a pronoun, as a description, or None."""
    near = ending_at(tokens, cue, gazetteer)
    if near is None or near.kind not in _THINGS or tokens[near.first].lower not in _KNOWN_DETERMINERS or near.first < 1:
        return None
    before = tokens[near.first - 1]
    is_noun = before.text.islower() and may_be_verb(tokens, near.first - 1) and not may_report(tokens, near.first - 1)
    return near._replace(kind="description") if is_noun and not is_cue(tokens, near.first - 1) else None


def _compound(tokens: Tokens, cue: int) -> Phrase | None:
    """ "Ballot papers asked": the noun in the plural that opens a sentence with the one before it, as a description, or None."""
    start = next((i + 1 for i in range(cue - 1, -1, -1) if tokens[i].text in PLACEHOLDERS), 0)
    if cue - start != _COMPOUND or not tokens[cue - 1].text.islower() or not may_be_verb(tokens, cue - 1):
        return None
    is_plural = tokens[cue - 1].lower.endswith(lexicon.PLURAL_ENDING) and not is_adverb(tokens[cue - 1])
    return (
        Phrase("description", text_of(tokens, range(start, cue)).lower(), None, start, cue - 1, tokens[cue - 1].lower)
        if is_plural
        else None
    )


def _listed_body(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "The Ministry of Water, Land and Fish said": a body with commas in its name that opens the sentence of a verb, or None."""
    article = next((i for i in range(cue - 1, max(-1, cue - LONGEST_BODY), -1) if tokens[i].lower == lexicon.THE), None)
    if tokens[0].lower == lexicon.THE and any(token.text == "," for token in tokens[2:cue]):
        article = 0
    if article is None or not any(token.lower in _LISTING for token in tokens[article + 2 : cue]):
        return None
    phrase = parse(tokens, article, cue, gazetteer)
    is_listed = phrase is not None and phrase.kind == "organization" and not _LISTING.isdisjoint(_pieces(phrase.name))
    return phrase if phrase is not None and is_listed and is_gap(tokens, phrase, cue, gazetteer) else None


def _bearers(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "The mayors (of Kelby and Skarn), Ada Stone and Ruben Pell, said": the two whom commas name behind an office in the plural, or None."""
    end = cue - (tokens[cue - 1].text == ",")
    comma = next((i for i in range(end - 1, max(0, end - _LONGEST_PAIR), -1) if tokens[i].text == ","), None)
    if comma is None or not _holds_several(tokens, comma):
        return None
    one = parse(tokens, comma + 1, end, gazetteer)
    pair = with_partner(tokens, one, end, gazetteer) if one is not None and one.kind == "person" else None
    return pair if pair is not None and pair is not one and past_place(tokens, pair.last + 1, end) == end else None


def _holds_several(tokens: Tokens, comma: int) -> bool:
    """Return whether the clause up to a comma ends with an office of several, or with what it is of ("the mayors of Kelby and Skarn")."""
    if tokens[comma - 1].lower in _NOUNS_FOR_SEVERAL and tokens[comma - 1].lower.endswith(lexicon.PLURAL_ENDING):
        return True
    of = next((i for i in range(comma - 1, max(0, comma - LONGEST_BODY), -1) if tokens[i].lower in _OFFICES_OF), 0)
    several = tokens[of - 1].lower
    is_office = several in _NOUNS_FOR_SEVERAL and several.endswith(lexicon.PLURAL_ENDING)
    return of > 0 and is_office and all(token.is_word for token in tokens[of:comma])


def _pieces(name: str) -> set[str]:
    """Return the words and commas of a name."""
    return {*name.split(), *(mark for mark in name if mark == ",")}


def _relative_before(tokens: Tokens, cue: int) -> int | None:
    """Return the relative pronoun that is the subject of a verb ("which has long accused", "which in a letter to members called"), or None."""
    near = _before_auxiliaries(tokens, cue)
    end = near if near > 0 and tokens[near].text == "," else near + 1
    for i in range(near, max(0, near - _LONGEST_PHRASES), -1):
        if tokens[i].lower in _RELATIVES_OF_SUBJECT:
            is_governed = tokens[i - 1].lower in lexicon.PREPOSITIONS and i < near  # "in which members of the board called"
            start = i + 1 + (end == near and tokens[i + 1].text == ",")
            return i if i == near or (not is_governed and _are_prepositional(tokens, start, end)) else None
    return near if near == 0 and tokens[0].lower in _RELATIVES_OF_SUBJECT else None


def _are_prepositional(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether tokens [start, end) are phrases behind prepositions and nothing else, so that no subject is among them."""
    if start >= end or tokens[start].lower not in lexicon.PREPOSITIONS:
        return False
    for i in range(start, end):
        begins = tokens[i].lower in lexicon.DETERMINERS or (tokens[i].is_capitalised and not tokens[i - 1].is_capitalised)
        before = tokens[i - 1].lower
        if not tokens[i].is_word or is_cue(tokens, i) or tokens[i].lower in _NO_NOUNS:
            return False
        if begins and before not in _BEFORE_NOUNS:
            return False
    return True


def _before_auxiliaries(tokens: Tokens, cue: int) -> int:
    """Return the token before the auxiliaries and adverbs of a verb ("which has long accused"); -1 where none stands there."""
    at = cue - 1
    while at > 1 and is_of_calendar(tokens[at]):
        at -= 2 if tokens[at - 1].lower in lexicon.PREPOSITIONS else 1  # "who on Friday called"
    if at > 0 and tokens[at].lower == lexicon.TO and tokens[at - 1].lower in _HABITUAL:
        at -= 2  # "who used to call"
    while at >= 0 and (is_adverb(tokens[at]) or tokens[at].lower in _BEFORE_PARTICIPLE):
        at -= 1
    return at


def _written_before(tokens: Tokens, cue: int) -> int | None:
    """Return the noun of which a relative clause with a verb says what it says ("a note on the door that said"), or None."""
    if cue < 2 or tokens[cue - 1].lower not in _OF_DOCUMENTS:
        return None
    behind = _before_aside(tokens, cue - 1)
    if behind < cue - 1:
        return behind - 1  # "a note, written by his wife, that read"
    if tokens[cue - 1].lower != lexicon.THAT:
        return None
    for i in range(cue - 2, max(-1, cue - _LONGEST_WRITTEN), -1):
        if not tokens[i].is_word or is_cue(tokens, i):
            break
        if tokens[i].lower in _WRITTEN:
            return i
    is_noun = tokens[cue - 2].text.islower() and may_be_verb(tokens, cue - 2) and not is_cue(tokens, cue - 2)
    return cue - 2 if is_noun else None  # behind "that" a verb has no subject but what stands before


def _behind_opening(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "On social media the Harbour Police said": the phrase right before the verb where no comma ends the opening one."""
    if tokens[0].lower not in lexicon.PREPOSITIONS:
        return None
    phrase = _speaking(tokens, ending_at(tokens, cue, gazetteer), cue + 1)
    if phrase is None or phrase.kind == "other" or tokens[phrase.first - 1].lower in lexicon.PREPOSITIONS:
        return None
    return phrase


def _subject_from(tokens: Tokens, start: int, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject of a verb if its clause starts at token `start`, or None."""
    at = start
    while at < cue and (tokens[at].lower in lexicon.ADVERBS or tokens[at].lower in lexicon.CONJUNCTIONS):
        at += 1
    if start < at < cue - 2 and tokens[at].lower in lexicon.PREPOSITIONS and tokens[at + 1].lower in _REFERRING:
        at += 2  # "the recording surfaced, and on it Stone can be heard"
    phrase = _speaking(tokens, parse(tokens, at, cue, gazetteer), cue + 1)
    if phrase is None or _is_second_title(tokens, at) or _is_place_of_another(tokens, start, phrase):
        return None
    phrase = _somebody_who(tokens, phrase, cue, gazetteer) or phrase
    phrase = with_partner(tokens, phrase, cue, gazetteer)
    if _has_own_verb(tokens, start, phrase, cue) or _reaching(tokens, phrase, cue, gazetteer) is None:
        return None
    if _is_in_appositive(tokens, start, phrase, cue, gazetteer):
        return None
    return _closed_off(tokens, start, phrase, gazetteer) or _whom_it_describes(tokens, start, phrase, cue, gazetteer)


def _is_place_of_another(tokens: Tokens, start: int, phrase: Phrase) -> bool:
    """Return whether a word between commas is where the body is of which one among many is ("A nurse at the General Hospital, Ikeja, who")."""
    is_word = phrase.kind == "person" and phrase.first == phrase.last == start and phrase.last + 1 < len(tokens)
    if not is_word or start < _LEAST_TITLES or tokens[start - 1].text != "," or tokens[phrase.last + 1].text != ",":
        return False
    body = start - 2
    while body > 0 and (tokens[body].is_capitalised or tokens[body].lower in _LINKS_IN_BODIES):
        body -= 1
    return 0 < body < start - 2 and tokens[body].lower in lexicon.PREPOSITIONS and tokens[0].lower in _ONE_AMONG_MANY


def _whom_it_describes(tokens: Tokens, start: int, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> Phrase:
    """Return the person before a comma whom a description behind it is of ("Stone, president of the union told"), else the phrase."""
    is_definite = tokens[phrase.first].lower == lexicon.THE  # "After a meeting with Stone, the president said"
    is_new = tokens[phrase.first].text in _A_OR_AN and tokens[0].lower in lexicon.PREPOSITIONS and phrase.last + 1 == cue
    if phrase.kind == "description" and start and tokens[start - 1].text == "," and not (is_definite or is_new):
        return person_before(tokens, start - 1, gazetteer) or phrase
    return phrase


def _closed_off(tokens: Tokens, start: int, phrase: Phrase, gazetteer: Gazetteer) -> Phrase | None:
    """ "In his reply Mr. Stone, a dentist, said": the person right before an apposition that commas close off, or None."""
    after = phrase.last + 1
    if not start or after >= len(tokens) or tokens[start - 1].text != "," or tokens[after].text != ",":
        return None
    if tokens[phrase.first].text not in _A_OR_AN or phrase.kind not in ("description", "person", "other"):
        return None
    named = ending_at(tokens, start - 1, gazetteer)
    return named if named is not None and named.kind == "person" else None


def _is_second_title(tokens: Tokens, at: int) -> bool:
    """Return whether token `at` is the second title that two bear together ("for the Duke and Duchess of Kelby")."""
    if at < _LEAST_TITLES or at + 1 >= len(tokens) or tokens[at - 1].lower != lexicon.AND:
        return False
    is_shared = tokens[at - 3].lower == lexicon.THE and tokens[at + 1].lower == lexicon.OF
    return is_shared and tokens[at - 2].is_capitalised and tokens[at].is_capitalised


def _has_own_verb(tokens: Tokens, start: int, phrase: Phrase, cue: int) -> bool:
    """Return whether a phrase is the subject of a relative clause's own verb ("the deal that Stone has signed said")."""
    between = tokens[phrase.last + 1 : cue]
    relative = start - 1
    if relative < 0 or tokens[relative].lower not in lexicon.RELATIVES or not between:
        return False
    if tokens[relative].lower == lexicon.WHOSE and _is_closed_clause(between):
        return True
    if between[0].lower not in lexicon.AUXILIARIES or _are_auxiliaries(between):
        return False
    is_inside = any(not (is_adverb(token) or token.lower in _BESIDE_VERBS) for token in between)
    return is_inside or not (tokens[relative].lower in _OWNING_RELATIVES or _is_governed(tokens, relative))


def _is_governed(tokens: Tokens, relative: int) -> bool:
    """Return whether a relative is of a preposition ("a recording in which Stone can be heard"), or "that" opens what is told."""
    if relative < 1:
        return False
    is_content = tokens[relative].lower == lexicon.THAT and _tells(tokens, relative)
    return is_content or tokens[relative - 1].lower in lexicon.PREPOSITIONS


def _is_closed_clause(between: Tokens) -> bool:
    """Return whether words and the comma that ends a relative clause stand behind its subject, past an aside (", 9, died," of "whose son Emil")."""
    close = find(between, ",", 1, min(len(between), _LONGEST_WHOSE)) if between and between[0].text == "," else None
    rest = between[close + 1 :] if close is not None else between
    return len(rest) > 1 and rest[-1].text == "," and rest[0].is_word and not is_adverb(rest[0])


def _are_auxiliaries(between: Tokens) -> bool:
    """Return whether nothing but auxiliaries and adverbs stands between a subject and its verb ("the tower, which Stone had long called")."""
    return all(is_adverb(token) or token.lower in lexicon.AUXILIARIES for token in between)


def _tells(tokens: Tokens, that: int) -> bool:
    """Return whether "that" opens what is told: right behind a verb of speech, or behind whom it is told ("told jurors that")."""
    near = range(that - 2, max(-1, that - 1 - _LONGEST_TOLD), -1)
    return is_cue(tokens, that - 1) or any(tokens[i].lower in _ADDRESSING and is_cue(tokens, i) for i in near)


def _reaching(tokens: Tokens, phrase: Phrase | None, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return a phrase that can speak, where nothing keeps it from being the subject of the verb at token `cue`, else None."""
    return phrase if phrase is not None and phrase.kind != "other" and is_gap(tokens, phrase, cue, gazetteer) else None


def _far_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the subject of a verb that shares it with verbs before it ("Stone denied it and called the story…"), or None."""
    if (reported := _in_report(tokens, cue, gazetteer)) is not None:
        return reported
    if has_unread_subject(tokens, cue):
        return _unread_subject(tokens, cue, gazetteer)
    if (beside := _behind_clause(tokens, cue, gazetteer) or _told_of_besides(tokens, cue, gazetteer)) is not None:
        return beside
    opener = _subordinate_before(tokens, cue)
    phrase = None if opener is None else parse(tokens, skip_opening(tokens, opener + 1, cue), cue, gazetteer)
    is_told = phrase is not None and phrase.kind in _SINGLE_SPEAKERS and not _adds(tokens, cue)
    is_content = is_told and opener is not None and tokens[opener].lower == lexicon.THAT
    beside = _subject_beside(tokens, opener or 0 if is_content else 0, cue, gazetteer)
    if beside is not None:
        return beside
    return phrase if is_told or _had_spoken(tokens, phrase, cue) else main_subject(tokens, gazetteer, cue)


def _in_report(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone told the jury her uncle had called it": the noun phrase between a verb of speech, or whom it tells, and a verb, or None."""
    end = _before_auxiliaries(tokens, cue) + 1
    near = _bare_plural(tokens, end) or ending_at(tokens, end, gazetteer)
    if near is None or near.kind == "pronoun" or not near.first:
        return None
    verb = near.first - 1
    if not is_cue(tokens, verb):
        told = ending_at(tokens, near.first, gazetteer)
        verb = told.first - 1 if told is not None else 0
        if tokens[verb].lower not in _ADDRESSING:
            return None
    if verb < 1 or not is_finite_cue(tokens, verb) or tokens[verb - 1].lower in lexicon.RELATIVES or is_passive(tokens, verb):
        return None
    return near._replace(kind="description") if near.kind in _THINGS else near


def _bare_plural(tokens: Tokens, end: int) -> Phrase | None:
    """Return the noun in the plural without a determiner that ends right before a token, behind a verb of speech ("claims doctors said")."""
    at = end - 1
    is_bare = at > 0 and is_cue(tokens, at - 1) and tokens[at].text.islower() and may_be_verb(tokens, at)
    is_plural = is_bare and (tokens[at].lower in lexicon.PLURALS or tokens[at].lower.endswith(lexicon.PLURAL_ENDING))
    return (
        Phrase("description", tokens[at].text, None, at, at, tokens[at].lower) if is_plural and not is_adverb(tokens[at]) else None
    )


def _subject_beside(tokens: Tokens, since: int, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the pronoun or name that opens the nearest clause behind token `since` and has a verb before the one at token `cue`, or None."""
    for i in range(cue - 1, since, -1):
        if tokens[i].text in _SEPARATORS:
            phrase = parse(tokens, i + 1, cue, gazetteer)
            if phrase is not None and _has_verb(tokens, phrase, cue):
                return phrase
    return None


def _subordinate_before(tokens: Tokens, cue: int) -> int | None:
    """Return the word nearest to a verb behind which a subordinate clause starts, or None."""
    return next(
        (
            i
            for i in range(cue - 1, -1, -1)
            if _opens_subordinate(tokens[i]) and not (_is_adverb_of(tokens, i, cue) or _is_closed_relative(tokens, i, cue))
        ),
        None,
    )


def _is_closed_relative(tokens: Tokens, i: int, cue: int) -> bool:
    """Return whether a relative clause between commas opens at token `i` ("Pitt, who stood there, had taken the telephone and told her")."""
    if not i or tokens[i].lower not in lexicon.RELATIVES or tokens[i].lower == lexicon.THAT or tokens[i - 1].text != ",":
        return False
    close = find(tokens, ",", i + 1, cue)
    return close is not None and tokens[close + 1].lower in lexicon.FINITE_AUXILIARIES


def _is_adverb_of(tokens: Tokens, i: int, cue: int) -> bool:
    """Return whether a verb follows a subordinator, which then is an adverb of it ("Stone once stopped a rehearsal and said")."""
    return tokens[i].lower in lexicon.SUBORDINATORS and i + 1 < cue and may_report(tokens, i + 1)


def _adds(tokens: Tokens, cue: int) -> bool:
    """Return whether a verb adds words to those that the sentence told before ("Stone said that Pell was late, and added")."""
    return tokens[cue].lower in _ADDING and tokens[cue - 1].lower == lexicon.AND


def _owned_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone runs a choir, whose leaflet calls it “…”", "lives on what locals call “…”": the noun behind "whose" or "what" as a
    description, or None where none is the subject. A document is its owner's words ("thanked Stone, whose letter called it “…”")."""
    last = _before_auxiliaries(tokens, cue)
    noun = last
    for i in range(last, max(-1, last - _LONGEST_WRITTEN), -1):
        low = tokens[i].lower
        if low in _OWNING_RELATIVES:
            if noun <= i:
                return None  # "what in the end she called"
            author = ending_at(tokens, i - (tokens[i - 1].text == ","), gazetteer) if i and tokens[noun].lower in _WRITTEN else None
            if author is not None and author.kind == "person":
                return author
            return Phrase("description", text_of(tokens, range(i + 1, noun + 1)), None, i + 1, noun, tokens[noun].lower)
        if low in lexicon.PREPOSITIONS:
            noun = i - 1  # "whose letter to the bishop called"
        elif not tokens[i].is_word or (low in lexicon.CLOSED and low not in _ANY_OF_MANY | lexicon.DETERMINERS):
            return None
    return None


def has_unread_subject(tokens: Tokens, cue: int) -> bool:
    """Return whether somebody new whom no rule has read opens the clause beside another ("Stone was silent, but a kinsman of his said")."""
    beside = next((i for i in range(cue - 2, 1, -1) if tokens[i].lower in _BESIDE and tokens[i - 1].text == ","), None)
    if beside is None or tokens[beside + 1].text not in _A_OR_AN or not tokens[beside + 2].is_word:
        return False
    return tokens[beside + 2].lower not in _TIMES and all(token.is_word for token in tokens[beside:cue])


def _unread_subject(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return who is new in the clause of a verb beside another, as a description, or None where no phrase can be read there."""
    beside = next(i for i in range(cue - 2, 1, -1) if tokens[i].lower in _BESIDE)
    phrase = parse(tokens, beside + 1, cue, gazetteer)
    return phrase._replace(kind="description") if phrase is not None and phrase.kind == "other" else phrase


def _behind_clause(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "when she arrived the patient kept saying": the noun phrase between the verb of a clause without a comma and one's own, or None."""
    verb = cue
    while verb > 1 and (tokens[verb - 1].lower in _PROGRESSIVE or is_adverb(tokens[verb - 1])):
        verb -= 1
    if verb < 1 or not (tokens[verb - 1].is_word and tokens[verb - 1].text.islower()):
        return None
    phrase = ending_at(tokens, verb, gazetteer)
    if phrase is None or phrase.first < 2 or tokens[phrase.first].lower not in _KNOWN_DETERMINERS:
        return None
    is_noun = phrase.kind in ("description", "other")
    return phrase._replace(kind="description") if is_noun and _ends_clause(tokens, phrase.first - 1) else None


def _told_of_besides(tokens: Tokens, cue: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone said her brother rang and whispered": who does both in what is told, where the verb is of speaking aloud; else None."""
    if tokens[cue].lower not in _ALOUD or tokens[cue - 1].lower != lexicon.AND:
        return None
    said = next((i for i in range(cue - 2, 0, -1) if opens_content(tokens, i)), None)
    phrase = _speaking(tokens, parse(tokens, said + 1, cue, gazetteer), cue) if said is not None else None
    if phrase is None or tokens[phrase.first].lower not in _POSSESSIVES | lexicon.ARTICLES or phrase.last + 1 >= cue:
        return None
    if any(not token.is_word for token in tokens[phrase.first : cue]) or not may_report(tokens, phrase.last + 1):
        return None
    return phrase._replace(kind="description") if phrase.kind in ("description", "other") else None


def _ends_clause(tokens: Tokens, verb: int) -> bool:
    """Return whether a verb in the past ends a subordinate clause about a pronoun ("when she arrived")."""
    is_past = may_report(tokens, verb) and tokens[verb].lower.endswith(lexicon.PAST_ENDING) and not is_cue(tokens, verb)
    return is_past and tokens[verb - 1].lower in lexicon.PRONOUNS and tokens[verb - 2].lower in lexicon.SUBORDINATORS


def _had_spoken(tokens: Tokens, phrase: Phrase | None, cue: int) -> bool:
    """Return whether somebody without a name "had rung her and said", as another tells, so that the words are not the teller's."""
    if phrase is None or phrase.kind != "description" or tokens[cue].lower not in _SPOKE or phrase.last + 2 >= cue:
        return False
    verb = past_adverbs(tokens, phrase.last + 1, cue)
    return verb + 1 < cue and tokens[verb].lower in _HAD and tokens[verb + 1].lower not in _BEING


def _has_verb(tokens: Tokens, phrase: Phrase, cue: int) -> bool:
    """Return whether a verb follows a pronoun or a name before the verb at token `cue`, or is contracted with it ("he's")."""
    if phrase.kind not in _SINGLE_SPEAKERS or phrase.last + 1 >= cue:
        return False
    is_contracted = phrase.kind == "pronoun" and len(phrase.name) > len(phrase.head)
    return is_contracted or may_be_verb(tokens, phrase.last + 1)


def _opens_subordinate(token: Word) -> bool:
    """Return whether a subordinate clause, or one of its own, starts behind a token."""
    return token.text in _BREAKS or token.lower in SUBORDINATE_OPENERS


def _is_in_appositive(tokens: Tokens, start: int, phrase: Phrase, cue: int, gazetteer: Gazetteer) -> bool:
    """Return whether a phrase stands between commas after another one ("Hill, the writer, said"): the other is the subject."""
    if start == 0 or tokens[start - 1].text != "," or cue - phrase.last > _LONGEST_SECOND:
        return False
    return phrase.last + 1 < cue and tokens[cue - 1].text == "," and phrase_before(tokens, start - 1, gazetteer) is not None


def person_before(tokens: Tokens, comma: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the person whom a description after a comma describes ("Bob Kroll, president of the union told"), or None."""
    phrase = phrase_before(tokens, comma, gazetteer)
    return phrase if phrase and phrase.kind == "person" and phrase.last == comma - 1 else None


def _described_person(tokens: Tokens, end: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "Stone hired Ada Pell, a pilot who had called it": the name before the apposition that ends at token `end`, or None."""
    near = ending_at(tokens, end, gazetteer)
    if near is None or near.kind != "description" or near.first < 1 or tokens[near.first - 1].text != ",":
        return None
    named = ending_at(tokens, near.first - 1, gazetteer)
    return named if named is not None and named.kind == "person" else None


def _before_day(tokens: Tokens, end: int) -> int:
    """Return where somebody ends whom only a day sets apart from "who" ("opened by Ada Stone on Sunday, who said"), else `end`."""
    at = end
    while at > 1 and is_of_calendar(tokens[at - 1]):
        at -= 1
    return at - 1 if at < end and tokens[at - 1].lower in lexicon.PREPOSITIONS else end


def _before_excluded(tokens: Tokens, end: int, gazetteer: Gazetteer) -> int:
    """Return where what is meant ends, before what is told apart from it right before token `end` ("Pell, and not Stone, who said")."""
    near = ending_at(tokens, end, gazetteer)
    first = near.first if near is not None else 0
    for words in _EXCLUDING:
        at = first - len(words)
        if at > 0 and [token.lower for token in tokens[at:first]] == words:
            return at - (tokens[at - 1].text == ",")
    return end


def _antecedent(tokens: Tokens, relative: int, gazetteer: Gazetteer) -> Phrase | None:
    """Return the phrase that the relative pronoun at a token stands for, or None."""
    if tokens[relative].lower == lexicon.WHO and (set_apart := _set_apart(tokens, relative, gazetteer)) is not None:
        return set_apart
    end = _before_excluded(tokens, relative - 1 if relative and tokens[relative - 1].text == "," else relative, gazetteer)
    end = _before_day(tokens, end) if tokens[relative].lower == lexicon.WHO else end
    found = phrase_before(tokens, end, gazetteer)
    near = ending_at(tokens, end, gazetteer)
    if tokens[relative].lower == lexicon.WHO:
        is_nearest = near is not None and _is_newly_named(tokens, near, found)
        return near if is_nearest else _described_person(tokens, end, gazetteer) or found or near
    if near is None or near.kind == "pronoun":
        return found
    return near._replace(kind="organization") if near.kind == "person" else near


def _set_apart(tokens: Tokens, who: int, gazetteer: Gazetteer) -> Phrase | None:
    """ "It was Stone, a clerk, not Pell, the mayor, who said": whom the sentence sets apart and describes before its first "who", or None."""
    if any(token.lower == lexicon.WHO for token in tokens[:who]):
        return None
    phrase = cleft(tokens, who + 1, gazetteer)
    is_described = phrase is not None and phrase.last + 2 < who and not tokens[phrase.last + 2].is_capitalised
    return phrase if is_described else None


def _is_newly_named(tokens: Tokens, near: Phrase, found: Phrase | None) -> bool:
    """Return whether a phrase before "who" is an agent ("by Stone, who"), or behind another's verb ("cited the diary of Stone, who")."""
    if near.kind == "person" and near.first > 0 and tokens[near.first - 1].lower == lexicon.BY:
        return True
    return found is not None and any(is_cue(tokens, i) for i in range(found.last + 1, near.first))


def _bare_antecedent(tokens: Tokens, relative: int) -> Phrase | None:
    """ "Stone met residents who called it “…”", "those who ask": the noun or pronoun without a name right before a relative pronoun, or None.

    Who is "among those who called it" is one of them, so that nobody is told apart then.
    """
    at = relative - 1
    if at < 1 or not tokens[at].text.islower() or not may_be_verb(tokens, at):
        return None
    is_several = (
        tokens[at].lower in _ANYBODY or tokens[at].lower in lexicon.PLURALS or tokens[at].lower.endswith(lexicon.PLURAL_ENDING)
    )
    if not is_several or any(token.lower in _ONE_OF for token in tokens[max(0, at - _NEAR_ONE_OF) : at]):
        return None
    return Phrase("description", tokens[at].text, None, at, at, tokens[at].lower)
