"""The supervisor of the service looks on after any error, and tells of each once."""

from __future__ import annotations

import pytest

from service.cli import serve
from service.cli.serve import Server
from service.errors import IndexUnavailable, OnrecordError
from service.settings import load
from tests.conftest import ROOT


class Failing(Server):
    """A supervisor whose looks fail as is told, one after another, and which then is told to stop."""

    def __init__(self, folder, errors):
        super().__init__(load(data=str(folder / "data"), corpus=str(ROOT / "corpus")), lambda *_: None)
        self._errors = list(errors)

    def _look(self):
        if self._errors:
            raise self._errors.pop(0)
        self._is_stopping = True


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(serve, "_FIRST_LOOKS_EVERY", 0.0)


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ([ValueError("odd")], ["ValueError: odd"]),
        ([ValueError("odd"), ValueError("odd"), KeyError("gone")], ["ValueError: odd", "KeyError: 'gone'"]),
        (
            [MemoryError(), RecursionError("deep"), OSError(28, "No space left on device")],
            ["MemoryError", "RecursionError: deep", "OSError"],
        ),
        ([UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")], ["UnicodeDecodeError"]),
        ([OnrecordError("no such file")], ["no such file"]),
        ([IndexUnavailable("the index does not answer")], []),  # whoever asks is told so, again and again
    ],
)
def test_no_error_ends_it(tmp_path, capsys, errors, told):
    assert Failing(tmp_path, errors)._supervise() == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(told)
    assert all(words in line for words, line in zip(told, lines, strict=True))


def test_a_first_sync_that_fails_without_an_index_ends_it_with_its_reason(tmp_path):
    reason = OnrecordError("the corpus cannot be listed")
    with pytest.raises(OnrecordError, match="cannot be listed"):
        Failing(tmp_path, [serve._CannotStart(reason)])._supervise()
