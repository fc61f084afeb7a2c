"""The tools by standard input and output, for a program that starts `publisher mcp`."""

from typing import Final

from mcp.server.stdio import stdio_server

from publisher.serve.agents.server import mcp_server
from publisher.serve.site_state import SiteState

_CLIENT: Final = "stdio"


async def serve_stdio(site: SiteState) -> None:
    """Answer until standard input ends."""
    server = mcp_server(site, lambda _context: _CLIENT)
    async with stdio_server() as (read_stream, write_stream):
        await server.run(read_stream, write_stream, server.create_initialization_options())
