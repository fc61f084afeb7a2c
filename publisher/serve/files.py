"""A file of the release as a response: conditional, in parts, in a prepared encoding."""

import os
import re
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from publisher import policies
from publisher.negotiation import coding
from publisher.serve.negotiation import header_of
from publisher.serve.release import ReleaseFile
from publisher.serve.response_cache import precondition

MAX_READ_WHOLE: Final = 1 << 18
"""Bytes of a file that is read whole; a larger one is sent from the disk piece by piece."""
FOREVER: Final = "public, max-age=31536000, immutable"
SHORTLY: Final = "public, max-age=300"
_HASHED: Final = re.compile(r"(?:static|feed|dumps/changes)/[^/]+\.[0-9a-f]{8,}\.\w+(?:\.\w+)?")
"""Paths with a digest of the content: it never changes."""
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def file_response(file: ReleaseFile, request: Request, *, links: str) -> Response:
    """Return the file, or 304, 412, 206 or 416, as the request's conditions have it.

    `links` is the value of its `Link` header.
    """
    encoding = coding(header_of(request, "accept-encoding"), tuple(file.codings))
    sent = file.codings[encoding] if encoding else file
    headers = _headers(file, tag=f'"{sent.tag}"', encoding=encoding, links=links)
    status = precondition(request, tag=headers["etag"], modified=file.modified)
    if status:
        return Response(status_code=status, headers=headers)
    described = {"content-type": file.content_type, "accept-ranges": "bytes", **headers}
    first = _first_byte(request, sent.size, headers)
    if first is None:
        if sent.size > MAX_READ_WHOLE:
            return _DiskResponse(sent, described, is_part=False)
        content = sent.location.read_bytes()
        _check_size(sent, len(content))
        return Response(content, headers=described)
    if first >= sent.size:
        return Response(
            status_code=416, headers={"content-range": f"bytes */{sent.size}", **headers}
        )
    return _DiskResponse(sent, described, is_part=True)


def _headers(file: ReleaseFile, *, tag: str, encoding: str, links: str) -> dict[str, str]:
    """Return the headers that a 304 has too.

    https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
    """
    headers = {
        "etag": tag,
        "last-modified": file.last_modified,
        "cache-control": FOREVER if _HASHED.fullmatch(file.path) else SHORTLY,
        policies.POLICY_HEADER: policies.policy_for_path(file.path),
    }
    if links:
        headers["link"] = links
    if file.codings:
        headers["vary"] = "accept-encoding"
    if encoding:
        headers["content-encoding"] = encoding
    return headers


def _first_byte(request: Request, size: int, headers: dict[str, str]) -> int | None:
    """Return where the range begins that is asked for; None if the whole file is to be sent.

    A range that is malformed or of another version gets the whole file, and so do several ranges,
    as a server may answer: https://www.rfc-editor.org/rfc/rfc9110#section-14.2
    """
    condition = header_of(request, "if-range")
    if request.method != "GET" or condition not in {"", headers["etag"], headers["last-modified"]}:
        return None
    match = _RANGE.fullmatch(header_of(request, "range").replace(" ", ""))
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0) if int(last) else size
    return None if last and int(last) < int(first) else int(first)


def _check_size(file: ReleaseFile, size: int) -> None:
    if size != file.size:
        raise OSError(f"{file.location} has another size than when it was published")


class _DiskResponse(FileResponse):
    """A file sent piece by piece: its part by the request's `Range`, or all of it."""

    chunk_size = 1 << 18

    def __init__(self, file: ReleaseFile, headers: dict[str, str], *, is_part: bool) -> None:
        status = os.stat(file.location)  # noqa: PTH116 -- what FileResponse takes
        _check_size(file, status.st_size)
        super().__init__(file.location, headers=headers, stat_result=status)
        self._is_part = is_part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Whether a part is sent is decided already: without this, an empty If-Range decided anew.
        decided = b"if-range" if self._is_part else b"range"
        headers = [pair for pair in scope["headers"] if pair[0] != decided]
        await super().__call__({**scope, "headers": headers}, receive, send)
