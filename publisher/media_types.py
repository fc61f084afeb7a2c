"""The suffixes of the site's files, and the media types that they are served as.

Order matters: where a client likes two formats alike, the first of them is served.
"""

from types import MappingProxyType
from typing import Final

DOCUMENTS: Final = MappingProxyType(
    {
        "html": "text/html",
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
    }
)
"""The formats of a page."""

TABLES: Final = MappingProxyType(
    {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
    }
)
"""The formats of the answer to a SELECT or an ASK."""

GRAPHS: Final = MappingProxyType(
    {suffix: media_type for suffix, media_type in DOCUMENTS.items() if suffix != "html"}
)
"""The formats of the answer to a CONSTRUCT or a DESCRIBE."""

OTHERS: Final = MappingProxyType(
    {
        "css": "text/css",
        "gz": "application/gzip",
        "js": "text/javascript",
        "map": "application/json",
        "nq": "application/n-quads",
        "png": "image/png",
        "rq": "application/sparql-query",
        "svg": "image/svg+xml",
        "trig": "application/trig",
        "txt": "text/plain",
        "woff2": "font/woff2",
        "xml": "application/xml",
    }
)

ALIASES: Final = MappingProxyType(
    {
        "application/xhtml+xml": "text/html",
        "application/json": "application/sparql-results+json",
        "application/xml": "application/sparql-results+xml",
        "text/plain": "application/n-triples",
        "application/x-turtle": "text/turtle",
    }
)
"""What clients also ask for, and the media type that they get."""

_TEXTUAL: Final = frozenset(
    {"application/n-triples", "application/sparql-query", "application/n-quads"}
)


def content_type(media_type: str) -> str:
    """The media type as a header says it: UTF-8 is named wherever a reader could guess wrong."""
    is_text = media_type.startswith("text/") or media_type in _TEXTUAL
    return f"{media_type}; charset=utf-8" if is_text else media_type


def of_path(path: str) -> str:
    """The media type of a file of the site by its suffix."""
    suffix = path.rpartition(".")[2]
    if path.endswith("/json") or suffix == "json":
        return "application/json"
    return DOCUMENTS.get(suffix) or OTHERS.get(suffix) or TABLES.get(suffix) or _OTHER


_OTHER: Final = "application/octet-stream"
