"""The index in Redis: fingerprints of word runs that find the passages in which a claim may stand.

Everything in it is derived from the corpus and can be rebuilt from it. A document's pages are written by one command and
dropped by one: that is what makes it appear and disappear whole. Postings that point to a page which is not there are
ignored by readers, so a write that was cut short shows nothing.
"""

from __future__ import annotations

from service.index.asking.answers import Answers
from service.index.asking.index import Index
from service.index.server.connection import connect
from service.index.writing.generations import IndexWriter

__all__ = ["Answers", "Index", "IndexWriter", "connect"]
