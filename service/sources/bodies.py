"""The article that trafilatura found in a page → its blocks, with what it left of the same article elsewhere on the page.

Some pages cut an article into several containers, of which it takes one; many say all of it in JSON-LD (`articleBody`). What is
in neither is told apart by nothing, so only containers like those that were taken, and the page's own `articleBody`, add to it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from typing import Any

from service.sources.fragment import map_html
from service.sources.picture_captions import Caption, captions_beside
from service.sources.signed import OPEN
from service.sources.tables import words
from service.sources.tidying import BREAK, classes, visible

Blocks = list[tuple[bool, str]]  # whether each is of a block quote, and its text

_INLINE = frozenset(
    "hi ref lb graphic span b i em strong a code q u ins mark small sub sup abbr cite font time label big tt kbd img"
    " acronym bdi bdo data dfn nobr samp var wbr".split()
)
_TWO_BREAKS = re.compile(rf"{BREAK}[\s\u00a0]*{BREAK}[\s\u00a0{BREAK}]*")
_CODE = r"\[\d{1,2}:\d{2}:\d{2}\]"
_TURN = re.compile(  # between turns: before a name, with an office where both are in capitals, or a note of the clerk in capitals
    rf"(?<=[.?!”\")])\s*{BREAK}\s*(?:{_CODE}\s*{BREAK}?\s*)?"
    rf"(?=(?:[A-Z][\w.’' ]{{0,40}}|[A-Z][A-Z.,’' ()/&-]{{1,80}}|[QA]):\s|Q\s|A\s|\([A-Z][A-Z ]{{2,40}}\)"
    rf"|(?:(?:M[rs]|Mrs|Dr)\. (?:Mc|Mac|De)?[A-Z]|The )[A-Z’' -]{{2,40}}\.\s)"
    rf"|(?<=[A-Z]\))\s*{BREAK}\s*"
)
_TIME_CODE = re.compile(_CODE)  # which transcripts of broadcasts have among the words
_WORD = re.compile(r"\w+")
_NOWHERE = frozenset("nav header footer aside form figure figcaption button table dl".split())
_LEAST_WORDS = 8  # of a paragraph that is sought in what was taken
_SENTENCE = re.compile(r"(?<=[.?!])[”\"’')]*\s+")
_LEAST_SENTENCE = 5  # words of a sentence that is sought
_LEAST_SHARE = 0.9  # of what was found that an `articleBody` must have to be all of the article
_MISSING_SHARE, _MISSING_OF_ONE = 0.1, 0.3  # of `articleBody`, from which on it is gone by; more where it has lost its paragraphs
_TEASER_WORDS = 80  # of a page: where fewer are found, the page shows the beginning of an article and a wall before the rest
_BLANK = re.compile(r"\n[ \t]*\n+")


def length_of(blocks: Blocks) -> int:
    """Return how many characters blocks have."""
    return sum(len(text) for _, text in blocks)


def blocks_of(body: Any) -> Blocks:
    """Return the blocks of an article's tree in order, two line breaks in a row ending one."""
    return [(is_quoted, block) for is_quoted, text in _flat(body) for block in _lines(text)]


def _lines(text: str) -> list[str]:
    """Return the paragraphs of a block, which two line breaks in a row set apart, and one that stands between turns."""
    pieces = _TURN.sub("\x1d", _TWO_BREAKS.sub("\x1d", text)).split("\x1d")
    return [plain for piece in pieces if (plain := " ".join(_TIME_CODE.sub("", visible(piece.replace(BREAK, " "))).split()))]


def completed_blocks(found: Blocks, tree: Any, article: str | None) -> Blocks:
    """Return the blocks found in a page, with those of containers like theirs that were left; or `article`, where that says more.

    `article`: all of the article as the page's JSON-LD has it.
    """
    found = _with_containers(found, tree) if found else found
    if not article:
        return found
    told = _paragraphs(article)
    joined = " ".join(_key(text) for _, text in found)
    if sum(map(len, told)) < _LEAST_SHARE * length_of(found):
        is_teaser = len(joined.split()) >= _TEASER_WORDS
        return found if is_teaser else found + [(False, text) for text in told if _is_missing(text, joined)]
    whole = [key for text in told for key in _sentences(text)]
    missing = sum(len(key) for key in whole if key not in joined)
    if missing <= (_MISSING_SHARE if len(told) > 1 else _MISSING_OF_ONE) * sum(map(len, whole)):
        return found
    return [(False, text) for text in told]


def with_captions(found: Blocks, tree: Any, captions: list[Caption]) -> Blocks:
    """Return the blocks found in a page, and behind them the captions of the article's pictures that quote somebody."""
    if not captions:
        return found
    have = {_key(text) for _, text in found}
    paragraphs = (p for p in tree.iter("p") if _key("".join(p.itertext())) in have)
    joined = " ".join(have)
    return found + [(False, caption) for caption in captions_beside(paragraphs, captions) if _key(caption) not in joined]


