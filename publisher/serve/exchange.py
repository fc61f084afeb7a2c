"""The outermost layer: what holds for every response, and responses that were sent before."""

import time
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publisher import policies
from publisher.serve.access_log import AccessLog
from publisher.serve.answers import ResponseCut, client_of_request
from publisher.serve.metrics import Metrics
from publisher.serve.response_cache import CachedResponse, RequestKey, request_key

_CLIENT_CLOSED: Final = 499
"""As nginx counts a client that left before its response."""
_COMMON: Final = [
    (name.lower().encode(), value.encode()) for name, value in policies.COMMON_HEADERS.items()
]
_POLICY_HEADER: Final = policies.POLICY_HEADER.encode()
_CLOSE: Final = (b"connection", b"close")


class ExchangeMiddleware:
    """Answer a request as it was answered before, or by `app`; count and log each response.

    `has_cache`: a response is kept if its own `Cache-Control` is public. If `is_ending` is set,
    each response is the last one of its connection.
    """

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, access_log: AccessLog | None, has_cache: bool
    ) -> None:
        self.is_ending = False
        self._app = app
        self._metrics = metrics
        self._access_log = access_log
        self._has_cache = has_cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        site = scope["state"]["site"]
        key = request_key(scope) if self._has_cache else None
        cached = site.cache.response(key) if key else None
        status = 500
        try:
            if cached:
                scope["state"]["route"] = cached.route
                status = cached.status
                await self._repeat(cached, send)
            else:
                sender = _Sender(self, send, scope, key)
                try:
                    await self._app(scope, receive, sender.send)
                finally:
                    status = sender.status
                if not sender.is_complete:
                    status = _CLIENT_CLOSED
        except ClientDisconnect:
            status = _CLIENT_CLOSED
        except ResponseCut:
            self._metrics.count_cut()
            raise
        finally:
            seconds = time.perf_counter() - started
            route = scope["state"].get("route", "site")
            self._metrics.count(route, scope["method"], status, seconds)
            if self._access_log:
                self._access_log.write(
                    method=scope["method"],
                    route=route,
                    path=scope["path"].removeprefix(site.root),
                    query=scope["query_string"].decode("latin-1"),
                    client=client_of_request(scope, site),
                    status=status,
                    seconds=seconds,
                )

    async def _repeat(self, cached: CachedResponse, send: Send) -> None:
        headers = [*cached.headers, _CLOSE] if self.is_ending else cached.headers
        start = {"type": "http.response.start", "status": cached.status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": cached.body})


class _Sender:
    """Sends one response: with the headers of every response, and kept if it is public."""

    def __init__(
        self, layer: ExchangeMiddleware, send: Send, scope: Scope, key: RequestKey | None
    ) -> None:
        self.status = 500
        self.is_complete = False
        self._layer = layer
        self._send = send
        self._scope = scope
        self._key = key
        self._headers: list[tuple[bytes, bytes]] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._headers = headers = _complete(message["headers"])
            # Asked as late as this, because the server may begin to end while it answers.
            message["headers"] = [*headers, _CLOSE] if self._layer.is_ending else headers
        else:
            is_last = not message.get("more_body", False)
            # If a part went before, there is no whole body to keep.
            if self._key and is_last and self._headers and _is_public(self._headers):
                self._keep(self._key, message)
            self._headers = []
            self.is_complete = is_last
        await self._send(message)

    def _keep(self, key: RequestKey, message: Message) -> None:
        response = CachedResponse(
            route=self._scope["state"]["route"],
            status=self.status,
            headers=tuple(self._headers),
            body=bytes(message["body"]),
        )
        self._scope["state"]["site"].cache.keep(key, response)


def _complete(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return a response's headers with those of every one, and a policy for content without."""
    content_type = b""
    has_policy = False
    for name, value in headers:
        if name == b"content-type":
            content_type = value
        elif name == _POLICY_HEADER:
            has_policy = True
    if not content_type or has_policy:
        return [*headers, *_COMMON]
    policy = policies.policy_for_media_type(content_type.decode("latin-1"))
    return [*headers, (_POLICY_HEADER, policy.encode()), *_COMMON]


def _is_public(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(name == b"cache-control" and value.startswith(b"public") for name, value in headers)
