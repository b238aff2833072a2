"""What a page only shows once it runs (players, posts that a script puts in): the words that lead up to it lead up to nothing that is read.

"The mayor said in a video:" and a player, then the narrator's next paragraph: it must not be taken for what the mayor said.
So the colon becomes a stop, as the sentence is complete without what cannot be read.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

_MOST_BESIDE, _MOST_ABOVE = (
    8,
    8,
)  # elements next to and around a player that are looked at; bounds the work on a page of nothing but players
_PLAYERS = ("iframe", "video", "audio", "object", "embed", "amp-youtube", "amp-twitter", "amp-instagram", "amp-iframe")
_EMBEDDING = "embed"  # in a class of what a script fills
_COLON, _QUOTED = ":", ("“", "”", "„", "«", "»", '"', "‘", "‚")


def stop_before_embeds(tree: Any) -> None:
    """End the words before each player, picture, and place that a script fills, with a stop where they end with a colon."""
    for element in tree.iter(*_PLAYERS):
        stop_before(element)
    for block in dict.fromkeys(map(_block, tree.iter("img"))):
        if block is not None and (block.tag == "figure" or not "".join(block.itertext()).strip()):
            stop_before(block)
    for element in tree.iter("div", "figure"):
        if _EMBEDDING in (element.get("class") or "").casefold() and not "".join(element.itertext()).strip():
            stop_before(element)


def _block(image: Any) -> Any:
    """Return the block that a picture stands in, which it may fill as the screenshot of a post does; None for one in a quotation."""
    around = next(iter(image.iterancestors("figure", "p", "div", "blockquote")), None)
    return None if around is None or around.tag == "blockquote" or any(True for _ in around.iterancestors("blockquote")) else around


def stop_before(element: Any) -> None:
    """End the words before an element with a stop where they end with a colon, and no words in quotation marks follow it."""
    found = _before(element)
    if found is not None:
        holder, where = found
        text = getattr(holder, where).rstrip()
        if leads_to_nothing(text, _after(element)):
            setattr(holder, where, f"{text[:-1]}. ")


def leads_to_nothing(before: str, after: str) -> bool:
    """Tell whether words before what is not read end with a colon, and no words in quotation marks come after it."""
    return before.rstrip().endswith(_COLON) and not after.startswith(_QUOTED)


def _before(element: Any) -> tuple[Any, str] | None:
    """Return where the last words before an element stand: an element, and whether as its text or behind it; None where there are none."""
    for parent in list(islice(element.iterancestors(), _MOST_ABOVE)):
        for before in islice(element.itersiblings(preceding=True), _MOST_BESIDE):
            if (before.tail or "").strip():
                return before, "tail"
            if (found := last_words(before)) is not None:
                return found
        if (parent.text or "").strip():
            return parent, "text"
        element = parent
    return None


def _after(element: Any) -> str:
    """Return the first words behind an element, empty where there are none."""
    for _ in range(_MOST_ABOVE):
        if (element.tail or "").strip():
            return str(element.tail).lstrip()
        for following in islice(element.itersiblings(), _MOST_BESIDE):
            if isinstance(following.tag, str) and (text := "".join(following.itertext()).strip()):
                return text
            if (following.tail or "").strip():
                return str(following.tail).lstrip()
        element = element.getparent()
        if element is None:
            break
    return ""


def last_words(element: Any) -> tuple[Any, str] | None:
    """Return where the last words of an element stand: an element, and whether as its text or behind it."""
    for child in reversed(element):
        if (child.tail or "").strip():
            return child, "tail"
        if (found := last_words(child)) is not None:
            return found
    return (element, "text") if isinstance(element.tag, str) and (element.text or "").strip() else None
