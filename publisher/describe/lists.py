"""RDF lists that blank nodes make: https://www.w3.org/TR/rdf-schema/#ch_collectionvocab"""

from publisher.graph import Graph
from publisher.model import Term
from publisher.terms import is_blank
from publisher.vocabulary import RDF_FIRST, RDF_LIST, RDF_NIL, RDF_REST, RDF_TYPE

_ALLOWED = frozenset({RDF_FIRST, RDF_REST})


def list_items(head: Term, *, graph: Graph) -> tuple[Term, ...] | None:
    """Return the items of a list in order; None if the node is no list, or not only a list.

    A cell with a second item, a second rest or any other statement is no list, because something
    would be left out.
    """
    items = []
    seen = set()
    cell = head
    while cell != RDF_NIL:
        parts = _parts(cell, graph)
        if parts is None or cell in seen:
            return None
        seen.add(cell)
        items.append(parts[0])
        cell = parts[1]
    return tuple(items)


def _parts(cell: Term, graph: Graph) -> tuple[Term, Term] | None:
    """Return the item and the rest of a cell."""
    if not is_blank(cell):
        return None
    triples = [triple for triple in graph.read(cell) if triple[1:] != (RDF_TYPE, RDF_LIST)]
    if len(triples) != len(_ALLOWED) or {predicate for _, predicate, _ in triples} != _ALLOWED:
        return None
    parts = {predicate: value for _, predicate, value in triples}
    return parts[RDF_FIRST], parts[RDF_REST]
