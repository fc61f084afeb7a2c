"""A graph store of any SPARQL 1.1 engine, written by its Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/ Redirects are never followed: neither a graph nor
a password goes anywhere but where the caller says.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from publisher import limits
from publisher.errors import PublisherError

MEDIA_TYPE: Final = "application/n-triples"

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_QUERIES: Final = MappingProxyType(
    {
        "/sparql-graph-crud-auth": "/sparql",
        "/sparql-graph-crud": "/sparql",
        "/rdf-graphs/service": "",
        "/sparql/gsp": "/sparql",
        "/store": "/query",
        "/data": "/query",
    }
)
"""The end of a graph store's path, and of its query endpoint's: Virtuoso, GraphDB and RDF4J,
Neptune, Oxigraph, Fuseki."""
_SAID: Final = 4096


class GraphStoreError(PublisherError):
    """The store does not take the graph; the message is one line and says why."""

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A user and a password, or a token alone."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


class GraphStore:
    """One graph of a store, by the store's URL. Raises GraphStoreError."""

    def __init__(
        self, url: str, *, graph: str = "", credentials: Credentials | None = None
    ) -> None:
        self._address = web_address(url)
        self._credentials = credentials
        self._challenge: Mapping[str, str] | None = None
        which = f"graph={quote(graph, safe='')}" if graph else "default"
        query = f"{self._address.query}&{which}" if self._address.query else which
        self._target = f"{self._address.path or '/'}?{query}"

    def authenticate(self) -> None:
        """Learn how the store wants the password, before a large body is sent for nothing."""
        if self._credentials is None:
            return
        with self._request("GET", headers={"Accept": MEDIA_TYPE}) as response:
            offered = response.headers.get_all("WWW-Authenticate", [])
            is_asked = response.status == 401  # noqa: PLR2004
        if is_asked and not self._credentials.token:
            self._challenge = _digest(offered)
        if self._challenge is None and not self._is_private:
            raise GraphStoreError(
                f"{self.url} takes credentials in clear alone, and is reached by http; use https"
            )

    def put(self, body: Iterable[bytes], *, size: int) -> None:
        """Make the graph be this. `body`: N-Triples in pieces, `size` bytes in all."""
        self._send("PUT", body, size=size)

    def post(self, body: Iterable[bytes], *, size: int) -> None:
        """Add this to the graph."""
        self._send("POST", body, size=size)

    @property
    def url(self) -> str:
        return self._address.geturl()

    @property
    def _is_private(self) -> bool:
        return self._address.scheme == "https" or self._address.hostname in _LOOPBACK

    def _send(self, method: str, body: Iterable[bytes], *, size: int) -> None:
        # The length is always told: Virtuoso takes a body in chunks for an empty one.
        headers = {"Content-Type": MEDIA_TYPE, "Content-Length": str(size)}
        if self._credentials is not None:
            headers["Authorization"] = self._authorization(method, self._credentials)
        with self._request(method, body=body, headers=headers) as response:
            if not 200 <= response.status < 300:  # noqa: PLR2004
                raise self._refused(response)
            response.read(_SAID)

    @contextmanager
    def _request(
        self, method: str, *, headers: Mapping[str, str], body: Iterable[bytes] | None = None
    ) -> Iterator[HTTPResponse]:
        kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        connection = kind(
            self._address.hostname or "", self._address.port, timeout=limits.STORE_SILENT_SECONDS
        )
        headers = {"Connection": "close", "User-Agent": "publisher", **headers}
        try:
            try:
                connection.request(method, self._target, body=body, headers=headers)
            except (BrokenPipeError, ConnectionResetError):
                # It may have answered before it had read all, and the answer says why.
                if connection.sock is None:
                    raise
            with connection.getresponse() as response:
                yield response
        except (OSError, HTTPException, ValueError) as error:
            raise GraphStoreError(f"{self.url}: {_reason(error)}") from error
        finally:
            connection.close()

    def _authorization(self, method: str, credentials: Credentials) -> str:
        if credentials.token:
            return f"Bearer {credentials.token}"
        if self._challenge is None:
            pair = f"{credentials.user}:{credentials.password}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, self.url, credentials.user, credentials.password)
        origin = f"{self._address.scheme}://{self._address.netloc}"
        request = Request(f"{origin}{self._target}", method=method)  # noqa: S310
        said = HTTPDigestAuthHandler(passwords).get_authorization(request, self._challenge)
        if not said:
            raise GraphStoreError(f"{self.url} asks for an authentication that is not known here")
        return f"Digest {said}"

    def _refused(self, response: HTTPResponse) -> GraphStoreError:
        status, reason = response.status, response.reason
        if 300 <= status < 400:  # noqa: PLR2004
            elsewhere = _one_line(response.headers.get("Location", "nowhere"))
            message = f"it is elsewhere, at {elsewhere}; if you trust that address, name it"
        elif status == 401:  # noqa: PLR2004
            known = "it does not take these" if self._credentials else "it asks for"
            message = f"{known} credentials; set them in the environment"
        else:
            message = _one_line(response.read(_SAID).decode("utf-8", "replace"))
        said = f"{self.url} answered {status} {_one_line(reason)}"
        return GraphStoreError(f"{said}: {message}" if message else said, status=status)


def query_endpoint(url: str) -> str:
    """Where the store of a graph store's URL answers queries; empty where its kind is unknown."""
    address = web_address(url)
    path = address.path.rstrip("/")
    for end, query in _QUERIES.items():
        if path.endswith(end):
            return address._replace(path=f"{path.removesuffix(end)}{query}", query="").geturl()
    return ""


def web_address(url: str) -> SplitResult:
    """An address of the web that has no password in it. Raises GraphStoreError."""
    try:
        address = urlsplit(url)
        is_web = address.scheme in {"http", "https"} and address.hostname and address.port != 0
    except ValueError:
        is_web = False
    if not is_web or re.search(r"[^\x21-\x7e]", url):
        raise GraphStoreError("a store's URL is no web address; write it as https://…/store")
    if address.username is not None:
        # Not repeated: what is printed lands in logs.
        raise GraphStoreError(
            "a store's URL has a user in it; set user and password in the environment"
        )
    return address._replace(fragment="")


def _digest(offered: Iterable[str]) -> Mapping[str, str] | None:
    for one in offered:
        scheme, _, rest = one.partition(" ")
        if scheme.lower() == "digest":
            return parse_keqv_list(parse_http_list(rest))
    return None


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {limits.STORE_SILENT_SECONDS} seconds"
    return _one_line(getattr(error, "strerror", None) or str(error)) or type(error).__name__


def _one_line(text: str) -> str:
    """What a store says, without tags and without what would steer a terminal."""
    plain = re.sub(r"<[a-zA-Z/!][^<>]*>", " ", text)
    plain = "".join(letter if letter.isprintable() else " " for letter in plain)
    return " ".join(plain.split())[:300]
