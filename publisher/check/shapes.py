"""Shapes that would check nothing, or break validation off, are found before pySHACL is asked.

https://www.w3.org/TR/shacl/
"""

from collections.abc import Iterable, Iterator

from publisher.check.names import Namespace
from publisher.check.shape_links import check_links
from publisher.check.shape_queries import check_shape_queries
from publisher.check.shape_terms import check_terms
from publisher.check.shape_values import check_values
from publisher.check.shapes_graph import Fault, ShapesGraph
from publisher.check.survey import Survey
from publisher.dataset import Dataset
from publisher.model import Triple
from publisher.vocabulary import EV_NAMESPACE


def check_shapes(graph: ShapesGraph, survey: Survey, vocabulary: Dataset) -> Iterator[Fault]:
    """What is wrong with the shapes themselves, each fault with what cannot be judged for it."""
    namespaces = (
        Namespace(iri=f"{survey.graph.base}ontology#", prefix=":", graph=survey.graph),
        Namespace(iri=EV_NAMESPACE, prefix="ev:", graph=vocabulary),
    )
    faults = [*check_values(graph), *check_shape_queries(graph)]
    faults += check_terms(graph, survey, namespaces, _triples(faults))
    yield from faults
    yield from check_links(graph, survey, _triples(faults))


def _triples(faults: Iterable[Fault]) -> frozenset[Triple]:
    return frozenset(triple for fault in faults for triple in fault.triples)
