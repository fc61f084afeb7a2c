"""Shapes that would check nothing, or break validation off, are found before pySHACL is asked.

https://www.w3.org/TR/shacl/
"""

from collections.abc import Iterable, Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shape_links import check_links
from publisher.check.shapes.shape_queries import check_shape_queries
from publisher.check.shapes.shape_terms import check_terms
from publisher.check.shapes.shape_values import check_shape_values
from publisher.check.shapes.shapes_graph import ShapeFault, ShapesGraph
from publisher.check.terms.names import Namespace
from publisher.dataset import Dataset
from publisher.model import Triple
from publisher.vocabulary import EV_NAMESPACE


def check_shapes(
    graph: ShapesGraph, index: PredicateIndex, vocabulary: Dataset
) -> Iterator[ShapeFault]:
    """What is wrong with the shapes themselves, each fault with what cannot be judged for it."""
    namespaces = (
        Namespace(iri=f"{index.graph.base}ontology#", prefix=":", graph=index.graph),
        Namespace(iri=EV_NAMESPACE, prefix="ev:", graph=vocabulary),
    )
    faults = [*check_shape_values(graph), *check_shape_queries(graph)]
    faults += check_terms(graph, index, namespaces, _triples(faults))
    yield from faults
    yield from check_links(graph, index, _triples(faults))


def _triples(faults: Iterable[ShapeFault]) -> frozenset[Triple]:
    return frozenset(triple for fault in faults for triple in fault.triples)
