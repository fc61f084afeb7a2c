"""The SDK's own client, called from tests that are not asynchronous."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent

Result = TypeVar("Result")


def with_client(
    address: str, ask: Callable[[Client], Awaitable[Result]], *, mode: str = "auto"
) -> Result:
    """What `ask` returns, of a client at an address."""

    async def run() -> Result:
        async with Client(address, mode=mode) as client:
            return await ask(client)

    return asyncio.run(run())


def with_process(
    arguments: list[str], ask: Callable[[Client], Awaitable[Result]], *, mode: str = "auto"
) -> Result:
    """What `ask` returns, of a client that has started `publisher mcp`."""

    async def run() -> Result:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-m", "publisher", "mcp", "--quiet", *arguments]
        )
        async with Client(stdio_client(parameters), mode=mode) as client:
            return await ask(client)

    return asyncio.run(run())


def call(address: str, name: str, /, **arguments: object) -> dict[str, Any]:
    """The data of a tool's answer, which has a text too."""
    result = called(address, name, **arguments)
    assert not result.is_error, text_of(result)
    assert text_of(result).strip()
    data: dict[str, Any] = result.structured_content
    return data


def refused(address: str, name: str, /, **arguments: object) -> str:
    """What a tool says that cannot answer."""
    result = called(address, name, **arguments)
    assert result.is_error
    return text_of(result)


def called(address: str, name: str, /, **arguments: object) -> CallToolResult:
    return with_client(address, lambda client: client.call_tool(name, dict(arguments)))


def text_of(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))
