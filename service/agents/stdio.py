"""The Model Context Protocol over standard input and output."""

from __future__ import annotations

from mcp.server.stdio import stdio_server

from service.agents.server import server
from service.agents.tools import Ask


async def run(ask: Ask) -> None:
    """Answer messages until standard input ends."""
    answering = server(ask, is_threaded=True)
    async with stdio_server() as (incoming, outgoing):
        await answering.run(incoming, outgoing, answering.create_initialization_options())
