"""Requests and responses without a server between them."""

import asyncio
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from publisher.serve.problems import Problem


def request_of(path: str = "", *, query: str = "", method: str = "GET", **headers: str) -> Request:
    """A request of a path below the root; `_` in a header's name stands for `-`."""
    return _request(b"", {"path": f"/{path}", "method": method}, query, headers)


def posted(body: bytes, *, query: str = "", **headers: str) -> Request:
    return _request(body, {"path": "/sparql", "method": "POST"}, query, headers)


def _request(
    body: bytes, scope: Mapping[str, str], query: str, headers: Mapping[str, str]
) -> Request:
    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    pairs = [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, value in headers.items()
    ]
    fields = {"query_string": query.encode("latin-1"), "headers": pairs, "http_version": "1.1"}
    return Request({"type": "http", **scope, **fields}, receive)


def sent(response: Response, request: Request) -> Response:
    """The response as a server gets it, with all of its body."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def wait() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    asyncio.run(response(request.scope, wait, send))
    start, *parts = messages
    whole = Response(b"".join(part["body"] for part in parts), start["status"])
    whole.raw_headers = list(start["headers"])
    return whole


def refused(respond: Callable[[], object]) -> Problem:
    """The problem that a call raises."""
    try:
        respond()
    except Problem as problem:
        return problem
    raise AssertionError("no problem")
