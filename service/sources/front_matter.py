"""Front matter: what stands about a Markdown text before it, in YAML between lines of `---` or in TOML between lines of `+++`."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

import yaml

from service.errors import UnreadableSource
from service.sources.fields import OURS, with_common_names

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<head>.*?)(?:\n|\A)(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_CHARACTERS = 20_000


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields that are ours, or go by a common name, and the text. Raises UnreadableSource where it is no YAML or TOML."""
    match = _FRONT.match(text)
    if not match or len(match["head"]) > _MOST_CHARACTERS:
        return {}, text
    try:
        values = tomllib.loads(match["head"]) if match["mark"] == "+++" else yaml.safe_load(match["head"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise UnreadableSource(f"the front matter is broken: {' '.join(str(error).split())[:200]}") from None
    if values is not None and not isinstance(values, dict):
        return {}, text  # a rule, and text under it
    named = with_common_names({str(name).lower(): value for name, value in (values or {}).items()})
    return {name: _plain(named[name]) for name in OURS if name != "text" and name in named}, text[match.end() :].lstrip("\n")


def _plain(value: Any) -> Any:
    """A value as text: dates as ISO 8601 has them, names in a row."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(str(item) for item in value if isinstance(item, (str, int)))[:1000]
    return str(value) if isinstance(value, int) else value
