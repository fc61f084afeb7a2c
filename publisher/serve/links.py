"""`/sameas` and `/lookup`: from an IRI or an identifier of anybody to what is here, and back."""

import hashlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from publisher.authorities import MAX_IDENTIFIER
from publisher.description import Link
from publisher.identity import Equals, Match
from publisher.link_queries import LINK_INDEX, LinkQueries, TooManyLinksError, open_index
from publisher.media_types import DOCUMENTS, content_type
from publisher.negotiation import accepted
from publisher.render.link_answers import (
    matches_json,
    matches_page,
    same_as_json,
    same_as_page,
    same_as_turtle,
)
from publisher.serve.files import SHORTLY
from publisher.serve.identified import matches_of, nearest_identifiers
from publisher.serve.negotiation import header_of, query_fields, requested_format, suffix_of
from publisher.serve.problems import Problem
from publisher.serve.release import SAFE, Release
from publisher.serve.resource import path_below_root
from publisher.serve.response_cache import precondition
from publisher.serve.site_state import SiteState
from publisher.serve.suggestions import suggestions
from publisher.serve.wanted_iri import is_described, page_path_of, wanted_iris
from publisher.terms import iri

_SAME_AS: Final = {
    "json": "application/json",
    "ttl": DOCUMENTS["ttl"],
    "html": DOCUMENTS["html"],
}
_LOOKUP: Final = {"json": "application/json", **DOCUMENTS}
"""What `/lookup` answers itself, and the documents of a resource, to which it leads."""
_OWN: Final = ("json", "html")
MAX_IRI: Final = 2_048
"""Characters of an IRI that is asked for, as of a path."""


async def same_as(request: Request, site: SiteState) -> Response:
    """Return what is the same as the IRI in the field `iri`, here and elsewhere."""
    fields = query_fields(request)
    suffix = _suffix(request, fields, _SAME_AS)
    given = _field(fields, "iri", longest=MAX_IRI)
    release = site.release
    wanted, equals = _equals(given, release)
    if suffix == "json":
        body = same_as_json(wanted, equals, base=release.base)
    elif suffix == "ttl":
        body = same_as_turtle(equals)
    else:
        body = same_as_page(site.frame, wanted, equals, path=_path(request, site)).content
    return _response(body, _SAME_AS[suffix], request, release)


async def lookup(request: Request, site: SiteState) -> Response:
    """Return the resources that have the identifier in the field `id`.

    A browser is led to the page of the one that has it.
    """
    fields = query_fields(request)
    suffix = _suffix(request, fields, _LOOKUP)
    given = _field(fields, "id", longest=MAX_IDENTIFIER)
    release = site.release
    with _index(release) as index:
        matches = _matches(given, release, index)
        if not matches:
            raise _unknown(given, release, nearest_identifiers(given, index))
    if suffix == "json":
        body = matches_json(given, matches, base=release.base)
        return _response(body, _LOOKUP[suffix], request, release)
    if len(matches) == 1:
        return _see_other(matches[0], suffix, site.root)
    if suffix not in _OWN:
        raise _not_acceptable({each: _LOOKUP[each] for each in _OWN})
    page = matches_page(site.frame, given, matches, path=_path(request, site))
    # https://www.rfc-editor.org/rfc/rfc9110#section-15.4.1
    return _response(page.content, _LOOKUP[suffix], request, release, status=300)


def _index(release: Release) -> AbstractContextManager[LinkQueries | None]:
    """Return the open index of a release; of None if its data has no link and no identifier."""
    file = release.files.get(LINK_INDEX)
    return open_index(file.location) if file else nullcontext()


def _equals(given: str, release: Release) -> tuple[str, Equals]:
    """Return the IRI that is meant, and what is the same. Raises Problem if nobody knows it."""
    wanted = wanted_iris(given, release)
    with _index(release) as index:
        for each in wanted:
            equals = _members(each, index)
            if equals.members or equals.related:
                return each, equals
        for each in wanted:
            if is_described(each, release):
                return each, Equals()
        near = nearest_identifiers(given, index)
    raise _unknown(given, release, near)


def _members(wanted: str, index: LinkQueries | None) -> Equals:
    try:
        return index.equals(wanted) if index else Equals()
    except TooManyLinksError as error:
        raise _too_many(wanted) from error


def _matches(given: str, release: Release, index: LinkQueries | None) -> tuple[Match, ...]:
    try:
        return matches_of(given, release, index)
    except TooManyLinksError as error:
        raise _too_many(given) from error


def _too_many(given: str) -> Problem:
    return Problem(
        422,
        "Too much is said to be the same",
        f"More links lead from {given} than are followed. links/sameas.tsv has all of them.",
    )


def _field(fields: list[tuple[str, str]], name: str, *, longest: int) -> str:
    values = list(dict.fromkeys(value.strip() for key, value in fields if key == name))
    if len(values) != 1 or not values[0]:
        detail = f"Write one in the address, such as ?{name}=Q42 (with % escapes)."
        raise Problem(
            400,
            f"The field {name} is missing or is there twice",
            detail,
            members={"parameter": name},
        )
    if len(values[0]) > longest:
        raise Problem(
            400,
            "A parameter is wrong",
            f"Parameter {name}: it has more than {longest:,} characters.",
            members={"parameter": name},
        )
    return values[0]


def _suffix(request: Request, fields: list[tuple[str, str]], offers: Mapping[str, str]) -> str:
    name = requested_format(fields, names=("format",))
    suffix = suffix_of(name, offers) if name else accepted(header_of(request, "accept"), offers)
    if not suffix:
        raise _not_acceptable(offers)
    return suffix


def _not_acceptable(offers: Mapping[str, str]) -> Problem:
    return Problem(
        406,
        "Not in this format",
        f"There is {', '.join(offers.values())}: send one of them in Accept.",
        members={"available": list(offers.values())},
    )


def _unknown(given: str, release: Release, near: list[Link]) -> Problem:
    path = page_path_of(given, release) if "://" in given else given
    is_own = "://" not in given or release.addresses.is_own(iri(given))
    pages = suggestions(path, release) if is_own and path and len(path) <= MAX_IDENTIFIER else []
    links = (*near, *pages)
    detail = "Nothing on this site has it, and no link of this site leads to it."
    if links:
        detail += f" The nearest is {links[0].label}."
    return Problem(404, f"Nothing is known of {given[:200]}", detail, links=tuple(links))


def _response(
    body: bytes, media_type: str, request: Request, release: Release, *, status: int = 200
) -> Response:
    """Return an answer that is the same as long as its release is served."""
    digest = hashlib.blake2b(release.digest.encode() + body, digest_size=12).hexdigest()
    tag = f'"{digest}"'
    headers = {"etag": tag, "vary": "accept", "cache-control": SHORTLY}
    if release.license:
        headers["link"] = f'<{release.license}>; rel="license"'
    if condition := precondition(request, tag=tag, modified=None):
        return Response(status_code=condition, headers=headers)
    return Response(body, status, {"content-type": content_type(media_type), **headers})


def _see_other(match: Match, suffix: str, root: str) -> Response:
    stem, _, anchor = match.member.href.partition("#")
    target = f"{root}{stem.removesuffix('.html')}.{suffix}"
    location = quote(target, safe=f"{SAFE}%") + (f"#{anchor}" if anchor else "")
    headers = {"location": location, "vary": "accept", "cache-control": SHORTLY}
    return Response(status_code=303, headers=headers)


def _path(request: Request, site: SiteState) -> str:
    return path_below_root(request, site.root).rstrip("/")
