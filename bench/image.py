"""Count what the image holds as the Dockerfile makes it: base, environment and code, and whether they serve.

    .venv/bin/python bench/image.py                # with this Python
    .venv/bin/python bench/image.py python3.13     # with that of the image

Prints MB (1,000,000 bytes) of files: all that the lock installs (`installed`), then what the image has: `base`, which is the
interpreter, the libraries and the data of the machine that `script/rootfs.py` lays out, `environment` after `script/slim`, `code`, and
their `total`. A server is then started from these alone, in a root of its own where the system allows that. No engine is needed. The
base is this machine's: on the Debian of the Dockerfile with its Python, it is the image's.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ("schemas", "service", "extension", "openapi.yaml", "README.md", "LICENSE", "pyproject.toml", "setup.py")
# A command with the folder $root as its root, where $home is at its place, in namespaces of its own: no rights are needed, but on
# some machines leave to make these.
_ENTER = """
set -e
mkdir -p "$root$home"
mount --bind "$home" "$root$home"
mount --rbind /dev "$root/dev"
mount --rbind /proc "$root/proc"
PATH=$PATH:/usr/sbin:/sbin exec chroot "$root" "$@"
"""
APART = ("unshare", "--map-root-user", "--mount", "sh", "-c", _ENTER, "sh")


def megabytes(*places: Path) -> float:
    """Return the size of the files in some folders, in units of 1,000,000 bytes; a file with two names counts once."""
    files = [path for place in places for path in ([place] if place.is_file() else place.rglob("*"))]
    found = [path.stat() for path in files if path.is_file() and not path.is_symlink()]
    return round(sum({(status.st_dev, status.st_ino): status.st_size for status in found}.values()) / 1e6, 1)


def main(interpreter: str = sys.executable) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv, code, root = home / "venv", home / "app", home / "root"
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([interpreter, "-m", "venv", venv], **quiet)
        install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock"]
        subprocess.run([venv / "bin/python", *install], **quiet)
        whole = megabytes(venv)
        code.mkdir()
        for name in CODE:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(ROOT / name, code / name)
        subprocess.run([ROOT / "script/slim", venv], **quiet)
        programs = ["busybox"] if shutil.which("busybox") else []  # the Dockerfile installs it
        subprocess.run([venv / "bin/python", ROOT / "script/rootfs.py", root, code, *programs], **quiet)
        counted = {"base": megabytes(root), "environment": megabytes(venv), "code": megabytes(code)}
        counted["total"] = round(sum(counted.values()), 1)
        print(json.dumps({"installed": whole, **counted, "busybox": bool(programs), **serves(home)}))


def serves(home: Path) -> dict[str, bool]:
    """Whether a server on the sample corpus becomes ready, and whether it had nothing else of this machine."""
    shutil.copytree(ROOT / "corpus", home / "corpus")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    places = {"root": str(home / "root"), "home": str(home)}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home / "app"), "LANG": "C.UTF-8", **places}
    python = home / "venv/bin/python"
    alone = subprocess.run([*APART, python, "-c", ""], env=environment, capture_output=True, check=False).returncode == 0
    options = ["--port", port, "--data", home / "data", "--corpus", home / "corpus"]
    command = [python, "-m", "service.cli.main", "serve", *options]
    started = subprocess.Popen(
        [*(APART if alone else ()), *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with started as server:
        try:
            return {"serves": any(line.startswith("ready ") for line in server.stdout), "alone": alone}
        finally:
            server.terminate()
            server.communicate()


if __name__ == "__main__":
    main(*sys.argv[1:])
