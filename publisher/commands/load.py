"""`publisher load`: write the built site's graph into any store with SPARQL 1.1."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher import limits
from publisher.addresses import SITE_DESCRIPTION
from publisher.commands.load_graphs import has_quads, held_quads, send_graphs
from publisher.errors import PublisherError, QueryError
from publisher.model import ANY
from publisher.sparql.dump import DumpFile, line_blocks, pieces, read_dump
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.graph_store import (
    Credentials,
    GraphStore,
    GraphStoreError,
    query_endpoint,
    web_address,
)
from publisher.sparql.results import result_rows
from publisher.terms import lexical

__all__ = ["LoadReport", "Target", "load_into_store", "target"]

USER: Final = "PUBLISHER_ENGINE_USER"
PASSWORD: Final = "PUBLISHER_ENGINE_PASSWORD"  # noqa: S105 (a variable's name)
TOKEN: Final = "PUBLISHER_ENGINE_TOKEN"  # noqa: S105

_MIB: Final = 1 << 20
_TOO_LARGE: Final = 413


class LoadError(PublisherError):
    """The graph cannot be loaded. The message is one line that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A graph of a store, and the endpoint that answers queries about it."""

    engine: str
    graph: str
    queries: str
    credentials: Credentials | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """The triples that were sent, the requests, and the triples that the store has now."""

    sent: int
    requests: int
    held: int
    graph: str
    queries: str
    named_graphs: int = 0
    """How many graphs have a name, beside the default graph."""

    @property
    def is_whole(self) -> bool:
        return self.sent == self.held


def target(engine: str, *, graph: str, queries: str, environment: Mapping[str, str]) -> Target:
    """Return the store and graph to load into. Raises LoadError, GraphStoreError, QueryError."""
    endpoint = queries or query_endpoint(engine)
    if not endpoint:
        raise LoadError(
            f"what answers queries is not known from {engine}; name it with --query-endpoint"
        )
    web_address(endpoint)
    if not graph and "/sparql-graph-crud" in engine:
        raise LoadError("Virtuoso has no default graph to write to; name a graph with --graph IRI")
    if graph:
        _check_iri(graph)
    return Target(
        engine=engine, graph=graph, queries=endpoint, credentials=_credentials(environment)
    )


def load_into_store(
    folder: Path,
    *,
    to: Target,
    dump: Path | None = None,
    piece: int | None = None,
    advance: Callable[[int, int], None],
    say: Callable[[str], None],
) -> LoadReport:
    """Replace the graph of a store by a project's dump, and count the triples that it then has.

    If the dump has named graphs and the target no name, each is put into the graph of its name.
    Otherwise in one request, or in pieces of `piece` MiB: the first replaces the graph, the others
    are added, so that queries see a part of it until the last one has arrived.

    Raises LoadError, DumpError, GraphStoreError or QueryError.
    """
    chosen = dump or _built_dump(folder, has_graph=bool(to.graph))
    if has_quads(chosen):
        return _load_graphs(chosen, to, advance=advance)
    hint = "name a file of N-Triples" if dump else "build first: publisher build"
    read = read_dump(chosen, hint=hint)
    store = GraphStore(to.engine, graph=to.graph, credentials=to.credentials)
    store.authenticate()
    requests = _send(store, read, piece=piece, advance=advance, say=say)
    return LoadReport(
        sent=read.triples, requests=requests, held=_held(to), graph=to.graph, queries=to.queries
    )


def _built_dump(folder: Path, *, has_graph: bool) -> Path:
    """Return the dump of the built site: N-Quads if it has named graphs and they are wanted."""
    site = folder / "site"
    try:
        named_graphs = json.loads((site / SITE_DESCRIPTION).read_bytes()).get("named_graphs")
    except (OSError, ValueError):
        named_graphs = 0
    names = ("all.nq", "all.nq.gz") if named_graphs and not has_graph else ()
    dumps = [site / "dumps" / name for name in names]
    return next((dump for dump in dumps if dump.exists()), site / "dumps" / "all.nt")


def _load_graphs(dump: Path, to: Target, *, advance: Callable[[int, int], None]) -> LoadReport:
    if to.graph:
        raise LoadError(
            f"{dump} has graphs of its own; leave out --graph, or name a file of N-Triples"
        )
    read, requests = send_graphs(
        dump, engine=to.engine, credentials=to.credentials, advance=advance
    )
    return LoadReport(
        sent=read.quads,
        requests=requests,
        held=_counted(partial(held_quads, to.queries, read)),
        graph="",
        queries=to.queries,
        named_graphs=len(read.graphs) - 1,
    )


def _send(
    store: GraphStore,
    dump: DumpFile,
    *,
    piece: int | None,
    advance: Callable[[int, int], None],
    say: Callable[[str], None],
) -> int:
    if piece is None:
        try:
            store.put(line_blocks(dump, advance=advance), size=dump.size)
        except GraphStoreError as error:
            if error.status != _TOO_LARGE:
                raise
            say(
                f"the store refuses {dump.size:,} bytes at once; "
                f"sending pieces of {limits.LOAD_PIECE_MIB} MiB"
            )
        else:
            return 1
    if dump.has_blank_nodes:
        raise LoadError(
            f"{dump.path} has blank nodes, which pieces cannot share; "
            "load the file with the store's own loader"
        )
    return _send_pieces(store, dump, size=(piece or limits.LOAD_PIECE_MIB) * _MIB, advance=advance)


def _send_pieces(
    store: GraphStore, dump: DumpFile, *, size: int, advance: Callable[[int, int], None]
) -> int:
    done = count = 0
    for content in pieces(dump.path, size=size):
        try:
            (store.post if count else store.put)([content], size=len(content))
        except GraphStoreError as error:
            raise GraphStoreError(
                f"{error}; {done:,} of {dump.lines:,} triples are there: load again",
                status=error.status,
            ) from error
        count += 1
        done += content.count(b"\n")
        advance(done, dump.lines)
    return count


def _held(to: Target) -> int:
    pattern = f"GRAPH <{to.graph}> {{ ?s ?p ?o }}" if to.graph else "?s ?p ?o"
    engine = EndpointEngine(to.queries)
    return _counted(lambda: _number(engine, f"SELECT (COUNT(*) AS ?triples) WHERE {{ {pattern} }}"))


def _number(engine: EndpointEngine, query: str) -> int:
    ((cell,),) = result_rows(engine.answer(query))[1]
    return int(lexical(cell or ANY))


def _counted(count: Callable[[], int]) -> int:
    """Return what a store says that it holds. Raises LoadError."""
    try:
        return count()
    except (QueryError, ValueError) as error:
        raise LoadError(
            f"all is sent, but the store does not say what it holds: {error}"
        ) from error


def _check_iri(graph: str) -> None:
    try:
        ox.NamedNode(graph)
    except ValueError as error:
        raise LoadError(f"graph {graph!r} is not an IRI; write it as https://…/") from error


def _credentials(environment: Mapping[str, str]) -> Credentials | None:
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if bool(user) != bool(password) or (user and token):
        raise LoadError(f"set {USER} and {PASSWORD} in the environment, or {TOKEN} alone")
    if re.search(r"[^\x21-\x7e]", token):
        raise LoadError(f"{TOKEN} has a character that no token has")
    return Credentials(user=user, password=password, token=token) if user or token else None
