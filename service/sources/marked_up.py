"""HTML of an entry, a row or a field → its text, with the passages that are signed in it. All of it is the article: nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from service.records import Passage
from service.sources.bodies import blocks_of
from service.sources.embeds import stop_before_embeds
from service.sources.foreign import foreign
from service.sources.named_answers import bold_labels, bold_questions, table_labels, turns_in
from service.sources.picture_captions import captions_of
from service.sources.signed import mark_signed, stated
from service.sources.tidying import cleared, is_hidden, take_out, tidy

_WHOLE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>", re.IGNORECASE)  # which lxml refuses in text that is decoded
_SET = ("p", "div", "td", "tr", "table", "section")
_UNREAD = ("script", "style", "template", "noscript", "head", "title", "textarea", "svg", "math", "iframe", "select", "figcaption")


def read_markup(source: str, prepare: Callable[[Any], None] | None = None) -> tuple[str, tuple[Passage, ...]]:
    """Return the words that HTML shows, a blank line between blocks and block quotes as `> ` lines, and whose its signed blocks are.

    `prepare`: what takes out of the tree what is not to be read. Raises UnreadableSource for what cannot be parsed.
    """
    from lxml import html  # few need it

    with foreign("its HTML is broken"):
        tree = _parsed(_DECLARATION.sub("", cleared(source), count=1))
        if prepare is not None:
            prepare(tree)
        stop_before_embeds(tree)
        captions = captions_of(tree)
        for element in list(tree.iter(*_UNREAD, html.etree.Comment)):
            take_out(element)
        for element in [block for block in tree.iter(*_SET) if is_hidden(block)]:  # the teasers of mail that only lists of it show
            take_out(element)
        tidy(tree)
        signatures = mark_signed(tree)
        labels = table_labels(tree) or bold_labels(tree)
        questions = bold_questions(tree) if labels else []
        words, passages = stated(blocks_of(tree) + [(False, caption) for caption in captions], signatures)
        return words, (*passages, *turns_in(words, labels, questions=questions)) if labels else passages


def _parsed(source: str) -> Any:
    """Return the tree of a fragment, or of the body of a whole page, as mail has it."""
    from lxml import html

    if not _WHOLE.search(source):
        return html.fragment_fromstring(source, create_parent="div")
    body = html.document_fromstring(source).find("body")
    return html.Element("div") if body is None else body
