"""Puts the JavaScript package together: python clients/javascript/pack.py TARGET

The client is the module that the service's own pages load. openapi.d.ts is written by openapi-typescript, if npx can run it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GENERATOR = "openapi-typescript@7.13.0"


def pack(target: Path) -> Path:
    """Copy the package's files to a folder, without openapi.d.ts. Returns the folder."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "service" / "http" / "static" / "client.js", target / "client.js")
    for name in ("client.d.ts", "package.json", "README.md"):
        shutil.copyfile(HERE / name, target / name)
    return target


def add_types(target: Path) -> None:
    """Write openapi.d.ts. Raises CalledProcessError or OSError if the generator cannot be run."""
    npx = shutil.which("npx") or "npx"
    optional = "--default-non-nullable=false"  # what has a default need not be sent
    command = [npx, "--yes", GENERATOR, optional, str(ROOT / "openapi.yaml"), "-o", str(target / "openapi.d.ts")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    made = pack(Path(sys.argv[1] if len(sys.argv) > 1 else "build/javascript"))
    add_types(made)
    print(made)
