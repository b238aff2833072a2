"""Markdown as plain paragraphs: marks of emphasis, links and headings dropped, block quotes kept as `> ` lines."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.records import Document
from service.sources import decoding
from service.sources.embeds import leads_to_nothing
from service.sources.fragment import map_html
from service.sources.front_matter import split_front_matter
from service.sources.mapped import Mapped
from service.sources.plain import as_transcript, make_document
from service.sources.questions import marked_in, with_questions
from service.sources.signed import with_signed

_LONGEST_TARGET = 4000
_RETURN = re.compile(r"\r(?!\n)")  # ends a line, as CommonMark has it
_BLOCKS = ("inline", "fence", "code_block", "html_block")
_WORDS = ("text", "text_special", "code_inline")
_SHOWN = re.compile(
    r"<(?:iframe|video|audio|object|embed|img|picture|amp-\w+|script)\b", re.IGNORECASE
)  # what leads up to nothing read
_MOST_BEHIND = 8  # blocks behind words that are looked at for a picture, and for what follows it
_NOTE = re.compile(r"\[\^[\w-]{1,40}\](?:: ?)?")  # "[^1]", and "[^1]: " before the note itself
_STRUCK = "struck"  # a type of tokens
_BEFORE_GONE = (" ", "\n", "“", '"', "(", "")  # behind which no space stands for words that are struck out
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_PARSER = MarkdownIt("commonmark").enable("strikethrough").disable("text_join")  # joined texts would not tell where they come from


class _Source(NamedTuple):
    """`flat`: with spaces in place of line ends, as code over several lines is given."""

    text: str
    flat: str

    @classmethod
    def of(cls, text: str) -> _Source:
        """Return a source with its line ends also as spaces."""
        return cls(text, text.replace("\n", " "))


def read_markdown(content: bytes) -> list[Document]:
    """Return one document; its title is the first heading where the front matter has none."""
    head, body = split_front_matter(decoding.lines(content))
    tokens = _PARSER.parse(body)
    title = next((_words(tokens[i + 1]) for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h1"), None)
    text = _mapped(tokens, body).text
    if head.get("kind", "transcript") == "transcript":
        known = {"title": title, **head} if title else head
        if (
            found := as_transcript(text, known) or as_transcript(body, known)
        ) is not None:  # the one has no marks, the other its lines
            return [found]
    document = with_signed(make_document({"title": title, **head, "text": text}))
    return [with_questions(document, marked_in(body))]


def map_markdown(text: str) -> Mapped:
    """Return the paragraphs of Markdown, a blank line between them, and where they come from. A head is left out."""
    text = _RETURN.sub("\n", text)
    end = text.find("\n---", 3) if text.startswith("---\n") else -1
    after = text.find("\n", end + 1) if end >= 0 else -1
    if after >= 0:
        text = "\n" * (after + 1) + text[after + 1 :]
    return _mapped(_PARSER.parse(text), text)


def _mapped(tokens: list[Token], source: str) -> Mapped:
    """Return the paragraphs that tokens of the parser stand for, block quotes as `> ` lines, and those of HTML that stands among them."""
    _stop_before_pictures(tokens)
    lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    out = Mapped()
    whole = _Source.of(source)
    depth, was_quoted = 0, None
    for token in tokens:
        if token.type == "blockquote_open":
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type in _BLOCKS and not _is_wordless(token):
            at, end = (lines[token.map[0]], lines[token.map[1]]) if token.map else (0, len(source))
            was_quoted = _block(token, whole, (at, min(end, len(source))), out, depth, was_quoted)
    return out


def _block(token: Token, source: _Source, place: tuple[int, int], out: Mapped, depth: int, was_quoted: bool | None) -> bool | None:
    """Add the words of a block that stands at a place of the source, `depth` block quotes deep.

    `was_quoted`: whether the block before is a quoted one, None where there is none; returns the same of what is then the last.
    """
    at, end = place
    if token.type == "html_block":
        return _html(source.text, at, end, out, was_quoted)
    if was_quoted is not None:
        out.put("\n>\n" if depth and was_quoted else "\n\n", at)
    if depth:
        out.put("> ", at)
    newline = "\n> " if depth else "\n"
    if token.type == "inline":
        _inline(token.children or [], source, at, end, out, newline)
    else:
        _code(token.content.strip("\n"), source.text, at, end, out, newline)
    return depth > 0


def _is_wordless(token: Token) -> bool:
    """Return whether a block holds nothing but pictures."""
    children = token.children or []
    return token.type == "inline" and not any(child.type in _WORDS and child.content.strip() for child in children)


def _html(source: str, at: int, end: int, out: Mapped, was_quoted: bool | None) -> bool | None:
    """Add the words of a block of HTML, and return whether the last block is a quoted one, as `_block` does."""
    inner = map_html(source[at:end])
    if not inner.text:
        return was_quoted
    if was_quoted is not None:
        out.put("\n\n", at)
    out.join(inner, at)
    return False


def _stop_before_pictures(tokens: list[Token]) -> None:
    """End the words before each picture or player with a stop where they end with a colon: they lead up to what is not read."""
    blocks = [token for token in tokens if token.type in ("inline", "html_block")]
    for n, token in enumerate(blocks):
        last = _last_words(token)
        if last is None or not leads_to_nothing((token.children or [])[last].content, ""):
            continue
        following = blocks[n + 1 : n + 1 + _MOST_BEHIND]
        words = next((text for block in following if (text := _plain(block).strip())), "")
        if _shows(token, last, following) and leads_to_nothing(":", words):
            _end_with_stop(token, last)


def _last_words(token: Token) -> int | None:
    """Return which child of a paragraph has its last words, None where it has none."""
    children = token.children or []
    return next((n for n in reversed(range(len(children))) if children[n].type == "text" and children[n].content.strip()), None)


def _shows(token: Token, last: int, following: list[Token]) -> bool:
    """Return whether a picture or a player stands behind the last words of a paragraph, in it or as the next block."""
    if any(child.type == "image" for child in (token.children or [])[last:]):
        return True
    block = following[0] if following else None
    if block is None or _plain(block).strip():
        return False
    return any(child.type == "image" for child in block.children or []) or bool(_SHOWN.search(block.content))


def _plain(block: Token) -> str:
    """Return the words of a block, without pictures."""
    if block.type == "html_block":
        return map_html(block.content).text
    return "".join(child.content for child in block.children or [] if child.type in _WORDS)


def _end_with_stop(token: Token, last: int) -> None:
    """Put a stop in the place of the colon at the end of a paragraph's last words, as a token of its own that keeps the places of others."""
    children = list(token.children or [])
    words = children[last]
    said, stop = words.copy(content=words.content.rstrip()[:-1]), words.copy(content=".")
    token.children = [*children[:last], said, stop, *children[last + 1 :]]


