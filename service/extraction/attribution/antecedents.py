"""Whom a pronoun or a noun stands for, from what the document said up to that place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.extraction.english import lexicon
from service.extraction.english.clauses import closing_subject, main_subject
from service.extraction.english.clues import Clue
from service.extraction.english.people import People, canonical_role
from service.extraction.english.phrases import Phrase, parse
from service.extraction.page.frames import Frame
from service.knowledge.outlets import looks_like_outlet, outlet_of
from service.records import Speaker

_PRESS = frozenset("paper newspaper magazine daily weekly outlet broadcaster station network".split())
_FIRMS = frozenset("company firm bank".split())
_NO_FIRM = frozenset("agency department ministry committee police court university council party house senate".split())
BODY_PRONOUNS = frozenset(("it", "they"))
BODY_NOUNS = frozenset(
    "paper newspaper magazine outlet daily weekly station broadcaster network agency company ministry firm bank".split()
)
_TRADES = BODY_NOUNS | frozenset(
    "operator maker owner developer publisher manufacturer supplier airline brewer retailer chain".split()
)
_HUMAN, _BODIES = frozenset(("person", "unnamed")), frozenset(("organization",))
_FEMALE = frozenset(
    "wife mother daughter sister widow girl lady actress waitress nun queen princess aunt niece grandmother granddaughter girlfriend mistress"
    " hostess housewife schoolgirl heiress".split()
)
_MALE = frozenset(
    "husband father son brother widower boy actor waiter monk king prince uncle nephew grandfather grandson boyfriend guy priest".split()
)
_OWNER, _NAMED, _SUBJECT, _SPEAKER = range(4)  # what a person does in a sentence, the likelier to be meant by a pronoun the later
_TRIED = 3  # people before a pronoun among whom one whose gender is known goes before one whose is not
_SENTENCES_BACK, NAMED_BACK = 8, 40  # how far back a pronoun or a noun is followed
# documents hold somebody’s words
DOCUMENTS = frozenset("letter tweet statement post message email e-mail memo".split())


def noun_gender(description: str) -> str | None:
    """ "m", "f" or None for a description ("Stone’s wife", "a police spokesman")."""
    head = re.split(r" (?:of|for|from|to|with|at|in|on|who) ", description.lower())[0].split()[-1]
    if head in _FEMALE or head.endswith(("woman", "women")):
        return "f"
    return "m" if head in _MALE or (head.endswith("man") and head not in ("human", "german", "woman")) else None


def _is_somebody(description: str) -> bool:
    """Whether a description is of a person rather than of a thing that speaks ("the new guidance")."""
    words = description.lower().split()
    return noun_gender(description) is not None or any(w in lexicon.ROLES or w in lexicon.TITLES for w in words)


def _is_aside(clue: Clue) -> bool:
    """Whether a clause stands between commas inside the words it attributes ("Rowe, he went on, “…”")."""
    tokens, first = clue.tokens, clue.phrase.first
    return first > 0 and tokens[first - 1].text == "," and any(t.text == "," for t in tokens[clue.cue + 1 : clue.cue + 3])


class Antecedents:
    """The people and bodies that a document speaks of, looked up from any place in it."""

    def __init__(self, people: People, frames: list[Frame]) -> None:
        self.people = people
        self.frames = frames
        self.named: list[tuple[int, Speaker]] = []  # speakers already found, by offset
        self.last_outlet: str | None = None
        self._position = {frame.paragraph: i for i, frame in enumerate(frames)}
        self._subjects: dict[tuple[int, int], Phrase | None] = {}

    def antecedent(self, clue: Clue, at: int, gender: str) -> tuple[str, bool] | None:
        """The person a pronoun stands for: subjects and speakers before it, nearest first; (name, is unnamed)."""
        fallback = None
        weight = distance = 0  # of the fallback: what the person does where it is named, and how many paragraphs back
        for n, (person, unnamed, role, back) in enumerate(self._people_before(clue, at)):
            known = None if unnamed else self.people.gender(person)
            if unnamed and not _is_somebody(person):
                continue
            if unnamed:
                known = noun_gender(person)
            if known == gender:
                is_farther = back > distance and weight >= _SUBJECT
                return fallback if fallback and (role < weight - 1 or is_farther) else (person, unnamed)
            if known is None and fallback is None:
                fallback, weight, distance = (person, unnamed), role, back
            if n >= _TRIED and fallback is not None:
                break
        return fallback

    def _people_before(self, clue: Clue, at: int) -> Iterator[tuple[str, bool, int, int]]:
        """People before a clause, nearest first: name, whether it is no name, what the person does, paragraphs back."""
        frame, number = clue.frame, clue.sentence
        order = self._position[frame.paragraph]
        inside = self._earlier_in_sentence(clue)
        if inside:
            yield inside, False, _SUBJECT, 0
        for back in range(5):
            if order - back < 0:
                return
            current = self.frames[order - back]
            last = number - 1 if back == 0 else len(current.sentences) - 1
            for s in range(last, max(-1, last - _SENTENCES_BACK), -1):
                said = self.said_in(current, s, _HUMAN)
                if said:
                    yield said.name, said.type == "unnamed", _SPEAKER, back
                for name, unnamed, role in self._subject_person(current, s):
                    yield name, unnamed, role, back
            if back >= 1 and (said := self._last(at, _HUMAN)):
                yield said.name, said.type == "unnamed", _SPEAKER, back

    def _earlier_in_sentence(self, clue: Clue) -> str | None:
        if not clue.is_before or _is_aside(clue):
            return None
        subject = main_subject(clue.tokens, clue.phrase.first)
        if subject and subject.kind == "person":
            return self.people.full_name(subject.name, clue.frame.offset(clue.tokens[subject.first].start))
        return None

    def said_in(self, frame: Frame, s: int, kinds: frozenset[str]) -> Speaker | None:
        """The last speaker of some kinds who was found in a sentence."""
        sentence = frame.sentences[s]
        start, end = frame.offset(sentence.start), frame.offset(sentence.end - 1) + 1
        for offset, speaker in reversed(self.named[-NAMED_BACK:]):
            if start <= offset < end and speaker.type in kinds:
                return speaker
        return None

    def _may_be_body(self, subject: Phrase, phrase: Phrase) -> bool:
        """Whether a name that might be a person's is a body's, given that the text goes on with "the company"."""
        return (
            phrase.head in BODY_NOUNS | BODY_PRONOUNS
            and " " in subject.name
            and self.people.gender(subject.name) is None
            and (subject.role is None or subject.role.split()[-1].lower() in _TRADES)
        )

    def may_mean(self, pronoun: str, speaker: Speaker) -> bool:
        """Whether a pronoun can stand for a speaker."""
        if pronoun in BODY_PRONOUNS:
            return speaker.type == "organization" or (pronoun == "they" and speaker.name.endswith("s"))
        if speaker.type == "organization":
            return False
        known = noun_gender(speaker.name) if speaker.type == "unnamed" else self.people.gender(speaker.name)
        return known is None or known == ("m" if pronoun == "he" else "f")

    def subject(self, frame: Frame, s: int) -> Phrase | None:
        key = (frame.paragraph, s)
        if key not in self._subjects:
            self._subjects[key] = main_subject(frame.sentences[s].tokens)
        return self._subjects[key]

    def name_of_subject(self, frame: Frame, s: int) -> str | None:
        """The name of a sentence's subject in full, a role resolved to who bears it; None for a pronoun or none."""
        subject = self.subject(frame, s)
        if subject is None:
            return None
        at = frame.offset(frame.sentences[s].tokens[subject.first].start)
        if subject.kind == "person":
            return self.people.full_name(subject.name, at)
        if subject.kind == "organization":
            return outlet_of(subject.name, short=True) or subject.name
        if subject.kind == "description":
            first = frame.sentences[s].tokens[subject.first].lower
            if subject.head.endswith("s") or subject.head in ("men", "women", "people", "children"):
                return subject.name
            return self.people.by_role(canonical_role(subject.head), at) or (None if first == "the" else subject.name)
        return None

    def _subject_person(self, frame: Frame, s: int) -> Iterator[tuple[str, bool, int]]:
        subject = self.subject(frame, s)
        tokens = frame.sentences[s].tokens
        if subject and subject.kind == "person":
            yield self.people.full_name(subject.name, frame.offset(tokens[subject.first].start)), False, _SUBJECT
        elif subject and subject.kind == "description":
            offset = frame.offset(tokens[subject.first].start)
            person = self.people.by_role(canonical_role(subject.head), offset) if tokens[subject.first].lower == "the" else None
            if person:
                yield person, False, _SUBJECT
            elif tokens[subject.first].lower != "the" and not subject.head.endswith("s") and not subject.owner:
                yield subject.name, True, _SUBJECT
        for name, is_owner in self._names_in(frame, s):
            yield name, False, _OWNER if is_owner else _NAMED

    def _names_in(self, frame: Frame, s: int) -> Iterator[tuple[str, bool]]:
        """Other people named in a sentence, known by a full name, in order; whether each only owns something."""
        tokens = frame.sentences[s].tokens
        for token in sorted(tokens, key=lambda t: t.is_possessive):  # who owns something comes after who does something
            if token.is_capitalised and token.lower not in lexicon.LEADING and token.base.casefold() in self.people.full_by_surname:
                yield self.people.full_name(token.base, frame.offset(token.start)), token.is_possessive

    def antecedent_body(self, clue: Clue, at: int) -> str | None:
        order = self._position[clue.frame.paragraph]
        inside = main_subject(clue.tokens, clue.phrase.first) if clue.phrase.first else None
        if inside and inside.kind == "organization":
            return outlet_of(inside.name, short=True) or inside.name
        for back in range(2):
            if order - back < 0:
                break
            current = self.frames[order - back]
            last = clue.sentence - 1 if back == 0 else len(current.sentences) - 1
            for s in range(last, max(-1, last - _SENTENCES_BACK), -1):
                said = self.said_in(current, s, _BODIES)
                if said and self._fits(clue.phrase.head, said.name):
                    return said.name
                reporter = closing_subject(current.sentences[s].tokens)
                if reporter and reporter.kind == "organization" and self._fits(clue.phrase.head, reporter.name):
                    return outlet_of(reporter.name, short=True) or reporter.name
                subject = self.subject(current, s)
                if (
                    subject
                    and not (subject.head in DOCUMENTS and subject.name[-1:].islower() and subject.name.split()[-1].islower())
                    and self._fits(clue.phrase.head, subject.name)
                    and (subject.kind == "organization" or (subject.kind == "person" and self._may_be_body(subject, clue.phrase)))
                ):
                    return outlet_of(subject.name, short=True) or subject.name
                if clue.phrase.head in _FIRMS and (owner := self._owner_in(current, s)):
                    return owner
        if clue.phrase.head in _PRESS:
            return self.last_outlet
        if clue.phrase.head in _FIRMS and (named := self._named_before(clue)):
            return named
        earlier = self._last(at, _BODIES)
        return earlier.name if earlier and self._fits(clue.phrase.head, earlier.name) else None

    @staticmethod
    def _fits(noun: str, name: str) -> bool:
        """Whether a body can be called by a noun: a newspaper is an outlet, a company no ministry."""
        if noun in _PRESS:
            return outlet_of(name, short=True) is not None or looks_like_outlet(name)
        if noun in _FIRMS:
            return not (set(name.lower().split()) & _NO_FIRM) and outlet_of(name) is None
        return True

    def _owner_in(self, frame: Frame, s: int) -> str | None:
        """The firm that owns something in a sentence ("Verity’s shares were suspended")."""
        owners = (t.base for t in frame.sentences[s].tokens if t.is_possessive and t.is_capitalised)
        return next((firm for owner in owners if (firm := self._firm(owner))), None)

    def _firm(self, name: str) -> str | None:
        """The fullest form in which the text names a firm ("Verity" → "Verity Biolabs"); None for a person's name."""
        if name.casefold() in self.people.full_by_surname or self.people.gender(name) or not name[:1].isupper():
            return None
        for frame in self.frames:
            at = frame.text.find(name + " ")
            phrase = parse(frame.tokens_from(at), 0, 6) if at >= 0 else None
            if phrase and phrase.name.startswith(name + " ") and phrase.kind in ("person", "organization"):
                return phrase.name
        return name

    def _named_before(self, clue: Clue) -> str | None:
        """The last name before a clause, in its paragraph or the one before, that is no person's: what "the company" means."""
        order = self._position[clue.frame.paragraph]
        for back in range(2):
            if order - back < 0:
                return None
            current = self.frames[order - back]
            last = clue.sentence - 1 if back == 0 else len(current.sentences) - 1
            for s in range(last, max(-1, last - 3), -1):
                tokens = current.sentences[s].tokens
                for i in range(len(tokens) - 2, 0, -1):
                    if not (tokens[i].is_capitalised and tokens[i + 1].is_capitalised) or tokens[i].lower in lexicon.LEADING:
                        continue
                    if tokens[i - 1].is_capitalised:
                        continue
                    phrase = parse(tokens, i, len(tokens))
                    if phrase and " " in phrase.name and phrase.role is None and self.people.gender(phrase.name) is None:
                        return phrase.name
        return None

    def _last(self, at: int, kinds: frozenset[str]) -> Speaker | None:
        return next(
            (speaker for offset, speaker in reversed(self.named[-NAMED_BACK:]) if offset < at and speaker.type in kinds), None
        )

    def last_body(self, clue: Clue, at: int) -> str | None:
        """The organization that a bare "a spokesperson" speaks for: the subject before it in the same paragraph."""
        for s in range(clue.sentence, max(-1, clue.sentence - _SENTENCES_BACK), -1):
            subject = self.subject(clue.frame, s)
            if subject and subject.kind == "organization" and clue.frame.offset(clue.frame.sentences[s].start) < at:
                return subject.name.removeprefix("The ").removeprefix("the ")
        return None
