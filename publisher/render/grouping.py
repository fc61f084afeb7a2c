"""What a format writes: blocks, each the triples of one subject, grouped once for every format."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol, TypeAlias

from publisher.model import Term, Triple
from publisher.vocabulary import RDF_TYPE

Predicates: TypeAlias = list[tuple[Term, list[Term]]]
Block: TypeAlias = tuple[str, int]
"""The text of one subject's triples, and the bits of the prefixes that it uses."""

REMEMBERED: Final = 20_000
"""Terms whose written form a writer keeps, at most."""


class Writer(Protocol):
    """A format, as blocks of one subject each that stand between a head and a tail.

    A block is the same in every document of a writer. `joint` stands between two.
    """

    joint: str
    tail: str

    def block(self, subject: Term, predicates: Predicates) -> Block:
        """The triples of a subject. Raises ValueError for what the format cannot write."""

    def head(self, used: int) -> str:
        """What declares the prefixes of the blocks: the bits of all of them."""


def by_predicate(triples: Sequence[Triple]) -> Predicates:
    """The sorted triples of one subject by predicate, rdf:type before all."""
    found: dict[Term, list[Term]] = {}
    for _, predicate, value in triples:
        found.setdefault(predicate, []).append(value)
    types = found.pop(RDF_TYPE, None)
    others = list(found.items())
    return others if types is None else [(RDF_TYPE, types), *others]


def namespaces(prefixes: Mapping[str, str], *, base: str) -> dict[str, str]:
    """Prefix by namespace; the empty prefix is the project's own ontology unless it is given."""
    return {namespace: prefix for prefix, namespace in {"": f"{base}ontology#", **prefixes}.items()}


def split(text: str) -> int:
    """Where the local name of an IRI begins: after its last `#`, or its last `/` if it has none."""
    return (text.rfind("#") + 1) or (text.rfind("/") + 1)
