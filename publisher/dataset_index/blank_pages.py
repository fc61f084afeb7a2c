"""The pages of blank nodes: those of the IRIs that lead to them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from publisher.dataset_index.triples import TripleIndex
from publisher.model import Term
from publisher.terms import page_iri

PAGES_OF_A_BLANK: Final = 20
"""A blank node that hangs on more pages has one of its own, and so has each node of a cycle that
has more nodes: else pages grow with the product of what is named and what names it.
"""


def place_blanks(
    blanks: Sequence[Term],
    pages: dict[Term, list[Term]],
    index: TripleIndex,
    own_pages: Mapping[Term, Term],
) -> dict[Term, Term]:
    """Add the blank nodes to the pages on which they are shown. Return the first page of each.

    `own_pages`: of the IRIs that are not shown on the page of their document.
    """
    places: dict[Term, frozenset[Term]] = {}
    # What names a node comes before it.
    for cycle in reversed(list(_cycles(blanks, index))):
        if len(cycle) > PAGES_OF_A_BLANK:
            places.update((node, frozenset({node})) for node in cycle)
            continue
        above = _pages_above(cycle, places, index, own_pages)
        if not above or len(above) > PAGES_OF_A_BLANK:
            above = frozenset({min(cycle)})
        places.update((node, above) for node in cycle)
    for node in blanks:
        if node in places[node]:
            pages[node] = [node]
    for node in sorted(blanks):
        for page in places[node] - {node}:
            pages[page].append(node)
    return {node: min(places[node]) for node in blanks}


def _pages_above(
    cycle: Collection[Term],
    places: Mapping[Term, frozenset[Term]],
    index: TripleIndex,
    own_pages: Mapping[Term, Term],
) -> frozenset[Term]:
    """Return the pages of what names the nodes of a cycle from outside, or just too many."""
    above: set[Term] = set()
    for node in cycle:
        for parent in index.parents.get(node, ()):
            if parent.startswith("<"):
                above.add(own_pages.get(parent) or page_iri(parent))
            elif parent not in cycle:
                above |= places[parent]
            if len(above) > PAGES_OF_A_BLANK:
                return frozenset(above)
    return frozenset(above)


def _cycles(blanks: Iterable[Term], index: TripleIndex) -> Iterator[list[Term]]:
    """Yield the strongly connected components, most of one node, each before those that name it.

    Tarjan's algorithm without recursion, because lists are long:
    https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
    """
    children = _children(blanks, index)
    entered: dict[Term, int] = {}
    lowest: dict[Term, int] = {}
    open_nodes: dict[Term, None] = {}
    for first in blanks:
        path = [] if first in entered else [(first, iter(children.get(first, ())))]
        while path:
            node, rest = path[-1]
            if node not in entered:
                entered[node] = lowest[node] = len(entered)
                open_nodes[node] = None
            child = next(rest, None)
            if child is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == entered[node]:
                    yield _closed(node, open_nodes)
            elif child not in entered:
                path.append((child, iter(children.get(child, ()))))
            elif child in open_nodes:
                lowest[node] = min(lowest[node], entered[child])


def _closed(node: Term, open_nodes: dict[Term, None]) -> list[Term]:
    """Remove a node, and those that were entered behind it. Return these nodes."""
    cycle = []
    while node in open_nodes:
        cycle.append(open_nodes.popitem()[0])
    return cycle


def _children(blanks: Iterable[Term], index: TripleIndex) -> dict[Term, list[Term]]:
    children: dict[Term, list[Term]] = {}
    for node in blanks:
        for parent in index.parents.get(node, ()):
            if parent.startswith("_:"):
                children.setdefault(parent, []).append(node)
    return children
