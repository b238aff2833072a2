"""The table of formats: which files there are readers for, how each is taken apart into rows, and what reads a row.

A new format is a module with a function `bytes → documents` and a row of this table. A reader's version goes up when it reads
the same bytes otherwise than before, so that what it read is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import IO, NamedTuple

from service.errors import UnreadableSource
from service.records import Document
from service.sources import archives, epub, packing, rows, sheets
from service.sources.tables import pairs


class Given(NamedTuple):
    """A document of a file. `is_row`: it is one attributed quotation out of many at its address, and holds nothing else."""

    document: Document
    is_row: bool = False


Reader = Callable[..., Iterable[Document | Given | UnreadableSource]]  # an error stands for a part that cannot be read


class Format(NamedTuple):
    """`rows`: a file → its rows, which costs little; `reader`: module and function that read a row, loaded when first used.

    `has_fields`: whether its rows are objects, whose fields may have other names than ours; `has_outlets`: whether its reader also
    takes the gazetteer, to look outlets up.
    """

    name: str
    version: int
    suffixes: tuple[str, ...]
    rows: Callable[[IO[bytes]], Iterator[bytes]]
    reader: str
    has_fields: bool = False
    has_outlets: bool = False

    @property
    def read(self) -> Reader:
        """What reads a row."""
        return _loaded(self.reader)

    @property
    def row(self) -> str:
        """What a row is to whoever looks for it in the file."""
        return _ROW_NAMES.get(self.rows, "row")

    @property
    def is_whole(self) -> bool:
        """Whether a file is one row."""
        return self.rows is rows.whole


_X_ARCHIVES = (  # as the archives name them, older ones by the month
    ".tweets.js",
    "tweets.js",
    "tweet.js",
    *(f"tweets-part{n}.js" for n in range(20)),
    *(f"_{month:02}.js" for month in range(1, 13)),
)
_DUMPS = (".mediawiki.xml", "-pages-articles.xml", "-pages-articles-multistream.xml", "-pages-meta-current.xml")
_ROW_NAMES: dict[Callable[[IO[bytes]], Iterator[bytes]], str] = {
    rows.lines: "line",
    rows.web_pages: "page",
    rows.wiki_pages: "page",
    archives.wacz_pages: "page",
    archives.members: "file",
    epub.chapters: "chapter",
    rows.messages: "message",
}
_SINGLE = (
    Format("quotations", 5, (".quotations.jsonl", ".quotations.ndjson"), rows.lines, "attributed:read_quotation", True, True),
    Format("quotations-csv", 6, (".quotations.csv",), rows.table, "attributed:read_quotation", True, True),
    Format("jsonl", 16, (".jsonl", ".ndjson"), rows.lines, "records:read_row", True, True),
    Format("csv", 13, (".csv",), rows.table, "records:read_row", True, True),
    Format("tsv", 13, (".tsv",), rows.tabbed, "records:read_row", True, True),
    Format("json", 16, (".json", ".json3", ".ninjs", ".otr"), rows.whole, "records:read_json", True, True),
    Format("text", 17, (".txt", ".text"), rows.whole, "unmarked:read_text", has_outlets=True),
    Format("markdown", 13, (".md", ".markdown"), rows.whole, "markdown:read_markdown"),
    Format("html", 16, (".html", ".htm", ".xhtml"), rows.whole, "html:read_html", has_outlets=True),
    Format("feed", 12, (".rss", ".atom"), rows.whole, "feed:read_feed", has_outlets=True),
    Format("mediawiki", 8, _DUMPS, rows.wiki_pages, "wiki:read_page"),
    Format("xml", 13, (".xml", ".nitf", ".newsml", ".ttml", ".dfxp", ".itt"), rows.whole, "xml_roots:read_xml", has_outlets=True),
    Format("pdf", 13, (".pdf",), rows.whole, "pdf:read_pdf"),
    Format("docx", 14, (".docx", ".docm"), rows.whole, "docx:read_docx"),
    Format("subtitles", 11, (".srt", ".vtt"), rows.whole, "subtitles:read_subtitles"),
    Format("substation", 10, (".ass", ".ssa"), rows.whole, "other_captions:read_substation"),
    Format("sbv", 11, (".sbv",), rows.whole, "other_captions:read_sbv"),
    Format("scc", 8, (".scc",), rows.whole, "line_21:read_scc"),
    Format("talkbank", 1, (".cha",), rows.whole, "talkbank:read_chat"),
    Format("x-archive", 4, _X_ARCHIVES, rows.whole, "posts:read_archive"),
    Format("mail", 12, (".eml",), rows.whole, "mail:read_mail"),
    Format("mailbox", 12, (".mbox", ".mbx"), rows.messages, "mail:read_mail"),
    Format("mhtml", 12, (".mhtml", ".mht"), rows.whole, "saved_pages:read_mhtml", has_outlets=True),
    Format("webarchive", 12, (".webarchive",), rows.whole, "saved_pages:read_webarchive", has_outlets=True),
    Format("odt", 12, (".odt",), rows.whole, "odt:read_odt"),
    Format("spreadsheet", 7, (".xlsx", ".xlsm", ".ods"), sheets.table_rows, "records:read_row", True, True),
    Format("rtf", 12, (".rtf",), rows.whole, "rtf:read_rtf"),
    Format("wire", 3, (".tst", ".anpa", ".iptc"), rows.whole, "wire_text:read_wire", has_outlets=True),
    Format("doc", 12, (".doc",), rows.whole, "unmarked:read_doc", has_outlets=True),
    Format("epub", 3, (".epub",), epub.chapters, "epub:read_chapter"),
    Format("warc", 15, (".warc", ".arc", ".wet"), rows.web_pages, "warc:read_page", has_outlets=True),
    Format("wacz", 12, (".wacz",), archives.wacz_pages, "warc:read_page", has_outlets=True),
)
# What an archive holds is read otherwise whenever one of the others reads otherwise, so its version has a part of each.
FORMATS = (
    *_SINGLE,
    Format("zip", 1 + sum(f.version for f in _SINGLE), (".zip",), archives.members, "archives:read_member", False, True),
)
SUFFIXES = tuple(suffix + packed for f in FORMATS for suffix in f.suffixes for packed in ("", *packing.SUFFIXES))


@lru_cache(maxsize=1024)  # it is asked for every row of a file
def format_of(name: str) -> Format:
    """Return the format of a file, by its name. Raises UnreadableSource where there is no reader for it."""
    plain = packing.without_suffix(name.lower())
    for found in FORMATS:
        if plain.endswith(found.suffixes):
            return found
    if told := next((why for suffix, why in pairs("unread_suffixes") if plain.endswith(suffix)), None):
        raise UnreadableSource(f"{name}: {told}")
    raise UnreadableSource(
        f"{name}: no reader for this kind of file; there are readers for {', '.join(f.suffixes[0] for f in FORMATS)}, each also"
        f" packed as {', '.join(packing.SUFFIXES)}"
    )


def named(name: str, used: str | None) -> str:
    """Return a file's name with the suffix of a format in place of its own, and that of its packing after it. Raises UnreadableSource."""
    if used is None:
        format_of(name)
        return name
    suffix = next((f.suffixes[0] for f in FORMATS if f.name == used), None)
    if suffix is None:
        raise UnreadableSource(f"there is no format {used!r}; there are {', '.join(f.name for f in FORMATS)}")
    plain = packing.without_suffix(name)
    own = next((s for f in FORMATS for s in f.suffixes if plain.lower().endswith(s)), "")
    stem = plain[: len(plain) - len(own)] if own else plain.partition(".")[0]
    return f"{stem or 'file'}{suffix}{packing.suffix_of(name).lower()}"


@cache
def _loaded(reader: str) -> Reader:
    """Return the function of a reader, its module loaded when it is first used."""
    module, _, function = reader.partition(":")
    read: Reader = getattr(import_module(f"service.sources.{module}"), function)
    return read
