"""Every data file can be loaded and says what each list is; no entry stands twice, and none is unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.extraction.english import lexicon
from service.knowledge import tables
from service.knowledge.gazetteer import Gazetteer
from tests.conftest import ROOT

SERVICE = ROOT / "service"
FILES = sorted(SERVICE.glob("**/data/*.txt"))
CODE = "\n".join(p.read_text(encoding="utf-8") for p in SERVICE.rglob("*.py"))
DATA = "\n".join(p.read_text(encoding="utf-8") for p in FILES)
IN_TEMPLATES = frozenset(re.findall(r"(?<!\w)@(\w+)", DATA))
IN_MODULES = frozenset(re.findall(r"[\"'](?=(\w+)[\"'])", CODE))  # without the mark behind, which may begin another
ENGLISH = SERVICE / "extraction" / "english" / "data"


def lists(path: Path):
    """(name, its comment, its lines) of each list of a file; a comment over all of them goes to those without one."""
    name, comment, lines, found, heading = path.stem, [], [], [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            if lines:
                found.append((name, " ".join(comment) or heading, lines))
            elif not found:
                heading = " ".join(comment)
            name, comment, lines = line.strip("[]"), [], []
        elif line.startswith("#"):
            comment.append(line.strip("# "))
        elif line.split("#")[0].strip():
            lines.append(line.split("#")[0].strip())
    return [*found, (name, " ".join(comment) or heading, lines)]


LISTS = [pytest.param(path, *part, id=f"{path.parents[1].name}-{part[0]}") for path in FILES for part in lists(path)]


def entries(lines, comment=""):
    """Entries are words, or lines where these have columns or single entries of several words."""
    is_by_line = (
        "One a line" in comment or any("|" in line for line in lines) or (all(len(line) < 60 for line in lines) and len(lines) > 3)
    )
    return lines if is_by_line else [word for line in lines for word in line.split()]


def test_there_are_data_files_of_english_and_of_the_world():
    assert {path.parents[1].name for path in FILES} >= {"english", "knowledge"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parents[1].name}-{p.stem}")
def test_lines_have_no_white_space_around_them_and_end(path):
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert text.splitlines() == [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize(("path", "name", "comment", "lines"), LISTS)
def test_list_is_said_to_be_something_and_has_entries_once(path, name, comment, lines):
    assert comment
    assert lines
    found = entries(lines, comment)
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize(("path", "name", "comment", "lines"), LISTS)
def test_list_is_sorted_where_its_comment_says_so(path, name, comment, lines):
    if re.search(r"\b[Ss]orted\b", comment):
        words = [word for line in lines for word in (line.split() if "|" not in line else [line.split("|")[0].strip()])]
        assert words == sorted(words)


@pytest.mark.parametrize(("path", "name", "comment", "lines"), LISTS)
def test_list_is_used(path, name, comment, lines):
    assert name in IN_TEMPLATES or name in IN_MODULES, f"no module or template of service names {name}"


def test_words_that_a_larger_list_takes_from_smaller_ones_stand_there_alone():
    code = "\n".join(path.read_text(encoding="utf-8") for path in ENGLISH.parent.glob("*.py"))
    for call in re.findall(r"(?<!tables\.)\bwords\((\"[^()]+\")\)", code):
        names = re.findall(r"\"(\w+)\"", call)
        words = [word for name in names for word in lexicon.words(name)]
        assert sorted(words) == sorted(set(words)), names


def test_plain_cues_are_no_other_forms_and_roles_no_titles_of_other_lists():
    assert not lexicon.PLAIN_CUES & lexicon.CUES
    assert not lexicon.words("roles") & lexicon.words("offices")
    assert not lexicon.words("titles") & lexicon.words("offices")


def test_english_lists_are_those_of_its_files():
    assert set(lexicon.names()) == {part[0] for path in ENGLISH.glob("*.txt") for part in lists(path)}


def test_a_list_that_no_file_has_is_an_error():
    with pytest.raises(KeyError):
        lexicon.words("no such list")


def test_tables_of_the_world_make_a_gazetteer():
    known = Gazetteer.load()
    assert all(row[0] for row in tables.rows("outlets"))
    assert known.masculine
    assert known.feminine
    assert known.organizations
