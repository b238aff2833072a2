"""Transcripts, speeches and posts: words that have one speaker without any marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from service.extraction.attribution.callings import cased, cast_of, speaker_of
from service.extraction.attribution.labels import (
    WORDS,
    Label,
    Style,
    any_of,
    find_label,
    find_line,
    is_of_topics,
    recurring_names,
    without_time,
    words_of_turn,
)
from service.extraction.page.grammar import Grammar
from service.extraction.page.layout import Paragraph, trim
from service.knowledge.speaker_keys import TITLES
from service.records import Attribution, Date, Document, Passage, Span, Speaker, Venue

_NOISE = re.compile(r"^(?:\.{3}|…)?\s?[\[(][^\])]{1,120}[\])](?:\.|\s?(?:\.{3}|…))?$")  # "(Laughter)", "... (Interruptions) ..."
_INTERRUPTION = re.compile(rf"^[A-Z][^:;!?“”\"\n]{{2,60}} (?:{any_of(WORDS['interrupting'])})[.—–-]{{0,2}}$")
_LEAST_TURNS = 3  # labels of one style from which a text is a transcript
_LEAST_REPEATED = 2  # names that come back, where labels are set like any name with a colon
_HEADER = 4  # paragraphs before the first turn in which occasion and date are looked for
_LONGEST_HEADING = 160  # characters
_MOST_HEADING = 120  # characters of a heading in capitals between turns
_LEAST_HEADING = 2  # words of one
_KEPT_SINGLE = frozenset((*WORDS["askers"], *(word.upper() for name in ("anonymous", "unidentified") for word in WORDS[name])))
_ROSTERS, _SINGLE_ROSTERS = frozenset(WORDS["rosters"]), frozenset(WORDS["single_rosters"])
_ENDS_ROSTERS = frozenset(WORDS["ends_rosters"])
_ROSTERS_ABOVE, _SMALL = frozenset(WORDS["rosters_above"]), frozenset(WORDS["joiners"])
_ARTICLES = frozenset(WORDS["group_openers"])
_GROUPS = frozenset(WORDS["groups"])
_CHAIRS, _SECTIONS = frozenset(WORDS["chairs"]), frozenset(WORDS["sections"])
_NAME_END = re.compile(r"\s{1,9}(?:--|[–—-])\s|,\s")
_CALLED_NEXT = re.compile(
    rf"\b(?:{any_of(WORDS['called_next'])}) (?P<name>[A-ZÀ-Þ][\w’'-]{{1,30}}(?: [A-ZÀ-Þ][\w’'.-]{{0,30}}){{1,2}})"
)
_SENTENCE_ENDS = frozenset(".?!…”")
_HEAD_OF_TURN = re.compile(
    rf"[A-ZÀ-Þ]\S{{0,30}}(?: (?:{any_of(WORDS['joiners'])}|[A-ZÀ-Þ]\S{{0,30}})){{0,9}}"
    r"(?: (?:--|[–—-]) [^\n]{2,90}|(?: \([^()\n]{1,60}\)){1,3})?"
)
_GOES_THROUGH = re.compile(rf"\b(?:{any_of(WORDS['going_by'])}) (?:{any_of(WORDS['parts'])})\b", re.IGNORECASE)
_LINE = re.compile(r"\n[ \t]*(?=\S)")
_BELOW = re.compile(r"\n[ \t]*(?=[^\s(])")  # below a label, of which a constituency in parentheses is part
_JOINED = re.compile(rf"[,/]|\s(?:{any_of(WORDS['and'])})\s")
_BREAK = re.compile(rf"[\[(](?:[^\])]{{0,40}}\b)?(?:{any_of(WORDS['breaks'])})\b[^\])]{{0,80}}[\])]\.?", re.IGNORECASE)
_NARRATED = re.compile(
    rf"(?:{any_of(WORDS['narrated'])})\b.*|(?:(?:{any_of(WORDS['group_openers'] + WORDS['honours'])})\s){{1,2}}(?:{any_of(WORDS['groups'])})\b[^:]{{0,60}}[—–-]",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED = re.compile(
    rf"(?:[A-Z][a-z]+ )?(?:{any_of(WORDS['speeches'])}) (?:{any_of(WORDS['of_speaker'])}) (?:the )?", re.IGNORECASE
)
_JOINING = frozenset(WORDS["of"])
_LONGEST_NAMED = 4  # words of a name in a heading
_LONE = re.compile(r"[A-ZÀ-Þ][\w.’'-]{1,30}(?: [A-ZÀ-Þ][\w.’'-]{0,30}){0,3}")
_SOUND = re.compile(rf"(?:{any_of(WORDS['directions'] + WORDS['breaks'])})\b", re.IGNORECASE)
_LONGEST_BARE = 40  # characters of a name that is a paragraph of its own
_ASKS = "?"
_SPEAKING = frozenset((*WORDS["speaking"], *(word[0].upper() + word[1:] for word in WORDS["speaking"])))
_WORD = re.compile(r"[\w’']+")
_LEAST_SPOKEN = 1 / 3  # of the turns of a dialogue in an article that ask, or say "I" or "you"
_FIGURES = re.compile(r"[^\w\s]{0,2}\d[\d.,:–-]{0,12}(?:\s?%|(?: [\w.]{1,12}){0,2})[.;,]?")  # "33 percent.", "2-1"
_HELD, _STOP = re.compile(rf"\b(?:{any_of(WORDS['held'])})\b"), re.compile(r"[.!?]\s")
_CONTINUES = 3  # paragraphs without a label that may go on with a turn in an article
_Labels = list[Label | None]


def read_turns(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[list[Passage], frozenset[int]]:
    """Return the turns of a transcript, and the numbers of the paragraphs that they take.

    A document that is declared a transcript is one as a whole; in any other a transcript may be printed. Where there is none,
    both are empty.
    """
    text = document.text
    labels, lists = _without_lists(text, blocks, _labels(document, blocks, grammar))
    regions = _regions(labels, is_whole=document.kind == "transcript")
    if not regions:
        return [], frozenset()
    first = regions[0][0]
    cast = cast_of(document, grammar, filter(None, labels), lists, text[: blocks[first].start])
    is_all = len(regions) == 1 and first <= _HEADER and regions[0][1] == len(blocks)
    header = blocks[:first][:_HEADER] if is_all else blocks[:first][-_HEADER:]
    date, venue = _header(document, header, grammar)
    passages: list[Passage] = []
    taken: set[int] = set(range(first)) if document.kind == "transcript" else set()
    for start, end in regions:
        taken.update(range(start, end))
        asker: Label | None = None
        for label, parts in _turns(text, blocks[start:end], labels[start:end]):
            asker = label if label.is_examiner else asker
            if parts:
                passages.append(Passage(parts, Attribution(speaker_of(label, cast, asker), date, venue, None)))
    return passages, frozenset(taken)


# -- which paragraphs are turns --------------------------------------------------------------------------------------


def _labels(document: Document, blocks: list[Paragraph], grammar: Grammar) -> _Labels:
    """Return the label of each paragraph; if the document is not declared a transcript, only those of one frequent style."""
    recurring = recurring_names(document.text)
    labels = _with_names_behind(document.text, blocks, [find_label(document.text, block, recurring) for block in blocks])
    if document.kind == "transcript":
        named = _without_topics(document.text, _without_words(labels, document.title or ""))
        return _with_lines(document.text, blocks, named, grammar)
    return _of_one_style(document.text, blocks, labels, grammar)


def _of_one_style(text: str, blocks: list[Paragraph], labels: _Labels, grammar: Grammar) -> _Labels:
    """Return the labels of the first frequent style that is of people who speak, None for each other paragraph."""
    found = [label for label in labels if label]
    for is_styled in filter(None, (style(found) for style in _STYLES)):
        chosen = [label for label in found if is_styled(label)]
        if _is_dialogue(text, blocks, labels, chosen, grammar):
            short = {label.called for label in chosen}
            return [label if label and (is_styled(label) or _is_in_full(label, short)) else None for label in labels]
    return [None] * len(labels)


def _is_dialogue(text: str, blocks: list[Paragraph], labels: _Labels, chosen: list[Label], grammar: Grammar) -> bool:
    """Return whether labels of an article are of people who speak rather than of what a box or a list is about ("CYCLING:", "Facts:").

    They are if one is an initial of questions, a titled or full name or the surname of somebody whom the text names in full, or if
    a third of their turns ask, or speak of whoever says or hears them.
    """
    kept = {label.start for label in chosen}
    turns = [text[label.words : block.end] for label, block in zip(labels, blocks, strict=True) if label and label.start in kept]
    if 2 * sum(_FIGURES.fullmatch(turn.strip()) is not None for turn in turns) > len(turns):
        return False  # a poll, a score, a table
    if any(label.is_question_or_answer or _is_of_somebody(label, text, grammar) for label in chosen):
        return True
    spoken = sum(_ASKS in turn or not _SPEAKING.isdisjoint(_WORD.findall(turn)) for turn in turns)
    return spoken >= _LEAST_SPOKEN * len(turns)


def _is_of_somebody(label: Label, text: str, grammar: Grammar) -> bool:
    """Return whether a label names somebody for sure."""
    words = label.bare.split()
    if label.style in (Style.TITLED, Style.DOTTED, Style.VOICE) or label.role or label.notes:
        return True
    if len(words) > 1:
        first = words[0].casefold().strip(".")
        return first in TITLES or first in WORDS["addressed"] or grammar.is_given_name(first)
    before = re.findall(rf"\b([A-ZÀ-Þ][\w’'-]{{1,30}}) {re.escape(words[0].title())}\b", text) if words else []
    return any(grammar.is_given_name(word.casefold()) for word in before)


def _is_in_full(label: Label, short: set[str]) -> bool:
    """Return whether a label in mixed case gives in full whom a short one, in capitals, names by surname or initials ("Ada Stone:", then "AS:")."""
    words = label.called.split()
    return label.style == Style.MIXED and len(words) > 1 and not short.isdisjoint((words[-1], "".join(word[0] for word in words)))


def _with_names_behind(text: str, blocks: list[Paragraph], labels: _Labels) -> _Labels:
    """Return labels with the name behind the initial of a question or answer in its place, if it comes back ("A: Dr. Stone: Heat")."""
    behind: dict[int, Label] = {}
    for i, label in enumerate(labels):
        if label is not None and label.is_question_or_answer:
            inner = _before_words(text, label, blocks[i])
            if inner is not None:
                behind[i] = inner
    times = Counter(label.name for label in behind.values())
    return [behind[i] if i in behind and times[behind[i].name] >= _LEAST_REPEATED else label for i, label in enumerate(labels)]


def _before_words(text: str, label: Label, block: Paragraph) -> Label | None:
    """Return the name of two words or more with a colon right behind a label, or None."""
    inner = find_label(text, Paragraph(label.words, block.end)) if label.words < block.end else None
    return inner if inner is not None and " " in inner.bare and not inner.is_question_or_answer else None


def _without_words(labels: _Labels, title: str) -> _Labels:
    """Return the labels of a transcript; where most are in capitals, a single word in mixed case that comes once is one of the speech.

    So is what an article opens, and either where the only name in capitals is that of the title ("Remarks by Ada Stone").
    """
    found = [label for label in labels if label]
    uppers = sum(label.is_upper for label in found)
    times = Counter(label.name for label in found)
    names = {label.bare for label in found if label.is_upper}
    is_announced = not names and _ANNOUNCED.match(title) is not None
    is_speech = is_announced or (
        len(names) == 1 and found[0].is_upper and found[0].bare.split()[-1].casefold() in title.casefold().split()
    )

    def is_word(label: Label) -> bool:
        first = label.bare.partition(" ")[0]
        is_single = label.bare == first and label.bare.upper() not in _KEPT_SINGLE
        is_alone = times[label.name] == 1 and (
            is_single or (first.casefold() in _ARTICLES and not label.notes)
        )  # "The Skarn Lantern: “…”", read out
        return label.style == Style.MIXED and is_alone and (is_speech or uppers * 2 > len(found) - uppers)

    return [None if label and is_word(label) else label for label in labels]


def _without_topics(text: str, labels: _Labels) -> _Labels:
    """Return the labels of a transcript without those of a list that its speaker goes through ("Public Works:", "Parks and Recreation:").

    They come once, and either the words before say that it goes part by part, or several follow one another where most labels are
    in capitals.
    """
    found = [label for label in labels if label]
    times = Counter(label.bare for label in found)
    uppers = sum(label.is_upper for label in found)
    has_contrast = 2 * uppers > len(found) - uppers

    def is_item(label: Label) -> bool:
        return times[label.bare] == 1 and is_of_topics(label)

    runs = [list(run) for _, run in groupby(found, is_item)]
    dropped = {
        label.start
        for before, run in pairwise(runs)
        if is_item(run[0]) and _is_list(text, before[-1], run, has_contrast=has_contrast)
        for label in run
    }
    return [None if label and label.start in dropped else label for label in labels]


def _is_list(text: str, before: Label, run: list[Label], *, has_contrast: bool) -> bool:
    """Return whether labels are of a list that the turn before them announces, or which they make by themselves."""
    is_announced = _GOES_THROUGH.search(text, before.words, run[0].start) is not None
    return is_announced or (has_contrast and len(run) >= _LEAST_REPEATED)


def _with_lines(text: str, blocks: list[Paragraph], labels: _Labels, grammar: Grammar) -> _Labels:
    """Return the labels of a transcript with those that are lines of their own: "Tomas Stone -- Chief Executive", then "Tomas Stone"."""
    is_sparse = sum(label is not None for label in labels) < _LEAST_REPEATED
    listed = _rostered(text, blocks) if is_sparse else frozenset()
    if listed:
        return _with_named_lines(text, blocks, labels, listed | _CHAIRS)
    first = _with_named_lines(text, blocks, labels, frozenset(), is_sparse=is_sparse)
    if is_sparse and len({label.bare for label in first if label and label.style == Style.LINE}) < _LEAST_REPEATED:
        bare = _bare_names(text, blocks, grammar)
        first = _with_named_lines(text, blocks, labels, bare | _CHAIRS if bare else bare)
    lines = _on_lines(first)
    return _with_named_lines(text, blocks, first, lines | _CHAIRS if lines else lines)


def _rostered(text: str, blocks: list[Paragraph]) -> frozenset[str]:
    """Return the names in a list of who takes part, a line each, and those whom an operator calls; none where there is no list."""
    names: set[str] = set()
    for block in blocks:
        first, *lines = text[block.start : block.end].split("\n")
        if first.strip(" :").casefold() in _ROSTERS:
            names.update(_NAME_END.split(line.strip(), maxsplit=1)[0] for line in lines if line.strip())
    if len(names) < _LEAST_REPEATED:
        return frozenset()
    return frozenset(names | {match["name"] for match in _CALLED_NEXT.finditer(text)})


def _bare_names(text: str, blocks: list[Paragraph], grammar: Grammar) -> frozenset[str]:
    """Return the names that are paragraphs of their own: full ones, of which one comes back, or any that come back as those of turns do."""
    heads = [text[block.start : block.end].partition("\n(")[0].strip() for block in blocks]  # above a constituency
    full = Counter(head for head in heads if _is_lone(head) and _is_bare_name(head, grammar))
    names = frozenset(full) if len(full) >= _LEAST_REPEATED and max(full.values()) > 1 else frozenset()
    return names | _recurring_lines(heads)


def _recurring_lines(heads: list[str]) -> frozenset[str]:
    """Return the lines that may be names, each above one that is none, if several come back; one is enough where all are in capitals."""
    names = Counter(head for head, below in pairwise([*heads, ""]) if _is_lone(head) and below and not _is_lone(below))
    again = {name for name, times in names.items() if times > 1}
    uppers = {name for name in names if name.isupper()}
    are_capitals = len(uppers) == len(names) >= _LEAST_REPEATED and names.total() > _LEAST_TURNS
    is_dialogue = len(again) >= _LEAST_REPEATED or (bool(again) and are_capitals)
    return frozenset(again | uppers) if is_dialogue else frozenset()


def _is_lone(line: str) -> bool:
    """Return whether a line is nothing but words with capitals that may be a name; the noise in a room is none."""
    return len(line) <= _LONGEST_BARE and _LONE.fullmatch(line) is not None and _SOUND.match(line) is None


def _is_bare_name(line: str, grammar: Grammar) -> bool:
    """Return whether a line is nothing but a full name with a known given name."""
    words = line.split()
    is_full = 1 < len(words) <= _LONGEST_NAMED and all(word[0].isupper() for word in words)
    return is_full and line[-1].isalpha() and grammar.is_given_name(words[0].lower())


def _with_named_lines(
    text: str, blocks: list[Paragraph], labels: _Labels, known: frozenset[str], *, is_sparse: bool = False
) -> _Labels:
    """Return the labels with those that are lines of their own; `known`: names that need nothing else on their line."""
    found = zip(labels, blocks, strict=True)
    return [label or find_line(text, block, known.__contains__, is_sparse=is_sparse) for label, block in found]


def _on_lines(labels: _Labels) -> frozenset[str]:
    """Return the names on lines of their own, and those that stand in parentheses behind an office ("The Minister (Dame Ada Stone)")."""
    lines = [label for label in labels if label and label.style == Style.LINE]
    return frozenset(name for label in lines for name in (label.bare, *label.notes) if name == label.bare or " " in name)


def with_turns_apart(text: str, blocks: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of a transcript, those with a label at the start of a further line cut there."""
    out: list[Paragraph] = []
    blocks = [part for block in blocks for part in _without_section(text, block)]
    recurring = recurring_names(text)
    headed = {block.start: at for block in blocks if (at := _below_label(text, block)) is not None}
    is_headed = len(headed) >= _LEAST_TURNS
    for block in blocks:
        lines = _LINE.finditer(text, block.start, block.end)
        cuts = [at for match in lines if _is_turn(text, at := match.end(), block.end, recurring)]
        if is_headed and block.start in headed:
            cuts = sorted({*cuts, headed[block.start]})
        for start, end in pairwise((block.start, *cuts, block.end)):
            a, b = trim(text, start, end)
            out.append(replace(block, start=a, end=b))
    return out


