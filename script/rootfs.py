"""Lay out what the image holds beside the environment and the code: ENVIRONMENT/bin/python script/rootfs.py FOLDER CODE [PROGRAM …]

FOLDER gets the interpreter that the environment was made with, the shared libraries that anything in either is linked against, the
programs named, certificates, and names of zones, users and services: no package manager, no Perl. The Debian packages that
files come from are recorded where scanners look for them, with their notices of copyright.

The standard library is an archive, from which Python imports as from a folder. Modules that the service imports, wherever it does, are
compiled, in archive, environment and code alike; others when they are asked for. A module of the service that cannot be imported
stops the build, unless what it needs is an extra that the environment does not have.
"""

from __future__ import annotations

import ast
import importlib
import os
import py_compile
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path
from py_compile import PycInvalidationMode as Invalidation
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

# Of the standard library: tests, windows, editing at a terminal, installers, the texts of help("topics"), what embeds Python elsewhere.
_UNUSED = (
    "__pycache__", "site-packages", "dist-packages", "test", "tests", "idlelib", "tkinter", "turtledemo", "turtle.py", "curses", "ensurepip",
    "lib2to3", "pydoc_data", "config-*", "_curses*.so", "readline.*.so", "_tkinter.*", "_test*.so", "_ctypes_test*", "_xxtestfuzz*", "xx*.so",
)  # fmt: skip
_BESIDE = ("os.py", "LICENSE.txt")  # by the one Python knows where its library is
# What is opened by name, so that no linker lists it.
_OPENED = (
    "/etc/debian_version", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/nsswitch.conf", "/etc/os-release", "/etc/protocols", "/etc/services",
    "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/usr/lib/locale/C.utf8", "/usr/lib/ssl", "/usr/share/ca-certificates",
    "/usr/share/common-licenses",
)  # fmt: skip
_EMPTY = ("dev", "etc", "proc", "root", "run", "sys", "usr/bin", "usr/lib", "usr/lib64", "usr/sbin", "var/lib/dpkg/status.d")
_USERS = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nonrecord:x:10001:10001::/data:/bin/false\n"
_GROUPS = "root:x:0:\nnogroup:x:65534:\nonrecord:x:10001:\n"
_LINKED = re.compile(r"(?:=> |^\s+)(/\S+) \(0x", re.MULTILINE)
_ROOMS = ("schemas", "service")
_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"


def main(folder: str, code: str, *programs: str) -> None:
    """Lay out the folder, which is made anew."""
    root, venv, base = Path(folder).absolute(), Path(sys.prefix), Path(sys.base_prefix)
    for name in _EMPTY:
        (root / name).mkdir(parents=True)
    for name in ("bin", "lib", "lib64", "sbin"):
        (root / name).symlink_to(f"usr/{name}")
    for name in ("tmp", "var/tmp"):
        (root / name).mkdir()
        (root / name).chmod(0o1777)
    (root / "etc/passwd").write_text(_USERS, encoding="utf-8")
    (root / "etc/group").write_text(_GROUPS, encoding="utf-8")
    _interpreter(root, base)
    laid = [path for program in programs for path in _laid(root, _found(program))]
    _applets(root)
    laid += [path for library in sorted(_linked([root, venv], own=(root, venv))) for path in _laid(root, library)]
    laid += [path for name in (*_OPENED, *_zones(root, venv)) for opened in _files(Path(name)) for path in _laid(root, opened)]
    _recorded(root, laid)
    subprocess.run([_found("ldconfig"), "-r", root], check=True)
    loaded = _loaded(Path(code).absolute())
    for source in loaded:
        if source.is_relative_to(venv) or source.is_relative_to(Path(code).absolute()):
            # by a hash of the source: times change with the layers of an image
            py_compile.compile(str(source), doraise=True, invalidation_mode=Invalidation.CHECKED_HASH)
    _library(root, base, loaded)


def _found(program: str) -> Path:
    path = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if path is None:
        sys.exit(f"script/rootfs.py: no {program} here")
    return Path(path)


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or the files and links below a folder; nothing if there is none."""
    if path.is_dir() and not path.is_symlink():
        yield from (below for below in sorted(path.rglob("*")) if below.is_symlink() or below.is_file())
    elif path.is_symlink() or path.is_file():
        yield path


def _laid(root: Path, path: Path) -> list[Path]:
    """Copy a file to its place below a folder; of a link, also the file that it leads to. Return the places."""
    place = path.parent.resolve() / path.name
    copy = root / place.relative_to("/")
    copy.parent.mkdir(parents=True, exist_ok=True)
    if place.is_symlink():
        if not copy.is_symlink():
            copy.symlink_to(os.readlink(place))
        return [place, *(_laid(root, place.parent / os.readlink(place)) if place.is_file() else [])]
    if not copy.exists():
        shutil.copy2(place, copy)
    return [place]


def _zones(root: Path, venv: Path) -> tuple[str, ...]:
    """Let the time zones of the machine be those of the package tzdata; without it, return where this machine's are."""
    if zones := next(venv.glob("lib/python3*/site-packages/tzdata/zoneinfo"), None):
        (root / "usr/share").mkdir(exist_ok=True)
        (root / "usr/share/zoneinfo").symlink_to(zones)
        return ()
    return ("/usr/share/zoneinfo",)


