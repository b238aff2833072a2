"""Cues of captions → turns: who is named by a voice tag, a label or a bracket, and what rolls over the screen only once.

Captions have no grammar for speakers, only customs (BBC and FCC style guides: `>>` or a dash for a change, `NAME:`, `(NAME)`,
`[sounds]`; WebVTT: `<v Name>`). So what has the shape of a label ends a turn, and what then is no name leaves the speaker unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from service.knowledge.speaker_keys import TITLES
from service.sources.directions import is_direction_label
from service.sources.record_names import with_role
from service.sources.speakers import as_spelled, is_nobody, is_unnamed
from service.sources.tables import words
from service.sources.transcripts import Turn

_TAG = re.compile(r"<(?!/?v[\s.>])[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100}){0,10}(?:\s+(?P<name>[^<>\n]{0,200}))?>|(?P<end></v>)")
_CHANGE = re.compile(r"^\s*(?:>{2,}|[-–—]\s?(?=\S))\s*")
_INNER_CHANGE = re.compile(r"(?<=\S)\s+(?=>{2,}\s)|(?<=[.?!…”\"’)\]])(?=>{2,}\s?[A-Z])")
_LABEL = re.compile(
    r"^(?:(?P<label>[^:\n]{1,80}?)\s*:(?:\s+(?P<words>\S.*)|\s*)|(?P<wide>[^:：\s。、？！]{1,12})：\s*(?P<said>\S.*))$", re.DOTALL
)  # in Chinese and Japanese the colon has its space in itself
_BRACKET = re.compile(r"^[(\[](?P<label>[^()\[\]\n]{1,80})[)\]]:?(?:\s+(?P<words>\S.*)|\s*)$", re.DOTALL)
_INNER_LABEL = re.compile(  # a name in capitals behind a sentence
    r"(?<=[.?!…”\"’)\]])[ \t]+(?=(?P<label>[A-Z][A-Z.'’-]{2,30}(?:[ \t][A-Z][A-Z.'’-]{1,30}){0,3})(?:[ \t][(\[][^()\[\]:\n]{1,40}[)\]])?:[ \t]+[^\sa-z])"
)
_INNER_BRACKET = re.compile(
    r"(?<=[.?!…”\"’])[ \t]+(?=[(\[](?P<label>[A-Z][A-Z.'’-]{1,30}(?:[ \t][A-Z][A-Z.'’-]{1,30}){0,3})[)\]]:?[ \t])"
)
_AT = re.compile(r"[ \t]{0,9}[(\[](?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[)\]]")  # when it is said, as some programs note
_FORMATTING = re.compile(r"</?(?:i|b|u|s|em|strong|font|span|br|p|div|c|ruby|rt|lang)(?:[\s./][^<>\n]{0,200})?>", re.IGNORECASE)
_REMARK = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]\s?$")
_HEARD = tuple(
    f"{word} " for word in "on off over via through in from behind".split()
)  # how remarks begin that tell how one is heard
_OF_SCRIPTS = frozenset(
    ("vo", "os", "oc", "ov", "cont’d", "contd", "continuing", "subtitle", "subtitled")
)  # what scripts write there
_PRONOUNS = re.compile(r"\b(?:he|she|they)\s?/", re.IGNORECASE)  # which some put behind their name, and no role
_MUSIC = re.compile(r"[♪♫#*\s]+|[♪♫].*[♪♫]", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,200}", re.IGNORECASE)
_CAPITALS_ABOVE = re.compile(r"\s{0,20}(?P<name>[A-Z][A-Z.'’ -]{3,60}[A-Z])[ \t]*\n(?P<said>[^\n]*[a-z].*)", re.DOTALL)
_SENTENCE = re.compile(r"[?!;…“”\"]|[^\W\d_]{4}\.\s")
_ENDS = (".", "?", "!", "…", "”", '"')
_MOST_CREDIT_WORDS = 12
_MOST_WORDS = 6  # of a label, without what is in brackets
_STRUCTURAL = 0.5  # of the cues begin with a label: then a label is how the file names speakers
_LEAST_STANDING = 3  # words of a cue that only shows again what the one before ends with
_ROLLS, _LEAST_ROLLS = 0.3, 2  # share and number of cues that go on with the end of the one before: then the captions roll


class Cue(NamedTuple):
    """A caption as the file has it, tags and entities included, with the seconds between which it is shown."""

    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cue without tags; `voice`: of its `<v>` tag, if any; `is_first`: of its cue or voice."""

    text: str
    cue: Cue
    voice: str | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Customs:
    """How a file names speakers: by voices, by labels on most cues, by brackets; and the labels that come more than once."""

    is_voiced: bool
    is_structural: bool
    has_brackets: bool
    repeated: frozenset[str]


