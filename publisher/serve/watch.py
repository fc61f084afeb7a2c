"""While a project is written: build again when a file changes, and tell the open pages.

A page that is watched gets a script, which its own policy would forbid. The policy is widened for
this one script, on the author's machine alone.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from watchfiles import Change, DefaultFilter, awatch

from publisher import policies
from publisher.publication.releases import RELEASES
from publisher.serve.problems import Problem
from publisher.serve.site_state import SiteState

SCRIPT: Final = ".watch/reload.js"
EVENTS: Final = ".watch/events"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFiles:
    """What is watched: files and folders, absolute.

    `command`: what builds their site at the path that follows as `--out`; it prints what is wrong.
    """

    paths: tuple[Path, ...]
    command: tuple[str, ...]

    def has(self, path: str) -> bool:
        """Return whether a path is one of the files, or in one of the folders but no release."""
        changed = Path(path)
        return RELEASES not in changed.parts and any(
            changed.is_relative_to(watched) for watched in self.paths
        )


class Watch:
    """Builds `site` from the watched files at each change.

    `look` is set after a build.
    """

    def __init__(self, files: WatchedFiles, site: Path, *, look: asyncio.Event) -> None:
        self._files = files
        self._lock = asyncio.Lock()
        self._site = site
        self._look = look
        self._pages: set[asyncio.Queue[bytes]] = set()
        self._state = _event("findings", [])

    async def run(self) -> None:
        """Build at each change, as long as the server runs."""
        folders = {path for path in self._files.paths if path.is_dir()}
        # An editor puts another file in the place of one, so its folder is watched.
        parents = {path.parent for path in self._files.paths if not path.is_dir()}
        async with asyncio.TaskGroup() as group:
            for paths, is_deep in ((folders, True), (parents, False)):
                if paths:
                    group.create_task(self._watch(paths, is_deep=is_deep))

    async def _watch(self, paths: Iterable[Path], *, is_deep: bool) -> None:
        async for _ in awatch(*paths, watch_filter=_Filter(self._files), recursive=is_deep):
            async with self._lock:
                await self._build()

    async def _build(self) -> None:
        # In a process of its own, because what a file contains may take long, or much memory.
        process = await asyncio.create_subprocess_exec(
            *(*self._files.command, "--out", str(self._site)),
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


class _Filter(DefaultFilter):
    """Takes the changes of the watched files; leaves out those of editors and of Git."""

    def __init__(self, files: WatchedFiles) -> None:
        super().__init__()
        self._files = files

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and self._files.has(path)


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
