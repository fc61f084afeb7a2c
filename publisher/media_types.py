"""The suffixes of the site's files, and the media types that they are served as.

`FORMATS` is the table of the formats of RDF: pages, dumps, the catalogue, VoID, the service
description, the negotiation, the compression and the reserved suffixes all follow from it.
`render/formats.py` says how to add one.

Order matters: if a client likes two formats alike, the first of them is served.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of RDF: its name for a reader, the suffix of its files, their media type.

    `iri`: that of https://www.w3.org/ns/formats/, if there is one. `preference`: if a client likes
    two formats alike, the higher one is served; of equal ones, the first in the table.
    `is_answer`: whether the endpoint answers a CONSTRUCT or a DESCRIBE in it; pyoxigraph has to be
    able to write it. `subset`: of a format of datasets, the suffix of the format of graphs whose
    files are files of this format too.
    """

    name: str
    suffix: str
    media_type: str
    iri: str = ""
    preference: int = 0
    is_answer: bool = False
    subset: str = ""


FORMATS: Final = (
    Format(
        name="Turtle",
        suffix="ttl",
        media_type="text/turtle",
        iri="http://www.w3.org/ns/formats/Turtle",
        preference=2,
        is_answer=True,
    ),
    Format(
        name="JSON-LD",
        suffix="jsonld",
        media_type="application/ld+json",
        iri="http://www.w3.org/ns/formats/JSON-LD",
        is_answer=True,
    ),
    Format(
        name="N-Triples",
        suffix="nt",
        media_type="application/n-triples",
        iri="http://www.w3.org/ns/formats/N-Triples",
        # Before JSON-LD: some clients name both alike, and read JSON-LD by another library alone.
        preference=1,
        is_answer=True,
    ),
    Format(
        name="RDF/XML",
        suffix="rdf",
        media_type="application/rdf+xml",
        iri="http://www.w3.org/ns/formats/RDF_XML",
        is_answer=True,
    ),
)
"""Every format of a graph, in the order in which pages offer them."""

DATASET_FORMATS: Final = (
    Format(name="TriG", suffix="trig", media_type="application/trig", subset="ttl"),
    Format(name="N-Quads", suffix="nq", media_type="application/n-quads", subset="nt"),
)
"""Formats of datasets.

The pages of a dataset with named graphs come in them. Without named graphs only dumps do, for
stores that load nothing else.
"""

_NEGOTIATED: Final = tuple(sorted(FORMATS, key=lambda format_: -format_.preference))

DOCUMENTS: Final = MappingProxyType(
    {"html": "text/html", **{each.suffix: each.media_type for each in _NEGOTIATED}}
)
"""The formats of a page. One that cannot say what a page has is missing there."""

PAGE_DOCUMENTS: Final = MappingProxyType(
    {**DOCUMENTS, **{each.suffix: each.media_type for each in DATASET_FORMATS}}
)
"""The formats of a page of a dataset with named graphs."""

DUMP_FORMATS: Final = MappingProxyType(
    {each.suffix: each for each in (*_NEGOTIATED, *DATASET_FORMATS)}
)
"""The formats of a dump by suffix, in the order in which its page lists them."""

CSV: Final = "text/csv"

TABLES: Final = MappingProxyType(
    {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": CSV,
        "tsv": "text/tab-separated-values",
    }
)
"""The formats of the answer to a SELECT or an ASK."""

GRAPHS: Final = MappingProxyType(
    {each.suffix: each.media_type for each in _NEGOTIATED if each.is_answer}
)
"""The formats of the answer to a CONSTRUCT or a DESCRIBE."""

OTHERS: Final = MappingProxyType(
    dict(
        sorted(
            {
                "bib": "application/x-bibtex",
                "atom": "application/atom+xml",
                "css": "text/css",
                "gz": "application/gzip",
                "js": "text/javascript",
                "map": "application/json",
                "parquet": "application/vnd.apache.parquet",
                "png": "image/png",
                "ris": "application/x-research-info-systems",
                "rdfp": "application/rdf-patch",
                "rq": "application/sparql-query",
                "sqlite": "application/vnd.sqlite3",
                "svg": "image/svg+xml",
                "txt": "text/plain",
                "woff2": "font/woff2",
                "xml": "application/xml",
                **{each.suffix: each.media_type for each in DATASET_FORMATS},
            }.items()
        )
    )
)

CSL_JSON: Final = "application/vnd.citationstyles.csl+json"
"""https://github.com/citation-style-language/schema"""

ALIASES: Final = MappingProxyType(
    {
        "application/bibtex": (OTHERS["bib"],),
        "application/json": (TABLES["json"], DOCUMENTS["jsonld"], CSL_JSON),
        "application/n3": (DOCUMENTS["ttl"],),
        "application/ntriples": (DOCUMENTS["nt"],),
        "application/turtle": (DOCUMENTS["ttl"],),
        "application/x-json+ld": (DOCUMENTS["jsonld"],),
        "application/x-ntriples": (DOCUMENTS["nt"],),
        "application/x-turtle": (DOCUMENTS["ttl"],),
        "application/x-trig": (PAGE_DOCUMENTS["trig"],),
        "application/xhtml+xml": (DOCUMENTS["html"],),
        "application/xml": (TABLES["xml"], DOCUMENTS["rdf"]),
        "text/json": (TABLES["json"], DOCUMENTS["jsonld"]),
        "text/n3": (DOCUMENTS["ttl"],),
        "text/ntriples": (DOCUMENTS["nt"],),
        "text/nquads": (PAGE_DOCUMENTS["nq"],),
        "text/plain": (DOCUMENTS["nt"],),
        "text/rdf+n3": (DOCUMENTS["ttl"],),
        "text/rdf+xml": (DOCUMENTS["rdf"],),
        "text/x-bibtex": (OTHERS["bib"],),
        "text/x-nquads": (PAGE_DOCUMENTS["nq"],),
        "text/xml": (TABLES["xml"], DOCUMENTS["rdf"]),
    }
)
"""Other names that clients ask by, and what each may stand for, the likeliest first."""

CSVW: Final = "application/csvm+json"
"""https://www.w3.org/TR/tabular-data-model/#link-header"""

_TEXTUAL: Final = frozenset(
    {
        *("application/n-triples", "application/sparql-query", "application/n-quads"),
        *(OTHERS["bib"], OTHERS["ris"]),
        "application/rdf-patch",
    }
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
    for pattern, media_type in LINKSETS.items():
        if re.fullmatch(pattern, path):
            return media_type
    if path.endswith(".csv-metadata.json"):
        return CSVW
    if suffix == "json" and path.startswith("cite/"):
        return CSL_JSON
    if suffix == "json":
        return TABLES["json"] if path.startswith("queries/") else "application/json"
    return DOCUMENTS.get(suffix) or OTHERS.get(suffix) or TABLES.get(suffix) or _OTHER


LINKSETS: Final = MappingProxyType(
    {
        r"linkset(?:-[0-9]+)?": "application/linkset",
        r"linkset(?:-[0-9]+)?\.json": "application/linkset+json",
    }
)
"""The media types of link sets by the patterns of their paths: RFC 9264, section 4."""

WELL_KNOWN_VOID: Final = ".well-known/void"
"""A file without a suffix, where VoID's clients look: https://www.w3.org/TR/void/#well-known"""

_OTHER: Final = "application/octet-stream"
