"""`.onrecord.toml`: what a repository says about its checks, found upwards from where the check runs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from schemas.vocabulary import RULES
from service.errors import SettingError

NAME = ".onrecord.toml"


@dataclass(frozen=True, slots=True)
class Configuration:
    """`fail_on`: rules whose findings are errors, the others are warnings; None: as the severity of each says. `ignore`: rules that are not told of at all;
    `per_file_ignores`: the same for paths that a pattern fits."""

    url: str | None = None
    outlet: str | None = None
    interviews: tuple[str, ...] = ()
    fail_on: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str | None = None
    offline: str = "fail"  # or skip: what happens where no service answers

    def ignored(self, path: str) -> frozenset[str]:
        """Return the rules that are not reported for a path."""
        own = (rule for pattern, rules in self.per_file_ignores if fnmatch(path, pattern) for rule in rules)
        return frozenset((*self.ignore, *own))


_KEYS = {f.name.replace("_", "-"): f for f in fields(Configuration)}
_LISTS = ("interviews", "fail-on", "ignore", "exclude")


def load(path: Path | None = None) -> Configuration:
    """Return the configuration of a file, or of the nearest one upwards from here; the defaults where there is none.

    Raises SettingError naming the file, the key and the mend.
    """
    file = path or next((f for folder in (Path.cwd(), *Path.cwd().parents) if (f := folder / NAME).is_file()), None)
    if file is None:
        return Configuration()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(f"{file}: {error}") from None
    return _configuration(file, content)


def rules(names: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Return names of rules that there are. Raises SettingError with a suggestion."""
    for name in names:
        if name not in RULES:
            raise SettingError(f"{where}: there is no rule {name!r}{_suggestion(name, RULES)}; there are {', '.join(RULES)}")
    return names


def _configuration(file: Path, content: Mapping[str, object]) -> Configuration:
    values: dict[str, Any] = {}
    for key, value in content.items():
        if key not in _KEYS:
            raise SettingError(f"{file}: there is no key {key!r}{_suggestion(key, _KEYS)}; there are {', '.join(_KEYS)}")
        name = _KEYS[key].name
        if key == "per-file-ignores":
            if not isinstance(value, dict):
                raise SettingError(f"{file}: {key} is a table of patterns, each with a list of rules")
            values[name] = tuple((pattern, rules(_strings(file, f"{key}.{pattern}", r), str(file))) for pattern, r in value.items())
        elif key in _LISTS:
            values[name] = _strings(file, key, value)
            if key in ("fail-on", "ignore"):
                rules(values[name], str(file))
        elif key == "offline" and value not in ("fail", "skip"):
            raise SettingError(f'{file}: offline is "fail" or "skip"')
        elif isinstance(value, str):
            values[name] = value
        else:
            raise SettingError(f"{file}: {key} must be text")
    return Configuration(**values)


def _strings(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingError(f'{file}: {key} must be a list of texts, such as ["altered"]')
    return tuple(value)


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f", do you mean {close[0]!r}?" if close else ""
