"""The least that an ASGI server can be asked: a page's worth of bytes, whoever asks for what."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]

PAGE: Final = b"x" * 8_192
_HEADERS: Final = [(b"content-type", b"text/html"), (b"content-length", b"%d" % len(PAGE))]


async def app(
    _scope: Message, _receive: object, send: Callable[[Message], Awaitable[None]]
) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": PAGE})
