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
    found = [block for path in _REPEATED for block in tree.xpath(path) if not _PASSED_ON.search(_text(block))]
    outermost = [block for block in found if not any(above in found for above in block.iterancestors())]
    own = len(_text(tree).split()) - sum(len(_text(block).split()) for block in outermost)
    for block in [*outermost, *(beside for path in _BESIDE for beside in tree.xpath(path))] if own > 0 else []:
        if block.getparent() is not None:
            take_out(block)
    for kept in [block for path in _REPEATED for block in tree.xpath(path) if block.tag == "blockquote"]:
        kept.tag = "div"  # it is a message, not what somebody quotes


def _text(element: Any) -> str:
    """Return all characters within an element."""
    return "".join(element.itertext())
