"""The table of JSON formats, by the names of their fields: a format is a row here, a test and a function `object → documents`.

What no row knows is a document in our field names or in common ones, which `records` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from service.errors import UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources.formats import Given
from service.sources.shapes import JsonObject

Read = Callable[..., Iterable[Document | Given | UnreadableSource]]


class Shape(NamedTuple):
    """`marks`: fields of which an object must have one for it to be looked at at all; `test`, `reader`: functions of its module;
    `has_outlets`: whether its reader also takes the gazetteer, to look outlets up."""

    format: str
    marks: frozenset[str]
    module: str
    test: str
    reader: str
    has_outlets: bool = False

    def is_it(self, values: JsonObject) -> bool:
        """Tell whether an object is of this format."""
        return bool(_loaded(self.module, self.test)(values))

    def read(self, values: JsonObject, gazetteer: Gazetteer) -> Iterable[Document | Given | UnreadableSource]:
        """Return the documents of an object of this format. Raises UnreadableSource."""
        read: Read = _loaded(self.module, self.reader)
        return read(values, gazetteer) if self.has_outlets else read(values)


def _marks(names: str) -> frozenset[str]:
    return frozenset(names.split())


SHAPES = (
    Shape("ninjs", _marks("uri guid altids standard $standard"), "ninjs", "is_ninjs", "read_ninjs", True),
    Shape("contentful", _marks("sys"), "headless", "is_entry", "read_entry", True),
    Shape("reddit", _marks("kind"), "reddit", "is_reddit", "read_reddit"),
    Shape("arc", _marks("content_elements"), "cms", "is_ans", "read_ans"),
    Shape("drupal", _marks("data"), "cms", "is_drupal", "read_drupal"),
    Shape("recording", _marks("results response utterances audio_url recognizedPhrases monologues transcript transcription segments events words"),
          "recordings", "is_recording", "read_recording"),
    Shape("otranscribe", _marks("media-time media-source"), "by_hand", "is_otranscribe", "read_otranscribe"),
    Shape("gdelt", _marks("quotes"), "gdelt", "is_quotation_graph", "read_quotation_graph"),
    Shape("congressional-record", _marks("content"), "proceedings", "is_record", "read_record_json"),
    Shape("hansard", _marks("Overview"), "hansard_api", "is_debate", "read_debate"),
    Shape("x", _marks("id_str author_id data tweet_id rawContent isRetweet"), "posts", "is_tweet", "read_tweet"),
    Shape("bluesky", _marks("$type record value post feed thread"), "posts", "is_bluesky", "read_bluesky"),
    Shape("mastodon", _marks("account attributedTo object orderedItems"), "posts", "is_mastodon", "read_mastodon"),
    Shape("slack", _marks("ts"), "chats", "is_slack", "read_slack"),
    Shape("discord", _marks("guild"), "chats", "is_discord", "read_discord"),
    Shape("facebook", _marks("timestamp comments_v2 comments"), "social_exports", "is_facebook", "read_facebook"),
    Shape("instagram", _marks("media"), "social_exports", "is_instagram", "read_instagram"),
    Shape("threads", _marks("permalink"), "social_exports", "is_threads", "read_threads"),
    Shape("linkedin", _marks("ShareCommentary"), "social_exports", "is_linkedin", "read_linkedin"),
    Shape("youtube", _marks("kind"), "social_exports", "is_youtube", "read_youtube"),
    Shape("telegram", _marks("messages chats"), "telegram", "is_telegram", "read_telegram"),
    Shape("apple-news", _marks("components"), "apple_news", "is_apple_news", "read_apple_news"),
    Shape("claim-review", _marks("claimReviewed dataFeedElement claims"), "claim_reviews", "is_claim_review", "read_claim_reviews", True),
    Shape("envelope", _marks("response data items _items articles stories results result docs posts statuses entries documents news hits item db quotes quotations"),
          "envelopes", "is_envelope", "read_envelope", True),
)  # fmt: skip


def shape_of(values: JsonObject) -> Shape | None:
    """Return the format of an object, None where it is of none of these."""
    names = values.keys()
    return next((shape for shape in SHAPES if not shape.marks.isdisjoint(names) and shape.is_it(values)), None)


@cache
def _loaded(module: str, function: str) -> Any:
    return getattr(import_module(f"service.sources.{module}"), function)
