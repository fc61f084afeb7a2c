"""`/reconcile` and the addresses below it: requests in, JSON or a small page out.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from publisher import limits
from publisher.serve.answers import answer_response
from publisher.serve.body import check_form, read_body
from publisher.serve.files import SHORTLY
from publisher.serve.limits import is_trusted
from publisher.serve.negotiation import Fields, header_of, parse_fields, query_fields
from publisher.serve.reconcile import suggest
from publisher.serve.reconcile.batch import read_batch, read_extension
from publisher.serve.reconcile.candidates import find
from publisher.serve.reconcile.json_fields import wrong
from publisher.serve.reconcile.manifest import manifest
from publisher.serve.reconcile.preview import preview, view
from publisher.serve.reconcile.values import extend
from publisher.serve.requested_iri import host_of
from publisher.serve.resource import not_found, path_below_root
from publisher.serve.response_cache import entity_tag, precondition
from publisher.serve.settings import max_body
from publisher.serve.site_state import SiteState

JsonAnswer: TypeAlias = Callable[[Mapping[str, str], Request, SiteState], Awaitable[object]]
"""Return what the answer has as JSON. Raises Problem or PoolError."""

_FOLDER: Final = "reconcile"
_HOST: Final = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_NOT_MODIFIED: Final = 304


async def reconcile(request: Request, site: SiteState) -> Response:
    """Return the manifest, or the answer to a batch of queries or to a request for values."""
    fields = by_name(await _fields(request))
    if "queries" in fields and "extend" in fields:
        raise wrong("queries", "It has both queries and extend; send one of them.")
    if "queries" in fields:
        return await json_response(_candidates, fields, request, site)
    if "extend" in fields:
        return await json_response(_values, fields, request, site)
    if "query" in fields:
        raise wrong("query", 'A single query is sent as queries={"q0": {"query": "…"}}.')
    if request.method == "POST":
        raise wrong("queries", "Its form has no field queries and no field extend.")
    return await json_response(_manifest, fields, request, site)


async def reconcile_part(request: Request, site: SiteState) -> Response:
    """Return suggestions, proposals, a flyout or a preview. Raises Problem for another address."""
    path = path_below_root(request, site.root)
    part = path.removeprefix(f"{_FOLDER}/")
    if part == "":
        query = request.scope["query_string"].decode("latin-1")
        location = f"{site.root}{_FOLDER}{f'?{query}' if query else ''}"
        return Response(
            # After a 301 a client that posts its queries would go on by GET, without them.
            status_code=308 if request.method == "POST" else 301,
            headers={"location": location, "cache-control": SHORTLY},
        )
    fields = by_name(query_fields(request))
    if part == "view":
        return view(fields, site)
    if part == "preview":
        return await preview(fields, request, site)
    if part in suggest.ANSWERS:
        return await json_response(suggest.ANSWERS[part], fields, request, site)
    raise not_found(path, site.release)


async def json_response(
    answer: JsonAnswer, fields: Mapping[str, str], request: Request, site: SiteState
) -> Response:
    """Return an answer as JSON, or 304."""
    headers = {"content-type": "application/json", "vary": "accept-encoding"}
    if site.engine:
        headers["cache-control"] = "no-store"
    else:
        headers["cache-control"] = SHORTLY
        key = (request.scope["path"], header_of(request, "host"), *map("=".join, fields.items()))
        headers["etag"] = entity_tag(site.release.digest, key)
        status = precondition(request, tag=headers["etag"], modified=None)
        if status == _NOT_MODIFIED and request.method != "POST":
            return Response(status_code=status, headers=headers)
    content = json.dumps(await answer(fields, request, site), ensure_ascii=False).encode()
    return await answer_response(content, request, headers)


async def _manifest(_fields: Mapping[str, str], request: Request, site: SiteState) -> object:
    return manifest(site.schema, site, address=_address(request, site))


async def _candidates(fields: Mapping[str, str], request: Request, site: SiteState) -> object:
    return await find(read_batch(fields["queries"], site.schema), request, site)


async def _values(fields: Mapping[str, str], request: Request, site: SiteState) -> object:
    return await extend(read_extension(fields["extend"], site.schema), request, site)


def by_name(fields: Fields) -> dict[str, str]:
    """Return fields by name. Raises Problem for one that comes twice with different values."""
    given: dict[str, str] = {}
    for name, value in fields:
        if given.setdefault(name, value) != value:
            raise wrong(name, f"It has the field {name[:60]} more than once.")
    return given


async def _fields(request: Request) -> Fields:
    """Return the fields of the form of a POST, or else of the address. Raises Problem."""
    if request.method != "POST":
        return query_fields(request)
    content = await read_body(request, max_body(limits.RECONCILE_BYTES))
    check_form(request)
    try:
        return parse_fields(content.decode())
    except UnicodeDecodeError as error:
        raise wrong("body", f"Its body is not UTF-8: byte {error.start + 1:,} is wrong.") from error


def _address(request: Request, site: SiteState) -> str:
    """Return the address of the service as the client reaches it.

    The site may be served at another address than its base, such as on this machine.
    """
    base = urlsplit(site.release.base)
    host = host_of(header_of(request, "host"))
    if host == host_of(base.netloc.rpartition("@")[2]) or not _HOST.fullmatch(host):
        return f"{site.release.base}{_FOLDER}"
    peer = request.scope["client"][0] if request.scope.get("client") else ""
    forwarded = header_of(request, "x-forwarded-proto").strip().lower()
    is_secure = forwarded == "https" and is_trusted(peer, site.trusted)
    return f"{'https' if is_secure else 'http'}://{host}{site.root}{_FOLDER}"
