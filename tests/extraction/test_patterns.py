"""No regular expression that reads text takes time in the square of its length, or worse, whatever is repeated in it."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import itertools
import pkgutil
import re
import time
from pathlib import Path

import pytest

from service.knowledge.templates import Template

PACKAGES = ("service.extraction", "service.sources", "service.wording", "service.knowledge")
READS = frozenset(("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn"))
AT_START = frozenset(("match", "fullmatch"))  # these try one place; the others every place

# What texts repeat: letters, marks and white space, alone and in some pairs, and the shapes of names, numbers and mark-up.
# What stands once before it and after it keeps a pattern from starting, or from ending, where the repetition does.
CHARACTERS = ("a", "A", "1", " ", ".", ",", "-", "’", "“", "…", "/", "(")
SHAPES = (
    "J. ",
    "A.B. ",
    "of ",
    "de ",
    "Ann ",
    "the ",
    "May ",
    "last ",
    "1999 ",
    "al-",
    "’s ",
    "a, ",
    "A1",
    "<a ",
    '="',
    "&a",
    "\n",
)
PUMPED = ("a", "A", " ", ".")
ENDS = ("", "§")
TEXTS = (
    *(("", unit, end) for unit in (*CHARACTERS, *SHAPES) for end in ENDS),
    *itertools.product((*CHARACTERS, *SHAPES), PUMPED, "§"),
)

# characters: what is slow here already is exponential, and is not tried with more; small steps, for the next would take hours
SHORT = (16, 20, 25, 31, 39, 49, 61, 76, 95, 119)
AT_ONCE = 0.05  # CPU seconds; so few characters take any other pattern a thousandth of that
LONG = 800  # characters
FAST = 0.001  # CPU seconds: below that, steps in the square of LONG cannot be
GROWTH = 10  # for four times the text: linear is 4, quadratic 16


def patterns_in(value, depth=0):
    """The compiled patterns of text in a value, in what it contains and in the fields of its records."""
    if isinstance(value, re.Pattern):
        return [value] if isinstance(value.pattern, str) else []
    if isinstance(value, Template):
        return [value.pattern]
    if depth == 3:
        return []
    if isinstance(value, dict):
        inner = [*value.values()]
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, f.name) for f in dataclasses.fields(value)]
    else:
        inner = value if isinstance(value, list | tuple) else []
    return [pattern for part in inner for pattern in patterns_in(part, depth + 1)]


def methods():
    """{name: the methods that are called on it} in all modules of the packages; private names with their module before them."""
    found = {}
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in READS:
                name = getattr(node.value, "id", None) or getattr(node.value, "attr", "")
                found.setdefault(f"{module.__name__}.{name}" if name.startswith("_") else name, set()).add(node.attr)
    return found


def modules():
    for package in PACKAGES:
        root = importlib.import_module(package)
        yield from (importlib.import_module(info.name) for info in pkgutil.walk_packages(root.__path__, f"{package}."))


def all_patterns():
    """(name, pattern, whether it is tried at one place alone) of every pattern at the top of the packages' modules."""
    called = methods()
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_in(value)):
                used = called.get(f"{module.__name__}.{name}" if name.startswith("_") else name, set())
                yield f"{module.__name__.removeprefix('service.')}.{name}.{number}", pattern, bool(used) and used <= AT_START


PATTERNS = list(all_patterns())


def seconds(pattern, at_start, text):
    """CPU seconds in which all matches of a text are found."""
    began = time.process_time()
    if at_start:
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - began


def is_linear(pattern, at_start, before, unit, after):
    def took(length, times=1):
        text = before + unit * (length // len(unit)) + after
        return min(seconds(pattern, at_start, text) for _ in range(times))

    if any(took(length) > AT_ONCE and took(length, 2) > AT_ONCE for length in SHORT):
        return False
    if took(LONG) < FAST or took(LONG, 3) < FAST:
        return True
    return took(4 * LONG, 3) <= GROWTH * took(LONG, 5)


@pytest.mark.parametrize(("pattern", "at_start"), [p[1:] for p in PATTERNS], ids=[p[0] for p in PATTERNS])
def test_pattern_is_linear(pattern, at_start):
    slow = [text for text in TEXTS if not is_linear(pattern, at_start, *text)]
    assert not slow


@pytest.mark.parametrize(
    ("pattern", "at_start"),
    [(r"(?:[A-Z][A-Z.-]*|[A-Z]\.)+:", True), (r"(?:a+)+b", False), (r"[.…]+\s", False), (r"\s+$", False)],
)
def test_patterns_that_are_not_linear_are_told(pattern, at_start):
    assert not all(is_linear(re.compile(pattern), at_start, *text) for text in TEXTS)
