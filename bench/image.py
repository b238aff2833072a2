"""Count what the image adds to its base: the environment as the Dockerfile makes it, the code, and whether they serve.

    .venv/bin/python bench/image.py

Prints MB of files: everything the lock installs, the same after `script/slim`, the code. A server is then started from the
slimmed environment. The base image is not counted: no engine is needed to run this.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ("schemas", "service", "extension", "openapi.yaml", "README.md", "LICENSE", "pyproject.toml", "setup.py")


def megabytes(*places: Path) -> float:
    """Return the size of the files in some folders, in units of 1,000,000 bytes."""
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*"))]
    return round(sum(p.stat().st_size for p in files if p.is_file() and not p.is_symlink()) / 1e6, 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "venv"
        python, quiet = home / "bin" / "python", {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "venv", home], **quiet)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock"], **quiet)
        whole = megabytes(home)
        subprocess.run([ROOT / "script" / "slim", home], **quiet)
        counted = {"installed": whole, "slimmed": megabytes(home), "code": megabytes(*(ROOT / name for name in CODE))}
        print(json.dumps({**counted, "all": round(counted["slimmed"] + counted["code"], 1), "serves": serves(python, folder)}))


def serves(python: Path, folder: str) -> bool:
    """Whether a server on the sample corpus becomes ready in that environment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    command = [python, "-m", "service.cli.main", "serve", "--port", port, "--data", f"{folder}/data", "--corpus", ROOT / "corpus"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            return any(line.startswith("ready ") for line in server.stdout)
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