def turns_of(cues: Iterable[Cue]) -> Iterator[Turn]:
    """Yield the turns of some cues in order; a turn that goes on over several is one for each, with its seconds.

    The speaker of a line that has no label is whoever spoke before, unless the file marks each voice; after a change that names
    nobody it is unknown.
    """
    given = _with_voices(_labelled_above([cue._replace(text=_plain(cue.text)) for cue in cues]))
    lines = [line for cue in _unrolled(given) for line in _lines(cue)]
    customs = _customs(lines)
    who, before = _Said("", False), ""
    for line in lines:
        said = _said(line, customs, before)
        who = said if said.is_change else who
        if said.words:
            is_change = said.is_change and who.speaker is None
            start, end = line.cue.start, line.cue.end
            yield Turn(said.words, who.speaker, start, end, who.role, is_change=is_change, is_name=who.is_name)
            before = said.words


def _plain(text: str) -> str:
    """Return the text of a cue without tags other than voices, and with its entities decoded."""
    kept = _TAG.sub("", text.replace("\u200b", ""))
    marked = _VOICE.sub(lambda match: "\x01" + (match["name"] or "").strip() + "\x02" if not match["end"] else "\x01\x02", kept)
    return _AT.sub("", _FORMATTING.sub("", unescape(marked)))  # tags too that the file has as entities


def _lines(cue: Cue) -> Iterator[_Line]:
    """Yield the lines of a cue, those behind a voice tag with its name."""
    first, *voiced = re.split("\x01([^\x02]*)\x02", cue.text)
    for voice, text in [(None, first), *zip(voiced[::2], voiced[1::2], strict=True)]:
        is_first = True
        parted = _INNER_BRACKET.sub(_parted, _INNER_LABEL.sub(_parted, text))
        for line in _INNER_CHANGE.sub("\n", parted).split("\n"):
            if line.strip() and not _MUSIC.fullmatch(line.strip()):
                yield _Line(" ".join(line.split()), cue, unescape(voice or "") or None, is_first)
                is_first = False


def _parted(match: re.Match[str]) -> str:
    """Return the end of a line for the white space before a label within it that may name somebody, else the space itself."""
    inner = match["label"].casefold().split()
    before = match.string[: match.start()].split()[-1:]
    if before and before[0].isupper() and before[0].strip("()[].").casefold() in TITLES:
        return match[0]  # the title is part of the label
    if is_unnamed(" ".join(inner).removeprefix("the ")):
        return "\n"
    if is_direction_label(match["label"]):
        return match[0]
    is_heading = inner[0] == "the" or inner[0].strip(".") in words("headings")
    return match[0] if is_heading or not _is_name(match["label"]) else "\n"


def _labelled_above(cues: list[Cue]) -> list[Cue]:
    """Return the cues, where a line of nothing but a name in capitals stands over words in small letters with it as a label: of nobody,
    where it comes but once."""
    parted = [_CAPITALS_ABOVE.match(cue.text) for cue in cues]
    counts = Counter(match["name"] for match in parted if match)
    return [
        cue._replace(text=f"{match['name']}: {match['said']}" if counts[match["name"]] > 1 else f">> {match['said']}")
        if match and _is_full_name(match["name"]) and not is_direction_label(match["name"])
        else cue
        for cue, match in zip(cues, parted, strict=True)
    ]


def _with_voices(cues: list[Cue]) -> list[Cue]:
    """Return the cues, where each has a name on a line over its words with that as their voice: some names, of which one comes again."""
    parted = [cue.text.strip().partition("\n") for cue in cues]
    names = [first.strip() for first, _, said in parted if said.strip()]
    are_names = len(names) == len(cues) > len(set(names)) and all(_is_full_name(name) for name in set(names))
    if not are_names:
        return cues
    return [cue._replace(text=f"\x01{name.strip()}\x02{said}") for cue, (name, _, said) in zip(cues, parted, strict=True)]


