"""How to cite what the site describes, as an operation of the API."""

from typing import Final

from publisher.citation import CITATION_FORMATS
from publisher.media_types import CSL_JSON
from publisher.render.openapi.shared import PROBLEM, TEXT_SCHEMA, Object


def citation_paths(base: str, dataset: str) -> Object:
    """Return the operation. `dataset`: the IRI that its example cites, as `base` is the site."""
    iri: Object = {
        "name": "iri",
        "in": "query",
        "required": True,
        "description": (
            "The IRI of a resource, a statement or a claim, the address of a ready query with its "
            "parameters, or the IRI of the dataset. It may be relative to the site"
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 2_048, "pattern": _IRI},
        "example": dataset or base,
    }
    return {
        "/cite": {
            "get": {
                "operationId": "cite",
                "tags": ["Citations"],
                "summary": "How to cite a page, a statement, a claim, an answer or the dataset",
                "parameters": [iri, _FORMAT],
                "responses": {
                    "200": {
                        "description": "The citation; that of a claim names its claimant",
                        "content": {
                            each: {"schema": _ITEMS if each == CSL_JSON else TEXT_SCHEMA}
                            for each in CITATION_FORMATS.values()
                        },
                    },
                    "304": {"description": "The citation that the client has"},
                    "default": PROBLEM,
                },
            }
        }
    }


_IRI: Final = r'^[^\x00-\x20<>"{}|\\\\^`]+$'
"""No character that no IRI has."""
_ITEMS: Final[Object] = {"type": "array", "items": {"type": "object"}}
_FORMAT: Final[Object] = {
    "name": "format",
    "in": "query",
    "description": "The format, if Accept does not say it",
    "schema": {"type": "string", "enum": [*CITATION_FORMATS]},
    "example": "bibtex",
}
