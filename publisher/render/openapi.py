"""`openapi.json`: the ready queries and the endpoint as an API that programs can read.

https://spec.openapis.org/oas/v3.1.1
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from publisher import limits
from publisher.description import SiteFrame
from publisher.media_types import GRAPHS, TABLES
from publisher.model import File, Parameter, ReadyQuery, SitePath
from publisher.sparql.schema import SCHEMAS
from publisher.sparql.tokens import form
from publisher.terms import plain

OPENAPI_PATH: Final = SitePath("openapi.json")
_Object = dict[str, object]
_PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


def openapi_file(
    frame: SiteFrame, queries: Sequence[ReadyQuery], *, version: str, expected: Mapping[str, str]
) -> File:
    """Return the description of the site's API. Its server is where it is read from.

    `expected`: what a parameter of each type may be, in words.
    """
    about = {
        "openapi": "3.1.1",
        "info": {
            "title": frame.title,
            "description": frame.description,
            "version": version,
            **(
                {"license": {"name": "Licence of the data", "url": frame.license}}
                if frame.license
                else {}
            ),
        },
        "servers": [{"url": "."}],
        "externalDocs": {
            "description": "The same to try in a browser",
            "url": f"{frame.base}api.html",
        },
        "paths": {
            **{
                f"/queries/{query.name}": {"get": _query_operation(query, expected)}
                for query in queries
            },
            "/sparql": {"get": _sparql_get(), "post": _sparql_post()},
            "/healthz": {"get": _health("alive", "The process answers")},
            "/readyz": {"get": _health("ready", "A query was answered", "503")},
        },
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES},
    }
    return File(path=OPENAPI_PATH, content=json.dumps(about, ensure_ascii=False, indent=1).encode())


def _query_operation(query: ReadyQuery, expected: Mapping[str, str]) -> _Object:
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
            _format(formats),
        ],
        "responses": {
            "200": {
                "description": "The answer, or a page of its rows",
                "headers": {"Link": _LINK, "ETag": _TAG},
                "content": _content({**formats, "html": "text/html"}),
            },
            "303": {
                "description": "Without any parameter: the way to the answer with the defaults",
                "headers": {"Location": _LOCATION},
            },
            "304": {"description": "The answer that the client has"},
            "default": _PROBLEM,
        },
    }


def _parameter(parameter: Parameter, expected: str) -> _Object:
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


def _format(formats: Mapping[str, str]) -> _Object:
    return {
        "name": "format",
        "in": "query",
        "description": "The format, where Accept does not say it. A suffix of the path does too.",
        "schema": {"type": "string", "enum": [*formats, "html"]},
        "example": next(iter(formats)),
    }


def _content(formats: Mapping[str, str]) -> _Object:
    return {
        media_type: {"schema": _RESULTS if suffix == "json" else _TEXT}
        for suffix, media_type in formats.items()
    }


def _sparql_get() -> _Object:
    return {
        **_SPARQL,
        "operationId": "sparql-get",
        "parameters": [_QUERY, *_DATASET, _format(TABLES | GRAPHS)],
    }


def _sparql_post() -> _Object:
    fields = {parameter["name"]: parameter["schema"] for parameter in (_QUERY, *_DATASET)}
    return {
        **_SPARQL,
        "operationId": "sparql-post",
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "properties": fields, "required": ["query"]}
                },
                "application/sparql-query": {"schema": _QUERY["schema"]},
            },
        },
    }


def _health(name: str, summary: str, otherwise: str = "") -> _Object:
    responses: dict[str, _Object] = {
        "200": {"description": summary, "content": {"application/json": {"schema": _STATUS}}}
    }
    if otherwise:
        responses[otherwise] = {**responses["200"], "description": "It cannot answer"}
    return {
        "operationId": name,
        "tags": ["Operation"],
        "summary": summary,
        "responses": {**responses, "default": _PROBLEM},
    }


_TEXT: Final = {"type": "string"}
_STATUS: Final = {"type": "object", "required": ["status"], "properties": {"status": _TEXT}}
_RESULTS: Final = {"$ref": "#/components/schemas/Results"}
_LINK: Final = {
    "description": "The next, previous and first page, and what describes this API (RFC 8288)",
    "schema": _TEXT,
}
_TAG: Final = {"description": "For If-None-Match", "schema": _TEXT}
_LOCATION: Final = {"description": "The document", "schema": _TEXT}
_PAGING: Final[list[_Object]] = [
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
_ASK: Final = "SELECT * WHERE { ?s ?p ?o } LIMIT 10"
_QUERY: Final[_Object] = {
    "name": "query",
    "in": "query",
    "required": True,
    "description": "SPARQL 1.1, of at most 65,536 bytes",
    "schema": {"type": "string", "contentMediaType": "application/sparql-query"},
    "example": _ASK,
}
_DATASET: Final[list[_Object]] = [
    {
        "name": name,
        "in": "query",
        "description": f"IRI of a {kind} graph to ask instead of the endpoint's own",
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}, "maxItems": 16},
    }
    for name, kind in (("default-graph-uri", "default"), ("named-graph-uri", "named"))
]
_SPARQL: Final[_Object] = {
    "tags": ["SPARQL"],
    "summary": "A query by the SPARQL 1.1 Protocol",
    "externalDocs": {"url": "https://www.w3.org/TR/sparql11-protocol/"},
    "responses": {
        "200": {
            "description": "The answer, never a part of it",
            "content": _content({**TABLES, **GRAPHS, "html": "text/html"}),
        },
        "304": {"description": "The answer that the client has"},
        "default": _PROBLEM,
    },
}
_SCHEMAS: Final = {
    "Results": {
        "description": "SPARQL 1.1 Query Results JSON Format",
        "type": "object",
        "required": ["head"],
        "properties": {
            "head": {
                "type": "object",
                "properties": {"vars": {"type": "array", "items": _TEXT}},
            },
            "boolean": {"type": "boolean"},
            "results": {
                "type": "object",
                "required": ["bindings"],
                "properties": {
                    "bindings": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": {"$ref": "#/components/schemas/Term"},
                        },
                    }
                },
            },
        },
    },
    "Term": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"type": "string", "enum": ["uri", "literal", "bnode", "triple"]},
            "value": {},
            "xml:lang": _TEXT,
            "datatype": _TEXT,
        },
    },
    "Problem": {
        "description": "RFC 9457",
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What to do instead"},
            "parameter": {"type": "string", "description": "The parameter that is wrong"},
            "line": {"type": "integer", "description": "Where the query does not parse"},
            "column": {"type": "integer"},
        },
    },
}
_RESPONSES: Final = {
    "Problem": {
        "description": "What is wrong, and what to do instead",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
            "text/html": {"schema": _TEXT},
        },
    }
}
