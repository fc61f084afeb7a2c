"""The ready queries as operations of the API."""

from collections.abc import Mapping, Sequence
from typing import Final

from publisher import limits
from publisher.media_types import GRAPHS, TABLES
from publisher.model import Parameter, ReadyQuery
from publisher.render.openapi.shared import (
    LINK,
    LOCATION,
    PROBLEM,
    TAG,
    Object,
    format_parameter,
    typed_content,
)
from publisher.sparql.schema import SCHEMAS
from publisher.sparql.tokens import form
from publisher.terms import plain

_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


def query_paths(queries: Sequence[ReadyQuery], expected: Mapping[str, str]) -> Object:
    """Return the operation of each ready query by its path. `expected`: as in `openapi_file`."""
    return {
        f"/queries/{query.name}": {"get": _query_operation(query, expected)} for query in queries
    }


def _query_operation(query: ReadyQuery, expected: Mapping[str, str]) -> Object:
    is_graph = form(query.text) in _GRAPH_FORMS
    formats = GRAPHS if is_graph else TABLES
    paging = _PAGING if form(query.text) == "SELECT" else []
    return {
        "operationId": query.name,
        "tags": ["Ready queries"],
        "summary": query.title,
        "description": query.description,
        "parameters": [
            *(_parameter(parameter, expected[parameter.type]) for parameter in query.parameters),
            *paging,
            format_parameter(formats),
        ],
        "responses": {
            "200": {
                "description": "The answer, or a page of its rows",
                "headers": {"Link": LINK, "ETag": TAG},
                "content": typed_content({**formats, "html": "text/html"}),
            },
            "303": {
                "description": "Without any parameter: the way to the answer with the defaults",
                "headers": {"Location": LOCATION},
            },
            "304": {"description": "The answer that the client has"},
            "default": PROBLEM,
        },
    }


def _parameter(parameter: Parameter, expected: str) -> Object:
    default: object = plain(parameter.default)
    if parameter.type == "integer":
        default = int(plain(parameter.default))
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"Expected: {expected}. Without it: {default}",
        "schema": {**SCHEMAS[parameter.type], "default": default},
        "example": default,
    }


_PAGING: Final[list[Object]] = [
    {
        "name": "limit",
        "in": "query",
        "description": "Rows of a page. Without it: all of them; of a page for people 100.",
        "schema": {"type": "integer", "minimum": 1, "maximum": limits.PAGE_ROWS},
        "example": 100,
    },
    {
        "name": "offset",
        "in": "query",
        "description": "Rows before the page.",
        "schema": {"type": "integer", "minimum": 0, "maximum": limits.PAGE_OFFSET, "default": 0},
        "example": 0,
    },
]
