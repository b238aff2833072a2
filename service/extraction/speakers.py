"""Who speaks a quotation: the person or body whom the words of the clause that attributes it stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from service.extraction import lexicon
from service.extraction.clauses import is_cue, main_subject
from service.extraction.clues import Clue
from service.extraction.frames import Frame
from service.extraction.outlet_names import looks_like_outlet, outlet_of
from service.extraction.people import People, canonical_role, surname_of
from service.extraction.phrases import Phrase, is_organization, parse
from service.records import Span, Speaker

_POST_VERBS = frozenset("tweeted tweets tweeting retweeted posted posts posting blogged".split())
_DOCUMENTS = frozenset("letter tweet statement post message email e-mail memo".split())
_PRESS = frozenset("paper newspaper magazine daily weekly outlet broadcaster station network".split())
_FIRMS = frozenset("company firm bank".split())
_NO_FIRM = frozenset("agency department ministry committee police court university council party house senate".split())
_BODY_PRONOUNS = frozenset(("it", "they"))
_BODY_NOUNS = frozenset(
    "paper newspaper magazine outlet daily weekly station broadcaster network agency company ministry firm bank".split()
)
_TRADES = _BODY_NOUNS | frozenset(
    "operator maker owner developer publisher manufacturer supplier airline brewer retailer chain".split()
)
_ANYONE = frozenset(("person", "unnamed", "organization"))
_HUMAN, _BODIES = frozenset(("person", "unnamed")), frozenset(("organization",))
_FEMALE = frozenset(
    "wife mother daughter sister widow girl lady actress waitress nun queen princess aunt niece grandmother granddaughter girlfriend mistress"
    " hostess housewife schoolgirl heiress".split()
)
_MALE = frozenset(
    "husband father son brother widower boy actor waiter monk king prince uncle nephew grandfather grandson boyfriend guy priest".split()
)
_BASES = {"pronoun": "pronoun", "description": "description"}
SCORES = {"named": 0.97, "description": 0.95, "pronoun": 0.96, "position": 0.8, "document": 1.0}  # see docs/decisions/0003
_OWNER, _NAMED, _SUBJECT, _SPEAKER = range(4)  # what a person does in a sentence, the likelier to be meant by a pronoun the later
_TRIED = 3  # people before a pronoun among whom one whose gender is known goes before one whose is not
_SENTENCES_BACK, _NAMED_BACK = 8, 40  # how far back a pronoun or a noun is followed
_DESCRIBES_FURTHER = frozenset("of for from to with at in on familiar close who".split())


def noun_gender(description: str) -> str | None:
    """ "m", "f" or None for a description ("Stone’s wife", "a police spokesman")."""
    head = re.split(r" (?:of|for|from|to|with|at|in|on|who) ", description.lower())[0].split()[-1]
    if head in _FEMALE or head.endswith(("woman", "women")):
        return "f"
    return "m" if head in _MALE or (head.endswith("man") and head not in ("human", "german", "woman")) else None


def rated(speaker: Speaker, basis: str) -> Speaker:
    """A speaker with the basis it was found on, and how good that is."""
    return replace(speaker, basis=basis, score=SCORES[basis])


def _is_somebody(description: str) -> bool:
    """Whether a description is of a person rather than of a thing that speaks ("the new guidance")."""
    words = description.lower().split()
    return noun_gender(description) is not None or any(w in lexicon.words("roles") or w in lexicon.words("titles") for w in words)


def _is_aside(clue: Clue) -> bool:
    """Whether a clause stands between commas inside the words it attributes ("Rowe, he went on, “…”")."""
    tokens, first = clue.tokens, clue.phrase.first
    return first > 0 and tokens[first - 1].text == "," and any(t.text == "," for t in tokens[clue.cue + 1 : clue.cue + 3])


class Resolver:
    """Turns the phrase of a clue into a speaker, with what the document said up to that place."""

    def __init__(self, people: People, frames: list[Frame], *, president: str | None = None) -> None:
        self.people = people
        self.frames = frames
        self._position = {frame.paragraph: i for i, frame in enumerate(frames)}
        self.president = president
        self.named: list[tuple[int, Speaker]] = []  # speakers already found, by offset
        self.last_outlet: str | None = None
        self._subjects: dict[tuple[int, int], Phrase | None] = {}

    def speaker(self, clue: Clue) -> Speaker | None:
        phrase, frame, tokens = clue.phrase, clue.frame, clue.tokens
        start = frame.offset(tokens[phrase.first].start)
        end = frame.offset(tokens[phrase.last].end - 1) + 1
        evidence = Span(start, end, "")
        speaker = self._resolve(phrase, clue, start, evidence)
        if speaker is None:
            return None
        speaker = rated(speaker, _BASES.get(phrase.kind, "named"))
        self.named.append((start, speaker))
        return speaker

    def _resolve(self, phrase: Phrase, clue: Clue, at: int, evidence: Span) -> Speaker | None:
        if phrase.kind == "person":
            names = (self.people.full_name(name, at) for name in phrase.name.split(" and "))
            return Speaker(" and ".join(names), "person", phrase.role, evidence)
        if phrase.kind == "organization":
            return self._organization(phrase, clue, at, evidence)
        if phrase.kind == "pronoun":
            return self._pronoun(phrase.head, clue, at, evidence)
        return self._description(phrase, clue, at, evidence)

    def _organization(self, phrase: Phrase, clue: Clue, at: int, evidence: Span) -> Speaker | None:
        if phrase.head in _BODY_NOUNS and phrase.owner is None and phrase.name.split()[-1].islower():
            earlier = self._antecedent_body(clue, at)
            if earlier:
                return Speaker(earlier, "organization", None, evidence)
        if phrase.head in _DOCUMENTS and phrase.name.split()[-1].islower():
            author = self._author(phrase, clue, at)
            if author is not None:
                return Speaker(author[0], author[1], None, evidence)
            if (
                clue.tokens[phrase.first].lower == "the"
                and clue.sentence
                and (said := self._said_in(clue.frame, clue.sentence - 1, _ANYONE))
            ):
                return Speaker(said.name, said.type, None, evidence)  # "The statement went on"
        name = outlet_of(phrase.name, short=True) or phrase.name
        if phrase.role is None and " " not in phrase.name and phrase.name[:1].isupper():
            known = self.people.full_by_surname.get(surname_of(phrase.name).casefold())
            if known and not outlet_of(phrase.name):
                return Speaker(self.people.full_name(phrase.name, at), "person", None, evidence)
        return Speaker(name, "organization", phrase.role, evidence)

    def _author(self, phrase: Phrase, clue: Clue, at: int) -> tuple[str, str] | None:
        """Whose words a document holds: "a tweet from the mayor's office", "the Marsh letter"."""
        tokens = clue.tokens
        i = phrase.last + 1
        if i + 1 < len(tokens) and tokens[i].lower in ("from", "by"):
            named = parse(tokens, i + 1, len(tokens))
            if named and named.kind in ("person", "organization"):
                full = clue.frame.text[tokens[named.first].start : tokens[named.last].end]
                return (full, "organization") if named.kind == "organization" else (self.people.full_name(named.name, at), "person")
        first = phrase.name.split()[0]
        if first[0].isupper() and first.casefold() in self.people.full_by_surname:
            return self.people.full_name(first, at), "person"
        if first[0].isupper() and len(phrase.name.split()) == 2 and first.lower() not in lexicon.LEADING:
            return first, "person"
        return None

    def _description(self, phrase: Phrase, clue: Clue, at: int, evidence: Span) -> Speaker | None:
        first = clue.tokens[phrase.first].lower
        role = canonical_role(phrase.head)
        modifiers = [w for w in phrase.name.lower().split()[:-1] if w not in ("same", "latter")]
        if first == "the" and not phrase.owner:
            key = "vice president" if role == "president" and "vice" in modifiers else role
            key = f"former {key}" if {"former", "ex"} & set(modifiers) else key
            person = self.people.by_role(key, at)
            if key == "president" and person is None and not modifiers and self.president:
                person = self.president
            if person:
                return Speaker(person, "person", phrase.name, evidence)
            for _, speaker in reversed(self.named[-_NAMED_BACK:]):
                if modifiers and not set(modifiers) <= set(speaker.name.lower().split()):
                    continue  # "the new guidance" is not the old one
                if (speaker.type == "unnamed" and canonical_role(speaker.name.split()[-1]) == role) or (
                    speaker.type == "unnamed" and phrase.head in speaker.name.lower().split()
                ):
                    return Speaker(speaker.name, "unnamed", None, evidence)
            about = self._person_spoken_of(clue, phrase)
            if about:
                return Speaker(about, "person", phrase.name, evidence)
        name = phrase.name + self._further(phrase, clue)
        if name == phrase.head and role in ("spokesperson", "official"):
            body = self._last_body(clue, at)
            name = f"{body} {name}" if body else name
        return Speaker(name, "unnamed", None, evidence)

    def _person_spoken_of(self, clue: Clue, phrase: Phrase) -> str | None:
        """Whom "the former governor" means where no name bears the role: the subject of the sentence before."""
        if phrase.head.endswith("s") or clue.sentence == 0 or self._further(phrase, clue):
            return None
        tokens = clue.frame.sentences[clue.sentence - 1].tokens
        said = self._said_in(clue.frame, clue.sentence - 1, frozenset(("person",)))
        if said is not None:
            return said.name
        subject = self.subject(clue.frame, clue.sentence - 1)
        if subject is None:
            return None
        at = clue.frame.offset(tokens[subject.first].start)
        if subject.kind == "person":
            return self.people.full_name(subject.name, at)
        return None

    def _further(self, phrase: Phrase, clue: Clue) -> str:
        """What the text goes on to say of somebody it does not name ("familiar with this strategy"), up to nine words."""
        tokens = clue.tokens
        i = phrase.last + 1
        if i >= len(tokens) or tokens[i].lower not in _DESCRIBES_FURTHER or tokens[i].lower == "who":
            return ""
        stop = i
        while stop < len(tokens) and stop - i < 9 and tokens[stop].is_word and not is_cue(tokens, stop):
            stop += 1
        while stop > i and (tokens[stop - 1].lower in lexicon.PREPOSITIONS or tokens[stop - 1].lower in lexicon.AUXILIARIES):
            stop -= 1
        if stop == i:
            return ""
        return " " + clue.frame.text[tokens[i].start : tokens[stop - 1].end]

    def _pronoun(self, pronoun: str, clue: Clue, at: int, evidence: Span) -> Speaker | None:
        if pronoun in ("i", "we"):
            return None
        if pronoun in _BODY_PRONOUNS:
            earlier = self._antecedent_body(clue, at)
            return Speaker(earlier, "organization", None, evidence) if earlier else None
        gender = "m" if pronoun == "he" else "f"
        found = self._antecedent(clue, at, gender)
        if found is None:
            return None
        kind = "unnamed" if found[1] else "person"
        return Speaker(found[0], kind, None, evidence)

    # -- who stood before ------------------------------------------------------------------------------------------

    def _antecedent(self, clue: Clue, at: int, gender: str) -> tuple[str, bool] | None:
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

    def _people_before(self, clue: Clue, at: int):
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
                said = self._said_in(current, s, _HUMAN)
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

    def _said_in(self, frame: Frame, s: int, kinds: frozenset[str]) -> Speaker | None:
        """The last speaker of some kinds who was found in a sentence."""
        sentence = frame.sentences[s]
        start, end = frame.offset(sentence.start), frame.offset(sentence.end - 1) + 1
        for offset, speaker in reversed(self.named[-_NAMED_BACK:]):
            if start <= offset < end and speaker.type in kinds:
                return speaker
        return None

    def _may_be_body(self, subject: Phrase, phrase: Phrase) -> bool:
        """Whether a name that might be a person's is a body's, given that the text goes on with "the company"."""
        return (
            phrase.head in _BODY_NOUNS | _BODY_PRONOUNS
            and " " in subject.name
            and self.people.gender(subject.name) is None
            and (subject.role is None or subject.role.split()[-1].lower() in _TRADES)
        )

    def may_mean(self, pronoun: str, speaker: Speaker) -> bool:
        """Whether a pronoun can stand for a speaker."""
        if pronoun in _BODY_PRONOUNS:
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

    def _subject_person(self, frame: Frame, s: int):
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

    def _names_in(self, frame: Frame, s: int):
        """Other people named in a sentence, known by a full name, in order; whether each only owns something."""
        tokens = frame.sentences[s].tokens
        for token in sorted(tokens, key=lambda t: t.is_possessive):  # who owns something comes after who does something
            if token.is_capitalised and token.lower not in lexicon.LEADING and token.base.casefold() in self.people.full_by_surname:
                yield self.people.full_name(token.base, frame.offset(token.start)), token.is_possessive

    def _antecedent_body(self, clue: Clue, at: int) -> str | None:
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
                said = self._said_in(current, s, _BODIES)
                if said and self._fits(clue.phrase.head, said.name):
                    return said.name
                subject = self.subject(current, s)
                if (
                    subject
                    and not (subject.head in _DOCUMENTS and subject.name[-1:].islower() and subject.name.split()[-1].islower())
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
            (speaker for offset, speaker in reversed(self.named[-_NAMED_BACK:]) if offset < at and speaker.type in kinds), None
        )

    def _last_body(self, clue: Clue, at: int) -> str | None:
        """The organization that a bare "a spokesperson" speaks for: the subject before it in the same paragraph."""
        for s in range(clue.sentence, max(-1, clue.sentence - _SENTENCES_BACK), -1):
            subject = self.subject(clue.frame, s)
            if subject and subject.kind == "organization" and clue.frame.offset(clue.frame.sentences[s].start) < at:
                return subject.name.removeprefix("The ").removeprefix("the ")
        return None

    def _is_attested(self, phrase: Phrase) -> bool:
        """Whether more than a capital letter says that a name is a person's: a title, a first name, a full name elsewhere."""
        known = self.people.full_by_surname.get(surname_of(phrase.name).casefold())
        return bool(phrase.role or known or self.people.gender(phrase.name))

    def from_subject(self, frame: Frame, s: int) -> Speaker | None:
        """The speaker of a quotation that stands alone: the person whom the sentence before it is about."""
        subject = self.subject(frame, s)
        if subject is None or subject.kind not in ("person", "pronoun", "description"):
            return None
        if subject.kind == "description" and is_organization(subject.name, True):
            return None
        if subject.kind == "person" and not self._is_attested(subject):
            return None
        clue = Clue(frame, s, subject, subject.last, False, False)
        return self.speaker(clue)
