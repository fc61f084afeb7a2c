"""While a project is written: build again when a file changes, and tell the open pages.

A page that is watched gets a script, which its own policy would forbid. The policy is widened for
this one script, on the author's machine alone.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from watchfiles import DefaultFilter, awatch

from publisher import policies
from publisher.serve.problems import Problem
from publisher.serve.site_state import SiteState

SCRIPT: Final = ".watch/reload.js"
EVENTS: Final = ".watch/events"
_PARTS: Final = ("ontology", "data", "shapes", "queries", "pyproject.toml")
_SCRIPT_TEXT: Final = files("publisher.serve").joinpath("static", "reload.js").read_bytes()
_STRICT: Final = "default-src 'none';"
_WIDER: Final = "default-src 'none'; script-src 'self'; connect-src 'self';"
_STRICT_IN_PAGE: Final = re.compile(_STRICT.encode())
_HEAD_END: Final = b"</head>"
_END: Final = b""
_NO_STORE: Final = {"cache-control": "no-store"}
_CONDITIONS: Final = frozenset(
    {b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-match", b"range"}
)
"""Headers that forbid to send a page whole and changed."""


class Watch:
    """Builds `site` from the project in `folder`, for `base`, at each change.

    `look` is set after a build.
    """

    def __init__(self, folder: Path, site: Path, *, base: str, look: asyncio.Event) -> None:
        self._folder = folder.resolve()
        self._base = base
        self._site = site
        self._look = look
        self._pages: set[asyncio.Queue[bytes]] = set()
        self._state = _event("findings", [])

    async def run(self) -> None:
        """Build at each change, as long as the server runs."""
        parts = [self._folder / part for part in _PARTS if (self._folder / part).exists()]
        async for _ in awatch(*parts, watch_filter=DefaultFilter()):
            await self._build()

    async def _build(self) -> None:
        # In a process of its own, because what a file contains may take long, or much memory.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "publisher", "build", "--quiet"),
            *("--project", str(self._folder), "--out", str(self._site)),
            *("--base", self._base),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        lines = output.decode("utf-8", "replace").splitlines()
        self._state = _event("findings", lines if process.returncode else [])
        self._send(self._state)
        self._look.set()

    def reload(self) -> None:
        """Have the open pages load again, because another release is served."""
        self._send(_event("reload", []))

    def close(self) -> None:
        """End the events of the open pages, so that the server can end."""
        self._send(_END)

    def _send(self, event: bytes) -> None:
        for page in self._pages:
            page.put_nowait(event)

    def response(self, path: str) -> Response:
        """Return the script, or the events that it listens to. Raises Problem for other paths."""
        if path == SCRIPT:
            headers = {"content-type": "text/javascript; charset=utf-8", **_NO_STORE}
            return Response(_SCRIPT_TEXT, headers=headers)
        if path == EVENTS:
            headers = {"content-type": "text/event-stream", **_NO_STORE}
            return StreamingResponse(self._events(), headers=headers)
        raise Problem(404, "Not found")

    async def _events(self) -> AsyncIterator[bytes]:
        page: asyncio.Queue[bytes] = asyncio.Queue()
        self._pages.add(page)
        try:
            event = self._state
            while event != _END:
                yield event
                event = await page.get()
        finally:
            self._pages.discard(page)

    def watching(
        self, handler: Callable[[Request, SiteState], Awaitable[Response]]
    ) -> Callable[[Request, SiteState], Awaitable[Response]]:
        """Return the handler with the script added to its pages."""

        async def watched(request: Request, site: SiteState) -> Response:
            headers = [pair for pair in request.scope["headers"] if pair[0] not in _CONDITIONS]
            scope = {**request.scope, "headers": headers}
            response = await handler(Request(scope, request.receive), site)
            _add_script(response, root=site.root)
            return response

        return watched


def _add_script(response: Response, *, root: str) -> None:
    """Add the script to a page; leave anything else as it is."""
    content_type = response.headers.get("content-type", "")
    is_whole = not isinstance(response, StreamingResponse | FileResponse)
    if not is_whole or not content_type.startswith("text/html"):
        return
    script = f'<script type="module" src="{root}{SCRIPT}"></script>'.encode()
    body = _STRICT_IN_PAGE.sub(_WIDER.encode(), bytes(response.body), count=1)
    response.body = body.replace(_HEAD_END, script + _HEAD_END, 1)
    policy = response.headers.get(policies.POLICY_HEADER) or policies.policy_for_media_type(
        content_type
    )
    for name in ("etag", "last-modified"):
        if name in response.headers:
            del response.headers[name]
    response.headers[policies.POLICY_HEADER] = policy.replace(_STRICT, _WIDER)
    response.headers["content-length"] = str(len(response.body))
    response.headers.append("cache-control", "no-store")


def _event(name: str, lines: list[str]) -> bytes:
    """https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation"""
    return f"event: {name}\ndata: {json.dumps(lines)}\n\n".encode()