def _is_full_name(line: str) -> bool:
    """Return whether a line is nothing but a name of some words."""
    return (
        1 < len(line.split()) <= _MOST_WORDS and "\x01" not in line and line[-1].isalpha() and _has_shape(line) and _is_name(line)
    )


def _unrolled(cues: list[Cue]) -> Iterator[Cue]:
    """Yield the cues without the words that they only show again, where the captions roll."""
    if not cues:
        return
    overlaps = [0, *(_overlap(a.text.split(), b.text.split()) for a, b in pairwise(cues))]
    sizes = [len(cue.text.split()) for cue in cues]
    rolls = sum(0 < overlap < size for overlap, size in zip(overlaps, sizes, strict=True))
    stands = sum(overlap == size >= _LEAST_STANDING for overlap, size in zip(overlaps, sizes, strict=True))  # a line that stays
    if rolls + bool(rolls) * stands < _LEAST_ROLLS or rolls + stands < _ROLLS * len(cues):
        yield from cues
        return
    for overlap, cue in zip(overlaps, cues, strict=True):
        match = re.match(rf"\s*(?:\S+\s*){{{overlap}}}", cue.text)
        yield cue._replace(text=cue.text[match.end() :] if match else cue.text)


def _overlap(before: list[str], words: list[str]) -> int:
    """Return how many words at the end of some are the first of the others."""
    most = min(len(before), len(words))
    return next((n for n in range(most, 0, -1) if before[-n:] == words[:n]), 0)


def _customs(lines: list[_Line]) -> _Customs:
    """Tell how a file names speakers from all of its lines."""
    firsts = [line for line in lines if line.is_first]
    labels = [label for line in lines if (label := _label(line.text)[0])]
    labelled = sum(_label(line.text)[0] is not None for line in firsts)
    brackets = [match["label"] for line in lines if (match := _BRACKET.match(_CHANGE.sub("", line.text)))]
    return _Customs(
        is_voiced=any(line.voice for line in lines),
        is_structural=len(firsts) > 1 and labelled >= _STRUCTURAL * len(firsts),
        has_brackets=any(not is_direction_label(label) for label in brackets),
        repeated=frozenset(label for label, n in Counter(labels).items() if n > 1),
    )


class _Said(NamedTuple):
    """What a line tells: its words, and whether another speaks in it than before and who that is."""

    words: str
    is_change: bool
    speaker: str | None = None
    role: str | None = None
    is_name: bool = True


def _said(line: _Line, customs: _Customs, before: str) -> _Said:
    """Return what a line tells. `before`: the words before it, which a dash may only interrupt."""
    change = _CHANGE.match(line.text)
    if change and before and not before.endswith(_ENDS) and line.text[change.end() :][:1].islower():
        change = None  # a dash within a sentence
    text = line.text[change.end() :] if change else line.text
    if line.voice:
        is_other = bool(change) and not line.is_first  # than the voice: a dash begins a line within what it marks
        return _Said(_without_direction(text), True, None if is_other else _speaker(line.voice))
    if bracket := _BRACKET.match(text):
        return _bracketed(bracket, customs, is_change=bool(change))
    if _is_credit(text):
        return _Said(text if text.endswith(_ENDS) else "", True)  # with a stop it may be a sentence of somebody
    label, spoken = _label(text)
    if label is not None:
        return _labelled(label, spoken, text, customs, is_marked=bool(change))
    is_unvoiced = customs.is_voiced and line.is_first
    return _Said(text, bool(change) or is_unvoiced)


def _bracketed(bracket: re.Match[str], customs: _Customs, *, is_change: bool) -> _Said:
    """Return what a line tells that begins with brackets: about a sound, or a speaker."""
    label, spoken = bracket["label"].strip(), bracket["words"] or ""
    if is_direction_label(label):
        return _Said(spoken, is_change or (customs.has_brackets and bool(spoken)))
    return _Said(spoken, True, _speaker(label) if _is_name(label) else None)


