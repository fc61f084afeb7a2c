"""Write a graph to any SPARQL 1.1 store by the Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/ Redirects are never followed: a graph and a
password go to the address that the caller gave, and to no other.
"""

import logging
import re
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

import httpx

from publisher import limits
from publisher.errors import PublisherError

N_TRIPLES: Final = "application/n-triples"
N_QUADS: Final = "application/n-quads"

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
"""The end of a graph store's path, and that of the query endpoint beside it: Virtuoso, GraphDB and
RDF4J, Neptune, Oxigraph, Fuseki.
"""
_EXPLANATION: Final = 4096
"""Bytes that are read of a store's response: often the beginning of a page of HTML."""

_log: Final = logging.getLogger(__name__)


class GraphStoreError(PublisherError):
    """The store does not accept the graph. The message is one line that says why."""

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
        self._challenge: httpx.Response | None = None
        parameter = f"graph={quote(graph, safe='')}" if graph else "default"
        query = f"{self._address.query}&{parameter}" if self._address.query else parameter
        self._target = self._address._replace(query=query).geturl()

    def authenticate(self) -> None:
        """Learn how the store wants the password, before a large body is sent for nothing."""
        if self._credentials is None:
            return
        request = httpx.Request("GET", self._target, headers={"Accept": N_TRIPLES})
        with self._response(request) as response:
            if _asks_for_digest(response) and not self._credentials.token:
                self._challenge = response
        if self._challenge is None and not self._is_private:
            raise GraphStoreError(
                f"{self.url} takes credentials in clear alone, and is reached by http; use https"
            )

    def put(self, body: Iterable[bytes], *, size: int) -> None:
        """Replace the graph. `body`: N-Triples in pieces, `size` bytes in all."""
        self._send("PUT", body, size=size)

    def post(self, body: Iterable[bytes], *, size: int) -> None:
        """Add to the graph."""
        self._send("POST", body, size=size)

    @property
    def url(self) -> str:
        return self._address.geturl()

    @property
    def _is_private(self) -> bool:
        return self._address.scheme == "https" or self._address.hostname in _LOOPBACK

    def post_dataset(self, content: bytes) -> None:
        """Add to the graphs that N-Quads name. Most stores take them at the same address."""
        self._send("POST", [content], size=len(content), of_dataset=True)

    def _send(
        self, method: str, body: Iterable[bytes], *, size: int, of_dataset: bool = False
    ) -> None:
        # The length is always named, because Virtuoso takes a body in chunks for an empty one.
        media_type = N_QUADS if of_dataset else N_TRIPLES
        headers = {"Content-Type": media_type, "Content-Length": str(size)}
        target = self.url if of_dataset else self._target
        request = httpx.Request(method, target, headers=headers, content=body)
        self._authorize(request)
        began = time.monotonic()
        with self._response(request) as response:
            if not response.is_success:
                raise self._refused(response)
            _beginning(response)
        seconds = time.monotonic() - began
        _log.debug("load: %s of %d bytes, %.1f seconds", method, size, seconds)

    @contextmanager
    def _response(self, request: httpx.Request) -> Iterator[httpx.Response]:
        request.headers.update(
            {"Accept-Encoding": "identity", "Connection": "close", "User-Agent": "publisher"}
        )
        try:
            # Neither proxies nor passwords of the environment: only what the caller says.
            with httpx.Client(
                timeout=limits.STORE_SILENT_SECONDS,
                trust_env=False,
                verify=ssl.create_default_context(),
            ) as client:
                response = client.send(request, stream=True)
                try:
                    yield response
                finally:
                    response.close()
        except (OSError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise GraphStoreError(f"{self.url}: {_reason(error)}") from error

    def _authorize(self, request: httpx.Request) -> None:
        credentials = self._credentials
        if credentials is None:
            return
        if credentials.token:
            request.headers["Authorization"] = f"Bearer {credentials.token}"
        elif self._challenge is None:
            next(httpx.BasicAuth(credentials.user, credentials.password).auth_flow(request))
        else:
            self._answer_challenge(request, self._challenge, credentials)

    def _answer_challenge(
        self, request: httpx.Request, challenge: httpx.Response, credentials: Credentials
    ) -> None:
        """Add the answer to the header, so that the body is sent once."""
        flow = httpx.DigestAuth(credentials.user, credentials.password).auth_flow(request)
        next(flow)
        try:
            flow.send(challenge)
        except (KeyError, NotImplementedError, ValueError, httpx.ProtocolError) as error:
            raise GraphStoreError(
                f"{self.url} asks for an authentication that is not known here"
            ) from error

    def _refused(self, response: httpx.Response) -> GraphStoreError:
        status = response.status_code
        if httpx.codes.is_redirect(status):
            elsewhere = _one_line(response.headers.get("Location", "nowhere"))
            message = f"it is elsewhere, at {elsewhere}; if you trust that address, name it"
        elif status == httpx.codes.UNAUTHORIZED:
            wish = "it does not take these" if self._credentials else "it asks for"
            message = f"{wish} credentials; set them in the environment"
        else:
            message = _one_line(_beginning(response).decode("utf-8", "replace"))
        answer = f"{self.url} answered {status} {_one_line(response.reason_phrase)}"
        return GraphStoreError(f"{answer}: {message}" if message else answer, status=status)


def query_endpoint(url: str) -> str:
    """Return the query endpoint that belongs to a graph store's URL; empty if it is unknown."""
    address = web_address(url)
    path = address.path.rstrip("/")
    for end, query in _QUERIES.items():
        if path.endswith(end):
            return address._replace(path=f"{path.removesuffix(end)}{query}", query="").geturl()
    return ""


def web_address(url: str) -> SplitResult:
    """Return the parts of a web address without a password. Raises GraphStoreError."""
    try:
        address = urlsplit(url)
        is_web = address.scheme in {"http", "https"} and address.hostname and address.port != 0
    except ValueError:
        is_web = False
    if not is_web or re.search(r"[^\x21-\x7e]", url):
        raise GraphStoreError("a store's URL is not a web address; write it as https://…/store")
    if address.username is not None:
        # Not repeated: what is printed lands in logs.
        raise GraphStoreError(
            "a store's URL has a user in it; set user and password in the environment"
        )
    return address._replace(fragment="")


def _asks_for_digest(response: httpx.Response) -> bool:
    offers = response.headers.get_list("WWW-Authenticate")
    is_asked = response.status_code == httpx.codes.UNAUTHORIZED
    return is_asked and any(offer.lower().startswith("digest ") for offer in offers)


def _beginning(response: httpx.Response) -> bytes:
    """Return the first bytes of a response, as many as there are, up to _EXPLANATION."""
    content = b""
    for piece in response.iter_raw():
        content += piece
        if len(content) >= _EXPLANATION:
            break
    return content[:_EXPLANATION]


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return f"no answer within {limits.STORE_SILENT_SECONDS} seconds"
    # The first of all says it in the system's words: "Connection refused".
    while cause := error.__cause__ or error.__context__:
        error = cause
    return _one_line(getattr(error, "strerror", None) or str(error)) or type(error).__name__


def _one_line(text: str) -> str:
    """Return a store's message without tags and without characters that steer a terminal."""
    plain = re.sub(r"<[a-zA-Z/!][^<>]*>", " ", text)
    plain = "".join(letter if letter.isprintable() else " " for letter in plain)
    return " ".join(plain.split())[:300]
