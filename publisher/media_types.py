"""The suffixes of the site's files, and the media types that they are served as.

Order matters: if a client likes two formats alike, the first of them is served.
"""

from types import MappingProxyType
from typing import Final

DOCUMENTS: Final = MappingProxyType(
    {
        "html": "text/html",
        "ttl": "text/turtle",
        # Before JSON-LD: some clients name both alike, and read JSON-LD by another library alone.
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
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
        "application/json": (TABLES["json"], DOCUMENTS["jsonld"]),
        "application/n3": (DOCUMENTS["ttl"],),
        "application/ntriples": (DOCUMENTS["nt"],),
        "application/turtle": (DOCUMENTS["ttl"],),
        "application/x-json+ld": (DOCUMENTS["jsonld"],),
        "application/x-ntriples": (DOCUMENTS["nt"],),
        "application/x-turtle": (DOCUMENTS["ttl"],),
        "application/xhtml+xml": (DOCUMENTS["html"],),
        "application/xml": (TABLES["xml"], DOCUMENTS["rdf"]),
        "text/json": (TABLES["json"], DOCUMENTS["jsonld"]),
        "text/n3": (DOCUMENTS["ttl"],),
        "text/ntriples": (DOCUMENTS["nt"],),
        "text/plain": (DOCUMENTS["nt"],),
        "text/rdf+n3": (DOCUMENTS["ttl"],),
        "text/rdf+xml": (DOCUMENTS["rdf"],),
        "text/xml": (TABLES["xml"], DOCUMENTS["rdf"]),
    }
)
"""Other names that clients ask by, and what each may stand for, the likeliest first."""

CSVW: Final = "application/csvm+json"
"""https://www.w3.org/TR/tabular-data-model/#link-header"""

_TEXTUAL: Final = frozenset(
    {"application/n-triples", "application/sparql-query", "application/n-quads"}
)


def content_type(media_type: str) -> str:
    """Return the value of Content-Type: with UTF-8 if a reader could guess another encoding."""
    is_text = media_type.startswith("text/") or media_type in _TEXTUAL
    return f"{media_type}; charset=utf-8" if is_text else media_type


def media_type_of(path: str) -> str:
    """Return the media type of a file of the site, by its suffix and the folder that it lies in."""
    suffix = path.rpartition(".")[2]
    if path == WELL_KNOWN_VOID:
        return DOCUMENTS["ttl"]
    if path.endswith(".csv-metadata.json"):
        return CSVW
    if suffix == "json":
        return TABLES["json"] if path.startswith("queries/") else "application/json"
    return DOCUMENTS.get(suffix) or OTHERS.get(suffix) or TABLES.get(suffix) or _OTHER


WELL_KNOWN_VOID: Final = ".well-known/void"
"""A file without a suffix, where VoID's clients look: https://www.w3.org/TR/void/#well-known"""

_OTHER: Final = "application/octet-stream"