def _without_section(text: str, block: Paragraph) -> list[Paragraph]:
    """Return a paragraph, cut behind a first line that only names a part of a call or hearing ("Questions and Answers")."""
    line = _LINE.search(text, block.start, block.end)
    if line is None or text[block.start : line.start()].strip(" :*_").casefold() not in _SECTIONS:
        return [block]
    start, end = trim(text, block.start, line.start())
    return [replace(block, start=start, end=end), replace(block, start=line.end())]


def _below_label(text: str, block: Paragraph) -> int | None:
    """Return where the words below a first line start that may be a label ("Ada Stone - Chair", then what she says), or None."""
    line = _BELOW.search(text, block.start, block.end)
    if line is None or text[line.end() : block.end].rstrip()[-1:] not in _SENTENCE_ENDS:
        return None
    head = without_time(" ".join(text[block.start : line.start()].split()))
    is_label = _HEAD_OF_TURN.fullmatch(head) is not None and head[-1] not in _SENTENCE_ENDS
    return line.end() if is_label else None


def _is_turn(text: str, start: int, end: int, recurring: frozenset[str]) -> bool:
    """Return whether a line that starts at an offset opens a turn, by a label set so that nothing else is."""
    label = find_label(text, Paragraph(start, end), recurring)
    return label is not None and label.is_upper


