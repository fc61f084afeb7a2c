"""Mark what the editor adds and no source says: other names, foreign types, identifiers, links."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from publisher.addresses import statement_iri
from publisher.model import Term, Triple
from publisher.reification import rdf11
from publisher.vocabulary import (
    EDITORIAL,
    EV_EDITORIAL,
    EV_NAMESPACE,
    EV_SOURCE_CLASS,
    PREFIXES,
    RDF_TYPE,
)

_STRUCTURAL: Final = tuple(
    f"<{namespace}"
    for namespace in (
        EV_NAMESPACE,
        *(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos", "oa")),
    )
)
"""Classes of these say what a term or a concept is, and nothing about the world."""


def is_editorial(triple: Triple, *, base: str) -> bool:
    """Return whether a triple without a quote is the editor's, about a resource of the project."""
    subject, predicate, value = triple
    if not subject.startswith(f"<{base}"):
        return False
    if predicate == RDF_TYPE:
        return not value.startswith((f"<{base}", *_STRUCTURAL))
    return predicate in EDITORIAL


def editorial_statements(
    added: Iterable[Triple], triples: Iterable[Triple], *, reified: Collection[Triple], base: str
) -> Iterator[Triple]:
    """Yield a statement for each added triple that has none yet.

    `triples`: those of all files, because they say which subjects are sources. The description of
    a source needs no statement: all of it is the editor's.
    """
    wanted = [triple for triple in dict.fromkeys(added) if triple not in reified]
    if not wanted:
        return
    sources = {s for s, p, o in triples if p == RDF_TYPE and o == EV_SOURCE_CLASS}
    for triple in wanted:
        if triple[0] not in sources:
            name: Term = statement_iri(triple, host=triple[0], base=base)
            yield from rdf11(name, triple)
            yield name, RDF_TYPE, EV_EDITORIAL
