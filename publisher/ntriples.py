"""Canonical lines of N-Triples and N-Quads, each with the space, dot and line feed at its end.

https://www.w3.org/TR/n-quads/
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from publisher.model import DEFAULT_GRAPH, Quad, Term, Triple

if TYPE_CHECKING:
    from collections.abc import Callable

_OTHER_SCHEME = re.compile(rb"<(?!https?:)([A-Za-z][A-Za-z0-9+.-]*):")
_IRI_OBJECT = re.compile(rb" (<[^<> ]*>) \.\n")

# So that no function is called to make each text a Term: a graph has millions.
_split = cast("Callable[[str, str, int], list[Term]]", str.split)


def triple_of(line: bytes) -> Triple:
    """Return the terms of a canonical N-Triples line, which ends with ` .` and a line feed."""
    subject, predicate, value = _split(line.decode()[:-3], " ", 2)
    return subject, predicate, value


def line_of(triple: Triple) -> bytes:
    return f"{triple[0]} {triple[1]} {triple[2]} .\n".encode()


def quad_of(line: bytes) -> Quad:
    """Return the terms of a canonical N-Quads line; without a graph, that is DEFAULT_GRAPH."""
    subject, predicate, rest = _split(line.decode()[:-3], " ", 2)
    # A triple term ends behind its last bracket, a literal behind its last quotation mark, and no
    # graph's name has either.
    end = rest.rfind(")>>") + 1 if rest.startswith("<<(") else rest.rfind('"') + 1
    at = rest.find(" ", end)
    if at < 0:
        return subject, predicate, rest, DEFAULT_GRAPH
    return subject, predicate, Term(rest[:at]), Term(rest[at + 1 :])


def quad_line_of(quad: Quad) -> bytes:
    """Return the N-Quads line of a quad: of one in the default graph, its N-Triples line."""
    subject, predicate, value, graph = quad
    return f"{' '.join(quad)} .\n".encode() if graph else line_of((subject, predicate, value))


def iri_objects(lines: bytes) -> list[Term]:
    """Return the IRIs that are objects of some lines."""
    # By bytes: a literal ends by a quotation mark, its language, or ^^ and a datatype.
    return [Term(value.decode()) for value in _IRI_OBJECT.findall(lines)]


def other_schemes(lines: bytes) -> frozenset[str]:
    """Return the schemes of IRIs, without http and https; perhaps some that only a text has."""
    return frozenset(scheme.decode() for scheme in _OTHER_SCHEME.findall(lines))


def sorted_lines(triples: Iterable[Triple], named: Sequence[Quad]) -> tuple[bytes, bytes]:
    """Return the union of triples of the default graph and quads of named graphs, each line once.

    Then the N-Quads of all; empty if no graph has a name.
    """
    # A dictionary keeps the order, and so the runs of lines that are in order already: sorting
    # them takes a fifth of the time of sorting a set.
    lines = dict.fromkeys(map(line_of, triples))
    quads = sorted({*lines, *map(quad_line_of, named)}) if named else []
    lines.update(dict.fromkeys(line_of(quad[:3]) for quad in named))
    return b"".join(sorted(lines)), b"".join(quads)
