"""Responses to the bytes of ASGI's messages, and the headers that all of them have."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping
from dataclasses import replace
from typing import Any, BinaryIO, Final, TypeAlias

from publisher import policies
from publisher.serve.messages import Response, Slice

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

PIECE: Final = 1 << 18
"""Bytes of a file that are read at once."""
COMMON: Final = tuple(
    (name.lower().encode(), value.encode()) for name, value in policies.COMMON_HEADERS.items()
)
WHOLE: Final = "publisher.http.response.whole"
"""An extension of ASGI's messages, https://asgi.readthedocs.io/en/latest/extensions.html: a whole
response in one, with the lines of its header as `head`. A server that has it writes it at once.
"""
_CLOSE: Final = "connection: close\r\n"
COMMON_LINES: Final = b"".join(b"%b: %b\r\n" % pair for pair in COMMON)
_WITHOUT_BODY: Final = frozenset({204, 304})


def secured(found: Response) -> Response:
    """The response with its policy, if it has content and no policy yet."""
    content_type = found.header("content-type")
    if not content_type or found.header(policies.POLICY_HEADER):
        return found
    policy = (policies.POLICY_HEADER, policies.policy_for_media_type(content_type))
    return replace(found, headers=(*found.headers, policy))


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """A request's headers by lower-case name; those that came twice joined by a comma."""
    found: dict[str, str] = {}
    for key, value in raw:
        name, text = key.decode("latin-1"), value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


async def send_response(
    response: Response, scope: Scope, send: Send, *, is_last: bool = False
) -> None:
    """Send a response, the last of its connection or not.

    What its body raises is raised, after which nothing more may be sent.
    """
    body = response.body
    if isinstance(body, bytes):
        await send_whole(whole(response, body, is_last=is_last), scope, send)
        return
    headers = _headers(response, is_last=is_last)
    if isinstance(body, Slice):
        headers.append((b"content-length", b"%d" % body.size))
        body = _pieces(body)
    await _start(send, response.status, headers)
    try:
        await _send_pieces(body, send)
    finally:
        await close(body)


def whole(response: Response, body: bytes, *, is_last: bool = False) -> Message:
    """The message of a response whose body is there.

    Raises RuntimeError where a header has a line break: it would begin a header of its own.
    """
    lines = [f"{name}: {value}\r\n" for name, value in response.headers]
    if response.status not in _WITHOUT_BODY:
        lines.append(f"content-length: {len(body)}\r\n")
    if is_last:
        lines.append(_CLOSE)
    head = "".join(lines).encode("latin-1")
    if not len(lines) == head.count(b"\n") == head.count(b"\r"):
        raise RuntimeError("a header has a line break")
    return {
        "type": WHOLE,
        "status": response.status,
        "head": head + COMMON_LINES,
        "body": body,
        "is_last": _CLOSE in lines,
    }


async def send_whole(message: Message, scope: Scope, send: Send) -> None:
    """Send what `whole` made, in two messages where the server has not its extension."""
    if WHOLE in scope.get("extensions", ()):
        await send(message)
        return
    lines = message["head"].split(b"\r\n")[:-1]
    await _start(send, message["status"], [tuple(line.split(b": ", 1)) for line in lines])
    await send({"type": "http.response.body", "body": message["body"]})


def _headers(response: Response, *, is_last: bool) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode(), value.encode("latin-1")) for name, value in response.headers]
    headers += COMMON
    if is_last:
        headers.append((b"connection", b"close"))
    return headers


async def _start(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _send_pieces(body: AsyncIterator[bytes], send: Send) -> None:
    async for piece in body:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def close(body: AsyncIterator[bytes]) -> None:
    """Stop whatever the pieces come from."""
    end = getattr(body, "aclose", None)
    if end:
        await end()


async def _pieces(part: Slice) -> AsyncIterator[bytes]:
    with part.file.open("rb") as file:
        file.seek(part.start)
        rest = part.size
        while rest:
            piece = await asyncio.to_thread(_read, file, min(rest, PIECE))
            if not piece:
                raise OSError(f"{part.file.name} is shorter than it was")
            rest -= len(piece)
            yield piece


def _read(file: BinaryIO, size: int) -> bytes:
    return file.read(size)
