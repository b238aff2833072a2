"""Front matter: what stands about a Markdown text before it, in YAML between lines of `---` or in TOML between lines of `+++`."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

import yaml

from service.errors import UnreadableSource
from service.sources.fields import tidied, with_common_names

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<head>.*?)(?:\n|\A)(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_CHARACTERS = 20_000


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields that are ours, or go by a common name, and the text.

    Raises UnreadableSource where it is not YAML or TOML, or says that it is a draft.
    """
    match = _FRONT.match(text)
    if not match or len(match["head"]) > _MOST_CHARACTERS:
        return {}, text
    try:
        values = tomllib.loads(match["head"]) if match["mark"] == "+++" else yaml.safe_load(match["head"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise UnreadableSource(f"the front matter is broken: {' '.join(str(error).split())[:200]}") from None
    if values is not None and not isinstance(values, dict):
        return {}, text  # a rule, and text under it
    named = with_common_names({str(name).lower(): _plain(value) for name, value in (values or {}).items()})
    if named.get("draft") is True or named.get("published") is False:  # as Hugo and Jekyll say it
        named["status"] = "draft"
    return {name: value for name, value in tidied(named).items() if name != "text"}, text[match.end() :].lstrip("\n")


def _plain(value: Any) -> Any:
    """Return a date as ISO 8601 has it, any other value as it is."""
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value
