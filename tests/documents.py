"""What the RDF of a page says of itself: set aside, to compare its data with the dump."""

import json
from collections.abc import Iterable
from pathlib import Path

from publisher.addresses import percent_encoded
from publisher.model import Quad, Term
from publisher.ntriples import quad_of
from publisher.terms import iri

PREDICATES = frozenset(
    iri(text)
    for text in (
        "http://purl.org/dc/terms/license",
        "http://rdfs.org/ns/void#inDataset",
        "http://xmlns.com/foaf/0.1/primaryTopic",
    )
)


def document_of(site: Path, page: Path) -> Term:
    """Return the IRI of the document of a page. `page`: its path without suffix."""
    base = json.loads((site / "site.json").read_bytes())["base"]
    return iri(f"{base}{percent_encoded(page.relative_to(site).as_posix())}.html")


def data_of(site: Path, file: Path) -> list[bytes]:
    """Return the lines of a page's N-Triples, but those of the three predicates on its document."""
    document = document_of(site, file.with_suffix(""))
    lines = file.read_bytes().splitlines(keepends=True)
    return [line for line in lines if not _is_about(quad_of(line), document)]


def about_document(quads: Iterable[Quad], document: Term) -> set[Quad]:
    """Return what quads say of a document by the three predicates."""
    return {quad for quad in quads if _is_about(quad, document)}


def _is_about(quad: Quad, document: Term) -> bool:
    return quad[0] == document and quad[1] in PREDICATES
