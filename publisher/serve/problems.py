"""Errors as problem details: JSON, or a page if the client prefers HTML.

https://www.rfc-editor.org/rfc/rfc9457
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Final

from starlette.responses import Response

from publisher.description import Link, SiteFrame
from publisher.errors import PublisherError
from publisher.media_types import content_type
from publisher.negotiation import prefers_page
from publisher.querypool import PoolError
from publisher.render.answers import problem_page

MEDIA_TYPE: Final = "application/problem+json"
_JSON: Final = (MEDIA_TYPE, "application/json")
_PERSONAL: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
"""Statuses that only this client gets, so that no shared cache may keep them."""


class Problem(PublisherError):  # noqa: N818 -- the standard's own word
    """What went wrong, for a program and for a person; `detail` says what to do instead.

    Raise it anywhere below an endpoint: it becomes the response. `links` are paths from the site's
    root that the client may have meant; `members` go into the JSON, such as `line` and `column`.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        *,
        links: tuple[Link, ...] = (),
        members: Mapping[str, object] = MappingProxyType({}),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(title, detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.links = links
        self.members = members
        self.headers = headers


def problem_response(
    problem: Problem, *, accept: str, path: str, frame: SiteFrame, root: str
) -> Response:
    """Return the problem as a page if `accept` prefers HTML, else as JSON.

    `root` is the path of the site's root. A client that accepts only Turtle or results gets JSON
    too, because a browser names HTML explicitly and a program does not.
    """
    is_page = prefers_page(accept, _JSON)
    if is_page:
        body = problem_page(
            frame,
            path=path,
            status=problem.status,
            title=problem.title,
            detail=problem.detail,
            suggestions=problem.links,
        ).content
    else:
        body = _json(problem, root)
    return Response(
        body,
        problem.status,
        {
            "content-type": content_type("text/html") if is_page else MEDIA_TYPE,
            "vary": "accept",
            "cache-control": "max-age=60" if _is_lasting(problem.status) else "no-store",
            **problem.headers,
        },
    )


def pool_problem(error: PoolError) -> Problem:
    """Return the query pool's error as the client reads it."""
    return Problem(
        error.status,
        error.title,
        error.detail,
        members={"line": error.line, "column": error.column} if error.line else {},
        headers={"retry-after": str(error.retry_after)} if error.retry_after else {},
    )


def _is_lasting(status: int) -> bool:
    """Return whether other clients would get the same answer for a while."""
    return status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _PERSONAL


def _json(problem: Problem, root: str) -> bytes:
    members: dict[str, object] = {"title": problem.title, "status": problem.status}
    if problem.detail:
        members["detail"] = problem.detail
    if problem.links:
        members["near"] = [
            {"title": link.label, "href": root + link.href} for link in problem.links
        ]
    return json.dumps({**members, **problem.members}, ensure_ascii=False, indent=1).encode()
