"""Descriptions → files, pure: no disk, no network, no store."""

from publisher.render.html import (
    MEDIA_TYPES,
    index_page,
    kind_page,
    ontology_page,
    resource_page,
    stylesheet,
)
from publisher.render.queries import api_page, queries_index, query_page
from publisher.render.rdf import FORMATS

__all__ = [
    "FORMATS",
    "MEDIA_TYPES",
    "api_page",
    "index_page",
    "kind_page",
    "ontology_page",
    "queries_index",
    "query_page",
    "resource_page",
    "stylesheet",
]
