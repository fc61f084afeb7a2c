"""Ask any SPARQL 1.1 endpoint through SPARQLWrapper, and parse its answers with Oxigraph."""

import ast
import logging
import math
import re
import time
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from publisher import __version__, limits
from publisher.errors import EndpointError, QueryError
from publisher.model import ANY
from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.results import result_rows
from publisher.sparql.tokens import form
from publisher.terms import is_literal, lexical

_log: Final = logging.getLogger(__name__)

_AGENT: Final = f"rdf-publisher/{__version__}"
"""Who asks: some endpoints refuse clients that do not say it."""
_PARTIAL: Final = 206
_LONGEST_WAIT: Final = 86_400
_DIGITS: Final = 9
"""The most digits of a number of seconds: more are longer than the longest wait anyway."""
_RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
_ACCEPT: Final = {
    True: "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    False: "application/n-triples, text/turtle;q=0.8",
}
_BOOLEANS: Final = {(): b"false", ("0",): b"false", ("1",): b"true"}


class EndpointEngine:
    """An endpoint. It gets queries as they are, so give them their BASE first."""

    def __init__(self, url: str, *, timeout: int = limits.ENDPOINT_SECONDS) -> None:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise QueryError(f"endpoint {url!r} is not a web address; write it as https://…/sparql")
        self._url = url
        self._timeout = timeout

    def answer(
        self,
        query: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> QueryResult:
        """Return the endpoint's answer, from its default dataset or the named graphs.

        Raises QueryError.
        """
        kind = form(query)
        if not kind:
            raise QueryError("the query is not a SELECT, ASK, CONSTRUCT or DESCRIBE")
        is_table = kind in {"SELECT", "ASK"}
        graphs = [("default-graph-uri", graph) for graph in default_graphs]
        graphs += [("named-graph-uri", graph) for graph in named_graphs]
        began = time.monotonic()
        media_type, content = self._ask(query, kind, accept=_ACCEPT[is_table], graphs=graphs)
        seconds = time.monotonic() - began
        _log.debug("sparql: %d bytes from the endpoint, %.1f seconds", len(content), seconds)
        try:
            if is_table:
                results = ox.parse_query_results(content, format=_RESULTS[media_type])
                is_odd = kind == "ASK" and not isinstance(results, ox.QueryBoolean)
                return _boolean(results) if is_odd else results
            quads = ox.parse(content, format=_GRAPHS[media_type], base_iri=self._url)
            return Triples.of(quad.triple for quad in quads)
        except KeyError as error:
            raise EndpointError(
                f"endpoint {self._url} answered in {media_type or 'no media type'}, "
                f"expected {_ACCEPT[is_table].split(',')[0]}"
            ) from error
        except (SyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())[:300]
            raise EndpointError(
                f"endpoint {self._url} sent what does not parse: {reason}"
            ) from error

    def _ask(
        self, query: str, kind: str, *, accept: str, graphs: Sequence[tuple[str, str]]
    ) -> tuple[str, bytes]:
        wrapper = SPARQLWrapper(self._url, agent=_AGENT)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self._timeout)
        wrapper.setOnlyConneg(onlyConneg=True)
        wrapper.setReturnFormat(JSON if kind in {"SELECT", "ASK"} else TURTLE)
        wrapper.addCustomHttpHeader("Accept", accept)
        for name, iri in graphs:
            wrapper.addParameter(name, iri)
        # Not setQuery: its regular expressions take a word in a comment or an IRI for the form.
        wrapper.queryString, wrapper.queryType = query, kind
        try:
            response: HTTPResponse = wrapper.query().response
            with response:
                self._refuse_part(response)
                return response.headers.get_content_type(), self._content(response)
        except SPARQLWrapperException as error:
            raise self._failed(_said(error)) from error
        except HTTPError as error:
            with error:
                raise self._failed(
                    f"status {error.code} {error.reason}",
                    status=error.code,
                    retry_after=_seconds(error.headers.get("Retry-After", "")),
                ) from error
        except (OSError, HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise self._failed(str(reason) or type(reason).__name__) from error

    def _refuse_part(self, response: HTTPResponse) -> None:
        """Raise EndpointError for an answer that its engine cut.

        The sign is status 206, or a header of Virtuoso's that its time or its rows ran out.
        """
        headers = response.headers
        state, rows_ = headers.get("X-SQL-State", ""), headers.get("X-SPARQL-MaxRows", "")
        if response.status == _PARTIAL or state or rows_:
            reason = headers.get("X-SQL-Message", "") or state
            reason = reason or (f"its first {rows_} rows" if rows_ else "")
            raise self._failed(
                f"the answer is a part of the whole ({reason or 'status 206'})", status=_PARTIAL
            )

    def _content(self, response: HTTPResponse) -> bytes:
        """Return the whole body, within the timeout even if a byte comes now and then."""
        end = time.monotonic() + self._timeout
        parts = []
        size = 0
        while part := response.read1(1 << 16):
            parts.append(part)
            size += len(part)
            if size > limits.ENDPOINT_BYTES:
                raise self._failed(f"the answer is larger than {limits.ENDPOINT_BYTES:,} bytes")
            if time.monotonic() > end:
                raise self._failed(f"the answer took longer than {self._timeout} seconds")
        if response.length:
            raise self._failed(f"the answer ends {response.length:,} bytes too early")
        return b"".join(parts)

    def _failed(self, reason: str, *, status: int = 0, retry_after: int = 0) -> EndpointError:
        return EndpointError(
            f"endpoint {self._url}: {' '.join(reason.split())[:300]}",
            status=status,
            retry_after=retry_after,
        )


def _seconds(header: str) -> int:
    """Return Retry-After, which is a number or a date, in seconds from now; 0 if it is neither.

    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return _LONGEST_WAIT if len(text) > _DIGITS else min(int(text), _LONGEST_WAIT)
    try:
        wait = math.ceil(parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError, OSError):
        return 0
    return min(max(wait, 0), _LONGEST_WAIT)


def _boolean(table: QueryResult) -> QueryResult:
    """Return the boolean that Virtuoso 7.2.5 sends as a table: one cell 1, or no row for false.

    Raises ValueError if it is any other table.
    """
    cells = tuple(cell or ANY for row in result_rows(table)[1] for cell in row)
    word = _BOOLEANS.get(tuple(lexical(cell) if is_literal(cell) else cell for cell in cells))
    if word is None:
        raise ValueError("ASK is answered by a table")
    boolean = b'{"head":{},"boolean":%s}' % word
    return ox.parse_query_results(boolean, format=ox.QueryResultsFormat.JSON)


_BYTES: Final = re.compile(r"""b(?P<quote>['"]).*(?P=quote)\Z""", re.DOTALL)


def _said(error: SPARQLWrapperException) -> str:
    """Return SPARQLWrapper's message, with the beginning of the endpoint's answer as text."""
    message = str(error.args[0] if error.args else "")
    # SPARQLWrapper shows the bytes as Python writes them.
    match = _BYTES.search(message)
    if match:
        message = message[: match.start()] + ast.literal_eval(match.group()).decode(
            errors="replace"
        )
    return message
