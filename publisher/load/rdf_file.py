"""A file of RDF that was read, and what came of reading one."""

from dataclasses import dataclass

from publisher.findings import Finding
from publisher.model import Quad, Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class RdfFile:
    """A parsed file; `triples` of the default graph in the file's order, triple terms as
    N-Triples 1.2 text. No other file has the labels of its blank nodes.

    `quads`: what the file has in named graphs. `text`: that of a file in Turtle; else empty.
    """

    file: str
    text: str
    triples: tuple[Triple, ...]
    quads: tuple[Quad, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    """The prefixes that the file declares, each with its namespace."""
    is_import: bool = False
    """Whether it is what an ontology of the project imports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A file as read, if it was; what is wrong; or the name of a file that holds no RDF."""

    rdf: RdfFile | None = None
    findings: tuple[Finding, ...] = ()
    other: str = ""
