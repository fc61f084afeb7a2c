"""Whether the server lives, and whether it can answer: for whoever watches over it."""

import json

from publisher.pool import PoolError
from publisher.serve.messages import Response
from publisher.serve.served import Served


def alive() -> Response:
    """200: the process answers."""
    return _said(200, {"status": "alive"})


async def ready(served: Served, *, is_ready: bool) -> Response:
    """200 where a query was answered in each lane; 503 while the server ends or cannot answer."""
    if not is_ready:
        return _said(503, {"status": "ending"})
    try:
        await served.pool.ready()
    except PoolError as error:
        return _said(503, {"status": "no answer to a query", "detail": error.detail})
    return _said(200, {"status": "ready", "release": served.release.digest})


def _said(status: int, members: dict[str, str]) -> Response:
    headers = (("content-type", "application/json"), ("cache-control", "no-store"))
    return Response(status=status, headers=headers, body=json.dumps(members).encode())
