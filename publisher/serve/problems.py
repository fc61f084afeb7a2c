"""Errors as problem details, JSON or a page by what the client accepts.

https://www.rfc-editor.org/rfc/rfc9457
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from publisher.description import Link, SiteFrame
from publisher.media_types import content_type
from publisher.negotiation import prefers_page
from publisher.render.answers import problem_page
from publisher.serve.messages import Headers, Request, Response

MEDIA_TYPE: Final = "application/problem+json"
_JSON: Final = (MEDIA_TYPE, "application/json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, for a program and for a person; `detail` says what to do instead."""

    status: int
    title: str
    detail: str = ""
    links: tuple[Link, ...] = ()
    """What the client may have meant; hrefs are paths from the site's root."""
    members: Mapping[str, object] = field(default_factory=dict)
    """More for programs, such as `line` and `column`."""
    headers: Headers = ()


def response(problem: Problem, request: Request, *, frame: SiteFrame, root: str) -> Response:
    """The problem in the form that the client likes best: JSON where it takes neither.

    `root` is the path of the site's root.
    """
    # Programs that ask for Turtle or for results get JSON; a browser names HTML itself.
    is_page = prefers_page(request.accept, _JSON)
    if is_page:
        body = problem_page(
            frame,
            path=request.path,
            status=problem.status,
            title=problem.title,
            detail=problem.detail,
            suggestions=problem.links,
        ).content
    else:
        body = _json(problem, root)
    return Response(
        status=problem.status,
        headers=(
            ("content-type", content_type("text/html") if is_page else MEDIA_TYPE),
            ("vary", "accept"),
            ("cache-control", "max-age=60" if _is_lasting(problem.status) else "no-store"),
            *problem.headers,
        ),
        body=body,
    )


def _is_lasting(status: int) -> bool:
    """Whether another client would get the same answer, so that a cache may keep it."""
    return status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _PERSONAL


_PERSONAL: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


def _json(problem: Problem, root: str) -> bytes:
    members: dict[str, object] = {"title": problem.title, "status": problem.status}
    if problem.detail:
        members["detail"] = problem.detail
    if problem.links:
        members["near"] = [{"title": one.label, "href": root + one.href} for one in problem.links]
    return json.dumps({**members, **problem.members}, ensure_ascii=False, indent=1).encode()
