"""The Model Context Protocol server, by the protocol's Python SDK (package `mcp`, extra `mcp`); transports are elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import mcp_types as types
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from service import __version__
from service.agents import answers
from service.agents.tools import BY_NAME, INSTRUCTIONS, TOOLS, Ask, Tool


def server(ask: Ask, *, is_threaded: bool = False) -> Server[Any]:
    """Return a server whose tools ask the service by `ask`: in the thread of the event loop, or `is_threaded` in others.

    The structured content of a tool's result is REST's answer as it is; its text is the short one of `answers`.
    """

    async def list_tools(_context: Any, _params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = BY_NAME.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name[:100]!r}; tools/list names them.")
        arguments = params.arguments or {}
        return await run_sync(call, tool, arguments, ask) if is_threaded else call(tool, arguments, ask)

    return Server(
        "onrecord",
        title="Onrecord",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        get_tool_input_schema=_schema_of,
    )


def call(tool: Tool, arguments: Mapping[str, Any], ask: Ask) -> types.CallToolResult:
    """Return the result of a tool. Whatever the service refuses is an error of the tool, which tells how to mend the call."""
    status, body = ask(tool.request(arguments))
    if status != HTTPStatus.OK:
        return _result(answers.refusal(body), body, is_error=True)
    return _result(tool.shorten(body), body)


def _schema_of(name: str) -> Mapping[str, Any] | None:
    return BY_NAME[name].input_schema if name in BY_NAME else None


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        description=tool.description,
        input_schema=dict(tool.input_schema),
        output_schema=dict(tool.output),
        annotations=types.ToolAnnotations(title=tool.title, read_only_hint=True, open_world_hint=False),
    )


def _result(short: Mapping[str, Any], body: Any, *, is_error: bool = False) -> types.CallToolResult:
    text = json.dumps(short, ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content=body if isinstance(body, dict) else None,
        is_error=is_error,
    )
