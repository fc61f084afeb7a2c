"""The site's addresses: files as they are, resources by what the client accepts.

A resource answers 303 with the address of a document that describes it, because it is no document
itself: https://www.w3.org/TR/cooluris/#r303gendocument
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from publisher.media_types import CSVW, DOCUMENTS, PAGE_DOCUMENTS
from publisher.model import SitePath
from publisher.negotiation import accepted
from publisher.serve.files import SHORTLY, file_response
from publisher.serve.negotiation import header_of, query_fields, requested_format, suffix_of
from publisher.serve.problems import Problem
from publisher.serve.release import QUERIES, SAFE, Release
from publisher.serve.requested_iri import is_elsewhere, requested_page
from publisher.serve.retired import gone, merged
from publisher.serve.suggestions import suggestions

RESOURCE_FORMATS: Final[Mapping[str, str]] = {
    **PAGE_DOCUMENTS,
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "rq": "application/sparql-query",
}
"""What a resource may be read as, in the order of preference."""
CATALOG: Final = "catalog"
"""The path of the catalogue, whose pages are at `catalog-2` and so on."""
_FRONT_PAGE: Final = "index.html"
MAX_REQUESTED_PATH: Final = 2_048
"""Characters of a path. https://www.rfc-editor.org/rfc/rfc9110#section-15.5.15"""


def resource(request: Request, release: Release, *, root: str) -> Response:
    """Return what the site answers to a GET or HEAD of a path. `root` is the path of its root.

    Raises Problem if there is nothing at the path, or not in an accepted format.
    """
    path = path_below_root(request, root)
    if len(path) > MAX_REQUESTED_PATH:
        raise Problem(
            414,
            "The address is too long",
            f"No address of this site has more than {MAX_REQUESTED_PATH:,} characters.",
        )
    is_folder = not path or path[-1] == "/"
    file = release.files.get(f"{path}index.html" if is_folder else path)
    if file and not is_folder:
        return file_response(file, request, links=links_of(file.path, release, root=root))
    page = _requested_page(request, release)
    if path == CATALOG and page is None:
        path = _catalog_page(request, release)
    offers = release.siblings(page or path, RESOURCE_FORMATS)
    media_types = {suffix: RESOURCE_FORMATS[suffix] for suffix in offers}
    if file and (page is None or (not path and _prefers_page(request, media_types))):
        response = file_response(file, request, links=links_of(file.path, release, root=root))
        if page is not None:
            response.headers.add_vary_header("accept")
        return response
    if page and page in release.retired:
        return _retired(page, request, release, root=root)
    if offers:
        return see_other(page or path, media_types, request, release, root=root)
    if path in release.folders:
        location = f"{root}{quote(path, safe=SAFE)}/"
        return Response(status_code=301, headers={"location": location, "cache-control": SHORTLY})
    raise not_found(path, release)


def _catalog_page(request: Request, release: Release) -> str:
    """Return the path of the page of the catalogue that `?page=2` asks for.

    In HTML all is on the first. Raises Problem if there is no such page.
    """
    fields = query_fields(request) if b"page=" in request.scope["query_string"] else []
    number = next((value for name, value in fields if name == "page"), "1")
    path = f"{CATALOG}-{number}"
    is_number = number.isascii() and number.isdigit() and not number.startswith("0")
    if number == "1" or (is_number and _prefers_page(request, DOCUMENTS)):
        return CATALOG
    if is_number and f"{path}.ttl" in release.files:
        return path
    raise Problem(404, "Not found", "The catalogue has no such page; the first is page 1.")


def resource_elsewhere(request: Request, release: Release, *, root: str) -> Response | None:
    """Return what leads to the page of an IRI that is not below the site's own address.

    None if the request is for no such IRI.
    """
    has_other_host = is_elsewhere(request, release.origins)
    if not has_other_host and str(request.scope["path"]).startswith(root):
        return None
    page = _requested_page(request, release)
    if page is None:
        return None
    offers = {each: RESOURCE_FORMATS[each] for each in release.siblings(page, RESOURCE_FORMATS)}
    # The site's files are at its own address alone.
    own_root = release.base if has_other_host else root
    if page in release.retired:
        return _retired(page, request, release, root=own_root)
    return see_other(page, offers, request, release, root=own_root)


