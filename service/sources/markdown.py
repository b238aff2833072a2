"""Markdown as plain paragraphs: marks of emphasis, links and headings dropped, block quotes kept as `> ` lines."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.records import Document
from service.sources import decoding
from service.sources.front_matter import split_front_matter
from service.sources.mapped import Mapped
from service.sources.plain import as_transcript, make_document
from service.sources.questions import marked_in, with_questions
from service.sources.signed import with_signed

_LONGEST_TARGET = 4000
_RETURN = re.compile(r"\r(?!\n)")  # ends a line, as CommonMark has it
_PARSER = MarkdownIt("commonmark").disable("text_join")  # joined texts would not tell where they come from


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
    """Return the paragraphs that tokens of the parser stand for, block quotes as `> ` lines."""
    lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    out = Mapped()
    whole = _Source.of(source)
    depth, was_quoted = 0, None
    for token in tokens:
        if token.type == "blockquote_open":
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type in ("inline", "fence", "code_block"):
            at, end = (lines[token.map[0]], lines[token.map[1]]) if token.map else (0, len(source))
            end = min(end, len(source))
            if was_quoted is not None:
                out.put("\n>\n" if depth and was_quoted else "\n\n", at)
            was_quoted = depth > 0
            if was_quoted:
                out.put("> ", at)
            if token.type == "inline":
                _inline(token.children or [], whole, at, end, out, newline="\n> " if depth else "\n")
            else:
                _code(token.content.strip("\n"), source, at, end, out, newline="\n> " if depth else "\n")
    return out


def _inline(children: list[Token], source: _Source, at: int, end: int, out: Mapped, newline: str) -> None:
    """Add the words of a paragraph. Each stands in the source after the last one, with nothing but marks between them.

    What is not found as it is written, as code over several lines of a block quote, stands somewhere up to `end`, the paragraph's.
    """
    for n, child in enumerate(children):
        if child.type in ("text", "text_special", "code_inline"):
            at = _word(child, n == 0, n == len(children) - 1, source, at, end, out)
        elif child.type in ("softbreak", "hardbreak"):
            out.put(" " if child.type == "softbreak" else newline, at)
            at = max(at, source.text.find("\n", at) + 1)
        elif child.type == "link_close":
            at = _behind_target(source.text, at)
        elif child.type == "image":
            at = _behind_target(source.text, max(at, source.text.find("](", at)))


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
        out.copy(content[skipped:], found + skipped)
    return found + len(written)


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
