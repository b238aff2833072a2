"""Puts the Python client together, ready to be built: python clients/python/pack.py TARGET

The client is the part of the service's own modules that asks a running service. What belongs to it follows from the imports: the
modules that ROOTS name, and every module of this project that those import when they are loaded.
"""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGES = ("service", "schemas")
ROOTS = (
    "service.cli.main",
    # what the command line loads when it is asked for
    "service.cli.check",
    "service.cli.lsp",
    "service.cli.mcp",
    "service.cli.verify",
    "service.agents.stdio",
    "service.editing.server",
    "service.sources.docx",
)
WITHOUT = frozenset(
    {"service.sources"}
)  # packages that load all their modules: the client has some of these, and not the package's own code


def modules() -> dict[str, Path]:
    """Return the client's modules: their names, with their files."""
    found: dict[str, Path] = {}
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if path is None or name in found or name in WITHOUT:
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *_imported(path)]
    return dict(sorted(found.items()))


def pack(target: Path) -> Path:
    """Copy the client's files to a folder. Returns the folder."""
    for path in modules().values():
        copied = target / path.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
        for table in (path.parent / "data").glob("*.txt") if path.name == "tables.py" else ():
            (copied.parent / "data").mkdir(exist_ok=True)
            shutil.copyfile(table, copied.parent / "data" / table.name)
    for path, name in {
        HERE / "project.toml": "pyproject.toml",
        HERE / "README.md": "README.md",
        HERE / "onrecord_client.py": "onrecord_client.py",
        ROOT / "LICENSE": "LICENSE",
    }.items():
        shutil.copyfile(path, target / name)
    return target


def _file(name: str) -> Path | None:
    """Return the file of a module of this project, or None if it has no such module."""
    if name.partition(".")[0] not in PACKAGES:
        return None
    place = ROOT.joinpath(*name.split("."))
    return next((path for path in (place / "__init__.py", place.with_suffix(".py")) if path.exists()), None)


def _imported(path: Path) -> Iterator[str]:
    """Yield the names of what a module imports when it is loaded; a name may be that of something in a module."""
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    print(pack(Path(sys.argv[1] if len(sys.argv) > 1 else "build/python")))
