"""The IRIs that a request may mean: by its Host, its path and its query string.

The path of a page is made of its IRI, but an IRI may have a query string, may have escapes, and its
namespace may be at another address than the site. https://www.rfc-editor.org/rfc/rfc3987#section-3
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import quote, unquote

from starlette.requests import Request

from publisher.addresses import Addresses
from publisher.model import SitePath, Term
from publisher.serve.negotiation import header_of
from publisher.terms import iri

Origins = Mapping[str, tuple[str, ...]]
"""What IRIs may begin with (`https://example.org`), by the Host that clients ask then."""

_WEB: Final = re.compile(r"(https?)(://[^/?#]+)", re.IGNORECASE)
_DEFAULT_PORT: Final = re.compile(r":(?:80|443)$")
_FORMAT: Final = re.compile(r"(?<=[?&])format=[^&]*(?:&|$)")
_ESCAPES: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_KEPT: Final = re.compile(r"[%/?#\[\]\x00-\x20]")


def origins_of(addresses: Addresses) -> Origins:
    """Return how the IRIs of the site begin, by host, that of its own address first."""
    origins: dict[str, tuple[str, ...]] = {}
    for namespace in (addresses.base, *addresses.namespaces):
        match = _WEB.match(namespace)
        if match:
            rest = match[2]
            # Clients cannot tell which of both an IRI has.
            both = (f"{match[1]}{rest}", f"https{rest}", f"http{rest}")
            host = host_of(rest.removeprefix("://").rpartition("@")[2])
            origins[host] = tuple(dict.fromkeys((*origins.get(host, ()), *both)))
    return origins


def host_of(text: str) -> str:
    """Return a host as the value of a Host header, without a port that is the usual one."""
    return _DEFAULT_PORT.sub("", text.strip().lower())


def is_elsewhere(request: Request, origins: Origins) -> bool:
    """Return whether a request is for a host of the namespaces that is not the site's own."""
    host = host_of(header_of(request, "host"))
    return host in origins and host != next(iter(origins))


def requested_page(
    request: Request, addresses: Addresses, origins: Origins, *, has_page: Callable[[str], bool]
) -> SitePath | None:
    """Return the path of the page whose IRI was requested; None if there is none.

    `has_page`: whether a path is that of a page.

    A Host that no namespace has is another name of the site's own, such as `localhost`. At the
    site's own address, namespaces that are elsewhere are found below their names too.
    """
    for term in dict.fromkeys(_iris(request, addresses, origins)):
        path = addresses.path(term)
        if addresses.is_own(term) and has_page(path):
            return path
    return None


def _iris(request: Request, addresses: Addresses, origins: Origins) -> Iterator[Term]:
    host = host_of(header_of(request, "host"))
    own = next(iter(origins.values()), ())
    requested = tuple(_addresses(request))
    for address in requested:
        for origin in origins.get(host, own):
            yield iri(f"{origin}{address}")
    if not is_elsewhere(request, origins):
        root = _WEB.sub("", addresses.base, count=1) or "/"
        for address in requested:
            for namespace, name in addresses.namespaces.items():
                start = f"{root}{name}/" if name else root
                if address.startswith(start):
                    yield iri(f"{namespace}{address.removeprefix(start)}")


def _addresses(request: Request) -> Iterator[str]:
    """Yield the path and query string of a request as IRIs may have them, the likeliest first."""
    scope = request.scope
    raw = scope.get("raw_path")
    path = raw.decode("utf-8", "replace") if raw else str(scope["path"])
    query = scope["query_string"].decode("utf-8", "replace")
    texts = [path, f"{path}?"]
    if query:
        texts = [f"{path}?{query}", _without_format(f"{path}?{query}"), path]
    for text in dict.fromkeys(texts):
        yield text
        decoded = _ESCAPES.sub(_decoded, text)
        if decoded != text:
            yield decoded


def _without_format(address: str) -> str:
    """Return an address without the field by which a client asks for a format of a page."""
    return _FORMAT.sub("", address).rstrip("&?")


def _decoded(match: re.Match[str]) -> str:
    """Return a run of escapes as text, but for what would get another meaning.

    A client may escape what it need not, and must escape what is not ASCII.
    """
    try:
        text = unquote(match.group(), errors="strict")
    except UnicodeDecodeError:
        return match.group()
    return _KEPT.sub(lambda kept: quote(kept.group(), safe=""), text)
