"""Pages of debates that set each speech in an element of its own → transcripts: Hansard (https://hansard.parliament.uk) and TheyWorkForYou.

Who speaks is told by an element beside the words, so nothing is guessed. What is set without a name is a note of the clerk's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import metadata
from service.sources.days import day_of
from service.sources.proceedings import named_office
from service.sources.speakers import plain_label
from service.sources.tidying import in_one_line, tidy
from service.sources.transcripts import Turn, transcript


class _Site(NamedTuple):
    """The classes by which a site marks a speech, who speaks, what they are, its paragraphs or what holds them, and the day of the debate."""

    speech: str
    name: str
    office: str
    words: str
    day: str


_SITES = (
    _Site("contribution", "primary-text", "secondary", "hs_", "sub-title"),
    _Site("debate-speech", "debate-speech__speaker__name", "debate-speech__speaker__position", "debate-speech__content", "lead"),
)


def site_of(text: str) -> _Site | None:
    """Return the site that a page's source has the classes of, None for any other page."""
    return next((site for site in _SITES if site.name in text and site.words in text and site.speech in text), None)


def debate_of(tree: Any, site: _Site, gazetteer: Gazetteer, address: str | None) -> Document | None:
    """Return the transcript of a page's tree that is of a debate, None for one on which nobody speaks."""
    if next(_speeches(tree, site), None) is None:
        return None
    known, _ = metadata.of_page(tree, gazetteer, address)
    if not known.get("published"):
        day = next((day for e in _of_class(tree, site.day) if (day := day_of(in_one_line(e)))), None)
        known = {**known, "published": day, "published_basis": "text"} if day else known
    tidy(tree)
    return transcript(list(_speeches(tree, site)), known)


def _speeches(tree: Any, site: _Site) -> Iterator[Turn]:
    """Yield the speeches of a page in order."""
    for speech in _of_class(tree, site.speech):
        named = next(_of_class(speech, site.name), None)
        words = "\n\n".join(filter(None, map(in_one_line, _paragraphs(speech, site))))
        if named is None or not words:
            continue
        inner = next(_of_class(named, site.office), None)
        office = in_one_line(inner) if inner is not None else ""
        label = plain_label(in_one_line(named).removesuffix(office).strip())
        name, role = named_office(label) if label else (None, None)
        yield Turn(words, name, role=role, is_change=True)


def _paragraphs(speech: Any, site: _Site) -> Iterator[Any]:
    """Yield the paragraphs of a speech: those of a class of the site's, or those within an element of such a class."""
    for paragraph in speech.iter("p"):
        around = (paragraph, *paragraph.iterancestors())
        if any((e.get("class") or "").startswith(site.words) for e in around[: around.index(speech)]):
            yield paragraph


def _of_class(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements within one that have a class, in order."""
    return (e for e in element.iter() if isinstance(e.tag, str) and name in (e.get("class") or "").split())