def _without_lists(text: str, blocks: list[Paragraph], labels: _Labels) -> tuple[_Labels, list[str]]:
    """Return the labels without those of lists of who takes part, and what the lists hold."""
    lists: list[str] = []
    kept = list(labels)
    for i, (label, block) in enumerate(zip(labels, blocks, strict=True)):
        if label is None:
            continue
        name, rest = label.name.casefold(), text[label.words : block.end].strip()
        is_above = label.is_upper and not any(kept[:i]) and _is_list_of_names(rest)
        is_single = rest and rest[-1] not in ".?!…" and len(rest) < _LONGEST_HEADING
        if _is_roster(name) or (is_single and (name in _SINGLE_ROSTERS or (is_above and name in _ROSTERS_ABOVE))):
            kept[i] = None
            lists.append(rest)
    return kept, lists


def _is_list_of_names(line: str) -> bool:
    """Return whether a line has nothing but words with capitals, several of them, as names with titles are."""
    own = [word for word in line.split() if word.casefold() not in _SMALL]
    return len(own) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in own)


def _is_roster(name: str) -> bool:
    """Return whether a label, case-folded, announces who takes part, alone or as one of several ("witnesses and members")."""
    if name.rpartition(" ")[2] in _ENDS_ROSTERS:
        return True
    parts = [part.strip() for part in _JOINED.split(name)]
    return all(part in _ROSTERS for part in parts) or (len(parts) > 1 and all(part in _ROSTERS | _GROUPS for part in parts))


