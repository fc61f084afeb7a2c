"""`/cite?iri=…`: how to cite a resource, a statement, a claim, a query's answer, the dataset."""

import asyncio
import re
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from publisher import policies
from publisher.citation import CITATION_FORMATS, SUFFIXES, Reference
from publisher.describe.citations import citation_of, dataset_citation, query_citation
from publisher.media_types import DOCUMENTS, content_type
from publisher.negotiation import accepted
from publisher.render.cite import citation_bytes
from publisher.serve.answers import VARY, answer_response
from publisher.serve.files import SHORTLY
from publisher.serve.negotiation import header_of, parse_fields, query_fields, suffix_of
from publisher.serve.page_graph import names_near, path_of_term
from publisher.serve.problems import Problem
from publisher.serve.query_call import query_call
from publisher.serve.release import QUERIES, Release
from publisher.serve.resource import MAX_REQUESTED_PATH, not_found
from publisher.serve.response_cache import entity_tag, precondition
from publisher.serve.site_state import SiteState
from publisher.terms import iri

_NAMES: Final = {suffix: name for name, suffix in SUFFIXES.items()}
_NOT_MODIFIED: Final = 304
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IN_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_CATALOG: Final = ("catalog", *(f"catalog.{suffix}" for suffix in DOCUMENTS))
_PAGE_SUFFIXES: Final = (".html", "/")


async def citation_answer(request: Request, site: SiteState) -> Response:
    """Return the citation of what `iri` names, in the format that the client asks for."""
    fields = _fields(request)
    name = _format(fields, accept=header_of(request, "accept"))
    headers = {
        "content-type": content_type(CITATION_FORMATS[name]),
        "vary": VARY,
        "cache-control": SHORTLY,
        "etag": entity_tag(site.release.digest, ("cite", fields["iri"], name)),
        policies.POLICY_HEADER: policies.policy_value(policies.FILE_POLICY),
    }
    citation = await asyncio.to_thread(find_citation, fields["iri"], site)
    if precondition(request, tag=headers["etag"], modified=None) == _NOT_MODIFIED:
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    return await answer_response(citation_bytes(citation, name), request, headers)


def find_citation(text: str, site: SiteState) -> Reference:
    """Return the citation of an IRI, or of an address of the site. Raises Problem."""
    release = site.release
    text = absolute(text, release)
    # The catalogue is a document about the dataset, as the home page is.
    pages = {release.base, *(f"{release.base}{page}" for page in ("index.html", *_CATALOG))}
    if text == site.frame.dataset or text in pages:
        return dataset_citation(site.frame)
    if text.startswith(f"{release.base}{QUERIES}"):
        return _of_query(text.removeprefix(f"{release.base}{QUERIES}"), site)
    for candidate in dict.fromkeys((text, *map(text.removesuffix, _PAGE_SUFFIXES))):
        term = iri(candidate)
        path = path_of_term(term, release)
        if path is None:
            continue
        names = names_near(term, path, release)
        citation = citation_of(term, names=names, frame=site.frame, path=path)
        if citation:
            return citation
    raise _unknown(text, site)


def absolute(text: str, release: Release) -> str:
    """Return an IRI, or what is relative to the site, as an IRI."""
    return text if _SCHEME.match(text) else release.base + text.lstrip("/")


def _of_query(text: str, site: SiteState) -> Reference:
    stem, _, query_string = text.partition("?")
    name = stem.partition(".")[0]
    if name not in site.queries:
        raise _unknown(f"{site.release.base}{QUERIES}{text}", site)
    query = site.queries[name]
    # Its parameters are checked as those of a call are.
    call = query_call(query, parse_fields(query_string), base=site.release.base)
    _, _, fields = call.address("", call.fields).partition("?")
    return query_citation(site.frame, query, fields=fields)


def _fields(request: Request) -> Mapping[str, str]:
    """Return the fields by name. Raises Problem."""
    fields: dict[str, str] = {}
    for name, value in query_fields(request):
        if name not in {"iri", "format"}:
            raise _wrong(name, f"There is no parameter {name[:60]}; there are iri and format.")
        if name in fields:
            raise _wrong(name, f"Parameter {name} is given more than once.")
        fields[name] = value.strip()
    text = fields.get("iri", "")
    if not text:
        raise _wrong("iri", "Parameter iri is missing: the IRI of what you cite.")
    if len(text) > MAX_REQUESTED_PATH:
        raise _wrong("iri", f"Parameter iri has more than {MAX_REQUESTED_PATH:,} characters.")
    if wrong := _IN_NO_IRI.search(text):
        raise _wrong("iri", f"Parameter iri has {wrong.group()!r}, which no IRI has.")
    return {"format": "", **fields}


def _format(fields: Mapping[str, str], *, accept: str) -> str:
    """Return the name of the format that is asked for. Raises Problem."""
    wanted = fields["format"]
    if wanted:
        name = _NAMES.get(wanted.lower()) or suffix_of(wanted, CITATION_FORMATS)
    else:
        name = accepted(accept, CITATION_FORMATS)
    if not name:
        offered = ", ".join(
            f"{media_type} ({each})" for each, media_type in CITATION_FORMATS.items()
        )
        raise Problem(
            406,
            "Not in this format",
            f"A citation comes as {offered}: send a type in Accept, or a name in format.",
            members={"available": list(CITATION_FORMATS.values())},
        )
    return name


def _unknown(text: str, site: SiteState) -> Problem:
    release = site.release
    near = not_found(text.removeprefix(release.base), release) if text else None
    return Problem(
        404,
        "Not found",
        f"This site describes nothing with the IRI {text[:200]}.",
        links=near.links if near and text.startswith(release.base) else (),
    )


def _wrong(name: str, detail: str) -> Problem:
    return Problem(400, "A parameter is wrong", detail, members={"parameter": name[:60]})
