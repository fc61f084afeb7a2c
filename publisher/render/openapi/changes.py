"""The feeds of changes as operations of the API."""

from typing import Final

from publisher.media_types import FORMATS, OTHERS
from publisher.render.openapi.shared import LOCATION, PROBLEM, Object, file_schema, format_parameter

_SUFFIXES: Final = ("ttl", "jsonld", "nt")
"""The formats that every feed is in."""


def change_paths() -> Object:
    """Return the paths of the stream of versions, of the Atom feed and of the list of releases."""
    media_types = {each.suffix: each.media_type for each in FORMATS if each.suffix in _SUFFIXES}
    negotiated: Object = {
        "get": {
            "operationId": "feed",
            "tags": ["Changes"],
            "summary": "All versions of all resources, as a Linked Data Event Stream",
            "description": (
                "In the format that Accept asks for: 303 to the description of the stream, which "
                "leads to its pages by tree:relation. A full page never changes."
            ),
            "parameters": [format_parameter(media_types, has_page=False)],
            "responses": {
                "303": {"description": "To the description", "headers": {"Location": LOCATION}},
                "default": PROBLEM,
            },
        }
    }
    files = {
        f"/feed.{suffix}": _file(
            f"feed-{suffix}", f"The description of the stream, as {media_type}", media_type
        )
        for suffix, media_type in media_types.items()
    }
    return {
        "/feed": negotiated,
        **files,
        "/feed/changes.atom": _file(
            "changes-atom", "What changed, for feed readers (Atom)", OTHERS["atom"]
        ),
        "/changes/history.json": _file(
            "changes-history",
            "All releases: number, time, counts, and the RDF Patch of each",
            "application/json",
            schema={"type": "object"},
        ),
    }


def _file(
    identifier: str, summary: str, media_type: str, *, schema: Object | None = None
) -> Object:
    return {
        "get": {
            "operationId": identifier,
            "tags": ["Changes"],
            "summary": summary,
            "responses": {
                "200": {
                    "description": "The file",
                    "content": {media_type: {"schema": schema or file_schema(media_type)}},
                },
                "default": PROBLEM,
            },
        }
    }
