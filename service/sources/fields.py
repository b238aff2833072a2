"""Fields of JSON and tables under other names than ours: those that a caller tells, and those that are common.

A name may lead into nested objects and lists: `content.body`, `authors.0.name`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import unescape
from typing import Any

import orjson

from service.errors import UnreadableSource
from service.sources.days import day_of
from service.sources.tables import entries

OURS = ("text", "title", "url", "outlet", "published", "kind", "speaker", "venue", "author", "modified")
QUOTATION = ("quotation", "role", "date")
LONGEST_FIELD = 2000  # characters, as of the API's fields by default
# What news-please, Common Crawl's readers, schema.org, Media Cloud, Mastodon and the APIs of large publishers call them; compared
# without case, spaces and underscores. The first that has a value wins.
_COMMON = {
    "text": ("body", "content", "maintext", "article_body", "article_text", "full_text", "body_text", "body_html", "body_xhtml", "story",
             "story_text", "transcript", "html", "content_text", "content_html", "text_content", "plaintext", "body_value", "article_content",
             "main_text", "article", "paragraphs", "volltext", "artikeltext", "inhalt", "texte", "contenu", "texto", "contenido", "testo"),
    "title": ("headline", "heading", "web_title", "title_page", "titel", "überschrift", "schlagzeile", "titre", "título", "titulo", "titolo"),
    "url": ("link", "canonical_url", "web_url", "source_url", "permalink", "article_url", "uri"),
    "outlet": ("source", "publisher", "publication", "source_name", "media_name", "news_outlet", "media_outlet", "news_source", "newspaper", "source_domain", "site_name",
               "source_hostname", "website", "hostname", "domain", "medium", "zeitung", "quelle", "medienname", "medio", "fuente", "journal",
               "testata"),
    "published": ("date_published", "publication_date", "date_publish", "publish_date", "published_at", "published_date", "published_on",
                  "pub_date", "web_publication_date", "first_publish_date", "post_date", "posted_at", "created_at", "version_created",
                  "timestamp", "date", "datetime", "date_created", "created", "created_on", "date_issued", "issued", "first_published",
                  "published_time", "published_date_time", "release_date", "air_date", "post_time", "publication_time", "display_date",
                  "date_publication", "fecha", "datum", "erscheinungsdatum", "veröffentlicht", "veröffentlicht_am", "fecha_de_publicación",
                  "date_de_publication"),
    "author": ("authors", "byline", "creator", "writer", "autor", "autorin", "autoren", "verfasser", "auteur", "autore"),
    "modified": ("date_modified", "date_modify", "modified_at", "updated_at", "last_modified", "updated"),
    "venue": ("location", "place"),
    "status": ("post_status", "pubstatus", "workflow_state", "state"),
}  # fmt: skip
_OF_A_KIND = ("medium", "medio", "source")  # names of fields that may tell the kind of a medium and not its name
_INNER = (
    "rendered",
    "name",
    "value",
    "main",
    "basic",
    "original",
    "text",
    "#text",
    "html",
    "title",
)  # where an object has what it stands for
_NO, _YES = (False, "false", "False", "FALSE", "no", "0"), (True, "true", "True", "TRUE", "yes", "1")
_FLAGS = {"ispublished": _NO, "isdraft": _YES, "draft": _YES}  # names of fields, folded, with the values of what was not published
_MOMENTS = ("$date", "$numberLong", "_seconds", "seconds", "date", "datetime", "iso", "value", "rendered", "timestamp")
_LETTERS = re.compile(
    r"</?(?:em|i|b|strong|span|sup|sub|small|mark|u|cite|font|a)(?:\s[^<>]{0,500})?>", re.IGNORECASE
)  # how words are set
_FILE_TITLE = re.compile(r"^Microsoft (?:Word|PowerPoint) - (?P<name>.+?)(?:\.[a-z]{3,4})?$")  # what its printing to PDF writes
_BY = re.compile(r"^by:?\s+(?=\S)", re.IGNORECASE)
_KIND_NAMES = {"speech": "speech", "transcript": "transcript", "post": "post", "tweet": "post", "release": "release",
               "pressrelease": "release", "article": "article", "interview": "interview", "qa": "interview", "questionandanswer": "interview"}  # fmt: skip


def mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    """`ours=theirs` pairs as a mapping. Raises UnreadableSource naming what is wrong."""
    out: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip() or ours.strip() not in (*OURS, *QUOTATION):
            raise UnreadableSource(f"a field is given as OURS=THEIRS with one of {', '.join((*OURS, *QUOTATION))}, not {pair!r}")
        out[ours.strip()] = theirs.strip()
    return out


def mapping_of(content: bytes) -> dict[str, str]:
    """Return a mapping of our fields to others, kept as a JSON object. Raises UnreadableSource."""
    try:
        values = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise UnreadableSource(f"what tells the names of its fields is not JSON: {error}") from None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise UnreadableSource("what tells the names of its fields is no object of texts")
    return mapping(tuple(f"{ours}={theirs}" for ours, theirs in values.items()))


def renamed(row: bytes, names: Mapping[str, str]) -> bytes:
    """Return a row of JSON with our fields in place of those that are named; a row that is not JSON as it is."""
    try:
        content = orjson.loads(row)
    except orjson.JSONDecodeError:
        return row
    many = content if isinstance(content, list) else [content]
    out = [{**item, **{ours: _at(item, path) for ours, path in names.items()}} if isinstance(item, dict) else item for item in many]
    return orjson.dumps(out if isinstance(content, list) else out[0])


def with_common_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's fields, those that go by a common name under ours where ours is not there."""
    out = {
        name: value for name, value in values.items() if not (name == "published" and value in (True, "true", "True", "t", "yes"))
    }
    by_name: dict[str, object] = {}
    for name, value in out.items():
        if not _is_blank(value):
            by_name.setdefault(folded(name), value)
    if address(by_name.get("source")):
        by_name.setdefault("url", by_name.pop("source"))  # an address is where it comes from, and nobody's name
    for name in [n for n in _OF_A_KIND if str(by_name.get(n)).casefold() in entries("media_kinds")]:
        del by_name[name]
    for ours in (*OURS, "status"):
        if _is_blank(out.get(ours)) and (found := next((by_name[n] for n in _names_of(ours) if n in by_name), None)) is not None:
            out[ours] = found
    return out


