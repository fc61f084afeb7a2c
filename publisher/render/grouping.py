"""Triples by subject and predicate, grouped once for every format."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from publisher.model import Term, Triple
from publisher.vocabulary import RDF_TYPE

Predicates: TypeAlias = list[tuple[Term, list[Term]]]
Groups: TypeAlias = list[tuple[Term, Predicates]]


def grouped(triples: Sequence[Triple], *, first: Term = "") -> Groups:
    """Subjects sorted, `first` before all; predicates sorted, rdf:type before all; objects sorted.

    A triple that is given twice stands once.
    """
    found: dict[Term, dict[Term, list[Term]]] = {}
    # Sorted: the site must be the same bytes on every build. A dictionary, not a set, keeps the
    # order that they come in, by which to sort them again costs little.
    for subject, predicate, value in sorted(dict.fromkeys(triples)):
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    groups = [(subject, _typed_first(predicates)) for subject, predicates in found.items()]
    if first in found:
        groups.sort(key=lambda group: group[0] != first)
    return groups


def _typed_first(predicates: dict[Term, list[Term]]) -> Predicates:
    types = predicates.pop(RDF_TYPE, None)
    others = list(predicates.items())
    return others if types is None else [(RDF_TYPE, types), *others]


def namespaces(prefixes: Mapping[str, str], *, base: str) -> dict[str, str]:
    """Prefix by namespace; the empty prefix is the project's own ontology unless it is given."""
    return {namespace: prefix for prefix, namespace in {"": f"{base}ontology#", **prefixes}.items()}


def split(text: str) -> int:
    """Where the local name of an IRI begins: after its last `#`, or its last `/` if it has none."""
    return (text.rfind("#") + 1) or (text.rfind("/") + 1)
