"""What the heading of a resource says, and the labels beside it."""

from publisher.describe.names import Names
from publisher.describe.statement import Statements, is_quoted, value
from publisher.description import Value
from publisher.model import Term
from publisher.terms import is_literal
from publisher.vocabulary import RDFS_LABEL


def heading_properties(thing: Term, *, names: Names) -> frozenset[Term]:
    """Return the properties that the heading shows, and so no row.

    A property of further labels is one only if nothing says who stated its values, and why.
    """
    graph = names.graph
    label = graph.label(thing)
    if label is None or graph.sources:
        return frozenset()
    return frozenset(p for _, p, o in graph.labels(thing) if o == label)


def labels_beside(
    thing: Term, label: Term | None, *, names: Names, reified: Statements
) -> tuple[Value, ...]:
    """Return the values of the heading's properties, without the one that is the heading."""
    graph = names.graph
    shown = {RDFS_LABEL, *heading_properties(thing, names=names)}
    return tuple(
        value(triple, names=names, statement=reified.get(triple))
        for triple in graph.about(thing)
        if triple[1] in shown
        and triple[2] != label
        and is_literal(triple[2])
        and not is_quoted(triple, reified, names=names)
    )