def _retired(page: SitePath, request: Request, release: Release, *, root: str) -> Response:
    """Return a 301 to what a resource was merged into, or a 410 that says what replaced it."""
    retired = release.retired[page]
    if retired.is_merged:
        return merged(retired, root=root)
    files = release.siblings(page, RESOURCE_FORMATS)
    offers = {suffix: RESOURCE_FORMATS[suffix] for suffix in files}
    suffix = _preferred_suffix(request, offers)
    document = f"{root}{quote(page, safe=SAFE)}.{suffix}"
    return gone(retired, files.get(suffix), root=root, describedby=document)


def _requested_page(request: Request, release: Release) -> SitePath | None:
    return requested_page(
        request, release.addresses, release.origins, has_page=release.has_page_of_iri
    )


def path_below_root(request: Request, root: str) -> str:
    """Return the decoded path below the site's root: `/data/network/enoc` → `network/enoc`."""
    return str(request.scope["path"]).removeprefix(root)


def links_of(path: str, release: Release, *, root: str) -> str:
    """Return the `Link` header of a file: https://signposting.org/FAIR/"""
    if path.startswith("static/"):
        return ""
    stem, _, suffix = path.rpartition(".")
    links = release.header_links(root)
    is_page = suffix in PAGE_DOCUMENTS and release.has_resource(stem)
    if is_page and f"{stem}.html" in release.files:
        suffixes = {each: PAGE_DOCUMENTS[each] for each in release.siblings(stem, PAGE_DOCUMENTS)}
        quoted = quote(stem, safe=SAFE)
        return links.of_document(
            release.identifier(stem), f"{root}{quoted}", f"{release.base}{quoted}", suffix, suffixes
        )
    if path == _FRONT_PAGE:
        return links.of_front_page()
    if suffix == "html":
        return links.of_page(f"{release.base}{quote(path, safe=SAFE)}")
    if path.startswith(QUERIES) and f"{path}-metadata.json" in release.files:
        described = _link(f"{root}{quote(path, safe=SAFE)}-metadata.json", "describedby", CSVW)
        return f"{described}, {links.of_file()}"
    return links.of_file()


def see_other(
    path: str,
    media_types: Mapping[str, str],
    request: Request,
    release: Release,
    *,
    root: str,
) -> Response:
    """Return a 303 to the document at `path` that the client prefers, of media types by suffix.

    Raises Problem if it accepts none.
    """
    identifier = release.identifier(path)
    # The field may be part of the IRI.
    suffix = _preferred_suffix(request, media_types, has_field="format=" not in identifier)
    if not suffix:
        raise _not_acceptable(path, media_types, root)
    stem = quote(path, safe=SAFE)
    target = f"{root}{stem}.{suffix}"
    links = [
        _link(target, "describedby", media_types[suffix]),
        *(
            _alternate(root, path, other, media_types[other])
            for other in media_types
            if other != suffix
        ),
        f'<{identifier}>; rel="canonical"',
    ]
    return Response(
        status_code=303,
        headers={
            "location": target,
            "vary": "accept",
            "cache-control": SHORTLY,
            "link": ", ".join(links),
        },
    )


def _prefers_page(request: Request, media_types: Mapping[str, str]) -> bool:
    return _preferred_suffix(request, media_types) in {"html", ""}


def _preferred_suffix(
    request: Request, media_types: Mapping[str, str], *, has_field: bool = True
) -> str:
    if has_field and b"format" in request.scope["query_string"]:
        name = requested_format(query_fields(request), names=("format",))
        if name:
            return suffix_of(name, media_types)
    return accepted(header_of(request, "accept"), media_types)


def _alternate(root: str, stem: str, suffix: str, media_type: str) -> str:
    return _link(f"{root}{quote(stem, safe=SAFE)}.{suffix}", "alternate", media_type)


def _link(target: str, relation: str, media_type: str) -> str:
    return f'<{target}>; rel="{relation}"; type="{media_type}"'


def _not_acceptable(path: str, media_types: Mapping[str, str], root: str) -> Problem:
    alternates = [_alternate(root, path, *offer) for offer in media_types.items()]
    listed = ", ".join(f"{media_type} (.{suffix})" for suffix, media_type in media_types.items())
    return Problem(
        406,
        "Not in this format",
        f"There is {listed}: send one of them in Accept, or add its suffix.",
        members={"available": list(media_types.values())},
        headers={"link": ", ".join(alternates)},
    )


def not_found(path: str, release: Release) -> Problem:
    """Return the problem for a path at which there is nothing, with the nearest pages."""
    links = suggestions(path, release)
    detail = "This site has nothing at this address."
    if links:
        detail += f" The nearest is {links[0].href}."
    return Problem(404, "Not found", detail, links=tuple(links))
