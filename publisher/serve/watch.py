"""While a project is written: build again when a file changes, and tell the open pages.

A page that is watched gets a script, which its own policy would forbid: the policy is widened for
this one script, on the author's machine alone.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from watchfiles import DefaultFilter, awatch

from publisher import policies
from publisher.serve.messages import Request, Response
from publisher.serve.problems import Problem

SCRIPT: Final = ".watch/reload.js"
EVENTS: Final = ".watch/events"
_PARTS: Final = ("ontology", "data", "shapes", "queries", "pyproject.toml")
_SCRIPT: Final = files("publisher.serve").joinpath("static", "reload.js").read_bytes()
_STRICT: Final = "default-src 'none';"
_WIDER: Final = "default-src 'none'; script-src 'self'; connect-src 'self';"
_POLICY: Final = re.compile(_STRICT.encode())
_HEAD_END: Final = b"</head>"
_END: Final = b""
_CONDITIONS: Final = frozenset(
    {"accept-encoding", "if-none-match", "if-modified-since", "if-match", "range"}
)


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
        """Build at each change, for as long as the server runs."""
        parts = [self._folder / part for part in _PARTS if (self._folder / part).exists()]
        async for _ in awatch(*parts, watch_filter=DefaultFilter()):
            await self._build()

    async def _build(self) -> None:
        # In a process of its own: what a file holds may take long, or much memory.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "publisher", "build", "--quiet"),
            *("--project", str(self._folder), "--out", str(self._site)),
            *("--base", self._base),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        lines = said.decode("utf-8", "replace").splitlines()
        self._state = _event("findings", lines if process.returncode else [])
        self._tell(self._state)
        self._look.set()

    def reload(self) -> None:
        """Have the open pages load again: another release is served."""
        self._tell(_event("reload", []))

    def close(self) -> None:
        """Let the open pages go, so that the server can end."""
        self._tell(_END)

    def _tell(self, event: bytes) -> None:
        for page in self._pages:
            page.put_nowait(event)

    def answer(self, request: Request) -> Response | Problem:
        """The script, or the events that it listens to."""
        no_store = ("cache-control", "no-store")
        if request.path == SCRIPT:
            headers = (("content-type", "text/javascript; charset=utf-8"), no_store)
            return Response(headers=headers, body=_SCRIPT)
        if request.path == EVENTS:
            headers = (("content-type", "text/event-stream"), no_store)
            return Response(headers=headers, body=self._events())
        return Problem(status=404, title="Not found")

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

    def unconditional(self, request: Request) -> Request:
        """The request as if it asked for the whole file: its page is about to be changed."""
        kept = {name: one for name, one in request.headers.items() if name not in _CONDITIONS}
        return replace(request, headers=kept)

    def watched(self, found: Response, *, root: str) -> Response:
        """A page with the script in it; anything else as it is."""
        if not isinstance(found.body, bytes):
            return found
        if not found.header("content-type").startswith("text/html"):
            return found
        script = f'<script type="module" src="{root}{SCRIPT}"></script>'.encode()
        body = _POLICY.sub(_WIDER.encode(), found.body, count=1)
        headers = tuple(
            (name, value.replace(_STRICT, _WIDER) if name == policies.POLICY_HEADER else value)
            for name, value in found.headers
            if name not in {"etag", "last-modified"}
        )
        return replace(
            found,
            headers=(*headers, ("cache-control", "no-store")),
            body=body.replace(_HEAD_END, script + _HEAD_END, 1),
        )


def _event(name: str, lines: list[str]) -> bytes:
    """https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation"""
    return f"event: {name}\ndata: {json.dumps(lines)}\n\n".encode()
