"""The SPARQL endpoint as operations of the API."""

from typing import Final

from publisher import limits
from publisher.media_types import GRAPHS, TABLES
from publisher.render.openapi.shared import PROBLEM, Object, format_parameter, typed_content


def sparql_paths() -> Object:
    return {"/sparql": {"get": _sparql_get(), "post": _sparql_post()}}


def _sparql_get() -> Object:
    return {
        **_SPARQL,
        "operationId": "sparql-get",
        "parameters": [_QUERY, *_DATASET, format_parameter(TABLES | GRAPHS)],
    }


def _sparql_post() -> Object:
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


_ASK: Final = "SELECT * WHERE { ?s ?p ?o } LIMIT 10"
_QUERY: Final[Object] = {
    "name": "query",
    "in": "query",
    "required": True,
    "description": f"SPARQL 1.1, of at most {limits.QUERY_BYTES:,} bytes",
    "schema": {"type": "string", "contentMediaType": "application/sparql-query"},
    "example": _ASK,
}
_DATASET: Final[list[Object]] = [
    {
        "name": name,
        "in": "query",
        "description": f"IRI of a {kind} graph to ask instead of the endpoint's own",
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}, "maxItems": 16},
    }
    for name, kind in (("default-graph-uri", "default"), ("named-graph-uri", "named"))
]
_SPARQL: Final[Object] = {
    "tags": ["SPARQL"],
    "summary": "A query by the SPARQL 1.1 Protocol",
    "externalDocs": {"url": "https://www.w3.org/TR/sparql11-protocol/"},
    "responses": {
        "200": {
            "description": "The answer, never a part of it",
            "content": typed_content({**TABLES, **GRAPHS, "html": "text/html"}),
        },
        "304": {"description": "The answer that the client has"},
        "default": PROBLEM,
    },
}
