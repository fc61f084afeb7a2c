"""`publisher load` of a dataset with named graphs: each into the graph of its name."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from publisher.model import ANY
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.graph_store import Credentials, GraphStore, GraphStoreError
from publisher.sparql.quads_dump import DEFAULT, QuadsDump, read_quads
from publisher.sparql.results import result_rows
from publisher.terms import bare, lexical

_SUFFIXES: Final = (".nq", ".nq.gz")
_QUADS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_DEFAULT_GRAPH: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def has_quads(path: Path) -> bool:
    """Return whether a file is N-Quads, by its name."""
    return path.name.lower().endswith(_SUFFIXES)


def send_graphs(
    path: Path,
    *,
    engine: str,
    credentials: Credentials | None,
    advance: Callable[[int, int], None],
) -> tuple[QuadsDump, int]:
    """Replace the graphs of a store by those of a file; return them, and the number of requests.

    Graphs of other names stay. If graphs share a blank node, they are emptied first, and then all
    are sent in one request, because a label is known only within one.

    Raises DumpError or GraphStoreError.
    """
    dump = read_quads(path)
    done = requests = 0
    for graph, lines in dump.graphs.items():
        store = GraphStore(engine, graph=graph, credentials=credentials)
        if not requests:
            store.authenticate()
        content = b"" if dump.shares_blank_nodes else lines
        store.put([content], size=len(content))
        requests += 1
        done += content.count(b"\n")
        advance(done, dump.quads)
    if dump.shares_blank_nodes:
        _send_dataset(dump, GraphStore(engine, credentials=credentials))
        requests += 1
        advance(dump.quads, dump.quads)
    return dump, requests


def _send_dataset(dump: QuadsDump, store: GraphStore) -> None:
    store.authenticate()
    try:
        store.post_dataset(dump.content)
    except GraphStoreError as error:
        raise GraphStoreError(
            f"{error}; graphs of {dump.path} share blank nodes, so they must be sent in one "
            "request of N-Quads: load the file with the store's own loader",
            status=error.status,
        ) from error


def held_quads(queries: str, dump: QuadsDump) -> int:
    """Return how many quads of the graphs of a dump a store has. Raises QueryError.

    A store whose default graph is the union of all is asked for the named graphs alone.
    """
    engine = EndpointEngine(queries)
    named = {
        bare(graph or ANY): int(lexical(count or ANY))
        for graph, count in result_rows(engine.answer(_QUADS))[1]
    }
    in_named = sum(count for graph, count in named.items() if graph in dump.graphs)
    ((cell,),) = result_rows(engine.answer(_DEFAULT_GRAPH))[1]
    in_default = int(lexical(cell or ANY))
    own = dump.graphs[DEFAULT].count(b"\n")
    union = len(set(b"".join(dump.graphs.values()).splitlines()))
    return in_named + (own if in_default == union else in_default)
