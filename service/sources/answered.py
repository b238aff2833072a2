"""What mail in HTML repeats of another's mail, and signatures: taken out, as mail programs mark them."""

from __future__ import annotations

import re
from typing import Any

from service.sources.tidying import take_out

_REPEATED = (  # Gmail, Thunderbird and Apple, Yahoo, Outlook on the web, Proton
    ".//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    ".//blockquote[@type='cite']",
    ".//*[contains(concat(' ', @class, ' '), ' yahoo_quoted ')]",
    ".//*[contains(concat(' ', @class, ' '), ' protonmail_quote ')]",
    ".//*[@id='mail-editor-reference-message-container']",
)
_BESIDE = (
    ".//*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]",
    ".//*[contains(concat(' ', @class, ' '), ' moz-signature ')]",
    ".//*[contains(concat(' ', @class, ' '), ' gmail_signature ')]",
)
_PASSED_ON = re.compile(r"forwarded message|weitergeleitete nachricht", re.IGNORECASE)


def take_out_answered(tree: Any) -> None:
    """Take out of a mail's tree what it repeats of the mail that it answers, but not a mail that it passes on, nor all that it has."""
    repeated = _outermost([block for block in _found(tree, _REPEATED) if not _PASSED_ON.search(_text(block))])
    if len(_text(tree).split()) > sum(len(_text(block).split()) for block in repeated):
        for block in [*repeated, *_found(tree, _BESIDE)]:
            take_out(block)
    for kept in _found(tree, _REPEATED):
        kept.tag = "div"  # it is a message, not what somebody quotes


def _found(tree: Any, paths: tuple[str, ...]) -> list[Any]:
    """Return the elements of a tree at some paths."""
    return [block for path in paths for block in tree.xpath(path)]


def _outermost(blocks: list[Any]) -> list[Any]:
    """Return those of some elements that are within no other of them."""
    known = set(blocks)
    return [block for block in blocks if known.isdisjoint(block.iterancestors())]


def _text(element: Any) -> str:
    """Return all characters within an element."""
    return "".join(element.itertext())