def _is_missing(text: str, joined: str) -> bool:
    """Return whether a sentence of a paragraph is not in what was found. `joined`: the key of that."""
    return any(key not in joined for key in _sentences(text))


def _sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph that are long enough to be sought, as keys."""
    return [key for part in _SENTENCE.split(text) if len((key := _key(part)).split()) >= _LEAST_SENTENCE]


def preformatted(tree: Any) -> Blocks:
    """Return the paragraphs of a page of plain text: what stands in its `<pre>` elements, lines that were broken by hand put together."""
    return [(False, plain) for block in _BLANK.split(written(tree)) if (plain := " ".join(visible(block).split()))]


def mark_lines(tree: Any) -> None:
    """Mark where lines end in a page's `<pre>` elements, which are lost where these stand among other paragraphs."""
    for element in (inner for pre in tree.iter("pre") for inner in pre.iter()):
        element.text = element.text and element.text.replace("\n", BREAK)
        if element.tag != "pre":
            element.tail = element.tail and element.tail.replace("\n", BREAK)


def written(tree: Any) -> str:
    """Return the text of a page's `<pre>` elements as it is written, line by line."""
    text = "\n\n".join("".join(element.itertext()) for element in tree.iter("pre"))
    return text.replace("\r\n", "\n").replace(BREAK, "\n")


def _flat(element: Any, is_quoted: bool = False) -> Iterator[tuple[bool, str]]:
    """Yield the text of each block within an element in order, and whether it is quoted; line breaks as marks."""
    pieces: list[str] = []

    def gather(inner: Any, is_quoted: bool) -> Iterator[tuple[bool, str]]:
        """Gather the text of an element and yield the blocks that end within it."""
        is_block = inner.tag not in _INLINE and ":" not in inner.tag  # of Word's own, such as `st1:place`, which stand within words
        within = is_quoted or inner.tag in ("quote", "blockquote")
        if is_block:
            yield from flush(is_quoted)
        if inner.tag == "lb":
            pieces.append(BREAK)
        pieces.append(inner.text or "")
        for child in inner:
            if isinstance(child.tag, str):
                yield from gather(child, within)
            pieces.append(child.tail or "")
        if is_block:
            yield from flush(within)

    def flush(is_quoted: bool) -> Iterator[tuple[bool, str]]:
        """Yield what was gathered as a block, if it has words."""
        text = "".join(pieces)
        pieces.clear()
        if text.strip():
            yield is_quoted, text

    yield from gather(element, is_quoted)


def _with_containers(found: Blocks, tree: Any) -> Blocks:
    """Return the blocks with the paragraphs of containers of the same kind as those that hold them, and those of signed blocks between
    them, where they stand in the page."""
    have = {_key(text): n for n, (_, text) in enumerate(found)}
    paragraphs = [(p, text) for p in tree.iter("p") for text in _lines("".join(p.itertext()))]
    kinds = {_container(p) for p, text in paragraphs if _key(text) in have and len(text.split()) >= _LEAST_WORDS} - {None}
    joined = " ".join(have)
    out, at = [], 0
    for p, text in paragraphs:
        if (n := have.get(_key(text))) is not None:
            out += found[at : n + 1]
            at = max(at, n + 1)
        elif _is_of_article(p, text, kinds, is_between=0 < at < len(found)) and not _is_nowhere(p) and _key(text) not in joined:
            out.append((p.getparent().tag == "blockquote", text))
    return out + found[at:]


def _is_of_article(paragraph: Any, text: str, kinds: Container[tuple[str, str] | None], *, is_between: bool) -> bool:
    """Return whether a paragraph that was not found may be of the article: it stands in a container of one of some kinds, or is of a
    block that somebody signs. `is_between`: whether it stands between paragraphs that were found."""
    if len(text.split()) >= _LEAST_WORDS and _container(paragraph) in kinds:
        return True
    block = next(paragraph.iterancestors("blockquote"), None) if is_between else None
    return block is not None and any(OPEN in piece for piece in block.itertext())


def _container(paragraph: Any) -> tuple[str, str] | None:
    """Return the kind of element that holds a paragraph: its tag and classes; None for one that is told apart by nothing."""
    parent = paragraph.getparent()
    known = (parent.get("class") or "").strip() if parent is not None else ""
    return (parent.tag, known) if known else None


def _is_nowhere(paragraph: Any) -> bool:
    """Return whether a paragraph stands in what is no part of an article."""
    return any(a.tag in _NOWHERE or classes(a) & words("side_classes") for a in paragraph.iterancestors())


def _paragraphs(article: str) -> list[str]:
    """Return the paragraphs of an `articleBody`, which may be HTML and encoded twice."""
    text = unescape(unescape(article)) if "&" in article else article
    text = map_html(text).text if "</" in text or "<br" in text else text
    return [plain for block in re.split(r"\n+", text) if (plain := " ".join(visible(block).removeprefix("> ").split()))]


def _key(text: str) -> str:
    """Return the words of a text without case and marks, to compare by."""
    return " ".join(_WORD.findall(text.replace(OPEN, " ").casefold()))
