"""`/mcp`: the tools by streamable HTTP, without sessions: each request stands for itself.

https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
"""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from mcp.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from publisher import limits
from publisher.serve.agents.server import mcp_server
from publisher.serve.answers import client_of_request
from publisher.serve.body import read_body
from publisher.serve.negotiation import header_of
from publisher.serve.problems import Problem
from publisher.serve.requested_iri import host_of
from publisher.serve.site_state import SiteState

MCP: Final = "mcp"
_PORT: Final = re.compile(r":\d+$")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


async def mcp_endpoint(request: Request, site: SiteState) -> Response:
    """Return what answers a message by the SDK. Raises Problem."""
    _check_origin(request, site)
    _check_type(request)
    body = await read_body(request, _most_bytes(site))
    return _Exchange(
        mcp_server(site, lambda _context: client_of_request(request.scope, site)), body
    )


def _check_type(request: Request) -> None:
    media_type = header_of(request, "content-type").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(
            415,
            "Unsupported media type",
            "Post a message of the Model Context Protocol as application/json.",
            headers={"accept-post": "application/json"},
        )


def _most_bytes(site: SiteState) -> int:
    # A query as a text of JSON, each of its characters perhaps as \\u0041.
    return 6 * site.settings.query_size + limits.AGENT_BODY_BYTES


def _check_origin(request: Request, site: SiteState) -> None:
    """Raise Problem if a page of a host that only pretends to be this one asks (DNS rebinding).

    Pages of other sites may ask, as they may read everything else here: it is all public, nobody
    logs in, and nothing can be changed.
    """
    origin = header_of(request, "origin")
    if not origin:
        return
    host, asked = host_of(urlsplit(origin).netloc), host_of(header_of(request, "host"))
    is_own = asked in site.release.origins or _PORT.sub("", asked) in _LOOPBACK
    if host == asked and not is_own:
        raise Problem(
            403,
            "Not from this origin",
            f"No site of the name {asked[:100]} is served here; ask {site.release.base}{MCP}.",
        )


class _Exchange(Response):
    """One request and its answer, with a session manager of its own.

    The SDK's manager holds a group of tasks. As it lives for a request, nothing has to be started
    or ended with the server or with a release, and a request keeps the release that it came to.
    """

    def __init__(self, server: Server[Any], body: bytes) -> None:
        super().__init__()
        self._server = server
        self._request_body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        manager = StreamableHTTPSessionManager(
            self._server,
            json_response=True,
            stateless=True,
            max_request_body_size=max(len(self._request_body), 1),
        )
        messages: list[Message] = [
            {"type": "http.request", "body": self._request_body, "more_body": False}
        ]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        async with manager.run():
            await manager.handle_request(scope, replay, send)
