"""What the RDF of a page says of itself: its topic, its dataset, and its licence.

The document is the page in all its formats, so that the formats of a page stay one graph. Its IRI
is the address of its HTML, `{base}network/enoc.html`: a resource has the address without a suffix.
Dumps have none of these triples, because they are about the page and not about the data.
"""

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
    document = document_iri(frame.base, path)
    triples = [(document, _DATASET, iri(frame.dataset))] if frame.dataset else []
    if frame.license:
        triples.append((document, _LICENSE, iri(frame.license)))
    if is_iri(topic):
        triples.append((document, _TOPIC, topic))
    return tuple(sorted(triples))
