"""A file of the release as a response: conditional, in parts, in a prepared encoding.

https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import re
from email.utils import parsedate_to_datetime
from typing import Final

from publisher import policies
from publisher.negotiation import coding
from publisher.serve.messages import Body, Headers, Request, Response, Slice
from publisher.serve.release import Entry

IN_MEMORY: Final = 1 << 18
"""Bytes of a file that is read whole; a larger one is sent from the disk piece by piece."""
FOREVER: Final = "public, max-age=31536000, immutable"
SHORTLY: Final = "public, max-age=300"
_HASHED: Final = re.compile(r"static/[^/]+\.[0-9a-f]{8,}\.\w+(?:\.\w+)?")
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def document(entry: Entry, request: Request, *, links: str) -> Response:
    """The file, or 304, 412, 206 or 416, as the request's conditions have it.

    `links` is the value of its `Link` header.
    """
    name = coding(request.headers.get("accept-encoding", ""), tuple(entry.codings))
    sent = entry.codings[name] if name else entry
    tag = f'"{sent.tag}"'
    headers = _headers(entry, tag=tag, coding_=name, links=links)
    status = precondition(request, tag=tag, modified=entry.modified)
    if status:
        return Response(status=status, headers=headers)
    described = (("content-type", entry.content_type), ("accept-ranges", "bytes"))
    part = _part(request, sent, tag=tag, last_modified=entry.last_modified)
    if part is None:
        return Response(
            headers=(*described, *headers), body=_body(sent, 0, sent.size), is_repeatable=True
        )
    if part == _UNSATISFIABLE:
        return Response(status=416, headers=(("content-range", f"bytes */{sent.size}"), *headers))
    start, end = part
    place = ("content-range", f"bytes {start}-{end - 1}/{sent.size}")
    return Response(
        status=206,
        headers=(*described, place, *headers),
        body=_body(sent, start, end - start),
    )


def precondition(request: Request, *, tag: str, modified: int | None) -> int:
    """304 or 412 where the request's conditions ask for it; else 0.

    `modified` is the time that `Last-Modified` says; of an answer that has none, a condition on it
    is ignored: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3. The order is that of https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
    """
    headers = request.headers
    if "if-match" in headers:
        if not _matches(headers["if-match"], tag, is_weak=False):
            return 412
    elif "if-unmodified-since" in headers and modified is not None:
        since = _seconds(headers["if-unmodified-since"])
        if since is not None and modified > since:
            return 412
    if "if-none-match" in headers:
        return 304 if _matches(headers["if-none-match"], tag, is_weak=True) else 0
    if "if-modified-since" in headers and modified is not None:
        since = _seconds(headers["if-modified-since"])
        return 304 if since is not None and modified <= since else 0
    return 0


def _headers(entry: Entry, *, tag: str, coding_: str, links: str) -> Headers:
    """Those that a 304 repeats: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5"""
    found = [
        ("etag", tag),
        ("last-modified", entry.last_modified),
        ("cache-control", FOREVER if _HASHED.fullmatch(entry.path) else SHORTLY),
    ]
    found.append((policies.POLICY_HEADER, policies.policy_for_path(entry.path)))
    if links:
        found.append(("link", links))
    if entry.codings:
        found.append(("vary", "accept-encoding"))
    if coding_:
        found.append(("content-encoding", coding_))
    return tuple(found)


_UNSATISFIABLE: Final = (-1, -1)


def _part(
    request: Request, entry: Entry, *, tag: str, last_modified: str
) -> tuple[int, int] | None:
    """The first byte asked for and the one after the last; None for the whole.

    One range: a request for several gets the whole, as a server may answer.
    """
    asked = request.headers.get("range", "")
    condition = request.headers.get("if-range", "")
    if not asked or request.method != "GET" or condition not in {"", tag, last_modified}:
        return None
    match = _RANGE.fullmatch(asked.replace(" ", ""))
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(entry.size - int(last), 0), entry.size
        return (start, end) if int(last) and entry.size else _UNSATISFIABLE
    start, end = int(first), min(int(last) + 1, entry.size) if last else entry.size
    if last and int(last) < start:
        return None
    return (start, end) if start < entry.size else _UNSATISFIABLE


def _body(entry: Entry, start: int, size: int) -> Body:
    if size > IN_MEMORY:
        return Slice(file=entry.file, start=start, size=size)
    with entry.file.open("rb") as file:
        file.seek(start)
        content = file.read(size)
    if len(content) < size:
        raise OSError(f"{entry.file} is shorter than it was")
    return content


def _matches(condition: str, tag: str, *, is_weak: bool) -> bool:
    if condition.strip() == "*":
        return True
    tags = re.findall(r'(?:W/)?"[^"]*"', condition)
    if is_weak:
        return tag.removeprefix("W/") in {one.removeprefix("W/") for one in tags}
    return tag in tags and not tag.startswith("W/")


def _seconds(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
