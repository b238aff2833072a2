"""Markdown as plain paragraphs: marks of emphasis, links and headings dropped, block quotes kept as `> ` lines."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.records import Document
from service.sources.plain import make_document, split_head


def read_markdown(text: str) -> list[Document]:
    """One document; its title is the first heading where the head has none."""
    head, body = split_head(text.replace("\r\n", "\n"))
    tokens = MarkdownIt("commonmark").parse(body)
    title = next((_inline(tokens[i + 1]) for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h1"), None)
    return [make_document({"title": title, **head, "text": plain(tokens)})]


def plain(tokens: list[Token]) -> str:
    """The paragraphs of parsed Markdown, a blank line between them."""
    blocks: list[tuple[bool, str]] = []
    depth = 0
    for token in tokens:
        if token.type == "blockquote_open":
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "inline":
            blocks.append((depth > 0, _inline(token)))
        elif token.type in ("fence", "code_block"):
            blocks.append((depth > 0, token.content.strip("\n")))
    out = ""
    for n, (is_quoted, text) in enumerate(blocks):
        joint = "" if n == 0 else "\n>\n" if is_quoted and blocks[n - 1][0] else "\n\n"
        out += joint + ("\n".join(f"> {line}" for line in text.split("\n")) if is_quoted else text)
    return out


def _inline(token: Token) -> str:
    out = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type == "softbreak":
            out.append(" ")
        elif child.type == "hardbreak":
            out.append("\n")
        elif child.type == "image":
            continue
    return "".join(out).strip()
