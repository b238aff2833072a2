"""Options that several commands share: what a person says of a file that it does not say itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from schemas.vocabulary import KINDS
from service.errors import SettingError, UnreadableSource

_HELP = {
    "kind": f"Kind of document: {', '.join(KINDS[:-1])} or {KINDS[-1]}.",
    "outlet": "Outlet that published it.",
    "date": "Publication date.",
    "speaker": "Sole speaker of a speech or post.",
    "title": "Title.",
}


def told_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for what a file does not say, as one argument `told`: {name: text}."""

    @wraps(command)
    def with_told(*arguments: Any, **options: Any) -> Any:
        from service.sources.told import checked

        given = {name: value for name in _HELP if (value := options.pop(f"said_{name}")) is not None}
        try:
            told = checked(given)
        except UnreadableSource as error:
            raise SettingError(error.detail) from None
        return command(*arguments, told=told, **options)

    for name, text in reversed(_HELP.items()):
        with_told = click.option(f"--{name}", f"said_{name}", metavar=name.upper(), help=text)(with_told)
    return with_told
