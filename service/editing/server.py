"""The language server, by pygls (extra `lsp`): checks Markdown and text drafts when they are opened, changed and saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from service import __version__
from service.checking import articles
from service.checking.articles import Article
from service.checking.configuration import Configuration
from service.checking.findings import Problem, problems
from service.client import ClientError, DraftCheck
from service.editing.diagnostics import Shown, shown
from service.errors import OnrecordError

_PAUSE = 0.4  # seconds without a key before a draft is checked: the pause after a word is shorter
_MOST_TITLE = 80  # characters of the words that a menu shows
_NAME = "onrecord"
_FILE = {"markdown": "draft.md", "html": "draft.html", "restructuredtext": "draft.rst"}  # by the editor's name of the language
Ask = Callable[[Article, Configuration], DraftCheck]
"""Checks an article. Raises ClientError if the service does not answer, or refuses."""


def server(ask: Ask, settled: Configuration, service: str) -> LanguageServer:
    """Return the language server. `ask` is called in threads; `service`: the URL of the service, for links to its pages."""
    answering = LanguageServer(_NAME, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
    known: dict[str, list[tuple[types.Diagnostic, str | None]]] = {}  # by document, with their fixes

    async def check(uri: str, pause: float) -> None:
        version = answering.workspace.get_text_document(uri).version
        await asyncio.sleep(pause)
        document = answering.workspace.text_documents.get(uri)
        if document is None or document.version != version:
            return  # closed, or changed again: another check is on its way
        text = document.source
        try:
            found = await asyncio.to_thread(_found, uri, document.language_id or "", text, ask, settled)
        except (ClientError, OnrecordError) as error:
            _complain(answering, error)
            return
        if document.version != version:
            return
        rows = shown(text, document.lines, found, service)
        known[uri] = [(_diagnostic(answering, document, row), row.fix) for row in rows]
        answering.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, [diagnostic for diagnostic, _ in known[uri]], version)
        )

    @answering.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        await check(params.text_document.uri, 0.0)

    @answering.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await check(params.text_document.uri, _PAUSE)

    @answering.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await check(params.text_document.uri, 0.0)

    @answering.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        known.pop(params.text_document.uri, None)
        answering.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @answering.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        rows = known.get(params.text_document.uri, ())
        return [_fix(params.text_document.uri, found, fix) for found, fix in rows if fix and _overlap(found.range, params.range)]

    return answering


def _found(uri: str, language: str, text: str, ask: Ask, settled: Configuration) -> list[Problem]:
    name = PurePosixPath(unquote(urlsplit(uri).path)).name
    article = articles.read(_FILE.get(language, name), text.encode())
    return problems(article, ask(article, settled), settled) if text.strip() else []


def _complain(answering: LanguageServer, error: Exception) -> None:
    """Tell the person why a draft could not be checked, and leave what is shown as it is."""
    detail = error.detail or error.title if isinstance(error, OnrecordError) else str(error)
    answering.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"Onrecord: {detail}"))


def _diagnostic(answering: LanguageServer, document: TextDocument, row: Shown) -> types.Diagnostic:
    in_lines = types.Range(types.Position(*row.start), types.Position(*row.end))
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    return types.Diagnostic(
        range=answering.workspace.position_codec.range_to_client_units(document.lines, in_lines),
        severity=types.DiagnosticSeverity.Error if row.is_error else types.DiagnosticSeverity.Warning,
        code=row.rule,
        code_description=types.CodeDescription(row.page) if row.page else None,
        source=_NAME,
        message=row.message,
        related_information=[
            types.DiagnosticRelatedInformation(types.Location(related.uri, nowhere), related.message) for related in row.related
        ],
    )


def _fix(uri: str, found: types.Diagnostic, words: str) -> types.CodeAction:
    return types.CodeAction(
        title=f"Use the source’s words: “{_shortened(words)}”",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[found],
        edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(found.range, words)]}),
    )


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_TITLE else f"{words[:_MOST_TITLE]}…"


def _overlap(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
