"""What a writer of an RDF format is, and what all writers share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias, runtime_checkable

from publisher.errors import PublisherError
from publisher.model import Term, Triple
from publisher.vocabulary import RDF_TYPE


class FormatError(PublisherError, ValueError):
    """A format cannot say a triple; the message says why."""


Predicates: TypeAlias = list[tuple[Term, list[Term]]]
"""The triples of one subject: each predicate with its objects."""

TextChunk: TypeAlias = tuple[str, int]
"""The triples of one subject as text, and the mask of the prefixes that the text uses."""

CACHED_TERMS: Final = 20_000
"""The number of terms whose written form a writer keeps."""
MASK_BITS: Final = 64
"""The width of a mask. All prefixes past the last bit share it, and are declared together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The triples of one subject and of the blank nodes nested in it.

    `subjects`: the subject, then the blank nodes that are too deep to be nested, with their
    triples. `nested`: the blank nodes to be written in place of their name, each behind the one
    that it is nested in. `lists`: the members of those that are lists. `levels`: how deep each of
    `nested` and `lists` is, from 1.
    """

    subjects: list[tuple[Term, Predicates]]
    nested: dict[Term, Predicates] = field(default_factory=dict)
    lists: dict[Term, list[Term]] = field(default_factory=dict)
    levels: dict[Term, int] = field(default_factory=dict)


class Writer(Protocol):
    """Writes one graph in one format: a head, a chunk for each subject, and a tail.

    A chunk has the same text in every file, because pages and dumps share it. `separator` stands
    between two chunks. A prefix mask has a bit for each prefix (see `Prefixes`), so that the
    masks of several chunks are joined by `|`.
    """

    separator: str
    tail: str

    def head(self, prefix_mask: int) -> str:
        """Return the beginning of a file, which declares the prefixes in the mask."""

    def chunk(self, subject: Term, predicates: Predicates) -> TextChunk:
        """Return the triples of a subject as text, with the mask of the prefixes it uses.

        Raises FormatError if the format cannot say it.
        """


@runtime_checkable
class NestingWriter(Writer, Protocol):
    """A writer that writes blank nodes and lists inside of what they belong to.

    Any other one writes each blank node as a subject of its own, with its label.
    """

    def tree(self, tree: Tree) -> TextChunk:
        """Return the triples of a subject and of the nodes nested in it; see `chunk`."""


@runtime_checkable
class GraphWriter(NestingWriter, Protocol):
    """A writer that writes named graphs too."""

    def graph(self, name: Term) -> tuple[str, str, int]:
        """Return what stands before and after the chunks of a named graph, and its prefix mask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphTerms:
    """What a writer knows of its graph before it writes.

    `namespaces` maps each namespace to its prefix. `predicates` are all predicates of the graph,
    `schemes` the schemes of its IRIs (`https`, `urn`).
    """

    namespaces: Mapping[str, str]
    predicates: Collection[Term] = ()
    schemes: Collection[str] = ()


def by_predicate(triples: Sequence[Triple]) -> Predicates:
    """Group the sorted triples of one subject by predicate, rdf:type first."""
    objects: dict[Term, list[Term]] = {}
    for _, predicate, value in triples:
        objects.setdefault(predicate, []).append(value)
    types = objects.pop(RDF_TYPE, None)
    others = list(objects.items())
    return others if types is None else [(RDF_TYPE, types), *others]


def namespaces(prefixes: Mapping[str, str], *, base: str) -> dict[str, str]:
    """Return the prefix of each namespace.

    The empty prefix is the project's own ontology, unless `prefixes` binds it.
    """
    return {namespace: prefix for prefix, namespace in {"": f"{base}ontology#", **prefixes}.items()}


def local_name_start(iri: str) -> int:
    """Return where the local name begins: after the last `#`, or the last `/` if there is no `#`.

    `"https://example.org/a#b"` → 22
    """
    return (iri.rfind("#") + 1) or (iri.rfind("/") + 1)


class Prefixes:
    """The prefixes that a file may declare.

    `names` maps each namespace to its prefix, `masks` to the mask with the one bit of that prefix.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.masks = {
            namespace: 1 << min(position, MASK_BITS - 1) for position, namespace in enumerate(names)
        }

    def declared(self, prefix_mask: int) -> list[tuple[str, str]]:
        """Return prefix and namespace of each prefix in the mask, sorted."""
        return sorted(
            (self.names[namespace], namespace)
            for namespace, mask in self.masks.items()
            if mask & prefix_mask
        )
