"""The catalogue as an operation of the API."""

from typing import Final

from publisher.media_types import DOCUMENTS
from publisher.render.openapi.shared import LOCATION, PROBLEM, Object, file_schema, format_parameter

_SUMMARY: Final = "What the dataset is, whose, under which licence, and its files"


def catalog_paths() -> Object:
    """Return the path of the catalogue, and the paths of its files."""
    negotiated: Object = {
        "get": {
            "operationId": "catalog",
            "tags": ["Catalogue"],
            "summary": _SUMMARY,
            "description": (
                "DCAT-AP 3.0.1, in the format that Accept asks for: 303 to its file. A page of "
                "several leads to the next one by hydra:next."
            ),
            "parameters": [
                {
                    "name": "page",
                    "in": "query",
                    "description": "A page of a catalogue that has several, from 1",
                    "schema": {"type": "integer", "minimum": 1},
                    "example": 1,
                },
                format_parameter({name: DOCUMENTS[name] for name in DOCUMENTS if name != "html"}),
            ],
            "responses": {
                "303": {"description": "To the document", "headers": {"Location": LOCATION}},
                "default": PROBLEM,
            },
        }
    }
    files = {
        f"/catalog.{suffix}": {
            "get": {
                "operationId": f"catalog-{suffix}",
                "tags": ["Catalogue"],
                "summary": f"{_SUMMARY}, as {media_type}",
                "responses": {
                    "200": {
                        "description": "The first page",
                        "content": {media_type: {"schema": file_schema(media_type)}},
                    },
                    "default": PROBLEM,
                },
            }
        }
        for suffix, media_type in DOCUMENTS.items()
    }
    return {"/catalog": negotiated, **files}