def _inline(children: list[Token], source: _Source, at: int, end: int, out: Mapped, newline: str) -> None:
    """Add the words of a paragraph. Each stands in the source after the last one, with nothing but marks between them.

    What is not found as it is written, as code over several lines of a block quote, stands somewhere up to `end`, the paragraph's.
    """
    for n, child in enumerate(_with_struck(children)):
        if child.type in _WORDS:
            at = _word(child, n == 0, n == len(children) - 1, source, at, end, out)
        elif child.type == _STRUCK:
            found = source.text.find(child.content, at, end)
            at = found + len(child.content) if found >= 0 else at
        elif child.type in ("softbreak", "hardbreak"):
            out.put(" " if child.type == "softbreak" else newline, at)
            at = max(at, source.text.find("\n", at) + 1)
        elif child.type == "html_inline" and _BREAK.match(child.content):
            out.put(" ", at)
        elif child.type == "link_close":
            at = _behind_target(source.text, at)
        elif child.type == "image":
            at = _behind_target(source.text, max(at, source.text.find("](", at)))


def _with_struck(children: list[Token]) -> list[Token]:
    """Return tokens, those of words that are struck out as such, and the words behind them without the space before which none is left."""
    if not any(child.type == "s_open" for child in children):
        return children
    out: list[Token] = []
    depth, before, is_behind = 0, "", False
    for child in children:
        depth += (child.type == "s_open") - (child.type == "s_close")
        if depth and child.type in _WORDS:
            out.append(child.copy(type=_STRUCK))
            is_behind = True
            continue
        if child.type in _WORDS:
            is_spaced = is_behind and child.type == "text" and before in _BEFORE_GONE
            child = child.copy(content=child.content.lstrip(" ")) if is_spaced else child
            before, is_behind = child.content[-1:] or before, False
        out.append(child)
    return out


def _word(child: Token, is_first: bool, is_last: bool, source: _Source, at: int, end: int, out: Mapped) -> int:
    """Add the words of a token: where they end in the source."""
    written = child.markup if child.type == "text_special" else child.content
    found = (source.flat if child.type == "code_inline" else source.text).find(written, at, end) if written else -1
    content = child.content
    if found < 0:
        out.put(content, at, end)
        return at
    if child.type == "text_special":
        out.put(content, found, found + len(written))
    else:
        skipped = len(content) - len(content.lstrip()) if is_first else 0
        content = content.rstrip() if is_last else content
        copy = out.copy if child.type == "code_inline" else partial(_without_notes, out)
        copy(content[skipped:], found + skipped)
    return found + len(written)


def _without_notes(out: Mapped, content: str, at: int) -> None:
    """Add words that stand in the source as they are, without the marks of notes among them."""
    done = 0
    for mark in _NOTE.finditer(content):
        out.copy(content[done : mark.start()], at + done)
        done = mark.end()
    out.copy(content[done:], at + done)


def _behind_target(source: str, at: int) -> int:
    """Return where the target ends of a link whose words end at `at`; `at` where it has none."""
    while at < len(source) and source[at] in "*_`":
        at += 1
    opening = source[at + 1 : at + 2] if source[at : at + 1] == "]" else ""
    if opening == "[":
        return max(at, source.find("]", at + 1) + 1)
    depth = 0
    for i in range(at + 1, min(len(source), at + _LONGEST_TARGET)) if opening == "(" else ():
        if source[i - 1] != "\\":
            depth += (source[i] == "(") - (source[i] == ")")
        if depth == 0:
            return i + 1
    return at


def _code(content: str, source: str, at: int, end: int, out: Mapped, newline: str) -> None:
    """Add the lines of a block of code, each as it stands in the source between `at` and `end`."""
    for n, line in enumerate(content.split("\n")):
        if n:
            out.put(newline, at)
        found = source.find(line, at, end)
        if found < 0:
            out.put(line, at, end)
        else:
            out.copy(line, found)
            at = found + len(line)


def _words(token: Token) -> str:
    """Return the words of a heading."""
    out = Mapped()
    _inline(token.children or [], _Source.of(token.content), 0, len(token.content), out, "\n")
    return out.text.strip()
