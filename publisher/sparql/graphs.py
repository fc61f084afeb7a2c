"""Fill a store with a dataset, so that its default graph is the one that queries see.

The engine could take a union of graphs as the default graph for a single query, but then a triple
that is in two graphs matches twice.
"""

import gzip
import io
import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias, cast

import pyoxigraph as ox

from publisher.dataset import Dataset
from publisher.project import Profile

DefaultGraph: TypeAlias = Literal["union", "own", "default"]
"""What the default graph of queries has: the triples of all graphs; those of the dataset's default
graph and of the graphs whose names are in the site's own namespaces; or those of its default graph.
"""

_ASSERTION: Final = b" <http://www.nanopub.org/nschema#hasAssertion> "
_OBJECT: Final = re.compile(rb"^\S+ \S+ (<[^<> ]*>)")
_BLANK: Final = b"_:"


def default_graph(setting: Literal["union", "default"], profile: Profile) -> DefaultGraph:
    """Return what the default graph of queries has.

    In a project with sources, what other people's graphs say is no fact of the project: a union
    would assert what a nanopublication only claims.
    """
    if setting == "default":
        return "default"
    return "own" if profile == "evidence" else "union"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSource:
    """What a store is filled from: contents, or paths of files.

    `lines`: the union of all graphs as N-Triples. `quads`: all of it as N-Quads, perhaps a gzip
    file; None if no triple is in a named graph. `namespaces`: those of the site's own IRIs.
    """

    lines: bytes | Path
    quads: bytes | Path | None = None
    default_graph: DefaultGraph = "union"
    namespaces: tuple[str, ...] = ()

    @classmethod
    def of(cls, dataset: Dataset, default_graph: DefaultGraph) -> "GraphSource":
        return cls(
            lines=dataset.lines,
            quads=dataset.quads or None,
            default_graph=default_graph,
            namespaces=tuple(dataset.namespaces),
        )

    @property
    def is_partial(self) -> bool:
        """Return whether the default graph of queries may lack triples of the dataset."""
        return self.quads is not None and self.default_graph != "union"


def fill(store: ox.Store, source: GraphSource) -> None:
    """Load a dataset. Blank nodes keep their labels, which are the same in every release.

    Raises OSError, SyntaxError or ValueError.
    """
    if source.quads is None and not _has(source.lines, _BLANK):
        # The engine's own loader would give other labels to blank nodes.
        _bulk_load(store, source.lines)
    else:
        store.bulk_extend(quads_of(source))


def quads_of(source: GraphSource) -> Iterator[ox.Quad]:
    """Yield what a store has to hold, some of it more than once."""
    if source.quads is None:
        yield from _parsed(source.lines, ox.RdfFormat.N_TRIPLES)
    elif source.default_graph == "own":
        yield from _with_own_graphs(source.quads, source.namespaces)
    else:
        yield from _parsed(source.quads, ox.RdfFormat.N_QUADS)
        if source.default_graph == "union":
            yield from _parsed(source.lines, ox.RdfFormat.N_TRIPLES)


def _with_own_graphs(quads: bytes | Path, namespaces: Sequence[str]) -> Iterator[ox.Quad]:
    """Yield all quads, and the triples of the site's own graphs in the default graph too.

    The assertion of a nanopublication is what somebody claims, whoever named its graph.
    """
    starts = tuple(namespaces)
    claimed = _assertions(quads)
    for quad in _parsed(quads, ox.RdfFormat.N_QUADS):
        yield quad
        graph = quad.graph_name
        if (
            isinstance(graph, ox.NamedNode)
            and graph.value.startswith(starts)
            and graph.value not in claimed
        ):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _assertions(quads: bytes | Path) -> frozenset[str]:
    """Return the names of the graphs that are assertions of nanopublications."""
    with _opened(quads) as lines:
        objects = (_OBJECT.match(line) for line in lines if _ASSERTION in line)
        return frozenset(each[1][1:-1].decode() for each in objects if each)


def _parsed(content: bytes | Path, format_: ox.RdfFormat) -> Iterator[ox.Quad]:
    # Lenient, because each IRI was checked when its file was read, and that takes long.
    with _opened(content) as file:
        yield from ox.parse(file, format=format_, lenient=True)


def _opened(content: bytes | Path) -> IO[bytes]:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    return cast("IO[bytes]", gzip.open(content)) if content.suffix == ".gz" else content.open("rb")


def _bulk_load(store: ox.Store, content: bytes | Path) -> None:
    if isinstance(content, Path):
        store.bulk_load(path=content, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    else:
        store.bulk_load(content, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _has(content: bytes | Path, part: bytes) -> bool:
    if isinstance(content, bytes):
        return part in content
    if not content.stat().st_size:
        return False
    with (
        content.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
    ):
        return mapped.find(part) >= 0
