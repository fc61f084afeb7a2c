"""Descriptions → files, pure: no disk, no network, no store."""

from publisher.render.html import (
    index_page,
    kind_page,
    ontology_page,
    resource_page,
    stylesheet,
)
from publisher.render.queries import api_page, queries_index, query_page

__all__ = [
    "api_page",
    "index_page",
    "kind_page",
    "ontology_page",
    "queries_index",
    "query_page",
    "resource_page",
    "stylesheet",
]
