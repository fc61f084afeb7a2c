"""The site's addresses: files as they are, resources by what the client accepts.

A resource answers 303 with the address of the document to read about it, since it is no
document itself: https://www.w3.org/TR/cooluris/#r303gendocument
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from publisher.media_types import CSVW, DOCUMENTS
from publisher.negotiation import accepted
from publisher.serve.documents import SHORTLY, document
from publisher.serve.formats import format_of, named
from publisher.serve.messages import Request, Response
from publisher.serve.near import near
from publisher.serve.problems import Problem
from publisher.serve.release import QUERIES, Release, has_resource

SUFFIXES: Final[Mapping[str, str]] = {
    **DOCUMENTS,
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "rq": "application/sparql-query",
}
"""What a resource may be read as, in our order."""
LONGEST: Final = 2_048
"""Characters of a path. https://www.rfc-editor.org/rfc/rfc9110#section-15.5.15"""
_SAFE: Final = "/:@!$&'()*+,;=-._~"


def resource(request: Request, release: Release, *, root: str) -> Response | Problem:
    """What the site answers to a GET or HEAD of a path. `root` is the path of its root."""
    path = request.path
    if len(path) > LONGEST:
        return Problem(
            status=414,
            title="The address is too long",
            detail=f"No address of this site has more than {LONGEST:,} characters.",
        )
    entry = release.entries.get(f"{path}index.html" if not path or path[-1] == "/" else path)
    if entry:
        return document(entry, request, links=links_of(entry.path, release, root=root))
    offers = release.siblings(path, SUFFIXES)
    if offers:
        media_types = {suffix: SUFFIXES[suffix] for suffix in offers}
        return see_other(path, media_types, request, release, root)
    if path in release.folders:
        return _moved(f"{root}{quote(path, safe=_SAFE)}/")
    return _missing(path, release)


def links_of(path: str, release: Release, *, root: str) -> str:
    """The `Link` header of a document: https://signposting.org/FAIR/"""
    stem, _, suffix = path.rpartition(".")
    found = []
    is_page = suffix in DOCUMENTS and has_resource(stem, release.entries)
    iri = release.base + quote(stem, safe=_SAFE)
    if is_page and f"{stem}.html" in release.entries:
        found = [f'<{iri}>; rel="cite-as"', f'<{iri}.{suffix}>; rel="canonical"']
        for other in release.siblings(stem, DOCUMENTS):
            if other != suffix:
                found.append(_alternate(root, stem, other, DOCUMENTS[other]))
        if suffix == "html":
            found.append(
                _relation(f"{root}{quote(stem, safe=_SAFE)}.ttl", "describedby", DOCUMENTS["ttl"])
            )
            found.append('<https://schema.org/AboutPage>; rel="type"')
    elif path.startswith(QUERIES) and f"{path}-metadata.json" in release.entries:
        found = [_relation(f"{root}{quote(path, safe=_SAFE)}-metadata.json", "describedby", CSVW)]
    elif suffix == "html":
        found = [f'<{release.base}{quote(path, safe=_SAFE)}>; rel="canonical"']
    if release.license and not path.startswith("static/"):
        found.append(f'<{release.license}>; rel="license"')
    return ", ".join(found)


def see_other(
    path: str,
    media_types: Mapping[str, str],
    request: Request,
    release: Release,
    root: str,
) -> Response | Problem:
    """303 to the document at `path` that the client likes best, of media types by suffix."""
    asked = _format_of(request)
    if isinstance(asked, Problem):
        return asked
    suffix = named(asked, media_types) if asked else accepted(request.accept, media_types)
    if not suffix:
        return _not_acceptable(path, media_types, root)
    stem = quote(path, safe=_SAFE)
    target = f"{root}{stem}.{suffix}"
    links = [
        _relation(target, "describedby", media_types[suffix]),
        *(_alternate(root, path, one, media_types[one]) for one in media_types if one != suffix),
        f'<{release.base}{stem}>; rel="canonical"',
    ]
    return Response(
        status=303,
        headers=(
            ("location", target),
            ("vary", "accept"),
            ("cache-control", SHORTLY),
            ("link", ", ".join(links)),
        ),
        is_repeatable=True,
    )


def _format_of(request: Request) -> str | Problem:
    if "format" not in request.query:
        return ""
    try:
        return format_of(request.parameters(), names=("format",))
    except ValueError:
        return Problem(
            status=400,
            title="The request is malformed",
            detail="Its fields are not UTF-8, or there are more than a hundred.",
        )


def _alternate(root: str, stem: str, suffix: str, media_type: str) -> str:
    return _relation(f"{root}{quote(stem, safe=_SAFE)}.{suffix}", "alternate", media_type)


def _relation(target: str, relation: str, media_type: str) -> str:
    return f'<{target}>; rel="{relation}"; type="{media_type}"'


def _moved(target: str) -> Response:
    return Response(status=301, headers=(("location", target), ("cache-control", SHORTLY)))


def _not_acceptable(path: str, media_types: Mapping[str, str], root: str) -> Problem:
    alternates = [_alternate(root, path, *one) for one in media_types.items()]
    listed = ", ".join(f"{media_type} (.{one})" for one, media_type in media_types.items())
    return Problem(
        status=406,
        title="Not in this format",
        detail=f"There is {listed}: send one of them in Accept, or add its suffix.",
        members={"available": list(media_types.values())},
        headers=(("link", ", ".join(alternates)),),
    )


def _missing(path: str, release: Release) -> Problem:
    found = near(path, release)
    detail = "This site has nothing at this address."
    if found:
        detail += f" The nearest is {found[0].href}."
    return Problem(status=404, title="Not found", detail=detail, links=tuple(found))
