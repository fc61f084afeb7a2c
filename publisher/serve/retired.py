"""Retired resources: 410 with what replaced one, or 301 to the one that it was merged into.

https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11
"""

from typing import Final

from starlette.responses import Response

from publisher.description import Link
from publisher.identity import Replacement, RetiredPage
from publisher.serve.files import SHORTLY
from publisher.serve.problems import Problem
from publisher.serve.release import ReleaseFile

_SUCCESSOR: Final = "successor-version"
"""The relation to what replaced a resource: https://www.rfc-editor.org/rfc/rfc5829#section-3.3"""


def merged(page: RetiredPage, *, root: str) -> Response:
    """Return a 301 to what a resource was merged into."""
    headers = {"location": _address(page.replaced_by[0], root), "cache-control": SHORTLY}
    return Response(status_code=301, headers=headers)


def gone(page: RetiredPage, file: ReleaseFile | None, *, root: str, describedby: str) -> Response:
    """Return a 410 with a document of a retired resource, which says what replaced it.

    `file`: the document that the client accepts. `describedby`: the address of that document.
    Raises Problem if there is none.
    """
    successors = [f'<{_address(by, root)}>; rel="{_SUCCESSOR}"' for by in page.replaced_by]
    if file is None:
        raise _problem(page, successors)
    links = [*successors, f'<{describedby}>; rel="describedby"']
    headers = {
        "content-type": file.content_type,
        "etag": f'"{file.tag}"',
        "vary": "accept",
        "cache-control": SHORTLY,
        "link": ", ".join(links),
    }
    return Response(file.location.read_bytes(), 410, headers)


def _problem(page: RetiredPage, successors: list[str]) -> Problem:
    detail = "This site described it once, and does no more."
    if page.replaced_by:
        detail += f" What replaced it: {', '.join(by.iri for by in page.replaced_by)}."
    return Problem(
        410,
        "Retired",
        detail,
        links=tuple(Link(label=by.iri, href=by.href) for by in page.replaced_by if by.href),
        members={"replaced_by": [by.iri for by in page.replaced_by]},
        headers={"link": ", ".join(successors)} if successors else {},
    )


def _address(replacement: Replacement, root: str) -> str:
    return f"{root}{replacement.href}" if replacement.href else replacement.iri
