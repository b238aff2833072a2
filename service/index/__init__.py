"""The index in Redis: fingerprints of word runs, by which the passages that may contain a claim are found.

Everything in it is derived from the corpus and can be rebuilt from it. The pages of a document are written by one command and
deleted by one, so it appears and disappears whole. Readers ignore postings that point to a missing page, so a write that
was cut short shows nothing.
"""

from __future__ import annotations

from service.index.asking.answers import Answers
from service.index.asking.index import Index
from service.index.server.connection import connect
from service.index.writing.index_writer import IndexWriter

__all__ = ["Answers", "Index", "IndexWriter", "connect"]
