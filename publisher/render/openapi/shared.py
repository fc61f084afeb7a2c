"""What the operations of the API share: schemas, responses, parameters."""

from collections.abc import Mapping
from typing import Final, TypeAlias

Object: TypeAlias = dict[str, object]
PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
TEXT_SCHEMA: Final[Object] = {"type": "string"}
JSON_SCHEMA: Final[Object] = {"type": ["object", "array"]}
STATUS: Final = {"type": "object", "required": ["status"], "properties": {"status": TEXT_SCHEMA}}
RESULTS: Final = {"$ref": "#/components/schemas/Results"}
LINK: Final = {
    "description": "The next, previous and first page, and what describes this API (RFC 8288)",
    "schema": TEXT_SCHEMA,
}
TAG: Final = {"description": "For If-None-Match", "schema": TEXT_SCHEMA}
LOCATION: Final = {"description": "The document", "schema": TEXT_SCHEMA}


def format_parameter(formats: Mapping[str, str], *, has_page: bool = True) -> Object:
    """Return the parameter that names a format. `has_page`: whether it may be HTML too."""
    return {
        "name": "format",
        "in": "query",
        "description": "The format, where Accept does not say it. A suffix of the path does too.",
        "schema": {"type": "string", "enum": [*formats, *(["html"] if has_page else [])]},
        "example": next(iter(formats)),
    }


def typed_content(formats: Mapping[str, str]) -> Object:
    return {
        media_type: {"schema": RESULTS if suffix == "json" else file_schema(media_type)}
        for suffix, media_type in formats.items()
    }


def file_schema(media_type: str) -> Object:
    """Return the schema of a file: a text, or what a client reads from JSON."""
    return JSON_SCHEMA if media_type.endswith(("/json", "+json")) else TEXT_SCHEMA


COMPONENT_SCHEMAS: Final = {
    "Results": {
        "description": "SPARQL 1.1 Query Results JSON Format",
        "type": "object",
        "required": ["head"],
        "properties": {
            "head": {
                "type": "object",
                "properties": {"vars": {"type": "array", "items": TEXT_SCHEMA}},
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
            "xml:lang": TEXT_SCHEMA,
            "datatype": TEXT_SCHEMA,
        },
    },
    "Problem": {
        "description": "RFC 9457",
        "type": "object",
        "required": ["title", "status"],
        "properties": {
            "title": TEXT_SCHEMA,
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "What to do instead"},
            "parameter": {"type": "string", "description": "The parameter that is wrong"},
            "line": {"type": "integer", "description": "Where the query does not parse"},
            "column": {"type": "integer"},
        },
    },
}
RESPONSES: Final = {
    "Problem": {
        "description": "What is wrong, and what to do instead",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
            "text/html": {"schema": TEXT_SCHEMA},
        },
    }
}
