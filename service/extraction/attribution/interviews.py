"""Interviews set as paragraphs of questions and answers, without labels and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from service.extraction.attribution.callings import cast_of, speaker_of
from service.extraction.attribution.labels import find_label, words_of_turn
from service.extraction.attribution.speakers import rated
from service.extraction.page.grammar import Grammar, People
from service.extraction.page.layout import Paragraph
from service.records import Attribution, Document, Passage, Span, Speaker

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_BREAK = re.compile(r"(?<![A-Z])[.!?]\s|\n")  # behind no initial
_MARKS = frozenset('"“”„«»')
_QUOTED = re.compile(r'[“„"«][^“”„"«»]*[”“"»]')
_ENDS = frozenset('.!?…)]”"’')  # how a paragraph of speech ends, which a heading or a caption does not
_ASKS = "?"
_EMPHASIS = "*_ "  # marks of bold and italic type at the end of a question
_Q_AND_A = re.compile(r"\bQ ?(?:&|and|\+) ?A\b")
_LEAST_OF_CALLED = 2  # paragraphs that ask, of a text that calls itself an interview
_BOLD_QUESTION = re.compile(r"(?:\*\*|__)[^*_\n]{3,300}\?(?:\*\*|__)\s{1,3}(?=\S)")
_LONGEST_TITLED = 120  # characters of a name with the titles before it
_DOES_NEXT = 3  # words behind a name among which its verb stands ("Karl Stone, who spoke to us")
_OWNED_BY = 40  # characters before a name in which somebody whose it is may stand ("Her longest-standing producer, ")
_TALKED_TO = 4  # words from a verb of talking to whom somebody talks to ("spoke to the editor")
_LED_BY = 160  # characters before a name in which a verb of interviewing leads up to it
_LEAST_LABELLED = 2  # answers behind a label and a question, from which a text is an interview
_LEAST_QUESTIONS = 4  # paragraphs that ask, from which a text is an interview
_MOST_PER_QUESTION = 5  # paragraphs from the first question to the last, for each question
_LONGEST_QUESTION = 700  # characters
_LEAST_PERSONAL = 0.5  # share of the answers in which their speaker speaks of himself or herself
_MOST_MARKED = 0.25  # share of the paragraphs with quotation marks, of which prose has more
INTERVIEW = "interview"  # the kind of a document that says that it is one
_WITH_ANSWERS = (INTERVIEW, "article")
_LEAST_TOLD = 2  # paragraphs that ask, in a document that says that it is an interview
_MOST_OFTEN = 2  # times as often as anybody else is who answers named above the first question, where several are
_SET = frozenset("*_")  # marks of bold and italic type
_LEADS = 2  # paragraphs before the first question that may lead up to it
_LEAST_OF_LED = 3  # paragraphs that ask, of a text that leads up to them as to an interview
_FEW_MARKS = 2  # the same, of a text with few questions
_REPLY_ENDS = tuple(",.!;…–—")  # behind the word of a reply: no "No one"
_BARE_MARKS = 4  # quotation marks in a paragraph from which it quotes rather than uses a term or two


def read_interview(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the answers of an interview, a passage each, and the numbers of the paragraphs that it takes.

    A text is one as well where a name stands before each answer. Any other interview has several paragraphs that only ask, and between them paragraphs in the first person. Any other text has
    neither, unless it says that it is one. Who answers is the one person whom the title names, or else the lines above the first
    question. Questions that the document states are those that there are.
    """
    text, is_told = document.text, document.kind == INTERVIEW
    inline = _inline(document, blocks, grammar)
    if inline[0]:
        return inline
    asked = _asked(document, blocks)
    labelled = _labelled(document, blocks, asked, grammar)
    if labelled[0]:
        return labelled
    if not _are_enough(document, blocks, asked, grammar):
        return [], frozenset()
    answers = [answer for answer in _answers(text, blocks, asked, grammar) if answer]
    last = max([asked[-1], *(answer[-1] for answer in answers)])
    inside = range(asked[0], last + 1)
    is_personal = is_told or _is_personal_throughout(text, blocks, answers, len(asked), grammar)
    if not is_personal or (not is_told and _is_prose(text, [blocks[i] for i in inside], len(asked))):
        return [], frozenset()
    speaker = _who_answers(document, grammar.find_people(text), blocks[asked[0]].start, grammar)
    spoken = ([i for i in answer if not _tells_of(text, blocks[i], speaker, grammar)] for answer in answers)
    passages = [Passage(tuple(_span(text, blocks[i]) for i in answer), Attribution(speaker)) for answer in spoken if answer]
    return passages, frozenset(inside)


