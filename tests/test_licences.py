"""What the project is built on may be used as it is: the licence of every dependency and of every file that was taken over."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

from tests.conftest import ROOT

PERMISSIVE = (
    "apache",
    "mit",
    "bsd",
    "isc",
    "psf",
    "python software foundation",
    "zlib",
    "unlicense",
    "0bsd",
    "cnri",
    "hpnd",
    "cc0",
    "public domain",
)
WEAK = ("mpl", "mozilla public license")  # copyleft by the file: used unchanged
GROUP = re.compile(r"\(([^()]*)\)")
# What says nothing of its licence in its metadata, or offers several at once, as its own files say.
KNOWN = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # and those of what PDFium is built on, permissive all of them
    "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
}


def required(name: str, seen: set[str]) -> None:
    """Add a package and what it requires here."""
    name = re.sub(r"[-_.]+", "-", name).lower()
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # of another platform, or of an extra
    if name in seen:
        return
    seen.add(name)
    for line in found.requires or ():
        if "extra ==" not in line:
            required(re.split(r"[\s;<>=!~\[(]", line, maxsplit=1)[0], seen)


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    seen: set[str] = set()
    extras = (lines for name, lines in project["optional-dependencies"].items() if name != "test")
    for line in (*project["dependencies"], *(line for lines in extras for line in lines if not line.startswith(project["name"]))):
        required(re.split(r"[\s;<>=!~\[]", line, maxsplit=1)[0], seen)
    return sorted(seen)


def licence(found: Distribution) -> str:
    """The licence that a package states: an expression, classifiers, or the name in a short field."""
    known = found.metadata
    classifiers = [
        c.rpartition(" :: ")[2]
        for c in known.get_all("Classifier") or ()
        if c.startswith("License ::") and "Approved" not in c[-12:]
    ]
    stated = known.get("License-Expression") or " OR ".join(classifiers) or (known.get("License") or "").partition("\n")[0]
    return KNOWN.get(found.name.lower(), stated)


def may_be_used(stated: str) -> bool:
    """Whether one of the choices that an expression gives asks for nothing but what is permissive, or copyleft by the file alone."""
    inner = GROUP.sub(lambda match: re.sub(r"\s+or\s+", "|", match[1], flags=re.IGNORECASE) if " OR " in match[1] else "", stated)
    choices = re.split(r"\s+or\s+", inner, flags=re.IGNORECASE)
    return any(all(_is_fine(term) for term in re.split(r"\s+and\s+", choice, flags=re.IGNORECASE)) for choice in choices)


def _is_fine(term: str) -> bool:
    words = [word.strip().lower() for word in term.split("|")]
    return any("gpl" not in word and any(known in word for known in (*PERMISSIVE, *WEAK)) for word in words)


@pytest.mark.parametrize("name", dependencies())
def test_the_licence_of_a_dependency_lets_it_be_used(name):
    stated = licence(distribution(name))
    assert may_be_used(stated), f"{name}: {stated!r}"


@pytest.mark.parametrize(
    "stated", ["GPL-3.0-only", "AGPL-3.0 AND MIT", "LGPL-2.1 AND (MIT OR Apache-2.0)", "", "Proprietary", "SSPL-1.0"]
)
def test_others_would_be_noticed(stated):
    assert not may_be_used(stated)


@pytest.mark.parametrize("stated", ["MIT", "GPL-2.0-only OR MIT", "MPL-2.0 AND (Apache-2.0 OR MIT)", "BSD License"])
def test_these_are_fine(stated):
    assert may_be_used(stated)


def test_what_was_taken_over_is_listed_with_its_licence():
    told = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    vendored = [path for folder in ("service", "extension") for path in (ROOT / folder).rglob("*.standalone.js")]
    assert vendored
    for path in vendored:
        assert path.relative_to(ROOT).as_posix() in told
    for name in dependencies():
        assert f"| {name} |" in told, f"`python -m tests.test_licences` prints the table: {name} is not in it"


if __name__ == "__main__":
    for name in dependencies():
        print(f"| {name} | {licence(distribution(name))} |")