_IsStyled = Callable[[Label], bool]


def _questions_and_answers(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is Q or A, if there are enough of both together."""
    initials = [label for label in found if label.is_question_or_answer]
    has_both = any(label.is_question for label in initials) and not all(label.is_question for label in initials)
    return (lambda label: label.is_question_or_answer) if has_both and len(initials) >= _LEAST_TURNS else None


def _capitals(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is set in capitals, if enough are."""
    uppers = sum(label.is_upper for label in found)
    return (lambda label: label.is_upper or label.is_question_or_answer) if uppers >= _LEAST_TURNS else None


def _names_that_come_back(found: list[Label]) -> _IsStyled | None:
    """Return whether a label is one of the names that come back, if there are several of them and they come often enough."""
    names = Counter(label.name for label in found if not label.is_upper)
    repeated = {name for name, n in names.items() if n > 1}
    is_dialogue = len(repeated) >= _LEAST_REPEATED and sum(names[name] for name in repeated) >= 2 * _LEAST_TURNS
    return (lambda label: label.name in repeated) if is_dialogue else None


_STYLES = (_questions_and_answers, _capitals, _names_that_come_back)
"""The styles of labels, the one that goes first before."""


def _regions(labels: _Labels, *, is_whole: bool) -> list[tuple[int, int]]:
    """Return [first, last) ranges of turns; gaps of up to `_CONTINUES` unlabelled paragraphs are bridged."""
    places = [i for i, label in enumerate(labels) if label]
    if not places:
        return []
    if is_whole:
        return [(places[0], len(labels))]
    regions = [(places[0], places[0] + 1)]
    for place in places[1:]:
        start, end = regions[-1]
        if place - end <= _CONTINUES:
            regions[-1] = (start, place + 1)
        else:
            regions.append((place, place + 1))
    return [(a, b) for a, b in regions if sum(label is not None for label in labels[a:b]) >= _LEAST_TURNS]


def _turns(text: str, blocks: list[Paragraph], labels: _Labels) -> list[tuple[Label, tuple[Span, ...]]]:
    """Return each label of a region, whose first paragraph has one, with the words of its turn.

    A clip, a break, a heading, a line of narration and a question to the only one who has a label end a turn: what follows them without a label is nobody's.
    """
    turns: list[tuple[Label, list[Span]]] = []
    is_open = False
    has_one_name = len({label.bare for label in labels if label}) == 1
    has_capitals = sum(text[b.start : b.end].isupper() for b in blocks) * 2 > len(blocks)
    for block, label, following in zip(blocks, labels, [*labels[1:], None], strict=True):
        start = block.start
        if label:
            turns.append((label, []))
            is_open, start = True, label.words
        elif _ends_turn(text[start : block.end].strip(), has_capitals=has_capitals):
            is_open = False
        elif has_one_name and following is not None and text[start : block.end].rstrip().endswith(_ASKS):
            is_open = False  # a question without a label, to the only one who has one
        if not is_open:
            continue
        start, end = words_of_turn(text, start, block.end, is_marked=turns[-1][0].is_marked)
        if start < end and not (_is_direction if label is None else _NOISE.match)(text[start:end]):
            turns[-1][1].append(Span(start, end, text[start:end]))
    return [(label, tuple(parts)) for label, parts in turns]


def _is_direction(line: str) -> bool:
    """Return whether a paragraph without a label is noise in the room, or tells who interrupts."""
    return _NOISE.match(line) is not None or _INTERRUPTION.match(line) is not None


def _ends_turn(line: str, *, has_capitals: bool) -> bool:
    """Return whether a paragraph without a label is no words of the speaker before it. `has_capitals`: all words are in capitals."""
    if _BREAK.fullmatch(line) or _NARRATED.fullmatch(line) or line.strip(" :*_").casefold() in _SECTIONS:
        return True
    is_short = len(line) <= _MOST_HEADING and len(line.split()) >= _LEAST_HEADING
    return not has_capitals and is_short and line.isupper() and line[-1] not in ".?!…" and not _is_direction(line)


def whole_text(document: Document, blocks: list[Paragraph], grammar: Grammar) -> list[Passage]:
    """Return a speech or a post as one passage of its speaker, a part for each paragraph; no passage if it is blank.

    The speaker is the document's, else whom its title or its first line names ("Remarks by Ada Stone at the docks").
    """
    parts = []
    speaker, blocks = _announced(document, blocks, grammar)
    for p in blocks:
        start, end = words_of_turn(document.text, p.start, p.end)
        if start < end and not _is_direction(document.text[start:end]):
            parts.append(Span(start, end, document.text[start:end]))
    date = Date(document.published, "published") if document.published else None
    venue = Venue(document.venue) if document.venue else None
    return [Passage(tuple(parts), Attribution(speaker, date, venue, None))] if parts else []


def _announced(document: Document, blocks: list[Paragraph], grammar: Grammar) -> tuple[Speaker | None, list[Paragraph]]:
    """Return the speaker of a speech, and its paragraphs without a first line that only announces it."""
    if document.speaker:
        return Speaker(document.speaker, "person", basis="document"), blocks
    first = document.text[blocks[0].start : blocks[0].end]
    is_line = len(first) <= _LONGEST_HEADING and first[-1] not in ".?!" and len(blocks) > 1
    own = _speaker_of_heading(first, grammar) if is_line else None
    named = own or _speaker_of_heading(document.title or "", grammar)
    is_heading = is_line and (own is not None or first == document.title)
    return Speaker(named, "person", basis="document") if named else None, blocks[1:] if is_heading else blocks


def _speaker_of_heading(line: str, grammar: Grammar) -> str | None:
    """Return whose words a heading announces, in full, or None."""
    match = _ANNOUNCED.match(line[:_LONGEST_HEADING])
    if match is None:
        return None
    rest = line[match.end() : _LONGEST_HEADING]
    words = list(takewhile(_is_of_office, rest.split()))
    titles, name = grammar.strip_titles([word.rstrip(",") for word in words]) if words else ([], [])
    is_named = 1 < len(name) <= _LONGEST_NAMED and (titles or not grammar.is_organization(" ".join(name), False))
    return " ".join(name) if is_named else None


def _is_of_office(word: str) -> bool:
    """Return whether a word may be of a title or a name."""
    return word[:1].isupper() or word in _JOINING


# -- the lines above them --------------------------------------------------------------------------------------------


def _header(document: Document, header: list[Paragraph], grammar: Grammar) -> tuple[Date | None, Venue | None]:
    """Return date and occasion from the lines above the first turn, else what the document says of itself."""
    text = document.text
    date: Date | None = None
    venue = Venue(document.venue) if document.venue else None
    for p in header:
        line = text[p.start : p.end]
        if len(line) > _LONGEST_HEADING or (line.endswith((".", "?", "!")) and not line.isupper()):
            continue  # a sentence, not a heading
        if line.partition("\n")[0].strip(" :").casefold() in _ROSTERS:
            continue
        titled = cased(line)
        if date is None and len(titled) == len(line):
            date = _date(document, p, titled, grammar)
        if venue is None:
            venue = _occasion(text, p, titled, grammar)
    date = date or _held_on(document, header, grammar)
    if date is None and document.published:
        date = Date(document.published, "published")
    return date, venue


def _held_on(document: Document, header: list[Paragraph], grammar: Grammar) -> Date | None:
    """Return the only day that the sentences above an interview tell of one that says when it was held, or None."""
    days: dict[str, Date] = {}
    for p in header:
        for start, sentence in _sentences(document.text, p):
            if _HELD.search(sentence):
                for found in grammar.find_dates(sentence, document.published):
                    a, b = start + found.start, start + found.end
                    days[found.value] = Date(found.value, "inferred", Span(a, b, document.text[a:b]))
    return next(iter(days.values())) if len(days) == 1 else None


def _sentences(text: str, p: Paragraph) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a paragraph with where it starts; stops end them, those of abbreviations too."""
    at = p.start
    for end in _STOP.finditer(text, p.start, p.end):
        yield at, text[at : end.end()]
        at = end.end()
    yield at, text[at : p.end]


def _date(document: Document, p: Paragraph, line: str, grammar: Grammar) -> Date | None:
    """Return the date in a heading, given in title case, or None."""
    dates = grammar.find_dates(line, document.published)
    if not dates:
        return None
    a, b = p.start + dates[0].start, p.start + dates[0].end
    return Date(dates[0].value, "stated", Span(a, b, document.text[a:b]))


def _occasion(text: str, p: Paragraph, line: str, grammar: Grammar) -> Venue | None:
    """Return the occasion that a heading, given in title case, names, or None."""
    found = grammar.occasion_in_heading(line)
    if found is None:
        return None
    name, start, end = found
    a, b = p.start + start, p.start + end
    return Venue(name, Span(a, b, text[a:b]))
