"""The nodes that join a resource to others, such as a membership."""

from publisher.describe.names import Names
from publisher.describe.statement import own_triples, rows, statements
from publisher.description import Joined
from publisher.model import Term


def joining_nodes(page: Term, *, names: Names) -> frozenset[Term]:
    """Return the nodes that join this resource to others."""
    graph = names.graph
    return frozenset(
        subject
        for predicate in names.joining_properties
        for subject, _, _ in graph.naming(page, predicate)
        if predicate in names.joining(subject)
    )


def joined(page: Term, *, names: Names) -> tuple[Joined, ...]:
    """Return what the nodes say that join this resource to others."""
    graph = names.graph
    result = []
    for node in sorted(joining_nodes(page, names=names)):
        reified = statements(own_triples(graph.page_of(node), names=names))
        others = [triple for triple in graph.about(node) if triple[2] != page]
        result.append(
            Joined(node=names.link(node), rows=rows(others, names=names, reified=reified)),
        )
    return tuple(result)
