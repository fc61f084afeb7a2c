"""Read a file of N-Quads for a graph store, which takes one graph a request."""

import gzip
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from publisher.sparql.dump import DumpError

DEFAULT: Final = ""
"""The name of the default graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadsDump:
    """A dataset as N-Triples by graph; the default graph is there even if it is empty.

    `shares_blank_nodes`: a blank node is in several graphs, so that they cannot be sent apart.
    """

    path: Path
    graphs: Mapping[str, bytes]
    quads: int
    shares_blank_nodes: bool

    @property
    def content(self) -> bytes:
        """Return the whole as N-Quads."""
        return b"".join(
            line[:-2] + (f"<{graph}> .\n".encode() if graph else b".\n")
            for graph, lines in self.graphs.items()
            for line in lines.splitlines(keepends=True)
        )


def read_quads(path: Path) -> QuadsDump:
    """Parse a file whole, because a broken one must not empty a store. Raises DumpError."""
    graphs: dict[str, dict[bytes, None]] = {DEFAULT: {}}
    graph_of: dict[str, str] = {}
    is_shared = False
    try:
        with closing(_opened(path)) as file:
            for quad in ox.parse(file, format=ox.RdfFormat.N_QUADS):
                if isinstance(quad.graph_name, ox.BlankNode):
                    raise DumpError(
                        f"{path} has a graph without a name ({quad.graph_name}), which no store "
                        "takes; load the file with the store's own loader"
                    )
                graph = quad.graph_name.value if quad.graph_name != ox.DefaultGraph() else DEFAULT
                graphs.setdefault(graph, {})[f"{quad.triple} .\n".encode()] = None
                for term in (quad.subject, quad.object):
                    if isinstance(term, ox.BlankNode):
                        is_shared |= graph_of.setdefault(term.value, graph) != graph
    except FileNotFoundError as error:
        raise DumpError(f"{path} is not there; name a file of N-Quads") from error
    except (OSError, EOFError, SyntaxError, ValueError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:300]
        raise DumpError(f"{path} cannot be read as N-Quads: {reason}") from error
    return QuadsDump(
        path=path,
        graphs={graph: b"".join(lines) for graph, lines in graphs.items()},
        quads=sum(map(len, graphs.values())),
        shares_blank_nodes=is_shared,
    )


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
