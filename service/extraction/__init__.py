"""Document → attributed quotations: pure functions of a text and what is known about it.

`extract` reads the marks of every paragraph, folds quotations into frames, finds the clause that attributes each, and
reads speaker, date, venue and original outlet off that clause. Every field carries the words it was read from, or is
None.
"""

from __future__ import annotations

from service.extraction.passages import extract

__all__ = ["extract"]
