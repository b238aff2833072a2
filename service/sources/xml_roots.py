"""The table of XML formats, by their root elements: a format is a row here and a function `root element → documents`.

A feed and a page are read from their bytes, since those who publish them often break the rules of XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.formats import Given
from service.sources.safe_xml import parsed, root_of

_HEAD = 16384  # bytes in which the namespaces of a root element stand
Read = Callable[..., Iterable[Document | Given | UnreadableSource]]


class Root(NamedTuple):
    """`names`: of root elements, without namespaces; `reader`: module and function; `is_lax`: whether it is given the bytes;
    `mark`: what stands in the head of such a file, where its root element has another's name; `has_outlets`: whether its
    reader also takes the gazetteer, to look outlets up."""

    format: str
    names: tuple[str, ...]
    reader: str
    is_lax: bool = False
    mark: bytes = b""
    has_outlets: bool = False


ROOTS = (
    Root("wordpress", ("rss",), "wordpress:read_wxr", mark=b"wordpress.org/export/", has_outlets=True),
    Root("feed", ("rss", "feed", "RDF"), "feed:read_feed", is_lax=True, has_outlets=True),
    Root("html", ("html", "HTML"), "html:read_html", is_lax=True, has_outlets=True),
    Root("nitf", ("nitf",), "nitf:read_nitf", has_outlets=True),
    Root("newsml-g2", ("newsItem", "newsMessage", "itemSet", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"),
         "newsml:read_newsml_g2", has_outlets=True),
    Root("newsml", ("NewsML",), "newsml:read_newsml_1", has_outlets=True),
    Root("publicwhip", ("publicwhip",), "proceedings:read_publicwhip"),
    Root("tei", ("TEI", "teiCorpus"), "proceedings:read_tei"),
    Root("congressional-record", ("CRDoc", "record"), "proceedings:read_record"),
    Root("akoma-ntoso", ("akomaNtoso",), "parliaments:read_akoma_ntoso"),
    Root("bundestag", ("dbtplenarprotokoll",), "parliaments:read_bundestag"),
    Root("european-parliament", ("PV.DEBATE",), "parliaments:read_european_parliament"),
    Root("canada", ("Hansard",), "parliaments:read_canada"),
    Root("mediawiki", ("mediawiki",), "wiki:read_dump"),
    Root("ttml", ("tt",), "other_captions:read_ttml"),
    Root("timedtext", ("timedtext", "transcript"), "other_captions:read_timed_text"),
)  # fmt: skip


def read_xml(content: bytes, gazetteer: Gazetteer) -> Iterable[Document | Given | UnreadableSource]:
    """Return the documents of an XML file, whatever its format. Raises UnreadableSource for one that there is no reader for."""
    name = root_of(content)
    if name is None:
        raise UnreadableSource("this is not XML: there is no element in it")
    found = next((root for root in ROOTS if name in root.names and root.mark in content[:_HEAD]), None)
    if found is None:
        known = ", ".join(dict.fromkeys(root.format for root in ROOTS))
        raise UnreadableSource(f"no reader for XML with the root element <{name}>; there are readers for {known}")
    given = content if found.is_lax else parsed(content)
    read = _loaded(found.reader)
    return read(given, gazetteer) if found.has_outlets else read(given)


@cache
def _loaded(reader: str) -> Read:
    module, _, function = reader.partition(":")
    read: Read = getattr(import_module(f"service.sources.{module}"), function)
    return read
