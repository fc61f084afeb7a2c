"""Links and identifiers as operations of the API."""

from typing import Final

from publisher.media_types import DOCUMENTS
from publisher.render.openapi.shared import LOCATION, PROBLEM, TAG, TEXT_SCHEMA, Object

_IRI: Final = {"type": "string", "format": "iri"}
_LINK: Final[Object] = {
    "type": "object",
    "required": ["subject", "property", "object"],
    "properties": {"subject": _IRI, "property": _IRI, "object": _IRI},
}
_MEMBER: Final[dict[str, object]] = {
    "iri": _IRI,
    "label": TEXT_SCHEMA,
    "page": {"type": "string", "format": "uri", "description": "Its page, if it is of this site"},
    "retired": {"type": "boolean"},
    "authority": {**TEXT_SCHEMA, "description": "Such as wikidata, ror, isni"},
    "identifier": TEXT_SCHEMA,
}
_SAME_AS: Final[Object] = {
    "type": "object",
    "required": ["iri", "same", "links", "related"],
    "properties": {
        "iri": _IRI,
        "same": {
            "description": "All IRIs of one thing, by any number of links",
            "type": "array",
            "items": {"type": "object", "required": ["iri"], "properties": _MEMBER},
        },
        "links": {
            "description": "The statements by which they are the same",
            "type": "array",
            "items": _LINK,
        },
        "related": {
            "description": "Statements by which they are near others, and need not be the same",
            "type": "array",
            "items": _LINK,
        },
    },
}
_MATCHES: Final[Object] = {
    "type": "object",
    "required": ["id", "matches"],
    "properties": {
        "id": TEXT_SCHEMA,
        "matches": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["iri", "property", "value"],
                "properties": {**_MEMBER, "property": TEXT_SCHEMA, "value": TEXT_SCHEMA},
            },
        },
    },
}


def link_paths() -> Object:
    return {"/sameas": {"get": _same_as()}, "/lookup": {"get": _lookup()}}


def _same_as() -> Object:
    return {
        "operationId": "same-as",
        "tags": ["Links"],
        "summary": "What is the same as an IRI, here and elsewhere",
        "parameters": [
            _parameter("iri", "An IRI of this site or of another", "wd:Q1065"),
            _format("json", "ttl", "html"),
        ],
        "responses": {
            "200": {
                "description": "The IRIs of the same thing, and the links",
                "headers": {"ETag": TAG},
                "content": {
                    "application/json": {"schema": _SAME_AS},
                    DOCUMENTS["ttl"]: {"schema": TEXT_SCHEMA},
                    DOCUMENTS["html"]: {"schema": TEXT_SCHEMA},
                },
            },
            "304": {"description": "The answer that the client has"},
            "default": PROBLEM,
        },
    }


def _lookup() -> Object:
    return {
        "operationId": "lookup",
        "tags": ["Links"],
        "summary": "The resource that has an identifier",
        "parameters": [
            _parameter("id", "An identifier, alone, with a prefix or as an IRI", "Q1065"),
            _format("json", "html"),
        ],
        "responses": {
            "200": {
                "description": "The resources that have it",
                "headers": {"ETag": TAG},
                "content": {"application/json": {"schema": _MATCHES}},
            },
            "300": {
                "description": "Several have it: a page of them, for a browser",
                "content": {DOCUMENTS["html"]: {"schema": TEXT_SCHEMA}},
            },
            "303": {
                "description": "One has it: its page, or its data, for a client that wants these",
                "headers": {"Location": LOCATION},
            },
            "304": {"description": "The answer that the client has"},
            "default": PROBLEM,
        },
    }


def _parameter(name: str, description: str, example: str) -> Object:
    return {
        "name": name,
        "in": "query",
        "required": True,
        "description": description,
        "schema": {"type": "string", "minLength": 1},
        "example": example,
    }


def _format(*names: str) -> Object:
    return {
        "name": "format",
        "in": "query",
        "description": "The format, where Accept does not say it",
        "schema": {"type": "string", "enum": list(names)},
    }