def _labelled(label: str, spoken: str, text: str, customs: _Customs, *, is_marked: bool) -> _Said:
    """Return what a line with the shape of a label tells: a speaker, or at least that the turn before has ended."""
    remark = _remark(label)
    bare = label[: remark.start()].rstrip() if remark else label
    role = _role(remark)
    if bare.split()[0].casefold().strip(".,") in words("headings") and not is_unnamed(bare):
        return _Said(text, True)
    is_sure = is_marked or remark or customs.is_structural or label in customs.repeated or bare.isupper() or is_unnamed(bare)
    if office := _with_office(bare):
        return _Said(spoken, True, _speaker(office[0]), office[1])
    if _is_name(bare) and (is_sure or len(bare.split()) > 1):
        return _Said(spoken, True, _speaker(bare), role)
    if customs.is_structural:
        return _Said(spoken, True, bare, role, is_name=False)
    return _Said(text, True)


def _role(remark: re.Match[str] | None) -> str | None:
    """Return what is in brackets behind a name, but for pronouns, and for what tells how it is heard ("(V.O.)", "(on screen)", "[over phone]")."""
    inner = remark[0].strip(" ()[]") if remark else ""
    return None if not inner or _PRONOUNS.search(inner) or _tells_how(inner) else inner


def _tells_how(remark: str) -> bool:
    """Return whether a remark tells how somebody is heard or shown, and not who it is."""
    plain = remark.casefold().replace("-", " ").strip(" .")
    is_sound = all(word in words("directions") or word.endswith("ing") for word in plain.split())
    return is_sound or f"{plain} ".startswith(_HEARD) or plain.replace(".", "").replace("'", "’") in _OF_SCRIPTS


def _with_office(label: str) -> tuple[str, str] | None:
    """(name, office) of a label that has both, apart by a comma; None for any other, such as one of a surname before a first name."""
    name, office = with_role(label)
    if office is None or not (label.isupper() or words("offices") & set(office.casefold().split())):
        return None
    return (name, office) if _is_name(name) else None


def _has_shape(bare: str) -> bool:
    """Return whether what stands before a colon, without brackets, has the shape of a label: a few words that are not a sentence."""
    inner = bare.split()
    untitled = " ".join(word for word in inner if word.strip(".,").casefold() not in TITLES)
    if not inner or len(inner) > _MOST_WORDS or not any(c.isalnum() for c in bare) or _SENTENCE.search(untitled + " "):
        return False
    if any(word.endswith(".") and word[:-1].casefold() in words("sentence_words") for word in inner):
        return False
    return bare.isupper() or not any(word.casefold() in words("sentence_words") for word in inner)


def _remark(label: str) -> re.Match[str] | None:
    """Return the brackets at the end of a label; a number in them is part of what a device is called."""
    remark = _REMARK.search(label.rstrip())
    return remark if remark and any(c.isalpha() for c in remark[0]) else None


def _label(text: str) -> tuple[str | None, str]:
    """Return what stands before the first colon of a line, where it has the shape of a label, and the words behind it."""
    change = _CHANGE.match(text)
    match = _LABEL.match(text[change.end() :] if change else text)
    if not match:
        return None, text
    label = match["label"] or match["wide"]
    if not _has_shape(_REMARK.sub("", label.rstrip()).strip()):
        return None, text
    return label.strip(), match["words"] or match["said"] or ""


def _is_name(label: str) -> bool:
    """Return whether a label may be a name, or a word for somebody: no word of a sentence in it, each a capital or a particle."""
    inner = [word for word in re.split(r"[\s_]+", label) if word]
    if is_unnamed(label):
        return True
    if not inner or any(word.casefold() in words("sentence_words") for word in inner) or not any(c.isalpha() for c in label):
        return False
    return all(
        not word[:1].islower() or word.casefold() in words("particles") or "'" in word[:3] or "’" in word[:3] for word in inner
    )


def _is_credit(line: str) -> bool:
    """Return whether a line says who made the captions, or is nothing but an address."""
    inner = [word.strip(".,:").casefold() for word in line.split()]
    return _ADDRESS.fullmatch(line.strip()) is not None or (
        1 < len(inner) <= _MOST_CREDIT_WORDS
        and inner[0] in words("caption_credits")
        and not words("credit_marks").isdisjoint(inner)
    )


def _without_direction(text: str) -> str:
    """Return the words of a line without a sound that is told of before them."""
    bracket = _BRACKET.match(text)
    return bracket["words"] or "" if bracket and is_direction_label(bracket["label"]) else text


def _speaker(label: str) -> str | None:
    """Return a label as a name: as spelled, but for one in capitals, which is how captions are set."""
    return None if is_nobody(label) else as_spelled(label)