def tidied(values: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields of a document as exports write them, in the forms that ours have; other fields are left out.

    Entities are decoded in all but the text, whose reader decides what it is. Raises UnreadableSource for what was not published.
    """
    require_published(values.get("status"))
    if values.get("published") is False or values.get("published") in ("false", "False"):
        raise UnreadableSource("it is not published: a field of it says so")
    if any(
        folded(name) in _FLAGS and value in _FLAGS[folded(name)] for name, value in values.items() if isinstance(value, (bool, str))
    ):
        raise UnreadableSource("it is not published: a field of it says so")
    out: dict[str, object] = {
        name: text for name in ("title", "outlet", "speaker", "venue") if (text := plain_text(values.get(name)))
    }
    if "title" in out:
        out["title"] = plain_title(out["title"])
    out["text"] = values.get("text")
    out["author"] = plain_names(values.get("author"))
    out["url"] = address(values.get("url"))
    out["published"] = day_of(_bare_moment(values.get("published")))
    out["modified"] = values["modified"] if isinstance(values.get("modified"), str) else None
    kind = values.get("kind")
    out["kind"] = _KIND_NAMES.get(folded(kind)) if isinstance(kind, str) else None
    return {name: value for name, value in out.items() if value is not None}


def _bare_moment(value: Any) -> Any:
    """Return a moment out of the objects that databases export it in: MongoDB's `$date`, Firestore's `_seconds`, and the like."""
    for _ in range(3):  # such as {"$date": {"$numberLong": "…"}}
        if not isinstance(value, dict):
            break
        value = next((value[name] for name in _MOMENTS if not _is_blank(value.get(name))), None)
    return value


def require_published(status: Any) -> None:
    """Raise UnreadableSource for what its source says was not published, or was withdrawn."""
    if isinstance(status, str) and status.strip().casefold() in entries("unpublished"):
        raise UnreadableSource(f"it is not published: its status is {status.strip()!r}")


def by_hand(value: Any) -> str | None:
    """Return a title or an author of a document's properties, None for what programs write there where nobody has said anything."""
    plain = plain_text(value)
    if plain is None or plain.casefold().strip("()") in entries("placeholders"):
        return None
    return _FILE_TITLE.sub(r"\g<name>", plain)


def plain_text(value: Any) -> str | None:
    """Return a field's text with its entities decoded and white space folded; of an object what it stands for; None where it names nothing."""
    for _ in range(3):  # such as {"name": {"main": …}}
        if not isinstance(value, dict):
            break
        value = next((value[name] for name in _INNER if not _is_blank(value.get(name))), None)
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = " ".join(unescape(unescape(value)).split())  # some systems encode twice
    return None if not text or text.casefold() in entries("nobody") else text


def plain_title(value: Any) -> str | None:
    """Return a title as plain text, without the tags that set letters of it."""
    text = plain_text(value)
    return plain_text(_LETTERS.sub("", text)) if text and "<" in text else text


def plain_names(value: Any) -> str | None:
    """Return the names of authors, separated by commas: of a text, an object or a list of either."""
    items = [
        item for item in (value if isinstance(value, list) else [value]) if not isinstance(item, int)
    ]  # numbers are of accounts
    names = [_BY.sub("", name) for item in items if (name := plain_text(item))]
    return ", ".join(dict.fromkeys(names)) or None


def address(value: Any) -> str | None:
    """Return a web address, or None for anything else: only http and https, with no space or control character in it."""
    text = value.strip() if isinstance(value, str) else ""
    is_web = text.lower().startswith(("http://", "https://")) and len(text) <= LONGEST_FIELD
    return text if is_web and not any(c.isspace() or not c.isprintable() for c in text) else None


def is_known(name: str) -> bool:
    """Return whether a name is that of a field of ours, or a common one for it."""
    return any(folded(name) in _names_of(ours) for ours in (*OURS, "status")) or name.strip().casefold() in (
        *QUOTATION,
        "quote",
        "quoteid",
    )


@cache
def _names_of(ours: str) -> tuple[str, ...]:
    """Return the names that a field of ours goes by, our own first."""
    return (folded(ours), *(folded(name) for name in _COMMON.get(ours, ())))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a field's name without case, spaces and what joins its words."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _is_blank(value: Any) -> bool:
    """Return whether a field has no value, be it none or an empty one."""
    return value is None or value in ("", [], {})


def _at(item: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path into nested objects and lists, None where there is none."""
    if path in item:
        return item[path]
    value: Any = item
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value
