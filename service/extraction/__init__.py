"""Document → attributed quotations: pure functions of a text and what is known about it.

`extract` answers; `proposals` lists what every rule said on the way there; `voice_within` tells whose words a speaker passes on. The floors, from the ground up; each imports only
those below it:

- `page`: what holds in any language. Paragraphs, quotation marks, frames, and `Grammar`, what reading a language takes.
- `english`: fills `Grammar` for English. Its modules answer one question each; `english/__init__.py` lists them.
- `attribution`: who said it, when, where and to which outlet, through whatever grammar it is given.
- `grammars`: which language has which grammar.
- `passages`: the way of a document through all of them.

Every field of a passage carries the words it was read from, or is None.
"""

from __future__ import annotations

from service.extraction.english.reciting import Voice, voice_within
from service.extraction.passages import extract, proposals

__all__ = ["Voice", "extract", "proposals", "voice_within"]
