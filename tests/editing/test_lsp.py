"""The language server, by pygls' client over standard input and output, against the service."""

from __future__ import annotations

import asyncio
import sys

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests import loops

SAID = "A ferry that never leaves the pier is a very expensive café"
URI = "file:///drafts/ferry.md"


class Editor(LanguageClient):
    """Gathers what the server says."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.diagnostics: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.diagnostics.put_nowait(params))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.put_nowait(params))

    async def open(self, text: str, uri: str = URI, language: str = "markdown") -> None:
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))

    async def next(self, queue):
        return await asyncio.wait_for(queue.get(), 30)


def edit(environment, work, folder):
    """Run `work(editor)` with a server of its own, started in a folder."""

    async def run():
        editor = Editor()
        await editor.start_io(sys.executable, "-m", "service.cli.main", "lsp", env=environment, cwd=str(folder))
        await editor.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        editor.initialized(types.InitializedParams())
        try:
            return await work(editor)
        finally:
            await editor.shutdown_async(None)
            editor.exit(None)
            await editor.stop()

    return loops.run(run())


@pytest.fixture
def environment(served):
    from tests.conftest import ROOT

    return {**served.environment, "PYTHONPATH": str(ROOT)}


def applied(text: str, edit: types.TextEdit) -> str:
    """The text after an edit, whose positions are in UTF-16."""
    lines = text.splitlines(keepends=True)

    def offset(place):
        line = lines[place.line].encode("utf-16-le")
        return sum(map(len, lines[: place.line])) + len(line[: 2 * place.character].decode("utf-16-le"))

    return text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]


def test_findings_are_diagnostics_with_the_source_and_its_words_as_a_fix(environment, served, tmp_path):
    text = f"# Ferry\n\n😀 “{SAID.replace('never', 'always')},” Ines Calloway said.\r\nNothing here.\n"

    async def work(editor):
        await editor.open(text)
        told = await editor.next(editor.diagnostics)
        (found,) = told.diagnostics
        assert (told.uri, told.version) == (URI, 1)
        assert (found.source, found.code, found.severity) == ("onrecord", "altered", types.DiagnosticSeverity.Error)
        assert (found.range.start.line, found.range.start.character) == (2, 4)  # the smile counts as two
        assert SAID in found.related_information[0].message
        assert found.related_information[0].location.uri.startswith("https://beacon.example/")
        assert served.get(found.code_description.href.removeprefix(served.base)).status_code == 200
        context = types.CodeActionContext([found])
        asked = types.CodeActionParams(types.TextDocumentIdentifier(URI), found.range, context)
        (action,) = await editor.text_document_code_action_async(asked)
        assert action.kind == types.CodeActionKind.QuickFix
        mended = applied(text, action.edit.changes[URI][0])
        assert mended == text.replace("always", "never")
        elsewhere = types.Range(types.Position(3, 0), types.Position(3, 1))
        assert not await editor.text_document_code_action_async(types.CodeActionParams(asked.text_document, elsewhere, context))

        whole = types.TextDocumentContentChangeWholeDocument(mended)
        for version in (2, 3):  # the first is changed again before it is checked
            editor.text_document_did_change(
                types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, URI), [whole])
            )
        told = await editor.next(editor.diagnostics)
        assert (told.version, list(told.diagnostics)) == (3, [])
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(URI)))
        assert not (await editor.next(editor.diagnostics)).diagnostics
        assert editor.diagnostics.empty()

    edit(environment, work, tmp_path)


def test_configuration_and_comments_count(environment, tmp_path):
    (tmp_path / ".onrecord.toml").write_text('fail-on = []\nignore = ["not_found"]\n')
    wrong = f"“{SAID.replace('never', 'always')},” Ines Calloway said."
    text = f"{wrong}\n\n“The herons own nineteen umbrellas in Lissadoon,” Orla Pettifer said.\n\n<!-- onrecord: ignore read on air -->\n{wrong}\n"

    async def work(editor):
        await editor.open(text)
        (found,) = (await editor.next(editor.diagnostics)).diagnostics
        assert found.severity == types.DiagnosticSeverity.Warning
        assert found.range.start.line == 0

    edit(environment, work, tmp_path)


def test_what_cannot_be_checked_is_told_as_a_message(environment, tmp_path):
    async def too_long(editor):
        await editor.open("x" * 200_001, "untitled:Untitled-1", "plaintext")
        told = await editor.next(editor.messages)
        assert told.type == types.MessageType.Error
        assert "text: Longer than" in told.message

    async def unanswered(editor):
        await editor.open("“We sail at noon,” said Peig.")
        assert "nothing listens there" in (await editor.next(editor.messages)).message

    edit(environment, too_long, tmp_path)
    edit({**environment, "ONRECORD_URL": "http://127.0.0.1:9"}, unanswered, tmp_path)
