"""The words of a quotation as people are to read them: with an ellipsis where the source interrupts them. Pure."""

from __future__ import annotations

from schemas import shapes

GAP = " … "


def with_gaps(quotation: shapes.Quotation, start: int = 0, end: int | None = None) -> str:
    """Return a stretch of a quotation's text with an ellipsis between its parts; without one they would read as one sentence.

    `start`, `end`: code points of its `text`, in which a space stands between parts.
    """
    out, at = [], 0
    for part in quotation["parts"]:
        text = part["text"]
        stretch = text[max(0, start - at) : len(text) if end is None else max(0, end - at)]
        if stretch.strip():
            out.append(stretch)
        at += len(text) + 1
    return GAP.join(out)
