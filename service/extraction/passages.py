"""From the paragraphs of a document to its attributed passages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from service.extraction import lexicon
from service.extraction.circumstances import Circumstances, opening_date, read, read_sentence
from service.extraction.clauses import is_cue, main_subject, subject_of
from service.extraction.clues import Clue, clue_for, signature
from service.extraction.frames import Frame, frame
from service.extraction.layout import Paragraph, paragraphs
from service.extraction.marks import Stretch, quoted
from service.extraction.outlet_names import looks_like_outlet, outlet_of
from service.extraction.outlets import Named, carrier, find_outlet
from service.extraction.people import People, find_people
from service.extraction.speakers import Resolver
from service.extraction.turns import read_turns, whole_text
from service.extraction.utterances import is_heading, is_pull_quote, is_title, is_utterance
from service.records import Attribution, Date, Document, Outlet, Passage, Span, Speaker

_ANSWERS = frozenset("responded replied retorted countered answered responding replying".split())
_ANSWERED = frozenset("response remarks comments remark comment reply".split())
_NEXT_TO = 4  # words from a verb of speech to the quotation that it only introduces
_OPENING = 3  # sentences back in a paragraph whose opening date still holds
_BACK, _SENTENCES = 40, 6  # quotations and sentences back that are looked at
_MOST_PULLS = 50  # paragraphs of nothing but a quotation that are sought elsewhere in the text
_REACH = 2  # paragraphs over which a speaker goes on without being named again


@dataclass(slots=True)
class Candidate:
    """A quotation in the making: its stretches, and what has been read about it."""

    stretches: list[Stretch]
    frame: Frame
    k: int
    clue: Clue | None = None
    speaker: Speaker | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    is_joined: bool = False

    @property
    def sentence(self) -> int:
        return self.frame.sentence_at(self.frame.places[self.k])

    @property
    def start(self) -> int:
        return self.stretches[0].start


def extract(document: Document) -> list[Passage]:
    """The attributed passages of a document in the order of the text; never raises, whatever the text."""
    text = document.text
    blocks = paragraphs(text)
    if not blocks:
        return []
    if document.kind in ("speech", "post") and document.speaker:
        return whole_text(document, blocks)
    turns, taken = read_turns(document, blocks)
    rest = [block for i, block in enumerate(blocks) if i not in taken]
    found = turns + _Article(document, rest).passages() if rest else turns
    return sorted(found, key=lambda passage: passage.parts[0].start) if turns else found


class _Article:
    """One reading of one article, paragraph by paragraph."""

    def __init__(self, document: Document, blocks: list[Paragraph]) -> None:
        self.document = document
        self.text = document.text
        self.blocks = blocks
        self.groups = quoted(self.text, blocks)
        by_paragraph: dict[int, list[Stretch]] = {}
        for group in self.groups:
            for stretch in group:
                by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
        self.frames = {i: frame(self.text, i, block, by_paragraph.get(i, [])) for i, block in enumerate(blocks) if not block.quoted}
        self.order = list(self.frames.values())
        self.position = {number: i for i, number in enumerate(self.frames)}
        self.people: People = find_people(self.text)
        self.resolver = Resolver(self.people, self.order, president=self._president())
        self.titles: dict[int, dict[int, str]] = {i: {} for i in self.frames}
        self.anchor: str | None = None
        singles = sum(s.is_single for group in self.groups for s in group)
        self.main_is_single = 2 * singles > sum(len(group) for group in self.groups)
        self.pulls_left = _MOST_PULLS
        self.done: list[Candidate] = []
        self._head_of: dict[int, Candidate] = {}  # of a joined candidate, by its identity, the one it was joined to

    def passages(self) -> list[Passage]:
        found: list[tuple[int, Passage]] = []
        self._mark_titles()
        continued = {id(s) for group in self.groups for s in group[1:]}
        by_first = {id(group[0]): group for group in self.groups}
        for number, current in self.frames.items():
            self._read_paragraph(number, current, by_first, continued)
        found += [(c.start, self._passage(c)) for c in self.done if not c.is_joined]
        found += [(p.parts[0].start, p) for p in self._block_quotes()]
        return [passage for _, passage in sorted(found, key=lambda pair: pair[0])]

    def _president(self) -> str | None:
        published = self.document.published
        name = None
        if published:
            for line in lexicon.lines("presidents"):
                since, who = line.split("|")
                if since <= published:
                    name = who
        return name if name and name.split()[-1] in self.text else None

    def _mark_titles(self) -> None:
        for number, current in self.frames.items():
            for k, stretch in enumerate(current.stretches):
                if is_title(self.text, current, k):
                    self.titles[number][current.places[k]] = self.text[stretch.start : stretch.end]

    # -- one paragraph ---------------------------------------------------------------------------------------------

    def _read_paragraph(self, number: int, current: Frame, by_first: dict[int, list[Stretch]], continued: set[int]) -> None:
        used: set[int] = set()
        previous: Candidate | None = None
        block = self.blocks[number]
        is_head = is_heading(self.text[block.start : block.end], current, self.document.title, self.main_is_single)
        if is_head and not self.position[number]:
            return
        for k, stretch in enumerate(current.stretches):
            if id(stretch) in continued or current.places[k] in self.titles[number]:
                continue
            candidate = Candidate(by_first.get(id(stretch), [stretch]), current, k)
            candidate.clue = clue_for(current, k, frozenset(used))
            if candidate.clue is None and len(candidate.stretches) > 1:
                candidate.clue = self._clue_at_end(candidate)
            if candidate.clue is None:
                candidate.clue = self._signature(candidate)
            if candidate.clue is not None and self._is_title_clause(candidate):
                candidate.clue = None
            if candidate.clue is None and self._is_pulled(candidate):
                continue
            if is_head and not (candidate.clue and candidate.clue.is_direct and not candidate.clue.is_before):
                continue
            if not is_utterance(self.text, current, k, candidate.clue) and not (previous and self._follows_on(previous, candidate)):
                continue
            if candidate.clue and not candidate.clue.is_before:
                used.add(candidate.clue.place)
            self._attribute(candidate, previous)
            if previous is not None and self._joins(previous, candidate):
                self._join(previous, candidate)
            self.done.append(candidate)
            previous = candidate

    def _clue_at_end(self, candidate: Candidate) -> Clue | None:
        last = candidate.stretches[-1]
        end = self.frames[last.paragraph]
        return clue_for(end, end.stretches.index(last), frozenset())

    def _is_pulled(self, candidate: Candidate) -> bool:
        """Whether a quotation is a paragraph by itself and repeats words of the document; looked up for a few at most."""
        stretch = candidate.stretches[0]
        if len(candidate.stretches) > 1 or len(candidate.frame.text.strip()) > 1 or self.pulls_left <= 0:
            return False
        self.pulls_left -= 1
        return is_pull_quote(self.text, stretch.start, stretch.end)

    def _signature(self, candidate: Candidate) -> Clue | None:
        """The name signed under the words, at the end of their paragraph or as the next one."""
        last = candidate.stretches[-1]
        current = self.frames[last.paragraph]
        place = current.places[current.stretches.index(last)]
        number = current.sentence_at(place)
        tokens = current.sentences[number].tokens
        if tokens and tokens[-1].start > place + 1:
            return signature(current, number, next(i for i, t in enumerate(tokens) if t.start == place) + 1)
        if number + 1 < len(current.sentences):
            return signature(current, number + 1)
        position = self.position[last.paragraph] + 1
        following = self.order[position] if position < len(self.order) else None
        return signature(following, 0) if following is not None and following.sentences else None

    def _is_title_clause(self, candidate: Candidate) -> bool:
        return candidate.clue is not None and candidate.clue.phrase.kind == "pronoun" and candidate.clue.phrase.head in ("i", "we")

    def _attribute(self, candidate: Candidate, previous: Candidate | None) -> None:
        clue = candidate.clue
        if clue is None:
            candidate.speaker = self._speaker_by_place(candidate, previous)
            if candidate.speaker is not None and previous is not None and previous.speaker == candidate.speaker:
                candidate.circumstances = previous.circumstances
            elif candidate.speaker is not None:
                candidate.circumstances = self._carried(candidate)
            return
        clue, outlet = self._without_carrier(clue, candidate)
        candidate.clue = clue
        stated = read(
            clue.frame, clue.tokens, clue.phrase, clue.cue, self.titles[clue.frame.paragraph], self.document.published, self.anchor
        )
        candidate.speaker = self.resolver.speaker(clue)
        carried = self._carrier(clue)
        if outlet is not None:
            stated = replace(stated, outlet=stated.outlet or outlet)
        elif stated.outlet is None and carried is not None:
            stated = replace(stated, outlet=carried)
        if stated.outlet is None and candidate.speaker and candidate.speaker.type == "organization":
            own = (
                outlet_of(candidate.speaker.name)
                or outlet_of(candidate.speaker.name, short=True)
                or self._known_as_outlet(candidate.speaker.name)
            )
            if own:
                stated = replace(stated, outlet=Outlet(own, "wrote", candidate.speaker.evidence))
        candidate.circumstances = stated.filled_from(self._carried(candidate))
        if candidate.circumstances.date is None and self._answers(clue):
            candidate.circumstances = replace(candidate.circumstances, date=self._date_answered(candidate))
        if candidate.circumstances.outlet:
            self.resolver.last_outlet = candidate.circumstances.outlet.name
        if candidate.circumstances.date:
            self.anchor = candidate.circumstances.date.value

    @staticmethod
    def _answers(clue: Clue) -> bool:
        """Whether the clause presents the words as an answer to the ones quoted before."""
        words = {t.lower for t in clue.tokens}
        return clue.verb in _ANSWERS or bool(words & _ANSWERED)

    def _date_answered(self, candidate: Candidate) -> Date | None:
        """The date of the words answered, to the month: an answer follows at once, but not always on the day."""
        last = next((c for c in reversed(self.done[-_BACK:]) if c.circumstances.date), None)
        if last is None or candidate.frame.paragraph - last.frame.paragraph > 1:
            return None
        date = last.circumstances.date
        return Date(date.value[:7], "inferred", date.evidence)

    def _known_as_outlet(self, name: str) -> str | None:
        return name if looks_like_outlet(name) else None

    def _without_carrier(self, clue: Clue, candidate: Candidate) -> tuple[Clue, Outlet | None]:
        """A clue whose subject only relays ("…," the Post reported; "…," according to AFP) gives way to who spoke, if told."""
        name = outlet_of(clue.phrase.name, short=True) if clue.phrase.kind in ("organization", "person") else None
        relays = clue.verb in ("reported", "reports", "according")
        if name is None or not relays:
            return clue, None
        tokens = clue.tokens
        start = clue.frame.offset(tokens[clue.phrase.first].start)
        end = clue.frame.offset(tokens[clue.phrase.last].end - 1) + 1
        outlet = Outlet(name, "quoted_by", Span(start, end, self.text[start:end]))
        here = (
            next(i for i, t in enumerate(tokens) if t.start == candidate.frame.places[candidate.k])
            if clue.frame is candidate.frame and clue.sentence == candidate.sentence
            else None
        )
        if here is None or clue.is_before:
            return clue, outlet
        subject = main_subject(tokens, here)
        if subject is None:
            return clue, outlet
        verb = next((i for i in range(here - 1, subject.last, -1) if is_cue(tokens, i)), max(subject.last, here - 1))
        return Clue(clue.frame, clue.sentence, subject, verb, True, False), outlet

    def _carrier(self, clue: Clue) -> Outlet | None:
        found = carrier(clue.tokens, clue.cue + 1) or carrier(clue.tokens, 0, carried_only=True)
        if found is None:
            return None
        start = clue.frame.offset(clue.tokens[found.first].start)
        end = clue.frame.offset(clue.tokens[found.last].end - 1) + 1
        return Outlet(found.name, found.relation, Span(start, end, self.text[start:end]))

    # -- what goes on from the words before ------------------------------------------------------------------------

    def _carried(self, candidate: Candidate) -> Circumstances:
        """What the words before say of the same speaker's occasion, where this clause goes on from them."""
        clue, speaker = candidate.clue, candidate.speaker
        if speaker is None:
            return Circumstances()
        number = candidate.frame.paragraph
        is_pronoun = clue is None or clue.phrase.kind in ("pronoun", "description")
        if clue is not None and any(t.lower in ("later", "since") for t in clue.tokens[clue.phrase.first : clue.cue + 1]):
            return Circumstances()
        sentence = clue.sentence if clue is not None and clue.frame is candidate.frame else candidate.sentence
        own = find_own_outlet(clue) if clue is not None else None
        carried = Circumstances()
        for s in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES), -1):
            earlier = self._introduction(candidate.frame, s, speaker)
            if earlier is not None:
                carried = carried.filled_from(earlier)
                if s < sentence - 1 and not is_pronoun:
                    break
            elif not is_pronoun or sentence - s > 2:
                break
        if carried.date is None:
            carried = replace(carried, date=self._opening_date(candidate.frame, sentence))
        if carried.venue or carried.outlet:
            return carried
        last = next((c for c in reversed(self.done[-_BACK:]) if c.speaker and c.speaker.name == speaker.name), None)
        is_near = last is not None and 0 <= number - last.frame.paragraph <= 1
        if last is not None and is_near and (is_pronoun or last.frame is candidate.frame):
            carried = carried.filled_from(last.circumstances)
        elif sentence == 0:
            position = self.position[candidate.frame.paragraph]
            if position:
                before = self.order[position - 1]
                last_sentence = len(before.sentences) - 1
                for s in range(last_sentence, max(-1, last_sentence - _OPENING), -1):
                    earlier = self._introduction(before, s, speaker)
                    if earlier is not None and earlier.is_known():
                        # a name instead of a pronoun starts anew, unless the outlet is the same
                        if is_pronoun or (own and earlier.outlet and own.name == earlier.outlet.name):
                            carried = carried.filled_from(earlier)
                        elif s == last_sentence and own is None and earlier.outlet is None:
                            stated = self._introduction(before, s, speaker, is_strict=True)
                            carried = carried.filled_from(Circumstances(stated.date if stated else None))
                        break
        return carried

    def _opening_date(self, current: Frame, sentence: int) -> Date | None:
        """The date with which an earlier sentence of the paragraph opens ("The following March, …")."""
        for s in range(sentence - 1, max(-1, sentence - 1 - _OPENING), -1):
            found = opening_date(current, current.sentences[s].tokens, self.document.published, self.anchor)
            if found is not None:
                return found
        return None

    def _introduction(self, current: Frame, s: int, speaker: Speaker, *, is_strict: bool = False) -> Circumstances | None:
        """The circumstances of an earlier sentence when the same person is its subject, else None.

        `is_strict`: only those of its verb of speech.
        """
        tokens = current.sentences[s].tokens
        if not tokens:
            return None
        cue = next((i for i in range(len(tokens)) if is_cue(tokens, i)), None)
        subject = self.resolver.subject(current, s)
        if subject is None:
            return None
        name = self.resolver.name_of_subject(current, s) or speaker.name
        if name != speaker.name and name not in speaker.name:
            return None
        titles = self.titles[current.paragraph]
        if cue is not None:
            stated = read(current, tokens, subject, cue, titles, self.document.published, self.anchor)
            if stated.is_known():
                return stated
        return None if is_strict else read_sentence(current, tokens, titles, self.document.published, self.anchor)

    def _speaker_by_place(self, candidate: Candidate, previous: Candidate | None) -> Speaker | None:
        """Who speaks words that no clause attributes: who spoke before, or whom the sentence before is about."""
        current, sentence = candidate.frame, candidate.sentence
        if previous is not None:
            subject = self.resolver.subject(current, sentence - 1) if sentence and sentence - 1 > previous.sentence else None
            if subject is None or subject.kind not in ("person",):
                return previous.speaker
        if sentence > 0:
            return self.resolver.from_subject(current, sentence - 1)
        position = self.position[current.paragraph]
        if position == 0:
            return None
        before = self.order[position - 1]
        last = next((c for c in reversed(self.done[-_BACK:]) if c.frame.paragraph >= before.paragraph - (_REACH - 1)), None)
        if last is not None and last.frame is before and last.speaker is not None and self._ends_with_speech(before):
            return last.speaker
        return self.resolver.from_subject(before, len(before.sentences) - 1) if before.sentences else None

    @staticmethod
    def _ends_with_speech(current: Frame) -> bool:
        """Whether a paragraph's last sentence is or attributes a quotation."""
        last = current.sentences[-1]
        return any(last.start <= place < last.end for place in current.places)

    # -- one quotation in several parts ----------------------------------------------------------------------------

    def _follows_on(self, previous: Candidate, candidate: Candidate) -> bool:
        return candidate.clue is None and self._joins(previous, candidate)

    def _joins(self, previous: Candidate, candidate: Candidate) -> bool:
        """Whether only an attribution stands between two quotations of a paragraph ("A," he said. "B.")."""
        current = previous.frame
        if current is not candidate.frame:
            return False
        a, b = current.places[previous.k] + 1, current.places[candidate.k]
        between = current.text[a:b].strip()
        if not between or between[-1] not in ",.:;—–-…)":
            return False
        first, second = previous.sentence, candidate.sentence
        if second - first > 1:
            return False
        if candidate.speaker is not None and previous.speaker is not None and candidate.speaker.name != previous.speaker.name:
            return False
        own = candidate.clue
        if own is not None and not own.is_before and own.phrase.kind != "pronoun" and self._carrier(own) is not None:
            return False  # reported apart, by another outlet
        after_clause = previous.clue is not None and previous.clue.frame is current and a <= previous.clue.place < b
        before_clause = own is not None and own.is_before and own.is_direct and own.frame is current and a <= own.place < b
        before_clause = before_clause and len(current.text[own.place : b].split()) <= _NEXT_TO
        if first == second:
            return after_clause or before_clause
        starts_sentence = not current.text[current.sentences[second].start : b].strip()
        if starts_sentence:
            return after_clause
        return before_clause and (after_clause or not current.text[a : current.sentences[second].start].strip())

    def _join(self, previous: Candidate, candidate: Candidate) -> None:
        head = previous
        while head.is_joined:
            head = self._head_of[id(head)]
        head.stretches = [*head.stretches, *candidate.stretches]
        if head.speaker is None:
            head.speaker = candidate.speaker
        head.circumstances = head.circumstances.filled_from(candidate.circumstances)
        candidate.circumstances = candidate.circumstances.filled_from(head.circumstances)
        candidate.speaker = candidate.speaker or head.speaker
        candidate.is_joined = True
        self._head_of[id(candidate)] = head

    # -- block quotes ----------------------------------------------------------------------------------------------

    def _block_quotes(self) -> list[Passage]:
        blocks: dict[int, list[int]] = {}
        for i, block in enumerate(self.blocks):
            if block.quoted:
                blocks.setdefault(block.quoted, []).append(i)
        return [self._block_quote(numbers) for numbers in blocks.values()]

    def _block_quote(self, numbers: list[int]) -> Passage:
        parts = tuple(self._unmarked(self.blocks[i]) for i in numbers)
        before = self.frames.get(numbers[0] - 1)
        if before is None or not before.sentences:
            return Passage(parts)
        tokens = before.sentences[-1].tokens
        number = len(before.sentences) - 1
        cue = next((i for i in range(len(tokens) - 1, -1, -1) if is_cue(tokens, i)), None)
        phrase = (subject_of(tokens, cue) if cue is not None else None) or main_subject(tokens)
        if phrase is None:
            return Passage(parts)
        clue = Clue(before, number, phrase, cue if cue is not None else phrase.last, True, True)
        candidate = Candidate([], before, 0, clue)
        candidate.speaker = self.resolver.speaker(clue)
        titles = self.titles[before.paragraph]
        stated = read(before, tokens, phrase, clue.cue, titles, self.document.published, self.anchor)
        sentence = read_sentence(before, tokens, titles, self.document.published, self.anchor)
        candidate.circumstances = stated.filled_from(sentence)
        return Passage(parts, self._attribution(candidate))

    def _unmarked(self, block: Paragraph) -> Span:
        """A block-quoted paragraph without marks around the whole of it."""
        start, end = block.start, block.end
        inner = self.text[start:end]
        if len(inner) > 2 and (inner[0], inner[-1]) in (("“", "”"), ('"', '"')):
            start, end = start + 1, end - 1
        return Span(start, end, self.text[start:end])

    # -- out -------------------------------------------------------------------------------------------------------

    def _passage(self, candidate: Candidate) -> Passage:
        parts = tuple(Span(s.start, s.end, self.text[s.start : s.end]) for s in candidate.stretches)
        return Passage(parts, self._attribution(candidate))

    def _attribution(self, candidate: Candidate) -> Attribution:
        c = candidate.circumstances
        return Attribution(*(self._with_words(value) for value in (candidate.speaker, c.date, c.venue, c.outlet)))

    def _with_words(self, value):
        """A field with the words of its evidence filled in."""
        if value is None or value.evidence is None:
            return value
        span = value.evidence
        return replace(value, evidence=Span(span.start, span.end, self.text[span.start : span.end]))


def find_own_outlet(clue: Clue) -> Named | None:
    """The outlet that the clause itself says the words were given to."""
    return find_outlet(clue.tokens, clue.cue + 1, len(clue.tokens), clue.cue) if clue.cue + 1 < len(clue.tokens) else None
