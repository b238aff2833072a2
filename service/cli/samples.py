"""onrecord samples: the invented documents that come with the service."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from service import shipped
from service.checking.plain import many
from service.errors import SettingError


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="corpus")
def samples(folder: Path) -> None:
    """Write the sample documents into a folder, to try the service with.

    Their people, papers and words are invented. The folder is `corpus` unless another is named; one that holds something is left alone.

    \b
    Examples:
      onrecord samples && onrecord serve
      onrecord samples port-ellery
    """
    if folder.exists() and any(folder.iterdir()):
        raise SettingError(f"{folder} is not empty: name another folder")
    shutil.copytree(shipped("corpus"), folder, dirs_exist_ok=True)
    click.echo(f"{many(len([path for path in folder.iterdir() if not path.name.startswith('.')]), 'file')} in {folder}")
