"""Whether the server lives, and whether it can answer: for whoever watches over it."""

import asyncio
import json
from collections.abc import Callable

from publisher.addresses import SITE_DESCRIPTION
from publisher.querypool import PoolError
from publisher.serve.messages import Response
from publisher.serve.release import Release
from publisher.serve.served import Served


def alive() -> Response:
    """200: the process answers."""
    return _said(200, {"status": "alive"})


async def ready(served: Served, *, is_ready: Callable[[], bool]) -> Response:
    """200 if the release can be read and a query was answered in each lane; else, or while the
    server ends, 503.
    """
    if not await asyncio.to_thread(_is_readable, served.release):
        return _said(503, {"status": "the files of the release cannot be read"})
    try:
        await served.pool.check_health()
    except PoolError as error:
        return _said(503, {"status": "no answer to a query", "detail": error.detail})
    # Asked last, because the server may have begun to end meanwhile.
    if not is_ready():
        return _said(503, {"status": "ending"})
    return _said(200, {"status": "ready", "release": served.release.digest})


def _is_readable(release: Release) -> bool:
    """Whether a file that each release has can be read, and is still of the size it had."""
    entry = release.entries[SITE_DESCRIPTION]
    try:
        with entry.file.open("rb") as file:
            return len(file.read()) == entry.size
    except OSError:
        return False


def _said(status: int, members: dict[str, str]) -> Response:
    headers = (("content-type", "application/json"), ("cache-control", "no-store"))
    return Response(status=status, headers=headers, body=json.dumps(members).encode())