def _interpreter(root: Path, base: Path) -> None:
    """Copy the interpreter and its compiled modules, without symbols for debuggers."""
    names = [base / "bin" / name for name in ("python", "python3", _VERSION)]
    for path in [*names, *sorted((base / "lib").glob("libpython3*.so*"))]:
        if path.exists():
            _laid(root, path)
    modules = base / "lib" / _VERSION / "lib-dynload"
    shutil.copytree(modules, root / modules.relative_to("/"), ignore=shutil.ignore_patterns(*_UNUSED))
    subprocess.run([_found("strip"), "--strip-unneeded", *_linkable([root / base.relative_to("/")])], check=True)


def _library(root: Path, base: Path, loaded: set[Path]) -> None:
    """Write the archive of the standard library, with the bytecode of modules that were loaded."""
    library = base / "lib" / _VERSION
    archive = root / base.relative_to("/") / "lib" / f"{_VERSION.replace('.', '')}.zip"
    for name in _BESIDE:
        if (library / name).exists():
            _laid(root, library / name)
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as file, TemporaryDirectory() as folder:
        for path in sorted(library.rglob("*")):
            name = path.relative_to(library)
            if not path.is_file() or any(fnmatch(part, pattern) for part in name.parts for pattern in ("lib-dynload", *_UNUSED)):
                continue
            file.write(path, name)
            if path in loaded:
                there = f"/{archive.relative_to(root)}/{name}"
                py_compile.compile(str(path), f"{folder}/pyc", there, True, invalidation_mode=Invalidation.UNCHECKED_HASH)
                file.write(f"{folder}/pyc", name.with_suffix(".pyc"))


def _applets(root: Path) -> None:
    """Name what busybox can do."""
    if (busybox := root / "bin/busybox").exists():
        for name in subprocess.run([busybox, "--list"], check=True, capture_output=True, text=True).stdout.split():
            if not (root / "bin" / name).exists():
                (root / "bin" / name).symlink_to("busybox")


def _linkable(folders: Iterable[Path]) -> list[Path]:
    """Return the programs and libraries of the machine's kind in some folders."""
    return [path for folder in folders for path in folder.rglob("*") if not path.is_symlink() and path.is_file() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _linked(folders: list[Path], own: tuple[Path, ...]) -> set[Path]:
    """Return the libraries outside `own` that the compiled files in some folders need. Raises SystemExit for one that is not there."""
    told = subprocess.run([_found("ldd"), *_linkable(folders)], capture_output=True, text=True, check=False).stdout
    if missing := sorted(set(re.findall(r"\S+(?= => not found)", told))):
        sys.exit(f"script/rootfs.py: not found: {', '.join(missing)}")
    libraries = {Path(path) for path in _LINKED.findall(told)}
    return {path for path in libraries if not any(path.is_relative_to(folder) for folder in own)}


def _recorded(root: Path, laid: list[Path]) -> None:
    """Record the Debian packages of the files laid out as images without a package manager do, one file for each."""
    if not shutil.which("dpkg-query"):
        return
    query = _found("dpkg-query")
    names = {str(path) for path in laid} | {str(path).removeprefix("/usr") for path in laid}  # from before /lib was in /usr
    told = subprocess.run([query, "--search", *sorted(names)], capture_output=True, text=True, check=False).stdout
    for package in sorted({owner for line in told.splitlines() for owner in line.rpartition(": ")[0].split(", ")}):
        name = package.partition(":")[0]
        status = subprocess.run([query, "--status", package], capture_output=True, text=True, check=True).stdout
        (root / "var/lib/dpkg/status.d" / name).write_text(status, encoding="utf-8")
        for notice in _files(Path("/usr/share/doc") / name / "copyright"):
            _laid(root, notice)


def imported(code: Path) -> list[str]:
    """Return the names of all modules of the service, and of what they import anywhere, which may be names within a module."""
    names: set[str] = set()
    for path in sorted(path for room in _ROOMS for path in (code / room).rglob("*.py")):
        names.add(".".join(path.relative_to(code).with_suffix("").parts).removesuffix(".__init__"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return sorted(names)


def _loaded(code: Path) -> set[Path]:
    """Import what the service imports; return the sources of all modules that this loads."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(code))
    for name in imported(code):
        try:
            importlib.import_module(name)
        except ImportError as error:
            if _is_module(code, name) and find_spec((error.name or name).partition(".")[0]):
                raise  # it is not that an extra is not installed
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {Path(file) for file in files if file and file.endswith(".py")}


def _is_module(code: Path, name: str) -> bool:
    path = code.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


if __name__ == "__main__":
    main(*sys.argv[1:])
