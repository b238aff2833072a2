"""Who speaks a quotation: the person or body whom the words of the clause that attributes it stand for."""

from __future__ import annotations

from dataclasses import replace

from service.extraction.attribution.antecedents import BODY_NOUNS, BODY_PRONOUNS, DOCUMENTS, NAMED_BACK, Antecedents
from service.extraction.english import lexicon
from service.extraction.english.clues import Clue
from service.extraction.english.people import People, canonical_role, surname_of
from service.extraction.english.phrases import Phrase, is_organization, parse
from service.extraction.english.verbs import is_cue
from service.extraction.page.frames import Frame
from service.knowledge.outlets import outlet_of
from service.records import Span, Speaker

_ANYONE = frozenset(("person", "unnamed", "organization"))
_BASES = {"pronoun": "pronoun", "description": "description"}
SCORES = {"named": 0.97, "description": 0.95, "pronoun": 0.96, "position": 0.8, "document": 1.0}  # see docs/decisions/0003
_DESCRIBES_FURTHER = frozenset("of for from to with at in on familiar close who".split())


def rated(speaker: Speaker, basis: str) -> Speaker:
    """A speaker with the basis it was found on, and how good that is."""
    return replace(speaker, basis=basis, score=SCORES[basis])


class Resolver(Antecedents):
    """Turns the phrase of a clue into a speaker, with what the document said up to that place."""

    def __init__(self, people: People, frames: list[Frame], *, president: str | None = None) -> None:
        super().__init__(people, frames)
        self.president = president

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
        if phrase.head in BODY_NOUNS and phrase.owner is None and phrase.name.split()[-1].islower():
            earlier = self.antecedent_body(clue, at)
            if earlier:
                return Speaker(earlier, "organization", None, evidence)
        if phrase.head in DOCUMENTS and phrase.name.split()[-1].islower():
            author = self._author(phrase, clue, at)
            if author is not None:
                return Speaker(author[0], author[1], None, evidence)
            if (
                clue.tokens[phrase.first].lower == "the"
                and clue.sentence
                and (said := self.said_in(clue.frame, clue.sentence - 1, _ANYONE))
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
            for _, speaker in reversed(self.named[-NAMED_BACK:]):
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
            body = self.last_body(clue, at)
            name = f"{body} {name}" if body else name
        return Speaker(name, "unnamed", None, evidence)

    def _person_spoken_of(self, clue: Clue, phrase: Phrase) -> str | None:
        """Whom "the former governor" means where no name bears the role: the subject of the sentence before."""
        if phrase.head.endswith("s") or clue.sentence == 0 or self._further(phrase, clue):
            return None
        tokens = clue.frame.sentences[clue.sentence - 1].tokens
        said = self.said_in(clue.frame, clue.sentence - 1, frozenset(("person",)))
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
        if pronoun in BODY_PRONOUNS:
            earlier = self.antecedent_body(clue, at)
            return Speaker(earlier, "organization", None, evidence) if earlier else None
        gender = "m" if pronoun == "he" else "f"
        found = self.antecedent(clue, at, gender)
        if found is None:
            return None
        kind = "unnamed" if found[1] else "person"
        return Speaker(found[0], kind, None, evidence)

    # -- who stood before ------------------------------------------------------------------------------------------

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