def _inline(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the answers that stand behind questions in bold type in the same paragraphs ("**Why?** Because …")."""
    found = [
        (i, match.end()) for i, block in enumerate(blocks) if (match := _BOLD_QUESTION.match(document.text, block.start, block.end))
    ]
    if len(found) < _LEAST_OF_CALLED:
        return [], frozenset()
    speaker = _who_answers(document, grammar.find_people(document.text), blocks[found[0][0]].start, grammar)
    spans = [Span(at, blocks[i].end, document.text[at : blocks[i].end]) for i, at in found]
    return [Passage((span,), Attribution(speaker)) for span in spans], frozenset(i for i, _ in found)


def _are_enough(document: Document, blocks: list[Paragraph], asked: list[int], grammar: Grammar) -> bool:
    """Return whether paragraphs that ask are as many, and stand as close, as those of an interview; of one that calls itself so fewer."""
    if document.kind == INTERVIEW:
        return len(asked) >= _LEAST_TOLD
    if not asked:
        return False
    is_set = all(_is_bold(document.text, blocks[i]) for i in asked)
    is_called = is_set or _is_called_interview(document, blocks[asked[0]].start, grammar)
    is_led = _is_led_up_to(document.text, blocks[max(0, asked[0] - _LEADS) : asked[0]], grammar)
    least = _LEAST_OF_CALLED if is_called else _LEAST_OF_LED if is_led else _LEAST_QUESTIONS
    return len(asked) >= least and asked[-1] - asked[0] <= _MOST_PER_QUESTION * len(asked)


def _is_bold(text: str, block: Paragraph) -> bool:
    """Return whether a paragraph is set in bold or italic type as a whole."""
    return text[block.start] in _SET and text[block.end - 1] in _SET


def _is_led_up_to(text: str, blocks: list[Paragraph], grammar: Grammar) -> bool:
    """Return whether the paragraphs before the first question say that somebody spoke to whoever asks ("She discusses it with us.")."""
    verbs = grammar.vocabulary.interviews | grammar.vocabulary.questioning
    return any(word.lower() in verbs for block in blocks for word in _WORD.findall(text[block.start : block.end]))


def _is_called_interview(document: Document, before: int, grammar: Grammar) -> bool:
    """Return whether the title of a document, or its text before an offset, says that somebody is interviewed."""
    told = f"{document.title or ''} {document.text[:before]}"
    return _Q_AND_A.search(told) is not None or any(word.lower() in grammar.vocabulary.interviews for word in _WORD.findall(told))


def _labelled(
    document: Document, blocks: list[Paragraph], asked: list[int], grammar: Grammar
) -> tuple[list[Passage], frozenset[int]]:
    """Return the answers of the one person whose name stands before each of them, behind a question without a label."""
    found = [
        (i + 1, label) for i in asked if i + 1 < len(blocks) and (label := find_label(document.text, blocks[i + 1])) is not None
    ]
    if len(found) < _LEAST_LABELLED or not _is_one_person({label.bare for _, label in found}):
        return [], frozenset()
    cast = cast_of(document, grammar, [label for _, label in found], [], document.text[: blocks[found[0][0]].start])
    passages = []
    for i, label in found:
        start, end = words_of_turn(document.text, label.words, blocks[i].end, is_marked=label.is_marked)
        passages.append(Passage((Span(start, end, document.text[start:end]),), Attribution(speaker_of(label, cast))))
    return passages, frozenset(number for i, _ in found for number in (i - 1, i))


def _is_one_person(names: set[str]) -> bool:
    """Return whether labels name one person: in full, and perhaps by the surname alone as well."""
    full = max(names, key=len)
    return " " in full and all(full == name or full.endswith(f" {name}") for name in names)


def answered(document: Document, turns: list[Passage], grammar: Grammar) -> list[Passage]:
    """Return the turns of an interview, those that nobody is named for with the one person whom its title names.

    So are answers behind the initial of one ("A:"). The turns of a transcript are returned as they are: many speak there.
    """
    if document.kind not in _WITH_ANSWERS or not turns:
        return turns
    speaker = _who_answers(document, grammar.find_people(document.text), turns[0].parts[0].start, grammar)
    if speaker is None:
        return turns
    return [
        replace(turn, attribution=replace(turn.attribution, speaker=speaker)) if turn.attribution.speaker is None else turn
        for turn in turns
    ]


def _asked(document: Document, blocks: list[Paragraph]) -> list[int]:
    """Return which paragraphs ask: those that the document states as questions, or else those that end as questions do."""
    stated = {part.start for p in document.stated if p.attribution.speaker is None for part in p.parts}
    told = [i for i, block in enumerate(blocks) if block.start in stated] if document.kind == INTERVIEW else []
    return told or _with_set(document.text, blocks, [i for i, block in enumerate(blocks) if _asks(document.text, block)])


def _with_set(text: str, blocks: list[Paragraph], asked: list[int]) -> list[int]:
    """Return the paragraphs that ask, with those that only put something to whoever answers, where all are set in bold or italic type."""
    if not asked or not all(_is_bold(text, blocks[i]) for i in asked):
        return asked
    put = (
        i
        for i, (block, following) in enumerate(pairwise(blocks))
        if _is_bold(text, block) and not _is_bold(text, following) and text[block.start : block.end].rstrip(_EMPHASIS)[-1:] in _ENDS
    )
    return sorted({*asked, *put})


def _is_personal_throughout(text: str, blocks: list[Paragraph], answers: list[list[int]], asked: int, grammar: Grammar) -> bool:
    """Return whether enough answers to a number of questions are in the first person."""
    personal = sum(any(_is_personal(text, blocks[i], grammar) for i in answer) for answer in answers)
    return personal >= _LEAST_PERSONAL * asked


def _is_prose(text: str, blocks: list[Paragraph], asked: int) -> bool:
    """Return whether paragraphs quote as prose does, of which some number ask."""
    least_marks = _BARE_MARKS if asked >= _LEAST_QUESTIONS else _FEW_MARKS
    marked = sum(sum(text.count(mark, block.start, block.end) for mark in _MARKS) >= least_marks for block in blocks)
    return marked > _MOST_MARKED * len(blocks)


def _asks(text: str, block: Paragraph) -> bool:
    """Return whether a paragraph is a question: it ends with its mark, and nothing in it is quoted."""
    is_short = block.end - block.start <= _LONGEST_QUESTION
    if block.quoted or not is_short or text[block.start] in _MARKS:
        return False
    return text[block.start : block.end].rstrip(_EMPHASIS).endswith(_ASKS)


def _answers(text: str, blocks: list[Paragraph], asked: list[int], grammar: Grammar) -> Iterator[list[int]]:
    """Yield the paragraphs of the answer to each question; headings, captions and what whoever asks puts in are left out.

    The last one goes on as long as it is in the first person and quotes nobody, as whoever asked does under it.
    """
    for question, following in zip(asked, [*asked[1:], None], strict=True):
        end = following if following is not None else len(blocks)
        found: list[int] = []
        for i in range(question + 1, end):
            if blocks[i].quoted or text[blocks[i].end - 1] not in _ENDS:
                continue
            block = blocks[i]
            is_more = _is_personal(text, block, grammar) and _QUOTED.search(text, block.start, block.end) is None
            if following is None and found and not is_more:
                break
            if not (found and i + 1 < end and _replies(text, blocks[i + 1], grammar)):
                found.append(i)
        yield found


def _replies(text: str, block: Paragraph, grammar: Grammar) -> bool:
    """Return whether a paragraph opens as a reply to the one before it, which then is not of who replies ("No, it's not")."""
    first = _WORD.match(text, block.start, block.end)
    if first is None or first[0].lower() not in grammar.vocabulary.reply_openers:
        return False
    return text.startswith(_REPLY_ENDS, first.end())


def _tells_of(text: str, block: Paragraph, speaker: Speaker | None, grammar: Grammar) -> bool:
    """Return whether a paragraph opens with the name of who answers and is not in the first person, as a caption is."""
    if speaker is None or _is_personal(text, block, grammar):
        return False
    opening = text[block.start : block.end]
    return any(re.match(rf"{re.escape(name)}\b", opening) for name in (speaker.name, grammar.surname_of(speaker.name)))


def _is_personal(text: str, block: Paragraph, grammar: Grammar) -> bool:
    """Return whether somebody speaks of himself, herself or a group in a paragraph, outside the words it quotes from others."""
    own = grammar.vocabulary.first_person_words | grammar.vocabulary.first_person_plural_words
    return any(word.lower() in own for word in _WORD.findall(_QUOTED.sub(" ", text[block.start : block.end])))


def _who_answers(document: Document, people: People, before: int, grammar: Grammar) -> Speaker | None:
    """Return the one person whom the title names in full, or else the text before an offset; None for none or several.

    Whoever wrote it is not asked. Above the questions of what says that it is an interview, one named far more often than others counts.
    """
    if document.kind == INTERVIEW and document.speaker:
        return Speaker(document.speaker, basis="document")
    authors, text = document.origin.author or "", document.text
    told = (named for names in people.full_by_surname.values() for named in names.items())
    named = {full: list(places) for full, places in told if full not in authors}
    above = [full for full, places in named.items() if places[0] < before and not _is_talked_to(text, places[0], grammar)]
    for found in chain((_of_title(document, named, grammar), above), _foremost_of(document, above, named, before, grammar)):
        if len(found) == 1:
            return _named(found[0], named.get(found[0]), text)
    return None


def _foremost_of(
    document: Document, above: list[str], named: Mapping[str, list[int]], before: int, grammar: Grammar
) -> Iterator[list[str]]:
    """Yield those of several named above an offset who may answer, by one sign after another. `named`: where the text names them."""
    text = document.text
    yield _foremost(document, text[:before], above, grammar)
    asked = [full for full in above if _is_asked(text, named[full], before, grammar)]
    yield asked
    yield [full for full in asked if grammar.is_given_name(full.split()[0].lower())]  # no "Washington State"
    yield _nobody_s(text[:before], above, named, grammar)


def _of_title(document: Document, named: Mapping[str, list[int]], grammar: Grammar) -> list[str]:
    """Return those whom the title names in full, and the text as well; of a text that names nobody, or calls itself an interview, those of the title."""
    title, authors = document.title or "", document.origin.author or ""
    found = [full for full in named if full in title]
    if found or (document.kind != INTERVIEW and named):
        return found
    told = grammar.find_people(title).full_by_surname.values()
    people = [(full, places[0]) for names in told for full, places in names.items() if full not in authors]
    return [full for full, at in people if not _follows_article(title[:at], grammar)]  # no "the Kelby Dam"


def _follows_article(before: str, grammar: Grammar) -> bool:
    """Return whether the last word before a name is an article, as before nobody's."""
    words = before.split()
    return bool(words) and words[-1].lower() in grammar.vocabulary.definite


def _foremost(document: Document, text: str, names: list[str], grammar: Grammar) -> list[str]:
    """Return the name whose surname stands far more often above the questions of an interview than the others'; none where there is none."""
    if document.kind != INTERVIEW:
        return []
    counted = sorted(((len(re.findall(rf"\b{re.escape(grammar.surname_of(n))}\b", text)), n) for n in names), reverse=True)
    return [counted[0][1]] if len(counted) > 1 and counted[0][0] >= _MOST_OFTEN * counted[1][0] else []


def _nobody_s(text: str, names: list[str], places: Mapping[str, list[int]], grammar: Grammar) -> list[str]:
    """Return the names without those who are only told of as somebody's ("Her producer, Karl Stone, warned me"); none where one of these talks."""
    talks = grammar.vocabulary.interviews | grammar.vocabulary.questioning
    belonging = [name for name in names if _is_owned(text[: places[name][0]], grammar)]
    behind = (_SENTENCE_BREAK.split(text[places[name][0] + len(name) :])[0] for name in belonging)
    if any(word.lower() in talks for told in behind for word in _WORD.findall(told)[:_DOES_NEXT]):
        return []
    return [name for name in names if name not in belonging]


def _is_owned(before: str, grammar: Grammar) -> bool:
    """Return whether the words before a name, in its sentence, say whose somebody is ("Her longest-standing producer, ")."""
    near = _SENTENCE_BREAK.split(before)[-1][-_OWNED_BY:]
    return any(word.lower() in grammar.vocabulary.possessives for word in _WORD.findall(near))


def _named(name: str, places: list[int] | None, text: str) -> Speaker | None:
    """Return a person whom a document names. `places`: where the text has the name; None where only the title has it."""
    if not places:
        return rated(Speaker(name, "person"), "position")
    at = text.find(name, places[0], places[0] + _LONGEST_TITLED)  # a place is that of the title before a name ("Chef Ada Stone")
    return rated(Speaker(name, "person", None, Span(at, at + len(name), name)), "position") if at >= 0 else None


def _is_asked(text: str, places: Sequence[int], before: int, grammar: Grammar) -> bool:
    """Return whether a verb of interviewing leads up to a name at one of its places before an offset ("spoke with Ada Stone")."""
    verbs = grammar.vocabulary.interviews | grammar.vocabulary.questioning
    for place in places:
        led = _SENTENCE_BREAK.split(text[max(0, place - _LED_BY) : place])[-1] if place < before else ""
        words = _WORD.findall(led)
        if any(word.lower() in verbs for word in words) and not _is_by_somebody(words, grammar):
            return True
    return False


def _is_talked_to(text: str, place: int, grammar: Grammar) -> bool:
    """Return whether he or she who was told of before talks to a name at its first place, whoever asks then ("She spoke to the Herald")."""
    words = [word.lower() for word in _WORD.findall(_SENTENCE_BREAK.split(text[max(0, place - _LED_BY) : place])[-1])]
    told = next((i for i, word in enumerate(words) if word in grammar.vocabulary.questioning), 0)
    return told > 0 and words[told - 1] in grammar.vocabulary.genders and len(words) - told <= _TALKED_TO


def _is_by_somebody(words: list[str], grammar: Grammar) -> bool:
    """Return whether somebody named in full talks to whoever is named next: either may be the one who answers."""
    at = next((i for i, word in enumerate(words) if word.lower() in grammar.vocabulary.questioning), 0)
    no_names = grammar.vocabulary.no_names
    full = (f"{a} {b}" for a, b in pairwise(words[:at]) if a[0].isupper() and b[0].isupper() and a.lower() not in no_names)
    return any(not grammar.is_organization(name, False) for name in full)


def _span(text: str, block: Paragraph) -> Span:
    return Span(block.start, block.end, text[block.start : block.end])
