"""Run a query over the graphs that its request or its FROM clauses name, each triple once.

https://www.w3.org/TR/sparql11-query/#rdfDataset
"""

from collections.abc import Sequence
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from publisher.sparql.tokens import FORMS, Token, tokenize

Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_GraphName: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_BEHIND: Final = ("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
"""The words that may follow the last FROM clause."""


def query_graphs(
    store: ox.Store,
    query: str,
    *,
    base: str,
    default_graphs: Sequence[ox.NamedNode] = (),
    named_graphs: Sequence[ox.NamedNode] = (),
) -> Results:
    """Run a query. The graphs are those of the request, which come before those of its FROM.

    A request or a query that names graphs of one kind has none of the other kind:
    https://www.w3.org/TR/sparql11-protocol/#dataset
    """
    is_requested = bool(default_graphs or named_graphs)
    if not is_requested:
        default_graphs, named_graphs = _from_clauses(query, base)
    default: list[_GraphName] = list(dict.fromkeys(default_graphs))
    named: list[ox.NamedNode | ox.BlankNode] = list(dict.fromkeys(named_graphs))
    if len(default) > 1:
        # The engine would find a triple once for each graph that has it.
        store, default = _merged(store, default, named), [ox.DefaultGraph()]
    elif not is_requested:
        return store.query(query, base_iri=base)
    return store.query(query, base_iri=base, default_graph=default, named_graphs=named)


def _from_clauses(query: str, base: str) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    """Return the graphs that a query names by FROM, and by FROM NAMED.

    None if the query does not parse: the engine says what is wrong with it.
    """
    if "from" not in query.lower():
        return [], []
    tokens = list(tokenize(query))
    start = next((token.start for token in tokens if token.is_word(*FORMS)), 0)
    default, named = list[Token](), list[Token]()
    before = two_before = None
    for token in tokens:
        if token.is_word(*_BEHIND):
            break
        if before and before.is_word("FROM"):
            default.append(token)
        elif two_before and two_before.is_word("FROM") and before and before.is_word("NAMED"):
            named.append(token)
        two_before, before = before, token
    prologue = query[:start]
    return _resolved(default, prologue, base), _resolved(named, prologue, base)


def _resolved(names: Sequence[Token], prologue: str, base: str) -> list[ox.NamedNode]:
    """Return the IRIs that names stand for after the prologue of their query."""
    values = " ".join(f"({name.text})" for name in names if name.kind in {"iri", "name"})
    query = f"{prologue} SELECT ?iri {{ VALUES (?iri) {{ {values} }} }}"
    try:
        solutions = cast("ox.QuerySolutions", ox.Store().query(query, base_iri=base))
    except SyntaxError:
        return []
    return [cast("ox.NamedNode", solution["iri"]) for solution in solutions]


def _merged(
    store: ox.Store,
    default: Sequence[_GraphName],
    named: Sequence[ox.NamedNode | ox.BlankNode],
) -> ox.Store:
    """Return a store with some graphs merged into the default graph, and some named graphs."""
    merged = ox.Store()
    for graph in default:
        merged.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
