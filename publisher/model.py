"""The values that the steps pass to each other.

A term is its N-Triples text (`<iri>`, `"text"@en`, `"2008"^^<…gYear>`), a triple three of them:
hashable, sortable, quick to serialise. `terms.py` has the functions that make and read them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NewType, TypeAlias

Term = NewType("Term", str)
Iri = NewType("Iri", str)
"""An IRI without its brackets."""
SitePath = NewType("SitePath", str)
"""A path from the site's root, with `/` and without one in front, not percent-encoded."""
Triple: TypeAlias = tuple[Term, Term, Term]
Quad: TypeAlias = tuple[Term, Term, Term, Term]
"""A triple, and the name of the graph that it is in: an IRI, a blank node or DEFAULT_GRAPH."""

DEFAULT_GRAPH: Term = Term("")
"""The name of the default graph in a quad."""

ANY: Term = Term("")
"""In the `about` of a finding: any term."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A passage of a text: code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A stored text that is quoted, with the part of its description that the tool uses."""

    iri: Term
    label: str
    text: str
    file: str
    language: str = ""
    headings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a ready query: `# param: NAME TYPE = DEFAULT`, its default as a term."""

    name: str
    type: str
    default: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyQuery:
    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    file: str
    is_built_in: bool = False
    """Whether the tool brought it along. Such a query may return nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRelease:
    """The IRIs of the release that the next one replaces; empty if there is none."""

    subjects: frozenset[Term] = frozenset()
    """Resources, terms and statements in the site's namespaces, without passages and selectors."""
    statements: Mapping[Term, tuple[Term, Term]] = field(default_factory=dict)
    """The subject and the predicate of each statement."""
    gone: frozenset[Term] = frozenset()
    """Those whose pages say that they are no longer described."""
    namespaces: frozenset[str] = frozenset()
    """Those whose IRIs are the site's own."""
    ontologies: Mapping[Term, bytes] = field(default_factory=dict)
    """The text of each published version of the ontology as sorted N-Triples, by its IRI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the site: its path and its bytes."""

    path: SitePath
    content: bytes

    @property
    def paths(self) -> tuple[SitePath, ...]:
        return (self.path,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStream:
    """One content that is made in pieces, to be written at several paths, or compressed by gzip."""

    pieces: Iterable[bytes]
    plain_paths: tuple[SitePath, ...] = ()
    gzip_paths: tuple[SitePath, ...] = ()

    @property
    def paths(self) -> tuple[SitePath, ...]:
        return (*self.plain_paths, *self.gzip_paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFile:
    """A file that a site is made of: its path in the project, its bytes, and their digest."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapesFile:
    """A file of SHACL shapes, already known to parse as Turtle."""

    file: str
    content: bytes
