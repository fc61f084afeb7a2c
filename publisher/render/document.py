"""What the RDF of a page says of itself: its topic, its dataset, and its licence.

The document is the page in all its formats, so that the formats of a page stay one graph. Its IRI
is the address of its HTML, `{base}network/enoc.html`: a resource has the address without a suffix.
Dumps have none of these triples, because they are about the page and not about the data.
"""

from collections.abc import Iterator
from typing import Final

from publisher.addresses import percent_encoded
from publisher.description import SiteFrame
from publisher.model import Term, Triple
from publisher.terms import iri, is_iri
from publisher.vocabulary import vocabulary_terms

(_LICENSE,) = vocabulary_terms("dcterms", "license")
(_TOPIC,) = vocabulary_terms("foaf", "primaryTopic")
(_DATASET,) = vocabulary_terms("void", "inDataset")
DOCUMENT_PREDICATES: Final = frozenset({_LICENSE, _TOPIC, _DATASET})


def document_iri(base: str, path: str) -> Term:
    """Return the IRI of the document at a path without suffix."""
    return iri(f"{base}{percent_encoded(path)}.html")


def document_triples(frame: SiteFrame, path: str, topic: Term) -> tuple[Triple, ...]:
    """Return what a document says of itself, sorted. A blank node is nothing to name as its topic.

    >>> [triple[1] for triple in document_triples(frame, "network/enoc", enoc)]  # doctest: +SKIP
    ['<…license>', '<…inDataset>', '<…primaryTopic>']
    """
    return tuple(sorted(_triples(document_iri(frame.base, path), topic, frame)))


def file_triples(frame: SiteFrame, path: str, topic: Term) -> tuple[Triple, ...]:
    """Return the same of a file that is no page's, sorted: its IRI is its own address."""
    return tuple(sorted(_triples(iri(f"{frame.base}{percent_encoded(path)}"), topic, frame)))


def _triples(document: Term, topic: Term, frame: SiteFrame) -> Iterator[Triple]:
    if frame.dataset:
        yield document, _DATASET, iri(frame.dataset)
    if frame.license:
        yield document, _LICENSE, iri(frame.license)
    if is_iri(topic):
        yield document, _TOPIC, topic
